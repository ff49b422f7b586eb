/*
 * A session over a socket pair: callbacks that read and write it, with all that they may answer, and a session that does it
 * by itself. And the handshake before it.
 *
 * ONLY-OURS: lwsx_session_*, lwsx_handshake_*, lwsx_accept_key()
 */
#include "testing.h"

#include <libwebsockets-extra.h>

struct end {
	int fd;
	ssize_t answers;        /* instead of doing anything; 0: do it */
	size_t at_most;         /* bytes that one send takes */
	int sends, with_more, last_more, frees;
	char got[100];
	size_t got_len;
};

static ssize_t on_recv(struct lwsx_session *session, uint8_t *buf, size_t len, void *user)
{
	struct end *e = user;
	ssize_t n;

	CHECK(len >= 65536);
	CHECK_EQ(lwsx_session_recv(session), LWSX_SESSION_BUSY);
	if (e->frees) {
		lwsx_session_free(session);
		return LWSX_SESSION_WOULD_BLOCK;
	}
	if (e->answers)
		return e->answers == 999999 ? (ssize_t)len + 1 : e->answers;
	n = recv(e->fd, buf, len, MSG_DONTWAIT);
	if (n >= 0)
		return n;
	return errno == EAGAIN ? LWSX_SESSION_WOULD_BLOCK : LWSX_SESSION_FAILED;
}

static ssize_t on_send(struct lwsx_session *session, const uint8_t *data, size_t len, int flags, void *user)
{
	struct end *e = user;
	ssize_t n;

	e->sends++;
	e->last_more = !!(flags & LWSX_SESSION_MORE);
	e->with_more += e->last_more;
	CHECK_EQ(flags & ~LWSX_SESSION_MORE, 0);
	CHECK_EQ(lwsx_session_send(session), LWSX_SESSION_BUSY);
	/* While they are being sent, the bytes still count. */
	CHECK(lwsx_session_want_write(session));
	if (e->frees) {
		unsigned char first = data[0];

		lwsx_session_free(session);
		CHECK_EQ(data[0], first);
		return (ssize_t)len;
	}
	if (e->answers)
		return e->answers == 999999 ? (ssize_t)len + 1 : e->answers;
	if (e->at_most && len > e->at_most)
		len = e->at_most;
	n = send(e->fd, data, len, MSG_DONTWAIT | MSG_NOSIGNAL);
	if (n >= 0)
		return n;
	return errno == EAGAIN ? LWSX_SESSION_WOULD_BLOCK : LWSX_SESSION_FAILED;
}

static void on_message(struct lwsx_session *session, const struct lwsx_message *m, void *user)
{
	struct end *e = user;

	(void)session;
	e->got_len = m->len;
	if (m->len < sizeof(e->got)) {
		memcpy(e->got, m->data, m->len);
		e->got[m->len] = 0;
	}
}

static const struct lwsx_session_callbacks callbacks = { on_recv, on_send, NULL, NULL, NULL, NULL, on_message };
static const struct lwsx_session_callbacks only_message = { NULL, NULL, NULL, NULL, NULL, NULL, on_message };
static struct end a, b;
static struct lwsx_session *server, *client;

static void begin(void)
{
	int fds[2];

	lwsx_session_free(server);
	lwsx_session_free(client);
	if (a.fd)
		close(a.fd);
	if (b.fd)
		close(b.fd);
	memset(&a, 0, sizeof(a));
	memset(&b, 0, sizeof(b));
	CHECK_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	a.fd = fds[0];
	b.fd = fds[1];
	server = lwsx_session_server(&callbacks, &a);
	/* This end leaves the socket, a blocking one, to the session. */
	client = lwsx_session_client(&only_message, &b);
	CHECK_EQ(lwsx_session_set_fd(client, b.fd), 0);
}

