//! What lws exports of its inside, and programs use here and there.

use super::{guard, peek_wsi, with_context, with_vhost, with_wsi};
use crate::abi::{lws, lws_close_status, lws_context, lws_dll2, lws_dll2_foreach_cb_t, lws_reload_func, lws_vhost};
use crate::core::wsi::Role;
use crate::core::{begin, close, dispatch};
use crate::role::ws;
use crate::service::{self, Wait};
use crate::util::log;
use core::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::{null, null_mut};

/// Internal: services what can be serviced without waiting.
///
/// @return as lws_service()
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_service_forced_tsi(context: *mut lws_context, tsi: c_int) -> c_int {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe { with_context("_lws_plat_service_forced_tsi", context, -1, |c| service::pass(c, Wait::Never)) }
}

/// Internal: one turn of the event loop of one service thread. No public header declares it.
///
/// cbindgen:ignore
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_service_tsi(context: *mut lws_context, timeout_ms: c_int, tsi: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { super::service::lws_service_tsi(context, timeout_ms, tsi) }
}

/// Gives a reason to each protocol of a vhost, with a stand-in connection and without session memory, until one of them
/// does not return 0.
///
/// @return 0, or 1 when one did not return 0 or there is no such vhost
///
/// # Safety
/// `vh` is NULL or a vhost of this library; `in` is what the callbacks take for this reason.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_callback_vhost_protocols_vhost(
    vh: *mut lws_vhost,
    reason: c_int,
    r#in: *mut c_void,
    len: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_callback_vhost_protocols_vhost", vh, 1, move |v| {
            let failed =
                (0..v.protocol_count()).any(|i| v.is_live() && dispatch::call_vhost(v, i, reason, r#in, len) != 0);
            c_int::from(failed)
        })
    }
}

/// Internal: closes a connection. Returning -1 from its callback is the ordinary way.
///
/// @param reason the status of a websocket's close frame; 0 (LWS_CLOSE_STATUS_NOSTATUS) for none
/// @param caller who closes it, for the log
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `caller` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_close_free_wsi(wsi: *mut lws, reason: lws_close_status, caller: *const c_char) {
    if wsi.is_null() {
        return;
    }
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_close_free_wsi", wsi, (), move |w| {
            log::debug(format_args!("closed by {}", dispatch::text(caller).to_string_lossy()));
            let status = u16::try_from(reason as i64).ok().filter(|s| *s < 5000).unwrap_or(close::NO_STATUS);
            // In a callback the close waits for its return: the status has to be kept until then.
            if w.depth() != 0
                && w.role() == Role::Ws
                && status != close::NO_STATUS
                && w.rare(|r| r.close.is_some()) != Some(true)
            {
                ws::prepare_close(w, status, &[]);
            }
            close::close(w, status);
        })
    }
}

/// Has a context stop listening, so that another one can take its ports over; its connections go on until they end.
///
/// @param cb called when the ports are free, before this returns; or NULL
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_context_deprecate(context: *mut lws_context, cb: lws_reload_func) {
    // SAFETY: the caller's promise.
    let done = unsafe {
        with_context("lws_context_deprecate", context, false, |c| {
            let vhosts = c.vhosts.borrow().clone();
            for listener in vhosts.iter().flat_map(|v| v.listeners.take()) {
                close::close(listener, close::CONTEXT_GONE);
            }
            c.deprecated.set(true);
            true
        })
    };
    if let Some(cb) = cb.filter(|_| done) {
        // SAFETY: the program's own function. Nothing of the context is in use.
        unsafe { cb() };
    }
}

/// Internal: lws_context_destroy() (lws 4.1 only).
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_context_destroy2(context: *mut lws_context) {
    // SAFETY: the caller's promise.
    unsafe { super::context_vhost::lws_context_destroy(context) }
}

/// Internal: gives the protocols of each vhost that has not begun their LWS_CALLBACK_PROTOCOL_INIT, as the first service
/// call does.
///
/// @return 0; 1 when one of them failed or there is no such context
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_protocol_init(context: *mut lws_context) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_context("lws_protocol_init", context, 1, |c| c_int::from(!begin::protocols(c))) }
}

