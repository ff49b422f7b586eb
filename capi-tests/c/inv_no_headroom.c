/*
 * A program that forgot the LWS_PRE bytes: its payload starts at the first byte of a page, and the page before can
 * neither be read nor written; it ends at the last byte of one. It may also stand in memory that is read-only.
 *
 * ONLY-OURS: genuine lws writes the header there.
 */
#include "testing.h"

#include <sys/mman.h>

static unsigned char *pages;
static size_t page;
static int step;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static const size_t sizes[] = { 1, 5, 126, 4096 };

	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_ESTABLISHED)
		lws_callback_on_writable(wsi);
	if (reason == LWS_CALLBACK_SERVER_WRITEABLE && step < 8) {
		size_t size = sizes[step / 2] == 4096 ? page : sizes[step / 2];
		unsigned char *payload = step % 2 ? pages + page : pages + 2 * page - size;

		CHECK_EQ(lws_write(wsi, payload, size, LWS_WRITE_BINARY), size);
		step++;
		lws_callback_on_writable(wsi);
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

int main(void)
{
	struct peer *p;
	unsigned char *payload;
	size_t len, whole, i;
	int port, first, n;

	page = (size_t)sysconf(_SC_PAGESIZE);
	pages = (unsigned char *)mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (pages == MAP_FAILED)
		FAIL("mmap");
	memset(pages + page, 'x', page);
	if (mprotect(pages, page, PROT_NONE) || mprotect(pages + page, page, PROT_READ) ||
	    mprotect(pages + 2 * page, page, PROT_NONE))
		FAIL("mprotect");
	context = start_server(protocols, &port);
	p = peer_websocket(port, "one");
	for (n = 0; n < 8; n++) {
		WAIT_FOR(peer_has_frame(p, &first, &payload, &len, &whole));
		CHECK_EQ(first, 0x82);
		for (i = 0; i < len; i++)
			CHECK_EQ(payload[i], 'x');
		peer_drop(p, whole);
	}
	lws_context_destroy(context);
	context = NULL;
	munmap(pages, 3 * page);
	return pass();
}
