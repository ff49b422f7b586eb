/*
 * lwsx_vhost_choose_subprotocols(): the library leaves the choice, the program makes it or not. And a close frame that the
 * program answers by lwsx_close() in LWSX_CALLBACK_CONTROL goes out, also behind what waits for a peer that reads late.
 *
 * ONLY-OURS: these functions are this library's own.
 */
#include "testing.h"

#include <libwebsockets-extra.h>

static struct lws_vhost *vhost;
static const char *choice, *bound;
static char offered[200];
static int opened, closed;

static int serve(const char *name, struct lws *wsi, enum lws_callback_reasons reason, void *in)
{
	struct lws_process_html_args *args = in;

	switch ((int)reason) {
	case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
		bound = name;
		offered[0] = 0;
		lws_hdr_copy(wsi, offered, sizeof(offered), WSI_TOKEN_PROTOCOL);
		break;
	case LWS_CALLBACK_ADD_HEADERS:
		if (choice)
			return lws_add_http_header_by_name(wsi, (const unsigned char *)"sec-websocket-protocol:",
							   (const unsigned char *)choice, (int)strlen(choice),
							   (unsigned char **)&args->p, (unsigned char *)args->p + args->max_len);
		break;
	case LWS_CALLBACK_ESTABLISHED: opened++; break;
	case LWS_CALLBACK_CLOSED: closed++; break;
	case LWSX_CALLBACK_CONTROL:
		if (lwsx_opcode(wsi) == 8) {
			CHECK_EQ(lwsx_close(lws_get_context(wsi), lwsx_id(wsi), 3001, "mine", 4), 0);
			return 1;
		}
		break;
	default: break;
	}
	return 0;
}

static int first(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user, (void)len;
	return serve("first", wsi, reason, in);
}

static int second(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user, (void)len;
	if (reason == LWS_CALLBACK_RECEIVE) {
		static unsigned char much[LWS_PRE + 8000000];

		CHECK_EQ(lws_write(wsi, much + LWS_PRE, 8000000, LWS_WRITE_BINARY), 8000000);
	}
	return serve("second", wsi, reason, in);
}

static const struct lws_protocols protocols[] = {
	{ "first", first, 0, 0, 0, NULL, 0 },
	{ "second", second, 0, 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 }
};

/* Asks for `offer`: the callback of `to` must get it, and the 101 must name `answer`. NULL: it is refused, there is none. */
static void ask(int port, const char *offer, const char *to, const char *answer)
{
	struct peer *p = peer_open(port);
	char line[100];
	int before = opened;

	bound = NULL;
	peer_ask_upgrade(p, offer);
	WAIT_FOR(p->eof || peer_body(p));
	if (!to) {
		CHECK_EQ(p->in_len, 0);
		CHECK_EQ(opened, before);
		peer_free(p);
		return;
	}
	CHECK(!strncmp((char *)p->in, "HTTP/1.1 101 ", 13));
	CHECK_EQ(opened, before + 1);
	CHECK(bound && !strcmp(bound, to));
	CHECK(!strcmp(offered, offer ? offer : ""));
	snprintf(line, sizeof(line), "rotocol: %s\r\n", answer ? answer : "");
	CHECK_EQ(!!strstr((char *)p->in, answer ? line : "rotocol:"), !!answer);
	peer_free(p);
	WAIT_FOR(closed == opened);
}

static void answered_close(int port)
{
	unsigned char *at;
	size_t n, whole;
	struct peer *p;
	int f, before = closed;
	double begin;

	CHECK_EQ(lwsx_vhost_set_control_frames(vhost, NULL, 1), 0);
	p = peer_websocket(port, "first");
	peer_frame(p, 0x88, "\x03\xe8" "bye", 5);
	WAIT_FOR(p->eof);
	CHECK(peer_has_frame(p, &f, &at, &n, &whole));
	CHECK_EQ(f, 0x88);
	CHECK(n == 6 && !memcmp(at, "\x0b\xb9mine", 6));
	WAIT_FOR(closed == before + 1);
	peer_free(p);

	/* Behind what the kernel refused, and nobody waits for a second goodbye. */
	p = peer_websocket(port, "second");
	p->deaf = 1;
	peer_frame(p, 0x81, "x", 1);
	peer_frame(p, 0x88, "", 0);
	turn_for(0.3);
	CHECK_EQ(closed, before + 1);
	p->deaf = 0;
	begin = now();
	WAIT_FOR(p->eof);
	CHECK(now() - begin < patience() / 5);
	CHECK(peer_has_frame(p, &f, &at, &n, &whole));
	CHECK_EQ(f, 0x82);
	CHECK_EQ(n, 8000000);
	peer_drop(p, whole);
	CHECK(peer_has_frame(p, &f, &at, &n, &whole));
	CHECK_EQ(f, 0x88);
	CHECK(n == 6 && !memcmp(at, "\x0b\xb9mine", 6));
	WAIT_FOR(closed == before + 2);
	peer_free(p);
}

int main(void)
{
	int port;

	lws_set_log_level(0, NULL);
	CHECK_EQ(lwsx_vhost_choose_subprotocols(NULL, 1), -1);
	context = start_server(protocols, &port);
	CHECK(context);
	vhost = lws_get_vhost_by_name(context, "default");
	CHECK(vhost);

	ask(port, "second", "second", "second");
	ask(port, NULL, "first", NULL);
	ask(port, "other", NULL, NULL);

	CHECK_EQ(lwsx_vhost_choose_subprotocols(vhost, 1), 0);
	ask(port, "second", "first", NULL);
	ask(port, "other", "first", NULL);
	ask(port, NULL, "first", NULL);
	choice = "other";
	ask(port, "other", "first", "other");
	choice = NULL;

	CHECK_EQ(lwsx_vhost_choose_subprotocols(vhost, 0), 0);
	ask(port, "second", "second", "second");
	ask(port, "other", NULL, NULL);

	answered_close(port);
	peers_free();
	lws_context_destroy(context);
	CHECK_EQ(closed, opened);
	puts("ok");
	return 0;
}
