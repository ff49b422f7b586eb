/*
 * The form parser where lws does harm: bodies that are no forms, storage that is full, and calls at the wrong time.
 *
 * ONLY-OURS: lws writes beyond its storage, gives bytes that nobody sent, or uses memory that was freed.
 */
#include "testing.h"

#define MULTIPART "multipart/form-data; boundary=XX"
#define NAMED(name) "Content-Disposition: form-data; name=\"" name "\"\r\n"
#define FILE_NAMED(name, file) "Content-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\n"

static const char *const names[] = { "a", "b" };
static struct lws *wsi;         /* in its HTTP callback, with a form's Content-Type */

/* What the callback got: the last file's name, its bytes, how many calls there were, and the longest slice. */
static char last_file[300];
static int file_bytes, slices, closes, longest;
/* What the callback does with the parser. */
static struct lws_spa *inner;
static int destroy_inner;

static int on_file(void *data, const char *name, const char *filename, char *buf, int len,
		   enum lws_spa_fileupload_states state)
{
	(void)data;
	(void)name;
	strcpy(last_file, filename);
	if (state == LWS_UFS_CLOSE)
		closes++;
	if (state == LWS_UFS_CONTENT || state == LWS_UFS_FINAL_CONTENT) {
		slices++;
		file_bytes += len;
		longest = len > longest ? len : longest;
		buf[len] = 0;
	}
	if (inner) {
		CHECK_EQ(lws_spa_process(inner, "x", 1), -1);
		lws_spa_get_string(inner, 0);
		if (destroy_inner)
			CHECK_EQ(lws_spa_destroy(inner), 0);
		else
			CHECK_EQ(lws_spa_finalize(inner), 0);
	}
	return 0;
}

static struct lws_spa *make(int storage, struct lwsac **ac)
{
	lws_spa_create_info_t info;
	struct lws_spa *spa;

	file_bytes = slices = closes = longest = 0;
	memset(&info, 0, sizeof(info));
	info.param_names = names;
	info.count_params = LWS_ARRAY_SIZE(names);
	info.max_storage = storage;
	info.opt_cb = on_file;
	info.ac = ac;
	spa = lws_spa_create_via_info(wsi, &info);
	CHECK(spa != NULL);
	return spa;
}

static int feed(struct lws_spa *spa, const char *text)
{
	return lws_spa_process(spa, text, (int)strlen(text));
}

static int feed_many(struct lws_spa *spa, char c, size_t len)
{
	char *text = get_memory(len);
	int n;

	memset(text, c, len);
	n = lws_spa_process(spa, text, (int)len);
	free(text);
	return n;
}

static void expect(struct lws_spa *spa, int n, const char *wanted)
{
	const char *got = lws_spa_get_string(spa, n);

	if (!wanted != !got || (got && strcmp(got, wanted)))
		FAIL("field %d: %s, not %s", n, got ? got : "NULL", wanted ? wanted : "NULL");
	CHECK_EQ(lws_spa_get_length(spa, n), wanted ? strlen(wanted) : 0);
}

/* A name without a value is a field without one. */
static void bare_names(void)
{
	struct lws_spa *spa = make(100, NULL);

	CHECK_EQ(feed(spa, "a&b=1"), 0);
	CHECK_EQ(lws_spa_finalize(spa), 0);
	expect(spa, 0, NULL);
	expect(spa, 1, "1");
	lws_spa_destroy(spa);
}

static void too_much(void)
{
	struct lws_spa *spa = make(20, NULL);

	/* What fits can be read, with a NUL; its length says that it is not the value. */
	CHECK_EQ(feed(spa, "b=1&a=xxxxxxxxxxxxxxxxxxxx"), -1);
	CHECK_EQ(feed(spa, "&"), -1);
	expect(spa, 1, "1");
	CHECK(!strcmp(lws_spa_get_string(spa, 0), "xxxxxxxxxxxxxxxxx"));
	CHECK_EQ(lws_spa_get_length(spa, 0), 0);
	lws_spa_destroy(spa);

	/* At the very end only lws_spa_finalize() can tell. */
	spa = make(20, NULL);
	CHECK_EQ(feed(spa, "a=1234567890123456789"), 0);
	CHECK_EQ(lws_spa_finalize(spa), 0);
	CHECK(!strcmp(lws_spa_get_string(spa, 0), "1234567890123456789"));
	CHECK_EQ(lws_spa_get_length(spa, 0), 0);
	lws_spa_destroy(spa);

	/* No storage is 512 bytes of it. */
	spa = make(0, NULL);
	CHECK_EQ(feed(spa, "a="), 0);
	CHECK_EQ(feed_many(spa, 'x', 510), 0);
	CHECK_EQ(feed(spa, "&b="), 0);
	CHECK_EQ(lws_spa_get_length(spa, 0), 510);
	CHECK_EQ(feed(spa, "&b=&b="), 0);
	CHECK_EQ(feed(spa, "xx"), -1);
	lws_spa_destroy(spa);

	spa = make(1, NULL);
	CHECK_EQ(feed(spa, "a=&z=12345&b="), 0);
	CHECK_EQ(feed(spa, "12"), -1);
	lws_spa_destroy(spa);
}

