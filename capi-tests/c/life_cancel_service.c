/*
 * lws_cancel_service() from other threads wakes the service loop, which gives EVENT_WAIT_CANCELLED in its own thread;
 * none is lost: after the last call there is at least one more.
 */
#include "testing.h"

#include <pthread.h>

static int cancelled, told, sleepers = 4;
static pthread_t owner;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_EVENT_WAIT_CANCELLED) {
		CHECK(pthread_equal(pthread_self(), owner));
		CHECK(lws_get_context(wsi) == context);
		cancelled++;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static void *nag(void *arg)
{
	struct timespec pause = { 0, 200000 };
	int i;

	(void)arg;
	for (i = 0; i < 200; i++) {
		lws_cancel_service(context);
		if (i % 16 == 0)
			nanosleep(&pause, NULL);
	}
	__atomic_fetch_add(&told, 1, __ATOMIC_SEQ_CST);
	lws_cancel_service(context);
	return NULL;
}

int main(void)
{
	pthread_t threads[4];
	int port, i, before;
	double begin;

	owner = pthread_self();
	context = start_server(protocols, &port);
	for (i = 0; i < sleepers; i++)
		if (pthread_create(&threads[i], NULL, nag, NULL))
			FAIL("pthread_create");
	/* Waits without end: only the threads can wake it. */
	begin = now();
	while (__atomic_load_n(&told, __ATOMIC_SEQ_CST) < sleepers) {
		lws_service(context, 0);
		if (now() > begin + patience())
			FAIL("the service loop was not woken");
	}
	for (i = 0; i < sleepers; i++)
		pthread_join(threads[i], NULL);
	for (i = 0; i < 10; i++)
		lws_service(context, -1);
	CHECK(cancelled > 0);

	/* One call from the owner itself, while nothing is being serviced, is remembered. */
	before = cancelled;
	lws_cancel_service(context);
	begin = now();
	while (cancelled == before && now() < begin + patience())
		lws_service(context, 0);
	CHECK(cancelled > before);
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
