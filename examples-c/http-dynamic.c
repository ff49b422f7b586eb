/*
 * http-dynamic.c - pages that a program makes.
 *
 *     cc -std=c99 http-dynamic.c -o http-dynamic \
 *             $(pkg-config --cflags --libs libwebsockets)
 *     ./http-dynamic [-p PORT]
 *
 *   GET  /              greets whom the cookie names, and shows the request
 *   POST /name          takes a name, sets the cookie, sends the browser back
 *   GET  /add?a=1&b=2   reads arguments
 *   GET  /lines?count=N a long answer, made line by line while it is sent
 *
 *     curl -i 'localhost:7681/add?a=1&b=2'
 *     curl -iL -c jar -d name=me localhost:7681/name
 *     curl localhost:7681/lines?count=1000000 | tail -n 1
 *
 * An answer is a head, made by the lws_add_http_ functions, and a body, given
 * to lws_write() in HTTP_WRITEABLE callbacks: one piece for each, so that no
 * more is in memory than the client takes. After the last piece comes
 * lws_http_transaction_completed(), and the connection is ready for the next
 * request.
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NAME 60             /* the longest name, in bytes */
#define MAX_PAGE 8192           /* a page that is made at once */
#define LINE 32                 /* bytes in a line of /lines, with its end */
#define LINES_A_PIECE 256
#define MAX_LINES 100000000ul

/* A page being made. lws_write() may use LWS_PRE bytes in front of the text. */
struct page {
	size_t len;
	char buf[LWS_PRE + MAX_PAGE];
};

/* lws gives one to each request, zeroed, and takes it back at its end. */
struct request {
	struct page *page;              /* what is to be sent */
	unsigned long line, lines;      /* or these lines */
	struct lws_spa *spa;            /* the form that is coming */
	int bad;                        /* it is none */
};

static void page_add(struct page *p, const char *format, ...)
{
	size_t room = MAX_PAGE - p->len;
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
		if (strchr("<>&\"'", *s))
			page_add(p, "&#%d;", *s);
		else
			page_add(p, "%c", *s);
}

/* ------------------------------------------------------------------------
 * Answers
 */

/*
 * The head: status, headers, an empty line. `name`, with its colon, and `value`
 * are one header more, or NULL. Each of the functions checks that it fits.
 */
static int send_head(struct lws *wsi, unsigned int status, const char *type,
		     lws_filepos_t len, const char *name, const char *value)
{
	unsigned char buf[LWS_PRE + 2048], *start = buf + LWS_PRE, *p = start,
		      *end = buf + sizeof(buf);

	if (lws_add_http_common_headers(wsi, status, type, len, &p, end))
		return -1;
	if (name && lws_add_http_header_by_name(wsi,
				(const unsigned char *)name,
				(const unsigned char *)value,
				(int)strlen(value), &p, end))
		return -1;
	/* There is a number for each header that lws knows. */
	if (lws_add_http_header_by_token(wsi, WSI_TOKEN_HTTP_CACHE_CONTROL,
				(const unsigned char *)"no-store", 8, &p, end))
		return -1;

	return lws_finalize_write_http_header(wsi, start, &p, end) ? -1 : 0;
}

static struct page *new_page(struct request *r)
{
	r->page = malloc(sizeof(*r->page));
	if (r->page) {
		r->page->len = 0;
		page_add(r->page, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n"
				  "<title>Made by a program</title>\n");
	}

	return r->page;
}

static int send_page(struct lws *wsi, struct request *r, unsigned int status)
{
	if (send_head(wsi, status, "text/html", r->page->len, NULL, NULL))
		return -1;
	lws_callback_on_writable(wsi);

	return 0;
}

