"""What goes out: files, ranges, conditions, redirects, vhosts, dynamic pages."""
import base64
import json
import os
import socket
import time

from checks import HOST, Http, check, curl, feature, http, pattern, raw, request, said_by, same


@feature("an answer, byte by byte")
def bytes_of_an_answer(site):
    name = b"name 2|=x\n" if site.abi == 17 else b"name 1|x\n"
    body = b"0 6|name=x\nname= 1|x\n" + name + b"empty= -1|\nlast= -1|\nnone= -1|\n"
    same("all that came", raw(site.port, b"GET /dyn/args?name=x HTTP/1.1\r\nHost: main.example\r\nConnection: close\r\n\r\n"),
         b"HTTP/1.1 200 OK\r\nserver: features\r\ncontent-type: text/plain\r\ncontent-length: %d\r\n\r\n" % len(body) + body)


@feature("files")
def files(site):
    for name, data in site.contents.items():
        got = curl("-D", f"{site.work}/head", f"http://{HOST}:{site.port}/{name}")
        same(name, got, data)
        with open(f"{site.work}/head", "rb") as head:
            check(b"content-length: %d\r\n" % len(data) in head.read().lower(), f"the length of {name}")
    same("the default file", request(site.port, "/").body, site.contents["index.html"])


@feature("HEAD")
def heads(site):
    """Each HEAD is followed by a GET on its connection, so that a body would show."""
    paths = {"/kib.txt": 1024, "/big.bin": len(site.contents["big.bin"]), "/dyn/args": None, "/dyn/big?size=5000": 5000,
             "/dyn/slices?size=5000": 5000, "/dyn/status?code=404": None, "/none.txt": None, "/go": 0}
    for path, length in paths.items():
        connection = Http(site.port)
        connection.send(f"HEAD {path} HTTP/1.1\r\nHost: main.example\r\n\r\n".encode())
        reply = connection.read_reply(head_only=True)
        check(reply is not None, f"HEAD {path}: no answer")
        check(length is None or int(reply.headers["content-length"]) == length, f"HEAD {path}: {reply.headers}")
        connection.send(b"GET /one.txt HTTP/1.1\r\nHost: main.example\r\n\r\n")
        same(f"what follows HEAD {path}", connection.read_reply().body, site.contents["one.txt"])
        connection.close()


@feature("one range")
def one_range(site):
    data = site.contents["big.bin"]
    size = len(data)
    for asked, first, last in (("0-0", 0, 0), ("0-999", 0, 999), ("500000-600000", 500000, 600000),
                               (f"{size - 10}-", size - 10, size - 1), ("-500", size - 500, size - 1),
                               (f"99-{size * 2}", 99, size - 1), (f"-{size * 2}", 0, size - 1)):
        reply = request(site.port, "/big.bin", f"Range: bytes={asked}")
        check(reply.status == 206, f"range {asked}: {reply.status}")
        check(reply.headers.get("content-range") == f"bytes {first}-{last}/{size}", f"range {asked}: {reply.headers}")
        same(f"range {asked}", reply.body, data[first:last + 1])
    same("curl's range", curl("-r", "100-199", f"http://{HOST}:{site.port}/big.bin"), data[100:200])
    with open(f"{site.work}/resumed", "wb") as part:
        part.write(data[:12345])
    curl("-C", "-", "-o", f"{site.work}/resumed", f"http://{HOST}:{site.port}/big.bin")
    with open(f"{site.work}/resumed", "rb") as whole:
        same("a download that was resumed", whole.read(), data)


@feature("a range that cannot be")
def no_range(site):
    size = len(site.contents["kib.txt"])
    for asked in f"{size}-", "5000-6000", "-0":
        reply = request(site.port, "/kib.txt", f"Range: bytes={asked}")
        check(reply.status == 416 and reply.headers.get("content-range") == f"bytes */{size}",
              f"{asked}: {reply.status} {reply.headers}")
    for ignored in "lines=1-2", "bytes=x-y", "bytes=9-3", "bytes", "bytes=":
        reply = request(site.port, "/kib.txt", f"Range: {ignored}")
        check(reply.status == 200 and reply.body == site.contents["kib.txt"], f"{ignored}: {reply.status}")


