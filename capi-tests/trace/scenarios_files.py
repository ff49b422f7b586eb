"""Files: mounts over a folder, and lws_serve_http_file."""
from replay import closed, frames, head_response, idle, pause, responses, send, until
from scenario import KEY, MTIME, Scenario, close, request, text, upgrade  # noqa: F401

MOUNT = "mount / file $ROOT def=index.html\n"


def file(name, about, path="/a.txt", *steps, script=MOUNT, headers=(), method="GET", **k):
    if not steps:
        steps = (head_response() if method == "HEAD" else responses(1, limit=1.5),)
    Scenario(name, about, [send(request(path, method, headers=headers)), *steps, idle(0.1)], script, **k)


file("file-get", "a small file")
file("file-default", "the default file of the root", "/")
file("file-one-byte", "a file of one byte", "/one.txt")
file("file-empty", "an empty file", "/empty.txt")
file("file-medium", "a file of 5000 bytes", "/medium.txt")
file("file-big", "a file of 300000 bytes", "/big.txt")
file("file-head", "HEAD on a file", method="HEAD")
file("file-head-big", "HEAD on a file of 300000 bytes", "/big.txt", method="HEAD")
file("file-head-missing", "HEAD on what is not there", "/missing", method="HEAD")
file("file-missing", "a file that is not there", "/missing.txt")
file("file-missing-own", "the same with error_document_404", "/missing.txt", idle(0.3),
     script=MOUNT + "set error_document_404 /404.html\n")
file("file-own-404", "error_document_404 asked for by its name", "/404.html",
     script=MOUNT + "set error_document_404 /404.html\n")
file("file-own-404-named", "error_document_404 without a slash, asked for", "/404.html",
     script=MOUNT + "set error_document_404 404.html\n")
file("file-own-404-below", "error_document_404 below a mount's point", "/m/404.html",
     script=MOUNT.replace("mount / ", "mount /m ") + "set error_document_404 /404.html\n")
file("file-folder-slash", "a folder with a default file", "/sub/")
file("file-folder", "a folder without its slash", "/sub")
file("file-folder-args", "a folder without its slash, with arguments", "/sub?x=1")
file("file-no-index", "a folder without a default file", "/noindex/")
file("file-no-index-no-slash", "the same without the slash", "/noindex")
file("file-in-folder", "a file in a folder", "/sub/page.html")
file("file-args", "a file with arguments", "/a.txt?version=2")
file("file-space", "an escaped space in the name", "/with%20space.txt")
for name in ("style.css", "app.js", "picture.png", "data.json", "vector.svg", "module.wasm", "font.woff", "doc.pdf",
             "UPPER.HTML", "index.html"):
    file("file-type-" + name.replace(".", "-").lower(), f"the type of {name}", "/" + name)
file("file-type-none", "a name without an extension", "/noextension", idle(0.3))
file("file-type-unknown", "an unknown extension", "/thing.unknownext", idle(0.3))
file("file-type-extra", "an extra type of the mount", "/thing.unknownext",
     script="mount / file $ROOT def=index.html mime=.unknownext:application/x-own\n")
file("file-type-extra-any", "an extra type for every name", "/noextension",
     script="mount / file $ROOT def=index.html mime=*:application/octet-stream\n")
