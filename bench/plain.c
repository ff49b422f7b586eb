/*
 * plain: a websocket echo server on nothing but epoll. It is the yardstick of the benchmark: about as little
 * CPU time and memory as an echo server can need.
 *
 *   plain PORT        listens on 127.0.0.1:PORT until SIGTERM or SIGINT
 *
 * One thread, edge-triggered, one receive and one output buffer for all connections. What one read brought is
 * unmasked straight into the output buffer and leaves in one send. A message is never held: its echo starts with
 * the first bytes of its frame, so a connection owns one small struct and, only while something is stuck, one block.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	HEAD_ROOM = 32,		/* before the receive buffer: an incomplete frame header of the last read */
	READ_SIZE = 262144 + 2048,	/* four 64 KiB frames with their headers; less costs a sixth more at 1 MiB */
	REQUEST_MAX = 4096,
	EVENTS = 256
};

/* Bytes that had to wait: an incomplete request, or output that the kernel refused */
struct kept {
	size_t at, len;
	uint8_t bytes[];
};

struct conn {
	int fd;
	uint8_t upgraded;
	uint8_t discard;	/* the payload now arriving is a pong's: no echo */
	uint8_t closing;	/* a close frame is being echoed: end after it */
	uint8_t key_at;		/* how far the masking key is rotated */
	uint8_t key[4];
	uint8_t held_len;
	uint8_t held[14];	/* an incomplete frame header */
	uint64_t left;		/* payload bytes of the current frame still to come */
	struct kept *kept;
};

static int ep;
static volatile sig_atomic_t stop;
static uint8_t in_space[HEAD_ROOM + READ_SIZE];
static uint8_t out[READ_SIZE + 256];

static void on_signal(int sig)
{
	(void)sig;
	stop = 1;
}

/* ---- the handshake: SHA-1 and base64 of the key ---- */

