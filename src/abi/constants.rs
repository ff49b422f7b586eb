//! Options, log levels, timeouts and other constants of the context and of connections.

use super::*;
use core::ffi::{c_int, c_uint};

/// What a connection's time limit is for. Programs use PENDING_TIMEOUT_USER_OK, or numbers from
/// PENDING_TIMEOUT_USER_REASON_BASE on.
pub type pending_timeout = c_int;
/// No limit: with it, `lws_set_timeout` removes the limit.
pub const NO_PENDING_TIMEOUT: pending_timeout = 0;
/// A proxy has to answer.
pub const PENDING_TIMEOUT_AWAITING_PROXY_RESPONSE: pending_timeout = 1;
/// A connect has to be answered.
pub const PENDING_TIMEOUT_AWAITING_CONNECT_RESPONSE: pending_timeout = 2;
/// A client's handshake has to be done, or a request's headers have to come.
pub const PENDING_TIMEOUT_ESTABLISH_WITH_SERVER: pending_timeout = 3;
/// The server has to answer.
pub const PENDING_TIMEOUT_AWAITING_SERVER_RESPONSE: pending_timeout = 4;
/// A ping has to be answered.
pub const PENDING_TIMEOUT_AWAITING_PING: pending_timeout = 5;
/// The peer has to answer a close frame.
pub const PENDING_TIMEOUT_CLOSE_ACK: pending_timeout = 6;
/// Not used.
pub const PENDING_TIMEOUT_UNUSED1: pending_timeout = 7;
/// The server has to answer a client's handshake.
pub const PENDING_TIMEOUT_SENT_CLIENT_HANDSHAKE: pending_timeout = 8;
/// A TLS handshake has to be done.
pub const PENDING_TIMEOUT_SSL_ACCEPT: pending_timeout = 9;
/// A request's body has to come, or an answer to be sent.
pub const PENDING_TIMEOUT_HTTP_CONTENT: pending_timeout = 10;
/// A client's handshake has to be sent.
pub const PENDING_TIMEOUT_AWAITING_CLIENT_HS_SEND: pending_timeout = 11;
/// What is kept has to be sent before closing.
pub const PENDING_FLUSH_STORED_SEND_BEFORE_CLOSE: pending_timeout = 12;
/// The peer has to close its side too.
pub const PENDING_TIMEOUT_SHUTDOWN_FLUSH: pending_timeout = 13;
/// A CGI process has to say something.
pub const PENDING_TIMEOUT_CGI: pending_timeout = 14;
/// The next request has to come.
pub const PENDING_TIMEOUT_HTTP_KEEPALIVE_IDLE: pending_timeout = 15;
/// A ping has to be sent.
pub const PENDING_TIMEOUT_WS_PONG_CHECK_SEND_PING: pending_timeout = 16;
/// A pong has to come.
pub const PENDING_TIMEOUT_WS_PONG_CHECK_GET_PONG: pending_timeout = 17;
/// A client's body has to be sent.
pub const PENDING_TIMEOUT_CLIENT_ISSUE_PAYLOAD: pending_timeout = 18;
/// A SOCKS server has to greet.
pub const PENDING_TIMEOUT_AWAITING_SOCKS_GREETING_REPLY: pending_timeout = 19;
/// A SOCKS server has to connect.
pub const PENDING_TIMEOUT_AWAITING_SOCKS_CONNECT_REPLY: pending_timeout = 20;
/// A SOCKS server has to accept the login.
pub const PENDING_TIMEOUT_AWAITING_SOCKS_AUTH_REPLY: pending_timeout = 21;
/// A TLS callback wants it closed.
pub const PENDING_TIMEOUT_KILLED_BY_SSL_INFO: pending_timeout = 22;
/// Its parent wants it closed.
pub const PENDING_TIMEOUT_KILLED_BY_PARENT: pending_timeout = 23;
/// A close frame has to be sent.
pub const PENDING_TIMEOUT_CLOSE_SEND: pending_timeout = 24;
/// The program holds on to the headers.
pub const PENDING_TIMEOUT_HOLDING_AH: pending_timeout = 25;
/// A UDP connection has to do something.
pub const PENDING_TIMEOUT_UDP_IDLE: pending_timeout = 26;
/// A client's connection has to get its next request.
pub const PENDING_TIMEOUT_CLIENT_CONN_IDLE: pending_timeout = 27;
/// The peer reads too slowly.
pub const PENDING_TIMEOUT_LAGGING: pending_timeout = 28;
/// A thread pool has to do its work.
pub const PENDING_TIMEOUT_THREADPOOL: pending_timeout = 29;
/// A thread pool's task has to end.
pub const PENDING_TIMEOUT_THREADPOOL_TASK: pending_timeout = 30;
/// The other side of a proxied connection has closed.
pub const PENDING_TIMEOUT_KILLED_BY_PROXY_CLIENT_CLOSE: pending_timeout = 31;
/// For programs.
pub const PENDING_TIMEOUT_USER_OK: pending_timeout = 32;
/// The first of the numbers for programs.
pub const PENDING_TIMEOUT_USER_REASON_BASE: pending_timeout = 1000;

