"""What the canned server does, and how the probe is called. Each function is a scenario: it gets each connection."""
import base64
import email
import hashlib
import time

from canned import frame

ALL = {}
GET = ("method=GET", "local=second")
WS = ("local=first",)


class Scenario:
    def __init__(self, script, options, bad, alone, **more):
        self.name, self.about = script.__name__.replace("_", "-"), script.__doc__
        self.script, self.options, self.bad, self.alone, self.more = script, options, bad, alone, more


def scenario(*options, bad=None, alone=False, **more):
    """`bad`: the seconds within which exactly one closing callback must have come. `alone`: of our library only."""
    def add(script):
        s = Scenario(script, options, bad, alone, **more)
        ALL[s.name] = s
        return script
    return add


def again(name, script, *options, **more):
    """A scenario with the script of another one."""
    def copy(c):
        script(c)
    copy.__name__, copy.__doc__ = name, script.__doc__
    scenario(*options, **more)(copy)


# ---- responses ----

@scenario(*GET)
def length(c):
    """A body with a length; the server keeps the connection."""
    c.request().answer(body=b"0123456789").rest()


@scenario(*GET)
def length_then_close(c):
    c.request().answer("200 OK", b"0123456789", "Content-Type: text/plain", "Connection: close")


@scenario(*GET)
def length_in_pieces(c):
    c.request().send("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n", b"0123456789", b"abcdefghij", b"ABCDEFGHIJ", pause=.15)
    c.rest()


@scenario(*GET)
def head_in_pieces(c):
    c.request().send("HTTP/1.1 20", "0 OK\r\nContent-", "Length: 2\r", "\n\r\nok", pause=.1)
    c.rest()


@scenario(*GET)
def chunks(c):
    c.request().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n").rest()


@scenario(*GET)
def chunks_in_pieces(c):
    c.request().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nhello\r\n", "6\r\n world\r\n", "0\r\n\r\n",
                     pause=.15)
    c.rest()


@scenario(*GET, alone=True)
def chunks_with_trailers(c):
    """Extensions, trailers, and cuts in the middle of everything."""
    text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nx: y\r\nz: w\r\n\r\n"
    c.request().send(*[text[i:i + 5] for i in range(0, len(text), 5)], pause=.01)
    c.rest()


@scenario(*GET)
def until_close(c):
    c.request().send("HTTP/1.1 200 OK\r\n\r\nhello world")


@scenario(*GET)
def http_1_0(c):
    c.request().send("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nold")


@scenario(*GET)
def no_content(c):
    c.request().send("HTTP/1.1 204 No Content\r\n\r\n").rest()


@scenario(*GET)
def nothing_of_length(c):
    c.request().answer().rest()


def sends(text):
    return lambda c: (c.request().send(text), time.sleep(.2))


