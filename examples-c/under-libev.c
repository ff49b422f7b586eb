/*
 * under-libev.c - a websocket server inside a program that has a libev loop.
 *
 *     cc -std=c99 under-libev.c -o under-libev \
 *             $(pkg-config --cflags --libs libwebsockets) -lev
 *     ./under-libev [PORT]                             (7681 if none is given)
 *
 * The same as under-libuv.c, and simpler, since libev lets go of a watcher at
 * once: the program owns the loop, with a timer and signals of its own on it;
 * lws is a guest. Each client of the protocol `clock` gets the number of
 * seconds since the start, once a second.
 *
 *   1. The loop goes into `foreign_loops`, and LWS_SERVER_OPTION_LIBEV says
 *      what kind it is. NULL there would have lws make a loop of its own, which
 *      lws_service() runs.
 *   2. Callbacks of libev may call lws, and the other way round: all of them
 *      run in the thread that runs the loop.
 *   3. lws_context_destroy() takes what lws had on the loop off it. The loop
 *      goes on with what is the program's.
 */
#include <libwebsockets.h>

#include <ev.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct lws_context *context;
static unsigned int seconds;

static int clock_callback(struct lws *wsi, enum lws_callback_reasons reason,
			  void *user, void *in, size_t len)
{
	/* lws_write() wants LWS_PRE bytes of room before the payload. */
	unsigned char buffer[LWS_PRE + 16];
	int n;

	(void)user;
	(void)in;
	(void)len;

	switch (reason) {

	case LWS_CALLBACK_ESTABLISHED:
		/* Do not let it wait for the next second. */
		lws_callback_on_writable(wsi);
		break;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		n = snprintf((char *)buffer + LWS_PRE, sizeof(buffer) - LWS_PRE,
			     "%u", seconds);
		if (lws_write(wsi, buffer + LWS_PRE, (size_t)n,
			      LWS_WRITE_TEXT) < n)
			return -1;
		break;

	default:
		break;
	}

	return 0;
}

static const struct lws_protocols protocols[] = {
	/* The first protocol also gets plain HTTP; this one answers 404. */
	{ "http", lws_callback_http_dummy, 0, 0, 0, NULL, 0 },
	{ "clock", clock_callback, 0, 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 } /* ends the list */
};

/* A second has passed: each client is written to when it can take it. */
static void on_second(struct ev_loop *loop, ev_timer *watcher, int events)
{
	(void)loop;
	(void)watcher;
	(void)events;
	seconds++;
	lws_callback_on_writable_all_protocol(context, &protocols[1]);
}

static void on_signal(struct ev_loop *loop, ev_signal *watcher, int events)
{
	(void)watcher;
	(void)events;
	ev_break(loop, EVBREAK_ALL);
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	struct ev_loop *loop = ev_loop_new(EVFLAG_AUTO);
	void *foreign_loops[1];
	ev_timer second;
	ev_signal interrupt, terminate;

	if (!loop) {
		fprintf(stderr, "no loop\n");
		return 1;
	}

	foreign_loops[0] = loop;
	memset(&info, 0, sizeof(info)); /* what we do not set must be zero */
	info.port = argc > 1 ? atoi(argv[1]) : 7681;
	info.protocols = protocols;
	info.options = LWS_SERVER_OPTION_LIBEV;
	info.foreign_loops = foreign_loops;

	context = lws_create_context(&info);
	if (!context) {
		/* The log says why: the port is taken, there is no libev... */
		ev_loop_destroy(loop);
		return 1;
	}

	/* ev_timer_init() would do this, but not without compiler warnings. */
	ev_init(&second, on_second);
	second.at = second.repeat = 1.;
	ev_timer_start(loop, &second);
	ev_init(&interrupt, on_signal);
	interrupt.signum = SIGINT;
	ev_signal_start(loop, &interrupt);
	ev_init(&terminate, on_signal);
	terminate.signum = SIGTERM;
	ev_signal_start(loop, &terminate);

	printf("the protocol `clock` is at ws://localhost:%d\n", info.port);
	ev_run(loop, 0);

	/* First the guest, then what it was a guest of. */
	lws_context_destroy(context);
	ev_timer_stop(loop, &second);
	ev_signal_stop(loop, &interrupt);
	ev_signal_stop(loop, &terminate);
	ev_loop_destroy(loop);

	return 0;
}
