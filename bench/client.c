/*
 * client: websocket connections that send masked messages and compare every echoed byte with what was sent.
 *
 * Payloads are windows into one table of random bytes; the window depends on the connection and on the number of the
 * message, so that an echo which is late, out of order or on the wrong connection is noticed.
 */
#define _GNU_SOURCE
#include "client.h"
#include <errno.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { READ_SIZE = 1 << 18, HEAD_MAX = 4096, EVENTS = 512, OPENING = 64 };

enum state { CLOSED, CONNECTING, UPGRADING, OPEN, GET_HEAD, GET_BODY, CLOSING };

struct conn {
	int fd;
	uint8_t state;
	uint8_t frame_op, in_payload, in_message;
	uint8_t hdr_len, hdr[10];	/* header of the frame now arriving */
	uint8_t ctl_len, ctl[125];	/* payload of a control frame */
	uint64_t frame_left;		/* payload bytes of that frame still to come */
	uint64_t sent, received;	/* messages */
	uint64_t quota;			/* messages still to send in this run, if it has a number for each connection */
	size_t at;			/* bytes of message number `received` that are here */
	uint64_t probe, probe_ns;	/* a round trip being timed: its last message, when it left; 0: none */
	char *head;			/* an HTTP response head, while it arrives */
	size_t head_len;
	uint8_t *out;			/* what the kernel refused, while it does */
	size_t out_at, out_len;
};

struct progress now;
volatile sig_atomic_t stop;
int stdin_ready;

static struct conn *conns;
static int ep;
static uint8_t *table, *scratch, *in, *body;
static size_t body_len;
static char request[2048];
static int request_len;
static uint64_t rng = 0x9e3779b97f4a7c15;
static int stopping;		/* the run sends nothing more, and ends when all has come back */
static int quotas;		/* the run has a number of messages for each connection */
static struct conn *first_busy, *end_busy;	/* the connections of the run */
static uint64_t last_progress;
static long open_now, opening_now;
static uint64_t histogram[64 * 16], timed;