/* An answer without a body is over with its head. */
static int completed(struct lws *wsi)
{
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static int send_error(struct lws *wsi, unsigned int status, const char *why)
{
	if (lws_return_http_status(wsi, status, why))
		return -1;

	return completed(wsi);
}

/* ------------------------------------------------------------------------
 * The pages
 */

static int front_page(struct lws *wsi, struct request *r)
{
	static const struct {
		enum lws_token_indexes token;
		const char *name;
	} headers[] = {
		{ WSI_TOKEN_HOST, "Host" },
		{ WSI_TOKEN_HTTP_USER_AGENT, "User-Agent" },
		{ WSI_TOKEN_HTTP_ACCEPT_LANGUAGE, "Accept-Language" },
	};
	char name[MAX_NAME + 1], value[300];
	size_t n, len = sizeof(name);

	if (!new_page(r))
		return -1;
	/* The value is as the client has it: anybody can write a cookie. */
	if (lws_http_cookie_get(wsi, "name", name, &len) || !name[0] ||
	    lws_urldecode(name, name, sizeof(name)) < 0)
		strcpy(name, "stranger");
	page_add(r->page, "<h1>Hello, ");
	page_add_text(r->page, name);
	page_add(r->page, "</h1>\n<form action=\"name\" method=\"post\">"
			  "<input name=\"name\" maxlength=\"20\">"
			  "<button>That is not my name</button></form>\n"
			  "<p><a href=\"add?a=1&amp;b=2\">1 + 2</a>, "
			  "<a href=\"lines?count=1000\">1000 lines</a></p>\n"
			  "<table>\n");
	for (n = 0; n < LWS_ARRAY_SIZE(headers); n++) {
		/* 0: it is not there; less: it is longer than `value`. */
		if (lws_hdr_copy(wsi, value, sizeof(value),
				 headers[n].token) <= 0)
			continue;
		page_add(r->page, "<tr><td>%s<td>", headers[n].name);
		page_add_text(r->page, value);
		page_add(r->page, "\n");
	}
	page_add(r->page, "</table>\n");

	return send_page(wsi, r, HTTP_STATUS_OK);
}

/*
 * A number among the arguments, named with the `=`, as in "a=". 0, or -1: it is
 * not there, or is no number.
 */
static int argument(struct lws *wsi, const char *name_is, long *number)
{
	char buf[32], *end;
	const char *value;

	/* The value lies somewhere in `buf`: where, depends on the release. */
	value = lws_get_urlarg_by_name(wsi, name_is, buf, sizeof(buf));
	if (!value)
		return -1;
	*number = strtol(value, &end, 10);

	return end == value || *end ? -1 : 0;
}

static int add_page(struct lws *wsi, struct request *r)
{
	long a, b;

	if (argument(wsi, "a=", &a) || argument(wsi, "b=", &b) ||
	    a > 1000000 || a < -1000000 || b > 1000000 || b < -1000000)
		return send_error(wsi, HTTP_STATUS_BAD_REQUEST,
				  "Give two numbers: /add?a=1&amp;b=2");
	if (!new_page(r))
		return -1;
	page_add(r->page, "<p>%ld + %ld = %ld</p>\n", a, b, a + b);

	return send_page(wsi, r, HTTP_STATUS_OK);
}

static int lines_page(struct lws *wsi, struct request *r)
{
	long count = 1000;

	if (argument(wsi, "count=", &count) || count < 1 ||
	    (unsigned long)count > MAX_LINES)
		return send_error(wsi, HTTP_STATUS_BAD_REQUEST,
				  "Say how many: /lines?count=1000");
	r->lines = (unsigned long)count;
	if (send_head(wsi, HTTP_STATUS_OK, "text/plain",
		      (lws_filepos_t)r->lines * LINE, "content-disposition:",
		      "inline; filename=\"lines.txt\""))
		return -1;
	lws_callback_on_writable(wsi);

	return 0;
}

/* The next lines; with the last ones, the answer is complete. */
static int send_lines(struct lws *wsi, struct request *r)
{
	char buf[LWS_PRE + LINES_A_PIECE * LINE + 1], *p = buf + LWS_PRE;
	int n;

	for (n = 0; n < LINES_A_PIECE && r->line < r->lines; n++)
		p += lws_snprintf(p, LINE + 1, "line %-*lu\n", LINE - 6,
				  ++r->line);
	if (lws_write(wsi, (unsigned char *)buf + LWS_PRE,
		      (size_t)(p - buf) - LWS_PRE,
		      r->line == r->lines ? LWS_WRITE_HTTP_FINAL :
					    LWS_WRITE_HTTP) < 0)
		return -1;
	if (r->line == r->lines)
		return completed(wsi);
	lws_callback_on_writable(wsi);

	return 0;
}

/* The form of POST /name. */
static const char *const fields[] = { "name" };

static int form_piece(struct lws *wsi, struct request *r, void *in, size_t len)
{
	if (!r->spa)
		r->spa = lws_spa_create(wsi, fields, LWS_ARRAY_SIZE(fields),
					MAX_NAME + 2, NULL, NULL);
	if (!r->spa)
		return -1;
	if (!r->bad && lws_spa_process(r->spa, in, (int)len))
		r->bad = 1;     /* the answer comes after the body */

	return 0;
}

/*
 * A POST that did something answers 303: the browser goes on with a GET, and a
 * reload does not send the form again.
 */
static int form_done(struct lws *wsi, struct request *r)
{
	char cookie[3 * MAX_NAME + 60], escaped[3 * MAX_NAME + 1];
	unsigned char buf[LWS_PRE + 1024], *start = buf + LWS_PRE, *p = start,
		      *end = buf + sizeof(buf);
	const char *name;

	/* There is no parser if there was no body. */
	if (!r->spa)
		return send_error(wsi, HTTP_STATUS_BAD_REQUEST, NULL);
	lws_spa_finalize(r->spa);
	name = lws_spa_get_string(r->spa, 0);
	/* It has no length when it is empty, or one byte too long. */
	if (r->bad || !name || !lws_spa_get_length(r->spa, 0))
		return send_error(wsi, HTTP_STATUS_BAD_REQUEST,
				  "A name of 1 to 60 bytes is wanted.");

	/* Escaped, so that nothing in it can be a header or an attribute. */
	lws_urlencode(escaped, name, sizeof(escaped));
	lws_snprintf(cookie, sizeof(cookie),
		     "name=%s; Path=/; HttpOnly; SameSite=Lax", escaped);
	if (lws_add_http_header_status(wsi, HTTP_STATUS_SEE_OTHER, &p, end) ||
	    lws_add_http_header_by_token(wsi, WSI_TOKEN_HTTP_SET_COOKIE,
					 (const unsigned char *)cookie,
					 (int)strlen(cookie), &p, end) ||
	    lws_add_http_header_by_token(wsi, WSI_TOKEN_HTTP_LOCATION,
					 (const unsigned char *)"/", 1,
					 &p, end) ||
	    lws_add_http_header_content_length(wsi, 0, &p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return -1;

	return completed(wsi);
}

/* ------------------------------------------------------------------------ */

static int head_of_request(struct lws *wsi, struct request *r, const char *path)
{
	char *uri;
	int len, method = lws_http_get_uri_and_method(wsi, &uri, &len);

	if (!strcmp(path, "/name"))
		return method == LWSHUMETH_POST ? 0 :   /* its body comes next */
			send_error(wsi, HTTP_STATUS_METHOD_NOT_ALLOWED, NULL);
	if (method != LWSHUMETH_GET)
		return send_error(wsi, HTTP_STATUS_METHOD_NOT_ALLOWED, NULL);
	if (!strcmp(path, "/"))
		return front_page(wsi, r);
	if (!strcmp(path, "/add"))
		return add_page(wsi, r);
	if (!strcmp(path, "/lines"))
		return lines_page(wsi, r);

	return send_error(wsi, HTTP_STATUS_NOT_FOUND, NULL);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason,
		    void *user, void *in, size_t len)
{
	struct request *r = user;

	switch (reason) {

	case LWS_CALLBACK_HTTP:
		return head_of_request(wsi, r, in);

	case LWS_CALLBACK_HTTP_BODY:
		return form_piece(wsi, r, in, len);

	case LWS_CALLBACK_HTTP_BODY_COMPLETION:
		return form_done(wsi, r);

	case LWS_CALLBACK_HTTP_WRITEABLE:
		if (!r)
			break;
		if (r->lines)
			return send_lines(wsi, r);
		if (!r->page)
			break;
		if (lws_write(wsi, (unsigned char *)r->page->buf + LWS_PRE,
			      r->page->len, LWS_WRITE_HTTP_FINAL) < 0)
			return -1;
		return completed(wsi);

	case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
		/* The request is over, perhaps in the middle. Nothing may stay. */
		if (!r)
			break;
		if (r->spa)
			lws_spa_destroy(r->spa);
		free(r->page);
		memset(r, 0, sizeof(*r));
		break;

	default:
		break;
	}

	return 0;
}

static const struct lws_protocols protocols[] = {
	{
		.name = "http",
		.callback = callback,
		.per_session_data_size = sizeof(struct request)
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
			"Serves pages that it makes on a port (7681).\n", argv[0]);
		return 2;
	}

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	memset(&info, 0, sizeof(info));
	info.port = port;
	info.protocols = protocols;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	/* Browsers are told that the pages need nothing from elsewhere. */
	info.options = LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE;

	context = lws_create_context(&info);
	if (!context) {
		fprintf(stderr, "cannot listen on port %d\n", port);
		return 1;
	}
	to_wake = context;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	printf("pages on http://localhost:%d/\n", port);
	fflush(stdout);

	while (!interrupted && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);

	return 0;
}
