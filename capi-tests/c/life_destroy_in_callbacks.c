/*
 * lws_context_destroy() from inside each callback: the service call that is running returns less than 0, every
 * connection gets its last callbacks, the protocol its PROTOCOL_DESTROY, and nothing is leaked.
 *
 * ONLY-OURS: genuine lws 4.1 counts its own listener among the WSI_DESTROYs.
 */
#include "testing.h"

static int when, hit, created, destroyed, established, closed, inits, ends, after_end;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_PROTOCOL_INIT: inits++; break;
	case LWS_CALLBACK_PROTOCOL_DESTROY: ends++; break;
	case LWS_CALLBACK_WSI_CREATE: created++; break;
	case LWS_CALLBACK_WSI_DESTROY: destroyed++; break;
	case LWS_CALLBACK_ESTABLISHED:
		established++;
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_RECEIVE:
		if (ends)
			after_end++;
		break;
	case LWS_CALLBACK_CLOSED: closed++; break;
	default: break;
	}
	if ((int)reason == when && !hit) {
		hit = 1;
		lws_context_destroy(lws_get_context(wsi));
		/* The connection whose callback runs is not gone yet. */
		CHECK(lws_get_context(wsi) == context);
	}
	if (reason == LWS_CALLBACK_HTTP)
		return lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, NULL) || lws_http_transaction_completed(wsi);
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .per_session_data_size = 8, .rx_buffer_size = 64 },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	static const int reasons[] = {
		LWS_CALLBACK_RECEIVE, LWS_CALLBACK_ESTABLISHED, LWS_CALLBACK_CLOSED, LWS_CALLBACK_HTTP,
		LWS_CALLBACK_SERVER_WRITEABLE,
	};
	size_t n;
	int port, i;

	for (n = 0; n < sizeof(reasons) / sizeof(reasons[0]); n++) {
		struct peer *p, *bystander;

		when = -1;
		hit = created = destroyed = established = closed = inits = ends = after_end = 0;
		context = start_server(protocols, &port);
		bystander = peer_websocket(port, "one");
		for (i = 0; i < 50; i++)
			turn();
		when = reasons[n];
		p = peer_open(port);
		if (when == LWS_CALLBACK_HTTP) {
			peer_text(p, "GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n");
		} else {
			peer_ask_upgrade(p, "one");
			peer_frame(p, 0x81, "one", 3);
			peer_frame(p, 0x81, "two", 3);
			peer_frame(p, 0x88, NULL, 0);
		}
		while (!hit)
			turn();
		if (service_result >= 0)
			FAIL("reason %d: lws_service gave %d", when, service_result);
		context = NULL;
		WAIT_FOR(p->eof && bystander->eof);
		CHECK_EQ(established, closed);
		/* The end of the listener is told as well, its beginning is not. */
		CHECK(destroyed == created || destroyed == created + 1);
		CHECK_EQ(inits, 1);
		CHECK_EQ(ends, 1);
		CHECK_EQ(after_end, 0);
		peers_free();
	}
	return pass();
}
