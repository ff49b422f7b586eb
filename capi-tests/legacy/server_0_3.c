/*
 * A server of 2011 to January 2013: a page, a counter that is broadcast, and a mirror that asks for WRITEABLE.
 *
 * usage: server_0_3 PORT PAGE
 *
 * -DSHAPE=6 to 11 for the number of arguments of libwebsocket_create_context(), or 5 for libwebsocket_create_server() of
 * December 2010; -DFORKED for libwebsockets_fork_service_loop(); -DPOLLED for a poll loop of the program's own.
 */
#ifndef SHAPE
#define SHAPE 11
#endif

#include <libwebsockets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#if SHAPE >= 8
#define CONTEXT struct libwebsocket_context *context,
#define UNUSED_CONTEXT (void)context
#else
#define CONTEXT
#define UNUSED_CONTEXT
#endif

static const char *page;

struct session {
  unsigned char bytes[LWS_SEND_BUFFER_PRE_PADDING + 4096 + LWS_SEND_BUFFER_POST_PADDING];
  size_t len;
};

#ifdef POLLED
static struct pollfd fds[64];
static int count;

static struct pollfd *find(int fd) {
  int n;
  for (n = 0; n < count; n++)
    if (fds[n].fd == fd)
      return &fds[n];
  fprintf(stderr, "descriptor %d was never told\n", fd);
  abort();
  return NULL;
}

static void watch(enum libwebsocket_callback_reasons reason, int fd, size_t len) {
  struct pollfd *found;

  switch (reason) {
  case LWS_CALLBACK_ADD_POLL_FD:
    if (count == 64)
      abort();
    fds[count].fd = fd;
    fds[count].revents = 0;
    fds[count++].events = (short)len;
    break;
  case LWS_CALLBACK_DEL_POLL_FD:
    found = find(fd);
    *found = fds[--count];
    break;
  case LWS_CALLBACK_SET_MODE_POLL_FD:
    find(fd)->events = (short)(find(fd)->events | (int)len);
    break;
  case LWS_CALLBACK_CLEAR_MODE_POLL_FD:
    find(fd)->events = (short)(find(fd)->events & ~(int)len);
    break;
  default:
    break;
  }
}
#endif

static int callback_http(CONTEXT struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason, void *user,
                         void *in, size_t len) {
  char name[64], rip[64];

  UNUSED_CONTEXT;
  switch (reason) {
  case LWS_CALLBACK_HTTP:
    if (len != strlen((const char *)in))
      abort();
    if (!strcmp((const char *)in, "/refused"))
      return 1;
#if SHAPE == 11 && !defined(OF_1_0)
    return libwebsockets_serve_http_file(context, wsi, page, "text/html");
#else
    libwebsockets_serve_http_file(wsi, page, "text/html");
    break;
#endif
  case LWS_CALLBACK_FILTER_NETWORK_CONNECTION:
    if (in)
      abort();
    libwebsockets_get_peer_addresses((int)(long)user, name, sizeof(name), rip, sizeof(rip));
    if (strcmp(rip, "127.0.0.1"))
      abort();
    printf("peer %s\n", rip);
    break;
#ifdef POLLED
  case LWS_CALLBACK_ADD_POLL_FD:
  case LWS_CALLBACK_DEL_POLL_FD:
  case LWS_CALLBACK_SET_MODE_POLL_FD:
  case LWS_CALLBACK_CLEAR_MODE_POLL_FD:
    if (in)
      abort();
    watch(reason, (int)(long)user, len);
    break;
#endif
  default:
    break;
  }
  return 0;
}

static int callback_counter(CONTEXT struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason, void *user,
                            void *in, size_t len) {
  struct lws_tokens *tokens = (struct lws_tokens *)user;

  UNUSED_CONTEXT;
  switch (reason) {
  case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
    if (strcmp(tokens[WSI_TOKEN_PROTOCOL].token, "counter") || tokens[WSI_TOKEN_PROTOCOL].token_len != 7 ||
        tokens[WSI_TOKEN_KEY1].token)
      abort();
    /* A closed door for one guest. */
    return tokens[WSI_TOKEN_GET_URI].token && !strcmp(tokens[WSI_TOKEN_GET_URI].token, "/no");
  case LWS_CALLBACK_BROADCAST:
    if (libwebsocket_write(wsi, (unsigned char *)in, len, LWS_WRITE_TEXT))
      return -1;
    /* A number that is not negative means nothing here. */
    return 1;
  case LWS_CALLBACK_RECEIVE:
    if (len == 3 && !memcmp(in, "all", 3))
      libwebsockets_broadcast(libwebsockets_get_protocol(wsi), (unsigned char *)in, len);
    break;
  case LWS_CALLBACK_CLOSED:
    printf("counter closed\n");
    break;
  default:
    break;
  }
  return 0;
}

