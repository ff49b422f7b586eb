#!/usr/bin/env python3
"""
Compares what a C program sees and what goes over the wire on two builds of libwebsockets: the distribution's
and ours. Each scenario starts the recorder anew on each library, replays the same bytes, and compares the
callback log, the bytes received and how each connection ended.

  compare.py --ours DIR [--abi 17] [--genuine DIR]       DIR holds libwebsockets.so.17
  compare.py --ours DIR --abi 19 --genuine-root DIR      a Debian 13 unpacked in DIR, run by its own ld.so

What is not compared: place and number of WRITEABLEs (what they do is), poll and thread-id reasons, how a frame is cut
into slices, date and server headers. Scenarios that may differ are listed in expected-differences.txt with the reason;
each of them must be named in docs/differences.md as well.
"""
import argparse
import concurrent.futures
import difflib
import fnmatch
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import normal  # noqa: E402
import replay  # noqa: E402
import scenarios  # noqa: E402

SOURCES = ["recorder.c", "log.c", "script.c", "actions.c", "actions_ws.c", "system.c"]
HEADERS = ["recorder.h", "names.h"]


class Library:
    """One library, and how to run the recorder on it."""

    def __init__(self, name, binary, folder=None, root=None):
        self.name, self.binary, self.folder, self.root = name, str(binary), folder, root

    def command(self, args):
        env = dict(os.environ)
        env.pop("LD_LIBRARY_PATH", None)
        if self.root:
            lib = next(d for d in [pathlib.Path(self.root) / f"usr/lib/{os.uname().machine}-linux-gnu"] if d.is_dir())
            path = (str(self.folder) + ":" if self.folder else "") + str(lib)
            return [str(next(lib.glob("ld-linux*.so.*"))), "--library-path", path, self.binary] + args, env
        if self.folder:
            env["LD_LIBRARY_PATH"] = str(self.folder)
        return [self.binary] + args, env


class Server:
    def __init__(self, library, scenario, folder, port):
        self.log_path = folder / "log"
        script = folder / "script"
        script.write_text(scenario.script.replace("$ROOT", str(folder.parent / "root")))
        command, env = library.command(["--port", str(port), "--script", str(script), "--log", str(self.log_path)])
        self.stderr = open(folder / "stderr", "wb")
        self.proc = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=self.stderr)
        line = self.proc.stdout.readline()
        self.up = line == b"READY\n"

    def tell(self, line):
        try:
            self.proc.stdin.write(line)
            self.proc.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass

    def stop(self):
        """Ends it now, while connections may be open."""
        try:
            self.proc.stdin.close()
        except BrokenPipeError:
            pass
        self.wait(5)

    def drain(self):
        """Ends it when its last connection has gone."""
        self.tell(b"drain\n")
        self.wait(2.5)
        if self.proc.poll() is None:
            self.stop()

    def wait(self, limit):
        try:
            self.proc.wait(limit)
        except subprocess.TimeoutExpired:
            pass

    def end(self):
        """How the process ended: 'exit 0', 'killed' when it had to be."""
        if self.proc.poll() is None:
            self.proc.kill()
            self.proc.wait()
            self.stderr.close()
            return "did not end"
        self.stderr.close()
        return f"exit {self.proc.returncode}"


class Ports:
    """Free ports, each given once: two recorders start at the same time."""

    def __init__(self, span):
        self.span, self.next, self.lock = span, os.getpid(), threading.Lock()

    def take(self):
        if not self.span:
            with socket.socket() as s:
                s.bind(("127.0.0.1", 0))
                return s.getsockname()[1]
        low, high = self.span
        with self.lock:
            for _ in range(high - low + 1):
                self.next += 1
                port = low + self.next % (high - low + 1)
                with socket.socket() as s:
                    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    try:
                        s.bind(("127.0.0.1", port))
                        return port
                    except OSError:
                        pass
        raise OSError("no free port")


class Outcome:
    def __init__(self, up, log, result, end, stderr):
        self.up, self.log, self.result, self.ended, self.stderr = up, log, result, end, stderr

    def lines(self, scenario):
        """Everything that is compared."""
        out = [f"server {self.ended}"] + ([] if self.up else ["server did not come up"])
        logs = normal.callbacks(self.log, scenario.exact, scenario.keep_writeable, scenario.listener,
                                scenario.lifecycle)
        for who in sorted(logs):
            out.append(f"--- callbacks of {who}")
            out += logs[who]
        if self.result:
            for name, c in self.result.conns.items():
                out.append(f"--- client {name} received")
                out += normal.received(c.got, scenario.exact)
                out.append(f"end: {c.end}")
            out += [f"not met: {u}" for u in self.result.unmet]
        return out


