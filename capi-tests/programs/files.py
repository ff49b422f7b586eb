"""A C program built outside of the tree against `make install` serves a folder and an echo protocol; curl, Python's
websockets and raw sockets are its clients."""
import asyncio
import hashlib
import os
import resource
import shutil
import subprocess

import websockets

import file_checks
from common import (HOST, ROOT, Failed, Http, Server, accepts, arguments, check, compile_program, free_port, get, http,
                    library_folder, main, run, said, temporary_folder, wait_for)

SIZES = {"empty.png": 0, "one.png": 1, "kib.txt": 1024, "mid.txt": 70000, "big.png": 100 << 20}


def build_outside(args, work):
    """Installs into an empty folder, copies the program out of the tree, and builds it by pkg-config alone."""
    program = f"{work}/prog"
    shutil.copy(f"{ROOT}/capi-tests/programs/site_and_echo.c", f"{work}/prog.c")
    if args.library:
        compile_program(args, f"{work}/prog.c", program)
        return program, library_folder(args)
    installed = f"{work}/installed"
    run(["make", "-C", ROOT, "install", f"ABI={args.abi}", f"DESTDIR={installed}", "PREFIX=/usr/local"])
    env = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=installed,
               PKG_CONFIG_LIBDIR=f"{installed}/usr/local/lib/pkgconfig")
    run(["sh", "-ec", "cc prog.c -o prog -Wall -Wextra -Werror $(pkg-config --cflags --libs libwebsockets)"],
        cwd=work, env=env)
    said(f"a program outside of the tree builds with pkg-config against make install (ABI {args.abi})")
    return program, f"{installed}/usr/local/lib"


def make_folder(work):
    folder = f"{work}/site"
    os.makedirs(f"{folder}/sub")
    contents = {}
    for name, size in SIZES.items():
        contents[name] = os.urandom(size) if size < (1 << 20) else os.urandom(1 << 20) * (size >> 20)
    # Not the same mebibyte throughout: a slice at the wrong place must show.
    if "big.png" in contents:
        big = bytearray(contents["big.png"])
        for at in range(0, len(big), 4096):
            big[at:at + 8] = at.to_bytes(8, "big")
        contents["big.png"] = bytes(big)
    contents["index.html"] = b"<!doctype html><title>here</title>"
    contents["sub/page.css"] = b"p { color: red }"
    for name, data in contents.items():
        with open(f"{folder}/{name}", "wb") as out:
            out.write(data)
    with open(f"{work}/secret.txt", "w") as out:
        out.write("SECRET")
    os.symlink(f"{work}/secret.txt", f"{folder}/link.txt")
    return folder, contents


def curl_gets(port, contents):
    for name, data in contents.items():
        process = subprocess.Popen(["curl", "-sS", "--max-time", "60", "-D", "-", "-o", "/dev/stdout",
                                    f"http://{HOST}:{port}/{name}"], stdout=subprocess.PIPE)
        out = process.communicate()[0]
        check(process.returncode == 0, f"curl {name} gave {process.returncode}")
        head, body = out.split(b"\r\n\r\n", 1)
        check(b" 200 " in head.split(b"\r\n")[0], f"{name}: {head!r}")
        check(f"content-length: {len(data)}".encode() in head.lower(), f"{name}: {head!r}")
        check(hashlib.sha256(body).digest() == hashlib.sha256(data).digest(), f"{name}: other bytes")
    said("curl gets 0 B, 1 B, 1 KiB, 100 MiB and pages, byte for byte")
    check(get(port, "/").body == contents["index.html"], "the default file")
    for name, kind in ("index.html", "text/html"), ("sub/page.css", "text/css"), ("kib.txt", "text/plain"):
        check(get(port, "/" + name).headers["content-type"].startswith(kind), f"the type of {name}")
    said("default file and types")


def head_requests(port, contents):
    for name in "one.png", "big.png":
        reply = get(port, "/" + name, method="HEAD")
        check(reply.status == 200 and int(reply.headers["content-length"]) == len(contents[name]), f"HEAD {name}")
    connection = Http(port)
    connection.send(b"HEAD /kib.txt HTTP/1.1\r\nHost: x\r\n\r\nGET /one.png HTTP/1.1\r\nHost: x\r\n\r\n")
    check(connection.read_reply(head_only=True).headers["content-length"] == "1024", "HEAD before GET")
    check(connection.read_reply().body == contents["one.png"], "a HEAD reply has no body")
    said("HEAD")


