"""What the examples that are clients, or that take raw sockets, are told and must do: for debian_examples.py.

Their other side is another example on the same library, or a few lines of Python that note what comes in. Where the
run has a network of its own, the names of the hosts that they call lead to it, so fixed addresses work as well.
"""
import base64
import contextlib
import hashlib
import os
import re
import signal
import socket
import ssl
import struct
import subprocess
import threading
import time
import tty

from websockets.sync.server import serve

from common import HOST, Failed, check, wait_for
from example_sessions import PORT, steady

HOSTS = "127.0.0.1 localhost libwebsockets.org warmcat.com connectivitycheck.android.com fstream.binance.com\n"
# A certificate for them, of an authority that the examples are told to believe; debian_examples.py says where it is.
CERTIFICATE = {}
PAGE = b"".join(b"line %d of the page\n" % n for n in range(2000))


class Peer:
    """A server of a few lines: each connection is given to `serve`, in a thread of its own. `tls`: with the certificate
    for these names."""

    def __init__(self, serve, port=PORT, tls=False):
        self.serve, self.heads, self.problems, self.tls = serve, [], [], None
        if tls:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(CERTIFICATE["pem"], CERTIFICATE["key"])
            self.tls.set_alpn_protocols(["http/1.1"])
        self.listener = socket.create_server((HOST, port))
        self.connections = []
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in self.connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection = self.listener.accept()[0]
                connection.settimeout(15)
                self.connections.append(connection)
                threading.Thread(target=self.one, args=(connection,), daemon=True).start()

    def one(self, connection):
        try:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
                self.connections.append(connection)
            with connection:
                self.serve(self, connection)
        except Exception as error:  # pylint: disable=broad-except
            self.problems.append(repr(error))

    def head(self, connection, have=b""):
        """The next request's head, noted, and what came after it; None at the end."""
        while b"\r\n\r\n" not in have:
            data = connection.recv(1 << 16)
            if not data:
                return None, b""
            have += data
        head, _, rest = have.partition(b"\r\n\r\n")
        head = head.decode("latin-1")
        self.heads.append(re.sub(r"(?i)(sec-websocket-key: )\S+", r"\1...", head))
        return head, rest

    def upgrade(self, connection, protocol=None):
        head, _ = self.head(connection)
        key = re.search(r"(?i)sec-websocket-key: *(\S+)", head)[1].encode()
        accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()).decode()
        connection.sendall(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            f"Sec-WebSocket-Accept: {accept}\r\n"
                            + (f"Sec-WebSocket-Protocol: {protocol}\r\n" if protocol else "") + "\r\n").encode())


class Compressing:
    """A server of Python's websockets, which compresses: it sends, and wants the same back."""

    def __init__(self, tls=False):
        self.agreed, self.problems, context = [], [], None
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE["pem"], CERTIFICATE["key"])
            context.maximum_version = ssl.TLSVersion.TLSv1_2  # see Session.ws
        self.server = serve(self.ask, HOST, PORT, ssl=context, compression="deflate", max_size=None,
                            ping_interval=None)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()

    def ask(self, ws):
        self.agreed.append("permessage-deflate" in ws.response.headers.get("Sec-WebSocket-Extensions", ""))
        for message in "text", "the same again and again. " * 800, bytes(range(256)) * 200:
            ws.send(message)
            if ws.recv(10) != message:
                self.problems.append("another message comes back")


def frame(opcode, payload, final=True):
    size = len(payload)
    length = bytes([size]) if size < 126 else b"\x7e" + struct.pack(">H", size) if size < 1 << 16 else \
        b"\x7f" + struct.pack(">Q", size)
    return bytes([opcode | (0x80 if final else 0)]) + length + payload


def exactly(connection, count):
    have = b""
    while len(have) < count:
        data = connection.recv(count - len(have))
        if not data:
            raise EOFError
        have += data
    return have


