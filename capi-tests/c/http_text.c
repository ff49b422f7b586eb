/*
 * Templates, dates and credentials: what the functions write, and what they refuse.
 *
 * ONLY-OURS: genuine lws loses bytes around variables, and writes beyond max_len.
 */
#include "testing.h"

static const char *replacement(void *data, int index)
{
	const char *const *texts = (const char *const *)data;

	return texts[index];
}

static const char *const vars[] = { "$name", "$n2", "$a_long_variab" };
static const char *texts[] = { "a text that is longer", NULL, "$name" };

struct page {
	struct lws_process_html_state state;
	char out[4096];
	size_t used;
};

static int put(struct page *page, const char *piece, size_t len, int room, int final, int chunked)
{
	char *buffer = (char *)get_memory(16 + (size_t)room);
	struct lws_process_html_args args;
	int n;

	memset(&args, 0, sizeof(args));
	args.p = buffer + 16;
	memcpy(args.p, piece, len);
	args.len = (int)len;
	args.max_len = room;
	args.final = final;
	args.chunked = chunked;
	page->state.vars = vars;
	page->state.count_vars = 3;
	page->state.replace = replacement;
	page->state.data = (void *)texts;
	n = lws_chunked_html_process(&args, &page->state);
	if (!n) {
		CHECK(args.p >= buffer && args.p + args.len <= buffer + 16 + room);
		memcpy(page->out + page->used, args.p, (size_t)args.len);
		page->used += (size_t)args.len;
		page->out[page->used] = 0;
	}
	free(buffer);
	return n;
}

static void templates(void)
{
	static const char text[] = "$name, $n2 and $a_long_variab: $nam $ $$name $n";
	static const char done[] = "a text that is longer, NULL and $name: $nam $ $a text that is longer $n";
	struct page page;
	size_t cut, second;

	for (cut = 0; cut < sizeof(text); cut++)
		for (second = cut; second < sizeof(text); second += 3) {
			memset(&page, 0, sizeof(page));
			CHECK_EQ(put(&page, text, cut, 300, 0, 0), 0);
			CHECK_EQ(put(&page, text + cut, second - cut, 300, 0, 0), 0);
			CHECK_EQ(put(&page, text + second, sizeof(text) - 1 - second + (second == sizeof(text)), 300, 1, 0), 0);
			if (strcmp(page.out, done))
				FAIL("cut at %lu and %lu: %s", (unsigned long)cut, (unsigned long)second, page.out);
		}
	memset(&page, 0, sizeof(page));
	CHECK_EQ(put(&page, "abc", 3, 100, 0, 1), 0);
	CHECK_EQ(put(&page, "$na", 3, 100, 0, 1), 0); /* no empty chunk: that would end the body */
	CHECK_EQ(put(&page, "me", 2, 100, 0, 1), 0);
	CHECK_EQ(put(&page, "$", 1, 100, 1, 1), 0);
	CHECK(strcmp(page.out, "3\r\nabc\r\n15\r\na text that is longer\r\n1\r\n$\r\n0\r\n\r\n") == 0);
	memset(&page, 0, sizeof(page));
	CHECK_EQ(put(&page, "", 0, 100, 1, 1), 0);
	CHECK(strcmp(page.out, "0\r\n\r\n") == 0);
	/* what comes out must fit, with seven bytes to spare */
	memset(&page, 0, sizeof(page));
	CHECK_EQ(put(&page, "$name", 5, 28, 1, 1), -1);
	CHECK_EQ(put(&page, "$name", 5, 29, 1, 1), 0);
	CHECK_EQ(put(&page, "$name", 5, 5, 1, 1), -1);
	CHECK_EQ(lws_chunked_html_process(NULL, NULL), -1);
	/* a state that makes no sense */
	memset(&page, 0, sizeof(page));
	page.state.pos = 99;
	CHECK_EQ(put(&page, "x", 1, 100, 1, 0), 0);
	page.state.pos = -1;
	CHECK_EQ(put(&page, "y", 1, 100, 1, 0), 0);
	CHECK(strcmp(page.out, "xy") == 0);
}

static void credentials(void)
{
	char buf[300], name[200];

	CHECK_EQ(lws_http_basic_auth_gen("Aladdin", "open sesame", buf, sizeof(buf)), 0);
	CHECK(strncmp(buf, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", 34) == 0);
	CHECK_EQ(lws_http_basic_auth_gen("a", "b", buf, 11), 0);
	CHECK(strcmp(buf, "Basic YTpi") == 0);
	CHECK_EQ(lws_http_basic_auth_gen("a", "b", buf, 10), 1);
	CHECK_EQ(lws_http_basic_auth_gen("a", "b", buf, 0), 1);
	CHECK_EQ(lws_http_basic_auth_gen(NULL, "b", buf, sizeof(buf)), 1);
	memset(name, 'n', 124);
	name[124] = 0;
	CHECK_EQ(lws_http_basic_auth_gen(name, "", buf, sizeof(buf)), 0);
	CHECK_EQ(strlen(buf), 6 + 168);
	name[124] = 'n';
	name[125] = 0;
	CHECK_EQ(lws_http_basic_auth_gen(name, "", buf, sizeof(buf)), 2);
}

#if LWS_LIBRARY_VERSION_NUMBER >= 4003000
static void dates(void)
{
	static const struct { const char *text; long long secs; } good[] = {
		{ "Tue, 15 Nov 1994 08:12:31 GMT", 784887151 }, { "Thu, 01 Jan 1970 00:00:00 GMT", 0 },
		{ "Tue, 29 Feb 2000 23:59:59 GMT", 951868799 }, { "Fri, 31 Dec 9999 23:59:59 GMT", 253402300799LL },
		{ "Fri, 01 Jan 1960 00:00:00 GMT", -315619200 },
	};
	static const char *const bad[] = {
		"Tue, 15 Nov 1994 08:12:31 GM", "Tue; 15 Nov 1994 08:12:31 GMT", "Xxx, 15 Nov 1994 08:12:31 GMT",
		"Tue, 15 Xxx 1994 08:12:31 GMT", "Tue, 15 Nov 1899 08:12:31 GMT", "Tue, 15 Nov 1994 24:12:31 GMT",
		"Tue, 15 Nov 1994 08:61:31 GMT", "Tue, 15 Nov 1994 08:12:62 GMT", "Tue, 15 Nov 1994 08:12:31 UTC", "",
	};
	char buf[64];
	time_t t;
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		CHECK_EQ(lws_http_date_parse_unix(good[i].text, strlen(good[i].text), &t), 0);
		CHECK_EQ(t, good[i].secs);
		CHECK_EQ(lws_http_date_render_from_unix(buf, 30, &t), 0);
		if (strcmp(buf, good[i].text))
			FAIL("%s, not %s", buf, good[i].text);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		t = 42;
		CHECK_EQ(lws_http_date_parse_unix(bad[i], strlen(bad[i]), &t), -1);
		CHECK_EQ(t, 42);
	}
	CHECK_EQ(lws_http_date_render_from_unix(buf, 29, &t), -1);
	CHECK_EQ(lws_http_date_render_from_unix(NULL, 29, &t), -1);
	CHECK_EQ(lws_http_date_parse_unix(NULL, 29, &t), -1);
	t = (time_t)1 << 55;
	CHECK_EQ(lws_http_date_render_from_unix(buf, sizeof(buf), &t), -1);
}
#endif

int main(void)
{
	lws_set_log_level(0, NULL);
	templates();
	credentials();
#if LWS_LIBRARY_VERSION_NUMBER >= 4003000
	dates();
#endif
	puts("ok");
	return 0;
}
