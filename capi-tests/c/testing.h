/*
 * What the C tests share: a server on a free port, and peers that talk to it byte by byte over plain non-blocking
 * sockets, in the thread that services the context. Nothing here uses the library's own client.
 */
#ifndef TESTING_H
#define TESTING_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <libwebsockets.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#if defined(__GNUC__)
#define MAYBE_UNUSED __attribute__((unused))
#else
#define MAYBE_UNUSED
#endif

#define FAIL(...)                                                                                                      \
	do {                                                                                                           \
		fprintf(stderr, "%s:%d: ", __FILE__, __LINE__);                                                        \
		fprintf(stderr, __VA_ARGS__);                                                                          \
		fputc('\n', stderr);                                                                                   \
		_exit(1);                                                                                              \
	} while (0)
#define CHECK(condition)                                                                                               \
	do {                                                                                                           \
		if (!(condition))                                                                                      \
			FAIL("does not hold: %s", #condition);                                                         \
	} while (0)
#define CHECK_EQ(a, b)                                                                                                 \
	do {                                                                                                           \
		long long a_ = (long long)(a), b_ = (long long)(b);                                                    \
		if (a_ != b_)                                                                                          \
			FAIL("%s is %lld, not %lld (%s)", #a, a_, b_, #b);                                             \
	} while (0)

/* One end of a connection, ours to script. What it is to send stands in `out`, what it got in `in`. */
struct peer {
	int fd;
	int eof;     /* the server closed, in either way */
	int deaf;    /* does not read */
	unsigned char *out, *in;
	size_t out_len, out_at, in_len, in_size;
};

static struct peer *all_peers[1200];
static size_t peer_count;
/* NULL while there is none; the tests set it. */
static struct lws_context *context MAYBE_UNUSED;
/* What the last lws_service() gave. */
static int service_result MAYBE_UNUSED;

static MAYBE_UNUSED double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Seconds a test may take for one thing; longer under valgrind. */
static MAYBE_UNUSED double patience(void)
{
	const char *slow = getenv("LWS_TEST_SLOW");

	return slow && *slow ? 100 : 20;
}

static MAYBE_UNUSED void *get_memory(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p)
		FAIL("no memory");
	return p;
}

/* A TCP port that nobody listens on just now. */
static MAYBE_UNUSED int free_port(void)
{
	struct sockaddr_in a;
	socklen_t size = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	memset(&a, 0, sizeof(a));
	a.sin_family = AF_INET;
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof(a)) || getsockname(fd, (struct sockaddr *)&a, &size))
		FAIL("no free port: %s", strerror(errno));
	close(fd);
	return ntohs(a.sin_port);
}

/* `info` for a server of these protocols on a free port of the loopback interface. */
static MAYBE_UNUSED struct lws_context_creation_info server_info(const struct lws_protocols *protocols)
{
	struct lws_context_creation_info info;

	memset(&info, 0, sizeof(info));
	info.port = free_port();
	info.iface = "lo";
	info.protocols = protocols;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	return info;
}

/* Starts such a server; its port is left in *port. */
static MAYBE_UNUSED struct lws_context *start_server(const struct lws_protocols *protocols, int *port)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct lws_context *c;

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	c = lws_create_context(&info);
	if (!c)
		FAIL("no context on port %d", info.port);
	*port = info.port;
	return c;
}

static MAYBE_UNUSED struct peer *peer_open(int port)
{
	struct peer *p = (struct peer *)get_memory(sizeof(*p));
	struct sockaddr_in a;

	memset(&a, 0, sizeof(a));
	a.sin_family = AF_INET;
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a.sin_port = htons((unsigned short)port);
	p->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	/* The listen queue takes the connection: nobody has to be in the service loop. */
	if (p->fd < 0 || connect(p->fd, (struct sockaddr *)&a, sizeof(a)))
		FAIL("cannot connect to port %d: %s", port, strerror(errno));
	fcntl(p->fd, F_SETFL, O_NONBLOCK);
	if (peer_count == sizeof(all_peers) / sizeof(all_peers[0]))
		FAIL("too many peers");
	all_peers[peer_count++] = p;
	return p;
}

static MAYBE_UNUSED void peer_free(struct peer *p)
{
	size_t i;

	for (i = 0; i < peer_count; i++)
		if (all_peers[i] == p)
			all_peers[i] = all_peers[--peer_count];
	if (p->fd >= 0)
		close(p->fd);
	free(p->out);
	free(p->in);
	free(p);
}

static MAYBE_UNUSED void peers_free(void)
{
	while (peer_count)
		peer_free(all_peers[0]);
}

/* Adds to what the peer sends. */
static MAYBE_UNUSED void peer_put(struct peer *p, const void *data, size_t len)
{
	if (p->out_at) {
		memmove(p->out, p->out + p->out_at, p->out_len - p->out_at);
		p->out_len -= p->out_at;
		p->out_at = 0;
	}
	p->out = (unsigned char *)realloc(p->out, p->out_len + len + 1);
	if (!p->out)
		FAIL("no memory");
	if (len)
		memcpy(p->out + p->out_len, data, len);
	p->out_len += len;
}

static MAYBE_UNUSED void peer_text(struct peer *p, const char *text)
{
	peer_put(p, text, strlen(text));
}

