/*
 * What the words of a script do in a callback. Each calls one function of the API and logs what it returned; the table
 * of words is perform() itself.
 */
#define _GNU_SOURCE
#include "recorder.h"
#include "names.h"
#include <stdlib.h>
#include <string.h>

static const struct { const char *name; int mode; } modes[] = {
	{ "text", LWS_WRITE_TEXT }, { "binary", LWS_WRITE_BINARY }, { "continuation", LWS_WRITE_CONTINUATION },
	{ "http", LWS_WRITE_HTTP }, { "http_final", LWS_WRITE_HTTP_FINAL }, { "http_headers", LWS_WRITE_HTTP_HEADERS },
	{ "http_headers_continuation", LWS_WRITE_HTTP_HEADERS_CONTINUATION }, { "ping", LWS_WRITE_PING }, { "pong", LWS_WRITE_PONG },
};

/* a mode and, after |, "no_fin" */
static int write_mode(const char *word)
{
	size_t n, len = strcspn(word, "|");

	for (n = 0; n < LWS_ARRAY_SIZE(modes); n++)
		if (strlen(modes[n].name) == len && !strncmp(modes[n].name, word, len))
			return modes[n].mode | (word[len] ? LWS_WRITE_NO_FIN : 0);
	script_bad("write mode", word);
	return 0;
}

static int write_copy(struct lws *wsi, const void *bytes, size_t len, int mode)
{
	unsigned char *room = malloc(LWS_PRE + len + 1);
	int n;

	if (!room)
		abort();
	memcpy(room + LWS_PRE, bytes, len);
	n = lws_write(wsi, room + LWS_PRE, len, (enum lws_write_protocol)mode);
	free(room);
	return n;
}

static int slice_mode(struct lws *wsi)
{
	return lws_write_ws_flags(lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT,
				  lws_is_first_fragment(wsi), lws_is_final_fragment(wsi));
}

void conn_free_queue(struct conn *c)
{
	struct slice *s;

	while ((s = c->queue)) {
		c->queue = s->next;
		free(s);
	}
}

static int queue_slice(struct event *e)
{
	struct slice *s = malloc(sizeof(*s) + LWS_PRE + e->len), **tail = &e->conn->queue;

	if (!s)
		abort();
	s->next = NULL;
	s->len = e->len;
	s->mode = slice_mode(e->wsi);
	memcpy(s->data + LWS_PRE, e->in, e->len);
	while (*tail)
		tail = &(*tail)->next;
	*tail = s;
	return lws_callback_on_writable(e->wsi);
}

static int flush_slice(struct event *e)
{
	struct slice *s = e->conn->queue;
	int n;

	if (!s)
		return 0;
	n = lws_write(e->wsi, s->data + LWS_PRE, s->len, (enum lws_write_protocol)s->mode);
	log_line(". %s echo %lu = %d", e->conn->id, (unsigned long)s->len, n);
	e->conn->queue = s->next;
	free(s);
	if (e->conn->queue)
		lws_callback_on_writable(e->wsi);
	return n;
}

static void show_header(struct event *e, const char *name)
{
	char buf[2048], *text;
	int token = token_number(name), total, n;

	if (token < 0)
		script_bad("token", name);
	total = lws_hdr_total_length(e->wsi, (enum lws_token_indexes)token);
	n = lws_hdr_copy(e->wsi, buf, sizeof(buf), (enum lws_token_indexes)token);
	text = log_escaped(buf, n > 0 ? (size_t)n : 0);
	log_line(". %s hdr %s total=%d copy=%d %s", e->conn->id, name, total, n, text);
	free(text);
}

static void show_all_headers(struct event *e)
{
#define TOKEN(n) #n,
	static const char *names[] = { ALL_TOKENS NULL };
#undef TOKEN
	const char **n;

	for (n = names; *n; n++)
		if (lws_hdr_total_length(e->wsi, (enum lws_token_indexes)token_number(*n)) > 0)
			show_header(e, *n);
}

