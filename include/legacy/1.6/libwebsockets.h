/*
 * libwebsockets.h for programs written for libwebsockets 1.6 to 3.1 (December 2015 to November 2018).
 *
 * Names and numbers are those of today, so this is today's header with what went since, and with what was meant
 * differently. The flags of the pkg-config module libwebsockets-legacy-1.6 put it before today's. What differs from the
 * plain header:
 *
 *  - A client's websocket ends with LWS_CALLBACK_CLOSED, as up to lws 2.4. Programs of lws 3.0 and 3.1, which wait for
 *    LWS_CALLBACK_CLIENT_CLOSED, add -DLWSX_LEGACY_3_0 to their build.
 *  - lws_service() waits at most as long as it is told.
 *  - The program is always told of its descriptors (LWS_CALLBACK_ADD_POLL_FD and its kin).
 *  - Idle websockets are only checked if ws_ping_pong_interval, in seconds, asks for it.
 *  - LWS_LIBRARY_VERSION_NUMBER is that of lws 2.4 (3.1 with LWSX_LEGACY_3_0), so that a program that asks takes the
 *    way that goes with all that.
 */
#ifndef LWS_RS_LEGACY_1_6_H
#define LWS_RS_LEGACY_1_6_H

#if defined(__GNUC__)
#pragma GCC system_header
#endif

#include "../common/shapes.h"

/* Programs may rely on libuv's names, where the system has it. They are not needed; strict C has not what they need. */
#if defined(__has_include) && (!defined(__STRICT_ANSI__) || defined(_GNU_SOURCE) || defined(_DEFAULT_SOURCE))
#if __has_include(<uv.h>)
#include <uv.h>
#endif
#endif
struct uv_loop_s;
struct uv_signal_s;

#ifdef LWSX_LEGACY_3_0
#include_next <libwebsockets.h>
#else
/* Not known before 3.0; see below. */
#define LWS_CALLBACK_CLIENT_CLOSED LWSX_CALLBACK_CLIENT_CLOSED
#include_next <libwebsockets.h>
#undef LWS_CALLBACK_CLIENT_CLOSED
#endif

#undef LWS_LIBRARY_VERSION
#undef LWS_LIBRARY_VERSION_MAJOR
#undef LWS_LIBRARY_VERSION_MINOR
#undef LWS_LIBRARY_VERSION_PATCH
#undef LWS_LIBRARY_VERSION_NUMBER
#ifdef LWSX_LEGACY_3_0
#define LWS_LIBRARY_VERSION "3.1.0"
#define LWS_LIBRARY_VERSION_MAJOR 3
#define LWS_LIBRARY_VERSION_MINOR 1
#define LWS_LIBRARY_VERSION_PATCH 0
#define LWS_LIBRARY_VERSION_NUMBER 3001000
#else
#define LWS_LIBRARY_VERSION "2.4.2"
#define LWS_LIBRARY_VERSION_MAJOR 2
#define LWS_LIBRARY_VERSION_MINOR 4
#define LWS_LIBRARY_VERSION_PATCH 2
#define LWS_LIBRARY_VERSION_NUMBER 2004002
#endif

/* Nothing is needed behind what is written; it was said to be. */
#undef LWS_SEND_BUFFER_POST_PADDING
#define LWS_SEND_BUFFER_POST_PADDING 4

/* Until 1.6: a close frame with the payload given to lws_write(), the status in its first two bytes. */
#define LWS_WRITE_CLOSE ((enum lws_write_protocol)4)

/* A reason that is not given any more, and time limits that nothing sets any more. */
#define LWS_CALLBACK_CHILD_WRITE_VIA_PARENT ((enum lws_callback_reasons)68)
#define PENDING_TIMEOUT_AWAITING_EXTENSION_CONNECT_RESPONSE ((enum pending_timeout)7)

#define LWS_POSIX 1
#ifndef lws_sockfd_valid
#define lws_sockfd_valid(sfd) ((sfd) >= 0)
#endif

/* In struct lws_context_creation_info: seconds after which an idle websocket is pinged; 0 for never. */
#define ws_ping_pong_interval http2_settings[0]

/* The tags that these enums had: their values are plain numbers today. */
enum lws_context_options { LWSX_CONTEXT_OPTIONS_NONE = 0, LWSX_CONTEXT_OPTIONS_ALL = 0x7fffffff };
enum lws_log_levels { LWSX_LOG_LEVELS_NONE = 0, LWSX_LOG_LEVELS_ALL = 0x7fffffff };

