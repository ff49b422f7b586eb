/* A server as programs of lws 1.2 are written: a page, a counter that goes on by itself, and a mirror. It polls by itself.
 *
 * Arguments: port, file of the page. Each line that it prints is something that was found as it should be, or "wrong: ". */
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE 512
#define MOST 64

struct echo {
  size_t length;
  unsigned char bytes[LWS_SEND_BUFFER_PRE_PADDING + LINE + LWS_SEND_BUFFER_POST_PADDING];
};

static const char *page;
static volatile sig_atomic_t ended;
static struct pollfd watched[MOST];
static int count_watched;

static void end(int number) {
  (void)number;
  ended = 1;
}

static struct pollfd *find(int fd) {
  int n;
  for (n = 0; n < count_watched; n++)
    if (watched[n].fd == fd)
      return &watched[n];
  printf("wrong: descriptor %d was not added\n", fd);
  return &watched[MOST - 1];
}

static int answers(struct libwebsocket_context *context, struct libwebsocket *wsi,
                   enum libwebsocket_callback_reasons reason, void *user, void *in, size_t len) {
  const int fd = (int)(long)user;
  char host[64];
  switch (reason) {
  case LWS_CALLBACK_PROTOCOL_INIT:
  case LWS_CALLBACK_PROTOCOL_DESTROY:
    if (wsi != NULL)
      printf("wrong: a protocol as a whole has a connection\n");
    break;
  case LWS_CALLBACK_ADD_POLL_FD:
    if (count_watched < MOST - 1) {
      watched[count_watched].fd = fd;
      watched[count_watched].events = (short)len;
      watched[count_watched++].revents = 0;
    }
    break;
  case LWS_CALLBACK_DEL_POLL_FD:
    *find(fd) = watched[count_watched - 1];
    count_watched--;
    break;
  case LWS_CALLBACK_SET_MODE_POLL_FD:
    find(fd)->events |= (short)len;
    break;
  case LWS_CALLBACK_CLEAR_MODE_POLL_FD:
    find(fd)->events &= (short)~len;
    break;
  case LWS_CALLBACK_FILTER_NETWORK_CONNECTION: {
    char name[64] = "", address[64] = "";
    libwebsockets_get_peer_addresses(context, wsi, fd, name, sizeof(name), address, sizeof(address));
    printf("from %s\n", address);
    break;
  }
  case LWS_CALLBACK_HTTP:
    if (lws_hdr_copy(wsi, host, sizeof(host), WSI_TOKEN_HOST) > 0)
      printf("host %s\n", host);
    printf("asks %.*s\n", (int)len, (const char *)in);
    if (libwebsockets_serve_http_file(context, wsi, page, "text/plain"))
      return 1;
    break;
  case LWS_CALLBACK_HTTP_FILE_COMPLETION:
    printf("file out\n");
    return -1;
  default:
    break;
  }
  return 0;
}

static int counts(struct libwebsocket_context *context, struct libwebsocket *wsi,
                  enum libwebsocket_callback_reasons reason, void *user, void *in, size_t len) {
  unsigned char bytes[LWS_SEND_BUFFER_PRE_PADDING + LINE + LWS_SEND_BUFFER_POST_PADDING];
  unsigned char *text = bytes + LWS_SEND_BUFFER_PRE_PADDING;
  int *number = (int *)user;
  (void)context;
  switch (reason) {
  case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
    if (user == NULL || strcmp((const char *)user, "count"))
      printf("wrong: the filter has not the name of the protocol\n");
    break;
  case LWS_CALLBACK_RECEIVE:
    if (len == 5 && !memcmp(in, "reset", 5))
      *number = 0;
    break;
  case LWS_CALLBACK_SERVER_WRITEABLE:
    if (libwebsocket_write(wsi, text, (size_t)sprintf((char *)text, "%d", (*number)++), LWS_WRITE_TEXT)) {
      printf("wrong: a write has not given 0\n");
      return -1;
    }
    break;
  case LWS_CALLBACK_CLOSED:
    printf("closed\n");
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
    if (len > LINE)
      return -1;
    session->length = len;
    memcpy(session->bytes + LWS_SEND_BUFFER_PRE_PADDING, in, len);
    libwebsocket_callback_on_writable(context, wsi);
    break;
  case LWS_CALLBACK_SERVER_WRITEABLE:
    libwebsocket_write(wsi, session->bytes + LWS_SEND_BUFFER_PRE_PADDING, session->length, LWS_WRITE_TEXT);
    break;
  default:
    break;
  }
  return 0;
}

static struct libwebsocket_protocols protocols[] = {
    {"http-only", answers, 0, 0, NULL, 0},
    {"count", counts, sizeof(int), 0, NULL, 0},
    {"mirror", mirrors, sizeof(struct echo), LINE, NULL, 0},
    {NULL, NULL, 0, 0, NULL, 0},
};

int main(int argc, char **argv) {
  struct lws_context_creation_info info;
  struct libwebsocket_context *context;
  int n;
  if (argc < 3)
    return 2;
  page = argv[2];
  setvbuf(stdout, NULL, _IOLBF, 0);
  signal(SIGTERM, end);
  memset(&info, 0, sizeof(info));
  info.port = atoi(argv[1]);
  info.protocols = protocols;
  info.gid = -1;
  info.uid = -1;
  context = libwebsocket_create_context(&info);
  if (context == NULL)
    return 1;
  if (protocols[1].owning_server != context || protocols[2].protocol_index != 2)
    printf("wrong: the context's own members\n");
  while (!ended) {
    if (poll(watched, (nfds_t)count_watched, 20) > 0)
      for (n = 0; n < count_watched; n++)
        if (watched[n].revents)
          libwebsocket_service_fd(context, &watched[n]);
    libwebsocket_callback_on_writable_all_protocol(&protocols[1]);
  }
  libwebsocket_context_destroy(context);
  printf("ended\n");
  return 0;
}
