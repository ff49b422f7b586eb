/*
 * The form parser: what it makes of bodies of both kinds, in any pieces, and what its callback for files gets. What is
 * wanted here is what lws does; where it is better left undone stands in util_forms_safe.c.
 * With PRINT in the environment it says what it saw instead of comparing it.
 */
#include "testing.h"

#define MULTIPART "multipart/form-data; boundary=XX"
#define NAMED(name) "Content-Disposition: form-data; name=\"" name "\"\r\n"
#define FILE_NAMED(name, file) "Content-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\n"

static const char *const names[] = { "a", "b", "text" };
static const struct { int number; const char *name; char rest[5]; } wide[] = {
	{ 1, "a", "" }, { 2, "b", "" }, { 3, "text", "" }
};

struct form {
	const char *about, *type, *body;
	int storage;
	size_t repeat;          /* this many bytes 'x' stand for each # of the body and of what is wanted */
	int stop_at;            /* the callback returns -1 on this call */
	int way;                /* 0 lws_spa_create, 1 by info with a stride, 2 in a lwsac */
	const char *wanted;
};

static const struct form forms[] = {
	{ "nothing", NULL, "", 100, 0, 0, 0, " close ''/'' = 0 a - 0 b - 0 text - 0" },
	{ "two fields", NULL, "a=1&text=two", 100, 0, 0, 0, " close 'text'/'' = 0 a '1' 1 b - 0 text 'two' 3" },
	{ "by info", NULL, "a=1&text=two", 100, 0, 0, 1, " close 'text'/'' = 0 a '1' 1 b - 0 text 'two' 3" },
	{ "in a lwsac", NULL, "a=1&text=two", 100, 0, 0, 2, " close 'text'/'' = 0 a '1' 1 b - 0 text 'two' 3" },
	{ "the type as browsers give it", "application/x-www-form-urlencoded", "b=%41", 100, 0, 0, 0,
	  " close 'b'/'' = 0 a - 0 b 'A' 1 text - 0" },
	{ "any other type", "text/plain", "b=1", 100, 0, 0, 0, " close 'b'/'' = 0 a - 0 b '1' 1 text - 0" },
	{ "escapes", NULL, "a=%41+%2b%2B%0d%0A%e2%82%ac&b=+", 100, 0, 0, 0,
	  " close 'b'/'' = 0 a 'A ++\\r\\n\xe2\x82\xac' 9 b ' ' 1 text - 0" },
	{ "an escaped NUL", NULL, "a=1%002", 100, 0, 0, 0, " close 'a'/'' = 0 a '1' 3 b - 0 text - 0" },
	{ "empty values", NULL, "a=&b=&text=", 100, 0, 0, 0, " close 'text'/'' = 0 a - 0 b - 0 text - 0" },
	{ "unknown fields", NULL, "z=1&a=2&zz=3&aa=4&A=5", 100, 0, 0, 0, " close 'A'/'' = 0 a '2' 1 b - 0 text - 0" },
	{ "twice", NULL, "a=one&b=2&a=three", 100, 0, 0, 0, " close 'a'/'' = 0 a 'one' 8 b '2' 1 text - 0" },
	{ "names are not decoded", NULL, "te%78t=1&te+xt=2&a=3", 100, 0, 0, 0, " close 'a'/'' = 0 a '3' 1 b - 0 text - 0" },
	{ "more than one =", NULL, "a=1=2==&b==", 100, 0, 0, 0, " close 'b'/'' = 0 a '1=2==' 5 b '=' 1 text - 0" },
	{ "a bad escape", NULL, "b=2&a=1%4g&text=2", 100, 0, 0, 0, " close 'a'/'' = -1 a - 0 b '2' 1 text - 0" },
	{ "a bad first digit", NULL, "a=%x", 100, 0, 0, 0, " close 'a'/'' = -1 a - 0 b - 0 text - 0" },
	{ "an escape that is cut", NULL, "b=1&a=2%4", 100, 0, 0, 0, " close 'a'/'' = 0 a - 0 b '1' 1 text - 0" },
	{ "an escape that is only begun", NULL, "b=1&a=2%", 100, 0, 0, 0, " close 'a'/'' = 0 a - 0 b '1' 1 text - 0" },
	{ "a name that is cut", NULL, "b=1&te", 100, 0, 0, 0, " close 'te'/'' = 0 a - 0 b '1' 1 text - 0" },
	{ "a long name", NULL, "a=1&a-name-of-31-bytes-which-is-all=1&b=2", 100, 0, 0, 0,
	  " close 'b'/'' = 0 a '1' 1 b '2' 1 text - 0" },
	{ "too long a name", NULL, "a=1&a-name-of-31-bytes-which-is-all1=1&b=2", 100, 0, 0, 0,
	  " close 'a-name-of-31-bytes-which-is-all'/'' = -1 a '1' 1 b - 0 text - 0" },
	{ "values fill the storage but for a byte", NULL, "a=#", 20, 18, 0, 0,
	  " close 'a'/'' = 0 a 'xxxxxxxxxxxxxxxxxx' 18 b - 0 text - 0" },
	{ "just enough in two fields", NULL, "a=12345678&b=#", 20, 9, 0, 0,
	  " close 'b'/'' = 0 a '12345678' 8 b 'xxxxxxxxx' 9 text - 0" },
	{ "an unknown field may be long", NULL, "z=#&a=1", 20, 5000, 0, 0, " close 'a'/'' = 0 a '1' 1 b - 0 text - 0" },
	{ "no storage given", NULL, "a=1", 0, 0, 0, 2, " close 'a'/'' = 0 a '1' 1 b - 0 text - 0" },

	{ "no parts", MULTIPART, "--XX--\r\n", 200, 0, 0, 0, " close ''/'' = 0 a - 0 b - 0 text - 0" },
	{ "fields of a multipart form", MULTIPART,
	  "--XX\r\n" NAMED("a") "\r\none\r\n--XX\r\n" NAMED("text") "\r\n+%41 two\r\n--XX--\r\n", 200, 0, 0, 0,
	  " close ''/'' = 0 a 'one' 3 b - 0 text '+%41 two' 8" },
	{ "the same in a lwsac", MULTIPART,
	  "--XX\r\n" NAMED("a") "\r\none\r\n--XX\r\n" NAMED("text") "\r\ntwo\r\n--XX--\r\n", 200, 0, 0, 2,
	  " close ''/'' = 0 a 'one' 3 b - 0 text 'two' 3" },
	{ "a file", MULTIPART, "--XX\r\n" FILE_NAMED("f", "x.txt") "Content-Type: text/plain\r\n\r\ncontent\r\n--XX--\r\n",
	  200, 0, 0, 0, " open 'f'/'x.txt' 0 final 'f'/'x.txt' 7 'content' close ''/'' = 0 a - 0 b - 0 text - 0" },
	{ "an empty file", MULTIPART, "--XX\r\n" FILE_NAMED("f", "x") "\r\n\r\n--XX--\r\n", 200, 0, 0, 0,
	  " open 'f'/'x' 0 final 'f'/'x' 0 '' close ''/'' = 0 a - 0 b - 0 text - 0" },
	{ "no file was chosen", MULTIPART,
	  "--XX\r\n" FILE_NAMED("a", "") "Content-Type: application/octet-stream\r\n\r\n\r\n--XX--\r\n", 200, 0, 0, 0,
	  " close ''/'' = 0 a - 0 b - 0 text - 0" },
	{ "a file under a known name", MULTIPART, "--XX\r\n" FILE_NAMED("a", "x") "\r\n12\r\n--XX--\r\n", 200, 0, 0, 0,
	  " open 'a'/'x' 0 final 'a'/'x' 2 '12' close ''/'' = 0 a - 0 b - 0 text - 0" },
	{ "fields around two files", MULTIPART,
	  "--XX\r\n" NAMED("a") "\r\n1\r\n--XX\r\n" FILE_NAMED("f", "x") "\r\nfirst\r\n--XX\r\n" NAMED("b") "\r\n2\r\n--XX\r\n"
	  FILE_NAMED("g", "y") "\r\nsecond\r\n--XX--", 200, 0, 0, 0,
	  " open 'f'/'x' 0 final 'f'/'x' 5 'first' open 'g'/'y' 0 final 'g'/'y' 6 'second' close ''/'' = 0"
	  " a '1' 1 b '2' 1 text - 0" },
	{ "a file in slices of the storage", MULTIPART, "--XX\r\n" FILE_NAMED("f", "x") "\r\n#\r\n--XX--", 512, 1200, 0, 0,
	  " open 'f'/'x' 0 content 'f'/'x' 511 content 'f'/'x' 511 final 'f'/'x' 178 close ''/'' = 0 a - 0 b - 0 text - 0" },
	{ "a field makes the slices shorter", MULTIPART,
	  "--XX\r\n" NAMED("a") "\r\n123456789\r\n--XX\r\n" FILE_NAMED("f", "x") "\r\n#\r\n--XX--", 512, 1200, 0, 0,
	  " open 'f'/'x' 0 content 'f'/'x' 501 content 'f'/'x' 501 final 'f'/'x' 198 close ''/'' = 0"
	  " a '123456789' 9 b - 0 text - 0" },
	{ "in a lwsac it does not", MULTIPART,
	  "--XX\r\n" NAMED("a") "\r\n123456789\r\n--XX\r\n" FILE_NAMED("f", "x") "\r\n#\r\n--XX--", 512, 1200, 0, 2,
	  " open 'f'/'x' 0 content 'f'/'x' 511 content 'f'/'x' 511 final 'f'/'x' 178 close ''/'' = 0"
	  " a '123456789' 9 b - 0 text - 0" },
	{ "a slice ends where a delimiter may begin", MULTIPART,
	  "--XX\r\n" FILE_NAMED("f", "x") "\r\n#\r\n--X\r\n--\r\r\n-\r\n--XX--", 200, 197, 0, 0,
	  " open 'f'/'x' 0 content 'f'/'x' 197 final 'f'/'x' 13 '\\r\\n--X\\r\\n--\\r\\r\\n-' close ''/'' = 0"
	  " a - 0 b - 0 text - 0" },
	{ "a full slice before the delimiter", MULTIPART, "--XX\r\n" FILE_NAMED("f", "x") "\r\n#\r\n--XX--", 200, 199, 0, 0,
	  " open 'f'/'x' 0 content 'f'/'x' 199 final 'f'/'x' 0 '' close ''/'' = 0 a - 0 b - 0 text - 0" },
	{ "a file that is cut", MULTIPART, "--XX\r\n" FILE_NAMED("f", "x") "\r\ncontent", 200, 0, 0, 0,
	  " open 'f'/'x' 0 close 'f'/'x' = 0 a - 0 b - 0 text - 0" },
	{ "a field that is cut", MULTIPART, "--XX\r\n" NAMED("a") "\r\ncontent", 200, 0, 0, 0,
	  " close 'a'/'' = 0 a - 0 b - 0 text - 0" },
	{ "open refuses", MULTIPART, "--XX\r\n" FILE_NAMED("f", "x") "\r\n1\r\n--XX--", 200, 0, 1, 0,
	  " open 'f'/'x' 0 close 'f'/'x' = -1 a - 0 b - 0 text - 0" },
	{ "content refuses", MULTIPART, "--XX\r\n" FILE_NAMED("f", "x") "\r\n#\r\n--XX--", 200, 500, 2, 0,
	  " open 'f'/'x' 0 content 'f'/'x' 199 close 'f'/'x' = -1 a - 0 b - 0 text - 0" },
	{ "no name", MULTIPART, "--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n--XX\r\n" NAMED("a") "\r\n1\r\n--XX--", 200, 0, 0, 0,
	  " close ''/'' = 0 a '1' 1 b - 0 text - 0" },
	{ "something before the first part", MULTIPART, "not\r\nlooked at\r\n--XX\r\n" NAMED("a") "\r\n1\r\n--XX--", 200, 0, 0, 0,
	  " close ''/'' = 0 a '1' 1 b - 0 text - 0" },
	{ "something after the last part", MULTIPART, "--XX\r\n" NAMED("a") "\r\n1\r\n--XX--\r\n--XX\r\n" NAMED("b") "\r\n2\r\n--XX",
	  200, 0, 0, 0, " close ''/'' = 0 a '1' 1 b - 0 text - 0" },
	{ "a boundary in quotes", "multipart/form-data; boundary=\"X-x'()+_,./:=?\"",
	  "--X-x'()+_,./:=?\r\n" NAMED("a") "\r\n1\r\n--X-x'()+_,./:=?--", 200, 0, 0, 0, " close ''/'' = 0 a '1' 1 b - 0 text - 0" },
	{ "multipart/related", "multipart/related; boundary=XX", "--XX\r\n" NAMED("a") "\r\n1\r\n--XX--", 200, 0, 0, 0,
	  " close ''/'' = 0 a '1' 1 b - 0 text - 0" },
	{ "a token as a name", MULTIPART, "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--XX--", 200, 0, 0, 0,
	  " close ''/'' = 0 a '1' 1 b - 0 text - 0" },
	{ "a header in capitals", MULTIPART, "--XX\r\nCONTENT-DISPOSITION: form-data; name=\"a\"\r\n\r\n1\r\n--XX--", 200, 0, 0, 0,
	  " close ''/'' = 0 a '1' 1 b - 0 text - 0" },
	{ "a long file name", MULTIPART, "--XX\r\n" FILE_NAMED("f", "#") "\r\n\r\n--XX--", 2000, 255, 0, 0,
	  " open 'f'/'#' 0 final 'f'/'#' 0 '' close ''/'' = 0 a - 0 b - 0 text - 0" },
	{ "too long a file name", MULTIPART, "--XX\r\n" FILE_NAMED("f", "#y") "\r\n\r\n--XX--", 2000, 255, 0, 0,
	  " open 'f'/'#' 0 final 'f'/'#' 0 '' close ''/'' = 0 a - 0 b - 0 text - 0" },
	{ "a field as long as may be", MULTIPART, "--XX\r\n" NAMED("a") "\r\n#\r\n--XX--", 64, 62, 0, 0,
	  " close ''/'' = 0 a '#' 62 b - 0 text - 0" },
	{ "a long unknown field", MULTIPART, "--XX\r\n" NAMED("z") "\r\n#\r\n--XX\r\n" NAMED("a") "\r\n1\r\n--XX--", 200, 5000, 0, 0,
	  " close ''/'' = 0 a '1' 1 b - 0 text - 0" },
};