void die(const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	fputs("load: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

uint64_t clock_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static uint64_t random64(void)
{
	rng ^= rng << 13;
	rng ^= rng >> 7;
	rng ^= rng << 17;
	return rng;
}

void *allocate(size_t n)
{
	void *p = calloc(1, n ? n : 1);

	if (!p)
		die("no memory for %zu bytes", n);
	return p;
}

static const uint8_t *window(const struct conn *c, uint64_t message)
{
	uint64_t x = (uint64_t)(c - conns) * 0x9e3779b97f4a7c15 + message * 0xd1b54a32d192ed03;

	return table + ((x ^ x >> 32) & (WINDOWS - 1));
}

/* ---- round-trip times: 16 steps to each power of two ---- */

static void record(uint64_t ns)
{
	int top = 63 - __builtin_clzll(ns | 16);

	histogram[(top - 4) * 16 + (int)(ns >> (top - 4) & 15)]++;
	timed++;
}

double client_percentile(double part)
{
	uint64_t want = (uint64_t)((double)timed * part), seen = 0;

	for (int i = 0; i < 64 * 16; i++) {
		seen += histogram[i];
		if (seen > want)
			return (double)((uint64_t)(16 + i % 16) << (i / 16)) / 1e3;
	}
	return 0;
}

/* ---- sending ---- */

static void send_bytes(struct conn *c, const uint8_t *p, size_t n)
{
	ssize_t r = 0;

	if (!c->out) {
		r = send(c->fd, p, n, MSG_NOSIGNAL);
		if (r == (ssize_t)n)
			return;
		if (r < 0 && errno != EAGAIN && errno != EINTR)
			die("connection %ld: send: %s", (long)(c - conns), strerror(errno));
		if (r < 0)
			r = 0;
	}
	/* only control frames come here while something is refused: bursts wait */
	uint8_t *all = allocate(c->out_len - c->out_at + n - (size_t)r);

	if (c->out)
		memcpy(all, c->out + c->out_at, c->out_len - c->out_at);
	memcpy(all + c->out_len - c->out_at, p + r, n - (size_t)r);
	free(c->out);
	c->out = all;
	c->out_len = c->out_len - c->out_at + n - (size_t)r;
	c->out_at = 0;
}

static void send_refused(struct conn *c)
{
	ssize_t r = send(c->fd, c->out + c->out_at, c->out_len - c->out_at, MSG_NOSIGNAL);

	if (r < 0 && errno != EAGAIN && errno != EINTR)
		die("connection %ld: send: %s", (long)(c - conns), strerror(errno));
	if (r > 0)
		c->out_at += (size_t)r;
	if (c->out_at == c->out_len) {
		free(c->out);
		c->out = NULL;
		c->out_at = c->out_len = 0;
	}
}

/* One masked frame at `to`; returns its length */
static size_t frame(uint8_t *to, uint8_t op, const uint8_t *p, size_t n)
{
	uint8_t *start = to;
	uint32_t half = (uint32_t)random64();
	uint64_t key = (uint64_t)half << 32 | half;
	size_t i = 0;

	*to++ = 0x80 | op;
	if (n < 126)
		*to++ = (uint8_t)(0x80 | n);
	else {
		int bytes = n < 65536 ? 2 : 8;

		*to++ = bytes == 2 ? 0x80 | 126 : 0x80 | 127;
		for (int b = bytes - 1; b >= 0; b--)
			*to++ = (uint8_t)((uint64_t)n >> (8 * b));
	}
	memcpy(to, &half, 4);
	to += 4;
	for (; i + 8 <= n; i += 8) {
		uint64_t v;

		memcpy(&v, p + i, 8);
		v ^= key;
		memcpy(to + i, &v, 8);
	}
	for (; i < n; i++)
		to[i] = p[i] ^ ((uint8_t *)&key)[i & 7];
	return (size_t)(to - start) + n;
}

static void send_control(struct conn *c, uint8_t op, const uint8_t *p, size_t n)
{
	uint8_t b[6 + 125];

	send_bytes(c, b, frame(b, op, p, n));
}

/* Keeps in_flight bursts on their way, as long as the run lasts */
static void fill(struct conn *c)
{
	while (!stopping && !c->out && c->sent - c->received <= (uint64_t)(opt.burst * (opt.in_flight - 1)) &&
	       (quotas ? c->quota != 0 : !opt.count || now.completed + now.outstanding < opt.count)) {
		size_t n = 0;

		for (long i = 0; i < opt.burst; i++, c->sent++) {
			if (opt.get) {
				memcpy(scratch + n, request, (size_t)request_len);
				n += (size_t)request_len;
			} else
				n += frame(scratch + n, opt.text ? 1 : 2, window(c, c->sent), (size_t)opt.size);
		}
		if (!c->probe) {
			c->probe = c->sent;
			c->probe_ns = clock_ns();
		}
		c->quota -= c->quota < (uint64_t)opt.burst ? c->quota : (uint64_t)opt.burst;
		now.outstanding += (uint64_t)opt.burst;
		send_bytes(c, scratch, n);
	}
}

/* ---- receiving ---- */

static void finish_message(struct conn *c)
{
	c->received++;
	c->at = 0;
	now.completed++;
	now.outstanding--;
	if (c->received == c->probe) {
		record(clock_ns() - c->probe_ns);
		c->probe = 0;
	}
}

static void connect_one(struct conn *c)
{
	struct epoll_event e = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = c };
	int one = 1;

	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (c->fd < 0)
		die("connection %ld: socket: %s (open-file limit?)", (long)(c - conns), strerror(errno));
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	c->state = CONNECTING;
	opening_now++;
	if (connect(c->fd, (struct sockaddr *)&server, sizeof server) && errno != EINPROGRESS)
		die("connect to %s:%ld: %s", opt.host, opt.port, strerror(errno));
	if (epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &e))
		die("epoll_ctl: %s", strerror(errno));
}

static void connected(struct conn *c)
{
	int e = 0;
	socklen_t n = sizeof e;

	getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &e, &n);
	if (e)
		die("connect to %s:%ld: %s", opt.host, opt.port, strerror(e));
	if (opt.get) {
		c->state = GET_HEAD;
		opening_now--;
		open_now++;
		return;
	}
	c->state = UPGRADING;
	send_bytes(c, (uint8_t *)request, (size_t)request_len);
}

