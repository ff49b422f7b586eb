/*
 * A session on memory alone: two of them, a server and a client, talk through buffers of the program's; each call, each
 * limit, each refusal.
 *
 * ONLY-OURS: lwsx_session_*
 */
#include "testing.h"

#include <libwebsockets-extra.h>

struct side {
	struct lwsx_session *session;
	char told[60000];       /* what the callbacks were told */
	int frees, shuts;       /* at the next message: free the session, shut reading down */
	int echoes;
	int masks, mask_fails;
};

static struct side server, client;

static void tell(struct side *s, const char *format, ...)
{
	size_t n = strlen(s->told);
	va_list ap;

	va_start(ap, format);
	vsnprintf(s->told + n, sizeof(s->told) - n, format, ap);
	va_end(ap);
}

static int genmask(struct lwsx_session *session, uint8_t *buf, size_t len, void *user)
{
	struct side *s = user;

	CHECK(session == s->session);
	CHECK_EQ(len, 4);
	memcpy(buf, "\1\2\3\4", 4);
	s->masks++;
	return s->mask_fails ? -1 : 0;
}

static void frame_begin(struct lwsx_session *session, const struct lwsx_frame *f, void *user)
{
	CHECK(session == ((struct side *)user)->session);
	tell(user, "[%d%s %d:", f->opcode, f->fin ? "" : "+", (int)f->length);
}

static void frame_bytes(struct lwsx_session *session, const uint8_t *data, size_t len, void *user)
{
	CHECK(session == ((struct side *)user)->session);
	CHECK(len > 0);
	if (len < 100)
		tell(user, "%.*s", (int)len, (const char *)data);
}

static void frame_end(struct lwsx_session *session, void *user)
{
	CHECK(session == ((struct side *)user)->session);
	tell(user, "]");
}

static void message(struct lwsx_session *session, const struct lwsx_message *m, void *user)
{
	struct side *s = user;

	CHECK(session == s->session);
	CHECK(lwsx_session_user(session) == s);
	tell(s, "(%d", m->opcode);
	if (m->opcode == LWSX_CLOSE)
		tell(s, " %d", m->status);
	else
		CHECK_EQ(m->status, 0);
	if (!m->data)
		CHECK_EQ(m->len, 0);
	tell(s, m->data && m->len < 100 ? " %.*s)" : m->data ? " %d)" : " NULL)", (int)m->len, (const char *)m->data);
	if (s->echoes && !LWSX_IS_CONTROL(m->opcode))
		CHECK_EQ(lwsx_session_queue(session, m->opcode, m->data, m->len), 0);
	/* The same call within itself. */
	CHECK_EQ(lwsx_session_feed(session, "x", 1), LWSX_SESSION_BUSY);
	CHECK_EQ(lwsx_session_recv(session), LWSX_SESSION_BUSY);
	if (s->shuts)
		CHECK_EQ(lwsx_session_shutdown_read(session), 0);
	if (s->frees) {
		lwsx_session_free(session);
		CHECK_EQ(lwsx_session_want_read(session), 0);
		CHECK_EQ(lwsx_session_queue(session, LWSX_TEXT, "x", 1), LWSX_SESSION_INVALID);
		lwsx_session_free(session);
	}
}

static const struct lwsx_session_callbacks callbacks = {
	NULL, NULL, genmask, frame_begin, frame_bytes, frame_end, message
};

static void begin(void)
{
	lwsx_session_free(server.session);
	lwsx_session_free(client.session);
	memset(&server, 0, sizeof(server));
	memset(&client, 0, sizeof(client));
	server.session = lwsx_session_server(&callbacks, &server);
	client.session = lwsx_session_client(&callbacks, &client);
	CHECK(server.session && client.session);
}

/* Carries what one has to say to the other, in pieces of a size. */
static size_t carry(struct side *from, struct side *to, size_t size)
{
	unsigned char *buf = get_memory(size);
	size_t total = 0;
	ssize_t n;

	while ((n = lwsx_session_pull(from->session, buf, size)) > 0) {
		CHECK((size_t)n <= size);
		CHECK_EQ(lwsx_session_feed(to->session, buf, (size_t)n), n);
		total += (size_t)n;
	}
	CHECK_EQ(n, 0);
	free(buf);
	return total;
}

