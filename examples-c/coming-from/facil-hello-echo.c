/*
 * facil-hello-echo.c - hello world and an echo, for who knows facil.io.
 *
 *     cc -std=c99 facil-hello-echo.c -o facil-hello-echo \
 *             $(pkg-config --cflags --libs libwebsockets) -lpthread
 *     ./facil-hello-echo [-p PORT] [-t THREADS] [-w PROCESSES]
 *                        [-k PING-SECONDS] [-m MAX-MESSAGE]
 *
 * For lib-server, as facil.io was called when its websockets were a global
 * object: Websocket.write(), Websocket.each() and so on. Part 3 of this file is
 * what such a program looks like: on_request() says "Hello World!" or upgrades,
 * on_message() sends back what came. Parts 1 and 2 are the bridge, which is
 * thin: docs/coming-from/facil.md says for each call what is behind it.
 *
 *   threads    one context of lws for each, all on the same port: the kernel
 *              deals the connections out (LWS_SERVER_OPTION_ALLOW_LISTEN_SHARE)
 *   processes  fork() before any of this; what one process counts or tells to
 *              all are its own connections
 *   ids        a websocket belongs to the thread of its context. Others know
 *              its address, context and id, which never goes stale
 *
 * A websocket at /lab is not echoed to. Its messages ask for everything that
 * the bridge can do; see lab() for the list.
 */
#define _POSIX_C_SOURCE 200809L /* for sigwait() and strdup() with -std=c99 */

#include <libwebsockets-extra.h>

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_THREADS 64
#define MAX_PROCESSES 64
#define PROTOCOL "facil"
#define DRAIN_SECONDS 5         /* for the last words to all, at the end */
#define WAITING_HIGH (1024 * 1024)      /* bytes for one that does not read */
#define WAITING_LOW (256 * 1024)

/* ------------------------------------------------------------------------
 * 1. The server: settings, threads, processes.
 */

/* One thread of a process, with the context that it serves. */
struct server {
	struct lws_context *context;
	struct lws_vhost *vhost;
	pthread_t thread;
	int number;             /* 1 is the first */
};

/*
 * The settings may be changed at any time, in any thread, and count from then
 * on: the size for the next message, the timeout for the next connection.
 */
static struct {
	pthread_mutex_t mutex;
	size_t max_msg_size;    /* bytes of a message that comes in */
	unsigned int timeout;   /* seconds of silence before a ping */
} settings = { PTHREAD_MUTEX_INITIALIZER, 262144, 45 };

static struct server servers[MAX_THREADS];
static int threads = 4, processes = 1, port = 8080;

static size_t get_max_msg_size(void)
{
	size_t size;

	pthread_mutex_lock(&settings.mutex);
	size = settings.max_msg_size;
	pthread_mutex_unlock(&settings.mutex);

	return size;
}

/* The limit of a vhost can be set in its own thread alone: wake them all. */
static void set_max_msg_size(size_t size)
{
	int n;

	pthread_mutex_lock(&settings.mutex);
	settings.max_msg_size = size;
	pthread_mutex_unlock(&settings.mutex);
	for (n = 0; n < threads; n++)
		lws_cancel_service(servers[n].context);
}

static unsigned int get_timeout(void)
{
	unsigned int timeout;

	pthread_mutex_lock(&settings.mutex);
	timeout = settings.timeout;
	pthread_mutex_unlock(&settings.mutex);

	return timeout;
}

static void set_timeout(unsigned int timeout)
{
	pthread_mutex_lock(&settings.mutex);
	settings.timeout = timeout;
	pthread_mutex_unlock(&settings.mutex);
}

/* ------------------------------------------------------------------------
 * 2. The bridge: requests and websockets.
 */

struct ws;

/* The callbacks of a websocket, given when it is upgraded. */
struct websocket_settings {
	/* A whole message. `data` is good until this returns. */
	void (*on_message)(struct ws *ws, char *data, size_t size, int is_text);
	/* The rest is optional. */
	void (*on_open)(struct ws *ws);
	void (*on_shutdown)(struct ws *ws);     /* the server ends */
	void (*on_close)(struct ws *ws);        /* also when it never opened */
	void *udata;
};

