"""A server that follows a script: each connection is given to a function, which sees each byte and sends any."""
import base64
import hashlib
import re
import socket
import struct
import threading
import time


class Over(Exception):
    """The client has gone."""


class Connection:
    """The server's end of one connection. What the client sends is written down in `heard`."""

    def __init__(self, sock, number, heard):
        self.socket, self.number, self.heard, self.buffer = sock, number, heard, b""
        sock.settimeout(8)

    def receive(self):
        try:
            data = self.socket.recv(1 << 20)
        except OSError as error:
            raise Over(str(error)) from error
        if not data:
            raise Over("the end")
        return data

    def more(self):
        self.buffer += self.receive()

    def take(self, count):
        pieces, have = [self.buffer], len(self.buffer)
        while have < count:
            pieces.append(self.receive())
            have += len(pieces[-1])
        whole = b"".join(pieces)
        self.buffer = whole[count:]
        return whole[:count]

    def request(self):
        """The head of a request."""
        while b"\r\n\r\n" not in self.buffer:
            self.more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        self.head = head + b"\r\n\r\n"
        for line in head.decode("latin-1").split("\r\n"):
            line = re.sub(r"(?<=Sec-WebSocket-Key: )[A-Za-z0-9+/]{22}==", "KEY", line)
            line = re.sub(r"(?<=boundary=).*", "BOUNDARY", line)
            self.heard.append(f"{self.number}: {line}")
        return self

    def header(self, name):
        found = re.search(rb"(?im)^" + name.encode() + rb":[ \t]*(.*?)[ \t]*\r$", self.head)
        return found and found.group(1)

    def body(self, count):
        data = self.take(count)
        self.heard.append(f"{self.number}: body of {count}: {data[:60]!r}" + (f" sum {sum(data)}" if count > 60 else ""))
        return data

    def send(self, *pieces, pause=0.0):
        for piece in pieces:
            if pause:
                time.sleep(pause)
            try:
                self.socket.sendall(piece if isinstance(piece, bytes) else piece.encode("latin-1"))
            except OSError as error:
                raise Over(str(error)) from error
        return self

    def answer(self, status="200 OK", body=b"", *headers, length=True):
        lines = [f"HTTP/1.1 {status}", *headers]
        if length:
            lines.append(f"Content-Length: {len(body)}")
        return self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def accept(self, *headers, key=None, drop=()):
        """The handshake of a websocket."""
        digest = hashlib.sha1(self.header("sec-websocket-key") + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
        lines = {"upgrade": "Upgrade: websocket", "connection": "Connection: Upgrade",
                 "accept": f"Sec-WebSocket-Accept: {key or base64.b64encode(digest).decode()}"}
        lines = [line for name, line in lines.items() if name not in drop]
        return self.send("\r\n".join(["HTTP/1.1 101 Switching Protocols", *lines, *headers, "", ""]))

    def frame(self, note=True):
        """The next frame of the client."""
        first, length = self.take(2)
        masked, length = length & 0x80, length & 0x7f
        if length == 126:
            length, = struct.unpack(">H", self.take(2))
        elif length == 127:
            length, = struct.unpack(">Q", self.take(8))
        mask = self.take(4) if masked else bytes(4)
        data = self.take(length)
        if any(mask):
            plain = bytearray(length)
            for i, key in enumerate(mask):
                plain[i::4] = data[i::4].translate(bytes(b ^ key for b in range(256)))
            data = bytes(plain)
        if note:
            shown = repr(data) if length <= 80 else f"{length} bytes, sum {sum(data)}"
            self.heard.append(f"{self.number}: frame {first:#x} {'masked' if masked else 'NOT MASKED'} {shown}")
        return first & 15, data

    def rest(self):
        """Reads until the client ends the connection."""
        try:
            while True:
                self.more()
        except Over as over:
            self.heard.append(f"{self.number}: {len(self.buffer)} more bytes, then {over}")

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


def frame(opcode, data=b"", fin=True, mask=None, rsv=0):
    """A server's frame."""
    data = data if isinstance(data, bytes) else data.encode()
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    bit = 0 if mask is None else 0x80
    if len(data) < 126:
        head += bytes([bit | len(data)])
    elif len(data) < 65536:
        head += struct.pack(">BH", bit | 126, len(data))
    else:
        head += struct.pack(">BQ", bit | 127, len(data))
    return head + (mask or b"") + data


class Canned:
    """Listens on a port of its own, and gives each connection to the script."""

    def __init__(self, script, host="127.0.0.1", unix=None):
        self.heard, self.script, self.count, self.threads = [], script, 0, []
        if unix:
            self.listener = socket.socket(socket.AF_UNIX)
            self.listener.bind(unix)
            self.port = 1
        else:
            self.listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
            self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self.listener.bind((host, 0))
            self.port = self.listener.getsockname()[1]
        self.listener.listen(600)
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            self.count += 1
            thread = threading.Thread(target=self.one, args=(sock, self.count), daemon=True)
            thread.start()
            self.threads.append(thread)

    def one(self, sock, number):
        try:
            self.script(Connection(sock, number, self.heard))
        except Over:
            pass
        finally:
            sock.close()

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for thread in self.threads:
            thread.join(3)
