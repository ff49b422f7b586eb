"""What a scenario is, and what most of them share."""
import os
import pathlib
import struct

ALL = []

# protocols[0] serves http as most programs do, `chat` slices by the default, `small` by 128 bytes, and so on
COMMON = """
protocol http
protocol chat
protocol small rx=128
protocol page rx=4096
protocol large rx=65536
default dummy
"""


class Scenario:
    def __init__(self, name, about, steps, script="", common=COMMON, exact=False, keep_writeable=False,
                 listener=False, lifecycle=False, abi=None):
        """
        exact: slices and fragments are compared as they are; keep_writeable: WRITEABLEs in their place as well;
        listener: the end of the listening socket, too; lifecycle: the context's own callbacks in their place among
        creation, service and destruction; abi: of this ABI only.
        """
        self.name, self.about, self.steps = name, about, steps
        self.script, self.exact, self.keep_writeable = common + script, exact, keep_writeable
        self.listener, self.lifecycle, self.abi = listener, lifecycle, abi
        ALL.append(self)


KEY = "dGhlIHNhbXBsZSBub25jZQ=="


def upgrade(protocol="chat", path="/", extra=(), drop=(), version="HTTP/1.1", **instead):
    """A client's handshake; `drop` leaves headers out by name, `instead` gives other values, `extra` are whole lines."""
    headers = {"Host": "h", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": KEY,
               "Sec-WebSocket-Version": "13"}
    if protocol is not None:
        headers["Sec-WebSocket-Protocol"] = protocol
    headers.update({k.replace("_", "-"): v for k, v in instead.items()})
    lines = [f"GET {path} {version}"] + [f"{k}: {v}" for k, v in headers.items() if k not in drop] + list(extra)
    return "\r\n".join(lines + ["", ""]).encode()


def frame(opcode, payload=b"", fin=1, rsv=0, mask=True, length=None):
    """One frame from the client. `length` writes another length than the payload's, in the 64-bit form."""
    if isinstance(payload, str):
        payload = payload.encode()
    out = bytes([fin << 7 | rsv << 4 | opcode])
    bit = 0x80 if mask else 0
    if length is not None:
        out += bytes([bit | 127]) + struct.pack(">Q", length)
    elif len(payload) < 126:
        out += bytes([bit | len(payload)])
    elif len(payload) < 65536:
        out += bytes([bit | 126]) + struct.pack(">H", len(payload))
    else:
        out += bytes([bit | 127]) + struct.pack(">Q", len(payload))
    if not mask:
        return out + payload
    key = b"\x37\xfa\x21\x3d"
    return out + key + bytes(b ^ key[n & 3] for n, b in enumerate(payload))


CONT, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10


def text(payload, **k): return frame(TEXT, payload, **k)
def binary(payload, **k): return frame(BINARY, payload, **k)
def ping(payload=b"", **k): return frame(PING, payload, **k)
def pong(payload=b"", **k): return frame(PONG, payload, **k)


def close(code=None, reason=b""):
    return frame(CLOSE, b"" if code is None else struct.pack(">H", code) + reason)


def pattern(size):
    return (b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_" * (size // 63 + 1))[:size]


def request(path="/", method="GET", version="HTTP/1.1", headers=(), body=b"", host="h"):
    lines = [f"{method} {path} {version}"] + ([f"Host: {host}"] if host is not None else []) + list(headers)
    return "\r\n".join(lines + ["", ""]).encode() + body


MTIME = 1600000000  # so that validators are the same on each run


def make_files(root):
    """The folder that mounts and lws_serve_http_file serve from ($ROOT in scripts)."""
    root = pathlib.Path(root)
    files = {
        "index.html": b"<html><body>front page</body></html>\n",
        "a.txt": b"twelve bytes",
        "one.txt": b"1",
        "empty.txt": b"",
        "style.css": b"body { margin: 0 }\n",
        "app.js": b"let x = 1;\n",
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(64)),
        "data.json": b'{"a":1}',
        "vector.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "module.wasm": b"\0asm\1\0\0\0",
        "font.woff": b"wOFF",
        "doc.pdf": b"%PDF-1.4",
        "UPPER.HTML": b"<html></html>",
        "noextension": b"no extension",
        "thing.unknownext": b"unknown",
        "with space.txt": b"a space in its name",
        "big.txt": pattern(300000),
        "medium.txt": pattern(5000),
        "sub/index.html": b"<html><body>sub</body></html>\n",
        "sub/page.html": b"<html>page</html>",
        "noindex/file.txt": b"in a folder without an index",
        "404.html": b"<html><body>own not found page</body></html>\n",
        "../secret.txt": b"must never be served",
        "../users": b"# who may enter\nann:apple\nbob:with:colon\r\nlast:line",
        "page.shtml": b"<p>$alpha and $beta, $null; $one, $unknown 5$ $</p>\n",
        "plain.shtml": b"nothing to replace in here\n",
        "long.shtml": b"<p>" + b"word $alpha word " * 600 + b"</p>",
        "straddle.shtml": b"x" * 3946 + b"$alpha and more text\n",
        "empty.shtml": b"",
    }
    for name, content in files.items():
        p = root / name
        p.parent.mkdir(parents=True, exist_ok=True)
        p.write_bytes(content)
        os.utime(p, (MTIME, MTIME))
    (root / "link.txt").symlink_to("a.txt")
