/*
 * What another thread writes goes out in the order of its calls, whether the context was being serviced at the time or was
 * between two service calls.
 *
 * ONLY-OURS: genuine lws allows other threads lws_cancel_service() alone.
 */
#include "testing.h"

#include <pthread.h>

static struct lws *wsi_of_peer;
static int step, stop;

static void go_to(int n) { __atomic_store_n(&step, n, __ATOMIC_SEQ_CST); }

static void wait_for(int *what, int value)
{
	double end = now() + patience();
	struct timespec pause = { 0, 1000000 };

	while (__atomic_load_n(what, __ATOMIC_SEQ_CST) < value) {
		nanosleep(&pause, NULL);
		if (now() > end)
			FAIL("step %d did not come", value);
	}
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_ESTABLISHED)
		__atomic_store_n(&wsi_of_peer, wsi, __ATOMIC_SEQ_CST);
	if (reason == LWS_CALLBACK_SERVER_WRITEABLE) {
		/* The loop is inside, and has looked at what others left: the first write waits for its next pass. */
		go_to(2);
		wait_for(&step, 3);
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "one", callback, 0, 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

static void *serve(void *arg)
{
	context = start_server(protocols, (int *)arg);
	go_to(1);
	while (!__atomic_load_n(&stop, __ATOMIC_SEQ_CST)) {
		lws_service(context, 0);
		if (__atomic_load_n(&step, __ATOMIC_SEQ_CST) == 3) {
			go_to(4);
			wait_for(&step, 5);
		}
	}
	lws_context_destroy(context);
	return NULL;
}

static void put(struct lws *wsi, const char *text)
{
	unsigned char room[LWS_PRE + 8];

	memcpy(room + LWS_PRE, text, 1);
	CHECK_EQ(lws_write(wsi, room + LWS_PRE, 1, LWS_WRITE_TEXT), 1);
}

int main(void)
{
	struct peer *p;
	struct lws *wsi = NULL;
	pthread_t thread;
	int port;
	double end = now() + patience();

	if (pthread_create(&thread, NULL, serve, &port))
		FAIL("pthread_create");
	wait_for(&step, 1);
	p = peer_open(port);
	peer_ask_upgrade(p, "one");
	while (!peer_body(p) || !wsi) {
		peer_pump(p);
		wsi = __atomic_load_n(&wsi_of_peer, __ATOMIC_SEQ_CST);
		if (now() > end)
			FAIL("not established");
	}
	peer_drop(p, (size_t)(peer_body(p) - (char *)p->in));

	lws_callback_on_writable(wsi);
	wait_for(&step, 2);
	put(wsi, "1");
	go_to(3);
	wait_for(&step, 4);
	/* Nobody is inside now. */
	put(wsi, "2");
	go_to(5);
	while (p->in_len < 6) {
		peer_pump(p);
		if (p->eof || now() > end)
			FAIL("nothing came");
	}
	CHECK(!memcmp(p->in, "\x81\x01" "1\x81\x01" "2", 6));

	__atomic_store_n(&stop, 1, __ATOMIC_SEQ_CST);
	lws_cancel_service(context);
	pthread_join(thread, NULL);
	context = NULL;
	return pass();
}
