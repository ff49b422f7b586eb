/*
 * The JSON parser: what it tells the program, where it stops, and what a callback may do to it.
 */
#include "testing.h"

static const char *const paths[] = { "name", "list[].size", "list[]", "any.*" };
static const char *const inner_paths[] = { "x" };
static char heard[2000];
static int fail_on;

static signed char on_inner(struct lejp_ctx *ctx, char reason)
{
	if (reason == LEJPCB_VAL_NUM_INT && ctx->path_match == 1)
		strcat(strcat(strcat(heard, "inner="), ctx->buf), ";");
	if (reason == LEJPCB_OBJECT_END)
		CHECK_EQ(lejp_parser_pop(ctx), 0);
	return 0;
}

static signed char on_value(struct lejp_ctx *ctx, char reason)
{
	char wild[32];

	if (reason == fail_on)
		return -1;
	if (reason == LEJPCB_OBJECT_START && !strcmp(ctx->path, "sub"))
		CHECK_EQ(lejp_parser_push(ctx, NULL, inner_paths, LWS_ARRAY_SIZE(inner_paths), on_inner), 0);
	if (reason == LEJPCB_DESTRUCTED)
		strcat(heard, "destructed;");
	if (!(reason & LEJP_FLAG_CB_IS_VALUE))
		return 0;
	strcat(strcat(heard, ctx->path), "=");
	if (reason == LEJPCB_VAL_NULL)
		strcat(heard, "null");
	strcat(heard, ctx->buf);
	if (ctx->path_match == 4 && lejp_get_wildcard(ctx, 0, wild, sizeof(wild)))
		strcat(strcat(strcat(heard, "("), wild), ")");
	strcat(heard, ctx->path_match ? "!;" : ";");
	return 0;
}

static int parse(const char *text, size_t piece)
{
	struct lejp_ctx ctx;
	size_t at = 0, length = strlen(text);
	int m = LEJP_CONTINUE;

	heard[0] = 0;
	lejp_construct(&ctx, on_value, NULL, paths, LWS_ARRAY_SIZE(paths));
	while (m == LEJP_CONTINUE && at < length) {
		size_t n = length - at < piece ? length - at : piece;

		m = lejp_parse(&ctx, (const unsigned char *)text + at, (int)n);
		at += n;
	}
	lejp_destruct(&ctx);
	return m;
}

static void values(void)
{
	static const char text[] = "{\"name\": \"caf\\u00e9\\n\", # comment\n \"list\":[{\"size\":1},{\"size\":-2.5}, 3],"
				   "\"any\":{\"thing\":true}, \"other\":null}rest";
	static const char wanted[] = "name=caf\xc3\xa9\n!;list[].size=1!;list[].size=-2.5!;list[]=3;"
				     "any.thing=1(thing)!;other=null;destructed;";
	size_t piece;

	for (piece = 1; piece < sizeof(text); piece++) {
		int left = parse(text, piece);

		if (piece >= strlen(text))
			CHECK_EQ(left, 4);
		CHECK(left >= 0);
		if (strcmp(heard, wanted))
			FAIL("pieces of %d: '%s'", (int)piece, heard);
	}
}

static void refusals(void)
{
	static const struct {
		const char *text;
		int result;
	} all[] = {
		{ "x", LEJP_REJECT_IDLE_NO_BRACE },
		{ "{x", LEJP_REJECT_MP_NO_OPEN_QUOTE },
		{ "{\"a\" 1}", LEJP_REJECT_MP_DELIM_MISSING_COLON },
		{ "{\"a\":x}", LEJP_REJECT_MP_DELIM_BAD_VALUE_START },
		{ "{\"a\":1 2}", LEJP_REJECT_MP_C_OR_E_NEITHER },
		{ "{\"a\":tru}", LEJP_REJECT_MP_VAL_TOK_UNKNOWN },
		{ "{\"a\":1.}", LEJP_REJECT_MP_VAL_NUM_INT_NO_FRAC },
		{ "{\"a\":\"\x01\"}", LEJP_REJECT_MP_ILLEGAL_CTRL },
		{ "{\"a\":\"\\q\"}", LEJP_REJECT_MP_STRING_ESC_ILLEGAL_ESC },
		{ "{\"a\":\"\\u12x4\"}", LEJP_REJECT_ILLEGAL_HEX },
		{ "{\"a\":1]", LEJP_REJECT_MP_C_OR_E_UNDERF },
		{ "[{\"a\":1]", LEJP_REJECT_MP_C_OR_E_NOTARRAY },
		{ "{\"a\":1", LEJP_CONTINUE },
		{ "[1,2]", 0 },
	};
	size_t n;

	for (n = 0; n < LWS_ARRAY_SIZE(all); n++)
		if (parse(all[n].text, 1000) != all[n].result)
			FAIL("%s: %d, not %d", all[n].text, parse(all[n].text, 1000), all[n].result);
	fail_on = LEJPCB_VAL_TRUE;
	CHECK_EQ(parse("{\"a\":true}", 1000), LEJP_REJECT_CALLBACK);
	fail_on = 0;
	CHECK(lejp_error_to_string(LEJP_REJECT_CALLBACK)[0]);
	CHECK(lejp_error_to_string(-999)[0]);
}

static void parsers_on_parsers(void)
{
	CHECK_EQ(parse("{\"sub\":{\"x\":7},\"name\":\"n\"}", 1000), 0);
	if (!strstr(heard, "inner=7;"))
		FAIL("'%s'", heard);
}

static int chunks;
static size_t chunk_bytes;

static signed char on_chunk(struct lejp_ctx *ctx, char reason)
{
	if (reason == LEJPCB_VAL_STR_CHUNK || reason == LEJPCB_VAL_STR_END) {
		chunks++;
		chunk_bytes += ctx->npos;
	}
	return 0;
}

static void long_strings(void)
{
	struct lejp_ctx ctx;
	char text[1100];

	memset(text, 'x', sizeof(text));
	memcpy(text, "[\"", 2);
	memcpy(text + 1002, "\"]", 2);
	lejp_construct(&ctx, on_value, NULL, NULL, 0);
	lejp_change_callback(&ctx, on_chunk);
	CHECK_EQ(lejp_parse(&ctx, (const unsigned char *)text, 1004), 0);
	CHECK_EQ(chunks, 4);
	CHECK_EQ(chunk_bytes, 1000);
	lejp_destruct(&ctx);
}

int main(void)
{
	lws_set_log_level(0, NULL);
	values();
	refusals();
	parsers_on_parsers();
	long_strings();
	puts("ok");
	return 0;
}