#define TOLD(side, text)                                                                                               \
	do {                                                                                                           \
		if (strcmp((side).told, text))                                                                         \
			FAIL("told \"%s\", not \"%s\"", (side).told, text);                                            \
		(side).told[0] = 0;                                                                                    \
	} while (0)

static void there_and_back(void)
{
	size_t size;

	for (size = 1; size < 200; size += 13) {
		begin();
		server.echoes = 1;
		CHECK(lwsx_session_want_read(server.session) && !lwsx_session_want_write(server.session));
		CHECK_EQ(lwsx_session_queue(client.session, LWSX_TEXT, "hello", 5), 0);
		CHECK_EQ(lwsx_session_queue(client.session, LWSX_BINARY, "", 0), 0);
		CHECK_EQ(lwsx_session_queue(client.session, LWSX_PING, "beat", 4), 0);
		CHECK_EQ(lwsx_session_queued_messages(client.session), 3);
		CHECK_EQ(lwsx_session_queued_bytes(client.session), 9);
		CHECK(lwsx_session_want_write(client.session));
		CHECK_EQ(carry(&client, &server, size), 3 * 6 + 9);
		CHECK_EQ(client.masks, 3);
		CHECK_EQ(lwsx_session_queued_messages(client.session), 0);
		CHECK_EQ(lwsx_session_queued_bytes(client.session), 0);
		if (size > 20)
			TOLD(server, "[9 4:beat](9 beat)[1 5:hello](1 hello)[2 0:](2 )");
		CHECK_EQ(lwsx_session_queued_messages(server.session), 3);
		CHECK_EQ(carry(&server, &client, size), 3 * 2 + 9);
		if (size > 20)
			TOLD(client, "[10 4:beat](10 beat)[1 5:hello](1 hello)[2 0:](2 )");
		CHECK_EQ(server.masks, 0);
	}
}

static void goodbyes(void)
{
	begin();
	CHECK_EQ(lwsx_session_status_sent(client.session), 1006);
	CHECK_EQ(lwsx_session_status_received(client.session), 1006);
	CHECK_EQ(lwsx_session_queue(client.session, LWSX_TEXT, "last", 4), 0);
	CHECK_EQ(lwsx_session_queue_close(client.session, 1001, "going", 5), 0);
	CHECK_EQ(lwsx_session_queue_close(client.session, 1000, NULL, 0), LWSX_SESSION_CLOSING);
	CHECK_EQ(lwsx_session_queue(client.session, LWSX_TEXT, "x", 1), LWSX_SESSION_CLOSING);
	CHECK_EQ(lwsx_session_queue(client.session, LWSX_PING, "x", 1), LWSX_SESSION_CLOSING);
	CHECK(!lwsx_session_close_sent(client.session));
	carry(&client, &server, 1000);
	CHECK(lwsx_session_close_sent(client.session) && !lwsx_session_close_received(client.session));
	CHECK_EQ(lwsx_session_status_sent(client.session), 1001);
	CHECK(lwsx_session_want_read(client.session) && !lwsx_session_want_write(client.session));
	TOLD(server, "[1 4:last](1 last)[8 7:\3\351going](8 1001 going)");
	CHECK(lwsx_session_close_received(server.session) && !lwsx_session_close_sent(server.session));
	CHECK_EQ(lwsx_session_status_received(server.session), 1001);
	CHECK(!lwsx_session_want_read(server.session) && lwsx_session_want_write(server.session));
	CHECK_EQ(lwsx_session_feed(server.session, "more", 4), 0);
	carry(&server, &client, 1000);
	TOLD(client, "[8 7:\3\351going](8 1001 going)");
	CHECK(!lwsx_session_want_read(server.session) && !lwsx_session_want_write(server.session));
	CHECK(!lwsx_session_want_read(client.session) && !lwsx_session_want_write(client.session));
	CHECK_EQ(lwsx_session_status_sent(server.session), 1001);

	/* Without a status; the server begins. */
	begin();
	CHECK_EQ(lwsx_session_queue_close(server.session, 0, NULL, 0), 0);
	/* What was on its way is still read. */
	CHECK_EQ(lwsx_session_queue(client.session, LWSX_TEXT, "late", 4), 0);
	carry(&client, &server, 1000);
	TOLD(server, "[1 4:late](1 late)");
	carry(&server, &client, 1000);
	TOLD(client, "[8 0:](8 1005 )");
	carry(&client, &server, 1000);
	TOLD(server, "[8 0:](8 1005 )");
	CHECK_EQ(lwsx_session_status_sent(server.session), 1005);
	CHECK_EQ(lwsx_session_status_received(server.session), 1005);
}