def read_frame(connection):
    """(final, opcode, payload) of a client's frame, which is masked."""
    first, size = exactly(connection, 2)
    if not size & 0x80:
        raise Failed("a frame of the client without a mask")
    size &= 0x7f
    if size > 125:
        size = int.from_bytes(exactly(connection, 2 if size == 126 else 8), "big")
    mask = exactly(connection, 4)
    payload = exactly(connection, size)
    return first >> 7, first & 15, bytes(b ^ mask[n & 3] for n, b in enumerate(payload))


def read_message(connection):
    whole = b""
    while True:
        final, opcode, payload = read_frame(connection)
        if opcode & 8:
            continue
        whole += payload
        if final:
            return whole


def pages(peer, connection, status="200 OK", body=PAGE, extra=""):
    """An HTTP server, whatever is asked."""
    head, rest = peer.head(connection)
    while head is not None:
        wanted = re.search(r"(?i)content-length: *(\d+)", head)
        while wanted and len(rest) < int(wanted[1]):
            rest += connection.recv(1 << 16)
        connection.sendall(f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
                           .encode() + body)
        head, rest = peer.head(connection, rest[int(wanted[1]):] if wanted else rest)


def story(out):
    """What the program itself says, without how the content was cut up on its way."""
    total, lines = 0, []
    for line in steady(out).split("\n"):
        piece = re.match(r"U: RECEIVE_CLIENT_HTTP_READ: (?:conn \d+: )?read (\d+)", line)
        if piece:
            total += int(piece[1])
        elif line.startswith("U: ") and not line.startswith("U: Duration"):
            lines.append(line)
    return "\n".join(lines + [f"{total} bytes of content"])


def dumped(out):
    """The bytes of its hex dumps."""
    lines = re.findall(r"N: 0[0-9A-Fa-f]{3}: ((?:[0-9A-Fa-f]{2} )+)", steady(out))
    return bytes.fromhex("".join(lines))


def own_hosts(s):
    check(s.isolated, "this example calls hosts by fixed names: it needs a network of its own, so root")


# ---- http-client ----

def succeeds(s, *options, seconds=20):
    out = s.run(*options, seconds=seconds)
    s.note("it says", story(out))
    check(s.notes[-2].endswith(": 0"), out[-2000:])
    return out


def http_client(s):
    plain = ("-l", "--nossl", "--h1")
    with Peer(pages) as peer:
        succeeds(s, *plain, "--path", "/a/path?with=an&argument")
        succeeds(s, *plain, "--user", "somebody", "--password", "secret")
        s.note("requests", "\n\n".join(peer.heads))
    with Peer(lambda p, c: pages(p, c, "404 Not Found")):
        out = s.run(*plain)
        check("failed" in out, out)
        s.note("a page that is missing", story(out))
    with Peer(pages, tls=True) as peer:
        # Its -l forgives a certificate of its own; this one is believed, and then its name is looked at.
        succeeds(s, "-l", "--h1", "--path", "/over/tls")
        succeeds(s, "--h1", "--server", "localhost", "-p", str(PORT))
        out = s.run("--h1", "--server", "127.0.0.2", "-p", str(PORT))
        check("ompleted: failed" in out, out)
        s.note("requests over TLS", "\n\n".join(peer.heads))
    server = s.beside("http-server/minimal-http-server-tls")
    succeeds(s, "-l", "--h1", "--path", "/index.html")
    s.note("of an authority that nobody knows", s.run("--h1", "--server", "localhost", "-p", str(PORT)) and "")
    s.stop_beside(server)
    server = s.beside("http-server/minimal-http-server-basicauth")
    succeeds(s, *plain)
    succeeds(s, *plain, "--path", "/secret/index.html", "--user", "user", "--password", "password")
    s.stop_beside(server)
    out = s.run(*plain)
    check("CLIENT_CONNECTION_ERROR" in out and "ompleted: failed" in out, out)


def http_client_h1(s):
    with Peer(pages) as peer:
        succeeds(s, "-l", "--nossl", "--h1", "--each", "1000")
        s.note("requests", "\n\n".join(peer.heads))
    with Peer(pages, tls=True) as peer:
        succeeds(s, "-l", "--h1", "--each", "1000")
        s.note("requests", "\n\n".join(peer.heads))


