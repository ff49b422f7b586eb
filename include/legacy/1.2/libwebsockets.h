/*
 * libwebsockets.h for programs written for libwebsockets 1.2 to 1.22 (February to October 2013). The flags of the pkg-config
 * module libwebsockets-legacy-1.2 put it before today's header, of which it needs nothing.
 */
#ifndef LWS_RS_LEGACY_1_2_H
#define LWS_RS_LEGACY_1_2_H

#if defined(__GNUC__)
#pragma GCC system_header
#endif

#include "../common/since-1.2.h"

/* Overloads tell the shapes of calls apart, also for a program that includes this in an extern "C" of its own. */
#ifdef __cplusplus
extern "C++" {
#endif

/* For the port of the info: no server. */
#define CONTEXT_PORT_NO_LISTEN 0

/* The room that a program leaves before and behind the bytes of libwebsocket_write(); the library needs none. */
#define LWS_SEND_BUFFER_PRE_PADDING (4 + 10 + (2 * MAX_MUX_RECURSION))
#define LWS_SEND_BUFFER_POST_PADDING 4

/* For the options of the info. */
enum libwebsocket_context_options {
  LWS_SERVER_OPTION_REQUIRE_VALID_OPENSSL_CLIENT_CERT = 2,
  LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME = 4
};

/* Why a callback is called. */
enum libwebsocket_callback_reasons {
  LWS_CALLBACK_ESTABLISHED = 0,
  LWS_CALLBACK_CLIENT_CONNECTION_ERROR = 1,
  LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH = 2,
  LWS_CALLBACK_CLIENT_ESTABLISHED = 3,
  LWS_CALLBACK_CLOSED = 4,
  LWS_CALLBACK_RECEIVE = 5,
  LWS_CALLBACK_CLIENT_RECEIVE = 6,
  LWS_CALLBACK_CLIENT_RECEIVE_PONG = 7,
  LWS_CALLBACK_CLIENT_WRITEABLE = 8,
  LWS_CALLBACK_SERVER_WRITEABLE = 9,
  LWS_CALLBACK_HTTP = 10,
  LWS_CALLBACK_HTTP_FILE_COMPLETION = 11,
  LWS_CALLBACK_FILTER_NETWORK_CONNECTION = 12,
  LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION = 13,
  LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS = 14,
  LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS = 15,
  LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION = 16,
  LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER = 17,
  LWS_CALLBACK_CONFIRM_EXTENSION_OKAY = 18,
  LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED = 19,
  LWS_CALLBACK_PROTOCOL_INIT = 20,
  LWS_CALLBACK_PROTOCOL_DESTROY = 21,
  LWS_CALLBACK_ADD_POLL_FD = 22,
  LWS_CALLBACK_DEL_POLL_FD = 23,
  LWS_CALLBACK_SET_MODE_POLL_FD = 24,
  LWS_CALLBACK_CLEAR_MODE_POLL_FD = 25
};

/* What libwebsocket_write() sends. */
enum libwebsocket_write_protocol {
  LWS_WRITE_TEXT = 0,
  LWS_WRITE_BINARY = 1,
  LWS_WRITE_CONTINUATION = 2,
  LWS_WRITE_HTTP = 3,
  LWS_WRITE_CLOSE = 4,
  LWS_WRITE_PING = 5,
  LWS_WRITE_PONG = 6,
  LWS_WRITE_NO_FIN = 64,
  LWS_WRITE_CLIENT_IGNORE_XOR_MASK = 128
};

/* The headers of a request, for lws_hdr_copy(). */
enum lws_token_indexes {
  WSI_TOKEN_GET_URI = 0,
  WSI_TOKEN_HOST = 1,
  WSI_TOKEN_CONNECTION = 2,
  WSI_TOKEN_KEY1 = 3,
  WSI_TOKEN_KEY2 = 4,
  WSI_TOKEN_PROTOCOL = 5,
  WSI_TOKEN_UPGRADE = 6,
  WSI_TOKEN_ORIGIN = 7,
  WSI_TOKEN_DRAFT = 8,
  WSI_TOKEN_CHALLENGE = 9,
  WSI_TOKEN_KEY = 10,
  WSI_TOKEN_VERSION = 11,
  WSI_TOKEN_SWORIGIN = 12,
  WSI_TOKEN_EXTENSIONS = 13,
  WSI_TOKEN_ACCEPT = 14,
  WSI_TOKEN_NONCE = 15,
  WSI_TOKEN_HTTP = 16,
  WSI_TOKEN_MUXURL = 17,
  _WSI_TOKEN_CLIENT_SENT_PROTOCOLS = 18,
  _WSI_TOKEN_CLIENT_PEER_ADDRESS = 19,
  _WSI_TOKEN_CLIENT_URI = 20,
  _WSI_TOKEN_CLIENT_HOST = 21,
  _WSI_TOKEN_CLIENT_ORIGIN = 22,
  WSI_TOKEN_COUNT = 23,
  WSI_TOKEN_NAME_PART = 24,
  WSI_TOKEN_SKIPPING = 25,
  WSI_TOKEN_SKIPPING_SAW_CR = 26,
  WSI_PARSING_COMPLETE = 27,
  WSI_INIT_TOKEN_MUXURL = 28
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
  LWS_CLOSE_STATUS_TLS_FAILURE = 1015
};

/*
 * The callback of a protocol. user is the memory of the connection, of per_session_data_size bytes, zero at first; in and
 * len are what the reason comes with.
 *
 * A negative return closes the connection; of LWS_CALLBACK_HTTP and the FILTER reasons any but 0 does. In
 * LWS_CALLBACK_FILTER_NETWORK_CONNECTION and the POLL_FD reasons user is the descriptor, as a number, and len the events;
 * in LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION user is the text of the sub-protocols that the client asks for.
 */
typedef int callback_function(struct libwebsocket_context *context, struct libwebsocket *wsi,
                              enum libwebsocket_callback_reasons reason, void *user, void *in, size_t len);
typedef int extension_callback_function(struct libwebsocket_context *context, struct libwebsocket_extension *ext,
                                        struct libwebsocket *wsi,
                                        enum libwebsocket_extension_callback_reasons reason, void *user, void *in,
                                        size_t len);

/*
 * A protocol. The list ends with an entry of zeros and stays as long as the context. The library writes owning_server and
 * protocol_index.
 */
struct libwebsocket_protocols {
  const char *name;
  callback_function *callback;
  size_t per_session_data_size;
  size_t rx_buffer_size;
  struct libwebsocket_context *owning_server;
  int protocol_index;
};

/* An extension. The list that libwebsocket_get_internal_extensions() gives is of these. */
struct libwebsocket_extension {
  const char *name;
  extension_callback_function *callback;
  size_t per_session_data_size;
  void *per_context_private_data;
};

/* What a context is made from. */
struct lws_context_creation_info {
  int port;
  const char *iface;
  struct libwebsocket_protocols *protocols;
  struct libwebsocket_extension *extensions;
  const char *ssl_cert_filepath;
  const char *ssl_private_key_filepath;
  const char *ssl_ca_filepath;
  int gid;
  int uid;
  unsigned int options;
  void *user;
  int ka_time;
  int ka_probes;
  int ka_interval;
};

#define LWSX_CREATE_IN_0_3                                                                                             \
  "libwebsocket_create_context() of lws 1.2 takes one struct lws_context_creation_info: for arguments one after the other use "    \
  "pkg-config module libwebsockets-legacy-0.3 (2011 to 1.1)"
#define LWSX_SHAPE_0_3                                                                                                 \
  "no function of lws 1.2 has these arguments: those of 2011 to 1.1 are in pkg-config module libwebsockets-legacy-0.3"
#define LWSX_PEER_ADDRESSES                                                                                            \
  "libwebsockets_get_peer_addresses() of lws 1.2 takes seven arguments: with five use pkg-config module "               \
  "libwebsockets-legacy-0.3 (2011 to 1.1), and for lws_get_peer_addresses() libwebsockets-legacy-1.6"
#define LWSX_SERVE_ELSEWHERE                                                                                           \
  "libwebsockets_serve_http_file() of lws 1.2 takes context, wsi, file and type: for further headers use "             \
  "pkg-config module libwebsockets-legacy-1.3, without the context libwebsockets-legacy-2010 or -0.3"

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
extern int lws_hdr_total_length(struct libwebsocket *wsi, enum lws_token_indexes h) LWSX_SYMBOL(lwsx_legacy_1_2_hdr_total_length);
/* Copies it with a NUL: gives its length, or -1 if len is too small. */
extern int lws_hdr_copy(struct libwebsocket *wsi, char *dest, int len, enum lws_token_indexes h) LWSX_SYMBOL(lwsx_legacy_1_2_hdr_copy);
/* Sends more of a file; the library does that by itself. */
extern int libwebsockets_serve_http_file_fragment(struct libwebsocket_context *context, struct libwebsocket *wsi) LWSX_SYMBOL(lwsx_legacy_serve_http_file_fragment);
/* The extensions that the library has, for the info: with them messages are compressed where the peer agrees. */
extern struct libwebsocket_extension *libwebsocket_get_internal_extensions(void) LWSX_SYMBOL(lwsx_legacy_get_internal_extensions);
/* The memory of a connection, made now if there is none yet. */
extern void *libwebsocket_ensure_user_space(struct libwebsocket *wsi) LWSX_SYMBOL(lwsx_legacy_ensure_user_space);
/*
 * Sends len bytes: a message, a piece of one, a control frame, or (LWS_WRITE_HTTP) bytes as they stand. Nothing around
 * them is changed; the padding below may be there. LWS_WRITE_CLOSE sends a close frame, the status in the first two
 * bytes. 0: all was accepted; negative: the connection is
 * closing or broken
 */
extern int libwebsocket_write(struct libwebsocket *wsi, unsigned char *buf, size_t len,
                              enum libwebsocket_write_protocol protocol) LWSX_SYMBOL(lwsx_legacy_write_all);

#ifdef __cplusplus
}
#endif

