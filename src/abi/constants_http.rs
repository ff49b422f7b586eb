//! Constants of HTTP, websocket closing and `lws_write`.

use super::*;
use core::ffi::{c_int, c_uint};

/// Why a websocket is closed: the status in a close frame (RFC 6455, section 7.4.1).
pub type lws_close_status = c_int;
/// No status: no close frame is sent.
pub const LWS_CLOSE_STATUS_NOSTATUS: lws_close_status = 0;
/// 1000: what it was for is done.
pub const LWS_CLOSE_STATUS_NORMAL: lws_close_status = 1000;
/// 1001: the server shuts down, or the page is left.
pub const LWS_CLOSE_STATUS_GOINGAWAY: lws_close_status = 1001;
/// 1002: the peer broke the protocol.
pub const LWS_CLOSE_STATUS_PROTOCOL_ERR: lws_close_status = 1002;
/// 1003: data of this kind are not taken.
pub const LWS_CLOSE_STATUS_UNACCEPTABLE_OPCODE: lws_close_status = 1003;
/// 1004: not to be used.
pub const LWS_CLOSE_STATUS_RESERVED: lws_close_status = 1004;
/// 1005: the close frame had no status. Never sent.
pub const LWS_CLOSE_STATUS_NO_STATUS: lws_close_status = 1005;
/// 1006: the connection broke. Never sent.
pub const LWS_CLOSE_STATUS_ABNORMAL_CLOSE: lws_close_status = 1006;
/// 1007: the data are not what they should be: text that is not UTF-8.
pub const LWS_CLOSE_STATUS_INVALID_PAYLOAD: lws_close_status = 1007;
/// 1008: not allowed.
pub const LWS_CLOSE_STATUS_POLICY_VIOLATION: lws_close_status = 1008;
/// 1009: the message is too long.
pub const LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE: lws_close_status = 1009;
/// 1010: the server did not agree to an extension that the client needs.
pub const LWS_CLOSE_STATUS_EXTENSION_REQUIRED: lws_close_status = 1010;
/// 1011: the server failed.
pub const LWS_CLOSE_STATUS_UNEXPECTED_CONDITION: lws_close_status = 1011;
/// 1015: TLS failed. Never sent.
pub const LWS_CLOSE_STATUS_TLS_FAILURE: lws_close_status = 1015;
/// Internal: a client's HTTP request is done.
pub const LWS_CLOSE_STATUS_CLIENT_TRANSACTION_DONE: lws_close_status = 2000;
/// Internal: the context is being destroyed.
pub const LWS_CLOSE_STATUS_NOSTATUS_CONTEXT_DESTROY: lws_close_status = 9999;

/// Statuses of HTTP.
pub type http_status = c_int;
/// The body may be sent.
pub const HTTP_STATUS_CONTINUE: http_status = 100;
/// Done.
pub const HTTP_STATUS_OK: http_status = 200;
/// Done, and nothing to send.
pub const HTTP_STATUS_NO_CONTENT: http_status = 204;
/// The part that was asked for.
pub const HTTP_STATUS_PARTIAL_CONTENT: http_status = 206;
/// It is elsewhere from now on.
pub const HTTP_STATUS_MOVED_PERMANENTLY: http_status = 301;
/// It is elsewhere for now.
pub const HTTP_STATUS_FOUND: http_status = 302;
/// The answer is elsewhere: use GET.
pub const HTTP_STATUS_SEE_OTHER: http_status = 303;
/// The client's copy is still good.
pub const HTTP_STATUS_NOT_MODIFIED: http_status = 304;
/// The request is malformed.
pub const HTTP_STATUS_BAD_REQUEST: http_status = 400;
/// A login is needed.
pub const HTTP_STATUS_UNAUTHORIZED: http_status = 401;
/// Payment is needed.
pub const HTTP_STATUS_PAYMENT_REQUIRED: http_status = 402;
/// Not allowed.
pub const HTTP_STATUS_FORBIDDEN: http_status = 403;
/// There is no such thing.
pub const HTTP_STATUS_NOT_FOUND: http_status = 404;
/// Not with this method.
pub const HTTP_STATUS_METHOD_NOT_ALLOWED: http_status = 405;
/// Not in a form that the client takes.
pub const HTTP_STATUS_NOT_ACCEPTABLE: http_status = 406;
/// The proxy needs a login.
pub const HTTP_STATUS_PROXY_AUTH_REQUIRED: http_status = 407;
/// The request took too long.
pub const HTTP_STATUS_REQUEST_TIMEOUT: http_status = 408;
/// It does not fit the state of things.
pub const HTTP_STATUS_CONFLICT: http_status = 409;
/// It is no more.
pub const HTTP_STATUS_GONE: http_status = 410;
/// A Content-Length is needed.
pub const HTTP_STATUS_LENGTH_REQUIRED: http_status = 411;
/// A condition of the request does not hold.
pub const HTTP_STATUS_PRECONDITION_FAILED: http_status = 412;
/// The body is too long.
pub const HTTP_STATUS_REQ_ENTITY_TOO_LARGE: http_status = 413;
/// The URL is too long.
pub const HTTP_STATUS_REQ_URI_TOO_LONG: http_status = 414;
/// A body of this type is not taken.
pub const HTTP_STATUS_UNSUPPORTED_MEDIA_TYPE: http_status = 415;
/// There is no such part.
pub const HTTP_STATUS_REQ_RANGE_NOT_SATISFIABLE: http_status = 416;
/// An Expect header cannot be met.
pub const HTTP_STATUS_EXPECTATION_FAILED: http_status = 417;
/// The server failed.
pub const HTTP_STATUS_INTERNAL_SERVER_ERROR: http_status = 500;
/// The server cannot do that.
pub const HTTP_STATUS_NOT_IMPLEMENTED: http_status = 501;
/// A server behind this one failed.
pub const HTTP_STATUS_BAD_GATEWAY: http_status = 502;
/// Not now.
pub const HTTP_STATUS_SERVICE_UNAVAILABLE: http_status = 503;
/// A server behind this one took too long.
pub const HTTP_STATUS_GATEWAY_TIMEOUT: http_status = 504;
/// Not in this version of HTTP.
pub const HTTP_STATUS_HTTP_VERSION_NOT_SUPPORTED: http_status = 505;

