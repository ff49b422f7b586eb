/*
 * The system's state: watchers from the creation info and later ones are asked and told in the order of lws, one that
 * forbids a step is obeyed, the program goes on by itself, and the end is told. System messages: to whom, in which
 * order, from other threads, what is refused. Blobs, attached functions, captive portals.
 *
 * ONLY-OURS: Debian 13's lws waits for the kernel's routes first, and its messages tell of them.
 */
#include "testing.h"
#include <pthread.h>

static char seen[4096];
static int veto = -1, ended, started;
static const int is17 = LWS_LIBRARY_VERSION_NUMBER < 4002000;

static void note(const char *format, ...)
{
	size_t at = strlen(seen);
	va_list ap;

	va_start(ap, format);
	vsnprintf(seen + at, sizeof(seen) - at, format, ap);
	va_end(ap);
}

static int watch(lws_state_manager_t *mgr, lws_state_notify_link_t *link, int current, int target)
{
	CHECK(lws_system_context_from_system_mgr(mgr) == context || ended);
	CHECK(mgr == lws_system_get_state_manager(mgr->context));
	if (current != target && target == veto)
		return 1;
	if (target == LWS_SYSTATE_OPERATIONAL || target == LWS_SYSTATE_POLICY_INVALID ||
	    target == LWS_SYSTATE_POLICY_VALID)
		note("%s%d>%d ", link->name, current, target);
	return 0;
}

static lws_state_notify_link_t first = { .notify_cb = watch, .name = "a" };
static lws_state_notify_link_t second = { .notify_cb = watch, .name = "b" };
static lws_state_notify_link_t later = { .notify_cb = watch, .name = "c" };
static lws_state_notify_link_t *const links[] = { &first, &second, NULL };

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi;
	(void)user;
	(void)in;
	(void)len;
	if (reason == LWS_CALLBACK_PROTOCOL_INIT) {
		started++;
		note("INIT ");
	}
	if (reason == LWS_CALLBACK_PROTOCOL_DESTROY)
		note("DESTROY ");
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL },
};

/* ---- messages ---- */

static char messages[4096];

static int reader(void *opaque, lws_smd_class_t class, lws_usec_t timestamp, void *buf, size_t len)
{
	size_t at = strlen(messages);

	CHECK(timestamp > 0 && timestamp <= lws_now_usecs());
	CHECK_EQ(((char *)buf)[len], 0);
	snprintf(messages + at, sizeof(messages) - at, "%s:%x:%.*s ", (const char *)opaque, (unsigned int)class, (int)len,
		 (const char *)buf);
	/* The text is the reader's own copy. */
	memset(buf, 'x', len);
	return 0;
}

#define MINE (1u << LWSSMDCL_USER_BASE_BITNUM)

static void *other_thread(void *arg)
{
	(void)arg;
	CHECK_EQ(lws_smd_msg_printf(context, MINE, "from %s", "afar"), 0);
	return NULL;
}

static void test_messages(void)
{
	struct lws_smd_peer *one, *two;
	char long_text[400];
	pthread_t thread;
	void *p;
	int i;

	messages[0] = 0;
	/* Nobody wants it. */
	CHECK(!lws_smd_msg_alloc(context, MINE, 5));
	CHECK_EQ(lws_smd_msg_printf(context, MINE, "lost"), 0);
	one = lws_smd_register(context, (void *)(uintptr_t)"one", 0, MINE, reader);
	two = lws_smd_register(context, (void *)(uintptr_t)"two", 0, MINE | LWSSMDCL_INTERACTION, reader);
	CHECK(one && two && one != two);
	CHECK_EQ(lws_smd_msg_printf(context, MINE, "a%d", 1), 0);
	CHECK_EQ(lws_smd_msg_printf(context, LWSSMDCL_INTERACTION, "b"), 0);
	p = lws_smd_msg_alloc(context, MINE, 3);
	CHECK(p);
	memcpy(p, "own", 3);
	CHECK_EQ(lws_smd_msg_send(context, p), 0);
	CHECK(!messages[0]);
	lws_service(context, -1);
	if (strcmp(messages, "one:1000000:a1 two:1000000:a1 one:1000000:own two:1:b two:1000000:own "))
		FAIL("messages: %s", messages);

	p = lws_smd_msg_alloc(context, MINE, 3);
	CHECK(p);
	lws_smd_msg_free(&p);
	CHECK(!p);
	CHECK(!lws_smd_msg_alloc(context, MINE, LWS_SMD_MAX_PAYLOAD + 1));
	memset(long_text, 'y', sizeof(long_text));
	long_text[LWS_SMD_MAX_PAYLOAD + 1] = 0;
	CHECK_EQ(lws_smd_msg_printf(context, MINE, "%s", long_text), 1);
	long_text[LWS_SMD_MAX_PAYLOAD] = 0;
	CHECK_EQ(lws_smd_msg_printf(context, MINE, "%s", long_text), 0);

	/* The queue is bounded. */
	for (i = 0; i < 1000; i++)
		if (lws_smd_msg_printf(context, MINE, "%d", i))
			break;
	CHECK(i > 5 && i < 1000);
	p = lws_smd_msg_alloc(context, MINE, 1);
	CHECK(p && lws_smd_msg_send(context, p) == 1);
	lws_smd_msg_free(&p);
	lws_service(context, -1);
	messages[0] = 0;

	CHECK(!pthread_create(&thread, NULL, other_thread, NULL));
	CHECK(!pthread_join(thread, NULL));
	lws_smd_unregister(two);
	lws_service(context, -1);
	if (strcmp(messages, "one:1000000:from afar "))
		FAIL("messages: %s", messages);
	lws_smd_unregister(one);
	/* A second time does no harm. */
	lws_smd_unregister(one);
	lws_smd_unregister(NULL);
}

