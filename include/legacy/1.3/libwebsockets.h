/*
 * libwebsockets.h for programs written for libwebsockets 1.23 to 1.5 (October 2013 to December 2015). The flags of the
 * pkg-config module libwebsockets-legacy-1.3 put it before today's header, of which it needs nothing.
 *
 * Programs of 1.23 that poll by themselves, or that write the port 0 for none, add -DLWSX_LEGACY_1_23 to their build.
 */
#ifndef LWS_RS_LEGACY_1_3_H
#define LWS_RS_LEGACY_1_3_H

#if defined(__GNUC__)
#pragma GCC system_header
#endif

#include "../common/since-1.2.h"
#include "lws_config.h"

#include <netdb.h>
#include <sys/time.h>
#if defined(__has_include)
#if __has_include(<openssl/ssl.h>)
#include <openssl/ssl.h>
#endif
#endif

/* Overloads tell the shapes of calls apart, also for a program that includes this in an extern "C" of its own. */
#ifdef __cplusplus
extern "C++" {
#endif

/* For the port of the info: no server. With LWSX_LEGACY_1_23, for programs of 1.23, it is 0, as it was. */
#ifdef LWSX_LEGACY_1_23
#define CONTEXT_PORT_NO_LISTEN 0
#define LWSX_CREATE_CONTEXT lwsx_legacy_1_23_create_context
#else
#define CONTEXT_PORT_NO_LISTEN -1
#define LWSX_CREATE_CONTEXT lwsx_legacy_1_3_create_context
#endif

/* What this API has, for programs that ask. */
#define LWS_FEATURE_SERVE_HTTP_FILE_HAS_OTHER_HEADERS_ARG
#define LWS_FEATURE_PROTOCOLS_HAS_ID_FIELD
#define LWS_FEATURE_PROTOCOLS_HAS_PEER_WRITE_ALLOWANCE
#define LWS_FEATURE_SERVE_HTTP_FILE_HAS_OTHER_HEADERS_LEN

#ifndef ARRAY_SIZE
#define ARRAY_SIZE(x) (sizeof(x) / sizeof((x)[0]))
#endif

/* The room that a program leaves before and behind the bytes of libwebsocket_write(); the library needs none. */
#define _LWS_PAD_SIZE 16
#define _LWS_PAD(n) (((n) % _LWS_PAD_SIZE) ? ((n) + (_LWS_PAD_SIZE - ((n) % _LWS_PAD_SIZE))) : (n))
#define LWS_SEND_BUFFER_PRE_PADDING _LWS_PAD(4 + 10 + (2 * MAX_MUX_RECURSION))
#define LWS_SEND_BUFFER_POST_PADDING 4

#define LWSX_USE_1_23                                                                                                  \
  "this reason is of lws 1.23 and before: add -DLWSX_LEGACY_1_23 for 1.23, or use pkg-config module "                  \
  "libwebsockets-legacy-1.2 (1.2 to 1.22) or libwebsockets-legacy-0.3 (2011 to 1.1)"

/* For the options of the info. */
enum libwebsocket_context_options {
  LWS_SERVER_OPTION_REQUIRE_VALID_OPENSSL_CLIENT_CERT = 2,
  LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME = 4,
  LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT = 8,
  LWS_SERVER_OPTION_LIBEV = 16,
  LWS_SERVER_OPTION_DISABLE_IPV6 = 32,
  LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS = 64,
  LWS_SERVER_OPTION_PEER_CERT_NOT_REQUIRED = 128
};

/*
 * Why a callback is called: the numbers are those of 1.5, which are today's.
 */
enum libwebsocket_callback_reasons {
  LWS_CALLBACK_ESTABLISHED = 0,
  LWS_CALLBACK_CLIENT_CONNECTION_ERROR = 1,
  LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH = 2,
  LWS_CALLBACK_CLIENT_ESTABLISHED = 3,
  LWS_CALLBACK_CLOSED = 4,
  LWS_CALLBACK_CLOSED_HTTP = 5,
  LWS_CALLBACK_RECEIVE = 6,
  LWS_CALLBACK_RECEIVE_PONG = 7,
  LWS_CALLBACK_CLIENT_RECEIVE = 8,
  LWS_CALLBACK_CLIENT_RECEIVE_PONG = 9,
  LWS_CALLBACK_CLIENT_WRITEABLE = 10,
  LWS_CALLBACK_SERVER_WRITEABLE = 11,
  LWS_CALLBACK_HTTP = 12,
  LWS_CALLBACK_HTTP_BODY = 13,
  LWS_CALLBACK_HTTP_BODY_COMPLETION = 14,
  LWS_CALLBACK_HTTP_FILE_COMPLETION = 15,
  LWS_CALLBACK_HTTP_WRITEABLE = 16,
  LWS_CALLBACK_FILTER_NETWORK_CONNECTION = 17,
  LWS_CALLBACK_FILTER_HTTP_CONNECTION = 18,
  LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED = 19,
  LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION = 20,
  LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS = 21,
  LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS = 22,
  LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION = 23,
  LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER = 24,
  LWS_CALLBACK_CONFIRM_EXTENSION_OKAY = 25,
  LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED = 26,
  LWS_CALLBACK_PROTOCOL_INIT = 27,
  LWS_CALLBACK_PROTOCOL_DESTROY = 28,
  LWS_CALLBACK_WSI_CREATE = 29,
  LWS_CALLBACK_WSI_DESTROY = 30,
  LWS_CALLBACK_GET_THREAD_ID = 31,
  LWS_CALLBACK_ADD_POLL_FD = 32,
  LWS_CALLBACK_DEL_POLL_FD = 33,
  LWS_CALLBACK_OPENSSL_CONTEXT_REQUIRES_PRIVATE_KEY = 37,
#ifdef LWSX_LEGACY_1_23
  LWS_CALLBACK_SET_MODE_POLL_FD = 38,
  LWS_CALLBACK_CLEAR_MODE_POLL_FD = 39,
#else
  LWS_CALLBACK_CHANGE_MODE_POLL_FD = 34,
  LWS_CALLBACK_LOCK_POLL = 35,
  LWS_CALLBACK_UNLOCK_POLL = 36,
  LWS_CALLBACK_SET_MODE_POLL_FD LWSX_ELSEWHERE(LWSX_USE_1_23) = 38,
  LWS_CALLBACK_CLEAR_MODE_POLL_FD LWSX_ELSEWHERE(LWSX_USE_1_23) = 39,
#endif
  LWS_CALLBACK_USER = 1000
};

/* What LWS_CALLBACK_ADD_POLL_FD and its kin have in in: a descriptor, its events now, and those of before. */
struct libwebsocket_pollargs {
  int fd;
  int events;
  int prev_events;
};
#define libwebsocket_pollfd pollfd

/* What libwebsocket_write() sends. */
enum libwebsocket_write_protocol {
  LWS_WRITE_TEXT = 0,
  LWS_WRITE_BINARY = 1,
  LWS_WRITE_CONTINUATION = 2,
  LWS_WRITE_HTTP = 3,
  LWS_WRITE_CLOSE = 4,
  LWS_WRITE_PING = 5,
  LWS_WRITE_PONG = 6,
  LWS_WRITE_HTTP_FINAL = 7,
  LWS_WRITE_HTTP_HEADERS = 8,
  LWS_WRITE_NO_FIN = 64,
  LWS_WRITE_CLIENT_IGNORE_XOR_MASK = 128
};

/* The headers of a request, for lws_hdr_copy(). */
enum lws_token_indexes {
  WSI_TOKEN_GET_URI = 0,
  WSI_TOKEN_POST_URI = 1,
  WSI_TOKEN_OPTIONS_URI = 2,
  WSI_TOKEN_HOST = 3,
  WSI_TOKEN_CONNECTION = 4,
  WSI_TOKEN_UPGRADE = 5,
  WSI_TOKEN_ORIGIN = 6,
  WSI_TOKEN_DRAFT = 7,
  WSI_TOKEN_CHALLENGE = 8,
  WSI_TOKEN_EXTENSIONS = 9,
  WSI_TOKEN_KEY1 = 10,
  WSI_TOKEN_KEY2 = 11,
  WSI_TOKEN_PROTOCOL = 12,
  WSI_TOKEN_ACCEPT = 13,
  WSI_TOKEN_NONCE = 14,
  WSI_TOKEN_HTTP = 15,
  WSI_TOKEN_HTTP2_SETTINGS = 16,
  WSI_TOKEN_HTTP_ACCEPT = 17,
  WSI_TOKEN_HTTP_AC_REQUEST_HEADERS = 18,
  WSI_TOKEN_HTTP_IF_MODIFIED_SINCE = 19,
  WSI_TOKEN_HTTP_IF_NONE_MATCH = 20,
  WSI_TOKEN_HTTP_ACCEPT_ENCODING = 21,
  WSI_TOKEN_HTTP_ACCEPT_LANGUAGE = 22,
  WSI_TOKEN_HTTP_PRAGMA = 23,
  WSI_TOKEN_HTTP_CACHE_CONTROL = 24,
  WSI_TOKEN_HTTP_AUTHORIZATION = 25,
  WSI_TOKEN_HTTP_COOKIE = 26,
  WSI_TOKEN_HTTP_CONTENT_LENGTH = 27,
  WSI_TOKEN_HTTP_CONTENT_TYPE = 28,
  WSI_TOKEN_HTTP_DATE = 29,
  WSI_TOKEN_HTTP_RANGE = 30,
  WSI_TOKEN_HTTP_REFERER = 31,
  WSI_TOKEN_KEY = 32,
  WSI_TOKEN_VERSION = 33,
  WSI_TOKEN_SWORIGIN = 34,
  WSI_TOKEN_HTTP_COLON_AUTHORITY = 35,
  WSI_TOKEN_HTTP_COLON_METHOD = 36,
  WSI_TOKEN_HTTP_COLON_PATH = 37,
  WSI_TOKEN_HTTP_COLON_SCHEME = 38,
  WSI_TOKEN_HTTP_COLON_STATUS = 39,
  WSI_TOKEN_HTTP_ACCEPT_CHARSET = 40,
  WSI_TOKEN_HTTP_ACCEPT_RANGES = 41,
  WSI_TOKEN_HTTP_ACCESS_CONTROL_ALLOW_ORIGIN = 42,
  WSI_TOKEN_HTTP_AGE = 43,
  WSI_TOKEN_HTTP_ALLOW = 44,
  WSI_TOKEN_HTTP_CONTENT_DISPOSITION = 45,
  WSI_TOKEN_HTTP_CONTENT_ENCODING = 46,
  WSI_TOKEN_HTTP_CONTENT_LANGUAGE = 47,
  WSI_TOKEN_HTTP_CONTENT_LOCATION = 48,
  WSI_TOKEN_HTTP_CONTENT_RANGE = 49,
  WSI_TOKEN_HTTP_ETAG = 50,
  WSI_TOKEN_HTTP_EXPECT = 51,
  WSI_TOKEN_HTTP_EXPIRES = 52,
  WSI_TOKEN_HTTP_FROM = 53,
  WSI_TOKEN_HTTP_IF_MATCH = 54,
  WSI_TOKEN_HTTP_IF_RANGE = 55,
  WSI_TOKEN_HTTP_IF_UNMODIFIED_SINCE = 56,
  WSI_TOKEN_HTTP_LAST_MODIFIED = 57,
  WSI_TOKEN_HTTP_LINK = 58,
  WSI_TOKEN_HTTP_LOCATION = 59,
  WSI_TOKEN_HTTP_MAX_FORWARDS = 60,
  WSI_TOKEN_HTTP_PROXY_AUTHENTICATE = 61,
  WSI_TOKEN_HTTP_PROXY_AUTHORIZATION = 62,
  WSI_TOKEN_HTTP_REFRESH = 63,
  WSI_TOKEN_HTTP_RETRY_AFTER = 64,
  WSI_TOKEN_HTTP_SERVER = 65,
  WSI_TOKEN_HTTP_SET_COOKIE = 66,
  WSI_TOKEN_HTTP_STRICT_TRANSPORT_SECURITY = 67,
  WSI_TOKEN_HTTP_TRANSFER_ENCODING = 68,
  WSI_TOKEN_HTTP_USER_AGENT = 69,
  WSI_TOKEN_HTTP_VARY = 70,
  WSI_TOKEN_HTTP_VIA = 71,
  WSI_TOKEN_HTTP_WWW_AUTHENTICATE = 72,
  WSI_TOKEN_PROXY = 73,
  WSI_TOKEN_PATCH_URI = 74,
  WSI_TOKEN_PUT_URI = 75,
  WSI_TOKEN_DELETE_URI = 76,
  WSI_TOKEN_HTTP_URI_ARGS = 77,
  _WSI_TOKEN_CLIENT_SENT_PROTOCOLS = 78,
  _WSI_TOKEN_CLIENT_PEER_ADDRESS = 79,
  _WSI_TOKEN_CLIENT_URI = 80,
  _WSI_TOKEN_CLIENT_HOST = 81,
  _WSI_TOKEN_CLIENT_ORIGIN = 82,
  WSI_TOKEN_COUNT = 83,
  WSI_TOKEN_NAME_PART = 84,
  WSI_TOKEN_SKIPPING = 85,
  WSI_TOKEN_SKIPPING_SAW_CR = 86,
  WSI_PARSING_COMPLETE = 87,
  WSI_INIT_TOKEN_MUXURL = 88,
  WSI_TOKEN_MUXURL = 78
};

/* How long headers may be, for the info: a header that is longer ends its connection. 0 for the library's own limit. */
struct lws_token_limits {
  unsigned short token_limit[WSI_TOKEN_COUNT];
};

/* Why a websocket is closed. */
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
  LWS_CLOSE_STATUS_TLS_FAILURE = 1015,
  LWS_CLOSE_STATUS_NOSTATUS_CONTEXT_DESTROY = 9999
};

