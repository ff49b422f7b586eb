/*
 * Whole messages, control frames and keep-alive (libwebsockets-extra.h): fragments in any split, compressed ones, the limit,
 * changes while messages are under way, what is given for each control frame and what the answers do, pings after silence.
 *
 * ONLY-OURS: these functions are this library's own.
 */
#include "testing.h"

#include <libwebsockets-extra.h>

static const struct lws_extension extensions[] = {
	{ "permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate" },
	{ NULL, NULL, NULL }
};

/* "Hello", compressed by itself (RFC 7692, section 7.2.3.1). */
static const unsigned char hello[] = { 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00 };

static struct lws *last_wsi;
static struct lws_vhost *vhost;
static char said[8192];
static unsigned char got[1 << 20], sent[1 << 20];
static size_t got_len;
static int messages, closed, control_answer, set_in_receive = -1, errors, pongs, peer_closes;

static void log_line(int level, const char *line)
{
	(void)line;
	errors += level == LLL_ERR || level == LLL_WARN;
	if (getenv("LWS_TEST_LOUD"))
		fputs(line, stderr);
}

#define LOGS(call, result)                                                                                             \
	do {                                                                                                           \
		int before_ = errors;                                                                                  \
		CHECK_EQ(call, result);                                                                                \
		if (errors != before_ + 1)                                                                             \
			FAIL("%d log lines for %s", errors - before_, #call);                                          \
	} while (0)

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	unsigned char pong[LWS_PRE + 16];
	(void)user;
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
		last_wsi = wsi;
		CHECK_EQ(lwsx_opcode(wsi), -1);
		CHECK_EQ(lwsx_first_byte(wsi), -1);
		break;
	case LWS_CALLBACK_RECEIVE:
		CHECK_EQ(lwsx_opcode(wsi), lws_frame_is_binary(wsi) ? 2 : 1);
		if (strlen(said) < sizeof(said) - 40)
			snprintf(said + strlen(said), 40, "%zu:%02x%s%s ", len, (unsigned int)lwsx_first_byte(wsi),
				 lws_is_first_fragment(wsi) ? "f" : "", lws_is_final_fragment(wsi) ? "l" : "");
		CHECK(!((char *)in)[len]);
		((char *)in)[len] = 0;
		memcpy(got, in, len);
		got_len = len;
		messages += lws_is_final_fragment(wsi);
		if (set_in_receive >= 0) {
			CHECK_EQ(lwsx_vhost_set_whole_messages(vhost, NULL, (size_t)set_in_receive), 0);
			set_in_receive = -1;
		}
		break;
	case LWSX_CALLBACK_CONTROL:
		snprintf(said + strlen(said), 200, "c%d:%02x:%.*s ", lwsx_opcode(wsi), (unsigned int)lwsx_first_byte(wsi),
			 (int)len, (char *)in);
		CHECK(!((char *)in)[len]);
		memset(in, 'x', len);
		if (control_answer == 2) {
			memcpy(pong + LWS_PRE, "mine", 4);
			CHECK(lws_write(wsi, pong + LWS_PRE, 4, LWS_WRITE_PONG) > 0);
			return 1;
		}
		return control_answer;
	case LWS_CALLBACK_RECEIVE_PONG:
		pongs++;
		CHECK_EQ(lwsx_opcode(wsi), -1);
		break;
	case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE: peer_closes++; break;
	case LWS_CALLBACK_CLOSED: closed++; break;
	default: break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "p", callback, 0, 500, 0, NULL, 0 },
	{ "other", callback, 0, 500, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 }
};

static void forget(void)
{
	said[0] = 0;
	got_len = 0;
	messages = 0;
}

#define EXPECT(text)                                                                                                   \
	do {                                                                                                           \
		if (strcmp(said, text))                                                                                \
			FAIL("\"%s\", not \"%s\"", said, text);                                                        \
		forget();                                                                                              \
	} while (0)

