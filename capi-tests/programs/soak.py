#!/usr/bin/env python3
"""Random peers against a server that does everything at random (soak_server.c), which watches what must always hold:
one CLOSED per ESTABLISHED, one WSI_DESTROY per WSI_CREATE, nothing after it, sessions that begin as zeros, and the
descriptors and memory of the beginning at the end. Prints where it is; the seed of a failure repeats most of it."""
import asyncio
import logging
import os
import random
import ssl
import struct
import sys
import time
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from common import ROOT, Failed, arguments, compile_program, free_port, library_folder, main, run, said, temporary_folder  # noqa: E402

logging.getLogger("asyncio").setLevel(logging.CRITICAL)
TLS = ssl.create_default_context()
TLS.check_hostname, TLS.verify_mode = False, ssl.CERT_NONE
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
PEERS = 60


def frame(opcode, payload=b"", fin=1, rsv=0, mask=True):
    out = bytes([fin << 7 | rsv << 4 | opcode])
    bit = 0x80 if mask else 0
    if len(payload) < 126:
        out += bytes([bit | len(payload)])
    elif len(payload) < 65536:
        out += bytes([bit | 126]) + struct.pack(">H", len(payload))
    else:
        out += bytes([bit | 127]) + struct.pack(">Q", len(payload))
    if not mask:
        return out + payload
    return out + b"\0\0\0\0" + payload  # a mask of zeros is one too, and costs nothing


