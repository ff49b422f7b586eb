"""The examples of Debian's lws source package, unmodified: they compile against our header and do on our library what
their README says, and what they do on Debian's own. Each is compiled twice, against our header and against Debian's,
and run three times: ours on ours, Debian's on ours, Debian's on Debian's. What is said and answered must be equal.
At last Chromium opens the page of test-server in two tabs; screenshots are left in target/test-server*.png.

The table of examples in docs/compatibility.md is checked; --refresh writes it."""
import argparse
import concurrent.futures
import ctypes
import difflib
import fcntl
import fnmatch
import glob
import multiprocessing
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
import traceback

import client_sessions
import example_sessions
import test_server_page
from common import ROOT, UNPACKED, Failed, accepts, arguments, check, compile_flags, library_folder, main, run, said, \
    temporary_folder, wait_for

FAMILIES = ["http-server", "ws-server", "http-client", "ws-client", "raw", "client-server", "api-tests"]
RELEASES = {"17": ("12", "bookworm", "4.1.6"), "19": ("13", "trixie", "4.3.5")}
DOCUMENT = f"{ROOT}/docs/compatibility.md"

# What examples need that is not there yet; they are only compiled.
MISSING = {
    "api-tests/api-test-lws_cache": "`lws_cache_*()`",
}
SESSIONS = {**example_sessions.SESSIONS, **client_sessions.SESSIONS}
SLOW = example_sessions.SLOW + client_sessions.SLOW
H1 = "over HTTP/1.1, since HTTP/2 is not offered"
NOTES = {
    "http-server/minimal-http-server-eventlib": "with its own loop, and those of libuv, libev, libevent, GLib",
    "http-server/minimal-http-server-eventlib-foreign": "in loops of libuv, libev, GLib",
    "ws-server/minimal-ws-server-threads-foreign-smp": "in a loop of libuv",
    "ws-server/minimal-ws-server-threads-foreign-libuv-smp": "in a loop of libuv",
    "test-apps/test-server 4.3.5": "it polls by itself",
    "http-server/minimal-http-server-eventlib-demos": "with the library's own loop",
    "http-server/minimal-http-server-eventlib-smp": "with the library's own loop",
    "http-server/minimal-http-server-h2-long-poll": H1,
    "http-server/minimal-http-server-tls": H1,
    "http-server/minimal-http-server-tls-80": H1,
    "http-server/minimal-http-server-tls-mem": H1,
    "http-client/minimal-http-client": H1,
    "http-client/minimal-http-client-certinfo": H1,
    "http-client/minimal-http-client-h2-rxflow": H1,
    "http-client/minimal-http-client-multi":
        H1 + "; requests that begin at once do not share a connection",
    "api-tests/api-test-lws_tokenize 4.3.5": "but for a check that wants lws's wrong day of the week in a date",
}
TEST_APPS = {  # what is built, its source, its session
    "test-apps/test-server": "test-server.c",
    "test-apps/test-lejp": "test-lejp.c",
    "test-apps/test-client": "test-client.c",
}


class Example:
    def __init__(self, name, folder, sources, lacks, version):
        self.name, self.folder, self.sources, self.lacks, self.version = name, folder, sources, lacks, version
        self.id = name.replace("/", "-")

    def missing(self):
        """What it needs that is not there yet."""
        return MISSING.get(f"{self.name} {self.version}") or MISSING.get(self.name)


def unpack(args):
    """The source package: with Debian's patches, or at least what they are made for."""
    if args.source:
        return os.path.abspath(args.source)
    number, suite, version = RELEASES[args.abi]
    folder = f"{ROOT}/target/debian{number}-source"

    def there():
        return glob.glob(f"{folder}/libwebsockets-*{version}*/minimal-examples/CMakeLists.txt")
    if not there():
        try:
            run([f"{ROOT}/capi-tests/debian.sh", "source", folder, suite, "libwebsockets"], timeout=600)
        except Failed:
            # Now and then an archive lacks the package's description; apt has checked each file that came.
            tarball = glob.glob(f"{folder}/libwebsockets_{version}.orig.tar.*")
            if not tarball:
                raise
            run(["tar", "-xf", tarball[0], "-C", folder])
    check(there(), f"no lws {version} came into {folder}")
    return os.path.dirname(os.path.dirname(there()[0]))