@feature("several ranges")
def several_ranges(site):
    data = site.contents["big.bin"]
    size = len(data)
    wanted = [(0, 9), (1000, 1999), (500000, 700000), (size - 20, size - 1)]
    asked = "bytes=0-9, 1000-1999,500000-700000,-20"
    connection = Http(site.port)
    connection.send(f"GET /big.bin HTTP/1.1\r\nHost: main.example\r\nRange: {asked}\r\n\r\n".encode())
    reply = connection.read_reply()
    kind = reply.headers.get("content-type", "")
    check(reply.status == 206 and kind.startswith("multipart/byteranges"), f"{reply.status} {kind}")
    check("content-range" not in reply.headers, "a Content-Range for the whole")
    boundary = b"--" + kind.split("boundary=", 1)[1].strip('"').encode()
    parts = reply.body.split(boundary)
    check(parts[-1].strip() == b"--", f"the end: {parts[-1]!r}")
    check(not parts[0].strip(), f"before the first part: {parts[0]!r}")
    check(len(parts) == len(wanted) + 2, f"{len(parts) - 2} parts")
    for part, (first, last) in zip(parts[1:-1], wanted):
        head, body = part.split(b"\r\n\r\n", 1)
        check(f"bytes {first}-{last}/{size}".encode() in head, f"{head!r}")
        check(b"application/octet-stream" in head.lower(), f"{head!r}")
        same(f"part {first}-{last}", body.removesuffix(b"\r\n"), data[first:last + 1])
    connection.send(b"GET /one.txt HTTP/1.1\r\nHost: main.example\r\n\r\n")
    same("what follows", connection.read_reply().body, site.contents["one.txt"])
    connection.close()
    reply = request(site.port, "/big.bin", f"Range: bytes=0-9,{size}-,{size + 5}-{size + 9}")
    check(reply.status == 206, f"one that can be among others: {reply.status}")


@feature("If-None-Match with the bare tag")
def bare_tag(site):
    etag = request(site.port, "/kib.txt").headers["etag"]
    reply = request(site.port, "/kib.txt", f"If-None-Match: {etag}")
    check(reply.status == 304 and reply.headers["etag"] == etag, f"{reply.status}")
    reply = request(site.port, "/kib.txt", "If-None-Match: other")
    check(reply.status == 200 and reply.body == site.contents["kib.txt"], f"{reply.status}")


@feature("conditional requests")
def conditions(site):
    etag = request(site.port, "/kib.txt").headers["etag"]
    plain = etag.strip('"')
    for value in f'"{plain}"', f'W/"{plain}"', f'"other", "{plain}"', "*":
        check(request(site.port, "/kib.txt", f"If-None-Match: {value}").status == 304, value)
    tagged = f'"{plain}"'
    check(request(site.port, "/kib.txt", "Range: bytes=0-9", f"If-Range: {tagged}").status == 206, "If-Range")
    check(request(site.port, "/kib.txt", "Range: bytes=0-9", 'If-Range: "other"').status == 200, "If-Range, other")
    os.utime(f"{site.work}/files/kib.txt", (1000000000, 1000000000))
    etag_now = request(site.port, "/kib.txt").headers["etag"]
    check(etag_now != etag, "the tag of a changed file")


@feature("If-Modified-Since")
def modified_since(site):
    os.utime(f"{site.work}/files/one.txt", (1000000000, 1000000000))
    reply = request(site.port, "/one.txt", "If-Modified-Since: Sun, 09 Sep 2001 01:46:40 GMT")
    check(reply.status == 304, f"as old: {reply.status}")
    reply = request(site.port, "/one.txt", "If-Modified-Since: Sun, 09 Sep 2001 01:46:39 GMT")
    check(reply.status == 200 and reply.body == site.contents["one.txt"], f"newer: {reply.status}")


