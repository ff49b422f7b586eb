"""Websockets once more, detail by detail: what can be asked of a connection, each mode, code, callback and border."""
from replay import closed, dribble, frames, idle, pause, send, until
from scenario import CONT, Scenario, binary, close, frame, pattern, ping, pong, text, upgrade

END = b"\r\n\r\n"
ECHO = "on RECEIVE: echo\n"
BYE = [send(close(1000)), closed()]
GO = [send(text("go"))]
# enum lws_write_protocol and enum lws_close_status by number
WRITE_TEXT, WRITE_BINARY, WRITE_CONT, WRITE_PING, WRITE_PONG = 0, 1, 2, 5, 6
USER = 1000


def session(name, about, *steps, script=ECHO, protocol="chat", bye=BYE, **k):
    Scenario(name, about, [send(upgrade(protocol)), until(END), *steps, *bye], script, **k)


def ends(name, about, script, *steps, limit=1.5, protocol="chat", **k):
    """The server ends it; the peer answers a close frame."""
    Scenario(name, about, [send(upgrade(protocol)), until(END), *(steps or GO), idle(0.15), send(close(1000)), closed(limit=limit)],
             script, **k)


def hello(name, about, offer, *, refused=False, **k):
    steps = [send(upgrade(**offer) if isinstance(offer, dict) else upgrade(offer))]
    steps += [closed(limit=1.2)] if refused else [until(END), send(text("hi")), frames(1)] + BYE
    Scenario(name, about, steps, ECHO, **k)


# ---- which sub-protocol ----
hello("sub-duplicate", "the same sub-protocol twice", "chat, chat")
hello("sub-trailing-comma", "a comma at the end of the list", "chat,")
hello("sub-leading-comma", "a comma at the beginning of the list", ",chat")
hello("sub-blanks", "blanks around the name", "  chat  ")
hello("sub-tab", "a tab between comma and name", "nobody,\tchat")
hello("sub-prefix", "the beginning of a known name", "cha", refused=True)
hello("sub-longer", "a known name and more", "chats", refused=True)
hello("sub-many-unknown", "thirty unknown ones before a known one", ", ".join(f"unknown{n}" for n in range(30)) + ", chat")
hello("sub-long-name", "an unknown name of 200 characters, then a known one", "x" * 200 + ", chat")
hello("sub-all-unknown", "three unknown ones", "a, b, c", refused=True)
hello("sub-first-and-other", "protocols[0] by name after another", "small, http")
hello("sub-three-headers", "a list over three headers",
      {"protocol": "one", "extra": ("Sec-WebSocket-Protocol: two", "Sec-WebSocket-Protocol: chat")})
hello("sub-comma-alone", "a list that is a comma", ",")
Scenario("sub-headers-in-established", "headers are asked for in FILTER, ESTABLISHED and RECEIVE",
         [send(upgrade(path="/p?a=1&b=2", extra=("Origin: http://h", "Cookie: a=1", "X-Own: yes"))), until(END),
          send(text("hi")), frames(1)] + BYE,
         "on FILTER_PROTOCOL_CONNECTION: headers; uri; custom x-own:; urlarg a\n"
         "on ESTABLISHED: headers; uri; custom x-own:; urlarg b; fragments HTTP_URI_ARGS\n"
         "on RECEIVE: hdr ORIGIN; hdr GET_URI; echo\n")

# ---- what can be asked ----
session("info-everywhere", "what a connection is, in each callback", send(text("x")), frames(1), send(pong("p")),
        script="on FILTER_PROTOCOL_CONNECTION: info\non WS_SERVER_BIND_PROTOCOL: info\non ESTABLISHED: info; peer\n"
               "on RECEIVE: info; peer; echo\non RECEIVE_PONG: info\non WS_PEER_INITIATED_CLOSE: info\non CLOSED: info\n")
session("info-fragments", "first, final, binary and the rest in each fragment",
        send(binary("one", fin=0) + frame(CONT, "two", fin=0) + frame(CONT, "") + text("t") + binary("b")), frames(3),
        exact=True, script="on RECEIVE: info; echo\n")
