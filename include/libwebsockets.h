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

// As the seconds of `lws_set_timeout`: close it as soon as the event loop runs again.
#define LWS_TO_KILL_ASYNC (-1)

// As the seconds of `lws_set_timeout`: close it before the call returns. Never for the connection whose callback is
// running.
#define LWS_TO_KILL_SYNC (-2)

// How many lists of timers a service thread has.
#define LWS_COUNT_PT_SUL_OWNERS 2

// The list of timers that do not wake the machine from suspend.
#define LWSSULLI_MISS_IF_SUSPENDED 0

// The list of timers that wake the machine from suspend.
#define LWSSULLI_WAKE_IF_SUSPENDED 1

// `lws_create_adopt_udp`: bind the socket.
#define LWS_CAUDP_BIND (1 << 0)

// `lws_create_adopt_udp`: allow broadcasts.
#define LWS_CAUDP_BROADCAST (1 << 1)

// `lws_create_adopt_udp`: a packet socket.
#define LWS_CAUDP_PF_PACKET (1 << 2)

// Vhost: clients have to show a certificate that is trusted.
#define LWS_SERVER_OPTION_REQUIRE_VALID_OPENSSL_CLIENT_CERT ((1ull << 1) | (1ull << 12))

// Context: do not find out the machine's name.
#define LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME (1ull << 2)

// Vhost: a port with TLS also takes connections without.
#define LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT ((1ull << 3) | (1ull << 12))

// Context: use libev.
#define LWS_SERVER_OPTION_LIBEV (1ull << 4)

// Vhost: no IPv6.
#define LWS_SERVER_OPTION_DISABLE_IPV6 (1ull << 5)

// Context: do not trust the system's certificates.
#define LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS (1ull << 6)

// Vhost: a client may show no certificate.
#define LWS_SERVER_OPTION_PEER_CERT_NOT_REQUIRED (1ull << 7)

// Vhost: close a websocket whose text is not UTF-8, with 1007.
#define LWS_SERVER_OPTION_VALIDATE_UTF8 (1ull << 8)

// Context: set up elliptic curves. Nothing is to be done nowadays.
#define LWS_SERVER_OPTION_SSL_ECDH ((1ull << 9) | (1ull << 12))

// Context: use libuv.
#define LWS_SERVER_OPTION_LIBUV (1ull << 10)

// Vhost: answer HTTP on a port with TLS by a redirect to HTTPS.
#define LWS_SERVER_OPTION_REDIRECT_HTTP_TO_HTTPS ((1ull << 11) | (1ull << 12))

// Context: set up the TLS library.
#define LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT (1ull << 12)

// Context: make no first vhost; the program makes all by `lws_create_vhost`.
#define LWS_SERVER_OPTION_EXPLICIT_VHOSTS (1ull << 13)

// Vhost: listen on a Unix socket, whose path is in `iface`.
#define LWS_SERVER_OPTION_UNIX_SOCK (1ull << 14)

// Vhost: send Strict-Transport-Security with each answer over TLS.
#define LWS_SERVER_OPTION_STS (1ull << 15)

// Vhost: set IPV6_V6ONLY as the next option says.
#define LWS_SERVER_OPTION_IPV6_V6ONLY_MODIFY (1ull << 16)

// Vhost: an IPv6 socket takes IPv6 only.
#define LWS_SERVER_OPTION_IPV6_V6ONLY_VALUE (1ull << 17)

// Context: libuv's loop of lws's own does not handle SIGSEGV and SIGFPE.
#define LWS_SERVER_OPTION_UV_NO_SIGSEGV_SIGFPE_SPIN (1ull << 18)

// Vhost: clients send `origin` as it is, without `http://` before it.
#define LWS_SERVER_OPTION_JUST_USE_RAW_ORIGIN (1ull << 19)

// Older name of LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG.
#define LWS_SERVER_OPTION_FALLBACK_TO_RAW (1ull << 20)

// Vhost: what does not speak HTTP is handled as `listen_accept_role` says.
#define LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG (1ull << 20)

// Context: use libevent. Not built in.
#define LWS_SERVER_OPTION_LIBEVENT (1ull << 21)

// Older name of LWS_SERVER_OPTION_ADOPT_APPLY_LISTEN_ACCEPT_CONFIG.
#define LWS_SERVER_OPTION_ONLY_RAW (1ull << 22)

// Vhost: all connections are handled as `listen_accept_role` says.
#define LWS_SERVER_OPTION_ADOPT_APPLY_LISTEN_ACCEPT_CONFIG (1ull << 22)

// Vhost: other processes may listen on the same port too.
#define LWS_SERVER_OPTION_ALLOW_LISTEN_SHARE (1ull << 23)

// Vhost: make a TLS context though no certificate is given.
#define LWS_SERVER_OPTION_CREATE_VHOST_SSL_CTX (1ull << 24)

// Vhost: give no LWS_CALLBACK_PROTOCOL_INIT.
#define LWS_SERVER_OPTION_SKIP_PROTOCOL_INIT (1ull << 25)

// Vhost: start without TLS when the certificate's file is missing.
#define LWS_SERVER_OPTION_IGNORE_MISSING_CERT (1ull << 26)

// Vhost: a websocket's Host header has to name the vhost.
#define LWS_SERVER_OPTION_VHOST_UPG_STRICT_HOST_CHECK (1ull << 27)

// Vhost: send headers that make browsers strict (Content-Security-Policy and others) with each answer.
#define LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE (1ull << 28)

// Vhost: a port with TLS also answers plain HTTP.
#define LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER (1ull << 29)

// Vhost: fail when the interface is not there, instead of waiting for it.
#define LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND (1ull << 30)

// Vhost, HTTP/2: cut a window that overflows, instead of closing.
#define LWS_SERVER_OPTION_H2_JUST_FIX_WINDOW_UPDATE_OVERFLOW (1ull << 31)

// Vhost, HTTP/2: half-closed streams have no time limits.
#define LWS_SERVER_OPTION_VH_H2_HALF_CLOSED_LONG_POLL (1ull << 32)

// Context: use GLib.
#define LWS_SERVER_OPTION_GLIB (1ull << 33)

// Vhost: HTTP/2 without negotiation.
#define LWS_SERVER_OPTION_H2_PRIOR_KNOWLEDGE (1ull << 34)

// Context: do not go through the system states.
#define LWS_SERVER_OPTION_NO_LWS_SYSTEM_STATES (1ull << 35)

// Context: this is a proxy of secure streams. Not built in. Since lws 4.3.
#define LWS_SERVER_OPTION_SS_PROXY (1ull << 36)

// Context: use systemd's loop. Not built in. Since lws 4.3.
#define LWS_SERVER_OPTION_SDEVENT (1ull << 37)

// Context: use uloop. Not built in. Since lws 4.3.
#define LWS_SERVER_OPTION_ULOOP (1ull << 38)

// Vhost: do not keep TLS sessions of clients. Since lws 4.3.
#define LWS_SERVER_OPTION_DISABLE_TLS_SESSION_CACHE (1ull << 39)

// `lws_rx_flow_control`: the program's own wish, as a boolean.
#define LWS_RXFLOW_REASON_USER_BOOL 1

// `lws_rx_flow_control`: an HTTP body waits to be taken.
#define LWS_RXFLOW_REASON_HTTP_RXBUFFER 64

// `lws_rx_flow_control`: HTTP/2 has something to send first.
#define LWS_RXFLOW_REASON_H2_PPS_PENDING 128

// `lws_rx_flow_control`: the argument is a set of reasons, not a boolean.
#define LWS_RXFLOW_REASON_APPLIES 16384

// `lws_rx_flow_control`: the reasons are removed, not added.
#define LWS_RXFLOW_REASON_APPLIES_ENABLE_BIT 8192

// `lws_rx_flow_control`: remove these reasons.
#define LWS_RXFLOW_REASON_APPLIES_ENABLE 24576

// `lws_rx_flow_control`: add these reasons.
#define LWS_RXFLOW_REASON_APPLIES_DISABLE 16384

// `lws_rx_flow_control`: change it at once, not when the callback has returned.
#define LWS_RXFLOW_REASON_FLAG_PROCESS_NOW 4096

// No file.
#define LWS_INVALID_FILE (-1)

// No socket.
#define LWS_SOCK_INVALID (-1)

// As the port: listen on none.
#define CONTEXT_PORT_NO_LISTEN (-1)

// As the port: listen on none, but be a server for connections that are handed over.
#define CONTEXT_PORT_NO_LISTEN_SERVER (-2)

// Log level: something failed that should not have.
#define LLL_ERR (1 << 0)

// Log level: something is odd.
#define LLL_WARN (1 << 1)

// Log level: what an operator wants to know.
#define LLL_NOTICE (1 << 2)

// Log level: what happens.
#define LLL_INFO (1 << 3)

// Log level: how it happens.
#define LLL_DEBUG (1 << 4)

// Log level: parsing.
#define LLL_PARSER (1 << 5)

// Log level: headers.
#define LLL_HEADER (1 << 6)

// Log level: extensions.
#define LLL_EXT (1 << 7)

// Log level: client connections.
#define LLL_CLIENT (1 << 8)

// Log level: what took long.
#define LLL_LATENCY (1 << 9)

// Log level: for programs.
#define LLL_USER (1 << 10)

// Log level: threads.
#define LLL_THREAD (1 << 11)

// How many log levels there are.
#define LLL_COUNT 12

// With a log level: the line tells something about a person. Since lws 4.3.
#define LLLF_SECRECY_PII (1 << 16)

// With a log level: the line tells a secret. Since lws 4.3.
#define LLLF_SECRECY_BEARER (1 << 17)

// In a log context's levels: lines begin with the time. Since lws 4.3.
#define LLLF_LOG_TIMESTAMP (1 << 18)

// In a log context's levels: it has an `emit_cx`, not an `emit`. Since lws 4.3.
#define LLLF_LOG_CONTEXT_AWARE (1 << 30)

// As `conceal_count`: never tell that it failed.
#define LWS_RETRY_CONCEAL_ALWAYS 65535

// `lws_interface_to_sa`: the interface can be used.
#define LWS_ITOSA_USABLE 0

// `lws_interface_to_sa`: there is no such interface.
#define LWS_ITOSA_NOT_EXIST (-1)

// `lws_interface_to_sa`: the interface cannot be used now.
#define LWS_ITOSA_NOT_USABLE (-2)

// `lws_interface_to_sa`: the address is in use.
#define LWS_ITOSA_BUSY (-3)

#if defined(LWS_ABI17)
// What plugins carry to show for which API they were made.
#define LWS_PLUGIN_API_MAGIC 190
#endif

#if !defined(LWS_ABI17)
// What plugins carry to show for which API they were made.
#define LWS_PLUGIN_API_MAGIC 191
#endif

// The size of the name of a TLS session. Since lws 4.3.
#define LWS_SESSION_TAG_LEN 96

// `lws_http_get_uri_and_method`: GET.
#define LWSHUMETH_GET 0

// `lws_http_get_uri_and_method`: POST.
#define LWSHUMETH_POST 1

// `lws_http_get_uri_and_method`: OPTIONS.
#define LWSHUMETH_OPTIONS 2

// `lws_http_get_uri_and_method`: PUT.
#define LWSHUMETH_PUT 3

// `lws_http_get_uri_and_method`: PATCH.
#define LWSHUMETH_PATCH 4

// `lws_http_get_uri_and_method`: DELETE.
#define LWSHUMETH_DELETE 5

// `lws_http_get_uri_and_method`: CONNECT.
#define LWSHUMETH_CONNECT 6

// `lws_http_get_uri_and_method`: HEAD.
#define LWSHUMETH_HEAD 7

// `lws_http_get_uri_and_method`: a request of HTTP/2.
#define LWSHUMETH_COLON_PATH 8

// As much room as the headers of an answer should be given.
#define LWS_RECOMMENDED_MIN_HEADER_SPACE 2048

// The status, in the code of `lws_add_http_header_status`.
#define LWSAHH_CODE_MASK ((1 << 16) - 1)

// With the code of `lws_add_http_header_status`: no Server header.
#define LWSAHH_FLAG_NO_SERVER_NAME (1 << 30)

// As a stream's number: the stream of this connection.
#define LWS_H2_STREAM_SID (-1)

// `lws_wsi_tx_credit`: how much may be sent.
#define LWSTXCR_US_TO_PEER 0

// `lws_wsi_tx_credit`: how much the peer may send.
#define LWSTXCR_PEER_TO_US 1

// Class of system messages: the user did something.
#define LWSSMDCL_INTERACTION 1

// Class of system messages: the system's state has changed.
#define LWSSMDCL_SYSTEM_STATE 2

// Class of system messages: the network has changed.
#define LWSSMDCL_NETWORK 4

// Class of system messages: metrics. Since lws 4.3.
#define LWSSMDCL_METRICS 8

// The first bit that a program may use for classes of its own. Since lws 4.3.
#define LWSSMDCL_USER_BASE_BITNUM 24

// The longest system message.
#define LWS_SMD_MAX_PAYLOAD 384

// How many bytes a set of classes takes.
#define LWS_SMD_CLASS_BITFIELD_BYTES 4

// How long the header of a message on a secure stream is.
#define LWS_SMD_SS_RX_HEADER_LEN 16

// The reader is behind a secure stream.
#define LWSSMDREG_FLAG_PROXIED_SS (1 << 0)

// DHCP: mask of the subnet. Since lws 4.3.
#define LWSDH_IPV4_SUBNET_MASK 0

// DHCP: broadcast address. Since lws 4.3.
#define LWSDH_IPV4_BROADCAST 1

// DHCP: seconds of the lease. Since lws 4.3.
#define LWSDH_LEASE_SECS 2

// DHCP: seconds until rebinding. Since lws 4.3.
#define LWSDH_REBINDING_SECS 3

// DHCP: seconds until renewal. Since lws 4.3.
#define LWSDH_RENEWAL_SECS 4

// DHCP: how many numbers there are. Since lws 4.3.
#define _LWSDH_NUMS_COUNT 5

// DHCP: the address. Since lws 4.3.
#define LWSDH_SA46_IP 0

// DHCP: first name server. Since lws 4.3.
#define LWSDH_SA46_DNS_SRV_1 1

// DHCP: second name server. Since lws 4.3.
#define LWSDH_SA46_DNS_SRV_2 2

// DHCP: third name server. Since lws 4.3.
#define LWSDH_SA46_DNS_SRV_3 3

// DHCP: fourth name server. Since lws 4.3.
#define LWSDH_SA46_DNS_SRV_4 4

// DHCP: router. Since lws 4.3.
#define LWSDH_SA46_IPV4_ROUTER 5

// DHCP: time server. Since lws 4.3.
#define LWSDH_SA46_NTP_SERVER 6

// DHCP: the DHCP server. Since lws 4.3.
#define LWSDH_SA46_DHCP_SERVER 7

// DHCP: how many addresses there are. Since lws 4.3.
#define _LWSDH_SA46_COUNT 8

// The token is to be written in hexadecimal.
#define LWSSYSGAUTH_HEX (1 << 0)

// White space counts in this state.
#define LEJP_FLAG_WS_KEEP 64

// A comment runs to the end of the line.
#define LEJP_FLAG_WS_COMMENTLINE 32

// This reason is one of a value.
#define LEJP_FLAG_CB_IS_VALUE 64

// How many parsers there may be on one another.
#define LEJP_MAX_PARSING_STACK_DEPTH 5

// How deeply JSON may be nested.
#define LEJP_MAX_DEPTH 12

#if defined(LWS_ABI17)
// How deeply arrays may be nested.
#define LEJP_MAX_INDEX_DEPTH 5
#endif

#if !defined(LWS_ABI17)
// How deeply arrays may be nested.
#define LEJP_MAX_INDEX_DEPTH 8
#endif

// The longest path.
#define LEJP_MAX_PATH 128

// How many bytes of a string are given at a time.
#define LEJP_STRING_CHUNK 254

// `lws_strexp_expand`: all of it is done.
#define LSTRX_DONE 0

// `lws_strexp_expand`: the output is full; empty it and go on.
#define LSTRX_FILLED_OUT 1

// `lws_strexp_expand`: a name is too long.
#define LSTRX_FATAL_NAME_TOO_LONG (-1)

// `lws_strexp_expand`: a name is not known.
#define LSTRX_FATAL_NAME_UNKNOWN (-2)

// A minus belongs to words.
#define LWS_TOKENIZE_F_MINUS_NONTERM (1 << 0)

// A colon that follows a word is taken with it.
#define LWS_TOKENIZE_F_AGG_COLON (1 << 1)

// Commas separate the items.
#define LWS_TOKENIZE_F_COMMA_SEP_LIST (1 << 2)

// The delimiters are those of HTTP.
#define LWS_TOKENIZE_F_RFC7230_DELIMS (1 << 3)

// A point belongs to words.
#define LWS_TOKENIZE_F_DOT_NONTERM (1 << 4)

// Numbers with a point are words.
#define LWS_TOKENIZE_F_NO_FLOATS (1 << 5)

// Integers are words.
#define LWS_TOKENIZE_F_NO_INTEGERS (1 << 6)

// A hash sign begins a comment.
#define LWS_TOKENIZE_F_HASH_COMMENT (1 << 7)

// A slash belongs to words.
#define LWS_TOKENIZE_F_SLASH_NONTERM (1 << 8)

// An asterisk belongs to words. Since lws 4.3.
#define LWS_TOKENIZE_F_ASTERISK_NONTERM (1 << 9)

// An equals sign belongs to words. Since lws 4.3.
#define LWS_TOKENIZE_F_EQUALS_NONTERM (1 << 10)

// Metric: report what is far off. Since lws 4.3.
#define LWSMTFL_REPORT_OUTLIERS 1

// Metric: report each change. Since lws 4.3.
#define LWSMTFL_REPORT_OOB 2

// Metric: report though nothing happened. Since lws 4.3.
#define LWSMTFL_REPORT_INACTIVITY_AT_PERIODIC 4

// Metric: report the mean. Since lws 4.3.
#define LWSMTFL_REPORT_MEAN 8

// Metric: report only what went well. Since lws 4.3.
#define LWSMTFL_REPORT_ONLY_GO 16

// Metric: report as a part of the time. Since lws 4.3.
#define LWSMTFL_REPORT_DUTY_WALLCLOCK_US 32

// Metric: it is a histogram. Since lws 4.3.
#define LWSMTFL_REPORT_HIST 64

// Metric: as usual. Since lws 4.3.
#define LMT_NORMAL 0

// Metric: far off. Since lws 4.3.
#define LMT_OUTLIER 1

// Metric: a failure. Since lws 4.3.
#define LMT_FAIL 2

// Metric: how many kinds there are. Since lws 4.3.
#define LMT_COUNT 3

// Metric: it went well. Since lws 4.3.
#define METRES_GO 0

// Metric: it failed. Since lws 4.3.
#define METRES_NOGO 1

// Watch for reading. Since lws 4.3.
#define LWS_EV_READ 1

// Watch for writing. Since lws 4.3.
#define LWS_EV_WRITE 2

// Begin to watch. Since lws 4.3.
#define LWS_EV_START 4

// End watching. Since lws 4.3.
#define LWS_EV_STOP 8

// Index in the elements of a certificate request: country.
#define LWS_TLS_REQ_ELEMENT_COUNTRY 0

// Index in the elements of a certificate request: state.
#define LWS_TLS_REQ_ELEMENT_STATE 1

// Index in the elements of a certificate request: town.
#define LWS_TLS_REQ_ELEMENT_LOCALITY 2

// Index in the elements of a certificate request: organisation.
#define LWS_TLS_REQ_ELEMENT_ORGANIZATION 3

// Index in the elements of a certificate request: host name.
#define LWS_TLS_REQ_ELEMENT_COMMON_NAME 4

// Index in the elements of a certificate request: further host names.
#define LWS_TLS_REQ_ELEMENT_SUBJECT_ALT_NAME 5

// Index in the elements of a certificate request: mail address.
#define LWS_TLS_REQ_ELEMENT_EMAIL 6

// How many of the elements are for the request.
#define LWS_TLS_REQ_ELEMENT_COUNT 7

// Index in the elements of a certificate request: URL of the authority.
#define LWS_TLS_SET_DIR_URL 7

// Index in the elements of a certificate request: file of the account key.
#define LWS_TLS_SET_AUTH_PATH 8

// Index in the elements of a certificate request: file of the certificate.
#define LWS_TLS_SET_CERT_PATH 9

// Index in the elements of a certificate request: file of the key.
#define LWS_TLS_SET_KEY_PATH 10

// How many elements there are in all.
#define LWS_TLS_TOTAL_COUNT 11

// In what `lws_callback_http_dummy` does by itself: CGI output.
#define LWS_CB_REASON_AUX_BF__CGI 1

// In what `lws_callback_http_dummy` does by itself: proxied answers.
#define LWS_CB_REASON_AUX_BF__PROXY 2

// In what `lws_callback_http_dummy` does by itself: the end of a chunked CGI body.
#define LWS_CB_REASON_AUX_BF__CGI_CHUNK_END 4

// In what `lws_callback_http_dummy` does by itself: a CGI process's headers.
#define LWS_CB_REASON_AUX_BF__CGI_HEADERS 8

// In what `lws_callback_http_dummy` does by itself: the end of a proxied answer.
#define LWS_CB_REASON_AUX_BF__PROXY_TRANS_END 16

// In what `lws_callback_http_dummy` does by itself: a proxied answer's headers.
#define LWS_CB_REASON_AUX_BF__PROXY_HEADERS 32

#if defined(LWS_ABI17)
// What stands between the arguments of a query when all are read as one (`WSI_TOKEN_HTTP_URI_ARGS`).
#define URI_ARGS_JOINT 44
#endif

#if !defined(LWS_ABI17)
// What stands between the arguments of a query when all are read as one (`WSI_TOKEN_HTTP_URI_ARGS`).
#define URI_ARGS_JOINT 38
#endif

// What a connection's time limit is for. Programs use PENDING_TIMEOUT_USER_OK, or numbers from
// PENDING_TIMEOUT_USER_REASON_BASE on.
enum pending_timeout {
  // No limit: with it, `lws_set_timeout` removes the limit.
  NO_PENDING_TIMEOUT = 0,
  // A proxy has to answer.
  PENDING_TIMEOUT_AWAITING_PROXY_RESPONSE = 1,
  // A connect has to be answered.
  PENDING_TIMEOUT_AWAITING_CONNECT_RESPONSE = 2,
  // A client's handshake has to be done, or a request's headers have to come.
  PENDING_TIMEOUT_ESTABLISH_WITH_SERVER = 3,
  // The server has to answer.
  PENDING_TIMEOUT_AWAITING_SERVER_RESPONSE = 4,
  // A ping has to be answered.
  PENDING_TIMEOUT_AWAITING_PING = 5,
  // The peer has to answer a close frame.
  PENDING_TIMEOUT_CLOSE_ACK = 6,
  // Not used.
  PENDING_TIMEOUT_UNUSED1 = 7,
  // The server has to answer a client's handshake.
  PENDING_TIMEOUT_SENT_CLIENT_HANDSHAKE = 8,
  // A TLS handshake has to be done.
  PENDING_TIMEOUT_SSL_ACCEPT = 9,
  // A request's body has to come, or an answer to be sent.
  PENDING_TIMEOUT_HTTP_CONTENT = 10,
  // A client's handshake has to be sent.
  PENDING_TIMEOUT_AWAITING_CLIENT_HS_SEND = 11,
  // What is kept has to be sent before closing.
  PENDING_FLUSH_STORED_SEND_BEFORE_CLOSE = 12,
  // The peer has to close its side too.
  PENDING_TIMEOUT_SHUTDOWN_FLUSH = 13,
  // A CGI process has to say something.
  PENDING_TIMEOUT_CGI = 14,
  // The next request has to come.
  PENDING_TIMEOUT_HTTP_KEEPALIVE_IDLE = 15,
  // A ping has to be sent.
  PENDING_TIMEOUT_WS_PONG_CHECK_SEND_PING = 16,
  // A pong has to come.
  PENDING_TIMEOUT_WS_PONG_CHECK_GET_PONG = 17,
  // A client's body has to be sent.
  PENDING_TIMEOUT_CLIENT_ISSUE_PAYLOAD = 18,
  // A SOCKS server has to greet.
  PENDING_TIMEOUT_AWAITING_SOCKS_GREETING_REPLY = 19,
  // A SOCKS server has to connect.
  PENDING_TIMEOUT_AWAITING_SOCKS_CONNECT_REPLY = 20,
  // A SOCKS server has to accept the login.
  PENDING_TIMEOUT_AWAITING_SOCKS_AUTH_REPLY = 21,
  // A TLS callback wants it closed.
  PENDING_TIMEOUT_KILLED_BY_SSL_INFO = 22,
  // Its parent wants it closed.
  PENDING_TIMEOUT_KILLED_BY_PARENT = 23,
  // A close frame has to be sent.
  PENDING_TIMEOUT_CLOSE_SEND = 24,
  // The program holds on to the headers.
  PENDING_TIMEOUT_HOLDING_AH = 25,
  // A UDP connection has to do something.
  PENDING_TIMEOUT_UDP_IDLE = 26,
  // A client's connection has to get its next request.
  PENDING_TIMEOUT_CLIENT_CONN_IDLE = 27,
  // The peer reads too slowly.
  PENDING_TIMEOUT_LAGGING = 28,
  // A thread pool has to do its work.
  PENDING_TIMEOUT_THREADPOOL = 29,
  // A thread pool's task has to end.
  PENDING_TIMEOUT_THREADPOOL_TASK = 30,
  // The other side of a proxied connection has closed.
  PENDING_TIMEOUT_KILLED_BY_PROXY_CLIENT_CLOSE = 31,
  // For programs.
  PENDING_TIMEOUT_USER_OK = 32,
  // The first of the numbers for programs.
  PENDING_TIMEOUT_USER_REASON_BASE = 1000,
};

// What an adopted descriptor is: a combination of LWS_ADOPT_ bits.
typedef enum lws_adoption_type {
  // A file that the program reads itself: LWS_CALLBACK_RAW_RX_FILE.
  LWS_ADOPT_RAW_FILE_DESC = 0,
  // It speaks HTTP.
  LWS_ADOPT_HTTP = 1,
  // It is a socket.
  LWS_ADOPT_SOCKET = 2,
  // It may use TLS.
  LWS_ADOPT_ALLOW_SSL = 4,
  // It is a UDP socket.
  LWS_ADOPT_FLAG_UDP = 16,
  // It is for the raw proxy.
  LWS_ADOPT_FLAG_RAW_PROXY = 32,
  // A raw UDP socket.
  LWS_ADOPT_RAW_SOCKET_UDP = 18,
} lws_adoption_type;

// What kinds of mounts there are.
enum lws_mount_protocols {
  // A proxy to an HTTP server. Not built in.
  LWSMPRO_HTTP = 0,
  // A proxy to an HTTPS server. Not built in.
  LWSMPRO_HTTPS = 1,
  // A folder of files.
  LWSMPRO_FILE = 2,
  // A CGI program. Not built in.
  LWSMPRO_CGI = 3,
  // A redirect to `http://` and the origin.
  LWSMPRO_REDIR_HTTP = 4,
  // A redirect to `https://` and the origin.
  LWSMPRO_REDIR_HTTPS = 5,
  // A protocol's callback.
  LWSMPRO_CALLBACK = 6,
};

// How a mount asks who may enter: in the top bits of its `auth_mask`.
enum lws_authentication_mode {
  // By the file of the mount.
  LWSAUTHM_DEFAULT = 0,
  // By LWS_CALLBACK_VERIFY_BASIC_AUTHORIZATION.
  LWSAUTHM_BASIC_AUTH_CALLBACK = 268435456,
};

// Bits of `ssl_connection`.
enum lws_client_connect_ssl_connection_flags {
  // Use TLS.
  LCCSCF_USE_SSL = 1,
  // Accept a certificate that nobody vouches for.
  LCCSCF_ALLOW_SELFSIGNED = 2,
  // Accept a certificate of another name.
  LCCSCF_SKIP_SERVER_CERT_HOSTNAME_CHECK = 4,
  // Accept a certificate that has expired.
  LCCSCF_ALLOW_EXPIRED = 8,
  // Accept any certificate.
  LCCSCF_ALLOW_INSECURE = 16,
  // HTTP/2: end the stream as nghttp2 wants it.
  LCCSCF_H2_QUIRK_NGHTTP2_END_STREAM = 32,
  // HTTP/2: the server lets windows overflow.
  LCCSCF_H2_QUIRK_OVERFLOWS_TXCR = 64,
  // Send a bearer token from the system's blobs.
  LCCSCF_H2_AUTH_BEARER = 128,
  // Write that token in hexadecimal.
  LCCSCF_H2_HEXIFY_AUTH_TOKEN = 256,
  // HTTP/2: the program says how much the server may send.
  LCCSCF_H2_MANUAL_RXFLOW = 512,
  // The request's body is a multipart form.
  LCCSCF_HTTP_MULTIPART_MIME = 1024,
  // The request's body is a urlencoded form.
  LCCSCF_HTTP_X_WWW_FORM_URLENCODED = 2048,
  // Do not follow redirects.
  LCCSCF_HTTP_NO_FOLLOW_REDIRECT = 4096,
  // Share a connection to the same server.
  LCCSCF_PIPELINE = 65536,
  // It may be a stream of an HTTP/2 connection.
  LCCSCF_MUXABLE_STREAM = 131072,
  // HTTP/2 without negotiation.
  LCCSCF_H2_PRIOR_KNOWLEDGE = 262144,
  // Looking whether it is alive may wake the machine from suspend.
  LCCSCF_WAKE_SUSPEND__VALIDITY = 524288,
  // Read before writing.
  LCCSCF_PRIORITIZE_READS = 1048576,
  // Used by secure streams. Since lws 4.3.
  LCCSCF_SECSTREAM_CLIENT = 2097152,
  // Used by secure streams, to their proxy. Since lws 4.3.
  LCCSCF_SECSTREAM_PROXY_LINK = 4194304,
  // Used by secure streams, from their proxy. Since lws 4.3.
  LCCSCF_SECSTREAM_PROXY_ONWARD = 8388608,
  // Mark packets: low delay. Since lws 4.3.
  LCCSCF_IP_LOW_LATENCY = 16777216,
  // Mark packets: high throughput. Since lws 4.3.
  LCCSCF_IP_HIGH_THROUGHPUT = 33554432,
  // Mark packets: high reliability. Since lws 4.3.
  LCCSCF_IP_HIGH_RELIABILITY = 67108864,
  // Mark packets: low cost. Since lws 4.3.
  LCCSCF_IP_LOW_COST = 134217728,
  // Measure how the connection is made. Since lws 4.3.
  LCCSCF_CONMON = 268435456,
  // Follow a redirect from HTTPS to HTTP. Since lws 4.3.
  LCCSCF_ACCEPT_TLS_DOWNGRADE_REDIRECTS = 536870912,
  // Keep cookies and send them. Since lws 4.3.
  LCCSCF_CACHE_COOKIES = 1073741824,
};

