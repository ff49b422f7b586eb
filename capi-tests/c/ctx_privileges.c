/*
 * Who the process becomes: after lws_create_context(), or with explicit vhosts in the first service call or by
 * lws_finalize_startup(); the capabilities that it keeps; what is refused; the owner of a unix socket. Each case in a
 * process of its own. Needs root; without it nothing is tried.
 *
 * ONLY-OURS: lws keeps all capabilities permitted, and group 0 when only a user is given.
 */
#include "testing.h"
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <linux/capability.h>

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	static uid_t at_init;

	(void)wsi;
	(void)in;
	(void)len;
	(void)user;
	if (reason == LWS_CALLBACK_PROTOCOL_INIT)
		at_init = geteuid();
	if (reason == LWS_CALLBACK_PROTOCOL_DESTROY)
		return (int)at_init;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL },
};
static struct lws_context_creation_info info;
static const struct passwd *nobody;

static void is_nobody(gid_t group)
{
	gid_t groups[64];
	int n = getgroups(64, groups), i;

	CHECK_EQ(getuid(), nobody->pw_uid);
	CHECK_EQ(geteuid(), nobody->pw_uid);
	CHECK_EQ(getgid(), group);
	for (i = 0; i < n; i++)
		CHECK(groups[i]);
	/* No way back. */
	CHECK(setuid(0));
}

static uint64_t capabilities(int which)
{
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct sets[2];

	memset(sets, 0, sizeof(sets));
	CHECK(!syscall(SYS_capget, &head, sets));
	return which ? sets[0].effective | (uint64_t)sets[1].effective << 32 :
		       sets[0].permitted | (uint64_t)sets[1].permitted << 32;
}

static void names(void)
{
	lws_uid_t uid;
	lws_gid_t gid;

	info.username = "nobody";
	info.groupname = "daemon";
	context = lws_create_context(&info);
	CHECK(context);
	/* Before the first service call, and before PROTOCOL_INIT. */
	is_nobody(getgrnam("daemon")->gr_gid);
	CHECK_EQ(capabilities(0), 0);
	lws_get_effective_uid_gid(context, &uid, &gid);
	CHECK_EQ(uid, nobody->pw_uid);
	CHECK_EQ(gid, getgrnam("daemon")->gr_gid);
	lws_service(context, -1);
	lws_context_destroy(context);
}

static void numbers_of_the_user_alone(void)
{
	info.uid = nobody->pw_uid;
	context = lws_create_context(&info);
	CHECK(context);
	is_nobody(nobody->pw_gid);
	lws_context_destroy(context);
}

static void explicit_vhosts(void)
{
	info.username = "nobody";
	info.options |= LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	context = lws_create_context(&info);
	CHECK(context);
	CHECK(lws_create_vhost(context, &info));
	CHECK_EQ(geteuid(), 0);
	lws_service(context, -1);
	is_nobody(nobody->pw_gid);
	lws_context_destroy(context);
}

static void finalized(void)
{
	info.username = "nobody";
	info.options |= LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	context = lws_create_context(&info);
	CHECK(context && lws_create_vhost(context, &info));
	CHECK_EQ(geteuid(), 0);
	CHECK_EQ(lws_finalize_startup(context), 0);
	is_nobody(nobody->pw_gid);
	lws_service(context, -1);
	lws_context_destroy(context);
}

static void kept_capabilities(void)
{
	info.username = "nobody";
	info.caps[0] = CAP_NET_BIND_SERVICE;
	info.caps[1] = CAP_SYS_NICE;
	info.count_caps = 2;
	context = lws_create_context(&info);
	CHECK(context);
	CHECK_EQ(geteuid(), nobody->pw_uid);
	CHECK_EQ(capabilities(1), 1ull << CAP_NET_BIND_SERVICE | 1ull << CAP_SYS_NICE);
	CHECK_EQ(capabilities(0), 1ull << CAP_NET_BIND_SERVICE | 1ull << CAP_SYS_NICE);
	CHECK_EQ(prctl(PR_GET_KEEPCAPS, 0, 0, 0, 0), 0);
	lws_context_destroy(context);
}

static void refusals(void)
{
	info.username = "no such user";
	CHECK(!lws_create_context(&info));
	info.username = NULL;
	info.groupname = "no such group";
	CHECK(!lws_create_context(&info));
	info.groupname = NULL;
	info.uid = 3999999991u;
	CHECK(!lws_create_context(&info));
	info.uid = (uid_t)-1;
	info.gid = 3999999991u;
	CHECK(!lws_create_context(&info));
	CHECK_EQ(geteuid(), 0);
	info.gid = (gid_t)-1;
	/* As nobody it cannot become somebody else: that is no reason to go on as before. */
	CHECK(!setuid(nobody->pw_uid));
	info.uid = 1;
	CHECK(!lws_create_context(&info));
}

static void unix_socket(void)
{
	char path[108];
	struct stat s;

	snprintf(path, sizeof(path), "/tmp/lws-owner-%d", (int)getpid());
	unlink(path);
	info.options |= LWS_SERVER_OPTION_UNIX_SOCK;
	info.iface = path;
	info.port = 0;
	info.unix_socket_perms = "nobody:daemon";
	context = lws_create_context(&info);
	CHECK(context);
	CHECK(!stat(path, &s));
	CHECK_EQ(s.st_uid, nobody->pw_uid);
	CHECK_EQ(s.st_gid, getgrnam("daemon")->gr_gid);
	CHECK_EQ(s.st_mode & 0777, 0660);
	lws_context_destroy(context);
	unlink(path);
	info.unix_socket_perms = "nobody:nosuchgroup";
	CHECK(!lws_create_context(&info));
	unlink(path);
	info.unix_socket_perms = "nonsense";
	CHECK(!lws_create_context(&info));
	unlink(path);
}

static void descriptors(void)
{
	struct rlimit limit;

	info.rlimit_nofile = 300;
	context = lws_create_context(&info);
	CHECK(context);
	CHECK(!getrlimit(RLIMIT_NOFILE, &limit));
	/* valgrind has a limit of its own. */
	if (!getenv("LWS_TEST_SLOW") || !*getenv("LWS_TEST_SLOW")) {
		CHECK_EQ(limit.rlim_cur, 300);
		CHECK_EQ(limit.rlim_max, 300);
	}
	lws_context_destroy(context);
}

int main(void)
{
	static void (*const cases[])(void) = {
		names, numbers_of_the_user_alone, explicit_vhosts, finalized, kept_capabilities, refusals, unix_socket,
		descriptors,
	};
	size_t n;
	int status;

	nobody = getpwnam("nobody");
	if (geteuid() || !nobody || !getgrnam("daemon"))
		return pass();
	for (n = 0; n < sizeof(cases) / sizeof(cases[0]); n++) {
		pid_t child = fork();

		CHECK(child >= 0);
		if (!child) {
			info = server_info(protocols);
			lws_set_log_level(0, NULL);
			cases[n]();
			_exit(0);
		}
		CHECK_EQ(waitpid(child, &status, 0), child);
		if (status)
			FAIL("case %u: status %x", (unsigned int)n, (unsigned int)status);
	}
	return pass();
}