session("flags", "lws_write_ws_flags in its eight forms", send(text("x")), idle(),
        script="on RECEIVE: " + "; ".join(f"flags {m} {a} {b}" for m in (0, 1) for a in (0, 1) for b in (0, 1)) + "\n")
session("opaque", "the opaque pointer from FILTER to CLOSED", send(text("x")), idle(),
        script="on FILTER_PROTOCOL_CONNECTION: opaque; opaque 7\non ESTABLISHED: opaque\non RECEIVE: opaque; opaque 8\n"
               "on CLOSED: opaque\n")
session("own-user", "session memory of the program's own, set in ESTABLISHED", send(text("x")), idle(),
        script="on ESTABLISHED: own_user\non RECEIVE: info\n")
session("no-user", "no session memory, set in ESTABLISHED", send(text("x")), idle(),
        script="on ESTABLISHED: no_user\non RECEIVE: info\n")
Scenario("session-zero", "a protocol without session memory",
         [send(upgrade("bare")), until(END), send(text("x")), frames(1)] + BYE, ECHO,
         common="protocol http\nprotocol bare session=0\ndefault dummy\n")

# ---- writing ----
for number, mode in enumerate(("text", "binary", "continuation", "http", None, "ping", "pong", "http_final",
                               "http_headers", "http_headers_continuation")):
    session(f"write-null-{mode or 'four'}", f"lws_write of NULL and 0 bytes as {mode or 'number 4'}", *GO, idle(0.2),
            script=f"on RECEIVE: write_null {number}\n", bye=[send(close(1000)), closed(limit=1)])
for number in (4, 10, 15, 20, 31):
    session(f"write-mode-{number}", f"a write mode that is none: {number}", *GO, idle(0.2),
            script=f"on RECEIVE: write_as {number} x\n", bye=[send(close(1000)), closed(limit=1)])
for mode in ("http_final", "http_headers", "http_headers_continuation"):
    session(f"write-{mode}", f"LWS_WRITE_{mode.upper()} on a websocket", *GO, idle(0.2),
            script=f'on RECEIVE: write {mode} "raw"; ret -1\n', bye=[closed(limit=1)])
session("write-ping-no-fin", "a ping that says NO_FIN", *GO, frames(1), script="on RECEIVE: write ping|no_fin p\n", exact=True)
session("write-pong-empty", "a pong of 0 bytes", *GO, frames(1), script='on RECEIVE: write pong ""\n')
session("write-pong-126", "a pong that is too long", *GO, idle(), script="on RECEIVE: write pong @126\n")
session("write-binary-fragments", "a binary message in four writes, empty ones among them", *GO, frames(1), exact=True,
        script='on RECEIVE: write binary|no_fin ""; write continuation|no_fin a; write continuation|no_fin ""; '
               'write continuation b\n')
session("write-text-inside-message", "a text inside of an unfinished message", *GO, idle(), exact=True,
        script="on RECEIVE: write text|no_fin one; write text two\n")
for where in ("HTTP_CONFIRM_UPGRADE", "FILTER_PROTOCOL_CONNECTION", "WS_SERVER_BIND_PROTOCOL"):
    Scenario(f"write-in-{where.lower().replace('_', '-')}", f"a text from {where}, before ESTABLISHED",
             [send(upgrade()), idle(0.3), send(close(1000)), closed(limit=1)], f"on {where}: write text early\n" + ECHO)
session("write-in-pong", "a text from RECEIVE_PONG", send(pong("x")), frames(1), script="on RECEIVE_PONG: write text got\n")
session("choked-after-big", "choked and partial after a write that the kernel takes in part", *GO, pause(0.2), frames(1),
        script="on RECEIVE: choked; partial; write binary @6000000; choked; partial\n")

# ---- close codes and reasons ----
for code in (1, 999, 1000, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016,
             2999, 3000, 4000, 4999, 5000, 65535):
    ends(f"reason-code-{code}", f"lws_close_reason {code}, RECEIVE returns -1", f"on RECEIVE: close_reason {code} why; ret -1\n")
