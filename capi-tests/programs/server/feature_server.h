/*
 * A program as a user would write it, which uses each thing that the server side offers. What it answers is checked byte by
 * byte by server.py, on this library and on the genuine one.
 */
#ifndef FEATURE_SERVER_H
#define FEATURE_SERVER_H

#include <libwebsockets.h>

#include <stdint.h>

/* What has happened so far. Once all clients are gone, what began has ended. */
struct counts {
	unsigned int connections, connections_gone;
	unsigned int bound, dropped;    /* of "dynamic"; without session memory they do not pair */
	unsigned int established, closed;
	unsigned int bodies, completions, files;
	int last_close;         /* the code of the last close frame that a peer began with */
};

extern struct counts counts;

/* Each vhost's own, for the protocol "dynamic". */
struct of_vhost {
	char greeting[32];
	unsigned int requests;
};

/* SHA-1 in pieces. */
struct sha1 {
	uint32_t state[5];
	uint64_t length;
	unsigned char block[64];
};

void sha1_begin(struct sha1 *s);
void sha1_add(struct sha1 *s, const unsigned char *data, size_t len);
void sha1_end(struct sha1 *s, char hex[41]);

/* The bytes `from` to `from + len` of an endless row of 64-bit numbers, 0, 1, 2, …, the lowest byte of each first. */
void pattern(unsigned char *to, uint64_t from, size_t len);

int dynamic(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len);
int echo(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len);
int commands(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len);
int news(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len);

extern const size_t dynamic_size, echo_size, commands_size, news_size;

/* Files whose path has ".pack/" in it are made here. */
extern const struct lws_plat_file_ops pack_file_ops;

#endif
