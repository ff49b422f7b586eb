//! TLS clients, and hooks of the event library plugins.

use super::refuse;
use crate::abi;
use core::ffi::c_int;

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
