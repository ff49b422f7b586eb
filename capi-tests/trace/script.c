/*
 * The recorder's script: what the server has, and what each callback does. A line each:
 *
 *   protocol NAME [rx=N] [session=N] [tx=N]        the first one is protocols[0]
 *   mount URL KIND ORIGIN [def=FILE] [protocol=NAME] [max_age=N] [reusable] [revalidate] [shared] [mime=.ext:type]
 *                     [auth=FILE] [mask=NUMBER] [interpret=.ext:protocol] [env=NAME:VALUE]
 *                                                  KIND: file, callback, redirect_http, redirect_https
 *   reject WORD "STATUS TEXT"                      reject_service_keywords
 *   pvo PROTOCOL NAME VALUE                        a per-vhost option of a protocol
 *   set KEY VALUE                                  a member of the creation info, see settings[]; `set option NUMBER`
 *                                                  sets one bit of `options`
 *   header NAME: VALUE                             a header of the vhost
 *   deflate                                        permessage-deflate is offered
 *   default dummy|zero                             what callbacks without a rule do (dummy: lws_callback_http_dummy)
 *   on REASON[#n][@protocol][=text]: ACTION; ...   the first rule that fits counts; #n is the nth time of this reason
 *                                                  on this connection, =text is what `in` must be
 *
 * An action is a word and its arguments; "..." holds spaces and ; and knows \n \r \" \\ \xNN; @N is N bytes of a pattern.
 */
#define _GNU_SOURCE
#include "recorder.h"
#include <stdlib.h>
#include <string.h>

struct rule {
	struct rule *next;
	int reason;
	unsigned int nth;
	char *protocol, *equals;
	struct action *actions;
};

static struct rule *rules;
static struct action *kept; /* the lines that are no rules: what they say is pointed to */
static struct lws_protocols protocols[9];
static struct lws_http_mount mounts[8];
static struct lws_protocol_vhost_options headers[8], mimes[8], rejects[8], pvos[16], pvo_values[16];
static int n_protocols, n_mounts, n_headers, n_mimes, n_rejects, n_pvos, default_dummy;
static const struct lws_extension extensions[] = {
	{ "permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate" },
	{ NULL, NULL, NULL }
};

void script_bad(const char *what, const char *which)
{
	fprintf(stderr, "script: %s: %s\n", what, which);
	exit(2);
}

/* one word from *at, unquoted, or 0 at the end of the action */
static int next_word(const char **at, struct text *w)
{
	const char *p = *at;
	char digits[3] = { 0 }, *o;
	unsigned long n, k;
	int quoted;

	while (*p == ' ')
		p++;
	if (!*p || *p == ';') {
		*at = p;
		return 0;
	}
	if (*p == '@') {
		n = strtoul(p + 1, (char **)&p, 10);
		w->bytes = malloc(n + 1);
		if (!w->bytes)
			abort();
		for (k = 0; k < n; k++)
			w->bytes[k] = (char)('a' + k % 26);
		w->bytes[n] = 0;
		w->len = n;
		*at = p;
		return 1;
	}
	quoted = *p == '"';
	p += quoted;
	o = w->bytes = malloc(strlen(p) + 1);
	if (!o)
		abort();
	while (*p && (quoted ? *p != '"' : *p != ' ' && *p != ';')) {
		if (*p != '\\') {
			*o++ = *p++;
			continue;
		}
		p++;
		switch (*p) {
		case 'n': *o++ = '\n'; break;
		case 'r': *o++ = '\r'; break;
		case 'x':
			memcpy(digits, p + 1, 2);
			*o++ = (char)strtoul(digits, NULL, 16);
			p += 2;
			break;
		default: *o++ = *p; break;
		}
		p++;
	}
	p += quoted && *p == '"';
	*o = 0;
	w->len = (size_t)(o - w->bytes);
	*at = p;
	return 1;
}

static struct action *parse_actions(const char *at)
{
	struct action *first = NULL, **tail = &first, *a;

	for (;;) {
		a = calloc(1, sizeof(*a));
		if (!a)
			abort();
		while (a->words < MAX_WORDS && next_word(&at, &a->word[a->words]))
			a->words++;
		if (a->words) {
			*tail = a;
			tail = &a->next;
		}
		while (*at == ' ')
			at++;
		if (*at++ != ';')
			return first;
	}
}

