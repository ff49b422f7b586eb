//! Options, log levels, timeouts and other constants of the context and of connections.

use super::*;
use core::ffi::{c_int, c_uint};

pub type pending_timeout = c_int;
pub const NO_PENDING_TIMEOUT: pending_timeout = 0;
pub const PENDING_TIMEOUT_AWAITING_PROXY_RESPONSE: pending_timeout = 1;
pub const PENDING_TIMEOUT_AWAITING_CONNECT_RESPONSE: pending_timeout = 2;
pub const PENDING_TIMEOUT_ESTABLISH_WITH_SERVER: pending_timeout = 3;
pub const PENDING_TIMEOUT_AWAITING_SERVER_RESPONSE: pending_timeout = 4;
pub const PENDING_TIMEOUT_AWAITING_PING: pending_timeout = 5;
pub const PENDING_TIMEOUT_CLOSE_ACK: pending_timeout = 6;
pub const PENDING_TIMEOUT_UNUSED1: pending_timeout = 7;
pub const PENDING_TIMEOUT_SENT_CLIENT_HANDSHAKE: pending_timeout = 8;
pub const PENDING_TIMEOUT_SSL_ACCEPT: pending_timeout = 9;
pub const PENDING_TIMEOUT_HTTP_CONTENT: pending_timeout = 10;
pub const PENDING_TIMEOUT_AWAITING_CLIENT_HS_SEND: pending_timeout = 11;
pub const PENDING_FLUSH_STORED_SEND_BEFORE_CLOSE: pending_timeout = 12;
pub const PENDING_TIMEOUT_SHUTDOWN_FLUSH: pending_timeout = 13;
pub const PENDING_TIMEOUT_CGI: pending_timeout = 14;
pub const PENDING_TIMEOUT_HTTP_KEEPALIVE_IDLE: pending_timeout = 15;
pub const PENDING_TIMEOUT_WS_PONG_CHECK_SEND_PING: pending_timeout = 16;
pub const PENDING_TIMEOUT_WS_PONG_CHECK_GET_PONG: pending_timeout = 17;
pub const PENDING_TIMEOUT_CLIENT_ISSUE_PAYLOAD: pending_timeout = 18;
pub const PENDING_TIMEOUT_AWAITING_SOCKS_GREETING_REPLY: pending_timeout = 19;
pub const PENDING_TIMEOUT_AWAITING_SOCKS_CONNECT_REPLY: pending_timeout = 20;
pub const PENDING_TIMEOUT_AWAITING_SOCKS_AUTH_REPLY: pending_timeout = 21;
pub const PENDING_TIMEOUT_KILLED_BY_SSL_INFO: pending_timeout = 22;
pub const PENDING_TIMEOUT_KILLED_BY_PARENT: pending_timeout = 23;
pub const PENDING_TIMEOUT_CLOSE_SEND: pending_timeout = 24;
pub const PENDING_TIMEOUT_HOLDING_AH: pending_timeout = 25;
pub const PENDING_TIMEOUT_UDP_IDLE: pending_timeout = 26;
pub const PENDING_TIMEOUT_CLIENT_CONN_IDLE: pending_timeout = 27;
pub const PENDING_TIMEOUT_LAGGING: pending_timeout = 28;
pub const PENDING_TIMEOUT_THREADPOOL: pending_timeout = 29;
pub const PENDING_TIMEOUT_THREADPOOL_TASK: pending_timeout = 30;
pub const PENDING_TIMEOUT_KILLED_BY_PROXY_CLIENT_CLOSE: pending_timeout = 31;
pub const PENDING_TIMEOUT_USER_OK: pending_timeout = 32;
pub const PENDING_TIMEOUT_USER_REASON_BASE: pending_timeout = 1000;

pub const LWS_TO_KILL_ASYNC: c_int = -1;

pub const LWS_TO_KILL_SYNC: c_int = -2;

pub const LWS_SET_TIMER_USEC_CANCEL: lws_usec_t = -1;

