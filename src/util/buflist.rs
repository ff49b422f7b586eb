//! Lists of buffered segments: what a program could not process yet. One allocation per segment, with room before its
//! bytes for a header.

use super::alloc;
use core::ptr::{copy_nonoverlapping, null_mut};

/// Room before the bytes of each segment, as much as the API asks for before a payload.
const HEADROOM: usize = 16;
/// A list of more segments than this is refused: somebody keeps adding and nobody takes.
const MOST: usize = 1023;

/// The start of a segment; the head room and `len` bytes follow.
#[repr(C)]
pub struct Segment {
    next: *mut Segment,
    len: usize,
    pos: usize,
}

/// The address of the byte at an offset in a segment.
///
/// # Safety
/// `segment` is valid, and the offset at most its length.
unsafe fn byte(segment: *mut Segment, at: usize) -> *mut u8 {
    // SAFETY: each segment was allocated with head room and `len` bytes.
    unsafe { segment.add(1).cast::<u8>().add(HEADROOM + at) }
}

/// Appends a copy of `len` bytes. Whether it is the first segment; None when there is no memory, nothing to append, or
/// too much waiting.
///
/// # Safety
/// `head` is a valid list, `from` has `len` bytes.
pub unsafe fn append(mut head: *mut *mut Segment, from: *const u8, len: usize) -> Option<bool> {
    if len == 0 {
        return None;
    }
    // SAFETY: the caller vouches for the list and the bytes; the new segment has room for them.
    unsafe {
        let first = (*head).is_null();
        let mut segments = 0;
        while !(*head).is_null() {
            segments += 1;
            if segments == MOST {
                return None;
            }
            head = &raw mut (**head).next;
        }
        let size = len.checked_add(size_of::<Segment>() + HEADROOM + 1).filter(|n| *n <= isize::MAX as usize)?;
        let new: *mut Segment = alloc::malloc(size, c"buflist").cast();
        if new.is_null() {
            return None;
        }
        new.write(Segment { next: null_mut(), len, pos: 0 });
        copy_nonoverlapping(from, byte(new, 0), len);
        *head = new;
        Some(first)
    }
}

/// Frees the first segment.
///
/// # Safety
/// `head` is a valid list that is not empty.
unsafe fn drop_first(head: *mut *mut Segment) {
    // SAFETY: the caller vouches for the list.
    unsafe {
        let old = *head;
        *head = (*old).next;
        alloc::free(old.cast());
    }
}

/// Frees all segments.
///
/// # Safety
/// `head` is a valid list.
pub unsafe fn clear(head: *mut *mut Segment) {
    // SAFETY: the caller vouches for the list.
    unsafe {
        while !(*head).is_null() {
            drop_first(head);
        }
    }
}

/// What is left of the first segment: address and length; null and 0 when the list is empty.
///
/// # Safety
/// `head` is a valid list.
pub unsafe fn first(head: *mut *mut Segment) -> (*mut u8, usize) {
    // SAFETY: the caller vouches for the list.
    unsafe {
        let p = *head;
        if p.is_null() { (null_mut(), 0) } else { (byte(p, (*p).pos), (*p).len - (*p).pos) }
    }
}

/// Says that `len` bytes of the first segment (at most what is left of it) are used up, and frees it when all are. What
/// is left in the segment that is then the first.
///
/// # Safety
/// `head` is a valid list.
pub unsafe fn advance(head: *mut *mut Segment, len: usize) -> usize {
    // SAFETY: the caller vouches for the list.
    unsafe {
        let p = *head;
        if p.is_null() {
            return 0;
        }
        (*p).pos += len.min((*p).len - (*p).pos);
        if (*p).pos == (*p).len {
            drop_first(head);
        }
        first(head).1
    }
}

/// The sum of the segments' lengths; what is used up of the first counts too, as in lws.
///
/// # Safety
/// `head` is a valid list.
pub unsafe fn total(head: *const *mut Segment) -> usize {
    // SAFETY: the caller vouches for the list.
    unsafe {
        let (mut p, mut sum) = (*head, 0usize);
        while !p.is_null() {
            sum = sum.saturating_add((*p).len);
            p = (*p).next;
        }
        sum
    }
}

