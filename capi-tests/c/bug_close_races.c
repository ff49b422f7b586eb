/*
 * Goodbyes that cross: the peer's close frame stands right behind the message whose callback closed; the program refuses
 * the peer's goodbye with a reason of its own; the peer says goodbye while much is still on its way to it. None of these
 * waits for a deadline, and nothing of what was written is lost.
 *
 * ONLY-OURS: genuine lws waits for the deadline.
 */
#include "testing.h"

#define BIG 8000000

static int closed, on_close, writes_big;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static unsigned char room[LWS_PRE + BIG];

	(void)user;
	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_RECEIVE:
		if (writes_big)
			CHECK_EQ(lws_write(wsi, room + LWS_PRE, BIG, LWS_WRITE_BINARY), BIG);
		lws_close_reason(wsi, LWS_CLOSE_STATUS_GOINGAWAY, NULL, 0);
		return -1;
	case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
		if (on_close)
			lws_close_reason(wsi, LWS_CLOSE_STATUS_GOINGAWAY, NULL, 0);
		return on_close ? -1 : 0;
	case LWS_CALLBACK_CLOSED:
		closed++;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	static const unsigned char normal[2] = { 3, 232 };
	unsigned char *payload;
	size_t len, whole;
	int port, first;
	double begin;
	struct peer *p;

	context = start_server(protocols, &port);
	p = peer_websocket(port, "one");
	peer_frame(p, 0x82, "x", 1);
	peer_frame(p, 0x88, normal, 2);
	begin = now();
	WAIT_FOR(closed == 1 && p->eof);
	CHECK(patience() > 50 || now() - begin < 3);

	on_close = 1;
	p = peer_websocket(port, "one");
	peer_frame(p, 0x88, normal, 2);
	begin = now();
	WAIT_FOR(closed == 2 && p->eof);
	CHECK(patience() > 50 || now() - begin < 3);
	CHECK(peer_has_frame(p, &first, &payload, &len, &whole));
	CHECK_EQ(first, 0x88);
	CHECK_EQ(payload[0] * 256 + payload[1], LWS_CLOSE_STATUS_GOINGAWAY);

	writes_big = 1;
	p = peer_websocket(port, "one");
	p->deaf = 1;
	peer_frame(p, 0x82, "x", 1);
	turn_for(0.1);
	peer_frame(p, 0x88, normal, 2);
	turn_for(0.1);
	p->deaf = 0;
	WAIT_FOR(p->eof && closed == 3);
	CHECK(peer_has_frame(p, &first, &payload, &len, &whole));
	CHECK_EQ(len, BIG);
	peer_drop(p, whole);
	CHECK(peer_has_frame(p, &first, &payload, &len, &whole));
	CHECK_EQ(first, 0x88);
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
