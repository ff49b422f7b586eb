/* A context is made in one thread, serviced in a second and destroyed in a third, one after the other; many times. */
#include "testing.h"

#include <pthread.h>

static int established, closed, port;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi;
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_ESTABLISHED)
		established++;
	if (reason == LWS_CALLBACK_CLOSED)
		closed++;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static void *make(void *arg)
{
	(void)arg;
	context = start_server(protocols, &port);
	return NULL;
}

static void *serve(void *arg)
{
	(void)arg;
	peer_websocket(port, "one");
	return NULL;
}

static void *destroy(void *arg)
{
	(void)arg;
	lws_context_destroy(context);
	context = NULL;
	return NULL;
}

static void in_a_thread(void *(*what)(void *))
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, what, NULL) || pthread_join(thread, NULL))
		FAIL("pthread");
}

int main(void)
{
	int i;

	for (i = 1; i <= 10; i++) {
		in_a_thread(make);
		in_a_thread(serve);
		in_a_thread(destroy);
		CHECK_EQ(established, i);
		CHECK_EQ(closed, i);
	}
	return pass();
}
