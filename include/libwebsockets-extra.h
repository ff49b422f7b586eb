/*
 * What this library has and lws does not. Nothing in libwebsockets.h needs it.
 */
#ifndef LIBWEBSOCKETS_EXTRA_H
#define LIBWEBSOCKETS_EXTRA_H

#include <libwebsockets.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a context as lax with its peers as genuine lws is, or strict again: unmasked frames from clients, missing or
 * repeated Host headers and header lines that end with a bare LF are then taken. The environment variable LWSX_LAX=1
 * does the same for programs that cannot be changed.
 *
 * @param lax 1 or 0
 * @return 0, or -1 when there is no such context
 */
LWS_VISIBLE LWS_EXTERN int lwsx_set_lax(struct lws_context *context, int lax);

#ifdef __cplusplus
}
#endif

#endif
