//! Internal file calls that are exported.

use super::refuse;
use crate::abi::{
    lws_fileofs_t, lws_filepos_t, lws_fop_fd_t, lws_fop_flags_t, lws_len_t, lws_plat_file_ops, lws_vhost,
};
use core::ffi::{c_char, c_int, c_void};

/// Internal: the platform's own close of a virtual file.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_file_close(fop_fd: *mut lws_fop_fd_t) -> c_int {
    refuse("_lws_plat_file_close");
    -1
}

/// Internal: the platform's own open of a virtual file.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_file_open(
    fops: *const lws_plat_file_ops,
    filename: *const c_char,
    vpath: *const c_char,
    flags: *mut lws_fop_flags_t,
) -> lws_fop_fd_t {
    refuse("_lws_plat_file_open");
    core::ptr::null_mut()
}

/// Internal: the platform's own read of a virtual file.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_file_read(
    fop_fd: lws_fop_fd_t,
    amount: *mut lws_filepos_t,
    buf: *mut u8,
    len: lws_filepos_t,
) -> c_int {
    refuse("_lws_plat_file_read");
    -1
}

/// Internal: the platform's own seek in a virtual file.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_file_seek_cur(fop_fd: lws_fop_fd_t, offset: lws_fileofs_t) -> lws_fileofs_t {
    refuse("_lws_plat_file_seek_cur");
    -1
}

/// Internal: the platform's own write of a virtual file.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_file_write(
    fop_fd: lws_fop_fd_t,
    amount: *mut lws_filepos_t,
    buf: *mut u8,
    len: lws_filepos_t,
) -> c_int {
    refuse("_lws_plat_file_write");
    -1
}

/// Writes a new certificate or key into a vhost's files; 0 means written.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_plat_write_cert(
    vhost: *mut lws_vhost,
    is_key: c_int,
    fd: c_int,
    buf: *mut c_void,
    len: lws_len_t,
) -> c_int {
    refuse("lws_plat_write_cert");
    1
}