/* ---- blobs ---- */

static void test_blobs(void)
{
	static const uint8_t mine[] = "memory of mine";
	lws_system_blob_t *b = lws_system_get_blob(context, LWS_SYSBLOB_TYPE_DEVICE_SERIAL, 0);
	const uint8_t *at;
	uint8_t out[32];
	size_t len;

	CHECK(b);
	CHECK(!lws_system_get_blob(context, LWS_SYSBLOB_TYPE_AUTH, -1));
	CHECK(!lws_system_get_blob(context, LWS_SYSBLOB_TYPE_AUTH, 1000));
	CHECK(lws_system_get_blob(context, LWS_SYSBLOB_TYPE_AUTH, 1));
	CHECK_EQ(lws_system_blob_get_size(b), 0);
	CHECK(lws_system_blob_get_single_ptr(b, &at));
	CHECK_EQ(lws_system_blob_heap_append(b, (const uint8_t *)"hello ", 6), 0);
	CHECK_EQ(lws_system_blob_get_single_ptr(b, &at), 0);
	CHECK(!memcmp(at, "hello ", 6));
	CHECK_EQ(lws_system_blob_heap_append(b, (const uint8_t *)"world", 5), 0);
	CHECK(lws_system_blob_get_single_ptr(b, &at));
	CHECK_EQ(lws_system_blob_get_size(b), 11);
	len = 4;
	CHECK_EQ(lws_system_blob_get(b, out, &len, 4), 0);
	CHECK_EQ(len, 4);
	CHECK(!memcmp(out, "o wo", 4));
	lws_system_blob_heap_empty(b);
	CHECK_EQ(lws_system_blob_get_size(b), 0);
	lws_system_blob_direct_set(b, mine, sizeof(mine));
	CHECK_EQ(lws_system_blob_get_size(b), sizeof(mine));
	CHECK(!lws_system_blob_get_single_ptr(b, &at) && at == mine);
	len = sizeof(out);
	CHECK_EQ(lws_system_blob_get(b, out, &len, 7), 0);
	CHECK_EQ(len, sizeof(mine) - 7);
	CHECK(!strcmp((char *)out, "of mine"));
	len = sizeof(out);
	CHECK_EQ(lws_system_blob_get(b, out, &len, 100), 1);
	CHECK_EQ(len, 0);
	lws_system_blob_destroy(b);
	lws_system_blob_heap_empty(b);
	CHECK_EQ(lws_system_blob_heap_append(b, (const uint8_t *)"left", 4), 0);
}

/* ---- attached functions, captive portals ---- */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_t service_thread;
static int attached, portals;

static void attached_function(struct lws_context *cx, int tsi, void *opaque)
{
	CHECK(cx == context && !tsi && !strcmp(opaque, "attached"));
	CHECK(pthread_equal(pthread_self(), service_thread));
	attached++;
}

static int attach(struct lws_context *cx, int tsi, lws_attach_cb_t cb, lws_system_states_t state, void *opaque,
		  struct lws_attach_item **get)
{
	int n;

	pthread_mutex_lock(&lock);
	n = __lws_system_attach(cx, tsi, cb, state, opaque, get);
	pthread_mutex_unlock(&lock);
	return n;
}

static int portal(struct lws_context *cx)
{
	CHECK(cx == context);
	portals++;
	return 0;
}

static const lws_system_ops_t ops = { .attach = attach, .captive_portal_detect_request = portal };

static void *attaching_thread(void *arg)
{
	(void)arg;
	CHECK(!attach(context, 0, attached_function, LWS_SYSTATE_OPERATIONAL, (void *)(uintptr_t)"attached", NULL));
	return NULL;
}

