//! The indexes of the headers that the HTTP parser knows by name.

use core::ffi::c_int;

/// The parts of a request or answer that are kept by number: see `lws_hdr_copy` and its kin.
pub type lws_token_indexes = c_int;
/// The path of a GET request.
pub const WSI_TOKEN_GET_URI: lws_token_indexes = 0;
/// The path of a POST request.
pub const WSI_TOKEN_POST_URI: lws_token_indexes = 1;
/// The path of an OPTIONS request.
pub const WSI_TOKEN_OPTIONS_URI: lws_token_indexes = 2;
/// The header `host`.
pub const WSI_TOKEN_HOST: lws_token_indexes = 3;
/// The header `connection`.
pub const WSI_TOKEN_CONNECTION: lws_token_indexes = 4;
/// The header `upgrade`.
pub const WSI_TOKEN_UPGRADE: lws_token_indexes = 5;
/// The header `origin`.
pub const WSI_TOKEN_ORIGIN: lws_token_indexes = 6;
/// The header `sec-websocket-draft`.
pub const WSI_TOKEN_DRAFT: lws_token_indexes = 7;
/// The end of the headers.
pub const WSI_TOKEN_CHALLENGE: lws_token_indexes = 8;
/// The header `sec-websocket-extensions`.
pub const WSI_TOKEN_EXTENSIONS: lws_token_indexes = 9;
/// The header `sec-websocket-key1`.
pub const WSI_TOKEN_KEY1: lws_token_indexes = 10;
/// The header `sec-websocket-key2`.
pub const WSI_TOKEN_KEY2: lws_token_indexes = 11;
/// The header `sec-websocket-protocol`.
pub const WSI_TOKEN_PROTOCOL: lws_token_indexes = 12;
/// The header `sec-websocket-accept`.
pub const WSI_TOKEN_ACCEPT: lws_token_indexes = 13;
/// The header `sec-websocket-nonce`.
pub const WSI_TOKEN_NONCE: lws_token_indexes = 14;
/// The status of an answer, with its text.
pub const WSI_TOKEN_HTTP: lws_token_indexes = 15;
/// The header `http2-settings`.
pub const WSI_TOKEN_HTTP2_SETTINGS: lws_token_indexes = 16;
/// The header `accept`.
pub const WSI_TOKEN_HTTP_ACCEPT: lws_token_indexes = 17;
/// The header `access-control-request-headers`.
pub const WSI_TOKEN_HTTP_AC_REQUEST_HEADERS: lws_token_indexes = 18;
/// The header `if-modified-since`.
pub const WSI_TOKEN_HTTP_IF_MODIFIED_SINCE: lws_token_indexes = 19;
/// The header `if-none-match`.
pub const WSI_TOKEN_HTTP_IF_NONE_MATCH: lws_token_indexes = 20;
/// The header `accept-encoding`.
pub const WSI_TOKEN_HTTP_ACCEPT_ENCODING: lws_token_indexes = 21;
/// The header `accept-language`.
pub const WSI_TOKEN_HTTP_ACCEPT_LANGUAGE: lws_token_indexes = 22;
/// The header `pragma`.
pub const WSI_TOKEN_HTTP_PRAGMA: lws_token_indexes = 23;
/// The header `cache-control`.
pub const WSI_TOKEN_HTTP_CACHE_CONTROL: lws_token_indexes = 24;
/// The header `authorization`.
pub const WSI_TOKEN_HTTP_AUTHORIZATION: lws_token_indexes = 25;
/// The header `cookie`.
pub const WSI_TOKEN_HTTP_COOKIE: lws_token_indexes = 26;
/// The header `content-length`.
pub const WSI_TOKEN_HTTP_CONTENT_LENGTH: lws_token_indexes = 27;
/// The header `content-type`.
pub const WSI_TOKEN_HTTP_CONTENT_TYPE: lws_token_indexes = 28;
/// The header `date`.
pub const WSI_TOKEN_HTTP_DATE: lws_token_indexes = 29;
/// The header `range`.
pub const WSI_TOKEN_HTTP_RANGE: lws_token_indexes = 30;
/// The header `referer`.
pub const WSI_TOKEN_HTTP_REFERER: lws_token_indexes = 31;
/// The header `sec-websocket-key`.
pub const WSI_TOKEN_KEY: lws_token_indexes = 32;
/// The header `sec-websocket-version`.
pub const WSI_TOKEN_VERSION: lws_token_indexes = 33;
/// The header `sec-websocket-origin`.
pub const WSI_TOKEN_SWORIGIN: lws_token_indexes = 34;
/// HTTP/2: the pseudo-header `:authority`.
pub const WSI_TOKEN_HTTP_COLON_AUTHORITY: lws_token_indexes = 35;
/// HTTP/2: the pseudo-header `:method`.
pub const WSI_TOKEN_HTTP_COLON_METHOD: lws_token_indexes = 36;
/// HTTP/2: the pseudo-header `:path`.
pub const WSI_TOKEN_HTTP_COLON_PATH: lws_token_indexes = 37;
/// HTTP/2: the pseudo-header `:scheme`.
pub const WSI_TOKEN_HTTP_COLON_SCHEME: lws_token_indexes = 38;
/// HTTP/2: the pseudo-header `:status`.
pub const WSI_TOKEN_HTTP_COLON_STATUS: lws_token_indexes = 39;
/// The header `accept-charset`.
pub const WSI_TOKEN_HTTP_ACCEPT_CHARSET: lws_token_indexes = 40;
/// The header `accept-ranges`.
pub const WSI_TOKEN_HTTP_ACCEPT_RANGES: lws_token_indexes = 41;
/// The header `access-control-allow-origin`.
pub const WSI_TOKEN_HTTP_ACCESS_CONTROL_ALLOW_ORIGIN: lws_token_indexes = 42;
/// The header `age`.
pub const WSI_TOKEN_HTTP_AGE: lws_token_indexes = 43;
/// The header `allow`.
pub const WSI_TOKEN_HTTP_ALLOW: lws_token_indexes = 44;
/// The header `content-disposition`.
pub const WSI_TOKEN_HTTP_CONTENT_DISPOSITION: lws_token_indexes = 45;
/// The header `content-encoding`.
pub const WSI_TOKEN_HTTP_CONTENT_ENCODING: lws_token_indexes = 46;
/// The header `content-language`.
pub const WSI_TOKEN_HTTP_CONTENT_LANGUAGE: lws_token_indexes = 47;
/// The header `content-location`.
pub const WSI_TOKEN_HTTP_CONTENT_LOCATION: lws_token_indexes = 48;
/// The header `content-range`.
pub const WSI_TOKEN_HTTP_CONTENT_RANGE: lws_token_indexes = 49;
/// The header `etag`.
pub const WSI_TOKEN_HTTP_ETAG: lws_token_indexes = 50;
/// The header `expect`.
pub const WSI_TOKEN_HTTP_EXPECT: lws_token_indexes = 51;
/// The header `expires`.
pub const WSI_TOKEN_HTTP_EXPIRES: lws_token_indexes = 52;
/// The header `from`.
pub const WSI_TOKEN_HTTP_FROM: lws_token_indexes = 53;
/// The header `if-match`.
pub const WSI_TOKEN_HTTP_IF_MATCH: lws_token_indexes = 54;
/// The header `if-range`.
pub const WSI_TOKEN_HTTP_IF_RANGE: lws_token_indexes = 55;
/// The header `if-unmodified-since`.
pub const WSI_TOKEN_HTTP_IF_UNMODIFIED_SINCE: lws_token_indexes = 56;
/// The header `last-modified`.
pub const WSI_TOKEN_HTTP_LAST_MODIFIED: lws_token_indexes = 57;
/// The header `link`.
pub const WSI_TOKEN_HTTP_LINK: lws_token_indexes = 58;
/// The header `location`.
pub const WSI_TOKEN_HTTP_LOCATION: lws_token_indexes = 59;
/// The header `max-forwards`.
pub const WSI_TOKEN_HTTP_MAX_FORWARDS: lws_token_indexes = 60;
/// The header `proxy-authenticate`.
pub const WSI_TOKEN_HTTP_PROXY_AUTHENTICATE: lws_token_indexes = 61;
/// The header `proxy-authorization`.
pub const WSI_TOKEN_HTTP_PROXY_AUTHORIZATION: lws_token_indexes = 62;
/// The header `refresh`.
pub const WSI_TOKEN_HTTP_REFRESH: lws_token_indexes = 63;
/// The header `retry-after`.
pub const WSI_TOKEN_HTTP_RETRY_AFTER: lws_token_indexes = 64;
/// The header `server`.
pub const WSI_TOKEN_HTTP_SERVER: lws_token_indexes = 65;
/// The header `set-cookie`.
pub const WSI_TOKEN_HTTP_SET_COOKIE: lws_token_indexes = 66;
/// The header `strict-transport-security`.
pub const WSI_TOKEN_HTTP_STRICT_TRANSPORT_SECURITY: lws_token_indexes = 67;
/// The header `transfer-encoding`.
pub const WSI_TOKEN_HTTP_TRANSFER_ENCODING: lws_token_indexes = 68;
/// The header `user-agent`.
pub const WSI_TOKEN_HTTP_USER_AGENT: lws_token_indexes = 69;
/// The header `vary`.
pub const WSI_TOKEN_HTTP_VARY: lws_token_indexes = 70;
/// The header `via`.
pub const WSI_TOKEN_HTTP_VIA: lws_token_indexes = 71;
/// The header `www-authenticate`.
pub const WSI_TOKEN_HTTP_WWW_AUTHENTICATE: lws_token_indexes = 72;
/// The path of a PATCH request.
pub const WSI_TOKEN_PATCH_URI: lws_token_indexes = 73;
/// The path of a PUT request.
pub const WSI_TOKEN_PUT_URI: lws_token_indexes = 74;
/// The path of a DELETE request.
pub const WSI_TOKEN_DELETE_URI: lws_token_indexes = 75;
/// The arguments of the path, each a fragment of its own: `name=value`.
pub const WSI_TOKEN_HTTP_URI_ARGS: lws_token_indexes = 76;
/// The target of a request to a proxy.
pub const WSI_TOKEN_PROXY: lws_token_indexes = 77;
/// The header `x-real-ip`.
pub const WSI_TOKEN_HTTP_X_REAL_IP: lws_token_indexes = 78;
/// The status of an answer in HTTP/1.0.
pub const WSI_TOKEN_HTTP1_0: lws_token_indexes = 79;
/// The header `x-forwarded-for`.
pub const WSI_TOKEN_X_FORWARDED_FOR: lws_token_indexes = 80;
/// The target of a CONNECT request.
pub const WSI_TOKEN_CONNECT: lws_token_indexes = 81;
/// The path of a HEAD request.
pub const WSI_TOKEN_HEAD_URI: lws_token_indexes = 82;
/// The header `te`.
pub const WSI_TOKEN_TE: lws_token_indexes = 83;
/// The header `replay-nonce`.
pub const WSI_TOKEN_REPLAY_NONCE: lws_token_indexes = 84;
/// HTTP/2: the pseudo-header `:protocol`.
pub const WSI_TOKEN_COLON_PROTOCOL: lws_token_indexes = 85;
/// The header `x-auth-token`.
pub const WSI_TOKEN_X_AUTH_TOKEN: lws_token_indexes = 86;
/// The header `x-amzn-dss-signature`. Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_DSS_SIGNATURE: lws_token_indexes = 87;
/// Internal: the websocket protocols that a client asks for.
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_SENT_PROTOCOLS: lws_token_indexes = 87;
/// Internal: the websocket protocols that a client asks for.
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_SENT_PROTOCOLS: lws_token_indexes = 88;
/// Internal: the host that a client connects to.
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_PEER_ADDRESS: lws_token_indexes = 88;
/// Internal: the host that a client connects to.
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_PEER_ADDRESS: lws_token_indexes = 89;
/// Internal: the path that a client asks for.
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_URI: lws_token_indexes = 89;
/// Internal: the path that a client asks for.
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_URI: lws_token_indexes = 90;
/// Internal: a client's Host header.
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_HOST: lws_token_indexes = 90;
/// Internal: a client's Host header.
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_HOST: lws_token_indexes = 91;
/// Internal: a client's Origin header.
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_ORIGIN: lws_token_indexes = 91;
/// Internal: a client's Origin header.
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_ORIGIN: lws_token_indexes = 92;
/// Internal: a client's method.
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_METHOD: lws_token_indexes = 92;
/// Internal: a client's method.
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_METHOD: lws_token_indexes = 93;
/// Internal: the interface that a client connects from.
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_IFACE: lws_token_indexes = 93;
/// Internal: the interface that a client connects from.
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_IFACE: lws_token_indexes = 94;
/// Internal: the protocols that a client negotiates by TLS.
#[cfg(feature = "abi17")]
pub const _WSI_TOKEN_CLIENT_ALPN: lws_token_indexes = 94;
/// Internal: the protocols that a client negotiates by TLS.
#[cfg(not(feature = "abi17"))]
pub const _WSI_TOKEN_CLIENT_ALPN: lws_token_indexes = 95;
/// How many there are.
#[cfg(feature = "abi17")]
pub const WSI_TOKEN_COUNT: lws_token_indexes = 95;
/// How many there are.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_COUNT: lws_token_indexes = 96;
/// Internal: the parser is in a name.
#[cfg(feature = "abi17")]
pub const WSI_TOKEN_NAME_PART: lws_token_indexes = 96;
/// Internal: the parser is in a name.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_NAME_PART: lws_token_indexes = 97;
/// Internal: the parser is in the value of a header without a number.
#[cfg(feature = "abi17")]
pub const WSI_TOKEN_UNKNOWN_VALUE_PART: lws_token_indexes = 97;
/// Internal: the parser is in the value of a header without a number.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_UNKNOWN_VALUE_PART: lws_token_indexes = 98;
/// Internal: the parser skips.
#[cfg(feature = "abi17")]
pub const WSI_TOKEN_SKIPPING: lws_token_indexes = 98;
/// Internal: the parser skips.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_SKIPPING: lws_token_indexes = 99;
/// Internal: the parser skips, after a CR.
#[cfg(feature = "abi17")]
pub const WSI_TOKEN_SKIPPING_SAW_CR: lws_token_indexes = 99;
/// Internal: the parser skips, after a CR.
#[cfg(not(feature = "abi17"))]
pub const WSI_TOKEN_SKIPPING_SAW_CR: lws_token_indexes = 100;
/// Internal: the parser is done.
#[cfg(feature = "abi17")]
pub const WSI_PARSING_COMPLETE: lws_token_indexes = 100;
/// Internal: the parser is done.
#[cfg(not(feature = "abi17"))]
pub const WSI_PARSING_COMPLETE: lws_token_indexes = 101;
/// Internal: the parser of a stream begins.
#[cfg(feature = "abi17")]
pub const WSI_INIT_TOKEN_MUXURL: lws_token_indexes = 101;
/// Internal: the parser of a stream begins.
#[cfg(not(feature = "abi17"))]
pub const WSI_INIT_TOKEN_MUXURL: lws_token_indexes = 102;