static void refusals(void)
{
	static const int opcodes[] = { 0, 3, 7, LWSX_CLOSE, 11, 15, -1, 257 };
	static const unsigned int statuses[] = { 1, 999, 1004, 1005, 1006, 1015, 2000, 2999, 5000, 66536 };
	char long_text[130];
	size_t i;

	begin();
	memset(long_text, 'x', sizeof(long_text));
	for (i = 0; i < LWS_ARRAY_SIZE(opcodes); i++)
		CHECK_EQ(lwsx_session_queue(server.session, opcodes[i], "x", 1), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_TEXT, "\xff", 1), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_TEXT, NULL, 1), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_BINARY, "x", (size_t)-1), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_PING, long_text, 126), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_PONG, long_text, 126), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue_parts(server.session, LWSX_PING, NULL, NULL), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue_parts(server.session, LWSX_TEXT, NULL, NULL), LWSX_SESSION_INVALID);
	for (i = 0; i < LWS_ARRAY_SIZE(statuses); i++)
		CHECK_EQ(lwsx_session_queue_close(server.session, statuses[i], NULL, 0), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue_close(server.session, 0, "x", 1), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue_close(server.session, 1000, long_text, 124), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue_close(server.session, 1000, "\xff", 1), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_queue_close(server.session, 1000, NULL, 3), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_feed(server.session, NULL, 3), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_pull(server.session, NULL, 3), LWSX_SESSION_INVALID);
	CHECK_EQ(lwsx_session_pull(server.session, long_text, 0), 0);
	CHECK_EQ(lwsx_session_queued_messages(server.session), 0);
	CHECK(!lwsx_session_want_write(server.session));
	/* Neither callbacks nor a socket. */
	CHECK_EQ(lwsx_session_recv(server.session), LWSX_SESSION_FAILED);
	CHECK(!lwsx_session_want_read(server.session));
	CHECK_EQ(lwsx_session_send(server.session), 0);
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_TEXT, "x", 1), 0);
	CHECK_EQ(lwsx_session_send(server.session), LWSX_SESSION_FAILED);
	CHECK(!lwsx_session_want_write(server.session));

	/* What is just long enough. */
	begin();
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_PING, long_text, 125), 0);
	CHECK_EQ(lwsx_session_queue_close(server.session, 4999, long_text, 123), 0);
	CHECK_EQ(carry(&server, &client, 1000), 254);
	CHECK_EQ(lwsx_session_status_received(client.session), 4999);
}

static void no_session(void)
{
	struct lwsx_session *gone = lwsx_session_server(NULL, NULL), *list[2];
	char buf[4];
	int i;

	CHECK(gone && !lwsx_session_user(gone));
	lwsx_session_free(gone);
	lwsx_session_free(gone);
	lwsx_session_free(NULL);
	list[0] = NULL;
	list[1] = gone;
	for (i = 0; i < 2; i++) {
		struct lwsx_session *s = list[i];

		CHECK(!lwsx_session_user(s));
		CHECK_EQ(lwsx_session_recv(s), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_send(s), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_feed(s, "x", 1), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_pull(s, buf, 4), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_want_read(s) + lwsx_session_want_write(s), 0);
		CHECK_EQ(lwsx_session_queue(s, LWSX_TEXT, "x", 1), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_queue_close(s, 1000, "x", 1), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_resume(s), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_set_fd(s, 1), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_shutdown_read(s), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_shutdown_write(s), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_set_max_message(s, 1), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_set_max_queued(s, 1), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_set_no_buffering(s, 1), LWSX_SESSION_INVALID);
		CHECK_EQ(lwsx_session_close_received(s) + lwsx_session_close_sent(s), 0);
		CHECK_EQ(lwsx_session_status_received(s) + lwsx_session_status_sent(s), 0);
		CHECK_EQ(lwsx_session_queued_messages(s) + lwsx_session_queued_bytes(s), 0);
	}
}

