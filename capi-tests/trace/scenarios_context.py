"""Contexts and vhosts: the system's state, several vhosts on a port, per-vhost options, protocols that do not begin."""
from replay import closed, head_response, idle, responses, send
from scenario import Scenario, close, request, text, upgrade

HELLO = "on HTTP: hdr HTTP_USER_AGENT; hdr HTTP_ACCEPT; head 200 text/plain 5; head_send; write http_final hello; completed\n"
ECHO = "on RECEIVE: echo\n"
BYE = [head_response(), send(text("one")), send(close(1000)), closed(limit=1.5)]


def one(name, about, script, req=None, **k):
    Scenario(name, about, [send(req or request()), responses(1, limit=1.5), idle(0.1)], HELLO + script, **k)


# ---- the system's state: 4.3 waits for the kernel's routes on the way ----
Scenario("state-watched", "two watchers of the system's state: what each is asked and told, and when", [],
         "watch a\nwatch b\n", lifecycle=True, abi="17")
Scenario("state-operational", "a watcher that looks at the last states alone", [], "watch a from=12\n", lifecycle=True,
         abi="17")
Scenario("state-messages", "system messages tell of the states", [], "messages 2\n", lifecycle=True, abi="17")
Scenario("state-veto", "a watcher forbids a step: the protocols do not begin", [], "watch a veto=6\n", lifecycle=True,
         abi="17")
one("state-veto-served", "the same; requests are served all the same", "watch a veto=6 from=99\n", abi="17")
Scenario("state-veto-late", "a watcher forbids the last step", [], "watch a veto=12\nwatch b from=11\n", lifecycle=True,
         abi="17")

# ---- vhosts on one port: 4.3.5 crashes now and then when they end ----
THREE = "vhost a.example\nvhost b.example\nset vhost_name first\n"
for host in ("first", "a.example", "b.example", "B.EXAMPLE", "x.a.example", "elsewhere", "b.example:99"):
    one(f"vhosts-{host.replace('.', '-').replace(':', '-port-')}", f"three vhosts; the request is for {host}", THREE,
        request(host=host), abi="17")
Scenario("vhosts-ws", "three vhosts; a handshake for the last", [send(upgrade(Host="b.example")), *BYE], THREE + ECHO,
         abi="17")
Scenario("vhosts-keep-alive", "three vhosts; two requests of one connection, for different ones",
         [send(request(host="a.example")), responses(1, limit=1.5), send(request(host="b.example")),
          responses(2, limit=1.5), idle(0.1)], HELLO + THREE, abi="17")
Scenario("vhosts-lifecycle", "in which order the protocols of several vhosts begin and end", [], THREE, lifecycle=True,
         abi="17")

# ---- per-vhost options ----
DEFAULT = "".join(f"pvo {p} x y\n" for p in ("http", "small", "page", "large")) + "pvo chat default 1\n"
one("pvo-default-http", "requests of a vhost whose default is another protocol", DEFAULT)
Scenario("pvo-default-keep-alive", "two of them on one connection",
         [send(request()), responses(1, limit=1.5), send(request()), responses(2, limit=1.5), idle(0.1)],
         HELLO + DEFAULT)
Scenario("pvo-default-ws-none", "a handshake that asks for no protocol gets the default",
         [send(upgrade(None)), *BYE], DEFAULT + ECHO)
Scenario("pvo-default-ws-other", "a handshake that asks for another one", [send(upgrade("small")), *BYE], DEFAULT + ECHO)
one("accept-protocol", "listen_accept_protocol without a role: connections begin on the first protocol",
    DEFAULT + "set listen_accept_protocol small\n")
Scenario("accept-protocol-ws", "the same, a handshake that asks for no protocol", [send(upgrade(None)), *BYE],
         DEFAULT + ECHO + "set listen_accept_protocol small\n")

# ---- protocols that do not begin ----
Scenario("init-skipped", "LWS_SERVER_OPTION_SKIP_PROTOCOL_INIT", [], "set option 25\n", lifecycle=True)
one("init-skipped-served", "the same; requests are served all the same", "set option 25\n")
Scenario("init-fails", "a protocol fails its PROTOCOL_INIT", [], "on PROTOCOL_INIT@small: ret 1\n", lifecycle=True, abi="19")
one("init-fails-served", "the same; requests are served all the same", "on PROTOCOL_INIT@small: ret 1\n", abi="19")

# ---- limits of single headers ----
for name, size in (("cut", 6), ("exact", 15), ("longer", 100), ("one", 1)):
    one(f"token-limit-{name}", f"a header of 15 bytes, limited to {size}; the next one is whole",
        f"limit HTTP_USER_AGENT {size}\n", request(headers=["User-Agent: curl/1234567890", "Accept: text/html"]))
