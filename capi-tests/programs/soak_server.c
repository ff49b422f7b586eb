/*
 * A server that does everything at random, and watches what it is told: soak.py sends it as many peers as it can.
 *
 *     soak_server PORT FOLDER SECONDS ROUNDS SEED
 *
 * Each round makes a context, serves, and ends it: with its connections open, or when the last one has gone. What must
 * hold at any time: one CLOSED for each ESTABLISHED, one WSI_DESTROY for each WSI_CREATE, no callback of a connection
 * after its WSI_DESTROY, session memory that begins as zeros; and after each round the descriptors and the memory of
 * the first one. "go" on stdout tells that a round serves, "rest" that its peers shall go; a line on stdin answers.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <libwebsockets.h>

#include <dirent.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SESSION 64
#define MOST 8192

/* Known where a sanitizer is linked, whose allocator mallinfo2() knows nothing of. */
size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

struct known {
	struct lws *wsi;
	int established, closed, http_closed, bound, flow_off;
	int last[12]; /* the reasons it had, in a ring, and what mischief it was in: 1000 and more */
	unsigned int at;
};

static struct known known[MOST];
static size_t known_count, most_known;
static struct lws_context *context;
static struct lws_vhost *side;
static struct lws_context_creation_info side_info;
static lws_sorted_usec_list_t side_timer, stir_timer;
static const struct lws_retry_bo policy = { .secs_since_valid_ping = 2, .secs_since_valid_hangup = 4 };
static const char *folder, *certificate, *key;
static unsigned char payload[LWS_PRE + 300000];
static int calm;
/* What the other thread looks at: whether there is a context, and a connection that may have gone meanwhile. */
static pthread_mutex_t shared = PTHREAD_MUTEX_INITIALIZER;
static struct lws_context *lent_context;
static struct lws *lent;
static int thread_ends;
static unsigned long established, closed, created, destroyed, requests, bodies, received, written, refused_writes,
	vhosts_gone, killed;
static struct lws *to_lend;
static uint64_t state;

#define BAD(...)                                                                                                       \
	do {                                                                                                           \
		fprintf(stderr, "BROKEN: " __VA_ARGS__);                                                               \
		fputc('\n', stderr);                                                                                   \
		abort();                                                                                               \
	} while (0)

static unsigned int roll(unsigned int sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned int)((state >> 11) % sides);
}