for size in (0, 1, 122, 123, 124, 125, 126):
    ends(f"reason-length-{size}", f"a reason of {size} bytes", f"on RECEIVE: close_reason 1000 @{size}; ret -1\n")
ends("reason-null-length", "a length without a text", "on RECEIVE: reason_null 1000 5; ret -1\n")
ends("reason-null", "neither text nor length", "on RECEIVE: reason_null 1001 0; ret -1\n")
ends("reason-twice", "two reasons, the second counts", "on RECEIVE: close_reason 1000 one; close_reason 1001 two; ret -1\n")
ends("reason-positive", "RECEIVE returns 1 after a reason", "on RECEIVE: close_reason 1008 no; ret 1\n")
ends("reason-zero-later", "a reason with return 0, then RECEIVE returns -1",
     "on RECEIVE#1: close_reason 1008 early\non RECEIVE: ret -1\n", send(text("a")), idle(0.1), send(text("b")))
ends("reason-in-pong", "a reason in RECEIVE_PONG", "on RECEIVE_PONG: close_reason 1008 pong; ret -1\n", send(pong("p")))
ends("reason-in-timer", "a reason in TIMER", "on ESTABLISHED: timer 50000\non TIMER: close_reason 1008 timer; ret -1\n",
     idle(0.2))
ends("reason-in-filter", "a reason in FILTER_PROTOCOL_CONNECTION, RECEIVE returns -1",
     "on FILTER_PROTOCOL_CONNECTION: close_reason 1008 early\non RECEIVE: ret -1\n")
for n in (1, -1, 2):
    session(f"peer-close-returns-{n}", f"WS_PEER_INITIATED_CLOSE returns {n}", send(close(1001, b"away")),
            closed(limit=1.5), script=f"on WS_PEER_INITIATED_CLOSE: ret {n}\n", bye=[])
    session(f"peer-close-reason-returns-{n}", f"WS_PEER_INITIATED_CLOSE gives a reason and returns {n}",
            send(close(1001, b"away")), closed(limit=1.5),
            script=f"on WS_PEER_INITIATED_CLOSE: close_reason 4001 own; ret {n}\n", bye=[])
session("peer-close-length", "what close_length says before, in and after the peer's close", send(text("x")), idle(0.1),
        script="on RECEIVE: close_length\non CLOSED: ret 0\n")

# ---- ends from each callback, by what it returns and by LWS_TO_KILL ----
CALLBACKS = {"ESTABLISHED": ([idle(0.1)], ""), "RECEIVE": (GO, ""), "RECEIVE_PONG": ([send(pong("p"))], ""),
             "SERVER_WRITEABLE": (GO, "on RECEIVE: on_writable\n"), "TIMER": ([idle(0.2)], "on ESTABLISHED: timer 50000\n"),
             "WS_PEER_INITIATED_CLOSE": ([send(close(1000))], "")}
for where, (steps, script) in CALLBACKS.items():
    slug = where.lower().replace("_", "-")
    for n in (1, 2):
        Scenario(f"ret-{n}-in-{slug}", f"{where} returns {n}", [send(upgrade()), until(END), *steps, closed(limit=1.5)],
                 script + f"on {where}: ret {n}\n")
    for kill, word in ((-1, "async"), (-2, "sync")):
        Scenario(f"kill-{word}-in-{slug}", f"LWS_TO_KILL_{word.upper()} in {where}",
                 [send(upgrade()), until(END), *steps, closed(limit=2.5)], script + f"on {where}#1: timeout {kill}\n")
for where in ("HTTP_CONFIRM_UPGRADE", "FILTER_PROTOCOL_CONNECTION", "WS_SERVER_BIND_PROTOCOL", "ADD_HEADERS",
              "HTTP_BIND_PROTOCOL"):
    slug = where.lower().replace("_", "-")
    for n in (1, -1):
        Scenario(f"ret-{'minus-' if n < 0 else ''}1-in-{slug}", f"{where} returns {n}", [send(upgrade()), closed(limit=1.5)],
                 f"on {where}: ret {n}\n" + ECHO)
    Scenario(f"kill-async-in-{slug}", f"LWS_TO_KILL_ASYNC in {where}", [send(upgrade()), closed(limit=2.5)],
             f"on {where}#1: timeout -1\n" + ECHO)