/* Files need no room in the storage. */
static void file_beside_full_storage(void)
{
	struct lws_spa *spa = make(16, NULL);

	CHECK_EQ(feed(spa, "--XX\r\n" NAMED("a") "\r\n12345678901234\r\n--XX\r\n" FILE_NAMED("f", "x") "\r\n"), 0);
	CHECK_EQ(feed_many(spa, '\r', 10000), 0);
	CHECK_EQ(feed(spa, "\r\n--XX--"), 0);
	CHECK_EQ(file_bytes, 10000);
	CHECK(longest >= 100 && longest <= 128);
	expect(spa, 0, "12345678901234");
	lws_spa_destroy(spa);
	CHECK_EQ(closes, 1);
}

/* Values in a lwsac are whole, and of one that comes again the last one counts. */
static void in_a_lwsac(void)
{
	struct lwsac *ac = NULL, *other = NULL;
	struct lws_spa *spa = make(0, &ac), *second;
	const char *text;
	int n;

	CHECK(ac != NULL);
	CHECK_EQ(feed(spa, "--XX\r\n" NAMED("a") "\r\nstart"), 0);
	CHECK_EQ(feed_many(spa, 'x', 100000), 0);
	CHECK_EQ(feed(spa, "\r\n--XX\r\n" NAMED("b") "\r\none\r\n--XX\r\n" NAMED("b") "\r\n2\r\n--XX--"), 0);
	CHECK_EQ(lws_spa_get_length(spa, 0), 100005);
	text = lws_spa_get_string(spa, 0);
	CHECK(strlen(text) == 100005 && !strncmp(text, "startxxxxx", 10));
	expect(spa, 1, "2");

	/* Programs free the lwsac first, and destroy the parser later. */
	second = make(0, &ac);
	lws_spa_finalize(second);
	CHECK_EQ(closes, 1);
	lwsac_free(&ac);
	CHECK(!ac);
	expect(spa, 0, NULL);
	CHECK_EQ(lws_spa_process(spa, "x", 1), -1);
	CHECK_EQ(lws_spa_finalize(spa), 0);
	CHECK_EQ(lws_spa_destroy(spa), 0);
	CHECK_EQ(lws_spa_destroy(second), 0);
	CHECK_EQ(closes, 1);

	/* A parser goes with its own lwsac, also when there is another one at that place. */
	spa = make(0, &ac);
	lwsac_detach(&ac);
	CHECK(!ac);
	second = make(0, &ac);
	CHECK_EQ(feed(second, "--XX\r\n" NAMED("a") "\r\n1\r\n--XX--"), 0);
	CHECK_EQ(lws_spa_destroy(spa), 0);
	expect(second, 0, "1");
	other = ac;
	ac = NULL;
	CHECK_EQ(lws_spa_destroy(second), 0);
	lwsac_free(&other);

	/* There is an end. */
	spa = make(0, &ac);
	CHECK_EQ(feed(spa, "--XX\r\n" NAMED("a") "\r\n"), 0);
	for (n = 0; n < 10; n++)
		if (feed_many(spa, 'x', 300000))
			break;
	CHECK_EQ(n, 3);
	CHECK_EQ(lws_spa_destroy(spa), 0);
	CHECK(!ac);
}

