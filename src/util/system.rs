//! What `lws_system` keeps per context: the state machine that programs watch, blobs, functions that wait for a state.

use crate::abi::{self, lws_dll2, lws_dll2_owner, lws_state_manager, lws_state_notify_link, lws_system_ops};
use core::cell::{Cell, UnsafeCell};
use core::ffi::{c_char, c_int, c_void};
use std::collections::VecDeque;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

/// At which state the protocols are initialized: 4.1 waits for the policy, 4.3 for no more than the first step.
pub const INITIALIZES_AT: c_int =
    if abi::SONAME_NUMBER == 17 { abi::LWS_SYSTATE_POLICY_VALID } else { abi::LWS_SYSTATE_IFACE_COLDPLUG };
/// Whether the protocols wait for that state, and the state for the protocols (4.1).
pub const PROTOCOLS_WAIT: bool = abi::SONAME_NUMBER == 17;
/// Whether the watchers hear of the end before the connections are closed (4.1) or after (4.3).
pub const ENDS_FIRST: bool = abi::SONAME_NUMBER == 17;

/// The names of the states, in their order.
pub struct Names([*const c_char; 15]);
// SAFETY: pointers to string constants, never written through.
unsafe impl Sync for Names {}

/// As C sees them (`state_names`).
pub static NAMES: Names = Names([
    c"undef".as_ptr(),
    c"CONTEXT_CREATED".as_ptr(),
    c"INITIALIZED".as_ptr(),
    c"IFACE_COLDPLUG".as_ptr(),
    c"DHCP".as_ptr(),
    c"CPD_PRE_TIME".as_ptr(),
    c"TIME_VALID".as_ptr(),
    c"CPD_POST_TIME".as_ptr(),
    c"POLICY_VALID".as_ptr(),
    c"REGISTERED".as_ptr(),
    c"AUTH1".as_ptr(),
    c"AUTH2".as_ptr(),
    c"OPERATIONAL".as_ptr(),
    c"POLICY_INVALID".as_ptr(),
    c"DESTROYING".as_ptr(),
]);

impl Names {
    /// The list.
    pub fn list(&'static self) -> *mut *const c_char {
        self.0.as_ptr().cast_mut()
    }
    /// One of them.
    pub fn get(&self, state: c_int) -> Option<*const c_char> {
        self.0.get(usize::try_from(state).ok()?).copied()
    }
}

/// Bytes that the program keeps with the context.
enum Content {
    /// Copies.
    Heap(Vec<Vec<u8>>),
    /// The program's own memory: address and length.
    Direct(usize, usize),
}

/// A blob; `struct lws_system_blob` to C.
pub struct Blob(Mutex<Content>);

impl Default for Blob {
    fn default() -> Self {
        Blob(Mutex::new(Content::Heap(Vec::new())))
    }
}

impl Blob {
    fn with<R>(&self, f: impl FnOnce(&mut Content) -> R) -> R {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
    /// Points to the program's memory from now on.
    pub fn set_direct(&self, at: *const u8, len: usize) {
        self.with(|c| *c = Content::Direct(at as usize, if at.is_null() { 0 } else { len }));
    }
    /// Holds nothing.
    pub fn clear(&self) {
        self.with(|c| *c = Content::Heap(Vec::new()));
    }
    /// Holds no copies any more; what points to the program's memory stays.
    pub fn free(&self) {
        self.with(|c| {
            if let Content::Heap(parts) = c {
                parts.clear();
            }
        });
    }
    /// Appends a copy. False: it points to the program's memory.
    pub fn append(&self, bytes: &[u8]) -> bool {
        self.with(|c| match c {
            Content::Heap(parts) => {
                parts.push(bytes.to_vec());
                true
            }
            Content::Direct(..) => false,
        })
    }
    /// How many bytes.
    pub fn len(&self) -> usize {
        self.with(|c| match c {
            Content::Heap(parts) => parts.iter().map(Vec::len).sum(),
            Content::Direct(_, len) => *len,
        })
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Where the bytes stand, if they stand in one piece; they stay there until the blob is changed.
    pub fn single(&self) -> Option<*const u8> {
        self.with(|c| match c {
            Content::Heap(parts) if parts.len() == 1 => parts.first().map(|p| p.as_ptr()),
            Content::Heap(_) => None,
            Content::Direct(at, _) => Some(*at as *const u8),
        })
    }
    /// Whether it points to the program's memory: where, and how long.
    pub fn direct(&self) -> Option<(*const u8, usize)> {
        self.with(|c| match c {
            Content::Heap(_) => None,
            Content::Direct(at, len) => Some((*at as *const u8, *len)),
        })
    }
    /// Copies from `offset` on; how many bytes.
    pub fn copy(&self, mut offset: usize, into: &mut [u8]) -> usize {
        self.with(|c| {
            let Content::Heap(parts) = c else { return 0 };
            let mut at = 0;
            for part in parts {
                let from = part.get(offset..).unwrap_or_default();
                offset = offset.saturating_sub(part.len());
                let n = from.len().min(into.len() - at);
                into[at..at + n].copy_from_slice(&from[..n]);
                at += n;
            }
            at
        })
    }
}

/// A function that is called in the loop when the system has come to a state.
pub struct Attached {
    /// What is called.
    pub callback: abi::lws_attach_cb_t,
    /// From which state on.
    pub state: c_int,
    /// With what.
    pub opaque: *mut c_void,
}

// SAFETY: the pointers are the program's; they are handed back to it and not looked at.
unsafe impl Send for Attached {}

/// Attached functions: those that wait, and those that a program's `attach` was given to hand on. Any thread.
#[derive(Default)]
pub struct Attach(Mutex<Lists>, AtomicBool);

/// Those that wait, and those that are handed out.
type Lists = (VecDeque<Box<Attached>>, Vec<Box<Attached>>);

impl Attach {
    /// One more.
    pub fn add(&self, item: Attached) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0.push_front(Box::new(item));
        self.1.store(true, Relaxed);
    }
    /// The first whose state has come, as the handle that C passes on; null for none.
    pub fn next(&self, state: c_int) -> *mut abi::lws_attach_item {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(i) = lists.0.iter().position(|a| state >= a.state) else { return null_mut() };
        let Some(item) = lists.0.remove(i) else { return null_mut() };
        let handle = std::ptr::from_ref(&*item).cast_mut().cast();
        self.1.store(!lists.0.is_empty(), Relaxed);
        lists.1.push(item);
        handle
    }
    /// What a handle stands for, which is used up then.
    pub fn redeem(&self, handle: *mut abi::lws_attach_item) -> Option<Box<Attached>> {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let i = lists.1.iter().position(|a| std::ptr::eq(std::ptr::from_ref(&**a).cast(), handle))?;
        Some(lists.1.swap_remove(i))
    }
    /// Whether any wait. Costs a load.
    #[inline]
    pub fn waiting(&self) -> bool {
        self.1.load(Relaxed)
    }
    /// Forgets all.
    pub fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Default::default();
        self.1.store(false, Relaxed);
    }
}

