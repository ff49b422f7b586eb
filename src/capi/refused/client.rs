//! Connections that the program opens to others.

use super::refuse;
use crate::abi::{lws, lws_client_connect_info, lws_conmon, lws_sorted_usec_list_t, lws_vhost, sul_cb_t};
use core::ffi::{c_char, c_int, c_uint};

/// Opens a connection to a server, as HTTP, websocket or raw.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_client_connect_via_info(ccinfo: *const lws_client_connect_info) -> *mut lws {
    refuse("lws_client_connect_via_info");
    core::ptr::null_mut()
}

/// Tells that a client request has a body still to be sent.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_client_http_body_pending(wsi: *mut lws, something_left_to_send: c_int) {
    refuse("lws_client_http_body_pending");
}

/// Writes one part's header of a multipart form into a client request; 0 means written.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_client_http_multipart(
    wsi: *mut lws,
    name: *const c_char,
    filename: *const c_char,
    content_type: *const c_char,
    p: *mut *mut c_char,
    end: *mut c_char,
) -> c_int {
    refuse("lws_client_http_multipart");
    1
}

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

/// Tells the status of the server's response; 0 means that there is none yet.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_client_http_response(wsi: *mut lws) -> c_uint {
    refuse("lws_http_client_http_response");
    0
}

/// Reads the body of a server's response; negative means that the connection has to be closed.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_client_read(wsi: *mut lws, buf: *mut *mut c_char, len: *mut c_int) -> c_int {
    refuse("lws_http_client_read");
    -1
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

/// As `lws_retry_sul_schedule`, with the policy of a connection.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_retry_sul_schedule_retry_wsi(
    wsi: *mut lws,
    sul: *mut lws_sorted_usec_list_t,
    cb: sul_cb_t,
    ctry: *mut u16,
) -> c_int {
    refuse("lws_retry_sul_schedule_retry_wsi");
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
