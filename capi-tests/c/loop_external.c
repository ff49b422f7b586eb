/*
 * A program that polls by itself: which descriptors it is told of and in which order, one-shot POLLOUT, what the kernel
 * refuses, files, flow control, timers and wake-ups without any lws_service(), connections that it makes itself, refusals
 * and destruction from inside the callbacks that tell of descriptors.
 *
 * ONLY-OURS: Debian 12's lws has no external poll; Debian 13's does not tell of the wake-up.
 */
#include "testing.h"

#include <libwebsockets-extra.h>
#include <pthread.h>

#define MAX_FDS 64
#define BIG (12 * 1024 * 1024)

static struct pollfd fds[MAX_FDS];
static int count_fds, adds, dels, services, locked;
static struct lws_context *place;
static struct lws *served;

static char story[4096];
static int telling;
static int refuse_add, end_in = -1, ended, writeables, established, closed, cancels, fired, timers, files_done;
static int client_echoes, client_errors, last_written;
static unsigned char *big;
static size_t big_left;

static void tell(const char *what)
{
	if (!telling)
		return;
	CHECK(strlen(story) + strlen(what) + 2 < sizeof(story));
	strcat(story, what);
	strcat(story, " ");
}

static struct pollfd *find(int fd)
{
	int i;

	for (i = 0; i < count_fds; i++)
		if (fds[i].fd == fd)
			return &fds[i];
	return NULL;
}

static void watch(enum lws_callback_reasons reason, struct lws *wsi, struct lws_pollargs *args, size_t len)
{
	struct pollfd *entry = find(args->fd);
	char text[40];

	CHECK(lws_get_context(wsi) && lws_get_vhost(wsi));
	CHECK_EQ(lws_get_socket_fd(wsi), args->fd);
	switch ((int)reason) {
	case LWS_CALLBACK_LOCK_POLL:
		CHECK(!locked++);
		tell(len ? "LOCK" : "lock");
		break;
	case LWS_CALLBACK_UNLOCK_POLL:
		CHECK(locked--);
		tell(len ? "UNLOCK" : "unlock");
		break;
	case LWS_CALLBACK_ADD_POLL_FD:
		CHECK(!entry && locked && count_fds < MAX_FDS && args->events == POLLIN);
		fds[count_fds].fd = args->fd;
		fds[count_fds].revents = 0;
		fds[count_fds++].events = (short)args->events;
		adds++;
		tell("ADD");
		break;
	case LWS_CALLBACK_DEL_POLL_FD:
		CHECK(locked);
		/* What was refused when it began, is told to end all the same, as lws does. */
		if (entry)
			*entry = fds[--count_fds];
		dels++;
		tell("DEL");
		break;
	case LWS_CALLBACK_CHANGE_MODE_POLL_FD:
		CHECK(entry && locked && entry->events == args->prev_events);
		entry->events = (short)args->events;
		snprintf(text, sizeof(text), "%d>%d", args->prev_events, args->events);
		tell(text);
		break;
	default: break;
	}
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	unsigned char text[LWS_PRE + 4];

	(void)user;
	if (reason >= LWS_CALLBACK_ADD_POLL_FD && reason <= LWS_CALLBACK_UNLOCK_POLL)
		watch(reason, wsi, (struct lws_pollargs *)in, len);
	if ((int)reason == end_in && !ended) {
		ended = 1;
		lws_context_destroy(place);
	}
	switch ((int)reason) {
	case LWS_CALLBACK_ADD_POLL_FD:
		if (refuse_add) {
			struct pollfd *entry = find(((struct lws_pollargs *)in)->fd);
			*entry = fds[--count_fds];
			return 1;
		}
		break;
	case LWS_CALLBACK_ESTABLISHED:
		established++;
		served = wsi;
		tell("ESTABLISHED");
		break;
	case LWS_CALLBACK_CLOSED:
		closed++;
		tell("CLOSED");
		break;
	case LWS_CALLBACK_RECEIVE:
		tell("RECEIVE");
		lws_callback_on_writable(wsi);
		if (*(char *)in == 'F')
			lws_rx_flow_control(wsi, 0);
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		writeables++;
		tell("WRITEABLE");
		CHECK(!lws_partial_buffered(wsi));
		if (big_left) {
			/* All at once: most of it is refused, and waits. */
			last_written = lws_write(wsi, big + LWS_PRE, big_left, LWS_WRITE_BINARY);
			big_left = 0;
			lws_callback_on_writable(wsi);
			break;
		}
		memcpy(text + LWS_PRE, "yes", 3);
		return lws_write(wsi, text + LWS_PRE, 3, LWS_WRITE_TEXT) < 0 ? -1 : 0;
	case LWS_CALLBACK_TIMER: timers++; break;
	case LWS_CALLBACK_EVENT_WAIT_CANCELLED: cancels++; break;
	case LWS_CALLBACK_HTTP: {
		int n = lws_serve_http_file(wsi, getenv("LOOP_FILE"), "application/octet-stream", NULL, 0);

		return n < 0 || (n > 0 && lws_http_transaction_completed(wsi)) ? -1 : 0;
	}
	case LWS_CALLBACK_HTTP_FILE_COMPLETION:
		files_done++;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	case LWS_CALLBACK_CLIENT_ESTABLISHED: lws_callback_on_writable(wsi); break;
	case LWS_CALLBACK_CLIENT_WRITEABLE:
		memcpy(text + LWS_PRE, "abc", 3);
		return lws_write(wsi, text + LWS_PRE, 3, LWS_WRITE_TEXT) < 0 ? -1 : 0;
	case LWS_CALLBACK_CLIENT_RECEIVE:
		CHECK(len == 3 && !memcmp(in, "yes", 3));
		client_echoes++;
		return -1;
	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR: client_errors++; break;
	default: break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .per_session_data_size = 8 },
	{ .name = NULL },
};