def run(library, scenario, folder, ports):
    folder.mkdir()
    port = ports.take()
    server = Server(library, scenario, folder, port)
    result = None
    if server.up:
        try:
            result = replay.replay(scenario.steps, port, server)
        except OSError as e:
            result = None
            (folder / "client-error").write_text(repr(e))
        server.drain()
    else:
        server.wait(3)
    end = server.end()
    log = server.log_path.read_text("latin-1") if server.log_path.exists() else ""
    return Outcome(server.up, log, result, end, (folder / "stderr").read_text("latin-1"))


def late(one, other, tolerance=0.8):
    """Ends that the server made at clearly different times."""
    out = []
    if one.result and other.result:
        for name, t in one.result.times.items():
            u = other.result.times.get(name)
            if u is not None and abs(t - u) > tolerance:
                out.append(f"client {name}: closed after {t:.1f} s and after {u:.1f} s")
    return out


class Ours:
    """What our side has instead, where a scenario may differ in anything: for each, the lines of the difference that
    are ours, in order. `[name]` begins one, `[name@17]` one of a single ABI."""

    def __init__(self, path, abi):
        self.path, self.abi, self.lines = path, abi, {}
        name = None
        for line in path.read_text().splitlines() if path.exists() else ():
            if line.startswith("["):
                name = line.strip("[]")
                self.lines[name] = []
            elif name and line.startswith("+"):
                self.lines[name].append(line)

    def of(self, name):
        return self.lines.get(f"{name}@{self.abi}", self.lines.get(name))

    def set(self, name, lines):
        other = "17" if self.abi == "19" else "19"
        both = self.lines.pop(name, None)
        mine = self.lines.pop(f"{name}@{self.abi}", None)
        theirs = self.lines.pop(f"{name}@{other}", both if mine is None else None)
        if theirs is None or theirs == lines:
            self.lines[name] = lines
        else:
            self.lines[f"{name}@{self.abi}"], self.lines[f"{name}@{other}"] = lines, theirs

    def save(self, names):
        """Keeps what is still listed."""
        with open(self.path, "w") as f:
            f.write("# Our lines in scenarios of expected-differences.txt that say `*`; made by compare.py --refresh.\n")
            for name in sorted(self.lines):
                if name.partition("@")[0] in names:
                    f.write("\n".join(["", f"[{name}]", *self.lines[name], ""]))


def ours_of(changes):
    return [l.rstrip() for l in changes if l.startswith("+") and not l.startswith("+++")]


class Expected:
    """What may differ: a line `name | reason | text | ...` each; `name@17` holds for one ABI only."""

    def __init__(self, path, abi):
        self.reasons, self.texts, self.path, self.document, self.listed = {}, {}, path, [], []
        self.ours = Ours(path.parent / "expected-lines.txt", abi)
        if not path.exists():
            return
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            parts = [p.strip() for p in line.split(" | ")]
            name, _, only = parts[0].partition("@")
            if len(parts) < 3 or not all(parts) or only not in ("", "17", "19"):
                sys.exit(f"{path}:{number}: want `name | reason | text that differs | ...`")
            self.listed.append(name)
            self.document.append(f"- `{name}`{f' (ABI {only})' if only else ''}: {parts[1]}")
            if only in ("", abi):
                self.reasons[name], self.texts[name] = parts[1], parts[2:]

    def judge(self, name, changes):
        """What does not fit: texts that occur in no changed line, changed lines in which no text occurs."""
        lines = [l for l in changes if l[:3] not in ("---", "+++") and not l.startswith(("@@", " "))]
        texts = self.texts[name]
        wrong = [f"nothing differs in `{t}`" for t in texts if t != "*" and not any(t in l for l in lines)]
        if "*" in texts:
            want, have = self.ours.of(name), ours_of(changes)
            if want is None:
                return wrong + [f"{self.ours.path.name} does not say what our lines are (--refresh)"]
            return wrong + list(difflib.unified_diff(want, have, "expected of ours", "ours", lineterm="", n=1))
        return wrong + [f"not listed: {l}" for l in lines if l[1:].strip() and not any(t in l for t in texts)]


def build(binary, include, library, root, compiler):
    newest = max((HERE / f).stat().st_mtime for f in SOURCES + HEADERS)
    if binary.exists() and binary.stat().st_mtime > newest:
        return
    binary.parent.mkdir(parents=True, exist_ok=True)
    command = [compiler, "-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O1", "-g"]
    command += ["-I" + str(include)] if include else []
    command += [str(HERE / f) for f in SOURCES] + ["-o", str(binary)]
    # the executable names the library only; what that needs in turn is the run-time linker's business
    command += [str(library)] if library else ["-lwebsockets"]
    command += ["-Wl,--allow-shlib-undefined", "-pthread"]
    subprocess.run(command, check=True)


