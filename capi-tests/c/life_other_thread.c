/*
 * While one thread is in the service loop, another asks for WRITEABLEs, writes, and kills: the requests are carried
 * out by the loop's thread, in order; none is lost, and callbacks come in that thread only. What may only be done by
 * the thread that services refuses.
 *
 * ONLY-OURS: genuine lws allows lws_cancel_service() alone.
 */
#include "testing.h"

#include <pthread.h>

#define MESSAGES 300

static pthread_t owner;
static struct lws *wsi_of_peer;
static int writeables, closed, stop;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason != LWS_CALLBACK_GET_THREAD_ID)
		CHECK(pthread_equal(pthread_self(), owner));
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED: __atomic_store_n(&wsi_of_peer, wsi, __ATOMIC_SEQ_CST); break;
	case LWS_CALLBACK_SERVER_WRITEABLE: __atomic_fetch_add(&writeables, 1, __ATOMIC_SEQ_CST); break;
	case LWS_CALLBACK_CLOSED: __atomic_fetch_add(&closed, 1, __ATOMIC_SEQ_CST); break;
	default: break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

/* Services the context until it is told to stop. */
static void *serve(void *arg)
{
	(void)arg;
	owner = pthread_self();
	context = start_server(protocols, (int *)arg);
	__atomic_store_n(&stop, 1, __ATOMIC_SEQ_CST);
	while (__atomic_load_n(&stop, __ATOMIC_SEQ_CST) != 2)
		lws_service(context, 0);
	lws_context_destroy(context);
	return NULL;
}

static void wait_until(int *what, int value)
{
	double end = now() + patience();
	struct timespec pause = { 0, 1000000 };

	while (__atomic_load_n(what, __ATOMIC_SEQ_CST) < value) {
		nanosleep(&pause, NULL);
		if (now() > end)
			FAIL("did not come");
	}
}

int main(void)
{
	struct lws_context *theirs;
	struct peer *p;
	struct lws *wsi = NULL;
	pthread_t thread;
	unsigned char room[LWS_PRE + 64], *payload;
	int port, i, first, before;
	size_t len, whole;
	double end = now() + patience();

	if (pthread_create(&thread, NULL, serve, &port))
		FAIL("pthread_create");
	wait_until(&stop, 1);
	theirs = context;
	p = peer_open(port);
	peer_ask_upgrade(p, "one");
	while (!peer_body(p) || !wsi) {
		peer_pump(p);
		wsi = __atomic_load_n(&wsi_of_peer, __ATOMIC_SEQ_CST);
		if (now() > end)
			FAIL("not established");
	}
	peer_drop(p, (size_t)(peer_body(p) - (char *)p->in));

	for (i = 0; i < 50; i++) {
		before = __atomic_load_n(&writeables, __ATOMIC_SEQ_CST);
		lws_callback_on_writable(wsi);
		wait_until(&writeables, before + 1);
	}
	before = __atomic_load_n(&writeables, __ATOMIC_SEQ_CST);
	lws_callback_on_writable_all_protocol(theirs, &protocols[0]);
	wait_until(&writeables, before + 1);

	for (i = 0; i < MESSAGES; i++) {
		memset(room + LWS_PRE, 'a' + i % 26, 64);
		memcpy(room + LWS_PRE, &i, sizeof(i));
		if (lws_write(wsi, room + LWS_PRE, 64, LWS_WRITE_BINARY) < 0)
			FAIL("write %d was refused", i);
		/* The library has its own copy. */
		memset(room, 0, sizeof(room));
	}
	for (i = 0; i < MESSAGES; i++) {
		int number;

		while (!peer_has_frame(p, &first, &payload, &len, &whole)) {
			peer_pump(p);
			if (p->eof || now() > end)
				FAIL("message %d did not come", i);
		}
		CHECK_EQ(first, 0x82);
		CHECK_EQ(len, 64);
		memcpy(&number, payload, sizeof(number));
		CHECK_EQ(number, i);
		CHECK_EQ(payload[63], 'a' + i % 26);
		peer_drop(p, whole);
	}

	lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
	lws_cancel_service(theirs);
	wait_until(&closed, 1);
	__atomic_store_n(&stop, 2, __ATOMIC_SEQ_CST);
	lws_cancel_service(theirs);
	pthread_join(thread, NULL);
	context = NULL;
	return pass();
}
