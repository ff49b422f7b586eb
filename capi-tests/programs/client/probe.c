/*
 * probe.c - a client that writes down what it is told: probe PORT [NAME=VALUE...]
 *
 * Connects to 127.0.0.1:PORT and prints each callback with what came with it. What it does in a callback stands on the
 * command line: on=REASON:ACTION,ACTION... (on=REASON#2: only the second time). clients.py has the server's side.
 */
#define _POSIX_C_SOURCE 200809L
#include <libwebsockets.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_RULES 32

struct session {
	char first[8]; /* shows whether the memory was zeroed and is kept */
};

static int argument_count;
static char **arguments;
static struct lws_context *context;
static struct lws *published;
static int seen[256], destroyed, created, connections_wanted = 1, ended_by_program, gone;
static unsigned char *payload;
static lws_sorted_usec_list_t later, tick;
static uint16_t tries;

#define NAME(x) [LWS_CALLBACK_##x] = #x
static const char *const names[256] = {
	NAME(CLIENT_CONNECTION_ERROR), NAME(CLIENT_FILTER_PRE_ESTABLISH), NAME(CLIENT_ESTABLISHED), NAME(CLIENT_CLOSED),
	NAME(CLIENT_RECEIVE), NAME(CLIENT_RECEIVE_PONG), NAME(CLIENT_WRITEABLE), NAME(CLIENT_APPEND_HANDSHAKE_HEADER),
	NAME(WSI_CREATE), NAME(WSI_DESTROY), NAME(WS_PEER_INITIATED_CLOSE), NAME(ESTABLISHED_CLIENT_HTTP),
	NAME(CLOSED_CLIENT_HTTP), NAME(RECEIVE_CLIENT_HTTP), NAME(COMPLETED_CLIENT_HTTP), NAME(RECEIVE_CLIENT_HTTP_READ),
	NAME(CLIENT_HTTP_WRITEABLE), NAME(CLIENT_HTTP_REDIRECT), NAME(CLIENT_HTTP_BIND_PROTOCOL),
	NAME(CLIENT_HTTP_DROP_PROTOCOL), NAME(WS_CLIENT_BIND_PROTOCOL), NAME(WS_CLIENT_DROP_PROTOCOL),
	NAME(CLIENT_CONFIRM_EXTENSION_SUPPORTED), NAME(TIMER), NAME(RAW_CONNECTED), NAME(RAW_RX), NAME(RAW_CLOSE),
	NAME(RAW_WRITEABLE), NAME(RAW_SKT_BIND_PROTOCOL), NAME(RAW_SKT_DROP_PROTOCOL), NAME(RAW_ADOPT),
	NAME(SERVER_NEW_CLIENT_INSTANTIATED), NAME(CHILD_CLOSING),
#if LWS_LIBRARY_VERSION_NUMBER >= 4003000
	NAME(CONNECTING),
#endif
};

/* The value of NAME=VALUE, or NULL. */
static const char *option(const char *name)
{
	size_t n = strlen(name);
	int i;

	for (i = 2; i < argument_count; i++)
		if (!strncmp(arguments[i], name, n) && arguments[i][n] == '=')
			return arguments[i] + n + 1;
	return NULL;
}

static int number(const char *name, int otherwise)
{
	const char *v = option(name);

	return v ? atoi(v) : otherwise;
}

static int open_descriptors(void)
{
	DIR *d = opendir("/proc/self/fd");
	int n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n;
}

/* Texts as they are, what is long as its length and a sum, so that transcripts can be compared. */
static void print_bytes(const char *what, const unsigned char *in, size_t len)
{
	unsigned long sum = 5381;
	size_t i, shown = len > 80 ? 20 : len;

	printf(" %s='", what);
	for (i = 0; i < shown; i++)
		if (in[i] >= ' ' && in[i] < 127)
			putchar(in[i]);
		else
			printf("\\x%02x", in[i]);
	putchar('\'');
	for (i = 0; i < len; i++)
		sum = (sum * 33 + in[i]) & 0xffffffff;
	if (shown != len)
		printf("...%lu", sum);
}

static void print_header(struct lws *wsi, const char *name, enum lws_token_indexes token)
{
	char b[300];

	if (lws_hdr_copy(wsi, b, sizeof(b), token) > 0)
		printf(" %s='%s'", name, b);
}