/* The status of a response. */
enum http_status {
  HTTP_STATUS_OK = 200,
  HTTP_STATUS_NO_CONTENT = 204,
  HTTP_STATUS_BAD_REQUEST = 400,
  HTTP_STATUS_UNAUTHORIZED = 401,
  HTTP_STATUS_PAYMENT_REQUIRED = 402,
  HTTP_STATUS_FORBIDDEN = 403,
  HTTP_STATUS_NOT_FOUND = 404,
  HTTP_STATUS_METHOD_NOT_ALLOWED = 405,
  HTTP_STATUS_NOT_ACCEPTABLE = 406,
  HTTP_STATUS_PROXY_AUTH_REQUIRED = 407,
  HTTP_STATUS_REQUEST_TIMEOUT = 408,
  HTTP_STATUS_CONFLICT = 409,
  HTTP_STATUS_GONE = 410,
  HTTP_STATUS_LENGTH_REQUIRED = 411,
  HTTP_STATUS_PRECONDITION_FAILED = 412,
  HTTP_STATUS_REQ_ENTITY_TOO_LARGE = 413,
  HTTP_STATUS_REQ_URI_TOO_LONG = 414,
  HTTP_STATUS_UNSUPPORTED_MEDIA_TYPE = 415,
  HTTP_STATUS_REQ_RANGE_NOT_SATISFIABLE = 416,
  HTTP_STATUS_EXPECTATION_FAILED = 417,
  HTTP_STATUS_INTERNAL_SERVER_ERROR = 500,
  HTTP_STATUS_NOT_IMPLEMENTED = 501,
  HTTP_STATUS_BAD_GATEWAY = 502,
  HTTP_STATUS_SERVICE_UNAVAILABLE = 503,
  HTTP_STATUS_GATEWAY_TIMEOUT = 504,
  HTTP_STATUS_HTTP_VERSION_NOT_SUPPORTED = 505
};

