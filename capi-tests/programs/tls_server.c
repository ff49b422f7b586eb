/*
 * The server of tls.py. Arguments are NAME=VALUE. It answers any GET with what it knows of the connection and its
 * certificates; /updated, /drop and /again exchange certificates, take the second vhost away and make it anew. The
 * protocol "echo" is a websocket that echoes, or what raw connections speak.
 */
#include <libwebsockets.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct lws_context *context;
static struct lws_vhost *first, *second;
static struct lws_context_creation_info info, other;
static volatile sig_atomic_t stop;

struct session {
	unsigned char *bytes;
	size_t length, room, sent;
	int binary, owed;
};

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

static const char *name_in(union lws_tls_cert_info_results *r, int result)
{
	if (result || r->ns.len < 0)
		return "none";
	r->ns.name[r->ns.len] = 0;
	return r->ns.name;
}

static void act(const char *uri)
{
	if (!strcmp(uri, "/updated"))
		printf("updated %d\n", lws_tls_cert_updated(context, info.ssl_cert_filepath,
				info.ssl_private_key_filepath, NULL, 0, NULL, 0));
	else if (!strcmp(uri, "/drop") && second) {
		lws_vhost_destroy(second);
		second = NULL;
	} else if (!strcmp(uri, "/drop-first") && first) {
		lws_vhost_destroy(first);
		first = NULL;
	} else if (!strcmp(uri, "/again") && !second) {
		second = lws_create_vhost(context, &other);
	}
}

static int describe(struct lws *wsi, char *text, size_t size)
{
	union {
		union lws_tls_cert_info_results r;
		char room[sizeof(union lws_tls_cert_info_results) + 1024];
	} a, b, c, v;
	int peer = lws_tls_peer_cert_info(wsi, LWS_TLS_CERT_INFO_COMMON_NAME, &a.r, 64);
	int issuer = lws_tls_peer_cert_info(wsi, LWS_TLS_CERT_INFO_ISSUER_NAME, &b.r, 1024);
	int own = lws_tls_vhost_cert_info(lws_get_vhost(wsi), LWS_TLS_CERT_INFO_COMMON_NAME, &c.r, 64);

	memset(&v, 0, sizeof(v));
	if (!lws_tls_peer_cert_info(wsi, LWS_TLS_CERT_INFO_VERIFIED, &v.r, 0))
		v.r.verified += 10;
	return lws_snprintf(text, size, "tls=%d vhost=%s own=%s peer=%s issuer=%s verified=%u\n", lws_is_ssl(wsi),
			    lws_get_vhost_name(lws_get_vhost(wsi)), name_in(&c.r, own), name_in(&a.r, peer),
			    name_in(&b.r, issuer), v.r.verified);
}

static int http(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	unsigned char head[LWS_PRE + 2048], *p = head + LWS_PRE, *start = p, *end = head + sizeof(head) - 1;
	char text[1500], uri[64];
	int n;

	switch ((int)reason) {
	case LWS_CALLBACK_HTTP:
		lws_snprintf(uri, sizeof(uri), "%s", (const char *)in);
		n = describe(wsi, text, sizeof(text));
		act(uri);
		if (lws_add_http_common_headers(wsi, HTTP_STATUS_OK, "text/plain", (lws_filepos_t)n, &p, end) ||
		    lws_finalize_write_http_header(wsi, start, &p, end))
			return 1;
		memcpy(head + LWS_PRE, text, (size_t)n);
		if (lws_write(wsi, head + LWS_PRE, (size_t)n, LWS_WRITE_HTTP_FINAL) != n)
			return 1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	case LWS_CALLBACK_VHOST_CERT_AGING:
		printf("aging %s %d\n", lws_get_vhost_name(((struct lws_acme_cert_aging_args *)in)->vh), (int)len);
		return 0;
	default:
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}
}

static int keep(struct session *s, const void *in, size_t len)
{
	if (s->room < s->length + len) {
		unsigned char *more = realloc(s->bytes, LWS_PRE + (s->length + len) * 2);

		if (!more)
			return -1;
		s->bytes = more;
		s->room = (s->length + len) * 2;
	}
	memcpy(s->bytes + LWS_PRE + s->length, in, len);
	s->length += len;
	return 0;
}

