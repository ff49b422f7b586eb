/*
 * external-poll.c - a websocket server in a program that calls poll() itself.
 *
 *     cc -std=c99 -D_GNU_SOURCE external-poll.c -o external-poll \
 *             $(pkg-config --cflags --libs libwebsockets)
 *     ./external-poll [PORT]                           (7681 if none is given)
 *
 * What is typed on the terminal goes to all clients of the protocol `lines`;
 * what they send is printed. One poll() waits for the terminal and for all of
 * lws's sockets.
 *
 * lws tells us which descriptors to poll, by callbacks to the first protocol:
 *
 *   ADD_POLL_FD             poll this one, for these events
 *   CHANGE_MODE_POLL_FD     from now on for these events
 *   DEL_POLL_FD             no more
 *
 * and we tell lws what poll() found, by lws_service_fd(). (LOCK_POLL and
 * UNLOCK_POLL come around them, for programs whose array is shared between
 * threads. Ours is not.)
 *
 * Before each poll() we ask lws_service_adjust_timeout() how long to wait: lws
 * has timers. Those that are due run in that call.
 *
 * Debian 12's lws was built without these callbacks. With this library they
 * can be had there too: see lwsx_set_external_poll().
 */
#include <libwebsockets.h>
#include <libwebsockets-extra.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_LINE 1000           /* the longest line that is sent, in bytes */
#define MAX_WAIT 60000          /* the longest wait, in milliseconds */

static volatile sig_atomic_t interrupted;

/* ------------------------------------------------------------------------
 * The array for poll(). The terminal has the first place; the others are
 * lws's, in no particular order.
 */

static struct pollfd *polled;
static size_t polled_count, polled_room;

/* 0, or -1: no memory. */
static int add_fd(int fd, int events)
{
	if (polled_count == polled_room) {
		size_t room = polled_room ? 2 * polled_room : 16;
		struct pollfd *more = realloc(polled, room * sizeof(*more));

		if (!more)
			return -1;
		polled = more;
		polled_room = room;
	}
	polled[polled_count].fd = fd;
	polled[polled_count].events = (short)events;
	polled[polled_count].revents = 0;
	polled_count++;

	return 0;
}

static struct pollfd *find_fd(int fd)
{
	size_t i;

	for (i = 0; i < polled_count; i++)
		if (polled[i].fd == fd)
			return &polled[i];

	return NULL;
}

/* ------------------------------------------------------------------------
 * The protocol
 */

/* The line that is being sent, and its number. */
static char line[MAX_LINE];
static size_t line_length;
static unsigned int line_number;

struct session {
	unsigned int sent;      /* the number of the last line it was sent */
};

static int lines(struct lws *wsi, enum lws_callback_reasons reason,
		 void *user, void *in, size_t len)
{
	struct session *s = user;
	struct lws_pollargs *args = in;
	struct pollfd *entry;
	unsigned char buffer[LWS_PRE + MAX_LINE];

	switch (reason) {

	/* A nonzero result refuses the connection that the descriptor is for. */
	case LWS_CALLBACK_ADD_POLL_FD:
		return add_fd(args->fd, args->events);

	case LWS_CALLBACK_CHANGE_MODE_POLL_FD:
		entry = find_fd(args->fd);
		if (entry)
			entry->events = (short)args->events;
		break;

	case LWS_CALLBACK_DEL_POLL_FD:
		/* The last one takes the place: the loop below knows that. */
		entry = find_fd(args->fd);
		if (entry)
			*entry = polled[--polled_count];
		break;

	case LWS_CALLBACK_ESTABLISHED:
		s->sent = line_number;  /* only what is typed from now on */
		break;

	case LWS_CALLBACK_RECEIVE:
		printf("> %.*s\n", (int)len, (const char *)in);
		fflush(stdout);
		break;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		if (s->sent == line_number)
			break;
		s->sent = line_number;
		memcpy(buffer + LWS_PRE, line, line_length);
		if (lws_write(wsi, buffer + LWS_PRE, line_length,
			      LWS_WRITE_TEXT) < (int)line_length)
			return -1;
		break;

	default:
		break;
	}

	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "lines", lines, sizeof(struct session), 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 } /* ends the list */
};

/*
 * Something was typed. It goes out when the clients can take it: asking for
 * WRITEABLE makes lws ask us to poll their sockets for POLLOUT too.
 * 0, or -1: that was the end.
 */
static int typed(struct lws_context *context)
{
	ssize_t n = read(STDIN_FILENO, line, sizeof(line));

	if (n <= 0)
		return -1;
	line_length = (size_t)n;
	if (line[line_length - 1] == '\n')
		line_length--;
	line_number++;
	lws_callback_on_writable_all_protocol(context, &protocols[0]);

	return 0;
}

/* Tells lws what poll() has found. 0, or -1: the context is gone. */
static int serve(struct lws_context *context)
{
	size_t i = 1;   /* the terminal's place is 0 */

	while (i < polled_count) {
		int fd = polled[i].fd;

		if (polled[i].revents &&
		    lws_service_fd(context, &polled[i]) < 0)
			return -1;
		/*
		 * If the connection was closed, another one has its place now,
		 * which has its turn next.
		 */
		if (i >= polled_count || polled[i].fd == fd)
			i++;
	}

	return 0;
}

static void on_signal(int number)
{
	(void)number;
	interrupted = 1;
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	struct lws_context *context;
	int at_end = 0;

	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);

	/* Before the context is made: the first descriptors come with it. */
	lwsx_set_external_poll(1);
	if (add_fd(STDIN_FILENO, POLLIN))
		return 1;

	memset(&info, 0, sizeof(info)); /* what we do not set must be zero */
	info.port = argc > 1 ? atoi(argv[1]) : 7681;
	info.protocols = protocols;
	context = lws_create_context(&info);
	if (!context) {
		free(polled);
		return 1;       /* the log says why */
	}

	printf("what you type goes to the clients at ws://localhost:%d\n",
	       info.port);
	fflush(stdout);

	while (!interrupted) {
		int ms = lws_service_adjust_timeout(context, MAX_WAIT, 0);

		if (poll(polled, (nfds_t)polled_count, ms) < 0) {
			if (errno == EINTR)
				continue;
			break;
		}
		if (polled[0].revents && !at_end && typed(context)) {
			at_end = 1;             /* go on without a terminal */
			polled[0].fd = -1;      /* poll() skips it */
		}
		if (serve(context))
			break;
	}

	/* lws gives DEL_POLL_FD for each descriptor, so the array goes last. */
	lws_context_destroy(context);
	free(polled);

	return 0;
}
