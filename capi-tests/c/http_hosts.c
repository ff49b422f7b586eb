/*
 * Which vhost answers: by name in any case of letters, by subdomain, by address, else the first that listens there; by
 * the target where that names a host; anew for each request of a connection.
 *
 * ONLY-OURS: genuine lws compares a part of the name, and takes no absolute target.
 */
#include "testing.h"

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	char host[100], text[200];

	(void)user;
	(void)in;
	(void)len;
	if (reason != LWS_CALLBACK_HTTP)
		return 0;
	host[0] = 0;
	lws_hdr_copy(wsi, host, sizeof(host), WSI_TOKEN_HOST);
	snprintf(text, sizeof(text), "[%s %s]", lws_get_vhost_name(lws_get_vhost(wsi)), host);
	if (lws_return_http_status(wsi, 200, text))
		return -1;
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = serve },
	{ .name = NULL, .callback = NULL },
};

static void ask(struct peer *p, const char *target, const char *host, const char *vhost)
{
	char text[300], *expected;

	snprintf(text, sizeof(text), "GET %s HTTP/1.1\r\n%s%s\r\n\r\n", target, "Host: ", host);
	peer_text(p, text);
	WAIT_FOR(p->in_len && strstr((char *)p->in, "</html>"));
	snprintf(text, sizeof(text), "[%s ", vhost);
	expected = strstr((char *)p->in, text);
	if (!expected)
		FAIL("Host %s: not %s but %s", host, vhost, strstr((char *)p->in, "<h1>"));
	peer_drop(p, p->in_len);
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	static const char *names[] = { "first", "example.com", "www.example.com", "::1", "other.example:99" };
	struct peer *p;
	size_t i;

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	context = lws_create_context(&info);
	CHECK(context != NULL);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		info.vhost_name = names[i];
		CHECK(lws_create_vhost(context, &info) != NULL);
	}
	/* one that listens elsewhere is out of reach */
	info.vhost_name = "elsewhere";
	info.port = free_port();
	CHECK(lws_create_vhost(context, &info) != NULL);
	info.port = lws_get_vhost_listen_port(lws_get_vhost_by_name(context, "first"));

	p = peer_open(info.port);
	ask(p, "/", "example.com", "example.com");
	ask(p, "/", "EXAMPLE.com:7681", "example.com");
	ask(p, "/", "example.com.", "example.com");
	ask(p, "/", "www.example.com", "www.example.com");
	ask(p, "/", "a.b.example.com", "example.com");
	ask(p, "/", "xexample.com", "first");
	ask(p, "/", "exam", "first");
	ask(p, "/", "[::1]:80", "::1");
	ask(p, "/", "other.example", "other.example:99");
	ask(p, "/", "other.example:1", "other.example:99");
	ask(p, "/", "elsewhere", "first");
	ask(p, "/", "", "first");
	ask(p, "/", ":80", "first");
	ask(p, "/", "10.0.0.1", "first");
	ask(p, "http://example.com:80/", "first", "example.com");
	ask(p, "HTTP://[::1]/", "first", "::1");
	CHECK(!p->eof);
	/* what is no host at all */
	peer_text(p, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n");
	WAIT_FOR(p->eof);
	CHECK(strncmp((char *)p->in, "HTTP/1.1 400 ", 13) == 0);
	peer_free(p);
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
