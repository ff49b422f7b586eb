/* The context is destroyed by a function that atexit() calls, with a connection still open. */
#include "testing.h"

static int closed;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi;
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_CLOSED)
		closed++;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static void leave(void)
{
	lws_context_destroy(context);
	context = NULL;
	CHECK_EQ(closed, 1);
	pass();
}

int main(void)
{
	int port;

	if (atexit(leave))
		FAIL("atexit");
	context = start_server(protocols, &port);
	peer_websocket(port, "one");
	return 0;
}
