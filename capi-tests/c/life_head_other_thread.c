/*
 * A program may have another thread write a response's head into its own memory while the loop's thread is busy: what it
 * writes is what the loop's thread would have written.
 */
#include "testing.h"

#include <pthread.h>

static const struct lws_protocol_vhost_options header = { NULL, NULL, "x-own:", "everywhere" };

struct head {
	struct lws *wsi;
	unsigned char bytes[4096];
	size_t len;
};

static void *write_head(void *arg)
{
	struct head *h = arg;
	unsigned char *p = h->bytes, *end = h->bytes + sizeof(h->bytes);

	CHECK_EQ(lws_add_http_header_status(h->wsi, 200, &p, end), 0);
	CHECK_EQ(lws_add_http_header_by_token(h->wsi, WSI_TOKEN_HTTP_CONTENT_TYPE, (const unsigned char *)"text/plain",
					      10, &p, end), 0);
	CHECK_EQ(lws_add_http_header_by_name(h->wsi, (const unsigned char *)"x-name:", (const unsigned char *)"v", 1, &p,
					     end), 0);
	CHECK_EQ(lws_add_http_header_content_length(h->wsi, 2, &p, end), 0);
	CHECK_EQ(lws_finalize_http_header(h->wsi, &p, end), 0);
	CHECK_EQ(lws_add_http_common_headers(h->wsi, 404 | LWSAHH_FLAG_NO_SERVER_NAME, "text/html", 3, &p, end), 0);
	h->len = (size_t)(p - h->bytes);
	/* no room is no room */
	p = h->bytes + sizeof(h->bytes) - 30;
	CHECK_EQ(lws_add_http_header_status(h->wsi, 200, &p, end), 1);
	return NULL;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static struct head here, there;
	pthread_t thread;
	unsigned char out[LWS_PRE + 64];

	(void)user;
	(void)in;
	(void)len;
	if (reason != LWS_CALLBACK_HTTP)
		return 0;
	here.wsi = there.wsi = wsi;
	write_head(&here);
	CHECK_EQ(pthread_create(&thread, NULL, write_head, &there), 0);
	CHECK_EQ(pthread_join(thread, NULL), 0);
	CHECK_EQ(here.len, there.len);
	if (memcmp(here.bytes, there.bytes, here.len))
		FAIL("not\n%.*sbut\n%.*s", (int)here.len, here.bytes, (int)there.len, there.bytes);
	memcpy(out + LWS_PRE, "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", 40);
	CHECK_EQ(lws_write(wsi, out + LWS_PRE, 40, LWS_WRITE_HTTP), 40);
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	static const char *const requests[] = {
		"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET / HTTP/1.0\r\nHost: x\r\n\r\n",
	};
	struct lws_context_creation_info info = server_info(protocols);
	size_t n;

	info.headers = &header;
	info.server_string = "the server";
	info.options |= LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE | LWS_SERVER_OPTION_STS;
	lws_set_log_level(LLL_ERR, NULL);
	context = lws_create_context(&info);
	CHECK(context);
	for (n = 0; n < 2; n++) {
		struct peer *p = peer_open(info.port);
		double end = now() + patience();

		peer_text(p, requests[n]);
		while (p->in_len < 40) {
			turn();
			CHECK(now() < end);
		}
		peer_free(p);
	}
	lws_context_destroy(context);
	puts("ok");
	return 0;
}
