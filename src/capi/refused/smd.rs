//! System messages: short JSON texts from any part of a program to any other.

use super::refuse;
use crate::abi::{lws_context, lws_smd_class_t, lws_smd_notification_cb_t, lws_smd_peer};
use core::ffi::{c_int, c_void};

/// Allocates a message.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_smd_msg_alloc(ctx: *mut lws_context, class: lws_smd_class_t, len: usize) -> *mut c_void {
    refuse("lws_smd_msg_alloc");
    core::ptr::null_mut()
}

/// Frees a message that was not sent, and sets the caller's pointer to NULL.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_smd_msg_free(payload: *mut *mut c_void) {
    refuse("lws_smd_msg_free");
}

/// Sends a message to the readers of its class; 0 means that it is queued.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_smd_msg_send(ctx: *mut lws_context, payload: *mut c_void) -> c_int {
    refuse("lws_smd_msg_send");
    1
}

/// Registers a reader of messages of some classes.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_smd_register(
    ctx: *mut lws_context,
    opaque: *mut c_void,
    flags: c_int,
    class_filter: lws_smd_class_t,
    cb: lws_smd_notification_cb_t,
) -> *mut lws_smd_peer {
    refuse("lws_smd_register");
    core::ptr::null_mut()
}

/// Removes a reader of messages.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_smd_unregister(pr: *mut lws_smd_peer) {
    refuse("lws_smd_unregister");
}
