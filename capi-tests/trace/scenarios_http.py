"""HTTP requests that a callback answers: headers, keep-alive, bodies, status and redirect helpers."""
from replay import closed, dribble, frames, half_close, head_response, idle, pause, reset, responses, send, stop_server, until
from scenario import Scenario, pattern, request

BODY = 'head 200 text/plain 5; head_send; write http_final hello; completed'
HELLO = f"on HTTP: {BODY}\n"


def get(name, about, script, *steps, req=None, **k):
    Scenario(name, about, [send(req or request()), *(steps or (responses(1, limit=1.5),)), idle(0.1)], script, **k)


# callback_http_dummy and the helpers
get("http-dummy", "GET answered by lws_callback_http_dummy", "")
get("http-dummy-head", "HEAD answered by lws_callback_http_dummy", "", head_response(), req=request(method="HEAD"))
get("http-dummy-close", "the same with Connection: close", "", closed(limit=1.5),
    req=request(headers=["Connection: close"]))
get("http-dummy-1.0", "the same by HTTP/1.0", "", closed(limit=1.5), req=request(version="HTTP/1.0"))
get("http-dummy-1.0-keep-alive", "HTTP/1.0 with Connection: keep-alive", "",
    req=request(version="HTTP/1.0", headers=["Connection: keep-alive"]))
get("http-dummy-own-404", "error_document_404 without a mount for it", "set error_document_404 /404.html\n")
for code in (200, 204, 304, 400, 401, 403, 404, 405, 413, 500, 503, 599):
    get(f"http-status-{code}", f"lws_return_http_status {code} without a body, then completed",
        f"on HTTP: status {code}; completed\n", idle(0.2))
get("http-status-403-body", "lws_return_http_status with a body", 'on HTTP: status 403 "<b>go away</b>"; completed\n')
get("http-status-200-body", "lws_return_http_status 200 with a body", "on HTTP: status 200 fine; completed\n")
get("http-status-return-1", "lws_return_http_status, then return 1", "on HTTP: status 403 no; ret 1\n", idle(0.2))
get("http-status-return-0", "lws_return_http_status without completed", "on HTTP: status 403 no\n", idle(0.2))
get("http-redirect-301", "lws_http_redirect 301", "on HTTP: redirect 301 /elsewhere; completed\n")
get("http-redirect-302", "lws_http_redirect 302 to another host",
    "on HTTP: redirect 302 http://example.com/x?y=1; completed\n")
get("http-redirect-303-return", "lws_http_redirect, then return -1", "on HTTP: redirect 303 /x; ret -1\n", idle(0.2))

# own answers
get("http-own-answer", "common headers, finalize, a final write, completed", HELLO)
get("http-own-answer-close", "the same with Connection: close", HELLO, closed(limit=1.5),
    req=request(headers=["Connection: close"]))
get("http-own-answer-1.0", "the same by HTTP/1.0", HELLO, closed(limit=1.5), req=request(version="HTTP/1.0"))
get("http-own-answer-writeable", "the body is written in HTTP_WRITEABLE",
    "on HTTP: head 200 text/plain 5; head_send; on_writable\non HTTP_WRITEABLE: write http_final hello; completed\n")
get("http-own-answer-two-writes", "the body in two writes",
    "on HTTP: head 200 text/plain 10; head_send; write http hello; write http_final hello; completed\n")
get("http-own-answer-parts-writeable", "the body in three WRITEABLEs",
    "on HTTP: head 200 text/plain 9; head_send; on_writable\n"
    "on HTTP_WRITEABLE#1: write http one; on_writable\non HTTP_WRITEABLE#2: write http two; on_writable\n"
    "on HTTP_WRITEABLE#3: write http_final end; completed\n")
get("http-own-answer-headers", "more headers by name and by token",
    'on HTTP: head 201 "text/html; charset=utf-8" 2; head_add x-own: "a value"; head_add no-colon v; '
    "head_token HTTP_CACHE_CONTROL no-store; head_token HTTP_SET_COOKIE a=b; head_send; write http_final ok; completed\n")
get("http-own-answer-by-hand", "the status line and the length by the single calls",
    "on HTTP: head_status 200; head_token HTTP_CONTENT_TYPE text/css; head_length 2; head_send; "
    "write http_final ok; completed\n")
get("http-own-status-299", "a status without a known name",
    "on HTTP: head 299 text/plain 0; head_send; write http_final \"\"; completed\n")
get("http-own-no-length", "common headers without a length", 
    "on HTTP: head 200 text/plain -; head_send; write http_final hello; completed\n", idle(0.3))
