/*
 * A server of November 2010: one call, and callbacks without a context. A page, a counter that LWS_CALLBACK_SEND alone
 * drives, a mirror, and a flood for peers that do not read.
 *
 * usage: server_2010 PORT PAGE [CERT KEY]
 *
 * -DSHAPE=2, 3, 4, 7 or 8 for the shapes of libwebsocket_create_server() with one callback.
 */
#include <libwebsockets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef SHAPE
#define SHAPE 6
#endif

static const char *page;

static int write_text(struct libwebsocket *wsi, const char *text) {
  unsigned char buffer[LWS_SEND_BUFFER_PRE_PADDING + 64 + LWS_SEND_BUFFER_POST_PADDING];
  size_t len = strlen(text);
  unsigned char *at = buffer + LWS_SEND_BUFFER_PRE_PADDING;

  memset(buffer, '#', sizeof(buffer));
  memcpy(at, text, len);
  if (libwebsocket_write(wsi, at, len, LWS_WRITE_TEXT) != 0)
    return -1;
  /* What is around the message is the program's. */
  if (buffer[0] != '#' || at[-1] != '#' || at[len] != '#' || memcmp(at, text, len))
    abort();
  return 0;
}

#if SHAPE != 2 && SHAPE != 3

struct session {
  int number;
};

static int http(struct libwebsocket *wsi, void *in, size_t len) {
  const char *uri = (const char *)in;
  static const char answer[] = "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nby hand";
  unsigned char bytes[sizeof(answer)];

  if (len != 0)
    abort();
  if (!strcmp(uri, "/hand")) {
    memcpy(bytes, answer, sizeof(answer));
    return libwebsocket_write(wsi, bytes, sizeof(answer) - 1, LWS_WRITE_HTTP);
  }
  if (!strcmp(uri, "/nothing"))
    return 0;
  if (!strcmp(uri, "/missing"))
    return libwebsockets_serve_http_file(wsi, "/nowhere/at/all", "text/html");
  if (!strcmp(uri, "/?a=1&b=2") || !strcmp(uri, "/"))
    libwebsockets_serve_http_file(wsi, page, "text/html");
  /* What a callback returns does not matter. */
  return -1;
}

static int callback_http(struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason, void *user, void *in,
                         size_t len) {
  (void)user;
  if (reason == LWS_CALLBACK_HTTP)
    return http(wsi, in, len);
  return 1;
}

static int callback_counter(struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason, void *user, void *in,
                            size_t len) {
  struct session *session = (struct session *)user;
  char text[32];

  switch (reason) {
  case LWS_CALLBACK_ESTABLISHED:
    session->number = 0;
    break;
  case LWS_CALLBACK_SEND:
    if (in || len)
      abort();
    sprintf(text, "%d", session->number++);
    return write_text(wsi, text) ? 7 : 3;
  case LWS_CALLBACK_RECEIVE:
    if (len == 6 && !memcmp(in, "reset\n", 6))
      session->number = 0;
    break;
  default:
    break;
  }
  return 1;
}

static int callback_mirror(struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason, void *user, void *in,
                           size_t len) {
  unsigned char buffer[LWS_SEND_BUFFER_PRE_PADDING + 4096 + LWS_SEND_BUFFER_POST_PADDING];

  (void)user;
#if SHAPE != 6
  if (reason == LWS_CALLBACK_HTTP)
    return http(wsi, in, len);
  if (reason == LWS_CALLBACK_PROTOCOL_FILTER)
    return in && !strcmp((const char *)in, "unwelcome");
#endif
  if (reason == LWS_CALLBACK_RECEIVE) {
    memcpy(buffer + LWS_SEND_BUFFER_PRE_PADDING, in, len);
    return libwebsocket_write(wsi, buffer + LWS_SEND_BUFFER_PRE_PADDING, len, LWS_WRITE_BINARY);
  }
  return -1;
}

static unsigned char flood[LWS_SEND_BUFFER_PRE_PADDING + 100000 + LWS_SEND_BUFFER_POST_PADDING];

static int callback_flood(struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason, void *user, void *in,
                          size_t len) {
  (void)user;
  (void)in;
  (void)len;
  if (reason == LWS_CALLBACK_SEND)
    return libwebsocket_write(wsi, flood + LWS_SEND_BUFFER_PRE_PADDING, 100000, LWS_WRITE_BINARY);
  return 0;
}

#else

/* Only what goes without memory for each websocket. */
static int callback_bare(struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason, void *in, size_t len) {
  unsigned char buffer[LWS_SEND_BUFFER_PRE_PADDING + 4096 + LWS_SEND_BUFFER_POST_PADDING];

  switch (reason) {
  case LWS_CALLBACK_ESTABLISHED:
    return write_text(wsi, "welcome");
  case LWS_CALLBACK_RECEIVE:
    memcpy(buffer + LWS_SEND_BUFFER_PRE_PADDING, in, len);
    return libwebsocket_write(wsi, buffer + LWS_SEND_BUFFER_PRE_PADDING, len, LWS_WRITE_BINARY);
  case LWS_CALLBACK_HTTP:
    if (strcmp(libwebsocket_get_uri(wsi), "/"))
      return -1;
    return libwebsockets_serve_http_file(wsi, page, "text/html");
  default:
    return 1;
  }
}

#endif

int main(int argc, char **argv) {
  int port, r;
  const char *cert = NULL, *key = NULL;
#if SHAPE == 6
  static const struct libwebsocket_protocols protocols[] = {
      {"http-only", callback_http, 0},
      {"counter", callback_counter, sizeof(struct session)},
      {"mirror", callback_mirror, 0},
      {"flood", callback_flood, 0},
      {NULL, NULL, 0},
  };
#elif SHAPE == 4 || SHAPE == 7 || SHAPE == 8
  (void)callback_http;
  (void)callback_counter;
  (void)callback_flood;
#endif

  if (argc < 3)
    return 2;
  port = atoi(argv[1]);
  page = argv[2];
  if (argc > 4) {
    cert = argv[3];
    key = argv[4];
  }
#if SHAPE == 2
  r = libwebsocket_create_server(port, callback_bare);
#elif SHAPE == 3
  r = libwebsocket_create_server(port, callback_bare, 76);
#elif SHAPE == 4
  r = libwebsocket_create_server(port, callback_mirror, 76, sizeof(struct session));
#elif SHAPE == 7
  r = libwebsocket_create_server(port, callback_mirror, sizeof(struct session), cert, key, -1, -1);
#elif SHAPE == 8
  r = libwebsocket_create_server(port, callback_mirror, 76, sizeof(struct session), cert, key, -1, -1);
#else
  r = libwebsocket_create_server(port, protocols, cert, key, -1, -1);
#endif
  (void)cert;
  (void)key;
  /* It comes here only when the server could not be. */
  return r ? 3 : 0;
}
