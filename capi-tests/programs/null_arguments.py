"""Calls every exported function with nothing but NULL and 0, and again with a live context, vhost and connection where
one fits: none may crash, hang or end the process. Each call happens in a process of its own, with a server whose
websocket is established."""
import os
import re

from common import ROOT, arguments, check, compile_flags, library_folder, main, run, said, temporary_folder

PROGRAM = r"""
#include "testing.h"

#include <sys/wait.h>

static struct lws *live_wsi;
static struct lws_vhost *live_vhost;
static bool alive;

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *, void *, size_t)
{
	if (reason == LWS_CALLBACK_ESTABLISHED) {
		live_wsi = wsi;
		live_vhost = lws_get_vhost(wsi);
	}
	return 0;
}

template <class T> struct Value {
	static T get() { return T(); }
};
template <> struct Value<struct lws *> {
	static struct lws *get() { return alive ? live_wsi : NULL; }
};
template <> struct Value<struct lws_vhost *> {
	static struct lws_vhost *get() { return alive ? live_vhost : NULL; }
};
template <> struct Value<struct lws_context *> {
	static struct lws_context *get() { return alive ? context : NULL; }
};

template <class R, class... A> static void call(R (*function)(A...)) { function(Value<A>::get()...); }
template <class R, class... A> static void call(R (*function)(A..., ...)) { function(Value<A>::get()...); }

static int tried, failed;

static void prepare()
{
	static struct lws_protocols protocols[2];
	int port;

	protocols[0].name = "one";
	protocols[0].callback = callback;
	context = start_server(protocols, &port);
	peer_websocket(port, "one");
	lws_set_log_level(0, NULL);
	CHECK(live_wsi && live_vhost);
}

template <class F> static void attempt(const char *name, F function)
{
	int status;
	pid_t child;

	/* What is still in the buffer would be written twice. */
	fflush(stdout);
	child = fork();

	if (!child) {
		alarm(20);
		prepare();
		call(function);
		/* It must be possible to go on, and to end. */
		if (strcmp(name, "lws_context_destroy") || !alive) {
			turn();
			lws_context_destroy(context);
		}
		_exit(77);
	}
	tried++;
	if (child < 0 || waitpid(child, &status, 0) != child)
		FAIL("fork");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		return;
	failed++;
	printf("%s(%s): %s %d\n", name, alive ? "live, 0, ..." : "0, ...",
	       WIFSIGNALED(status) ? "signal" : "exit code", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

int main()
{
	signal(SIGPIPE, SIG_IGN);
	for (int round = 0; round < 2; round++) {
		alive = round == 1;
@CALLS@
	}
	printf("%d calls\n", tried);
	return failed ? 1 : 0;
}
"""

# Left out: the first ends the process by its nature (it becomes a daemon); the others read or write a number at the
# address that they are given, and say so.
LEFT_OUT = {"lws_daemonize", "lws_ser_ru16be", "lws_ser_ru32be", "lws_ser_ru64be", "lws_ser_wu16be", "lws_ser_wu32be",
            "lws_ser_wu64be"}


def test():
    args = arguments(__doc__).parse_args()
    work = temporary_folder()
    with open(f"{work}/include.c", "w") as out:
        out.write("#include <libwebsockets.h>\n")
    declared = run(["cc", "-E", *compile_flags(args), f"{work}/include.c"]).decode()
    with open(f"{ROOT}/capi-tests/exports-{args.abi}.txt") as names:
        exported = [n for n in names.read().split() if n not in LEFT_OUT and re.search(rf"\b{n}\s*\(", declared)]
    check(len(exported) > 300, f"only {len(exported)} functions are declared")
    calls = "\n".join(f'\t\tattempt("{name}", &{name});' for name in exported)
    with open(f"{work}/null.cpp", "w") as out:
        out.write(PROGRAM.replace("@CALLS@", calls))
    run(["g++", "-std=c++11", "-g", "-w", f"-I{ROOT}/capi-tests/c", *compile_flags(args), f"{work}/null.cpp", "-o",
         f"{work}/null", "-L" + library_folder(args), "-lwebsockets"])
    out = run([f"{work}/null"], env=dict(os.environ, LD_LIBRARY_PATH=library_folder(args)), timeout=300).decode()
    said(f"{len(exported)} functions take NULL and 0: {out.strip().splitlines()[-1]}")


main(test)
