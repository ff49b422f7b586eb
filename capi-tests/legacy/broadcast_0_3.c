/*
 * Broadcasts from three threads while a fourth services: a session hears them all, and its callback ends the context in the
 * middle of a wait. Before it, calls without a context or connection, each of which fails and does nothing else.
 *
 * usage: broadcast_0_3 PORT
 */
#include <libwebsockets.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EACH 1000
#define THREADS 3

static int heard, closed;

static int callback(struct libwebsocket_context *context, struct libwebsocket *wsi,
                    enum libwebsocket_callback_reasons reason, void *user, void *in, size_t len) {
  (void)user;
  switch (reason) {
  case LWS_CALLBACK_BROADCAST:
    return libwebsocket_write(wsi, (unsigned char *)in, len, LWS_WRITE_TEXT);
  case LWS_CALLBACK_CLIENT_RECEIVE:
    if (++heard == EACH * THREADS)
      libwebsocket_context_destroy(context);
    break;
  case LWS_CALLBACK_CLOSED:
    closed++;
    break;
  default:
    break;
  }
  return 0;
}

static struct libwebsocket_protocols protocols[] = {{"all", callback, 0, NULL, 0, 0, 0},
                                                    {NULL, NULL, 0, NULL, 0, 0, 0}};

static void *broadcast(void *arg) {
  unsigned char buffer[LWS_SEND_BUFFER_PRE_PADDING + 16 + LWS_SEND_BUFFER_POST_PADDING];
  int n;

  for (n = 0; n < EACH; n++) {
    int len = sprintf((char *)buffer + LWS_SEND_BUFFER_PRE_PADDING, "%d", n);
    if (libwebsockets_broadcast(protocols, buffer + LWS_SEND_BUFFER_PRE_PADDING, (size_t)len) < 0)
      abort();
    if (n % 50 == 0)
      usleep(1000);
  }
  return arg;
}

static struct libwebsocket_context *create(int port) {
  return libwebsocket_create_context(port, NULL, protocols, NULL, NULL, NULL, NULL, -1, -1, 0, NULL);
}

static int nothing_there(int port) {
  libwebsocket_context_destroy(NULL);
  libwebsockets_hangup_on_client(NULL, 3);
  libwebsocket_close_and_free_session(NULL, NULL, LWS_CLOSE_STATUS_NORMAL);
  return libwebsocket_service(NULL, 1) != 0 && libwebsocket_service_fd(NULL, NULL) != 0 &&
         libwebsockets_fork_service_loop(NULL) < 0 && libwebsockets_broadcast(NULL, NULL, 0) < 0 &&
         libwebsocket_write(NULL, NULL, 0, LWS_WRITE_TEXT) < 0 && libwebsocket_callback_on_writable(NULL) < 0 &&
         libwebsocket_callback_on_writable(NULL, NULL) < 0 && !libwebsocket_ensure_user_space(NULL) &&
         libwebsocket_callback_on_writable_all_protocol(protocols) < 0 && !libwebsockets_get_protocol(NULL) &&
         !libwebsocket_create_context(port, NULL, NULL, NULL, NULL, NULL, NULL, -1, -1, 0, NULL) &&
         !libwebsocket_client_connect(NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, -1);
}

int main(int argc, char **argv) {
  pthread_t threads[THREADS];
  struct libwebsocket_context *context;
  int n, port;

  if (argc < 2)
    return 2;
  port = atoi(argv[1]);
  if (!nothing_there(port))
    return 3;
  context = create(port);
  if (!context || create(port))
    return 4;
  if (!libwebsocket_client_connect(context, "127.0.0.1", port, 0, "/", "host", "origin", "all", -1))
    return 5;
  for (n = 0; n < 20; n++)
    libwebsocket_service(context, 10);
  for (n = 0; n < THREADS; n++)
    pthread_create(&threads[n], NULL, broadcast, NULL);
  while (libwebsocket_service(context, 50) == 0)
    ;
  for (n = 0; n < THREADS; n++)
    pthread_join(threads[n], NULL);
  /* The port is free again; this one ends outside of its service, while a wait is still scheduled. */
  context = create(port);
  if (!context)
    return 6;
  libwebsocket_service(context, 1000);
  libwebsocket_service(context, 0);
  libwebsocket_context_destroy(context);
  printf("%d heard, %d closed\n", heard, closed);
  return 0;
}