// What an entry of a directory is.
typedef enum lws_dir_obj_type_t {
  // It could not be told.
  LDOT_UNKNOWN = 0,
  // A file.
  LDOT_FILE = 1,
  // A directory.
  LDOT_DIR = 2,
  // A symbolic link.
  LDOT_LINK = 3,
  // A named pipe.
  LDOT_FIFO = 4,
  // A socket.
  LDOTT_SOCKET = 5,
  // A character device.
  LDOT_CHAR = 6,
  // A block device.
  LDOT_BLOCK = 7,
} lws_dir_obj_type_t;

// What can be asked about a certificate.
enum lws_tls_cert_info {
  // From when it is good: `time`.
  LWS_TLS_CERT_INFO_VALIDITY_FROM = 0,
  // Until when it is good: `time`.
  LWS_TLS_CERT_INFO_VALIDITY_TO = 1,
  // Whose it is: `ns`.
  LWS_TLS_CERT_INFO_COMMON_NAME = 2,
  // Who vouches for it: `ns`.
  LWS_TLS_CERT_INFO_ISSUER_NAME = 3,
  // What it may be used for: `usage`.
  LWS_TLS_CERT_INFO_USAGE = 4,
  // Whether it was found good: `verified`.
  LWS_TLS_CERT_INFO_VERIFIED = 5,
  // Its public key: `ns`.
  LWS_TLS_CERT_INFO_OPAQUE_PUBLIC_KEY = 6,
  // The whole of it, in DER form: `ns`. Since lws 4.3.
  LWS_TLS_CERT_INFO_DER_RAW = 7,
  // Which key vouches for it: `ns`. Since lws 4.3.
  LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID = 8,
  // Whose that key is: `ns`. Since lws 4.3.
  LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_ISSUER = 9,
  // The serial number of that key's certificate: `ns`. Since lws 4.3.
  LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_SERIAL = 10,
  // Which key it is for: `ns`. Since lws 4.3.
  LWS_TLS_CERT_INFO_SUBJECT_KEY_ID = 11,
};

// Why a websocket is closed: the status in a close frame (RFC 6455, section 7.4.1).
enum lws_close_status {
  // No status: no close frame is sent.
  LWS_CLOSE_STATUS_NOSTATUS = 0,
  // 1000: what it was for is done.
  LWS_CLOSE_STATUS_NORMAL = 1000,
  // 1001: the server shuts down, or the page is left.
  LWS_CLOSE_STATUS_GOINGAWAY = 1001,
  // 1002: the peer broke the protocol.
  LWS_CLOSE_STATUS_PROTOCOL_ERR = 1002,
  // 1003: data of this kind are not taken.
  LWS_CLOSE_STATUS_UNACCEPTABLE_OPCODE = 1003,
  // 1004: not to be used.
  LWS_CLOSE_STATUS_RESERVED = 1004,
  // 1005: the close frame had no status. Never sent.
  LWS_CLOSE_STATUS_NO_STATUS = 1005,
  // 1006: the connection broke. Never sent.
  LWS_CLOSE_STATUS_ABNORMAL_CLOSE = 1006,
  // 1007: the data are not what they should be: text that is not UTF-8.
  LWS_CLOSE_STATUS_INVALID_PAYLOAD = 1007,
  // 1008: not allowed.
  LWS_CLOSE_STATUS_POLICY_VIOLATION = 1008,
  // 1009: the message is too long.
  LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE = 1009,
  // 1010: the server did not agree to an extension that the client needs.
  LWS_CLOSE_STATUS_EXTENSION_REQUIRED = 1010,
  // 1011: the server failed.
  LWS_CLOSE_STATUS_UNEXPECTED_CONDITION = 1011,
  // 1015: TLS failed. Never sent.
  LWS_CLOSE_STATUS_TLS_FAILURE = 1015,
  // Internal: a client's HTTP request is done.
  LWS_CLOSE_STATUS_CLIENT_TRANSACTION_DONE = 2000,
  // Internal: the context is being destroyed.
  LWS_CLOSE_STATUS_NOSTATUS_CONTEXT_DESTROY = 9999,
};

// Statuses of HTTP.
enum http_status {
  // The body may be sent.
  HTTP_STATUS_CONTINUE = 100,
  // Done.
  HTTP_STATUS_OK = 200,
  // Done, and nothing to send.
  HTTP_STATUS_NO_CONTENT = 204,
  // The part that was asked for.
  HTTP_STATUS_PARTIAL_CONTENT = 206,
  // It is elsewhere from now on.
  HTTP_STATUS_MOVED_PERMANENTLY = 301,
  // It is elsewhere for now.
  HTTP_STATUS_FOUND = 302,
  // The answer is elsewhere: use GET.
  HTTP_STATUS_SEE_OTHER = 303,
  // The client's copy is still good.
  HTTP_STATUS_NOT_MODIFIED = 304,
  // The request is malformed.
  HTTP_STATUS_BAD_REQUEST = 400,
  // A login is needed.
  HTTP_STATUS_UNAUTHORIZED = 401,
  // Payment is needed.
  HTTP_STATUS_PAYMENT_REQUIRED = 402,
  // Not allowed.
  HTTP_STATUS_FORBIDDEN = 403,
  // There is no such thing.
  HTTP_STATUS_NOT_FOUND = 404,
  // Not with this method.
  HTTP_STATUS_METHOD_NOT_ALLOWED = 405,
  // Not in a form that the client takes.
  HTTP_STATUS_NOT_ACCEPTABLE = 406,
  // The proxy needs a login.
  HTTP_STATUS_PROXY_AUTH_REQUIRED = 407,
  // The request took too long.
  HTTP_STATUS_REQUEST_TIMEOUT = 408,
  // It does not fit the state of things.
  HTTP_STATUS_CONFLICT = 409,
  // It is no more.
  HTTP_STATUS_GONE = 410,
  // A Content-Length is needed.
  HTTP_STATUS_LENGTH_REQUIRED = 411,
  // A condition of the request does not hold.
  HTTP_STATUS_PRECONDITION_FAILED = 412,
  // The body is too long.
  HTTP_STATUS_REQ_ENTITY_TOO_LARGE = 413,
  // The URL is too long.
  HTTP_STATUS_REQ_URI_TOO_LONG = 414,
  // A body of this type is not taken.
  HTTP_STATUS_UNSUPPORTED_MEDIA_TYPE = 415,
  // There is no such part.
  HTTP_STATUS_REQ_RANGE_NOT_SATISFIABLE = 416,
  // An Expect header cannot be met.
  HTTP_STATUS_EXPECTATION_FAILED = 417,
  // The server failed.
  HTTP_STATUS_INTERNAL_SERVER_ERROR = 500,
  // The server cannot do that.
  HTTP_STATUS_NOT_IMPLEMENTED = 501,
  // A server behind this one failed.
  HTTP_STATUS_BAD_GATEWAY = 502,
  // Not now.
  HTTP_STATUS_SERVICE_UNAVAILABLE = 503,
  // A server behind this one took too long.
  HTTP_STATUS_GATEWAY_TIMEOUT = 504,
  // Not in this version of HTTP.
  HTTP_STATUS_HTTP_VERSION_NOT_SUPPORTED = 505,
};

// Settings of HTTP/2, by their numbers (RFC 9113, section 6.5.2).
enum lws_h2_settings {
  // Size of the table of headers.
  H2SET_HEADER_TABLE_SIZE = 1,
  // Whether the server may push.
  H2SET_ENABLE_PUSH = 2,
  // How many streams at a time.
  H2SET_MAX_CONCURRENT_STREAMS = 3,
  // How much may be sent on a new stream.
  H2SET_INITIAL_WINDOW_SIZE = 4,
  // The longest frame.
  H2SET_MAX_FRAME_SIZE = 5,
  // The longest headers.
  H2SET_MAX_HEADER_LIST_SIZE = 6,
  // Not used.
  H2SET_RESERVED7 = 7,
  // Whether websockets may be streams.
  H2SET_ENABLE_CONNECT_PROTOCOL = 8,
  // How many there are.
  H2SET_COUNT = 9,
};

// What a piece of an uploaded file is.
enum lws_spa_fileupload_states {
  // A piece of the file.
  LWS_UFS_CONTENT = 0,
  // The last piece.
  LWS_UFS_FINAL_CONTENT = 1,
  // A file begins.
  LWS_UFS_OPEN = 2,
  // The upload ends.
  LWS_UFS_CLOSE = 3,
};

// What `lws_write` is given.
enum lws_write_protocol {
  // Websocket: a text message, or its first piece.
  LWS_WRITE_TEXT = 0,
  // Websocket: a binary message, or its first piece.
  LWS_WRITE_BINARY = 1,
  // Websocket: a further piece of a message.
  LWS_WRITE_CONTINUATION = 2,
  // HTTP: a piece of the body; on raw connections: bytes.
  LWS_WRITE_HTTP = 3,
  // Websocket: a ping, with at most 125 bytes.
  LWS_WRITE_PING = 5,
  // Websocket: a pong, with at most 125 bytes.
  LWS_WRITE_PONG = 6,
  // HTTP: the last piece of the body.
  LWS_WRITE_HTTP_FINAL = 7,
  // HTTP: headers.
  LWS_WRITE_HTTP_HEADERS = 8,
  // HTTP: further headers.
  LWS_WRITE_HTTP_HEADERS_CONTINUATION = 9,
  // With another mode: may be kept and sent later.
  LWS_WRITE_BUFLIST = 32,
  // With another mode: more pieces of this message follow.
  LWS_WRITE_NO_FIN = 64,
  // With another mode, HTTP/2: the stream ends with it.
  LWS_WRITE_H2_STREAM_END = 128,
  // With another mode: a client sends the payload unchanged, with a mask of zeros.
  LWS_WRITE_CLIENT_IGNORE_XOR_MASK = 128,
};

// The pipes of a CGI process.
enum lws_enum_stdinouterr {
  // Its input.
  LWS_STDIN = 0,
  // Its output.
  LWS_STDOUT = 1,
  // Its errors.
  LWS_STDERR = 2,
};

// How far a CGI process's headers have been read.
enum lws_cgi_hdr_state {
  // In a header.
  LCHS_HEADER = 0,
  // After the first CR.
  LCHS_CR1 = 1,
  // After the first LF.
  LCHS_LF1 = 2,
  // After the second CR.
  LCHS_CR2 = 3,
  // After the second LF.
  LCHS_LF2 = 4,
  // The status is to be sent.
  LHCS_RESPONSE = 5,
  // The headers are to be sent.
  LHCS_DUMP_HEADERS = 6,
  // The body.
  LHCS_PAYLOAD = 7,
  // A bare LF.
  LCHS_SINGLE_0A = 8,
};

// What can be kept in a context's blobs.
typedef enum lws_system_blob_item_t {
  // A token.
  LWS_SYSBLOB_TYPE_AUTH = 0,
  // A client's certificate.
  LWS_SYSBLOB_TYPE_CLIENT_CERT_DER = 2,
  // A client's key.
  LWS_SYSBLOB_TYPE_CLIENT_KEY_DER = 3,
  // The device's serial number.
  LWS_SYSBLOB_TYPE_DEVICE_SERIAL = 4,
  // The device's software version.
  LWS_SYSBLOB_TYPE_DEVICE_FW_VERSION = 5,
  // The device's type.
  LWS_SYSBLOB_TYPE_DEVICE_TYPE = 6,
  // The time server.
  LWS_SYSBLOB_TYPE_NTP_SERVER = 7,
#if !defined(LWS_ABI17)
  // MQTT: the client's id. Since lws 4.3.
  LWS_SYSBLOB_TYPE_MQTT_CLIENT_ID = 8,
#endif
  // MQTT: the user's name. Since lws 4.3.
  LWS_SYSBLOB_TYPE_MQTT_USERNAME = 9,
  // MQTT: the password. Since lws 4.3.
  LWS_SYSBLOB_TYPE_MQTT_PASSWORD = 10,
#if defined(LWS_ABI17)
  // How many kinds there are.
  LWS_SYSBLOB_TYPE_COUNT = 8,
#endif
#if !defined(LWS_ABI17)
  // How many kinds there are.
  LWS_SYSBLOB_TYPE_COUNT = 11,
#endif
} lws_system_blob_item_t;

// The states that a system goes through.
typedef enum lws_system_states_t {
  // Not known.
  LWS_SYSTATE_UNKNOWN = 0,
  // The context is made.
  LWS_SYSTATE_CONTEXT_CREATED = 1,
  // Protocols are being initialised.
  LWS_SYSTATE_INITIALIZED = 2,
  // Network interfaces have been looked at.
  LWS_SYSTATE_IFACE_COLDPLUG = 3,
  // There is an address.
  LWS_SYSTATE_DHCP = 4,
  // Captive portals have been looked for, before the time is known.
  LWS_SYSTATE_CPD_PRE_TIME = 5,
  // The time is known.
  LWS_SYSTATE_TIME_VALID = 6,
  // Captive portals have been looked for, after the time is known.
  LWS_SYSTATE_CPD_POST_TIME = 7,
  // There is a policy.
  LWS_SYSTATE_POLICY_VALID = 8,
  // The device is registered.
  LWS_SYSTATE_REGISTERED = 9,
  // The first login is done.
  LWS_SYSTATE_AUTH1 = 10,
  // The second login is done.
  LWS_SYSTATE_AUTH2 = 11,
  // Everything is up.
  LWS_SYSTATE_OPERATIONAL = 12,
  // The policy is being changed.
  LWS_SYSTATE_POLICY_INVALID = 13,
  // The context is being destroyed. Since lws 4.3.
  LWS_SYSTATE_CONTEXT_DESTROYING = 14,
} lws_system_states_t;

// What captive portal detection found.
typedef enum lws_cpd_result_t {
  // Nothing yet.
  LWS_CPD_UNKNOWN = 0,
  // The internet.
  LWS_CPD_INTERNET_OK = 1,
  // A captive portal.
  LWS_CPD_CAPTIVE_PORTAL = 2,
  // No network.
  LWS_CPD_NO_INTERNET = 3,
} lws_cpd_result_t;

// Where in JSON the parser is.
enum lejp_states {
  // Before anything.
  LEJP_IDLE = 0,
  // In an object.
  LEJP_MEMBERS = 1,
  // Before a name.
  LEJP_M_P = 2,
  // In a string.
  LEJP_MP_STRING = 67,
  // After a backslash.
  LEJP_MP_STRING_ESC = 68,
  // First digit of a `\u`.
  LEJP_MP_STRING_ESC_U1 = 69,
  // Second digit of a `\u`.
  LEJP_MP_STRING_ESC_U2 = 70,
  // Third digit of a `\u`.
  LEJP_MP_STRING_ESC_U3 = 71,
  // Fourth digit of a `\u`.
  LEJP_MP_STRING_ESC_U4 = 72,
  // Before a colon.
  LEJP_MP_DELIM = 9,
  // Before a value.
  LEJP_MP_VALUE = 10,
  // In a number.
  LEJP_MP_VALUE_NUM_INT = 75,
  // In an exponent.
  LEJP_MP_VALUE_NUM_EXP = 76,
  // In `true`, `false` or `null`.
  LEJP_MP_VALUE_TOK = 77,
  // Before a comma or an end.
  LEJP_MP_COMMA_OR_END = 14,
  // At the end of an array.
  LEJP_MP_ARRAY_END = 15,
};

// What `lejp_parse` returns when it does not return the number of bytes that follow the JSON.
enum lejp_reasons {
  // More is needed.
  LEJP_CONTINUE = -1,
  // It does not begin with a brace or bracket.
  LEJP_REJECT_IDLE_NO_BRACE = -2,
  // An object is not closed.
  LEJP_REJECT_MEMBERS_NO_CLOSE = -3,
  // A name does not begin with a quote.
  LEJP_REJECT_MP_NO_OPEN_QUOTE = -4,
  // A string ends too early.
  LEJP_REJECT_MP_STRING_UNDERRUN = -5,
  // A control character in a string.
  LEJP_REJECT_MP_ILLEGAL_CTRL = -6,
  // A backslash before the wrong character.
  LEJP_REJECT_MP_STRING_ESC_ILLEGAL_ESC = -7,
  // A digit is not hexadecimal.
  LEJP_REJECT_ILLEGAL_HEX = -8,
  // A colon is missing.
  LEJP_REJECT_MP_DELIM_MISSING_COLON = -9,
  // A value begins wrongly.
  LEJP_REJECT_MP_DELIM_BAD_VALUE_START = -10,
  // Digits are missing after a point.
  LEJP_REJECT_MP_VAL_NUM_INT_NO_FRAC = -11,
  // A number is malformed.
  LEJP_REJECT_MP_VAL_NUM_FORMAT = -12,
  // An exponent is malformed.
  LEJP_REJECT_MP_VAL_NUM_EXP_BAD_EXP = -13,
  // A word is none of `true`, `false` and `null`.
  LEJP_REJECT_MP_VAL_TOK_UNKNOWN = -14,
  // More ends than beginnings.
  LEJP_REJECT_MP_C_OR_E_UNDERF = -15,
  // A bracket ends what is no array.
  LEJP_REJECT_MP_C_OR_E_NOTARRAY = -16,
  // An array does not end.
  LEJP_REJECT_MP_ARRAY_END_MISSING = -17,
  // It is nested too deeply.
  LEJP_REJECT_STACK_OVERFLOW = -18,
  // Arrays are nested too deeply.
  LEJP_REJECT_MP_DELIM_ISTACK = -19,
  // A number is too long.
  LEJP_REJECT_NUM_TOO_LONG = -20,
  // Neither a comma nor an end.
  LEJP_REJECT_MP_C_OR_E_NEITHER = -21,
  // Something else is wrong.
  LEJP_REJECT_UNKNOWN = -22,
  // The callback refused.
  LEJP_REJECT_CALLBACK = -23,
};

// Why a JSON callback is called.
enum lejp_callbacks {
  // The parser has been made.
  LEJPCB_CONSTRUCTED = 0,
  // The parser is being destroyed.
  LEJPCB_DESTRUCTED = 1,
  // The JSON begins.
  LEJPCB_START = 2,
  // The JSON has come whole.
  LEJPCB_COMPLETE = 3,
  // The JSON is malformed.
  LEJPCB_FAILED = 4,
  // A name: it is in the path.
  LEJPCB_PAIR_NAME = 5,
  // `true`.
  LEJPCB_VAL_TRUE = 70,
  // `false`.
  LEJPCB_VAL_FALSE = 71,
  // `null`.
  LEJPCB_VAL_NULL = 72,
  // An integer: its text is in `buf`.
  LEJPCB_VAL_NUM_INT = 73,
  // A number with a point or exponent: its text is in `buf`.
  LEJPCB_VAL_NUM_FLOAT = 74,
  // A string begins.
  LEJPCB_VAL_STR_START = 11,
  // A piece of a string: `buf` and `npos`.
  LEJPCB_VAL_STR_CHUNK = 76,
  // The last piece of a string: `buf` and `npos`.
  LEJPCB_VAL_STR_END = 77,
  // An array begins.
  LEJPCB_ARRAY_START = 14,
  // An array ends.
  LEJPCB_ARRAY_END = 15,
  // An object begins.
  LEJPCB_OBJECT_START = 16,
  // An object ends.
  LEJPCB_OBJECT_END = 17,
};

// What the parser has seen of a number.
enum num_flags {
  // A minus.
  LEJP_SEEN_MINUS = 1,
  // A point.
  LEJP_SEEN_POINT = 2,
  // Digits after the point.
  LEJP_SEEN_POST_POINT = 4,
  // An exponent.
  LEJP_SEEN_EXP = 8,
};

// What the tokenizer has found.
typedef enum lws_tokenize_elem {
  // How many errors there are: all values from here to below 0 are errors.
  LWS_TOKZE_ERRS = 5,
  // Error: bytes that are not UTF-8.
  LWS_TOKZE_ERR_BROKEN_UTF8 = -5,
  // Error: a quoted string does not end.
  LWS_TOKZE_ERR_UNTERM_STRING = -4,
  // Error: a number is malformed.
  LWS_TOKZE_ERR_MALFORMED_FLOAT = -3,
  // Error: a number before an equals sign.
  LWS_TOKZE_ERR_NUM_ON_LHS = -2,
  // Error: commas are missing or too many.
  LWS_TOKZE_ERR_COMMA_LIST = -1,
  // The end.
  LWS_TOKZE_ENDED = 0,
  // A delimiter.
  LWS_TOKZE_DELIMITER = 1,
  // A word.
  LWS_TOKZE_TOKEN = 2,
  // An integer.
  LWS_TOKZE_INTEGER = 3,
  // A number with a point.
  LWS_TOKZE_FLOAT = 4,
  // A word that is followed by an equals sign.
  LWS_TOKZE_TOKEN_NAME_EQUALS = 5,
  // A word that is followed by a colon.
  LWS_TOKZE_TOKEN_NAME_COLON = 6,
  // A string in quotes.
  LWS_TOKZE_QUOTED_STRING = 7,
} lws_tokenize_elem;

// Where in a list the tokenizer is.
enum lws_tokenize_delimiter_tracking {
  // Before the first item.
  LWSTZ_DT_NEED_FIRST_CONTENT = 0,
  // After an item.
  LWSTZ_DT_NEED_DELIM = 1,
  // After a comma.
  LWSTZ_DT_NEED_NEXT_CONTENT = 2,
};

// Why a metric is reported. Since lws 4.3.
enum lws_metric_rpt {
  // The time for it has come. Since lws 4.3.
  LMR_PERIODIC = 0,
  // It is far off. Since lws 4.3.
  LMR_OUTLIER = 1,
};

// Which protocol a measured connection uses. Since lws 4.3.
enum lws_conmon_pcol {
  // None that is known. Since lws 4.3.
  LWSCONMON_PCOL_NONE = 0,
  // HTTP. Since lws 4.3.
  LWSCONMON_PCOL_HTTP = 1,
};

// What came of looking up a name. Since lws 4.3.
enum lws_conmon_dns_disposition {
  // It was not looked up. Since lws 4.3.
  LWSCONMON_DNS_NONE = 0,
  // It was found. Since lws 4.3.
  LWSCONMON_DNS_OK = 1,
  // The name server did not answer. Since lws 4.3.
  LWSCONMON_DNS_SERVER_UNREACHABLE = 2,
  // It was not found. Since lws 4.3.
  LWSCONMON_DNS_NO_RESULT = 3,
};

// What an event library is like. Since lws 4.3.
enum lws_event_lib_ops_flags {
  // It is lws's own poll. Since lws 4.3.
  LELOF_ISPOLL = 1,
  // Contexts are destroyed whole. Since lws 4.3.
  LELOF_DESTROY_FINAL = 0,
};

// How far the fetching of a certificate has come: see LWS_CALLBACK_VHOST_CERT_UPDATE.
enum lws_cert_update_state {
  // Nothing is being done.
  LWS_CUS_IDLE = 0,
  // It begins.
  LWS_CUS_STARTING = 1,
  // There is a new certificate.
  LWS_CUS_SUCCESS = 2,
  // It failed.
  LWS_CUS_FAILED = 3,
  // Keys are made.
  LWS_CUS_CREATE_KEYS = 4,
  // The account is registered.
  LWS_CUS_REG = 5,
  // The right to the name is asked for.
  LWS_CUS_AUTH = 6,
  // The challenge is answered.
  LWS_CUS_CHALLENGE = 7,
  // The request is made.
  LWS_CUS_CREATE_REQ = 8,
  // The request is sent.
  LWS_CUS_REQ = 9,
  // The request is confirmed.
  LWS_CUS_CONFIRM = 10,
  // The certificate is issued.
  LWS_CUS_ISSUE = 11,
};

