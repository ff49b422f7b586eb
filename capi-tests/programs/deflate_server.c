/*
 * deflate_server.c - a websocket server and a client that take compressed messages, for the tests of them.
 *
 *     deflate_server PORT [RX_BUFFER_SIZE [MOST]]     serves "echo" (each slice goes back as a fragment) and "whole" (each
 *                                                     message goes back in one write); MOST is what a message may inflate to
 *     deflate_server -c HOST PORT AGENT [OFFER]       runs all cases of an Autobahn fuzzing server
 *     deflate_server -c HOST PORT AGENT OFFER CASE    runs one
 */
#include <libwebsockets.h>
#ifndef GENUINE
#include <libwebsockets-extra.h>
#endif

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct session {
	unsigned char *message;
	size_t len, room;
};

static struct lws_context *context;
static volatile sig_atomic_t stop;
static const char *host, *agent;
static char offer[200] = "permessage-deflate; client_max_window_bits";
static int port, cases, at = -1, only;
static lws_sorted_usec_list_t timer;

static int gather(struct session *s, struct lws *wsi, const void *in, size_t len)
{
	unsigned char *more;
	size_t room;

	if (lws_is_first_fragment(wsi))
		s->len = 0;
	if (!s->message || s->room < s->len + len) {
		room = (s->len + len) * 2 + 1024;
		more = realloc(s->message, LWS_PRE + room);
		if (!more)
			return -1;
		s->message = more;
		s->room = room;
	}
	if (len)
		memcpy(s->message + LWS_PRE + s->len, in, len);
	s->len += len;
	return 0;
}

static int send_back(struct session *s, struct lws *wsi)
{
	int kind = lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT;

	return lws_write(wsi, s->message + LWS_PRE, s->len, (enum lws_write_protocol)kind) == (int)s->len ? 0 : -1;
}

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = user;
	int kind;

	switch (reason) {
	case LWS_CALLBACK_RECEIVE:
		if (gather(s, wsi, in, len))
			return -1;
		if (!strcmp(lws_get_protocol(wsi)->name, "whole"))
			return lws_is_final_fragment(wsi) ? send_back(s, wsi) : 0;
		s->len = 0;
		kind = lws_write_ws_flags(lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT,
					  lws_is_first_fragment(wsi), lws_is_final_fragment(wsi));
		return lws_write(wsi, s->message + LWS_PRE, len, (enum lws_write_protocol)kind) == (int)len ? 0 : -1;
	case LWS_CALLBACK_CLOSED:
		free(s->message);
		s->message = NULL;
		break;
	default:
		break;
	}
	return 0;
}

static void go(lws_sorted_usec_list_t *unused)
{
	struct lws_client_connect_info i;
	char path[200];

	(void)unused;
	memset(&i, 0, sizeof(i));
	if (!at)
		snprintf(path, sizeof(path), "/getCaseCount");
	else if (at <= cases)
		snprintf(path, sizeof(path), "/runCase?case=%d&agent=%s", at, agent);
	else
		snprintf(path, sizeof(path), "/updateReports?agent=%s", agent);
	i.context = context;
	i.address = i.host = i.origin = host;
	i.port = port;
	i.path = path;
	i.local_protocol_name = "client";
	if (!lws_client_connect_via_info(&i))
		stop = 1;
}

static void next_case(void)
{
	if (at > cases || (only && at == only)) {
		stop = 1;
		return;
	}
	at = only ? only : at + 1;
	if (only)
		cases = only;
	lws_sul_schedule(context, 0, &timer, go, 1);
}

static int client(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = user;

	switch (reason) {
	case LWS_CALLBACK_CLIENT_RECEIVE:
		if (gather(s, wsi, in, len))
			return -1;
		if (!lws_is_final_fragment(wsi))
			break;
		if (!at) {
			s->message[LWS_PRE + s->len] = 0;
			cases = atoi((char *)s->message + LWS_PRE);
			break;
		}
		return send_back(s, wsi);
	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
		fprintf(stderr, "case %d: %.*s\n", at, (int)len, in ? (char *)in : "");
		next_case();
		break;
	case LWS_CALLBACK_CLIENT_CLOSED:
		free(s->message);
		s->message = NULL;
		next_case();
		break;
	default:
		break;
	}
	return 0;
}

static void on_signal(int sig)
{
	(void)sig;
	stop = 1;
}

int main(int argc, char **argv)
{
	static struct lws_protocols protocols[] = {
		{ "echo", serve, sizeof(struct session), 0, 0, NULL, 0 },
		{ "whole", serve, sizeof(struct session), 0, 0, NULL, 0 },
		{ "client", client, sizeof(struct session), 65536, 0, NULL, 0 },
		{ NULL, NULL, 0, 0, 0, NULL, 0 }
	};
	static const struct lws_extension extensions[] = {
		{ "permessage-deflate", lws_extension_callback_pm_deflate, offer },
		{ NULL, NULL, NULL }
	};
	struct lws_context_creation_info info;

	memset(&info, 0, sizeof(info));
	info.protocols = protocols;
	info.extensions = extensions;
	info.options = LWS_SERVER_OPTION_VALIDATE_UTF8;
	if (argc > 4 && !strcmp(argv[1], "-c")) {
		host = argv[2];
		port = atoi(argv[3]);
		agent = argv[4];
		if (argc > 5)
			snprintf(offer, sizeof(offer), "%s", argv[5]);
		only = argc > 6 ? atoi(argv[6]) : 0;
		info.port = CONTEXT_PORT_NO_LISTEN;
	} else if (argc > 1) {
		info.port = atoi(argv[1]);
		info.iface = "lo";
		protocols[0].rx_buffer_size = protocols[1].rx_buffer_size = argc > 2 ? (size_t)atoi(argv[2]) : 0;
	} else {
		fprintf(stderr, "deflate_server PORT [RX_BUFFER_SIZE [MOST]] | -c HOST PORT AGENT [OFFER [CASE]]\n");
		return 2;
	}
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	lws_set_log_level(LLL_ERR, NULL);
	context = lws_create_context(&info);
	if (!context)
		return 1;
#ifndef GENUINE
	if (!host && argc > 3)
		lwsx_vhost_set_max_inflated(lws_get_vhost_by_name(context, "default"), (uint64_t)atoll(argv[3]));
#endif
	if (host)
		next_case();
	while (!stop && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);
	if (host)
		printf("%d cases\n", cases);
	return 0;
}
