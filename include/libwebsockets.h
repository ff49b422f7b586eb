// libwebsockets.h: the API of libwebsockets 4.1 and 4.3, as this library provides it.
//
// Generated from the Rust sources: do not edit. capi-tests/header.sh makes it anew.
// The directory of lws_config.h decides for which of the two ABIs a program is compiled.

#ifndef LWS_RS_LIBWEBSOCKETS_H
#define LWS_RS_LIBWEBSOCKETS_H

#include "lws_config.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

// Programs may rely on these as well, where the system has them. They are not needed.
#if defined(__has_include)
#if __has_include(<openssl/ssl.h>)
#include <openssl/ssl.h>
#include <openssl/err.h>
#endif
#if __has_include(<sys/capability.h>)
#include <sys/capability.h>
#endif
#endif

// How functions are declared.
#define LWS_INLINE inline
#ifndef LWS_EXTERN
#define LWS_EXTERN extern
#endif
#if defined(__GNUC__)
#define LWS_VISIBLE __attribute__((visibility("default")))
#define LWS_WARN_UNUSED_RESULT __attribute__((warn_unused_result))
#define LWS_WARN_DEPRECATED __attribute__((deprecated))
#define LWS_FORMAT(n) __attribute__((format(printf, n, n + 1)))
#else
#define LWS_VISIBLE
#define LWS_WARN_UNUSED_RESULT
#define LWS_WARN_DEPRECATED
#define LWS_FORMAT(n)
#endif

// What this API has, for programs that ask.
#define LWS_FEATURE_SERVE_HTTP_FILE_HAS_OTHER_HEADERS_ARG
#define LWS_FEATURE_SERVE_HTTP_FILE_HAS_OTHER_HEADERS_LEN
#define LWS_FEATURE_PROTOCOLS_HAS_ID_FIELD
#define LWS_FEATURE_PROTOCOLS_HAS_PEER_WRITE_ALLOWANCE
#define LWS_FEATURE_FOPS

// Time. A time is a number of microseconds, lws_usec_t.
#define LWS_US_PER_SEC ((lws_usec_t)1000000)
#define LWS_MS_PER_SEC ((lws_usec_t)1000)
#define LWS_US_PER_MS ((lws_usec_t)1000)
#define LWS_NS_PER_US ((lws_usec_t)1000)
#define LWS_USEC_PER_SEC ((lws_usec_t)1000000)
#define LWS_US_TO_MS(us) (((us) + (LWS_US_PER_MS / 2)) / LWS_US_PER_MS)
// For lws_set_timer_usecs(): no timer.
#define LWS_SET_TIMER_USEC_CANCEL ((lws_usec_t)-1ll)
#define lws_time_in_microseconds lws_now_usecs

// Sizes: 1,024 and its powers.
#define LWS_KI (1024)
#define LWS_MI (LWS_KI * 1024)
#define LWS_GI (LWS_MI * 1024)
#define LWS_TI ((uint64_t)LWS_GI * 1024)
#define LWS_PI ((uint64_t)LWS_TI * 1024)

// Each buffer given to lws_write() has this many bytes free before the payload.
#define LWS_PRE 16
// Their names before lws 1.7. Nothing is needed after the payload.
#define LWS_SEND_BUFFER_PRE_PADDING LWS_PRE
#define LWS_SEND_BUFFER_POST_PADDING 0

// As the length of an HTTP body: there is none to tell.
#define LWS_ILLEGAL_HTTP_CONTENT_LEN ((lws_filepos_t)-1ll)
// The part of a mount's auth_mask that chooses how a client shows who it is.
#define AUTH_MODE_MASK 0xf0000000u

// The system's poll.
#define lws_pollfd pollfd
#define LWS_POLLIN (POLLIN)
#define LWS_POLLOUT (POLLOUT)
#define LWS_POLLHUP (POLLHUP | POLLERR)

// The system's open flags.
#define LWS_O_RDONLY O_RDONLY
#define LWS_O_WRONLY O_WRONLY
#define LWS_O_CREAT O_CREAT
#define LWS_O_TRUNC O_TRUNC

#define lws_intptr_t intptr_t
#define LWS_SIZEOFPTR ((int)sizeof(void *))

// The number of elements of an array.
#define LWS_ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
// Rounds a variable up to a multiple.
#define LWS_ALIGN_TO(x, multiple) x += ((multiple) - ((x) % (multiple))) % (multiple)

// The struct of type T that contains P as its member M.
#ifndef lws_container_of
#define lws_container_of(P, T, M) ((T *)((char *)(P) - offsetof(T, M)))
#endif
#define lws_list_ptr_container(P, T, M) lws_container_of(P, T, M)

// How far head is ahead of tail, in bytes.
#define lws_ptr_diff(head, tail) ((int)((char *)(head) - (char *)(tail)))
#define lws_ptr_diff_size_t(head, tail) ((size_t)(ssize_t)((char *)(head) - (char *)(tail)))

// Where to write next in an array of which `left` bytes are free, and how many are used.
#define lws_concat_temp(array, left) ((array) + sizeof(array) - (left))
#define lws_concat_used(array, left) (sizeof(array) - (left))

// Locks that a program needs only if the library runs several service threads: it does not.
#define lws_pthread_mutex(name)
#define lws_pthread_mutex_init(lock)
#define lws_pthread_mutex_destroy(lock)
#define lws_pthread_mutex_lock(lock)
#define lws_pthread_mutex_unlock(lock)

#ifdef __cplusplus
extern "C" {
#endif

struct lws_dsh;

struct _lejp_parsing_stack;
struct _lejp_stack;
struct lejp_ctx;
struct lws;
struct lws_acme_cert_aging_args;
struct lws_adopt_desc;
struct lws_attach_item;
struct lws_b64state;
struct lws_buflist;
struct lws_cache_creation_info;
struct lws_cache_creation_info_u_nscookiejar;
struct lws_cache_match;
struct lws_cache_ops;
struct lws_cache_results;
struct lws_cache_ttl_lru;
struct lws_cgi_args;
struct lws_client_connect_info;
struct lws_conmon;
struct lws_conmon_protocol_specific_http;
struct lws_context;
struct lws_context_creation_info;
struct lws_context_per_thread;
struct lws_dir_entry;
struct lws_dir_glob;
struct lws_dll2;
struct lws_dll2_owner;
struct lws_event_loop_ops;
struct lws_ext_option_arg;
struct lws_ext_options;
struct lws_extension;
struct lws_filter_network_conn_args;
struct lws_fop_fd;
struct lws_fops_index;
struct lws_http_mount;
struct lws_humanize_unit;
struct lws_log_cx;
struct lws_map;
struct lws_map_info;
struct lws_map_item;
struct lws_metric_bucket;
struct lws_metric_pub;
struct lws_metric_pub_u_agg;
struct lws_metric_pub_u_hist;
struct lws_plat_file_ops;
struct lws_plugin;
struct lws_plugin_evlib;
struct lws_plugin_header;
struct lws_plugin_protocol;
struct lws_pollargs;
struct lws_process_html_args;
struct lws_process_html_state;
struct lws_protocol_vhost_options;
struct lws_protocols;
struct lws_retry_bo;
struct lws_ring;
struct lws_sequencer;
struct lws_smd_peer;
struct lws_sorted_usec_list;
struct lws_spa;
struct lws_spa_create_info;
struct lws_ssl_info;
struct lws_state_manager;
struct lws_state_notify_link;
struct lws_strexp;
struct lws_system_blob;
struct lws_system_ops;
struct lws_tls_cert_info_results_ns;
struct lws_tls_session_dump;
struct lws_token_limits;
struct lws_tokenize;
struct lws_tokens;
struct lws_udp;
struct lws_vhost;
struct lws_write_passthru;
struct lws_x509_cert;
struct lws_xos;
struct lwsac;
struct ssl_ctx_st;
struct ssl_st;
union lws_cache_creation_info_u;
union lws_conmon_protocol_specific;
union lws_log_cx_u;
union lws_metric_pub_u;
union lws_plugin_u;
union lws_sock_file_fd_type;
union lws_sockaddr46;
union lws_tls_cert_info_results;

#define LWS_TO_KILL_ASYNC (-1)

#define LWS_TO_KILL_SYNC (-2)

#define LWS_COUNT_PT_SUL_OWNERS 2

#define LWSSULLI_MISS_IF_SUSPENDED 0

#define LWSSULLI_WAKE_IF_SUSPENDED 1

#define LWS_CAUDP_BIND (1 << 0)

#define LWS_CAUDP_BROADCAST (1 << 1)

#define LWS_CAUDP_PF_PACKET (1 << 2)

#define LWS_SERVER_OPTION_REQUIRE_VALID_OPENSSL_CLIENT_CERT ((1ull << 1) | (1ull << 12))

#define LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME (1ull << 2)

#define LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT ((1ull << 3) | (1ull << 12))

#define LWS_SERVER_OPTION_LIBEV (1ull << 4)

#define LWS_SERVER_OPTION_DISABLE_IPV6 (1ull << 5)

#define LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS (1ull << 6)

#define LWS_SERVER_OPTION_PEER_CERT_NOT_REQUIRED (1ull << 7)

#define LWS_SERVER_OPTION_VALIDATE_UTF8 (1ull << 8)

#define LWS_SERVER_OPTION_SSL_ECDH ((1ull << 9) | (1ull << 12))

#define LWS_SERVER_OPTION_LIBUV (1ull << 10)

#define LWS_SERVER_OPTION_REDIRECT_HTTP_TO_HTTPS ((1ull << 11) | (1ull << 12))

#define LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT (1ull << 12)

#define LWS_SERVER_OPTION_EXPLICIT_VHOSTS (1ull << 13)

#define LWS_SERVER_OPTION_UNIX_SOCK (1ull << 14)

#define LWS_SERVER_OPTION_STS (1ull << 15)

#define LWS_SERVER_OPTION_IPV6_V6ONLY_MODIFY (1ull << 16)

#define LWS_SERVER_OPTION_IPV6_V6ONLY_VALUE (1ull << 17)

#define LWS_SERVER_OPTION_UV_NO_SIGSEGV_SIGFPE_SPIN (1ull << 18)

#define LWS_SERVER_OPTION_JUST_USE_RAW_ORIGIN (1ull << 19)

#define LWS_SERVER_OPTION_FALLBACK_TO_RAW (1ull << 20)

#define LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG (1ull << 20)

#define LWS_SERVER_OPTION_LIBEVENT (1ull << 21)

#define LWS_SERVER_OPTION_ONLY_RAW (1ull << 22)

#define LWS_SERVER_OPTION_ADOPT_APPLY_LISTEN_ACCEPT_CONFIG (1ull << 22)

#define LWS_SERVER_OPTION_ALLOW_LISTEN_SHARE (1ull << 23)

#define LWS_SERVER_OPTION_CREATE_VHOST_SSL_CTX (1ull << 24)

#define LWS_SERVER_OPTION_SKIP_PROTOCOL_INIT (1ull << 25)

#define LWS_SERVER_OPTION_IGNORE_MISSING_CERT (1ull << 26)

#define LWS_SERVER_OPTION_VHOST_UPG_STRICT_HOST_CHECK (1ull << 27)

#define LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE (1ull << 28)

#define LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER (1ull << 29)

#define LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND (1ull << 30)

#define LWS_SERVER_OPTION_H2_JUST_FIX_WINDOW_UPDATE_OVERFLOW (1ull << 31)

#define LWS_SERVER_OPTION_VH_H2_HALF_CLOSED_LONG_POLL (1ull << 32)

#define LWS_SERVER_OPTION_GLIB (1ull << 33)

#define LWS_SERVER_OPTION_H2_PRIOR_KNOWLEDGE (1ull << 34)

#define LWS_SERVER_OPTION_NO_LWS_SYSTEM_STATES (1ull << 35)

// Since lws 4.3.
#define LWS_SERVER_OPTION_SS_PROXY (1ull << 36)

// Since lws 4.3.
#define LWS_SERVER_OPTION_SDEVENT (1ull << 37)

// Since lws 4.3.
#define LWS_SERVER_OPTION_ULOOP (1ull << 38)

// Since lws 4.3.
#define LWS_SERVER_OPTION_DISABLE_TLS_SESSION_CACHE (1ull << 39)

#define LWS_RXFLOW_REASON_USER_BOOL 1

#define LWS_RXFLOW_REASON_HTTP_RXBUFFER 64

#define LWS_RXFLOW_REASON_H2_PPS_PENDING 128

#define LWS_RXFLOW_REASON_APPLIES 16384

#define LWS_RXFLOW_REASON_APPLIES_ENABLE_BIT 8192

#define LWS_RXFLOW_REASON_APPLIES_ENABLE 24576

#define LWS_RXFLOW_REASON_APPLIES_DISABLE 16384

#define LWS_RXFLOW_REASON_FLAG_PROCESS_NOW 4096

#define LWS_INVALID_FILE (-1)

#define LWS_SOCK_INVALID (-1)

#define CONTEXT_PORT_NO_LISTEN (-1)

#define CONTEXT_PORT_NO_LISTEN_SERVER (-2)

#define LLL_ERR (1 << 0)

#define LLL_WARN (1 << 1)

#define LLL_NOTICE (1 << 2)

#define LLL_INFO (1 << 3)

#define LLL_DEBUG (1 << 4)

#define LLL_PARSER (1 << 5)

#define LLL_HEADER (1 << 6)

#define LLL_EXT (1 << 7)

#define LLL_CLIENT (1 << 8)

#define LLL_LATENCY (1 << 9)

#define LLL_USER (1 << 10)

#define LLL_THREAD (1 << 11)

#define LLL_COUNT 12

// Since lws 4.3.
#define LLLF_SECRECY_PII (1 << 16)

// Since lws 4.3.
#define LLLF_SECRECY_BEARER (1 << 17)

// Since lws 4.3.
#define LLLF_LOG_TIMESTAMP (1 << 18)

// Since lws 4.3.
#define LLLF_LOG_CONTEXT_AWARE (1 << 30)

#define LWS_RETRY_CONCEAL_ALWAYS 65535

#define LWS_ITOSA_USABLE 0

#define LWS_ITOSA_NOT_EXIST (-1)

#define LWS_ITOSA_NOT_USABLE (-2)

#define LWS_ITOSA_BUSY (-3)

#if defined(LWS_ABI17)
#define LWS_PLUGIN_API_MAGIC 190
#endif

#if !defined(LWS_ABI17)
#define LWS_PLUGIN_API_MAGIC 191
#endif

// Since lws 4.3.
#define LWS_SESSION_TAG_LEN 96

#define LWSHUMETH_GET 0

#define LWSHUMETH_POST 1

#define LWSHUMETH_OPTIONS 2

#define LWSHUMETH_PUT 3

#define LWSHUMETH_PATCH 4

#define LWSHUMETH_DELETE 5

#define LWSHUMETH_CONNECT 6

#define LWSHUMETH_HEAD 7

#define LWSHUMETH_COLON_PATH 8

#define LWS_RECOMMENDED_MIN_HEADER_SPACE 2048

#define LWSAHH_CODE_MASK ((1 << 16) - 1)

#define LWSAHH_FLAG_NO_SERVER_NAME (1 << 30)

#define LWS_H2_STREAM_SID (-1)

#define LWSTXCR_US_TO_PEER 0

#define LWSTXCR_PEER_TO_US 1

#define LWSSMDCL_INTERACTION 1

#define LWSSMDCL_SYSTEM_STATE 2

#define LWSSMDCL_NETWORK 4

// Since lws 4.3.
#define LWSSMDCL_METRICS 8

// Since lws 4.3.
#define LWSSMDCL_USER_BASE_BITNUM 24

#define LWS_SMD_MAX_PAYLOAD 384

#define LWS_SMD_CLASS_BITFIELD_BYTES 4

#define LWS_SMD_SS_RX_HEADER_LEN 16

#define LWSSMDREG_FLAG_PROXIED_SS (1 << 0)

// Since lws 4.3.
#define LWSDH_IPV4_SUBNET_MASK 0

// Since lws 4.3.
#define LWSDH_IPV4_BROADCAST 1

// Since lws 4.3.
#define LWSDH_LEASE_SECS 2

// Since lws 4.3.
#define LWSDH_REBINDING_SECS 3

// Since lws 4.3.
#define LWSDH_RENEWAL_SECS 4

// Since lws 4.3.
#define _LWSDH_NUMS_COUNT 5

// Since lws 4.3.
#define LWSDH_SA46_IP 0

// Since lws 4.3.
#define LWSDH_SA46_DNS_SRV_1 1

// Since lws 4.3.
#define LWSDH_SA46_DNS_SRV_2 2

// Since lws 4.3.
#define LWSDH_SA46_DNS_SRV_3 3

// Since lws 4.3.
#define LWSDH_SA46_DNS_SRV_4 4

// Since lws 4.3.
#define LWSDH_SA46_IPV4_ROUTER 5

// Since lws 4.3.
#define LWSDH_SA46_NTP_SERVER 6

// Since lws 4.3.
#define LWSDH_SA46_DHCP_SERVER 7

// Since lws 4.3.
#define _LWSDH_SA46_COUNT 8

#define LWSSYSGAUTH_HEX (1 << 0)

#define LEJP_FLAG_WS_KEEP 64

#define LEJP_FLAG_WS_COMMENTLINE 32

#define LEJP_FLAG_CB_IS_VALUE 64

#define LEJP_MAX_PARSING_STACK_DEPTH 5

#define LEJP_MAX_DEPTH 12

#if defined(LWS_ABI17)
#define LEJP_MAX_INDEX_DEPTH 5
#endif

#if !defined(LWS_ABI17)
#define LEJP_MAX_INDEX_DEPTH 8
#endif

#define LEJP_MAX_PATH 128

#define LEJP_STRING_CHUNK 254

#define LSTRX_DONE 0

#define LSTRX_FILLED_OUT 1

#define LSTRX_FATAL_NAME_TOO_LONG (-1)

#define LSTRX_FATAL_NAME_UNKNOWN (-2)

#define LWS_TOKENIZE_F_MINUS_NONTERM (1 << 0)

#define LWS_TOKENIZE_F_AGG_COLON (1 << 1)

#define LWS_TOKENIZE_F_COMMA_SEP_LIST (1 << 2)

#define LWS_TOKENIZE_F_RFC7230_DELIMS (1 << 3)

#define LWS_TOKENIZE_F_DOT_NONTERM (1 << 4)

#define LWS_TOKENIZE_F_NO_FLOATS (1 << 5)

#define LWS_TOKENIZE_F_NO_INTEGERS (1 << 6)

#define LWS_TOKENIZE_F_HASH_COMMENT (1 << 7)

#define LWS_TOKENIZE_F_SLASH_NONTERM (1 << 8)

// Since lws 4.3.
#define LWS_TOKENIZE_F_ASTERISK_NONTERM (1 << 9)

// Since lws 4.3.
#define LWS_TOKENIZE_F_EQUALS_NONTERM (1 << 10)

// Since lws 4.3.
#define LWSMTFL_REPORT_OUTLIERS 1

// Since lws 4.3.
#define LWSMTFL_REPORT_OOB 2

// Since lws 4.3.
#define LWSMTFL_REPORT_INACTIVITY_AT_PERIODIC 4

// Since lws 4.3.
#define LWSMTFL_REPORT_MEAN 8

// Since lws 4.3.
#define LWSMTFL_REPORT_ONLY_GO 16

// Since lws 4.3.
#define LWSMTFL_REPORT_DUTY_WALLCLOCK_US 32

// Since lws 4.3.
#define LWSMTFL_REPORT_HIST 64

// Since lws 4.3.
#define LMT_NORMAL 0

// Since lws 4.3.
#define LMT_OUTLIER 1

// Since lws 4.3.
#define LMT_FAIL 2

// Since lws 4.3.
#define LMT_COUNT 3

// Since lws 4.3.
#define METRES_GO 0

// Since lws 4.3.
#define METRES_NOGO 1

// Since lws 4.3.
#define LWS_EV_READ 1

// Since lws 4.3.
#define LWS_EV_WRITE 2

// Since lws 4.3.
#define LWS_EV_START 4

// Since lws 4.3.
#define LWS_EV_STOP 8

#define LWS_TLS_REQ_ELEMENT_COUNTRY 0

#define LWS_TLS_REQ_ELEMENT_STATE 1

#define LWS_TLS_REQ_ELEMENT_LOCALITY 2

#define LWS_TLS_REQ_ELEMENT_ORGANIZATION 3

#define LWS_TLS_REQ_ELEMENT_COMMON_NAME 4

#define LWS_TLS_REQ_ELEMENT_SUBJECT_ALT_NAME 5

#define LWS_TLS_REQ_ELEMENT_EMAIL 6

#define LWS_TLS_REQ_ELEMENT_COUNT 7

#define LWS_TLS_SET_DIR_URL 7

#define LWS_TLS_SET_AUTH_PATH 8

#define LWS_TLS_SET_CERT_PATH 9

#define LWS_TLS_SET_KEY_PATH 10

#define LWS_TLS_TOTAL_COUNT 11

#define LWS_CB_REASON_AUX_BF__CGI 1

#define LWS_CB_REASON_AUX_BF__PROXY 2

#define LWS_CB_REASON_AUX_BF__CGI_CHUNK_END 4

#define LWS_CB_REASON_AUX_BF__CGI_HEADERS 8

#define LWS_CB_REASON_AUX_BF__PROXY_TRANS_END 16

#define LWS_CB_REASON_AUX_BF__PROXY_HEADERS 32

#if defined(LWS_ABI17)
// What stands between the arguments of a query when all are read as one (`WSI_TOKEN_HTTP_URI_ARGS`).
#define URI_ARGS_JOINT 44
#endif

#if !defined(LWS_ABI17)
// What stands between the arguments of a query when all are read as one (`WSI_TOKEN_HTTP_URI_ARGS`).
#define URI_ARGS_JOINT 38
#endif

enum pending_timeout {
  NO_PENDING_TIMEOUT = 0,
  PENDING_TIMEOUT_AWAITING_PROXY_RESPONSE = 1,
  PENDING_TIMEOUT_AWAITING_CONNECT_RESPONSE = 2,
  PENDING_TIMEOUT_ESTABLISH_WITH_SERVER = 3,
  PENDING_TIMEOUT_AWAITING_SERVER_RESPONSE = 4,
  PENDING_TIMEOUT_AWAITING_PING = 5,
  PENDING_TIMEOUT_CLOSE_ACK = 6,
  PENDING_TIMEOUT_UNUSED1 = 7,
  PENDING_TIMEOUT_SENT_CLIENT_HANDSHAKE = 8,
  PENDING_TIMEOUT_SSL_ACCEPT = 9,
  PENDING_TIMEOUT_HTTP_CONTENT = 10,
  PENDING_TIMEOUT_AWAITING_CLIENT_HS_SEND = 11,
  PENDING_FLUSH_STORED_SEND_BEFORE_CLOSE = 12,
  PENDING_TIMEOUT_SHUTDOWN_FLUSH = 13,
  PENDING_TIMEOUT_CGI = 14,
  PENDING_TIMEOUT_HTTP_KEEPALIVE_IDLE = 15,
  PENDING_TIMEOUT_WS_PONG_CHECK_SEND_PING = 16,
  PENDING_TIMEOUT_WS_PONG_CHECK_GET_PONG = 17,
  PENDING_TIMEOUT_CLIENT_ISSUE_PAYLOAD = 18,
  PENDING_TIMEOUT_AWAITING_SOCKS_GREETING_REPLY = 19,
  PENDING_TIMEOUT_AWAITING_SOCKS_CONNECT_REPLY = 20,
  PENDING_TIMEOUT_AWAITING_SOCKS_AUTH_REPLY = 21,
  PENDING_TIMEOUT_KILLED_BY_SSL_INFO = 22,
  PENDING_TIMEOUT_KILLED_BY_PARENT = 23,
  PENDING_TIMEOUT_CLOSE_SEND = 24,
  PENDING_TIMEOUT_HOLDING_AH = 25,
  PENDING_TIMEOUT_UDP_IDLE = 26,
  PENDING_TIMEOUT_CLIENT_CONN_IDLE = 27,
  PENDING_TIMEOUT_LAGGING = 28,
  PENDING_TIMEOUT_THREADPOOL = 29,
  PENDING_TIMEOUT_THREADPOOL_TASK = 30,
  PENDING_TIMEOUT_KILLED_BY_PROXY_CLIENT_CLOSE = 31,
  PENDING_TIMEOUT_USER_OK = 32,
  PENDING_TIMEOUT_USER_REASON_BASE = 1000,
};

typedef enum lws_adoption_type {
  LWS_ADOPT_RAW_FILE_DESC = 0,
  LWS_ADOPT_HTTP = 1,
  LWS_ADOPT_SOCKET = 2,
  LWS_ADOPT_ALLOW_SSL = 4,
  LWS_ADOPT_FLAG_UDP = 16,
  LWS_ADOPT_FLAG_RAW_PROXY = 32,
  LWS_ADOPT_RAW_SOCKET_UDP = 18,
} lws_adoption_type;

enum lws_mount_protocols {
  LWSMPRO_HTTP = 0,
  LWSMPRO_HTTPS = 1,
  LWSMPRO_FILE = 2,
  LWSMPRO_CGI = 3,
  LWSMPRO_REDIR_HTTP = 4,
  LWSMPRO_REDIR_HTTPS = 5,
  LWSMPRO_CALLBACK = 6,
};

enum lws_authentication_mode {
  LWSAUTHM_DEFAULT = 0,
  LWSAUTHM_BASIC_AUTH_CALLBACK = 268435456,
};

enum lws_client_connect_ssl_connection_flags {
  LCCSCF_USE_SSL = 1,
  LCCSCF_ALLOW_SELFSIGNED = 2,
  LCCSCF_SKIP_SERVER_CERT_HOSTNAME_CHECK = 4,
  LCCSCF_ALLOW_EXPIRED = 8,
  LCCSCF_ALLOW_INSECURE = 16,
  LCCSCF_H2_QUIRK_NGHTTP2_END_STREAM = 32,
  LCCSCF_H2_QUIRK_OVERFLOWS_TXCR = 64,
  LCCSCF_H2_AUTH_BEARER = 128,
  LCCSCF_H2_HEXIFY_AUTH_TOKEN = 256,
  LCCSCF_H2_MANUAL_RXFLOW = 512,
  LCCSCF_HTTP_MULTIPART_MIME = 1024,
  LCCSCF_HTTP_X_WWW_FORM_URLENCODED = 2048,
  LCCSCF_HTTP_NO_FOLLOW_REDIRECT = 4096,
  LCCSCF_PIPELINE = 65536,
  LCCSCF_MUXABLE_STREAM = 131072,
  LCCSCF_H2_PRIOR_KNOWLEDGE = 262144,
  LCCSCF_WAKE_SUSPEND__VALIDITY = 524288,
  LCCSCF_PRIORITIZE_READS = 1048576,
  // Since lws 4.3.
  LCCSCF_SECSTREAM_CLIENT = 2097152,
  // Since lws 4.3.
  LCCSCF_SECSTREAM_PROXY_LINK = 4194304,
  // Since lws 4.3.
  LCCSCF_SECSTREAM_PROXY_ONWARD = 8388608,
  // Since lws 4.3.
  LCCSCF_IP_LOW_LATENCY = 16777216,
  // Since lws 4.3.
  LCCSCF_IP_HIGH_THROUGHPUT = 33554432,
  // Since lws 4.3.
  LCCSCF_IP_HIGH_RELIABILITY = 67108864,
  // Since lws 4.3.
  LCCSCF_IP_LOW_COST = 134217728,
  // Since lws 4.3.
  LCCSCF_CONMON = 268435456,
  // Since lws 4.3.
  LCCSCF_ACCEPT_TLS_DOWNGRADE_REDIRECTS = 536870912,
  // Since lws 4.3.
  LCCSCF_CACHE_COOKIES = 1073741824,
};

typedef enum lws_dir_obj_type_t {
  LDOT_UNKNOWN = 0,
  LDOT_FILE = 1,
  LDOT_DIR = 2,
  LDOT_LINK = 3,
  LDOT_FIFO = 4,
  LDOTT_SOCKET = 5,
  LDOT_CHAR = 6,
  LDOT_BLOCK = 7,
} lws_dir_obj_type_t;

enum lws_tls_cert_info {
  LWS_TLS_CERT_INFO_VALIDITY_FROM = 0,
  LWS_TLS_CERT_INFO_VALIDITY_TO = 1,
  LWS_TLS_CERT_INFO_COMMON_NAME = 2,
  LWS_TLS_CERT_INFO_ISSUER_NAME = 3,
  LWS_TLS_CERT_INFO_USAGE = 4,
  LWS_TLS_CERT_INFO_VERIFIED = 5,
  LWS_TLS_CERT_INFO_OPAQUE_PUBLIC_KEY = 6,
  // Since lws 4.3.
  LWS_TLS_CERT_INFO_DER_RAW = 7,
  // Since lws 4.3.
  LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID = 8,
  // Since lws 4.3.
  LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_ISSUER = 9,
  // Since lws 4.3.
  LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_SERIAL = 10,
  // Since lws 4.3.
  LWS_TLS_CERT_INFO_SUBJECT_KEY_ID = 11,
};

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
  LWS_CLOSE_STATUS_CLIENT_TRANSACTION_DONE = 2000,
  LWS_CLOSE_STATUS_NOSTATUS_CONTEXT_DESTROY = 9999,
};