static void bad_forms(void)
{
	static const struct { const char *body; int result; } bodies[] = {
		{ "--XX\r\nno colon\r\n\r\n", -1 },
		{ "--XX\r\nA: b\nB: c\r\n\r\n", -1 },
		{ "--XX\r\n" NAMED("a") NAMED("b") "\r\n", -1 },
		{ "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n", -1 },
		{ "--XXY\r\n", -1 },
		{ "--XX\r\nX-Other-Header: a--b\r\nContent-Disposition:form-data;NAME=a\r\n\r\n1\r\n--XX--", 0 },
		{ "--XX \r\nContent-Length: 1\r\n" NAMED("a") "Content-Transfer-Encoding: binary\r\n\r\n1\r\n--XX--", 0 },
	};
	struct lws_spa *spa;
	size_t i;

	for (i = 0; i < LWS_ARRAY_SIZE(bodies); i++) {
		spa = make(100, NULL);
		if (feed(spa, bodies[i].body) != bodies[i].result)
			FAIL("%s", bodies[i].body);
		CHECK_EQ(feed(spa, "\r\n"), bodies[i].result);
		lws_spa_finalize(spa);
		expect(spa, 0, bodies[i].result ? NULL : "1");
		lws_spa_destroy(spa);
		CHECK_EQ(closes, 1);
	}
	spa = make(100, NULL);
	CHECK_EQ(feed(spa, "--XX\r\nX: "), 0);
	CHECK_EQ(feed_many(spa, 'x', 10000), -1);
	lws_spa_destroy(spa);
	spa = make(200, NULL);
	CHECK_EQ(feed(spa, "--XX\r\n" FILE_NAMED("f", "semi;colon \\\"quoted\\\" c:\\dir.txt") "\r\n"), 0);
	CHECK(!strcmp(last_file, "semi;colon \"quoted\" c:\\dir.txt"));
	lws_spa_destroy(spa);
}

static void wrong_time(void)
{
	struct lws_spa *spa;
	int i;

	for (i = 0; i < 2; i++) {
		inner = make(100, NULL);
		spa = inner;
		destroy_inner = i;
		CHECK_EQ(feed(spa, "--XX\r\n" FILE_NAMED("f", "x") "\r\n1\r\n--XX--"), i ? -1 : 0);
		inner = NULL;
		CHECK_EQ(lws_spa_process(spa, "x", 1), i ? -1 : 0);
		lws_spa_destroy(spa);
		lws_spa_destroy(spa);
	}
	CHECK_EQ(lws_spa_process(NULL, "x", 1), -1);
	CHECK_EQ(lws_spa_finalize(NULL), 0);
	CHECK_EQ(lws_spa_destroy(NULL), 0);
	CHECK_EQ(lws_spa_get_length(NULL, 0), 0);
	CHECK(!lws_spa_get_string(NULL, 0));
	CHECK(!lws_spa_create(NULL, names, 2, 100, NULL, NULL));
	CHECK(!lws_spa_create(wsi, names, 2, -1, NULL, NULL));
	CHECK(!lws_spa_create(wsi, names, -1, 100, NULL, NULL));
	CHECK(!lws_spa_create_via_info(wsi, NULL));
	spa = make(100, NULL);
	CHECK_EQ(lws_spa_process(spa, NULL, 1), -1);
	CHECK_EQ(lws_spa_process(spa, "x", -1), -1);
	CHECK_EQ(lws_spa_process(spa, NULL, 0), 0);
	CHECK_EQ(lws_spa_get_length(spa, -1), 0);
	CHECK(!lws_spa_get_string(spa, -1));
	lws_spa_destroy(spa);
}

static void without_a_boundary(void)
{
	struct lws_spa *spa = make(100, NULL);

	CHECK_EQ(feed(spa, "--XX\r\n"), -1);
	lws_spa_destroy(spa);
}

static void (*the_test)(void);

static int callback(struct lws *w, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason != LWS_CALLBACK_HTTP)
		return 0;
	wsi = w;
	the_test();
	the_test = NULL;
	return lws_return_http_status(w, HTTP_STATUS_OK, NULL) || lws_http_transaction_completed(w) ? -1 : 0;
}

int main(void)
{
	static const struct lws_protocols protocols[] = { { .name = "http", .callback = callback }, { .name = NULL } };
	static const struct { void (*test)(void); const char *type; } tests[] = {
		{ bare_names, "application/x-www-form-urlencoded" },
		{ too_much, "application/x-www-form-urlencoded" },
		{ file_beside_full_storage, MULTIPART },
		{ in_a_lwsac, MULTIPART },
		{ bad_forms, MULTIPART },
		{ wrong_time, MULTIPART },
		{ without_a_boundary, "multipart/form-data" },
		{ without_a_boundary, "multipart/form-data; boundary=\"" },
		{ without_a_boundary, "multipart/form-data; boundary="
				      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" },
	};
	char head[600];
	size_t i;
	int port;

	context = start_server(protocols, &port);
	lws_set_log_level(0, NULL);
	for (i = 0; i < LWS_ARRAY_SIZE(tests); i++) {
		struct peer *p = peer_open(port);

		the_test = tests[i].test;
		snprintf(head, sizeof(head), "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nContent-Type: %s\r\n\r\n",
			 tests[i].type);
		peer_text(p, head);
		WAIT_FOR(!the_test);
		turn();
		peer_free(p);
	}
	turn();
	lws_context_destroy(context);
	return pass();
}