/// Settings of HTTP/2, by their numbers (RFC 9113, section 6.5.2).
pub type lws_h2_settings = c_int;
/// Size of the table of headers.
pub const H2SET_HEADER_TABLE_SIZE: lws_h2_settings = 1;
/// Whether the server may push.
pub const H2SET_ENABLE_PUSH: lws_h2_settings = 2;
/// How many streams at a time.
pub const H2SET_MAX_CONCURRENT_STREAMS: lws_h2_settings = 3;
/// How much may be sent on a new stream.
pub const H2SET_INITIAL_WINDOW_SIZE: lws_h2_settings = 4;
/// The longest frame.
pub const H2SET_MAX_FRAME_SIZE: lws_h2_settings = 5;
/// The longest headers.
pub const H2SET_MAX_HEADER_LIST_SIZE: lws_h2_settings = 6;
/// Not used.
pub const H2SET_RESERVED7: lws_h2_settings = 7;
/// Whether websockets may be streams.
pub const H2SET_ENABLE_CONNECT_PROTOCOL: lws_h2_settings = 8;
/// How many there are.
pub const H2SET_COUNT: lws_h2_settings = 9;

/// `lws_http_get_uri_and_method`: GET.
pub const LWSHUMETH_GET: c_int = 0;
/// `lws_http_get_uri_and_method`: POST.
pub const LWSHUMETH_POST: c_int = 1;
/// `lws_http_get_uri_and_method`: OPTIONS.
pub const LWSHUMETH_OPTIONS: c_int = 2;
/// `lws_http_get_uri_and_method`: PUT.
pub const LWSHUMETH_PUT: c_int = 3;
/// `lws_http_get_uri_and_method`: PATCH.
pub const LWSHUMETH_PATCH: c_int = 4;
/// `lws_http_get_uri_and_method`: DELETE.
pub const LWSHUMETH_DELETE: c_int = 5;
/// `lws_http_get_uri_and_method`: CONNECT.
pub const LWSHUMETH_CONNECT: c_int = 6;
/// `lws_http_get_uri_and_method`: HEAD.
pub const LWSHUMETH_HEAD: c_int = 7;
/// `lws_http_get_uri_and_method`: a request of HTTP/2.
pub const LWSHUMETH_COLON_PATH: c_int = 8;

/// As much room as the headers of an answer should be given.
pub const LWS_RECOMMENDED_MIN_HEADER_SPACE: c_int = 2048;

/// The status, in the code of `lws_add_http_header_status`.
pub const LWSAHH_CODE_MASK: c_uint = (1 << 16) - 1;

/// With the code of `lws_add_http_header_status`: no Server header.
pub const LWSAHH_FLAG_NO_SERVER_NAME: c_uint = 1 << 30;

/// As the length of an HTTP body: there is none to tell.
pub const LWS_ILLEGAL_HTTP_CONTENT_LEN: lws_filepos_t = lws_filepos_t::MAX;

/// As a stream's number: the stream of this connection.
pub const LWS_H2_STREAM_SID: c_int = -1;

