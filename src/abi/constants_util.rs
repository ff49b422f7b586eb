//! Constants of the utility families: JSON, tokenizer, system states, metrics.

use core::ffi::c_int;

/// Class of system messages: the user did something.
pub const LWSSMDCL_INTERACTION: c_int = 1;
/// Class of system messages: the system's state has changed.
pub const LWSSMDCL_SYSTEM_STATE: c_int = 2;
/// Class of system messages: the network has changed.
pub const LWSSMDCL_NETWORK: c_int = 4;
/// Class of system messages: metrics. Since lws 4.3.
pub const LWSSMDCL_METRICS: c_int = 8;
/// The first bit that a program may use for classes of its own. Since lws 4.3.
pub const LWSSMDCL_USER_BASE_BITNUM: c_int = 24;

/// The longest system message.
pub const LWS_SMD_MAX_PAYLOAD: c_int = 384;

/// How many bytes a set of classes takes.
pub const LWS_SMD_CLASS_BITFIELD_BYTES: c_int = 4;

/// How long the header of a message on a secure stream is.
pub const LWS_SMD_SS_RX_HEADER_LEN: c_int = 16;

/// The reader is behind a secure stream.
pub const LWSSMDREG_FLAG_PROXIED_SS: c_int = 1 << 0;

/// What can be kept in a context's blobs.
pub type lws_system_blob_item_t = c_int;
/// A token.
pub const LWS_SYSBLOB_TYPE_AUTH: lws_system_blob_item_t = 0;
/// A client's certificate.
pub const LWS_SYSBLOB_TYPE_CLIENT_CERT_DER: lws_system_blob_item_t = 2;
/// A client's key.
pub const LWS_SYSBLOB_TYPE_CLIENT_KEY_DER: lws_system_blob_item_t = 3;
/// The device's serial number.
pub const LWS_SYSBLOB_TYPE_DEVICE_SERIAL: lws_system_blob_item_t = 4;
/// The device's software version.
pub const LWS_SYSBLOB_TYPE_DEVICE_FW_VERSION: lws_system_blob_item_t = 5;
/// The device's type.
pub const LWS_SYSBLOB_TYPE_DEVICE_TYPE: lws_system_blob_item_t = 6;
/// The time server.
pub const LWS_SYSBLOB_TYPE_NTP_SERVER: lws_system_blob_item_t = 7;
/// MQTT: the client's id. Since lws 4.3.
#[cfg(not(feature = "abi17"))]
pub const LWS_SYSBLOB_TYPE_MQTT_CLIENT_ID: lws_system_blob_item_t = 8;
/// MQTT: the user's name. Since lws 4.3.
pub const LWS_SYSBLOB_TYPE_MQTT_USERNAME: lws_system_blob_item_t = 9;
/// MQTT: the password. Since lws 4.3.
pub const LWS_SYSBLOB_TYPE_MQTT_PASSWORD: lws_system_blob_item_t = 10;
/// How many kinds there are.
#[cfg(feature = "abi17")]
pub const LWS_SYSBLOB_TYPE_COUNT: lws_system_blob_item_t = 8;
/// How many kinds there are.
#[cfg(not(feature = "abi17"))]
pub const LWS_SYSBLOB_TYPE_COUNT: lws_system_blob_item_t = 11;

