/*
 * A server of http and websockets that writes down each callback it gets, and what it is made to do in them.
 *
 *   recorder --port N --script FILE --log FILE
 *
 * The script says which protocols and mounts there are and what each callback does (script.c has the language).
 * Prints READY once it listens. A line "drain" on stdin ends it when the last connection has gone, the end of stdin
 * ends it at once. It uses the public API alone, so the same binary runs on any library of its ABI.
 */
#define _GNU_SOURCE
#include "recorder.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where it is linked with a sanitizer: _exit() would leave out its search for leaks. */
void __lsan_do_leak_check(void) __attribute__((weak));

struct lws_context *the_context;
volatile int stop_asked, drain_asked;
static struct conn *conns;
static struct lws *listener;
static int next_id = 1, live;

/* reasons that speak for the context: their wsi is no connection */
static int is_contexts(int reason)
{
	return reason == LWS_CALLBACK_PROTOCOL_INIT || reason == LWS_CALLBACK_PROTOCOL_DESTROY ||
	       reason == LWS_CALLBACK_EVENT_WAIT_CANCELLED || reason == LWS_CALLBACK_GET_THREAD_ID ||
	       reason == LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS ||
	       reason == LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS ||
	       (reason >= LWS_CALLBACK_ADD_POLL_FD && reason <= LWS_CALLBACK_UNLOCK_POLL);
}

static struct conn *conn_known(struct lws *wsi)
{
	struct conn *c;

	for (c = conns; c && c->wsi != wsi; c = c->next)
		;
	return c;
}

static struct conn *conn_of(struct lws *wsi)
{
	struct conn *c = conn_known(wsi);

	if (c)
		return c;
	c = calloc(1, sizeof(*c));
	if (!c)
		abort();
	c->wsi = wsi;
	snprintf(c->id, sizeof(c->id), "c%d", next_id++);
	c->next = conns;
	conns = c;
	return c;
}

static void conn_gone(struct conn *gone)
{
	struct conn **c;

	for (c = &conns; *c != gone; c = &(*c)->next)
		;
	*c = gone->next;
	conn_free_queue(gone);
	free(gone);
}

/*
 * What `in` is, as text that must be freed: bytes, a string, a number or a structure according to the reason,
 * and only whether there is something for reasons whose `in` is not ours to look at.
 */
static char *describe_in(const struct event *e)
{
	const struct lws_process_html_args *args = e->in;
	char *text, *path;

	switch ((int)e->reason) {
	case LWS_CALLBACK_FILTER_NETWORK_CONNECTION: /* the accepted descriptor itself */
		return strdup("descriptor");
	case LWS_CALLBACK_ADD_HEADERS: /* how much room exactly is the library's business; `len` is left unset by some */
	case LWS_CALLBACK_PROCESS_HTML:
		return strdup(args->max_len >= 256 ? "args(room)" : "args(NO ROOM)");
	case LWS_CALLBACK_CHECK_ACCESS_RIGHTS:
		path = log_escaped(args->p, strlen(args->p));
		if (asprintf(&text, "args(%s len=%d max_len=%d)", path, args->len, args->max_len) < 0)
			abort();
		free(path);
		return text;
	case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
	case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
	case LWS_CALLBACK_CONFIRM_EXTENSION_OKAY:
	case LWS_CALLBACK_VERIFY_BASIC_AUTHORIZATION:
		return e->in ? log_escaped(e->in, strlen(e->in)) : strdup("null");
	case LWS_CALLBACK_HTTP:
	case LWS_CALLBACK_HTTP_BODY:
	case LWS_CALLBACK_FILTER_HTTP_CONNECTION:
	case LWS_CALLBACK_RECEIVE:
	case LWS_CALLBACK_RECEIVE_PONG:
	case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
	case LWS_CALLBACK_RAW_RX:
		return e->in ? log_escaped(e->in, e->len) : strdup("null");
	case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
	case LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL:
	case LWS_CALLBACK_RAW_SKT_DROP_PROTOCOL: /* who unbinds it, for the library's own debugging */
		return strdup("unspecified");
	default:
		return strdup(e->in ? "pointer" : "null");
	}
}

/*
 * Session memory: zeroed when it is first seen, then it must come back with the mark that was left in it.
 * Where the library passes something else as `user`, or may have freed it, only whether it is NULL is told.
 */
