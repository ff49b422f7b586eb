"""examples-c/coming-from: three servers in the style of other libraries, asked by curl, websockets and raw sockets
everything that the documents of those libraries promise.

    coming_from_servers.py [--abi 17] [--only libyimmo]
"""
import contextlib
import os
import re
import signal
import socket
import struct
import subprocess
import time

from common import (HOST, ROOT, Failed, Http, Server, arguments, check, compile_flags, free_port, http, library_folder,
                    main, run, said, temporary_folder, wait_for)
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus
from websockets.sync.client import connect

FIN, CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x80, 0, 1, 2, 8, 9, 10
KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Example(Server):
    """One of them, compiled without a warning and running. What it prints is its `said()`."""

    def __init__(self, args, name, *options, libraries=()):
        binary = f"{temporary_folder()}/{name}"
        library = library_folder(args)
        run(["cc", "-std=c99", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pedantic",
             f"{ROOT}/examples-c/coming-from/{name}.c", "-o", binary, *compile_flags(args), "-L" + library, "-lwebsockets",
             *libraries])
        self.port = free_port()
        super().__init__([binary, "-p", str(self.port), *options], self.port, library, seconds=60)

    def said(self):
        with open(self.log, errors="replace") as log:
            return log.read()

    def says(self, pattern, seconds=5):
        return wait_for(f"{pattern!r} among\n{self.said()}", lambda: re.search(pattern, self.said()), seconds)

    def leaves(self, with_signal, seconds=10):
        """Its exit code after a signal."""
        self.process.send_signal(with_signal)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failed(f"signal {with_signal} does not end it:\n{self.said()}") from None

    def close(self):
        self.stop()

    def ws(self, path="/", **options):
        for name, value in dict(compression=None, proxy=None, ping_interval=None, max_size=None).items():
            options.setdefault(name, value)
        return connect(f"ws://{HOST}:{self.port}{path}", **options)


class Raw:
    """A websocket, frame by frame."""

    def __init__(self, port, path="/", *headers, key=KEY):
        self.http = Http(port, 10)
        self.http.send("\r\n".join([f"GET {path} HTTP/1.1", "Host: x", "Connection: Upgrade", "Upgrade: websocket",
                                    "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", *headers, "", ""])
                       .encode())
        self.reply = self.http.read_reply(head_only=True)

    @property
    def socket(self):
        return self.http.socket

    def send(self, first, payload=b""):
        self.socket.sendall(frame(first, payload))

    def bytes(self, count):
        while len(self.http.buffer) < count:
            if not self.http.more():
                raise Failed(f"the connection ended after {self.http.buffer!r}")
        got, self.http.buffer = self.http.buffer[:count], self.http.buffer[count:]
        return got

    def frame(self):
        """Its first byte, and its payload."""
        first, length = self.bytes(2)
        check(not length & 0x80, "a server masks its frames")
        if length >= 126:
            length, = struct.unpack(">H" if length == 126 else ">Q", self.bytes(2 if length == 126 else 8))
        return first, self.bytes(length)

    def expect(self, first, payload=b""):
        got = self.frame()
        check(got == (first, payload), f"({got[0]:#x}, {got[1][:60]!r}) instead of ({first:#x}, {payload[:60]!r})")

    def quiet(self, seconds=0.2):
        """Nothing comes."""
        self.socket.settimeout(seconds)
        with contextlib.suppress(TimeoutError):
            got = self.http.buffer or self.socket.recv(100)
            raise Failed(f"{got!r} instead of nothing")
        self.socket.settimeout(10)

    def ends(self, seconds=10):
        """What comes until the connection ends."""
        self.socket.settimeout(seconds)
        with contextlib.suppress(ConnectionResetError):
            while self.http.more():
                pass
        return self.http.buffer

    def close_code(self):
        """Reads to the close frame: its status."""
        while True:
            first, payload = self.frame()
            if first & 15 == CLOSE:
                return struct.unpack(">H", payload[:2])[0] if payload else 1005

    def close(self):
        self.socket.close()


def frame(first, payload=b""):
    length = len(payload)
    head = bytes([first, 0x80 | length]) if length < 126 else bytes([first, 0xfe]) + struct.pack(">H", length) \
        if length < 65536 else bytes([first, 0xff]) + struct.pack(">Q", length)
    return head + bytes(4) + payload


