//! Ring buffers: the arithmetic of their positions, which is safe, and below it the rings that C holds.

use super::alloc;
use core::ffi::c_void;
use core::ptr::{copy_nonoverlapping, null};

/// The positions of a ring of `len` bytes in elements of `element` bytes. One element always stays free, so that full
/// and empty differ. Positions that a program hands in (tails) may be anything: what comes out lies in the ring.
#[derive(Clone, Copy, Debug)]
pub struct Positions {
    /// Bytes in the whole ring; not 0.
    pub len: u32,
    /// Bytes in one element; not 0, divides `len`.
    pub element: u32,
    /// Where the next element is written.
    pub head: u32,
    /// Where the oldest element is that somebody still wants.
    pub oldest: u32,
}

/// A run of bytes in the ring that may wrap: from `at`, `first` bytes, then `second` bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where the run starts.
    pub at: u32,
    /// Bytes up to the end of the ring, at most.
    pub first: u32,
    /// Bytes after the wrap.
    pub second: u32,
}

impl Positions {
    /// An empty ring of `count` elements. None if it would be empty of room, or larger than positions can say.
    pub fn new(element: usize, count: usize) -> Option<Positions> {
        let len = element.checked_mul(count).and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= i32::MAX as u32)?;
        let element = u32::try_from(element).ok()?;
        (len != 0).then_some(Positions { len, element, head: 0, oldest: 0 })
    }

    /// How many bytes lie between two positions, going forward.
    fn distance(&self, from: u32, to: u32) -> u32 {
        let (from, to) = (from % self.len, to % self.len);
        if to >= from { to - from } else { self.len - from + to }
    }

    /// The position `bytes` further on.
    pub fn after(&self, from: u32, bytes: u32) -> u32 {
        ((u64::from(from) + u64::from(bytes)) % u64::from(self.len)) as u32
    }

    /// How many elements can be written.
    pub fn free(&self) -> u32 {
        let bytes = (self.len - self.distance(self.oldest, self.head)).saturating_sub(self.element);
        // lws says that a ring with one free byte is full, even if that is an element.
        if bytes < 2 { 0 } else { bytes / self.element }
    }

    /// How many elements wait for a reader that has come as far as `tail`.
    pub fn waiting(&self, tail: u32) -> u32 {
        self.distance(tail, self.head) / self.element
    }

    /// The run of at most `max` elements that can be written, or read from `tail`.
    fn run(&self, from: u32, available: u32, max: usize) -> Run {
        let elements = u32::try_from(max).unwrap_or(u32::MAX).min(available);
        let bytes = elements * self.element;
        let at = from % self.len;
        let first = bytes.min(self.len - at);
        Run { at, first, second: bytes - first }
    }

    /// Where at most `max` new elements go. The head stays.
    pub fn insert(&self, max: usize) -> Run {
        self.run(self.head, self.free(), max)
    }

    /// Where at most `max` elements are that a reader at `tail` has not had.
    pub fn consume(&self, tail: u32, max: usize) -> Run {
        self.run(tail, self.waiting(tail), max)
    }
}

impl Run {
    /// All bytes of the run.
    pub fn bytes(&self) -> u32 {
        self.first + self.second
    }
}

/// Told of each element that nobody wants any more.
pub type Destroy = unsafe extern "C-unwind" fn(*mut c_void);

/// A ring that C holds. It is changed through raw pointers only, since `destroy` may come back to it.
pub struct Ring {
    at: Positions,
    bytes: *mut u8,
    destroy: Option<Destroy>,
}

/// Makes a ring, or null.
pub fn create(element: usize, count: usize, destroy: Option<Destroy>) -> *mut Ring {
    let Some(at) = Positions::new(element, count) else { return core::ptr::null_mut() };
    let ring: *mut Ring = alloc::malloc(size_of::<Ring>(), c"ring create").cast();
    let bytes: *mut u8 = alloc::malloc(at.len as usize, c"ring buf").cast();
    if ring.is_null() || bytes.is_null() {
        // SAFETY: each is null or was just allocated.
        unsafe {
            alloc::free(ring.cast());
            alloc::free(bytes.cast());
        }
        return core::ptr::null_mut();
    }
    // SAFETY: `ring` is new memory of the right size.
    unsafe { ring.write(Ring { at, bytes, destroy }) };
    ring
}

/// Destroys the elements that are left, and the ring.
///
/// # Safety
/// `ring` came from `create` and is not used any more.
pub unsafe fn destroy(ring: *mut Ring) {
    // SAFETY: the caller vouches for the ring.
    unsafe {
        release_until(ring, (*ring).at.head);
        alloc::free((*ring).bytes.cast());
        alloc::free(ring.cast());
    }
}

/// Moves the oldest tail on, and lets the program destroy each element on the way. A tail that no sequence of elements
/// leads to ends after one round.
///
/// # Safety
/// `ring` is a valid ring.
pub unsafe fn release_until(ring: *mut Ring, tail: u32) {
    // SAFETY: the caller vouches for the ring; the positions are copied before the program is called.
    unsafe {
        let Some(destroy) = (*ring).destroy else {
            (*ring).at.oldest = tail % (*ring).at.len;
            return;
        };
        for _ in 0..(*ring).at.len / (*ring).at.element {
            let at = (*ring).at;
            if at.oldest == tail {
                return;
            }
            destroy((*ring).bytes.add((at.oldest % at.len) as usize).cast());
            (*ring).at.oldest = at.after(at.oldest, at.element);
        }
    }
}

