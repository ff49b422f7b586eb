/*
 * What the headers of older eras are written with: functions under the names of then that lead to those of today's
 * library, and calls that are told apart by how many arguments they have.
 */
#ifndef LWS_RS_LEGACY_SHAPES_H
#define LWS_RS_LEGACY_SHAPES_H

#if defined(__GNUC__)
#pragma GCC system_header
#endif

#include "elsewhere.h"

/* A declaration's name in the library. */
#define LWSX_SYMBOL(name) LWSX_SYMBOL_AS(name)
#define LWSX_SYMBOL_AS(name) __asm__(#name)

/* A function that takes anything, for calls of a shape that the era does not have. */
#ifdef __cplusplus
#define LWSX_ANY_ARGUMENTS (...)
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
#define LWSX_ANY_ARGUMENTS (...)
#else
#define LWSX_ANY_ARGUMENTS ()
#endif

/* Another overload (C++), or nothing (C, where a macro chooses). */
#ifdef __cplusplus
#define LWSX_OTHER_SHAPES(result, name, why) result name(...) LWSX_ELSEWHERE(why)
#endif

/* The number of the arguments, 1 to 15, behind a name. */
#define LWSX_COUNTED(name, ...)                                                                                        \
  LWSX_COUNTED_AS(name, __VA_ARGS__, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define LWSX_COUNTED_AS(name, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, count, ...) name##count
/* The sixteenth of its arguments: a call with fewer of its own before fifteen functions chooses one by their number. */
#define LWSX_NTH(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, nth, ...) nth

#endif
