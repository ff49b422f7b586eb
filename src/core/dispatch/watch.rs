//! Calls into C of a program that watches descriptors by itself.

use crate::abi::{self, lws_event_loop_ops};
use crate::core::context::ContextRef;
use crate::core::dispatch::{call_vhost, call_with};
use crate::core::vhost::VhostRef;
use crate::core::wsi::WsiRef;
use core::ffi::{c_int, c_uint, c_void};
use std::ptr::null_mut;

/// Gives ADD_POLL_FD or one of its kin to the first protocol of the connection's vhost.
pub fn poll_fd(wsi: WsiRef, reason: abi::lws_callback_reasons, args: &mut abi::lws_pollargs, len: usize) -> c_int {
    let callback = wsi.vhost().and_then(|v| v.callback(0));
    call_with(wsi, callback, reason as c_int, wsi.user(), std::ptr::from_mut(args).cast(), len)
}

/// Asks the program for the number of the calling thread.
pub fn thread_id(vhost: VhostRef) -> c_int {
    call_vhost(vhost, 0, abi::LWS_CALLBACK_GET_THREAD_ID as c_int, null_mut(), 0)
}

/// Runs an operation about a connection. What it asks for the connection itself waits until it has returned.
fn about<R>(wsi: WsiRef, f: impl FnOnce(*mut abi::lws) -> R) -> R {
    debug_assert!(!wsi.is_borrowed(), "a cell is borrowed while C runs");
    wsi.set_depth(wsi.depth() + 1);
    let r = within(wsi.context(), || f(wsi.to_c()));
    wsi.set_depth(wsi.depth() - 1);
    r
}

fn within<R>(context: Option<ContextRef>, f: impl FnOnce() -> R) -> R {
    let Some(context) = context else { return f() };
    debug_assert!(!context.is_borrowed(), "a cell is borrowed while C runs");
    context.depth.set(context.depth.get() + 1);
    let r = f();
    context.depth.set(context.depth.get() - 1);
    r
}

/// `sock_accept`: a connection has its socket. False: it is refused.
pub fn accepted(ops: &lws_event_loop_ops, wsi: WsiRef) -> bool {
    let Some(f) = ops.sock_accept else { return true };
    // SAFETY: the program vouched for its operations when it gave them; the connection's memory stays for ever.
    about(wsi, |w| unsafe { f(w) }) == 0
}

/// `init_vhost_listen_wsi`: a vhost listens.
pub fn listens(ops: &lws_event_loop_ops, wsi: WsiRef) {
    if let Some(f) = ops.init_vhost_listen_wsi {
        // SAFETY: as in `accepted`.
        about(wsi, |w| unsafe { f(w) });
    }
}

/// `io`: starts or stops watching for events.
pub fn io(ops: &lws_event_loop_ops, wsi: WsiRef, flags: c_int) {
    if let Some(f) = ops.io {
        // SAFETY: as in `accepted`.
        about(wsi, |w| unsafe { f(w, flags as c_uint) });
    }
}

/// `wsi_logical_close`: the program was told that a connection is closed.
pub fn closes(ops: &lws_event_loop_ops, wsi: WsiRef) {
    if let Some(f) = ops.wsi_logical_close {
        // SAFETY: as in `accepted`.
        about(wsi, |w| unsafe { f(w) });
    }
}

/// `destroy_wsi`: a connection's memory goes.
pub fn goes(ops: &lws_event_loop_ops, wsi: WsiRef) {
    if let Some(f) = ops.destroy_wsi {
        // SAFETY: as in `accepted`.
        about(wsi, |w| unsafe { f(w) });
    }
}

/// `init_context` and `init_pt`: false when one of them failed.
///
/// # Safety
/// `info` is what the context is being made from, and `given` the loop that it names, or NULL.
pub unsafe fn init(
    ops: &lws_event_loop_ops,
    context: ContextRef,
    info: *const abi::lws_context_creation_info,
    given: *mut c_void,
) -> bool {
    within(Some(context), || {
        // SAFETY: as in `accepted`, and the caller's promise.
        unsafe {
            ops.init_context.is_none_or(|f| f(context.to_c(), info) == 0)
                && ops.init_pt.is_none_or(|f| f(context.to_c(), given, 0) == 0)
        }
    })
}

/// `run_pt`: runs the program's loop.
pub fn run(ops: &lws_event_loop_ops, context: ContextRef) {
    if let Some(f) = ops.run_pt {
        // SAFETY: as in `accepted`. No callback is running: from the loop, the program services the context.
        unsafe { f(context.to_c(), 0) };
    }
}

/// `destroy_pt`, and the halves of destroying a context.
pub fn destroy(ops: &lws_event_loop_ops, context: ContextRef) {
    within(Some(context), || {
        // SAFETY: as in `accepted`; the context's memory stays for ever.
        unsafe {
            if let Some(f) = ops.destroy_pt {
                f(context.to_c(), 0);
            }
            if let Some(f) = ops.destroy_context1 {
                f(context.to_c());
            }
            if let Some(f) = ops.destroy_context2 {
                f(context.to_c());
            }
        }
    });
}

/// The `signal_cb` of the creation info.
pub type SignalCallback = Option<unsafe extern "C-unwind" fn(*mut c_void, c_int)>;

/// Calls it, if there is one. No callback of the context is running: it may destroy it.
pub fn signal(context: ContextRef, callback: SignalCallback, handle: *mut c_void, number: c_int) -> bool {
    let Some(f) = callback else { return false };
    debug_assert!(!context.is_borrowed(), "a cell is borrowed while C runs");
    // SAFETY: the program vouched for it when it gave it.
    unsafe { f(handle, number) };
    true
}