/// As the seconds of `lws_set_timeout`: close it as soon as the event loop runs again.
pub const LWS_TO_KILL_ASYNC: c_int = -1;

/// As the seconds of `lws_set_timeout`: close it before the call returns. Never for the connection whose callback is
/// running.
pub const LWS_TO_KILL_SYNC: c_int = -2;

/// As the time of `lws_set_timer_usecs`: no timer.
pub const LWS_SET_TIMER_USEC_CANCEL: lws_usec_t = -1;

/// Microseconds in a second.
pub const LWS_USEC_PER_SEC: lws_usec_t = 1000000;

/// How many lists of timers a service thread has.
pub const LWS_COUNT_PT_SUL_OWNERS: c_int = 2;

/// The list of timers that do not wake the machine from suspend.
pub const LWSSULLI_MISS_IF_SUSPENDED: c_int = 0;

/// The list of timers that wake the machine from suspend.
pub const LWSSULLI_WAKE_IF_SUSPENDED: c_int = 1;

/// What an adopted descriptor is: a combination of LWS_ADOPT_ bits.
pub type lws_adoption_type = c_int;
/// A file that the program reads itself: LWS_CALLBACK_RAW_RX_FILE.
pub const LWS_ADOPT_RAW_FILE_DESC: lws_adoption_type = 0;
/// It speaks HTTP.
pub const LWS_ADOPT_HTTP: lws_adoption_type = 1;
/// It is a socket.
pub const LWS_ADOPT_SOCKET: lws_adoption_type = 2;
/// It may use TLS.
pub const LWS_ADOPT_ALLOW_SSL: lws_adoption_type = 4;
/// It is a UDP socket.
pub const LWS_ADOPT_FLAG_UDP: lws_adoption_type = 16;
/// It is for the raw proxy.
pub const LWS_ADOPT_FLAG_RAW_PROXY: lws_adoption_type = 32;
/// A raw UDP socket.
pub const LWS_ADOPT_RAW_SOCKET_UDP: lws_adoption_type = 18;

/// `lws_create_adopt_udp`: bind the socket.
pub const LWS_CAUDP_BIND: c_int = 1 << 0;

/// `lws_create_adopt_udp`: allow broadcasts.
pub const LWS_CAUDP_BROADCAST: c_int = 1 << 1;

/// `lws_create_adopt_udp`: a packet socket.
pub const LWS_CAUDP_PF_PACKET: c_int = 1 << 2;

/// What kinds of mounts there are.
pub type lws_mount_protocols = c_int;
/// A proxy to an HTTP server. Not built in.
pub const LWSMPRO_HTTP: lws_mount_protocols = 0;
/// A proxy to an HTTPS server. Not built in.
pub const LWSMPRO_HTTPS: lws_mount_protocols = 1;
/// A folder of files.
pub const LWSMPRO_FILE: lws_mount_protocols = 2;
/// A CGI program. Not built in.
pub const LWSMPRO_CGI: lws_mount_protocols = 3;
/// A redirect to `http://` and the origin.
pub const LWSMPRO_REDIR_HTTP: lws_mount_protocols = 4;
/// A redirect to `https://` and the origin.
pub const LWSMPRO_REDIR_HTTPS: lws_mount_protocols = 5;
/// A protocol's callback.
pub const LWSMPRO_CALLBACK: lws_mount_protocols = 6;

