"""Many clients, slow clients, clients that vanish; and websockets beside all that."""
import asyncio
import contextlib
import os
import socket
import threading
import time

import websockets
from checks import HOST, Failed, Http, check, feature, pattern, request, reset, same, wait_for


@feature("500 connections at once")
def five_hundred(site):
    connections = [Http(site.port, 30) for _ in range(500)]
    for n, c in enumerate(connections):
        c.send(f"GET /dyn/slices?size={10000 + n} HTTP/1.1\r\nHost: main.example\r\n\r\n".encode())
    for n, c in enumerate(connections):
        same(f"answer {n}", c.read_reply().body, pattern(0, 10000 + n))
    # They are still there.
    for n, c in enumerate(connections):
        c.send(b"GET /kib.txt HTTP/1.1\r\nHost: main.example\r\n\r\n")
    for n, c in enumerate(connections):
        reply = c.read_reply()
        check(reply is not None, f"connection {n} has ended")
        same(f"file {n}", reply.body, site.contents["kib.txt"])
        c.close()
    site.settles()


def read_slowly(s, body):
    """Reads a response a little at a time, then as it comes; closes the socket when it was what was expected."""
    got = b""
    for _ in range(20):
        time.sleep(0.02)
        got += s.recv(1000)
    head, rest = got.split(b"\r\n\r\n", 1)
    got = bytearray(rest)
    while len(got) < len(body):
        data = s.recv(1 << 20)
        check(data, "the connection ended early")
        got += data
    same("what a slow reader got", bytes(got), body)
    s.close()


