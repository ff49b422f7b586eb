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
import threading
import time

from common import (HOST, ROOT, Failed, Http, Server, accepts, arguments, check, compile_flags, free_port, http, library_folder,
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
        command = [binary, "-p", str(self.port), *options]
        if args.valgrind:
            command = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full", "--fair-sched=yes",
                       "--errors-for-leak-kinds=definite,indirect,possible",
                       f"--suppressions={ROOT}/capi-tests/valgrind.supp", *command]
        super().__init__(command, self.port, library, seconds=60)

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

        taken = subprocess.run(server.process.args, env=dict(os.environ, LD_LIBRARY_PATH=library_folder(args)),
                               capture_output=True, timeout=60)
        check(taken.returncode == 1 and b"cannot listen on port" in taken.stderr, f"a second one on the port: {taken}")
        said("libyimmo: a server that cannot start says so")

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
        wait_for("all to be gone", lambda: server.said().count(": here") == server.said().count(": gone"), 10)
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
    # A greeting that does not fit into the socket's buffer: the program's bytes are kept until they are sent.
    text = "".join(chr(97 + n % 26) for n in range(12_000_000))
    with open(f"{temporary_folder()}/greeting", "w") as out:
        out.write(text)
    with contextlib.closing(Example(args, "libyimmo-echo", "-g", out.name, libraries=["-lev"])) as server:
        slow, gone = Raw(server.port), Raw(server.port)
        server.says("(?m)^2: here$")
        time.sleep(0.5)
        check("released" not in server.said(), "released before it is sent")
        gone.close()
        server.says("(?m)^a greeting is released$")
        check(server.said().count("released") == 1, "released before it is sent")
        slow.send(FIN | TEXT, b"behind it")
        slow.expect(FIN | TEXT, text.encode())
        slow.expect(FIN | TEXT, b"behind it")
        wait_for("the second release", lambda: server.said().count("a greeting is released") == 2, 5)
        mute = Raw(server.port)
        server.says("(?m)^3: here$")
        check(server.leaves(signal.SIGTERM) == 0, f"its end: {server.said()[-300:]}")
        server.says(r"(?m)^3 greeted, 0 sessions left, 0 greetings not released$")
        mute.close()
    said("libyimmo: a reference is kept until it is sent, or its connection or the server ends, then released once")
    said("libyimmo: SIGINT and SIGTERM end the program's loop; each session is closed, each reference released")


def greeted(server):
    one = Raw(server.port)
    try:
        return one.frame() == (FIN | TEXT, b"Hello!")
    except Failed:
        return False
    finally:
        one.close()


# ---- facil.io, once lib-server ----

