#!/usr/bin/env python3
"""The examples under load, as capi-tests/sanitize.sh builds them: bursts of messages, files and forms, from peers that
read late or leave in the middle. Each must answer, and leave with 0 when it is asked to."""
import argparse
import concurrent.futures
import os
import socket
import ssl
import struct
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from common import HOST, ROOT, Failed, Http, Server, check, free_port, main, run, said, temporary_folder  # noqa: E402

HELLO = ("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n%s\r\n")
# Arguments of those that take others than `-p PORT`.
ARGUMENTS = {"echo": ["{port}"], "minimal-files": ["{port}", f"{ROOT}/examples-c/site"],
             "site-and-chat": ["-p", "{port}", "-d", f"{ROOT}/examples-c/site"],
             "vhosts": ["-p", "{port}", "-q", "{other}", "-d", f"{ROOT}/examples-c/vhosts"],
             "wss-server": ["-p", "{port}", "-c", "{folder}/cert.pem", "-k", "{folder}/key.pem"]}
# Those that speak TLS get everything twice: in the clear, and as they want it.
SECURE = {"wss-server"}


def unchecked():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def frame(opcode, payload):
    head = bytes([0x80 | opcode])
    if len(payload) < 126:
        head += bytes([0x80 | len(payload)])
    elif len(payload) < 65536:
        head += b"\xfe" + struct.pack(">H", len(payload))
    else:
        head += b"\xff" + struct.pack(">Q", len(payload))
    return head + b"\0\0\0\0" + payload


def websocket(port, tls=None):
    s = socket.create_connection((HOST, port), 20)
    if tls:
        s = tls.wrap_socket(s)
    s.sendall((HELLO % "").encode())
    head = b""
    while b"\r\n\r\n" not in head:
        data = s.recv(4096)
        if not data:
            s.close()
            return None
        head += data
    if not head.startswith(b"HTTP/1.1 101"):
        s.close()
        return None
    return s


def echoed(port, size, count):
    """`count` messages at once, while nobody reads; then all of them come back."""
    s = websocket(port)
    check(s, "no websocket")
    sender = threading.Thread(target=s.sendall, args=(frame(2, b"e" * size) * count,))
    sender.start()
    # Fragments are the example's business, so only the payload and the headers' own lengths are followed.
    got, buffer = 0, b""
    while got < size * count:
        data = s.recv(1 << 20)
        check(data, f"the end after {got} of {size * count} bytes")
        buffer += data
        at = 0
        while len(buffer) - at >= 2:
            n, head = buffer[at + 1] & 127, 2
            if n == 126:
                head = 4
            elif n == 127:
                head = 10
            if len(buffer) - at < head:
                break
            if head > 2:
                n = int.from_bytes(buffer[at + 2:at + head], "big")
            if len(buffer) - at < head + n:
                break
            got += n
            at += head + n
        buffer = buffer[at:]
    sender.join()
    s.close()


def anything(port, tls=None):
    """What any of them may be sent; what it answers is its own business."""
    site = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    form = b"name=value&text=" + b"t" * 20000
    part = (b"--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n" + b"f" * 50000 + b"\r\n--b--\r\n")
    requests = [
        site, site * 50, b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /?a=b&c=%20 HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-3\r\n\r\n",
        b"POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: %d\r\n\r\n" % len(form) + form,
        b"POST /form HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n",
        b"POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        b"Content-Length: %d\r\n\r\n" % len(part) + part,
        b"GET /no/such/page HTTP/1.0\r\n\r\n", b"nonsense\r\n\r\n", site[:20]]
    for data in requests:
        for late in (False, True):
            c = Http(port, 3)
            try:
                if tls:
                    c.socket = tls.wrap_socket(c.socket)
                c.send(data)
                if late:
                    c.socket.shutdown(socket.SHUT_WR)
                c.more()
            except OSError:
                pass  # a server may wait for more, or hang up
            c.close()
    for n in range(30):
        s = websocket(port, tls)
        if s:
            try:
                s.sendall((frame(1, b"hello") + frame(9, b"ping")) * 50 + frame(2, b"x" * 70000))
                if n % 3 == 0:
                    s.sendall(frame(8, b"\x03\xe8"))
                if n % 3 == 1:
                    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                else:
                    s.recv(100)
            except OSError:
                pass
            s.close()
    for n in range(100):
        s = socket.create_connection((HOST, port), 5)
        if tls:
            s = tls.wrap_socket(s)
        s.sendall((HELLO % "").encode()[:n * 2])
        s.close()


# Clients, and servers that need a terminal, a process for each session or the library of a loop: they have their own tests.
OTHERS = {"external-poll", "fork-echo", "http-client", "under-libev", "under-libuv", "ws-client"}


def judge(name, args):
    port = free_port()
    command = [os.path.join(args.binaries, name)]
    command += [a.format(port=port, other=free_port(), folder=args.folder) for a in ARGUMENTS.get(name, ["-p", "{port}"])]
    server = Server(command, port, args.library)
    if name == "echo":
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda n: echoed(port, *n), ((1, 20000), (200, 20000), (70000, 100), (3000000, 2))))
    anything(port)
    if name in SECURE:
        anything(port, unchecked())
    check(server.alive(), f"{name} ended under load:\n{server.said()}")
    code = server.stop()
    if code != 0 or "Sanitizer" in server.said():
        raise Failed(f"{name} left with {code}:\n{server.said()}")
    return name


def test():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", required=True, help="folder of libwebsockets.so")
    parser.add_argument("--binaries", required=True, help="folder of the compiled examples")
    args = parser.parse_args()
    args.folder = temporary_folder()
    run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj",
         "/CN=localhost", "-keyout", f"{args.folder}/key.pem", "-out", f"{args.folder}/cert.pem"])
    names = sorted(n[:-2] for n in os.listdir(f"{ROOT}/examples-c") if n.endswith(".c") and n[:-2] not in OTHERS)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for name in pool.map(lambda name: judge(name, args), names):
            said(f"{name}: bursts, files, forms and peers that leave")


if __name__ == "__main__":
    main(test)