/// How a mount asks who may enter: in the top bits of its `auth_mask`.
pub type lws_authentication_mode = c_int;
/// By the file of the mount.
pub const LWSAUTHM_DEFAULT: lws_authentication_mode = 0;
/// By LWS_CALLBACK_VERIFY_BASIC_AUTHORIZATION.
pub const LWSAUTHM_BASIC_AUTH_CALLBACK: lws_authentication_mode = 268435456;

/// Vhost: clients have to show a certificate that is trusted.
pub const LWS_SERVER_OPTION_REQUIRE_VALID_OPENSSL_CLIENT_CERT: u64 = (1u64 << 1) | (1u64 << 12);

/// Context: do not find out the machine's name.
pub const LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME: u64 = 1u64 << 2;

/// Vhost: a port with TLS also takes connections without.
pub const LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT: u64 = (1u64 << 3) | (1u64 << 12);

/// Context: use libev.
pub const LWS_SERVER_OPTION_LIBEV: u64 = 1u64 << 4;

/// Vhost: no IPv6.
pub const LWS_SERVER_OPTION_DISABLE_IPV6: u64 = 1u64 << 5;

/// Context: do not trust the system's certificates.
pub const LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS: u64 = 1u64 << 6;

/// Vhost: a client may show no certificate.
pub const LWS_SERVER_OPTION_PEER_CERT_NOT_REQUIRED: u64 = 1u64 << 7;

/// Vhost: close a websocket whose text is not UTF-8, with 1007.
pub const LWS_SERVER_OPTION_VALIDATE_UTF8: u64 = 1u64 << 8;

/// Context: set up elliptic curves. Nothing is to be done nowadays.
pub const LWS_SERVER_OPTION_SSL_ECDH: u64 = (1u64 << 9) | (1u64 << 12);

/// Context: use libuv.
pub const LWS_SERVER_OPTION_LIBUV: u64 = 1u64 << 10;

/// Vhost: answer HTTP on a port with TLS by a redirect to HTTPS.
pub const LWS_SERVER_OPTION_REDIRECT_HTTP_TO_HTTPS: u64 = (1u64 << 11) | (1u64 << 12);

/// Context: set up the TLS library.
pub const LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT: u64 = 1u64 << 12;

/// Context: make no first vhost; the program makes all by `lws_create_vhost`.
pub const LWS_SERVER_OPTION_EXPLICIT_VHOSTS: u64 = 1u64 << 13;

/// Vhost: listen on a Unix socket, whose path is in `iface`.
pub const LWS_SERVER_OPTION_UNIX_SOCK: u64 = 1u64 << 14;

/// Vhost: send Strict-Transport-Security with each answer over TLS.
pub const LWS_SERVER_OPTION_STS: u64 = 1u64 << 15;

/// Vhost: set IPV6_V6ONLY as the next option says.
pub const LWS_SERVER_OPTION_IPV6_V6ONLY_MODIFY: u64 = 1u64 << 16;

/// Vhost: an IPv6 socket takes IPv6 only.
pub const LWS_SERVER_OPTION_IPV6_V6ONLY_VALUE: u64 = 1u64 << 17;

/// Context: libuv's loop of lws's own does not handle SIGSEGV and SIGFPE.
pub const LWS_SERVER_OPTION_UV_NO_SIGSEGV_SIGFPE_SPIN: u64 = 1u64 << 18;

/// Vhost: clients send `origin` as it is, without `http://` before it.
pub const LWS_SERVER_OPTION_JUST_USE_RAW_ORIGIN: u64 = 1u64 << 19;

/// Older name of LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG.
pub const LWS_SERVER_OPTION_FALLBACK_TO_RAW: u64 = 1u64 << 20;

/// Vhost: what does not speak HTTP is handled as `listen_accept_role` says.
pub const LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG: u64 = 1u64 << 20;

