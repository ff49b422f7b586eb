//! TLS: certificates and sessions.

use super::refuse;
use crate::abi::{
    lws, lws_context, lws_tls_cert_info, lws_tls_cert_info_results, lws_tls_sess_cb_t, lws_vhost, lws_x509_cert,
};
use core::ffi::{c_char, c_int, c_void};

/// Tells that certificate files have changed, so that vhosts use the new ones; 0 means done.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_cert_updated(
    context: *mut lws_context,
    certpath: *const c_char,
    keypath: *const c_char,
    mem_cert: *const c_char,
    len_mem_cert: usize,
    mem_privkey: *const c_char,
    len_mem_privkey: usize,
) -> c_int {
    refuse("lws_tls_cert_updated");
    1
}

/// Adds a trusted certificate for a vhost's client connections; 0 means added.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_client_vhost_extra_cert_mem(
    vh: *mut lws_vhost,
    der: *const u8,
    der_len: usize,
) -> c_int {
    refuse("lws_tls_client_vhost_extra_cert_mem");
    1
}

/// Tells something about the peer's certificate; 0 means told.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_peer_cert_info(
    wsi: *mut lws,
    r#type: lws_tls_cert_info,
    buf: *mut lws_tls_cert_info_results,
    len: usize,
) -> c_int {
    refuse("lws_tls_peer_cert_info");
    -1
}

/// Loads a TLS session that was saved; 0 means loaded. Since lws 4.3.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_session_dump_load(
    vh: *mut lws_vhost,
    host: *const c_char,
    port: u16,
    cb_load: lws_tls_sess_cb_t,
    opq: *mut c_void,
) -> c_int {
    refuse("lws_tls_session_dump_load");
    1
}

/// Saves a TLS session; 0 means saved. Since lws 4.3.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_session_dump_save(
    vh: *mut lws_vhost,
    host: *const c_char,
    port: u16,
    cb_save: lws_tls_sess_cb_t,
    opq: *mut c_void,
) -> c_int {
    refuse("lws_tls_session_dump_save");
    1
}

/// Tells whether a connection resumed an earlier TLS session. Since lws 4.3.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_session_is_reused(wsi: *mut lws) -> c_int {
    refuse("lws_tls_session_is_reused");
    0
}

/// Tells something about the vhost's own certificate; 0 means told.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_vhost_cert_info(
    vhost: *mut lws_vhost,
    r#type: lws_tls_cert_info,
    buf: *mut lws_tls_cert_info_results,
    len: usize,
) -> c_int {
    refuse("lws_tls_vhost_cert_info");
    -1
}

/// Internal: forgets that a TLS connection has bytes to read. No public header declares it.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// cbindgen:ignore
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ssl_remove_wsi_from_buffered_list(wsi: *mut lws) {
    refuse("lws_ssl_remove_wsi_from_buffered_list");
}

/// Makes an empty certificate object; 0 means made.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_x509_create(x509: *mut *mut lws_x509_cert) -> c_int {
    refuse("lws_x509_create");
    -1
}

/// Destroys a certificate object and sets the caller's pointer to NULL.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_x509_destroy(x509: *mut *mut lws_x509_cert) {
    refuse("lws_x509_destroy");
}

/// Tells something about a certificate; 0 means told.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_x509_info(
    x509: *mut lws_x509_cert,
    r#type: lws_tls_cert_info,
    buf: *mut lws_tls_cert_info_results,
    len: usize,
) -> c_int {
    refuse("lws_x509_info");
    -1
}

/// Reads a certificate in PEM form; 0 means read.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_x509_parse_from_pem(x509: *mut lws_x509_cert, pem: *const c_void, len: usize) -> c_int {
    refuse("lws_x509_parse_from_pem");
    -1
}

/// Checks that a certificate is signed by another; 0 means that it is.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_x509_verify(
    x509: *mut lws_x509_cert,
    trusted: *mut lws_x509_cert,
    common_name: *const c_char,
) -> c_int {
    refuse("lws_x509_verify");
    -1
}
