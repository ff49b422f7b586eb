/*
 * A thousand requests in one go, of all kinds: each is answered, in order, byte for byte, also when the program answers
 * late (in HTTP_WRITEABLE, or when a timer fires), and when the peer reads slowly.
 *
 * ONLY-OURS: genuine lws loses requests that come in the same read as others.
 */
#include "testing.h"

#define COUNT 1000

struct session {
	char path[32];
	size_t body;
	unsigned int sum;
};

static char file_path[] = "/tmp/lws-pipelined-XXXXXX";
static unsigned char content[3000];

static int answer(struct lws *wsi, struct session *s)
{
	unsigned char buffer[LWS_PRE + 512], *start = buffer + LWS_PRE, *p = start, *end = buffer + sizeof(buffer);
	char text[100];
	int n = snprintf(text, sizeof(text), "%s body %lu sum %u\n", s->path, (unsigned long)s->body, s->sum);

	if (lws_add_http_common_headers(wsi, 200, "text/plain", (lws_filepos_t)n, &p, end) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return -1;
	memcpy(start, text, (size_t)n);
	if (lws_write(wsi, start, (size_t)n, LWS_WRITE_HTTP_FINAL) != n)
		return -1;
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct session *s = (struct session *)user;
	size_t i;
	int n;

	switch ((int)reason) {
	case LWS_CALLBACK_HTTP:
		memset(s, 0, sizeof(*s));
		snprintf(s->path, sizeof(s->path), "%.*s", (int)len, (const char *)in);
		switch (s->path[1]) {
		case 'n': /* now */
			return answer(wsi, s);
		case 'w': /* when it can be written */
			lws_callback_on_writable(wsi);
			break;
		case 't': /* in a moment */
			lws_set_timer_usecs(wsi, 300);
			break;
		case 'f':
			n = lws_serve_http_file(wsi, file_path, "text/plain", NULL, 0);
			return n < 0 || (n > 0 && lws_http_transaction_completed(wsi)) ? -1 : 0;
		default: /* a body comes */
			break;
		}
		break;
	case LWS_CALLBACK_HTTP_BODY:
		s->body += len;
		for (i = 0; i < len; i++)
			s->sum += ((unsigned char *)in)[i];
		break;
	case LWS_CALLBACK_HTTP_BODY_COMPLETION:
	case LWS_CALLBACK_HTTP_WRITEABLE:
	case LWS_CALLBACK_TIMER:
		return answer(wsi, s);
	case LWS_CALLBACK_HTTP_FILE_COMPLETION:
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = serve, .per_session_data_size = sizeof(struct session) },
	{ .name = NULL, .callback = NULL },
};

/* adds request number n to what the peer sends, and what must come for it to *expected */
static void add(struct peer *p, int n, char **expected)
{
	char head[200], text[100], body[700];
	unsigned int sum = 0, size = (unsigned int)(n * 7) % sizeof(body), i;
	char kind = "nwbfctn"[n % 7];
	size_t had = strlen(*expected);

	memset(body, 0, sizeof(body));
	*expected = (char *)realloc(*expected, had + sizeof(content) + 400);
	if (!*expected)
		FAIL("no memory");
	if (kind == 'f') {
		snprintf(head, sizeof(head), "GET /f%d HTTP/1.1\r\nHost: h\r\n\r\n", n);
		peer_text(p, head);
		snprintf(*expected + had, sizeof(content) + 400, "file %s", (char *)content);
		return;
	}
	if (kind != 'b' && kind != 'c') {
		snprintf(head, sizeof(head), "GET /%c%d HTTP/1.1\r\nHost: h\r\n\r\n", kind, n);
		peer_text(p, head);
		size = 0;
	} else {
		size += 1;
		for (i = 0; i < size && i < sizeof(body); i++)
			sum += (unsigned char)(body[i] = (char)('a' + (n + (int)i) % 26));
		if (size > sizeof(body))
			size = sizeof(body);
		if (kind == 'b')
			snprintf(head, sizeof(head), "POST /b%d HTTP/1.1\r\nHost: h\r\nContent-Length: %u\r\n\r\n", n, size);
		else
			snprintf(head, sizeof(head),
				 "POST /c%d HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n", n, size);
		peer_text(p, head);
		peer_put(p, body, size);
		if (kind == 'c')
			peer_text(p, "\r\n0\r\n\r\n");
	}
	snprintf(text, sizeof(text), "/%c%d body %u sum %u\n", kind, n, size, sum);
	snprintf(*expected + had, sizeof(content) + 400, "text %s", text);
}

/* takes the bodies of the answers out of what came, each with what kind it is; NULL when the last one is not whole */
static char *bodies(struct peer *p)
{
	char *out = (char *)get_memory(p->in_len + COUNT * 8 + 1), *at = (char *)p->in, *end, *length;
	size_t used = 0, size;

	while (*at) {
		end = strstr(at, "\r\n\r\n");
		length = strstr(at, "content-length: ");
		size = end && length ? (size_t)strtoul(length + 16, NULL, 10) : 0;
		if (!end || end + 4 + size > (char *)p->in + p->in_len) {
			free(out);
			return NULL;
		}
		if (!length || length > end || strncmp(at, "HTTP/1.1 200 ", 13))
			FAIL("no answer: %.200s", at);
		used += (size_t)sprintf(out + used, "%s", size == sizeof(content) - 1 ? "file " : "text ");
		memcpy(out + used, end + 4, size);
		used += size;
		at = end + 4 + size;
	}
	return out;
}

static void thousand(int port, int piece)
{
	struct peer *p = peer_open(port);
	char *expected = (char *)get_memory(1), *got;
	size_t wanted, all;
	int i;

	for (i = 0; i < COUNT; i++)
		add(p, i, &expected);
	wanted = strlen(expected);
	if (piece) { /* it sends in pieces of this size, and reads only now and then */
		all = p->out_len;
		for (p->out_len = 0; p->out_len < all;) {
			p->out_len = p->out_len + (size_t)piece < all ? p->out_len + (size_t)piece : all;
			p->deaf = (p->out_len / (size_t)piece) % 8 != 0;
			turn();
		}
		p->deaf = 0;
	}
	for (;;) {
		double limit = now() + patience();
		size_t before = p->in_len;

		while (p->in_len == before && !p->eof && now() < limit)
			turn();
		if (p->in_len == before)
			FAIL("only %lu bytes came", (unsigned long)p->in_len);
		got = bodies(p);
		if (!got)
			continue;
		i = strlen(got) == wanted;
		if (i && strcmp(got, expected))
			FAIL("the answers are not those that were asked for");
		free(got);
		if (i)
			break;
	}
	turn_for(0.05);
	CHECK(!p->eof);
	free(expected);
	peer_free(p);
}

int main(void)
{
	int port, fd;

	fill(content, sizeof(content) - 1, 7);
	for (fd = 0; fd < (int)sizeof(content) - 1; fd++)
		content[fd] = (unsigned char)('A' + content[fd] % 26);
	fd = mkstemp(file_path);
	if (fd < 0 || write(fd, content, sizeof(content) - 1) != (ssize_t)sizeof(content) - 1)
		FAIL("no file");
	close(fd);
	context = start_server(protocols, &port);
	thousand(port, 0);
	thousand(port, 777);
	thousand(port, 13);
	unlink(file_path);
	lws_context_destroy(context);
	context = NULL;
	return pass();
}
