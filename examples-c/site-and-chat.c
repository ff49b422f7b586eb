/*
 * site-and-chat.c - a web site, a chat and a live counter on one port.
 *
 *     cc -std=c99 site-and-chat.c -o site-and-chat \
 *             $(pkg-config --cflags --libs libwebsockets)
 *     ./site-and-chat [-p PORT] [-d FOLDER]
 *
 * Three things share the port:
 *
 *   /        the files in FOLDER, by a mount
 *   chat     a websocket protocol: what one says, all hear
 *   counter  a websocket protocol: numbers about this server, 20 times a second
 *
 * A page picks one by name: `new WebSocket("ws://" + location.host, "chat")`.
 *
 * To a server the two protocols are opposites, and worth comparing. Each line
 * of the chat matters, so it is kept and every session works through the lines
 * at its own speed. Of the counter only the newest value matters, so nothing
 * is kept and a slow reader just sees fewer of them. Neither lets a slow or
 * hostile peer make the server's memory grow.
 *
 * What the server sends is JSON, made by hand below. What it receives in the
 * chat is plain text: a line to say, or "/name NAME".
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_TEXT 1500   /* the longest line that one may say, in bytes */
#define MAX_NAME 32     /* the longest name, in bytes */
#define HISTORY 30      /* how many past lines a newcomer gets */
#define KEPT 256        /* how many lines are kept; who falls behind, misses */

/* Escaping can make six bytes of one, as in \u001f; the rest is punctuation. */
#define MAX_JSON (6 * (MAX_TEXT + 2 * MAX_NAME) + 256)

#define TICK (LWS_US_PER_SEC / 20)      /* time between counter messages */
#define SAMPLES 20                      /* ticks that a rate is taken over */

/* ------------------------------------------------------------------------
 * A piece of JSON being made.
 *
 * lws_write() may use LWS_PRE bytes in front of the payload for the frame
 * header, so the text starts that far into the buffer.
 */

struct json {
	size_t len;
	char buf[LWS_PRE + MAX_JSON];
};

static void json_put(struct json *j, const char *s, size_t len)
{
	if (len > MAX_JSON - j->len)    /* cannot be, by MAX_JSON */
		return;
	memcpy(j->buf + LWS_PRE + j->len, s, len);
	j->len += len;
}

/* Adds text that needs no escaping: keys, punctuation, numbers. */
static void json_add(struct json *j, const char *format, ...)
{
	char s[200];
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(s, sizeof(s), format, ap);
	va_end(ap);
	if (n > 0)
		json_put(j, s, (size_t)n < sizeof(s) ? (size_t)n : sizeof(s) - 1);
}

/*
 * Adds text from outside as a JSON string. Only the quote, the backslash and
 * control characters have to be escaped. That the rest is valid UTF-8 has been
 * checked by lws (LWS_SERVER_OPTION_VALIDATE_UTF8 below).
 */
static void json_add_string(struct json *j, const char *s, size_t len)
{
	char esc[8];
	size_t n;

	json_put(j, "\"", 1);
	for (n = 0; n < len; n++) {
		unsigned char c = (unsigned char)s[n];

		if (c == '"' || c == '\\') {
			esc[0] = '\\';
			esc[1] = (char)c;
			json_put(j, esc, 2);
		} else if (c < 0x20 || c == 0x7f) {
			lws_snprintf(esc, sizeof(esc), "\\u%04x", c);
			json_put(j, esc, 6);
		} else
			json_put(j, s + n, 1);
	}
	json_put(j, "\"", 1);
}

/* ------------------------------------------------------------------------
 * What the program knows. There is one of these, in main(); lws hands it to
 * whoever asks lws_context_user(), so nothing here has to be global.
 */

/* A line of the chat. It is sent to everyone from this one copy. */
struct line {
	size_t len;
	unsigned char *buf;     /* LWS_PRE bytes of room, then the JSON */
};

struct totals {
	unsigned long long messages_in, messages_out, bytes_in, bytes_out;
};

struct sample {
	lws_usec_t when;
	struct totals t;
};

struct app {
	/* Line number n is lines[n % KEPT], if oldest <= n < newest. */
	struct line lines[KEPT];
	unsigned long long oldest, newest;
	unsigned int people;            /* now in the chat */
	unsigned int last_id;           /* given to the latest newcomer */

	struct totals totals;
	unsigned int connections;       /* of both protocols */
	lws_usec_t started;

	struct lws_context *context;
	const struct lws_protocols *counter;
	unsigned int watchers;          /* connections of the counter */
	lws_sorted_usec_list_t timer;   /* runs while there are watchers */
	struct sample samples[SAMPLES]; /* the last second, as a ring */
	unsigned int ticks;
	struct json numbers;            /* the newest counter message */
};