static char seen[20000];
static const struct form *current;
static int calls, at_work, what_was_bad;

static void say(const char *format, ...)
{
	size_t n = strlen(seen);
	va_list ap;

	va_start(ap, format);
	vsnprintf(seen + n, sizeof(seen) - n, format, ap);
	va_end(ap);
}

static void say_bytes(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (s[i] == '\r' || s[i] == '\n')
			say(s[i] == '\r' ? "\\r" : "\\n");
		else
			say("%c", s[i]);
}

static int on_file(void *data, const char *name, const char *filename, char *buf, int len,
		   enum lws_spa_fileupload_states state)
{
	static const char *const words[] = { "content", "final", "open", "close" };

	CHECK(data == &calls);
	say(" %s '%s'/'%s'", words[state], name, filename);
	if (state == LWS_UFS_CLOSE) {
		CHECK(!buf && !len);
		return 0;
	}
	CHECK(buf != NULL);
	say(" %d", len);
	if (state == LWS_UFS_FINAL_CONTENT && len < 20) {
		say(" '");
		say_bytes(buf, (size_t)len);
		say("'");
	} else if (state != LWS_UFS_OPEN) {
		int i, others = 0;

		for (i = 0; i < len; i++)
			others += buf[i] != 'x';
		CHECK_EQ(others, 0);
	}
	/* Bytes that are the program's to change. */
	if (state != LWS_UFS_OPEN)
		memset(buf, 'y', (size_t)len + 1);
	return ++calls == current->stop_at ? -1 : 0;
}

