/*
 * Two busy connections, one that writes whenever it may and one that pours bytes in, do not starve a third: its short
 * messages are answered within a bounded number of turns of the loop. A timer comes too.
 */
#include "testing.h"

struct session {
	int role; /* the first byte it received: w(rites), r(eads) or q(uiet) */
};

static int answers, ticks;
static double longest, asked_at;
static size_t poured;
static unsigned char room[LWS_PRE + 65536];
static lws_sorted_usec_list_t timer;

static void tick(lws_sorted_usec_list_t *sul)
{
	ticks++;
	lws_sul_schedule(context, 0, sul, tick, 10 * LWS_US_PER_MS);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = (struct session *)user;

	if (reason == LWS_CALLBACK_RECEIVE) {
		if (!s->role && len)
			s->role = *(char *)in;
		poured += len;
		if (s->role != 'r')
			lws_callback_on_writable(wsi);
	}
	if (reason == LWS_CALLBACK_SERVER_WRITEABLE) {
		if (s->role == 'w') {
			/* Small writes that the kernel never refuses, for as long as we let it. */
			if (lws_write(wsi, room + LWS_PRE, 100, LWS_WRITE_BINARY) < 100)
				return -1;
			lws_callback_on_writable(wsi);
			return 0;
		}
		if (lws_write(wsi, room + LWS_PRE, 1, LWS_WRITE_BINARY) < 1)
			return -1;
		answers++;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .per_session_data_size = sizeof(struct session), .rx_buffer_size = 65536 },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	struct peer *writer, *reader, *quiet;
	unsigned char *big = (unsigned char *)get_memory(1000000);
	int port, i;
	double begin;

	context = start_server(protocols, &port);
	memset(&timer, 0, sizeof(timer));
	lws_sul_schedule(context, 0, &timer, tick, 10 * LWS_US_PER_MS);
	writer = peer_websocket(port, "one");
	reader = peer_websocket(port, "one");
	quiet = peer_websocket(port, "one");
	peer_frame(writer, 0x82, "w", 1);
	peer_frame(reader, 0x82, "r", 1);
	peer_frame(quiet, 0x82, "q", 1);
	WAIT_FOR(answers == 1);
	begin = now();
	ticks = 0;
	for (i = 2; i <= 100; i++) {
		if (reader->out_at == reader->out_len)
			peer_frame(reader, 0x82, big, 1000000);
		peer_frame(quiet, 0x82, "q", 1);
		asked_at = now();
		WAIT_FOR(answers == i);
		if (now() - asked_at > longest)
			longest = now() - asked_at;
		/* What the writer sent is of no interest. */
		writer->in_len = quiet->in_len = 0;
	}
	CHECK(poured > 1000000);
	/* An answer takes well under a millisecond; a starved one would take until the writer is choked, or forever. */
	if (longest > patience() / 20)
		FAIL("the quiet one waited for %f s", longest);
	begin = now() - begin;
	if (ticks < (int)(begin * 100 / 4))
		FAIL("%d ticks in %f s", ticks, begin);
	lws_sul_schedule(context, 0, &timer, NULL, LWS_SET_TIMER_USEC_CANCEL);
	lws_context_destroy(context);
	context = NULL;
	free(big);
	return pass();
}