/* A websocket, for the thread that it belongs to. */
struct ws {
	struct lws *wsi;
	uint64_t uuid;
	struct lws_context *context;
	struct websocket_settings settings;
	char *cookie;           /* for the answer to the handshake */
	int is_open;
	int is_paused;          /* it does not take what we send */
};

/* A request, until on_request() has returned. */
struct request {
	struct lws *wsi;
	char path[256];
	int upgrade;            /* it asks for a websocket */
	char *cookie;           /* set_cookie() */
	struct ws *ws;          /* websocket_upgrade() */
	int failed;
};

static void *ws_get_udata(struct ws *ws)
{
	return ws->settings.udata;
}

/* Gives what was there before. */
static void *ws_set_udata(struct ws *ws, void *udata)
{
	void *old = ws->settings.udata;

	ws->settings.udata = udata;

	return old;
}

static struct server *ws_get_server(struct ws *ws)
{
	return lws_context_user(ws->context);
}

static uint64_t ws_get_uuid(struct ws *ws)
{
	return ws->uuid;
}

/* To an address, from any thread. 0, or -1: it is gone, or takes nothing. */
static int ws_write_to(struct lws_context *context, uint64_t uuid,
		       const void *data, size_t size, int is_text)
{
	return lwsx_send(context, uuid, data, size,
			 is_text ? LWS_WRITE_TEXT : LWS_WRITE_BINARY);
}

static int ws_write(struct ws *ws, const void *data, size_t size, int is_text)
{
	return ws_write_to(ws->context, ws->uuid, data, size, is_text);
}

/* What was written before is sent before. */
static void ws_close(struct ws *ws)
{
	lwsx_close(ws->context, ws->uuid, LWS_CLOSE_STATUS_NORMAL, NULL, 0);
}

static size_t ws_count(void)
{
	return lwsx_count(NULL, PROTOCOL);
}

/* What ws_each() needs to know until its end. */
struct each {
	void (*task)(struct ws *target, void *arg);
	void (*on_finish)(struct lws_context *context, uint64_t originator,
			  void *arg);
	void *arg;
	struct lws_context *context;    /* the originator's */
};

static void each_one(struct lws *wsi, void *arg)
{
	struct each *each = arg;

	each->task(lws_get_opaque_user_data(wsi), each->arg);
}

static void each_end(uint64_t originator, void *arg)
{
	struct each *each = arg;

	if (each->on_finish)
		each->on_finish(each->context, originator, each->arg);
	free(each);
}

/*
 * The task for each websocket of this process but the originator (NULL: for all
 * of them), each in its own thread; then on_finish(), in one of these threads.
 * By then the originator may be gone, so it is told by its address. 0, or -1:
 * nothing is called.
 */
static int ws_each(struct ws *originator,
		   void (*task)(struct ws *target, void *arg), void *arg,
		   void (*on_finish)(struct lws_context *context,
				     uint64_t originator, void *arg))
{
	struct each *each = malloc(sizeof(*each));

	if (!each)
		return -1;
	each->task = task;
	each->on_finish = on_finish;
	each->arg = arg;
	each->context = originator ? originator->context : NULL;
	if (lwsx_each(NULL, PROTOCOL, originator ? originator->uuid : 0,
		      each_one, each, each_end)) {
		free(each);
		return -1;
	}

	return 0;
}

/* A cookie for the answer, be it a page or the 101 of a websocket. */
static void set_cookie(struct request *request, const char *name,
		       const char *value)
{
	size_t size = strlen(name) + strlen(value) + 2;

	free(request->cookie);
	request->cookie = malloc(size);
	if (request->cookie)
		snprintf(request->cookie, size, "%s=%s", name, value);
	else
		request->failed = 1;
}