/// Copies up to `len` bytes from `offset` on, counted from the start of the first segment whatever is used up; how many.
///
/// # Safety
/// `head` is a valid list; `to` has room for `len` bytes.
pub unsafe fn copy(head: *const *mut Segment, mut offset: usize, to: *mut u8, len: usize) -> usize {
    // SAFETY: the caller vouches for both; each copy lies in its segment and in what is left of the room.
    unsafe {
        let (mut p, mut done) = (*head, 0);
        while !p.is_null() && done < len {
            let size = (*p).len;
            if offset < size {
                let n = (size - offset).min(len - done);
                copy_nonoverlapping(byte(p, offset), to.add(done), n);
                done += n;
                offset = 0;
            } else {
                offset -= size;
            }
            p = (*p).next;
        }
        done
    }
}

/// Takes up to `len` bytes out of the list; how many.
///
/// # Safety
/// `head` is a valid list; `to` has room for `len` bytes.
pub unsafe fn take(head: *mut *mut Segment, to: *mut u8, len: usize) -> usize {
    let mut done = 0;
    // SAFETY: the caller vouches for both; each copy lies in its segment and in what is left of the room.
    unsafe {
        while done < len && !(*head).is_null() {
            done += take_one(head, to.add(done), len - done).0;
        }
    }
    done
}

/// Takes up to `len` bytes of the first segment: how many, whether they start it, whether they end it.
///
/// # Safety
/// `head` is a valid list; `to` has room for `len` bytes.
pub unsafe fn take_one(head: *mut *mut Segment, to: *mut u8, len: usize) -> (usize, bool, bool) {
    // SAFETY: the caller vouches for both.
    unsafe {
        let (from, left) = first(head);
        if from.is_null() {
            return (0, false, false);
        }
        let starts = (**head).pos == 0;
        let n = left.min(len);
        copy_nonoverlapping(from, to, n);
        advance(head, n);
        (n, starts, n == left)
    }
}

/// Calls `see` with the number, the used bytes and the length of each segment.
///
/// # Safety
/// `head` is a valid list.
pub unsafe fn each(head: *const *mut Segment, mut see: impl FnMut(usize, usize, usize)) {
    // SAFETY: the caller vouches for the list.
    unsafe {
        let (mut p, mut n) = (*head, 0);
        while !p.is_null() {
            see(n, (*p).pos, (*p).len);
            n += 1;
            p = (*p).next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_out_as_they_went_in() {
        let mut head: *mut Segment = null_mut();
        let h = &raw mut head;
        let mut to = [0u8; 16];
        let t = to.as_mut_ptr();
        // SAFETY: the list is a local one, the buffer has room for what is asked.
        unsafe {
            assert_eq!(append(h, b"".as_ptr(), 0), None);
            assert_eq!(append(h, b"hello".as_ptr(), 5), Some(true));
            assert_eq!(append(h, b"world".as_ptr(), 5), Some(false));
            assert_eq!((total(h), first(h).1), (10, 5));
            assert_eq!(copy(h, 3, t, 4), 4);
            assert_eq!(&to[..4], b"lowo");
            assert_eq!(advance(h, 2), 3);
            assert_eq!(take_one(h, t, 16), (3, false, true));
            assert_eq!(take_one(h, t, 2), (2, true, false));
            assert_eq!(take(h, t, 16), 3);
            assert_eq!(&to[..3], b"rld");
            assert!(head.is_null());
            assert_eq!((advance(h, 1), take(h, t, 1), total(h)), (0, 0, 0));
            for n in 0..MOST {
                assert_eq!(append(h, b"x".as_ptr(), 1), Some(n == 0));
            }
            assert_eq!(append(h, b"x".as_ptr(), 1), None);
            clear(h);
            assert!(head.is_null());
        }
    }
}
