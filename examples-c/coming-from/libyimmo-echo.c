/*
 * libyimmo-echo.c - an echo server, for who knows libyimmo.
 *
 *     cc -std=c99 libyimmo-echo.c -o libyimmo-echo \
 *             $(pkg-config --cflags --libs libwebsockets) -lev
 *     ./libyimmo-echo [-p PORT] [-m MAX-FRAME] [-s MAX-SESSIONS] [-g FILE]
 *
 * The program owns a libev loop and puts the server on it. Who connects is
 * greeted; each frame is sent back with the FIN bit and the opcode that it came
 * with; who asks by plain HTTP gets "OK", also who would rather speak HTTP/2.
 * The greeting is "Hello!", or what is in a file.
 *
 * Two thirds of this file are what a libyimmo program has: three functions for
 * connect, receive and close, one for HTTP, and main(). The third between them
 * makes of the callback of lws what those three expect, and shows where the
 * two libraries differ: lws gives slices of a frame, so "glue" below puts them
 * together. docs/coming-from/libyimmo.md compares the two call by call.
 *
 * From libwebsockets-extra.h come the sends: lwsx_send() copies the bytes,
 * lwsx_send_reference() does not, and says when they are not needed any more.
 * Both take their turn behind what waits already, so there is no queue here.
 */
#include <libwebsockets-extra.h>

#include <errno.h>
#include <ev.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first byte of a frame (RFC 6455, section 5.2). */
#define FLAG_FIN 0x80           /* the last frame of its message */
#define OP_CONTINUATION 0x0
#define OP_TEXT 0x1
#define OP_BINARY 0x2
#define OP_MASK 0xf

/*
 * Stop reading from a peer that has this many bytes waiting, and go on when it
 * has taken most of them: it may send faster than it reads.
 */
#define WAITING_HIGH (1024 * 1024)
#define WAITING_LOW (256 * 1024)

/* One for each websocket: allocated and freed by lws, with zeros in it. */
struct session {
	struct lws *wsi;
	uint64_t id;            /* no other connection ever has this one */
	int paused;             /* we do not read from it for now */
	int open;               /* on_connect() has said yes */

	/* The frame that is coming in. */
	unsigned char flags;
	unsigned char *frame;
	size_t len, size;       /* what has come, what there is room for */
};

static struct lws_context *context;
static size_t max_frame = 1024 * 1024;
static size_t max_sessions = 10000;

/* ------------------------------------------------------------------------
 * Sending: what goes out is a frame with these flags.
 */

/* lws says opcode and FIN in its own way: "no FIN" is the flag. */
static int how_of(unsigned char flags)
{
	int how;

	switch (flags & OP_MASK) {
	case OP_TEXT:
		how = LWS_WRITE_TEXT;
		break;
	case OP_BINARY:
		how = LWS_WRITE_BINARY;
		break;
	default:
		how = LWS_WRITE_CONTINUATION;
		break;
	}

	return flags & FLAG_FIN ? how : how | LWS_WRITE_NO_FIN;
}

/* Sends a copy: `data` is the caller's own again at once. 0, or an errno. */
static int send_copy(struct session *s, unsigned char flags, const void *data,
		     size_t len)
{
	if (lwsx_send(context, s->id, data, len, how_of(flags)))
		return ENOBUFS;

	/* Whoever does not take what we send is not read from either. */
	if (!s->paused && lwsx_queued(context, s->id) > WAITING_HIGH) {
		s->paused = 1;
		lws_rx_flow_control(s->wsi, 0);
		lws_callback_on_writable(s->wsi);
	}

	return 0;
}

/*
 * Sends the bytes themselves: they have to stay as they are until `release` is
 * called with `arg`. It is called once, whatever happens to the connection.
 */
static int send_reference(struct session *s, unsigned char flags,
			  const void *data, size_t len,
			  void (*release)(void *), void *arg)
{
	if (lwsx_send_reference(context, s->id, data, len, how_of(flags),
				release, arg))
		return ENOBUFS;

	return 0;
}

/* ------------------------------------------------------------------------
 * The three websocket callbacks. They return 0, or the errno with which the
 * connection is to be closed.
 */

static const char *greeting = "Hello!";
static size_t greeting_len = 6;
static unsigned long lent;              /* greetings on their way */
static unsigned long sessions, greeted;

/*
 * A greeting is not needed any more. All share the same bytes, so we count: in
 * the end none may be on its way when they are freed.
 */
