//! HTTP: templates, forms, dates.

use super::refuse;
use crate::abi::{
    lws, lws_process_html_args, lws_process_html_state, lws_spa, lws_spa_create_info_t, lws_spa_fileupload_cb, time_t,
};
use core::ffi::{c_char, c_int, c_void};

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

/// Makes a parser of form data (urlencoded or multipart) for a request.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_create(
    wsi: *mut lws,
    param_names: *const *const c_char,
    count_params: c_int,
    max_storage: c_int,
    opt_cb: lws_spa_fileupload_cb,
    opt_data: *mut c_void,
) -> *mut lws_spa {
    refuse("lws_spa_create");
    core::ptr::null_mut()
}

/// As `lws_spa_create`; the arguments stand in a struct.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_create_via_info(wsi: *mut lws, info: *const lws_spa_create_info_t) -> *mut lws_spa {
    refuse("lws_spa_create_via_info");
    core::ptr::null_mut()
}

/// Frees a form parser; 0 means freed.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_destroy(spa: *mut lws_spa) -> c_int {
    refuse("lws_spa_destroy");
    -1
}

/// Tells a form parser that the body has ended; 0 means that the form was well-formed.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_finalize(spa: *mut lws_spa) -> c_int {
    refuse("lws_spa_finalize");
    -1
}

/// Tells the length of a form field's value.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_get_length(spa: *mut lws_spa, n: c_int) -> c_int {
    refuse("lws_spa_get_length");
    0
}

/// Gives the value of a form field; NULL means that the form has none.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_get_string(spa: *mut lws_spa, n: c_int) -> *const c_char {
    refuse("lws_spa_get_string");
    core::ptr::null()
}

/// Gives a form parser the next piece of the body; 0 means that the form is well-formed so far.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_process(spa: *mut lws_spa, r#in: *const c_char, len: c_int) -> c_int {
    refuse("lws_spa_process");
    -1
}
