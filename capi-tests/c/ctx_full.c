/*
 * A context that has as many connections as it may have: the next one is taken as soon as one has closed, not after a
 * pause, and the log says once that some wait.
 */
#include "testing.h"

static int lines;

static void emit(int level, const char *line)
{
	(void)level;
	if (strstr(line, "accept: "))
		lines++;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi;
	(void)reason;
	(void)user;
	(void)in;
	(void)len;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct peer *here[3], *next;
	double began, spent = 0;
	int n;

	info.fd_limit_per_thread = 4; /* the listener is one of them */
	lws_set_log_level(LLL_ERR | LLL_WARN, emit);
	context = lws_create_context(&info);
	CHECK(context != NULL);
	for (n = 0; n < 3; n++)
		here[n] = peer_websocket(info.port, "one");
	for (n = 0; n < 10; n++) {
		next = peer_open(info.port);
		peer_ask_upgrade(next, "one");
		turn_for(0.02);
		CHECK(!peer_body(next));
		peer_free(here[n % 3]);
		began = now();
		WAIT_FOR(peer_body(next));
		spent += now() - began;
		here[n % 3] = next;
	}
	if (spent > 0.5 * patience())
		FAIL("ten connections waited %.3f s for a place that was free", spent);
	CHECK_EQ(lines, 1);
	return pass();
}