static void parse(struct lws *wsi, const char *body, size_t length, size_t piece)
{
	const struct form *f = current;
	struct lws_spa *spa;
	struct lwsac *ac = NULL;
	lws_spa_create_info_t info;
	size_t at = 0;
	int n, result = 0;

	calls = 0;
	if (!f->way) {
		spa = lws_spa_create(wsi, names, LWS_ARRAY_SIZE(names), f->storage, on_file, &calls);
	} else {
		memset(&info, 0, sizeof(info));
		info.param_names = names;
		if (f->way == 1) {
			info.param_names = &wide[0].name;
			info.param_names_stride = sizeof(wide[0]);
		} else {
			info.ac = &ac;
			info.ac_chunk_size = 1000;
		}
		info.count_params = LWS_ARRAY_SIZE(names);
		info.max_storage = f->storage;
		info.opt_cb = on_file;
		info.opt_data = &calls;
		spa = lws_spa_create_via_info(wsi, &info);
		memset(&info, 0xaa, sizeof(info));
	}
	CHECK(spa != NULL);
	while (at < length && !result) {
		n = (int)(length - at < piece ? length - at : piece);
		result = lws_spa_process(spa, body + at, n);
		at += (size_t)n;
	}
	CHECK_EQ(lws_spa_finalize(spa), 0);
	CHECK_EQ(lws_spa_finalize(spa), 0);
	CHECK_EQ(lws_spa_process(spa, "a=later", 7), 0);
	say(" = %d", result);
	for (n = 0; n < (int)LWS_ARRAY_SIZE(names); n++) {
		const char *s = lws_spa_get_string(spa, n);

		say(" %s ", names[n]);
		if (s) {
			say("'");
			say_bytes(s, strlen(s));
			say("'");
		} else {
			say("-");
		}
		say(" %d", lws_spa_get_length(spa, n));
	}
	CHECK(!lws_spa_get_string(spa, LWS_ARRAY_SIZE(names)));
	CHECK_EQ(lws_spa_get_length(spa, 1000), 0);
	CHECK_EQ(lws_spa_destroy(spa), 0);
	CHECK(!ac);
}