static void expect_frame(struct peer *p, int first, const void *payload, size_t len)
{
	unsigned char *at;
	size_t n, whole;
	int f;

	WAIT_FOR(peer_has_frame(p, &f, &at, &n, &whole) || p->eof);
	CHECK(peer_has_frame(p, &f, &at, &n, &whole));
	CHECK_EQ(f, first);
	CHECK_EQ(n, len);
	CHECK(!memcmp(at, payload, len));
	peer_drop(p, whole);
}

static struct peer *compressing_peer(int port)
{
	struct peer *p = peer_open(port);

	peer_text(p, "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
		     "Sec-WebSocket-Protocol: p\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
	WAIT_FOR(p->eof || peer_body(p));
	CHECK(strstr((char *)p->in, "permessage-deflate"));
	peer_drop(p, (size_t)(peer_body(p) - (char *)p->in));
	return p;
}

static void whole_messages(int port)
{
	struct peer *p = peer_websocket(port, "p");
	int i, cut, before;

	vhost = lws_get_vhost(last_wsi);
	LOGS(lwsx_vhost_set_whole_messages(NULL, NULL, 1), -1);
	LOGS(lwsx_vhost_set_whole_messages(vhost, "none", 1), -1);
	peer_frame(p, 0x81, sent, 1200);
	WAIT_FOR(messages == 1);
	EXPECT("500:81f 500:81 200:81l ");
	CHECK_EQ(lwsx_vhost_set_whole_messages(vhost, "other", 1000), 0);
	peer_frame(p, 0x81, sent, 600);
	WAIT_FOR(messages == 1);
	EXPECT("500:81f 100:81l ");

	CHECK_EQ(lwsx_vhost_set_whole_messages(vhost, "p", 300000), 0);
	peer_frame(p, 0x81, sent, 1200);
	peer_frame(p, 0x82, "", 0);
	peer_frame(p, 0x02, sent, 700);
	peer_frame(p, 0x89, "ping between", 12);
	peer_frame(p, 0x00, sent + 700, 0);
	peer_frame(p, 0x00, sent + 700, 90000);
	peer_frame(p, 0x80, sent + 90700, 5);
	WAIT_FOR(messages == 3);
	CHECK_EQ(got_len, 90705);
	CHECK(!memcmp(got, sent, 90705));
	EXPECT("1200:81fl 0:82fl 90705:82fl ");
	expect_frame(p, 0x8a, "ping between", 12);
	/* As large as it may be, and byte by byte. */
	peer_frame(p, 0x82, sent, 300000);
	WAIT_FOR(messages == 1);
	EXPECT("300000:82fl ");
	for (cut = 1; cut < 40; cut += 6) {
		for (i = 0; i < 120; i += cut)
			peer_frame(p, (i ? 0 : 1) | (i + cut >= 120 ? 0x80 : 0), sent + i,
				   (size_t)(i + cut > 120 ? 120 - i : cut));
		while (p->out_at < p->out_len) {
			send(p->fd, p->out + p->out_at++, 1, 0);
			turn_for(0.0001);
		}
		WAIT_FOR(messages == 1);
		CHECK_EQ(got_len, 120);
		CHECK(!memcmp(got, sent, 120));
		EXPECT("120:81fl ");
	}
	/* A message under way is given as it began. */
	peer_frame(p, 0x01, sent, 10);
	turn_for(0.05);
	EXPECT("");
	CHECK_EQ(lwsx_vhost_set_whole_messages(vhost, NULL, 0), 0);
	peer_frame(p, 0x80, sent, 600);
	peer_frame(p, 0x01, sent, 10);
	WAIT_FOR(strlen(said) > 10);
	EXPECT("610:81fl 10:01f ");
	CHECK_EQ(lwsx_vhost_set_whole_messages(vhost, NULL, 600), 0);
	peer_frame(p, 0x80, sent, 600);
	peer_frame(p, 0x81, sent, 600);
	WAIT_FOR(messages == 2);
	EXPECT("500:80 100:80l 600:81fl ");
	/* Changed between two messages that came together. */
	set_in_receive = 0;
	peer_frame(p, 0x81, sent, 600);
	peer_frame(p, 0x81, sent, 600);
	WAIT_FOR(messages == 2);
	EXPECT("600:81fl 500:81f 100:81l ");
	set_in_receive = 600;
	peer_frame(p, 0x81, sent, 600);
	peer_frame(p, 0x81, sent, 600);
	WAIT_FOR(messages == 2);
	EXPECT("500:81f 100:81l 600:81fl ");
	/* One byte too many: in one frame, and in the last of several. */
	before = closed;
	peer_frame(p, 0x81, sent, 601);
	expect_frame(p, 0x88, "\x03\xf1too big", 9);
	peer_frame(p, 0x88, "\x03\xf1", 2);
	WAIT_FOR(closed == before + 1);
	EXPECT("");
	peer_free(p);
	p = peer_websocket(port, "p");
	peer_frame(p, 0x01, sent, 600);
	turn_for(0.05);
	peer_frame(p, 0x80, sent, 1);
	expect_frame(p, 0x88, "\x03\xf1too big", 9);
	WAIT_FOR(closed == before + 2);
	EXPECT("");
	peer_free(p);
	/* One that goes in the middle of a message. */
	p = peer_websocket(port, "p");
	peer_frame(p, 0x01, sent, 600);
	turn_for(0.05);
	peer_free(p);
	WAIT_FOR(closed == before + 3);
	EXPECT("");
}

static void compressed(int port)
{
	struct peer *p = compressing_peer(port);
	unsigned char stored[700];
	int before = closed;

	CHECK_EQ(lwsx_vhost_set_whole_messages(vhost, NULL, 600), 0);
	peer_frame(p, 0xc1, hello, 7);
	peer_frame(p, 0x41, hello, 3);
	peer_frame(p, 0x80, hello + 3, 4);
	WAIT_FOR(messages == 2);
	CHECK(!memcmp(got, "Hello", 5));
	EXPECT("5:c1fl 5:c1fl ");
	/* A stored block of 600 bytes: more on the wire than the message may have, and still not too long. */
	stored[0] = 0;
	stored[1] = 600 & 255, stored[2] = 600 >> 8;
	stored[3] = (unsigned char)~stored[1], stored[4] = (unsigned char)~stored[2];
	memcpy(stored + 5, sent, 600);
	stored[605] = 0;
	peer_frame(p, 0xc2, stored, 606);
	WAIT_FOR(messages == 1);
	CHECK(!memcmp(got, sent, 600));
	EXPECT("600:c2fl ");
	stored[1] = 601 & 255;
	stored[3] = (unsigned char)~stored[1];
	stored[606] = 0;
	peer_frame(p, 0xc2, stored, 607);
	expect_frame(p, 0x88, "\x03\xf1too big", 9);
	EXPECT("");
	peer_free(p);
	WAIT_FOR(closed == before + 1);
}

static void control_frames(int port)
{
	struct peer *p = peer_websocket(port, "p");
	int before = closed;

	LOGS(lwsx_vhost_set_control_frames(NULL, NULL, 1), -1);
	LOGS(lwsx_vhost_set_control_frames(vhost, "none", 1), -1);
	CHECK_EQ(lwsx_vhost_set_control_frames(vhost, "p", 1), 0);
	/* The library goes on: with what came, whatever the program did to its copy. */
	peer_frame(p, 0x89, "abc", 3);
	peer_frame(p, 0x8a, "def", 3);
	expect_frame(p, 0x8a, "abc", 3);
	WAIT_FOR(pongs == 1);
	EXPECT("c9:89:abc c10:8a:def ");
	/* In the middle of a message. */
	peer_frame(p, 0x01, "a", 1);
	peer_frame(p, 0x89, "", 0);
	peer_frame(p, 0x80, "b", 1);
	WAIT_FOR(messages == 1);
	EXPECT("c9:89: 2:81fl ");
	expect_frame(p, 0x8a, "", 0);
	/* The program answers. */
	control_answer = 2;
	peer_frame(p, 0x89, "abc", 3);
	expect_frame(p, 0x8a, "mine", 4);
	control_answer = 1;
	peer_frame(p, 0x8a, "def", 3);
	peer_frame(p, 0x89, "ghi", 3);
	peer_frame(p, 0x81, "c", 1);
	WAIT_FOR(messages == 1);
	EXPECT("c9:89:abc c10:8a:def c9:89:ghi 1:81fl ");
	CHECK_EQ(p->in_len, 0);
	CHECK_EQ(pongs, 1);
	/* A close that the program sees to: no frame of the library's own. */
	peer_frame(p, 0x88, "\x03\xe8" "bye", 5);
	WAIT_FOR(p->eof);
	CHECK_EQ(p->in_len, 0);
	CHECK_EQ(peer_closes, 0);
	WAIT_FOR(closed == before + 1);
	EXPECT("c8:88:\x03\xe8" "bye ");
	peer_free(p);
	/* And one that it does not. */
	control_answer = 0;
	p = peer_websocket(port, "p");
	peer_frame(p, 0x88, "\x03\xe8" "bye", 5);
	expect_frame(p, 0x88, "\x03\xe8" "bye", 5);
	WAIT_FOR(closed == before + 2);
	CHECK_EQ(peer_closes, 1);
	peer_free(p);
	/* Hanging up. */
	control_answer = -1;
	p = peer_websocket(port, "p");
	peer_frame(p, 0x89, "abc", 3);
	WAIT_FOR(p->eof && closed == before + 3);
	peer_free(p);
	control_answer = 0;
	CHECK_EQ(lwsx_vhost_set_control_frames(vhost, "p", 0), 0);
	forget();
	p = peer_websocket(port, "p");
	peer_frame(p, 0x89, "abc", 3);
	expect_frame(p, 0x8a, "abc", 3);
	EXPECT("");
	peer_free(p);
	WAIT_FOR(closed == before + 4);
}

static void keep_alive(int port)
{
	struct peer *p = peer_websocket(port, "p"), *q;
	int before = closed;
	double begin = now();

	LOGS(lwsx_keep_alive(NULL, 1, 1), -1);
	LOGS(lwsx_keep_alive(last_wsi, 65535, 1), -1);
	LOGS(lwsx_keep_alive(last_wsi, 4294967295u, 4294967295u), -1);
	LOGS(lwsx_vhost_keep_alive(NULL, 1, 1), -1);
	LOGS(lwsx_vhost_keep_alive(vhost, 0, 70000), -1);
	CHECK_EQ(lwsx_keep_alive(last_wsi, 1, 1), 0);
	/* What comes ends the silence. */
	while (now() < begin + 1.6) {
		peer_frame(p, 0x81, "x", 1);
		turn_for(0.3);
		CHECK_EQ(p->in_len, 0);
	}
	expect_frame(p, 0x89, "", 0);
	peer_frame(p, 0x81, "alive", 5);
	begin = now();
	expect_frame(p, 0x89, "", 0);
	CHECK(now() - begin > 0.8);
	CHECK_EQ(closed, before);
	WAIT_FOR(closed == before + 1);
	CHECK(now() - begin > 1.8);
	peer_free(p);

	/* For all that come from now on; without an answer it goes on. */
	p = peer_websocket(port, "p");
	CHECK_EQ(lwsx_vhost_keep_alive(vhost, 1, 0), 0);
	q = peer_websocket(port, "p");
	expect_frame(q, 0x89, "", 0);
	expect_frame(q, 0x89, "", 0);
	CHECK_EQ(p->in_len, 0);
	/* One that is not looked after. */
	CHECK_EQ(lwsx_keep_alive(last_wsi, 0, 0), 0);
	turn_for(1.3);
	CHECK_EQ(q->in_len, 0);
	CHECK_EQ(closed, before + 1);
	peer_free(p);
	peer_free(q);
	WAIT_FOR(closed == before + 3);
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);

	info.extensions = extensions;
	lws_set_log_level(LLL_ERR | LLL_WARN, log_line);
	context = lws_create_context(&info);
	CHECK(context);
	fill(sent, sizeof(sent), 3);
	LOGS(lwsx_opcode(NULL), -1);
	LOGS(lwsx_first_byte(NULL), -1);
	whole_messages(info.port);
	compressed(info.port);
	control_frames(info.port);
	keep_alive(info.port);
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
