/* The protocol "dynamic": pages that the program makes. */
#include "feature_server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { NOTHING, TEXT, BIG, SLICES, CHUNKED, UNTIL_CLOSE, EVENTS, POSTED, LATE };

struct dynamic {
	enum kind kind;
	int is_head;
	int step;
	uint64_t size, at, slice;
	struct sha1 sha1;
	uint64_t length;        /* of the body so far */
	int held;               /* reception is off for the rest of this body's first part */
	int hold;
	struct lws_process_html_state html;
	size_t text_len;
	char text[LWS_PRE + 8192];
};

const size_t dynamic_size = sizeof(struct dynamic);

static char *body_of(struct dynamic *d)
{
	return d->text + LWS_PRE;
}

static void say(struct dynamic *d, const char *name, const char *value, int len)
{
	size_t room = sizeof(d->text) - LWS_PRE - d->text_len;
	int n;

	/* With its length, since a value may hold anything. */
	n = lws_snprintf(body_of(d) + d->text_len, room, "%s %d|", name, len);
	d->text_len += (size_t)n;
	if (len > 0 && (size_t)len < room - (size_t)n) {
		memcpy(body_of(d) + d->text_len, value, (size_t)len);
		d->text_len += (size_t)len;
	}
	if (d->text_len < sizeof(d->text) - LWS_PRE)
		body_of(d)[d->text_len++] = '\n';
}

static void say_text(struct dynamic *d, const char *name, const char *value)
{
	say(d, name, value, (int)strlen(value));
}

