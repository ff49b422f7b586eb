"""What a client may ask of files beyond all of them: several ranges, conditions, gzip twins, confined folders, files of
the program's own operations. Each byte is compared."""
import gzip
import os
import random
import re
import socket
import time

from common import HOST, Http, Server, check, compile_program, free_port, get, http, library_folder, said

DATE = "%a, %d %b %Y %H:%M:%S GMT"


def joined(ranges, size):
    """The ranges that a server serves: those inside, cut at the end, what overlaps joined."""
    found = []
    for first, last in ranges:
        start = max(size - last, 0) if first is None else first
        end = size - 1 if first is None or last is None else min(last, size - 1)
        if start < size and not (first is None and last == 0):
            found.append((start, end))
    merged = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return found if len(merged) == len(found) else merged


def asked(ranges):
    return ",".join(f"{'' if a is None else a}-{'' if b is None else b}" for a, b in ranges)


def parts_of(reply, kind, size):
    """The parts of a multipart/byteranges body, as (first, last, bytes)."""
    boundary = re.fullmatch(r"multipart/byteranges; boundary=(\w+)", reply.headers["content-type"])[1].encode()
    rest, parts = reply.body, []
    check(rest.startswith(b"--" + boundary + b"\r\n"), "the first boundary")
    while rest != b"--" + boundary + b"--\r\n":
        head, rest = rest.removeprefix(b"--" + boundary + b"\r\n").split(b"\r\n\r\n", 1)
        lines = head.decode().split("\r\n")
        first, last, whole = map(int, re.fullmatch(r"content-range: bytes (\d+)-(\d+)/(\d+)", lines[-1]).groups())
        check(lines[:-1] == [f"content-type: {kind}"] and whole == size, f"the head of a part: {head!r}")
        length = last - first + 1
        check(rest[length:length + 2] == b"\r\n", "the end of a part")
        parts.append((first, last, rest[:length]))
        rest = rest[length + 2:]
    return parts


def one_set(port, path, data, kind, ranges):
    reply = get(port, path, f"Range: bytes={asked(ranges)}")
    expected = joined(ranges, len(data))
    what = f"{path} {asked(ranges)[:200]}"
    if not expected:
        check(reply.status == 416 and reply.headers["content-range"] == f"bytes */{len(data)}", what)
    elif len(expected) == 1:
        (first, last), = expected
        check(reply.status == 206 and reply.headers["content-range"] == f"bytes {first}-{last}/{len(data)}", what)
        check(reply.headers["content-type"] == kind and reply.body == data[first:last + 1], what)
    else:
        check(reply.status == 206, f"{what}: {reply.status}")
        found = parts_of(reply, kind, len(data))
        check([p[:2] for p in found] == expected, f"{what}: {[p[:2] for p in found]}")
        check(all(body == data[first:last + 1] for first, last, body in found), f"{what}: other bytes")


