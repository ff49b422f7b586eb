/*
 * lws-2010.c - a server as libwebsockets programs were written in November
 * 2010, on today's library.
 *
 *     cc -std=c99 lws-2010.c -o lws-2010 \
 *        $(pkg-config --cflags --libs libwebsockets-legacy-2010)
 *     ./lws-2010 [-p PORT] [-d FOLDER] [-c CERT -k KEY] [-g GID] [-u UID]
 *
 * The flags of that pkg-config module are all that makes it compile: the
 * <libwebsockets.h> that they put first is the one of that time. The library
 * had three functions then. libwebsocket_create_server() serves and does not
 * come back, so everything happens in callbacks, one for each protocol:
 *
 *   http     is first in the list, and so gets the plain HTTP requests: the
 *            page, and a line of text about the server
 *   counter  counts, for each session by itself
 *   mirror   shows to all sessions what one of them says
 *
 * Sending needs no asking: each session gets LWS_CALLBACK_SEND some twenty
 * times a second, and whenever something has happened.
 *
 * docs/coming-from/lws-2010.md sets this beside what one would write today.
 */
#define _POSIX_C_SOURCE 200809L
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * A buffer for libwebsocket_write(): room before what is sent, where the
 * library of 2010 put the frame's header, and behind it. Today's does not
 * touch them, but programs of that time leave the room, and so do we.
 */
#define ROOM(size) (LWS_SEND_BUFFER_PRE_PADDING + (size) + LWS_SEND_BUFFER_POST_PADDING)

static const char *folder = "examples-c/coming-from/lws-2010";
static unsigned int open_sessions, pages;

/* ------------------------------------------------------------------------
 * http: requests that are not for a websocket. They all come to the first
 * protocol, since none has been agreed upon.
 */

static void say(struct libwebsocket *wsi, const char *status, const char *text)
{
	char out[500];
	int n = snprintf(out, sizeof(out),
			 "HTTP/1.0 %s\r\nContent-Type: text/plain\r\n"
			 "Content-Length: %u\r\n\r\n%s",
			 status, (unsigned int)strlen(text), text);

	/* HTTP needs no room around it. */
	if (libwebsocket_write(wsi, (unsigned char *)out, (size_t)n, LWS_WRITE_HTTP))
		fprintf(stderr, "an HTTP client has gone\n");
}

static int callback_http(struct libwebsocket *wsi,
			 enum libwebsocket_callback_reasons reason, void *user,
			 void *in, size_t len)
{
	char text[200];

	(void)user;
	(void)len;
	if (reason != LWS_CALLBACK_HTTP)
		return 0;

	/* in is the path: a C string. Only what we know is ever opened. */
	pages++;
	if (!strcmp(in, "/") || !strcmp(in, "/index.html")) {
		snprintf(text, sizeof(text), "%s/index.html", folder);
		if (libwebsockets_serve_http_file(wsi, text, "text/html"))
			fprintf(stderr, "%s could not be sent\n", text);
	} else if (!strcmp(in, "/status")) {
		snprintf(text, sizeof(text), "%u sessions, %u pages, process %ld\n",
			 open_sessions, pages, (long)getpid());
		say(wsi, "200 OK", text);
	} else {
		say(wsi, "404 Not Found", "There is no such page.\n");
	}
	return 0;
}

/* ------------------------------------------------------------------------
 * counter: a number for each session, in memory that the library keeps for
 * it: zeros at ESTABLISHED, gone after CLOSED.
 */

struct counter {
	unsigned int number;
	int binary;             /* how it is sent */
};

static int callback_counter(struct libwebsocket *wsi,
			    enum libwebsocket_callback_reasons reason,
			    void *user, void *in, size_t len)
{
	struct counter *counter = user;
	unsigned char buf[ROOM(20)], *text = buf + LWS_SEND_BUFFER_PRE_PADDING;

	switch (reason) {
	case LWS_CALLBACK_ESTABLISHED:
		open_sessions++;
		printf("counter: open, from %u\n", counter->number);
		break;

	case LWS_CALLBACK_SEND:
		snprintf((char *)text, 20, "%u", counter->number++);
		/* 0 is success. What fails is about to be closed. */
		if (libwebsocket_write(wsi, text, strlen((char *)text),
				       counter->binary ? LWS_WRITE_BINARY :
							 LWS_WRITE_TEXT))
			printf("counter: cannot send\n");
		break;

	case LWS_CALLBACK_RECEIVE:
		/* "reset" begins anew. There is no NUL behind what came. */
		if (len == 5 && !memcmp(in, "reset", 5))
			counter->number = 0;
		if (len == 6 && !memcmp(in, "binary", 6))
			counter->binary = 1;
		break;

	case LWS_CALLBACK_CLOSED:
		open_sessions--;
		printf("counter: closed at %u\n", counter->number);
		break;

	default:
		break;
	}
	return 0;
}

