/*
 * Clients and a server in one context: 500 websockets at once, each with echoes; the payload that was written is left as it
 * was; another 500 HTTP requests; then clients that close in each of their callbacks, and children of a connection.
 *
 * ONLY-OURS: genuine lws crashes when a connection is closed in some of these callbacks.
 */
#include "testing.h"

#include <pthread.h>
#include <sys/resource.h>

#define CROWD 500
#define ECHOES 3

static int established, closed, errors, destroyed, echoes, completed, refuse_in, refused_by, child_closings;
static int port_;

struct session {
	int echoed;
};

static unsigned char message[LWS_PRE + 3000], copy[LWS_PRE + 3000];

static int is_client(struct lws *wsi)
{
	return wsi && lws_get_protocol(wsi) && lws_get_protocol(wsi)->id == 1;
}

static int send_message(struct lws *wsi)
{
	int n = lws_write(wsi, message + LWS_PRE, 3000, LWS_WRITE_BINARY);

	CHECK(!memcmp(message, copy, sizeof(message)));
	return n == 3000 ? 0 : -1;
}

static int client(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = user;

	switch (reason) {
	case LWS_CALLBACK_CLIENT_ESTABLISHED:
		established++;
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_CLIENT_WRITEABLE:
		if (send_message(wsi))
			return -1;
		break;
	case LWS_CALLBACK_CLIENT_RECEIVE:
		CHECK(is_client(wsi));
		CHECK_EQ(len, 3000);
		CHECK(!memcmp(in, message + LWS_PRE, 3000));
		echoes++;
		if (++s->echoed == ECHOES) {
			lws_close_reason(wsi, LWS_CLOSE_STATUS_NORMAL, NULL, 0);
			return -1;
		}
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
		errors++;
		break;
	case LWS_CALLBACK_CLIENT_CLOSED:
	case LWS_CALLBACK_CLOSED_CLIENT_HTTP:
		closed++;
		break;
	case LWS_CALLBACK_COMPLETED_CLIENT_HTTP:
		completed++;
		break;
	case LWS_CALLBACK_RECEIVE_CLIENT_HTTP: {
		char buffer[LWS_PRE + 100], *p = buffer + LWS_PRE;
		int room = 100;

		if (lws_http_client_read(wsi, &p, &room) < 0)
			return -1;
		break;
	}
	case LWS_CALLBACK_CHILD_CLOSING:
		child_closings++;
		break;
	default:
		break;
	}
	if (refuse_in && (int)reason == refuse_in) {
		refused_by++;
		return -1;
	}
	return 0;
}

