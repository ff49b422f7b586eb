//! Allocation in chunks and cached files: `lwsac_*`, and pointer lists, of `lws-lwsac.h`.

use super::guard;
use crate::abi::{lws_list_ptr, lws_list_ptr_sort_func_t, lwsac, lwsac_cached_file_t};
use crate::util::{cached_file, log, lwsac as pool};
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::null_mut;

/// Inserts `add` into a singly-linked list of structs that start with a pointer to the next one: before the first
/// for which `sort_func(add, it)` is 0 or less; at the head if `sort_func` is NULL.
///
/// # Safety
/// `head` points to the list's head pointer, `add` to such a struct; both stay valid while they are in the list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_list_ptr_insert(
    head: *mut lws_list_ptr,
    add: *mut lws_list_ptr,
    sort_func: lws_list_ptr_sort_func_t,
) {
    guard("lws_list_ptr_insert", (), move || {
        if head.is_null() || add.is_null() {
            return;
        }
        // SAFETY: the caller vouches for the list, so each pointer in it that is not null leads to the next.
        unsafe {
            let mut at = head;
            while let Some(sort) = sort_func {
                if (*at).is_null() || sort(add.cast(), *at) <= 0 {
                    break;
                }
                at = (*at).cast();
            }
            *add = *at;
            *at = add.cast();
        }
    })
}

/// Returns `length` rounded up to the size of a pointer, as pieces are.
///
/// # Safety
/// None needed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_align(length: usize) -> usize {
    guard("lwsac_align", length, move || pool::align(length).unwrap_or(length))
}

/// Returns the size of the header of the first chunk (`first` not 0), or of the others.
///
/// # Safety
/// None needed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_sizeof(first: c_int) -> usize {
    guard("lwsac_sizeof", 0, move || pool::header(first != 0))
}

/// Returns where the next piece of this chunk would start, in bytes from the chunk's address.
///
/// # Safety
/// `lac` is NULL or a chunk that is not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_get_tail_pos(lac: *mut lwsac) -> usize {
    // SAFETY: the caller vouches for the chunk.
    guard("lwsac_get_tail_pos", 0, move || if lac.is_null() { 0 } else { unsafe { pool::tail(lac.cast()) } })
}

/// Returns the chunk after this one, or NULL.
///
/// # Safety
/// `lac` is NULL or a chunk that is not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_get_next(lac: *mut lwsac) -> *mut lwsac {
    guard("lwsac_get_next", null_mut(), move || {
        // SAFETY: the caller vouches for the chunk.
        if lac.is_null() { null_mut() } else { unsafe { pool::next(lac.cast()) }.cast() }
    })
}

/// Makes the piece that was given last longer by `amount` zeroed bytes, where it lies.
///
/// Returns 0, or 1 when its chunk has no room for them.
///
/// # Safety
/// `head` is NULL or a list that is not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_extend(head: *mut lwsac, amount: crate::abi::lws_len_t) -> c_int {
    guard("lwsac_extend", 1, move || {
        // SAFETY: the caller vouches for the list.
        c_int::from(head.is_null() || !unsafe { pool::extend(head.cast(), super::misc::size_arg(amount)) })
    })
}

/// Gives a piece of `ensure` bytes, aligned for any type, not zeroed.
///
/// `*head` is NULL before the first piece; the list is made then. A new chunk has room for `chunk_size` bytes (about
/// 4000 if 0), or for the piece if that is larger.
/// Returns the piece, which lives until `lwsac_free()`; NULL when there is no memory.
///
/// # Safety
/// `head` points to NULL or to a list that is not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_use(head: *mut *mut lwsac, ensure: usize, chunk_size: usize) -> *mut c_void {
    guard("lwsac_use", null_mut(), move || piece(head, ensure, chunk_size, false))
}

/// Like `lwsac_use()`; room that is left in earlier chunks is used too.
///
/// # Safety
/// As for `lwsac_use()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_use_backfill(head: *mut *mut lwsac, ensure: usize, chunk_size: usize) -> *mut c_void {
    guard("lwsac_use_backfill", null_mut(), move || piece(head, ensure, chunk_size, true))
}

/// Like `lwsac_use()`; the piece is zeroed.
///
/// # Safety
/// As for `lwsac_use()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_use_zero(head: *mut *mut lwsac, ensure: usize, chunk_size: usize) -> *mut c_void {
    guard("lwsac_use_zero", null_mut(), move || {
        let p = piece(head, ensure, chunk_size, false);
        if !p.is_null() {
            // SAFETY: the piece has that many bytes.
            unsafe { p.write_bytes(0, ensure) };
        }
        p
    })
}

fn piece(head: *mut *mut lwsac, ensure: usize, chunk: usize, backfill: bool) -> *mut c_void {
    if head.is_null() {
        return null_mut();
    }
    // SAFETY: the exported functions' callers vouch for the list.
    unsafe { pool::piece(head.cast(), ensure, chunk, backfill).cast() }
}

/// Does what may free a list, and tells the form parsers in it when it has.
///
/// # Safety
/// `head` points to NULL or to a list.
unsafe fn ending(head: *mut *mut lwsac, f: impl FnOnce(*mut *mut pool::Chunk)) {
    // SAFETY: the caller's promise.
    unsafe {
        let chunk = *head as usize;
        f(head.cast());
        if (*head).is_null() && chunk != 0 {
            super::forms::lwsac_is_freed(chunk);
        }
    }
}

/// Frees all chunks, and with them all pieces, and sets `*head` to NULL.
///
/// # Safety
/// `head` points to NULL or to a list; none of its pieces is used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_free(head: *mut *mut lwsac) {
    guard("lwsac_free", (), move || {
        if !head.is_null() {
            // SAFETY: the caller vouches for the list.
            unsafe { ending(head, |list| pool::free(list)) }
        }
    })
}

