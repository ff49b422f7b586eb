"""What an HTTP server does beyond files: authorization, rewritten pages, vhosts, refusals, pipelining, odd requests."""
import base64

from replay import closed, dribble, half_close, head_response, idle, pause, responses, send, until
from scenario import Scenario, request, upgrade

BODY = "head 200 text/plain 5; head_send; write http_final hello; completed"
HELLO = f"on HTTP: {BODY}\n"


def get(name, about, script, *steps, req=None, **k):
    Scenario(name, about, [send(req or request()), *(steps or (responses(1, limit=1.5),)), idle(0.1)], script, **k)


# ---- basic authorization ----
def basic(user, scheme="Basic"):
    return f"Authorization: {scheme} " + base64.b64encode(user.encode()).decode()


AUTH = "mount / file $ROOT auth=$ROOT/../users\non HTTP: hdr HTTP_AUTHORIZATION; dummy\n"
CALLBACK = "mount /a callback chat auth=$ROOT/../users\non HTTP: hdr HTTP_AUTHORIZATION; custom authorization:; " \
           f"{BODY}\n"
ASKED = "mount /a callback chat mask=0x10000003\non HTTP: hdr HTTP_AUTHORIZATION; " + BODY + "\n"


def auth(name, about, script, *lines, path="/a", method="GET", body=b"", **k):
    Scenario(name, about, [send(request(path, method=method, headers=lines, body=body)), responses(1, limit=1.5),
                           idle(0.2)], script, **k)


auth("auth-none", "a mount with users, no authorization", AUTH, path="/a.txt")
auth("auth-good", "the right user and password", AUTH, basic("ann:apple"), path="/a.txt")
auth("auth-wrong", "a wrong password", AUTH, basic("ann:pear"), path="/a.txt")
auth("auth-no-user", "a user that is not there", AUTH, basic("eve:apple"), path="/a.txt")
auth("auth-colon-in-password", "a password with a colon", AUTH, basic("bob:with:colon"), path="/a.txt")
auth("auth-last-line", "the last line has no end", AUTH, basic("last:line"), path="/a.txt")
auth("auth-end-of-line", "what is only the end of a line", AUTH, basic("nn:apple"), path="/a.txt")
auth("auth-begin-of-line", "what is only the beginning of a line", AUTH, basic("ann:appl"), path="/a.txt")
auth("auth-comment", "a comment is no user", AUTH, basic("# who may enter"), path="/a.txt")
auth("auth-scheme-case", "the scheme in other letters", AUTH, basic("ann:apple", "bAsIc"), path="/a.txt")
auth("auth-bearer", "another scheme", AUTH, basic("ann:apple", "Bearer"), path="/a.txt")
auth("auth-no-colon", "no colon in what is decoded", AUTH, basic("annapple"), path="/a.txt")
auth("auth-short", "a value that is too short", AUTH, "Authorization: Basic", path="/a.txt")
auth("auth-twice", "two authorization headers", AUTH, basic("ann:apple"), basic("ann:apple"), path="/a.txt")
auth("auth-no-file", "the file of users is not there", "mount / file $ROOT auth=$ROOT/../nobody\n", basic("ann:apple"),
     path="/a.txt")
auth("auth-head", "HEAD without authorization", AUTH, path="/a.txt", method="HEAD")
auth("auth-callback-mount", "a callback mount with users: what the program sees of it", CALLBACK, basic("ann:apple"))
auth("auth-callback-mount-none", "the same without authorization", CALLBACK)
auth("auth-program-yes", "the program is asked, and says yes", ASKED + "on VERIFY_BASIC_AUTHORIZATION: ret 1\n",
     basic("joe:secret"))
auth("auth-program-no", "the program is asked, and says no", ASKED + "on VERIFY_BASIC_AUTHORIZATION: ret 0\n",
     basic("joe:secret"))
auth("auth-program-none", "the program is not asked about nothing", ASKED + "on VERIFY_BASIC_AUTHORIZATION: ret 1\n")
auth("auth-mode-unknown", "an unknown mode refuses all",
     "mount /a callback chat mask=0x20000000\n" + HELLO + "on VERIFY_BASIC_AUTHORIZATION: ret 1\n", basic("joe:secret"))
Scenario("auth-post", "a POST without authorization: its body is not the next request",
         [send(request("/a", "POST", headers=["Content-Length: 5"], body=b"hello")), responses(1, limit=1.5), idle(0.2)],
         CALLBACK)
Scenario("auth-keep-alive", "first without, then with authorization on one connection",
         [send(request("/a")), responses(1), send(request("/a", headers=[basic("ann:apple")])), responses(1), idle(0.1)],
         CALLBACK)
