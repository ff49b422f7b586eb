/*
 * The functions that some eras have and others have not. A header of an era sets LWSX_ERA and includes this at its end: what
 * the era lacks is declared so that its use does not compile, and the message names the module that has it. Without a
 * declaration C would take many of them, since today's library has functions of these names, and go wrong.
 */
#ifndef LWS_RS_LEGACY_NAMES_H
#define LWS_RS_LEGACY_NAMES_H

#if defined(__GNUC__)
#pragma GCC system_header
#endif

#include "elsewhere.h"

/* LWSX_ERA: 0 for 2010, 1 for 0.3, 2 for 1.2, 3 for 1.3, 4 for 1.6. */
#define LWSX_NAME(name) LWSX_FUNCTION_ELSEWHERE(int, name, LWSX_WHY)
#define LWSX_NAME_OF(result, name) LWSX_FUNCTION_ELSEWHERE(result, name, LWSX_WHY)

struct libwebsocket;
struct libwebsocket_context;
struct libwebsocket_extension;
struct libwebsocket_protocols;
struct lws;
struct lws_context;
struct lws_extension;
struct lws_protocols;
struct lws_vhost;

/* Of 2010 and 0.3. */
#if LWSX_ERA >= 2
#define LWSX_WHY LWSX_USE_0_3
LWSX_NAME(libwebsocket_create_server);
#undef LWSX_WHY
#endif

/* Of 2010 to 1.3. */
#if LWSX_ERA == 4
#define LWSX_WHY LWSX_USE_BEFORE_1_6
LWSX_NAME(libwebsocket_write);
LWSX_NAME(libwebsockets_serve_http_file);
#undef LWSX_WHY
#endif

/* Of 0.3 alone. */
#if LWSX_ERA != 1
#if LWSX_ERA == 0
#define LWSX_WHY LWSX_USE_AFTER_2010
#else
#define LWSX_WHY LWSX_USE_0_3
#endif
LWSX_NAME(libwebsockets_broadcast);
LWSX_NAME(libwebsockets_fork_service_loop);
LWSX_NAME(libwebsockets_server_set_accept_ssl);
LWSX_NAME_OF(void, libwebsocket_client_close);
LWSX_NAME_OF(void, libwebsocket_close_and_free_session);
LWSX_NAME_OF(void, libwebsockets_hangup_on_client);
#undef LWSX_WHY
#endif

/* Of 0.3 and 1.2. */
#if LWSX_ERA == 0 || LWSX_ERA >= 3
#if LWSX_ERA == 0
#define LWSX_WHY LWSX_USE_AFTER_2010
#else
#define LWSX_WHY LWSX_USE_BEFORE_1_23
#endif
LWSX_NAME_OF(void *, libwebsocket_ensure_user_space);
#undef LWSX_WHY
#endif

/* Of 0.3 to 1.3. */
#if LWSX_ERA == 0 || LWSX_ERA == 4
#if LWSX_ERA == 0
#define LWSX_WHY LWSX_USE_AFTER_2010
#else
#define LWSX_WHY LWSX_USE_BEFORE_1_6
#endif
LWSX_NAME(libwebsocket_callback_on_writable);
LWSX_NAME(libwebsocket_callback_on_writable_all_protocol);
LWSX_NAME(libwebsocket_get_socket_fd);
LWSX_NAME(libwebsocket_is_final_fragment);
LWSX_NAME(libwebsocket_rx_flow_control);
LWSX_NAME(libwebsocket_service);
LWSX_NAME(libwebsocket_service_fd);
LWSX_NAME(libwebsockets_get_random);
LWSX_NAME_OF(const char *, libwebsocket_canonical_hostname);
LWSX_NAME_OF(const struct libwebsocket_protocols *, libwebsockets_get_protocol);
LWSX_NAME_OF(size_t, libwebsockets_remaining_packet_payload);
LWSX_NAME_OF(struct libwebsocket *, libwebsocket_client_connect);
LWSX_NAME_OF(struct libwebsocket *, libwebsocket_client_connect_extended);
LWSX_NAME_OF(struct libwebsocket_context *, libwebsocket_create_context);
LWSX_NAME_OF(unsigned char *, libwebsockets_SHA1);
LWSX_NAME_OF(unsigned char, libwebsocket_get_reserved_bits);
LWSX_NAME_OF(void *, libwebsocket_context_user);
LWSX_NAME_OF(void, libwebsocket_context_destroy);
LWSX_NAME_OF(void, libwebsockets_get_peer_addresses);
#undef LWSX_WHY
#endif

/* Of 1.2 and 1.3. */
#if LWSX_ERA < 2 || LWSX_ERA == 4
#if LWSX_ERA == 4
#define LWSX_WHY LWSX_USE_BEFORE_1_6
#else
#define LWSX_WHY LWSX_USE_AFTER_1_1
#endif
LWSX_NAME_OF(struct libwebsocket_extension *, libwebsocket_get_internal_extensions);
#if LWSX_ERA != 1
LWSX_NAME(libwebsockets_serve_http_file_fragment);
#endif
#undef LWSX_WHY
#endif

