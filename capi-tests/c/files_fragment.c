/*
 * lws_serve_http_file_fragment(): a program may send more of a file by itself; what it returns, and that
 * HTTP_FILE_COMPLETION comes once.
 */
#include "testing.h"

#define LARGE (8 * 1024 * 1024)

static const char small[] = "small";
static char folder[] = "/tmp/lws-fragment-XXXXXX", path[64];
static int port, result, completions, in_callback;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_HTTP_FILE_COMPLETION) {
		completions++;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	}
	if (reason != LWS_CALLBACK_HTTP)
		return 0;
	in_callback = 1;
	snprintf(path, sizeof(path), "%s%s", folder, (char *)in);
	CHECK_EQ(lws_serve_http_file(wsi, path, "text/plain", NULL, 0), 0);
	CHECK_EQ(completions, 0);
	result = lws_serve_http_file_fragment(wsi);
	in_callback = 0;
	return result < 0 ? -1 : 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static struct peer *ask(const char *name)
{
	struct peer *p = peer_open(port);
	char head[512];

	result = -2;
	completions = 0;
	snprintf(head, sizeof(head), "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", name);
	peer_text(p, head);
	return p;
}

static size_t body_size(struct peer *p)
{
	return peer_body(p) ? p->in_len - (size_t)(peer_body(p) - (char *)p->in) : 0;
}

static void make(const char *name, const void *content, size_t size)
{
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "wb");
	CHECK(f && fwrite(content, 1, size, f) == size && !fclose(f));
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	unsigned char *large = (unsigned char *)get_memory(LARGE);
	char command[64];
	struct peer *p;

	CHECK(mkdtemp(folder) != NULL);
	fill(large, LARGE, 5);
	make("small", small, 5);
	make("large", large, LARGE);
	make("empty", "", 0);
	lws_set_log_level(LLL_ERR, NULL);
	context = lws_create_context(&info);
	CHECK(context != NULL);
	port = info.port;

	p = ask("/small");
	WAIT_FOR(body_size(p) == 5);
	CHECK(!memcmp(peer_body(p), small, 5));
	CHECK_EQ(result, 1);
	CHECK_EQ(completions, 1);

	p = ask("/empty");
	WAIT_FOR(peer_body(p) && completions == 1);
	CHECK_EQ(result, 1);

	p = ask("/large");
	p->deaf = 1;
	WAIT_FOR(result != -2);
	CHECK_EQ(result, 0);
	CHECK_EQ(completions, 0);
	p->deaf = 0;
	WAIT_FOR(completions && body_size(p) == LARGE);
	CHECK(!memcmp(peer_body(p), large, LARGE));
	turn_for(0.05);
	CHECK_EQ(completions, 1);
	CHECK(!in_callback && !p->eof);

	free(large);
	lws_context_destroy(context);
	context = NULL;
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	CHECK(!system(command));
	return pass();
}