static void both_ways(void)
{
	begin();
	CHECK_EQ(lwsx_session_queue(client, LWSX_TEXT, "there", 5), 0);
	CHECK_EQ(lwsx_session_send(client), 0);
	CHECK(!lwsx_session_want_write(client));
	CHECK_EQ(lwsx_session_recv(server), 0);
	CHECK(!strcmp(a.got, "there"));
	CHECK_EQ(lwsx_session_queue(server, LWSX_BINARY, "back", 4), 0);
	CHECK_EQ(lwsx_session_send(server), 0);
	CHECK_EQ(a.with_more, 0);
	CHECK_EQ(lwsx_session_recv(client), 0);
	CHECK(!strcmp(b.got, "back"));
	CHECK_EQ(lwsx_session_recv(client), 0);
	CHECK_EQ(lwsx_session_send(client), 0);
}

static void whatever_recv_answers(void)
{
	static const struct { ssize_t answer; int result; } cases[] = {
		{ LWSX_SESSION_WOULD_BLOCK, 0 }, { LWSX_SESSION_FAILED, LWSX_SESSION_FAILED },
		{ LWSX_SESSION_EOF, LWSX_SESSION_EOF }, { -77, LWSX_SESSION_FAILED }, { 999999, LWSX_SESSION_FAILED },
	};
	size_t i;

	for (i = 0; i < LWS_ARRAY_SIZE(cases); i++) {
		begin();
		a.answers = cases[i].answer;
		CHECK_EQ(lwsx_session_recv(server), cases[i].result);
		CHECK_EQ(lwsx_session_want_read(server), !cases[i].result);
	}
	/* The end of the stream, in the midst of a frame. */
	begin();
	CHECK_EQ(send(b.fd, "\x81\x85\0\0\0\0he", 8, 0), 8);
	close(b.fd);
	b.fd = 0;
	CHECK_EQ(lwsx_session_recv(server), LWSX_SESSION_EOF);
	CHECK(!lwsx_session_want_read(server));
	CHECK_EQ(lwsx_session_status_received(server), 1006);
	CHECK_EQ(a.got_len, 0);
	/* And by itself. */
	begin();
	close(a.fd);
	a.fd = 0;
	CHECK_EQ(lwsx_session_recv(client), LWSX_SESSION_EOF);
	CHECK_EQ(lwsx_session_queue(client, LWSX_TEXT, "x", 1), 0);
	CHECK_EQ(lwsx_session_send(client), LWSX_SESSION_FAILED);
	/* Freed by the callback. */
	begin();
	a.frees = 1;
	CHECK_EQ(lwsx_session_recv(server), 0);
	CHECK_EQ(lwsx_session_recv(server), LWSX_SESSION_INVALID);
}

static void whatever_send_answers(void)
{
	static const struct { ssize_t answer; int result; } cases[] = {
		{ LWSX_SESSION_WOULD_BLOCK, 0 }, { LWSX_SESSION_FAILED, LWSX_SESSION_FAILED }, { -77, LWSX_SESSION_FAILED },
		{ 999999, LWSX_SESSION_FAILED },
	};
	size_t i;

	for (i = 0; i < LWS_ARRAY_SIZE(cases); i++) {
		begin();
		a.answers = cases[i].answer;
		CHECK_EQ(lwsx_session_queue(server, LWSX_TEXT, "kept", 4), 0);
		CHECK_EQ(lwsx_session_send(server), cases[i].result);
		CHECK_EQ(a.sends, 1);
		CHECK_EQ(lwsx_session_want_write(server), !cases[i].result);
		CHECK_EQ(lwsx_session_queued_messages(server), !cases[i].result);
	}
	begin();
	a.frees = 1;
	CHECK_EQ(lwsx_session_queue(server, LWSX_TEXT, "x", 1), 0);
	CHECK_EQ(lwsx_session_send(server), 0);
	CHECK_EQ(lwsx_session_send(server), LWSX_SESSION_INVALID);
}

