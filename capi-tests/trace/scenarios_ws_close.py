"""How websockets end, from either side, and what the time-outs do."""
from replay import closed, frames, half_close, hang_up, idle, pause, reset, send, stop_server, until
from scenario import CLOSE, CONT, Scenario, close, frame, pattern, ping, text, upgrade

END = b"\r\n\r\n"
ECHO = "on RECEIVE: echo\n"
OPEN = [send(upgrade()), until(END)]


def scenario(name, about, *steps, script=ECHO, **k):
    Scenario(name, about, OPEN + list(steps), script, **k)


def by_peer(name, about, data, script=ECHO, **k):
    scenario(name, about, send(data), closed(limit=1.5), script=script, **k)


by_peer("close-code-reason", "the peer closes with a code and a reason", close(1000, b"good bye"),
        script=ECHO + "on WS_PEER_INITIATED_CLOSE: close_payload\non CLOSED: close_payload\n")
by_peer("close-code", "the peer closes with a code only", close(1001))
by_peer("close-empty", "the peer closes without a payload", close())
by_peer("close-one-byte", "a close with a payload of one byte", frame(CLOSE, b"\x03"))
for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535):
    by_peer(f"close-bad-code-{code}", f"a close with the code {code}, which may not be sent", close(code))
for code in (1002, 1003, 1007, 1011, 1012, 1014, 3000, 4999):
    by_peer(f"close-good-code-{code}", f"a close with the code {code}", close(code))
by_peer("close-longest", "a close with a reason of 123 bytes", close(1000, pattern(123)))
by_peer("close-too-long", "a close with a reason of 124 bytes", close(1000, pattern(124)))
by_peer("close-bad-utf8", "a close whose reason is no UTF-8", close(1000, b"\xff\xfe"))
by_peer("close-bad-utf8-validated", "the same with VALIDATE_UTF8", close(1000, b"\xff\xfe"), ECHO + "set option 8\n")
by_peer("close-refused-echo", "WS_PEER_INITIATED_CLOSE returns 1", close(1000, b"bye"),
        ECHO + "on WS_PEER_INITIATED_CLOSE: ret 1\n")
by_peer("close-own-reason-in-answer", "WS_PEER_INITIATED_CLOSE sets another reason", close(1000, b"bye"),
        ECHO + 'on WS_PEER_INITIATED_CLOSE: close_reason 4000 "mine"\n')
by_peer("close-after-text", "a text and a close in one segment", text("last words") + close(1000))
by_peer("close-then-text", "a text after the close, in one segment", close(1000) + text("after"))
scenario("close-then-text-later", "a text after the close, in a later segment",
         send(close(1000)), pause(0.1), send(text("after")), closed(limit=1.5))
by_peer("close-inside-fragmented", "a close between two fragments", text("one", fin=0) + close(1000) + frame(CONT, "x"))
by_peer("close-two", "two closes", close(1000) + close(1001))
scenario("close-keeps-open", "the peer closes and does not hang up", send(close(1000)), idle(0.5))

scenario("fin-without-close", "the peer's FIN without a close frame", half_close(), closed(limit=1.5))
scenario("fin-after-text", "a text, then FIN", send(text("x")), frames(1), half_close(), closed(limit=1.5))
scenario("fin-with-text", "a text and the FIN at once", send(text("x")), half_close(), closed(limit=1.5))
scenario("fin-in-frame", "FIN in the middle of a frame", send(text("unfinished")[:8]), half_close(), closed(limit=1.5))
scenario("fin-in-header", "FIN in the middle of a frame's header", send(text("unfinished")[:1]), half_close(),
         closed(limit=1.5))
scenario("fin-in-message", "FIN between two fragments", send(text("one", fin=0)), idle(0.1), half_close(),
         closed(limit=1.5))
scenario("reset", "the peer's RST", idle(0.1), reset(), pause(0.2))
scenario("reset-after-text", "a text, then RST", send(text("x")), frames(1), reset(), pause(0.2))
scenario("hang-up", "the peer closes its socket", idle(0.1), hang_up(), pause(0.2))

scenario("server-close-in-receive", "RECEIVE returns -1", send(text("go")), closed(limit=1.5),
         script="on RECEIVE: ret -1\n")
scenario("server-close-in-second-receive", "RECEIVE returns -1 at the second of three messages",
         send(text("one") + text("two") + text("three")), closed(limit=1.5), script="on RECEIVE#2: ret -1\non RECEIVE: echo\n")
scenario("server-close-positive", "RECEIVE returns 1", send(text("go")), closed(limit=1.5), script="on RECEIVE: ret 1\n")
scenario("server-close-write-first", "RECEIVE writes, then returns -1", send(text("go")), closed(limit=1.5),
         script="on RECEIVE: write text bye; ret -1\n")
scenario("server-close-reason", "RECEIVE gives a reason and returns -1", send(text("go")), idle(0.1),
         send(close(1001)), closed(limit=1.5), script='on RECEIVE: close_reason 1001 "seeya"; ret -1\n')
scenario("server-close-reason-answered", "the peer answers the close with the same code", send(text("go")), frames(1),
         send(close(4001, b"own")), closed(limit=1.5), script='on RECEIVE: close_reason 4001 "own"; ret -1\n')
scenario("server-close-reason-unanswered", "the peer does not answer the close", send(text("go")),
         closed(limit=8), script='on RECEIVE: close_reason 1000 "bye"; ret -1\n')
scenario("server-close-reason-text-after", "the peer sends a text before its answer", send(text("go")), frames(1),
         send(text("late") + ping("late") + close(1000)), closed(limit=1.5),
         script='on RECEIVE: close_reason 1000 "bye"; ret -1\n')