/* What libwebsocket_set_timeout() waits for. */
enum pending_timeout {
  NO_PENDING_TIMEOUT = 0,
  PENDING_TIMEOUT_AWAITING_PROXY_RESPONSE = 1,
  PENDING_TIMEOUT_AWAITING_CONNECT_RESPONSE = 2,
  PENDING_TIMEOUT_ESTABLISH_WITH_SERVER = 3,
  PENDING_TIMEOUT_AWAITING_SERVER_RESPONSE = 4,
  PENDING_TIMEOUT_AWAITING_PING = 5,
  PENDING_TIMEOUT_CLOSE_ACK = 6,
  PENDING_TIMEOUT_AWAITING_EXTENSION_CONNECT_RESPONSE = 7,
  PENDING_TIMEOUT_SENT_CLIENT_HANDSHAKE = 8,
  PENDING_TIMEOUT_SSL_ACCEPT = 9,
  PENDING_TIMEOUT_HTTP_CONTENT = 10,
  PENDING_TIMEOUT_AWAITING_CLIENT_HS_SEND = 11,
  PENDING_FLUSH_STORED_SEND_BEFORE_CLOSE = 12
};

/*
 * The callback of a protocol. user is the memory of the connection, of per_session_data_size bytes, zero at first; in and
 * len are what the reason comes with.
 *
 * A negative return closes the connection; of all reasons but RECEIVE and ESTABLISHED any but 0 does. In
 * LWS_CALLBACK_FILTER_NETWORK_CONNECTION in is the descriptor, as a number; in LWS_CALLBACK_ADD_POLL_FD and its kin, a
 * struct libwebsocket_pollargs (with LWSX_LEGACY_1_23 the descriptor, with the events in len).
 */
