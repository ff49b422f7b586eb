/*
 * Files of the program's own operations (info.fops, lws_get_fops(), lws_set_fops()): which calls come in which order, that
 * each byte arrives, and that each file is closed once, whatever happens.
 */
#include "testing.h"

#include <sys/stat.h>

#define BIG (10 * 1024 * 1024)

/* ---- a file system in memory ---- */

struct memory_file {
	struct lws_fop_fd base; /* first, so that a pointer to it is one to all */
	const unsigned char *bytes;
	int is_open;
};

static unsigned char big[BIG];
static const char small_text[] = "small file in memory\n";
static char calls[4096];
static int opened, closed, reads, fail_at_read, short_reads, completions, platform_opens;
static const struct lws_plat_file_ops memory;

static void note(const char *what)
{
	size_t n = strlen(calls);

	/* Each kind of call once in a row. */
	if (n < strlen(what) + 1 || strncmp(calls + n - strlen(what) - 1, what, strlen(what)))
		snprintf(calls + n, sizeof(calls) - n, "%s ", what);
}

static lws_fop_fd_t memory_open(const struct lws_plat_file_ops *fops, const char *filename, const char *vpath,
				lws_fop_flags_t *flags)
{
	struct memory_file *file;

	(void)fops;
	CHECK(filename && vpath && flags);
	CHECK(strlen(vpath) < strlen(filename) && !strcmp(filename + strlen(filename) - strlen(vpath), vpath));
	CHECK_EQ(*flags & LWS_FOP_FLAGS_MASK, O_RDONLY);
	while (*vpath == '/')
		vpath++;
	note("open");
	file = (struct memory_file *)get_memory(sizeof(*file));
	if (!strcmp(vpath, "small.txt") || !strcmp(vpath, "packed.txt")) {
		file->bytes = (const unsigned char *)small_text;
		file->base.len = sizeof(small_text) - 1;
	} else if (!strcmp(vpath, "empty.txt")) {
		file->base.len = 0;
	} else if (!strcmp(vpath, "big.txt")) {
		file->bytes = big;
		file->base.len = BIG;
	} else {
		free(file);
		return NULL;
	}
	*flags |= LWS_FOP_FLAG_VIRTUAL | LWS_FOP_FLAG_MOD_TIME_VALID;
	if (!strcmp(vpath, "packed.txt"))
		*flags |= LWS_FOP_FLAG_COMPR_IS_GZIP;
	file->base.fd = -1;
	file->base.fops = &memory;
	file->base.filesystem_priv = file;
	file->base.flags = *flags;
	file->base.mod_time = 0x5F5E1000;
	file->is_open = 1;
	opened++;
	return &file->base;
}

static struct memory_file *checked(lws_fop_fd_t fop_fd)
{
	struct memory_file *file = (struct memory_file *)(void *)fop_fd;

	CHECK(fop_fd && file->is_open && fop_fd->filesystem_priv == file);
	return file;
}

static int memory_close(lws_fop_fd_t *fop_fd)
{
	checked(*fop_fd)->is_open = 0;
	note("close");
	closed++;
	free(*fop_fd);
	*fop_fd = NULL;
	return 0;
}

static lws_fileofs_t memory_seek(lws_fop_fd_t fop_fd, lws_fileofs_t offset)
{
	checked(fop_fd);
	note("seek");
	fop_fd->pos = (lws_filepos_t)((lws_fileofs_t)fop_fd->pos + offset);
	CHECK(fop_fd->pos <= fop_fd->len);
	return (lws_fileofs_t)fop_fd->pos;
}

static int memory_read(lws_fop_fd_t fop_fd, lws_filepos_t *amount, uint8_t *buf, lws_filepos_t len)
{
	struct memory_file *file = checked(fop_fd);
	lws_filepos_t n = fop_fd->len - fop_fd->pos;

	note("read");
	reads++;
	CHECK(len > 0);
	if (fail_at_read && reads >= fail_at_read)
		return -1;
	if (n > len)
		n = len;
	if (short_reads && n > (lws_filepos_t)(reads % 1000 + 1))
		n = (lws_filepos_t)(reads % 1000 + 1);
	if (n)
		memcpy(buf, file->bytes + fop_fd->pos, (size_t)n);
	fop_fd->pos += n;
	*amount = n;
	return 0;
}

static int memory_write(lws_fop_fd_t fop_fd, lws_filepos_t *amount, uint8_t *buf, lws_filepos_t len)
{
	(void)fop_fd;
	(void)amount;
	(void)buf;
	(void)len;
	return -1;
}

static const struct lws_plat_file_ops memory = {
	memory_open, memory_close, memory_seek, memory_read, memory_write, { { "/mem/", 5 }, { NULL, 0 }, { NULL, 0 } }, NULL
};

