/*
 * vhosts.c - several web sites in one program.
 *
 *     cc -std=c99 vhosts.c -o vhosts \
 *             $(pkg-config --cflags --libs libwebsockets)
 *     ./vhosts [-p PORT] [-q OTHER-PORT] [-d FOLDER]
 *
 * A vhost ("virtual host") is a site with a name, files, options and callbacks
 * of its own. This program has three of them:
 *
 *   http://red.localhost:7681/    on one port: the name in the browser's
 *   http://blue.localhost:7681/   address bar (the Host header) picks the site
 *   http://localhost:7682/        on a port of its own, which is open to this
 *                                 machine alone: how often each was visited
 *
 * (Browsers and curl take all names that end in ".localhost" for this machine.)
 *
 * What is each site's own here:
 *
 *   - its files, and one folder that two of them share: mounts
 *   - headers that go with each answer: `headers`
 *   - a page for what is not there: `error_document_404`
 *   - a greeting, given to the protocol as an option: `pvo`
 *   - a count of visits, which the protocol allocates for each vhost:
 *     lws_protocol_vh_priv_zalloc()
 *   - who hears of a visit by websocket: those who look at the same site,
 *     lws_callback_on_writable_all_protocol_vhost()
 *
 * The callbacks are the same for all: they ask lws_get_vhost() where they are.
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PAGE 1024

/* ------------------------------------------------------------------------
 * The protocol "visits": a page that greets, and a websocket that tells how
 * often it did.
 */

/*
 * One of these belongs to each vhost. lws frees it with the vhost; ours stay
 * until the end.
 */
struct site {
	struct site *next;              /* in app->sites */
	const char *name, *greeting;
	unsigned int visits;
};

/* What the program knows. There is one of these, in main(). */
struct app {
	struct site *sites;
};

/* One of these belongs to each connection, be it a request or a websocket. */
struct visitor {
	unsigned int told;              /* a websocket: the last count sent */
	size_t len;                     /* a request: the page, and its length */
	char page[LWS_PRE + MAX_PAGE];
};

static struct app *app_of(struct lws *wsi)
{
	return lws_context_user(lws_get_context(wsi));
}

static struct site *site_of(struct lws *wsi)
{
	return lws_protocol_vh_priv_get(lws_get_vhost(wsi),
					lws_get_protocol(wsi));
}

/*
 * PROTOCOL_INIT comes once for each vhost. `wsi` is no connection then, it just
 * tells where we are; `in` is the vhost's options for this protocol.
 */
static int begin_site(struct lws *wsi, const void *in)
{
	struct lws_vhost *vhost = lws_get_vhost(wsi);
	const struct lws_protocol_vhost_options *o;
	struct site *site;

	site = lws_protocol_vh_priv_zalloc(vhost, lws_get_protocol(wsi),
					   sizeof(*site));
	if (!site)
		return -1;
	site->name = lws_get_vhost_name(vhost);
	o = lws_pvo_search(in, "greeting");
	site->greeting = o ? o->value : "Hello";

	site->next = app_of(wsi)->sites;
	app_of(wsi)->sites = site;

	return 0;
}

/*
 * Sends the head of a page that stands in v->page. The page itself follows in
 * HTTP_WRITEABLE, so that no more is written than the connection can take.
 */
