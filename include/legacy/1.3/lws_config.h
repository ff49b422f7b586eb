/*
 * What programs written for libwebsockets 1.23 to 1.5 look for in the settings of its build.
 */
#ifndef LWS_RS_LEGACY_1_3_CONFIG_H
#define LWS_RS_LEGACY_1_3_CONFIG_H

#define LWS_LIBRARY_VERSION "1.5.1"
#define LWS_BUILD_HASH "unknown"

/* TLS, by OpenSSL. */
#define LWS_OPENSSL_SUPPORT

#endif
