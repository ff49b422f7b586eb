/*
 * wslay-fork-echo.c - an echo server that forks for each connection, and owns
 * its sockets and its loop.
 *
 *     cc -std=c99 wslay-fork-echo.c -o wslay-fork-echo \
 *        $(pkg-config --cflags --libs libwebsockets)
 *     ./wslay-fork-echo PORT [MAX_MESSAGE]
 *
 * It is the server of wslay's tutorial, made with lwsx_session of
 * libwebsockets-extra.h; docs/coming-from/wslay.md sets the two side by side.
 *
 * There is no lws_context here. The program accepts, polls, receives and
 * sends; the library knows the protocol. Three things pass between them:
 *
 *   1. "Read for me": lwsx_session_recv() calls our on_recv() until that says
 *      it would block, and hands us whole messages in on_message().
 *   2. "Write for me": lwsx_session_send() calls our on_send() with bytes
 *      that are ready for the wire, until that says it would block.
 *   3. What to wait for: lwsx_session_want_read() and ..._want_write() tell
 *      poll() which events matter. When neither is wanted, we are done.
 */
#define _POSIX_C_SOURCE 200809L
#include <libwebsockets-extra.h>

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/* How long a client may take over its request. */
#define HANDSHAKE_SECONDS 10
/* How long we wait for a client to hang up when all is said. */
#define GOODBYE_MS 2000

/* What a message may hold; 0 for what the library thinks right, 256 KiB. */
static long max_message;

/* What our callbacks know about a connection. */
struct connection {
	int fd;
};

/* ------------------------------------------------------------------------
 * The callbacks.
 */

/*
 * Wanted: bytes from the client. recv() says what happened in three ways, and
 * the session has to be told which: some bytes, the end, or -1, which may just
 * mean "none yet".
 */
static ssize_t on_recv(struct lwsx_session *session, uint8_t *buf, size_t len,
		       void *user)
{
	struct connection *c = user;
	ssize_t n;

	(void)session;
	do
		n = recv(c->fd, buf, len, 0);
	while (n == -1 && errno == EINTR);

	if (n > 0)
		return n;
	if (n == 0)     /* without a close frame before it, that is an error */
		return LWSX_SESSION_EOF;
	if (errno == EAGAIN || errno == EWOULDBLOCK)
		return LWSX_SESSION_WOULD_BLOCK;
	return LWSX_SESSION_FAILED;
}

/*
 * Here are bytes for the client. When the session has more right behind them
 * it says so, and the kernel need not make a packet of what there is so far.
 */
static ssize_t on_send(struct lwsx_session *session, const uint8_t *data,
		       size_t len, int flags, void *user)
{
	struct connection *c = user;
	int how = 0;
	ssize_t n;

	(void)session;
#ifdef MSG_MORE
	if (flags & LWSX_SESSION_MORE)
		how |= MSG_MORE;
#else
	(void)flags;
#endif
	do
		n = send(c->fd, data, len, how);
	while (n == -1 && errno == EINTR);

	if (n >= 0)
		return n;
	if (errno == EAGAIN || errno == EWOULDBLOCK)
		return LWSX_SESSION_WOULD_BLOCK;
	return LWSX_SESSION_FAILED;
}

/*
 * A message is complete. Pings and close frames come by here too, but they
 * have been answered already.
 *
 * Queueing copies the message; it goes out when the socket takes it. Should a
 * client send and send and never read, the session stops wanting to read
 * before the queue takes too much memory (lwsx_session_set_max_queued()).
 */
static void on_message(struct lwsx_session *session,
		       const struct lwsx_message *message, void *user)
{
	(void)user;
	if (!LWSX_IS_CONTROL(message->opcode))
		lwsx_session_queue(session, message->opcode, message->data,
				   message->len);
}

/* ------------------------------------------------------------------------
 * One connection, from the request to the goodbye.
 */

/* A client that says nothing shall not keep a process for ever. */
static void limit_patience(int fd)
{
	struct timeval limit = { .tv_sec = HANDSHAKE_SECONDS };

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
}

/* Sends all of it; the socket blocks as yet. 0, or -1. */
static int send_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = send(fd, data, len, 0);

		if (n > 0) {
			data += n;
			len -= (size_t)n;
		} else if (errno != EINTR) {
			return -1;
		}
	}
	return 0;
}

/*
 * The HTTP part: reads the request, sends the response. The session begins
 * where this ends; a client in a hurry may have sent frames behind its
 * request, and then they are the first that the session is fed.
 */
