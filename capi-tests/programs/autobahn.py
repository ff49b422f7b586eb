"""The Autobahn cases (PyPI's kosoku) against examples-c/echo.c on our library, or (--client) against autobahn_client.c, which is
a client of its fuzzing server: none may fail. 12.* and 13.* are about permessage-deflate: autobahn_deflate.py runs them."""
import collections
import glob
import json
import os
import subprocess
import sys

from common import HOST, ROOT, Failed, Server, arguments, check, compile_program, free_port, library_folder, main, \
    said, temporary_folder, wait_for


def kosoku():
    return os.path.join(os.path.dirname(sys.executable), "kosoku")


def run_server(args, work):
    """Our server, and the fuzzing client."""
    compile_program(args, f"{ROOT}/examples-c/echo.c", f"{work}/echo")
    port = free_port()
    server = Server([f"{work}/echo", str(port)], port, library_folder(args))
    check(any(m.startswith(os.path.realpath(library_folder(args))) for m in server.maps()),
          f"it runs on {server.maps()}")
    chosen = [word for case in args.case for word in ("-i", case)] or ["-x", "12.*", "-x", "13.*"]
    done = subprocess.run([kosoku(), "-m", "fuzzingclient", "-p", "2", "-o", f"{work}/reports", *chosen, f"{HOST}:{port}"],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900)
    return server, done.stdout.decode(errors="replace")


def run_client(args, work):
    """The fuzzing server, and our client."""
    compile_program(args, f"{ROOT}/capi-tests/programs/autobahn_client.c", f"{work}/client")
    port = free_port()
    chosen = [word for case in args.case for word in ("-i", case)] or ["-x", "12.*", "-x", "13.*"]
    server = Server([kosoku(), "-m", "fuzzingserver", "-o", f"{work}/reports", *chosen, f"{HOST}:{port}"], port)
    done = subprocess.run([f"{work}/client", HOST, str(port), "ours"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=900, env=dict(os.environ, LD_LIBRARY_PATH=library_folder(args)))
    wait_for("the reports", lambda: os.path.exists(f"{work}/reports/index.json"))
    return server, done.stdout.decode(errors="replace") + server.said()


def test():
    parser = arguments(__doc__)
    parser.add_argument("--case", action="append", default=[], help="only these (a pattern), all without it")
    parser.add_argument("--client", action="store_true", help="the cases for clients")
    args = parser.parse_args()
    work = temporary_folder()
    run_cases = run_client if args.client else run_server
    server, done = run_cases(args, work)
    check(os.path.exists(f"{work}/reports/index.json"), done[-3000:])
    with open(f"{work}/reports/index.json") as index:
        cases = next(iter(json.load(index).values()))
    counts = collections.Counter(case["behavior"] for case in cases.values())
    closes = collections.Counter(case["behaviorClose"] for case in cases.values())
    print(f"{len(cases)} cases: " + ", ".join(f"{n} {what}" for what, n in sorted(counts.items())))
    print("closing: " + ", ".join(f"{n} {what}" for what, n in sorted(closes.items())))
    bad = [f"{name} ({case['behavior']}, closing {case['behaviorClose']})" for name, case in sorted(cases.items())
           if "FAILED" in (case["behavior"], case["behaviorClose"])]
    for name in bad[:3]:
        for report in glob.glob(f"{work}/reports/*_case_{name.split()[0].replace('.', '_')}.json"):
            with open(report) as text:
                print(text.read()[:1500])
    check(not bad, f"{len(bad)} cases failed: " + ", ".join(bad[:40]) + "\n" + server.said())
    check(args.client or server.alive(), f"the server is gone:\n{server.said()}")
    if not args.case:
        check(len(cases) >= 290, f"only {len(cases)} cases ran")
        worse = {"NON-STRICT", "UNIMPLEMENTED"}.intersection(counts)
        for name, case in sorted(cases.items()):
            if case["behavior"] in worse:
                print(f"{name}: {case['behavior']}")
    if server.stop() != 0 and not args.client:
        raise Failed(f"the server left with {server.process.returncode}:\n{server.said()}")
    said(f"Autobahn, {'client' if args.client else 'server'}: {len(cases)} cases, " + ", ".join(f"{n} {what}" for what, n in sorted(counts.items())))


main(test)