@feature("redirects")
def redirects(site):
    reply = request(site.port, "/go/on?and=on")
    check(reply.status == 301 and reply.headers["location"] == f"http://127.0.0.1:{site.port}/kib.txt", f"{reply.headers}")
    reply = request(site.port, "/gos")
    check(reply.status == 301 and reply.headers["location"] == "https://example.com/there", f"{reply.headers}")
    same("what a redirect leads to", curl("-L", f"http://{HOST}:{site.port}/go"), site.contents["kib.txt"])
    for code in 301, 302, 303, 307:
        reply = request(site.port, f"/dyn/redirect?code={code}")
        check(reply.status == code and reply.headers["location"] == "/dyn/args?name=redirected", f"{code}: {reply.headers}")
    got = curl("-L", f"http://{HOST}:{site.port}/dyn/redirect")
    check(b"name= 10|redirected\n" in got, f"{got!r}")


@feature("a folder's redirect to its slash")
def slash(site):
    reply = request(site.port, "/added", host=f"main.example:{site.port}")
    check(reply.status == 301 and reply.headers["location"] == f"http://main.example:{site.port}/added/", f"{reply.headers}")


@feature("several requests after a redirect")
def after_redirect(site):
    connection = Http(site.port)
    for path in "/go", "/dyn/redirect", "/added":
        connection.send(f"GET {path} HTTP/1.1\r\nHost: main.example\r\n\r\n".encode())
        check(connection.read_reply().status in (301, 302), path)
    connection.send(b"GET /one.txt HTTP/1.1\r\nHost: main.example\r\n\r\n")
    same("what follows", connection.read_reply().body, site.contents["one.txt"])
    connection.close()


def basic(text):
    return "Authorization: Basic " + base64.b64encode(text.encode()).decode()


@feature("basic auth by a file")
def auth_by_file(site):
    for wrong in [], [basic("adam:apple")], [basic("adam:pear:x")], [basic("adam:")], [basic("Adam:pear")]:
        reply = request(site.port, "/private/index.html", *wrong)
        check(reply.status == 401 and reply.headers.get("www-authenticate", "").startswith("Basic realm="),
              f"{wrong}: {reply.status} {reply.headers}")
        check(b"one's page" not in reply.body, f"{wrong}: the file came")
    for broken in basic("adam"), "Authorization: Basic !!!", "Authorization: Bearer x", basic(""), \
            basic("x" * 3000 + ":pear"):
        reply = request(site.port, "/private/index.html", broken)
        check(reply.status in (400, 401, 403), f"{broken}: {reply.status}")
        check(b"one's page" not in reply.body, f"{broken}: the file came")
    for name in "adam:pear", "cain:a long one":
        same(name, request(site.port, "/private/index.html", basic(name)).body, site.contents["one/index.html"])
    same("curl's login", curl("-u", "adam:pear", f"http://{HOST}:{site.port}/private/index.html"),
         site.contents["one/index.html"])


@feature("basic auth by a callback")
def auth_by_callback(site):
    for wrong in [], [basic("eve:pear")], [basic("ev:apple:1")]:
        reply = request(site.port, "/guarded/args", *wrong)
        check(reply.status == 401 and reply.headers.get("www-authenticate", "").startswith("Basic realm="),
              f"{wrong}: {reply.status} {reply.headers}")
    got = said_by(request(site.port, "/guarded/args?name=in", basic("eve:apple:1")))
    check(got["name="] == b"in", f"{got}")


@feature("methods that change things, at mounts of folders")
def changes(site):
    """To lws 4.3 they are like GET there; with 4.1 they are the program's, whose first protocol knows nothing of them."""
    for method in "PUT", "PATCH", "DELETE":
        body = b"x" if method != "DELETE" else None
        new = site.abi != 17
        reply = request(site.port, "/private/index.html", method=method, body=body)
        check(reply.status == (401 if new else 404), f"{method}: {reply.status}")
        reply = request(site.port, "/go", method=method, body=body)
        check(reply.status == (301 if new else 404), f"{method}: {reply.status}")
        reply = request(site.port, "/kib.txt", method=method, body=body)
        check(reply.status == (200 if new else 404), f"{method}: {reply.status}")
        same("the file", reply.body, site.contents["kib.txt"]) if new else None


