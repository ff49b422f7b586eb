/*
 * What PROCESS_HTML may do with a piece besides lws_chunked_html_process(): leave it, make it empty, answer with memory of
 * its own; a length or place that cannot be is a mistake, and ends the connection.
 *
 * ONLY-OURS: genuine lws reads wherever it is told.
 */
#include "testing.h"

static char folder[] = "/tmp/lws-pages-XXXXXX";
static const char *what;
static unsigned int calls, finals;

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static const char own[] = "3\r\nown\r\n0\r\n\r\n";
	struct lws_process_html_args *args = (struct lws_process_html_args *)in;

	(void)user;
	(void)len;
	if (reason == LWS_CALLBACK_HTTP_FILE_COMPLETION)
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	if (reason != LWS_CALLBACK_PROCESS_HTML)
		return 0;
	calls++;
	finals += !!args->final;
	if (!strcmp(what, "own")) {
		args->p = (char *)(unsigned long)own;
		args->len = args->final ? (int)sizeof(own) - 1 : 0;
	} else if (!strcmp(what, "close"))
		return -1;
	else if (!strcmp(what, "negative"))
		args->len = -1;
	else if (!strcmp(what, "beyond"))
		args->len = 1 << 30;
	else if (!strcmp(what, "before"))
		args->p -= 100;
	else if (!strcmp(what, "null"))
		args->p = NULL;
	else if (!strcmp(what, "end-context"))
		lws_context_destroy(context);
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = serve },
	{ .name = NULL, .callback = NULL },
};

static struct peer *get(int port, const char *action, const char *version)
{
	struct peer *p = peer_open(port);
	char head[200];

	what = action;
	calls = finals = 0;
	snprintf(head, sizeof(head), "GET /page.html %s\r\nHost: h\r\n\r\n", version);
	peer_text(p, head);
	return p;
}

int main(void)
{
	static const char *const wrong[] = { "close", "negative", "beyond", "before", "null" };
	struct lws_context_creation_info info = server_info(protocols);
	struct lws_protocol_vhost_options interpret;
	struct lws_http_mount mount;
	char path[100], *body;
	struct peer *p;
	size_t i, n;
	FILE *f;

	CHECK(mkdtemp(folder) != NULL);
	snprintf(path, sizeof(path), "%s/page.html", folder);
	f = fopen(path, "w");
	CHECK(f != NULL);
	for (i = 0; i < 10000; i++)
		fputc('a' + (int)i % 26, f);
	fclose(f);
	memset(&interpret, 0, sizeof(interpret));
	interpret.name = ".html";
	interpret.value = "http";
	memset(&mount, 0, sizeof(mount));
	mount.mountpoint = "/";
	mount.mountpoint_len = 1;
	mount.origin_protocol = LWSMPRO_FILE;
	mount.origin = folder;
	mount.interpret = &interpret;
	info.mounts = &mount;
	lws_set_log_level(0, NULL);
	context = lws_create_context(&info);
	CHECK(context != NULL);

	/* left as it is: chunks that hold the file */
	p = get(info.port, "nothing", "HTTP/1.1");
	WAIT_FOR(p->in_len > 7 && !strcmp((char *)p->in + p->in_len - 7, "\r\n0\r\n\r\n"));
	body = peer_body(p);
	for (i = 0; (n = strtoul(body, &body, 16)) != 0; body += 2) {
		CHECK(!strncmp(body, "\r\n", 2));
		for (body += 2; n; n--, i++, body++)
			CHECK_EQ(*body, 'a' + (int)i % 26);
		CHECK(!strncmp(body, "\r\n", 2));
	}
	CHECK_EQ(i, 10000);
	CHECK(calls > 1);
	CHECK_EQ(finals, 1);
	peer_free(p);

	p = get(info.port, "nothing", "HTTP/1.0");
	WAIT_FOR(p->eof);
	CHECK_EQ(p->in_len - (size_t)(peer_body(p) - (char *)p->in), 10000);
	peer_free(p);

	p = get(info.port, "own", "HTTP/1.1");
	WAIT_FOR(p->in_len > 7 && !strcmp((char *)p->in + p->in_len - 7, "\r\n0\r\n\r\n"));
	CHECK(!strcmp(peer_body(p), "3\r\nown\r\n0\r\n\r\n"));
	peer_free(p);

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		p = get(info.port, wrong[i], "HTTP/1.1");
		WAIT_FOR(p->eof);
		if (p->in_len && peer_body(p) && *peer_body(p))
			FAIL("%s: %s", wrong[i], peer_body(p));
		CHECK_EQ(calls, 1);
		peer_free(p);
	}
	p = get(info.port, "end-context", "HTTP/1.1");
	while (!p->eof) {
		turn();
		if (service_result < 0)
			context = NULL;
	}
	CHECK(context == NULL);
	peer_free(p);
	unlink(path);
	rmdir(folder);
	return pass();
}
