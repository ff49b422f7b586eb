//! Why a callback is called: the reasons of `lws_callback_function` and of extensions.

use core::ffi::c_int;

pub type lws_cert_update_state = c_int;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_IDLE: lws_cert_update_state = 0;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_STARTING: lws_cert_update_state = 1;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_SUCCESS: lws_cert_update_state = 2;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_FAILED: lws_cert_update_state = 3;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_CREATE_KEYS: lws_cert_update_state = 4;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_REG: lws_cert_update_state = 5;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_AUTH: lws_cert_update_state = 6;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_CHALLENGE: lws_cert_update_state = 7;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_CREATE_REQ: lws_cert_update_state = 8;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_REQ: lws_cert_update_state = 9;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_CONFIRM: lws_cert_update_state = 10;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CUS_ISSUE: lws_cert_update_state = 11;

/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_REQ_ELEMENT_COUNTRY: c_int = 0;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_REQ_ELEMENT_STATE: c_int = 1;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_REQ_ELEMENT_LOCALITY: c_int = 2;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_REQ_ELEMENT_ORGANIZATION: c_int = 3;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_REQ_ELEMENT_COMMON_NAME: c_int = 4;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_REQ_ELEMENT_SUBJECT_ALT_NAME: c_int = 5;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_REQ_ELEMENT_EMAIL: c_int = 6;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_REQ_ELEMENT_COUNT: c_int = 7;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_SET_DIR_URL: c_int = 7;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_SET_AUTH_PATH: c_int = 8;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_SET_CERT_PATH: c_int = 9;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_SET_KEY_PATH: c_int = 10;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_TLS_TOTAL_COUNT: c_int = 11;

pub type lws_callback_reasons = c_int;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_PROTOCOL_INIT: lws_callback_reasons = 27;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_PROTOCOL_DESTROY: lws_callback_reasons = 28;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_WSI_CREATE: lws_callback_reasons = 29;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_WSI_DESTROY: lws_callback_reasons = 30;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_WSI_TX_CREDIT_GET: lws_callback_reasons = 103;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS: lws_callback_reasons = 21;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS: lws_callback_reasons = 22;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION: lws_callback_reasons = 23;
pub const LWS_CALLBACK_OPENSSL_CONTEXT_REQUIRES_PRIVATE_KEY: lws_callback_reasons = 37;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_SSL_INFO: lws_callback_reasons = 67;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_OPENSSL_PERFORM_SERVER_CERT_VERIFICATION: lws_callback_reasons = 58;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED: lws_callback_reasons = 19;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_HTTP: lws_callback_reasons = 12;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_HTTP_BODY: lws_callback_reasons = 13;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_HTTP_BODY_COMPLETION: lws_callback_reasons = 14;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_HTTP_FILE_COMPLETION: lws_callback_reasons = 15;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_HTTP_WRITEABLE: lws_callback_reasons = 16;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLOSED_HTTP: lws_callback_reasons = 5;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_FILTER_HTTP_CONNECTION: lws_callback_reasons = 18;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_ADD_HEADERS: lws_callback_reasons = 53;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_VERIFY_BASIC_AUTHORIZATION: lws_callback_reasons = 102;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CHECK_ACCESS_RIGHTS: lws_callback_reasons = 51;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_PROCESS_HTML: lws_callback_reasons = 52;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_HTTP_BIND_PROTOCOL: lws_callback_reasons = 49;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_HTTP_DROP_PROTOCOL: lws_callback_reasons = 50;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_HTTP_CONFIRM_UPGRADE: lws_callback_reasons = 86;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP: lws_callback_reasons = 44;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLOSED_CLIENT_HTTP: lws_callback_reasons = 45;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ: lws_callback_reasons = 48;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RECEIVE_CLIENT_HTTP: lws_callback_reasons = 46;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_COMPLETED_CLIENT_HTTP: lws_callback_reasons = 47;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_HTTP_WRITEABLE: lws_callback_reasons = 57;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_HTTP_REDIRECT: lws_callback_reasons = 104;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_HTTP_BIND_PROTOCOL: lws_callback_reasons = 85;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_HTTP_DROP_PROTOCOL: lws_callback_reasons = 76;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_ESTABLISHED: lws_callback_reasons = 0;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLOSED: lws_callback_reasons = 4;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_SERVER_WRITEABLE: lws_callback_reasons = 11;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RECEIVE: lws_callback_reasons = 6;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RECEIVE_PONG: lws_callback_reasons = 7;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_WS_PEER_INITIATED_CLOSE: lws_callback_reasons = 38;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION: lws_callback_reasons = 20;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CONFIRM_EXTENSION_OKAY: lws_callback_reasons = 25;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_WS_SERVER_BIND_PROTOCOL: lws_callback_reasons = 77;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL: lws_callback_reasons = 78;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_CONNECTION_ERROR: lws_callback_reasons = 1;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH: lws_callback_reasons = 2;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_ESTABLISHED: lws_callback_reasons = 3;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_CLOSED: lws_callback_reasons = 75;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER: lws_callback_reasons = 24;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_RECEIVE: lws_callback_reasons = 8;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_RECEIVE_PONG: lws_callback_reasons = 9;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_WRITEABLE: lws_callback_reasons = 10;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED: lws_callback_reasons = 26;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_WS_EXT_DEFAULTS: lws_callback_reasons = 39;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_FILTER_NETWORK_CONNECTION: lws_callback_reasons = 17;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_WS_CLIENT_BIND_PROTOCOL: lws_callback_reasons = 79;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_WS_CLIENT_DROP_PROTOCOL: lws_callback_reasons = 80;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_GET_THREAD_ID: lws_callback_reasons = 31;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_ADD_POLL_FD: lws_callback_reasons = 32;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_DEL_POLL_FD: lws_callback_reasons = 33;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CHANGE_MODE_POLL_FD: lws_callback_reasons = 34;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_LOCK_POLL: lws_callback_reasons = 35;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_UNLOCK_POLL: lws_callback_reasons = 36;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CGI: lws_callback_reasons = 40;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CGI_TERMINATED: lws_callback_reasons = 41;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CGI_STDIN_DATA: lws_callback_reasons = 42;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CGI_STDIN_COMPLETED: lws_callback_reasons = 43;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CGI_PROCESS_ATTACH: lws_callback_reasons = 70;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_SESSION_INFO: lws_callback_reasons = 54;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_GS_EVENT: lws_callback_reasons = 55;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_HTTP_PMO: lws_callback_reasons = 56;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_CLI_RX: lws_callback_reasons = 89;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_SRV_RX: lws_callback_reasons = 90;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_CLI_CLOSE: lws_callback_reasons = 91;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_SRV_CLOSE: lws_callback_reasons = 92;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_CLI_WRITEABLE: lws_callback_reasons = 93;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_SRV_WRITEABLE: lws_callback_reasons = 94;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_CLI_ADOPT: lws_callback_reasons = 95;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_SRV_ADOPT: lws_callback_reasons = 96;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_CLI_BIND_PROTOCOL: lws_callback_reasons = 97;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_SRV_BIND_PROTOCOL: lws_callback_reasons = 98;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_CLI_DROP_PROTOCOL: lws_callback_reasons = 99;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_PROXY_SRV_DROP_PROTOCOL: lws_callback_reasons = 100;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_RX: lws_callback_reasons = 59;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_CLOSE: lws_callback_reasons = 60;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_WRITEABLE: lws_callback_reasons = 61;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_ADOPT: lws_callback_reasons = 62;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_CONNECTED: lws_callback_reasons = 101;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_SKT_BIND_PROTOCOL: lws_callback_reasons = 81;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_SKT_DROP_PROTOCOL: lws_callback_reasons = 82;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_ADOPT_FILE: lws_callback_reasons = 63;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_RX_FILE: lws_callback_reasons = 64;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_WRITEABLE_FILE: lws_callback_reasons = 65;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_CLOSE_FILE: lws_callback_reasons = 66;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_FILE_BIND_PROTOCOL: lws_callback_reasons = 83;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_RAW_FILE_DROP_PROTOCOL: lws_callback_reasons = 84;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_TIMER: lws_callback_reasons = 73;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_EVENT_WAIT_CANCELLED: lws_callback_reasons = 71;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_CHILD_CLOSING: lws_callback_reasons = 69;
/// Since lws 4.3.
pub const LWS_CALLBACK_CONNECTING: lws_callback_reasons = 105;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_VHOST_CERT_AGING: lws_callback_reasons = 72;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_VHOST_CERT_UPDATE: lws_callback_reasons = 74;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_NEW_CLIENT_INSTANTIATED: lws_callback_reasons = 200;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_IDLE: lws_callback_reasons = 201;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_CLIENT_ESTABLISHED: lws_callback_reasons = 202;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_SUBSCRIBED: lws_callback_reasons = 203;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_CLIENT_WRITEABLE: lws_callback_reasons = 204;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_CLIENT_RX: lws_callback_reasons = 205;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_UNSUBSCRIBED: lws_callback_reasons = 206;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_DROP_PROTOCOL: lws_callback_reasons = 207;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_CLIENT_CLOSED: lws_callback_reasons = 208;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_ACK: lws_callback_reasons = 209;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_MQTT_RESEND: lws_callback_reasons = 210;
/// Since lws 4.3.
pub const LWS_CALLBACK_MQTT_UNSUBSCRIBE_TIMEOUT: lws_callback_reasons = 211;
/// Since lws 4.3.
pub const LWS_CALLBACK_MQTT_SHADOW_TIMEOUT: lws_callback_reasons = 212;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_CALLBACK_USER: lws_callback_reasons = 1000;

