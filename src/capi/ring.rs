//! Ring buffers: `lws_ring_*`, of `lws-ring.h`.

use super::guard;
use crate::abi::lws_ring;
use crate::util::{log, ring};
use core::ffi::{c_int, c_void};
use core::ptr::{null, null_mut};

/// Makes a ring buffer of `count` elements of `element_len` bytes each, for one writer and any number of readers.
///
/// One element always stays free, so `count - 1` can wait at a time.
/// `destroy_element` may be NULL; otherwise it is called with each element that no reader needs any more.
/// Returns the ring, which the caller destroys with `lws_ring_destroy()`; NULL when there is no memory, when a size is
/// 0, or when the whole would be 2 GiB or more.
///
/// # Safety
/// `destroy_element` stays callable until the ring is destroyed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_create(
    element_len: usize,
    count: usize,
    destroy_element: Option<unsafe extern "C-unwind" fn(element: *mut c_void)>,
) -> *mut lws_ring {
    guard("lws_ring_create", null_mut(), move || ring::create(element_len, count, destroy_element).cast())
}

/// Destroys the elements that are left, and the ring itself. NULL is allowed.
///
/// # Safety
/// `ring` came from `lws_ring_create()` and is not used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_destroy(ring: *mut lws_ring) {
    guard("lws_ring_destroy", (), move || {
        if !ring.is_null() {
            // SAFETY: the caller vouches for the ring.
            unsafe { ring::destroy(ring.cast()) }
        }
    })
}

/// Returns how many elements can be inserted now. 0 for NULL.
///
/// # Safety
/// `ring` is NULL or came from `lws_ring_create()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_get_count_free_elements(ring: *mut lws_ring) -> usize {
    guard("lws_ring_get_count_free_elements", 0, move || {
        if ring.is_null() {
            return 0;
        }
        // SAFETY: the caller vouches for the ring.
        unsafe { ring::positions(ring.cast()) }.free() as usize
    })
}

/// Returns how many elements wait for the reader whose position is `*tail`, or for the slowest reader if `tail` is
/// NULL.
///
/// # Safety
/// `ring` is NULL or came from `lws_ring_create()`; `tail` is NULL or points to a position.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_get_count_waiting_elements(ring: *mut lws_ring, tail: *mut u32) -> usize {
    guard("lws_ring_get_count_waiting_elements", 0, move || {
        if ring.is_null() {
            return 0;
        }
        // SAFETY: the caller vouches for the ring and the position.
        unsafe {
            let at = ring::positions(ring.cast());
            at.waiting(if tail.is_null() { at.oldest } else { *tail }) as usize
        }
    })
}

/// Copies up to `max_count` elements from `src` into the ring.
///
/// Returns how many were copied: fewer than asked when there is no room for more.
///
/// # Safety
/// `ring` is NULL or came from `lws_ring_create()`; `src` has `max_count` elements.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_insert(ring: *mut lws_ring, src: *const c_void, max_count: usize) -> usize {
    guard("lws_ring_insert", 0, move || {
        if ring.is_null() || src.is_null() {
            return 0;
        }
        // SAFETY: the caller vouches for the ring and the elements.
        unsafe { ring::insert(ring.cast(), src.cast(), max_count) }
    })
}

/// Takes up to `max_count` elements for one reader.
///
/// With `dest` they are copied there, without (NULL) they are skipped. `*tail` is the reader's position, which moves
/// on; a ring with one reader passes NULL, and the elements that were taken are destroyed at once. With several readers call
/// `lws_ring_update_oldest_tail()` when the slowest has moved.
/// Returns how many elements were taken.
///
/// # Safety
/// `ring` is NULL or came from `lws_ring_create()`; `tail` is NULL or points to a position; `dest` is NULL or has room
/// for `max_count` elements.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_consume(
    ring: *mut lws_ring,
    tail: *mut u32,
    dest: *mut c_void,
    max_count: usize,
) -> usize {
    guard("lws_ring_consume", 0, move || {
        if ring.is_null() {
            return 0;
        }
        // SAFETY: the caller vouches for the ring, the position and the room.
        unsafe { ring::consume(ring.cast(), tail, dest.cast(), max_count) }
    })
}

