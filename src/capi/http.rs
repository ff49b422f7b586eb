//! HTTP responses.

use super::{peek_wsi, with_or_peek_wsi, with_wsi};
use crate::abi::{self, lws, lws_filepos_t, lws_token_indexes};
use crate::core::wsi::{Timer, WsiRef, flag};
use crate::core::{timers, transport};
use crate::proto::http::mime;
use crate::role;
use crate::role::http::response::{self, Head};
use crate::role::http::{files, server};
use core::ffi::{CStr, c_char, c_int, c_uchar, c_uint};
use std::collections::BTreeMap;
use std::ffi::CString;
use std::sync::Mutex;

/// Writes at `*p`, not beyond `end`, and moves `*p` on. 0, or 1 when it does not fit: then `*p` stays.
///
/// # Safety
/// `p` points to a pointer into a writable buffer that ends at `end`.
unsafe fn append(p: *mut *mut c_uchar, end: *mut c_uchar, f: impl FnOnce(&mut Head) -> bool) -> c_int {
    // SAFETY: the caller's promise.
    let Some(place) = (unsafe { p.as_mut() }) else { return 1 };
    let Some(room) = (end as usize).checked_sub(*place as usize).filter(|_| !place.is_null()) else { return 1 };
    // SAFETY: the caller's promise: from `*p` to `end` is one writable buffer.
    let mut head = Head::new(unsafe { core::slice::from_raw_parts_mut(*place, room) });
    if !f(&mut head) {
        return 1;
    }
    *place = place.wrapping_add(head.used());
    0
}

/// Bytes with a length from C.
///
/// # Safety
/// `p` is NULL or readable for `len` bytes.
unsafe fn bytes<'a>(p: *const c_uchar, len: c_int) -> &'a [u8] {
    let len = usize::try_from(len).unwrap_or(0);
    // SAFETY: the caller's promise.
    if p.is_null() || len == 0 { &[] } else { unsafe { core::slice::from_raw_parts(p, len) } }
}

/// Writes the status line and the headers that each response of the vhost carries, at `*p`.
///
/// @param code the status, such as HTTP_STATUS_OK; with LWSAHH_FLAG_NO_SERVER_NAME without the `server` header
/// @param p in and out: where to write
/// @param end where the buffer ends
/// @return 0, or 1 when there is no room
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `*p` to `end` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_add_http_header_status(
    wsi: *mut lws,
    code: c_uint,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_or_peek_wsi("lws_add_http_header_status", wsi, 1, move |w, owned| {
            append(p, end, |h| if owned { h.status(w, code) } else { h.status_elsewhere(w, code) })
        })
    }
}

/// Writes a header line at `*p`.
///
/// @param name the name, a C string; a colon that it lacks is added; NULL writes the value alone
/// @param value the value, which may not hold a line end
/// @param length its length
/// @return 0, or 1 when there is no room or the value is not allowed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `name` and `value` are readable; `*p` to `end` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_add_http_header_by_name(
    wsi: *mut lws,
    name: *const c_uchar,
    value: *const c_uchar,
    length: c_int,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        peek_wsi("lws_add_http_header_by_name", wsi, 1, move |_| {
            let name = (!name.is_null()).then(|| CStr::from_ptr(name.cast()).to_bytes());
            append(p, end, |h| h.field(name, bytes(value, length)))
        })
    }
}

/// Writes a header line at `*p`, its name by token.
///
/// @param token such as WSI_TOKEN_HTTP_CONTENT_TYPE
/// @return 0, or 1 when there is no room, no such token, or the value is not allowed
///
/// # Safety
/// As for lws_add_http_header_by_name().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_add_http_header_by_token(
    wsi: *mut lws,
    token: lws_token_indexes,
    value: *const c_uchar,
    length: c_int,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        peek_wsi("lws_add_http_header_by_token", wsi, 1, move |_| {
            append(p, end, |h| h.token(token, bytes(value, length)))
        })
    }
}

/// Writes `content-length` at `*p`.
///
/// @return 0, or 1 when there is no room
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `*p` to `end` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_add_http_header_content_length(
    wsi: *mut lws,
    content_length: lws_filepos_t,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        peek_wsi("lws_add_http_header_content_length", wsi, 1, move |_| {
            append(p, end, |h| h.content_length(content_length))
        })
    }
}

