"""A C program that uses each feature of the server side, built outside of the tree against `make install`; curl, raw sockets
and Python's websockets check each byte that it answers. With --library it runs on another build, say the genuine one, which
shows that the program's idea of the API is lws's own; what genuine lws cannot do is listed here, and must be what fails.

    server.py --library /usr/lib/x86_64-linux-gnu [--only PATTERN] [--list]
"""
import contextlib
import fnmatch
import os
import resource
import shutil
import socket
import subprocess
import sys
import time

from common import (HOST, ROOT, Failed, Server, arguments, check, compile_flags, free_port, library_folder, main, run, said,
                    temporary_folder, wait_for)

SOURCES = f"{ROOT}/capi-tests/programs/server"
sys.path.insert(0, SOURCES)
from checks import CHECKS, Site, pattern  # noqa: E402
import incoming  # noqa: E402,F401
import answers  # noqa: E402,F401
import crowds  # noqa: E402,F401

# What fails on Debian's genuine builds, and why. A check that passes there must leave this list.
CHUNKED = "chunked bodies are not decoded"
RANGES = "Debian builds lws without ranges"
BACKLOG = "what is left of a write is cut by timeout_secs, though the peer reads"
GENUINE_CANNOT = {
    "POST of nothing, chunked": CHUNKED,
    "POST of 1 B, chunked": CHUNKED,
    "POST of 64 KiB, chunked": CHUNKED,
    "POST of 100 MiB, chunked": CHUNKED,
    "chunks cut everywhere, with extensions and trailers": CHUNKED,
    "100 uploads at once": CHUNKED,
    "Expect: 100-continue": "there is no 100",
    "pipelined bodies": "what follows a body in the same read is lost, and it spins",
    "cookies whose names begin alike": "the end of a longer name is taken for the name",
    "HEAD": "an error page has a body",
    "one range": RANGES,
    "a range that cannot be": RANGES,
    "several ranges": RANGES,
    "ranges of what lws_serve_http_file sends": RANGES,
    "conditional requests": "If-None-Match is compared with its quotes",
    "If-Modified-Since": "it is not looked at",
    "several requests after a redirect": "a mount's redirect ends the connection",
    "user file operations: conditions and ranges": RANGES,
    "1,000 pipelined requests for files": "what follows a request for a file in the same read is lost",
    "1,000 pipelined requests of all kinds": "what follows a request for a file in the same read is lost",
    "slow readers do not hold up others": BACKLOG,
    "a reader that is slower than the timeouts gets all": BACKLOG,
    "nothing is left behind": "CLOSED comes for a handshake that the program refused, too",
}
GENUINE_17_CANNOT = {
    "cookies": "the last cookie of a header is not found when its value is short",
}
GENUINE_19_CANNOT = {
    "chunks that the program makes": "what follows in the same read is lost",
    "1,000 pipelined requests for dynamic pages": "what follows in the same read is lost",
}
# These fail now and then.
MAY_PASS = {"slow readers do not hold up others", "1,000 pipelined requests for dynamic pages"}


def build(args, work):
    program = f"{work}/feature_server"
    sources = sorted(f for f in os.listdir(SOURCES) if f.endswith(".c"))
    for name in [*sources, "feature_server.h"]:
        shutil.copy(f"{SOURCES}/{name}", work)
    if args.library:
        run(["cc", "-O1", "-g", *sources, "-o", program, *compile_flags(args), "-L" + library_folder(args),
             "-Wl,--allow-shlib-undefined", "-lwebsockets"], cwd=work)
        return program, library_folder(args)
    installed = f"{work}/installed"
    run(["make", "-C", ROOT, "install", f"ABI={args.abi}", f"DESTDIR={installed}", "PREFIX=/usr/local"])
    env = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=installed, PKG_CONFIG_LIBDIR=f"{installed}/usr/local/lib/pkgconfig")
    run(["sh", "-ec", f"cc -O1 -std=c99 -Wall -Wextra -Werror -pedantic {' '.join(sources)} -o feature_server "
         "$(pkg-config --cflags --libs libwebsockets)"], cwd=work, env=env)
    return program, f"{installed}/usr/local/lib"


