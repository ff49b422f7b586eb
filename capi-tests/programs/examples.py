"""The examples do what they say: vhosts and timers-and-threads, asked by curl and websockets. (echo, site-and-chat and the
forms have tests of their own.)

    examples.py [--valgrind | --helgrind]
"""
import asyncio
import subprocess
import time

import websockets
from common import (HOST, ROOT, Failed, Server, arguments, check, compile_flags, free_port, library_folder, main, run,
                    said, temporary_folder)


class Example:
    """An example, compiled as its first lines say, and running."""

    def __init__(self, args, name, options, port):
        self.port, self.args = port, args
        binary = f"{temporary_folder()}/{name}"
        library = library_folder(args)
        run(["cc", "-std=c99", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pedantic", f"{ROOT}/examples-c/{name}.c", "-o",
             binary, *compile_flags(args), "-L" + library, "-lwebsockets", "-lpthread"])
        command = [binary, "-p", str(port), *options]
        if args.valgrind:
            command = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full",
                       "--errors-for-leak-kinds=definite,indirect,possible", "--fair-sched=yes", *command]
        elif args.helgrind:
            # helgrind does not see atomic operations as such, so of the library's own accesses it cannot judge.
            atomics = f"{temporary_folder()}/atomics.supp"
            with open(atomics, "w") as out:
                out.write("{\n  atomics\n  Helgrind:Race\n  obj:*/libwebsockets.so*\n}\n")
            command = ["valgrind", "--tool=helgrind", "--quiet", "--error-exitcode=99", "--fair-sched=yes",
                       f"--suppressions={atomics}", *command]
        self.server = Server(command, port, library, cwd=ROOT, seconds=60)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        """Ctrl-C ends it well."""
        start = time.time()
        self.server.process.send_signal(2)
        try:
            code = self.server.process.wait(60 if self.args.slow else 5)
        except subprocess.TimeoutExpired:
            self.server.stop()
            raise Failed(f"Ctrl-C does not end it: {self.server.said()}") from error
        took = time.time() - start
        if error is None:
            check(code == 0, f"it left with {code}: {self.server.said()}")
            check(took < 2 or self.args.slow, f"its end took {took:.1f} s")


def vhosts(args):
    port, other = free_port(), free_port()
    with Example(args, "vhosts", ["-q", str(other), "-d", "examples-c/vhosts"], port):
        def ask(host, path, at=port):
            out = run(["curl", "-sS", "-i", "--max-time", "10", "-H", f"Host: {host}", f"http://{HOST}:{at}{path}"])
            head, body = out.split(b"\r\n\r\n", 1)
            return head.decode().lower(), body

        def file(name):
            with open(f"{ROOT}/examples-c/vhosts/{name}", "rb") as f:
                return f.read()
        for host, color in ("red.localhost", "red"), (f"red.localhost:{port}", "red"), ("blue.localhost", "blue"), \
                ("anything", "red"):
            head, body = ask(host, "/")
            check(body == file(f"{color}/index.html") and f"x-color: {color}" in head, f"{host}: {head}")
            check(("content-security-policy" in head) == (color == "blue"), f"{host}: {head}")
            check(("content-language: en" in head) == (color == "blue"), f"{host}: {head}")
            head, body = ask(host, "/shared/style.css")
            check(body == file("shared/style.css") and "max-age=60" in head, f"{host}: {head}")
            head, _ = ask(host, "/nowhere")
            check(" 302 " in head and "location: /missing.html" in head, f"{host}: {head}")
            check(ask(host, "/missing.html")[1] == file(f"{color}/missing.html"), f"{host}: the missing page")
        check(ask("x", "/", other)[1] == b"blue.localhost 0\nred.localhost 0\n", f"{ask('x', '/', other)}")
        asyncio.run(visits(port, other, ask))
    said("vhosts: files, headers, error pages, options, counts, websockets of each vhost")


async def visits(port, other, ask):
    def open_socket(host):
        return websockets.connect(f"ws://{host}:{port}/", host=HOST, port=port, subprotocols=["visits"], proxy=None)

    async def hears(ws, expected):
        got = await asyncio.wait_for(ws.recv(), 20)
        check(got == expected, f"{got} instead of {expected}")
    async with open_socket("red.localhost") as red, open_socket("red.localhost") as too, \
            open_socket("blue.localhost") as blue:
        for ws in red, too, blue:
            await hears(ws, "0")
        for n in range(1, 4):
            _, body = await asyncio.to_thread(ask, "red.localhost", "/hello")
            check(body == f"Warm greetings from red.localhost! Visit number {n}.\n".encode(), f"{body!r}")
            await hears(red, str(n))
            await hears(too, str(n))
        _, body = await asyncio.to_thread(ask, "blue.localhost", "/hello")
        check(body == b"Cool greetings from blue.localhost! Visit number 1.\n", f"{body!r}")
        await hears(blue, "1")
        check(ask("x", "/", other)[1] == b"blue.localhost 1\nred.localhost 3\n", "the report")