def configuration(flags):
    """What Debian's build has: the names that lws_config.h defines."""
    for flag in flags:
        with_config = flag.removeprefix("-I") + "/lws_config.h"
        if os.path.exists(with_config):
            with open(with_config) as text:
                return set(re.findall(r"^\s*#define (LWS_\w+)", text.read(), re.M))
    raise Failed(f"no lws_config.h in {flags}")


def examples(source, has, version):
    """All of them, with what Debian's build lacks for each."""
    found = []
    for family in FAMILIES:
        for path in sorted(glob.glob(f"{source}/minimal-examples*/{family}/*/CMakeLists.txt")):
            with open(path) as text:
                cmake = text.read()
            sources = re.search(r"set\(SRCS ([^)]*)\)|add_executable\(\S+ ([^)]*)\)", cmake)
            wants = re.findall(r"^\s*require_lws_config\((\w+) (\d) requirements\)", cmake, re.M)
            lacks = [name for name, on in wants if (name in has) != (on == "1")]
            folder = os.path.dirname(path)
            found.append(Example(f"{family}/{os.path.basename(folder)}", folder,
                                 (sources.group(1) or sources.group(2)).split(), lacks, version))
    for name, file in TEST_APPS.items():
        found.append(Example(name, f"{source}/test-apps", [file], [], version))
    return found