static int server(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static unsigned char buffer[LWS_PRE + 4096];

	switch (reason) {
	case LWS_CALLBACK_WSI_DESTROY:
		/* Given to the first protocol, whosever the connection was. */
		destroyed += is_client(wsi);
		break;
	case LWS_CALLBACK_RECEIVE:
		memcpy(buffer + LWS_PRE, in, len);
		if (lws_write(wsi, buffer + LWS_PRE, len, lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT) != (int)len)
			return -1;
		break;
	case LWS_CALLBACK_HTTP:
		return lws_return_http_status(wsi, HTTP_STATUS_OK, "fine") ? -1 : lws_http_transaction_completed(wsi) ? -1 : 0;
	default:
		break;
	}
	(void)user;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "echo", server, sizeof(struct session), 4096, 0, NULL, 0 },
	{ "client", client, sizeof(struct session), 4096, 1, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

static struct lws *connect_one(const char *method, struct lws *parent)
{
	struct lws_client_connect_info i;

	memset(&i, 0, sizeof(i));
	i.context = context;
	i.address = i.host = "127.0.0.1";
	i.port = port_;
	i.path = "/";
	i.protocol = method ? NULL : "echo";
	i.local_protocol_name = "client";
	i.method = method;
	i.parent_wsi = parent;
	return lws_client_connect_via_info(&i);
}

static void wait_until(const int *counter, int value, const char *what)
{
	double end = now() + patience();

	while (*counter < value) {
		if (now() > end)
			FAIL("%s: %d of %d", what, *counter, value);
		lws_cancel_service(context);
		CHECK(lws_service(context, 0) >= 0);
	}
}

static void a_crowd(void)
{
	int i;

	for (i = 0; i < CROWD; i++)
		CHECK(connect_one(NULL, NULL));
	wait_until(&closed, CROWD, "websockets closed");
	CHECK_EQ(established, CROWD);
	CHECK_EQ(echoes, CROWD * ECHOES);
	CHECK_EQ(errors, 0);
	closed = 0;
	for (i = 0; i < CROWD; i++)
		CHECK(connect_one("GET", NULL));
	wait_until(&closed, CROWD, "requests closed");
	CHECK_EQ(completed, CROWD);
	CHECK_EQ(errors, 0);
}

/* Whatever callback refuses, one closing callback comes at most, and the connection goes. */
static void refused_everywhere(void)
{
	static const int reasons[] = {
		LWS_CALLBACK_CLIENT_HTTP_BIND_PROTOCOL, LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED,
		LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER, LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH,
		LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP, LWS_CALLBACK_RECEIVE_CLIENT_HTTP,
		LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ, LWS_CALLBACK_COMPLETED_CLIENT_HTTP,
		LWS_CALLBACK_CLIENT_ESTABLISHED, LWS_CALLBACK_CLIENT_WRITEABLE, LWS_CALLBACK_CLIENT_RECEIVE,
		LWS_CALLBACK_CLIENT_CONNECTION_ERROR, LWS_CALLBACK_CLIENT_CLOSED, LWS_CALLBACK_CLOSED_CLIENT_HTTP,
		LWS_CALLBACK_CLIENT_HTTP_DROP_PROTOCOL, LWS_CALLBACK_WS_CLIENT_DROP_PROTOCOL,
	};
	size_t i;
	int k;

	for (i = 0; i < LWS_ARRAY_SIZE(reasons); i++)
		for (k = 0; k < 2; k++) {
			double end = now() + patience();
			struct lws *wsi;

			refuse_in = reasons[i];
			errors = closed = destroyed = 0;
			wsi = connect_one(k ? "GET" : NULL, NULL);
			while (wsi && !destroyed) {
				if (now() > end)
					FAIL("reason %d, %s: errors %d, closed %d, destroyed %d", refuse_in, k ? "http" : "ws",
						errors, closed, destroyed);
				lws_cancel_service(context);
				CHECK(lws_service(context, 0) >= 0);
			}
			CHECK(errors + closed <= 1);
			if (wsi && errors + closed != 1)
				FAIL("reason %d, %s: %d errors, %d closed", refuse_in, k ? "http" : "ws", errors, closed);
		}
	refuse_in = 0;
	CHECK(refused_by >= 14);
}

static void children(void)
{
	struct lws *parent = connect_one(NULL, NULL), *child = connect_one(NULL, parent);
	int before = closed;

	CHECK(parent && child);
	CHECK(lws_get_parent(child) == parent && lws_get_child(parent) == child);
	wait_until(&child_closings, 1, "CHILD_CLOSING");
	wait_until(&closed, before + 2, "both closed");
}

static struct lws *made_elsewhere = (struct lws *)1;

static void *connect_elsewhere(void *p)
{
	made_elsewhere = connect_one("GET", NULL);
	return p;
}

static void from_a_timer(lws_sorted_usec_list_t *sul)
{
	pthread_t thread;

	(void)sul;
	CHECK(!pthread_create(&thread, NULL, connect_elsewhere, NULL));
	CHECK(!pthread_join(thread, NULL));
}

/* While one thread services the context, another one cannot connect; it is told so, and nothing of it is left. */
static void from_another_thread(void)
{
	static lws_sorted_usec_list_t sul;
	double end = now() + patience();
	int before = errors + closed;

	lws_sul_schedule(context, 0, &sul, from_a_timer, 1000);
	while (made_elsewhere && now() < end)
		lws_service(context, 0);
	CHECK(!made_elsewhere);
	CHECK_EQ(errors + closed, before);
	/* When none is, any thread can. */
	CHECK(!connect_elsewhere(NULL));
	CHECK(made_elsewhere);
	wait_until(&closed, before + 1, "the other thread's request");
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct rlimit limit;
	int i;

	CHECK(!getrlimit(RLIMIT_NOFILE, &limit));
	limit.rlim_cur = limit.rlim_max < 3000 ? limit.rlim_max : 3000;
	CHECK(!setrlimit(RLIMIT_NOFILE, &limit));
	port_ = info.port;
	for (i = 0; i < 3000; i++)
		message[LWS_PRE + i] = (unsigned char)(i * 7);
	memcpy(copy, message, sizeof(message));
	lws_set_log_level(0, NULL);
	context = lws_create_context(&info);
	CHECK(context);
	a_crowd();
	refused_everywhere();
	children();
	from_another_thread();
	/* Some are under way when the context goes. */
	for (i = 0; i < 100; i++) {
		connect_one(i & 1 ? "GET" : NULL, NULL);
		if (i == 50)
			lws_service(context, -1);
	}
	errors = closed = 0;
	lws_context_destroy(context);
	CHECK_EQ(errors + closed, 100);
	puts("ok");
	return 0;
}