static struct app *app_of(struct lws *wsi)
{
	return lws_context_user(lws_get_context(wsi));
}

/* Counts what came, and what goes; lws_write() with the counting. */
static void count_in(struct app *app, struct lws *wsi, size_t len)
{
	app->totals.bytes_in += len;
	if (lws_is_final_fragment(wsi))
		app->totals.messages_in++;
}

static int send_text(struct app *app, struct lws *wsi, void *payload, size_t len)
{
	/* Less than all means that the connection is dead. */
	if (lws_write(wsi, payload, len, LWS_WRITE_TEXT) < (int)len)
		return -1;
	app->totals.bytes_out += len;
	app->totals.messages_out++;

	return 0;
}

/* ------------------------------------------------------------------------
 * chat
 */

struct chatter {
	unsigned int id;
	char name[MAX_NAME + 1];
	int welcomed;                   /* has been told who it is */
	unsigned long long next;        /* the first line not yet sent to it */
	size_t len;                     /* of the message so far, in text */
	char text[MAX_TEXT];
};

/* Keeps a line and asks for a WRITEABLE callback on every chat connection. */
static void publish(struct app *app, struct lws *wsi, const struct json *j)
{
	struct line *l = &app->lines[app->newest % KEPT];
	unsigned char *buf = malloc(LWS_PRE + j->len);

	if (!buf)       /* this line is lost; the chat goes on */
		return;
	memcpy(buf + LWS_PRE, j->buf + LWS_PRE, j->len);

	free(l->buf);   /* the line that stood here KEPT lines ago */
	l->buf = buf;
	l->len = j->len;
	app->newest++;
	if (app->newest - app->oldest > KEPT)
		app->oldest++;

	lws_callback_on_writable_all_protocol(lws_get_context(wsi),
					      lws_get_protocol(wsi));
}

/* What every line begins with: what happened, when, and to whom. */
static void begin_line(struct json *j, const char *type, const struct chatter *c)
{
	j->len = 0;
	json_add(j, "{\"type\":\"%s\",\"time\":%lld,\"id\":%u,\"name\":",
		 type, (long long)time(NULL), c->id);
	json_add_string(j, c->name, strlen(c->name));
}

static void publish_presence(struct app *app, struct lws *wsi,
			     const char *type, const struct chatter *c)
{
	struct json j;

	begin_line(&j, type, c);
	json_add(&j, ",\"people\":%u}", app->people);
	publish(app, wsi, &j);
}

/* Somebody has said something: the whole message is in c->text. */
static void heard(struct app *app, struct lws *wsi, struct chatter *c)
{
	static const char command[] = "/name ";
	const char *s = c->text, *end = c->text + c->len;
	struct json j;
	size_t len;

	while (s < end && (unsigned char)*s <= ' ')
		s++;
	while (s < end && (unsigned char)end[-1] <= ' ')
		end--;
	len = (size_t)(end - s);
	if (!len)
		return;

	if (len < sizeof(command) || memcmp(s, command, sizeof(command) - 1)) {
		begin_line(&j, "say", c);
		json_add(&j, ",\"text\":");
		json_add_string(&j, s, len);
		json_add(&j, "}");
		publish(app, wsi, &j);
		return;
	}

	s += sizeof(command) - 1;
	while (*s == ' ')       /* ends: what is last is not a space */
		s++;
	len = (size_t)(end - s);
	if (len > MAX_NAME) {
		len = MAX_NAME;
		/* Do not cut inside a character: its later bytes are 10xxxxxx. */
		while (len && ((unsigned char)s[len] & 0xc0) == 0x80)
			len--;
	}

	begin_line(&j, "name", c);
	json_add(&j, ",\"now\":");
	json_add_string(&j, s, len);
	json_add(&j, "}");
	memcpy(c->name, s, len);
	c->name[len] = '\0';
	publish(app, wsi, &j);
}

/* Closes with a status that says why; the callback returns what this does. */
static int refuse(struct lws *wsi, enum lws_close_status status, const char *why)
{
	unsigned char reason[64];
	size_t len = strlen(why);

	memcpy(reason, why, len);
	lws_close_reason(wsi, status, reason, len);

	return -1;
}

