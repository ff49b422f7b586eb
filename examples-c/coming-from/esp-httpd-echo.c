/*
 * esp-httpd-echo.c - handlers by URI, for who knows ESP-IDF's esp_http_server.
 *
 *     cc -std=c99 esp-httpd-echo.c -o esp-httpd-echo \
 *             $(pkg-config --cflags --libs libwebsockets) -lpthread
 *     ./esp-httpd-echo [-p PORT]
 *
 * The program registers a handler for each URI. The handler of a websocket is
 * called with HTTP_GET before the handshake, which it may refuse, and then for
 * each frame, which it fetches by httpd_ws_recv_frame(). One difference shapes
 * all of it: esp_http_server waits inside of that call until the frame has
 * come, and meanwhile serves nobody else. Here the call says MORE, the handler
 * returns, and is called again when the next bytes are there.
 *
 * Part 2 has the handlers: the part to read. Part 1 is the layer they stand on,
 * with the names of ESP-IDF where the thing is the same;
 * docs/coming-from/esp-httpd.md goes through it call by call.
 *
 *   /         GET  a page
 *   /hello    GET  another; POST too
 *   /ws            echo, sub-protocol "chat", any size up to a limit. The text
 *                  "Trigger async" is answered by another thread
 *   /static        echo into a buffer of 128 bytes, no sub-protocol
 *   /control       echo that also gets pings, pongs and closes, and answers them
 *   /fragments     sends each text back in three frames
 *   /private       lets in who has ?key=sesame
 */
#define _POSIX_C_SOURCE 200809L /* for pthread_sigmask() with -std=c99 */

#include <libwebsockets-extra.h>

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------
 * 1. The layer.
 */

/* What handlers return, and calls. 0 is fine, all but MORE close. */
#define HTTPD_OK 0
#define HTTPD_FAIL -1
#define HTTPD_NO_MEMORY 0x101
#define HTTPD_INVALID_SIZE 0x104
#define HTTPD_MORE 1            /* return it: you are called again */

#define MAX_HANDLERS 8

/* req->method: HTTP_FRAME when the request is a frame of a websocket. */
enum httpd_method { HTTP_FRAME, HTTP_GET, HTTP_POST };

/* The opcodes of RFC 6455, section 5.2. */
enum httpd_ws_type {
	WS_CONTINUE = 0x0, WS_TEXT = 0x1, WS_BINARY = 0x2,
	WS_CLOSE = 0x8, WS_PING = 0x9, WS_PONG = 0xa
};

struct httpd_req;

/* A row of the table of handlers. */
struct httpd_uri {
	const char *uri;
	enum httpd_method method;
	int (*handler)(struct httpd_req *req);
	void *user_ctx;
	int is_websocket;
	int handle_ws_control_frames;           /* the handler gets them too */
	const char *supported_subprotocol;      /* or NULL */
};

struct httpd_ws_frame {
	int final;              /* received: FIN. To send: see below */
	int fragmented;         /* to send: FIN is what `final` says */
	enum httpd_ws_type type;
	unsigned char *payload;
	size_t len;
};

/* One for each websocket. */
struct session {
	struct lws *wsi;
	uint64_t id;
	const struct httpd_uri *uri;
	void *ctx;              /* the handler's own; we free() it */
	int paused;             /* it does not take what we send */

	/* The frame that is coming in. */
	int first_byte;
	size_t len, have;       /* of its payload; what was fetched */
	const unsigned char *slice;     /* what has just come */
	size_t slice_len;
};

struct httpd_req {
	struct lws *wsi;
	enum httpd_method method;
	void *user_ctx;
	uint64_t id;            /* for sends from other threads */
	struct session *session;        /* NULL before the handshake */
	int answered;           /* by httpd_resp_send() */
};

/* Work for the server's thread, from any other. */
struct work {
	struct work *next;
	void (*function)(void *arg);
	void *arg;
};

struct httpd {
	struct lws_context *context;
	struct httpd_uri handlers[MAX_HANDLERS];
	int n_handlers;

	pthread_mutex_t mutex;
	struct work *first, **end;      /* guarded by it */
};

/* 0, or HTTPD_FAIL: there is one for this URI and method, or too many. */
static int httpd_register_uri_handler(struct httpd *server,
				      const struct httpd_uri *uri)
{
	int n;

	for (n = 0; n < server->n_handlers; n++)
		if (!strcmp(server->handlers[n].uri, uri->uri) &&
		    server->handlers[n].method == uri->method)
			return HTTPD_FAIL;
	if (server->n_handlers == MAX_HANDLERS)
		return HTTPD_FAIL;
	server->handlers[server->n_handlers++] = *uri;

	return HTTPD_OK;
}