// Why a protocol's callback is called. What `in` and `len` are, and what a return other than 0 does, stands at each;
// where nothing is said, `in` is NULL, `len` is 0, and a return other than 0 closes the connection.
enum lws_callback_reasons {
  // Once for each protocol of each vhost, before anything else: allocate what the vhost's use of the protocol needs
  // (`lws_protocol_vh_priv_zalloc`). The wsi is only good for `lws_get_context`, `lws_get_vhost` and
  // `lws_get_protocol`. `in` is the list of per-vhost options that the program gave for this protocol
  // (`lws_protocol_vhost_options`), or NULL. A return other than 0 fails the creation of the vhost.
  LWS_CALLBACK_PROTOCOL_INIT = 27,
  // Once for each protocol of a vhost that is destroyed: free what LWS_CALLBACK_PROTOCOL_INIT made.
  LWS_CALLBACK_PROTOCOL_DESTROY = 28,
  // The connection's object has been made. Given to the first protocol of the vhost.
  LWS_CALLBACK_WSI_CREATE = 29,
  // The connection's object is about to be freed: the last callback of a connection.
  LWS_CALLBACK_WSI_DESTROY = 30,
  // A multiplexed stream may send more: `len` is the new credit.
  LWS_CALLBACK_WSI_TX_CREDIT_GET = 103,
  // The TLS context of a vhost's clients is being made: `user` is the `SSL_CTX`, to which certificates may be added.
  LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS = 21,
  // The TLS context of a vhost's server is being made: `user` is the `SSL_CTX`, to which certificates may be added.
  LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS = 22,
  // A client has shown a certificate: `in` is the `SSL`, `len` tells whether it was found good so far. A return other
  // than 0 refuses the client.
  LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION = 23,
  // A vhost was given a certificate and no key: the program adds one to the `SSL_CTX` at `user`. Not in lws 4.3.
  LWS_CALLBACK_OPENSSL_CONTEXT_REQUIRES_PRIVATE_KEY = 37,
  // Something happens in a TLS handshake that `ssl_info_event_mask` asked to hear of: `in` is a `struct lws_ssl_info`.
  LWS_CALLBACK_SSL_INFO = 67,
  // A server has shown a certificate to a client: `in` is the `X509_STORE_CTX`, `len` whether it was found good so
  // far. A return other than 0 refuses the server.
  LWS_CALLBACK_OPENSSL_PERFORM_SERVER_CERT_VERIFICATION = 58,
  // A connection to a listening socket has been accepted and has its object; nothing has been read.
  LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED = 19,
  // An HTTP request has come whole, and is for no mount of files: `in` is the path (its arguments are read by
  // `lws_get_urlarg_by_name`), `len` its length. Answer now, or ask for LWS_CALLBACK_HTTP_WRITEABLE and answer then.
  // Return what the answering call returned when that is not 0; a return other than 0 closes the connection.
  LWS_CALLBACK_HTTP = 12,
  // A piece of a request's body: `in` and `len`.
  LWS_CALLBACK_HTTP_BODY = 13,
  // The request's body has come whole: answer now, or from LWS_CALLBACK_HTTP_WRITEABLE.
  LWS_CALLBACK_HTTP_BODY_COMPLETION = 14,
  // A file that `lws_serve_http_file` began to send has been sent whole. Go on to the next request by
  // `lws_http_transaction_completed`, and return -1 if that returns other than 0.
  LWS_CALLBACK_HTTP_FILE_COMPLETION = 15,
  // The program asked for it by `lws_callback_on_writable`, and an HTTP connection can take more: one `lws_write` now.
  LWS_CALLBACK_HTTP_WRITEABLE = 16,
  // An HTTP connection has ended, or has become one of another protocol.
  LWS_CALLBACK_CLOSED_HTTP = 5,
  // An HTTP request's headers have come: `in` is the path, `len` its length. A return other than 0 refuses the request
  // by closing.
  LWS_CALLBACK_FILTER_HTTP_CONNECTION = 18,
  // An answer's headers are being written: `in` is a `struct lws_process_html_args` whose `p` and `max_len` tell where
  // more may be added; advance `p`.
  LWS_CALLBACK_ADD_HEADERS = 53,
  // A mount asks the program who may enter: `in` is `name:password` as the client sent it. Return other than 0 to let
  // it in, 0 to refuse.
  LWS_CALLBACK_VERIFY_BASIC_AUTHORIZATION = 102,
  // A mount's access is checked: `in` is a `struct lws_process_html_args` with the path and the mount's mask. A return
  // other than 0 forbids.
  LWS_CALLBACK_CHECK_ACCESS_RIGHTS = 51,
  // A piece of a file from a mount that a protocol interprets: `in` is a `struct lws_process_html_args`; the piece may
  // be changed in place and grow to `max_len`, or `p` and `len` may be set to memory of the program's own, which is read
  // before anything else is called. With `chunked`, what is to be sent must be a chunk, as `lws_chunked_html_process()` makes
  // it; a piece that is left as it was becomes one. Return -1 to close the connection.
  LWS_CALLBACK_PROCESS_HTML = 52,
  // An HTTP request is now this protocol's; the session memory is there.
  LWS_CALLBACK_HTTP_BIND_PROTOCOL = 49,
  // An HTTP request is no longer this protocol's: free what the session memory points to.
  LWS_CALLBACK_HTTP_DROP_PROTOCOL = 50,
  // A request asks to leave HTTP: `in` is the name of what for (`websocket`). Return 0 to let lws do it, more than 0
  // when the program has answered it, less than 0 to close.
  LWS_CALLBACK_HTTP_CONFIRM_UPGRADE = 86,
  // A client's HTTP request has been answered: the headers of the answer have come.
  LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP = 44,
  // A client's HTTP connection has ended.
  LWS_CALLBACK_CLOSED_CLIENT_HTTP = 45,
  // A piece of the answer's body, without what chunking adds: `in` and `len`. Given from within
  // `lws_http_client_read`.
  LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ = 48,
  // A piece of the answer's body waits: call `lws_http_client_read` with room for it.
  LWS_CALLBACK_RECEIVE_CLIENT_HTTP = 46,
  // The answer to a client's HTTP request has come whole.
  LWS_CALLBACK_COMPLETED_CLIENT_HTTP = 47,
  // A client's HTTP request has a body to send (`lws_client_http_body_pending`), and can take some now.
  LWS_CALLBACK_CLIENT_HTTP_WRITEABLE = 57,
  // The server sends the client elsewhere: `in` is the URL, `len` the status. A return other than 0 does not follow.
  LWS_CALLBACK_CLIENT_HTTP_REDIRECT = 104,
  // A client's HTTP connection is now this protocol's.
  LWS_CALLBACK_CLIENT_HTTP_BIND_PROTOCOL = 85,
  // A client's HTTP connection is no longer this protocol's.
  LWS_CALLBACK_CLIENT_HTTP_DROP_PROTOCOL = 76,
  // A websocket has been opened by a client: its handshake has been answered. The session memory is zero. `in` is the
  // `SSL` when the connection has one. A return other than 0 closes at once.
  LWS_CALLBACK_ESTABLISHED = 0,
  // A server's websocket has ended, whoever ended it. Exactly one for each LWS_CALLBACK_ESTABLISHED; the session
  // memory is freed afterwards.
  LWS_CALLBACK_CLOSED = 4,
  // The program asked for it by `lws_callback_on_writable`, and a server's websocket can take more: one `lws_write`
  // now.
  LWS_CALLBACK_SERVER_WRITEABLE = 11,
  // A piece of a message has come to a server: `in` and `len`, with at least 8 bytes after it that may be written. A
  // message comes in one or more pieces: `lws_is_first_fragment`, `lws_is_final_fragment`, `lws_frame_is_binary` and
  // `lws_remaining_packet_payload` tell about it.
  LWS_CALLBACK_RECEIVE = 6,
  // A pong has come to a server: `in` and `len` are its payload.
  LWS_CALLBACK_RECEIVE_PONG = 7,
  // The peer has sent a close frame: `in` and `len` are its payload, the status in two bytes, high byte first, and a
  // text. Return 0 to let lws echo it and close, other than 0 to close without an echo.
  LWS_CALLBACK_WS_PEER_INITIATED_CLOSE = 38,
  // A client asks for a websocket of this protocol: `in` is the name asked for, `len` its length; the headers can be
  // read. A return other than 0 refuses it, before anything is answered.
  LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION = 20,
  // A client offers a websocket extension: `in` is its name. A return other than 0 declines it.
  LWS_CALLBACK_CONFIRM_EXTENSION_OKAY = 25,
  // A server's websocket is now this protocol's.
  LWS_CALLBACK_WS_SERVER_BIND_PROTOCOL = 77,
  // A server's websocket is no longer this protocol's.
  LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL = 78,
  // A client's connection failed before it was established: `in` and `len` are a text that tells why, or NULL and 0.
  // The object is freed afterwards.
  LWS_CALLBACK_CLIENT_CONNECTION_ERROR = 1,
  // The server has agreed to the websocket, and its headers can be read for the last time. A return other than 0
  // closes.
  LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH = 2,
  // A client's websocket has been opened.
  LWS_CALLBACK_CLIENT_ESTABLISHED = 3,
  // A client's websocket has ended.
  LWS_CALLBACK_CLIENT_CLOSED = 75,
  // A client's request is being written: `in` is a `char **` to where headers may be added (advance it), `len` how
  // many bytes are free.
  LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER = 24,
  // A piece of a message has come to a client: as LWS_CALLBACK_RECEIVE.
  LWS_CALLBACK_CLIENT_RECEIVE = 8,
  // A pong has come to a client: `in` and `len` are its payload.
  LWS_CALLBACK_CLIENT_RECEIVE_PONG = 9,
  // As LWS_CALLBACK_SERVER_WRITEABLE, for a client's websocket.
  LWS_CALLBACK_CLIENT_WRITEABLE = 10,
  // A client is about to offer a websocket extension: `in` is its name. A return other than 0 leaves it out.
  LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED = 26,
  // An extension's options may be set for a connection: `in` is the extension's name.
  LWS_CALLBACK_WS_EXT_DEFAULTS = 39,
  // A connection has been accepted and nothing read yet: `in` is the socket's number in a pointer; the address can be
  // told by `lws_get_peer_addresses`. A return other than 0 drops it. Given to the first protocol of the vhost.
  LWS_CALLBACK_FILTER_NETWORK_CONNECTION = 17,
  // A client's websocket is now this protocol's.
  LWS_CALLBACK_WS_CLIENT_BIND_PROTOCOL = 79,
  // A client's websocket is no longer this protocol's.
  LWS_CALLBACK_WS_CLIENT_DROP_PROTOCOL = 80,
  // lws asks which thread this is, when a program uses several. Return a number for it.
  LWS_CALLBACK_GET_THREAD_ID = 31,
  // For programs that poll themselves: watch a descriptor. `in` is a `struct lws_pollargs`. Given to the first
  // protocol of the first vhost, as the next four.
  LWS_CALLBACK_ADD_POLL_FD = 32,
  // For programs that poll themselves: forget a descriptor. `in` is a `struct lws_pollargs`.
  LWS_CALLBACK_DEL_POLL_FD = 33,
  // For programs that poll themselves: watch a descriptor for other events. `in` is a `struct lws_pollargs`.
  LWS_CALLBACK_CHANGE_MODE_POLL_FD = 34,
  // For programs that poll themselves in several threads: the set of descriptors is about to change. `len` is other
  // than 0 when a lock is needed.
  LWS_CALLBACK_LOCK_POLL = 35,
  // For programs that poll themselves in several threads: the set of descriptors has been changed.
  LWS_CALLBACK_UNLOCK_POLL = 36,
  // A CGI process has something to say: `in` is a `struct lws_cgi_args`.
  LWS_CALLBACK_CGI = 40,
  // A CGI process has ended: `in` is a `struct lws_cgi_args`.
  LWS_CALLBACK_CGI_TERMINATED = 41,
  // A piece of a request's body is for a CGI process: `in` is a `struct lws_cgi_args`.
  LWS_CALLBACK_CGI_STDIN_DATA = 42,
  // The body for a CGI process has come whole.
  LWS_CALLBACK_CGI_STDIN_COMPLETED = 43,
  // A CGI process has been started: `len` is its process id.
  LWS_CALLBACK_CGI_PROCESS_ATTACH = 70,
  // The generic-sessions plugin is asked about a session.
  LWS_CALLBACK_SESSION_INFO = 54,
  // The generic-sessions plugin tells of an event.
  LWS_CALLBACK_GS_EVENT = 55,
  // A mount's per-mount options are told to the protocol: `in` is the list.
  LWS_CALLBACK_HTTP_PMO = 56,
  // Raw proxy, outgoing side: bytes have come.
  LWS_CALLBACK_RAW_PROXY_CLI_RX = 89,
  // Raw proxy, incoming side: bytes have come.
  LWS_CALLBACK_RAW_PROXY_SRV_RX = 90,
  // Raw proxy, outgoing side: the connection has ended.
  LWS_CALLBACK_RAW_PROXY_CLI_CLOSE = 91,
  // Raw proxy, incoming side: the connection has ended.
  LWS_CALLBACK_RAW_PROXY_SRV_CLOSE = 92,
  // Raw proxy, outgoing side: the connection can take more.
  LWS_CALLBACK_RAW_PROXY_CLI_WRITEABLE = 93,
  // Raw proxy, incoming side: the connection can take more.
  LWS_CALLBACK_RAW_PROXY_SRV_WRITEABLE = 94,
  // Raw proxy, outgoing side: the connection is there.
  LWS_CALLBACK_RAW_PROXY_CLI_ADOPT = 95,
  // Raw proxy, incoming side: the connection is there.
  LWS_CALLBACK_RAW_PROXY_SRV_ADOPT = 96,
  // Raw proxy, outgoing side: the connection is now this protocol's.
  LWS_CALLBACK_RAW_PROXY_CLI_BIND_PROTOCOL = 97,
  // Raw proxy, incoming side: the connection is now this protocol's.
  LWS_CALLBACK_RAW_PROXY_SRV_BIND_PROTOCOL = 98,
  // Raw proxy, outgoing side: the connection is no longer this protocol's.
  LWS_CALLBACK_RAW_PROXY_CLI_DROP_PROTOCOL = 99,
  // Raw proxy, incoming side: the connection is no longer this protocol's.
  LWS_CALLBACK_RAW_PROXY_SRV_DROP_PROTOCOL = 100,
  // Bytes have come on a raw connection: `in` and `len`.
  LWS_CALLBACK_RAW_RX = 59,
  // A raw connection has ended.
  LWS_CALLBACK_RAW_CLOSE = 60,
  // The program asked for it by `lws_callback_on_writable`, and a raw connection can take more.
  LWS_CALLBACK_RAW_WRITEABLE = 61,
  // A raw connection to this server is there.
  LWS_CALLBACK_RAW_ADOPT = 62,
  // A raw connection that a client opened is there.
  LWS_CALLBACK_RAW_CONNECTED = 101,
  // A raw connection is now this protocol's.
  LWS_CALLBACK_RAW_SKT_BIND_PROTOCOL = 81,
  // A raw connection is no longer this protocol's.
  LWS_CALLBACK_RAW_SKT_DROP_PROTOCOL = 82,
  // A descriptor that the program handed over as a raw file is being watched.
  LWS_CALLBACK_RAW_ADOPT_FILE = 63,
  // A raw file can be read: the program reads it, by its descriptor (`lws_get_socket_fd`).
  LWS_CALLBACK_RAW_RX_FILE = 64,
  // The program asked for it by `lws_callback_on_writable`, and a raw file can be written.
  LWS_CALLBACK_RAW_WRITEABLE_FILE = 65,
  // A raw file is no longer watched.
  LWS_CALLBACK_RAW_CLOSE_FILE = 66,
  // A raw file is now this protocol's.
  LWS_CALLBACK_RAW_FILE_BIND_PROTOCOL = 83,
  // A raw file is no longer this protocol's.
  LWS_CALLBACK_RAW_FILE_DROP_PROTOCOL = 84,
  // The time set by `lws_set_timer_usecs` has passed.
  LWS_CALLBACK_TIMER = 73,
  // Another thread has called `lws_cancel_service`. Given to every protocol of every vhost, with a wsi good only for
  // `lws_get_context`, `lws_get_vhost` and `lws_get_protocol`.
  LWS_CALLBACK_EVENT_WAIT_CANCELLED = 71,
  // A child is being closed, to the protocol of its parent and with the parent's session: `in` and `wsi` are the child, whose
  // parent `lws_get_parent` still gives.
  LWS_CALLBACK_CHILD_CLOSING = 69,
  // A client's socket is about to connect, to the server or to its proxy: `in` is its number in a pointer. The socket may be
  // set up further here; another result than 0 ends the connection. Of a name with several addresses it comes for each that
  // is tried. Since lws 4.3.
  LWS_CALLBACK_CONNECTING = 105,
  // The vhost's certificate has been looked at: `len` is the number of days for which it is good, `in` a `struct
  // lws_acme_cert_aging_args`.
  LWS_CALLBACK_VHOST_CERT_AGING = 72,
  // A new certificate is being fetched: `len` is a LWS_CUS_ value, `in` a text.
  LWS_CALLBACK_VHOST_CERT_UPDATE = 74,
  // MQTT: a client's object has been made.
  LWS_CALLBACK_MQTT_NEW_CLIENT_INSTANTIATED = 200,
  // MQTT: a client has nothing to do.
  LWS_CALLBACK_MQTT_IDLE = 201,
  // MQTT: a client is connected.
  LWS_CALLBACK_MQTT_CLIENT_ESTABLISHED = 202,
  // MQTT: a subscription has been confirmed.
  LWS_CALLBACK_MQTT_SUBSCRIBED = 203,
  // MQTT: a client can take more.
  LWS_CALLBACK_MQTT_CLIENT_WRITEABLE = 204,
  // MQTT: a message, or a piece of one, has come.
  LWS_CALLBACK_MQTT_CLIENT_RX = 205,
  // MQTT: the end of a subscription has been confirmed.
  LWS_CALLBACK_MQTT_UNSUBSCRIBED = 206,
  // MQTT: a client is no longer this protocol's.
  LWS_CALLBACK_MQTT_DROP_PROTOCOL = 207,
  // MQTT: a client's connection has ended.
  LWS_CALLBACK_MQTT_CLIENT_CLOSED = 208,
  // MQTT: a message has been confirmed.
  LWS_CALLBACK_MQTT_ACK = 209,
  // MQTT: a message has not been confirmed in time and is to be sent again.
  LWS_CALLBACK_MQTT_RESEND = 210,
  // MQTT: the end of a subscription has not been confirmed in time. Since lws 4.3.
  LWS_CALLBACK_MQTT_UNSUBSCRIBE_TIMEOUT = 211,
  // MQTT: a device shadow has not been answered in time. Since lws 4.3.
  LWS_CALLBACK_MQTT_SHADOW_TIMEOUT = 212,
  // The first number that a program may use for reasons of its own, with `lws_callback_all_protocol` and the like.
  LWS_CALLBACK_USER = 1000,
};

// Why a websocket extension's callback is called.
enum lws_extension_callback_reasons {
  // A server's connection begins to use the extension.
  LWS_EXT_CB_CONSTRUCT = 4,
  // A client's connection begins to use the extension.
  LWS_EXT_CB_CLIENT_CONSTRUCT = 5,
  // The connection ends.
  LWS_EXT_CB_DESTROY = 8,
  // A frame is about to be sent.
  LWS_EXT_CB_PACKET_TX_PRESEND = 12,
  // A payload is to be transformed before it is framed.
  LWS_EXT_CB_PAYLOAD_TX = 21,
  // A received payload is to be transformed.
  LWS_EXT_CB_PAYLOAD_RX = 22,
  // The options are to be set to their defaults.
  LWS_EXT_CB_OPTION_DEFAULT = 23,
  // An option has been agreed on, by its index.
  LWS_EXT_CB_OPTION_SET = 24,
  // The options that were agreed on are to be written down.
  LWS_EXT_CB_OPTION_CONFIRM = 25,
  // An option is to be set, by its name.
  LWS_EXT_CB_NAMED_OPTION_SET = 26,
};

// What kind of value an extension's option takes.
enum lws_ext_options_types {
  // None.
  EXTARG_NONE = 0,
  // A number.
  EXTARG_DEC = 1,
  // A number, or none.
  EXTARG_OPT_DEC = 2,
};

// The parts of a request or answer that are kept by number: see `lws_hdr_copy` and its kin.
enum lws_token_indexes {
  // The path of a GET request.
  WSI_TOKEN_GET_URI = 0,
  // The path of a POST request.
  WSI_TOKEN_POST_URI = 1,
  // The path of an OPTIONS request.
  WSI_TOKEN_OPTIONS_URI = 2,
  // The header `host`.
  WSI_TOKEN_HOST = 3,
  // The header `connection`.
  WSI_TOKEN_CONNECTION = 4,
  // The header `upgrade`.
  WSI_TOKEN_UPGRADE = 5,
  // The header `origin`.
  WSI_TOKEN_ORIGIN = 6,
  // The header `sec-websocket-draft`.
  WSI_TOKEN_DRAFT = 7,
  // The end of the headers.
  WSI_TOKEN_CHALLENGE = 8,
  // The header `sec-websocket-extensions`.
  WSI_TOKEN_EXTENSIONS = 9,
  // The header `sec-websocket-key1`.
  WSI_TOKEN_KEY1 = 10,
  // The header `sec-websocket-key2`.
  WSI_TOKEN_KEY2 = 11,
  // The header `sec-websocket-protocol`.
  WSI_TOKEN_PROTOCOL = 12,
  // The header `sec-websocket-accept`.
  WSI_TOKEN_ACCEPT = 13,
  // The header `sec-websocket-nonce`.
  WSI_TOKEN_NONCE = 14,
  // The status of an answer, with its text.
  WSI_TOKEN_HTTP = 15,
  // The header `http2-settings`.
  WSI_TOKEN_HTTP2_SETTINGS = 16,
  // The header `accept`.
  WSI_TOKEN_HTTP_ACCEPT = 17,
  // The header `access-control-request-headers`.
  WSI_TOKEN_HTTP_AC_REQUEST_HEADERS = 18,
  // The header `if-modified-since`.
  WSI_TOKEN_HTTP_IF_MODIFIED_SINCE = 19,
  // The header `if-none-match`.
  WSI_TOKEN_HTTP_IF_NONE_MATCH = 20,
  // The header `accept-encoding`.
  WSI_TOKEN_HTTP_ACCEPT_ENCODING = 21,
  // The header `accept-language`.
  WSI_TOKEN_HTTP_ACCEPT_LANGUAGE = 22,
  // The header `pragma`.
  WSI_TOKEN_HTTP_PRAGMA = 23,
  // The header `cache-control`.
  WSI_TOKEN_HTTP_CACHE_CONTROL = 24,
  // The header `authorization`.
  WSI_TOKEN_HTTP_AUTHORIZATION = 25,
  // The header `cookie`.
  WSI_TOKEN_HTTP_COOKIE = 26,
  // The header `content-length`.
  WSI_TOKEN_HTTP_CONTENT_LENGTH = 27,
  // The header `content-type`.
  WSI_TOKEN_HTTP_CONTENT_TYPE = 28,
  // The header `date`.
  WSI_TOKEN_HTTP_DATE = 29,
  // The header `range`.
  WSI_TOKEN_HTTP_RANGE = 30,
  // The header `referer`.
  WSI_TOKEN_HTTP_REFERER = 31,
  // The header `sec-websocket-key`.
  WSI_TOKEN_KEY = 32,
  // The header `sec-websocket-version`.
  WSI_TOKEN_VERSION = 33,
  // The header `sec-websocket-origin`.
  WSI_TOKEN_SWORIGIN = 34,
  // HTTP/2: the pseudo-header `:authority`.
  WSI_TOKEN_HTTP_COLON_AUTHORITY = 35,
  // HTTP/2: the pseudo-header `:method`.
  WSI_TOKEN_HTTP_COLON_METHOD = 36,
  // HTTP/2: the pseudo-header `:path`.
  WSI_TOKEN_HTTP_COLON_PATH = 37,
  // HTTP/2: the pseudo-header `:scheme`.
  WSI_TOKEN_HTTP_COLON_SCHEME = 38,
  // HTTP/2: the pseudo-header `:status`.
  WSI_TOKEN_HTTP_COLON_STATUS = 39,
  // The header `accept-charset`.
  WSI_TOKEN_HTTP_ACCEPT_CHARSET = 40,
  // The header `accept-ranges`.
  WSI_TOKEN_HTTP_ACCEPT_RANGES = 41,
  // The header `access-control-allow-origin`.
  WSI_TOKEN_HTTP_ACCESS_CONTROL_ALLOW_ORIGIN = 42,
  // The header `age`.
  WSI_TOKEN_HTTP_AGE = 43,
  // The header `allow`.
  WSI_TOKEN_HTTP_ALLOW = 44,
  // The header `content-disposition`.
  WSI_TOKEN_HTTP_CONTENT_DISPOSITION = 45,
  // The header `content-encoding`.
  WSI_TOKEN_HTTP_CONTENT_ENCODING = 46,
  // The header `content-language`.
  WSI_TOKEN_HTTP_CONTENT_LANGUAGE = 47,
  // The header `content-location`.
  WSI_TOKEN_HTTP_CONTENT_LOCATION = 48,
  // The header `content-range`.
  WSI_TOKEN_HTTP_CONTENT_RANGE = 49,
  // The header `etag`.
  WSI_TOKEN_HTTP_ETAG = 50,
  // The header `expect`.
  WSI_TOKEN_HTTP_EXPECT = 51,
  // The header `expires`.
  WSI_TOKEN_HTTP_EXPIRES = 52,
  // The header `from`.
  WSI_TOKEN_HTTP_FROM = 53,
  // The header `if-match`.
  WSI_TOKEN_HTTP_IF_MATCH = 54,
  // The header `if-range`.
  WSI_TOKEN_HTTP_IF_RANGE = 55,
  // The header `if-unmodified-since`.
  WSI_TOKEN_HTTP_IF_UNMODIFIED_SINCE = 56,
  // The header `last-modified`.
  WSI_TOKEN_HTTP_LAST_MODIFIED = 57,
  // The header `link`.
  WSI_TOKEN_HTTP_LINK = 58,
  // The header `location`.
  WSI_TOKEN_HTTP_LOCATION = 59,
  // The header `max-forwards`.
  WSI_TOKEN_HTTP_MAX_FORWARDS = 60,
  // The header `proxy-authenticate`.
  WSI_TOKEN_HTTP_PROXY_AUTHENTICATE = 61,
  // The header `proxy-authorization`.
  WSI_TOKEN_HTTP_PROXY_AUTHORIZATION = 62,
  // The header `refresh`.
  WSI_TOKEN_HTTP_REFRESH = 63,
  // The header `retry-after`.
  WSI_TOKEN_HTTP_RETRY_AFTER = 64,
  // The header `server`.
  WSI_TOKEN_HTTP_SERVER = 65,
  // The header `set-cookie`.
  WSI_TOKEN_HTTP_SET_COOKIE = 66,
  // The header `strict-transport-security`.
  WSI_TOKEN_HTTP_STRICT_TRANSPORT_SECURITY = 67,
  // The header `transfer-encoding`.
  WSI_TOKEN_HTTP_TRANSFER_ENCODING = 68,
  // The header `user-agent`.
  WSI_TOKEN_HTTP_USER_AGENT = 69,
  // The header `vary`.
  WSI_TOKEN_HTTP_VARY = 70,
  // The header `via`.
  WSI_TOKEN_HTTP_VIA = 71,
  // The header `www-authenticate`.
  WSI_TOKEN_HTTP_WWW_AUTHENTICATE = 72,
  // The path of a PATCH request.
  WSI_TOKEN_PATCH_URI = 73,
  // The path of a PUT request.
  WSI_TOKEN_PUT_URI = 74,
  // The path of a DELETE request.
  WSI_TOKEN_DELETE_URI = 75,
  // The arguments of the path, each a fragment of its own: `name=value`.
  WSI_TOKEN_HTTP_URI_ARGS = 76,
  // The target of a request to a proxy.
  WSI_TOKEN_PROXY = 77,
  // The header `x-real-ip`.
  WSI_TOKEN_HTTP_X_REAL_IP = 78,
  // The status of an answer in HTTP/1.0.
  WSI_TOKEN_HTTP1_0 = 79,
  // The header `x-forwarded-for`.
  WSI_TOKEN_X_FORWARDED_FOR = 80,
  // The target of a CONNECT request.
  WSI_TOKEN_CONNECT = 81,
  // The path of a HEAD request.
  WSI_TOKEN_HEAD_URI = 82,
  // The header `te`.
  WSI_TOKEN_TE = 83,
  // The header `replay-nonce`.
  WSI_TOKEN_REPLAY_NONCE = 84,
  // HTTP/2: the pseudo-header `:protocol`.
  WSI_TOKEN_COLON_PROTOCOL = 85,
  // The header `x-auth-token`.
  WSI_TOKEN_X_AUTH_TOKEN = 86,
#if !defined(LWS_ABI17)
  // The header `x-amzn-dss-signature`. Since lws 4.3.
  WSI_TOKEN_DSS_SIGNATURE = 87,
#endif
#if defined(LWS_ABI17)
  // Internal: the websocket protocols that a client asks for.
  _WSI_TOKEN_CLIENT_SENT_PROTOCOLS = 87,
#endif
#if !defined(LWS_ABI17)
  // Internal: the websocket protocols that a client asks for.
  _WSI_TOKEN_CLIENT_SENT_PROTOCOLS = 88,
#endif
#if defined(LWS_ABI17)
  // Internal: the host that a client connects to.
  _WSI_TOKEN_CLIENT_PEER_ADDRESS = 88,
#endif
#if !defined(LWS_ABI17)
  // Internal: the host that a client connects to.
  _WSI_TOKEN_CLIENT_PEER_ADDRESS = 89,
#endif
#if defined(LWS_ABI17)
  // Internal: the path that a client asks for.
  _WSI_TOKEN_CLIENT_URI = 89,
#endif
#if !defined(LWS_ABI17)
  // Internal: the path that a client asks for.
  _WSI_TOKEN_CLIENT_URI = 90,
#endif
#if defined(LWS_ABI17)
  // Internal: a client's Host header.
  _WSI_TOKEN_CLIENT_HOST = 90,
#endif
#if !defined(LWS_ABI17)
  // Internal: a client's Host header.
  _WSI_TOKEN_CLIENT_HOST = 91,
#endif
#if defined(LWS_ABI17)
  // Internal: a client's Origin header.
  _WSI_TOKEN_CLIENT_ORIGIN = 91,
#endif
#if !defined(LWS_ABI17)
  // Internal: a client's Origin header.
  _WSI_TOKEN_CLIENT_ORIGIN = 92,
#endif
#if defined(LWS_ABI17)
  // Internal: a client's method.
  _WSI_TOKEN_CLIENT_METHOD = 92,
#endif
#if !defined(LWS_ABI17)
  // Internal: a client's method.
  _WSI_TOKEN_CLIENT_METHOD = 93,
#endif
#if defined(LWS_ABI17)
  // Internal: the interface that a client connects from.
  _WSI_TOKEN_CLIENT_IFACE = 93,
#endif
#if !defined(LWS_ABI17)
  // Internal: the interface that a client connects from.
  _WSI_TOKEN_CLIENT_IFACE = 94,
#endif
#if defined(LWS_ABI17)
  // Internal: the protocols that a client negotiates by TLS.
  _WSI_TOKEN_CLIENT_ALPN = 94,
#endif
#if !defined(LWS_ABI17)
  // Internal: the protocols that a client negotiates by TLS.
  _WSI_TOKEN_CLIENT_ALPN = 95,
#endif
#if defined(LWS_ABI17)
  // How many there are.
  WSI_TOKEN_COUNT = 95,
#endif
#if !defined(LWS_ABI17)
  // How many there are.
  WSI_TOKEN_COUNT = 96,
#endif
#if defined(LWS_ABI17)
  // Internal: the parser is in a name.
  WSI_TOKEN_NAME_PART = 96,
#endif
#if !defined(LWS_ABI17)
  // Internal: the parser is in a name.
  WSI_TOKEN_NAME_PART = 97,
#endif
#if defined(LWS_ABI17)
  // Internal: the parser is in the value of a header without a number.
  WSI_TOKEN_UNKNOWN_VALUE_PART = 97,
#endif
#if !defined(LWS_ABI17)
  // Internal: the parser is in the value of a header without a number.
  WSI_TOKEN_UNKNOWN_VALUE_PART = 98,
#endif
#if defined(LWS_ABI17)
  // Internal: the parser skips.
  WSI_TOKEN_SKIPPING = 98,
#endif
#if !defined(LWS_ABI17)
  // Internal: the parser skips.
  WSI_TOKEN_SKIPPING = 99,
#endif
#if defined(LWS_ABI17)
  // Internal: the parser skips, after a CR.
  WSI_TOKEN_SKIPPING_SAW_CR = 99,
#endif
#if !defined(LWS_ABI17)
  // Internal: the parser skips, after a CR.
  WSI_TOKEN_SKIPPING_SAW_CR = 100,
#endif
#if defined(LWS_ABI17)
  // Internal: the parser is done.
  WSI_PARSING_COMPLETE = 100,
#endif
#if !defined(LWS_ABI17)
  // Internal: the parser is done.
  WSI_PARSING_COMPLETE = 101,
#endif
#if defined(LWS_ABI17)
  // Internal: the parser of a stream begins.
  WSI_INIT_TOKEN_MUXURL = 101,
#endif
#if !defined(LWS_ABI17)
  // Internal: the parser of a stream begins.
  WSI_INIT_TOKEN_MUXURL = 102,
#endif
};

// The system's open flags, in the flags of a virtual file.
#define LWS_FOP_FLAGS_MASK ((1 << 23) - 1)

// The file may be given in gzip form.
#define LWS_FOP_FLAG_COMPR_ACCEPTABLE_GZIP (1 << 24)

// The file is given in gzip form.
#define LWS_FOP_FLAG_COMPR_IS_GZIP (1 << 25)

// `mod_time` is set.
#define LWS_FOP_FLAG_MOD_TIME_VALID (1 << 26)

// The file is no file of the system's.
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

