/*
 * More words of a script: those about websockets, about what can be asked of a connection, and about many connections
 * at once. As in actions.c, each calls one function of the API and logs what it gave.
 */
#define _GNU_SOURCE
#include "recorder.h"
#include <stdlib.h>
#include <string.h>

/* Session memory of the program's own, for lws_set_wsi_user(). */
static unsigned char own_user[64];

static const char *yes(int condition)
{
	return condition ? "yes" : "no";
}

/* What the connection is, in words that do not depend on addresses. */
static void show_info(struct event *e)
{
	struct lws *wsi = e->wsi;
	const struct lws_protocols *p = lws_get_protocol(wsi);

	log_line(". %s info reserved=%d allowance=%ld network=%s parent=%s child=%s context=%s vhost=%s protocol=%s "
		 "user=%s ssl=%d fd=%s", e->conn->id, lws_get_reserved_bits(wsi),
		 (long)lws_get_peer_write_allowance(wsi), lws_get_network_wsi(wsi) == wsi ? "self" : "other",
		 lws_get_parent(wsi) ? "some" : "none", lws_get_child(wsi) ? "some" : "none",
		 yes(lws_get_context(wsi) == the_context), lws_get_vhost(wsi) ? lws_get_vhost_name(lws_get_vhost(wsi)) : "none",
		 p && p->name ? p->name : "none", yes(lws_wsi_user(wsi) == e->user), lws_is_ssl(wsi),
		 yes(lws_get_socket_fd(wsi) >= 0));
}

static void show_peer(struct event *e)
{
	char simple[64] = "untouched", name[64] = "untouched", rip[64] = "untouched", shorter[6] = "....";

	lws_get_peer_simple(e->wsi, simple, sizeof(simple));
	lws_get_peer_simple(e->wsi, shorter, sizeof(shorter));
	lws_get_peer_addresses(e->wsi, lws_get_socket_fd(e->wsi), name, sizeof(name), rip, sizeof(rip));
	log_line(". %s peer simple=%s short=%s rip=%s", e->conn->id, simple, shorter, rip);
}

static int number_of(const struct text *t, int otherwise)
{
	return t->bytes ? atoi(t->bytes) : otherwise;
}

/* One of the functions is marked as deprecated; programs call it all the same. */
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif

/* 1 if the word is one of these. */
int perform_ws(struct event *e, const struct action *a, int *last)
{
	const char *what = a->word[0].bytes, *w1 = a->words > 1 ? a->word[1].bytes : NULL;
	const char *id = e->conn ? e->conn->id : "ctx";
	const struct lws_protocols *p = e->wsi ? lws_get_protocol(e->wsi) : NULL;
	struct lws *wsi = e->wsi;
	int n = *last;

#define IS(x) (!strcmp(what, x))
	if (IS("info"))
		show_info(e);
	else if (IS("peer"))
		show_peer(e);
	else if (IS("write_null")) { /* write_null NUMBER */
		n = lws_write(wsi, NULL, 0, (enum lws_write_protocol)atoi(w1));
		log_line(". %s write_null %s = %d", id, w1, n);
	} else if (IS("write_as")) { /* write_as NUMBER TEXT: a mode by its number */
		unsigned char room[LWS_PRE + 512];

		memcpy(room + LWS_PRE, a->word[2].bytes, a->word[2].len);
		n = lws_write(wsi, room + LWS_PRE, a->word[2].len, (enum lws_write_protocol)atoi(w1));
		log_line(". %s write_as %s = %d", id, w1, n);
	} else if (IS("flags")) { /* flags MODE FIRST FINAL */
		n = lws_write_ws_flags(atoi(w1), number_of(&a->word[2], 0), number_of(&a->word[3], 0));
		log_line(". %s flags = %d", id, n);
	} else if (IS("reason_null")) { /* reason_null CODE LENGTH: a length without a text */
		lws_close_reason(wsi, (enum lws_close_status)atoi(w1), NULL, (size_t)number_of(&a->word[2], 0));
		log_line(". %s reason_null %s", id, w1);
	} else if (IS("own_user")) {
		lws_set_wsi_user(wsi, own_user);
		log_line(". %s own_user %s", id, yes(lws_wsi_user(wsi) == own_user));
	} else if (IS("no_user")) {
		lws_set_wsi_user(wsi, NULL);
		log_line(". %s no_user %s", id, yes(!lws_wsi_user(wsi)));
	} else if (IS("opaque")) { /* opaque NUMBER: sets it; without a number: what is it */
		if (w1)
			lws_set_opaque_user_data(wsi, (void *)(lws_intptr_t)atoi(w1));
		log_line(". %s opaque %ld", id, (long)(lws_intptr_t)lws_get_opaque_user_data(wsi));
	} else if (IS("rx_allow_all")) {
		lws_rx_flow_allow_all_protocol(the_context, p);
		log_line(". %s rx_allow_all", id);
	} else if (IS("callback_all")) { /* callback_all NUMBER */
		n = lws_callback_all_protocol(the_context, p, atoi(w1));
		log_line(". %s callback_all = %d", id, n);
	} else if (IS("callback_all_vhost")) {
		n = lws_callback_all_protocol_vhost(lws_get_vhost(wsi), p, atoi(w1));
		log_line(". %s callback_all_vhost = %d", id, n);
	} else if (IS("callback_all_args")) { /* callback_all_args NUMBER TEXT */
		n = lws_callback_all_protocol_vhost_args(lws_get_vhost(wsi), a->words > 3 ? NULL : p, atoi(w1),
							 a->word[2].bytes, a->word[2].len);
		log_line(". %s callback_all_args = %d", id, n);
	} else if (IS("on_writable_all_vhost")) {
		n = lws_callback_on_writable_all_protocol_vhost(lws_get_vhost(wsi), p);
		log_line(". %s on_writable_all_vhost = %d", id, n);
	} else if (IS("validity")) {
		lws_validity_confirmed(wsi);
		log_line(". %s validity", id);
	} else if (IS("close_length"))
		log_line(". %s close_length %d", id, n = lws_get_close_length(wsi));
	else
		return 0;
#undef IS
	*last = n;
	return 1;
}