typedef int callback_function(struct libwebsocket_context *context, struct libwebsocket *wsi,
                              enum libwebsocket_callback_reasons reason, void *user, void *in, size_t len);
typedef int extension_callback_function(struct libwebsocket_context *context, struct libwebsocket_extension *ext,
                                        struct libwebsocket *wsi,
                                        enum libwebsocket_extension_callback_reasons reason, void *user, void *in,
                                        size_t len);

/*
 * A protocol. The list ends with an entry of zeros and stays as long as the context. The library writes owning_server and
 * protocol_index. Until 1.3 no_buffer_all_partial_tx stood where id is; it changes nothing.
 */
struct libwebsocket_protocols {
  const char *name;
  callback_function *callback;
  size_t per_session_data_size;
  size_t rx_buffer_size;
  unsigned int id;
  void *user;
  struct libwebsocket_context *owning_server;
  int protocol_index;
};
#define no_buffer_all_partial_tx id

/* An extension. The list that libwebsocket_get_internal_extensions() gives is of these. */
struct libwebsocket_extension {
  const char *name;
  extension_callback_function *callback;
  size_t per_session_data_size;
  void *per_context_private_data;
};

/* What a context is made from: all that was in it from 1.23 to 1.5, in the order of 1.5. */
struct lws_context_creation_info {
  int port;
  const char *iface;
  struct libwebsocket_protocols *protocols;
  struct libwebsocket_extension *extensions;
  struct lws_token_limits *token_limits;
  const char *ssl_private_key_password;
  const char *ssl_cert_filepath;
  const char *ssl_private_key_filepath;
  const char *ssl_ca_filepath;
  const char *ssl_cipher_list;
  const char *http_proxy_address;
  unsigned int http_proxy_port;
  int gid;
  int uid;
  unsigned int options;
  void *user;
  int ka_time;
  int ka_probes;
  int ka_interval;
  struct ssl_ctx_st *provided_client_ssl_ctx;
};

#define LWSX_CREATE_IN_0_3                                                                                             \
  "libwebsocket_create_context() of lws 1.3 takes one struct lws_context_creation_info: for arguments one after the other use "    \
  "pkg-config module libwebsockets-legacy-0.3 (2011 to 1.1)"
#define LWSX_SHAPE_0_3                                                                                                 \
  "no function of lws 1.3 has these arguments: those of 2011 to 1.1 are in pkg-config module libwebsockets-legacy-0.3"
#define LWSX_PEER_ADDRESSES                                                                                            \
  "libwebsockets_get_peer_addresses() of lws 1.3 takes seven arguments: with five use pkg-config module "               \
  "libwebsockets-legacy-0.3 (2011 to 1.1), and for lws_get_peer_addresses() libwebsockets-legacy-1.6"
#define LWSX_HEADER_1_6                                                                                                \
  "in lws 1.4 and 1.5 the context comes first: without it this function is of 1.6 and later, for which there is "      \
  "pkg-config module libwebsockets-legacy-1.6"
#define LWSX_SERVE_ELSEWHERE                                                                                           \
  "libwebsockets_serve_http_file() of lws 1.23 to 1.5 takes context, wsi, file, type, and headers with their length: " \
  "without the context use pkg-config module libwebsockets-legacy-2010 or libwebsockets-legacy-0.3"