#ifdef __cplusplus
extern "C" {
#endif

/* Today's functions, as they were then. ssl_connection of a client's info: any but 0 is TLS, and 2 takes any certificate. */
#ifdef LWSX_LEGACY_3_0
extern struct lws_context *lws_create_context(const struct lws_context_creation_info *info)
    __asm__("lwsx_legacy_3_0_create_context");
#else
extern struct lws_context *lws_create_context(const struct lws_context_creation_info *info)
    __asm__("lwsx_legacy_1_6_create_context");
extern struct lws *lws_client_connect_via_info(const struct lws_client_connect_info *info)
    __asm__("lwsx_legacy_1_6_client_connect_via_info");
enum { LWS_CALLBACK_CLIENT_CLOSED LWSX_ELSEWHERE(
    "LWS_CALLBACK_CLIENT_CLOSED is of lws 3.0 and later: use pkg-config module libwebsockets, or add "
    "-DLWSX_LEGACY_3_0 to libwebsockets-legacy-1.6") = 75 };
#endif
extern struct lws_vhost *lws_create_vhost(struct lws_context *context, const struct lws_context_creation_info *info)
    __asm__("lwsx_legacy_1_6_create_vhost");
extern int lws_service(struct lws_context *context, int timeout_ms) __asm__("lwsx_legacy_1_6_service");
extern int lws_service_tsi(struct lws_context *context, int timeout_ms, int tsi)
    __asm__("lwsx_legacy_1_6_service_tsi");

/*
 * Connects to a server as a websocket. ssl_connection: 0, 1 for TLS, 2 for TLS that takes any certificate.
 * host, origin and protocol may be NULL; ietf_version_or_minus_one is not looked at. The texts are copied.
 * Gives the connection, or NULL when it could not be begun. Since 3.2: lws_client_connect_via_info().
 */
extern struct lws *lws_client_connect(struct lws_context *context, const char *address, int port, int ssl_connection,
                                      const char *path, const char *host, const char *origin, const char *protocol,
                                      int ietf_version_or_minus_one) __asm__("lwsx_legacy_1_6_client_connect");

/* The same with what the callbacks get as user, which stays the program's. */
extern struct lws *lws_client_connect_extended(struct lws_context *context, const char *address, int port,
                                               int ssl_connection, const char *path, const char *host,
                                               const char *origin, const char *protocol,
                                               int ietf_version_or_minus_one, void *userdata)
    __asm__("lwsx_legacy_1_6_client_connect_extended");

/*
 * The extensions that the library had in itself: none, as since 2.4. For compression give the info a list with
 * lws_extension_callback_pm_deflate.
 */
static __inline__ struct lws_extension *lws_get_internal_extensions(void) { return (struct lws_extension *)0; }

/* The vhost of a connection; today lws_get_vhost(). */
extern struct lws_vhost *lws_vhost_get(struct lws *wsi) __asm__("lws_get_vhost");

/* Sets the SOCKS5 proxy, [user:password@]host[:port], of a vhost's clients: 0, or -1 if it is none. */
extern int lws_set_socks(struct lws_vhost *vhost, const char *socks) __asm__("lwsx_legacy_1_6_set_socks");

/*
 * Loops of other libraries, up to 2.4. The context is made first; then lws_uv_initloop() has the program's loop drive
 * it, or (NULL) one of the library's own, which lws_libuv_run() runs until lws_libuv_stop(). Signals are caught in a
 * loop of the library's own alone; lws_uv_sigint_cfg(), before that, says what they call. All return 0, or -1.
 */
struct ev_loop;
struct ev_signal;
struct event_base;
typedef void lws_uv_signal_cb_t(struct uv_signal_s *watcher, int signum);
typedef void lws_ev_signal_cb_t(struct ev_loop *loop, struct ev_signal *watcher, int revents);
extern int lws_uv_sigint_cfg(struct lws_context *context, int use_uv_sigint, lws_uv_signal_cb_t *cb)
    __asm__("lwsx_legacy_1_6_uv_sigint_cfg");
extern int lws_uv_initloop(struct lws_context *context, struct uv_loop_s *loop, int tsi)
    __asm__("lwsx_legacy_1_6_uv_initloop");
extern struct uv_loop_s *lws_uv_getloop(struct lws_context *context, int tsi) __asm__("lwsx_legacy_1_6_uv_getloop");
extern void lws_libuv_run(const struct lws_context *context, int tsi) __asm__("lwsx_legacy_1_6_libuv_run");
extern void lws_libuv_stop(struct lws_context *context) __asm__("lwsx_legacy_1_6_libuv_stop");
extern int lws_ev_initloop(struct lws_context *context, struct ev_loop *loop, int tsi)
    __asm__("lwsx_legacy_1_6_ev_initloop");
extern int lws_event_initloop(struct lws_context *context, struct event_base *loop, int tsi)
    __asm__("lwsx_legacy_1_6_event_initloop");

#ifdef __cplusplus
}
#endif