def ranges(port, contents):
    data, size = contents["big.png"], SIZES["big.png"]
    for asked, first, last in (("0-0", 0, 0), ("0-999", 0, 999), ("5000000-6000000", 5000000, 6000000),
                               (f"{size - 10}-", size - 10, size - 1), ("-500", size - 500, size - 1),
                               (f"99-{size * 2}", 99, size - 1)):
        reply = get(port, "/big.png", f"Range: bytes={asked}")
        check(reply.status == 206, f"range {asked}: {reply.status}")
        check(reply.headers.get("content-range") == f"bytes {first}-{last}/{size}",
              f"range {asked}: {reply.headers.get('content-range')}")
        check(reply.body == data[first:last + 1], f"range {asked}: other bytes")
    reply = get(port, "/kib.txt", "Range: bytes=5000-6000")
    check(reply.status == 416, f"a range behind the end: {reply.status}")
    said("ranges: first, middle, open, suffix, too long, unsatisfiable (416)")


def conditions(port, contents):
    etag = get(port, "/kib.txt").headers["etag"]
    for value in etag, f'"other", {etag}':
        reply = get(port, "/kib.txt", f"If-None-Match: {etag}")
        check(reply.status == 304 and not reply.body, f"If-None-Match {value}: {reply.status}")
    reply = get(port, "/kib.txt", "If-None-Match: other")
    check(reply.status == 200 and reply.body == contents["kib.txt"], f"another ETag: {reply.status}")
    check(get(port, "/none.txt").status == 404, "a missing file is not 404")
    check(get(port, "/sub/none/").status in (403, 404), "a missing folder")
    said("If-None-Match (304, 200), 404")


def escapes(port):
    """Nothing in a request's path leaves the mount; what the owner of the files linked is followed."""
    paths = ["/../secret.txt", "/sub/../../secret.txt", "/%2e%2e/secret.txt", "/%2E%2E%2Fsecret.txt", "/..%2fsecret.txt",
             "/.%2e/secret.txt", "/sub/%2e%2e/%2e%2e/secret.txt", "/..%5csecret.txt", "/..\\secret.txt", "//../secret.txt",
             "/./../secret.txt", "/%252e%252e/secret.txt", "/sub/..%00/../secret.txt", "/%00/../secret.txt",
             "/index.html%00/../../secret.txt", "/../" * 20 + "secret.txt", "/..;/secret.txt", "/%c0%ae%c0%ae/secret.txt",
             "../secret.txt", "http://localhost/../secret.txt", "/../../../../../../../../etc/passwd",
             "//etc/passwd", "/sub//../../secret.txt", "/..../secret.txt", "/?/../../secret.txt"]
    for path in paths:
        for version in "1.1", "1.0":
            reply = http(port, f"GET {path} HTTP/{version}\r\nHost: localhost\r\n\r\n")
            body = reply.body if reply else b""
            check(b"SECRET" not in body and b"root:" not in body, f"{path} left the mount")
    for raw in b"GET /../secret.txt\r\n\r\n", b"GET /a\x00/../../secret.txt HTTP/1.1\r\nHost: x\r\n\r\n":
        reply = http(port, raw)
        check(not reply or b"SECRET" not in reply.body, f"{raw!r} left the mount")
    for path in "/index%00.html", "/index.html%00", "/index.html%00.txt":
        reply = get(port, path)
        check(not reply or reply.status >= 400, f"{path}: {reply and reply.status}")
    check(get(port, "/link.txt").body == b"SECRET", "a symlink in the folder is not followed")
    said(f"{len(paths)} ways out of the mount are closed; a symlink is followed")