/* Says yes to a websocket: it opens when on_request() has returned. */
static void websocket_upgrade(struct request *request,
			      const struct websocket_settings *with)
{
	struct ws *ws = calloc(1, sizeof(*ws));

	if (!ws) {
		request->failed = 1;
		return;
	}
	ws->wsi = request->wsi;
	ws->uuid = lwsx_id(request->wsi);
	ws->context = lws_get_context(request->wsi);
	ws->settings = *with;
	request->ws = ws;
}

/* Answers by a page. A websocket that was asked for is refused by that. */
static void respond(struct request *request, unsigned int status,
		    const char *body, size_t size)
{
	unsigned char buffer[LWS_PRE + 2048], *start = buffer + LWS_PRE;
	unsigned char *p = start, *end = buffer + sizeof(buffer);
	char *cookie = request->cookie;
	struct lws *wsi = request->wsi;

	request->failed = 1;
	if (lws_add_http_common_headers(wsi, status, "text/plain", size,
					&p, end) ||
	    (cookie && lws_add_http_header_by_token(wsi,
				WSI_TOKEN_HTTP_SET_COOKIE,
				(unsigned char *)cookie, (int)strlen(cookie),
				&p, end)) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return;
	if (lws_hdr_total_length(wsi, WSI_TOKEN_HEAD_URI) <= 0) {
		/* lws_write() may touch LWS_PRE bytes before the payload. */
		if (size > sizeof(buffer) - LWS_PRE)
			return;
		memcpy(start, body, size);
		if (lws_write(wsi, start, size, LWS_WRITE_HTTP_FINAL) !=
		    (int)size)
			return;
	}
	request->failed = 0;
}

static void on_request(struct request *request);        /* in part 3 */

/* Gives the program a request. 0: upgrade; 1: answered; -1: close. */
static int ask(struct lws *wsi, int upgrade)
{
	struct request request;
	char *uri = NULL;
	int len = 0, ret = 1;

	memset(&request, 0, sizeof(request));
	request.wsi = wsi;
	request.upgrade = upgrade;
	if (lws_http_get_uri_and_method(wsi, &uri, &len) < 0 || !uri)
		return -1;
	lws_snprintf(request.path, sizeof(request.path), "%.*s", len, uri);

	on_request(&request);
	if (request.ws) {
		/* The cookie and the rest wait for ADD_HEADERS and so on. */
		request.ws->cookie = request.cookie;
		lws_set_opaque_user_data(wsi, request.ws);
		return request.failed ? -1 : 0;
	}
	free(request.cookie);
	if (request.failed)
		ret = -1;

	return ret;
}

/* The last of a websocket, or of a connection that was none. */
static void forget(struct lws *wsi)
{
	struct ws *ws = lws_get_opaque_user_data(wsi);

	if (!ws)
		return;
	lws_set_opaque_user_data(wsi, NULL);
	if (ws->settings.on_close)
		ws->settings.on_close(ws);
	free(ws->cookie);
	free(ws);
}

/* The limit of this thread's vhost becomes what the setting says. */
static void apply_settings(struct lws *wsi)
{
	struct server *server = lws_context_user(lws_get_context(wsi));

	/* Before lws_create_context() has returned there is no vhost yet. */
	if (server->vhost)
		lwsx_vhost_set_whole_messages(server->vhost, PROTOCOL,
					      get_max_msg_size());
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason,
		    void *user, void *in, size_t len)
{
	struct lws_process_html_args *args;
	struct ws *ws = NULL;
	int answer;

	/* LWSX_CALLBACK_SHUTDOWN is no member of the enum. */
	if ((int)reason == (int)LWSX_CALLBACK_SHUTDOWN) {
		ws = lws_get_opaque_user_data(wsi);
		if (ws->settings.on_shutdown)
			ws->settings.on_shutdown(ws);
		return 0;
	}

	switch (reason) {

	case LWS_CALLBACK_EVENT_WAIT_CANCELLED:
		apply_settings(wsi);
		break;

	case LWS_CALLBACK_HTTP:
		answer = ask(wsi, 0);
		if (answer < 0 || lws_http_transaction_completed(wsi))
			return -1;
		break;

	case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
		/* Before lws looks at the handshake: 1 means "I answered". */
		return ask(wsi, 1);

	case LWS_CALLBACK_ADD_HEADERS:
		/* The 101 is being written: the place for cookies. */
		ws = lws_get_opaque_user_data(wsi);
		args = in;
		if (ws && ws->cookie &&
		    lws_add_http_header_by_token(wsi, WSI_TOKEN_HTTP_SET_COOKIE,
				(unsigned char *)ws->cookie,
				(int)strlen(ws->cookie),
				(unsigned char **)&args->p,
				(unsigned char *)args->p + args->max_len))
			return -1;
		break;

	case LWS_CALLBACK_ESTABLISHED:
		ws = lws_get_opaque_user_data(wsi);
		ws->is_open = 1;
		/* As long again for the answer, then the peer is dead. */
		if (lwsx_keep_alive(wsi, get_timeout(), get_timeout()))
			return -1;
		if (ws->settings.on_open)
			ws->settings.on_open(ws);
		break;

	case LWS_CALLBACK_RECEIVE:
		/* All of a message: see apply_settings(). */
		ws = lws_get_opaque_user_data(wsi);
		ws->settings.on_message(ws, in, len, !lws_frame_is_binary(wsi));
		/* Who does not take what it is sent is not read from. */
		if (!ws->is_paused &&
		    lwsx_queued(ws->context, ws->uuid) > WAITING_HIGH) {
			ws->is_paused = 1;
			lws_rx_flow_control(wsi, 0);
			lws_callback_on_writable(wsi);
		}
		break;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		ws = lws_get_opaque_user_data(wsi);
		if (!ws->is_paused)
			break;
		if (lwsx_queued(ws->context, ws->uuid) > WAITING_LOW) {
			lws_callback_on_writable(wsi);
			break;
		}
		ws->is_paused = 0;
		lws_rx_flow_control(wsi, 1);
		break;

	case LWS_CALLBACK_CLOSED:
		forget(wsi);
		break;

	case LWS_CALLBACK_WSI_DESTROY:
		/* An upgrade that came to nothing has no CLOSED. */
		forget(wsi);
		break;

	default:
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}

	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = PROTOCOL, .callback = callback, .rx_buffer_size = 65536 },
	{ .name = NULL }
};