// A socket's descriptor.
typedef int lws_sockfd_type;

// A file's descriptor.
typedef int lws_filefd_type;

// A descriptor of a socket or file.
typedef union lws_sock_file_fd_type {
  // It is a socket.
  lws_sockfd_type sockfd;
  // It is a file.
  lws_filefd_type filefd;
} lws_sock_file_fd_type;

// What to adopt, and as what.
struct lws_adopt_desc {
  // The vhost that it belongs to.
  struct lws_vhost *vh;
  // What it is: LWS_ADOPT_ bits.
  lws_adoption_type type;
  // The descriptor.
  lws_sock_file_fd_type fd;
  // The protocol that it gets, or NULL.
  const char *vh_prot_name;
  // The connection of which it is to be a child, or NULL.
  struct lws *parent;
  // A pointer of the program's own (`lws_get_opaque_user_data`).
  void *opaque;
#if !defined(LWS_ABI17)
  // Name for injected faults. Since lws 4.3.
  const char *fi_wsi_name;
#endif
};

// Shorter name of `lws_adopt_desc`.
typedef struct lws_adopt_desc lws_adopt_desc_t;

// How long to wait before the next try, and how to see that a connection is still alive.
struct lws_retry_bo {
  // Delays before the tries, in milliseconds; the last is used for all later ones.
  const uint32_t *retry_ms_table;
  // How many delays the table has.
  uint16_t retry_ms_table_count;
  // After how many tries the caller is told that it failed; LWS_RETRY_CONCEAL_ALWAYS for never.
  uint16_t conceal_count;
  // Seconds without a sign of life after which a ping is sent; 0 for never.
  uint16_t secs_since_valid_ping;
  // Seconds without a sign of life after which the connection is closed; 0 for never.
  uint16_t secs_since_valid_hangup;
  // By how many percent each delay is lengthened at random.
  uint8_t jitter_percent;
};

// Shorter name of `lws_retry_bo`.
typedef struct lws_retry_bo lws_retry_bo_t;

// Takes a log line, which ends with a newline and a NUL. Since lws 4.3.
typedef void (*lws_log_emit_t)(int level, const char *line);

// Takes a log line of a log context. Since lws 4.3.
typedef void (*lws_log_emit_cx_t)(struct lws_log_cx *cx, int level, const char *line, size_t len);

// Where the lines go. Since lws 4.3.
union lws_log_cx_u {
  // Without LLLF_LOG_CONTEXT_AWARE.
  lws_log_emit_t emit;
  // With LLLF_LOG_CONTEXT_AWARE.
  lws_log_emit_cx_t emit_cx;
};

// Told when a log context gets a user (`change` 1) or loses one (-1). Since lws 4.3.
typedef void (*lws_log_use_cx_t)(struct lws_log_cx *cx, int change);

// Writes what stands before a log line: from `*p`, which it advances, to at most `e`. Since lws 4.3.
typedef void (*lws_log_prepend_cx_t)(struct lws_log_cx *cx, void *obj, char **p, char *e);

// A log of its own for a context, vhost or connection. Since lws 4.3.
struct lws_log_cx {
  // Where the lines go.
  union lws_log_cx_u u;
  // Told when it gets or loses a user, or NULL.
  lws_log_use_cx_t refcount_cb;
  // Writes what stands before the lines, or NULL.
  lws_log_prepend_cx_t prepend;
  // The log context whose `prepend` comes first, or NULL.
  struct lws_log_cx *parent;
  // A pointer of the program's own.
  void *opaque;
  // Another one.
  void *stg;
  // The levels that are logged, and LLLF_ bits.
  uint32_t lll_flags;
  // How many users it has.
  int32_t refcount;
};

// Shorter name of `lws_log_cx`. Since lws 4.3.
typedef struct lws_log_cx lws_log_cx_t;

// How to open a client's connection. Fill it with zeros first, then set what is wanted. It may be freed when the
// call has returned.
struct lws_client_connect_info {
  // The context.
  struct lws_context *context;
  // The host to connect to; `+path` for a Unix socket.
  const char *address;
  // The port.
  int port;
  // LCCSCF_ bits: whether and how to use TLS, and more.
  int ssl_connection;
  // The path of the request.
  const char *path;
  // The value of the Host header.
  const char *host;
  // The value of the Origin header, or NULL.
  const char *origin;
  // The websocket protocols to ask for, separated by commas, or NULL.
  const char *protocol;
  // The websocket version; -1 or 0 for 13.
  int ietf_version_or_minus_one;
  // Memory of the program's own instead of the session memory, or NULL.
  void *userdata;
  // Not used.
  const void *client_exts;
  // `GET` and so on for an HTTP request, `RAW` for a raw connection, NULL for a websocket.
  const char *method;
  // The connection of which this is to be a child, or NULL.
  struct lws *parent_wsi;
  // With `uri_replace_to`: in HTML that is proxied, URLs that begin so are rewritten.
  const char *uri_replace_from;
  // What such URLs begin with then.
  const char *uri_replace_to;
  // The vhost whose client settings are used; NULL for the context's first.
  struct lws_vhost *vhost;
  // Where the connection is stored before callbacks are called, and NULL when it ends, or NULL.
  struct lws **pwsi;
  // The interface or local address to connect from, or NULL.
  const char *iface;
  // The protocol whose callback is used; NULL for the one that the server chose.
  const char *local_protocol_name;
  // The protocols to negotiate by TLS; NULL for the vhost's.
  const char *alpn;
  // A sequencer to be told, or NULL.
  struct lws_sequencer *seq;
  // A pointer of the program's own (`lws_get_opaque_user_data`).
  void *opaque_user_data;
  // How it is seen to be alive; NULL for the vhost's.
  const lws_retry_bo_t *retry_and_idle_policy;
  // With LCCSCF_H2_MANUAL_RXFLOW: how many bytes the server may send at first.
  int manual_initial_tx_credit;
  // Which of the system's client certificates to use, counted from 1; 0 for none.
  uint8_t sys_tls_client_cert;
#if !defined(LWS_ABI17)
  // Priority of its packets, 0 to 6.
  uint8_t priority;
#endif
  // Parameters of an MQTT connection.
  void *mqtt_cp;
#if !defined(LWS_ABI17)
  // Name for injected faults.
  const char *fi_wsi_name;
#endif
  // For how many seconds a connection without requests is kept; 0 for 5.
  uint16_t keep_warm_secs;
#if !defined(LWS_ABI17)
  // Where it logs; NULL for the vhost's log.
  lws_log_cx_t *log_cx;
#endif
  // Room for what is to come.
  void *_unused[4];
};

// A doubly linked list, zero at first.
struct lws_dll2_owner {
  // The last element, or NULL.
  struct lws_dll2 *tail;
  // The first element, or NULL.
  struct lws_dll2 *head;
  // How many elements.
  uint32_t count;
};

// An element's place in a doubly linked list: a member of the program's own struct, zero at first.
struct lws_dll2 {
  // The element before it, or NULL.
  struct lws_dll2 *prev;
  // The element after it, or NULL.
  struct lws_dll2 *next;
  // The list that it is on, or NULL.
  struct lws_dll2_owner *owner;
};

// A time in microseconds: a length of time, or a point on the clock of `lws_now_usecs`.
typedef int64_t lws_usec_t;

// Called when a timer's time has come; the timer is off its list then and may be set again or freed.
typedef void (*sul_cb_t)(struct lws_sorted_usec_list *sul);

// A timer: a member of the program's own struct, zero at first.
struct lws_sorted_usec_list {
  // Its place in the list of timers.
  struct lws_dll2 list;
  // When it is due.
  lws_usec_t us;
  // What is called then.
  sul_cb_t cb;
  // By how much it may be late.
  uint32_t latency_us;
};

// Shorter name of `lws_sorted_usec_list`.
typedef struct lws_sorted_usec_list lws_sorted_usec_list_t;

// A protocol of the program: a callback with its settings. A list of them ends with an entry of zeros. The first
// protocol of a vhost gets HTTP requests that no mount takes, and websockets that ask for no protocol.
struct lws_protocols {
  // The name: for websockets, what clients ask for in Sec-WebSocket-Protocol.
  const char *name;
  // Called for everything that happens.
  lws_callback_function * callback;
  // How many bytes of memory each connection of this protocol gets, zero at first: `user` in the callback.
  size_t per_session_data_size;
  // The most bytes of a message that one LWS_CALLBACK_RECEIVE gives. 0 for the context's `pt_serv_buf_size`.
  size_t rx_buffer_size;
  // A number of the program's own.
  unsigned int id;
  // A pointer of the program's own.
  void *user;
  // The most bytes that one `lws_write` passes to the socket; 0 for `rx_buffer_size`.
  size_t tx_packet_size;
};

// A websocket extension; a list of them ends with a NULL name.
struct lws_extension {
  // Its name as on the wire: `permessage-deflate`.
  const char *name;
  // Its code: `lws_extension_callback_pm_deflate`.
  lws_extension_callback_function * callback;
  // What a client offers: name and options.
  const char *client_offer;
};

// The longest value of each header that is accepted; 0 for no limit.
struct lws_token_limits {
#if defined(LWS_ABI17)
  // By the WSI_TOKEN_ index.
  unsigned short token_limit[95];
#endif
#if !defined(LWS_ABI17)
  // By the WSI_TOKEN_ index.
  unsigned short token_limit[96];
#endif
};

// An option with a name, a value, and options of its own; a linked list. Used for options of protocols, for headers,
// and for lists of names with values.
struct lws_protocol_vhost_options {
  // The next option beside this one, or NULL.
  const struct lws_protocol_vhost_options *next;
  // The first option of this one's own, or NULL.
  const struct lws_protocol_vhost_options *options;
  // The name.
  const char *name;
  // The value.
  const char *value;
};

// What is served below a path of a vhost; a linked list. The longest mountpoint that fits a request takes it.
struct lws_http_mount {
  // The next mount, or NULL.
  const struct lws_http_mount *mount_next;
  // The path: `/` for everything.
  const char *mountpoint;
  // Where it comes from: a folder for LWSMPRO_FILE; a host and path for a proxy or redirect.
  const char *origin;
  // The file that stands for the folder; NULL for `index.html`.
  const char *def;
  // The protocol whose callback handles it, for LWSMPRO_CALLBACK, or that is bound to its requests.
  const char *protocol;
  // Environment of CGI processes.
  const struct lws_protocol_vhost_options *cgienv;
  // Types of files by suffix (`.xyz`), before those that are built in; the name `*` for all others.
  const struct lws_protocol_vhost_options *extra_mimetypes;
  // Suffixes of files that a protocol transforms (LWS_CALLBACK_PROCESS_HTML).
  const struct lws_protocol_vhost_options *interpret;
  // For how many seconds a CGI process may say nothing.
  int cgi_timeout;
  // For how many seconds a client may keep a file.
  int cache_max_age;
  // Rights that are needed, and in its top bits a LWSAUTHM_ value.
  unsigned int auth_mask;
  // In C three bit fields: `cache_reusable` (a client may use its copy again), `cache_revalidate` (only after
  // asking whether it is still good), `cache_intermediaries` (caches on the way may keep one).
  unsigned int cache_reusable:1;
  unsigned int cache_revalidate:1;
  unsigned int cache_intermediaries:1;
  // What kind of mount it is: a LWSMPRO_ value.
  unsigned char origin_protocol;
  // The length of `mountpoint`.
  unsigned char mountpoint_len;
  // File of `name:password` lines of those who may enter, or NULL for all.
  const char *basic_auth_login_file;
#if defined(LWS_ABI17)
  // Room for what is to come.
  void *_unused[2];
#endif
};

// A length or place in a file or body.
typedef unsigned long long lws_filepos_t;

// LWS_FOP_FLAG_ bits, and the system's open flags below them.
typedef uint32_t lws_fop_flags_t;

// An open virtual file; file operations of a program's own may have it as the first member of a larger struct.
struct lws_fop_fd {
  // The system's descriptor, if it has one.
  lws_filefd_type fd;
  // The operations that opened it.
  const struct lws_plat_file_ops *fops;
  // A pointer of theirs.
  void *filesystem_priv;
  // The place in it.
  lws_filepos_t pos;
  // How long it is.
  lws_filepos_t len;
  // LWS_FOP_FLAG_ bits.
  lws_fop_flags_t flags;
  // When it was changed last, in seconds of Unix time.
  uint32_t mod_time;
};

// An open virtual file.
typedef struct lws_fop_fd *lws_fop_fd_t;

// A distance in a file; negative for an error.
typedef long long lws_fileofs_t;

// A sign in a path (`.zip/`) that a set of file operations handles what is behind it.
struct lws_fops_index {
  // The sign.
  const char *sig;
  // Its length.
  uint8_t len;
};

// File operations.
struct lws_plat_file_ops {
  // Opens a file; `vpath` is what is behind the sign. NULL when it cannot.
  lws_fop_fd_t (*open)(const struct lws_plat_file_ops*, const char*, const char*, lws_fop_flags_t*);
  // Closes it and sets the caller's pointer to NULL.
  int (*close)(lws_fop_fd_t*);
  // Moves the place in it.
  lws_fileofs_t (*seek_cur)(lws_fop_fd_t, lws_fileofs_t);
  // Reads: `amount` is set to how much.
  int (*read)(lws_fop_fd_t, lws_filepos_t*, uint8_t*, lws_filepos_t);
  // Writes: `amount` is set to how much.
  int (*write)(lws_fop_fd_t, lws_filepos_t*, uint8_t*, lws_filepos_t);
  // The signs that it handles, ended by a NULL.
  struct lws_fops_index fi[3];
  // The next set of operations, or NULL.
  const struct lws_plat_file_ops *next;
};

// Called in the event loop on behalf of another thread.
typedef void (*lws_attach_cb_t)(struct lws_context *context, int tsi, void *opaque);

// A measured value. Since lws 4.3.
typedef uint64_t u_mt_t;

// Sums and extremes. Since lws 4.3.
struct lws_metric_pub_u_agg {
  // Sum of what went well, and of what failed.
  u_mt_t sum[2];
  // The least.
  u_mt_t min;
  // The most.
  u_mt_t max;
  // How often it went well, and failed.
  uint32_t count[2];
};

// A bucket of a histogram; the length of its name and the name follow the struct. Since lws 4.3.
struct lws_metric_bucket {
  // The next one.
  struct lws_metric_bucket *next;
  // How often.
  uint64_t count;
};

// Shorter name of `lws_metric_bucket`. Since lws 4.3.
typedef struct lws_metric_bucket lws_metric_bucket_t;

// A histogram. Since lws 4.3.
struct lws_metric_pub_u_hist {
  // Its first bucket.
  lws_metric_bucket_t *head;
  // How often in all.
  uint64_t total_count;
  // How many buckets.
  uint32_t list_size;
};

// What was measured. Since lws 4.3.
union lws_metric_pub_u {
  // Without LWSMTFL_REPORT_HIST.
  struct lws_metric_pub_u_agg agg;
  // With LWSMTFL_REPORT_HIST.
  struct lws_metric_pub_u_hist hist;
};

// A metric. Since lws 4.3.
struct lws_metric_pub {
  // Its name.
  const char *name;
  // A pointer of who takes it.
  void *backend_opaque;
  // When it was measured first.
  lws_usec_t us_first;
  // When it was measured last.
  lws_usec_t us_last;
  // When it was reported last.
  lws_usec_t us_dumped;
  // What was measured.
  union lws_metric_pub_u u;
  // LWSMTFL_ bits.
  uint8_t flags;
};

// Shorter name of `lws_metric_pub`. Since lws 4.3.
typedef struct lws_metric_pub lws_metric_pub_t;

// What the program does for the system's state.
struct lws_system_ops {
  // Restarts the machine.
  int (*reboot)(void);
  // Sets the clock.
  int (*set_clock)(lws_usec_t);
  // Has a function called in the event loop.
  int (*attach)(struct lws_context*,
                int,
                lws_attach_cb_t,
                lws_system_states_t,
                void*,
                struct lws_attach_item**);
  // Looks for captive portals.
  int (*captive_portal_detect_request)(struct lws_context*);
#if !defined(LWS_ABI17)
  // Takes a metric. Since lws 4.3.
  int (*metric_report)(lws_metric_pub_t*);
#endif
#if !defined(LWS_ABI17)
  // Looks for a certificate to trust. Since lws 4.3.
  int (*jit_trust_query)(struct lws_context*, const uint8_t*, size_t, void*);
#endif
  // How long the machine takes to wake, in microseconds.
  uint32_t wake_latency_us;
};

// Shorter name of `lws_system_ops`.
typedef struct lws_system_ops lws_system_ops_t;

// Shorter name of `lws_dll2`.
typedef struct lws_dll2 lws_dll2_t;

// Shorter name of `lws_dll2_owner`.
typedef struct lws_dll2_owner lws_dll2_owner_t;

// A set of classes of system messages.
typedef uint32_t lws_smd_class_t;

// A state machine.
struct lws_state_manager {
  // Its watchers.
  lws_dll2_owner_t notify_list;
  // The context that it belongs to.
  struct lws_context *context;
  // What it is part of.
  void *parent;
  // The class of the system messages that tell of its changes.
  lws_smd_class_t smd_class;
  // The names of its states.
  const char **state_names;
  // Its name for the log.
  const char *name;
  // Its state.
  int state;
};

// Told of a change of state before it is made (`current` is left) and after; a return other than 0 stops it.
typedef int (*lws_state_notify_t)(struct lws_state_manager *mgr,
                                  struct lws_state_notify_link *link,
                                  int current,
                                  int target);

// A watcher of a state machine.
struct lws_state_notify_link {
  // Its place in the list of watchers.
  lws_dll2_t list;
  // What is called.
  lws_state_notify_t notify_cb;
  // Its name for the log.
  const char *name;
};

// Shorter name of `lws_state_notify_link`.
typedef struct lws_state_notify_link lws_state_notify_link_t;

// Reads a system message: `buf` and `len` are its JSON.
typedef int (*lws_smd_notification_cb_t)(void *opaque,
                                         lws_smd_class_t _class,
                                         lws_usec_t timestamp,
                                         void *buf,
                                         size_t len);

// What each plugin's exported object starts with.
struct lws_plugin_header {
  // The plugin's name.
  const char *name;
  // What kind of plugin it is.
  const char *_class;
#if !defined(LWS_ABI17)
  // Which build of lws it was made for.
  const char *lws_build_hash;
#endif
  // LWS_PLUGIN_API_MAGIC.
  unsigned int api_magic;
};

// Shorter name of `lws_plugin_header`.
typedef struct lws_plugin_header lws_plugin_header_t;

// What an event library does for a context. Since lws 4.3.
struct lws_event_loop_ops {
  // Its name.
  const char *name;
  // Prepares a context.
  int (*init_context)(struct lws_context*, const struct lws_context_creation_info*);
  // First half of destroying a context.
  int (*destroy_context1)(struct lws_context*);
  // Second half of destroying a context.
  int (*destroy_context2)(struct lws_context*);
  // Prepares a listening socket.
  int (*init_vhost_listen_wsi)(struct lws*);
  // Prepares a service thread.
  int (*init_pt)(struct lws_context*, void*, int);
  // A connection is closed as far as the program sees.
  int (*wsi_logical_close)(struct lws*);
  // Whether a client may connect now.
  int (*check_client_connect_ok)(struct lws*);
  // Closes a connection's descriptor.
  void (*close_handle_manually)(struct lws*);
  // A connection has its socket.
  int (*sock_accept)(struct lws*);
  // Starts or stops watching for LWS_EV_ events.
  void (*io)(struct lws*, unsigned int);
  // Runs the loop of a service thread.
  void (*run_pt)(struct lws_context*, int);
  // Destroys what a service thread has.
  void (*destroy_pt)(struct lws_context*, int);
  // Destroys what a connection has.
  void (*destroy_wsi)(struct lws*);
  // Whether this thread is not the loop's.
  int (*foreign_thread)(struct lws_context*, int);
  // LELOF_ bits.
  uint8_t flags;
  // How many bytes it needs in each context.
  uint16_t evlib_size_ctx;
  // How many bytes it needs in each service thread.
  uint16_t evlib_size_pt;
  // How many bytes it needs in each vhost.
  uint16_t evlib_size_vh;
  // How many bytes it needs in each connection.
  uint16_t evlib_size_wsi;
};

// A plugin with an event library.
struct lws_plugin_evlib {
  // The common start.
  lws_plugin_header_t hdr;
  // Its operations.
  const struct lws_event_loop_ops *ops;
};

