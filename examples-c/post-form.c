/*
 * post-form.c - a form with text fields and file uploads, and plain bodies.
 *
 *     cc -std=c99 post-form.c -o post-form \
 *             $(pkg-config --cflags --libs libwebsockets)
 *     ./post-form [-p PORT]
 *
 * Three places:
 *
 *   GET  /      a page with a form (and its style.css)
 *   POST /form  takes the form, and answers with a page that says what was sent
 *   POST /raw   takes any body, and answers with its length and SHA-1
 *
 *     curl -F name=me -F file=@somefile localhost:7681/form
 *     curl --data-urlencode 'name=me & you' localhost:7681/form
 *     curl --data-binary @somefile localhost:7681/raw
 *     curl -T - localhost:7681/raw <somefile         # chunked, by PUT
 *
 * A body may be larger than memory, so it is never held: it comes in pieces, in
 * HTTP_BODY callbacks, and each is done with when its callback returns. At
 * /raw the program works with the pieces themselves. At /form it hands them to
 * a form parser (lws_spa), which keeps the values of text fields, up to a
 * limit, and passes on what is in the files, in pieces again. What we do with
 * those is to count and hash them; a program that keeps files would write.
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_VALUES 4096 /* bytes for the text fields of a form, together */
#define MAX_FILES 8     /* files in a form that are told of */
#define MAX_PAGE (64 * 1024)

/* ------------------------------------------------------------------------
 * SHA-1 of what comes in pieces. (lws_SHA1() wants all of it at once.)
 */

struct sha1 {
	uint32_t h[5];
	uint64_t bytes;
	unsigned char block[64];
};

static void sha1_begin(struct sha1 *s)
{
	static const uint32_t start[5] = {
		0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0
	};

	memcpy(s->h, start, sizeof(start));
	s->bytes = 0;
}

