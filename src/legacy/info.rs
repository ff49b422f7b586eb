//! 1.2 to 1.5: libwebsocket_create_context() with a struct, as today's, and the functions that have their context before
//! the connection.

use super::bridge;
use super::era::{Era, Http, Layout, Place, Returns, Shape};
use super::extensions::{LegacyExtension, translate};
use super::tokens;
use crate::abi::{self, lws, lws_context, lws_context_creation_info};
use crate::capi::guard;
use crate::capi::write::lws_write;
use core::ffi::{c_char, c_int, c_uchar, c_uint, c_void};
use core::mem::offset_of;
use std::ptr::null_mut;

/// `struct libwebsocket_protocols` of 1.2.
#[repr(C)]
struct Protocol12 {
    name: *const c_char,
    callback: *const c_void,
    per_session_data_size: usize,
    rx_buffer_size: usize,
    owning_server: *mut lws_context,
    protocol_index: c_int,
}

/// `struct libwebsocket_protocols` of 1.4 and 1.5; before, no_buffer_all_partial_tx stood where `id` is.
#[repr(C)]
struct Protocol13 {
    name: *const c_char,
    callback: *const c_void,
    per_session_data_size: usize,
    rx_buffer_size: usize,
    id: c_uint,
    user: *mut c_void,
    owning_server: *mut lws_context,
    protocol_index: c_int,
}

/// `struct lws_context_creation_info` of 1.2.
#[repr(C)]
pub struct Info12 {
    port: c_int,
    iface: *const c_char,
    protocols: *mut c_void,
    extensions: *const LegacyExtension,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    ssl_ca_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
    options: c_uint,
    user: *mut c_void,
    ka_time: c_int,
    ka_probes: c_int,
    ka_interval: c_int,
}

/// `struct lws_context_creation_info` of 1.4 and 1.5, which has all members that it had since 1.23.
#[repr(C)]
pub struct Info13 {
    port: c_int,
    iface: *const c_char,
    protocols: *mut c_void,
    extensions: *const LegacyExtension,
    token_limits: *const tokens::Limits13,
    ssl_private_key_password: *const c_char,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    ssl_ca_filepath: *const c_char,
    ssl_cipher_list: *const c_char,
    http_proxy_address: *const c_char,
    http_proxy_port: c_uint,
    gid: c_int,
    uid: c_int,
    options: c_uint,
    user: *mut c_void,
    ka_time: c_int,
    ka_probes: c_int,
    ka_interval: c_int,
    provided_client_ssl_ctx: *mut c_void,
}

/// 1.2 to 1.22.
pub static ERA_1_2: Era = Era {
    name: "1.2",
    reasons: &[
        (abi::LWS_CALLBACK_ESTABLISHED as c_int, 0),
        (abi::LWS_CALLBACK_CLIENT_CONNECTION_ERROR as c_int, 1),
        (abi::LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH as c_int, 2),
        (abi::LWS_CALLBACK_CLIENT_ESTABLISHED as c_int, 3),
        (abi::LWS_CALLBACK_CLOSED as c_int, 4),
        (abi::LWS_CALLBACK_RECEIVE as c_int, 5),
        (abi::LWS_CALLBACK_CLIENT_RECEIVE as c_int, 6),
        (abi::LWS_CALLBACK_CLIENT_RECEIVE_PONG as c_int, 7),
        (abi::LWS_CALLBACK_CLIENT_WRITEABLE as c_int, 8),
        (abi::LWS_CALLBACK_SERVER_WRITEABLE as c_int, 9),
        (abi::LWS_CALLBACK_HTTP as c_int, 10),
        (abi::LWS_CALLBACK_HTTP_FILE_COMPLETION as c_int, 11),
        (abi::LWS_CALLBACK_FILTER_NETWORK_CONNECTION as c_int, 12),
        (abi::LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION as c_int, 13),
        (abi::LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS as c_int, 14),
        (abi::LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS as c_int, 15),
        (abi::LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION as c_int, 16),
        (abi::LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER as c_int, 17),
        (abi::LWS_CALLBACK_CONFIRM_EXTENSION_OKAY as c_int, 18),
        (abi::LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED as c_int, 19),
        (abi::LWS_CALLBACK_PROTOCOL_INIT as c_int, 20),
        (abi::LWS_CALLBACK_PROTOCOL_DESTROY as c_int, 21),
        (abi::LWS_CALLBACK_ADD_POLL_FD as c_int, 22),
        (abi::LWS_CALLBACK_DEL_POLL_FD as c_int, 23),
    ],
    layout: Layout {
        size: size_of::<Protocol12>(),
        rx_buffer_size: Some(offset_of!(Protocol12, rx_buffer_size)),
        id: None,
        owning_server: Some(offset_of!(Protocol12, owning_server)),
        protocol_index: Some(offset_of!(Protocol12, protocol_index)),
    },
    returns: Returns::NegativeCloses,
    filter: Place::User,
    descriptors: Place::User,
    modes: Some((24, 25)),
    tokens: &[],
    protocol_name_in_user: true,
    any_protocol: false,
    http: Http::GoesOn,
    uri_without_length: false,
    uri_with_query: true,
    client_closed_is_closed: true,
    errors_say_nothing: true,
};

