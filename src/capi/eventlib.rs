//! Programs that bring their own event loop: the memory of their event library, and external poll.

use super::{with_context, with_wsi};
use crate::abi::{self, lws, lws_context};
use core::ffi::{c_int, c_void};
use core::ptr::null_mut;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

static ANNOUNCES: AtomicBool = AtomicBool::new(abi::ANNOUNCES_DESCRIPTORS);

/// Whether contexts that are made now tell the program of their descriptors.
pub(super) fn announces() -> bool {
    ANNOUNCES.load(Relaxed)
}

/// Whether contexts that are made later will; what it was.
pub(super) fn announce(on: bool) -> bool {
    ANNOUNCES.swap(on, Relaxed)
}

/// The memory that an event library of the program's own asked for with `evlib_size_pt`: zeroed, as long as the context
/// lives. Since lws 4.3.
///
/// @param tsi the service thread; there is one, 0
/// @return the memory, or NULL: there is none, or no such context or thread
///
/// # Safety
/// `ctx` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_evlib_tsi_to_evlib_pt(ctx: *mut lws_context, tsi: c_int) -> *mut c_void {
    if tsi != 0 {
        return null_mut();
    }
    // SAFETY: the caller's promise.
    unsafe { with_context("lws_evlib_tsi_to_evlib_pt", ctx, null_mut(), |c| c.watch.private.get()) }
}

/// The same, by a connection of the context. In the operations that are about a connection. Since lws 4.3.
///
/// @return the memory, or NULL: there is none, or the connection is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback or an operation by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_evlib_wsi_to_evlib_pt(wsi: *mut lws) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_evlib_wsi_to_evlib_pt", wsi, null_mut(), |w| {
            w.context().map_or(null_mut(), |c| c.watch.private.get())
        })
    }
}
