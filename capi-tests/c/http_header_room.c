/*
 * How much room each of the functions that write response headers needs: with one byte less it refuses, and the place
 * to write at stays.
 */
#include "testing.h"

static int done;

#define NEEDS(count, expression)                                                                                       \
	do {                                                                                                           \
		unsigned char buffer[300], *start = buffer, *p = start, *end = buffer + (count);                       \
		CHECK_EQ(expression, 0);                                                                               \
		CHECK(p > start && p < end);                                                                           \
		end--;                                                                                                 \
		p = start;                                                                                             \
		CHECK_EQ(expression, 1);                                                                               \
	} while (0)

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	const unsigned char *value = (const unsigned char *)"value";

	(void)user;
	(void)in;
	(void)len;
	if (reason != LWS_CALLBACK_HTTP)
		return 0;
	NEEDS(14, lws_add_http_header_by_name(wsi, (const unsigned char *)"x-a:", value, 5, &p, end));
	NEEDS(9, lws_add_http_header_by_name(wsi, (const unsigned char *)"x-a:", value, 0, &p, end));
	NEEDS(9, lws_add_http_header_by_name(wsi, NULL, value, 5, &p, end));
	NEEDS(23, lws_add_http_header_by_token(wsi, WSI_TOKEN_HTTP_CONTENT_TYPE, value, 5, &p, end));
	NEEDS(23, lws_add_http_header_content_length(wsi, 123, &p, end));
	NEEDS(20, lws_add_http_header_status(wsi, 200 | LWSAHH_FLAG_NO_SERVER_NAME, &p, end));
	NEEDS(44, lws_add_http_header_status(wsi, 505 | LWSAHH_FLAG_NO_SERVER_NAME, &p, end));
	NEEDS(3, lws_finalize_http_header(wsi, &p, end));
	done = 1;
	return -1;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = serve },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	struct peer *p;
	int port;

	context = start_server(protocols, &port);
	lws_set_log_level(0, NULL);
	p = peer_open(port);
	peer_text(p, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
	WAIT_FOR(p->eof);
	CHECK(done);
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
