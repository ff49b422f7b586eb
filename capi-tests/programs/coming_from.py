"""The programs of examples-c/coming-from that own their sockets or are of another era, driven by real clients through all
that their pages in docs/coming-from describe. The others: coming_from_servers.py."""
import os
import re
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import time

from websockets.exceptions import InvalidHandshake
from websockets.sync.client import connect

from common import HOST, ROOT, Failed, Server, arguments, check, compile_flags, free_port, get, http, library_folder, \
    main, run, said, temporary_folder, wait_for

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def build(args, source, binary, *before):
    run(["cc", "-O1", "-g", "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", f"{ROOT}/examples-c/coming-from/{source}",
         "-o", binary, *before, *compile_flags(args), "-L" + library_folder(args), "-lwebsockets"])


class Raw:
    """A websocket, byte by byte."""

    def __init__(self, port, after=b"", path="/"):
        self.socket = socket.create_connection((HOST, port), 20)
        self.buffer = b""
        request = (f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
        self.socket.sendall(request.encode() + after)
        while b"\r\n\r\n" not in self.buffer:
            data = self.socket.recv(65536)
            check(data, "no answer to the handshake")
            self.buffer += data
        self.head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        check(self.head.startswith(b"HTTP/1.1 101"), self.head)
        check(b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in self.head, self.head)

    @staticmethod
    def bytes(first, payload, key=b"\x11\x22\x33\x44"):
        n = len(payload)
        head = bytes([first, 0x80 | n]) if n < 126 else struct.pack(">BBH", first, 254, n) if n < 65536 else \
            struct.pack(">BBQ", first, 255, n)
        mask = int.from_bytes((key * (n // 4 + 1))[:n], "big")
        return head + key + (int.from_bytes(payload, "big") ^ mask).to_bytes(n, "big")

    def send(self, first, payload=b""):
        self.socket.sendall(self.bytes(first, payload))

    def need(self, n):
        while len(self.buffer) < n:
            data = self.socket.recv(1 << 20)
            check(data, f"the connection ended after {self.buffer[:60]}")
            self.buffer += data

    def frame(self):
        """First byte and payload of the next frame."""
        self.need(2)
        first, n = self.buffer[0], self.buffer[1]
        check(n < 128, "a server does not mask")
        at = 2
        if n > 125:
            at = 4 if n == 126 else 10
            self.need(at)
            n = int.from_bytes(self.buffer[2:at], "big")
        self.need(at + n)
        payload, self.buffer = self.buffer[at:at + n], self.buffer[at + n:]
        return first, payload

    def expect(self, first, payload):
        got = self.frame()
        check(got == (first, payload), f"{got[0]:#x} {got[1][:60]}, not {first:#x} {payload[:60]}")

    def expect_close(self, status):
        first, payload = self.frame()
        check(first == 0x80 | CLOSE and payload[:2] == struct.pack(">H", status), f"{first:#x} {payload}, not {status}")

    def expect_end(self):
        check(not self.buffer and not self.socket.recv(100), "more came")

    def close(self):
        self.socket.close()


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as text:
        return [int(word) for word in text.read().split()]


def memory(pid):
    with open(f"/proc/{pid}/status") as text:
        return int(re.search(r"VmRSS:\s+(\d+)", text.read())[1])


def wslay(args):
    """docs/coming-from/wslay.md: the echo server that forks, with its own recv, send and poll."""
    work = temporary_folder()
    build(args, "wslay-fork-echo.c", f"{work}/echo")
    port = free_port()
    server = Server([f"{work}/echo", str(port)], port, library_folder(args))
    wait_for("the end of the probe", lambda: not children(server.pid))

    with connect(f"ws://{HOST}:{port}", max_size=None) as client:
        for message in "hello", "Grüße", "", b"\0\1\2", b"", b"x" * 262144, "y" * 65536:
            client.send(message)
            check(client.recv(20) == message, f"{message[:20]} came back otherwise")
        client.send(["in ", "several ", "frames"])
        check(client.recv(20) == "in several frames", "a message in frames")
        check(client.ping("are you there").wait(20), "no pong")
        check(client.protocol.extensions == [] and client.subprotocol is None, "what nobody agreed on")
        with connect(f"ws://{HOST}:{port}") as other:
            other.send("other")
            check(other.recv(20) == "other", "another connection")
            wait_for("a process for each", lambda: len(children(server.pid)) == 2)
        wait_for("its process to end", lambda: len(children(server.pid)) == 1)
    check((client.protocol.close_code, client.protocol.close_rcvd.code) == (1000, 1000), "the goodbye")
    wait_for("the processes to end", lambda: not children(server.pid))
    said("wslay: messages of every size, pings, a process for each connection, and the goodbye")

    crowd = [Raw(port) for _ in range(20)]
    wait_for("20 processes", lambda: len(children(server.pid)) == 20)
    for n, raw in enumerate(crowd):
        raw.send(0x80 | TEXT, b"number %d" % n)
    for n, raw in enumerate(crowd):
        raw.expect(0x80 | TEXT, b"number %d" % n)
    os.kill(children(server.pid)[0], signal.SIGKILL)
    for raw in crowd[1:]:
        raw.send(0x80 | CLOSE, struct.pack(">H", 4321) + b"bye")
        raw.expect(0x80 | CLOSE, struct.pack(">H", 4321) + b"bye")
        raw.expect_end()
        raw.close()
    crowd[0].close()
    wait_for("20 processes to end", lambda: not children(server.pid))
    with open(f"/proc/{server.pid}/stat") as stat:
        check(stat.read().split()[2] in "SR", "the server")
    zombies = [pid for pid in os.listdir("/proc") if pid.isdigit() and is_zombie_of(pid, server.pid)]
    check(not zombies, f"zombies: {zombies}")
    said("wslay: 20 connections at once; one process killed is nothing to the others; none is left behind")

    # Messages that were queued together come back in order; a frame byte by byte; frames behind the request.
    raw = Raw(port, after=Raw.bytes(0x80 | TEXT, b"in a hurry"))
    raw.expect(0x80 | TEXT, b"in a hurry")
    raw.socket.sendall(b"".join(Raw.bytes(0x80 | TEXT, b"%d" % n) for n in range(1000)))
    for n in range(1000):
        raw.expect(0x80 | TEXT, b"%d" % n)
    raw.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in Raw.bytes(TEXT, b"slow") + Raw.bytes(0x80 | PING, b"ping") + Raw.bytes(0x80, b"ly"):
        raw.socket.sendall(bytes([byte]))
        time.sleep(0.002)
    raw.expect(0x80 | PONG, b"ping")
    raw.expect(0x80 | TEXT, b"slowly")
    raw.send(0x80 | PONG, b"nobody asked")
    raw.send(0x80 | CLOSE)
    raw.expect(0x80 | CLOSE, b"")
    raw.expect_end()
    raw.close()
    said("wslay: a thousand messages in one packet, one message in many, a goodbye without a status")

    for what, bad, status in (
            ("not masked", b"\x81\x01x", 1002), ("a reserved bit", Raw.bytes(0xc1, b"x"), 1002),
            ("text that is none", Raw.bytes(0x81, b"\xff\xfe"), 1007), ("a bad opcode", Raw.bytes(0x83, b""), 1002),
            ("too large", struct.pack(">BBQ", 0x82, 255, 262145) + b"\1\2\3\4", 1009),
            ("too large in pieces", Raw.bytes(BINARY, b"x" * 200000) + Raw.bytes(0x80, b"x" * 62145), 1009),
            ("a bad status", Raw.bytes(0x88, b"\3\xed"), 1002)):
        raw = Raw(port)
        raw.send(0x80 | TEXT, b"fine")
        raw.expect(0x80 | TEXT, b"fine")
        raw.socket.sendall(bad)
        raw.expect_close(status)
        raw.expect_end()
        raw.close()
        wait_for(f"its process to end: {what}", lambda: not children(server.pid))
    said("wslay: broken frames are told 1002, 1007 and 1009")

    # The end in the midst of a frame, of a handshake, and by a reset.
    raw = Raw(port)
    raw.socket.sendall(Raw.bytes(0x81, b"cut off")[:9])
    raw.close()
    raw = Raw(port)
    raw.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raw.close()
    with socket.create_connection((HOST, port)) as cut:
        cut.sendall(b"GET / HTTP/1.1\r\nHost")
    wait_for("the processes to end", lambda: not children(server.pid))
    for request, status in (("GET / HTTP/1.1\r\nHost: h\r\n\r\n", 426), ("nonsense\r\n\r\n", 400)):
        check(http(port, request).status == status, f"plain HTTP is not answered with {status}")
    said("wslay: ends in the midst of anything; plain HTTP gets 426, nonsense 400")

    # A client that sends and does not read: the server stops reading, with the queue in bounds, and both come through.
    raw = Raw(port)
    message = os.urandom(250000)
    frame = Raw.bytes(0x80 | BINARY, message)
    raw.socket.settimeout(2)
    count, rest = 0, b""
    try:
        while count < 400:
            rest = frame
            while rest:
                rest = rest[raw.socket.send(rest):]
            count += 1
    except TimeoutError:
        pass
    check(60 < count < 400, f"{count} messages of 250000 bytes were taken, and none of the echoes read")
    child = children(server.pid)[0]
    check(memory(child) < 40000, f"the process takes {memory(child)} KiB")
    raw.socket.settimeout(20)
    for _ in range(count - 40):
        raw.expect(0x80 | BINARY, message)
    raw.socket.sendall(rest)
    for _ in range(40 + bool(rest)):
        raw.expect(0x80 | BINARY, message)
    raw.send(0x80 | CLOSE, struct.pack(">H", 1000))
    raw.expect_close(1000)
    raw.close()
    said(f"wslay: a client that does not read was held back after {count} messages, and got them all")
    check(server.alive(), server.said())
    server.stop()
    traced(work, args)


def is_zombie_of(pid, parent):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            words = stat.read().rsplit(")", 1)[1].split()
    except OSError:
        return False
    return words[0] == "Z" and int(words[1]) == parent


def end_traced(server):
    """Ends what strace runs: strace itself waits for that, and is deaf."""
    os.kill(children(server.pid)[0], signal.SIGTERM)
    server.process.wait(10)


def traced(work, args):
    """MSG_MORE where more follows, and no system call more than needed. Where strace may look."""
    if not shutil.which("strace") or subprocess.run(["strace", "-o", "/dev/null", "true"], check=False).returncode:
        said("wslay: no strace here; capi-tests/c/session_socket.c looks at the flag")
        return
    port = free_port()
    calls = "trace=sendto,recvfrom,poll,setsockopt,fcntl,shutdown,close,exit_group"
    command = ["strace", "-f", "-o", f"{work}/trace", "-e", calls, f"{work}/echo", str(port)]
    server = Server(command, port, library_folder(args))
    raw = Raw(port)
    raw.socket.sendall(Raw.bytes(0x82, b"x" * 20000) + Raw.bytes(0x82, b"y" * 20000) + Raw.bytes(0x81, b"last"))
    raw.expect(0x82, b"x" * 20000)
    raw.expect(0x82, b"y" * 20000)
    raw.expect(0x81, b"last")
    raw.close()
    end_traced(server)
    with open(f"{work}/trace") as trace:
        lines = trace.read().splitlines()
    sends = [re.sub(r'".*"(\.\.\.)?', '""', line.split(None, 1)[1]) for line in lines if "sendto(" in line and "HTTP/1.1" not in line]
    check(any("20004, MSG_MORE" in line for line in sends), f"no MSG_MORE: {sends}")
    check(sends and "MSG_MORE" not in sends[-1], f"MSG_MORE with the last: {sends}")
    said("wslay: MSG_MORE while more follows")
    child = next(line.split()[0] for line in lines if "MSG_MORE" in line)
    own = "\n".join(line for line in lines if line.split()[0] == child)
    check(re.search(r'HTTP/1\.1 101.*\n(.*\n)*.*TCP_NODELAY, \[1\](.*\n)*.*F_SETFL, [^\n]*O_NONBLOCK(.*\n)*.*poll\(', own),
          f"the socket is to be set up between the handshake and the loop:\n{own[:3000]}")
    check(re.search(r"shutdown\(\d+, SHUT_WR\b(.*\n)*.*close\(", own), f"shutdown() and close():\n{own[-2000:]}")
    check("exited with 1" in own, f"an end without a goodbye is an error:\n{own[-500:]}")
    said("wslay: TCP_NODELAY and O_NONBLOCK before the loop; shutdown(), close() and the exit code behind it")

    # What system calls may give: an interruption is nothing; an error ends the connection, and the process says so.
    for what, fault, code in (("poll() interrupted", "poll:error=EINTR:when=1", 0),
                              ("recv() interrupted", "recvfrom:error=EINTR:when=2", 0),
                              ("send() interrupted", "sendto:error=EINTR:when=2", 0),
                              ("recv() would block", "recvfrom:error=EAGAIN:when=2", 0),
                              ("send() would block", "sendto:error=EAGAIN:when=2", 0),
                              ("poll() failed", "poll:error=ENOMEM:when=1", 1),
                              ("recv() failed", "recvfrom:error=ECONNRESET:when=2", 1),
                              ("send() failed", "sendto:error=EPIPE:when=2", 1)):
        port = free_port()
        command = ["strace", "-f", "-o", f"{work}/trace", "-e", "trace=sendto,recvfrom,poll,exit_group", "-e", f"inject={fault}",
                   f"{work}/echo", str(port)]
        server = Server(command, port, library_folder(args))
        raw = Raw(port)
        raw.send(0x81, b"whatever")
        if code == 0:
            raw.expect(0x81, b"whatever")
            raw.send(0x88, b"\3\xe8")
            raw.expect_close(1000)
        raw.expect_end()
        raw.close()
        end_traced(server)
        with open(f"{work}/trace") as trace:
            text = trace.read()
        # Another child was that of the probe which waits for the port.
        child = re.search(r'(?m)^(\d+) .*"GET ', text)[1]
        check(re.search(rf"(?m)^{child} .*INJECTED", text) and f"{child} +++ exited with {code} +++" in re.sub(" +", " ", text),
              f"{what}: the process has not ended with {code}:\n{text[-1500:]}")
    said("wslay: interruptions, would-block and errors of poll(), recv() and send()")


def lws_2010(args):
    """docs/coming-from/lws-2010.md: one call that serves, a page, a counter by SEND alone, a mirror, TLS, another user."""
    work = temporary_folder()
    build(args, "lws-2010.c", f"{work}/server", f"-I{ROOT}/include/legacy/2010")
    page = f"{ROOT}/examples-c/coming-from/lws-2010"
    port = free_port()
    server = Server([f"{work}/server", "-p", str(port), "-d", page], port, library_folder(args))
    wait_for("its own process", lambda: len(children(server.pid)) == 1)
    child = children(server.pid)[0]
    check(f"http://localhost:{port}, process {child}" in server.said(), server.said())

    with open(f"{page}/index.html", "rb") as text:
        expected = text.read()
    for path in "/", "/index.html":
        reply = get(port, path)
        check((reply.status, reply.headers["content-type"], reply.body) == (200, "text/html", expected), f"{path}: {reply.status}")
    reply = get(port, "/status")
    check((reply.status, reply.body) == (200, b"0 sessions, 3 pages, process %d\n" % child), reply.body)
    for path in "/other", "/../lws-2010.c", "/index.html?x=1":
        check(get(port, path).status == 404, path)
    said("lws-2010: the page, a text of the program's own, 404, from a process of its own")

    with connect(f"ws://{HOST}:{port}", subprotocols=["counter"]) as one:
        check(one.subprotocol == "counter", one.subprotocol)
        start = time.monotonic()
        check([one.recv(20) for _ in range(41)] == [str(n) for n in range(41)], "the counter does not count")
        took = time.monotonic() - start
        check(1.3 < took < 3.5, f"40 counts took {took:.2f} s")
        with connect(f"ws://{HOST}:{port}", subprotocols=["counter"]) as other:
            check(other.recv(20) == "0" and int(one.recv(20)) > 40, "each session has its own count")
            check(get(port, "/status").body.startswith(b"2 sessions"), "two sessions")
            one.send("reset")
            wait_for("the count to begin anew", lambda: int(one.recv(20)) < 5)
            check(int(other.recv(20)) > 0, "the other's goes on")
            other.send("binary")
            number = wait_for("a binary message", lambda: (lambda got: got if isinstance(got, bytes) else None)(other.recv(20)))
            check(other.recv(20) == b"%d" % (int(number) + 1), "the binary count goes on")
            check(isinstance(one.recv(20), str), "the other session's is text")
        wait_for("CLOSED", lambda: get(port, "/status").body.startswith(b"1 sessions"))
        with socket.create_connection((HOST, port)) as cut:
            cut.sendall(handshake("counter"))
            wait_for("its session", lambda: get(port, "/status").body.startswith(b"2 sessions"))
        wait_for("CLOSED after a cut", lambda: get(port, "/status").body.startswith(b"1 sessions"))
    lines = wait_for("the server's lines", lambda: server.said().count("counter: closed at") == 3 and server.said())
    check(lines.count("counter: open, from 0") == 3, lines)
    said(f"lws-2010: a counter by SEND alone, 40 counts in {took:.2f} s, in each session's own memory, with its CLOSED")

    with connect(f"ws://{HOST}:{port}", subprotocols=["mirror"]) as one, \
            connect(f"ws://{HOST}:{port}", subprotocols=["nobody", "mirror"]) as other:
        check(other.subprotocol == "mirror", "the one that both have")
        for text in "hello", "Grüße", "x" * 4096:
            one.send(text)
            check(one.recv(20) == text and other.recv(20) == text, f"{text[:10]} is not mirrored")
        for n in range(100):
            other.send(str(n))
        for n in range(100):
            check(one.recv(20) == str(n) and other.recv(20) == str(n), f"{n} of 100")
        one.send("y" * 10000)
        parts = [other.recv(20) for _ in range(3)]
        check([len(p) for p in parts] == [4096, 4096, 1808], f"{[len(p) for p in parts]}: at most 4096 at a time")
        with connect(f"ws://{HOST}:{port}", subprotocols=["mirror"]) as late:
            one.send("now")
            check(late.recv(20) == "now", "a late session hears what is said from then on")
    with connect(f"ws://{HOST}:{port}") as none:
        check(none.subprotocol is None, "no sub-protocol: the first of the list, http")
    try:
        connect(f"ws://{HOST}:{port}", subprotocols=["nobody"]).close()
        raise Failed("a sub-protocol that nobody has was taken")
    except (InvalidHandshake, EOFError, OSError):
        pass
    said("lws-2010: the mirror, and the protocol by name")

    done = subprocess.run([f"{work}/server", "-p", str(port)], capture_output=True, timeout=20, check=False,
                          env=dict(os.environ, LD_LIBRARY_PATH=library_folder(args)))
    check(done.returncode == 1 and b"cannot serve on port" in done.stderr, f"the port is taken: {done}")
    check(server.stop() == 0, "its end")
    check(not os.path.exists(f"/proc/{child}"), "the server's process is still there")
    said("lws-2010: it comes back when it cannot serve, and ends with the program")
    lws_2010_tls(args, work, page)


def lws_2010_tls(args, work, page):
    run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", f"{work}/key.pem", "-out", f"{work}/cert.pem"])
    # As root: a port that only root gets, and files that only root reads, since those are opened before it becomes nobody.
    root = os.geteuid() == 0
    port = free_low_port() if root else free_port()
    other_user = ["-g", "65534", "-u", "65534"] if root else []
    os.chmod(f"{work}/key.pem", 0o600)
    server = Server([f"{work}/server", "-p", str(port), "-d", page, "-c", f"{work}/cert.pem", "-k", f"{work}/key.pem", *other_user],
                    port, library_folder(args))
    client = ssl.create_default_context(cafile=f"{work}/cert.pem")
    done = run(["curl", "-sS", "--cacert", f"{work}/cert.pem", "--connect-to", f"localhost:{port}:{HOST}:{port}",
                f"https://localhost:{port}/status"])
    check(b"0 sessions" in done, done)
    with connect(f"wss://localhost:{port}", ssl=client, sock=socket.create_connection((HOST, port)), server_hostname="localhost",
                 subprotocols=["counter"]) as counter:
        check([counter.recv(20) for _ in range(5)] == list("01234"), "the counter over TLS")
    if root:
        with open(f"/proc/{children(server.pid)[0]}/status") as status:
            text = status.read()
        for what in "Uid", "Gid":
            check(re.search(what + r":\s+65534\s+65534\s+65534\s+65534", text), f"{what} of the server: {text}")
    check(server.stop() == 0, "its end")
    for bad in ["-c", f"{work}/cert.pem", "-k", f"{work}/none.pem"], ["-c", f"{page}/index.html", "-k", f"{work}/key.pem"]:
        done = subprocess.run([f"{work}/server", "-p", str(free_port()), *bad], capture_output=True, timeout=20, check=False,
                              env=dict(os.environ, LD_LIBRARY_PATH=library_folder(args)))
        check(done.returncode == 1 and b"cannot serve" in done.stderr, f"{bad}: {done}")
    said("lws-2010: TLS by certificate and key" + (f", on port {port}, as user and group 65534" if root else ""))


def free_low_port():
    for port in range(1023, 600, -1):
        with socket.socket() as s:
            try:
                s.bind((HOST, port))
                return port
            except OSError:
                pass
    raise Failed("no port below 1024 is free")


def handshake(protocol):
    return (f"GET / HTTP/1.1\r\nHost: {HOST}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: {protocol}\r\n\r\n").encode()


def test():
    args = arguments(__doc__).parse_args()
    wslay(args)
    lws_2010(args)


if __name__ == "__main__":
    main(test)
