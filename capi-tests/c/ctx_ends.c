/*
 * lws_context_destroy() and lws_vhost_destroy() from every place that the library calls: each kind of callback, timers,
 * readers of messages, watchers of the state, finalize. The service call gives less than 0 when the context went, every
 * protocol that began ends once, every connection gets its last callback once, and the pointer of `pcontext` is NULL.
 * A protocol that fails to begin, a context that is replaced by another.
 *
 * ONLY-OURS: lws 4.1 crashes or goes on in several of these.
 */
#include "testing.h"

enum { IN_SUL = 5000, IN_SMD, IN_STATE, IN_FINALIZE, IN_ATTACHED, IN_TOLD_END };

static int when, hit, vhost_alone, began, ended, created, destroyed, finalized, fail_at = -1;
static struct lws_context *place;

static void end_it(struct lws *wsi)
{
	if (hit)
		return;
	hit = 1;
	if (vhost_alone && wsi && lws_get_vhost(wsi)) {
		lws_vhost_destroy(lws_get_vhost(wsi));
		/* A second time is harmless. */
		lws_vhost_destroy(lws_get_vhost(wsi));
		return;
	}
	lws_context_destroy(place);
	lws_context_destroy(place);
	CHECK_EQ(lws_context_is_being_destroyed(place), 1);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	const struct lws_protocols *p = lws_get_protocol(wsi);

	(void)user;
	(void)in;
	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_PROTOCOL_INIT:
		if (p && fail_at == (int)p->id)
			return 1;
		began++;
		break;
	case LWS_CALLBACK_PROTOCOL_DESTROY: ended++; break;
	case LWS_CALLBACK_WSI_CREATE: created++; break;
	case LWS_CALLBACK_WSI_DESTROY: destroyed++; break;
	case LWS_CALLBACK_ESTABLISHED:
		lws_callback_on_writable(wsi);
		lws_set_timer_usecs(wsi, 1000);
		break;
	default: break;
	}
	if ((int)reason == when)
		end_it(wsi);
	if (reason == LWS_CALLBACK_HTTP && in && !strcmp(in, "/"))
		return lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, NULL) || lws_http_transaction_completed(wsi);
	if (reason == LWS_CALLBACK_HTTP_BODY_COMPLETION)
		return lws_return_http_status(wsi, HTTP_STATUS_OK, NULL) || lws_http_transaction_completed(wsi);
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .per_session_data_size = 8, .id = 0 },
	{ .name = "two", .callback = callback, .per_session_data_size = 8, .id = 1 },
	{ .name = NULL },
};

static void on_sul(lws_sorted_usec_list_t *sul)
{
	(void)sul;
	if (when == IN_SUL)
		end_it(NULL);
}

static int on_message(void *opaque, lws_smd_class_t class, lws_usec_t timestamp, void *buf, size_t len)
{
	(void)opaque;
	(void)class;
	(void)timestamp;
	(void)buf;
	(void)len;
	if (when == IN_SMD)
		end_it(NULL);
	return 0;
}

static int on_state(lws_state_manager_t *mgr, lws_state_notify_link_t *link, int current, int target)
{
	(void)mgr;
	(void)link;
	if (when == IN_STATE && target == LWS_SYSTATE_OPERATIONAL && current == target)
		end_it(NULL);
	if (when == IN_TOLD_END && target == LWS_SYSTATE_POLICY_INVALID)
		end_it(NULL);
	return 0;
}

static lws_state_notify_link_t link_ = { .notify_cb = on_state, .name = "watch" };
static lws_state_notify_link_t *const links[] = { &link_, NULL };

static void finalize(struct lws_vhost *vh, void *arg)
{
	(void)vh;
	(void)arg;
	finalized++;
	if (when == IN_FINALIZE)
		end_it(NULL);
}

static void on_attached(struct lws_context *cx, int tsi, void *opaque)
{
	(void)cx;
	(void)tsi;
	(void)opaque;
	if (when == IN_ATTACHED)
		end_it(NULL);
}

static const lws_system_ops_t ops = { .attach = __lws_system_attach };

static struct lws_context_creation_info setup(void)
{
	struct lws_context_creation_info info = server_info(protocols);

	info.register_notifier_list = links;
	info.early_smd_cb = on_message;
	info.early_smd_class_filter = LWSSMDCL_SYSTEM_STATE;
	info.finalize = finalize;
	info.system_ops = &ops;
	info.pcontext = &place;
	hit = began = ended = created = destroyed = finalized = 0;
	return info;
}

