"""Programs that Debian 12 built for its own libwebsockets run on ours: driftnet's page and pictures, janus's websocket
transport, rtpengine's HTTP and websocket control, csound's websocket opcode. They run unmodified in a folder with
Debian 12's packages, of which only libwebsockets.so.17 is ours."""
import asyncio
import contextlib
import json
import os
import shutil
import struct
import threading
import time
import zlib

import websockets

from common import (HOST, ROOT, Failed, Server, arguments, check, free_port, get, http, library_folder, main, run, said,
                    temporary_folder, wait_for)

TREE = f"{ROOT}/target/debian12-programs"
INSIDE = f"{TREE}/root"
PACKAGES = ["driftnet", "janus", "rtpengine-daemon", "csound", "csound-plugins"]


def unpack():
    ready = f"{TREE}/ready"
    if not os.path.exists(ready) or open(ready).read().split() != PACKAGES:
        print("fetching Debian 12's " + ", ".join(PACKAGES), flush=True)
        run([f"{ROOT}/capi-tests/debian.sh", "unpack", TREE, "bookworm", *PACKAGES])
        for folder in "dev", "proc", "tmp", "ours", "run":
            os.makedirs(f"{INSIDE}/{folder}", exist_ok=True)
        with open(ready, "w") as out:
            out.write(" ".join(PACKAGES))


def start(args, command, port, **environment):
    """Runs a program of Debian 12 with its own files around it: its root is the folder, /dev and /proc are shared."""
    shutil.copy(f"{library_folder(args)}/libwebsockets.so.17", f"{INSIDE}/ours/libwebsockets.so.17")
    # Without root, a user namespace allows the same.
    namespace = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    script = 'mount --rbind /dev dev && mount --rbind /proc proc && exec env LD_LIBRARY_PATH=/ours chroot . "$@"'
    return Server(namespace + ["sh", "-ec", script, "sh", *command], port, environment=environment, cwd=INSIDE)


def is_ours(server):
    maps = wait_for("the library in the program's memory", server.maps)
    check(maps == [f"{INSIDE}/ours/libwebsockets.so.17"], f"it runs on {maps}")


# ---- driftnet: shows the pictures it sees in network traffic ----

def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + os.urandom(3 * 64) for _ in range(64))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def packet(payload, sequence, flags):
    """A captured Ethernet frame with a TCP segment from a web server."""
    tcp = struct.pack(">HHIIBBHHH", 80, 40000, sequence, 1, 5 << 4, flags, 8192, 0, 0) + payload
    ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 1, 0, 64, 6, 0, b"\x7f\0\0\1", b"\x7f\0\0\2")
    frame = bytes(12) + b"\x08\0" + ip + tcp
    return struct.pack("<IIII", int(time.time()), 0, len(frame), len(frame)) + frame


def captured_picture():
    sent = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + png()
    segments = [packet(b"", 999, 2)]
    for at in range(0, len(sent), 1400):
        segments.append(packet(sent[at:at + 1400], 1000 + at, 0x18))
    segments.append(packet(b"", 1000 + len(sent), 0x11))
    return b"".join(segments)


