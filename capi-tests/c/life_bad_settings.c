/*
 * What cannot work is refused: ports out of range, a port in use. What can work does: no protocols, no folder.
 *
 * ONLY-OURS: genuine lws takes any number for a port, modulo 65536.
 */
#include "testing.h"

#include <sys/stat.h>

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi;
	(void)reason;
	(void)user;
	(void)in;
	(void)len;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static int lines;

static void count_line(int level, const char *line)
{
	(void)line;
	if (level == LLL_ERR)
		lines++;
}

/* The first line of what a GET gives. */
static void expect_status(int port, const char *path, const char *status)
{
	struct peer *p = peer_open(port);

	peer_text(p, "GET ");
	peer_text(p, path);
	peer_text(p, " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
	WAIT_FOR(p->eof);
	if (!p->in || strncmp((char *)p->in + 9, status, strlen(status)))
		FAIL("%s: not %s but %.40s", path, status, p->in ? (char *)p->in : "nothing");
	peer_free(p);
}

int main(void)
{
	static const int ports[] = { -3, -100, 65536, 70000, 1 << 30 };
	struct lws_context_creation_info info = server_info(protocols);
	struct lws_http_mount mount;
	struct lws_context *other;
	char folder[] = "/tmp/lws-bad-XXXXXX", path[64];
	size_t i;
	FILE *f;

	lws_set_log_level(LLL_ERR, count_line);
	for (i = 0; i < sizeof(ports) / sizeof(ports[0]); i++) {
		struct lws_context_creation_info bad = info;

		lines = 0;
		bad.port = ports[i];
		if (lws_create_context(&bad))
			FAIL("a context on port %d", ports[i]);
		CHECK(lines >= 1);
	}

	/* In use: by ourselves. */
	context = lws_create_context(&info);
	CHECK(context);
	lines = 0;
	other = lws_create_context(&info);
	CHECK(!other);
	CHECK(lines >= 1);
	lws_context_destroy(context);

	/* No listener at all. */
	info.port = CONTEXT_PORT_NO_LISTEN;
	context = lws_create_context(&info);
	CHECK(context);
	CHECK(lws_service(context, -1) >= 0);
	lws_context_destroy(context);

	/* A server of mounts alone; one of its folders is not there, one file cannot be read. */
	if (!mkdtemp(folder))
		FAIL("mkdtemp");
	snprintf(path, sizeof(path), "%s/file.txt", folder);
	f = fopen(path, "w");
	if (!f)
		FAIL("fopen");
	fputs("hello", f);
	fclose(f);
	info = server_info(NULL);
	memset(&mount, 0, sizeof(mount));
	mount.mountpoint = "/";
	mount.mountpoint_len = 1;
	mount.origin = folder;
	mount.def = "file.txt";
	mount.origin_protocol = LWSMPRO_FILE;
	info.mounts = &mount;
	context = lws_create_context(&info);
	CHECK(context);
	expect_status(info.port, "/file.txt", "200");
	expect_status(info.port, "/none.txt", "404");
	if (geteuid()) {
		chmod(path, 0);
		expect_status(info.port, "/file.txt", "404");
	}
	unlink(path);
	rmdir(folder);
	/* The folder itself is gone now. */
	expect_status(info.port, "/file.txt", "404");
	expect_status(info.port, "/", "404");
	lws_context_destroy(context);

	/* A list that leads back to itself is cut off, and said to be wrong. */
	mount.mount_next = &mount;
	lines = 0;
	context = lws_create_context(&info);
	CHECK(context);
	CHECK(lines >= 1);
	expect_status(info.port, "/", "404");
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