/// Context: use libevent. Not built in.
pub const LWS_SERVER_OPTION_LIBEVENT: u64 = 1u64 << 21;

/// Older name of LWS_SERVER_OPTION_ADOPT_APPLY_LISTEN_ACCEPT_CONFIG.
pub const LWS_SERVER_OPTION_ONLY_RAW: u64 = 1u64 << 22;

/// Vhost: all connections are handled as `listen_accept_role` says.
pub const LWS_SERVER_OPTION_ADOPT_APPLY_LISTEN_ACCEPT_CONFIG: u64 = 1u64 << 22;

/// Vhost: other processes may listen on the same port too.
pub const LWS_SERVER_OPTION_ALLOW_LISTEN_SHARE: u64 = 1u64 << 23;

/// Vhost: make a TLS context though no certificate is given.
pub const LWS_SERVER_OPTION_CREATE_VHOST_SSL_CTX: u64 = 1u64 << 24;

/// Vhost: give no LWS_CALLBACK_PROTOCOL_INIT.
pub const LWS_SERVER_OPTION_SKIP_PROTOCOL_INIT: u64 = 1u64 << 25;

/// Vhost: start without TLS when the certificate's file is missing.
pub const LWS_SERVER_OPTION_IGNORE_MISSING_CERT: u64 = 1u64 << 26;

/// Vhost: a websocket's Host header has to name the vhost.
pub const LWS_SERVER_OPTION_VHOST_UPG_STRICT_HOST_CHECK: u64 = 1u64 << 27;

/// Vhost: send headers that make browsers strict (Content-Security-Policy and others) with each answer.
pub const LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE: u64 = 1u64 << 28;

/// Vhost: a port with TLS also answers plain HTTP.
pub const LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER: u64 = 1u64 << 29;

/// Vhost: fail when the interface is not there, instead of waiting for it.
pub const LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND: u64 = 1u64 << 30;

/// Vhost, HTTP/2: cut a window that overflows, instead of closing.
pub const LWS_SERVER_OPTION_H2_JUST_FIX_WINDOW_UPDATE_OVERFLOW: u64 = 1u64 << 31;

/// Vhost, HTTP/2: half-closed streams have no time limits.
pub const LWS_SERVER_OPTION_VH_H2_HALF_CLOSED_LONG_POLL: u64 = 1u64 << 32;

/// Context: use GLib.
pub const LWS_SERVER_OPTION_GLIB: u64 = 1u64 << 33;

/// Vhost: HTTP/2 without negotiation.
pub const LWS_SERVER_OPTION_H2_PRIOR_KNOWLEDGE: u64 = 1u64 << 34;

/// Context: do not go through the system states.
pub const LWS_SERVER_OPTION_NO_LWS_SYSTEM_STATES: u64 = 1u64 << 35;

/// The part of a mount's `auth_mask` that is a LWSAUTHM_ value.
pub const AUTH_MODE_MASK: c_uint = 0xf000_0000;

/// Context: this is a proxy of secure streams. Not built in. Since lws 4.3.
pub const LWS_SERVER_OPTION_SS_PROXY: u64 = 1u64 << 36;

/// Context: use systemd's loop. Not built in. Since lws 4.3.
pub const LWS_SERVER_OPTION_SDEVENT: u64 = 1u64 << 37;

/// Context: use uloop. Not built in. Since lws 4.3.
pub const LWS_SERVER_OPTION_ULOOP: u64 = 1u64 << 38;

/// Vhost: do not keep TLS sessions of clients. Since lws 4.3.
pub const LWS_SERVER_OPTION_DISABLE_TLS_SESSION_CACHE: u64 = 1u64 << 39;

