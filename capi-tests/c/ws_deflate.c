/*
 * Compressed messages (permessage-deflate), byte by byte: slices, empty messages, control frames in between, reception
 * that stops in the middle, closes in the middle, streams that are corrupt.
 *
 * ONLY-OURS: genuine lws's slices are smaller, and it does not survive all of this.
 */
#include "testing.h"

#include <libwebsockets-extra.h>

/* "Hello", compressed by itself. */
static const unsigned char hello[] = { 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00 };

static const struct lws_extension extensions[] = {
	{ "x-of-the-program", lws_extension_callback_pm_deflate, "x-of-the-program" },
	{ "permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate" },
	{ NULL, NULL, NULL }
};

static struct lws *last_wsi;
static char slices[4096];
static unsigned char got[1 << 22];
static size_t got_len;
static int messages, stop_after = -1, close_after = -1, write_back, refuse, confirmed, writeables, closed;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static unsigned char buf[LWS_PRE + 256];
	(void)user;
	switch (reason) {
	case LWS_CALLBACK_CONFIRM_EXTENSION_OKAY:
		CHECK(!strcmp((char *)in, "permessage-deflate"));
		confirmed++;
		return refuse;
	case LWS_CALLBACK_ESTABLISHED:
		last_wsi = wsi;
		break;
	case LWS_CALLBACK_RECEIVE:
		snprintf(slices + strlen(slices), sizeof(slices) - strlen(slices), "%zu%s%s ", len,
			 lws_is_first_fragment(wsi) ? "f" : "", lws_is_final_fragment(wsi) ? "l" : "");
		CHECK(got_len + len <= sizeof(got));
		memcpy(got + got_len, in, len);
		CHECK(!((char *)in)[len]);
		got_len += len;
		messages += lws_is_final_fragment(wsi);
		if (stop_after >= 0 && !stop_after--)
			lws_rx_flow_control(wsi, 0);
		if (close_after >= 0 && !close_after--) {
			lws_close_reason(wsi, LWS_CLOSE_STATUS_GOINGAWAY, NULL, 0);
			return -1;
		}
		if (write_back)
			lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		writeables++;
		memcpy(buf + LWS_PRE, "compressed compressed compressed", 32);
		CHECK_EQ(lws_write(wsi, buf + LWS_PRE, 32, LWS_WRITE_TEXT), 32);
		CHECK(!memcmp(buf + LWS_PRE, "compressed compressed compressed", 32));
		break;
	case LWS_CALLBACK_CLOSED:
		closed++;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "p", callback, 0, 1000, 0, NULL, 0 },
	{ "small", callback, 0, 100, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 }
};

static void forget(void)
{
	slices[0] = 0;
	got_len = 0;
	messages = 0;
}

/* A peer with these offers; what the server answered is left in `answer`. */
static struct peer *open_peer(int port, const char *protocol, const char *offer, char *answer)
{
	struct peer *p = peer_open(port);
	char head[1024], *at, *end;

	snprintf(head, sizeof(head),
		 "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
		 "Sec-WebSocket-Protocol: %s\r\nSec-WebSocket-Extensions: %s\r\n\r\n", protocol, offer);
	peer_text(p, head);
	WAIT_FOR(p->eof || peer_body(p));
	CHECK(!p->eof);
	answer[0] = 0;
	at = strstr((char *)p->in, "Sec-WebSocket-Extensions: ");
	if (at) {
		at += strlen("Sec-WebSocket-Extensions: ");
		end = strstr(at, "\r\n");
		memcpy(answer, at, (size_t)(end - at));
		answer[end - at] = 0;
	}
	peer_drop(p, (size_t)(peer_body(p) - (char *)p->in));
	return p;
}

