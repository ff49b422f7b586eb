/*
 * Files where this library does more than lws, or refuses more: ranges (also of the program's own files), gzip twins,
 * confined mounts, FIFOs, files that become shorter, operations that do not keep their promises.
 *
 * ONLY-OURS: genuine lws (as Debian builds it) has none of it, or waits for ever.
 */
#include "testing.h"
#include <libwebsockets-extra.h>

#include <sys/stat.h>

#define SIZE 300000
#define SHRINKING (24 * 1024 * 1024)

static char top[] = "/tmp/lws-files-XXXXXX", root[64];
static unsigned char data[SIZE];
static int port, opened, closed, seeks, misbehaves, ends;
static struct lws *own_wsi;
static const struct lws_plat_file_ops memory;

static lws_fop_fd_t memory_open(const struct lws_plat_file_ops *fops, const char *filename, const char *vpath,
				lws_fop_flags_t *flags)
{
	lws_fop_fd_t file = (lws_fop_fd_t)get_memory(sizeof(*file));

	(void)fops;
	(void)filename;
	(void)vpath;
	file->fops = &memory;
	file->len = SIZE;
	file->flags = *flags |= LWS_FOP_FLAG_VIRTUAL;
	opened++;
	return file;
}

static int memory_close(lws_fop_fd_t *file)
{
	if (ends == 4)
		lws_context_destroy(context);
	free(*file);
	*file = NULL;
	closed++;
	return 0;
}

static lws_fileofs_t memory_seek(lws_fop_fd_t file, lws_fileofs_t offset)
{
	seeks++;
	if (misbehaves == 3)
		return -1;
	file->pos = (lws_filepos_t)((lws_fileofs_t)file->pos + offset);
	CHECK(file->pos <= file->len);
	return (lws_fileofs_t)file->pos;
}

static int memory_read(lws_fop_fd_t file, lws_filepos_t *amount, uint8_t *buf, lws_filepos_t len)
{
	lws_filepos_t n = file->len - file->pos < len ? file->len - file->pos : len;

	if (ends == 1 && file->pos > SIZE / 2)
		lws_set_timeout(own_wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_SYNC);
	if (ends == 2 && file->pos > SIZE / 2)
		(void)!lws_http_transaction_completed(own_wsi);
	if (ends == 3 && file->pos > SIZE / 2)
		lws_context_destroy(context);
	if (misbehaves == 1 && file->pos > SIZE / 2)
		n = 0;
	memcpy(buf, data + file->pos, (size_t)n);
	file->pos += n;
	*amount = misbehaves == 2 && file->pos > SIZE / 2 ? len + 1 : n;
	return 0;
}

static const struct lws_plat_file_ops memory = {
	memory_open, memory_close, memory_seek, memory_read, NULL, { { "/mem/", 5 }, { NULL, 0 }, { NULL, 0 } }, NULL
};

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	(void)len;
	if (reason == LWS_CALLBACK_HTTP && !strncmp((char *)in, "/own/", 5)) {
		if (lws_serve_http_file(wsi, "/x/mem/file", "x/y", NULL, 0) < 0)
			return -1;
		own_wsi = wsi;
		/* One is enough. */
		CHECK_EQ(lws_serve_http_file(wsi, "/x/mem/file", "x/y", NULL, 0), -1);
		return 0;
	}
	return lws_callback_http_dummy(wsi, reason, user, in, len);
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static struct peer *ask(const char *path, const char *more)
{
	struct peer *p = peer_open(port);
	char head[8192];

	snprintf(head, sizeof(head), "GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n", path, more);
	peer_text(p, head);
	return p;
}

static size_t body_size(struct peer *p)
{
	return peer_body(p) ? p->in_len - (size_t)(peer_body(p) - (char *)p->in) : 0;
}

static int whole(struct peer *p)
{
	char *length = p->in ? strstr((char *)p->in, "content-length: ") : NULL;

	if (p->eof)
		FAIL("the connection was closed after: %s", p->in ? (char *)p->in : "");
	return peer_body(p) && length && body_size(p) >= strtoul(length + 16, NULL, 10);
}

/* The answer to a GET, as text. */
static const char *get(const char *path, const char *more)
{
	static char text[65536];
	struct peer *p = ask(path, more);

	WAIT_FOR(whole(p));
	CHECK(p->in_len < sizeof(text));
	memcpy(text, p->in, p->in_len + 1);
	peer_free(p);
	return text;
}