/// Writes status, `content-type` and `content-length` at `*p`.
///
/// @param content_type a C string, or NULL for none
/// @param content_len the length; LWS_ILLEGAL_HTTP_CONTENT_LEN if it is not known: the connection then ends with the
///        response
/// @return 0, or 1 when there is no room
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `*p` to `end` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_add_http_common_headers(
    wsi: *mut lws,
    code: c_uint,
    content_type: *const c_char,
    content_len: lws_filepos_t,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_or_peek_wsi("lws_add_http_common_headers", wsi, 1, move |w, owned| {
            let kind = (!content_type.is_null()).then(|| CStr::from_ptr(content_type).to_bytes());
            append(p, end, |h| match owned {
                true => h.common(w, code, kind, content_len),
                false => h.common_elsewhere(w, code, kind, content_len),
            })
        })
    }
}

/// Writes the empty line that ends the headers, at `*p`.
///
/// @return 0, or 1 when there is no room
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `*p` to `end` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_finalize_http_header(wsi: *mut lws, p: *mut *mut c_uchar, end: *mut c_uchar) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_finalize_http_header", wsi, 1, move |_| append(p, end, |h| h.finish())) }
}

/// Writes the empty line and sends the headers from `start` on.
///
/// @return 0, or 1 when there is no room or the connection is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `start` to `end` is one writable buffer with `*p` in it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_finalize_write_http_header(
    wsi: *mut lws,
    start: *mut c_uchar,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_finalize_write_http_header", wsi, 1, move |w| {
            if append(p, end, |h| h.finish()) != 0 {
                return 1;
            }
            let len = (*p as usize).wrapping_sub(start as usize);
            if start.is_null() || len > end as usize - start as usize {
                return 1;
            }
            let head = core::slice::from_raw_parts(start, len);
            c_int::from(role::write(w, head, abi::LWS_WRITE_HTTP_HEADERS as c_int) != len as c_int)
        })
    }
}

/// Sends a whole small response: the status, and a page that shows it. Complete the transaction afterwards.
///
/// @param code the status
/// @param html_body text for the page, a C string, or NULL
/// @return 0, or 1 when it could not be sent
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `html_body` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_return_http_status(wsi: *mut lws, code: c_uint, html_body: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_return_http_status", wsi, 1, move |w| {
            let text = if html_body.is_null() { &[] } else { CStr::from_ptr(html_body).to_bytes() };
            let r = response::simple(w, code, text);
            sent(w);
            r
        })
    }
}

/// Outside a service call nothing else sends what is staged.
fn sent(w: WsiRef) {
    w.writes.set(w.writes.get().wrapping_add(1));
    if let Some(c) = w.context()
        && !c.in_service.get()
    {
        transport::flush(c);
    }
}

/// Sends a redirect. Complete the transaction afterwards.
///
/// @param code 301, 302, 303, 307 or 308
/// @param loc the new address
/// @param len its length
/// @param p in and out: a buffer for the response's head
/// @param end where the buffer ends
/// @return how many bytes were sent, or -1
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `loc` is readable; `*p` to `end` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_redirect(
    wsi: *mut lws,
    code: c_int,
    loc: *const c_uchar,
    len: c_int,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_http_redirect", wsi, -1, move |w| {
            let mut written = 0;
            let mut ok = false;
            append(p, end, |h| {
                ok = response::redirect_head(w, h, code as u32, bytes(loc, len)) && transport::write(w, h.bytes(), &[]);
                written = h.used();
                ok
            });
            sent(w);
            if ok { written as c_int } else { -1 }
        })
    }
}

/// Says that the response is complete. On a connection that is kept, the next request can come.
///
/// @return 0 to go on; 1 (or -1): return -1 from the callback, so that the connection closes
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_transaction_completed(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_http_transaction_completed", wsi, -1, server::transaction_completed) }
}