static void print_response(struct lws *wsi)
{
	printf(" status=%u", lws_http_client_http_response(wsi));
	print_header(wsi, "line", WSI_TOKEN_HTTP);
	print_header(wsi, "type", WSI_TOKEN_HTTP_CONTENT_TYPE);
	print_header(wsi, "server", WSI_TOKEN_HTTP_SERVER);
	print_header(wsi, "uri", _WSI_TOKEN_CLIENT_URI);
}

static int connect_now(void);

static void connect_later(lws_sorted_usec_list_t *sul)
{
	(void)sul;
	connect_now();
}

static int write_some(struct lws *wsi, size_t len, int kind)
{
	int n = lws_write(wsi, payload + LWS_PRE, len, (enum lws_write_protocol)kind);

	printf("  lws_write(%d)=%d\n", (int)len, n);
	return n;
}

static int write_text(struct lws *wsi, const char *text, int kind)
{
	size_t n = strlen(text);

	memcpy(payload + LWS_PRE, text, n);
	return write_some(wsi, n, kind);
}

/* A multipart body of two parts in one write. */
static void write_parts(struct lws *wsi)
{
	char *p = (char *)payload + LWS_PRE, *end = p + 4096;

	printf("  parts=%d", lws_client_http_multipart(wsi, "text", NULL, NULL, &p, end));
	p += sprintf(p, "some text");
	printf(",%d", lws_client_http_multipart(wsi, "file", "a.txt", "text/plain", &p, end));
	p += sprintf(p, "one\r\ntwo");
	printf(",%d\n", lws_client_http_multipart(wsi, NULL, NULL, NULL, &p, end));
	lws_client_http_body_pending(wsi, 0);
	write_some(wsi, (size_t)(p - (char *)payload - LWS_PRE), LWS_WRITE_HTTP_FINAL);
}

/* Does one action. Gives what the callback is to return, or 99 if it says nothing about that. */
static int act(struct lws *wsi, const char *what, const char *value, void *in, size_t len)
{
	static int sent;
	int n = value ? atoi(value) : 0;

	if (!strcmp(what, "return"))
		return n;
	if (!strcmp(what, "writable"))
		lws_callback_on_writable(wsi);
	else if (!strcmp(what, "text"))
		write_text(wsi, value, LWS_WRITE_TEXT);
	else if (!strcmp(what, "binary"))
		write_some(wsi, (size_t)n, LWS_WRITE_BINARY);
	else if (!strcmp(what, "ping"))
		write_text(wsi, value, LWS_WRITE_PING);
	else if (!strcmp(what, "raw"))
		write_text(wsi, value, LWS_WRITE_RAW);
	else if (!strcmp(what, "header"))
		printf("  header=%d\n", lws_add_http_header_by_name(wsi, (unsigned char *)"x-more:", (unsigned char *)value,
			(int)strlen(value), (unsigned char **)in, *(unsigned char **)in + len));
	else if (!strcmp(what, "length"))
		n = lws_add_http_header_by_token(wsi, WSI_TOKEN_HTTP_CONTENT_LENGTH, (unsigned char *)value,
			(int)strlen(value), (unsigned char **)in, *(unsigned char **)in + len);
	else if (!strcmp(what, "pending"))
		lws_client_http_body_pending(wsi, n);
	else if (!strcmp(what, "body"))
		write_text(wsi, value, LWS_WRITE_HTTP);
	else if (!strcmp(what, "final")) {
		lws_client_http_body_pending(wsi, 0);
		write_text(wsi, value, LWS_WRITE_HTTP_FINAL);
	} else if (!strcmp(what, "upload")) { /* n bytes in pieces of 64 KiB, one for each WRITEABLE */
		int piece = n - sent < 65536 ? n - sent : 65536;

		sent += piece;
		lws_client_http_body_pending(wsi, sent != n);
		if (lws_write(wsi, payload + LWS_PRE, (size_t)piece, sent == n ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) != piece)
			return -1;
		if (sent != n)
			lws_callback_on_writable(wsi);
	} else if (!strcmp(what, "parts"))
		write_parts(wsi);
	else if (!strcmp(what, "read")) {
		char buffer[LWS_PRE + 65536], *p = buffer + LWS_PRE;
		int room = n;

		n = lws_http_client_read(wsi, &p, &room);
		printf("  read=%d\n", n);
		if (n < 0)
			return -1;
	} else if (!strcmp(what, "flow"))
		lws_rx_flow_control(wsi, n);
	else if (!strcmp(what, "timer"))
		lws_set_timer_usecs(wsi, n * 1000);
	else if (!strcmp(what, "timeout"))
		lws_set_timeout(wsi, PENDING_TIMEOUT_AWAITING_PING, n);
	else if (!strcmp(what, "kill"))
		lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
	else if (!strcmp(what, "close")) {
		lws_close_reason(wsi, (enum lws_close_status)n, (unsigned char *)"bye", 3);
		return -1;
	} else if (!strcmp(what, "dummy"))
		return lws_callback_http_dummy(wsi, (enum lws_callback_reasons)n, NULL, in, len);
	else if (!strcmp(what, "connect"))
		connect_now();
	else if (!strcmp(what, "retry"))
		printf("  retry=%d\n", lws_retry_sul_schedule_retry_wsi(wsi, &later, connect_later, &tries));
	else if (!strcmp(what, "connect-later"))
		lws_sul_schedule(context, 0, &later, connect_later, 1);
	else if (!strcmp(what, "destroy")) {
		gone = 1;
		lws_context_destroy(context);
	} else if (!strcmp(what, "end"))
		ended_by_program = 1;
	else
		printf("  unknown action %s\n", what);
	return 99;
}

