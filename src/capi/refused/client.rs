//! Connections that the program opens to others.

use super::refuse;
use crate::abi::{
    lws, lws_conmon, lws_context, lws_retry_bo_t, lws_sorted_usec_list_t, lws_usec_t,
    lws_vhost, sul_cb_t,
};
use core::ffi::{c_char, c_int};

/// Turns a client connection to another server, as a redirect does. No public header declares it.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// cbindgen:ignore
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_client_reset(
    wsi: *mut *mut lws,
    ssl: c_int,
    address: *const c_char,
    port: c_int,
    path: *const c_char,
    host: *const c_char,
    weak: c_char,
) -> *mut lws {
    refuse("lws_client_reset");
    core::ptr::null_mut()
}

/// Writes the value of a basic Authorization header; 0 means written.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_basic_auth_gen(
    user: *const c_char,
    pw: *const c_char,
    buf: *mut c_char,
    len: usize,
) -> c_int {
    refuse("lws_http_basic_auth_gen");
    1
}

/// Reads how long a server asks to wait; 0 means that it did. Since lws 4.3.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_check_retry_after(wsi: *mut lws, us_interval_in_out: *mut lws_usec_t) -> c_int {
    refuse("lws_http_check_retry_after");
    1
}

/// Sets the HTTP proxy of a vhost's client connections from `address:port`; 0 means set.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_proxy(vhost: *mut lws_vhost, proxy: *const c_char) -> c_int {
    refuse("lws_set_proxy");
    -1
}

/// Schedules the next try after a back-off; 0 means scheduled, 1 that the tries are used up.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_retry_sul_schedule(
    context: *mut lws_context,
    tid: c_int,
    sul: *mut lws_sorted_usec_list_t,
    retry: *const lws_retry_bo_t,
    cb: sul_cb_t,
    ctry: *mut u16,
) -> c_int {
    refuse("lws_retry_sul_schedule");
    1
}

/// Frees the measurements that `lws_conmon_wsi_take` gave. Since lws 4.3.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_conmon_release(conmon: *mut lws_conmon) {
    refuse("lws_conmon_release");
}

/// Takes over the measurements of how a client connection was made. Since lws 4.3.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_conmon_wsi_take(wsi: *mut lws, dest: *mut lws_conmon) {
    refuse("lws_conmon_wsi_take");
}