/* The text with each # replaced. */
static char *filled(const char *text, size_t repeat)
{
	char *out = get_memory(strlen(text) * (repeat + 1) + 1), *o = out;

	for (; *text; text++)
		if (*text == '#') {
			memset(o, 'x', repeat);
			o += repeat;
		} else {
			*o++ = *text;
		}
	return out;
}

static void try_all_pieces(struct lws *wsi)
{
	static const size_t pieces[] = { 1000000, 1, 2, 3, 7, 50 };
	const struct form *f = current;
	char *body = filled(f->body, f->repeat), *wanted = filled(f->wanted, f->repeat);
	size_t i;

	for (i = 0; i < LWS_ARRAY_SIZE(pieces); i++) {
		seen[0] = 0;
		parse(wsi, body, strlen(body), pieces[i]);
		if (getenv("PRINT")) {
			printf("%s, pieces of %d: %s\n", f->about, (int)pieces[i], seen);
		} else if (strcmp(seen, wanted)) {
			fprintf(stderr, "%s, pieces of %d:\n    %s\nnot %s\n", f->about, (int)pieces[i], seen, wanted);
			what_was_bad++;
		}
	}
	free(wanted);
	free(body);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason != LWS_CALLBACK_HTTP)
		return 0;
	try_all_pieces(wsi);
	at_work = 0;
	return lws_return_http_status(wsi, HTTP_STATUS_OK, NULL) || lws_http_transaction_completed(wsi) ? -1 : 0;
}

int main(void)
{
	static const struct lws_protocols protocols[] = { { .name = "http", .callback = callback }, { .name = NULL } };
	char head[600];
	size_t i;
	int port;

	context = start_server(protocols, &port);
	lws_set_log_level(LLL_ERR, NULL);
	for (i = 0; i < LWS_ARRAY_SIZE(forms); i++) {
		struct peer *p = peer_open(port);

		current = &forms[i];
		at_work = 1;
		snprintf(head, sizeof(head), "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n%s%s%s\r\n",
			 current->type ? "Content-Type: " : "", current->type ? current->type : "",
			 current->type ? "\r\n" : "");
		peer_text(p, head);
		WAIT_FOR(!at_work);
		turn();
		peer_free(p);
	}
	turn();
	lws_context_destroy(context);
	CHECK_EQ(what_was_bad, 0);
	return pass();
}