/* ------------------------------------------------------------------------
 * 3. The program.
 */

static void on_echo(struct ws *ws, char *data, size_t size, int is_text)
{
	/* It fails when far too much waits; better no echo than half of it. */
	if (ws_write(ws, data, size, is_text))
		ws_close(ws);
}

static void on_open(struct ws *ws)
{
	printf("%llu opens\n", (unsigned long long)ws_get_uuid(ws));
}

static void on_shutdown(struct ws *ws)
{
	static const char last_words[] = "The server says goodbye.";

	printf("%llu shuts down\n", (unsigned long long)ws_get_uuid(ws));
	ws_write(ws, last_words, sizeof(last_words) - 1, 1);
}

static void on_close(struct ws *ws)
{
	/* Nothing can be written any more: it fails, and does no harm. */
	printf("%llu closes: %s, a write gives %d\n",
	       (unsigned long long)ws_get_uuid(ws),
	       ws->is_open ? "it was open" : "it never opened",
	       ws_write(ws, "x", 1, 1));
	free(ws_set_udata(ws, NULL));
}

/* A message for all others, and how it is told to each of them. */
static void tell(struct ws *target, void *text)
{
	ws_write(target, text, strlen(text), 1);
}

/* All have been told. Who asked for it hears of that, if it is still there. */
static void told(struct lws_context *context, uint64_t originator, void *text)
{
	static const char done[] = "finished";

	printf("all are told \"%s\"\n", (char *)text);
	if (originator)
		ws_write_to(context, originator, done, sizeof(done) - 1, 1);
	free(text);
}

/*
 * What a websocket at /lab can ask for:
 *
 *   count           how many websockets this process has
 *   uuid, fd        its id, and the descriptor that goes with it
 *   server          the thread and process that it belongs to
 *   udata [TEXT]    its user data (at first: its path); sets it, tells the old
 *   each TEXT       TEXT for all but this one, then "finished"
 *   all TEXT        TEXT for all
 *   binary TEXT     TEXT as a binary message
 *   limit [N]       the size limit of messages; sets it
 *   timeout [N]     seconds of silence before a ping; sets it for new ones
 *   close           the end
 */
