#!/usr/bin/env python3
"""CPU time of a websocket server per echo, over TLS and compressed, per handshake, and memory per idle connection: ours
against the genuine library on OpenSSL and zlib. Needs a C compiler, the openssl program, and the headers of OpenSSL and
zlib. Ours is taken from target/abi17, or --ours."""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# name, what the table calls it, size, connections, rx_buffer_size of the server, TLS, deflate, the most that ours may
# cost in units of genuine (for --check)
CASES = [
    ("wss-64-one", "wss, 64 B, 1 connection", 64, 1, 0, 1, 0, 1.0),
    ("wss-64", "wss, 64 B, 10 connections", 64, 10, 0, 1, 0, 1.0),
    ("wss-1k", "wss, 1 KiB, 10 connections", 1024, 10, 0, 1, 0, 1.0),
    ("wss-64k", "wss, 64 KiB, 10 connections", 65536, 10, 0, 1, 0, 0.8),
    ("wss-64k-rx", "wss, 64 KiB, rx_buffer_size 64 KiB", 65536, 10, 65536, 1, 0, 0.8),
    ("json", "deflate, 1 KiB of JSON", 1024, 10, 0, 0, 1, 1.0),
    ("json-16k", "deflate, 16 KiB of JSON", 16384, 1, 65536, 0, 1, 1.0),
    ("wss-json", "wss and deflate, 1 KiB of JSON", 1024, 10, 0, 1, 1, 1.0),
    ("connect", "handshake, upgrade, close", 64, 0, 0, 1, 0, None),
]
MEMORY = [("idle-wss", "wss", 1, 0, 0.5), ("idle-json", "deflate", 0, 1, 1.0), ("idle-wss-json", "wss and deflate", 1, 1, 1.0)]


def cpu(pid):
    with open(f"/proc/{pid}/schedstat") as f:
        return int(f.read().split()[0])


def settled(pid):
    """Its CPU time once it has come to rest."""
    before = -1
    for _ in range(200):
        used = cpu(pid)
        if used == before:
            break
        before = used
        time.sleep(0.005)
    return before


