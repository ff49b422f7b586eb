/*
 * fork-echo.c - each websocket in a process of its own.
 *
 *     cc -std=c99 fork-echo.c -o fork-echo $(pkg-config --cflags --libs libwebsockets)
 *     ./fork-echo [-p PORT]
 *
 * The parent listens and accepts by plain system calls, and forks. The child
 * makes a context of its own, hands it the accepted socket by
 * lws_adopt_socket(), serves that one connection, and leaves when it is over.
 * What goes wrong in one session, a crash even, is nothing to the others; a
 * child can also drop its rights, or change to another user.
 *
 * The context is made after the fork. One that was made before it would share
 * the descriptors of its loop with the parent's.
 */
#define _POSIX_C_SOURCE 200809L
#include <libwebsockets.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_MESSAGE 65536
#define MAX_CHILDREN 200

static volatile sig_atomic_t interrupted;

/* ------------------------------------------------------------------------
 * The child.
 */

struct session {
	size_t len;             /* of the message so far */
	int binary, whole;
	unsigned char buffer[LWS_PRE + MAX_MESSAGE];
};

static int over;        /* the connection is gone */

static int on_echo(struct lws *wsi, enum lws_callback_reasons reason,
		   void *user, void *in, size_t len)
{
	struct session *s = user;

	switch (reason) {
	case LWS_CALLBACK_RECEIVE:
		if (lws_is_first_fragment(wsi))
			s->len = 0;
		if (len > MAX_MESSAGE - s->len) {
			lws_close_reason(wsi, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE,
					 NULL, 0);
			return -1;
		}
		memcpy(s->buffer + LWS_PRE + s->len, in, len);
		s->len += len;
		if (lws_is_final_fragment(wsi)) {
			s->binary = lws_frame_is_binary(wsi);
			s->whole = 1;
			/* Read no more until the answer is on its way. */
			lws_rx_flow_control(wsi, 0);
			lws_callback_on_writable(wsi);
		}
		break;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		if (!s->whole)
			break;
		s->whole = 0;
		lws_rx_flow_control(wsi, 1);
		if (lws_write(wsi, s->buffer + LWS_PRE, s->len,
			      s->binary ? LWS_WRITE_BINARY : LWS_WRITE_TEXT) !=
		    (int)s->len)
			return -1;
		break;

	/*
	 * The last callback of a connection, whatever it was: a websocket, a
	 * request that was no handshake, a peer that said nothing.
	 */
	case LWS_CALLBACK_WSI_DESTROY:
		over = 1;
		break;

	default:
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "echo", on_echo, sizeof(struct session), 4096, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

static int serve(int fd)
{
	struct lws_context_creation_info info;
	struct lws_context *context;

	memset(&info, 0, sizeof(info));
	info.port = CONTEXT_PORT_NO_LISTEN;     /* the parent does that */
	info.protocols = protocols;
	context = lws_create_context(&info);
	if (!context)
		return 1;
	/* From here on the socket is the library's: it closes it, too. */
	if (!lws_adopt_socket(context, fd))
		over = 1;
	while (!over && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);
	return 0;
}

/* ------------------------------------------------------------------------
 * The parent.
 */

static void on_signal(int number)
{
	(void)number;
	interrupted = 1;
}

static int listen_on(int port)
{
	struct sockaddr_in a;
	int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;

	memset(&a, 0, sizeof(a));
	a.sin_family = AF_INET;
	a.sin_port = htons((uint16_t)port);
	a.sin_addr.s_addr = htonl(INADDR_ANY);
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) ||
	    bind(fd, (struct sockaddr *)&a, sizeof(a)) || listen(fd, 64)) {
		perror("listening");
		return -1;
	}
	return fd;
}

int main(int argc, char **argv)
{
	struct sigaction action;
	int option, port = 7681, listener, children = 0;

	while ((option = getopt(argc, argv, "p:")) != -1)
		if (option == 'p')
			port = atoi(optarg);
		else
			return 2;
	/* Without SA_RESTART, so that accept() ends with the signal. */
	memset(&action, 0, sizeof(action));
	action.sa_handler = on_signal;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	listener = listen_on(port);
	if (listener < 0)
		return 1;
	printf("ws://localhost:%d\n", port);
	fflush(stdout);

	while (!interrupted) {
		pid_t child;
		int fd;

		/* Collects children that have left; when there are too many, waits. */
		while (children && waitpid(-1, NULL, children < MAX_CHILDREN ? WNOHANG : 0) > 0)
			children--;
		fd = accept(listener, NULL, NULL);
		if (fd < 0)
			continue;
		child = fork();
		if (!child) {
			close(listener);
			signal(SIGINT, SIG_DFL);
			signal(SIGTERM, SIG_DFL);
			exit(serve(fd));
		}
		if (child > 0)
			children++;
		close(fd);
	}
	close(listener);
	/* The sessions that go on end when their peers leave; we do not wait. */
	return 0;
}
