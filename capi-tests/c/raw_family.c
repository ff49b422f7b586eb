/*
 * Adopted sockets that are each other's parents and children: children go first, their parent is theirs to the end, and its
 * protocol hears of it with its own session. A datagram that is longer than lws's receive buffer is cut to it.
 */
#include "testing.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

struct session {
	int name;
};

static struct lws_context *context;
static struct lws_vhost *vhost;
static char story[400];
static int destroyed, longest;
static struct lws *the_parent, *the_child;

static void tell(struct lws *wsi, const struct session *s, const char *what)
{
	size_t n = strlen(story);

	snprintf(story + n, sizeof(story) - n, "%c %s%s; ", s ? s->name : '?', what, lws_get_parent(wsi) ? " of a parent" : "");
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = (struct session *)user;

	switch ((int)reason) {
	case LWS_CALLBACK_RAW_ADOPT:
		s->name = lws_get_parent(wsi) ? 'c' : 'p';
		break;
	case LWS_CALLBACK_RAW_RX:
		if ((int)len > longest)
			longest = (int)len;
		break;
	case LWS_CALLBACK_RAW_CLOSE:
		tell(wsi, s, "closes");
		if (wsi == the_child)
			CHECK(lws_get_parent(wsi) == the_parent && ((struct session *)lws_wsi_user(the_parent))->name == 'p');
		break;
	case LWS_CALLBACK_CHILD_CLOSING:
		tell(wsi, s, "loses a child");
		CHECK(in == (void *)wsi && wsi == the_child && lws_get_parent(wsi) == the_parent);
		break;
	case LWS_CALLBACK_RAW_SKT_DROP_PROTOCOL:
		tell(wsi, s, "is let go");
		break;
	case LWS_CALLBACK_WSI_DESTROY:
		destroyed++;
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "family", callback, sizeof(struct session), 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

static struct lws *adopt(int fd, struct lws *parent)
{
	lws_sock_file_fd_type u;
	struct lws *wsi;

	u.sockfd = fd;
	wsi = lws_adopt_descriptor_vhost(vhost, LWS_ADOPT_SOCKET, u, "family", parent);
	CHECK(wsi);
	return wsi;
}

static void serve(int until)
{
	int i;

	for (i = 0; i < 2000 && destroyed < until; i++) {
		lws_service(context, -1);
		usleep(1000);
	}
	CHECK(destroyed == until);
}

/* A parent and its child; the far end of one of them is closed, then that of the other. */
static void family(int parent_first, const char *expected)
{
	int p[2], c[2];

	CHECK(!socketpair(AF_UNIX, SOCK_STREAM, 0, p) && !socketpair(AF_UNIX, SOCK_STREAM, 0, c));
	the_parent = adopt(p[0], NULL);
	the_child = adopt(c[0], the_parent);
	CHECK(lws_get_child(the_parent) == the_child);
	story[0] = '\0';
	destroyed = 0;
	close(parent_first ? p[1] : c[1]);
	serve(parent_first ? 2 : 1);
	close(parent_first ? c[1] : p[1]);
	serve(2);
	the_child = NULL;
	if (strcmp(story, expected))
		fprintf(stderr, "it was:    %s\nit is not: %s\n", story, expected);
	CHECK(!strcmp(story, expected));
}

static void datagram(void)
{
	static char data[9000];
	struct sockaddr_in to;
	int fd = socket(AF_INET, SOCK_DGRAM, 0), i;
	socklen_t len = sizeof(to);
	struct lws *udp;

	memset(&to, 0, sizeof(to));
	to.sin_family = AF_INET;
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	/* A port that is free. */
	CHECK(!bind(fd, (struct sockaddr *)&to, sizeof(to)) && !getsockname(fd, (struct sockaddr *)&to, &len));
	close(fd);
#if LWS_LIBRARY_VERSION_NUMBER >= 4003000
	udp = lws_create_adopt_udp(vhost, NULL, ntohs(to.sin_port), LWS_CAUDP_BIND, "family", NULL, NULL, NULL, NULL, NULL);
#else
	udp = lws_create_adopt_udp(vhost, NULL, ntohs(to.sin_port), LWS_CAUDP_BIND, "family", NULL, NULL, NULL, NULL);
#endif
	CHECK(udp);
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	for (i = 0; i < 2000 && !longest; i++) {
		sendto(fd, data, sizeof(data), 0, (struct sockaddr *)&to, len);
		lws_service(context, -1);
		usleep(1000);
	}
	CHECK(longest == 4096 - LWS_PRE);
	close(fd);
}

int main(void)
{
	struct lws_context_creation_info info;

	memset(&info, 0, sizeof(info));
	info.port = CONTEXT_PORT_NO_LISTEN;
	info.protocols = protocols;
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	lws_set_log_level(0, NULL);
	context = lws_create_context(&info);
	CHECK(context);
	vhost = lws_create_vhost(context, &info);
	CHECK(vhost);
	lws_service(context, -1);
	family(1, "c is let go of a parent; c closes of a parent; p loses a child of a parent; p is let go; p closes; ");
	family(0, "c is let go of a parent; c closes of a parent; p loses a child of a parent; p is let go; p closes; ");
	datagram();
	lws_context_destroy(context);
	return pass();
}
