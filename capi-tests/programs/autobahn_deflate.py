"""The Autobahn cases about permessage-deflate (12.* and 13.* of PyPI's kosoku), each by a process of its own and with a
time limit of its own: none may fail. kosoku is the client of our server, then the server of our client."""
import collections
import concurrent.futures
import json
import os
import subprocess
import sys

from common import HOST, ROOT, Server, arguments, check, compile_program, free_port, library_folder, main, said, \
    temporary_folder, wait_for

KOSOKU = os.path.join(os.path.dirname(sys.executable), "kosoku")
# 12: what is compressed, in 5 kinds; 13: with which parameters, in 7.
ALL = [f"{major}.{kind}.{n}" for major, kinds in ((12, 5), (13, 7)) for kind in range(1, kinds + 1)
       for n in range(1, 19)]
LIMIT = 120


def judge(folder):
    with open(f"{folder}/index.json") as index:
        results = [case for agent in json.load(index).values() for case in agent.values()]
    check(len(results) == 1, f"{len(results)} results")
    return results[0]["behavior"], results[0]["behaviorClose"]


def report(folder):
    """The same, once it is written."""
    try:
        return judge(folder)
    except (OSError, ValueError):
        return None


def as_client(case, work, port, protocol):
    """kosoku asks our server."""
    folder = f"{work}/server-{case}"
    done = subprocess.run([KOSOKU, "-m", "fuzzingclient", "-i", case, "-o", folder, f"{HOST}:{port}/{protocol}"],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LIMIT)
    check(os.path.exists(f"{folder}/index.json"), done.stdout.decode(errors="replace")[-2000:])
    return judge(folder)


def as_server(case, work, binary, folder_of_library):
    """Our client asks kosoku."""
    folder, port = f"{work}/client-{case}", free_port()
    kosoku = Server([KOSOKU, "-m", "fuzzingserver", "-i", case, "-o", folder, f"{HOST}:{port}"], port, None)
    try:
        # Some kinds need a client that says that it can do without what came before.
        offer = "permessage-deflate; client_max_window_bits"
        if case.startswith(("13.2.", "13.5.", "13.6.", "13.7.")):
            offer += "; client_no_context_takeover"
        done = subprocess.run([binary, "-c", HOST, str(port), "ours", offer], timeout=LIMIT, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, env={**os.environ, "LD_LIBRARY_PATH": folder_of_library})
        check(done.returncode == 0, done.stdout.decode(errors="replace")[-2000:])
        return wait_for("the report", lambda: report(folder))
    finally:
        kosoku.stop()


def run(name, cases, at_once, one):
    counts, bad = collections.Counter(), []
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        for case, job in [(case, pool.submit(one, case)) for case in cases]:
            try:
                result = job.result()
            except Exception as e:  # a case that did not end is one that failed
                result = ("FAILED", repr(e)[:300])
            counts[result[0]] += 1
            if "FAILED" in result or result[0] == "UNIMPLEMENTED":
                bad.append(f"{case} {result}")
    print(f"{name}, {at_once} at once: {len(cases)} cases, " + ", ".join(f"{n} {what}" for what, n in counts.items()))
    check(not bad, f"{name}: {len(bad)} cases failed: " + "; ".join(bad[:20]))
    check(counts["OK"] >= len(cases) * 0.9, f"only {counts['OK']} are OK")


def test():
    parser = arguments(__doc__)
    parser.add_argument("--all", action="store_true", help="all 216 cases, not 24 of them")
    parser.add_argument("--at-once", type=int, nargs="*", default=[4])
    parser.add_argument("--only", choices=("server", "client"))
    args = parser.parse_args()
    # Of each kind of case a small one and a larger one.
    cases = ALL if args.all else [c for c in ALL if c.rpartition(".")[2] in ("4", "10")]
    work, folder = temporary_folder(), library_folder(args)
    binary = f"{work}/deflate_server"
    compile_program(args, f"{ROOT}/capi-tests/programs/deflate_server.c", binary)
    for at_once in args.at_once:
        if args.only != "client":
            port = free_port()
            server = Server([binary, str(port)], port, folder)
            check(any(m.startswith(os.path.realpath(folder)) for m in server.maps()), f"it runs on {server.maps()}")
            run("server", cases, at_once, lambda case: as_client(case, work, port, "echo"))
            check(server.alive() and server.stop() == 0, f"the server failed:\n{server.said()}")
        if args.only != "server":
            run("client", cases, at_once, lambda case: as_server(case, work, binary, folder))
    said(f"Autobahn 12 and 13: {len(cases)} cases, none failed")


main(test)
