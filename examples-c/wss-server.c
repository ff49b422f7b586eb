/*
 * wss-server.c - a page over https and an echo over wss, compressed.
 *
 *     cc -std=c99 wss-server.c -o wss-server $(pkg-config --cflags --libs libwebsockets)
 *     ./wss-server [-p PORT] [-c CERTIFICATE.pem] [-k KEY.pem]
 *
 * For a try, a certificate of one's own will do (the browser warns of it once):
 *
 *     openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost \
 *             -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem
 *     ./wss-server
 *
 * then https://localhost:7681/ in a browser.
 *
 * Of TLS and compression the rest of a program knows nothing: the callbacks
 * are those of a plain server. What is new is all in main():
 *
 *   - LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT, and two file names, make the vhost
 *     speak TLS. The file of the certificate holds the whole chain, the own
 *     one first.
 *   - `extensions` says that messages may be compressed, if the client asks for
 *     it. All browsers do.
 *   - SIGHUP has the certificate read anew, as after its renewal: connections
 *     that are open stay so, new ones get the new certificate.
 */
#define _POSIX_C_SOURCE 200809L
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST (256 * 1024)       /* the largest message that is echoed */

/* One connection: the message that it sends, and that it gets back. */
struct session {
	unsigned char *message; /* LWS_PRE bytes of room, then `len` bytes */
	size_t len;
	int binary, owed;
};

static const char page[] =
	"<!doctype html><meta charset=utf-8><title>wss</title>\n"
	"<p>What you type comes back: <input id=line autofocus> <b id=state></b>\n"
	"<pre id=log></pre>\n"
	"<script>\n"
	"const at = id => document.getElementById(id)\n"
	"const ws = new WebSocket(location.href.replace(/^http/, 'ws'), 'echo')\n"
	"ws.onopen = () => at('state').textContent = ws.extensions || 'not compressed'\n"
	"ws.onclose = () => at('state').textContent = 'closed'\n"
	"ws.onmessage = e => at('log').textContent += e.data + '\\n'\n"
	"at('line').onchange = () => { ws.send(at('line').value); at('line').value = '' }\n"
	"</script>\n";

/* ------------------------------------------------------------------------
 * The page, for whatever is asked.
 */

static int on_http(struct lws *wsi, enum lws_callback_reasons reason,
		   void *user, void *in, size_t len)
{
	unsigned char buffer[LWS_PRE + 2048 + sizeof(page)];
	unsigned char *start = buffer + LWS_PRE, *p = start,
		      *end = buffer + LWS_PRE + 2048;
	size_t size = sizeof(page) - 1;

	switch (reason) {
	case LWS_CALLBACK_HTTP:
		if (lws_add_http_common_headers(wsi, HTTP_STATUS_OK, "text/html",
						size, &p, end) ||
		    lws_finalize_http_header(wsi, &p, end))
			return -1;
		if (lws_write(wsi, start, (size_t)(p - start),
			      LWS_WRITE_HTTP_HEADERS) < 0)
			return -1;
		memcpy(start, page, size);
		if (lws_write(wsi, start, size, LWS_WRITE_HTTP_FINAL) < 0)
			return -1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;

	default:
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}
}

/* ------------------------------------------------------------------------
 * The echo. A message comes in pieces, and out of a compressed one may come
 * much more than went over the wire: so its size is looked at here.
 */

static int take(struct lws *wsi, struct session *s, const void *in, size_t len)
{
	if (lws_is_first_fragment(wsi))
		s->len = 0;
	if (s->len + len > MOST) {
		lws_close_reason(wsi, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE,
				 NULL, 0);
		return -1;
	}
	if (!s->message) {
		s->message = malloc(LWS_PRE + MOST);
		if (!s->message)
			return -1;
	}
	if (len)
		memcpy(s->message + LWS_PRE + s->len, in, len);
	s->len += len;
	if (lws_is_final_fragment(wsi)) {
		s->binary = lws_frame_is_binary(wsi);
		s->owed = 1;
		/* The next message has to wait until this one is gone. */
		lws_rx_flow_control(wsi, 0);
		lws_callback_on_writable(wsi);
	}
	return 0;
}

static int on_echo(struct lws *wsi, enum lws_callback_reasons reason,
		   void *user, void *in, size_t len)
{
	struct session *s = user;

	switch (reason) {
	case LWS_CALLBACK_RECEIVE:
		return take(wsi, s, in, len);

	case LWS_CALLBACK_SERVER_WRITEABLE:
		if (!s->owed)
			break;
		/* It is compressed here, where that was agreed on. */
		if (lws_write(wsi, s->message + LWS_PRE, s->len,
			      s->binary ? LWS_WRITE_BINARY : LWS_WRITE_TEXT) <
		    (int)s->len)
			return -1;
		s->owed = 0;
		lws_rx_flow_control(wsi, 1);
		break;

	case LWS_CALLBACK_CLOSED:
		free(s->message);
		break;

	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "http", on_http, 0, 0, 0, NULL, 0 },
	{ "echo", on_echo, sizeof(struct session), 4096, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

/*
 * The text is for clients alone: it is what they offer. The two parameters ask
 * that either side forgets a message when it is over. That compresses a little
 * less, and costs no memory while a connection is idle.
 */
static const struct lws_extension extensions[] = {
	{ "permessage-deflate", lws_extension_callback_pm_deflate,
	  "permessage-deflate; client_no_context_takeover"
	  "; server_no_context_takeover" },
	{ NULL, NULL, NULL },
};

/* ------------------------------------------------------------------------ */

static struct lws_context *context;
static volatile sig_atomic_t interrupted, renewed;

static void on_signal(int number)
{
	if (number == SIGHUP)
		renewed = 1;
	else
		interrupted = 1;
	lws_cancel_service(context);    /* the one call that a handler may make */
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	const char *certificate = "cert.pem", *key = "key.pem";
	int option, port = 7681, n = 0;

	while ((option = getopt(argc, argv, "p:c:k:")) != -1)
		if (option == 'p')
			port = atoi(optarg);
		else if (option == 'c')
			certificate = optarg;
		else if (option == 'k')
			key = optarg;
		else
			return 2;

	memset(&info, 0, sizeof(info));
	info.port = port;
	info.protocols = protocols;
	info.extensions = extensions;
	info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT |
		       LWS_SERVER_OPTION_VALIDATE_UTF8;
	info.ssl_cert_filepath = certificate;
	info.ssl_private_key_filepath = key;
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);

	/* The log says which file is missing, or does not belong to the other. */
	context = lws_create_context(&info);
	if (!context)
		return 1;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	signal(SIGHUP, on_signal);
	printf("https://localhost:%d/\n", port);
	fflush(stdout);

	while (n >= 0 && !interrupted) {
		if (renewed) {
			renewed = 0;
			printf("the certificate is read anew: %s\n",
			       lws_tls_cert_updated(context, certificate, key,
						    NULL, 0, NULL, 0) ?
			       "failed" : "done");
			fflush(stdout);
		}
		n = lws_service(context, 0);
	}
	lws_context_destroy(context);
	return 0;
}
