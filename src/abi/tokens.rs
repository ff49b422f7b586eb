//! The indexes of the headers that the HTTP parser knows by name.

use core::ffi::c_int;

pub type lws_token_indexes = c_int;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_GET_URI: lws_token_indexes = 0;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_POST_URI: lws_token_indexes = 1;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_OPTIONS_URI: lws_token_indexes = 2;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HOST: lws_token_indexes = 3;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_CONNECTION: lws_token_indexes = 4;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_UPGRADE: lws_token_indexes = 5;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_ORIGIN: lws_token_indexes = 6;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_DRAFT: lws_token_indexes = 7;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_CHALLENGE: lws_token_indexes = 8;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_EXTENSIONS: lws_token_indexes = 9;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_KEY1: lws_token_indexes = 10;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_KEY2: lws_token_indexes = 11;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_PROTOCOL: lws_token_indexes = 12;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_ACCEPT: lws_token_indexes = 13;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_NONCE: lws_token_indexes = 14;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP: lws_token_indexes = 15;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP2_SETTINGS: lws_token_indexes = 16;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_ACCEPT: lws_token_indexes = 17;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_AC_REQUEST_HEADERS: lws_token_indexes = 18;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_IF_MODIFIED_SINCE: lws_token_indexes = 19;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_IF_NONE_MATCH: lws_token_indexes = 20;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_ACCEPT_ENCODING: lws_token_indexes = 21;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_ACCEPT_LANGUAGE: lws_token_indexes = 22;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_PRAGMA: lws_token_indexes = 23;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_CACHE_CONTROL: lws_token_indexes = 24;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_AUTHORIZATION: lws_token_indexes = 25;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_COOKIE: lws_token_indexes = 26;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_CONTENT_LENGTH: lws_token_indexes = 27;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_CONTENT_TYPE: lws_token_indexes = 28;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_DATE: lws_token_indexes = 29;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_RANGE: lws_token_indexes = 30;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_REFERER: lws_token_indexes = 31;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_KEY: lws_token_indexes = 32;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_VERSION: lws_token_indexes = 33;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_SWORIGIN: lws_token_indexes = 34;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_COLON_AUTHORITY: lws_token_indexes = 35;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_COLON_METHOD: lws_token_indexes = 36;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_COLON_PATH: lws_token_indexes = 37;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_COLON_SCHEME: lws_token_indexes = 38;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_COLON_STATUS: lws_token_indexes = 39;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_ACCEPT_CHARSET: lws_token_indexes = 40;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_ACCEPT_RANGES: lws_token_indexes = 41;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_ACCESS_CONTROL_ALLOW_ORIGIN: lws_token_indexes = 42;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_AGE: lws_token_indexes = 43;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_ALLOW: lws_token_indexes = 44;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_CONTENT_DISPOSITION: lws_token_indexes = 45;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_CONTENT_ENCODING: lws_token_indexes = 46;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_CONTENT_LANGUAGE: lws_token_indexes = 47;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_CONTENT_LOCATION: lws_token_indexes = 48;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_CONTENT_RANGE: lws_token_indexes = 49;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_ETAG: lws_token_indexes = 50;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_EXPECT: lws_token_indexes = 51;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_EXPIRES: lws_token_indexes = 52;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_FROM: lws_token_indexes = 53;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_IF_MATCH: lws_token_indexes = 54;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_IF_RANGE: lws_token_indexes = 55;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_IF_UNMODIFIED_SINCE: lws_token_indexes = 56;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_LAST_MODIFIED: lws_token_indexes = 57;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_LINK: lws_token_indexes = 58;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_LOCATION: lws_token_indexes = 59;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_MAX_FORWARDS: lws_token_indexes = 60;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_PROXY_AUTHENTICATE: lws_token_indexes = 61;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_PROXY_AUTHORIZATION: lws_token_indexes = 62;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_REFRESH: lws_token_indexes = 63;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_RETRY_AFTER: lws_token_indexes = 64;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_SERVER: lws_token_indexes = 65;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_SET_COOKIE: lws_token_indexes = 66;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_STRICT_TRANSPORT_SECURITY: lws_token_indexes = 67;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_TRANSFER_ENCODING: lws_token_indexes = 68;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_USER_AGENT: lws_token_indexes = 69;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_VARY: lws_token_indexes = 70;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_VIA: lws_token_indexes = 71;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_WWW_AUTHENTICATE: lws_token_indexes = 72;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_PATCH_URI: lws_token_indexes = 73;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_PUT_URI: lws_token_indexes = 74;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_DELETE_URI: lws_token_indexes = 75;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_URI_ARGS: lws_token_indexes = 76;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_PROXY: lws_token_indexes = 77;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP_X_REAL_IP: lws_token_indexes = 78;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HTTP1_0: lws_token_indexes = 79;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_X_FORWARDED_FOR: lws_token_indexes = 80;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_CONNECT: lws_token_indexes = 81;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_HEAD_URI: lws_token_indexes = 82;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_TE: lws_token_indexes = 83;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_REPLAY_NONCE: lws_token_indexes = 84;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_COLON_PROTOCOL: lws_token_indexes = 85;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_X_AUTH_TOKEN: lws_token_indexes = 86;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_DSS_SIGNATURE: lws_token_indexes = 87;
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_SENT_PROTOCOLS: lws_token_indexes = 87;
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_SENT_PROTOCOLS: lws_token_indexes = 88;
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_PEER_ADDRESS: lws_token_indexes = 88;
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_PEER_ADDRESS: lws_token_indexes = 89;
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_URI: lws_token_indexes = 89;
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_URI: lws_token_indexes = 90;
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_HOST: lws_token_indexes = 90;
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_HOST: lws_token_indexes = 91;
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_ORIGIN: lws_token_indexes = 91;
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_ORIGIN: lws_token_indexes = 92;
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_METHOD: lws_token_indexes = 92;
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_METHOD: lws_token_indexes = 93;
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_IFACE: lws_token_indexes = 93;
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_IFACE: lws_token_indexes = 94;
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_ALPN: lws_token_indexes = 94;
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_ALPN: lws_token_indexes = 95;
#[cfg(feature = "abi17")]
pub const WSI_TOKEN_COUNT: lws_token_indexes = 95;
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_COUNT: lws_token_indexes = 96;
#[cfg(feature = "abi17")]
pub const WSI_TOKEN_NAME_PART: lws_token_indexes = 96;
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_NAME_PART: lws_token_indexes = 97;
#[cfg(feature = "abi17")]
pub const WSI_TOKEN_UNKNOWN_VALUE_PART: lws_token_indexes = 97;
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_UNKNOWN_VALUE_PART: lws_token_indexes = 98;
#[cfg(feature = "abi17")]
pub const WSI_TOKEN_SKIPPING: lws_token_indexes = 98;
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_SKIPPING: lws_token_indexes = 99;
#[cfg(feature = "abi17")]
pub const WSI_TOKEN_SKIPPING_SAW_CR: lws_token_indexes = 99;
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_SKIPPING_SAW_CR: lws_token_indexes = 100;
#[cfg(feature = "abi17")]
pub const WSI_PARSING_COMPLETE: lws_token_indexes = 100;
#[cfg(not(feature = "abi17"))]
pub const WSI_PARSING_COMPLETE: lws_token_indexes = 101;
#[cfg(feature = "abi17")]
pub const WSI_INIT_TOKEN_MUXURL: lws_token_indexes = 101;
#[cfg(not(feature = "abi17"))]
pub const WSI_INIT_TOKEN_MUXURL: lws_token_indexes = 102;