enum http_status {
  HTTP_STATUS_CONTINUE = 100,
  HTTP_STATUS_OK = 200,
  HTTP_STATUS_NO_CONTENT = 204,
  HTTP_STATUS_PARTIAL_CONTENT = 206,
  HTTP_STATUS_MOVED_PERMANENTLY = 301,
  HTTP_STATUS_FOUND = 302,
  HTTP_STATUS_SEE_OTHER = 303,
  HTTP_STATUS_NOT_MODIFIED = 304,
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
  HTTP_STATUS_HTTP_VERSION_NOT_SUPPORTED = 505,
};

enum lws_h2_settings {
  H2SET_HEADER_TABLE_SIZE = 1,
  H2SET_ENABLE_PUSH = 2,
  H2SET_MAX_CONCURRENT_STREAMS = 3,
  H2SET_INITIAL_WINDOW_SIZE = 4,
  H2SET_MAX_FRAME_SIZE = 5,
  H2SET_MAX_HEADER_LIST_SIZE = 6,
  H2SET_RESERVED7 = 7,
  H2SET_ENABLE_CONNECT_PROTOCOL = 8,
  H2SET_COUNT = 9,
};

enum lws_spa_fileupload_states {
  LWS_UFS_CONTENT = 0,
  LWS_UFS_FINAL_CONTENT = 1,
  LWS_UFS_OPEN = 2,
  LWS_UFS_CLOSE = 3,
};

enum lws_write_protocol {
  LWS_WRITE_TEXT = 0,
  LWS_WRITE_BINARY = 1,
  LWS_WRITE_CONTINUATION = 2,
  LWS_WRITE_HTTP = 3,
  LWS_WRITE_PING = 5,
  LWS_WRITE_PONG = 6,
  LWS_WRITE_HTTP_FINAL = 7,
  LWS_WRITE_HTTP_HEADERS = 8,
  LWS_WRITE_HTTP_HEADERS_CONTINUATION = 9,
  LWS_WRITE_BUFLIST = 32,
  LWS_WRITE_NO_FIN = 64,
  LWS_WRITE_H2_STREAM_END = 128,
  LWS_WRITE_CLIENT_IGNORE_XOR_MASK = 128,
};

enum lws_enum_stdinouterr {
  LWS_STDIN = 0,
  LWS_STDOUT = 1,
  LWS_STDERR = 2,
};

enum lws_cgi_hdr_state {
  LCHS_HEADER = 0,
  LCHS_CR1 = 1,
  LCHS_LF1 = 2,
  LCHS_CR2 = 3,
  LCHS_LF2 = 4,
  LHCS_RESPONSE = 5,
  LHCS_DUMP_HEADERS = 6,
  LHCS_PAYLOAD = 7,
  LCHS_SINGLE_0A = 8,
};

typedef enum lws_system_blob_item_t {
  LWS_SYSBLOB_TYPE_AUTH = 0,
  LWS_SYSBLOB_TYPE_CLIENT_CERT_DER = 2,
  LWS_SYSBLOB_TYPE_CLIENT_KEY_DER = 3,
  LWS_SYSBLOB_TYPE_DEVICE_SERIAL = 4,
  LWS_SYSBLOB_TYPE_DEVICE_FW_VERSION = 5,
  LWS_SYSBLOB_TYPE_DEVICE_TYPE = 6,
  LWS_SYSBLOB_TYPE_NTP_SERVER = 7,
#if !defined(LWS_ABI17)
  // Since lws 4.3.
  LWS_SYSBLOB_TYPE_MQTT_CLIENT_ID = 8,
#endif
  // Since lws 4.3.
  LWS_SYSBLOB_TYPE_MQTT_USERNAME = 9,
  // Since lws 4.3.
  LWS_SYSBLOB_TYPE_MQTT_PASSWORD = 10,
#if defined(LWS_ABI17)
  LWS_SYSBLOB_TYPE_COUNT = 8,
#endif
#if !defined(LWS_ABI17)
  LWS_SYSBLOB_TYPE_COUNT = 11,
#endif
} lws_system_blob_item_t;

typedef enum lws_system_states_t {
  LWS_SYSTATE_UNKNOWN = 0,
  LWS_SYSTATE_CONTEXT_CREATED = 1,
  LWS_SYSTATE_INITIALIZED = 2,
  LWS_SYSTATE_IFACE_COLDPLUG = 3,
  LWS_SYSTATE_DHCP = 4,
  LWS_SYSTATE_CPD_PRE_TIME = 5,
  LWS_SYSTATE_TIME_VALID = 6,
  LWS_SYSTATE_CPD_POST_TIME = 7,
  LWS_SYSTATE_POLICY_VALID = 8,
  LWS_SYSTATE_REGISTERED = 9,
  LWS_SYSTATE_AUTH1 = 10,
  LWS_SYSTATE_AUTH2 = 11,
  LWS_SYSTATE_OPERATIONAL = 12,
  LWS_SYSTATE_POLICY_INVALID = 13,
  // Since lws 4.3.
  LWS_SYSTATE_CONTEXT_DESTROYING = 14,
} lws_system_states_t;

typedef enum lws_cpd_result_t {
  LWS_CPD_UNKNOWN = 0,
  LWS_CPD_INTERNET_OK = 1,
  LWS_CPD_CAPTIVE_PORTAL = 2,
  LWS_CPD_NO_INTERNET = 3,
} lws_cpd_result_t;

enum lejp_states {
  LEJP_IDLE = 0,
  LEJP_MEMBERS = 1,
  LEJP_M_P = 2,
  LEJP_MP_STRING = 67,
  LEJP_MP_STRING_ESC = 68,
  LEJP_MP_STRING_ESC_U1 = 69,
  LEJP_MP_STRING_ESC_U2 = 70,
  LEJP_MP_STRING_ESC_U3 = 71,
  LEJP_MP_STRING_ESC_U4 = 72,
  LEJP_MP_DELIM = 9,
  LEJP_MP_VALUE = 10,
  LEJP_MP_VALUE_NUM_INT = 75,
  LEJP_MP_VALUE_NUM_EXP = 76,
  LEJP_MP_VALUE_TOK = 77,
  LEJP_MP_COMMA_OR_END = 14,
  LEJP_MP_ARRAY_END = 15,
};

enum lejp_reasons {
  LEJP_CONTINUE = -1,
  LEJP_REJECT_IDLE_NO_BRACE = -2,
  LEJP_REJECT_MEMBERS_NO_CLOSE = -3,
  LEJP_REJECT_MP_NO_OPEN_QUOTE = -4,
  LEJP_REJECT_MP_STRING_UNDERRUN = -5,
  LEJP_REJECT_MP_ILLEGAL_CTRL = -6,
  LEJP_REJECT_MP_STRING_ESC_ILLEGAL_ESC = -7,
  LEJP_REJECT_ILLEGAL_HEX = -8,
  LEJP_REJECT_MP_DELIM_MISSING_COLON = -9,
  LEJP_REJECT_MP_DELIM_BAD_VALUE_START = -10,
  LEJP_REJECT_MP_VAL_NUM_INT_NO_FRAC = -11,
  LEJP_REJECT_MP_VAL_NUM_FORMAT = -12,
  LEJP_REJECT_MP_VAL_NUM_EXP_BAD_EXP = -13,
  LEJP_REJECT_MP_VAL_TOK_UNKNOWN = -14,
  LEJP_REJECT_MP_C_OR_E_UNDERF = -15,
  LEJP_REJECT_MP_C_OR_E_NOTARRAY = -16,
  LEJP_REJECT_MP_ARRAY_END_MISSING = -17,
  LEJP_REJECT_STACK_OVERFLOW = -18,
  LEJP_REJECT_MP_DELIM_ISTACK = -19,
  LEJP_REJECT_NUM_TOO_LONG = -20,
  LEJP_REJECT_MP_C_OR_E_NEITHER = -21,
  LEJP_REJECT_UNKNOWN = -22,
  LEJP_REJECT_CALLBACK = -23,
};

enum lejp_callbacks {
  LEJPCB_CONSTRUCTED = 0,
  LEJPCB_DESTRUCTED = 1,
  LEJPCB_START = 2,
  LEJPCB_COMPLETE = 3,
  LEJPCB_FAILED = 4,
  LEJPCB_PAIR_NAME = 5,
  LEJPCB_VAL_TRUE = 70,
  LEJPCB_VAL_FALSE = 71,
  LEJPCB_VAL_NULL = 72,
  LEJPCB_VAL_NUM_INT = 73,
  LEJPCB_VAL_NUM_FLOAT = 74,
  LEJPCB_VAL_STR_START = 11,
  LEJPCB_VAL_STR_CHUNK = 76,
  LEJPCB_VAL_STR_END = 77,
  LEJPCB_ARRAY_START = 14,
  LEJPCB_ARRAY_END = 15,
  LEJPCB_OBJECT_START = 16,
  LEJPCB_OBJECT_END = 17,
};

enum num_flags {
  LEJP_SEEN_MINUS = 1,
  LEJP_SEEN_POINT = 2,
  LEJP_SEEN_POST_POINT = 4,
  LEJP_SEEN_EXP = 8,
};

typedef enum lws_tokenize_elem {
  LWS_TOKZE_ERRS = 5,
  LWS_TOKZE_ERR_BROKEN_UTF8 = -5,
  LWS_TOKZE_ERR_UNTERM_STRING = -4,
  LWS_TOKZE_ERR_MALFORMED_FLOAT = -3,
  LWS_TOKZE_ERR_NUM_ON_LHS = -2,
  LWS_TOKZE_ERR_COMMA_LIST = -1,
  LWS_TOKZE_ENDED = 0,
  LWS_TOKZE_DELIMITER = 1,
  LWS_TOKZE_TOKEN = 2,
  LWS_TOKZE_INTEGER = 3,
  LWS_TOKZE_FLOAT = 4,
  LWS_TOKZE_TOKEN_NAME_EQUALS = 5,
  LWS_TOKZE_TOKEN_NAME_COLON = 6,
  LWS_TOKZE_QUOTED_STRING = 7,
} lws_tokenize_elem;

enum lws_tokenize_delimiter_tracking {
  LWSTZ_DT_NEED_FIRST_CONTENT = 0,
  LWSTZ_DT_NEED_DELIM = 1,
  LWSTZ_DT_NEED_NEXT_CONTENT = 2,
};

// Since lws 4.3.
enum lws_metric_rpt {
  // Since lws 4.3.
  LMR_PERIODIC = 0,
  // Since lws 4.3.
  LMR_OUTLIER = 1,
};

// Since lws 4.3.
enum lws_conmon_pcol {
  // Since lws 4.3.
  LWSCONMON_PCOL_NONE = 0,
  // Since lws 4.3.
  LWSCONMON_PCOL_HTTP = 1,
};

// Since lws 4.3.
enum lws_conmon_dns_disposition {
  // Since lws 4.3.
  LWSCONMON_DNS_NONE = 0,
  // Since lws 4.3.
  LWSCONMON_DNS_OK = 1,
  // Since lws 4.3.
  LWSCONMON_DNS_SERVER_UNREACHABLE = 2,
  // Since lws 4.3.
  LWSCONMON_DNS_NO_RESULT = 3,
};

// Since lws 4.3.
enum lws_event_lib_ops_flags {
  // Since lws 4.3.
  LELOF_ISPOLL = 1,
  // Since lws 4.3.
  LELOF_DESTROY_FINAL = 0,
};

enum lws_cert_update_state {
  LWS_CUS_IDLE = 0,
  LWS_CUS_STARTING = 1,
  LWS_CUS_SUCCESS = 2,
  LWS_CUS_FAILED = 3,
  LWS_CUS_CREATE_KEYS = 4,
  LWS_CUS_REG = 5,
  LWS_CUS_AUTH = 6,
  LWS_CUS_CHALLENGE = 7,
  LWS_CUS_CREATE_REQ = 8,
  LWS_CUS_REQ = 9,
  LWS_CUS_CONFIRM = 10,
  LWS_CUS_ISSUE = 11,
};

enum lws_callback_reasons {
  LWS_CALLBACK_PROTOCOL_INIT = 27,
  LWS_CALLBACK_PROTOCOL_DESTROY = 28,
  LWS_CALLBACK_WSI_CREATE = 29,
  LWS_CALLBACK_WSI_DESTROY = 30,
  LWS_CALLBACK_WSI_TX_CREDIT_GET = 103,
  LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS = 21,
  LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS = 22,
  LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION = 23,
  // Not in lws 4.3.
  LWS_CALLBACK_OPENSSL_CONTEXT_REQUIRES_PRIVATE_KEY = 37,
  LWS_CALLBACK_SSL_INFO = 67,
  LWS_CALLBACK_OPENSSL_PERFORM_SERVER_CERT_VERIFICATION = 58,
  LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED = 19,
  LWS_CALLBACK_HTTP = 12,
  LWS_CALLBACK_HTTP_BODY = 13,
  LWS_CALLBACK_HTTP_BODY_COMPLETION = 14,
  LWS_CALLBACK_HTTP_FILE_COMPLETION = 15,
  LWS_CALLBACK_HTTP_WRITEABLE = 16,
  LWS_CALLBACK_CLOSED_HTTP = 5,
  LWS_CALLBACK_FILTER_HTTP_CONNECTION = 18,
  LWS_CALLBACK_ADD_HEADERS = 53,
  LWS_CALLBACK_VERIFY_BASIC_AUTHORIZATION = 102,
  LWS_CALLBACK_CHECK_ACCESS_RIGHTS = 51,
  LWS_CALLBACK_PROCESS_HTML = 52,
  LWS_CALLBACK_HTTP_BIND_PROTOCOL = 49,
  LWS_CALLBACK_HTTP_DROP_PROTOCOL = 50,
  LWS_CALLBACK_HTTP_CONFIRM_UPGRADE = 86,
  LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP = 44,
  LWS_CALLBACK_CLOSED_CLIENT_HTTP = 45,
  LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ = 48,
  LWS_CALLBACK_RECEIVE_CLIENT_HTTP = 46,
  LWS_CALLBACK_COMPLETED_CLIENT_HTTP = 47,
  LWS_CALLBACK_CLIENT_HTTP_WRITEABLE = 57,
  LWS_CALLBACK_CLIENT_HTTP_REDIRECT = 104,
  LWS_CALLBACK_CLIENT_HTTP_BIND_PROTOCOL = 85,
  LWS_CALLBACK_CLIENT_HTTP_DROP_PROTOCOL = 76,
  LWS_CALLBACK_ESTABLISHED = 0,
  LWS_CALLBACK_CLOSED = 4,
  LWS_CALLBACK_SERVER_WRITEABLE = 11,
  LWS_CALLBACK_RECEIVE = 6,
  LWS_CALLBACK_RECEIVE_PONG = 7,
  LWS_CALLBACK_WS_PEER_INITIATED_CLOSE = 38,
  LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION = 20,
  LWS_CALLBACK_CONFIRM_EXTENSION_OKAY = 25,
  LWS_CALLBACK_WS_SERVER_BIND_PROTOCOL = 77,
  LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL = 78,
  LWS_CALLBACK_CLIENT_CONNECTION_ERROR = 1,
  LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH = 2,
  LWS_CALLBACK_CLIENT_ESTABLISHED = 3,
  LWS_CALLBACK_CLIENT_CLOSED = 75,
  LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER = 24,
  LWS_CALLBACK_CLIENT_RECEIVE = 8,
  LWS_CALLBACK_CLIENT_RECEIVE_PONG = 9,
  LWS_CALLBACK_CLIENT_WRITEABLE = 10,
  LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED = 26,
  LWS_CALLBACK_WS_EXT_DEFAULTS = 39,
  LWS_CALLBACK_FILTER_NETWORK_CONNECTION = 17,
  LWS_CALLBACK_WS_CLIENT_BIND_PROTOCOL = 79,
  LWS_CALLBACK_WS_CLIENT_DROP_PROTOCOL = 80,
  LWS_CALLBACK_GET_THREAD_ID = 31,
  LWS_CALLBACK_ADD_POLL_FD = 32,
  LWS_CALLBACK_DEL_POLL_FD = 33,
  LWS_CALLBACK_CHANGE_MODE_POLL_FD = 34,
  LWS_CALLBACK_LOCK_POLL = 35,
  LWS_CALLBACK_UNLOCK_POLL = 36,
  LWS_CALLBACK_CGI = 40,
  LWS_CALLBACK_CGI_TERMINATED = 41,
  LWS_CALLBACK_CGI_STDIN_DATA = 42,
  LWS_CALLBACK_CGI_STDIN_COMPLETED = 43,
  LWS_CALLBACK_CGI_PROCESS_ATTACH = 70,
  LWS_CALLBACK_SESSION_INFO = 54,
  LWS_CALLBACK_GS_EVENT = 55,
  LWS_CALLBACK_HTTP_PMO = 56,
  LWS_CALLBACK_RAW_PROXY_CLI_RX = 89,
  LWS_CALLBACK_RAW_PROXY_SRV_RX = 90,
  LWS_CALLBACK_RAW_PROXY_CLI_CLOSE = 91,
  LWS_CALLBACK_RAW_PROXY_SRV_CLOSE = 92,
  LWS_CALLBACK_RAW_PROXY_CLI_WRITEABLE = 93,
  LWS_CALLBACK_RAW_PROXY_SRV_WRITEABLE = 94,
  LWS_CALLBACK_RAW_PROXY_CLI_ADOPT = 95,
  LWS_CALLBACK_RAW_PROXY_SRV_ADOPT = 96,
  LWS_CALLBACK_RAW_PROXY_CLI_BIND_PROTOCOL = 97,
  LWS_CALLBACK_RAW_PROXY_SRV_BIND_PROTOCOL = 98,
  LWS_CALLBACK_RAW_PROXY_CLI_DROP_PROTOCOL = 99,
  LWS_CALLBACK_RAW_PROXY_SRV_DROP_PROTOCOL = 100,
  LWS_CALLBACK_RAW_RX = 59,
  LWS_CALLBACK_RAW_CLOSE = 60,
  LWS_CALLBACK_RAW_WRITEABLE = 61,
  LWS_CALLBACK_RAW_ADOPT = 62,
  LWS_CALLBACK_RAW_CONNECTED = 101,
  LWS_CALLBACK_RAW_SKT_BIND_PROTOCOL = 81,
  LWS_CALLBACK_RAW_SKT_DROP_PROTOCOL = 82,
  LWS_CALLBACK_RAW_ADOPT_FILE = 63,
  LWS_CALLBACK_RAW_RX_FILE = 64,
  LWS_CALLBACK_RAW_WRITEABLE_FILE = 65,
  LWS_CALLBACK_RAW_CLOSE_FILE = 66,
  LWS_CALLBACK_RAW_FILE_BIND_PROTOCOL = 83,
  LWS_CALLBACK_RAW_FILE_DROP_PROTOCOL = 84,
  LWS_CALLBACK_TIMER = 73,
  LWS_CALLBACK_EVENT_WAIT_CANCELLED = 71,
  LWS_CALLBACK_CHILD_CLOSING = 69,
  // Since lws 4.3.
  LWS_CALLBACK_CONNECTING = 105,
  LWS_CALLBACK_VHOST_CERT_AGING = 72,
  LWS_CALLBACK_VHOST_CERT_UPDATE = 74,
  LWS_CALLBACK_MQTT_NEW_CLIENT_INSTANTIATED = 200,
  LWS_CALLBACK_MQTT_IDLE = 201,
  LWS_CALLBACK_MQTT_CLIENT_ESTABLISHED = 202,
  LWS_CALLBACK_MQTT_SUBSCRIBED = 203,
  LWS_CALLBACK_MQTT_CLIENT_WRITEABLE = 204,
  LWS_CALLBACK_MQTT_CLIENT_RX = 205,
  LWS_CALLBACK_MQTT_UNSUBSCRIBED = 206,
  LWS_CALLBACK_MQTT_DROP_PROTOCOL = 207,
  LWS_CALLBACK_MQTT_CLIENT_CLOSED = 208,
  LWS_CALLBACK_MQTT_ACK = 209,
  LWS_CALLBACK_MQTT_RESEND = 210,
  // Since lws 4.3.
  LWS_CALLBACK_MQTT_UNSUBSCRIBE_TIMEOUT = 211,
  // Since lws 4.3.
  LWS_CALLBACK_MQTT_SHADOW_TIMEOUT = 212,
  LWS_CALLBACK_USER = 1000,
};

