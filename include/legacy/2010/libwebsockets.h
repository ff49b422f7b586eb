/*
 * libwebsockets.h for programs written for libwebsockets of October and November 2010.
 *
 * A server then was one call, libwebsocket_create_server(), which served and did not return; everything else happened in
 * the callbacks of its protocols. The flags of the pkg-config module libwebsockets-legacy-2010 put this header before
 * today's. Sub-protocols, TLS and the wire itself are today's: RFC 6455, TLS 1.2 and 1.3.
 */
#ifndef LWS_RS_LEGACY_2010_H
#define LWS_RS_LEGACY_2010_H

#if defined(__GNUC__)
#pragma GCC system_header
#endif

#include <stddef.h>

#include "../common/shapes.h"

/* Overloads tell the shapes of calls apart, also for a program that includes this in an extern "C" of its own. */
#ifdef __cplusplus
extern "C++" {
#endif

/** Why a callback is called. What it returns does not matter. */
enum libwebsocket_callback_reasons {
  /** A websocket is open. `user` is its memory, all zeros. */
  LWS_CALLBACK_ESTABLISHED = 0,
  /** It is closed. Its memory goes when this returns. */
  LWS_CALLBACK_CLOSED = 1,
  /**
   * A turn to send, which each open websocket gets whenever something has happened anywhere, and every 50 ms when nothing
   * does. `in` is NULL and `len` 0. One whose peer has not taken its earlier bytes yet gets none until it has.
   */
  LWS_CALLBACK_SEND = 2,
  /** Bytes have come: `len` of them at `in`, at most 4096 at a time. Eight bytes behind them may be written to. */
  LWS_CALLBACK_RECEIVE = 3,
  /**
   * An HTTP request has come: `in` is its path with what follows a `?`, a C string; `len` is 0. Only the first protocol
   * gets these. Answer with libwebsockets_serve_http_file(), or with libwebsocket_write() and LWS_WRITE_HTTP, in this
   * call: the connection ends when that has gone out.
   */
  LWS_CALLBACK_HTTP = 4,
  /**
   * With the shapes of libwebsocket_create_server() that have seven and eight arguments: whether a websocket of this
   * sub-protocol is welcome. `in` is its name, a C string, or NULL; not 0 refuses. This answer does matter.
   */
  LWS_CALLBACK_PROTOCOL_FILTER = 5
};

/** What libwebsocket_write() writes. */
enum libwebsocket_write_protocol {
  /** A text message: UTF-8. */
  LWS_WRITE_TEXT = 0,
  /** A binary message. */
  LWS_WRITE_BINARY = 1,
  /** Bytes of an HTTP response, as they are: status line, headers, body. */
  LWS_WRITE_HTTP = 2
};

/** Room that a program leaves before what it writes to a websocket. The library does not touch it. */
#define LWS_SEND_BUFFER_PRE_PADDING 12
/** Room that it leaves behind. */
#define LWS_SEND_BUFFER_POST_PADDING 1

/** A connection: valid from its first callback to the end of its CLOSED. */
struct libwebsocket;

/** A protocol of the program. A list of them ends with one whose callback is NULL. */
struct libwebsocket_protocols {
  /** The name that clients ask for. Those that ask for none get the first protocol. */
  const char *name;
  /** Called for everything that happens. */
  int (*callback)(struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason, void *user, void *in,
                  size_t len);
  /** How many bytes of memory each of its websockets gets. */
  size_t per_session_data_size;
};

/** The callback of the shapes of libwebsocket_create_server() with four, seven and eight arguments. */
typedef int (*lwsx_legacy_2010_callback)(struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason,
                                         void *user, void *in, size_t len);
/** The callback of those with two and three, which have no memory for each websocket. */
typedef int (*lwsx_legacy_2010_callback_without_user)(struct libwebsocket *wsi,
                                                      enum libwebsocket_callback_reasons reason, void *in, size_t len);

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes a message to a websocket, or bytes of a response to an HTTP connection. The bytes are copied where they cannot
 * leave at once, and neither they nor what is around them is changed.
 *
 * @param buf the bytes
 * @param len how many
 * @return 0: all was accepted; negative: the connection is closing or broken, or more than 64 MiB wait to be sent
 */
int libwebsocket_write(struct libwebsocket *wsi, unsigned char *buf, size_t len,
                       enum libwebsocket_write_protocol protocol) LWSX_SYMBOL(lwsx_legacy_2010_write);

/**
 * Answers an HTTP request with a file, from LWS_CALLBACK_HTTP. It goes out after the callback has returned.
 *
 * @param file the path; mind that what stands in a request is the client's choice
 * @param content_type the type, such as text/html
 * @return 0; negative: there is no such file, which the client is told
 */
int libwebsockets_serve_http_file(struct libwebsocket *wsi, const char *file, const char *content_type)
    LWSX_SYMBOL(lwsx_legacy_serve_http_file_3);
#ifndef __cplusplus
int lwsx_legacy_2010_serve_http_file_3(struct libwebsocket *wsi, const char *file, const char *content_type)
    LWSX_SYMBOL(lwsx_legacy_serve_http_file_3);
#endif

/**
 * The path of the request that LWS_CALLBACK_HTTP is about (until 10 November 2010, when it came to be in `in`).
 *
 * @return a C string, valid as long as the callback runs, or NULL
 */
const char *libwebsocket_get_uri(struct libwebsocket *wsi) LWSX_SYMBOL(lwsx_legacy_2010_get_uri);

#ifdef __cplusplus
}
#endif

