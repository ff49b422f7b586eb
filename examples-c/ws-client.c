/*
 * ws-client.c - a websocket client that stays connected.
 *
 *     cc -std=c99 ws-client.c -o ws-client $(pkg-config --cflags --libs libwebsockets)
 *     ./ws-client [-p PORT] [-s SUBPROTOCOL] [-a AUTHORITY.pem] [ws[s]://HOST[:PORT]/PATH]
 *
 * Each line of the standard input is sent as a message, and each message that
 * comes is printed as a line. When the server is not there, or goes, the
 * client tries again: soon at first, then with longer and longer waits, so
 * that a server that comes back is not run over by all its clients at once.
 * The end of the input, or Ctrl-C, ends it.
 *
 * With wss:// the connection is encrypted, and the server's certificate has to
 * be good for HOST: by an authority that the system knows, or by the one given
 * with -a. Messages are compressed where the server knows how to.
 *
 * Three things about clients are worth knowing:
 *
 *   - lws_client_connect_via_info() only begins. What comes of it is told in
 *     callbacks: CLIENT_ESTABLISHED, or CLIENT_CONNECTION_ERROR with a text.
 *   - A connection that has failed or closed is gone, with its session memory.
 *     What must survive it, as the queue here, belongs to the program.
 *   - A peer can vanish without a word. The policy below has the library ping
 *     when nothing has come for a while, and hang up when nothing answers.
 */
#define _POSIX_C_SOURCE 200809L
#include <libwebsockets.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_LINE 4096   /* longer lines are sent in pieces */
#define MAX_QUEUE 100   /* lines that wait while there is no connection */

/* Waits before the tries, in milliseconds; the last one is used ever after. */
static const uint32_t waits[] = { 200, 500, 1000, 2000, 5000, 10000 };

static const lws_retry_bo_t policy = {
	waits,          /* retry_ms_table */
	LWS_ARRAY_SIZE(waits),
	0xffff,         /* conceal_count: how many tries before giving up */
	20,             /* secs_since_valid_ping */
	30,             /* secs_since_valid_hangup */
	20,             /* jitter_percent: not all clients at the same moment */
};

struct line {
	struct line *next;
	size_t len;
	unsigned char text[1];  /* LWS_PRE bytes, then the line */
};

static struct lws_context *context;
static struct lws *connection;  /* NULL while there is none */
static lws_sorted_usec_list_t retry_timer;
static uint16_t tries;
static int port = 7681, tls, input_ended, connected;
static const char *host = "localhost", *path = "/", *subprotocol;
static char *address;   /* a copy of the argument, which host and path point into */
static volatile sig_atomic_t interrupted;

static struct line *first_line, **end_of_lines = &first_line;
static unsigned int waiting;

/* ------------------------------------------------------------------------
 * The connection.
 */

static void connect_to_server(lws_sorted_usec_list_t *sul)
{
	struct lws_client_connect_info info;

	(void)sul;
	memset(&info, 0, sizeof(info));
	info.context = context;
	info.address = host;
	info.port = port;
	info.path = path;
	info.host = host;
	info.origin = host;
	info.protocol = subprotocol;
	info.local_protocol_name = "lines";     /* which of our protocols */
	info.ssl_connection = tls ? LCCSCF_USE_SSL : 0;
	info.retry_and_idle_policy = &policy;
	info.pwsi = &connection;

	/* It could not even begin: that, too, may be different next time. */
	if (!lws_client_connect_via_info(&info))
		lws_retry_sul_schedule(context, 0, &retry_timer, &policy,
				       connect_to_server, &tries);
}

static void try_again(void)
{
	connection = NULL;
	connected = 0;
	if (!interrupted && !(input_ended && !first_line))
		lws_retry_sul_schedule(context, 0, &retry_timer, &policy,
				       connect_to_server, &tries);
}

static int send_a_line(struct lws *wsi)
{
	struct line *l = first_line;

	if (!l) {
		if (!input_ended)
			return 0;
		/* All is said: a goodbye with a status, then the end. */
		lws_close_reason(wsi, LWS_CLOSE_STATUS_NORMAL, NULL, 0);
		return -1;
	}
	if (lws_write(wsi, l->text + LWS_PRE, l->len, LWS_WRITE_TEXT) !=
	    (int)l->len)
		return -1;      /* the line stays for the next connection */

	first_line = l->next;
	if (!first_line)
		end_of_lines = &first_line;
	waiting--;
	free(l);
	if (first_line || input_ended)
		lws_callback_on_writable(wsi);  /* one write for each */
	return 0;
}

static int on_lines(struct lws *wsi, enum lws_callback_reasons reason,
		    void *user, void *in, size_t len)
{
	(void)user;

	switch (reason) {
	case LWS_CALLBACK_CLIENT_ESTABLISHED:
		fprintf(stderr, "connected\n");
		connected = 1;
		tries = 0;      /* the next loss begins with the short wait */
		lws_callback_on_writable(wsi);
		break;

	case LWS_CALLBACK_CLIENT_WRITEABLE:
		return send_a_line(wsi);

	case LWS_CALLBACK_CLIENT_RECEIVE:
		/* A long message comes in pieces; the last one ends the line. */
		fwrite(in, 1, len, stdout);
		if (lws_is_final_fragment(wsi)) {
			putchar('\n');
			fflush(stdout);
		}
		break;

	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
		fprintf(stderr, "no connection: %s\n",
			in ? (const char *)in : "no reason given");
		try_again();
		break;

	case LWS_CALLBACK_CLIENT_CLOSED:
		fprintf(stderr, "closed\n");
		try_again();
		break;

	default:
		break;
	}
	return 0;
}

