/*
 * An event library of the program's own (event_lib_custom, ABI 19): its operations are called in lws's order, its memory is
 * there, and with run_pt lws_service() runs its loop.
 *
 * ONLY-OURS: Debian's lws tells of further descriptors of its own.
 */
#include "testing.h"

#if LWS_LIBRARY_VERSION_NUMBER < 4003000

int main(void)
{
	return pass();
}

#else

#define MAX_FDS 32

struct loop {
	struct pollfd fds[MAX_FDS];
	int count;
};

/* What the library keeps for us, by evlib_size_pt. */
struct private_part {
	struct loop *loop;
};

static struct loop the_loop;
static struct lws_context *place;
static char story[4096];
static int inits, ends, echoes, closed, over, end_inside;

static void tell(const char *what)
{
	CHECK(strlen(story) + strlen(what) + 2 < sizeof(story));
	strcat(story, what);
	strcat(story, " ");
}

static void expect(const char *what)
{
	if (strcmp(story, what))
		FAIL("told:\n  %s\nnot:\n  %s", story, what);
	*story = 0;
}

static struct loop *loop_of(struct lws *wsi)
{
	struct private_part *part = (struct private_part *)lws_evlib_wsi_to_evlib_pt(wsi);

	CHECK(part && part->loop == &the_loop);
	return part->loop;
}

static struct pollfd *find(struct loop *l, int fd)
{
	int i;

	for (i = 0; i < l->count; i++)
		if (l->fds[i].fd == fd)
			return &l->fds[i];
	return NULL;
}

static int init_context(struct lws_context *c, const struct lws_context_creation_info *info)
{
	CHECK(c && info && info->event_lib_custom);
	inits++;
	return 0;
}

static int init_pt(struct lws_context *c, void *loop, int tsi)
{
	struct private_part *part = (struct private_part *)lws_evlib_tsi_to_evlib_pt(c, tsi);

	CHECK(part && !part->loop && loop == &the_loop && tsi == 0);
	CHECK(!lws_evlib_tsi_to_evlib_pt(c, 1));
	part->loop = (struct loop *)loop;
	inits++;
	return 0;
}

static int add(struct lws *wsi, const char *what)
{
	struct loop *l = loop_of(wsi);
	int fd = lws_get_socket_fd(wsi);

	tell(what);
	CHECK(fd >= 0 && !find(l, fd) && l->count < MAX_FDS);
	l->fds[l->count].fd = fd;
	l->fds[l->count].revents = 0;
	l->fds[l->count++].events = POLLIN;
	return 0;
}

static int listens(struct lws *wsi) { return add(wsi, "listen"); }
static int accepted(struct lws *wsi) { return add(wsi, "accept"); }

static void io(struct lws *wsi, unsigned int flags)
{
	struct pollfd *entry = find(loop_of(wsi), lws_get_socket_fd(wsi));
	short events = (short)((flags & LWS_EV_READ ? POLLIN : 0) | (flags & LWS_EV_WRITE ? POLLOUT : 0));
	char text[20];

	snprintf(text, sizeof(text), "%s%s%s", flags & LWS_EV_START ? "+" : "-", flags & LWS_EV_READ ? "r" : "",
		 flags & LWS_EV_WRITE ? "w" : "");
	tell(text);
	/* A listener is begun to be watched before it is told to listen, as with lws. */
	if (entry)
		entry->events = (short)(flags & LWS_EV_START ? entry->events | events : entry->events & ~events);
}

static int logical_close(struct lws *wsi)
{
	struct loop *l = loop_of(wsi);
	struct pollfd *entry = find(l, lws_get_socket_fd(wsi));

	tell("close");
	CHECK(entry);
	*entry = l->fds[--l->count];
	return 0;
}

static void destroy_wsi(struct lws *wsi) { CHECK(wsi); tell("gone"); }
static void destroy_pt(struct lws_context *c, int tsi) { CHECK(c && !tsi); ends++; }
static int destroy_1(struct lws_context *c) { CHECK(c); ends++; return 0; }
static int destroy_2(struct lws_context *c) { CHECK(c); ends++; return 0; }

