"""TLS and compression where they meet: flow control, backpressure, goodbyes, floods, bombs, proxies; on each event loop."""
import contextlib
import os
import socket
import ssl
import struct
import subprocess
import threading
import time
import zlib

from common import HOST, Failed, ROOT, Server, arguments, check, compile_program, free_port, library_folder, main, run, \
    said, temporary_folder, wait_for
from tls import Certificates

LOOPS = "own", "poll", "uv", "ev", "event", "glib"
DEFLATE = "permessage-deflate"
ALL_AT_ONCE = 1 << 30


class Peer:
    """A client whose bytes, records and their packets are all ours to arrange. `context`: None for no TLS."""

    def __init__(self, port, context, hello=True):
        self.socket = socket.create_connection((HOST, port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context and context.wrap_bio(self.incoming, self.outgoing, server_hostname="localhost")
        self.got = b""
        if self.tls and hello:
            self.until_done(self.tls.do_handshake)

    def flush(self):
        data = self.outgoing.read()
        if data:
            self.socket.sendall(data)

    def until_done(self, what):
        while True:
            try:
                return what()
            except ssl.SSLWantReadError:
                self.flush()
                data = self.socket.recv(1 << 18)
                if not data:
                    raise EOFError from None
                self.incoming.write(data)
            finally:
                self.flush()

    def send(self, data, goodbye=False):
        """All in one go, with the goodbye right behind it if that is wanted."""
        if not self.tls:
            self.socket.sendall(data)
            if goodbye:
                self.socket.shutdown(socket.SHUT_WR)
            return
        for at in range(0, len(data), 16384):
            self.tls.write(data[at:at + 16384])
        if goodbye:
            with contextlib.suppress(ssl.SSLWantReadError):
                self.tls.unwrap()
        self.flush()

    def more(self):
        try:
            data = self.until_done(lambda: self.tls.read(1 << 16)) if self.tls else self.socket.recv(1 << 16)
        except (EOFError, ssl.SSLZeroReturnError, ConnectionError):
            data = b""
        self.got += data
        return bool(data)

    def take(self, n):
        while len(self.got) < n:
            if not self.more():
                raise EOFError
        data, self.got = self.got[:n], self.got[n:]
        return data

    def rest(self):
        while self.more():
            pass
        data, self.got = self.got, b""
        return data

    def head(self):
        while b"\r\n\r\n" not in self.got:
            if not self.more():
                raise Failed(f"no head came, but {self.got!r}")
        head, self.got = self.got.split(b"\r\n\r\n", 1)
        return head.decode("latin-1")

    def upgrade(self, protocol, offer=None):
        extension = f"Sec-WebSocket-Extensions: {offer}\r\n" if offer else ""
        self.send((f"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                   f"Sec-WebSocket-Protocol: {protocol}\r\n{extension}\r\n").encode())
        head = self.head()
        check(head.startswith("HTTP/1.1 101"), head)
        self.inflate = zlib.decompressobj(-15)
        self.deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
        self.agreed = "permessage-deflate" in head
        return head

    def pack(self, data):
        return (self.deflate.compress(data) + self.deflate.flush(zlib.Z_SYNC_FLUSH))[:-4]

    def say(self, data, **more):
        self.send(frame(0xc2, self.pack(data)) if self.agreed else frame(0x82, data), **more)

    def hear(self):
        """The next message, or the close code."""
        message, compressed = b"", False
        while True:
            first, length = struct.unpack("!BB", self.take(2))
            if length > 125:
                length, = struct.unpack("!H" if length == 126 else "!Q", self.take(2 if length == 126 else 8))
            payload = self.take(length)
            if first & 15 == 8:
                return struct.unpack("!H", payload[:2])[0] if payload else 0
            compressed |= bool(first & 0x40)
            message += payload
            if first & 0x80:
                break
        return self.inflate.decompress(message + b"\0\0\xff\xff") if compressed else message

    def close(self):
        self.socket.close()


def frame(first, payload, mask=b"\0\0\0\0"):
    n = len(payload)
    length = struct.pack("!B", 128 | n) if n < 126 else struct.pack("!BH", 254, n) if n < 65536 else \
        struct.pack("!BQ", 255, n)
    return bytes([first]) + length + mask + payload


def resident(pid):
    with open(f"/proc/{pid}/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def cpu(pid):
    with open(f"/proc/{pid}/schedstat") as f:
        return int(f.read().split()[0]) / 1e9


class Tests:
    def __init__(self, args):
        self.library, self.folder, self.certificates, self.abi = library_folder(args), temporary_folder(), Certificates(), args.abi
        self.slow = 8 if args.slow else 1
        self.binaries = args.binaries or self.folder
        for name in "tls_hard_server", "tls_client":
            if not args.binaries:
                compile_program(args, f"{ROOT}/capi-tests/programs/{name}.c", os.path.join(self.folder, name))
        run(["cc", "-O1", f"{ROOT}/capi-tests/programs/peers/tls_floods.c", "-o", self.folder + "/tls_floods", "-lssl",
             "-lcrypto"])
        run(["cc", "-O1", f"{ROOT}/bench/tls_load.c", "-o", self.folder + "/tls_load", "-lssl", "-lcrypto", "-lz"])
        self.context = ssl.create_default_context(cafile=self.certificates("ca.pem"))
        self.files = os.path.join(self.folder, "files")
        os.makedirs(self.files)
        self.big = os.urandom(1 << 20) * 8
        with open(os.path.join(self.files, "big.txt"), "wb") as f:
            f.write(self.big)

    @contextlib.contextmanager
    def server(self, tls=True, **more):
        port, c = free_port(), self.certificates
        words = [f"cert={c('good.pem')}", f"key={c('good.key')}"] if tls else []
        words += [f"{name}={value}" for name, value in more.items()]
        server = Server([os.path.join(self.binaries, "tls_hard_server"), f"port={port}", "files=" + self.files, *words], port,
                        self.library)
        server.port = port
        try:
            yield server
            check(server.alive(), f"the server ended:\n{server.said()}")
        finally:
            code = server.stop()
        check(code == 0, f"the server left with {code}:\n{server.said()}")
        check("WRONG" not in server.said(), server.said())

    def peer(self, server, protocol=None, offer=DEFLATE, tls=True):
        peer = Peer(server.port, self.context if tls else None)
        if protocol:
            peer.upgrade(protocol, offer)
        return peer

    # ---- what is tried on each loop ----

    def on_loop(self, loop):
        with self.server(deflate=1, loop=loop) as s:
            self.goodbyes(s)
            self.held_back(s)
            self.backpressure(s)
            self.http(s)
            self.unfinished(s)
        with self.server(tls=False, deflate=1, loop=loop) as s:
            self.held_back(s, False)
        said(f"{loop}: goodbyes, flow control, backpressure, files, unfinished handshakes")

    def goodbyes(self, s):
        """What came before a close_notify counts, whenever the program or the inflater gets to it."""
        text = os.urandom(1000) * 300
        for offer in DEFLATE, None:
            for protocol in "echo", "slow":
                peer = self.peer(s, protocol, offer)
                peer.say(text, goodbye=True)
                check(peer.hear() == text, f"{protocol}: another message")
                peer.close()
        peer = self.peer(s, "sink")
        peer.say(bytes(64 << 20), goodbye=True)
        check(peer.hear() == str(64 << 20).encode(), "what was inflated later")
        peer.close()
        for requests in b"/later", b"/", b"/files/big.txt", b"/later /later /", b"/files/big.txt /later":
            peer = self.peer(s)
            peer.send(b"".join(b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n" % r for r in requests.split()), goodbye=True)
            for r in requests.split():
                check(" 200" in peer.head(), "an answer")
                body = self.big if b"big" in r else b"hello"
                check(peer.take(len(body)) == body, f"{r}: other bytes")
            check(peer.rest() == b"", "more than the answers")
            peer.close()

    def held_back(self, s, tls=True):
        """A program that stops reception gets the rest without anything more coming on the socket."""
        text = os.urandom(3000) * 100
        for offer in DEFLATE, None:
            peer = self.peer(s, "slow", offer, tls)
            for _ in range(2):
                peer.say(text)
                check(peer.hear() == text, "another message")
            if peer.agreed:
                two = frame(0xc2, peer.pack(text)) + frame(0xc2, peer.pack(text[::-1]))
            else:
                two = frame(0x82, text) + frame(0x82, text[::-1])
            peer.send(two)
            if peer.hear() == text:
                check(peer.hear() == text[::-1], "the second message")
            peer.close()

    def backpressure(self, s):
        for offer in DEFLATE, None:
            for order in b"3000 5000", b"40 400000":
                count, size = map(int, order.split())
                peer = self.peer(s, "flood", offer)
                peer.say(order)
                time.sleep(0.3)
                expected = (b"m" * 16 + b"0123456789abcdef" * (size // 16))[:size]
                for i in range(count):
                    got = peer.hear()
                    check(got == expected, f"message {i} of {count}: {got[:40]!r}, {len(got)} bytes")
                peer.close()

    def http(self, s):
        peer = self.peer(s)
        peer.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 200)
        for i in range(200):
            check(" 200" in peer.head() and peer.take(5) == b"hello", f"pipelined answer {i}")
        peer.send(b"GET /files/big.txt HTTP/1.1\r\nHost: localhost\r\nRange: bytes=100000-5000000\r\n\r\n")
        head = peer.head()
        check(" 206" in head, head)
        time.sleep(0.3)
        check(peer.take(4900001) == self.big[100000:5000001], "other bytes of the range")
        peer.close()
        if hasattr(s, "adopt"):
            return

    def unfinished(self, s):
        """Handshakes that are under way when the context is destroyed; the peers stay until then."""
        self.staying = []
        for cut in 0, 1, 5, 100, ALL_AT_ONCE:
            peer = Peer(s.port, self.context, hello=False)
            with contextlib.suppress(ssl.SSLWantReadError):
                peer.tls.do_handshake()
            peer.socket.sendall(peer.outgoing.read()[:cut])
            self.staying.append(peer)

    # ---- what is the same on all of them ----

    def adopted(self):
        port = free_port()
        with self.server(adopt=port) as s:
            for protocol in None, "echo":
                peer = Peer(port, self.context)
                if protocol:
                    peer.upgrade(protocol)
                    peer.say(b"x" * 5000)
                    check(peer.hear() == b"x" * 5000, "the echo")
                else:
                    peer.send(b"GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    check(" 200" in peer.head(), "an answer")
                peer.close()
            check(s.alive(), "it ended")
        said("adopted sockets, whose first bytes the program has read, are TLS connections")

    def floods(self):
        with self.server(timeout=3) as s:
            def flood(what):
                before = cpu(s.pid)
                text = run([self.folder + "/tls_floods", str(s.port), what], timeout=60).decode().strip()
                check(cpu(s.pid) - before < 5 * self.slow, f"{what}: {cpu(s.pid) - before} s of CPU time")
                return text
            for what in "keys", "empty":
                text = flood(what)
                check(text.startswith("refused after"), f"{what}: {text}")
            check(flood("renegotiate") == "refused", "renegotiation")
            check(flood("tiny") == "HTTP/1.1 200 OK", "a request in records of a byte each")
            check(resident(s.pid) < (64 << 20) * self.slow, "memory")
        said("floods of key updates and empty records end the connection, renegotiation is refused, tiny records are fine")

    def bombs(self):
        """A message of 1 MiB that inflates to 1 GiB takes neither memory nor the others' time."""
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        piece = bytes(1 << 20)
        bomb = b"".join([deflate.compress(piece) for _ in range(1024)] + [deflate.flush(zlib.Z_SYNC_FLUSH)])[:-4]
        with self.server(deflate=1) as s:
            peer, other = self.peer(s, "sink"), self.peer(s, "echo")
            before = resident(s.pid)
            longest, peak = 0, 0
            peer.send(frame(0xc2, bomb))
            answers = []
            waiting = threading.Thread(target=lambda: answers.append(peer.hear()))
            waiting.start()
            while waiting.is_alive():
                begin = time.time()
                other.say(b"still there?")
                check(other.hear() == b"still there?", "the other's echo")
                longest, peak = max(longest, time.time() - begin), max(peak, resident(s.pid))
            check(answers == [str(1 << 30).encode()], f"the bomb: {answers}")
            check(longest < self.slow, f"another connection waited for {longest:.2f} s")
            check(peak - before < (16 << 20) * self.slow, f"{(peak - before) >> 20} MiB more")
        with self.server(deflate=1, most=1 << 20) as s:
            for _ in range(3):
                peer = self.peer(s, "sink")
                peer.send(frame(0xc2, bomb))
                check(peer.hear() == 1009, "a cap")
                peer.close()
            peer = self.peer(s, "sink")
            peer.say(bytes(1 << 20))
            check(peer.hear() == str(1 << 20).encode(), "as much as is allowed")
            peer.say(bytes((1 << 20) + 1))
            check(peer.hear() == 1009, "one byte more")
        said(f"a bomb takes {(peak - before) >> 10} KiB, others wait {longest * 1000:.0f} ms; with a cap it is 1009")

    def streams(self):
        with self.server(deflate=1) as s:
            for bad in b"\xff\xff\xff", b"\x07", b"\x01\x05\x00\x00\x00hello", bytes(range(1, 250)), b"\x4b\x4c\x04\xff" * 40:
                for cut in False, True:
                    peer = self.peer(s, "sink")
                    peer.send(frame(0x42, bad[:2]) + frame(0x80, bad[2:]) if cut else frame(0xc2, bad))
                    check(peer.hear() == 1007, f"{bad[:4]!r}")
                    peer.close()
            for first in 0xa1, 0x91, 0xc9, 0xc8:
                peer = self.peer(s, "sink")
                peer.send(frame(first, b""))
                check(peer.hear() == 1002, f"frame {first:#x}")
                peer.close()
            peer = self.peer(s, "sink")
            peer.send(frame(0x42, b"\x01") + frame(0xc0, b"\x01"))
            check(peer.hear() == 1002, "RSV1 on a continuation")
            peer.close()
            for bad in ("permessage-deflate; server_max_window_bits=8", "permessage-deflate; client_max_window_bits=16",
                        "permessage-deflate; client_max_window_bits; client_max_window_bits", "permessage-deflate; x=y",
                        "permessage-deflate; server_no_context_takeover=1", "permessage-deflate; =", ";", ",,,",
                        "permessage-deflate; server_no_context_takeover; server_no_context_takeover", "x" * 3000,
                        "permessage-deflate; server_max_window_bits=\"", "permessage-bzip2"):
                peer = Peer(s.port, self.context)
                head = peer.upgrade("echo", bad)
                check("extensions" not in head.lower(), f"{bad}: {head}")
                peer.say(b"plain")
                check(peer.hear() == b"plain", bad)
                peer.close()
            peer = Peer(s.port, self.context)
            peer.upgrade("echo", "permessage-deflate; server_max_window_bits=8, permessage-deflate, permessage-deflate")
            check(peer.agreed, "the second of three offers")
        said("corrupt streams are 1007, misplaced bits 1002, and bad offers are passed over")

    def many(self):
        """A thousand connections at once, all of them at work, and what they leave behind."""
        with self.server(deflate=1) as s:
            def load(count, rounds):
                words = [self.folder + "/tls_load", str(s.port), "3000", str(count), "1", "1"]
                with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as p:
                    check(p.stdout.readline() == b"ready\n", "they are open")
                    p.stdin.write(b"run %d\n" % rounds)
                    p.stdin.flush()
                    answer = p.stdout.readline().split()
                    used = resident(s.pid)
                    p.stdin.close()
                check(len(answer) == 2 and int(answer[1]) >= count, f"all were answered: {answer}")
                return used
            load(100, 200)
            used = load(1000, 1500)
            check(used < (128 << 20) * self.slow, f"{used >> 20} MiB for 1,000 compressed TLS connections")
            wait_for("the end of their memory", lambda: resident(s.pid) < (100 << 20) * self.slow)
            check(self.peer(s, "echo").agreed, "it goes on")
        said(f"1,000 TLS connections that compress, all at work, take {used >> 20} MiB")

    def half_closed(self):
        """Peers that hang up without a goodbye, and one that never says its own."""
        with self.server(deflate=1) as s:
            peer = self.peer(s)
            peer.send(b"GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n")
            peer.socket.shutdown(socket.SHUT_WR)
            if self.abi == "17":
                check(" 200" in peer.head() and peer.take(5) == b"hello", "the answer to a peer that ended its side")
            # As with lws 4.3, who has left while an answer is owed gets none.
            check(peer.rest() == b"", "and then the end")
            peer = self.peer(s, "echo")
            peer.socket.shutdown(socket.SHUT_WR)
            check(peer.rest() == b"", "a websocket whose peer has ended")
            peer = self.peer(s, "echo")
            peer.send(frame(0x88, b"\x03\xe8"))
            begin = time.time()
            check(peer.hear() == 1000 and peer.rest() == b"" and time.time() - begin < 3, "the end, with nobody's goodbye")
        said("peers that end their side, with a goodbye or without")

    # ---- clients ----

    def client(self, port, socks=None, **more):
        words = [f"{name}={value}" for name, value in more.items()]
        done = subprocess.run([os.path.join(self.binaries, "tls_client"), f"port={port}", "ca=" + self.certificates("ca.pem"),
                               *words], env=dict(os.environ, LD_LIBRARY_PATH=self.library, **({"socks_proxy": socks} if socks else {})),
                              timeout=60, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode(errors="replace")

    def with_peer(self, act, **more):
        """Runs the client against a listener that does this with the first connection."""
        with socket.socket() as listener:
            listener.bind((HOST, 0))
            listener.listen()

            def serve():
                with contextlib.suppress(OSError):
                    peer, _ = listener.accept()
                    peer.settimeout(20)
                    with peer:
                        act(peer)
            thread = threading.Thread(target=serve, daemon=True)
            thread.start()
            port = listener.getsockname()[1]
            more = {k: v.replace("PORT", str(port)) if isinstance(v, str) else v for k, v in more.items()}
            code, text = self.client(more.pop("port", port), **more)
            thread.join(20)
        return code, text

    def broken_servers(self):
        def after_hello(data):
            def act(peer):
                peer.recv(4096)
                peer.sendall(data)
            return act
        for what in (b"", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", b"\x16\x03\x03\x40\x00" + b"x" * 100,
                     b"\x15\x03\x03\x00\x02\x02\x28", b"\x16\x03\x03\x00\x04\x02\xff\xff\xff", bytes(70000)):
            code, text = self.with_peer(after_hello(what))
            check(code == 1 and text.count("error") == 1 and "completed" not in text, f"{what[:8]!r}: {text}")
        said("a server that hangs up, or talks nonsense, in the handshake is one error for the client")

    def truncated(self):
        """A body that is cut off is not complete where its length is known. Where it is not, its end counts, with a goodbye or
        without, as for the genuine library: many servers say none."""
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(self.certificates("good.pem"), self.certificates("good.key"))

        def act(says_goodbye, header):
            def inner(peer):
                with server.wrap_socket(peer, server_side=True) as secure:
                    secure.recv(4096)
                    secure.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + header + b"\r\nthe first half")
                    if says_goodbye:
                        with contextlib.suppress(OSError, ssl.SSLError):
                            secure.unwrap()
                    else:
                        time.sleep(0.2)
                        secure.shutdown(socket.SHUT_RDWR)
            return inner
        for goodbye in True, False:
            code, text = self.with_peer(act(goodbye, b""))
            check(code == 0 and "the first halfcompleted" in text, f"to the end: {text}")
            for header in b"Content-Length: 100\r\n", b"Transfer-Encoding: chunked\r\n":
                code, text = self.with_peer(act(goodbye, header))
                check(code == 1 and "closed too early" in text and "completed" not in text, f"{header}, cut off: {text}")
        said("a response that is cut off is not taken for a complete one")

    def proxies(self):
        with self.server() as s:
            def pass_on(peer, skip=b""):
                with socket.create_connection((HOST, s.port)) as to:
                    def one_way():
                        with contextlib.suppress(OSError):
                            while data := to.recv(65536):
                                peer.sendall(data)
                            peer.shutdown(socket.SHUT_WR)
                    threading.Thread(target=one_way, daemon=True).start()
                    with contextlib.suppress(OSError):
                        while data := peer.recv(65536):
                            to.sendall(data)
                    with contextlib.suppress(OSError):
                        to.shutdown(socket.SHUT_WR)

            def connect(answer, then=True):
                def act(peer):
                    asked = peer.recv(4096)
                    check(asked.startswith(b"CONNECT localhost:"), "CONNECT")
                    peer.sendall(answer)
                    if then:
                        pass_on(peer)
                    else:
                        time.sleep(1)
                return act

            def socks(more):
                def act(peer):
                    peer.recv(100)
                    peer.sendall(b"\5\0")
                    peer.recv(100)
                    peer.sendall(b"\5\0\0\1\x7f\0\0\1\0\x50" + more)
                    if not more:
                        pass_on(peer)
                    else:
                        time.sleep(1)
                return act
            forged = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
            code, text = self.with_peer(connect(b"HTTP/1.1 200 OK\r\n\r\n"), port=s.port, proxy=HOST + ":PORT")
            check(code == 0 and "hello" in text and "completed" in text, f"CONNECT: {text}")
            code, text = self.with_peer(connect(b"HTTP/1.1 200 OK\r\n\r\n" + forged, False), port=s.port, proxy=HOST + ":PORT")
            check(code == 1 and "forged" not in text, f"a proxy that answers for the server: {text}")
            code, text = self.with_peer(socks(b""), port=s.port, socks=HOST + ":PORT")
            check(code == 0 and "hello" in text, f"SOCKS5: {text}")
            code, text = self.with_peer(socks(forged), port=s.port, socks=HOST + ":PORT")
            check(code == 1 and "forged" not in text, f"a SOCKS5 proxy that answers for the server: {text}")
            for size in 5, 300000:
                code, text = self.with_peer(connect(b"HTTP/1.1 200 OK\r\n\r\n"), port=s.port, proxy=HOST + ":PORT", ws=size)
                check(code == 0 and f"echoed {size}" in text, f"a websocket by CONNECT: {text}")
        said("clients over TLS by CONNECT and SOCKS5; what a proxy slips in before TLS is refused")

    def abandoned(self):
        """A context that is destroyed while its client's handshake waits for the server."""
        def silent(peer):
            while peer.recv(65536):
                pass
        code, text = self.with_peer(silent, ms=300)
        check(code == 1 and text.count("error") <= 1, f"abandoned: {text}")
        said("a context is destroyed in the middle of its client's handshake")


def test():
    parser = arguments(__doc__)
    parser.add_argument("--only", help="these tests, with commas between; a loop's name is one")
    parser.add_argument("--binaries", help="folder of tls_hard_server and tls_client, instead of compiling them")
    parser.add_argument("--slow", action="store_true", help="a library that is slow and large, as a sanitizer makes it")
    parser.add_argument("--loops", default=",".join(LOOPS))
    args = parser.parse_args()
    tests = Tests(args)
    rest = ("adopted", "floods", "bombs", "streams", "many", "half_closed", "broken_servers", "truncated", "proxies", "abandoned")
    for name in args.only.split(",") if args.only else [*args.loops.split(","), *rest]:
        try:
            tests.on_loop(name) if name in LOOPS else getattr(tests, name)()
        except (Failed, EOFError, OSError) as error:
            raise Failed(f"{name}: {error!r}") from error


main(test)
