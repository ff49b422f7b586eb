#!/usr/bin/env python3
"""CPU time per request of an HTTP server (http.c) on our library and on the genuine one, and of nginx for its files, under
wrk. The servers take turns, a second each; bench/README.md says how to read such figures."""
import argparse
import fnmatch
import json
import math
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
OLD = 1_500_000_000   # files that changed just now are not kept in memory
MANY = 200            # files
MOUNTS = VHOSTS = 50
IDLE = 1000           # connections
SIZES = {"1k": 1 << 10, "16k": 16 << 10, "100k": 100 << 10, "10m": 10 << 20}

BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Accept-Language": "en-GB,en;q=0.5",
    "Accept-Encoding": "gzip, deflate, br, zstd", "Referer": "http://www.example.com/some/page.html?from=elsewhere",
    "DNT": "1", "Sec-GPC": "1", "Cookie": "session=0123456789abcdef0123456789abcdef; theme=dark; consent=yes; seen=12",
    "Upgrade-Insecure-Requests": "1", "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate", "Priority": "u=0, i",
}
HEADERS = [part for name, value in BROWSER.items() for part in ("-H", f"{name}: {value}")]
CLOSE = ["-c10", "-H", "Connection: close"]

# Title, wrk's options, path (or a Lua script's), whether nginx takes part, and the server: plain, many mounts, many vhosts.
CASES = [
    ("file-1k-1", ["-c1"], "/1k.txt", True, "plain"),
    ("file-1k", ["-c50"], "/1k.txt", True, "plain"),
    ("file-16k", ["-c50"], "/16k.txt", True, "plain"),
    ("file-100k-1", ["-c1"], "/100k.txt", True, "plain"),
    ("file-100k", ["-c50"], "/100k.txt", True, "plain"),
    ("file-10m", ["-c4"], "/10m.txt", True, "plain"),
    ("file-many", ["-c50", "-s", "many.lua"], "/", True, "plain"),
    ("file-headers", ["-c50", *HEADERS], "/1k.txt", True, "plain"),
    ("file-close", CLOSE, "/1k.txt", True, "plain"),
    ("file-pipelined", ["-c10", "-s", "pipeline.lua"], "/1k.txt", True, "plain"),
    ("file-missing", ["-c50"], "/missing.txt", True, "plain"),
    ("dynamic-100", ["-c50"], "/dynamic/100", False, "plain"),
    ("dynamic-10k", ["-c50"], "/dynamic/10000", False, "plain"),
    ("dynamic-1m", ["-c4"], "/dynamic/1000000", False, "plain"),
    ("dynamic-stream", ["-c50"], "/dynamic/stream/65536", False, "plain"),
    ("dynamic-headers", ["-c50", *HEADERS], "/dynamic/headers", False, "plain"),
    ("dynamic-close", CLOSE, "/dynamic/100", False, "plain"),
    ("dynamic-pipelined", ["-c10", "-s", "pipeline.lua"], "/dynamic/100", False, "plain"),
    ("post-1k", ["-c50", "-s", "post1k.lua"], "/dynamic/post", False, "plain"),
    ("post-10m", ["-c2", "-s", "post10m.lua"], "/dynamic/post", False, "plain"),
    ("mounts", ["-c50"], f"/mount{MOUNTS - 1}/1k.txt", False, "mounts"),
    ("vhosts", ["-c50", "-H", f"Host: host{VHOSTS - 1}"], "/1k.txt", False, "vhosts"),
]

SCRIPTS = {
    "many": f"""local n = 0
request = function() n = n % {MANY} + 1; return wrk.format("GET", "/f" .. n .. ".txt") end
""",
    "pipeline": """local all
request = function() all = all or string.rep(wrk.format("GET"), 16); return all end
""",
    "post1k": """wrk.method = "POST"; wrk.body = string.rep("b", 1024)
""",
    "post10m": """wrk.method = "POST"; wrk.body = string.rep("b", 10485760)
""",
}

NGINX = """worker_processes 1; daemon off; master_process off; pid {work}/nginx.pid; error_log stderr crit;
events {{ worker_connections 4096; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; keepalive_timeout 60;
    open_file_cache max=1000 inactive=60s; open_file_cache_valid 60s;
    types {{ text/plain txt; }} client_body_temp_path {work}/body; proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi; uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
    server {{ listen 127.0.0.1:{port}; root {work}/site; }}
}}
"""


def make_site(work):
    os.mkdir(f"{work}/site")
    for name, size in {**SIZES, **{f"f{n}": 2048 for n in range(1, MANY + 1)}}.items():
        path = f"{work}/site/{name}.txt"
        with open(path, "wb") as out:
            out.write(os.urandom(size))
        os.utime(path, (OLD, OLD))
    os.chmod(work, 0o755)
    for name, text in SCRIPTS.items():
        with open(f"{work}/{name}.lua", "w") as out:
            out.write(text)