static void lab(struct ws *ws, char *data, size_t size, int is_text)
{
	char answer[512] = "", command[256], *arg, *copy;
	struct server *server = ws_get_server(ws);

	if (!is_text || size >= sizeof(command)) {
		ws_write(ws, "what?", 5, 1);
		return;
	}
	memcpy(command, data, size);
	command[size] = '\0';
	arg = strchr(command, ' ');
	if (arg)
		*arg++ = '\0';

	if (!strcmp(command, "count"))
		lws_snprintf(answer, sizeof(answer), "%lu",
			     (unsigned long)ws_count());
	else if (!strcmp(command, "uuid"))
		lws_snprintf(answer, sizeof(answer), "%llu",
			     (unsigned long long)ws_get_uuid(ws));
	else if (!strcmp(command, "fd"))
		lws_snprintf(answer, sizeof(answer), "%d",
			     lws_get_socket_fd(lwsx_find(ws->context,
							 ws_get_uuid(ws))));
	else if (!strcmp(command, "server"))
		lws_snprintf(answer, sizeof(answer), "thread %d process %ld",
			     server->number, (long)getpid());
	else if (!strcmp(command, "udata")) {
		lws_snprintf(answer, sizeof(answer), "%s",
			     (char *)ws_get_udata(ws));
		if (arg && (copy = strdup(arg)))
			free(ws_set_udata(ws, copy));
	} else if (arg && (!strcmp(command, "each") || !strcmp(command, "all"))) {
		copy = strdup(arg);
		if (copy && ws_each(command[0] == 'e' ? ws : NULL, tell, copy,
				    told))
			free(copy);
	} else if (arg && !strcmp(command, "binary"))
		ws_write(ws, arg, strlen(arg), 0);
	else if (!strcmp(command, "limit")) {
		if (arg)
			set_max_msg_size((size_t)strtoul(arg, NULL, 10));
		lws_snprintf(answer, sizeof(answer), "%lu",
			     (unsigned long)get_max_msg_size());
	} else if (!strcmp(command, "timeout")) {
		if (arg)
			set_timeout((unsigned int)strtoul(arg, NULL, 10) & 255);
		lws_snprintf(answer, sizeof(answer), "%u", get_timeout());
	} else if (!strcmp(command, "close"))
		ws_close(ws);
	else
		lws_snprintf(answer, sizeof(answer), "what?");

	if (answer[0])
		ws_write(ws, answer, strlen(answer), 1);
}

/*
 * Each request comes here: /?name=Joe gets a cookie, /refuse no websocket, and
 * one at /plain has only what it must have.
 */
static void on_request(struct request *request)
{
	struct websocket_settings with = {
		on_echo, on_open, on_shutdown, on_close, NULL
	};
	char buffer[8192];
	const char *name;

	name = lws_get_urlarg_by_name(request->wsi, "name=", buffer,
				      sizeof(buffer));
	if (name)
		set_cookie(request, "name", name);

	if (request->upgrade && !strcmp(request->path, "/refuse")) {
		respond(request, HTTP_STATUS_FORBIDDEN, "Not here.", 9);
		return;
	}
	if (request->upgrade && !strcmp(request->path, "/plain")) {
		memset(&with, 0, sizeof(with));
		with.on_message = on_echo;
		websocket_upgrade(request, &with);
		return;
	}
	if (request->upgrade) {
		if (!strcmp(request->path, "/lab"))
			with.on_message = lab;
		with.udata = strdup(request->path);
		websocket_upgrade(request, &with);
		return;
	}
	respond(request, HTTP_STATUS_OK, "Hello World!", 12);
}

/* ------------------------------------------------------------------------
 * 4. main: start_http_server() in other words.
 */

static void *serve(void *arg)
{
	struct server *server = arg;

	/* Until lwsx_drain() has done its work. */
	while (lws_service(server->context, 0) >= 0)
		;

	return NULL;
}