get("http-own-no-length-1.0", "the same by HTTP/1.0",
    "on HTTP: head 200 text/plain -; head_send; write http_final hello; completed\n", idle(0.3),
    req=request(version="HTTP/1.0"))
get("http-own-chunked", "a chunked body by hand",
    "on HTTP: head_status 200; head_token HTTP_TRANSFER_ENCODING chunked; head_send; "
    r'write http "5\r\nhello\r\n"; write http_final "0\r\n\r\n"; completed' + "\n")
get("http-own-empty", "an answer of length 0", "on HTTP: head 204 text/plain 0; head_send; completed\n", idle(0.2))
get("http-own-head", "HEAD to a callback that writes a body", HELLO, idle(0.25), req=request(method="HEAD"))
get("http-own-big", "a body of 200000 bytes in one write",
    "on HTTP: head 200 text/plain 200000; head_send; write http_final @200000; completed\n")
get("http-own-add-headers", "ADD_HEADERS adds to the answer",
    HELLO + 'on ADD_HEADERS: args_add x-added: "by callback"\n')
get("http-own-vhost-headers", "the vhost's headers stand in the answer", HELLO + "header x-vhost: everywhere\n")
get("http-own-server-string", "a server string of our own", HELLO + 'set server_string "our server"\n')
get("http-best-practices", "HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE", HELLO + "set option 28\n")
get("http-return-minus-1", "HTTP returns -1", "on HTTP: ret -1\n", closed(limit=1.5))
get("http-return-1", "HTTP returns 1", "on HTTP: ret 1\n", closed(limit=1.5))
get("http-return-0-silent", "HTTP returns 0 and says nothing; keepalive_timeout and timeout_secs 1",
    "on HTTP: ret 0\nset keepalive_timeout 1\nset timeout_secs 1\n", closed(limit=4))
get("http-return-0-default", "HTTP returns 0 and says nothing, with the default timeouts", "on HTTP: ret 0\n", closed(limit=17))
get("http-raw-write", "an answer written by hand with LWS_WRITE_HTTP",
    r'on HTTP: write http "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"; completed' + "\n")
get("http-writeable-minus-1", "HTTP_WRITEABLE returns -1 after a part", 
    "on HTTP: head 200 text/plain 10; head_send; on_writable\non HTTP_WRITEABLE: write http half; ret -1\n",
    closed(limit=1.5))
get("http-timeout", "lws_set_timeout of one second in HTTP", "on HTTP: timeout 1\n", closed(limit=3.5))
get("http-filter-refuses", "FILTER_HTTP_CONNECTION returns 1", HELLO + "on FILTER_HTTP_CONNECTION: ret 1\n", closed(limit=1.5))
get("http-filter-negative", "FILTER_HTTP_CONNECTION returns -1", HELLO + "on FILTER_HTTP_CONNECTION: ret -1\n", closed(limit=1.5))
get("http-bind-refuses", "HTTP_BIND_PROTOCOL returns 1", HELLO + "on HTTP_BIND_PROTOCOL: ret 1\n", closed(limit=1.5))
get("http-no-protocols", "a server without protocols, without mounts", "", idle(0.3), common="")

# what the callback can read
READ = "on HTTP: headers; uri; fragments HTTP_URI_ARGS; urlarg x=; urlarg none=; custom x-own:; custom x-none:; " + BODY + "\n"
get("http-read-headers", "many headers, read by token, and a custom one", READ, req=request(
    "/path/to?x=1&y=two%20words&empty=&flag", headers=[
        "User-Agent: test/1.0", "Accept: */*", "Accept-Language: en", "Accept-Encoding: gzip", "Cookie: a=1; b=2",
        "Referer: http://h/", "Cache-Control: no-cache", "Pragma: no-cache", "If-Modified-Since: yesterday",
        "If-None-Match: \"x\"", "Range: bytes=0-1", "Authorization: Basic YTpi", "X-Forwarded-For: 1.2.3.4",
        "X-Real-IP: 1.2.3.5", "Origin: http://o", "X-Own: own value", "X-Auth-Token: t"]))
get("http-read-repeated", "a header twice", READ, req=request(headers=["Cookie: a=1", "Cookie: b=2"]))
get("http-read-spaces", "spaces around a value", READ, req=request(headers=["User-Agent:   spaced out \t "]))
get("http-read-empty-value", "a header without a value", READ, req=request(headers=["Cookie:", "X-Own:"]))
get("http-args-escaped", "escapes and plus signs in the arguments", READ, req=request("/a%2Fb?x=%41%3D%26&y=a+b&z=%zz"))
get("http-args-named", "arguments by a name without and with its =",
    "on HTTP: urlarg x; urlarg x=; urlarg flag; urlarg fl; urlarg long; " + BODY + "\n",
    req=request("/?x=1&flag&y=2&long=" + "l" * 100))
