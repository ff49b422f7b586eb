/*
 * Logging: levels, the shape of lines, long lines, dumps, and the log contexts of lws 4.3.
 */
#include "testing.h"

/* Lines that reach an emitter carry the time since lws 4.3. */
#define TIMED (LWS_LIBRARY_VERSION_MINOR >= 3)
#define TIME_LENGTH strlen("[2026/11/21 12:34:56:7890] E: ")

static char lines[8000];
static int count, last_level;

static void keep(int level, const char *line)
{
	if (TIMED) {
		CHECK(strlen(line) >= TIME_LENGTH && line[0] == '[');
		line += TIME_LENGTH;
	}
	strcat(lines, line);
	last_level = level;
	count++;
}

#define HEARD(text)                                                                                                    \
	do {                                                                                                           \
		if (strcmp(lines, text))                                                                               \
			FAIL("'%s', not '%s'", lines, text);                                                           \
		lines[0] = 0;                                                                                          \
		count = 0;                                                                                             \
	} while (0)

static void levels(void)
{
	lws_set_log_level(LLL_ERR | LLL_USER, keep);
	CHECK(lwsl_visible(LLL_ERR) && !lwsl_visible(LLL_WARN));
	_lws_log(LLL_WARN, "not this\n");
	HEARD("");
	_lws_log(LLL_ERR, "%s %d %ld %c %.2f %x %d %d %.1f\n", "all", 1, 2L, 'c', 4.5, 5u, 6, 7, 8.25);
	CHECK_EQ(last_level, LLL_ERR);
	HEARD("all 1 2 c 4.50 5 6 7 8.2\n");
	_lws_log(LLL_USER, "%.0f %.0f %.0f %.0f %.0f %.0f %.0f %.0f %.0f %d\n", 1., 2., 3., 4., 5., 6., 7., 8., 9., 10);
	HEARD("1 2 3 4 5 6 7 8 9 10\n");
	lws_set_log_level(LLL_NOTICE, NULL);
	_lws_log(LLL_NOTICE, "plain\n");
	HEARD("plain\n");
}

static void long_lines(void)
{
	char text[3000];
	size_t n;

	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = 0;
	_lws_log(LLL_NOTICE, "%s\n", text);
	n = strlen(lines);
	CHECK(count == 1 && n > 200 && n < 1100);
	CHECK(!strcmp(lines + n - 5, "x...\n"));
	lines[0] = 0;
}

static void dumps(void)
{
	lwsl_hexdump_level(LLL_NOTICE, "0123456789abcdef\n", 17);
	HEARD("\n0000: 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66    0123456789abcdef\n"
	      "0010: 0A                                                 .               \n\n");
	lwsl_hexdump_level(LLL_NOTICE, "x", 0);
	HEARD("(hexdump: zero length)\n");
	lwsl_hexdump_level(LLL_INFO, "x", 1);
	lwsl_hexdump("x", 1);
	HEARD("");
}

static void times(void)
{
	char stamp[50];

	CHECK_EQ(lwsl_timestamp(LLL_WARN, stamp, sizeof(stamp)), TIME_LENGTH);
	CHECK(stamp[0] == '[' && stamp[5] == '/' && stamp[20] == ':' && !strcmp(stamp + 25, "] W: "));
	CHECK_EQ(lwsl_timestamp(LLL_WARN | LLL_ERR, stamp, sizeof(stamp)), 0);
	CHECK(!stamp[0]);
}

/* What is written to stderr while `f` runs. */
static void on_stderr(void (*f)(void), char *out, size_t size)
{
	int ends[2], saved = dup(2);
	ssize_t n;

	CHECK(saved >= 0 && !pipe(ends));
	dup2(ends[1], 2);
	f();
	dup2(saved, 2);
	close(ends[1]);
	n = read(ends[0], out, size - 1);
	out[n > 0 ? n : 0] = 0;
	close(ends[0]);
	close(saved);
}

static void with_time(void)
{
	lws_set_log_level(LLL_ERR, lwsl_emit_stderr);
	_lws_log(LLL_ERR, "to stderr\n");
}