/// What a piece of an uploaded file is.
pub type lws_spa_fileupload_states = c_int;
/// A piece of the file.
pub const LWS_UFS_CONTENT: lws_spa_fileupload_states = 0;
/// The last piece.
pub const LWS_UFS_FINAL_CONTENT: lws_spa_fileupload_states = 1;
/// A file begins.
pub const LWS_UFS_OPEN: lws_spa_fileupload_states = 2;
/// The upload ends.
pub const LWS_UFS_CLOSE: lws_spa_fileupload_states = 3;

/// What `lws_write` is given.
pub type lws_write_protocol = c_int;
/// Websocket: a text message, or its first piece.
pub const LWS_WRITE_TEXT: lws_write_protocol = 0;
/// Websocket: a binary message, or its first piece.
pub const LWS_WRITE_BINARY: lws_write_protocol = 1;
/// Websocket: a further piece of a message.
pub const LWS_WRITE_CONTINUATION: lws_write_protocol = 2;
/// HTTP: a piece of the body; on raw connections: bytes.
pub const LWS_WRITE_HTTP: lws_write_protocol = 3;
/// Websocket: a ping, with at most 125 bytes.
pub const LWS_WRITE_PING: lws_write_protocol = 5;
/// Websocket: a pong, with at most 125 bytes.
pub const LWS_WRITE_PONG: lws_write_protocol = 6;
/// HTTP: the last piece of the body.
pub const LWS_WRITE_HTTP_FINAL: lws_write_protocol = 7;
/// HTTP: headers.
pub const LWS_WRITE_HTTP_HEADERS: lws_write_protocol = 8;
/// HTTP: further headers.
pub const LWS_WRITE_HTTP_HEADERS_CONTINUATION: lws_write_protocol = 9;
/// With another mode: may be kept and sent later.
pub const LWS_WRITE_BUFLIST: lws_write_protocol = 32;
/// With another mode: more pieces of this message follow.
pub const LWS_WRITE_NO_FIN: lws_write_protocol = 64;
/// With another mode, HTTP/2: the stream ends with it.
pub const LWS_WRITE_H2_STREAM_END: lws_write_protocol = 128;
/// With another mode: a client sends the payload unchanged, with a mask of zeros.
pub const LWS_WRITE_CLIENT_IGNORE_XOR_MASK: lws_write_protocol = 128;

/// How many bytes have to be free before a payload that is given to `lws_write`.
pub const LWS_PRE: c_int = 16;

/// The pipes of a CGI process.
pub type lws_enum_stdinouterr = c_int;
/// Its input.
pub const LWS_STDIN: lws_enum_stdinouterr = 0;
/// Its output.
pub const LWS_STDOUT: lws_enum_stdinouterr = 1;
/// Its errors.
pub const LWS_STDERR: lws_enum_stdinouterr = 2;

/// How far a CGI process's headers have been read.
pub type lws_cgi_hdr_state = c_int;
/// In a header.
pub const LCHS_HEADER: lws_cgi_hdr_state = 0;
/// After the first CR.
pub const LCHS_CR1: lws_cgi_hdr_state = 1;
/// After the first LF.
pub const LCHS_LF1: lws_cgi_hdr_state = 2;
/// After the second CR.
pub const LCHS_CR2: lws_cgi_hdr_state = 3;
/// After the second LF.
pub const LCHS_LF2: lws_cgi_hdr_state = 4;
/// The status is to be sent.
pub const LHCS_RESPONSE: lws_cgi_hdr_state = 5;
/// The headers are to be sent.
pub const LHCS_DUMP_HEADERS: lws_cgi_hdr_state = 6;
/// The body.
pub const LHCS_PAYLOAD: lws_cgi_hdr_state = 7;
/// A bare LF.
pub const LCHS_SINGLE_0A: lws_cgi_hdr_state = 8;

/// `lws_wsi_tx_credit`: how much may be sent.
pub const LWSTXCR_US_TO_PEER: c_int = 0;

/// `lws_wsi_tx_credit`: how much the peer may send.
pub const LWSTXCR_PEER_TO_US: c_int = 1;

/// The system's open flags, in the flags of a virtual file.
pub const LWS_FOP_FLAGS_MASK: lws_fop_flags_t = (1 << 23) - 1;

/// The file may be given in gzip form.
pub const LWS_FOP_FLAG_COMPR_ACCEPTABLE_GZIP: lws_fop_flags_t = 1 << 24;

/// The file is given in gzip form.
pub const LWS_FOP_FLAG_COMPR_IS_GZIP: lws_fop_flags_t = 1 << 25;

/// `mod_time` is set.
pub const LWS_FOP_FLAG_MOD_TIME_VALID: lws_fop_flags_t = 1 << 26;

/// The file is no file of the system's.
pub const LWS_FOP_FLAG_VIRTUAL: lws_fop_flags_t = 1 << 27;
