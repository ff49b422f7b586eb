//! Constants of the utility families: JSON, tokenizer, system states, metrics.

use core::ffi::c_int;

pub const LWSSMDCL_INTERACTION: c_int = 1;
pub const LWSSMDCL_SYSTEM_STATE: c_int = 2;
pub const LWSSMDCL_NETWORK: c_int = 4;
/// Since lws 4.3.
pub const LWSSMDCL_METRICS: c_int = 8;
/// Since lws 4.3.
pub const LWSSMDCL_USER_BASE_BITNUM: c_int = 24;

pub const LWS_SMD_MAX_PAYLOAD: c_int = 384;

pub const LWS_SMD_CLASS_BITFIELD_BYTES: c_int = 4;

pub const LWS_SMD_SS_RX_HEADER_LEN: c_int = 16;

pub const LWSSMDREG_FLAG_PROXIED_SS: c_int = 1 << 0;

pub type lws_system_blob_item_t = c_int;
pub const LWS_SYSBLOB_TYPE_AUTH: lws_system_blob_item_t = 0;
pub const LWS_SYSBLOB_TYPE_CLIENT_CERT_DER: lws_system_blob_item_t = 2;
pub const LWS_SYSBLOB_TYPE_CLIENT_KEY_DER: lws_system_blob_item_t = 3;
pub const LWS_SYSBLOB_TYPE_DEVICE_SERIAL: lws_system_blob_item_t = 4;
pub const LWS_SYSBLOB_TYPE_DEVICE_FW_VERSION: lws_system_blob_item_t = 5;
pub const LWS_SYSBLOB_TYPE_DEVICE_TYPE: lws_system_blob_item_t = 6;
pub const LWS_SYSBLOB_TYPE_NTP_SERVER: lws_system_blob_item_t = 7;
/// Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_SYSBLOB_TYPE_MQTT_CLIENT_ID: lws_system_blob_item_t = 8;
/// Since lws 4.3.
pub const LWS_SYSBLOB_TYPE_MQTT_USERNAME: lws_system_blob_item_t = 9;
/// Since lws 4.3.
pub const LWS_SYSBLOB_TYPE_MQTT_PASSWORD: lws_system_blob_item_t = 10;
#[cfg(feature = "abi17")]
pub const LWS_SYSBLOB_TYPE_COUNT: lws_system_blob_item_t = 8;
#[cfg(not(feature = "abi17"))]
pub const LWS_SYSBLOB_TYPE_COUNT: lws_system_blob_item_t = 11;

pub type lws_system_states_t = c_int;
pub const LWS_SYSTATE_UNKNOWN: lws_system_states_t = 0;
pub const LWS_SYSTATE_CONTEXT_CREATED: lws_system_states_t = 1;
pub const LWS_SYSTATE_INITIALIZED: lws_system_states_t = 2;
pub const LWS_SYSTATE_IFACE_COLDPLUG: lws_system_states_t = 3;
pub const LWS_SYSTATE_DHCP: lws_system_states_t = 4;
pub const LWS_SYSTATE_CPD_PRE_TIME: lws_system_states_t = 5;
pub const LWS_SYSTATE_TIME_VALID: lws_system_states_t = 6;
pub const LWS_SYSTATE_CPD_POST_TIME: lws_system_states_t = 7;
pub const LWS_SYSTATE_POLICY_VALID: lws_system_states_t = 8;
pub const LWS_SYSTATE_REGISTERED: lws_system_states_t = 9;
pub const LWS_SYSTATE_AUTH1: lws_system_states_t = 10;
pub const LWS_SYSTATE_AUTH2: lws_system_states_t = 11;
pub const LWS_SYSTATE_OPERATIONAL: lws_system_states_t = 12;
pub const LWS_SYSTATE_POLICY_INVALID: lws_system_states_t = 13;
/// Since lws 4.3.
pub const LWS_SYSTATE_CONTEXT_DESTROYING: lws_system_states_t = 14;

pub type lws_cpd_result_t = c_int;
pub const LWS_CPD_UNKNOWN: lws_cpd_result_t = 0;
pub const LWS_CPD_INTERNET_OK: lws_cpd_result_t = 1;
pub const LWS_CPD_CAPTIVE_PORTAL: lws_cpd_result_t = 2;
pub const LWS_CPD_NO_INTERNET: lws_cpd_result_t = 3;

