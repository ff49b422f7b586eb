//! File operations that a program may replace.

use super::refuse;
use crate::abi;
use core::ffi::c_char;

/// The file operations of a context, which a program may replace.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_fops(context: *mut abi::lws_context) -> *mut abi::lws_plat_file_ops {
    refuse("lws_get_fops");
    core::ptr::null_mut()
}

/// Replaces the file operations of a context.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_fops(context: *mut abi::lws_context, fops: *const abi::lws_plat_file_ops) {
    refuse("lws_set_fops");
}

/// Opens a file through file operations.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_file_open(
    fops: *const abi::lws_plat_file_ops,
    vfs_path: *const c_char,
    flags: *mut abi::lws_fop_flags_t,
) -> abi::lws_fop_fd_t {
    refuse("lws_vfs_file_open");
    core::ptr::null_mut()
}

/// Where the next byte of a file is read.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_tell(fop_fd: abi::lws_fop_fd_t) -> abi::lws_filepos_t {
    refuse("lws_vfs_tell");
    0
}

/// The length of a file.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_get_length(fop_fd: abi::lws_fop_fd_t) -> abi::lws_filepos_t {
    refuse("lws_vfs_get_length");
    0
}

/// When a file was last changed.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_get_mod_time(fop_fd: abi::lws_fop_fd_t) -> u32 {
    refuse("lws_vfs_get_mod_time");
    0
}

/// Moves to a place counted from the beginning of a file.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_file_seek_set(
    fop_fd: abi::lws_fop_fd_t,
    offset: abi::lws_fileofs_t,
) -> abi::lws_fileofs_t {
    refuse("lws_vfs_file_seek_set");
    -1
}

/// Moves to a place counted from the end of a file.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_file_seek_end(
    fop_fd: abi::lws_fop_fd_t,
    offset: abi::lws_fileofs_t,
) -> abi::lws_fileofs_t {
    refuse("lws_vfs_file_seek_end");
    -1
}
