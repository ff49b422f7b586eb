/*
 * Two requests of one connection may name different vhosts: each callback gets session memory of its own vhost's size,
 * and the vhost that bound the connection is the one that hears of its end. A listening socket that two vhosts share
 * stays open when the vhost that opened it is destroyed.
 *
 * ONLY-OURS: genuine lws 4.1 crashes.
 */
#include "testing.h"

struct small {
	char bytes[8];
};
struct large {
	char bytes[20000];
};

static int bound[2];

static int serve(struct lws *wsi, int which, enum lws_callback_reasons reason, void *user, size_t size)
{
	switch ((int)reason) {
	case LWS_CALLBACK_HTTP_BIND_PROTOCOL:
		bound[which]++;
		break;
	case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
		bound[which]--;
		break;
	case LWS_CALLBACK_FILTER_HTTP_CONNECTION:
		memset(user, 1, size);
		break;
	case LWS_CALLBACK_HTTP:
		memset(user, 1, size);
		if (lws_return_http_status(wsi, 200, which ? "large" : "small"))
			return -1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	default:
		break;
	}
	return 0;
}

static int small_one(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)in;
	(void)len;
	return serve(wsi, 0, reason, user, sizeof(struct small));
}

static int large_one(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)in;
	(void)len;
	return serve(wsi, 1, reason, user, sizeof(struct large));
}

static const struct lws_protocols small_protocols[] = {
	{ .name = "one", .callback = small_one, .per_session_data_size = sizeof(struct small) },
	{ .name = NULL, .callback = NULL },
};
static const struct lws_protocols large_protocols[] = {
	{ .name = "one", .callback = large_one, .per_session_data_size = sizeof(struct large) },
	{ .name = NULL, .callback = NULL },
};

static void get(struct peer *p, const char *host, const char *text)
{
	char head[100];

	snprintf(head, sizeof(head), "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", host);
	peer_text(p, head);
	WAIT_FOR(p->in_len && strstr((char *)p->in, "</html>"));
	CHECK(strstr((char *)p->in, text) != NULL);
	peer_drop(p, p->in_len);
}

int main(void)
{
	struct lws_context_creation_info info = server_info(small_protocols);
	struct lws_vhost *first;
	struct peer *p;

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	context = lws_create_context(&info);
	CHECK(context != NULL);
	info.vhost_name = "small";
	first = lws_create_vhost(context, &info);
	info.vhost_name = "large";
	info.protocols = large_protocols;
	CHECK(first != NULL && lws_create_vhost(context, &info) != NULL);
	p = peer_open(info.port);
	get(p, "small", "small");
	get(p, "large", "large");
	get(p, "small", "small");
	get(p, "large", "large");
	peer_free(p);
	turn_for(0.1);
	CHECK_EQ(bound[0], 0);
	CHECK_EQ(bound[1], 0);

	lws_vhost_destroy(first);
	turn_for(0.1);
	p = peer_open(info.port);
	get(p, "large", "large");
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