def driftnet(args):
    fifo = f"{INSIDE}/tmp/capture"
    if os.path.exists(fifo):
        os.unlink(fifo)
    os.mkfifo(fifo)
    # Open for both, so that neither side waits for the other.
    capture = os.open(fifo, os.O_RDWR)
    os.write(capture, struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
    port = free_port()
    server = start(args, ["/usr/bin/driftnet", "-v", "-W", str(port), "-f", "/tmp/capture"], port)
    try:
        is_ours(server)
        with open(f"{INSIDE}/usr/share/driftnet/static-html/index.html", "rb") as page:
            expected = page.read()
        reply = get(port, "/")
        check(reply.status == 200 and reply.body == expected, f"driftnet's page: {reply.status}")
        # It serves a symlink in a temporary folder that points to its page.
        check(get(port, "/index.html").body == expected, "driftnet's page by its name")
        check(get(port, "/no-such-page").status == 404, "driftnet: a missing page")

        async def picture():
            async with websockets.connect(f"ws://{HOST}:{port}/", subprotocols=["images-pipe-protocol"],
                                          proxy=None) as ws:
                check(ws.subprotocol == "images-pipe-protocol", f"sub-protocol {ws.subprotocol}")
                for _ in range(10):
                    os.write(capture, captured_picture())
                    try:
                        return await asyncio.wait_for(ws.recv(), 2)
                    except asyncio.TimeoutError:
                        continue
                raise Failed("no picture came over the websocket")
        name = asyncio.run(picture())
        name = (name if isinstance(name, str) else name.decode()).rstrip("\0")
        print(f"the websocket names the picture {name!r}", flush=True)
        fetched = get(port, "/" + name.lstrip("/"))
        check(fetched.status == 200 and fetched.body.startswith(b"\x89PNG"), f"the picture: {fetched.status}")
        check(server.alive(), "driftnet is gone")
        said(f"driftnet -W: its page, a 404, and a picture, named over its websocket")
    except (Failed, OSError, websockets.WebSocketException) as error:
        raise Failed(f"driftnet: {error!r}\n{server.said()}") from error
    finally:
        server.stop()
        os.close(capture)
        os.unlink(fifo)


# ---- janus: a WebRTC server ----

class Events:
    """A websocket server that janus sends its events to. It drops the first connection after its first message."""

    def __init__(self):
        self.port, self.seen, self.connections, self.loop = None, [], 0, asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self.begin(), self.loop).result(10)

    async def begin(self):
        self.server = await websockets.serve(self.session, HOST, 0, subprotocols=["janus-events"])
        self.port = self.server.sockets[0].getsockname()[1]

    async def session(self, ws):
        self.connections += 1
        with contextlib.suppress(websockets.ConnectionClosed):
            async for message in ws:
                events = json.loads(message)
                self.seen += events if isinstance(events, list) else [events]
                if self.connections == 1:
                    ws.transport.abort()

    def kinds(self):
        return {event["type"] for event in self.seen}