/// The states that a system goes through.
pub type lws_system_states_t = c_int;
/// Not known.
pub const LWS_SYSTATE_UNKNOWN: lws_system_states_t = 0;
/// The context is made.
pub const LWS_SYSTATE_CONTEXT_CREATED: lws_system_states_t = 1;
/// Protocols are being initialised.
pub const LWS_SYSTATE_INITIALIZED: lws_system_states_t = 2;
/// Network interfaces have been looked at.
pub const LWS_SYSTATE_IFACE_COLDPLUG: lws_system_states_t = 3;
/// There is an address.
pub const LWS_SYSTATE_DHCP: lws_system_states_t = 4;
/// Captive portals have been looked for, before the time is known.
pub const LWS_SYSTATE_CPD_PRE_TIME: lws_system_states_t = 5;
/// The time is known.
pub const LWS_SYSTATE_TIME_VALID: lws_system_states_t = 6;
/// Captive portals have been looked for, after the time is known.
pub const LWS_SYSTATE_CPD_POST_TIME: lws_system_states_t = 7;
/// There is a policy.
pub const LWS_SYSTATE_POLICY_VALID: lws_system_states_t = 8;
/// The device is registered.
pub const LWS_SYSTATE_REGISTERED: lws_system_states_t = 9;
/// The first login is done.
pub const LWS_SYSTATE_AUTH1: lws_system_states_t = 10;
/// The second login is done.
pub const LWS_SYSTATE_AUTH2: lws_system_states_t = 11;
/// Everything is up.
pub const LWS_SYSTATE_OPERATIONAL: lws_system_states_t = 12;
/// The policy is being changed.
pub const LWS_SYSTATE_POLICY_INVALID: lws_system_states_t = 13;
/// The context is being destroyed. Since lws 4.3.
pub const LWS_SYSTATE_CONTEXT_DESTROYING: lws_system_states_t = 14;

/// What captive portal detection found.
pub type lws_cpd_result_t = c_int;
/// Nothing yet.
pub const LWS_CPD_UNKNOWN: lws_cpd_result_t = 0;
/// The internet.
pub const LWS_CPD_INTERNET_OK: lws_cpd_result_t = 1;
/// A captive portal.
pub const LWS_CPD_CAPTIVE_PORTAL: lws_cpd_result_t = 2;
/// No network.
pub const LWS_CPD_NO_INTERNET: lws_cpd_result_t = 3;

/// DHCP: mask of the subnet. Since lws 4.3.
pub const LWSDH_IPV4_SUBNET_MASK: c_int = 0;
/// DHCP: broadcast address. Since lws 4.3.
pub const LWSDH_IPV4_BROADCAST: c_int = 1;
/// DHCP: seconds of the lease. Since lws 4.3.
pub const LWSDH_LEASE_SECS: c_int = 2;
/// DHCP: seconds until rebinding. Since lws 4.3.
pub const LWSDH_REBINDING_SECS: c_int = 3;
/// DHCP: seconds until renewal. Since lws 4.3.
pub const LWSDH_RENEWAL_SECS: c_int = 4;
/// DHCP: how many numbers there are. Since lws 4.3.
pub const _LWSDH_NUMS_COUNT: c_int = 5;
/// DHCP: the address. Since lws 4.3.
pub const LWSDH_SA46_IP: c_int = 0;
/// DHCP: first name server. Since lws 4.3.
pub const LWSDH_SA46_DNS_SRV_1: c_int = 1;
/// DHCP: second name server. Since lws 4.3.
pub const LWSDH_SA46_DNS_SRV_2: c_int = 2;
/// DHCP: third name server. Since lws 4.3.
pub const LWSDH_SA46_DNS_SRV_3: c_int = 3;
/// DHCP: fourth name server. Since lws 4.3.
pub const LWSDH_SA46_DNS_SRV_4: c_int = 4;
/// DHCP: router. Since lws 4.3.
pub const LWSDH_SA46_IPV4_ROUTER: c_int = 5;
/// DHCP: time server. Since lws 4.3.
pub const LWSDH_SA46_NTP_SERVER: c_int = 6;
/// DHCP: the DHCP server. Since lws 4.3.
pub const LWSDH_SA46_DHCP_SERVER: c_int = 7;
/// DHCP: how many addresses there are. Since lws 4.3.
pub const _LWSDH_SA46_COUNT: c_int = 8;

/// The token is to be written in hexadecimal.
pub const LWSSYSGAUTH_HEX: c_int = 1 << 0;