static int echo(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = user;
	int n;

	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
		printf("established tls=%d\n", lws_is_ssl(wsi));
		break;
	case LWS_CALLBACK_RECEIVE:
		if (lws_is_first_fragment(wsi))
			s->length = 0;
		if (keep(s, in, len))
			return -1;
		if (lws_is_final_fragment(wsi)) {
			s->binary = lws_frame_is_binary(wsi);
			lws_rx_flow_control(wsi, 0);
			lws_callback_on_writable(wsi);
		}
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		n = lws_write(wsi, s->bytes + LWS_PRE, s->length, s->binary ? LWS_WRITE_BINARY : LWS_WRITE_TEXT);
		if (n < (int)s->length)
			return -1;
		lws_rx_flow_control(wsi, 1);
		break;
	case LWS_CALLBACK_RAW_ADOPT:
		printf("raw adopt\n");
		break;
	case LWS_CALLBACK_RAW_RX:
		if (keep(s, in, len))
			return -1;
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_RAW_WRITEABLE:
		if (s->length && lws_write(wsi, s->bytes + LWS_PRE, s->length, LWS_WRITE_RAW) < 0)
			return -1;
		s->length = 0;
		break;
	case LWS_CALLBACK_CLOSED:
	case LWS_CALLBACK_RAW_CLOSE:
		free(s->bytes);
		s->bytes = NULL;
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = { { "http", http, 0, 0, 0, NULL, 0 },
						  { "echo", echo, sizeof(struct session), 65536, 0, NULL, 0 },
						  { NULL, NULL, 0, 0, 0, NULL, 0 } };

static const char *value_of(int argc, char **argv, const char *name)
{
	size_t length = strlen(name);
	int i;

	for (i = 1; i < argc; i++)
		if (!strncmp(argv[i], name, length) && argv[i][length] == '=')
			return argv[i] + length + 1;
	return NULL;
}

int main(int argc, char **argv)
{
	const char *log = value_of(argc, argv, "log"), *options = value_of(argc, argv, "options");
	const char *files = value_of(argc, argv, "files"), *timeout = value_of(argc, argv, "timeout");
	static struct lws_http_mount mount;
	int n = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGTERM, on_signal);
	lws_set_log_level(log ? atoi(log) : LLL_ERR | LLL_WARN, NULL);
	info.port = atoi(value_of(argc, argv, "port"));
	info.protocols = protocols;
	info.vhost_name = value_of(argc, argv, "name") ? value_of(argc, argv, "name") : "localhost";
	info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT | LWS_SERVER_OPTION_EXPLICIT_VHOSTS |
		       (options ? strtoull(options, NULL, 0) : 0);
	info.ssl_cert_filepath = value_of(argc, argv, "cert");
	info.ssl_private_key_filepath = value_of(argc, argv, "key");
	info.ssl_private_key_password = value_of(argc, argv, "password");
	info.ssl_ca_filepath = value_of(argc, argv, "ca");
	info.ssl_cipher_list = value_of(argc, argv, "ciphers");
	info.tls1_3_plus_cipher_list = value_of(argc, argv, "ciphers13");
	if (value_of(argc, argv, "ssl_options"))
		info.ssl_options_set = atol(value_of(argc, argv, "ssl_options"));
	if (timeout)
		info.timeout_secs = (unsigned int)atoi(timeout);
	if (value_of(argc, argv, "raw")) {
		info.options |= LWS_SERVER_OPTION_ADOPT_APPLY_LISTEN_ACCEPT_CONFIG;
		info.listen_accept_role = "raw-skt";
		info.listen_accept_protocol = "echo";
	}
	if (files) {
		mount.mountpoint = "/files";
		mount.mountpoint_len = 6;
		mount.origin = files;
		mount.origin_protocol = LWSMPRO_FILE;
		info.mounts = &mount;
	}
	context = lws_create_context(&info);
	if (!context)
		return 1;
	first = lws_create_vhost(context, &info);
	if (!first) {
		printf("no vhost\n");
		lws_context_destroy(context);
		return 1;
	}
	if (value_of(argc, argv, "name2")) {
		other = info;
		other.vhost_name = value_of(argc, argv, "name2");
		other.ssl_cert_filepath = value_of(argc, argv, "cert2");
		other.ssl_private_key_filepath = value_of(argc, argv, "key2");
		second = lws_create_vhost(context, &other);
		if (!second)
			printf("no second vhost\n");
	}
	while (n >= 0 && !stop)
		n = lws_service(context, 0);
	lws_context_destroy(context);
	return 0;
}