def resident(pid):
    with open(f"/proc/{pid}/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Bench:
    def __init__(self, args):
        self.args, self.folder, self.next_port, self.running = args, tempfile.mkdtemp(prefix="lws-bench-tls-"), args.port, []
        cores = sorted(os.sched_getaffinity(0))
        self.cores = (cores[0], cores[1]) if len(cores) > 1 else (None, None)
        run = lambda *command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "10",
            "-subj", "/CN=localhost", "-keyout", self.folder + "/key", "-out", self.folder + "/cert")
        run("cc", "-O2", ROOT + "/bench/tls_load.c", "-o", self.folder + "/load", "-lssl", "-lcrypto", "-lz")
        run("cc", "-O2", f"-I{ROOT}/include", f"-I{ROOT}/include/abi17", ROOT + "/bench/echo.c", "-o",
            self.folder + "/echo", "-L" + args.ours, "-l:libwebsockets.so.17")

    def start(self, command, core, **more):
        pin = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
        process = subprocess.Popen(command, preexec_fn=pin, **more)
        self.running.append(process)
        return process

    def servers(self, rx, tls, deflate):
        result = []
        for name, library in ("genuine", self.args.genuine), ("ours", self.args.ours):
            self.next_port += 1
            more = [self.folder + "/cert", self.folder + "/key"] if tls else []
            process = self.start([self.folder + "/echo", str(self.next_port), str(rx), str(deflate), *more], self.cores[0],
                                 env=dict(os.environ, LD_LIBRARY_PATH=library))
            result.append((name, process, self.next_port))
        time.sleep(0.5)
        return result

    def load(self, port, size, connections, tls, deflate):
        words = [str(n) for n in (port, size, connections, tls, deflate)]
        process = self.start([self.folder + "/load", *words], self.cores[1], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if process.stdout.readline() != b"ready\n":
            raise SystemExit("the load could not begin")
        return process

    def end(self):
        for process in self.running:
            process.kill()
            process.wait(10)
        self.running.clear()


def command(load, text):
    load.stdin.write(text.encode() + b"\n")
    load.stdin.flush()
    line = load.stdout.readline().split()
    if not line:
        raise SystemExit(f"\"{text}\": the load ended")
    return int(line[1])


def measure(bench, case):
    _, label, size, connections, rx, tls, deflate, limit = case
    up = [(name, server, bench.load(port, size, connections, tls, deflate))
          for name, server, port in bench.servers(rx, tls, deflate)]
    what = f"run {bench.args.slice}" if connections else "connect 40"
    figures, ratios = {name: [] for name, _, _ in up}, []
    for _, _, load in up:
        command(load, what)
    for turn in range(bench.args.rounds):
        for name, server, load in up if turn % 2 else up[::-1]:
            before = settled(server.pid)
            n = command(load, what)
            figures[name].append((settled(server.pid) - before) / n / 1000)
        ratios.append(figures["ours"][-1] / figures["genuine"][-1])
    ratio = statistics.median(ratios)
    genuine, ours = (statistics.quantiles(figures[name], n=4)[0] for name in ("genuine", "ours"))
    print(f"{label:40}{genuine:10.1f} us{ours:10.1f} us{ratio:9.2f}", flush=True)
    return limit is None or ratio <= limit


def measure_memory(bench, case):
    _, label, tls, deflate, limit = case
    each, count = {}, bench.args.idle
    for name, server, port in bench.servers(0, tls, deflate):
        load = bench.load(port, 1024, 1, tls, deflate)
        command(load, "run 50")
        before = resident(server.pid)
        command(load, f"idle {count}")
        time.sleep(0.3)
        each[name] = (resident(server.pid) - before) / count
    print(f"{f'memory of an idle connection, {label}':40}{each['genuine']:11.0f} B{each['ours']:11.0f} B"
          f"{each['ours'] / each['genuine']:9.2f}", flush=True)
    return each["ours"] <= limit * each["genuine"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, epilog="cases: " + ", ".join(c[0] for c in CASES + MEMORY))
    parser.add_argument("--ours", default=ROOT + "/target/abi17", help="folder with libwebsockets.so.17")
    parser.add_argument("--genuine", default="", help="folder of the genuine library (the system's)")
    parser.add_argument("--cases", help="only these, with commas between")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--slice", type=int, default=80, metavar="MS", help="length of a turn")
    parser.add_argument("--idle", type=int, default=1000, help="idle connections for the memory figures")
    parser.add_argument("--port", type=int, default=22100, help="first of 50 ports to use")
    parser.add_argument("--check", action="store_true", help="exit with 1 if ours costs more than the project allows itself")
    args = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    chosen = args.cases.split(",") if args.cases else [c[0] for c in CASES + MEMORY]
    args.ours = os.path.abspath(args.ours)
    if not os.path.exists(args.ours + "/libwebsockets.so.17"):
        print(f"tls.py: there is no libwebsockets.so.17 in {args.ours} (make ABI=17)", file=sys.stderr)
        return 1
    try:
        bench, beyond = Bench(args), []
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"tls.py needs cc, openssl, libssl-dev and zlib1g-dev: {error}", file=sys.stderr)
        return 1
    print(f"{'server CPU':40}{'genuine':>13}{'ours':>13}{'ratio':>9}", flush=True)
    try:
        for measures, cases in (measure, CASES), (measure_memory, MEMORY):
            for case in cases:
                if case[0] in chosen and not measures(bench, case):
                    beyond.append(case[0])
                bench.end()
    finally:
        bench.end()
        shutil.rmtree(bench.folder, ignore_errors=True)
    print("us: lower quartile; ratio: the median over the rounds.")
    if beyond:
        print("beyond the project's limits: " + ", ".join(beyond))
    return 1 if beyond and args.check else 0


if __name__ == "__main__":
    sys.exit(main())