static int chat(struct lws *wsi, enum lws_callback_reasons reason, void *user,
		void *in, size_t len)
{
	struct chatter *c = user;       /* ours alone, zeroed before first use */
	struct app *app;
	struct line *l;
	struct json j;

	switch (reason) {

	case LWS_CALLBACK_ESTABLISHED:
		app = app_of(wsi);
		app->connections++;
		app->people++;
		c->id = ++app->last_id;
		lws_snprintf(c->name, sizeof(c->name), "guest-%u", c->id);
		c->next = app->newest - app->oldest > HISTORY ?
				app->newest - HISTORY : app->oldest;
		publish_presence(app, wsi, "join", c);
		break;

	case LWS_CALLBACK_CLOSED:
		app = app_of(wsi);
		app->connections--;
		app->people--;
		publish_presence(app, wsi, "leave", c);
		break;

	case LWS_CALLBACK_RECEIVE:
		/*
		 * A message may come in several pieces. We gather them, and
		 * never more than MAX_TEXT bytes of them.
		 */
		app = app_of(wsi);
		count_in(app, wsi, len);
		if (lws_frame_is_binary(wsi))
			return refuse(wsi, LWS_CLOSE_STATUS_UNACCEPTABLE_OPCODE,
				      "text only");
		if (lws_is_first_fragment(wsi))
			c->len = 0;
		if (len > sizeof(c->text) - c->len)
			return refuse(wsi, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE,
				      "line too long");
		if (len)
			memcpy(c->text + c->len, in, len);
		c->len += len;
		if (lws_is_final_fragment(wsi))
			heard(app, wsi, c);
		break;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		/* One write for each WRITEABLE; if there is more, ask again. */
		app = app_of(wsi);
		if (!c->welcomed) {
			c->welcomed = 1;
			begin_line(&j, "welcome", c);
			json_add(&j, ",\"people\":%u}", app->people);
			if (send_text(app, wsi, j.buf + LWS_PRE, j.len))
				return -1;
		} else if (c->next < app->oldest) {
			/* It reads so slowly that lines are gone. Say so. */
			j.len = 0;
			json_add(&j, "{\"type\":\"missed\",\"lines\":%llu}",
				 app->oldest - c->next);
			c->next = app->oldest;
			if (send_text(app, wsi, j.buf + LWS_PRE, j.len))
				return -1;
		} else if (c->next < app->newest) {
			l = &app->lines[c->next++ % KEPT];
			if (send_text(app, wsi, l->buf + LWS_PRE, l->len))
				return -1;
		}
		if (c->next < app->newest)
			lws_callback_on_writable(wsi);
		break;

	default:
		break;
	}

	return 0;
}

/* ------------------------------------------------------------------------
 * counter
 */

struct watcher {
	unsigned int seen;      /* the tick that it was last told of */
};

static double per_second(unsigned long long now, unsigned long long before,
			 lws_usec_t time)
{
	if (time <= 0)
		return 0;

	return (double)(now - before) * LWS_US_PER_SEC / (double)time;
}

/* The timer: makes the numbers, tells the watchers, sets itself again. */
static void tick(lws_sorted_usec_list_t *timer)
{
	struct app *app = lws_container_of(timer, struct app, timer);
	struct sample *now = &app->samples[app->ticks++ % SAMPLES];
	struct sample before = *now;    /* it stood here a whole ring ago */
	const struct totals *t = &now->t;
	struct json *j = &app->numbers;

	now->when = lws_now_usecs();
	now->t = app->totals;

	j->len = 0;
	json_add(j, "{\"uptime_ms\":%lld,\"connections\":%u,\"people\":%u",
		 (long long)((now->when - app->started) / LWS_US_PER_MS),
		 app->connections, app->people);
	json_add(j, ",\"messages_in\":%llu,\"messages_out\":%llu",
		 t->messages_in, t->messages_out);
	json_add(j, ",\"bytes_in\":%llu,\"bytes_out\":%llu",
		 t->bytes_in, t->bytes_out);
	json_add(j, ",\"messages_per_second\":%.1f,\"bytes_per_second\":%.0f}",
		 per_second(t->messages_in + t->messages_out,
			    before.t.messages_in + before.t.messages_out,
			    now->when - before.when),
		 per_second(t->bytes_in + t->bytes_out,
			    before.t.bytes_in + before.t.bytes_out,
			    now->when - before.when));

	lws_callback_on_writable_all_protocol(app->context, app->counter);
	lws_sul_schedule(app->context, 0, &app->timer, tick, TICK);
}

/* The first watcher starts the timer, the last one stops it. */
static void start_ticking(struct app *app)
{
	int n;

	for (n = 0; n < SAMPLES; n++) {
		app->samples[n].when = lws_now_usecs();
		app->samples[n].t = app->totals;
	}
	lws_sul_schedule(app->context, 0, &app->timer, tick, 1);
}