#define EXPECT(answer, what)                                                                                           \
	do {                                                                                                           \
		const char *answer_ = (answer);                                                                        \
		if (!strstr(answer_, what))                                                                            \
			FAIL("%s is not in: %s", what, answer_);                                                       \
	} while (0)

static void make(const char *name, const char *content, time_t when)
{
	char path[256];
	FILE *f;
	struct timespec times[2];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	f = fopen(path, "wb");
	CHECK(f && fputs(content, f) >= 0 && !fclose(f));
	memset(times, 0, sizeof(times));
	times[0].tv_sec = times[1].tv_sec = when;
	CHECK(!utimensat(AT_FDCWD, path, times, 0));
}

static void own_ranges(void)
{
	struct peer *p = ask("/own/own", "Range: bytes=1000-200999\r\n");
	const char *part;
	size_t at;

	WAIT_FOR(whole(p));
	EXPECT((char *)p->in, "HTTP/1.1 206 ");
	EXPECT((char *)p->in, "content-range: bytes 1000-200999/300000\r\n");
	CHECK(body_size(p) == 200000 && !memcmp(peer_body(p), data + 1000, 200000));
	CHECK(seeks == 1 && opened == 1 && closed == 1);

	/* Forwards and back. */
	seeks = 0;
	p = ask("/own/own", "Range: bytes=250000-299999,0-99,100000-220000\r\n");
	WAIT_FOR(whole(p));
	at = (size_t)(peer_body(p) - (char *)p->in);
	part = (char *)memmem(p->in, p->in_len, "bytes 250000-299999/300000\r\n\r\n", 30);
	CHECK(part && !memcmp(part + 30, data + 250000, 50000));
	part = (char *)memmem(p->in + at, p->in_len - at, "bytes 0-99/300000\r\n\r\n", 21);
	CHECK(part && !memcmp(part + 21, data, 100));
	part = (char *)memmem(p->in + at, p->in_len - at, "bytes 100000-220000/300000\r\n\r\n", 30);
	CHECK(part && !memcmp(part + 30, data + 100000, 120001));
	CHECK(seeks == 3 && opened == 2 && closed == 2);

	/* Below a mount; nobody knows when it was changed, so no date counts. */
	p = ask("/virtual/file.txt", "If-Modified-Since: Sun, 13 Sep 2020 12:26:40 GMT\r\n"
				     "If-Unmodified-Since: Sun, 13 Sep 2020 12:26:40 GMT\r\n");
	WAIT_FOR(whole(p));
	EXPECT((char *)p->in, "HTTP/1.1 200 ");
	CHECK(!strstr((char *)p->in, "last-modified"));
	CHECK(body_size(p) == SIZE && !memcmp(peer_body(p), data, SIZE));
	peers_free();
}

static void broken_promises(void)
{
	struct peer *p;

	for (misbehaves = 1; misbehaves <= 3; misbehaves++) {
		opened = closed = 0;
		p = ask("/own/own", misbehaves == 3 ? "Range: bytes=5-\r\n" : "");
		WAIT_FOR(p->eof);
		CHECK(body_size(p) < SIZE);
		CHECK(opened == 1 && closed == 1);
		peers_free();
	}
	misbehaves = 0;
}

/* Operations that end what they work for: the connection, the transaction, the context. */
static void ended_within(const struct lws_context_creation_info *info)
{
	struct peer *p;

	for (ends = 1; ends <= 4; ends++) {
		opened = closed = 0;
		p = ask("/own/own", "");
		WAIT_FOR(p->eof || (ends >= 3 && body_size(p) == SIZE));
		CHECK(ends >= 3 || body_size(p) < SIZE);
		if (ends >= 3) {
			WAIT_FOR(service_result < 0);
			context = lws_create_context(info);
			CHECK(context != NULL);
		}
		CHECK(opened == 1 && closed == 1);
		peers_free();
	}
	ends = 0;
}

static void shrinking(void)
{
	char path[256];
	struct peer *p;
	int fd;

	snprintf(path, sizeof(path), "%s/shrinking.txt", root);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	CHECK(fd >= 0 && !ftruncate(fd, SHRINKING));
	p = ask("/shrinking.txt", "");
	WAIT_FOR(p->in_len > 0);
	p->deaf = 1;
	turn_for(0.1);
	CHECK(!ftruncate(fd, 1000));
	p->deaf = 0;
	WAIT_FOR(p->eof);
	CHECK(body_size(p) < SHRINKING);
	close(fd);
	/* A small one that grows or goes is seen at once. */
	make("changing.txt", "one", 1600000000);
	turn_for(0.01);
	EXPECT(get("/changing.txt", ""), "\r\n\r\none");
	make("changing.txt", "two", 1600000000);
	EXPECT(get("/changing.txt", ""), "\r\n\r\ntwo");
	make("new.txt", "six", 1600000000);
	snprintf(path, sizeof(path), "%s/changing.txt", root);
	CHECK(!chdir(root) && !rename("new.txt", path));
	EXPECT(get("/changing.txt", ""), "\r\n\r\nsix");
	CHECK(!unlink(path));
	EXPECT(get("/changing.txt", ""), " 404 ");
	peers_free();
}