/* Once in n, but never while the peers are leaving. */
static int seldom(unsigned int n)
{
	return !calm && !roll(n);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct known *find(const struct lws *wsi)
{
	size_t i;

	for (i = 0; i < known_count; i++)
		if (known[i].wsi == wsi)
			return &known[i];
	return NULL;
}

static struct lws *anyone(int websocket)
{
	size_t tries;

	for (tries = 0; known_count && tries < 8; tries++) {
		struct known *k = &known[roll((unsigned int)known_count)];

		if (!websocket || (k->established && !k->closed))
			return k->wsi;
	}
	return NULL;
}

static void note(struct known *k, int what)
{
	if (k)
		k->last[k->at++ % LWS_ARRAY_SIZE(k->last)] = what;
}

static int zeroed(const unsigned char *p)
{
	size_t i;

	for (i = 0; i < SESSION; i++)
		if (p[i])
			return 0;
	return 1;
}

static void say_something(struct lws *wsi)
{
	static const size_t sizes[] = { 0, 1, 100, 125, 126, 4000, 65535, 65536, 200000 };
	size_t len = sizes[roll(sizeof(sizes) / sizeof(sizes[0]))];
	enum lws_write_protocol mode = roll(2) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT;

	if (lws_partial_buffered(wsi) && roll(20))
		return;
	if (!roll(8)) {
		mode = roll(2) ? LWS_WRITE_PING : LWS_WRITE_PONG;
		len = roll(126);
	}
	if (lws_write(wsi, payload + LWS_PRE, len, mode) < (int)len)
		refused_writes++;
	else
		written++;
}

static void side_again(lws_sorted_usec_list_t *sul)
{
	(void)sul;
	if (!side && context && !calm)
		side = lws_create_vhost(context, &side_info);
}

/* Something that may happen at any time; 1: the callback is to refuse. */
static int mischief(struct lws *wsi, int websocket)
{
	struct lws *other;
	struct known *k;
	int n;

	if (calm)
		return 0;
	n = (int)roll(60);
	if (n < 15)
		note(find(wsi), 1000 + n);
	switch (n) {
	case 0:
		return seldom(6);
	case 1:
		if (websocket && seldom(4)) {
			lws_close_reason(wsi, (enum lws_close_status)(1000 + roll(16)), payload + LWS_PRE, roll(130));
			return (int)roll(2);
		}
		break;
	case 2:
		if (seldom(5)) {
			killed++;
			lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
		}
		break;
	case 3:
		if (seldom(5) && (other = anyone(0))) {
			killed++;
			lws_set_timeout(other, PENDING_TIMEOUT_USER_REASON_BASE, roll(2) ? LWS_TO_KILL_ASYNC : LWS_TO_KILL_SYNC);
		}
		break;
	case 4:
		lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, (int)roll(3));
		break;
	case 5:
		lws_set_timer_usecs(wsi, (lws_usec_t)roll(200000));
		break;
	case 6:
		if (websocket && (k = find(wsi))) {
			k->flow_off = 1;
			lws_rx_flow_control(wsi, 0);
			lws_set_timer_usecs(wsi, (lws_usec_t)roll(100000));
		}
		break;
	case 7:
		lws_callback_on_writable_all_protocol(context, lws_get_protocol(wsi));
		break;
	case 8:
		if (seldom(4))
			lws_callback_all_protocol(context, lws_get_protocol(wsi), LWS_CALLBACK_USER);
		break;
	case 9:
		if ((other = anyone(1)))
			say_something(other);
		break;
	case 10:
		if ((other = anyone(0)))
			lws_callback_on_writable(other);
		break;
	case 11:
		if (side && seldom(12)) {
			struct lws_vhost *v = side;

			side = NULL;
			vhosts_gone++;
			lws_vhost_destroy(v);
			lws_sul_schedule(context, 0, &side_timer, side_again, (lws_usec_t)roll(100000));
		}
		break;
	case 12:
		lws_cancel_service(context);
		break;
	case 13:
		if (websocket)
			lws_validity_confirmed(wsi);
		break;
	case 14:
		lws_set_opaque_user_data(wsi, wsi);
		break;
	default:
		break;
	}
	return 0;
}

static int answer(struct lws *wsi, unsigned char *session, const char *path)
{
	unsigned char head[LWS_PRE + 1024], *p = head + LWS_PRE, *end = head + sizeof(head);
	char name[300];
	int n;

	switch (roll(5)) {
	case 0:
		if (lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, NULL) < 0)
			return -1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	case 1:
		snprintf(name, sizeof(name), "%s/big.bin", folder);
		n = lws_serve_http_file(wsi, name, "application/octet-stream", NULL, 0);
		if (n < 0 || (n > 0 && lws_http_transaction_completed(wsi)))
			return -1;
		return 0;
	case 2:
		if (lws_http_redirect(wsi, HTTP_STATUS_FOUND, (const unsigned char *)"/elsewhere", 10, &p, end) < 0)
			return -1;
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	default:
		session[1] = (unsigned char)(1 + roll(5));
		if (lws_add_http_common_headers(wsi, 200, "text/plain", (lws_filepos_t)session[1] * 1000, &p, end) ||
		    lws_finalize_write_http_header(wsi, head + LWS_PRE, &p, end))
			return -1;
		lws_callback_on_writable(wsi);
		return 0;
	}
	(void)path;
}

/* Whose wsi is no connection that is created and destroyed. */
static int of_context(int reason)
{
	return reason == LWS_CALLBACK_PROTOCOL_INIT || reason == LWS_CALLBACK_PROTOCOL_DESTROY ||
	       reason == LWS_CALLBACK_EVENT_WAIT_CANCELLED || reason == LWS_CALLBACK_GET_THREAD_ID ||
	       reason == LWS_CALLBACK_FILTER_NETWORK_CONNECTION || reason == LWS_CALLBACK_VHOST_CERT_AGING ||
	       (reason >= LWS_CALLBACK_ADD_POLL_FD && reason <= LWS_CALLBACK_UNLOCK_POLL);
}

