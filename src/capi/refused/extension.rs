//! Extensions and TLS clients, and hooks of the event library plugins.

use super::refuse;
use crate::abi;
use core::ffi::{c_char, c_int, c_void};

/// Sets an option of an extension on a connection.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_extension_option(
    wsi: *mut abi::lws,
    ext_name: *const c_char,
    opt_name: *const c_char,
    opt_val: *const c_char,
) -> c_int {
    refuse("lws_set_extension_option");
    -1
}

/// Puts a timer into a list; for event library plugins of lws.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __lws_sul_insert(
    own: *mut abi::lws_dll2_owner_t,
    sul: *mut abi::lws_sorted_usec_list_t,
) -> c_int {
    refuse("__lws_sul_insert");
    0
}

/// Fires the timers of a list that are due; for event library plugins of lws.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __lws_sul_service_ripe(
    own: *mut abi::lws_dll2_owner_t,
    own_len: c_int,
    usnow: abi::lws_usec_t,
) -> abi::lws_usec_t {
    refuse("__lws_sul_service_ripe");
    0
}

/// The permessage-deflate extension (RFC 7692), for the `callback` member of a `struct lws_extension`.
///
/// This version does not negotiate it, so the library never calls it: a peer that offers it gets an uncompressed
/// websocket.
///
/// @return 0
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn lws_extension_callback_pm_deflate(
    context: *mut abi::lws_context,
    ext: *const abi::lws_extension,
    wsi: *mut abi::lws,
    reason: abi::lws_extension_callback_reasons,
    user: *mut c_void,
    r#in: *mut c_void,
    len: usize,
) -> c_int {
    refuse("lws_extension_callback_pm_deflate");
    0
}