Scenario("auth-redirect-first", "the slash that is missing comes before the authorization",
         [send(request("/sub")), responses(1, limit=1.5), idle(0.1)], "mount /sub file $ROOT/sub auth=$ROOT/../users\n")
WS_AUTH = "pvo chat basic-auth $ROOT/../users\non ESTABLISHED: hdr HTTP_AUTHORIZATION; ret 0\n"
Scenario("auth-ws-good", "websockets of a protocol with users", [send(upgrade(extra=[basic("ann:apple")])),
                                                                until(b"\r\n\r\n"), idle(0.1)], WS_AUTH)
Scenario("auth-ws-none", "the same without authorization", [send(upgrade()), until(b"\r\n\r\n"), idle(0.2)], WS_AUTH)
Scenario("auth-ws-wrong", "the same with a wrong password",
         [send(upgrade(extra=[basic("ann:pear")])), until(b"\r\n\r\n"), idle(0.2)], WS_AUTH)
Scenario("auth-ws-mount", "a mount's users do not stand before websockets",
         [send(upgrade(path="/a")), until(b"\r\n\r\n"), idle(0.1)], CALLBACK)

# ---- pages that a protocol rewrites ----
HTML = "mount / file $ROOT interpret=.shtml:page mime=.shtml:text/html\non PROCESS_HTML: html\n"
for page in ("page", "plain", "long"):
    get(f"html-{page}", f"{page}.shtml is rewritten by a protocol", HTML, req=request(f"/{page}.shtml"))
get("html-straddle", "a variable lies across two pieces", HTML, req=request("/straddle.shtml"))
get("html-empty", "an empty page", HTML, responses(1, limit=1.0), req=request("/empty.shtml"))
get("html-head", "HEAD of a rewritten page", HTML, head_response(), req=request("/page.shtml", "HEAD"))
get("html-1.0", "a rewritten page by HTTP/1.0", HTML, closed(limit=1.5), req=request("/plain.shtml", version="HTTP/1.0"))
get("html-range", "a range of a rewritten page", HTML, req=request("/plain.shtml", headers=["Range: bytes=0-3"]))
get("html-other", "a file of another suffix is not rewritten", HTML, req=request("/a.txt"))
get("html-fails", "PROCESS_HTML returns -1", HTML.replace(": html", ": ret -1"), closed(limit=1.5),
    req=request("/plain.shtml"))
get("html-protocol-mount", "the mount has a protocol of its own, too",
    HTML.replace("interpret=", "protocol=chat interpret=") + 'on ADD_HEADERS: args_add x-added: "by callback"\n',
    req=request("/plain.shtml"))
get("html-untouched", "PROCESS_HTML leaves the piece as it is", HTML.replace(": html", ": ret 0"),
    req=request("/plain.shtml"))
Scenario("html-twice", "two rewritten pages on one connection",
         [send(request("/plain.shtml")), responses(1), send(request("/page.shtml")), responses(1), idle(0.1)], HTML)
Scenario("html-small-buffer", "pieces by pt_serv_buf_size", [send(request("/long.shtml")), responses(1), idle(0.1)],
         HTML + "set pt_serv_buf_size 2048\n")

# ---- who is not served ----
REJECT = 'reject BadBot "403 <b>robots</b>"\nreject Old 505\n' + HELLO
get("reject-agent", "a user agent that is not welcome", REJECT, closed(limit=1.5),
    req=request(headers=["User-Agent: Mozilla/5.0 BadBot/1.0"]))
get("reject-no-text", "the same without a text", REJECT, closed(limit=1.5), req=request(headers=["User-Agent: Old"]))
get("reject-case", "words are told apart by case", REJECT, req=request(headers=["User-Agent: badbot"]))
get("reject-other-header", "only the user agent is looked at", REJECT, req=request(headers=["X-Agent: BadBot"]))
get("reject-none", "no user agent", REJECT)
Scenario("reject-websocket", "a handshake of an agent that is not welcome",
         [send(upgrade(extra=["User-Agent: BadBot"])), closed(limit=1.5)], REJECT)

# ---- hosts ----
STRICT = "set option 20\nset vhost_name here\non ESTABLISHED: ret 0\n"
for name, host, about in (("wrong-name", "there", "another name"), ("no-port", "here", "no port, so that it is 80"),
                          ("wrong-port", "here:1", "another port"), ("v6", "[::1]:80", "an address in brackets")):
    Scenario(f"strict-host-{name}", f"UPG_STRICT_HOST_CHECK: {about}",
             [send(upgrade(Host=host)), closed(limit=1.0), idle(0.1)], STRICT)

