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