static void end_connection(struct conn *c)
{
	int fd = c->fd;

	close(fd);
	free(c->head);
	free(c->out);
	memset(c, 0, sizeof *c);
	c->fd = -1;
	open_now--;
}

/* A whole response head is in c->head. Gives the value of a header, or NULL */
static const char *header(const struct conn *c, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = strstr(c->head, "\r\n"); p && p[2] != '\r'; p = strstr(p + 2, "\r\n"))
		if (!strncasecmp(p + 2, name, n) && p[2 + n] == ':') {
			p += 3 + n;
			return p + strspn(p, " \t");
		}
	return NULL;
}

/* Collects a response head; returns the bytes used. c->head is whole when the state has moved on */
static size_t response_head(struct conn *c, const uint8_t *p, size_t n)
{
	const char *v;
	size_t used = 0;

	if (!c->head)
		c->head = allocate(HEAD_MAX + 1);
	while (used < n) {
		if (c->head_len == HEAD_MAX)
			die("connection %ld: response head over %d bytes", (long)(c - conns), HEAD_MAX);
		c->head[c->head_len++] = (char)p[used++];
		if (c->head_len < 4 || memcmp(c->head + c->head_len - 4, "\r\n\r\n", 4))
			continue;
		c->head[c->head_len] = 0;
		if (strncmp(c->head, opt.get ? "HTTP/1.1 200" : "HTTP/1.1 101", 12))
			die("connection %ld: the server answered: %.*s", (long)(c - conns), (int)strcspn(c->head, "\r"), c->head);
		v = header(c, opt.get ? "Content-Length" : "Sec-WebSocket-Accept");
		if (!v)
			die("connection %ld: no %s in the response", (long)(c - conns), opt.get ? "Content-Length" : "Sec-WebSocket-Accept");
		if (opt.get) {
			c->frame_left = strtoull(v, NULL, 10);
			if (body && c->frame_left != body_len)
				die("connection %ld: Content-Length %llu, but the file has %zu bytes", (long)(c - conns),
				    (unsigned long long)c->frame_left, body_len);
			c->state = GET_BODY;
		} else {
			if (strncmp(v, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r", 29))
				die("connection %ld: wrong Sec-WebSocket-Accept", (long)(c - conns));
			c->state = OPEN;
			opening_now--;
			open_now++;
		}
		free(c->head);
		c->head = NULL;
		c->head_len = 0;
		break;
	}
	return used;
}

static void frame_started(struct conn *c)
{
	uint8_t op = c->hdr[0] & 15, control = op & 8;
	int len7 = c->hdr[1] & 127;
	long id = (long)(c - conns);

	c->hdr_len = 0;
	c->frame_op = op;
	c->frame_left = (uint64_t)len7;
	if (len7 >= 126) {
		c->frame_left = 0;
		for (int i = 2; i < (len7 == 126 ? 4 : 10); i++)
			c->frame_left = c->frame_left << 8 | c->hdr[i];
	}
	if (c->hdr[0] & 0x70 || c->hdr[1] & 0x80)
		die("connection %ld: bad frame header %02x %02x", id, c->hdr[0], c->hdr[1]);
	if (control) {
		if (op > 10 || len7 > 125 || !(c->hdr[0] & 0x80))
			die("connection %ld: bad control frame %02x %02x", id, c->hdr[0], c->hdr[1]);
		c->ctl_len = 0;
	} else {
		if (op != (c->in_message ? 0 : opt.text ? 1 : 2))
			die("connection %ld, message %llu: opcode %d out of place", id, (unsigned long long)c->received, op);
		if (c->received == c->sent)
			die("connection %ld: a message that answers none", id);
		if (c->frame_left > (uint64_t)opt.size - c->at)
			die("connection %ld, message %llu: echo longer than the message", id, (unsigned long long)c->received);
		c->in_message = 1;
	}
	c->in_payload = 1;
}

static void frame_ended(struct conn *c)
{
	c->in_payload = 0;
	if (c->frame_op == 9)
		send_control(c, 10, c->ctl, c->ctl_len);
	else if (c->frame_op == 8) {
		if (c->state != CLOSING)
			die("connection %ld: the server closed it, code %d", (long)(c - conns),
			    c->ctl_len >= 2 ? c->ctl[0] << 8 | c->ctl[1] : 0);
		c->state = CLOSED;
	} else if (!(c->frame_op & 8) && c->hdr[0] & 0x80) {
		if (c->at != (size_t)opt.size)
			die("connection %ld, message %llu: %zu bytes came back, not %ld", (long)(c - conns),
			    (unsigned long long)c->received, c->at, opt.size);
		c->in_message = 0;
		finish_message(c);
	}
}

static void compare(struct conn *c, const uint8_t *want, const uint8_t *p, size_t k)
{
	if (memcmp(want, p, k)) {
		size_t i = 0;

		while (want[i] == p[i])
			i++;
		die("connection %ld, message %llu, byte %zu: sent %02x, received %02x", (long)(c - conns),
		    (unsigned long long)c->received, c->at + i, want[i], p[i]);
	}
	c->at += k;
	c->frame_left -= k;
	now.payload_bytes += k;
}

static void received(struct conn *c, const uint8_t *p, size_t n)
{
	while (n && c->state != CLOSED) {
		size_t k;

		if (c->state == UPGRADING || c->state == GET_HEAD) {
			if (c->state == GET_HEAD && c->received == c->sent)
				die("connection %ld: a response that answers no request", (long)(c - conns));
			k = response_head(c, p, n);
			p += k;
			n -= k;
			if (c->state != GET_BODY || c->frame_left)
				continue;
		}
		if (c->state == GET_BODY) {
			k = n < c->frame_left ? n : (size_t)c->frame_left;
			if (body)
				compare(c, body + c->at, p, k);
			else
				c->frame_left -= k, now.payload_bytes += k;
			p += k;
			n -= k;
			if (!c->frame_left) {
				c->state = GET_HEAD;
				finish_message(c);
			}
			continue;
		}
		if (!c->in_payload) {
			int len7;

			c->hdr[c->hdr_len++] = *p++;
			n--;
			len7 = c->hdr[1] & 127;
			if (c->hdr_len < 2 || c->hdr_len < 2 + (len7 == 126 ? 2 : len7 == 127 ? 8 : 0))
				continue;
			frame_started(c);
			if (!c->frame_left)
				frame_ended(c);
			continue;
		}
		k = n < c->frame_left ? n : (size_t)c->frame_left;
		if (c->frame_op & 8) {
			memcpy(c->ctl + c->ctl_len, p, k);
			c->ctl_len += (uint8_t)k;
			c->frame_left -= k;
		} else
			compare(c, window(c, c->received) + c->at, p, k);
		p += k;
		n -= k;
		if (!c->frame_left)
			frame_ended(c);
	}
}

static void readable(struct conn *c, uint32_t events)
{
	while (c->state != CLOSED) {
		ssize_t r = recv(c->fd, in, READ_SIZE, 0);

		if (r < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (r <= 0) {
			if (c->state == CLOSING) {
				c->state = CLOSED;
				return;
			}
			die("connection %ld: %s after %llu of %llu messages", (long)(c - conns),
			    r ? strerror(errno) : "the server ended it", (unsigned long long)c->received, (unsigned long long)c->sent);
		}
		received(c, in, (size_t)r);
		if (r < READ_SIZE && !(events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)))
			return;
	}
}

/* In connect mode each slot opens, upgrades, closes and begins anew */
static void connect_mode(struct conn *c)
{
	static const uint8_t normal[2] = { 1000 >> 8, 1000 & 255 };

	if (c->state == OPEN) {
		c->state = CLOSING;
		send_control(c, 8, normal, 2);
	} else if (c->state == CLOSED) {
		end_connection(c);
		now.outstanding--;
		now.completed++;
		if (!stopping && (!opt.count || now.completed + now.outstanding < opt.count)) {
			now.outstanding++;
			connect_one(c);
		}
	}
}

void client_turn(int ms)
{
	struct epoll_event events[EVENTS];
	int n = epoll_wait(ep, events, EVENTS, ms);

	if (n < 0 && errno != EINTR)
		die("epoll_wait: %s", strerror(errno));
	for (int i = 0; i < n; i++) {
		struct conn *c = events[i].data.ptr;

		if (!c) {
			stdin_ready = 1;
			continue;
		}
		if (c->state == CONNECTING) {
			connected(c);
			continue;
		}
		if (c->out)
			send_refused(c);
		if (events[i].events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR))
			readable(c, events[i].events);
		if (opt.connect)
			connect_mode(c);
		else if (c >= first_busy && c < end_busy)
			fill(c);
	}
}

/* Ends the program if nothing at all has moved for opt.timeout seconds */
static void watch(const char *what, uint64_t moved)
{
	static uint64_t before;
	uint64_t t = clock_ns();

	if (moved != before) {
		before = moved;
		last_progress = t;
	} else if ((double)(t - last_progress) > opt.timeout * 1e9)
		die("%s: nothing moved for %g s (%ld connections open, %llu messages answered, %llu outstanding)", what,
		    opt.timeout, open_now, (unsigned long long)now.completed, (unsigned long long)now.outstanding);
}

long client_open_all(void)
{
	long next = 0;

	stopping = 1;
	last_progress = clock_ns();
	while (open_now < opt.connections && !stop) {
		while (next < opt.connections && opening_now < OPENING)
			connect_one(conns + next++);
		client_turn(100);
		watch("opening", (uint64_t)open_now);
	}
	return open_now;
}

void client_run(long first, long n, uint64_t ns, uint64_t each)
{
	now.completed = now.outstanding = now.payload_bytes = 0;
	stopping = 0;
	quotas = each != 0;
	first_busy = conns + first;
	end_busy = first_busy + n;
	now.started = last_progress = clock_ns();
	for (long i = first; i < first + n; i++)
		if (!opt.connect) {
			conns[i].quota = each;
			fill(conns + i);
		} else if (!opt.count || now.outstanding < opt.count) {
			now.outstanding++;
			connect_one(conns + i);
		}
	while (now.outstanding) {
		uint64_t gone = clock_ns() - now.started;

		if (stop || (ns && gone >= ns))
			stopping = 1;
		if (stop > 1)
			break;
		client_turn(!stopping && ns && ns - gone < 100000000 ? (int)((ns - gone) / 1000000) + 1 : 100);
		watch("running", now.completed + now.payload_bytes);
	}
	stopping = 1;
}

/* ---- setting up ---- */

static void load_file(void)
{
	FILE *f = fopen(opt.file, "rb");
	long n = -1;

	if (!f || fseek(f, 0, SEEK_END) || (n = ftell(f)) < 0 || fseek(f, 0, SEEK_SET))
		die("%s: %s", opt.file, strerror(errno));
	body_len = (size_t)n;
	body = allocate(body_len);
	if (fread(body, 1, body_len, f) != body_len)
		die("%s: cannot be read whole", opt.file);
	fclose(f);
}

void client_watch_stdin(void)
{
	struct epoll_event e = { .events = EPOLLIN, .data.ptr = NULL };

	if (epoll_ctl(ep, EPOLL_CTL_ADD, 0, &e))
		die("--control: stdin must be a pipe or a terminal: %s", strerror(errno));
}

void client_prepare(void)
{
	size_t n = (size_t)opt.size + WINDOWS, unit;

	request_len = snprintf(request, sizeof request, opt.get ? "GET %s HTTP/1.1\r\nHost: %s:%ld\r\n\r\n" :
			       "GET %s HTTP/1.1\r\nHost: %s:%ld\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
			       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s%s%s\r\n", opt.path, opt.host,
			       opt.port, opt.protocol ? "Sec-WebSocket-Protocol: " : "", opt.protocol ? opt.protocol : "",
			       opt.protocol ? "\r\n" : "");
	if (request_len >= (int)sizeof request)
		die("--path or --protocol is too long");
	table = allocate(n + 8);
	for (size_t i = 0; i < n; i++)
		table[i] = opt.text ? (uint8_t)('!' + random64() % 94) : (uint8_t)(random64() >> 24);
	unit = opt.get ? (size_t)request_len : (size_t)opt.size + 14;
	scratch = allocate(unit * (size_t)opt.burst);
	in = allocate(READ_SIZE);
	conns = allocate(sizeof *conns * (size_t)opt.connections);
	for (long i = 0; i < opt.connections; i++)
		conns[i].fd = -1;
	if (opt.file)
		load_file();
	ep = epoll_create1(EPOLL_CLOEXEC);
	if (ep < 0)
		die("epoll_create1: %s", strerror(errno));
}

