/*
 * A peer that reads nothing before it has sent its whole body gets a large answer all the same, be it a file or a write,
 * be the connection kept or closed: what it sends is taken from it while the answer waits.
 *
 * ONLY-OURS: in genuine lws both sides wait for each other.
 */
#include "testing.h"

#define UPLOAD (32u << 20)
#define ANSWER (8u << 20)

static char file[] = "/tmp/lws-answer-XXXXXX";
static unsigned char *content;

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	unsigned char head[LWS_PRE + 300], *start = head + LWS_PRE, *p = start, *end = head + sizeof(head);
	int n;

	(void)user;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_HTTP:
		if (!strncmp((const char *)in, "/file", 5)) {
			n = lws_serve_http_file(wsi, file, "text/plain", NULL, 0);
			return n < 0 || (n > 0 && lws_http_transaction_completed(wsi)) ? -1 : 0;
		}
		if (lws_add_http_common_headers(wsi, 200, "text/plain", ANSWER, &p, end) ||
		    lws_finalize_write_http_header(wsi, start, &p, end) ||
		    lws_write(wsi, content + LWS_PRE, ANSWER, LWS_WRITE_HTTP_FINAL) < 0)
			return -1;
		if (!strncmp((const char *)in, "/close", 6))
			return -1;
		/* fallthrough */
	case LWS_CALLBACK_HTTP_FILE_COMPLETION:
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = serve },
	{ .name = NULL, .callback = NULL },
};

static void upload(int port, const char *path, int chunked, int close_asked, int kept)
{
	struct peer *p = peer_open(port);
	unsigned char *body = (unsigned char *)get_memory(UPLOAD);
	char text[300];
	size_t wanted = 0;

	p->deaf = 1;
	snprintf(text, sizeof(text), "POST %s HTTP/1.1\r\nHost: h\r\n%s", path, close_asked ? "Connection: close\r\n" : "");
	peer_text(p, text);
	if (chunked)
		snprintf(text, sizeof(text), "Transfer-Encoding: chunked\r\n\r\n%x\r\n", UPLOAD);
	else
		snprintf(text, sizeof(text), "Content-Length: %u\r\n\r\n", UPLOAD);
	peer_text(p, text);
	peer_put(p, body, UPLOAD);
	free(body);
	if (chunked)
		peer_text(p, "\r\n0\r\n\r\n");
	WAIT_FOR(p->out_at == p->out_len);
	p->deaf = 0;
	WAIT_FOR(p->in_len && peer_body(p));
	wanted = (size_t)(peer_body(p) - (char *)p->in) + ANSWER;
	WAIT_FOR(p->in_len >= wanted || p->eof);
	if (p->in_len < wanted)
		FAIL("%s: only %lu bytes of %lu came", path, (unsigned long)p->in_len, (unsigned long)wanted);
	CHECK(memcmp(p->in + wanted - ANSWER, content + LWS_PRE, ANSWER) == 0);
	if (kept) {
		peer_drop(p, wanted);
		peer_text(p, "GET /file HTTP/1.1\r\nHost: h\r\n\r\n");
		WAIT_FOR(p->in_len > ANSWER);
	} else
		WAIT_FOR(p->eof);
	peer_free(p);
}

int main(void)
{
	int port, fd = mkstemp(file);

	content = (unsigned char *)get_memory(LWS_PRE + ANSWER);
	fill(content + LWS_PRE, ANSWER, 3);
	if (fd < 0 || write(fd, content + LWS_PRE, ANSWER) != (ssize_t)ANSWER)
		FAIL("no file");
	close(fd);
	context = start_server(protocols, &port);
	upload(port, "/file", 0, 0, 1);
	upload(port, "/file", 1, 0, 1);
	upload(port, "/file", 0, 1, 0);
	upload(port, "/write", 0, 0, 1);
	upload(port, "/write", 1, 0, 1);
	upload(port, "/write", 0, 1, 0);
	upload(port, "/close", 0, 0, 0);
	upload(port, "/close", 1, 0, 0);
	unlink(file);
	free(content);
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