/* What the operations of the platform were, as the lws test server keeps them. */
static struct lws_plat_file_ops platform;

static lws_fop_fd_t counting_open(const struct lws_plat_file_ops *fops, const char *filename, const char *vpath,
				  lws_fop_flags_t *flags)
{
	lws_fop_fd_t fop_fd = platform.open(fops, filename, vpath, flags);

	platform_opens++;
	if (fop_fd)
		CHECK(lws_vfs_get_length(fop_fd) == fop_fd->len && lws_vfs_tell(fop_fd) == 0);
	return fop_fd;
}

/* ---- the server ---- */

static char path_to_serve[512];

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	int n;

	(void)user;
	(void)len;
	if (reason == LWS_CALLBACK_HTTP_FILE_COMPLETION) {
		note("completion");
		completions++;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	}
	if (reason != LWS_CALLBACK_HTTP)
		return 0;
	snprintf(path_to_serve, sizeof(path_to_serve), "%s%s", strncmp((char *)in, "/etc", 4) ? "/virtual/mem" : "", (char *)in);
	n = lws_serve_http_file(wsi, path_to_serve, "text/plain", NULL, 0);
	if (n < 0 || (n > 0 && lws_http_transaction_completed(wsi)))
		return -1;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static int port;

static void fresh(void)
{
	calls[0] = 0;
	opened = closed = reads = fail_at_read = short_reads = completions = platform_opens = 0;
}

static struct peer *ask(const char *method, const char *path, const char *more)
{
	struct peer *p = peer_open(port);
	char head[512];

	snprintf(head, sizeof(head), "%s %s HTTP/1.1\r\nHost: x\r\n%s\r\n", method, path, more);
	peer_text(p, head);
	return p;
}

/* The body has come as a whole: this many bytes. */
static int has_body(struct peer *p, size_t size)
{
	char *body = peer_body(p);

	return body && p->in_len - (size_t)(body - (char *)p->in) >= size;
}

static void expect_calls(const char *which)
{
	if (strcmp(calls, which))
		FAIL("the calls were %s, not %s", calls, which);
	CHECK_EQ(opened, closed);
}

static int status_of(struct peer *p)
{
	int status = 0;

	CHECK(p->in && sscanf((char *)p->in, "HTTP/1.%*d %d", &status) == 1);
	return status;
}

static void whole_files(void)
{
	struct peer *p;

	fresh();
	p = ask("GET", "/small.txt", "");
	WAIT_FOR(completions == 1 && has_body(p, sizeof(small_text) - 1));
	CHECK_EQ(status_of(p), 200);
	CHECK(!strcmp(peer_body(p), small_text) && strstr((char *)p->in, "content-length: 21\r\n"));
	CHECK(!strstr((char *)p->in, "content-encoding"));
	expect_calls("open read close completion ");

	/* The next one on the same connection. */
	fresh();
	peer_drop(p, p->in_len);
	peer_text(p, "GET /empty.txt HTTP/1.1\r\nHost: x\r\n\r\n");
	WAIT_FOR(completions == 1 && has_body(p, 0));
	CHECK(strstr((char *)p->in, "content-length: 0\r\n"));
	expect_calls("open close completion ");

	fresh();
	p = ask("HEAD", "/small.txt", "");
	WAIT_FOR(closed == 1 && has_body(p, 0));
	CHECK(strstr((char *)p->in, "content-length: 21\r\n") && !*peer_body(p));
	expect_calls("open close ");

	fresh();
	p = ask("GET", "/missing.txt", "");
	WAIT_FOR(has_body(p, 0));
	CHECK_EQ(status_of(p), 404);
	expect_calls("open ");

	/* Gzip content goes out as such to those who take it. */
	fresh();
	p = ask("GET", "/packed.txt", "Accept-Encoding: deflate, gzip\r\n");
	WAIT_FOR(completions == 1 && has_body(p, sizeof(small_text) - 1));
	CHECK(strstr((char *)p->in, "content-encoding: gzip\r\n"));
	p = ask("GET", "/packed.txt", "");
	WAIT_FOR(completions == 2 && has_body(p, sizeof(small_text) - 1));
	CHECK(!strstr((char *)p->in, "content-encoding"));
	peers_free();
	turn_for(0.05);
	CHECK_EQ(opened, closed);
}

static void big_file(const char *path, int slow, int shorts)
{
	struct peer *p;
	size_t at;

	fresh();
	short_reads = shorts;
	p = ask("GET", path, "");
	if (slow) {
		p->deaf = 1;
		turn_for(0.2);
		while (!completions && (!p->in || p->in_len < BIG / 2)) {
			p->deaf = 0;
			peer_pump(p);
			p->deaf = 1;
			turn();
		}
		p->deaf = 0;
	}
	WAIT_FOR(p->eof || (completions == 1 && has_body(p, BIG)));
	CHECK(!p->eof);
	at = (size_t)(peer_body(p) - (char *)p->in);
	CHECK_EQ(p->in_len - at, BIG);
	CHECK(!memcmp(p->in + at, big, BIG));
	CHECK_EQ(opened, closed);
	CHECK_EQ(opened, 1);
	peers_free();
}

