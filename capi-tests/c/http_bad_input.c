/*
 * Requests that are too large, too slow, or no requests: each gets its status, within its time, and the server goes on.
 *
 * ONLY-OURS: genuine lws hangs up without an answer on most of these.
 */
#include "testing.h"

static int asked, ended;

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_HTTP:
		asked++;
		if (lws_hdr_total_length(wsi, WSI_TOKEN_POST_URI))
			return 0;
		if (lws_return_http_status(wsi, 200, NULL))
			return -1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	case LWS_CALLBACK_WSI_DESTROY:
		ended++;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = serve },
	{ .name = NULL, .callback = NULL },
};

static char *lines(const char *before, const char *line, int count, const char *after)
{
	char *text = (char *)get_memory(strlen(before) + strlen(line) * (size_t)count + strlen(after) + 1);

	strcpy(text, before);
	while (count--)
		strcat(text, line);
	return strcat(text, after);
}

static void refused(int port, const char *request, const char *status)
{
	struct peer *p = peer_open(port);
	int before = asked;

	peer_text(p, request);
	WAIT_FOR(p->eof);
	if (!p->in || strncmp((char *)p->in, status, strlen(status)))
		FAIL("%.60s: not %s but %.60s", request, status, p->in ? (char *)p->in : "nothing");
	CHECK_EQ(asked, before);
	peer_free(p);
}

/* A request of which a byte comes now and then is over after `least` to `most` seconds. */
static void dribble(int port, const char *request, size_t first, const char *status, double least, double most)
{
	struct peer *p = peer_open(port);
	double start = now();
	size_t at = first;

	peer_put(p, request, first);
	while (!p->eof) {
		turn_for(0.05);
		if (request[at])
			peer_put(p, &request[at++], 1);
		if (now() - start > most + (getenv("LWS_TEST_SLOW") ? 20 : 0))
			FAIL("%.40s: it goes on for ever", request);
	}
	CHECK(now() - start >= least);
	if (*status ? !p->in || strncmp((char *)p->in, status, strlen(status)) : p->in_len != 0)
		FAIL("%.40s: not \"%s\" but %.60s", request, status, p->in ? (char *)p->in : "nothing");
	peer_free(p);
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	char *text;
	int port = info.port, i;
	struct peer *p;

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	info.timeout_secs_ah_idle = 1;
	info.timeout_secs = 1;
	context = lws_create_context(&info);
	CHECK(context != NULL);

	text = lines("GET / HTTP/1.1\r\nHost: h\r\n", "X: y\r\n", 128, "\r\n"); /* 129 with Host */
	refused(port, text, "HTTP/1.1 431 ");
	free(text);
	text = lines("GET / HTTP/1.1\r\nHost: h\r\nX: ", "0123456789abcdef", 1024, "\r\n\r\n");
	refused(port, text, "HTTP/1.1 431 ");
	free(text);
	text = lines("GET /", "0123456789abcdef", 1024, " HTTP/1.1\r\nHost: h\r\n\r\n");
	refused(port, text, "HTTP/1.1 414 ");
	free(text);
	text = lines("", "\r\n", 10000, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
	refused(port, text, "HTTP/1.1 400 ");
	free(text);
	refused(port, "POST / HTTP/1.1\r\nHost: h\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n", "HTTP/1.1 417 ");
	refused(port, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9223372036854775808\r\n\r\n", "HTTP/1.1 413 ");
	refused(port, "GET http://a\"b/ HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 400 ");
	refused(port, "GET ftp://a/ HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 403 ");
	refused(port, "GET / HTTP/1.1\r\nHost : h\r\n\r\n", "HTTP/1.1 400 ");
	refused(port, "CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 403 ");
	refused(port, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "HTTP/1.1 400 ");

	/* 128 header lines are few enough */
	text = lines("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n", "X: y\r\n", 126, "\r\n");
	p = peer_open(port);
	peer_text(p, text);
	free(text);
	WAIT_FOR(p->eof);
	CHECK(strncmp((char *)p->in, "HTTP/1.1 200 ", 13) == 0);
	peer_free(p);

	/* slow heads; their second is the head's, whatever comes meanwhile */
	text = lines("GET / HTTP/1.1\r\nHost: h\r\nX: ", "y", 1000, "\r\n\r\n");
	dribble(port, text, 10, "HTTP/1.1 408 ", 0.9, 5);
	dribble(port, text, 1, "HTTP/1.1 408 ", 0.9, 5);
	free(text);
	dribble(port, "", 0, "", 0.9, 5);
	/* a body that stops */
	dribble(port, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc", 50, "", 0.9, 8);

	/* two hundred of them at once, and one that is well */
	for (i = 0; i < 200; i++)
		peer_text(peer_open(port), "GET / HTTP/1.1\r\nHo");
	p = peer_open(port);
	peer_text(p, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
	WAIT_FOR(p->in_len && strstr((char *)p->in, "</html>"));
	i = ended;
	WAIT_FOR(ended >= i + 200);
	peers_free();
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