#ifdef __cplusplus
extern "C" {
#endif

/* Takes a context down: its connections are closed and told so. Inside of a callback it happens when
 * libwebsocket_service() returns, which then returns a negative number. */
extern void libwebsocket_context_destroy(struct libwebsocket_context *context) LWSX_SYMBOL(lwsx_legacy_context_destroy);
/* Waits for something to happen, for at most timeout_ms (0 not at all, negative as long as it takes), and works on
 * it. 0 to go on; negative when the context is gone or cannot be serviced. */
extern int libwebsocket_service(struct libwebsocket_context *context, int timeout_ms) LWSX_SYMBOL(lwsx_legacy_service);
/* Works on one descriptor that a poll of the program's own reported; NULL for what is due. */
extern int libwebsocket_service_fd(struct libwebsocket_context *context, struct pollfd *pollfd) LWSX_SYMBOL(lwsx_legacy_service_fd);
/* The user member of the info that the context was made with. */
extern void *libwebsocket_context_user(struct libwebsocket_context *context) LWSX_SYMBOL(lwsx_legacy_context_user);
/* The protocol of a connection, which is an entry of the program's own list. */
extern const struct libwebsocket_protocols *libwebsockets_get_protocol(struct libwebsocket *wsi) LWSX_SYMBOL(lwsx_legacy_get_protocol);
/* Asks for WRITEABLE on all connections of a protocol. Any thread may call it. */
extern int libwebsocket_callback_on_writable_all_protocol(const struct libwebsocket_protocols *protocol) LWSX_SYMBOL(lwsx_legacy_callback_on_writable_all_protocol);
/* The descriptor of a connection, or -1. */
extern int libwebsocket_get_socket_fd(struct libwebsocket *wsi) LWSX_SYMBOL(lws_get_socket_fd);
/* In RECEIVE: whether these bytes end their message. */
extern int libwebsocket_is_final_fragment(struct libwebsocket *wsi) LWSX_SYMBOL(lws_is_final_fragment);
/* In RECEIVE: the reserved bits of the frame. */
extern unsigned char libwebsocket_get_reserved_bits(struct libwebsocket *wsi) LWSX_SYMBOL(lws_get_reserved_bits);
/* Stops (0) or resumes (1) reception. */
extern int libwebsocket_rx_flow_control(struct libwebsocket *wsi, int enable) LWSX_SYMBOL(lws_rx_flow_control);
/* In RECEIVE: how many bytes of the frame are still to come. */
extern size_t libwebsockets_remaining_packet_payload(struct libwebsocket *wsi) LWSX_SYMBOL(lws_remaining_packet_payload);
/* The name of this machine. */
extern const char *libwebsocket_canonical_hostname(struct libwebsocket_context *context) LWSX_SYMBOL(lws_canonical_hostname);
/* Fills buf with random bytes; gives how many. */
extern int libwebsockets_get_random(struct libwebsocket_context *context, void *buf, int len) LWSX_SYMBOL(lwsx_legacy_get_random);
/* Goes to the background, with its process number in this file. 0, or the process ends. */
extern int lws_daemonize(const char *_lock_path) LWSX_SYMBOL(lws_daemonize);
/* Whether bytes wait because the peer does not take them. */
extern int lws_send_pipe_choked(struct libwebsocket *wsi) LWSX_SYMBOL(lws_send_pipe_choked);
/* In RECEIVE: whether the message is a binary one. */
extern int lws_frame_is_binary(struct libwebsocket *wsi) LWSX_SYMBOL(lws_frame_is_binary);
/* The SHA-1 of n bytes, 20 bytes at md. */
extern unsigned char *libwebsockets_SHA1(const unsigned char *d, size_t n, unsigned char *md) LWSX_SYMBOL(lws_SHA1);
/* Base64, with a NUL: gives the length of the text, or -1 if it does not fit. */
extern int lws_b64_encode_string(const char *in, int in_len, char *out, int out_size) LWSX_SYMBOL(lws_b64_encode_string);
/* Back again, with a NUL: gives the length, or -1. */
extern int lws_b64_decode_string(const char *in, char *out, int out_size) LWSX_SYMBOL(lws_b64_decode_string);
/* The version of this library as text. */
extern const char *lws_get_library_version(void) LWSX_SYMBOL(lws_get_library_version);
/* The length of a header of the request, in callbacks about the request; 0 if it is not there. */
extern int lws_hdr_total_length(struct libwebsocket *wsi, enum lws_token_indexes h) LWSX_SYMBOL(lwsx_legacy_1_3_hdr_total_length);
/* Copies it with a NUL: gives its length, or -1 if len is too small. */
extern int lws_hdr_copy(struct libwebsocket *wsi, char *dest, int len, enum lws_token_indexes h) LWSX_SYMBOL(lwsx_legacy_1_3_hdr_copy);
/* Sends more of a file; the library does that by itself. */
extern int libwebsockets_serve_http_file_fragment(struct libwebsocket_context *context, struct libwebsocket *wsi) LWSX_SYMBOL(lwsx_legacy_serve_http_file_fragment);
/* The extensions that the library has, for the info: with them messages are compressed where the peer agrees. */
extern struct libwebsocket_extension *libwebsocket_get_internal_extensions(void) LWSX_SYMBOL(lwsx_legacy_get_internal_extensions);
/*
 * Sends len bytes: a message, a piece of one, a control frame, or (LWS_WRITE_HTTP) bytes as they stand. Nothing around
 * them is changed; the padding below may be there. LWS_WRITE_CLOSE sends a close frame, the status in the first two
 * bytes. How many bytes were accepted,
 * which is len; negative: the connection is closing or broken
 */
extern int libwebsocket_write(struct libwebsocket *wsi, unsigned char *buf, size_t len,
                              enum libwebsocket_write_protocol protocol) LWSX_SYMBOL(lwsx_legacy_1_3_write);
#define libwebsocket_write_http(wsi, buf, len) libwebsocket_write(wsi, (unsigned char *)(buf), len, LWS_WRITE_HTTP)
/* Ends the wait of libwebsocket_service(); from any thread, and from a signal handler. */
extern void libwebsocket_cancel_service(struct libwebsocket_context *context) LWSX_SYMBOL(lws_cancel_service);
/* Gives a reason to each connection of a protocol. 0, or -1. */
extern int libwebsocket_callback_all_protocol(const struct libwebsocket_protocols *protocol, int reason) LWSX_SYMBOL(lwsx_legacy_callback_all_protocol);
/* Resumes reception on all connections of a protocol. */
extern void libwebsocket_rx_flow_allow_all_protocol(const struct libwebsocket_protocols *protocol) LWSX_SYMBOL(lwsx_legacy_rx_flow_allow_all_protocol);
/* Sets the HTTP proxy, host:port, of client connections. 0, or -1 if it is none. */
extern int libwebsocket_set_proxy(struct libwebsocket_context *context, const char *proxy) LWSX_SYMBOL(lwsx_legacy_set_proxy);
/* Closes the connection in so many seconds, unless NO_PENDING_TIMEOUT is set before. */
extern void libwebsocket_set_timeout(struct libwebsocket *wsi, enum pending_timeout reason, int secs) LWSX_SYMBOL(lws_set_timeout);
/* Answers with a status and a small page, of which html_body is the text, or NULL. */
extern int libwebsockets_return_http_status(struct libwebsocket_context *context, struct libwebsocket *wsi, unsigned int code,
    const char *html_body) LWSX_SYMBOL(lwsx_legacy_return_http_status);
/* The answer is complete, and the next request may come. Not 0: return -1 from the callback. */
extern int lws_http_transaction_completed(struct libwebsocket *wsi) LWSX_SYMBOL(lws_http_transaction_completed);
/* How much the peer takes where it says so; (size_t)-1, since it does not. */
extern size_t lws_get_peer_write_allowance(struct libwebsocket *wsi) LWSX_SYMBOL(lws_get_peer_write_allowance);
/* Whether bytes of an earlier write still wait. */
extern int lws_partial_buffered(struct libwebsocket *wsi) LWSX_SYMBOL(lws_partial_buffered);
/* Whether the connection is a TLS one. */
extern int lws_is_ssl(struct libwebsocket *wsi) LWSX_SYMBOL(lws_is_ssl);
/* The name of a header with its colon, or NULL. */
extern const unsigned char *lws_token_to_string(enum lws_token_indexes token) LWSX_SYMBOL(lwsx_legacy_1_3_token_to_string);
/* The function that allocates (ptr NULL), resizes, and frees (size 0). */
extern void lws_set_allocator(void *(*realloc)(void *ptr, size_t size)) LWSX_SYMBOL(lwsx_legacy_set_allocator);

/*
 * libev: libwebsocket_initloop() has the program's loop drive the context, or (NULL) one of the library's own, which
 * libwebsocket_service() runs and whose signals libwebsocket_sigint_cfg() is for. 0, or -1.
 */
struct ev_loop;
struct ev_signal;
typedef void lws_ev_signal_cb(struct ev_loop *loop, struct ev_signal *watcher, int revents);
extern int libwebsocket_sigint_cfg(struct libwebsocket_context *context, int use_ev_sigint, lws_ev_signal_cb *cb)
    LWSX_SYMBOL(lwsx_legacy_1_6_uv_sigint_cfg);
extern int libwebsocket_initloop(struct libwebsocket_context *context, struct ev_loop *loop)
    LWSX_SYMBOL(lwsx_legacy_initloop);

#ifdef __cplusplus
}
#endif

