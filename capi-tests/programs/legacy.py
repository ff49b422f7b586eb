"""Programs of older eras (capi-tests/legacy), compiled with the headers of their pkg-config modules in every language that
they could have been in, and run: pages, counters, mirrors, clients; and calls of other eras, which must not compile."""
import asyncio
import os
import shutil
import subprocess
import time

import websockets

import legacy_failing
import legacy_later
from common import (HOST, ROOT, Failed, Http, Server, arguments, check, free_port, library_folder, main, run, said,
                    temporary_folder, wait_for)

HERE = f"{ROOT}/capi-tests/legacy"
PAGE = b"<p>a page of older days</p>\n" * 3000
# Once in each language, by each compiler that is here.
LANGUAGES = [[compiler, "-x", kind, f"-std={standard}"]
             for c, cxx in (("gcc", "g++"), ("clang", "clang++"))
             for compiler, kind, standards in ((c, "c", ("gnu89", "c99", "gnu11", "gnu17", "gnu2x")),
                                               (cxx, "c++", ("c++98", "c++11", "c++17")))
             for standard in standards]
# Programs that include the header in an extern "C" of their own.
LANGUAGES += [[compiler, "-x", "c++", "-std=c++11", "-include", f"{HERE}/in_extern_c.h"] for compiler in ("g++", "clang++")]


class Maker:
    """Compiles the programs."""

    def __init__(self, args):
        self.library = library_folder(args)
        self.abi = args.abi
        self.work = temporary_folder()
        self.made = 0

    def flags(self, era):
        return [f"-I{ROOT}/include/legacy/{era}", f"-I{ROOT}/include", f"-I{ROOT}/include/abi{self.abi}"]

    def command(self, language, era, source, binary, defines=()):
        return [*language, "-g", "-O1", "-D_DEFAULT_SOURCE", "-Wall", "-Wextra", "-Werror", "-pedantic",
                *(f"-D{d}" for d in defines), *self.flags(era), source, "-o", binary, "-L" + self.library, "-lwebsockets",
                "-lpthread"]

    def make(self, name, era, *defines, language=("gcc", "-x", "c", "-std=gnu89")):
        """The program, compiled without a warning."""
        self.made += 1
        binary = f"{self.work}/{name}-{self.made}"
        run(self.command(list(language), era, f"{HERE}/{name}.c", binary, defines))
        return binary

    def make_in_all(self, name, era, *defines):
        """Compiles it in all languages; gives one that was C and one that was C++."""
        last = {}
        for language in LANGUAGES:
            if shutil.which(language[0]):
                last[language[2]] = self.make(name, era, *defines, language=language)
        return last["c"], last["c++"]

    def certificate(self):
        """One that is signed by itself, and its key."""
        certificate, key = f"{self.work}/cert.pem", f"{self.work}/key.pem"
        if not os.path.exists(key):
            run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
                 "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        return certificate, key

    def serve(self, binary, *more, seconds=20):
        port = free_port()
        return port, Server([binary, str(port), *more], port, library=self.library, seconds=seconds)

    def run(self, *command):
        """What a program says that ends by itself."""
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60,
                              env=dict(os.environ, LD_LIBRARY_PATH=self.library))
        check(done.returncode == 0, f"{command[0]} left with {done.returncode}")
        return done.stdout.decode()


def connect(port, protocol=None, path="/", **more):
    return websockets.connect(f"ws://{HOST}:{port}{path}", subprotocols=[protocol] if protocol else None,
                              compression=None, max_size=None, **more)


async def mirrors(port, protocol="mirror"):
    async with connect(port, protocol) as ws:
        check(ws.subprotocol == protocol, f"sub-protocol {ws.subprotocol}, not {protocol}")
        for message in (b"one", b"two" * 100, b"x" * 4000):
            await ws.send(message)
            back = await asyncio.wait_for(ws.recv(), 10)
            check(back == message or back == message.decode(), f"{message[:20]} came back as {back[:20]}")


async def counts(port, seconds=2.0, **more):
    """How many numbers, one after the other, a counter tells in a second."""
    async with connect(port, "counter", **more) as ws:
        first = int(await asyncio.wait_for(ws.recv(), 10))
        begin, last = time.monotonic(), first
        while time.monotonic() - begin < seconds:
            number = int(await asyncio.wait_for(ws.recv(), 10))
            check(number == last + 1, f"{number} after {last}")
            last = number
        return (last - first) / (time.monotonic() - begin)