/// The positions of a ring now.
///
/// # Safety
/// `ring` is a valid ring.
pub unsafe fn positions(ring: *const Ring) -> Positions {
    // SAFETY: the caller vouches for the ring.
    unsafe { (*ring).at }
}

/// The address of a position.
///
/// # Safety
/// `ring` is a valid ring.
pub unsafe fn address(ring: *const Ring, position: u32) -> *mut u8 {
    // SAFETY: the remainder lies in the ring.
    unsafe { (*ring).bytes.add((position % (*ring).at.len) as usize) }
}

/// Moves the head on by bytes that the program has written itself.
///
/// # Safety
/// `ring` is a valid ring.
pub unsafe fn bump_head(ring: *mut Ring, bytes: usize) {
    // SAFETY: the caller vouches for the ring.
    unsafe {
        let len = (*ring).at.len;
        (*ring).at.head = (*ring).at.after((*ring).at.head, (bytes % len as usize) as u32);
    }
}

/// Copies at most `max` elements in; how many.
///
/// # Safety
/// `ring` is a valid ring; `from` has `max` elements.
pub unsafe fn insert(ring: *mut Ring, from: *const u8, max: usize) -> usize {
    // SAFETY: the run lies in the ring, and is no longer than what the caller has.
    unsafe {
        let run = (*ring).at.insert(max);
        copy_nonoverlapping(from, (*ring).bytes.add(run.at as usize), run.first as usize);
        copy_nonoverlapping(from.add(run.first as usize), (*ring).bytes, run.second as usize);
        bump_head(ring, run.bytes() as usize);
        (run.bytes() / (*ring).at.element) as usize
    }
}

/// Copies at most `max` elements out (or skips them, if `to` is null) for the reader at `*tail`, which moves on, or for
/// the only reader if `tail` is null; how many.
///
/// # Safety
/// `ring` is a valid ring; `to` is null or has room for `max` elements; `tail` is null or valid.
pub unsafe fn consume(ring: *mut Ring, tail: *mut u32, to: *mut u8, max: usize) -> usize {
    // SAFETY: the run lies in the ring, and is no longer than the caller's room.
    unsafe {
        let at = (*ring).at;
        let from = if tail.is_null() { at.oldest } else { *tail };
        let run = at.consume(from, max);
        if !to.is_null() {
            copy_nonoverlapping((*ring).bytes.add(run.at as usize), to, run.first as usize);
            copy_nonoverlapping((*ring).bytes, to.add(run.first as usize), run.second as usize);
        }
        let after = at.after(from, run.bytes());
        if tail.is_null() {
            release_until(ring, after)
        } else {
            *tail = after
        }
        (run.bytes() / at.element) as usize
    }
}

/// The next element for the reader at `tail`, or null if it has had them all.
///
/// # Safety
/// `ring` is a valid ring.
pub unsafe fn element(ring: *const Ring, tail: u32) -> *const u8 {
    // SAFETY: the caller vouches for the ring.
    unsafe { if tail == (*ring).at.head { null() } else { address(ring, tail) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::VecDeque;

    #[test]
    fn sizes_are_checked() {
        for (element, count) in [(0, 5), (5, 0), (usize::MAX, 2), (1 << 20, 1 << 12)] {
            assert!(Positions::new(element, count).is_none(), "{element} {count}");
        }
        assert_eq!(Positions::new(8, 4).unwrap().free(), 3);
        // A ring of single bytes loses one more, as in lws.
        assert_eq!(Positions::new(1, 2).unwrap().free(), 0);
    }

    proptest! {
        #[test]
        fn elements_come_out_as_they_went_in(element in 1usize..9, count in 1usize..20, steps in proptest::collection::vec((any::<bool>(), 0usize..25), 0..60)) {
            let mut ring = Positions::new(element, count).unwrap();
            let mut bytes = vec![0u8; element * count];
            let mut model = VecDeque::new();
            let mut next = 0u8;
            for (write, n) in steps {
                let run = if write { ring.insert(n) } else { ring.consume(ring.oldest, n) };
                prop_assert_eq!(run.bytes() as usize % element, 0);
                prop_assert!(run.bytes() as usize <= n * element);
                let cells = (run.at..run.at + run.first).chain(0..run.second);
                if write {
                    for i in cells {
                        bytes[i as usize] = next;
                        model.push_back(next);
                        next = next.wrapping_add(1);
                    }
                    ring.head = ring.after(ring.head, run.bytes());
                } else {
                    for i in cells {
                        prop_assert_eq!(Some(bytes[i as usize]), model.pop_front());
                    }
                    ring.oldest = ring.after(ring.oldest, run.bytes());
                }
                prop_assert_eq!(ring.waiting(ring.oldest) as usize * element, model.len());
                let room = (count - 1) * element - model.len();
                prop_assert_eq!(ring.free() as usize, if room < 2 { 0 } else { room / element });
            }
        }

        #[test]
        fn no_tail_leads_out_of_the_ring(tail in any::<u32>(), head in 0u32..64, n in any::<usize>()) {
            let ring = Positions { len: 64, element: 4, head, oldest: tail };
            for run in [ring.insert(n), ring.consume(tail, n)] {
                prop_assert!(run.at + run.first <= 64 && run.second <= run.at.max(64));
            }
        }
    }
}
