/* SHA-1 in pieces (RFC 3174), and bytes that are easy to make on both sides. */
#include "feature_server.h"

#include <string.h>

static uint32_t turned(uint32_t x, int by)
{
	return (x << by) | (x >> (32 - by));
}

static void one_block(uint32_t *state, const unsigned char *p)
{
	uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f, k, next;
	int n;

	for (n = 0; n < 16; n++, p += 4)
		w[n] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
	for (; n < 80; n++)
		w[n] = turned(w[n - 3] ^ w[n - 8] ^ w[n - 14] ^ w[n - 16], 1);
	for (n = 0; n < 80; n++) {
		if (n < 20) {
			f = (b & c) | (~b & d);
			k = 0x5a827999;
		} else if (n < 40) {
			f = b ^ c ^ d;
			k = 0x6ed9eba1;
		} else if (n < 60) {
			f = (b & c) | (b & d) | (c & d);
			k = 0x8f1bbcdc;
		} else {
			f = b ^ c ^ d;
			k = 0xca62c1d6;
		}
		next = turned(a, 5) + f + e + k + w[n];
		e = d;
		d = c;
		c = turned(b, 30);
		b = a;
		a = next;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
}

void sha1_begin(struct sha1 *s)
{
	static const uint32_t initial[5] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 };

	memcpy(s->state, initial, sizeof(initial));
	s->length = 0;
}

void sha1_add(struct sha1 *s, const unsigned char *data, size_t len)
{
	size_t have, n;

	while (len) {
		have = (size_t)(s->length % 64);
		n = len < 64 - have ? len : 64 - have;
		memcpy(s->block + have, data, n);
		s->length += n;
		data += n;
		len -= n;
		if (have + n == 64)
			one_block(s->state, s->block);
	}
}

void sha1_end(struct sha1 *s, char hex[41])
{
	static const unsigned char end = 0x80, zero;
	uint64_t bits = s->length * 8;
	unsigned char length[8];
	int n;

	sha1_add(s, &end, 1);
	while (s->length % 64 != 56)
		sha1_add(s, &zero, 1);
	for (n = 0; n < 8; n++)
		length[n] = (unsigned char)(bits >> (56 - 8 * n));
	sha1_add(s, length, 8);
	for (n = 0; n < 5; n++)
		lws_snprintf(hex + 8 * n, 9, "%08x", (unsigned int)s->state[n]);
}

void pattern(unsigned char *to, uint64_t from, size_t len)
{
	size_t n;

	for (n = 0; n < len; n++)
		to[n] = (unsigned char)((from + n) / 8 >> 8 * ((from + n) % 8));
}
