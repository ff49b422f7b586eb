/*
 * Names that the API of another era has: whoever uses one is told which pkg-config module has it.
 */
#ifndef LWS_RS_LEGACY_ELSEWHERE_H
#define LWS_RS_LEGACY_ELSEWHERE_H

/* A declaration whose use does not compile, and why. Older compilers say so where a call is left in the code. */
#if defined(__has_attribute)
#if __has_attribute(unavailable)
#define LWSX_ELSEWHERE(why) __attribute__((unavailable(why)))
#endif
#endif
#ifndef LWSX_ELSEWHERE
#define LWSX_ELSEWHERE(why) __attribute__((error(why)))
#endif

/* A function of another era, whatever its arguments are. */
#ifdef __cplusplus
#define LWSX_FUNCTION_ELSEWHERE(result, name, why) extern "C" result name(...) LWSX_ELSEWHERE(why)
#else
#define LWSX_FUNCTION_ELSEWHERE(result, name, why) extern result name() LWSX_ELSEWHERE(why)
#endif

#define LWSX_USE_BEFORE_1_6                                                                                            \
  "this name is of lws before 1.6: use pkg-config module libwebsockets-legacy-1.3 (lws 1.23 to 1.5), "                \
  "libwebsockets-legacy-1.2 (1.2 to 1.22), libwebsockets-legacy-0.3 (2011 to 1.1) or libwebsockets-legacy-2010"
#define LWSX_USE_0_3                                                                                                   \
  "this name is of lws before 1.2: use pkg-config module libwebsockets-legacy-0.3 (2011 to 1.1) or "                  \
  "libwebsockets-legacy-2010"
#define LWSX_USE_AFTER_2010                                                                                            \
  "this name is of lws after 2010: use pkg-config module libwebsockets-legacy-0.3 (2011 to 1.1), or -1.2 or -1.3 "     \
  "where a context is made from an info struct"
#define LWSX_USE_BEFORE_1_23                                                                                           \
  "this name is of lws before 1.23: use pkg-config module libwebsockets-legacy-1.2 (1.2 to 1.22) or "                  \
  "libwebsockets-legacy-0.3 (2011 to 1.1)"
#define LWSX_USE_AFTER_1_1                                                                                             \
  "this name is of lws after 1.1: use pkg-config module libwebsockets-legacy-1.2 (1.2 to 1.22) or "                    \
  "libwebsockets-legacy-1.3 (1.23 to 1.5)"
#define LWSX_USE_AFTER_1_22                                                                                            \
  "this name is of lws after 1.22: use pkg-config module libwebsockets-legacy-1.3 (1.23 to 1.5), or "                  \
  "libwebsockets-legacy-1.6 (later, without a context among the arguments)"
#define LWSX_USE_1_3                                                                                                   \
  "this name is of lws 1.23 to 1.5: use pkg-config module libwebsockets-legacy-1.3"
#define LWSX_USE_1_6                                                                                                   \
  "this name is of lws 1.6 and later: use pkg-config module libwebsockets-legacy-1.6 (lws 1.6 to 3.1) or "            \
  "libwebsockets (later)"
#define LWSX_USE_TODAY "this name is of lws 3.0 and later: use pkg-config module libwebsockets"

#endif
