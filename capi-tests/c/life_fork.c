/*
 * fork() after the context was made: as daemon() does it (the parent leaves, the child serves), and as a program does
 * that starts another in a callback: the child must hold none of the server's descriptors after exec.
 */
#include "testing.h"

#include <sys/wait.h>

static int received;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_RECEIVE) {
		received++;
		lws_callback_on_writable(wsi);
	}
	if (reason == LWS_CALLBACK_SERVER_WRITEABLE) {
		unsigned char room[LWS_PRE + 2];

		memcpy(room + LWS_PRE, "hi", 2);
		return lws_write(wsi, room + LWS_PRE, 2, LWS_WRITE_TEXT) < 2 ? -1 : 0;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

/* Any descriptor of the library's that would live on after exec? Our own peers are close-on-exec too. */
static void check_close_on_exec(void)
{
	char path[64], name[256];
	int fd;

	for (fd = 3; fd < 256; fd++) {
		int flags = fcntl(fd, F_GETFD);
		ssize_t n;

		if (flags < 0 || flags & FD_CLOEXEC)
			continue;
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
		n = readlink(path, name, sizeof(name) - 1);
		name[n < 0 ? 0 : n] = 0;
		if (!strncmp(name, "socket:", 7) || !strncmp(name, "anon_inode:", 11))
			FAIL("descriptor %d (%s) would survive exec", fd, name);
	}
}

static void talk(int port)
{
	struct peer *p = peer_websocket(port, "one");
	unsigned char *payload;
	size_t len, whole;
	int first;

	peer_frame(p, 0x81, "hello", 5);
	WAIT_FOR(peer_has_frame(p, &first, &payload, &len, &whole));
	CHECK_EQ(first, 0x81);
	CHECK(len == 2 && !memcmp(payload, "hi", 2));
	check_close_on_exec();
}

int main(void)
{
	int port, status;
	pid_t child;

	context = start_server(protocols, &port);
	child = fork();
	if (child < 0)
		FAIL("fork");
	if (!child) {
		talk(port);
		lws_context_destroy(context);
		peers_free();
		_exit(0);
	}
	if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status))
		FAIL("the child that serves failed: %x", (unsigned int)status);
	/* What the child did to its copy is not done to the parent's. */
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
