/*
 * One thread services the context, turn by turn; another asks for WRITEABLEs and sets timeouts all the time, so that
 * its calls often fall between two turns. lws_service() must wait for such a call, and not give up.
 *
 * ONLY-OURS: genuine lws allows lws_cancel_service() alone.
 */
#include "testing.h"

#include <pthread.h>

static struct lws *theirs;
static int stop, writeables;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_ESTABLISHED)
		__atomic_store_n(&theirs, wsi, __ATOMIC_SEQ_CST);
	if (reason == LWS_CALLBACK_SERVER_WRITEABLE)
		__atomic_fetch_add(&writeables, 1, __ATOMIC_SEQ_CST);
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static void *ask(void *arg)
{
	struct lws *wsi;

	(void)arg;
	while (!__atomic_load_n(&stop, __ATOMIC_SEQ_CST)) {
		wsi = __atomic_load_n(&theirs, __ATOMIC_SEQ_CST);
		if (wsi)
			lws_callback_on_writable(wsi);
	}
	return NULL;
}

int main(void)
{
	pthread_t thread;
	double end;
	int port;

	context = start_server(protocols, &port);
	peer_websocket(port, "one");
	WAIT_FOR(theirs);
	if (pthread_create(&thread, NULL, ask, NULL))
		FAIL("pthread_create");
	for (end = now() + 1; now() < end;) {
		turn();
		CHECK_EQ(service_result, 0);
	}
	__atomic_store_n(&stop, 1, __ATOMIC_SEQ_CST);
	pthread_join(thread, NULL);
	CHECK(__atomic_load_n(&writeables, __ATOMIC_SEQ_CST) > 0);
	lws_context_destroy(context);
	return pass();
}
