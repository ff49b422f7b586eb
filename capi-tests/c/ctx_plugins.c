/*
 * Plugins of a program's own: which files of a folder are loaded, what is passed over, and that they are unloaded. Builds
 * them with the compiler of this machine; without one nothing is tried.
 *
 * ONLY-OURS: lws 4.1 stops at the first file that is none, and wants names of six letters.
 */
#include "testing.h"
#include <sys/stat.h>

static char folder[64];
static int loaded, unloaded;

/* A plugin's object: its name, class and magic. */
static int plugin(const char *file, const char *object, const char *class, int magic)
{
	char command[1024];

	snprintf(command, sizeof(command),
		 "echo 'const struct { const char *name, *class, %s; unsigned int magic; } "
		 "%s = { \"%s\", \"%s\", %s %d };' | cc -shared -fPIC -x c - -o %s/%s 2>/dev/null",
#if LWS_LIBRARY_VERSION_NUMBER > 4002000
		 "*hash", object, object, class, "\"" LWS_BUILD_HASH "\",",
#else
		 "*no[0]", object, object, class, "{},",
#endif
		 magic, folder, file);
	return system(command);
}

static int each(struct lws_plugin *p, void *user)
{
	CHECK(!strcmp(user, "mine"));
	CHECK(!strcmp(p->hdr->_class, "my_class"));
	loaded++;
	return 0;
}

static int each_end(struct lws_plugin *p, void *user)
{
	(void)user;
	CHECK(p->hdr->name);
	unloaded++;
	return 0;
}

int main(void)
{
	const char *folders[] = { "/nonexistent", folder, NULL };
	struct lws_plugin *list = NULL;
	char command[128];
	int none = LWS_LIBRARY_VERSION_NUMBER > 4002000;

	lws_set_log_level(0, NULL);
	unsetenv("LD_LIBRARY_PATH");
	snprintf(folder, sizeof(folder), "/tmp/lws-plugins-XXXXXX");
	CHECK(mkdtemp(folder));
	if (plugin("libprotocol_one.so", "one", "my_class", LWS_PLUGIN_API_MAGIC)) {
		rmdir(folder);
		return pass();
	}
	CHECK(!plugin("libprotocol-two.so", "two", "my_class", LWS_PLUGIN_API_MAGIC));
	CHECK(!plugin("libprotocol_other.so", "other", "other_class", LWS_PLUGIN_API_MAGIC));
	CHECK(!plugin("libprotocol_old.so", "old", "my_class", 1));
	CHECK(!plugin("libprotocol_wrong.so", "right", "my_class", LWS_PLUGIN_API_MAGIC));
	snprintf(command, sizeof(command), "echo text > %s/libprotocol_text.so", folder);
	CHECK(!system(command));

	CHECK_EQ(lws_plugins_init(&list, folders, "my_class", NULL, each, (void *)(uintptr_t)"mine"), none);
	CHECK_EQ(loaded, 2);
	CHECK(list && list->list && !list->list->list);
	CHECK(!strcmp(list->hdr->name, "one") && !strcmp(list->list->hdr->name, "two"));
	CHECK_EQ(lws_plugins_destroy(&list, each_end, NULL), 0);
	CHECK(!list && unloaded == 2);

	CHECK_EQ(lws_plugins_init(&list, folders, "my_class", "two", NULL, NULL), 0);
	CHECK(list && !list->list && !strcmp(list->hdr->name, "two"));
	CHECK_EQ(lws_plugins_destroy(&list, NULL, NULL), 0);
	CHECK_EQ(lws_plugins_init(&list, folders, "my_class", "three", NULL, NULL), none);
	CHECK(!list);
	CHECK_EQ(lws_plugins_init(&list, NULL, "my_class", NULL, NULL, NULL), none);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	CHECK(!system(command));
	return pass();
}
