/*
 * One echo server, driven by an event loop: loops LOOP PORT [MESSAGES [CONNECTIONS]]
 *
 * own         lws_service()
 * poll        the program's own poll(2), lws_service_fd() and nothing else
 * mixed       the same, and lws_service() now and then
 * uv, ev, event, glib      the program's loop of that library (two contexts on it)
 * uv-own, ev-own, ...      one that the library makes and lws_service() runs
 *
 * A thread is the peer, on plain sockets: so many messages are echoed, so many connections opened and closed, a timer goes
 * off, the thread wakes the loop, the context is destroyed from inside, and the program's loop goes on without it.
 */
#define _GNU_SOURCE
#include <libwebsockets.h>
#if defined(OURS)
#include <libwebsockets-extra.h>
#endif
/* Only one of them at a time: libev has functions with the names of libevent's. */
#if defined(LOOP_UV)
#include <uv.h>
#elif defined(LOOP_EV)
#include <ev.h>
#elif defined(LOOP_EVENT)
#include <event2/event.h>
#elif defined(LOOP_GLIB)
#include <glib.h>
#endif

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CHECK(x) ((x) ? (void)0 : fail(#x, __LINE__))

static struct lws_context *context, *second;
static int port, messages = 10000, connections = 100;
static int established, closed, timers, ticks_after, destroyed, unwatched;
static atomic_int cancels, peer_wants, second_gone;
enum { NOTHING, SECOND_ENDS, ALL_ENDS };
static lws_sorted_usec_list_t timer;

static void fail(const char *what, int line)
{
	fprintf(stderr, "line %d: not so: %s\n", line, what);
	exit(1);
}

struct driver {
	const char *name;
	uint64_t option;
	void *(*prepare)(void);
	void (*run)(void);
	/* called in a callback of the context: destroys it, now or from the program's own loop */
	void (*end)(void);
	int foreign;
};
static const struct driver *driver;

/* ---- the server ---- */

struct session {
	unsigned char bytes[LWS_PRE + 256];
	size_t length;
};

#define MAX_FDS 16
static struct pollfd fds[MAX_FDS];
static int count_fds, writes_allowed;

static struct pollfd *find_fd(int fd)
{
	int i;

	for (i = 0; i < count_fds; i++)
		if (fds[i].fd == fd)
			return &fds[i];
	return NULL;
}

static int watch(enum lws_callback_reasons reason, const struct lws_pollargs *args)
{
	struct pollfd *entry = find_fd(args->fd);

	switch (reason) {
	case LWS_CALLBACK_ADD_POLL_FD:
		CHECK(!entry && count_fds < MAX_FDS);
		fds[count_fds].fd = args->fd;
		fds[count_fds].revents = 0;
		fds[count_fds++].events = (short)args->events;
		break;
	case LWS_CALLBACK_DEL_POLL_FD:
		CHECK(entry);
		*entry = fds[--count_fds];
		unwatched++;
		break;
	case LWS_CALLBACK_CHANGE_MODE_POLL_FD:
		CHECK(entry && entry->events == args->prev_events);
		entry->events = (short)args->events;
		break;
	default:
		break;
	}
	return 0;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = user;

	switch (reason) {
	case LWS_CALLBACK_ADD_POLL_FD:
	case LWS_CALLBACK_DEL_POLL_FD:
	case LWS_CALLBACK_CHANGE_MODE_POLL_FD:
		return watch(reason, in);
	case LWS_CALLBACK_ESTABLISHED:
		established++;
		break;
	case LWS_CALLBACK_CLOSED:
		closed++;
		break;
	case LWS_CALLBACK_RECEIVE:
		CHECK(len <= sizeof s->bytes - LWS_PRE);
		memcpy(s->bytes + LWS_PRE, in, len);
		s->length = len;
		CHECK(lws_callback_on_writable(wsi) == 1);
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		if (!strcmp(driver->name, "poll"))
			CHECK(writes_allowed == lws_get_socket_fd(wsi));
		return lws_write(wsi, s->bytes + LWS_PRE, s->length, LWS_WRITE_TEXT) < 0 ? -1 : 0;
	case LWS_CALLBACK_EVENT_WAIT_CANCELLED:
		if (lws_get_context(wsi) != context)
			break;
		cancels++;
		if (peer_wants == ALL_ENDS) {
			peer_wants = NOTHING;
			driver->end();
		}
		break;
	case LWS_CALLBACK_PROTOCOL_DESTROY:
		destroyed++;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "echo", callback, sizeof(struct session), 256, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

static void timer_is_due(lws_sorted_usec_list_t *sul)
{
	(void)sul;
	timers++;
}

static struct lws_context *make(int at, void *loop)
{
	struct lws_context_creation_info info;
	void *loops[1];

	memset(&info, 0, sizeof info);
	loops[0] = loop;
	info.port = at;
	info.protocols = protocols;
	info.options = driver->option;
	info.foreign_loops = loop ? loops : NULL;
	return lws_create_context(&info);
}

/* ---- the peer ---- */

static int dial(int at)
{
	static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
		"Sec-WebSocket-Protocol: echo\r\n\r\n";
	struct sockaddr_in to;
	char answer[512];
	size_t n = 0;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	memset(&to, 0, sizeof to);
	to.sin_family = AF_INET;
	to.sin_port = htons((uint16_t)at);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CHECK(connect(fd, (struct sockaddr *)&to, sizeof to) == 0);
	CHECK(write(fd, request, sizeof request - 1) == (ssize_t)sizeof request - 1);
	do {
		CHECK(n < sizeof answer - 1 && read(fd, answer + n, 1) == 1);
		answer[++n] = 0;
	} while (n < 4 || strcmp(answer + n - 4, "\r\n\r\n"));
	CHECK(!strncmp(answer, "HTTP/1.1 101", 12));
	return fd;
}

static void echo(int fd, int number)
{
	unsigned char frame[6 + 8], answer[2 + 8];
	char text[9];
	size_t n = 0;
	int i;

	snprintf(text, sizeof text, "%08d", number);
	frame[0] = 0x81;
	frame[1] = 0x88;
	memcpy(frame + 2, "mask", 4);
	for (i = 0; i < 8; i++)
		frame[6 + i] = (unsigned char)(text[i] ^ frame[2 + i % 4]);
	CHECK(write(fd, frame, sizeof frame) == (ssize_t)sizeof frame);
	while (n < sizeof answer) {
		ssize_t got = read(fd, answer + n, sizeof answer - n);
		CHECK(got > 0);
		n += (size_t)got;
	}
	CHECK(answer[0] == 0x81 && answer[1] == 8 && !memcmp(answer + 2, text, 8));
}

static void pause_ms(int ms)
{
	struct timespec t;

	t.tv_sec = ms / 1000;
	t.tv_nsec = ms % 1000 * 1000000;
	nanosleep(&t, NULL);
}

static void *peer(void *unused)
{
	int i, fd = dial(port), before;

	for (i = 0; i < messages; i++)
		echo(fd, i);
	for (i = 0; i < connections; i++) {
		int other = dial(port);
		echo(other, i);
		close(other);
	}
	/* The loop sleeps now: waking it must not take long. */
	pause_ms(100);
	before = cancels;
	lws_cancel_service(context);
	for (i = 0; i < 5000 && cancels == before; i++)
		pause_ms(1);
	CHECK(cancels != before);
	if (driver->foreign) {
		int other = dial(port + 1);
		echo(other, 1);
		peer_wants = SECOND_ENDS;
		for (i = 0; i < 5000 && !second_gone; i++)
			pause_ms(1);
		CHECK(second_gone && read(other, &i, 1) <= 0);
		close(other);
	}
	echo(fd, 7);
	peer_wants = ALL_ENDS;
	lws_cancel_service(context);
	CHECK(read(fd, &i, 1) <= 0);
	close(fd);
	return unused;
}

/* ---- the loops ---- */

static int over;

static void end_later(void)
{
	over = 1;
}

static void end_now(void)
{
	lws_context_destroy(context);
	over = 1;
}

static void run_service(void)
{
	while (!over && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);
}

/* lws_service() runs the library's loop until the context is destroyed inside */
static void run_inside(void)
{
	CHECK(lws_service(context, 0) == 1 && over);
}

static void run_poll(void)
{
	int rounds = 0;

	while (!over) {
		int i, n = poll(fds, (nfds_t)count_fds, lws_service_adjust_timeout(context, 10000, 0));

		CHECK(n >= 0);
		for (i = 0; i < count_fds; i++) {
			int fd = fds[i].fd, r;

			if (!fds[i].revents)
				continue;
			writes_allowed = fds[i].revents & POLLOUT ? fd : -1;
			r = lws_service_fd(context, &fds[i]);
			CHECK(r >= 0);
			if (r && fds[i].fd != fd)
				i--;
		}
		if (!strcmp(driver->name, "mixed") && ++rounds % 3 == 0)
			CHECK(lws_service(context, -1) >= 0);
	}
	lws_context_destroy(context);
	CHECK(!count_fds);
}

#if defined(LOOP_UV) || defined(LOOP_EV) || defined(LOOP_EVENT) || defined(LOOP_GLIB)
/* Called by the program's loop now and then. 0: nothing is left for it to do. */
static int tick(void)
{
	if (peer_wants == SECOND_ENDS) {
		peer_wants = NOTHING;
		lws_context_destroy(second);
		second_gone = 1;
	}
	if (over) {
		if (context)
			lws_context_destroy(context);
		context = NULL;
		ticks_after++;
	}
	return ticks_after < 5;
}
#endif

#if defined(LOOP_UV)
static uv_loop_t uv;
static uv_timer_t uv_timer;

static void tick_uv(uv_timer_t *t)
{
	if (!tick())
		uv_close((uv_handle_t *)t, NULL);
}

static void *prepare_uv(void)
{
	CHECK(!uv_loop_init(&uv));
	uv_timer_init(&uv, &uv_timer);
	uv_timer_start(&uv_timer, tick_uv, 5, 5);
	return &uv;
}

static void go_uv(void)
{
	/* as programs do that let the library run their loop */
	CHECK(lws_service(context, 0) == 1);
	CHECK(uv_loop_close(&uv) == 0);
}
#endif

#if defined(LOOP_EV)
static struct ev_loop *ev;
static ev_timer ev_ticks;

static void tick_ev(struct ev_loop *l, ev_timer *w, int events)
{
	(void)events;
	if (!tick())
		ev_timer_stop(l, w);
}

static void *prepare_ev(void)
{
	ev = ev_loop_new(0);
	ev_init(&ev_ticks, tick_ev);
	ev_ticks.at = .005;
	ev_ticks.repeat = .005;
	ev_timer_start(ev, &ev_ticks);
	return ev;
}

static void go_ev(void)
{
	/* it ends when nothing is watched any more */
	ev_run(ev, 0);
	ev_loop_destroy(ev);
}
#endif

#if defined(LOOP_EVENT)
static struct event_base *base;
static struct event *event_ticks;

static void tick_event(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	if (!tick())
		event_del(event_ticks);
}

static void *prepare_event(void)
{
	struct timeval every = { 0, 5000 };

	base = event_base_new();
	event_ticks = event_new(base, -1, EV_PERSIST, tick_event, NULL);
	event_add(event_ticks, &every);
	return base;
}

static void go_event(void)
{
	event_base_dispatch(base);
	event_free(event_ticks);
	event_base_free(base);
}
#endif

#if defined(LOOP_GLIB)
static GMainLoop *glib;

static gboolean tick_glib(gpointer unused)
{
	(void)unused;
	if (tick())
		return TRUE;
	g_main_loop_quit(glib);
	return FALSE;
}

static void *prepare_glib(void)
{
	glib = g_main_loop_new(NULL, 0);
	g_timeout_add(5, tick_glib, NULL);
	return glib;
}

static void go_glib(void)
{
	g_main_loop_run(glib);
	g_main_loop_unref(glib);
}
#endif

static const struct driver drivers[] = {
	{ "own", 0, NULL, run_service, end_later, 0 },
	{ "poll", 0, NULL, run_poll, end_later, 0 },
	{ "mixed", 0, NULL, run_poll, end_later, 0 },
#if defined(LOOP_UV)
	{ "uv", LWS_SERVER_OPTION_LIBUV, prepare_uv, go_uv, end_later, 1 },
#endif
#if defined(LOOP_EV)
	{ "ev", LWS_SERVER_OPTION_LIBEV, prepare_ev, go_ev, end_later, 1 },
#endif
#if defined(LOOP_EVENT)
	{ "event", LWS_SERVER_OPTION_LIBEVENT, prepare_event, go_event, end_later, 1 },
#endif
#if defined(LOOP_GLIB)
	{ "glib", LWS_SERVER_OPTION_GLIB, prepare_glib, go_glib, end_later, 1 },
#endif
	{ "uv-own", LWS_SERVER_OPTION_LIBUV, NULL, run_inside, end_now, 0 },
	{ "ev-own", LWS_SERVER_OPTION_LIBEV, NULL, run_inside, end_now, 0 },
	{ "event-own", LWS_SERVER_OPTION_LIBEVENT, NULL, run_inside, end_now, 0 },
	{ "glib-own", LWS_SERVER_OPTION_GLIB, NULL, run_inside, end_now, 0 },
};

int main(int argc, char **argv)
{
	struct lws_context *made;
	void *loop;
	pthread_t thread;
	size_t i;

	CHECK(argc >= 3);
	alarm(300);
	for (i = 0; i < sizeof drivers / sizeof *drivers; i++)
		if (!strcmp(drivers[i].name, argv[1]))
			driver = &drivers[i];
	CHECK(driver);
	port = atoi(argv[2]);
	messages = argc > 3 ? atoi(argv[3]) : messages;
	connections = argc > 4 ? atoi(argv[4]) : connections;
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
#if defined(OURS)
	lwsx_set_external_poll(driver->run == run_poll);
#endif
	loop = driver->prepare ? driver->prepare() : NULL;
	made = context = make(port, loop);
	CHECK(made);
	if (driver->foreign) {
		second = make(port + 1, loop);
		CHECK(second);
	}
	lws_sul_schedule(context, 0, &timer, timer_is_due, 50 * LWS_US_PER_MS);
	CHECK(!pthread_create(&thread, NULL, peer, NULL));
	driver->run();
	pthread_join(thread, NULL);
	CHECK(timers == 1);
	CHECK(established == connections + 1 + driver->foreign && closed == established);
	CHECK(destroyed == 1 + driver->foreign);
	if (driver->foreign)
		CHECK(ticks_after == 5);
	printf("%s: ok\n", driver->name);
	return 0;
}