def pour(peer, chunk, most):
    """Sends the same again and again until nothing has been taken for a second: how much it was."""
    peer.setblocking(False)
    sent, rest, taken = 0, b"", time.time()
    while time.time() < taken + 1 and sent < most:
        rest = rest or chunk * 10
        try:
            n = peer.send(rest)
            rest, sent, taken = rest[n:], sent + n, time.time()
        except BlockingIOError:
            time.sleep(0.02)
    return sent


def curl(*command):
    done = run(["curl", "-sS", "-i", "--max-time", "10", *command])
    head, _, body = done.partition(b"\r\n\r\n")
    return head.decode().lower(), body


# ---- libyimmo ----

def libyimmo(args):
    with contextlib.closing(Example(args, "libyimmo-echo", "-m", "100000", "-s", "300", libraries=["-lev"])) as server:
        address = f"http://{HOST}:{server.port}"
        # Plain HTTP: any method and path, both versions, kept open or not.
        for path in "/", "/any/path?and=args":
            head, body = curl(address + path)
            check(head.startswith("http/1.1 200 ok\r\n") and "content-type: text/plain" in head and
                  "content-length: 2" in head and body == b"OK", f"{head} {body}")
        head, body = curl("-0", address)
        check(head.startswith("http/1.0 200 ok") and "content-type: text/plain" in head and body == b"OK", head)
        head, body = curl("-I", address)
        check(" 200 ok" in head and body == b"", f"HEAD: {head} {body}")
        head, body = curl("-d", "some=form", address)
        check(" 200 ok" in head and body == b"OK", f"POST: {head} {body}")
        one = Http(server.port)
        for _ in range(3):
            one.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            check(one.read_reply().body == b"OK", "on a kept connection")
        one.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 5)
        check([one.read_reply().body for _ in range(5)] == [b"OK"] * 5, "pipelined")
        one.send(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        check(one.read_reply().body == b"OK" and not one.more(), "Connection: close")
        said("libyimmo: plain HTTP/1.0 and 1.1 get 200 OK, text/plain, OK; kept open and closed as asked")

        # An offer of HTTP/2 is passed over.
        head, body = curl("--http2", address)
        check(head.startswith("http/1.1 200 ok") and body == b"OK", f"h2c by curl: {head}")
        one = Http(server.port)
        one.send(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                 b"HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n")
        for _ in range(2):
            reply = one.read_reply()
            check(reply.status == 200 and reply.body == b"OK", f"h2c: {reply.status}")
            check("upgrade" not in reply.headers.get("connection", "").lower(), "h2c: it upgrades")
        said("libyimmo: an offer of HTTP/2 is answered by HTTP/1.1, and the connection goes on with it")

        # The greeting: the first frame, text with FIN.
        one = Raw(server.port)
        check(one.reply.status == 101 and one.reply.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
              f"{one.reply.headers}")
        one.expect(FIN | TEXT, b"Hello!")
        server.says("(?m)^1: here$")
        said("libyimmo: who connects is greeted by one text frame with FIN")

        # Each frame comes back as it went: FIN, opcode, length, also nothing, however TCP cuts it.
        frames = [(FIN | TEXT, b"text"), (FIN | BINARY, bytes(range(256))), (FIN | TEXT, b""), (FIN | BINARY, b""),
                  (TEXT, b"in "), (CONTINUATION, b"three "), (FIN | CONTINUATION, b"frames"),
                  (BINARY, b""), (CONTINUATION, b""), (FIN | CONTINUATION, b""),
                  (TEXT, b""), (CONTINUATION, b"x" * 70000), (FIN | CONTINUATION, b""),
                  (FIN | BINARY, os.urandom(65535)), (FIN | BINARY, os.urandom(65536)), (FIN | BINARY, os.urandom(100000))]
        for first, payload in frames:
            one.send(first, payload)
            one.expect(first, payload)
        one.socket.sendall(b"".join(frame(*f) for f in frames[:10]))
        for f in frames[:10]:
            one.expect(*f)
        data = b"".join(frame(*f) for f in frames[:5] + [(FIN | CONTINUATION, b"y" * 300)])
        for n in range(len(data)):
            one.socket.sendall(data[n:n + 1])
        for f in frames[:5] + [(FIN | CONTINUATION, b"y" * 300)]:
            one.expect(*f)
        # A ping inside of a message is the library's affair.
        one.send(TEXT, b"be")
        one.expect(TEXT, b"be")
        one.send(FIN | PING, b"ping")
        one.expect(FIN | PONG, b"ping")
        one.send(FIN | CONTINUATION, b"hind")
        one.expect(FIN | CONTINUATION, b"hind")
        server.says('(?m)^1: "text"$')
        server.says("(?m)^1: an empty frame")
        said("libyimmo: frames come back with their FIN and opcode, frame by frame, the empty ones too")

        # A failure of the receive callback closes.
        one.send(FIN | TEXT, b"z" * 100001)
        check(one.close_code() == 1009, "a frame beyond the limit")
        check(one.ends() == b"", "what follows the close frame")
        server.says("(?m)^closing a session: Message too long$")
        server.says("(?m)^1: gone$")
        two = Raw(server.port)
        two.expect(FIN | TEXT, b"Hello!")
        two.socket.sendall(b"\x82\xff\x7f" + b"\xff" * 7 + bytes(4) + b"x" * 100)
        check(two.close_code() == 1009, "a frame of 2^63 - 1 bytes")
        said("libyimmo: what a callback fails with closes the connection and is errno; the close callback comes")

        # Closing, by either side's choice and by none.
        three = Raw(server.port)
        three.expect(FIN | TEXT, b"Hello!")
        three.send(FIN | CLOSE, struct.pack(">H", 1000) + b"bye")
        three.expect(FIN | CLOSE, struct.pack(">H", 1000) + b"bye")
        server.says("(?m)^3: gone$")
        four = Raw(server.port)
        four.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        four.close()
        server.says("(?m)^4: gone$")
        said("libyimmo: the close callback comes for a goodbye and for a reset")

        # One that reads only when all is sent; one that never reads.
        many = 3000
        with server.ws() as ws:
            check(ws.recv(5) == "Hello!", "the greeting")
            for n in range(many):
                ws.send(f"{n} " + "m" * 1000)
            for n in range(many):
                check(ws.recv(10) == f"{n} " + "m" * 1000, f"message {n}")
        five = Raw(server.port)
        sent = pour(five.socket, frame(FIN | BINARY, b"f" * 60000), 200_000_000)
        check(sent < 100_000_000, f"it took {sent} bytes from one that does not read")
        with open(f"/proc/{server.pid}/status") as status:
            size = int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))
        check(size < 100_000, f"it has {size} KiB")
        five.close()
        said("libyimmo: order under load, and a peer that does not read is not read from")

        # Beyond -s, the connect callback fails.
        crowd = [Raw(server.port) for _ in range(300)]
        for ws in crowd:
            ws.expect(FIN | TEXT, b"Hello!")
        late = Raw(server.port)
        rest = late.ends()
        check(b"Hello!" not in rest, f"one too many gets {rest!r}")
        server.says("(?m)^closing a session: Too many open files$")
        for ws in crowd[:100]:
            ws.close()
        wait_for("room again", lambda: greeted(server), 5)
        said("libyimmo: a connect callback that fails closes the connection")

        # The end of the loop, with sessions open.
        check(server.leaves(signal.SIGINT) == 0, f"its end: {server.said()[-300:]}")
        server.says("(?m)^the loop has ended$")
        server.says(r"(?m)^\d+ greeted, 0 sessions left, 0 greetings not released$")
        for ws in crowd[100:]:
            ws.ends()
    with contextlib.closing(Example(args, "libyimmo-echo", libraries=["-lev"])) as server:
        with server.ws() as ws:
            check(ws.recv(5) == "Hello!", "the greeting")
            check(server.leaves(signal.SIGTERM) == 0, f"its end: {server.said()[-300:]}")
        server.says(r"(?m)^1 greeted, 0 sessions left, 0 greetings not released$")
    said("libyimmo: SIGINT and SIGTERM end the program's loop; each session is closed, each reference released")


def greeted(server):
    one = Raw(server.port)
    try:
        return one.frame() == (FIN | TEXT, b"Hello!")
    except Failed:
        return False
    finally:
        one.close()


# ---- all of them ----

def test():
    parser = arguments(__doc__)
    parser.add_argument("--only", help="one of them")
    args = parser.parse_args()
    for example in (libyimmo,):
        if not args.only or example.__name__ == args.only:
            example(args)


main(test)
