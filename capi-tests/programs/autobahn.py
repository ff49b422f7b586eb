"""The Autobahn cases (PyPI's kosoku) against examples-c/echo.c on our library, or (--client) against autobahn_client.c, which is
a client of its fuzzing server, or (--session)
against coming-from/wslay-fork-echo.c, whose sockets are its own: none may fail. 12.* and 13.* are about permessage-deflate: autobahn_deflate.py runs them."""
import collections
import glob
import json
import os
import subprocess
import sys

from common import HOST, ROOT, Failed, Server, arguments, check, compile_program, free_port, library_folder, main, \
    said, temporary_folder, wait_for


# Of the cases for sessions, those that a plain `make test` has time for: some of each group.
SAMPLE = ("1.1.1 1.1.8 1.2.7 2.1 2.4 2.5 2.9 2.11 3.3 3.7 4.1.3 4.2.4 5.3 5.5 5.8 5.15 5.19 5.20 6.1.3 6.2.3 6.3.1 6.4.1 "
          "6.4.4 6.5.1 6.12.4 6.21.1 7.1.1 7.1.4 7.1.6 7.3.1 7.3.2 7.3.5 7.3.6 7.5.1 7.7.1 7.9.1 7.9.5 7.13.1 9.1.3 9.2.6 "
          "9.3.4 9.5.3 9.7.2 10.1.1").split()


def kosoku():
    return os.path.join(os.path.dirname(sys.executable), "kosoku")


def run_server(args, work):
    """Our server, and the fuzzing client."""
    source, more = ("coming-from/wslay-fork-echo", [str(64 << 20)]) if args.session else ("echo", [])
    compile_program(args, f"{ROOT}/examples-c/{source}.c", f"{work}/echo")
    port = free_port()
    server = Server([f"{work}/echo", str(port), *more], port, library_folder(args))
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
    parser.add_argument("--session", action="store_true", help="the server that owns its sockets: a sample of the cases")
    parser.add_argument("--all", action="store_true", help="with --session: all of them")
    args = parser.parse_args()
    if args.session and not args.all and not args.case:
        args.case = SAMPLE
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
    # The tutorial's server knows no other end than a signal.
    if server.stop() != 0 and not (args.client or args.session):
        raise Failed(f"the server left with {server.process.returncode}:\n{server.said()}")
    said(f"Autobahn, {'client' if args.client else 'session' if args.session else 'server'}: {len(cases)} cases, " + ", ".join(f"{n} {what}" for what, n in sorted(counts.items())))


main(test)