def janus(args):
    config = f"{INSIDE}/tmp/janus"
    shutil.rmtree(config, True)
    os.makedirs(f"{config}/empty")
    os.makedirs(f"{config}/events")
    events = Events()
    libraries = next(f"/usr/lib/{d}/janus" for d in os.listdir(f"{INSIDE}/usr/lib")
                     if os.path.isdir(f"{INSIDE}/usr/lib/{d}/janus"))
    port, admin = free_port(), free_port()
    with open(f"{config}/janus.jcfg", "w") as out:
        out.write(f"""
general: {{
	configs_folder = "/tmp/janus"
	plugins_folder = "{libraries}/plugins"
	transports_folder = "{libraries}/transports"
	events_folder = "/tmp/janus/events"
	loggers_folder = "/tmp/janus/empty"
	interface = "127.0.0.1"
}}
events: {{ broadcast = true }}
nat: {{ ice_ignore_list = "vmnet" }}
plugins: {{ disable = "libjanus_sip.so,libjanus_audiobridge.so,libjanus_streaming.so,libjanus_voicemail.so,libjanus_lua.so,libjanus_duktape.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_videoroom.so" }}
transports: {{ disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so" }}
""")
    shutil.copy(f"{INSIDE}{libraries}/events/libjanus_wsevh.so", f"{config}/events")
    with open(f"{config}/janus.eventhandler.wsevh.jcfg", "w") as out:
        out.write(f"""
general: {{ enabled = true events = "all" grouping = true json = "compact" backend = "ws://127.0.0.1:{events.port}/some/path"
	subprotocol = "janus-events" }}
""")
    with open(f"{config}/janus.transport.websockets.jcfg", "w") as out:
        out.write(f"""
general: {{ json = "compact" ws = true ws_port = {port} ws_ip = "127.0.0.1" wss = false pingpong_trigger = 2 pingpong_timeout = 5 }}
admin: {{ admin_ws = true admin_ws_port = {admin} admin_ws_ip = "127.0.0.1" admin_wss = false }}
""")
    server = start(args, ["/usr/bin/janus", "-C", "/tmp/janus/janus.jcfg", "-F", "/tmp/janus", "-N"], port)
    try:
        is_ours(server)

        async def talk():
            def connect(where, protocol):
                return websockets.connect(f"ws://{HOST}:{where}/", subprotocols=[protocol], ping_interval=None,
                                          proxy=None)

            async def ask(ws, **message):
                await ws.send(json.dumps(message))
                return json.loads(await asyncio.wait_for(ws.recv(), 20))
            async with connect(port, "janus-protocol") as ws:
                check(ws.subprotocol == "janus-protocol", f"sub-protocol {ws.subprotocol}")
                info = await ask(ws, janus="info", transaction="i")
                check(info["janus"] == "server_info" and info["transports"], f"info: {info}")
                # Larger than one receive slice and one write.
                check(len(json.dumps(info)) > 500, "a short info")
                made = await ask(ws, janus="create", transaction="x")
                check(made["janus"] == "success" and made["transaction"] == "x", f"create: {made}")
                session = made["data"]["id"]
                handle = await ask(ws, janus="attach", plugin="janus.plugin.echotest", session_id=session,
                                   transaction="a")
                check(handle["janus"] == "success", f"attach: {handle}")
                # A request in pieces, and one that is long.
                await ws.send(['{"janus":"keep', 'alive","session_id":', f'{session},"transaction":"k"}}'])
                alive = json.loads(await asyncio.wait_for(ws.recv(), 20))
                check(alive["janus"] == "ack", f"keepalive: {alive}")
                long = await ask(ws, janus="keepalive", session_id=session, transaction="t" * 100000)
                check(long["transaction"] == "t" * 100000, "a long request")
                # Past the point where janus asks whether we are there: our pong keeps the connection.
                await asyncio.sleep(5)
                alive = await ask(ws, janus="keepalive", session_id=session, transaction="k2")
                check(alive["janus"] == "ack", f"keepalive after pings: {alive}")
                gone = await ask(ws, janus="destroy", session_id=session, transaction="d")
                check(gone["janus"] == "success", f"destroy: {gone}")
            async with connect(admin, "janus-admin-protocol") as ws:
                pong = await ask(ws, janus="ping", transaction="p")
                check(pong["janus"] == "pong", f"admin ping: {pong}")
            many = await asyncio.gather(*(connect(port, "janus-protocol") for _ in range(50)))
            for number, ws in enumerate(many):
                made = await ask(ws, janus="create", transaction=str(number))
                check(made["janus"] == "success" and made["transaction"] == str(number), f"create {number}: {made}")
            await asyncio.gather(*(ws.close() for ws in many))
        asyncio.run(talk())
        # 1: sessions, 2: handles, 128: transports, 256: the server itself.
        wait_for("janus' events over its own websocket", lambda: {1, 2, 128, 256} <= events.kinds())
        check(events.connections >= 2, f"its event sender came {events.connections} times")
        check(server.alive(), "janus is gone")
        said(f"janus: {len(events.seen)} events over the websocket that it opened, and opened again when it broke")
        said('janus: {"janus":"create"} and more over janus-protocol, 50 clients, pings, the admin port')
    except (Failed, OSError, KeyError, asyncio.TimeoutError, websockets.WebSocketException) as error:
        raise Failed(f"janus: {error!r}\n{server.said()}") from error
    finally:
        code = server.stop()
    check(code in (0, 1), f"janus ended with {code}:\n{server.said()}")


# ---- rtpengine: a media proxy that is controlled over HTTP and websockets, by threads of its own ----

