"""Replays the client's side of a scenario, byte for byte, and keeps what came back."""
import re
import select
import socket
import struct
import time

LIMIT = 4.0  # how long a step waits for what it expects


class Step:
    """One thing that the client does. `conn` names the connection, so that a scenario may have several."""

    def __init__(self, what, arg=None, conn="a", limit=LIMIT):
        self.what, self.arg, self.conn, self.limit = what, arg, conn, limit

    def __repr__(self):
        arg = "" if self.arg is None else repr(self.arg)
        return f"{self.conn}.{self.what}({arg if len(arg) < 60 else arg[:57] + '...'})"


def send(data, conn="a"): return Step("send", data, conn)
def dribble(data, conn="a", gap=0.002): return Step("dribble", (data, gap), conn)
def until(pattern, conn="a", limit=LIMIT): return Step("until", pattern, conn, limit)
def frames(n, conn="a", limit=LIMIT): return Step("frames", n, conn, limit)
def responses(n, conn="a", limit=LIMIT): return Step("responses", n, conn, limit)
def head_response(conn="a"): return Step("head_response", None, conn)
def closed(conn="a", limit=LIMIT): return Step("closed", None, conn, limit)
def idle(seconds=0.15, conn="a"): return Step("idle", seconds, conn)
def pause(seconds): return Step("pause", seconds)
def half_close(conn="a"): return Step("half_close", None, conn)
def reset(conn="a"): return Step("reset", None, conn)
def hang_up(conn="a"): return Step("hang_up", None, conn)
def stop_server(conn="a"): return Step("stop_server", None, conn)


def split_frame(data):
    """(first byte, masked, payload, length of the whole frame), or None when it is not complete."""
    if len(data) < 2:
        return None
    size, at = data[1] & 127, 2
    if size == 126:
        if len(data) < 4:
            return None
        size, at = struct.unpack(">H", data[2:4])[0], 4
    elif size == 127:
        if len(data) < 10:
            return None
        size, at = struct.unpack(">Q", data[2:10])[0], 10
    if data[1] & 128:
        at += 4
    if len(data) < at + size:
        return None
    return data[0], bool(data[1] & 128), data[at:at + size], at + size