get("http-args-many", "ten arguments", READ, req=request("/?" + "&".join(f"k{n}=v{n}" for n in range(10))))
get("http-path-escapes", "escapes in the path", READ, req=request("/sp%20ace/%7Euser/%25"))
get("http-path-dots", "dots in the path", READ, req=request("/a/./b/../c"))
get("http-path-slashes", "several slashes in the path", READ, req=request("//a///b"))
get("http-path-bad-escape", "a broken escape in the path", READ, idle(0.3), req=request("/%zz"))
get("http-path-nul", "an escaped NUL in the path", READ, idle(0.3), req=request("/a%00b"))
get("http-path-absolute", "an absolute form of the target", READ, idle(0.3), req=request("http://h/abs?x=1"))
get("http-path-fragment", "a fragment in the target", READ, idle(0.3), req=request("/a#frag"))
get("http-path-no-slash", "a target that does not begin with a slash", READ, idle(0.3), req=request("noslash"))
get("http-path-long", "a path of 1000 bytes", READ, req=request("/" + "p" * 1000))
get("http-path-too-long", "a path of 6000 bytes", READ, idle(0.4), req=request("/" + "p" * 6000))
get("http-header-too-long", "a header of 100 kB", READ, idle(0.4), req=request(headers=["Cookie: " + "c" * 100000]))
get("http-header-lf", "line ends of LF alone", READ, idle(0.3), req=request().replace(b"\r\n", b"\n"))
get("http-header-fold", "a folded header", READ, idle(0.4), req=request(headers=["Cookie: a", "  b"]))
get("http-header-space-colon", "a space before the colon", READ, idle(0.3), req=request(headers=["Cookie : a"]))
get("http-header-no-colon", "a header line without a colon", READ, idle(0.4), req=request(headers=["nonsense"]))
get("http-header-bare-cr", "a bare CR in a value", READ, idle(0.3), req=request(headers=["Cookie: a\rb"]))
get("http-header-nul", "a NUL in a value", READ, idle(0.3), req=request(headers=["Cookie: a\0b"]))
get("http-no-host", "HTTP/1.1 without Host", READ, idle(0.3), req=request(host=None))
get("http-two-hosts", "two Host headers", READ, idle(0.3), req=request(headers=["Host: other"]))
get("http-method-options", "OPTIONS", READ, idle(0.3), req=request(method="OPTIONS"))
for method in ("PUT", "PATCH", "DELETE"):
    get(f"http-method-{method.lower()}", f"{method} without a body", READ, idle(0.3), req=request(method=method))
