/*
 * Four threads send by id, by copy and by reference, count, look at queues, close, and have tasks run for each session, while
 * connections come and go and the service thread sends as well. Nothing is lost and nothing overtakes on a connection that
 * stays, each reference is released once, and each task for all ends once. Run under ThreadSanitizer, too.
 *
 * ONLY-OURS: these functions are this library's own.
 */
#include "testing.h"

#include <libwebsockets-extra.h>
#include <pthread.h>

#define THREADS 4
#define ROUNDS 400
#define PEERS 6

static uint64_t ids[PEERS + 64];
static int id_count, opened, closed, stop, references, releases, eaches, finishes, tasks;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_t owner;
static struct lws_context *shared;

static int load(int *n) { return __atomic_load_n(n, __ATOMIC_SEQ_CST); }
static void add(int *n) { __atomic_fetch_add(n, 1, __ATOMIC_SEQ_CST); }

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	uint64_t id;
	int i;
	(void)user;
	switch ((int)reason) {
	case LWS_CALLBACK_ESTABLISHED:
		id = lwsx_id(wsi);
		pthread_mutex_lock(&lock);
		if (id_count < (int)(sizeof(ids) / sizeof(ids[0])))
			ids[id_count++] = id;
		pthread_mutex_unlock(&lock);
		add(&opened);
		break;
	case LWS_CALLBACK_RECEIVE:
		CHECK_EQ(lwsx_send(lws_get_context(wsi), lwsx_id(wsi), in, len, LWS_WRITE_TEXT), 0);
		break;
	case LWS_CALLBACK_CLOSED:
		id = lwsx_id(wsi);
		pthread_mutex_lock(&lock);
		for (i = 0; i < id_count; i++)
			if (ids[i] == id)
				ids[i] = ids[--id_count];
		pthread_mutex_unlock(&lock);
		add(&closed);
		break;
	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "p", callback, 0, 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 }
};

static void release(void *arg)
{
	add(&releases);
	free(arg);
}

static void task(struct lws *wsi, void *arg)
{
	CHECK(pthread_equal(pthread_self(), owner));
	CHECK(arg == &tasks);
	CHECK(lwsx_id(wsi));
	add(&tasks);
}

static void finished(uint64_t except, void *arg)
{
	CHECK(arg == &tasks);
	CHECK_EQ(except, 0);
	add(&finishes);
}

/* Message `number` of thread `from` to the connection `id`; even those are of the kind that goes by reference. */
static int put(uint64_t id, int from, int number)
{
	size_t len = 16 + (size_t)(number % 7) * 1500;
	unsigned char *m = (unsigned char *)get_memory(len);
	int r;

	m[0] = (unsigned char)from;
	memcpy(m + 4, &number, sizeof(number));
	memset(m + 8, number & 255, len - 8);
	if (number % 2) {
		r = lwsx_send(shared, id, m, len, LWS_WRITE_BINARY);
		free(m);
	} else {
		add(&references);
		r = lwsx_send_reference(shared, id, m, len, LWS_WRITE_BINARY, release, m);
	}
	return r;
}

static void *send_to_all(void *arg)
{
	int from = (int)(intptr_t)arg, round, i, n;
	uint64_t all[sizeof(ids) / sizeof(ids[0])], first[PEERS];

	pthread_mutex_lock(&lock);
	memcpy(first, ids, sizeof(first));
	pthread_mutex_unlock(&lock);
	for (round = 0; round < ROUNDS; round++) {
		/* Those that stay get every message, those that come and go as they are. */
		for (i = 0; i < PEERS; i++)
			CHECK_EQ(put(first[i], from, round), 0);
		pthread_mutex_lock(&lock);
		n = id_count;
		memcpy(all, ids, sizeof(all));
		pthread_mutex_unlock(&lock);
		for (i = 0; i < n; i++) {
			int stays = 0, j;
			for (j = 0; j < PEERS; j++)
				stays |= first[j] == all[i];
			if (stays)
				continue;
			put(all[i], from, round);
			if (round % 5 == from)
				lwsx_close(shared, all[i], 1000, "enough", 6);
		}
		CHECK(lwsx_count(shared, "p") >= PEERS);
		lwsx_queued(shared, first[round % PEERS]);
		if (round % 50 == from) {
			add(&eaches);
			CHECK_EQ(lwsx_each(round % 100 == from ? shared : NULL, "p", 0, task, &tasks, finished), 0);
		}
		while (lwsx_queued(shared, first[0]) > 1000000 && !load(&stop))
			usleep(1000);
	}
	return NULL;
}

