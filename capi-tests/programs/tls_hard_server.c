/*
 * The server of tls_hard.py. Arguments are NAME=VALUE: port, cert, key (without them no TLS), deflate=1, most=N (what a
 * message may inflate to), files=FOLDER, timeout=SECONDS, adopt=PORT (connections that come there are accepted by this
 * program, which reads their first bytes and gives them to the library), loop=own|poll|uv|ev|event|glib.
 *
 * Websockets: "echo" sends each message back; "slow" too, but stops reception after each slice for a moment; "sink"
 * answers each message with its length; "flood" is asked for "COUNT SIZE" messages. HTTP: / answers at once, /later after a
 * while.
 */
#define _GNU_SOURCE
#include <libwebsockets.h>
#include <libwebsockets-extra.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct lws_context *context;
static struct lws_vhost *vhost;
static volatile sig_atomic_t stop;
static int adopting = -1, foreign;
static lws_sorted_usec_list_t timer;

struct session {
	unsigned char *bytes;
	size_t length, room, total;
	long count;
	int binary, owed, later;
};

/* ---- the program's own poll ---- */

#define MAX_FDS 4096
static struct pollfd fds[MAX_FDS];
static int count_fds;

static int watch(enum lws_callback_reasons reason, const struct lws_pollargs *args)
{
	int i;

	for (i = 0; i < count_fds && fds[i].fd != args->fd; i++)
		;
	if (reason == LWS_CALLBACK_ADD_POLL_FD && i < MAX_FDS) {
		fds[i].fd = args->fd;
		fds[i].revents = 0;
		count_fds = i + 1 > count_fds ? i + 1 : count_fds;
	} else if (i == count_fds) {
		printf("WRONG: descriptor %d is not watched\n", args->fd);
		return 0;
	}
	fds[i].events = (short)args->events;
	if (reason == LWS_CALLBACK_DEL_POLL_FD)
		fds[i] = fds[--count_fds];
	return 0;
}

static int poll_once(void)
{
	int i, n = poll(fds, (nfds_t)count_fds, lws_service_adjust_timeout(context, 10000, 0));

	for (i = 0; n > 0 && i < count_fds; i++) {
		int fd = fds[i].fd;

		if (!fds[i].revents)
			continue;
		if (lws_service_fd(context, &fds[i]) < 0)
			return -1;
		if (i < count_fds && fds[i].fd != fd)
			i--;
	}
	return 0;
}

/* ---- the protocols ---- */

static int keep(struct session *s, const void *in, size_t len)
{
	if (s->room < s->length + len) {
		unsigned char *more = realloc(s->bytes, LWS_PRE + (s->length + len) * 2);

		if (!more)
			return -1;
		s->bytes = more;
		s->room = (s->length + len) * 2;
	}
	if (len)
		memcpy(s->bytes + LWS_PRE + s->length, in, len);
	s->length += len;
	return 0;
}

static int send_number(struct lws *wsi, size_t number)
{
	unsigned char text[LWS_PRE + 32];
	int n = snprintf((char *)text + LWS_PRE, 32, "%zu", number);

	return lws_write(wsi, text + LWS_PRE, (size_t)n, LWS_WRITE_TEXT) < 0 ? -1 : 0;
}

static int received(struct lws *wsi, struct session *s, const char *name, const void *in, size_t len)
{
	int last = lws_is_final_fragment(wsi);

	if (lws_is_first_fragment(wsi))
		s->length = s->total = 0;
	s->total += len;
	if (!strcmp(name, "sink"))
		return last ? send_number(wsi, s->total) : 0;
	if (keep(s, in, len))
		return -1;
	s->binary = lws_frame_is_binary(wsi);
	if (!strcmp(name, "slow")) {
		lws_rx_flow_control(wsi, 0);
		lws_set_timer_usecs(wsi, 2000);
	}
	if (last && !strcmp(name, "flood")) {
		if (keep(s, "", 1) || sscanf((char *)s->bytes + LWS_PRE, "%ld %zu", &s->count, &s->total) != 2)
			return -1;
		s->length = 0;
		while (s->length < s->total)
			if (keep(s, "0123456789abcdef", 16))
				return -1;
		s->length = s->total;
	} else if (last)
		s->owed = 1;
	if (last)
		lws_callback_on_writable(wsi);
	return 0;
}

