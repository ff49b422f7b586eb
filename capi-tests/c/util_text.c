/*
 * Text: bounded printing and copying, escapes, codecs, numbers for people, URIs, addresses, tokens, expansion.
 */
#include "testing.h"

#define CHECK_STR(a, b)                                                                                                \
	do {                                                                                                           \
		const char *a_ = (const char *)(a);                                                                    \
		if (!a_ || strcmp(a_, b))                                                                              \
			FAIL("%s is '%s', not '%s'", #a, a_ ? a_ : "NULL", b);                                         \
	} while (0)

static char out[300];

static void printing(void)
{
	CHECK_EQ(lws_snprintf(out, sizeof(out), "%d %s %.1f", 42, "x", 2.5), 8);
	CHECK_STR(out, "42 x 2.5");
	/* What does not fit is cut, and the size is returned, not the length. */
	CHECK_EQ(lws_snprintf(out, 4, "%s", "hello"), 4);
	CHECK_STR(out, "hel");
	CHECK_EQ(lws_snprintf(out, 0, "%s", "hello"), 0);
	CHECK_STR(out, "hel");
	CHECK_EQ(lws_snprintf(out, sizeof(out), "%d%d%d%d%d%d%d%d%.0f%.0f", 1, 2, 3, 4, 5, 6, 7, 8, 9., 10.), 11);
	CHECK_STR(out, "12345678910");
	CHECK(lws_strncpy(out, "abcdef", 4) == out);
	CHECK_STR(out, "abc");
	CHECK_STR(lws_nstrstr("xxneedlexx", 10, "needle", 6), "needlexx");
	CHECK(!lws_nstrstr("xxneedlexx", 7, "needle", 6));
	CHECK_EQ(lws_timingsafe_bcmp("abc", "abc", 3), 0);
	CHECK(lws_timingsafe_bcmp("abc", "abd", 3) != 0);
	CHECK(lws_get_library_version()[0] == '4');
	CHECK(!strncmp(lws_get_library_version(), LWS_LIBRARY_VERSION, strlen(LWS_LIBRARY_VERSION)));
}

static void escapes(void)
{
	int used = -1;
	char name[] = "../a:b\\c$d%e...";

	CHECK_STR(lws_sql_purify(out, "it's", sizeof(out)), "it''s");
	CHECK_STR(lws_sql_purify(out, "''''''", 6), "''''");
	CHECK_STR(lws_json_purify(out, "a\"b\n\t\\\x01", sizeof(out), &used), "a\\u0022b\\n\\t\\\\\\u0001");
	CHECK_EQ(used, 7);
	CHECK_STR(lws_json_purify(out, NULL, sizeof(out), NULL), "");
	CHECK_EQ(lws_json_purify_len("a\"\n"), 9);
	lws_filename_purify_inplace(name);
	CHECK_STR(name, "__/a_b_c_d_e__.");
	CHECK_STR(lws_urlencode(out, "a b/\xff", sizeof(out)), "a+b%2F%FF");
	CHECK_STR(lws_urlencode(out, "abcdefgh", 6), "abc");
	CHECK_EQ(lws_urldecode(out, "a+b%2f%4", sizeof(out)), 0);
	CHECK_STR(out, "a b/");
	CHECK_EQ(lws_urldecode(out, "a%zz", sizeof(out)), -1);
	strcpy(out, "in%20place");
	CHECK_EQ(lws_urldecode(out, out, (int)strlen(out)), 0);
	CHECK_STR(out, "in place");
}

static void codecs(void)
{
	static const char long_text[] = "any carnal pleasure.";
	struct lws_b64state state;
	unsigned char digest[20];
	uint8_t bytes[32];
	size_t in_len, out_len;

	CHECK_EQ(lws_b64_encode_string(long_text, 20, out, sizeof(out)), 28);
	CHECK_STR(out, "YW55IGNhcm5hbCBwbGVhc3VyZS4=");
	CHECK_EQ(lws_b64_encode_string(long_text, 20, out, 29), -1);
	CHECK_EQ(lws_b64_encode_string_url("\xfb\xff\xbf", 3, out, sizeof(out)), 4);
	CHECK_STR(out, "-_-_");
	CHECK_EQ(lws_b64_decode_string("YW55IGNhcm5hbCBwbGVhc3VyZS4=", out, sizeof(out)), 20);
	CHECK_STR(out, long_text);
	CHECK_EQ(lws_b64_decode_string_len("YW55IGNhcm5hbA==ignored", 16, out, sizeof(out)), 10);
	CHECK_STR(out, "any carnal");
	lws_b64_decode_state_init(&state);
	in_len = 6;
	out_len = sizeof(bytes);
	CHECK_EQ(lws_b64_decode_stateful(&state, "YW55IG", &in_len, bytes, &out_len, 0), 0);
	CHECK_EQ(out_len, 3);
	in_len = 2;
	out_len = sizeof(bytes);
	CHECK_EQ(lws_b64_decode_stateful(&state, "Nh", &in_len, bytes, &out_len, 1), 0);
	CHECK_EQ(out_len, 3);
	CHECK(!memcmp(bytes, " ca", 3));
	CHECK(lws_SHA1((const unsigned char *)"abc", 3, digest) == digest);
	CHECK(!memcmp(digest, "\xa9\x99\x3e\x36\x47\x06\x81\x6a\xba\x3e\x25\x71\x78\x50\xc2\x6c\x9c\xd0\xd8\x9d", 20));
	CHECK_EQ(lws_hex_to_byte_array("00fFa5", bytes, sizeof(bytes)), 3);
	CHECK(!memcmp(bytes, "\x00\xff\xa5", 3));
	CHECK_EQ(lws_hex_to_byte_array("0", bytes, sizeof(bytes)), -1);
	CHECK_EQ(lws_hex_to_byte_array("zz", bytes, sizeof(bytes)), -1);
#if LWS_LIBRARY_VERSION_MINOR >= 3
	lws_hex_from_byte_array((const uint8_t *)"\xde\xad", 2, out, sizeof(out));
	CHECK_STR(out, "dead");
	lws_hex_from_byte_array((const uint8_t *)"\xde\xad", 2, out, 4);
	CHECK_STR(out, "dea");
#endif
	lws_ser_wu16be(bytes, 0x0102);
	lws_ser_wu32be(bytes + 2, 0x03040506);
	lws_ser_wu64be(bytes + 6, 0x0708090a0b0c0d0eULL);
	CHECK(!memcmp(bytes, "\1\2\3\4\5\6\7\10\11\12\13\14\15\16", 14));
	CHECK_EQ(lws_ser_ru16be(bytes), 0x0102);
	CHECK_EQ(lws_ser_ru32be(bytes + 2), 0x03040506);
	CHECK_EQ(lws_ser_ru64be(bytes + 6), 0x0708090a0b0c0d0eLL);
}

static void people(void)
{
#if LWS_LIBRARY_VERSION_MINOR >= 3
	CHECK_EQ(lws_humanize(out, sizeof(out), 1500, humanize_schema_us), 7);
	CHECK_STR(out, "1.500ms");
	lws_humanize(out, sizeof(out), 5000000, humanize_schema_si_bytes);
	CHECK_STR(out, "4.768MiB");
	CHECK_EQ(lws_humanize(out, sizeof(out), 0, humanize_schema_si), 1);
	CHECK_STR(out, "0");
#else
	lws_humanize(out, sizeof(out), 1500, humanize_schema_us);
	CHECK_STR(out, "    1.500ms ");
	lws_humanize(out, sizeof(out), 5000000, humanize_schema_si_bytes);
	CHECK_STR(out, "    4.768MiB");
	lws_humanize(out, sizeof(out), 12, humanize_schema_si);
	CHECK_STR(out, "   12       ");
#endif
}

static void json_values(void)
{
	static const char text[] = "{\"a\":\"x\\\"y\", \"n\": 12,\"t\":true}";
	const char *p;
	size_t length;

	p = lws_json_simple_find(text, strlen(text), "\"a\":", &length);
	CHECK(p && length == 4 && !memcmp(p, "x\\\"y", 4));
	p = lws_json_simple_find(text, strlen(text), "\"n\":", &length);
	CHECK(p && length == 2 && !memcmp(p, "12", 2));
	CHECK(!lws_json_simple_find(text, strlen(text), "\"z\":", &length));
	CHECK_EQ(lws_json_simple_strcmp(text, strlen(text), "\"t\":", "true"), 0);
	CHECK(lws_json_simple_strcmp(text, strlen(text), "\"t\":", "trux") != 0);
	CHECK(lws_json_simple_strcmp(text, strlen(text), "\"z\":", "true") != 0);
}

static void uris(void)
{
	const char *scheme, *host, *path;
	char text[64];
	int port = 9;

	strcpy(text, "wss://[::1]:7681/x?y");
	CHECK_EQ(lws_parse_uri(text, &scheme, &host, &port, &path), 0);
	CHECK_STR(scheme, "wss");
	CHECK_STR(host, "::1");
	CHECK_EQ(port, 7681);
	CHECK_STR(path, "x?y");
	strcpy(text, "http://h");
	CHECK_EQ(lws_parse_uri(text, &scheme, &host, &port, &path), 0);
	CHECK_EQ(port, 80);
	CHECK_STR(path, "/");
	port = 9;
	strcpy(text, "host/a/b");
	CHECK_EQ(lws_parse_uri(text, &scheme, &host, &port, &path), 0);
	CHECK_STR(scheme, "");
	CHECK_STR(host, "host");
	CHECK_EQ(port, 9);
	CHECK_STR(path, "a/b");
}

static void addresses(void)
{
	static const char *const good[] = { "127.0.0.1", "::1", "fe80::1:2", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4" };
	lws_sockaddr46 a, b;
	uint8_t bytes[16];
	size_t n;

	for (n = 0; n < LWS_ARRAY_SIZE(good); n++) {
		memset(&a, 0, sizeof(a));
		memset(&b, 0, sizeof(b));
		CHECK_EQ(lws_sa46_parse_numeric_address(good[n], &a), 0);
		CHECK_EQ(lws_sa46_write_numeric_address(&a, out, sizeof(out)), strlen(good[n]));
		CHECK_STR(out, good[n]);
		lws_sa46_parse_numeric_address("10.0.0.1", &b);
		CHECK_EQ(lws_sa46_compare_ads(&a, &a), 0);
		CHECK(lws_sa46_compare_ads(&a, &b) != 0);
	}
	CHECK_EQ(lws_parse_numeric_address("1.2.3.4", bytes, sizeof(bytes)), 4);
	CHECK(!memcmp(bytes, "\1\2\3\4", 4));
	CHECK_EQ(lws_parse_numeric_address("::1", bytes, sizeof(bytes)), 16);
	CHECK(lws_parse_numeric_address("1.2.3", bytes, sizeof(bytes)) < 0);
	CHECK(lws_parse_numeric_address("256.1.1.1", bytes, sizeof(bytes)) < 0);
	CHECK(lws_parse_numeric_address("::1", bytes, 4) < 0);
#if LWS_LIBRARY_VERSION_MINOR >= 3
	memset(&a, 0, sizeof(a));
	CHECK_EQ(lws_sa46_write_numeric_address(&a, out, sizeof(out)), 7);
	CHECK_STR(out, "(unset)");
	lws_sa46_parse_numeric_address("10.1.2.3", &a);
	lws_sa46_parse_numeric_address("10.1.0.0", &b);
	CHECK_EQ(lws_sa46_on_net(&a, &b, 16), 0);
	CHECK_EQ(lws_sa46_on_net(&a, &b, 24), 1);
#endif
	memset(&a, 0, sizeof(a));
	CHECK_EQ(lws_interface_to_sa(0, "lo", &a.sa4, sizeof(a.sa4)), LWS_ITOSA_USABLE);
	CHECK_EQ(a.sa4.sin_addr.s_addr, htonl(INADDR_LOOPBACK));
	CHECK_EQ(lws_interface_to_sa(0, "127.0.0.2", &a.sa4, sizeof(a.sa4)), LWS_ITOSA_USABLE);
	CHECK_EQ(a.sa4.sin_addr.s_addr, htonl(INADDR_LOOPBACK + 1));
	CHECK_EQ(lws_interface_to_sa(0, "nosuchif0", &a.sa4, sizeof(a.sa4)), LWS_ITOSA_NOT_EXIST);
}

static void tokens(void)
{
	static const struct {
		int what;
		const char *text;
	} wanted[] = {
		{ LWS_TOKZE_TOKEN_NAME_EQUALS, "key" },
		{ LWS_TOKZE_INTEGER, "12" },
		{ LWS_TOKZE_DELIMITER, "," },
		{ LWS_TOKZE_QUOTED_STRING, "quoted text" },
		{ LWS_TOKZE_FLOAT, "1.5" },
		{ LWS_TOKZE_TOKEN, "a-b" },
		{ LWS_TOKZE_ENDED, "" },
	};
	struct lws_tokenize ts;
	size_t n;

	lws_tokenize_init(&ts, "key = 12, \"quoted text\" 1.5 a-b", LWS_TOKENIZE_F_MINUS_NONTERM);
	ts.len = strlen(ts.start);
	for (n = 0; n < LWS_ARRAY_SIZE(wanted); n++) {
		CHECK_EQ(lws_tokenize(&ts), wanted[n].what);
		CHECK_EQ(lws_tokenize_cstr(&ts, out, sizeof(out)), 0);
		if (wanted[n].what)
			CHECK_STR(out, wanted[n].text);
	}
	lws_tokenize_init(&ts, "\"open", 0);
	CHECK_EQ(lws_tokenize(&ts), LWS_TOKZE_ERR_UNTERM_STRING);
	lws_tokenize_init(&ts, "toolong", 0);
	lws_tokenize(&ts);
	CHECK_EQ(lws_tokenize_cstr(&ts, out, 8), 1);
	lws_tokenize_init(&ts, ",", LWS_TOKENIZE_F_COMMA_SEP_LIST);
	CHECK_EQ(lws_tokenize(&ts), LWS_TOKZE_ERR_COMMA_LIST);
}

static int expand(void *priv, const char *name, char *to, size_t *pos, size_t size, size_t *ofs)
{
	const char *value = (const char *)priv;

	if (strcmp(name, "name"))
		return LSTRX_FATAL_NAME_UNKNOWN;
	for (; value[*ofs]; (*ofs)++) {
		if (*pos + 1 >= size)
			return LSTRX_FILLED_OUT;
		to[(*pos)++] = value[*ofs];
	}
	return LSTRX_DONE;
}

static void expansion(void)
{
	static char value[] = "0123456789";
	static const char text[] = "a${name}b";
	lws_strexp_t exp;
	size_t used, got, at = 0;
	char piece[6], all[64] = "";
	int n;

	lws_strexp_init(&exp, value, expand, piece, sizeof(piece));
	do {
		n = lws_strexp_expand(&exp, text + at, strlen(text) - at, &used, &got);
		at += used;
		strncat(all, piece, got);
		lws_strexp_reset_out(&exp, piece, sizeof(piece));
	} while (n == LSTRX_FILLED_OUT);
	CHECK_EQ(n, LSTRX_DONE);
	CHECK_STR(all, "a0123456789b");
	lws_strexp_init(&exp, value, expand, out, sizeof(out));
	CHECK_EQ(lws_strexp_expand(&exp, "$5 ${x}", 7, &used, &got), LSTRX_FATAL_NAME_UNKNOWN);
}

int main(void)
{
	lws_set_log_level(0, NULL);
	printing();
	escapes();
	codecs();
	people();
	json_values();
	uris();
	addresses();
	tokens();
	expansion();
	puts("ok");
	return 0;
}