pub const LWS_USEC_PER_SEC: lws_usec_t = 1000000;

pub const LWS_COUNT_PT_SUL_OWNERS: c_int = 2;

pub const LWSSULLI_MISS_IF_SUSPENDED: c_int = 0;

pub const LWSSULLI_WAKE_IF_SUSPENDED: c_int = 1;

pub type lws_adoption_type = c_int;
pub const LWS_ADOPT_RAW_FILE_DESC: lws_adoption_type = 0;
pub const LWS_ADOPT_HTTP: lws_adoption_type = 1;
pub const LWS_ADOPT_SOCKET: lws_adoption_type = 2;
pub const LWS_ADOPT_ALLOW_SSL: lws_adoption_type = 4;
pub const LWS_ADOPT_FLAG_UDP: lws_adoption_type = 16;
pub const LWS_ADOPT_FLAG_RAW_PROXY: lws_adoption_type = 32;
pub const LWS_ADOPT_RAW_SOCKET_UDP: lws_adoption_type = 18;

pub const LWS_CAUDP_BIND: c_int = 1 << 0;

pub const LWS_CAUDP_BROADCAST: c_int = 1 << 1;

pub const LWS_CAUDP_PF_PACKET: c_int = 1 << 2;

pub type lws_mount_protocols = c_int;
pub const LWSMPRO_HTTP: lws_mount_protocols = 0;
pub const LWSMPRO_HTTPS: lws_mount_protocols = 1;
pub const LWSMPRO_FILE: lws_mount_protocols = 2;
pub const LWSMPRO_CGI: lws_mount_protocols = 3;
pub const LWSMPRO_REDIR_HTTP: lws_mount_protocols = 4;
pub const LWSMPRO_REDIR_HTTPS: lws_mount_protocols = 5;
pub const LWSMPRO_CALLBACK: lws_mount_protocols = 6;

pub type lws_authentication_mode = c_int;
pub const LWSAUTHM_DEFAULT: lws_authentication_mode = 0;
pub const LWSAUTHM_BASIC_AUTH_CALLBACK: lws_authentication_mode = 268435456;

pub const LWS_SERVER_OPTION_REQUIRE_VALID_OPENSSL_CLIENT_CERT: u64 = (1u64 << 1) | (1u64 << 12);

pub const LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME: u64 = 1u64 << 2;

pub const LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT: u64 = (1u64 << 3) | (1u64 << 12);

pub const LWS_SERVER_OPTION_LIBEV: u64 = 1u64 << 4;

pub const LWS_SERVER_OPTION_DISABLE_IPV6: u64 = 1u64 << 5;

pub const LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS: u64 = 1u64 << 6;

pub const LWS_SERVER_OPTION_PEER_CERT_NOT_REQUIRED: u64 = 1u64 << 7;

pub const LWS_SERVER_OPTION_VALIDATE_UTF8: u64 = 1u64 << 8;

pub const LWS_SERVER_OPTION_SSL_ECDH: u64 = (1u64 << 9) | (1u64 << 12);

pub const LWS_SERVER_OPTION_LIBUV: u64 = 1u64 << 10;

pub const LWS_SERVER_OPTION_REDIRECT_HTTP_TO_HTTPS: u64 = (1u64 << 11) | (1u64 << 12);

pub const LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT: u64 = 1u64 << 12;

pub const LWS_SERVER_OPTION_EXPLICIT_VHOSTS: u64 = 1u64 << 13;

pub const LWS_SERVER_OPTION_UNIX_SOCK: u64 = 1u64 << 14;

pub const LWS_SERVER_OPTION_STS: u64 = 1u64 << 15;

pub const LWS_SERVER_OPTION_IPV6_V6ONLY_MODIFY: u64 = 1u64 << 16;

pub const LWS_SERVER_OPTION_IPV6_V6ONLY_VALUE: u64 = 1u64 << 17;

pub const LWS_SERVER_OPTION_UV_NO_SIGSEGV_SIGFPE_SPIN: u64 = 1u64 << 18;

