/*
 * What the script says about the context beyond its protocols:
 *
 *   watch NAME [from=STATE] [veto=STATE]   a watcher of the system's state, from the creation info: writes down what it is
 *                                          asked and told from a state on, and forbids the step to another one
 *   messages CLASS                         the first reader of system messages of these classes
 *   limit TOKEN BYTES                      the most that the value of one header may have
 *   vhost NAME                             after the context, a vhost of this name on its port; callbacks tell theirs then
 */
#define _GNU_SOURCE
#include "recorder.h"
#include <stdlib.h>
#include <string.h>

struct watcher {
	lws_state_notify_link_t link;
	int from, veto;
};

static struct watcher watchers[4];
static lws_state_notify_link_t *links[5];
static struct lws_token_limits limits;
static const char *vhosts[4];
static int n_watchers, n_vhosts;

static int watch(lws_state_manager_t *mgr, lws_state_notify_link_t *link, int current, int target)
{
	struct watcher *w = (struct watcher *)link;

	(void)mgr;
	if (target >= w->from)
		log_line("= %s: %d to %d", link->name, current, target);
	return current != target && target == w->veto;
}

static int message(void *opaque, lws_smd_class_t class, lws_usec_t timestamp, void *buf, size_t len)
{
	(void)opaque;
	(void)timestamp;
	log_line("= message %x: %.*s", (unsigned int)class, (int)len, (char *)buf);
	return 0;
}

int system_line(const struct action *a, struct lws_context_creation_info *info)
{
	const char *word = a->word[0].bytes;
	int n;

	if (!strcmp(word, "watch") && a->words >= 2 && n_watchers < 4) {
		struct watcher *w = &watchers[n_watchers];

		w->link.name = a->word[1].bytes;
		w->link.notify_cb = watch;
		for (n = 2; n < a->words; n++)
			if (!strncmp(a->word[n].bytes, "from=", 5))
				w->from = atoi(a->word[n].bytes + 5);
			else if (!strncmp(a->word[n].bytes, "veto=", 5))
				w->veto = atoi(a->word[n].bytes + 5);
			else
				script_bad("watch", a->word[n].bytes);
		links[n_watchers++] = &w->link;
		info->register_notifier_list = links;
		return 1;
	}
	if (!strcmp(word, "messages") && a->words == 2) {
		info->early_smd_cb = message;
		info->early_smd_class_filter = (lws_smd_class_t)strtoul(a->word[1].bytes, NULL, 0);
		return 1;
	}
	if (!strcmp(word, "limit") && a->words == 3 && token_number(a->word[1].bytes) >= 0) {
		limits.token_limit[token_number(a->word[1].bytes)] = (unsigned short)atoi(a->word[2].bytes);
		info->token_limits = &limits;
		return 1;
	}
	if (!strcmp(word, "vhost") && a->words == 2 && n_vhosts < 4) {
		vhosts[n_vhosts++] = a->word[1].bytes;
		return 1;
	}
	return 0;
}

void system_begin(struct lws_context_creation_info *info)
{
	int n;

	for (n = 0; n < n_vhosts; n++) {
		info->vhost_name = vhosts[n];
		if (!lws_create_vhost(the_context, info))
			log_line("= vhost %s refused", vhosts[n]);
	}
}

/* The vhost of a callback, where there are several. */
const char *system_vhost(struct lws *wsi)
{
	struct lws_vhost *vh = n_vhosts && wsi ? lws_get_vhost(wsi) : NULL;

	return vh ? lws_get_vhost_name(vh) : NULL;
}
