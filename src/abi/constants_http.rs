//! Constants of HTTP, websocket closing and `lws_write`.

use super::*;
use core::ffi::{c_int, c_uint};

pub type lws_close_status = c_int;
pub const LWS_CLOSE_STATUS_NOSTATUS: lws_close_status = 0;
pub const LWS_CLOSE_STATUS_NORMAL: lws_close_status = 1000;
pub const LWS_CLOSE_STATUS_GOINGAWAY: lws_close_status = 1001;
pub const LWS_CLOSE_STATUS_PROTOCOL_ERR: lws_close_status = 1002;
pub const LWS_CLOSE_STATUS_UNACCEPTABLE_OPCODE: lws_close_status = 1003;
pub const LWS_CLOSE_STATUS_RESERVED: lws_close_status = 1004;
pub const LWS_CLOSE_STATUS_NO_STATUS: lws_close_status = 1005;
pub const LWS_CLOSE_STATUS_ABNORMAL_CLOSE: lws_close_status = 1006;
pub const LWS_CLOSE_STATUS_INVALID_PAYLOAD: lws_close_status = 1007;
pub const LWS_CLOSE_STATUS_POLICY_VIOLATION: lws_close_status = 1008;
pub const LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE: lws_close_status = 1009;
pub const LWS_CLOSE_STATUS_EXTENSION_REQUIRED: lws_close_status = 1010;
pub const LWS_CLOSE_STATUS_UNEXPECTED_CONDITION: lws_close_status = 1011;
pub const LWS_CLOSE_STATUS_TLS_FAILURE: lws_close_status = 1015;
pub const LWS_CLOSE_STATUS_CLIENT_TRANSACTION_DONE: lws_close_status = 2000;
pub const LWS_CLOSE_STATUS_NOSTATUS_CONTEXT_DESTROY: lws_close_status = 9999;

pub type http_status = c_int;
pub const HTTP_STATUS_CONTINUE: http_status = 100;
pub const HTTP_STATUS_OK: http_status = 200;
pub const HTTP_STATUS_NO_CONTENT: http_status = 204;
pub const HTTP_STATUS_PARTIAL_CONTENT: http_status = 206;
pub const HTTP_STATUS_MOVED_PERMANENTLY: http_status = 301;
pub const HTTP_STATUS_FOUND: http_status = 302;
pub const HTTP_STATUS_SEE_OTHER: http_status = 303;
pub const HTTP_STATUS_NOT_MODIFIED: http_status = 304;
pub const HTTP_STATUS_BAD_REQUEST: http_status = 400;
pub const HTTP_STATUS_UNAUTHORIZED: http_status = 401;
pub const HTTP_STATUS_PAYMENT_REQUIRED: http_status = 402;
pub const HTTP_STATUS_FORBIDDEN: http_status = 403;
pub const HTTP_STATUS_NOT_FOUND: http_status = 404;
pub const HTTP_STATUS_METHOD_NOT_ALLOWED: http_status = 405;
pub const HTTP_STATUS_NOT_ACCEPTABLE: http_status = 406;
pub const HTTP_STATUS_PROXY_AUTH_REQUIRED: http_status = 407;
pub const HTTP_STATUS_REQUEST_TIMEOUT: http_status = 408;
pub const HTTP_STATUS_CONFLICT: http_status = 409;
pub const HTTP_STATUS_GONE: http_status = 410;
pub const HTTP_STATUS_LENGTH_REQUIRED: http_status = 411;
pub const HTTP_STATUS_PRECONDITION_FAILED: http_status = 412;
pub const HTTP_STATUS_REQ_ENTITY_TOO_LARGE: http_status = 413;
pub const HTTP_STATUS_REQ_URI_TOO_LONG: http_status = 414;
pub const HTTP_STATUS_UNSUPPORTED_MEDIA_TYPE: http_status = 415;
pub const HTTP_STATUS_REQ_RANGE_NOT_SATISFIABLE: http_status = 416;
pub const HTTP_STATUS_EXPECTATION_FAILED: http_status = 417;
pub const HTTP_STATUS_INTERNAL_SERVER_ERROR: http_status = 500;
pub const HTTP_STATUS_NOT_IMPLEMENTED: http_status = 501;
pub const HTTP_STATUS_BAD_GATEWAY: http_status = 502;
pub const HTTP_STATUS_SERVICE_UNAVAILABLE: http_status = 503;
pub const HTTP_STATUS_GATEWAY_TIMEOUT: http_status = 504;
pub const HTTP_STATUS_HTTP_VERSION_NOT_SUPPORTED: http_status = 505;