@feature("a login on one connection, again and again")
def auth_kept(site):
    connection = Http(site.port)
    for n in range(6):
        header = basic("adam:pear") if n % 2 else "X-None: x"
        connection.send(f"GET /private/index.html HTTP/1.1\r\nHost: main.example\r\n{header}\r\n\r\n".encode())
        reply = connection.read_reply()
        check(reply is not None and reply.status == (200 if n % 2 else 401), f"request {n}")
    connection.close()


@feature("vhosts by Host")
def vhosts(site):
    peer = b"::ffff:127.0.0.1" if site.abi == 17 else b"127.0.0.1"
    for host, vhost, greeting in (("main.example", "main.example", "hello from main"),
                                  ("one.example", "one.example", "hello from one"),
                                  (f"one.example:{site.port}", "one.example", "hello from one"),
                                  ("two.example", "two.example", "none"), ("unknown.example", "main.example", "hello from main"),
                                  ("elsewhere", "main.example", "hello from main")):
        got = said_by(request(site.port, "/dyn/about", host=host))
        check(got["vhost"] == vhost.encode() and got["greeting"] == greeting.encode(), f"{host}: {got}")
        check(got["protocol"] == b"dynamic" and got["peer"] == peer, f"{host}: {got}")
    got = said_by(request(site.other, "/dyn/about", host="one.example"))
    check(got["vhost"] == b"elsewhere", f"{got}")


@feature("vhosts: their own files and headers")
def vhost_things(site):
    reply = request(site.port, "/", host="one.example")
    same("one's default file", reply.body, site.contents["one/start.html"])
    check(reply.headers.get("x-vhost") == "one" and reply.headers.get("x-second") == "of two", f"{reply.headers}")
    check("x-vhost" not in request(site.port, "/").headers, "main has one's header")
    same("two's file", request(site.port, "/page.html", host="two.example").body, site.contents["two/page.html"])
    same("two's file, elsewhere", request(site.other, "/page.html").body, site.contents["two/page.html"])


