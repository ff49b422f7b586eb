#!/usr/bin/env python3
"""Compares our libwebsockets.so with the genuine one and with a plain epoll server, by the CPU time and the memory that
the server needs. bench/README.md says how to read the figures."""

import argparse
import ctypes
import glob
import json
import os
import platform
import re
import resource
import select
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
VERSION_OF_ABI = {17: (4, 1), 19: (4, 3)}
IDLE = 5000

# name, what the table calls it, options of `load`, RX_BUFFER_SIZE of the lws servers,
# the most that ours may cost in units of plain (for --check)
CASES = [
    ("one", "64 B, 1 in flight, 1 connection", "--size 64", 0, None),
    ("many", "64 B, 1 in flight, 100 connections", "--size 64 --connections 100", 0, None),
    ("burst-one", "16 x 64 B in a segment, 1 connection", "--size 64 --burst 16", 0, 1.5),
    ("burst", "16 x 64 B in a segment, 100 connections", "--size 64 --burst 16 --connections 100", 0, 1.5),
    ("burst-1k", "16 x 1 KiB at once, 100 connections", "--size 1024 --burst 16 --connections 100", 0, 1.5),
    ("64k", "64 KiB, 10 connections", "--size 65536 --connections 10", 0, 1.5),
    ("64k-rx", "64 KiB, 10 conn., rx_buffer_size 64 KiB", "--size 65536 --connections 10", 65536, 1.5),
    ("1m", "1 MiB, 2 connections", "--size 1048576 --connections 2", 0, None),
    ("connect", "connect, upgrade, close", "--connect", 0, None),
    ("idle", "64 B, 1 active among {idle} idle", "--size 64 --connections {idle1} --active 1", 0, None),
]
MEMORY = ("memory", "memory per idle connection")
MEMORY_LIMIT = 1.0   # KiB per connection above plain, for --check


class Failed(Exception):
    """A step that did not work; the text says which and why."""


class Stopped(Exception):
    """The time is over, or somebody asks us to end."""


START = time.monotonic()


def say(text):
    print(f"{time.monotonic() - START:4.0f} s  {text}", file=sys.stderr, flush=True)


# ---- processes: pinned, with all the open files allowed, and never left behind ----

LIBC = ctypes.CDLL(None, use_errno=True)
RUNNING = []


def start(argv, core, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=None):
    """A child that dies with us, on one core; its stderr goes to a file, for the message if it fails."""
    def prepare():
        LIBC.prctl(1, signal.SIGKILL)
        if core is not None:
            os.sched_setaffinity(0, {core})
    errors = tempfile.TemporaryFile()
    child = subprocess.Popen(argv, stdin=stdin, stdout=stdout, stderr=errors, env=env, preexec_fn=prepare)
    child.errors = errors
    RUNNING.append(child)
    return child


def stderr_of(child):
    child.errors.seek(0)
    lines = child.errors.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"ended with status {child.poll()}"


def end(child):
    for sig, seconds in ((signal.SIGTERM, 3), (signal.SIGKILL, 5)):
        if child.poll() is None:
            child.send_signal(sig)
            try:
                child.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
    for stream in (child.stdin, child.stdout, child.errors):
        if stream:
            stream.close()
    RUNNING.remove(child)


def end_all():
    for child in list(RUNNING):
        end(child)


def raise_file_limit():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    for wanted in (1 << 20, 1 << 16, hard):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, max(wanted, hard)))
            break
        except (ValueError, OSError):
            continue
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


# ---- reading a server ----