/// Since lws 4.3.
pub const LWSDH_IPV4_SUBNET_MASK: c_int = 0;
/// Since lws 4.3.
pub const LWSDH_IPV4_BROADCAST: c_int = 1;
/// Since lws 4.3.
pub const LWSDH_LEASE_SECS: c_int = 2;
/// Since lws 4.3.
pub const LWSDH_REBINDING_SECS: c_int = 3;
/// Since lws 4.3.
pub const LWSDH_RENEWAL_SECS: c_int = 4;
/// Since lws 4.3.
pub const _LWSDH_NUMS_COUNT: c_int = 5;
/// Since lws 4.3.
pub const LWSDH_SA46_IP: c_int = 0;
/// Since lws 4.3.
pub const LWSDH_SA46_DNS_SRV_1: c_int = 1;
/// Since lws 4.3.
pub const LWSDH_SA46_DNS_SRV_2: c_int = 2;
/// Since lws 4.3.
pub const LWSDH_SA46_DNS_SRV_3: c_int = 3;
/// Since lws 4.3.
pub const LWSDH_SA46_DNS_SRV_4: c_int = 4;
/// Since lws 4.3.
pub const LWSDH_SA46_IPV4_ROUTER: c_int = 5;
/// Since lws 4.3.
pub const LWSDH_SA46_NTP_SERVER: c_int = 6;
/// Since lws 4.3.
pub const LWSDH_SA46_DHCP_SERVER: c_int = 7;
/// Since lws 4.3.
pub const _LWSDH_SA46_COUNT: c_int = 8;

pub const LWSSYSGAUTH_HEX: c_int = 1 << 0;

pub type lejp_states = c_int;
pub const LEJP_IDLE: lejp_states = 0;
pub const LEJP_MEMBERS: lejp_states = 1;
pub const LEJP_M_P: lejp_states = 2;
pub const LEJP_MP_STRING: lejp_states = 67;
pub const LEJP_MP_STRING_ESC: lejp_states = 68;
pub const LEJP_MP_STRING_ESC_U1: lejp_states = 69;
pub const LEJP_MP_STRING_ESC_U2: lejp_states = 70;
pub const LEJP_MP_STRING_ESC_U3: lejp_states = 71;
pub const LEJP_MP_STRING_ESC_U4: lejp_states = 72;
pub const LEJP_MP_DELIM: lejp_states = 9;
pub const LEJP_MP_VALUE: lejp_states = 10;
pub const LEJP_MP_VALUE_NUM_INT: lejp_states = 75;
pub const LEJP_MP_VALUE_NUM_EXP: lejp_states = 76;
pub const LEJP_MP_VALUE_TOK: lejp_states = 77;
pub const LEJP_MP_COMMA_OR_END: lejp_states = 14;
pub const LEJP_MP_ARRAY_END: lejp_states = 15;

pub type lejp_reasons = c_int;
pub const LEJP_CONTINUE: lejp_reasons = -1;
pub const LEJP_REJECT_IDLE_NO_BRACE: lejp_reasons = -2;
pub const LEJP_REJECT_MEMBERS_NO_CLOSE: lejp_reasons = -3;
pub const LEJP_REJECT_MP_NO_OPEN_QUOTE: lejp_reasons = -4;
pub const LEJP_REJECT_MP_STRING_UNDERRUN: lejp_reasons = -5;
pub const LEJP_REJECT_MP_ILLEGAL_CTRL: lejp_reasons = -6;
pub const LEJP_REJECT_MP_STRING_ESC_ILLEGAL_ESC: lejp_reasons = -7;
pub const LEJP_REJECT_ILLEGAL_HEX: lejp_reasons = -8;
pub const LEJP_REJECT_MP_DELIM_MISSING_COLON: lejp_reasons = -9;
pub const LEJP_REJECT_MP_DELIM_BAD_VALUE_START: lejp_reasons = -10;
pub const LEJP_REJECT_MP_VAL_NUM_INT_NO_FRAC: lejp_reasons = -11;
pub const LEJP_REJECT_MP_VAL_NUM_FORMAT: lejp_reasons = -12;
pub const LEJP_REJECT_MP_VAL_NUM_EXP_BAD_EXP: lejp_reasons = -13;
pub const LEJP_REJECT_MP_VAL_TOK_UNKNOWN: lejp_reasons = -14;
pub const LEJP_REJECT_MP_C_OR_E_UNDERF: lejp_reasons = -15;
pub const LEJP_REJECT_MP_C_OR_E_NOTARRAY: lejp_reasons = -16;
pub const LEJP_REJECT_MP_ARRAY_END_MISSING: lejp_reasons = -17;
pub const LEJP_REJECT_STACK_OVERFLOW: lejp_reasons = -18;
pub const LEJP_REJECT_MP_DELIM_ISTACK: lejp_reasons = -19;
pub const LEJP_REJECT_NUM_TOO_LONG: lejp_reasons = -20;
pub const LEJP_REJECT_MP_C_OR_E_NEITHER: lejp_reasons = -21;
pub const LEJP_REJECT_UNKNOWN: lejp_reasons = -22;
pub const LEJP_REJECT_CALLBACK: lejp_reasons = -23;

