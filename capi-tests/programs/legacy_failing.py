"""Calls that the chosen era does not have: they must not compile, and the compiler must say which module has them."""
import re
import shutil
import subprocess

from common import check, said

# The module that is used, a statement, and what the message must name.
CASES = [
    ("2010", "libwebsocket_create_server(1, 0, 0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("2010", "libwebsocket_create_server(1)", "libwebsockets-legacy-0.3"),
    ("2010", "libwebsocket_create_context(1, 0, 0, 0, -1, -1)", "libwebsockets-legacy-0.3"),
    ("2010", "libwebsockets_broadcast(0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("2010", "libwebsocket_service(0, 50)", "libwebsockets-legacy-0.3"),
    ("2010", "lws_create_context(0)", "libwebsockets"),
    ("2010", "libwebsockets_serve_http_file(0, 0, 0, 0)", "libwebsockets-legacy-0.3"),
    ("2010", "libwebsockets_serve_http_file(0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("2010", "libwebsockets_serve_http_file(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("0.3", "libwebsocket_create_context(0)", "libwebsockets-legacy-1.2"),
    ("0.3", "libwebsocket_create_context(1, 2, 3, 4, 5)", "libwebsockets-legacy-1.2"),
    ("0.3", "libwebsocket_create_context(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)", "libwebsockets-legacy-1.2"),
    ("0.3", "libwebsocket_create_server(1, 0)", "libwebsockets-legacy-2010"),
    ("0.3", "libwebsocket_client_connect(0, 0, 0, 0, 0)", "pkg-config module libwebsockets"),
    ("0.3", "libwebsockets_serve_http_file(0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("0.3", "libwebsockets_serve_http_file(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-1.3"),
    ("0.3", "libwebsocket_callback_on_writable(0, 0, 0)", "1 or 2 arguments"),
    ("0.3", "libwebsockets_get_peer_addresses(0, 0, 0, 0, 0, 0)", "libwebsockets-legacy-1.6"),
    ("0.3", "libwebsocket_get_internal_extensions()", "libwebsockets-legacy-1.2"),
    ("0.3", "lws_create_context(0)", "libwebsockets-legacy-1.6"),
    ("0.3", "lws_write(0, 0, 0, 0)", "libwebsockets-legacy-1.6"),
]

# The functions that some eras have and others have not, by the modules that have them. Where today's library has the
# name too, C would link a call of it without a declaration, and go wrong when it runs.
ERAS = ("2010", "0.3", "1.2", "1.3", "1.6")
NAMES = {
    ("0.3",): """libwebsocket_client_close libwebsocket_close_and_free_session libwebsockets_broadcast
        libwebsockets_fork_service_loop libwebsockets_hangup_on_client""",
    ("2010", "0.3"): "libwebsocket_create_server",
    ("2010", "0.3", "1.2", "1.3"): "libwebsocket_write libwebsockets_serve_http_file",
    ("0.3", "1.2"): "libwebsocket_ensure_user_space",
    ("0.3", "1.2", "1.3"): """libwebsocket_callback_on_writable libwebsocket_callback_on_writable_all_protocol
        libwebsocket_canonical_hostname libwebsocket_client_connect libwebsocket_client_connect_extended
        libwebsocket_context_destroy libwebsocket_context_user libwebsocket_create_context libwebsocket_get_reserved_bits
        libwebsocket_get_socket_fd libwebsocket_is_final_fragment libwebsocket_rx_flow_control libwebsocket_service
        libwebsocket_service_fd libwebsockets_SHA1 libwebsockets_get_peer_addresses libwebsockets_get_protocol
        libwebsockets_get_random libwebsockets_remaining_packet_payload""",
    ("0.3", "1.2", "1.3", "1.6"): "lws_daemonize lws_frame_is_binary lws_send_pipe_choked lws_set_log_level",
    ("1.2", "1.3"): "libwebsocket_get_internal_extensions libwebsockets_serve_http_file_fragment",
    ("1.2", "1.3", "1.6"): "lws_get_library_version lws_hdr_copy lws_hdr_total_length",
    ("1.3",): """libwebsocket_callback_all_protocol libwebsocket_cancel_service libwebsocket_initloop
        libwebsocket_rx_flow_allow_all_protocol libwebsocket_set_proxy libwebsocket_set_timeout libwebsocket_sigint_cfg
        libwebsockets_return_http_status""",
    ("1.3", "1.6"): """lws_add_http_header_by_name lws_add_http_header_by_token lws_add_http_header_content_length
        lws_add_http_header_status lws_finalize_http_header lws_get_peer_write_allowance lws_http_transaction_completed
        lws_is_ssl lws_partial_buffered lws_set_allocator lws_token_to_string""",
    ("1.6",): """lws_adopt_socket lws_callback_http_dummy lws_callback_on_writable lws_callback_on_writable_all_protocol
        lws_callback_on_writable_all_protocol_vhost lws_cancel_service lws_cancel_service_pt lws_client_connect
        lws_client_connect_extended lws_client_connect_via_info lws_close_reason lws_context_destroy lws_context_user
        lws_create_context lws_create_vhost lws_extension_callback_pm_deflate lws_get_context lws_get_internal_extensions
        lws_get_peer_addresses lws_get_peer_simple lws_get_protocol lws_get_socket_fd lws_get_vhost lws_http_client_read
        lws_is_final_fragment lws_is_first_fragment lws_parse_uri lws_remaining_packet_payload lws_return_http_status
        lws_rx_flow_allow_all_protocol lws_rx_flow_control lws_serve_http_file lws_serve_http_file_fragment lws_service
        lws_service_fd lws_set_timeout lws_set_timer_usecs lws_sul_schedule lws_vhost_get lws_write lws_wsi_user""",
}


def messages(maker, language, era, statement):
    """What the compiler says, and whether it refused."""
    source = f"{maker.work}/failing.c"
    with open(source, "w") as out:
        out.write(f"#include <libwebsockets.h>\nint main(void) {{ {statement}; return 0; }}\n")
    done = subprocess.run([*language, "-c", *maker.flags(era), source, "-o", "/dev/null"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=60)
    return done.returncode != 0, re.sub(r"\s+", " ", done.stdout.decode(errors="replace"))


def names(maker, languages):
    """Each name of another era is refused, wherever it stands, with the module that has it."""
    count = 0
    for era in ERAS:
        foreign = {name: modules for modules, text in NAMES.items() if era not in modules for name in text.split()}
        count += len(foreign)
        source = f"{maker.work}/foreign.c"
        with open(source, "w") as out:
            out.write("#include <libwebsockets.h>\n")
            out.writelines(f"int use_{name}(void) {{ return {name} != 0; }}\n" for name in foreign)
        for language in languages:
            limit = ["-ferror-limit=0"] if "clang" in language[0] else []
            done = subprocess.run([*language, *limit, "-c", *maker.flags(era), source, "-o", "/dev/null"], timeout=60,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            said_of = re.findall(r"error:[^\n]*?\b(\w+)\b[^\w\n]* is unavailable: ([^\n]*)", done.stdout.decode(errors="replace"))
            for name, modules in foreign.items():
                text = " ".join(why for which, why in said_of if which in (name, f"{name}(...)"))
                check(any(re.search(rf"-{re.escape(module)}\b", text) for module in modules),
                      f"{' '.join(language)}, {era}: {name} of {modules}: the compiler says {text!r}")
    said(f"{count} names of other eras do not compile, and the message names a module that has them")


def test(maker, cases=CASES):
    languages = [["gcc", "-x", "c", "-std=gnu89"], ["gcc", "-x", "c", "-std=c99"], ["g++", "-x", "c++", "-std=c++11"],
                 ["clang", "-x", "c", "-std=c99"], ["clang++", "-x", "c++", "-std=c++11"]]
    # The headers are the same for both ABIs but for a few names: one language tells.
    languages = [language for language in languages if shutil.which(language[0])] if maker.abi == "19" else languages[1:2]
    if cases is CASES:
        names(maker, languages)
    for era, statement, module in cases:
        for language in languages:
            refused, text = messages(maker, language, era, statement)
            check(refused, f"{' '.join(language)}, {era}: {statement} compiles")
            check(module in text, f"{' '.join(language)}, {era}: {statement}: the message does not name {module}: {text}")
    # The way it is asked can find that something does compile.
    for language in languages:
        refused, text = messages(maker, language, "0.3", "libwebsocket_service(0, 50)")
        check(not refused, f"{' '.join(language)}: {text}")
    said(f"{len(cases)} calls of other eras do not compile, and the message names the module")