static void poll_once(void)
{
	struct loop *l = &the_loop;
	int i, n = poll(l->fds, (nfds_t)l->count, lws_service_adjust_timeout(place, 2, 0));

	CHECK(n >= 0);
	for (i = 0; i < l->count && place; i++) {
		int fd = l->fds[i].fd;

		if (l->fds[i].revents && lws_service_fd(place, &l->fds[i]) == 1 && l->fds[i].fd != fd)
			i--;
	}
	turn();
}

static void run_pt(struct lws_context *c, int tsi)
{
	CHECK(c == place && !tsi);
	while (place && !over)
		poll_once();
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	unsigned char text[LWS_PRE + 4];

	(void)user;
	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_RECEIVE:
		tell("RECEIVE");
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		tell("WRITEABLE");
		echoes++;
		memcpy(text + LWS_PRE, "yes", 3);
		if (lws_write(wsi, text + LWS_PRE, 3, LWS_WRITE_TEXT) != 3)
			return -1;
		if (end_inside)
			lws_context_destroy(place);
		break;
	case LWS_CALLBACK_CLOSED:
		tell("CLOSED");
		closed++;
		break;
	default: break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .per_session_data_size = 8 },
	{ .name = NULL },
};

static struct lws_event_loop_ops ops;
static const lws_plugin_evlib_t library = { { "custom", "lws_evlib_plugin", "", LWS_PLUGIN_API_MAGIC }, &ops };

static int begin(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	void *loops[1];

	loops[0] = &the_loop;
	info.event_lib_custom = &library;
	info.foreign_loops = loops;
	info.pcontext = &place;
	inits = ends = closed = over = 0;
	CHECK(lws_create_context(&info) && place && inits == 2);
	return info.port;
}

#define POLL_FOR(condition)                                                                                            \
	do {                                                                                                           \
		double end_ = now() + patience();                                                                      \
		while (!(condition)) {                                                                                 \
			poll_once();                                                                                   \
			if (now() > end_)                                                                              \
				FAIL("did not come: %s", #condition);                                                  \
		}                                                                                                      \
	} while (0)

int main(void)
{
	struct peer *p;
	int port;

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	ops.name = "custom";
	ops.init_context = init_context;
	ops.init_pt = init_pt;
	ops.init_vhost_listen_wsi = listens;
	ops.sock_accept = accepted;
	ops.io = io;
	ops.wsi_logical_close = logical_close;
	ops.destroy_wsi = destroy_wsi;
	ops.destroy_pt = destroy_pt;
	ops.destroy_context1 = destroy_1;
	ops.destroy_context2 = destroy_2;
	ops.evlib_size_pt = sizeof(struct private_part);

	port = begin();
	/* The wake-up, then the listener. */
	expect("accept +r +r listen ");
	p = peer_open(port);
	peer_ask_upgrade(p, "one");
	POLL_FOR(peer_body(p));
	expect("accept +r ");
	peer_drop(p, (size_t)(peer_body(p) - (char *)p->in));
	peer_frame(p, 0x81, "abc", 3);
	POLL_FOR(p->in_len == 5);
	expect("RECEIVE +w -w WRITEABLE ");
	shutdown(p->fd, SHUT_RDWR);
	POLL_FOR(closed);
	expect("-rw CLOSED close gone ");
	lws_context_destroy(place);
	CHECK(!place && !the_loop.count && ends == 3);
	expect("-rw close gone -rw close gone ");
	peers_free();

	/* lws_service() runs the loop; the context ends inside. */
	ops.run_pt = run_pt;
	port = begin();
	p = peer_open(port);
	peer_ask_upgrade(p, "one");
	peer_frame(p, 0x81, "abc", 3);
	end_inside = 1;
	CHECK_EQ(lws_service(place, 0), 1);
	CHECK(!place && !the_loop.count && ends == 3 && closed == 1 && echoes == 2);
	peers_free();
	return pass();
}

#endif