/// Looks for the `len` bytes at `find` in what is used of the list; with `nul` not 0, only where a NUL follows them.
///
/// Returns where they are, or NULL.
///
/// # Safety
/// `head` is NULL or a list that is not freed; `find` has `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_scan_extant(head: *mut lwsac, find: *mut u8, len: usize, nul: c_int) -> *mut u8 {
    guard("lwsac_scan_extant", null_mut(), move || {
        if find.is_null() {
            return null_mut();
        }
        // SAFETY: the caller vouches for the list and the bytes.
        unsafe { pool::find(head.cast(), core::slice::from_raw_parts(find, len), nul != 0) }
    })
}

/// Logs, at the debug level, how much a list has allocated.
///
/// # Safety
/// `head` is NULL or a list that is not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_info(head: *mut lwsac) {
    guard("lwsac_info", (), move || {
        // SAFETY: the caller vouches for the list.
        let (bytes, blocks) = unsafe { pool::allocated(head.cast()) };
        log::debug(format_args!("lwsac {head:p}: {} KiB in {blocks} blocks", bytes >> 10));
    })
}

/// Returns how many bytes a list has allocated, headers included. 0 for NULL.
///
/// # Safety
/// `head` is NULL or a list that is not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_total_alloc(head: *mut lwsac) -> u64 {
    // SAFETY: the caller vouches for the list.
    guard("lwsac_total_alloc", 0, move || unsafe { pool::allocated(head.cast()) }.0)
}

/// Returns how many of a list's bytes are not in a piece. 0 for NULL.
///
/// # Safety
/// `head` is NULL or a list that is not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_total_overhead(head: *mut lwsac) -> u64 {
    // SAFETY: the caller vouches for the list.
    guard("lwsac_total_overhead", 0, move || unsafe { pool::overhead(head.cast()) })
}

/// Counts one more user of a list, so that `lwsac_detach()` does not free it yet.
///
/// # Safety
/// `head` is NULL or a list that is not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_reference(head: *mut lwsac) {
    guard("lwsac_reference", (), move || {
        if !head.is_null() {
            // SAFETY: the caller vouches for the list.
            unsafe { pool::reference(head.cast()) }
        }
    })
}

/// Counts one user less. A detached list that has no user left is freed, and `*head` is set to NULL.
///
/// # Safety
/// `head` points to NULL or to a list that is not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_unreference(head: *mut *mut lwsac) {
    guard("lwsac_unreference", (), move || {
        if !head.is_null() {
            // SAFETY: the caller vouches for the list.
            unsafe { ending(head, |list| pool::unreference(list)) }
        }
    })
}

/// Frees a list when its last user is done; if it has none, now, and `*head` is set to NULL.
///
/// # Safety
/// `head` points to NULL or to a list that is not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_detach(head: *mut *mut lwsac) {
    guard("lwsac_detach", (), move || {
        if !head.is_null() {
            // SAFETY: the caller vouches for the list.
            unsafe { ending(head, |list| pool::detach(list)) }
        }
    })
}

/// Keeps a file in memory, followed by a NUL.
///
/// `*cache` is NULL at first. Later calls look at the file system every five seconds at most, and read the file again if
/// it has changed; what was cached lives on until its last user is done.
/// Returns 0 with the bytes in `*cache` and their number in `*len`; 1 when the file cannot be read, then `*cache` stays.
/// The caller gives it back with `lwsac_use_cached_file_detach()`.
///
/// # Safety
/// `filepath` is a C string; `*cache` is NULL or came from here; `len` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_cached_file(
    filepath: *const c_char,
    cache: *mut lwsac_cached_file_t,
    len: *mut usize,
) -> c_int {
    guard("lwsac_cached_file", 1, move || {
        if filepath.is_null() || cache.is_null() {
            return 1;
        }
        // SAFETY: the caller vouches for all three.
        unsafe {
            let Some(n) = cached_file::load(cached_file::path(CStr::from_ptr(filepath).to_bytes()), cache) else {
                return 1;
            };
            if !len.is_null() {
                *len = n;
            }
        }
        0
    })
}

/// Counts one more user of a cached file, so that it stays in memory until `lwsac_use_cached_file_end()`.
///
/// # Safety
/// `cache` is NULL or came from `lwsac_cached_file()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_use_cached_file_start(cache: lwsac_cached_file_t) {
    guard("lwsac_use_cached_file_start", (), move || {
        if !cache.is_null() {
            // SAFETY: the caller vouches for the file.
            unsafe { cached_file::start(cache) }
        }
    })
}

/// Counts one user less. A detached file without users is freed, and `*cache` is set to NULL.
///
/// # Safety
/// `cache` is NULL or points to NULL or to a file that `lwsac_cached_file()` gave.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_use_cached_file_end(cache: *mut lwsac_cached_file_t) {
    guard("lwsac_use_cached_file_end", (), move || {
        // SAFETY: the caller vouches for the file.
        unsafe {
            if !cache.is_null() && !(*cache).is_null() && cached_file::end(*cache) {
                *cache = null_mut();
            }
        }
    })
}

/// Frees a cached file when its last user is done; if it has none, now, and `*cache` is set to NULL.
///
/// # Safety
/// `cache` is NULL or points to NULL or to a file that `lwsac_cached_file()` gave.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsac_use_cached_file_detach(cache: *mut lwsac_cached_file_t) {
    guard("lwsac_use_cached_file_detach", (), move || {
        // SAFETY: the caller vouches for the file.
        unsafe {
            if !cache.is_null() && cached_file::detach(*cache) {
                *cache = null_mut();
            }
        }
    })
}
