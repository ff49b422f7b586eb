//! Hash maps (lws 4.3).

use super::refuse;
use crate::abi::{lws_map, lws_map_info_t, lws_map_item, lws_map_key_t, lws_map_t, lws_map_value_t};
use core::ffi::c_void;

/// Allocates an item of a map from a chain of chunks. Since lws 4.3.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_alloc_lwsac(map: *mut lws_map, x: usize) -> *mut c_void {
    refuse("lws_map_alloc_lwsac");
    core::ptr::null_mut()
}

/// Makes a map. Since lws 4.3.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_create(info: *const lws_map_info_t) -> *mut lws_map_t {
    refuse("lws_map_create");
    core::ptr::null_mut()
}

/// Destroys a map and sets the caller's pointer to NULL. Since lws 4.3.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_destroy(pmap: *mut *mut lws_map_t) {
    refuse("lws_map_destroy");
}

/// Frees nothing: items from a chain of chunks go with the chain. Since lws 4.3.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_free_lwsac(v: *mut c_void) {
    refuse("lws_map_free_lwsac");
}

/// Puts an item into a map, in the place of one with the same key. Since lws 4.3.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_create(
    map: *mut lws_map_t,
    key: lws_map_key_t,
    keylen: usize,
    value: lws_map_value_t,
    valuelen: usize,
) -> *mut lws_map_item {
    refuse("lws_map_item_create");
    core::ptr::null_mut()
}

/// Takes an item out of its map and frees it. Since lws 4.3.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_destroy(item: *mut lws_map_item) {
    refuse("lws_map_item_destroy");
}

/// Gives the key of an item. Since lws 4.3.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_key(item: *mut lws_map_item) -> *const c_void {
    refuse("lws_map_item_key");
    core::ptr::null()
}

/// Tells the length of an item's key. Since lws 4.3.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_key_len(item: *mut lws_map_item) -> usize {
    refuse("lws_map_item_key_len");
    0
}

/// Finds an item by its key; NULL means that there is none. Since lws 4.3.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_lookup(
    map: *mut lws_map_t,
    key: lws_map_key_t,
    keylen: usize,
) -> *mut lws_map_item {
    refuse("lws_map_item_lookup");
    core::ptr::null_mut()
}

/// Gives the value of an item. Since lws 4.3.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_value(item: *mut lws_map_item) -> *const c_void {
    refuse("lws_map_item_value");
    core::ptr::null()
}

/// Tells the length of an item's value. Since lws 4.3.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_value_len(item: *mut lws_map_item) -> usize {
    refuse("lws_map_item_value_len");
    0
}
