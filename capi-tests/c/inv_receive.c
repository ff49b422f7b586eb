/*
 * What RECEIVE gives: slices no longer than rx_buffer_size, first and final set on the right ones,
 * lws_remaining_packet_payload() falling to 0, text told from binary, each byte once and in order.
 */
#include "testing.h"

#define LIMIT 1000

static unsigned char got[400000];
static size_t got_len, messages;
static int in_message, binary_now;
/* How many bytes behind each slice are overwritten. */
static size_t spoil;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	if (reason != LWS_CALLBACK_RECEIVE)
		return 0;
	if (len > LIMIT)
		FAIL("a slice of %lu bytes", (unsigned long)len);
	CHECK_EQ(!!lws_is_first_fragment(wsi), !in_message);
	if (!in_message)
		binary_now = !!lws_frame_is_binary(wsi);
	CHECK_EQ(!!lws_frame_is_binary(wsi), binary_now);
	CHECK(got_len + len <= sizeof(got));
	memcpy(got + got_len, in, len);
	got_len += len;
	if (spoil)
		memset((char *)in + len, spoil == 1 ? 0 : 0xcc, spoil);
	in_message = 1;
	if (lws_is_final_fragment(wsi)) {
		CHECK_EQ(lws_remaining_packet_payload(wsi), 0);
		in_message = 0;
		messages++;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .rx_buffer_size = LIMIT },
	{ .name = NULL, .callback = NULL },
};

/* Sends `count` messages of these sizes, each in `frames` frames, and waits for them; `drip`: bytes at a time. */
static void exchange(struct peer *p, const size_t *sizes, size_t count, size_t frames, size_t drip, int kind)
{
	unsigned char *all, *parts;
	size_t total = 0, i, f, at = 0, end;

	for (i = 0; i < count; i++)
		total += sizes[i];
	all = (unsigned char *)get_memory(total);
	fill(all, total, (unsigned int)(frames * 31 + drip));
	if (kind == 1)
		for (i = 0; i < total; i++)
			all[i] = (unsigned char)(' ' + all[i] % 90);
	got_len = messages = 0;
	for (i = 0; i < count; i++)
		for (f = 0; f < frames; f++) {
			size_t len = sizes[i] * (f + 1) / frames - sizes[i] * f / frames;

			peer_frame(p, (f ? 0 : kind) | (f + 1 == frames ? 0x80 : 0), all + at, len);
			at += len;
			/* A ping may stand between the frames of a message. */
			if (f + 1 < frames)
				peer_frame(p, 0x89, "p", 1);
		}
	if (drip) {
		/* Taken from the peer and given back in pieces, with turns of the server in between. */
		end = p->out_len;
		parts = (unsigned char *)get_memory(end);
		memcpy(parts, p->out, end);
		p->out_len = p->out_at = 0;
		for (i = 0; i < end; i += drip) {
			peer_put(p, parts + i, end - i < drip ? end - i : drip);
			turn();
			turn();
		}
		free(parts);
	}
	WAIT_FOR(messages == count || p->eof);
	CHECK(!p->eof);
	CHECK_EQ(got_len, total);
	CHECK(!memcmp(got, all, total));
	CHECK(!in_message);
	free(all);
}

int main(void)
{
	static const size_t small[] = { 1, 2, 5, 7, 8, 9, 64, 125 }, mixed[] = { 126, 1000, 1001, 3, 65535, 65536, 70000 };
	static const size_t edges[] = { 998, 999, 1000, 1001, 1999, 2000, 2001, 1 };
	struct peer *p;
	int port, kind;

	context = start_server(protocols, &port);
	p = peer_websocket(port, "one");
	for (kind = 1; kind <= 2; kind++) {
		exchange(p, small, 8, 1, 0, kind);
		exchange(p, small, 8, 1, 1, kind);
		exchange(p, small, 8, 3, 0, kind);
		exchange(p, small, 8, 3, 2, kind);
		exchange(p, edges, 8, 1, 0, kind);
		exchange(p, edges, 8, 2, 7, kind);
		exchange(p, mixed, 7, 1, 0, kind);
		exchange(p, mixed, 7, 5, 0, kind);
		exchange(p, mixed, 7, 3, 1511, kind);
	}
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
