/*
 * A client of 2011 to January 2013: sends three messages to a mirror, one after the other, and says what comes back.
 *
 * usage: client_0_3 PORT PROTOCOL
 *
 * -DSHAPE=6 for the shapes of January 2011 (callbacks without context, connecting with eight arguments), -DSHAPE=9 for
 * libwebsocket_client_connect() with nine, -DSHAPE=11 for libwebsocket_client_connect_extended().
 */
#ifndef SHAPE
#define SHAPE 11
#endif

#include <libwebsockets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if SHAPE >= 8
#define CONTEXT struct libwebsocket_context *context,
#define WANT(wsi) libwebsocket_callback_on_writable(context, wsi)
#else
#define CONTEXT
#define WANT(wsi) libwebsocket_callback_on_writable(wsi)
#endif

static int sent, over;

static int callback(CONTEXT struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason, void *user, void *in,
                    size_t len) {
  unsigned char buffer[LWS_SEND_BUFFER_PRE_PADDING + 32 + LWS_SEND_BUFFER_POST_PADDING];
  int n;

  switch (reason) {
  case LWS_CALLBACK_CLIENT_ESTABLISHED:
    printf("established %s\n", user ? "with memory" : "without memory");
    WANT(wsi);
    break;
  case LWS_CALLBACK_CLIENT_WRITEABLE:
    n = sprintf((char *)buffer + LWS_SEND_BUFFER_PRE_PADDING, "message %d", sent++);
    if (libwebsocket_write(wsi, buffer + LWS_SEND_BUFFER_PRE_PADDING, (size_t)n, LWS_WRITE_TEXT) != 0)
      return -1;
    break;
  case LWS_CALLBACK_CLIENT_RECEIVE:
    printf("received %.*s\n", (int)len, (const char *)in);
    if (sent < 3)
      WANT(wsi);
    else
#if SHAPE >= 8
      libwebsocket_close_and_free_session(context, wsi, LWS_CLOSE_STATUS_NORMAL);
#else
      libwebsocket_client_close(wsi);
#endif
    break;
  case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
    printf("error%s\n", in ? " with text" : "");
    over = 1;
    break;
  case LWS_CALLBACK_CLOSED:
    printf("closed\n");
    over = 1;
    break;
  default:
    break;
  }
  return 0;
}

int main(int argc, char **argv) {
  static struct libwebsocket_protocols protocols[] = {{"mirror", callback, 16, NULL, 0, 0, 0},
                                                      {NULL, NULL, 0, NULL, 0, 0, 0}};
  struct libwebsocket_context *context;
  struct libwebsocket *wsi;
  char memory[16];
  int n;

  if (argc < 3)
    return 2;
#if SHAPE == 6
  context = libwebsocket_create_context(CONTEXT_PORT_NO_LISTEN, protocols, NULL, NULL, -1, -1);
#elif SHAPE == 9
  context = libwebsocket_create_context(CONTEXT_PORT_NO_LISTEN, NULL, protocols, NULL, NULL, NULL, -1, -1, 0);
#else
  context = libwebsocket_create_context(CONTEXT_PORT_NO_LISTEN, NULL, protocols, libwebsocket_internal_extensions, NULL,
                                        NULL, NULL, -1, -1, LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME, NULL);
#endif
  if (!context)
    return 3;
#if SHAPE == 6
  wsi = libwebsocket_client_connect(context, "127.0.0.1", atoi(argv[1]), 0, "/", "localhost", "origin", argv[2]);
#elif SHAPE == 9
  wsi = libwebsocket_client_connect(context, "127.0.0.1", atoi(argv[1]), 0, "/", "localhost", "origin", argv[2], -1);
#else
  wsi = libwebsocket_client_connect_extended(context, "127.0.0.1", atoi(argv[1]), 0, "/", "localhost", "origin", argv[2],
                                             13, memory);
#endif
  (void)memory;
  if (!wsi)
    return 4;
  for (n = 0; !over && n < 1000; n++)
    if (libwebsocket_service(context, 20) != 0)
      return 5;
  libwebsocket_context_destroy(context);
  return over ? 0 : 6;
}