static void on_released(void *arg)
{
	(void)arg;
	lent--;
	if (greeting_len > 6)
		printf("a greeting is released\n");
}

static int on_connect(struct session *s)
{
	int error;

	if (sessions >= max_sessions)
		return EMFILE;

	lent++;
	error = send_reference(s, FLAG_FIN | OP_TEXT, greeting, greeting_len,
			       on_released, NULL);
	if (error)
		return error;

	printf("%llu: here\n", (unsigned long long)s->id);
	sessions++;
	greeted++;

	return 0;
}

static int on_receive(struct session *s, unsigned char flags,
		      const unsigned char *data, size_t len)
{
	if (!len)
		printf("%llu: an empty frame, as one may send\n",
		       (unsigned long long)s->id);
	else if ((flags & OP_MASK) == OP_TEXT)
		printf("%llu: \"%.*s\"\n", (unsigned long long)s->id,
		       len < 60 ? (int)len : 60, (const char *)data);

	/*
	 * FIN and opcode go back as they came, so there is no message to be put
	 * together: its frames go back one by one.
	 */
	return send_copy(s, flags, data, len);
}

/* Nothing can be sent any more. `s` goes when this has returned. */
static void on_close(struct session *s)
{
	sessions--;
	printf("%llu: gone\n", (unsigned long long)s->id);
}

/* ------------------------------------------------------------------------
 * The callback for what is plain HTTP.
 */