enum lws_extension_callback_reasons {
  LWS_EXT_CB_CONSTRUCT = 4,
  LWS_EXT_CB_CLIENT_CONSTRUCT = 5,
  LWS_EXT_CB_DESTROY = 8,
  LWS_EXT_CB_PACKET_TX_PRESEND = 12,
  LWS_EXT_CB_PAYLOAD_TX = 21,
  LWS_EXT_CB_PAYLOAD_RX = 22,
  LWS_EXT_CB_OPTION_DEFAULT = 23,
  LWS_EXT_CB_OPTION_SET = 24,
  LWS_EXT_CB_OPTION_CONFIRM = 25,
  LWS_EXT_CB_NAMED_OPTION_SET = 26,
};

enum lws_ext_options_types {
  EXTARG_NONE = 0,
  EXTARG_DEC = 1,
  EXTARG_OPT_DEC = 2,
};

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
  WSI_TOKEN_PATCH_URI = 73,
  WSI_TOKEN_PUT_URI = 74,
  WSI_TOKEN_DELETE_URI = 75,
  WSI_TOKEN_HTTP_URI_ARGS = 76,
  WSI_TOKEN_PROXY = 77,
  WSI_TOKEN_HTTP_X_REAL_IP = 78,
  WSI_TOKEN_HTTP1_0 = 79,
  WSI_TOKEN_X_FORWARDED_FOR = 80,
  WSI_TOKEN_CONNECT = 81,
  WSI_TOKEN_HEAD_URI = 82,
  WSI_TOKEN_TE = 83,
  WSI_TOKEN_REPLAY_NONCE = 84,
  WSI_TOKEN_COLON_PROTOCOL = 85,
  WSI_TOKEN_X_AUTH_TOKEN = 86,
#if !defined(LWS_ABI17)
  // Since lws 4.3.
  WSI_TOKEN_DSS_SIGNATURE = 87,
#endif
#if defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_SENT_PROTOCOLS = 87,
#endif
#if !defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_SENT_PROTOCOLS = 88,
#endif
#if defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_PEER_ADDRESS = 88,
#endif
#if !defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_PEER_ADDRESS = 89,
#endif
#if defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_URI = 89,
#endif
#if !defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_URI = 90,
#endif
#if defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_HOST = 90,
#endif
#if !defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_HOST = 91,
#endif
#if defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_ORIGIN = 91,
#endif
#if !defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_ORIGIN = 92,
#endif
#if defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_METHOD = 92,
#endif
#if !defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_METHOD = 93,
#endif
#if defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_IFACE = 93,
#endif
#if !defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_IFACE = 94,
#endif
#if defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_ALPN = 94,
#endif
#if !defined(LWS_ABI17)
  _WSI_TOKEN_CLIENT_ALPN = 95,
#endif
#if defined(LWS_ABI17)
  WSI_TOKEN_COUNT = 95,
#endif
#if !defined(LWS_ABI17)
  WSI_TOKEN_COUNT = 96,
#endif
#if defined(LWS_ABI17)
  WSI_TOKEN_NAME_PART = 96,
#endif
#if !defined(LWS_ABI17)
  WSI_TOKEN_NAME_PART = 97,
#endif
#if defined(LWS_ABI17)
  WSI_TOKEN_UNKNOWN_VALUE_PART = 97,
#endif
#if !defined(LWS_ABI17)
  WSI_TOKEN_UNKNOWN_VALUE_PART = 98,
#endif
#if defined(LWS_ABI17)
  WSI_TOKEN_SKIPPING = 98,
#endif
#if !defined(LWS_ABI17)
  WSI_TOKEN_SKIPPING = 99,
#endif
#if defined(LWS_ABI17)
  WSI_TOKEN_SKIPPING_SAW_CR = 99,
#endif
#if !defined(LWS_ABI17)
  WSI_TOKEN_SKIPPING_SAW_CR = 100,
#endif
#if defined(LWS_ABI17)
  WSI_PARSING_COMPLETE = 100,
#endif
#if !defined(LWS_ABI17)
  WSI_PARSING_COMPLETE = 101,
#endif
#if defined(LWS_ABI17)
  WSI_INIT_TOKEN_MUXURL = 101,
#endif
#if !defined(LWS_ABI17)
  WSI_INIT_TOKEN_MUXURL = 102,
#endif
};

#define LWS_FOP_FLAGS_MASK ((1 << 23) - 1)

#define LWS_FOP_FLAG_COMPR_ACCEPTABLE_GZIP (1 << 24)

#define LWS_FOP_FLAG_COMPR_IS_GZIP (1 << 25)

#define LWS_FOP_FLAG_MOD_TIME_VALID (1 << 26)

#define LWS_FOP_FLAG_VIRTUAL (1 << 27)

// Handles one callback of a connection or protocol: see enum lws_callback_reasons for when it is called and what `in`
// and `len` are. `user` is the connection's own memory of per_session_data_size bytes, zero at first. A return other
// than 0 closes the connection.
typedef int lws_callback_function(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                                  size_t len);

// Handles one callback of a websocket extension: see enum lws_extension_callback_reasons.
typedef int lws_extension_callback_function(struct lws_context *context, const struct lws_extension *ext,
                                            struct lws *wsi, enum lws_extension_callback_reasons reason,
                                            void *user, void *in, size_t len);

// Called by lws_dir() for each entry of a directory; a return other than 0 ends the walk.
typedef int lws_dir_callback_function(const char *dirpath, void *user, struct lws_dir_entry *lde);

struct lws_protocols {
  const char *name;
  lws_callback_function * callback;
  size_t per_session_data_size;
  size_t rx_buffer_size;
  unsigned int id;
  void *user;
  size_t tx_packet_size;
};

struct lws_extension {
  const char *name;
  lws_extension_callback_function * callback;
  const char *client_offer;
};

struct lws_token_limits {
#if defined(LWS_ABI17)
  unsigned short token_limit[95];
#endif
#if !defined(LWS_ABI17)
  unsigned short token_limit[96];
#endif
};

struct lws_protocol_vhost_options {
  const struct lws_protocol_vhost_options *next;
  const struct lws_protocol_vhost_options *options;
  const char *name;
  const char *value;
};

struct lws_http_mount {
  const struct lws_http_mount *mount_next;
  const char *mountpoint;
  const char *origin;
  const char *def;
  const char *protocol;
  const struct lws_protocol_vhost_options *cgienv;
  const struct lws_protocol_vhost_options *extra_mimetypes;
  const struct lws_protocol_vhost_options *interpret;
  int cgi_timeout;
  int cache_max_age;
  unsigned int auth_mask;
  unsigned int cache_reusable:1;
  unsigned int cache_revalidate:1;
  unsigned int cache_intermediaries:1;
  unsigned char origin_protocol;
  unsigned char mountpoint_len;
  const char *basic_auth_login_file;
#if defined(LWS_ABI17)
  void *_unused[2];
#endif
};

typedef int lws_filefd_type;

typedef unsigned long long lws_filepos_t;

typedef uint32_t lws_fop_flags_t;

struct lws_fop_fd {
  lws_filefd_type fd;
  const struct lws_plat_file_ops *fops;
  void *filesystem_priv;
  lws_filepos_t pos;
  lws_filepos_t len;
  lws_fop_flags_t flags;
  uint32_t mod_time;
};

typedef struct lws_fop_fd *lws_fop_fd_t;

typedef long long lws_fileofs_t;

struct lws_fops_index {
  const char *sig;
  uint8_t len;
};

struct lws_plat_file_ops {
  lws_fop_fd_t (*open)(const struct lws_plat_file_ops*, const char*, const char*, lws_fop_flags_t*);
  int (*close)(lws_fop_fd_t*);
  lws_fileofs_t (*seek_cur)(lws_fop_fd_t, lws_fileofs_t);
  int (*read)(lws_fop_fd_t, lws_filepos_t*, uint8_t*, lws_filepos_t);
  int (*write)(lws_fop_fd_t, lws_filepos_t*, uint8_t*, lws_filepos_t);
  struct lws_fops_index fi[3];
  const struct lws_plat_file_ops *next;
};

typedef int64_t lws_usec_t;

typedef void (*lws_attach_cb_t)(struct lws_context *context, int tsi, void *opaque);

// Since lws 4.3.
typedef uint64_t u_mt_t;

// Since lws 4.3.
struct lws_metric_pub_u_agg {
  u_mt_t sum[2];
  u_mt_t min;
  u_mt_t max;
  uint32_t count[2];
};

// Since lws 4.3.
struct lws_metric_bucket {
  struct lws_metric_bucket *next;
  uint64_t count;
};

// Since lws 4.3.
typedef struct lws_metric_bucket lws_metric_bucket_t;

// Since lws 4.3.
struct lws_metric_pub_u_hist {
  lws_metric_bucket_t *head;
  uint64_t total_count;
  uint32_t list_size;
};

// Since lws 4.3.
union lws_metric_pub_u {
  struct lws_metric_pub_u_agg agg;
  struct lws_metric_pub_u_hist hist;
};

// Since lws 4.3.
struct lws_metric_pub {
  const char *name;
  void *backend_opaque;
  lws_usec_t us_first;
  lws_usec_t us_last;
  lws_usec_t us_dumped;
  union lws_metric_pub_u u;
  uint8_t flags;
};

// Since lws 4.3.
typedef struct lws_metric_pub lws_metric_pub_t;

struct lws_system_ops {
  int (*reboot)(void);
  int (*set_clock)(lws_usec_t);
  int (*attach)(struct lws_context*,
                int,
                lws_attach_cb_t,
                lws_system_states_t,
                void*,
                struct lws_attach_item**);
  int (*captive_portal_detect_request)(struct lws_context*);
#if !defined(LWS_ABI17)
  int (*metric_report)(lws_metric_pub_t*);
#endif
#if !defined(LWS_ABI17)
  int (*jit_trust_query)(struct lws_context*, const uint8_t*, size_t, void*);
#endif
  uint32_t wake_latency_us;
};

typedef struct lws_system_ops lws_system_ops_t;

struct lws_retry_bo {
  const uint32_t *retry_ms_table;
  uint16_t retry_ms_table_count;
  uint16_t conceal_count;
  uint16_t secs_since_valid_ping;
  uint16_t secs_since_valid_hangup;
  uint8_t jitter_percent;
};

typedef struct lws_retry_bo lws_retry_bo_t;

struct lws_dll2_owner {
  struct lws_dll2 *tail;
  struct lws_dll2 *head;
  uint32_t count;
};

struct lws_dll2 {
  struct lws_dll2 *prev;
  struct lws_dll2 *next;
  struct lws_dll2_owner *owner;
};

typedef struct lws_dll2 lws_dll2_t;

typedef struct lws_dll2_owner lws_dll2_owner_t;

typedef uint32_t lws_smd_class_t;

struct lws_state_manager {
  lws_dll2_owner_t notify_list;
  struct lws_context *context;
  void *parent;
  lws_smd_class_t smd_class;
  const char **state_names;
  const char *name;
  int state;
};

typedef int (*lws_state_notify_t)(struct lws_state_manager *mgr,
                                  struct lws_state_notify_link *link,
                                  int current,
                                  int target);

struct lws_state_notify_link {
  lws_dll2_t list;
  lws_state_notify_t notify_cb;
  const char *name;
};

typedef struct lws_state_notify_link lws_state_notify_link_t;

typedef int (*lws_smd_notification_cb_t)(void *opaque,
                                         lws_smd_class_t _class,
                                         lws_usec_t timestamp,
                                         void *buf,
                                         size_t len);

struct lws_plugin_header {
  const char *name;
  const char *_class;
#if !defined(LWS_ABI17)
  const char *lws_build_hash;
#endif
  unsigned int api_magic;
};

typedef struct lws_plugin_header lws_plugin_header_t;

// Since lws 4.3.
struct lws_event_loop_ops {
  const char *name;
  int (*init_context)(struct lws_context*, const struct lws_context_creation_info*);
  int (*destroy_context1)(struct lws_context*);
  int (*destroy_context2)(struct lws_context*);
  int (*init_vhost_listen_wsi)(struct lws*);
  int (*init_pt)(struct lws_context*, void*, int);
  int (*wsi_logical_close)(struct lws*);
  int (*check_client_connect_ok)(struct lws*);
  void (*close_handle_manually)(struct lws*);
  int (*sock_accept)(struct lws*);
  void (*io)(struct lws*, unsigned int);
  void (*run_pt)(struct lws_context*, int);
  void (*destroy_pt)(struct lws_context*, int);
  void (*destroy_wsi)(struct lws*);
  int (*foreign_thread)(struct lws_context*, int);
  uint8_t flags;
  uint16_t evlib_size_ctx;
  uint16_t evlib_size_pt;
  uint16_t evlib_size_vh;
  uint16_t evlib_size_wsi;
};

struct lws_plugin_evlib {
  lws_plugin_header_t hdr;
  const struct lws_event_loop_ops *ops;
};

// Since lws 4.3.
typedef void (*lws_log_emit_t)(int level, const char *line);

// Since lws 4.3.
typedef void (*lws_log_emit_cx_t)(struct lws_log_cx *cx, int level, const char *line, size_t len);

// Since lws 4.3.
union lws_log_cx_u {
  lws_log_emit_t emit;
  lws_log_emit_cx_t emit_cx;
};

// Since lws 4.3.
typedef void (*lws_log_use_cx_t)(struct lws_log_cx *cx, int change);

// Since lws 4.3.
typedef void (*lws_log_prepend_cx_t)(struct lws_log_cx *cx, void *obj, char **p, char *e);

// Since lws 4.3.
struct lws_log_cx {
  union lws_log_cx_u u;
  lws_log_use_cx_t refcount_cb;
  lws_log_prepend_cx_t prepend;
  struct lws_log_cx *parent;
  void *opaque;
  void *stg;
  uint32_t lll_flags;
  int32_t refcount;
};

// Since lws 4.3.
typedef struct lws_log_cx lws_log_cx_t;

struct lws_context_creation_info {
  const char *iface;
  const struct lws_protocols *protocols;
  const struct lws_extension *extensions;
  const struct lws_token_limits *token_limits;
  const char *http_proxy_address;
  const struct lws_protocol_vhost_options *headers;
  const struct lws_protocol_vhost_options *reject_service_keywords;
  const struct lws_protocol_vhost_options *pvo;
  const char *log_filepath;
  const struct lws_http_mount *mounts;
  const char *server_string;
  const char *error_document_404;
  int port;
  unsigned int http_proxy_port;
  unsigned int max_http_header_data2;
  unsigned int max_http_header_pool2;
  int keepalive_timeout;
  uint32_t http2_settings[7];
  unsigned short max_http_header_data;
  unsigned short max_http_header_pool;
  const char *ssl_private_key_password;
  const char *ssl_cert_filepath;
  const char *ssl_private_key_filepath;
  const char *ssl_ca_filepath;
  const char *ssl_cipher_list;
  const char *ecdh_curve;
  const char *tls1_3_plus_cipher_list;
  const void *server_ssl_cert_mem;
  const void *server_ssl_private_key_mem;
  const void *server_ssl_ca_mem;
  long ssl_options_set;
  long ssl_options_clear;
  int simultaneous_ssl_restriction;
#if !defined(LWS_ABI17)
  int simultaneous_ssl_handshake_restriction;
#endif
  int ssl_info_event_mask;
  unsigned int server_ssl_cert_mem_len;
  unsigned int server_ssl_private_key_mem_len;
  unsigned int server_ssl_ca_mem_len;
  const char *alpn;
  const char *client_ssl_private_key_password;
  const char *client_ssl_cert_filepath;
  const void *client_ssl_cert_mem;
  unsigned int client_ssl_cert_mem_len;
  const char *client_ssl_private_key_filepath;
  const void *client_ssl_key_mem;
  const char *client_ssl_ca_filepath;
  const void *client_ssl_ca_mem;
  const char *client_ssl_cipher_list;
  const char *client_tls_1_3_plus_cipher_list;
  long ssl_client_options_set;
  long ssl_client_options_clear;
  unsigned int client_ssl_ca_mem_len;
  unsigned int client_ssl_key_mem_len;
  struct ssl_ctx_st *provided_client_ssl_ctx;
  int ka_time;
  int ka_probes;
  int ka_interval;
  unsigned int timeout_secs;
  unsigned int connect_timeout_secs;
  int bind_iface;
  unsigned int timeout_secs_ah_idle;
#if defined(LWS_ABI17)
  int gid;
#endif
#if defined(LWS_ABI17)
  int uid;
#endif
#if !defined(LWS_ABI17)
  uint32_t tls_session_timeout;
#endif
#if !defined(LWS_ABI17)
  uint32_t tls_session_cache_max;
#endif
#if !defined(LWS_ABI17)
  gid_t gid;
#endif
#if !defined(LWS_ABI17)
  uid_t uid;
#endif
  uint64_t options;
  void *user;
  unsigned int count_threads;
  unsigned int fd_limit_per_thread;
  const char *vhost_name;
  void *external_baggage_free_on_destroy;
  unsigned int pt_serv_buf_size;
  const struct lws_plat_file_ops *fops;
  int caps[4];
  char count_caps;
  void **foreign_loops;
  void (*signal_cb)(void*, int);
  struct lws_context **pcontext;
  void (*finalize)(struct lws_vhost*, void*);
  void *finalize_arg;
  const char *listen_accept_role;
  const char *listen_accept_protocol;
  const struct lws_protocols **pprotocols;
  const char *username;
  const char *groupname;
  const char *unix_socket_perms;
  const lws_system_ops_t *system_ops;
  const lws_retry_bo_t *retry_and_idle_policy;
  lws_state_notify_link_t *const *register_notifier_list;
  int rlimit_nofile;
#if defined(LWS_ABI17)
  uint8_t udp_loss_sim_tx_pc;
#endif
#if defined(LWS_ABI17)
  uint8_t udp_loss_sim_rx_pc;
#endif
  lws_smd_notification_cb_t early_smd_cb;
  void *early_smd_opaque;
  lws_smd_class_t early_smd_class_filter;
#if !defined(LWS_ABI17)
  lws_usec_t smd_ttl_us;
#endif
#if !defined(LWS_ABI17)
  uint16_t smd_queue_depth;
#endif
#if !defined(LWS_ABI17)
  int fo_listen_queue;
#endif
#if !defined(LWS_ABI17)
  const struct lws_plugin_evlib *event_lib_custom;
#endif
#if !defined(LWS_ABI17)
  lws_log_cx_t *log_cx;
#endif
#if !defined(LWS_ABI17)
  const char *http_nsc_filepath;
#endif
#if !defined(LWS_ABI17)
  size_t http_nsc_heap_max_footprint;
#endif
#if !defined(LWS_ABI17)
  size_t http_nsc_heap_max_items;
#endif
#if !defined(LWS_ABI17)
  size_t http_nsc_heap_max_payload;
#endif
  void *_unused[2];
};

#if !defined(LWS_ABI17)
// A user id as it is told: `int` in lws 4.1, `uid_t` in 4.3.
typedef uid_t lws_uid_t;
#endif

#if defined(LWS_ABI17)
// A user id as it is told: `int` in lws 4.1, `uid_t` in 4.3.
typedef int lws_uid_t;
#endif

#if !defined(LWS_ABI17)
// A group id as it is told: `int` in lws 4.1, `gid_t` in 4.3.
typedef gid_t lws_gid_t;
#endif

#if defined(LWS_ABI17)
// A group id as it is told: `int` in lws 4.1, `gid_t` in 4.3.
typedef int lws_gid_t;
#endif

#if !defined(LWS_ABI17)
// A length that is an `int` in lws 4.1 and a `size_t` in 4.3.
typedef size_t lws_len_t;
#endif

#if defined(LWS_ABI17)
// A length that is an `int` in lws 4.1 and a `size_t` in 4.3.
typedef int lws_len_t;
#endif

// Since lws 4.3.
typedef int (*lws_dll2_foreach_cb_t)(struct lws_dll2 *d, void *user);

// Since lws 4.3.
typedef void (*lws_hdr_custom_fe_cb_t)(const char *name, int nlen, void *opaque);

typedef void *lws_list_ptr;

typedef int (*lws_list_ptr_sort_func_t)(lws_list_ptr a, lws_list_ptr b);

typedef unsigned char *lwsac_cached_file_t;

typedef int lws_sockfd_type;

typedef union lws_sock_file_fd_type {
  lws_sockfd_type sockfd;
  lws_filefd_type filefd;
} lws_sock_file_fd_type;

struct lws_adopt_desc {
  struct lws_vhost *vh;
  lws_adoption_type type;
  lws_sock_file_fd_type fd;
  const char *vh_prot_name;
  struct lws *parent;
  void *opaque;
#if !defined(LWS_ABI17)
  const char *fi_wsi_name;
#endif
};

typedef struct lws_adopt_desc lws_adopt_desc_t;

// Since lws 4.3.
typedef void (*lws_cache_item_destroy_cb)(void *item, size_t size);

// Since lws 4.3.
struct lws_cache_ops {
  struct lws_cache_ttl_lru *(*create)(const struct lws_cache_creation_info*);
  void (*destroy)(struct lws_cache_ttl_lru**);
  int (*expunge)(struct lws_cache_ttl_lru*);
  int (*write)(struct lws_cache_ttl_lru*, const char*, const uint8_t*, size_t, lws_usec_t, void**);
  int (*tag_match)(struct lws_cache_ttl_lru*, const char*, const char*, char);
  int (*lookup)(struct lws_cache_ttl_lru*, const char*, lws_dll2_owner_t*);
  int (*invalidate)(struct lws_cache_ttl_lru*, const char*);
  int (*get)(struct lws_cache_ttl_lru*, const char*, const void**, size_t*);
  void (*debug_dump)(struct lws_cache_ttl_lru*);
};

