"""The examples of clients and of adopted sockets do what they say: ws-client, http-client, fork-echo."""
import asyncio
import contextlib
import os
import re
import subprocess
import sys
import time

import websockets
from common import (HOST, ROOT, Failed, Server, arguments, check, compile_flags, free_port, library_folder, main, run, said,
                    temporary_folder)

sys.path.insert(0, f"{ROOT}/capi-tests/programs/client")
from canned import Canned  # noqa: E402

HUGE = bytes(range(256)) * (100 * 4096)  # 100 MiB


def compiled(args, name):
    binary = f"{args.work}/{name}"
    if not os.path.exists(binary):
        run(["cc", "-std=c99", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pedantic", f"{ROOT}/examples-c/{name}.c", "-o",
             binary, *compile_flags(args), "-L" + library_folder(args), "-lwebsockets"])
    return binary


def call(args, name, *options, stdin=None):
    env = dict(os.environ, LD_LIBRARY_PATH=library_folder(args))
    return subprocess.run([compiled(args, name), *options], input=stdin, env=env, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60)


def http_client(args):
    seen = []

    def pages(c):
        c.request()
        path = c.head.split()[1]
        if path == b"/chunks":
            c.send("HTTP/1.1 200 OK\r\nContent-Type: text/x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")
        elif path == b"/big":
            c.answer(body=HUGE)
        elif path == b"/cut":
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
        elif path == b"/moved":
            c.answer("301 Moved", b"", "Location: /chunks")
        elif path == b"/post":
            seen.append((c.header("x-mine"), c.take(int(c.header("content-length")))))
            c.answer("201 Created", b"thanks")
        else:
            c.answer("404 Not Found", b"none")

    server = Canned(pages)
    base = f"http://{HOST}:{server.port}"
    done = call(args, "http-client", "-i", f"{base}/chunks", f"{base}/big", f"{base}/moved")
    check(done.returncode == 0 and done.stdout == b"onetwo" + HUGE + b"onetwo", f"{done.stderr} {len(done.stdout)}")
    check(done.stderr.startswith(b"200, text/x\n200, no type\n"), f"{done.stderr}")
    for path, text, status in (("cut", b"cut off", 1), ("no", b"404", 1)):
        done = call(args, "http-client", "-i", f"{base}/{path}")
        check(done.returncode == status and text in done.stderr, f"{path}: {done}")
    for data in b"", os.urandom(3_000_000), HUGE:
        with open(f"{args.work}/file", "wb") as out:
            out.write(data)
        done = call(args, "http-client", "-d", f"{args.work}/file", "-H", "X-Mine: yes", f"{base}/post")
        check(done.returncode == 0 and done.stdout == b"thanks" and seen.pop() == (b"yes", data), f"{done} {len(seen)}")
    server.close()
    done = call(args, "http-client", f"{base}/gone", "nonsense")
    check(done.returncode == 1 and b"no response" in done.stderr and b"nonsense: want" in done.stderr, f"{done}")
    said("http-client: chunks, a redirect, 100 MiB down and up, a response that is cut off, nobody there")


async def ws_client_talks(args):
    closed = []

    async def serve(ws):
        async for message in ws:
            with contextlib.suppress(websockets.ConnectionClosed):
                await ws.send(message.upper())
        await ws.wait_closed()
        closed.append(ws.close_code)
    async with websockets.serve(serve, HOST, 0, subprotocols=["shout"]) as server:
        port = server.sockets[0].getsockname()[1]
        lines = [f"line {i}" for i in range(500)] + ["x" * 4000, "the last, without an end"]
        client = await start(args, "-s", "shout", f"ws://{HOST}:{port}/some/path")
        try:
            client.stdin.write("\n".join(lines).encode())
            answers = [(await asyncio.wait_for(client.stdout.readline(), 10)).decode().rstrip() for _ in lines[:-1]]
            client.stdin.close()
            check(await asyncio.wait_for(client.wait(), 10) == 0, "it did not leave with 0")
            check(answers == [line.upper() for line in lines[:-1]], f"{answers[-1]}")
            check(closed == [1000], f"it said goodbye with {closed}")
        finally:
            with contextlib.suppress(ProcessLookupError):
                client.kill()


