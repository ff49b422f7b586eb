/*
 * A server that says when its connections begin and end, for dead_peers.py:
 *
 *     dead_peers_server PORT PING HANGUP        (seconds; -1 for no policy of its own)
 *
 * The sub-protocol says what it does with a connection: `plain` nothing, `pending` writes more than any peer's window,
 * `talk` writes all the time, `noflow` stops reception, `confirm` vouches for the peer for five seconds. HTTP requests
 * are answered by 200; bodies are read.
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BIG (8 * 1024 * 1024)

struct session {
	int id, confirms;
};

static volatile sig_atomic_t stop;
static unsigned char *big;
static int next_id = 1;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

static void say(const char *what, struct lws *wsi)
{
	char name[64] = "?";
	long id = (long)(lws_intptr_t)lws_get_opaque_user_data(wsi);
	const struct lws_protocols *p = lws_get_protocol(wsi);

	if (p && p->name)
		lws_strncpy(name, p->name, sizeof(name));
	printf("%.3f %s %s %ld\n", (double)lws_now_usecs() / 1e6, what, name, id);
	fflush(stdout);
}

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = (struct session *)user;
	const char *name = wsi && lws_get_protocol(wsi) ? lws_get_protocol(wsi)->name : "";
	unsigned char head[LWS_PRE + 512], *p = head + LWS_PRE, *end = head + sizeof(head);

	(void)in;
	(void)len;
	/* lws clears the pointer once more after WSI_CREATE. */
	if ((reason == LWS_CALLBACK_ESTABLISHED || reason == LWS_CALLBACK_HTTP) && !lws_get_opaque_user_data(wsi))
		lws_set_opaque_user_data(wsi, (void *)(lws_intptr_t)next_id++);
	switch (reason) {
	case LWS_CALLBACK_WSI_DESTROY:
		say("WSI_DESTROY", wsi);
		break;
	case LWS_CALLBACK_ESTABLISHED:
		say("ESTABLISHED", wsi);
		if (!strcmp(name, "pending"))
			lws_callback_on_writable(wsi);
		if (!strcmp(name, "noflow"))
			lws_rx_flow_control(wsi, 0);
		if (!strcmp(name, "talk") || !strcmp(name, "confirm"))
			lws_set_timer_usecs(wsi, 200000);
		break;
	case LWS_CALLBACK_TIMER:
		if (!strcmp(name, "confirm")) {
			if (s->confirms++ < 25) {
				lws_validity_confirmed(wsi);
				lws_set_timer_usecs(wsi, 200000);
			} else
				say("UNCONFIRMED", wsi);
			break;
		}
		lws_callback_on_writable(wsi);
		lws_set_timer_usecs(wsi, 200000);
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		if (!strcmp(name, "pending")) {
			if (lws_write(wsi, big + LWS_PRE, BIG, LWS_WRITE_BINARY) < 0)
				return -1;
			lws_callback_on_writable(wsi);
		} else if (lws_write(wsi, big + LWS_PRE, 10, LWS_WRITE_TEXT) < 0)
			return -1;
		break;
	case LWS_CALLBACK_CLOSED:
		say("CLOSED", wsi);
		break;
	case LWS_CALLBACK_CLOSED_HTTP:
		say("CLOSED_HTTP", wsi);
		break;
	case LWS_CALLBACK_RECEIVE_PONG:
		say("PONG", wsi);
		break;
	case LWS_CALLBACK_HTTP:
		say("HTTP", wsi);
		if (lws_hdr_total_length(wsi, WSI_TOKEN_POST_URI))
			break;
		if (lws_add_http_common_headers(wsi, 200, "text/plain", 0, &p, end) ||
		    lws_finalize_write_http_header(wsi, head + LWS_PRE, &p, end))
			return -1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	default:
		break;
	}
	return 0;
}

int main(int argc, char **argv)
{
	static const struct lws_protocols protocols[] = {
		{ .name = "http", .callback = serve, .per_session_data_size = sizeof(struct session) },
		{ .name = "plain", .callback = serve, .per_session_data_size = sizeof(struct session) },
		{ .name = "pending", .callback = serve, .per_session_data_size = sizeof(struct session) },
		{ .name = "talk", .callback = serve, .per_session_data_size = sizeof(struct session) },
		{ .name = "noflow", .callback = serve, .per_session_data_size = sizeof(struct session) },
		{ .name = "confirm", .callback = serve, .per_session_data_size = sizeof(struct session) },
		{ .name = NULL },
	};
	static lws_retry_bo_t policy;
	struct lws_context_creation_info info;
	struct lws_context *context;

	if (argc != 4) {
		fprintf(stderr, "usage: %s PORT PING HANGUP\n", argv[0]);
		return 2;
	}
	big = (unsigned char *)calloc(1, LWS_PRE + BIG);
	if (!big)
		return 2;
	memset(&info, 0, sizeof(info));
	info.port = atoi(argv[1]);
	info.protocols = protocols;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	info.timeout_secs = 3;
	info.keepalive_timeout = 3;
	info.ka_time = 70;
	info.ka_interval = 5;
	info.ka_probes = 3;
	if (atoi(argv[2]) >= 0) {
		policy.secs_since_valid_ping = (uint16_t)atoi(argv[2]);
		policy.secs_since_valid_hangup = (uint16_t)atoi(argv[3]);
		info.retry_and_idle_policy = &policy;
	}
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	context = lws_create_context(&info);
	if (!context)
		return 1;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	puts("READY");
	fflush(stdout);
	while (!stop && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);
	free(big);
	return 0;
}