def http_client_attach(s):
    own_hosts(s)
    with Peer(pages, 443, tls=True) as peer:
        out = succeeds(s)
        check(f"{len(PAGE)} bytes" in s.notes[-1], out)
        s.note("requests", "\n\n".join(peer.heads))


def captive_portal(s):
    own_hosts(s)
    with Peer(pages, 443, tls=True) as site:
        with Peer(lambda p, c: pages(p, c, "204 No Content", b""), 80) as there:
            out = succeeds(s)
            check("finished OK" in out, out)
            s.note("requests", "\n\n".join(there.heads + site.heads))
        for name, answer in ("a portal's page", "200 OK"), ("a portal's redirect", "302 Found"):
            extra = "Location: http://localhost/login\r\n" if answer[0] == "3" else ""
            with Peer(lambda p, c: pages(p, c, answer, b"login", extra), 80):  # pylint: disable=cell-var-from-loop
                out = s.run()
            check("There's no internet" in out and "finished FAIL" in out, out)
            s.note(name, story(out))
        out = s.run()
        check("finished FAIL" in out, out)
        s.note("nobody there", story(out))


def http_client_custom_headers(s):
    with Peer(lambda p, c: pages(p, c, extra="Test-Custom-Header: hello\r\n")) as peer:
        out = succeeds(s, "-n", "-l")
        check("custom header: 'hello'" in out, out)
        check(re.search(r"(?im)^dnt: ?1", peer.heads[0]) or not s.is_ours, peer.heads[0])
        # lws 4.1 forgets the colon of a name that is given without.
        s.note("requests", "\n\n".join(peer.heads).replace("dnt 1", "dnt: 1"))
    with Peer(pages):
        check("Can't find test-custom-header" in succeeds(s, "-n", "-l"), "no such header")
    with Peer(lambda p, c: pages(p, c, extra="Test-Custom-Header: over TLS\r\n"), tls=True):
        check("custom header: 'over TLS'" in succeeds(s, "-l"), "over TLS")


def http_client_hugeurl(s):
    with Peer(pages, tls=True) as peer:
        succeeds(s, "-l", "--h1")
        check(len(peer.heads[0].split()[1]) == 2012, peer.heads[0])
        s.note("requests", "\n\n".join(peer.heads))


def http_client_multi(s):
    plain = ("--no-tls",)

    def all_ok(*options):
        out = s.run("-l", *plain, "--h1", *options)
        check("Done: all OK" in out and "Exiting with 0" in out, out)
        # Genuine lws 4.3 finds a session that another run left on the disk.
        out = re.sub(r"U: main: session reuse count.*\n", "", out)
        s.note(" ".join(options), "\n".join(sorted(re.sub(r"\S*0x\.\.\.\S*|wsi\S*", "", story(out)).split("\n"))))
    with Peer(pages) as peer:
        all_ok()
        all_ok("-n", "-c", "3")
        s.note("requests", "\n\n".join(sorted(peer.heads)))
        all_ok("-p", "-n")
        connections = len(peer.connections)
        all_ok("-p", "-s", "-c", "3")
        check(len(peer.connections) == connections + 1, "its pipelined requests each have a connection")
        for loop in ("--uv", "--ev", "--event", "--glib") if s.is_ours else ():
            out = s.run("-l", "--no-tls", "--h1", loop)
            check("Done: all OK" in out and "Exiting with 0" in out, out)
            s.notes.pop()
        check(not peer.problems, peer.problems)
    plain = ()
    with Peer(pages, tls=True) as peer:
        all_ok()
        connections = len(peer.connections)
        all_ok("-p", "-s", "-c", "3")
        # Ours keeps none that speak TLS; two entries are one connection.
        check(len(peer.connections) == connections + (6 if s.is_ours else 2), len(peer.connections) - connections)