static void show_fragments(struct event *e, const char *name)
{
	enum lws_token_indexes token = (enum lws_token_indexes)token_number(name);
	char buf[256], *text;
	int i, n = 0;

	for (i = 0; i < 20 && n >= 0; i++) {
		buf[0] = 0;
		n = lws_hdr_copy_fragment(e->wsi, buf, sizeof(buf), token, i);
		text = log_escaped(buf, n > 0 ? (size_t)n : 0);
		log_line(". %s fragment %s %d length=%d copy=%d %s", e->conn->id, name, i,
			 lws_hdr_fragment_length(e->wsi, token, i), n, text);
		free(text);
	}
}

static void show_uri(struct event *e)
{
	char *uri = NULL, *text;
	int len = 0, n = lws_http_get_uri_and_method(e->wsi, &uri, &len);

	text = log_escaped(uri, uri && n >= 0 ? (size_t)len : 0);
	log_line(". %s uri method=%d %s", e->conn->id, n, text);
	free(text);
}

static void show_custom(struct event *e, const struct text *name)
{
	char buf[256], *text;
	int n, len = lws_hdr_custom_length(e->wsi, name->bytes, (int)name->len);

	n = lws_hdr_custom_copy(e->wsi, buf, sizeof(buf), name->bytes, (int)name->len);
	text = log_escaped(buf, n > 0 ? (size_t)n : 0);
	log_line(". %s custom %s length=%d copy=%d %s", e->conn->id, name->bytes, len, n, text);
	free(text);
}

/* a cookie, with this much room for it */
static void show_cookie(struct event *e, const char *name, size_t room)
{
	char buf[256];
	size_t max = room;
	int n;

	memset(buf, 0, sizeof(buf));
	n = lws_http_cookie_get(e->wsi, name, buf, &max);
	log_line(". %s cookie %s room=%lu = %d %s", e->conn->id, name, (unsigned long)room, n, n ? "" : buf);
	if (!n)
		log_line(". %s cookie length %lu", e->conn->id, (unsigned long)max);
}

/* a header, a fragment of it and a custom one, with just so much room */
static void show_with_room(struct event *e, const char *token, int room)
{
	enum lws_token_indexes t = (enum lws_token_indexes)token_number(token);
	char buf[2048];

	log_line(". %s room %s %d copy=%d fragment=%d", e->conn->id, token, room, lws_hdr_copy(e->wsi, buf, room, t),
		 lws_hdr_copy_fragment(e->wsi, buf, room, t, 0));
}

static const char *variable(void *data, int index)
{
	static const char *const texts[] = { "ALPHA", "be", NULL, "$one" };

	(void)data;
	return texts[index];
}

/* lws_chunked_html_process() in PROCESS_HTML: the state is kept with the connection */
static int process_html(struct event *e)
{
	static const char *const names[] = { "$alpha", "$beta", "$null", "$one" };
	struct lws_process_html_args *args = e->in;
	struct lws_process_html_state *s = &e->conn->html;
	int before = args->len, n;

	s->vars = names;
	s->count_vars = LWS_ARRAY_SIZE(names);
	s->replace = variable;
	n = lws_chunked_html_process(args, s);
	log_line(". %s html %d final=%d chunked=%d max_len=%d = %d", e->conn->id, before, args->final, args->chunked,
		 args->max_len, n);
	if (args->final)
		s->pos = 0;
	return n;
}

static void show_urlarg(struct event *e, const char *name)
{
	char buf[64];
	const char *v = lws_get_urlarg_by_name(e->wsi, name, buf, sizeof(buf));

	log_line(". %s urlarg %s %s %s", e->conn->id, name, v ? "=" : "absent", v ? v : "");
	if (v && v != buf)
		log_line(". %s urlarg buffer %s", e->conn->id, buf);
}