for where in ("CLOSED", "WS_SERVER_DROP_PROTOCOL", "WSI_DESTROY"):
    session(f"ret-minus-1-in-{where.lower().replace('_', '-')}", f"{where} returns -1", script=f"on {where}: ret -1\n")

# ---- the network's callbacks ----
for where in ("FILTER_NETWORK_CONNECTION", "SERVER_NEW_CLIENT_INSTANTIATED", "WSI_CREATE"):
    Scenario(f"refuse-minus-1-{where.lower().replace('_', '-')}", f"{where} returns -1, the client says nothing",
             [idle(0.2), closed(limit=1)], f"on {where}: ret -1\n")

# ---- UTF-8 over borders ----
CHECKED = ECHO + "set option 8\n"


def utf8(name, about, *parts, protocol="chat", opcode=text, fine=True):
    data = opcode(parts[0], fin=int(len(parts) == 1))
    for n, part in enumerate(parts[1:], 2):
        data += frame(CONT, part, fin=int(n == len(parts)))
    after = [frames(1)] + BYE if fine else [idle(0.2), send(close(1007)), closed(limit=1.5)]
    Scenario(f"utf8-{name}", about, [send(upgrade(protocol)), until(END), send(data)] + after, CHECKED)


utf8("four-in-three", "a character of four bytes over three fragments", b"\xf0", b"\x9f\x98", b"\x80")
utf8("over-slices", "a character over the border of two slices", b"x" * 127 + b"\xc3\xa9" + b"y" * 50, protocol="small")
utf8("four-over-slices", "a character of four bytes over the border of two slices", b"x" * 126 + b"\xf0\x9f\x98\x80" + b"y" * 126 + b"\xe2\x82\xac", protocol="small")
utf8("bad-second-fragment", "a second fragment that is no UTF-8", b"good", b"\xff", fine=False)
utf8("bad-after-slice", "a bad byte in the second slice", b"x" * 200 + b"\xc0" + b"y" * 20, protocol="small", fine=False)
utf8("surrogate", "a surrogate", b"\xed\xa0\x80", fine=False)
utf8("overlong", "an overlong form", b"\xc0\xaf", fine=False)
utf8("too-high", "a character above 10FFFF", b"\xf4\x90\x80\x80", fine=False)
utf8("highest", "the highest character", b"\xf4\x8f\xbf\xbf")
utf8("unfinished-then-empty", "an unfinished character, then an empty final fragment", b"\xe2\x82", b"", fine=False)
utf8("binary", "binary that is no UTF-8 is not checked", b"\xff\xfe", opcode=binary)
utf8("empty-parts", "empty fragments between the halves of a character", b"\xc3", b"", b"\xa9")
Scenario("utf8-ping-between", "a ping between the halves of a character",
         [send(upgrade()), until(END), send(text(b"\xc3", fin=0) + ping(b"\xff") + frame(CONT, b"\xa9")), frames(2)] + BYE, CHECKED)
Scenario("utf8-next-message", "a message after one that ended in the middle of a binary",
         [send(upgrade()), until(END), send(binary(b"\xc3") + text(b"ok")), frames(2)] + BYE, CHECKED)
Scenario("utf8-own-writes", "what the program writes is not checked",
         [send(upgrade()), until(END), *GO, frames(1)] + BYE, r'on RECEIVE: write text "\xff\xfe"' + "\nset option 8\n")

# ---- pongs ----
session("pong-125", "the longest pong", send(pong(pattern(125))), send(text("x")), frames(1))
session("pong-in-message", "a pong between two fragments", send(text("a", fin=0) + pong("mid") + frame(CONT, "b")), frames(1))
session("pong-split", "a pong byte by byte", dribble(pong("slow")), send(text("x")), frames(1))
session("pong-binary", "a pong with a NUL", send(pong(b"a\0b")), send(text("x")), frames(1))