/// Returns the next element for the reader whose position is `*tail` (the slowest if `tail` is NULL), where it lies in
/// the ring; NULL when that reader has had them all. It stays valid until the reader takes it.
///
/// # Safety
/// `ring` is NULL or came from `lws_ring_create()`; `tail` is NULL or points to a position.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_get_element(ring: *mut lws_ring, tail: *mut u32) -> *const c_void {
    guard("lws_ring_get_element", null(), move || {
        if ring.is_null() {
            return null();
        }
        // SAFETY: the caller vouches for the ring and the position.
        unsafe {
            let tail = if tail.is_null() { ring::positions(ring.cast()).oldest } else { *tail };
            ring::element(ring.cast(), tail).cast()
        }
    })
}

/// Says that no reader needs the elements before position `tail` any more: they are destroyed, and their room is free.
///
/// # Safety
/// `ring` is NULL or came from `lws_ring_create()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_update_oldest_tail(ring: *mut lws_ring, tail: u32) {
    guard("lws_ring_update_oldest_tail", (), move || {
        if !ring.is_null() {
            // SAFETY: the caller vouches for the ring.
            unsafe { ring::release_until(ring.cast(), tail) }
        }
    })
}

/// Returns the position of the slowest reader: where a new reader that wants all that is waiting starts.
///
/// # Safety
/// `ring` is NULL or came from `lws_ring_create()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_get_oldest_tail(ring: *mut lws_ring) -> u32 {
    guard("lws_ring_get_oldest_tail", 0, move || {
        if ring.is_null() {
            return 0;
        }
        // SAFETY: the caller vouches for the ring.
        unsafe { ring::positions(ring.cast()) }.oldest
    })
}

/// Finds where the program can write new elements itself, in one piece.
///
/// Returns 0 with the address in `*start` and the number of bytes in `*bytes`; 1 when there is no room. After writing,
/// call `lws_ring_bump_head()`.
///
/// # Safety
/// `ring` is NULL or came from `lws_ring_create()`; `start` and `bytes` are valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_next_linear_insert_range(
    ring: *mut lws_ring,
    start: *mut *mut c_void,
    bytes: *mut usize,
) -> c_int {
    guard("lws_ring_next_linear_insert_range", 1, move || {
        if ring.is_null() || start.is_null() || bytes.is_null() {
            return 1;
        }
        // SAFETY: the caller vouches for all three.
        unsafe {
            let run = ring::positions(ring.cast()).insert(usize::MAX);
            if run.bytes() == 0 {
                return 1;
            }
            *start = ring::address(ring.cast(), run.at).cast();
            *bytes = run.first as usize;
        }
        0
    })
}

/// Says that the program has written `bytes` bytes (whole elements) where `lws_ring_next_linear_insert_range()` said.
///
/// # Safety
/// `ring` is NULL or came from `lws_ring_create()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_bump_head(ring: *mut lws_ring, bytes: usize) {
    guard("lws_ring_bump_head", (), move || {
        if !ring.is_null() {
            // SAFETY: the caller vouches for the ring.
            unsafe { ring::bump_head(ring.cast(), bytes) }
        }
    })
}

/// Logs the sizes and positions of a ring as a notice, as seen from position `*tail` (the slowest reader's if NULL).
///
/// # Safety
/// `ring` is NULL or came from `lws_ring_create()`; `tail` is NULL or points to a position.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ring_dump(ring: *mut lws_ring, tail: *mut u32) {
    guard("lws_ring_dump", (), move || {
        if ring.is_null() {
            return;
        }
        // SAFETY: the caller vouches for the ring and the position.
        let (at, tail) = unsafe {
            let at = ring::positions(ring.cast());
            (at, if tail.is_null() { at.oldest } else { *tail })
        };
        log::notice(format_args!(
            "ring {ring:p}: {} bytes in elements of {}, head {}, oldest tail {}, {} elements free, {} waiting at {tail}",
            at.len,
            at.element,
            at.head,
            at.oldest,
            at.free(),
            at.waiting(tail)
        ));
    })
}