static uint32_t rotate(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

static void sha1_block(uint32_t h[5], const uint8_t *p)
{
	uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 | (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
	for (int i = 16; i < 80; i++)
		w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	for (int i = 0; i < 80; i++) {
		uint32_t f, t;

		if (i < 20)
			f = ((b & c) | (~b & d)) + 0x5a827999;
		else if (i < 40)
			f = (b ^ c ^ d) + 0x6ed9eba1;
		else if (i < 60)
			f = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
		else
			f = (b ^ c ^ d) + 0xca62c1d6;
		t = rotate(a, 5) + f + e + w[i];
		e = d, d = c, c = rotate(b, 30), b = a, a = t;
	}
	h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
}

/* accept: 28 characters and a NUL. key: 24 characters, so that with the GUID the text is always 60 bytes: two blocks */
static void accept_of(char accept[29], const char *key)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t h[5] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 };
	uint8_t text[128] = { 0 }, d[21] = { 0 };

	memcpy(text, key, 24);
	memcpy(text + 24, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", 36);
	text[60] = 0x80;
	text[126] = 60 * 8 >> 8;
	text[127] = 60 * 8 & 255;
	sha1_block(h, text);
	sha1_block(h, text + 64);
	for (int i = 0; i < 20; i++)
		d[i] = (uint8_t)(h[i / 4] >> (24 - i % 4 * 8));
	for (int i = 0; i < 7; i++) {
		uint32_t v = (uint32_t)d[3 * i] << 16 | (uint32_t)d[3 * i + 1] << 8 | d[3 * i + 2];

		for (int k = 0; k < 4; k++)
			accept[4 * i + k] = set[v >> (18 - 6 * k) & 63];
	}
	accept[27] = '=';
	accept[28] = 0;
}

/* ---- connections ---- */

static void drop(struct conn *c)
{
	close(c->fd);
	free(c->kept);
	free(c);
}

static struct kept *keep(const uint8_t *p, size_t n)
{
	struct kept *k = malloc(sizeof *k + n);

	if (k) {
		k->at = 0;
		k->len = n;
		memcpy(k->bytes, p, n);
	}
	return k;
}

/* Sends all of it, or keeps what the kernel refuses. -1: the connection is of no use any more */
static int send_out(struct conn *c, const uint8_t *p, size_t n)
{
	ssize_t r = send(c->fd, p, n, MSG_NOSIGNAL);

	if (r == (ssize_t)n)
		return 0;
	if (r < 0 && errno != EAGAIN && errno != EINTR)
		return -1;
	if (r < 0)
		r = 0;
	c->kept = keep(p + r, n - (size_t)r);
	return c->kept ? 0 : -1;
}

/* p holds n bytes: what was kept of the request and what came now. The rest of this read is frames */
static int upgrade(struct conn *c, const uint8_t *p, size_t n)
{
	const char *head = (const char *)p, *key = NULL, *end, *line;
	char accept[29], answer[160];
	int len;

	end = memmem(head, n, "\r\n\r\n", 4);
	if (!end) {
		free(c->kept);
		c->kept = NULL;
		if (n >= REQUEST_MAX)
			return -1;
		c->kept = keep(p, n);
		return c->kept ? 0 : -1;
	}
	for (line = head; line < end; line = (const char *)memmem(line, (size_t)(end + 2 - line), "\r\n", 2) + 2)
		if (!strncasecmp(line, "Sec-WebSocket-Key:", 18)) {
			key = line + 18;
			while (*key == ' ')
				key++;
		}
	free(c->kept);
	c->kept = NULL;
	if (!key || end - key < 24)
		return -1;
	accept_of(accept, key);
	len = snprintf(answer, sizeof answer, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
		       "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", accept);
	c->upgraded = 1;
	/* clients wait for the 101 before they send frames; one that does not is cut off */
	return end + 4 == head + n ? send_out(c, (const uint8_t *)answer, (size_t)len) : -1;
}

static size_t unmask(struct conn *c, uint8_t *to, const uint8_t *from, size_t n)
{
	uint8_t k[8];
	uint64_t key;
	size_t i = 0;

	for (int j = 0; j < 8; j++)
		k[j] = c->key[(c->key_at + j) & 3];
	memcpy(&key, k, 8);
	for (; i + 8 <= n; i += 8) {
		uint64_t v;

		memcpy(&v, from + i, 8);
		v ^= key;
		memcpy(to + i, &v, 8);
	}
	for (; i < n; i++)
		to[i] = from[i] ^ k[i & 7];
	c->key_at = (uint8_t)((c->key_at + n) & 3);
	return n;
}

/* Reads frames at p, writes their echo. An echo is never longer than what it answers, so `out` is large enough */
static int frames(struct conn *c, const uint8_t *p, size_t n)
{
	size_t o = 0;

	while (n && !(c->closing && !c->left)) {
		if (!c->left) {
			size_t need = 6, len, h = 2;
			uint8_t op;

			if (n >= 2 && (p[1] & 127) >= 126)
				need = (p[1] & 127) == 126 ? 8 : 14;
			if (n < need) {
				c->held_len = (uint8_t)n;
				memcpy(c->held, p, n);
				break;
			}
			op = p[0] & 15;
			len = p[1] & 127;
			/* reserved bits, no mask, reserved opcodes, long or fragmented control frames */
			if ((p[0] & 0x70) || !(p[1] & 0x80) || (op & 7) > 2 || (op & 8 && (len > 125 || !(p[0] & 0x80))))
				return -1;
			if (len >= 126) {
				len = 0;
				for (h = 2; h < need - 4; h++)
					len = len << 8 | p[h];
				if (len >> 63)
					return -1;
			}
			memcpy(c->key, p + h, 4);
			c->key_at = 0;
			c->left = len;
			c->closing = op == 8;
			c->discard = op == 10;
			if (!c->discard) {
				memcpy(out + o, p, h);
				out[o + 1] &= 127;
				if (op == 9)
					out[o] = 0x8a;
				o += h;
			}
			p += need;
			n -= need;
			continue;
		}
		size_t k = n < c->left ? n : (size_t)c->left;

		if (!c->discard)
			o += unmask(c, out + o, p, k);
		c->left -= k;
		p += k;
		n -= k;
	}
	if (o && send_out(c, out, o))
		return -1;
	/* after the echo of a close frame the server closes first, once all has left */
	return c->closing && !c->left && !c->kept ? -1 : 0;
}

/* Edge-triggered: a short read means that nothing is left, unless the event spoke of an end or an error */
static void readable(struct conn *c, uint32_t events)
{
	uint8_t *in = in_space + HEAD_ROOM;

	while (!(c->upgraded && c->kept)) {
		size_t before = c->upgraded ? c->held_len : c->kept ? c->kept->len : 0;
		uint8_t *at = c->upgraded ? in : in + before;
		size_t room = c->upgraded ? READ_SIZE : READ_SIZE - before;
		ssize_t r = recv(c->fd, at, room, 0);

		if (r < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (r <= 0) {
			drop(c);
			return;
		}
		if (c->upgraded) {
			memcpy(in - before, c->held, before);
			c->held_len = 0;
			at = in - before;
		} else {
			if (before)
				memcpy(in, c->kept->bytes, before);
			at = in;
		}
		if ((c->upgraded ? frames : upgrade)(c, at, before + (size_t)r)) {
			drop(c);
			return;
		}
		if ((size_t)r < room && !(events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)))
			return;
	}
}

/* Sends what was refused. 1: all gone, -1: the connection failed or is done */
static int flush(struct conn *c)
{
	struct kept *k = c->kept;
	ssize_t r = send(c->fd, k->bytes + k->at, k->len - k->at, MSG_NOSIGNAL);

	if (r < 0)
		return errno == EAGAIN || errno == EINTR ? 0 : -1;
	k->at += (size_t)r;
	if (k->at < k->len)
		return 0;
	free(k);
	c->kept = NULL;
	return c->closing && !c->left ? -1 : 1;
}

static void accept_one(int listener)
{
	int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), one = 1;
	struct epoll_event e = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET };
	struct conn *c;

	if (fd < 0)
		return;
	c = calloc(1, sizeof *c);
	if (!c) {
		close(fd);
		return;
	}
	c->fd = fd;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	e.data.ptr = c;
	if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e))
		drop(c);
}

