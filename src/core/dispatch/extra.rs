//! Functions and memory that the program hands over by `lwsx_` calls, and that other threads may pass on.

use crate::core::context::ContextRef;
use crate::core::owner::Message;
use crate::core::wsi::WsiRef;
use core::ffi::{c_int, c_void};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::AcqRel};

/// The reason of a session's last ordinary callback, when its context drains (`LWSX_CALLBACK_SHUTDOWN`).
pub const SHUTDOWN: c_int = 900;
/// The reason with which control frames are given to the program (`LWSX_CALLBACK_CONTROL`).
pub const CONTROL: c_int = 901;
/// The reason with which each protocol hears that its context has drained (`LWSX_CALLBACK_DRAINED`).
pub const DRAINED: c_int = 902;

/// What is called when lent bytes are not needed any more.
pub type Release = Option<unsafe extern "C-unwind" fn(*mut c_void)>;
/// What is called for each session.
pub type Task = unsafe extern "C-unwind" fn(*mut crate::abi::lws, *mut c_void);
/// What is called after the last session.
pub type Finished = Option<unsafe extern "C-unwind" fn(u64, *mut c_void)>;

/// Bytes of the program's that stay unchanged until they are released, which happens exactly once: when this is dropped.
pub struct Lent {
    at: *const u8,
    len: usize,
    release: Release,
    arg: *mut c_void,
}

// SAFETY: the program promises that the bytes stay as they are until `release` is called, and that it can be called in
// the service thread (`lwsx_send_reference`).
unsafe impl Send for Lent {}

impl Lent {
    /// # Safety
    /// `at` is readable for `len` bytes, which do not change, until `release` is called with `arg`.
    pub unsafe fn new(at: *const u8, len: usize, release: Release, arg: *mut c_void) -> Lent {
        Lent { at, len, release, arg }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        if self.len == 0 {
            return &[];
        }
        // SAFETY: by the promise of `new`, until the drop.
        unsafe { core::slice::from_raw_parts(self.at, self.len) }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            // SAFETY: the program vouched for the function when it gave it; it is called this once.
            unsafe { release(self.arg) }
        }
    }
}

/// Releases what is not needed any more; the program may call back.
pub fn release(context: ContextRef) {
    loop {
        let lent = context.released.borrow_mut().pop_front();
        let Some(lent) = lent else { return };
        debug_assert!(!context.is_borrowed(), "a cell is borrowed while C runs");
        context.depth.set(context.depth.get() + 1);
        drop(lent);
        context.depth.set(context.depth.get() - 1);
    }
}

/// A task for each session is done with; the program may be told.
pub fn finish(context: ContextRef, each: Each) {
    debug_assert!(!context.is_borrowed(), "a cell is borrowed while C runs");
    context.depth.set(context.depth.get() + 1);
    drop(each);
    context.depth.set(context.depth.get() - 1);
}

/// The context ends: what it was to do for the program is over.
pub fn end(context: ContextRef) {
    release(context);
    for message in context.shared.end_messages() {
        if let Message::Each(each) = message {
            context.each.borrow_mut().push_back(each);
        }
    }
    loop {
        let each = context.each.borrow_mut().pop_front();
        let Some(each) = each else { break };
        finish(context, each);
    }
    release(context);
}

/// The end of a task for each session: when the last context has done its part, the program is told.
pub struct End {
    left: AtomicUsize,
    except: u64,
    finished: Finished,
    arg: *mut c_void,
}

// SAFETY: the program promises that `finished` can be called with `arg` in the service threads (`lwsx_each`), and the rest is
// a number that never changes and one that is atomic.
unsafe impl Send for End {}
// SAFETY: as above.
unsafe impl Sync for End {}

/// A task for each session of a context.
pub struct Each {
    /// The sessions of this protocol; `None` for all.
    pub protocol: Option<Vec<u8>>,
    /// Those that are still to come; `None`: it has not begun.
    pub rest: Option<VecDeque<u64>>,
    task: Task,
    end: Arc<End>,
}

impl Each {
    /// One for each of `count` contexts.
    ///
    /// # Safety
    /// `task` and `finished` may be called with `arg` in the threads that service the contexts.
    pub unsafe fn new(
        count: usize,
        protocol: Option<Vec<u8>>,
        except: u64,
        task: Task,
        arg: *mut c_void,
        finished: Finished,
    ) -> Vec<Each> {
        let end = Arc::new(End { left: AtomicUsize::new(count), except, finished, arg });
        let one = |_| Each { protocol: protocol.clone(), rest: None, task, end: end.clone() };
        (0..count).map(one).collect()
    }

    /// The session that is left out, by its id; 0 for none.
    pub fn except(&self) -> u64 {
        self.end.except
    }

    /// Nobody could be given the task: the program is told by the call's return value instead.
    pub fn refuse(all: Vec<Each>) {
        for each in &all {
            each.end.left.fetch_add(all.len(), AcqRel);
        }
    }

    /// Calls the task for one session.
    pub fn call(&self, context: ContextRef, wsi: WsiRef) {
        debug_assert!(!wsi.is_borrowed() && !context.is_borrowed(), "a cell is borrowed while C runs");
        context.depth.set(context.depth.get() + 1);
        wsi.set_depth(wsi.depth() + 1);
        // SAFETY: the program vouched for the function when it gave it.
        unsafe { (self.task)(wsi.to_c(), self.end.arg) };
        wsi.set_depth(wsi.depth() - 1);
        context.depth.set(context.depth.get() - 1);
    }
}

impl Drop for Each {
    fn drop(&mut self) {
        if self.end.left.fetch_sub(1, AcqRel) == 1
            && let Some(finished) = self.end.finished
        {
            // SAFETY: the program vouched for the function when it gave it; the last context's part calls it this once.
            unsafe { finished(self.end.except, self.end.arg) }
        }
    }
}