class Builder:
    def __init__(self, args, source, work):
        self.source, self.work = source, work
        self.genuine = subprocess.check_output([f"{ROOT}/capi-tests/genuine.sh", args.abi], text=True).split()
        self.library = library_folder(args)
        self.headers = {"ours": ["-I" + os.path.abspath(flag.removeprefix("-I")) for flag in compile_flags(args)],
                        "theirs": self.genuine}
        self.needed = re.search(r"\[(.*)\]", next(
            line for line in run(["readelf", "-d", f"{self.library}/libwebsockets.so"]).decode().split("\n")
            if "SONAME" in line)).group(1)

    def binary(self, example, header):
        return f"{self.work}/{example.id}-{header}"

    def build(self, example, header):
        """What the compiler says against a header; None when it does not compile."""
        command = ["cc", "-g", "-O1", "-Wall"]
        command += self.headers[header]
        if example.name.startswith("test-apps"):
            command.append(f'-DINSTALL_DATADIR="{self.work}/share"')
        else:
            command.append(f"-I{self.source}/plugins")
        command += [*example.sources, "-o", self.binary(example, header), "-L" + self.library, "-lwebsockets", "-lpthread"]
        if example.name.endswith("-eventlib-foreign"):
            # Its list of sources grows by what the system has.
            command += ["libuv.c", "libev.c", "glib.c", "-luv", "-lev",
                        *run(["pkg-config", "--cflags", "--libs", "glib-2.0"]).decode().split()]
        elif "-threads-foreign" in example.name:
            command.append("-luv")
        if example.name == "test-apps/test-client":
            command += ["-lssl", "-lcrypto"]
        done = subprocess.run(command, cwd=example.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return (done.returncode == 0, done.stdout)

    def share(self):
        """What test-server serves, where an installation would put it."""
        folder = f"{self.work}/share/libwebsockets-test-server"
        os.makedirs(folder)
        for name in os.listdir(f"{self.source}/test-apps"):
            if os.path.isfile(f"{self.source}/test-apps/{name}"):
                shutil.copy(f"{self.source}/test-apps/{name}", folder)
        # What it shows when it is started with -s.
        shutil.copy(client_sessions.CERTIFICATE["pem"], f"{folder}/libwebsockets-test-server.pem")
        shutil.copy(client_sessions.CERTIFICATE["key"], f"{folder}/libwebsockets-test-server.key.pem")


def certificates(folder):
    """An authority that the examples believe, as they do those of the system, and its certificate for the hosts."""
    os.makedirs(folder)
    new = ["-newkey", "rsa:2048", "-nodes"]
    run(["openssl", "req", "-x509", *new, "-days", "30", "-subj", "/O=Tests/CN=Test CA", "-keyout", f"{folder}/ca.key",
         "-out", f"{folder}/ca.pem"])
    names = [f"DNS:{name}" for name in client_sessions.HOSTS.split()[1:]]
    with open(f"{folder}/extensions", "w") as out:
        out.write(f"subjectAltName={','.join(names)}\nkeyUsage=digitalSignature,keyEncipherment\n")
    run(["openssl", "req", "-new", *new, "-subj", "/C=DE/O=Tests/CN=warmcat.com", "-keyout", f"{folder}/server.key", "-out",
         f"{folder}/request"])
    run(["openssl", "x509", "-req", "-in", f"{folder}/request", "-CA", f"{folder}/ca.pem", "-CAkey", f"{folder}/ca.key",
         "-CAcreateserial", "-days", "30", "-extfile", f"{folder}/extensions", "-out", f"{folder}/server.pem"])
    client_sessions.CERTIFICATE.update(pem=f"{folder}/server.pem", key=f"{folder}/server.key", ca=f"{folder}/ca.pem")


# ---- one run ----

def network_of_its_own(folder):
    """The examples' ports are fixed, and hosts of some; each run gets a network where nobody else listens, and where
    these names lead to."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x40000000 | 0x20000):
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        name = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(s, 0x8913, name))[1]
        fcntl.ioctl(s, 0x8914, struct.pack("16sH14x", b"lo", flags | 1))
    with open(f"{folder}/hosts", "w") as out:
        out.write(client_sessions.HOSTS)
    recursive, private, bind = 0x4000, 1 << 18, 0x1000
    check(libc.mount(None, b"/", None, recursive | private, None) == 0 and
          libc.mount(f"{folder}/hosts".encode(), b"/etc/hosts", None, bind, None) == 0, "no hosts of its own")
    return True


def one_run(session_name, example_folder, binary, prefix, environment, folder, is_ours, version):
    """Notes and, if it failed, why. Runs in a process of its own."""
    os.makedirs(folder, exist_ok=True)
    isolated = network_of_its_own(folder)
    if not isolated:
        wait_for("the port to be free", lambda: not accepts(example_sessions.PORT), 60)
    session = example_sessions.Session(binary, example_folder, folder, environment, prefix, is_ours, version)
    session.isolated = isolated
    begin, problem = time.time(), None
    try:
        SESSIONS[session_name](session)
    except Exception as error:  # pylint: disable=broad-except
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if "sessions" in frame.filename]
        said = session.said()[-1500:] if os.path.exists(session.log) else ""
        problem = f"{error!r} (lines {lines} of the sessions)\nit said:\n{said}"
    finally:
        session.end()
    return session.notes, problem, time.time() - begin


class Variants:
    """The three ways of running an example."""

    def __init__(self, args, builder):
        environment = {k: v for k, v in os.environ.items() if k != "LD_LIBRARY_PATH"}
        environment["SSL_CERT_FILE"] = client_sessions.CERTIFICATE["ca"]
        on_ours = dict(environment, LD_LIBRARY_PATH=builder.library)
        prefix = []
        if args.abi == "19":
            tree = f"{ROOT}/target/debian13-whole"
            if not os.path.exists(f"{tree}/ready"):
                run([f"{ROOT}/capi-tests/debian.sh", "unpack", tree, "trixie", "libwebsockets19t64",
                     "libwebsockets-dev", "libc6"])
                open(f"{tree}/ready", "w").close()
            triplet = f"{os.uname().machine}-linux-gnu"
            folders = [f"{tree}/{UNPACKED}/usr/lib/{triplet}", f"{tree}/{UNPACKED}/lib/{triplet}"]
            loader = next(p for f in folders + [f"{tree}/{UNPACKED}/lib64", f"{tree}/{UNPACKED}/usr/lib64"]
                          for p in sorted(glob.glob(f"{f}/ld-linux*.so.?")))
            prefix = [loader, "--library-path", ":".join(folders)]
        self.ways = {"genuine": ("theirs", prefix, environment), "ours": ("ours", [], on_ours),
                     "exchanged": ("theirs", [], on_ours)}
        server = builder.binary(Example("test-apps/test-server", "", [], [], ""), "ours")
        loaded = run(["ldd", server], env=on_ours).decode()
        check(os.path.realpath(builder.library) in os.path.realpath(re.search(r"websockets\S* => (\S+)", loaded)[1]),
              loaded)


def compare(name, results):
    """What is wrong with an example: what failed, and what differs from the genuine library."""
    problems = [f"{way}: {problem}" for way, (_, problem, _) in results.items() if problem]
    genuine = "\n".join(results["genuine"][0]).split("\n")
    for way in "ours", "exchanged":
        if problems:
            break
        notes = "\n".join(results[way][0]).split("\n")
        changes = list(difflib.unified_diff(genuine, notes, "genuine", way, lineterm="", n=3))
        if changes:
            problems.append("\n".join(changes[:60]))
    return problems


# ---- the table ----

def documented(outcomes, abi, refresh):
    """The table has a row for each example, and a column for each ABI; here one column is checked."""
    with open(DOCUMENT) as text:
        page = text.read()
    begin, end = "<!-- examples: begin -->\n", "<!-- examples: end -->"
    check(begin in page, f"{DOCUMENT} has no {begin}")
    head, rest = page.split(begin, 1)
    was, tail = rest.split(end, 1)
    column = ["17", "19"].index(abi)
    rows = {}
    for name, *cells in re.findall(r"^\| `(.*?)` \| (.*?) \| (.*?) \|$", was, re.M):
        rows[name] = ["" if n == column else cell for n, cell in enumerate(cells)]
    for name, outcome in outcomes.items():
        rows.setdefault(name, ["", ""])[column] = outcome
    order = FAMILIES + ["test-apps"]
    lines = ["| example | ABI 17 (lws 4.1.6) | ABI 19 (lws 4.3.5) |", "|---|---|---|"]
    for name in sorted(rows, key=lambda n: (order.index(n.split("/")[0]), n)):
        if any(cell not in ("", "–") for cell in rows[name]):
            lines.append(f"| `{name}` | " + " | ".join(cell or "–" for cell in rows[name]) + " |")
    new = "\n".join(lines) + "\n"
    if refresh:
        with open(DOCUMENT, "w") as out:
            out.write(head + begin + new + end + tail)
    elif was != new:
        changes = "\n".join(difflib.unified_diff(was.split("\n"), new.split("\n"), "documented", "found", lineterm=""))
        raise Failed(f"the table in docs/compatibility.md is not right (--refresh writes it):\n{changes}")


def test():
    parser = arguments(__doc__, abi="17")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--source", help="folder with the unpacked source package, instead of fetching it")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="an example, or a pattern with *")
    parser.add_argument("--jobs", type=int, default=10, help="how many run at once")
    parser.add_argument("--keep", metavar="FOLDER", help="binaries and logs stay here")
    parser.add_argument("--refresh", action="store_true", help="write the table of docs/compatibility.md")
    parser.add_argument("--no-browser", action="store_true", help="without Chromium")
    args = parser.parse_args()

    source = unpack(args)
    work = os.path.abspath(args.keep) if args.keep else temporary_folder()
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    certificates(f"{work}/certificates")
    builder = Builder(args, source, work)
    builder.share()
    found = examples(source, configuration(builder.genuine), RELEASES[args.abi][2])
    check(len(found) > 60, f"only {len(found)} examples in {source}")
    chosen = [e for e in found if not args.only or any(fnmatch.fnmatch(e.name, "*" + p) for p in args.only)]
    check(chosen, "no such example")

    # ---- compiled against both headers ----
    buildable = [e for e in chosen if not e.lacks]
    if args.only:
        buildable += [e for e in found if e.name in client_sessions.PEERS and e not in buildable]
    outcomes = {e.name: "off: `" + "`, `".join(e.lacks) + "`" for e in found}
    failed = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        pairs = [(e, h) for e in buildable for h in ("ours", "theirs")]
        built = dict(zip(pairs, pool.map(lambda pair: builder.build(*pair), pairs)))
    for example in buildable:
        (ok, text), (their_ok, their_text) = built[example, "ours"], built[example, "theirs"]
        check(their_ok, f"{example.name} does not compile against Debian's header:\n{their_text}")
        warned = text.count("warning:") > their_text.count("warning:")
        if not ok or warned:
            failed.append(f"{example.name} does not compile against our header:\n{text[:3000]}")
        outcomes[example.name] = "compiles"
    said(f"{len(buildable)} examples compile against our header as they do against Debian's, "
         f"{len(chosen) - len([e for e in chosen if not e.lacks])} need what Debian has switched off")

    # ---- run ----
    if failed:
        raise Failed("\n\n".join(failed))
    variants = Variants(args, builder)
    tasks = []
    for name in SESSIONS:
        base = name.removesuffix("-options")
        for example in buildable:
            if example.name == base and example in chosen and not example.missing():
                tasks += [(name, example, way) for way in variants.ways]
    tasks.sort(key=lambda task: SLOW.index(task[0]) if task[0] in SLOW else 99)
    results, times = {}, {}
    context = multiprocessing.get_context("fork")
    jobs = args.jobs if os.geteuid() == 0 else 1
    with concurrent.futures.ProcessPoolExecutor(jobs, mp_context=context) as pool:
        def begin(name, example, way, again=""):
            header, prefix, environment = variants.ways[way]
            folder = f"{work}/{name.replace('/', '-')}.{way}{again}"
            return pool.submit(one_run, name, example.folder, builder.binary(example, header), prefix, environment,
                               folder, way != "genuine", RELEASES[args.abi][2])
        futures = {begin(*task): task for task in tasks}
        for future in concurrent.futures.as_completed(futures):
            name, _, way = futures[future]
            results.setdefault(name, {})[way] = future.result()
        # The genuine library crashes or hangs now and then, and ten at once on a busy machine are slow: what is wrong then is
        # said, and tried once more alone; again where it was the genuine library that failed.
        for name, problems in [(n, compare(n, result)) for n, result in sorted(results.items())]:
            for attempt in range(4) if problems else ():
                if attempt and not results[name]["genuine"][1]:
                    break
                print(f"again, alone: {name}, since\n" + "\n".join(compare(name, results[name])), flush=True)
                results[name] = {way: begin(name, example, way, f".again{attempt}").result()
                                 for n, example, way in tasks if n == name}
    for name, result in sorted(results.items()):
        problems = compare(name, result)
        longest = max(seconds for _, _, seconds in result.values())
        if problems:
            failed.append(f"{name}:\n" + "\n".join(problems))
            print(f"FAILED {name}", flush=True)
        else:
            said(f"{name} ({longest:.1f} s)")
    version = RELEASES[args.abi][2]
    for example in buildable:
        name, why = example.name, example.missing()
        if why:
            outcomes[name] = f"compiles; needs {why}"
        elif name not in results and example in chosen:
            failed.append(f"{name}: nothing here runs it")
        else:
            notes = [NOTES.get(f"{name} {version}", NOTES.get(name, ""))]
            outcomes[name] = ", ".join(filter(None, ["works", *notes]))

    for example in chosen if not args.no_browser else []:
        if example.name == "test-apps/test-server" and not example.missing():
            test_server_page.look(builder.binary(example, "ours"), builder.library, f"{work}/page")
    check(not failed, "\n\n".join(failed))
    if not args.only:
        documented(outcomes, args.abi, args.refresh)
        said("the table in docs/compatibility.md")


if __name__ == "__main__":
    main(test)
