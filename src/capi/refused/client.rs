//! Connections that the program opens to others.

use super::refuse;
use crate::abi::{lws, lws_conmon};
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
/// This library does not provide it yet: it fills `dest` with zeros, which says that nothing was measured, and logs that
/// once. So `lws_conmon_release()`, and programs that show what they got, find no pointer in it.
///
/// # Safety
/// `dest` is NULL or valid. `wsi` is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_conmon_wsi_take(wsi: *mut lws, dest: *mut lws_conmon) {
    if !dest.is_null() {
        // SAFETY: the caller vouches for `dest`; all its members may be zero.
        unsafe { dest.write_bytes(0, 1) };
    }
    refuse("lws_conmon_wsi_take");
}