static void without_time(void)
{
	lwsl_emit_stderr_notimestamp(LLL_ERR, "alone\n");
}

static void default_emitters(void)
{
	char out[200];

	on_stderr(with_time, out, sizeof(out));
	if (strlen(out) != TIME_LENGTH + strlen("to stderr\n") || strcmp(out + TIME_LENGTH, "to stderr\n"))
		FAIL("'%s'", out);
	on_stderr(without_time, out, sizeof(out));
	CHECK(!strcmp(out, "alone\n"));
	lws_set_log_level(LLL_ERR, lwsl_emit_syslog);
	_lws_log(LLL_ERR, "a line of the tests\n");
}

#if LWS_LIBRARY_VERSION_MINOR >= 3
static void keep_cx(struct lws_log_cx *cx, int level, const char *line, size_t length)
{
	CHECK(cx->opaque && level);
	CHECK_EQ(strlen(line), length);
	strcat(lines, line + TIME_LENGTH);
}

static void say_parent(struct lws_log_cx *cx, void *obj, char **p, char *e)
{
	(void)obj;
	CHECK(cx->opaque != NULL);
	*p += lws_snprintf(*p, (size_t)(e - *p), "parent/");
}

static void say_object(struct lws_log_cx *cx, void *obj, char **p, char *e)
{
	(void)cx;
	*p += lws_snprintf(*p, (size_t)(e - *p), "%s/", (const char *)obj);
}

static void contexts(void)
{
	static char object[] = "object";
	struct lws_log_cx parent, cx, file;
	char path[] = "/tmp/lws-log-XXXXXX", text[200];
	int fd = mkstemp(path);

	memset(&parent, 0, sizeof(parent));
	memset(&cx, 0, sizeof(cx));
	memset(&file, 0, sizeof(file));
	parent.prepend = say_parent;
	parent.opaque = object;
	cx.u.emit_cx = keep_cx;
	cx.lll_flags = LLLF_LOG_CONTEXT_AWARE | LLL_INFO;
	cx.parent = &parent;
	cx.opaque = object;
	_lws_log_cx(&cx, say_object, object, LLL_ERR, "function", "not this");
	HEARD("");
	/* A newline is added where none is. */
	_lws_log_cx(&cx, say_object, object, LLL_INFO, "function", "%s %d %.1f", "text", 42, 1.5);
	HEARD("parent/object/function: text 42 1.5\n");
	_lws_log_cx(&cx, NULL, NULL, LLL_INFO, NULL, "%d %d %d\n", 1, 2, 3);
	HEARD("parent/1 2 3\n");
	lwsl_hexdump_level_cx(&cx, NULL, NULL, LLL_INFO, "x", 0);
	HEARD("parent/(hexdump: zero length)\n");

	CHECK(fd >= 0);
	file.u.emit_cx = lws_log_emit_cx_file;
	file.lll_flags = LLLF_LOG_CONTEXT_AWARE | LLL_INFO;
	file.opaque = path;
	file.stg = (void *)(intptr_t)-1;
	file.refcount_cb = lws_log_use_cx_file;
	file.refcount = 1;
	lws_log_use_cx_file(&file, 1);
	_lws_log_cx(&file, NULL, NULL, LLL_INFO, NULL, "in a file");
	file.refcount = 0;
	lws_log_use_cx_file(&file, -1);
	CHECK_EQ((intptr_t)file.stg, -1);
	memset(text, 0, sizeof(text));
	CHECK(read(fd, text, sizeof(text) - 1) > 0);
	CHECK(!strcmp(text + TIME_LENGTH, "in a file\n"));
	close(fd);
	unlink(path);
	CHECK(!lwsl_wsi_get_cx(NULL) && !lwsl_vhost_get_cx(NULL) && !lwsl_context_get_cx(NULL));
}
#endif

int main(void)
{
	levels();
	long_lines();
	dumps();
	times();
#if LWS_LIBRARY_VERSION_MINOR >= 3
	contexts();
#endif
	default_emitters();
	puts("ok");
	return 0;
}
