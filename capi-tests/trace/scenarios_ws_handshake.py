"""Websocket handshakes: what is accepted, as which sub-protocol, and the answer."""
from replay import closed, dribble, frames, half_close, idle, pause, send, until
from scenario import KEY, Scenario, close, request, text, upgrade

END = b"\r\n\r\n"
ECHO = "on RECEIVE: echo\n"
BYE = [send(close(1000)), closed()]


def accepted(name, about, hello, script="", **k):
    Scenario(name, about, [send(hello), until(END), send(text("hi")), frames(1)] + BYE, ECHO + script, **k)


def refused(name, about, hello, script="", **k):
    Scenario(name, about, [send(hello), closed(limit=1.2)], ECHO + script, **k)


accepted("hs-plain", "a handshake as browsers send it", upgrade())
accepted("hs-lower-case", "header names in lower case",
         upgrade().replace(b"Sec-WebSocket", b"sec-websocket").replace(b"Host", b"host")
         .replace(b"Connection", b"connection").replace(b"Upgrade: websocket", b"upgrade: websocket"))
accepted("hs-upper-case", "header names in upper case", upgrade(
    drop=("Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol"),
    extra=("HOST: h", "UPGRADE: websocket", "CONNECTION: Upgrade", f"SEC-WEBSOCKET-KEY: {KEY}",
           "SEC-WEBSOCKET-VERSION: 13", "SEC-WEBSOCKET-PROTOCOL: chat")))
accepted("hs-upgrade-value-case", "Upgrade: WebSocket", upgrade(Upgrade="WebSocket"))
accepted("hs-no-space", "no space after the colons", upgrade().replace(b": ", b":"))
Scenario("hs-byte-by-byte", "each byte in a segment of its own",
         [dribble(upgrade()), until(END), send(text("hi")), frames(1)] + BYE, ECHO)
Scenario("hs-frame-in-same-segment", "the first frame comes with the handshake",
         [send(upgrade() + text("early")), until(END), frames(1)] + BYE, ECHO)
Scenario("hs-frames-in-same-segment", "three frames and a close come with the handshake",
         [send(upgrade() + text("one") + text("two") + text("three") + close(1000)), closed()], ECHO)
accepted("hs-no-subprotocol", "no sub-protocol: protocols[0]", upgrade(None))
accepted("hs-no-subprotocol-empty-header", "an empty sub-protocol header", upgrade(""))
accepted("hs-subprotocol-other", "another known sub-protocol", upgrade("small"))
refused("hs-subprotocol-unknown", "an unknown sub-protocol", upgrade("nobody"))
accepted("hs-subprotocol-second", "the second of the list is known", upgrade("nobody, chat"))
accepted("hs-subprotocol-list-tight", "a list without spaces, two known", upgrade("small,chat"))
accepted("hs-subprotocol-order", "two known: whose order counts", upgrade("large, chat"))
accepted("hs-subprotocol-two-headers", "two sub-protocol headers",
         upgrade("nobody", extra=("Sec-WebSocket-Protocol: chat",)))
refused("hs-subprotocol-case", "a sub-protocol in other case", upgrade("CHAT"))
accepted("hs-subprotocol-first", "the name of protocols[0] itself", upgrade("http"))
refused("hs-no-key", "no Sec-WebSocket-Key", upgrade(drop=("Sec-WebSocket-Key",)))
Scenario("hs-short-key", "a key that is not 16 bytes of base64",
         [send(upgrade(Sec_WebSocket_Key="abc")), until(END, limit=1)] + BYE, ECHO)
Scenario("hs-no-version", "no Sec-WebSocket-Version",
         [send(upgrade(drop=("Sec-WebSocket-Version",))), idle(0.4)], ECHO)
Scenario("hs-version-8", "version 8", [send(upgrade(Sec_WebSocket_Version="8")), idle(0.4)], ECHO)
Scenario("hs-version-14", "version 14", [send(upgrade(Sec_WebSocket_Version="14")), idle(0.4)], ECHO)
Scenario("hs-no-connection", "no Connection header", [send(upgrade(drop=("Connection",))), idle(0.4)], ECHO)
Scenario("hs-connection-close", "Connection: close beside the Upgrade header",
         [send(upgrade(Connection="close")), idle(0.4)], ECHO)
accepted("hs-connection-list", "Connection: keep-alive, Upgrade", upgrade(Connection="keep-alive, Upgrade"))
Scenario("hs-no-upgrade-header", "Connection: Upgrade without an Upgrade header",
         [send(upgrade(drop=("Upgrade",))), idle(0.4)], ECHO)
Scenario("hs-upgrade-unknown", "Upgrade: something", [send(upgrade(Upgrade="something")), idle(0.4)], ECHO)
Scenario("hs-upgrade-list", "Upgrade: foo, websocket", [send(upgrade(Upgrade="foo, websocket")), idle(0.4)], ECHO)
Scenario("hs-post", "a POST with the upgrade headers",
         [send(upgrade().replace(b"GET", b"POST")), idle(0.4)], ECHO)
