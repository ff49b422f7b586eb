/*
 * A vhost on an interface that is not there yet: the context begins without it, and the vhost is heard when the interface
 * comes. With LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND it is refused. In a network namespace of its own, whose loopback
 * interface is down at first; needs root, without which nothing is tried.
 *
 * ONLY-OURS: lws looks again after thirty seconds.
 */
#include "testing.h"
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi;
	(void)reason;
	(void)user;
	(void)in;
	(void)len;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL },
};

int main(void)
{
	struct lws_context_creation_info info;
	struct ifreq request;
	double end;
	int fd;

	if (geteuid() || unshare(CLONE_NEWNET))
		return pass();
	lws_set_log_level(0, NULL);
	memset(&info, 0, sizeof(info));
	info.port = 7000;
	info.protocols = protocols;
	info.options = LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND;
	info.iface = "lo";
	CHECK(!lws_create_context(&info));
	info.options = 0;
	context = lws_create_context(&info);
	CHECK(context);
	turn_for(0.2);
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	memset(&request, 0, sizeof(request));
	strcpy(request.ifr_name, "lo");
	request.ifr_flags = IFF_UP;
	if (ioctl(fd, SIOCSIFFLAGS, &request))
		return pass();
	close(fd);
	end = now() + 15;
	for (;;) {
		struct sockaddr_in a;
		int r;

		memset(&a, 0, sizeof(a));
		a.sin_family = AF_INET;
		a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		a.sin_port = htons(7000);
		fd = socket(AF_INET, SOCK_STREAM, 0);
		r = connect(fd, (struct sockaddr *)&a, sizeof(a));
		close(fd);
		if (!r)
			break;
		if (now() > end)
			FAIL("the vhost is not heard");
		turn_for(0.05);
	}
	peer_websocket(7000, "one");
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
