/*
 * A connection's handle is used in its last callback, after that, when 600 others have come and gone, and when the
 * context is gone too: each call gives its error value and does nothing.
 *
 * ONLY-OURS: elsewhere this is undefined.
 */
#include "testing.h"

static struct lws *kept;
static int closed, destroyed, in_closed;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	unsigned char room[LWS_PRE + 8];

	(void)user;
	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
		if (!kept)
			kept = wsi;
		break;
	case LWS_CALLBACK_CLOSED:
		closed++;
		memset(room, 'x', sizeof(room));
		if (wsi == kept) {
			in_closed++;
			CHECK_EQ(lws_write(wsi, room + LWS_PRE, 8, LWS_WRITE_TEXT), -1);
			lws_callback_on_writable(wsi);
			lws_close_reason(wsi, LWS_CLOSE_STATUS_NORMAL, NULL, 0);
			lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, 1);
			/* What belongs to it can be read until its last callback. */
			CHECK(lws_get_context(wsi) == context);
		}
		break;
	case LWS_CALLBACK_WSI_DESTROY:
		destroyed++;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .per_session_data_size = 16, .rx_buffer_size = 64 },
	{ .name = NULL, .callback = NULL },
};

static void use_it(void)
{
	unsigned char room[LWS_PRE + 8];
	char text[32];
	size_t n = 0;

	memset(room, 'x', sizeof(room));
	CHECK_EQ(lws_write(kept, room + LWS_PRE, 8, LWS_WRITE_TEXT), -1);
	CHECK(lws_callback_on_writable(kept) <= 0);
	lws_set_timeout(kept, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_SYNC);
	lws_set_timeout(kept, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
	lws_set_timer_usecs(kept, 1);
	lws_close_reason(kept, LWS_CLOSE_STATUS_NORMAL, room, 4);
	CHECK(lws_rx_flow_control(kept, 0) <= 0);
	CHECK(!lws_get_context(kept));
	CHECK(!lws_get_vhost(kept));
	CHECK(!lws_get_protocol(kept));
	CHECK(!lws_wsi_user(kept));
	CHECK(lws_get_socket_fd(kept) < 0);
	CHECK(lws_hdr_total_length(kept, WSI_TOKEN_GET_URI) <= 0);
	CHECK(lws_hdr_copy(kept, text, sizeof(text), WSI_TOKEN_GET_URI) <= 0);
	CHECK(!lws_frame_is_binary(kept));
	CHECK(!lws_is_final_fragment(kept));
	CHECK(!lws_is_first_fragment(kept));
	CHECK_EQ(lws_remaining_packet_payload(kept), n);
	CHECK(lws_serve_http_file(kept, "/etc/hostname", "text/plain", NULL, 0));
	CHECK(lws_return_http_status(kept, 404, NULL));
	CHECK(lws_http_transaction_completed(kept));
	lws_get_peer_simple(kept, text, sizeof(text));
	lws_send_pipe_choked(kept);
	lws_partial_buffered(kept);
	lws_get_network_wsi(kept);
	lws_is_ssl(kept);
}

int main(void)
{
	int i, port;
	struct peer *p;

	context = start_server(protocols, &port);
	/* The lines that say what is wrong are expected here. */
	lws_set_log_level(0, NULL);
	p = peer_websocket(port, "one");
	CHECK(kept);
	peer_free(p);
	WAIT_FOR(closed);
	CHECK_EQ(in_closed, 1);
	use_it();
	for (i = 0; i < 600; i++) {
		p = peer_websocket(port, "one");
		if (i % 60 == 0)
			use_it();
		peer_free(p);
	}
	WAIT_FOR(closed == 601 && destroyed == 601);
	use_it();
	lws_context_destroy(context);
	context = NULL;
	use_it();
	return pass();
}
