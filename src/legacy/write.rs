//! `libwebsocket_write` of each era: the same bytes out, another number back.

use crate::abi::{self, lws};
use crate::capi::write::lws_write;
use core::ffi::{c_int, c_uchar};

/// What a call gave that says how many bytes went, as one that says only whether they did.
fn whether(r: c_int) -> c_int {
    r.min(0)
}

/// LWS_WRITE_HTTP of 2010; text and binary have kept their numbers.
const HTTP_2010: c_int = 2;

/// libwebsocket_write() of 2010: text 0, binary 1, HTTP 2. The bytes and what is around them are never changed.
///
/// @return 0: all was accepted; negative: the connection is closing or broken, or too much waits to be sent
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `buf` is readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_2010_write(
    wsi: *mut lws,
    buf: *mut c_uchar,
    len: usize,
    protocol: c_int,
) -> c_int {
    let kind = if protocol == HTTP_2010 { abi::LWS_WRITE_HTTP } else { protocol as abi::lws_write_protocol };
    // SAFETY: the caller's promise.
    whether(unsafe { lws_write(wsi, buf, len, kind) })
}

/// libwebsocket_write() from 2011 to 1.22, with the numbers that are today's, and LWS_WRITE_CLOSE, 4.
///
/// @return 0: all was accepted; negative: the connection is closing or broken, or too much waits to be sent
///
/// # Safety
/// As for [`lwsx_legacy_2010_write`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_write_all(wsi: *mut lws, buf: *mut c_uchar, len: usize, protocol: c_int) -> c_int {
    // SAFETY: the caller's promise.
    whether(unsafe { lws_write(wsi, buf, len, protocol as abi::lws_write_protocol) })
}