// Since lws 4.3.
struct lws_cache_creation_info_u_nscookiejar {
  const char *filepath;
};

// Since lws 4.3.
union lws_cache_creation_info_u {
  struct lws_cache_creation_info_u_nscookiejar nscookiejar;
};

// Since lws 4.3.
struct lws_cache_creation_info {
  struct lws_context *cx;
  const char *name;
  lws_cache_item_destroy_cb cb;
  struct lws_cache_ttl_lru *parent;
  const struct lws_cache_ops *ops;
  union lws_cache_creation_info_u u;
  size_t max_footprint;
  size_t max_items;
  size_t max_payload;
  int tsi;
};

// Since lws 4.3.
struct lws_cache_results {
  const uint8_t *ptr;
  size_t size;
  size_t payload_len;
  size_t tag_len;
  const uint8_t *tag;
};

// Since lws 4.3.
typedef struct lws_cache_results lws_cache_results_t;

struct lws_client_connect_info {
  struct lws_context *context;
  const char *address;
  int port;
  int ssl_connection;
  const char *path;
  const char *host;
  const char *origin;
  const char *protocol;
  int ietf_version_or_minus_one;
  void *userdata;
  const void *client_exts;
  const char *method;
  struct lws *parent_wsi;
  const char *uri_replace_from;
  const char *uri_replace_to;
  struct lws_vhost *vhost;
  struct lws **pwsi;
  const char *iface;
  const char *local_protocol_name;
  const char *alpn;
  struct lws_sequencer *seq;
  void *opaque_user_data;
  const lws_retry_bo_t *retry_and_idle_policy;
  int manual_initial_tx_credit;
  uint8_t sys_tls_client_cert;
#if !defined(LWS_ABI17)
  uint8_t priority;
#endif
  void *mqtt_cp;
#if !defined(LWS_ABI17)
  const char *fi_wsi_name;
#endif
  uint16_t keep_warm_secs;
#if !defined(LWS_ABI17)
  lws_log_cx_t *log_cx;
#endif
  void *_unused[4];
};

typedef void (*sul_cb_t)(struct lws_sorted_usec_list *sul);

struct lws_sorted_usec_list {
  struct lws_dll2 list;
  lws_usec_t us;
  sul_cb_t cb;
  uint32_t latency_us;
};

typedef struct lws_sorted_usec_list lws_sorted_usec_list_t;

typedef union lws_sockaddr46 {
  struct sockaddr_in6 sa6;
  struct sockaddr_in sa4;
} lws_sockaddr46;

// Since lws 4.3.
struct lws_conmon_protocol_specific_http {
  int response;
};

// Since lws 4.3.
union lws_conmon_protocol_specific {
  struct lws_conmon_protocol_specific_http http;
};

// Since lws 4.3.
typedef uint32_t lws_conmon_interval_us_t;

// Since lws 4.3.
typedef enum lws_conmon_pcol lws_conmon_pcol_t;

// Since lws 4.3.
typedef enum lws_conmon_dns_disposition lws_conmon_dns_disposition_t;

// Since lws 4.3.
struct lws_conmon {
  lws_sockaddr46 peer46;
  union lws_conmon_protocol_specific protocol_specific;
  struct addrinfo *dns_results_copy;
  lws_conmon_interval_us_t ciu_dns;
  lws_conmon_interval_us_t ciu_sockconn;
  lws_conmon_interval_us_t ciu_tls;
  lws_conmon_interval_us_t ciu_txn_resp;
  lws_conmon_pcol_t pcol;
  lws_conmon_dns_disposition_t dns_disposition;
};

typedef int (*lws_reload_func)(void);

union lws_plugin_u {
  void *l;
};

struct lws_plugin {
  struct lws_plugin *list;
  const lws_plugin_header_t *hdr;
  union lws_plugin_u u;
};

typedef int (*each_plugin_cb_t)(struct lws_plugin *plugin, void *user);

struct lws_ext_options {
  const char *name;
  enum lws_ext_options_types type;
};

#if !defined(LWS_ABI17)
// The number of an HTTP/2 stream: `int` in lws 4.1, `unsigned int` in 4.3.
typedef unsigned int lws_stream_id_t;
#endif

#if defined(LWS_ABI17)
// The number of an HTTP/2 stream: `int` in lws 4.1, `unsigned int` in 4.3.
typedef int lws_stream_id_t;
#endif

struct lws_process_html_args {
  char *p;
  int len;
  int max_len;
  int final;
  int chunked;
};

typedef const char *(*lws_process_html_state_cb)(void *data, int index);

struct lws_process_html_state {
  char *start;
  char swallow[16];
  int pos;
  void *data;
  const char *const *vars;
  int count_vars;
  lws_process_html_state_cb replace;
};

typedef int (*lws_spa_fileupload_cb)(void *data,
                                     const char *name,
                                     const char *filename,
                                     char *buf,
                                     int len,
                                     enum lws_spa_fileupload_states state);

struct lws_spa_create_info {
  const char *const *param_names;
  int count_params;
  int max_storage;
  lws_spa_fileupload_cb opt_cb;
  void *opt_data;
  size_t param_names_stride;
  struct lwsac **ac;
  size_t ac_chunk_size;
};

typedef struct lws_spa_create_info lws_spa_create_info_t;

// Since lws 4.3.
typedef struct lws_map lws_map_t;

// Since lws 4.3.
typedef uint32_t lws_map_hash_t;

// Since lws 4.3.
typedef void *lws_map_key_t;

// Since lws 4.3.
typedef lws_map_hash_t (*lws_map_hash_from_key_t)(lws_map_key_t, size_t);

// Since lws 4.3.
typedef void *lws_map_value_t;

// Since lws 4.3.
typedef int (*lws_map_compare_key_t)(lws_map_key_t, size_t, lws_map_value_t, size_t);

// Since lws 4.3.
typedef void *(*lws_map_alloc_t)(struct lws_map*, size_t);

// Since lws 4.3.
typedef void (*lws_map_free_t)(void*);

// Since lws 4.3.
struct lws_map_info {
  lws_map_hash_from_key_t _hash;
  lws_map_compare_key_t _compare;
  lws_map_alloc_t _alloc;
  lws_map_free_t _free;
  void *opaque;
  void *aux;
  size_t modulo;
};

// Since lws 4.3.
typedef struct lws_map_info lws_map_info_t;

typedef struct lws_state_manager lws_state_manager_t;

typedef struct lws_system_blob lws_system_blob_t;

struct lws_tls_cert_info_results_ns {
  int len;
  char name[64];
};

union lws_tls_cert_info_results {
  unsigned int verified;
  time_t time;
  unsigned int usage;
  struct lws_tls_cert_info_results_ns ns;
};

// Since lws 4.3.
struct lws_tls_session_dump {
  char tag[96];
  void *blob;
  void *opaque;
  size_t blob_len;
};

// Since lws 4.3.
typedef int (*lws_tls_sess_cb_t)(struct lws_context *context, struct lws_tls_session_dump *info);

// Since lws 4.3.
struct lws_xos {
  uint64_t s[4];
};

struct lws_udp {
#if defined(LWS_ABI17)
  struct sockaddr sa;
#endif
#if defined(LWS_ABI17)
  socklen_t salen;
#endif
#if defined(LWS_ABI17)
  struct sockaddr sa_pending;
#endif
#if defined(LWS_ABI17)
  socklen_t salen_pending;
#endif
#if !defined(LWS_ABI17)
  lws_sockaddr46 sa46;
#endif
#if !defined(LWS_ABI17)
  lws_sockaddr46 sa46_pending;
#endif
#if !defined(LWS_ABI17)
  uint8_t connected:1;
#endif
};

struct lws_ext_option_arg {
  const char *option_name;
  int option_index;
  const char *start;
  int len;
};

struct lws_plugin_protocol {
  lws_plugin_header_t hdr;
  const struct lws_protocols *protocols;
  const struct lws_extension *extensions;
  int count_protocols;
  int count_extensions;
};

typedef struct lws_plugin_protocol lws_plugin_protocol_t;

typedef struct lws_plugin_evlib lws_plugin_evlib_t;

typedef int (*lws_context_ready_cb_t)(struct lws_context *context);

// Since lws 4.3.
typedef struct lws_context *lws_ctx_t;

struct lws_pollargs {
  lws_sockfd_type fd;
  int events;
  int prev_events;
};

struct lws_tokens {
  unsigned char *token;
  int len;
};

struct lws_ssl_info {
  int where;
  int ret;
};

struct lws_acme_cert_aging_args {
  struct lws_vhost *vh;
  const char *element_overrides[11];
};

struct lws_filter_network_conn_args {
  struct sockaddr_storage cli_addr;
  socklen_t clilen;
  lws_sockfd_type accept_fd;
};

struct lws_write_passthru {
  struct lws *wsi;
  unsigned char *buf;
  size_t len;
  enum lws_write_protocol wp;
};

struct lws_cgi_args {
  struct lws **stdwsi;
  enum lws_enum_stdinouterr ch;
  unsigned char *data;
  enum lws_cgi_hdr_state hdr_state;
  int len;
};

// Since lws 4.3.
typedef struct lws_xos lws_xos_t;

// Since lws 4.3.
struct lws_cache_match {
  lws_dll2_t list;
  lws_usec_t expiry;
  size_t payload_size;
  size_t tag_size;
};

// Since lws 4.3.
typedef struct lws_cache_match lws_cache_match_t;

typedef int (*lws_dir_glob_cb_t)(void *user, const char *path);

struct lws_dir_glob {
  const char *filter;
  lws_dir_glob_cb_t cb;
  void *user;
};

typedef struct lws_dir_glob lws_dir_glob_t;

struct lws_humanize_unit {
  const char *name;
  uint64_t factor;
};

typedef struct lws_humanize_unit lws_humanize_unit_t;

struct lws_dir_entry {
  const char *name;
  lws_dir_obj_type_t type;
};

struct _lejp_parsing_stack {
  void *user;
  signed char (*callback)(struct lejp_ctx*, char);
  const char *const *paths;
  uint8_t count_paths;
  uint8_t ppos;
  uint8_t path_match;
};

struct _lejp_stack {
  char s;
  char p;
  char i;
  char b;
};

struct lejp_ctx {
  void *user;
  struct _lejp_parsing_stack pst[5];
  struct _lejp_stack st[12];
#if defined(LWS_ABI17)
  uint16_t i[5];
#endif
#if defined(LWS_ABI17)
  uint16_t wild[5];
#endif
#if !defined(LWS_ABI17)
  uint16_t i[8];
#endif
#if !defined(LWS_ABI17)
  uint16_t wild[8];
#endif
  char path[128];
  char buf[255];
  size_t path_stride;
  uint32_t line;
  uint16_t uni;
  uint8_t npos;
  uint8_t dcount;
  uint8_t f;
  uint8_t sp;
  uint8_t ipos;
  uint8_t count_paths;
  uint8_t path_match;
  uint8_t path_match_len;
  uint8_t wildcount;
  uint8_t pst_sp;
  uint8_t outer_array;
};

typedef signed char (*lejp_callback)(struct lejp_ctx *ctx, char reason);

struct lws_tokenize {
  const char *start;
  const char *token;
  size_t len;
  size_t token_len;
  uint16_t flags;
  uint8_t delim;
  int8_t e;
};

typedef struct lws_tokenize lws_tokenize_t;

typedef int (*lws_strexp_expand_cb)(void *user,
                                    const char *name,
                                    char *out,
                                    size_t *pos,
                                    size_t olen,
                                    size_t *exp_ofs);

struct lws_strexp {
  char name[32];
  lws_strexp_expand_cb cb;
  void *priv;
  char *out;
  size_t olen;
  size_t pos;
  size_t exp_ofs;
  uint8_t name_pos;
  char state;
};

typedef struct lws_strexp lws_strexp_t;

struct lws_b64state {
  unsigned char quad[4];
  size_t done;
  size_t len;
  int i;
  int c;
};

// The operations of a cache on the heap, for `lws_cache_creation_info`. Since lws 4.3.
extern const struct lws_cache_ops lws_cache_ops_heap;

// The operations of a cache on a file of cookies, for `lws_cache_creation_info`. Since lws 4.3.
extern const struct lws_cache_ops lws_cache_ops_nscookiejar;

// Appends a copy of `len` bytes as a new segment. Before its bytes there is room of `LWS_PRE`.
//
// `*head` is NULL for an empty list. Returns 1 if it is the list's first segment, 0 if it is a further one, -1 when
// there is no memory, nothing to append, or more than a thousand segments waiting.
//
// Requires:
// `head` points to NULL or to a list; `buf` has `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_buflist_append_segment(struct lws_buflist **head,
                               const uint8_t *buf,
                               size_t len);

// Returns how many bytes of the first segment are left, with their address in `*buf` (which may be NULL); 0, and NULL
// in `*buf`, when the list is empty.
//
// Requires:
// `head` points to NULL or to a list; `buf` is NULL or valid.
LWS_VISIBLE LWS_EXTERN
size_t lws_buflist_next_segment_len(struct lws_buflist **head,
                                    uint8_t **buf);

// Says that `len` more bytes of the first segment are used up; one that is used up is freed.
//
// Returns how many bytes are left in the segment that is then the first; 0 when none is.
//
// Requires:
// `head` points to NULL or to a list.
LWS_VISIBLE LWS_EXTERN size_t lws_buflist_use_segment(struct lws_buflist **head, size_t len);

// Returns the sum of the lengths that the segments had when they were appended.
//
// Requires:
// `head` points to NULL or to a list.
LWS_VISIBLE LWS_EXTERN size_t lws_buflist_total_len(struct lws_buflist **head);

// Copies up to `len` bytes to `buf` across segments, and leaves the list as it is. `ofs` is counted from the start of
// the first segment, also when part of that is used up.
//
// Returns how many bytes were copied.
//
// Requires:
// `head` points to NULL or to a list; `buf` has room for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_buflist_linear_copy(struct lws_buflist **head,
                            size_t ofs,
                            uint8_t *buf,
                            size_t len);

// Takes up to `len` bytes out of the list, across segments; returns how many.
//
// Requires:
// `head` points to NULL or to a list; `buf` has room for `len` bytes.
LWS_VISIBLE LWS_EXTERN int lws_buflist_linear_use(struct lws_buflist **head, uint8_t *buf, size_t len);

// Takes up to `len` bytes out of the first segment; returns how many.
//
// `*frag_first` says whether they start that segment, `*frag_fin` whether they end it; each may be NULL, and neither is
// set when the list is empty.
//
// Requires:
// `head` points to NULL or to a list; `buf` has room for `len` bytes; the flags are NULL or valid.
LWS_VISIBLE LWS_EXTERN
int lws_buflist_fragment_use(struct lws_buflist **head,
                             uint8_t *buf,
                             size_t len,
                             char *frag_first,
                             char *frag_fin);

// Frees all segments and sets `*head` to NULL.
//
// Requires:
// `head` points to NULL or to a list; no address in it is used any more.
LWS_VISIBLE LWS_EXTERN void lws_buflist_destroy_all_segments(struct lws_buflist **head);

// Logs each segment as a notice, with `id` and `reason` to tell which list it is.
//
// Requires:
// `head` points to NULL or to a list; `reason` is NULL or a C string.
LWS_VISIBLE LWS_EXTERN void lws_buflist_describe(struct lws_buflist **head, void *id, const char *reason);

// Makes a context, and, unless `LWS_SERVER_OPTION_EXPLICIT_VHOSTS` is among the options, a vhost that listens on
// `info->port`. Each protocol gets `LWS_CALLBACK_PROTOCOL_INIT` before this returns.
//
// The info and its strings, protocols and mounts are copied and may be freed afterwards; `pvo`, `user` and
// `foreign_loops` are kept as pointers. NULL `protocols` is allowed: a server of mounts alone.
//
// @param info what to make; all members that are not used must be zero
// @return the context, to be given back with lws_context_destroy(), or NULL: the log says what was wrong (a port out of
//         range or in use, an interface that is not there, no descriptors left, a certificate, which this version does
//         not provide)
//
// Requires:
// `info` is NULL or points to a filled struct whose lists and strings are valid during the call.
LWS_VISIBLE LWS_EXTERN
struct lws_context *lws_create_context(const struct lws_context_creation_info *info);

// Takes a context down: all its connections are closed and told so, then its memory goes. Inside a callback of this
// context it only marks it: the outermost service call does the rest and returns a negative number.
//
// @param context the context; NULL, and a context that is already destroyed, do nothing
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
void lws_context_destroy(struct lws_context *context);

// Whether a context is being taken down.
//
// @return 1 if so or if there is no such context any more, 0 if not
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN int lws_context_is_being_destroyed(struct lws_context *context);

// Whether a context was marked as replaced by another one, which this library never does.
//
// @return 0
//
// Requires:
// Any pointer is allowed; it is not used.
LWS_VISIBLE LWS_EXTERN int lws_context_is_deprecated(struct lws_context *context);

// The `user` member of the info that the context was made from. From any thread.
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN void *lws_context_user(struct lws_context *context);

// The name of this machine, as it was when the context was made.
//
// @return a string that lives as long as the context, or NULL
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN const char *lws_canonical_hostname(struct lws_context *context);

// The user and group that the process has after the context was made: those of the creation info, or the present ones.
//
// Requires:
// `context` is NULL or came from lws_create_context(); `uid` and `gid` are NULL or point to a place for the number.
LWS_VISIBLE LWS_EXTERN
void lws_get_effective_uid_gid(struct lws_context *context,
                               lws_uid_t *uid,
                               lws_gid_t *gid);

// Ends the start-up of a context early. Here nothing is left to do: it has ended when lws_create_context() returns.
//
// @return 0, or 1 if there is no such context
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
int lws_finalize_startup(struct lws_context *context);

// Adds a vhost to a context: it listens and its protocols are initialized when this returns.
//
// What is copied and what is kept is as for lws_create_context().
//
// @return the vhost, which goes with the context or with lws_vhost_destroy(), or NULL: the log says what was wrong
//
// Requires:
// `context` is NULL or came from lws_create_context(); `info` is NULL or points to a filled struct whose lists and
// strings are valid during the call.
LWS_VISIBLE LWS_EXTERN
struct lws_vhost *lws_create_vhost(struct lws_context *context,
                                   const struct lws_context_creation_info *info);

// Takes a vhost down: its listening sockets, its connections, its protocols (`LWS_CALLBACK_PROTOCOL_DESTROY`), then
// `finalize`. Callbacks that are owed run before this returns; inside a callback of one of its own connections it
// happens when the service call ends.
//
// Requires:
// `vh` is NULL or came from lws_create_vhost() or lws_get_vhost().
LWS_VISIBLE LWS_EXTERN
void lws_vhost_destroy(struct lws_vhost *vh);

// The vhost of this name, or NULL.
//
// Requires:
// `context` is NULL or came from lws_create_context(); `name` is NULL or a C string.
LWS_VISIBLE LWS_EXTERN struct lws_vhost *lws_get_vhost_by_name(struct lws_context *context, const char *name);

// The name of a vhost; it lives as long as the vhost.
//
// Requires:
// `vhost` is NULL or a vhost of this library.
LWS_VISIBLE LWS_EXTERN const char *lws_get_vhost_name(struct lws_vhost *vhost);

// The port that a vhost listens on (the real one if it asked for 0), or -1.
//
// Requires:
// `vhost` is NULL or a vhost of this library.
LWS_VISIBLE LWS_EXTERN int lws_get_vhost_port(struct lws_vhost *vhost);

// The same as lws_get_vhost_port().
//
// Requires:
// `vhost` is NULL or a vhost of this library.
LWS_VISIBLE LWS_EXTERN int lws_get_vhost_listen_port(struct lws_vhost *vhost);

// The `iface` that a vhost was made with, or NULL; it lives as long as the vhost.
//
// Requires:
// `vhost` is NULL or a vhost of this library.
LWS_VISIBLE LWS_EXTERN const char *lws_get_vhost_iface(struct lws_vhost *vhost);

// The `user` that a vhost was made with.
//
// Requires:
// `vhost` is NULL or a vhost of this library.
LWS_VISIBLE LWS_EXTERN void *lws_get_vhost_user(struct lws_vhost *vhost);

// The same as lws_get_vhost_user().
//
// Requires:
// `vhost` is NULL or a vhost of this library.
LWS_VISIBLE LWS_EXTERN void *lws_vhost_user(struct lws_vhost *vhost);

// The protocol of this name on a vhost, as lws_get_protocol() would give it, or NULL.
//
// Requires:
// `vh` is NULL or a vhost of this library; `name` is NULL or a C string.
LWS_VISIBLE LWS_EXTERN
const struct lws_protocols *lws_vhost_name_to_protocol(struct lws_vhost *vh,
                                                       const char *name);

// Memory for what a protocol keeps per vhost: zeroed, freed with the vhost. Mostly called in PROTOCOL_INIT. A second
// call for the same protocol gives the same memory.
//
// @return the memory, or NULL (an unknown protocol, a size below 1, no memory)
//
// Requires:
// `vhost` is NULL or a vhost of this library; `prot` is NULL or one of its protocols.
LWS_VISIBLE LWS_EXTERN
void *lws_protocol_vh_priv_zalloc(struct lws_vhost *vhost,
                                  const struct lws_protocols *prot,
                                  int size);

// What lws_protocol_vh_priv_zalloc() made for a protocol on a vhost, or NULL.
//
// Requires:
// `vhost` is NULL or a vhost of this library; `prot` is NULL or one of its protocols.
LWS_VISIBLE LWS_EXTERN
void *lws_protocol_vh_priv_get(struct lws_vhost *vhost,
                               const struct lws_protocols *prot);

// Gives a reason to each protocol of the connection's vhost, with the connection's own session memory.
//
// @return 1 if one of the callbacks did not return 0, else 0
//
// Requires:
// `wsi` is NULL or a connection of this library; `in` is what the callbacks take for this reason.
LWS_VISIBLE LWS_EXTERN int lws_callback_vhost_protocols(struct lws *wsi, int reason, void *in, lws_len_t len);

// Adds an entry before all others. An entry that is in a list already stays where it is, and an error is logged.
//
// Requires:
// `d` is zeroed or in a valid list, and stays in memory as long as it is in one; `owner` is a valid list.
LWS_VISIBLE LWS_EXTERN
void lws_dll2_add_head(struct lws_dll2 *d,
                       struct lws_dll2_owner *owner);

// Adds an entry after all others. An entry that is in a list already stays where it is, and an error is logged.
//
// Requires:
// As for `lws_dll2_add_head()`.
LWS_VISIBLE LWS_EXTERN
void lws_dll2_add_tail(struct lws_dll2 *d,
                       struct lws_dll2_owner *owner);

// Adds an entry to the list of another one, just before that. An entry that is in a list already stays where it is,
// and an error is logged.
//
// Requires:
// `d` is zeroed or in a valid list, and stays in memory as long as it is in one; `after` is in a valid list.
LWS_VISIBLE LWS_EXTERN
void lws_dll2_add_before(struct lws_dll2 *d,
                         struct lws_dll2 *after);

// Adds an entry where `compare` puts it: before the first entry `d` of the list for which `compare(d, new)` is 0 or
// more, or after all.
//
// Requires:
// As for `lws_dll2_add_head()`; `compare` leaves the list alone.
LWS_VISIBLE LWS_EXTERN
void lws_dll2_add_sorted(struct lws_dll2 *d,
                         struct lws_dll2_owner *own,
                         int (*compare)(const struct lws_dll2 *d, const struct lws_dll2 *i));