static void broken_files(void)
{
	struct peer *p;

	/* A read that fails in the middle: a cut connection, so that the peer knows. */
	fresh();
	fail_at_read = 5;
	p = ask("GET", "/big.txt", "");
	WAIT_FOR(p->eof);
	CHECK(status_of(p) == 200 && p->in_len < BIG);
	CHECK_EQ(completions, 0);
	expect_calls("open read close ");

	fresh();
	fail_at_read = 1;
	p = ask("GET", "/small.txt", "");
	WAIT_FOR(p->eof);
	expect_calls("open read close ");

	/* The peer goes in the middle. */
	fresh();
	p = ask("GET", "/big.txt", "");
	p->deaf = 1;
	WAIT_FOR(reads > 3);
	peer_free(p);
	WAIT_FOR(closed == 1);
	turn_for(0.05);
	CHECK(opened == 1 && closed == 1 && completions == 0);
	peers_free();
}

/* A mount over a virtual folder: what is found there has a type and an etag. */
static void mounted(void)
{
	static struct lws_http_mount mount;
	struct lws_context_creation_info info = server_info(protocols);
	struct peer *p;
	char *etag;

	memset(&mount, 0, sizeof(mount));
	mount.mountpoint = "/site";
	mount.mountpoint_len = 5;
	mount.origin = "/nowhere/mem";
	mount.origin_protocol = LWSMPRO_FILE;
	mount.def = "small.txt";
	info.mounts = &mount;
	info.fops = &memory;
	context = lws_create_context(&info);
	CHECK(context != NULL);
	port = info.port;

	fresh();
	p = ask("GET", "/site/small.txt", "");
	WAIT_FOR(completions == 1 && has_body(p, sizeof(small_text) - 1));
	CHECK(!strcmp(peer_body(p), small_text));
	CHECK(strstr((char *)p->in, "content-type: text/plain\r\n"));
	etag = strstr((char *)p->in, "etag: 000000155F5E1000\r\n");
	CHECK(etag != NULL);
	expect_calls("open read close completion ");

	fresh();
	p = ask("GET", "/site/small.txt", "If-None-Match: 000000155F5E1000\r\n");
	WAIT_FOR(has_body(p, 0));
	CHECK_EQ(status_of(p), 304);
	expect_calls("open close ");

	fresh();
	p = ask("GET", "/site/", "");
	WAIT_FOR(completions == 1 && has_body(p, sizeof(small_text) - 1));

	/* The context goes while a file is on its way. */
	fresh();
	p = ask("GET", "/site/big.txt", "");
	p->deaf = 1;
	WAIT_FOR(reads > 3);
	CHECK_EQ(closed, 0);
	lws_context_destroy(context);
	context = NULL;
	CHECK(opened == 1 && closed == 1 && completions == 0);
	peers_free();
}

/* Operations of the platform with an `open` of the program's own. */
static void wrapped(void)
{
	static const char path[] = "/etc/passwd";
	lws_fop_flags_t flags = O_RDONLY;
	lws_filepos_t amount = 0;
	static uint8_t text[65536];
	lws_fop_fd_t file;
	struct peer *p;
	char *body;

	platform = *lws_get_fops(context);
	CHECK(platform.open && platform.close && platform.read && platform.seek_cur && platform.write);
	lws_get_fops(context)->open = counting_open;
	fresh();
	p = ask("GET", path, "");
	WAIT_FOR(completions == 1 && peer_body(p));
	CHECK_EQ(status_of(p), 200);
	CHECK_EQ(platform_opens, 1);

	file = lws_vfs_file_open(lws_get_fops(context), path, &flags);
	CHECK(file != NULL);
	CHECK_EQ(platform_opens, 2);
	CHECK_EQ(lws_vfs_file_read(file, &amount, text, sizeof(text)), 0);
	body = peer_body(p);
	WAIT_FOR(p->in_len - (size_t)(body - (char *)p->in) >= amount);
	CHECK_EQ(amount, lws_vfs_get_length(file));
	CHECK_EQ(amount, lws_vfs_tell(file));
	CHECK(!memcmp(body, text, (size_t)amount));
	CHECK_EQ(lws_vfs_file_seek_set(file, 3), 3);
	CHECK_EQ(lws_vfs_file_seek_cur(file, 2), 5);
	CHECK_EQ(lws_vfs_file_seek_cur(file, -100), 0);
	CHECK_EQ(lws_vfs_file_read(file, &amount, text, 4), 0);
	CHECK(amount == 4 && !memcmp(body, text, 4) && lws_vfs_tell(file) == 4);
	CHECK_EQ(lws_vfs_file_seek_end(file, 0), (lws_fileofs_t)lws_vfs_get_length(file));
	CHECK_EQ(lws_vfs_file_seek_cur(file, 100), (lws_fileofs_t)lws_vfs_get_length(file));
	CHECK_EQ(lws_vfs_file_close(&file), 0);
	CHECK(file == NULL);
	CHECK_EQ(lws_vfs_file_close(&file), 0);
	flags = O_RDONLY;
	CHECK(lws_vfs_file_open(lws_get_fops(context), "/etc/no such file", &flags) == NULL);

	/* Paths of the other operations do not come here. */
	fresh();
	p = ask("GET", "/small.txt", "");
	WAIT_FOR(completions == 1);
	CHECK(platform_opens == 0 && opened == 1);

	/* A chain of the program's own. */
	platform_opens = 0;
	lws_set_fops(context, &platform);
	CHECK(lws_get_fops(context) == &platform);
	p = ask("GET", path, "");
	WAIT_FOR(completions == 2 && peer_body(p));
	CHECK(platform_opens == 0 && status_of(p) == 200);
	peers_free();
}