static void parse_rule(char *line)
{
	struct rule *r = calloc(1, sizeof(*r)), **tail = &rules;
	char *actions = strstr(line, ": "), *p;

	if (!r || !actions)
		script_bad("no actions", line);
	*actions = 0;
	if ((p = strchr(line, '='))) {
		*p = 0;
		r->equals = strdup(p + 1);
	}
	if ((p = strchr(line, '@'))) {
		*p = 0;
		r->protocol = strdup(p + 1);
	}
	if ((p = strchr(line, '#'))) {
		*p = 0;
		r->nth = (unsigned int)atoi(p + 1);
	}
	r->reason = reason_number(line);
	if (r->reason < 0)
		script_bad("unknown reason", line);
	r->actions = parse_actions(actions + 2);
	while (*tail)
		tail = &(*tail)->next;
	*tail = r;
}

static const char *value_of(const char *word, const char *key)
{
	size_t n = strlen(key);

	return !strncmp(word, key, n) && word[n] == '=' ? word + n + 1 : NULL;
}

static void parse_protocol(const struct action *a, lws_callback_function *cb)
{
	struct lws_protocols *p = &protocols[n_protocols++];
	const char *v;
	int n;

	p->name = a->word[1].bytes;
	p->callback = cb;
	p->per_session_data_size = 32;
	for (n = 2; n < a->words; n++) {
		if ((v = value_of(a->word[n].bytes, "rx")))
			p->rx_buffer_size = (size_t)atol(v);
		else if ((v = value_of(a->word[n].bytes, "session")))
			p->per_session_data_size = (size_t)atol(v);
		else if ((v = value_of(a->word[n].bytes, "tx")))
			p->tx_packet_size = (size_t)atol(v);
		else
			script_bad("protocol", a->word[n].bytes);
	}
}

/* `name:value` as an entry at the beginning of a list */
static const struct lws_protocol_vhost_options *pair(const char *text, const struct lws_protocol_vhost_options *list)
{
	struct lws_protocol_vhost_options *o = &mimes[n_mimes++];
	char *colon = strchr(text, ':');

	if (!colon)
		script_bad("name:value", text);
	*colon = 0;
	o->name = text;
	o->value = colon + 1;
	o->next = list;
	return o;
}

static void parse_mount(const struct action *a)
{
	struct lws_http_mount *m = &mounts[n_mounts];
	const char *v, *kind = a->word[2].bytes, *w;
	int n;

	if (n_mounts++)
		m[-1].mount_next = m;
	m->mountpoint = a->word[1].bytes;
	m->mountpoint_len = (unsigned char)a->word[1].len;
	m->origin = a->word[3].bytes;
	m->origin_protocol = !strcmp(kind, "file") ? LWSMPRO_FILE : !strcmp(kind, "callback") ? LWSMPRO_CALLBACK :
			     !strcmp(kind, "redirect_https") ? LWSMPRO_REDIR_HTTPS : LWSMPRO_REDIR_HTTP;
	for (n = 4; n < a->words; n++) {
		w = a->word[n].bytes;
		if ((v = value_of(w, "def")))
			m->def = v;
		else if ((v = value_of(w, "protocol")))
			m->protocol = v;
		else if ((v = value_of(w, "max_age")))
			m->cache_max_age = atoi(v);
		else if (!strcmp(w, "reusable"))
			m->cache_reusable = 1;
		else if (!strcmp(w, "revalidate"))
			m->cache_revalidate = 1;
		else if (!strcmp(w, "shared"))
			m->cache_intermediaries = 1;
		else if ((v = value_of(w, "auth")))
			m->basic_auth_login_file = v;
		else if ((v = value_of(w, "mask")))
			m->auth_mask = (unsigned int)strtoul(v, NULL, 0);
		else if ((v = value_of(w, "mime")))
			m->extra_mimetypes = pair(v, m->extra_mimetypes);
		else if ((v = value_of(w, "interpret")))
			m->interpret = pair(v, m->interpret);
		else if ((v = value_of(w, "env")))
			m->cgienv = pair(v, m->cgienv);
		else
			script_bad("mount", w);
	}
}