static uint32_t left(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

static void sha1_block(struct sha1 *s)
{
	uint32_t w[80], v[5], f, k;
	int n;

	for (n = 0; n < 16; n++)
		w[n] = (uint32_t)s->block[4 * n] << 24 |
		       (uint32_t)s->block[4 * n + 1] << 16 |
		       (uint32_t)s->block[4 * n + 2] << 8 | s->block[4 * n + 3];
	for (; n < 80; n++)
		w[n] = left(w[n - 3] ^ w[n - 8] ^ w[n - 14] ^ w[n - 16], 1);

	memcpy(v, s->h, sizeof(v));
	for (n = 0; n < 80; n++) {
		if (n < 20) {
			f = (v[1] & v[2]) | (~v[1] & v[3]);
			k = 0x5a827999;
		} else if (n < 40 || n >= 60) {
			f = v[1] ^ v[2] ^ v[3];
			k = n < 40 ? 0x6ed9eba1 : 0xca62c1d6;
		} else {
			f = (v[1] & v[2]) | (v[1] & v[3]) | (v[2] & v[3]);
			k = 0x8f1bbcdc;
		}
		f += left(v[0], 5) + v[4] + k + w[n];
		v[4] = v[3];
		v[3] = v[2];
		v[2] = left(v[1], 30);
		v[1] = v[0];
		v[0] = f;
	}
	for (n = 0; n < 5; n++)
		s->h[n] += v[n];
}

static void sha1_add(struct sha1 *s, const void *data, size_t len)
{
	const unsigned char *p = data;

	while (len) {
		size_t at = (size_t)(s->bytes % 64);
		size_t n = len < 64 - at ? len : 64 - at;

		memcpy(s->block + at, p, n);
		s->bytes += n;
		p += n;
		len -= n;
		if (at + n == 64)
			sha1_block(s);
	}
}

/* The result, as 40 hexadecimal digits. Nothing can be added after it. */
static void sha1_end(struct sha1 *s, char hex[41])
{
	static const unsigned char fill[64] = { 0x80 };
	uint64_t bits = s->bytes * 8;
	unsigned char length[8];
	int n;

	sha1_add(s, fill, 1 + (size_t)((119 - s->bytes % 64) % 64));
	for (n = 0; n < 8; n++)
		length[n] = (unsigned char)(bits >> (56 - 8 * n));
	sha1_add(s, length, sizeof(length));
	for (n = 0; n < 5; n++)
		lws_snprintf(hex + 8 * n, 9, "%08lx", (unsigned long)s->h[n]);
}

/* ------------------------------------------------------------------------
 * A page being made.
 *
 * lws_write() may use LWS_PRE bytes in front of what it sends, so the text
 * starts that far into the buffer.
 */

struct page {
	size_t len;
	char buf[LWS_PRE + MAX_PAGE];
};

static void page_add(struct page *p, const char *format, ...)
{
	size_t room = MAX_PAGE - p->len;        /* never 0: a NUL has to fit */
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(p->buf + LWS_PRE + p->len, room, format, ap);
	va_end(ap);
	if (n > 0)
		p->len += (size_t)n < room ? (size_t)n : room - 1;
}

/* Adds what a client has sent: as text, whatever it looks like. */
static void page_add_text(struct page *p, const char *s)
{
	for (; *s; s++)
		switch (*s) {
		case '<': page_add(p, "&lt;"); break;
		case '>': page_add(p, "&gt;"); break;
		case '&': page_add(p, "&amp;"); break;
		case '"': page_add(p, "&quot;"); break;
		default: page_add(p, "%c", *s); break;
		}
}

static const char head[] =
	"<!DOCTYPE html>\n<meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width\">\n"
	"<title>A form</title>\n"
	"<link rel=\"stylesheet\" href=\"style.css\">\n";

static const char style[] =
	"body { font: 16px sans-serif; max-width: 40em; margin: 2em auto;"
	" padding: 0 1em }\n"
	"label { display: block; margin: 1em 0 }\n"
	"td { padding: 0 1em .5em 0; vertical-align: top }\n";

static const char form[] =
	"<h1>A form</h1>\n"
	"<form action=\"/form\" method=\"post\" enctype=\"multipart/form-data\">\n"
	"<label>Name <input name=\"name\"></label>\n"
	"<label>Message <textarea name=\"message\"></textarea></label>\n"
	"<label>Files <input type=\"file\" name=\"file\" multiple></label>\n"
	"<button name=\"send\" value=\"yes\">Send</button>\n"
	"</form>\n";

/* ------------------------------------------------------------------------
 * One request. lws gives each its own, zeroed before HTTP_BIND_PROTOCOL, and
 * takes it back after HTTP_DROP_PROTOCOL.
 */

struct upload {
	char name[256];
	uint64_t bytes;
	char sha1[41];          /* empty: it has not come whole */
};

struct transaction {
	struct lws_spa *spa;            /* at /form, from the first piece on */
	int raw;                        /* it is for /raw */
	const char *why;                /* what was wrong with the body */
	struct upload files[MAX_FILES];
	int count;                      /* of files, also of those not told of */
	struct sha1 hash;               /* of the file or body that is coming */
	struct page *page;              /* the answer */
};

/* The text fields that we want. What else a form has is dropped. */
static const char *const fields[] = { "name", "message", "send" };

/* What there is of a file, in pieces, between an OPEN and a FINAL_CONTENT. */
static int on_file(void *data, const char *name, const char *filename,
		   char *buf, int len, enum lws_spa_fileupload_states state)
{
	struct transaction *t = data;
	struct upload *u = t->count && t->count <= MAX_FILES ?
				&t->files[t->count - 1] : NULL;

	(void)name;     /* the form's name for it; we take files under any */

	switch (state) {
	case LWS_UFS_OPEN:
		/*
		 * The client chose this name. It is good for showing; one that
		 * is opened must go through lws_filename_purify_inplace().
		 */
		if (t->count++ < MAX_FILES)
			lws_strncpy(t->files[t->count - 1].name, filename,
				    sizeof(t->files[0].name));
		sha1_begin(&t->hash);
		break;

	case LWS_UFS_CONTENT:
	case LWS_UFS_FINAL_CONTENT:
		sha1_add(&t->hash, buf, (size_t)len);
		if (!u)
			break;
		u->bytes = t->hash.bytes;
		if (state == LWS_UFS_FINAL_CONTENT)
			sha1_end(&t->hash, u->sha1);
		break;

	case LWS_UFS_CLOSE:
		/* The form is over. An open file would be closed here. */
		break;
	}

	return 0;       /* -1 would make lws_spa_process() give up */
}

static const char too_much[] =
	"This form cannot be read, or has too much in it.";

/* A piece of the body. Returns -1 to hang up. */
static int body(struct lws *wsi, struct transaction *t, void *in, size_t len)
{
	if (t->why)
		return 0;       /* the rest comes, and is of no use */
	if (t->raw) {
		sha1_add(&t->hash, in, len);
		return 0;
	}
	if (!t->spa) {
		/* It looks at the Content-Type to see how the form is sent. */
		t->spa = lws_spa_create(wsi, fields, LWS_ARRAY_SIZE(fields),
					MAX_VALUES, on_file, t);
		if (!t->spa)
			return -1;
	}
	if (lws_spa_process(t->spa, in, (int)len)) {
		/*
		 * Hanging up now would show the client a broken connection, as
		 * it is still sending. So the answer has to wait.
		 */
		t->why = too_much;
	}

	return 0;
}

/* The whole body has come: makes the answer. */
static void result(struct transaction *t, struct page *p)
{
	char hex[41];
	int n;

	if (t->raw) {
		uint64_t bytes = t->hash.bytes;

		sha1_end(&t->hash, hex);
		page_add(p, "%llu bytes, SHA-1 %s\n",
			 (unsigned long long)bytes, hex);
		return;
	}

	/* An urlencoded form has no mark at its end: this completes the last field. */
	lws_spa_finalize(t->spa);
	for (n = 0; t->spa && n < (int)LWS_ARRAY_SIZE(fields); n++)
		/* A value without a length is one that was a byte too long. */
		if (lws_spa_get_string(t->spa, n) &&
		    !lws_spa_get_length(t->spa, n))
			t->why = too_much;

	page_add(p, "%s<h1>%s</h1>\n", head, t->why ? t->why : "Thank you");
	page_add(p, "<table>\n");
	for (n = 0; t->spa && n < (int)LWS_ARRAY_SIZE(fields); n++) {
		/* NULL: the field was not there, or was empty. */
		const char *value = lws_spa_get_string(t->spa, n);

		page_add(p, "<tr><td>%s<td>", fields[n]);
		page_add_text(p, value ? value : "");
		page_add(p, "\n");
	}
	for (n = 0; n < t->count && n < MAX_FILES; n++) {
		page_add(p, "<tr><td>file<td>");
		page_add_text(p, t->files[n].name);
		page_add(p, "<br>%llu bytes, %s%s\n",
			 (unsigned long long)t->files[n].bytes,
			 t->files[n].sha1[0] ? "SHA-1 " : "cut short",
			 t->files[n].sha1);
	}
	page_add(p, "</table>\n");
	if (t->count > MAX_FILES)
		page_add(p, "<p>And %d more files.</p>\n", t->count - MAX_FILES);
	page_add(p, "<p><a href=\"/\">Another one</a></p>\n");
}

/* Sends the head of an answer, and asks to send the page. */
static int answer(struct lws *wsi, struct transaction *t, unsigned int status,
		  const char *type)
{
	unsigned char buf[LWS_PRE + 1024], *start = buf + LWS_PRE, *p = start,
		      *end = buf + sizeof(buf);

	if (lws_add_http_common_headers(wsi, status, type, t->page->len,
					&p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return -1;
	lws_callback_on_writable(wsi);

	return 0;
}

static struct page *new_page(struct transaction *t)
{
	free(t->page);
	t->page = malloc(sizeof(*t->page));
	if (t->page)
		t->page->len = 0;

	return t->page;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason,
		    void *user, void *in, size_t len)
{
	struct transaction *t = user;
	const char *path = in;
	char *uri;
	int uri_len, is_style;

	switch (reason) {

	case LWS_CALLBACK_HTTP:
		/* The head of a request has come. A body is still to come. */
		switch (lws_http_get_uri_and_method(wsi, &uri, &uri_len)) {
		case LWSHUMETH_GET:
		case LWSHUMETH_HEAD:
			is_style = !strcmp(path, "/style.css");
			if (!is_style && strcmp(path, "/"))
				break;
			if (!new_page(t))
				return -1;
			if (is_style)
				page_add(t->page, "%s", style);
			else
				page_add(t->page, "%s%s", head, form);
			return answer(wsi, t, HTTP_STATUS_OK,
				      is_style ? "text/css" : "text/html");

		case LWSHUMETH_POST:
		case LWSHUMETH_PUT:
			t->raw = !strcmp(path, "/raw");
			if (!t->raw && strcmp(path, "/form"))
				break;
			sha1_begin(&t->hash);
			return 0;       /* yes, we want the body */
		}
		if (lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, NULL) ||
		    lws_http_transaction_completed(wsi))
			return -1;
		return 0;

	case LWS_CALLBACK_HTTP_BODY:
		return body(wsi, t, in, len);

	case LWS_CALLBACK_HTTP_BODY_COMPLETION:
		if (!new_page(t))
			return -1;
		result(t, t->page);
		return answer(wsi, t, t->why ? HTTP_STATUS_BAD_REQUEST :
					       HTTP_STATUS_OK,
			      t->raw ? "text/plain" : "text/html");

	case LWS_CALLBACK_HTTP_WRITEABLE:
		if (!t || !t->page)
			break;
		if (lws_write(wsi, (unsigned char *)t->page->buf + LWS_PRE,
			      t->page->len, LWS_WRITE_HTTP_FINAL) < 0)
			return -1;
		/* Closes, or waits for the next request: a -1 means close. */
		return lws_http_transaction_completed(wsi) ? -1 : 0;

	case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
		/* The request is over, perhaps in the middle. Nothing may stay. */
		if (!t)
			break;
		if (t->spa)
			lws_spa_destroy(t->spa);
		free(t->page);
		memset(t, 0, sizeof(*t));
		break;

	default:
		break;
	}

	return lws_callback_http_dummy(wsi, reason, user, in, len);
}

/* ------------------------------------------------------------------------
 * main
 */

static const struct lws_protocols protocols[] = {
	{
		.name = "http",
		.callback = callback,
		.per_session_data_size = sizeof(struct transaction)
	},
	{ .name = NULL }
};

/* What the Ctrl-C handler has to reach. It can be given no argument. */
static struct lws_context *to_wake;
static volatile sig_atomic_t interrupted;

static void on_signal(int sig)
{
	(void)sig;
	interrupted = 1;
	lws_cancel_service(to_wake);    /* makes a waiting lws_service() return */
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	struct lws_context *context;
	int port = 7681;

	if (argc == 3 && !strcmp(argv[1], "-p"))
		port = atoi(argv[2]);
	else if (argc != 1)
		port = 0;
	if (port < 1 || port > 65535) {
		fprintf(stderr, "usage: %s [-p PORT]\n"
			"Takes forms and bodies on a port (7681).\n", argv[0]);
		return 2;
	}

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	memset(&info, 0, sizeof(info));
	info.port = port;
	info.protocols = protocols;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	/* The page needs nothing from elsewhere, and browsers are told so. */
	info.options = LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE;

	context = lws_create_context(&info);
	if (!context) {
		fprintf(stderr, "cannot listen on port %d\n", port);
		return 1;
	}
	to_wake = context;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	printf("a form on http://localhost:%d/\n", port);
	fflush(stdout);

	while (!interrupted && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);

	return 0;
}