def certinfo(s):
    own_hosts(s)
    # Only what the certificate says: its key, its names. Its days are a day or a month off with genuine lws.
    def story_of_certificate(out):
        return "\n".join(line for line in out.split("\n") if re.match(r"N:  Peer Cert|N: 0[0-9a-f]{3}:|N:  AUTH", line)
                         and "Valid" not in line)
    with Peer(pages, 443, tls=True) as peer:
        out = succeeds(s, "--h1")
        check("Peer Cert CN        : warmcat.com" in out and "Peer Cert issuer" in out and "Valid to" in out, out)
        s.note("certificate", story_of_certificate(out))
        s.note("requests", "\n\n".join(peer.heads))
    s.beside("http-server/minimal-http-server-tls")
    out = succeeds(s, "-l", "--h1")
    check(not s.is_ours or "Valid to  : Thu Feb 24 04:16:07 2118" in out, out)
    s.note("lws's own certificate", story_of_certificate(out))


def http_client_post(s):
    # It gives no length. Our servers take that for a POST without a body, so here the other side is not one of lws's.
    def form(peer, connection):
        _, body = peer.head(connection)
        while b"--\r\n" not in body:
            body += connection.recv(1 << 16)
        peer.heads.append(body.decode())
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfine\n")
    for options in (), ("--form1",), ("-m",):
        with Peer(form, tls=True) as peer:
            out = succeeds(s, "-l", "--h1", *options)
            check(b"fine\n" in dumped(out) and "This is the contents" in "".join(peer.heads), out)
            if "-m" in options:
                s.notes.pop()  # four at once: the order is chance
                continue
            sent = "\n\n".join(peer.heads)
            s.note("sent", sent.replace(re.search(r'boundary="(.*?)"', sent)[1], "BOUNDARY"))


# ---- ws-client ----

def ws_client(s):
    options = ("-s", "localhost", "-p", str(PORT), "--protocol", "dumb-increment-protocol")
    test_server = ("test-apps/test-server", "-p", str(PORT), "-s")
    server = s.beside(*test_server)
    s.start(*options, ports=())
    wait_for("two numbers", lambda: len(re.findall(r"N: 0000: 3\d ", s.said())) > 2, 10)
    check(s.said().count("established") == 1, s.said())
    s.stop_beside(server)
    s.beside(*test_server)
    wait_for("it to come again", lambda: s.said().count("established") == 2, 10)
    s.stop()

    def numbers(peer, connection):
        peer.upgrade(connection, "dumb-increment-protocol")
        connection.sendall(frame(1, b"1") + frame(1, b"23"))
        connection.recv(100)
    for other in s.others:
        s.stop_beside(other)
    with Peer(numbers, tls=True) as peer:
        s.start(*options, ports=())
        s.says("0000: 32 33 ")
        s.note("requests", "\n\n".join(peer.heads))
        s.stop()


def ws_client_echo(s):
    messages, offered = [b"text", "é".encode() * 1500, bytes(range(256)) * 300], []

    def ask(peer, connection):
        peer.upgrade(connection)
        offered.append(re.search(r"(?im)^sec-websocket-extensions: *(.*?)\r?$", peer.heads[-1]))
        for number, message in enumerate(messages):
            opcode = 2 if number == 2 else 1
            connection.sendall(frame(opcode, message[:10], False) + frame(0, message[10:]))
            if read_message(connection) != message:
                raise Failed(f"message {number} comes back wrong")
        connection.sendall(frame(9, b"are you there"))
        check(read_frame(connection) == (1, 10, b"are you there"), "the pong")
        connection.sendall(frame(8, struct.pack(">H", 1000)))
        peer.heads.append(f"close: {read_frame(connection)}")
    for options in ("-n", "-o"), ("-o",):
        with Peer(ask) as peer:
            out = s.run(*options, "-u", "/some/path?case=1", "-s", "localhost", "-p", str(PORT))
            check("Completed 2 OK" in out, f"{peer.problems}\n{out}")
            wait_for("the close of the peer", lambda: peer.problems or "close: " in peer.heads[-1], 5)
            check(not peer.problems, peer.problems)
            s.note("requests", "\n\n".join(peer.heads))
    check(not offered[0] and "permessage-deflate" in offered[1][1], f"offered: {offered}")
    # Compressed, over TLS: an authority that it is told to believe.
    with Compressing(tls=True) as server:
        out = s.run("-o", "--ssl", "-s", "localhost", "-p", str(PORT))
        check("Completed 2 OK" in out and server.agreed == [True], f"{server.problems} {server.agreed}\n{out}")
    out = s.run("-n", "-o", "-s", "localhost", "-p", str(PORT))
    check("Completed 3 failed" in out, out)


