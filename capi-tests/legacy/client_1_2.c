/* A client as programs of lws 1.2 to 1.5 are written: it connects, sends, gets its own words back, and leaves.
 *
 * Arguments: port, protocol, "leave" (it closes) or "stay" (the server does, asked by "bye"). Prints what happens. */
#include <libwebsockets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int done, leaves, got;
static struct libwebsocket *own;

static int speaks(struct libwebsocket_context *context, struct libwebsocket *wsi,
                  enum libwebsocket_callback_reasons reason, void *user, void *in, size_t len) {
  unsigned char bytes[LWS_SEND_BUFFER_PRE_PADDING + 16 + LWS_SEND_BUFFER_POST_PADDING];
  unsigned char *text = bytes + LWS_SEND_BUFFER_PRE_PADDING;
  int *words = (int *)user;
  if (wsi != NULL && own != NULL && wsi != own) /* in the days of 1.2 a client knew of no other */
    printf("reason %d has another connection\n", (int)reason);
  switch (reason) {
  case LWS_CALLBACK_CLIENT_ESTABLISHED:
    printf("open\n");
    libwebsocket_callback_on_writable(context, wsi);
    break;
  case LWS_CALLBACK_CLIENT_WRITEABLE:
    strcpy((char *)text, *words == 0 ? "hello" : "bye");
    ++*words;
    if (libwebsocket_write(wsi, text, strlen((char *)text), LWS_WRITE_TEXT) < 0)
      return -1;
    break;
  case LWS_CALLBACK_CLIENT_RECEIVE:
    printf("got %.*s\n", (int)len, (const char *)in);
    if (++got == 1 && leaves)
      return -1;
    libwebsocket_callback_on_writable(context, wsi);
    break;
  case LWS_CALLBACK_CLOSED:
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

int main(int argc, char **argv) {
  struct lws_context_creation_info info;
  struct libwebsocket_context *context;
  static struct libwebsocket_protocols protocols[2];
  int turns = 0, words = 0;
  if (argc < 4)
    return 2;
  leaves = !strcmp(argv[3], "leave");
  protocols[0].name = argv[2];
  protocols[0].callback = speaks;
  memset(&info, 0, sizeof(info));
  info.port = CONTEXT_PORT_NO_LISTEN;
  info.protocols = protocols;
  info.extensions = libwebsocket_get_internal_extensions();
  info.gid = -1;
  info.uid = -1;
  context = libwebsocket_create_context(&info);
  if (context == NULL)
    return 1;
  own = libwebsocket_client_connect_extended(context, "127.0.0.1", atoi(argv[1]), 0, "/", "localhost", "here", argv[2],
                                             -1, &words);
  if (own == NULL)
    return 1;
  while (!done && ++turns < 500)
    libwebsocket_service(context, 20);
  libwebsocket_context_destroy(context);
  return !done;
}
