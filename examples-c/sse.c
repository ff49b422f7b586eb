/*
 * sse.c - server-sent events: pages that stay up to date.
 *
 *     cc -std=c99 sse.c -o sse $(pkg-config --cflags --libs libwebsockets)
 *     ./sse [-p PORT]
 *
 * A browser asks once, with `new EventSource("events")`, for an answer that
 * never ends, and gets an event whenever there is one. If the connection
 * breaks, it asks again by itself, and says which event it had last.
 *
 *   GET  /        a page that shows what comes
 *   GET  /events  the events: `count` each second, `say` for each message
 *   POST /say     the body, plain text, is a message for everybody
 *
 *     curl -N localhost:7681/events
 *     curl -d 'hello, all' localhost:7681/say
 *
 * As in a chat, each message matters: the last of them are kept, and each
 * listener works through them at its own speed. Of the count only the newest
 * matters. So a slow listener costs no memory, and keeps nobody waiting.
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TEXT 1000   /* the longest message, in bytes */
#define KEPT 64         /* how many are kept; who falls behind, misses some */

/* A line break makes 7 bytes of one; the rest is for what stands around. */
#define MAX_EVENT (7 * MAX_TEXT + 100)

static const char page_html[] =
	"<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
	"<title>Events</title>\n"
	"<h1>Events</h1>\n<p id=\"count\">connecting</p>\n"
	"<form id=\"form\"><input id=\"text\" maxlength=\"200\" autofocus>"
	"<button>Say</button></form>\n<ul id=\"said\"></ul>\n"
	"<script src=\"app.js\"></script>\n";

/* In a file of its own, since the headers below forbid scripts in the page. */
static const char app_js[] =
	"const id = (name) => document.getElementById(name);\n"
	"const events = new EventSource('events');\n"
	"events.addEventListener('count', (e) => {\n"
	"  const now = JSON.parse(e.data);\n"
	"  id('count').textContent =\n"
	"    `${now.seconds} s, ${now.listeners} listening`;\n"
	"});\n"
	"events.addEventListener('say', (e) => {\n"
	"  const line = document.createElement('li');\n"
	"  line.textContent = e.data;\n"
	"  id('said').prepend(line);\n"
	"});\n"
	"events.onerror = () => { id('count').textContent = 'reconnecting'; };\n"
	"id('form').addEventListener('submit', (e) => {\n"
	"  e.preventDefault();\n"
	"  fetch('say', { method: 'POST', body: id('text').value });\n"
	"  id('text').value = '';\n"
	"});\n";

/* ------------------------------------------------------------------------
 * What the program knows.
 */

/* LWS_PRE bytes of room for lws_write(), then the event as it is sent. */
struct event {
	size_t len;
	char *buf;
};

struct app {
	struct lws_context *context;
	lws_dll2_owner_t listeners;     /* struct session, by `list` */
	lws_sorted_usec_list_t timer;

	/* Message number n is messages[n % KEPT], if oldest <= n < newest. */
	struct event messages[KEPT];
	unsigned long oldest, newest;
	unsigned long seconds;
};

/* lws gives one to each request, zeroed, and takes it back at its end. */
struct session {
	struct lws *wsi;
	lws_dll2_t list;        /* among the listeners, if it is one */
	unsigned long next;     /* the first message not yet sent to it */
	unsigned long seconds;  /* the last count that was */
	int greeted;

	const char *page;       /* what is to be sent, if it is a page */
	int saying;             /* it is a message: */
	size_t len;             /* too long, if over MAX_TEXT */
	char text[MAX_TEXT];
};

static struct app *app_of(struct lws *wsi)
{
	return lws_context_user(lws_get_context(wsi));
}

static void wake(struct app *app)
{
	lws_start_foreach_dll(struct lws_dll2 *, d,
			      lws_dll2_get_head(&app->listeners)) {
		struct session *s = lws_container_of(d, struct session, list);

		lws_callback_on_writable(s->wsi);
	} lws_end_foreach_dll(d);
}

static void tick(lws_sorted_usec_list_t *timer)
{
	struct app *app = lws_container_of(timer, struct app, timer);

	app->seconds++;
	wake(app);
	lws_sul_schedule(app->context, 0, &app->timer, tick, LWS_US_PER_SEC);
}