/// Where in JSON the parser is.
pub type lejp_states = c_int;
/// Before anything.
pub const LEJP_IDLE: lejp_states = 0;
/// In an object.
pub const LEJP_MEMBERS: lejp_states = 1;
/// Before a name.
pub const LEJP_M_P: lejp_states = 2;
/// In a string.
pub const LEJP_MP_STRING: lejp_states = 67;
/// After a backslash.
pub const LEJP_MP_STRING_ESC: lejp_states = 68;
/// First digit of a `\u`.
pub const LEJP_MP_STRING_ESC_U1: lejp_states = 69;
/// Second digit of a `\u`.
pub const LEJP_MP_STRING_ESC_U2: lejp_states = 70;
/// Third digit of a `\u`.
pub const LEJP_MP_STRING_ESC_U3: lejp_states = 71;
/// Fourth digit of a `\u`.
pub const LEJP_MP_STRING_ESC_U4: lejp_states = 72;
/// Before a colon.
pub const LEJP_MP_DELIM: lejp_states = 9;
/// Before a value.
pub const LEJP_MP_VALUE: lejp_states = 10;
/// In a number.
pub const LEJP_MP_VALUE_NUM_INT: lejp_states = 75;
/// In an exponent.
pub const LEJP_MP_VALUE_NUM_EXP: lejp_states = 76;
/// In `true`, `false` or `null`.
pub const LEJP_MP_VALUE_TOK: lejp_states = 77;
/// Before a comma or an end.
pub const LEJP_MP_COMMA_OR_END: lejp_states = 14;
/// At the end of an array.
pub const LEJP_MP_ARRAY_END: lejp_states = 15;

/// What `lejp_parse` returns when it does not return the number of bytes that follow the JSON.
pub type lejp_reasons = c_int;
/// More is needed.
pub const LEJP_CONTINUE: lejp_reasons = -1;
/// It does not begin with a brace or bracket.
pub const LEJP_REJECT_IDLE_NO_BRACE: lejp_reasons = -2;
/// An object is not closed.
pub const LEJP_REJECT_MEMBERS_NO_CLOSE: lejp_reasons = -3;
/// A name does not begin with a quote.
pub const LEJP_REJECT_MP_NO_OPEN_QUOTE: lejp_reasons = -4;
/// A string ends too early.
pub const LEJP_REJECT_MP_STRING_UNDERRUN: lejp_reasons = -5;
/// A control character in a string.
pub const LEJP_REJECT_MP_ILLEGAL_CTRL: lejp_reasons = -6;
/// A backslash before the wrong character.
pub const LEJP_REJECT_MP_STRING_ESC_ILLEGAL_ESC: lejp_reasons = -7;
/// A digit is not hexadecimal.
pub const LEJP_REJECT_ILLEGAL_HEX: lejp_reasons = -8;
/// A colon is missing.
pub const LEJP_REJECT_MP_DELIM_MISSING_COLON: lejp_reasons = -9;
/// A value begins wrongly.
pub const LEJP_REJECT_MP_DELIM_BAD_VALUE_START: lejp_reasons = -10;
/// Digits are missing after a point.
pub const LEJP_REJECT_MP_VAL_NUM_INT_NO_FRAC: lejp_reasons = -11;
/// A number is malformed.
pub const LEJP_REJECT_MP_VAL_NUM_FORMAT: lejp_reasons = -12;
/// An exponent is malformed.
pub const LEJP_REJECT_MP_VAL_NUM_EXP_BAD_EXP: lejp_reasons = -13;
/// A word is none of `true`, `false` and `null`.
pub const LEJP_REJECT_MP_VAL_TOK_UNKNOWN: lejp_reasons = -14;
/// More ends than beginnings.
pub const LEJP_REJECT_MP_C_OR_E_UNDERF: lejp_reasons = -15;
/// A bracket ends what is no array.
pub const LEJP_REJECT_MP_C_OR_E_NOTARRAY: lejp_reasons = -16;
/// An array does not end.
pub const LEJP_REJECT_MP_ARRAY_END_MISSING: lejp_reasons = -17;
/// It is nested too deeply.
pub const LEJP_REJECT_STACK_OVERFLOW: lejp_reasons = -18;
/// Arrays are nested too deeply.
pub const LEJP_REJECT_MP_DELIM_ISTACK: lejp_reasons = -19;
/// A number is too long.
pub const LEJP_REJECT_NUM_TOO_LONG: lejp_reasons = -20;
/// Neither a comma nor an end.
pub const LEJP_REJECT_MP_C_OR_E_NEITHER: lejp_reasons = -21;
/// Something else is wrong.
pub const LEJP_REJECT_UNKNOWN: lejp_reasons = -22;
/// The callback refused.
pub const LEJP_REJECT_CALLBACK: lejp_reasons = -23;