static int callback_mirror(CONTEXT struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason, void *user,
                           void *in, size_t len) {
  struct session *session = (struct session *)user;

  UNUSED_CONTEXT;
  switch (reason) {
  case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
    if (((struct lws_tokens *)user)[WSI_TOKEN_ORIGIN].token)
      printf("origin %s\n", ((struct lws_tokens *)user)[WSI_TOKEN_ORIGIN].token);
    break;
  case LWS_CALLBACK_RECEIVE:
    if (len > 4096)
      abort();
#if SHAPE >= 8
    if (len == 4 && !memcmp(in, "away", 4)) {
      libwebsocket_close_and_free_session(context, wsi, LWS_CLOSE_STATUS_GOINGAWAY);
      break;
    }
#else
    if (len == 4 && !memcmp(in, "away", 4)) {
      libwebsocket_client_close(wsi);
      break;
    }
#endif
    memcpy(session->bytes + LWS_SEND_BUFFER_PRE_PADDING, in, len);
    session->len = len;
#if SHAPE >= 8
    if (libwebsockets_get_protocol(wsi)->owning_server != context || libwebsockets_get_protocol(wsi)->protocol_index != 2)
      abort();
    libwebsocket_callback_on_writable(context, wsi);
#else
    libwebsocket_callback_on_writable(wsi);
#endif
    break;
  case LWS_CALLBACK_SERVER_WRITEABLE:
    return libwebsocket_write(wsi, session->bytes + LWS_SEND_BUFFER_PRE_PADDING, session->len, LWS_WRITE_TEXT);
  default:
    break;
  }
  return 0;
}

static struct libwebsocket_protocols protocols[] = {
    {"http-only", callback_http, 0, NULL, 0, 0, 0},
    {"counter", callback_counter, 0, NULL, 0, 0, 0},
    {"mirror", callback_mirror, sizeof(struct session), NULL, 0, 0, 0},
    {NULL, NULL, 0, NULL, 0, 0, 0},
};

static unsigned long now_ms(void) {
  struct timeval now;

  gettimeofday(&now, NULL);
  return (unsigned long)now.tv_sec * 1000 + (unsigned long)now.tv_usec / 1000;
}

static void tick(void) {
  static int number;
  unsigned char buffer[LWS_SEND_BUFFER_PRE_PADDING + 32 + LWS_SEND_BUFFER_POST_PADDING];
  int len = sprintf((char *)buffer + LWS_SEND_BUFFER_PRE_PADDING, "%d", number++);

  libwebsockets_broadcast(&protocols[1], buffer + LWS_SEND_BUFFER_PRE_PADDING, (size_t)len);
}

int main(int argc, char **argv) {
  struct libwebsocket_context *context = NULL;
  unsigned long last = 0;
  int port, r = 0;

  if (argc < 3)
    return 2;
  port = atoi(argv[1]);
  page = argv[2];
  setvbuf(stdout, NULL, _IOLBF, 0);
#if SHAPE == 5
  if (libwebsocket_create_server(port, protocols, NULL, NULL, -1, -1) < 0)
    return 3;
#elif SHAPE == 6
  context = libwebsocket_create_context(port, protocols, NULL, NULL, -1, -1);
#elif SHAPE == 7
  context = libwebsocket_create_context(port, protocols, NULL, NULL, -1, -1, 0);
#elif SHAPE == 8
  context = libwebsocket_create_context(port, "127.0.0.1", protocols, NULL, NULL, -1, -1, 0);
#elif SHAPE == 9
  context = libwebsocket_create_context(port, NULL, protocols, libwebsocket_internal_extensions, NULL, NULL, -1, -1, 0);
#elif SHAPE == 10
  context = libwebsocket_create_context(port, NULL, protocols, libwebsocket_internal_extensions, NULL, NULL, -1, -1, 0,
                                        &last);
#else
  context = libwebsocket_create_context(port, NULL, protocols, libwebsocket_internal_extensions, NULL, NULL, NULL, -1, -1,
                                        0, &last);
#endif
#if SHAPE != 5
  if (!context)
    return 3;
#endif
#if SHAPE >= 10
  if (libwebsocket_context_user(context) != &last)
    return 4;
#endif
#if defined(FORKED)
  if (libwebsockets_fork_service_loop(context) < 0)
    return 5;
#endif
  while (r >= 0) {
#if defined(FORKED) || SHAPE == 5
    usleep(20000);
#elif defined(POLLED)
    int n = poll(fds, (nfds_t)count, 20);
    for (r = 0; n > 0 && r < count; r++)
      if (fds[r].revents)
        libwebsocket_service_fd(context, &fds[r]);
    r = 0;
#else
    r = libwebsocket_service(context, 20);
#endif
    if (now_ms() - last >= 50) {
      last = now_ms();
      tick();
    }
  }
  libwebsocket_context_destroy(context);
  return 0;
}