def page_is_served(port, path="/"):
    """The page, after which the connection ends."""
    connection = Http(port)
    connection.send(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    reply = connection.read_reply()
    check(reply and reply.status == 200 and reply.body == PAGE, f"{path}: {reply and (reply.status, len(reply.body))}")
    check(connection.more() == b"", "the connection goes on after the page")
    connection.close()


def raw(port, request, seconds=10):
    connection = Http(port, seconds)
    connection.send(request)
    while connection.more():
        pass
    connection.close()
    return connection.buffer


def memory(server):
    with open(f"/proc/{server.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


# ---- November 2010 ----

async def does_not_read(port, server):
    """A peer that reads nothing costs the server no more than what the kernel and one SEND hold."""
    async with connect(port, "flood", max_queue=1) as ws:
        ws.transport.pause_reading()
        await asyncio.sleep(1.5)
        before = memory(server)
        await asyncio.sleep(1.5)
        check(memory(server) - before < 1000, f"{memory(server) - before} kB more for a peer that does not read")
        check(before < 60000, f"{before} kB")
        ws.transport.abort()


def november_2010(maker, page):
    for binary in maker.make_in_all("server_2010", "2010"):
        port, server = maker.serve(binary, page)
        page_is_served(port)
        page_is_served(port, "/?a=1&b=2")
        check(raw(port, b"GET /hand HTTP/1.1\r\nHost: x\r\n\r\n").endswith(b"\r\n\r\nby hand"), "an answer by hand")
        check(raw(port, b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n") == b"", "a request without an answer")
        check(raw(port, b"GET /missing HTTP/1.1\r\nHost: x\r\n\r\n").startswith(b"HTTP/1.1 404"), "a missing file")
        asyncio.run(mirrors(port))
        rate = asyncio.run(counts(port))
        check(17 <= rate <= 23, f"{rate:.1f} ticks a second")
        said(f"2010: page, answers by hand, mirror, a counter of {rate:.1f} ticks a second by SEND alone")

        async def several():
            return await asyncio.gather(*(counts(port, 1) for _ in range(5)), mirrors(port))
        check(all(r >= 17 for r in asyncio.run(several())[:5]), "five counters")
        asyncio.run(does_not_read(port, server))
        check(server.alive(), "the server is gone:\n" + server.said())
        said("2010: five counters beside a mirror, a peer that does not read")
        taken = subprocess.run([binary, str(port), page], env=dict(os.environ, LD_LIBRARY_PATH=maker.library),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=20)
        check(taken.returncode == 3, f"a port in use: {taken.returncode}")
        server.stop()
    for shape in (2, 3, 4, 7, 8):
        binary = maker.make("server_2010", "2010", f"SHAPE={shape}")
        maker.make("server_2010", "2010", f"SHAPE={shape}", language=("g++", "-x", "c++", "-std=c++98"))
        port, server = maker.serve(binary, page)
        page_is_served(port)
        asyncio.run(shape_of_2010(port, shape))
        server.stop()
        said(f"2010: libwebsocket_create_server() with {shape} arguments")


async def shape_of_2010(port, shape):
    async with connect(port, "whatever") as ws:
        check(ws.subprotocol == "whatever", "any sub-protocol will do")
        if shape < 4:
            check(await ws.recv() == "welcome", "welcome")
        await ws.send(b"there")
        check(await ws.recv() == b"there", "and back")
    async with connect(port) as ws:
        check(ws.subprotocol is None, "none was asked for")
    if shape >= 7:
        try:
            async with connect(port, "unwelcome"):
                raise Failed("PROTOCOL_FILTER did not refuse")
        except (websockets.WebSocketException, EOFError, OSError):
            pass


def tls_2010(maker, page):
    certificate, key = maker.certificate()
    binary = maker.make("server_2010", "2010")
    port, server = maker.serve(binary, page, certificate, key)
    body = run(["curl", "-s", "--cacert", certificate, f"https://localhost:{port}/", "--resolve",
                f"localhost:{port}:{HOST}"])
    check(body == PAGE, "the page by TLS")
    server.stop()
    done = subprocess.run([binary, str(free_port()), page, "/no/such/file", key], stderr=subprocess.DEVNULL, timeout=20,
                          stdout=subprocess.DEVNULL, env=dict(os.environ, LD_LIBRARY_PATH=maker.library))
    check(done.returncode == 3, f"a missing certificate: {done.returncode}")
    said("2010: TLS by certificate and key; a certificate that is not there")


# ---- 2011 to 1.1 ----

async def hears_broadcasts(port, count=8):
    """Each of several sessions gets each number."""
    sockets = [await connect(port, "counter") for _ in range(count)]
    other = await connect(port, "mirror")
    heard = [[await asyncio.wait_for(ws.recv(), 10) for _ in range(20)] for ws in sockets]
    for numbers in heard:
        numbers = [int(n) for n in numbers]
        check(numbers == list(range(numbers[0], numbers[0] + 20)), f"numbers {numbers}")
    await sockets[0].send("all")
    for ws in sockets:
        for _ in range(1000):
            if await asyncio.wait_for(ws.recv(), 10) == "all":
                break
        else:
            raise Failed("what one session broadcasts did not come")
    await other.send("still here")
    check(await asyncio.wait_for(other.recv(), 10) == "still here", "a session of another protocol hears nothing")
    for ws in (*sockets, other):
        await ws.close()


async def refused(port):
    try:
        async with connect(port, "counter", path="/no"):
            raise Failed("FILTER_PROTOCOL_CONNECTION did not refuse")
    except (websockets.WebSocketException, EOFError, OSError):
        pass


def years_of_0_3(maker, page):
    in_c, in_cxx = maker.make_in_all("server_0_3", "0.3")
    maker.make_in_all("server_0_3", "0.3", "SHAPE=6")
    ways = [("eleven arguments", in_c), ("eleven arguments, C++", in_cxx)]
    for shape in range(5, 11):
        ways.append(("create_server" if shape == 5 else f"{shape} arguments",
                     maker.make("server_0_3", "0.3", f"SHAPE={shape}")))
    ways.append(("6 arguments, C++", maker.make("server_0_3", "0.3", "SHAPE=6",
                                                language=("g++", "-x", "c++", "-std=c++98"))))
    ways.append(("1.0, forked", maker.make("server_0_3", "0.3", "OF_1_0", "FORKED")))
    ways.append(("7 arguments, forked", maker.make("server_0_3", "0.3", "SHAPE=7", "FORKED")))
    ways.append(("own poll loop", maker.make("server_0_3", "0.3", "POLLED")))
    for what, binary in ways:
        port, server = maker.serve(binary, page)
        page_is_served(port)
        asyncio.run(mirrors(port))
        rate = asyncio.run(counts(port, 1))
        check(rate > 12, f"{rate:.1f} broadcasts a second")
        asyncio.run(hears_broadcasts(port))
        asyncio.run(refused(port))
        asyncio.run(sent_away(port, 1006 if what[0] in "67c" else 1001))
        check(server.alive(), f"{what}: the server is gone:\n" + server.said())
        check(raw(port, b"GET /refused HTTP/1.1\r\nHost: x\r\n\r\n") == b"", f"{what}: a request that is refused")
        wait_for("CLOSED of the counters", lambda: server.said().count("counter closed") >= 9)
        server.stop()
        wait_for("the end of the service", lambda: not accepts_any(port))
        said(f"0.3: {what}: page, mirror, broadcasts ({rate:.0f} a second) to each session")


async def sent_away(port, status):
    """A session that the server closes by itself, with a status where the call has one."""
    async with connect(port, "mirror") as ws:
        await ws.send(b"away")
        try:
            raise Failed(f"{await asyncio.wait_for(ws.recv(), 10)!r} instead of the end")
        except websockets.ConnectionClosed:
            check(ws.close_code == status, f"closed with {ws.close_code}, not {status}")


def accepts_any(port):
    try:
        Http(port, 1).close()
        return True
    except OSError:
        return False


def clients_of_0_3(maker, page):
    port, server = maker.serve(maker.make("server_0_3", "0.3"), page)
    in_c, in_cxx = maker.make_in_all("client_0_3", "0.3")
    expected = "".join(f"received message {n}\n" for n in range(3)) + "closed\n"
    for what, binary in (("connect_extended", in_c), ("connect_extended, C++", in_cxx),
                         ("6 arguments", maker.make("client_0_3", "0.3", "SHAPE=6")),
                         ("9 arguments", maker.make("client_0_3", "0.3", "SHAPE=9"))):
        out = maker.run(binary, str(port), "mirror")
        check(out == "established with memory\n" + expected, f"{what}: {out}")
        out = maker.run(binary, str(free_port()), "mirror")
        check(out == "error\n", f"{what}: nobody listens: {out}")
    check(server.said().count("\norigin origin\n") >= 4, f"the origin as the program gave it:\n{server.said()}")
    server.stop()
    out = maker.run(maker.make("broadcast_0_3", "0.3"), str(free_port()))
    check(out == "3000 heard, 2 closed\n", f"broadcasts from threads: {out}")
    said("0.3: clients: three messages there and back, CLOSED; an error without a text")


def test():
    args = arguments(__doc__).parse_args()
    maker = Maker(args)
    page = f"{maker.work}/page.html"
    with open(page, "wb") as out:
        out.write(PAGE)
    legacy_failing.test(maker)
    november_2010(maker, page)
    tls_2010(maker, page)
    years_of_0_3(maker, page)
    clients_of_0_3(maker, page)
    legacy_later.test(maker, page)


if __name__ == "__main__":
    main(test)