/* n zeros, in stored blocks, behind the first `at` bytes of `out`. */
static size_t stored(unsigned char *out, size_t n)
{
	size_t at = 0, piece;

	while (n) {
		piece = n > 60000 ? 60000 : n;
		out[at++] = 0;
		out[at++] = (unsigned char)piece;
		out[at++] = (unsigned char)(piece >> 8);
		out[at++] = (unsigned char)~piece;
		out[at++] = (unsigned char)(~piece >> 8);
		memset(out + at, 'z', piece);
		at += piece;
		n -= piece;
	}
	out[at++] = 0;
	return at;
}

static void expect_close(struct peer *p, int code)
{
	int first;
	unsigned char *payload;
	size_t len, whole;

	WAIT_FOR(p->eof || peer_has_frame(p, &first, &payload, &len, &whole));
	CHECK(peer_has_frame(p, &first, &payload, &len, &whole));
	CHECK_EQ(first, 0x88);
	CHECK(len >= 2);
	CHECK_EQ(payload[0] << 8 | payload[1], code);
	peer_free(p);
	turn_for(0.05);
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	static unsigned char big[1 << 21];
	char answer[300];
	struct peer *p;
	int port = info.port, first, i;
	unsigned char *payload;
	size_t len, whole, n;

	info.extensions = extensions;
	info.options = LWS_SERVER_OPTION_VALIDATE_UTF8;
	lws_set_log_level(LLL_ERR, NULL);
	context = lws_create_context(&info);
	CHECK(context);

	/* The program may say no; a small receive buffer is as good as that. */
	refuse = 1;
	peer_free(open_peer(port, "p", "permessage-deflate", answer));
	CHECK(!answer[0] && confirmed == 1);
	refuse = 0;
	peer_free(open_peer(port, "small", "permessage-deflate", answer));
	CHECK(!answer[0] && confirmed == 1);
	peer_free(open_peer(port, "p", "x-of-the-program", answer));
	CHECK(!answer[0] && confirmed == 1);

	/* Options of a connection, and of one that has no compression. */
	p = open_peer(port, "p", "permessage-deflate; x", answer);
	CHECK(!answer[0] && confirmed == 2);
	CHECK_EQ(lws_set_extension_option(last_wsi, "permessage-deflate", "compression_level", "6"), -1);
	peer_frame(p, 0xc1, hello, sizeof(hello));
	expect_close(p, 1002);
	p = open_peer(port, "p", "permessage-deflate; server_max_window_bits=10", answer);
	CHECK(!strcmp(answer, "permessage-deflate; server_max_window_bits=10"));
	CHECK_EQ(lws_set_extension_option(last_wsi, "permessage-deflate", "compression_level", "9"), 0);
	CHECK_EQ(lws_set_extension_option(last_wsi, "permessage-deflate", "mem_level", "4"), 0);
	CHECK_EQ(lws_set_extension_option(last_wsi, "permessage-deflate", "no such option", "4"), 0);
	CHECK_EQ(lws_set_extension_option(last_wsi, "another", "mem_level", "4"), -1);

	/* A message, compressed; one that is not; an empty one of each kind. */
	forget();
	peer_frame(p, 0xc1, hello, sizeof(hello));
	peer_frame(p, 0x81, "plain", 5);
	peer_frame(p, 0xc1, "", 1);
	peer_frame(p, 0xc1, "", 0);
	peer_frame(p, 0x81, "", 0);
	WAIT_FOR(messages == 5);
	CHECK(!strcmp(slices, "5fl 5fl 0fl 0fl 0fl "));
	CHECK(got_len == 10 && !memcmp(got, "Helloplain", 10));

	/* In frames of one byte, pings in between; then with an empty last frame. */
	forget();
	for (n = 0; n < sizeof(hello); n++) {
		peer_frame(p, (n ? 0 : 0x41) | (n + 1 == sizeof(hello) ? 0x80 : 0), hello + n, 1);
		if (n + 1 < sizeof(hello))
			peer_frame(p, 0x89, "ping", 4);
	}
	peer_frame(p, 0x41, hello, sizeof(hello));
	peer_frame(p, 0x80, "", 0);
	WAIT_FOR(messages == 2);
	CHECK(got_len == 10 && !memcmp(got, "HelloHello", 10));
	WAIT_FOR(p->in_len == 6 * 6);
	peer_drop(p, p->in_len);

	/* Slices: that a full one is the last is known when it is given. */
	for (i = 0; i < 3; i++) {
		static const char *const expected[] = { "999fl ", "1000fl ", "1000f 1l " };

		forget();
		n = stored(big, (size_t)(999 + i));
		peer_frame(p, 0xc2, big, n);
		WAIT_FOR(messages);
		CHECK(!strcmp(slices, expected[i]));
	}

	/* Reception stops in the middle, and again: nothing comes, then the rest does. */
	forget();
	stop_after = 1;
	n = stored(big, 1500000);
	peer_frame(p, 0xc2, big, n);
	peer_frame(p, 0xc1, hello, sizeof(hello));
	WAIT_FOR(got_len == 2000);
	turn_for(0.1);
	CHECK_EQ(got_len, 2000);
	stop_after = 3;
	lws_rx_flow_control(last_wsi, 1);
	WAIT_FOR(got_len == 6000);
	turn_for(0.1);
	CHECK_EQ(got_len, 6000);
	lws_rx_flow_control(last_wsi, 1);
	WAIT_FOR(messages == 2);
	CHECK_EQ(got_len, 1500005);
	CHECK(got[0] == 'z' && !memcmp(got + 1500000, "Hello", 5));

	/* WRITEABLE follows each slice that asks for it, and what is written is compressed. */
	forget();
	write_back = 1;
	writeables = 0;
	n = stored(big, 3500);
	peer_frame(p, 0xc2, big, n);
	WAIT_FOR(messages);
	WAIT_FOR(writeables == 4);
	for (i = 0; i < 4; i++) {
		WAIT_FOR(peer_has_frame(p, &first, &payload, &len, &whole));
		CHECK_EQ(first, 0xc1);
		CHECK(len < 32);
		peer_drop(p, whole);
	}
	write_back = 0;

	/* Closed in the middle of a message: the goodbye is said, and the peer's is heard behind the rest. */
	forget();
	closed = 0;
	close_after = 1;
	n = stored(big, 200000);
	peer_frame(p, 0xc2, big, n);
	peer_frame(p, 0x88, "\x03\xe9", 2);
	WAIT_FOR(closed);
	CHECK_EQ(got_len, 2000);
	expect_close(p, 1001);

	/* Corrupt streams, text that is none, and RSV1 where it must not be. */
	p = open_peer(port, "p", "permessage-deflate; client_no_context_takeover", answer);
	CHECK(!strcmp(answer, "permessage-deflate; client_no_context_takeover"));
	peer_frame(p, 0xc1, "\xff\xff\xff\xff", 4);
	expect_close(p, 1007);
	p = open_peer(port, "p", "permessage-deflate", answer);
	n = stored(big, 3);
	big[6] = 0xff;
	peer_frame(p, 0xc1, big, n);
	expect_close(p, 1007);
	p = open_peer(port, "p", "permessage-deflate", answer);
	peer_frame(p, 0x41, hello, 3);
	peer_frame(p, 0xc0, hello + 3, sizeof(hello) - 3);
	expect_close(p, 1002);
	p = open_peer(port, "p", "permessage-deflate", answer);
	peer_frame(p, 0xc9, "", 0);
	expect_close(p, 1002);

	/* What a message may inflate to. */
	CHECK_EQ(lwsx_vhost_set_max_inflated(lws_get_vhost_by_name(context, "default"), 5000), 0);
	CHECK_EQ(lwsx_vhost_set_max_inflated(NULL, 5000), -1);
	p = open_peer(port, "p", "permessage-deflate", answer);
	forget();
	n = stored(big, 5000);
	peer_frame(p, 0xc2, big, n);
	WAIT_FOR(messages);
	CHECK_EQ(got_len, 5000);
	n = stored(big, 5001);
	peer_frame(p, 0xc2, big, n);
	expect_close(p, 1009);

	lws_context_destroy(context);
	return pass();
}
