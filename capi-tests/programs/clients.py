"""The client side: a C program (client/probe.c) writes down each callback while a scripted server (client/scenarios.py) does
what servers do, and what they never should. The same runs on Debian's genuine library, and the transcripts are compared; what
differs must stand in client/expected-differences.txt with its reason, and be named in docs/differences.md. Of bad input, each must
end in one closing callback, within its time, with nothing left open.

    clients.py [--abi 17] [--only PATTERN] [--list] [--show] [--alone BINARY] [--valgrind]
"""
import concurrent.futures
import difflib
import fnmatch
import os
import re
import socket
import subprocess
import sys
import time

from common import HOST, ROOT, UNPACKED, Failed, arguments, check, compile_flags, library_folder, main, run, said, temporary_folder

HERE = f"{ROOT}/capi-tests/programs/client"
sys.path.insert(0, HERE)
from canned import Canned  # noqa: E402
import scenarios  # noqa: E402

CLOSING = ("CLIENT_CONNECTION_ERROR", "CLIENT_CLOSED", "CLOSED_CLIENT_HTTP", "RAW_CLOSE")


class Library:
    """A build of the library, and the probe for it."""

    def __init__(self, binary, folder=None, root=None, runner=()):
        self.binary, self.folder, self.root, self.runner = binary, folder, root, list(runner)

    def command(self, arguments_):
        env = {k: v for k, v in os.environ.items() if k not in ("http_proxy", "socks_proxy", "no_proxy", "all_proxy")}
        if self.root:
            lib = f"{self.root}/usr/lib/{os.uname().machine}-linux-gnu"
            loader = next(f"{lib}/{f}" for f in os.listdir(lib) if f.startswith("ld-linux"))
            return [loader, "--library-path", lib, self.binary, *arguments_], env
        if self.folder:
            env["LD_LIBRARY_PATH"] = self.folder
        return [*self.runner, self.binary, *arguments_], env


class Outcome:
    def __init__(self, said_, code, errors, heard, seconds):
        self.said, self.code, self.errors, self.heard, self.seconds = said_, code, errors, heard, seconds

    def lines(self):
        said_ = [line for line in self.said if not line.startswith("descriptors left")]
        heard = [f"server heard {h}" for h in self.heard if "more bytes, then" not in h]
        return said_ + heard + [f"left with {self.code}"]