int main(int argc, char **argv)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct epoll_event events[EVENTS], e = { .events = EPOLLIN };
	struct sigaction sa = { .sa_handler = on_signal };
	int port = argc == 2 ? atoi(argv[1]) : 0, listener, one = 1;

	if (port < 1 || port > 65535) {
		fprintf(stderr, "usage: plain PORT\nA websocket echo server on 127.0.0.1, the benchmark's yardstick.\n");
		return 2;
	}
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	ep = epoll_create1(EPOLL_CLOEXEC);
	a.sin_port = htons((uint16_t)port);
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (listener < 0 || ep < 0 || bind(listener, (struct sockaddr *)&a, sizeof a) || listen(listener, 4096) ||
	    epoll_ctl(ep, EPOLL_CTL_ADD, listener, &e)) {
		fprintf(stderr, "plain: port %d: %s\n", port, strerror(errno));
		return 1;
	}
	while (!stop) {
		int n = epoll_wait(ep, events, EVENTS, -1);

		for (int i = 0; i < n; i++) {
			struct conn *c = events[i].data.ptr;
			int ready = 1;

			if (!c) {
				accept_one(listener);
				continue;
			}
			if (c->upgraded && c->kept)
				ready = events[i].events & (EPOLLHUP | EPOLLERR) ? -1 : flush(c);
			/* reading stopped while output was refused, so it goes on without an edge of its own */
			if (ready < 0)
				drop(c);
			else if (ready)
				readable(c, events[i].events);
		}
	}
	return 0;
}