# ---- odd requests ----
for method in ("PUT", "PATCH", "DELETE"):
    for size in (0, 5):
        Scenario(f"method-{method.lower()}-{size}", f"{method} with a body of {size}",
                 [send(request("/p?x=1", method, headers=[f"Content-Length: {size}"], body=b"hello"[:size])),
                  responses(1, limit=1.0), idle(0.2)],
                 f"on HTTP: uri; hdr {method}_URI; hdr HTTP_URI_ARGS; ret 0\non HTTP_BODY_COMPLETION: {BODY}\n")
Scenario("method-delete-no-body", "DELETE without a body", [send(request("/p", "DELETE")), responses(1), idle(0.1)],
         f"on HTTP: uri; {BODY}\n")
Scenario("method-options", "OPTIONS of a page", [send(request("/p", "OPTIONS")), responses(1), idle(0.1)],
         f"on HTTP: uri; {BODY}\n")
Scenario("method-options-star", "OPTIONS of the server", [send(request("*", "OPTIONS")), responses(1, limit=1.0), idle(0.2)],
         f"on HTTP: uri; {BODY}\n")
Scenario("method-connect", "CONNECT", [send(request("example.com:80", "CONNECT", host="example.com")),
                                       responses(1, limit=1.0), idle(0.2)], HELLO)
Scenario("method-connect-raw", "CONNECT to a vhost with a protocol for raw connections",
         [send(request("example.com:80", "CONNECT", host="example.com")), idle(0.1), send(b"more"), idle(0.2)],
         "pvo chat raw 1\n")
Scenario("method-get-body", "GET with a body", [send(request("/g", headers=["Content-Length: 5"], body=b"hello")),
                                                responses(1, limit=1.0), idle(0.2)],
         f"on HTTP: uri; ret 0\non HTTP_BODY_COMPLETION: {BODY}\n")
get("target-absolute-host", "the authority of an absolute target comes before Host", "on HTTP: hdr HOST; uri; " + BODY + "\n",
    req=request("http://other.example:81/x", host="h"))
get("target-absolute-bad", "an authority with a user", HELLO, closed(limit=1.0), req=request("http://me@other/x"))
get("expect-unknown", "an expectation that nobody knows", f"on HTTP: ret 0\non HTTP_BODY_COMPLETION: {BODY}\n",
    responses(1, limit=1.0), req=request("/", "POST", headers=["Content-Length: 5", "Expect: tea"], body=b"hello"))
get("expect-refused", "the program refuses before the body", "on HTTP: status 413; completed\n", responses(1, limit=1.0),
    idle(0.2), req=request("/", "POST", headers=["Content-Length: 5", "Expect: 100-continue"]))
get("expect-refused-return", "the same, and it returns -1", "on HTTP: status 403; ret -1\n", closed(limit=1.0),
    req=request("/", "POST", headers=["Content-Length: 5", "Expect: 100-continue"]))
get("expect-1.0", "HTTP/1.0 has no expectations", f"on HTTP: ret 0\non HTTP_BODY_COMPLETION: {BODY}\n",
    closed(limit=1.0), req=request("/", "POST", "HTTP/1.0", headers=["Content-Length: 5", "Expect: tea"], body=b"hello"))

# ---- headers ----
PROBE = "on HTTP: hdr HOST; hdr HTTP_USER_AGENT; hdr HTTP_ACCEPT; room HTTP_ACCEPT 6; room HTTP_ACCEPT 5; " \
        "room HTTP_ACCEPT 1; room HTTP_COOKIE 3; custom x-own:; custom x-empty:; custom x-none:; custom X-Own:; " \
        "fragments HTTP_ACCEPT; " + BODY + "\n"
get("headers-probe", "headers in buffers that are too small, empty and custom ones", PROBE,
    req=request(headers=["Accept: */*;q", "X-Own: one", "X-Own: two", "X-Empty:", "User-Agent:"]))
get("headers-long", "a very long value", "on HTTP: room HTTP_USER_AGENT 2001; room HTTP_USER_AGENT 2000; " + BODY + "\n",
    req=request(headers=["User-Agent: " + "u" * 2000]))
get("headers-late", "headers can be read to the end of the transaction",
    "on HTTP: head 200 text/plain 5; head_send; on_writable\n"
    "on HTTP_WRITEABLE: hdr HTTP_USER_AGENT; uri; write http_final hello; completed\n",
    req=request(headers=["User-Agent: late"]))
get("headers-after", "after the transaction there are none",
    "on HTTP: head 200 text/plain 5; head_send; write http_final hello; completed; hdr HTTP_USER_AGENT; room HOST 9\n",
    req=request(headers=["User-Agent: late"]))
COOKIES = "on HTTP: cookie a; cookie bb; cookie b; cookie none; cookie empty; cookie last; cookie bb 3; cookie bb 2; " \
          "cookie bb 1; " + BODY + "\n"
