"""Programs of older lws, compiled with the flags of the pkg-config module of their era, and run."""
import os
import re
import shutil
import subprocess
import urllib.error
import urllib.request

from common import HOST, ROOT, Server, arguments, check, free_port, library_folder, main, run, said, temporary_folder

SOURCES = f"{ROOT}/capi-tests/legacy"
STRICT = ["-Wall", "-Wextra", "-Werror", "-pedantic", "-D_GNU_SOURCE"]
C = [["gcc", "-std=gnu89"], ["gcc", "-std=c99"], ["gcc", "-std=c11"], ["clang", "-std=gnu89"], ["clang", "-std=c99"]]
CXX = [["g++", "-x", "c++", "-std=c++98"], ["g++", "-x", "c++", "-std=c++17"], ["clang++", "-x", "c++", "-std=c++98"],
       ["clang++", "-x", "c++", "-std=c++17"]]

# What a program of the wrong era says, and the module that it must be told.
REFUSED = {
    "1.2": [
        ("libwebsocket_create_context(0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0)", "libwebsockets-legacy-0.3"),
        ("libwebsockets_serve_http_file(0, 0, 0)", "libwebsockets-legacy-2010"),
        ("libwebsockets_serve_http_file(0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
        ("libwebsockets_serve_http_file(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
        ("libwebsocket_callback_on_writable(0)", "libwebsockets-legacy-0.3"),
        ("libwebsockets_get_peer_addresses(0, 0, 0, 0, 0)", "libwebsockets-legacy-0.3"),
        ("libwebsocket_client_connect(0, 0, 0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-0.3"),
        ("libwebsockets_broadcast(0, 0, 0)", "libwebsockets-legacy-0.3"),
        ("libwebsockets_return_http_status(0, 0, 200, 0)", "libwebsockets-legacy-1.3"),
        ("libwebsocket_cancel_service(0)", "libwebsockets-legacy-1.3"),
        ("lws_create_context(0)", "libwebsockets-legacy-1.6"),
        ("lws_write(0, 0, 0, 0)", "libwebsockets-legacy-1.6"),
    ],
    "1.3": [
        ("libwebsocket_create_context(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-0.3"),
        ("libwebsocket_create_server(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-2010"),
        ("libwebsockets_serve_http_file(0, 0, 0)", "libwebsockets-legacy-0.3"),
        ("libwebsocket_callback_on_writable(0)", "libwebsockets-legacy-0.3"),
        ("libwebsockets_get_peer_addresses(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-1.6"),
        ("lws_add_http_header_status(0, 200, 0, 0)", "libwebsockets-legacy-1.6"),
        ("libwebsockets_fork_service_loop(0)", "libwebsockets-legacy-0.3"),
        ("lws_service(0, 50)", "libwebsockets-legacy-1.6"),
        ("(void)LWS_CALLBACK_SET_MODE_POLL_FD", "LWSX_LEGACY_1_23"),
    ],
    "1.6": [
        ("libwebsocket_create_context(0)", "libwebsockets-legacy-1.3"),
        ("libwebsocket_service(0, 50)", "libwebsockets-legacy-1.3"),
        ("libwebsockets_broadcast(0, 0, 0)", "libwebsockets-legacy-0.3"),
        ("(void)LWS_CALLBACK_CLIENT_CLOSED", "LWSX_LEGACY_3_0"),
    ],
}

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


class Modules:
    """An installed library, and its modules."""

    def __init__(self, args):
        self.work = temporary_folder()
        # Of a library that is named only the headers are made anew.
        made = f"target/abi{args.abi}/libwebsockets"
        known = ["-o", f"{made}.so.{args.abi}", "-o", f"{made}.a"] if args.library else []
        run(["make", "-C", ROOT, *known, "install", f"ABI={args.abi}", f"DESTDIR={self.work}", "PREFIX=/opt/lws"])
        if args.library:
            shutil.copy(f"{library_folder(args)}/libwebsockets.so.{args.abi}", f"{self.work}/opt/lws/lib/")
        self.environment = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=self.work,
                                PKG_CONFIG_LIBDIR=f"{self.work}/opt/lws/lib/pkgconfig")

    def flags(self, era, what):
        out = run(["pkg-config", what, f"libwebsockets-legacy-{era}"], env=self.environment)
        # Those of a system's own folders are left out by pkg-config; here none is one.
        return out.decode().split()

    def compiles(self, era, source, compilers, extra=()):
        for compiler in compilers:
            run([*compiler, *STRICT, *extra, *self.flags(era, "--cflags"), "-fsyntax-only", source])

    def program(self, era, source, name=None, compiler=("gcc", "-std=gnu89"), extra=()):
        binary = f"{self.work}/{name or os.path.splitext(source)[0]}-{era}"
        run([*compiler, *STRICT, *extra, "-g", *self.flags(era, "--cflags"), f"{SOURCES}/{source}", "-o", binary,
             "-x", "none", *self.flags(era, "--libs")])
        return binary

    def snippet(self, body):
        path = f"{self.work}/snippet.c"
        with open(path, "w") as out:
            out.write("#include <libwebsockets.h>\n" + body)
        return path

    def client(self, binary, *arguments):
        env = dict(os.environ, LD_LIBRARY_PATH=f"{self.work}/opt/lws/lib")
        done = subprocess.run([binary, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              env=env, timeout=60)
        text = done.stdout.decode()
        check(done.returncode == 0 and "wrong" not in text, f"{binary} {arguments}: {done.returncode}\n{text}")
        return text.splitlines()

    def server(self, binary, port, *arguments):
        return Server([binary, str(port), *arguments], port, library=f"{self.work}/opt/lws/lib")


def headers_of(modules, era):
    """What is common to all: functions are there, and what is not is refused with the name of the right module."""
    lines = "".join(f"  use((use_t){name});\n" for name in FUNCTIONS.get(era, "").split())
    # A function that the era has in several shapes has several in C++, so there its address needs a type.
    body = "typedef void (*use_t)(void);\nstatic void use(use_t f) { if (!f) _exit(1); }\nint main(void) {\n" + lines + \
        "  return 0;\n}\n"
    run(["gcc", "-std=c99", "-w", *modules.flags(era, "--cflags"), modules.snippet(body), "-o", f"{modules.work}/all",
         *modules.flags(era, "--libs")])
    for call, told in REFUSED.get(era, []):
        path = modules.snippet("int main(void) { " + call + "; return 0; }\n")
        for compiler in (["gcc"], ["clang"], ["g++", "-x", "c++"], ["clang++", "-x", "c++"]):
            done = subprocess.run([*compiler, "-w", *modules.flags(era, "--cflags"), "-O1", "-c", path, "-o", "/dev/null"],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
            check(done.returncode != 0, f"{era}: {call} compiles with {compiler[0]}")
            check(told in done.stdout, f"{era}: {call} with {compiler[0]} does not tell {told}:\n{done.stdout}")
    said(f"{era}: what it has is there, and {len(REFUSED.get(era, []))} calls of other eras are sent there")


def fetch(port, path, data=None):
    """Status, headers and body."""
    request = urllib.request.Request(f"http://{HOST}:{port}{path}", data=data, headers={"User-Agent": "probe"})
    try:
        with urllib.request.urlopen(request, timeout=20) as got:
            return got.status, got.headers, got.read()
    except urllib.error.HTTPError as got:
        return got.code, got.headers, got.read()


def page_of(modules):
    path = f"{modules.work}/page.txt"
    with open(path, "w") as out:
        out.write("a page of the time\n" * 3000)
    with open(path, "rb") as page:
        return path, page.read()


def talks(modules, era, client, port):
    for end, words in ("leave", 1), ("stay", 2):
        got = modules.client(client, port, "mirror", end)
        check(got == ["open", "got hello", f"closed after {words}"], f"{era}: a client that is to {end}: {got}")


def ends(server, *lines):
    check(server.stop() == 0, f"the server did not end well:\n{server.said()}")
    text = server.said()
    check("wrong" not in text and "ended" in text, f"the server says\n{text}")
    for line in lines:
        check(re.search(line, text, re.M), f"the server has not said {line}:\n{text}")


def era_1_3(modules):
    headers_of(modules, "1.3")
    for source in "server_1_3.c", "client_1_2.c":
        modules.compiles("1.3", f"{SOURCES}/{source}", C + CXX)
        modules.compiles("1.3", f"{SOURCES}/{source}", C[:2] + CXX[:1], ["-DLWSX_LEGACY_1_23"])
    path, page = page_of(modules)
    client = modules.program("1.3", "client_1_2.c")
    for name, compiler, extra in [("c", ["gcc", "-std=c99"], []), ("cpp", ["g++", "-x", "c++"], []),
                                  ("of-1.23", ["clang", "-std=c99"], ["-DLWSX_LEGACY_1_23"])]:
        server_binary = modules.program("1.3", "server_1_3.c", f"server-{name}", compiler, extra)
        port = free_port()
        server = modules.server(server_binary, port, path)
        for uri in "/", "/five", "/four":
            status, headers, body = fetch(port, uri)
            check(status == 200 and body == page, f"{uri}: {status}, {len(body)} bytes")
            check((headers["X-Of"] == "1.3") == (uri != "/four"), f"{uri}: further headers")
        status, headers, body = fetch(port, "/made")
        check((status, headers["x-made"], headers["content-type"], body) == (200, "by hand", "text/x", b"made"),
              f"a head made by hand: {status} {headers} {body}")
        check(fetch(port, "/nothing")[0] == 404, "what is not there")
        check(b"taken" in fetch(port, "/form", b"a=1&b=2")[2], "a form")
        check(modules.client(client, port, "count", "leave")[1] == "got 0", "the counter")
        if name == "c":
            got = modules.client(client, port, "mirror", "leave")
            check(got == ["open", "got hello", "closed after 1"], f"a client that leaves: {got}")
        talks(modules, "1.3", client, port)
        ends(server, "^agent probe$", "^file out$", r"^body a=1&b=2$", "^closed 1 of 1$")
    said("1.3: pages, heads by hand, a form, a counter, a mirror, and clients that see their CLOSED")


def era_1_2(modules):
    headers_of(modules, "1.2")
    for source in "server_1_2.c", "client_1_2.c":
        modules.compiles("1.2", f"{SOURCES}/{source}", C + CXX)
    path, page = page_of(modules)
    client = modules.program("1.2", "client_1_2.c")
    for compiler in ["gcc", "-std=gnu89"], ["clang++", "-x", "c++", "-std=c++98"]:
        port = free_port()
        server = modules.server(modules.program("1.2", "server_1_2.c", f"server-{compiler[0]}", compiler), port, path)
        status, _, body = fetch(port, "/x?y=1")
        check(status == 200 and body == page, f"the page: {status}, {len(body)} bytes")
        check(modules.client(client, port, "count", "leave")[1] == "got 0", "the counter")
        got = modules.client(client, port, "mirror", "leave")
        check(got == ["open", "got hello", "closed after 1"], f"a client that leaves: {got}")
        ends(server, r"^asks /x\?y=1$", f"^host {HOST}:{port}$", "^from 127.0.0.1$", "^file out$", "^closed$")
    said("1.2: a server that polls by itself serves a page, a counter and a mirror; clients see their CLOSED")


def era_1_6(modules):
    headers_of(modules, "1.6")
    modules.compiles("1.6", f"{SOURCES}/client_1_6.c", C + CXX)
    modules.compiles("1.6", f"{SOURCES}/client_1_6.c", C + CXX, ["-DLWSX_LEGACY_3_0"])
    port = free_port()
    path, _ = page_of(modules)
    server = modules.server(modules.program("1.3", "server_1_3.c", "server-for-1.6"), port, path)
    for name, compiler, extra in [("2.4", ["gcc", "-std=gnu99"], []), ("cpp", ["g++", "-x", "c++"], []),
                                  ("3.0", ["gcc", "-std=gnu99"], ["-DLWSX_LEGACY_3_0"])]:
        talks(modules, "1.6", modules.program("1.6", "client_1_6.c", f"client-{name}", compiler, extra), port)
    ends(server)
    said("1.6: clients see their CLOSED (of 3.0: CLIENT_CLOSED), and lws_service() waits as long as it is told")


def all_eras():
    args = arguments(__doc__).parse_args()
    check(shutil.which("clang++"), "clang is missing")
    modules = Modules(args)
    for era in era_1_2, era_1_3, era_1_6:
        era(modules)


if __name__ == "__main__":
    main(all_eras)
