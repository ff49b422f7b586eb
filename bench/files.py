#!/usr/bin/env python3
"""CPU time per request of a program that serves a folder, on our library and on the genuine one, by wrk. The servers take
turns, a second each; bench/README.md says how to read such figures."""
import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PROGRAM = f"{ROOT}/capi-tests/programs/site_and_echo.c"
OLD = 1_500_000_000   # files that changed just now are not kept in memory
MANY = 200
CASES = [("1 KiB, 1 connection", ["-c1"], "/one.txt"), ("1 KiB, 50 connections", ["-c50"], "/one.txt"),
         ("16 KiB, 50 connections", ["-c50"], "/sixteen.txt"), ("1 MiB, 10 connections", ["-c10"], "/large.txt"),
         (f"{MANY} files of 2 KiB, 50 connections", ["-c50", "-s", "many.lua"], "/")]
SCRIPT = f"""local n = 0
request = function() n = n % {MANY} + 1; return wrk.format("GET", "/f" .. n .. ".txt") end
"""


def make_site(work):
    os.mkdir(f"{work}/site")
    sizes = {"one": 1024, "sixteen": 16384, "large": 1 << 20, **{f"f{n}": 2048 for n in range(1, MANY + 1)}}
    for name, size in sizes.items():
        path = f"{work}/site/{name}.txt"
        with open(path, "wb") as out:
            out.write(os.urandom(size))
        os.utime(path, (OLD, OLD))
    with open(f"{work}/many.lua", "w") as out:
        out.write(SCRIPT)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start(work, folder, core):
    env = dict(os.environ, **({"LD_LIBRARY_PATH": os.path.abspath(folder)} if folder else {}))
    port = free_port()
    server = subprocess.Popen(["taskset", "-c", core, f"{work}/server", str(port), f"{work}/site"], env=env,
                              stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server, port
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"the server on {folder or 'the genuine library'} does not answer")


def cpu_ns(server):
    with open(f"/proc/{server.pid}/schedstat") as f:
        return int(f.read().split()[0])


def measure(work, server, port, options, path, core):
    before = cpu_ns(server)
    out = subprocess.run(["taskset", "-c", core, "wrk", "-t1", "-d1s", *options, f"http://127.0.0.1:{port}{path}"], cwd=work,
                         stdout=subprocess.PIPE, text=True, timeout=60, check=True).stdout
    spent = cpu_ns(server) - before
    if "Non-2xx" in out or "Socket errors" in out:
        raise SystemExit(f"{path}: {out}")
    return spent / int(re.search(r"(\d+) requests in", out)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", default=f"{ROOT}/target/abi17", help="folder of our library for ABI 17 (target/abi17)")
    parser.add_argument("--also", action="append", default=[], metavar="DIR", help="a further build of it to compare")
    parser.add_argument("--rounds", type=int, default=6)
    a = parser.parse_args()
    for needed in "wrk", "taskset":
        if not shutil.which(needed):
            raise SystemExit(f"{needed} is missing (Debian: apt-get install {needed if needed == 'wrk' else 'util-linux'})")
    cores = sorted(os.sched_getaffinity(0))
    servers = {}
    with tempfile.TemporaryDirectory(prefix="lws-bench-") as work:
        make_site(work)
        subprocess.run(["cc", "-O2", PROGRAM, "-o", f"{work}/server", "-lwebsockets"], check=True)
        try:
            for name, folder in [("genuine", None), ("ours", a.ours), *((d, d) for d in a.also)]:
                servers[name] = start(work, folder, str(cores[0]))
            for title, options, path in CASES:
                spent = {name: [] for name in servers}
                for _ in range(a.rounds):
                    for name, (server, port) in servers.items():
                        spent[name].append(measure(work, server, port, options, path, str(cores[-1])))
                base = spent["genuine"]
                ratios = {n: statistics.median(x / y for x, y in zip(v, base)) for n, v in spent.items() if n != "genuine"}
                print(f"{title:40} genuine {statistics.median(base) / 1000:7.1f} us per request; "
                      + ", ".join(f"{n} x{r:.2f}" for n, r in ratios.items()), flush=True)
        finally:
            for server, _ in servers.values():
                server.terminate()
                server.wait(10)


if __name__ == "__main__":
    sys.exit(main())
