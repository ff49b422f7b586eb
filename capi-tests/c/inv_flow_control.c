/*
 * lws_rx_flow_control(wsi, 0) stops RECEIVE, also in the middle of what was read already; lws_rx_flow_control(wsi, 1)
 * starts it again, and no byte is lost or doubled. Writing goes on meanwhile.
 *
 * ONLY-OURS: genuine lws 4.1 still gives the rest of what it had read.
 */
#include "testing.h"

static unsigned char got[600000];
static size_t got_len;
static int stopped, writeables, stops;
static struct lws *served;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
		served = wsi;
		break;
	case LWS_CALLBACK_RECEIVE:
		if (stopped)
			FAIL("RECEIVE while the flow is stopped");
		CHECK(got_len + len <= sizeof(got));
		memcpy(got + got_len, in, len);
		got_len += len;
		/* In the callback: after every few slices. */
		if (++stops % 4 == 0) {
			stopped = 1;
			CHECK(lws_rx_flow_control(wsi, 0) >= 0);
		}
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE: {
		unsigned char room[LWS_PRE + 4];

		memcpy(room + LWS_PRE, "tick", 4);
		if (lws_write(wsi, room + LWS_PRE, 4, LWS_WRITE_TEXT) < 4)
			return -1;
		writeables++;
		break;
	}
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .rx_buffer_size = 1024 },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	unsigned char *all = (unsigned char *)get_memory(300000), *payload;
	size_t i, len, whole, before;
	int port, first, pauses = 0;
	struct peer *p;

	fill(all, 300000, 5);
	context = start_server(protocols, &port);
	p = peer_websocket(port, "one");
	for (i = 0; i < 300000; i += 3000)
		peer_frame(p, 0x82, all + i, 3000);
	while (got_len < 300000) {
		WAIT_FOR(stopped || got_len == 300000);
		if (!stopped)
			break;
		before = got_len;
		if (pauses++ % 16 == 0) {
			/* While it is stopped we can still write. */
			int had = writeables;

			turn_for(0.02);
			lws_callback_on_writable(served);
			WAIT_FOR(writeables > had);
			WAIT_FOR(peer_has_frame(p, &first, &payload, &len, &whole));
			peer_drop(p, whole);
		} else {
			turn();
			turn();
		}
		CHECK_EQ(got_len, before);
		stopped = 0;
		/* From outside of any callback. */
		CHECK(lws_rx_flow_control(served, 1) >= 0);
	}
	CHECK_EQ(got_len, 300000);
	CHECK(!memcmp(got, all, 300000));
	CHECK(pauses > 50);
	lws_context_destroy(context);
	context = NULL;
	free(all);
	return pass();
}
