/*
 * Websocket echoes over TLS, by OpenSSL's client: `tls_load PORT SIZE MESSAGES [CONNECTIONS]`. It sends one message at a
 * time and checks what comes back; with CONNECTIONS it only opens so many, says "open", and waits for the end of stdin.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *what)
{
	fprintf(stderr, "%s\n", what);
	exit(1);
}

static SSL *open_one(SSL_CTX *context, int port)
{
	static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
				      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
				      "Sec-WebSocket-Protocol: echo\r\n\r\n";
	struct sockaddr_in a;
	char reply[2048];
	int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1, n, have = 0;
	SSL *ssl = SSL_new(context);

	memset(&a, 0, sizeof(a));
	a.sin_family = AF_INET;
	a.sin_port = htons((uint16_t)port);
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || !ssl || connect(fd, (struct sockaddr *)&a, sizeof(a)))
		fail("cannot connect");
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	SSL_set_fd(ssl, fd);
	if (SSL_connect(ssl) != 1)
		fail("no handshake");
	SSL_write(ssl, request, sizeof(request) - 1);
	while (have < 4 || memcmp(reply + have - 4, "\r\n\r\n", 4)) {
		n = SSL_read(ssl, reply + have, 1);
		if (n != 1 || ++have == sizeof(reply))
			fail("no upgrade");
	}
	if (!strstr(reply, " 101 "))
		fail("not 101");
	return ssl;
}

static void read_all(SSL *ssl, unsigned char *to, size_t len)
{
	size_t have = 0;
	int n;

	while (have < len) {
		n = SSL_read(ssl, to + have, (int)(len - have));
		if (n <= 0)
			fail("it ended");
		have += (size_t)n;
	}
}

int main(int argc, char **argv)
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());
	int port = argc > 3 ? atoi(argv[1]) : 0, i, c, connections = argc > 4 ? atoi(argv[4]) : 0;
	size_t size = argc > 3 ? (size_t)atol(argv[2]) : 0, at = 0, header, j;
	long messages = argc > 3 ? atol(argv[3]) : 0;
	unsigned char *out, *in;
	SSL *ssl;

	if (!port || !context)
		fail("usage: tls_load PORT SIZE MESSAGES [CONNECTIONS]");
	for (i = 0; i < connections; i++)
		open_one(context, port);
	if (connections) {
		printf("open\n");
		fflush(stdout);
		while ((c = getchar()) != EOF)
			;
		return 0;
	}
	ssl = open_one(context, port);
	out = malloc(size + 14);
	in = malloc(size + 14);
	if (!out || !in)
		fail("no memory");
	out[at++] = 0x82;
	if (size < 126) {
		out[at++] = (unsigned char)(0x80 | size);
	} else if (size < 65536) {
		out[at++] = 0x80 | 126;
		out[at++] = (unsigned char)(size >> 8);
		out[at++] = (unsigned char)size;
	} else {
		out[at++] = 0x80 | 127;
		for (i = 56; i >= 0; i -= 8)
			out[at++] = (unsigned char)((uint64_t)size >> i);
	}
	header = at;
	for (i = 0; i < 4; i++)
		out[at++] = (unsigned char)(i * 77 + 3);
	for (j = 0; j < size; j++)
		out[at + j] = (unsigned char)((j * 13) ^ out[header + (j & 3)]);
	while (messages--) {
		if (SSL_write(ssl, out, (int)(at + size)) != (int)(at + size))
			fail("not written");
		read_all(ssl, in, header + size);
		for (j = 0; j < size; j += 97)
			if (in[header + j] != (unsigned char)(j * 13))
				fail("another byte came back");
	}
	SSL_shutdown(ssl);
	return 0;
}