def facil(args):
    echo = ["-lpthread"]
    with contextlib.closing(Example(args, "facil-hello-echo", libraries=echo)) as server:
        address = f"http://{HOST}:{server.port}"
        # Without -p it is 8080, if nobody else is there.
        if not accepts(8080):
            other = Server(server.process.args[:-2], 8080, library_folder(args), seconds=60)
            check(curl(f"http://{HOST}:8080/")[1] == b"Hello World!", "on port 8080")
            other.stop()
        head, body = curl(address)
        check(" 200 ok" in head and body == b"Hello World!" and "content-length: 12" in head, f"{head} {body}")
        check("set-cookie" not in head, head)
        head, body = curl(address + "/?name=joe")
        check("set-cookie: name=joe\r\n" in head + "\r\n" and body == b"Hello World!", head)
        check(curl("-I", address)[1] == b"", "HEAD")
        one = Http(server.port)
        one.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 3)
        check([one.read_reply().body for _ in range(3)] == [b"Hello World!"] * 3, "pipelined")
        said("facil: Hello World!, 12 bytes, and a cookie")

        # on_open, on_message with whole messages and is_text, write, on_close.
        with server.ws("/any") as ws:
            for message in "text", "", b"", bytes(range(256)), "\u00e9" * 1000, os.urandom(262144):
                ws.send(message)
                check(ws.recv(5) == message, f"{message[:20]!r}")
            ws.send(["in ", "three ", "pieces"])
            check(ws.recv(5) == "in three pieces", "a message in pieces")
        server.says("(?m)^1 opens$|^[0-9]+ opens$")
        server.says("(?m)closes: it was open, a write gives -1$")
        before = server.said()
        with server.ws("/plain") as ws:
            ws.send("with on_message alone")
            check(ws.recv(5) == "with on_message alone", "the other callbacks are optional")
        check(server.said() == before, "a websocket without callbacks says something")
        one = Raw(server.port)
        one.send(TEXT, b"a")
        one.quiet()
        one.send(FIN | CONTINUATION, b"b")
        one.expect(FIN | TEXT, b"ab")
        one.send(FIN | TEXT, b"\xff\xfe")
        check(one.close_code() == 1007, "text that is not UTF-8")
        said("facil: on_message gets whole messages, text that is UTF-8 or binary; write answers in kind, or with -1")

        # Cookies in the 101; a refusal; what never opens.
        one = Raw(server.port, "/?name=joe")
        check(one.reply.status == 101 and one.reply.headers.get("set-cookie") == "name=joe", f"{one.reply.headers}")
        one.close()
        refused = Raw(server.port, "/refuse")
        check(refused.reply.status == 403, f"{refused.reply.status}")
        try:
            with server.ws("/refuse"):
                raise Failed("not refused")
        except InvalidStatus as error:
            check(error.response.status_code == 403 and error.response.body == b"Not here.", f"{error.response}")
        check("never opened" not in server.said(), "too early")
        try:
            with server.ws("/?name=" + "n" * 6000):
                raise Failed("a cookie of 6000 bytes fits")
        except (InvalidMessage, EOFError):
            pass
        server.says("(?m)closes: it never opened")
        bad = Raw(server.port, key="short")
        check(bad.reply.status == 400, f"a bad key: {bad.reply.status}")
        wait_for("both that never opened", lambda: server.said().count("it never opened") == 2, 5)
        said("facil: cookies before the upgrade, upgrades refused, on_close for what failed to be established")

        # The laboratory: user data, ids, the server, count, each, settings.
        def ask(ws, command):
            ws.send(command)
            return ws.recv(5)
        with contextlib.ExitStack() as stack:
            sockets = [stack.enter_context(server.ws("/lab")) for _ in range(40)]
            wait_for("the others' end", lambda: ask(sockets[0], "count") == "40", 5)
            check(ask(sockets[0], "udata") == "/lab", "user data set before the connection")
            check([ask(sockets[0], f"udata {n}") for n in "ab"] == ["/lab", "a"], "the old user data")
            check(ask(sockets[0], "udata") == "b" and ask(sockets[1], "udata") == "/lab", "user data")
            ids = [int(ask(ws, "uuid")) for ws in sockets]
            link = os.readlink(f"/proc/{server.pid}/fd/{ask(sockets[7], 'fd')}")
            check(link.startswith("socket:"), f"the descriptor of an id is {link}")
            check(len(set(ids)) == 40 and ids == [int(ask(ws, "uuid")) for ws in sockets], f"{ids}")
            places = [ask(ws, "server") for ws in sockets]
            found = {re.fullmatch(r"thread (\d) process (\d+)", p).groups() for p in places}
            check({int(p) for _, p in found} == {server.pid}, f"{found}")
            check(len(found) >= 3 and {t for t, _ in found} <= set("1234"), f"40 connections, threads {found}")
            with server.ws("/echo") as echoing:
                for _ in range(3):
                    sockets[0].send("each to the others")
                    for ws in sockets[1:] + [echoing]:
                        check(ws.recv(5) == "to the others", "each")
                    check(sockets[0].recv(5) == "finished", "the finish callback comes to the originator")
            sockets[5].send("all to everybody")
            for ws in sockets:
                check(ws.recv(5) == "to everybody", "each of NULL")
            server.says('(?m)^all are told "to everybody"$')
            check(ask(sockets[0], "binary \u00e9") == "\u00e9".encode(), "write with is_text 0")
            check(ask(sockets[0], "nonsense") == "what?", "nonsense")
            sockets[39].send("close")
            with contextlib.suppress(ConnectionClosed):
                raise Failed(f"close: {sockets[39].recv(5)!r}")
            check(sockets[39].close_code == 1000, f"{sockets[39].close_code}")
            wait_for("one less", lambda: ask(sockets[0], "count") == "39", 5)
            # One that is gone when its finish callback comes.
            sockets[38].send("each last words")
            sockets[38].socket.close()
            for ws in sockets[:38]:
                check(ws.recv(5) == "last words", "each of one that leaves")
            server.says('(?m)^all are told "last words"$')
            said("facil: udata, server, uuid, count, each and its finish callback, close; over all threads")

            # The limit: 262144, until another one is set, from the next message on, in all threads.
            check(ask(sockets[0], "limit") == "262144", "the limit at first")
            check(ask(sockets[0], "timeout") == "45", "the timeout at first")
            big = Raw(server.port, "/echo")
            big.send(FIN | BINARY, b"b" * 262145)
            check(big.close_code() == 1009, "262145 bytes")
            big = Raw(server.port, "/echo")
            big.send(BINARY, b"b" * 262144)
            big.send(CONTINUATION, b"")
            big.send(FIN | CONTINUATION, b"b")
            check(big.close_code() == 1009, "262145 bytes in fragments")
            echoing = [stack.enter_context(server.ws("/echo")) for _ in range(20)]
            for ws in echoing:
                for _ in range(3):
                    ws.send(b"s" * 131072)
                    check(len(ws.recv(5)) == 131072, "many messages may be larger together")
            check(ask(sockets[3], "limit 1000") == "1000" and ask(sockets[7], "limit") == "1000", "limit")
            time.sleep(0.5)
            for ws in echoing[:10]:
                ws.send(b"s" * 1000)
                check(len(ws.recv(5)) == 1000, "1000 bytes")
                ws.send(b"s" * 1001)
                with contextlib.suppress(ConnectionClosed):
                    raise Failed(f"{len(ws.recv(5))} bytes")
                check(ws.close_code == 1009, f"{ws.close_code}")
            ask(sockets[3], "limit 2097152")
            time.sleep(0.5)
            for ws in echoing[10:]:
                ws.send(b"s" * 2097152)
                check(len(ws.recv(5)) == 2097152, "2 MiB")
            said("facil: max_msg_size is 262144, for each message, and is changed at run time")

            # The timeout is inherited by new connections, and changed for new ones alone.
            before = Raw(server.port, "/echo")
            check(ask(sockets[0], "timeout 1") == "1", "timeout")
            after = Raw(server.port, "/echo")
            begin = time.time()
            after.expect(FIN | PING)
            check(0.8 < time.time() - begin < 4, f"a ping after {time.time() - begin:.1f} s")
            after.send(FIN | PONG)
            after.expect(FIN | PING)
            after.send(FIN | PONG)
            check(after.frame() == (FIN | PING, b""), "a third ping")
            # This one is not answered.
            begin = time.time()
            check(after.ends() == b"", "the end of a dead peer")
            check(time.time() - begin < 4, f"the end came after {time.time() - begin:.1f} s")
            before.quiet(0.5)
            check(before.reply.status == 101, "the old timeout")
            before.send(FIN | TEXT, b"here")
            before.expect(FIN | TEXT, b"here")
            said("facil: a ping after the timeout's silence, the end of dead peers; new connections inherit the setting")
        # One that does not read is not read from.
        mute = Raw(server.port, "/echo")
        sent = pour(mute.socket, frame(FIN | BINARY, b"f" * 60000), 200_000_000)
        check(sent < 100_000_000, f"it took {sent} bytes from one that does not read")
        mute.close()
    # The end, told to each before its connection is closed.
    for end, options in ((signal.SIGTERM, []), (signal.SIGINT, ["-w", "3", "-t", "2", "-m", "5000", "-k", "7"])):
        with contextlib.ExitStack() as stack:
            server = stack.enter_context(contextlib.closing(
                Example(args, "facil-hello-echo", *options, libraries=echo)))
            sockets = [stack.enter_context(server.ws("/lab")) for _ in range(30)]
            places = []
            for ws in sockets:
                ws.send("server")
                places.append(ws.recv(5))
            pids = {p.split()[-1] for p in places}
            check(len(pids) == (3 if options else 1), f"{pids}")
            if options:
                check((ask(sockets[0], "limit"), ask(sockets[1], "timeout")) == ("5000", "7"), "-m and -k")
                counts = {}
                for ws, place in zip(sockets, places):
                    ws.send("count")
                    counts.setdefault(place.split()[-1], set()).add(ws.recv(5))
                check(all(len(c) == 1 for c in counts.values()), f"{counts}")
                check(sum(int(*c) for c in counts.values()) == 30, f"forked processes do not count: {counts}")
                sockets[0].send("all of one process")
                sockets[0].recv(5)
                for ws, place in zip(sockets[1:], places[1:]):
                    try:
                        told = ws.recv(5 if place.split()[-1] == places[0].split()[-1] else 0.05)
                    except TimeoutError:
                        told = None
                    check((told is not None) == (place.split()[-1] == places[0].split()[-1]), "each, in another process")
            server.process.send_signal(end)
            for ws in sockets:
                check(ws.recv(5) == "The server says goodbye.", "on_shutdown")
                with contextlib.suppress(ConnectionClosed):
                    raise Failed(f"{ws.recv(5)!r} after the goodbye")
                check(ws.close_code == 1001, f"{ws.close_code}")
            check(server.process.wait(10) == 0, server.said()[-500:])
            log = server.said()
            ids = re.findall(r"(?m)^(\d+) shuts down$", log)
            check(len(ids) == 30 and log.count("shuts down") == log.count("it was open"), log[-2000:])
            for who in ids if not options else ():
                check(log.index(f"{who} shuts down") < log.index(f"\n{who} closes"), f"{who}: closed before the notice")
            check(len(re.findall(r"(?m)^process \d+ has ended$", log)) == (3 if options else 1), log[-500:])
    said("facil: several processes, each with its own count and each(); on_shutdown before on_close, for every connection")