/* A page as the answer. 0, or HTTPD_FAIL: the connection is dead. */
static int httpd_resp_send(struct httpd_req *req, unsigned int status,
			   const char *text)
{
	unsigned char buffer[LWS_PRE + 1024], *start = buffer + LWS_PRE;
	unsigned char *p = start, *end = buffer + sizeof(buffer);
	size_t len = strlen(text);

	req->answered = 1;
	if (len > sizeof(buffer) - LWS_PRE ||
	    lws_add_http_common_headers(req->wsi, status, "text/html", len,
					&p, end) ||
	    lws_finalize_write_http_header(req->wsi, start, &p, end))
		return HTTPD_FAIL;
	memcpy(start, text, len);
	if (lws_write(req->wsi, start, len, LWS_WRITE_HTTP_FINAL) != (int)len)
		return HTTPD_FAIL;

	return HTTPD_OK;
}

/*
 * The frame that the handler was called for. With max_len 0 it only says what
 * comes: type, final, len. Otherwise the payload is put into frame->payload,
 * which has room for max_len bytes and has to be the same each time.
 *
 * HTTPD_OK: all of it is there. HTTPD_MORE: return that, you are called again.
 * HTTPD_INVALID_SIZE: it is longer than max_len.
 */
static int httpd_ws_recv_frame(struct httpd_req *req,
			       struct httpd_ws_frame *frame, size_t max_len)
{
	struct session *s = req->session;

	frame->type = (enum httpd_ws_type)(s->first_byte & 0xf);
	frame->final = !!(s->first_byte & 0x80);
	frame->len = s->len;
	if (!max_len)
		return HTTPD_OK;
	if (s->len > max_len)
		return HTTPD_INVALID_SIZE;

	if (s->slice_len)
		memcpy(frame->payload + s->have, s->slice, s->slice_len);
	s->have += s->slice_len;
	s->slice_len = 0;

	return s->have < s->len ? HTTPD_MORE : HTTPD_OK;
}

/*
 * Sends a frame, from any thread, to whom an id stands for. FIN is set unless
 * `fragmented` is, and `final` is not. 0, or HTTPD_FAIL: it is gone.
 */
static int httpd_ws_send_frame_async(struct httpd *server, uint64_t id,
				     const struct httpd_ws_frame *frame)
{
	const unsigned char *p = frame->payload;
	int how, ret;

	switch (frame->type) {
	case WS_TEXT:
		how = LWS_WRITE_TEXT;
		break;
	case WS_BINARY:
		how = LWS_WRITE_BINARY;
		break;
	case WS_PING:
		how = LWS_WRITE_PING;
		break;
	case WS_PONG:
		how = LWS_WRITE_PONG;
		break;
	case WS_CLOSE:
		/* The status is the first two bytes; 1000 if there is none. */
		if (frame->len < 2)
			ret = lwsx_close(server->context, id, 1000, NULL, 0);
		else
			ret = lwsx_close(server->context, id, p[0] << 8 | p[1],
					 p + 2, frame->len - 2);
		return ret ? HTTPD_FAIL : HTTPD_OK;
	default:
		how = LWS_WRITE_CONTINUATION;
		break;
	}
	if (frame->fragmented && !frame->final)
		how |= LWS_WRITE_NO_FIN;

	return lwsx_send(server->context, id, p, frame->len, how) ?
						HTTPD_FAIL : HTTPD_OK;
}

static struct httpd *server_of(struct lws *wsi)
{
	return lws_context_user(lws_get_context(wsi));
}

static int httpd_ws_send_frame(struct httpd_req *req,
			       const struct httpd_ws_frame *frame)
{
	return httpd_ws_send_frame_async(server_of(req->wsi), req->id, frame);
}

/* Has a function called in the server's thread. From any thread. */
static int httpd_queue_work(struct httpd *server, void (*function)(void *arg),
			    void *arg)
{
	struct work *work = malloc(sizeof(*work));

	if (!work)
		return HTTPD_NO_MEMORY;
	work->next = NULL;
	work->function = function;
	work->arg = arg;
	pthread_mutex_lock(&server->mutex);
	*server->end = work;
	server->end = &work->next;
	pthread_mutex_unlock(&server->mutex);

	/* Makes lws_service() come back from its wait: do_work() follows. */
	lws_cancel_service(server->context);

	return HTTPD_OK;
}