pub const LWS_SERVER_OPTION_JUST_USE_RAW_ORIGIN: u64 = 1u64 << 19;

pub const LWS_SERVER_OPTION_FALLBACK_TO_RAW: u64 = 1u64 << 20;

pub const LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG: u64 = 1u64 << 20;

pub const LWS_SERVER_OPTION_LIBEVENT: u64 = 1u64 << 21;

pub const LWS_SERVER_OPTION_ONLY_RAW: u64 = 1u64 << 22;

pub const LWS_SERVER_OPTION_ADOPT_APPLY_LISTEN_ACCEPT_CONFIG: u64 = 1u64 << 22;

pub const LWS_SERVER_OPTION_ALLOW_LISTEN_SHARE: u64 = 1u64 << 23;

pub const LWS_SERVER_OPTION_CREATE_VHOST_SSL_CTX: u64 = 1u64 << 24;

pub const LWS_SERVER_OPTION_SKIP_PROTOCOL_INIT: u64 = 1u64 << 25;

pub const LWS_SERVER_OPTION_IGNORE_MISSING_CERT: u64 = 1u64 << 26;

pub const LWS_SERVER_OPTION_VHOST_UPG_STRICT_HOST_CHECK: u64 = 1u64 << 27;

pub const LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE: u64 = 1u64 << 28;

pub const LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER: u64 = 1u64 << 29;

pub const LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND: u64 = 1u64 << 30;

pub const LWS_SERVER_OPTION_H2_JUST_FIX_WINDOW_UPDATE_OVERFLOW: u64 = 1u64 << 31;

pub const LWS_SERVER_OPTION_VH_H2_HALF_CLOSED_LONG_POLL: u64 = 1u64 << 32;

pub const LWS_SERVER_OPTION_GLIB: u64 = 1u64 << 33;

pub const LWS_SERVER_OPTION_H2_PRIOR_KNOWLEDGE: u64 = 1u64 << 34;

pub const LWS_SERVER_OPTION_NO_LWS_SYSTEM_STATES: u64 = 1u64 << 35;

pub const AUTH_MODE_MASK: c_uint = 0xf000_0000;

/// Since lws 4.3.
pub const LWS_SERVER_OPTION_SS_PROXY: u64 = 1u64 << 36;

/// Since lws 4.3.
pub const LWS_SERVER_OPTION_SDEVENT: u64 = 1u64 << 37;

/// Since lws 4.3.
pub const LWS_SERVER_OPTION_ULOOP: u64 = 1u64 << 38;

/// Since lws 4.3.
pub const LWS_SERVER_OPTION_DISABLE_TLS_SESSION_CACHE: u64 = 1u64 << 39;