static int serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	unsigned char *session = (unsigned char *)user;
	struct known *k;
	int n;

	if (reason == LWS_CALLBACK_FILTER_NETWORK_CONNECTION)
		return seldom(200);
	if (of_context((int)reason))
		return 0;
	k = find(wsi);
	if (reason == LWS_CALLBACK_WSI_CREATE) {
		if (k)
			BAD("a second WSI_CREATE of %p", (void *)wsi);
		if (known_count == MOST)
			BAD("%d connections at once", MOST);
		memset(&known[known_count], 0, sizeof(known[0]));
		known[known_count++].wsi = wsi;
		if (known_count > most_known)
			most_known = known_count;
		created++;
		return seldom(100) ? -1 : 0;
	}
	if (!k)
		BAD("callback %d of %p, which is none that lives", (int)reason, (void *)wsi);
	note(k, (int)reason);
	if (k->closed && reason != LWS_CALLBACK_WSI_DESTROY && reason != LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL)
		BAD("callback %d of %p after CLOSED", (int)reason, (void *)wsi);

	switch (reason) {
	case LWS_CALLBACK_WSI_DESTROY:
		if (k->established != k->closed)
			BAD("%d ESTABLISHED and %d CLOSED of %p", k->established, k->closed, (void *)wsi);
		destroyed++;
		*k = known[--known_count];
		return 0;
	case LWS_CALLBACK_HTTP_BIND_PROTOCOL:
	case LWS_CALLBACK_WS_SERVER_BIND_PROTOCOL:
		if (!user || !zeroed(session))
			BAD("the session of %p does not begin as zeros", (void *)wsi);
		session[0] = 0xaa;
		k->bound++;
		return seldom(300);
	case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
	case LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL:
		k->bound--;
		if (k->bound < 0)
			BAD("DROP_PROTOCOL without BIND_PROTOCOL of %p", (void *)wsi);
		return 0;
	case LWS_CALLBACK_ESTABLISHED:
		if (k->established++)
			BAD("ESTABLISHED twice of %p", (void *)wsi);
		if (!user || session[0] != 0xaa)
			BAD("another session in ESTABLISHED of %p", (void *)wsi);
		established++;
		if (!roll(4) && !calm)
			to_lend = wsi;
		if (!roll(3))
			lws_callback_on_writable(wsi);
		return mischief(wsi, 1) ? -1 : 0;
	case LWS_CALLBACK_CLOSED:
		if (!k->established || k->closed++)
			BAD("CLOSED of %p, established %d times", (void *)wsi, k->established);
		closed++;
		return 0;
	case LWS_CALLBACK_CLOSED_HTTP:
		if (k->http_closed++)
			BAD("CLOSED_HTTP twice of %p", (void *)wsi);
		return 0;
	case LWS_CALLBACK_RECEIVE:
		received++;
		if (len)
			((unsigned char *)in)[len - 1] ^= 1; /* it is ours until we return */
		if (!roll(3))
			lws_callback_on_writable(wsi);
		if (!roll(3) && !lws_partial_buffered(wsi)) {
			n = lws_write_ws_flags(lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT, 1, 1);
			if (len <= sizeof(payload) - LWS_PRE)
				memcpy(payload + LWS_PRE, in, len);
			if (lws_write(wsi, payload + LWS_PRE, len, (enum lws_write_protocol)n) < (int)len)
				return -1;
		}
		return mischief(wsi, 1) ? -1 : 0;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		say_something(wsi);
		if (!roll(2) && !calm)
			lws_callback_on_writable(wsi);
		return mischief(wsi, 1) ? -1 : 0;
	case LWS_CALLBACK_RECEIVE_PONG:
	case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
	case LWS_CALLBACK_USER:
		return mischief(wsi, k->established) ? -1 : 0;
	case LWS_CALLBACK_TIMER:
		if (k->flow_off) {
			k->flow_off = 0;
			lws_rx_flow_control(wsi, 1);
		}
		return mischief(wsi, k->established) ? -1 : 0;
	case LWS_CALLBACK_HTTP:
		requests++;
		if (mischief(wsi, 0))
			return -1;
		if (lws_hdr_total_length(wsi, WSI_TOKEN_POST_URI))
			return 0;
		return answer(wsi, session, (const char *)in);
	case LWS_CALLBACK_HTTP_BODY:
		bodies++;
		return mischief(wsi, 0) ? -1 : 0;
	case LWS_CALLBACK_HTTP_BODY_COMPLETION:
		if (mischief(wsi, 0))
			return -1;
		return answer(wsi, session, NULL);
	case LWS_CALLBACK_HTTP_FILE_COMPLETION:
		return lws_http_transaction_completed(wsi) ? -1 : 0;
	case LWS_CALLBACK_HTTP_WRITEABLE:
		if (!session || !session[1])
			return 0;
		n = --session[1] ? LWS_WRITE_HTTP : LWS_WRITE_HTTP_FINAL;
		if (lws_write(wsi, payload + LWS_PRE, 1000, (enum lws_write_protocol)n) != 1000)
			return -1;
		if (n == LWS_WRITE_HTTP_FINAL)
			return lws_http_transaction_completed(wsi) ? -1 : 0;
		lws_callback_on_writable(wsi);
		return mischief(wsi, 0) ? -1 : 0;
	case LWS_CALLBACK_FILTER_HTTP_CONNECTION:
	case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
	case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
	case LWS_CALLBACK_ADD_HEADERS:
	case LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED:
		return seldom(100);
	default:
		return 0;
	}
}

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = serve, .per_session_data_size = SESSION },
	{ .name = "small", .callback = serve, .per_session_data_size = SESSION, .rx_buffer_size = 128 },
	{ .name = "large", .callback = serve, .per_session_data_size = SESSION, .rx_buffer_size = 65536 },
	{ .name = NULL },
};

