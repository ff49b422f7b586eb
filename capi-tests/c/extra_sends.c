/*
 * Websockets by id (libwebsockets-extra.h), within one thread: ids, sends in any state of the connection, order, fragments,
 * references and their release, the limit, closing behind what waits, counting, a task for each; and what misuse gives.
 *
 * ONLY-OURS: these functions are this library's own.
 */
#include "testing.h"

#include <libwebsockets-extra.h>

#define BIG 3000000

static uint64_t ids[8];
static struct lws *wsis[8];
static int opened, closed, receives, released, release_order[64], echo_by_id, write_in_writeable, own_fragment;
static uint64_t id_in_closed;
static unsigned char *big;
static int errors;

static void log_line(int level, const char *line)
{
	(void)line;
	errors += level == LLL_ERR || level == LLL_WARN;
	if (getenv("LWS_TEST_LOUD"))
		fputs(line, stderr);
}

#define LOGS(call, result)                                                                                             \
	do {                                                                                                           \
		int before_ = errors;                                                                                  \
		CHECK_EQ(call, result);                                                                                \
		if (errors != before_ + 1)                                                                             \
			FAIL("%d log lines for %s", errors - before_, #call);                                          \
	} while (0)

static int released_of[8];

static void release(void *arg)
{
	released_of[(intptr_t)arg & 7]++;
	release_order[released++] = (int)(intptr_t)arg;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	unsigned char buf[LWS_PRE + 16];
	(void)user;
	switch ((int)reason) {
	case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
		/* It has an id already, and is no open websocket yet. */
		LOGS(lwsx_send(lws_get_context(wsi), lwsx_id(wsi), "x", 1, LWS_WRITE_TEXT), -1);
		break;
	case LWS_CALLBACK_ESTABLISHED:
		wsis[opened] = wsi;
		ids[opened++] = lwsx_id(wsi);
		CHECK(lwsx_id(wsi));
		CHECK(lwsx_id(wsi) == ids[opened - 1]);
		CHECK(lwsx_find(lws_get_context(wsi), lwsx_id(wsi)) == wsi);
		CHECK_EQ(lwsx_count(lws_get_context(wsi), NULL), opened - closed);
		CHECK_EQ(lwsx_send(lws_get_context(wsi), lwsx_id(wsi), "hello", 5, LWS_WRITE_TEXT), 0);
		break;
	case LWS_CALLBACK_RECEIVE:
		receives++;
		if (echo_by_id)
			CHECK_EQ(lwsx_send(lws_get_context(wsi), lwsx_id(wsi), in, len, LWS_WRITE_TEXT), 0);
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		memcpy(buf + LWS_PRE, "own", 3);
		if (own_fragment) {
			CHECK_EQ(lws_write(wsi, buf + LWS_PRE, 3, own_fragment == 1 ? LWS_WRITE_TEXT | LWS_WRITE_NO_FIN
										  : LWS_WRITE_CONTINUATION), 3);
		} else if (write_in_writeable) {
			CHECK_EQ(lws_write(wsi, buf + LWS_PRE, 3, LWS_WRITE_TEXT), 3);
		}
		break;
	case LWS_CALLBACK_CLOSED:
		closed++;
		id_in_closed = lwsx_id(wsi);
		CHECK_EQ(lwsx_count(lws_get_context(wsi), NULL), opened - closed);
		LOGS(lwsx_send(lws_get_context(wsi), id_in_closed, "x", 1, LWS_WRITE_TEXT), -1);
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "one", callback, 0, 0, 0, NULL, 0 },
	{ "two", callback, 0, 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 }
};

#define expect(p, first, payload, len) expect_at(__LINE__, p, first, payload, len)

static void expect_at(int line, struct peer *p, int first, const void *payload, size_t len)
{
	unsigned char *got;
	size_t got_len, whole;
	int got_first;

	WAIT_FOR(p->eof || peer_has_frame(p, &got_first, &got, &got_len, &whole));
	CHECK(!p->eof || peer_has_frame(p, &got_first, &got, &got_len, &whole));
	if (got_first != first || got_len != len || memcmp(got, payload, len))
		FAIL("line %d: got a frame %02x of %zu bytes", line, (unsigned int)got_first, got_len);
	peer_drop(p, whole);
}

static struct peer *open_peer(int port, const char *protocol)
{
	struct peer *p = peer_websocket(port, protocol);

	expect(p, 0x81, "hello", 5);
	return p;
}

static int tasks, finishes;
static uint64_t finished_except;

static void task(struct lws *wsi, void *arg)
{
	CHECK(arg == &tasks);
	tasks++;
	CHECK(lws_get_context(wsi) == context);
	/* Tasks may do anything: the first one closes its connection. */
	if (lwsx_id(wsi) == ids[0])
		lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_SYNC);
	else
		CHECK_EQ(lwsx_send(context, lwsx_id(wsi), "each", 4, LWS_WRITE_TEXT), 0);
}

