/*
 * TLS and compression at once, server and client in one context: messages of many sizes go back and forth over a
 * websocket, the program stops reception in the middle of them, and the context is destroyed while handshakes are under
 * way and an echo is on its way.
 *
 * ONLY-OURS: the genuine library gives WRITEABLEs that nobody asked for, to empty its own buffers.
 */
#include "testing.h"

/* Made by openssl for this test, for localhost and 100 years. */
static const char certificate[] =
	"-----BEGIN CERTIFICATE-----\n"
	"MIIBnDCCAUGgAwIBAgIUIHF1N11z8tBw4V2xpzulyW8MqLswCgYIKoZIzj0EAwIw\n"
	"FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTExMDc0MVoYDzIxMjYxMDI4\n"
	"MTEwNzQxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
	"PQMBBwNCAARn/5kBUHJ6U9CX96FrZYChodOYjVQ70Qt1HAd0QAWuVRne0fbUJCqn\n"
	"2qFKEHc9oilMpsyaDoRv8rINXR93+3LWo28wbTAdBgNVHQ4EFgQUPx5DMXVuGcQ5\n"
	"IeIjhBvqV3f+bNgwHwYDVR0jBBgwFoAUPx5DMXVuGcQ5IeIjhBvqV3f+bNgwDwYD\n"
	"VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI\n"
	"zj0EAwIDSQAwRgIhAOBc37bHm96PWKIg5ZiKybF7zTKXEnKb0UHu908gPR5SAiEA\n"
	"4vCYVgkUXdlcJ2dQU6LolNHg9W5F/DwbJsKFUN8QGjw=\n"
	"-----END CERTIFICATE-----\n";
static const char key[] =
	"-----BEGIN PRIVATE KEY-----\n"
	"MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghHbKb6Dsg7maQrVJ\n"
	"UzcbjWdHC5GOqdXere0oT4badhWhRANCAARn/5kBUHJ6U9CX96FrZYChodOYjVQ7\n"
	"0Qt1HAd0QAWuVRne0fbUJCqn2qFKEHc9oilMpsyaDoRv8rINXR93+3LW\n"
	"-----END PRIVATE KEY-----\n";

static const size_t sizes[] = { 0, 1, 125, 126, 4096, 4097, 16384, 65535, 65536, 300000 };
#define SIZES (sizeof(sizes) / sizeof(sizes[0]))
static unsigned char *message;
static size_t at, got;
static int echoed, closed, stopped, failed, handshakes;

struct session {
	unsigned char *bytes;
	size_t len;
	int owed;
};

static unsigned char byte_of(size_t i)
{
	return (unsigned char)(i * i / 7 + at);
}

static int serve(struct lws *wsi, struct session *s, int reason, const void *in, size_t len)
{
	switch (reason) {
	case LWS_CALLBACK_ESTABLISHED:
		CHECK(lws_is_ssl(wsi));
		s->bytes = (unsigned char *)get_memory(LWS_PRE + 300000);
		break;
	case LWS_CALLBACK_RECEIVE:
		if (lws_is_first_fragment(wsi))
			s->len = 0;
		CHECK(s->len + len <= 300000 && !s->owed);
		memcpy(s->bytes + LWS_PRE + s->len, in, len);
		s->len += len;
		if (s->len == 8192 || lws_is_final_fragment(wsi)) {
			lws_rx_flow_control(wsi, 0);
			lws_set_timer_usecs(wsi, 1000);
			stopped++;
		}
		s->owed = lws_is_final_fragment(wsi);
		break;
	case LWS_CALLBACK_TIMER:
		if (s->owed)
			lws_callback_on_writable(wsi);
		else
			lws_rx_flow_control(wsi, 1);
		break;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		CHECK(s->owed && !lws_send_pipe_choked(wsi));
		s->owed = 0;
		CHECK_EQ(lws_write(wsi, s->bytes + LWS_PRE, s->len, LWS_WRITE_BINARY), s->len);
		lws_rx_flow_control(wsi, 1);
		break;
	case LWS_CALLBACK_CLOSED:
		free(s->bytes);
		closed++;
		break;
	}
	return 0;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	size_t i;

	switch ((int)reason) {
	case LWS_CALLBACK_FILTER_NETWORK_CONNECTION:
		handshakes++;
		break;
	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
		failed++;
		break;
	case LWS_CALLBACK_CLIENT_ESTABLISHED:
		CHECK(lws_is_ssl(wsi));
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_CLIENT_WRITEABLE:
		got = 0;
		for (i = 0; i < sizes[at]; i++)
			message[LWS_PRE + i] = byte_of(i);
		CHECK_EQ(lws_write(wsi, message + LWS_PRE, sizes[at], LWS_WRITE_BINARY), sizes[at]);
		break;
	case LWS_CALLBACK_CLIENT_RECEIVE:
		for (i = 0; i < len; i++)
			CHECK_EQ(((unsigned char *)in)[i], byte_of(got + i));
		got += len;
		if (!lws_is_final_fragment(wsi))
			break;
		CHECK_EQ(got, sizes[at]);
		echoed++;
		at = (at + 1) % SIZES;
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_ESTABLISHED:
	case LWS_CALLBACK_RECEIVE:
	case LWS_CALLBACK_SERVER_WRITEABLE:
	case LWS_CALLBACK_TIMER:
	case LWS_CALLBACK_CLOSED:
		return serve(wsi, (struct session *)user, (int)reason, in, len);
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "echo", .callback = callback, .per_session_data_size = sizeof(struct session), .rx_buffer_size = 4096 },
	{ .name = NULL, .callback = NULL },
};
static const struct lws_extension extensions[] = {
	{ "permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate; client_max_window_bits" },
	{ NULL, NULL, NULL },
};

static void dial(int port)
{
	struct lws_client_connect_info ci;

	memset(&ci, 0, sizeof(ci));
	ci.context = context;
	ci.address = ci.host = ci.origin = "localhost";
	ci.port = port;
	ci.path = "/";
	ci.protocol = protocols[0].name;
	ci.ssl_connection = LCCSCF_USE_SSL;
	CHECK(lws_client_connect_via_info(&ci));
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	int i, n;

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	message = (unsigned char *)get_memory(LWS_PRE + 300000);
	info.options |= LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
	info.extensions = extensions;
	info.server_ssl_cert_mem = certificate;
	info.server_ssl_cert_mem_len = sizeof(certificate);
	info.server_ssl_private_key_mem = key;
	info.server_ssl_private_key_mem_len = sizeof(key);
	/* valgrind does not follow the assembler of AES-GCM, and takes what it makes for uninitialised. */
	info.tls1_3_plus_cipher_list = "TLS_CHACHA20_POLY1305_SHA256";
	info.client_ssl_ca_mem = certificate;
	info.client_ssl_ca_mem_len = sizeof(certificate);
	for (i = 0; i < 3; i++) {
		at = 0;
		echoed = closed = stopped = handshakes = 0;
		context = lws_create_context(&info);
		CHECK(context);
		dial(info.port);
		WAIT_FOR(echoed == (int)SIZES + i);
		CHECK(stopped > echoed);
		/* These get as far as so many turns bring them. */
		n = handshakes;
		dial(info.port);
		dial(info.port);
		WAIT_FOR(handshakes > n);
		for (n = 0; n < i; n++)
			lws_service(context, 0);
		lws_context_destroy(context);
		CHECK(closed >= 1);
	}
	CHECK(failed <= 6);
	free(message);
	puts("ok");
	return 0;
}
