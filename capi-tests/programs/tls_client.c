/*
 * The client of tls.py: connects to localhost (or address=) and says how that ended. Arguments are NAME=VALUE: with
 * ws=1 it sends messages of the given size over a websocket and wants them back; with raw=1 it sends lines; else it is a
 * GET. count= makes so many connections after each other.
 */
#include <libwebsockets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int done, completed, failed, resumed, size, count = 1;
static unsigned char *message;
static size_t got;

static void fill(void)
{
	int i;

	for (i = 0; i < size; i++)
		message[LWS_PRE + i] = (unsigned char)(i * 7);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	union lws_tls_cert_info_results r;
	char buffer[LWS_PRE + 2048], *p = buffer + LWS_PRE;
	int n = 2048;
	size_t i;

	(void)user;
	switch ((int)reason) {
	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
		printf("error %.*s\n", (int)len, in ? (const char *)in : "");
		failed++;
		done++;
		break;
	case LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP:
		memset(&r, 0, sizeof(r));
		n = lws_tls_peer_cert_info(wsi, LWS_TLS_CERT_INFO_COMMON_NAME, &r, sizeof(r.ns.name));
		printf("response %u peer %d %s\n", lws_http_client_http_response(wsi), n, n ? "" : r.ns.name);
		break;
	case LWS_CALLBACK_RECEIVE_CLIENT_HTTP:
		return lws_http_client_read(wsi, &p, &n) < 0 ? -1 : 0;
	case LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ:
		printf("%.*s", (int)len, (const char *)in);
		got += len;
		break;
	case LWS_CALLBACK_COMPLETED_CLIENT_HTTP:
		printf("completed\n");
		completed = 1;
		done++;
		return -1;
	case LWS_CALLBACK_CLOSED_CLIENT_HTTP:
		if (!completed) {
			printf("closed too early\n");
			failed++;
			done++;
		}
		break;
	case LWS_CALLBACK_CLIENT_ESTABLISHED:
		fill();
		got = 0;
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_CLIENT_WRITEABLE:
		if (lws_write(wsi, message + LWS_PRE, (size_t)size, LWS_WRITE_BINARY) != size)
			return -1;
		fill();
		break;
	case LWS_CALLBACK_CLIENT_RECEIVE:
		for (i = 0; i < len; i++)
			if (((unsigned char *)in)[i] != (unsigned char)((got + i) * 7)) {
				printf("another byte came back\n");
				failed++;
				break;
			}
		got += len;
		if (lws_is_final_fragment(wsi) && !lws_remaining_packet_payload(wsi)) {
			printf("echoed %zu\n", got);
			done++;
			return -1;
		}
		break;
	case LWS_CALLBACK_RAW_CONNECTED:
		printf("raw connected tls=%d\n", lws_is_ssl(wsi));
		break;
	case LWS_CALLBACK_RAW_WRITEABLE:
		memcpy(p, "a line\n", 7);
		if (lws_write(wsi, (unsigned char *)p, 7, LWS_WRITE_RAW) != 7)
			return -1;
		break;
	case LWS_CALLBACK_RAW_RX:
		printf("raw %.*s", (int)len, (const char *)in);
		done++;
		return -1;
	case LWS_CALLBACK_CLIENT_HTTP_REDIRECT:
		printf("redirect %s\n", (const char *)in);
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = { { "echo", callback, 0, 65536, 0, NULL, 0 },
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
	const char *log = value_of(argc, argv, "log"), *flags = value_of(argc, argv, "flags");
	const char *ws = value_of(argc, argv, "ws"), *raw = value_of(argc, argv, "raw");
	const char *ms = value_of(argc, argv, "ms");
	struct lws_context_creation_info info;
	struct lws_client_connect_info ci;
	struct lws_context *context;
	int i, n = 0;
	lws_usec_t begin = lws_now_usecs();

	setvbuf(stdout, NULL, _IOLBF, 0);
	lws_set_log_level(log ? atoi(log) : 0, NULL);
	memset(&info, 0, sizeof(info));
	info.port = CONTEXT_PORT_NO_LISTEN;
	info.protocols = protocols;
	info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
	info.http_proxy_address = value_of(argc, argv, "proxy");
	info.client_ssl_ca_filepath = value_of(argc, argv, "ca");
	info.client_ssl_cert_filepath = value_of(argc, argv, "cert");
	info.client_ssl_private_key_filepath = value_of(argc, argv, "key");
	context = lws_create_context(&info);
	if (!context)
		return 1;
	size = ws ? atoi(ws) : 0;
	count = value_of(argc, argv, "count") ? atoi(value_of(argc, argv, "count")) : 1;
	message = malloc(LWS_PRE + (size_t)size + 1);
	if (!message)
		return 1;
	for (i = 0; i < count; i++) {
		memset(&ci, 0, sizeof(ci));
		ci.context = context;
		ci.port = atoi(value_of(argc, argv, "port"));
		ci.address = value_of(argc, argv, "address") ? value_of(argc, argv, "address") : "localhost";
		ci.host = value_of(argc, argv, "host") ? value_of(argc, argv, "host") : ci.address;
		ci.origin = ci.address;
		ci.path = value_of(argc, argv, "path") ? value_of(argc, argv, "path") : "/";
		ci.ssl_connection = flags ? atoi(flags) : LCCSCF_USE_SSL;
		ci.alpn = value_of(argc, argv, "alpn");
		if (ws)
			ci.protocol = "echo";
		else
			ci.method = raw ? "RAW" : "GET";
		ci.local_protocol_name = "echo";
		completed = 0;
		lws_client_connect_via_info(&ci);
		while (n >= 0 && done <= i && lws_now_usecs() - begin < (ms ? atoi(ms) : 20000) * (lws_usec_t)LWS_US_PER_MS)
			n = lws_service(context, 0);
	}
	for (i = 0; i < 3; i++)
		lws_service(context, -1);
	lws_context_destroy(context);
	free(message);
	if (done < count)
		printf("timed out\n");
	return failed || done < count || resumed;
}