def keep_alive(port, contents):
    connection = Http(port)
    for i in range(20):
        name = ["one.png", "kib.txt", "empty.png", "index.html"][i % 4]
        connection.send(f"GET /{name} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        reply = connection.read_reply()
        check(reply and reply.status == 200 and reply.body == contents[name], f"request {i} on one connection")
    connection.close()
    connection = Http(port)
    connection.send(b"".join(f"GET /{n} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() for n in ["kib.txt"] * 20))
    for i in range(20):
        reply = connection.read_reply()
        check(reply and reply.body == contents["kib.txt"], f"pipelined request {i}")
    connection.close()
    out = run(["curl", "-sS", "--max-time", "20", "-w", "%{num_connects}\n", "-o", "/dev/null", "-o", "/dev/null",
               f"http://{HOST}:{port}/kib.txt", f"http://{HOST}:{port}/one.png"]).decode().split()
    check(out == ["1", "0"], f"curl's connections: {out}")
    said("20 requests on one connection, one by one and pipelined")


def slow_readers(port, contents):
    """Three clients that take 100 MiB each in turn, one that leaves in the middle."""
    leaver = Http(port)
    leaver.send(b"GET /big.png HTTP/1.1\r\nHost: localhost\r\n\r\n")
    leaver.more()
    clients = [Http(port, 60) for _ in range(3)]
    for c in clients:
        c.send(b"GET /big.png HTTP/1.1\r\nHost: localhost\r\n\r\n")
    leaver.close()
    expected = hashlib.sha256(contents["big.png"]).digest()
    for c in clients:
        check(hashlib.sha256(c.read_reply().body).digest() == expected, "100 MiB to several at once")
        c.close()
    said("100 MiB to three at once while a fourth leaves")


async def echoes(port):
    address = f"ws://{HOST}:{port}/"

    def connect():
        return websockets.connect(address, subprotocols=["echo"], max_size=None, compression=None, ping_interval=None,
                                  open_timeout=60, proxy=None)
    async with connect() as ws:
        check(ws.subprotocol == "echo", f"sub-protocol {ws.subprotocol}")
        for size in 1, 125, 126, 65535, 65536, 1 << 20:
            data = os.urandom(size)
            await ws.send(data)
            check(await ws.recv() == data, f"an echo of {size} bytes")
        text = "aß水𐍈" * 1000
        await ws.send(text)
        check(await ws.recv() == text, "an echo of text")
        await ws.send([b"frag", b"", b"mented" * 10000, b"."])
        check(await ws.recv() == b"frag" + b"mented" * 10000 + b".", "a fragmented message")
        await ws.send(["in ", "three ", "parts"])
        check(await ws.recv() == "in three parts", "a fragmented text")
        await asyncio.wait_for(await ws.ping(b"there?"), 10)
    check(ws.close_code == 1000, f"close code {ws.close_code}")
    said("websockets: 1 B to 1 MiB, text, fragments, ping, close")

    limit = asyncio.Semaphore(100)

    async def one(number):
        async with limit:
            ws = await connect()
        return ws, number
    pairs = await asyncio.gather(*(one(n) for n in range(1000)))
    await asyncio.gather(*(ws.send(f"I am {n}") for ws, n in pairs))
    for ws, n in pairs:
        got = await asyncio.wait_for(ws.recv(), 30)
        check(got == f"I am {n}", f"connection {n} got {got}")
    await asyncio.gather(*(ws.close() for ws, n in pairs))
    said("1,000 websockets at once")


def test():
    parser = arguments(__doc__)
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    work = temporary_folder()
    program, library = build_outside(args, work)
    folder, contents = make_folder(work)
    port = free_port()
    server = Server([program, str(port), folder], port, library)
    check(any(m.startswith(os.path.realpath(library)) for m in server.maps()), f"it runs on {server.maps()}")
    try:
        curl_gets(port, contents)
        head_requests(port, contents)
        ranges(port, contents)
        conditions(port, contents)
        if not args.library:
            file_checks.ranges(port, contents)
            file_checks.conditions(port, folder, contents)
        file_checks.changes(port, folder)
        escapes(port)
        keep_alive(port, contents)
        slow_readers(port, contents)
        asyncio.run(echoes(port))
    except (Failed, OSError) as error:
        raise Failed(f"{error or type(error).__name__}\nthe server said:\n{server.said()}") from error
    check(server.alive() and accepts(port), "the server is gone")
    if not args.library:
        file_checks.features(args, work, folder, contents)
    wait_for("the end of the server", lambda: server.stop() is not None)
    check(server.process.returncode == 0, f"the server left with {server.process.returncode}: {server.said()}")
    said("the server ends well")


main(test)
