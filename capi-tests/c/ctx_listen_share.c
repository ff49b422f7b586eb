/*
 * LWS_SERVER_OPTION_ALLOW_LISTEN_SHARE: four processes, then four threads with a context each, listen on one port, and
 * each of them gets connections. Without the option the second one is refused.
 *
 * ONLY-OURS: lws 4.1 shares only between its own service threads.
 */
#include "testing.h"
#include <pthread.h>
#include <sys/wait.h>

#define SERVERS 4
#define CONNECTIONS 200

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct lws_context *cx = wsi ? lws_get_context(wsi) : NULL;

	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_HTTP) {
		unsigned char buf[LWS_PRE + 256], *start = buf + LWS_PRE, *p = start;
		char me[16];
		int n = snprintf(me, sizeof(me), "%ld", (long)(intptr_t)lws_context_user(cx));

		if (lws_add_http_common_headers(wsi, 200, "text/plain", (lws_filepos_t)n, &p, buf + sizeof(buf)) ||
		    lws_finalize_write_http_header(wsi, start, &p, buf + sizeof(buf)))
			return -1;
		memcpy(start, me, (size_t)n);
		if (lws_write(wsi, start, (size_t)n, LWS_WRITE_HTTP_FINAL) != n)
			return -1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL },
};
static int stop;

static struct lws_context *make(int port, long me)
{
	struct lws_context_creation_info info = server_info(protocols);

	info.port = port;
	info.options = LWS_SERVER_OPTION_ALLOW_LISTEN_SHARE;
	info.user = (void *)(intptr_t)me;
	return lws_create_context(&info);
}

/* Connects again and again until each server has answered; who answers says so. */
static void ask(int port)
{
	int counts[SERVERS + 1] = { 0 }, i, all;

	for (i = 0; i < CONNECTIONS; i++) {
		struct peer *p = peer_open(port);
		double end = now() + patience();
		long who;

		peer_text(p, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
		while (!peer_body(p) || !*peer_body(p)) {
			turn();
			if (now() > end)
				FAIL("connection %d is not served", i);
		}
		who = atol(peer_body(p));
		CHECK(who >= 1 && who <= SERVERS);
		counts[who]++;
		peer_free(p);
	}
	for (i = 1, all = 0; i <= SERVERS; i++) {
		if (!counts[i])
			FAIL("server %d got none of %d connections", i, CONNECTIONS);
		all += counts[i];
	}
	CHECK_EQ(all, CONNECTIONS);
}

static void processes(int port)
{
	pid_t children[SERVERS];
	int i, ready[2], status;
	char c;

	CHECK(!pipe(ready));
	for (i = 0; i < SERVERS; i++) {
		children[i] = fork();
		CHECK(children[i] >= 0);
		if (!children[i]) {
			struct lws_context *cx = make(port, i + 1);

			if (!cx || write(ready[1], "+", 1) != 1)
				_exit(1);
			while (lws_service(cx, 0) >= 0)
				;
			_exit(0);
		}
	}
	for (i = 0; i < SERVERS; i++)
		CHECK_EQ(read(ready[0], &c, 1), 1);
	ask(port);
	for (i = 0; i < SERVERS; i++) {
		kill(children[i], SIGKILL);
		waitpid(children[i], &status, 0);
	}
}

static struct lws_context *contexts[SERVERS];

static void *serve(void *arg)
{
	struct lws_context *cx = *(struct lws_context **)arg;

	while (!__atomic_load_n(&stop, __ATOMIC_SEQ_CST) && lws_service(cx, 0) >= 0)
		;
	lws_context_destroy(cx);
	return NULL;
}

static void threads(int port)
{
	pthread_t thread[SERVERS];
	int i;

	for (i = 0; i < SERVERS; i++) {
		contexts[i] = make(port, i + 1);
		CHECK(contexts[i]);
	}
	for (i = 0; i < SERVERS; i++)
		CHECK(!pthread_create(&thread[i], NULL, serve, &contexts[i]));
	ask(port);
	__atomic_store_n(&stop, 1, __ATOMIC_SEQ_CST);
	for (i = 0; i < SERVERS; i++)
		lws_cancel_service(contexts[i]);
	for (i = 0; i < SERVERS; i++)
		CHECK(!pthread_join(thread[i], NULL));
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct lws_context *one;

	lws_set_log_level(0, NULL);
	one = lws_create_context(&info);
	CHECK(one);
	CHECK(!lws_create_context(&info));
	lws_context_destroy(one);

	processes(free_port());
	threads(free_port());
	return pass();
}