// How to make a context, and its first vhost; also how to make a further vhost (`lws_create_vhost`). Fill it with
// zeros first, then set what is wanted. It may be freed when the call has returned; the strings and lists that it
// points to are copied, except where it is said that they are borrowed.
struct lws_context_creation_info {
  // Vhost: the network interface (`eth0`, `127.0.0.1`) to listen on, or the path of the Unix socket with
  // LWS_SERVER_OPTION_UNIX_SOCK (`@name` for an abstract one). NULL for all interfaces.
  const char *iface;
  // Vhost: the program's protocols. NULL for none: a server of mounts alone.
  const struct lws_protocols *protocols;
  // Vhost: the websocket extensions that are used, or NULL.
  const struct lws_extension *extensions;
  // Context: limits for the length of headers, or NULL.
  const struct lws_token_limits *token_limits;
  // Vhost: the proxy for client connections; NULL to use the environment's `http_proxy`.
  const char *http_proxy_address;
  // Vhost: headers that every HTTP answer carries: name with colon, and value. Borrowed while the vhost lives.
  const struct lws_protocol_vhost_options *headers;
  // Vhost: requests whose User-Agent contains one of these names get the status in its value.
  const struct lws_protocol_vhost_options *reject_service_keywords;
  // Vhost: options for protocols, by their names. Borrowed while the vhost lives.
  const struct lws_protocol_vhost_options *pvo;
  // Vhost: file of the access log, where access logs are built.
  const char *log_filepath;
  // Vhost: what is served below which path. Borrowed while the vhost lives.
  const struct lws_http_mount *mounts;
  // Context: the value of the Server header of each response; NULL for none.
  const char *server_string;
  // Vhost: the path to which a request for nothing is sent; NULL for a plain 404.
  const char *error_document_404;
  // Vhost: the TCP port to listen on; 0 for one that the system chooses (`lws_get_vhost_listen_port`);
  // CONTEXT_PORT_NO_LISTEN for clients only; CONTEXT_PORT_NO_LISTEN_SERVER for a server that is handed its
  // connections.
  int port;
  // Vhost: the proxy's port, when the address has none.
  unsigned int http_proxy_port;
  // Context: as `max_http_header_data`, for more than 65535; used when other than 0.
  unsigned int max_http_header_data2;
  // Context: as `max_http_header_pool`, for more than 65535; used when other than 0.
  unsigned int max_http_header_pool2;
  // Vhost: for how many seconds an HTTP connection waits for the next request; 0 for 5.
  int keepalive_timeout;
  // Vhost: HTTP/2 settings by their number; used when the first is other than 0.
  uint32_t http2_settings[7];
  // Context: how many bytes all headers of a request may take; 0 for 4096.
  unsigned short max_http_header_data;
  // Context: how many requests may have their headers read at a time; 0 for as many as there are descriptors.
  unsigned short max_http_header_pool;
  // Vhost, server's TLS: the password of the key.
  const char *ssl_private_key_password;
  // Vhost, server's TLS: file of the certificate (PEM). Not NULL: TLS is wanted.
  const char *ssl_cert_filepath;
  // Vhost, server's TLS: file of the key (PEM).
  const char *ssl_private_key_filepath;
  // Vhost, server's TLS: file of the certificates that are trusted in clients.
  const char *ssl_ca_filepath;
  // Vhost, server's TLS: ciphers up to TLS 1.2, in OpenSSL's notation.
  const char *ssl_cipher_list;
  // Vhost, server's TLS: the curve; NULL for `prime256v1`.
  const char *ecdh_curve;
  // Vhost, server's TLS: ciphers of TLS 1.3, in OpenSSL's notation.
  const char *tls1_3_plus_cipher_list;
  // Vhost, server's TLS: the certificate in memory, instead of a file.
  const void *server_ssl_cert_mem;
  // Vhost, server's TLS: the key in memory, instead of a file.
  const void *server_ssl_private_key_mem;
  // Vhost, server's TLS: the trusted certificates in memory, instead of a file.
  const void *server_ssl_ca_mem;
  // Vhost, server's TLS: OpenSSL options to be set.
  long ssl_options_set;
  // Vhost, server's TLS: OpenSSL options to be cleared.
  long ssl_options_clear;
  // Context: how many TLS connections there may be at a time; 0 for no limit.
  int simultaneous_ssl_restriction;
#if !defined(LWS_ABI17)
  // Context: how many TLS handshakes there may be at a time; 0 for no limit. Since lws 4.3.
  int simultaneous_ssl_handshake_restriction;
#endif
  // Vhost: which TLS events give LWS_CALLBACK_SSL_INFO.
  int ssl_info_event_mask;
  // The length of `server_ssl_cert_mem`.
  unsigned int server_ssl_cert_mem_len;
  // The length of `server_ssl_private_key_mem`.
  unsigned int server_ssl_private_key_mem_len;
  // The length of `server_ssl_ca_mem`.
  unsigned int server_ssl_ca_mem_len;
  // Vhost, TLS: the protocols that are negotiated (`h2,http/1.1`); NULL for all that are built in.
  const char *alpn;
  // Vhost, clients' TLS: the password of the key.
  const char *client_ssl_private_key_password;
  // Vhost, clients' TLS: file of the client's certificate (PEM).
  const char *client_ssl_cert_filepath;
  // Vhost, clients' TLS: the client's certificate in memory.
  const void *client_ssl_cert_mem;
  // The length of `client_ssl_cert_mem`.
  unsigned int client_ssl_cert_mem_len;
  // Vhost, clients' TLS: file of the client's key (PEM).
  const char *client_ssl_private_key_filepath;
  // Vhost, clients' TLS: the client's key in memory.
  const void *client_ssl_key_mem;
  // Vhost, clients' TLS: file of the certificates that are trusted in servers; NULL for the system's.
  const char *client_ssl_ca_filepath;
  // Vhost, clients' TLS: the trusted certificates in memory.
  const void *client_ssl_ca_mem;
  // Vhost, clients' TLS: ciphers up to TLS 1.2, in OpenSSL's notation.
  const char *client_ssl_cipher_list;
  // Vhost, clients' TLS: ciphers of TLS 1.3, in OpenSSL's notation.
  const char *client_tls_1_3_plus_cipher_list;
  // Vhost, clients' TLS: OpenSSL options to be set.
  long ssl_client_options_set;
  // Vhost, clients' TLS: OpenSSL options to be cleared.
  long ssl_client_options_clear;
  // The length of `client_ssl_ca_mem`.
  unsigned int client_ssl_ca_mem_len;
  // The length of `client_ssl_key_mem`.
  unsigned int client_ssl_key_mem_len;
  // Vhost, clients' TLS: an OpenSSL context of the program's own, or NULL.
  struct ssl_ctx_st *provided_client_ssl_ctx;
  // Vhost: seconds of silence after which TCP looks whether the peer is alive; 0 for never.
  int ka_time;
  // Vhost: after how many unanswered looks TCP gives up.
  int ka_probes;
  // Vhost: seconds between the looks.
  int ka_interval;
  // Vhost: for how many seconds each stage of a connection may last (handshakes, answers, closing); 0: 15, in
  // the library of ABI 17 5.
  unsigned int timeout_secs;
  // Vhost: for how many seconds a client's connect may last; 0 for `timeout_secs`.
  unsigned int connect_timeout_secs;
  // Vhost: other than 0 to bind the listening socket to the interface itself (SO_BINDTODEVICE).
  int bind_iface;
  // Vhost: for how many seconds a request's headers are kept while nothing happens; 0 for 10.
  unsigned int timeout_secs_ah_idle;
#if defined(LWS_ABI17)
  // Context: the group to change to when all is listening; 0 or -1 for none.
  int gid;
#endif
#if defined(LWS_ABI17)
  // Context: the user to change to when all is listening; 0 or -1 for none.
  int uid;
#endif
#if !defined(LWS_ABI17)
  // Vhost: for how many seconds a TLS session may be resumed; 0 for the default.
  uint32_t tls_session_timeout;
#endif
#if !defined(LWS_ABI17)
  // Vhost: how many TLS sessions of clients are kept; 0 for the default.
  uint32_t tls_session_cache_max;
#endif
#if !defined(LWS_ABI17)
  // Context: the group to change to when all is listening; 0 or -1 for none.
  gid_t gid;
#endif
#if !defined(LWS_ABI17)
  // Context: the user to change to when all is listening; 0 or -1 for none.
  uid_t uid;
#endif
  // Context and vhost: LWS_SERVER_OPTION_ bits.
  uint64_t options;
  // Context: a pointer of the program's own (`lws_context_user`); for a vhost: `lws_vhost_user`.
  void *user;
  // Context: how many service threads are wanted; 0 and more than LWS_MAX_SMP count as 1.
  unsigned int count_threads;
  // Context: how many descriptors a service thread may have; 0 for the process's limit.
  unsigned int fd_limit_per_thread;
  // Vhost: its name, by which requests find it (Host header); NULL for `default`.
  const char *vhost_name;
  // Context: a pointer that is freed by `free` with the context, or NULL.
  void *external_baggage_free_on_destroy;
  // Context: how many bytes are read or written at a time; 0 for 4096.
  unsigned int pt_serv_buf_size;
  // Context: the program's own file operations, or NULL.
  const struct lws_plat_file_ops *fops;
  // Context: capabilities that are kept when the user is changed.
  int caps[4];
  // Context: how many capabilities.
  char count_caps;
  // Context: the loops of the event library, one for each service thread; NULL for loops of lws's own. Borrowed
  // while the context lives.
  void **foreign_loops;
  // Context: called on signals by the event library's own loop.
  void (*signal_cb)(void*, int);
  // Context: where the context is stored, and NULL when it is destroyed, or NULL.
  struct lws_context **pcontext;
  // Vhost: called when the vhost has been destroyed.
  void (*finalize)(struct lws_vhost*, void*);
  // Vhost: given to `finalize`.
  void *finalize_arg;
  // Vhost: what connections are from the start (`raw-skt`); NULL for HTTP.
  const char *listen_accept_role;
  // Vhost: the protocol that such connections get.
  const char *listen_accept_protocol;
  // Vhost: pointers to protocols, ended by NULL, instead of `protocols`.
  const struct lws_protocols **pprotocols;
  // Context: the user's name, instead of `uid`.
  const char *username;
  // Context: the group's name, instead of `gid`.
  const char *groupname;
  // Vhost: owner of the Unix socket, `user:group`.
  const char *unix_socket_perms;
  // Context: what the program does for the system state, or NULL.
  const lws_system_ops_t *system_ops;
  // Context and vhost: how connections are seen to be alive; NULL for lws's own way. Borrowed while the vhost
  // lives.
  const lws_retry_bo_t *retry_and_idle_policy;
  // Context: watchers of the system state, ended by NULL.
  lws_state_notify_link_t *const *register_notifier_list;
  // Context: how many descriptors the process is to be allowed; 0 to leave it.
  int rlimit_nofile;
#if defined(LWS_ABI17)
  // Context: percentage of sent UDP packets that are dropped on purpose. Not in lws 4.3.
  uint8_t udp_loss_sim_tx_pc;
#endif
#if defined(LWS_ABI17)
  // Context: percentage of received UDP packets that are dropped on purpose. Not in lws 4.3.
  uint8_t udp_loss_sim_rx_pc;
#endif
  // Context: a reader of system messages from the very start.
  lws_smd_notification_cb_t early_smd_cb;
  // Context: given to `early_smd_cb`.
  void *early_smd_opaque;
  // Context: which classes of messages `early_smd_cb` gets.
  lws_smd_class_t early_smd_class_filter;
#if !defined(LWS_ABI17)
  // Context: how long a system message waits for its readers, in microseconds; 0 for 2 seconds. Since lws 4.3.
  lws_usec_t smd_ttl_us;
#endif
#if !defined(LWS_ABI17)
  // Context: how many system messages may wait; 0 for 40. Since lws 4.3.
  uint16_t smd_queue_depth;
#endif
#if !defined(LWS_ABI17)
  // Vhost: the length of the queue of TCP Fast Open; 0 for none. Since lws 4.3.
  int fo_listen_queue;
#endif
#if !defined(LWS_ABI17)
  // Context: an event library of the program's own, or NULL. Since lws 4.3.
  const struct lws_plugin_evlib *event_lib_custom;
#endif
#if !defined(LWS_ABI17)
  // Context and vhost: where it logs; NULL for the process-wide log. Since lws 4.3.
  lws_log_cx_t *log_cx;
#endif
#if !defined(LWS_ABI17)
  // Vhost: file of the clients' cookies. Since lws 4.3.
  const char *http_nsc_filepath;
#endif
#if !defined(LWS_ABI17)
  // Vhost: how many bytes of cookies are kept in memory. Since lws 4.3.
  size_t http_nsc_heap_max_footprint;
#endif
#if !defined(LWS_ABI17)
  // Vhost: how many cookies are kept in memory. Since lws 4.3.
  size_t http_nsc_heap_max_items;
#endif
#if !defined(LWS_ABI17)
  // Vhost: how long a cookie in memory may be. Since lws 4.3.
  size_t http_nsc_heap_max_payload;
#endif
  // Room for what is to come.
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

// An entry of a directory.
struct lws_dir_entry {
  // Its name.
  const char *name;
  // What it is: a LDOT_ value.
  lws_dir_obj_type_t type;
};

// Called for each element; a return other than 0 ends the walk. Since lws 4.3.
typedef int (*lws_dll2_foreach_cb_t)(struct lws_dll2 *d, void *user);

// An option that an extension knows; a list of them ends with a NULL name.
struct lws_ext_options {
  // Its name as on the wire.
  const char *name;
  // What kind of value it takes.
  enum lws_ext_options_types type;
};

// Called with a piece of an uploaded file.
typedef int (*lws_spa_fileupload_cb)(void *data,
                                     const char *name,
                                     const char *filename,
                                     char *buf,
                                     int len,
                                     enum lws_spa_fileupload_states state);

// How to parse a form.
struct lws_spa_create_info {
  // The names of the fields.
  const char *const *param_names;
  // How many fields.
  int count_params;
  // How many bytes all values may take, each with a NUL; 0 for 512.
  int max_storage;
  // Called for uploaded files; NULL to drop them.
  lws_spa_fileupload_cb opt_cb;
  // Given to `opt_cb`.
  void *opt_data;
  // Distance between the names, when they are in larger structs; 0 when they are not.
  size_t param_names_stride;
  // The lwsac that the values are put into, or NULL.
  struct lwsac **ac;
  // How large its chunks are; 0 for about 4000.
  size_t ac_chunk_size;
};

// Shorter name of `lws_spa_create_info`.
typedef struct lws_spa_create_info lws_spa_create_info_t;

// Called for each header that lws does not know by name. Since lws 4.3.
typedef void (*lws_hdr_custom_fe_cb_t)(const char *name, int nlen, void *opaque);

// A piece of text with room to grow.
struct lws_process_html_args {
  // The text.
  char *p;
  // Its length.
  int len;
  // How long it may become.
  int max_len;
  // Other than 0 for the last piece.
  int final;
  // Other than 0 when it is sent in chunks.
  int chunked;
};

// Gives the text for a variable of a template, by its index.
typedef const char *(*lws_process_html_state_cb)(void *data, int index);

// How far the replacing of variables in a template has come.
struct lws_process_html_state {
  // Where the variable that is being read begins.
  char *start;
  // What of it has been read.
  char swallow[16];
  // How much of it has been read.
  int pos;
  // Given to `replace`.
  void *data;
  // The names of the variables, each with its `$`.
  const char *const *vars;
  // How many variables.
  int count_vars;
  // Gives the text for a variable.
  lws_process_html_state_cb replace;
};

// A unit of `lws_humanize`.
struct lws_humanize_unit {
  // Its name.
  const char *name;
  // How many of the smallest it is; 0 ends the list.
  uint64_t factor;
};

// Shorter name of `lws_humanize_unit`.
typedef struct lws_humanize_unit lws_humanize_unit_t;

// Called when a deprecated context has no connections left.
typedef int (*lws_reload_func)(void);

// A parser on the stack of parsers.
struct _lejp_parsing_stack {
  // Its pointer of the program's own.
  void *user;
  // Its callback.
  signed char (*callback)(struct lejp_ctx*, char);
  // Its paths.
  const char *const *paths;
  // How many paths.
  uint8_t count_paths;
  // The length of the path where it began.
  uint8_t ppos;
  // The path that matched where it began.
  uint8_t path_match;
};

// A level of nesting.
struct _lejp_stack {
  // The state to come back to.
  char s;
  // The length of the path.
  char p;
  // The depth of indexes.
  char i;
  // The depth of parsers.
  char b;
};

// A JSON parser. What callbacks read is `buf`, `npos`, `path`, `path_match` and `i`.
struct lejp_ctx {
  // A pointer of the program's own.
  void *user;
  // The parsers on one another.
  struct _lejp_parsing_stack pst[5];
  // The levels of nesting.
  struct _lejp_stack st[12];
#if defined(LWS_ABI17)
  // The indexes in the arrays around.
  uint16_t i[5];
#endif
#if defined(LWS_ABI17)
  // Where in the path the wildcards matched.
  uint16_t wild[5];
#endif
#if !defined(LWS_ABI17)
  // The indexes in the arrays around.
  uint16_t i[8];
#endif
#if !defined(LWS_ABI17)
  // Where in the path the wildcards matched.
  uint16_t wild[8];
#endif
  // The path of names: `a.b[].c`.
  char path[128];
  // A value, or a piece of a string, ended by a NUL.
  char buf[255];
  // Distance between the paths, when they are in larger structs; 0 when they are not.
  size_t path_stride;
  // The line, counted from 1.
  uint32_t line;
  // The number of a `\u`.
  uint16_t uni;
  // How many bytes are in `buf`.
  uint8_t npos;
  // How many digits.
  uint8_t dcount;
  // What was seen of a number.
  uint8_t f;
  // How many levels of nesting.
  uint8_t sp;
  // How many indexes.
  uint8_t ipos;
  // How many paths the present parser has.
  uint8_t count_paths;
  // Which of them matches, counted from 1; 0 for none.
  uint8_t path_match;
  // How much of the path matches.
  uint8_t path_match_len;
  // How many wildcards matched.
  uint8_t wildcount;
  // Which parser is the present one.
  uint8_t pst_sp;
  // Other than 0 when the JSON is an array.
  uint8_t outer_array;
};

// Called for what is found in JSON; a return other than 0 ends the parsing.
typedef signed char (*lejp_callback)(struct lejp_ctx *ctx, char reason);

// A pointer to an element whose first member is the pointer to the next one.
typedef void *lws_list_ptr;

// Compares two elements, as `strcmp` does.
typedef int (*lws_list_ptr_sort_func_t)(lws_list_ptr a, lws_list_ptr b);

// A file that is held in memory.
typedef unsigned char *lwsac_cached_file_t;

// Shorter name of `lws_map`. Since lws 4.3.
typedef struct lws_map lws_map_t;

// A hash. Since lws 4.3.
typedef uint32_t lws_map_hash_t;

// A key of any kind. Since lws 4.3.
typedef void *lws_map_key_t;

// Makes the hash of a key. Since lws 4.3.
typedef lws_map_hash_t (*lws_map_hash_from_key_t)(lws_map_key_t, size_t);

// A value of any kind. Since lws 4.3.
typedef void *lws_map_value_t;

// Compares two keys: 0 when they are the same. Since lws 4.3.
typedef int (*lws_map_compare_key_t)(lws_map_key_t, size_t, lws_map_value_t, size_t);

// Allocates an item. Since lws 4.3.
typedef void *(*lws_map_alloc_t)(struct lws_map*, size_t);

// Frees an item. Since lws 4.3.
typedef void (*lws_map_free_t)(void*);

// How to make a map. Since lws 4.3.
struct lws_map_info {
  // Makes hashes; NULL for the default.
  lws_map_hash_from_key_t _hash;
  // Compares keys; NULL for the default.
  lws_map_compare_key_t _compare;
  // Allocates items; NULL for the heap.
  lws_map_alloc_t _alloc;
  // Frees items; NULL for the heap.
  lws_map_free_t _free;
  // A pointer of the program's own.
  void *opaque;
  // A pointer for `_alloc`.
  void *aux;
  // How many hashes there are; 0 for the default.
  size_t modulo;
};

// Shorter name of `lws_map_info`. Since lws 4.3.
typedef struct lws_map_info lws_map_info_t;

// An address with port, IPv4 or IPv6.
typedef union lws_sockaddr46 {
  // As IPv6.
  struct sockaddr_in6 sa6;
  // As IPv4; its `sin_family` tells which it is.
  struct sockaddr_in sa4;
} lws_sockaddr46;

// A repeatable random sequence. Since lws 4.3.
struct lws_xos {
  // Where it is.
  uint64_t s[4];
};

// How the system holds a loaded plugin.
union lws_plugin_u {
  // The handle of `dlopen`.
  void *l;
};

// A loaded plugin.
struct lws_plugin {
  // The next one.
  struct lws_plugin *list;
  // Its exported object.
  const lws_plugin_header_t *hdr;
  // The system's handle.
  union lws_plugin_u u;
};

// Called for each plugin that is loaded or unloaded.
typedef int (*each_plugin_cb_t)(struct lws_plugin *plugin, void *user);

// Told when an item leaves a cache. Since lws 4.3.
typedef void (*lws_cache_item_destroy_cb)(void *item, size_t size);

// What a kind of cache does. Since lws 4.3.
struct lws_cache_ops {
  // Makes one.
  struct lws_cache_ttl_lru *(*create)(const struct lws_cache_creation_info*);
  // Destroys it.
  void (*destroy)(struct lws_cache_ttl_lru**);
  // Empties it.
  int (*expunge)(struct lws_cache_ttl_lru*);
  // Stores an item.
  int (*write)(struct lws_cache_ttl_lru*, const char*, const uint8_t*, size_t, lws_usec_t, void**);
  // Compares a key with a pattern.
  int (*tag_match)(struct lws_cache_ttl_lru*, const char*, const char*, char);
  // Finds the keys that match a pattern.
  int (*lookup)(struct lws_cache_ttl_lru*, const char*, lws_dll2_owner_t*);
  // Removes items.
  int (*invalidate)(struct lws_cache_ttl_lru*, const char*);
  // Finds an item.
  int (*get)(struct lws_cache_ttl_lru*, const char*, const void**, size_t*);
  // Logs what it holds.
  void (*debug_dump)(struct lws_cache_ttl_lru*);
};

// A file of cookies. Since lws 4.3.
struct lws_cache_creation_info_u_nscookiejar {
  // Its path.
  const char *filepath;
};

// What depends on the kind of cache. Since lws 4.3.
union lws_cache_creation_info_u {
  // For `lws_cache_ops_nscookiejar`.
  struct lws_cache_creation_info_u_nscookiejar nscookiejar;
};

// How to make a cache. Since lws 4.3.
struct lws_cache_creation_info {
  // The context.
  struct lws_context *cx;
  // Its name for the log.
  const char *name;
  // Told when an item leaves, or NULL.
  lws_cache_item_destroy_cb cb;
  // The cache that stands behind it, or NULL.
  struct lws_cache_ttl_lru *parent;
  // What kind of cache: `lws_cache_ops_heap` or `lws_cache_ops_nscookiejar`.
  const struct lws_cache_ops *ops;
  // What depends on the kind.
  union lws_cache_creation_info_u u;
  // How many bytes it may hold; 0 for no limit.
  size_t max_footprint;
  // How many items it may hold; 0 for no limit.
  size_t max_items;
  // How long an item may be; 0 for no limit.
  size_t max_payload;
  // The service thread that it belongs to.
  int tsi;
};

// A walk through what `lws_cache_lookup` found. Since lws 4.3.
struct lws_cache_results {
  // What is left.
  const uint8_t *ptr;
  // How much is left.
  size_t size;
  // The length of this result's value.
  size_t payload_len;
  // The length of this result's key.
  size_t tag_len;
  // This result's key.
  const uint8_t *tag;
};

// Shorter name of `lws_cache_results`. Since lws 4.3.
typedef struct lws_cache_results lws_cache_results_t;

// HTTP. Since lws 4.3.
struct lws_conmon_protocol_specific_http {
  // The status of the answer.
  int response;
};

// What depends on the protocol. Since lws 4.3.
union lws_conmon_protocol_specific {
  // For LWSCONMON_PCOL_HTTP.
  struct lws_conmon_protocol_specific_http http;
};

// A length of time in microseconds. Since lws 4.3.
typedef uint32_t lws_conmon_interval_us_t;

// Shorter name of `lws_conmon_pcol`. Since lws 4.3.
typedef enum lws_conmon_pcol lws_conmon_pcol_t;

// Shorter name of `lws_conmon_dns_disposition`. Since lws 4.3.
typedef enum lws_conmon_dns_disposition lws_conmon_dns_disposition_t;

// How a client's connection was made, and how long each step took. Since lws 4.3.
struct lws_conmon {
  // The address that it is connected to.
  lws_sockaddr46 peer46;
  // What depends on the protocol.
  union lws_conmon_protocol_specific protocol_specific;
  // All addresses that were found.
  struct addrinfo *dns_results_copy;
  // How long finding them took.
  lws_conmon_interval_us_t ciu_dns;
  // How long connecting took.
  lws_conmon_interval_us_t ciu_sockconn;
  // How long the TLS handshake took.
  lws_conmon_interval_us_t ciu_tls;
  // How long the answer took.
  lws_conmon_interval_us_t ciu_txn_resp;
  // Which protocol.
  lws_conmon_pcol_t pcol;
  // What came of finding the addresses.
  lws_conmon_dns_disposition_t dns_disposition;
};

#if !defined(LWS_ABI17)
// The number of an HTTP/2 stream: `int` in lws 4.1, `unsigned int` in 4.3.
typedef unsigned int lws_stream_id_t;
#endif

#if defined(LWS_ABI17)
// The number of an HTTP/2 stream: `int` in lws 4.1, `unsigned int` in 4.3.
typedef int lws_stream_id_t;
#endif

// The state of a base64 decoder that is fed in pieces.
struct lws_b64state {
  // The characters that are not decoded yet.
  unsigned char quad[4];
  // How many bytes have come out.
  size_t done;
  // How many characters are in `quad`.
  size_t len;
  // Place in `quad`.
  int i;
  // The last character.
  int c;
};

// Shorter name of `lws_state_manager`.
typedef struct lws_state_manager lws_state_manager_t;

// Shorter name of `lws_system_blob`.
typedef struct lws_system_blob lws_system_blob_t;

// Bytes or a name.
struct lws_tls_cert_info_results_ns {
  // How many bytes.
  int len;
  // The bytes; they may go on behind the struct, when the caller gave more room.
  char name[64];
};

// What is told about a certificate.
union lws_tls_cert_info_results {
  // Other than 0 when it was found good.
  unsigned int verified;
  // A time.
  time_t time;
  // What it may be used for.
  unsigned int usage;
  // Bytes or a name.
  struct lws_tls_cert_info_results_ns ns;
};

// A TLS session as bytes. Since lws 4.3.
struct lws_tls_session_dump {
  // To whom it belongs: vhost, host and port.
  char tag[96];
  // The bytes.
  void *blob;
  // A pointer of the program's own.
  void *opaque;
  // How many bytes.
  size_t blob_len;
};

// Given a TLS session to save, or asked for one that was saved. Since lws 4.3.
typedef int (*lws_tls_sess_cb_t)(struct lws_context *context, struct lws_tls_session_dump *info);

// A tokenizer.
struct lws_tokenize {
  // What is left to read.
  const char *start;
  // The token that was found, not ended by a NUL.
  const char *token;
  // How much is left.
  size_t len;
  // The length of the token.
  size_t token_len;
  // LWS_TOKENIZE_F_ bits.
  uint16_t flags;
  // Where in a list it is.
  uint8_t delim;
  // What was found: a `lws_tokenize_elem`.
  int8_t e;
};

// Gives a name's value: writes to `out` from `*pos` up to `olen`, beginning at `*exp_ofs` of it.
typedef int (*lws_strexp_expand_cb)(void *user,
                                    const char *name,
                                    char *out,
                                    size_t *pos,
                                    size_t olen,
                                    size_t *exp_ofs);

// The state of the expansion of `${name}` in a text.
struct lws_strexp {
  // The name that is being read.
  char name[32];
  // Gives the values.
  lws_strexp_expand_cb cb;
  // Given to `cb`.
  void *priv;
  // Where the output goes; NULL to find out its length.
  char *out;
  // The size of `out`.
  size_t olen;
  // How much is in it.
  size_t pos;
  // How much of a value has been written.
  size_t exp_ofs;
  // How much of a name has been read.
  uint8_t name_pos;
  // Where it is.
  char state;
};

// What a UDP connection knows (`lws_get_udp`).
struct lws_udp {
#if defined(LWS_ABI17)
  // The address of the last packet.
  struct sockaddr sa;
#endif
#if defined(LWS_ABI17)
  // The length of `sa`.
  socklen_t salen;
#endif
#if defined(LWS_ABI17)
  // The address of the packet that is being sent.
  struct sockaddr sa_pending;
#endif
#if defined(LWS_ABI17)
  // The length of `sa_pending`.
  socklen_t salen_pending;
#endif
#if !defined(LWS_ABI17)
  // The address of the last packet.
  lws_sockaddr46 sa46;
#endif
#if !defined(LWS_ABI17)
  // The address of the packet that is being sent.
  lws_sockaddr46 sa46_pending;
#endif
#if !defined(LWS_ABI17)
  // In C a bit field `connected`: the socket has one peer only.
  uint8_t connected:1;
#endif
};

// An option's value as it is set.
struct lws_ext_option_arg {
  // The option's name, or NULL when it is told by its index.
  const char *option_name;
  // The option's index.
  int option_index;
  // Its value, not ended by a NUL.
  const char *start;
  // The length of the value.
  int len;
};

// A plugin with protocols.
struct lws_plugin_protocol {
  // The common start.
  lws_plugin_header_t hdr;
  // Its protocols.
  const struct lws_protocols *protocols;
  // Its websocket extensions.
  const struct lws_extension *extensions;
  // How many protocols.
  int count_protocols;
  // How many extensions.
  int count_extensions;
};

// Shorter name of `lws_plugin_protocol`.
typedef struct lws_plugin_protocol lws_plugin_protocol_t;

// Shorter name of `lws_plugin_evlib`.
typedef struct lws_plugin_evlib lws_plugin_evlib_t;

// Called when a context is ready.
typedef int (*lws_context_ready_cb_t)(struct lws_context *context);

// Shorter name of `*mut lws_context`. Since lws 4.3.
typedef struct lws_context *lws_ctx_t;

// What LWS_CALLBACK_ADD_POLL_FD and its kin tell.
struct lws_pollargs {
  // The descriptor.
  lws_sockfd_type fd;
  // The events to be watched for from now on.
  int events;
  // The events that were watched for until now.
  int prev_events;
};

// Some bytes.
struct lws_tokens {
  // Where they are.
  unsigned char *token;
  // How many.
  int len;
};

// What LWS_CALLBACK_SSL_INFO tells.
struct lws_ssl_info {
  // OpenSSL's SSL_CB_ bits.
  int where;
  // OpenSSL's return value.
  int ret;
};

// What LWS_CALLBACK_VHOST_CERT_AGING tells.
struct lws_acme_cert_aging_args {
  // The vhost.
  struct lws_vhost *vh;
  // The elements of a certificate request, by LWS_TLS_REQ_ELEMENT_ and LWS_TLS_SET_ index.
  const char *element_overrides[11];
};

// What is known of a connection that has been accepted.
struct lws_filter_network_conn_args {
  // The client's address.
  struct sockaddr_storage cli_addr;
  // Its length.
  socklen_t clilen;
  // The socket.
  lws_sockfd_type accept_fd;
};

// The arguments of a write.
struct lws_write_passthru {
  // The connection.
  struct lws *wsi;
  // The bytes.
  unsigned char *buf;
  // How many.
  size_t len;
  // The mode.
  enum lws_write_protocol wp;
};

// What a CGI callback tells.
struct lws_cgi_args {
  // The connections of the process's stdin, stdout and stderr.
  struct lws **stdwsi;
  // Which of them it is about.
  enum lws_enum_stdinouterr ch;
  // Bytes.
  unsigned char *data;
  // How far the process's headers have been read.
  enum lws_cgi_hdr_state hdr_state;
  // How many bytes.
  int len;
};

// Shorter name of `lws_xos`. Since lws 4.3.
typedef struct lws_xos lws_xos_t;

// An item that was found; its tag follows the struct. Since lws 4.3.
struct lws_cache_match {
  // Its place in the list of results.
  lws_dll2_t list;
  // When it expires.
  lws_usec_t expiry;
  // How long its value is.
  size_t payload_size;
  // How long its key is.
  size_t tag_size;
};

// Shorter name of `lws_cache_match`. Since lws 4.3.
typedef struct lws_cache_match lws_cache_match_t;

// Called for each path that matches.
typedef int (*lws_dir_glob_cb_t)(void *user, const char *path);

// The user pointer of `lws_dir_glob_cb`.
struct lws_dir_glob {
  // The pattern.
  const char *filter;
  // Called for each name that matches.
  lws_dir_glob_cb_t cb;
  // Given to `cb`.
  void *user;
};

// Shorter name of `lws_dir_glob`.
typedef struct lws_dir_glob lws_dir_glob_t;

// Shorter name of `lws_tokenize`.
typedef struct lws_tokenize lws_tokenize_t;

// Shorter name of `lws_strexp`.
typedef struct lws_strexp lws_strexp_t;

// The operations of a cache on the heap, for `lws_cache_creation_info`. Since lws 4.3.
extern const struct lws_cache_ops lws_cache_ops_heap;

// The operations of a cache on a file of cookies, for `lws_cache_creation_info`. Since lws 4.3.
extern const struct lws_cache_ops lws_cache_ops_nscookiejar;

// Takes a descriptor over as a connection of a vhost.
//
// With `LWS_ADOPT_SOCKET` it is a connected socket: with `LWS_ADOPT_HTTP` it is served like one that a listener
// accepted, else its bytes go to the protocol as they come (`LWS_CALLBACK_RAW_ADOPT`, `_RAW_RX`, …). Without it, it is a
// file, pipe or terminal: `LWS_CALLBACK_RAW_ADOPT_FILE`, then `_RAW_RX_FILE` as long as it can be read, which the program
// does. With `LWS_ADOPT_ALLOW_SSL` TLS comes first on a socket, where the vhost has a certificate.
//
// The descriptor is the library's from here on, and is closed with the connection. A socket is also closed when it
// cannot be taken over.
//
// @param vh the vhost
// @param type LWS_ADOPT_ bits
// @param vh_prot_name the protocol that gets it; NULL for the vhost's default (or raw) one
// @param parent the connection whose child it is, or NULL
// @return the connection, or NULL
//
// Requires:
// `vh` is NULL or came from this library; `vh_prot_name` is NULL or a C string; `parent` is NULL or a connection.
LWS_VISIBLE LWS_EXTERN
struct lws *lws_adopt_descriptor_vhost(struct lws_vhost *vh,
                                       lws_adoption_type type,
                                       lws_sock_file_fd_type fd,
                                       const char *vh_prot_name,
                                       struct lws *parent);

// As lws_adopt_descriptor_vhost(), with the arguments in a struct.
//
// @param info what to adopt; it may be freed when the call returns
// @return the connection, or NULL
//
// Requires:
// `info` is NULL or valid, with members as lws_adopt_descriptor_vhost() wants them.
LWS_VISIBLE LWS_EXTERN struct lws *lws_adopt_descriptor_vhost_via_info(const lws_adopt_desc_t *info);

// Takes an accepted socket over, to be served as HTTP and websocket by the context's first vhost.
//
// @param accept_fd the socket; it is the library's from here on
// @return the connection; NULL if it was refused, and the socket is closed then
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN struct lws *lws_adopt_socket(struct lws_context *context, lws_sockfd_type accept_fd);

// As lws_adopt_socket(), with bytes that the program has read from the socket already: they come before all others.
//
// @param readbuf the bytes, which are copied; NULL for none
// @param len how many
// @return the connection; NULL if it was refused, and the socket is closed then
//
// Requires:
// `context` is NULL or came from lws_create_context(); `readbuf` is NULL or readable for `len` bytes.
LWS_VISIBLE LWS_EXTERN
struct lws *lws_adopt_socket_readbuf(struct lws_context *context,
                                     lws_sockfd_type accept_fd,
                                     const char *readbuf,
                                     size_t len);

// Takes an accepted socket over, to be served as HTTP and websocket by a vhost.
//
// @param accept_fd the socket; it is the library's from here on
// @return the connection; NULL if it was refused, and the socket is closed then
//
// Requires:
// `vh` is NULL or came from this library.
LWS_VISIBLE LWS_EXTERN struct lws *lws_adopt_socket_vhost(struct lws_vhost *vh, lws_sockfd_type accept_fd);

// As lws_adopt_socket_vhost(), with bytes that the program has read from the socket already: they come before all
// others.
//
// @param readbuf the bytes, which are copied; NULL for none
// @param len how many
// @return the connection; NULL if it was refused, and the socket is closed then
//
// Requires:
// `vhost` is NULL or came from this library; `readbuf` is NULL or readable for `len` bytes.
LWS_VISIBLE LWS_EXTERN
struct lws *lws_adopt_socket_vhost_readbuf(struct lws_vhost *vhost,
                                           lws_sockfd_type accept_fd,
                                           const char *readbuf,
                                           size_t len);

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

// Connects to a server, as a websocket (`method` NULL) or with an HTTP request.
//
// It never waits: names are looked up in another thread, and what comes of it is told in callbacks of the protocol that
// `local_protocol_name` names, or `protocol`, or else of the first one. A websocket gets
// `LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER`, where headers can be added, then `LWS_CALLBACK_CLIENT_ESTABLISHED`, or
// `LWS_CALLBACK_CLIENT_CONNECTION_ERROR` with a text, once. A request gets `LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP` when
// the head of the response is there, `LWS_CALLBACK_RECEIVE_CLIENT_HTTP` while its body comes (lws_http_client_read()),
// `LWS_CALLBACK_COMPLETED_CLIENT_HTTP`, and `LWS_CALLBACK_CLOSED_CLIENT_HTTP`.
//
// Redirects are followed three times (ABI 19: four), unless `ssl_connection` has `LCCSCF_HTTP_NO_FOLLOW_REDIRECT`. With
// `LCCSCF_PIPELINE`, a connection whose response is complete is kept for `keep_warm_secs` (0: 5 seconds), and the next
// request with it to the same place goes out there. With `LCCSCF_USE_SSL` the connection is a TLS one, to a server whose
// certificate is checked against the system's authorities and those of the vhost, and against `host`;
// `LCCSCF_ALLOW_SELFSIGNED` and its sisters forgive what their names say. `address` may be `+` and the path of a unix
// socket.
//
// @param ccinfo what to connect to; it and its strings may be freed when the call returns. `retry_and_idle_policy` and
//        `userdata` are kept
// @return the connection, which was stored at `pwsi` before the first callback; NULL if it could not be begun
//
// Requires:
// `ccinfo` is NULL or valid, with its strings; its `context`, `vhost` and `pwsi` are NULL or valid.
LWS_VISIBLE LWS_EXTERN
struct lws *lws_client_connect_via_info(const struct lws_client_connect_info *ccinfo);

// Reads received bytes of a response's body, when `LWS_CALLBACK_RECEIVE_CLIENT_HTTP` has told that there are some. What
// is body of them comes in `LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ` before this returns, without any transfer coding; at
// the end of the body, `LWS_CALLBACK_COMPLETED_CLIENT_HTTP` too.
//
// @param buf in: a buffer; out: behind what was used of it. The bytes are those of the callback, which are valid during
//        the callback
// @param len in: most bytes to read; out: 0
// @return 0; or not 0: return -1 from your callback, so that the connection is closed
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `buf` and `len` are NULL or valid.
LWS_VISIBLE LWS_EXTERN
int lws_http_client_read(struct lws *wsi,
                         char **buf,
                         int *len);

// The status of the server's response.
//
// @return the status, from the first callback about the response to the end of the last; 0 if there is none
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN unsigned int lws_http_client_http_response(struct lws *wsi);

// Tells that a request has a body still to be sent, or (0) that it is complete. While it has, asking for writeable with
// lws_callback_on_writable() gives `LWS_CALLBACK_CLIENT_HTTP_WRITEABLE`, where lws_write() sends a piece.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
void lws_client_http_body_pending(struct lws *wsi,
                                  int something_left_to_send);

// Writes the beginning of a part of a multipart body, or (`name` NULL) the body's end, for a request made with
// `LCCSCF_HTTP_MULTIPART_MIME`. The part's content comes after it.
//
// @param name the field's name
// @param filename the file's name, or NULL
// @param content_type the part's type, or NULL
// @param p in: where to write; out: behind what was written
// @param end end of the buffer
// @return 0, or 1 if it does not fit or the request is not such a one: nothing is written then
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; the texts are NULL or C strings; `*p` to `end` is writable.
LWS_VISIBLE LWS_EXTERN
int lws_client_http_multipart(struct lws *wsi,
                              const char *name,
                              const char *filename,
                              const char *content_type,
                              char **p,
                              char *end);

// Sets the HTTP proxy of a vhost's client connections.
//
// @param proxy `[http://][user:password@]host:port`, an IPv6 address in brackets
// @return 0; -1 if it is none, and what was set before stays
//
// Requires:
// `vhost` is NULL or came from this library; `proxy` is NULL or a C string.
LWS_VISIBLE LWS_EXTERN int lws_set_proxy(struct lws_vhost *vhost, const char *proxy);

// As lws_retry_sul_schedule(), with the policy that the connection was made with, or else the default one.
//
// @return 0 if the next try is scheduled; 1 if the tries are used up
//
// Requires:
// `wsi` is NULL or was given to a callback by this library, and its policy is still valid; `sul` and `ctry` are as for
// lws_retry_sul_schedule().
LWS_VISIBLE LWS_EXTERN
int lws_retry_sul_schedule_retry_wsi(struct lws *wsi,
                                     lws_sorted_usec_list_t *sul,
                                     sul_cb_t cb,
                                     uint16_t *ctry);

// Finds an option on a command line and its value, looking from the last argument to the first.
//
// `val` is the option with its dashes; an argument that starts with it is taken. Returns the value: the next argument,
// or what follows the option or its `=`; an empty string for an option that ends the line. NULL when it is not there.
// The answer lies in `argv`.
//
// Requires:
// `argv` has `argc` C strings; `val` is a C string.
LWS_VISIBLE LWS_EXTERN
const char *lws_cmdline_option(int argc,
                               const char **argv,
                               const char *val);

// Handles the options that all examples of lws know: `-d` with the log levels as a number, and `--ignore-sigterm`.
//
// Without `-d` errors, warnings, notices and the program's own lines are let through. The options that make lws fail
// on purpose (`--fault-injection`, `--fault-seed`, `--udp-tx-loss`, `--udp-rx-loss`) are ignored, with a log line.
//
// Requires:
// `argv` has `argc` C strings.
LWS_VISIBLE LWS_EXTERN
void lws_cmdline_option_handle_builtin(int argc,
                                       const char **argv,
                                       struct lws_context_creation_info *_info);

// Compares how a program ended with what the option `--expected-exit` says it should (0 without it), and logs whether
// that is the same. Returns 0 if so, 1 if not. Since lws 4.4.
//
// Requires:
// `argv` has `argc` C strings.
LWS_VISIBLE LWS_EXTERN
int lws_cmdline_passfail(int argc,
                         const char *const *argv,
                         int actual);

// Turns the process into a daemon: a child of its own session, with `/tmp` as its directory and nothing but `/dev/null`
// as input and output. The process that called ends.
//
// With `_lock_path` the child's process id is written to that file, which is removed on SIGTERM; if it names a
// process that is alive, the program ends with exit code 1. Returns 0 in the child; 1 when there is no memory.
//
// Requires:
// `_lock_path` is NULL or a C string. The program has no other threads yet.
LWS_VISIBLE LWS_EXTERN
int lws_daemonize(const char *_lock_path);

// Makes a context, and, unless `LWS_SERVER_OPTION_EXPLICIT_VHOSTS` is among the options, a vhost that listens on
// `info->port`. Each protocol gets `LWS_CALLBACK_PROTOCOL_INIT` at the first service call, so that it can use the
// pointer that this returns; then the process changes to the user and group that the info names.
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

// Whether a context is being taken down, or shall be when the service call ends. From any thread.
//
// @return 1 if so or if there is no such context any more, 0 if not
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN int lws_context_is_being_destroyed(struct lws_context *context);

// Whether lws_context_deprecate() was called: the context does not listen any more.
//
// @return 1 if so, 0 if not or if there is no such context
//
// Requires:
// `context` is NULL or came from lws_create_context().
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

// The user and group of the creation info: the numbers of `username` and `groupname` if these were given, else `uid` and
// `gid` as they stood there (0 or -1 for none).
//
// Requires:
// `context` is NULL or came from lws_create_context(); `uid` and `gid` are NULL or point to a place for the number.
LWS_VISIBLE LWS_EXTERN
void lws_get_effective_uid_gid(struct lws_context *context,
                               lws_uid_t *uid,
                               lws_gid_t *gid);

// With `LWS_SERVER_OPTION_EXPLICIT_VHOSTS`, changes to the user and group of the creation info: call it when all vhosts
// listen. Without a call it happens when the protocols are initialized, in the first service call. Without that option
// lws_create_context() has done it already, and this does nothing.
//
// @return 0; 1 if there is no such context or the change failed: the log says why, and the context is not serviced
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
int lws_finalize_startup(struct lws_context *context);

// Adds a vhost to a context: it listens when this returns. Its protocols get `LWS_CALLBACK_PROTOCOL_INIT` before this
// returns if the context is already serviced, else at the first service call.
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
// `finalize`. Callbacks that are owed run before this returns; inside a callback of one of its own connections or
// protocols it happens when the service call ends.
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

// Calls `cb(dirpath, user, entry)` for each entry of a directory in alphabetical order, but for `.`, `..`, and names
// with a `~`, until it returns something other than 0.
//
// With ABI 19, returns 0 when `cb` ended the walk, and 1 when it came to the end or the directory cannot be read; with
// ABI 17, 0 when it came to the end and 1 otherwise.
//
// Requires:
// `dirpath` is a C string; `cb` does not keep the entry.
LWS_VISIBLE LWS_EXTERN
int lws_dir(const char *dirpath,
            void *user,
            lws_dir_callback_function * cb);

// A callback for `lws_dir()` that calls `cb` of the `lws_dir_glob_t` at `user`, with the whole path, for what is no
// directory and matches its `filter`: a name with one `*` that stands for anything, and something after it. Returns 0.
//
// Requires:
// As `lws_dir()` calls it; `user` is a valid `lws_dir_glob_t`.
LWS_VISIBLE LWS_EXTERN
int lws_dir_glob_cb(const char *dirpath,
                    void *user,
                    struct lws_dir_entry *lde);

// A callback for `lws_dir()` that removes each entry, directories with all that is in them. Symbolic links are removed,
// and not followed. Returns 0; what cannot be removed is logged.
//
// Requires:
// As `lws_dir()` calls it.
LWS_VISIBLE LWS_EXTERN
int lws_dir_rm_rf_cb(const char *dirpath,
                     void *_user,
                     struct lws_dir_entry *lde);

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

// The memory that an event library of the program's own asked for with `evlib_size_pt`: zeroed, as long as the context
// lives. Since lws 4.3.
//
// @param tsi the service thread; there is one, 0
// @return the memory, or NULL: there is none, or no such context or thread
//
// Requires:
// `ctx` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
void *lws_evlib_tsi_to_evlib_pt(struct lws_context *ctx,
                                int tsi);

// The same, by a connection of the context. In the operations that are about a connection. Since lws 4.3.
//
// @return the memory, or NULL: there is none, or the connection is closed
//
// Requires:
// `wsi` is NULL or was given to a callback or an operation by this library.
LWS_VISIBLE LWS_EXTERN void *lws_evlib_wsi_to_evlib_pt(struct lws *wsi);

// The permessage-deflate extension (RFC 7692), for the `callback` member of a `struct lws_extension`. A vhost whose
// `extensions` have an entry with the name `permessage-deflate` and this callback takes compressed messages, and its
// clients offer them, with the text in `client_offer`.
//
// The library knows the extension by its name and never calls this function. Programs have no reason to call it.
//
// @return 0
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_extension_callback_pm_deflate(struct lws_context *context,
                                      const struct lws_extension *ext,
                                      struct lws *wsi,
                                      enum lws_extension_callback_reasons reason,
                                      void *user,
                                      void *in,
                                      size_t len);

// Sets an option of an extension on a websocket that uses it; in ESTABLISHED or CLIENT_ESTABLISHED, say. Of
// `permessage-deflate`:
//
// - `compression_level`, 0 (none) to 9 (best), and `mem_level`, 1 to 9: from the next message on; at first 1 and 8
// - `rx_buf_size`: slices of compressed messages have at most so many bytes, as a power of two, 7 to 20, and never more
//   than the protocol's `rx_buffer_size`
// - `tx_buf_size`: frames of compressed messages have at most so many bytes, in the same way
// - `server_no_context_takeover` on a server, `client_no_context_takeover` on a client, 1: each message that goes out is
//   compressed by itself, and no compressor is kept between messages
// - `server_max_window_bits` on a server, `client_max_window_bits` on a client, 9 to what was agreed on
//
// What the peer does cannot be changed: its options are accepted and have no effect.
//
// @param ext_name the extension's name
// @param opt_name the option's name
// @param opt_val a number as text, or NULL for 1; copied
// @return 0 (also for an option that the extension does not know, and for a connection that is no websocket), or -1 when
//         the connection does not use the extension
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; the others are NULL or C strings.
LWS_VISIBLE LWS_EXTERN
int lws_set_extension_option(struct lws *wsi,
                             const char *ext_name,
                             const char *opt_name,
                             const char *opt_val);

// Reads an extension's options, as they stand in `Sec-WebSocket-Extensions` behind its name, up to the next comma: gives
// each to the extension's callback with LWS_EXT_CB_OPTION_SET, as a `struct lws_ext_option_arg` with its index in `opts`.
//
// @param ext_user handed to the callback
// @param opts the options that the extension knows; an entry with a NULL name ends the list. At most 32 are looked at
// @param o the text, of `len` bytes
// @return 0, or -1: an option is malformed or not known, has a value that it must not have, or lacks one that it must have;
//         those before it were given to the callback
//
// Requires:
// `ext` points to an extension with a callback; `opts` is such a list; `o` is readable for `len` bytes; `wsi` and
// `ext_user` are what the callback takes.
LWS_VISIBLE LWS_EXTERN
int lws_ext_parse_options(const struct lws_extension *ext,
                          struct lws *wsi,
                          void *ext_user,
                          const struct lws_ext_options *opts,
                          const char *o,
                          int len);

// Tells how many service threads a context has: always 1 (LWS_MAX_SMP is 1, as in Debian's builds).
//
// Requires:
// Nothing is read through `context`: any is allowed.
LWS_VISIBLE LWS_EXTERN int lws_get_count_threads(struct lws_context *context);

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
int lws_http_compression_apply(struct lws *wsi,
                               const char *name,
                               unsigned char **p,
                               unsigned char *end,
                               char decomp);

// Overwrites `len` bytes at `p` with zeros, in a way that the compiler does not leave out: for secrets that are no
// longer needed.
//
// Requires:
// `p` must point to at least `len` bytes that may be written, or be NULL (then nothing happens).
LWS_VISIBLE LWS_EXTERN
void lws_explicit_bzero(void *p,
                        size_t len);

// Makes a parser of form data for the request that a connection has now.
//
// A Content-Type of `multipart/form-data` or `multipart/related` is read by its boundary, anything else as urlencoded.
// The program gives the body to lws_spa_process(), says with lws_spa_finalize() that it is over, and asks for the values of
// the fields by their place in `param_names`.
//
// @param param_names the names of the fields that are wanted, as they stand in the body (at most 31 bytes; escapes are not
// decoded); borrowed until the parser is destroyed. Other fields are dropped
// @param count_params how many
// @param max_storage how many bytes the values may take, with a NUL each and one byte to spare; also how long the
// pieces of files get. 0 for 512
// @param opt_cb gets uploaded files in pieces; NULL to drop files
// @param opt_data given to `opt_cb`
// @return the parser, which lws_spa_destroy() frees; NULL without memory or without a request
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `param_names` has `count_params` C strings, which stay valid
// until the parser is destroyed; `opt_cb` may be called with `opt_data` until then.
LWS_VISIBLE LWS_EXTERN
struct lws_spa *lws_spa_create(struct lws *wsi,
                               const char *const *param_names,
                               int count_params,
                               int max_storage,
                               lws_spa_fileupload_cb opt_cb,
                               void *opt_data);

// As lws_spa_create(); the arguments stand in a struct, which is copied.
//
// With `ac`, the values are put into that lwsac, each whole (1 MiB in all), and live as long as it does: the parser ends
// with lwsac_free(), and lws_spa_destroy() frees the lwsac.
//
// @return the parser; NULL without memory, without a request, or for an `info` of NULL
//
// Requires:
// As for lws_spa_create(); `info` is NULL or valid; `info->ac` is NULL or points to NULL or to a lwsac, and stays where it
// is until the parser is destroyed.
LWS_VISIBLE LWS_EXTERN
struct lws_spa *lws_spa_create_via_info(struct lws *wsi,
                                        const lws_spa_create_info_t *info);

// Gives a parser the next piece of the body, of any length.
//
// Files come to `opt_cb` meanwhile: LWS_UFS_OPEN when one begins, LWS_UFS_CONTENT for each piece, LWS_UFS_FINAL_CONTENT for
// the last one, which may be empty. It gets the field's name and the file's, both as the client wrote them (at most 31
// and 255 bytes) and only for the call, and bytes that it may change. It returns 0, or less to stop.
//
// @return 0; -1 when the body is not well-formed, the values do not fit in the storage, `opt_cb` has returned less than
// 0, or `spa` is NULL. After lws_spa_finalize() nothing is looked at: 0
//
// Requires:
// `spa` is NULL or was made by lws_spa_create(); `in` is readable for `len` bytes. One thread at a time uses a parser.
LWS_VISIBLE LWS_EXTERN
int lws_spa_process(struct lws_spa *spa,
                    const char *in,
                    int len);

// Tells a parser that the body is over, which completes the last value of an urlencoded form. `opt_cb` gets
// LWS_UFS_CLOSE, also when there was no file: the names are those of what was left unfinished, mostly empty.
//
// A file that was cut short has had no LWS_UFS_FINAL_CONTENT.
// @return 0
//
// Requires:
// `spa` is NULL or was made by lws_spa_create(). One thread at a time uses a parser.
LWS_VISIBLE LWS_EXTERN int lws_spa_finalize(struct lws_spa *spa);

// Tells the length of a field's value.
//
// @param n the field's place in `param_names`
// @return the length; 0 when the field has not come or is empty. Of a field that came several times, the lengths of all
// together, though lws_spa_get_string() gives the first; with a lwsac, the last one's
//
// Requires:
// `spa` is NULL or was made by lws_spa_create().
LWS_VISIBLE LWS_EXTERN
int lws_spa_get_length(struct lws_spa *spa,
                       int n);

// Gives the value of a field, decoded, with a NUL.
//
// @param n the field's place in `param_names`
// @return the value, valid until the parser is destroyed (with a lwsac, until that is freed); NULL when the field has
// not come or is empty. Of a field that came several times, the first; with a lwsac, the last
//
// Requires:
// `spa` is NULL or was made by lws_spa_create().
LWS_VISIBLE LWS_EXTERN
const char *lws_spa_get_string(struct lws_spa *spa,
                               int n);

// Frees a parser, and with it its values; one that was not finished is finished first, with LWS_UFS_CLOSE. If it was made
// in a lwsac, that is freed. After lwsac_free() has freed the parser this does nothing.
//
// @return 0
//
// Requires:
// `spa` is NULL or was made by lws_spa_create(); none of its values is used any more. One thread at a time uses a parser.
LWS_VISIBLE LWS_EXTERN
int lws_spa_destroy(struct lws_spa *spa);

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
// In the library of ABI 17 (lws 4.1) `buf` gets the whole argument, `name=value`, and the result points behind the part
// of it that `name` is: give the name with its `=`, and use the result, to get the value from both.
//
// @param name the argument's name, with or without its `=`
// @param buf where to, with a NUL
// @param len room at `buf`
// @return the value, within `buf`; NULL if there is no such argument or it does not fit
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
// @param max in: room at `buf`, the NUL included; out, with 0: the length of the value
// @return 0; 1 if there is no such cookie; 2 if it does not fit: `buf` is then the empty string
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
// @param name the name, a C string; a colon that it lacks is added; NULL writes the value alone
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
// @return 0: there is more to send; 1: the file has gone out, and LWS_CALLBACK_HTTP_FILE_COMPLETION was given; -1: there
//         is no file, or it cannot be sent to its end: return -1 from the callback
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

// Whether a redirect (303) has turned a client's request into a GET, so that no body is to be sent.
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

// The type of a file by its name: from the mount's own list, then lws's, then the registered ones, then what the mount's
// list has for `*`.
//
// @param file name or path, a C string
// @param m a mount, or NULL
// @return the type, a string that lives as long as the process or the mount; NULL when nobody knows it
//
// Requires:
// `file` is NULL or a C string; `m` is NULL or a valid mount.
LWS_VISIBLE LWS_EXTERN
const char *lws_get_mimetype(const char *file,
                             const struct lws_http_mount *m);

// Replaces variables in a piece of a file, in place. Call it in LWS_CALLBACK_PROCESS_HTML with what `in` points to.
//
// A variable is a name of at most 14 bytes that begins with `$`, and ends where no other of `vars` begins alike; what
// `replace` gives for it (NULL: the text `NULL`) is not looked at again. A variable that lies across two pieces is held
// back in `s`, so that each file needs a state of its own, with `pos` 0 at its beginning.
//
// With `chunked` in `args`, a chunk is made of the piece: its size goes before it (so `p` moves down by up to ten bytes),
// the line end, and with `final` the last chunk, go behind it.
//
// @param args the piece: `p`, `len`, how long it may become (`max_len`); changed to what is to be sent
// @param s the variables, and how far one at the end of the last piece goes
// @return 0; -1 when what came out does not fit into `max_len`: return -1 from the callback
//
// Requires:
// Both are NULL or valid; `p` is writable for `max_len` bytes, and, with `chunked`, for ten bytes before it; `vars` has
// `count_vars` C strings; `replace` is NULL or may be called.
LWS_VISIBLE LWS_EXTERN
int lws_chunked_html_process(struct lws_process_html_args *args,
                             struct lws_process_html_state *s);

// Reads a date as HTTP writes it, `Tue, 15 Nov 1994 08:12:31 GMT`. What stands behind its 29 bytes is not looked at. Since
// lws 4.3.
//
// @param b the text, which needs no NUL
// @param len its length
// @param t gets the seconds since 1970
// @return 0, or -1 when this is no such date; `t` then stays as it was
//
// Requires:
// `b` is NULL or readable for `len` bytes; `t` is NULL or writable.
LWS_VISIBLE LWS_EXTERN
int lws_http_date_parse_unix(const char *b,
                             size_t len,
                             time_t *t);

// Writes a date as HTTP has it, `Tue, 15 Nov 1994 08:12:31 GMT`, and a NUL: 30 bytes. Since lws 4.3.
//
// @param buf where to
// @param len room at `buf`
// @param t the seconds since 1970
// @return 0, or -1 when there is no room, or the year has not four digits
//
// Requires:
// `buf` is NULL or writable for `len` bytes; `t` is NULL or readable.
LWS_VISIBLE LWS_EXTERN int lws_http_date_render_from_unix(char *buf, size_t len, const time_t *t);

// How long the peer asks to wait, by its Retry-After header: seconds, or a date, which counts from the peer's own Date.
// Since lws 4.3.
//
// @param us_interval_in_out in: the microseconds to wait without it; out: those that the peer asks for, if they are more
// @return 0 when it was made longer; 1 when it stays: there is no such header, it is unreadable, or asks for less
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `us_interval_in_out` is NULL or valid.
LWS_VISIBLE LWS_EXTERN
int lws_http_check_retry_after(struct lws *wsi,
                               lws_usec_t *us_interval_in_out);

// Writes the value of an Authorization header: `Basic`, and user and password in base64, with a NUL.
//
// @param user the user, a C string
// @param pw the password, a C string
// @param buf where to
// @param len room at `buf`
// @return 0; 1 when there is no room or something is NULL; 2 when user and password are longer than 125 bytes together
//
// Requires:
// `user` and `pw` are NULL or C strings; `buf` is NULL or writable for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_http_basic_auth_gen(const char *user,
                            const char *pw,
                            char *buf,
                            size_t len);