scenario("server-close-reason-fin", "the peer hangs up instead of answering", send(text("go")), frames(1),
         half_close(), closed(limit=1.5), script='on RECEIVE: close_reason 1000 "bye"; ret -1\n')
scenario("server-close-code-only", "a close reason without text", send(text("go")), frames(1), send(close(1000)),
         closed(limit=1.5), script="on RECEIVE: close_reason 1000; ret -1\n")
scenario("server-close-long-reason", "a close reason of 200 bytes", send(text("go")), frames(1), send(close(1000)),
         closed(limit=1.5), script="on RECEIVE: close_reason 1000 @200; ret -1\n")
scenario("server-close-status-0", "a close reason with the status 0", send(text("go")), idle(0.2), send(close()),
         closed(limit=1.5), script="on RECEIVE: close_reason 0; ret -1\n")
scenario("server-reason-without-return", "a close reason, but RECEIVE returns 0", send(text("go")), idle(0.2),
         send(close(1000)), closed(limit=1.5), script='on RECEIVE: close_reason 1001 "later"\n')
scenario("server-close-in-established", "ESTABLISHED returns -1", closed(limit=1.5), script="on ESTABLISHED: ret -1\n")
scenario("server-close-in-established-reason", "ESTABLISHED gives a reason and returns -1", idle(0.2),
         send(close(1008)), closed(limit=1.5), script='on ESTABLISHED: close_reason 1008 "policy"; ret -1\n')
scenario("server-close-in-writeable", "WRITEABLE returns -1", send(text("go")), closed(limit=1.5),
         script="on RECEIVE: on_writable\non SERVER_WRITEABLE: ret -1\n")
scenario("server-close-in-writeable-reason", "WRITEABLE writes, gives a reason, returns -1", send(text("go")),
         idle(0.2), send(close(1000)), closed(limit=1.5),
         script='on RECEIVE: on_writable\non SERVER_WRITEABLE#1: write text "last"; close_reason 1000 "done"; ret -1\n')
scenario("server-close-in-pong", "RECEIVE_PONG returns -1", send(frame(10, "x")), closed(limit=1.5),
         script="on RECEIVE_PONG: ret -1\n")
scenario("server-close-in-timer", "TIMER returns -1", closed(limit=2.5),
         script="on ESTABLISHED: timer 100000\non TIMER: ret -1\n")
scenario("server-stop-open", "the context is destroyed with a websocket open", idle(0.1), stop_server(),
         closed(limit=1.5))
scenario("server-destroy-in-receive", "RECEIVE destroys the context", send(text("go")), closed(limit=1.5),
         script="on RECEIVE: destroy\n")
scenario("server-destroy-after-write", "RECEIVE writes and destroys the context", send(text("go")), closed(limit=1.5),
         script='on RECEIVE: write text "farewell"; destroy; ret 0\n')
Scenario("server-stop-handshake", "the context is destroyed in the middle of a handshake",
         [send(upgrade()[:40]), idle(0.1), stop_server(), closed(limit=1.5)], ECHO)
Scenario("server-stop-idle", "the context is created and destroyed, no connection", [], ECHO, listener=True)
Scenario("server-lifecycle", "when protocols are initialized and destroyed: in creation, in service or after it",
         [], ECHO, lifecycle=True)

scenario("timeout-1s", "lws_set_timeout of one second in ESTABLISHED", closed(limit=3.5),
         script="on ESTABLISHED: timeout 1\n")
scenario("timeout-restarted", "RECEIVE sets the time-out anew", pause(0.7), send(text("x")), closed(limit=4),
         script="on ESTABLISHED: timeout 1\non RECEIVE: timeout 1\n")
scenario("timeout-cancelled", "RECEIVE cancels the time-out", send(text("x")), idle(1.6), send(close(1000)),
         closed(limit=1.5), script="on ESTABLISHED: timeout 1\non RECEIVE: timeout 0\n")
scenario("timeout-kill-async", "LWS_TO_KILL_ASYNC in RECEIVE", send(text("x")), closed(limit=2.5),
         script="on RECEIVE: timeout -1\n")
scenario("timeout-kill-async-after-write", "a write, then LWS_TO_KILL_ASYNC", send(text("x")), closed(limit=2.5),
         script="on RECEIVE: write text bye; timeout -1\n")
scenario("timeout-kill-async-after-reason", "a close reason, then LWS_TO_KILL_ASYNC", send(text("x")),
         closed(limit=2.5), script='on RECEIVE: close_reason 1000 "x"; timeout -1\n')
scenario("timer-once", "lws_set_timer_usecs in ESTABLISHED", idle(0.4), send(close(1000)), closed(limit=1.5),
         script='on ESTABLISHED: timer 100000\non TIMER: write text "timer"\n')
scenario("timer-repeated", "TIMER sets itself again three times", frames(3), send(close(1000)), closed(limit=1.5),
         script='on ESTABLISHED: timer 50000\non TIMER#3: write text "third"\non TIMER: write text "tick"; timer 50000\n')
scenario("timer-cancelled", "lws_set_timer_usecs -1", send(text("x")), idle(0.5), send(close(1000)), closed(limit=1.5),
         script="on ESTABLISHED: timer 250000\non RECEIVE: timer -1\non TIMER: write text never\n")
Scenario("close-one-of-two", "two connections, the first closes, the second goes on",
         [send(upgrade(), "a"), until(END, "a"), send(upgrade("small"), "b"), until(END, "b"),
          send(text("from a"), "a"), frames(1, "a"), send(text("from b"), "b"), frames(1, "b"),
          send(close(1000), "a"), closed("a"), send(text("still here"), "b"), frames(1, "b"),
          send(close(1000), "b"), closed("b")], ECHO)
