//! HTTP: templates, dates.

use super::refuse;
use crate::abi::{lws_process_html_args, lws_process_html_state, time_t};
use core::ffi::{c_char, c_int};

/// Replaces `$name` in a piece of HTML that is sent in chunks; 0 means done.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_chunked_html_process(
    args: *mut lws_process_html_args,
    s: *mut lws_process_html_state,
) -> c_int {
    refuse("lws_chunked_html_process");
    -1
}

/// Reads an HTTP date; 0 means read. Since lws 4.3.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_date_parse_unix(b: *const c_char, len: usize, t: *mut time_t) -> c_int {
    refuse("lws_http_date_parse_unix");
    -1
}

/// Writes an HTTP date; 0 means written. Since lws 4.3.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_date_render_from_unix(buf: *mut c_char, len: usize, t: *const time_t) -> c_int {
    refuse("lws_http_date_render_from_unix");
    -1
}
