"""CPU time of a websocket server per echo over TLS, and memory per idle connection: ours against the genuine library on
OpenSSL. Needs a C compiler, the openssl program and OpenSSL's headers. Ours is taken from target/abi17, or --ours."""
import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CASES = {"64 B": (64, 6000), "1 KiB": (1024, 5000), "64 KiB": (65536, 500)}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def cpu(pid):
    with open(f"/proc/{pid}/schedstat") as f:
        return int(f.read().split()[0])


def resident(pid):
    with open(f"/proc/{pid}/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", default=ROOT + "/target/abi17", help="folder with libwebsockets.so.17")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--idle", type=int, default=1000, help="idle connections for the memory figure; 0: none")
    args = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="lws-bench-tls-")
    run = lambda *command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "10",
        "-subj", "/CN=localhost", "-keyout", folder + "/key", "-out", folder + "/cert")
    run("cc", "-O2", ROOT + "/bench/tls_load.c", "-o", folder + "/load", "-lssl", "-lcrypto")
    run("cc", "-O2", f"-I{ROOT}/include", f"-I{ROOT}/include/abi17", ROOT + "/capi-tests/programs/tls_server.c", "-o",
        folder + "/server", "-L" + args.ours, "-l:libwebsockets.so.17")
    servers = {}
    for name, library in ("genuine", ""), ("ours", args.ours):
        port = free_port()
        process = subprocess.Popen([folder + "/server", f"port={port}", f"cert={folder}/cert", f"key={folder}/key"],
                                   env=dict(os.environ, LD_LIBRARY_PATH=library), stdout=subprocess.DEVNULL)
        servers[name] = (process, port)
    try:
        time.sleep(1)
        for label, (size, count) in CASES.items():
            ratios, figures = [], {name: [] for name in servers}
            for _ in range(args.rounds):
                for name, (process, port) in servers.items():
                    before = cpu(process.pid)
                    run(folder + "/load", str(port), str(size), str(count))
                    time.sleep(0.05)
                    figures[name].append((cpu(process.pid) - before) / count / 1000)
                ratios.append(figures["ours"][-1] / figures["genuine"][-1])
            shown = ", ".join(f"{name} {statistics.median(f):.1f} us" for name, f in figures.items())
            print(f"{label:7} {shown}, ratio {statistics.median(ratios):.2f}", flush=True)
        if args.idle:
            each = {}
            for name, (process, port) in servers.items():
                before = resident(process.pid)
                load = subprocess.Popen([folder + "/load", str(port), "1", "1", str(args.idle)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
                load.stdout.readline()
                time.sleep(0.3)
                each[name] = (resident(process.pid) - before) / args.idle
                load.stdin.close()
                load.wait(60)
            print(f"idle    genuine {each['genuine']:.0f} B, ours {each['ours']:.0f} B, ratio "
                  f"{each['ours'] / each['genuine']:.2f}")
    finally:
        for process, _ in servers.values():
            process.terminate()
            process.wait(10)


if __name__ == "__main__":
    sys.exit(main())
