/*
 * A program as a user would write it outside of the tree: a folder of files and an echo protocol on one port.
 *
 *     site_and_echo PORT FOLDER
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct piece {
	struct piece *next;
	size_t len;
	int mode;
};

struct session {
	struct piece *first, **last;
};

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

static int echo(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = (struct session *)user;
	struct piece *p;
	unsigned char *payload;
	int wrote;

	switch (reason) {
	case LWS_CALLBACK_ESTABLISHED:
		s->first = NULL;
		s->last = &s->first;
		break;
	case LWS_CALLBACK_RECEIVE:
		p = (struct piece *)malloc(sizeof(*p) + LWS_PRE + len);
		if (!p)
			return -1;
		p->next = NULL;
		p->len = len;
		p->mode = !lws_is_first_fragment(wsi) ? LWS_WRITE_CONTINUATION :
			  lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT;
		if (!lws_is_final_fragment(wsi))
			p->mode |= LWS_WRITE_NO_FIN;
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
		payload = (unsigned char *)(p + 1) + LWS_PRE;
		wrote = lws_write(wsi, payload, p->len, (enum lws_write_protocol)p->mode);
		len = p->len;
		free(p);
		if (wrote < (int)len)
			return -1;
		if (s->first)
			lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_CLOSED:
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

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = lws_callback_http_dummy },
	{ .name = "echo", .callback = echo, .per_session_data_size = sizeof(struct session), .rx_buffer_size = 16384 },
	{ .name = NULL, .callback = NULL },
};

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	struct lws_context *context;
	struct lws_http_mount mount;

	if (argc != 3) {
		fprintf(stderr, "usage: %s PORT FOLDER\n", argv[0]);
		return 2;
	}
	memset(&mount, 0, sizeof(mount));
	mount.mountpoint = "/";
	mount.mountpoint_len = 1;
	mount.origin = argv[2];
	mount.def = "index.html";
	mount.origin_protocol = LWSMPRO_FILE;
	memset(&info, 0, sizeof(info));
	info.port = atoi(argv[1]);
	info.protocols = protocols;
	info.mounts = &mount;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	context = lws_create_context(&info);
	if (!context)
		return 1;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	while (!stop && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);
	return 0;
}
