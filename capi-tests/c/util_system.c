/*
 * Time, random bytes, files, directories, command lines, retries, and turning into a daemon.
 */
#include "testing.h"

#include <sys/stat.h>
#include <sys/wait.h>

static char folder[] = "/tmp/lws-util-XXXXXX";
static char path[200];

static const char *in_folder(const char *name)
{
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void clocks(void)
{
	lws_usec_t before = lws_now_usecs(), difference;

	usleep(2000);
	difference = lws_now_usecs() - before;
	CHECK(difference >= 2000 && difference < 60 * 1000000LL);
	CHECK_EQ(lws_now_secs() / 10, (unsigned long)time(NULL) / 10);
}

static void files(void)
{
	char text[] = "content", back[16] = "";
	struct stat st;
	int fd;

	CHECK_EQ(lws_plat_write_file(in_folder("file"), text, 7), 0);
	CHECK_EQ(lws_plat_read_file(in_folder("file"), back, sizeof(back)), 7);
	CHECK(!strcmp(back, text));
	CHECK_EQ(lws_plat_read_file(in_folder("file"), back, 3), 3);
	CHECK_EQ(lws_plat_read_file(in_folder("none"), back, 3), -1);
	CHECK_EQ(lws_plat_write_file(in_folder("none/none"), text, 7), 1);
	umask(022);
	fd = lws_open(in_folder("opened"), O_CREAT | O_RDWR, 0640);
	CHECK(fd >= 0 && !fstat(fd, &st));
	CHECK_EQ(st.st_mode & 0777, 0640);
	CHECK(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	close(fd);
	fd = lws_open(in_folder("opened"), O_RDONLY);
	CHECK(fd >= 0);
	close(fd);
	CHECK_EQ(lws_open(in_folder("none"), O_RDONLY), -1);
}

static char names[100];

static int list(const char *dirpath, void *user, struct lws_dir_entry *lde)
{
	CHECK(!strcmp(dirpath, folder));
	snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s:%d ", lde->name, lde->type);
	return user != NULL;
}

static int globbed(void *user, const char *found)
{
	(void)user;
	snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s ", strrchr(found, '/') + 1);
	return 0;
}

static void directories(void)
{
	lws_dir_glob_t glob;
	char pattern[] = "f*e";
	int done = LWS_LIBRARY_VERSION_MINOR >= 3;

	CHECK(!mkdir(in_folder("sub"), 0700));
	CHECK_EQ(lws_plat_write_file(in_folder("sub/deep"), pattern, 1), 0);
	CHECK(!symlink("/nowhere", in_folder("sub/link")));
	CHECK_EQ(lws_plat_write_file(in_folder("backup~"), pattern, 1), 0);
	CHECK_EQ(lws_dir(folder, NULL, list), done);
	if (strcmp(names, "file:1 opened:1 sub:2 "))
		FAIL("'%s'", names);
	names[0] = 0;
	CHECK_EQ(lws_dir(folder, names, list), !done);
	CHECK(!strcmp(names, "file:1 "));
	names[0] = 0;
	memset(&glob, 0, sizeof(glob));
	glob.filter = pattern;
	glob.cb = globbed;
	lws_dir(folder, &glob, lws_dir_glob_cb);
	CHECK(!strcmp(names, "file "));
	CHECK_EQ(lws_dir("/no/such/folder", NULL, list), 1);
	unlink(in_folder("backup~"));
	lws_dir(folder, NULL, lws_dir_rm_rf_cb);
	CHECK(!rmdir(folder));
}

static void options(void)
{
	const char *argv[] = { "program", "-d", "1039", "--port=80", "-s", "--name", "value" };
	int argc = (int)LWS_ARRAY_SIZE(argv);
	struct lws_context_creation_info info;
	const char *p;

	memset(&info, 0, sizeof(info));
	CHECK(!lws_cmdline_option(argc, argv, "-x"));
	p = lws_cmdline_option(argc, argv, "-d");
	CHECK(p && !strcmp(p, "1039"));
	p = lws_cmdline_option(argc, argv, "--port");
	CHECK(p && !strcmp(p, "80"));
	p = lws_cmdline_option(argc, argv, "--name");
	CHECK(p && !strcmp(p, "value"));
	p = lws_cmdline_option(argc, argv, "--na");
	CHECK(p && !strcmp(p, "me"));
	lws_cmdline_option_handle_builtin(argc, argv, &info);
	CHECK(lwsl_visible(LLL_INFO) && lwsl_visible(LLL_USER) && !lwsl_visible(LLL_DEBUG));
	lws_cmdline_option_handle_builtin(1, argv, &info);
	CHECK(lwsl_visible(LLL_NOTICE) && !lwsl_visible(LLL_INFO));
}

static void with_context(void)
{
	static const uint32_t table[] = { 100, 200, 400 };
	struct lws_context_creation_info info;
	lws_retry_bo_t retry;
	uint16_t tries = 0;
	uint8_t bytes[2][16];
	char conceal, hex[33];
	unsigned int n, ms;

	memset(&info, 0, sizeof(info));
	info.port = CONTEXT_PORT_NO_LISTEN;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	lws_set_log_level(0, NULL);
	context = lws_create_context(&info);
	CHECK(context != NULL);
	CHECK_EQ(lws_get_random(context, bytes, sizeof(bytes)), sizeof(bytes));
	CHECK(memcmp(bytes[0], bytes[1], sizeof(bytes[0])));
	CHECK_EQ(lws_hex_random(context, hex, sizeof(hex)), 0);
	CHECK_EQ(strlen(hex), sizeof(hex) - 1);
	CHECK_EQ(strspn(hex, "0123456789abcdef"), sizeof(hex) - 1);
	memset(&retry, 0, sizeof(retry));
	retry.retry_ms_table = table;
	retry.retry_ms_table_count = 3;
	retry.conceal_count = 4;
	retry.jitter_percent = 50;
	for (n = 0; n < 6; n++) {
		unsigned int base = table[n < 3 ? n : 2];

		ms = lws_retry_get_delay_ms(context, &retry, &tries, &conceal);
		CHECK(ms >= base && ms <= base + base / 2);
		CHECK_EQ(tries, n + 1);
		CHECK_EQ(conceal, n < 4);
	}
	ms = lws_retry_get_delay_ms(context, NULL, &tries, NULL);
	CHECK(ms >= 3000 && ms <= 3900);
	lws_context_destroy(context);
	context = NULL;
}

static void vhost_options(void)
{
	struct lws_protocol_vhost_options b, a;
	const char *value = NULL;

	memset(&a, 0, sizeof(a));
	memset(&b, 0, sizeof(b));
	a.next = &b;
	a.name = "first";
	a.value = "1";
	b.name = "second";
	b.value = "2";
	CHECK(lws_pvo_search(&a, "second") == &b);
	CHECK(!lws_pvo_search(&a, "third"));
	CHECK_EQ(lws_pvo_get_str(&a, "first", &value), 0);
	CHECK(!strcmp(value, "1"));
	CHECK_EQ(lws_pvo_get_str(&a, "third", &value), 1);
}

/* The process that becomes a daemon ends; the daemon has its id in the lock file until it is told to end. */
static void daemons(void)
{
	char lock[] = "/tmp/lws-lock-XXXXXX", text[16] = "";
	double deadline = now() + patience();
	int fd = mkstemp(lock), status, pid;

	CHECK(fd >= 0);
	close(fd);
	unlink(lock);
	pid = fork();
	CHECK(pid >= 0);
	if (!pid) {
		if (lws_daemonize(lock))
			_exit(7);
		alarm(60);
		for (;;)
			pause();
	}
	CHECK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status) && !WEXITSTATUS(status));
	CHECK(lws_plat_read_file(lock, text, sizeof(text) - 1) > 0);
	pid = atoi(text);
	CHECK(pid > 1 && !kill(pid, 0));
	/* SIGTERM is not handled at once after the lock is there. */
	usleep(200000);
	kill(pid, SIGTERM);
	while (!access(lock, F_OK) && now() < deadline)
		usleep(1000);
	CHECK(access(lock, F_OK));
}

int main(void)
{
	CHECK(mkdtemp(folder) != NULL);
	lws_set_log_level(0, NULL);
	clocks();
	files();
	directories();
	vhost_options();
	with_context();
	daemons();
	options();
	puts("ok");
	return 0;
}
