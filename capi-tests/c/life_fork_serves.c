/*
 * A forked child has the context too. What it does to its copy is not done to the parent's: a child that destroys it
 * leaves the parent's listener and timer alone, and children that serve beside their parent each get what is theirs.
 */
#include "testing.h"

#include <signal.h>
#include <sys/wait.h>

static int fired;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_RECEIVE)
		lws_callback_on_writable(wsi);
	if (reason == LWS_CALLBACK_SERVER_WRITEABLE) {
		unsigned char room[LWS_PRE + 2];

		memcpy(room + LWS_PRE, "hi", 2);
		return lws_write(wsi, room + LWS_PRE, 2, LWS_WRITE_TEXT) < 2 ? -1 : 0;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static void fire(lws_sorted_usec_list_t *sul)
{
	(void)sul;
	fired = 1;
}

static void talk(struct peer *p)
{
	unsigned char *payload;
	size_t len, whole;
	int first;

	peer_frame(p, 0x81, "hello", 5);
	WAIT_FOR(peer_has_frame(p, &first, &payload, &len, &whole));
	CHECK_EQ(first, 0x81);
	CHECK(len == 2 && !memcmp(payload, "hi", 2));
	peer_drop(p, whole);
}

int main(void)
{
	static lws_sorted_usec_list_t sul;
	struct peer *peers[40];
	pid_t children[2], child;
	int port, status, n;

	context = start_server(protocols, &port);
	lws_sul_schedule(context, 0, &sul, fire, 300 * LWS_US_PER_MS);
	turn();

	child = fork();
	if (child < 0)
		FAIL("fork");
	if (!child) {
		lws_context_destroy(context);
		_exit(0);
	}
	if (waitpid(child, &status, 0) != child || status)
		FAIL("the child that destroys failed: %x", (unsigned int)status);
	talk(peer_websocket(port, "one"));
	WAIT_FOR(fired);

	for (n = 0; n < 2; n++) {
		children[n] = fork();
		if (children[n] < 0)
			FAIL("fork");
		if (!children[n]) {
			while (lws_service(context, 0) >= 0)
				;
			_exit(1);
		}
	}
	for (n = 0; n < 40; n++)
		peers[n] = peer_websocket(port, "one");
	for (n = 0; n < 40; n++)
		talk(peers[n]);
	for (n = 39; n >= 0; n--)
		talk(peers[n]);
	for (n = 0; n < 2; n++) {
		kill(children[n], SIGKILL);
		waitpid(children[n], &status, 0);
	}
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
