/*
 * LWS_TO_KILL_SYNC on the connection whose callback is running, and on another one: the own one ends when its callback
 * has returned, the other before lws_set_timeout() returns, so that the program may free what belonged to it.
 *
 * ONLY-OURS: on genuine lws the first is a use after free.
 */
#include "testing.h"

static int when, created, destroyed, established, closed, depth, hit;
static struct lws *other;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	int before;

	(void)user;
	(void)in;
	switch ((int)reason) {
	case LWS_CALLBACK_WSI_CREATE: created++; break;
	case LWS_CALLBACK_WSI_DESTROY: destroyed++; break;
	case LWS_CALLBACK_ESTABLISHED:
		established++;
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_CLOSED:
		CHECK(depth == 0 || wsi == other);
		closed++;
		break;
	default: break;
	}
	if ((int)reason == when && !other) {
		hit++;
		depth++;
		before = closed;
		lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_SYNC);
		/* Still there while its callback runs. */
		CHECK_EQ(closed, before);
		CHECK(lws_get_context(wsi) == context);
		depth--;
	}
	if (reason == LWS_CALLBACK_RECEIVE && other && wsi != other && len == 4) {
		depth++;
		before = closed;
		lws_set_timeout(other, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_SYNC);
		depth--;
		CHECK_EQ(closed, before + 1);
		hit++;
	}
	if (reason == LWS_CALLBACK_RECEIVE && len == 5 && when < 0)
		other = wsi;
	if (reason == LWS_CALLBACK_HTTP)
		return lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, NULL) || lws_http_transaction_completed(wsi);
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .rx_buffer_size = 64 },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	static const int reasons[] = {
		LWS_CALLBACK_HTTP, LWS_CALLBACK_ESTABLISHED, LWS_CALLBACK_RECEIVE, LWS_CALLBACK_SERVER_WRITEABLE,
		LWS_CALLBACK_RECEIVE_PONG, LWS_CALLBACK_WS_PEER_INITIATED_CLOSE, LWS_CALLBACK_CLOSED,
	};
	static const unsigned char going[2] = { 3, 232 };
	struct peer *a, *b;
	size_t n;
	int port;

	context = start_server(protocols, &port);
	for (n = 0; n < sizeof(reasons) / sizeof(reasons[0]); n++) {
		struct peer *p = peer_open(port);

		when = reasons[n];
		hit = 0;
		if (when == LWS_CALLBACK_HTTP) {
			peer_text(p, "GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n");
		} else {
			peer_ask_upgrade(p, "one");
			peer_frame(p, 0x81, "hello", 5);
			peer_frame(p, 0x8a, "pong", 4);
			peer_frame(p, 0x88, going, 2);
		}
		WAIT_FOR(p->eof);
		peer_free(p);
		WAIT_FOR(destroyed == created);
		if (!hit)
			FAIL("reason %d did not come", when);
		CHECK_EQ(established, closed);
	}
	when = -1;
	hit = 0;
	a = peer_websocket(port, "one");
	b = peer_websocket(port, "one");
	peer_frame(a, 0x81, "I am.", 5);
	WAIT_FOR(other);
	peer_frame(b, 0x81, "kill", 4);
	WAIT_FOR(hit);
	WAIT_FOR(a->eof);
	CHECK(!b->eof);
	lws_context_destroy(context);
	context = NULL;
	CHECK_EQ(established, closed);
	/* The end of the listener is told as well, its beginning is not. */
	CHECK(destroyed == created || destroyed == created + 1);
	return pass();
}