static void *serve(void *arg)
{
	int n = 0;

	owner = pthread_self();
	(void)arg;
	while (n >= 0 && !load(&stop))
		n = lws_service(shared, 0);
	return NULL;
}

int main(void)
{
	struct peer *stay[PEERS], *guest = NULL;
	int port, i, from, first, next[PEERS][THREADS + 1], got = 0, guests = 0, echoes = 0;
	unsigned char *payload;
	size_t len, whole;
	pthread_t server, threads[THREADS];
	double end, guest_since = 0;

	memset(next, 0, sizeof(next));
	context = start_server(protocols, &port);
	lws_set_log_level(LLL_ERR, NULL);
	for (i = 0; i < PEERS; i++)
		stay[i] = peer_websocket(port, "p");
	CHECK_EQ(id_count, PEERS);
	shared = context;
	context = NULL;
	if (pthread_create(&server, NULL, serve, NULL))
		FAIL("pthread_create");
	for (i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, send_to_all, (void *)(intptr_t)i))
			FAIL("pthread_create");
	end = now() + 5 * patience();
	while (got < PEERS * THREADS * ROUNDS || echoes < PEERS * 20 || guests < 5) {
		for (i = 0; i < PEERS; i++) {
			if (next[i][THREADS] < 20 && got > next[i][THREADS] * 100) {
				peer_frame(stay[i], 0x81, "echo", 4);
				next[i][THREADS]++;
			}
			peer_pump(stay[i]);
			CHECK(!stay[i]->eof);
			while (peer_has_frame(stay[i], &first, &payload, &len, &whole)) {
				int number;

				if (first == 0x81) {
					CHECK_EQ(len, 4);
					echoes++;
					peer_drop(stay[i], whole);
					continue;
				}
				CHECK_EQ(first, 0x82);
				from = payload[0];
				CHECK(from < THREADS);
				memcpy(&number, payload + 4, sizeof(number));
				/* In the order in which its thread sent them. */
				CHECK_EQ(number, next[i][from]);
				CHECK_EQ(len, 16 + (size_t)(number % 7) * 1500);
				CHECK(payload[8] == (number & 255) && payload[len - 1] == (number & 255));
				next[i][from]++;
				got++;
				peer_drop(stay[i], whole);
			}
		}
		/* Guests: some leave, some are sent away. */
		if (!guest) {
			guest = peer_open(port);
			peer_ask_upgrade(guest, "p");
			guests++;
			guest_since = now();
		}
		peer_pump(guest);
		if (guest->eof || guest->in_len > 20000 || (peer_body(guest) && now() > guest_since + 0.05)) {
			peer_free(guest);
			guest = NULL;
		}
		if (now() > end)
			FAIL("%d messages and %d echoes", got, echoes);
	}
	for (i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	end = now() + patience();
	while (load(&finishes) < load(&eaches)) {
		usleep(1000);
		if (now() > end)
			FAIL("%d of %d ended", finishes, eaches);
	}
	__atomic_store_n(&stop, 1, __ATOMIC_SEQ_CST);
	lws_cancel_service(shared);
	pthread_join(server, NULL);
	CHECK(lwsx_count(NULL, NULL) >= PEERS);
	lws_context_destroy(shared);
	CHECK_EQ(releases, references);
	CHECK_EQ(finishes, eaches);
	CHECK_EQ(opened, closed);
	CHECK(tasks >= eaches * PEERS);
	return pass();
}