/*
 * Makes a context, and, if info names a port, listens there. Of the info all that is not used is zero; its strings may go
 * afterwards, its protocols stay. NULL: the log says why.
 */
#ifdef __cplusplus
struct libwebsocket_context *libwebsocket_create_context(struct lws_context_creation_info *info) LWSX_SYMBOL(lwsx_legacy_1_2_create_context);
struct libwebsocket_context *libwebsocket_create_context(...) LWSX_ELSEWHERE(LWSX_CREATE_IN_0_3);
#else
extern struct libwebsocket_context *libwebsocket_create_context(struct lws_context_creation_info *info) LWSX_SYMBOL(lwsx_legacy_1_2_create_context);
extern struct libwebsocket_context *lwsx_create_context_1(struct lws_context_creation_info *info) LWSX_SYMBOL(lwsx_legacy_1_2_create_context);
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
 * Answers a request with a file; LWS_CALLBACK_HTTP_FILE_COMPLETION comes when it has gone out.
 * 0: it is on its way; not 0: return -1 from the callback.
 */
#ifdef __cplusplus
int libwebsockets_serve_http_file(struct libwebsocket_context *context, struct libwebsocket *wsi, const char *file,
    const char *content_type) LWSX_SYMBOL(lwsx_legacy_serve_http_file_4);
int libwebsockets_serve_http_file(...) LWSX_ELSEWHERE(LWSX_SERVE_ELSEWHERE);
#else
extern int libwebsockets_serve_http_file(struct libwebsocket_context *context, struct libwebsocket *wsi, const char *file,
    const char *content_type) LWSX_SYMBOL(lwsx_legacy_serve_http_file_4);
extern int lwsx_serve_http_file_4(struct libwebsocket_context *context, struct libwebsocket *wsi, const char *file,
    const char *content_type) LWSX_SYMBOL(lwsx_legacy_serve_http_file_4);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_1, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_2, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_3, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_5, LWSX_SERVE_ELSEWHERE);
LWSX_FUNCTION_ELSEWHERE(int, lwsx_serve_http_file_6, LWSX_SERVE_ELSEWHERE);
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

/* What other versions have. */
#define LWSX_ERA 2
#include "../common/names.h"

#ifdef __cplusplus
}
#endif

#endif
