/*
 * User file operations: "NAME.pack/SIZE.txt" is a file of SIZE bytes that exists nowhere, "NAME.pack/none" cannot be opened,
 * "NAME.pack/SIZE.broken.txt" fails when half of it is read.
 */
#include "feature_server.h"

#include <stdlib.h>
#include <string.h>

static lws_fop_fd_t pack_open(const struct lws_plat_file_ops *fops, const char *filename, const char *vpath,
			      lws_fop_flags_t *flags)
{
	lws_fop_fd_t file;
	char *end;
	unsigned long size;

	/* vpath: behind the signature, or NULL when this was not asked for by a signature. */
	(void)filename;
	if (!vpath)
		return NULL;
	while (*vpath == '/')
		vpath++;
	size = strtoul(vpath, &end, 10);
	if (end == vpath)
		return NULL;
	file = calloc(1, sizeof(*file));
	if (!file)
		return NULL;
	file->fd = LWS_INVALID_FILE;
	/* The operations given are those of the context; these are the ones for this file. */
	(void)fops;
	file->fops = &pack_file_ops;
	file->len = size;
	file->mod_time = 1000000000;
	file->filesystem_priv = strstr(end, "broken") ? file : NULL;
	*flags |= LWS_FOP_FLAG_VIRTUAL | LWS_FOP_FLAG_MOD_TIME_VALID;
	file->flags = *flags;

	return file;
}

static int pack_close(lws_fop_fd_t *file)
{
	counts.files++;
	free(*file);
	*file = NULL;

	return 0;
}

static lws_fileofs_t pack_seek(lws_fop_fd_t file, lws_fileofs_t by)
{
	lws_fileofs_t to = (lws_fileofs_t)file->pos + by;

	if (to < 0 || to > (lws_fileofs_t)file->len)
		return -1;
	file->pos = (lws_filepos_t)to;

	return to;
}

static int pack_read(lws_fop_fd_t file, lws_filepos_t *amount, uint8_t *to, lws_filepos_t len)
{
	*amount = 0;
	if (file->filesystem_priv && file->pos >= file->len / 2)
		return -1;
	if (len > file->len - file->pos)
		len = file->len - file->pos;
	/* As with a pipe, not always all that was asked for. */
	if (len > 3000)
		len = 3000;
	pattern(to, file->pos, (size_t)len);
	file->pos += len;
	*amount = len;

	return 0;
}

static int pack_write(lws_fop_fd_t file, lws_filepos_t *amount, uint8_t *from, lws_filepos_t len)
{
	(void)file;
	(void)from;
	(void)len;
	*amount = 0;

	return -1;
}

const struct lws_plat_file_ops pack_file_ops = {
	.LWS_FOP_OPEN = pack_open,
	.LWS_FOP_CLOSE = pack_close,
	.LWS_FOP_SEEK_CUR = pack_seek,
	.LWS_FOP_READ = pack_read,
	.LWS_FOP_WRITE = pack_write,
	.fi = { { ".pack/", 6 }, { NULL, 0 }, { NULL, 0 } },
};