/// All of it.
pub struct System {
    /// The state machine, which C reads and changes.
    pub manager: UnsafeCell<lws_state_manager>,
    /// The library's own watcher: it initializes the protocols.
    pub beginner: UnsafeCell<lws_state_notify_link>,
    /// What the program does for the system, or null.
    pub ops: Cell<*const lws_system_ops>,
    /// The timer of a search for captive portals that was put off.
    pub look: UnsafeCell<abi::lws_sorted_usec_list>,
    /// What is known about captive portals (`lws_cpd_result_t`).
    pub captive: Cell<c_int>,
    /// The blobs.
    pub blobs: [Blob; abi::LWS_SYSBLOB_TYPE_COUNT as usize],
}

impl Default for System {
    fn default() -> Self {
        let list = lws_dll2_owner { tail: null_mut(), head: null_mut(), count: 0 };
        let node = lws_dll2 { prev: null_mut(), next: null_mut(), owner: null_mut() };
        System {
            manager: UnsafeCell::new(lws_state_manager {
                notify_list: list,
                context: null_mut(),
                parent: null_mut(),
                smd_class: 0,
                state_names: NAMES.list(),
                name: c"system".as_ptr(),
                state: abi::LWS_SYSTATE_UNKNOWN,
            }),
            beginner: UnsafeCell::new(lws_state_notify_link {
                list: node,
                notify_cb: None,
                name: c"prot_init".as_ptr(),
            }),
            ops: Cell::new(std::ptr::null()),
            look: UnsafeCell::new(abi::lws_sorted_usec_list { list: node, us: 0, cb: None, latency_us: 0 }),
            captive: Cell::new(abi::LWS_CPD_UNKNOWN),
            blobs: Default::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blobs() {
        let b = Blob::default();
        assert!(b.append(b"hello ") && b.append(b"world"));
        assert_eq!(b.len(), 11);
        assert!(b.single().is_none());
        let mut out = [0; 8];
        assert_eq!(b.copy(4, &mut out), 7);
        assert_eq!(&out[..7], b"o world");
        assert_eq!(b.copy(11, &mut out), 0);
        b.set_direct(b"direct".as_ptr(), 6);
        assert!(!b.append(b"x"));
        assert_eq!((b.len(), b.direct().map(|d| d.1)), (6, Some(6)));
        b.clear();
        assert!(b.is_empty() && b.single().is_none());
    }

    #[test]
    fn attached_functions_wait_for_their_state() {
        let a = Attach::default();
        for state in [5, 2] {
            a.add(Attached { callback: None, state, opaque: null_mut() });
        }
        let first = a.next(3);
        assert!(!first.is_null() && a.next(3).is_null());
        assert_eq!(a.redeem(first).map(|i| i.state), Some(2));
        assert!(a.redeem(first).is_none());
        assert!(!a.next(5).is_null() && !a.waiting());
    }
}
