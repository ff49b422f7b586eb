/*
 * Several vhosts of a context, on one port and on several: which protocols begin, with which options, which of them gets
 * new connections, what each keeps, who takes a listening socket over, and the order of their ends.
 */
#include "testing.h"
#include <stdarg.h>

static char seen[8192];
static int fail_init = -1;
static unsigned int quiet = 1;

static void note(const char *format, ...)
{
	size_t at = strlen(seen);
	va_list ap;

	va_start(ap, format);
	vsnprintf(seen + at, sizeof(seen) - at, format, ap);
	va_end(ap);
}

static void expect(const char *what)
{
	if (strcmp(seen, what))
		FAIL("\n  saw      %s\n  expected %s", seen, what);
	seen[0] = 0;
}

#define MY_REASON (LWS_CALLBACK_USER + 5)

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	const struct lws_protocols *p = lws_get_protocol(wsi);
	const struct lws_protocol_vhost_options *o;
	struct lws_vhost *vh = lws_get_vhost(wsi);
	const char *name = vh ? lws_get_vhost_name(vh) : "none", *place = p ? p->name : "none";
	int *mine;

	(void)user;
	switch ((int)reason) {
	case LWS_CALLBACK_PROTOCOL_INIT:
		note("init:%s:%s", name, place);
		for (o = in; o; o = o->next)
			note("(%s=%s)", o->name, o->value);
		note(" ");
		mine = lws_protocol_vh_priv_zalloc(vh, p, sizeof(int));
		CHECK(mine && !*mine);
		*mine = 7 + (int)p->id;
		CHECK(lws_protocol_vh_priv_get(vh, p) == mine);
		CHECK(lws_vhost_name_to_protocol(vh, place) == p);
		return fail_init == (int)p->id;
	case LWS_CALLBACK_PROTOCOL_DESTROY:
		note("destroy:%s:%s ", name, place);
		mine = lws_protocol_vh_priv_get(vh, p);
		CHECK(mine && *mine == 7 + (int)p->id);
		break;
	case LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED:
	case LWS_CALLBACK_FILTER_HTTP_CONNECTION:
	case LWS_CALLBACK_FILTER_NETWORK_CONNECTION:
		if (!quiet)
			note("%d:%s:%s ", (int)reason, name, place);
		break;
	case MY_REASON:
		note("mine:%s:%s:%s%u ", name, place, in ? (char *)in : "", (unsigned int)len);
		return in && *(char *)in == '!' && p && p->id == 1;
	case LWS_CALLBACK_HTTP: {
		unsigned char buf[LWS_PRE + 512], *start = buf + LWS_PRE, *at = start;
		int n;

		if (!quiet)
			note("%d:%s:%s ", (int)reason, name, place);
		if (lws_add_http_common_headers(wsi, 200, "text/plain", strlen(name), &at, buf + sizeof(buf)) ||
		    lws_finalize_write_http_header(wsi, start, &at, buf + sizeof(buf)))
			return -1;
		n = (int)strlen(name);
		memcpy(start, name, (size_t)n);
		if (lws_write(wsi, start, (size_t)n, LWS_WRITE_HTTP_FINAL) != n)
			return -1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	}
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "zero", .callback = callback, .per_session_data_size = 4, .id = 0 },
	{ .name = "one", .callback = callback, .per_session_data_size = 4, .id = 1 },
	{ .name = NULL },
};

static void finalize(struct lws_vhost *vh, void *arg)
{
	(void)vh;
	note("finalize:%s ", (char *)arg);
}

static struct lws_vhost *vhost(const char *name, int port, const struct lws_protocol_vhost_options *pvo,
			       uint64_t options)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct lws_vhost *vh;

	info.vhost_name = name;
	info.port = port;
	info.pvo = pvo;
	info.options = options;
	info.user = (void *)(uintptr_t)name;
	info.finalize = finalize;
	info.finalize_arg = (void *)(uintptr_t)name;
	vh = lws_create_vhost(context, &info);
	CHECK(vh);
	CHECK(lws_get_vhost_user(vh) == name);
	CHECK(!strcmp(lws_get_vhost_name(vh), name));
	CHECK(lws_get_vhost_by_name(context, name) == vh);
	return vh;
}

static struct peer *get(int port, const char *host, const char *answer)
{
	struct peer *p = peer_open(port);
	char text[200];

	snprintf(text, sizeof(text), "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", host);
	peer_text(p, text);
	WAIT_FOR(p->eof || (peer_body(p) && strlen(peer_body(p)) >= strlen(answer)));
	if (p->eof || strcmp(peer_body(p), answer))
		FAIL("%s: got %s, not %s", host, p->in ? (char *)p->in : "nothing", answer);
	return p;
}

static int refused(int port)
{
	struct sockaddr_in a;
	int fd = socket(AF_INET, SOCK_STREAM, 0), r;

	memset(&a, 0, sizeof(a));
	a.sin_family = AF_INET;
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a.sin_port = htons((unsigned short)port);
	r = connect(fd, (struct sockaddr *)&a, sizeof(a));
	close(fd);
	return r != 0;
}