/* Adds a masked websocket frame; `first` is its first byte: 0x80 final, and the opcode. */
static MAYBE_UNUSED void peer_frame(struct peer *p, int first, const void *payload, size_t len)
{
	static const unsigned char mask[4] = { 0x12, 0x34, 0x56, 0x78 };
	unsigned char head[14], *masked = (unsigned char *)get_memory(len);
	size_t n = 2, i;

	head[0] = (unsigned char)first;
	if (len < 126) {
		head[1] = (unsigned char)(0x80 | len);
	} else if (len < 65536) {
		head[1] = 0x80 | 126;
		head[n++] = (unsigned char)(len >> 8);
		head[n++] = (unsigned char)len;
	} else {
		head[1] = 0x80 | 127;
		for (i = 0; i < 8; i++)
			head[n++] = (unsigned char)((unsigned long long)len >> (8 * (7 - i)));
	}
	memcpy(head + n, mask, 4);
	for (i = 0; i < len; i++)
		masked[i] = ((const unsigned char *)payload)[i] ^ mask[i & 3];
	peer_put(p, head, n + 4);
	peer_put(p, masked, len);
	free(masked);
}

/* Sends and receives what can be without waiting; did anything move? */
static MAYBE_UNUSED int peer_pump(struct peer *p)
{
	int moved = 0;
	ssize_t n;

	if (p->fd < 0)
		return 0;
	if (p->out_at < p->out_len) {
		n = send(p->fd, p->out + p->out_at, p->out_len - p->out_at, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n > 0) {
			p->out_at += (size_t)n;
			moved = 1;
		}
	}
	if (p->eof || p->deaf)
		return moved;
	if (p->in_size - p->in_len < 65536) {
		p->in_size = p->in_size * 2 + 131072;
		p->in = (unsigned char *)realloc(p->in, p->in_size);
		if (!p->in)
			FAIL("no memory");
		p->in[p->in_len] = 0;
	}
	n = recv(p->fd, p->in + p->in_len, p->in_size - p->in_len - 1, MSG_DONTWAIT);
	if (n > 0)
		p->in_len += (size_t)n;
	else if (!n || (errno != EAGAIN && errno != EINTR))
		p->eof = 1;
	else
		return moved;
	p->in[p->in_len] = 0;
	return 1;
}

/* Drops the first `len` bytes of what the peer got. */
static MAYBE_UNUSED void peer_drop(struct peer *p, size_t len)
{
	memmove(p->in, p->in + len, p->in_len - len + 1);
	p->in_len -= len;
}

/* Has the peer got a whole frame? Its first byte and payload are told; peer_drop(p, *whole) takes it away. */
static MAYBE_UNUSED int peer_has_frame(struct peer *p, int *first, unsigned char **payload, size_t *len, size_t *whole)
{
	size_t head = 2, n, i;

	if (p->in_len < 2)
		return 0;
	n = p->in[1] & 127;
	if (p->in[1] & 128)
		FAIL("the server sent a masked frame");
	if (n == 126)
		head = 4;
	if (n == 127)
		head = 10;
	if (p->in_len < head)
		return 0;
	if (head > 2)
		for (n = 0, i = 2; i < head; i++)
			n = n << 8 | p->in[i];
	if (p->in_len - head < n)
		return 0;
	*first = p->in[0];
	*payload = p->in + head;
	*len = n;
	*whole = head + n;
	return 1;
}

/* One turn: the server services what is there, then each peer sends and receives. */
static MAYBE_UNUSED void turn(void)
{
	struct pollfd quiet;
	size_t i;
	int moved = 0;

	/* -1: do not wait. */
	if (context)
		service_result = lws_service(context, -1);
	for (i = 0; i < peer_count; i++)
		moved |= peer_pump(all_peers[i]);
	if (!moved) {
		memset(&quiet, 0, sizeof(quiet));
		quiet.fd = -1;
		poll(&quiet, 1, 1);
	}
}

/* Turns until the condition holds; fails when it takes too long. */
#define WAIT_FOR(condition)                                                                                            \
	do {                                                                                                           \
		double end_ = now() + patience();                                                                      \
		while (!(condition)) {                                                                                 \
			turn();                                                                                        \
			if (now() > end_)                                                                              \
				FAIL("did not come: %s", #condition);                                                  \
		}                                                                                                      \
	} while (0)

/* Turns for a while in which nothing is awaited. */
static MAYBE_UNUSED void turn_for(double seconds)
{
	double end = now() + seconds;

	while (now() < end)
		turn();
}

/* Adds a websocket handshake for this sub-protocol (NULL: none). */
static MAYBE_UNUSED void peer_ask_upgrade(struct peer *p, const char *protocol)
{
	char head[512];

	snprintf(head, sizeof(head),
		 "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n%s%s%s\r\n",
		 protocol ? "Sec-WebSocket-Protocol: " : "", protocol ? protocol : "", protocol ? "\r\n" : "");
	peer_text(p, head);
}

static MAYBE_UNUSED char *peer_body(struct peer *p)
{
	char *end = p->in ? strstr((char *)p->in, "\r\n\r\n") : NULL;

	return end ? end + 4 : NULL;
}

/* A peer whose websocket is established. */
static MAYBE_UNUSED struct peer *peer_websocket(int port, const char *protocol)
{
	struct peer *p = peer_open(port);

	peer_ask_upgrade(p, protocol);
	WAIT_FOR(p->eof || peer_body(p));
	if (p->eof || strncmp((char *)p->in, "HTTP/1.1 101 ", 13))
		FAIL("no upgrade: %s", p->in ? (char *)p->in : "");
	peer_drop(p, (size_t)(peer_body(p) - (char *)p->in));
	return p;
}

/* Bytes that differ from place to place. */
static MAYBE_UNUSED void fill(unsigned char *data, size_t len, unsigned int seed)
{
	size_t i;

	for (i = 0; i < len; i++) {
		seed = seed * 1103515245u + 12345u;
		data[i] = (unsigned char)(seed >> 16);
	}
}

static MAYBE_UNUSED int pass(void)
{
	peers_free();
	puts("ok");
	return 0;
}

#endif
