/*
 * A connection may be closed in any of its callbacks, by each of the ways there are. Its callbacks stay paired: one
 * CLOSED for each ESTABLISHED, one WSI_DESTROY for each WSI_CREATE.
 *
 * ONLY-OURS: genuine lws 4.1 gives CLOSED to what a filter refused before it was ever established.
 */
#include "testing.h"

enum way { RETURN, REASON, KILL_ASYNC };

static int when;
static enum way how;
static int created, destroyed, established, closed, hit;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_WSI_CREATE: created++; break;
	case LWS_CALLBACK_WSI_DESTROY: destroyed++; break;
	case LWS_CALLBACK_ESTABLISHED:
		established++;
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_CLOSED: closed++; break;
	default: break;
	}
	if ((int)reason == when) {
		hit++;
		switch (how) {
		case REASON:
			lws_close_reason(wsi, LWS_CLOSE_STATUS_GOINGAWAY, (unsigned char *)"enough", 6);
			return -1;
		case KILL_ASYNC:
			lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
			return 0;
		default:
			return -1;
		}
	}
	if (reason == LWS_CALLBACK_HTTP)
		return lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, NULL) || lws_http_transaction_completed(wsi);
	return 0;
}

/* With session memory: without it lws leaves WS_SERVER_DROP_PROTOCOL out. */
static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .per_session_data_size = 8, .rx_buffer_size = 64 },
	{ .name = NULL, .callback = NULL },
};

static int is_websocket_reason(int reason)
{
	return reason == LWS_CALLBACK_ESTABLISHED || reason == LWS_CALLBACK_RECEIVE ||
	       reason == LWS_CALLBACK_SERVER_WRITEABLE || reason == LWS_CALLBACK_RECEIVE_PONG ||
	       reason == LWS_CALLBACK_WS_PEER_INITIATED_CLOSE || reason == LWS_CALLBACK_CLOSED;
}

int main(void)
{
	static const int reasons[] = {
		LWS_CALLBACK_HTTP, LWS_CALLBACK_FILTER_HTTP_CONNECTION, LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION,
		LWS_CALLBACK_HTTP_CONFIRM_UPGRADE, LWS_CALLBACK_ESTABLISHED, LWS_CALLBACK_RECEIVE,
		LWS_CALLBACK_SERVER_WRITEABLE, LWS_CALLBACK_RECEIVE_PONG, LWS_CALLBACK_WS_PEER_INITIATED_CLOSE,
		LWS_CALLBACK_CLOSED, LWS_CALLBACK_CLOSED_HTTP, LWS_CALLBACK_FILTER_NETWORK_CONNECTION,
		LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL,
	};
	static const unsigned char going[2] = { 3, 232 };
	size_t n;
	int port;

	context = start_server(protocols, &port);
	for (n = 0; n < sizeof(reasons) / sizeof(reasons[0]); n++) {
		for (how = RETURN; how <= KILL_ASYNC; how++) {
			struct peer *p;
			int http = reasons[n] == LWS_CALLBACK_HTTP ||
				   reasons[n] == LWS_CALLBACK_FILTER_HTTP_CONNECTION ||
				   reasons[n] == LWS_CALLBACK_CLOSED_HTTP;

			/* A reason is for a websocket only; the network filter has no connection to time out yet. */
			if (how == REASON && !is_websocket_reason(reasons[n]))
				continue;
			if (how == KILL_ASYNC && reasons[n] == LWS_CALLBACK_FILTER_NETWORK_CONNECTION)
				continue;
			when = reasons[n];
			hit = 0;
			p = peer_open(port);
			if (http)
				peer_text(p, "GET /none HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
			else
				peer_ask_upgrade(p, "one");
			if (is_websocket_reason(when) || when == LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL) {
				peer_frame(p, 0x81, "hello", 5);
				peer_frame(p, 0x8a, "pong", 4);
				peer_frame(p, 0x88, going, 2);
			}
			WAIT_FOR(p->eof);
			peer_free(p);
			WAIT_FOR(destroyed == created);
			if (!hit)
				FAIL("reason %d did not come", when);
			CHECK_EQ(established, closed);
		}
	}
	lws_context_destroy(context);
	context = NULL;
	/* The end of the listener is told as well, its beginning is not. */
	CHECK(destroyed == created || destroyed == created + 1);
	return pass();
}