def response_length(data, head=False):
    """The length of the HTTP response that data begins with, or None when it is not complete."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    lines = data[:end].lower()
    end += 4
    status = re.match(rb"http/1\.[01] (\d+)", lines)
    if head or not status or status[1] in (b"304", b"204", b"101") or status[1].startswith(b"1"):
        return end
    length = re.search(rb"\r\ncontent-length: *(\d+)", lines)
    if length:
        return end + int(length[1]) if len(data) >= end + int(length[1]) else None
    if b"transfer-encoding: chunked" in lines:
        last = data.find(b"0\r\n\r\n", end)
        return last + 5 if last >= 0 else None
    return None  # it lasts until the connection closes


class Conn:
    def __init__(self, port):
        self.sock = socket.create_connection(("127.0.0.1", port), 5)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.setblocking(False)
        self.got = bytearray()
        self.at = 0           # what earlier steps have already looked at
        self.end = "open"     # then fin, or reset
        self.by_client = False
        self.ended_at = None

    def read(self, wait):
        """Reads what there is; False when nothing came within `wait` seconds or the connection has ended."""
        if self.end != "open" or self.sock.fileno() < 0:
            return False
        ready, _, _ = select.select([self.sock], [], [], max(0, wait))
        if not ready:
            return False
        try:
            data = self.sock.recv(1 << 16)
        except BlockingIOError:
            return True
        except OSError:
            self.end, self.ended_at = "reset", time.monotonic()
            return False
        if not data:
            self.end, self.ended_at = "fin", time.monotonic()
            return False
        self.got += data
        return True

    def send(self, data):
        """All of data, reading meanwhile, so that a server that answers at once does not block."""
        view = memoryview(data)
        stop = time.monotonic() + 10
        while view and time.monotonic() < stop:
            if self.sock.fileno() < 0:
                return
            readable, writable, _ = select.select([self.sock] if self.end == "open" else [], [self.sock], [], 1)
            if readable:
                self.read(0)
            if writable:
                try:
                    view = view[self.sock.send(view[:1 << 16]):]
                except BlockingIOError:
                    pass
                except OSError:  # the server has gone: that is for the log to tell
                    return

    def wait_for(self, found, limit):
        """Reads until found(unread bytes) gives the length of what was waited for."""
        stop = time.monotonic() + limit
        while True:
            n = found(bytes(self.got[self.at:]))
            if n is not None:
                self.at += n
                return True
            if not self.read(stop - time.monotonic()) and (self.end != "open" or time.monotonic() >= stop):
                n = found(bytes(self.got[self.at:]))
                if n is not None:
                    self.at += n
                return n is not None


def count_frames(data, n):
    at = 0
    for _ in range(n):
        frame = split_frame(data[at:])
        if frame is None:
            return None
        at += frame[3]
    return at


def count_messages(data, n):
    """As count_frames, but by whole messages and control frames: fragmentation of answers is not counted."""
    at = 0
    while n:
        frame = split_frame(data[at:])
        if frame is None:
            return None
        at += frame[3]
        if frame[0] & 128:
            n -= 1
    return at


def count_responses(data, n):
    at = 0
    for _ in range(n):
        length = response_length(data[at:])
        if length is None:
            return None
        at += length
    return at


class Result:
    def __init__(self):
        self.conns = {}     # name -> Conn
        self.unmet = []     # steps whose expectation was not met
        self.times = {}     # name -> seconds from the last send to the end, for ends that the server made


def replay(steps, port, server):
    """Runs the steps against the port; `server.stop()` is for the scenarios that end the server themselves."""
    result = Result()
    last_sent = {}
    for step in steps:
        if step.what == "pause":
            time.sleep(step.arg)
            continue
        c = result.conns.get(step.conn)
        if c is None:
            c = result.conns[step.conn] = Conn(port)
            last_sent[step.conn] = time.monotonic()
        met = True
        if step.what == "send":
            c.send(step.arg)
            last_sent[step.conn] = time.monotonic()
        elif step.what == "dribble":
            data, gap = step.arg
            for n in range(len(data)):
                c.send(data[n:n + 1])
                time.sleep(gap)
            last_sent[step.conn] = time.monotonic()
        elif step.what == "until":
            def find(data, pattern=step.arg):
                at = data.find(pattern)
                return None if at < 0 else at + len(pattern)
            met = c.wait_for(find, step.limit)
        elif step.what == "frames":
            met = c.wait_for(lambda data: count_messages(data, step.arg), step.limit)
        elif step.what == "responses":
            met = c.wait_for(lambda data: count_responses(data, step.arg), step.limit)
        elif step.what == "head_response":
            met = c.wait_for(lambda data: response_length(data, True), step.limit)
        elif step.what == "closed":
            stop = time.monotonic() + step.limit
            while c.end == "open" and time.monotonic() < stop:
                c.read(stop - time.monotonic())
            met = c.end != "open"
        elif step.what == "idle":
            while c.read(step.arg):
                pass
        elif step.what == "half_close":
            c.by_client = True
            try:
                c.sock.shutdown(socket.SHUT_WR)
            except OSError:
                pass
        elif step.what == "reset":
            c.by_client = True
            c.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            c.sock.close()
            if c.end == "open":
                c.end = "reset by client"
        elif step.what == "hang_up":
            c.by_client = True
            c.sock.close()
            if c.end == "open":
                c.end = "closed by client"
        elif step.what == "stop_server":
            server.stop()
        if not met:
            result.unmet.append(repr(step))
    for name, c in result.conns.items():
        while c.end == "open" and c.read(0.1):
            pass
        if c.ended_at and not c.by_client:
            result.times[name] = c.ended_at - last_sent[name]
        if c.sock.fileno() >= 0:
            c.sock.close()
        if c.end == "open":
            c.end = "closed by client"
    return result
