/*
 * minimal-files.c - serves a folder of files over HTTP.
 *
 *     cc -std=c99 minimal-files.c -o minimal-files \
 *             $(pkg-config --cflags --libs libwebsockets)
 *     ./minimal-files [PORT [FOLDER]]       (7681 and . if none are given)
 *
 * Everything is done by a "mount", which says that the URLs under a path are
 * answered from a place. There is no callback here at all: MIME types, HEAD,
 * If-None-Match, keep-alive and "no, you may not leave this folder" are part
 * of the mount. To do more than files, give `info.protocols` a callback, as
 * echo.c does, or mounts for other paths, chained by `mount_next`.
 */
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the Ctrl-C handler has to reach. It can be given no argument. */
static struct lws_context *context;
static volatile sig_atomic_t interrupted;

static void on_signal(int sig)
{
	(void)sig;
	interrupted = 1;
	lws_cancel_service(context);    /* makes a waiting lws_service() return */
}

int main(int argc, char **argv)
{
	/*
	 * lws knows the MIME types of the usual file names and refuses to
	 * serve the others. "*" names a type for all of them.
	 */
	const struct lws_protocol_vhost_options any_type = {
		.name = "*",
		.value = "application/octet-stream"
	};
	struct lws_http_mount mount;
	struct lws_context_creation_info info;
	const char *folder = argc > 2 ? argv[2] : ".";
	char *end = "";
	long port = 7681;

	if (argc > 1)
		port = strtol(argv[1], &end, 10);
	if (argc > 3 || *end || port < 1 || port > 65535) {
		fprintf(stderr, "usage: %s [PORT [FOLDER]]\n", argv[0]);
		return 2;
	}

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);

	/* "/" and all below it comes from `folder`, "/" alone is index.html. */
	memset(&mount, 0, sizeof(mount));
	mount.mountpoint = "/";
	mount.mountpoint_len = 1;
	mount.origin_protocol = LWSMPRO_FILE;
	mount.origin = folder;
	mount.def = "index.html";
	mount.extra_mimetypes = &any_type;

	memset(&info, 0, sizeof(info));         /* 0 is a sane default for all */
	info.port = (int)port;
	info.mounts = &mount;

	context = lws_create_context(&info);
	if (!context) {
		fprintf(stderr, "cannot listen on port %ld\n", port);
		return 1;
	}
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	printf("%s on http://localhost:%ld/\n", folder, port);
	fflush(stdout);

	/* Waits for something to happen, deals with it, returns. */
	while (!interrupted && lws_service(context, 0) >= 0)
		;

	/* Closes all connections and the listening socket, frees everything. */
	lws_context_destroy(context);

	return 0;
}