Scenario("hs-http-1.0", "HTTP/1.0 with the upgrade headers", [send(upgrade(version="HTTP/1.0")), idle(0.4)], ECHO)
Scenario("hs-no-host", "no Host header", [send(upgrade(drop=("Host",))), idle(0.4)], ECHO)
Scenario("hs-body", "an upgrade with Content-Length and a body",
         [send(upgrade(extra=("Content-Length: 5",)) + b"hello"), idle(0.4)], ECHO)
accepted("hs-origin-foreign", "a foreign Origin", upgrade(extra=("Origin: http://elsewhere.example",)),
         "on FILTER_PROTOCOL_CONNECTION: hdr ORIGIN; hdr HOST; hdr PROTOCOL; uri\n")
accepted("hs-path-and-args", "a path and arguments", upgrade(path="/some/path?x=1&y=a%20b"),
         "on FILTER_PROTOCOL_CONNECTION: headers; fragments HTTP_URI_ARGS; uri\n"
         "on HTTP_CONFIRM_UPGRADE: headers; uri\n")
accepted("hs-extension-none-configured", "permessage-deflate offered, the server has no extensions",
         upgrade(extra=("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",)))
accepted("hs-extension-unknown", "an unknown extension offered",
         upgrade(extra=("Sec-WebSocket-Extensions: x-unknown; a=1",)), "deflate\n")
accepted("hs-many-headers", "the headers of a browser",
         upgrade(extra=("Pragma: no-cache", "Cache-Control: no-cache", "Origin: http://h", "User-Agent: Mozilla/5.0",
                        "Accept-Encoding: gzip, deflate", "Accept-Language: en", "Cookie: a=1; b=2", "X-Own: yes")),
         "on FILTER_PROTOCOL_CONNECTION: headers; custom x-own:\n")
refused("hs-filter-refuses", "FILTER_PROTOCOL_CONNECTION returns 1", upgrade(),
        "on FILTER_PROTOCOL_CONNECTION: ret 1\n")
refused("hs-filter-answers", "FILTER_PROTOCOL_CONNECTION answers 403 itself and returns what completing says", upgrade(),
        "on FILTER_PROTOCOL_CONNECTION: status 403; completed\n")
refused("hs-confirm-refuses", "HTTP_CONFIRM_UPGRADE returns -1", upgrade(), "on HTTP_CONFIRM_UPGRADE: ret -1\n")
Scenario("hs-confirm-answers", "HTTP_CONFIRM_UPGRADE answers 403 itself and returns 1",
         [send(upgrade()), idle(0.4)], 'on HTTP_CONFIRM_UPGRADE: status 403 "go away"; ret 1\n')
# the client sends nothing: whether unread bytes turn the FIN into a RST would be a matter of luck
Scenario("hs-network-filter", "FILTER_NETWORK_CONNECTION returns 1", [idle(0.1), closed(limit=1.5)],
         "on FILTER_NETWORK_CONNECTION: ret 1\n")
refused("hs-instantiated-refuses", "SERVER_NEW_CLIENT_INSTANTIATED returns 1", upgrade(),
        "on SERVER_NEW_CLIENT_INSTANTIATED: ret 1\n")
refused("hs-create-refuses", "WSI_CREATE returns 1", upgrade(), "on WSI_CREATE: ret 1\n")
accepted("hs-add-headers", "ADD_HEADERS appends a header to the 101", upgrade(),
         'on ADD_HEADERS: args_add "x-added:" "by callback"\n')
refused("hs-add-headers-refuses", "ADD_HEADERS returns 1", upgrade(), "on ADD_HEADERS: ret 1\n")
accepted("hs-vhost-headers", "the vhost has headers of its own", upgrade(), "header x-vhost: everywhere\n")
accepted("hs-server-string", "a server string of our own", upgrade(), 'set server_string "our server"\n')
Scenario("hs-after-http", "an upgrade on a connection that has had a request before",
         [send(request("/no")), until(END), pause(0.2), send(upgrade()), until(b" 101 "), until(END), send(text("hi")),
          frames(1)] + BYE, ECHO)
Scenario("hs-half-close-early", "the client half-closes in the middle of the handshake",
         [send(upgrade()[:40]), half_close(), closed(limit=1.5)], ECHO)
Scenario("hs-nothing-then-fin", "a connection without a byte", [half_close(), closed(limit=1.5)], ECHO)
Scenario("hs-timeout", "a handshake that never ends, timeout_secs 1",
         [send(upgrade()[:40]), closed(limit=4)], ECHO + "set timeout_secs 1\n")
Scenario("hs-silent-timeout", "a connection without a byte, timeout_secs 1",
         [idle(0.05), closed(limit=4)], ECHO + "set timeout_secs 1\n")