# ---- flow control ----
for number, what in ((2, "bit 1 alone"), (3, "bits 0 and 1"), (1 << 14, "APPLIES alone"), (1 << 14 | 1 << 13, "APPLIES_ENABLE"),
                     (1 << 14 | 1, "APPLIES with USER_BOOL"), (1 << 14 | 1 << 13 | 1, "APPLIES_ENABLE with USER_BOOL")):
    session(f"rx-flow-{number}", f"lws_rx_flow_control with {what}, then 1 by a timer",
            send(text("one") + text("two")), idle(0.5),
            script=f"on RECEIVE#1: rx_flow {number}; timer 250000; echo\non RECEIVE: echo\non TIMER: write text tick; rx_flow 1\n")
session("rx-flow-twice", "off, off, on", send(text("one") + text("two")), idle(0.4),
        script="on RECEIVE#1: rx_flow 0; rx_flow 0; timer 150000\non RECEIVE: echo\non TIMER: rx_flow 1\n")
session("rx-flow-off-on", "off and on in one callback", send(text("one") + text("two")), frames(2),
        script="on RECEIVE: rx_flow 0; rx_flow 1; echo\n")
session("rx-flow-in-established", "off in ESTABLISHED, on by a timer", send(text("one")), frames(1),
        script="on ESTABLISHED: rx_flow 0; timer 200000\non RECEIVE: echo\non TIMER: rx_flow 1\n")
session("rx-flow-ping", "off, and the peer pings", *GO, pause(0.05), send(ping("p")), idle(0.2), frames(1),
        script="on RECEIVE: rx_flow 0; timer 300000\non TIMER: rx_flow 1\n")
session("rx-flow-close", "off, and the peer closes", *GO, pause(0.05), send(close(1000)), closed(limit=2), bye=[],
        script="on RECEIVE: rx_flow 0; timer 300000\non TIMER: rx_flow 1\n")
session("rx-flow-in-slices", "off in the middle of a frame", send(text(pattern(400))), frames(1), protocol="small",
        script="on RECEIVE#2: rx_flow 0; timer 150000; echo\non RECEIVE: echo\non TIMER: rx_flow 1\n")
Scenario("rx-flow-all", "two connections off, one call allows both",
         [step for c, what in (("b", "off"), ("a", "off and on")) for step in
          (send(upgrade(), c), until(END, c), send(text(what), c), frames(1, c))]
         + [send(text("on"), "a"), send(text("on"), "b"), frames(1, "a"), frames(1, "b")]
         + [step for c in "ab" for step in (send(close(1000), c), closed(c))],
         "on RECEIVE=off: rx_flow 0; echo\non RECEIVE=off and on: rx_flow 0; echo; timer 300000\non RECEIVE: echo\n"
         "on TIMER: rx_allow_all\n")

# ---- all connections of a protocol ----


def crowd(name, about, script, *steps):
    who = {"a": "chat", "b": "chat", "c": "page"}
    opened = [step for c, p in who.items() for step in (send(upgrade(p), c), until(END, c))]
    Scenario(name, about, opened + list(steps) + [step for c in who for step in (send(close(1000), c), closed(c))], script)


TELL = [send(text("go"), "a"), idle(0.25, "a"), idle(0.05, "b"), idle(0.05, "c")]
crowd("all-callback", "lws_callback_all_protocol", f"on RECEIVE: callback_all {USER}\non USER: write text told\n", *TELL)
crowd("all-callback-vhost", "lws_callback_all_protocol_vhost", f"on RECEIVE: callback_all_vhost {USER}\non USER: write text told\n", *TELL)
crowd("all-callback-args", "lws_callback_all_protocol_vhost_args of one protocol",
      f"on RECEIVE: callback_all_args {USER} news\non USER: write text told\n", *TELL)