static void do_work(struct httpd *server)
{
	struct work *work, *next;

	pthread_mutex_lock(&server->mutex);
	work = server->first;
	server->first = NULL;
	server->end = &server->first;
	pthread_mutex_unlock(&server->mutex);

	for (; work; work = next) {
		next = work->next;
		work->function(work->arg);
		free(work);
	}
}

/*
 * The handler of a request. NULL: there is none, and `*status` says whether
 * that is because of the URI (404) or the method (405).
 */
static const struct httpd_uri *find(struct lws *wsi, unsigned int *status)
{
	struct httpd *server = server_of(wsi);
	const struct httpd_uri *u;
	enum httpd_method method;
	char *uri = NULL;
	int n, len = 0;

	*status = HTTP_STATUS_NOT_FOUND;
	n = lws_http_get_uri_and_method(wsi, &uri, &len);
	if (n < 0 || !uri)
		return NULL;
	method = n == LWSHUMETH_GET ? HTTP_GET :
		 n == LWSHUMETH_POST ? HTTP_POST : HTTP_FRAME;

	for (n = 0; n < server->n_handlers; n++) {
		u = &server->handlers[n];
		if (strlen(u->uri) != (size_t)len || memcmp(u->uri, uri, (size_t)len))
			continue;
		if (u->method == method)
			return u;
		*status = HTTP_STATUS_METHOD_NOT_ALLOWED;
	}

	return NULL;
}

/* A request by HTTP. 0: go on with a handshake; 1: answered; -1: close. */
static int on_http(struct lws *wsi, int handshake)
{
	struct httpd_req req;
	const struct httpd_uri *u;
	unsigned int status;
	int ret;

	memset(&req, 0, sizeof(req));
	req.wsi = wsi;
	u = find(wsi, &status);
	if (!u) {
		ret = httpd_resp_send(&req, status, "There is nothing here.");
		return ret ? -1 : 1;
	}
	if (u->is_websocket && !handshake) {
		ret = httpd_resp_send(&req, 426, "This is for websockets.");
		return ret ? -1 : 1;
	}
	req.method = u->method;
	req.user_ctx = u->user_ctx;
	ret = u->handler(&req);
	if (ret)
		return -1;
	if (req.answered)
		return 1;

	/* A page's handler that says nothing leaves its client waiting. */
	return u->is_websocket ? 0 : -1;
}

/* Whether a list like "a, b" has this name in it. */
static int has_name(char *list, const char *name)
{
	char *p, *save = NULL;

	for (p = strtok_r(list, ", \t", &save); p; p = strtok_r(NULL, ", \t", &save))
		if (!strcmp(p, name))
			return 1;

	return 0;
}

/*
 * The answer to a handshake: does the handler speak what the client offers?
 * If not there is no such header in it, and the client decides (RFC 6455, 4.1).
 */
static int add_subprotocol(struct lws *wsi, struct lws_process_html_args *args)
{
	unsigned int status;
	const struct httpd_uri *u = find(wsi, &status);
	char offered[512];

	if (!u || !u->supported_subprotocol ||
	    lws_hdr_copy(wsi, offered, sizeof(offered), WSI_TOKEN_PROTOCOL) <= 0 ||
	    !has_name(offered, u->supported_subprotocol))
		return 0;

	return lws_add_http_header_by_name(wsi,
			(const unsigned char *)"sec-websocket-protocol:",
			(const unsigned char *)u->supported_subprotocol,
			(int)strlen(u->supported_subprotocol),
			(unsigned char **)&args->p,
			(unsigned char *)args->p + args->max_len);
}

