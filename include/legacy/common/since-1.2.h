/*
 * What the headers of lws 1.2 to 1.5 have in common: what they include, logs, and numbers that stayed as they were.
 */
#ifndef LWS_RS_LEGACY_SINCE_1_2_H
#define LWS_RS_LEGACY_SINCE_1_2_H

#if defined(__GNUC__)
#pragma GCC system_header
#endif

#include "shapes.h"

#ifdef __cplusplus
#include <cstdarg>
#include <cstddef>
#else
#include <stdarg.h>
#include <stddef.h>
#endif
#include <assert.h>
#include <poll.h>
#include <unistd.h>

#define LWS_VISIBLE __attribute__((visibility("default")))
#ifndef LWS_EXTERN
#define LWS_EXTERN extern
#endif

/* Levels of the log; lws_set_log_level() takes a sum of them. */
enum lws_log_levels {
  LLL_ERR = 1,
  LLL_WARN = 2,
  LLL_NOTICE = 4,
  LLL_INFO = 8,
  LLL_DEBUG = 16,
  LLL_PARSER = 32,
  LLL_HEADER = 64,
  LLL_EXT = 128,
  LLL_CLIENT = 256,
  LLL_LATENCY = 512,
  LLL_COUNT = 10
};

/* Frames inside of frames: how many headers a buffer has room for. */
#define MAX_MUX_RECURSION 2

/* A header of a request: its text, and how long that is. */
struct lws_tokens {
  char *token;
  int token_len;
};

struct libwebsocket;
struct libwebsocket_context;
struct libwebsocket_extension;

/*
 * What extensions are called with. Those of a program's own are not run: the compression of messages is the library's.
 */
enum libwebsocket_extension_callback_reasons {
  LWS_EXT_CALLBACK_SERVER_CONTEXT_CONSTRUCT = 0,
  LWS_EXT_CALLBACK_CLIENT_CONTEXT_CONSTRUCT = 1,
  LWS_EXT_CALLBACK_SERVER_CONTEXT_DESTRUCT = 2,
  LWS_EXT_CALLBACK_CLIENT_CONTEXT_DESTRUCT = 3,
  LWS_EXT_CALLBACK_CONSTRUCT = 4,
  LWS_EXT_CALLBACK_CLIENT_CONSTRUCT = 5,
  LWS_EXT_CALLBACK_CHECK_OK_TO_REALLY_CLOSE = 6,
  LWS_EXT_CALLBACK_CHECK_OK_TO_PROPOSE_EXTENSION = 7,
  LWS_EXT_CALLBACK_DESTROY = 8,
  LWS_EXT_CALLBACK_DESTROY_ANY_WSI_CLOSING = 9,
  LWS_EXT_CALLBACK_ANY_WSI_ESTABLISHED = 10,
  LWS_EXT_CALLBACK_PACKET_RX_PREPARSE = 11,
  LWS_EXT_CALLBACK_PACKET_TX_PRESEND = 12,
  LWS_EXT_CALLBACK_PACKET_TX_DO_SEND = 13,
  LWS_EXT_CALLBACK_HANDSHAKE_REPLY_TX = 14,
  LWS_EXT_CALLBACK_FLUSH_PENDING_TX = 15,
  LWS_EXT_CALLBACK_EXTENDED_PAYLOAD_RX = 16,
  LWS_EXT_CALLBACK_CAN_PROXY_CLIENT_CONNECTION = 17,
  LWS_EXT_CALLBACK_1HZ = 18,
  LWS_EXT_CALLBACK_REQUEST_ON_WRITEABLE = 19,
  LWS_EXT_CALLBACK_IS_WRITEABLE = 20,
  LWS_EXT_CALLBACK_PAYLOAD_TX = 21,
  LWS_EXT_CALLBACK_PAYLOAD_RX = 22
};

#ifdef __cplusplus
extern "C" {
#endif

/* Writes a line to the log, if its level is among those that are shown. */
extern void _lws_log(int filter, const char *format, ...);
extern void _lws_logv(int filter, const char *format, va_list vl);
/* Writes bytes to the log, at the level LLL_DEBUG. */
extern void lwsl_hexdump(void *buf, size_t len) LWSX_SYMBOL(lwsl_hexdump);

/*
 * Says which levels the log shows, and who writes the lines: NULL for stderr. The function gets the level and the line with
 * its end.
 */
extern void lws_set_log_level(int level, void (*log_emit_function)(int level, const char *line));
/* Writes the lines of the log to the system's. */
extern void lwsl_emit_syslog(int level, const char *line);

#ifdef __cplusplus
}
#endif

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

#endif
