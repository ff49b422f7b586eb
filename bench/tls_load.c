/*
 * The load of tls.py: websocket echoes, over TLS by OpenSSL's client or without, compressed or not.
 *
 *   tls_load PORT SIZE CONNECTIONS TLS DEFLATE
 *
 * It opens the connections and says "ready", then obeys stdin. "run MILLISECONDS": one message on each connection, then
 * all answers, again and again. "idle N": opens N more, has each echo once, and keeps them. "connect N": opens and closes
 * so many, with a full handshake each. Each command answers "done MESSAGES". Messages of a compressed connection are
 * records in JSON, of about SIZE bytes.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

enum { KINDS = 64 };

struct peer {
	SSL *ssl;
	int fd;
	z_stream out, in;
	const unsigned char *sent;
	unsigned char buffer[16384];
	size_t have, used;
};

static SSL_CTX *context;
static int port, deflates;
static size_t size, room;
static unsigned char *messages[KINDS], *packed, *got, *unpacked;

static void fail(const char *what)
{
	fprintf(stderr, "%s\n", what);
	exit(1);
}

static void *allocate(size_t n)
{
	void *p = calloc(1, n);

	if (!p)
		fail("no memory");
	return p;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void put(struct peer *p, const unsigned char *bytes, size_t n)
{
	while (n) {
		ssize_t k = p->ssl ? SSL_write(p->ssl, bytes, (int)n) : send(p->fd, bytes, n, 0);

		if (k <= 0)
			fail("the server ended the connection");
		bytes += k;
		n -= (size_t)k;
	}
}

/* Some of what has come, at most n bytes */
static size_t take(struct peer *p, unsigned char *to, size_t n)
{
	if (p->used == p->have) {
		ssize_t k = p->ssl ? SSL_read(p->ssl, p->buffer, sizeof(p->buffer)) :
				     recv(p->fd, p->buffer, sizeof(p->buffer), 0);

		if (k <= 0)
			fail("the server ended the connection");
		p->have = (size_t)k;
		p->used = 0;
	}
	if (n > p->have - p->used)
		n = p->have - p->used;
	memcpy(to, p->buffer + p->used, n);
	p->used += n;
	return n;
}

static void take_all(struct peer *p, unsigned char *to, size_t n)
{
	while (n) {
		size_t k = take(p, to, n);

		to += k;
		n -= k;
	}
}

static struct peer *open_one(void)
{
	char request[600], reply[2048];
	struct peer *p = allocate(sizeof(*p));
	struct sockaddr_in a;
	size_t have = 0;
	int one = 1;

