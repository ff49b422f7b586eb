//! 1.1 to 1.5: answers to HTTP requests and what else had the context before the connection, or found it by the protocol.

use super::bridge;
use super::thunk;
use super::tokens;
use crate::abi::{lws, lws_context};
use crate::capi::client::lws_set_proxy;
use crate::capi::context_vhost::lws_get_vhost_by_name;
use crate::capi::guard;
use crate::capi::http::{
    lws_add_http_header_by_name, lws_add_http_header_by_token, lws_add_http_header_content_length,
    lws_add_http_header_status, lws_finalize_http_header, lws_return_http_status, lws_serve_http_file,
    lws_serve_http_file_fragment,
};
use crate::capi::misc::lws_set_allocator;
use crate::capi::service::lws_rx_flow_control;
use crate::core::dispatch;
use crate::core::wsi::WsiRef;
use crate::service::foreign;
use crate::sys::evlib::Kind;
use crate::util::log;
use core::ffi::{CStr, c_char, c_int, c_uchar, c_uint, c_ulong, c_void};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

/// libwebsockets_serve_http_file() of 1.3: that of 1.22, with further header lines, each with its line end.
///
/// # Safety
/// As for [`super::positional::lwsx_legacy_serve_http_file_4`]; `other_headers` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_serve_http_file_5(
    context: *mut lws_context,
    wsi: *mut lws,
    file: *const c_char,
    content_type: *const c_char,
    other_headers: *const c_char,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let len = if other_headers.is_null() { 0 } else { CStr::from_ptr(other_headers).count_bytes() };
        let len = c_int::try_from(len).unwrap_or(0);
        lwsx_legacy_serve_http_file_6(context, wsi, file, content_type, other_headers, len)
    }
}

/// The same with their length: 1.4 and 1.5.
///
/// # Safety
/// As for [`super::positional::lwsx_legacy_serve_http_file_4`]; `other_headers` is NULL or readable for its length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_serve_http_file_6(
    _context: *mut lws_context,
    wsi: *mut lws,
    file: *const c_char,
    content_type: *const c_char,
    other_headers: *const c_char,
    other_headers_len: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_serve_http_file(wsi, file, content_type, other_headers, other_headers_len) }
}

/// libwebsockets_serve_http_file_fragment(): sends more of a file, which the loop does by itself.
///
/// # Safety
/// As for lws_serve_http_file_fragment(). The context is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_serve_http_file_fragment(_context: *mut lws_context, wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_serve_http_file_fragment(wsi) }
}

/// libwebsockets_return_http_status(): answers with a status and a small page.
///
/// @param html_body what the page says, or NULL
/// @return 0, or not 0: it could not be sent
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `html_body` is NULL or a C string. The context is not looked
/// at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_return_http_status(
    _context: *mut lws_context,
    wsi: *mut lws,
    code: c_uint,
    html_body: *const c_char,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_return_http_status(wsi, code, html_body) }
}

/// lws_add_http_header_by_name() of 1.4 and 1.5.
///
/// # Safety
/// As for lws_add_http_header_by_name(). The context is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_add_http_header_by_name(
    _context: *mut lws_context,
    wsi: *mut lws,
    name: *const c_uchar,
    value: *const c_uchar,
    length: c_int,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_add_http_header_by_name(wsi, name, value, length, p, end) }
}

/// lws_add_http_header_by_token() of 1.4 and 1.5, with their tokens.
///
/// @return 0, or 1 if it does not fit or there is no such header
///
/// # Safety
/// As for lws_add_http_header_by_token(). The context is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_add_http_header_by_token(
    _context: *mut lws_context,
    wsi: *mut lws,
    token: c_int,
    value: *const c_uchar,
    length: c_int,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    let Some(token) = tokens::today_1_3(token) else { return 1 };
    // SAFETY: the caller's promise.
    unsafe { lws_add_http_header_by_token(wsi, token, value, length, p, end) }
}

/// lws_add_http_header_content_length() of 1.4 and 1.5.
///
/// # Safety
/// As for lws_add_http_header_content_length(). The context is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_add_http_header_content_length(
    _context: *mut lws_context,
    wsi: *mut lws,
    content_length: c_ulong,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_add_http_header_content_length(wsi, content_length as _, p, end) }
}

/// lws_add_http_header_status() of 1.4 and 1.5.
///
/// # Safety
/// As for lws_add_http_header_status(). The context is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_add_http_header_status(
    _context: *mut lws_context,
    wsi: *mut lws,
    code: c_uint,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_add_http_header_status(wsi, code, p, end) }
}