/* What the server answers to bytes that break the protocol, after a message that does not. */
static void accused(const char *bytes, size_t len, unsigned int status)
{
	unsigned char buf[200];
	ssize_t n;

	begin();
	server.echoes = 1;
	CHECK_EQ(lwsx_session_feed(server.session, "\x81\x82\0\0\0\0ok", 8), 8);
	TOLD(server, "[1 2:ok](1 ok)");
	lwsx_session_feed(server.session, bytes, len);
	CHECK(!lwsx_session_want_read(server.session));
	CHECK(lwsx_session_want_write(server.session));
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_TEXT, "x", 1), LWSX_SESSION_CLOSING);
	n = lwsx_session_pull(server.session, buf, sizeof(buf));
	CHECK(n >= 8 && !memcmp(buf, "\x81\2ok\x88", 5));
	CHECK_EQ(buf[6] << 8 | buf[7], status);
	CHECK_EQ(lwsx_session_status_sent(server.session), status);
	CHECK_EQ(lwsx_session_status_received(server.session), 1006);
	CHECK(!lwsx_session_want_write(server.session));
}

static void bad_peers(void)
{
	accused("\x81\1x", 3, 1002);                            /* not masked */
	accused("\xc1\x81\0\0\0\0x", 7, 1002);                  /* a reserved bit */
	accused("\x83\x81\0\0\0\0x", 7, 1002);                  /* no such opcode */
	accused("\x80\x81\0\0\0\0x", 7, 1002);                  /* nothing to continue */
	accused("\x09\x81\0\0\0\0x", 7, 1002);                  /* a ping in pieces */
	accused("\x89\xfe\0\x7e\0\0\0\0", 8, 1002);             /* a long ping */
	accused("\x88\x81\0\0\0\0\3", 7, 1002);                 /* half a status */
	accused("\x88\x82\0\0\0\0\3\xed", 8, 1002);             /* 1005 */
	accused("\x88\x83\0\0\0\0\3\xe8\xff", 9, 1007);         /* a reason that is no text */
	accused("\x81\x81\0\0\0\0\xff", 7, 1007);
	accused("\x81\x81\0\0\0\0\xc3", 7, 1007);                /* half a character */
	accused("\x81\x82\0\0\0\0\xc0", 7, 1007);                /* impossible, and the rest has not come */
	accused("\x82\xff\x80\0\0\0\0\0\0\0\0\0\0\0", 14, 1002); /* no such length */
}

