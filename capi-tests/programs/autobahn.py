"""The Autobahn cases (PyPI's kosoku, as the fuzzing client) against examples-c/echo.c on our library: none may fail.
12.* and 13.* are about permessage-deflate, which this server does not offer: autobahn_deflate.py runs them."""
import collections
import glob
import json
import os
import subprocess
import sys

from common import HOST, ROOT, Failed, Server, arguments, check, compile_program, free_port, library_folder, main, \
    said, temporary_folder


def test():
    parser = arguments(__doc__)
    parser.add_argument("--case", action="append", default=[], help="only these (a pattern), all without it")
    args = parser.parse_args()
    work = temporary_folder()
    compile_program(args, f"{ROOT}/examples-c/echo.c", f"{work}/echo")
    port = free_port()
    server = Server([f"{work}/echo", str(port)], port, library_folder(args))
    check(any(m.startswith(os.path.realpath(library_folder(args))) for m in server.maps()),
          f"it runs on {server.maps()}")
    chosen = [word for case in args.case for word in ("-i", case)] or ["-x", "12.*", "-x", "13.*"]
    done = subprocess.run([os.path.join(os.path.dirname(sys.executable), "kosoku"), "-m", "fuzzingclient", "-p", "2",
                           "-o", f"{work}/reports", *chosen, f"{HOST}:{port}"],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900)
    check(os.path.exists(f"{work}/reports/index.json"), done.stdout.decode(errors="replace")[-3000:])
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
    check(server.alive(), f"the server is gone:\n{server.said()}")
    if not args.case:
        check(len(cases) >= 290, f"only {len(cases)} cases ran")
        worse = {"NON-STRICT", "UNIMPLEMENTED"}.intersection(counts)
        for name, case in sorted(cases.items()):
            if case["behavior"] in worse:
                print(f"{name}: {case['behavior']}")
    if server.stop() != 0:
        raise Failed(f"the server left with {server.process.returncode}:\n{server.said()}")
    said(f"Autobahn: {len(cases)} cases, " + ", ".join(f"{n} {what}" for what, n in sorted(counts.items())))


main(test)
