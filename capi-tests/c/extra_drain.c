/*
 * The end of a context in peace (lwsx_drain()): no new connections, each session is told and may write, what waits goes out,
 * transactions come to their end, and the time that it may take.
 *
 * ONLY-OURS: this function is this library's own.
 */
#include "testing.h"

#include <libwebsockets-extra.h>

static int told, closed, drained, write_later, refuse_shutdown, answer_now, http_writes;
static struct lws *http;
static unsigned char *big;
#define BIG 8000000

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	unsigned char buf[LWS_PRE + 300], *p = buf + LWS_PRE;
	int n;
	(void)user;
	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_HTTP:
		http = wsi;
		if (!answer_now)
			return 0;
		/* fall through */
	case LWS_CALLBACK_HTTP_WRITEABLE:
		http_writes++;
		n = snprintf((char *)p, 300, "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
		CHECK_EQ(lws_write(wsi, p, (size_t)n, LWS_WRITE_HTTP_HEADERS), n);
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	case LWSX_CALLBACK_SHUTDOWN:
		told++;
		CHECK(!drained);
		if (refuse_shutdown)
			return -1;
		if (write_later) {
			lws_callback_on_writable(wsi);
		} else {
			memcpy(p, "last words", 10);
			CHECK_EQ(lws_write(wsi, p, 10, LWS_WRITE_TEXT), 10);
		}
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		if (write_later && --write_later)
			lws_callback_on_writable(wsi);
		memcpy(p, "more", 4);
		CHECK_EQ(lws_write(wsi, p, 4, LWS_WRITE_TEXT), 4);
		break;
	case LWS_CALLBACK_CLOSED:
		CHECK(!drained);
		closed++;
		break;
	case LWSX_CALLBACK_DRAINED:
		CHECK_EQ(lwsx_count(lws_get_context(wsi), NULL), 0);
		drained++;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "http", callback, 0, 0, 0, NULL, 0 },
	{ "chat", callback, 0, 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 }
};

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

static int start(void)
{
	int port;

	told = closed = drained = write_later = refuse_shutdown = answer_now = http_writes = 0;
	http = NULL;
	service_result = 0;
	context = start_server(protocols, &port);
	return port;
}

static void end(void)
{
	struct lws_context *c = context;

	WAIT_FOR(service_result < 0);
	CHECK_EQ(drained, 2);
	CHECK(lws_service(c, 0) < 0);
	CHECK_EQ(lwsx_count(c, NULL), 0);
	context = NULL;
	lws_context_destroy(c);
	CHECK_EQ(drained, 2);
	CHECK_EQ(lwsx_drain(c, 1), -1);
	peers_free();
}

static int refused(int port)
{
	struct sockaddr_in a;
	int fd = socket(AF_INET, SOCK_STREAM, 0), r;

	memset(&a, 0, sizeof(a));
	a.sin_family = AF_INET;
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a.sin_port = htons((unsigned short)port);
	r = connect(fd, (struct sockaddr *)&a, sizeof(a));
	close(fd);
	return r;
}

/* Asked for in a signal handler. */
static void on_signal(int number)
{
	(void)number;
	CHECK_EQ(lwsx_drain(context, 60), 0);
}