def make_files(work):
    """The folders that the server serves; gives what is in them."""
    big = pattern(0, 5_000_000)
    page = b"<p>$name and $nothing, $other, $$ $nam" + b"." * 10000 + b"$name</p>\n" + b"\n" * 5000
    contents = {"index.html": b"<!doctype html><title>main</title>", "one.txt": b"1", "empty.txt": b"", "big.bin": big,
                "kib.txt": pattern(4096, 1024)}
    others = {"one/start.html": b"one's start", "one/index.html": b"one's page", "one/missing.html": b"not here, says one",
              "two/page.html": b"two's page", "pages/page.shtml": page, "pages/plain.html": page}
    for name, data in [*((f"files/{n}", d) for n, d in contents.items()), *others.items()]:
        os.makedirs(os.path.dirname(f"{work}/{name}"), exist_ok=True)
        with open(f"{work}/{name}", "wb") as out:
            out.write(data)
    with open(f"{work}/passwords", "w") as out:
        out.write("adam:pear\ncain:a long one\n")
    return contents, others


def is_genuine(library):
    """Whether a library lacks what is ours alone."""
    out = subprocess.run(["nm", "-D", "--defined-only", f"{library}/libwebsockets.so"], stdout=subprocess.PIPE, check=False)
    return b"lwsx_" not in out.stdout


def answers_still(site):
    with contextlib.suppress(OSError, ValueError), socket.create_connection((HOST, site.port), 3) as s:
        s.settimeout(3)
        s.sendall(b"GET /one.txt HTTP/1.1\r\nHost: main.example\r\nConnection: close\r\n\r\n")
        return s.recv(100).startswith(b"HTTP/1.1 200")
    return False


def test():
    parser = arguments(__doc__)
    parser.add_argument("--only", default="*", help="the checks whose names fit this pattern")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--valgrind", action="store_true", help="run the server under valgrind (and only look for its errors)")
    parser.add_argument("--loader", help="the ld.so of another system, whose library this is")
    args = parser.parse_args()
    if args.list:
        print("\n".join(CHECKS))
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    work = temporary_folder()
    program, library = build(args, work)
    abi = 17 if os.path.exists(f"{library}/libwebsockets.so.17") else 19
    genuine = is_genuine(library)
    cannot = {**GENUINE_CANNOT, **(GENUINE_17_CANNOT if abi == 17 else GENUINE_19_CANNOT)} if genuine else {}
    contents, others = make_files(work)

    def start():
        port, other = free_port(), free_port()
        command = [program, str(port), str(other)]
        if args.loader:
            command = [args.loader, "--library-path", library, *command]
        if args.valgrind:
            command = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full",
                       "--errors-for-leak-kinds=definite,indirect,possible", "--fair-sched=yes", *command]
        server = Server(command, port, None if args.loader else library, cwd=work, seconds=60)
        check(any(os.path.realpath(m).startswith(os.path.realpath(library)) for m in server.maps()), f"it runs on {server.maps()}")
        return Site(port, other, work, Contents(contents, others), server, abi, genuine, args.valgrind)
    site = start()
    problems, done = [], 0
    for name, function in CHECKS.items():
        if not fnmatch.fnmatchcase(name, args.only):
            continue
        done += 1
        begin = time.time()
        problem = None
        try:
            function(site)
            check(site.server.alive(), "the server is gone")
        except Exception as error:  # each kind of error is a finding; the other checks go on
            problem = f"{type(error).__name__}: {error}".strip()
        took = f"{time.time() - begin:.1f} s"
        if problem and name in cannot:
            said(f"{name}: cannot, {cannot[name]} ({problem[:150]}) {took}")
        elif problem:
            problems.append(name)
            print(f"PROBLEM {name} {took}: {problem}", flush=True)
        elif name in cannot and name not in MAY_PASS:
            problems.append(name)
            print(f"PROBLEM {name}: it is listed as what cannot be done, and can", flush=True)
        else:
            said(f"{name} {took}")
        if problem and not answers_still(site):
            problem = "it hangs" if site.server.alive() else f"it left with {site.server.process.returncode}"
            print(f"the server has to be started again: {problem}\n{site.server.said()}", flush=True)
            site.server.process.kill()
            site = start()
    log = site.server.said()
    check(not problems, f"{len(problems)} problems: {', '.join(problems)}\nthe server said:\n{log}")
    wait_for("the end of the server", lambda: site.server.stop() is not None)
    check(site.server.process.returncode == 0, f"the server left with {site.server.process.returncode}: {log}")
    said(f"{done} features of the server side")


class Contents(dict):
    """The files of the main vhost, to go through; those of the others by name."""

    def __init__(self, main_files, others):
        super().__init__(main_files)
        self.others = others

    def __missing__(self, name):
        return self.others[name]


if __name__ == "__main__":
    main(test)
