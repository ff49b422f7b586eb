/*
 * An HTTP server on the public API of libwebsockets: a folder of files, answers that the program makes, bodies, and as many
 * mounts and vhosts as the benchmark asks for.
 *
 *     http PORT FOLDER [MOUNTS [VHOSTS]]
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PIECE 4096
#define LARGEST (1024 * 1024)
#define MOST 200

struct session {
	long left, received;
};

static volatile sig_atomic_t stop;
static unsigned char memory[LWS_PRE + LARGEST];
static struct lws_http_mount mounts[MOST + 2];
static char names[MOST][32], hosts[MOST][32];

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

static int head(struct lws *wsi, long length)
{
	unsigned char buffer[LWS_PRE + 1024], *start = buffer + LWS_PRE, *p = start, *end = buffer + sizeof(buffer) - 1;

	return lws_add_http_common_headers(wsi, HTTP_STATUS_OK, "text/plain", (lws_filepos_t)length, &p, end) ||
	       lws_finalize_write_http_header(wsi, start, &p, end);
}

static int whole(struct lws *wsi, long length)
{
	if (length > LARGEST || head(wsi, length) ||
	    lws_write(wsi, memory + LWS_PRE, (size_t)length, LWS_WRITE_HTTP_FINAL) != (int)length)
		return -1;
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

/* As a program looks at a browser's request. */
static long look(struct lws *wsi)
{
	static const enum lws_token_indexes tokens[] = {
		WSI_TOKEN_HOST, WSI_TOKEN_HTTP_USER_AGENT, WSI_TOKEN_HTTP_COOKIE, WSI_TOKEN_HTTP_ACCEPT_LANGUAGE,
	};
	char text[1024];
	long sum = 0;
	size_t i;

	for (i = 0; i < LWS_ARRAY_SIZE(tokens); i++)
		if (lws_hdr_total_length(wsi, tokens[i]) > 0)
			sum += lws_hdr_copy(wsi, text, sizeof(text), tokens[i]);
	return sum;
}

static int dynamic(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = (struct session *)user;
	const char *path = (const char *)in;
	long now;

	(void)len;
	switch (reason) {
	case LWS_CALLBACK_HTTP:
		s->received = 0;
		if (lws_hdr_total_length(wsi, WSI_TOKEN_POST_URI) > 0)
			return 0;
		if (strstr(path, "/headers"))
			return look(wsi) < 0 ? -1 : whole(wsi, 100);
		now = atol(strrchr(path, '/') + 1);
		if (!strstr(path, "/stream/"))
			return whole(wsi, now);
		s->left = now;
		if (head(wsi, now))
			return -1;
		lws_callback_on_writable(wsi);
		return 0;
	case LWS_CALLBACK_HTTP_WRITEABLE:
		if (!s || s->left <= 0)
			break;
		now = s->left < PIECE ? s->left : PIECE;
		s->left -= now;
		if (lws_write(wsi, memory + LWS_PRE, (size_t)now, s->left ? LWS_WRITE_HTTP : LWS_WRITE_HTTP_FINAL) != (int)now)
			return -1;
		if (!s->left)
			return lws_http_transaction_completed(wsi) ? -1 : 0;
		lws_callback_on_writable(wsi);
		return 0;
	case LWS_CALLBACK_HTTP_BODY:
		s->received += (long)len;
		return 0;
	case LWS_CALLBACK_HTTP_BODY_COMPLETION:
		return whole(wsi, 10);
	default:
		break;
	}
	return lws_callback_http_dummy(wsi, reason, user, in, len);
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = lws_callback_http_dummy },
	{ .name = "dynamic", .callback = dynamic, .per_session_data_size = sizeof(struct session) },
	{ .name = NULL, .callback = NULL },
};

static void mount(struct lws_http_mount *m, const char *point, const char *origin)
{
	m->mountpoint = point;
	m->mountpoint_len = (unsigned char)strlen(point);
	m->origin = origin;
	m->def = "index.html";
	m->origin_protocol = LWSMPRO_FILE;
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	struct lws_context *context;
	int i, count = argc > 3 ? atoi(argv[3]) : 0, vhosts = argc > 4 ? atoi(argv[4]) : 1;

	if (argc < 3 || count > MOST || vhosts > MOST) {
		fprintf(stderr, "usage: %s PORT FOLDER [MOUNTS [VHOSTS]]\n", argv[0]);
		return 2;
	}
	memset(memory, 'x', sizeof(memory));
	mount(&mounts[0], "/", argv[2]);
	mount(&mounts[1], "/dynamic", "dynamic");
	mounts[1].origin_protocol = LWSMPRO_CALLBACK;
	mounts[1].protocol = "dynamic";
	for (i = 0; i < count; i++) {
		snprintf(names[i], sizeof(names[i]), "/mount%d", i);
		mount(&mounts[2 + i], names[i], argv[2]);
	}
	for (i = 0; i < count + 1; i++)
		mounts[i].mount_next = &mounts[i + 1];
	memset(&info, 0, sizeof(info));
	info.port = atoi(argv[1]);
	info.protocols = protocols;
	info.mounts = mounts;
	info.keepalive_timeout = 60;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	lws_set_log_level(LLL_ERR, NULL);
	context = lws_create_context(&info);
	if (!context)
		return 1;
	for (i = 0; i < vhosts; i++) {
		snprintf(hosts[i], sizeof(hosts[i]), "host%d", i);
		info.vhost_name = hosts[i];
		if (!lws_create_vhost(context, &info))
			return 1;
	}
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	while (!stop && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);
	return 0;
}
