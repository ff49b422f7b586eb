/*
 * A peer of tls_hard.py that does with OpenSSL what a client should not: tls_floods PORT WHAT. "keys": key updates without
 * end, each asking for an answer; "renegotiate": TLS 1.2's renegotiation; "empty": empty records without end; "tiny":
 * a request in records of one byte. It says how it ended.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { MOST = 200000 };
static char secret[200];

static void fail(const char *what)
{
	printf("%s\n", what);
	exit(1);
}

static void on_key(const SSL *ssl, const char *line)
{
	const char *last = strrchr(line, ' ');

	(void)ssl;
	if (last && !strncmp(line, "CLIENT_TRAFFIC_SECRET_0 ", 24) && strlen(last) < sizeof(secret))
		strcpy(secret, last + 1);
}

/* HKDF-Expand-Label of RFC 8446, section 7.1, with SHA-256 and without a context */
static void expand(const unsigned char *from, const char *label, unsigned char *to, size_t n)
{
	unsigned char info[64];
	size_t length = strlen(label), used = n;
	EVP_PKEY_CTX *c = EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, NULL);

	info[0] = (unsigned char)(n >> 8);
	info[1] = (unsigned char)n;
	info[2] = (unsigned char)(6 + length);
	memcpy(info + 3, "tls13 ", 6);
	memcpy(info + 9, label, length);
	info[9 + length] = 0;
	if (!c || EVP_PKEY_derive_init(c) <= 0 || EVP_PKEY_CTX_hkdf_mode(c, EVP_PKEY_HKDEF_MODE_EXPAND_ONLY) <= 0 ||
	    EVP_PKEY_CTX_set_hkdf_md(c, EVP_sha256()) <= 0 || EVP_PKEY_CTX_set1_hkdf_key(c, from, 32) <= 0 ||
	    EVP_PKEY_CTX_add1_hkdf_info(c, info, (int)(10 + length)) <= 0 || EVP_PKEY_derive(c, to, &used) <= 0)
		fail("no keys");
	EVP_PKEY_CTX_free(c);
}

static void send_empty(SSL *ssl, int fd)
{
	unsigned char from[32], key[16], iv[12], nonce[12], record[5 + 1 + 16];
	static const unsigned char type = 23;
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	unsigned int byte;
	long i;
	int n;

	(void)ssl;
	for (i = 0; i < 32; i++) {
		if (sscanf(secret + 2 * i, "%2x", &byte) != 1)
			fail("no secret");
		from[i] = (unsigned char)byte;
	}
	expand(from, "key", key, 16);
	expand(from, "iv", iv, 12);
	for (i = 0; i < MOST; i++) {
		memcpy(record, "\x17\x03\x03\x00\x11", 5);
		memcpy(nonce, iv, 12);
		for (n = 0; n < 4; n++)
			nonce[11 - n] ^= (unsigned char)(i >> (8 * n));
		if (EVP_EncryptInit_ex(c, EVP_aes_128_gcm(), NULL, key, nonce) <= 0 ||
		    EVP_EncryptUpdate(c, NULL, &n, record, 5) <= 0 || EVP_EncryptUpdate(c, record + 5, &n, &type, 1) <= 0 ||
		    EVP_EncryptFinal_ex(c, record + 6, &n) <= 0 ||
		    EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, 16, record + 6) <= 0)
			fail("no cipher");
		if (send(fd, record, sizeof(record), MSG_NOSIGNAL) != (ssize_t)sizeof(record)) {
			printf("refused after %ld\n", i);
			return;
		}
	}
	printf("all were taken\n");
}

int main(int argc, char **argv)
{
	static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());
	const char *what = argc > 2 ? argv[2] : "";
	struct sockaddr_in a;
	struct timeval limit = { 20, 0 };
	char answer[4096];
	long i, r = 1;
	size_t j;
	SSL *ssl;
	int fd = socket(AF_INET, SOCK_STREAM, 0), n;

	signal(SIGPIPE, SIG_IGN);
	if (argc < 3 || !context || fd < 0)
		fail("usage: tls_floods PORT WHAT");
	if (!strcmp(what, "renegotiate"))
		SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
	if (!strcmp(what, "empty")) {
		SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256");
		SSL_CTX_set_keylog_callback(context, on_key);
	}
	memset(&a, 0, sizeof(a));
	a.sin_family = AF_INET;
	a.sin_port = htons((unsigned short)atoi(argv[1]));
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ssl = SSL_new(context);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
	if (!ssl || connect(fd, (struct sockaddr *)&a, sizeof(a)) || !SSL_set_fd(ssl, fd) || SSL_connect(ssl) != 1)
		fail("no handshake");
	if (!strcmp(what, "empty")) {
		send_empty(ssl, fd);
		return 0;
	}
	if (!strcmp(what, "keys")) {
		for (i = 0; i < MOST && r == 1; i++)
			r = SSL_key_update(ssl, SSL_KEY_UPDATE_REQUESTED) == 1 ? SSL_do_handshake(ssl) : 0;
		if (r != 1)
			printf("refused after %ld\n", i);
		else
			printf("all were taken\n");
		return 0;
	}
	if (!strcmp(what, "renegotiate")) {
		r = SSL_renegotiate(ssl) == 1 ? SSL_do_handshake(ssl) : 0;
		printf(r == 1 ? "renegotiated\n" : "refused\n");
		return 0;
	}
	for (j = 0; j < sizeof(request) - 1; j++)
		if (SSL_write(ssl, request + j, 1) != 1)
			fail("not written");
	n = SSL_read(ssl, answer, sizeof(answer) - 1);
	printf("%.*s\n", n < 15 ? 0 : 15, answer);
	return 0;
}
