/*
 * A response that a slow peer still takes is not cut off by the deadlines of the connection's end or of keep-alive:
 * each piece that leaves gives the rest its time again.
 *
 * ONLY-OURS: genuine lws gives all of it 5 seconds.
 */
#include "testing.h"

#define SIZE 6000000

static int closes_first;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static unsigned char room[LWS_PRE + SIZE];
	unsigned char *start = room + LWS_PRE, *p = start, *end = start + SIZE;

	(void)user;
	(void)in;
	(void)len;
	if (reason != LWS_CALLBACK_HTTP)
		return 0;
	if (lws_add_http_common_headers(wsi, 200, "x/y", SIZE, &p, end) || lws_finalize_write_http_header(wsi, start, &p, end))
		return -1;
	if (lws_write(wsi, start, SIZE, LWS_WRITE_HTTP_FINAL) != SIZE)
		return -1;
	if (closes_first)
		return -1;
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct peer *p[2];
	double begin;
	size_t i, all;

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	info.keepalive_timeout = 1;
	context = lws_create_context(&info);
	CHECK(context != NULL);
	for (i = 0; i < 2; i++) {
		closes_first = i == 1;
		p[i] = peer_open(info.port);
		peer_text(p[i], "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
		WAIT_FOR(p[i]->in_len > 0);
		p[i]->deaf = 1;
	}
	/* A little now and then, for longer than all the deadlines. */
	for (begin = now(); now() < begin + 7;) {
		turn_for(0.4);
		for (i = 0; i < 2; i++) {
			p[i]->deaf = 0;
			peer_pump(p[i]);
			p[i]->deaf = 1;
		}
	}
	for (i = 0; i < 2; i++) {
		p[i]->deaf = 0;
		WAIT_FOR(p[i]->eof || (peer_body(p[i]) && p[i]->in_len - (size_t)(peer_body(p[i]) - (char *)p[i]->in) == SIZE));
		all = p[i]->in_len - (size_t)(peer_body(p[i]) - (char *)p[i]->in);
		CHECK_EQ(all, SIZE);
	}
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