pub type lejp_callbacks = c_int;
pub const LEJPCB_CONSTRUCTED: lejp_callbacks = 0;
pub const LEJPCB_DESTRUCTED: lejp_callbacks = 1;
pub const LEJPCB_START: lejp_callbacks = 2;
pub const LEJPCB_COMPLETE: lejp_callbacks = 3;
pub const LEJPCB_FAILED: lejp_callbacks = 4;
pub const LEJPCB_PAIR_NAME: lejp_callbacks = 5;
pub const LEJPCB_VAL_TRUE: lejp_callbacks = 70;
pub const LEJPCB_VAL_FALSE: lejp_callbacks = 71;
pub const LEJPCB_VAL_NULL: lejp_callbacks = 72;
pub const LEJPCB_VAL_NUM_INT: lejp_callbacks = 73;
pub const LEJPCB_VAL_NUM_FLOAT: lejp_callbacks = 74;
pub const LEJPCB_VAL_STR_START: lejp_callbacks = 11;
pub const LEJPCB_VAL_STR_CHUNK: lejp_callbacks = 76;
pub const LEJPCB_VAL_STR_END: lejp_callbacks = 77;
pub const LEJPCB_ARRAY_START: lejp_callbacks = 14;
pub const LEJPCB_ARRAY_END: lejp_callbacks = 15;
pub const LEJPCB_OBJECT_START: lejp_callbacks = 16;
pub const LEJPCB_OBJECT_END: lejp_callbacks = 17;

pub type num_flags = c_int;
pub const LEJP_SEEN_MINUS: num_flags = 1;
pub const LEJP_SEEN_POINT: num_flags = 2;
pub const LEJP_SEEN_POST_POINT: num_flags = 4;
pub const LEJP_SEEN_EXP: num_flags = 8;

pub const LEJP_FLAG_WS_KEEP: c_int = 64;

pub const LEJP_FLAG_WS_COMMENTLINE: c_int = 32;

pub const LEJP_FLAG_CB_IS_VALUE: c_int = 64;

pub const LEJP_MAX_PARSING_STACK_DEPTH: c_int = 5;

pub const LEJP_MAX_DEPTH: c_int = 12;

#[cfg(feature = "abi17")]
pub const LEJP_MAX_INDEX_DEPTH: c_int = 5;
#[cfg(not(feature = "abi17"))]
pub const LEJP_MAX_INDEX_DEPTH: c_int = 8;

pub const LEJP_MAX_PATH: c_int = 128;

pub const LEJP_STRING_CHUNK: c_int = 254;

pub type lws_tokenize_elem = c_int;
pub const LWS_TOKZE_ERRS: lws_tokenize_elem = 5;
pub const LWS_TOKZE_ERR_BROKEN_UTF8: lws_tokenize_elem = -5;
pub const LWS_TOKZE_ERR_UNTERM_STRING: lws_tokenize_elem = -4;
pub const LWS_TOKZE_ERR_MALFORMED_FLOAT: lws_tokenize_elem = -3;
pub const LWS_TOKZE_ERR_NUM_ON_LHS: lws_tokenize_elem = -2;
pub const LWS_TOKZE_ERR_COMMA_LIST: lws_tokenize_elem = -1;
pub const LWS_TOKZE_ENDED: lws_tokenize_elem = 0;
pub const LWS_TOKZE_DELIMITER: lws_tokenize_elem = 1;
pub const LWS_TOKZE_TOKEN: lws_tokenize_elem = 2;
pub const LWS_TOKZE_INTEGER: lws_tokenize_elem = 3;
pub const LWS_TOKZE_FLOAT: lws_tokenize_elem = 4;
pub const LWS_TOKZE_TOKEN_NAME_EQUALS: lws_tokenize_elem = 5;
pub const LWS_TOKZE_TOKEN_NAME_COLON: lws_tokenize_elem = 6;
pub const LWS_TOKZE_QUOTED_STRING: lws_tokenize_elem = 7;

pub type lws_tokenize_delimiter_tracking = c_int;
pub const LWSTZ_DT_NEED_FIRST_CONTENT: lws_tokenize_delimiter_tracking = 0;
pub const LWSTZ_DT_NEED_DELIM: lws_tokenize_delimiter_tracking = 1;
pub const LWSTZ_DT_NEED_NEXT_CONTENT: lws_tokenize_delimiter_tracking = 2;

