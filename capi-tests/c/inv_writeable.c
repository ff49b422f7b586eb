/*
 * WRITEABLE comes once for each time it was asked for, or for several requests together; never without a request,
 * never inside another callback, and never while bytes that the kernel refused are still to go.
 *
 * ONLY-OURS: genuine lws 4.1 gives some that nobody asked for while it sends what was refused.
 */
#include "testing.h"

static int depth, asked, writeables, unasked, nested, too_early, received;
static size_t big;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	/* The locks and thread questions of the loop are not callbacks of a connection. */
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
	case LWS_CALLBACK_RECEIVE:
	case LWS_CALLBACK_SERVER_WRITEABLE:
	case LWS_CALLBACK_CLOSED:
		break;
	default:
		return 0;
	}
	if (depth++)
		nested++;
	if (reason == LWS_CALLBACK_RECEIVE) {
		received += (int)len;
		asked = 1;
		lws_callback_on_writable(wsi);
		lws_callback_on_writable(wsi);
	}
	if (reason == LWS_CALLBACK_SERVER_WRITEABLE) {
		unsigned char *room = (unsigned char *)get_memory(LWS_PRE + big);

		writeables++;
		if (!asked)
			unasked++;
		asked = 0;
		if (lws_partial_buffered(wsi))
			too_early++;
		/* Asked for while in it: again later, not inside. */
		if (writeables % 3 == 0) {
			asked = 1;
			lws_callback_on_writable(wsi);
		}
		fill(room + LWS_PRE, big, 7);
		if (lws_write(wsi, room + LWS_PRE, big, LWS_WRITE_BINARY) < (int)big)
			FAIL("lws_write refused %lu bytes", (unsigned long)big);
		free(room);
	}
	depth--;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .rx_buffer_size = 4096 },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	int port, i;
	struct peer *p;

	context = start_server(protocols, &port);
	p = peer_websocket(port, "one");
	turn_for(0.05);
	CHECK_EQ(writeables, 0);
	for (big = 10; big <= 3000000; big *= 300) {
		writeables = received = 0;
		/* The peer does not read for a while: some of the big writes are refused by the kernel. */
		p->deaf = 1;
		for (i = 0; i < 8; i++)
			peer_frame(p, 0x81, "0123456789", 10);
		turn_for(0.3);
		p->deaf = 0;
		WAIT_FOR(received == 80 && writeables >= 1 && !asked);
		turn_for(0.1);
		/* Each third asks again: at most half as many more as there were requests. */
		CHECK(writeables <= 8 + 4);
		CHECK_EQ(unasked, 0);
		CHECK_EQ(nested, 0);
		CHECK_EQ(too_early, 0);
	}
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