static void fifo(void)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/fifo.txt", root);
	CHECK(!mkfifo(path, 0600));
	EXPECT(get("/fifo.txt", ""), "HTTP/1.1 404 ");
}

/* What may not be read is answered like what is not there. */
static void unreadable(void)
{
	char path[256];
	int is_root = !geteuid();

	make("closed.txt", "nobody may read it", 1600000000);
	snprintf(path, sizeof(path), "%s/closed.txt", root);
	CHECK(!chmod(path, 0) && !chmod(top, 0755) && !chmod(root, 0755));
	CHECK(!is_root || !seteuid(65534));
	EXPECT(get("/closed.txt", ""), "HTTP/1.1 404 ");
	CHECK(!chmod(root, 0) || is_root);
	CHECK(!is_root || (!seteuid(0) && !chmod(root, 0) && !seteuid(65534)));
	EXPECT(get("/index.html", ""), "HTTP/1.1 404 ");
	CHECK(!is_root || !seteuid(0));
	CHECK(!chmod(root, 0700));
	EXPECT(get("/index.html", ""), "\r\n\r\nindex");
}

static void twins(struct lws_vhost *vhost)
{
	static const char gzip[] = "Accept-Encoding: br, gzip;q=0.8\r\n";
	char etag[256], plain_etag[64], packed_etag[64];

	make("page.html", "the page itself", 1600000000);
	make("page.html.gz", "PACKED", 1600000000);
	make("old.html", "newer than its twin", 1600000000);
	make("old.html.gz", "PACKED", 1500000000);
	make("alone.html", "without a twin", 1600000000);
	EXPECT(get("/page.html", gzip), "the page itself");
	CHECK(!strstr(get("/page.html", gzip), "vary"));

	CHECK_EQ(lwsx_vhost_set_gzip_twins(vhost, 1), 0);
	CHECK_EQ(lwsx_vhost_set_gzip_twins(NULL, 1), -1);
	EXPECT(get("/page.html", gzip), "\r\n\r\nPACKED");
	EXPECT(get("/page.html", gzip), "content-encoding: gzip\r\n");
	EXPECT(get("/page.html", gzip), "content-type: text/html\r\n");
	EXPECT(get("/page.html", gzip), "vary: accept-encoding\r\n");
	CHECK(sscanf(strstr(get("/page.html", gzip), "etag: "), "etag: %60s", packed_etag) == 1);
	EXPECT(get("/page.html", ""), "\r\n\r\nthe page itself");
	EXPECT(get("/page.html", ""), "vary: accept-encoding\r\n");
	CHECK(!strstr(get("/page.html", ""), "content-encoding"));
	CHECK(sscanf(strstr(get("/page.html", ""), "etag: "), "etag: %60s", plain_etag) == 1);
	CHECK(strcmp(plain_etag, packed_etag));
	EXPECT(get("/page.html", "Accept-Encoding: gzip;q=0\r\n"), "the page itself");
	EXPECT(get("/old.html", gzip), "newer than its twin");
	EXPECT(get("/alone.html", gzip), "without a twin");
	EXPECT(get("/page.html.gz", gzip), "content-type: application/gzip\r\n");
	CHECK(!strstr(get("/page.html.gz", gzip), "content-encoding"));

	/* Conditions and ranges are about the form that would be sent. */
	snprintf(etag, sizeof(etag), "%sRange: bytes=1-3\r\nIf-Range: \"%s\"\r\n", gzip, packed_etag);
	EXPECT(get("/page.html", etag), "\r\n\r\nACK");
	EXPECT(get("/page.html", etag), "content-range: bytes 1-3/6\r\n");
	EXPECT(get("/page.html", etag), "content-encoding: gzip\r\n");
	snprintf(etag, sizeof(etag), "%sRange: bytes=1-3\r\nIf-Range: \"%s\"\r\n", gzip, plain_etag);
	EXPECT(get("/page.html", etag), "\r\n\r\nPACKED");
	snprintf(etag, sizeof(etag), "If-None-Match: \"%s\"\r\n", packed_etag);
	EXPECT(get("/page.html", etag), "\r\n\r\nthe page itself");
	CHECK_EQ(lwsx_vhost_set_gzip_twins(vhost, 0), 0);
	EXPECT(get("/page.html", gzip), "the page itself");
}

