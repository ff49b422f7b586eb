"""The programs of examples-c/coming-from that own their sockets or are of another era, driven by real clients through all
that their pages in docs/coming-from describe. The others: coming_from_servers.py."""
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import time

from websockets.sync.client import connect

from common import HOST, ROOT, Server, arguments, check, compile_flags, free_port, http, library_folder, main, \
    run, said, temporary_folder, wait_for

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def build(args, source, binary, *more):
    run(["cc", "-O1", "-g", "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", f"{ROOT}/examples-c/coming-from/{source}",
         "-o", binary, *compile_flags(args), *more, "-L" + library_folder(args), "-lwebsockets"])


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
            check(other.recv(20) == "other" and len(children(server.pid)) == 2, "a process for each")
        wait_for("its process to end", lambda: len(children(server.pid)) == 1)
    check((client.protocol.close_code, client.protocol.close_rcvd.code) == (1000, 1000), "the goodbye")
    wait_for("the processes to end", lambda: not children(server.pid))
    said("wslay: messages of every size, pings, a process for each connection, and the goodbye")

    crowd = [Raw(port) for _ in range(20)]
    check(len(children(server.pid)) == 20, "20 processes")
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


def traced(work, args):
    """MSG_MORE where more follows, and no system call more than needed. Where strace may look."""
    if not shutil.which("strace") or subprocess.run(["strace", "-o", "/dev/null", "true"], check=False).returncode:
        said("wslay: no strace here; capi-tests/c/session_socket.c looks at the flag")
        return
    port = free_port()
    command = ["strace", "-f", "-o", f"{work}/trace", "-e", "trace=sendto,recvfrom,poll", f"{work}/echo", str(port)]
    server = Server(command, port, library_folder(args))
    raw = Raw(port)
    raw.socket.sendall(Raw.bytes(0x82, b"x" * 20000) + Raw.bytes(0x82, b"y" * 20000) + Raw.bytes(0x81, b"last"))
    raw.expect(0x82, b"x" * 20000)
    raw.expect(0x82, b"y" * 20000)
    raw.expect(0x81, b"last")
    raw.close()
    server.stop()
    with open(f"{work}/trace") as trace:
        lines = trace.read().splitlines()
    sends = [re.sub(r'".*"(\.\.\.)?', '""', line.split(None, 1)[1]) for line in lines if "sendto(" in line and "HTTP/1.1" not in line]
    check(any("20004, MSG_MORE" in line for line in sends), f"no MSG_MORE: {sends}")
    check(sends and "MSG_MORE" not in sends[-1], f"MSG_MORE with the last: {sends}")
    said("wslay: MSG_MORE while more follows")


def test():
    args = arguments(__doc__).parse_args()
    wslay(args)


if __name__ == "__main__":
    main(test)
