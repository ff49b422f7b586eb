/*
 * The program's timers: one that schedules itself again, one that cancels another or itself, many in order, both lists;
 * retries by a policy. A connection's timeouts in all forms, its timer, and session memory that is asked for.
 *
 * ONLY-OURS: lws 4.1 uses the connection's memory after LWS_TO_KILL_SYNC inside its callback.
 */
#include "testing.h"

static int fired, order[64], orders;
static lws_sorted_usec_list_t a, b, c, many[16];
static struct lws *the_wsi;
static int closed, timers, when_established = -1;
static void *session;

static void again(lws_sorted_usec_list_t *sul)
{
	CHECK(lws_dll2_is_detached(&sul->list));
	if (++fired < 5)
		lws_sul_schedule(context, 0, sul, again, 1000);
}

static void cancels_c(lws_sorted_usec_list_t *sul)
{
	(void)sul;
	fired++;
	lws_sul_cancel(&c);
	/* Itself, though it is off its list. */
	lws_sul_cancel(sul);
}

static void never(lws_sorted_usec_list_t *sul)
{
	(void)sul;
	FAIL("a cancelled timer fired");
}

static void in_order(lws_sorted_usec_list_t *sul)
{
	order[orders++] = (int)(sul - many);
}

static void one(lws_sorted_usec_list_t *sul)
{
	(void)sul;
	fired++;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
		the_wsi = wsi;
		/* Genuine lws gives later connections that much from the start. */
		CHECK(!user || closed);
		session = lws_adjust_protocol_psds(wsi, 100);
		CHECK(session && !((char *)session)[0] && !((char *)session)[99]);
		((char *)session)[99] = 'x';
		if (when_established >= 0)
			lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, when_established);
		break;
	case LWS_CALLBACK_RECEIVE:
		CHECK(user == session);
		CHECK(lws_adjust_protocol_psds(wsi, 100) == session && ((char *)session)[99] == 'x');
		if (*(char *)in == 'k')
			lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
		if (*(char *)in == 's')
			lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_SYNC);
		if (*(char *)in == 't')
			lws_set_timer_usecs(wsi, 2000);
		if (*(char *)in == 'u')
			lws_set_timer_usecs(wsi, LWS_SET_TIMER_USEC_CANCEL);
		if (*(char *)in == 'p')
			lws_set_timer_usecs(wsi, -500000); /* in the past: due at once, as examples of lws have it */
		break;
	case LWS_CALLBACK_TIMER: timers++; break;
	case LWS_CALLBACK_CLOSED:
		closed++;
		the_wsi = NULL;
		break;
	default: break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL },
};

