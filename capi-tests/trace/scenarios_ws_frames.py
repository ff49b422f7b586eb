"""Websocket frames from the client: slices, fragments, control frames, protocol errors."""
import struct

from replay import closed, dribble, frames, idle, pause, send, until
from scenario import (BINARY, CONT, PING, TEXT, Scenario, binary, close, frame, pattern, ping, pong, text, upgrade)

END = b"\r\n\r\n"
ECHO = "on RECEIVE: echo\n"
BYE = [send(close(1000)), closed()]


def session(name, about, *steps, protocol="chat", script=ECHO, bye=BYE, **k):
    Scenario(name, about, [send(upgrade(protocol)), until(END), *steps, *bye], script, **k)


def error(name, about, data, script=ECHO, protocol="chat", **k):
    session(name, about, send(data), idle(0.2), send(close(1002)), closed(limit=1.5), script=script, protocol=protocol,
            bye=[], **k)


for size in (0, 1, 125, 126, 127, 4095, 4096, 4097, 65535, 65536, 200000):
    session(f"echo-text-{size}", f"a text message of {size} bytes", send(text(pattern(size))), frames(1))
for size in (0, 1, 126, 4096, 65536):
    session(f"echo-binary-{size}", f"a binary message of {size} bytes", send(binary(pattern(size))), frames(1))
for protocol in ("small", "page", "large"):
    for size in (127, 128, 129, 4096, 5000, 65536, 70000):
        session(f"slices-{protocol}-{size}", f"{size} bytes to the protocol `{protocol}`",
                send(text(pattern(size))), frames(1), protocol=protocol)
session("slices-exact-small", "300 bytes in one segment, rx_buffer_size 128: the slices themselves",
        send(text(pattern(300))), frames(3), protocol="small", exact=True, script="on RECEIVE: echo\n")
session("slices-exact-two-frames", "two frames of 200 bytes, rx_buffer_size 128: the slices themselves",
        send(text(pattern(200)) + text(pattern(200))), frames(2), protocol="small", exact=True)
session("slices-queued", "5000 bytes echoed from WRITEABLE, slice by slice", send(text(pattern(5000))), frames(1),
        script="on RECEIVE: queue\non SERVER_WRITEABLE: flush\n", protocol="page")
session("queued-several", "twenty messages echoed from WRITEABLE",
        send(b"".join(text(f"message {n}") for n in range(20))), frames(20),
        script="on RECEIVE: queue\non SERVER_WRITEABLE: flush\n")
session("several-in-one-segment", "five frames in one segment",
        send(text("one") + binary(b"\0\1") + text("") + text("four") + text("five")), frames(5))
session("one-by-one", "three messages in turn", send(text("one")), frames(1), send(text("two")), frames(1),
        send(text("three")), frames(1))
session("header-split", "the frame's header and payload byte by byte", dribble(text("split header")), frames(1))
session("header-split-16-bit", "a header with a 16-bit length byte by byte, then the payload",
        dribble(text(pattern(300))[:8]), send(text(pattern(300))[8:]), frames(1))
session("header-split-64-bit", "a header with a 64-bit length byte by byte, then the payload",
        dribble(text(pattern(70000))[:14]), send(text(pattern(70000))[14:]), frames(1))
session("payload-in-two", "a frame whose payload comes in two segments",
        send(text("first half, second half")[:16]), pause(0.15), send(text("first half, second half")[16:]), frames(1))
session("long-form-lengths", "a short payload with the long forms of its length",
        send(b"\x81\xfe\x00\x05\0\0\0\0short" + b"\x81\xff" + struct.pack(">Q", 5) + b"\0\0\0\0short"), frames(2))
session("fragments-three", "a message in three fragments",
        send(text("one ", fin=0) + frame(CONT, "two ", fin=0) + frame(CONT, "three")), frames(1))
session("fragments-three-exact", "a message in three fragments, each by itself",
        send(text("one ", fin=0) + frame(CONT, "two ", fin=0) + frame(CONT, "three")), frames(1), exact=True)
session("fragments-binary", "a binary message in two fragments", send(binary("one ", fin=0) + frame(CONT, "two")),
        frames(1), exact=True)
session("fragments-with-ping", "a ping between two fragments",
        send(text("one ", fin=0) + ping("between") + frame(CONT, "two")), frames(2))
session("fragments-empty", "empty fragments at the beginning, in the middle and at the end",
        send(text("", fin=0) + frame(CONT, "x", fin=0) + frame(CONT, "", fin=0) + frame(CONT, "")), frames(1))
