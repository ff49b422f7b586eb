/*
 * A connection that is to be closed by a callback which no turn of it gave is closed soon; a context that is destroyed
 * in a callback outside the service loop is gone when the call that gave the callback returns; the service loop is
 * refused inside any callback.
 *
 * ONLY-OURS: genuine lws 4.1 does not get through it.
 */
#include "testing.h"

static struct lws *served[2];
static int closed, destroys, services;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
		served[served[0] ? 1 : 0] = wsi;
		break;
	case LWS_CALLBACK_USER:
		if (services)
			CHECK(lws_service(lws_get_context(wsi), -1) < 0);
		if (destroys)
			lws_context_destroy(lws_get_context(wsi));
		else if (wsi == served[0])
			lws_set_timeout(wsi, (enum pending_timeout)1, LWS_TO_KILL_SYNC);
		break;
	case LWS_CALLBACK_CLOSED:
		/* What is written now goes nowhere, and does no harm. */
		lws_return_http_status(wsi, 404, "too late");
		closed++;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	struct peer *a, *b;
	int port;

	context = start_server(protocols, &port);
	a = peer_websocket(port, "one");
	b = peer_websocket(port, "one");
	lws_callback_all_protocol(context, lws_get_protocol(served[0]), LWS_CALLBACK_USER);
	WAIT_FOR(closed == 1 && a->eof);
	CHECK(!b->eof);

	services = destroys = 1;
	lws_callback_all_protocol(context, lws_get_protocol(served[1]), LWS_CALLBACK_USER);
	context = NULL;
	CHECK_EQ(closed, 2);
	WAIT_FOR(b->eof);
	return pass();
}