pub type lws_client_connect_ssl_connection_flags = c_int;
pub const LCCSCF_USE_SSL: lws_client_connect_ssl_connection_flags = 1;
pub const LCCSCF_ALLOW_SELFSIGNED: lws_client_connect_ssl_connection_flags = 2;
pub const LCCSCF_SKIP_SERVER_CERT_HOSTNAME_CHECK: lws_client_connect_ssl_connection_flags = 4;
pub const LCCSCF_ALLOW_EXPIRED: lws_client_connect_ssl_connection_flags = 8;
pub const LCCSCF_ALLOW_INSECURE: lws_client_connect_ssl_connection_flags = 16;
pub const LCCSCF_H2_QUIRK_NGHTTP2_END_STREAM: lws_client_connect_ssl_connection_flags = 32;
pub const LCCSCF_H2_QUIRK_OVERFLOWS_TXCR: lws_client_connect_ssl_connection_flags = 64;
pub const LCCSCF_H2_AUTH_BEARER: lws_client_connect_ssl_connection_flags = 128;
pub const LCCSCF_H2_HEXIFY_AUTH_TOKEN: lws_client_connect_ssl_connection_flags = 256;
pub const LCCSCF_H2_MANUAL_RXFLOW: lws_client_connect_ssl_connection_flags = 512;
pub const LCCSCF_HTTP_MULTIPART_MIME: lws_client_connect_ssl_connection_flags = 1024;
pub const LCCSCF_HTTP_X_WWW_FORM_URLENCODED: lws_client_connect_ssl_connection_flags = 2048;
pub const LCCSCF_HTTP_NO_FOLLOW_REDIRECT: lws_client_connect_ssl_connection_flags = 4096;
pub const LCCSCF_PIPELINE: lws_client_connect_ssl_connection_flags = 65536;
pub const LCCSCF_MUXABLE_STREAM: lws_client_connect_ssl_connection_flags = 131072;
pub const LCCSCF_H2_PRIOR_KNOWLEDGE: lws_client_connect_ssl_connection_flags = 262144;
pub const LCCSCF_WAKE_SUSPEND__VALIDITY: lws_client_connect_ssl_connection_flags = 524288;
pub const LCCSCF_PRIORITIZE_READS: lws_client_connect_ssl_connection_flags = 1048576;
/// Since lws 4.3.
pub const LCCSCF_SECSTREAM_CLIENT: lws_client_connect_ssl_connection_flags = 2097152;
/// Since lws 4.3.
pub const LCCSCF_SECSTREAM_PROXY_LINK: lws_client_connect_ssl_connection_flags = 4194304;
/// Since lws 4.3.
pub const LCCSCF_SECSTREAM_PROXY_ONWARD: lws_client_connect_ssl_connection_flags = 8388608;
/// Since lws 4.3.
pub const LCCSCF_IP_LOW_LATENCY: lws_client_connect_ssl_connection_flags = 16777216;
/// Since lws 4.3.
pub const LCCSCF_IP_HIGH_THROUGHPUT: lws_client_connect_ssl_connection_flags = 33554432;
/// Since lws 4.3.
pub const LCCSCF_IP_HIGH_RELIABILITY: lws_client_connect_ssl_connection_flags = 67108864;
/// Since lws 4.3.
pub const LCCSCF_IP_LOW_COST: lws_client_connect_ssl_connection_flags = 134217728;
/// Since lws 4.3.
pub const LCCSCF_CONMON: lws_client_connect_ssl_connection_flags = 268435456;
/// Since lws 4.3.
pub const LCCSCF_ACCEPT_TLS_DOWNGRADE_REDIRECTS: lws_client_connect_ssl_connection_flags = 536870912;
/// Since lws 4.3.
pub const LCCSCF_CACHE_COOKIES: lws_client_connect_ssl_connection_flags = 1073741824;

pub const LWS_RXFLOW_REASON_USER_BOOL: c_int = 1;
pub const LWS_RXFLOW_REASON_HTTP_RXBUFFER: c_int = 64;
pub const LWS_RXFLOW_REASON_H2_PPS_PENDING: c_int = 128;
pub const LWS_RXFLOW_REASON_APPLIES: c_int = 16384;
pub const LWS_RXFLOW_REASON_APPLIES_ENABLE_BIT: c_int = 8192;
pub const LWS_RXFLOW_REASON_APPLIES_ENABLE: c_int = 24576;
pub const LWS_RXFLOW_REASON_APPLIES_DISABLE: c_int = 16384;
pub const LWS_RXFLOW_REASON_FLAG_PROCESS_NOW: c_int = 4096;

pub type lws_dir_obj_type_t = c_int;
pub const LDOT_UNKNOWN: lws_dir_obj_type_t = 0;
pub const LDOT_FILE: lws_dir_obj_type_t = 1;
pub const LDOT_DIR: lws_dir_obj_type_t = 2;
pub const LDOT_LINK: lws_dir_obj_type_t = 3;
pub const LDOT_FIFO: lws_dir_obj_type_t = 4;
pub const LDOTT_SOCKET: lws_dir_obj_type_t = 5;
pub const LDOT_CHAR: lws_dir_obj_type_t = 6;
pub const LDOT_BLOCK: lws_dir_obj_type_t = 7;

