//! The request's headers. They can be read from the first callback about a request to the end of its transaction, and,
//! on a websocket, until ESTABLISHED has returned.

use super::{guard, with_wsi};
use crate::abi::{self, lws, lws_token_indexes};
use crate::role::http::headers;
use core::ffi::{CStr, c_char, c_int, c_uchar, c_void};

/// Copies bytes and a NUL. The length, or -1 when they do not fit: then the first byte is NUL, if there is one.
///
/// # Safety
/// `dest` is NULL or writable for `len` bytes.
unsafe fn copy(bytes: &[u8], dest: *mut c_char, len: c_int) -> c_int {
    let room = usize::try_from(len).unwrap_or(0);
    if dest.is_null() || room == 0 {
        return -1;
    }
    // SAFETY: the caller's promise: `room` bytes.
    let dest = unsafe { core::slice::from_raw_parts_mut(dest.cast::<u8>(), room) };
    if bytes.len() >= room {
        dest[0] = 0;
        return -1;
    }
    dest[..bytes.len()].copy_from_slice(bytes);
    dest[bytes.len()] = 0;
    bytes.len() as c_int
}

/// The length of a header, all its lines together as lws_hdr_copy() joins them, without the NUL.
///
/// @param h which: WSI_TOKEN_HOST, WSI_TOKEN_GET_URI (the path of a GET), WSI_TOKEN_HTTP_URI_ARGS (the query), …
/// @return the length, 0 if the request has no such header
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_hdr_total_length(wsi: *mut lws, h: lws_token_indexes) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_hdr_total_length", wsi, 0, move |w| headers::total_length(w, h) as c_int) }
}

/// The length of one fragment of a header: one of its lines, or one argument of the query.
///
/// @return the length, 0 if there is no such fragment
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_hdr_fragment_length(wsi: *mut lws, h: lws_token_indexes, frag_idx: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_hdr_fragment_length", wsi, 0, move |w| {
            headers::with_fragments(w, h, |f| {
                usize::try_from(frag_idx).ok().and_then(|i| f.get(i)).map_or(0, |x| x.len() as c_int)
            })
        })
    }
}

/// Copies a header with a NUL: several lines of the same name are joined by `,` (cookies by `;`).
///
/// @param dest where to
/// @param len room at `dest`, the NUL included
/// @return the length, 0 if there is no such header, -1 if it does not fit; `dest` is then the empty string
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `dest` is writable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_hdr_copy(wsi: *mut lws, dest: *mut c_char, len: c_int, h: lws_token_indexes) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_hdr_copy", wsi, -1, move |w| copy(&headers::joined(w, h), dest, len)) }
}

/// Copies one fragment of a header with a NUL: one of its lines, or one `name=value` of the query
/// (WSI_TOKEN_HTTP_URI_ARGS), decoded.
///
/// @param frag_idx which, from 0
/// @return the length, or -1 if there is no such fragment or it does not fit
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `dest` is writable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_hdr_copy_fragment(
    wsi: *mut lws,
    dest: *mut c_char,
    len: c_int,
    h: lws_token_indexes,
    frag_idx: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_hdr_copy_fragment", wsi, -1, move |w| {
            let found = headers::with_fragments(w, h, |f| {
                usize::try_from(frag_idx).ok().and_then(|i| f.get(i)).map(|x| x.to_vec())
            });
            found.map_or(-1, |x| copy(&x, dest, len))
        })
    }
}

/// A name that came with its length.
///
/// # Safety
/// `name` is NULL or readable for `nlen` bytes.
unsafe fn name_of<'a>(name: *const c_char, nlen: c_int) -> Option<&'a [u8]> {
    let len = usize::try_from(nlen).ok()?;
    // SAFETY: the caller's promise.
    (!name.is_null()).then(|| unsafe { core::slice::from_raw_parts(name.cast(), len) })
}

/// The length of the first header line of any name, also of names that lws has no token for.
///
/// @param name the name with its colon, in lower case
/// @param nlen its length
/// @return the length, or -1 if there is no such line
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `name` is readable for `nlen` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_hdr_custom_length(wsi: *mut lws, name: *const c_char, nlen: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_hdr_custom_length", wsi, -1, move |w| {
            name_of(name, nlen).and_then(|n| headers::custom(w, n)).map_or(-1, |v| v.len() as c_int)
        })
    }
}

/// Copies the first header line of any name with a NUL.
///
/// @return the length, or -1 if there is no such line or it does not fit
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `dst` is writable for `len` bytes; `name` is readable for
/// `nlen` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_hdr_custom_copy(
    wsi: *mut lws,
    dst: *mut c_char,
    len: c_int,
    name: *const c_char,
    nlen: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_hdr_custom_copy", wsi, -1, move |w| {
            name_of(name, nlen).and_then(|n| headers::custom(w, n)).map_or(-1, |v| copy(&v, dst, len))
        })
    }
}