static int may_write(struct lws *wsi, struct session *s, const char *name)
{
	int kind = s->binary ? LWS_WRITE_BINARY : LWS_WRITE_TEXT;

	if (lws_send_pipe_choked(wsi) || lws_partial_buffered(wsi))
		printf("WRONG: WRITEABLE while bytes wait\n");
	if (!strcmp(name, "flood")) {
		while (s->count > 0 && !lws_send_pipe_choked(wsi)) {
			memcpy(s->bytes + LWS_PRE, "mmmmmmmmmmmmmmmm", s->length < 16 ? s->length : 16);
			if (lws_write(wsi, s->bytes + LWS_PRE, s->length, LWS_WRITE_TEXT) != (int)s->length)
				return -1;
			s->count--;
		}
		if (s->count > 0)
			lws_callback_on_writable(wsi);
	} else if (s->owed) {
		s->owed = 0;
		return lws_write(wsi, s->bytes + LWS_PRE, s->length, (enum lws_write_protocol)kind) == (int)s->length ? 0 : -1;
	}
	return 0;
}

static int answer(struct lws *wsi)
{
	unsigned char head[LWS_PRE + 512], *p = head + LWS_PRE, *start = p, *end = head + sizeof(head) - 1;

	if (lws_add_http_common_headers(wsi, HTTP_STATUS_OK, "text/plain", 5, &p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return 1;
	memcpy(start, "hello", 5);
	if (lws_write(wsi, start, 5, LWS_WRITE_HTTP_FINAL) != 5)
		return 1;
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	const struct lws_protocols *protocol = lws_get_protocol(wsi);
	struct session *s = user;

	switch ((int)reason) {
	case LWS_CALLBACK_ADD_POLL_FD:
	case LWS_CALLBACK_DEL_POLL_FD:
	case LWS_CALLBACK_CHANGE_MODE_POLL_FD:
		return watch(reason, in);
	case LWS_CALLBACK_EVENT_WAIT_CANCELLED:
		/* lws_service() is in another library's loop until this ends it. */
		if (stop && foreign)
			lws_context_destroy(context);
		break;
	case LWS_CALLBACK_RECEIVE:
		return received(wsi, s, protocol->name, in, len);
	case LWS_CALLBACK_TIMER:
		if (s->later) {
			s->later = 0;
			lws_callback_on_writable(wsi);
		} else
			lws_rx_flow_control(wsi, 1);
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		return may_write(wsi, s, protocol->name);
	case LWS_CALLBACK_HTTP:
		if (strcmp(in, "/later"))
			return answer(wsi);
		s->later = 1;
		lws_set_timer_usecs(wsi, 50000);
		return 0;
	case LWS_CALLBACK_HTTP_WRITEABLE:
		return answer(wsi);
	case LWS_CALLBACK_CLOSED:
		free(s->bytes);
		s->bytes = NULL;
		break;
	default:
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}
	return 0;
}

static const struct lws_protocols protocols[] = { { "http", callback, sizeof(struct session), 0, 0, NULL, 0 },
						  { "echo", callback, sizeof(struct session), 0, 0, NULL, 0 },
						  { "slow", callback, sizeof(struct session), 4096, 0, NULL, 0 },
						  { "sink", callback, sizeof(struct session), 65536, 0, NULL, 0 },
						  { "flood", callback, sizeof(struct session), 0, 0, NULL, 0 },
						  { NULL, NULL, 0, 0, 0, NULL, 0 } };
static const struct lws_extension extensions[] = {
	{ "permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate" }, { NULL, NULL, NULL }
};

/* ---- sockets that the program accepts ---- */

static void look_for_some(lws_sorted_usec_list_t *unused)
{
	char first[2000];
	int fd = accept4(adopting, NULL, NULL, SOCK_CLOEXEC);
	ssize_t n;

	(void)unused;
	if (fd >= 0) {
		n = recv(fd, first, sizeof(first), 0);
		if (n <= 0)
			close(fd);
		else if (!lws_adopt_socket_vhost_readbuf(vhost, fd, first, (size_t)n))
			printf("not adopted\n");
	}
	lws_sul_schedule(context, 0, &timer, look_for_some, 5 * LWS_US_PER_MS);
}

static void accept_at(int port)
{
	struct sockaddr_in a;
	int one = 1;

	memset(&a, 0, sizeof(a));
	a.sin_family = AF_INET;
	a.sin_port = htons((unsigned short)port);
	adopting = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	setsockopt(adopting, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(adopting, (struct sockaddr *)&a, sizeof(a)) || listen(adopting, 10))
		printf("WRONG: no port %d\n", port);
	look_for_some(NULL);
}

static const char *value_of(int argc, char **argv, const char *name)
{
	size_t length = strlen(name);
	int i;

	for (i = 1; i < argc; i++)
		if (!strncmp(argv[i], name, length) && argv[i][length] == '=')
			return argv[i] + length + 1;
	return NULL;
}

static void on_signal(int number)
{
	(void)number;
	stop = 1;
	if (context)
		lws_cancel_service(context);
}

int main(int argc, char **argv)
{
	static const struct { const char *name; uint64_t option; } loops[] = {
		{ "uv", LWS_SERVER_OPTION_LIBUV }, { "ev", LWS_SERVER_OPTION_LIBEV },
		{ "event", LWS_SERVER_OPTION_LIBEVENT }, { "glib", LWS_SERVER_OPTION_GLIB }
	};
	const char *loop = value_of(argc, argv, "loop"), *log = value_of(argc, argv, "log"), *v;
	static struct lws_context_creation_info info;
	static struct lws_http_mount mount;
	int n = 0, polls = loop && !strcmp(loop, "poll");
	size_t i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGTERM, on_signal);
	lws_set_log_level(log ? atoi(log) : LLL_ERR | LLL_WARN, NULL);
	info.port = atoi(value_of(argc, argv, "port"));
	info.protocols = protocols;
	info.vhost_name = "localhost";
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	info.ssl_cert_filepath = value_of(argc, argv, "cert");
	info.ssl_private_key_filepath = value_of(argc, argv, "key");
	if (info.ssl_cert_filepath)
		info.options |= LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
	if (value_of(argc, argv, "deflate"))
		info.extensions = extensions;
	v = value_of(argc, argv, "timeout");
	info.timeout_secs = v ? (unsigned int)atoi(v) : 0;
	mount.mountpoint = "/files";
	mount.mountpoint_len = 6;
	mount.origin = value_of(argc, argv, "files");
	mount.origin_protocol = LWSMPRO_FILE;
	if (mount.origin)
		info.mounts = &mount;
	for (i = 0; loop && i < sizeof(loops) / sizeof(*loops); i++)
		if (!strcmp(loop, loops[i].name))
			info.options |= loops[i].option, foreign = 1;
	lwsx_set_external_poll(polls);
	context = lws_create_context(&info);
	if (!context)
		return 1;
	vhost = lws_create_vhost(context, &info);
	if (!vhost)
		return 1;
	v = value_of(argc, argv, "most");
	if (v)
		lwsx_vhost_set_max_inflated(vhost, (uint64_t)atoll(v));
	v = value_of(argc, argv, "adopt");
	if (v)
		accept_at(atoi(v));
	while (n >= 0 && !stop)
		n = polls ? poll_once() : lws_service(context, 0);
	if (!foreign)
		lws_context_destroy(context);
	if (count_fds)
		printf("WRONG: %d descriptors are still watched\n", count_fds);
	return 0;
}