/* Keeps a message as an event, and asks to send it to everybody. */
static void publish(struct app *app, const char *text, size_t len)
{
	struct event *e = &app->messages[app->newest % KEPT];
	char *buf = malloc(LWS_PRE + MAX_EVENT), *p;
	size_t n;

	if (!buf)       /* this one is lost; the others go on */
		return;
	p = buf + LWS_PRE;
	p += lws_snprintf(p, 100, "id: %lu\nevent: say\ndata: ", app->newest);
	for (n = 0; n < len; n++) {
		/* A line break would end the field: each line gets its own. */
		if (text[n] == '\n') {
			memcpy(p, "\ndata: ", 7);
			p += 7;
		} else if ((unsigned char)text[n] >= ' ' || text[n] == '\t')
			*p++ = text[n];
	}
	*p++ = '\n';
	*p++ = '\n';    /* an empty line ends the event */

	free(e->buf);   /* the one that stood here KEPT messages ago */
	e->buf = buf;
	e->len = (size_t)(p - buf) - LWS_PRE;
	app->newest++;
	if (app->newest - app->oldest > KEPT)
		app->oldest++;
	wake(app);
}

/* ------------------------------------------------------------------------
 * Requests
 */

/* Sends the head of an answer. */
static int send_head(struct lws *wsi, unsigned int status, const char *type,
		     lws_filepos_t len)
{
	unsigned char buf[LWS_PRE + 1024], *start = buf + LWS_PRE, *p = start,
		      *end = buf + sizeof(buf);

	if (lws_add_http_common_headers(wsi, status, type, len, &p, end) ||
	    lws_add_http_header_by_token(wsi, WSI_TOKEN_HTTP_CACHE_CONTROL,
					 (const unsigned char *)"no-store", 8,
					 &p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return -1;

	return 0;
}

static int send_page(struct lws *wsi, struct session *s, const char *page,
		     unsigned int status, const char *type)
{
	s->page = page;
	if (send_head(wsi, status, type, strlen(page)))
		return -1;
	lws_callback_on_writable(wsi);

	return 0;
}

/* The request becomes a listener, until it goes. */
static int listen_to(struct lws *wsi, struct session *s, struct app *app)
{
	static const char header[] = "last-event-id:";
	char last[24];

	/* Who comes back goes on after what it had; others begin with now. */
	s->next = app->newest;
	if (lws_hdr_custom_copy(wsi, last, sizeof(last), header,
				(int)strlen(header)) > 0)
		s->next = strtoul(last, NULL, 10) + 1;
	if (s->next > app->newest)      /* from before the server was started */
		s->next = app->oldest;

	if (send_head(wsi, HTTP_STATUS_OK, "text/event-stream",
		      LWS_ILLEGAL_HTTP_CONTENT_LEN))
		return -1;
	/* It has no end: no length, no timeout, and no request after it. */
	lws_http_mark_sse(wsi);

	s->wsi = wsi;
	lws_dll2_add_tail(&s->list, &app->listeners);
	lws_callback_on_writable(wsi);

	return 0;
}

/* Sends one event, and asks to go on if there is another one. */
static int send_event(struct lws *wsi, struct session *s, struct app *app)
{
	char buf[LWS_PRE + 200], *p = buf + LWS_PRE;
	size_t len;

	if (s->next < app->oldest)      /* it reads too slowly: these are gone */
		s->next = app->oldest;

	if (!s->greeted) {
		s->greeted = 1;
		/* How many milliseconds to wait before asking again. */
		len = (size_t)lws_snprintf(p, 200, "retry: 2000\n\n");
	} else if (s->next < app->newest) {
		struct event *e = &app->messages[s->next++ % KEPT];

		p = e->buf + LWS_PRE;
		len = e->len;
	} else if (s->seconds != app->seconds) {
		s->seconds = app->seconds;
		len = (size_t)lws_snprintf(p, 200, "event: count\ndata: "
			"{\"seconds\":%lu,\"listeners\":%u}\n\n", app->seconds,
			(unsigned int)app->listeners.count);
	} else
		return 0;

	/*
	 * WRITEABLE comes when all before has gone to the kernel: while a peer
	 * does not read, nothing is queued for it.
	 */
	if (lws_write(wsi, (unsigned char *)p, len, LWS_WRITE_HTTP) < 0)
		return -1;
	lws_callback_on_writable(wsi);

	return 0;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason,
		    void *user, void *in, size_t len)
{
	struct session *s = user;
	struct app *app;
	const char *path = in;
	char *uri;
	int uri_len, method;

	switch (reason) {

	case LWS_CALLBACK_HTTP:
		app = app_of(wsi);
		method = lws_http_get_uri_and_method(wsi, &uri, &uri_len);
		if (method == LWSHUMETH_GET && !strcmp(path, "/"))
			return send_page(wsi, s, page_html, 200, "text/html");
		if (method == LWSHUMETH_GET && !strcmp(path, "/app.js"))
			return send_page(wsi, s, app_js, 200, "text/javascript");
		if (method == LWSHUMETH_GET && !strcmp(path, "/events"))
			return listen_to(wsi, s, app);
		if (method == LWSHUMETH_POST && !strcmp(path, "/say")) {
			s->saying = 1;
			return 0;       /* the body is still to come */
		}
		return send_page(wsi, s, "not here\n", 404, "text/plain");

	case LWS_CALLBACK_HTTP_BODY:
		/* In pieces. Of a message that is too long, none is kept. */
		if (len > MAX_TEXT || s->len + len > MAX_TEXT)
			s->len = MAX_TEXT + 1;
		else if (len) {
			memcpy(s->text + s->len, in, len);
			s->len += len;
		}
		break;

	case LWS_CALLBACK_HTTP_BODY_COMPLETION:
		if (!s->saying)
			break;
		if (s->len > MAX_TEXT)
			return send_page(wsi, s, "too long\n", 413, "text/plain");
		if (s->len)
			publish(app_of(wsi), s->text, s->len);
		return send_page(wsi, s, "said\n", 200, "text/plain");

	case LWS_CALLBACK_HTTP_WRITEABLE:
		if (!s)
			break;
		if (s->wsi)
			return send_event(wsi, s, app_of(wsi));
		if (s->page) {
			unsigned char buf[LWS_PRE + sizeof(app_js) +
					  sizeof(page_html)];
			size_t n = strlen(s->page);

			memcpy(buf + LWS_PRE, s->page, n);
			s->page = NULL;
			if (lws_write(wsi, buf + LWS_PRE, n,
				      LWS_WRITE_HTTP_FINAL) < 0 ||
			    lws_http_transaction_completed(wsi))
				return -1;
		}
		return 0;

	case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
		/* The request is over, or its connection is gone. */
		if (s) {
			lws_dll2_remove(&s->list);
			memset(s, 0, sizeof(*s));
		}
		break;

	default:
		break;
	}

	return 0;
}

/* ------------------------------------------------------------------------
 * main
 */

static const struct lws_protocols protocols[] = {
	{
		.name = "http",
		.callback = callback,
		.per_session_data_size = sizeof(struct session)
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
	static struct app app;
	int port = 7681, n;

	if (argc == 3 && !strcmp(argv[1], "-p"))
		port = atoi(argv[2]);
	else if (argc != 1)
		port = 0;
	if (port < 1 || port > 65535) {
		fprintf(stderr, "usage: %s [-p PORT]\n"
			"Sends events to browsers on a port (7681).\n", argv[0]);
		return 2;
	}

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	memset(&info, 0, sizeof(info));
	info.port = port;
	info.protocols = protocols;
	info.user = &app;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	info.options = LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE;

	app.context = lws_create_context(&info);
	if (!app.context) {
		fprintf(stderr, "cannot listen on port %d\n", port);
		return 1;
	}
	to_wake = app.context;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	lws_sul_schedule(app.context, 0, &app.timer, tick, LWS_US_PER_SEC);
	printf("events on http://localhost:%d/\n", port);
	fflush(stdout);

	while (!interrupted && lws_service(app.context, 0) >= 0)
		;

	lws_sul_cancel(&app.timer);
	lws_context_destroy(app.context);
	for (n = 0; n < KEPT; n++)
		free(app.messages[n].buf);

	return 0;
}
