//! Calls whose whole answer is fixed by how the library is built.
// The arguments are named for the header.
#![allow(unused_variables)]

use crate::abi::{lws, lws_cache_ops, lws_context, lws_context_creation_info};
use core::ffi::{c_char, c_int, c_uchar, c_void};

/// Tells how many service threads a context has: always 1 (LWS_MAX_SMP is 1, as in Debian's builds).
///
/// # Safety
/// Nothing is read through `context`: any is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_count_threads(context: *mut lws_context) -> c_int {
    1
}

/// Tells how many bits an RSA key made on this platform should have: 4096.
///
/// # Safety
/// Always safe to call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_plat_recommended_rsa_bits() -> c_int {
    4096
}

/// Offers to compress an HTTP body. Debian builds lws without HTTP compression, and so is this library: nothing is
/// compressed, no header is added, and the call returns 0.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_compression_apply(
    wsi: *mut lws,
    name: *const c_char,
    p: *mut *mut c_uchar,
    end: *mut c_uchar,
    decomp: c_char,
) -> c_int {
    0
}

/// Internal, exported by lws: prepares websocket extensions, for which nothing is to be done. No public header declares
/// it.
///
/// cbindgen:ignore
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_context_init_extensions(
    info: *const lws_context_creation_info,
    context: *mut lws_context,
) {
}

/// Overwrites `len` bytes at `p` with zeros, in a way that the compiler does not leave out: for secrets that are no
/// longer needed.
///
/// # Safety
/// `p` must point to at least `len` bytes that may be written, or be NULL (then nothing happens).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_explicit_bzero(p: *mut c_void, len: usize) {
    if p.is_null() {
        return;
    }
    let p = p.cast::<u8>();
    for i in 0..len {
        // SAFETY: the caller vouches for `len` writable bytes at `p`; bytes need no alignment.
        unsafe { p.add(i).write_volatile(0) };
    }
    core::sync::atomic::compiler_fence(core::sync::atomic::Ordering::SeqCst);
}

/// No operation of a cache is provided yet: `lws_cache_create` refuses whichever table it is given.
const NO_CACHE: lws_cache_ops = lws_cache_ops {
    create: None,
    destroy: None,
    expunge: None,
    write: None,
    tag_match: None,
    lookup: None,
    invalidate: None,
    get: None,
    debug_dump: None,
};

/// The operations of a cache on the heap, for `lws_cache_creation_info`. Since lws 4.3.
#[unsafe(no_mangle)]
pub static lws_cache_ops_heap: lws_cache_ops = NO_CACHE;

/// The operations of a cache on a file of cookies, for `lws_cache_creation_info`. Since lws 4.3.
#[unsafe(no_mangle)]
pub static lws_cache_ops_nscookiejar: lws_cache_ops = NO_CACHE;