static void confinement(struct lws_vhost *vhost)
{
	static const char *const ways_out[] = { "/out.txt", "/absolute.txt", "/up/secret.txt", "/chain.txt" };
	char path[256], target[256];
	size_t i;

	snprintf(path, sizeof(path), "%s/../secret.txt", root);
	make("../secret.txt", "SECRET", 1600000000);
	make("inside.txt", "inside", 1600000000);
	CHECK(!chdir(root) && !mkdir("sub", 0700) && !symlink("../secret.txt", "out.txt") && !symlink("..", "up"));
	CHECK(!symlink("../inside.txt", "sub/in.txt") && !symlink("out.txt", "chain.txt"));
	CHECK(realpath(path, target) && !symlink(target, "absolute.txt"));
	for (i = 0; i < sizeof(ways_out) / sizeof(ways_out[0]); i++)
		EXPECT(get(ways_out[i], ""), "SECRET");
	CHECK_EQ(lwsx_vhost_confine_mounts(vhost, 1), 0);
	CHECK_EQ(lwsx_vhost_confine_mounts(NULL, 1), -1);
	for (i = 0; i < sizeof(ways_out) / sizeof(ways_out[0]); i++)
		EXPECT(get(ways_out[i], ""), "HTTP/1.1 404 ");
	EXPECT(get("/inside.txt", ""), "\r\n\r\ninside");
	EXPECT(get("/sub/in.txt", ""), "\r\n\r\ninside");
	EXPECT(get("/", ""), "\r\n\r\nindex");
	EXPECT(get("/missing.txt", ""), "HTTP/1.1 404 ");
	/* Also those of a twin. */
	CHECK(!symlink("../secret.txt", "inside.txt.gz"));
	CHECK_EQ(lwsx_vhost_set_gzip_twins(vhost, 1), 0);
	EXPECT(get("/inside.txt", "Accept-Encoding: gzip\r\n"), "\r\n\r\ninside");
	CHECK_EQ(lwsx_vhost_set_gzip_twins(vhost, 0), 0);
	CHECK_EQ(lwsx_vhost_confine_mounts(vhost, 0), 0);
	EXPECT(get("/out.txt", ""), "SECRET");
	unlink(path);
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct lws_http_mount mount, own, in_memory;
	struct lws_vhost *vhost;
	char command[128];

	CHECK(mkdtemp(top) != NULL);
	snprintf(root, sizeof(root), "%s/site", top);
	CHECK(!mkdir(root, 0700));
	make("index.html", "index", 1600000000);
	fill(data, sizeof(data), 3);
	memset(&mount, 0, sizeof(mount));
	mount.mountpoint = "/";
	mount.mountpoint_len = 1;
	mount.origin = root;
	mount.origin_protocol = LWSMPRO_FILE;
	mount.def = "index.html";
	memset(&own, 0, sizeof(own));
	own.mountpoint = "/own";
	own.mountpoint_len = 4;
	own.origin = "http";
	own.origin_protocol = LWSMPRO_CALLBACK;
	mount.mount_next = &own;
	memset(&in_memory, 0, sizeof(in_memory));
	in_memory.mountpoint = "/virtual";
	in_memory.mountpoint_len = 8;
	in_memory.origin = "/nowhere/mem";
	in_memory.origin_protocol = LWSMPRO_FILE;
	own.mount_next = &in_memory;
	info.mounts = &mount;
	info.fops = &memory;
	lws_set_log_level(0, NULL);
	context = lws_create_context(&info);
	CHECK(context != NULL);
	port = info.port;
	vhost = lws_get_vhost_by_name(context, "default");
	CHECK(vhost != NULL);
	own_ranges();
	broken_promises();
	ended_within(&info);
	vhost = lws_get_vhost_by_name(context, "default");
	shrinking();
	fifo();
	unreadable();
	twins(vhost);
	confinement(vhost);
	lws_context_destroy(context);
	context = NULL;
	snprintf(command, sizeof(command), "rm -rf %s", top);
	CHECK(!chdir("/") && !system(command));
	return pass();
}
