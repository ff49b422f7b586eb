//! Hash maps (`lws-map.h`, lws 4.3).

use super::guard;
use crate::abi::{lws_map, lws_map_info_t, lws_map_item, lws_map_key_t, lws_map_t, lws_map_value_t};
use crate::util::map::{Item, Map};
use crate::util::{alloc, log, lwsac};
use core::ffi::c_void;
use core::ptr::{null, null_mut};

unsafe extern "C-unwind" fn plain_alloc(_map: *mut lws_map, size: usize) -> *mut c_void {
    alloc::malloc(size, c"map item")
}

unsafe extern "C-unwind" fn plain_free(p: *mut c_void) {
    // SAFETY: a map frees each item that `plain_alloc` gave once.
    unsafe { alloc::free(p) };
}

/// For `_alloc` of a map's info: takes items from the lwsac chain whose head `opaque` points to, in chunks of `aux` bytes.
/// Since lws 4.3.
///
/// @return the memory, or NULL
///
/// # Safety
/// `map` is NULL or a map whose `opaque` points to the head of a chain.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_alloc_lwsac(map: *mut lws_map, x: usize) -> *mut c_void {
    guard("lws_map_alloc_lwsac", null_mut(), move || {
        // SAFETY: the caller's promise.
        unsafe {
            let Some(map) = map.cast::<Map>().as_ref() else { return null_mut() };
            if map.info.opaque.is_null() {
                return null_mut();
            }
            lwsac::piece(map.info.opaque.cast(), x, map.info.aux as usize, false).cast()
        }
    })
}

/// For `_free` of a map's info beside lws_map_alloc_lwsac(): does nothing, since the items go with the chain. Since lws 4.3.
///
/// # Safety
/// Any pointer is allowed; it is not used.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_free_lwsac(v: *mut c_void) {
    let _ = v;
}

/// Makes a map from keys to values, both any bytes. Since lws 4.3.
///
/// @param info how keys are hashed and compared, where items are allocated, how many lists there are; all zero for the
///        defaults. It is copied
/// @return the map, for lws_map_destroy(), or NULL: no memory
///
/// # Safety
/// `info` is NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_create(info: *const lws_map_info_t) -> *mut lws_map_t {
    guard("lws_map_create", null_mut(), move || {
        // SAFETY: the caller's promise.
        let Some(info) = (unsafe { info.as_ref() }) else {
            log::err(format_args!("lws_map_create: info is NULL"));
            return null_mut();
        };
        let mut info = *info;
        info._alloc = info._alloc.or(Some(plain_alloc));
        info._free = info._free.or(Some(plain_free));
        Map::create(info).cast()
    })
}

/// Frees a map with its items, and sets the caller's pointer to NULL. Since lws 4.3.
///
/// # Safety
/// `pmap` is NULL, or points to NULL or to a map.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_destroy(pmap: *mut *mut lws_map_t) {
    guard("lws_map_destroy", (), move || {
        // SAFETY: the caller's promise.
        unsafe {
            if !pmap.is_null() && !(*pmap).is_null() {
                let map = core::mem::replace(&mut *pmap, null_mut());
                Map::destroy(map.cast());
            }
        }
    })
}

/// Puts copies of a key and a value into a map, in the place of an item with the same key. Since lws 4.3.
///
/// @param value NULL for zeros
/// @return the item, or NULL: no memory, and nothing has changed
///
/// # Safety
/// `map` is NULL or a map; `key` has `keylen` bytes; `value` is NULL or has `valuelen`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_create(
    map: *mut lws_map_t,
    key: lws_map_key_t,
    keylen: usize,
    value: lws_map_value_t,
    valuelen: usize,
) -> *mut lws_map_item {
    guard("lws_map_item_create", null_mut(), move || {
        if map.is_null() || (key.is_null() && keylen != 0) {
            return null_mut();
        }
        // SAFETY: the caller's promise.
        unsafe { Map::put(map.cast(), key, keylen, value.cast_const().cast(), valuelen).cast() }
    })
}

/// Takes an item out of its map and frees it. Since lws 4.3.
///
/// # Safety
/// `item` is NULL or an item of a map.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_destroy(item: *mut lws_map_item) {
    guard("lws_map_item_destroy", (), move || {
        if !item.is_null() {
            // SAFETY: the caller's promise.
            unsafe { Item::destroy(item.cast()) }
        }
    })
}

/// The item of a key. Since lws 4.3.
///
/// @return the item, which stays the map's, or NULL
///
/// # Safety
/// `map` is NULL or a map; `key` has `keylen` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_lookup(
    map: *mut lws_map_t,
    key: lws_map_key_t,
    keylen: usize,
) -> *mut lws_map_item {
    guard("lws_map_item_lookup", null_mut(), move || {
        if map.is_null() || (key.is_null() && keylen != 0) {
            return null_mut();
        }
        // SAFETY: the caller's promise.
        unsafe { Map::lookup(map.cast(), key, keylen).cast() }
    })
}

/// The key of an item. Since lws 4.3.
///
/// # Safety
/// `item` is NULL or an item of a map.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_key(item: *mut lws_map_item) -> *const c_void {
    // SAFETY: the caller's promise.
    if item.is_null() { null() } else { unsafe { Item::key(item.cast()).cast() } }
}

/// The value of an item; the program may change it in place. Since lws 4.3.
///
/// # Safety
/// `item` is NULL or an item of a map.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_value(item: *mut lws_map_item) -> *const c_void {
    // SAFETY: the caller's promise.
    if item.is_null() { null() } else { unsafe { Item::value(item.cast()).cast() } }
}

/// The length of an item's key. Since lws 4.3.
///
/// # Safety
/// `item` is NULL or an item of a map.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_key_len(item: *mut lws_map_item) -> usize {
    // SAFETY: the caller's promise.
    if item.is_null() { 0 } else { unsafe { Item::lengths(item.cast()).0 } }
}

/// The length of an item's value. Since lws 4.3.
///
/// # Safety
/// `item` is NULL or an item of a map.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_map_item_value_len(item: *mut lws_map_item) -> usize {
    // SAFETY: the caller's promise.
    if item.is_null() { 0 } else { unsafe { Item::lengths(item.cast()).1 } }
}