/*
 * libwebsocket_create_server(): makes a server and serves. It returns when the server cannot begin or go on, and then
 * something else than 0; the log on stderr says why. A program that has more to do forks first.
 *
 * Since 12 November 2010:
 *
 *   port                      the TCP port
 *   protocols                 the list of protocols, which stays as long as this call
 *   ssl_cert_filepath         the server's certificate (PEM): TLS is wanted; NULL: it is not
 *   ssl_private_key_filepath  its key (PEM)
 *   gid, uid                  group and user to become when the port is had; -1 for none
 *
 * The shapes before that had one callback instead of the list, for any sub-protocol; `protocol` was the version of the
 * websocket protocol, which is not looked at; `user_space` was per_session_data_size:
 *
 *   (port, callback)                                                 30 October
 *   (port, callback, protocol)                                       31 October
 *   (port, callback, protocol, user_space)                           3 November
 *   (port, callback, protocol, user_space, cert, key, gid, uid)      8 November
 *   (port, callback, user_space, cert, key, gid, uid)                11 November
 */
#define LWSX_CREATE_SERVER_ELSEWHERE                                                                                   \
  "libwebsocket_create_server() of November 2010 has 2, 3, 4, 6, 7 or 8 arguments; a later program uses "             \
  "libwebsocket_create_context() and pkg-config module libwebsockets-legacy-0.3, -1.2 or -1.3"

#define LWSX_SERVE_ELSEWHERE                                                                                           \
  "libwebsockets_serve_http_file() of 2010 has 3 arguments; with the context and 4: use pkg-config module "            \
  "libwebsockets-legacy-0.3 (until 1.1) or -1.2, with 5 or 6: libwebsockets-legacy-1.3"

#ifdef __cplusplus

int libwebsocket_create_server(int port, const struct libwebsocket_protocols *protocols, const char *ssl_cert_filepath,
                               const char *ssl_private_key_filepath, int gid, int uid)
    LWSX_SYMBOL(lwsx_legacy_2010_create_server);
int libwebsocket_create_server(int port, lwsx_legacy_2010_callback_without_user callback)
    LWSX_SYMBOL(lwsx_legacy_2010_create_server_2);
int libwebsocket_create_server(int port, lwsx_legacy_2010_callback_without_user callback, int protocol)
    LWSX_SYMBOL(lwsx_legacy_2010_create_server_3);
int libwebsocket_create_server(int port, lwsx_legacy_2010_callback callback, int protocol, size_t user_space)
    LWSX_SYMBOL(lwsx_legacy_2010_create_server_4);
int libwebsocket_create_server(int port, lwsx_legacy_2010_callback callback, size_t user_space,
                               const char *ssl_cert_filepath, const char *ssl_private_key_filepath, int gid, int uid)
    LWSX_SYMBOL(lwsx_legacy_2010_create_server_7);
