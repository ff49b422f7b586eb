/*
 *     feature_server PORT OTHER_PORT
 *
 * In the current folder: files/, one/, two/, passwords. Vhosts:
 *
 *   main.example     PORT; whatever names no other one. Every kind of mount
 *   one.example      PORT; its own files, headers, error document
 *   two.example      PORT; the security headers
 *   elsewhere        OTHER_PORT
 *   unix, abstract   ./socket and @feature-PORT
 */
#include "feature_server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct counts counts;

static struct lws_context *context;
static volatile sig_atomic_t stop;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
	lws_cancel_service(context);
}

/* What is for no other protocol, and what happens before a connection has one. */
static int first(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	switch (reason) {
	case LWS_CALLBACK_WSI_CREATE:
		counts.connections++;
		break;
	case LWS_CALLBACK_WSI_DESTROY:
		counts.connections_gone++;
		break;
	case LWS_CALLBACK_VERIFY_BASIC_AUTHORIZATION:
		/* "user:password"; not 0 lets it in. The protocol of the mount is bound after that. */
		return len == 11 && !memcmp(in, "eve:apple:1", 11);
	default:
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}
	return 0;
}

static struct lws_protocols protocols[] = {
	{ .name = "http", .callback = first },
	{ .name = "dynamic", .callback = dynamic, .rx_buffer_size = 4096 },
	{ .name = "echo", .callback = echo, .rx_buffer_size = 16384 },
	{ .name = "commands", .callback = commands, .rx_buffer_size = 100 },
	{ .name = "news", .callback = news },
	{ .name = NULL },
};

static const struct lws_protocol_vhost_options any_type = { NULL, NULL, "*", "application/octet-stream" };
static const struct lws_protocol_vhost_options interpreted = { NULL, NULL, ".shtml", "dynamic" };

static struct lws_http_mount mounts[10], one_mounts[2], two_mounts[2];

static void mount(struct lws_http_mount *m, const char *point, unsigned char kind, const char *origin)
{
	m->mountpoint = point;
	m->mountpoint_len = (unsigned char)strlen(point);
	m->origin_protocol = kind;
	m->origin = origin;
	m->extra_mimetypes = &any_type;
}

static void chain(struct lws_http_mount *m, int count)
{
	for (; count > 1; count--, m++)
		m->mount_next = m + 1;
}

static void make_mounts(const char *away)
{
	mount(&mounts[0], "/", LWSMPRO_FILE, "files");
	mount(&mounts[1], "/dyn", LWSMPRO_CALLBACK, "dynamic");
	mounts[1].protocol = "dynamic";
	mount(&mounts[2], "/go", LWSMPRO_REDIR_HTTP, away);
	mount(&mounts[3], "/gos", LWSMPRO_REDIR_HTTPS, "example.com/there");
	mount(&mounts[4], "/private", LWSMPRO_FILE, "one");
	mounts[4].basic_auth_login_file = "passwords";
	mount(&mounts[5], "/guarded", LWSMPRO_CALLBACK, "dynamic");
	mounts[5].protocol = "dynamic";
	mounts[5].auth_mask = LWSAUTHM_BASIC_AUTH_CALLBACK;
	mount(&mounts[6], "/packed", LWSMPRO_FILE, "made.pack");
	mount(&mounts[7], "/added", LWSMPRO_FILE, "one");
	mounts[7].protocol = "dynamic";
	mounts[7].cache_max_age = 3600;
	mounts[7].cache_reusable = 1;
	mounts[7].cache_revalidate = 1;
	mount(&mounts[8], "/pages", LWSMPRO_FILE, "pages");
	mounts[8].interpret = &interpreted;
	chain(mounts, 9);

	mount(&one_mounts[0], "/", LWSMPRO_FILE, "one");
	one_mounts[0].def = "start.html";
	mount(&one_mounts[1], "/dyn", LWSMPRO_CALLBACK, "dynamic");
	chain(one_mounts, 2);
	mount(&two_mounts[0], "/", LWSMPRO_FILE, "two");
	mount(&two_mounts[1], "/dyn", LWSMPRO_CALLBACK, "dynamic");
	chain(two_mounts, 2);
}

/* The options of a vhost: what "dynamic" finds in PROTOCOL_INIT. */
static const struct lws_protocol_vhost_options
	main_greeting = { NULL, NULL, "greeting", "hello from main" },
	one_greeting = { NULL, NULL, "greeting", "hello from one" },
	main_options = { NULL, &main_greeting, "dynamic", "" },
	one_options = { NULL, &one_greeting, "dynamic", "" },
	second_header = { NULL, NULL, "x-second:", "of two" },
	one_headers = { &second_header, NULL, "x-vhost:", "one" };

static struct lws_vhost *vhost(const char *name, int port, const struct lws_http_mount *m)
{
	struct lws_context_creation_info info;

	memset(&info, 0, sizeof(info));
	info.vhost_name = name;
	info.port = port;
	info.mounts = m;
	info.protocols = protocols;
	info.keepalive_timeout = 30;
	if (!strcmp(name, "main.example"))
		info.pvo = &main_options;
	else if (!strcmp(name, "one.example")) {
		info.pvo = &one_options;
		info.headers = &one_headers;
		info.error_document_404 = "/missing.html";
	} else if (!strcmp(name, "elsewhere"))
		info.keepalive_timeout = 1;
	else if (!strcmp(name, "two.example"))
		info.options = LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE;
	return lws_create_vhost(context, &info);
}

static struct lws_vhost *unix_vhost(const char *name, const char *path)
{
	struct lws_context_creation_info info;

	memset(&info, 0, sizeof(info));
	info.vhost_name = name;
	info.iface = path;
	info.options = LWS_SERVER_OPTION_UNIX_SOCK;
	info.mounts = mounts;
	info.protocols = protocols;

	return lws_create_vhost(context, &info);
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	char away[64], name[64];
	int port, other;

	if (argc != 3) {
		fprintf(stderr, "usage: %s PORT OTHER_PORT\n", argv[0]);
		return 2;
	}
	port = atoi(argv[1]);
	other = atoi(argv[2]);
	lws_snprintf(away, sizeof(away), "127.0.0.1:%d/kib.txt", port);
	lws_snprintf(name, sizeof(name), "@feature-%d", port);
	make_mounts(away);
	protocols[1].per_session_data_size = dynamic_size;
	protocols[2].per_session_data_size = echo_size;
	protocols[3].per_session_data_size = commands_size;
	protocols[4].per_session_data_size = news_size;

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	memset(&info, 0, sizeof(info));
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_VALIDATE_UTF8;
	info.fops = &pack_file_ops;
	info.server_string = "features";
	info.timeout_secs = 2;
	context = lws_create_context(&info);
	if (!context)
		return 1;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	if (!vhost("main.example", port, mounts) || !vhost("one.example", port, one_mounts) ||
	    !vhost("two.example", port, two_mounts) || !vhost("elsewhere", other, two_mounts) ||
	    !unix_vhost("unix", "socket") || !unix_vhost("abstract", name)) {
		lws_context_destroy(context);
		return 1;
	}
	while (!stop && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);
	printf("connections %u %u, bound %u %u, established %u %u\n", counts.connections, counts.connections_gone,
	       counts.bound, counts.dropped, counts.established, counts.closed);

	return 0;
}
