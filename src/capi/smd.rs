//! System messages: short JSON texts from any part of a program to any other (`lws-smd.h`).

use super::guard;
use super::variadic::{vsnprintf, with_va_list};
use crate::abi::{lws_context, lws_smd_class_t, lws_smd_notification_cb_t, lws_smd_peer, va_list};
use crate::core::context::ContextRef;
use crate::core::dispatch;
use crate::sys::clock;
use crate::util::{log, smd};
use core::ffi::{c_char, c_int, c_void};
use std::ptr::{null_mut, without_provenance_mut};

/// The live context of a call that any thread may make.
///
/// # Safety
/// `ctx` is NULL or came from lws_create_context().
unsafe fn context(name: &str, ctx: *mut lws_context) -> Option<ContextRef> {
    // SAFETY: the caller's promise.
    let found = unsafe { dispatch::context_of(ctx) };
    if found.is_none() {
        log::warn(format_args!("{name}: the context is NULL or already destroyed"));
    }
    found
}

/// Memory for a message that the caller fills in. From any thread.
///
/// @param class `LWSSMDCL_*`, or a bit of the program's own from LWSSMDCL_USER_BASE_BITNUM on
/// @param len how many bytes the message has, at most LWS_SMD_MAX_PAYLOAD (384)
/// @return zeroed memory, for lws_smd_msg_send() or lws_smd_msg_free(); NULL when nobody reads messages of this class, it
///         is too long, or there is no memory
///
/// # Safety
/// `ctx` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_smd_msg_alloc(ctx: *mut lws_context, class: lws_smd_class_t, len: usize) -> *mut c_void {
    guard("lws_smd_msg_alloc", null_mut(), move || {
        // SAFETY: the caller's promise.
        let Some(c) = (unsafe { context("lws_smd_msg_alloc", ctx) }) else { return null_mut() };
        if len > smd::MAX {
            log::err(format_args!("lws_smd_msg_alloc: {len} bytes are more than the {} of a message", smd::MAX));
            return null_mut();
        }
        if !c.shared.smd.wanted(class) {
            return null_mut();
        }
        smd::allocate(class, len, clock::monotonic_us())
    })
}

/// Frees a message that was not sent, and sets the caller's pointer to NULL.
///
/// # Safety
/// `payload` is NULL or points to NULL or to what lws_smd_msg_alloc() gave.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_smd_msg_free(payload: *mut *mut c_void) {
    guard("lws_smd_msg_free", (), move || {
        // SAFETY: the caller's promise.
        unsafe {
            if !payload.is_null() && !(*payload).is_null() {
                smd::free(*payload);
                *payload = null_mut();
            }
        }
    })
}

/// Sends a message to all readers of its class: each is called with it on the thread that services the context. From any
/// thread; wakes the loop.
///
/// @param payload what lws_smd_msg_alloc() gave; the library's when 0 is returned
/// @return 0: it waits for its readers (or nobody wants it any more); 1: too many wait, and it is still the caller's
///
/// # Safety
/// `ctx` is NULL or came from lws_create_context(); `payload` is NULL or as above.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_smd_msg_send(ctx: *mut lws_context, payload: *mut c_void) -> c_int {
    guard("lws_smd_msg_send", 1, move || {
        // SAFETY: the caller's promise.
        let Some(c) = (unsafe { context("lws_smd_msg_send", ctx) }) else { return 1 };
        if payload.is_null() {
            log::err(format_args!("lws_smd_msg_send: the message is NULL"));
            return 1;
        }
        // SAFETY: the caller's promise; it is freed when it was copied.
        unsafe {
            let Some((class, at, text)) = smd::contents(payload) else { return 1 };
            if send(c, class, at, text) != 0 {
                return 1;
            }
            smd::free(payload);
        }
        0
    })
}

fn send(c: ContextRef, class: lws_smd_class_t, at: u64, text: &[u8]) -> c_int {
    match c.shared.smd.send(class, at, text) {
        smd::Sent::Queued => {
            c.shared.cancel();
            0
        }
        smd::Sent::Unwanted => 0,
        smd::Sent::Full => {
            log::warn(format_args!("system messages: too many wait already; one is refused"));
            1
        }
    }
}

/// Makes a message of printf form and sends it to the readers of its class. From any thread.
///
/// @return 0 when it waits for its readers, and when nobody wants its class; 1 when it is longer than
///         LWS_SMD_MAX_PAYLOAD or too many wait
///
/// cbindgen:ignore
///
/// # Safety
/// `ctx` is NULL or came from lws_create_context(); `format` and what follows are as for printf.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn lws_smd_msg_printf(
    _ctx: *mut lws_context,
    _class: lws_smd_class_t,
    _format: *const c_char,
) -> c_int {
    with_va_list!("3", printf)
}

/// What `lws_smd_msg_printf` does: registers are context, class, format.
unsafe extern "C" fn printf(registers: *const usize, arguments: va_list) -> c_int {
    guard("lws_smd_msg_printf", 1, move || {
        // SAFETY: the three registers hold arguments of these types.
        let (ctx, class, format) = unsafe {
            (*registers as *mut lws_context, *registers.add(1) as lws_smd_class_t, *registers.add(2) as *const c_char)
        };
        // SAFETY: the caller's promise.
        let Some(c) = (unsafe { context("lws_smd_msg_printf", ctx) }) else { return 1 };
        if !c.shared.smd.wanted(class) {
            return 0;
        }
        if format.is_null() {
            return 1;
        }
        let mut text = [0u8; smd::MAX + 1];
        // SAFETY: the buffer is as long as said; the caller vouches for format and arguments.
        let len = unsafe { vsnprintf(text.as_mut_ptr().cast(), text.len(), format, arguments) };
        match usize::try_from(len) {
            Ok(len) if len <= smd::MAX => send(c, class, clock::monotonic_us(), &text[..len]),
            _ => {
                log::err(format_args!("lws_smd_msg_printf: more than the {} bytes of a message", smd::MAX));
                1
            }
        }
    })
}

/// Adds a reader of system messages: `cb` is called with each message of the classes in `_class_filter`, on the thread that
/// services the context. It gets what is sent from now on.
///
/// @param opaque given to `cb`
/// @param flags LWSSMDREG_FLAG_PROXIED_SS has no meaning here
/// @return a handle for lws_smd_unregister(), which ends with the context; NULL when there is no such context
///
/// # Safety
/// `ctx` is NULL or came from lws_create_context(); `cb` accepts `opaque` as long as it is registered.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_smd_register(
    ctx: *mut lws_context,
    opaque: *mut c_void,
    flags: c_int,
    _class_filter: lws_smd_class_t,
    cb: lws_smd_notification_cb_t,
) -> *mut lws_smd_peer {
    let _ = flags;
    guard("lws_smd_register", null_mut(), move || {
        // SAFETY: the caller's promise.
        let Some(c) = (unsafe { context("lws_smd_register", ctx) }) else { return null_mut() };
        without_provenance_mut(c.shared.smd.register(cb, opaque, _class_filter))
    })
}

/// Takes a reader of system messages out: it is not called any more.
///
/// # Safety
/// `pr` is NULL or came from lws_smd_register(); a stale one is only logged.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_smd_unregister(pr: *mut lws_smd_peer) {
    guard("lws_smd_unregister", (), move || {
        if !pr.is_null() && !smd::unregister(pr as usize) {
            log::warn(format_args!("lws_smd_unregister: there is no such reader any more"));
        }
    })
}