static void suls(void)
{
	static const uint32_t table[] = { 1, 2 };
	static const lws_retry_bo_t policy = { table, 2, 3, 0, 0, 1 };
	static const int micros[16] = { 900, 100, 800, 200, 700, 300, 600, 400, 500, 0, 1000, 1100, 50, 60, 70, 80 };
	uint16_t tries = 0;
	lws_usec_t at, start;
	int i;

	lws_sul_schedule(context, 0, &a, again, 1000);
	WAIT_FOR(fired == 5);
	turn_for(0.01);
	CHECK_EQ(fired, 5);

	fired = 0;
	lws_sul_schedule(context, 0, &a, cancels_c, 2000);
	lws_sul_schedule(context, 0, &c, never, 2500);
	lws_sul_schedule(context, 0, &b, never, 1000);
	lws_sul_schedule(context, 0, &b, NULL, LWS_SET_TIMER_USEC_CANCEL);
	WAIT_FOR(fired == 1);
	turn_for(0.01);
	CHECK(lws_dll2_is_detached(&b.list) && lws_dll2_is_detached(&c.list));

	start = lws_now_usecs();
	for (i = 0; i < 16; i++) {
		many[i].cb = in_order;
		many[i].us = start + 2000 + micros[i];
		lws_sul2_schedule(context, 0, LWSSULLI_MISS_IF_SUSPENDED, &many[i]);
	}
	WAIT_FOR(orders == 16);
	for (i = 1; i < 16; i++)
		CHECK(micros[order[i - 1]] < micros[order[i]]);

	/* Moving one to later and to sooner. */
	fired = 0;
	start = lws_now_usecs();
	lws_sul_schedule(context, 0, &a, one, 1000);
	lws_sul_schedule(context, 0, &a, one, 30000);
	WAIT_FOR(fired == 1);
	CHECK(lws_now_usecs() - start >= 30000);
	start = lws_now_usecs();
	lws_sul_schedule(context, 0, &a, one, 60 * LWS_US_PER_SEC);
	lws_sul_schedule(context, 0, &a, one, 1000);
	WAIT_FOR(fired == 2);
	CHECK(lws_now_usecs() - start < 30 * LWS_US_PER_SEC);

	/* The list of those that wake a suspended machine. */
	fired = 0;
	CHECK_EQ(lws_sul_earliest_wakeable_event(context, &at), 1);
	lws_sul_schedule(context, 0, &b, one, 500);
	CHECK_EQ(lws_sul_earliest_wakeable_event(context, &at), 1);
	lws_sul_schedule_wakesuspend(context, 0, &a, one, 3000);
	CHECK_EQ(lws_sul_earliest_wakeable_event(context, &at), 0);
	CHECK(at == a.us);
	WAIT_FOR(fired == 2);
	CHECK_EQ(lws_sul_earliest_wakeable_event(context, &at), 1);
	lws_sul_schedule_wakesuspend(context, 0, &a, never, 500);
	lws_sul_cancel(&a);
	turn_for(0.01);

	fired = 0;
	for (i = 1; i <= 3; i++) {
		CHECK_EQ(lws_retry_sul_schedule(context, 0, &a, &policy, one, &tries), 0);
		CHECK_EQ(tries, i);
		WAIT_FOR(fired == i);
	}
	CHECK_EQ(lws_retry_sul_schedule(context, 0, &a, &policy, one, &tries), 1);
}

static void timeouts(int port)
{
	struct peer *p;
	double start;

	/* It closes without a goodbye. */
	p = peer_websocket(port, "one");
	peer_frame(p, 0x82, "k", 1);
	WAIT_FOR(p->eof && closed == 1);
	CHECK_EQ(p->in_len, 0);
	peer_free(p);
	p = peer_websocket(port, "one");
	peer_frame(p, 0x82, "s", 1);
	WAIT_FOR(p->eof && closed == 2);
	peer_free(p);

	/* From outside a callback: at once, and in the next pass. */
	p = peer_websocket(port, "one");
	lws_set_timeout(the_wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_SYNC);
	CHECK_EQ(closed, 3);
	WAIT_FOR(p->eof);
	peer_free(p);
	p = peer_websocket(port, "one");
	lws_set_timeout(the_wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
	CHECK_EQ(closed, 3);
	WAIT_FOR(p->eof && closed == 4);
	peer_free(p);

	/* Seconds; 0 cancels. */
	when_established = 1;
	start = now();
	p = peer_websocket(port, "one");
	WAIT_FOR(p->eof && closed == 5);
	CHECK(now() - start > 0.9);
	peer_free(p);
	p = peer_websocket(port, "one");
	lws_set_timeout(the_wsi, NO_PENDING_TIMEOUT, 0);
	turn_for(1.3);
	CHECK_EQ(closed, 5);

	peer_frame(p, 0x82, "t", 1);
	WAIT_FOR(timers == 1);
	turn_for(0.02);
	CHECK_EQ(timers, 1);
	peer_frame(p, 0x82, "t", 1);
	peer_frame(p, 0x82, "u", 1);
	turn_for(0.02);
	CHECK_EQ(timers, 1);
	peer_frame(p, 0x82, "p", 1);
	WAIT_FOR(timers == 2);
	peer_free(p);
}

int main(void)
{
	int port;

	context = start_server(protocols, &port);
	turn_for(0.01);
	suls();
	timeouts(port);
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
