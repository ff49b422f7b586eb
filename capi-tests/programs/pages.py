"""The examples that serve pages: a form with uploads, pages that are made, server-sent events. curl is the client where
it can be; --library and --include run the examples on another build of the library."""
import hashlib
import json
import os
import re
import socket
import time

from common import (HOST, ROOT, Failed, Server, arguments, check, compile_program, free_port, library_folder, main, run,
                    said, temporary_folder, wait_for)

BIG = 100 << 20


def curl(port, *words, path="/", given=None):
    """The status and the body of one request; `given` is for curl's own input."""
    out = run(["curl", "-sS", "--max-time", "100", f"http://{HOST}:{port}{path}", "-w", "\n%{http_code}", *words],
              timeout=120, **({"stdin": given} if given else {}))
    body, _, status = out.rpartition(b"\n")
    return int(status), body.decode()


def sha1(data):
    return f"{len(data)} bytes, SHA-1 {hashlib.sha1(data).hexdigest()}"


def form(port, work, ours):
    status, page = curl(port)
    check(status == 200 and "<form" in page, page)
    check(curl(port, path="/style.css")[0] == 200, "the style is there")
    check(curl(port, path="/nowhere")[0] == 404, "nothing is nowhere")

    small, empty = os.urandom(5000), b""
    for name, data in (("small file.bin", small), ("empty", empty)):
        with open(f"{work}/{name}", "wb") as f:
            f.write(data)
    status, page = curl(port, "--form-string", "name=<me> & you", "--form-string", "message=two\nlines+%41", "-F", f"file=@{work}/small file.bin",
                        "-F", f"file=@{work}/empty", "-F", "send=yes", "-F", "other=dropped", path="/form")
    for wanted in ("&lt;me&gt; &amp; you", "two\nlines+%41", "<td>yes", "small file.bin<br>" + sha1(small), "empty<br>" + sha1(empty)):
        check(status == 200 and wanted in page, f"{wanted!r} in {page}")
    check("dropped" not in page, "a field that nobody asked for is dropped")
    said("a form with fields and files")

    status, page = curl(port, "--data-urlencode", "name=ä & b=c+d%", "--data-urlencode", "message=", "-d", "send=1", path="/form")
    check(status == 200 and "<td>name<td>ä &amp; b=c+d%\n" in page and "<td>message<td>\n" in page, page)
    check(curl(port, "-d", "name=%4z", path="/form")[0] == 400, "a bad escape is refused")
    for length in (4095, 5000):
        check(curl(port, "-d", "name=" + "x" * length, path="/form")[0] == 400, "more than the storage is refused")
    check("x" * 4094 in curl(port, "-d", "name=" + "x" * 4094, path="/form")[1], "what fits is taken")
    check(curl(port, "-d", "", path="/form")[0] == 200, "an empty form is one")
    said("urlencoded forms, good and bad")

    status, page = curl(port, "--data-binary", f"@{work}/small file.bin", path="/raw")
    check(status == 200 and page == sha1(small) + "\n", page)
    big = hashlib.sha1()
    with open(f"{work}/big", "wb") as f:
        for _ in range(BIG >> 20):
            piece = os.urandom(1 << 20)
            big.update(piece)
            f.write(piece)
    wanted = f"{BIG} bytes, SHA-1 {big.hexdigest()}"
    start = time.time()
    status, page = curl(port, "-F", "name=x", "-F", f"file=@{work}/big", path="/form")
    check(status == 200 and wanted in page, page)
    check("<td>name<td>x\n" in page, page)
    said(f"a file of 100 MiB in a form, in {time.time() - start:.1f} s")
    # lws hands out chunked bodies as they are.
    if ours:
        status, page = curl(port, "-H", "Transfer-Encoding: chunked", "-F", f"file=@{work}/big", path="/form")
        check(status == 200 and wanted in page, page)
        with open(f"{work}/big", "rb") as f:
            status, page = curl(port, "-T", "-", path="/raw", given=f)
        check(status == 200 and page == wanted + "\n", page)
        said("chunked bodies of 100 MiB, as a form and plain")

    # Whole and byte by byte, a connection that is kept, and one that goes in the middle of a file.
    body = (b'--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n' + small[:2000] + b"\r\n--b--\r\n")
    head = (f"POST /form HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode()
    with socket.create_connection((HOST, port)) as s:
        s.settimeout(20)
        for pieces in (1, len(body)):
            s.sendall(head)
            for at in range(0, len(body), len(body) // pieces or 1):
                s.sendall(body[at:at + (len(body) // pieces or 1)])
            got = b""
            while b"Another one" not in got:
                more = s.recv(65536)
                check(more, f"closed after {got}")
                got += more
            check(sha1(small[:2000]).encode() in got, got)
    with socket.create_connection((HOST, port)) as s:
        s.sendall(head + body[:1000])
    said("the same byte by byte")


def pages(port, work, _ours):
    status, page = curl(port, "-A", "<agent>")
    check(status == 200 and "Hello, stranger" in page and "&#60;agent&#62;" in page, page)
    check("1 + -20 = -19" in curl(port, path="/add?a=1&b=-20")[1], "arguments are read")
    for path in ("/add", "/add?a=1", "/add?a=1&b=x", "/add?a=1&b=99999999999999999999", "/lines?count=0"):
        check(curl(port, path=path)[0] == 400, path)
    said("arguments, good and bad")

    name = 'M<e> & "you"; ä=%+'
    jar = f"{work}/jar"
    status, page = curl(port, "-i", "-L", "-c", jar, "--data-urlencode", "name=" + name, path="/name")
    check("HTTP/1.1 303" in page and "location: /\r\n" in page.lower() and status == 200, page)
    check("Hello, M&#60;e&#62; &#38; &#34;you&#34;; ä=%+<" in page, page)
    check(re.search(r"set-cookie: name=[\w%+.-]+; Path=/", page), page)
    check("Hello, M&#60;e&#62;" in curl(port, "-b", jar)[1], "the cookie comes back")
    check("Hello, &#60;x&#62;<" in curl(port, "-b", "a=b; name=%3Cx%3E; c=d")[1], "a cookie among others")
    for wrong in ("", "name=", "other=1", "name=" + "n" * 61, "name=%"):
        check(curl(port, "-d", wrong, path="/name")[0] == 400, wrong)
    check(curl(port, path="/name")[0] == 405 and curl(port, "-X", "DELETE")[0] == 405, "methods are held apart")
    said("a POST that sets a cookie and sends the browser on")

    status, text = curl(port, path="/lines?count=300000")
    check(status == 200 and len(text) == 300000 * 32, f"{status}, {len(text)} bytes")
    check([int(line[5:]) for line in text.splitlines()] == list(range(1, 300001)), "all lines, in order")
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.connect((HOST, port))
        s.sendall(b"GET /lines?count=50000000 HTTP/1.1\r\nHost: h\r\n\r\n")
        time.sleep(0.5)
        check(curl(port)[0] == 200, "another client is served meanwhile")
    said("a long answer, made while it is sent")


class Listener:
    """A client of /events."""

    def __init__(self, port, *headers, small=False):
        self.socket = socket.socket()
        if small:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self.socket.settimeout(20)
        self.socket.connect((HOST, port))
        self.socket.sendall("\r\n".join(["GET /events HTTP/1.1", "Host: h", *headers, "", ""]).encode())
        self.got = b""

    def read(self, wanted):
        while wanted not in self.got:
            more = self.socket.recv(65536)
            if not more:
                raise Failed(f"the server hung up after {self.got[-300:]}")
            self.got += more

    def said(self):
        return re.findall(rb"\nevent: say\ndata: (.*)\n", self.got)


def events(port, _work, _ours):
    check("EventSource" in curl(port, path="/app.js")[1] and "app.js" in curl(port)[1], "there is a page")
    listeners = [Listener(port) for _ in range(100)]
    slow = [Listener(port, small=True) for _ in range(3)]
    for one in listeners + slow[:1]:
        one.read(b"retry: ")
    check(b"content-type: text/event-stream" in listeners[0].got.lower(), listeners[0].got)
    for n in range(20):
        check(curl(port, "-d", f"number {n}", path="/say")[0] == 200, "said")
    for one in listeners:
        one.read(b"number 19\n\n")
        check(one.said() == [b"number %d" % n for n in range(20)], one.got)
    check(curl(port, "-d", "x" * 1001, path="/say")[0] == 413, "too long a message")
    check(curl(port, "--data-binary", "a\nevent: false\r\n\n\nid: 9", path="/say")[0] == 200, "a message with line breaks")
    listeners[0].read(b"event: say\ndata: a\ndata: event: false\ndata: \ndata: \ndata: id: 9\n\n")
    said("a hundred listeners get each message")

    back = Listener(port, "Last-Event-ID: 17")
    back.read(b"id: 20\n")
    check(back.said() == [b"number 18", b"number 19", b"a"], back.got)
    for _ in range(3):
        start = len(back.got)
        back.read(b"event: count")
        while b"\n\n" not in back.got[back.got.rindex(b"event: count"):]:
            back.got += back.socket.recv(65536)
        count = json.loads(back.got[back.got.rindex(b"data: {") + 6:].split(b"\n")[0])
        check(count["listeners"] == 104, f"{count}")
        back.got = back.got[:0] if start else b""
    for one in listeners[1:]:
        one.socket.close()
    # Those that never read hold nobody up, and cost no memory.
    for n in range(300):
        with socket.create_connection((HOST, port)) as s:
            text = b"%d " % n + b"y" * 900
            s.sendall(b"POST /say HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n" % len(text) + text)
            check(b"200" in s.recv(4096), "said")
        listeners[0].read(text)
        listeners[0].got = b""
    slow[0].read(b"data: 299 ")
    wait_for("the count without those that went", lambda: (listeners[0].read(b'"listeners":5}'), True)[1])
    said("slow listeners, lost ones, and one that comes back")


def test():
    args = arguments(__doc__).parse_args()
    ours = not args.library
    work = temporary_folder()
    for name, session in (("post-form", form), ("http-dynamic", pages), ("sse", events)):
        compile_program(args, f"{ROOT}/examples-c/{name}.c", f"{work}/{name}")
        port = free_port()
        server = Server([f"{work}/{name}", "-p", str(port)], port, library_folder(args))
        try:
            session(port, work, ours)
            peak = int(re.search(r"VmHWM:\s+(\d+)", open(f"/proc/{server.pid}/status").read())[1])
            check(peak < 20000, f"{name} has taken {peak} KiB of memory")
        except (Failed, OSError) as error:
            raise Failed(f"{name}: {error or type(error).__name__}\nthe server said:\n{server.said()}") from error
        wait_for("the end of the server", lambda: server.stop() is not None)
        check(server.process.returncode == 0, f"{name} left with {server.process.returncode}: {server.said()}")
        said(f"{name} ends well, {peak} KiB at most")


main(test)