/// Calls a function with the name of each header line that lws has no token for.
///
/// @return 0, or -1 if there is no request
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `cb` may be called with `opaque`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_hdr_custom_name_foreach(
    wsi: *mut lws,
    cb: abi::lws_hdr_custom_fe_cb_t,
    opaque: *mut c_void,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_hdr_custom_name_foreach", wsi, -1, move |w| {
            let Some(cb) = cb else { return -1 };
            if !headers::are_there(w) {
                return -1;
            }
            for name in headers::custom_names(w) {
                cb(name.as_ptr().cast(), name.len() as c_int, opaque);
            }
            0
        })
    }
}

/// The text of a token: a header name in lower case with its colon.
///
/// @return a static string, or NULL for a number that is no token
///
/// # Safety
/// Safe to call with any number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_token_to_string(token: lws_token_indexes) -> *const c_uchar {
    guard("lws_token_to_string", core::ptr::null(), move || {
        headers::text(token).map_or(core::ptr::null(), |t| t.as_ptr().cast())
    })
}

/// Copies the value of an argument of the query.
///
/// In the library of ABI 17 (lws 4.1) `buf` gets the whole argument, `name=value`, and the result points behind the part
/// of it that `name` is: give the name with its `=`, and use the result, to get the value from both.
///
/// @param name the argument's name, with or without its `=`
/// @param buf where to, with a NUL
/// @param len room at `buf`
/// @return the value, within `buf`; NULL if there is no such argument or it does not fit
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `name` is a C string; `buf` is writable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_urlarg_by_name(
    wsi: *mut lws,
    name: *const c_char,
    buf: *mut c_char,
    len: c_int,
) -> *const c_char {
    if !abi::URLARG_KEEPS_NAME {
        // SAFETY: the caller's promise.
        let n = unsafe { lws_get_urlarg_by_name_safe(wsi, name, buf, len) };
        return if n < 0 { core::ptr::null() } else { buf };
    }
    // SAFETY: the caller's promise. What was copied begins with the name, so the result is in it.
    unsafe {
        with_wsi("lws_get_urlarg_by_name", wsi, core::ptr::null(), move |w| {
            if name.is_null() {
                return core::ptr::null();
            }
            let name = CStr::from_ptr(name).to_bytes();
            let found = headers::whole_argument(w, name).is_some_and(|a| copy(&a, buf, len) >= 0);
            if found { buf.add(name.len()).cast_const() } else { core::ptr::null() }
        })
    }
}

/// Copies the value of an argument of the query.
///
/// @return its length, or -1 if there is no such argument or it does not fit
///
/// # Safety
/// As for lws_get_urlarg_by_name().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_urlarg_by_name_safe(
    wsi: *mut lws,
    name: *const c_char,
    buf: *mut c_char,
    len: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_get_urlarg_by_name_safe", wsi, -1, move |w| {
            if name.is_null() {
                return -1;
            }
            headers::argument(w, CStr::from_ptr(name).to_bytes()).map_or(-1, |v| copy(&v, buf, len))
        })
    }
}

/// The path of the request and its method.
///
/// @param puri_ptr gets the path, decoded, with a NUL; valid until the transaction is completed
/// @param puri_len gets its length
/// @return 0 GET, 1 POST, 2 OPTIONS, 3 PUT, 4 PATCH, 5 DELETE, 6 CONNECT, 7 HEAD; -1 for another method or no request
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; the other two point to places for the results.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_get_uri_and_method(
    wsi: *mut lws,
    puri_ptr: *mut *mut c_char,
    puri_len: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_http_get_uri_and_method", wsi, -1, move |w| {
            let method = w.with_request(|r| headers::method_index(r.method)).unwrap_or(-1);
            let path = w.with_http(|h| (h.path.as_mut_ptr(), h.path.len().saturating_sub(1)));
            let (Some((at, len)), true) = (path, method >= 0) else { return -1 };
            if let (Some(p), Some(l)) = (puri_ptr.as_mut(), puri_len.as_mut()) {
                *p = at.cast();
                *l = len as c_int;
            }
            method
        })
    }
}

/// Copies the value of a cookie with a NUL.
///
/// @param max in: room at `buf`, the NUL included; out, with 0: the length of the value
/// @return 0; 1 if there is no such cookie; 2 if it does not fit: `buf` is then the empty string
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `name` is a C string; `buf` is writable for `*max` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_cookie_get(
    wsi: *mut lws,
    name: *const c_char,
    buf: *mut c_char,
    max: *mut usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_http_cookie_get", wsi, 1, move |w| {
            let (false, Some(max)) = (name.is_null(), max.as_mut()) else { return 1 };
            let Some(value) = headers::cookie(w, CStr::from_ptr(name).to_bytes()) else { return 1 };
            if copy(&value, buf, c_int::try_from(*max).unwrap_or(c_int::MAX)) < 0 {
                return 2;
            }
            *max = value.len();
            0
        })
    }
}