def cpu_now(pid):
    """CPU time of a process in ns: its CPU clock, or the scheduler's count, or the 10 ms ticks of stat."""
    try:
        return time.clock_gettime_ns(~pid << 3 | 2)
    except (OSError, AttributeError, OverflowError):
        pass
    try:
        return sum(int(open(f).read().split()[0]) for f in glob.glob(f"/proc/{pid}/task/*/schedstat"))
    except (OSError, ValueError):
        fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * (10**9 // os.sysconf("SC_CLK_TCK"))


def cpu_settled(server):
    """The same once the server has come to rest after its last answer."""
    before = cpu_now(server.child.pid)
    for _ in range(100):
        time.sleep(0.0005)
        after = cpu_now(server.child.pid)
        if after == before:
            break
        before = after
    return before


def memory(pid):
    """Resident and proportional size in KiB. (What the kernel holds for sockets is in neither.)"""
    found = {}
    for line in open(f"/proc/{pid}/smaps_rollup"):
        word = line.split()
        if word[0] in ("Rss:", "Pss:"):
            found[word[0][:-1].lower()] = int(word[1])
    return found


# ---- the programs ----

class Server:
    """One running echo server."""

    def __init__(self, kind, args, port, core, library=None, folder=None):
        self.kind, self.port, self.library = kind, port, library
        env = dict(os.environ)
        env.pop("LD_PRELOAD", None)
        env.pop("LD_LIBRARY_PATH", None)
        if library:
            env["LD_LIBRARY_PATH"] = folder
        self.child = start([args[0], str(port)] + args[1:], core, env=env)
        limit = time.monotonic() + 10
        while True:
            if self.child.poll() is not None:
                raise Failed(f"{kind}: the server ended: {stderr_of(self.child)}")
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if time.monotonic() > limit:
                    raise Failed(f"{kind}: no server on port {port} after 10 s") from None
                time.sleep(0.01)
        if library:
            self.check_library()

    def check_library(self):
        """The figures must be those of the library that the table names."""
        maps = open(f"/proc/{self.child.pid}/maps").read()
        loaded = {os.path.realpath(f) for f in re.findall(r"\s(/\S*libwebsockets\.so\S*)", maps)}
        if loaded != {os.path.realpath(self.library)}:
            raise Failed(f"{self.kind}: runs on {', '.join(sorted(loaded)) or 'no library'}, not on {self.library}")


class Load:
    """One load process in --control mode, connected to one server."""

    def __init__(self, program, server, options, core):
        self.server = server
        self.child = start([program, "--port", str(server.port), "--control"] + options, core,
                           subprocess.PIPE, subprocess.PIPE)
        self.answer("ready", 120)

    def answer(self, word, seconds):
        limit, line = time.monotonic() + seconds, b""
        while not line.endswith(b"\n"):
            left = limit - time.monotonic()
            if left <= 0 or not select.select([self.child.stdout], [], [], left)[0]:
                raise Failed(f"{self.server.kind}: load did not say \"{word}\" within {seconds:.0f} s")
            piece = os.read(self.child.stdout.fileno(), 4096)
            if not piece:
                self.child.wait(5)
                died = self.server.child.poll()
                more = "" if died is None else f"; the server: {stderr_of(self.server.child)}"
                raise Failed(f"{self.server.kind}: {stderr_of(self.child)}{more}")
            line += piece
        found = line.decode().split()
        if found[0] != word:
            raise Failed(f"{self.server.kind}: load said {line!r}")
        return int(found[1])

    def command(self, text, seconds):
        """The number of messages that it did."""
        self.child.stdin.write(text.encode() + b"\n")
        self.child.stdin.flush()
        return self.answer("done", seconds)


class Bench:
    """What is compared, and where it runs."""

    def __init__(self, args):
        self.args = args
        cores = sorted(os.sched_getaffinity(0))
        self.server_core, self.load_core = (cores[0], cores[1]) if len(cores) > 1 else (None, None)
        if len(cores) > 1:
            os.sched_setaffinity(0, {self.load_core})
        self.next_port = args.port
        self.build = tempfile.mkdtemp(prefix="lws-bench-")
        self.files = raise_file_limit()
        self.idle = min(500 if args.quick else IDLE, self.files - 64)
        soname = f"libwebsockets.so.{args.abi}"
        self.genuine = self.find_genuine(soname)
        ours = os.path.join(os.path.abspath(args.ours), soname)
        self.ours = ours if os.path.exists(ours) else None
        self.notes = []
        if not self.genuine:
            self.notes.append(f"no genuine {soname} is installed: left out")
        if not self.ours:
            self.notes.append(f"no {ours} (make ABI={args.abi} builds it): ours is left out")
        if len(cores) < 2:
            self.notes.append("one core only: server and load disturb each other")
        self.compile()
        if self.idle < (500 if args.quick else IDLE):
            self.notes.append(f"the open-file limit of {self.files} allows {self.idle} idle connections only")

    def find_genuine(self, soname):
        if self.args.genuine:
            path = os.path.join(os.path.abspath(self.args.genuine), soname)
            if not os.path.exists(path):
                raise Failed(f"--genuine: no {path}")
            return path
        for folder in ("/usr/lib/*-linux-*", "/lib/*-linux-*", "/lib64", "/usr/lib64", "/usr/lib"):
            for path in glob.glob(os.path.join(folder, soname)):
                return path
        return None

    def include(self):
        """Folders of the header: those asked for, the genuine one's of the same ABI, or ours."""
        if self.args.include:
            return self.args.include
        config = "/usr/include/lws_config.h"
        if os.path.exists(config):
            text = open(config).read()
            found = tuple(int(m.group(1)) if (m := re.search(rf"LWS_LIBRARY_VERSION_{w}\s+(\d+)", text)) else 0
                          for w in ("MAJOR", "MINOR"))
            if found == VERSION_OF_ABI[self.args.abi]:
                return []
        return [os.path.join(ROOT, "include"), os.path.join(ROOT, "include", f"abi{self.args.abi}")]

    def cc(self, name, more):
        argv = [self.args.cc, "-std=c11", "-O2", "-o", os.path.join(self.build, name)] + more
        try:
            done = subprocess.run(argv, capture_output=True, text=True, timeout=120)
        except (OSError, subprocess.TimeoutExpired) as e:
            raise Failed(f"{self.args.cc}: {e}") from None
        if done.returncode:
            raise Failed(f"{name} does not compile:\n{done.stderr}")

    def compile(self):
        def source(name):
            return os.path.join(HERE, name)
        self.cc("plain", [source("plain.c")])
        self.cc("load", [source("load.c"), source("client.c")])
        self.load_program = os.path.join(self.build, "load")
        library = self.genuine or self.ours
        if library:
            self.cc("echo", [f"-I{i}" for i in self.include()] + [source("echo.c"), library, "-Wl,--allow-shlib-undefined"])

    def port(self):
        for _ in range(100):
            port = self.next_port
            self.next_port = self.args.port + (port + 1 - self.args.port) % 100
            with socket.socket() as s:
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    s.bind(("127.0.0.1", port))
                    return port
                except OSError:
                    continue
        raise Failed(f"no free port from {self.args.port} to {self.args.port + 99}")

    def servers(self, rx, twice=True):
        """All that are compared, fresh, and up at the same time."""
        plain, echo = [os.path.join(self.build, "plain")], [os.path.join(self.build, "echo"), str(rx)]
        up = [Server("plain", plain, self.port(), self.server_core)]
        if twice:
            up.append(Server("again", plain, self.port(), self.server_core))
        for kind, library in (("genuine", self.genuine), ("ours", self.ours)):
            if library:
                up.append(Server(kind, echo, self.port(), self.server_core, library, self.folder(kind, library)))
        return up

    def folder(self, kind, library):
        """A folder with nothing but that library in it, so that LD_LIBRARY_PATH changes no other."""
        path = os.path.join(self.build, kind)
        if not os.path.isdir(path):
            os.mkdir(path)
            os.symlink(library, os.path.join(path, os.path.basename(library)))
        return path


# ---- measuring ----

def quartile(values):
    """The lower one: what a run costs when little disturbs it."""
    return statistics.quantiles(values, n=4, method="inclusive")[0] if len(values) > 1 else values[0]


def measure(bench, label, options, rx):
    """ns of server CPU per message, for each server and round; the servers take turns slice by slice."""
    args = bench.args
    loads = [Load(bench.load_program, s, options, bench.load_core) for s in bench.servers(rx)]
    samples = {load.server.kind: [] for load in loads}
    messages = dict.fromkeys(samples, 0)
    for load in loads:
        load.command(f"run {args.slice}", 60)
    for turn in range(args.rounds):
        for i in range(len(loads)):
            load = loads[(i + turn) % len(loads)]
            before = cpu_settled(load.server)
            n = load.command(f"run {args.slice}", 60)
            samples[load.server.kind].append((cpu_settled(load.server) - before) / max(n, 1))
            messages[load.server.kind] += n
        if sys.stderr.isatty():
            print(f"\r    {label}: round {turn + 1} of {args.rounds} ", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    result = {}
    for kind, values in samples.items():
        result[kind] = {"ns": quartile(values), "median_ns": statistics.median(values), "messages": messages[kind],
                        "samples": values}
        for other in ("plain", "genuine"):
            if other in samples:
                result[kind][f"to_{other}"] = statistics.median(a / b for a, b in zip(values, samples[other]))
    return result


def measure_memory(bench):
    """KiB per connection above the same server without connections, each kind of server on its own."""
    result, n = {}, bench.idle
    for server in bench.servers(0, twice=False):
        # what the first messages make the server allocate once is not the connections'
        warm = Load(bench.load_program, server, ["--size", "65536"], bench.load_core)
        warm.command("each 2", 30)
        end(warm.child)
        time.sleep(0.2)
        base = memory(server.child.pid)
        load = Load(bench.load_program, server, ["--size", "65536", "--connections", str(n)], bench.load_core)
        time.sleep(0.2)
        fresh = memory(server.child.pid)
        load.command("each 2", 300)
        time.sleep(0.2)
        used = memory(server.child.pid)
        result[server.kind] = {f"{when}_{what}": (now[what] - base[what]) / n
                               for when, now in (("fresh", fresh), ("used", used)) for what in ("rss", "pss")}
        end(load.child)
        end(server.child)
    return result


# ---- telling ----

def short(ns):
    return f"{ns / 1e6:.2f}M" if ns >= 999500 else f"{ns / 1e3:.1f}k" if ns >= 9995 else f"{ns:.0f}"


def column(r, kind):
    return f"{r[kind]['to_plain']:.2f} ({short(r[kind]['ns'])})" if kind in r else "-"


HEADING = f"{'server CPU, ns per message':42}{'plain':>8}{'again':>8}{'genuine':>16}{'ours':>16}{'ours/genuine':>14}"


def row(label, r):
    ratio = f"{r['ours']['to_genuine']:.3f}" if "ours" in r and "genuine" in r else "-"
    return (f"{label:42}{short(r['plain']['ns']):>8}{r['again']['to_plain']:8.2f}{column(r, 'genuine'):>16}"
            f"{column(r, 'ours'):>16}{ratio:>14}")


def memory_rows(r, n):
    lines = [f"{f'KiB per idle connection, {n} of them':42}{'plain':>8}{'':8}{'genuine':>16}{'ours':>16}{'ours - plain':>14}"]
    for key, label in (("fresh_rss", "fresh"), ("used_rss", "after two 64 KiB echoes each")):
        value = {k: f"{v[key]:.2f}" for k, v in r.items()}
        more = f"{r['ours'][key] - r['plain'][key]:+.2f}" if "ours" in r else "-"
        lines.append(f"{label:42}{value['plain']:>8}{'':8}{value.get('genuine', '-'):>16}{value.get('ours', '-'):>16}{more:>14}")
    return lines


def machine(bench):
    model = ""
    if os.path.exists("/proc/cpuinfo"):
        m = re.search(r"model name\s*:\s*(.*)", open("/proc/cpuinfo").read())
        model = m.group(1) if m else ""
    return {"cpu": model, "cores": os.cpu_count(), "kernel": platform.release(), "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "abi": bench.args.abi, "genuine": bench.genuine, "ours": bench.ours, "slice_ms": bench.args.slice,
            "rounds": bench.args.rounds, "load_average": os.getloadavg()[0]}


def over(name, r, limit):
    if "ours" in r and limit and r["ours"]["to_plain"] > limit:
        return [f"{name}: ours needs {r['ours']['to_plain']:.2f} of plain, more than {limit}"]
    return []


def run(bench, chosen):
    results, failures, beyond, table = {}, [], [], [HEADING]
    for number, name in enumerate(chosen, 1):
        try:
            if name == MEMORY[0]:
                say(f"[{number}/{len(chosen)}] {MEMORY[1]}")
                r = results[name] = measure_memory(bench)
                table += [""] + memory_rows(r, bench.idle)
                for key in ("fresh_rss", "used_rss"):
                    if "ours" in r and r["ours"][key] > r["plain"][key] + MEMORY_LIMIT:
                        beyond.append(f"memory: ours needs over {MEMORY_LIMIT:g} KiB more per connection than plain ({key})")
            else:
                _, label, options, rx, limit = next(c for c in CASES if c[0] == name)
                label, options = (t.format(idle=bench.idle, idle1=bench.idle + 1) for t in (label, options))
                say(f"[{number}/{len(chosen)}] {label}")
                results[name] = measure(bench, label, options.split(), rx)
                table.append(row(label, results[name]))
                beyond += over(name, results[name], limit)
        except (Failed, OSError) as e:
            failures.append(f"{name}: {e}")
            say(f"  failed: {e}")
        except Stopped as e:
            failures.append(f"{name} and what follows: {e}")
            break
        finally:
            end_all()
    return results, failures, beyond, table


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                epilog="cases: " + ", ".join([c[0] for c in CASES] + [MEMORY[0]]))
    p.add_argument("--cases", metavar="A,B", help="only these (\"list\" shows them)")
    p.add_argument("--quick", action="store_true", help="fewer and shorter turns, 500 idle connections: rough figures in half a minute")
    p.add_argument("--rounds", type=int, help="turns per case (16; quick: 6)")
    p.add_argument("--slice", type=int, metavar="MS", help="length of a turn (80; quick: 40)")
    p.add_argument("--abi", type=int, choices=sorted(VERSION_OF_ABI), default=17, help="which genuine library to compare with (17)")
    p.add_argument("--ours", metavar="DIR", help="where our library is (target/abi17)")
    p.add_argument("--genuine", metavar="DIR", help="where the genuine library is (searched in the system)")
    p.add_argument("--include", metavar="DIR", action="append", help="folder of libwebsockets.h; may be given twice")
    p.add_argument("--cc", default=os.environ.get("CC", "cc"), help="C compiler ($CC, or cc)")
    p.add_argument("--port", type=int, default=22000, help="first of 100 ports to use (22000)")
    p.add_argument("--limit", type=int, default=900, metavar="S", help="stop everything after S seconds (900)")
    p.add_argument("--json", metavar="FILE", help="write all figures there too")
    p.add_argument("--check", action="store_true", help="exit with 1 if ours costs more than the project allows itself")
    a = p.parse_args()
    known = [c[0] for c in CASES] + [MEMORY[0]]
    if a.cases == "list":
        for c in CASES:
            print(f"{c[0]:12}{c[1].format(idle=IDLE)}")
        print(f"{MEMORY[0]:12}{MEMORY[1]}")
        sys.exit(0)
    a.chosen = a.cases.split(",") if a.cases else known
    for name in a.chosen:
        if name not in known:
            p.error(f"no case \"{name}\"; there are: {', '.join(known)}")
    a.rounds = a.rounds or (6 if a.quick else 16)
    a.slice = a.slice or (40 if a.quick else 80)
    if not (1 <= a.rounds <= 1000 and 5 <= a.slice <= 10000 and 1024 <= a.port <= 65435):
        p.error("--rounds is 1 to 1000, --slice 5 to 10000 ms, --port 1024 to 65435")
    a.ours = a.ours or os.path.join(ROOT, "target", f"abi{a.abi}")
    return a


def stopped(sig, _frame):
    raise Stopped("the time is over (--limit)" if sig == signal.SIGALRM else "stopped")


def main():
    args = arguments()
    for sig in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT):
        signal.signal(sig, stopped)
    signal.alarm(args.limit)
    bench = None
    try:
        bench = Bench(args)
        for note in bench.notes:
            say(f"note: {note}")
        about = machine(bench)
        results, failures, beyond, table = run(bench, args.chosen)
        print("\n".join(table))
        print("\nCPU: lower quartile in ns; ratios to plain are medians over the rounds. \"again\" is plain against itself: believe no"
              "\ndifference smaller than that one.")
        for text in bench.notes + failures + beyond:
            print(text)
        if args.json:
            with open(args.json, "w") as f:
                json.dump({"machine": about, "results": results, "failures": failures, "beyond": beyond}, f, indent=1)
                f.write("\n")
        return 1 if failures or (args.check and beyond) else 0
    except (Failed, Stopped) as e:
        say(f"run.py: {e}")
        return 1
    finally:
        end_all()
        if bench:
            shutil.rmtree(bench.build, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