def ws_client_ping(s):
    def pings(peer, connection):
        peer.upgrade(connection, "lws-minimal")
        for _ in range(2):
            begin = time.time()
            final, opcode, payload = read_frame(connection)
            check(final and opcode == 9 and 2 < time.time() - begin < 5, f"{opcode} after {time.time() - begin:.1f} s")
            connection.sendall(frame(10, payload))
        peer.heads.append("two pings")
        connection.recv(100)
    with Peer(pings, tls=True) as peer:
        s.start("--server", "localhost", "--port", str(PORT), ports=())
        wait_for("two pings", lambda: peer.problems or peer.heads[-1:] == ["two pings"], 15)
        check(not peer.problems, peer.problems)
        s.note("requests", "\n\n".join(peer.heads))
        s.stop()
        s.note("log", s.user_log())


def ws_client_pmd_bulk(s):
    for options in (("-n",), ("-n", "-c")) + (((), ("-c",)) if s.is_ours else ()):
        server = s.beside("ws-server/minimal-ws-server-pmd-bulk", *options)
        out = s.run(*options)
        check("Completed OK" in out, out[-1500:])
        if "-n" not in options:
            s.notes.pop()
        s.stop_beside(server)


def ws_client_rx(s):
    own_hosts(s)
    s.beside("test-apps/test-server", "-p", "443", "-s", ports=(443,))
    out = s.run("-t")
    s.note("it says", story(out))
    check([int(n) for n in re.findall(r"RX: (\d+)", out)] == list(range(10)), out)


def ws_client_spam(s):
    server = s.beside("test-apps/test-server", "-p", str(PORT))
    for options in ("-n",), ("-n", "-l", "40", "-c", "10"), ("-l", "30", "-c", "10"):
        if "-n" not in options:
            s.stop_beside(server)
            s.beside("test-apps/test-server", "-p", str(PORT), "-s")
        limit = int(options[options.index("-l") + 1]) if "-l" in options else 15
        s.start("--server", "localhost", "--port", str(PORT), *options, ports=())
        wait_for("all to be closed", lambda: s.process.poll() is not None or  # pylint: disable=cell-var-from-loop
                 f"closed {limit}," in s.said(), 15)  # pylint: disable=cell-var-from-loop
        with contextlib.suppress(subprocess.TimeoutExpired):
            s.process.wait(0.5)
        if s.process.poll() is None:
            s.process.send_signal(signal.SIGINT)  # lws 4.1's waits for something to happen once more
        s.note("exit code", s.process.wait(5))
        check("U: Completed" in s.said(), s.said()[-1500:])
        check(len(re.findall("established \\(try", s.said())) == limit, s.said())


def ws_client_spam_tx_rx(s):
    s.beside("ws-server/minimal-ws-server")
    s.start("-m", "1000", ports=())
    wait_for("eleven connections", lambda: s.said().count("established connection") == 11, 10)
    with s.ws("lws-minimal") as one:
        for _ in range(5):
            # It sends the same bytes each time, and the genuine library masks them where they are.
            got = one.recv(5, decode=False)
            check(got == b"x" * 128 or not s.is_ours, got)
    s.stop()


