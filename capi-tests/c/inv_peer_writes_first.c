/*
 * A peer that writes 20 MB before it reads anything, to a server that echoes it all: nobody waits for the other, and
 * every byte comes back.
 */
#include "testing.h"

#define MESSAGE 10000u
#define MESSAGES 2000u

/* The server's own queue: what RECEIVE gave and is not written yet. */
static unsigned char *queue;
static size_t queue_in, queue_out;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	if (reason == LWS_CALLBACK_RECEIVE) {
		memcpy(queue + queue_in, in, len);
		queue_in += len;
		lws_callback_on_writable(wsi);
	}
	if (reason == LWS_CALLBACK_SERVER_WRITEABLE && queue_out < queue_in) {
		unsigned char room[LWS_PRE + 16384];
		size_t n = queue_in - queue_out < 16384 ? queue_in - queue_out : 16384;

		memcpy(room + LWS_PRE, queue + queue_out, n);
		if (lws_write(wsi, room + LWS_PRE, n, LWS_WRITE_BINARY) < (int)n)
			return -1;
		queue_out += n;
		if (queue_out < queue_in)
			lws_callback_on_writable(wsi);
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .rx_buffer_size = 16384 },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	unsigned char *all = (unsigned char *)get_memory(MESSAGE * MESSAGES), *payload;
	struct peer *p;
	size_t i, back = 0, len, whole;
	int port, first;

	fill(all, MESSAGE * MESSAGES, 99);
	queue = (unsigned char *)get_memory(MESSAGE * MESSAGES);
	context = start_server(protocols, &port);
	p = peer_websocket(port, "one");
	p->deaf = 1;
	for (i = 0; i < MESSAGES; i++) {
		peer_frame(p, 0x82, all + i * MESSAGE, MESSAGE);
		if (p->out_len > 4000000 || i + 1 == MESSAGES)
			WAIT_FOR(p->out_at == p->out_len || p->eof);
		CHECK(!p->eof);
	}
	WAIT_FOR(queue_in == MESSAGE * MESSAGES);
	p->deaf = 0;
	while (back < MESSAGE * MESSAGES) {
		WAIT_FOR(peer_has_frame(p, &first, &payload, &len, &whole));
		CHECK_EQ(first, 0x82);
		CHECK(back + len <= MESSAGE * MESSAGES);
		CHECK(!memcmp(payload, all + back, len));
		back += len;
		peer_drop(p, whole);
	}
	lws_context_destroy(context);
	context = NULL;
	free(queue);
	free(all);
	return pass();
}