int libwebsocket_create_server(int port, lwsx_legacy_2010_callback callback, int protocol, size_t user_space,
                               const char *ssl_cert_filepath, const char *ssl_private_key_filepath, int gid, int uid)
    LWSX_SYMBOL(lwsx_legacy_2010_create_server_8);
LWSX_OTHER_SHAPES(int, libwebsocket_create_server, LWSX_CREATE_SERVER_ELSEWHERE);
LWSX_OTHER_SHAPES(int, libwebsockets_serve_http_file, LWSX_SERVE_ELSEWHERE);

#else

int libwebsocket_create_server(int port, const struct libwebsocket_protocols *protocols, const char *ssl_cert_filepath,
                               const char *ssl_private_key_filepath, int gid, int uid)
    LWSX_SYMBOL(lwsx_legacy_2010_create_server);
int lwsx_legacy_2010_create_server_2(int port, lwsx_legacy_2010_callback_without_user callback);
int lwsx_legacy_2010_create_server_3(int port, lwsx_legacy_2010_callback_without_user callback, int protocol);
int lwsx_legacy_2010_create_server_4(int port, lwsx_legacy_2010_callback callback, int protocol, size_t user_space);
int lwsx_legacy_2010_create_server_6(int port, const struct libwebsocket_protocols *protocols,
                                     const char *ssl_cert_filepath, const char *ssl_private_key_filepath, int gid,
                                     int uid) LWSX_SYMBOL(lwsx_legacy_2010_create_server);
int lwsx_legacy_2010_create_server_7(int port, lwsx_legacy_2010_callback callback, size_t user_space,
                                     const char *ssl_cert_filepath, const char *ssl_private_key_filepath, int gid,
                                     int uid);
int lwsx_legacy_2010_create_server_8(int port, lwsx_legacy_2010_callback callback, int protocol, size_t user_space,
                                     const char *ssl_cert_filepath, const char *ssl_private_key_filepath, int gid,
                                     int uid);
int lwsx_legacy_2010_no_such_shape LWSX_ANY_ARGUMENTS LWSX_ELSEWHERE(LWSX_CREATE_SERVER_ELSEWHERE);
#define libwebsocket_create_server(...)                                                                                \
  LWSX_NTH(__VA_ARGS__, lwsx_legacy_2010_no_such_shape, lwsx_legacy_2010_no_such_shape,                                \
           lwsx_legacy_2010_no_such_shape, lwsx_legacy_2010_no_such_shape, lwsx_legacy_2010_no_such_shape,             \
           lwsx_legacy_2010_no_such_shape, lwsx_legacy_2010_no_such_shape, lwsx_legacy_2010_create_server_8,           \
           lwsx_legacy_2010_create_server_7, lwsx_legacy_2010_create_server_6, lwsx_legacy_2010_no_such_shape,         \
           lwsx_legacy_2010_create_server_4, lwsx_legacy_2010_create_server_3, lwsx_legacy_2010_create_server_2,       \
           lwsx_legacy_2010_no_such_shape, 0)                                                                          \
  (__VA_ARGS__)
int lwsx_legacy_2010_not_served LWSX_ANY_ARGUMENTS LWSX_ELSEWHERE(LWSX_SERVE_ELSEWHERE);
#define libwebsockets_serve_http_file(...)                                                                             \
  LWSX_NTH(__VA_ARGS__, lwsx_legacy_2010_not_served, lwsx_legacy_2010_not_served, lwsx_legacy_2010_not_served,         \
           lwsx_legacy_2010_not_served, lwsx_legacy_2010_not_served, lwsx_legacy_2010_not_served,                      \
           lwsx_legacy_2010_not_served, lwsx_legacy_2010_not_served, lwsx_legacy_2010_not_served,                      \
           lwsx_legacy_2010_not_served, lwsx_legacy_2010_not_served, lwsx_legacy_2010_not_served,                      \
           lwsx_legacy_2010_serve_http_file_3, lwsx_legacy_2010_not_served, lwsx_legacy_2010_not_served, 0)            \
  (__VA_ARGS__)

#endif

/* What came later. */
#define LWSX_ERA 0
#include "../common/names.h"

#ifdef __cplusplus
}
#endif

#endif