/* A peer that does not read: the socket fills, the session keeps the rest, and all arrives in the end. */
static void a_slow_reader(void)
{
	static unsigned char big[3000000];
	size_t before;
	int turns = 0;

	begin();
	fill(big, sizeof(big), 1);
	a.at_most = 100000;
	CHECK_EQ(lwsx_session_set_max_message(client, 0), 0);
	CHECK_EQ(lwsx_session_queue(server, LWSX_BINARY, big, sizeof(big)), 0);
	CHECK_EQ(lwsx_session_queue(server, LWSX_TEXT, "then", 4), 0);
	CHECK_EQ(lwsx_session_send(server), 0);
	CHECK(lwsx_session_want_write(server));
	CHECK_EQ(lwsx_session_queued_messages(server), 2);
	/* "then" is right behind it. */
	CHECK(a.sends > 1 && a.with_more == a.sends && a.last_more);
	before = lwsx_session_queued_bytes(server);
	CHECK_EQ(before, sizeof(big) + 4);
	while (lwsx_session_want_write(server)) {
		CHECK_EQ(lwsx_session_recv(client), 0);
		CHECK_EQ(lwsx_session_send(server), 0);
		CHECK(++turns < 10000);
	}
	CHECK(!a.last_more);
	CHECK_EQ(lwsx_session_recv(client), 0);
	CHECK(!strcmp(b.got, "then"));
	CHECK(turns > 2);
}

static void many_small_ones(void)
{
	int i;

	begin();
	for (i = 0; i < 100; i++)
		CHECK_EQ(lwsx_session_queue(server, LWSX_TEXT, "small", 5), 0);
	CHECK_EQ(lwsx_session_send(server), 0);
	/* In one call. */
	CHECK_EQ(a.sends, 1);
	CHECK_EQ(a.with_more, 0);
}

