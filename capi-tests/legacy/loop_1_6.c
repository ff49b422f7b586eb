/* A server as programs of lws 1.7 to 2.4 are written that run in a loop of libuv: a mirror.
 *
 * Arguments: port, "theirs" for a loop of the library's own, "ours" for the program's. It ends when a client has left. */
#include <libwebsockets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct lws_context *context;

static int mirrors(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len) {
  unsigned char bytes[LWS_SEND_BUFFER_PRE_PADDING + 64 + LWS_SEND_BUFFER_POST_PADDING];
  (void)user;
  if (reason == LWS_CALLBACK_RECEIVE && len <= 64) {
    memcpy(bytes + LWS_SEND_BUFFER_PRE_PADDING, in, len);
    return lws_write(wsi, bytes + LWS_SEND_BUFFER_PRE_PADDING, len, LWS_WRITE_TEXT) < 0;
  }
  if (reason == LWS_CALLBACK_CLOSED)
    lws_libuv_stop(context);
  return 0;
}

int main(int argc, char **argv) {
  static const struct lws_protocols protocols[] = {{"mirror", mirrors, 0, 64, 0, NULL, 0}, {NULL, NULL, 0, 0, 0, NULL, 0}};
  struct lws_context_creation_info info;
  uv_loop_t loop, *given = NULL;
  if (argc < 3)
    return 2;
  if (!strcmp(argv[2], "ours")) {
    uv_loop_init(&loop);
    given = &loop;
  }
  memset(&info, 0, sizeof(info));
  info.port = atoi(argv[1]);
  info.protocols = protocols;
  info.gid = -1;
  info.uid = -1;
  info.options = LWS_SERVER_OPTION_LIBUV;
  context = lws_create_context(&info);
  if (context == NULL || lws_uv_initloop(context, given, 0))
    return 1;
  if (given != NULL ? lws_uv_getloop(context, 0) != given : lws_uv_getloop(context, 0) == NULL)
    return 3;
  lws_libuv_run(context, 0);
  lws_context_destroy(context);
  return 0;
}
