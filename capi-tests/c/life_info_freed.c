/*
 * All that lws_create_context() was given is overwritten and freed when it has returned: protocols, mounts, headers
 * and every string. The server goes on as it was told.
 *
 * ONLY-OURS: genuine lws goes on reading mounts, names and lists.
 */
#include "testing.h"

struct block {
	struct block *next;
	size_t size;
	unsigned char data[1];
};
static struct block *blocks;

/* Memory that scribble() overwrites and frees. */
static void *lent(size_t size)
{
	struct block *b = (struct block *)get_memory(sizeof(*b) + size);

	b->next = blocks;
	b->size = size;
	blocks = b;
	return b->data;
}

static char *lent_text(const char *text)
{
	char *copy = (char *)lent(strlen(text) + 1);

	strcpy(copy, text);
	return copy;
}

static void scribble(void)
{
	while (blocks) {
		struct block *b = blocks;

		blocks = b->next;
		memset(b->data, 0xa5, b->size);
		free(b);
	}
}

static int established, received;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)in;
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
		established++;
		CHECK(!strcmp(lws_get_protocol(wsi)->name, "second"));
		CHECK_EQ(lws_get_protocol(wsi)->id, 77);
		CHECK(!strcmp(lws_get_vhost_name(lws_get_vhost(wsi)), "a name"));
		CHECK_EQ(*(int *)user, 0);
		break;
	case LWS_CALLBACK_RECEIVE:
		CHECK(len <= 32);
		received += (int)len;
		break;
	default:
		/* It ends the HTTP transaction when a file has been sent. */
		return lws_callback_http_dummy(wsi, reason, user, in, len);
	}
	return 0;
}

int main(void)
{
	struct lws_context_creation_info *info = (struct lws_context_creation_info *)lent(sizeof(*info));
	struct lws_protocols *protocols = (struct lws_protocols *)lent(3 * sizeof(*protocols));
	struct lws_http_mount *mount = (struct lws_http_mount *)lent(sizeof(*mount));
	struct lws_protocol_vhost_options *header = (struct lws_protocol_vhost_options *)lent(sizeof(*header));
	char folder[] = "/tmp/lws-info-XXXXXX", path[64];
	unsigned char payload[100];
	struct peer *p;
	FILE *f;
	int port;

	if (!mkdtemp(folder))
		FAIL("mkdtemp");
	snprintf(path, sizeof(path), "%s/start.html", folder);
	f = fopen(path, "w");
	if (!f)
		FAIL("fopen");
	fputs("<p>hello", f);
	fclose(f);

	memset(info, 0, sizeof(*info));
	memset(protocols, 0, 3 * sizeof(*protocols));
	memset(mount, 0, sizeof(*mount));
	memset(header, 0, sizeof(*header));
	protocols[0].name = lent_text("first");
	protocols[0].callback = callback;
	protocols[1].name = lent_text("second");
	protocols[1].callback = callback;
	protocols[1].id = 77;
	protocols[1].per_session_data_size = 64;
	protocols[1].rx_buffer_size = 32;
	mount->mountpoint = lent_text("/files");
	mount->mountpoint_len = 6;
	mount->origin = lent_text(folder);
	mount->def = lent_text("start.html");
	mount->origin_protocol = LWSMPRO_FILE;
	header->name = lent_text("x-extra:");
	header->value = lent_text("yes");
	info->port = port = free_port();
	info->iface = lent_text("lo");
	info->protocols = protocols;
	info->mounts = mount;
	info->headers = header;
	info->vhost_name = lent_text("a name");
	info->server_string = lent_text("a server");
	info->gid = (gid_t)-1;
	info->uid = (uid_t)-1;
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	context = lws_create_context(info);
	scribble();
	if (!context)
		FAIL("no context");

	p = peer_open(port);
	peer_text(p, "GET /files/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
	WAIT_FOR(p->eof);
	if (!strstr((char *)p->in, "HTTP/1.1 200") || !strstr((char *)p->in, "<p>hello") ||
	    !strstr((char *)p->in, "x-extra: yes") || !strstr((char *)p->in, "a server"))
		FAIL("not what was configured: %s", (char *)p->in);

	p = peer_websocket(port, "second");
	fill(payload, sizeof(payload), 1);
	peer_frame(p, 0x82, payload, sizeof(payload));
	WAIT_FOR(received == 100);
	CHECK_EQ(established, 1);
	lws_context_destroy(context);
	context = NULL;
	unlink(path);
	rmdir(folder);
	return pass();
}