def run_one(library, scenario, slow=False):
    more, folder = scenario.more, temporary_folder()
    unix = f"{folder}/socket" if more.get("unix") else None
    server = Canned(scenario.script, more.get("host", HOST), unix)
    waiting = []
    options = [o for o in scenario.options if not (slow and o.startswith(("timeout=", "connect-timeout=", "seconds=")))]
    if slow:
        options += ["timeout=8", "connect-timeout=6", "seconds=40"]
    port = server.port
    if more.get("refuse"):
        server.close()
    if more.get("full"):  # a listener that accepts nothing, and whose backlog is full
        full = socket.socket()
        full.bind((HOST, 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting.append(full)
        for _ in range(3):
            s = socket.socket()
            s.setblocking(False)
            s.connect_ex((HOST, port))
            waiting.append(s)
    command = [str(port)]
    if unix:
        command = ["1", f"address=+{unix}"]
    if more.get("proxy"):
        command = ["80", f"proxy-port={port}"]
    command, env = library.command(command + options)
    if "socks" in more:
        command[command.index(str(port))] = "80"
        env["socks_proxy"] = f"{more['socks']}{HOST}:{port}"
    started = time.monotonic()
    try:
        done = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=100 if slow else 30)
        code, out, errors = done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        code, out, errors = "TOO LATE", late.stdout or b"", late.stderr or b""
    seconds = time.monotonic() - started
    if not more.get("refuse"):
        server.close()
    for s in waiting:
        s.close()
    text = calmed([normal(line, port) for line in out.decode("latin-1").splitlines()])
    return Outcome(text, code, errors.decode("latin-1"), [normal(h, port) for h in sorted(server.heard, key=connection_of)],
                   seconds)


def connection_of(line):
    return int(line.partition(":")[0]) if line[0].isdigit() else 0


def normal(line, port):
    return re.sub(r"/tmp/lws-test-\w+", "/FOLDER", re.sub(rf"(?<=:){port}\b", "PORT", line))


def calmed(lines):
    """The same line not more than five times in a row."""
    return [line for i, line in enumerate(lines) if i < 5 or lines[i - 5:i] != [line] * 5]


def judge(scenario, outcome, slow=False):
    """What is wrong with a run on our library, whatever genuine does."""
    text = "\n".join(outcome.said)
    wrong = []
    if outcome.code != 0:
        wrong.append(f"the program left with {outcome.code}")
    made = re.search(r"made (\d+), destroyed (\d+), errors (\d+)\ndescriptors left: (-?\d+)", text)
    if not made:
        return wrong + ["the program did not come to its end"]
    made, destroyed, errors, descriptors = map(int, made.groups())
    if descriptors and not scenario.more.get("resolves"):  # a lookup of the C library cannot be called off
        wrong.append(f"{descriptors} descriptors are left open")
    if "NOT MASKED" in "\n".join(outcome.heard):
        wrong.append("a frame was not masked")
    if outcome.errors and not slow:
        wrong.append(f"it said {outcome.errors[-3000:]}")
    if "requests" in scenario.more:  # which connection each request came on, and that all were answered
        requests = [connection_of(h) for h in outcome.heard if " HTTP/1.1" in h]
        if requests != scenario.more["requests"] or errors or text.count("in='ok'") != (0 if scenario.more.get("empty") else destroyed):
            wrong.append(f"requests came on the connections {requests}")
    if "text" in scenario.more and ("".join(re.findall(r"HTTP_READ .* in='(.*)'", text)) != scenario.more["text"]
                                    or text.count("COMPLETED_CLIENT_HTTP") != 1):
        wrong.append("the body is not what was sent")
    if scenario.bad:
        ended = [r for r in CLOSING if re.search(rf"^\S+ {r} ", text, re.M)]
        if not scenario.more.get("established") and ended != [scenario.more.get("ends", ended[0] if ended else None)]:
            wrong.append(f"it ended with {ended}")
        count = sum(len(re.findall(rf"^\S+ {r} ", text, re.M)) for r in CLOSING)
        if count != 1:
            wrong.append(f"{count} closing callbacks")
        if "COMPLETED_CLIENT_HTTP" in text:
            wrong.append("COMPLETED_CLIENT_HTTP came")
        if "TOO LATE" in text or (outcome.seconds > scenario.bad and not slow):
            wrong.append(f"it took {outcome.seconds:.1f} s")
        if destroyed != 1:
            wrong.append(f"{destroyed} WSI_DESTROY")
    elif "TOO LATE" in text and "seconds=" not in " ".join(scenario.options):
        wrong.append("it did not end")
    return wrong


class Expected:
    """What may differ: `name | reason | text | ...`: each changed line holds one of the texts (*: anything may change), and each
    text is in a changed line."""

    def __init__(self, abi):
        self.reasons, self.texts = {}, {}
        with open(f"{HERE}/expected-differences.txt") as lines:
            for line in lines:
                if not line.strip() or line.startswith("#"):
                    continue
                name, reason, *texts = [p.strip() for p in line.split(" | ")]
                name, _, only = name.partition("@")
                check(reason and texts and only in ("", "17", "19"), f"expected-differences.txt: {line}")
                if only in ("", abi):
                    self.reasons[name], self.texts[name] = reason, texts

    def judge(self, name, changes):
        texts = self.texts.get(name, [])
        wrong = [f"nothing differs in `{t}`" for t in texts if t != "*" and not any(t in c for c in changes)]
        if "*" not in texts:
            wrong += [f"not listed: {c}" for c in changes if not any(t in c for t in texts)]
        return wrong


def changes_of(genuine, ours):
    return [line for line in difflib.unified_diff(genuine, ours, lineterm="", n=0)
            if line[:3] not in ("---", "+++") and not line.startswith("@@")]


def test():
    parser = arguments(__doc__)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--show", action="store_true", help="prints the transcripts")
    parser.add_argument("--alone", metavar="BINARY", help="only ours, with this probe (built for a sanitizer)")
    parser.add_argument("--valgrind", action="store_true", help="only ours, under valgrind; the times are longer then")
    parser.add_argument("--jobs", type=int, default=12)
    args = parser.parse_args()
    chosen = [s for s in scenarios.ALL.values() if not args.only or any(fnmatch.fnmatchcase(s.name, p) for p in args.only)]
    if args.list:
        for s in chosen:
            print(f"{s.name:32} {s.about or ''}")
        return
    check(chosen, "no such scenario")
    work, ours, genuine = temporary_folder(), library_folder(args), None
    if args.alone:
        mine = Library(args.alone, ours)
    else:
        warnings = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-g", "-O1"]
        ours_flags = compile_flags(args) or [f"-I{ROOT}/include", f"-I{ROOT}/include/abi{args.abi}"]
        run(["cc", *warnings, f"{HERE}/probe.c", "-o", f"{work}/probe", *ours_flags, f"-L{ours}", "-lwebsockets"])
        runner = []
        if args.valgrind:
            runner = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full", "--show-leak-kinds=definite,indirect,possible",
                      "--errors-for-leak-kinds=definite,indirect,possible", "--fair-sched=yes"]
        mine = Library(f"{work}/probe", ours, runner=runner)
    expected = Expected(args.abi)
    if not args.alone and not args.valgrind:
        genuine = genuine_library(args.abi, work)
        with open(f"{ROOT}/docs/differences.md") as text:
            documented = text.read()
        for name in expected.reasons:
            check(name in scenarios.ALL, f"expected-differences.txt names {name}, which is no scenario")
            check(f"`client/{name}`" in documented, f"{name} is expected to differ, but docs/differences.md does not name it")
    pool = concurrent.futures.ThreadPoolExecutor(args.jobs)
    slow = bool(args.valgrind or args.alone)
    runs = [(s, pool.submit(run_one, mine, s, slow),
             pool.submit(run_one, genuine, s) if genuine and not s.alone else None) for s in chosen]
    bad, compared = [], 0
    for s, one, other in runs:
        result = one.result()
        wrong = judge(s, result, slow)
        changes = []
        if other:
            compared += 1
            theirs = other.result()
            changes = changes_of(theirs.lines(), result.lines())
            wrong += expected.judge(s.name, changes)
        elif genuine and s.name in expected.reasons:
            wrong.append("it is not compared, so it cannot differ")
        if args.show or wrong:
            print(f"== {s.name}" + "".join(f"\n   WRONG: {w}" for w in wrong), flush=True)
            lines = difflib.unified_diff(theirs.lines(), result.lines(), "genuine", "ours", lineterm="", n=100) if other and changes \
                else result.lines()
            print("\n".join(f"   {line}" for line in lines), flush=True)
        if wrong:
            bad.append(s.name)
    if bad:
        raise Failed(f"{len(bad)} of {len(chosen)} scenarios: {' '.join(bad)}")
    said(f"{len(chosen)} scenarios of clients, {compared} of them compared with genuine lws, "
         f"{sum(1 for s in chosen if s.bad)} of bad input")


def genuine_library(abi, work):
    """The distribution's library with a probe of its own."""
    if abi == "17":
        run(["cc", "-std=c99", "-O1", f"{HERE}/probe.c", "-o", f"{work}/genuine", "-lwebsockets"])
        return Library(f"{work}/genuine")
    root = f"{ROOT}/target/debian13-whole/root"
    check(os.path.isdir(root), f"{root} is missing: capi-tests/run --only clients19 fetches it")
    lib = f"{root}/usr/lib/{os.uname().machine}-linux-gnu"
    run(["cc", "-std=c99", "-O1", f"-I{ROOT}/target/debian13/{UNPACKED}/usr/include", f"{HERE}/probe.c", "-o", f"{work}/genuine",
         f"{lib}/libwebsockets.so.19", "-Wl,--allow-shlib-undefined"])
    return Library(f"{work}/genuine", root=root)


main(test)