def free_port(ports):
    if ports:
        return ports.pop(0)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    def __init__(self, command, port, core, env):
        self.port = port
        self.process = subprocess.Popen(["taskset", "-c", core, *command], env=env, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        self.end()
        raise SystemExit(f"{command[0]} does not answer")

    def cpu_ns(self):
        with open(f"/proc/{self.process.pid}/schedstat") as f:
            return int(f.read().split()[0])

    def resident(self):
        with open(f"/proc/{self.process.pid}/statm") as f:
            return int(f.read().split()[1]) * 4096

    def end(self):
        self.process.terminate()
        self.process.wait(10)


def start(work, name, folder, kind, core, ports):
    env, port = dict(os.environ), free_port(ports)
    if name == "nginx":
        with open(f"{work}/nginx.conf", "w") as out:
            out.write(NGINX.format(work=work, port=port))
        return Server(["nginx", "-c", f"{work}/nginx.conf", "-e", "stderr"], port, core, env)
    if folder:
        env["LD_LIBRARY_PATH"] = os.path.abspath(folder)
    extra = {"plain": [], "mounts": [str(MOUNTS)], "vhosts": ["0", str(VHOSTS)]}[kind]
    return Server([f"{work}/http", str(port), f"{work}/site", *extra], port, core, env)


def measure(work, server, options, path, core):
    before = server.cpu_ns()
    out = subprocess.run(["taskset", "-c", core, "wrk", "-t1", "-d1s", *options, f"http://127.0.0.1:{server.port}{path}"],
                         cwd=work, stdout=subprocess.PIPE, text=True, timeout=60, check=True).stdout
    spent = server.cpu_ns() - before
    # A connection that ends without having been announced is an error to wrk, and what `CLOSE` asks for.
    failed = re.search(r"connect [1-9]|write [1-9]|timeout [1-9]" + ("" if options is CLOSE else "|read [1-9]"), out)
    if failed or ("Non-2xx" in out and "missing" not in path):
        return math.nan
    return spent / max(1, int(re.search(r"(\d+) requests in", out)[1])) / 1000


def ask(port, path, headers=""):
    """A connection on which one request was answered."""
    s = socket.create_connection(("127.0.0.1", port), 10)
    s.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n{headers}\r\n".encode())
    if not s.recv(65536).startswith(b"HTTP/1.1 "):
        raise SystemExit(f"no answer to {path}")
    return s


def memory(server, path):
    """Bytes that the server has grown by for each idle connection that has had one answer."""
    ask(server.port, path).close()
    time.sleep(0.3)
    before = server.resident()
    idle = [ask(server.port, path) for _ in range(IDLE)]
    time.sleep(0.3)
    grown = server.resident() - before
    for s in idle:
        s.close()
    time.sleep(0.3)
    return grown / IDLE


def report(title, unit, figures):
    """Ratios to the first one that did it right: the genuine library does not take each case."""
    first = next(n for n, v in figures.items() if not math.isnan(sum(v)))
    base = figures[first]
    ratios = {n: statistics.median(x / y for x, y in zip(v, base)) for n, v in figures.items() if n != first}
    print(f"{title:18} {first} {statistics.median(base):9.1f} {unit}; "
          + ", ".join(f"{n} fails" if math.isnan(r) else f"{n} x{r:.2f}" for n, r in ratios.items()), flush=True)
    return ratios


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", default=f"{ROOT}/target/abi17", help="folder of our library for ABI 17 (target/abi17)")
    parser.add_argument("--also", action="append", default=[], metavar="DIR", help="a further build of it to compare")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cases", default="*", help="names, separated by commas, with wildcards; also `memory`")
    parser.add_argument("--ports", type=int, metavar="N", help="use ports from this one on")
    parser.add_argument("--json", metavar="FILE", help="write the ratios to genuine there")
    a = parser.parse_args()
    for needed in "wrk", "taskset":
        if not shutil.which(needed):
            raise SystemExit(f"{needed} is missing (Debian: apt-get install {needed if needed == 'wrk' else 'util-linux'})")
    wanted = lambda name: any(fnmatch.fnmatch(name, w) for w in a.cases.split(","))
    cores = sorted(os.sched_getaffinity(0))
    ports = list(range(a.ports, a.ports + 100)) if a.ports else []
    libraries = {"genuine": None, "ours": a.ours, **{os.path.basename(os.path.normpath(d)): d for d in a.also}}
    servers, ratios = {}, {}
    with tempfile.TemporaryDirectory(prefix="lws-bench-") as work:
        make_site(work)
        subprocess.run(["cc", "-O2", f"{HERE}/http.c", "-o", f"{work}/http", "-lwebsockets"], check=True)

        def server(name, kind):
            if (name, kind) not in servers:
                servers[name, kind] = start(work, name, libraries.get(name), kind, str(cores[0]), ports)
            return servers[name, kind]

        try:
            for title, options, path, with_nginx, kind in filter(lambda case: wanted(case[0]), CASES):
                names = [*libraries, *(["nginx"] if with_nginx and shutil.which("nginx") else [])]
                spent = {name: [] for name in names}
                for _ in range(a.rounds):
                    for name in names:
                        spent[name].append(measure(work, server(name, kind), options, path, str(cores[-1])))
                ratios[title] = report(title, "us per request", spent)
            if wanted("memory"):
                for kind, path in ("file", "/1k.txt"), ("dynamic", "/dynamic/100"):
                    grown = {}
                    for name in [*libraries, *(["nginx"] if kind == "file" and shutil.which("nginx") else [])]:
                        fresh = start(work, name, libraries.get(name), "plain", str(cores[0]), ports)
                        grown[name] = [memory(fresh, path)]
                        fresh.end()
                    ratios[f"memory-{kind}"] = report(f"memory-{kind}", "bytes per idle connection", grown)
        finally:
            for each in servers.values():
                each.end()
    if a.json:
        with open(a.json, "w") as out:
            json.dump(ratios, out, indent=1)


if __name__ == "__main__":
    sys.exit(main())