session("fragments-all-empty", "a message of two empty fragments", send(text("", fin=0) + frame(CONT, "")), frames(1))
session("fragments-sliced", "two fragments of 300 bytes, rx_buffer_size 128",
        send(text(pattern(300), fin=0) + frame(CONT, pattern(300))), frames(1), protocol="small")
session("ping-empty", "a ping without payload", send(ping()), frames(1))
session("ping-payload", "a ping with payload", send(ping("are you there")), frames(1))
session("ping-125", "the longest ping", send(ping(pattern(125))), frames(1))
session("ping-two", "two pings in one segment", send(ping("a") + ping("b")), idle())
session("ping-and-text", "a ping, then a text, in one segment", send(ping("p") + text("t")), frames(2))
session("ping-split", "a ping byte by byte", dribble(ping("slowly")), frames(1))
session("pong-unsolicited", "an unsolicited pong with payload", send(pong("nobody asked")), send(text("x")), frames(1))
session("pong-empty", "an unsolicited pong without payload", send(pong()), send(text("x")), frames(1))
session("receive-only", "messages that get no answer", send(text("a") + text("b")), idle(), script="")
session("utf8-invalid", "invalid UTF-8 without the option", send(text(b"\xff\xfe")), frames(1))
error("utf8-invalid-validated", "invalid UTF-8 with VALIDATE_UTF8", text(b"abc\xff\xfe"), ECHO + "set option 8\n")
session("utf8-split-validated", "a character over two fragments with VALIDATE_UTF8",
        send(text(b"\xc3", fin=0) + frame(CONT, b"\xa9")), frames(1), script=ECHO + "set option 8\n")
error("utf8-unfinished-validated", "an unfinished character at the end, with VALIDATE_UTF8", text(b"abc\xc3"),
      ECHO + "set option 8\n")
session("rx-flow", "flow control off in RECEIVE, on again by a timer",
        send(text("one") + text("two") + text("three")), frames(3),
        script="on RECEIVE#1: rx_flow 0; timer 200000; echo\non RECEIVE: echo\non TIMER: rx_flow 1\n")
session("rx-flow-queued", "flow control off at the first of two segments",
        send(text("one")), frames(1), pause(0.05), send(text("two")), frames(1),
        script="on RECEIVE#1: rx_flow 0; timer 300000; echo\non RECEIVE: echo\non TIMER: rx_flow 1\n")

error("error-unmasked", "a frame that is not masked", text("unmasked", mask=False))
error("error-unmasked-ping", "a ping that is not masked", ping("unmasked", mask=False))
for opcode in (3, 7, 11, 15):
    error(f"error-opcode-{opcode}", f"the reserved opcode {opcode}", frame(opcode, "x"))
for rsv in (1, 2, 4):
    error(f"error-rsv-{rsv}", f"RSV bits {rsv}", text("x", rsv=rsv))
error("error-rsv-ping", "an RSV bit in a ping", ping("x", rsv=4))
error("error-orphan-continuation", "a continuation without a beginning", frame(CONT, "x"))
error("error-orphan-after-message", "a continuation after a whole message", text("whole") + frame(CONT, "x"))
error("error-text-inside-fragmented", "a new text inside of a fragmented message", text("one", fin=0) + text("two"))
error("error-binary-inside-fragmented", "a binary inside of a fragmented text",
      text("one", fin=0) + frame(BINARY, "two"))
error("error-fragmented-ping", "a ping without FIN", ping("x", fin=0))
error("error-fragmented-close", "a close without FIN", frame(8, b"\x03\xe8", fin=0))
error("error-ping-126", "a ping of 126 bytes", ping(pattern(126)))
error("error-ping-64-bit", "a ping with a 64-bit length", frame(PING, b"x", length=1))
error("error-length-msb", "a length with the top bit", frame(TEXT, b"", length=(1 << 63) + 5))
error("error-length-all-ones", "a length of 2^64-1", frame(TEXT, b"", length=(1 << 64) - 1))
session("length-huge", "a frame of 2^62 bytes, begun", send(frame(TEXT, b"begin", length=1 << 62)), idle(0.3), bye=[])
session("error-unanswered", "a protocol error, and a peer that does not answer the close", send(frame(3, "x")),
        closed(limit=8), bye=[])
error("error-garbage", "bytes that are no frame", b"GET / HTTP/1.1\r\n\r\n")