pub const LWS_CB_REASON_AUX_BF__CGI: c_int = 1;

pub const LWS_CB_REASON_AUX_BF__PROXY: c_int = 2;

pub const LWS_CB_REASON_AUX_BF__CGI_CHUNK_END: c_int = 4;

pub const LWS_CB_REASON_AUX_BF__CGI_HEADERS: c_int = 8;

pub const LWS_CB_REASON_AUX_BF__PROXY_TRANS_END: c_int = 16;

pub const LWS_CB_REASON_AUX_BF__PROXY_HEADERS: c_int = 32;

pub type lws_extension_callback_reasons = c_int;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_EXT_CB_CONSTRUCT: lws_extension_callback_reasons = 4;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_EXT_CB_CLIENT_CONSTRUCT: lws_extension_callback_reasons = 5;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_EXT_CB_DESTROY: lws_extension_callback_reasons = 8;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_EXT_CB_PACKET_TX_PRESEND: lws_extension_callback_reasons = 12;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_EXT_CB_PAYLOAD_TX: lws_extension_callback_reasons = 21;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_EXT_CB_PAYLOAD_RX: lws_extension_callback_reasons = 22;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_EXT_CB_OPTION_DEFAULT: lws_extension_callback_reasons = 23;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_EXT_CB_OPTION_SET: lws_extension_callback_reasons = 24;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_EXT_CB_OPTION_CONFIRM: lws_extension_callback_reasons = 25;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_EXT_CB_NAMED_OPTION_SET: lws_extension_callback_reasons = 26;

pub type lws_ext_options_types = c_int;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const EXTARG_NONE: lws_ext_options_types = 0;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const EXTARG_DEC: lws_ext_options_types = 1;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const EXTARG_OPT_DEC: lws_ext_options_types = 2;
