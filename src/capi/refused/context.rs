//! Contexts and vhosts: rarely used calls, and internal ones that are exported.

use super::refuse;
use crate::abi::{lws, lws_context, lws_context_creation_info, lws_context_per_thread, pollfd};
use core::ffi::{c_char, c_int};

/// Internal: the last step of closing a connection, for event libraries.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __lws_close_free_wsi_final(wsi: *mut lws) {
    refuse("__lws_close_free_wsi_final");
}

/// Internal: closes the descriptor that wakes the event loop.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_destroy_event_pipe(wsi: *mut lws) {
    refuse("lws_destroy_event_pipe");
}

/// Internal: does what is due when a connection's socket can be written.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_handle_POLLOUT_event(wsi: *mut lws, pollfd: *mut pollfd) -> c_int {
    refuse("lws_handle_POLLOUT_event");
    -1
}

/// Internal: services connections whose reading was resumed.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_service_do_ripe_rxflow(pt: *mut lws_context_per_thread) {
    refuse("lws_service_do_ripe_rxflow");
}

/// Reads the global part of an lwsws configuration folder; 0 means done.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsws_get_config_globals(
    info: *mut lws_context_creation_info,
    d: *const c_char,
    config_strings: *mut *mut c_char,
    len: *mut c_int,
) -> c_int {
    refuse("lwsws_get_config_globals");
    1
}

/// Makes the vhosts of an lwsws configuration folder; 0 means done.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsws_get_config_vhosts(
    context: *mut lws_context,
    info: *mut lws_context_creation_info,
    d: *const c_char,
    config_strings: *mut *mut c_char,
    len: *mut c_int,
) -> c_int {
    refuse("lwsws_get_config_vhosts");
    1
}
