/* The websocket protocols. */
#include "feature_server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- echo: what comes goes back, in the same frames ---- */

struct piece {
	struct piece *next;
	size_t len;
	int mode;
};

struct echo {
	struct piece *first, **last;
};

const size_t echo_size = sizeof(struct echo);

int echo(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct echo *s = (struct echo *)user;
	struct piece *p;
	int wrote;

	switch (reason) {
	case LWS_CALLBACK_ESTABLISHED:
		counts.established++;
		s->first = NULL;
		s->last = &s->first;
		break;
	case LWS_CALLBACK_RECEIVE:
		p = malloc(sizeof(*p) + LWS_PRE + len);
		if (!p)
			return -1;
		p->next = NULL;
		p->len = len;
		p->mode = lws_write_ws_flags(lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT,
					     lws_is_first_fragment(wsi), lws_is_final_fragment(wsi));
		if (len)
			memcpy((unsigned char *)(p + 1) + LWS_PRE, in, len);
		*s->last = p;
		s->last = &p->next;
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		p = s->first;
		if (!p)
			break;
		s->first = p->next;
		if (!s->first)
			s->last = &s->first;
		len = p->len;
		wrote = lws_write(wsi, (unsigned char *)(p + 1) + LWS_PRE, len, (enum lws_write_protocol)p->mode);
		free(p);
		if (wrote < (int)len)
			return -1;
		if (s->first)
			lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_CLOSED:
		counts.closed++;
		while ((p = s->first)) {
			s->first = p->next;
			free(p);
		}
		break;
	default:
		break;
	}
	return 0;
}

/* ---- commands: one word says what to do ---- */

struct commands {
	char word[128];
	size_t have;            /* of `word`; or of the bytes that came while reception was off and after */
	int step;
	int counting;           /* 1: reception is off, 2: on again */
	unsigned int answered;
	unsigned char pong[128];
	size_t pong_len;
};

const size_t commands_size = sizeof(struct commands);

static int send_text(struct lws *wsi, const char *text)
{
	unsigned char buf[LWS_PRE + 256];
	size_t len = strlen(text);

	if (len > 256)
		return -1;
	memcpy(buf + LWS_PRE, text, len);

	return lws_write(wsi, buf + LWS_PRE, len, LWS_WRITE_TEXT) < (int)len ? -1 : 0;
}

static int write_of(struct lws *wsi, const char *text, int mode)
{
	unsigned char buf[LWS_PRE + 64];
	size_t len = strlen(text);

	memcpy(buf + LWS_PRE, text, len);

	return lws_write(wsi, buf + LWS_PRE, len, (enum lws_write_protocol)mode) < (int)len ? -1 : 0;
}

static int obey(struct lws *wsi, struct commands *s)
{
	unsigned long number;
	unsigned char *big;
	char text[200], *end;
	int n;

	if (s->pong_len) {
		lws_snprintf(text, sizeof(text), "pong %.*s", (int)s->pong_len, (char *)s->pong);
		s->pong_len = 0;
		return send_text(wsi, text);
	}
	if (!strncmp(s->word, "close ", 6)) {
		number = strtoul(s->word + 6, &end, 10);
		if (*end)
			end++;
		lws_close_reason(wsi, (enum lws_close_status)number, (unsigned char *)end, strlen(end));
		return -1;
	}
	if (!strcmp(s->word, "drop"))
		return -1;
	if (!strcmp(s->word, "fragments")) {
		/* One frame for each WRITEABLE. */
		static const char *const part[] = { "first,", "", " second,", " third." };

		n = s->step ? LWS_WRITE_CONTINUATION : LWS_WRITE_TEXT;
		if (s->step < 3)
			n |= LWS_WRITE_NO_FIN;
		if (write_of(wsi, part[s->step], n))
			return -1;
		if (++s->step < 4)
			lws_callback_on_writable(wsi);
		else
			s->word[0] = '\0';
		return 0;
	}
	if (!strncmp(s->word, "ping ", 5)) {
		n = write_of(wsi, s->word + 5, LWS_WRITE_PING);
		s->word[0] = '\0';
		return n;
	}
	if (!strncmp(s->word, "big ", 4)) {
		number = strtoul(s->word + 4, NULL, 10);
		s->word[0] = '\0';
		big = malloc(LWS_PRE + number);
		if (!big)
			return -1;
		pattern(big + LWS_PRE, 0, number);
		n = lws_write(wsi, big + LWS_PRE, number, LWS_WRITE_BINARY);
		free(big);
		return n < (int)number ? -1 : 0;
	}
	if (s->counting == 2) {
		lws_snprintf(text, sizeof(text), "since then %u", (unsigned int)s->have);
		return send_text(wsi, text);
	}
	if (!strcmp(s->word, "headers")) {
		/* They can be read until ESTABLISHED returns; this was kept from then. */
		s->word[0] = '\0';
		return send_text(wsi, (char *)s->pong);
	}
	return 0;
}

int commands(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct commands *s = (struct commands *)user;
	char arg[32];

	switch (reason) {
	case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
		if (lws_get_urlarg_by_name(wsi, "deny=", arg, sizeof(arg)))
			return 1;
		break;
	case LWS_CALLBACK_ESTABLISHED:
		counts.established++;
		lws_hdr_copy(wsi, (char *)s->pong, sizeof(s->pong), WSI_TOKEN_GET_URI);
		break;
	case LWS_CALLBACK_RECEIVE:
		if (s->counting) {
			if (s->counting == 1)
				return -1;      /* reception is off */
			s->have += len;
			lws_callback_on_writable(wsi);
			break;
		}
		if (lws_is_first_fragment(wsi))
			s->have = 0;
		if (len >= sizeof(s->word) - s->have)
			return -1;
		if (len)
			memcpy(s->word + s->have, in, len);
		s->have += len;
		s->word[s->have] = '\0';
		s->step = 0;
		if (!lws_is_final_fragment(wsi))
			break;
		if (!strcmp(s->word, "hold")) {
			s->counting = 1;
			s->have = 0;
			lws_rx_flow_control(wsi, 0);
			lws_set_timer_usecs(wsi, 200 * LWS_US_PER_MS);
			break;
		}
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_TIMER:
		s->counting = 2;
		lws_rx_flow_control(wsi, 1);
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_RECEIVE_PONG:
		if (len > sizeof(s->pong))
			return -1;
		memcpy(s->pong, in, len);
		s->pong_len = len;
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
		counts.last_close = len < 2 ? 0 : ((unsigned char *)in)[0] << 8 | ((unsigned char *)in)[1];
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		return obey(wsi, s);
	case LWS_CALLBACK_CLOSED:
		counts.closed++;
		break;
	default:
		break;
	}
	return 0;
}

/* ---- news: sends a number when all are asked to write ---- */

struct news {
	unsigned int written;
	int silent;
};

const size_t news_size = sizeof(struct news);

int news(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct news *s = (struct news *)user;
	char text[64];

	(void)in;
	(void)len;
	switch (reason) {
	case LWS_CALLBACK_ESTABLISHED:
		counts.established++;
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		lws_snprintf(text, sizeof(text), "%s %u", lws_get_vhost_name(lws_get_vhost(wsi)), ++s->written);
		return send_text(wsi, text);
	case LWS_CALLBACK_CLOSED:
		counts.closed++;
		break;
	default:
		break;
	}
	return 0;
}