/* One poll() of the program's own, and what comes of it. */
static int poll_once(int most)
{
	int i, n, result = 0;

	if (!place)
		return -1;
	n = poll(fds, (nfds_t)count_fds, lws_service_adjust_timeout(place, most, 0));
	CHECK(n >= 0);
	for (i = 0; i < count_fds && place; i++) {
		int fd = fds[i].fd, r;

		if (!fds[i].revents)
			continue;
		services++;
		r = lws_service_fd(place, &fds[i]);
		if (r < 0)
			return r;
		CHECK(r == 1 || !fds[i].revents);
		if (r && (i >= count_fds || fds[i].fd != fd))
			i--;
		result |= r;
	}
	return result;
}

#define POLL_FOR(condition)                                                                                            \
	do {                                                                                                           \
		double end_ = now() + patience();                                                                      \
		while (!(condition)) {                                                                                 \
			poll_once(2);                                                                                  \
			turn();                                                                                        \
			if (now() > end_)                                                                              \
				FAIL("did not come: %s", #condition);                                                  \
		}                                                                                                      \
	} while (0)

static int begin(void)
{
	struct lws_context_creation_info info = server_info(protocols);

	count_fds = adds = dels = services = established = closed = writeables = ended = 0;
	end_in = -1;
	info.pcontext = &place;
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	CHECK(lws_create_context(&info) && place);
	return info.port;
}

static void finish(void)
{
	peers_free();
	lws_context_destroy(place);
	CHECK(!place && !count_fds && adds == dels && !locked);
}

static struct peer *upgraded(int port)
{
	struct peer *p = peer_open(port);

	peer_ask_upgrade(p, "one");
	POLL_FOR(peer_body(p));
	peer_drop(p, (size_t)(peer_body(p) - (char *)p->in));
	return p;
}

static void expect(const char *what)
{
	if (strcmp(story, what))
		FAIL("told:\n  %s\nnot:\n  %s", story, what);
	*story = 0;
}

static void the_order(void)
{
	int port = begin();
	struct peer *p;

	CHECK_EQ(adds, 2);
	telling = 1;
	p = upgraded(port);
	expect("LOCK ADD UNLOCK ESTABLISHED ");
	peer_frame(p, 0x81, "abc", 3);
	POLL_FOR(p->in_len == 5);
	expect("RECEIVE lock 1>5 unlock lock 5>1 unlock WRITEABLE ");
	/* Several requests: one WRITEABLE. */
	peer_frame(p, 0x81, "abc", 3);
	peer_frame(p, 0x81, "def", 3);
	POLL_FOR(p->in_len == 10);
	expect("RECEIVE lock 1>5 unlock RECEIVE lock 5>5 unlock lock 5>1 unlock WRITEABLE ");
	/* A request that comes from outside. */
	CHECK_EQ(lws_callback_on_writable(served), 1);
	expect("lock 1>5 unlock ");
	POLL_FOR(p->in_len == 15);
	expect("lock 5>1 unlock WRITEABLE ");
	/* WRITEABLE is for POLLOUT alone. */
	CHECK_EQ(lws_callback_on_writable(served), 1);
	{
		struct pollfd hint;

		hint.fd = lws_get_socket_fd(served);
		hint.events = POLLIN;
		hint.revents = POLLIN;
		CHECK_EQ(lws_service_fd(place, &hint), 0);
		expect("lock 1>5 unlock ");
		/* lws_service() looks by itself. */
		CHECK_EQ(lws_service(place, -1), 0);
		expect("lock 5>1 unlock WRITEABLE ");
	}
	/* Reception stops, and goes on. */
	peer_frame(p, 0x81, "F", 1);
	peer_frame(p, 0x81, "later", 5);
	POLL_FOR(p->in_len == 25);
	expect("RECEIVE lock 1>5 unlock lock 5>4 unlock lock 4>0 unlock WRITEABLE ");
	CHECK_EQ(lws_rx_flow_control(served, 1), 0);
	POLL_FOR(p->in_len == 30);
	expect("lock 0>1 unlock RECEIVE lock 1>5 unlock lock 5>1 unlock WRITEABLE ");
	/* The end. */
	shutdown(p->fd, SHUT_RDWR);
	POLL_FOR(closed);
	expect("LOCK DEL UNLOCK CLOSED ");
	telling = 0;
	finish();
}

static void what_the_kernel_refuses(void)
{
	int port = begin(), before;
	struct peer *p = upgraded(port);

	big = (unsigned char *)get_memory(LWS_PRE + BIG);
	fill(big + LWS_PRE, BIG, 7);
	big_left = BIG;
	p->deaf = 1;
	before = writeables;
	lws_callback_on_writable(served);
	POLL_FOR(!big_left);
	CHECK_EQ(last_written, BIG);
	poll_once(0);
	CHECK(find(lws_get_socket_fd(served))->events & POLLOUT);
	/* Nothing to do until the peer reads: no busy loop, no WRITEABLE. */
	services = 0;
	poll_once(50);
	poll_once(50);
	CHECK(services <= 2 && writeables == before + 1);
	p->deaf = 0;
	POLL_FOR(p->in_len == 10 + BIG + 5);
	CHECK(!memcmp(p->in + 10, big + LWS_PRE, BIG) && !memcmp(p->in + 10 + BIG + 2, "yes", 3));
	CHECK_EQ(find(lws_get_socket_fd(served))->events, POLLIN);
	free(big);
	finish();
}

static void a_file(void)
{
	char name[] = "/tmp/loop-external-XXXXXX";
	unsigned char *data = (unsigned char *)get_memory(BIG);
	int fd = mkstemp(name), port = begin();
	struct peer *p = peer_open(port);

	fill(data, BIG, 3);
	CHECK(fd >= 0 && write(fd, data, BIG) == BIG && !close(fd));
	setenv("LOOP_FILE", name, 1);
	peer_text(p, "GET /file HTTP/1.1\r\nHost: localhost\r\n\r\n");
	POLL_FOR(peer_body(p) && p->in_len - (size_t)(peer_body(p) - (char *)p->in) == BIG);
	CHECK(!memcmp(peer_body(p), data, BIG));
	POLL_FOR(files_done == 1);
	unlink(name);
	free(data);
	finish();
}

static void on_sul(lws_sorted_usec_list_t *sul)
{
	(void)sul;
	fired++;
}

static void *wake(void *arg)
{
	struct timespec t;

	t.tv_sec = 0;
	t.tv_nsec = 100000000;
	nanosleep(&t, NULL);
	lws_cancel_service((struct lws_context *)arg);
	return NULL;
}

static void timers_and_wake_ups(void)
{
	int port = begin(), before;
	lws_sorted_usec_list_t sul;
	pthread_t thread;
	double start;

	upgraded(port);
	memset(&sul, 0, sizeof(sul));
	lws_sul_schedule(place, 0, &sul, on_sul, 60 * LWS_US_PER_MS);
	lws_set_timer_usecs(served, 30 * LWS_US_PER_MS);
	/* Nothing but the adjusted timeout. */
	start = now();
	services = 0;
	while (fired + timers < 2) {
		poll_once(10000);
		CHECK(now() < start + patience());
	}
	CHECK(now() - start < 5 && services < 20);
	before = cancels;
	start = now();
	CHECK(!pthread_create(&thread, NULL, wake, place));
	while (cancels == before)
		poll_once(10000);
	CHECK(now() - start < 5);
	pthread_join(thread, NULL);
	services = 0;
	poll_once(20);
	poll_once(20);
	CHECK(services < 2);
	CHECK_EQ(lws_service_fd(place, NULL), 0);
	finish();
}

static void broken_while_stopped(void)
{
	int port = begin();
	struct linger reset;
	struct peer *p = upgraded(port);

	peer_frame(p, 0x81, "F", 1);
	POLL_FOR(p->in_len == 5);
	reset.l_onoff = 1;
	reset.l_linger = 0;
	setsockopt(p->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
	close(p->fd);
	p->fd = -1;
	services = 0;
	for (port = 0; port < 5; port++)
		poll_once(20);
	CHECK(services <= 2 && !closed);
	lws_rx_flow_control(served, 1);
	POLL_FOR(closed);
	finish();
}

static void own_connections(void)
{
	struct lws_client_connect_info i;
	int port = begin();

	memset(&i, 0, sizeof(i));
	i.context = place;
	i.address = "127.0.0.1";
	i.port = port;
	i.path = "/";
	i.host = i.origin = "localhost";
	i.protocol = "one";
	CHECK(lws_client_connect_via_info(&i));
	POLL_FOR(client_echoes == 1 && closed == 1);
	/* Nobody listens there. */
	i.port = free_port();
	lws_client_connect_via_info(&i);
	POLL_FOR(client_errors == 1);
	finish();
}

static void refused_and_ended(void)
{
	static const int reasons[] = { LWS_CALLBACK_LOCK_POLL, LWS_CALLBACK_ADD_POLL_FD, LWS_CALLBACK_UNLOCK_POLL,
				       LWS_CALLBACK_CHANGE_MODE_POLL_FD, LWS_CALLBACK_DEL_POLL_FD,
				       LWS_CALLBACK_SERVER_WRITEABLE };
	struct peer *p;
	size_t i;
	int port = begin();

	refuse_add = 1;
	p = peer_open(port);
	peer_ask_upgrade(p, "one");
	POLL_FOR(p->eof);
	refuse_add = 0;
	upgraded(port);
	CHECK_EQ(established, 1);
	finish();

	for (i = 0; i < sizeof(reasons) / sizeof(*reasons); i++) {
		port = begin();
		p = upgraded(port);
		end_in = reasons[i];
		peer_frame(p, 0x81, "abc", 3);
		peer_ask_upgrade(peer_open(port), "one");
		if (reasons[i] == LWS_CALLBACK_DEL_POLL_FD)
			shutdown(p->fd, SHUT_RDWR);
		POLL_FOR(!place);
		CHECK(ended && !count_fds && !locked && adds == dels && closed == established);
		peers_free();
	}
}

static void vhosts(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct lws_vhost *first;
	int port = begin(), before;

	CHECK(lws_create_vhost(place, &info));
	CHECK_EQ(adds, 3);
	first = lws_get_vhost_by_name(place, "default");
	CHECK(first);
	poll_once(0);
	/* The wake-up is the other one's from now on. */
	lws_vhost_destroy(first);
	CHECK_EQ(count_fds, 2);
	before = cancels;
	lws_cancel_service(place);
	poll_once(1000);
	CHECK(cancels > before);
	upgraded(info.port);
	(void)port;
	finish();
}

int main(void)
{
	lwsx_set_external_poll(1);
	the_order();
	what_the_kernel_refuses();
	a_file();
	timers_and_wake_ups();
	broken_while_stopped();
	own_connections();
	refused_and_ended();
	vhosts();
	return pass();
}