static void in_peace(void)
{
	int port = start();
	struct peer *one = peer_websocket(port, "chat"), *two = peer_websocket(port, "chat");
	struct peer *idle = peer_open(port), *asks = peer_open(port), *half = peer_open(port);
	double begin = now();

	CHECK_EQ(lwsx_drain(NULL, 1), -1);
	peer_text(asks, "GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
	peer_text(half, "GET /a HTTP/1.1\r\nHos");
	WAIT_FOR(http);
	turn_for(0.05);
	signal(SIGUSR1, on_signal);
	raise(SIGUSR1);
	expect_frame(one, 0x81, "last words", 10);
	expect_frame(one, 0x88, "\x03\xe9", 2);
	expect_frame(two, 0x81, "last words", 10);
	expect_frame(two, 0x88, "\x03\xe9", 2);
	CHECK_EQ(told, 2);
	WAIT_FOR(idle->eof);
	CHECK_EQ(idle->in_len, 0);
	CHECK(refused(port));
	/* The answers to the close frames. */
	peer_frame(one, 0x88, "\x03\xe9", 2);
	peer_frame(two, 0x88, "\x03\xe9", 2);
	WAIT_FOR(closed == 2);
	/* A transaction comes to its end, and its connection with it; so does one whose request was half there. */
	CHECK(!asks->eof && service_result >= 0);
	lws_callback_on_writable(http);
	WAIT_FOR(asks->eof);
	CHECK(strstr((char *)asks->in, "\r\n\r\nok"));
	CHECK(service_result >= 0);
	answer_now = 1;
	peer_text(half, "t: h\r\n\r\n");
	WAIT_FOR(half->eof);
	CHECK(strstr((char *)half->in, "\r\n\r\nok"));
	CHECK_EQ(http_writes, 2);
	end();
	CHECK(now() - begin < patience());
	CHECK_EQ(told, 2);
}

static void what_waits(void)
{
	int port = start(), i;
	struct peer *p = peer_websocket(port, "chat");

	write_later = 3;
	CHECK_EQ(lwsx_drain(context, 60), 0);
	for (i = 0; i < 3; i++)
		expect_frame(p, 0x81, "more", 4);
	expect_frame(p, 0x88, "\x03\xe9", 2);
	CHECK_EQ(told, 1);
	peer_frame(p, 0x88, "\x03\xe9", 2);
	end();
}

static void send_to(struct lws *wsi, void *arg)
{
	(void)arg;
	CHECK_EQ(lwsx_send(lws_get_context(wsi), lwsx_id(wsi), big, BIG, LWS_WRITE_BINARY), 0);
	CHECK_EQ(lwsx_send(lws_get_context(wsi), lwsx_id(wsi), big, BIG / 2, LWS_WRITE_BINARY), 0);
}

static void queued(void)
{
	int port = start();
	struct peer *p = peer_websocket(port, "chat");

	p->deaf = 1;
	CHECK_EQ(lwsx_each(context, NULL, 0, send_to, NULL, NULL), 0);
	turn_for(0.05);
	CHECK_EQ(lwsx_drain(context, 60), 0);
	turn_for(0.1);
	CHECK_EQ(told, 1);
	p->deaf = 0;
	expect_frame(p, 0x82, big, BIG);
	/* What was written in SHUTDOWN went behind what the kernel had refused then. */
	expect_frame(p, 0x81, "last words", 10);
	expect_frame(p, 0x82, big, BIG / 2);
	expect_frame(p, 0x88, "\x03\xe9", 2);
	peer_free(p);
	end();
}

static void time_is_up(void)
{
	int port = start();
	struct peer *p = peer_websocket(port, "chat"), *asks = peer_open(port);
	double begin;

	peer_text(asks, "GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
	WAIT_FOR(http);
	/* It does not answer the close frame, and nobody answers the request. */
	begin = now();
	CHECK_EQ(lwsx_drain(context, 600), 0);
	turn_for(0.1);
	CHECK_EQ(lwsx_drain(context, 1), 0);
	CHECK_EQ(lwsx_drain(context, 100), 0);
	WAIT_FOR(service_result < 0);
	CHECK(now() - begin > 0.9);
	CHECK(now() - begin < 4.5);
	CHECK_EQ(closed, 1);
	CHECK(p->in_len == 16);
	end();

	/* At once. */
	port = start();
	p = peer_websocket(port, "chat");
	CHECK_EQ(lwsx_drain(context, 0), 0);
	WAIT_FOR(service_result < 0);
	CHECK_EQ(told, 1);
	CHECK_EQ(closed, 1);
	expect_frame(p, 0x81, "last words", 10);
	expect_frame(p, 0x88, "\x03\xe9", 2);
	end();

	/* The program hangs up, and nobody is there. */
	port = start();
	p = peer_websocket(port, "chat");
	refuse_shutdown = 1;
	CHECK_EQ(lwsx_drain(context, 60), 0);
	WAIT_FOR(p->eof);
	CHECK_EQ(p->in_len, 0);
	end();
	start();
	CHECK_EQ(lwsx_drain(context, 60), 0);
	end();
}

/* As a program would write it. */
static void the_loop(void)
{
	struct peer *p;
	int port = start(), n = 0;

	p = peer_websocket(port, "chat");
	CHECK_EQ(lwsx_drain(context, 1), 0);
	while (n >= 0)
		n = lws_service(context, 0);
	CHECK_EQ(closed, 1);
	peer_free(p);
	lws_context_destroy(context);
	context = NULL;
}

int main(void)
{
	big = (unsigned char *)get_memory(BIG);
	in_peace();
	what_waits();
	queued();
	time_is_up();
	the_loop();
	free(big);
	return pass();
}