class Peer:
    """One connection that does one thing, ended in one of the ways there are."""

    def __init__(self, port, dice):
        self.port, self.dice = port, dice
        self.tls = dice.random() < 0.5
        self.offer = dice.choice(["", "permessage-deflate", "permessage-deflate; server_no_context_takeover; "
                                  "client_no_context_takeover; server_max_window_bits=10"])
        self.deflate = zlib.compressobj(1, zlib.DEFLATED, -15)
        self.reader = self.writer = None

    async def connect(self):
        self.reader, self.writer = await asyncio.wait_for(
            asyncio.open_connection("127.0.0.1", self.port, limit=1 << 16, ssl=TLS if self.tls else None), 10)

    async def send(self, data):
        """In one piece, or in two with a pause."""
        if self.dice.random() < 0.1 and len(data) > 1:
            at = self.dice.randrange(1, len(data))
            self.writer.write(data[:at])
            await asyncio.sleep(self.dice.random() * 0.05)
            data = data[at:]
        self.writer.write(data)
        if self.dice.random() < 0.9:
            await asyncio.wait_for(self.writer.drain(), 5)

    async def read(self, seconds):
        """What comes within some time, thrown away; False at the end."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not await asyncio.wait_for(self.reader.read(1 << 16), left):
                return False
        return True

    def end(self):
        if self.dice.random() < 0.3 and not self.writer.is_closing():
            self.writer.transport.get_extra_info("socket").setsockopt(1, 13, struct.pack("ii", 1, 0))  # SO_LINGER: a reset
            self.writer.transport.abort()
        else:
            self.writer.close()

    def handshake(self):
        d = self.dice
        protocol = d.choice(["small", "large", "http", "nobody"])
        host = d.choice(["main", "side", "main", "side", "elsewhere"])
        return (f"GET /{d.choice(['', 'x', 'files/'])} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
                f"Connection: Upgrade\r\nSec-WebSocket-Key: {KEY}\r\nSec-WebSocket-Version: 13\r\n"
                f"Sec-WebSocket-Protocol: {protocol}\r\n"
                + (f"Sec-WebSocket-Extensions: {self.offer}\r\n" if self.offer else "") + "\r\n").encode()

    async def websocket(self):
        await self.send(self.handshake())
        if self.dice.random() < 0.9:
            await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), 3)

    def request(self):
        d = self.dice
        host = d.choice(["main", "side"])
        kind = d.randrange(8)
        if kind == 0:
            body = b"b" * d.choice([0, 1, 1000, 70000, 200000])
            return (f"POST /form HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body
        if kind == 1:
            chunks = b"".join(b"%x\r\n%s\r\n" % (n, b"c" * n) for n in [d.randrange(1, 3000) for _ in range(4)])
            return f"POST /form HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n".encode() + chunks + b"0\r\n\r\n"
        if kind == 2:
            a = d.randrange(1000)
            return f"GET /files/big.bin HTTP/1.1\r\nHost: {host}\r\nRange: bytes={a}-{a + d.randrange(200000)}\r\n\r\n".encode()
        if kind == 3:
            return f"GET /files/big.bin HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        if kind == 4:
            return f"HEAD /files/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        if kind == 5:
            return f"GET /files/none HTTP/1.{d.randrange(2)}\r\nHost: {host}\r\n\r\n".encode()
        return f"GET /own HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()

    # ---- what peers do ----

    async def bursts(self):
        await self.websocket()
        for _ in range(self.dice.randrange(1, 6)):
            size = self.dice.choice([0, 1, 50, 200, 5000, 70000])
            count = 1 if size > 4000 else self.dice.randrange(1, 200)
            await self.send(frame(self.dice.choice([1, 2]), b"m" * size) * count)
            await self.read_some(0.02)
        if self.dice.random() < 0.5:
            await self.send(frame(8, struct.pack(">H", self.dice.choice([1000, 1001, 4000, 1005]))))
            await self.read_some(0.2)

    async def read_some(self, seconds):
        try:
            return await self.read(seconds)
        except asyncio.TimeoutError:
            return True

    async def slow_reader(self):
        await self.websocket()
        self.writer.transport.pause_reading()
        for _ in range(self.dice.randrange(1, 40)):
            await self.send(frame(1, b"s" * self.dice.randrange(3000)))
            await asyncio.sleep(0.01)
        await asyncio.sleep(self.dice.random() * 2)
        self.writer.transport.resume_reading()
        await self.read_some(self.dice.random())

    async def fragments(self):
        await self.websocket()
        for n in range(self.dice.randrange(1, 30)):
            await self.send(frame(1 if n == 0 else 0, b"f" * self.dice.randrange(500), fin=0))
            if self.dice.random() < 0.3:
                await self.send(frame(self.dice.choice([9, 10]), b"p" * self.dice.randrange(126)))
        if self.dice.random() < 0.7:
            await self.send(frame(0, b"end"))
        await self.read_some(0.1)

    async def compressed(self):
        await self.websocket()
        for _ in range(self.dice.randrange(1, 20)):
            if "client_no" in self.offer:
                self.deflate = zlib.compressobj(1, zlib.DEFLATED, -15)
            text = self.dice.choice([b"z", b"words "]) * self.dice.choice([0, 1, 100, 30000, 600000])
            data = (self.deflate.compress(text) + self.deflate.flush(zlib.Z_SYNC_FLUSH))[:-4]
            if self.dice.random() < 0.05:
                data = os.urandom(50)
            at = self.dice.randrange(len(data) + 1)
            await self.send(frame(2, data, rsv=4) if self.dice.random() < 0.5 else
                            frame(1, data[:at], fin=0, rsv=4) + frame(0, data[at:]))
            await self.read_some(0.02)

    async def half_tls(self):
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        secure = TLS.wrap_bio(incoming, outgoing, server_hostname=self.dice.choice(["main", "side", "elsewhere"]))
        try:
            for _ in range(self.dice.randrange(1, 4)):
                try:
                    secure.do_handshake()
                    break
                except ssl.SSLWantReadError:
                    data = outgoing.read()
                    cut = data if self.dice.random() < 0.5 else data[:self.dice.randrange(len(data) + 1)]
                    await self.send(cut + os.urandom(self.dice.choice([0, 0, 0, 40])))
                    incoming.write(await asyncio.wait_for(self.reader.read(1 << 16), 0.3))
        except ssl.SSLError:
            pass

    async def pings(self):
        await self.websocket()
        await self.send(frame(9, b"p" * self.dice.randrange(126)) * self.dice.randrange(1, 2000))
        await self.read_some(0.2)

    async def nonsense(self):
        await self.websocket()
        d = self.dice
        bad = d.choice([frame(1, b"x", rsv=4), frame(3, b"x"), frame(0, b"orphan"), frame(1, b"x", mask=False),
                        frame(9, b"x" * 126), frame(8, b"\x03"), frame(1, b"\xff\xfe"), os.urandom(200),
                        b"\x81\xff" + b"\xff" * 12, frame(8, b"\x03\xe8") * 3 + frame(1, b"late")])
        await self.send(frame(1, b"fine") + bad)
        await self.read_some(0.3)

    async def idle(self):
        await self.websocket()
        await self.read_some(self.dice.random() * 5)

    async def half_handshake(self):
        hello = self.handshake()
        await self.send(hello[:self.dice.randrange(len(hello))])
        await asyncio.sleep(self.dice.random() * self.dice.choice([0, 3]))

    async def http(self):
        for _ in range(self.dice.randrange(1, 5)):
            await self.send(self.request())
            if not await self.read_some(self.dice.random() * 0.1):
                return

    async def pipelined(self):
        await self.send(b"".join(self.request() for _ in range(self.dice.randrange(2, 12))))
        await self.read_some(self.dice.random() * 0.5)

    async def upload_part(self):
        size = self.dice.randrange(1, 300000)
        await self.send(f"POST /form HTTP/1.1\r\nHost: main\r\nContent-Length: {size}\r\n\r\n".encode()
                        + b"u" * self.dice.randrange(size))
        await asyncio.sleep(self.dice.random() * self.dice.choice([0, 0, 3]))

    async def deaf_download(self):
        self.writer.transport.pause_reading()
        await self.send(b"GET /files/big.bin HTTP/1.1\r\nHost: main\r\n\r\n" * 3)
        await asyncio.sleep(self.dice.random())
        self.writer.transport.resume_reading()
        await self.read_some(self.dice.random() * 0.3)

    async def upgrade_after_request(self):
        await self.send(self.request())
        await self.read_some(0.05)
        await self.websocket()
        await self.send(frame(1, b"hello"))
        await self.read_some(0.1)

    async def half_close(self):
        await self.websocket()
        await self.send(frame(1, b"x" * self.dice.randrange(10000)))
        self.writer.write_eof()
        await self.read_some(0.2)

    async def many(self):
        others = [Peer(self.port, self.dice) for _ in range(100)]
        await asyncio.gather(*(o.connect() for o in others), return_exceptions=True)
        for o in others:
            if o.writer:
                if o.dice.random() < 0.5:
                    o.writer.write(o.handshake())
                o.end()

    async def one(self):
        what = self.dice.choice([self.bursts, self.bursts, self.slow_reader, self.fragments, self.compressed, self.half_tls, self.pings, self.nonsense,
                                 self.idle, self.half_handshake, self.http, self.http, self.pipelined, self.upload_part,
                                 self.deaf_download, self.upgrade_after_request, self.half_close]
                                + ([self.many] if self.dice.random() < 0.1 else []))
        try:
            self.tls &= what not in (self.half_tls, self.half_close)
            await self.connect()
            await what()
        except (OSError, EOFError, asyncio.TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, RuntimeError,
                ssl.SSLError):
            pass  # the server does as it likes
        finally:
            if self.writer:
                self.end()
        return what.__name__


async def responsive(port, state, server):
    """Whatever the others do, a request is answered soon; it may be refused, but not ten times."""
    while not state["stop"]:
        for _ in range(40):
            began = time.monotonic()
            try:
                tls = TLS if random.random() < 0.5 else None
                reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port, ssl=tls), 8)
                writer.write(b"HEAD /files/ HTTP/1.1\r\nHost: main\r\n\r\n")
                answer = await asyncio.wait_for(reader.read(100), 8)
                writer.close()
                if answer.startswith(b"HTTP/1.1 200"):
                    state["slowest"] = max(state["slowest"], time.monotonic() - began)
                    break
            except (OSError, asyncio.TimeoutError, ssl.SSLError):
                pass
            if state["stop"]:
                return
        else:
            state["stop"] = True
            server.kill()
            raise Failed("the server does not answer any more")
        await asyncio.sleep(0.2)


async def crowd(port, state, dice):
    while not state["stop"]:
        name = await Peer(port, dice).one()
        state["done"][name] = state["done"].get(name, 0) + 1


async def soak(args, command, environment):
    server = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE,
                                                  stdout=asyncio.subprocess.PIPE, env=environment)
    total, last, tasks, state = {}, [], [], {"stop": True}
    try:
        while True:
            line = await asyncio.wait_for(server.stdout.readline(), args.seconds + 120)
            if not line:
                break
            word = line.decode().strip()
            if word == "go":
                state = {"stop": False, "done": total, "slowest": 0.0}
                port = int(command[1])
                tasks = [asyncio.create_task(crowd(port, state, random.Random(f"{args.seed}-{n}"))) for n in range(args.peers)]
                tasks.append(asyncio.create_task(responsive(port, state, server)))
            elif word == "rest":
                state["stop"] = True
                await asyncio.gather(*tasks)
                print(f"  slowest answer {state['slowest']:.2f} s; peers so far: "
                      + ", ".join(f"{k} {v}" for k, v in sorted(total.items())), flush=True)
                server.stdin.write(b"gone\n")
                await server.stdin.drain()
            else:
                last.append(word)
                print(word, flush=True)
        code = await server.wait()
    finally:
        state["stop"] = True
        if server.returncode is None:
            server.kill()
            await server.wait()
        await asyncio.gather(*tasks, return_exceptions=True)
    if code or last[-1:] != ["ok"]:
        raise Failed(f"the server left with {code} (seed {args.seed})")
    said(f"{sum(total.values())} peers in {args.seconds} s, seed {args.seed}")


def test():
    parser = arguments(__doc__)
    parser.add_argument("--seconds", type=float, default=300, help="how long peers come, all rounds together (300)")
    parser.add_argument("--rounds", type=int, help="contexts made one after the other (one each 10 s, at least 3)")
    parser.add_argument("--peers", type=int, default=PEERS, help=f"how many at once ({PEERS})")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of all dice (the time)")
    parser.add_argument("--binary", help="a soak_server that is compiled already")
    args = parser.parse_args()
    folder = temporary_folder()
    os.mkdir(f"{folder}/files")
    with open(f"{folder}/files/index.html", "w") as page:
        page.write("<p>soak</p>\n")
    with open(f"{folder}/files/big.bin", "wb") as big:
        big.write(b"0123456789abcdef" * 65536)
    run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj",
         "/CN=soak", "-keyout", f"{folder}/key", "-out", f"{folder}/certificate"])
    binary = args.binary or f"{folder}/soak_server"
    if not args.binary:
        compile_program(args, f"{ROOT}/capi-tests/programs/soak_server.c", binary)
    rounds = args.rounds or max(3, int(args.seconds / 10))
    print(f"seed {args.seed}, {rounds} rounds, {args.peers} peers at once", flush=True)
    command = [binary, str(free_port()), f"{folder}/files", str(args.seconds), str(rounds), str(args.seed),
               f"{folder}/certificate", f"{folder}/key"]
    asyncio.run(soak(args, command, dict(os.environ, LD_LIBRARY_PATH=library_folder(args))))


if __name__ == "__main__":
    main(test)