/* What this library does not have of that time. */
LWSX_FUNCTION_ELSEWHERE(int, lws_json_dump_context, "lws_json_dump_context() is not provided");
LWSX_FUNCTION_ELSEWHERE(int, lws_json_dump_vhost, "lws_json_dump_vhost() is not provided");
LWSX_FUNCTION_ELSEWHERE(void, lws_set_parent_carries_io, "lws_set_parent_carries_io() is not provided");

/* Until 1.5 the context came first in these. */
#define LWSX_CONTEXT_FIRST                                                                                             \
  "since lws 1.6 this function takes no context: leave it out, or use pkg-config module libwebsockets-legacy-1.3 (lws 1.23 to 1.5)"
#ifdef __cplusplus
/* Overloads, also for a program that includes this in an extern "C" of its own. */
extern "C++" {
LWSX_OTHER_SHAPES(int, lws_add_http_header_by_name, LWSX_CONTEXT_FIRST);
LWSX_OTHER_SHAPES(int, lws_add_http_header_by_token, LWSX_CONTEXT_FIRST);
LWSX_OTHER_SHAPES(int, lws_add_http_header_content_length, LWSX_CONTEXT_FIRST);
LWSX_OTHER_SHAPES(int, lws_add_http_header_status, LWSX_CONTEXT_FIRST);
LWSX_OTHER_SHAPES(int, lws_finalize_http_header, LWSX_CONTEXT_FIRST);
}
#else
int lwsx_legacy_1_6_with_context LWSX_ANY_ARGUMENTS LWSX_ELSEWHERE(LWSX_CONTEXT_FIRST);
/* The first of its arguments, unless there are seven, five or four behind the second. */
#define LWSX_UNLESS_7(f, e, ...) LWSX_NTH(__VA_ARGS__, f, f, f, f, f, f, f, f, e, f, f, f, f, f, f, 0)
#define LWSX_UNLESS_5(f, e, ...) LWSX_NTH(__VA_ARGS__, f, f, f, f, f, f, f, f, f, f, e, f, f, f, f, 0)
#define LWSX_UNLESS_4(f, e, ...) LWSX_NTH(__VA_ARGS__, f, f, f, f, f, f, f, f, f, f, f, e, f, f, f, 0)
#define lws_add_http_header_by_name(...)                                                                               \
  LWSX_UNLESS_7(lws_add_http_header_by_name, lwsx_legacy_1_6_with_context, __VA_ARGS__)(__VA_ARGS__)
#define lws_add_http_header_by_token(...)                                                                              \
  LWSX_UNLESS_7(lws_add_http_header_by_token, lwsx_legacy_1_6_with_context, __VA_ARGS__)(__VA_ARGS__)
#define lws_add_http_header_content_length(...)                                                                        \
  LWSX_UNLESS_5(lws_add_http_header_content_length, lwsx_legacy_1_6_with_context, __VA_ARGS__)(__VA_ARGS__)
#define lws_add_http_header_status(...)                                                                                \
  LWSX_UNLESS_5(lws_add_http_header_status, lwsx_legacy_1_6_with_context, __VA_ARGS__)(__VA_ARGS__)
#define lws_finalize_http_header(...)                                                                                  \
  LWSX_UNLESS_4(lws_finalize_http_header, lwsx_legacy_1_6_with_context, __VA_ARGS__)(__VA_ARGS__)
#endif

/* The names of before 1.6. */
#define LWSX_ERA 4
#include "../common/names.h"

#endif