// Writes a number in the unit of a schema that fits it, with three digits after the point: `1.234MiB`.
//
// The schema is a list of units, the largest first, that ends with one whose name is NULL: `humanize_schema_si`,
// `humanize_schema_si_bytes` and `humanize_schema_us` (microseconds) are given. Returns how many bytes were written, at
// most `len`, which means that the text was cut; 0 when no unit fits. With ABI 17 the text is padded as
// `lws_humanize_pad()` does it, and only the unit's name is counted, as in lws 4.1.
//
// Requires:
// `p` has room for `len` bytes; `schema` is such a list.
LWS_VISIBLE LWS_EXTERN
int lws_humanize(char *p,
                 lws_len_t len,
                 uint64_t v,
                 const lws_humanize_unit_t *schema);

// Like `lws_humanize()`; the number is padded with spaces, so that columns of them line up. Returns how many bytes were
// written, at most `len`. Since lws 4.4.
//
// Requires:
// As for `lws_humanize()`.
LWS_VISIBLE LWS_EXTERN
int lws_humanize_pad(char *p,
                     size_t len,
                     uint64_t v,
                     const lws_humanize_unit_t *schema);

// Internal: services what can be serviced without waiting.
//
// @return as lws_service()
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN int _lws_plat_service_forced_tsi(struct lws_context *context, int tsi);

// Gives a reason to each protocol of a vhost, with a stand-in connection and without session memory, until one of them
// does not return 0.
//
// @return 0, or 1 when one did not return 0 or there is no such vhost
//
// Requires:
// `vh` is NULL or a vhost of this library; `in` is what the callbacks take for this reason.
LWS_VISIBLE LWS_EXTERN
int lws_callback_vhost_protocols_vhost(struct lws_vhost *vh,
                                       int reason,
                                       void *in,
                                       size_t len);

// Internal: closes a connection. Returning -1 from its callback is the ordinary way.
//
// @param reason the status of a websocket's close frame; 0 (LWS_CLOSE_STATUS_NOSTATUS) for none
// @param caller who closes it, for the log
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `caller` is NULL or a C string.
LWS_VISIBLE LWS_EXTERN
void lws_close_free_wsi(struct lws *wsi,
                        enum lws_close_status reason,
                        const char *caller);

// Has a context stop listening, so that another one can take its ports over; its connections go on until they end.
//
// @param cb called when the ports are free, before this returns; or NULL
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
void lws_context_deprecate(struct lws_context *context,
                           lws_reload_func cb);

// Internal: lws_context_destroy() (lws 4.1 only).
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN void lws_context_destroy2(struct lws_context *context);

// Internal: gives the protocols of each vhost that has not begun their LWS_CALLBACK_PROTOCOL_INIT, as the first service
// call does.
//
// @return 0; 1 when one of them failed or there is no such context
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
int lws_protocol_init(struct lws_context *context);

// Internal: the first half of destroying a vhost: it stops listening, or another vhost on its port takes that over.
//
// Requires:
// `vh` is NULL or a vhost of this library.
LWS_VISIBLE LWS_EXTERN
void lws_vhost_destroy1(struct lws_vhost *vh);

// Calls a function for each listening socket of a context. Since lws 4.3.
//
// @param arg given to `cb`
// @param cb gets a list element that is in no list, since connections of this library are not part of one: count the calls
// @return 0, or what `cb` returned, if that was not 0: then the walk ended
//
// Requires:
// `cx` is NULL or came from lws_create_context(); `cb` accepts `arg`.
LWS_VISIBLE LWS_EXTERN
int lws_vhost_foreach_listen_wsi(struct lws_context *cx,
                                 void *arg,
                                 lws_dll2_foreach_cb_t cb);

// Finds what a protocol keeps on the first vhost whose options for it have one of this name and value. Since lws 4.3.
//
// @param protname the protocol
// @param pvo_name, pvo_value the option
// @return what lws_protocol_vh_priv_zalloc() made there, or NULL
//
// Requires:
// `cx` is NULL or came from lws_create_context(); the others are NULL or C strings.
LWS_VISIBLE LWS_EXTERN
void *lws_vhd_find_by_pvo(struct lws_context *cx,
                          const char *protname,
                          const char *pvo_name,
                          const char *pvo_value);

// Finds the connection that has a descriptor.
//
// @return the connection, or NULL
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN struct lws *wsi_from_fd(const struct lws_context *context, int fd);

// The index of the service thread of a connection: there is one, 0.
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN int lws_wsi_tsi(struct lws *wsi);

// The name by which a connection is known in the log: `[wsisrv|N|adopted]` with a number of its own. Since lws 4.3.
//
// @return a string that lives as long as the connection; an empty one for what is no connection
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
const char *lws_wsi_tag(struct lws *wsi);

// The name by which a vhost is known in the log: `[vh|N|NAME|INTERFACE|PORT]`. Since lws 4.3.
//
// @return a string that lives as long as the vhost
//
// Requires:
// `vh` is NULL or a vhost of this library.
LWS_VISIBLE LWS_EXTERN const char *lws_vh_tag(struct lws_vhost *vh);

// Prepares a JSON parser, and tells its callback `LEJPCB_CONSTRUCTED`.
//
// `callback(ctx, reason)` gets what is found; `user` is kept in `ctx->user`. `paths` are the names that the program looks
// for, like `device.list[].name`, in which `*` stands for anything up to the next dot or the end: while the parser
// is at the nth of them, `ctx->path_match` is n, counted from 1.
//
// Requires:
// `ctx` is valid to write; `callback` stays callable, and the `count_paths` strings valid, as long as it is used.
LWS_VISIBLE LWS_EXTERN
void lejp_construct(struct lejp_ctx *ctx,
                    lejp_callback callback,
                    void *user,
                    const char *const *paths,
                    unsigned char count_paths);

// Tells the callback `LEJPCB_DESTRUCTED`, so that it can free what it has allocated. The parser itself owns nothing.
//
// Requires:
// `ctx` is NULL, or was constructed.
LWS_VISIBLE LWS_EXTERN
void lejp_destruct(struct lejp_ctx *ctx);

// Replaces the callback: the old one is told `LEJPCB_DESTRUCTED`, the new one `LEJPCB_CONSTRUCTED` and `LEJPCB_START`.
//
// Requires:
// `ctx` was constructed; `callback` stays callable.
LWS_VISIBLE LWS_EXTERN
void lejp_change_callback(struct lejp_ctx *ctx,
                          lejp_callback callback);

// Parses the next piece of a JSON text, which starts with `{` or `[` (an empty `{}` alone is refused, as lws does). `#`
// starts a comment up to the end of the line.
//
// The callback gets numbers, words and strings in `ctx->buf` (`ctx->npos` bytes and a NUL; strings of 254 bytes and
// more in chunks) and the names around in `ctx->path`.
// Returns `LEJP_CONTINUE` (-1) when more is needed; how many bytes were left over, 0 or more, when the text is complete;
// another negative number, `LEJP_REJECT_...`, when it is no JSON, it nests too deeply, its names are too long, or
// the callback returned something other than 0.
//
// Requires:
// `ctx` was constructed; `json` has `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lejp_parse(struct lejp_ctx *ctx,
               const unsigned char *json,
               int len);

// Gives what follows to another callback with other paths, until `lejp_parser_pop()`. For use in a callback.
//
// Returns 0; -1 when five are on top of each other already.
//
// Requires:
// `ctx` was constructed; `lejp_cb` and the `paths_count` strings stay valid until then.
LWS_VISIBLE LWS_EXTERN
int lejp_parser_push(struct lejp_ctx *ctx,
                     void *user,
                     const char *const *paths,
                     unsigned char paths_count,
                     lejp_callback lejp_cb);