/* The same below a mount: a folder is opened first, then its file. */
static void wrapped_mount(void)
{
	static struct lws_http_mount mount;
	struct lws_context_creation_info info = server_info(protocols);
	char folder[] = "/tmp/lws-fops-XXXXXX", name[64];
	struct peer *p;
	FILE *f;

	CHECK(mkdtemp(folder) != NULL);
	snprintf(name, sizeof(name), "%s/sub", folder);
	CHECK(!mkdir(name, 0700));
	snprintf(name, sizeof(name), "%s/sub/index.html", folder);
	f = fopen(name, "w");
	CHECK(f && fputs("a page", f) >= 0 && !fclose(f));
	memset(&mount, 0, sizeof(mount));
	mount.mountpoint = "/site";
	mount.mountpoint_len = 5;
	mount.origin = folder;
	mount.origin_protocol = LWSMPRO_FILE;
	info.mounts = &mount;
	context = lws_create_context(&info);
	CHECK(context != NULL);
	port = info.port;
	platform = *lws_get_fops(context);
	lws_get_fops(context)->open = counting_open;

	fresh();
	p = ask("GET", "/site/sub/", "");
	WAIT_FOR(completions == 1 && has_body(p, 6));
	CHECK(status_of(p) == 200 && !strcmp(peer_body(p), "a page") && strstr((char *)p->in, "content-type: text/html\r\n"));
	CHECK_EQ(platform_opens, 2);
	fresh();
	p = ask("GET", "/site/sub/index.html", "");
	WAIT_FOR(completions == 1 && has_body(p, 6));
	CHECK_EQ(platform_opens, 1);
	peers_free();
	lws_context_destroy(context);
	context = NULL;
	unlink(name);
	*strrchr(name, '/') = 0;
	CHECK(!rmdir(name) && !rmdir(folder));
}

static void written(void)
{
	char name[] = "/tmp/lws-fops-XXXXXX";
	int fd = mkstemp(name);
	lws_fop_flags_t flags = O_RDWR;
	lws_filepos_t amount = 0;
	uint8_t text[8] = "abcdefg";
	lws_fop_fd_t file;

	CHECK(fd >= 0);
	close(fd);
	file = lws_vfs_file_open(lws_get_fops(context), name, &flags);
	CHECK(file && !lws_vfs_file_write(file, &amount, text, 7) && amount == 7 && lws_vfs_tell(file) == 7);
	lws_vfs_file_close(&file);
	flags = O_RDONLY;
	file = lws_vfs_file_open(lws_get_fops(context), name, &flags);
	CHECK(file && lws_vfs_get_length(file) == 7);
	CHECK(lws_vfs_file_write(file, &amount, text, 7) < 0);
	CHECK(!lws_vfs_file_read(file, &amount, text, 8) && amount == 7);
	CHECK(!lws_vfs_file_read(file, &amount, text, 8) && amount == 0);
	lws_vfs_file_close(&file);
	unlink(name);
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);

	lws_set_log_level(LLL_ERR, NULL);
	fill(big, sizeof(big), 7);
	info.fops = &memory;
	context = lws_create_context(&info);
	CHECK(context != NULL);
	port = info.port;
	whole_files();
	big_file("/big.txt", 0, 0);
	big_file("/big.txt", 1, 0);
	big_file("/big.txt", 0, 1);
	broken_files();
	wrapped();
	written();
	lws_context_destroy(context);
	context = NULL;
	mounted();
	wrapped_mount();
	return pass();
}