static const struct lws_protocol_vhost_options is_default = { NULL, NULL, "default", "1" };
static const struct lws_protocol_vhost_options colour = { &is_default, NULL, "colour", "red" };
/* lws 4.3 initializes those alone that are named here. */
static const struct lws_protocol_vhost_options for_zero = { NULL, NULL, "zero", "" };
static const struct lws_protocol_vhost_options for_one = { &for_zero, &colour, "one", "" };

static int explicit_context(uint64_t options)
{
	struct lws_context_creation_info info = server_info(NULL);

	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | options;
	context = lws_create_context(&info);
	CHECK(context);
	return info.port;
}

static void begins(void)
{
	int port = explicit_context(0), other = free_port();
	struct lws_vhost *a, *c;

	CHECK(!lws_get_vhost_by_name(context, "a"));
	a = vhost("a", port, NULL, 0);
	vhost("b", port, &for_one, 0);
	c = vhost("c", other, NULL, LWS_SERVER_OPTION_SKIP_PROTOCOL_INIT);
	CHECK_EQ(lws_get_vhost_port(a), port);
	CHECK_EQ(lws_get_vhost_listen_port(c), other);
	expect("");
	lws_service(context, -1);
	lws_service(context, -1);
	lws_service(context, -1);
	turn_for(0.6);
	expect("init:a:zero init:a:one init:b:zero init:b:one(colour=red)(default=1) ");
	/* A vhost that comes later begins at once. */
	vhost("d", CONTEXT_PORT_NO_LISTEN, NULL, 0);
	expect("init:d:zero init:d:one ");

	peer_free(get(port, "a", "a"));
	peer_free(get(port, "b", "b"));
	peer_free(get(port, "elsewhere", "a"));
	peer_free(get(other, "a", "c"));

	/* New connections belong to the default protocol of the vhost that listens, requests to the first. */
	turn_for(0.1);
	seen[0] = 0;
	CHECK_EQ(lws_callback_vhost_protocols_vhost(a, MY_REASON, (void *)(uintptr_t)"x", 3), 0);
	expect("mine:a:zero:x3 mine:a:one:x3 ");
	CHECK_EQ(lws_callback_vhost_protocols_vhost(a, MY_REASON, (void *)(uintptr_t)"!", 1), 1);
	expect("mine:a:zero:!1 mine:a:one:!1 ");
#if LWS_LIBRARY_VERSION_NUMBER > 4002000
	CHECK(lws_vhd_find_by_pvo(context, "one", "colour", "red") ==
	      lws_protocol_vh_priv_get(lws_get_vhost_by_name(context, "b"),
				       lws_vhost_name_to_protocol(lws_get_vhost_by_name(context, "b"), "one")));
	CHECK(!lws_vhd_find_by_pvo(context, "one", "colour", "blue"));
	CHECK(!lws_vhd_find_by_pvo(context, "zero", "colour", "red"));
#endif
	lws_context_destroy(context);
	context = NULL;
	expect("destroy:a:zero destroy:a:one finalize:a destroy:b:zero destroy:b:one finalize:b finalize:c "
	       "destroy:d:zero destroy:d:one finalize:d ");
}

static void default_protocol(void)
{
	int port = explicit_context(0);
	struct peer *p;

	vhost("v", port, &for_one, 0);
	lws_service(context, -1);
	turn_for(0.6);
	seen[0] = 0;
	quiet = 0;
	p = get(port, "v", "v");
	expect("17:v:zero 19:v:one 18:v:one 12:v:zero ");
	peer_drop(p, p->in_len);
	peer_text(p, "GET / HTTP/1.1\r\nHost: v\r\n\r\n");
	WAIT_FOR(peer_body(p) && *peer_body(p));
	expect("18:v:zero 12:v:zero ");
	quiet = 1;
	lws_context_destroy(context);
	context = NULL;
	seen[0] = 0;
}

/* The socket goes over to another vhost of the port; the last one takes it with it. */
static void handover(void)
{
	int port = explicit_context(0);
	struct lws_vhost *a = vhost("a", port, NULL, 0), *b = vhost("b", port, NULL, 0);

	turn_for(0.6);
	peer_free(get(port, "a", "a"));
	turn_for(0.1);
	seen[0] = 0;
	lws_vhost_destroy(a);
	turn_for(0.1);
	expect("destroy:a:zero destroy:a:one finalize:a ");
	CHECK(!lws_get_vhost_by_name(context, "a"));
	peer_free(get(port, "a", "b"));
	turn_for(0.1);
	lws_vhost_destroy(b);
	turn_for(0.1);
	lws_context_destroy(context);
	CHECK(refused(port));
	context = NULL;
	seen[0] = 0;
}

int main(void)
{
	lws_set_log_level(0, NULL);
	begins();
	default_protocol();
	handover();
	return pass();
}