/// Bits of `ssl_connection`.
pub type lws_client_connect_ssl_connection_flags = c_int;
/// Use TLS.
pub const LCCSCF_USE_SSL: lws_client_connect_ssl_connection_flags = 1;
/// Accept a certificate that nobody vouches for.
pub const LCCSCF_ALLOW_SELFSIGNED: lws_client_connect_ssl_connection_flags = 2;
/// Accept a certificate of another name.
pub const LCCSCF_SKIP_SERVER_CERT_HOSTNAME_CHECK: lws_client_connect_ssl_connection_flags = 4;
/// Accept a certificate that has expired.
pub const LCCSCF_ALLOW_EXPIRED: lws_client_connect_ssl_connection_flags = 8;
/// Accept any certificate.
pub const LCCSCF_ALLOW_INSECURE: lws_client_connect_ssl_connection_flags = 16;
/// HTTP/2: end the stream as nghttp2 wants it.
pub const LCCSCF_H2_QUIRK_NGHTTP2_END_STREAM: lws_client_connect_ssl_connection_flags = 32;
/// HTTP/2: the server lets windows overflow.
pub const LCCSCF_H2_QUIRK_OVERFLOWS_TXCR: lws_client_connect_ssl_connection_flags = 64;
/// Send a bearer token from the system's blobs.
pub const LCCSCF_H2_AUTH_BEARER: lws_client_connect_ssl_connection_flags = 128;
/// Write that token in hexadecimal.
pub const LCCSCF_H2_HEXIFY_AUTH_TOKEN: lws_client_connect_ssl_connection_flags = 256;
/// HTTP/2: the program says how much the server may send.
pub const LCCSCF_H2_MANUAL_RXFLOW: lws_client_connect_ssl_connection_flags = 512;
/// The request's body is a multipart form.
pub const LCCSCF_HTTP_MULTIPART_MIME: lws_client_connect_ssl_connection_flags = 1024;
/// The request's body is a urlencoded form.
pub const LCCSCF_HTTP_X_WWW_FORM_URLENCODED: lws_client_connect_ssl_connection_flags = 2048;
/// Do not follow redirects.
pub const LCCSCF_HTTP_NO_FOLLOW_REDIRECT: lws_client_connect_ssl_connection_flags = 4096;
/// Share a connection to the same server.
pub const LCCSCF_PIPELINE: lws_client_connect_ssl_connection_flags = 65536;
/// It may be a stream of an HTTP/2 connection.
pub const LCCSCF_MUXABLE_STREAM: lws_client_connect_ssl_connection_flags = 131072;
/// HTTP/2 without negotiation.
pub const LCCSCF_H2_PRIOR_KNOWLEDGE: lws_client_connect_ssl_connection_flags = 262144;
/// Looking whether it is alive may wake the machine from suspend.
pub const LCCSCF_WAKE_SUSPEND__VALIDITY: lws_client_connect_ssl_connection_flags = 524288;
/// Read before writing.
pub const LCCSCF_PRIORITIZE_READS: lws_client_connect_ssl_connection_flags = 1048576;
/// Used by secure streams. Since lws 4.3.
pub const LCCSCF_SECSTREAM_CLIENT: lws_client_connect_ssl_connection_flags = 2097152;
/// Used by secure streams, to their proxy. Since lws 4.3.
pub const LCCSCF_SECSTREAM_PROXY_LINK: lws_client_connect_ssl_connection_flags = 4194304;
/// Used by secure streams, from their proxy. Since lws 4.3.
pub const LCCSCF_SECSTREAM_PROXY_ONWARD: lws_client_connect_ssl_connection_flags = 8388608;
/// Mark packets: low delay. Since lws 4.3.
pub const LCCSCF_IP_LOW_LATENCY: lws_client_connect_ssl_connection_flags = 16777216;
/// Mark packets: high throughput. Since lws 4.3.
pub const LCCSCF_IP_HIGH_THROUGHPUT: lws_client_connect_ssl_connection_flags = 33554432;
/// Mark packets: high reliability. Since lws 4.3.
pub const LCCSCF_IP_HIGH_RELIABILITY: lws_client_connect_ssl_connection_flags = 67108864;
/// Mark packets: low cost. Since lws 4.3.
pub const LCCSCF_IP_LOW_COST: lws_client_connect_ssl_connection_flags = 134217728;
/// Measure how the connection is made. Since lws 4.3.
pub const LCCSCF_CONMON: lws_client_connect_ssl_connection_flags = 268435456;
/// Follow a redirect from HTTPS to HTTP. Since lws 4.3.
pub const LCCSCF_ACCEPT_TLS_DOWNGRADE_REDIRECTS: lws_client_connect_ssl_connection_flags = 536870912;
/// Keep cookies and send them. Since lws 4.3.
pub const LCCSCF_CACHE_COOKIES: lws_client_connect_ssl_connection_flags = 1073741824;

