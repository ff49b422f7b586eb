/* A server as programs of lws 1.3 to 1.5 are written: a page, a form, a counter that goes on by itself, and a mirror.
 *
 * Arguments: port, file of the page. Each line that it prints is something that was found as it should be, or "wrong: ". */
#include <lws_config.h>

#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE 512

struct count {
  int number;
  int left_to_send;
};

struct echo {
  size_t length;
  enum libwebsocket_write_protocol kind;
  unsigned char bytes[LWS_SEND_BUFFER_PRE_PADDING + LINE + LWS_SEND_BUFFER_POST_PADDING];
};

static const char *page;
static volatile sig_atomic_t ended;
static int opened, closed;

static void end(int number) {
  (void)number;
  ended = 1;
}

static int answers(struct libwebsocket_context *context, struct libwebsocket *wsi,
                   enum libwebsocket_callback_reasons reason, void *user, void *in, size_t len) {
  char agent[64];
  unsigned char head[256], *at = head, *const limit = head + sizeof(head);
  static const char extra[] = "X-Of: 1.3\r\n";
  (void)user;
  switch (reason) {
  case LWS_CALLBACK_PROTOCOL_INIT:
  case LWS_CALLBACK_PROTOCOL_DESTROY:
    if (wsi != NULL)
      printf("wrong: a protocol as a whole has a connection\n");
    break;
  case LWS_CALLBACK_FILTER_NETWORK_CONNECTION:
    if ((int)(long)in < 3)
      printf("wrong: the filter has no descriptor\n");
    break;
  case LWS_CALLBACK_HTTP:
    if (lws_hdr_total_length(wsi, WSI_TOKEN_POST_URI))
      return 0;
    if (lws_hdr_copy(wsi, agent, sizeof(agent), WSI_TOKEN_HTTP_USER_AGENT) > 0)
      printf("agent %s\n", agent);
    if (len == 1 && !strcmp((const char *)in, "/"))
      return libwebsockets_serve_http_file(context, wsi, page, "text/plain", extra, (int)sizeof(extra) - 1) != 0;
    if (!strcmp((const char *)in, "/five"))
      return libwebsockets_serve_http_file(context, wsi, page, "text/plain", extra) != 0;
    if (!strcmp((const char *)in, "/four"))
      return libwebsockets_serve_http_file(context, wsi, page, "text/plain") != 0;
    if (!strcmp((const char *)in, "/made")) {
      if (lws_add_http_header_status(context, wsi, 200, &at, limit) ||
          lws_add_http_header_by_token(context, wsi, WSI_TOKEN_HTTP_CONTENT_TYPE, (const unsigned char *)"text/x", 6, &at,
                                       limit) ||
          lws_add_http_header_by_name(context, wsi, (const unsigned char *)"x-made:", (const unsigned char *)"by hand", 7,
                                      &at, limit) ||
          lws_add_http_header_content_length(context, wsi, 4, &at, limit) ||
          lws_finalize_http_header(context, wsi, &at, limit))
        return -1;
      libwebsocket_write(wsi, head, (size_t)(at - head), LWS_WRITE_HTTP_HEADERS);
      libwebsocket_write_http(wsi, "made", 4);
      return lws_http_transaction_completed(wsi);
    }
    libwebsockets_return_http_status(context, wsi, HTTP_STATUS_NOT_FOUND, NULL);
    return -1;
  case LWS_CALLBACK_HTTP_BODY:
    printf("body %.*s\n", (int)len, (const char *)in);
    break;
  case LWS_CALLBACK_HTTP_BODY_COMPLETION:
    libwebsockets_return_http_status(context, wsi, HTTP_STATUS_OK, "taken");
    return -1;
  case LWS_CALLBACK_HTTP_FILE_COMPLETION:
    printf("file out\n");
    return lws_http_transaction_completed(wsi);
  default:
    break;
  }
  return 0;
}

