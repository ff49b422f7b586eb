"""What comes in: bodies, arguments, headers, cookies, methods."""
import hashlib
import os
import socket
import time

from checks import HOST, Http, check, curl, feature, http, raw, request, said_by, same

SIZES = {"nothing": 0, "1 B": 1, "64 KiB": 65536, "100 MiB": 100 << 20}


def body_of(size):
    block = os.urandom(min(size, 1 << 20))
    return block * (size // (1 << 20)) if size > 1 << 20 else block


def answer_to(body):
    return f"{len(body)} {hashlib.sha1(body).hexdigest()}\n".encode()


def post_by_length(site, size):
    body = body_of(size)
    got = curl("--data-binary", "@-", "-H", "Expect:", f"http://{HOST}:{site.port}/dyn/post", stdin=body)
    same("the answer", got, answer_to(body))


def post_chunked(site, size):
    body = body_of(size)
    got = curl("--data-binary", "@-", "-H", "Transfer-Encoding: chunked", "-H", "Expect:",
               f"http://{HOST}:{site.port}/dyn/post", stdin=body)
    same("the answer", got, answer_to(body))


for name, length in SIZES.items():
    feature(f"POST of {name}")(lambda site, size=length: post_by_length(site, size))
    feature(f"POST of {name}, chunked")(lambda site, size=length: post_chunked(site, size))


@feature("PUT of a body")
def put(site):
    body = body_of(100000)
    got = curl("-T", "-", "-H", f"Content-Length: {len(body)}", "-H", "Expect:", "-H", "Transfer-Encoding:",
               f"http://{HOST}:{site.port}/dyn/post", stdin=body)
    same("the answer", got, answer_to(body))


@feature("chunks cut everywhere, with extensions and trailers")
def chunks(site):
    body = bytes(range(256)) * 3
    data = b"".join(b"%x;name=\"value\"\r\n" % len(body[i:i + 100]) + body[i:i + 100] + b"\r\n"
                    for i in range(0, len(body), 100)) + b"0\r\nX-Trailer: yes\r\n\r\n"
    head = b"POST /dyn/post HTTP/1.1\r\nHost: main.example\r\nTransfer-Encoding: chunked\r\n\r\n"
    for step in 1, 7, 1000:
        connection = Http(site.port)
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for i in range(0, len(head + data), step):
            connection.send((head + data)[i:i + step])
        same("the answer", connection.read_reply().body, answer_to(body))
        connection.send(b"GET /one.txt HTTP/1.1\r\nHost: main.example\r\n\r\n")
        same("the next answer", connection.read_reply().body, site.contents["one.txt"])
        connection.close()


@feature("Expect: 100-continue")
def expect(site):
    body = b"expected"
    for framing, rest in (f"Content-Length: {len(body)}", body), ("Transfer-Encoding: chunked", b"8\r\nexpected\r\n0\r\n\r\n"):
        connection = Http(site.port)
        connection.send(f"POST /dyn/post HTTP/1.1\r\nHost: main.example\r\n{framing}\r\nExpect: 100-continue\r\n\r\n"
                        .encode())
        check(connection.read_reply().status == 100, "no 100")
        connection.send(rest)
        same("the answer", connection.read_reply().body, answer_to(body))
        connection.close()
    start = time.time()
    body = body_of(2 << 20)
    got = curl("--data-binary", "@-", "-H", "Expect: 100-continue", f"http://{HOST}:{site.port}/dyn/post", stdin=body)
    same("the answer", got, answer_to(body))
    check(time.time() - start < 0.9, "curl had to wait")


@feature("a body whose reception the program stops for a while")
def flow_control(site):
    body = body_of(3 << 20)
    start = time.time()
    got = curl("--data-binary", "@-", "-H", "Expect:", f"http://{HOST}:{site.port}/dyn/held", stdin=body)
    same("the answer", got, answer_to(body))
    check(time.time() - start > 0.15, "reception was not stopped")


@feature("pipelined bodies")
def pipelined_bodies(site):
    bodies = [body_of(n) for n in (1, 1000, 5, 70000, 3)]
    connection = Http(site.port)
    connection.send(b"".join(b"POST /dyn/post HTTP/1.1\r\nHost: main.example\r\nContent-Length: %d\r\n\r\n" % len(b) + b
                             for b in bodies))
    for body in bodies:
        same("an answer", connection.read_reply().body, answer_to(body))
    connection.close()


@feature("a body that nobody reads")
def unread(site):
    body = body_of(300000)
    connection = Http(site.port)
    connection.send(b"POST /dyn/args?name=x HTTP/1.1\r\nHost: main.example\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    check(connection.read_reply().status == 200, "not answered")
    connection.send(b"GET /one.txt HTTP/1.1\r\nHost: main.example\r\n\r\n")
    same("the next answer", connection.read_reply().body, site.contents["one.txt"])
    connection.close()


@feature("url arguments")
def arguments(site):
    got = said_by(request(site.port, "/dyn/args?name=value&empty=&flag&last=z"))
    expected = {"0": b"name=value", "1": b"empty=", "2": b"flag", "3": b"last=z",
                "name=": b"value", "name": b"=value" if site.abi == 17 else b"value", "empty=": b"", "last=": b"z", "none=": None}
    check(got == expected, f"{got}")
    check(said_by(request(site.port, "/dyn/args")) ==
          {"name=": None, "name": None, "empty=": None, "last=": None, "none=": None}, "there were none")


@feature("url arguments with escapes")
def escaped_arguments(site):
    got = said_by(request(site.port, "/dyn/args?name=a%20b%26c%3Dd%25&last=%c3%9f%2F%2e%2e%2f+%2B"))
    check(got["0"] == b"name=a b&c=d%", f"{got}")
    check(got["name="] == b"a b&c=d%", f"{got}")
    check(got["1"] == "last=ß/../ +".encode(), f"{got}")
    check(got["last="] == "ß/../ +".encode(), f"{got}")


@feature("many url arguments")
def many_arguments(site):
    query = "&".join(f"a{n}=" + "v" * 20 for n in range(60))
    got = said_by(request(site.port, f"/dyn/args?{query}&name=here"))
    check([got[str(n)] for n in range(61)] == [b"a%d=" % n + b"v" * 20 for n in range(60)] + [b"name=here"], f"{got}")
    check(got["name="] == b"here", f"{got}")


@feature("headers")
def headers(site):
    got = said_by(request(site.port, "/dyn/headers", "User-Agent: Mozilla/5.0 (a; b)", "ACCEPT: text/*;q=0.5",
                          "Referer: http://elsewhere/?a=b", "Content-Type: text/plain"))
    check(got["host"] == b"main.example" and got["user-agent"] == b"Mozilla/5.0 (a; b)" and got["accept"] == b"text/*;q=0.5"
          and got["referer"] == b"http://elsewhere/?a=b" and got["content-type"] == b"text/plain", f"{got}")
    check(got["x-custom:"] is None, f"{got}")


@feature("custom headers")
def custom_headers(site):
    long = "l" * 1500
    got = said_by(request(site.port, "/dyn/headers", "X-Custom: its value", f"x-LONG: {long}", "X-Customs: other"))
    check(got["x-custom:"] == b"its value", f"{got}")
    check(got["x-long:"] == long.encode(), f"{got}")
    check(got["x-none:"] is None, f"{got}")


@feature("an empty custom header")
def empty_header(site):
    check(said_by(request(site.port, "/dyn/headers", "X-Empty:"))["x-empty:"] == b"", "x-empty")


@feature("cookies")
def cookies(site):
    reply = http(site.port, "GET /dyn/cookies HTTP/1.1\r\nHost: main.example\r\n\r\n")
    check(said_by(reply) == {"session": None, "theme": None, "ses": None, "none": None}, f"{reply.body}")
    jar = f"{site.work}/cookies"
    out = curl("-c", jar, "-D", "-", f"http://{HOST}:{site.port}/dyn/cookies")
    check(b"set-cookie: session=abc123; Path=/; HttpOnly\r\n" in out and b"set-cookie: theme=dark\r\n" in out, f"{out!r}")
    out = curl("-b", jar, f"http://{HOST}:{site.port}/dyn/cookies")
    check(b"session 6|abc123\n" in out and b"theme 4|dark\n" in out and b"none -1|" in out, f"{out!r}")


@feature("cookies whose names begin alike")
def alike_cookies(site):
    got = said_by(request(site.port, "/dyn/cookies", "Cookie: xsession=no; ses=short; session=yes; theme="))
    check(got == {"session": b"yes", "theme": b"", "ses": b"short", "none": None}, f"{got}")


@feature("methods")
def methods(site):
    for name in "GET", "PUT", "PATCH", "DELETE", "OPTIONS":
        body = b"" if name in ("PUT", "PATCH") else None
        got = said_by(request(site.port, "/dyn/method/x", method=name, body=body))
        check(got == {"method": name.encode(), "uri": b"/dyn/method/x"}, f"{name}: {got}")


@feature("HTTP/1.0")
def old_version(site):
    got = raw(site.port, b"GET /dyn/args?name=old HTTP/1.0\r\n\r\n")
    head, body = got.split(b"\r\n\r\n", 1)
    check(head.startswith(b"HTTP/1.0 200 OK\r\n"), f"{head!r}")
    check(b"name= 3|old" in body, f"{body!r}")
    got = raw(site.port, b"GET /kib.txt HTTP/1.0\r\n\r\n")
    same("a file", got.split(b"\r\n\r\n", 1)[1], site.contents["kib.txt"])


@feature("Connection: close")
def close(site):
    got = raw(site.port, b"GET /dyn/args?name=x HTTP/1.1\r\nHost: main.example\r\nConnection: close\r\n\r\n"
                         b"GET /dyn/args?name=y HTTP/1.1\r\nHost: main.example\r\n\r\n")
    check(got.count(b"HTTP/1.1 200 OK") == 1, f"{got!r}")


@feature("a head that comes byte by byte")
def slow_head(site):
    connection = Http(site.port)
    connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in b"GET /dyn/args?name=slow HTTP/1.1\r\nHost: main.example\r\nX-Other: of any length\r\n\r\n":
        connection.send(bytes([byte]))
        time.sleep(0.001)
    check(said_by(connection.read_reply())["name="] == b"slow", "the argument")
    connection.close()


@feature("HTTP/1.0 with keep-alive")
def old_keep_alive(site):
    connection = Http(site.port)
    for _ in range(3):
        connection.send(b"GET /one.txt HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        reply = connection.read_reply()
        check(reply is not None and reply.body == site.contents["one.txt"], "the file")
    connection.close()


@feature("100 uploads at once")
def many_uploads(site):
    """Each in small pieces, in turn, half of them chunked."""
    connections = [Http(site.port, 30) for _ in range(100)]
    bodies = [body_of(20000 + n) for n in range(100)]
    for n, c in enumerate(connections):
        framing = b"Transfer-Encoding: chunked" if n % 2 else b"Content-Length: %d" % len(bodies[n])
        c.send(b"POST /dyn/post HTTP/1.1\r\nHost: main.example\r\n" + framing + b"\r\n\r\n")
    for at in range(0, 20100, 3000):
        for n, c in enumerate(connections):
            piece = bodies[n][at:at + 3000]
            if piece:
                c.send(b"%x\r\n%b\r\n" % (len(piece), piece) if n % 2 else piece)
    for n, c in enumerate(connections):
        if n % 2:
            c.send(b"0\r\n\r\n")
        same(f"answer {n}", c.read_reply().body, answer_to(bodies[n]))
        c.close()


@feature("a request that stops in the middle is ended in time")
def stalled(site):
    """The context's timeout_secs are 2 here."""
    for data in (b"POST /dyn/post HTTP/1.1\r\nHost: main.example\r\nContent-Length: 1000\r\n\r\nhalf",):
        start = time.time()
        raw(site.port, data)
        check(1.5 < time.time() - start < 6, f"it took {time.time() - start:.1f} s")
