/*
 * interop_client.c - echoes against a server: interop_client PORT PATH [SUBPROTOCOL]
 *
 * Sends messages of several lengths and kinds, checks that each comes back, pings, and says goodbye with 1000.
 */
#include <libwebsockets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t lengths[] = { 1, 125, 126, 65535, 65536, 1000000, 5 };
static unsigned char *payload;
static size_t at, got;
static int failed = 1, over, ponged;

static unsigned char byte_of(size_t message, size_t place)
{
	/* Text in every second message. */
	return (unsigned char)(message & 1 ? (place * 31 + message) & 0xff : 'a' + (place + message) % 26);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	size_t i;

	(void)user;
	switch (reason) {
	case LWS_CALLBACK_CLIENT_ESTABLISHED:
		memcpy(payload + LWS_PRE, "ping", 4);
		if (lws_write(wsi, payload + LWS_PRE, 4, LWS_WRITE_PING) < 4)
			return -1;
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_CLIENT_WRITEABLE:
		if (got || at == LWS_ARRAY_SIZE(lengths))
			break;
		for (i = 0; i < lengths[at]; i++)
			payload[LWS_PRE + i] = byte_of(at, i);
		if (lws_write(wsi, payload + LWS_PRE, lengths[at], at & 1 ? LWS_WRITE_BINARY : LWS_WRITE_TEXT) !=
		    (int)lengths[at])
			return -1;
		for (i = 0; i < lengths[at]; i++)
			if (payload[LWS_PRE + i] != byte_of(at, i)) {
				fprintf(stderr, "the payload was changed\n");
				return -1;
			}
		break;
	case LWS_CALLBACK_CLIENT_RECEIVE_PONG:
		ponged = len == 4 && !memcmp(in, "ping", 4);
		break;
	case LWS_CALLBACK_CLIENT_RECEIVE:
		for (i = 0; i < len; i++, got++)
			if (((unsigned char *)in)[i] != byte_of(at, got)) {
				fprintf(stderr, "message %d differs at %d\n", (int)at, (int)got);
				return -1;
			}
		if (!lws_is_final_fragment(wsi))
			break;
		if (got != lengths[at] || lws_frame_is_binary(wsi) != (int)(at & 1)) {
			fprintf(stderr, "message %d has %d bytes\n", (int)at, (int)got);
			return -1;
		}
		got = 0;
		if (++at == LWS_ARRAY_SIZE(lengths)) {
			failed = 0;
			lws_close_reason(wsi, LWS_CLOSE_STATUS_NORMAL, NULL, 0);
			return -1;
		}
		lws_callback_on_writable(wsi);
		break;
	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
		fprintf(stderr, "%.*s\n", (int)len, in ? (char *)in : "");
		over = 1;
		break;
	case LWS_CALLBACK_CLIENT_CLOSED:
		over = 1;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "echo", callback, 0, 4096, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	struct lws_client_connect_info i;
	struct lws_context *context;

	if (argc < 3)
		return 2;
	payload = malloc(LWS_PRE + 1000000);
	memset(&info, 0, sizeof(info));
	info.port = CONTEXT_PORT_NO_LISTEN;
	info.protocols = protocols;
	lws_set_log_level(LLL_ERR, NULL);
	context = lws_create_context(&info);
	if (!context || !payload)
		return 1;
	memset(&i, 0, sizeof(i));
	i.context = context;
	i.address = i.host = i.origin = "127.0.0.1";
	i.port = atoi(argv[1]);
	i.path = argv[2];
	i.protocol = argc > 3 ? argv[3] : NULL;
	i.local_protocol_name = "echo";
	if (!lws_client_connect_via_info(&i))
		return 1;
	while (!over && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);
	free(payload);
	if (!ponged && !failed)
		fprintf(stderr, "no pong came\n");
	return failed || !ponged;
}