// Like `lws_dll2_add_sorted()`; `compare3` also gets `priv`, which is the program's own.
//
// Requires:
// As for `lws_dll2_add_sorted()`.
LWS_VISIBLE LWS_EXTERN
void lws_dll2_add_sorted_priv(struct lws_dll2 *d,
                              struct lws_dll2_owner *own,
                              void *priv,
                              int (*compare3)(void *priv, const struct lws_dll2 *d, const struct lws_dll2 *i));

// Takes an entry out of the list that it is in; nothing if it is in none, or NULL. The entry is zeroed.
//
// Requires:
// `d` is NULL, zeroed, or in a valid list.
LWS_VISIBLE LWS_EXTERN void lws_dll2_remove(struct lws_dll2 *d);

// Zeroes an entry without looking at it: only for one that is in no list.
//
// Requires:
// `d` is NULL or points to an entry.
LWS_VISIBLE LWS_EXTERN void lws_dll2_clear(struct lws_dll2 *d);

// Makes a list empty without looking at its entries.
//
// Requires:
// `d` is NULL or points to a list.
LWS_VISIBLE LWS_EXTERN void lws_dll2_owner_clear(struct lws_dll2_owner *d);

// Calls `cb(entry, user)` for each entry, from the head, until it returns something other than 0.
//
// `cb` may take its entry out of the list and free it. Returns 1 when `cb` ended the walk, 0 when it came to the end.
//
// Requires:
// `owner` is NULL or a valid list; `cb` takes out no entry but its own.
LWS_VISIBLE LWS_EXTERN
int lws_dll2_foreach_safe(struct lws_dll2_owner *owner,
                          void *user,
                          lws_dll2_foreach_cb_t cb);

// Finds the struct in a list whose name is the `namelen` bytes at `name`. C programs call it as
// `lws_dll2_search_sz_pl()`, a macro that fills in the offsets.
//
// `dll2_ofs` is the offset of the list entry in the struct, `ptr_ofs` that of a `const char *` to the name.
// Returns the struct, or NULL.
//
// Requires:
// `own` is NULL or a valid list of such structs; `name` has `namelen` bytes.
LWS_VISIBLE LWS_EXTERN
void *_lws_dll2_search_sz_pl(struct lws_dll2_owner *own,
                             const char *name,
                             size_t namelen,
                             size_t dll2_ofs,
                             size_t ptr_ofs);

// A protocol callback that does what HTTP needs at the least: 404 for a page that no mount has, and the end of the
// transaction when a file has gone out or a body has come in. Other reasons are answered with 0.
//
// Give it to the first protocol when the program itself serves only websockets and mounts, or call it for the reasons
// that your own callback does not handle.
//
// @return 0 to go on, -1 to close the connection
//
// Requires:
// `wsi` is what the callback was given.
LWS_VISIBLE LWS_EXTERN
int lws_callback_http_dummy(struct lws *wsi,
                            enum lws_callback_reasons reason,
                            void *user,
                            void *in,
                            size_t len);

// Tells how many service threads a context has: always 1 (LWS_MAX_SMP is 1, as in Debian's builds).
//
// Requires:
// Nothing is read through `context`: any is allowed.
LWS_VISIBLE LWS_EXTERN int lws_get_count_threads(struct lws_context *_context);

// Tells how many bits an RSA key made on this platform should have: 4096.
//
// Requires:
// Always safe to call.
LWS_VISIBLE LWS_EXTERN int lws_plat_recommended_rsa_bits(void);

// Offers to compress an HTTP body. Debian builds lws without HTTP compression, and so is this library: nothing is
// compressed, no header is added, and the call returns 0.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_http_compression_apply(struct lws *_wsi,
                               const char *_name,
                               unsigned char **_p,
                               unsigned char *_end,
                               char _decomp);

// Overwrites `len` bytes at `p` with zeros, in a way that the compiler does not leave out: for secrets that are no
// longer needed.
//
// Requires:
// `p` must point to at least `len` bytes that may be written, or be NULL (then nothing happens).
LWS_VISIBLE LWS_EXTERN
void lws_explicit_bzero(void *p,
                        size_t len);

// The length of a header, all its lines together as lws_hdr_copy() joins them, without the NUL.
//
// @param h which: WSI_TOKEN_HOST, WSI_TOKEN_GET_URI (the path of a GET), WSI_TOKEN_HTTP_URI_ARGS (the query), …
// @return the length, 0 if the request has no such header
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
int lws_hdr_total_length(struct lws *wsi,
                         enum lws_token_indexes h);

// The length of one fragment of a header: one of its lines, or one argument of the query.
//
// @return the length, 0 if there is no such fragment
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_hdr_fragment_length(struct lws *wsi, enum lws_token_indexes h, int frag_idx);

// Copies a header with a NUL: several lines of the same name are joined by `,` (cookies by `;`).
//
// @param dest where to
// @param len room at `dest`, the NUL included
// @return the length, 0 if there is no such header, -1 if it does not fit; `dest` is then the empty string
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `dest` is writable for `len` bytes.
LWS_VISIBLE LWS_EXTERN int lws_hdr_copy(struct lws *wsi, char *dest, int len, enum lws_token_indexes h);

// Copies one fragment of a header with a NUL: one of its lines, or one `name=value` of the query
// (WSI_TOKEN_HTTP_URI_ARGS), decoded.
//
// @param frag_idx which, from 0
// @return the length, or -1 if there is no such fragment or it does not fit
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `dest` is writable for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_hdr_copy_fragment(struct lws *wsi,
                          char *dest,
                          int len,
                          enum lws_token_indexes h,
                          int frag_idx);

// The length of the first header line of any name, also of names that lws has no token for.
//
// @param name the name with its colon, in lower case
// @param nlen its length
// @return the length, or -1 if there is no such line
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `name` is readable for `nlen` bytes.
LWS_VISIBLE LWS_EXTERN int lws_hdr_custom_length(struct lws *wsi, const char *name, int nlen);

// Copies the first header line of any name with a NUL.
//
// @return the length, or -1 if there is no such line or it does not fit
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `dst` is writable for `len` bytes; `name` is readable for
// `nlen` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_hdr_custom_copy(struct lws *wsi,
                        char *dst,
                        int len,
                        const char *name,
                        int nlen);

// Calls a function with the name of each header line that lws has no token for.
//
// @return 0, or -1 if there is no request
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `cb` may be called with `opaque`.
LWS_VISIBLE LWS_EXTERN
int lws_hdr_custom_name_foreach(struct lws *wsi,
                                lws_hdr_custom_fe_cb_t cb,
                                void *opaque);

// The text of a token: a header name in lower case with its colon.
//
// @return a static string, or NULL for a number that is no token
//
// Requires:
// Safe to call with any number.
LWS_VISIBLE LWS_EXTERN const unsigned char *lws_token_to_string(enum lws_token_indexes token);

// Copies the value of an argument of the query.
//
// @param name the argument's name, with or without its `=`
// @param buf where to, with a NUL
// @param len room at `buf`
// @return `buf`, or NULL if there is no such argument or it does not fit
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `name` is a C string; `buf` is writable for `len` bytes.
LWS_VISIBLE LWS_EXTERN
const char *lws_get_urlarg_by_name(struct lws *wsi,
                                   const char *name,
                                   char *buf,
                                   int len);

// Copies the value of an argument of the query.
//
// @return its length, or -1 if there is no such argument or it does not fit
//
// Requires:
// As for lws_get_urlarg_by_name().
LWS_VISIBLE LWS_EXTERN int lws_get_urlarg_by_name_safe(struct lws *wsi, const char *name, char *buf, int len);

// The path of the request and its method.
//
// @param puri_ptr gets the path, decoded, with a NUL; valid until the transaction is completed
// @param puri_len gets its length
// @return 0 GET, 1 POST, 2 OPTIONS, 3 PUT, 4 PATCH, 5 DELETE, 6 CONNECT, 7 HEAD; -1 for another method or no request
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; the other two point to places for the results.
LWS_VISIBLE LWS_EXTERN
int lws_http_get_uri_and_method(struct lws *wsi,
                                char **puri_ptr,
                                int *puri_len);

// Copies the value of a cookie with a NUL.
//
// @param max in: room at `buf`; out: the length of the value
// @return 0, or 1 if there is no such cookie (or, with `max` then telling its length, no room)
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `name` is a C string; `buf` is writable for `*max` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_http_cookie_get(struct lws *wsi,
                        const char *name,
                        char *buf,
                        size_t *max);

// Writes the status line and the headers that each response of the vhost carries, at `*p`.
//
// @param code the status, such as HTTP_STATUS_OK; with LWSAHH_FLAG_NO_SERVER_NAME without the `server` header
// @param p in and out: where to write
// @param end where the buffer ends
// @return 0, or 1 when there is no room
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `*p` to `end` is writable.
LWS_VISIBLE LWS_EXTERN
int lws_add_http_header_status(struct lws *wsi,
                               unsigned int code,
                               unsigned char **p,
                               unsigned char *end);

// Writes a header line at `*p`.
//
// @param name the name with its colon, a C string; NULL writes the value alone
// @param value the value, which may not hold a line end
// @param length its length
// @return 0, or 1 when there is no room or the value is not allowed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `name` and `value` are readable; `*p` to `end` is writable.
LWS_VISIBLE LWS_EXTERN
int lws_add_http_header_by_name(struct lws *wsi,
                                const unsigned char *name,
                                const unsigned char *value,
                                int length,
                                unsigned char **p,
                                unsigned char *end);

// Writes a header line at `*p`, its name by token.
//
// @param token such as WSI_TOKEN_HTTP_CONTENT_TYPE
// @return 0, or 1 when there is no room, no such token, or the value is not allowed
//
// Requires:
// As for lws_add_http_header_by_name().
LWS_VISIBLE LWS_EXTERN
int lws_add_http_header_by_token(struct lws *wsi,
                                 enum lws_token_indexes token,
                                 const unsigned char *value,
                                 int length,
                                 unsigned char **p,
                                 unsigned char *end);

// Writes `content-length` at `*p`.
//
// @return 0, or 1 when there is no room
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `*p` to `end` is writable.
LWS_VISIBLE LWS_EXTERN
int lws_add_http_header_content_length(struct lws *wsi,
                                       lws_filepos_t content_length,
                                       unsigned char **p,
                                       unsigned char *end);

// Writes status, `content-type` and `content-length` at `*p`.
//
// @param content_type a C string, or NULL for none
// @param content_len the length; LWS_ILLEGAL_HTTP_CONTENT_LEN if it is not known: the connection then ends with the
//        response
// @return 0, or 1 when there is no room
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `*p` to `end` is writable.
LWS_VISIBLE LWS_EXTERN
int lws_add_http_common_headers(struct lws *wsi,
                                unsigned int code,
                                const char *content_type,
                                lws_filepos_t content_len,
                                unsigned char **p,
                                unsigned char *end);

// Writes the empty line that ends the headers, at `*p`.
//
// @return 0, or 1 when there is no room
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `*p` to `end` is writable.
LWS_VISIBLE LWS_EXTERN int lws_finalize_http_header(struct lws *wsi, unsigned char **p, unsigned char *end);

// Writes the empty line and sends the headers from `start` on.
//
// @return 0, or 1 when there is no room or the connection is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `start` to `end` is one writable buffer with `*p` in it.
LWS_VISIBLE LWS_EXTERN
int lws_finalize_write_http_header(struct lws *wsi,
                                   unsigned char *start,
                                   unsigned char **p,
                                   unsigned char *end);

// Sends a whole small response: the status, and a page that shows it. Complete the transaction afterwards.
//
// @param code the status
// @param html_body text for the page, a C string, or NULL
// @return 0, or 1 when it could not be sent
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `html_body` is NULL or a C string.
LWS_VISIBLE LWS_EXTERN int lws_return_http_status(struct lws *wsi, unsigned int code, const char *html_body);

// Sends a redirect. Complete the transaction afterwards.
//
// @param code 301, 302, 303, 307 or 308
// @param loc the new address
// @param len its length
// @param p in and out: a buffer for the response's head
// @param end where the buffer ends
// @return how many bytes were sent, or -1
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `loc` is readable; `*p` to `end` is writable.
LWS_VISIBLE LWS_EXTERN
int lws_http_redirect(struct lws *wsi,
                      int code,
                      const unsigned char *loc,
                      int len,
                      unsigned char **p,
                      unsigned char *end);

// Says that the response is complete. On a connection that is kept, the next request can come.
//
// @return 0 to go on; 1 (or -1): return -1 from the callback, so that the connection closes
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_http_transaction_completed(struct lws *wsi);

// Answers with a file: head and content, by as many passes of the loop as it takes. `LWS_CALLBACK_HTTP_FILE_COMPLETION`
// comes when it has gone out: complete the transaction there. A Range header is honoured.
//
// @param file the path, a C string
// @param content_type its type, a C string, or NULL for none
// @param other_headers further header lines, each with its line end, or NULL
// @param other_headers_len their length
// @return 0: the file is on its way, or the transaction is already completed; positive: the answer (such as 404) is
//         complete, so complete the transaction; negative: return -1 from the callback
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; the strings are readable.
LWS_VISIBLE LWS_EXTERN
int lws_serve_http_file(struct lws *wsi,
                        const char *file,
                        const char *content_type,
                        const char *other_headers,
                        int other_headers_len);

// Sends more of a file that lws_serve_http_file() began. The loop does that by itself; a program need not call it.
//
// @return 0, or -1 when the connection is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
int lws_serve_http_file_fragment(struct lws *wsi);

// Says that the response is a stream of events that goes on: no timeout ends it.
//
// @return 0, or 1 when the connection is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_http_mark_sse(struct lws *wsi);

// Whether a client's request was redirected to a GET. A server connection makes no requests.
//
// @return 0
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_http_is_redirected_to_get(struct lws *wsi);

// Lets go of the request's headers before the transaction ends, where they are shared. Here they are not: they can
// still be read.
//
// @return 0, or -1 when the connection is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
int lws_http_headers_detach(struct lws *wsi);

// Sets which levels the process-wide log lets through, and where its lines go.
//
// `level` is `LLL_...` bits, or'ed; errors, warnings and notices are let through at first. `func` gets each line, with
// its level's bit, as a string that is valid during the call; NULL keeps the emitter that is set, at first
// `lwsl_emit_stderr()`. It may be called from any thread.
//
// Requires:
// `func` is NULL or stays callable as long as lines are logged.
LWS_VISIBLE LWS_EXTERN
void lws_set_log_level(int level,
                       lws_log_emit_t func);

// Returns whether the process-wide log lets lines of any of these levels through: 0 if not.
//
// Requires:
// Always safe to call.
LWS_VISIBLE LWS_EXTERN int lwsl_visible(int level);

// Logs a line of one level in the process-wide log, formatted as by `vprintf()`.
//
// Requires:
// `format` and `vl` are as `vprintf()` wants them.
LWS_VISIBLE LWS_EXTERN void _lws_logv(int filter, const char *format, va_list vl);

// Writes the time, and the letter of a level, as log lines start with them: `[2026/11/21 12:34:56:7890] E: `.
//
// The buffer gets what fits of its `len` bytes, with a NUL. Returns the length; 0 when `level` is not exactly one level.
//
// Requires:
// `p` has room for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lwsl_timestamp(int level,
                   char *p,
                   size_t len);

// Writes a log line to stderr, in colour if that is a terminal. With ABI 17 it puts the time before it; with ABI 19
// lines carry it already.
//
// Requires:
// `line` is a C string.
LWS_VISIBLE LWS_EXTERN
void lwsl_emit_stderr(int level,
                      const char *line);

// Writes a log line to stderr, in colour if that is a terminal, and adds no time.
//
// Requires:
// `line` is a C string.
LWS_VISIBLE LWS_EXTERN void lwsl_emit_stderr_notimestamp(int level, const char *line);

// Hands a log line to `syslog()`: errors, warnings, notices and infos as such, the rest as debug.
//
// Requires:
// `line` is a C string.
LWS_VISIBLE LWS_EXTERN void lwsl_emit_syslog(int level, const char *line);

// Logs bytes at one level, sixteen to a line, in hexadecimal and as text, if the process-wide log lets that level
// through.
//
// Requires:
// `vbuf` is NULL or has `len` bytes.
LWS_VISIBLE LWS_EXTERN
void lwsl_hexdump_level(int hexdump_level,
                        const void *vbuf,
                        size_t len);

// Logs bytes at one level of a log context, sixteen to a line. `prep` and `obj` are as for `_lws_log_cx()`.
//
// Requires:
// `cx` is NULL or a valid context; `vbuf` is NULL or has `len` bytes.
LWS_VISIBLE LWS_EXTERN
void lwsl_hexdump_level_cx(struct lws_log_cx *cx,
                           lws_log_prepend_cx_t prep,
                           void *obj,
                           int hexdump_level,
                           const void *vbuf,
                           size_t len);

// Does nothing, as in lws built without debugging; see `lwsl_hexdump_level()`.
//
// Requires:
// Nothing is read: any arguments are allowed.
LWS_VISIBLE LWS_EXTERN void lwsl_hexdump(const void *_buf, size_t _len);

// An emitter for a log context that writes to the descriptor in its `stg`, as `lws_log_use_cx_file()` opens it.
//
// Requires:
// `cx` is valid; `line` has `len` bytes.
LWS_VISIBLE LWS_EXTERN
void lws_log_emit_cx_file(struct lws_log_cx *cx,
                          int _level,
                          const char *line,
                          size_t len);

// A `refcount_cb` for a log context whose lines go to a file: opens the file named by `opaque`, emptied, with mode 0600,
// for the first user, and closes it after the last.
//
// Requires:
// `cx` is valid, and its `opaque` a C string.
LWS_VISIBLE LWS_EXTERN
void lws_log_use_cx_file(struct lws_log_cx *cx,
                         int _new);

// Counts one user of a log context more (`_new` above 0) or less, and tells its `refcount_cb`. NULL is allowed.
//
// Requires:
// `cx` is NULL or a valid context.
LWS_VISIBLE LWS_EXTERN
void lwsl_refcount_cx(struct lws_log_cx *cx,
                      int _new);

// Returns the log context of a context: the process-wide one. NULL for NULL.
//
// Requires:
// Nothing is read through the argument: any is allowed.
LWS_VISIBLE LWS_EXTERN struct lws_log_cx *lwsl_context_get_cx(struct lws_context *cx);

// Returns the log context of a vhost: the process-wide one. NULL for NULL.
//
// Requires:
// Nothing is read through the argument: any is allowed.
LWS_VISIBLE LWS_EXTERN struct lws_log_cx *lwsl_vhost_get_cx(struct lws_vhost *vh);

// Returns the log context of a connection: the process-wide one. NULL for NULL.
//
// Requires:
// Nothing is read through the argument: any is allowed.
LWS_VISIBLE LWS_EXTERN struct lws_log_cx *lwsl_wsi_get_cx(struct lws *wsi);

// The prepending function of lines about a context: puts its address before them.
//
// Requires:
// `*p` to `e` is writable.
LWS_VISIBLE LWS_EXTERN void lws_log_prepend_context(struct lws_log_cx *_cx, void *obj, char **p, char *e);

// The prepending function of lines about a vhost: puts its address before them.
//
// Requires:
// `*p` to `e` is writable.
LWS_VISIBLE LWS_EXTERN void lws_log_prepend_vhost(struct lws_log_cx *_cx, void *obj, char **p, char *e);

// The prepending function of lines about a connection: puts its address before them.
//
// Requires:
// `*p` to `e` is writable.
LWS_VISIBLE LWS_EXTERN void lws_log_prepend_wsi(struct lws_log_cx *_cx, void *obj, char **p, char *e);

// Inserts `add` into a singly-linked list of structs that start with a pointer to the next one: before the first
// for which `sort_func(add, it)` is 0 or less; at the head if `sort_func` is NULL.
//
// Requires:
// `head` points to the list's head pointer, `add` to such a struct; both stay valid while they are in the list.
LWS_VISIBLE LWS_EXTERN
void lws_list_ptr_insert(lws_list_ptr *head,
                         lws_list_ptr *add,
                         lws_list_ptr_sort_func_t sort_func);

// Returns `length` rounded up to the size of a pointer, as pieces are.
//
// Requires:
// None needed.
LWS_VISIBLE LWS_EXTERN size_t lwsac_align(size_t length);

// Returns the size of the header of the first chunk (`first` not 0), or of the others.
//
// Requires:
// None needed.
LWS_VISIBLE LWS_EXTERN size_t lwsac_sizeof(int first);

// Returns where the next piece of this chunk would start, in bytes from the chunk's address.
//
// Requires:
// `lac` is NULL or a chunk that is not freed.
LWS_VISIBLE LWS_EXTERN size_t lwsac_get_tail_pos(struct lwsac *lac);

// Returns the chunk after this one, or NULL.
//
// Requires:
// `lac` is NULL or a chunk that is not freed.
LWS_VISIBLE LWS_EXTERN struct lwsac *lwsac_get_next(struct lwsac *lac);

// Makes the piece that was given last longer by `amount` zeroed bytes, where it lies.
//
// Returns 0, or 1 when its chunk has no room for them.
//
// Requires:
// `head` is NULL or a list that is not freed.
LWS_VISIBLE LWS_EXTERN int lwsac_extend(struct lwsac *head, size_t amount);

// Gives a piece of `ensure` bytes, aligned for any type, not zeroed.
//
// `*head` is NULL before the first piece; the list is made then. A new chunk has room for `chunk_size` bytes (about
// 4000 if 0), or for the piece if that is larger.
// Returns the piece, which lives until `lwsac_free()`; NULL when there is no memory.
//
// Requires:
// `head` points to NULL or to a list that is not freed.
LWS_VISIBLE LWS_EXTERN
void *lwsac_use(struct lwsac **head,
                size_t ensure,
                size_t chunk_size);

// Like `lwsac_use()`; room that is left in earlier chunks is used too.
//
// Requires:
// As for `lwsac_use()`.
LWS_VISIBLE LWS_EXTERN void *lwsac_use_backfill(struct lwsac **head, size_t ensure, size_t chunk_size);

// Like `lwsac_use()`; the piece is zeroed.
//
// Requires:
// As for `lwsac_use()`.
LWS_VISIBLE LWS_EXTERN void *lwsac_use_zero(struct lwsac **head, size_t ensure, size_t chunk_size);

// Frees all chunks, and with them all pieces, and sets `*head` to NULL.
//
// Requires:
// `head` points to NULL or to a list; none of its pieces is used any more.
LWS_VISIBLE LWS_EXTERN void lwsac_free(struct lwsac **head);

// Looks for the `len` bytes at `find` in what is used of the list; with `nul` not 0, only where a NUL follows them.
//
// Returns where they are, or NULL.
//
// Requires:
// `head` is NULL or a list that is not freed; `find` has `len` bytes.
LWS_VISIBLE LWS_EXTERN
uint8_t *lwsac_scan_extant(struct lwsac *head,
                           uint8_t *find,
                           size_t len,
                           int nul);

// Logs, at the debug level, how much a list has allocated.
//
// Requires:
// `head` is NULL or a list that is not freed.
LWS_VISIBLE LWS_EXTERN void lwsac_info(struct lwsac *head);

// Returns how many bytes a list has allocated, headers included. 0 for NULL.
//
// Requires:
// `head` is NULL or a list that is not freed.
LWS_VISIBLE LWS_EXTERN uint64_t lwsac_total_alloc(struct lwsac *head);

// Returns how many of a list's bytes are not in a piece. 0 for NULL.
//
// Requires:
// `head` is NULL or a list that is not freed.
LWS_VISIBLE LWS_EXTERN uint64_t lwsac_total_overhead(struct lwsac *head);

