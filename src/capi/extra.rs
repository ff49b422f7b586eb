//! What lws does not have (`libwebsockets-extra.h`).

use super::with_context;
use crate::abi::lws_context;
use core::ffi::c_int;

/// Makes a context as lax with its peers as genuine lws is, or strict again: unmasked frames from clients, missing or
/// repeated Host headers and header lines that end with a bare LF are then taken. The environment variable `LWSX_LAX=1`
/// does the same for programs that cannot be changed.
///
/// @param lax 1 or 0
/// @return 0, or -1 when there is no such context
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_set_lax(context: *mut lws_context, lax: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lwsx_set_lax", context, -1, move |c| {
            c.set_limits(|l| l.lax = lax != 0);
            0
        })
    }
}
