/*
 * autobahn_client.c - echoes what the cases of an Autobahn fuzzing server send: autobahn_client HOST PORT AGENT [CASE]
 *
 * Asks how many cases there are, runs one after the other (or the one that is named), and has the reports written.
 */
#include <libwebsockets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct session {
	unsigned char *bytes; /* the message so far, behind LWS_PRE */
	size_t len, room;
};

static struct lws_context *context;
static lws_sorted_usec_list_t soon;
static const char *host, *agent;
static int port, cases, at, last, done;

static int append(struct session *s, const void *in, size_t len)
{
	if (s->room < s->len + len + 1) {
		size_t room = 2 * (s->len + len) + 1;
		unsigned char *bytes = realloc(s->bytes, LWS_PRE + room);

		if (!bytes)
			return 0;
		s->bytes = bytes;
		s->room = room;
	}
	if (len)
		memcpy(s->bytes + LWS_PRE + s->len, in, len);
	s->len += len;
	return 1;
}

static void start(lws_sorted_usec_list_t *sul)
{
	struct lws_client_connect_info info;
	char path[200];

	(void)sul;
	if (!at)
		snprintf(path, sizeof(path), "/getCaseCount");
	else if (at <= last)
		snprintf(path, sizeof(path), "/runCase?case=%d&agent=%s", at, agent);
	else
		snprintf(path, sizeof(path), "/updateReports?agent=%s", agent);
	memset(&info, 0, sizeof(info));
	info.context = context;
	info.address = info.host = info.origin = host;
	info.port = port;
	info.path = path;
	info.local_protocol_name = "echo";
	if (!lws_client_connect_via_info(&info)) {
		fprintf(stderr, "no connection\n");
		done = 1;
	}
}

static void next(void)
{
	if (at > last) {
		done = 1;
		return;
	}
	at++;
	lws_sul_schedule(context, 0, &soon, start, 1);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = user;
	enum lws_write_protocol kind;

	switch (reason) {
	case LWS_CALLBACK_CLIENT_RECEIVE:
		if (lws_is_first_fragment(wsi))
			s->len = 0;
		if (!append(s, in, len))
			return -1;
		if (!lws_is_final_fragment(wsi))
			break;
		if (!at) {
			s->bytes[LWS_PRE + s->len] = '\0';
			cases = atoi((char *)s->bytes + LWS_PRE);
			if (!last)
				last = cases;
			break;
		}
		kind = lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT;
		if (lws_write(wsi, s->bytes + LWS_PRE, s->len, kind) != (int)s->len)
			return -1;
		break;
	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
		fprintf(stderr, "case %d: %.*s\n", at, (int)len, in ? (char *)in : "");
		next();
		break;
	case LWS_CALLBACK_CLIENT_CLOSED:
		free(s->bytes);
		memset(s, 0, sizeof(*s));
		if (!at && last && last < cases)
			at = last - 1;
		next();
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "echo", callback, sizeof(struct session), 65536, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;

	if (argc < 4)
		return 2;
	host = argv[1];
	port = atoi(argv[2]);
	agent = argv[3];
	if (argc > 4)
		last = atoi(argv[4]);
	memset(&info, 0, sizeof(info));
	info.port = CONTEXT_PORT_NO_LISTEN;
	info.protocols = protocols;
	info.options = LWS_SERVER_OPTION_VALIDATE_UTF8;
	lws_set_log_level(LLL_ERR, NULL);
	context = lws_create_context(&info);
	if (!context)
		return 1;
	start(NULL);
	while (!done && lws_service(context, 0) >= 0)
		;
	lws_context_destroy(context);
	printf("%d cases\n", cases);
	return 0;
}
