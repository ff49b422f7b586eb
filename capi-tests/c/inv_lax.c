/*
 * Strict by default, lax on request: after lwsx_set_lax() an unmasked frame is delivered, before it is refused.
 *
 * ONLY-OURS: genuine lws is always lax.
 */
#include "testing.h"

#include <libwebsockets-extra.h>

static int received;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi;
	(void)user;
	if (reason == LWS_CALLBACK_RECEIVE && len == 2 && !memcmp(in, "hi", 2))
		received++;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	static const unsigned char unmasked[] = { 0x81, 2, 'h', 'i' };
	unsigned char *payload;
	size_t len, whole;
	struct peer *p;
	int port, first;

	context = start_server(protocols, &port);

	p = peer_websocket(port, "one");
	peer_put(p, unmasked, sizeof(unmasked));
	WAIT_FOR(peer_has_frame(p, &first, &payload, &len, &whole));
	CHECK_EQ(first, 0x88);
	CHECK(len >= 2 && payload[0] == 1002 >> 8 && payload[1] == (1002 & 0xff));
	CHECK_EQ(received, 0);

	CHECK_EQ(lwsx_set_lax(context, 1), 0);
	p = peer_websocket(port, "one");
	peer_put(p, unmasked, sizeof(unmasked));
	WAIT_FOR(received == 1);

	lws_context_destroy(context);
	CHECK_EQ(lwsx_set_lax(context, 1), -1);
	context = NULL;
	return pass();
}