/// The reasons of 1.5, which have today's numbers.
const REASONS_1_5: [(c_int, c_int); 38] = {
    let mut all = [(0, 0); 38];
    let mut number = 0;
    while number < 38 {
        all[number as usize] = (number, number);
        number += 1;
    }
    all
};
/// Those of 1.23: they have numbers of today's, and two that today has not.
const REASONS_1_23: [(c_int, c_int); 35] = {
    // All but CHANGE_MODE_POLL_FD, LOCK_POLL and UNLOCK_POLL.
    let mut all = [(0, 0); 35];
    let mut number = 0;
    while number < 34 {
        all[number as usize] = (number, number);
        number += 1;
    }
    all[34] = (37, 37);
    all
};
const SET_MODE_1_23: c_int = 38;
const CLEAR_MODE_1_23: c_int = 39;

/// 1.3 to 1.5.
pub static ERA_1_3: Era = Era {
    name: "1.3",
    reasons: &REASONS_1_5,
    layout: Layout {
        size: size_of::<Protocol13>(),
        rx_buffer_size: Some(offset_of!(Protocol13, rx_buffer_size)),
        id: Some(offset_of!(Protocol13, id)),
        owning_server: Some(offset_of!(Protocol13, owning_server)),
        protocol_index: Some(offset_of!(Protocol13, protocol_index)),
    },
    returns: Returns::KeptButForMessages,
    filter: Place::In,
    descriptors: Place::Today,
    modes: None,
    tokens: &[],
    protocol_name_in_user: false,
    any_protocol: false,
    http: Http::GoesOn,
    uri_without_length: false,
    uri_with_query: false,
    client_closed_is_closed: true,
    errors_say_nothing: false,
};

/// 1.23, where it differs.
pub static ERA_1_23: Era = Era {
    name: "1.3 (with LWSX_LEGACY_1_23)",
    reasons: &REASONS_1_23,
    returns: Returns::NegativeCloses,
    descriptors: Place::In,
    modes: Some((SET_MODE_1_23, CLEAR_MODE_1_23)),
    uri_with_query: true,
    errors_say_nothing: true,
    ..ERA_1_3
};

/// `CONTEXT_PORT_NO_LISTEN` up to 1.23.
const NO_LISTEN: c_int = 0;
/// Today's.
const NO_LISTEN_TODAY: c_int = -1;

/// Options, which have kept their bits: what they were in 1.5, but for the loop of libev, which comes by a call.
const OPTIONS_1_5: u64 = 2 | 4 | 8 | 32 | 64 | 128;

fn options(given: c_uint) -> u64 {
    let mut options = u64::from(given) & OPTIONS_1_5;
    // Clients may ask for TLS at any time.
    options |= abi::LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
    options
}

fn empty() -> lws_context_creation_info {
    // SAFETY: all-zero is valid for this struct, and is what a program leaves in members that it does not use.
    unsafe { core::mem::zeroed() }
}

