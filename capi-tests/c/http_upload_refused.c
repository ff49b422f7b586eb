/*
 * A peer that uploads more than it is allowed gets its answer, whole, also when it reads only after it has sent all: the
 * connection is not reset under it. The program hears of the end at once, not when the peer has finished. A peer that
 * never finishes is cut off.
 *
 * ONLY-OURS: genuine lws resets the connection.
 */
#include "testing.h"

#define UPLOAD (32u << 20)
#define ENOUGH_SECONDS 10

static int closed, destroyed, requests;

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_HTTP:
		requests++;
		if (lws_return_http_status(wsi, 413, "too much"))
			return -1;
		/* either end of a refusal: hang up, or complete and be told to hang up */
		if (!strcmp((const char *)in, "/hang-up"))
			return -1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	case LWS_CALLBACK_CLOSED_HTTP:
		closed++;
		break;
	case LWS_CALLBACK_WSI_DESTROY:
		destroyed++;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = serve },
	{ .name = NULL, .callback = NULL },
};

static struct peer *uploader(int port, const char *head, size_t bytes)
{
	struct peer *p = peer_open(port);
	unsigned char *body = (unsigned char *)get_memory(bytes);

	p->deaf = 1; /* it reads when it has sent everything */
	peer_text(p, head);
	peer_put(p, body, bytes);
	free(body);
	return p;
}

static void expect_answer(struct peer *p, const char *status)
{
	WAIT_FOR(p->out_at == p->out_len);
	p->deaf = 0;
	WAIT_FOR(p->eof);
	if (!p->in || strncmp((char *)p->in, status, strlen(status)))
		FAIL("no %s but %s", status, p->in ? (char *)p->in : "a reset");
	peer_free(p);
}

int main(void)
{
	char head[200];
	int port, i, before;
	struct peer *p;
	double start;

	context = start_server(protocols, &port);
	snprintf(head, sizeof(head), "POST /hang-up HTTP/1.1\r\nHost: h\r\nContent-Length: %u\r\n\r\n", UPLOAD);
	for (i = 0; i < 5; i++) {
		p = uploader(port, head, UPLOAD);
		WAIT_FOR(destroyed > i);
		CHECK_EQ(closed, i + 1);
		CHECK(p->out_at < p->out_len);
		expect_answer(p, "HTTP/1.1 413 ");
		CHECK_EQ(destroyed, i + 1);
	}
	/* what is no request at all, and goes on for long */
	before = requests;
	expect_answer(uploader(port, "GET / HTTP/1.1\r\nHost: h\r\nno header\r\n\r\n", UPLOAD), "HTTP/1.1 400 ");
	CHECK_EQ(requests, before);
	/* the answer that keeps the connection: the body is read to its end, and the next request is answered */
	snprintf(head, sizeof(head), "POST /keep HTTP/1.1\r\nHost: h\r\nContent-Length: %u\r\n\r\n", UPLOAD);
	p = uploader(port, head, UPLOAD);
	peer_text(p, "GET /next HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
	expect_answer(p, "HTTP/1.1 413 ");
	CHECK_EQ(requests, before + 2);

	/* one that never finishes */
	p = peer_open(port);
	peer_text(p, "POST /hang-up HTTP/1.1\r\nHost: h\r\nContent-Length: 999999999\r\n\r\n");
	before = destroyed;
	WAIT_FOR(destroyed > before && p->eof);
	CHECK(strncmp((char *)p->in, "HTTP/1.1 413 ", 13) == 0);
	start = now();
	while (send(p->fd, "x", 1, MSG_NOSIGNAL) == 1) {
		turn_for(0.1);
		if (now() - start > ENOUGH_SECONDS + 5)
			FAIL("a peer that goes on sending is never cut off");
	}
	CHECK(now() - start > ENOUGH_SECONDS - 2);
	peer_free(p);

	/* and one that is still at it when the context goes */
	p = uploader(port, head, 1000);
	before = destroyed;
	WAIT_FOR(p->out_at == p->out_len);
	turn_for(0.1);
	lws_context_destroy(context);
	context = NULL;
	CHECK_EQ(destroyed, before + 1);
	return pass();
}