def ws_client_tx(s):
    server = s.beside("ws-server/minimal-ws-broker")
    s.start(ports=())
    s.says("established")

    def listen():
        with s.ws("lws-minimal-broker", "/subscriber") as one:
            told = {}
            for _ in range(20):
                tid, number = re.fullmatch(r"tid: (\d), msg: (\d+)", one.recv(5)).groups()
                told.setdefault(tid, []).append(int(number))
        check(set(told) == {"1", "2"}, told)
        for numbers in told.values():
            check(numbers == list(range(numbers[0], numbers[0] + len(numbers))), f"messages are missing: {numbers}")
    listen()
    s.stop_beside(server)
    s.beside("ws-server/minimal-ws-broker")
    wait_for("it to come again", lambda: s.said().count("established") == 2, 10)
    listen()
    s.stop()


def ws_client_binance(s):
    own_hosts(s)

    def prices(peer, connection):
        peer.upgrade(connection)
        for price in "100.25", "300.75":
            connection.sendall(frame(1, ('{"e":"depthUpdate","E":%d,"a":[["%s","1"]]}'
                                         % (time.time() * 1000, price)).encode()))
        connection.sendall(frame(1, b'{"e":"aggTrade"}'))
        connection.recv(100)
    with Peer(prices, 443, tls=True) as peer:
        s.start(ports=())
        s.says("(2 prices/s)")
        s.note("prices", re.findall(r"price: .*", s.said())[0])
        check("permessage-deflate" in peer.heads[0], peer.heads)
        s.note("requests", "\n\n".join(peer.heads))
        s.stop()


# ---- raw ----

def raw_adopt_tcp(s):
    own_hosts(s)
    with Peer(lambda p, c: (p.head(c), c.sendall(b"HTTP/1.1 200 OK\r\n\r\nhello"), time.sleep(0.3)), 80) as peer:
        s.start(ports=())
        s.says("LWS_CALLBACK_RAW_CLOSE")
        s.note("request", peer.heads)
        s.note("log", s.user_log())
        s.note("dump", re.findall(r"N: (0[0-9a-f]{3}: .*)", s.said()))
        s.stop()


def raw_adopt_udp(s):
    s.start(ports=())
    s.says("RAW_ADOPT")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, \
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as two:
        for udp, data in (one, b"hello"), (two, b"from another"), (one, b"x" * 1400):
            udp.settimeout(5)
            udp.sendto(data, (HOST, PORT))
            check(udp.recvfrom(2000) == (data, (HOST, PORT)), "the echo")
    s.stop()
    s.note("log", s.user_log())


def raw_file(s):
    path = f"{s.folder}/fifo"
    os.mkfifo(path)
    s.start(path, ports=())
    s.says("RAW_ADOPT_FILE")
    with open(path, "wb", buffering=0) as out:
        for line in b"hello\n", bytes(range(100)):
            before = s.said().count("RAW_RX_FILE")
            out.write(line)
            wait_for("it to be read", lambda: s.said().count("RAW_RX_FILE") > before, 5)  # pylint: disable=W0640
    s.says("0060: ")
    s.stop()
    s.note("log", "\n".join(line for line in steady(s.said()).split("\n") if "RAW_" in line or " 00" in line))


def raw_serial(s):
    master, slave = os.openpty()
    try:
        tty.setraw(master)
        s.start(os.ttyname(slave), ports=())
        text = b""
        while text.count(b"\n") < 2:
            text += os.read(master, 1000)
        os.write(master, b"an answer")
        s.says("RAW_RX_FILE")
        s.says("an answer")
        s.note("written", text)
        s.stop()
    finally:
        os.close(master)
        os.close(slave)


def netcat(s, *options, port=PORT):
    got = []

    def serve(_, connection):
        while True:
            data = connection.recv(1000)
            if not data:
                break
            got.append(data)
            connection.sendall(data.upper())
    with Peer(serve, port):
        s.start("-w", "500", *options, ports=(), stdin=subprocess.PIPE)
        for text in b"hello\n", b"once more\n":
            s.process.stdin.write(text)
            s.process.stdin.flush()
            s.says(text.decode().upper())
        s.process.stdin.close()
        s.note("exit code", s.process.wait(10))
        # How often it writes what it has is left out: it repeats its buffer at every chance to write.
        s.note("log", sorted(set(re.sub(r" \(\d+\)", "", line) for line in s.user_log())))
        check(b"hello\n" in b"".join(got) and b"once more\n" in b"".join(got), got)


