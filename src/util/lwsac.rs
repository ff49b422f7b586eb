//! Allocation in chunks: many small pieces that are freed together.
//!
//! The header sizes are those of lws, since `lwsac_sizeof()` and `lwsac_get_tail_pos()` show them.

use super::log;
use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

/// How large a chunk is if nobody says.
const CHUNK: usize = 4000;

/// The start of each chunk.
#[repr(C)]
pub struct Chunk {
    next: *mut Chunk,
    head: *mut Chunk,
    size: usize,
    ofs: usize,
}

/// What follows `Chunk` in the first one.
#[repr(C)]
pub struct Head {
    current: *mut Chunk,
    total: usize,
    references: c_int,
    blocks: c_int,
    detached: c_char,
}

/// The head of a list.
///
/// # Safety
/// `first` is the first chunk of a list.
unsafe fn head(first: *mut Chunk) -> *mut Head {
    // SAFETY: each first chunk was allocated with a head after it.
    unsafe { first.add(1).cast() }
}

/// A length rounded up to what pieces are aligned to. None if there is no such number.
pub fn align(length: usize) -> Option<usize> {
    length.checked_next_multiple_of(align_of::<*const ()>())
}

/// The size of the header of a chunk.
pub fn header(first: bool) -> usize {
    size_of::<Chunk>() + if first { size_of::<Head>() } else { 0 }
}

/// Gives a piece of `size` bytes, from the current chunk, from any one if `backfill`, or from a new one that has room
/// for at least `chunk` bytes. Null when there is no memory. What alignment adds is zeroed.
///
/// # Safety
/// `list` points to a list or to null.
pub unsafe fn piece(list: *mut *mut Chunk, size: usize, chunk: usize, backfill: bool) -> *mut u8 {
    let Some(aligned) = align(size) else { return null_mut() };
    // SAFETY: the caller vouches for the list.
    unsafe {
        let mut at = *list;
        if !at.is_null() && !backfill {
            at = (*head(at)).current;
        }
        while !at.is_null() && (*at).size - (*at).ofs < size {
            at = (*at).next;
        }
        if at.is_null() {
            at = grow(list, aligned, chunk);
        }
        if at.is_null() {
            return null_mut();
        }
        let start = at.cast::<u8>().add((*at).ofs);
        // The end of the chunk may come before the end of the alignment.
        let end = ((*at).ofs + aligned).min((*at).size);
        start.add(size).write_bytes(0, end - (*at).ofs - size);
        (*at).ofs = end;
        start
    }
}

/// Adds a chunk with room for `aligned` bytes; null when there is no memory.
///
/// # Safety
/// As for `piece`.
unsafe fn grow(list: *mut *mut Chunk, aligned: usize, chunk: usize) -> *mut Chunk {
    // SAFETY: the caller vouches for the list; the new chunk is as large as its header and room.
    unsafe {
        let first = (*list).is_null();
        let room = if chunk == 0 { CHUNK } else { chunk }.max(aligned);
        let Some(size) = room.checked_add(header(first)).filter(|n| *n <= isize::MAX as usize) else {
            return null_mut();
        };
        // Zeroed, since `find` looks at all of it, also at what the program has not written.
        let new: *mut Chunk = libc::calloc(1, size).cast();
        if new.is_null() {
            log::err(format_args!("lwsac: no memory for {size} bytes"));
            return null_mut();
        }
        if first {
            *list = new;
        }
        new.write(Chunk { next: null_mut(), head: *list, size, ofs: header(first) });
        let h = head(*list);
        if first {
            h.write(Head { current: new, total: 0, references: 0, blocks: 0, detached: 0 });
        } else {
            (*(*h).current).next = new;
            (*h).current = new;
        }
        (*h).total = (*h).total.saturating_add(size);
        (*h).blocks = (*h).blocks.saturating_add(1);
        new
    }
}

/// Makes the last piece longer by `amount` zeroed bytes, if its chunk has room; whether it had.
///
/// # Safety
/// `first` is the first chunk of a list.
pub unsafe fn extend(first: *mut Chunk, amount: usize) -> bool {
    let Some(aligned) = align(amount) else { return false };
    // SAFETY: the caller vouches for the list; the bytes lie in the chunk.
    unsafe {
        let at = (*head(first)).current;
        let fits = (*at).size - (*at).ofs >= aligned;
        if fits {
            at.cast::<u8>().add((*at).ofs).write_bytes(0, aligned);
            (*at).ofs += aligned;
        }
        fits
    }
}

/// Frees all chunks.
///
/// # Safety
/// `list` points to a list or to null; no piece is used any more.
pub unsafe fn free(list: *mut *mut Chunk) {
    // SAFETY: the caller vouches for the list.
    unsafe {
        let mut at = *list;
        *list = null_mut();
        while !at.is_null() {
            let next = (*at).next;
            libc::free(at.cast());
            at = next;
        }
    }
}

