/* A client as programs of lws 1.6 to 2.4 are written: it connects, sends, gets its own words back, and leaves.
 *
 * Arguments: port, protocol, "leave" (it closes) or "stay" (the server does, asked by "bye"), and what ssl_connection
 * is; "info" behind that for lws_client_connect_via_info(). Prints what happens. */
#include <libwebsockets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int done, leaves, got;

static int speaks(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len) {
  unsigned char bytes[LWS_SEND_BUFFER_PRE_PADDING + 16 + LWS_SEND_BUFFER_POST_PADDING];
  unsigned char *text = bytes + LWS_SEND_BUFFER_PRE_PADDING;
  int *words = (int *)user;
  switch (reason) {
  case LWS_CALLBACK_CLIENT_ESTABLISHED:
    printf("open\n");
    if (lws_vhost_get(wsi) != lws_get_vhost(wsi))
      printf("wrong: the vhost\n");
    lws_callback_on_writable(wsi);
    break;
  case LWS_CALLBACK_CLIENT_WRITEABLE:
    strcpy((char *)text, *words == 0 ? "hello" : "bye");
    ++*words;
    if (lws_write(wsi, text, strlen((char *)text), LWS_WRITE_TEXT) < 0)
      return -1;
    break;
  case LWS_CALLBACK_CLIENT_RECEIVE:
    printf("got %.*s\n", (int)len, (const char *)in);
    if (++got == 1 && leaves)
      return -1;
    lws_callback_on_writable(wsi);
    break;
#ifdef LWSX_LEGACY_3_0
  case LWS_CALLBACK_CLIENT_CLOSED:
#else
  case LWS_CALLBACK_CLOSED:
#endif
    printf("closed after %d\n", *words);
    done = 1;
    break;
  case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
    printf("not connected\n");
    done = 1;
    break;
  default:
    break;
  }
  return 0;
}

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  struct lws_context_creation_info info;
  struct lws_client_connect_info connect;
  struct lws_context *context;
  static struct lws_protocols protocols[2];
  int turns = 0, words = 0, ssl = 0;
  double began, took;
  if (argc < 4)
    return 2;
  leaves = !strcmp(argv[3], "leave");
  protocols[0].name = argv[2];
  protocols[0].callback = speaks;
  memset(&info, 0, sizeof(info));
  info.port = CONTEXT_PORT_NO_LISTEN;
  info.protocols = protocols;
  info.extensions = lws_get_internal_extensions();
  info.gid = -1;
  info.uid = -1;
  info.ws_ping_pong_interval = 30;
  context = lws_create_context(&info);
  if (context == NULL)
    return 1;
  /* Begins the protocols, and then waits as long as it is told. */
  lws_service(context, 0);
  began = now();
  lws_service(context, 200);
  took = now() - began;
  if (took < 0.15 || took > 2)
    printf("wrong: 200 ms took %f s\n", took);
  if (argc > 4)
    ssl = atoi(argv[4]);
  if (argc > 5) {
    memset(&connect, 0, sizeof(connect));
    connect.context = context;
    connect.address = "127.0.0.1";
    connect.port = atoi(argv[1]);
    connect.ssl_connection = ssl;
    connect.path = "/";
    connect.host = "localhost";
    connect.origin = "here";
    connect.protocol = argv[2];
    connect.ietf_version_or_minus_one = -1;
    connect.userdata = &words;
    if (lws_client_connect_via_info(&connect) == NULL)
      return 1;
  } else if (lws_client_connect_extended(context, "127.0.0.1", atoi(argv[1]), ssl, "/", "localhost", "here", argv[2], -1,
                                         &words) == NULL)
    return 1;
  while (!done && ++turns < 500)
    lws_service(context, 20);
  lws_context_destroy(context);
  return !done;
}