crowd("all-callback-args-null", "lws_callback_all_protocol_vhost_args of every protocol",
      f"on RECEIVE: callback_all_args {USER} news null\non USER: write text told\n", *TELL)
crowd("all-callback-returns", "what such a callback returns", f"on RECEIVE: callback_all {USER}\non USER: ret -1\n", *TELL)
crowd("all-writable-vhost", "lws_callback_on_writable_all_protocol_vhost",
      "on RECEIVE: on_writable_all_vhost\non SERVER_WRITEABLE: write text all\n", *TELL)

# ---- timers ----
session("timer-zero", "a timer of 0 microseconds", frames(1), script="on ESTABLISHED: timer 0\non TIMER: write text now\n")
session("timer-moved", "a timer that is set again before it fires", send(text("x")), idle(0.6),
        script='on ESTABLISHED: timer 200000\non RECEIVE: timer 400000\non TIMER: write text once\n')
session("timer-in-closed", "a timer set in CLOSED", send(text("x")), idle(0.1), script="on CLOSED: timer 1000\n")
session("timeout-cancels-itself", "a timeout that TIMER cancels", idle(1.5),
        script="on ESTABLISHED: timeout 1; timer 300000\non TIMER: timeout 0\n")
session("validity", "lws_validity_confirmed in RECEIVE", send(text("x")), frames(1), script="on RECEIVE: validity; echo\n")

# ---- extensions ----
HELLO = b"\xf2\x48\xcd\xc9\xc9\x07\x00"


def deflate(name, about, offer, *steps, script=""):
    """A handshake with this offer, and what follows it."""
    Scenario("deflate-" + name, about,
             [send(upgrade(extra=(f"Sec-WebSocket-Extensions: {offer}",))), until(END), *steps] + BYE,
             "deflate\n" + (script or ECHO))


PMD = "permessage-deflate"
deflate("echo", "a compressed message and its echo", PMD, send(text(HELLO, rsv=4)), frames(1))
deflate("plain", "an uncompressed message where compression is agreed on, not answered", PMD, send(text("plain")), idle(0.2),
        script="on RECEIVE: ret 0\n")
deflate("received", "a compressed message, and another that refers to it", PMD, send(text(HELLO, rsv=4)),
        send(text(b"\xf2\x00\x11\x00\x00", rsv=4)), idle(0.2), script="on RECEIVE: ret 0\n")
deflate("nothing-kept", "both sides keep nothing, in this order",
        PMD + "; client_no_context_takeover; server_no_context_takeover", send(text(HELLO, rsv=4)), idle(0.2),
        script="on RECEIVE: ret 0\n")
deflate("client-window", "the client says that it can use a smaller window", PMD + "; client_max_window_bits")
deflate("another-first", "another extension stands first", "x-other, " + PMD)
deflate("refused", "CONFIRM_EXTENSION_OKAY returns 1", PMD, send(text("x")), frames(1),
        script=ECHO + "on CONFIRM_EXTENSION_OKAY: ret 1\n")
deflate("window-10", "a window of 1 KiB is asked for", PMD + "; server_max_window_bits=10")
deflate("window-8", "a window of 256 bytes is asked for", PMD + "; server_max_window_bits=8")
deflate("window-no-number", "server_max_window_bits without a number", PMD + "; server_max_window_bits")
deflate("unknown-parameter", "an unknown parameter", PMD + "; x=1")
deflate("twice", "a parameter comes twice", PMD + "; server_no_context_takeover; server_no_context_takeover")
deflate("two-offers", "two offers without parameters", f"{PMD}, {PMD}")
deflate("corrupt", "what is no deflate stream", PMD, send(text(b"\xff\xff\xff\xff", rsv=4)), idle(0.3))

Scenario("extension-callback", "CONFIRM_EXTENSION_OKAY comes only where extensions are",
         [send(upgrade(extra=("Sec-WebSocket-Extensions: permessage-deflate",))), until(END), send(text("x")), frames(1)] + BYE,
         ECHO + "on CONFIRM_EXTENSION_OKAY: ret 1\n")