/* Some bytes of a frame: the handler's turn. */
static int on_frame(struct session *s, int first_byte, const void *in,
		    size_t len, size_t rest)
{
	struct httpd_req req;
	int ret;

	if (!s->have) {
		s->first_byte = first_byte;
		s->len = len + rest;
	}
	s->slice = in;
	s->slice_len = len;

	memset(&req, 0, sizeof(req));
	req.wsi = s->wsi;
	req.method = HTTP_FRAME;
	req.user_ctx = s->uri->user_ctx;
	req.id = s->id;
	req.session = s;
	ret = s->uri->handler(&req);
	if (!rest)
		s->have = 0;    /* that was the end of it, fetched or not */
	else if (ret == HTTPD_MORE || !ret)
		s->have += s->slice_len;        /* what was not fetched */

	if (ret == HTTPD_OK || ret == HTTPD_MORE) {
		/* Who does not take what we send is not read from. */
		if (!s->paused && lwsx_queued(lws_get_context(s->wsi), s->id) >
							1024 * 1024) {
			s->paused = 1;
			lws_rx_flow_control(s->wsi, 0);
			lws_callback_on_writable(s->wsi);
		}
		return 0;
	}
	lws_close_reason(s->wsi, ret == HTTPD_INVALID_SIZE ?
				LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE :
				LWS_CLOSE_STATUS_UNEXPECTED_CONDITION, NULL, 0);

	return -1;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason,
		    void *user, void *in, size_t len)
{
	struct session *s = user;
	unsigned int status;
	int ret;

	/* LWSX_CALLBACK_CONTROL is no member of the enum. */
	if ((int)reason == (int)LWSX_CALLBACK_CONTROL) {
		/* 0: the library sees to it. 1: the handler has. */
		if (!s->uri->handle_ws_control_frames)
			return 0;
		ret = on_frame(s, lwsx_first_byte(wsi), in, len, 0);
		return ret ? ret : 1;
	}

	switch (reason) {

	case LWS_CALLBACK_EVENT_WAIT_CANCELLED:
		do_work(server_of(wsi));
		break;

	case LWS_CALLBACK_HTTP:
		ret = on_http(wsi, 0);
		if (ret < 0 || lws_http_transaction_completed(wsi))
			return -1;
		break;

	case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
		return on_http(wsi, 1);

	case LWS_CALLBACK_ADD_HEADERS:
		return add_subprotocol(wsi, in);

	case LWS_CALLBACK_ESTABLISHED:
		s->wsi = wsi;
		s->id = lwsx_id(wsi);
		s->uri = find(wsi, &status);
		return s->uri ? 0 : -1;

	case LWS_CALLBACK_RECEIVE:
		return on_frame(s, lwsx_first_byte(wsi), in, len,
				lws_remaining_packet_payload(wsi));

	case LWS_CALLBACK_SERVER_WRITEABLE:
		if (!s->paused)
			break;
		if (lwsx_queued(lws_get_context(wsi), s->id) > 256 * 1024) {
			lws_callback_on_writable(wsi);
			break;
		}
		s->paused = 0;
		lws_rx_flow_control(wsi, 1);
		break;

	case LWS_CALLBACK_CLOSED:
		free(s->ctx);
		break;

	default:
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}

	return 0;
}

static const struct lws_protocols protocols[] = {
	{
		.name = "httpd",
		.callback = callback,
		.per_session_data_size = sizeof(struct session),
		.rx_buffer_size = 65536         /* the most that a slice is */
	},
	{ .name = NULL }
};

/* 0, or -1: it cannot listen. `server` has its handlers already, or gets them. */
static int httpd_start(struct httpd *server, int port)
{
	struct lws_context_creation_info info;
	struct lws_vhost *vhost;

	pthread_mutex_init(&server->mutex, NULL);
	server->end = &server->first;
	memset(&info, 0, sizeof(info));
	info.port = port;
	info.protocols = protocols;
	info.user = server;
	server->context = lws_create_context(&info);
	if (!server->context)
		return -1;
	vhost = lws_get_vhost_by_name(server->context, "default");

	/* Who gets control frames, and which sub-protocol: we decide by URI. */
	return lwsx_vhost_set_control_frames(vhost, NULL, 1) ||
	       lwsx_vhost_choose_subprotocols(vhost, 1) ? -1 : 0;
}

static void httpd_stop(struct httpd *server)
{
	lws_context_destroy(server->context);
	do_work(server);        /* what was still to be done */
	pthread_mutex_destroy(&server->mutex);
}

/* ------------------------------------------------------------------------
 * 2. The program: a thread that sends by itself, and the handlers.
 */

#define MAX_PAYLOAD (1024 * 1024)       /* for whom we allocate */
#define STATIC_PAYLOAD 128              /* for whom we do not */
#define MAX_ASYNC 64

/* Who waits for the other thread, by id: it may be gone when its turn comes. */
static struct {
	pthread_mutex_t mutex;
	pthread_cond_t more;
	uint64_t ids[MAX_ASYNC];
	int count, stopping;
	struct httpd *server;
} async = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER,
	    { 0 }, 0, 0, NULL };

