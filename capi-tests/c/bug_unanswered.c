/*
 * What a peer can make the library keep is bounded: pongs for a peer that pings and does not read.
 *
 * ONLY-OURS: the memory of the process is measured.
 */
#include "testing.h"

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static unsigned char room[LWS_PRE + 30000000];

	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_ESTABLISHED)
		return lws_write(wsi, room + LWS_PRE, 30000000, LWS_WRITE_BINARY) < 0;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static long resident(void)
{
	long pages = 0;
	FILE *f = fopen("/proc/self/statm", "r");

	CHECK(f && fscanf(f, "%*d %ld", &pages) == 1);
	fclose(f);
	return pages * 4;
}

int main(void)
{
	unsigned char ping[125] = { 0 };
	struct peer *p;
	long before;
	int port, i, round;

	context = start_server(protocols, &port);
	p = peer_websocket(port, "one");
	p->deaf = 1;
	turn_for(0.1);
	before = resident();
	for (round = 0; round < 200; round++) {
		for (i = 0; i < 1000; i++)
			peer_frame(p, 0x89, ping, sizeof(ping));
		WAIT_FOR(p->out_at == p->out_len);
	}
	turn_for(0.1);
	/* 25 MB of pings. */
	if (patience() < 50 && resident() - before > 12000)
		FAIL("%ld KiB more", resident() - before);
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