static void finished(uint64_t except, void *arg)
{
	CHECK(arg == &tasks);
	finishes++;
	finished_except = except;
}

static void misuse(struct lws_context *c)
{
	LOGS(lwsx_id(NULL), 0);
	LOGS(lwsx_find(NULL, 1) == NULL, 1);
	CHECK(lwsx_find(c, 0) == NULL);
	CHECK(lwsx_find(c, 123456789) == NULL);
	LOGS(lwsx_send(NULL, 1, "x", 1, LWS_WRITE_TEXT), -1);
	CHECK_EQ(lwsx_send(c, 0, "x", 1, LWS_WRITE_TEXT), -1);
	LOGS(lwsx_send(c, ids[0], NULL, 1, LWS_WRITE_TEXT), -1);
	LOGS(lwsx_send(c, ids[0], "x", 1, LWS_WRITE_HTTP), -1);
	LOGS(lwsx_send(c, ids[0], "x", 1, 4 /* a close frame */), -1);
	LOGS(lwsx_send(c, ids[0], big, 126, LWS_WRITE_PING), -1);
	LOGS(lwsx_send(c, ids[0], "x", 1, LWS_WRITE_CONTINUATION), -1);
	LOGS(lwsx_close(NULL, 1, 1000, NULL, 0), -1);
	LOGS(lwsx_close(c, ids[0], 0, NULL, 0), -1);
	LOGS(lwsx_close(c, ids[0], 1005, NULL, 0), -1);
	LOGS(lwsx_close(c, ids[0], 999, NULL, 0), -1);
	LOGS(lwsx_close(c, ids[0], 5000, NULL, 0), -1);
	LOGS(lwsx_close(c, ids[0], 1000, big, 124), -1);
	LOGS(lwsx_close(c, ids[0], 1000, "\xff\xff", 2), -1);
	CHECK_EQ(lwsx_close(c, 0, 1000, NULL, 0), -1);
	LOGS(lwsx_each(c, NULL, 0, NULL, NULL, NULL), -1);
	LOGS(lwsx_queued(NULL, 1), 0);
	CHECK_EQ(lwsx_queued(c, 0), 0);
	LOGS(lwsx_vhost_set_max_queued(NULL, 1), -1);
	/* What is refused is released by the call itself. */
	released = 0;
	LOGS(lwsx_send_reference(NULL, 1, "x", 1, LWS_WRITE_TEXT, release, NULL), -1);
	CHECK_EQ(released, 1);
	CHECK_EQ(lwsx_send_reference(c, 0, "x", 1, LWS_WRITE_TEXT, release, NULL), -1);
	CHECK_EQ(released, 2);
	LOGS(lwsx_send_reference(c, ids[0], NULL, 1, LWS_WRITE_TEXT, release, NULL), -1);
	CHECK_EQ(released, 3);
	released = 0;
}

