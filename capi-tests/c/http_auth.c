/*
 * A mount's users: a change of their file counts at the next request; a file that is not there, is a folder or is too
 * large lets nobody in. What the program is asked it may also answer by closing or by ending the context. Retry-After.
 *
 * ONLY-OURS: genuine lws waits for ever for what a FIFO holds, and does not survive the context's end in the callback.
 */
#include "testing.h"
#include <sys/stat.h>

static char file[] = "/tmp/lws-users-XXXXXX";
static int asked, ended, act;
static char seen[200];

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)user;
	switch ((int)reason) {
	case LWS_CALLBACK_VERIFY_BASIC_AUTHORIZATION:
		asked++;
		CHECK_EQ(strlen((const char *)in), len);
		snprintf(seen, sizeof(seen), "%s", (const char *)in);
		if (act == 1)
			lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_SYNC);
		if (act == 2)
			lws_context_destroy(context);
		return 1;
	case LWS_CALLBACK_HTTP:
		seen[0] = 0;
		lws_hdr_copy(wsi, seen, sizeof(seen), WSI_TOKEN_HTTP_AUTHORIZATION);
#if LWS_LIBRARY_VERSION_NUMBER >= 4003000
		{
			lws_usec_t wait = 5;

			if (lws_hdr_total_length(wsi, WSI_TOKEN_HTTP_RETRY_AFTER)) {
				CHECK_EQ(lws_http_check_retry_after(wsi, &wait), 0);
				CHECK_EQ(wait, 120000000);
				CHECK_EQ(lws_http_check_retry_after(wsi, &wait), 0);
				wait++;
				CHECK_EQ(lws_http_check_retry_after(wsi, &wait), 1);
				CHECK_EQ(wait, 120000001);
			} else
				CHECK_EQ(lws_http_check_retry_after(wsi, &wait), 1);
		}
#endif
		if (lws_return_http_status(wsi, 200, NULL))
			return -1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	case LWS_CALLBACK_WSI_DESTROY:
		ended++;
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = serve },
	{ .name = NULL, .callback = NULL },
};

static void users(const char *text)
{
	FILE *f = fopen(file, "w");

	if (!f || fputs(text, f) < 0 || fclose(f))
		FAIL("cannot write %s", file);
}

static void ask(struct peer *p, const char *path, const char *credentials, const char *status)
{
	char text[400];

	snprintf(text, sizeof(text), "GET %s HTTP/1.1\r\nHost: h\r\n%s%s%s\r\n", path, credentials ? "Authorization: Basic " : "",
		 credentials ? credentials : "", credentials ? "\r\n" : "");
	peer_text(p, text);
	WAIT_FOR(p->in_len && peer_body(p));
	if (strncmp((char *)p->in, status, strlen(status)))
		FAIL("%s with %s: not %s but %.60s", path, credentials ? credentials : "nothing", status, (char *)p->in);
	turn_for(0.01);
	peer_drop(p, p->in_len);
}

#define YES "HTTP/1.1 200 "
#define NO "HTTP/1.1 401 "
#define JOE "am9lOnNlY3JldA==" /* joe:secret */
#define EVE "ZXZlOmhpZGRlbg==" /* eve:hidden */

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);
	struct lws_http_mount mounts[2];
	struct peer *p;
	int fd = mkstemp(file), i;

	CHECK(fd >= 0);
	close(fd);
	memset(mounts, 0, sizeof(mounts));
	mounts[0].mount_next = &mounts[1];
	mounts[0].mountpoint = "/file";
	mounts[0].mountpoint_len = 5;
	mounts[0].origin_protocol = LWSMPRO_CALLBACK;
	mounts[0].origin = "http";
	mounts[0].basic_auth_login_file = file;
	mounts[1] = mounts[0];
	mounts[1].mount_next = NULL;
	mounts[1].mountpoint = "/asks";
	mounts[1].basic_auth_login_file = NULL;
	mounts[1].auth_mask = LWSAUTHM_BASIC_AUTH_CALLBACK;
	info.mounts = mounts;
	lws_set_log_level(0, NULL);
	context = lws_create_context(&info);
	CHECK(context != NULL);

	p = peer_open(info.port);
	users("joe:secret\neve:hidden");
	ask(p, "/file", NULL, NO);
	ask(p, "/file", JOE, YES);
	CHECK(strcmp(seen, "joe") == 0);
	ask(p, "/file", EVE, YES);
	users("\n\nmax:secret\r\neve:hidden\r\n");
	ask(p, "/file", JOE, NO);
	ask(p, "/file", EVE, YES);
	ask(p, "/file", "ZXZlOmhpZGRlbg", YES);          /* without its padding */
	ask(p, "/file", "Og==", NO);                     /* ":" alone */
	ask(p, "/file", "ZXZlOmhpZGRlbgBq", "HTTP/1.1 403 "); /* a NUL behind it */
	ask(p, "/file", "!", "HTTP/1.1 403 ");
	unlink(file);
	ask(p, "/file", EVE, NO);
	CHECK_EQ(mkdir(file, 0700), 0);
	ask(p, "/file", EVE, NO);
	rmdir(file);
	CHECK_EQ(mkfifo(file, 0600), 0);
	ask(p, "/file", EVE, NO);
	unlink(file);
	ask(p, "/asks", JOE, YES);
	CHECK_EQ(asked, 1);
	ask(p, "/asks", NULL, NO);
	CHECK_EQ(asked, 1);
	peer_text(p, "GET /asks HTTP/1.1\r\nHost: h\r\nAuthorization: Basic " JOE "\r\nRetry-After: 120\r\n\r\n");
	WAIT_FOR(p->in_len && peer_body(p));
	CHECK(strncmp((char *)p->in, YES, 13) == 0);
	peer_free(p);
	WAIT_FOR(ended == 1);

	for (act = 1; act <= 2; act++) {
		p = peer_open(info.port);
		peer_text(p, "GET /asks HTTP/1.1\r\nHost: h\r\nAuthorization: Basic " JOE "\r\n\r\n");
		for (i = 0; i < 2000 && !p->eof; i++) {
			turn();
			if (service_result < 0)
				context = NULL;
		}
		CHECK(p->eof);
		CHECK_EQ(ended, 1 + act);
		peer_free(p);
	}
	CHECK(context == NULL);
	return pass();
}
