/*
 * libwebsockets.h for programs written for libwebsockets from December 2010 to February 2013: releases 0.2, 0.3, 0.5 and
 * 0.6, those named after Chrome 20 and 21, 1.0 and 1.1.
 *
 * They make a context with libwebsocket_create_context() and its arguments one by one, from six to eleven over the years,
 * service it with libwebsocket_service(), and broadcast. The flags of the pkg-config module libwebsockets-legacy-0.3 put
 * this header before today's. All shapes that functions had in these years are here, and are told apart by the number of
 * arguments; the numbers are those of 1.1, which has the names of all before it.
 */
#ifndef LWS_RS_LEGACY_0_3_H
#define LWS_RS_LEGACY_0_3_H

#if defined(__GNUC__)
#pragma GCC system_header
#endif

#include <poll.h>
#include <stddef.h>
#include <unistd.h>

#include "../common/shapes.h"

/* Overloads tell the shapes of calls apart, also for a program that includes this in an extern "C" of its own. */
#ifdef __cplusplus
extern "C++" {
#endif

/** The port of a context that does not listen: a client's. */
#define CONTEXT_PORT_NO_LISTEN 0

/** How deep multiplexed connections could be nested; there are none. */
#define MAX_MUX_RECURSION 2

/** Options of a context. */
enum libwebsocket_context_options {
  /** Once: clients do not mask what they send. They do, since servers must refuse them otherwise. */
  LWS_SERVER_OPTION_DEFEAT_CLIENT_MASK = 1,
  /** Clients must have a certificate. */
  LWS_SERVER_OPTION_REQUIRE_VALID_OPENSSL_CLIENT_CERT = 2,
  /** The name of this machine is not asked for. */
  LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME = 4
};

/**
 * Why a callback is called. What it returns decides where it is said below. Elsewhere a negative number closes the
 * connection, as in 1.1, and all else is ignored, as before.
 */
enum libwebsocket_callback_reasons {
  /** A server's websocket is open. */
  LWS_CALLBACK_ESTABLISHED = 0,
  /** A client's connection could not be made. */
  LWS_CALLBACK_CLIENT_CONNECTION_ERROR = 1,
  /** A client's websocket is open. */
  LWS_CALLBACK_CLIENT_ESTABLISHED = 2,
  /** A websocket, a server's or a client's, is closed. Its memory goes when this returns. */
  LWS_CALLBACK_CLOSED = 3,
  /** A server has received `len` bytes, at `in`. */
  LWS_CALLBACK_RECEIVE = 4,
  /** A client has received `len` bytes, at `in`. */
  LWS_CALLBACK_CLIENT_RECEIVE = 5,
  /** A client's ping was answered. */
  LWS_CALLBACK_CLIENT_RECEIVE_PONG = 6,
  /** A client's websocket takes bytes: what libwebsocket_callback_on_writable() asked for. */
  LWS_CALLBACK_CLIENT_WRITEABLE = 7,
  /** The same for a server's. */
  LWS_CALLBACK_SERVER_WRITEABLE = 8,
  /**
   * An HTTP request: `in` is its path with what follows a `?`, a C string of `len` characters. The first protocol gets it.
   * Answer in this call; the connection ends when the answer has gone out. Not 0: it ends now.
   */
  LWS_CALLBACK_HTTP = 9,
  /** The file of libwebsockets_serve_http_file() has gone out. Came with 1.1; the connection ends. */
  LWS_CALLBACK_HTTP_FILE_COMPLETION = 10,
  /** A message of libwebsockets_broadcast(): `len` bytes at `in`, with room around them to be written on. */
  LWS_CALLBACK_BROADCAST = 11,
  /** Somebody has connected; `user` is the descriptor, as a number. Not 0 refuses. The first protocol is asked. */
  LWS_CALLBACK_FILTER_NETWORK_CONNECTION = 12,
  /**
   * A websocket is asked for; `user` points to an array of `struct lws_tokens`, by `enum lws_token_indexes`, with the
   * request's headers. Not 0 refuses.
   */
  LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION = 13,
  /** Never given: there is no OpenSSL. */
  LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS = 14,
  /** Never given: there is no OpenSSL. */
  LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS = 15,
  /** Never given: there is no OpenSSL. */
  LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION = 16,
  /** A client may add headers to its request: `in` points to the pointer where to, which it moves; room for `len`. */
  LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER = 17,
  /** A peer asks for an extension, named at `in`. Not 0 refuses. */
  LWS_CALLBACK_CONFIRM_EXTENSION_OKAY = 18,
  /** A client is about to ask for an extension, named at `in`. Not 0: it does not. */
  LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED = 19,
  /** The program shall poll this descriptor too: a number, in `user`; `len` is the events. The first protocol's. */
  LWS_CALLBACK_ADD_POLL_FD = 20,
  /** It shall not any more. */
  LWS_CALLBACK_DEL_POLL_FD = 21,
  /** It shall poll it for the events in `len` too. */
  LWS_CALLBACK_SET_MODE_POLL_FD = 22,
  /** It shall not poll it for the events in `len` any more. */
  LWS_CALLBACK_CLEAR_MODE_POLL_FD = 23
};

/** What libwebsocket_write() writes. */
enum libwebsocket_write_protocol {
  /** A text message: UTF-8. */
  LWS_WRITE_TEXT = 0,
  /** A binary message. */
  LWS_WRITE_BINARY = 1,
  /** The next fragment of a message. */
  LWS_WRITE_CONTINUATION = 2,
  /** Bytes of an HTTP response, as they are. */
  LWS_WRITE_HTTP = 3,
  /** A close frame with this payload: two bytes of status, highest first, and a text. */
  LWS_WRITE_CLOSE = 4,
  /** A ping, of at most 125 bytes. */
  LWS_WRITE_PING = 5,
  /** A pong, of at most 125 bytes. */
  LWS_WRITE_PONG = 6,
  /** To be added: more fragments of the message follow. */
  LWS_WRITE_NO_FIN = 0x40,
  /** To be added: once, the bytes of a client were masked already. It has no effect. */
  LWS_WRITE_CLIENT_IGNORE_XOR_MASK = 0x80
};

/** A header of a request. */
struct lws_tokens {
  /** Its value, a C string, valid as long as the callback runs; NULL if it was not there. */
  char *token;
  /** The length. */
  int token_len;
};

/** The headers of a request, in LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION. */
enum lws_token_indexes {
  /** The path. */
  WSI_TOKEN_GET_URI,
  /** Host. */
  WSI_TOKEN_HOST,
  /** Connection. */
  WSI_TOKEN_CONNECTION,
  /** Sec-WebSocket-Key1, of a draft. */
  WSI_TOKEN_KEY1,
  /** Sec-WebSocket-Key2, of a draft. */
  WSI_TOKEN_KEY2,
  /** Sec-WebSocket-Protocol. */
  WSI_TOKEN_PROTOCOL,
  /** Upgrade. */
  WSI_TOKEN_UPGRADE,
  /** Origin. */
  WSI_TOKEN_ORIGIN,
  /** Sec-WebSocket-Draft, of a draft. */
  WSI_TOKEN_DRAFT,
  /** The eight bytes of a draft's challenge. */
  WSI_TOKEN_CHALLENGE,
  /** Sec-WebSocket-Key. */
  WSI_TOKEN_KEY,
  /** Sec-WebSocket-Version. */
  WSI_TOKEN_VERSION,
  /** Sec-WebSocket-Origin. */
  WSI_TOKEN_SWORIGIN,
  /** Sec-WebSocket-Extensions. */
  WSI_TOKEN_EXTENSIONS,
  /** Sec-WebSocket-Accept, of a response. */
  WSI_TOKEN_ACCEPT,
  /** Sec-WebSocket-Nonce, of a draft. */
  WSI_TOKEN_NONCE,
  /** The status line of a response. */
  WSI_TOKEN_HTTP,
  /** Not given. */
  WSI_TOKEN_MUXURL,
  /** How many there are. */
  WSI_TOKEN_COUNT
};

/** The status of a close frame. */
enum lws_close_status {
  LWS_CLOSE_STATUS_NOSTATUS = 0,
  LWS_CLOSE_STATUS_NORMAL = 1000,
  LWS_CLOSE_STATUS_GOINGAWAY = 1001,
  LWS_CLOSE_STATUS_PROTOCOL_ERR = 1002,
  LWS_CLOSE_STATUS_UNACCEPTABLE_OPCODE = 1003,
  LWS_CLOSE_STATUS_RESERVED = 1004,
  LWS_CLOSE_STATUS_NO_STATUS = 1005,
  LWS_CLOSE_STATUS_ABNORMAL_CLOSE = 1006,
  LWS_CLOSE_STATUS_INVALID_PAYLOAD = 1007,
  LWS_CLOSE_STATUS_POLICY_VIOLATION = 1008,
  LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE = 1009,
  LWS_CLOSE_STATUS_EXTENSION_REQUIRED = 1010,
  LWS_CLOSE_STATUS_UNEXPECTED_CONDITION = 1011,
  LWS_CLOSE_STATUS_TLS_FAILURE = 1015
};

/** What lws_set_log_level() takes: bits of what is logged. */
enum lws_log_levels {
  LLL_ERR = 1 << 0,
  LLL_WARN = 1 << 1,
  LLL_NOTICE = 1 << 2,
  LLL_INFO = 1 << 3,
  LLL_DEBUG = 1 << 4,
  LLL_PARSER = 1 << 5,
  LLL_HEADER = 1 << 6,
  LLL_EXT = 1 << 7,
  LLL_CLIENT = 1 << 8,
  LLL_LATENCY = 1 << 9,
  /** How many there are. */
  LLL_COUNT = 10
};

/** A connection: valid from its first callback to the end of its CLOSED. */
struct libwebsocket;
/** A context: what libwebsocket_create_context() makes. */
struct libwebsocket_context;
struct libwebsocket_extension;

/** Room that a program leaves before what it writes to a websocket. The library does not touch it. */
#define LWS_SEND_BUFFER_PRE_PADDING (4 + 10 + (2 * MAX_MUX_RECURSION))
/** Room that it leaves behind. */
#define LWS_SEND_BUFFER_POST_PADDING 4

/** A callback as from February 2011 on: with eight arguments and more of libwebsocket_create_context(). */
typedef int(callback_function)(struct libwebsocket_context *context, struct libwebsocket *wsi,
                               enum libwebsocket_callback_reasons reason, void *user, void *in, size_t len);

/** A callback until then, without the context: with six and seven arguments. */
typedef int(lwsx_legacy_callback_without_context)(struct libwebsocket *wsi, enum libwebsocket_callback_reasons reason,
                                                  void *user, void *in, size_t len);

/*
 * The callback of a protocol is of one of these two types, and the call that makes the context says of which.
 */
#ifdef __cplusplus
struct lwsx_legacy_callback {
  struct none;
  void (*function)(void);
  /* For 0, NULL and nullptr, which end a list; none of these is taken for a function by the others. */
  lwsx_legacy_callback(const none * = 0) : function(0) {}
  template <class Context, class Wsi>
  lwsx_legacy_callback(int (*given)(Context *, Wsi *, enum libwebsocket_callback_reasons, void *, void *, size_t)) {
    callback_function *checked = given;
    function = reinterpret_cast<void (*)(void)>(checked);
  }
  template <class Wsi>
  lwsx_legacy_callback(int (*given)(Wsi *, enum libwebsocket_callback_reasons, void *, void *, size_t)) {
    lwsx_legacy_callback_without_context *checked = given;
    function = reinterpret_cast<void (*)(void)>(checked);
  }
  operator callback_function *() const { return reinterpret_cast<callback_function *>(function); }
};
#define LWSX_LEGACY_CALLBACK(name) lwsx_legacy_callback name
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
/* C23 has no type for both: a program of January 2011 says -DLWSX_LEGACY_WITHOUT_CONTEXT, or -std=gnu17. */
#ifdef LWSX_LEGACY_WITHOUT_CONTEXT
#define LWSX_LEGACY_CALLBACK(name) lwsx_legacy_callback_without_context *name
#else
#define LWSX_LEGACY_CALLBACK(name) callback_function *name
#endif
#else
#define LWSX_LEGACY_CALLBACK(name) int (*name)()
#endif

/** A protocol of the program. A list of them ends with one whose callback is NULL. */
struct libwebsocket_protocols {
  /** The name that clients ask for. Those that ask for none get the first protocol, as does HTTP. */
  const char *name;
  /** Called for everything that happens. */
  LWSX_LEGACY_CALLBACK(callback);
  /** How many bytes of memory each of its connections gets, all zeros: `user` in the callback. */
  size_t per_session_data_size;
  /** Written by the library: the context. */
  struct libwebsocket_context *owning_server;
  /** Not used: broadcasts need no port any more. */
  int broadcast_socket_port;
  /** Not used. */
  int broadcast_socket_user_fd;
  /** Written by the library: the place in the list. */
  int protocol_index;
};

/** Reasons of an extension's callback. The library's own is never called, and no other takes part. */
enum libwebsocket_extension_callback_reasons {
  LWS_EXT_CALLBACK_SERVER_CONTEXT_CONSTRUCT,
  LWS_EXT_CALLBACK_CLIENT_CONTEXT_CONSTRUCT,
  LWS_EXT_CALLBACK_SERVER_CONTEXT_DESTRUCT,
  LWS_EXT_CALLBACK_CLIENT_CONTEXT_DESTRUCT,
  LWS_EXT_CALLBACK_CONSTRUCT,
  LWS_EXT_CALLBACK_CLIENT_CONSTRUCT,
  LWS_EXT_CALLBACK_CHECK_OK_TO_REALLY_CLOSE,
  LWS_EXT_CALLBACK_CHECK_OK_TO_PROPOSE_EXTENSION,
  LWS_EXT_CALLBACK_DESTROY,
  LWS_EXT_CALLBACK_DESTROY_ANY_WSI_CLOSING,
  LWS_EXT_CALLBACK_ANY_WSI_ESTABLISHED,
  LWS_EXT_CALLBACK_PACKET_RX_PREPARSE,
  LWS_EXT_CALLBACK_PACKET_TX_PRESEND,
  LWS_EXT_CALLBACK_PACKET_TX_DO_SEND,
  LWS_EXT_CALLBACK_HANDSHAKE_REPLY_TX,
  LWS_EXT_CALLBACK_FLUSH_PENDING_TX,
  LWS_EXT_CALLBACK_EXTENDED_PAYLOAD_RX,
  LWS_EXT_CALLBACK_CAN_PROXY_CLIENT_CONNECTION,
  LWS_EXT_CALLBACK_1HZ,
  LWS_EXT_CALLBACK_REQUEST_ON_WRITEABLE,
  LWS_EXT_CALLBACK_IS_WRITEABLE,
  LWS_EXT_CALLBACK_PAYLOAD_TX,
  LWS_EXT_CALLBACK_PAYLOAD_RX
};

/** An extension's callback. */
typedef int(extension_callback_function)(struct libwebsocket_context *context, struct libwebsocket_extension *ext,
                                         struct libwebsocket *wsi,
                                         enum libwebsocket_extension_callback_reasons reason, void *user, void *in,
                                         size_t len);

/** An extension: the library's own compresses messages, and those of a program take no part. */
struct libwebsocket_extension {
  const char *name;
  extension_callback_function *callback;
  size_t per_session_data_size;
  void *per_context_private_data;
};

#ifdef __cplusplus
extern "C" {
#endif

/** The library's extensions, for libwebsocket_create_context(): messages are compressed where the peer agrees. */
extern struct libwebsocket_extension libwebsocket_internal_extensions[] LWSX_SYMBOL(lwsx_legacy_internal_extensions);

/** Takes a context down, with all its connections. In a callback: when that has returned. */
void libwebsocket_context_destroy(struct libwebsocket_context *context) LWSX_SYMBOL(lwsx_legacy_context_destroy);

/** The `user` that the context was made with. */
void *libwebsocket_context_user(struct libwebsocket_context *context) LWSX_SYMBOL(lwsx_legacy_context_user);

/**
 * Waits for something to happen, and works on it.
 *
 * @param timeout_ms at most this long; 0 does not wait, a negative number waits as long as it takes
 * @return 0; else the context is gone, or the call was not allowed
 */
int libwebsocket_service(struct libwebsocket_context *context, int timeout_ms) LWSX_SYMBOL(lwsx_legacy_service);

/**
 * Works on one descriptor, for programs that poll by themselves (LWS_CALLBACK_ADD_POLL_FD and its kin).
 *
 * @param pollfd the descriptor with its `revents`, which are cleared if it is the library's; NULL: what is due
 * @return 0; else its connection was closed, or the context is gone
 */
int libwebsocket_service_fd(struct libwebsocket_context *context, struct pollfd *pollfd)
    LWSX_SYMBOL(lwsx_legacy_service_fd);

/**
 * Begins a process that services the context; it ends with this one.
 *
 * @return 0 here, where the program goes on and may broadcast; negative: there could be no such process. In that process
 *         the call does not return until it is over, and then with a negative number
 */
int libwebsockets_fork_service_loop(struct libwebsocket_context *context) LWSX_SYMBOL(lwsx_legacy_fork_service_loop);

/**
 * Gives LWS_CALLBACK_BROADCAST with a copy of these bytes to each open websocket of a protocol. From any thread, and from
 * the process that has called libwebsockets_fork_service_loop().
 *
 * @param protocol an entry of the list that the context was made with
 * @return 0; negative: there is no context of this protocol, or too much waits already
 */
int libwebsockets_broadcast(const struct libwebsocket_protocols *protocol, unsigned char *buf, size_t len)
    LWSX_SYMBOL(lwsx_legacy_broadcast);

/**
 * Writes a message, or a piece of one, to a websocket, or bytes of a response to an HTTP connection. The bytes are copied
 * where they cannot leave at once, and neither they nor what is around them is changed.
 *
 * @return 0: all was accepted; negative: the connection is closing or broken, or more than 64 MiB wait to be sent
 */
int libwebsocket_write(struct libwebsocket *wsi, unsigned char *buf, size_t len,
                       enum libwebsocket_write_protocol protocol) LWSX_SYMBOL(lwsx_legacy_write_all);

/** The protocol of a connection: the program's own entry; NULL for one that is closed. */
const struct libwebsocket_protocols *libwebsockets_get_protocol(struct libwebsocket *wsi)
    LWSX_SYMBOL(lwsx_legacy_get_protocol);

/**
 * Asks for WRITEABLE on all connections of a protocol.
 *
 * @param protocol an entry of the list that the context was made with
 * @return 0, or -1
 */
int libwebsocket_callback_on_writable_all_protocol(const struct libwebsocket_protocols *protocol)
    LWSX_SYMBOL(lwsx_legacy_callback_on_writable_all_protocol);

/** The descriptor of a connection, or -1. */
int libwebsocket_get_socket_fd(struct libwebsocket *wsi) LWSX_SYMBOL(lws_get_socket_fd);

/** Whether what RECEIVE got belongs to the last fragment of a message. */
int libwebsocket_is_final_fragment(struct libwebsocket *wsi) LWSX_SYMBOL(lws_is_final_fragment);

/** The three reserved bits of the frame that RECEIVE is about. */
unsigned char libwebsocket_get_reserved_bits(struct libwebsocket *wsi) LWSX_SYMBOL(lws_get_reserved_bits);

/** Sees to it that a connection has its session memory, and gives it. */
void *libwebsocket_ensure_user_space(struct libwebsocket *wsi) LWSX_SYMBOL(lwsx_legacy_ensure_user_space);

/** Stops (0) or resumes (1) reception: RECEIVE does not come meanwhile. */
int libwebsocket_rx_flow_control(struct libwebsocket *wsi, int enable) LWSX_SYMBOL(lws_rx_flow_control);

/** How many bytes of the frame that RECEIVE is about are still to come. */
size_t libwebsockets_remaining_packet_payload(struct libwebsocket *wsi) LWSX_SYMBOL(lws_remaining_packet_payload);

/** As libwebsocket_client_connect() with nine arguments, with memory of the program's own as `user`. */
struct libwebsocket *libwebsocket_client_connect_extended(struct libwebsocket_context *clients, const char *address,
                                                          int port, int ssl_connection, const char *path,
                                                          const char *host, const char *origin, const char *protocol,
                                                          int ietf_version_or_minus_one, void *userdata)
    LWSX_SYMBOL(lwsx_legacy_client_connect_extended);

/** Closes a client's connection. */
void libwebsocket_client_close(struct libwebsocket *wsi) LWSX_SYMBOL(lwsx_legacy_client_close);

/** Closes a connection, with this status in the close frame. */
void libwebsocket_close_and_free_session(struct libwebsocket_context *context, struct libwebsocket *wsi,
                                         enum lws_close_status status)
    LWSX_SYMBOL(lwsx_legacy_close_and_free_session);

/** Ends the connection that has this descriptor. */
void libwebsockets_hangup_on_client(struct libwebsocket_context *context, int fd)
    LWSX_SYMBOL(lwsx_legacy_hangup_on_client);

/** The name of this machine. */
const char *libwebsocket_canonical_hostname(struct libwebsocket_context *context) LWSX_SYMBOL(lws_canonical_hostname);

/** Fills memory with random bytes. @return `len` */
int libwebsockets_get_random(struct libwebsocket_context *context, void *buf, int len)
    LWSX_SYMBOL(lwsx_legacy_get_random);

/** The SHA-1 of `n` bytes, 20 bytes at `md`. @return `md` */
unsigned char *libwebsockets_SHA1(const unsigned char *d, size_t n, unsigned char *md) LWSX_SYMBOL(lws_SHA1);

/** Whether bytes of this connection wait to be sent. */
int lws_send_pipe_choked(struct libwebsocket *wsi);

/** Whether what RECEIVE got belongs to a binary message. */
int lws_frame_is_binary(struct libwebsocket *wsi);

/** Base64 as a C string. @return its length, or -1: it does not fit */
int lws_b64_encode_string(const char *in, int in_len, char *out, int out_size);
/** What a base64 C string holds, with a NUL behind it. @return how many bytes, or -1: it does not fit */
int lws_b64_decode_string(const char *in, char *out, int out_size);

/** Makes the process a daemon. @param _lock_path where its number is written to; NULL for nowhere. @return 0 */
int lws_daemonize(const char *_lock_path);

/** Sets which levels are logged, and by what function; NULL: as before, at first to stderr. */
void lws_set_log_level(int level, void (*log_emit_function)(int level, const char *line));
/** Logs to syslog: for lws_set_log_level(). */
void lwsl_emit_syslog(int level, const char *line);
/** Logs a line. */
void _lws_log(int filter, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#define lwsl_err(...) _lws_log(LLL_ERR, __VA_ARGS__)
#define lwsl_warn(...) _lws_log(LLL_WARN, __VA_ARGS__)
#define lwsl_notice(...) _lws_log(LLL_NOTICE, __VA_ARGS__)
#define lwsl_info(...) _lws_log(LLL_INFO, __VA_ARGS__)
#define lwsl_debug(...) _lws_log(LLL_DEBUG, __VA_ARGS__)
#define lwsl_parser(...) _lws_log(LLL_PARSER, __VA_ARGS__)
#define lwsl_header(...) _lws_log(LLL_HEADER, __VA_ARGS__)
#define lwsl_ext(...) _lws_log(LLL_EXT, __VA_ARGS__)
#define lwsl_client(...) _lws_log(LLL_CLIENT, __VA_ARGS__)
#define lwsl_latency(...) _lws_log(LLL_LATENCY, __VA_ARGS__)
/** Logs bytes as hexadecimal numbers, when LLL_DEBUG is logged. */
void lwsl_hexdump(const void *buf, size_t len);

#ifdef __cplusplus
}
#endif

/*
 * Functions that had several shapes.
 *
 * libwebsocket_create_context(): makes a context, and a server if the port is other than 0. NULL: the log says why.
 *
 *   (port, protocols, cert, key, gid, uid)                                               January 2011
 *   (port, protocols, cert, key, gid, uid, options)                                      30 January 2011
 *   (port, interface, protocols, cert, key, gid, uid, options)                           February 2011
 *   (port, interface, protocols, extensions, cert, key, gid, uid, options)               March 2011
 *   (port, interface, protocols, extensions, cert, key, gid, uid, options, user)         October 2012
 *   (port, interface, protocols, extensions, cert, key, ca, gid, uid, options, user)     January 2013
 *
 * With the first two, callbacks are without context. Protocols are a list that stays as long as the context; cert and key
 * are files (PEM) of the server, or NULL for no TLS; gid and uid are whom to become when the port is had, or -1.
 *
 * libwebsocket_create_server(), of December 2010, makes a context like the first, and a process that services it, like
 * libwebsockets_fork_service_loop(): 0, or negative.
 *
 * libwebsocket_client_connect(): connects to a websocket server. NULL: it could not be begun; what comes of it is told in
 * callbacks of the first protocol in `protocol` that the program has.
 *
 *   (context, address, port, ssl, path, host, origin, protocol)                          January 2011
 *   (context, address, port, ssl, path, host, origin, protocol, ietf_version)            February 2011
 *
 * `ssl` is 0 for none, 1 for TLS, 2 for TLS where any certificate will do; `ietf_version` is 13 or -1.
 *
 * libwebsocket_callback_on_writable(): asks for WRITEABLE; negative if the connection is closed.
 *
 *   (wsi)                                                                                January 2011
 *   (context, wsi)                                                                       February 2011
 *
 * libwebsockets_serve_http_file(): answers a request with a file, from LWS_CALLBACK_HTTP; negative: there is none.
 *
 *   (wsi, file, content_type)                                                            until 1.0
 *   (context, wsi, file, content_type)                                                   1.1
 *
 * libwebsockets_get_peer_addresses(): writes the peer's address as text to both places.
 *
 *   (fd, name, name_len, rip, rip_len)                                                   until 1.0
 *   (context, wsi, fd, name, name_len, rip, rip_len)                                     1.1
 */
#define LWSX_SHAPE_OF_2010                                                                                             \
  "libwebsocket_create_server() has 6 arguments in 0.2; with another number of them, or when it shall serve in this "   \
  "process and give LWS_CALLBACK_SEND: use pkg-config module libwebsockets-legacy-2010"
#define LWSX_SHAPE_OF_INFO                                                                                             \
  "libwebsocket_create_context() has 6 to 11 arguments until 1.1; with an info struct: use pkg-config module "         \
  "libwebsockets-legacy-1.2 (1.2 to 1.22) or libwebsockets-legacy-1.3 (1.23 to 1.5)"
#define LWSX_SHAPE_OF_CONNECT                                                                                          \
  "libwebsocket_client_connect() has 8 or 9 arguments; lws_client_connect_via_info() is of pkg-config module "         \
  "libwebsockets"
#define LWSX_SHAPE_OF_FILE                                                                                             \
  "libwebsockets_serve_http_file() has 3 or 4 arguments until 1.22; with 5 or 6: use pkg-config module "               \
  "libwebsockets-legacy-1.3"
#define LWSX_SHAPE_OF_WRITABLE "libwebsocket_callback_on_writable() has 1 or 2 arguments"
#define LWSX_SHAPE_OF_PEER                                                                                             \
  "libwebsockets_get_peer_addresses() has 5 arguments until 1.0 and 7 in 1.1; with 6: use pkg-config module "          \
  "libwebsockets-legacy-1.6"

#ifdef __cplusplus
#define LWSX_SHAPE(name, count) name
#else
#define LWSX_SHAPE(name, count) lwsx_legacy_##name##_##count
#endif

struct libwebsocket_context *LWSX_SHAPE(libwebsocket_create_context, 6)(int port,
                                                                        struct libwebsocket_protocols *protocols,
                                                                        const char *ssl_cert_filepath,
                                                                        const char *ssl_private_key_filepath, int gid,
                                                                        int uid)
    LWSX_SYMBOL(lwsx_legacy_create_context_6);
struct libwebsocket_context *LWSX_SHAPE(libwebsocket_create_context, 7)(int port,
                                                                        struct libwebsocket_protocols *protocols,
                                                                        const char *ssl_cert_filepath,
                                                                        const char *ssl_private_key_filepath, int gid,
                                                                        int uid, unsigned int options)
    LWSX_SYMBOL(lwsx_legacy_create_context_7);
struct libwebsocket_context *LWSX_SHAPE(libwebsocket_create_context, 8)(int port, const char *interf,
                                                                        struct libwebsocket_protocols *protocols,
                                                                        const char *ssl_cert_filepath,
                                                                        const char *ssl_private_key_filepath, int gid,
                                                                        int uid, unsigned int options)
    LWSX_SYMBOL(lwsx_legacy_create_context_8);
struct libwebsocket_context *LWSX_SHAPE(libwebsocket_create_context, 9)(
    int port, const char *interf, struct libwebsocket_protocols *protocols, struct libwebsocket_extension *extensions,
    const char *ssl_cert_filepath, const char *ssl_private_key_filepath, int gid, int uid, unsigned int options)
    LWSX_SYMBOL(lwsx_legacy_create_context_9);
struct libwebsocket_context *LWSX_SHAPE(libwebsocket_create_context, 10)(
    int port, const char *interf, struct libwebsocket_protocols *protocols, struct libwebsocket_extension *extensions,
    const char *ssl_cert_filepath, const char *ssl_private_key_filepath, int gid, int uid, unsigned int options,
    void *user) LWSX_SYMBOL(lwsx_legacy_create_context_10);
struct libwebsocket_context *LWSX_SHAPE(libwebsocket_create_context, 11)(
    int port, const char *interf, struct libwebsocket_protocols *protocols, struct libwebsocket_extension *extensions,
    const char *ssl_cert_filepath, const char *ssl_private_key_filepath, const char *ssl_ca_filepath, int gid, int uid,
    unsigned int options, void *user) LWSX_SYMBOL(lwsx_legacy_create_context_11);

int LWSX_SHAPE(libwebsocket_create_server, 6)(int port, struct libwebsocket_protocols *protocols,
                                              const char *ssl_cert_filepath, const char *ssl_private_key_filepath,
                                              int gid, int uid) LWSX_SYMBOL(lwsx_legacy_create_server);

struct libwebsocket *LWSX_SHAPE(libwebsocket_client_connect, 8)(struct libwebsocket_context *clients,
                                                                const char *address, int port, int ssl_connection,
                                                                const char *path, const char *host,
                                                                const char *origin, const char *protocol)
    LWSX_SYMBOL(lwsx_legacy_client_connect_8);
struct libwebsocket *LWSX_SHAPE(libwebsocket_client_connect, 9)(struct libwebsocket_context *clients,
                                                                const char *address, int port, int ssl_connection,
                                                                const char *path, const char *host,
                                                                const char *origin, const char *protocol,
                                                                int ietf_version_or_minus_one)
    LWSX_SYMBOL(lwsx_legacy_client_connect_9);

int LWSX_SHAPE(libwebsocket_callback_on_writable, 1)(struct libwebsocket *wsi)
    LWSX_SYMBOL(lwsx_legacy_callback_on_writable_1);
int LWSX_SHAPE(libwebsocket_callback_on_writable, 2)(struct libwebsocket_context *context, struct libwebsocket *wsi)
    LWSX_SYMBOL(lwsx_legacy_callback_on_writable_2);

int LWSX_SHAPE(libwebsockets_serve_http_file, 3)(struct libwebsocket *wsi, const char *file, const char *content_type)
    LWSX_SYMBOL(lwsx_legacy_serve_http_file_3);
int LWSX_SHAPE(libwebsockets_serve_http_file, 4)(struct libwebsocket_context *context, struct libwebsocket *wsi,
                                                 const char *file, const char *content_type)
    LWSX_SYMBOL(lwsx_legacy_serve_http_file_4);

void LWSX_SHAPE(libwebsockets_get_peer_addresses, 5)(int fd, char *name, int name_len, char *rip, int rip_len)
    LWSX_SYMBOL(lwsx_legacy_get_peer_addresses_5);
void LWSX_SHAPE(libwebsockets_get_peer_addresses, 7)(struct libwebsocket_context *context, struct libwebsocket *wsi,
                                                     int fd, char *name, int name_len, char *rip, int rip_len)
    LWSX_SYMBOL(lwsx_legacy_get_peer_addresses_7);

#ifdef __cplusplus

LWSX_OTHER_SHAPES(struct libwebsocket_context *, libwebsocket_create_context, LWSX_SHAPE_OF_INFO);
LWSX_OTHER_SHAPES(int, libwebsocket_create_server, LWSX_SHAPE_OF_2010);
LWSX_OTHER_SHAPES(struct libwebsocket *, libwebsocket_client_connect, LWSX_SHAPE_OF_CONNECT);
LWSX_OTHER_SHAPES(int, libwebsocket_callback_on_writable, LWSX_SHAPE_OF_WRITABLE);
LWSX_OTHER_SHAPES(int, libwebsockets_serve_http_file, LWSX_SHAPE_OF_FILE);
LWSX_OTHER_SHAPES(void, libwebsockets_get_peer_addresses, LWSX_SHAPE_OF_PEER);

#else

/* The names alone are the last shapes, so that their addresses can be taken. */
struct libwebsocket_context *libwebsocket_create_context(int port, const char *interf,
                                                         struct libwebsocket_protocols *protocols,
                                                         struct libwebsocket_extension *extensions,
                                                         const char *ssl_cert_filepath,
                                                         const char *ssl_private_key_filepath,
                                                         const char *ssl_ca_filepath, int gid, int uid,
                                                         unsigned int options, void *user)
    LWSX_SYMBOL(lwsx_legacy_create_context_11);
int libwebsocket_create_server(int port, struct libwebsocket_protocols *protocols, const char *ssl_cert_filepath,
                               const char *ssl_private_key_filepath, int gid, int uid)
    LWSX_SYMBOL(lwsx_legacy_create_server);
struct libwebsocket *libwebsocket_client_connect(struct libwebsocket_context *clients, const char *address, int port,
                                                 int ssl_connection, const char *path, const char *host,
                                                 const char *origin, const char *protocol,
                                                 int ietf_version_or_minus_one)
    LWSX_SYMBOL(lwsx_legacy_client_connect_9);
int libwebsocket_callback_on_writable(struct libwebsocket_context *context, struct libwebsocket *wsi)
    LWSX_SYMBOL(lwsx_legacy_callback_on_writable_2);
int libwebsockets_serve_http_file(struct libwebsocket *wsi, const char *file, const char *content_type)
    LWSX_SYMBOL(lwsx_legacy_serve_http_file_3);
void libwebsockets_get_peer_addresses(int fd, char *name, int name_len, char *rip, int rip_len)
    LWSX_SYMBOL(lwsx_legacy_get_peer_addresses_5);

struct libwebsocket_context *lwsx_no_create_context LWSX_ANY_ARGUMENTS LWSX_ELSEWHERE(LWSX_SHAPE_OF_INFO);
int lwsx_no_create_server LWSX_ANY_ARGUMENTS LWSX_ELSEWHERE(LWSX_SHAPE_OF_2010);
struct libwebsocket *lwsx_no_client_connect LWSX_ANY_ARGUMENTS LWSX_ELSEWHERE(LWSX_SHAPE_OF_CONNECT);
int lwsx_no_callback_on_writable LWSX_ANY_ARGUMENTS LWSX_ELSEWHERE(LWSX_SHAPE_OF_WRITABLE);
int lwsx_no_serve_http_file LWSX_ANY_ARGUMENTS LWSX_ELSEWHERE(LWSX_SHAPE_OF_FILE);
void lwsx_no_get_peer_addresses LWSX_ANY_ARGUMENTS LWSX_ELSEWHERE(LWSX_SHAPE_OF_PEER);

/* Which of them a call is, by its number of arguments: from 15 down to 1. */
#define libwebsocket_create_context(...)                                                                               \
  LWSX_NTH(__VA_ARGS__, lwsx_no_create_context, lwsx_no_create_context, lwsx_no_create_context,                        \
           lwsx_no_create_context, lwsx_legacy_libwebsocket_create_context_11,                                         \
           lwsx_legacy_libwebsocket_create_context_10, lwsx_legacy_libwebsocket_create_context_9,                      \
           lwsx_legacy_libwebsocket_create_context_8, lwsx_legacy_libwebsocket_create_context_7,                       \
           lwsx_legacy_libwebsocket_create_context_6, lwsx_no_create_context, lwsx_no_create_context,                  \
           lwsx_no_create_context, lwsx_no_create_context, lwsx_no_create_context, 0)                                  \
  (__VA_ARGS__)
#define libwebsocket_create_server(...)                                                                                \
  LWSX_NTH(__VA_ARGS__, lwsx_no_create_server, lwsx_no_create_server, lwsx_no_create_server, lwsx_no_create_server,    \
           lwsx_no_create_server, lwsx_no_create_server, lwsx_no_create_server, lwsx_no_create_server,                 \
           lwsx_no_create_server, lwsx_legacy_libwebsocket_create_server_6, lwsx_no_create_server,                     \
           lwsx_no_create_server, lwsx_no_create_server, lwsx_no_create_server, lwsx_no_create_server, 0)              \
  (__VA_ARGS__)
#define libwebsocket_client_connect(...)                                                                               \
  LWSX_NTH(__VA_ARGS__, lwsx_no_client_connect, lwsx_no_client_connect, lwsx_no_client_connect,                        \
           lwsx_no_client_connect, lwsx_no_client_connect, lwsx_no_client_connect,                                     \
           lwsx_legacy_libwebsocket_client_connect_9, lwsx_legacy_libwebsocket_client_connect_8,                       \
           lwsx_no_client_connect, lwsx_no_client_connect, lwsx_no_client_connect, lwsx_no_client_connect,             \
           lwsx_no_client_connect, lwsx_no_client_connect, lwsx_no_client_connect, 0)                                  \
  (__VA_ARGS__)
#define libwebsocket_callback_on_writable(...)                                                                         \
  LWSX_NTH(__VA_ARGS__, lwsx_no_callback_on_writable, lwsx_no_callback_on_writable, lwsx_no_callback_on_writable,      \
           lwsx_no_callback_on_writable, lwsx_no_callback_on_writable, lwsx_no_callback_on_writable,                   \
           lwsx_no_callback_on_writable, lwsx_no_callback_on_writable, lwsx_no_callback_on_writable,                   \
           lwsx_no_callback_on_writable, lwsx_no_callback_on_writable, lwsx_no_callback_on_writable,                   \
           lwsx_no_callback_on_writable, lwsx_legacy_libwebsocket_callback_on_writable_2,                              \
           lwsx_legacy_libwebsocket_callback_on_writable_1, 0)                                                         \
  (__VA_ARGS__)
#define libwebsockets_serve_http_file(...)                                                                             \
  LWSX_NTH(__VA_ARGS__, lwsx_no_serve_http_file, lwsx_no_serve_http_file, lwsx_no_serve_http_file,                     \
           lwsx_no_serve_http_file, lwsx_no_serve_http_file, lwsx_no_serve_http_file, lwsx_no_serve_http_file,         \
           lwsx_no_serve_http_file, lwsx_no_serve_http_file, lwsx_no_serve_http_file, lwsx_no_serve_http_file,         \
           lwsx_legacy_libwebsockets_serve_http_file_4, lwsx_legacy_libwebsockets_serve_http_file_3,                   \
           lwsx_no_serve_http_file, lwsx_no_serve_http_file, 0)                                                        \
  (__VA_ARGS__)
#define libwebsockets_get_peer_addresses(...)                                                                          \
  LWSX_NTH(__VA_ARGS__, lwsx_no_get_peer_addresses, lwsx_no_get_peer_addresses, lwsx_no_get_peer_addresses,            \
           lwsx_no_get_peer_addresses, lwsx_no_get_peer_addresses, lwsx_no_get_peer_addresses,                         \
           lwsx_no_get_peer_addresses, lwsx_no_get_peer_addresses, lwsx_legacy_libwebsockets_get_peer_addresses_7,     \
           lwsx_no_get_peer_addresses, lwsx_legacy_libwebsockets_get_peer_addresses_5, lwsx_no_get_peer_addresses,     \
           lwsx_no_get_peer_addresses, lwsx_no_get_peer_addresses, lwsx_no_get_peer_addresses, 0)                      \
  (__VA_ARGS__)

#endif

/* What came later, and what is not there. */
LWSX_FUNCTION_ELSEWHERE(int, libwebsockets_serve_http_file_fragment,
                        "libwebsockets_serve_http_file_fragment() is done by the library itself: leave the call out, or "
                        "use pkg-config module libwebsockets-legacy-1.3");
LWSX_FUNCTION_ELSEWHERE(int, libwebsocket_read,
                        "libwebsocket_read() was an inner function of 1.1 that is not provided: give descriptors to "
                        "libwebsocket_service_fd() instead");
#define LWSX_ERA 1
#include "../common/names.h"

#ifdef __cplusplus
}
#endif

#endif