static int counts(struct libwebsocket_context *context, struct libwebsocket *wsi,
                  enum libwebsocket_callback_reasons reason, void *user, void *in, size_t len) {
  unsigned char bytes[LWS_SEND_BUFFER_PRE_PADDING + LINE + LWS_SEND_BUFFER_POST_PADDING];
  unsigned char *text = bytes + LWS_SEND_BUFFER_PRE_PADDING;
  struct count *session = (struct count *)user;
  int n;
  (void)context;
  switch (reason) {
  case LWS_CALLBACK_ESTABLISHED:
    session->number = 0;
    opened++;
    break;
  case LWS_CALLBACK_CLOSED:
    closed++;
    printf("closed %d of %d\n", closed, opened);
    break;
  case LWS_CALLBACK_RECEIVE:
    if (len == 5 && !memcmp(in, "reset", 5))
      session->number = 0;
    /* Not negative: nothing closes. */
    return 1;
  case LWS_CALLBACK_SERVER_WRITEABLE:
    n = sprintf((char *)text, "%d", session->number++);
    if (libwebsocket_write(wsi, text, (size_t)n, LWS_WRITE_TEXT) != n) {
      printf("wrong: a write has not given its length\n");
      return -1;
    }
    break;
  default:
    break;
  }
  return 0;
}

static int mirrors(struct libwebsocket_context *context, struct libwebsocket *wsi,
                   enum libwebsocket_callback_reasons reason, void *user, void *in, size_t len) {
  struct echo *session = (struct echo *)user;
  char origin[64];
  switch (reason) {
  case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
    if (lws_hdr_copy(wsi, origin, sizeof(origin), WSI_TOKEN_ORIGIN) > 0)
      printf("origin %s\n", origin);
    break;
  case LWS_CALLBACK_RECEIVE:
    if (libwebsockets_remaining_packet_payload(wsi) || !libwebsocket_is_final_fragment(wsi) || len > LINE)
      return -1;
    session->kind = lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT;
    session->length = len;
    memcpy(session->bytes + LWS_SEND_BUFFER_PRE_PADDING, in, len);
    libwebsocket_callback_on_writable(context, wsi);
    break;
  case LWS_CALLBACK_SERVER_WRITEABLE:
    if (session->length == 3 && !memcmp(session->bytes + LWS_SEND_BUFFER_PRE_PADDING, "bye", 3)) {
      /* The status first. */
      memcpy(session->bytes + LWS_SEND_BUFFER_PRE_PADDING, "\x0f\xa1why", 5);
      libwebsocket_write(wsi, session->bytes + LWS_SEND_BUFFER_PRE_PADDING, 5, LWS_WRITE_CLOSE);
      return -1;
    }
    libwebsocket_write(wsi, session->bytes + LWS_SEND_BUFFER_PRE_PADDING, session->length, session->kind);
    break;
  default:
    break;
  }
  return 0;
}

static struct libwebsocket_protocols protocols[] = {
    {"http-only", answers, 0, 0, 0, NULL, NULL, 0},
    {"count", counts, sizeof(struct count), 0, 7, NULL, NULL, 0},
    {"mirror", mirrors, sizeof(struct echo), LINE, 0, NULL, NULL, 0},
    {NULL, NULL, 0, 0, 0, NULL, NULL, 0},
};

int main(int argc, char **argv) {
  struct lws_context_creation_info info;
  struct libwebsocket_context *context;
  if (argc < 3)
    return 2;
  page = argv[2];
  setvbuf(stdout, NULL, _IOLBF, 0);
  if (strcmp(LWS_LIBRARY_VERSION ", " LWS_BUILD_HASH, "1.5.1, unknown") != 0)
    printf("wrong: the version of the settings\n");
  signal(SIGTERM, end);
  memset(&info, 0, sizeof(info));
  info.port = atoi(argv[1]);
  info.protocols = protocols;
  info.extensions = libwebsocket_get_internal_extensions();
  info.gid = -1;
  info.uid = -1;
  info.user = &opened;
  context = libwebsocket_create_context(&info);
  if (context == NULL)
    return 1;
  if (libwebsocket_context_user(context) != &opened || protocols[1].owning_server != context ||
      protocols[2].protocol_index != 2)
    printf("wrong: the context's own members\n");
  while (!ended && libwebsocket_service(context, 20) >= 0)
    libwebsocket_callback_on_writable_all_protocol(&protocols[1]);
  libwebsocket_context_destroy(context);
  printf("ended\n");
  return 0;
}