// Goes back to the callback and paths before the last `lejp_parser_push()`. Returns 0; -1 when there was none.
//
// Requires:
// `ctx` was constructed.
LWS_VISIBLE LWS_EXTERN
int lejp_parser_pop(struct lejp_ctx *ctx);

// Looks again which of the paths the parser is at, if `ctx->path_match` is 0, and sets that.
//
// Requires:
// `ctx` was constructed.
LWS_VISIBLE LWS_EXTERN void lejp_check_path_match(struct lejp_ctx *ctx);

// Copies what the nth `*` (from 0) of the path that matched stands for, as far as it fits in `len` bytes with a NUL.
//
// Returns its length plus 1; 0 when there is no such `*`.
//
// Requires:
// `ctx` was constructed; `dest` has room for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lejp_get_wildcard(struct lejp_ctx *ctx,
                      int wildcard,
                      char *dest,
                      int len);

// Returns in words what a negative result of `lejp_parse()` means. The string is static.
//
// Requires:
// Always safe to call.
LWS_VISIBLE LWS_EXTERN const char *lejp_error_to_string(int e);

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
                   lws_len_t len);

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

// The log context of a context: `log_cx` of the info that it was made from, else the process-wide one. From any thread.
//
// @return a pointer that stays valid as long as what the program gave; NULL when there is no such context
//
// Requires:
// `cx` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
struct lws_log_cx *lwsl_context_get_cx(struct lws_context *cx);

// The log context of a vhost: `log_cx` of the info that it was made from, else that of its context. From any thread.
//
// @return as lwsl_context_get_cx()
//
// Requires:
// `vh` is NULL or a vhost of this library.
LWS_VISIBLE LWS_EXTERN
struct lws_log_cx *lwsl_vhost_get_cx(struct lws_vhost *vh);

// The log context of a connection: that of its vhost. From any thread.
//
// @return as lwsl_context_get_cx(); NULL for a closed connection
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN struct lws_log_cx *lwsl_wsi_get_cx(struct lws *wsi);

// The prepending function of lines about a context: puts its name before them, that is `vhost_name` of the info that it
// was made from; nothing without one.
//
// Requires:
// `obj` is NULL or came from lws_create_context(); `*p` to `e` is writable.
LWS_VISIBLE LWS_EXTERN
void lws_log_prepend_context(struct lws_log_cx *_cx,
                             void *obj,
                             char **p,
                             char *e);

// The prepending function of lines about a vhost: puts lws_vh_tag() before them.
//
// Requires:
// `obj` is NULL or a vhost of this library; `*p` to `e` is writable.
LWS_VISIBLE LWS_EXTERN void lws_log_prepend_vhost(struct lws_log_cx *_cx, void *obj, char **p, char *e);

// The prepending function of lines about a connection: puts lws_wsi_tag() before them.
//
// Requires:
// `obj` is NULL or a connection of this library; `*p` to `e` is writable.
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
LWS_VISIBLE LWS_EXTERN int lwsac_extend(struct lwsac *head, lws_len_t amount);

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

// For `_alloc` of a map's info: takes items from the lwsac chain whose head `opaque` points to, in chunks of `aux` bytes.
// Since lws 4.3.
//
// @return the memory, or NULL
//
// Requires:
// `map` is NULL or a map whose `opaque` points to the head of a chain.
LWS_VISIBLE LWS_EXTERN
void *lws_map_alloc_lwsac(struct lws_map *map,
                          size_t x);

// For `_free` of a map's info beside lws_map_alloc_lwsac(): does nothing, since the items go with the chain. Since lws 4.3.
//
// Requires:
// Any pointer is allowed; it is not used.
LWS_VISIBLE LWS_EXTERN
void lws_map_free_lwsac(void *v);

// Makes a map from keys to values, both any bytes. Since lws 4.3.
//
// @param info how keys are hashed and compared, where items are allocated, how many lists there are; all zero for the
//        defaults. It is copied
// @return the map, for lws_map_destroy(), or NULL: no memory
//
// Requires:
// `info` is NULL or valid.
LWS_VISIBLE LWS_EXTERN
lws_map_t *lws_map_create(const lws_map_info_t *info);

// Frees a map with its items, and sets the caller's pointer to NULL. Since lws 4.3.
//
// Requires:
// `pmap` is NULL, or points to NULL or to a map.
LWS_VISIBLE LWS_EXTERN void lws_map_destroy(lws_map_t **pmap);

// Puts copies of a key and a value into a map, in the place of an item with the same key. Since lws 4.3.
//
// @param value NULL for zeros
// @return the item, or NULL: no memory, and nothing has changed
//
// Requires:
// `map` is NULL or a map; `key` has `keylen` bytes; `value` is NULL or has `valuelen`.
LWS_VISIBLE LWS_EXTERN
struct lws_map_item *lws_map_item_create(lws_map_t *map,
                                         lws_map_key_t key,
                                         size_t keylen,
                                         lws_map_value_t value,
                                         size_t valuelen);

// Takes an item out of its map and frees it. Since lws 4.3.
//
// Requires:
// `item` is NULL or an item of a map.
LWS_VISIBLE LWS_EXTERN void lws_map_item_destroy(struct lws_map_item *item);

// The item of a key. Since lws 4.3.
//
// @return the item, which stays the map's, or NULL
//
// Requires:
// `map` is NULL or a map; `key` has `keylen` bytes.
LWS_VISIBLE LWS_EXTERN
struct lws_map_item *lws_map_item_lookup(lws_map_t *map,
                                         lws_map_key_t key,
                                         size_t keylen);

// The key of an item. Since lws 4.3.
//
// Requires:
// `item` is NULL or an item of a map.
LWS_VISIBLE LWS_EXTERN const void *lws_map_item_key(struct lws_map_item *item);

// The value of an item; the program may change it in place. Since lws 4.3.
//
// Requires:
// `item` is NULL or an item of a map.
LWS_VISIBLE LWS_EXTERN const void *lws_map_item_value(struct lws_map_item *item);

// The length of an item's key. Since lws 4.3.
//
// Requires:
// `item` is NULL or an item of a map.
LWS_VISIBLE LWS_EXTERN size_t lws_map_item_key_len(struct lws_map_item *item);

// The length of an item's value. Since lws 4.3.
//
// Requires:
// `item` is NULL or an item of a map.
LWS_VISIBLE LWS_EXTERN size_t lws_map_item_value_len(struct lws_map_item *item);

// Copies a string as far as it fits, and always ends it. What is left of the `size` bytes is zeroed. Returns `dest`.
//
// Requires:
// `dest` has room for `size` bytes; `src` is a C string, or has that many bytes.
LWS_VISIBLE LWS_EXTERN
char *lws_strncpy(char *dest,
                  const char *src,
                  size_t size);

// Finds the `nl` bytes at `name` in the `len` bytes at `buf`. Returns where they are, or NULL.
//
// Requires:
// `buf` has `len` bytes, `name` has `nl`.
LWS_VISIBLE LWS_EXTERN const char *lws_nstrstr(const char *buf, size_t len, const char *name, size_t nl);

// Compares in a time that tells nothing about where the bytes differ. Returns 0 if they are the same.
//
// Requires:
// `a` and `b` have `len` bytes each.
LWS_VISIBLE LWS_EXTERN int lws_timingsafe_bcmp(const void *a, const void *b, uint32_t len);

// Returns the seconds since 1970.
//
// Requires:
// Always safe to call.
LWS_VISIBLE LWS_EXTERN unsigned long lws_now_secs(void);

// Returns the microseconds of a clock that nobody sets; they count from some moment in the past.
//
// Requires:
// Always safe to call.
LWS_VISIBLE LWS_EXTERN lws_usec_t lws_now_usecs(void);

// Fills `buf` with `len` random bytes that nobody can guess. Returns how many it wrote: `len`, unless the system
// failed. The context is not looked at.
//
// Requires:
// `buf` has room for `len` bytes.
LWS_VISIBLE LWS_EXTERN
size_t lws_get_random(struct lws_context *_context,
                      void *buf,
                      size_t len);

// Turns hexadecimal digits, two to a byte, into bytes.
//
// Returns how many bytes, which must be fewer than `max`; -1 when there are `max` or more, an odd number of digits, or
// anything else in the text.
//
// Requires:
// `h` is a C string; `dest` has room for `max` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_hex_to_byte_array(const char *h,
                          uint8_t *dest,
                          int max);

// Writes bytes as hexadecimal digits, lower case, with a NUL, as far as they fit in `len` bytes.
//
// Requires:
// `src` has `slen` bytes, `dest` has room for `len`.
LWS_VISIBLE LWS_EXTERN void lws_hex_from_byte_array(const uint8_t *src, size_t slen, char *dest, size_t len);

// Fills a buffer with random hexadecimal digits and a NUL, `len` bytes in all; with ABI 17 the number of digits is even.
//
// Returns 0; 1 when the system gave no random bytes, or `len` is 0. The context is not looked at.
//
// Requires:
// `dest` has room for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_hex_random(struct lws_context *_context,
                   char *dest,
                   size_t len);

// Finds the value that follows a name in JSON text, without parsing it all.
//
// `name` is the name with its quotes and colon: `"\"size\":"`. Returns the value, not ended by a NUL, with its length in
// `*alen`: a string without its quotes (escapes stay), anything else up to the next comma or closing bracket. NULL
// when the name is not there or nothing follows it.
//
// Requires:
// `buf` has `len` bytes; `name` is a C string; `alen` is valid.
LWS_VISIBLE LWS_EXTERN
const char *lws_json_simple_find(const char *buf,
                                 size_t len,
                                 const char *name,
                                 size_t *alen);

// Compares the value that `lws_json_simple_find()` finds with a string. Returns 0 if they are the same.
//
// Requires:
// `buf` has `len` bytes; `name` and `comp` are C strings.
LWS_VISIBLE LWS_EXTERN
int lws_json_simple_strcmp(const char *buf,
                           size_t len,
                           const char *name,
                           const char *comp);

// Returns the version of lws whose API this is, exactly as LWS_LIBRARY_VERSION says it, then a blank and this library's
// own name and version. The string is static.
//
// Requires:
// Always safe to call.
LWS_VISIBLE LWS_EXTERN
const char *lws_get_library_version(void);

// Replaces the allocator from which rings, segment lists and what the program frees come.
//
// `cb(ptr, size, reason)` resizes `ptr`, allocates if that is NULL, frees if `size` is 0. Call it before anything else;
// NULL goes back to the C library's heap.
//
// Requires:
// `cb` behaves like `realloc()` and stays callable.
LWS_VISIBLE LWS_EXTERN
void lws_set_allocator(void *(*cb)(void *ptr, size_t size, const char *reason));

// Resizes, allocates (`ptr` NULL) or frees (`size` 0) with the allocator that is set. `reason` says what for.
//
// Returns the memory, which the caller frees with `size` 0; NULL when there is none, or it was freed.
//
// Requires:
// `ptr` is NULL or came from here; `reason` is NULL or a C string.
LWS_VISIBLE LWS_EXTERN void *lws_realloc(void *ptr, size_t size, const char *reason);

// Finds the entry with a name in a list of per-vhost options. Returns it, or NULL.
//
// Requires:
// `pvo` is NULL or a list whose names are C strings; `name` is a C string.
LWS_VISIBLE LWS_EXTERN
const struct lws_protocol_vhost_options *lws_pvo_search(const struct lws_protocol_vhost_options *pvo,
                                                        const char *name);

// Gives the value of the entry with a name in a list of per-vhost options, in `*result`: the program's own string.
//
// `in` is the list, as callbacks get it. Returns 0; 1 when there is no such entry, then `*result` stays.
//
// Requires:
// `in` is NULL or such a list; `name` is a C string; `result` is valid.
LWS_VISIBLE LWS_EXTERN
int lws_pvo_get_str(void *in,
                    const char *name,
                    const char **result);

// Tells how long to wait before the next try, and counts it.
//
// `*ctry` is the number of tries so far, which goes up by one. The table of `retry` gives the milliseconds (its last
// entry from then on; 3000 without a table), to which a random part of `jitter_percent` (30 if 0) is added.
// `*conceal`, if not NULL, is set to 1 while the tries are within `conceal_count`, after which it is time to give up.
// Returns the milliseconds. The context is not looked at.
//
// Requires:
// `retry` is NULL or valid, with its table; `ctry` is valid; `conceal` is NULL or valid.
LWS_VISIBLE LWS_EXTERN
unsigned int lws_retry_get_delay_ms(struct lws_context *_context,
                                    const struct lws_retry_bo *retry,
                                    uint16_t *ctry,
                                    char *conceal);

// Reads a numeric IPv4 or IPv6 address into the bytes that go over the wire.
//
// Returns 4 or 16, the number of bytes in `result`; a negative number when the text is no address, or `max_len` is too
// small for it.
//
// Requires:
// `ads` is a C string; `result` has room for `max_len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_parse_numeric_address(const char *ads,
                              uint8_t *result,
                              size_t max_len);

// Writes 4 or 16 bytes of an IP address as text. Returns its length; -1 when `size` is another or the text did not fit.
//
// Requires:
// `ads` has `size` bytes; `buf` has room for `len`.
LWS_VISIBLE LWS_EXTERN
int lws_write_numeric_address(const uint8_t *ads,
                              int size,
                              char *buf,
                              size_t len);

// Reads a numeric IPv4 or IPv6 address into a socket address: its family and address are set, the port stays.
//
// Returns 0; -1 when the text is no address.
//
// Requires:
// `ads` is a C string; `sa46` is valid.
LWS_VISIBLE LWS_EXTERN int lws_sa46_parse_numeric_address(const char *ads, lws_sockaddr46 *sa46);

// Writes the IP address of a socket address as text, or what else it is in parentheses.
//
// Returns the length; -1 when the text did not fit, or the family is neither IP, nor a unix socket, nor unset.
//
// Requires:
// `sa46` is valid; `buf` has room for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_sa46_write_numeric_address(lws_sockaddr46 *sa46,
                                   char *buf,
                                   size_t len);

// Compares the IP addresses of two socket addresses, not the ports. Returns 0 when they are the same.
//
// Requires:
// Both are valid.
LWS_VISIBLE LWS_EXTERN
int lws_sa46_compare_ads(const lws_sockaddr46 *sa46a,
                         const lws_sockaddr46 *sa46b);

// Tells whether an address lies in a net, of which the first `net_len` bits are fixed. An IPv4 net holds the mapped
// IPv6 addresses too, and the other way round.
//
// Returns 0 when it does, 1 when not, or when one of the two is no IP address.
//
// Requires:
// Both are valid.
LWS_VISIBLE LWS_EXTERN
int lws_sa46_on_net(const lws_sockaddr46 *sa46a,
                    const lws_sockaddr46 *sa46_net,
                    int net_len);

// Finds the address of a network interface, by its name, or reads a numeric address.
//
// With `ipv6` not 0, `addr` is taken for an IPv6 socket address, and an IPv4 address is mapped into it; then the family
// and the address are set. Port and the rest stay.
// Returns `LWS_ITOSA_USABLE`; `LWS_ITOSA_NOT_EXIST` when there is no such interface and the name is no address;
// `LWS_ITOSA_NOT_USABLE` when the interface has no address.
//
// Requires:
// `ifname` is a C string; `addr` has room for `addrlen` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_interface_to_sa(int ipv6,
                        const char *ifname,
                        struct sockaddr_in *addr,
                        size_t addrlen);

// Cuts up a URI in place: `scheme://host:port/path`.
//
// The pointers lead into `p`, where the delimiters become NULs; an IPv6 host loses its brackets, the path its first
// slash (nothing, or a slash alone, gives the static string `/`). `*port` is set if the URI has one, or if the scheme
// is http, https, ws or wss; otherwise it stays. Returns 0; -1 for a NULL.
//
// Requires:
// `p` is a C string that can be written; the others are valid.
LWS_VISIBLE LWS_EXTERN
int lws_parse_uri(char *p,
                  const char **prot,
                  const char **ads,
                  int *port,
                  const char **path);

// Writes a 16-bit number, most significant byte first.
//
// Requires:
// `b` has room for 2 bytes.
LWS_VISIBLE LWS_EXTERN void lws_ser_wu16be(uint8_t *b, uint16_t u);

// Writes a 32-bit number, most significant byte first.
//
// Requires:
// `b` has room for 4 bytes.
LWS_VISIBLE LWS_EXTERN void lws_ser_wu32be(uint8_t *b, uint32_t u32);

// Writes a 64-bit number, most significant byte first.
//
// Requires:
// `b` has room for 8 bytes.
LWS_VISIBLE LWS_EXTERN void lws_ser_wu64be(uint8_t *b, uint64_t u64);

// Reads a 16-bit number, most significant byte first.
//
// Requires:
// `b` has 2 bytes.
LWS_VISIBLE LWS_EXTERN uint16_t lws_ser_ru16be(const uint8_t *b);

// Reads a 32-bit number, most significant byte first.
//
// Requires:
// `b` has 4 bytes.
LWS_VISIBLE LWS_EXTERN uint32_t lws_ser_ru32be(const uint8_t *b);

// Reads a 64-bit number, most significant byte first.
//
// Requires:
// `b` has 8 bytes.
LWS_VISIBLE LWS_EXTERN uint64_t lws_ser_ru64be(const uint8_t *b);

// Writes a number in 1 to 4 bytes, seven bits to a byte, the least significant first.
//
// Returns how many bytes; -1 when the number has more than 28 bits.
//
// Requires:
// `buf` has room for 4 bytes.
LWS_VISIBLE LWS_EXTERN int lws_vbi_encode(uint64_t value, void *buf);

// Reads a number that `lws_vbi_encode()` wrote. Returns how many of the `len` bytes it takes, with the number in
// `*value`; 0 when it does not end within them.
//
// Requires:
// `buf` has `len` bytes; `value` is valid.
LWS_VISIBLE LWS_EXTERN
int lws_vbi_decode(const void *buf,
                   uint64_t *value,
                   size_t len);

// Starts a repeatable random sequence. It is for tests: whoever sees some of its numbers knows the next ones.
//
// Requires:
// `xos` is valid to write.
LWS_VISIBLE LWS_EXTERN void lws_xos_init(struct lws_xos *xos, uint64_t seed);

// Returns the next number of a repeatable random sequence.
//
// Requires:
// `xos` was started by `lws_xos_init()`.
LWS_VISIBLE LWS_EXTERN uint64_t lws_xos(struct lws_xos *xos);

// Returns 1 in `percent` of 100 calls on average, by a repeatable random sequence, and 0 otherwise.
//
// Requires:
// `xos` was started by `lws_xos_init()`.
LWS_VISIBLE LWS_EXTERN int lws_xos_percent(struct lws_xos *xos, int percent);

// Compares a text with a pattern, in which each `*` stands for anything. Returns 0 when it matches, 1 when not.
//
// Requires:
// `wildcard` has `wlen` characters, `check` has `clen`.
LWS_VISIBLE LWS_EXTERN
int lws_strcmp_wildcard(const char *wildcard,
                        size_t wlen,
                        const char *check,
                        size_t clen);

// Writes the peer's address as text. With ABI 17 an IPv4 peer of a listener for both kinds is `::ffff:192.0.2.1`, with ABI
// 19 it is `192.0.2.1`; so it is with lws_get_peer_addresses() always. For a unix socket: `(unix skt)`, or with ABI 17 the
// empty string.
//
// @param name where to, with a NUL
// @param namelen room there; 46 bytes are enough
// @return `name`, or NULL when the connection is gone; a socket without a peer gives words that begin with `getpeername:`
//
// Requires:
// `wsi` is NULL or was given to a callback by this library; `name` is writable for `namelen` bytes.
LWS_VISIBLE LWS_EXTERN
const char *lws_get_peer_simple(struct lws *wsi,
                                char *name,
                                size_t namelen);

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

// Loads the plugins of one class from folders, in the order of their names: a file `lib<anything>_<name>.so` or
// `lib<anything>-<name>.so` that exports an object `<name>`, which begins with a `lws_plugin_header_t`.
//
// @param pplugin a list, NULL at first: each plugin is put in front. lws_plugins_destroy() takes it
// @param d the folders, ended by NULL, or NULL. With ABI 19 those of the environment's LD_LIBRARY_PATH come first
// @param class which plugins: what their `_class` must say
// @param filter the one `<name>` that is wanted, or NULL for all
// @param each called for each that was loaded, or NULL
// @return with ABI 17: 0; with ABI 19: 0 when the one of `filter` was loaded, else 1
//
// Requires:
// `pplugin` is NULL or a list of this kind; `d` is NULL or an array of C strings ended by NULL; `class` is a C string,
// `filter` NULL or one. Loading a plugin runs code of it.
LWS_VISIBLE LWS_EXTERN
int lws_plugins_init(struct lws_plugin **pplugin,
                     const char *const *d,
                     const char *class_,
                     const char *filter,
                     each_plugin_cb_t each,
                     void *each_user);

// Unloads the plugins that lws_plugins_init() loaded, and empties the list.
//
// @param each called for each before it is unloaded, or NULL
// @return 0
//
// Requires:
// `pplugin` is NULL or such a list; nothing of the plugins is used any more.
LWS_VISIBLE LWS_EXTERN
int lws_plugins_destroy(struct lws_plugin **pplugin,
                        each_plugin_cb_t each,
                        void *each_user);

// Copies a string with single quotes doubled, for SQL, as far as it fits in `len` bytes with a NUL. Returns `escaped`.
//
// Requires:
// `escaped` has room for `len` bytes; `string` is a C string elsewhere.
LWS_VISIBLE LWS_EXTERN
const char *lws_sql_purify(char *escaped,
                           const char *string,
                           lws_len_t len);

// Copies a string escaped for JSON, as far as it fits in `len` bytes with a NUL.
//
// NULL gives an empty string. `*in_used`, if not NULL, becomes how many bytes of `string` the text stands for. Returns
// `escaped`.
//
// Requires:
// `escaped` has room for `len` bytes; `string` is NULL or a C string elsewhere; `in_used` is NULL or valid.
LWS_VISIBLE LWS_EXTERN
const char *lws_json_purify(char *escaped,
                            const char *string,
                            int len,
                            int *in_used);

// Returns how many bytes a string may need when it is escaped for JSON, without the NUL.
//
// Requires:
// `string` is NULL or a C string.
LWS_VISIBLE LWS_EXTERN int lws_json_purify_len(const char *string);

// Replaces what could lead a file name elsewhere by underscores: `..`, `:`, `\`, `$` and `%`. A `/` stays.
//
// Requires:
// `filename` is NULL or a C string that can be written.
LWS_VISIBLE LWS_EXTERN void lws_filename_purify_inplace(char *filename);

// Copies a string encoded for the query of a URL, as far as it fits in `len` bytes with a NUL: a space becomes `+`, what
// is no ASCII letter or digit `%XX`. Returns `escaped`.
//
// Requires:
// `escaped` has room for `len` bytes; `string` is a C string elsewhere.
LWS_VISIBLE LWS_EXTERN
const char *lws_urlencode(char *escaped,
                          const char *string,
                          int len);

// Decodes `+` and `%XX`, as far as it fits in `len` bytes with a NUL. The two buffers may be the same; then `len` bytes
// and a NUL fit.
//
// Returns 0; -1 when something other than two hexadecimal digits follows a `%`, then what comes before it is decoded.
//
// Requires:
// `string` has room for `len` bytes; `escaped` is a C string.
LWS_VISIBLE LWS_EXTERN
int lws_urldecode(char *string,
                  const char *escaped,
                  int len);

// Reads the start of a file into a buffer. Returns how many bytes, at most `len`; -1 when it cannot be read.
//
// Requires:
// `filename` is a C string; `buf` has room for `len` bytes.
LWS_VISIBLE LWS_EXTERN int lws_plat_read_file(const char *filename, void *buf, lws_len_t len);

// Makes or empties a file, with mode 0600 if it is new, and writes a buffer to it. Returns 0; 1 when that fails.
//
// Requires:
// `filename` is a C string; `buf` has `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_plat_write_file(const char *filename,
                        void *buf,
                        lws_len_t len);

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

// Frees the measurements that `lws_conmon_wsi_take` gave. Since lws 4.3.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_conmon_release(struct lws_conmon *conmon);

// Takes over the measurements of how a client connection was made. Since lws 4.3.
//
// This library does not provide it yet: it fills `dest` with zeros, which says that nothing was measured, and logs that
// once. So `lws_conmon_release()`, and programs that show what they got, find no pointer in it.
//
// Requires:
// `dest` is NULL or valid. `wsi` is not looked at.
LWS_VISIBLE LWS_EXTERN
void lws_conmon_wsi_take(struct lws *wsi,
                         struct lws_conmon *dest);

// Internal: the last step of closing a connection, for event libraries.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void __lws_close_free_wsi_final(struct lws *wsi);

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

// Internal: services connections whose reading was resumed.
//
// This library does not provide it yet: it does nothing, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN void lws_service_do_ripe_rxflow(struct lws_context_per_thread *pt);

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

// Puts a timer into a list; for event library plugins of lws.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN int __lws_sul_insert(lws_dll2_owner_t *own, lws_sorted_usec_list_t *sul);

// Fires the timers of a list that are due; for event library plugins of lws.
//
// This library does not provide it yet: it returns 0, and logs that once.
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
lws_usec_t __lws_sul_service_ripe(lws_dll2_owner_t *own,
                                  int own_len,
                                  lws_usec_t usnow);

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
// With LWS_SERVER_OPTION_LIBUV, LIBEV, LIBEVENT or GLIB it runs that library's loop (the program's own, if the creation
// info named one) until it is stopped, whatever `timeout_ms` says.
//
// @return 0 to go on; 1 when the loop of another library has ended; negative when the context is gone or the call was not
//         allowed (from inside a callback, or while another thread services the context)
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

// Services one descriptor that a poll loop of the program's own reported; with NULL, only what is due and queued. May be
// mixed with lws_service(): `revents` is a hint.
//
// A program that polls by itself is told of the descriptors by `LWS_CALLBACK_ADD_POLL_FD`, `_DEL_POLL_FD` and
// `_CHANGE_MODE_POLL_FD`, which protocol 0 of their vhost gets between `_LOCK_POLL` and `_UNLOCK_POLL` (ABI 17: after
// lwsx_set_external_poll()). One of them belongs to no connection: it ends the poll when lws_cancel_service() was called.
// From the first call on, LWS_CALLBACK_SERVER_WRITEABLE comes when `revents` says POLLOUT. Ask
// lws_service_adjust_timeout() before each poll.
//
// @param pollfd descriptor and `revents`; `revents` is cleared if the descriptor is the library's, and left alone if
//        it is not, or if its connection was closed: the array that `pollfd` is in may have changed then
// @return 0; 1 when the connection was closed; negative when the context is gone or the call was not allowed
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

// How long a poll loop of the program's own may wait. Where the program polls (lws_service_fd()), timers that are due and
// what was left over run in this call: one that asks before each poll needs no other call for them.
//
// @return 0 if something can be done at once, else the smaller of `timeout_ms` and the time to the next timer
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
int lws_service_adjust_timeout(struct lws_context *context,
                               int timeout_ms,
                               int tsi);

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
// @param enable 0 stops, 1 resumes. With LWS_RXFLOW_REASON_APPLIES the low eight bits are reasons to stop, which are
//        added, or with LWS_RXFLOW_REASON_APPLIES_ENABLE_BIT taken away; reception goes on when none is left. The plain
//        0 and 1 are the reason LWS_RXFLOW_REASON_USER_BOOL
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

// Computes the SHA-1 digest of `n` bytes into the 20 bytes at `md`. Returns `md`.
//
// Requires:
// `d` has `n` bytes; `md` has room for 20.
LWS_VISIBLE LWS_EXTERN unsigned char *lws_SHA1(const unsigned char *d, size_t n, unsigned char *md);

// Encodes `in_len` bytes as base64, with padding and a NUL.
//
// Returns how many characters were written, without the NUL; -1 when `out_size` is not larger than that by two.
//
// Requires:
// `in` has `in_len` bytes; `out` has room for `out_size`.
LWS_VISIBLE LWS_EXTERN
int lws_b64_encode_string(const char *in,
                          int in_len,
                          char *out,
                          int out_size);

// Like `lws_b64_encode_string()`, with `-` and `_` in place of `+` and `/`, as URLs need it.
//
// Requires:
// As for `lws_b64_encode_string()`.
LWS_VISIBLE LWS_EXTERN int lws_b64_encode_string_url(const char *in, int in_len, char *out, int out_size);

// Decodes base64 of either alphabet, with or without padding; other characters are skipped.
//
// A NUL follows the bytes if there is room. Returns how many bytes were written: what did not fit is left out.
//
// Requires:
// `in` is a C string; `out` has room for `out_size` bytes, and may be the same buffer.
LWS_VISIBLE LWS_EXTERN
int lws_b64_decode_string(const char *in,
                          char *out,
                          int out_size);

// Like `lws_b64_decode_string()`, for text of `in_len` characters, or up to the NUL if that is -1.
//
// Requires:
// `in` has `in_len` characters; `out` has room for `out_size` bytes, and may be the same buffer.
LWS_VISIBLE LWS_EXTERN int lws_b64_decode_string_len(const char *in, int in_len, char *out, int out_size);

// Prepares a decoder that takes its text in pieces.
//
// Requires:
// `state` is valid to write.
LWS_VISIBLE LWS_EXTERN void lws_b64_decode_state_init(struct lws_b64state *state);