static void accept_keys(void)
{
	char out[29];

	CHECK_EQ(lwsx_accept_key("dGhlIHNhbXBsZSBub25jZQ==", out), 0);
	CHECK(!strcmp(out, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
	CHECK_EQ(lwsx_accept_key("  dGhlIHNhbXBsZSBub25jZQ== ", out), 0);
	CHECK(!strcmp(out, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
	CHECK_EQ(lwsx_accept_key("short", out), -1);
	CHECK(!*out);
	CHECK_EQ(lwsx_accept_key(NULL, out), -1);
	CHECK_EQ(lwsx_accept_key("dGhlIHNhbXBsZSBub25jZQ==", NULL), -1);
}

#define ASKS                                                                                                           \
	"GET /chat?room=1 HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"                     \
	"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"                                 \
	"Sec-WebSocket-Protocol: chat, talk\r\n\r\n"

static void handshakes(void)
{
	struct lwsx_handshake *h = lwsx_handshake_new();
	char text[40];
	const char *p = ASKS;
	const void *bytes;
	size_t len = 1;

	CHECK(h != NULL);
	CHECK(!lwsx_handshake_response(h, &len) && !len);
	CHECK_EQ(lwsx_handshake_target(h, text, sizeof(text)), -1);
	for (; p[1]; p++) {
		CHECK_EQ(lwsx_handshake_feed(h, p, 1), LWSX_HANDSHAKE_MORE);
		CHECK_EQ(lwsx_handshake_accept(h, NULL, NULL), -1);
	}
	CHECK_EQ(lwsx_handshake_feed(h, "\nframes", 7), LWSX_HANDSHAKE_WEBSOCKET);
	bytes = lwsx_handshake_rest(h, &len);
	CHECK(bytes && len == 6 && !memcmp(bytes, "frames", 6));
	CHECK_EQ(lwsx_handshake_target(h, text, sizeof(text)), 12);
	CHECK(!strcmp(text, "/chat?room=1"));
	CHECK_EQ(lwsx_handshake_target(h, text, 6), 12);
	CHECK(!strcmp(text, "/chat"));
	CHECK_EQ(lwsx_handshake_target(h, NULL, 0), 12);
	CHECK_EQ(lwsx_handshake_header(h, "HOST", text, sizeof(text)), 4);
	CHECK(!strcmp(text, "here"));
	CHECK_EQ(lwsx_handshake_header(h, "Cookie", text, sizeof(text)), -1);
	CHECK(!*text);
	CHECK_EQ(lwsx_handshake_header(h, NULL, text, sizeof(text)), -1);
	CHECK(lwsx_handshake_offers(h, "talk") && !lwsx_handshake_offers(h, "tal") && !lwsx_handshake_offers(h, NULL));
	CHECK_EQ(lwsx_handshake_accept(h, "other", NULL), -1);
	CHECK_EQ(lwsx_handshake_accept(h, NULL, "X: y"), -1);
	CHECK_EQ(lwsx_handshake_accept(h, NULL, "\r\n"), -1);
	CHECK(!lwsx_handshake_response(h, &len));
	CHECK_EQ(lwsx_handshake_accept(h, "talk", "Set-Cookie: a=b\r\n"), 0);
	bytes = lwsx_handshake_response(h, &len);
	CHECK(bytes && len > 100 && !memcmp(bytes, "HTTP/1.1 101 ", 13));
	CHECK(memmem(bytes, len, "\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", 54));
	CHECK(memmem(bytes, len, "\r\nSec-WebSocket-Protocol: talk\r\n", 32));
	CHECK(memmem(bytes, len, "\r\nSet-Cookie: a=b\r\n\r\n", 21));
	CHECK_EQ(lwsx_handshake_refuse(h, 403), 0);
	bytes = lwsx_handshake_response(h, &len);
	CHECK(bytes && !memcmp(bytes, "HTTP/1.1 403 Forbidden\r\n", 24));
	CHECK_EQ(lwsx_handshake_refuse(h, 200), -1);
	CHECK_EQ(lwsx_handshake_feed(h, NULL, 1), LWSX_HANDSHAKE_FAILED);
	lwsx_handshake_free(h);
	lwsx_handshake_free(h);
	CHECK_EQ(lwsx_handshake_feed(h, "x", 1), LWSX_HANDSHAKE_FAILED);
	CHECK_EQ(lwsx_handshake_accept(h, NULL, NULL), -1);
	CHECK_EQ(lwsx_handshake_refuse(NULL, 403), -1);
	CHECK(!lwsx_handshake_response(NULL, &len) && !len && !lwsx_handshake_rest(h, NULL));
	lwsx_handshake_free(NULL);
}

static void refused_handshakes(void)
{
	static const struct { const char *request; int verdict; const char *response; } cases[] = {
		{ "GET / HTTP/1.1\r\nHost: h\r\n\r\n", LWSX_HANDSHAKE_HTTP, "HTTP/1.1 426 " },
		{ "nonsense\r\n\r\n", LWSX_HANDSHAKE_BAD, "HTTP/1.1 400 " },
		{ "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", LWSX_HANDSHAKE_BAD,
		  "HTTP/1.1 400 " },
		{ "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 8\r\n\r\n", LWSX_HANDSHAKE_BAD,
		  "HTTP/1.1 426 " },
		{ "GET / HTTP/2.7\r\nHost: h\r\n\r\n", LWSX_HANDSHAKE_BAD, "HTTP/1.1 505 " },
	};
	static char huge[20000];
	struct lwsx_handshake *h;
	const char *bytes;
	size_t i, len;

	for (i = 0; i < LWS_ARRAY_SIZE(cases); i++) {
		h = lwsx_handshake_new();
		CHECK_EQ(lwsx_handshake_feed(h, cases[i].request, strlen(cases[i].request)), cases[i].verdict);
		bytes = lwsx_handshake_response(h, &len);
		CHECK(bytes && len > 13 && !memcmp(bytes, cases[i].response, 13));
		CHECK_EQ(lwsx_handshake_accept(h, NULL, NULL), -1);
		lwsx_handshake_free(h);
	}
	/* A head without an end. */
	h = lwsx_handshake_new();
	memset(huge, 'x', sizeof(huge));
	memcpy(huge, "GET / HTTP/1.1\r\nX: ", 19);
	for (i = 0; i < sizeof(huge) && !lwsx_handshake_feed(h, huge + i, 1); i++)
		;
	CHECK(i > 16000 && i < 17000);
	bytes = lwsx_handshake_response(h, &len);
	CHECK(bytes && !memcmp(bytes, "HTTP/1.1 431 ", 13));
	lwsx_handshake_free(h);
}

int main(void)
{
	both_ways();
	whatever_recv_answers();
	whatever_send_answers();
	a_slow_reader();
	many_small_ones();
	accept_keys();
	handshakes();
	refused_handshakes();
	lwsx_session_free(server);
	lwsx_session_free(client);
	close(a.fd);
	close(b.fd);
	return pass();
}
