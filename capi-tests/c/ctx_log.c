/*
 * Log contexts of a context and of a vhost: who writes where, what stands before the lines, and how their users are
 * counted; memory that the program sees its own allocator give. Since lws 4.3: the first part is for ABI 19 alone.
 *
 * ONLY-OURS: lws counts its connections among the users, too.
 */
#include "testing.h"

static int allocated, freed;

static void *allocator(void *ptr, size_t size, const char *reason)
{
	if (!size) {
		freed++;
		free(ptr);
		return NULL;
	}
	if (!ptr && (!strcmp(reason, "user space") || !strcmp(reason, "vh priv"))) {
		allocated++;
		CHECK(size == 77 || size == 33);
	}
	return realloc(ptr, size);
}

static void say(struct lws *wsi);

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_PROTOCOL_INIT)
		CHECK(lws_protocol_vh_priv_zalloc(lws_get_vhost(wsi), lws_get_protocol(wsi), 33));
	if (reason == LWS_CALLBACK_ESTABLISHED) {
		CHECK(user && !*(char *)user);
		say(wsi);
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback, .per_session_data_size = 77 },
	{ .name = NULL },
};

#if LWS_LIBRARY_VERSION_NUMBER > 4002000

static char lines[4096];
static int uses[2];

static void counted(struct lws_log_cx *cx, int change)
{
	uses[*(int *)cx->opaque] += change;
}

static void emit(struct lws_log_cx *cx, int level, const char *line, size_t len)
{
	size_t at = strlen(lines);

	CHECK_EQ(strlen(line), len);
	(void)level;
	snprintf(lines + at, sizeof(lines) - at, "%d:%s", *(int *)cx->opaque,
		 *line == '[' && strchr(line, ']') ? strchr(line, ':') + 1 : line);
}

static int zero = 0, one = 1;
static lws_log_cx_t of_context = {
	.u.emit_cx = emit, .refcount_cb = counted, .opaque = &zero,
	.lll_flags = LLLF_LOG_CONTEXT_AWARE | LLL_ERR | LLL_USER,
};
static lws_log_cx_t of_vhost = {
	.u.emit_cx = emit, .refcount_cb = counted, .opaque = &one,
	.lll_flags = LLLF_LOG_CONTEXT_AWARE | LLL_ERR | LLL_USER,
};

static void say(struct lws *wsi)
{
	struct lws_vhost *vh = lws_get_vhost(wsi);

	CHECK(lwsl_wsi_get_cx(wsi) == &of_vhost && lwsl_vhost_get_cx(vh) == &of_vhost);
	CHECK(lwsl_context_get_cx(context) == &of_context);
	CHECK(!strncmp(lws_vh_tag(vh), "[vh|1|v|lo|lo|", 14));
	CHECK(!strcmp(lws_wsi_tag(wsi), "[wsisrv|0|adopted]"));
	lwsl_wsi_user(wsi, "from a connection");
	lwsl_vhost_user(vh, "from a vhost");
	lwsl_cx_user(context, "from a context");
}

static int contains(const char *what)
{
	return strstr(lines, what) != NULL;
}

static void log_contexts(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct peer *p;

	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	info.log_cx = &of_context;
	info.vhost_name = "name";
	context = lws_create_context(&info);
	CHECK(context && uses[0] == 1 && of_context.refcount == 1);
	info.log_cx = &of_vhost;
	info.vhost_name = "v";
	CHECK(lws_create_vhost(context, &info));
	CHECK_EQ(uses[1], 1);
	/* The library's own lines go there, too: this one cannot listen. */
	info.log_cx = NULL;
	info.iface = "127.0.0.1";
	lines[0] = 0;
	CHECK(!lws_create_vhost(context, &info));
	CHECK(!strncmp(lines, "0:", 2) && strchr(lines, '\n'));
	CHECK_EQ(uses[0], 1);
	p = peer_websocket(info.port, "one");
	if (!contains(": say: from a connection\n") || !contains(": say: from a vhost\n") ||
	    !contains("name: say: from a context\n") || !contains("[wsisrv|0|adopted]: "))
		FAIL("the lines are: %s", lines);
	peer_free(p);
	lws_context_destroy(context);
	context = NULL;
	CHECK(!uses[0] && !uses[1] && !of_context.refcount && !of_vhost.refcount);

	/* Also a context that is refused tells there why. */
	info.log_cx = &of_context;
	info.options = 0;
	info.port = 70000;
	lines[0] = 0;
	CHECK(!lws_create_context(&info));
	CHECK(contains("70000") && !uses[0]);
}
#else
static void say(struct lws *wsi)
{
	(void)wsi;
}
static void log_contexts(void)
{
}
#endif

int main(void)
{
	struct lws_context_creation_info info;
	struct peer *p;

	lws_set_log_level(LLL_ERR, NULL);
	log_contexts();
#if LWS_LIBRARY_VERSION_NUMBER > 4002000
	info = server_info(protocols);
	info.log_cx = &of_vhost;
#else
	info = server_info(protocols);
#endif
	lws_set_allocator(allocator);
	info.vhost_name = "v";
#if LWS_LIBRARY_VERSION_NUMBER > 4002000
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	info.log_cx = &of_context;
	context = lws_create_context(&info);
	info.log_cx = &of_vhost;
	CHECK(context && lws_create_vhost(context, &info));
#else
	context = lws_create_context(&info);
#endif
	CHECK(context);
	p = peer_websocket(info.port, "one");
	CHECK_EQ(allocated, 2);
	peer_free(p);
	lws_context_destroy(context);
	context = NULL;
	CHECK_EQ(freed, 2);
	lws_set_allocator(NULL);
	return pass();
}
