"""lws_write in its modes, and how WRITEABLE is asked for."""
from replay import closed, frames, idle, pause, send, until
from scenario import Scenario, close, frame, pong, text, upgrade

END = b"\r\n\r\n"
BYE = [send(close(1000)), closed()]


def writes(name, about, script, n, *steps, **k):
    first = [send(upgrade()), until(END)]
    Scenario(name, about, first + list(steps or [send(text("go"))]) + ([frames(n)] if n else [idle(0.25)]) + BYE,
             script, **k)


writes("write-text", "a text from RECEIVE", 'on RECEIVE: write text "hello"\n', 1)
writes("write-binary", "a binary from RECEIVE", r'on RECEIVE: write binary "\x00\x01\xff"' + "\n", 1)
writes("write-text-empty", "a text of 0 bytes", 'on RECEIVE: write text ""\n', 1)
writes("write-binary-empty", "a binary of 0 bytes", 'on RECEIVE: write binary ""\n', 1)
for size in (125, 126, 65535, 65536, 1000000):
    writes(f"write-{size}", f"a text of {size} bytes", f"on RECEIVE: write text @{size}\n", 1)
writes("write-fragments", "a message in three writes",
       "on RECEIVE: write text|no_fin one; write continuation|no_fin two; write continuation three\n", 1, exact=True)
writes("write-fragments-empty-end", "a message whose last fragment is empty",
       'on RECEIVE: write binary|no_fin one; write continuation ""\n', 1, exact=True)
writes("write-fragments-ping-between", "a ping between the fragments",
       "on RECEIVE: write text|no_fin one; write ping p; write continuation two\n", 2, exact=True)
writes("write-orphan-continuation", "a continuation without a beginning", "on RECEIVE: write continuation x\n", 1)
writes("write-ping", "a ping with payload, answered", "on RECEIVE: write ping hello\n", 1)
writes("write-ping-empty", "a ping of 0 bytes", 'on RECEIVE: write ping ""\n', 1)
writes("write-ping-125", "the longest ping", "on RECEIVE: write ping @125\n", 1)
writes("write-ping-126", "a ping that is too long", "on RECEIVE: write ping @126\n", 0)
writes("write-pong", "a pong of its own", "on RECEIVE: write pong hello\n", 1)
writes("write-ping-pong", "a ping and the peer's answer",
       "on RECEIVE: write ping hello\non RECEIVE_PONG: write text answered\n", 1,
       send(text("go")), until(b"hello"), send(pong("hello")))
writes("write-three-in-receive", "three messages from one RECEIVE",
       "on RECEIVE: write text one; write text two; write binary three\n", 3)
writes("write-three-in-writeable", "three messages from one WRITEABLE",
       "on RECEIVE: on_writable\non SERVER_WRITEABLE: write text one; write text two; write binary three\n", 3)
writes("write-in-established", "a text from ESTABLISHED", "on ESTABLISHED: write text welcome\n", 1, idle(0.1))
writes("write-established-on-writable", "a text asked for in ESTABLISHED",
       "on ESTABLISHED: on_writable\non SERVER_WRITEABLE: write text welcome\n", 1, idle(0.1))
writes("write-chain", "WRITEABLE asks for the next one, three times",
       "on RECEIVE: on_writable\non SERVER_WRITEABLE#1: write text one; on_writable\n"
       "on SERVER_WRITEABLE#2: write text two; on_writable\non SERVER_WRITEABLE#3: write text three\n", 3)
writes("write-on-writable-twice", "two requests, one WRITEABLE",
       "on RECEIVE: on_writable; on_writable\non SERVER_WRITEABLE: write text once\n", 1)
writes("write-choked", "lws_send_pipe_choked and lws_partial_buffered before and after a write",
       "on RECEIVE: choked; partial; write text x; choked; partial\n", 1)
writes("write-in-closed", "a write in CLOSED", "on CLOSED: write text late\n", 0)
writes("write-in-peer-close", "a write in WS_PEER_INITIATED_CLOSE", "on WS_PEER_INITIATED_CLOSE: write text late\n", 0)
writes("write-in-timer", "a write from TIMER", "on RECEIVE: timer 50000\non TIMER: write text tick\n", 1)
writes("write-after-reason", "a write after lws_close_reason, RECEIVE returns -1",
       'on RECEIVE: close_reason 1000 "x"; write text after; ret -1\n', 0)
writes("write-after-peer-close", "on_writable after the peer's close",
       "on WS_PEER_INITIATED_CLOSE: on_writable\non SERVER_WRITEABLE: write text late\n", 0)
writes("write-http-mode", "LWS_WRITE_HTTP on a websocket", 'on RECEIVE: write http "raw"; ret -1\n', 0)
Scenario("write-to-all", "lws_callback_on_writable_all_protocol from one of three connections",
         [step for c in "abc" for step in (send(upgrade("page" if c == "c" else "chat"), c), until(END, c))]
         + [send(text("go"), "a"), frames(1, "a"), frames(1, "b"), idle(0.1, "c")]
         + [step for c in "abc" for step in (send(close(1000), c), closed(c))],
         "on RECEIVE: on_writable_all\non SERVER_WRITEABLE: write text all\n")
Scenario("write-slow-reader", "two megabytes to a peer that reads late",
         [send(upgrade()), until(END), send(text("go")), pause(0.4), frames(2)] + BYE,
         "on RECEIVE: write binary @2000000; write text after\n")
Scenario("write-slow-reader-writeable", "eight writes of 500 kB, each in a WRITEABLE, to a peer that reads late",
         [send(upgrade()), until(END), send(text("go")), pause(0.4), frames(8)] + BYE,
         "on RECEIVE: on_writable\n" +
         "".join(f"on SERVER_WRITEABLE#{n}: write binary @500000; on_writable\n" for n in range(1, 9)))