/// Internal: the first half of destroying a vhost: it stops listening, or another vhost on its port takes that over.
///
/// # Safety
/// `vh` is NULL or a vhost of this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vhost_destroy1(vh: *mut lws_vhost) {
    // SAFETY: the caller's promise.
    unsafe { with_vhost("lws_vhost_destroy1", vh, (), close::stop_listening) }
}

/// Calls a function for each listening socket of a context. Since lws 4.3.
///
/// @param arg given to `cb`
/// @param cb gets a list element that is in no list, since connections of this library are not part of one: count the calls
/// @return 0, or what `cb` returned, if that was not 0: then the walk ended
///
/// # Safety
/// `cx` is NULL or came from lws_create_context(); `cb` accepts `arg`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vhost_foreach_listen_wsi(
    cx: *mut lws_context,
    arg: *mut c_void,
    cb: lws_dll2_foreach_cb_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_vhost_foreach_listen_wsi", cx, 0, move |c| {
            let count: usize = c.vhosts.borrow().iter().map(|v| v.listeners.borrow().len()).sum();
            let Some(cb) = cb else { return 0 };
            for _ in 0..count {
                let mut element = lws_dll2 { prev: null_mut(), next: null_mut(), owner: null_mut() };
                let r = cb(&mut element, arg);
                if r != 0 {
                    return r;
                }
            }
            0
        })
    }
}

/// Finds what a protocol keeps on the first vhost whose options for it have one of this name and value. Since lws 4.3.
///
/// @param protname the protocol
/// @param pvo_name, pvo_value the option
/// @return what lws_protocol_vh_priv_zalloc() made there, or NULL
///
/// # Safety
/// `cx` is NULL or came from lws_create_context(); the others are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vhd_find_by_pvo(
    cx: *mut lws_context,
    protname: *const c_char,
    pvo_name: *const c_char,
    pvo_value: *const c_char,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_vhd_find_by_pvo", cx, null_mut(), move |c| {
            if protname.is_null() || pvo_name.is_null() || pvo_value.is_null() {
                return null_mut();
            }
            let (protocol, name) = (CStr::from_ptr(protname), CStr::from_ptr(pvo_name));
            let vhosts = c.vhosts.borrow();
            let mut found = vhosts.iter().filter_map(|v| {
                let i = v.protocol_named(protocol.to_bytes())?;
                let list = dispatch::protocol_options(v.with(|s| s.config.pvo)?, protocol);
                let value = dispatch::option_value(list, name)?;
                (value.as_c_str() == CStr::from_ptr(pvo_value)).then(|| v.private.borrow().get(i).map(|p| p.0))?
            });
            found.find(|p| !p.is_null()).unwrap_or(null_mut())
        })
    }
}

/// Finds the connection that has a descriptor.
///
/// @return the connection, or NULL
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wsi_from_fd(context: *const lws_context, fd: c_int) -> *mut lws {
    // SAFETY: the caller's promise.
    unsafe { with_context("wsi_from_fd", context, null_mut(), |c| c.by_fd(fd).map_or(null_mut(), |w| w.to_c())) }
}

/// The index of the service thread of a connection: there is one, 0.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_wsi_tsi(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_wsi_tsi", wsi, 0, |_| 0) }
}

/// The name by which a connection is known in the log: `[wsisrv|N|adopted]` with a number of its own. Since lws 4.3.
///
/// @return a string that lives as long as the connection; an empty one for what is no connection
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_wsi_tag(wsi: *mut lws) -> *const c_char {
    if wsi.is_null() {
        return c"[null wsi]".as_ptr();
    }
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_wsi_tag", wsi, c"".as_ptr(), |w| w.context().map_or(c"".as_ptr(), |c| c.tag(w))) }
}

/// The name by which a vhost is known in the log: `[vh|N|NAME|INTERFACE|PORT]`. Since lws 4.3.
///
/// @return a string that lives as long as the vhost
///
/// # Safety
/// `vh` is NULL or a vhost of this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vh_tag(vh: *mut lws_vhost) -> *const c_char {
    if vh.is_null() {
        return c"[null vh]".as_ptr();
    }
    guard("lws_vh_tag", c"".as_ptr(), move || {
        // SAFETY: the caller's promise.
        let tag = unsafe { dispatch::vhost_of(vh) }.and_then(|v| v.with(|s| s.tag().as_ptr()));
        tag.filter(|t| !core::ptr::eq(*t, null())).unwrap_or(c"".as_ptr())
    })
}