/* The head of an answer; its body follows in WRITEABLE. */
static int begin(struct lws *wsi, struct dynamic *d, unsigned int status, const char *type, lws_filepos_t len)
{
	unsigned char buf[LWS_PRE + 2048], *start = buf + LWS_PRE, *p = start, *end = buf + sizeof(buf) - 1;

	if (lws_add_http_common_headers(wsi, status, type, len, &p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return 1;
	if (d->is_head)
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	lws_callback_on_writable(wsi);

	return 0;
}

static int begin_text(struct lws *wsi, struct dynamic *d)
{
	d->kind = TEXT;

	return begin(wsi, d, HTTP_STATUS_OK, "text/plain", d->text_len);
}

static uint64_t number(struct lws *wsi, const char *name, uint64_t otherwise)
{
	char buf[32];
	/* Not always at the beginning of the buffer. */
	const char *value = lws_get_urlarg_by_name(wsi, name, buf, sizeof(buf));

	return value ? strtoull(value, NULL, 10) : otherwise;
}

/* ---- what a request holds ---- */

static int arguments(struct lws *wsi, struct dynamic *d)
{
	static const char *const names[] = { "name=", "name", "empty=", "last=", "none=" };
	char buf[512], label[32];
	const char *found;
	int n, len;

	for (n = 0; (len = lws_hdr_copy_fragment(wsi, buf, sizeof(buf), WSI_TOKEN_HTTP_URI_ARGS, n)) >= 0; n++) {
		lws_snprintf(label, sizeof(label), "%d", n);
		say(d, label, buf, len);
	}
	for (n = 0; n < (int)LWS_ARRAY_SIZE(names); n++) {
		found = lws_get_urlarg_by_name(wsi, names[n], buf, sizeof(buf));
		if (found)
			say_text(d, names[n], found);
		else
			say(d, names[n], NULL, -1);
	}
	return begin_text(wsi, d);
}

static int headers(struct lws *wsi, struct dynamic *d)
{
	static const char *const names[] = { "x-custom:", "x-empty:", "x-long:", "x-none:" };
	static const struct {
		const char *name;
		enum lws_token_indexes token;
	} tokens[] = {
		{ "host", WSI_TOKEN_HOST }, { "user-agent", WSI_TOKEN_HTTP_USER_AGENT },
		{ "accept", WSI_TOKEN_HTTP_ACCEPT }, { "referer", WSI_TOKEN_HTTP_REFERER },
		{ "content-type", WSI_TOKEN_HTTP_CONTENT_TYPE },
	};
	char buf[4096];
	int n, len;

	for (n = 0; n < (int)LWS_ARRAY_SIZE(tokens); n++) {
		len = lws_hdr_total_length(wsi, tokens[n].token);
		if (lws_hdr_copy(wsi, buf, sizeof(buf), tokens[n].token) > 0)
			say(d, tokens[n].name, buf, len);
	}
	for (n = 0; n < (int)LWS_ARRAY_SIZE(names); n++) {
		len = lws_hdr_custom_length(wsi, names[n], (int)strlen(names[n]));
		/* A buffer that is too small by one: refused. */
		if (len > 0 && lws_hdr_custom_copy(wsi, buf, len, names[n], (int)strlen(names[n])) >= 0)
			return -1;
		if (len >= 0 && lws_hdr_custom_copy(wsi, buf, sizeof(buf), names[n], (int)strlen(names[n])) != len)
			return -1;
		say(d, names[n], buf, len);
	}
	return begin_text(wsi, d);
}

static int cookies(struct lws *wsi, struct dynamic *d)
{
	static const char *const names[] = { "session", "theme", "ses", "none" };
	unsigned char buf[LWS_PRE + 1024], *start = buf + LWS_PRE, *p = start, *end = buf + sizeof(buf) - 1;
	static const unsigned char one[] = "session=abc123; Path=/; HttpOnly", two[] = "theme=dark";
	char value[64];
	size_t len;
	int n;

	for (n = 0; n < (int)LWS_ARRAY_SIZE(names); n++) {
		len = sizeof(value);
		if (lws_http_cookie_get(wsi, names[n], value, &len))
			say(d, names[n], NULL, -1);
		else
			say(d, names[n], value, (int)len);
	}
	d->kind = TEXT;
	if (lws_add_http_common_headers(wsi, HTTP_STATUS_OK, "text/plain", d->text_len, &p, end) ||
	    lws_add_http_header_by_name(wsi, (unsigned char *)"set-cookie:", one, (int)sizeof(one) - 1, &p, end) ||
	    lws_add_http_header_by_name(wsi, (unsigned char *)"set-cookie:", two, (int)sizeof(two) - 1, &p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return -1;
	lws_callback_on_writable(wsi);

	return 0;
}

static int method(struct lws *wsi, struct dynamic *d)
{
	static const char *const names[] = { "GET", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "HEAD" };
	int len = 0, n;
	char *uri;

	n = lws_http_get_uri_and_method(wsi, &uri, &len);
	if (n < 0 || n >= (int)LWS_ARRAY_SIZE(names))
		return -1;
	say_text(d, "method", names[n]);
	say(d, "uri", uri, len);

	return begin_text(wsi, d);
}

static int about(struct lws *wsi, struct dynamic *d)
{
	struct of_vhost *v = lws_protocol_vh_priv_get(lws_get_vhost(wsi), lws_get_protocol(wsi));
	char buf[64];

	if (!v)
		return -1;
	v->requests++;
	say_text(d, "vhost", lws_get_vhost_name(lws_get_vhost(wsi)));
	say_text(d, "greeting", v->greeting);
	lws_snprintf(buf, sizeof(buf), "%u", v->requests);
	say_text(d, "requests", buf);
	say_text(d, "protocol", lws_get_protocol(wsi)->name);
	if (!lws_get_peer_simple(wsi, buf, sizeof(buf)))
		buf[0] = '\0';
	say_text(d, "peer", buf);

	return begin_text(wsi, d);
}

static int tell_counts(struct lws *wsi, struct dynamic *d)
{
	d->text_len = (size_t)lws_snprintf(body_of(d), 1024,
		"{\"connections\": %u, \"connections_gone\": %u, \"bound\": %u, \"dropped\": %u, \"established\": %u, "
		"\"closed\": %u, \"bodies\": %u, \"completions\": %u, \"files\": %u, \"last_close\": %d}\n",
		counts.connections, counts.connections_gone, counts.bound, counts.dropped, counts.established,
		counts.closed, counts.bodies, counts.completions, counts.files, counts.last_close);

	return begin_text(wsi, d);
}

/* Asks all connections of "news" to write: of this vhost, or of all. */
static int wake(struct lws *wsi, struct dynamic *d)
{
	const struct lws_protocols *p = lws_vhost_name_to_protocol(lws_get_vhost(wsi), "news");

	if (!p)
		return -1;
	if (number(wsi, "all=", 0))
		lws_callback_on_writable_all_protocol(lws_get_context(wsi), p);
	else
		lws_callback_on_writable_all_protocol_vhost(lws_get_vhost(wsi), p);
	say_text(d, "woken", "yes");

	return begin_text(wsi, d);
}

static int redirect(struct lws *wsi)
{
	unsigned char buf[LWS_PRE + 1024], *p = buf + LWS_PRE;
	static const unsigned char where[] = "/dyn/args?name=redirected";

	if (lws_http_redirect(wsi, (int)number(wsi, "code=", 302), where, (int)sizeof(where) - 1, &p,
			      buf + sizeof(buf)) < 0)
		return -1;
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static int file(struct lws *wsi)
{
	static const char other[] = "x-served: by lws_serve_http_file\r\n";
	char buf[32], path[64];
	const char *name = lws_get_urlarg_by_name(wsi, "name=", buf, sizeof(buf));
	int n;

	if (!name || strchr(name, '/'))
		return -1;
	lws_snprintf(path, sizeof(path), "files/%s", name);
	n = lws_serve_http_file(wsi, path, "text/x-own", other, (int)sizeof(other) - 1);

	return n < 0 || (n > 0 && lws_http_transaction_completed(wsi)) ? -1 : 0;
}

static int chunked(struct lws *wsi, struct dynamic *d)
{
	unsigned char buf[LWS_PRE + 1024], *start = buf + LWS_PRE, *p = start, *end = buf + sizeof(buf) - 1;

	d->kind = CHUNKED;
	if (lws_add_http_header_status(wsi, HTTP_STATUS_OK, &p, end) ||
	    lws_add_http_header_by_token(wsi, WSI_TOKEN_HTTP_TRANSFER_ENCODING, (unsigned char *)"chunked", 7, &p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return -1;
	lws_callback_on_writable(wsi);

	return 0;
}

static int events(struct lws *wsi, struct dynamic *d)
{
	unsigned char buf[LWS_PRE + 1024], *start = buf + LWS_PRE, *p = start, *end = buf + sizeof(buf) - 1;

	d->size = number(wsi, "count=", 3);     /* now: lws_http_mark_sse() gives the request up */
	if (lws_add_http_header_status(wsi, HTTP_STATUS_OK, &p, end) ||
	    lws_add_http_header_by_token(wsi, WSI_TOKEN_HTTP_CONTENT_TYPE, (unsigned char *)"text/event-stream", 17, &p,
					 end) ||
	    lws_add_http_header_by_token(wsi, WSI_TOKEN_HTTP_CACHE_CONTROL, (unsigned char *)"no-store", 8, &p, end) ||
	    lws_add_http_header_by_token(wsi, WSI_TOKEN_CONNECTION, (unsigned char *)"close", 5, &p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return -1;
	lws_http_mark_sse(wsi);
	d->kind = EVENTS;
	lws_set_timer_usecs(wsi, 10 * LWS_US_PER_MS);

	return 0;
}

static int request(struct lws *wsi, struct dynamic *d, const char *path)
{
	char *uri;
	int len;

	memset(d, 0, sizeof(*d));
	d->is_head = lws_http_get_uri_and_method(wsi, &uri, &len) == LWSHUMETH_HEAD;
	d->size = number(wsi, "size=", 1000);
	d->slice = number(wsi, "slice=", 4096);
	if (strstr(path, "/path")) {
		say_text(d, "path", path);
		return begin_text(wsi, d);
	}
	/* Below the mount, or the whole path: that is up to the mount. */
	if (!strncmp(path, "/dyn", 4))
		path += 4;
	while (*path == '/')
		path++;
	if (!strcmp(path, "args"))
		return arguments(wsi, d);
	if (!strcmp(path, "headers"))
		return headers(wsi, d);
	if (!strcmp(path, "cookies"))
		return cookies(wsi, d);
	if (!strncmp(path, "method", 6))
		return method(wsi, d);
	if (!strcmp(path, "about"))
		return about(wsi, d);
	if (!strcmp(path, "counts"))
		return tell_counts(wsi, d);
	if (!strcmp(path, "wake"))
		return wake(wsi, d);
	if (!strcmp(path, "redirect"))
		return redirect(wsi);
	if (!strcmp(path, "file"))
		return file(wsi);
	if (!strcmp(path, "status")) {
		len = (int)number(wsi, "code=", 404);
		return lws_return_http_status(wsi, (unsigned int)len, "<p>said so</p>") ||
		       lws_http_transaction_completed(wsi) ? -1 : 0;
	}
	if (!strcmp(path, "close"))
		return -1;
	if (!strcmp(path, "post") || !strcmp(path, "held")) {
		d->kind = POSTED;
		d->hold = path[0] == 'h';
		sha1_begin(&d->sha1);
		return 0;
	}
	if (!strcmp(path, "big")) {
		d->kind = BIG;
		return begin(wsi, d, HTTP_STATUS_OK, "application/octet-stream", d->size);
	}
	if (!strcmp(path, "slices")) {
		d->kind = SLICES;
		return begin(wsi, d, HTTP_STATUS_OK, "application/octet-stream", d->size);
	}
	if (!strcmp(path, "until-close")) {
		d->kind = UNTIL_CLOSE;
		return begin(wsi, d, HTTP_STATUS_OK, "application/octet-stream", LWS_ILLEGAL_HTTP_CONTENT_LEN);
	}
	if (!strcmp(path, "chunked"))
		return chunked(wsi, d);
	if (!strcmp(path, "events"))
		return events(wsi, d);
	if (!strcmp(path, "late")) {
		d->kind = LATE;
		lws_set_timer_usecs(wsi, 100 * LWS_US_PER_MS);
		return 0;
	}
	return lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, "<p>no such page</p>") ||
	       lws_http_transaction_completed(wsi) ? -1 : 0;
}

/* ---- what goes out ---- */

/* Writes a piece of a body; `last` ends the transaction. */
static int write_piece(struct lws *wsi, struct dynamic *d, unsigned char *p, size_t len, int last)
{
	if (lws_write(wsi, p, len, last ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) < (int)len)
		return -1;
	if (!last) {
		lws_callback_on_writable(wsi);
		return 0;
	}
	d->kind = NOTHING;

	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static int write_pattern(struct lws *wsi, struct dynamic *d, uint64_t len)
{
	unsigned char *buf = malloc(LWS_PRE + (size_t)len);
	int n, last;

	if (!buf)
		return -1;
	pattern(buf + LWS_PRE, d->at, (size_t)len);
	d->at += len;
	last = d->at == d->size;
	n = write_piece(wsi, d, buf + LWS_PRE, (size_t)len, last);
	free(buf);

	return n;
}

static int writeable(struct lws *wsi, struct dynamic *d)
{
	unsigned char buf[LWS_PRE + 128];
	uint64_t left = d->size - d->at;
	size_t len;

	switch (d->kind) {
	case TEXT:
		return write_piece(wsi, d, (unsigned char *)body_of(d), d->text_len, 1);
	case BIG:
		return write_pattern(wsi, d, left);
	case SLICES:
	case UNTIL_CLOSE:
		return write_pattern(wsi, d, left < d->slice ? left : d->slice);
	case CHUNKED:
		len = (size_t)lws_snprintf((char *)buf + LWS_PRE, 128, d->step < 3 ? "6\r\npart %d\r\n" : "0\r\n\r\n",
					   d->step);
		return write_piece(wsi, d, buf + LWS_PRE, len, d->step++ == 3);
	case EVENTS:
		len = (size_t)lws_snprintf((char *)buf + LWS_PRE, 128, "id: %d\ndata: event %d\n\n", d->step, d->step);
		d->step++;
		if (lws_write(wsi, buf + LWS_PRE, len, LWS_WRITE_HTTP) < (int)len)
			return -1;
		/* The stream ends with the connection. */
		if ((uint64_t)d->step >= d->size)
			return -1;
		lws_set_timer_usecs(wsi, 10 * LWS_US_PER_MS);
		return 0;
	default:
		return 0;
	}
}

/* ---- what comes in ---- */

static int completion(struct lws *wsi, struct dynamic *d)
{
	char hex[41];

	counts.completions++;
	sha1_end(&d->sha1, hex);
	d->text_len = (size_t)lws_snprintf(body_of(d), 128, "%llu %s\n", (unsigned long long)d->length, hex);

	return begin_text(wsi, d);
}

static const char *variable(void *data, int index)
{
	static const char *const values[] = { "a value", "" };

	(void)data;
	return values[index];
}

int dynamic(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static const char *const variables[] = { "$name", "$nothing" };
	struct dynamic *d = (struct dynamic *)user;
	struct lws_process_html_args *args = (struct lws_process_html_args *)in;
	const struct lws_protocol_vhost_options *option;
	struct of_vhost *v;

	switch (reason) {
	case LWS_CALLBACK_PROTOCOL_INIT:
		v = lws_protocol_vh_priv_zalloc(lws_get_vhost(wsi), lws_get_protocol(wsi), (int)sizeof(*v));
		if (!v)
			return 1;
		option = lws_pvo_search((const struct lws_protocol_vhost_options *)in, "greeting");
		lws_strncpy(v->greeting, option ? option->value : "none", sizeof(v->greeting));
		break;
	case LWS_CALLBACK_WSI_CREATE:
		counts.connections++;
		break;
	case LWS_CALLBACK_WSI_DESTROY:
		counts.connections_gone++;
		break;
	case LWS_CALLBACK_HTTP_BIND_PROTOCOL:
		counts.bound++;
		break;
	case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
		counts.dropped++;
		break;
	case LWS_CALLBACK_ADD_HEADERS:
		if (lws_add_http_header_by_name(wsi, (unsigned char *)"x-added:", (unsigned char *)"in the callback", 15,
						(unsigned char **)&args->p, (unsigned char *)args->p + args->max_len))
			return 1;
		break;
	case LWS_CALLBACK_HTTP:
		return request(wsi, d, (const char *)in);
	case LWS_CALLBACK_HTTP_BODY:
		counts.bodies++;
		if (d->kind != POSTED)
			break;
		if (d->held)
			return -1;      /* reception is off */
		if (len)
			sha1_add(&d->sha1, (const unsigned char *)in, len);
		d->length += len;
		if (d->hold) {
			d->hold = 0;
			d->held = 1;
			lws_rx_flow_control(wsi, 0);
			lws_set_timer_usecs(wsi, 200 * LWS_US_PER_MS);
		}
		break;
	case LWS_CALLBACK_HTTP_BODY_COMPLETION:
		if (d->kind == POSTED)
			return completion(wsi, d);
		break;
	case LWS_CALLBACK_TIMER:
		if (d->held) {
			d->held = 0;
			lws_rx_flow_control(wsi, 1);
		} else if (d->kind == LATE) {
			say_text(d, "late", "but here");
			return begin_text(wsi, d);
		} else
			lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_HTTP_WRITEABLE:
		return writeable(wsi, d);
	case LWS_CALLBACK_PROCESS_HTML:
		d->html.vars = variables;
		d->html.count_vars = 2;
		d->html.replace = variable;
		if (lws_chunked_html_process(args, &d->html))
			return -1;
		break;
	default:
		/* What this does not handle, HTTP_FILE_COMPLETION for example, has an answer that fits most. */
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}
	return 0;
}