static void one_end(int reason, int alone)
{
	struct lws_context_creation_info info = setup();
	lws_sorted_usec_list_t sul;
	struct peer *p, *bystander = NULL;
	double end = now() + patience();
	int port = info.port, i;

	memset(&sul, 0, sizeof(sul));
	when = reason;
	vhost_alone = alone;
	place = NULL;
	context = lws_create_context(&info);
	CHECK(context && place == context);
	lws_sul_schedule(context, 0, &sul, on_sul, 1000);
	CHECK(!__lws_system_attach(context, 0, on_attached, LWS_SYSTATE_OPERATIONAL, NULL, NULL));
	p = peer_open(port);
	peer_ask_upgrade(p, "two");
	peer_frame(p, 0x81, "text", 4);
	peer_frame(p, 0x8a, "pong", 4);
	peer_frame(p, 0x88, "\x03\xe8", 2);
	bystander = peer_open(port);
	peer_text(bystander, "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
			     "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
	for (i = 0; !hit && now() < end; i++) {
		if (i == 200) /* some come only then */
			lws_context_destroy(context);
		if (hit || !place)
			break;
		turn();
		if (service_result < 0)
			break;
		if (i > 20 && i % 20 == 0 && !hit)
			lws_cancel_service(context);
		if (reason == IN_FINALIZE && i > 50) {
			lws_vhost_destroy(lws_get_vhost_by_name(context, "default"));
			break;
		}
	}
	if (!hit)
		FAIL("reason %d did not come", reason);
	if (alone && place) {
		for (i = 0; i < 20; i++)
			turn();
		CHECK_EQ(service_result, 0);
		CHECK(!lws_get_vhost_by_name(context, "default"));
		lws_context_destroy(context);
	} else if (place) {
		CHECK(lws_service(context, -1) < 0);
	}
	CHECK(!place);
	context = NULL;
	WAIT_FOR(p->eof && bystander->eof);
	if (began != ended || began > 2)
		FAIL("reason %d: %d protocols began, %d ended", reason, began, ended);
	CHECK(destroyed == created || destroyed == created + 1);
	CHECK_EQ(finalized, 1);
	peers_free();
}

/* The others begin no more, none of them ends, and the context goes on (as with lws 4.3). */
static void failing_protocol(void)
{
	struct lws_context_creation_info info = setup();
	struct peer *p;

	when = -1;
	fail_at = 0;
	context = lws_create_context(&info);
	CHECK(context);
	p = peer_websocket(info.port, "two");
	CHECK_EQ(began, 0);
	/* Vhosts that come later are not begun either. */
	info.port = CONTEXT_PORT_NO_LISTEN;
	info.vhost_name = "later";
	fail_at = -1;
	CHECK(lws_create_vhost(context, &info));
	CHECK_EQ(began, 0);
	peer_free(p);
	turn_for(0.05);
	lws_context_destroy(context);
	context = NULL;
	CHECK_EQ(ended, 0);
	CHECK_EQ(finalized, 2);
}

static int reloaded;

static int reload(void)
{
	reloaded++;
	return 0;
}

/* It stops listening; its connections go on; another context takes the port. */
static void deprecated(void)
{
	struct lws_context_creation_info info = setup();
	struct lws_context *old, *new;
	struct peer *p;

	when = -1;
	info.pcontext = NULL;
	info.register_notifier_list = NULL;
	old = context = lws_create_context(&info);
	CHECK(context);
	p = peer_websocket(info.port, "one");
	CHECK_EQ(lws_context_is_deprecated(old), 0);
	lws_context_deprecate(old, reload);
	CHECK_EQ(reloaded, 1);
	CHECK_EQ(lws_context_is_deprecated(old), 1);
	new = lws_create_context(&info);
	CHECK(new);
	peer_frame(p, 0x89, "still", 5);
	WAIT_FOR(p->in_len >= 7);
	CHECK(!memcmp(p->in, "\x8a\x05still", 7));
	context = new;
	peer_websocket(info.port, "one");
	lws_context_destroy(old);
	lws_context_destroy(new);
	context = NULL;
	peers_free();
}

int main(void)
{
	static const int reasons[] = {
		LWS_CALLBACK_PROTOCOL_INIT, LWS_CALLBACK_PROTOCOL_DESTROY, LWS_CALLBACK_FILTER_NETWORK_CONNECTION,
		LWS_CALLBACK_WSI_CREATE, LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED, LWS_CALLBACK_WSI_DESTROY,
		LWS_CALLBACK_FILTER_HTTP_CONNECTION, LWS_CALLBACK_HTTP_BIND_PROTOCOL, LWS_CALLBACK_HTTP,
		LWS_CALLBACK_HTTP_BODY, LWS_CALLBACK_HTTP_BODY_COMPLETION, LWS_CALLBACK_HTTP_DROP_PROTOCOL,
		LWS_CALLBACK_CLOSED_HTTP, LWS_CALLBACK_HTTP_CONFIRM_UPGRADE, LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION,
		LWS_CALLBACK_ADD_HEADERS, LWS_CALLBACK_ESTABLISHED,
		LWS_CALLBACK_RECEIVE, LWS_CALLBACK_RECEIVE_PONG, LWS_CALLBACK_SERVER_WRITEABLE,
		LWS_CALLBACK_WS_PEER_INITIATED_CLOSE, LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL, LWS_CALLBACK_CLOSED,
		LWS_CALLBACK_EVENT_WAIT_CANCELLED, IN_SUL, IN_SMD, IN_STATE, IN_FINALIZE, IN_ATTACHED, IN_TOLD_END,
	};
	size_t n;

	lws_set_log_level(0, NULL);
	for (n = 0; n < sizeof(reasons) / sizeof(reasons[0]); n++) {
		one_end(reasons[n], 0);
		if (reasons[n] < IN_SUL)
			one_end(reasons[n], 1);
	}
	failing_protocol();
	deprecated();
	return pass();
}