static void parse_set(const struct action *a, struct lws_context_creation_info *info)
{
	const char *key = a->word[1].bytes, *v = a->word[2].bytes;

	if (!strcmp(key, "option"))
		info->options |= 1ull << atoi(v);
	else if (!strcmp(key, "keepalive_timeout"))
		info->keepalive_timeout = atoi(v);
	else if (!strcmp(key, "timeout_secs"))
		info->timeout_secs = (unsigned int)atoi(v);
	else if (!strcmp(key, "timeout_secs_ah_idle"))
		info->timeout_secs_ah_idle = (unsigned int)atoi(v);
	else if (!strcmp(key, "server_string"))
		info->server_string = v;
	else if (!strcmp(key, "error_document_404"))
		info->error_document_404 = v;
	else if (!strcmp(key, "pt_serv_buf_size"))
		info->pt_serv_buf_size = (unsigned int)atoi(v);
	else if (!strcmp(key, "max_http_header_data"))
		info->max_http_header_data = (unsigned short)atoi(v);
	else if (!strcmp(key, "max_http_header_pool"))
		info->max_http_header_pool = (unsigned short)atoi(v);
	else if (!strcmp(key, "vhost_name"))
		info->vhost_name = v;
	else if (!strcmp(key, "listen_accept_protocol"))
		info->listen_accept_protocol = v;
	else
		script_bad("set", key);
}

int script_load(const char *path, struct lws_context_creation_info *info, lws_callback_function *cb)
{
	FILE *f = fopen(path, "re");
	char *line = NULL, *colon;
	size_t room = 0;
	struct action *a;

	if (!f)
		return 1;
	while (getline(&line, &room, f) > 0) {
		line[strcspn(line, "\n")] = 0;
		if (!*line || *line == '#')
			continue;
		if (!strncmp(line, "on ", 3)) {
			parse_rule(line + 3);
			continue;
		}
		a = parse_actions(line);
		a->next = kept;
		kept = a;
		if (!strcmp(a->word[0].bytes, "protocol"))
			parse_protocol(a, cb);
		else if (!strcmp(a->word[0].bytes, "mount") && a->words >= 4)
			parse_mount(a);
		else if (!strcmp(a->word[0].bytes, "set") && a->words == 3)
			parse_set(a, info);
		else if (!strcmp(a->word[0].bytes, "header") && (colon = strstr(line, ": "))) {
			headers[n_headers].name = strndup(line + 7, (size_t)(colon + 1 - (line + 7)));
			headers[n_headers].value = strdup(colon + 2);
			headers[n_headers].next = info->headers;
			info->headers = &headers[n_headers++];
		} else if (!strcmp(a->word[0].bytes, "reject") && a->words == 3) {
			rejects[n_rejects].name = a->word[1].bytes;
			rejects[n_rejects].value = a->word[2].bytes;
			rejects[n_rejects].next = info->reject_service_keywords;
			info->reject_service_keywords = &rejects[n_rejects++];
		} else if (!strcmp(a->word[0].bytes, "pvo") && a->words == 4) {
			pvo_values[n_pvos].name = a->word[2].bytes;
			pvo_values[n_pvos].value = a->word[3].bytes;
			pvos[n_pvos].name = a->word[1].bytes;
			pvos[n_pvos].value = "";
			pvos[n_pvos].options = &pvo_values[n_pvos];
			pvos[n_pvos].next = info->pvo;
			info->pvo = &pvos[n_pvos++];
		} else if (!strcmp(a->word[0].bytes, "deflate"))
			info->extensions = extensions;
		else if (!strcmp(a->word[0].bytes, "default"))
			default_dummy = !strcmp(a->word[1].bytes, "dummy");
		else if (!system_line(a, info))
			script_bad("line", line);
	}
	free(line);
	fclose(f);
	if (n_protocols)
		info->protocols = protocols;
	if (n_mounts)
		info->mounts = mounts;
	return 0;
}

int script_run(struct event *e)
{
	const struct lws_protocols *p = e->wsi ? lws_get_protocol(e->wsi) : NULL;
	const struct action *a;
	const struct rule *r;
	int result = 0, last = 0;

	for (r = rules; r; r = r->next)
		if (r->reason == (int)e->reason &&
		    (!r->nth || (e->conn && e->conn->seen[r->reason] == r->nth)) &&
		    (!r->protocol || (p && p->name && !strcmp(p->name, r->protocol))) &&
		    (!r->equals || (e->in && e->len == strlen(r->equals) && !memcmp(e->in, r->equals, e->len)))) {
			for (a = r->actions; a; a = a->next)
				perform(e, a, &result, &last);
			return result;
		}
	if (default_dummy && e->wsi)
		result = lws_callback_http_dummy(e->wsi, e->reason, e->user, e->in, e->len);
	return result;
}