/* Does what the command line says for this reason; 99: it says nothing. */
static int follow_rules(struct lws *wsi, int reason, void *in, size_t len)
{
	const char *name = names[reason];
	size_t n = strlen(name);
	int i, result = 99, r;

	for (i = 2; i < argument_count; i++) {
		const char *rule = arguments[i];
		char text[512], *part;
		int nth = 0;

		if (strncmp(rule, "on=", 3) || strncmp(rule + 3, name, n))
			continue;
		rule += 3 + n;
		if (*rule == '#')
			nth = (int)strtol(rule + 1, (char **)&rule, 10);
		if (*rule != ':' || (nth && nth != seen[reason]))
			continue;
		if (result == 99)
			result = 0;
		snprintf(text, sizeof(text), "%s", rule + 1);
		for (part = strtok(text, ","); part; part = strtok(NULL, ",")) {
			char *value = strchr(part, '=');

			if (value)
				*value++ = '\0';
			r = act(wsi, part, value, in, len);
			if (r != 99)
				result = r;
		}
	}
	return result;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	const struct lws_protocols *protocol = wsi ? lws_get_protocol(wsi) : NULL;
	int is_writeable = reason == LWS_CALLBACK_CLIENT_WRITEABLE || reason == LWS_CALLBACK_RAW_WRITEABLE ||
			   reason == LWS_CALLBACK_CLIENT_HTTP_WRITEABLE;
	int r;

	if ((unsigned int)reason > 255 || !names[reason])
		return 0;
	seen[reason]++;
	if (!is_writeable) {
		printf("%s %s", protocol && protocol->name ? protocol->name : "-", names[reason]);
		if (!strstr(names[reason], "DROP_PROTOCOL"))
			printf(" user=%s", user ? "yes" : "no");
		printf(" len=%d", reason == LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER ? 0 : (int)len);
		switch ((int)reason) {
		case LWS_CALLBACK_CLIENT_RECEIVE:
		case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
		case LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ:
		case LWS_CALLBACK_CLIENT_RECEIVE_PONG:
		case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
		case LWS_CALLBACK_RAW_RX:
			if (in)
				print_bytes("in", in, len);
			break;
		case LWS_CALLBACK_CLIENT_HTTP_REDIRECT:
			printf(" in='%s'", (char *)in);
			break;
		case LWS_CALLBACK_CHILD_CLOSING:
			printf(" parent=%d", lws_get_child(wsi) != NULL || in != NULL);
			break;
		}
		if (reason == LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP || reason == LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH ||
		    reason == LWS_CALLBACK_COMPLETED_CLIENT_HTTP || reason == LWS_CALLBACK_CLIENT_CONNECTION_ERROR ||
		    (reason == LWS_CALLBACK_CLIENT_ESTABLISHED && option("response")))
			print_response(wsi);
		if (reason == LWS_CALLBACK_CLIENT_RECEIVE)
			printf(" first=%d final=%d binary=%d", lws_is_first_fragment(wsi), lws_is_final_fragment(wsi),
				lws_frame_is_binary(wsi));
		if (user && option("userdata"))
			printf(" given=%d", user == (void *)published || user == (void *)&argument_count);
		if (wsi && option("opaque") && lws_get_opaque_user_data(wsi))
			printf(" opaque=%d", lws_get_opaque_user_data(wsi) == (void *)&created);
		printf("\n");
	}
	if (reason == LWS_CALLBACK_WSI_DESTROY)
		destroyed++;
	if (reason == LWS_CALLBACK_WSI_CREATE)
		created++;
	r = follow_rules(wsi, (int)reason, in, len);
	if (r != 99)
		return r;
	if (reason == LWS_CALLBACK_RECEIVE_CLIENT_HTTP)
		return act(wsi, "read", option("room") ? option("room") : "1024", in, len) == -1 ? -1 : 0;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "first", callback, sizeof(struct session), 0, 0, NULL, 0 },
	{ "second", callback, sizeof(struct session), 16, 0, NULL, 0 },
	{ "large", callback, sizeof(struct session), 20 * 1024 * 1024, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

static const uint32_t retries[] = { 100, 200 };
static const lws_retry_bo_t policy = { retries, 2, 2, 1, 2, 0 };

static int connect_now(void)
{
	struct lws_client_connect_info i;
	struct lws *wsi;

	memset(&i, 0, sizeof(i));
	i.context = context;
	i.address = option("address") ? option("address") : "127.0.0.1";
	i.port = atoi(arguments[1]);
	i.path = option("path") ? option("path") : "/a?b=c";
	i.host = option("host") ? option("host") : i.address;
	i.origin = option("origin");
	i.protocol = option("protocol");
	i.local_protocol_name = option("local");
	i.method = option("method");
	i.iface = option("iface");
	i.ssl_connection = number("flags", 0);
	i.pwsi = &published;
	if (option("userdata"))
		i.userdata = &argument_count;
	if (option("opaque"))
		i.opaque_user_data = &created;
	if (option("policy"))
		i.retry_and_idle_policy = &policy;
	if (option("child"))
		i.parent_wsi = published;
	wsi = lws_client_connect_via_info(&i);
	if (wsi && option("kill-at-once"))
		lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
	printf("connect: %s, pwsi %s\n", wsi ? "a connection" : "NULL", published ? "set" : "NULL");
	return wsi != NULL;
}

/* Ends the wait of the loop now and then, so that it sees when its time is over. */
static void look_again(lws_sorted_usec_list_t *sul)
{
	lws_sul_schedule(context, 0, sul, look_again, 50000);
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	lws_usec_t begun, limit;
	size_t longest, at;
	int before, n = 0, i;

	if (argc < 2)
		return 2;
	argument_count = argc;
	arguments = argv;
	setvbuf(stdout, NULL, _IOLBF, 0);
	longest = (size_t)number("payload", 65536);
	payload = malloc(LWS_PRE + longest);
	if (!payload)
		return 2;
	for (at = 0; at < longest; at++)
		payload[LWS_PRE + at] = (unsigned char)(at * 7 + (at >> 8));
	before = open_descriptors();
	memset(&info, 0, sizeof(info));
	info.port = CONTEXT_PORT_NO_LISTEN;
	info.protocols = protocols;
	info.timeout_secs = (unsigned int)number("timeout", 3);
	info.connect_timeout_secs = (unsigned int)number("connect-timeout", 2);
	info.options = (uint64_t)number("options", 0);
	if (option("proxy")) {
		info.http_proxy_address = option("proxy");
		info.http_proxy_port = (unsigned int)number("proxy-port", 0);
	}
	lws_set_log_level(number("log", 0), NULL);
	context = lws_create_context(&info);
	if (!context)
		return 1;
	lws_service(context, -1);
	connections_wanted = number("connections", 1);
	limit = (lws_usec_t)number("seconds", 8) * 1000000;
	begun = lws_now_usecs();
	if (!connect_now() && !option("again"))
		n = -1;
	if (n >= 0)
		look_again(&tick);
	while (n >= 0 && !ended_by_program && destroyed < connections_wanted && lws_now_usecs() - begun < limit)
		n = lws_service(context, 0);
	printf("loop over: %s\n", destroyed >= connections_wanted ? "closed" : n < 0 ? "service ended" :
		ended_by_program ? "by the program" : "TOO LATE");
	if (!gone) {
		lws_sul_cancel(&tick);
		for (i = 0; i < 3 && n >= 0; i++)
			lws_service(context, -1);
		lws_context_destroy(context);
	}
	printf("made %d, destroyed %d, errors %d\n", created, destroyed, seen[LWS_CALLBACK_CLIENT_CONNECTION_ERROR]);
	printf("descriptors left: %d\n", open_descriptors() - before);
	free(payload);
	return 0;
}