	memset(&a, 0, sizeof(a));
	a.sin_family = AF_INET;
	a.sin_port = htons((uint16_t)port);
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	p->fd = socket(AF_INET, SOCK_STREAM, 0);
	if (p->fd < 0 || connect(p->fd, (struct sockaddr *)&a, sizeof(a)))
		fail("cannot connect");
	setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	if (context) {
		p->ssl = SSL_new(context);
		if (!p->ssl)
			fail("no memory");
		SSL_set_fd(p->ssl, p->fd);
		if (SSL_connect(p->ssl) != 1)
			fail("no handshake");
	}
	snprintf(request, sizeof(request), "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n%s\r\n",
		 deflates ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "");
	put(p, (unsigned char *)request, strlen(request));
	while (have < 4 || memcmp(reply + have - 4, "\r\n\r\n", 4)) {
		take_all(p, (unsigned char *)reply + have, 1);
		if (++have == sizeof(reply) - 1)
			fail("no end of the answer");
	}
	reply[have] = 0;
	if (!strstr(reply, " 101 ") || (deflates && !strstr(reply, "permessage-deflate")))
		fail("it was not upgraded as wanted");
	if (deflates && (deflateInit2(&p->out, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK ||
			 inflateInit2(&p->in, -15) != Z_OK))
		fail("no memory");
	return p;
}

static void close_one(struct peer *p)
{
	if (p->ssl) {
		SSL_shutdown(p->ssl);
		SSL_free(p->ssl);
	}
	close(p->fd);
	if (deflates) {
		deflateEnd(&p->out);
		inflateEnd(&p->in);
	}
	free(p);
}

static void send_one(struct peer *p, const unsigned char *message)
{
	static const unsigned char key[4] = { 3, 80, 157, 234 };
	unsigned char *to = packed + 14, *head;
	size_t n = size, at = 0, j;

	p->sent = message;
	if (deflates) {
		p->out.next_in = (unsigned char *)message;
		p->out.avail_in = (uInt)size;
		p->out.next_out = to;
		p->out.avail_out = (uInt)room;
		if (deflate(&p->out, Z_SYNC_FLUSH) != Z_OK || p->out.avail_in)
			fail("deflate");
		n = room - p->out.avail_out - 4;
	} else
		memcpy(to, message, n);
	for (j = 0; j < n; j++)
		to[j] ^= key[j & 3];
	at = n < 126 ? 6 : n < 65536 ? 8 : 14;
	head = to - at;
	head[0] = deflates ? 0xc1 : 0x82;
	if (n < 126) {
		head[1] = (unsigned char)(0x80 | n);
	} else if (n < 65536) {
		head[1] = 0x80 | 126;
		head[2] = (unsigned char)(n >> 8);
		head[3] = (unsigned char)n;
	} else {
		head[1] = 0x80 | 127;
		for (j = 0; j < 8; j++)
			head[2 + j] = (unsigned char)((uint64_t)n >> (56 - 8 * j));
	}
	memcpy(to - 4, key, 4);
	put(p, head, at + n);
}

/* Reads a message, which may come in several frames, and compares it */
static void receive_one(struct peer *p)
{
	const unsigned char *message = got;
	size_t n = 0, length, j;
	unsigned char head[8], first = 0;
	int end;

	do {
		take_all(p, head, 2);
		end = head[0] & 0x80;
		if (!first)
			first = head[0];
		length = head[1];
		if (length == 126) {
			take_all(p, head, 2);
			length = (size_t)head[0] << 8 | head[1];
		} else if (length == 127) {
			take_all(p, head, 8);
			for (length = 0, j = 0; j < 8; j++)
				length = length << 8 | head[j];
		}
		if (n + length > room - 4)
			fail("too much came back");
		take_all(p, got + n, length);
		n += length;
	} while (!end);
	if (deflates && first & 0x40) {
		memcpy(got + n, "\0\0\xff\xff", 4);
		p->in.next_in = got;
		p->in.avail_in = (uInt)n + 4;
		p->in.next_out = unpacked;
		p->in.avail_out = (uInt)room;
		if (inflate(&p->in, Z_SYNC_FLUSH) != Z_OK)
			fail("what came back cannot be inflated");
		n = room - p->in.avail_out;
		message = unpacked;
	}
	if (n != size || memcmp(message, p->sent, n))
		fail("something else came back");
}

static void make_messages(void)
{
	static const char *names[] = { "temperature", "pressure", "humidity", "battery", "signal", "door" };
	unsigned int x = 12345, k;
	char line[200];
	size_t j, n;

	for (k = 0; k < KINDS; k++) {
		messages[k] = allocate(size + 1);
		for (j = 0; j < size;) {
			x = x * 1664525u + 1013904223u;
			if (!deflates) {
				messages[k][j++] = (unsigned char)(x >> 24);
				continue;
			}
			n = (size_t)snprintf(line, sizeof(line), "{\"id\":%u,\"name\":\"%s\",\"value\":%u.%02u,\"ok\":%s},",
					     x >> 12, names[x % 6], x >> 25, (x >> 8) % 100, x & 1024 ? "true" : "false");
			if (n > size - j)
				n = size - j;
			memcpy(messages[k] + j, line, n);
			j += n;
		}
	}
}

int main(int argc, char **argv)
{
	struct peer **peers;
	unsigned int next = 0;
	char line[100];
	long n, i, done, argument;
	double until;

	if (argc != 6) {
		fprintf(stderr, "usage: tls_load PORT SIZE CONNECTIONS TLS DEFLATE\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	port = atoi(argv[1]);
	size = (size_t)atol(argv[2]);
	n = atol(argv[3]);
	deflates = atoi(argv[5]);
	if (atoi(argv[4])) {
		context = SSL_CTX_new(TLS_client_method());
		if (!context)
			fail("no TLS");
	}
	room = size * 2 + 1000;
	packed = allocate(room + 14);
	got = allocate(room);
	unpacked = allocate(room);
	make_messages();
	peers = allocate((size_t)n * sizeof(*peers));
	for (i = 0; i < n; i++)
		peers[i] = open_one();
	printf("ready\n");
	fflush(stdout);
	while (fgets(line, sizeof(line), stdin)) {
		char *space = strchr(line, ' ');

		argument = space ? atol(space) : 0;
		done = 0;
		if (!strncmp(line, "run ", 4)) {
			for (until = now() + (double)argument / 1000; now() < until; done += n) {
				for (i = 0; i < n; i++)
					send_one(peers[i], messages[next++ % KINDS]);
				for (i = 0; i < n; i++)
					receive_one(peers[i]);
			}
		} else if (!strncmp(line, "idle ", 5)) {
			for (; done < argument; done++) {
				struct peer *p = open_one();

				send_one(p, messages[next++ % KINDS]);
				receive_one(p);
			}
		} else if (!strncmp(line, "connect ", 8)) {
			for (; done < argument; done++)
				close_one(open_one());
		}
		printf("done %ld\n", done);
		fflush(stdout);
	}
	return 0;
}
