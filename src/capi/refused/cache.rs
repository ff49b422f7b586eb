//! Caches with a lifetime per item (lws 4.3).

use super::refuse;
use crate::abi::{lws_cache_creation_info, lws_cache_results_t, lws_cache_ttl_lru, lws_usec_t};
use core::ffi::{c_char, c_int, c_void};

/// Makes a cache, on the heap or on a file of cookies. Since lws 4.3.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cache_create(info: *const lws_cache_creation_info) -> *mut lws_cache_ttl_lru {
    refuse("lws_cache_create");
    core::ptr::null_mut()
}

/// Logs what a cache holds. Since lws 4.3.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cache_debug_dump(cache: *mut lws_cache_ttl_lru) {
    refuse("lws_cache_debug_dump");
}

/// Destroys a cache and sets the caller's pointer to NULL. Since lws 4.3.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cache_destroy(cache: *mut *mut lws_cache_ttl_lru) {
    refuse("lws_cache_destroy");
}

/// Empties a cache; 0 means done. Since lws 4.3.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cache_expunge(cache: *mut lws_cache_ttl_lru) -> c_int {
    refuse("lws_cache_expunge");
    1
}

/// Tells how many bytes a cache holds. Since lws 4.3.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cache_footprint(cache: *mut lws_cache_ttl_lru) -> u64 {
    refuse("lws_cache_footprint");
    0
}

/// Finds an item by its exact key; 0 means found. Since lws 4.3.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cache_item_get(
    cache: *mut lws_cache_ttl_lru,
    specific_key: *const c_char,
    pdata: *mut *const c_void,
    psize: *mut usize,
) -> c_int {
    refuse("lws_cache_item_get");
    1
}

/// Removes the items whose keys match; 0 means done. Since lws 4.3.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cache_item_remove(cache: *mut lws_cache_ttl_lru, wildcard_key: *const c_char) -> c_int {
    refuse("lws_cache_item_remove");
    1
}

/// Finds the items whose keys match a wildcard; 0 means found. Since lws 4.3.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cache_lookup(
    cache: *mut lws_cache_ttl_lru,
    wildcard_key: *const c_char,
    pdata: *mut *const c_void,
    psize: *mut usize,
) -> c_int {
    refuse("lws_cache_lookup");
    1
}

/// Steps through the results of `lws_cache_lookup`; 0 means that there was one more. Since lws 4.3.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cache_results_walk(walk_ctx: *mut lws_cache_results_t) -> c_int {
    refuse("lws_cache_results_walk");
    1
}

/// Stores an item in this cache and those behind it; 0 means stored. Since lws 4.3.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cache_write_through(
    cache: *mut lws_cache_ttl_lru,
    specific_key: *const c_char,
    source: *const u8,
    size: usize,
    expiry: lws_usec_t,
    ppay: *mut *mut c_void,
) -> c_int {
    refuse("lws_cache_write_through");
    1
}
