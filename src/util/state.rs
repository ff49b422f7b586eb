//! State machines with watchers (`lws_state_manager_t`): before each step all watchers are asked, after it all are told.

use crate::abi::{lws_dll2, lws_dll2_owner, lws_state_manager, lws_state_notify_link};
use crate::util::dll2;
use core::ffi::c_int;

/// Told of each state that was reached; false ends the walk to further ones.
pub type Reached<'a> = &'a dyn Fn(c_int) -> bool;

/// Adds a watcher; the last one added is asked first.
///
/// # Safety
/// Both point to valid structs; the watcher stays where it is until it is taken out.
pub unsafe fn register(machine: *mut lws_state_manager, link: *mut lws_state_notify_link) {
    // SAFETY: the caller vouches for both.
    unsafe { dll2::add_head(&raw mut (*link).list, &raw mut (*machine).notify_list) };
}

/// Takes a watcher out, if it is in.
///
/// # Safety
/// `link` points to a valid watcher.
pub unsafe fn deregister(link: *mut lws_state_notify_link) {
    // SAFETY: the caller vouches for it and for its neighbours.
    unsafe { dll2::remove(&raw mut (*link).list) }
}

/// Whether `node` is still in a list: by its address alone, since it may be gone.
///
/// # Safety
/// The list is valid.
unsafe fn contains(list: *const lws_dll2_owner, node: *mut lws_dll2) -> bool {
    // SAFETY: the caller vouches for the list.
    unsafe { dll2::any(list, |d| core::ptr::eq(d, node)) }
}

/// Asks all watchers (`from` differs from `to`) or tells them. True: one of them refuses.
///
/// # Safety
/// The machine and its watchers are valid. Watchers may come and go meanwhile.
unsafe fn report(machine: *mut lws_state_manager, from: c_int, to: c_int) -> bool {
    // SAFETY: the caller vouches for the machine; each watcher was vouched for when it came in, and is looked at only
    // while it is in.
    unsafe {
        let list = &raw mut (*machine).notify_list;
        let mut at = (*list).head;
        while !at.is_null() {
            let next = (*at).next;
            let link = at.cast::<lws_state_notify_link>();
            if let Some(notify) = (*link).notify_cb
                && notify(machine, link, from, to) != 0
            {
                return true;
            }
            at = if contains(list, at) {
                (*at).next
            } else if contains(list, next) {
                next
            } else {
                core::ptr::null_mut()
            };
        }
    }
    false
}

/// Goes to a state unless a watcher refuses. True: it is there.
///
/// # Safety
/// As for [`report`].
pub unsafe fn transition(machine: *mut lws_state_manager, target: c_int, reached: Reached) -> bool {
    // SAFETY: the caller vouches for the machine.
    unsafe {
        if report(machine, (*machine).state, target) {
            return false;
        }
        (*machine).state = target;
        report(machine, target, target);
    }
    reached(target)
}

/// Goes on state by state up to `target`, as far as the watchers let it. Never back.
///
/// # Safety
/// As for [`report`].
pub unsafe fn steps(machine: *mut lws_state_manager, target: c_int, reached: Reached) {
    // SAFETY: the caller vouches for the machine; a watcher may have moved it on by itself.
    unsafe {
        loop {
            let state = (*machine).state;
            if state >= target || !transition(machine, state + 1, reached) {
                return;
            }
        }
    }
}

/// Takes all watchers out.
///
/// # Safety
/// The machine and its watchers are valid.
pub unsafe fn forget_watchers(machine: *mut lws_state_manager) {
    // SAFETY: the caller vouches for both.
    unsafe {
        loop {
            let head = (*machine).notify_list.head;
            if head.is_null() {
                return;
            }
            dll2::remove(head);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abi;
    use std::cell::RefCell;

    thread_local! {
        static SEEN: RefCell<Vec<(c_int, c_int)>> = const { RefCell::new(Vec::new()) };
    }

    unsafe extern "C-unwind" fn watch(
        _: *mut lws_state_manager,
        link: *mut lws_state_notify_link,
        from: c_int,
        to: c_int,
    ) -> c_int {
        SEEN.with_borrow_mut(|s| s.push((from, to)));
        if from == 2 && to == 2 {
            // SAFETY: the test's own watcher.
            unsafe { deregister(link) };
        }
        c_int::from(from != to && to == 3)
    }

    fn machine() -> lws_state_manager {
        // SAFETY: all-zero is valid for this struct.
        let mut m: lws_state_manager = unsafe { core::mem::zeroed() };
        m.state = abi::LWS_SYSTATE_CONTEXT_CREATED;
        m
    }

    #[test]
    fn watchers_are_asked_told_and_may_leave() {
        let mut m = machine();
        // SAFETY: all-zero is how a watcher starts.
        let mut link: lws_state_notify_link = unsafe { core::mem::zeroed() };
        link.notify_cb = Some(watch);
        let told = RefCell::new(Vec::new());
        let reached = |s: c_int| {
            told.borrow_mut().push(s);
            s < 5
        };
        // SAFETY: both outlive the calls.
        unsafe {
            register(&raw mut m, &raw mut link);
            steps(&raw mut m, 12, &reached);
            assert_eq!(m.state, 5, "it has left, so 3 is not refused; 5 was the end");
            assert_eq!(m.notify_list.count, 0);
            link.list = core::mem::zeroed();
            register(&raw mut m, &raw mut link);
            m.state = 2;
            steps(&raw mut m, 12, &reached);
            assert_eq!(m.state, 2, "refused");
            steps(&raw mut m, 1, &reached);
            assert_eq!(m.state, 2, "never back");
            forget_watchers(&raw mut m);
        }
        assert!(link.list.owner.is_null());
        assert_eq!(*told.borrow(), [2, 3, 4, 5]);
        SEEN.with_borrow(|s| assert_eq!(**s, [(1, 2), (2, 2), (2, 3)]));
    }
}