/// Looks for bytes anywhere in what is used of the list, with a NUL after them if `nul`; null if they are not there.
///
/// # Safety
/// `first` is null or the first chunk of a list.
pub unsafe fn find(first: *mut Chunk, wanted: &[u8], nul: bool) -> *mut u8 {
    if wanted.is_empty() {
        return null_mut();
    }
    // SAFETY: the caller vouches for the list; the slice is what is used of the chunk, after its header.
    unsafe {
        let (mut at, mut start) = (first, size_of::<Chunk>() + size_of::<Head>());
        while !at.is_null() {
            let base = at.cast::<u8>().add(start);
            let bytes = core::slice::from_raw_parts(base, (*at).ofs - start);
            let hit = bytes.windows(wanted.len()).enumerate().find(|(n, window)| {
                *window == wanted && (!nul || bytes.get(n + wanted.len()).is_some_and(|b| *b == 0))
            });
            if let Some((hit, _)) = hit {
                return base.add(hit);
            }
            (at, start) = ((*at).next, size_of::<Chunk>());
        }
    }
    null_mut()
}

/// The bytes that are not used by pieces, headers included.
///
/// # Safety
/// As for `find`.
pub unsafe fn overhead(first: *mut Chunk) -> u64 {
    let (mut at, mut sum) = (first, 0u64);
    // SAFETY: the caller vouches for the list.
    unsafe {
        while !at.is_null() {
            sum += ((*at).size - (*at).ofs + size_of::<Chunk>()) as u64;
            at = (*at).next;
        }
    }
    sum
}

/// The bytes and the chunks that are allocated.
///
/// # Safety
/// As for `find`.
pub unsafe fn allocated(first: *mut Chunk) -> (u64, c_int) {
    if first.is_null() {
        return (0, 0);
    }
    // SAFETY: the caller vouches for the list.
    unsafe { ((*head(first)).total as u64, (*head(first)).blocks) }
}

/// Where the next piece of a chunk would start, counted from the chunk.
///
/// # Safety
/// `at` is a chunk of a list.
pub unsafe fn tail(at: *const Chunk) -> usize {
    // SAFETY: the caller vouches for the chunk.
    unsafe { (*at).ofs }
}

/// The next chunk, or null.
///
/// # Safety
/// `at` is a chunk of a list.
pub unsafe fn next(at: *const Chunk) -> *mut Chunk {
    // SAFETY: the caller vouches for the chunk.
    unsafe { (*at).next }
}

/// Counts one user more.
///
/// # Safety
/// `first` is the first chunk of a list.
pub unsafe fn reference(first: *mut Chunk) {
    // SAFETY: the caller vouches for the list.
    unsafe { (*head(first)).references = (*head(first)).references.saturating_add(1) };
}

/// Counts one user less; a detached list without users is freed.
///
/// # Safety
/// `list` points to a list or to null.
pub unsafe fn unreference(list: *mut *mut Chunk) {
    // SAFETY: the caller vouches for the list.
    unsafe {
        if (*list).is_null() {
            return;
        }
        let h = head(*list);
        if (*h).references == 0 {
            log::warn(format_args!("lwsac: unreferenced more often than referenced"));
        } else {
            (*h).references -= 1;
        }
        if (*h).detached != 0 && (*h).references == 0 {
            free(list);
        }
    }
}

/// Frees the list as soon as it has no users; now, if it has none.
///
/// # Safety
/// `list` points to a list or to null.
pub unsafe fn detach(list: *mut *mut Chunk) {
    // SAFETY: the caller vouches for the list.
    unsafe {
        if (*list).is_null() {
            return;
        }
        let h = head(*list);
        (*h).detached = 1;
        if (*h).references == 0 {
            free(list);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_lie_in_chunks() {
        let mut list: *mut Chunk = null_mut();
        let l = &raw mut list;
        // SAFETY: the list is a local one, and pieces are written within their size.
        unsafe {
            let a = piece(l, 5, 64, false);
            a.copy_from_nonoverlapping(b"hello".as_ptr(), 5);
            assert_eq!(core::slice::from_raw_parts(a, 8), b"hello\0\0\0");
            assert_eq!(tail(list), header(true) + 8);
            assert_eq!(piece(l, 8, 64, false), a.add(8));
            assert!(extend(list, 48) && !extend(list, 1));
            let b = piece(l, 100, 64, false);
            b.write_bytes(b'x', 100);
            assert_eq!(allocated(list), ((header(true) + 64 + header(false) + 104) as u64, 2));
            assert_eq!(piece(l, usize::MAX, 0, false), null_mut());
            assert_eq!(piece(l, usize::MAX - 64, 0, true), null_mut());
            assert_eq!(find(list, b"hello", true), a);
            assert_eq!(find(list, b"hell", true), null_mut());
            assert_eq!(find(list, b"xx", false), b);
            assert_eq!(find(list, b"y", false), null_mut());
            assert_eq!(overhead(list), 2 * size_of::<Chunk>() as u64);
            reference(list);
            detach(l);
            assert!(!list.is_null());
            unreference(l);
            assert!(list.is_null());
            unreference(l);
            detach(l);
        }
    }

    #[test]
    fn backfill_uses_earlier_chunks() {
        let mut list: *mut Chunk = null_mut();
        let l = &raw mut list;
        // SAFETY: the list is a local one.
        unsafe {
            let a = piece(l, 8, 64, false);
            piece(l, 100, 64, false);
            assert_eq!(piece(l, 8, 64, true), a.add(8));
            free(l);
        }
    }
}