def raw_netcat(s):
    netcat(s, "--server", "localhost", "--port", str(PORT))


def raw_client(s):
    own_hosts(s)
    if not s.is_ours:
        return  # it gives up on raw connections over TLS ("Client creation failed")

    def answer(peer, connection):
        peer.heads.append(exactly(connection, len("GET / HTTP/1.1\nHost: libwebsockets.org\n\n")))
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\na page\n")
        time.sleep(0.3)
    with Peer(answer, 443, tls=True) as peer:
        s.start(ports=())
        s.note("exit code", s.process.wait(10))
        s.note("request", peer.heads)
        s.note("log", s.user_log())
        check("a page" in s.said(), s.said())
        check(peer.tls and not peer.problems, peer.problems)
    s.notes.clear()


def raw_vhost(s):
    s.start()
    with contextlib.ExitStack() as stack:
        three = [stack.enter_context(socket.create_connection((HOST, PORT), 5)) for _ in range(3)]
        wait_for("three", lambda: s.said().count("RAW_ADOPT") >= 3, 5)
        time.sleep(0.2)
        for number, text in enumerate((b"hello", b"from another\n", b"\0\xff" * 1000)):
            three[number].sendall(text)
            for one in three:
                check(exactly(one, len(text)) == text, f"message {number}")
    s.stop()


def raw_fallback(s):
    s.start()
    s.site()
    with socket.create_connection((HOST, PORT), 5) as raw:
        for text in b"\x01this is no HTTP\n", b"nor is this\n", b"z" * 1500:
            raw.sendall(text)
            check(exactly(raw, len(text)) == text, "the echo")
    s.get("/")
    s.stop()


def ws_raw_proxy(s):
    s.start()
    s.site()

    def serve(_, connection):
        connection.sendall(b"welcome")
        while True:
            data = connection.recv(1 << 16)
            if not data or data == b"bye":
                break
            connection.sendall(data.upper())
    with Peer(serve, 1234), s.ws("lws-ws-raw-ws") as one, s.ws("lws-ws-raw-ws") as two:
        check(one.recv(5) == two.recv(5) == "welcome", "what the other side begins with")
        for ws, text in (one, "hello"), (two, "from another"):
            ws.send(text)
            check(ws.recv(5) == text.upper(), text)
        two.send("y" * 5000)
        got = ""
        while len(got) < 5000:
            got += two.recv(5)
        check(got == "Y" * 5000, "a long one")
        one.send("bye")
        with contextlib.suppress(Exception):
            one.recv(5)
        s.note("closed with", one.close_code)
        check(one.close_code is not None, "it stays")
        two.send("still here")
        check(two.recv(5) == "STILL HERE", "the other one")
    s.stop()


def ws_proxy(s):
    own_hosts(s)
    server = s.beside("test-apps/test-server", "-p", "443", "-s", ports=(443,))
    s.start()
    s.says("established")
    s.site()
    with s.ws("lws-minimal-proxy") as one, s.ws("lws-minimal-proxy") as two:
        for ws in one, two:
            numbers = [int(ws.recv(5)) for _ in range(12)]
            check(numbers == list(range(numbers[0], numbers[0] + 12)), f"{numbers}")
        # The other side goes and comes back, while browsers stay connected.
        s.stop_beside(server)
        s.beside("test-apps/test-server", "-p", "443", "-s", ports=(443,))
        wait_for("the next connection", lambda: s.said().count("established") == 2, 10)
        wait_for("the numbers to begin again", lambda: int(one.recv(5)) < 12, 5)
    s.stop()


# ---- test-client ----

