"""Files: ranges, conditions, and what lws_serve_http_file makes of its arguments."""
from replay import closed, head_response, idle, pause, responses, send
from scenario import Scenario, request
from scenarios_files import MOUNT, SERVE, file

SAME, OLDER = "Sun, 13 Sep 2020 12:26:40 GMT", "Sun, 13 Sep 2015 12:26:40 GMT"

file("file-range-head", "HEAD with a range", headers=["Range: bytes=0-3"], method="HEAD")
file("file-range-post", "POST with a range", "/a.txt", idle(0.3), method="POST",
     headers=["Content-Length: 0", "Range: bytes=0-3"])
file("file-range-if-range", "a range if the validator is the same", headers=["Range: bytes=0-3", 'If-Range: "0000000C5F5E1000"'])
file("file-range-if-range-other", "a range if another validator is the same", headers=["Range: bytes=0-3", 'If-Range: "other"'])
file("file-range-if-range-date", "a range if it is still of that date", headers=["Range: bytes=0-3", f"If-Range: {SAME}"])
file("file-range-if-range-older", "a range if it is of an older date", headers=["Range: bytes=0-3", f"If-Range: {OLDER}"])
file("file-range-malformed", "a range that is none", headers=["Range: bytes=3-0"])
file("file-range-other-unit", "a range of another unit", headers=["Range: lines=0-3"])
file("file-range-overlap", "two ranges that overlap", headers=["Range: bytes=0-5,3-8"])
file("file-range-one-inside", "two ranges, one of them behind the end", headers=["Range: bytes=0-1,50-60"])
file("file-range-too-many", "a hundred ranges", "/big.txt",
     headers=["Range: bytes=" + ",".join(f"{n * 10}-{n * 10}" for n in range(100))])
file("file-range-big", "the middle of a big file", "/big.txt", headers=["Range: bytes=100000-250000"])
file("file-range-empty", "a range of an empty file", "/empty.txt", idle(0.3), headers=["Range: bytes=0-"])
file("file-range-missing", "a range of what is not there", "/missing", headers=["Range: bytes=0-3"])
Scenario("file-range-keep-alive", "a range, one that is too far, then the whole, on one connection", [
    send(request("/a.txt", headers=["Range: bytes=2-3"])), idle(0.3),
    send(request("/a.txt", headers=["Range: bytes=100-"])), idle(0.3), send(request("/a.txt")), idle(0.3)], MOUNT)

file("file-modified-since-not-a-date", "If-Modified-Since without a date", headers=["If-Modified-Since: yesterday"])
file("file-modified-since-post", "POST with If-Modified-Since", "/a.txt", idle(0.3), method="POST",
     headers=["Content-Length: 0", f"If-Modified-Since: {SAME}"])
file("file-modified-since-head", "HEAD with If-Modified-Since", "/a.txt", idle(0.3), method="HEAD",
     headers=[f"If-Modified-Since: {SAME}"])
file("file-modified-since-none-match", "If-Modified-Since beside another validator",
     headers=[f"If-Modified-Since: {SAME}", 'If-None-Match: "other"'])
file("file-modified-since-missing", "If-Modified-Since for what is not there", "/missing",
     headers=[f"If-Modified-Since: {SAME}"])
file("file-unmodified-since", "If-Unmodified-Since with the file's own date", headers=[f"If-Unmodified-Since: {SAME}"])
file("file-unmodified-since-older", "If-Unmodified-Since with an older date", headers=[f"If-Unmodified-Since: {OLDER}"])
file("file-match", "If-Match with the file's validator", headers=['If-Match: "0000000C5F5E1000"'])
file("file-match-any", "If-Match with *", headers=["If-Match: *"])
file("file-match-other", "If-Match with another validator", headers=['If-Match: "other"'])
file("file-cache-not-modified", "a 304 with the cache control of the mount", "/a.txt", idle(0.3),
     script="mount / file $ROOT def=index.html max_age=60 reusable revalidate\n",
     headers=["If-None-Match: 0000000C5F5E1000"])

OWN_404 = "mount /m file $ROOT def=index.html\nset error_document_404 /404.html\n"  # found below the mount's point
file("file-404-page-range", "a range of it", "/m/404.html", script=OWN_404, headers=["Range: bytes=0-3"])
file("file-404-page-modified-since", "If-Modified-Since for it", "/m/404.html", script=OWN_404, headers=[f"If-Modified-Since: {SAME}"])
file("file-404-page-none-match", "If-None-Match for it", "/m/404.html", idle(0.3), script=OWN_404,
     headers=["If-None-Match: 0000002D5F5E1000"])

file("serve-file-modified-since", "lws_serve_http_file looks at no condition", "/x", script=SERVE,
     headers=[f"If-Modified-Since: {SAME}"])
file("serve-file-match-other", "nor at If-Match", "/x", script=SERVE, headers=['If-Match: "other"'])
file("serve-file-1.0", "lws_serve_http_file by HTTP/1.0 that keeps alive", "/x", responses(1), script=SERVE,
     headers=["Connection: keep-alive"])
file("serve-file-post", "for a POST", "/x", idle(0.3), script=SERVE, method="POST", headers=["Content-Length: 0"])
file("serve-file-head-big", "HEAD on a big file", "/x", script="on HTTP: file $ROOT/big.txt application/octet-stream\n",
     method="HEAD")
file("serve-file-head-missing", "HEAD on what is not there", "/x", head_response(),
     script="on HTTP: file $ROOT/missing text/plain\n", method="HEAD")
file("serve-file-cache-control", "a cache-control of its own", "/x",
     script=r'on HTTP: file $ROOT/a.txt text/plain "cache-control: max-age=5\x0d\x0a"' + "\n")
file("serve-file-no-type", "without a type", "/x", script='on HTTP: file $ROOT/a.txt ""\n')
file("serve-file-best-practices", "with the headers of the vhost", "/x", script=SERVE + "set option 28\nheader x-vhost: v\n")
file("serve-file-missing-own", "what is not there, with error_document_404", "/x", idle(0.3),
     script="on HTTP: file $ROOT/missing text/plain\nset error_document_404 /404.html\n")
Scenario("serve-file-empty-keep-alive", "an empty file, then another, on one connection",
         [send(request("/1")), responses(1), send(request("/2")), responses(1), idle(0.1)],
         "on HTTP=/1: file $ROOT/empty.txt text/plain\n" + SERVE)
Scenario("serve-file-head-keep-alive", "HEAD, then GET",
         [send(request("/1", "HEAD")), head_response(), send(request("/2")), responses(1), idle(0.1)], SERVE)
Scenario("serve-file-missing-keep-alive", "what is not there, then a file",
         [send(request("/1")), responses(1), send(request("/2")), responses(1), idle(0.1)],
         "on HTTP=/1: file $ROOT/missing text/plain\n" + SERVE)
Scenario("serve-file-peer-goes", "the peer goes in the middle of a big file",
         [send(request("/x")), pause(0.1)], "on HTTP: file $ROOT/big.txt application/octet-stream\n")
Scenario("serve-file-completion-closes", "HTTP_FILE_COMPLETION returns -1", [send(request("/x")), closed(limit=1.5)],
         SERVE + "on HTTP_FILE_COMPLETION: ret -1\n")