async def ws_client_reads_all(args):
    """The input has ended before its lines are sent: what waits in the pipe is not lost."""
    got = []

    async def serve(ws):
        async for message in ws:
            got.append(message)
    async with websockets.serve(serve, HOST, 0) as server:
        lines = [f"line {i}" for i in range(2000)]
        port = server.sockets[0].getsockname()[1]
        done = await asyncio.to_thread(call, args, "ws-client", f"ws://{HOST}:{port}/", stdin="\n".join(lines).encode())
        for _ in range(100):
            await asyncio.sleep(0.05 if got != lines else 0)
        check(done.returncode == 0 and got == lines, f"{done}, {len(got)} of {len(lines)} came")


async def start(args, *options):
    env = dict(os.environ, LD_LIBRARY_PATH=library_folder(args))
    return await asyncio.create_subprocess_exec(compiled(args, "ws-client"), *options, env=env, stdin=subprocess.PIPE,
                                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)


async def ws_client_comes_back(args):
    """The server is not there at first, then it is, then it hangs up, then it comes back."""
    port, seen, times = free_port(), [], []
    client = await start(args, f"ws://{HOST}:{port}/")
    try:
        await asyncio.sleep(1)

        async def serve(ws):
            times.append(time.time())
            if len(times) == 1:
                return await ws.close()
            async for message in ws:
                seen.append(message)
                await ws.send("heard " + message)
        async with websockets.serve(serve, HOST, port):
            while len(times) < 2:
                await asyncio.sleep(0.05)
            client.stdin.write(b"one\n")
            line = await asyncio.wait_for(client.stdout.readline(), 15)
            check(line == b"heard one\n", f"{line} {seen}")
        client.stdin.write(b"while there is no server\n")
        await asyncio.sleep(0.5)
        async with websockets.serve(serve, HOST, port):
            client.stdin.write(b"again\n")
            while "again" not in seen:
                await asyncio.sleep(0.05)
        client.send_signal(2)
        code = await asyncio.wait_for(client.wait(), 5)
        errors = (await client.stderr.read()).decode()
        check(code == 0, f"it left with {code}: {errors}")
        check(seen == ["one", "while there is no server", "again"], f"{seen}")
        check(errors.count("no connection") >= 2 and errors.count("connected") >= 3, errors)
    finally:
        with contextlib.suppress(ProcessLookupError):
            client.kill()


def ws_client(args):
    asyncio.run(ws_client_talks(args))
    asyncio.run(ws_client_reads_all(args))
    asyncio.run(asyncio.wait_for(ws_client_comes_back(args), 40))
    done = call(args, "ws-client", "http://x/")
    check(done.returncode == 2, f"{done}")
    said("ws-client: 502 lines there and back, and it comes back when the server does")


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as f:
        return f.read().split()


async def fork_echo_sessions(port, pid):
    sockets = [await websockets.connect(f"ws://{HOST}:{port}/", proxy=None) for _ in range(20)]
    check(len(children_of(pid)) == 20, f"{len(children_of(pid))} children")
    for i, ws in enumerate(sockets):
        await ws.send(f"{i}" * 10000)
    for i, ws in enumerate(sockets):
        check(await ws.recv() == f"{i}" * 10000, f"echo {i}")
    await asyncio.gather(*(ws.close() for ws in sockets))


def fork_echo(args):
    port = free_port()
    server = Server([compiled(args, "fork-echo"), "-p", str(port)], port, library_folder(args))
    asyncio.run(fork_echo_sessions(port, server.pid))
    end = time.time() + 10
    while time.time() < end:
        # Its children that have left are zombies until the next connection.
        states = [re.search(r"\) (\S)", open(f"/proc/{c}/stat").read()).group(1) for c in children_of(server.pid)]
        if all(s == "Z" for s in states):
            break
        time.sleep(0.05)
    else:
        raise Failed(f"children stay: {states}")
    check(server.stop() == 0, f"it left with {server.process.returncode}: {server.said()}")
    said("fork-echo: 20 sessions in 20 processes, which leave with them")


def test():
    parser = arguments(__doc__)
    parser.add_argument("--only")
    args = parser.parse_args()
    args.work = temporary_folder()
    for example in http_client, ws_client, fork_echo:
        if not args.only or args.only == example.__name__:
            example(args)


main(test)