def test_client(s):
    server = s.beside("test-apps/test-server", "-p", str(PORT))
    s.start("-d", "1031", "-n", f"ws://localhost:{PORT}/", ports=())
    s.says("opened mirror connection")
    time.sleep(0.5)
    s.stop()
    s.start("-d", "15", f"ws://localhost:{PORT}/", ports=())
    s.says("opened mirror connection")
    with s.ws("lws-mirror-protocol") as one:
        for _ in range(5):
            check(re.match(r"c #[0-9A-F]{6} \d+ \d+ \d+;", one.recv(5)), "its circles")
    s.stop()
    out = s.run("-d", "15", f"http://localhost:{PORT}/test.html")
    s.note("says", re.findall(r"lws_http_client_http_response \d+", out))
    out = s.run("-d", "15", "-o", f"http://localhost:{PORT}/formtest")
    s.note("says", re.findall(r"lws_http_client_http_response \d+", out))
    s.stop_beside(server)
    server = s.beside("test-apps/test-server", "-p", str(PORT), "-s")
    out = s.run("-d", "15", "-S", f"https://localhost:{PORT}/test.html")
    s.note("says over TLS", re.findall(r"lws_http_client_http_response \d+", out))
    check("response 200" in out, out[-1500:])
    s.start("-d", "15", "-S", f"wss://localhost:{PORT}/", ports=())
    s.says("opened mirror connection")
    with_browser = s.secure
    s.secure = {PORT}
    with s.ws("lws-mirror-protocol") as one:
        check(re.match(r"c #[0-9A-F]{6} \d+ \d+ \d+;", one.recv(5)), "its circles over TLS")
    s.secure = with_browser
    s.stop()
    s.stop_beside(server)
    with Peer(pages) as peer:
        s.run("-d", "15", f"http://localhost:{PORT}/some/where?a=b")
        s.run("-d", "15", "-o", f"http://localhost:{PORT}/form")
        s.note("requests", "\n\n".join(peer.heads))
    with Peer(lambda p, c: (c.sendall(b"raw hello\0"), c.recv(10))):
        s.start("-d", "15", f"raw://localhost:{PORT}/", ports=())
        s.says("LWS_CALLBACK_RAW_RX 10")
        s.stop()


HTTP, WS = "http-client/minimal-http-client", "ws-client/minimal-ws-client"
SESSIONS = {
    HTTP: http_client,
    HTTP + "-attach": http_client_attach,
    HTTP + "-captive-portal": captive_portal,
    HTTP + "-certinfo": certinfo,
    HTTP + "-custom-headers": http_client_custom_headers,
    HTTP + "-h2-rxflow": http_client_h1,
    HTTP + "-hugeurl": http_client_hugeurl,
    HTTP + "-multi": http_client_multi,
    HTTP + "-post": http_client_post,
    WS: ws_client,
    WS + "-binance": ws_client_binance,
    WS + "-echo": ws_client_echo,
    WS + "-ping": ws_client_ping,
    WS + "-pmd-bulk": ws_client_pmd_bulk,
    WS + "-rx": ws_client_rx,
    WS + "-spam": ws_client_spam,
    WS + "-spam-tx-rx": ws_client_spam_tx_rx,
    WS + "-tx": ws_client_tx,
    "client-server/minimal-ws-proxy": ws_proxy,
    "raw/minimal-raw-adopt-tcp": raw_adopt_tcp,
    "raw/minimal-raw-adopt-udp": raw_adopt_udp,
    "raw/minimal-raw-client": raw_client,
    "raw/minimal-raw-fallback-http-server": raw_fallback,
    "raw/minimal-raw-file": raw_file,
    "raw/minimal-raw-netcat": raw_netcat,
    "raw/minimal-raw-serial": raw_serial,
    "raw/minimal-raw-vhost": raw_vhost,
    "ws-server/minimal-ws-raw-proxy": ws_raw_proxy,
    "test-apps/test-client": test_client,
}
# What they run beside them.
PEERS = ["test-apps/test-server", "http-server/minimal-http-server-tls",
         "http-server/minimal-http-server-basicauth", "ws-server/minimal-ws-broker",
         "ws-server/minimal-ws-server", "ws-server/minimal-ws-server-pmd-bulk"]
SLOW = [WS + "-ping", HTTP + "-multi"]
