/*
 * echo.c - a websocket server that sends every message back as it came.
 *
 *     cc -std=c99 echo.c -o echo $(pkg-config --cflags --libs libwebsockets)
 *     ./echo [PORT]                                    (7681 if none is given)
 *
 * It shows the three things that every websocket server has to get right:
 *
 *   1. Messages come in pieces. A RECEIVE callback brings some bytes of a
 *      message, not "the message"; first, final, text or binary are asked for.
 *   2. Writing waits its turn. We queue what we want to say, ask for a
 *      WRITEABLE callback, and write one piece each time it comes.
 *   3. A peer may send faster than it reads. When our queue gets long we stop
 *      reading from that peer; TCP then holds it back, and memory stays bounded.
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Stop reading from a peer that has this many bytes waiting in its queue, and
 * go on when it has taken most of them. Some peers send the whole of a message
 * before they read anything: the first number has to hold the largest message
 * that we mean to echo, or both sides wait for each other.
 */
#define QUEUE_HIGH (32 * 1024 * 1024)
#define QUEUE_LOW (8 * 1024 * 1024)

/*
 * A piece of a message that waits to be sent back.
 *
 * lws_write() wants LWS_PRE bytes of room in front of the payload, where it
 * may put the frame header. So each piece is one allocation: this struct, the
 * room, the payload.
 */
struct piece {
	struct piece *next;
	size_t len;
	int flags;              /* the LWS_WRITE_ flags it is sent with */
	unsigned char room[];   /* LWS_PRE bytes, then len bytes */
};

/*
 * One of these belongs to each connection. lws allocates it (see
 * per_session_data_size below), fills it with zeros, hands it to the callback
 * as `user`, and frees it after the connection's last callback.
 */
struct session {
	struct piece *first, *last;
	size_t queued;          /* payload bytes in the queue */
	int paused;             /* we have asked lws to stop reading */
};

/* Puts a copy of what arrived at the end of the queue. 0, or -1: no memory. */
static int enqueue(struct session *s, const void *in, size_t len, int flags)
{
	struct piece *p = malloc(sizeof(*p) + LWS_PRE + len);

	if (!p)
		return -1;

	p->next = NULL;
	p->len = len;
	p->flags = flags;
	if (len)        /* an empty message is a message too */
		memcpy(p->room + LWS_PRE, in, len);

	if (s->last)
		s->last->next = p;
	else
		s->first = p;
	s->last = p;
	s->queued += len;

	return 0;
}

/* Takes the oldest piece out of the queue and frees it. */
static void drop_first(struct session *s)
{
	struct piece *p = s->first;

	s->first = p->next;
	if (!s->first)
		s->last = NULL;
	s->queued -= p->len;
	free(p);
}

/*
 * lws calls this for everything that happens on a connection. Returning 0
 * means "go on", -1 closes the connection.
 */
static int echo(struct lws *wsi, enum lws_callback_reasons reason,
		void *user, void *in, size_t len)
{
	struct session *s = user;
	struct piece *p;
	int flags;

	switch (reason) {

	case LWS_CALLBACK_RECEIVE:
		/*
		 * `in` is valid only during this callback, so we copy it. The
		 * first piece of a message is sent as TEXT or BINARY, the rest
		 * as CONTINUATION; all but the final one say NO_FIN, "more
		 * follows". lws_write_ws_flags() works that out.
		 */
		flags = lws_write_ws_flags(
			lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY
						 : LWS_WRITE_TEXT,
			lws_is_first_fragment(wsi), lws_is_final_fragment(wsi));
		if (enqueue(s, in, len, flags))
			return -1;

		if (s->queued >= QUEUE_HIGH && !s->paused) {
			s->paused = 1;
			lws_rx_flow_control(wsi, 0);
		}
		lws_callback_on_writable(wsi);
		break;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		p = s->first;
		if (!p)
			break;

		/*
		 * One write for each WRITEABLE. If the socket takes only part
		 * of it lws keeps the rest, and calls us again when that is
		 * gone; less than we asked for means the connection is dead.
		 */
		if (lws_write(wsi, p->room + LWS_PRE, p->len,
			      (enum lws_write_protocol)p->flags) < (int)p->len)
			return -1;
		drop_first(s);

		if (s->paused && s->queued <= QUEUE_LOW) {
			s->paused = 0;
			lws_rx_flow_control(wsi, 1);
		}
		if (s->first)
			lws_callback_on_writable(wsi);
		break;

	case LWS_CALLBACK_CLOSED:
		while (s->first)
			drop_first(s);
		break;

	default:
		/* Plain HTTP requests end here: they get a 404. */
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}

	return 0;
}

/*
 * The list ends with an empty entry. A browser chooses an entry by name,
 * `new WebSocket(url, "echo")`; without a name it gets the first one.
 */
static const struct lws_protocols protocols[] = {
	{
		.name = "echo",
		.callback = echo,
		.per_session_data_size = sizeof(struct session),
		/* The most that one RECEIVE may bring; 0 would mean 4096. */
		.rx_buffer_size = 65536
	},
	{ .name = NULL }
};

/* What the Ctrl-C handler has to reach. It can be given no argument. */
static struct lws_context *context;
static volatile sig_atomic_t interrupted;

static void on_signal(int sig)
{
	(void)sig;
	interrupted = 1;
	lws_cancel_service(context);    /* makes a waiting lws_service() return */
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	char *end = "";
	long port = 7681;

	if (argc > 1)
		port = strtol(argv[1], &end, 10);
	if (argc > 2 || *end || port < 1 || port > 65535) {
		fprintf(stderr, "usage: %s [PORT]\n", argv[0]);
		return 2;
	}

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);

	memset(&info, 0, sizeof(info));         /* 0 is a sane default for all */
	info.port = (int)port;
	info.protocols = protocols;
	/* lws 4 reads through this buffer: a RECEIVE brings no more than it. */
	info.pt_serv_buf_size = 65536;
	/* Text that is not UTF-8 closes the connection with status 1007. */
	info.options = LWS_SERVER_OPTION_VALIDATE_UTF8;

	context = lws_create_context(&info);
	if (!context) {
		fprintf(stderr, "cannot listen on port %ld\n", port);
		return 1;
	}
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	printf("echo on ws://localhost:%ld/\n", port);
	fflush(stdout);

	/* Waits for something to happen, runs the callbacks for it, returns. */
	while (!interrupted && lws_service(context, 0) >= 0)
		;

	/* Closes all connections, with their CLOSED callbacks, then the rest. */
	lws_context_destroy(context);

	return 0;
}