/// Why a JSON callback is called.
pub type lejp_callbacks = c_int;
/// The parser has been made.
pub const LEJPCB_CONSTRUCTED: lejp_callbacks = 0;
/// The parser is being destroyed.
pub const LEJPCB_DESTRUCTED: lejp_callbacks = 1;
/// The JSON begins.
pub const LEJPCB_START: lejp_callbacks = 2;
/// The JSON has come whole.
pub const LEJPCB_COMPLETE: lejp_callbacks = 3;
/// The JSON is malformed.
pub const LEJPCB_FAILED: lejp_callbacks = 4;
/// A name: it is in the path.
pub const LEJPCB_PAIR_NAME: lejp_callbacks = 5;
/// `true`.
pub const LEJPCB_VAL_TRUE: lejp_callbacks = 70;
/// `false`.
pub const LEJPCB_VAL_FALSE: lejp_callbacks = 71;
/// `null`.
pub const LEJPCB_VAL_NULL: lejp_callbacks = 72;
/// An integer: its text is in `buf`.
pub const LEJPCB_VAL_NUM_INT: lejp_callbacks = 73;
/// A number with a point or exponent: its text is in `buf`.
pub const LEJPCB_VAL_NUM_FLOAT: lejp_callbacks = 74;
/// A string begins.
pub const LEJPCB_VAL_STR_START: lejp_callbacks = 11;
/// A piece of a string: `buf` and `npos`.
pub const LEJPCB_VAL_STR_CHUNK: lejp_callbacks = 76;
/// The last piece of a string: `buf` and `npos`.
pub const LEJPCB_VAL_STR_END: lejp_callbacks = 77;
/// An array begins.
pub const LEJPCB_ARRAY_START: lejp_callbacks = 14;
/// An array ends.
pub const LEJPCB_ARRAY_END: lejp_callbacks = 15;
/// An object begins.
pub const LEJPCB_OBJECT_START: lejp_callbacks = 16;
/// An object ends.
pub const LEJPCB_OBJECT_END: lejp_callbacks = 17;

/// What the parser has seen of a number.
pub type num_flags = c_int;
/// A minus.
pub const LEJP_SEEN_MINUS: num_flags = 1;
/// A point.
pub const LEJP_SEEN_POINT: num_flags = 2;
/// Digits after the point.
pub const LEJP_SEEN_POST_POINT: num_flags = 4;
/// An exponent.
pub const LEJP_SEEN_EXP: num_flags = 8;

/// White space counts in this state.
pub const LEJP_FLAG_WS_KEEP: c_int = 64;

/// A comment runs to the end of the line.
pub const LEJP_FLAG_WS_COMMENTLINE: c_int = 32;

/// This reason is one of a value.
pub const LEJP_FLAG_CB_IS_VALUE: c_int = 64;

/// How many parsers there may be on one another.
pub const LEJP_MAX_PARSING_STACK_DEPTH: c_int = 5;

/// How deeply JSON may be nested.
pub const LEJP_MAX_DEPTH: c_int = 12;

/// How deeply arrays may be nested.
#[cfg(feature = "abi17")]
pub const LEJP_MAX_INDEX_DEPTH: c_int = 5;
/// How deeply arrays may be nested.
#[cfg(not(feature = "abi17"))]
pub const LEJP_MAX_INDEX_DEPTH: c_int = 8;

/// The longest path.
pub const LEJP_MAX_PATH: c_int = 128;

/// How many bytes of a string are given at a time.
pub const LEJP_STRING_CHUNK: c_int = 254;

