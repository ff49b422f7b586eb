"""Programs that Debian 13 built for its own libwebsockets run on ours: mosquitto's websocket listener. mosquitto polls by
itself: it is told of the descriptors, calls lws_service_fd for what its epoll found, and lws_service now and then. It runs
unmodified from a folder with Debian 13's packages, of which only libwebsockets.so.19 is ours."""
import asyncio
import os
import struct

import websockets

from common import (HOST, ROOT, Failed, Server, arguments, check, free_port, library_folder, main, run, said,
                    temporary_folder)

TREE = f"{ROOT}/target/debian13-programs"
PUBLISHED = 2000


def unpack():
    if not os.path.exists(f"{TREE}/ready"):
        print("fetching Debian 13's mosquitto", flush=True)
        run([f"{ROOT}/capi-tests/debian.sh", "unpack", TREE, "trixie", "mosquitto", "libc6"])
        open(f"{TREE}/ready", "w").close()


# ---- MQTT 3.1.1, as much as is needed ----

def text(s):
    return struct.pack(">H", len(s)) + s.encode()


def packet(kind, body=b""):
    out, left = bytearray([kind]), len(body)
    while True:
        left, part = divmod(left, 128)
        out.append(part | (0x80 if left else 0))
        if not left:
            return bytes(out) + body


class Client:
    async def begin(self, port, name):
        self.buffer = b""
        self.ws = await websockets.connect(f"ws://{HOST}:{port}/mqtt", subprotocols=["mqtt"], max_size=None)
        await self.ws.send(packet(0x10, text("MQTT") + bytes([4, 2, 0, 60]) + text(name)))
        kind, body = await self.receive()
        check(kind == 0x20 and body[1] == 0, f"CONNACK {kind:#x} {body}")
        return self

    async def receive(self):
        while True:
            length = shift = 0
            for at in range(1, len(self.buffer)):
                length |= (self.buffer[at] & 127) << shift
                shift += 7
                if self.buffer[at] < 128:
                    if len(self.buffer) > at + length:
                        kind, body = self.buffer[0], self.buffer[at + 1:at + 1 + length]
                        self.buffer = self.buffer[at + 1 + length:]
                        return kind, body
                    break
            self.buffer += await asyncio.wait_for(self.ws.recv(), 20)


def content(number):
    return b"%d " % number * (1 if number % 100 else 50_000)


async def talk(port):
    hears, says = await Client().begin(port, "hears"), await Client().begin(port, "says")
    await hears.ws.send(packet(0x82, struct.pack(">H", 1) + text("topic/#") + b"\0"))
    kind, _ = await hears.receive()
    check(kind == 0x90, f"SUBACK {kind:#x}")

    async def publish():
        for number in range(PUBLISHED):
            await says.ws.send(packet(0x30, text(f"topic/{number}") + content(number)))

    task = asyncio.create_task(publish())
    for number in range(PUBLISHED):
        kind, body = await hears.receive()
        topic = text(f"topic/{number}")
        check(kind == 0x30 and body.startswith(topic), f"message {number}: {kind:#x} {body[:40]}")
        check(body[len(topic):] == content(number), f"message {number} is not what was published")
    await task
    for _ in range(50):
        await says.ws.send(packet(0xC0))
        kind, _ = await says.receive()
        check(kind == 0xD0, f"PINGRESP {kind:#x}")
    # Many that come and go.
    for number in range(100):
        client = await Client().begin(port, f"visitor{number}")
        if number % 2:
            await client.ws.send(packet(0xE0))
        await client.ws.close()
    await hears.ws.close()
    await says.ws.close()


def mosquitto(args):
    port = free_port()
    config = f"{temporary_folder()}/mosquitto.conf"
    with open(config, "w") as out:
        out.write(f"listener {port} {HOST}\nprotocol websockets\nallow_anonymous true\npersistence false\n"
                  f"user root\nlog_type all\nmax_queued_messages 0\nmax_inflight_messages 0\n")
    # Its own loader and libraries, as debian.sh says, and ours before them.
    command = [f"{ROOT}/capi-tests/debian.sh", "run", TREE, "usr/sbin/mosquitto", "-c", config]
    server = Server(command, port, environment={"LIB_FIRST": library_folder(args)})
    try:
        maps = server.maps()
        ours = os.path.realpath(f"{library_folder(args)}/libwebsockets.so.19")
        check(maps == [ours], f"it runs on {maps}")
        asyncio.run(talk(port))
        check(server.alive(), "mosquitto is gone")
        code = server.stop()
        check(code == 0, f"mosquitto left with {code}")
        said(f"mosquitto: {PUBLISHED} messages, pings and a hundred visitors by websocket")
    except (Failed, OSError, asyncio.TimeoutError, websockets.WebSocketException) as error:
        raise Failed(f"mosquitto: {error!r}\n{server.said()}") from error
    finally:
        server.stop()


def test():
    args = arguments(__doc__).parse_args()
    unpack()
    mosquitto(args)


main(test)