get("cookies", "cookies by their names, and rooms that are too small", COOKIES,
    req=request(headers=["Cookie: a=1; bb=22; empty=; last=the end"]))
get("cookies-one", "a single cookie", COOKIES, req=request(headers=["Cookie: a=1"]))
get("cookies-none", "no cookie", COOKIES)
get("headers-sse", "a stream of events", "on HTTP: sse; head 200 text/event-stream -; head_send; on_writable\n"
    r'on HTTP_WRITEABLE#1: write http "data: 1\n\n"; ret 0' + "\nset timeout_secs 1\nset keepalive_timeout 1\n",
    idle(2.5))
get("access-granted", "CHECK_ACCESS_RIGHTS with the mount's mask", "mount /a callback chat mask=7 env=k:v\n" + HELLO,
    req=request("/a/b"))
get("access-denied", "CHECK_ACCESS_RIGHTS refuses", "mount /a callback chat mask=7\non CHECK_ACCESS_RIGHTS: ret 1\n" + HELLO,
    closed(limit=1.5), req=request("/a/b"))
get("access-answered", "CHECK_ACCESS_RIGHTS answers by itself",
    f"mount /a callback chat mask=7\non CHECK_ACCESS_RIGHTS: {BODY}; args_final\n", req=request("/a/b"))
get("access-file-protocol", "a folder with a protocol: rights, options, headers",
    "mount / file $ROOT protocol=chat mask=5 env=k:v\n", req=request("/a.txt"))
get("pmo-refuses", "HTTP_PMO returns 1", "mount /a callback chat env=k:v\non HTTP_PMO: ret 1\n" + HELLO,
    closed(limit=1.5), req=request("/a"))
get("mount-redirect-tail", "a redirecting mount and a longer path", "mount /old redirect_https example.com/new\n",
    req=request("/old/x/y?z=1"))
get("mount-callback-shorter", "a callback mount with a shorter path comes later in the list",
    "mount /a file $ROOT\nmount / callback chat\n" + HELLO, req=request("/a/a.txt"))
get("mount-unknown-protocol", "a callback mount of a protocol that is not there", "mount /a callback nobody\n" + HELLO,
    closed(limit=1.5), req=request("/a"))
POSTED = f"mount /a callback chat\non HTTP: ret 0\non HTTP_BODY_COMPLETION: {BODY}\n"
for name, lines, body in (("length", ["Content-Length: 5"], b"hello"),
                          ("chunked", ["Transfer-Encoding: chunked"], b"5\r\nhello\r\n0\r\n\r\n")):
    get(f"mount-post-{name}", f"POST to a callback mount, {name}", POSTED,
        req=request("/a/x", "POST", headers=lines, body=body))
get("filter-http-refuses", "FILTER_HTTP_CONNECTION returns 1", "on FILTER_HTTP_CONNECTION: ret 1\n", closed(limit=1.5))
get("filter-http-answers", "FILTER_HTTP_CONNECTION answers and returns 1",
    "on FILTER_HTTP_CONNECTION: status 402; ret 1\n", closed(limit=1.5))

# ---- deadlines ----
get("head-slow", "a head that does not end, with timeout_secs_ah_idle 1", "set timeout_secs_ah_idle 1\n", closed(limit=5),
    req=b"GET / HTTP/1.1\r\nHost: h\r\n")
Scenario("head-dribble", "a head that dribbles in: its deadline stays",
         [dribble(b"GET / HTTP/1.1\r\nX: " + b"y" * 40, gap=0.05), closed(limit=5)], "set timeout_secs_ah_idle 1\n")
Scenario("body-slow", "a body that does not come, with timeout_secs 1",
         [send(request("/", "POST", headers=["Content-Length: 5"], body=b"he")), closed(limit=5)],
         "on HTTP: ret 0\nset timeout_secs 1\nset keepalive_timeout 1\n")

# ---- pipelining ----
LATE = "on HTTP: on_writable\non HTTP_WRITEABLE: uri; " + BODY + "\n"
Scenario("pipelined-twenty", "twenty requests at once, each answered late",
         [send(b"".join(request(f"/{n}") for n in range(20))), responses(20, limit=2), idle(0.1)], LATE)
Scenario("pipelined-timer", "the answers come by a timer",
         [send(b"".join(request(f"/{n}") for n in range(3))), responses(3, limit=2), idle(0.1)],
         f"on HTTP: timer 20000\non TIMER: uri; {BODY}\n")
Scenario("pipelined-bodies", "GET and POST mixed",
         [send(request("/1") + request("/2", "POST", headers=["Content-Length: 3"], body=b"abc") + request("/3")),
          responses(3, limit=2), idle(0.1)], f"on HTTP=/2: ret 0\n{HELLO}on HTTP_BODY_COMPLETION: {BODY}\n")