static int http_handshake(int fd, struct lwsx_session *session)
{
	struct lwsx_handshake *h = lwsx_handshake_new();
	int verdict = LWSX_HANDSHAKE_MORE;
	const void *bytes;
	size_t len;
	char buf[4096];

	limit_patience(fd);
	while (verdict == LWSX_HANDSHAKE_MORE) {
		ssize_t n = recv(fd, buf, sizeof(buf), 0);

		if (n > 0)
			verdict = lwsx_handshake_feed(h, buf, (size_t)n);
		else if (n == 0 || errno != EINTR)
			verdict = LWSX_HANDSHAKE_FAILED;
	}

	/* For anything but a websocket, the response that says so is ready. */
	if (verdict == LWSX_HANDSHAKE_WEBSOCKET &&
	    lwsx_handshake_accept(h, NULL, NULL))
		verdict = LWSX_HANDSHAKE_FAILED;
	bytes = lwsx_handshake_response(h, &len);
	if (bytes && send_all(fd, bytes, len))
		verdict = LWSX_HANDSHAKE_FAILED;

	bytes = lwsx_handshake_rest(h, &len);
	if (verdict == LWSX_HANDSHAKE_WEBSOCKET && bytes)
		lwsx_session_feed(session, bytes, len);
	lwsx_handshake_free(h);

	return verdict == LWSX_HANDSHAKE_WEBSOCKET ? 0 : -1;
}

static int set_up(int fd)
{
	int flags = fcntl(fd, F_GETFL), one = 1;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return flags == -1 ? -1 : fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

/* Which events to wait for. */
static short wanted(const struct lwsx_session *session)
{
	return (short)((lwsx_session_want_read(session) ? POLLIN : 0) |
		       (lwsx_session_want_write(session) ? POLLOUT : 0));
}

/*
 * Talks with one client until both have said goodbye, or something breaks.
 * 0 for the former, -1 for the latter.
 */
static int communicate(int fd)
{
	static const struct lwsx_session_callbacks callbacks = {
		.recv = on_recv,
		.send = on_send,
		.message = on_message
	};
	struct connection c = { .fd = fd };
	struct lwsx_session *session = lwsx_session_server(&callbacks, &c);
	struct pollfd event;
	int result = 0;

	if (max_message)
		lwsx_session_set_max_message(session, (uint64_t)max_message);
	if (!session || http_handshake(fd, session) || set_up(fd)) {
		lwsx_session_free(session);
		return -1;
	}

	event.fd = fd;
	while ((event.events = wanted(session))) {
		int n;

		do
			n = poll(&event, 1, -1);
		while (n == -1 && errno == EINTR);
		if (n == -1) {
			perror("poll");
			result = -1;
			break;
		}

		/*
		 * Reading comes first: a client that hung up may have said
		 * something before. What either call gives on failure means that
		 * nothing can be said any more.
		 */
		if (((event.revents & POLLIN) && lwsx_session_recv(session)) ||
		    ((event.revents & POLLOUT) && lwsx_session_send(session)) ||
		    (event.revents & (POLLERR | POLLHUP | POLLNVAL))) {
			result = -1;
			break;
		}
	}

	/* Our goodbye may have been an accusation: the peer broke the rules. */
	if (!lwsx_session_close_received(session))
		result = -1;
	lwsx_session_free(session);
	return result;
}

/*
 * To close a socket on which something has come unread is to reset it, and a
 * reset overtakes what we said last. So: say that we are done, hear the client
 * out for a moment, close.
 */
static void hang_up(int fd)
{
	struct pollfd event = { .fd = fd, .events = POLLIN };
	char unread[4096];

	shutdown(fd, SHUT_WR);
	while (poll(&event, 1, GOODBYE_MS) == 1 &&
	       recv(fd, unread, sizeof(unread), MSG_DONTWAIT) > 0)
		;
	close(fd);
}

/* ------------------------------------------------------------------------
 * The parent: listens, accepts, forks.
 */

static int listen_on(int port)
{
	struct sockaddr_in a;
	int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;

	memset(&a, 0, sizeof(a));
	a.sin_family = AF_INET;
	a.sin_port = htons((uint16_t)port);
	a.sin_addr.s_addr = htonl(INADDR_ANY);
	if (fd == -1 ||
	    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) ||
	    bind(fd, (struct sockaddr *)&a, sizeof(a)) || listen(fd, 64)) {
		perror("listen");
		return -1;
	}
	return fd;
}

int main(int argc, char **argv)
{
	struct sigaction ignore;
	int port = argc > 1 ? atoi(argv[1]) : 0, listener;

	if (argc > 2)
		max_message = atol(argv[2]);
	if (argc > 3 || port < 1 || port > 65535 || max_message < 0) {
		fprintf(stderr, "usage: %s PORT [MAX_MESSAGE]\n", argv[0]);
		return 2;
	}

	/*
	 * A client may vanish while we write to it: send() is to say so, not to
	 * kill us. And nobody waits for the children: the system shall not either.
	 */
	memset(&ignore, 0, sizeof(ignore));
	ignore.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGCHLD, &ignore, NULL);

	listener = listen_on(port);
	if (listener == -1)
		return 1;
	printf("ws://localhost:%d\n", port);
	fflush(stdout);

	for (;;) {
		int fd = accept(listener, NULL, NULL), result;
		pid_t child;

		if (fd == -1) {
			if (errno != EINTR && errno != ECONNABORTED)
				perror("accept");
			continue;
		}
		child = fork();
		if (child == -1)
			perror("fork");
		if (child == 0) {
			close(listener);
			result = communicate(fd);
			hang_up(fd);
			return result ? 1 : 0;
		}
		close(fd);
	}
}