/* the buffer for response headers of this connection: it is begun anew by `head`, and by who needs it first */
static unsigned char **head_of(struct event *e, int anew)
{
	if (anew || !e->conn->head_at)
		e->conn->head_at = e->conn->head + LWS_PRE;
	return &e->conn->head_at;
}

/* one action; *result is what the callback will return, *last what the last API call gave */
void perform(struct event *e, const struct action *a, int *result, int *last)
{
	const char *what = a->word[0].bytes, *w1 = a->words > 1 ? a->word[1].bytes : NULL;
	const struct text *t1 = &a->word[1], *t2 = &a->word[2];
	const char *w2 = a->words > 2 ? t2->bytes : NULL;
	const char *id = e->conn ? e->conn->id : "ctx";
	unsigned char *end = e->conn ? e->conn->head + sizeof(e->conn->head) : NULL, **p;
	struct lws_process_html_args *args = e->in;
	struct lws *wsi = e->wsi;
	int n = *last;

#define IS(x) (!strcmp(what, x))
	if (IS("ret"))
		*result = atoi(w1);
	else if (IS("fail_if_negative"))
		*result = n < 0 ? -1 : *result;
	else if (IS("fail_if_nonzero"))
		*result = n ? -1 : *result;
	else if (IS("dummy"))
		*result = lws_callback_http_dummy(wsi, e->reason, e->user, e->in, e->len);
	else if (IS("echo")) {
		n = write_copy(wsi, e->in, e->len, slice_mode(wsi));
		log_line(". %s echo %lu = %d", id, (unsigned long)e->len, n);
	} else if (IS("queue"))
		log_line(". %s queue = %d", id, n = queue_slice(e));
	else if (IS("flush"))
		n = flush_slice(e);
	else if (IS("write")) {
		n = write_copy(wsi, t2->bytes, t2->len, write_mode(w1));
		log_line(". %s write %s %lu = %d", id, w1, (unsigned long)t2->len, n);
	} else if (IS("on_writable"))
		log_line(". %s on_writable = %d", id, n = lws_callback_on_writable(wsi));
	else if (IS("on_writable_all"))
		log_line(". %s on_writable_all = %d", id,
			 n = lws_callback_on_writable_all_protocol(the_context, lws_get_protocol(wsi)));
	else if (IS("close_reason")) {
		lws_close_reason(wsi, (enum lws_close_status)atoi(w1), w2 ? (unsigned char *)t2->bytes : NULL,
				 w2 ? t2->len : 0);
		log_line(". %s close_reason %s", id, w1);
	} else if (IS("close_payload")) {
		char *text = log_escaped(lws_get_close_payload(wsi), (size_t)lws_get_close_length(wsi));

		log_line(". %s close_payload %s", id, text);
		free(text);
	} else if (IS("timeout")) {
		lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, atoi(w1));
		log_line(". %s timeout %s", id, w1);
	} else if (IS("timer")) {
		lws_set_timer_usecs(wsi, (lws_usec_t)atoll(w1));
		log_line(". %s timer %s", id, w1);
	} else if (IS("rx_flow"))
		log_line(". %s rx_flow %s = %d", id, w1, n = lws_rx_flow_control(wsi, atoi(w1)));
	else if (IS("choked"))
		log_line(". %s choked = %d", id, n = lws_send_pipe_choked(wsi));
	else if (IS("partial"))
		log_line(". %s partial = %d", id, n = lws_partial_buffered(wsi));
	else if (IS("headers"))
		show_all_headers(e);
	else if (IS("hdr"))
		show_header(e, w1);
	else if (IS("fragments"))
		show_fragments(e, w1);
	else if (IS("uri"))
		show_uri(e);
	else if (IS("custom"))
		show_custom(e, t1);
	else if (IS("cookie"))
		show_cookie(e, w1, w2 ? (size_t)atoi(w2) : 256);
	else if (IS("room"))
		show_with_room(e, w1, atoi(w2));
	else if (IS("html"))
		*result = n = process_html(e);
	else if (IS("args_final")) /* in CHECK_ACCESS_RIGHTS: the program has answered */
		args->final = 1;
	else if (IS("sse"))
		log_line(". %s sse = %d", id, n = lws_http_mark_sse(wsi));
	else if (IS("detach"))
		log_line(". %s detach = %d", id, n = lws_http_headers_detach(wsi));
	else if (IS("urlarg"))
		show_urlarg(e, w1);
	else if (IS("status"))
		log_line(". %s status %s = %d", id, w1, n = lws_return_http_status(wsi, (unsigned int)atoi(w1), w2));
	else if (IS("completed")) {
		n = lws_http_transaction_completed(wsi);
		log_line(". %s completed = %d", id, n);
		*result = n ? -1 : *result;
	} else if (IS("file")) {
		n = lws_serve_http_file(wsi, w1, w2, a->words > 3 ? a->word[3].bytes : NULL,
					a->words > 3 ? (int)a->word[3].len : 0);
		log_line(". %s file = %d", id, n);
		/* below zero: the connection must go; above: it is sent whole, nothing will complete it for us */
		if (n < 0 || (n > 0 && lws_http_transaction_completed(wsi)))
			*result = -1;
	} else if (IS("redirect")) {
		p = head_of(e, 1);
		n = lws_http_redirect(wsi, atoi(w1), (unsigned char *)t2->bytes, (int)t2->len, p, end);
		log_line(". %s redirect %s = %d", id, w1, n < 0 ? -1 : 0);
	} else if (IS("head")) { /* head STATUS TYPE LENGTH|- */
		p = head_of(e, 1);
		n = lws_add_http_common_headers(wsi, (unsigned int)atoi(w1), w2,
						a->word[3].bytes[0] == '-' ? LWS_ILLEGAL_HTTP_CONTENT_LEN :
						(lws_filepos_t)atoll(a->word[3].bytes), p, end);
		log_line(". %s head %s = %d", id, w1, n);
	} else if (IS("head_status")) {
		p = head_of(e, 1);
		log_line(". %s head_status %s = %d", id, w1,
			 n = lws_add_http_header_status(wsi, (unsigned int)atoi(w1), p, end));
	} else if (IS("head_token")) {
		p = head_of(e, 0);
		n = lws_add_http_header_by_token(wsi, (enum lws_token_indexes)token_number(w1),
						 (unsigned char *)t2->bytes, (int)t2->len, p, end);
		log_line(". %s head_token %s = %d", id, w1, n);
	} else if (IS("head_add")) {
		p = head_of(e, 0);
		n = lws_add_http_header_by_name(wsi, (unsigned char *)w1, (unsigned char *)t2->bytes, (int)t2->len, p, end);
		log_line(". %s head_add %s = %d", id, w1, n);
	} else if (IS("head_length")) {
		p = head_of(e, 0);
		log_line(". %s head_length %s = %d", id, w1,
			 n = lws_add_http_header_content_length(wsi, (lws_filepos_t)atoll(w1), p, end));
	} else if (IS("head_send")) {
		p = head_of(e, 0);
		n = lws_finalize_write_http_header(wsi, e->conn->head + LWS_PRE, p, end);
		log_line(". %s head_send = %d", id, n);
	} else if (IS("args_add")) { /* in ADD_HEADERS: into the buffer that came with it */
		n = lws_add_http_header_by_name(wsi, (unsigned char *)w1, (unsigned char *)t2->bytes, (int)t2->len,
						(unsigned char **)&args->p, (unsigned char *)args->p + args->max_len);
		log_line(". %s args_add %s = %d", id, w1, n);
	} else if (IS("destroy")) {
		log_line(". %s destroy", id);
		lws_context_destroy(the_context);
	} else if (IS("stop"))
		stop_asked = 1;
	else if (!perform_ws(e, a, &n))
		script_bad("action", what);
#undef IS
	*last = n;
}