/* Of 1.3 alone. */
#if LWSX_ERA != 3
#define LWSX_WHY LWSX_USE_1_3
LWSX_NAME(libwebsocket_callback_all_protocol);
LWSX_NAME(libwebsocket_initloop);
LWSX_NAME(libwebsocket_set_proxy);
LWSX_NAME(libwebsocket_sigint_cfg);
LWSX_NAME(libwebsockets_return_http_status);
LWSX_NAME_OF(void, libwebsocket_cancel_service);
LWSX_NAME_OF(void, libwebsocket_rx_flow_allow_all_protocol);
LWSX_NAME_OF(void, libwebsocket_set_timeout);
#undef LWSX_WHY
#endif

/* Of 0.3 and later. */
#if LWSX_ERA == 0
#define LWSX_WHY LWSX_USE_AFTER_2010
LWSX_NAME(lws_daemonize);
LWSX_NAME(lws_frame_is_binary);
LWSX_NAME(lws_send_pipe_choked);
LWSX_NAME_OF(void, lws_set_log_level);
#undef LWSX_WHY
#endif

/* Of 1.2 and later. */
#if LWSX_ERA < 2
#define LWSX_WHY LWSX_USE_AFTER_1_1
LWSX_NAME(lws_hdr_copy);
LWSX_NAME(lws_hdr_total_length);
LWSX_NAME_OF(const char *, lws_get_library_version);
#undef LWSX_WHY
#endif

/* Of 1.3 and later. */
#if LWSX_ERA < 3
#define LWSX_WHY LWSX_USE_AFTER_1_22
LWSX_NAME(lws_add_http_header_by_name);
LWSX_NAME(lws_add_http_header_by_token);
LWSX_NAME(lws_add_http_header_content_length);
LWSX_NAME(lws_add_http_header_status);
LWSX_NAME(lws_finalize_http_header);
LWSX_NAME(lws_http_transaction_completed);
LWSX_NAME(lws_is_ssl);
LWSX_NAME(lws_partial_buffered);
LWSX_NAME_OF(const unsigned char *, lws_token_to_string);
LWSX_NAME_OF(void, lws_set_allocator);
LWSX_NAME_OF(size_t, lws_get_peer_write_allowance);
#undef LWSX_WHY
#endif

/* Of 1.6 and later. */
#if LWSX_ERA < 4
#define LWSX_WHY LWSX_USE_1_6
LWSX_NAME(lws_callback_http_dummy);
LWSX_NAME(lws_callback_on_writable);
LWSX_NAME(lws_callback_on_writable_all_protocol);
LWSX_NAME(lws_callback_on_writable_all_protocol_vhost);
LWSX_NAME(lws_extension_callback_pm_deflate);
LWSX_NAME(lws_get_socket_fd);
LWSX_NAME(lws_http_client_read);
LWSX_NAME(lws_is_final_fragment);
LWSX_NAME(lws_is_first_fragment);
LWSX_NAME(lws_parse_uri);
LWSX_NAME(lws_return_http_status);
LWSX_NAME(lws_rx_flow_control);
LWSX_NAME(lws_serve_http_file);
LWSX_NAME(lws_serve_http_file_fragment);
LWSX_NAME(lws_service);
LWSX_NAME(lws_service_fd);
LWSX_NAME(lws_write);
LWSX_NAME_OF(const char *, lws_get_peer_simple);
LWSX_NAME_OF(const struct lws_protocols *, lws_get_protocol);
LWSX_NAME_OF(size_t, lws_remaining_packet_payload);
LWSX_NAME_OF(struct lws *, lws_adopt_socket);
LWSX_NAME_OF(struct lws *, lws_client_connect);
LWSX_NAME_OF(struct lws *, lws_client_connect_extended);
LWSX_NAME_OF(struct lws *, lws_client_connect_via_info);
LWSX_NAME_OF(struct lws_context *, lws_create_context);
LWSX_NAME_OF(struct lws_context *, lws_get_context);
LWSX_NAME_OF(struct lws_extension *, lws_get_internal_extensions);
LWSX_NAME_OF(struct lws_vhost *, lws_create_vhost);
LWSX_NAME_OF(struct lws_vhost *, lws_get_vhost);
LWSX_NAME_OF(struct lws_vhost *, lws_vhost_get);
LWSX_NAME_OF(void *, lws_context_user);
LWSX_NAME_OF(void *, lws_wsi_user);
LWSX_NAME_OF(void, lws_cancel_service);
LWSX_NAME_OF(void, lws_cancel_service_pt);
LWSX_NAME_OF(void, lws_close_reason);
LWSX_NAME_OF(void, lws_context_destroy);
LWSX_NAME_OF(void, lws_get_peer_addresses);
LWSX_NAME_OF(void, lws_rx_flow_allow_all_protocol);
LWSX_NAME_OF(void, lws_set_timeout);
LWSX_NAME_OF(void, lws_set_timer_usecs);
LWSX_NAME_OF(void, lws_sul_schedule);
#undef LWSX_WHY
#endif

/* Inner functions of the library, which are not provided. */
#if LWSX_ERA != 1
LWSX_FUNCTION_ELSEWHERE(int, libwebsocket_read, "libwebsocket_read() is not provided: bytes come from sockets alone");
#endif
LWSX_FUNCTION_ELSEWHERE(int, lws_read, "lws_read() is not provided: give the bytes to lws_adopt_socket_readbuf()");

#undef LWSX_NAME
#undef LWSX_NAME_OF
#endif