static int counter(struct lws *wsi, enum lws_callback_reasons reason,
		   void *user, void *in, size_t len)
{
	struct watcher *w = user;
	struct app *app;

	(void)in;

	switch (reason) {

	case LWS_CALLBACK_ESTABLISHED:
		app = app_of(wsi);
		app->connections++;
		app->counter = lws_get_protocol(wsi);
		if (!app->watchers++)
			start_ticking(app);
		w->seen = app->ticks;
		break;

	case LWS_CALLBACK_CLOSED:
		app = app_of(wsi);
		app->connections--;
		if (!--app->watchers)
			lws_sul_cancel(&app->timer);
		break;

	case LWS_CALLBACK_RECEIVE:
		/* Whatever is sent here is counted, and that is all. */
		count_in(app_of(wsi), wsi, len);
		break;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		/* Who was slow gets the newest numbers, and not the others. */
		app = app_of(wsi);
		if (w->seen == app->ticks)
			break;
		w->seen = app->ticks;
		return send_text(app, wsi, app->numbers.buf + LWS_PRE,
				 app->numbers.len);

	default:
		break;
	}

	return 0;
}

/* ------------------------------------------------------------------------
 * main
 */

/*
 * The first entry gets what is not for a websocket; lws_callback_http_dummy
 * answers what no mount has answered, with a 404. The list ends with an empty
 * entry. rx_buffer_size is the most that one RECEIVE may bring.
 */
static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = lws_callback_http_dummy },
	{
		.name = "chat",
		.callback = chat,
		.per_session_data_size = sizeof(struct chatter),
		.rx_buffer_size = MAX_TEXT
	},
	{
		.name = "counter",
		.callback = counter,
		.per_session_data_size = sizeof(struct watcher),
		.rx_buffer_size = 4096
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

static void usage(FILE *to, const char *program)
{
	fprintf(to, "usage: %s [-p PORT] [-d FOLDER]\n"
		    "Serves a folder of files, a chat and a live counter.\n\n"
		    "  -p PORT     the TCP port to listen on (7681)\n"
		    "  -d FOLDER   the files to serve (examples-c/site)\n"
		    "  --help      this text\n", program);
}

/* Reads the command line. 0, or -1: it makes no sense. */
static int options(int argc, char **argv, int *port, const char **folder)
{
	char *end;
	long number;
	int n;

	for (n = 1; n + 1 < argc; n += 2)
		if (!strcmp(argv[n], "-p")) {
			number = strtol(argv[n + 1], &end, 10);
			if (end == argv[n + 1] || *end ||
			    number < 1 || number > 65535)
				return -1;
			*port = (int)number;
		} else if (!strcmp(argv[n], "-d"))
			*folder = argv[n + 1];
		else
			return -1;

	return n == argc ? 0 : -1;
}

int main(int argc, char **argv)
{
	static struct app app;          /* static: zeroed, and large */
	struct lws_context_creation_info info;
	struct lws_http_mount mount;
	const char *folder = "examples-c/site";
	int port = 7681, n;

	if (argc == 2 && !strcmp(argv[1], "--help")) {
		usage(stdout, argv[0]);
		return 0;
	}
	if (options(argc, argv, &port, &folder)) {
		usage(stderr, argv[0]);
		return 2;
	}

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);

	/* "/" and all below it comes from `folder`, "/" alone is index.html. */
	memset(&mount, 0, sizeof(mount));
	mount.mountpoint = "/";
	mount.mountpoint_len = 1;
	mount.origin_protocol = LWSMPRO_FILE;
	mount.origin = folder;
	mount.def = "index.html";

	memset(&info, 0, sizeof(info));         /* 0 is a sane default for all */
	info.port = port;
	info.mounts = &mount;
	info.protocols = protocols;
	info.user = &app;
	/*
	 * Text that is not UTF-8 closes the connection. The headers tell the
	 * browser that the page needs nothing from anywhere else, so that it
	 * loads no foreign script even if one should get into the page.
	 */
	info.options = LWS_SERVER_OPTION_VALIDATE_UTF8 |
		LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE;

	app.started = lws_now_usecs();
	app.context = lws_create_context(&info);
	if (!app.context) {
		fprintf(stderr, "cannot listen on port %d\n", port);
		return 1;
	}
	to_wake = app.context;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	printf("%s, chat and counter on http://localhost:%d/\n", folder, port);
	fflush(stdout);

	/* Waits for something to happen, runs the callbacks for it, returns. */
	while (!interrupted && lws_service(app.context, 0) >= 0)
		;

	/* Closes all connections, with their CLOSED callbacks, then the rest. */
	lws_context_destroy(app.context);
	for (n = 0; n < KEPT; n++)
		free(app.lines[n].buf);

	return 0;
}