# What is not quite HTTP, and comes from small servers.
for name, text in {"line_feeds": "HTTP/1.1 200 OK\nContent-Length: 3\nConnection: close\n\nabc",
                   "no_fields": "HTTP/1.1 200 OK\r\noops\r\nX y: z\r\nContent-Length: 3\r\n\r\nabc",
                   "blank_before_colon": "HTTP/1.1 200 OK\r\nX : y\r\n\r\nabc",
                   "identity": "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc",
                   "no_empty_line_at_the_end": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"}.items():
    again(f"odd_{name}", sends(text), *GET)
again("odd_folded", sends("HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 3\r\n\r\nabc"), *GET, alone=True, text="abc")


@scenario(*GET)
def not_found(c):
    c.request().answer("404 Not Found", b"oops").rest()


@scenario(*GET)
def server_error(c):
    c.request().answer("503 Try Later", b"oops", "Retry-After: 1").rest()


@scenario("method=HEAD", "local=second")
def head_request(c):
    c.request().send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n").rest()


@scenario(*GET, alone=True)
def interim(c):
    """103 and 100 before the answer."""
    c.request().send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n").answer(body=b"ok").rest()


@scenario("method=DELETE", "local=second", "path=x", "host=h.example:81", "origin=o.example", "on=CLIENT_APPEND_HANDSHAKE_HEADER:header=yes")
def another_method(c):
    """A path without a slash, a host, an origin, a header of the program's."""
    c.request().answer(body=b"ok").rest()


again("read_in_small_pieces", length, *GET, "room=3")
again("dummy_reads", length, *GET, "on=RECEIVE_CLIENT_HTTP:dummy=46", "seconds=2")
again("read_nothing", length, *GET, "on=RECEIVE_CLIENT_HTTP:return=0", "timeout=1", "seconds=3")
again("refuse_the_response", length, *GET, "on=ESTABLISHED_CLIENT_HTTP:return=-1")
again("refuse_before", length, *GET, "on=CLIENT_FILTER_PRE_ESTABLISH:return=1")
again("refuse_reading", length, *GET, "on=RECEIVE_CLIENT_HTTP_READ:return=-1")
again("refuse_at_end", length, *GET, "on=COMPLETED_CLIENT_HTTP:return=-1")
again("refuse_the_request", length, *GET, "on=CLIENT_APPEND_HANDSHAKE_HEADER:return=-1")
again("refuse_connecting", length, *GET, "on=CONNECTING:return=1")
again("refuse_connecting_raw", length, "method=RAW", "local=second", "on=CONNECTING:return=-1")
again("refuse_connecting_by_name", length, *GET, "address=localhost", "on=CONNECTING:return=1", alone=True)
again("kill_in_connecting", length, *GET, "on=CONNECTING:kill", alone=True)
again("destroy_in_connecting", length, *GET, "on=CONNECTING:destroy", alone=True)
again("refuse_binding", length, *GET, "on=CLIENT_HTTP_BIND_PROTOCOL:return=1")
again("userdata_given", length, *GET, "userdata=1", "opaque=1")
again("no_local_protocol", length, "method=GET")
again("local_protocol_unknown", length, "method=GET", "local=no-such")
again("kill_in_response", length, *GET, "on=ESTABLISHED_CLIENT_HTTP:kill")
again("timer_in_response", length_in_pieces, *GET, "on=ESTABLISHED_CLIENT_HTTP:timer=40")
again("destroy_in_response", length, *GET, "on=ESTABLISHED_CLIENT_HTTP:destroy", alone=True)
again("destroy_in_body", length_in_pieces, *GET, "on=RECEIVE_CLIENT_HTTP_READ:destroy", alone=True)
again("destroy_at_end", length, *GET, "on=COMPLETED_CLIENT_HTTP:destroy", alone=True)
again("flow_stopped", length_in_pieces, *GET, "on=RECEIVE_CLIENT_HTTP_READ#1:flow=0,timer=600", "on=TIMER:flow=1", alone=True)
again("stopped_before_reading", chunks_in_pieces, *GET, "on=RECEIVE_CLIENT_HTTP#1:flow=0,timer=600", "on=TIMER:flow=1", alone=True,
      text="hello world")
again("stopped_before_the_end", until_close, *GET, "on=RECEIVE_CLIENT_HTTP#1:flow=0,timer=300", "on=TIMER:flow=1")
again("read_when_more_comes", chunks_in_pieces, *GET, "on=RECEIVE_CLIENT_HTTP#1:return=0", alone=True, text="hello world")
again("read_at_the_end", until_close, *GET, "on=RECEIVE_CLIENT_HTTP#1:return=0")
again("reading_fails_and_goes_on", chunks, *GET, "on=RECEIVE_CLIENT_HTTP_READ:return=1", alone=True, text="hello world")
again("connect_at_end", length, *GET, "on=COMPLETED_CLIENT_HTTP#1:connect", "connections=2")
again("from_an_interface", length, *GET, "iface=127.0.0.1")
again("by_name", length, *GET, "address=localhost")
again("a_child", length, *GET, "child=1", "on=ESTABLISHED_CLIENT_HTTP#1:connect", "connections=2", alone=True)


@scenario(*GET, unix=True)
def unix_socket(c):
    """The address is + and a path."""
    c.request().answer(body=b"ok").rest()


@scenario(*GET, "address=::1", host="::1")
def ipv6(c):
    c.request().answer(body=b"ok").rest()


# ---- request bodies ----

POST = ("method=POST", "local=second")


@scenario(*POST, "on=CLIENT_APPEND_HANDSHAKE_HEADER:length=5,pending=1,writable", "on=CLIENT_HTTP_WRITEABLE#1:final=hello")
def post(c):
    c.request().body(5)
    c.answer(body=b"ok").rest()


@scenario(*POST, "on=CLIENT_APPEND_HANDSHAKE_HEADER:length=10,pending=1,writable", "on=CLIENT_HTTP_WRITEABLE#1:body=hello,writable",
          "on=CLIENT_HTTP_WRITEABLE#2:final=world")
def post_in_two(c):
    c.request().body(10)
    c.answer(body=b"ok").rest()


@scenario(*POST, f"flags={1 << 11}", "on=CLIENT_APPEND_HANDSHAKE_HEADER:length=7", "on=CLIENT_HTTP_WRITEABLE#1:final=a=b&c=d")
def urlencoded(c):
    c.request().body(7)
    c.answer(body=b"ok").rest()


@scenario(*POST, f"flags={1 << 10}", "on=CLIENT_HTTP_WRITEABLE#1:parts", alone=True)
def multipart(c):
    """The body is what Python's own parser of mail takes for two parts."""
    c.request()
    boundary = c.header("content-type").split(b"boundary=")[1].strip(b'"')
    while b"--" + boundary + b"--" not in c.buffer:
        c.more()
    message = email.message_from_bytes(b"Content-Type: multipart/form-data; boundary=\"" + boundary + b"\"\r\n\r\n" + c.buffer)
    for part in message.walk():
        if not part.is_multipart():
            c.heard.append(f"part {part.get('content-disposition')!r} {part.get('content-type')!r} {part.get_payload()!r}")
    c.answer(body=b"ok").rest()


@scenario(*POST, "on=CLIENT_APPEND_HANDSHAKE_HEADER:length=3000000,pending=1,writable", "on=CLIENT_HTTP_WRITEABLE:upload=3000000",
          "timeout=1")
def upload_to_a_slow_reader(c):
    """It takes longer than the timeout, but goes on."""
    c.request()
    have = len(c.buffer)
    c.buffer = b""
    while have < 3_000_000:
        time.sleep(.02)
        have += len(c.socket.recv(40000))
    c.answer(body=b"ok").rest()


@scenario(*POST, "on=CLIENT_APPEND_HANDSHAKE_HEADER:length=30000000,pending=1,writable", "on=CLIENT_HTTP_WRITEABLE:upload=30000000",
          alone=True)
def answered_before_the_upload(c):
    """The server answers and ends without reading the body."""
    c.request().answer("413 Too Large", b"no!", "Connection: close")
    time.sleep(.3)


# ---- redirects ----

def redirect(status, location):
    def script(c):
        c.request()
        if c.number == 1:
            c.answer(status, b"", f"Location: {location}").rest()
        else:
            c.answer(body=b"ok").rest()
    return script


for status, name in ((301, "Moved"), (302, "Found"), (303, "See Other"), (307, "Temporary"), (308, "Permanent")):
    again(f"redirect_{status}", redirect(f"{status} {name}", "/next"), *GET)
again("redirect_relative", redirect("302 Found", "other?x=y"), *GET, "path=/folder/page?z=1")
again("redirect_not_followed", redirect("302 Found", "/next"), *GET, f"flags={1 << 12}")
again("redirect_refused", redirect("302 Found", "/next"), *GET, "on=CLIENT_HTTP_REDIRECT:return=1")
again("redirect_of_post", redirect("303 See Other", "/next"), "method=POST", "local=second")
again("redirect_of_websocket", redirect("302 Found", "/next"), *WS)
again("redirect_elsewhere", redirect("302 Found", "http://127.0.0.1:1/x"), *GET, bad=4)
again("redirect_to_nowhere", redirect("302 Found", "ftp://x/"), *GET, bad=4, alone=True)
again("redirect_to_a_unix_socket", redirect("302 Found", "http://+x/y"), *GET, bad=4, alone=True)
again("redirect_of_query", redirect("302 Found", "?y=z"), *GET, "path=/folder/page?z=1", alone=True)
again("redirect_to_tls", redirect("302 Found", "https://127.0.0.1:1/x"), *GET, bad=4, alone=True)


@scenario(*GET)
def redirect_with_a_body(c):
    """The body of the redirect is no part of the next response."""
    c.request()
    if c.number == 1:
        c.answer("302 Found", b"<p>moved</p>" * 20, "Location: /next").rest()
    else:
        c.answer(body=b"ok").rest()


@scenario(*GET, bad=4, alone=True)
def redirect_without_location(c):
    c.request().answer("302 Found").rest()


@scenario(*GET)
def redirect_twice(c):
    c.request()
    if c.number < 3:
        c.answer("302 Found", b"", f"Location: /next{c.number}").rest()
    else:
        c.answer(body=b"ok").rest()


@scenario(*GET, bad=4)
def redirect_loop(c):
    c.request().answer("302 Found", b"", f"Location: /next{c.number}").rest()


# ---- websockets ----

def bye(c, payload=b"\x03\xe8done"):
    c.send(frame(8, payload))
    c.frame()
    c.rest()


@scenario(*WS)
def websocket(c):
    c.request().accept().send(frame(1, "hi there"), frame(9, "png"), frame(10, "pong!"), pause=.15)
    c.frame()
    bye(c)


@scenario("protocol=second,first", "local=")
def protocol_chosen(c):
    c.request().accept("Sec-WebSocket-Protocol: second").send(
        frame(1, "hi there, this is a longer text of some 60 bytes or so, yes?"), pause=.15)
    bye(c, b"")


@scenario("protocol=second")
def protocol_named(c):
    c.request().accept("Sec-WebSocket-Protocol: second").send(frame(1, "hi"), pause=.15)
    bye(c)


@scenario("protocol=chat", "local=second")
def protocol_of_the_server(c):
    """The local protocol has another name."""
    c.request().accept("Sec-WebSocket-Protocol: chat").send(frame(1, "hi"), pause=.15)
    bye(c)


@scenario("protocol=second")
def protocol_not_chosen(c):
    c.request().accept().send(frame(1, "hi"), pause=.15)
    bye(c)


@scenario("protocol=second", bad=4)
def protocol_not_offered(c):
    c.request().accept("Sec-WebSocket-Protocol: other").rest()


@scenario(*WS)
def line_feeds(c):
    """The handshake's lines end with LF alone."""
    c.request()
    digest = hashlib.sha1(c.header("sec-websocket-key") + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
    c.send("HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade\n"
           f"Sec-WebSocket-Accept: {base64.b64encode(digest).decode()}\n\n")
    c.send(frame(1, "hi"), pause=.15)
    bye(c)


@scenario(*WS)
def cut_off(c):
    c.request().accept()
    time.sleep(.2)


@scenario(*WS, "on=CLIENT_ESTABLISHED:writable", "on=CLIENT_WRITEABLE#1:text=hello,close=1000")
def write_and_close(c):
    c.request().accept()
    c.frame()
    c.frame()
    c.send(frame(8, b"\x03\xe8"))
    c.rest()


@scenario(*WS)
def empty_pong(c):
    """A client is told of a pong without payload; a server is not."""
    c.request().accept().send(frame(10), frame(1, "x"), pause=.15)
    bye(c)


@scenario(*WS, "on=CLIENT_ESTABLISHED:writable", "on=CLIENT_WRITEABLE#1:ping=are you there")
def pings(c):
    c.request().accept()
    c.frame()
    c.send(frame(10, "are you there"))
    bye(c)


@scenario(*WS, "on=CLIENT_ESTABLISHED:return=-1")
def refuse_established(c):
    c.request().accept().rest()


@scenario(*WS, "on=CLIENT_RECEIVE:return=-1")
def refuse_receive(c):
    c.request().accept().send(frame(1, "hi there"), pause=.15)
    c.rest()


@scenario(*GET, "timeout=1", "on=RECEIVE_CLIENT_HTTP_READ#1:flow=0,timer=2500", "on=TIMER:flow=1", alone=True, text="01234567890123456789")
def stopped_for_long(c):
    """Longer than the timeout, which is for a server that is too slow."""
    c.request().send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n0123456789")
    time.sleep(2)
    c.send("0123456789").rest()


again("refuse_filter", websocket, *WS, "on=CLIENT_FILTER_PRE_ESTABLISH:return=-1")
again("refuse_upgrade_response", websocket, *WS, "on=ESTABLISHED_CLIENT_HTTP:return=-1")
again("kill_in_established", websocket, *WS, "on=CLIENT_ESTABLISHED:kill", alone=True)
again("destroy_in_established", websocket, *WS, "on=CLIENT_ESTABLISHED:destroy", alone=True)
again("destroy_in_receive", websocket, *WS, "on=CLIENT_RECEIVE:destroy", alone=True)
again("destroy_in_append", websocket, *WS, "on=CLIENT_APPEND_HANDSHAKE_HEADER:destroy", alone=True)
again("destroy_in_close", websocket, *WS, "on=CLIENT_CLOSED:destroy", alone=True)
again("connect_in_receive", websocket, *WS, "on=CLIENT_RECEIVE#1:connect", "connections=2", alone=True)
again("connect_in_close", websocket, *WS, "on=CLIENT_CLOSED#1:connect", "connections=2", alone=True)
again("websocket_response", websocket, *WS, "response=1")
again("websocket_userdata", websocket, *WS, "userdata=1", "opaque=1")


@scenario("local=second")
def slices(c):
    """16 bytes each: whole ones, whatever TCP did."""
    data = frame(2, bytes(range(65, 65 + 40)))
    c.request().accept().send(*[data[i:i + 7] for i in range(0, len(data), 7)], pause=.08)
    bye(c)


@scenario("local=second")
def fragments(c):
    c.request().accept().send(frame(1, "one", fin=False) + frame(9, "x") + frame(0, "", fin=False) + frame(0, "two"), pause=.1)
    c.frame()
    bye(c)


@scenario(*WS, "on=CLIENT_ESTABLISHED:writable,flow=0,timer=400", "on=TIMER:flow=1")
def websocket_flow_stopped(c):
    c.request().accept().send(frame(1, "one"), frame(1, "two"), frame(1, "three"), pause=.05)
    time.sleep(.6)
    bye(c)


@scenario(*WS, "policy=1", bad=4, ends="CLIENT_CLOSED", alone=True)
def silent_websocket(c):
    """The connection's own policy: a ping after 1 s, the end after 2."""
    c.request().accept()
    c.frame()
    c.rest()


@scenario("local=large", "seconds=20")
def sixteen_mib(c):
    """A frame of 16 MiB, and rx_buffer_size of 20 MiB: one slice."""
    c.request().accept().send(frame(2, bytes(range(256)) * 65536))
    bye(c)


@scenario(*WS, "payload=52000000", "on=CLIENT_ESTABLISHED:writable", "on=CLIENT_WRITEABLE#1:binary=50000000", "seconds=20")
def fifty_mb_out(c):
    c.request().accept()
    c.frame()
    bye(c)


# ---- raw ----

RAW = ("method=RAW", "local=first")


@scenario(*RAW, "on=RAW_WRITEABLE#1:raw=hello")
def raw(c):
    c.heard.append(f"raw: {c.take(5)}")
    c.send(b"hello\n", b"x" * 3000, pause=.2)
    time.sleep(.2)


@scenario(*RAW, "on=RAW_RX:return=-1")
def raw_refused(c):
    c.send(b"hello\n").rest()


# ---- bad input ----

@scenario(*WS, bad=4)
def handshake_200(c):
    c.request().answer(body=b"no websocket").rest()


@scenario(*WS, bad=4)
def handshake_401(c):
    c.request().answer("401 Unauthorized", b"oops").rest()


@scenario(*WS, bad=4)
def handshake_404(c):
    c.request().answer("404 Not Found", b"oops").rest()


@scenario(*WS, bad=4)
def handshake_wrong_key(c):
    c.request().accept(key="AAAA").rest()


for missing in ("accept", "upgrade", "connection"):
    def without(c, missing=missing):
        c.request().accept(drop=(missing,)).rest()
    again(f"handshake_no_{missing}", without, *WS, bad=4)


@scenario(*WS, bad=4, alone=True)
def handshake_extension(c):
    """The server answers with an extension that was not offered."""
    c.request().accept("Sec-WebSocket-Extensions: permessage-deflate").rest()


@scenario(*WS, bad=5, alone=True)
def handshake_half(c):
    """Half a handshake, then silence."""
    c.request().send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: webs").rest()


@scenario(*WS, bad=4)
def handshake_half_then_end(c):
    c.request().send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: webs")


@scenario(*WS, bad=4, alone=True)
def masked_frame(c):
    c.request().accept().send(frame(1, "hi", mask=bytes(4))).rest()


for name, data in {"rsv": frame(1, "x", rsv=4), "opcode": frame(3, "x"), "long_ping": frame(9, "x" * 126),
                   "fragmented_ping": frame(9, "x", fin=False), "lonely_continuation": frame(0, "x"),
                   "two_texts": frame(1, "x", fin=False) + frame(1, "y"), "huge": b"\x82\x7f" + b"\xff" * 8,
                   "bad_close": frame(8, b"\x00\x01")}.items():
    def wrong(c, data=data):
        c.request().accept().send(data).rest()
    again(f"frame_{name}", wrong, *WS, bad=7, alone=True)


@scenario(*WS, bad=7, alone=True)
def frame_unfinished(c):
    c.request().accept().send(frame(1, "x" * 100)[:50])
    time.sleep(.2)


def garbage(c):
    c.request().send(b"\x00\x01\x02garbage\r\n\r\n").rest()


def headers_without_end(c):
    c.request().send("HTTP/1.1 200 OK\r\n")
    for i in range(100000):
        c.send(f"x-{i}: {'y' * 1000}\r\n")


def dribble(c):
    """One byte of the head each 100 ms: the timeout is for the whole."""
    c.request().send(*("HTTP/1.1 200 OK\r\nx: " + "y" * 100), pause=.1)


def nothing_at_all(c):
    c.request().rest()


def reset_at_once(c):
    c.reset()


def reset_after_the_request(c):
    c.request().reset()


def reset_in_the_head(c):
    c.request().send("HTTP/1.1 200 OK\r\nCont")
    time.sleep(.1)
    c.reset()


def end_at_once(_):
    pass


def end_after_the_request(c):
    c.request()


def interim_flood(c):
    c.request().send("HTTP/1.1 100 Continue\r\n\r\n" * 100000).rest()


def head_of_nulls(c):
    c.request().send(b"HTTP/1.1 200 OK\r\n\0: \0\r\n\r\n").rest()


def length_negative(c):
    c.request().send("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc").rest()


def length_and_chunks(c):
    c.request().send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n").rest()


for script in (garbage, headers_without_end, dribble, nothing_at_all, reset_at_once, reset_after_the_request, reset_in_the_head,
               end_at_once, end_after_the_request, interim_flood, head_of_nulls, length_negative, length_and_chunks):
    plain = script in (garbage, end_after_the_request)
    again(script.__name__, script, *GET, "timeout=1", bad=4, alone=not plain)
    again("ws_" + script.__name__, script, *WS, "timeout=1", bad=4, alone=not plain)


@scenario(*GET, "timeout=1", bad=4, ends="CLOSED_CLIENT_HTTP", alone=True)
def ten_gib_then_silence(c):
    c.request().send("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\nabc").rest()


@scenario(*GET, bad=4, ends="CLOSED_CLIENT_HTTP")
def ten_gib_then_end(c):
    c.request().send("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\nabc")
    time.sleep(.2)


@scenario(*GET, "timeout=1", bad=4, ends="CLOSED_CLIENT_HTTP", alone=True)
def chunks_then_silence(c):
    c.request().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab").rest()


@scenario(*GET, bad=4, ends="CLOSED_CLIENT_HTTP", alone=True)
def chunks_then_end(c):
    c.request().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
    time.sleep(.2)


@scenario(*GET, bad=4, ends="CLOSED_CLIENT_HTTP", alone=True)
def reset_in_the_body(c):
    c.request().send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
    time.sleep(.2)
    c.reset()


for name, data in {"garbage": "xyz\r\n", "half_a_size": "3", "half_an_end": "0\r\n", "huge": "ffffffffffffffff\r\nabc", "no_end": "3\r\nabcdef", "negative": "-1\r\n",
                   "endless_line": "3;" + "x" * 100000}.items():
    def bad_chunks(c, data=data):
        c.request().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", data, pause=.05)
        c.rest()
    again(f"chunk_{name}", bad_chunks, *GET, "timeout=2", bad=6, ends="CLOSED_CLIENT_HTTP", alone=True)


# ---- one connection for several requests ----

KEPT = (*GET, f"flags={1 << 16}", "on=WSI_DESTROY#1:connect-later", "connections=2")


def two_requests(c):
    for _ in range(2):
        c.request().answer(body=b"ok")
    c.rest()


def hangs_up_after_one(c):
    c.request().answer(body=b"ok")


def hangs_up_at_the_second(c):
    """Only when the second request is there, so nobody could know."""
    c.request().answer(body=b"ok")
    if c.number == 1:
        c.request()
    else:
        c.rest()


def says_too_much(c):
    c.request().send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil").rest()


def does_not_keep(c):
    c.request().answer("200 OK", b"ok", "Connection: close").rest()


again("kept", two_requests, *KEPT, alone=True, requests=[1, 1])
again("kept_chunks", lambda c: [c.request().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
                                for _ in range(2)] and c.rest(), *KEPT, alone=True, requests=[1, 1])
again("kept_not_asked_for", does_not_keep, *GET, "on=WSI_DESTROY#1:connect-later", "connections=2", alone=True, requests=[1, 2])
again("kept_but_closed", hangs_up_after_one, *KEPT, alone=True, requests=[1, 2])
again("kept_but_gone", hangs_up_at_the_second, *KEPT, alone=True, requests=[1, 1, 2])
again("kept_says_too_much", says_too_much, *KEPT, alone=True, requests=[1, 2])
again("kept_says_too_much_of_nothing", lambda c: c.request().send("HTTP/1.1 204 No\r\n\r\nHTTP/1.1 200 OK\r\n\r\n").rest(), *KEPT,
      alone=True, requests=[1, 2], empty=True)
again("kept_despite_line_feeds", lambda c: c.request().send("HTTP/1.1 200 OK\nContent-Length: 2\n\nok").rest(), *KEPT, alone=True,
      requests=[1, 2])
again("kept_by_close", does_not_keep, *KEPT, alone=True, requests=[1, 2])
again("kept_to_the_end", two_requests, *GET, f"flags={1 << 16}", alone=True, requests=[1])


# ---- connections that are not made ----

def unused(_):
    """Nobody comes here."""


again("no_such_name", unused, *GET, "address=no.such.name.invalid", bad=8, alone=True, resolves=True)
again("refused", unused, *GET, bad=4, refuse=True)
again("ws_refused", unused, *WS, bad=4, refuse=True)
again("unroutable", unused, *GET, "address=10.255.255.1", "connect-timeout=1", bad=5, alone=True)
again("backlog_full", unused, *GET, "connect-timeout=1", bad=5, full=True, alone=True)
again("unix_socket_missing", unused, *GET, "address=+/no/such/socket", bad=4, alone=True)
again("no_such_interface", unused, *GET, "iface=no-such0", bad=4, alone=True)
again("kill_while_connecting", nothing_at_all, *GET, "kill-at-once=1", "timeout=5", bad=3, ends="CLIENT_CONNECTION_ERROR", alone=True)
again("kill_while_connecting_ws", websocket, *WS, "kill-at-once=1", "timeout=5", bad=3, ends="CLIENT_CONNECTION_ERROR", alone=True)
again("kill_while_connecting_raw", raw, *RAW, "kill-at-once=1", "timeout=5", bad=3, ends="CLIENT_CONNECTION_ERROR", alone=True)
again("kill_while_resolving", unused, *GET, "address=slow.name.invalid", "kill-at-once=1", bad=3, alone=True, resolves=True)
again("connect_in_error", unused, *GET, "on=CLIENT_CONNECTION_ERROR#1:connect", "connections=2", "again=1", refuse=True, alone=True)
again("retries", unused, *GET, "policy=1", "on=CLIENT_CONNECTION_ERROR:retry", "connections=3", refuse=True)
again("destroy_in_error", unused, *GET, "on=CLIENT_CONNECTION_ERROR:destroy", "again=1", refuse=True, alone=True)
again("end_while_resolving", unused, *GET, "address=slow.name.invalid", "seconds=0", alone=True, resolves=True)
again("end_while_connecting", unused, *GET, "address=10.255.255.1", "seconds=0", alone=True)


# ---- proxies ----

def proxied(c):
    """An HTTP proxy: CONNECT, then what the server says."""
    c.request()
    c.send("HTTP/1.1 200 Connection established\r\n\r\n")
    c.request().answer(body=b"ok").rest()


def proxied_at_once(c):
    """The proxy's answer and the first bytes of a raw server come together."""
    c.request().send("HTTP/1.1 200 OK\r\n\r\nhello").rest()


def proxy_refuses(c):
    c.request().answer("403 Forbidden", b"no").rest()


def proxy_garbage(c):
    c.request().send(b"\0\1\2\3" * 2000).rest()


PROXY = ("address=far.example.invalid", "proxy=127.0.0.1")
again("proxied", proxied, *GET, *PROXY, proxy=True)
again("ws_proxied", lambda c: (c.request(), c.send("HTTP/1.1 200 OK\r\n\r\n"), c.request().accept(), bye(c)), *WS, *PROXY, proxy=True)
again("proxied_raw", proxied_at_once, *RAW, *PROXY, "on=RAW_RX:return=-1", proxy=True, alone=True)
again("proxy_credentials", proxied, *GET, "address=far.example.invalid", "proxy=user:secret@127.0.0.1", proxy=True)
again("proxy_refuses", proxy_refuses, *GET, *PROXY, proxy=True, bad=4)
again("proxy_silent", nothing_at_all, *GET, *PROXY, "timeout=1", proxy=True, bad=4, alone=True)
again("proxy_garbage", proxy_garbage, *GET, *PROXY, "timeout=1", proxy=True, bad=4, alone=True)
again("proxy_ends", end_after_the_request, *GET, *PROXY, proxy=True, bad=4)
again("proxy_absent", unused, *GET, *PROXY, proxy=True, refuse=True, bad=4)


def socks(*answers, then=None):
    def script(c):
        def note(count):
            c.heard.append(f"socks: {c.take(count)}")
        note(3)
        for answer, count in answers:
            c.send(answer)
            if count:
                note(count)
        if then:
            then(c)
        else:
            c.rest()
    return script


# CONNECT far.example.invalid: 5 1 0 3, the length, the name, the port.
ASKED = 5 + len("far.example.invalid") + 2
SOCKS = ("address=far.example.invalid",)
DONE = b"\5\0\0\1\0\0\0\0\0\0"
for name, answers, then, more in (
        ("socks", ((b"\5\0", ASKED), (DONE, 0)), lambda c: c.request().answer(body=b"ok").rest(), {}),
        ("socks_refuses", ((b"\5\xff", 0),), None, {"bad": 4}),
        ("socks_wrong_version", ((b"\4\0", 0),), None, {"bad": 4}),
        ("socks_unreachable", ((b"\5\0", ASKED), (b"\5\4\0\1\0\0\0\0\0\0", 0)), None, {"bad": 4}),
        ("socks_strange_address", ((b"\5\0", ASKED), (b"\5\0\0\x09\0\0\0\0\0\0", 0)), None, {"bad": 4}),
        ("socks_silent", ((b"\5\0", ASKED),), None, {"bad": 4}),
        ("socks_half", ((b"\5\0", ASKED), (b"\5\0\0\1", 0)), None, {"bad": 4})):
    again(name, socks(*answers, then=then), *GET, *SOCKS, "timeout=1", socks="", alone=True, **more)


def socks_user(c):
    c.heard.append(f"socks: {c.take(4)}")
    c.send(b"\5\2")
    c.heard.append(f"socks: {c.take(2 + 4 + 1 + 6)}")
    c.send(b"\1\0")
    c.heard.append(f"socks: {c.take(ASKED)}")
    c.send(DONE)
    c.request().answer(body=b"ok").rest()


def socks_wrong_user(c):
    c.take(4)
    c.send(b"\5\2")
    c.take(2 + 4 + 1 + 6)
    c.send(b"\1\1").rest()


again("socks_user", socks_user, *GET, *SOCKS, socks="user:secret@", alone=True)
again("socks_wrong_user", socks_wrong_user, *GET, *SOCKS, socks="user:secret@", alone=True, bad=4)