/*
 * Makes a context, and, if info names a port, listens there. Of the info all that is not used is zero; its strings may go
 * afterwards, its protocols stay. NULL: the log says why.
 */
#ifdef __cplusplus
struct libwebsocket_context *libwebsocket_create_context(struct lws_context_creation_info *info) LWSX_SYMBOL(LWSX_CREATE_CONTEXT);
struct libwebsocket_context *libwebsocket_create_context(...) LWSX_ELSEWHERE(LWSX_CREATE_IN_0_3);
#else
extern struct libwebsocket_context *libwebsocket_create_context(struct lws_context_creation_info *info) LWSX_SYMBOL(LWSX_CREATE_CONTEXT);
extern struct libwebsocket_context *lwsx_create_context_1(struct lws_context_creation_info *info) LWSX_SYMBOL(LWSX_CREATE_CONTEXT);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_2, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_3, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_4, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_5, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_6, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_7, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_8, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_9, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_10, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_11, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_12, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_13, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_14, LWSX_CREATE_IN_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket_context *, lwsx_create_context_15, LWSX_CREATE_IN_0_3);
#define libwebsocket_create_context(...) LWSX_COUNTED(lwsx_create_context_, __VA_ARGS__)(__VA_ARGS__)
#endif

/* Asks for a WRITEABLE callback as soon as the connection takes bytes. Any thread may call it. */
#ifdef __cplusplus
int libwebsocket_callback_on_writable(struct libwebsocket_context *context, struct libwebsocket *wsi) LWSX_SYMBOL(lwsx_legacy_callback_on_writable_2);
int libwebsocket_callback_on_writable(...) LWSX_ELSEWHERE(LWSX_SHAPE_0_3);
#else
extern int libwebsocket_callback_on_writable(struct libwebsocket_context *context, struct libwebsocket *wsi) LWSX_SYMBOL(lwsx_legacy_callback_on_writable_2);
extern int lwsx_callback_on_writable_2(struct libwebsocket_context *context, struct libwebsocket *wsi) LWSX_SYMBOL(lwsx_legacy_callback_on_writable_2);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_1, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_3, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_4, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_5, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_6, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_7, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_8, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_9, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_10, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_11, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_12, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_13, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_14, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_callback_on_writable_15, LWSX_SHAPE_0_3);
#define libwebsocket_callback_on_writable(...) LWSX_COUNTED(lwsx_callback_on_writable_, __VA_ARGS__)(__VA_ARGS__)
#endif

/*
 * Writes the peer's address as text to name and to rip. fd is the descriptor of the connection; the others are not looked
 * at.
 */
#ifdef __cplusplus
void libwebsockets_get_peer_addresses(struct libwebsocket_context *context, struct libwebsocket *wsi, int fd, char *name,
    int name_len, char *rip, int rip_len) LWSX_SYMBOL(lwsx_legacy_get_peer_addresses_7);
void libwebsockets_get_peer_addresses(...) LWSX_ELSEWHERE(LWSX_PEER_ADDRESSES);
#else
extern void libwebsockets_get_peer_addresses(struct libwebsocket_context *context, struct libwebsocket *wsi, int fd, char *name,
    int name_len, char *rip, int rip_len) LWSX_SYMBOL(lwsx_legacy_get_peer_addresses_7);
extern void lwsx_get_peer_addresses_7(struct libwebsocket_context *context, struct libwebsocket *wsi, int fd, char *name,
    int name_len, char *rip, int rip_len) LWSX_SYMBOL(lwsx_legacy_get_peer_addresses_7);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_1, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_2, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_3, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_4, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_5, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_6, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_8, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_9, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_10, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_11, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_12, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_13, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_14, LWSX_PEER_ADDRESSES);