// Counts one more user of a list, so that `lwsac_detach()` does not free it yet.
//
// Requires:
// `head` is NULL or a list that is not freed.
LWS_VISIBLE LWS_EXTERN void lwsac_reference(struct lwsac *head);

// Counts one user less. A detached list that has no user left is freed, and `*head` is set to NULL.
//
// Requires:
// `head` points to NULL or to a list that is not freed.
LWS_VISIBLE LWS_EXTERN void lwsac_unreference(struct lwsac **head);

// Frees a list when its last user is done; if it has none, now, and `*head` is set to NULL.
//
// Requires:
// `head` points to NULL or to a list that is not freed.
LWS_VISIBLE LWS_EXTERN void lwsac_detach(struct lwsac **head);

// Keeps a file in memory, followed by a NUL.
//
// `*cache` is NULL at first. Later calls look at the file system every five seconds at most, and read the file again if
// it has changed; what was cached lives on until its last user is done.
// Returns 0 with the bytes in `*cache` and their number in `*len`; 1 when the file cannot be read, then `*cache` stays.
// The caller gives it back with `lwsac_use_cached_file_detach()`.
//
// Requires:
// `filepath` is a C string; `*cache` is NULL or came from here; `len` is valid.
LWS_VISIBLE LWS_EXTERN
int lwsac_cached_file(const char *filepath,
                      lwsac_cached_file_t *cache,
                      size_t *len);

// Counts one more user of a cached file, so that it stays in memory until `lwsac_use_cached_file_end()`.
//
// Requires:
// `cache` is NULL or came from `lwsac_cached_file()`.
LWS_VISIBLE LWS_EXTERN void lwsac_use_cached_file_start(lwsac_cached_file_t cache);

// Counts one user less. A detached file without users is freed, and `*cache` is set to NULL.
//
// Requires:
// `cache` is NULL or points to NULL or to a file that `lwsac_cached_file()` gave.
LWS_VISIBLE LWS_EXTERN void lwsac_use_cached_file_end(lwsac_cached_file_t *cache);

// Frees a cached file when its last user is done; if it has none, now, and `*cache` is set to NULL.
//
// Requires:
// `cache` is NULL or points to NULL or to a file that `lwsac_cached_file()` gave.
LWS_VISIBLE LWS_EXTERN void lwsac_use_cached_file_detach(lwsac_cached_file_t *cache);

// Writes the peer's address as text.
//
// @param name where to, with a NUL
// @param namelen room there; 46 bytes are enough
// @return `name`, or NULL when the address is not known
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `name` is writable for `namelen` bytes.
LWS_VISIBLE LWS_EXTERN const char *lws_get_peer_simple(struct lws *wsi, char *name, size_t namelen);

// The same for a descriptor.
//
// Requires:
// `name` is writable for `namelen` bytes.
LWS_VISIBLE LWS_EXTERN const char *lws_get_peer_simple_fd(lws_sockfd_type fd, char *name, size_t namelen);

// Writes the peer's address as text, twice: the name is not looked up, since that could take long.
//
// @param name gets the address; the empty string when it is not known
// @param rip gets the address too
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `name` is writable for `name_len` and `rip` for `rip_len`
// bytes.
LWS_VISIBLE LWS_EXTERN
void lws_get_peer_addresses(struct lws *wsi,
                            lws_sockfd_type fd,
                            char *name,
                            int name_len,
                            char *rip,
                            int rip_len);

// Hands a descriptor that the program opened (socket or file) to a vhost, to be served as a connection of the
// given type.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
struct lws *lws_adopt_descriptor_vhost(struct lws_vhost *vh,
                                       lws_adoption_type type,
                                       lws_sock_file_fd_type fd,
                                       const char *vh_prot_name,
                                       struct lws *parent);

// Hands a descriptor that the program opened to a vhost; the arguments stand in a struct.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN struct lws *lws_adopt_descriptor_vhost_via_info(const lws_adopt_desc_t *info);

// Hands an accepted socket to the context's first vhost, to be served as HTTP.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN struct lws *lws_adopt_socket(struct lws_context *context, lws_sockfd_type accept_fd);

// As `lws_adopt_socket`, with bytes that the program has read from the socket already.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
struct lws *lws_adopt_socket_readbuf(struct lws_context *context,
                                     lws_sockfd_type accept_fd,
                                     const char *readbuf,
                                     size_t len);

// Hands an accepted socket to a vhost, to be served as HTTP.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN struct lws *lws_adopt_socket_vhost(struct lws_vhost *vh, lws_sockfd_type accept_fd);

// As `lws_adopt_socket_vhost`, with bytes that the program has read from the socket already.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
struct lws *lws_adopt_socket_vhost_readbuf(struct lws_vhost *vhost,
                                           lws_sockfd_type accept_fd,
                                           const char *readbuf,
                                           size_t len);

// Makes a cache, on the heap or on a file of cookies. Since lws 4.3.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN struct lws_cache_ttl_lru *lws_cache_create(const struct lws_cache_creation_info *info);

// Logs what a cache holds. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_cache_debug_dump(struct lws_cache_ttl_lru *cache);

// Destroys a cache and sets the caller's pointer to NULL. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_cache_destroy(struct lws_cache_ttl_lru **cache);

// Empties a cache; 0 means done. Since lws 4.3.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_cache_expunge(struct lws_cache_ttl_lru *cache);

// Tells how many bytes a cache holds. Since lws 4.3.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN uint64_t lws_cache_footprint(struct lws_cache_ttl_lru *cache);

// Finds an item by its exact key; 0 means found. Since lws 4.3.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_cache_item_get(struct lws_cache_ttl_lru *cache,
                       const char *specific_key,
                       const void **pdata,
                       size_t *psize);

// Removes the items whose keys match; 0 means done. Since lws 4.3.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_cache_item_remove(struct lws_cache_ttl_lru *cache, const char *wildcard_key);

// Finds the items whose keys match a wildcard; 0 means found. Since lws 4.3.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_cache_lookup(struct lws_cache_ttl_lru *cache,
                     const char *wildcard_key,
                     const void **pdata,
                     size_t *psize);

// Steps through the results of `lws_cache_lookup`; 0 means that there was one more. Since lws 4.3.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_cache_results_walk(lws_cache_results_t *walk_ctx);

// Stores an item in this cache and those behind it; 0 means stored. Since lws 4.3.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_cache_write_through(struct lws_cache_ttl_lru *cache,
                            const char *specific_key,
                            const uint8_t *source,
                            size_t size,
                            lws_usec_t expiry,
                            void **ppay);

// Opens a connection to a server, as HTTP, websocket or raw.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN struct lws *lws_client_connect_via_info(const struct lws_client_connect_info *ccinfo);

// Tells that a client request has a body still to be sent.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_client_http_body_pending(struct lws *wsi, int something_left_to_send);

// Writes one part's header of a multipart form into a client request; 0 means written.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_client_http_multipart(struct lws *wsi,
                              const char *name,
                              const char *filename,
                              const char *content_type,
                              char **p,
                              char *end);

// Tells the status of the server's response; 0 means that there is none yet.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN unsigned int lws_http_client_http_response(struct lws *wsi);

// Reads the body of a server's response; negative means that the connection has to be closed.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_http_client_read(struct lws *wsi, char **buf, int *len);

// Writes the value of a basic Authorization header; 0 means written.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_http_basic_auth_gen(const char *user, const char *pw, char *buf, size_t len);

// Reads how long a server asks to wait; 0 means that it did. Since lws 4.3.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_http_check_retry_after(struct lws *wsi, lws_usec_t *us_interval_in_out);

// Sets the HTTP proxy of a vhost's client connections from `address:port`; 0 means set.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_set_proxy(struct lws_vhost *vhost, const char *proxy);

// Schedules the next try after a back-off; 0 means scheduled, 1 that the tries are used up.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_retry_sul_schedule(struct lws_context *context,
                           int tid,
                           lws_sorted_usec_list_t *sul,
                           const lws_retry_bo_t *retry,
                           sul_cb_t cb,
                           uint16_t *ctry);

// As `lws_retry_sul_schedule`, with the policy of a connection.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_retry_sul_schedule_retry_wsi(struct lws *wsi,
                                     lws_sorted_usec_list_t *sul,
                                     sul_cb_t cb,
                                     uint16_t *ctry);

// Frees the measurements that `lws_conmon_wsi_take` gave. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_conmon_release(struct lws_conmon *conmon);

// Takes over the measurements of how a client connection was made. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_conmon_wsi_take(struct lws *wsi, struct lws_conmon *dest);

// Internal: the last step of closing a connection, for event libraries.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void __lws_close_free_wsi_final(struct lws *wsi);

// Internal: services the connections that have buffered input.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int _lws_plat_service_forced_tsi(struct lws_context *context, int tsi);

// Calls every protocol of a vhost with a reason; 0 means that all of them returned 0.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_callback_vhost_protocols_vhost(struct lws_vhost *vh,
                                       int reason,
                                       void *in,
                                       size_t len);

// Internal: closes a connection with a status.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
void lws_close_free_wsi(struct lws *wsi,
                        enum lws_close_status reason,
                        const char *caller);

// Stops a context from listening while its connections end, so that another one can take over.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_context_deprecate(struct lws_context *context, lws_reload_func cb);

// Internal: the second half of destroying a context (lws 4.1 only).
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_context_destroy2(struct lws_context *context);

// Internal: closes the descriptor that wakes the event loop.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_destroy_event_pipe(struct lws *wsi);

// Internal: does what is due when a connection's socket can be written.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_handle_POLLOUT_event(struct lws *wsi, struct pollfd *pollfd);

// Internal: gives the protocols of each vhost their LWS_CALLBACK_PROTOCOL_INIT.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_protocol_init(struct lws_context *context);

// Internal: services connections whose reading was resumed.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_service_do_ripe_rxflow(struct lws_context_per_thread *pt);

// Internal: the first half of destroying a vhost.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_vhost_destroy1(struct lws_vhost *vh);

// Calls a function for each listening socket of a context. Since lws 4.3.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_vhost_foreach_listen_wsi(struct lws_context *cx,
                                 void *arg,
                                 lws_dll2_foreach_cb_t cb);

// Finds a protocol's data on whichever vhost has a per-vhost option of the given name and value. Since lws 4.3.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
void *lws_vhd_find_by_pvo(struct lws_context *cx,
                          const char *protname,
                          const char *pvo_name,
                          const char *pvo_value);

// Unloads the plugins that `lws_plugins_init` loaded; 0 means done.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_plugins_destroy(struct lws_plugin **pplugin,
                        each_plugin_cb_t each,
                        void *each_user);

// Loads the plugins in folders, those of one class; 0 means done.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_plugins_init(struct lws_plugin **pplugin,
                     const char *const *d,
                     const char *class_,
                     const char *filter,
                     each_plugin_cb_t each,
                     void *each_user);

// Reads the global part of an lwsws configuration folder; 0 means done.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lwsws_get_config_globals(struct lws_context_creation_info *info,
                             const char *d,
                             char **config_strings,
                             int *len);

// Makes the vhosts of an lwsws configuration folder; 0 means done.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lwsws_get_config_vhosts(struct lws_context *context,
                            struct lws_context_creation_info *info,
                            const char *d,
                            char **config_strings,
                            int *len);

// Finds the connection that has a descriptor.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN struct lws *wsi_from_fd(const struct lws_context *context, int fd);

// Tells the index of the service thread of a connection.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_wsi_tsi(struct lws *wsi);

// Reads the options of a websocket extension's offer; 0 means read.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_ext_parse_options(const struct lws_extension *ext,
                          struct lws *wsi,
                          void *ext_user,
                          const struct lws_ext_options *opts,
                          const char *o,
                          int len);

// Internal: the event library's own data of one service thread. Since lws 4.3.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void *lws_evlib_tsi_to_evlib_pt(struct lws_context *ctx, int tsi);

// Internal: the event library's own data of the service thread of a connection. Since lws 4.3.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void *lws_evlib_wsi_to_evlib_pt(struct lws *wsi);

// Tells the name by which a connection is known in the log. Since lws 4.3.
//
// This library does not provide it yet: it returns "unknown", and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN const char *lws_wsi_tag(struct lws *wsi);

// Tells the name by which a vhost is known in the log. Since lws 4.3.
//
// This library does not provide it yet: it returns "unknown", and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN const char *lws_vh_tag(struct lws_vhost *vh);

// Counts a user of a log context in or out. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lwsl_refcount_cx(lws_log_cx_t *cx, int new_);

// Internal: the platform's own close of a virtual file.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int _lws_plat_file_close(lws_fop_fd_t *fop_fd);

// Internal: the platform's own open of a virtual file.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
lws_fop_fd_t _lws_plat_file_open(const struct lws_plat_file_ops *fops,
                                 const char *filename,
                                 const char *vpath,
                                 lws_fop_flags_t *flags);

// Internal: the platform's own read of a virtual file.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int _lws_plat_file_read(lws_fop_fd_t fop_fd,
                        lws_filepos_t *amount,
                        uint8_t *buf,
                        lws_filepos_t len);

// Internal: the platform's own seek in a virtual file.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN lws_fileofs_t _lws_plat_file_seek_cur(lws_fop_fd_t fop_fd, lws_fileofs_t offset);

// Internal: the platform's own write of a virtual file.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int _lws_plat_file_write(lws_fop_fd_t fop_fd,
                         lws_filepos_t *amount,
                         uint8_t *buf,
                         lws_filepos_t len);

// Writes a new certificate or key into a vhost's files; 0 means written.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_plat_write_cert(struct lws_vhost *vhost,
                        int is_key,
                        int fd,
                        void *buf,
                        lws_len_t len);

// Makes an HTTP/2 client stream half closed and free of time limits; 0 means done, 1 that it is no such stream.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_h2_client_stream_long_poll_rxonly(struct lws *wsi);

// Tells how many bytes the peer may still send on an HTTP/2 stream.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_h2_get_peer_txcredit_estimate(struct lws *wsi);

// Lets the peer send more on an HTTP/2 stream; 0 means done.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_h2_update_peer_txcredit(struct lws *wsi, lws_stream_id_t sid, int bump);

// Replaces `$name` in a piece of HTML that is sent in chunks; 0 means done.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_chunked_html_process(struct lws_process_html_args *args,
                             struct lws_process_html_state *s);

// Reads an HTTP date; 0 means read. Since lws 4.3.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_http_date_parse_unix(const char *b, size_t len, time_t *t);

// Writes an HTTP date; 0 means written. Since lws 4.3.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_http_date_render_from_unix(char *buf, size_t len, const time_t *t);

// Makes a parser of form data (urlencoded or multipart) for a request.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
struct lws_spa *lws_spa_create(struct lws *wsi,
                               const char *const *param_names,
                               int count_params,
                               int max_storage,
                               lws_spa_fileupload_cb opt_cb,
                               void *opt_data);

// As `lws_spa_create`; the arguments stand in a struct.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
struct lws_spa *lws_spa_create_via_info(struct lws *wsi,
                                        const lws_spa_create_info_t *info);

// Frees a form parser; 0 means freed.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_spa_destroy(struct lws_spa *spa);

// Tells a form parser that the body has ended; 0 means that the form was well-formed.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_spa_finalize(struct lws_spa *spa);

// Tells the length of a form field's value.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_spa_get_length(struct lws_spa *spa, int n);

// Gives the value of a form field; NULL means that the form has none.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN const char *lws_spa_get_string(struct lws_spa *spa, int n);

// Gives a form parser the next piece of the body; 0 means that the form is well-formed so far.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_spa_process(struct lws_spa *spa, const char *in, int len);

// Allocates an item of a map from a chain of chunks. Since lws 4.3.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void *lws_map_alloc_lwsac(struct lws_map *map, size_t x);

// Makes a map. Since lws 4.3.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN lws_map_t *lws_map_create(const lws_map_info_t *info);

// Destroys a map and sets the caller's pointer to NULL. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_map_destroy(lws_map_t **pmap);

// Frees nothing: items from a chain of chunks go with the chain. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_map_free_lwsac(void *v);

// Puts an item into a map, in the place of one with the same key. Since lws 4.3.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
struct lws_map_item *lws_map_item_create(lws_map_t *map,
                                         lws_map_key_t key,
                                         size_t keylen,
                                         lws_map_value_t value,
                                         size_t valuelen);

// Takes an item out of its map and frees it. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_map_item_destroy(struct lws_map_item *item);

// Gives the key of an item. Since lws 4.3.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN const void *lws_map_item_key(struct lws_map_item *item);

// Tells the length of an item's key. Since lws 4.3.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN size_t lws_map_item_key_len(struct lws_map_item *item);

// Finds an item by its key; NULL means that there is none. Since lws 4.3.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
struct lws_map_item *lws_map_item_lookup(lws_map_t *map,
                                         lws_map_key_t key,
                                         size_t keylen);

// Gives the value of an item. Since lws 4.3.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN const void *lws_map_item_value(struct lws_map_item *item);

// Tells the length of an item's value. Since lws 4.3.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN size_t lws_map_item_value_len(struct lws_map_item *item);

// Allocates a message.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void *lws_smd_msg_alloc(struct lws_context *ctx, lws_smd_class_t class_, size_t len);

// Frees a message that was not sent, and sets the caller's pointer to NULL.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_smd_msg_free(void **payload);

// Sends a message to the readers of its class; 0 means that it is queued.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_smd_msg_send(struct lws_context *ctx, void *payload);

// Registers a reader of messages of some classes.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
struct lws_smd_peer *lws_smd_register(struct lws_context *ctx,
                                      void *opaque,
                                      int flags,
                                      lws_smd_class_t class_filter,
                                      lws_smd_notification_cb_t cb);

// Removes a reader of messages.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_smd_unregister(struct lws_smd_peer *pr);

// Internal: has a function called in the event loop from another thread; 0 means that it will be.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int __lws_system_attach(struct lws_context *context,
                        int tsi,
                        lws_attach_cb_t cb,
                        lws_system_states_t state,
                        void *opaque,
                        struct lws_attach_item **get);

// Removes a watcher of a state machine.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_state_reg_deregister(lws_state_notify_link_t *nl);

// Adds a watcher to a state machine.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_state_reg_notifier(lws_state_manager_t *mgr, lws_state_notify_link_t *nl);

// Adds a NULL-terminated list of watchers to a state machine.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
void lws_state_reg_notifier_list(lws_state_manager_t *mgr,
                                 lws_state_notify_link_t *const *nl);

// Moves a state machine to a state; 0 means that it is there.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_state_transition(lws_state_manager_t *mgr, int target);

// Moves a state machine through all states up to one; 0 means that it is there.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_state_transition_steps(lws_state_manager_t *mgr, int target);

// Frees what a system blob holds.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_system_blob_destroy(lws_system_blob_t *b);

// Makes a system blob of bytes that the caller keeps.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_system_blob_direct_set(lws_system_blob_t *b, const uint8_t *ptr, size_t len);

// Copies a part of a system blob; 0 means copied.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_system_blob_get(lws_system_blob_t *b, uint8_t *ptr, size_t *len, size_t ofs);

// Gives the bytes of a system blob that is in one piece; 0 means given.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_system_blob_get_single_ptr(lws_system_blob_t *b, const uint8_t **ptr);

// Tells the size of a system blob.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN size_t lws_system_blob_get_size(lws_system_blob_t *b);

// Appends a copy of bytes to a system blob; 0 means appended.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_system_blob_heap_append(lws_system_blob_t *b, const uint8_t *ptr, size_t len);

// Empties a system blob.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_system_blob_heap_empty(lws_system_blob_t *b);

// Gives the context to which the system's state machine belongs.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN struct lws_context *lws_system_context_from_system_mgr(lws_state_manager_t *mgr);

// Tells what captive portal detection has found.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_system_cpd_set(struct lws_context *context, lws_cpd_result_t result);

// Starts captive portal detection; 0 means started.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_system_cpd_start(struct lws_context *context);

// Starts captive portal detection after a delay. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_system_cpd_start_defer(struct lws_context *cx, lws_usec_t defer_us);

// Tells what captive portal detection has found: LWS_CPD_UNKNOWN.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN lws_cpd_result_t lws_system_cpd_state_get(struct lws_context *context);

// Gives a context's system blob of some kind.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
lws_system_blob_t *lws_system_get_blob(struct lws_context *context,
                                       lws_system_blob_item_t type,
                                       int idx);

// Gives the system operations that the context was created with.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN const lws_system_ops_t *lws_system_get_ops(struct lws_context *context);

// Gives the state machine of the system.
//
// This library does not provide it yet: it returns NULL, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN lws_state_manager_t *lws_system_get_state_manager(struct lws_context *context);

// Finds the earliest timer that may wake the machine from suspend; 0 means that there is one.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_sul_earliest_wakeable_event(struct lws_context *ctx, lws_usec_t *pearliest);

// Schedules a timer that may wake the machine from suspend.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
void lws_sul_schedule_wakesuspend(struct lws_context *ctx,
                                  int tsi,
                                  lws_sorted_usec_list_t *sul,
                                  sul_cb_t cb,
                                  lws_usec_t us);

// Tells that certificate files have changed, so that vhosts use the new ones; 0 means done.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_tls_cert_updated(struct lws_context *context,
                         const char *certpath,
                         const char *keypath,
                         const char *mem_cert,
                         size_t len_mem_cert,
                         const char *mem_privkey,
                         size_t len_mem_privkey);

// Adds a trusted certificate for a vhost's client connections; 0 means added.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_tls_client_vhost_extra_cert_mem(struct lws_vhost *vh,
                                        const uint8_t *der,
                                        size_t der_len);

// Tells something about the peer's certificate; 0 means told.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_tls_peer_cert_info(struct lws *wsi,
                           enum lws_tls_cert_info type,
                           union lws_tls_cert_info_results *buf,
                           size_t len);

// Loads a TLS session that was saved; 0 means loaded. Since lws 4.3.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_tls_session_dump_load(struct lws_vhost *vh,
                              const char *host,
                              uint16_t port,
                              lws_tls_sess_cb_t cb_load,
                              void *opq);

// Saves a TLS session; 0 means saved. Since lws 4.3.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_tls_session_dump_save(struct lws_vhost *vh,
                              const char *host,
                              uint16_t port,
                              lws_tls_sess_cb_t cb_save,
                              void *opq);

// Tells whether a connection resumed an earlier TLS session. Since lws 4.3.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_tls_session_is_reused(struct lws *wsi);

// Tells something about the vhost's own certificate; 0 means told.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_tls_vhost_cert_info(struct lws_vhost *vhost,
                            enum lws_tls_cert_info type,
                            union lws_tls_cert_info_results *buf,
                            size_t len);

// Makes an empty certificate object; 0 means made.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_x509_create(struct lws_x509_cert **x509);

// Destroys a certificate object and sets the caller's pointer to NULL.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_x509_destroy(struct lws_x509_cert **x509);

// Tells something about a certificate; 0 means told.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_x509_info(struct lws_x509_cert *x509,
                  enum lws_tls_cert_info type,
                  union lws_tls_cert_info_results *buf,
                  size_t len);

// Reads a certificate in PEM form; 0 means read.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_x509_parse_from_pem(struct lws_x509_cert *x509, const void *pem, size_t len);

// Checks that a certificate is signed by another; 0 means that it is.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_x509_verify(struct lws_x509_cert *x509,
                    struct lws_x509_cert *trusted,
                    const char *common_name);

// Compares a name with a pattern that may contain `*`; 0 means that it matches. Since lws 4.3.
//
// This library does not provide it yet: it returns 1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_strcmp_wildcard(const char *wildcard,
                        size_t wlen,
                        const char *check,
                        size_t clen);

// Reads a variable-length integer; tells how many bytes it took, 0 meaning an error.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_vbi_decode(const void *buf, uint64_t *value, size_t len);

// Writes a variable-length integer; tells how many bytes it took.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_vbi_encode(uint64_t value, void *buf);

