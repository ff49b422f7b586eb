/*
 * Whose the session memory is, and who the peer is: lws_set_wsi_user() with memory of the program's, which the library
 * must not free, while it frees its own; lws_get_peer_simple() and lws_get_peer_addresses() for peers by IPv4, by IPv6
 * and over a unix socket.
 */
#include "testing.h"

#include <stddef.h>
#include <sys/un.h>

static char simple[64], rip[64];
static void *mine;
static int closed, replace_user;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	char name[64];

	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
		CHECK(user && user == lws_wsi_user(wsi));
		memset(simple, 0, sizeof(simple));
		memset(rip, 0, sizeof(rip));
		lws_get_peer_simple(wsi, simple, sizeof(simple));
		lws_get_peer_addresses(wsi, lws_get_socket_fd(wsi), name, sizeof(name), rip, sizeof(rip));
		if (replace_user) {
			mine = get_memory(100);
			strcpy((char *)mine, "mine");
			lws_set_wsi_user(wsi, mine);
			CHECK(lws_wsi_user(wsi) == mine);
		}
		break;
	case LWS_CALLBACK_RECEIVE:
		CHECK(!replace_user || (user == mine && !strcmp((char *)user, "mine")));
		return -1;
	case LWS_CALLBACK_CLOSED:
		CHECK(!replace_user || user == mine);
		closed++;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .per_session_data_size = 40 },
	{ .name = NULL, .callback = NULL },
};

/* A websocket over this address, closed by the server. */
static void visit(const struct sockaddr *address, socklen_t size)
{
	struct peer *p = (struct peer *)get_memory(sizeof(*p));
	int before = closed;

	p->fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (p->fd < 0 || connect(p->fd, address, size))
		FAIL("cannot connect: %s", strerror(errno));
	fcntl(p->fd, F_SETFL, O_NONBLOCK);
	all_peers[peer_count++] = p;
	peer_ask_upgrade(p, "one");
	peer_frame(p, 0x81, "x", 1);
	WAIT_FOR(closed == before + 1);
	peer_free(p);
}

static void check_peer(const char *want_17, const char *want_19)
{
	const char *want = strncmp(lws_get_library_version(), "4.1", 3) ? want_19 : want_17;

	if (strcmp(simple, want))
		FAIL("the peer is told to be \"%s\", not \"%s\"", simple, want);
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	struct sockaddr_un local;

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	info.iface = NULL;
	context = lws_create_context(&info);
	CHECK(context);

	memset(&v4, 0, sizeof(v4));
	v4.sin_family = AF_INET;
	v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	v4.sin_port = htons((unsigned short)info.port);
	visit((struct sockaddr *)&v4, sizeof(v4));
	check_peer("::ffff:127.0.0.1", "127.0.0.1");

	replace_user = 1;
	visit((struct sockaddr *)&v4, sizeof(v4));
	CHECK(!strcmp((char *)mine, "mine"));
	free(mine);
	replace_user = 0;

	memset(&v6, 0, sizeof(v6));
	v6.sin6_family = AF_INET6;
	v6.sin6_addr = in6addr_loopback;
	v6.sin6_port = htons((unsigned short)info.port);
	visit((struct sockaddr *)&v6, sizeof(v6));
	check_peer("::1", "::1");
	CHECK(!strcmp(rip, "::1"));
	lws_context_destroy(context);

	memset(&local, 0, sizeof(local));
	local.sun_family = AF_UNIX;
	snprintf(local.sun_path, sizeof(local.sun_path), "/tmp/lws-test-%d", (int)getpid());
	info.iface = local.sun_path;
	info.options |= LWS_SERVER_OPTION_UNIX_SOCK;
	info.port = 0;
	context = lws_create_context(&info);
	CHECK(context);
	visit((struct sockaddr *)&local, sizeof(local));
	check_peer("", "(unix skt)");
	lws_context_destroy(context);
	context = NULL;
	unlink(local.sun_path);
	return pass();
}
