/*
 * Sends by id, whole messages and a drain where bytes are changed on their way: from the client, over TLS, compressed, and in
 * the loops of other libraries. Both ends are connections of one context, so each sends to the other.
 *
 * ONLY-OURS: these functions are this library's own.
 */
#include "testing.h"

#include <libwebsockets-extra.h>

#define BIG 700000

/* Made for this test: CN=localhost, good for a hundred years. */
static const char certificate[] =
	"-----BEGIN CERTIFICATE-----\n"
	"MIIBmzCCAUGgAwIBAgIUGioRjDScyHbYNbbrfWM7Lp74a08wCgYIKoZIzj0EAwIw\n"
	"FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTExMTExNloYDzIxMjYxMDI4\n"
	"MTExMTE2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
	"PQMBBwNCAARygC++i434mOWuK7qlQXRpyUsHoYUxYu+2FfXUIq/m3upBgLCVmg4s\n"
	"G9IZ6C3X07HDFohvhkjJDCn5coRrB8TBo28wbTAdBgNVHQ4EFgQUpS4JE/dIaZbO\n"
	"rOWE1XPBU/RBqrQwHwYDVR0jBBgwFoAUpS4JE/dIaZbOrOWE1XPBU/RBqrQwDwYD\n"
	"VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI\n"
	"zj0EAwIDSAAwRQIhAJFpXFuuyb79p8C6Vkino3VaSUOBihOg/tax1qJKF2XWAiB9\n"
	"7bk5i5nz6JKadIhmyoujZa0/g+W3AWmKX6sln3C0ug==\n"
	"-----END CERTIFICATE-----\n";
static const char key[] =
	"-----BEGIN PRIVATE KEY-----\n"
	"MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgaQRfCylWwHRwGgjs\n"
	"WcBSc78xR38xH76ocvSVx9TKBL6hRANCAARygC++i434mOWuK7qlQXRpyUsHoYUx\n"
	"Yu+2FfXUIq/m3upBgLCVmg4sG9IZ6C3X07HDFohvhkjJDCn5coRrB8TB\n"
	"-----END PRIVATE KEY-----\n";

static const struct lws_extension extensions[] = {
	{ "permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate" },
	{ NULL, NULL, NULL }
};

static uint64_t ids[2];
static int opened, received[2], closed, released, told, drained, failed;
static unsigned char *big;
static const size_t lengths[] = { BIG, 5, 4096, 0, 70000, BIG - 1 };
#define COUNT ((int)(sizeof(lengths) / sizeof(lengths[0])))

static void release(void *arg)
{
	CHECK(arg == big);
	released++;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	int side = reason == LWS_CALLBACK_CLIENT_ESTABLISHED || reason == LWS_CALLBACK_CLIENT_RECEIVE;
	(void)user;
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
	case LWS_CALLBACK_CLIENT_ESTABLISHED:
		ids[side] = lwsx_id(wsi);
		opened++;
		break;
	case LWS_CALLBACK_RECEIVE:
	case LWS_CALLBACK_CLIENT_RECEIVE:
		CHECK(received[side] < COUNT);
		CHECK(lws_is_first_fragment(wsi) && lws_is_final_fragment(wsi));
		CHECK_EQ(len, lengths[received[side]]);
		CHECK(!len || !memcmp(in, big, len));
		CHECK_EQ(lwsx_opcode(wsi), 2);
		received[side]++;
		break;
	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
		fprintf(stderr, "%s\n", in ? (char *)in : "");
		failed++;
		break;
	case LWSX_CALLBACK_SHUTDOWN: told++; break;
	case LWSX_CALLBACK_DRAINED: drained++; break;
	case LWS_CALLBACK_CLOSED:
	case LWS_CALLBACK_CLIENT_CLOSED: closed++; break;
	default: break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "p", callback, 0, 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 }
};

static void both_ways(int tls, int deflate, uint64_t loop)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct lws_client_connect_info to;
	struct lws_context *c;
	int i, side;

	opened = closed = released = told = drained = service_result = 0;
	received[0] = received[1] = 0;
	info.options = loop;
	if (tls) {
		info.options |= LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
		info.server_ssl_cert_mem = certificate;
		info.server_ssl_cert_mem_len = sizeof(certificate) - 1;
		info.server_ssl_private_key_mem = key;
		info.server_ssl_private_key_mem_len = sizeof(key) - 1;
		/* valgrind does not follow the assembler of AES-GCM, and takes what it makes for uninitialised. */
		info.tls1_3_plus_cipher_list = "TLS_CHACHA20_POLY1305_SHA256";
	}
	if (deflate)
		info.extensions = extensions;
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	context = lws_create_context(&info);
	CHECK(context);
	CHECK_EQ(lwsx_vhost_set_whole_messages(lws_get_vhost_by_name(context, "default"), NULL, BIG), 0);
	memset(&to, 0, sizeof(to));
	to.context = context;
	to.address = "127.0.0.1";
	to.host = "localhost";
	to.port = info.port;
	to.path = "/";
	to.protocol = "p";
	to.ssl_connection = tls ? LCCSCF_USE_SSL | LCCSCF_ALLOW_SELFSIGNED : 0;
	CHECK(lws_client_connect_via_info(&to));
	WAIT_FOR(opened == 2 || failed);
	CHECK(!failed);
	CHECK_EQ(lwsx_count(context, "p"), 2);
	for (side = 0; side < 2; side++)
		for (i = 0; i < COUNT; i++)
			if ((i + side) % 2)
				CHECK_EQ(lwsx_send(context, ids[side], big, lengths[i], LWS_WRITE_BINARY), 0);
			else
				CHECK_EQ(lwsx_send_reference(context, ids[side], big, lengths[i], LWS_WRITE_BINARY,
							     release, big), 0);
	WAIT_FOR(received[0] == COUNT && received[1] == COUNT);
	WAIT_FOR(released == COUNT);
	CHECK_EQ(lwsx_drain(context, 30), 0);
	WAIT_FOR(service_result < 0);
	CHECK_EQ(told, 2);
	CHECK_EQ(closed, 2);
	CHECK_EQ(drained, 1);
	c = context;
	context = NULL;
	lws_context_destroy(c);
}

/* lws_service() runs the loop of the other library, which a drain ends. Whoever has not got that library skips it. */
static void elsewhere(uint64_t loop)
{
	struct lws_context_creation_info info = server_info(protocols);
	int n = 0, calls = 0;

	opened = closed = told = drained = 0;
	info.options = loop;
	lws_set_log_level(0, NULL);
	context = lws_create_context(&info);
	if (!context)
		return;
	CHECK_EQ(lwsx_drain(context, 30), 0);
	while (n >= 0 && calls++ < 5)
		n = lws_service(context, 0);
	CHECK(n < 0);
	CHECK_EQ(drained, 1);
	lws_context_destroy(context);
	context = NULL;
}

int main(void)
{
	int i;

	big = (unsigned char *)get_memory(BIG);
	fill(big, BIG, 11);
	for (i = 0; i < 4; i++)
		both_ways(i & 1, i >> 1, 0);
	elsewhere(LWS_SERVER_OPTION_LIBUV);
	elsewhere(LWS_SERVER_OPTION_LIBEV);
	elsewhere(LWS_SERVER_OPTION_LIBEVENT);
	elsewhere(LWS_SERVER_OPTION_GLIB);
	free(big);
	return pass();
}