/// lws_finalize_http_header() of 1.4 and 1.5.
///
/// # Safety
/// As for lws_finalize_http_header(). The context is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_finalize_http_header(
    _context: *mut lws_context,
    wsi: *mut lws,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_finalize_http_header(wsi, p, end) }
}

/// libwebsocket_set_proxy(): the HTTP proxy of a context's client connections, `host:port`.
///
/// @return 0, or -1 if it is none
///
/// # Safety
/// `context` is NULL or came from libwebsocket_create_context(); `proxy` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_set_proxy(context: *mut lws_context, proxy: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_set_proxy(lws_get_vhost_by_name(context, c"default".as_ptr()), proxy) }
}

/// The connections of a protocol, which is an entry of the program's.
fn of_protocol(name: &'static str, protocol: *const c_void, each: impl Fn(WsiRef)) -> c_int {
    let Some((bridge, index)) = bridge::of_protocol(protocol) else {
        log::err(format_args!("{name}: no context has this protocol"));
        return -1;
    };
    // SAFETY: the context of a bridge came from lws_create_context().
    unsafe {
        crate::capi::with_context(name, bridge.context(), -1, move |c| {
            for w in c.connections() {
                let same = thunk::entry_of(w, w.protocol()).is_some_and(|e| e.index == index);
                if w.is_live() && same && w.has(crate::core::wsi::flag::BOUND) {
                    each(w);
                }
            }
            0
        })
    }
}

/// libwebsocket_callback_all_protocol(): gives a reason to each connection of a protocol.
///
/// @param protocol an entry of the program's list
/// @param reason one of the era's, or LWS_CALLBACK_USER and more
/// @return 0, or -1: no context has this protocol
///
/// # Safety
/// `protocol` is a pointer; it is compared, not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_callback_all_protocol(protocol: *const c_void, reason: c_int) -> c_int {
    guard("libwebsocket_callback_all_protocol", -1, move || {
        of_protocol("libwebsocket_callback_all_protocol", protocol, |w| {
            dispatch::call(w, reason, null_mut(), 0);
        })
    })
}

/// libwebsocket_rx_flow_allow_all_protocol(): resumes reception on all connections of a protocol.
///
/// # Safety
/// `protocol` is a pointer; it is compared, not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_rx_flow_allow_all_protocol(protocol: *const c_void) {
    guard("libwebsocket_rx_flow_allow_all_protocol", (), move || {
        of_protocol("libwebsocket_rx_flow_allow_all_protocol", protocol, |w| {
            // SAFETY: a live connection.
            unsafe { lws_rx_flow_control(w.to_c(), 1) };
        });
    })
}

/// libwebsocket_initloop(): has a loop of libev drive the context.
///
/// @param the_loop the program's loop; NULL for one of the library's own, which libwebsocket_service() runs
/// @return 0, or -1: libev is not there, or the context has a loop already
///
/// # Safety
/// `context` is NULL or came from libwebsocket_create_context(); the loop lives as long as the context.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_initloop(context: *mut lws_context, the_loop: *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        crate::capi::with_context("libwebsocket_initloop", context, -1, move |c| {
            if c.watch.foreign.borrow().is_some() {
                log::err(format_args!("libwebsocket_initloop: the context has its loop already"));
                return -1;
            }
            if foreign::attach(c, Kind::Ev, the_loop, c.watch.on_signal.get()) { 0 } else { -1 }
        })
    }
}

type Realloc = unsafe extern "C-unwind" fn(*mut c_void, usize) -> *mut c_void;
/// The program's allocator of before 2.0.
static REALLOC: AtomicPtr<c_void> = AtomicPtr::new(null_mut());

unsafe extern "C-unwind" fn realloc(p: *mut c_void, size: usize, _reason: *const c_char) -> *mut c_void {
    let program = REALLOC.load(Relaxed);
    if program.is_null() {
        return null_mut();
    }
    // SAFETY: only a function of this type is stored there, and the program vouched for it.
    unsafe { core::mem::transmute::<*mut c_void, Realloc>(program)(p, size) }
}

/// lws_set_allocator() of 1.4 and 1.5: the function that allocates (NULL), resizes and (size 0) frees.
///
/// # Safety
/// As for lws_set_allocator().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_set_allocator(program: Option<Realloc>) {
    let Some(program) = program else { return };
    REALLOC.store(program as *mut c_void, Relaxed);
    // SAFETY: the caller's promise.
    unsafe { lws_set_allocator(Some(realloc)) }
}