static void limits(void)
{
	static char big[300000];
	unsigned char head[20];

	/* 262144 may come, one more may not, and its header alone tells. */
	begin();
	memset(big, 'b', sizeof(big));
	CHECK_EQ(lwsx_session_queue(client.session, LWSX_BINARY, big, 262144), 0);
	carry(&client, &server, 100000);
	CHECK(strstr(server.told, "](2 262144)"));
	CHECK_EQ(lwsx_session_queue(client.session, LWSX_BINARY, big, 262145), 0);
	CHECK_EQ(lwsx_session_pull(client.session, head, 14), 14);
	CHECK_EQ(lwsx_session_feed(server.session, head, 14), 14);
	CHECK(!lwsx_session_want_read(server.session));
	carry(&server, &client, 100);
	CHECK_EQ(lwsx_session_status_received(client.session), 1009);

	/* Another limit; several frames make one message. */
	begin();
	CHECK_EQ(lwsx_session_set_max_message(server.session, 10), 0);
	lwsx_session_feed(server.session, "\1\x85\0\0\0\0hello\x80\x85\0\0\0\0hello", 22);
	TOLD(server, "[1+ 5:hello][0 5:hello](1 hellohello)");
	lwsx_session_feed(server.session, "\1\x85\0\0\0\0hello\x80\x86\0\0\0\0hello!", 23);
	TOLD(server, "[1+ 5:hello]");
	carry(&server, &client, 100);
	CHECK_EQ(lwsx_session_status_received(client.session), 1009);

	/* A ping in the midst of a message. */
	begin();
	lwsx_session_feed(server.session, "\1\x82\0\0\0\0on\x89\x81\0\0\0\0?\x80\x81\0\0\0\0e", 22);
	TOLD(server, "[1+ 2:on][9 1:?](9 ?)[0 1:e](1 one)");

	/* None. */
	begin();
	CHECK_EQ(lwsx_session_set_max_message(server.session, 0), 0);
	CHECK_EQ(lwsx_session_queue(client.session, LWSX_BINARY, big, sizeof(big)), 0);
	carry(&client, &server, 100000);
	CHECK(strstr(server.told, "](2 300000)"));

	/* Not gathered, from the next message on. */
	begin();
	lwsx_session_feed(server.session, "\1\x85\0\0\0\0hello", 11);
	CHECK_EQ(lwsx_session_set_no_buffering(server.session, 1), 0);
	lwsx_session_feed(server.session, "\x80\x81\0\0\0\0!\x81\x81\0\0\0\0a\x89\x81\0\0\0\0p", 21);
	TOLD(server, "[1+ 5:hello][0 1:!](1 hello!)[1 1:a](1 NULL)[9 1:p](9 p)");

	/* Too much waits to be sent: the rest is the program's until some of it has gone. */
	begin();
	server.echoes = 1;
	CHECK_EQ(lwsx_session_set_max_queued(server.session, 100000), 0);
	CHECK_EQ(lwsx_session_set_max_message(server.session, 0), 0);
	CHECK_EQ(lwsx_session_queue(client.session, LWSX_BINARY, big, 200000), 0);
	carry(&client, &server, 1000);
	CHECK_EQ(lwsx_session_queued_bytes(server.session), 200000);
	CHECK(!lwsx_session_want_read(server.session) && lwsx_session_want_write(server.session));
	CHECK_EQ(lwsx_session_feed(server.session, "\x81\x81\0\0\0\0a", 7), 0);
	carry(&server, &client, 1000);
	CHECK(lwsx_session_want_read(server.session));
	CHECK_EQ(lwsx_session_feed(server.session, "\x81\x81\0\0\0\0a", 7), 7);
}

struct parts {
	const char *rest;
	size_t size;            /* of a part */
	int late;               /* says that it was the last after it */
	int waits, fails;
};

static ssize_t read_parts(struct lwsx_session *session, uint8_t *buf, size_t len, int *eof, void *source)
{
	struct parts *p = source;
	size_t n = strlen(p->rest) < p->size ? strlen(p->rest) : p->size;

	CHECK(session == server.session);
	CHECK(len >= 1000 && !*eof);
	if (p->fails)
		return LWSX_SESSION_FAILED;
	if (p->waits)
		return LWSX_SESSION_WOULD_BLOCK;
	memcpy(buf, p->rest, n);
	p->rest += n;
	*eof = !*p->rest && (!p->late || !n);
	return (ssize_t)n;
}