/// libwebsocket_create_context() of 1.2 to 1.22: makes a context, and, if it has a port, listens there.
///
/// @param info what to make; its strings may go when this returns, its protocols stay as long as the context
/// @return the context, or NULL: the log says why
///
/// # Safety
/// `info` is NULL or points to a filled struct, of which all that is not used is zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_2_create_context(info: *const Info12) -> *mut lws_context {
    guard("libwebsocket_create_context", null_mut(), move || {
        // SAFETY: the caller's promise.
        let Some(given) = (unsafe { info.as_ref() }) else { return null_mut() };
        let mut info = empty();
        info.port = if given.port == NO_LISTEN { NO_LISTEN_TODAY } else { given.port };
        info.iface = given.iface;
        info.gid = given.gid as _;
        info.uid = given.uid as _;
        info.user = given.user;
        // Until 1.22 clients said the whole of their origin.
        info.options = options(given.options & 6) | abi::LWS_SERVER_OPTION_JUST_USE_RAW_ORIGIN;
        info.ka_time = given.ka_time;
        info.ka_probes = given.ka_probes;
        info.ka_interval = given.ka_interval;
        info.ssl_ca_filepath = given.ssl_ca_filepath;
        if !given.ssl_cert_filepath.is_null() {
            info.ssl_cert_filepath = given.ssl_cert_filepath;
            info.ssl_private_key_filepath = given.ssl_private_key_filepath;
        }
        // SAFETY: the caller's promise.
        unsafe {
            info.extensions = translate(given.extensions);
            bridge::create(&ERA_1_2, Shape::ContextFirst, given.protocols, info)
        }
    })
}

/// # Safety
/// As for [`lwsx_legacy_1_3_create_context`].
unsafe fn create_1_3(era: &'static Era, info: *const Info13) -> *mut lws_context {
    guard("libwebsocket_create_context", null_mut(), move || {
        // SAFETY: the caller's promise.
        let Some(given) = (unsafe { info.as_ref() }) else { return null_mut() };
        let mut info = empty();
        let without = core::ptr::eq(era, &ERA_1_23) && given.port == NO_LISTEN;
        info.port = if without { NO_LISTEN_TODAY } else { given.port };
        info.iface = given.iface;
        info.gid = given.gid as _;
        info.uid = given.uid as _;
        info.user = given.user;
        info.options = options(given.options);
        info.ka_time = given.ka_time;
        info.ka_probes = given.ka_probes;
        info.ka_interval = given.ka_interval;
        info.http_proxy_address = given.http_proxy_address;
        info.http_proxy_port = given.http_proxy_port;
        info.ssl_ca_filepath = given.ssl_ca_filepath;
        info.ssl_cipher_list = given.ssl_cipher_list;
        info.provided_client_ssl_ctx = given.provided_client_ssl_ctx.cast();
        if !given.ssl_cert_filepath.is_null() {
            info.ssl_cert_filepath = given.ssl_cert_filepath;
            info.ssl_private_key_filepath = given.ssl_private_key_filepath;
            info.ssl_private_key_password = given.ssl_private_key_password;
        }
        // SAFETY: the caller's promise; the limits are copied before they go.
        unsafe {
            let limits = given.token_limits.as_ref().map(tokens::limits_today);
            info.token_limits = limits.as_ref().map_or(core::ptr::null(), core::ptr::from_ref);
            info.extensions = translate(given.extensions);
            bridge::create(era, Shape::ContextFirst, given.protocols, info)
        }
    })
}

/// libwebsocket_create_context() of 1.3 to 1.5.
///
/// @return the context, or NULL: the log says why
///
/// # Safety
/// As for [`lwsx_legacy_1_2_create_context`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_3_create_context(info: *const Info13) -> *mut lws_context {
    // SAFETY: the caller's promise.
    unsafe { create_1_3(&ERA_1_3, info) }
}

/// libwebsocket_create_context() of 1.23: the port 0 is none, and programs that poll by themselves have SET_MODE_POLL_FD
/// and CLEAR_MODE_POLL_FD, with the descriptor as a number in `in`.
///
/// @return the context, or NULL: the log says why
///
/// # Safety
/// As for [`lwsx_legacy_1_2_create_context`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_23_create_context(info: *const Info13) -> *mut lws_context {
    // SAFETY: the caller's promise.
    unsafe { create_1_3(&ERA_1_23, info) }
}

/// libwebsocket_write() of 1.23 to 1.5.
///
/// @return how many bytes were accepted: all of them; 0 if `len` is, and nothing is sent but for control frames;
///         negative: the connection is closing or broken, or too much waits to be sent
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `buf` is readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_3_write(wsi: *mut lws, buf: *mut c_uchar, len: usize, protocol: c_int) -> c_int {
    const CONTROL: core::ops::RangeInclusive<c_int> = 4..=6;
    if len == 0 && !CONTROL.contains(&(protocol & 0xf)) && protocol & abi::LWS_WRITE_NO_FIN as c_int == 0 {
        return 0;
    }
    // SAFETY: the caller's promise.
    unsafe { lws_write(wsi, buf, len, protocol as abi::lws_write_protocol) }
}
