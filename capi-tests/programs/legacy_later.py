"""Programs of 1.2 to 3.1, for legacy.py."""
import re
import urllib.error
import urllib.request

import legacy_failing
from common import HOST, ROOT, check, run, said, wait_for

CASES = [
    ("1.2", "libwebsocket_create_context(0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0)", "libwebsockets-legacy-0.3"),
    ("1.2", "libwebsockets_serve_http_file(0, 0, 0)", "libwebsockets-legacy-2010"),
    ("1.2", "libwebsockets_serve_http_file(0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("1.2", "libwebsockets_serve_http_file(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("1.2", "libwebsocket_callback_on_writable(0)", "libwebsockets-legacy-0.3"),
    ("1.2", "libwebsockets_get_peer_addresses(0, 0, 0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("1.2", "libwebsocket_client_connect(0, 0, 0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("1.2", "libwebsockets_broadcast(0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("1.2", "libwebsockets_return_http_status(0, 0, 200, 0)", "libwebsockets-legacy-1.3"),
    ("1.2", "libwebsocket_cancel_service(0)", "libwebsockets-legacy-1.3"),
    ("1.2", "lws_create_context(0)", "libwebsockets-legacy-1.6"),
    ("1.2", "lws_write(0, 0, 0, 0)", "libwebsockets-legacy-1.6"),
    ("1.3", "libwebsocket_create_context(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("1.3", "libwebsocket_create_server(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-2010"),
    ("1.3", "libwebsockets_serve_http_file(0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("1.3", "libwebsocket_callback_on_writable(0)", "libwebsockets-legacy-0.3"),
    ("1.3", "libwebsockets_get_peer_addresses(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-1.6"),
    ("1.3", "lws_add_http_header_status(0, 200, 0, 0)", "libwebsockets-legacy-1.6"),
    ("1.3", "libwebsockets_fork_service_loop(0)", "libwebsockets-legacy-0.3"),
    ("1.3", "lws_service(0, 50)", "libwebsockets-legacy-1.6"),
    ("1.3", "(void)LWS_CALLBACK_SET_MODE_POLL_FD", "LWSX_LEGACY_1_23"),
    ("1.6", "libwebsocket_create_context(0)", "libwebsockets-legacy-1.3"),
    ("1.6", "libwebsocket_service(0, 50)", "libwebsockets-legacy-1.3"),
    ("1.6", "libwebsockets_broadcast(0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("1.6", "lws_add_http_header_by_name(0, 0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("1.6", "lws_add_http_header_by_token(0, 0, WSI_TOKEN_HOST, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("1.6", "lws_add_http_header_content_length(0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("1.6", "lws_add_http_header_status(0, 0, 200, 0, 0)", "libwebsockets-legacy-1.3"),
    ("1.6", "lws_finalize_http_header(0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("1.6", "(void)LWS_CALLBACK_CLIENT_CLOSED", "LWSX_LEGACY_3_0"),
]

# The functions of each era: their addresses can be taken.
COMMON = """libwebsocket_callback_on_writable libwebsocket_callback_on_writable_all_protocol libwebsocket_canonical_hostname
libwebsocket_client_connect libwebsocket_client_connect_extended libwebsocket_context_destroy libwebsocket_context_user
libwebsocket_create_context libwebsocket_get_internal_extensions libwebsocket_get_reserved_bits
libwebsocket_get_socket_fd libwebsocket_is_final_fragment libwebsocket_rx_flow_control libwebsocket_service
libwebsocket_service_fd libwebsocket_write libwebsockets_SHA1 libwebsockets_get_peer_addresses
libwebsockets_get_protocol libwebsockets_get_random libwebsockets_remaining_packet_payload
libwebsockets_serve_http_file libwebsockets_serve_http_file_fragment lws_daemonize lws_frame_is_binary
lws_get_library_version lws_hdr_copy lws_hdr_total_length lws_send_pipe_choked lws_set_log_level lws_b64_encode_string
lws_b64_decode_string lwsl_emit_syslog"""
FUNCTIONS = {
    "1.2": COMMON + " libwebsocket_ensure_user_space",
    "1.3": COMMON + """ libwebsocket_callback_all_protocol libwebsocket_cancel_service
        libwebsocket_rx_flow_allow_all_protocol libwebsocket_set_proxy libwebsocket_set_timeout
        libwebsockets_return_http_status lws_add_http_header_by_name lws_add_http_header_by_token
        lws_add_http_header_content_length lws_add_http_header_status lws_finalize_http_header
        lws_get_peer_write_allowance lws_http_transaction_completed lws_partial_buffered lws_is_ssl
        lws_token_to_string lws_set_allocator libwebsocket_initloop libwebsocket_sigint_cfg""",
    "1.6": """lws_create_context lws_create_vhost lws_service lws_service_tsi lws_client_connect
        lws_client_connect_extended lws_get_internal_extensions lws_vhost_get lws_set_socks lws_uv_initloop
        lws_uv_sigint_cfg lws_uv_getloop lws_libuv_run lws_libuv_stop lws_ev_initloop lws_event_initloop lws_write
        lws_callback_on_writable_all_protocol lws_client_connect_via_info""",
}


def names(maker, era):
    """Each function of the era is there."""
    source = f"{maker.work}/names-{era}.c"
    with open(source, "w") as out:
        out.write("#include <libwebsockets.h>\ntypedef void (*any)(void);\nvoid use(any f);\nint main(void) {\n")
        out.writelines(f"  use((any){name});\n" for name in FUNCTIONS[era].split())
        out.write("  return 0;\n}\nvoid use(any f) { if (!f) _exit(1); }\n")
    run(["gcc", "-std=c99", "-w", *maker.flags(era), source, "-o", f"{maker.work}/names", "-L" + maker.library,
         "-lwebsockets"])
    said(f"{era}: {len(FUNCTIONS[era].split())} functions")


def fetch(port, path, data=None):
    """Status, headers and body."""
    request = urllib.request.Request(f"http://{HOST}:{port}{path}", data=data, headers={"User-Agent": "probe"})
    try:
        with urllib.request.urlopen(request, timeout=20) as got:
            return got.status, got.headers, got.read()
    except urllib.error.HTTPError as got:
        return got.code, got.headers, got.read()


def lines_of(maker, *command):
    text = maker.run(*map(str, command))
    check("wrong" not in text, f"{command}: {text}")
    return text.splitlines()


def talks(maker, what, client, port):
    for end, words in ("leave", 1), ("stay", 2):
        got = lines_of(maker, client, port, "mirror", end)
        check(got == ["open", "got hello", f"closed after {words}"], f"{what}: a client that is to {end}: {got}")


def ends(server, *lines):
    check(server.stop() == 0, f"the server did not end well:\n{server.said()}")
    text = server.said()
    check("wrong" not in text and "ended" in text, f"the server says\n{text}")
    for line in lines:
        check(re.search(line, text, re.M), f"the server has not said {line}:\n{text}")


def serves_1_3(maker, binary, client, page):
    with open(page, "rb") as file:
        content = file.read()
    port, server = maker.serve(binary, page)
    for uri in "/", "/five", "/four":
        status, headers, body = fetch(port, uri)
        check(status == 200 and body == content, f"{uri}: {status}, {len(body)} bytes")
        check((headers["X-Of"] == "1.3") == (uri != "/four"), f"{uri}: further headers")
    status, headers, body = fetch(port, "/made")
    check((status, headers["x-made"], headers["content-type"], body) == (200, "by hand", "text/x", b"made"),
          f"a head made by hand: {status} {headers} {body}")
    check(fetch(port, "/nothing")[0] == 404, "what is not there")
    check(b"taken" in fetch(port, "/form", b"a=1&b=2")[2], "a form")
    check(lines_of(maker, client, port, "count", "leave")[1] == "got 0", "the counter")
    talks(maker, "1.3", client, port)
    ends(server, "^agent probe$", "^file out$", "^body a=1&b=2$", "^closed 1 of 1$", "^origin http://here$")


def of_1_3(maker, page):
    names(maker, "1.3")
    clients = maker.make_in_all("client_1_2", "1.3")
    for server, client in zip(maker.make_in_all("server_1_3", "1.3"), clients):
        serves_1_3(maker, server, client, page)
    serves_1_3(maker, maker.make("server_1_3", "1.3", "LWSX_LEGACY_1_23"), clients[0], page)
    said("1.3: pages, heads by hand, a form, a counter, a mirror, and clients that see their CLOSED")


def of_1_2(maker, page):
    names(maker, "1.2")
    with open(page, "rb") as file:
        content = file.read()
    clients = maker.make_in_all("client_1_2", "1.2")
    for binary, client in zip(maker.make_in_all("server_1_2", "1.2"), clients):
        port, server = maker.serve(binary, page)
        status, _, body = fetch(port, "/x?y=1")
        check(status == 200 and body == content, f"the page: {status}, {len(body)} bytes")
        check(lines_of(maker, client, port, "count", "leave")[1] == "got 0", "the counter")
        got = lines_of(maker, client, port, "mirror", "leave")
        check(got == ["open", "got hello", "closed after 1"], f"a client that leaves: {got}")
        ends(server, r"^asks /x\?y=1$", f"^host {HOST}:{port}$", "^from 127.0.0.1$", "^file out$", "^closed$", "^origin here$")
    said("1.2: a server that polls by itself serves a page, a counter and a mirror; clients see their CLOSED")


def of_1_6(maker, page):
    names(maker, "1.6")
    port, server = maker.serve(maker.make("server_1_3", "1.3"), page)
    for binary in (*maker.make_in_all("client_1_6", "1.6"), *maker.make_in_all("client_1_6", "1.6", "LWSX_LEGACY_3_0")):
        talks(maker, "1.6", binary, port)
    ends(server)
    client = maker.make("client_1_6", "1.6")
    port, server = maker.serve(maker.make("server_2010", "2010"), page, *maker.certificate())
    for way in (), ("info",):
        got = lines_of(maker, client, port, "mirror", "leave", 2, *way)
        check(got == ["open", "got hello", "closed after 1"], f"ssl_connection 2, {way}: {got}")
        got = lines_of(maker, client, port, "mirror", "leave", 1, *way)
        check(got == ["not connected"], f"ssl_connection 1 and a certificate that nobody has signed, {way}: {got}")
    server.stop()
    said("1.6: clients with an ssl_connection of 2 talk TLS, and take any certificate")
    loop = f"{maker.work}/loop"
    command = maker.command(["gcc", "-x", "c", "-std=gnu99"], "1.6", f"{ROOT}/capi-tests/legacy/loop_1_6.c", loop)
    run([*command, "-luv"])
    for whose in "theirs", "ours":
        port, server = maker.serve(loop, whose)
        got = lines_of(maker, client, port, "mirror", "leave")
        check(got == ["open", "got hello", "closed after 1"], f"a loop of libuv, {whose}: {got}")
        wait_for("the end of the loop", lambda: not server.alive())
        check(server.stop() == 0, f"a loop of libuv, {whose}:\n{server.said()}")
    said("1.6: lws_uv_initloop() with a loop of the program's and one of the library's")
    said("1.6: clients see their CLOSED (of 3.0: CLIENT_CLOSED), and lws_service() waits as long as it is told")


def test(maker, page):
    legacy_failing.test(maker, CASES)
    of_1_2(maker, page)
    of_1_3(maker, page)
    of_1_6(maker, page)