def timers_and_threads(args):
    port = free_port()
    with Example(args, "timers-and-threads", ["-i", "3" if not args.slow else "20"], port) as example:
        asyncio.run(primes(port, args.slow))
        check(example.server.alive(), "it is gone")
        # It is ended with sessions open, jobs waiting and jobs being done.
        asyncio.run(leave_at_work(port))
    port = free_port()
    with Example(args, "timers-and-threads", ["-w", "1"], port) as example:
        asyncio.run(end_at_work(port))
    said("timers-and-threads: results, strangers' results, timers, idle sessions, limits, the end in the middle of work")


def connect(port):
    return websockets.connect(f"ws://{HOST}:{port}/", subprotocols=["primes"], ping_interval=None, proxy=None,
                              open_timeout=60)


async def answers(ws, kind, seconds=60):
    """The next message of a kind; the seconds are told in between."""
    async with asyncio.timeout(seconds):
        while True:
            words = (await ws.recv()).split(" ", 1)
            if words[0] == kind:
                return words[1]


async def primes(port, slow):
    known = {0: 0, 1: 0, 2: 1, 3: 2, 4: 2, 10: 4, 100: 25, 1000: 168, 10000: 1229, 100000: 9592}
    async with connect(port) as ws:
        for limit, count in known.items():
            await ws.send(str(limit))
            check(await answers(ws, "primes") == f"{limit} {count}", f"{limit}")
        for wrong in "", "x", "-1", "1 2", "100000001", "99999999999999999999":
            await ws.send(wrong)
            check((await answers(ws, "error")).startswith("send a number"), wrong)
        # The short one is not held up by the long ones.
        for limit in 1000000, 1000000, 10:
            await ws.send(str(limit))
        got = [await answers(ws, "primes") for _ in range(3)]
        check(sorted(got) == ["10 4", "1000000 78498", "1000000 78498"] and (slow or got[0] == "10 4"), f"{got}")
        for _ in range(9):
            await ws.send("1000000")
        check((await answers(ws, "error")).startswith("too much"), "nine at once")
        for _ in range(8):
            check(await answers(ws, "primes", 120) == "1000000 78498", "eight at once")
        # On a busy machine the eight have taken much of the time that a session may be idle.
        await ws.send("10")
        await answers(ws, "primes")
        start = time.time()
        for _ in range(2):
            await answers(ws, "todo")
        check(slow or 0.8 < time.time() - start < 2.2, f"two seconds took {time.time() - start}")
        if not slow:
            # Idle: what it is told does not count, what it says does.
            await ws.send("10")
            start = time.time()
            try:
                while True:
                    await ws.recv()
            except websockets.ConnectionClosed:
                pass
            check(ws.close_code == 1001 and ws.close_reason == "idle", f"{ws.close_code} {ws.close_reason}")
            check(2.8 < time.time() - start < 4, f"idle for {time.time() - start:.1f} s")
    # Who leaves does not get another's results, nor do others get theirs.
    for turn in range(10):
        ws = await connect(port)
        for _ in range(4):
            await ws.send("300000")
        ws.transport.abort() if turn % 2 else await ws.close()
        async with connect(port) as ws:
            await ws.send("100")
            check(await answers(ws, "primes") == "100 25", "after somebody left")
    sockets = await asyncio.gather(*(connect(port) for _ in range(50)))
    for n, ws in enumerate(sockets):
        await ws.send(str(n))
    for n, ws in enumerate(sockets):
        count = sum(all(i % d for d in range(2, i)) for i in range(2, n + 1))
        check(await answers(ws, "primes") == f"{n} {count}", f"{n}")
    await asyncio.gather(*(ws.close() for ws in sockets))
    if not slow:
        async with connect(port) as ws:
            check(await answers(ws, "todo", 120) is not None, "the timer")
            while await answers(ws, "todo") != "0":
                await ws.send("1")


async def leave_at_work(port):
    for _ in range(3):
        ws = await connect(port)
        for _ in range(8):
            await ws.send("50000000")
        ws.transport.abort()


async def end_at_work(port):
    ws = await connect(port)
    await ws.send("100000000")
    await ws.send("100000000")
    await asyncio.sleep(0.2)
    ws.transport.abort()


def test():
    parser = arguments(__doc__)
    parser.add_argument("--valgrind", action="store_true", help="run them under valgrind's memcheck")
    parser.add_argument("--helgrind", action="store_true", help="run them under valgrind's helgrind")
    parser.add_argument("--only", help="one of them")
    args = parser.parse_args()
    args.slow = args.valgrind or args.helgrind
    for example in vhosts, timers_and_threads:
        if not args.only or example.__name__ == args.only:
            example(args)


main(test)
