/*
 * lws_write() leaves the payload as it is, in every websocket mode and size, and never reads or writes outside of it
 * and its LWS_PRE bytes.
 */
#include "testing.h"

static const size_t sizes[] = { 0, 1, 2, 125, 126, 127, 4095, 65535, 65536, 200000 };
static size_t step;
static unsigned char *room, *copy;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static const enum lws_write_protocol modes[] = { LWS_WRITE_TEXT, LWS_WRITE_BINARY };
	size_t size;

	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_ESTABLISHED)
		lws_callback_on_writable(wsi);
	if (reason != LWS_CALLBACK_SERVER_WRITEABLE || step == 20)
		return 0;
	size = sizes[step / 2];
	memcpy(room + LWS_PRE, copy, size);
	room[LWS_PRE + size] = 0x5a;
	if (lws_write(wsi, room + LWS_PRE, size, modes[step % 2]) < (int)size)
		FAIL("write of %lu", (unsigned long)size);
	CHECK(!memcmp(room + LWS_PRE, copy, size));
	CHECK_EQ(room[LWS_PRE + size], 0x5a);
	step++;
	lws_callback_on_writable(wsi);
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	struct peer *p;
	unsigned char *payload;
	size_t len, whole, i;
	int port, first;

	room = (unsigned char *)get_memory(LWS_PRE + 200001);
	copy = (unsigned char *)get_memory(200000);
	/* Text has to be text. */
	for (i = 0; i < 200000; i++)
		copy[i] = (unsigned char)('a' + i % 26);
	context = start_server(protocols, &port);
	p = peer_websocket(port, "one");
	for (i = 0; i < 20; i++) {
		WAIT_FOR(peer_has_frame(p, &first, &payload, &len, &whole));
		CHECK_EQ(first, i % 2 ? 0x82 : 0x81);
		CHECK_EQ(len, sizes[i / 2]);
		CHECK(!memcmp(payload, copy, len));
		peer_drop(p, whole);
	}
	lws_context_destroy(context);
	context = NULL;
	free(room);
	free(copy);
	return pass();
}