/* ------------------------------------------------------------------------
 * mirror: what one session says, all sessions are sent. The last messages lie
 * in a ring; each session remembers how far it has got.
 */

#define MESSAGES 256
#define MESSAGE_SIZE 4096       /* the most that a RECEIVE brings */

static struct {
	size_t len;
	unsigned char buf[ROOM(MESSAGE_SIZE)];
} ring[MESSAGES];
static unsigned long said;      /* messages so far; the next goes there */

struct mirror {
	unsigned long heard;
};

static int callback_mirror(struct libwebsocket *wsi,
			   enum libwebsocket_callback_reasons reason,
			   void *user, void *in, size_t len)
{
	struct mirror *mirror = user;
	unsigned long at;

	switch (reason) {
	case LWS_CALLBACK_ESTABLISHED:
		open_sessions++;
		mirror->heard = said;
		break;

	case LWS_CALLBACK_RECEIVE:
		if (len > MESSAGE_SIZE)
			len = MESSAGE_SIZE;
		at = said++ % MESSAGES;
		memcpy(ring[at].buf + LWS_SEND_BUFFER_PRE_PADDING, in, len);
		ring[at].len = len;
		break;

	case LWS_CALLBACK_SEND:
		/* Who is too slow misses what the ring has lost. */
		if (said - mirror->heard > MESSAGES)
			mirror->heard = said - MESSAGES;
		while (mirror->heard != said) {
			at = mirror->heard++ % MESSAGES;
			if (libwebsocket_write(wsi,
					       ring[at].buf + LWS_SEND_BUFFER_PRE_PADDING,
					       ring[at].len, LWS_WRITE_TEXT))
				break;
		}
		break;

	case LWS_CALLBACK_CLOSED:
		open_sessions--;
		break;

	default:
		break;
	}
	return 0;
}

/* The list ends with an entry without a callback. */
static const struct libwebsocket_protocols protocols[] = {
	{ "http", callback_http, 0 },
	{ "counter", callback_counter, sizeof(struct counter) },
	{ "mirror", callback_mirror, sizeof(struct mirror) },
	{ NULL, NULL, 0 }
};

/* ------------------------------------------------------------------------
 * The server has a process of its own, and ours is free for other things.
 */

int main(int argc, char **argv)
{
	const char *cert = NULL, *key = NULL;
	int port = 7681, gid = -1, uid = -1, option, status = 0;
	sigset_t signals;
	pid_t server;

	while ((option = getopt(argc, argv, "p:d:c:k:g:u:")) != -1)
		switch (option) {
		case 'p': port = atoi(optarg); break;
		case 'd': folder = optarg; break;
		case 'c': cert = optarg; break;
		case 'k': key = optarg; break;
		case 'g': gid = atoi(optarg); break;
		case 'u': uid = atoi(optarg); break;
		default:
			fprintf(stderr, "usage: %s [-p PORT] [-d FOLDER] "
				"[-c CERT -k KEY] [-g GID] [-u UID]\n", argv[0]);
			return 2;
		}

	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	/* Signals wait until we ask for them; not so in the server. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	server = fork();
	if (server == -1) {
		perror("fork");
		return 1;
	}
	if (server == 0) {
		sigprocmask(SIG_UNBLOCK, &signals, NULL);
		/*
		 * Certificate and key make it TLS. Group and user are changed
		 * when the port is ours, so it may be one that only root gets.
		 * This comes back only if it cannot serve.
		 */
		libwebsocket_create_server(port, protocols, cert, key, gid, uid);
		fprintf(stderr, "cannot serve on port %d\n", port);
		_exit(1);
	}

	/* Here would be what the program is really for. Ours waits for its end. */
	printf("%s://localhost:%d, process %ld\n", cert ? "https" : "http", port,
	       (long)server);
	while (waitpid(server, &status, WNOHANG) != server) {
		int number = 0;

		sigwait(&signals, &number);
		if (number != SIGCHLD) {
			kill(server, SIGTERM);
			waitpid(server, NULL, 0);
			return 0;
		}
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
