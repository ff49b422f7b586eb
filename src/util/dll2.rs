//! Doubly-linked lists whose links live in the program's own structs.

use crate::abi::{lws_dll2, lws_dll2_owner};
use core::ptr::null_mut;

/// Whether an entry is in no list.
///
/// # Safety
/// `d` points to an entry that is zeroed, or in a valid list.
pub unsafe fn is_detached(d: *const lws_dll2) -> bool {
    // SAFETY: the caller vouches for the entry.
    unsafe { (*d).owner.is_null() }
}

/// Links `d` before `next`, or at the end if `next` is null.
///
/// # Safety
/// `d` points to a zeroed entry, `owner` to a valid list, `next` to one of its entries or nowhere.
unsafe fn link(d: *mut lws_dll2, owner: *mut lws_dll2_owner, next: *mut lws_dll2) {
    // SAFETY: the caller vouches for the list, so each neighbour that is not null is valid.
    unsafe {
        let prev = if next.is_null() { (*owner).tail } else { (*next).prev };
        *d = lws_dll2 { prev, next, owner };
        if prev.is_null() {
            (*owner).head = d
        } else {
            (*prev).next = d
        }
        if next.is_null() {
            (*owner).tail = d
        } else {
            (*next).prev = d
        }
        (*owner).count = (*owner).count.wrapping_add(1);
    }
}

/// Adds at the head. False if the entry is in a list already.
///
/// # Safety
/// `d` is zeroed or in a valid list, `owner` is a valid list.
pub unsafe fn add_head(d: *mut lws_dll2, owner: *mut lws_dll2_owner) -> bool {
    // SAFETY: the caller vouches for both.
    unsafe {
        let free = is_detached(d);
        if free {
            link(d, owner, (*owner).head);
        }
        free
    }
}

/// Adds at the tail. False if the entry is in a list already.
///
/// # Safety
/// As for `add_head`.
pub unsafe fn add_tail(d: *mut lws_dll2, owner: *mut lws_dll2_owner) -> bool {
    // SAFETY: the caller vouches for both.
    unsafe {
        let free = is_detached(d);
        if free {
            link(d, owner, null_mut());
        }
        free
    }
}

/// Adds before `next`. False if the entry is in a list already, or `next` in none.
///
/// # Safety
/// Both are zeroed or in a valid list.
pub unsafe fn add_before(d: *mut lws_dll2, next: *mut lws_dll2) -> bool {
    // SAFETY: the caller vouches for both.
    unsafe {
        let free = is_detached(d) && !is_detached(next);
        if free {
            link(d, (*next).owner, next);
        }
        free
    }
}

/// Adds before the first entry for which `before` says so, or at the tail. False if the entry is in a list already.
///
/// # Safety
/// As for `add_head`; `before` leaves the list alone.
pub unsafe fn add_sorted(
    d: *mut lws_dll2,
    owner: *mut lws_dll2_owner,
    mut before: impl FnMut(*const lws_dll2) -> bool,
) -> bool {
    // SAFETY: the caller vouches for both.
    unsafe {
        if !is_detached(d) {
            return false;
        }
        let mut next = (*owner).head;
        while !next.is_null() && !before(next) {
            next = (*next).next;
        }
        link(d, owner, next);
        true
    }
}

/// Takes an entry out of its list, if it is in one.
///
/// # Safety
/// `d` is zeroed or in a valid list.
pub unsafe fn remove(d: *mut lws_dll2) {
    // SAFETY: the caller vouches for the list, so each neighbour that is not null is valid.
    unsafe {
        let lws_dll2 { prev, next, owner } = *d;
        if owner.is_null() {
            return;
        }
        if prev.is_null() {
            (*owner).head = next
        } else {
            (*prev).next = next
        }
        if next.is_null() {
            (*owner).tail = prev
        } else {
            (*next).prev = prev
        }
        (*owner).count = (*owner).count.wrapping_sub(1);
        clear(d);
    }
}

/// Zeroes an entry, whatever it says.
///
/// # Safety
/// `d` points to an entry.
pub unsafe fn clear(d: *mut lws_dll2) {
    // SAFETY: the caller vouches for the entry.
    unsafe { *d = lws_dll2 { prev: null_mut(), next: null_mut(), owner: null_mut() } };
}

/// Empties a list without looking at its entries.
///
/// # Safety
/// `owner` points to a list head.
pub unsafe fn owner_clear(owner: *mut lws_dll2_owner) {
    // SAFETY: the caller vouches for the list.
    unsafe {
        (*owner).head = null_mut();
        (*owner).tail = null_mut();
        (*owner).count = 0;
    }
}

/// Calls `visit` for each entry until it says true; whether it did. `visit` may remove and free its entry.
///
/// # Safety
/// `owner` is a valid list; `visit` removes at most its own entry.
pub unsafe fn any(owner: *const lws_dll2_owner, mut visit: impl FnMut(*mut lws_dll2) -> bool) -> bool {
    // SAFETY: the caller vouches for the list; the next entry is read before this one may go.
    unsafe {
        let mut p = (*owner).head;
        while !p.is_null() {
            let next = (*p).next;
            if visit(p) {
                return true;
            }
            p = next;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: lws_dll2 = lws_dll2 { prev: null_mut(), next: null_mut(), owner: null_mut() };

    fn walk(owner: &lws_dll2_owner, base: *const lws_dll2) -> Vec<usize> {
        let mut forth = Vec::new();
        // SAFETY: the tests build valid lists in one array.
        unsafe {
            any(owner, |p| {
                forth.push((p as usize - base as usize) / size_of::<lws_dll2>());
                false
            });
            let mut back = Vec::new();
            let mut p = owner.tail;
            while !p.is_null() {
                back.push((p as usize - base as usize) / size_of::<lws_dll2>());
                p = (*p).prev;
            }
            back.reverse();
            assert_eq!(forth, back);
        }
        assert_eq!(owner.count as usize, forth.len());
        forth
    }

    #[test]
    fn lists_are_what_was_added() {
        let mut e = [ENTRY; 6];
        let mut owner = lws_dll2_owner { tail: null_mut(), head: null_mut(), count: 0 };
        let base = e.as_mut_ptr();
        let at = |n: usize| base.wrapping_add(n);
        let o = &raw mut owner;
        // SAFETY: entries and list live to the end of the test.
        unsafe {
            assert!(add_tail(at(0), o) && add_tail(at(1), o) && add_head(at(2), o) && add_before(at(3), at(1)));
            assert_eq!(walk(&*o, base), [2, 0, 3, 1]);
            assert!(!add_tail(at(0), o) && !add_before(at(4), at(5)));
            remove(at(0));
            remove(at(0));
            assert_eq!(walk(&*o, base), [2, 3, 1]);
            assert!(is_detached(at(0)));
            assert!(add_sorted(at(0), o, |p| p == at(3)));
            assert!(add_sorted(at(4), o, |_| false));
            assert!(!add_sorted(at(4), o, |_| false));
            assert_eq!(walk(&*o, base), [2, 0, 3, 1, 4]);
            assert!(any(o, |p| {
                remove(p);
                p == at(1)
            }));
            assert_eq!(walk(&*o, base), [4]);
            owner_clear(o);
            assert_eq!(walk(&*o, base), [0usize; 0]);
        }
    }
}
