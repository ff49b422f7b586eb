/*
 * A port for HTTP and for something else (LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG): what is no request becomes
 * raw with the first bytes that cannot be one, since its sender may wait for a word before it says more.
 */
#include "testing.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

static struct lws_context *context;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	unsigned char b[LWS_PRE + 4096];

	(void)user;
	switch ((int)reason) {
	case LWS_CALLBACK_RAW_RX:
		memcpy(b + LWS_PRE, in, len);
		return lws_write(wsi, b + LWS_PRE, len, LWS_WRITE_RAW) == (int)len ? 0 : -1;
	case LWS_CALLBACK_HTTP:
		lws_return_http_status(wsi, 404, NULL);
		return -1;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "fallback", callback, 0, 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

/* What comes back for these bytes, while the connection stays open. */
static void says(int port, const char *text, const char *expected)
{
	struct sockaddr_in to;
	char got[4096];
	ssize_t n = 0, m;
	int fd = socket(AF_INET, SOCK_STREAM, 0), i;

	memset(&to, 0, sizeof(to));
	to.sin_family = AF_INET;
	to.sin_port = htons((uint16_t)port);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CHECK(!connect(fd, (struct sockaddr *)&to, sizeof(to)));
	CHECK(send(fd, text, strlen(text), 0) == (ssize_t)strlen(text));
	for (i = 0; i < 2000 && n < (ssize_t)strlen(expected); i++) {
		lws_service(context, -1);
		m = recv(fd, got + n, sizeof(got) - 1 - (size_t)n, MSG_DONTWAIT);
		if (m > 0)
			n += m;
		usleep(1000);
	}
	got[n] = '\0';
	if (strncmp(got, expected, strlen(expected)))
		fprintf(stderr, "to '%s' it said '%s'\n", text, got);
	CHECK(!strncmp(got, expected, strlen(expected)));
	close(fd);
	for (i = 0; i < 20; i++)
		lws_service(context, -1);
}

int main(void)
{
	struct lws_context_creation_info info;
	struct lws_vhost *vhost;
	int port;

	memset(&info, 0, sizeof(info));
	info.port = 0;
	info.iface = "127.0.0.1";
	info.protocols = protocols;
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG;
	info.listen_accept_role = "raw-skt";
	info.listen_accept_protocol = "fallback";
	lws_set_log_level(0, NULL);
	context = lws_create_context(&info);
	CHECK(context);
	vhost = lws_create_vhost(context, &info);
	CHECK(vhost);
	port = lws_get_vhost_listen_port(vhost);
	says(port, "SSH-2.0-OpenSSH_9.2\r\n", "SSH-2.0-OpenSSH_9.2\r\n");
	says(port, "hello", "hello");
	says(port, "\x16\x03\x01", "\x16\x03\x01");
	says(port, "BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n", "BREW /pot");
	says(port, "GET / HTTP/1.0\r\n\r\n", "HTTP/1.0 404");
	says(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 404");
	lws_context_destroy(context);
	return pass();
}