def rtpengine(args):
    port, control = free_port(), free_port()
    server = start(args, ["/usr/bin/rtpengine", "--foreground", "--log-stderr", "--log-level=6", "--table=-1",
                          "--config-file=none", "--num-threads=4", "--interface=127.0.0.1",
                          f"--listen-ng=127.0.0.1:{control}", f"--listen-http=127.0.0.1:{port}"], port)
    try:
        is_ours(server)
        for _ in range(20):
            reply = get(port, "/ping")
            check(reply and reply.status == 200 and reply.body == b"pong\n", f"/ping: {reply and reply.status}")
        reply = get(port, "/metrics")
        check(reply.status == 200 and b"rtpengine_sessions" in reply.body, f"/metrics: {reply.status}")
        check(get(port, "/no-such-page").status == 404, "a missing page")
        body = "c00kie d7:command4:pinge"
        reply = http(port, f"POST /ng HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-rtpengine-ng\r\n"
                           f"Content-Length: {len(body)}\r\n\r\n{body}")
        check(reply.status == 200 and reply.body == b"c00kie d6:result4:ponge", f"POST /ng: {reply.body}")

        async def talk():
            def connect(protocol):
                return websockets.connect(f"ws://{HOST}:{port}/", subprotocols=[protocol], max_size=None, proxy=None)

            async def answer(ws, text):
                await ws.send(text)
                return await asyncio.wait_for(ws.recv(), 20)
            async with connect("echo.rtpengine.com") as ws:
                for text in "hello", "x" * 70000:
                    check(await answer(ws, text) == text.encode(), "echo")
            async with connect("cli.rtpengine.com") as ws:
                check(b"Current sessions own: 0" in await answer(ws, "list numsessions"), "the console")
            async with connect("ng.rtpengine.com") as ws:
                for number in range(50):
                    check(await answer(ws, f"{number} d7:command4:pinge") == f"{number} d6:result4:ponge".encode(), "ng")
            async with connect("janus-protocol") as ws:
                pong = json.loads(await answer(ws, '{"janus":"ping","transaction":"x"}'))
                check(pong == {"janus": "pong", "transaction": "x"}, f"{pong}")
        asyncio.run(talk())
        check(server.alive(), "rtpengine is gone")
        said("rtpengine: /ping, /metrics and ng commands over HTTP; echo, console, ng and janus over websockets")
    except (Failed, OSError, ValueError, asyncio.TimeoutError, websockets.WebSocketException) as error:
        raise Failed(f"rtpengine: {error!r}\n{server.said()}") from error
    finally:
        code = server.stop()
    check(code == 0, f"rtpengine ended with {code}:\n{server.said()}")


# ---- csound: each variable of its websocket opcode is a protocol ----

ORCHESTRA = """<CsoundSynthesizer>
<CsOptions>
-odac -+rtaudio=null -d -m0
</CsOptions>
<CsInstruments>
sr = 44100
ksmps = 441
nchnls = 1
0dbfs = 1
instr 1
kcount init 0
kcount = kcount + 1
kin websocket {port}, kcount
printk2 kin
endin
</CsInstruments>
<CsScore>
i 1 0 60
</CsScore>
</CsoundSynthesizer>
"""


def csound(args):
    port = free_port()
    with open(f"{INSIDE}/tmp/test.csd", "w") as out:
        out.write(ORCHESTRA.format(port=port))
    plugins = next(f"/usr/lib/{d}/csound/plugins64-6.0" for d in os.listdir(f"{INSIDE}/usr/lib")
                   if os.path.isdir(f"{INSIDE}/usr/lib/{d}/csound/plugins64-6.0"))
    server = start(args, ["/usr/bin/csound", "/tmp/test.csd"], port, OPCODE6DIR64=plugins)
    try:
        is_ours(server)

        async def talk():
            def connect(protocol):
                return websockets.connect(f"ws://{HOST}:{port}/", subprotocols=[protocol], proxy=None)
            async with connect("kcount") as ws:
                numbers = [struct.unpack("<d", await asyncio.wait_for(ws.recv(), 20))[0] for _ in range(50)]
                check(numbers == [numbers[0] + n for n in range(50)], f"{numbers}")
            async with connect("kin") as ws:
                for number in range(5):
                    await ws.send(struct.pack("<d", number + 0.5))
                    await asyncio.sleep(0.1)
        asyncio.run(talk())
        wait_for("the values in csound's log", lambda: all(f"{n}.50000" in server.said() for n in range(5)), 20)
        check(server.alive(), "csound is gone")
        said("csound: a variable comes by websocket, another goes in")
    except (Failed, OSError, asyncio.TimeoutError, websockets.WebSocketException) as error:
        raise Failed(f"csound: {error!r}\n{server.said()}") from error
    finally:
        server.stop()


def test():
    args = arguments(__doc__, abi="17").parse_args()
    unpack()
    driftnet(args)
    janus(args)
    rtpengine(args)
    csound(args)


main(test)