def dump(outcome, out):
    """The raw record of one run."""
    out.write(outcome.log)
    if outcome.result:
        for name, c in outcome.result.conns.items():
            out.write(f"client {name} received {len(c.got)} bytes: {normal.shorten(normal.text_of(c.got), 3000)}\n")
            at = outcome.result.times.get(name)
            out.write(f"client {name} end: {c.end}" + (f" after {at:.2f} s" if at is not None else "") + "\n")
        for u in outcome.result.unmet:
            out.write(f"not met: {u}\n")
    out.write(f"server: {outcome.ended}\n")


def alone(library, chosen, ports):
    """For recorders built with a sanitizer: its findings end the process, or stand in what it said."""
    work, started = pathlib.Path(tempfile.mkdtemp(prefix="lws-trace-")), time.monotonic()

    def one(s):
        folder = work / s.name
        folder.mkdir()
        scenarios.make_files(folder / "root")
        return s, run(library, s, folder / "run", ports)

    bad = []
    try:
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            for s, outcome in pool.map(one, chosen):
                if outcome.ended not in ("exit 0", "exit 1") or (outcome.up and outcome.ended != "exit 0") \
                        or "Sanitizer" in outcome.stderr or "runtime error" in outcome.stderr:
                    bad.append(s.name)
                    print(f"BAD      {s.name}: {outcome.ended}\n{outcome.stderr[-6000:]}", flush=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{len(chosen)} scenarios, {len(bad)} ended badly{': ' + ' '.join(bad) if bad else ''} "
          f"({time.monotonic() - started:.0f} s)")
    return 1 if bad else 0


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--ours", help="folder with our library")
    ap.add_argument("--abi", choices=["17", "19"], default="17")
    ap.add_argument("--genuine", help="folder with the genuine library (default: the system's)")
    ap.add_argument("--genuine-root", help="root of an unpacked distribution whose library and ld.so are used")
    ap.add_argument("--include", help="folder with the genuine headers (default: the compiler's, or those of --genuine-root)")
    ap.add_argument("--alone", metavar="RECORDER", help="every scenario on ours alone, with this recorder: does each end well?")
    ap.add_argument("--cc", default=os.environ.get("CC", "cc"))
    ap.add_argument("--build", default=str(HERE.parent.parent / "target" / "trace"), help="where the recorder is built")
    ap.add_argument("--only", action="append", default=[], metavar="NAME", help="a scenario, or a pattern with *")
    ap.add_argument("--list", action="store_true")
    ap.add_argument("--document", action="store_true", help="prints the expected differences as docs/differences.md names them")
    ap.add_argument("--keep", metavar="DIR", help="leaves scripts, logs and received bytes here")
    ap.add_argument("--ports", help="LOW-HIGH, where to listen (default: any free port)")
    ap.add_argument("--genuine-twice", action="store_true", help="the genuine library against itself: which are unsteady")
    ap.add_argument("--dump", action="store_true", help="prints the raw record of the genuine library (of ours with --dump-ours)")
    ap.add_argument("--dump-ours", action="store_true")
    ap.add_argument("--jobs", type=int, default=6, metavar="N", help="how many scenarios at once (6; they wait most of the time)")
    ap.add_argument("--refresh", action="store_true", help="writes expected-lines.txt: read what changes in it")
    ap.add_argument("--times", type=int, default=1, metavar="N", help="each scenario N times")
    ap.add_argument("--expected", default=str(HERE / "expected-differences.txt"))
    ap.add_argument("--documented", default=str(HERE.parent.parent / "docs" / "differences.md"))
    a = ap.parse_args()

    chosen = [s for s in scenarios.ALL if s.abi in (None, a.abi) and
              (not a.only or any(fnmatch.fnmatch(s.name, p) for p in a.only))]
    if a.list:
        for s in chosen:
            print(f"{s.name:40} {s.about}")
        print(f"{len(chosen)} scenarios")
        return 0
    if not chosen:
        sys.exit("compare.py: no such scenario")
    if not (a.ours or a.genuine_twice or a.dump or a.document):
        ap.error("--ours is needed")

    expected = Expected(pathlib.Path(a.expected), a.abi)
    names = {s.name for s in scenarios.ALL}
    problems = [f"{expected.path} names {n}, which is no scenario" for n in expected.reasons if n not in names]
    if a.document:
        print(*expected.document, sep="\n")
        return 0
    documented = pathlib.Path(a.documented).read_text() if pathlib.Path(a.documented).exists() else ""
    if not a.genuine_twice and not a.dump:
        problems += [f"{n} is expected to differ, but {a.documented} does not name it"
                     for n in expected.reasons if f"`{n}`" not in documented]

    if a.alone:
        return alone(Library("ours", a.alone, a.ours), chosen, Ports(None))
    binary = pathlib.Path(a.build) / f"recorder-{a.abi}"
    root = a.genuine_root
    include, link = a.include, None
    if root:
        include = include or pathlib.Path(root) / "usr/include"
        link = pathlib.Path(root) / f"usr/lib/{os.uname().machine}-linux-gnu" / f"libwebsockets.so.{a.abi}"
    build(binary, include, link, root, a.cc)
    genuine = Library("genuine", binary, a.genuine, root)
    ours = genuine if a.genuine_twice else Library("ours", binary, a.ours, root)
    ports = Ports(tuple(int(x) for x in a.ports.split("-")) if a.ports else None)

    work = pathlib.Path(a.keep or tempfile.mkdtemp(prefix="lws-trace-"))
    work.mkdir(parents=True, exist_ok=True)
    differing, listed, started = [], [], time.monotonic()
    pool = concurrent.futures.ThreadPoolExecutor(2 * a.jobs)

    def fresh(s, turn):
        folder = work / (s.name + (f".{turn}" if turn else ""))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        scenarios.make_files(folder / "root")
        return folder

    def both(s, turn):
        folder = fresh(s, turn)
        runs = [pool.submit(run, lib, s, folder / name, ports) for lib, name in ((genuine, "genuine"), (ours, "ours"))]
        one, other = (r.result() for r in runs)
        for again in range(3):
            # The genuine library crashes now and then on its way out: that is nothing to compare with.
            if not any(l.startswith("server exit -") for l in one.lines(s)):
                break
            one = run(genuine, s, folder / f"genuine-{again}", ports)
        return folder, one, other

    pairs = concurrent.futures.ThreadPoolExecutor(a.jobs)
    runs = [] if a.dump or a.dump_ours else [pairs.submit(both, s, turn) for s in chosen for turn in range(a.times)]
    try:
        for s in chosen:
            for turn in range(a.times):
                if a.dump or a.dump_ours:
                    print(f"\n## {s.name}: {s.about}\n```")
                    print("script:", *s.script.replace(scenarios.COMMON, "").strip().splitlines(), sep="\n  ")
                    print("client:", *map(repr, s.steps), sep="\n  ")
                    dump(run(ours if a.dump_ours else genuine, s, fresh(s, turn) / "run", ports), sys.stdout)
                    print("```")
                    continue
                folder, one, other = runs.pop(0).result()
                left, right = one.lines(s), other.lines(s)
                changes = [l for l in difflib.unified_diff(left, right, "genuine", ours.name, lineterm="", n=2)]
                changes += late(one, other)
                if a.keep:
                    for o, name in ((one, "genuine"), (other, "ours")):
                        with open(folder / f"{name}.txt", "w") as f:
                            dump(o, f)
                is_expected = s.name in expected.reasons and not a.genuine_twice
                if not changes:
                    if is_expected:
                        problems.append(f"{s.name} is listed as different, but was the same")
                    continue
                if is_expected and a.refresh and "*" in expected.texts[s.name]:
                    expected.ours.set(s.name, ours_of(changes))
                if is_expected:
                    wrong = expected.judge(s.name, changes)
                    if not wrong:
                        listed.append(s.name)
                        print(f"listed   {s.name}: {expected.reasons[s.name]}")
                        continue
                    problems += [f"{s.name}: {w}" for w in wrong]
                differing.append(s.name)
                print(f"DIFFERS  {s.name}: {s.about}")
                for l in changes:
                    print("    " + l)
                if other.stderr.strip():
                    print("    stderr of " + ours.name + ": " + other.stderr.strip()[-2000:])
                sys.stdout.flush()
    finally:
        pairs.shutdown(cancel_futures=True)
        if not a.keep:
            shutil.rmtree(work, ignore_errors=True)
    if a.dump or a.dump_ours:
        return 0
    if a.refresh:
        expected.ours.save(set(expected.listed))
    for p in problems:
        print("PROBLEM  " + p)
    what = "unsteady" if a.genuine_twice else "differing"
    print(f"{len(chosen)} scenarios, {len(set(listed))} listed differences, {len(set(differing))} {what}"
          f"{': ' + ' '.join(sorted(set(differing))) if differing else ''} ({time.monotonic() - started:.0f} s)")
    return 1 if differing or problems else 0


if __name__ == "__main__":
    sys.exit(main())