pub type lws_h2_settings = c_int;
pub const H2SET_HEADER_TABLE_SIZE: lws_h2_settings = 1;
pub const H2SET_ENABLE_PUSH: lws_h2_settings = 2;
pub const H2SET_MAX_CONCURRENT_STREAMS: lws_h2_settings = 3;
pub const H2SET_INITIAL_WINDOW_SIZE: lws_h2_settings = 4;
pub const H2SET_MAX_FRAME_SIZE: lws_h2_settings = 5;
pub const H2SET_MAX_HEADER_LIST_SIZE: lws_h2_settings = 6;
pub const H2SET_RESERVED7: lws_h2_settings = 7;
pub const H2SET_ENABLE_CONNECT_PROTOCOL: lws_h2_settings = 8;
pub const H2SET_COUNT: lws_h2_settings = 9;

pub const LWSHUMETH_GET: c_int = 0;
pub const LWSHUMETH_POST: c_int = 1;
pub const LWSHUMETH_OPTIONS: c_int = 2;
pub const LWSHUMETH_PUT: c_int = 3;
pub const LWSHUMETH_PATCH: c_int = 4;
pub const LWSHUMETH_DELETE: c_int = 5;
pub const LWSHUMETH_CONNECT: c_int = 6;
pub const LWSHUMETH_HEAD: c_int = 7;
pub const LWSHUMETH_COLON_PATH: c_int = 8;

pub const LWS_RECOMMENDED_MIN_HEADER_SPACE: c_int = 2048;

pub const LWSAHH_CODE_MASK: c_uint = (1 << 16) - 1;

pub const LWSAHH_FLAG_NO_SERVER_NAME: c_uint = 1 << 30;

pub const LWS_ILLEGAL_HTTP_CONTENT_LEN: lws_filepos_t = lws_filepos_t::MAX;

pub const LWS_H2_STREAM_SID: c_int = -1;

pub type lws_spa_fileupload_states = c_int;
pub const LWS_UFS_CONTENT: lws_spa_fileupload_states = 0;
pub const LWS_UFS_FINAL_CONTENT: lws_spa_fileupload_states = 1;
pub const LWS_UFS_OPEN: lws_spa_fileupload_states = 2;
pub const LWS_UFS_CLOSE: lws_spa_fileupload_states = 3;

pub type lws_write_protocol = c_int;
pub const LWS_WRITE_TEXT: lws_write_protocol = 0;
pub const LWS_WRITE_BINARY: lws_write_protocol = 1;
pub const LWS_WRITE_CONTINUATION: lws_write_protocol = 2;
pub const LWS_WRITE_HTTP: lws_write_protocol = 3;
pub const LWS_WRITE_PING: lws_write_protocol = 5;
pub const LWS_WRITE_PONG: lws_write_protocol = 6;
pub const LWS_WRITE_HTTP_FINAL: lws_write_protocol = 7;
pub const LWS_WRITE_HTTP_HEADERS: lws_write_protocol = 8;
pub const LWS_WRITE_HTTP_HEADERS_CONTINUATION: lws_write_protocol = 9;
pub const LWS_WRITE_BUFLIST: lws_write_protocol = 32;
pub const LWS_WRITE_NO_FIN: lws_write_protocol = 64;
pub const LWS_WRITE_H2_STREAM_END: lws_write_protocol = 128;
pub const LWS_WRITE_CLIENT_IGNORE_XOR_MASK: lws_write_protocol = 128;

pub const LWS_PRE: c_int = 16;

pub type lws_enum_stdinouterr = c_int;
pub const LWS_STDIN: lws_enum_stdinouterr = 0;
pub const LWS_STDOUT: lws_enum_stdinouterr = 1;
pub const LWS_STDERR: lws_enum_stdinouterr = 2;

pub type lws_cgi_hdr_state = c_int;
pub const LCHS_HEADER: lws_cgi_hdr_state = 0;
pub const LCHS_CR1: lws_cgi_hdr_state = 1;
pub const LCHS_LF1: lws_cgi_hdr_state = 2;
pub const LCHS_CR2: lws_cgi_hdr_state = 3;
pub const LCHS_LF2: lws_cgi_hdr_state = 4;
pub const LHCS_RESPONSE: lws_cgi_hdr_state = 5;
pub const LHCS_DUMP_HEADERS: lws_cgi_hdr_state = 6;
pub const LHCS_PAYLOAD: lws_cgi_hdr_state = 7;
pub const LCHS_SINGLE_0A: lws_cgi_hdr_state = 8;

pub const LWSTXCR_US_TO_PEER: c_int = 0;

pub const LWSTXCR_PEER_TO_US: c_int = 1;

pub const LWS_FOP_FLAGS_MASK: lws_fop_flags_t = (1 << 23) - 1;

pub const LWS_FOP_FLAG_COMPR_ACCEPTABLE_GZIP: lws_fop_flags_t = 1 << 24;

pub const LWS_FOP_FLAG_COMPR_IS_GZIP: lws_fop_flags_t = 1 << 25;

pub const LWS_FOP_FLAG_MOD_TIME_VALID: lws_fop_flags_t = 1 << 26;

pub const LWS_FOP_FLAG_VIRTUAL: lws_fop_flags_t = 1 << 27;
