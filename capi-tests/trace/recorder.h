/* What the four files of the recorder share: the log, the script, the connections. */
#ifndef RECORDER_H
#define RECORDER_H

#include <libwebsockets.h>
#include <stdarg.h>
#include <stdio.h>

#define MAX_WORDS 12

/* One connection as the recorder knows it, from the first callback that names its wsi to WSI_DESTROY. */
struct conn {
	struct conn *next;
	struct lws *wsi;
	char id[16];
	unsigned int seen[1024];	/* how often each reason came, for `REASON#n` rules */
	unsigned char head[LWS_PRE + 16384];	/* response headers under construction */
	unsigned char *head_at;
	struct slice *queue;		/* what `queue` kept for `flush` */
	struct lws_process_html_state html;	/* of the page that goes out */
};

/* A received slice that waits for its WRITEABLE. */
struct slice {
	struct slice *next;
	size_t len;
	int mode;
	unsigned char data[1];		/* LWS_PRE bytes of room, then len bytes */
};

struct event {
	struct lws *wsi;
	enum lws_callback_reasons reason;
	void *user, *in;
	size_t len;
	struct conn *conn;		/* NULL where the wsi is no connection: context-wide reasons, the listener */
};

/* A word of a script, unquoted. */
struct text {
	char *bytes;
	size_t len;
};

/* A word and its arguments: something to do in a callback. */
struct action {
	struct action *next;
	struct text word[MAX_WORDS];
	int words;
};

/* log.c */
void log_open(const char *path);
void log_line(const char *fmt, ...) LWS_FORMAT(1);
char *log_escaped(const void *bytes, size_t len);
const char *reason_name(int reason);
int reason_number(const char *name);
int token_number(const char *name);

/* script.c */
int script_load(const char *path, struct lws_context_creation_info *info, lws_callback_function *cb);
int script_run(struct event *e);
void script_bad(const char *what, const char *which);

/* actions.c */
void perform(struct event *e, const struct action *a, int *result, int *last);
void conn_free_queue(struct conn *c);

/* actions_ws.c */
int perform_ws(struct event *e, const struct action *a, int *last);

/* system.c */
int system_line(const struct action *a, struct lws_context_creation_info *info);
void system_begin(struct lws_context_creation_info *info);
const char *system_vhost(struct lws *wsi);

/* recorder.c */
extern struct lws_context *the_context;
extern volatile int stop_asked;

#endif