/// Answers with a file: head and content, by as many passes of the loop as it takes. `LWS_CALLBACK_HTTP_FILE_COMPLETION`
/// comes when it has gone out: complete the transaction there. A Range header is honoured.
///
/// @param file the path, a C string
/// @param content_type its type, a C string, or NULL for none
/// @param other_headers further header lines, each with its line end, or NULL
/// @param other_headers_len their length
/// @return 0: the file is on its way, or the transaction is already completed; positive: the answer (such as 404) is
///         complete, so complete the transaction; negative: return -1 from the callback
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; the strings are readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_serve_http_file(
    wsi: *mut lws,
    file: *const c_char,
    content_type: *const c_char,
    other_headers: *const c_char,
    other_headers_len: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_serve_http_file", wsi, -1, move |w| {
            if file.is_null() || w.with_request(|_| ()).is_none() {
                crate::util::log::err(format_args!("lws_serve_http_file: no file, or no request to answer"));
                return -1;
            }
            let kind = if content_type.is_null() { &[] } else { CStr::from_ptr(content_type).to_bytes() };
            let headers = bytes(other_headers.cast(), other_headers_len);
            let r = files::serve(w, CStr::from_ptr(file).to_bytes(), kind, headers);
            sent(w);
            r
        })
    }
}

/// Sends more of a file that lws_serve_http_file() began. The loop does that by itself; a program need not call it.
///
/// @return 0: there is more to send; 1: the file has gone out, and LWS_CALLBACK_HTTP_FILE_COMPLETION was given; -1: there
///         is no file, or it cannot be sent to its end: return -1 from the callback
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_serve_http_file_fragment(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_serve_http_file_fragment", wsi, -1, move |w| {
            let r = files::fragment(w);
            sent(w);
            r
        })
    }
}

/// Says that the response is a stream of events that goes on: no timeout ends it.
///
/// @return 0, or 1 when the connection is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_mark_sse(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_http_mark_sse", wsi, 1, move |w| {
            w.set_timeout_reason(0);
            timers::set(w, Timer::Timeout, None);
            0
        })
    }
}

/// Whether a redirect (303) has turned a client's request into a GET, so that no body is to be sent.
///
/// @return 0
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_is_redirected_to_get(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_http_is_redirected_to_get", wsi, 0, |w| {
            c_int::from(w.with_client(|c| c.turned_to_get) == Some(true))
        })
    }
}

/// Lets go of the request's headers before the transaction ends, where they are shared. Here they are not: they can
/// still be read.
///
/// @return 0, or -1 when the connection is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_headers_detach(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_http_headers_detach", wsi, -1, move |w| -c_int::from(w.has(flag::CLOSING))) }
}

/// The type of a file by its name: from the mount's own list, then lws's, then the registered ones, then what the mount's
/// list has for `*`.
///
/// @param file name or path, a C string
/// @param m a mount, or NULL
/// @return the type, a string that lives as long as the process or the mount; NULL when nobody knows it
///
/// # Safety
/// `file` is NULL or a C string; `m` is NULL or a valid mount.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_mimetype(file: *const c_char, m: *const abi::lws_http_mount) -> *const c_char {
    super::guard("lws_get_mimetype", core::ptr::null(), move || {
        if file.is_null() {
            return core::ptr::null();
        }
        // SAFETY: the caller's promise.
        let name = unsafe { CStr::from_ptr(file) }.to_bytes();
        let mut other: *const c_char = core::ptr::null();
        // SAFETY: the caller's promise: the mount and its list are valid.
        unsafe {
            let mut at = m.as_ref().map_or(core::ptr::null(), |m| m.extra_mimetypes);
            while let Some(entry) = at.as_ref() {
                at = entry.next;
                let end = if entry.name.is_null() { c"" } else { CStr::from_ptr(entry.name) };
                if end.to_bytes().first() == Some(&b'*') {
                    other = if other.is_null() { entry.value } else { other };
                } else if mime::ends_with(name, end.to_bytes()) {
                    return entry.value;
                }
            }
        }
        match mime::known(name).or_else(|| if other.is_null() { mime::guess(name) } else { None }) {
            Some(kind) => interned(kind),
            None => other,
        }
    })
}

/// A type's name as a C string that is never freed; there are only so many types.
fn interned(kind: &'static str) -> *const c_char {
    static NAMES: Mutex<BTreeMap<&'static str, CString>> = Mutex::new(BTreeMap::new());
    let mut names = NAMES.lock().unwrap_or_else(|e| e.into_inner());
    names.entry(kind).or_insert_with(|| CString::new(kind).unwrap_or_default()).as_ptr()
}