static int start(struct server *server, int number)
{
	struct lws_context_creation_info info;

	server->number = number;
	memset(&info, 0, sizeof(info));
	info.port = port;
	info.protocols = protocols;
	info.user = server;
	/* Several listen on one port; text that is no UTF-8 is not text. */
	info.options = LWS_SERVER_OPTION_ALLOW_LISTEN_SHARE |
		       LWS_SERVER_OPTION_VALIDATE_UTF8;
	server->context = lws_create_context(&info);
	if (!server->context)
		return -1;
	server->vhost = lws_get_vhost_by_name(server->context, "default");

	return lwsx_vhost_set_whole_messages(server->vhost, PROTOCOL,
					     get_max_msg_size());
}

/* One process: its threads, until a signal comes. Gives its exit code. */
static int process(const sigset_t *signals)
{
	int n, number, ret = 0;

	for (n = 0; n < threads; n++)
		if (start(&servers[n], n + 1)) {
			fprintf(stderr, "cannot listen on port %d\n", port);
			return 1;
		}
	/* Threads begin with the mask of their maker: no signals for them. */
	for (n = 0; n < threads; n++)
		if (pthread_create(&servers[n].thread, NULL, serve,
				   &servers[n])) {
			fprintf(stderr, "cannot start thread %d\n", n + 1);
			return 1;
		}
	printf("http://localhost:%d/, process %ld with %d threads\n", port,
	       (long)getpid(), threads);

	sigwait(signals, &number);

	/* on_shutdown() for each, then on_close(), then the threads end. */
	for (n = 0; n < threads; n++)
		if (lwsx_drain(servers[n].context, DRAIN_SECONDS))
			ret = 1;
	for (n = 0; n < threads; n++) {
		pthread_join(servers[n].thread, NULL);
		lws_context_destroy(servers[n].context);
	}
	printf("process %ld has ended\n", (long)getpid());

	return ret;
}

/* Several processes: a parent that waits for a signal and passes it on. */
static int parent(const sigset_t *signals)
{
	pid_t children[MAX_PROCESSES];
	int n, number, status, ret = 0;

	for (n = 0; n < processes; n++) {
		children[n] = fork();
		if (!children[n])
			exit(process(signals));
		if (children[n] < 0)
			ret = 1;
	}
	if (!ret)
		sigwait(signals, &number);
	for (n = 0; n < processes; n++)
		if (children[n] > 0)
			kill(children[n], SIGTERM);
	for (n = 0; n < processes; n++)
		if (children[n] > 0 &&
		    (waitpid(children[n], &status, 0) < 0 || status))
			ret = 1;

	return ret;
}

/* Reads the command line. 0, or -1: it makes no sense. */
static int options(int argc, char **argv)
{
	char *end;
	long number;
	int n;

	for (n = 1; n + 1 < argc; n += 2) {
		number = strtol(argv[n + 1], &end, 10);
		if (end == argv[n + 1] || *end || number < 1)
			return -1;
		if (!strcmp(argv[n], "-p") && number <= 65535)
			port = (int)number;
		else if (!strcmp(argv[n], "-t") && number <= MAX_THREADS)
			threads = (int)number;
		else if (!strcmp(argv[n], "-w") && number <= MAX_PROCESSES)
			processes = (int)number;
		else if (!strcmp(argv[n], "-k") && number <= 255)
			settings.timeout = (unsigned int)number;
		else if (!strcmp(argv[n], "-m"))
			settings.max_msg_size = (size_t)number;
		else
			return -1;
	}

	return n == argc ? 0 : -1;
}

int main(int argc, char **argv)
{
	sigset_t signals;

	if (options(argc, argv)) {
		fprintf(stderr, "usage: %s [-p PORT] [-t THREADS] [-w PROCESSES] "
			"[-k PING-SECONDS] [-m MAX-MESSAGE]\n", argv[0]);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);

	/* Signals are waited for, in one place, rather than handled. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);

	return processes == 1 ? process(&signals) : parent(&signals);
}