pub type lws_tls_cert_info = c_int;
pub const LWS_TLS_CERT_INFO_VALIDITY_FROM: lws_tls_cert_info = 0;
pub const LWS_TLS_CERT_INFO_VALIDITY_TO: lws_tls_cert_info = 1;
pub const LWS_TLS_CERT_INFO_COMMON_NAME: lws_tls_cert_info = 2;
pub const LWS_TLS_CERT_INFO_ISSUER_NAME: lws_tls_cert_info = 3;
pub const LWS_TLS_CERT_INFO_USAGE: lws_tls_cert_info = 4;
pub const LWS_TLS_CERT_INFO_VERIFIED: lws_tls_cert_info = 5;
pub const LWS_TLS_CERT_INFO_OPAQUE_PUBLIC_KEY: lws_tls_cert_info = 6;
/// Since lws 4.3.
pub const LWS_TLS_CERT_INFO_DER_RAW: lws_tls_cert_info = 7;
/// Since lws 4.3.
pub const LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID: lws_tls_cert_info = 8;
/// Since lws 4.3.
pub const LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_ISSUER: lws_tls_cert_info = 9;
/// Since lws 4.3.
pub const LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_SERIAL: lws_tls_cert_info = 10;
/// Since lws 4.3.
pub const LWS_TLS_CERT_INFO_SUBJECT_KEY_ID: lws_tls_cert_info = 11;

pub const LWS_US_PER_SEC: lws_usec_t = 1000000;

pub const LWS_MS_PER_SEC: lws_usec_t = 1000;

pub const LWS_US_PER_MS: lws_usec_t = 1000;

pub const LWS_NS_PER_US: lws_usec_t = 1000;

pub const LWS_INVALID_FILE: c_int = -1;

pub const LWS_SOCK_INVALID: c_int = -1;

pub const CONTEXT_PORT_NO_LISTEN: c_int = -1;

pub const CONTEXT_PORT_NO_LISTEN_SERVER: c_int = -2;

pub const LLL_ERR: c_int = 1 << 0;

pub const LLL_WARN: c_int = 1 << 1;

pub const LLL_NOTICE: c_int = 1 << 2;

pub const LLL_INFO: c_int = 1 << 3;

pub const LLL_DEBUG: c_int = 1 << 4;

pub const LLL_PARSER: c_int = 1 << 5;

pub const LLL_HEADER: c_int = 1 << 6;

pub const LLL_EXT: c_int = 1 << 7;

pub const LLL_CLIENT: c_int = 1 << 8;

pub const LLL_LATENCY: c_int = 1 << 9;

pub const LLL_USER: c_int = 1 << 10;

pub const LLL_THREAD: c_int = 1 << 11;

pub const LLL_COUNT: c_int = 12;

/// Since lws 4.3.
pub const LLLF_SECRECY_PII: c_int = 1 << 16;

/// Since lws 4.3.
pub const LLLF_SECRECY_BEARER: c_int = 1 << 17;

/// Since lws 4.3.
pub const LLLF_LOG_TIMESTAMP: c_int = 1 << 18;

/// Since lws 4.3.
pub const LLLF_LOG_CONTEXT_AWARE: c_int = 1 << 30;

pub const LWS_RETRY_CONCEAL_ALWAYS: c_int = 0xffff;

pub const LWS_ITOSA_USABLE: c_int = 0;

pub const LWS_ITOSA_NOT_EXIST: c_int = -1;

pub const LWS_ITOSA_NOT_USABLE: c_int = -2;

pub const LWS_ITOSA_BUSY: c_int = -3;

#[cfg(feature = "abi17")]
pub const LWS_PLUGIN_API_MAGIC: c_int = 190;
#[cfg(not(feature = "abi17"))]
pub const LWS_PLUGIN_API_MAGIC: c_int = 191;

/// Since lws 4.3.
pub const LWS_SESSION_TAG_LEN: c_int = 96;