pub const LSTRX_DONE: c_int = 0;
pub const LSTRX_FILLED_OUT: c_int = 1;
pub const LSTRX_FATAL_NAME_TOO_LONG: c_int = -1;
pub const LSTRX_FATAL_NAME_UNKNOWN: c_int = -2;

pub const LWS_TOKENIZE_F_MINUS_NONTERM: c_int = 1 << 0;

pub const LWS_TOKENIZE_F_AGG_COLON: c_int = 1 << 1;

pub const LWS_TOKENIZE_F_COMMA_SEP_LIST: c_int = 1 << 2;

pub const LWS_TOKENIZE_F_RFC7230_DELIMS: c_int = 1 << 3;

pub const LWS_TOKENIZE_F_DOT_NONTERM: c_int = 1 << 4;

pub const LWS_TOKENIZE_F_NO_FLOATS: c_int = 1 << 5;

pub const LWS_TOKENIZE_F_NO_INTEGERS: c_int = 1 << 6;

pub const LWS_TOKENIZE_F_HASH_COMMENT: c_int = 1 << 7;

pub const LWS_TOKENIZE_F_SLASH_NONTERM: c_int = 1 << 8;

/// Since lws 4.3.
pub const LWS_TOKENIZE_F_ASTERISK_NONTERM: c_int = 1 << 9;

/// Since lws 4.3.
pub const LWS_TOKENIZE_F_EQUALS_NONTERM: c_int = 1 << 10;

/// Since lws 4.3.
pub const LWSMTFL_REPORT_OUTLIERS: c_int = 1;
/// Since lws 4.3.
pub const LWSMTFL_REPORT_OOB: c_int = 2;
/// Since lws 4.3.
pub const LWSMTFL_REPORT_INACTIVITY_AT_PERIODIC: c_int = 4;
/// Since lws 4.3.
pub const LWSMTFL_REPORT_MEAN: c_int = 8;
/// Since lws 4.3.
pub const LWSMTFL_REPORT_ONLY_GO: c_int = 16;
/// Since lws 4.3.
pub const LWSMTFL_REPORT_DUTY_WALLCLOCK_US: c_int = 32;
/// Since lws 4.3.
pub const LWSMTFL_REPORT_HIST: c_int = 64;

/// Since lws 4.3.
pub const LMT_NORMAL: c_int = 0;
/// Since lws 4.3.
pub const LMT_OUTLIER: c_int = 1;
/// Since lws 4.3.
pub const LMT_FAIL: c_int = 2;
/// Since lws 4.3.
pub const LMT_COUNT: c_int = 3;

/// Since lws 4.3.
pub type lws_metric_rpt = c_int;
/// Since lws 4.3.
pub const LMR_PERIODIC: lws_metric_rpt = 0;
/// Since lws 4.3.
pub const LMR_OUTLIER: lws_metric_rpt = 1;

/// Since lws 4.3.
pub const METRES_GO: c_int = 0;

/// Since lws 4.3.
pub const METRES_NOGO: c_int = 1;

/// Since lws 4.3.
pub type lws_conmon_pcol = c_int;
/// Since lws 4.3.
pub const LWSCONMON_PCOL_NONE: lws_conmon_pcol = 0;
/// Since lws 4.3.
pub const LWSCONMON_PCOL_HTTP: lws_conmon_pcol = 1;

/// Since lws 4.3.
pub type lws_conmon_dns_disposition = c_int;
/// Since lws 4.3.
pub const LWSCONMON_DNS_NONE: lws_conmon_dns_disposition = 0;
/// Since lws 4.3.
pub const LWSCONMON_DNS_OK: lws_conmon_dns_disposition = 1;
/// Since lws 4.3.
pub const LWSCONMON_DNS_SERVER_UNREACHABLE: lws_conmon_dns_disposition = 2;
/// Since lws 4.3.
pub const LWSCONMON_DNS_NO_RESULT: lws_conmon_dns_disposition = 3;

/// Since lws 4.3.
pub type lws_event_lib_ops_flags = c_int;
/// Since lws 4.3.
pub const LELOF_ISPOLL: lws_event_lib_ops_flags = 1;
/// Since lws 4.3.
pub const LELOF_DESTROY_FINAL: lws_event_lib_ops_flags = 0;

/// Since lws 4.3.
pub const LWS_EV_READ: c_int = 1;
/// Since lws 4.3.
pub const LWS_EV_WRITE: c_int = 2;
/// Since lws 4.3.
pub const LWS_EV_START: c_int = 4;
/// Since lws 4.3.
pub const LWS_EV_STOP: c_int = 8;
