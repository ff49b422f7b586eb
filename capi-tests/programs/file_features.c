/*
 * A folder and a file in memory, with what this library has beside lws.
 *
 *     file_features PORT FOLDER [twins] [confine]
 *
 * /mem/N serves N bytes from memory, by file operations of the program's own: the byte at place i is i * 7 + i / 251.
 */
#include <libwebsockets.h>
#include <libwebsockets-extra.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t stop;
static const struct lws_plat_file_ops counting;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

static lws_fop_fd_t counting_open(const struct lws_plat_file_ops *fops, const char *filename, const char *vpath,
				  lws_fop_flags_t *flags)
{
	char *end;
	unsigned long size = strtoul(vpath, &end, 10);
	lws_fop_fd_t file;

	(void)fops;
	(void)filename;
	if (end == vpath || *end)
		return NULL;
	file = (lws_fop_fd_t)calloc(1, sizeof(*file));
	if (!file)
		return NULL;
	file->fd = -1;
	file->fops = &counting;
	file->len = size;
	file->flags = *flags |= LWS_FOP_FLAG_VIRTUAL;
	return file;
}

static int counting_close(lws_fop_fd_t *file)
{
	free(*file);
	*file = NULL;
	return 0;
}

static lws_fileofs_t counting_seek(lws_fop_fd_t file, lws_fileofs_t offset)
{
	file->pos = (lws_filepos_t)((lws_fileofs_t)file->pos + offset);
	return (lws_fileofs_t)file->pos;
}

static int counting_read(lws_fop_fd_t file, lws_filepos_t *amount, uint8_t *buf, lws_filepos_t len)
{
	lws_filepos_t i, n = file->len - file->pos;

	/* Fewer than there was room for, now and then. */
	if (n > len)
		n = len;
	if (n > 3 && file->pos % 5 == 3)
		n /= 2;
	for (i = 0; i < n; i++, file->pos++)
		buf[i] = (uint8_t)(file->pos * 7 + file->pos / 251);
	*amount = n;
	return 0;
}

static const struct lws_plat_file_ops counting = {
	counting_open, counting_close, counting_seek, counting_read, NULL, { { "/mem/", 5 }, { NULL, 0 }, { NULL, 0 } }, NULL
};

static int http(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	char path[64];
	int n;

	if (reason != LWS_CALLBACK_HTTP || strlen((const char *)in) > 20)
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	snprintf(path, sizeof(path), "/virtual%s", (const char *)in);
	n = lws_serve_http_file(wsi, path, "application/octet-stream", NULL, 0);
	return n < 0 || (n > 0 && lws_http_transaction_completed(wsi)) ? -1 : 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = http },
	{ .name = NULL, .callback = NULL },
};

static const struct lws_http_mount memory = {
	.mountpoint = "/mem", .mountpoint_len = 4, .origin = "http", .origin_protocol = LWSMPRO_CALLBACK,
};

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	struct lws_context *context;
	struct lws_http_mount mount;
	struct lws_vhost *vhost;
	int i;

	if (argc < 3) {
		fprintf(stderr, "usage: %s PORT FOLDER [twins] [confine]\n", argv[0]);
		return 2;
	}
	memset(&mount, 0, sizeof(mount));
	mount.mount_next = &memory;
	mount.mountpoint = "/";
	mount.mountpoint_len = 1;
	mount.origin = argv[2];
	mount.def = "index.html";
	mount.origin_protocol = LWSMPRO_FILE;
	memset(&info, 0, sizeof(info));
	info.port = atoi(argv[1]);
	info.protocols = protocols;
	info.mounts = &mount;
	info.fops = &counting;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	context = lws_create_context(&info);
	if (!context)
		return 1;
	vhost = lws_get_vhost_by_name(context, "default");
	for (i = 3; i < argc; i++) {
		if (!strcmp(argv[i], "twins") && lwsx_vhost_set_gzip_twins(vhost, 1))
			return 1;
		if (!strcmp(argv[i], "confine") && lwsx_vhost_confine_mounts(vhost, 1))
			return 1;
	}
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	while (!stop && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);
	return 0;
}