static const char *describe_user(const struct event *e)
{
	const struct lws_protocols *p = e->conn ? lws_get_protocol(e->wsi) : NULL;
	struct conn **mark = e->user;

	if (!e->user)
		return "null";
	if (!e->conn || !p || p->per_session_data_size < sizeof(*mark) || e->reason == LWS_CALLBACK_WSI_DESTROY)
		return "pointer";
	if (*mark == e->conn)
		return "own";
	if (*mark)
		return "FOREIGN";
	*mark = e->conn;
	return "zeroed";
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct event e = { wsi, reason, user, in, len, NULL };
	const struct lws_protocols *p = wsi ? lws_get_protocol(wsi) : NULL;
	const char *vhost;
	char *data, ws[80] = "";
	const char *id = "ctx";
	int result;

	if (reason == LWS_CALLBACK_FILTER_NETWORK_CONNECTION) {
		listener = wsi;
		id = "listen";
	} else if (wsi && (wsi == listener || (reason == LWS_CALLBACK_WSI_DESTROY && !conn_known(wsi))))
		id = "listen"; /* a library may listen on two sockets; one that never accepted shows up at its end only */
	else if (wsi && !is_contexts(reason)) {
		e.conn = conn_of(wsi);
		id = e.conn->id;
		if (reason == LWS_CALLBACK_WSI_CREATE)
			live++;
		if ((unsigned int)reason < LWS_ARRAY_SIZE(e.conn->seen))
			e.conn->seen[reason]++;
	}
	if (reason == LWS_CALLBACK_RECEIVE)
		snprintf(ws, sizeof(ws), " first=%d final=%d binary=%d remaining=%lu", lws_is_first_fragment(wsi),
			 lws_is_final_fragment(wsi), lws_frame_is_binary(wsi),
			 (unsigned long)lws_remaining_packet_payload(wsi));
	data = describe_in(&e);
	vhost = system_vhost(wsi);
	log_line("> %s %s(%d) %s%s%sprotocol=%s user=%s in=%s len=%lu%s", id, reason_name((int)reason), (int)reason,
		 vhost ? "vhost=" : "", vhost ? vhost : "", vhost ? " " : "", p && p->name ? p->name : "none",
		 describe_user(&e), data, (unsigned long)len, ws);
	free(data);

	result = script_run(&e);

	log_line("< %s %s ret=%d", id, reason_name((int)reason), result);
	if (reason == LWS_CALLBACK_WSI_DESTROY && e.conn) {
		conn_gone(e.conn);
		live--;
	}
	return result;
}

static void *stdin_thread(void *arg)
{
	char line[64];

	(void)arg;
	while (fgets(line, sizeof(line), stdin))
		if (!strncmp(line, "drain", 5)) {
			drain_asked = 1;
			lws_cancel_service(the_context);
		}
	stop_asked = 1;
	lws_cancel_service(the_context);
	return NULL;
}

static void log_from_library(int level, const char *line)
{
	char *text = log_escaped(line, strcspn(line, "\n"));

	log_line("# %d %s", level, text);
	free(text);
}

int main(int argc, const char **argv)
{
	struct lws_context_creation_info info;
	const char *script = lws_cmdline_option(argc, argv, "--script"), *log = lws_cmdline_option(argc, argv, "--log");
	const char *port = lws_cmdline_option(argc, argv, "--port");
	pthread_t thread;
	int n;

	if (!script || !log || !port) {
		fprintf(stderr, "usage: recorder --port N --script FILE --log FILE\n");
		return 2;
	}
	log_open(log);
	lws_set_log_level(LLL_ERR | LLL_WARN, log_from_library);
	memset(&info, 0, sizeof(info));
	if (script_load(script, &info, callback))
		return 2;
	if (info.port != CONTEXT_PORT_NO_LISTEN)
		info.port = atoi(port);

	log_line("= create");
	the_context = lws_create_context(&info);
	if (!the_context) {
		log_line("= refused");
		return 1;
	}
	system_begin(&info);
	log_line("= created");
	puts("READY");
	fflush(stdout);
	if (pthread_create(&thread, NULL, stdin_thread, NULL))
		return 2;
	do { /* at least once: protocols may be initialized in the first turn only */
		n = lws_service(the_context, 0);
	} while (n >= 0 && !stop_asked && !(drain_asked && live <= 0));
	log_line("= destroy after service=%d", n < 0 ? -1 : 0);
	lws_context_destroy(the_context);
	log_line("= destroyed, connections left: %d", live);
	if (__lsan_do_leak_check)
		__lsan_do_leak_check();
	_exit(0); /* not exit(): the thread holds the lock of stdin while it waits; the log is flushed by lines */
}
