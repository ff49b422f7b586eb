/*
 * under-libuv.c - a websocket server inside a program that has a libuv loop.
 *
 *     cc -std=c99 -D_GNU_SOURCE under-libuv.c -o under-libuv \
 *             $(pkg-config --cflags --libs libwebsockets libuv)
 *     ./under-libuv [PORT]                             (7681 if none is given)
 *
 * The program owns the loop: it has a timer and signals of its own on it, and
 * calls uv_run(). lws is a guest. Each client of the protocol `clock` gets the
 * number of seconds since the start, once a second, from the program's timer.
 *
 * Three things to know:
 *
 *   1. The loop is handed over in `foreign_loops`, an array with one entry, and
 *      LWS_SERVER_OPTION_LIBUV says what kind of loop it is. lws_service() is
 *      not called: what lws has to do, happens inside uv_run().
 *   2. All of it happens in the thread that runs the loop. So callbacks of
 *      libuv may call lws, and callbacks of lws may call libuv, without locks.
 *      From another thread, only lws_cancel_service() is for you.
 *   3. lws_context_destroy() gives the loop back. libuv closes handles in a
 *      later turn of the loop, so let uv_run() go on until it returns: it does
 *      when nothing is left on the loop. Then uv_loop_close() succeeds.
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

/* What belongs to the program, not to a connection. */
struct program {
	uv_loop_t loop;
	uv_timer_t second;      /* goes off once a second */
	uv_signal_t interrupt, terminate;
	struct lws_context *context;
	unsigned int seconds;
};

static int clock_callback(struct lws *wsi, enum lws_callback_reasons reason,
			  void *user, void *in, size_t len);

static const struct lws_protocols protocols[] = {
	/* The first protocol also gets plain HTTP; this one answers 404. */
	{ "http", lws_callback_http_dummy, 0, 0, 0, NULL, 0 },
	{ "clock", clock_callback, 0, 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 } /* ends the list */
};

/*
 * The websocket side. lws_context_user() is the pointer that was given as
 * `user` when the context was made: our struct program.
 */
static int clock_callback(struct lws *wsi, enum lws_callback_reasons reason,
			  void *user, void *in, size_t len)
{
	/* lws_write() wants LWS_PRE bytes of room before the payload. */
	unsigned char buffer[LWS_PRE + 16];
	struct program *program;
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
		program = lws_context_user(lws_get_context(wsi));
		n = snprintf((char *)buffer + LWS_PRE, sizeof(buffer) - LWS_PRE,
			     "%u", program->seconds);
		if (lws_write(wsi, buffer + LWS_PRE, (size_t)n,
			      LWS_WRITE_TEXT) < n)
			return -1;
		break;

	default:
		break;
	}

	return 0;
}

/* ------------------------------------------------------------------------
 * The libuv side: callbacks of the program's own handles.
 */

/*
 * A second has passed. We do not write here: we ask for a WRITEABLE callback
 * for each client, which comes as soon as that client takes bytes. One that
 * reads slowly gets fewer numbers, but never a queue of old ones.
 */
static void on_second(uv_timer_t *timer)
{
	struct program *program = timer->data;

	program->seconds++;
	lws_callback_on_writable_all_protocol(program->context, &protocols[1]);
}

/*
 * Ctrl-C: everything is taken off the loop. uv_run() then has nothing more to
 * wait for, and returns.
 */
static void on_signal(uv_signal_t *handle, int number)
{
	struct program *program = handle->data;

	(void)number;
	lws_context_destroy(program->context);
	program->context = NULL;
	uv_close((uv_handle_t *)&program->second, NULL);
	uv_close((uv_handle_t *)&program->interrupt, NULL);
	uv_close((uv_handle_t *)&program->terminate, NULL);
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	struct program program;
	void *foreign_loops[1];
	int closed;

	memset(&program, 0, sizeof(program));
	if (uv_loop_init(&program.loop)) {
		fprintf(stderr, "no loop\n");
		return 1;
	}

	foreign_loops[0] = &program.loop;
	memset(&info, 0, sizeof(info)); /* what we do not set must be zero */
	info.port = argc > 1 ? atoi(argv[1]) : 7681;
	info.protocols = protocols;
	info.user = &program;
	info.options = LWS_SERVER_OPTION_LIBUV;
	info.foreign_loops = foreign_loops;

	program.context = lws_create_context(&info);
	if (!program.context) {
		/* The log says why: the port is taken, there is no libuv... */
		uv_loop_close(&program.loop);
		return 1;
	}

	uv_timer_init(&program.loop, &program.second);
	program.second.data = &program;
	uv_timer_start(&program.second, on_second, 1000, 1000);
	uv_signal_init(&program.loop, &program.interrupt);
	program.interrupt.data = &program;
	uv_signal_start(&program.interrupt, on_signal, SIGINT);
	uv_signal_init(&program.loop, &program.terminate);
	program.terminate.data = &program;
	uv_signal_start(&program.terminate, on_signal, SIGTERM);

	printf("the protocol `clock` is at ws://localhost:%d\n", info.port);
	uv_run(&program.loop, UV_RUN_DEFAULT);

	closed = uv_loop_close(&program.loop);
	if (closed)
		fprintf(stderr, "the loop: %s\n", uv_strerror(closed));

	return closed != 0;
}
