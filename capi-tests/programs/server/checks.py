"""What the checks of the feature server share: the list of them, and its clients."""
import array
import contextlib
import json
import os
import socket
import struct
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from common import HOST, Failed, Http, check, http, wait_for  # noqa: E402

CHECKS = {}


def feature(name):
    """A function that checks one thing. It is given the Site, and raises Failed."""
    def keep(function):
        if name in CHECKS:
            raise ValueError(name)
        CHECKS[name] = function
        return function
    return keep


class Site:
    """The server and its files."""

    def __init__(self, port, other, work, contents, server, abi, genuine, slow):
        self.port, self.other, self.work, self.contents, self.server = port, other, work, contents, server
        self.abi, self.genuine, self.slow = abi, genuine, slow

    def counts(self):
        return json.loads(request(self.port, "/dyn/counts").body)

    def settles(self):
        """All that began has ended, but for the connection that asks."""
        def settled():
            c = self.counts()
            return (c["connections"] - c["connections_gone"] == 1 and c["established"] == c["closed"]
                    and c["bound"] - c["dropped"] == 1)
        try:
            wait_for("the end of all connections", settled, 15)
        except Failed as error:
            raise Failed(f"{error}: {self.counts()}") from error


def pattern(start, length):
    """What the server's pattern() makes."""
    first = start // 8
    row = array.array("Q", range(first, (start + length) // 8 + 1))
    if sys.byteorder == "big":
        row.byteswap()
    return row.tobytes()[start - first * 8:start - first * 8 + length]


def same(what, got, expected):
    """Two texts or byte strings are the same; where they part is said."""
    if got == expected:
        return
    at = next((i for i, (a, b) in enumerate(zip(got, expected)) if a != b), min(len(got), len(expected)))
    raise Failed(f"{what}: {len(got)} bytes instead of {len(expected)}, not the same from {at} on: "
                 f"{got[max(0, at - 30):at + 60]!r} instead of {expected[max(0, at - 30):at + 60]!r}")


def request(port, path, *headers, method="GET", host="main.example", body=None, version="1.1"):
    lines = [f"{method} {path} HTTP/{version}", f"Host: {host}", *headers]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    data = "\r\n".join([*lines, "", ""]).encode("latin-1") + (body or b"")
    reply = http(port, data, method == "HEAD")
    check(reply is not None, f"{method} {path}: no answer")
    return reply


def said_by(reply):
    """The lines `name length|value` of a page, as a dictionary; None for what is not there."""
    found, rest = {}, reply.body
    check(reply.status == 200, f"{reply.status} {reply.body!r}")
    while rest:
        head, rest = rest.split(b"|", 1)
        name, length = head.rsplit(b" ", 1)
        length = int(length)
        if length < 0:
            found[name.decode()] = None
            rest = rest[1:]
            continue
        found[name.decode()] = rest[:length]
        rest = rest[length + 1:]
    return found


def raw(port, data, family=socket.AF_INET, address=None, seconds=20):
    """All bytes that come back until the server closes."""
    with socket.socket(family, socket.SOCK_STREAM) as s:
        s.settimeout(seconds)
        s.connect(address or (HOST, port))
        s.sendall(data)
        got = b""
        with contextlib.suppress(ConnectionResetError):
            while data := s.recv(1 << 20):
                got += data
        return got


def curl(*arguments, stdin=None, seconds=60):
    """curl's output. `stdin`: bytes, or chunks of them."""
    process = subprocess.Popen(["curl", "-sS", "--max-time", str(seconds), *arguments], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(stdin)
    check(process.returncode == 0, f"curl {' '.join(arguments)} gave {process.returncode}: {err.decode().strip()}")
    return out


def reset(s):
    """Closes a socket so that the peer sees a reset."""
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()


__all__ = ["CHECKS", "Failed", "HOST", "Http", "Site", "check", "curl", "feature", "http", "pattern", "raw", "request",
           "reset", "said_by", "same", "wait_for"]
