//! Every exported `extern "C"` function, one file per header family of lws. A function here checks its pointers,
//! converts, calls down and converts back; what it does stands on the floors below.

pub mod adopt;
pub mod buflist;
pub mod client;
pub mod cmdline;
pub mod config;
pub mod config_tls;
pub mod context_vhost;
pub mod dir;
pub mod dll2;
pub mod dummy;
mod eventlib;
pub mod extension;
pub mod extra;
mod extra_messages;
mod extra_sessions;
pub mod fixed;
pub mod forms;
pub mod headers;
pub mod http;
pub mod http_text;
pub mod humanize;
pub mod internal;
pub mod lejp;
pub mod logs;
pub mod lwsac;
pub mod map;
pub mod misc;
pub mod network;
pub mod numbers;
pub mod opening;
pub mod peer;
pub mod plugins;
pub mod purify;
pub mod refused;
pub mod ring;
pub mod service;
pub mod session;
pub mod sha1_base64;
pub mod smd;
pub mod system;
pub mod timeout_timer;
pub mod tls;
pub mod tokenize;
pub mod variadic;
pub mod vfs;
pub mod write;
pub mod ws;
pub mod wsi;

use crate::abi;
use crate::core::context::ContextRef;
use crate::core::dispatch;
use crate::core::owner;
use crate::core::vhost::VhostRef;
use crate::core::wsi::WsiRef;
use crate::util::log;

/// Runs the body of an exported function; a panic in it becomes that function's error value and a log line, and never
/// crosses into C.
///
/// Give it a `move` closure: then the guard costs nothing on the way through.
#[inline(always)]
pub(crate) fn guard<R>(name: &'static str, error: R, body: impl FnOnce() -> R) -> R {
    match std::panic::catch_unwind(core::panic::AssertUnwindSafe(body)) {
        Ok(result) => result,
        Err(_) => {
            panicked(name);
            error
        }
    }
}

#[cold]
#[inline(never)]
fn panicked(name: &'static str) {
    log::err(format_args!("{name}: internal error (a panic was stopped at the C boundary); the call failed"));
}

/// Runs the body of an exported function about a connection, as the owner of its context. NULL, a closed connection and
/// a call from another thread while the context is being serviced give the error value and a log line.
///
/// # Safety
/// `p` is NULL or a pointer that this library gave out as a `struct lws *`.
#[inline(always)]
pub(crate) unsafe fn with_wsi<R>(name: &'static str, p: *const abi::lws, error: R, body: impl FnOnce(WsiRef) -> R) -> R
where
    R: Copy,
{
    guard(name, error, move || {
        // SAFETY: the caller's promise.
        let Some(wsi) = (unsafe { dispatch::wsi_of(p) }) else { return stale(name, p.is_null(), error) };
        let Some(context) = wsi.context() else { return stale(name, false, error) };
        let Some(_held) = owner::Guard::take(context) else { return foreign(name, error) };
        if !is_still(wsi, context) {
            return stale(name, false, error);
        }
        body(wsi)
    })
}

/// The same for what has another way for threads that do not own the context: the body is told whether this one does; if
/// not, it may do what [`peek_wsi`]'s may.
///
/// # Safety
/// As for [`with_wsi`].
pub(crate) unsafe fn with_or_peek_wsi<R: Copy>(
    name: &'static str,
    p: *const abi::lws,
    error: R,
    body: impl FnOnce(WsiRef, bool) -> R,
) -> R {
    guard(name, error, move || {
        // SAFETY: the caller's promise.
        let Some(wsi) = (unsafe { dispatch::wsi_of(p) }) else { return stale(name, p.is_null(), error) };
        let Some(context) = wsi.context() else { return stale(name, false, error) };
        let held = owner::Guard::take(context);
        if held.is_some() && !is_still(wsi, context) {
            return stale(name, false, error);
        }
        body(wsi, held.is_some())
    })
}

/// The same for functions that only read what never changes or is atomic: from any thread.
///
/// # Safety
/// As for [`with_wsi`].
#[inline(always)]
pub(crate) unsafe fn peek_wsi<R: Copy>(
    name: &'static str,
    p: *const abi::lws,
    error: R,
    body: impl FnOnce(WsiRef) -> R,
) -> R {
    guard(name, error, move || {
        // SAFETY: the caller's promise.
        match unsafe { dispatch::wsi_of(p) } {
            Some(wsi) => body(wsi),
            None => stale(name, p.is_null(), error),
        }
    })
}

/// The same as [`with_wsi`] for a context.
///
/// # Safety
/// `p` is NULL or a pointer that this library gave out as a `struct lws_context *`.
#[inline(always)]
pub(crate) unsafe fn with_context<R: Copy>(
    name: &'static str,
    p: *const abi::lws_context,
    error: R,
    body: impl FnOnce(ContextRef) -> R,
) -> R {
    guard(name, error, move || {
        // SAFETY: the caller's promise.
        let Some(context) = (unsafe { dispatch::context_of(p) }) else { return no_context(name, p.is_null(), error) };
        let Some(_held) = owner::Guard::take(context) else { return foreign(name, error) };
        if !context.is_live() {
            return no_context(name, false, error);
        }
        body(context)
    })
}

/// The same as [`with_wsi`] for a vhost.
///
/// # Safety
/// `p` is NULL or a pointer that this library gave out as a `struct lws_vhost *`.
pub(crate) unsafe fn with_vhost<R: Copy>(
    name: &'static str,
    p: *const abi::lws_vhost,
    error: R,
    body: impl FnOnce(VhostRef) -> R,
) -> R {
    guard(name, error, move || {
        // SAFETY: the caller's promise.
        let Some(vhost) = (unsafe { dispatch::vhost_of(p) }) else {
            let what = if p.is_null() { "NULL" } else { "already destroyed" };
            log::warn(format_args!("{name}: the vhost is {what}; give one that lws_create_vhost made"));
            return error;
        };
        let Some(context) = vhost.context() else { return error };
        let Some(_held) = owner::Guard::take(context) else { return foreign(name, error) };
        if vhost.context().is_none_or(|c| !std::ptr::eq(c, context)) {
            return error;
        }
        body(vhost)
    })
}

/// Whether a connection is still one of a context that was just taken: another thread may have closed it until then.
#[inline(always)]
pub(crate) fn is_still(wsi: WsiRef, context: ContextRef) -> bool {
    wsi.context().is_some_and(|c| std::ptr::eq(c, context))
}

#[cold]
#[inline(never)]
fn stale<R>(name: &'static str, null: bool, error: R) -> R {
    if null {
        log::warn(format_args!("{name}: the wsi is NULL"));
    } else {
        log::warn(format_args!("{name}: the wsi is closed; forget the pointer when its CLOSED callback comes"));
    }
    error
}

#[cold]
#[inline(never)]
fn no_context<R>(name: &'static str, null: bool, error: R) -> R {
    let what = if null { "NULL" } else { "already destroyed" };
    log::warn(format_args!("{name}: the context is {what}"));
    error
}

#[cold]
#[inline(never)]
fn foreign<R>(name: &'static str, error: R) -> R {
    log::err(format_args!(
        "{name}: called while another thread is servicing the context; refused. \
         Call lws_cancel_service and do it in LWS_CALLBACK_EVENT_WAIT_CANCELLED"
    ));
    error
}