/// What the tokenizer has found.
pub type lws_tokenize_elem = c_int;
/// How many errors there are: all values from here to below 0 are errors.
pub const LWS_TOKZE_ERRS: lws_tokenize_elem = 5;
/// Error: bytes that are not UTF-8.
pub const LWS_TOKZE_ERR_BROKEN_UTF8: lws_tokenize_elem = -5;
/// Error: a quoted string does not end.
pub const LWS_TOKZE_ERR_UNTERM_STRING: lws_tokenize_elem = -4;
/// Error: a number is malformed.
pub const LWS_TOKZE_ERR_MALFORMED_FLOAT: lws_tokenize_elem = -3;
/// Error: a number before an equals sign.
pub const LWS_TOKZE_ERR_NUM_ON_LHS: lws_tokenize_elem = -2;
/// Error: commas are missing or too many.
pub const LWS_TOKZE_ERR_COMMA_LIST: lws_tokenize_elem = -1;
/// The end.
pub const LWS_TOKZE_ENDED: lws_tokenize_elem = 0;
/// A delimiter.
pub const LWS_TOKZE_DELIMITER: lws_tokenize_elem = 1;
/// A word.
pub const LWS_TOKZE_TOKEN: lws_tokenize_elem = 2;
/// An integer.
pub const LWS_TOKZE_INTEGER: lws_tokenize_elem = 3;
/// A number with a point.
pub const LWS_TOKZE_FLOAT: lws_tokenize_elem = 4;
/// A word that is followed by an equals sign.
pub const LWS_TOKZE_TOKEN_NAME_EQUALS: lws_tokenize_elem = 5;
/// A word that is followed by a colon.
pub const LWS_TOKZE_TOKEN_NAME_COLON: lws_tokenize_elem = 6;
/// A string in quotes.
pub const LWS_TOKZE_QUOTED_STRING: lws_tokenize_elem = 7;

/// Where in a list the tokenizer is.
pub type lws_tokenize_delimiter_tracking = c_int;
/// Before the first item.
pub const LWSTZ_DT_NEED_FIRST_CONTENT: lws_tokenize_delimiter_tracking = 0;
/// After an item.
pub const LWSTZ_DT_NEED_DELIM: lws_tokenize_delimiter_tracking = 1;
/// After a comma.
pub const LWSTZ_DT_NEED_NEXT_CONTENT: lws_tokenize_delimiter_tracking = 2;

/// `lws_strexp_expand`: all of it is done.
pub const LSTRX_DONE: c_int = 0;
/// `lws_strexp_expand`: the output is full; empty it and go on.
pub const LSTRX_FILLED_OUT: c_int = 1;
/// `lws_strexp_expand`: a name is too long.
pub const LSTRX_FATAL_NAME_TOO_LONG: c_int = -1;
/// `lws_strexp_expand`: a name is not known.
pub const LSTRX_FATAL_NAME_UNKNOWN: c_int = -2;

/// A minus belongs to words.
pub const LWS_TOKENIZE_F_MINUS_NONTERM: c_int = 1 << 0;

/// A colon that follows a word is taken with it.
pub const LWS_TOKENIZE_F_AGG_COLON: c_int = 1 << 1;

/// Commas separate the items.
pub const LWS_TOKENIZE_F_COMMA_SEP_LIST: c_int = 1 << 2;

/// The delimiters are those of HTTP.
pub const LWS_TOKENIZE_F_RFC7230_DELIMS: c_int = 1 << 3;

/// A point belongs to words.
pub const LWS_TOKENIZE_F_DOT_NONTERM: c_int = 1 << 4;

/// Numbers with a point are words.
pub const LWS_TOKENIZE_F_NO_FLOATS: c_int = 1 << 5;

/// Integers are words.
pub const LWS_TOKENIZE_F_NO_INTEGERS: c_int = 1 << 6;

/// A hash sign begins a comment.
pub const LWS_TOKENIZE_F_HASH_COMMENT: c_int = 1 << 7;

/// A slash belongs to words.
pub const LWS_TOKENIZE_F_SLASH_NONTERM: c_int = 1 << 8;