/* ------------------------------------------------------------------------
 * The standard input is a descriptor of the loop like any other: adopted, it
 * gets a callback whenever something can be read.
 */

static int queue_line(const char *text, size_t len)
{
	struct line *l = malloc(sizeof(*l) + LWS_PRE + len);

	if (!l)
		return 0;
	l->next = NULL;
	l->len = len;
	memcpy(l->text + LWS_PRE, text, len);
	*end_of_lines = l;
	end_of_lines = &l->next;
	waiting++;
	return 1;
}

static char line[MAX_LINE];
static size_t used;

/* Queues the whole lines that have been read; at the end, the rest too. */
static int queue_lines(int at_end)
{
	char *end;

	while ((end = memchr(line, '\n', used)) != NULL ||
	       (used && (at_end || used == sizeof(line)))) {
		size_t len = end ? (size_t)(end - line) : used;

		if (!queue_line(line, len))
			return -1;
		len += end ? 1 : 0;
		used -= len;
		memmove(line, line + len, used);
	}
	if (connected)
		lws_callback_on_writable(connection);
	return 0;
}

static int read_input(struct lws *wsi)
{
	ssize_t n = read(lws_get_socket_fd(wsi), line + used,
			 sizeof(line) - used);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (n <= 0)
		return -1;      /* RAW_CLOSE_FILE comes next */
	used += (size_t)n;
	if (queue_lines(0))
		return -1;
	/* Who types faster than the server takes it has to wait. */
	if (waiting >= MAX_QUEUE)
		lws_rx_flow_control(wsi, 0);
	return 0;
}

static struct lws *input;

static int on_input(struct lws *wsi, enum lws_callback_reasons reason,
		    void *user, void *in, size_t len)
{
	(void)user;
	(void)in;
	(void)len;

	switch (reason) {
	case LWS_CALLBACK_RAW_RX_FILE:
		return read_input(wsi);

	/* The end of a pipe may come without anything more to read. */
	case LWS_CALLBACK_RAW_CLOSE_FILE:
		input = NULL;
		input_ended = 1;
		return queue_lines(1);

	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "lines", on_lines, 0, MAX_LINE, 0, NULL, 0 },
	{ "input", on_input, 0, 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

/* What is offered to each server: the text goes into its header as it is. */
static const struct lws_extension extensions[] = {
	{ "permessage-deflate", lws_extension_callback_pm_deflate,
	  "permessage-deflate; client_max_window_bits" },
	{ NULL, NULL, NULL },
};

/* ------------------------------------------------------------------------ */

static void on_signal(int number)
{
	(void)number;
	interrupted = 1;
	lws_cancel_service(context);    /* the one call that a handler may make */
}

/* Takes "ws://host:port/path" apart; without a port it is 80, or 443. */
static int read_address(const char *text)
{
	const char *scheme, *p;

	address = strdup(text);
	if (!address || lws_parse_uri(address, &scheme, &host, &port, &p))
		return 0;
	tls = !strcmp(scheme, "wss");
	return (tls || !strcmp(scheme, "ws")) &&
	       (path = malloc(strlen(p) + 2)) != NULL &&
	       sprintf((char *)path, "/%s", p) > 0;
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	lws_sock_file_fd_type fd;
	const char *authority = NULL;
	int option, n = 0;

	while ((option = getopt(argc, argv, "p:s:a:")) != -1)
		if (option == 'p')
			port = atoi(optarg);
		else if (option == 's')
			subprotocol = optarg;
		else if (option == 'a')
			authority = optarg;
		else
			return 2;
	if (optind < argc && !read_address(argv[optind])) {
		fprintf(stderr, "%s: want ws[s]://HOST[:PORT]/PATH\n", argv[optind]);
		return 2;
	}

	memset(&info, 0, sizeof(info));
	info.port = CONTEXT_PORT_NO_LISTEN;     /* a client alone */
	info.protocols = protocols;
	info.extensions = extensions;
	info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
	info.client_ssl_ca_filepath = authority;
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	context = lws_create_context(&info);
	if (!context)
		return 1;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);

	/* A copy, since an adopted descriptor is closed with its connection. */
	fd.filefd = dup(0);
	input = lws_adopt_descriptor_vhost(lws_get_vhost_by_name(context, "default"),
					   LWS_ADOPT_RAW_FILE_DESC, fd, "input", NULL);
	if (!input) {
		fprintf(stderr, "the standard input cannot be read\n");
		input_ended = 1;
	}
	connect_to_server(NULL);

	while (n >= 0 && !interrupted) {
		/* The input is over, all is sent, and the connection closed. */
		if (input_ended && !connection && !first_line)
			break;
		n = lws_service(context, 0);
		if (input && waiting < MAX_QUEUE)
			lws_rx_flow_control(input, 1);
	}
	lws_context_destroy(context);
	while (first_line) {
		struct line *l = first_line;

		first_line = l->next;
		free(l);
	}
	if (address) {
		free((char *)path);
		free(address);
	}
	return 0;
}