static void lend(struct lws_context *c, struct lws *wsi);

/* Writes and kills also while nobody calls back. */
static void stir(lws_sorted_usec_list_t *sul)
{
	struct lws *wsi = anyone(0);

	(void)sul;
	if (wsi)
		mischief(wsi, find(wsi)->established);
	if (to_lend)
		lend(context, to_lend);
	to_lend = NULL;
	lws_sul_schedule(context, 0, &stir_timer, stir, (lws_usec_t)(1000 + roll(5000)));
}

/* What another thread may do. */
static void *other_thread(void *arg)
{
	const struct timespec nap = { 0, 3000000 };
	unsigned long n;
	int ends = 0;

	(void)arg;
	for (n = 0; !ends; n++) {
		pthread_mutex_lock(&shared);
		ends = thread_ends;
		if (lent_context && n % 2)
			lws_cancel_service(lent_context);
		else if (lent_context && lent && n % 200)
			lws_callback_on_writable(lent);
		else if (lent_context && lent) {
			lws_set_timeout(lent, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
			lent = NULL;
		}
		pthread_mutex_unlock(&shared);
		nanosleep(&nap, NULL);
	}
	return NULL;
}

static void lend(struct lws_context *c, struct lws *wsi)
{
	pthread_mutex_lock(&shared);
	lent_context = c;
	lent = wsi;
	pthread_mutex_unlock(&shared);
}

static int descriptors(void)
{
	DIR *d = opendir("/proc/self/fd");
	int n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n;
}

static size_t memory(void)
{
	if (__sanitizer_get_current_allocated_bytes)
		return __sanitizer_get_current_allocated_bytes();
	return mallinfo2().uordblks + mallinfo2().hblkhd;
}

static int told(void)
{
	struct pollfd p = { .fd = 0, .events = POLLIN };
	char c[64];

	return poll(&p, 1, 0) > 0 && read(0, c, sizeof(c)) >= 0;
}

static void serve_for(double seconds)
{
	double end = now() + seconds;

	while (now() < end)
		if (lws_service(context, 0) < 0)
			BAD("lws_service gave up");
}

static void left_over(struct known *k)
{
	unsigned int i;

	fprintf(stderr, "descriptor %d, established %d, flow_off %d; its callbacks, the latest last:",
		(int)lws_get_socket_fd(k->wsi), k->established, k->flow_off);
	for (i = 0; i < LWS_ARRAY_SIZE(k->last); i++)
		fprintf(stderr, " %d", k->last[(k->at + i) % LWS_ARRAY_SIZE(k->last)]);
	fputc('\n', stderr);
	BAD("%d connections are left long after their peers", (int)known_count);
}

static const struct lws_extension extensions[] = {
	{ "permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate" }, { NULL, NULL, NULL }
};

static void round_of(int port, double seconds, int leave_open)
{
	struct lws_context_creation_info info;
	struct lws_http_mount mount;
	struct lws_vhost *v;
	double end;
	long turns = 0;

	memset(&info, 0, sizeof(info));
	memset(&mount, 0, sizeof(mount));
	mount.mountpoint = "/files";
	mount.mountpoint_len = 6;
	mount.origin = folder;
	mount.def = "index.html";
	mount.origin_protocol = LWSMPRO_FILE;
	info.port = port;
	info.iface = "lo";
	info.protocols = protocols;
	info.mounts = &mount;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	info.timeout_secs = 2;
	info.keepalive_timeout = 2;
	info.timeout_secs_ah_idle = 2;
	info.retry_and_idle_policy = &policy;
	/* With TLS and without, as the peers like it. */
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT |
		       LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT | LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER;
	info.ssl_cert_filepath = certificate;
	info.ssl_private_key_filepath = key;
	info.extensions = extensions;
	if (roll(2))
		info.options |= LWS_SERVER_OPTION_VALIDATE_UTF8;
	context = lws_create_context(&info);
	if (!context)
		BAD("no context");
	info.vhost_name = "main";
	v = lws_create_vhost(context, &info);
	side_info = info;
	side_info.vhost_name = "side";
	side = lws_create_vhost(context, &side_info);
	if (!v || !side)
		BAD("no vhost");
	memset(&side_timer, 0, sizeof(side_timer));
	memset(&stir_timer, 0, sizeof(stir_timer));
	calm = 0;
	lend(context, NULL);
	puts("go");
	fflush(stdout);
	stir(&stir_timer);
	serve_for(seconds);
	calm = 1;
	if (!leave_open) {
		puts("rest");
		fflush(stdout);
		end = now() + 20;
		while ((!told() || known_count) && now() < end)
			if (lws_service(context, 0) < 0)
				BAD("lws_service gave up");
		if (known_count)
			left_over(&known[0]);
		lws_sul_cancel(&stir_timer);
		lend(NULL, NULL);
		for (end = now() + 0.5; now() < end; turns++) {
			lws_sul_schedule(context, 0, &stir_timer, stir, 100000);
			lws_service(context, 0);
			lws_sul_cancel(&stir_timer);
		}
		if (turns > 100)
			BAD("an idle server turned %ld times in half a second", turns);
	}
	lws_sul_cancel(&stir_timer);
	lws_sul_cancel(&side_timer);
	lend(NULL, NULL);
	lws_context_destroy(context);
	context = NULL;
	side = NULL;
	if (known_count)
		BAD("%d connections outlived the context", (int)known_count);
	if (leave_open) {
		puts("rest");
		fflush(stdout);
		while (!told())
			usleep(10000);
	}
}

int main(int argc, char **argv)
{
	int rounds, i, start_fds = 0, fds;
	size_t start_memory = 0, used;
	pthread_t thread;

	if (argc != 8) {
		fprintf(stderr, "usage: %s PORT FOLDER SECONDS ROUNDS SEED CERTIFICATE KEY\n", argv[0]);
		return 2;
	}
	folder = argv[2];
	certificate = argv[6];
	key = argv[7];
	rounds = atoi(argv[4]);
	state = strtoull(argv[5], NULL, 10) * 2654435761u + 88172645463325252u;
	memset(payload, 'x', sizeof(payload));
	lws_set_log_level(LLL_ERR, NULL);
	if (pthread_create(&thread, NULL, other_thread, NULL))
		return 2;
	for (i = 0; i < rounds; i++) {
		round_of(atoi(argv[1]), atof(argv[3]) / rounds, i & 1);
		malloc_trim(0);
		fds = descriptors();
		used = memory();
		printf("round %d: %lu created, %lu destroyed, %lu established, %lu closed, %lu requests, %lu bodies, "
		       "%lu received, %lu written, %lu refused, %lu killed, %lu vhosts ended, %lu at once at most, "
		       "%d descriptors, %lu KiB\n",
		       i + 1, created, destroyed, established, closed, requests, bodies, received, written, refused_writes,
		       killed, vhosts_gone, (unsigned long)most_known, fds, (unsigned long)(used / 1024));
		fflush(stdout);
		if (created != destroyed || established != closed)
			BAD("the counts do not match");
		if (!i) {
			start_fds = fds;
			start_memory = used;
		}
		if (fds != start_fds)
			BAD("%d descriptors are open, %d were after the first round", fds, start_fds);
		/* Connections that were closed keep their 192 bytes for the next ones. */
		if (used > start_memory + (size_t)MOST * 256)
			BAD("%lu KiB are in use, %lu were after the first round", (unsigned long)(used / 1024),
			    (unsigned long)(start_memory / 1024));
	}
	pthread_mutex_lock(&shared);
	thread_ends = 1;
	pthread_mutex_unlock(&shared);
	pthread_join(thread, NULL);
	if (!established || !requests || !bodies || !received || !written || !killed)
		BAD("something never happened");
	puts("ok");
	return 0;
}