static void fragments(void)
{
	struct parts p;
	char buf[100];

	begin();
	memset(&p, 0, sizeof(p));
	p.rest = "onetwothree";
	p.size = 3;
	CHECK_EQ(lwsx_session_queue_parts(server.session, LWSX_TEXT, read_parts, &p), 0);
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_BINARY, "behind", 6), 0);
	CHECK_EQ(lwsx_session_queued_messages(server.session), 2);
	CHECK_EQ(lwsx_session_queued_bytes(server.session), 6);
	carry(&server, &client, 7);
	CHECK(strstr(client.told, "(1 onetwothree)") && strstr(client.told, "(2 behind)"));
	client.told[0] = 0;

	/* The end may be said behind the last part. */
	p.rest = "abcdef";
	p.late = 1;
	CHECK_EQ(lwsx_session_queue_parts(server.session, LWSX_BINARY, read_parts, &p), 0);
	carry(&server, &client, 100);
	TOLD(client, "[2+ 3:abc][0+ 3:def][0 0:](2 abcdef)");

	/* Nothing yet: control frames pass, messages do not. */
	p.rest = "late";
	p.late = 0;
	p.waits = 1;
	CHECK_EQ(lwsx_session_queue_parts(server.session, LWSX_TEXT, read_parts, &p), 0);
	CHECK(lwsx_session_want_write(server.session));
	CHECK_EQ(carry(&server, &client, 100), 0);
	CHECK(!lwsx_session_want_write(server.session));
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_TEXT, "behind", 6), 0);
	CHECK(!lwsx_session_want_write(server.session));
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_PING, "!", 1), 0);
	CHECK(lwsx_session_want_write(server.session));
	CHECK_EQ(carry(&server, &client, 100), 3);
	TOLD(client, "[9 1:!](9 !)");
	p.waits = 0;
	CHECK_EQ(lwsx_session_resume(server.session), 0);
	CHECK(lwsx_session_want_write(server.session));
	carry(&server, &client, 100);
	TOLD(client, "[1+ 3:lat][0 1:e](1 late)[1 6:behind](1 behind)");

	/* The source fails: it is over. */
	p.fails = 1;
	CHECK_EQ(lwsx_session_queue_parts(server.session, LWSX_TEXT, read_parts, &p), 0);
	CHECK_EQ(lwsx_session_pull(server.session, buf, sizeof(buf)), LWSX_SESSION_FAILED);
	CHECK(!lwsx_session_want_write(server.session));
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_TEXT, "x", 1), LWSX_SESSION_CLOSING);
}

static void ends_in_callbacks(void)
{
	static const char two[] = "\x81\x81\0\0\0\0a\x81\x81\0\0\0\0b";
	char buf[100];

	begin();
	server.shuts = 1;
	lwsx_session_feed(server.session, two, 14);
	TOLD(server, "[1 1:a](1 a)");
	CHECK(!lwsx_session_want_read(server.session));
	CHECK_EQ(lwsx_session_feed(server.session, two, 14), 0);
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_TEXT, "x", 1), 0);
	CHECK_EQ(lwsx_session_shutdown_write(server.session), 0);
	CHECK(!lwsx_session_want_write(server.session));
	CHECK_EQ(lwsx_session_pull(server.session, buf, sizeof(buf)), 0);
	CHECK_EQ(lwsx_session_queue(server.session, LWSX_TEXT, "x", 1), LWSX_SESSION_CLOSING);
	CHECK_EQ(lwsx_session_queued_messages(server.session), 0);

	begin();
	server.frees = server.echoes = 1;
	lwsx_session_feed(server.session, two, 14);
	TOLD(server, "[1 1:a](1 a)");
	CHECK_EQ(lwsx_session_feed(server.session, two, 14), LWSX_SESSION_INVALID);

	/* No mask, no frame. */
	begin();
	client.mask_fails = 1;
	CHECK_EQ(lwsx_session_queue(client.session, LWSX_TEXT, "x", 1), 0);
	CHECK_EQ(lwsx_session_pull(client.session, buf, sizeof(buf)), LWSX_SESSION_FAILED);
	CHECK(!lwsx_session_want_write(client.session));
}

/* Without a genmask of the program's, masks differ. */
static void masks(void)
{
	struct lwsx_session *s = lwsx_session_client(NULL, NULL);
	unsigned char buf[16];

	CHECK_EQ(lwsx_session_queue(s, LWSX_BINARY, "", 0), 0);
	CHECK_EQ(lwsx_session_queue(s, LWSX_BINARY, "", 0), 0);
	CHECK_EQ(lwsx_session_pull(s, buf, sizeof(buf)), 12);
	CHECK(buf[1] == 0x80 && buf[7] == 0x80);
	CHECK(memcmp(buf + 2, buf + 8, 4) != 0);
	lwsx_session_free(s);
}

int main(void)
{
	there_and_back();
	goodbyes();
	refusals();
	no_session();
	bad_peers();
	limits();
	fragments();
	ends_in_callbacks();
	masks();
	lwsx_session_free(server.session);
	lwsx_session_free(client.session);
	return pass();
}