/* 0, or -1: close the connection. */
static int on_http(struct lws *wsi)
{
	unsigned char buffer[LWS_PRE + 512];
	unsigned char *start = buffer + LWS_PRE, *p = start;
	unsigned char *end = buffer + sizeof(buffer);
	static char body[] = "OK";

	/* Status line, content-type, content-length, connection, date... */
	if (lws_add_http_common_headers(wsi, HTTP_STATUS_OK, "text/plain",
					sizeof(body) - 1, &p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return -1;

	/* FINAL says that nothing follows. HEAD has no body, only its length. */
	if (lws_hdr_total_length(wsi, WSI_TOKEN_HEAD_URI) <= 0 &&
	    lws_write(wsi, (unsigned char *)body, sizeof(body) - 1,
		      LWS_WRITE_HTTP_FINAL) != sizeof(body) - 1)
		return -1;

	/* -1 when this was the last answer: HTTP/1.0, `Connection: close`. */
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

/* ------------------------------------------------------------------------
 * Glue: from the one callback of lws to the four of this program.
 */

/* A callback has failed: errno, and the close code that fits, then the end. */
static int failed(struct session *s, int error)
{
	errno = error;
	perror("closing a session");
	lws_close_reason(s->wsi, error == EMSGSIZE ?
				 LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE :
				 LWS_CLOSE_STATUS_UNEXPECTED_CONDITION,
			 NULL, 0);
	return -1;
}

/* Room for this much of the frame. What the peer says may be any number. */
static int reserve(struct session *s, size_t size)
{
	unsigned char *frame;

	if (size > max_frame)
		return EMSGSIZE;
	if (size <= s->size)
		return 0;
	frame = realloc(s->frame, size);
	if (!frame)
		return ENOMEM;
	s->frame = frame;
	s->size = size;

	return 0;
}

/*
 * A slice of a frame. lws knows what it is a slice of: the frame's first byte,
 * and how much of it is still to come.
 */
static int on_slice(struct session *s, const void *in, size_t len)
{
	size_t rest = lws_remaining_packet_payload(s->wsi);
	int error;

	if (rest > max_frame || len > max_frame)
		return EMSGSIZE;        /* and the sum below cannot overflow */
	error = reserve(s, s->len + len + rest);
	if (error)
		return error;

	s->flags = (unsigned char)lwsx_first_byte(s->wsi);
	if (len)
		memcpy(s->frame + s->len, in, len);
	s->len += len;
	if (rest)
		return 0;

	len = s->len;
	s->len = 0;

	return on_receive(s, s->flags, s->frame, len);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason,
		    void *user, void *in, size_t len)
{
	struct session *s = user;
	int error;

	switch (reason) {

	case LWS_CALLBACK_HTTP:
		return on_http(wsi);

	case LWS_CALLBACK_ESTABLISHED:
		s->wsi = wsi;
		s->id = lwsx_id(wsi);
		error = on_connect(s);
		s->open = !error;
		return error ? failed(s, error) : 0;

	case LWS_CALLBACK_RECEIVE:
		error = on_slice(s, in, len);
		return error ? failed(s, error) : 0;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		/* It takes bytes again: enough of them to be read from? */
		if (!s->paused)
			break;
		if (lwsx_queued(context, s->id) > WAITING_LOW) {
			lws_callback_on_writable(wsi);
			break;
		}
		s->paused = 0;
		lws_rx_flow_control(wsi, 1);
		break;

	case LWS_CALLBACK_CLOSED:
		if (s->open)
			on_close(s);
		free(s->frame);
		break;

	default:
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}

	return 0;
}

/* Plain HTTP, and websockets that name no protocol, go to the first. */
static const struct lws_protocols protocols[] = {
	{
		.name = "echo",
		.callback = callback,
		.per_session_data_size = sizeof(struct session),
		.rx_buffer_size = 65536         /* the most that a slice is */
	},
	{ .name = NULL }
};

/* ------------------------------------------------------------------------
 * main
 */

static void on_signal(struct ev_loop *loop, ev_signal *watcher, int events)
{
	(void)watcher;
	(void)events;
	ev_break(loop, EVBREAK_ALL);
}

static void watch_signal(struct ev_loop *loop, ev_signal *watcher, int number)
{
	/* ev_signal_init() would do this, but not without compiler warnings. */
	ev_init(watcher, on_signal);
	watcher->signum = number;
	ev_signal_start(loop, watcher);
}

/* The greeting is what is in a file. 0, or -1: it cannot be read. */
static int read_greeting(const char *name)
{
	FILE *file = fopen(name, "rb");
	char *bytes = NULL;
	long len;

	if (!file)
		return -1;
	if (!fseek(file, 0, SEEK_END) && (len = ftell(file)) > 0) {
		rewind(file);
		bytes = malloc((size_t)len);
		if (bytes && fread(bytes, 1, (size_t)len, file) == (size_t)len) {
			greeting = bytes;
			greeting_len = (size_t)len;
		} else {
			free(bytes);
			bytes = NULL;
		}
	}
	fclose(file);

	return bytes ? 0 : -1;
}

/* Reads the command line. 0, or -1: it makes no sense. */
static int options(int argc, char **argv, int *port, char **file)
{
	char *end;
	long number;
	int n;

	for (n = 1; n + 1 < argc; n += 2) {
		if (!strcmp(argv[n], "-g")) {
			*file = argv[n + 1];
			continue;
		}
		number = strtol(argv[n + 1], &end, 10);
		if (end == argv[n + 1] || *end || number < 1)
			return -1;
		if (!strcmp(argv[n], "-p") && number <= 65535)
			*port = (int)number;
		else if (!strcmp(argv[n], "-m"))
			max_frame = (size_t)number;
		else if (!strcmp(argv[n], "-s"))
			max_sessions = (size_t)number;
		else
			return -1;
	}

	return n == argc ? 0 : -1;
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	struct ev_loop *loop = ev_default_loop(0);
	void *foreign_loops[1];
	ev_signal interrupt, terminate;
	char *file = NULL;
	int port = 7681;

	if (options(argc, argv, &port, &file)) {
		fprintf(stderr, "usage: %s [-p PORT] [-m MAX-FRAME] "
			"[-s MAX-SESSIONS] [-g FILE]\n", argv[0]);
		return 2;
	}
	if (file && read_greeting(file)) {
		fprintf(stderr, "cannot read %s\n", file);
		return 1;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);

	foreign_loops[0] = loop;
	memset(&info, 0, sizeof(info));         /* 0 is a sane default for all */
	info.port = port;
	info.protocols = protocols;
	info.options = LWS_SERVER_OPTION_LIBEV;
	info.foreign_loops = foreign_loops;
	info.pt_serv_buf_size = 65536;
	context = lws_create_context(&info);
	if (!context) {
		fprintf(stderr, "cannot listen on port %d\n", port);
		return 1;
	}
	watch_signal(loop, &interrupt, SIGINT);
	watch_signal(loop, &terminate, SIGTERM);
	printf("echo on ws://localhost:%d/\n", port);

	ev_run(loop, 0);
	printf("the loop has ended\n");

	/* First the guest, with an on_close() for each session; then the rest. */
	lws_context_destroy(context);
	ev_signal_stop(loop, &interrupt);
	ev_signal_stop(loop, &terminate);
	ev_loop_destroy(loop);
	printf("%lu greeted, %lu sessions left, %lu greetings not released\n",
	       greeted, sessions, lent);
	if (file)
		free((char *)greeting);

	return sessions || lent;
}