LWSX_FUNCTION_ELSEWHERE(void, lwsx_get_peer_addresses_15, LWSX_PEER_ADDRESSES);
#define libwebsockets_get_peer_addresses(...) LWSX_COUNTED(lwsx_get_peer_addresses_, __VA_ARGS__)(__VA_ARGS__)
#endif

/*
 * Connects to a server as a websocket. ssl_connection: 0, 1 for TLS, 2 for TLS with any certificate. host is for the Host
 * header, NULL for address; origin may be NULL; protocol lists the sub-protocols to ask for, or is NULL. What comes of it
 * is told in callbacks of the first of them that the program has. NULL: it could not be begun.
 */
#ifdef __cplusplus
struct libwebsocket *libwebsocket_client_connect(struct libwebsocket_context *context, const char *address, int port, int ssl_connection, const char *path,
    const char *host, const char *origin, const char *protocol, int ietf_version_or_minus_one) LWSX_SYMBOL(lwsx_legacy_client_connect_9);
struct libwebsocket *libwebsocket_client_connect(...) LWSX_ELSEWHERE(LWSX_SHAPE_0_3);
#else
extern struct libwebsocket *libwebsocket_client_connect(struct libwebsocket_context *context, const char *address, int port, int ssl_connection, const char *path,
    const char *host, const char *origin, const char *protocol, int ietf_version_or_minus_one) LWSX_SYMBOL(lwsx_legacy_client_connect_9);
extern struct libwebsocket *lwsx_client_connect_9(struct libwebsocket_context *context, const char *address, int port, int ssl_connection, const char *path,
    const char *host, const char *origin, const char *protocol, int ietf_version_or_minus_one) LWSX_SYMBOL(lwsx_legacy_client_connect_9);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_1, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_2, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_3, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_4, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_5, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_6, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_7, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_8, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_10, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_11, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_12, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_13, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_14, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_15, LWSX_SHAPE_0_3);
#define libwebsocket_client_connect(...) LWSX_COUNTED(lwsx_client_connect_, __VA_ARGS__)(__VA_ARGS__)
#endif

/* The same with what the callbacks get as user; NULL for memory of the library's. */
#ifdef __cplusplus
struct libwebsocket *libwebsocket_client_connect_extended(struct libwebsocket_context *context, const char *address, int port, int ssl_connection, const char *path,
    const char *host, const char *origin, const char *protocol, int ietf_version_or_minus_one,
    void *userdata) LWSX_SYMBOL(lwsx_legacy_client_connect_extended);
struct libwebsocket *libwebsocket_client_connect_extended(...) LWSX_ELSEWHERE(LWSX_SHAPE_0_3);
#else
extern struct libwebsocket *libwebsocket_client_connect_extended(struct libwebsocket_context *context, const char *address, int port, int ssl_connection, const char *path,
    const char *host, const char *origin, const char *protocol, int ietf_version_or_minus_one,
    void *userdata) LWSX_SYMBOL(lwsx_legacy_client_connect_extended);
extern struct libwebsocket *lwsx_client_connect_extended_10(struct libwebsocket_context *context, const char *address, int port, int ssl_connection, const char *path,
    const char *host, const char *origin, const char *protocol, int ietf_version_or_minus_one,
    void *userdata) LWSX_SYMBOL(lwsx_legacy_client_connect_extended);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_1, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_2, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_3, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_4, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_5, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_6, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_7, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_8, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_9, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_11, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_12, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_13, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_14, LWSX_SHAPE_0_3);
LWSX_FUNCTION_ELSEWHERE(struct libwebsocket *, lwsx_client_connect_extended_15, LWSX_SHAPE_0_3);
#define libwebsocket_client_connect_extended(...) LWSX_COUNTED(lwsx_client_connect_extended_, __VA_ARGS__)(__VA_ARGS__)
#endif

/*
 * Answers a request with a file; other_headers are further lines of its head, each with its end.
 * LWS_CALLBACK_HTTP_FILE_COMPLETION comes when it has gone out.
 * 0: it is on its way; not 0: return -1 from the callback.
 */
#ifdef __cplusplus
int libwebsockets_serve_http_file(struct libwebsocket_context *context, struct libwebsocket *wsi, const char *file,
    const char *content_type) LWSX_SYMBOL(lwsx_legacy_serve_http_file_4);
int libwebsockets_serve_http_file(struct libwebsocket_context *context, struct libwebsocket *wsi, const char *file,
    const char *content_type, const char *other_headers) LWSX_SYMBOL(lwsx_legacy_serve_http_file_5);
int libwebsockets_serve_http_file(struct libwebsocket_context *context, struct libwebsocket *wsi, const char *file,
    const char *content_type, const char *other_headers, int other_headers_len) LWSX_SYMBOL(lwsx_legacy_serve_http_file_6);
int libwebsockets_serve_http_file(...) LWSX_ELSEWHERE(LWSX_SERVE_ELSEWHERE);
#else
extern int libwebsockets_serve_http_file(struct libwebsocket_context *context, struct libwebsocket *wsi, const char *file,
    const char *content_type, const char *other_headers, int other_headers_len) LWSX_SYMBOL(lwsx_legacy_serve_http_file_6);
extern int lwsx_serve_http_file_4(struct libwebsocket_context *context, struct libwebsocket *wsi, const char *file,
    const char *content_type) LWSX_SYMBOL(lwsx_legacy_serve_http_file_4);
extern int lwsx_serve_http_file_5(struct libwebsocket_context *context, struct libwebsocket *wsi, const char *file,
    const char *content_type, const char *other_headers) LWSX_SYMBOL(lwsx_legacy_serve_http_file_5);
