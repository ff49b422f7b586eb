"""Calls that the chosen era does not have: they must not compile, and the compiler must say which module has them."""
import re
import shutil
import subprocess

from common import check, said

# The module that is used, a statement, and what the message must name.
CASES = [
    ("2010", "libwebsocket_create_server(1, 0, 0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("2010", "libwebsocket_create_server(1)", "libwebsockets-legacy-0.3"),
    ("2010", "libwebsocket_create_context(1, 0, 0, 0, -1, -1)", "libwebsockets-legacy-0.3"),
    ("2010", "libwebsockets_broadcast(0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("2010", "libwebsocket_service(0, 50)", "libwebsockets-legacy-0.3"),
    ("2010", "lws_create_context(0)", "libwebsockets"),
    ("0.3", "libwebsocket_create_context(0)", "libwebsockets-legacy-1.2"),
    ("0.3", "libwebsocket_create_context(1, 2, 3, 4, 5)", "libwebsockets-legacy-1.2"),
    ("0.3", "libwebsocket_create_context(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)", "libwebsockets-legacy-1.2"),
    ("0.3", "libwebsocket_create_server(1, 0)", "libwebsockets-legacy-2010"),
    ("0.3", "libwebsocket_client_connect(0, 0, 0, 0, 0)", "pkg-config module libwebsockets"),
    ("0.3", "libwebsockets_serve_http_file(0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("0.3", "libwebsockets_serve_http_file(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("0.3", "libwebsocket_callback_on_writable(0, 0, 0)", "1 or 2 arguments"),
    ("0.3", "libwebsockets_get_peer_addresses(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-1.6"),
    ("0.3", "libwebsocket_get_internal_extensions()", "libwebsockets-legacy-1.2"),
    ("0.3", "lws_create_context(0)", "libwebsockets-legacy-1.6"),
    ("0.3", "lws_write(0, 0, 0, 0)", "libwebsockets-legacy-1.6"),
]


def messages(maker, language, era, statement):
    """What the compiler says, and whether it refused."""
    source = f"{maker.work}/failing.c"
    with open(source, "w") as out:
        out.write(f"#include <libwebsockets.h>\nint main(void) {{ {statement}; return 0; }}\n")
    done = subprocess.run([*language, "-c", *maker.flags(era), source, "-o", "/dev/null"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=60)
    return done.returncode != 0, re.sub(r"\s+", " ", done.stdout.decode(errors="replace"))


def test(maker, cases=CASES):
    languages = [["gcc", "-x", "c", "-std=gnu89"], ["gcc", "-x", "c", "-std=c99"], ["g++", "-x", "c++", "-std=c++11"],
                 ["clang", "-x", "c", "-std=c99"], ["clang++", "-x", "c++", "-std=c++11"]]
    # The headers are the same for both ABIs but for a few names: one language tells.
    languages = [language for language in languages if shutil.which(language[0])] if maker.abi == "19" else languages[1:2]
    for era, statement, module in cases:
        for language in languages:
            refused, text = messages(maker, language, era, statement)
            check(refused, f"{' '.join(language)}, {era}: {statement} compiles")
            check(module in text, f"{' '.join(language)}, {era}: {statement}: the message does not name {module}: {text}")
    # The way it is asked can find that something does compile.
    for language in languages:
        refused, text = messages(maker, language, "0.3", "libwebsocket_service(0, 50)")
        check(not refused, f"{' '.join(language)}: {text}")
    said(f"{len(cases)} calls of other eras do not compile, and the message names the module")
