/*
 * echo: a websocket echo server on libwebsockets, as its users write one. The benchmark runs this one program on the
 * genuine library and on ours, by LD_LIBRARY_PATH.
 *
 *   echo PORT [RX_BUFFER_SIZE [DEFLATE [CERTIFICATE KEY]]]       listens on 127.0.0.1:PORT until SIGTERM or SIGINT
 *
 * RX_BUFFER_SIZE is what the library may deliver in one RECEIVE; 0 is the library's own choice (4096). DEFLATE is 1 for
 * permessage-deflate. With CERTIFICATE and KEY it speaks TLS.
 */
#include <libwebsockets.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One slice of a message on its way back */
struct node {
	struct node *next;
	size_t len;
	enum lws_write_protocol mode;
	unsigned char space[];		/* LWS_PRE bytes for the library, then the payload */
};

/* What each connection owns: a queue */
struct session {
	struct node *head, *tail;
};

static volatile sig_atomic_t stop;

static void on_signal(int sig)
{
	(void)sig;
	stop = 1;
}

static int append(struct session *s, struct lws *wsi, const void *in, size_t len)
{
	struct node *n = malloc(sizeof *n + LWS_PRE + len);

	if (!n)
		return -1;
	n->next = NULL;
	n->len = len;
	n->mode = (enum lws_write_protocol)lws_write_ws_flags(lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT,
							      lws_is_first_fragment(wsi), lws_is_final_fragment(wsi));
	if (len)
		memcpy(n->space + LWS_PRE, in, len);
	if (s->tail)
		s->tail->next = n;
	else
		s->head = n;
	s->tail = n;
	return 0;
}

static void remove_first(struct session *s)
{
	struct node *n = s->head;

	s->head = n->next;
	if (!s->head)
		s->tail = NULL;
	free(n);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = user;
	struct node *n;

	switch (reason) {
	case LWS_CALLBACK_RECEIVE:
		if (append(s, wsi, in, len))
			return -1;
		lws_callback_on_writable(wsi);
		break;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		n = s->head;
		if (!n)
			break;
		if (lws_write(wsi, n->space + LWS_PRE, n->len, n->mode) < (int)n->len)
			return -1;
		remove_first(s);
		if (s->head)
			lws_callback_on_writable(wsi);
		break;

	case LWS_CALLBACK_CLOSED:
		while (s->head)
			remove_first(s);
		break;

	default:
		break;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct lws_protocols protocols[] = {
		{ .name = "echo", .callback = callback, .per_session_data_size = sizeof(struct session) },
		{ .name = NULL }
	};
	static const struct lws_extension extensions[] = {
		{ "permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate" },
		{ NULL, NULL, NULL }
	};
	struct lws_context_creation_info info;
	struct lws_context *context;
	int port = argc > 1 ? atoi(argv[1]) : 0, rx = argc > 2 ? atoi(argv[2]) : 0, n = 0;

	if ((argc > 4 && argc != 6) || port < 1 || port > 65535 || rx < 0) {
		fprintf(stderr, "usage: echo PORT [RX_BUFFER_SIZE [DEFLATE [CERTIFICATE KEY]]]\nA websocket echo server on libwebsockets.\n");
		return 2;
	}
	signal(SIGTERM, on_signal);
	signal(SIGINT, on_signal);
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);

	protocols[0].rx_buffer_size = (size_t)rx;
	memset(&info, 0, sizeof info);
	info.port = port;
	info.iface = "127.0.0.1";
	info.protocols = protocols;
	info.pt_serv_buf_size = (unsigned int)rx;
	if (argc > 3 && atoi(argv[3]))
		info.extensions = extensions;
	if (argc == 6) {
		info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
		info.ssl_cert_filepath = argv[4];
		info.ssl_private_key_filepath = argv[5];
	}
	context = lws_create_context(&info);
	if (!context) {
		fprintf(stderr, "echo: port %d: no context\n", port);
		return 1;
	}
	while (!stop && n >= 0)
		n = lws_service(context, 0);
	lws_context_destroy(context);
	return 0;
}