extern int lwsx_serve_http_file_6(struct libwebsocket_context *context, struct libwebsocket *wsi, const char *file,
    const char *content_type, const char *other_headers, int other_headers_len) LWSX_SYMBOL(lwsx_legacy_serve_http_file_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_1, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_2, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_3, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_7, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_8, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_9, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_10, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_11, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_12, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_13, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_14, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_15, LWSX_SERVE_ELSEWHERE);
#define libwebsockets_serve_http_file(...) LWSX_COUNTED(lwsx_serve_http_file_, __VA_ARGS__)(__VA_ARGS__)
#endif

/*
 * Writes a line of a response's head to *p, which moves on; end is the end of the buffer. 0, or 1 if it does not fit.
 */
#ifdef __cplusplus
int lws_add_http_header_by_name(struct libwebsocket_context *context, struct libwebsocket *wsi, const unsigned char *name,
    const unsigned char *value, int length, unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_by_name);
int lws_add_http_header_by_name(...) LWSX_ELSEWHERE(LWSX_HEADER_1_6);
#else
extern int lws_add_http_header_by_name(struct libwebsocket_context *context, struct libwebsocket *wsi, const unsigned char *name,
    const unsigned char *value, int length, unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_by_name);
extern int lwsx_add_http_header_by_name_7(struct libwebsocket_context *context, struct libwebsocket *wsi, const unsigned char *name,
    const unsigned char *value, int length, unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_by_name);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_1, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_2, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_3, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_4, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_5, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_6, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_8, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_9, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_10, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_11, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_12, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_13, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_14, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_name_15, LWSX_HEADER_1_6);
#define lws_add_http_header_by_name(...) LWSX_COUNTED(lwsx_add_http_header_by_name_, __VA_ARGS__)(__VA_ARGS__)
#endif
#ifdef __cplusplus
int lws_add_http_header_by_token(struct libwebsocket_context *context, struct libwebsocket *wsi, enum lws_token_indexes token,
    const unsigned char *value, int length, unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_by_token);
int lws_add_http_header_by_token(...) LWSX_ELSEWHERE(LWSX_HEADER_1_6);
#else
extern int lws_add_http_header_by_token(struct libwebsocket_context *context, struct libwebsocket *wsi, enum lws_token_indexes token,
    const unsigned char *value, int length, unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_by_token);
extern int lwsx_add_http_header_by_token_7(struct libwebsocket_context *context, struct libwebsocket *wsi, enum lws_token_indexes token,
    const unsigned char *value, int length, unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_by_token);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_1, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_2, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_3, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_4, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_5, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_6, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_8, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_9, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_10, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_11, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_12, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_13, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_14, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_by_token_15, LWSX_HEADER_1_6);
#define lws_add_http_header_by_token(...) LWSX_COUNTED(lwsx_add_http_header_by_token_, __VA_ARGS__)(__VA_ARGS__)
#endif
#ifdef __cplusplus
int lws_add_http_header_content_length(struct libwebsocket_context *context, struct libwebsocket *wsi, unsigned long content_length,
    unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_content_length);
int lws_add_http_header_content_length(...) LWSX_ELSEWHERE(LWSX_HEADER_1_6);
#else
extern int lws_add_http_header_content_length(struct libwebsocket_context *context, struct libwebsocket *wsi, unsigned long content_length,
    unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_content_length);
extern int lwsx_add_http_header_content_length_5(struct libwebsocket_context *context, struct libwebsocket *wsi, unsigned long content_length,
    unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_content_length);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_1, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_2, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_3, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_4, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_6, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_7, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_8, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_9, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_10, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_11, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_12, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_13, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_14, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_content_length_15, LWSX_HEADER_1_6);
#define lws_add_http_header_content_length(...) LWSX_COUNTED(lwsx_add_http_header_content_length_, __VA_ARGS__)(__VA_ARGS__)
#endif
#ifdef __cplusplus
int lws_add_http_header_status(struct libwebsocket_context *context, struct libwebsocket *wsi, unsigned int code,
    unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_status);
int lws_add_http_header_status(...) LWSX_ELSEWHERE(LWSX_HEADER_1_6);
#else
extern int lws_add_http_header_status(struct libwebsocket_context *context, struct libwebsocket *wsi, unsigned int code,
    unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_status);
extern int lwsx_add_http_header_status_5(struct libwebsocket_context *context, struct libwebsocket *wsi, unsigned int code,
    unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_add_http_header_status);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_1, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_2, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_3, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_4, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_6, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_7, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_8, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_9, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_10, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_11, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_12, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_13, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_14, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_add_http_header_status_15, LWSX_HEADER_1_6);
#define lws_add_http_header_status(...) LWSX_COUNTED(lwsx_add_http_header_status_, __VA_ARGS__)(__VA_ARGS__)
#endif
#ifdef __cplusplus
int lws_finalize_http_header(struct libwebsocket_context *context, struct libwebsocket *wsi, unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_finalize_http_header);
int lws_finalize_http_header(...) LWSX_ELSEWHERE(LWSX_HEADER_1_6);
#else
extern int lws_finalize_http_header(struct libwebsocket_context *context, struct libwebsocket *wsi, unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_finalize_http_header);
extern int lwsx_finalize_http_header_4(struct libwebsocket_context *context, struct libwebsocket *wsi, unsigned char **p, unsigned char *end) LWSX_SYMBOL(lwsx_legacy_finalize_http_header);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_1, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_2, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_3, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_5, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_6, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_7, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_8, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_9, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_10, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_11, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_12, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_13, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_14, LWSX_HEADER_1_6);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_finalize_http_header_15, LWSX_HEADER_1_6);
#define lws_finalize_http_header(...) LWSX_COUNTED(lwsx_finalize_http_header_, __VA_ARGS__)(__VA_ARGS__)
#endif

/* What other versions have. */
#define LWSX_ERA 3
#include "../common/names.h"

#ifdef __cplusplus
}
#endif

#endif