file("file-post", "POST to a file mount", "/a.txt", idle(0.3), method="POST", headers=["Content-Length: 0"])
file("file-put", "PUT to a file mount", "/a.txt", idle(0.3), method="PUT", headers=["Content-Length: 0"])
file("file-options", "OPTIONS on a file", "/a.txt", idle(0.3), method="OPTIONS")
file("file-dotdot", "..", "/../secret.txt")
file("file-dotdot-deep", ".. further inside", "/sub/../../secret.txt")
file("file-dotdot-escaped", "%2e%2e", "/%2e%2e/secret.txt")
file("file-dotdot-slash-escaped", "..%2f", "/..%2fsecret.txt")
file("file-dotdot-inside", ".. that stays inside", "/sub/../a.txt")
file("file-dot", "single dots", "/./sub/./page.html")
file("file-backslash", "a backslash", "/..\\secret.txt", idle(0.3))
file("file-nul", "an escaped NUL", "/a.txt%00.png", idle(0.3))
file("file-slashes", "double slashes", "//a.txt")
file("file-slashes-inside", "double slashes inside", "/sub//page.html")
file("file-trailing-slash", "a slash after a file", "/a.txt/")
file("file-symlink", "a symlink to a file inside", "/link.txt")
file("file-long-path", "a path of 600 bytes", "/" + "p" * 600)
file("file-conn-close", "Connection: close", "/a.txt", closed(limit=1.5), headers=["Connection: close"])
Scenario("file-1.0", "a file by HTTP/1.0", [send(request("/a.txt", version="HTTP/1.0")), closed(limit=1.5)], MOUNT)
file("file-range-first", "Range: bytes=0-3", headers=["Range: bytes=0-3"])
file("file-range-suffix", "Range: bytes=-3", headers=["Range: bytes=-3"])
file("file-range-open", "Range: bytes=5-", headers=["Range: bytes=5-"])
file("file-range-beyond", "Range: bytes=100-200", "/a.txt", idle(0.3), headers=["Range: bytes=100-200"])
file("file-range-two", "two ranges", "/a.txt", idle(0.3), headers=["Range: bytes=0-1,4-5"])
file("file-accept-gzip", "Accept-Encoding: gzip", headers=["Accept-Encoding: gzip"])
file("file-modified-since", "If-Modified-Since with the file's own date",
     headers=["If-Modified-Since: Sun, 13 Sep 2020 12:26:40 GMT"])
file("file-modified-since-older", "If-Modified-Since with an older date",
     headers=["If-Modified-Since: Sun, 13 Sep 2015 12:26:40 GMT"])
# the validator that the genuine library makes of this file's size and time
Scenario("file-none-match", "If-None-Match with the validator of the file", [
    send(request("/a.txt", headers=['If-None-Match: "0000000C5F5E1000"'])), idle(0.3)], MOUNT)
Scenario("file-none-match-bare", "the same without quotes", [
    send(request("/a.txt", headers=["If-None-Match: 0000000C5F5E1000"])), idle(0.3)], MOUNT)
Scenario("file-none-match-other", "If-None-Match with another validator", [
    send(request("/a.txt", headers=['If-None-Match: "other"'])), responses(1)], MOUNT)
Scenario("file-none-match-then-get", "a 304, then a file, on one connection", [
    send(request("/a.txt", headers=["If-None-Match: 0000000C5F5E1000"])), idle(0.3), send(request("/one.txt")), idle(0.3)], MOUNT)
for name, more in (("max-age", "max_age=60"), ("reusable", "max_age=60 reusable"),
                   ("revalidate", "max_age=60 reusable revalidate"), ("shared", "max_age=60 reusable shared"),
                   ("all", "max_age=60 reusable revalidate shared")):
    file("file-cache-" + name, f"cache control of a mount: {more}", script=f"mount / file $ROOT def=index.html {more}\n")
file("file-vhost-headers", "the vhost's headers", script=MOUNT + "header x-vhost: everywhere\n")
file("file-add-headers", "ADD_HEADERS adds to a file's answer", script=MOUNT + 'on ADD_HEADERS: args_add x-added: "yes"\n')
file("file-best-practices", "HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE", script=MOUNT + "set option 28\n")
file("file-sub-mount", "the longest mountpoint counts", "/sub/page.html",
     script=MOUNT + "mount /sub file $ROOT/noindex def=file.txt\n")
file("file-sub-mount-default", "the default file of an inner mount", "/deep/",
     script=MOUNT + "mount /deep file $ROOT/noindex def=file.txt\n")
file("file-sub-mount-no-slash", "an inner mount without its slash", "/deep",
     script=MOUNT + "mount /deep file $ROOT/noindex def=file.txt\n")
file("file-mount-no-default", "a mount without a default file", "/", script="mount / file $ROOT\n")
file("file-mount-not-root", "a path outside of the only mount", "/a.txt", script="mount /files file $ROOT def=index.html\n")
file("file-mount-prefix", "a path that begins like the mountpoint", "/filesystem", idle(0.3),
     script="mount /files file $ROOT def=index.html\n")
file("file-mount-missing-folder", "a mount over a folder that is not there", "/a.txt",
     script="mount / file $ROOT/nowhere def=index.html\n")
file("file-access-refused", "HTTP is never asked for a file: the callback does not matter", script=MOUNT + "on HTTP: ret -1\n")
file("file-filter-refuses", "FILTER_HTTP_CONNECTION returns 1", "/a.txt", idle(0.3),
     script=MOUNT + "on FILTER_HTTP_CONNECTION: ret 1\n")
