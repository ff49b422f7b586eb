/*
 * A second lws_context_destroy(), at once, later, with another context in between, and from inside PROTOCOL_DESTROY;
 * and everything else a program may do with a context that is gone.
 *
 * ONLY-OURS: elsewhere this is undefined.
 */
#include "testing.h"

static struct lws_context *doomed;
static int ends;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi;
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_PROTOCOL_DESTROY) {
		ends++;
		lws_context_destroy(doomed);
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	struct lws_context *first, *second;
	int port;

	first = doomed = start_server(protocols, &port);
	/* The lines that say what is wrong are expected here. */
	lws_set_log_level(0, NULL);
	/* The protocols are told of their beginning by the first service call, so of their end only after one. */
	CHECK(lws_service(first, -1) >= 0);
	lws_context_destroy(first);
	CHECK_EQ(ends, 1);
	lws_context_destroy(first);
	CHECK_EQ(ends, 1);
	CHECK(lws_service(first, -1) < 0);
	lws_cancel_service(first);
	CHECK(!lws_context_user(first));
	second = doomed = start_server(protocols, &port);
	lws_set_log_level(0, NULL);
	CHECK(second != first);
	lws_context_destroy(first);
	CHECK(lws_service(second, -1) >= 0);
	lws_context_destroy(second);
	lws_context_destroy(second);
	lws_context_destroy(first);
	CHECK_EQ(ends, 2);
	lws_context_destroy(NULL);
	return pass();
}
