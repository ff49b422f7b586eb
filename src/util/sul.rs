//! The program's timers (`lws_sorted_usec_list_t`): a list through the program's own structs, soonest first.
//!
//! The list is intrusive since programs read it: `lws_dll2_is_detached(&sul->list)` says whether a timer is pending.

use crate::abi::{lws_dll2, lws_dll2_owner, lws_sorted_usec_list};
use crate::util::dll2;
use core::cell::UnsafeCell;
use core::ptr::null_mut;

/// The timers of one context.
pub struct SulList(UnsafeCell<lws_dll2_owner>);

impl Default for SulList {
    fn default() -> Self {
        SulList(UnsafeCell::new(lws_dll2_owner { tail: null_mut(), head: null_mut(), count: 0 }))
    }
}

/// Takes a timer out of the list it is in, if any.
///
/// # Safety
/// `sul` points to a timer that is zeroed or was scheduled before, and its list's other members are alive.
pub unsafe fn cancel(sul: *mut lws_sorted_usec_list) {
    // SAFETY: the caller vouches for the timer and its neighbours; the owner outlives its members.
    unsafe { dll2::remove(&raw mut (*sul).list) }
}

impl SulList {
    /// Puts a timer in, due at `at` (microseconds of the monotonic clock). It must stay where it is until it has fired
    /// or was cancelled.
    ///
    /// # Safety
    /// As for [`cancel`].
    pub unsafe fn insert(&self, sul: *mut lws_sorted_usec_list, at: i64) {
        // SAFETY: the caller vouches for the timer; all members of this list were vouched for when they came in.
        unsafe {
            cancel(sul);
            (*sul).us = at;
            let owner = self.0.get();
            // Most timers are later than those that wait: look from the end.
            let mut after = (*owner).tail;
            while !after.is_null() && (*after.cast::<lws_sorted_usec_list>()).us > at {
                after = (*after).prev;
            }
            let node: *mut lws_dll2 = &raw mut (*sul).list;
            let next = if after.is_null() { (*owner).head } else { (*after).next };
            if next.is_null() {
                dll2::add_tail(node, owner)
            } else {
                dll2::add_before(node, next)
            };
        }
    }

    /// When the first timer is due.
    pub fn earliest(&self) -> Option<u64> {
        // SAFETY: members were vouched for when they came in, and `list` is a timer's first member.
        unsafe {
            let head = (*self.0.get()).head;
            (!head.is_null()).then(|| (*head.cast::<lws_sorted_usec_list>()).us.max(1) as u64)
        }
    }

    /// Takes out the first timer if it is due.
    pub fn take_due(&self, now: u64) -> Option<*mut lws_sorted_usec_list> {
        if self.earliest()? > now {
            return None;
        }
        // SAFETY: there is a first member; it was vouched for when it came in.
        unsafe {
            let sul = (*self.0.get()).head.cast::<lws_sorted_usec_list>();
            cancel(sul);
            Some(sul)
        }
    }

    /// Takes out all timers, without firing them.
    pub fn clear(&self) {
        while self.take_due(u64::MAX).is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timers_come_out_soonest_first() {
        // SAFETY: all-zero is how a timer starts.
        let mut t: [lws_sorted_usec_list; 3] = unsafe { core::mem::zeroed() };
        let list = SulList::default();
        let p = t.as_mut_ptr();
        // SAFETY: the timers outlive the list's use.
        unsafe {
            list.insert(p, 30);
            list.insert(p.add(1), 10);
            list.insert(p.add(2), 20);
            assert_eq!(list.earliest(), Some(10));
            list.insert(p.add(1), 40);
            assert_eq!(list.take_due(25), Some(p.add(2)));
            assert_eq!(list.take_due(25), None);
            cancel(p);
            assert_eq!(list.earliest(), Some(40));
        }
        list.clear();
        assert_eq!(list.earliest(), None);
        assert!(t.iter().all(|s| s.list.owner.is_null()));
    }
}