static int begin_page(struct lws *wsi, struct visitor *v)
{
	unsigned char head[LWS_PRE + 2048], *start = head + LWS_PRE,
		      *p = start, *end = head + sizeof(head) - 1;

	/* With what this vhost adds to each answer. */
	if (lws_add_http_common_headers(wsi, HTTP_STATUS_OK,
					"text/plain; charset=utf-8", v->len,
					&p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return -1;
	lws_callback_on_writable(wsi);

	return 0;
}

static int end_page(struct lws *wsi, struct visitor *v)
{
	if (lws_write(wsi, (unsigned char *)v->page + LWS_PRE, v->len,
		      LWS_WRITE_HTTP_FINAL) < (int)v->len)
		return -1;

	/* Not 0: the connection is not kept for another request. */
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static int visits(struct lws *wsi, enum lws_callback_reasons reason,
		  void *user, void *in, size_t len)
{
	struct visitor *v = user;
	struct site *site;
	char text[LWS_PRE + 32];
	int n;

	switch (reason) {

	case LWS_CALLBACK_PROTOCOL_INIT:
		return begin_site(wsi, in);

	case LWS_CALLBACK_HTTP:
		/* The mount has led here: somebody asks for /hello. */
		site = site_of(wsi);
		site->visits++;
		v->len = (size_t)lws_snprintf(v->page + LWS_PRE, MAX_PAGE,
				"%s from %s! Visit number %u.\n",
				site->greeting, site->name, site->visits);
		lws_callback_on_writable_all_protocol_vhost(lws_get_vhost(wsi),
							lws_get_protocol(wsi));
		return begin_page(wsi, v);

	case LWS_CALLBACK_HTTP_WRITEABLE:
		return end_page(wsi, v);

	case LWS_CALLBACK_ESTABLISHED:
		v->told = (unsigned int)-1;
		lws_callback_on_writable(wsi);
		break;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		site = site_of(wsi);
		if (v->told == site->visits)
			break;
		v->told = site->visits;
		n = lws_snprintf(text + LWS_PRE, 32, "%u", site->visits);
		if (lws_write(wsi, (unsigned char *)text + LWS_PRE, (size_t)n,
			      LWS_WRITE_TEXT) < n)
			return -1;
		break;

	default:
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}

	return 0;
}

/* ------------------------------------------------------------------------
 * The protocol "report": a page about all sites, for the third vhost.
 */

static int report(struct lws *wsi, enum lws_callback_reasons reason,
		  void *user, void *in, size_t len)
{
	struct visitor *v = user;
	struct site *site;

	switch (reason) {

	case LWS_CALLBACK_HTTP:
		v->len = 0;
		for (site = app_of(wsi)->sites; site; site = site->next)
			v->len += (size_t)lws_snprintf(
					v->page + LWS_PRE + v->len,
					MAX_PAGE - v->len, "%s %u\n",
					site->name, site->visits);
		return begin_page(wsi, v);

	case LWS_CALLBACK_HTTP_WRITEABLE:
		return end_page(wsi, v);

	default:
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}
}

/* ------------------------------------------------------------------------
 * What the vhosts are made of. Lists are chained by hand, so that they can be
 * constant; read them from the last element up.
 */

static const struct lws_protocols
	http = { .name = "http", .callback = lws_callback_http_dummy },
	visits_protocol = {
		.name = "visits",
		.callback = visits,
		.per_session_data_size = sizeof(struct visitor)
	},
	report_protocol = {
		.name = "report",
		.callback = report,
		.per_session_data_size = sizeof(struct visitor)
	};

/* The first of them gets what no mount answers. NULL ends the list. */
static const struct lws_protocols
	*site_protocols[] = { &http, &visits_protocol, NULL },
	*report_protocols[] = { &http, &report_protocol, NULL };

/* Options, by protocol: "visits" has one, "greeting". */
static const struct lws_protocol_vhost_options
	red_greeting = { .name = "greeting", .value = "Warm greetings" },
	red_options = { .options = &red_greeting, .name = "visits" },
	blue_greeting = { .name = "greeting", .value = "Cool greetings" },
	blue_options = { .options = &blue_greeting, .name = "visits" };

/* Headers that go with each answer of a vhost; names end with a colon. */
static const struct lws_protocol_vhost_options
	red_header = { .name = "x-color:", .value = "red" },
	blue_language = { .name = "content-language:", .value = "en" },
	blue_header = { .next = &blue_language,
			.name = "x-color:", .value = "blue" };

/* A mount says what is found below a path. The longest path that fits wins. */
struct mounts {
	struct lws_http_mount files, shared, hello, report;
	char files_folder[256], shared_folder[256];
};

static void mount(struct lws_http_mount *m, const char *path,
		  unsigned char kind, const char *origin)
{
	m->mountpoint = path;
	m->mountpoint_len = (unsigned char)strlen(path);
	m->origin_protocol = kind;
	m->origin = origin;
}

static void make_mounts(struct mounts *m, const char *folder, const char *name)
{
	lws_snprintf(m->files_folder, sizeof(m->files_folder), "%s/%s",
		     folder, name);
	lws_snprintf(m->shared_folder, sizeof(m->shared_folder), "%s/shared",
		     folder);

	mount(&m->files, "/", LWSMPRO_FILE, m->files_folder);
	m->files.mount_next = &m->shared;
	mount(&m->shared, "/shared", LWSMPRO_FILE, m->shared_folder);
	m->shared.cache_max_age = 60;           /* browsers may keep these */
	m->shared.cache_reusable = 1;
	m->shared.mount_next = &m->hello;
	mount(&m->hello, "/hello", LWSMPRO_CALLBACK, "visits");
}

/*
 * Makes the three vhosts. 0, or -1. What the info points to (mounts, options,
 * strings) has to stay as long as the vhost: here all of it is static.
 */
static int make_vhosts(struct lws_context *context, int port, int other,
		       struct mounts *red, struct mounts *blue,
		       struct mounts *third)
{
	struct lws_context_creation_info info;

	/* The first vhost of a port also gets requests that name no other. */
	memset(&info, 0, sizeof(info));
	info.vhost_name = "red.localhost";
	info.port = port;
	info.mounts = &red->files;
	info.pprotocols = site_protocols;
	info.pvo = &red_options;
	info.headers = &red_header;
	info.error_document_404 = "/missing.html";
	if (!lws_create_vhost(context, &info))
		return -1;

	/* The same port again: now the names decide. */
	info.vhost_name = "blue.localhost";
	info.mounts = &blue->files;
	info.pvo = &blue_options;
	info.headers = &blue_header;
	/*
	 * This one has lws tell browsers that its pages need nothing from
	 * elsewhere. An option of a vhost is none of the others'.
	 */
	info.options = LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE;
	if (!lws_create_vhost(context, &info))
		return -1;

	/* `iface` is an interface or an address: here, this machine's own. */
	memset(&info, 0, sizeof(info));
	info.vhost_name = "report";
	info.port = other;
	info.iface = "127.0.0.1";
	info.mounts = &third->report;
	info.pprotocols = report_protocols;

	return lws_create_vhost(context, &info) ? 0 : -1;
}

/* ------------------------------------------------------------------------
 * main
 */

/* What the Ctrl-C handler has to reach. It can be given no argument. */
static struct lws_context *to_wake;
static volatile sig_atomic_t interrupted;

static void on_signal(int sig)
{
	(void)sig;
	interrupted = 1;
	lws_cancel_service(to_wake);    /* makes a waiting lws_service() return */
}

/* Reads the command line. 0, or -1: it makes no sense. */
static int options(int argc, char **argv, int *port, int *other,
		   const char **folder)
{
	char *end;
	long number;
	int n;

	for (n = 1; n + 1 < argc; n += 2)
		if (!strcmp(argv[n], "-p") || !strcmp(argv[n], "-q")) {
			number = strtol(argv[n + 1], &end, 10);
			if (end == argv[n + 1] || *end ||
			    number < 1 || number > 65535)
				return -1;
			*(argv[n][1] == 'p' ? port : other) = (int)number;
		} else if (!strcmp(argv[n], "-d"))
			*folder = argv[n + 1];
		else
			return -1;

	return n == argc ? 0 : -1;
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	struct lws_context *context;
	static struct mounts red, blue, third;          /* static: zeroed */
	struct app app = { NULL };
	const char *folder = "examples-c/vhosts";
	int port = 7681, other = 7682, ret = 0;

	if (options(argc, argv, &port, &other, &folder)) {
		fprintf(stderr, "usage: %s [-p PORT] [-q OTHER-PORT] "
			"[-d FOLDER]\n"
			"Serves two sites on a port (7681), and a report on "
			"another (7682).\n", argv[0]);
		return 2;
	}

	/* A context without a vhost: they come one by one. */
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	memset(&info, 0, sizeof(info));
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	info.user = &app;
	context = lws_create_context(&info);
	if (!context)
		return 1;
	to_wake = context;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);

	make_mounts(&red, folder, "red");
	make_mounts(&blue, folder, "blue");
	mount(&third.report, "/", LWSMPRO_CALLBACK, "report");
	if (make_vhosts(context, port, other, &red, &blue, &third)) {
		fprintf(stderr, "cannot serve on the ports %d and %d\n",
			port, other);
		ret = 1;
	} else {
		printf("http://red.localhost:%d/ and http://blue.localhost:%d/, "
		       "report on http://localhost:%d/\n", port, port, other);
		fflush(stdout);
		while (!interrupted && lws_service(context, 0) >= 0)
			;
	}
	lws_context_destroy(context);

	return ret;
}