class Silence:
    """The ping after 45 s, to one that says nothing; another one speaks in between. Meanwhile there is other work to do."""

    def __init__(self, args):
        self.server = Example(args, "facil-hello-echo", libraries=["-lpthread"])
        self.silent, self.speaks = Raw(self.server.port, "/echo"), Raw(self.server.port, "/echo")
        self.began = time.time()
        self.pinged = None
        self.thread = threading.Thread(target=self.wait, daemon=True)
        self.thread.start()

    def wait(self):
        time.sleep(20)
        self.speaks.send(FIN | TEXT, b"still here")
        self.speaks.expect(FIN | TEXT, b"still here")
        self.silent.socket.settimeout(60)
        self.silent.expect(FIN | PING)
        pinged = time.time() - self.began
        self.speaks.quiet(1)
        self.pinged = pinged

    def ends(self):
        self.thread.join(60)
        check(self.pinged and 44.5 < self.pinged < 48, f"the ping came after {self.pinged} s")
        self.server.close()
        said(f"facil: a ping after {self.pinged:.1f} s of silence, and none to one that has spoken")


# ---- ESP-IDF's esp_http_server ----

def esp(args):
    with contextlib.closing(Example(args, "esp-httpd-echo", libraries=["-lpthread"])) as server:
        address = f"http://{HOST}:{server.port}"
        for options, path, status, body in (
                ([], "/", 200, b"Websockets"), ([], "/hello", 200, b"Hello!"), (["-d", "x=y"], "/hello", 200, b"Thank you!"),
                ([], "/nowhere", 404, b""), ([], "/hello/", 404, b""), (["-X", "DELETE"], "/hello", 405, b""),
                (["-d", "x"], "/", 405, b""), ([], "/hello?with=args", 200, b"Hello!"), ([], "/ws", 426, b"")):
            head, got = curl(*options, address + path)
            check(f" {status} " in head and body in got, f"{options} {path}: {head} {got}")
        said("esp: handlers by URI and method, with their user_ctx, 404 and 405 otherwise")

        # Sub-protocols, by URI.
        for path, offered, chosen in (("/ws", "chat", "chat"), ("/ws", "other, chat", "chat"), ("/ws", None, None),
                                      ("/ws", "echo", None), ("/ws", "chatter", None), ("/static", "chat", None),
                                      ("/static", None, None), ("/static", "httpd", None)):
            one = Raw(server.port, path, *([f"Sec-WebSocket-Protocol: {offered}"] if offered else []))
            check(one.reply.status == 101 and one.reply.headers.get("sec-websocket-protocol") == chosen,
                  f"{path} {offered}: {one.reply.status} {one.reply.headers}")
            one.send(FIN | TEXT, b"x")
            one.expect(FIN | TEXT, b"x")
            one.close()
        with server.ws("/ws", subprotocols=["chat"]) as ws:
            check(ws.subprotocol == "chat", f"{ws.subprotocol}")
        one = Raw(server.port, "/ws", "Sec-WebSocket-Protocol: a", "Sec-WebSocket-Protocol: b, chat")
        check(one.reply.headers.get("sec-websocket-protocol") == "chat", f"{one.reply.headers}")
        check(Raw(server.port, "/nowhere").reply.status == 404, "a websocket where there is none")
        check(Raw(server.port, "/ws", key="gfhjgfhjfj").reply.status == 400, "a key that is none")
        check(Raw(server.port, "/").reply.status == 200, "a websocket where there is a page")
        said("esp: supported_subprotocol is answered where it is the handler's and was offered, else none is")

        # The handler is called before the handshake, and may refuse.
        check(server.said().count("/ws: a handshake") == 8, server.said())
        check(Raw(server.port, "/private?key=sesame").reply.status == 101, "with the key")
        refused = Raw(server.port, "/private?key=wrong")
        check(refused.reply.status == 403, f"{refused.reply.status}")
        refused = Raw(server.port, "/private")
        check(refused.reply is None, "without the key it hangs up")
        said("esp: the handler is called with GET before the handshake, which it may refuse")

        # The size first, then exactly that many bytes.
        one = Raw(server.port, "/ws")
        sizes = (0, 1, 125, 126, 127, 128, 129, 65535, 65536, 300000, 1048576)
        for size in sizes:
            payload = os.urandom(size)
            one.send(FIN | BINARY, payload)
            one.expect(FIN | BINARY, payload)
            server.says(f"(?m)^/ws: {size} bytes of type 2$")
        for n in range(len(frame(FIN | TEXT, b"byte by byte"))):
            one.socket.sendall(frame(FIN | TEXT, b"byte by byte")[n:n + 1])
            time.sleep(0.01)
        one.expect(FIN | TEXT, b"byte by byte")
        server.says("(?m)^/ws: 12 bytes of type 1$")
        # What comes in fragments is a frame each: final is 0, 0, 1, the type text, continuation, continuation.
        for first, payload in (TEXT, b"a"), (CONTINUATION, b""), (CONTINUATION, b"c" * 300), (FIN | CONTINUATION, b"d"):
            one.send(first, payload)
            one.expect(first, payload)
        server.says("(?m)^/ws: 300 bytes of type 0$")
        # Control frames are not this handler's.
        before = server.said().count("/ws: ")
        one.send(FIN | PING, b"ping")
        one.expect(FIN | PONG, b"ping")
        one.send(FIN | PONG, b"pong")
        one.quiet()
        check(server.said().count("/ws: ") == before, "a handler without handle_ws_control_frames gets some")
        one.send(FIN | CLOSE, struct.pack(">H", 1000))
        one.expect(FIN | CLOSE, struct.pack(">H", 1000))
        check(one.ends() == b"" and server.said().count("/ws: ") == before, "the close")
        big = Raw(server.port, "/ws")
        big.socket.sendall(frame(FIN | BINARY, b"b" * 1048577)[:20])
        check(big.close_code() == 1009, "more than the handler allocates")
        said("esp: recv_frame with the size first, then exactly that many bytes; frames with type and final; no control frames")

        # The static buffer.
        one = Raw(server.port, "/static")
        for size in 0, 1, 127, 128:
            payload = os.urandom(size)
            one.send(FIN | BINARY, payload)
            one.expect(FIN | BINARY, payload)
        data = frame(FIN | TEXT, b"s" * 128)
        for n in range(0, len(data), 50):
            one.socket.sendall(data[n:n + 50])
            time.sleep(0.05)
        one.expect(FIN | TEXT, b"s" * 128)
        one.send(FIN | TEXT, b"s" * 129)
        check(one.close_code() == 1009, "129 bytes into 128")
        one.ends()
        said("esp: recv_frame into a static buffer of 128 bytes, and one more closes")

        # Control frames on request: the handler answers them itself.
        one = Raw(server.port, "/control")
        one.send(FIN | TEXT, b"text")
        one.expect(FIN | TEXT, b"text")
        for payload in b"", b"ping", b"p" * 125:
            one.send(FIN | PING, payload)
            one.expect(FIN | PONG, payload)
            server.says(f"(?m)^/control: a ping of {len(payload)} bytes$")
        one.quiet()     # and the library does not answer a second time
        one.send(FIN | PONG, b"pong!")
        server.says("(?m)^/control: a pong of 5 bytes$")
        one.quiet()
        one.send(TEXT, b"in a ")
        one.expect(TEXT, b"in a ")
        one.send(FIN | PING, b"x")
        one.expect(FIN | PONG, b"x")
        one.send(FIN | CONTINUATION, b"message")
        one.expect(FIN | CONTINUATION, b"message")
        one.send(FIN | CLOSE, struct.pack(">H", 3001) + b"why")
        one.expect(FIN | CLOSE, struct.pack(">H", 3001) + b"why")
        server.says("(?m)^/control: a close of 5 bytes$")
        check(one.ends() == b"", "after the close")
        said("esp: with handle_ws_control_frames the handler gets pings, pongs and closes, and answers them")

        # Another thread sends.
        with server.ws("/ws") as one, server.ws("/ws") as other:
            one.send("Trigger async")
            check(one.recv(5) == "Async data", "async")
            server.says("(?m)^the other thread has sent$")
            for _ in range(50):
                other.send("Trigger async")
                one.send("echo")
                check(other.recv(5) == "Async data" and one.recv(5) == "echo", "async again")
            other.send("Trigger async!")
            check(other.recv(5) == "Trigger async!", "another text")
        for _ in range(20):
            gone = Raw(server.port, "/ws")
            gone.send(FIN | TEXT, b"Trigger async")
            gone.close()
        check(server.alive(), server.said())
        said("esp: asynchronous sends from another thread, also to one that has left; queue_work comes back to the server's")

        # Fragments by the program.
        one = Raw(server.port, "/fragments")
        one.send(FIN | TEXT, b"abcdefgh")
        one.expect(TEXT, b"ab")
        one.expect(CONTINUATION, b"cd")
        one.expect(FIN | CONTINUATION, b"efgh")
        one.send(FIN | BINARY, b"")
        one.expect(BINARY)
        one.expect(CONTINUATION)
        one.expect(FIN | CONTINUATION)
        with server.ws("/fragments") as ws:
            ws.send("one message")
            check(ws.recv(5) == "one message", "put together")
        said("esp: fragmented sends by the program, with the final flag; FIN by itself otherwise")

        mute = Raw(server.port, "/ws")
        sent = pour(mute.socket, frame(FIN | BINARY, b"f" * 60000), 200_000_000)
        check(sent < 100_000_000, f"it took {sent} bytes from one that does not read")
        with server.ws("/ws") as ws:
            ws.send("x")
            check(ws.recv(5) == "x", "the others are served")
            check(server.leaves(signal.SIGINT) == 0, server.said()[-500:])
        server.says("(?m)^the server has ended$")
        mute.close()
        said("esp: its end")


# ---- all of them ----

def test():
    parser = arguments(__doc__)
    parser.add_argument("--only", help="one of them")
    parser.add_argument("--valgrind", action="store_true", help="under valgrind; what is about time may then fail")
    args = parser.parse_args()
    silence = None if args.only or args.valgrind else Silence(args)
    for example in libyimmo, facil, esp:
        if not args.only or example.__name__ == args.only:
            example(args)
    if silence:
        silence.ends()


main(test)