static void test_system_ops(void)
{
	pthread_t thread;
	double end = now() + 5;

	CHECK(lws_system_get_ops(context) == &ops);
	service_thread = pthread_self();
	CHECK(!pthread_create(&thread, NULL, attaching_thread, NULL));
	CHECK(!pthread_join(thread, NULL));
	CHECK(!attached);
	while (!attached && now() < end)
		lws_service(context, -1);
	CHECK_EQ(attached, 1);

	CHECK_EQ(lws_system_cpd_state_get(context), LWS_CPD_UNKNOWN);
	CHECK_EQ(lws_system_cpd_start(context), 0);
	CHECK_EQ(portals, 1);
	lws_system_cpd_set(context, LWS_CPD_CAPTIVE_PORTAL);
	lws_system_cpd_set(context, LWS_CPD_INTERNET_OK);
	CHECK_EQ(lws_system_cpd_state_get(context), LWS_CPD_CAPTIVE_PORTAL);
	CHECK_EQ(lws_smd_msg_printf(context, LWSSMDCL_NETWORK, "{\"trigger\": \"cpdcheck\"}"), 0);
	lws_service(context, -1);
	lws_service(context, -1);
	CHECK_EQ(portals, 2);
	CHECK_EQ(lws_system_cpd_state_get(context), LWS_CPD_UNKNOWN);
}

/* ---- a state machine of the program's own ---- */

static int own_watch(lws_state_manager_t *mgr, lws_state_notify_link_t *link, int current, int target)
{
	(void)link;
	note("own%d>%d ", current, target);
	return mgr->parent && current != target && target == 3;
}

static void test_own_machine(void)
{
	static const char *names[] = { "zero", "one", "two", "three", "four" };
	lws_state_manager_t mine;
	lws_state_notify_link_t link;

	memset(&mine, 0, sizeof(mine));
	memset(&link, 0, sizeof(link));
	mine.name = "mine";
	mine.state_names = names;
	mine.context = context;
	mine.parent = names;
	link.notify_cb = own_watch;
	link.name = "own";
	seen[0] = 0;
	lws_state_reg_notifier(&mine, &link);
	CHECK_EQ(lws_state_transition_steps(&mine, 4), 0);
	CHECK_EQ(mine.state, 2);
	mine.parent = NULL;
	CHECK_EQ(lws_state_transition(&mine, 4), 0);
	CHECK_EQ(mine.state, 4);
	CHECK_EQ(lws_state_transition(&mine, 4), 0);
	CHECK_EQ(lws_state_transition_steps(&mine, 1), 0);
	CHECK_EQ(mine.state, 4);
	lws_state_reg_deregister(&link);
	CHECK_EQ(lws_state_transition(&mine, 1), 0);
	if (strcmp(seen, "own0>1 own1>1 own1>2 own2>2 own2>3 own2>4 own4>4 "))
		FAIL("own machine: %s", seen);
}

static void expect(const char *what)
{
	if (strcmp(seen, what))
		FAIL("\n  saw      %s\n  expected %s", seen, what);
	seen[0] = 0;
}

int main(void)
{
	struct lws_context_creation_info info = server_info(protocols);

	lws_set_log_level(0, NULL);
	info.register_notifier_list = links;
	info.system_ops = &ops;
	context = lws_create_context(&info);
	CHECK(context && !seen[0]);
	CHECK_EQ(lws_system_get_state_manager(context)->state, LWS_SYSTATE_CONTEXT_CREATED);
	lws_service(context, -1);
	expect(is17 ? "b7>8 a7>8 INIT b8>8 a8>8 b11>12 a11>12 b12>12 a12>12 " :
		      "INIT b7>8 a7>8 b8>8 a8>8 b11>12 a11>12 b12>12 a12>12 ");
	CHECK_EQ(lws_system_get_state_manager(context)->state, LWS_SYSTATE_OPERATIONAL);

	test_messages();
	test_blobs();
	test_system_ops();
	test_own_machine();

	seen[0] = 0;
	lws_state_reg_deregister(&first);
	lws_state_reg_notifier(lws_system_get_state_manager(context), &later);
	lws_context_destroy(context);
	expect(is17 ? "c12>13 b12>13 c13>13 b13>13 DESTROY " : "c12>13 b12>13 c13>13 b13>13 DESTROY ");

	/* A watcher forbids a step, and the program goes on when it is ready. */
	veto = LWS_SYSTATE_DHCP;
	context = lws_create_context(&info);
	CHECK(context);
	lws_service(context, -1);
	lws_service(context, -1);
	CHECK_EQ(lws_system_get_state_manager(context)->state, LWS_SYSTATE_IFACE_COLDPLUG);
	expect(is17 ? "" : "INIT ");
	veto = -1;
	CHECK_EQ(lws_state_transition_steps(lws_system_get_state_manager(context), LWS_SYSTATE_OPERATIONAL), 0);
	CHECK_EQ(lws_system_get_state_manager(context)->state, LWS_SYSTATE_OPERATIONAL);
	CHECK_EQ(started, 2);
	seen[0] = 0;
	lws_context_destroy(context);
	return pass();
}