// Decodes the next piece of base64 text.
//
// `*in_len` is the length of the text and becomes how much was read; `*out_size` is the room and becomes how much was
// written. With `final` not 0, what is left at the end of the text is decoded too. Returns 0; -1 for a NULL.
//
// Requires:
// `s` was prepared; `in` has `*in_len` characters and `out` has room for `*out_size` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_b64_decode_stateful(struct lws_b64state *s,
                            const char *in,
                            size_t *in_len,
                            uint8_t *out,
                            size_t *out_size,
                            int final);

// Memory for a message that the caller fills in. From any thread.
//
// @param class `LWSSMDCL_*`, or a bit of the program's own from LWSSMDCL_USER_BASE_BITNUM on
// @param len how many bytes the message has, at most LWS_SMD_MAX_PAYLOAD (384)
// @return zeroed memory, for lws_smd_msg_send() or lws_smd_msg_free(); NULL when nobody reads messages of this class, it
//         is too long, or there is no memory
//
// Requires:
// `ctx` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
void *lws_smd_msg_alloc(struct lws_context *ctx,
                        lws_smd_class_t class_,
                        size_t len);

// Frees a message that was not sent, and sets the caller's pointer to NULL.
//
// Requires:
// `payload` is NULL or points to NULL or to what lws_smd_msg_alloc() gave.
LWS_VISIBLE LWS_EXTERN void lws_smd_msg_free(void **payload);

// Sends a message to all readers of its class: each is called with it on the thread that services the context. From any
// thread; wakes the loop.
//
// @param payload what lws_smd_msg_alloc() gave; the library's when 0 is returned
// @return 0: it waits for its readers (or nobody wants it any more); 1: too many wait, and it is still the caller's
//
// Requires:
// `ctx` is NULL or came from lws_create_context(); `payload` is NULL or as above.
LWS_VISIBLE LWS_EXTERN
int lws_smd_msg_send(struct lws_context *ctx,
                     void *payload);

// Adds a reader of system messages: `cb` is called with each message of the classes in `_class_filter`, on the thread that
// services the context. It gets what is sent from now on.
//
// @param opaque given to `cb`
// @param flags LWSSMDREG_FLAG_PROXIED_SS has no meaning here
// @return a handle for lws_smd_unregister(), which ends with the context; NULL when there is no such context
//
// Requires:
// `ctx` is NULL or came from lws_create_context(); `cb` accepts `opaque` as long as it is registered.
LWS_VISIBLE LWS_EXTERN
struct lws_smd_peer *lws_smd_register(struct lws_context *ctx,
                                      void *opaque,
                                      int flags,
                                      lws_smd_class_t _class_filter,
                                      lws_smd_notification_cb_t cb);

// Takes a reader of system messages out: it is not called any more.
//
// Requires:
// `pr` is NULL or came from lws_smd_register(); a stale one is only logged.
LWS_VISIBLE LWS_EXTERN void lws_smd_unregister(struct lws_smd_peer *pr);

// Has a function called in the service loop from the given state on: for a program's `system_ops.attach`, which calls
// this under a lock of its own, from any thread.
//
// @param tsi 0: there is one service thread
// @param cb, opaque what is called, with what; with `get` NULL
// @param state LWS_SYSTATE_*: from when on
// @param get NULL to add a function; else the place for a handle of the next one whose state has come, NULL for none.
//        Only the library's own call of `system_ops.attach` uses that
// @return 0, or 1 when there is no such context
//
// Requires:
// `context` is NULL or came from lws_create_context(); `get` is NULL or a place for the pointer.
LWS_VISIBLE LWS_EXTERN
int __lws_system_attach(struct lws_context *context,
                        int tsi,
                        lws_attach_cb_t cb,
                        lws_system_states_t state,
                        void *opaque,
                        struct lws_attach_item **get);

// Takes a watcher out of its state machine; one that is in none may be given too.
//
// Requires:
// `nl` is NULL, or zeroed or registered before.
LWS_VISIBLE LWS_EXTERN void lws_state_reg_deregister(lws_state_notify_link_t *nl);

// Adds a watcher to a state machine. Before each step it is called with the present and the next state, and forbids the
// step by returning other than 0 (and goes on later by lws_state_transition_steps()); after it with the new state twice.
// The one that was added last is called first.
//
// @param nl zeroed but for `notify_cb` and `name`; it must stay where it is until it is taken out or the context is gone
//
// Requires:
// `mgr` is NULL or a valid state machine; `nl` is NULL or as above.
LWS_VISIBLE LWS_EXTERN
void lws_state_reg_notifier(lws_state_manager_t *mgr,
                            lws_state_notify_link_t *nl);

// Adds a list of watchers, one after the other.
//
// @param nl an array of watchers ended by NULL, or NULL
//
// Requires:
// As for lws_state_reg_notifier().
LWS_VISIBLE LWS_EXTERN
void lws_state_reg_notifier_list(lws_state_manager_t *mgr,
                                 lws_state_notify_link_t *const *nl);

// Moves a state machine to a state, whichever it is in, unless a watcher forbids it.
//
// @return 0; look at `mgr->state`
//
// Requires:
// `mgr` is NULL or a valid state machine.
LWS_VISIBLE LWS_EXTERN int lws_state_transition(lws_state_manager_t *mgr, int target);

// Moves a state machine on, state by state, up to one; a watcher may forbid each step. Never back.
//
// @return 0; look at `mgr->state`
//
// Requires:
// `mgr` is NULL or a valid state machine.
LWS_VISIBLE LWS_EXTERN int lws_state_transition_steps(lws_state_manager_t *mgr, int target);

// Frees the copies that a system blob holds; memory of the program's own stays.
//
// Requires:
// `b` is NULL or came from lws_system_get_blob().
LWS_VISIBLE LWS_EXTERN void lws_system_blob_destroy(lws_system_blob_t *b);

// Has a system blob stand for memory of the program's own, which must stay as long as the blob is used.
//
// Requires:
// `b` is NULL or came from lws_system_get_blob(); `ptr` has `len` bytes.
LWS_VISIBLE LWS_EXTERN void lws_system_blob_direct_set(lws_system_blob_t *b, const uint8_t *ptr, size_t len);

// Copies a part of a system blob.
//
// @param len how much room there is; set to how much was copied
// @param ofs from where on
// @return 0 when something was copied; 1 when a blob of the program's own memory ends before `ofs`; -2 when one of copies
//         holds nothing there
//
// Requires:
// `b` is NULL or came from lws_system_get_blob(); `ptr` has room for `*len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_system_blob_get(lws_system_blob_t *b,
                        uint8_t *ptr,
                        size_t *len,
                        size_t ofs);

// Where the bytes of a system blob stand, if they stand in one piece: not when they were appended in several.
//
// @param ptr set to the bytes, which stay there until the blob is changed
// @return 0, or -1 when there is no such pointer
//
// Requires:
// `b` is NULL or came from lws_system_get_blob(); `ptr` is NULL or a place for the pointer.
LWS_VISIBLE LWS_EXTERN int lws_system_blob_get_single_ptr(lws_system_blob_t *b, const uint8_t **ptr);

// How many bytes a system blob has.
//
// Requires:
// `b` is NULL or came from lws_system_get_blob().
LWS_VISIBLE LWS_EXTERN size_t lws_system_blob_get_size(lws_system_blob_t *b);

// Appends a copy of bytes to a system blob.
//
// @return 0, or -1 when it stands for memory of the program's own (empty it first)
//
// Requires:
// `b` is NULL or came from lws_system_get_blob(); `ptr` has `len` bytes.
LWS_VISIBLE LWS_EXTERN int lws_system_blob_heap_append(lws_system_blob_t *b, const uint8_t *ptr, size_t len);

// Empties a system blob.
//
// Requires:
// `b` is NULL or came from lws_system_get_blob().
LWS_VISIBLE LWS_EXTERN void lws_system_blob_heap_empty(lws_system_blob_t *b);

// The context that a state machine belongs to, for watchers.
//
// @return `mgr->context`; NULL for NULL
//
// Requires:
// `mgr` is NULL or a valid state machine.
LWS_VISIBLE LWS_EXTERN struct lws_context *lws_system_context_from_system_mgr(lws_state_manager_t *mgr);

// Tells what was found out about captive portals: sends a system message of the network class, and moves the system's
// state on. Only the first call after a search counts.
//
// @param result LWS_CPD_INTERNET_OK, LWS_CPD_CAPTIVE_PORTAL or LWS_CPD_NO_INTERNET
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
void lws_system_cpd_set(struct lws_context *context,
                        lws_cpd_result_t result);

// Has the program look for captive portals: calls `system_ops.captive_portal_detect_request`, if there is one.
//
// @return what that gave; 0 without one; -1 when there is no such context
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
int lws_system_cpd_start(struct lws_context *context);

// lws_system_cpd_start() after some time. Since lws 4.3.
//
// @param defer_us microseconds from now
//
// Requires:
// `cx` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN void lws_system_cpd_start_defer(struct lws_context *cx, lws_usec_t defer_us);

// What is known about captive portals: LWS_CPD_UNKNOWN until lws_system_cpd_set() was called.
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN lws_cpd_result_t lws_system_cpd_state_get(struct lws_context *context);

// A context's system blob of some kind: bytes of any sort that one part of a program leaves for another. From any thread.
//
// @param type LWS_SYSBLOB_TYPE_*
// @param idx which of that kind, 0 for the first
// @return the blob, which lives as long as the context; NULL when there is none of that number
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
lws_system_blob_t *lws_system_get_blob(struct lws_context *context,
                                       lws_system_blob_item_t type,
                                       int idx);

// The `system_ops` of the info that the context was made from.
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN const lws_system_ops_t *lws_system_get_ops(struct lws_context *context);

// The state machine of the system, to look at its state, or to add watchers. It goes with the context.
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN lws_state_manager_t *lws_system_get_state_manager(struct lws_context *context);

// When the earliest of the program's timers is due that was set by lws_sul_schedule_wakesuspend(): a machine that
// suspends meanwhile has to be awake then.
//
// @param pearliest set to the time, as lws_now_usecs() counts
// @return 0, or 1 when there is none
//
// Requires:
// `ctx` is NULL or came from lws_create_context(); `pearliest` is NULL or a place for the time.
LWS_VISIBLE LWS_EXTERN
int lws_sul_earliest_wakeable_event(struct lws_context *ctx,
                                    lws_usec_t *pearliest);

// lws_sul_schedule() for a timer for whose sake a suspended machine shall wake: lws_sul_earliest_wakeable_event() tells of
// it.
//
// Requires:
// As for lws_sul_schedule().
LWS_VISIBLE LWS_EXTERN
void lws_sul_schedule_wakesuspend(struct lws_context *ctx,
                                  int tsi,
                                  lws_sorted_usec_list_t *sul,
                                  sul_cb_t cb,
                                  lws_usec_t us);

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
// @param usecs microseconds; LWS_SET_TIMER_USEC_CANCEL for none. What is below that is due at once
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
// @param flags LWSSULLI_WAKE_IF_SUSPENDED (1): as lws_sul_schedule_wakesuspend()
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

// Schedules a timer for the next try of something: the delay is the policy's for the number of tries so far
// (lws_retry_get_delay_ms()), which goes up by one.
//
// @param tid 0: there is one service thread
// @param ctry the number of tries so far
// @return 0, or 1 when the tries are used up: then it is not scheduled
//
// Requires:
// As for lws_sul_schedule() and lws_retry_get_delay_ms().
LWS_VISIBLE LWS_EXTERN
int lws_retry_sul_schedule(struct lws_context *context,
                           int tid,
                           lws_sorted_usec_list_t *sul,
                           const lws_retry_bo_t *retry,
                           sul_cb_t cb,
                           uint16_t *ctry);

// Tells something about the certificate that the peer of a TLS connection has shown.
//
// `type` is a LWS_TLS_CERT_INFO_ value. VALIDITY_FROM and _TO give `time` in seconds since 1970, USAGE the bits of the key
// usage extension (0x80 for signatures; all bits when there is no such extension), VERIFIED 1. COMMON_NAME gives the
// subject from behind its `/CN=` on (what follows it, such as `/emailAddress=…`, belongs to it), ISSUER_NAME the issuer as
// `/C=…/O=…/CN=…`, both in `ns` with a NUL, with as many whole parts as fit. OPAQUE_PUBLIC_KEY, and from lws 4.3 on DER_RAW
// and the key identifiers, give bytes without a NUL.
//
// @param wsi the connection
// @param type what to tell
// @param buf where to put it
// @param len how many bytes `buf->ns.name` has; there may be more of them than the struct says
// @return 0; 1 when the certificate does not have it; -1 when there is no certificate, no room (`ns.len` says how much is
//         wanted), or no such `type`
//
// Requires:
// `wsi` is NULL or a connection of this library; `buf` is NULL or writable, and `buf->ns.name` for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_tls_peer_cert_info(struct lws *wsi,
                           enum lws_tls_cert_info type,
                           union lws_tls_cert_info_results *buf,
                           size_t len);

// Tells something about the certificate that a vhost serves, as lws_tls_peer_cert_info() does; VERIFIED has no meaning
// here, and gives -1.
//
// @return 0, 1 or -1, as there
//
// Requires:
// `vhost` is NULL or a vhost of this library; `buf` is NULL or writable, and `buf->ns.name` for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_tls_vhost_cert_info(struct lws_vhost *vhost,
                            enum lws_tls_cert_info type,
                            union lws_tls_cert_info_results *buf,
                            size_t len);

// Has the vhosts that were made with these two files use what is in them now, without a restart. Open connections go on
// with what they have; new ones get the new certificate. Files that do not fit together change nothing, and are logged.
//
// With certificate and key in memory these are used where the files cannot be read.
//
// @param context the context
// @param certpath the path that was given as `ssl_cert_filepath`
// @param keypath the path that was given as `ssl_private_key_filepath`
// @param mem_cert the certificate chain, PEM or DER, or NULL
// @param len_mem_cert its length
// @param mem_privkey the key, PEM or DER, or NULL
// @param len_mem_privkey its length
// @return 0, also when no vhost has these files; 1 when there is no such context or a path is NULL
//
// Requires:
// `context` is NULL or came from lws_create_context(); the paths are NULL or C strings; the memory is NULL or readable for
// its length.
LWS_VISIBLE LWS_EXTERN
int lws_tls_cert_updated(struct lws_context *context,
                         const char *certpath,
                         const char *keypath,
                         const char *mem_cert,
                         size_t len_mem_cert,
                         const char *mem_privkey,
                         size_t len_mem_privkey);

// Has the client connections that a vhost makes from now on trust one more certificate.
//
// @param vh the vhost
// @param der the certificate, in DER (PEM is taken, too)
// @param der_len its length
// @return 0; 1 when it is none, or there is no such vhost
//
// Requires:
// `vh` is NULL or a vhost of this library; `der` is NULL or readable for `der_len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_tls_client_vhost_extra_cert_mem(struct lws_vhost *vh,
                                        const uint8_t *der,
                                        size_t der_len);

// Gives the TLS of a vhost's client connections new settings: the `client_ssl_…` members, `ssl_client_options_set`, `alpn`
// and the options of the info. Every vhost has such settings from its own info: this is for programs that decide later.
//
// @param info what to use; it may be freed when the call returns
// @param vhost the vhost
// @return 0; 1 when the certificates cannot be used: the log says why, and the old settings stay
//
// Requires:
// `info` is NULL or points to a filled struct whose strings are valid during the call; `vhost` is NULL or a vhost of this
// library.
LWS_VISIBLE LWS_EXTERN
int lws_init_vhost_client_ssl(const struct lws_context_creation_info *info,
                              struct lws_vhost *vhost);

// Whether a TLS connection resumed an earlier session, which saves the certificates and their checks. Since lws 4.3.
//
// @return 1 if so, 0 if not or if there is no TLS
//
// Requires:
// `wsi` is NULL or a connection of this library.
LWS_VISIBLE LWS_EXTERN
int lws_tls_session_is_reused(struct lws *wsi);

// Would load a TLS session that was saved. Sessions are kept in memory, where they are resumed by themselves, and cannot
// leave it: their format is OpenSSL's own. Since lws 4.3.
//
// @return 1: there is none
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_tls_session_dump_load(struct lws_vhost *_vh,
                              const char *_host,
                              uint16_t _port,
                              lws_tls_sess_cb_t _cb_load,
                              void *_opq);

// Would save a TLS session; see lws_tls_session_dump_load(). Since lws 4.3.
//
// @return 1: there is none
//
// Requires:
// Nothing is read or written through the arguments: any are allowed.
LWS_VISIBLE LWS_EXTERN
int lws_tls_session_dump_save(struct lws_vhost *_vh,
                              const char *_host,
                              uint16_t _port,
                              lws_tls_sess_cb_t _cb_save,
                              void *_opq);

// Makes an object for a certificate, without one.
//
// @param x509 where to put the object; give it back by lws_x509_destroy()
// @return 0, or -1 when `x509` is NULL
//
// Requires:
// `x509` is NULL or a place for the pointer.
LWS_VISIBLE LWS_EXTERN int lws_x509_create(struct lws_x509_cert **x509);

// Reads a certificate in PEM form into an object; what it held before goes.
//
// @param x509 the object
// @param pem the text: the first certificate in it counts
// @param len its length, with or without a NUL at its end
// @return 0, or -1 when there is no certificate in it
//
// Requires:
// `x509` is NULL or came from lws_x509_create(); `pem` is NULL or readable for `len` bytes.
LWS_VISIBLE LWS_EXTERN int lws_x509_parse_from_pem(struct lws_x509_cert *x509, const void *pem, size_t len);

// Tells something about a certificate, as lws_tls_peer_cert_info() does; VERIFIED gives -1.
//
// @return 0, 1 or -1, as there
//
// Requires:
// `x509` is NULL or came from lws_x509_create(); `buf` is NULL or writable, and `buf->ns.name` for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_x509_info(struct lws_x509_cert *x509,
                  enum lws_tls_cert_info type,
                  union lws_tls_cert_info_results *buf,
                  size_t len);

// Checks that a certificate was issued by another: the names fit, the other's key may sign certificates, and has signed
// this one. Neither times nor chains are checked.
//
// @param x509 the certificate
// @param trusted whose issuer it is to be
// @param common_name what its common name must be, alone or with what follows it, as LWS_TLS_CERT_INFO_COMMON_NAME gives
//        it; NULL for any
// @return 0 if so, -1 if not
//
// Requires:
// `x509` and `trusted` are NULL or came from lws_x509_create(); `common_name` is NULL or a C string.
LWS_VISIBLE LWS_EXTERN
int lws_x509_verify(struct lws_x509_cert *x509,
                    struct lws_x509_cert *trusted,
                    const char *common_name);

// Destroys a certificate object and sets the caller's pointer to NULL.
//
// Requires:
// `x509` is NULL or points to NULL or to an object of lws_x509_create() that is not destroyed yet.
LWS_VISIBLE LWS_EXTERN void lws_x509_destroy(struct lws_x509_cert **x509);

// Prepares a tokenizer for a C string. `flags` are `LWS_TOKENIZE_F_...`, or'ed.
//
// The string is not copied. Its length is taken to end at its NUL; set `len` afterwards for text without one.
//
// Requires:
// `ts` is valid to write; `start` stays valid while tokens are read.
LWS_VISIBLE LWS_EXTERN void lws_tokenize_init(struct lws_tokenize *ts, const char *start, int flags);

// Reads the next token.
//
// Returns what it is, `LWS_TOKZE_...`, with the token in `token` and `token_len`, in the text, not ended by a NUL. 0
// (`LWS_TOKZE_ENDED`) at the end of the text, or a NUL; a negative number for an error.
//
// Requires:
// `ts` was prepared by `lws_tokenize_init()` or by hand: `start` leads to `len` bytes, or to a NUL before that.
LWS_VISIBLE LWS_EXTERN
lws_tokenize_elem lws_tokenize(struct lws_tokenize *ts);

// Copies the current token with a NUL. Returns 0; 1 when it does not fit: `max` must be larger than its length by two.
//
// Requires:
// `ts` holds a token; `str` has room for `max` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_tokenize_cstr(struct lws_tokenize *ts,
                      char *str,
                      size_t max);

// Prepares the expansion of `${name}` in text.
//
// `cb(priv, name, out, &pos, olen, &ofs)` writes what a name stands for, from position `pos` on, and moves that; it
// returns `LSTRX_DONE`, `LSTRX_FATAL_NAME_UNKNOWN`, or `LSTRX_FILLED_OUT` when there is no room, and is then called
// again with what it left in `ofs`. `out` may be NULL to count only.
//
// Requires:
// `exp` is valid to write; `out` is NULL or has room for `olen` bytes, as long as it is used.
LWS_VISIBLE LWS_EXTERN
void lws_strexp_init(struct lws_strexp *exp,
                     void *priv,
                     lws_strexp_expand_cb cb,
                     char *out,
                     size_t olen);

// Goes on with a new or emptied buffer.
//
// Requires:
// `exp` was prepared; `out` is NULL or has room for `olen` bytes, as long as it is used.
LWS_VISIBLE LWS_EXTERN void lws_strexp_reset_out(struct lws_strexp *exp, char *out, size_t olen);

// Expands the next piece of text.
//
// `*pused_in` becomes how many of the `len` bytes were used, `*pused_out` how many stand in the output. Returns
// `LSTRX_DONE`, and a NUL follows the output if there is room; `LSTRX_FILLED_OUT` when the output is full: take it, call
// `lws_strexp_reset_out()`, and go on with the rest of the text; a negative number for an error.
//
// Requires:
// `exp` was prepared, and its buffer is valid; `in` has `len` bytes; the other two are valid.
LWS_VISIBLE LWS_EXTERN
int lws_strexp_expand(struct lws_strexp *exp,
                      const char *in,
                      size_t len,
                      size_t *pused_in,
                      size_t *pused_out);

// Opens a file of the system's: what `open` of a context's file operations is, unless a program put its own there.
//
// @param fops the operations, which the new file keeps and is later read and closed by
// @param filename the path, a C string
// @param vpath not looked at
// @param flags O_RDONLY, O_WRONLY or O_RDWR and what else open() takes, in the bits of LWS_FOP_FLAGS_MASK; the file keeps
//        all of them
// @return the open file, to be closed by lws_vfs_file_close(); NULL when it cannot be opened
//
// Requires:
// `filename` is a C string, `flags` is readable, and `fops` lives as long as the file is open.
LWS_VISIBLE LWS_EXTERN
lws_fop_fd_t _lws_plat_file_open(const struct lws_plat_file_ops *fops,
                                 const char *filename,
                                 const char *vpath,
                                 lws_fop_flags_t *flags);

// Closes a file of the system's, and sets the caller's pointer to NULL.
//
// @return 0, or -1 when the system says that something was wrong, or there is no file
//
// Requires:
// `fop_fd` is NULL or points to a pointer, which is NULL or came from _lws_plat_file_open().
LWS_VISIBLE LWS_EXTERN int _lws_plat_file_close(lws_fop_fd_t *fop_fd);

// Moves the place in a file of the system's, but neither behind its end nor before its beginning.
//
// @param offset how far, from where it is; may be negative
// @return the new place, counted from the beginning; -1 when it cannot be moved
//
// Requires:
// `fop_fd` is NULL or an open file from _lws_plat_file_open().
LWS_VISIBLE LWS_EXTERN lws_fileofs_t _lws_plat_file_seek_cur(lws_fop_fd_t fop_fd, lws_fileofs_t offset);

// Reads from a file of the system's.
//
// @param amount gets how many bytes were read; 0 at the end of the file
// @param buf where to
// @param len how many at most
// @return 0, or -1 for an error
//
// Requires:
// `fop_fd` is NULL or an open file from _lws_plat_file_open(); `amount` is writable, and `buf` for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int _lws_plat_file_read(lws_fop_fd_t fop_fd,
                        lws_filepos_t *amount,
                        uint8_t *buf,
                        lws_filepos_t len);

// Writes to a file of the system's.
//
// @param amount gets how many bytes were written
// @param buf where from
// @param len how many
// @return 0, or -1 for an error
//
// Requires:
// `fop_fd` is NULL or an open file from _lws_plat_file_open(); `amount` is writable, and `buf` readable for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int _lws_plat_file_write(lws_fop_fd_t fop_fd,
                         lws_filepos_t *amount,
                         uint8_t *buf,
                         lws_filepos_t len);

// The file operations of a context: the first of a chain. What a program puts into its members counts from then on, for
// each file that is served; copy the struct before, to be able to call what was there.
//
// @return the operations, valid as long as the context; NULL when there is no such context
//
// Requires:
// `context` is NULL or came from lws_create_context().
LWS_VISIBLE LWS_EXTERN
struct lws_plat_file_ops *lws_get_fops(struct lws_context *context);

// Makes a program's file operations those of a context: its `open` gets each path that no other of the chain behind it
// has a sign for.
//
// @param fops the first of a chain, by `next`; must live as long as the context. NULL: the library's own again
//
// Requires:
// `context` is NULL or came from lws_create_context(); `fops` and what follows it by `next` stay valid as long as the
// context.
LWS_VISIBLE LWS_EXTERN
void lws_set_fops(struct lws_context *context,
                  const struct lws_plat_file_ops *fops);

// Opens a file by file operations: by those of the chain that have a sign in the path (`fi`), or else by the first.
//
// @param fops the first of a chain, as lws_get_fops() gives it
// @param vfs_path the path, a C string
// @param flags O_RDONLY or O_RDWR; LWS_FOP_FLAG_COMPR_ACCEPTABLE_GZIP if gzip will do. The operations may add flags
// @return the open file, to be closed by lws_vfs_file_close(); NULL when it cannot be opened
//
// Requires:
// `fops` and what follows it are valid, `vfs_path` is a C string, and `flags` is what the operations expect.
LWS_VISIBLE LWS_EXTERN
lws_fop_fd_t lws_vfs_file_open(const struct lws_plat_file_ops *fops,
                               const char *vfs_path,
                               lws_fop_flags_t *flags);

// Where in a file the next byte is read or written, counted from its beginning.
//
// @return the place; 0 when there is no file
//
// Requires:
// `fop_fd` is NULL or an open file.
LWS_VISIBLE LWS_EXTERN lws_filepos_t lws_vfs_tell(lws_fop_fd_t fop_fd);

// The length of a file in bytes, as it was when it was opened.
//
// @return the length; 0 when there is no file
//
// Requires:
// `fop_fd` is NULL or an open file.
LWS_VISIBLE LWS_EXTERN lws_filepos_t lws_vfs_get_length(lws_fop_fd_t fop_fd);

// When a file was last changed, if its operations say so (LWS_FOP_FLAG_MOD_TIME_VALID).
//
// @return seconds since 1970; 0 when there is no file, or nobody has set it
//
// Requires:
// `fop_fd` is NULL or an open file.
LWS_VISIBLE LWS_EXTERN uint32_t lws_vfs_get_mod_time(lws_fop_fd_t fop_fd);

// Moves to a place counted from the beginning of a file.
//
// @param offset the place
// @return what `seek_cur` of the file's operations gave: the new place, or -1; -1 also when there is no file
//
// Requires:
// `fop_fd` is NULL or an open file.
LWS_VISIBLE LWS_EXTERN lws_fileofs_t lws_vfs_file_seek_set(lws_fop_fd_t fop_fd, lws_fileofs_t offset);

// Moves to a place counted from the end of a file.
//
// As with lws, `seek_cur` of the file's operations is asked for the length plus the present place plus `offset`; those of
// the system stop at the end then, whatever a small `offset` says.
//
// @param offset how far from the end, mostly 0
// @return what `seek_cur` of the file's operations gave: the new place, or -1; -1 also when there is no file
//
// Requires:
// `fop_fd` is NULL or an open file.
LWS_VISIBLE LWS_EXTERN
lws_fileofs_t lws_vfs_file_seek_end(lws_fop_fd_t fop_fd,
                                    lws_fileofs_t offset);

// Writes a new certificate or key through an open descriptor, brings it to the disk, and goes back to the file's
// beginning.
//
// @param vhost not looked at
// @param is_key not looked at
// @param fd a descriptor of a regular file, open for writing
// @param buf the text
// @param len its length in bytes
// @return 0, or 1 when it was not written
//
// Requires:
// `buf` is readable for `len` bytes.
LWS_VISIBLE LWS_EXTERN
int lws_plat_write_cert(struct lws_vhost *vhost,
                        int is_key,
                        int fd,
                        void *buf,
                        lws_len_t len);

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
// From any thread.
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

// Sees to it that a connection has session memory of this size, for protocols that do not say it in
// `per_session_data_size`. Memory that is there already stays, with what is in it, or is moved to more; a second call gives
// the same memory.
//
// @return the memory, or NULL (size 0, or no memory)
//
// Requires:
// `wsi` is NULL or was given to a callback by this library.
LWS_VISIBLE LWS_EXTERN
void *lws_adjust_protocol_psds(struct lws *wsi,
                               size_t new_size);

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

// What cbindgen cannot write: functions with a variable number of arguments or different in the two ABIs, and constant
// tables.

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

// Makes a UDP socket and gives its datagrams to a protocol of the vhost, one LWS_CALLBACK_RAW_RX each; lws_get_udp() tells
// who sent the last one, and lws_write() answers that one. With LWS_CAUDP_BIND in `flags` the socket is bound to `ads` (NULL
// for any address) and `port`, else it is connected to them; with LWS_CAUDP_BROADCAST it may broadcast. `ifname` names the
// interface to use, or is NULL. Returns the connection, which the vhost owns; NULL, with a line in the log, if the socket
// cannot be made or a callback refused it.
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

// Units for lws_humanize(): powers of 1,024 (Ki), the same of bytes (KiB), and times, from microseconds.
extern const lws_humanize_unit_t humanize_schema_si[7];
extern const lws_humanize_unit_t humanize_schema_si_bytes[7];
extern const lws_humanize_unit_t humanize_schema_us[8];

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