get("http-method-unknown", "an unknown method", READ, idle(0.4), req=request(method="BREW"))
get("http-method-lower", "a method in lower case", READ, idle(0.4), req=request(method="get"))
get("http-version-2.0", "HTTP/2.0 in the request line", READ, idle(0.4), req=request(version="HTTP/2.0"))
get("http-version-missing", "no version in the request line", READ, idle(0.4), req=b"GET /\r\nHost: h\r\n\r\n")
get("http-empty-line-first", "an empty line before the request", READ, idle(0.4), req=b"\r\n" + request())
get("http-garbage", "bytes that are no HTTP", READ, idle(0.4), req=b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03garbage\r\n\r\n")
Scenario("http-byte-by-byte", "a request byte by byte", [dribble(request("/x?a=b", headers=["Cookie: c"])), responses(1)], READ)
Scenario("http-dribble-timeout", "a header a line per 0.4 s, timeout_secs 1",
         [step for n in range(8) for step in (send(b"GET / HTTP/1.1\r\n" if not n else b"X-%d: y\r\n" % n), idle(0.4))]
         + [closed(limit=2)], "set timeout_secs 1\n")

# keep-alive
Scenario("keep-alive-two", "two requests in turn", [send(request("/1")), responses(1), send(request("/2")), responses(1), idle(0.1)],
         HELLO)
Scenario("keep-alive-three-paused", "three requests with pauses",
         [send(request("/1")), responses(1), pause(0.2), send(request("/2")), responses(1), pause(0.2), send(request("/3")),
          responses(1), idle(0.1)], HELLO)
Scenario("keep-alive-dummy", "two requests that the dummy callback answers",
         [send(request("/1")), responses(1), send(request("/2")), responses(1), idle(0.1)], "")
Scenario("keep-alive-then-close", "the second has Connection: close",
         [send(request("/1")), responses(1), send(request("/2", headers=["Connection: close"])), closed(limit=1.5)], HELLO)
Scenario("keep-alive-timeout", "keepalive_timeout 1", [send(request("/1")), responses(1), closed(limit=4)],
         HELLO + "set keepalive_timeout 1\n")
Scenario("keep-alive-half-close", "a request, then the client's FIN",
         [send(request("/1")), half_close(), idle(0.3)], HELLO)
Scenario("left-before-answer", "the client's FIN while the program owes it an answer",
         [send(request("/1")), idle(0.2), half_close(), closed(limit=1.5)], "on HTTP: ret 0\n")
Scenario("left-between-parts", "the client's FIN while the program has no more to say for now",
         [send(request("/1")), idle(0.2), half_close(), closed(limit=1.5)],
         "on HTTP: head 200 text/event-stream -; head_send; write http \"data: 1\\r\\n\\r\\n\"\n")
Scenario("left-at-once", "request and FIN at once, and an answer by timer",
         [send(request("/1")), half_close(), closed(limit=1.5)],
         f"on HTTP: timer 300000\non TIMER: {BODY}\n")
Scenario("keep-alive-half-close-after", "the client's FIN after the answer",
         [send(request("/1")), responses(1), half_close(), closed(limit=1.5)], HELLO)
Scenario("keep-alive-reset", "the client's RST after the answer",
         [send(request("/1")), responses(1), idle(0.1), reset(), pause(0.2)], HELLO)
Scenario("keep-alive-stop", "the context is destroyed while a connection is kept alive",
         [send(request("/1")), responses(1), idle(0.1), stop_server(), closed(limit=1.5)], HELLO)
Scenario("http-stop-in-answer", "the context is destroyed between the headers and the body",
         [send(request("/1")), idle(0.2), stop_server(), closed(limit=1.5)], "on HTTP: head 200 text/plain 5; head_send\n")
Scenario("pipelined-two", "two requests in one segment", [send(request("/1") + request("/2")), responses(2), idle(0.1)], HELLO)
Scenario("pipelined-three", "three requests in one segment",
         [send(request("/1") + request("/2") + request("/3")), responses(3), idle(0.1)], HELLO)
Scenario("pipelined-writeable", "three requests in one segment, answered from HTTP_WRITEABLE",
         [send(request("/1") + request("/2") + request("/3")), responses(3), idle(0.1)],
         "on HTTP: head 200 text/plain 5; head_send; on_writable\non HTTP_WRITEABLE: write http_final hello; completed\n")
Scenario("pipelined-dummy", "three requests in one segment to the dummy callback",
         [send(request("/1") + request("/2") + request("/3")), responses(3), idle(0.1)], "")
Scenario("pipelined-close", "the first of two has Connection: close",
         [send(request("/1", headers=["Connection: close"]) + request("/2")), closed(limit=1.5)], HELLO)
Scenario("pipelined-split", "the second request comes in two segments",
         [send(request("/1") + request("/2")[:10]), responses(1), pause(0.1), send(request("/2")[10:]), responses(1), idle(0.1)],
         HELLO)

# bodies
POST = ("on HTTP: uri; hdr HTTP_CONTENT_LENGTH; hdr HTTP_CONTENT_TYPE\n"
        "on HTTP_BODY_COMPLETION: head 200 text/plain 2; head_send; write http_final ok; completed\n")


def post(name, about, *steps, script=POST, **k):
    Scenario(name, about, list(steps) + [idle(0.1)], script, **k)


def body(content, path="/post", headers=(), method="POST"):
    return request(path, method, headers=[f"Content-Length: {len(content)}", *headers], body=content)


post("post-small", "a body of 5 bytes in the same segment", send(body(b"hello")), responses(1))
post("post-later", "a body in a later segment", send(body(b"hello")[:-5]), pause(0.15), send(b"hello"), responses(1))
post("post-byte-by-byte", "a body byte by byte", send(body(b"hello")[:-5]), dribble(b"hello"), responses(1))
post("post-empty", "a body of length 0", send(body(b"")), responses(1))
post("post-no-length", "a POST without Content-Length", send(request("/post", "POST")), idle(0.4))
post("post-form", "a form", send(body(b"a=1&b=2", headers=["Content-Type: application/x-www-form-urlencoded"])), responses(1))
post("post-5000", "a body of 5000 bytes", send(body(pattern(5000))), responses(1))
post("post-200000", "a body of 200000 bytes", send(body(pattern(200000))), responses(1))
post("post-two", "two posts in turn", send(body(b"first")), responses(1), send(body(b"second")), responses(1))
post("post-pipelined", "a post and a post in one segment", send(body(b"first") + body(b"second")), responses(2))
post("post-get-pipelined", "a post and a get in one segment", send(body(b"first") + request("/get")), responses(2),
     script="on HTTP=/get: " + BODY + "\n" + POST)
post("post-put", "a PUT with a body", send(body(b"hello", method="PUT")), responses(1))
post("post-patch", "a PATCH with a body", send(body(b"hello", method="PATCH")), responses(1))
post("post-delete", "a DELETE with a body", send(body(b"hello", method="DELETE")), responses(1))
post("post-get-with-body", "a GET with a body", send(body(b"hello", method="GET")), idle(0.4))
post("post-dummy", "a POST that the dummy callback answers", send(body(b"hello")), idle(0.3), script="")
post("post-refused-in-body", "HTTP_BODY returns -1", send(body(b"hello")), closed(limit=1.5),
     script="on HTTP: ret 0\non HTTP_BODY: ret -1\n")
post("post-answer-in-http", "HTTP answers at once, before the body", send(body(b"hello")), idle(0.3), script=HELLO)
post("post-unfinished", "a body that ends early, by FIN", send(body(b"hello")[:-2]), half_close(), closed(limit=1.5))
post("post-too-much", "more bytes than Content-Length says", send(body(b"hello") + b"surplus"), idle(0.4))
post("post-status-in-completion", "BODY_COMPLETION answers by lws_return_http_status", send(body(b"hello")), responses(1),
     script="on HTTP: ret 0\non HTTP_BODY_COMPLETION: status 202 taken; completed\n")
post("post-expect-continue", "Expect: 100-continue", send(body(b"hello", headers=["Expect: 100-continue"])[:-5]), idle(0.2),
     send(b"hello"), responses(1))
post("post-chunked", "a chunked body",
     send(request("/post", "POST", headers=["Transfer-Encoding: chunked"], body=b"5\r\nhello\r\n0\r\n\r\n")), idle(0.4))
post("post-chunked-and-length", "Transfer-Encoding beside Content-Length",
     send(body(b"5\r\nhello\r\n0\r\n\r\n", headers=["Transfer-Encoding: chunked"])), idle(0.4))
post("post-two-lengths", "two Content-Lengths that differ", send(body(b"hello", headers=["Content-Length: 6"])), idle(0.4))
post("post-length-negative", "Content-Length: -5",
     send(request("/post", "POST", headers=["Content-Length: -5"], body=b"hello")), idle(0.4))
post("post-length-plus", "Content-Length: +5",
     send(request("/post", "POST", headers=["Content-Length: +5"], body=b"hello")), idle(0.4))
post("post-length-text", "Content-Length: five",
     send(request("/post", "POST", headers=["Content-Length: five"], body=b"hello")), idle(0.4))
post("post-length-huge", "Content-Length above 2^64",
     send(request("/post", "POST", headers=["Content-Length: 99999999999999999999"], body=b"hello")), idle(0.4))

# callback mounts
MOUNT = "mount /api callback - protocol=chat\nmount /other callback - protocol=small\n"
get("mount-callback", "a callback mount binds another protocol", MOUNT + HELLO, req=request("/api/item?x=1"))
get("mount-callback-by-origin", "a callback mount whose origin names the protocol", "mount /api callback chat\n" + HELLO,
    req=request("/api/item?x=1"))
get("mount-callback-exact", "the mountpoint itself", MOUNT + HELLO, req=request("/api"))
get("mount-callback-slash", "the mountpoint with a slash", MOUNT + HELLO, req=request("/api/"))
get("mount-callback-prefix", "a path that only begins like the mountpoint", MOUNT + HELLO, req=request("/apiary"))
get("mount-callback-outside", "a path outside of the mounts", MOUNT + HELLO, req=request("/elsewhere"))
Scenario("mount-callback-two", "two protocols on one connection",
         [send(request("/api/1")), responses(1), send(request("/other/2")), responses(1), send(request("/none")), responses(1),
          idle(0.1)], MOUNT + HELLO)
Scenario("mount-callback-post", "a POST to a callback mount", [send(body(b"hello", "/api/post")), responses(1), idle(0.1)], MOUNT + POST)
get("mount-redirect", "a redirect mount", "mount /old redirect_http example.com/new\n", idle(0.3), req=request("/old/page?x=1"))
get("mount-redirect-https", "a redirect mount to https", "mount /old redirect_https example.com/new\n", idle(0.3), req=request("/old"))