// Writes an IPv4 or IPv6 address as text; tells its length.
//
// This library does not provide it yet: it returns -1, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_write_numeric_address(const uint8_t *ads, int size, char *buf, size_t len);

// Gives the next number of a repeatable random sequence. Since lws 4.3.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN uint64_t lws_xos(struct lws_xos *xos);

// Starts a repeatable random sequence. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_xos_init(struct lws_xos *xos, uint64_t seed);

// Tells, by a repeatable random sequence, whether an event of a given percentage happens. Since lws 4.3.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int lws_xos_percent(struct lws_xos *xos, int percent);

// Makes a ring buffer of `count` elements of `element_len` bytes each, for one writer and any number of readers.
//
// One element always stays free, so `count - 1` can wait at a time.
// `destroy_element` may be NULL; otherwise it is called with each element that no reader needs any more.
// Returns the ring, which the caller destroys with `lws_ring_destroy()`; NULL when there is no memory, when a size is
// 0, or when the whole would be 2 GiB or more.
//
// Requires:
// `destroy_element` stays callable until the ring is destroyed.
LWS_VISIBLE LWS_EXTERN
struct lws_ring *lws_ring_create(size_t element_len,
                                 size_t count,
                                 void (*destroy_element)(void *element));

// Destroys the elements that are left, and the ring itself. NULL is allowed.
//
// Requires:
// `ring` came from `lws_ring_create()` and is not used any more.
LWS_VISIBLE LWS_EXTERN void lws_ring_destroy(struct lws_ring *ring);

// Returns how many elements can be inserted now. 0 for NULL.
//
// Requires:
// `ring` is NULL or came from `lws_ring_create()`.
LWS_VISIBLE LWS_EXTERN size_t lws_ring_get_count_free_elements(struct lws_ring *ring);

// Returns how many elements wait for the reader whose position is `*tail`, or for the slowest reader if `tail` is
// NULL.
//
// Requires:
// `ring` is NULL or came from `lws_ring_create()`; `tail` is NULL or points to a position.
LWS_VISIBLE LWS_EXTERN
size_t lws_ring_get_count_waiting_elements(struct lws_ring *ring,
                                           uint32_t *tail);

// Copies up to `max_count` elements from `src` into the ring.
//
// Returns how many were copied: fewer than asked when there is no room for more.
//
// Requires:
// `ring` is NULL or came from `lws_ring_create()`; `src` has `max_count` elements.
LWS_VISIBLE LWS_EXTERN size_t lws_ring_insert(struct lws_ring *ring, const void *src, size_t max_count);

// Takes up to `max_count` elements for one reader.
//
// With `dest` they are copied there, without (NULL) they are skipped. `*tail` is the reader's position, which moves
// on; a ring with one reader passes NULL, and the elements that were taken are destroyed at once. With several readers call
// `lws_ring_update_oldest_tail()` when the slowest has moved.
// Returns how many elements were taken.
//
// Requires:
// `ring` is NULL or came from `lws_ring_create()`; `tail` is NULL or points to a position; `dest` is NULL or has room
// for `max_count` elements.
LWS_VISIBLE LWS_EXTERN
size_t lws_ring_consume(struct lws_ring *ring,
                        uint32_t *tail,
                        void *dest,
                        size_t max_count);

// Returns the next element for the reader whose position is `*tail` (the slowest if `tail` is NULL), where it lies in
// the ring; NULL when that reader has had them all. It stays valid until the reader takes it.
//
// Requires:
// `ring` is NULL or came from `lws_ring_create()`; `tail` is NULL or points to a position.
LWS_VISIBLE LWS_EXTERN
const void *lws_ring_get_element(struct lws_ring *ring,
                                 uint32_t *tail);

// Says that no reader needs the elements before position `tail` any more: they are destroyed, and their room is free.
//
// Requires:
// `ring` is NULL or came from `lws_ring_create()`.
LWS_VISIBLE LWS_EXTERN
void lws_ring_update_oldest_tail(struct lws_ring *ring,
                                 uint32_t tail);

// Returns the position of the slowest reader: where a new reader that wants all that is waiting starts.
//
// Requires:
// `ring` is NULL or came from `lws_ring_create()`.
LWS_VISIBLE LWS_EXTERN uint32_t lws_ring_get_oldest_tail(struct lws_ring *ring);

// Finds where the program can write new elements itself, in one piece.
//
// Returns 0 with the address in `*start` and the number of bytes in `*bytes`; 1 when there is no room. After writing,
// call `lws_ring_bump_head()`.
//
// Requires:
// `ring` is NULL or came from `lws_ring_create()`; `start` and `bytes` are valid.
LWS_VISIBLE LWS_EXTERN
int lws_ring_next_linear_insert_range(struct lws_ring *ring,
                                      void **start,
                                      size_t *bytes);

// Says that the program has written `bytes` bytes (whole elements) where `lws_ring_next_linear_insert_range()` said.
//
// Requires:
// `ring` is NULL or came from `lws_ring_create()`.
LWS_VISIBLE LWS_EXTERN
void lws_ring_bump_head(struct lws_ring *ring,
                        size_t bytes);

// Logs the sizes and positions of a ring as a notice, as seen from position `*tail` (the slowest reader's if NULL).
//
// Requires:
// `ring` is NULL or came from `lws_ring_create()`; `tail` is NULL or points to a position.
LWS_VISIBLE LWS_EXTERN
void lws_ring_dump(struct lws_ring *ring,
                   uint32_t *tail);

// Waits for something to happen and works on it: connections, data, timers, wake-ups from other threads. Call it in a
// loop, always from one thread at a time.
//
// @param timeout_ms as in lws 4: a negative number does not wait at all; any other waits as long as it takes, since
//        the library knows when its timers are due
// @return 0 to go on; negative when the context is gone or the call was not allowed (from inside a callback, or while
//         another thread services the context)
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
int lws_service(struct lws_context *context,
                int timeout_ms);

// The same as lws_service(); there is one service thread, so `tsi` is 0.
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN int lws_service_tsi(struct lws_context *context, int timeout_ms, int tsi);

// Services one descriptor that a poll loop of the program's own reported; with NULL, only what is due and queued.
//
// @param pollfd descriptor and `revents`; `revents` is cleared if the descriptor is the library's, and left alone if
//        it is not
// @return 0, or negative when the context is gone or the call was not allowed
//
// Requires:
// `context` is NULL or came from lws_create_context(); `pollfd` is NULL or points to a filled struct.
LWS_VISIBLE LWS_EXTERN
int lws_service_fd(struct lws_context *context,
                   struct pollfd *pollfd);

// The same as lws_service_fd(); there is one service thread, so `tsi` is 0.
//
// Requires:
// As for lws_service_fd().
LWS_VISIBLE LWS_EXTERN int lws_service_fd_tsi(struct lws_context *context, struct pollfd *pollfd, int tsi);

// How long a poll loop of the program's own may wait.
//
// @return 0 if something can be done at once, else the smaller of `timeout_ms` and the time to the next timer
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN int lws_service_adjust_timeout(struct lws_context *context, int timeout_ms, int tsi);

// Ends the wait of lws_service(), from any thread or from a signal handler. Each protocol then gets
// `LWS_CALLBACK_EVENT_WAIT_CANCELLED`, on the service thread: the place to act on what another thread has prepared.
// Calls that come before it was given count once.
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
void lws_cancel_service(struct lws_context *context);

// lws_cancel_service() for the context of a connection.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN void lws_cancel_service_pt(struct lws *wsi);

// Asks for a WRITEABLE callback, as soon as the connection can take bytes. One request gives one callback. From any
// thread; from the thread that services the context it costs next to nothing.
//
// @return 1, or -1 when the connection is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
int lws_callback_on_writable(struct lws *wsi);

// Asks for WRITEABLE on all connections of a protocol, on all vhosts; the protocol is known by its callback and name,
// so the program's own entry will do. From any thread.
//
// @return 0, or -1
//
// Requires:
// `context` is NULL or came from lws_create_context(); `protocol` is NULL or points to a valid entry.
LWS_VISIBLE LWS_EXTERN
int lws_callback_on_writable_all_protocol(const struct lws_context *context,
                                          const struct lws_protocols *protocol);

// The same on one vhost.
//
// @return 0, or -1
//
// Requires:
// `vhost` is NULL or a vhost of this library; `protocol` is NULL or points to a valid entry.
LWS_VISIBLE LWS_EXTERN
int lws_callback_on_writable_all_protocol_vhost(const struct lws_vhost *vhost,
                                                const struct lws_protocols *protocol);

// Gives a reason to each connection of a protocol on all vhosts, with its own session memory.
//
// @param protocol which connections; known by callback and name
// @return 0, or 1 when there is no such context
//
// Requires:
// `context` is NULL or came from lws_create_context(); `protocol` is NULL or points to a valid entry.
LWS_VISIBLE LWS_EXTERN
int lws_callback_all_protocol(struct lws_context *context,
                              const struct lws_protocols *protocol,
                              int reason);

// lws_callback_all_protocol() on one vhost, with NULL for all of its protocols.
//
// @return 0, or 1 when there is no such vhost
//
// Requires:
// `vh` is NULL or a vhost of this library; `protocol` is NULL or points to a valid entry.
LWS_VISIBLE LWS_EXTERN
int lws_callback_all_protocol_vhost(struct lws_vhost *vh,
                                    const struct lws_protocols *protocol,
                                    int reason);

// The same with `in` and `len` for the callbacks.
//
// @return 0, or 1 when there is no such vhost
//
// Requires:
// `vh` is NULL or a vhost of this library; `protocol` is NULL or points to a valid entry; `argp` is what the callbacks
// take for this reason.
LWS_VISIBLE LWS_EXTERN
int lws_callback_all_protocol_vhost_args(struct lws_vhost *vh,
                                         const struct lws_protocols *protocol,
                                         int reason,
                                         void *argp,
                                         size_t len);

// Stops and resumes reception. What has arrived meanwhile is kept, by the library or by the kernel, and delivered
// afterwards; a peer that is not read from is slowed down.
//
// @param enable 0 stops, 1 resumes (further bits of lws's own bookkeeping are ignored)
// @return 0, or -1 when the connection is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
int lws_rx_flow_control(struct lws *wsi,
                        int enable);

// Resumes reception on all connections of a protocol.
//
// Requires:
// `context` is NULL or came from lws_create_context(); `protocol` is NULL or points to a valid entry.
LWS_VISIBLE LWS_EXTERN
void lws_rx_flow_allow_all_protocol(const struct lws_context *context,
                                    const struct lws_protocols *protocol);

// Ends a raw connection's work: closes it as soon as what the kernel refused has left.
//
// @return -1 if nothing waits (return it from the callback, to close now), 0 if the close follows by itself
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_raw_transaction_completed(struct lws *wsi);

// Closes a connection after some seconds, unless it is called again before.
//
// @param reason `enum pending_timeout`: what the timeout is for; a program's own is PENDING_TIMEOUT_USER_REASON_BASE or
//        above
// @param secs seconds; 0 cancels; LWS_TO_KILL_ASYNC closes at the next pass of the loop, without a goodbye and
//        without sending what waits, also from another thread; LWS_TO_KILL_SYNC closes before this returns, or, from a
//        callback of this connection, when that returns
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
void lws_set_timeout(struct lws *wsi,
                     enum pending_timeout reason,
                     int secs);

// Gives the connection an LWS_CALLBACK_TIMER after some time; calling it again moves it.
//
// @param usecs microseconds; LWS_SET_TIMER_USEC_CANCEL for none
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN void lws_set_timer_usecs(struct lws *wsi, lws_usec_t usecs);

// Has a function called after some time, on the service thread. A timer that is already scheduled is moved.
//
// The struct is the program's, mostly a member of a larger one; it must be zeroed before its first use, and stay where
// it is until it has fired or was cancelled.
//
// @param tsi 0: there is one service thread
// @param _cb what to call, with `sul`
// @param _us microseconds from now; LWS_SET_TIMER_USEC_CANCEL cancels
//
// Requires:
// `ctx` is NULL or came from lws_create_context(); `sul` is NULL or as above.
LWS_VISIBLE LWS_EXTERN
void lws_sul_schedule(struct lws_context *ctx,
                      int tsi,
                      lws_sorted_usec_list_t *sul,
                      sul_cb_t _cb,
                      lws_usec_t _us);

// As lws_sul_schedule(), with time and function already in the struct: `sul->us` is when, as lws_now_usecs() counts.
//
// Requires:
// As for lws_sul_schedule().
LWS_VISIBLE LWS_EXTERN
void lws_sul2_schedule(struct lws_context *context,
                       int tsi,
                       int flags,
                       lws_sorted_usec_list_t *sul);

// Cancels a timer of the program's own; one that is not scheduled may be cancelled too.
//
// Requires:
// `sul` is NULL, or zeroed or scheduled before. Call it on the service thread.
LWS_VISIBLE LWS_EXTERN void lws_sul_cancel(lws_sorted_usec_list_t *sul);

// Sends bytes on a connection: a websocket frame, or HTTP as it stands. The bytes are never changed and not kept:
// what the kernel does not take at once is copied, and goes out in order as the peer reads.
//
// Room before and after the payload (`LWS_PRE`) is allowed and not needed. A write of any size is accepted while nothing
// waits; up to 64 MiB may wait.
//
// On a websocket, `LWS_WRITE_TEXT` or `LWS_WRITE_BINARY` begins a message; with `LWS_WRITE_NO_FIN` further fragments
// follow, written with `LWS_WRITE_CONTINUATION`, the last one without `LWS_WRITE_NO_FIN`. `LWS_WRITE_PING` and
// `LWS_WRITE_PONG` take at most 125 bytes. `LWS_WRITE_HTTP`, `LWS_WRITE_HTTP_HEADERS` and `LWS_WRITE_HTTP_FINAL` send
// the bytes as they are.
//
// Another thread than the one that services the context may call it too: the bytes are copied and sent by the service
// thread; the log says so once, since nothing then tells the program whether the peer keeps up.
//
// @param buf the payload; NULL is allowed with `len` 0
// @param len its length in bytes
// @return `len`, or -1: the connection is closing or broken, too much waits, or `protocol` is not one that fits
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `buf` is readable for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_write(struct lws *wsi,
              unsigned char *buf,
              size_t len,
              enum lws_write_protocol protocol);

// Whether the kernel has refused bytes of this connection that still wait to be sent. What is staged goes out first.
//
// @return 1 if so (also for a connection that is closed), 0 if the next write can go out at once
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
int lws_send_pipe_choked(struct lws *wsi);

// The same as lws_send_pipe_choked(), but 0 for a connection that is closed.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_partial_buffered(struct lws *wsi);

// In RECEIVE: whether this slice is the first of its message.
//
// @return 1 or 0; 0 also for a connection that is closed or no websocket
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_is_first_fragment(struct lws *wsi);

// In RECEIVE: whether this slice is the last of its message.
//
// @return 1 or 0; 0 also for a connection that is closed or no websocket
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_is_final_fragment(struct lws *wsi);

// In RECEIVE: whether the message is binary.
//
// @return 1 for binary, 0 for text; 0 also for a connection that is closed or no websocket
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_frame_is_binary(struct lws *wsi);

// In RECEIVE: how many bytes of the present frame are still to come after this slice.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN size_t lws_remaining_packet_payload(struct lws *wsi);

// In RECEIVE: the RSV bits of the message's first frame, as they stand in its first byte.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN unsigned char lws_get_reserved_bits(struct lws *wsi);

// Prepares what the close frame says. Call it in a callback and then return -1 from that callback: the frame goes out,
// and the connection closes when the peer has answered, or after five seconds.
//
// @param status a code such as LWS_CLOSE_STATUS_NORMAL
// @param buf text for the peer, in UTF-8, copied; NULL for none
// @param len its length in bytes; what goes beyond 123 is cut off
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `buf` is NULL or readable for `len` bytes.
LWS_VISIBLE LWS_EXTERN
void lws_close_reason(struct lws *wsi,
                      enum lws_close_status status,
                      unsigned char *buf,
                      size_t len);

// In WS_PEER_INITIATED_CLOSE and after: the length of the peer's close payload, its code included.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_get_close_length(struct lws *wsi);

// In WS_PEER_INITIATED_CLOSE and after: the peer's close payload, the code first in network order; valid until CLOSED
// has returned.
//
// @return the payload, or NULL if there is none
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
unsigned char *lws_get_close_payload(struct lws *wsi);

// Says that the peer has shown to be alive: the idle check begins anew.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN void lws_validity_confirmed(struct lws *wsi);

// The context of a connection. From any thread.
//
// @return the context, or NULL for a connection that is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN struct lws_context *lws_get_context(const struct lws *wsi);

// The vhost of a connection. From any thread.
//
// @return the vhost, or NULL for a connection that is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN struct lws_vhost *lws_get_vhost(struct lws *wsi);

// The protocol that a connection is bound to: the library's copy of the program's entry, valid as long as the vhost.
//
// @return the protocol, or NULL for a connection that is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
const struct lws_protocols *lws_get_protocol(struct lws *wsi);

// The same as lws_get_protocol().
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN const struct lws_protocols *lws_protocol_get(struct lws *wsi);

// The session memory of a connection: what its callback gets as `user`. From any thread.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN void *lws_wsi_user(struct lws *wsi);

// Gives a connection session memory of the program's own; the library does not free it. What the library had allocated
// is freed.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `user` stays valid until the connection is closed.
LWS_VISIBLE LWS_EXTERN
void lws_set_wsi_user(struct lws *wsi,
                      void *user);

// Gives a connection new session memory of another size, zeroed; what it had is freed.
//
// @return the memory, or NULL (size 0, or no memory)
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN void *lws_adjust_protocol_psds(struct lws *wsi, size_t new_size);

// The pointer that lws_set_opaque_user_data() put in, or NULL. From any thread.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN void *lws_get_opaque_user_data(const struct lws *wsi);

// Keeps a pointer of the program's with a connection, beside the session memory. The library does not look at it.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
void lws_set_opaque_user_data(struct lws *wsi,
                              void *data);

// The pointer that lws_set_opaque_parent_data() put in, or NULL. From any thread.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN void *lws_get_opaque_parent_data(const struct lws *wsi);

// Keeps a second pointer of the program's with a connection.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN void lws_set_opaque_parent_data(struct lws *wsi, void *data);

// The connection that this one belongs to. Server connections belong to none.
//
// @return NULL
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN struct lws *lws_get_parent(const struct lws *wsi);

// The first connection that belongs to this one. None does to a server connection.
//
// @return NULL
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN struct lws *lws_get_child(const struct lws *wsi);

// Whether a connection that belongs to this one wants to write. None does to a server connection.
//
// @return 0
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_get_child_pending_on_writable(const struct lws *wsi);

// Forgets that a connection that belongs to this one wants to write.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN void lws_clear_child_pending_on_writable(struct lws *wsi);

// The connection that has the socket: with HTTP/1.1, this one itself.
//
// @return the connection, or NULL if it is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN struct lws *lws_get_network_wsi(struct lws *wsi);

// The descriptor of a connection's socket. What is staged for it is sent first, so that the program may write to it.
//
// @return the descriptor, or -1
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
lws_sockfd_type lws_get_socket_fd(struct lws *wsi);

// Which service thread a connection belongs to. There is one.
//
// @return 0
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_get_tsi(struct lws *wsi);

// Whether a connection is encrypted. This version does not provide TLS.
//
// @return 0
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_is_ssl(struct lws *wsi);

// Whether a connection is served by a CGI program, which this library does not do.
//
// @return 0
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_is_cgi(struct lws *wsi);

// The OpenSSL object of a connection. This library uses no OpenSSL.
//
// @return NULL
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN struct ssl_st *lws_get_ssl(struct lws *wsi);

// The UDP part of a connection. A server connection has none.
//
// @return NULL
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN const struct lws_udp *lws_get_udp(const struct lws *wsi);

// How much the peer would take now, where the protocol says so: HTTP/1.1 and websockets do not.
//
// @return -1: no bound but the kernel's
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN lws_fileofs_t lws_get_peer_write_allowance(struct lws *wsi);

// Credit for sending, where the protocol counts any: HTTP/1.1 and websockets do not.
//
// @return 0
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_wsi_tx_credit(struct lws *wsi, char peer_to_us, int add);

// Functions that cbindgen cannot write: with a variable number of arguments, or different in the two ABIs.

// Logs a line at the given levels (LLL_*), if one of them is enabled: the lwsl_* macros call it.
LWS_VISIBLE LWS_EXTERN void _lws_log(int filter, const char *format, ...) LWS_FORMAT(2);

// As _lws_log(), to a log context, with a prefix that tells the object and the function. Since lws 4.3.
LWS_VISIBLE LWS_EXTERN void _lws_log_cx(struct lws_log_cx *cx, lws_log_prepend_cx_t prepend, void *obj,
                                        int filter, const char *func, const char *format, ...)
    LWS_FORMAT(6);

// As snprintf(), but returns how many characters were stored: at most `size` when they did not fit.
LWS_VISIBLE LWS_EXTERN int lws_snprintf(char *str, size_t size, const char *format, ...) LWS_FORMAT(3);

// As open(), with close-on-exec set. Returns the descriptor, or -1.
LWS_VISIBLE LWS_EXTERN int lws_open(const char *file, int oflag, ...);

// Makes a message of printf form and sends it to the readers of its class. Returns 0 when it is queued.
LWS_VISIBLE LWS_EXTERN int lws_smd_msg_printf(struct lws_context *context, lws_smd_class_t _class,
                                              const char *format, ...) LWS_FORMAT(3);

// Makes a UDP socket, bound (LWS_CAUDP_BIND) or connected to `ads`, and serves it by a protocol of the vhost.
//
// This library does not provide it yet: it returns NULL, and logs that once.
#if defined(LWS_ABI17)
LWS_VISIBLE LWS_EXTERN struct lws *lws_create_adopt_udp(struct lws_vhost *vhost, const char *ads, int port,
                                                        int flags, const char *protocol_name,
                                                        const char *ifname, struct lws *parent_wsi,
                                                        void *opaque, const lws_retry_bo_t *retry_policy);
#else
LWS_VISIBLE LWS_EXTERN struct lws *lws_create_adopt_udp(struct lws_vhost *vhost, const char *ads, int port,
                                                        int flags, const char *protocol_name,
                                                        const char *ifname, struct lws *parent_wsi,
                                                        void *opaque, const lws_retry_bo_t *retry_policy,
                                                        const char *fi_wsi_name);
#endif

// Tells whether an element is on no list.
#if defined(LWS_ABI17)
static LWS_INLINE int lws_dll2_is_detached(const struct lws_dll2 *d) { return !d->owner; }
#else
LWS_VISIBLE LWS_EXTERN int lws_dll2_is_detached(const struct lws_dll2 *d);
#endif

// The list that an element is on, or NULL.
static LWS_INLINE const struct lws_dll2_owner *lws_dll2_owner(const struct lws_dll2 *d) { return d->owner; }

// The first element of a list, or NULL.
static LWS_INLINE struct lws_dll2 *lws_dll2_get_head(struct lws_dll2_owner *owner) { return owner->head; }

// The last element of a list, or NULL.
static LWS_INLINE struct lws_dll2 *lws_dll2_get_tail(struct lws_dll2_owner *owner) { return owner->tail; }

#define lws_dll2_describe(owner, text)

// The element of a doubly linked list whose string member `membptr` is `name` (of `namelen` characters), or NULL.
#define lws_dll2_search_sz_pl(own, name, namelen, type, membd2list, membptr) \
  ((type *)_lws_dll2_search_sz_pl(own, name, namelen, offsetof(type, membd2list), offsetof(type, membptr)))

// Other than 0 on a big-endian machine.
static LWS_INLINE int lws_is_be(void) {
  const uint16_t one = 1;

  return !*(const unsigned char *)&one;
}