def several_ranges(port, path, data, kind, rounds=40, small=3000):
    size = len(data)
    sets = [[(0, 0), (None, 1)], [(0, 99), (200, 299), (None, 100)], [(size - 1, None), (0, 0)], [(0, 5), (3, 8)],
            [(0, None), (0, None)], [(5, 5), (size, None)], [(size, None), (size + 5, size + 9)], [(None, 0)],
            [(n * 3, n * 3) for n in range(64)], [(0, 4), (5, 9)]]
    chance = random.Random(size)
    for _ in range(rounds):
        some = []
        for _ in range(chance.randint(1, 8)):
            start = chance.randrange(size + size // 8)
            some.append(chance.choice([(start, start + chance.randrange(small)), (None, chance.randrange(small)),
                                       (start, start), (max(size - chance.randrange(small), 0), None)]))
        sets.append(some)
    for ranges in sets:
        one_set(port, path, data, kind, ranges)
    for value in ("bytes=" + asked([(n * 3, n * 3) for n in range(65)]), "bytes=0-1,5-4", "bytes=0-1,x", "items=0-1,3-4"):
        reply = get(port, path, f"Range: {value}")
        check(reply.status == 200 and reply.body == data, f"{value[:60]} is not ignored: {reply.status}")
    reply = get(port, path, "Range: bytes=0-1,4-5", method="HEAD")
    check(reply.status == 200 and reply.headers["content-length"] == str(size), "HEAD has no range")
    connection = Http(port)
    connection.send((f"GET {path} HTTP/1.1\r\nHost: x\r\nRange: bytes=0-9,20-29\r\n\r\n"
                     f"GET {path} HTTP/1.1\r\nHost: x\r\nRange: bytes=1-1\r\n\r\n").encode())
    check([p[2] for p in parts_of(connection.read_reply(), kind, size)] == [data[:10], data[20:30]], "pipelined parts")
    check(connection.read_reply().body == data[1:2], "a request behind several ranges")
    connection.close()


def slow_ranges(port, path, data, kind):
    """Large parts to a client with a small window, which takes them piece by piece."""
    size = len(data)
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.settimeout(20)
        s.connect((HOST, port))
        s.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                  f"Range: bytes={size // 2}-{size // 2 + 3000000},10-19,100000-900000\r\n\r\n".encode())
        time.sleep(0.3)
        got = b""
        while True:
            piece = s.recv(65536)
            if not piece:
                break
            got += piece
            if len(got) < 100000:
                time.sleep(0.01)
    reply = Http.__new__(Http)
    reply.buffer, reply.socket = got, None
    found = parts_of(reply.read_reply(), kind, size)
    check([p[:2] for p in found] == [(size // 2, size // 2 + 3000000), (10, 19), (100000, 900000)], "slow parts")
    check(all(body == data[first:last + 1] for first, last, body in found), "slow parts: other bytes")


def ranges(port, contents):
    several_ranges(port, "/kib.txt", contents["kib.txt"], "text/plain", small=300)
    several_ranges(port, "/big.png", contents["big.png"], "image/png", small=200000)
    several_ranges(port, "/mid.txt", contents["mid.txt"], "text/plain", small=50000)
    slow_ranges(port, "/big.png", contents["big.png"], "image/png")
    reply = get(port, "/empty.png", "Range: bytes=0-0,-1")
    check(reply.status == 416 and reply.headers["content-range"] == "bytes */0", "ranges of an empty file")
    for method in "GET", "HEAD":
        check(get(port, "/kib.txt", method=method).headers["accept-ranges"] == "bytes", "accept-ranges")
    said("several ranges: in order, joined, cut, too many, pipelined, slowly")


def conditions(port, folder, contents):
    path, data = "/kib.txt", contents["kib.txt"]
    changed = os.stat(folder + path).st_mtime
    date = {n: time.strftime(DATE, time.gmtime(changed + n)) for n in (-1, 0, 1)}
    reply = get(port, path)
    check(reply.headers["last-modified"] == date[0], f"last-modified: {reply.headers.get('last-modified')}")
    etag = reply.headers["etag"]
    for status, *headers in (
            (304, f"If-Modified-Since: {date[0]}"), (304, f"If-Modified-Since: {date[1]}"),
            (200, f"If-Modified-Since: {date[-1]}"), (200, "If-Modified-Since: 0"), (200, "If-Modified-Since: soon"),
            (304, f'If-None-Match: "{etag}"'), (304, f'If-None-Match: "x", W/"{etag}"'), (304, "If-None-Match: *"),
            (200, 'If-None-Match: "x"', f"If-Modified-Since: {date[0]}"),
            (304, f'If-None-Match: "{etag}"', f"If-Modified-Since: {date[-1]}"),
            (200, f'If-Match: "{etag}"'), (200, "If-Match: *"), (412, 'If-Match: "x"'), (412, f'If-Match: W/"{etag}"'),
            (200, f"If-Unmodified-Since: {date[0]}"), (412, f"If-Unmodified-Since: {date[-1]}"),
            (200, f'If-Match: "{etag}"', f"If-Unmodified-Since: {date[-1]}"),
            (206, "Range: bytes=0-1", f'If-Range: "{etag}"'), (206, "Range: bytes=0-1", f"If-Range: {date[0]}"),
            (200, "Range: bytes=0-1", 'If-Range: "x"'), (200, "Range: bytes=0-1", f"If-Range: {date[-1]}"),
            (200, "Range: bytes=0-1", f'If-Range: W/"{etag}"'),
            (304, "Range: bytes=0-1", f'If-None-Match: "{etag}"'),
            (412, "Range: bytes=0-1", 'If-Match: "x"')):
        for method in "GET", "HEAD":
            reply = get(port, path, *headers, method=method)
            wanted = 200 if method == "HEAD" and status == 206 else status
            check(reply.status == wanted, f"{method} with {headers}: {reply.status}, not {wanted}")
            if status == 200:
                check(method == "HEAD" or reply.body == data, f"{headers}: other bytes")
            if status == 304:
                check(reply.headers["etag"] == etag and not reply.body, f"{headers}: a 304 with {reply.headers}")
    check(get(port, "/none.txt", "If-Match: *").status == 404, "a condition about what is not there")
    said("conditions: by date, by tag, both, with ranges")


def changes(port, folder):
    """A file that was served, and may be kept in memory, is changed in every way there is."""
    name = f"{folder}/changing.txt"

    def put(text, when=None):
        with open(name, "w") as out:
            out.write(text)
        if when:
            os.utime(name, (when, when))

    def expect(text, what):
        reply = get(port, "/changing.txt")
        found = reply.body.decode() if reply.status == 200 else reply.status
        check(found == text, f"{what}: {found}")
    put("one", 1000000000)
    time.sleep(3.1)
    expect("one", "the file")
    expect("one", "the file again")
    put("two", 1000000000)
    expect("two", "changed, with the same length and time")
    put("three")
    expect("three", "longer")
    time.sleep(3.1)
    expect("three", "the file")
    os.rename(name, name + "2")
    expect(404, "renamed")
    os.rename(name + "2", name)
    expect("three", "renamed back")
    with open(name + "3", "w") as out:
        out.write("drei!")
    os.rename(name + "3", name)
    expect("drei!", "replaced")
    os.unlink(name)
    os.symlink("kib.txt", name)
    check(len(get(port, "/changing.txt").body) == 1024, "replaced by a symlink")
    os.unlink(name)
    os.mkdir(name)
    expect(404, "replaced by a folder")
    os.rmdir(name)
    os.mkfifo(name)
    expect(404, "replaced by a FIFO")
    os.unlink(name)
    expect(404, "gone")
    said("a file that changes is served as it is")


def twins(port, folder, contents):
    data = contents["sub/page.css"] * 100
    packed = gzip.compress(data)
    for name, content in ("page.css", data), ("page.css.gz", packed):
        with open(f"{folder}/sub/{name}", "wb") as out:
            out.write(content)
    reply = get(port, "/sub/page.css", "Accept-Encoding: gzip, br")
    check(reply.body == packed and gzip.decompress(reply.body) == data, "the twin's bytes")
    check(reply.headers["content-encoding"] == "gzip" and reply.headers["vary"] == "accept-encoding", f"{reply.headers}")
    check(reply.headers["content-type"] == "text/css", "the type")
    plain = get(port, "/sub/page.css")
    check(plain.body == data and "content-encoding" not in plain.headers and plain.headers["vary"], "the plain form")
    check(plain.headers["etag"] != reply.headers["etag"], "one tag for two forms")
    for value, takes in (("*", True), ("gzip;q=0", False), ("identity", False), ("br;q=1, gzip;q=0.001", True)):
        check((get(port, "/sub/page.css", f"Accept-Encoding: {value}").body == packed) == takes, value)
    several = get(port, "/sub/page.css", "Accept-Encoding: gzip", "Range: bytes=0-3,8-9")
    check([p[2] for p in parts_of(several, "text/css", len(packed))] == [packed[:4], packed[8:10]], "ranges of a twin")
    check(several.headers["content-encoding"] == "gzip", "the encoding of a part")
    for tag, status in (reply.headers["etag"], 304), (plain.headers["etag"], 200):
        found = get(port, "/sub/page.css", "Accept-Encoding: gzip", f'If-None-Match: "{tag}"')
        check(found.status == status, f"If-None-Match {tag}: {found.status}")
    os.utime(f"{folder}/sub/page.css.gz", (1, 1))
    check(get(port, "/sub/page.css", "Accept-Encoding: gzip").body == data, "an older twin")
    said("gzip twins: bytes, tags, ranges, weights, age")


def confined(port, folder, contents):
    links = {"out": "../secret.txt", "absolute": f"{folder}/kib.txt", "up": "..", "chain": "out", "in": "sub/page.css"}
    for name, target in links.items():
        os.symlink(target, f"{folder}/{name}.txt")
    os.symlink("../kib.txt", f"{folder}/sub/back.txt")
    for path in "/out.txt", "/absolute.txt", "/up.txt/secret.txt", "/chain.txt", "/link.txt":
        for method in "GET", "HEAD":
            check(get(port, path, method=method).status == 404, f"{path} leads out")
        check(get(port, path, "Range: bytes=0-2,4-5").status == 404, f"{path} leads out by ranges")
    for path, name in ("/sub/back.txt", "kib.txt"), ("/kib.txt", "kib.txt"), ("/", "index.html"), ("/one.png", "one.png"):
        check(get(port, path).body == contents[name], f"{path} is inside")
    said("a confined mount: links that lead out are not there, others are followed")


def virtual(port):
    def content(size):
        return bytes((i * 7 + i // 251) & 255 for i in range(size))
    kind = "application/octet-stream"
    for size in 0, 1, 250, 5000, 3000000:
        data = content(size)
        reply = get(port, f"/mem/{size}")
        check(reply.status == 200 and reply.body == data and reply.headers["content-type"] == kind, f"/mem/{size}")
        check(get(port, f"/mem/{size}", method="HEAD").headers["content-length"] == str(size), f"HEAD /mem/{size}")
    several_ranges(port, "/mem/5000", content(5000), kind, small=900)
    several_ranges(port, "/mem/3000000", content(3000000), kind, rounds=10, small=300000)
    connection = Http(port)
    connection.send(b"".join(f"GET /mem/{n} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for n in (9000, 0, 7, 20000)))
    check([len(connection.read_reply().body) for _ in range(4)] == [9000, 0, 7, 20000], "pipelined virtual files")
    connection.close()
    check(http(port, b"GET /mem/x HTTP/1.1\r\nHost: x\r\n\r\n").status == 404, "open says no")
    said("files of the program's own operations: whole, by ranges, pipelined")


def features(args, work, folder, contents):
    """The same folder on a program that uses what lws does not have."""
    compile_program(args, f"{os.path.dirname(os.path.abspath(__file__))}/file_features.c", f"{work}/features")
    port = free_port()
    server = Server([f"{work}/features", str(port), folder, "twins", "confine"], port, library_folder(args))
    virtual(port)
    twins(port, folder, contents)
    confined(port, folder, contents)
    check(server.stop() == 0, f"the server left with {server.process.returncode}: {server.said()}")
