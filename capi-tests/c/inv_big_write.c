/*
 * One lws_write() of 50 MB is accepted whole, to a peer that reads nothing at first; it arrives as it was, and the
 * payload that the program lent is unchanged.
 */
#include "testing.h"

#define BIG (50u * 1000 * 1000)

static unsigned char *room;
static int after, wrote;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_ESTABLISHED)
		lws_callback_on_writable(wsi);
	if (reason == LWS_CALLBACK_SERVER_WRITEABLE) {
		if (wrote) {
			CHECK(!lws_partial_buffered(wsi));
			after++;
			return 0;
		}
		wrote = 1;
		CHECK_EQ(lws_write(wsi, room + LWS_PRE, BIG, LWS_WRITE_BINARY), BIG);
		CHECK(lws_partial_buffered(wsi));
		CHECK(lws_send_pipe_choked(wsi));
		lws_callback_on_writable(wsi);
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	unsigned char *expected = (unsigned char *)get_memory(BIG), *payload;
	struct peer *p;
	size_t len, whole;
	int port, first;

	room = (unsigned char *)get_memory(LWS_PRE + BIG);
	fill(expected, BIG, 3);
	memcpy(room + LWS_PRE, expected, BIG);
	context = start_server(protocols, &port);
	p = peer_websocket(port, "one");
	p->deaf = 1;
	WAIT_FOR(wrote);
	CHECK(!memcmp(room + LWS_PRE, expected, BIG));
	/* The library has its own copy of what is still to go. */
	memset(room, 0xee, LWS_PRE + BIG);
	turn_for(0.2);
	CHECK_EQ(after, 0);
	p->deaf = 0;
	WAIT_FOR(peer_has_frame(p, &first, &payload, &len, &whole));
	CHECK_EQ(first, 0x82);
	CHECK_EQ(len, BIG);
	CHECK(!memcmp(payload, expected, BIG));
	WAIT_FOR(after == 1);
	lws_context_destroy(context);
	context = NULL;
	free(room);
	free(expected);
	return pass();
}