// The write mode of one piece of a websocket message that is written in pieces: `initial` (LWS_WRITE_TEXT or
// LWS_WRITE_BINARY) for the first, continuation for the others, with LWS_WRITE_NO_FIN on all but the last.
static LWS_INLINE int lws_write_ws_flags(int initial, int is_start, int is_end) {
  int mode = is_start ? initial : LWS_WRITE_CONTINUATION;

  return is_end ? mode : mode | LWS_WRITE_NO_FIN;
}

// On a connection that is neither HTTP nor websocket, writes are of this mode.
#define LWS_WRITE_RAW LWS_WRITE_HTTP
#define lws_write_http(wsi, buf, len) lws_write(wsi, (unsigned char *)(buf), len, LWS_WRITE_HTTP)

// Closes a connection, LWS_TO_KILL_ASYNC (soon) or LWS_TO_KILL_SYNC (now).
#define lws_wsi_close(wsi, to_kill) lws_set_timeout(wsi, (enum pending_timeout)1, to_kill)

#define lws_http_client_http_resp_is_error(code) (!((code) < 400))

// Tests whether all bits of `f` are set in `c`.
#define lws_check_opt(c, f) ((((uint64_t)(c)) & ((uint64_t)(f))) == ((uint64_t)(f)))

// As lws_strncpy(), of at most `size1` characters of the source.
#define lws_strnncpy(dest, src, size1, destsize) \
  lws_strncpy(dest, src, (size_t)((size1) + 1) < (size_t)(destsize) ? (size_t)((size1) + 1) : (size_t)(destsize))

#define lws_plat_service_tsi lws_service_tsi
#define lwsac_use_zeroed lwsac_use_zero
#define LWS_PROTOCOL_LIST_TERM { NULL, NULL, 0, 0, 0, NULL, 0 }

// Statistics are not kept, as in Debian's builds of lws.
static LWS_INLINE uint64_t lws_stats_get(struct lws_context *context, int index) {
  (void)context;
  (void)index;
  return 0;
}
static LWS_INLINE void lws_stats_log_dump(struct lws_context *context) { (void)context; }

// Virtual files. What the operations of a file do is behind its `fops`.
#define LWS_FOP_OPEN open
#define LWS_FOP_CLOSE close
#define LWS_FOP_SEEK_CUR seek_cur
#define LWS_FOP_READ read
#define LWS_FOP_WRITE write

// Closes a file and sets the caller's pointer to NULL. Returns 0 when done.
static LWS_INLINE int lws_vfs_file_close(lws_fop_fd_t *fop_fd) {
  return *fop_fd && (*fop_fd)->fops ? (*fop_fd)->fops->LWS_FOP_CLOSE(fop_fd) : 0;
}

// Moves the place in a file by `offset`. Returns the new place, or a negative number.
static LWS_INLINE lws_fileofs_t lws_vfs_file_seek_cur(lws_fop_fd_t fop_fd, lws_fileofs_t offset) {
  return fop_fd->fops->LWS_FOP_SEEK_CUR(fop_fd, offset);
}

// Reads up to `len` bytes; `amount` is set to how many. Returns 0, or a negative number for an error.
static LWS_INLINE int LWS_WARN_UNUSED_RESULT lws_vfs_file_read(lws_fop_fd_t fop_fd, lws_filepos_t *amount,
                                                               uint8_t *buf, lws_filepos_t len) {
  return fop_fd->fops->LWS_FOP_READ(fop_fd, amount, buf, len);
}

// Writes up to `len` bytes; `amount` is set to how many. Returns 0, or a negative number for an error.
static LWS_INLINE int LWS_WARN_UNUSED_RESULT lws_vfs_file_write(lws_fop_fd_t fop_fd, lws_filepos_t *amount,
                                                                uint8_t *buf, lws_filepos_t len) {
  return fop_fd->fops->LWS_FOP_WRITE(fop_fd, amount, buf, len);
}

// Addresses of either family.
#define sa46_sockaddr(sa46) ((struct sockaddr *)(sa46))
#define sa46_socklen(sa46) \
  (socklen_t)((sa46)->sa4.sin_family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6))
#define sa46_sockport(sa46, port) \
  { \
    if ((sa46)->sa4.sin_family == AF_INET) \
      (sa46)->sa4.sin_port = (port); \
    else \
      (sa46)->sa6.sin6_port = (port); \
  }
#define sa46_address(sa46) \
  ((uint8_t *)((sa46)->sa4.sin_family == AF_INET ? (void *)&(sa46)->sa4.sin_addr : (void *)&(sa46)->sa6.sin6_addr))
#define sa46_address_len(sa46) ((sa46)->sa4.sin_family == AF_INET ? 4 : 16)

// Walks along a singly linked list: `it` is each element in turn, `nxt` the member that points to the next.
#define lws_start_foreach_ll(type, it, start) \
  { \
    type it = start; \
    while (it) {
#define lws_end_foreach_ll(it, nxt) \
      it = (it)->nxt; \
    } \
  }

// The same, when the element may be freed on the way.
#define lws_start_foreach_ll_safe(type, it, start, nxt) \
  { \
    type it = start; \
    while (it) { \
      type next_##it = (it)->nxt;
#define lws_end_foreach_ll_safe(it) \
      it = next_##it; \
    } \
  }

// The same by the pointers that point to the elements: an element is taken out by storing its successor there.
#define lws_start_foreach_llp(type, it, start) \
  { \
    type it = &(start); \
    while (*(it)) {
#define lws_end_foreach_llp(it, nxt) \
      it = &(*(it))->nxt; \
    } \
  }
#define lws_start_foreach_llp_safe(type, it, start, nxt) \
  { \
    type it = &(start); \
    type next; \
    while (*(it)) { \
      next = &((*(it))->nxt);
#define lws_end_foreach_llp_safe(it) \
      it = next; \
    } \
  }

// Puts an element at the head of a singly linked list.
#define lws_ll_fwd_insert(object, member, head) \
  { \
    (object)->member = head; \
    head = object; \
  }

// Takes an element out of a singly linked list.
#define lws_ll_fwd_remove(type, member, target, head) \
  { \
    lws_start_foreach_llp(type **, lws_pp_, head) { \
      if (*lws_pp_ == (target)) { \
        *lws_pp_ = (target)->member; \
        (target)->member = NULL; \
        break; \
      } \
    } \
    lws_end_foreach_llp(lws_pp_, member); \
  }

// Walks along a doubly linked list, from lws_dll2_get_head().
#define lws_start_foreach_dll(type, it, start) \
  { \
    type it = start; \
    while (it) {
#define lws_end_foreach_dll(it) \
      it = (it)->next; \
    } \
  }

// The same, when the element may be taken out or freed on the way; `tmp` holds the next one.
#define lws_start_foreach_dll_safe(type, it, tmp, start) \
  { \
    type it = start; \
    while (it) { \
      type tmp = (it)->next;
#define lws_end_foreach_dll_safe(it, tmp) \
      it = tmp; \
    } \
  }

// Steps to the next element of a list made by lws_list_ptr_insert().
#define lws_list_ptr_advance(lp) lp = *((void **)lp)

// Rings. Consumes `count` elements from the tail at `ptail`; if it was the oldest tail, finds the one that is oldest now
// among the tails (member `mtail`) of a list of consumers (linked by member `mlist`), and lets the ring go on to it.
#define lws_ring_consume_and_update_oldest_tail(ring, type, ptail, count, list_head, mtail, mlist) \
  { \
    int lws_was_oldest_ = lws_ring_get_oldest_tail(ring) == *(ptail); \
    lws_ring_consume(ring, ptail, NULL, count); \
    if (lws_was_oldest_) { \
      uint32_t lws_oldest_ = *(ptail); \
      size_t lws_most_ = 0; \
      type *lws_each_; \
      for (lws_each_ = (list_head); lws_each_; lws_each_ = lws_each_->mlist) { \
        size_t lws_waiting_ = lws_ring_get_count_waiting_elements(ring, &lws_each_->mtail); \
        if (lws_waiting_ >= lws_most_) { \
          lws_most_ = lws_waiting_; \
          lws_oldest_ = lws_each_->mtail; \
        } \
      } \
      lws_ring_update_oldest_tail(ring, lws_oldest_); \
    } \
  }

// The same for a ring with one tail only.
#define lws_ring_consume_single_tail(ring, ptail, count) \
  { \
    lws_ring_consume(ring, ptail, NULL, count); \
    lws_ring_update_oldest_tail(ring, *(ptail)); \
  }

// Maps with strings as keys.
#define lws_map_item_create_ks(map, str, value, value_len) \
  lws_map_item_create(map, (lws_map_key_t)(str), strlen(str), (lws_map_value_t)(value), value_len)
#define lws_map_item_lookup_ks(map, str) lws_map_item_lookup(map, (lws_map_key_t)(str), strlen(str))

// A bucket of a histogram is followed by the length of its name and the name.
#define lws_metric_bucket_name_len(bucket) (*((uint8_t *)&(bucket)[1]))
#define lws_metric_bucket_name(bucket) (((const char *)&(bucket)[1]) + 1)

// Metrics, injected faults and the search for forgotten timers are not built, as in Debian's lws: these do nothing.
#define lws_metrics_tag_wsi_add(wsi, name, value)
#define lws_metrics_caliper_compose(name)
#define lws_metrics_caliper_bind(name, mt)
#define lws_metrics_caliper_declare(name, mp)
#define lws_metrics_caliper_report(name, go_nogo)
#define lws_metrics_caliper_report_hist(name, pwsiconn)
#define lws_metrics_caliper_cancel(name)
#define lws_metrics_caliper_done(name)
#define lws_metrics_hist_bump(mt, name)
#define lws_metrics_hist_bump_priv(mt, name)
#define lws_fi(fi_name, fic) (0)
#define lws_fi_destroy(x)
#define lws_fi_inherit_copy(a, b, c, d)
#define lws_fi_deserialize(x, y)
#define lws_fi_user_wsi_fi(wsi, name) (0)
#define lws_fi_user_context_fi(context, name) (0)
#define lws_sul_debug_zombies(context, object, len, text)

// Logs. Levels that a program is compiled without cost nothing: with NDEBUG, all below LLL_NOTICE except LLL_USER.
#if defined(_DEBUG)
#define _LWS_LINIT ((1 << LLL_COUNT) - 1)
#else
#define _LWS_LINIT (LLL_ERR | LLL_USER | LLL_WARN | LLL_NOTICE)
#endif
#if defined(LWS_LOGGING_BITFIELD_SET)
#define _LWS_LBS (LWS_LOGGING_BITFIELD_SET)
#else
#define _LWS_LBS 0
#endif
#if defined(LWS_LOGGING_BITFIELD_CLEAR)
#define _LWS_LBC (LWS_LOGGING_BITFIELD_CLEAR)
#else
#define _LWS_LBC 0
#endif
#define _LWS_ENABLED_LOGS (((_LWS_LINIT) | (_LWS_LBS)) & ~(_LWS_LBC))

// lwsl_err(format, ...) and so on log a line; lwsl_cx_*, lwsl_vhost_* and lwsl_wsi_* (since lws 4.3) tell in it which
// context, vhost or connection it is about.
#define lwsl_cx(context, level, ...) \
  _lws_log_cx(lwsl_context_get_cx(context), lws_log_prepend_context, context, level, __func__, __VA_ARGS__)
#define lwsl_vhost(vhost, level, ...) \
  _lws_log_cx(lwsl_vhost_get_cx(vhost), lws_log_prepend_vhost, vhost, level, __func__, __VA_ARGS__)
#define lwsl_wsi(wsi, level, ...) \
  _lws_log_cx(lwsl_wsi_get_cx(wsi), lws_log_prepend_wsi, wsi, level, __func__, __VA_ARGS__)

#if (_LWS_ENABLED_LOGS & LLL_ERR)
#define lwsl_err(...) _lws_log(LLL_ERR, __VA_ARGS__)
#define lwsl_cx_err(context, ...) lwsl_cx(context, LLL_ERR, __VA_ARGS__)
#define lwsl_vhost_err(vhost, ...) lwsl_vhost(vhost, LLL_ERR, __VA_ARGS__)
#define lwsl_wsi_err(wsi, ...) lwsl_wsi(wsi, LLL_ERR, __VA_ARGS__)
#else
#define lwsl_err(...) do {} while (0)
#define lwsl_cx_err(context, ...) do {} while (0)
#define lwsl_vhost_err(vhost, ...) do {} while (0)
#define lwsl_wsi_err(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_WARN)
#define lwsl_warn(...) _lws_log(LLL_WARN, __VA_ARGS__)
#define lwsl_cx_warn(context, ...) lwsl_cx(context, LLL_WARN, __VA_ARGS__)
#define lwsl_vhost_warn(vhost, ...) lwsl_vhost(vhost, LLL_WARN, __VA_ARGS__)
#define lwsl_wsi_warn(wsi, ...) lwsl_wsi(wsi, LLL_WARN, __VA_ARGS__)
#else
#define lwsl_warn(...) do {} while (0)
#define lwsl_cx_warn(context, ...) do {} while (0)
#define lwsl_vhost_warn(vhost, ...) do {} while (0)
#define lwsl_wsi_warn(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_NOTICE)
#define lwsl_notice(...) _lws_log(LLL_NOTICE, __VA_ARGS__)
#define lwsl_cx_notice(context, ...) lwsl_cx(context, LLL_NOTICE, __VA_ARGS__)
#define lwsl_vhost_notice(vhost, ...) lwsl_vhost(vhost, LLL_NOTICE, __VA_ARGS__)
#define lwsl_wsi_notice(wsi, ...) lwsl_wsi(wsi, LLL_NOTICE, __VA_ARGS__)
#else
#define lwsl_notice(...) do {} while (0)
#define lwsl_cx_notice(context, ...) do {} while (0)
#define lwsl_vhost_notice(vhost, ...) do {} while (0)
#define lwsl_wsi_notice(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_INFO)
#define lwsl_info(...) _lws_log(LLL_INFO, __VA_ARGS__)
#define lwsl_cx_info(context, ...) lwsl_cx(context, LLL_INFO, __VA_ARGS__)
#define lwsl_vhost_info(vhost, ...) lwsl_vhost(vhost, LLL_INFO, __VA_ARGS__)
#define lwsl_wsi_info(wsi, ...) lwsl_wsi(wsi, LLL_INFO, __VA_ARGS__)
#else
#define lwsl_info(...) do {} while (0)
#define lwsl_cx_info(context, ...) do {} while (0)
#define lwsl_vhost_info(vhost, ...) do {} while (0)
#define lwsl_wsi_info(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_DEBUG)
#define lwsl_debug(...) _lws_log(LLL_DEBUG, __VA_ARGS__)
#define lwsl_cx_debug(context, ...) lwsl_cx(context, LLL_DEBUG, __VA_ARGS__)
#define lwsl_vhost_debug(vhost, ...) lwsl_vhost(vhost, LLL_DEBUG, __VA_ARGS__)
#define lwsl_wsi_debug(wsi, ...) lwsl_wsi(wsi, LLL_DEBUG, __VA_ARGS__)
#else
#define lwsl_debug(...) do {} while (0)
#define lwsl_cx_debug(context, ...) do {} while (0)
#define lwsl_vhost_debug(vhost, ...) do {} while (0)
#define lwsl_wsi_debug(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_PARSER)
#define lwsl_parser(...) _lws_log(LLL_PARSER, __VA_ARGS__)
#define lwsl_cx_parser(context, ...) lwsl_cx(context, LLL_PARSER, __VA_ARGS__)
#define lwsl_vhost_parser(vhost, ...) lwsl_vhost(vhost, LLL_PARSER, __VA_ARGS__)
#define lwsl_wsi_parser(wsi, ...) lwsl_wsi(wsi, LLL_PARSER, __VA_ARGS__)
#else
#define lwsl_parser(...) do {} while (0)
#define lwsl_cx_parser(context, ...) do {} while (0)
#define lwsl_vhost_parser(vhost, ...) do {} while (0)
#define lwsl_wsi_parser(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_HEADER)
#define lwsl_header(...) _lws_log(LLL_HEADER, __VA_ARGS__)
#define lwsl_cx_header(context, ...) lwsl_cx(context, LLL_HEADER, __VA_ARGS__)
#define lwsl_vhost_header(vhost, ...) lwsl_vhost(vhost, LLL_HEADER, __VA_ARGS__)
#define lwsl_wsi_header(wsi, ...) lwsl_wsi(wsi, LLL_HEADER, __VA_ARGS__)
#else
#define lwsl_header(...) do {} while (0)
#define lwsl_cx_header(context, ...) do {} while (0)
#define lwsl_vhost_header(vhost, ...) do {} while (0)
#define lwsl_wsi_header(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_EXT)
#define lwsl_ext(...) _lws_log(LLL_EXT, __VA_ARGS__)
#define lwsl_cx_ext(context, ...) lwsl_cx(context, LLL_EXT, __VA_ARGS__)
#define lwsl_vhost_ext(vhost, ...) lwsl_vhost(vhost, LLL_EXT, __VA_ARGS__)
#define lwsl_wsi_ext(wsi, ...) lwsl_wsi(wsi, LLL_EXT, __VA_ARGS__)
#else
#define lwsl_ext(...) do {} while (0)
#define lwsl_cx_ext(context, ...) do {} while (0)
#define lwsl_vhost_ext(vhost, ...) do {} while (0)
#define lwsl_wsi_ext(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_CLIENT)
#define lwsl_client(...) _lws_log(LLL_CLIENT, __VA_ARGS__)
#define lwsl_cx_client(context, ...) lwsl_cx(context, LLL_CLIENT, __VA_ARGS__)
#define lwsl_vhost_client(vhost, ...) lwsl_vhost(vhost, LLL_CLIENT, __VA_ARGS__)
#define lwsl_wsi_client(wsi, ...) lwsl_wsi(wsi, LLL_CLIENT, __VA_ARGS__)
#else
#define lwsl_client(...) do {} while (0)
#define lwsl_cx_client(context, ...) do {} while (0)
#define lwsl_vhost_client(vhost, ...) do {} while (0)
#define lwsl_wsi_client(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_LATENCY)
#define lwsl_latency(...) _lws_log(LLL_LATENCY, __VA_ARGS__)
#define lwsl_cx_latency(context, ...) lwsl_cx(context, LLL_LATENCY, __VA_ARGS__)
#define lwsl_vhost_latency(vhost, ...) lwsl_vhost(vhost, LLL_LATENCY, __VA_ARGS__)
#define lwsl_wsi_latency(wsi, ...) lwsl_wsi(wsi, LLL_LATENCY, __VA_ARGS__)
#else
#define lwsl_latency(...) do {} while (0)
#define lwsl_cx_latency(context, ...) do {} while (0)
#define lwsl_vhost_latency(vhost, ...) do {} while (0)
#define lwsl_wsi_latency(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_THREAD)
#define lwsl_thread(...) _lws_log(LLL_THREAD, __VA_ARGS__)
#define lwsl_cx_thread(context, ...) lwsl_cx(context, LLL_THREAD, __VA_ARGS__)
#define lwsl_vhost_thread(vhost, ...) lwsl_vhost(vhost, LLL_THREAD, __VA_ARGS__)
#define lwsl_wsi_thread(wsi, ...) lwsl_wsi(wsi, LLL_THREAD, __VA_ARGS__)
#else
#define lwsl_thread(...) do {} while (0)
#define lwsl_cx_thread(context, ...) do {} while (0)
#define lwsl_vhost_thread(vhost, ...) do {} while (0)
#define lwsl_wsi_thread(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_USER)
#define lwsl_user(...) _lws_log(LLL_USER, __VA_ARGS__)
#define lwsl_cx_user(context, ...) lwsl_cx(context, LLL_USER, __VA_ARGS__)
#define lwsl_vhost_user(vhost, ...) lwsl_vhost(vhost, LLL_USER, __VA_ARGS__)
#define lwsl_wsi_user(wsi, ...) lwsl_wsi(wsi, LLL_USER, __VA_ARGS__)
#else
#define lwsl_user(...) do {} while (0)
#define lwsl_cx_user(context, ...) do {} while (0)
#define lwsl_vhost_user(vhost, ...) do {} while (0)
#define lwsl_wsi_user(wsi, ...) do {} while (0)
#endif

// Dumps of bytes.
#define lwsl_hexdump_context(context, level, buf, len) \
  lwsl_hexdump_level_cx(lwsl_context_get_cx(context), lws_log_prepend_context, context, level, buf, len)
#define lwsl_hexdump_vhost(vhost, level, buf, len) \
  lwsl_hexdump_level_cx(lwsl_vhost_get_cx(vhost), lws_log_prepend_vhost, vhost, level, buf, len)
#define lwsl_hexdump_wsi(wsi, level, buf, len) \
  lwsl_hexdump_level_cx(lwsl_wsi_get_cx(wsi), lws_log_prepend_wsi, wsi, level, buf, len)
#define lwsl_hexdump_err(...) lwsl_hexdump_level(LLL_ERR, __VA_ARGS__)
#define lwsl_hexdump_cx_err(context, ...) lwsl_hexdump_context(context, LLL_ERR, __VA_ARGS__)
#define lwsl_hexdump_vhost_err(vhost, ...) lwsl_hexdump_vhost(vhost, LLL_ERR, __VA_ARGS__)
#define lwsl_hexdump_wsi_err(wsi, ...) lwsl_hexdump_wsi(wsi, LLL_ERR, __VA_ARGS__)
#define lwsl_hexdump_warn(...) lwsl_hexdump_level(LLL_WARN, __VA_ARGS__)
#define lwsl_hexdump_cx_warn(context, ...) lwsl_hexdump_context(context, LLL_WARN, __VA_ARGS__)
#define lwsl_hexdump_vhost_warn(vhost, ...) lwsl_hexdump_vhost(vhost, LLL_WARN, __VA_ARGS__)
#define lwsl_hexdump_wsi_warn(wsi, ...) lwsl_hexdump_wsi(wsi, LLL_WARN, __VA_ARGS__)
#define lwsl_hexdump_notice(...) lwsl_hexdump_level(LLL_NOTICE, __VA_ARGS__)
#define lwsl_hexdump_cx_notice(context, ...) lwsl_hexdump_context(context, LLL_NOTICE, __VA_ARGS__)
#define lwsl_hexdump_vhost_notice(vhost, ...) lwsl_hexdump_vhost(vhost, LLL_NOTICE, __VA_ARGS__)
#define lwsl_hexdump_wsi_notice(wsi, ...) lwsl_hexdump_wsi(wsi, LLL_NOTICE, __VA_ARGS__)
#define lwsl_hexdump_info(...) lwsl_hexdump_level(LLL_INFO, __VA_ARGS__)
#define lwsl_hexdump_cx_info(context, ...) lwsl_hexdump_context(context, LLL_INFO, __VA_ARGS__)
#define lwsl_hexdump_vhost_info(vhost, ...) lwsl_hexdump_vhost(vhost, LLL_INFO, __VA_ARGS__)
#define lwsl_hexdump_wsi_info(wsi, ...) lwsl_hexdump_wsi(wsi, LLL_INFO, __VA_ARGS__)
#define lwsl_hexdump_debug(...) lwsl_hexdump_level(LLL_DEBUG, __VA_ARGS__)
#define lwsl_hexdump_cx_debug(context, ...) lwsl_hexdump_context(context, LLL_DEBUG, __VA_ARGS__)
#define lwsl_hexdump_vhost_debug(vhost, ...) lwsl_hexdump_vhost(vhost, LLL_DEBUG, __VA_ARGS__)
#define lwsl_hexdump_wsi_debug(wsi, ...) lwsl_hexdump_wsi(wsi, LLL_DEBUG, __VA_ARGS__)

#ifdef __cplusplus
}
#endif

#endif