@feature("one connection, several vhosts")
def vhosts_in_turn(site):
    connection = Http(site.port)
    for n in range(12):
        host = ("one.example", "two.example", "main.example")[n % 3]
        connection.send(f"GET /dyn/about HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        got = said_by(connection.read_reply())
        check(got["vhost"] == host.encode(), f"{host}: {got}")
    connection.close()


@feature("security headers and a server string")
def security(site):
    reply = request(site.port, "/page.html", host="two.example")
    check(reply.headers.get("x-content-type-options") == "nosniff" and reply.headers.get("x-frame-options") == "deny"
          and reply.headers.get("referrer-policy") == "no-referrer" and reply.headers.get("x-xss-protection") == "1; mode=block"
          and "default-src 'none'" in reply.headers.get("content-security-policy", ""), f"{reply.headers}")
    check(reply.headers.get("server") == "features", f"{reply.headers}")
    check(request(site.port, "/dyn/args", host="two.example").headers.get("x-frame-options") == "deny", "a dynamic page")
    check("x-frame-options" not in request(site.port, "/kib.txt").headers, "main has two's headers")


@feature("an error document")
def error_document(site):
    reply = request(site.port, "/no-such.html", host="one.example")
    check(reply.status == 302 and reply.headers["location"] == "/missing.html", f"{reply.status} {reply.headers}")
    reply = request(site.port, "/missing.html", host="one.example")
    check(reply.status == 200 and reply.body == site.contents["one/missing.html"], f"{reply.status} {reply.body!r}")
    check(request(site.port, "/no-such.html").status == 404, "main's")


@feature("the path that a callback's mount gives")
def mount_path(site):
    """Below the mount if it names its protocol, and for a POST; else the whole."""
    same("GET", said_by(request(site.port, "/dyn/path"))["path"], b"/path")
    same("POST", said_by(request(site.port, "/dyn/path", method="POST", body=b""))["path"], b"/path")
    same("GET", said_by(request(site.port, "/dyn/path", host="two.example"))["path"], b"/dyn/path")
    same("POST", said_by(request(site.port, "/dyn/path", host="two.example", method="POST", body=b""))["path"], b"/path")


@feature("a status of the program's")
def status(site):
    for code in 400, 403, 404, 410, 500, 503:
        reply = request(site.port, f"/dyn/status?code={code}")
        check(reply.status == code and b"<h1>%d</h1><p>said so</p>" % code in reply.body, f"{code}: {reply.body!r}")


@feature("headers of a mount's protocol, and how long to keep")
def added_headers(site):
    reply = request(site.port, "/added/index.html")
    check(reply.headers.get("x-added") == "in the callback", f"{reply.headers}")
    check("max-age=3600" in reply.headers.get("cache-control", ""), f"{reply.headers}")
    same("the file", reply.body, site.contents["one/index.html"])


@feature("lws_serve_http_file")
def served_file(site):
    reply = request(site.port, "/dyn/file?name=kib.txt")
    check(reply.headers.get("content-type") == "text/x-own" and reply.headers.get("x-served") == "by lws_serve_http_file",
          f"{reply.headers}")
    same("the file", reply.body, site.contents["kib.txt"])
    same("the file", request(site.port, "/dyn/file?name=big.bin").body, site.contents["big.bin"])
    check(request(site.port, "/dyn/file?name=none").status == 404, "one that is not there")


@feature("user file operations")
def packs(site):
    before = site.counts()["files"]
    for size in 0, 1, 2999, 3000, 3001, 100000, 3000000:
        reply = request(site.port, f"/packed/{size}.txt")
        check(reply.status == 200 and reply.headers["content-type"] == "text/plain", f"{size}: {reply.status}")
        same(f"{size} bytes", reply.body, pattern(0, size))
    check(request(site.port, "/packed/none").status == 404, "what cannot be opened")
    reply = request(site.port, "/packed/500.txt", method="HEAD")
    check(reply.headers["content-length"] == "500", f"{reply.headers}")
    # What fails in the middle: the connection ends before the whole length has come.
    got = raw(site.port, b"GET /packed/100000.broken.txt HTTP/1.1\r\nHost: main.example\r\n\r\n")
    head, body = got.split(b"\r\n\r\n", 1)
    check(b"content-length: 100000" in head and len(body) < 100000, f"{len(body)} bytes")
    same("what came of it", body, pattern(0, len(body)))
    check(site.counts()["files"] >= before + 9, f"closed {site.counts()['files'] - before} files")


@feature("user file operations: conditions and ranges")
def pack_conditions(site):
    etag = request(site.port, "/packed/5000.txt").headers["etag"]
    check(request(site.port, "/packed/5000.txt", f"If-None-Match: {etag}").status == 304, "If-None-Match")
    reply = request(site.port, "/packed/50000.txt", "Range: bytes=4000-19999")
    check(reply.status == 206 and reply.headers["content-range"] == "bytes 4000-19999/50000", f"{reply.status}")
    same("the range", reply.body, pattern(4000, 16000))


@feature("pages that the protocol fills in")
def interpreted(site):
    got = curl("-D", f"{site.work}/head", f"http://{HOST}:{site.port}/pages/page.shtml")
    with open(f"{site.work}/head", "rb") as head:
        check(b"transfer-encoding: chunked" in head.read().lower(), "not chunked")
    same("the page", got, site.contents["pages/page.shtml"].replace(b"$name", b"a value").replace(b"$nothing", b""))
    same("another file", curl(f"http://{HOST}:{site.port}/pages/plain.html"), site.contents["pages/plain.html"])


@feature("50 MB in one lws_write")
def big(site):
    size = 50_000_000
    same("the answer", curl(f"http://{HOST}:{site.port}/dyn/big?size={size}"), pattern(0, size))


@feature("50 MB in slices")
def slices(site):
    size = 50_000_000
    same("the answer", curl(f"http://{HOST}:{site.port}/dyn/slices?size={size}&slice=65536"), pattern(0, size))
    same("small slices", curl(f"http://{HOST}:{site.port}/dyn/slices?size=300000&slice=100"), pattern(0, 300000))


@feature("an answer that ends with the connection")
def until_close(site):
    got = raw(site.port, b"GET /dyn/until-close?size=300000 HTTP/1.1\r\nHost: main.example\r\n\r\n")
    head, body = got.split(b"\r\n\r\n", 1)
    check(b"connection: close" in head and b"content-length" not in head, f"{head!r}")
    same("the body", body, pattern(0, 300000))


@feature("chunks that the program makes")
def chunked(site):
    connection = Http(site.port)
    connection.send(b"GET /dyn/chunked HTTP/1.1\r\nHost: main.example\r\n\r\n"
                    b"GET /one.txt HTTP/1.1\r\nHost: main.example\r\nConnection: close\r\n\r\n")
    while connection.more():
        pass
    head, rest = connection.buffer.split(b"\r\n\r\n", 1)
    check(b"transfer-encoding: chunked" in head, f"{head!r}")
    expected = b"6\r\npart 0\r\n6\r\npart 1\r\n6\r\npart 2\r\n0\r\n\r\n"
    same("the chunks", rest[:len(expected)], expected)
    same("what follows", rest[len(expected):].split(b"\r\n\r\n", 1)[1], site.contents["one.txt"])
    same("as curl reads them", curl(f"http://{HOST}:{site.port}/dyn/chunked"), b"part 0part 1part 2")


@feature("server-sent events")
def events(site):
    got = curl("-N", f"http://{HOST}:{site.port}/dyn/events?count=20")
    same("the events", got, b"".join(b"id: %d\ndata: event %d\n\n" % (n, n) for n in range(20)))
    # Many at once, and each comes when it is written.
    streams = [Http(site.port) for _ in range(50)]
    for s in streams:
        s.send(b"GET /dyn/events?count=5 HTTP/1.1\r\nHost: main.example\r\n\r\n")
    start = time.time()
    for s in streams:
        same("the events", s.read_reply().body, b"".join(b"id: %d\ndata: event %d\n\n" % (n, n) for n in range(5)))
        s.close()
    check(time.time() - start < 5, "they came late")


@feature("an answer that comes later")
def late(site):
    start = time.time()
    check(said_by(request(site.port, "/dyn/late"))["late"] == b"but here", "the answer")
    check(time.time() - start > 0.09, "too early")


@feature("a request that the program ends")
def ended(site):
    same("what comes", raw(site.port, b"GET /dyn/close HTTP/1.1\r\nHost: main.example\r\n\r\n"), b"")


@feature("a unix socket")
def unix(site):
    got = curl("--unix-socket", f"{site.work}/socket", "http://localhost/kib.txt")
    same("a file", got, site.contents["kib.txt"])
    got = curl("--unix-socket", f"{site.work}/socket", "http://localhost/dyn/about")
    check(b"vhost 4|unix\n" in got, f"{got!r}")
    body = pattern(0, 300000)
    got = curl("--unix-socket", f"{site.work}/socket", "--data-binary", "@-", "http://localhost/dyn/post", stdin=body)
    check(got.startswith(b"300000 "), f"{got!r}")


@feature("an abstract unix socket")
def abstract(site):
    got = curl("--abstract-unix-socket", f"feature-{site.port}", "http://localhost/kib.txt")
    same("a file", got, site.contents["kib.txt"])


@feature("IPv6")
def ipv6(site):
    same("a file", curl("-g", f"http://[::1]:{site.port}/kib.txt"), site.contents["kib.txt"])
    got = raw(site.port, b"GET /dyn/about HTTP/1.0\r\n\r\n", socket.AF_INET6, ("::1", site.port))
    check(b"peer 3|::1\n" in got, f"{got!r}")
    got = raw(site.port, f"GET /dyn/about HTTP/1.1\r\nHost: [::1]:{site.port}\r\nConnection: close\r\n\r\n".encode(),
              socket.AF_INET6, ("::1", site.port))
    check(b"vhost 12|main.example" in got, f"{got!r}")


@feature("keep-alive")
def keep_alive(site):
    connection = Http(site.port)
    for n in range(200):
        path, expected = (("/one.txt", site.contents["one.txt"]), ("/kib.txt", site.contents["kib.txt"]),
                          ("/dyn/big?size=700", pattern(0, 700)), ("/dyn/slices?size=9000", pattern(0, 9000)))[n % 4]
        connection.send(f"GET {path} HTTP/1.1\r\nHost: main.example\r\n\r\n".encode())
        reply = connection.read_reply()
        check(reply is not None, f"request {n}: the connection ended")
        same(f"request {n}", reply.body, expected)
    connection.close()
    out = curl("-w", "%{num_connects}\n", *["-o", "/dev/null"] * 3, f"http://{HOST}:{site.port}/kib.txt",
               f"http://{HOST}:{site.port}/dyn/args", f"http://{HOST}:{site.port}/dyn/status?code=404").split()
    check(out == [b"1", b"0", b"0"], f"curl's connections: {out}")


@feature("an idle connection is kept as long as its vhost says")
def idle(site):
    """30 seconds on one port, 1 on the other."""
    kept, short = Http(site.port), Http(site.other)
    for connection in kept, short:
        connection.send(b"GET /page.html HTTP/1.1\r\nHost: two.example\r\n\r\n")
        same("a page", connection.read_reply().body, site.contents["two/page.html"])
    start = time.time()
    same("what follows", short.more(), b"")
    check(0.5 < time.time() - start < 4, f"it took {time.time() - start:.1f} s")
    kept.send(b"GET /page.html HTTP/1.1\r\nHost: two.example\r\n\r\n")
    reply = kept.read_reply()
    check(reply is not None and reply.body == site.contents["two/page.html"], "the other one has ended, too")
    kept.close()
    short.close()


@feature("ranges of what lws_serve_http_file sends")
def served_range(site):
    data = site.contents["big.bin"]
    reply = request(site.port, "/dyn/file?name=big.bin", "Range: bytes=1000-2000999")
    check(reply.status == 206 and reply.headers["content-range"] == f"bytes 1000-2000999/{len(data)}", f"{reply.status}")
    same("the range", reply.body, data[1000:2001000])


@feature("1,000 pipelined requests for files")
def pipelined_files(site):
    connection = Http(site.port)
    names = ("one.txt", "kib.txt", "index.html")
    connection.send(b"".join(f"GET /{names[n % 3]} HTTP/1.1\r\nHost: main.example\r\n\r\n".encode() for n in range(1000)))
    for n in range(1000):
        reply = connection.read_reply()
        check(reply is not None, f"only {n} were answered")
        same(f"answer {n}", reply.body, site.contents[names[n % 3]])
    connection.close()


@feature("1,000 pipelined requests for dynamic pages")
def pipelined_dynamic(site):
    connection = Http(site.port)
    connection.send(b"".join(f"GET /dyn/args?name={n} HTTP/1.1\r\nHost: main.example\r\n\r\n".encode() for n in range(1000)))
    for n in range(1000):
        reply = connection.read_reply()
        check(reply is not None, f"only {n} were answered")
        check(said_by(reply)["name="] == str(n).encode(), f"answer {n}: {reply.body!r}")
    connection.close()


@feature("1,000 pipelined requests of all kinds")
def pipelined_mixed(site):
    connection = Http(site.port)
    kinds = [(b"GET /one.txt HTTP/1.1\r\nHost: main.example\r\n\r\n", site.contents["one.txt"]),
             (b"POST /dyn/post HTTP/1.1\r\nHost: main.example\r\nContent-Length: 3\r\n\r\nabc", None),
             (b"GET /dyn/slices?size=5000&slice=999 HTTP/1.1\r\nHost: main.example\r\n\r\n", pattern(0, 5000)),
             (b"POST /dyn/post HTTP/1.1\r\nHost: main.example\r\nTransfer-Encoding: chunked\r\n\r\n"
              b"1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", None),
             (b"GET /none.txt HTTP/1.1\r\nHost: main.example\r\n\r\n", None)]
    connection.send(b"".join(kinds[n % 5][0] for n in range(1000)))
    for n in range(1000):
        reply = connection.read_reply()
        check(reply is not None, f"only {n} were answered")
        if n % 5 in (1, 3):
            same(f"answer {n}", reply.body, b"3 a9993e364706816aba3e25717850c26c9cd0d89d\n")
        elif n % 5 == 4:
            check(reply.status == 404, f"answer {n}: {reply.status}")
        else:
            same(f"answer {n}", reply.body, kinds[n % 5][1])
    connection.close()


@feature("counts are JSON")
def counts(site):
    check(isinstance(json.loads(http(site.port, "GET /dyn/counts HTTP/1.0\r\n\r\n").body), dict), "counts")