int main(void)
{
	struct peer *p, *q, *r;
	struct lws_context *gone;
	uint64_t last;
	int port, i, own, slow;

	big = (unsigned char *)get_memory(BIG);
	fill(big, BIG, 7);
	CHECK_EQ(lwsx_count(NULL, NULL), 0);
	context = start_server(protocols, &port);
	lws_set_log_level(LLL_ERR | LLL_WARN, log_line);
	p = open_peer(port, "one");
	q = open_peer(port, "two");
	CHECK(ids[0] != ids[1]);
	CHECK_EQ(lwsx_count(context, NULL), 2);
	CHECK_EQ(lwsx_count(context, "one"), 1);
	CHECK_EQ(lwsx_count(NULL, "two"), 1);
	CHECK_EQ(lwsx_count(context, "three"), 0);
	misuse(context);

	/* Outside of callbacks, short and long, in order. */
	for (i = 0; i < 20; i++)
		CHECK_EQ(lwsx_send(context, ids[0], big + i, (size_t)i * 1000, LWS_WRITE_BINARY), 0);
	for (i = 0; i < 20; i++)
		expect(p, 0x82, big + i, (size_t)i * 1000);
	CHECK_EQ(lwsx_send(context, ids[1], NULL, 0, LWS_WRITE_TEXT), 0);
	expect(q, 0x81, "", 0);
	CHECK_EQ(lwsx_send(context, ids[1], "?", 1, LWS_WRITE_PING), 0);
	expect(q, 0x89, "?", 1);
	CHECK_EQ(lwsx_send(context, ids[1], "!", 1, LWS_WRITE_PONG), 0);
	expect(q, 0x8a, "!", 1);

	/* In callbacks. */
	echo_by_id = 1;
	for (i = 0; i < 100; i++)
		peer_frame(p, 0x81, "echo", 4);
	for (i = 0; i < 100; i++)
		expect(p, 0x81, "echo", 4);
	echo_by_id = 0;

	/* Fragments: whole messages wait for their end, pings do not, and a second one cannot begin. */
	CHECK_EQ(lwsx_send(context, ids[0], "a", 1, LWS_WRITE_TEXT | LWS_WRITE_NO_FIN), 0);
	expect(p, 0x01, "a", 1);
	CHECK_EQ(lwsx_send(context, ids[0], "whole", 5, LWS_WRITE_BINARY), 0);
	CHECK_EQ(lwsx_send(context, ids[0], "?", 1, LWS_WRITE_PING), 0);
	LOGS(lwsx_send(context, ids[0], "b", 1, LWS_WRITE_TEXT | LWS_WRITE_NO_FIN), -1);
	/* So does what lws_write() sends. */
	write_in_writeable = 1;
	lws_callback_on_writable(wsis[0]);
	expect(p, 0x89, "?", 1);
	turn_for(0.05);
	CHECK_EQ(lwsx_send(context, ids[0], "b", 1, LWS_WRITE_CONTINUATION | LWS_WRITE_NO_FIN), 0);
	CHECK_EQ(lwsx_send(context, ids[0], "c", 1, LWS_WRITE_CONTINUATION), 0);
	CHECK_EQ(lwsx_send(context, ids[0], "last", 4, LWS_WRITE_TEXT), 0);
	expect(p, 0x00, "b", 1);
	expect(p, 0x80, "c", 1);
	expect(p, 0x82, "whole", 5);
	expect(p, 0x81, "own", 3);
	expect(p, 0x81, "last", 4);
	write_in_writeable = 0;
	/* And the other way round. */
	own_fragment = 1;
	lws_callback_on_writable(wsis[0]);
	expect(p, 0x01, "own", 3);
	CHECK_EQ(lwsx_send(context, ids[0], "waits", 5, LWS_WRITE_TEXT), 0);
	turn_for(0.05);
	CHECK_EQ(p->in_len, 0);
	own_fragment = 2;
	lws_callback_on_writable(wsis[0]);
	expect(p, 0x80, "own", 3);
	expect(p, 0x81, "waits", 5);
	own_fragment = 0;

	/* References: short ones, and long ones to a peer that does not read. */
	CHECK_EQ(lwsx_send_reference(context, ids[0], "short", 5, LWS_WRITE_TEXT, release, (void *)1), 0);
	CHECK_EQ(lwsx_send_reference(context, ids[0], "literal", 7, LWS_WRITE_TEXT, NULL, NULL), 0);
	expect(p, 0x81, "short", 5);
	expect(p, 0x81, "literal", 7);
	CHECK_EQ(released, 1);
	p->deaf = 1;
	for (i = 2; i < 6; i++)
		CHECK_EQ(lwsx_send_reference(context, ids[0], big + i, BIG - 100, LWS_WRITE_BINARY, release,
					     (void *)(intptr_t)i), 0);
	CHECK_EQ(lwsx_send(context, ids[0], "behind", 6, LWS_WRITE_TEXT), 0);
	turn_for(0.05);
	write_in_writeable = 1;
	lws_callback_on_writable(wsis[0]);
	turn_for(0.05);
	CHECK(released < 5);
	CHECK(lwsx_queued(context, ids[0]) > BIG);
	p->deaf = 0;
	/* WRITEABLE comes when nothing is refused: behind any of them, as much as the kernel has taken. */
	for (i = 2, own = 0; i < 7 || !own;) {
		unsigned char *got;
		size_t got_len, whole;
		int first;
		WAIT_FOR(peer_has_frame(p, &first, &got, &got_len, &whole));
		if (got_len == 3) {
			CHECK(!own++);
			peer_drop(p, whole);
		} else if (i++ < 6) {
			expect(p, 0x82, big + i - 1, BIG - 100);
		} else {
			expect(p, 0x81, "behind", 6);
		}
	}
	write_in_writeable = 0;
	WAIT_FOR(released == 5);
	for (i = 0; i < 5; i++)
		CHECK_EQ(release_order[i], i + 1);
	CHECK_EQ(lwsx_queued(context, ids[0]), 0);

	/* The limit: once logged, and over when the peer has read. */
	CHECK_EQ(lwsx_vhost_set_max_queued(lws_get_vhost(wsis[0]), 1000000), 0);
	LOGS(lwsx_send(context, ids[0], big, 1000001, LWS_WRITE_BINARY), -1);
	p->deaf = 1;
	for (i = 0; i < 1000; i++) {
		slow = errors;
		if (lwsx_send(context, ids[0], big, 100000, LWS_WRITE_BINARY))
			break;
		turn();
	}
	CHECK(i > 9 && i < 1000);
	CHECK(lwsx_queued(context, ids[0]) > 800000);
	CHECK_EQ(lwsx_send(context, ids[0], big, 1000000, LWS_WRITE_BINARY), -1);
	CHECK(errors <= slow + 1);
	p->deaf = 0;
	while (i--)
		expect(p, 0x82, big, 100000);
	WAIT_FOR(!lwsx_queued(context, ids[0]));
	CHECK_EQ(lwsx_send(context, ids[0], "again", 5, LWS_WRITE_TEXT), 0);
	expect(p, 0x81, "again", 5);
	CHECK_EQ(lwsx_vhost_set_max_queued(lws_get_vhost(wsis[0]), 0), 0);

	/* Closing behind what waits. */
	q->deaf = 1;
	for (i = 0; i < 4; i++)
		CHECK_EQ(lwsx_send(context, ids[1], big, BIG, LWS_WRITE_BINARY), 0);
	CHECK_EQ(lwsx_close(context, ids[1], 3456, "so long", 7), 0);
	CHECK_EQ(lwsx_close(context, ids[1], 1000, NULL, 0), -1);
	CHECK_EQ(lwsx_send(context, ids[1], "x", 1, LWS_WRITE_TEXT), -1);
	turn_for(0.1);
	q->deaf = 0;
	for (i = 0; i < 4; i++)
		expect(q, 0x82, big, BIG);
	expect(q, 0x88, "\x0d\x80so long", 9);
	peer_frame(q, 0x88, "\x0d\x80", 2);
	last = ids[1];
	WAIT_FOR(closed == 1);
	CHECK(id_in_closed == last);
	CHECK(!lwsx_find(context, last));
	CHECK_EQ(lwsx_send(context, last, "x", 1, LWS_WRITE_TEXT), -1);

	/* A task for each: the first connection goes in its task, the others are sent something; one is left out. */
	q = open_peer(port, "one");
	r = open_peer(port, "two");
	CHECK(ids[2] > last && ids[3] > ids[2]);
	CHECK_EQ(lwsx_each(context, NULL, ids[3], task, &tasks, finished), 0);
	CHECK_EQ(tasks, 0);
	WAIT_FOR(finishes == 1);
	CHECK_EQ(tasks, 2);
	CHECK(finished_except == ids[3]);
	expect(q, 0x81, "each", 4);
	CHECK_EQ(closed, 2);
	CHECK_EQ(lwsx_each(NULL, "two", 0, task, &tasks, finished), 0);
	WAIT_FOR(finishes == 2);
	CHECK_EQ(tasks, 3);
	expect(r, 0x81, "each", 4);
	CHECK_EQ(lwsx_each(context, "three", 0, task, &tasks, finished), 0);
	CHECK_EQ(lwsx_each(context, "one", 0, task, &tasks, NULL), 0);
	WAIT_FOR(tasks == 4);
	CHECK_EQ(finishes, 3);

	/* What waits when a connection goes is released, and so is what waits when the context does. */
	released = 0;
	q->deaf = r->deaf = 1;
	for (i = 0; i < 3; i++) {
		CHECK_EQ(lwsx_send_reference(context, ids[2], big, BIG, LWS_WRITE_BINARY, release, (void *)6), 0);
		CHECK_EQ(lwsx_send_reference(context, ids[3], big, BIG, LWS_WRITE_BINARY, release, (void *)7), 0);
	}
	turn_for(0.05);
	CHECK(released_of[6] < 3 && released_of[7] < 3);
	peer_free(q);
	WAIT_FOR(closed == 3);
	WAIT_FOR(released_of[6] == 3);
	CHECK(released_of[7] < 3);
	CHECK_EQ(lwsx_each(context, NULL, 0, task, &tasks, finished), 0);
	gone = context;
	context = NULL;
	lws_context_destroy(gone);
	CHECK_EQ(released, 6);
	CHECK_EQ(closed, 4);
	CHECK_EQ(finishes, 4);
	CHECK_EQ(tasks, 4);
	LOGS(lwsx_send(gone, ids[3], "x", 1, LWS_WRITE_TEXT), -1);
	CHECK_EQ(lwsx_send_reference(gone, ids[3], "x", 1, LWS_WRITE_TEXT, release, NULL), -1);
	CHECK_EQ(released, 7);
	LOGS(lwsx_each(NULL, NULL, 0, task, &tasks, finished), -1);
	CHECK_EQ(finishes, 4);
	CHECK_EQ(lwsx_count(NULL, NULL), 0);
	free(big);
	return pass();
}