/// An asterisk belongs to words. Since lws 4.3.
pub const LWS_TOKENIZE_F_ASTERISK_NONTERM: c_int = 1 << 9;

/// An equals sign belongs to words. Since lws 4.3.
pub const LWS_TOKENIZE_F_EQUALS_NONTERM: c_int = 1 << 10;

/// Metric: report what is far off. Since lws 4.3.
pub const LWSMTFL_REPORT_OUTLIERS: c_int = 1;
/// Metric: report each change. Since lws 4.3.
pub const LWSMTFL_REPORT_OOB: c_int = 2;
/// Metric: report though nothing happened. Since lws 4.3.
pub const LWSMTFL_REPORT_INACTIVITY_AT_PERIODIC: c_int = 4;
/// Metric: report the mean. Since lws 4.3.
pub const LWSMTFL_REPORT_MEAN: c_int = 8;
/// Metric: report only what went well. Since lws 4.3.
pub const LWSMTFL_REPORT_ONLY_GO: c_int = 16;
/// Metric: report as a part of the time. Since lws 4.3.
pub const LWSMTFL_REPORT_DUTY_WALLCLOCK_US: c_int = 32;
/// Metric: it is a histogram. Since lws 4.3.
pub const LWSMTFL_REPORT_HIST: c_int = 64;

/// Metric: as usual. Since lws 4.3.
pub const LMT_NORMAL: c_int = 0;
/// Metric: far off. Since lws 4.3.
pub const LMT_OUTLIER: c_int = 1;
/// Metric: a failure. Since lws 4.3.
pub const LMT_FAIL: c_int = 2;
/// Metric: how many kinds there are. Since lws 4.3.
pub const LMT_COUNT: c_int = 3;

/// Why a metric is reported. Since lws 4.3.
pub type lws_metric_rpt = c_int;
/// The time for it has come. Since lws 4.3.
pub const LMR_PERIODIC: lws_metric_rpt = 0;
/// It is far off. Since lws 4.3.
pub const LMR_OUTLIER: lws_metric_rpt = 1;

/// Metric: it went well. Since lws 4.3.
pub const METRES_GO: c_int = 0;

/// Metric: it failed. Since lws 4.3.
pub const METRES_NOGO: c_int = 1;

/// Which protocol a measured connection uses. Since lws 4.3.
pub type lws_conmon_pcol = c_int;
/// None that is known. Since lws 4.3.
pub const LWSCONMON_PCOL_NONE: lws_conmon_pcol = 0;
/// HTTP. Since lws 4.3.
pub const LWSCONMON_PCOL_HTTP: lws_conmon_pcol = 1;

/// What came of looking up a name. Since lws 4.3.
pub type lws_conmon_dns_disposition = c_int;
/// It was not looked up. Since lws 4.3.
pub const LWSCONMON_DNS_NONE: lws_conmon_dns_disposition = 0;
/// It was found. Since lws 4.3.
pub const LWSCONMON_DNS_OK: lws_conmon_dns_disposition = 1;
/// The name server did not answer. Since lws 4.3.
pub const LWSCONMON_DNS_SERVER_UNREACHABLE: lws_conmon_dns_disposition = 2;
/// It was not found. Since lws 4.3.
pub const LWSCONMON_DNS_NO_RESULT: lws_conmon_dns_disposition = 3;

/// What an event library is like. Since lws 4.3.
pub type lws_event_lib_ops_flags = c_int;
/// It is lws's own poll. Since lws 4.3.
pub const LELOF_ISPOLL: lws_event_lib_ops_flags = 1;
/// Contexts are destroyed whole. Since lws 4.3.
pub const LELOF_DESTROY_FINAL: lws_event_lib_ops_flags = 0;

/// Watch for reading. Since lws 4.3.
pub const LWS_EV_READ: c_int = 1;
/// Watch for writing. Since lws 4.3.
pub const LWS_EV_WRITE: c_int = 2;
/// Begin to watch. Since lws 4.3.
pub const LWS_EV_START: c_int = 4;
/// End watching. Since lws 4.3.
pub const LWS_EV_STOP: c_int = 8;
