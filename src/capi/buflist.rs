//! Lists of buffered segments: `lws_buflist_*`, of `lws-misc.h`.

use super::guard;
use crate::abi::lws_buflist;
use crate::util::{buflist, log};
use core::ffi::{c_char, c_int, c_void};
use core::ptr::null_mut;

/// Appends a copy of `len` bytes as a new segment. Before its bytes there is room of `LWS_PRE`.
///
/// `*head` is NULL for an empty list. Returns 1 if it is the list's first segment, 0 if it is a further one, -1 when
/// there is no memory, nothing to append, or more than a thousand segments waiting.
///
/// # Safety
/// `head` points to NULL or to a list; `buf` has `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_buflist_append_segment(head: *mut *mut lws_buflist, buf: *const u8, len: usize) -> c_int {
    guard("lws_buflist_append_segment", -1, move || {
        if head.is_null() || buf.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for the list and the bytes.
        match unsafe { buflist::append(head.cast(), buf, len) } {
            Some(first) => c_int::from(first),
            None => {
                log::err(format_args!("lws_buflist_append_segment: {len} bytes were not appended"));
                -1
            }
        }
    })
}

/// Returns how many bytes of the first segment are left, with their address in `*buf` (which may be NULL); 0, and NULL
/// in `*buf`, when the list is empty.
///
/// # Safety
/// `head` points to NULL or to a list; `buf` is NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_buflist_next_segment_len(head: *mut *mut lws_buflist, buf: *mut *mut u8) -> usize {
    guard("lws_buflist_next_segment_len", 0, move || {
        // SAFETY: the caller vouches for the list and the address.
        unsafe {
            let (at, len) = if head.is_null() { (null_mut(), 0) } else { buflist::first(head.cast()) };
            if !buf.is_null() {
                *buf = at;
            }
            len
        }
    })
}

/// Says that `len` more bytes of the first segment are used up; one that is used up is freed.
///
/// Returns how many bytes are left in the segment that is then the first; 0 when none is.
///
/// # Safety
/// `head` points to NULL or to a list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_buflist_use_segment(head: *mut *mut lws_buflist, len: usize) -> usize {
    guard("lws_buflist_use_segment", 0, move || {
        // SAFETY: the caller vouches for the list.
        if head.is_null() { 0 } else { unsafe { buflist::advance(head.cast(), len) } }
    })
}

/// Returns the sum of the lengths that the segments had when they were appended.
///
/// # Safety
/// `head` points to NULL or to a list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_buflist_total_len(head: *mut *mut lws_buflist) -> usize {
    guard("lws_buflist_total_len", 0, move || {
        // SAFETY: the caller vouches for the list.
        if head.is_null() { 0 } else { unsafe { buflist::total(head.cast()) } }
    })
}

/// Copies up to `len` bytes to `buf` across segments, and leaves the list as it is. `ofs` is counted from the start of
/// the first segment, also when part of that is used up.
///
/// Returns how many bytes were copied.
///
/// # Safety
/// `head` points to NULL or to a list; `buf` has room for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_buflist_linear_copy(
    head: *mut *mut lws_buflist,
    ofs: usize,
    buf: *mut u8,
    len: usize,
) -> c_int {
    guard("lws_buflist_linear_copy", 0, move || {
        if head.is_null() || buf.is_null() {
            return 0;
        }
        // SAFETY: the caller vouches for the list and the room.
        unsafe { buflist::copy(head.cast(), ofs, buf, len.min(c_int::MAX as usize)) as c_int }
    })
}

/// Takes up to `len` bytes out of the list, across segments; returns how many.
///
/// # Safety
/// `head` points to NULL or to a list; `buf` has room for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_buflist_linear_use(head: *mut *mut lws_buflist, buf: *mut u8, len: usize) -> c_int {
    guard("lws_buflist_linear_use", 0, move || {
        if head.is_null() || buf.is_null() {
            return 0;
        }
        // SAFETY: the caller vouches for the list and the room.
        unsafe { buflist::take(head.cast(), buf, len.min(c_int::MAX as usize)) as c_int }
    })
}

/// Takes up to `len` bytes out of the first segment; returns how many.
///
/// `*frag_first` says whether they start that segment, `*frag_fin` whether they end it; each may be NULL, and neither is
/// set when the list is empty.
///
/// # Safety
/// `head` points to NULL or to a list; `buf` has room for `len` bytes; the flags are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_buflist_fragment_use(
    head: *mut *mut lws_buflist,
    buf: *mut u8,
    len: usize,
    frag_first: *mut c_char,
    frag_fin: *mut c_char,
) -> c_int {
    guard("lws_buflist_fragment_use", 0, move || {
        // SAFETY: the caller vouches for the list, the room and the flags.
        unsafe {
            if head.is_null() || (*head).is_null() || buf.is_null() {
                return 0;
            }
            let (n, first, fin) = buflist::take_one(head.cast(), buf, len.min(c_int::MAX as usize));
            if !frag_first.is_null() {
                *frag_first = c_char::from(first);
            }
            if !frag_fin.is_null() {
                *frag_fin = c_char::from(fin);
            }
            n as c_int
        }
    })
}

/// Frees all segments and sets `*head` to NULL.
///
/// # Safety
/// `head` points to NULL or to a list; no address in it is used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_buflist_destroy_all_segments(head: *mut *mut lws_buflist) {
    guard("lws_buflist_destroy_all_segments", (), move || {
        if !head.is_null() {
            // SAFETY: the caller vouches for the list.
            unsafe { buflist::clear(head.cast()) }
        }
    })
}

/// Logs each segment as a notice, with `id` and `reason` to tell which list it is.
///
/// # Safety
/// `head` points to NULL or to a list; `reason` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_buflist_describe(head: *mut *mut lws_buflist, id: *mut c_void, reason: *const c_char) {
    guard("lws_buflist_describe", (), move || {
        if head.is_null() {
            return;
        }
        // SAFETY: the caller vouches for the list and the text.
        unsafe {
            let reason = super::misc::text(reason);
            if (*head).is_null() {
                log::notice(format_args!("{id:p}: {reason}: buflist empty"));
            }
            buflist::each(head.cast(), |n, pos, len| {
                log::notice(format_args!("{id:p}: {reason}: {n}: {pos} of {len} used"));
            });
        }
    })
}
