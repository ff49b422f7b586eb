//! Hash maps from bytes to bytes (`lws_map_*`): items are single pieces of memory of the program's allocator.

use crate::abi::{lws_map, lws_map_info};
use core::ffi::c_void;
use core::ptr::null_mut;

/// How many lists there are unless the program says otherwise.
const DEFAULT_LISTS: usize = 8;

/// What stands before the key and the value of an item.
#[repr(C)]
pub struct Item {
    map: *mut Map,
    next: *mut Item,
    key: usize,
    value: usize,
}

/// A map.
pub struct Map {
    /// What it was made from.
    pub info: lws_map_info,
    lists: Vec<*mut Item>,
}

fn hash(key: &[u8]) -> u32 {
    // FNV-1a: flat enough, and nothing here is a secret.
    key.iter().fold(0x811c_9dc5, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193))
}

impl Map {
    /// An empty map, or null: no memory.
    pub fn create(info: lws_map_info) -> *mut Map {
        let count = if info.modulo == 0 { DEFAULT_LISTS } else { info.modulo };
        let mut lists = Vec::new();
        if lists.try_reserve_exact(count).is_err() {
            return null_mut();
        }
        lists.resize(count, null_mut());
        Box::into_raw(Box::new(Map { info, lists }))
    }

    /// The list that a key belongs to.
    ///
    /// # Safety
    /// `key` has `len` bytes, and is what the program's function takes.
    unsafe fn list_of(&self, key: *mut c_void, len: usize) -> usize {
        let h = match self.info._hash {
            // SAFETY: the program's own function; the caller vouches for the key.
            Some(own) => unsafe { own(key, len) },
            // SAFETY: the caller vouches for the key.
            None => hash(unsafe { bytes(key.cast(), len) }),
        };
        h as usize % self.lists.len()
    }

    /// Whether two keys are the same.
    ///
    /// # Safety
    /// As for `list_of`; the item is one of this map.
    unsafe fn same(&self, key: *mut c_void, len: usize, item: *mut Item) -> bool {
        // SAFETY: the caller vouches for both.
        unsafe {
            match self.info._compare {
                Some(own) => own(key, len, Item::key(item).cast_mut().cast(), (*item).key) == 0,
                None => len == (*item).key && bytes(key.cast(), len) == bytes(Item::key(item), len),
            }
        }
    }

    /// The item of a key, or null.
    ///
    /// # Safety
    /// `map` is a valid map; the rest as for `list_of`.
    pub unsafe fn lookup(map: *mut Map, key: *mut c_void, len: usize) -> *mut Item {
        // SAFETY: the caller vouches for the map and the key. The program's functions do not change the map.
        unsafe {
            let mut at = (&(*map).lists)[(*map).list_of(key, len)];
            while !at.is_null() && !(*map).same(key, len, at) {
                at = (*at).next;
            }
            at
        }
    }

    /// Puts an item in, in the place of one with the same key. Null: no memory, and nothing has changed.
    ///
    /// # Safety
    /// As for `lookup`; `value` is null, or has `value_len` bytes.
    pub unsafe fn put(map: *mut Map, key: *mut c_void, len: usize, value: *const u8, value_len: usize) -> *mut Item {
        let Some(size) = len.checked_add(value_len).and_then(|n| n.checked_add(size_of::<Item>())) else {
            return null_mut();
        };
        // SAFETY: the caller vouches for the map, the key and the value; the allocator gives `size` bytes or null.
        unsafe {
            let Some(alloc) = (*map).info._alloc else { return null_mut() };
            let item = alloc(map.cast::<lws_map>(), size).cast::<Item>();
            if item.is_null() {
                return item;
            }
            let old = Map::lookup(map, key, len);
            item.write(Item { map, next: null_mut(), key: len, value: value_len });
            let to = item.add(1).cast::<u8>();
            if len != 0 {
                to.copy_from(key.cast(), len);
            }
            if value.is_null() {
                to.add(len).write_bytes(0, value_len);
            } else {
                to.add(len).copy_from(value, value_len);
            }
            // The key may have been the old item's own, so that one goes last.
            let list = (*map).list_of(to.cast(), len);
            if !old.is_null() {
                Item::destroy(old);
            }
            (*item).next = (&(*map).lists)[list];
            (&mut (*map).lists)[list] = item;
            item
        }
    }

    /// Frees all items, then the map.
    ///
    /// # Safety
    /// `map` is a valid map, and not used any more.
    pub unsafe fn destroy(map: *mut Map) {
        // SAFETY: the caller vouches for the map; each item is freed once.
        unsafe {
            let free = (*map).info._free;
            for list in core::mem::take(&mut (*map).lists) {
                let mut at = list;
                while !at.is_null() {
                    let next = (*at).next;
                    if let Some(free) = free {
                        free(at.cast());
                    }
                    at = next;
                }
            }
            drop(Box::from_raw(map));
        }
    }
}

impl Item {
    /// The key's bytes; the value's follow.
    ///
    /// # Safety
    /// The item is valid.
    pub unsafe fn key(item: *mut Item) -> *const u8 {
        // SAFETY: key and value follow the head in the same piece of memory.
        unsafe { item.add(1).cast() }
    }
    /// The value's bytes.
    ///
    /// # Safety
    /// The item is valid.
    pub unsafe fn value(item: *mut Item) -> *const u8 {
        // SAFETY: as for the key.
        unsafe { Item::key(item).add((*item).key) }
    }
    /// The lengths of key and value.
    ///
    /// # Safety
    /// The item is valid.
    pub unsafe fn lengths(item: *const Item) -> (usize, usize) {
        // SAFETY: the caller vouches for the item.
        unsafe { ((*item).key, (*item).value) }
    }

    /// Takes an item out of its map and frees it.
    ///
    /// # Safety
    /// The item is in its map, and not used any more.
    pub unsafe fn destroy(item: *mut Item) {
        // SAFETY: the caller vouches for the item; a map outlives its items.
        unsafe {
            let map = (*item).map;
            let list = (*map).list_of(Item::key(item).cast_mut().cast(), (*item).key);
            let mut at: *mut *mut Item = &raw mut (&mut (*map).lists)[list];
            while !(*at).is_null() && *at != item {
                at = &raw mut (**at).next;
            }
            if !(*at).is_null() {
                *at = (*item).next;
                if let Some(free) = (*map).info._free {
                    free(item.cast());
                }
            }
        }
    }
}

/// Bytes of C's.
///
/// # Safety
/// `at` has `len` bytes.
unsafe fn bytes<'a>(at: *const u8, len: usize) -> &'a [u8] {
    // SAFETY: the caller vouches for them; null is no bytes.
    if at.is_null() { &[] } else { unsafe { core::slice::from_raw_parts(at, len) } }
}