@feature("slow readers do not hold up others")
def slow_readers(site):
    slow = []
    for path in "/dyn/big?size=20000000", "/dyn/slices?size=20000000&slice=50000", "/big.bin", "/dyn/big?size=20000000":
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.settimeout(30)
        s.connect((HOST, site.port))
        s.sendall(f"GET {path} HTTP/1.1\r\nHost: main.example\r\n\r\n".encode())
        slow.append(s)
    start = time.time()
    for _ in range(50):
        same("a file", request(site.port, "/kib.txt").body, site.contents["kib.txt"])
    check(site.slow or time.time() - start < 2, "50 requests took too long")
    expected = [pattern(0, 20000000), pattern(0, 20000000), site.contents["big.bin"]]
    readers = [threading.Thread(target=read_slowly, args=(s, body)) for s, body in zip(slow, expected)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    check(all(s.fileno() < 0 for s in slow[:3]), "a slow reader did not get all")
    reset(slow[-1])
    site.settles()


@feature("a reader that is slower than the timeouts gets all")
def patient(site):
    """timeout_secs are 2 here, and it takes longer to read; but it does read."""
    problems = []

    def reader(path, body):
        try:
            read_slowly(site, path, body)
        except (Failed, OSError) as error:
            problems.append(f"{path}: {error}")
    threads = [threading.Thread(target=reader, args=work) for work in
               (("/big.bin", site.contents["big.bin"]), ("/dyn/big?size=5000000", pattern(0, 5000000)),
                ("/dyn/slices?size=5000000", pattern(0, 5000000)))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    check(not problems, f"{problems}")


def read_slowly(site, path, body):
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        s.settimeout(10)
        s.connect((HOST, site.port))
        s.sendall(f"GET {path} HTTP/1.1\r\nHost: main.example\r\n\r\n".encode())
        got, head = bytearray(), -1
        start = time.time()
        while head < 0 or len(got) < len(body) + head + 4:
            slowly = time.time() - start < 5
            if slowly:
                time.sleep(0.1)
            data = s.recv(20000 if slowly else 1 << 20)
            check(data, f"it ended after {len(got)} bytes, {time.time() - start:.1f} s")
            got += data
            head = got.find(b"\r\n\r\n")
        same(path, bytes(got[head + 4:]), body)


@feature("clients that vanish in each phase")
def vanishing(site):
    requests = {
        "nothing": b"", "half a head": b"GET /kib.txt HTTP/1.1\r\nHo", "a head without body": b"POST /dyn/post HTTP/1.1\r\n"
        b"Host: main.example\r\nContent-Length: 1000\r\n\r\n", "half a body": b"POST /dyn/post HTTP/1.1\r\n"
        b"Host: main.example\r\nContent-Length: 1000\r\n\r\n" + b"x" * 500, "half a chunk": b"POST /dyn/post HTTP/1.1\r\n"
        b"Host: main.example\r\nTransfer-Encoding: chunked\r\n\r\n100\r\nabc", "while reception is off":
        b"POST /dyn/held HTTP/1.1\r\nHost: main.example\r\nContent-Length: 100000\r\n\r\n" + b"x" * 50000,
        "a big file": b"GET /big.bin HTTP/1.1\r\nHost: main.example\r\n\r\n", "a big write":
        b"GET /dyn/big?size=20000000 HTTP/1.1\r\nHost: main.example\r\n\r\n", "slices":
        b"GET /dyn/slices?size=20000000 HTTP/1.1\r\nHost: main.example\r\n\r\n", "before a late answer":
        b"GET /dyn/late HTTP/1.1\r\nHost: main.example\r\n\r\n", "events":
        b"GET /dyn/events?count=100000 HTTP/1.1\r\nHost: main.example\r\n\r\n", "pipelined":
        b"GET /big.bin HTTP/1.1\r\nHost: main.example\r\n\r\n" * 50, "half a handshake":
        b"GET / HTTP/1.1\r\nHost: main.example\r\nUpgrade: websocket\r\n", "after a handshake": HANDSHAKE,
        "half a frame header": HANDSHAKE + b"\x81", "half a frame": HANDSHAKE + b"\x81\xfe\x10\x00\x01\x02\x03\x04abc",
        "half a message": HANDSHAKE + b"\x01\x83\0\0\0\0abc", "a close frame": HANDSHAKE + b"\x88\x82\0\0\0\0\x03\xe8",
    }
    for how in "close", "half", "reset", "read":
        sockets = []
        for data in requests.values():
            s = socket.create_connection((HOST, site.port), 10)
            s.sendall(data)
            sockets.append(s)
        time.sleep(0.05)
        for s in sockets:
            with contextlib.suppress(OSError):
                if how == "reset":
                    reset(s)
                elif how == "half":
                    s.shutdown(socket.SHUT_WR)
                elif how == "read":
                    s.settimeout(0.05)
                    s.recv(1000)
            if how in ("close", "read"):
                s.close()
        if how == "half":
            time.sleep(0.2)
            for s in sockets:
                s.close()
        try:
            site.settles()
        except Failed as error:
            raise Failed(f"{how}: {error}") from error


HANDSHAKE = (b"GET / HTTP/1.1\r\nHost: main.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
             b"\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: echo\r\n\r\n")


# ---- websockets ----

def connect(site, protocol, path="/", port=None, **options):
    return websockets.connect(f"ws://{HOST}:{port or site.port}{path}", subprotocols=[protocol], max_size=None,
                              compression=None, ping_interval=None, open_timeout=20, proxy=None, **options)


def socket_feature(name):
    def keep(function):
        feature(name)(lambda site: asyncio.run(asyncio.wait_for(function(site), 40)))
        return function
    return keep


@socket_feature("websocket: messages of all sizes")
async def messages(site):
    async with connect(site, "echo") as ws:
        check(ws.subprotocol == "echo", f"sub-protocol {ws.subprotocol}")
        for size in 0, 1, 125, 126, 127, 4095, 4096, 16384, 16385, 65535, 65536, 1 << 20:
            data = os.urandom(size)
            await ws.send(data)
            same(f"an echo of {size} bytes", await ws.recv(), data)
            text = ("aß水𐍈" * (size // 10 + 1))[:max(size // 4, 1)]
            await ws.send(text)
            same("an echo of text", await ws.recv(), text)
    check(ws.close_code == 1000, f"close code {ws.close_code}")


@socket_feature("websocket: over a unix socket, and IPv6")
async def other_ways(site):
    async with websockets.unix_connect(f"{site.work}/socket", "ws://localhost/", subprotocols=["echo"]) as ws:
        await ws.send("unix")
        check(await ws.recv() == "unix", "over the unix socket")
    async with websockets.connect(f"ws://[::1]:{site.port}/", subprotocols=["echo"], proxy=None) as ws:
        await ws.send("six")
        check(await ws.recv() == "six", "over IPv6")


@socket_feature("websocket: fragments both ways")
async def fragments(site):
    async with connect(site, "echo") as ws:
        await ws.send([b"frag", b"", b"mented" * 10000, b"."])
        same("a fragmented message", await ws.recv(), b"frag" + b"mented" * 10000 + b".")
        await ws.send(["in ", "", "three ", "parts"])
        same("a fragmented text", await ws.recv(), "in three parts")
    async with connect(site, "commands") as ws:
        await ws.send("fragments")
        parts = [part async for part in ws.recv_streaming()]
        check(parts == ["first,", "", " second,", " third."], f"{parts}")


@socket_feature("websocket: pings both ways")
async def pings(site):
    async with connect(site, "commands") as ws:
        await asyncio.wait_for(await ws.ping(b"there?"), 10)
        await ws.send("ping of ours")
        check(await ws.recv() == "pong of ours", "RECEIVE_PONG")


@socket_feature("websocket: close codes")
async def closes(site):
    for code, reason in (1000, "done"), (1001, ""), (1008, "no"), (3000, "three"), (4001, "bye ß"), (4999, "x" * 60):
        async with connect(site, "commands") as ws:
            await ws.send(f"close {code} {reason}")
            with contextlib.suppress(websockets.ConnectionClosed):
                await ws.recv()
                check(False, "no close")
            await ws.wait_closed()
        check(ws.close_code == code and ws.close_reason == reason, f"{code}: {ws.close_code} {ws.close_reason!r}")
    for code in 1000, 1001, 3001, 4567:
        async with connect(site, "commands") as ws:
            await ws.close(code, "because")
        check(ws.close_code == code, f"the answer to {code} is {ws.close_code}")
        counts = await asyncio.to_thread(site.counts)
        check(counts["last_close"] == code, f"{counts}")


@socket_feature("websocket: a connection that the program drops")
async def dropped(site):
    async with connect(site, "commands") as ws:
        await ws.send("drop")
        with contextlib.suppress(websockets.ConnectionClosed):
            await ws.recv()
            check(False, "no end")


@socket_feature("websocket: refused by the program")
async def denied(site):
    try:
        async with connect(site, "commands", "/?deny=1"):
            check(False, "it was let in")
    except websockets.InvalidHandshake:
        pass
    except (EOFError, OSError):
        pass
    async with connect(site, "commands", "/some/path?x=1") as ws:
        await ws.send("headers")
        check(await ws.recv() == "/some/path", "the uri in ESTABLISHED")


@socket_feature("websocket: 20 MB in one lws_write")
async def big(site):
    async with connect(site, "commands") as ws:
        await ws.send("big 20000000")
        same("the message", await ws.recv(), pattern(0, 20000000))
        await ws.send("ping still")
        check(await ws.recv() == "pong still", "what follows")


@socket_feature("websocket: reception stopped for a while")
async def held(site):
    async with connect(site, "commands") as ws:
        await ws.send("hold")
        for _ in range(100):
            await ws.send(b"x" * 1000)
        got = 0
        while got < 100000:
            text = await ws.recv()
            check(text.startswith("since then "), text)
            got = int(text.split()[-1])
        check(got == 100000, f"{got}")


@socket_feature("websocket: text that is no UTF-8 closes with 1007")
async def utf8(site):
    for parts in [b"\xc3\x28"], [b"ok", b"\xed\xa0\x80"], [b"\xf0\x90\x8d"]:
        async with connect(site, "echo") as ws:
            with contextlib.suppress(websockets.ConnectionClosed):
                await ws.send(parts[0] if len(parts) == 1 else parts, text=True)
                await ws.recv()
                check(False, f"{parts} came back")
        check(ws.close_code == 1007, f"{parts}: {ws.close_code}")
    async with connect(site, "echo") as ws:
        await ws.send([b"\xf0\x90", b"\x8d", b"\x88"], text=True)
        check(await ws.recv() == "𐍈", "a character in three frames")


@socket_feature("websocket: all are asked to write, of a vhost or of all")
async def woken(site):
    async def expect(ws, text):
        got = await asyncio.wait_for(ws.recv(), 10)
        check(got == text, f"{got} instead of {text}")
    async with connect(site, "news") as a, connect(site, "news") as b, connect(site, "news", port=site.other) as c, \
            connect(site, "echo") as other:
        await asyncio.to_thread(request, site.port, "/dyn/wake")
        await expect(a, "main.example 1")
        await expect(b, "main.example 1")
        await asyncio.to_thread(request, site.other, "/dyn/wake")
        await expect(c, "elsewhere 1")
        await asyncio.to_thread(request, site.port, "/dyn/wake?all=1")
        await expect(a, "main.example 2")
        await expect(b, "main.example 2")
        for ws in a, b, other:
            with contextlib.suppress(asyncio.TimeoutError):
                got = await asyncio.wait_for(ws.recv(), 0.1)
                check(False, f"more came: {got}")


@socket_feature("websocket: after requests on the same connection")
async def after_requests(site):
    reader, writer = await asyncio.open_connection(HOST, site.port)
    writer.write(b"GET /one.txt HTTP/1.1\r\nHost: main.example\r\n\r\n")
    got = await reader.readuntil(b"\r\n\r\n")
    check(b" 200 " in got and await reader.readexactly(1) == site.contents["one.txt"], "the file")
    # The first frame comes together with the handshake.
    writer.write(HANDSHAKE + b"\x81\x83\x01\x02\x03\x04" + bytes(a ^ b for a, b in zip(b"abc", b"\x01\x02\x03")))
    got = await reader.readuntil(b"\r\n\r\n")
    check(got.startswith(b"HTTP/1.1 101 "), f"{got!r}")
    check(await reader.readexactly(5) == b"\x81\x03abc", "the echo")
    writer.close()


@socket_feature("websocket: beside uploads, downloads and slow readers")
async def beside(site):
    stop = threading.Event()
    problems = []

    def work():
        while not stop.is_set():
            try:
                same("a file", request(site.port, "/big.bin").body, site.contents["big.bin"])
                check(request(site.port, "/dyn/post", method="POST", body=b"x" * 300000).body.startswith(b"300000 "), "POST")
                same("slices", request(site.port, "/dyn/slices?size=500000").body, pattern(0, 500000))
            except Exception as error:  # whatever it is: it belongs into the report
                problems.append(error)
                return
    threads = [threading.Thread(target=work) for _ in range(3)]
    slow = socket.create_connection((HOST, site.port))
    slow.sendall(b"GET /dyn/big?size=30000000 HTTP/1.1\r\nHost: main.example\r\n\r\n")
    for t in threads:
        t.start()
    try:
        connections = [await connect(site, "echo") for _ in range(30)]
        for turn in range(20):
            await asyncio.gather(*(ws.send(f"{n} {turn}") for n, ws in enumerate(connections)))
            for n, ws in enumerate(connections):
                check(await asyncio.wait_for(ws.recv(), 10) == f"{n} {turn}", f"connection {n}, turn {turn}")
        await asyncio.gather(*(ws.close() for ws in connections))
    finally:
        stop.set()
        slow.close()
        await asyncio.to_thread(lambda: [t.join() for t in threads])
    check(not problems, f"{problems}")


@socket_feature("500 websockets at once")
async def many(site):
    connections = await asyncio.gather(*(connect(site, "echo") for _ in range(500)))
    await asyncio.gather(*(ws.send(f"I am {n}") for n, ws in enumerate(connections)))
    for n, ws in enumerate(connections):
        got = await asyncio.wait_for(ws.recv(), 20)
        check(got == f"I am {n}", f"connection {n} got {got}")
    await asyncio.gather(*(ws.close() for ws in connections))


@feature("nothing is left behind")
def settles(site):
    site.settles()
    counts = site.counts()
    check(counts["bodies"] >= counts["completions"] > 0, f"{counts}")


@feature("alive to the end")
def alive(site):
    wait_for("the server", lambda: site.server is None or site.server.alive(), 1)