/* In the server's thread again, where everything may be touched. */
static void on_async_sent(void *arg)
{
	(void)arg;
	printf("the other thread has sent\n");
}

static void *async_thread(void *arg)
{
	static unsigned char text[] = "Async data";
	struct httpd_ws_frame frame;
	uint64_t id;

	(void)arg;
	memset(&frame, 0, sizeof(frame));
	frame.type = WS_TEXT;
	frame.payload = text;
	frame.len = sizeof(text) - 1;

	pthread_mutex_lock(&async.mutex);
	for (;;) {
		while (!async.count && !async.stopping)
			pthread_cond_wait(&async.more, &async.mutex);
		if (async.stopping)
			break;
		id = async.ids[--async.count];
		pthread_mutex_unlock(&async.mutex);
		if (!httpd_ws_send_frame_async(async.server, id, &frame))
			httpd_queue_work(async.server, on_async_sent, NULL);
		pthread_mutex_lock(&async.mutex);
	}
	pthread_mutex_unlock(&async.mutex);

	return NULL;
}

static int trigger_async(uint64_t id)
{
	int ret = HTTPD_FAIL;

	pthread_mutex_lock(&async.mutex);
	if (async.count < MAX_ASYNC) {
		async.ids[async.count++] = id;
		pthread_cond_signal(&async.more);
		ret = HTTPD_OK;
	}
	pthread_mutex_unlock(&async.mutex);

	return ret;
}

/* Sends a frame back as it came: FIN is set by itself, so say if it was not. */
static int echo(struct httpd_req *req, struct httpd_ws_frame *frame)
{
	frame->fragmented = !frame->final;

	return httpd_ws_send_frame(req, frame);
}

static int on_page(struct httpd_req *req)
{
	/* One handler for several URIs: user_ctx says which. */
	return httpd_resp_send(req, HTTP_STATUS_OK, req->user_ctx);
}

/* Size first, then exactly that many bytes. */
static int on_ws(struct httpd_req *req)
{
	struct httpd_ws_frame frame;
	unsigned char *buffer;
	int ret;

	if (req->method == HTTP_GET) {
		printf("/ws: a handshake\n");
		return HTTPD_OK;
	}

	memset(&frame, 0, sizeof(frame));
	httpd_ws_recv_frame(req, &frame, 0);
	if (frame.len > MAX_PAYLOAD)
		return HTTPD_INVALID_SIZE;

	/* The buffer outlasts this call, since the frame may come in pieces. */
	if (!req->session->ctx) {
		req->session->ctx = malloc(frame.len + 1);
		if (!req->session->ctx)
			return HTTPD_NO_MEMORY;
	}
	frame.payload = buffer = req->session->ctx;
	if (frame.len) {
		ret = httpd_ws_recv_frame(req, &frame, frame.len);
		if (ret)
			return ret;
	}
	buffer[frame.len] = '\0';
	req->session->ctx = NULL;       /* ours: the next one has its own size */

	printf("/ws: %lu bytes of type %d\n", (unsigned long)frame.len,
	       (int)frame.type);
	if (frame.type == WS_TEXT && !strcmp((char *)buffer, "Trigger async"))
		ret = trigger_async(req->id);
	else
		ret = echo(req, &frame);
	free(buffer);

	return ret;
}

/* Into a buffer that is there: what is longer closes the connection. */
static int receive_static(struct httpd_req *req, struct httpd_ws_frame *frame)
{
	memset(frame, 0, sizeof(*frame));
	if (!req->session->ctx)
		req->session->ctx = malloc(STATIC_PAYLOAD);
	frame->payload = req->session->ctx;
	if (!frame->payload)
		return HTTPD_NO_MEMORY;

	return httpd_ws_recv_frame(req, frame, STATIC_PAYLOAD);
}

static int on_static(struct httpd_req *req)
{
	struct httpd_ws_frame frame;
	int ret;

	if (req->method == HTTP_GET)
		return HTTPD_OK;
	ret = receive_static(req, &frame);

	return ret ? ret : echo(req, &frame);
}

/* With control frames on, they are the handler's to answer. */
static int on_control(struct httpd_req *req)
{
	struct httpd_ws_frame frame;
	int ret;

	if (req->method == HTTP_GET)
		return HTTPD_OK;
	ret = receive_static(req, &frame);
	if (ret)
		return ret;

	switch (frame.type) {
	case WS_PING:
		printf("/control: a ping of %lu bytes\n", (unsigned long)frame.len);
		frame.type = WS_PONG;
		break;
	case WS_PONG:
		printf("/control: a pong of %lu bytes\n", (unsigned long)frame.len);
		return HTTPD_OK;
	case WS_CLOSE:
		printf("/control: a close of %lu bytes\n", (unsigned long)frame.len);
		break;
	default:
		break;
	}

	return echo(req, &frame);
}