/// `lws_rx_flow_control`: the program's own wish, as a boolean.
pub const LWS_RXFLOW_REASON_USER_BOOL: c_int = 1;
/// `lws_rx_flow_control`: an HTTP body waits to be taken.
pub const LWS_RXFLOW_REASON_HTTP_RXBUFFER: c_int = 64;
/// `lws_rx_flow_control`: HTTP/2 has something to send first.
pub const LWS_RXFLOW_REASON_H2_PPS_PENDING: c_int = 128;
/// `lws_rx_flow_control`: the argument is a set of reasons, not a boolean.
pub const LWS_RXFLOW_REASON_APPLIES: c_int = 16384;
/// `lws_rx_flow_control`: the reasons are removed, not added.
pub const LWS_RXFLOW_REASON_APPLIES_ENABLE_BIT: c_int = 8192;
/// `lws_rx_flow_control`: remove these reasons.
pub const LWS_RXFLOW_REASON_APPLIES_ENABLE: c_int = 24576;
/// `lws_rx_flow_control`: add these reasons.
pub const LWS_RXFLOW_REASON_APPLIES_DISABLE: c_int = 16384;
/// `lws_rx_flow_control`: change it at once, not when the callback has returned.
pub const LWS_RXFLOW_REASON_FLAG_PROCESS_NOW: c_int = 4096;

/// What an entry of a directory is.
pub type lws_dir_obj_type_t = c_int;
/// It could not be told.
pub const LDOT_UNKNOWN: lws_dir_obj_type_t = 0;
/// A file.
pub const LDOT_FILE: lws_dir_obj_type_t = 1;
/// A directory.
pub const LDOT_DIR: lws_dir_obj_type_t = 2;
/// A symbolic link.
pub const LDOT_LINK: lws_dir_obj_type_t = 3;
/// A named pipe.
pub const LDOT_FIFO: lws_dir_obj_type_t = 4;
/// A socket.
pub const LDOTT_SOCKET: lws_dir_obj_type_t = 5;
/// A character device.
pub const LDOT_CHAR: lws_dir_obj_type_t = 6;
/// A block device.
pub const LDOT_BLOCK: lws_dir_obj_type_t = 7;

/// What can be asked about a certificate.
pub type lws_tls_cert_info = c_int;
/// From when it is good: `time`.
pub const LWS_TLS_CERT_INFO_VALIDITY_FROM: lws_tls_cert_info = 0;
/// Until when it is good: `time`.
pub const LWS_TLS_CERT_INFO_VALIDITY_TO: lws_tls_cert_info = 1;
/// Whose it is: `ns`.
pub const LWS_TLS_CERT_INFO_COMMON_NAME: lws_tls_cert_info = 2;
/// Who vouches for it: `ns`.
pub const LWS_TLS_CERT_INFO_ISSUER_NAME: lws_tls_cert_info = 3;
/// What it may be used for: `usage`.
pub const LWS_TLS_CERT_INFO_USAGE: lws_tls_cert_info = 4;
/// Whether it was found good: `verified`.
pub const LWS_TLS_CERT_INFO_VERIFIED: lws_tls_cert_info = 5;
/// Its public key: `ns`.
pub const LWS_TLS_CERT_INFO_OPAQUE_PUBLIC_KEY: lws_tls_cert_info = 6;
/// The whole of it, in DER form: `ns`. Since lws 4.3.
pub const LWS_TLS_CERT_INFO_DER_RAW: lws_tls_cert_info = 7;
/// Which key vouches for it: `ns`. Since lws 4.3.
pub const LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID: lws_tls_cert_info = 8;
/// Whose that key is: `ns`. Since lws 4.3.
pub const LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_ISSUER: lws_tls_cert_info = 9;
/// The serial number of that key's certificate: `ns`. Since lws 4.3.
pub const LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_SERIAL: lws_tls_cert_info = 10;
/// Which key it is for: `ns`. Since lws 4.3.
pub const LWS_TLS_CERT_INFO_SUBJECT_KEY_ID: lws_tls_cert_info = 11;

