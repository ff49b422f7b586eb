/*
 * The library is loaded by dlopen(), used and closed, three times, in a program that is not linked with it. After
 * dlclose() the program's exit must still work.
 */
#include <dlfcn.h>
#include <libwebsockets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int inits, ends;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi;
	(void)user;
	(void)in;
	(void)len;
	inits += reason == LWS_CALLBACK_PROTOCOL_INIT;
	ends += reason == LWS_CALLBACK_PROTOCOL_DESTROY;
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ .name = "one", .callback = callback },
	{ .name = NULL, .callback = NULL },
};

static void *function(void *library, const char *name)
{
	void *f = dlsym(library, name);

	if (!f) {
		fprintf(stderr, "%s: %s\n", name, dlerror());
		exit(1);
	}
	return f;
}

int main(void)
{
	const char *path = getenv("LWS_TEST_LIBRARY");
	int i;

	for (i = 1; i <= 3; i++) {
		struct lws_context *(*create)(const struct lws_context_creation_info *);
		int (*service)(struct lws_context *, int);
		void (*destroy)(struct lws_context *);
		struct lws_context_creation_info info;
		struct lws_context *context;
		void *library = dlopen(path ? path : "libwebsockets.so", RTLD_NOW | RTLD_LOCAL), *f;

		if (!library) {
			fprintf(stderr, "%s\n", dlerror());
			return 1;
		}
		/* ISO C has no conversion between the two kinds of pointer; POSIX says that the bytes are the same. */
		f = function(library, "lws_create_context");
		memcpy(&create, &f, sizeof(f));
		f = function(library, "lws_service");
		memcpy(&service, &f, sizeof(f));
		f = function(library, "lws_context_destroy");
		memcpy(&destroy, &f, sizeof(f));
		memset(&info, 0, sizeof(info));
		info.port = CONTEXT_PORT_NO_LISTEN;
		info.protocols = protocols;
		info.gid = (gid_t)-1;
		info.uid = (uid_t)-1;
		context = create(&info);
		if (!context || service(context, -1) < 0) {
			fputs("no context\n", stderr);
			return 1;
		}
		destroy(context);
		dlclose(library);
		if (inits != i || ends != i) {
			fprintf(stderr, "%d inits, %d ends\n", inits, ends);
			return 1;
		}
	}
	puts("ok");
	return 0;
}