/* One message in three frames, by hand. */
static int on_fragments(struct httpd_req *req)
{
	struct httpd_ws_frame frame;
	size_t len, third;
	int ret;

	if (req->method == HTTP_GET)
		return HTTPD_OK;
	ret = receive_static(req, &frame);
	if (ret)
		return ret;

	len = frame.len;
	third = len / 3;
	frame.fragmented = 1;   /* from here on `final` counts */
	frame.final = 0;
	frame.len = third;
	if (httpd_ws_send_frame(req, &frame))
		return HTTPD_FAIL;

	frame.type = WS_CONTINUE;
	frame.payload += third;
	if (httpd_ws_send_frame(req, &frame))
		return HTTPD_FAIL;

	frame.final = 1;
	frame.payload += third;
	frame.len = len - 2 * third;

	return httpd_ws_send_frame(req, &frame);
}

/* A filter: the request may be looked at, and the handshake refused. */
static int on_private(struct httpd_req *req)
{
	char value[64];
	const char *key;

	if (req->method != HTTP_GET)
		return on_static(req);

	key = lws_get_urlarg_by_name(req->wsi, "key=", value, sizeof(value));
	if (!key)
		return HTTPD_FAIL;      /* hangs up */
	if (strcmp(key, "sesame"))      /* tells why */
		return httpd_resp_send(req, HTTP_STATUS_FORBIDDEN, "Wrong key.");

	return HTTPD_OK;
}

static const struct httpd_uri handlers[] = {
	{ .uri = "/", .method = HTTP_GET, .handler = on_page,
	  .user_ctx = "<title>ws</title>Websockets: /ws, /static and so on." },
	{ .uri = "/hello", .method = HTTP_GET, .handler = on_page,
	  .user_ctx = "Hello!" },
	{ .uri = "/hello", .method = HTTP_POST, .handler = on_page,
	  .user_ctx = "Thank you!" },
	{ .uri = "/ws", .method = HTTP_GET, .handler = on_ws,
	  .is_websocket = 1, .supported_subprotocol = "chat" },
	{ .uri = "/static", .method = HTTP_GET, .handler = on_static,
	  .is_websocket = 1 },
	{ .uri = "/control", .method = HTTP_GET, .handler = on_control,
	  .is_websocket = 1, .handle_ws_control_frames = 1 },
	{ .uri = "/fragments", .method = HTTP_GET, .handler = on_fragments,
	  .is_websocket = 1 },
	{ .uri = "/private", .method = HTTP_GET, .handler = on_private,
	  .is_websocket = 1 },
};

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
	static struct httpd server;     /* static: zeroed */
	sigset_t all, before;
	pthread_t thread;
	char *end = "";
	size_t n;
	long port = 7681;

	if (argc == 3 && !strcmp(argv[1], "-p"))
		port = strtol(argv[2], &end, 10);
	if ((argc != 1 && argc != 3) || *end || port < 1 || port > 65535) {
		fprintf(stderr, "usage: %s [-p PORT]\n", argv[0]);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);

	for (n = 0; n < sizeof(handlers) / sizeof(handlers[0]); n++)
		if (httpd_register_uri_handler(&server, &handlers[n]))
			return 1;
	if (!httpd_register_uri_handler(&server, &handlers[0]))
		return 1;       /* there is one already */
	if (httpd_start(&server, (int)port)) {
		fprintf(stderr, "cannot listen on port %ld\n", port);
		return 1;
	}
	to_wake = server.context;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);

	/* Signals are for this thread. */
	async.server = &server;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	if (pthread_create(&thread, NULL, async_thread, NULL))
		return 1;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	printf("http://localhost:%ld/\n", port);

	while (!interrupted && lws_service(server.context, 0) >= 0)
		;

	/* First the thread, since it calls into the server. */
	pthread_mutex_lock(&async.mutex);
	async.stopping = 1;
	pthread_cond_signal(&async.more);
	pthread_mutex_unlock(&async.mutex);
	pthread_join(thread, NULL);
	httpd_stop(&server);
	printf("the server has ended\n");

	return 0;
}