/// Microseconds in a second.
pub const LWS_US_PER_SEC: lws_usec_t = 1000000;

/// Milliseconds in a second.
pub const LWS_MS_PER_SEC: lws_usec_t = 1000;

/// Microseconds in a millisecond.
pub const LWS_US_PER_MS: lws_usec_t = 1000;

/// Nanoseconds in a microsecond.
pub const LWS_NS_PER_US: lws_usec_t = 1000;

/// No file.
pub const LWS_INVALID_FILE: c_int = -1;

/// No socket.
pub const LWS_SOCK_INVALID: c_int = -1;

/// As the port: listen on none.
pub const CONTEXT_PORT_NO_LISTEN: c_int = -1;

/// As the port: listen on none, but be a server for connections that are handed over.
pub const CONTEXT_PORT_NO_LISTEN_SERVER: c_int = -2;

/// Log level: something failed that should not have.
pub const LLL_ERR: c_int = 1 << 0;

/// Log level: something is odd.
pub const LLL_WARN: c_int = 1 << 1;

/// Log level: what an operator wants to know.
pub const LLL_NOTICE: c_int = 1 << 2;

/// Log level: what happens.
pub const LLL_INFO: c_int = 1 << 3;

/// Log level: how it happens.
pub const LLL_DEBUG: c_int = 1 << 4;

/// Log level: parsing.
pub const LLL_PARSER: c_int = 1 << 5;

/// Log level: headers.
pub const LLL_HEADER: c_int = 1 << 6;

/// Log level: extensions.
pub const LLL_EXT: c_int = 1 << 7;

/// Log level: client connections.
pub const LLL_CLIENT: c_int = 1 << 8;

/// Log level: what took long.
pub const LLL_LATENCY: c_int = 1 << 9;

/// Log level: for programs.
pub const LLL_USER: c_int = 1 << 10;

/// Log level: threads.
pub const LLL_THREAD: c_int = 1 << 11;

/// How many log levels there are.
pub const LLL_COUNT: c_int = 12;

/// With a log level: the line tells something about a person. Since lws 4.3.
pub const LLLF_SECRECY_PII: c_int = 1 << 16;

/// With a log level: the line tells a secret. Since lws 4.3.
pub const LLLF_SECRECY_BEARER: c_int = 1 << 17;

/// In a log context's levels: lines begin with the time. Since lws 4.3.
pub const LLLF_LOG_TIMESTAMP: c_int = 1 << 18;

/// In a log context's levels: it has an `emit_cx`, not an `emit`. Since lws 4.3.
pub const LLLF_LOG_CONTEXT_AWARE: c_int = 1 << 30;

/// As `conceal_count`: never tell that it failed.
pub const LWS_RETRY_CONCEAL_ALWAYS: c_int = 0xffff;

/// `lws_interface_to_sa`: the interface can be used.
pub const LWS_ITOSA_USABLE: c_int = 0;

/// `lws_interface_to_sa`: there is no such interface.
pub const LWS_ITOSA_NOT_EXIST: c_int = -1;

/// `lws_interface_to_sa`: the interface cannot be used now.
pub const LWS_ITOSA_NOT_USABLE: c_int = -2;

/// `lws_interface_to_sa`: the address is in use.
pub const LWS_ITOSA_BUSY: c_int = -3;

/// What plugins carry to show for which API they were made.
#[cfg(feature = "abi17")]
pub const LWS_PLUGIN_API_MAGIC: c_int = 190;
/// What plugins carry to show for which API they were made.
#[cfg(not(feature = "abi17"))]
pub const LWS_PLUGIN_API_MAGIC: c_int = 191;

/// The size of the name of a TLS session. Since lws 4.3.
pub const LWS_SESSION_TAG_LEN: c_int = 96;