file("file-completion-closes", "HTTP_FILE_COMPLETION returns -1", "/a.txt", closed(limit=1.5),
     script=MOUNT + "on HTTP_FILE_COMPLETION: ret -1\n")
file("file-completion-zero", "HTTP_FILE_COMPLETION returns 0 and does nothing", "/a.txt", idle(0.3),
     script=MOUNT + "on HTTP_FILE_COMPLETION: ret 0\n")
file("file-no-protocols", "mounts alone, no protocols", common="")
Scenario("file-keep-alive", "three files in turn", [send(request("/a.txt")), responses(1), send(request("/one.txt")), responses(1),
                                                   send(request("/")), responses(1), idle(0.1)], MOUNT)
Scenario("file-keep-alive-big", "a big file, then a small one",
         [send(request("/big.txt")), responses(1), send(request("/one.txt")), responses(1), idle(0.1)], MOUNT)
Scenario("file-keep-alive-missing", "a missing file, then a file",
         [send(request("/missing")), responses(1), send(request("/one.txt")), responses(1), idle(0.1)], MOUNT)
Scenario("file-keep-alive-redirect", "a redirect, then a file",
         [send(request("/sub")), responses(1), send(request("/one.txt")), responses(1), idle(0.1)], MOUNT)
Scenario("file-keep-alive-head", "HEAD, then a file",
         [send(request("/a.txt", "HEAD")), head_response(), send(request("/one.txt")), responses(1), idle(0.1)], MOUNT)
Scenario("file-pipelined", "three files in one segment",
         [send(request("/a.txt") + request("/one.txt") + request("/style.css")), responses(3), idle(0.1)], MOUNT)
Scenario("file-pipelined-big", "a big file and a small one in one segment",
         [send(request("/big.txt") + request("/one.txt")), responses(2), idle(0.1)], MOUNT)
Scenario("file-then-websocket", "a file, then an upgrade, on one connection",
         [send(request("/a.txt")), responses(1), pause(0.1), send(upgrade()), until(b"\r\n\r\n"), send(text("hi")), frames(1),
          send(close(1000)), closed()], MOUNT + "on RECEIVE: echo\n")
Scenario("file-websocket-on-mount", "an upgrade at a path that a file mount covers",
         [send(upgrade(path="/a.txt")), until(b"\r\n\r\n"), send(text("hi")), frames(1), send(close(1000)), closed()],
         MOUNT + "on RECEIVE: echo\n")
Scenario("file-reader-late", "a big file to a peer that reads late", [send(request("/big.txt")), pause(0.4), responses(1), idle(0.1)], MOUNT)

SERVE = "on HTTP: file $ROOT/a.txt text/plain\n"
file("serve-file", "lws_serve_http_file from HTTP", "/x", script=SERVE)
file("serve-file-head", "HEAD", "/x", script=SERVE, method="HEAD")
file("serve-file-headers", "with extra headers", "/x",
     script=r'on HTTP: file $ROOT/a.txt text/plain "x-extra: one\x0d\x0ax-more: two\x0d\x0a"' + "\n")
file("serve-file-missing", "a file that is not there", "/x", idle(0.3), script="on HTTP: file $ROOT/missing text/plain\n")
file("serve-file-folder", "a folder", "/x", idle(0.3), script="on HTTP: file $ROOT/sub text/plain\n")
file("serve-file-empty", "an empty file", "/x", idle(0.3), script="on HTTP: file $ROOT/empty.txt text/plain\n")
file("serve-file-big", "a file of 300000 bytes", "/x", script="on HTTP: file $ROOT/big.txt application/octet-stream\n")
file("serve-file-range", "a range", "/x", script=SERVE, headers=["Range: bytes=0-3"])
file("serve-file-none-match", "If-None-Match", "/x", idle(0.3), script=SERVE, headers=["If-None-Match: 0000000C5F5E1000"])
file("serve-file-close", "Connection: close", "/x", closed(limit=1.5), script=SERVE, headers=["Connection: close"])
Scenario("serve-file-keep-alive", "two in turn, one of another name",
         [send(request("/1")), responses(1), send(request("/2")), responses(1), send(request("/3")), responses(1), idle(0.1)],
         "on HTTP=/2: file $ROOT/one.txt text/plain\n" + SERVE)
Scenario("serve-file-pipelined", "two in one segment", [send(request("/1") + request("/2")), responses(2), idle(0.1)], SERVE)
