//! Which thread may touch a context, and what the others may do meanwhile.
//!
//! The owner is the thread that is inside one of the context's service calls; when none is, whichever thread calls
//! takes the context for the length of its call. The others may wake the loop, ask for WRITEABLE, have a connection
//! closed and hand over bytes to send: these wait in the inbox until the owner looks.

use crate::core::context::ContextRef;
use crate::core::dispatch::extra::Each;
use crate::core::reach::Reach;
use crate::sys::poller::Poller;
use crate::sys::socket::this_thread;
use crate::util::log;
use crate::util::smd::Smd;
use crate::util::system::Attach;
use core::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering::*};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How many bytes may wait in the inbox.
const INBOX_BYTES: usize = 16 * 1024 * 1024;
/// How many messages may wait in the inbox.
const INBOX_MESSAGES: usize = 1 << 20;

/// What another thread asked for.
pub enum Message {
    /// WRITEABLE for one connection, by its token.
    Writable(u64),
    /// WRITEABLE for all connections of a protocol: its callback, name and, if only one vhost's, that vhost.
    WritableAll {
        /// Address of the callback.
        callback: usize,
        /// The protocol's name.
        name: Vec<u8>,
        /// Address of the vhost, 0 for all.
        vhost: usize,
    },
    /// Close the connection with this token.
    Kill(u64),
    /// Write to the connection with this token: its bytes and the `lws_write_protocol`.
    Write(u64, Vec<u8>, c_int),
    /// The connection with this token has something to send (`core::reach`).
    Send(u64),
    /// A task for each session.
    Each(Each),
}

#[derive(Default)]
struct Inbox {
    messages: Vec<Message>,
    bytes: usize,
    closed: bool,
}

/// The part of a context that any thread may touch.
#[derive(Default)]
pub struct Shared {
    owner: AtomicUsize,
    held: AtomicU32,
    inbox: Mutex<Inbox>,
    filled: AtomicBool,
    poller: Mutex<Option<Arc<Poller>>>,
    wakes: AtomicU32,
    cancelled: AtomicBool,
    user: AtomicPtr<c_void>,
    /// System messages.
    pub smd: Smd,
    /// Functions that wait for a system state.
    pub attach: Attach,
    log: AtomicPtr<log::Cx>,
    ending: AtomicBool,
    /// The connections that can be reached by an id, and how many sessions there are.
    pub reach: Reach,
    /// When the drain ends at the latest (microseconds); 0: none was asked for.
    drain: AtomicU64,
}

impl Shared {
    /// Begins a context's life.
    pub fn open(&self, poller: Arc<Poller>, user: *mut c_void) {
        *self.poller.lock().unwrap_or_else(|e| e.into_inner()) = Some(poller);
        self.user.store(user, Relaxed);
        // The first service call gives EVENT_WAIT_CANCELLED without being asked, as with lws.
        self.cancelled.store(false, Relaxed);
        self.ending.store(false, Relaxed);
        self.drain.store(0, Relaxed);
        self.reach.open();
        self.inbox.lock().unwrap_or_else(|e| e.into_inner()).closed = false;
        self.cancel();
    }
    /// Ends it: nothing can be woken any more.
    pub fn close(&self) {
        *self.poller.lock().unwrap_or_else(|e| e.into_inner()) = None;
        self.user.store(std::ptr::null_mut(), Relaxed);
        self.smd.close();
        self.attach.clear();
        self.reach.open();
        self.set_log(std::ptr::null_mut());
    }
    /// Whether the context is being taken down, or shall be.
    pub fn is_ending(&self) -> bool {
        self.ending.load(Relaxed)
    }
    /// It shall be.
    pub fn set_ending(&self) {
        self.ending.store(true, Relaxed);
    }
    /// The log context of this context; null for the process-wide one.
    pub fn log(&self) -> *mut log::Cx {
        self.log.load(Relaxed)
    }
    /// Sets it.
    pub fn set_log(&self, cx: *mut log::Cx) {
        self.log.store(cx, Relaxed);
    }
    /// The program's pointer.
    pub fn user(&self) -> *mut c_void {
        self.user.load(Relaxed)
    }

    /// Ends the loop's wait. Safe in a signal handler: it never waits for a lock, and whoever holds it looks again.
    pub fn wake(&self) {
        self.wakes.fetch_add(1, SeqCst);
        loop {
            let seen = self.wakes.load(SeqCst);
            let Ok(poller) = self.poller.try_lock() else { return };
            if let Some(p) = poller.as_ref() {
                p.notify();
            }
            drop(poller);
            if self.wakes.load(SeqCst) == seen {
                return;
            }
        }
    }
    /// `lws_cancel_service`: EVENT_WAIT_CANCELLED is due.
    pub fn cancel(&self) {
        self.cancelled.store(true, Release);
        self.wake();
    }
    /// Whether another thread has left something, or `cancel` was called.
    pub fn has_news(&self) -> bool {
        self.filled.load(Acquire) || self.cancelled.load(Acquire)
    }
    /// Whether `cancel` was called since this was last asked.
    pub fn was_cancelled(&self) -> bool {
        self.cancelled.load(Relaxed) && self.cancelled.swap(false, Acquire)
    }

    /// Leaves a message that must not be lost, and of which there are few; the context may have ended.
    pub fn insist(&self, message: Message) {
        {
            let mut inbox = self.inbox.lock().unwrap_or_else(|e| e.into_inner());
            if inbox.closed {
                return;
            }
            inbox.messages.push(message);
            self.filled.store(true, Release);
        }
        self.wake();
    }
    /// Whether messages wait for the owner.
    #[inline(always)]
    pub fn has_messages(&self) -> bool {
        self.filled.load(Acquire)
    }
    /// Leaves a message for the owner; false when the inbox is full, or the context has ended.
    pub fn post(&self, message: Message) -> bool {
        self.try_post(message).is_ok()
    }
    /// The same; a message that is refused is given back.
    pub fn try_post(&self, message: Message) -> Result<(), Message> {
        let size = if let Message::Write(_, bytes, _) = &message { bytes.len() } else { 0 };
        {
            let mut inbox = self.inbox.lock().unwrap_or_else(|e| e.into_inner());
            if inbox.closed || inbox.messages.len() >= INBOX_MESSAGES || inbox.bytes + size > INBOX_BYTES {
                return Err(message);
            }
            inbox.bytes += size;
            inbox.messages.push(message);
            self.filled.store(true, Release);
        }
        self.wake();
        Ok(())
    }
    /// Takes no more messages, and gives those that nobody has worked on.
    pub fn end_messages(&self) -> Vec<Message> {
        let mut inbox = self.inbox.lock().unwrap_or_else(|e| e.into_inner());
        inbox.closed = true;
        inbox.bytes = 0;
        self.filled.store(false, Release);
        std::mem::take(&mut inbox.messages)
    }
    /// Asks for a drain that ends at this time at the latest (microseconds). Safe in a signal handler.
    pub fn ask_drain(&self, until: u64) {
        let shorter = |now: u64| (now == 0 || until < now).then_some(until);
        let _ = self.drain.fetch_update(Release, Relaxed, shorter);
        self.wake();
    }
    /// When the drain ends that was asked for; 0: none was.
    #[inline(always)]
    pub fn drain(&self) -> u64 {
        self.drain.load(Relaxed)
    }
    /// What has been left since the last look.
    pub fn take_messages(&self) -> Vec<Message> {
        if !self.filled.load(Acquire) {
            return Vec::new();
        }
        let mut inbox = self.inbox.lock().unwrap_or_else(|e| e.into_inner());
        self.filled.store(false, Release);
        inbox.bytes = 0;
        std::mem::take(&mut inbox.messages)
    }
}

/// Whether a thread is inside of the service loop; others look at it while they wait for the context.
#[derive(Default)]
pub struct Serving(AtomicBool);

impl Serving {
    /// Whether one is.
    #[inline(always)]
    pub fn get(&self) -> bool {
        self.0.load(Acquire)
    }
    /// It enters or leaves.
    #[inline(always)]
    pub fn set(&self, inside: bool) {
        self.0.store(inside, Release);
    }
    /// The same, and whether it was inside before. Only the owner calls this.
    #[inline(always)]
    pub fn replace(&self, inside: bool) -> bool {
        let before = self.0.load(Relaxed);
        self.set(inside);
        before
    }
}

/// How long a thread waits for one that has the context for a single call; its callbacks may take their time.
const PATIENCE: Duration = Duration::from_secs(1);

/// The right to touch a context; ends when dropped.
pub struct Guard(ContextRef);

impl Guard {
    /// Whether the calling thread has the context already.
    pub fn is_mine(context: ContextRef) -> bool {
        context.shared.owner.load(Relaxed) == this_thread()
    }

    /// Takes the context for the calling thread; `None` when another thread has it.
    #[inline(always)]
    pub fn take(context: ContextRef) -> Option<Guard> {
        let shared = &context.shared;
        let me = this_thread();
        if shared.owner.load(Relaxed) != me
            && shared.owner.compare_exchange(0, me, Acquire, Relaxed).is_err()
            && !wait_for(context, me)
        {
            return None;
        }
        shared.held.store(shared.held.load(Relaxed) + 1, Relaxed);
        Some(Guard(context))
    }
}

impl Drop for Guard {
    #[inline(always)]
    fn drop(&mut self) {
        let shared = &self.0.shared;
        let held = shared.held.load(Relaxed) - 1;
        if held == 0 && self.0.doomed.get() {
            end(self.0);
        }
        shared.held.store(held, Relaxed);
        if held == 0 {
            shared.owner.store(0, Release);
        }
    }
}

/// Another thread has the context: for one call, that soon ends, or to service it. True: it is ours now.
#[cold]
#[inline(never)]
fn wait_for(context: ContextRef, me: usize) -> bool {
    let began = Instant::now();
    let mut turns = 0;
    while !context.in_service.get() && began.elapsed() < PATIENCE {
        if context.shared.owner.compare_exchange(0, me, Acquire, Relaxed).is_ok() {
            return true;
        }
        turns += 1;
        if turns < 100 {
            std::thread::yield_now();
        } else {
            std::thread::sleep(Duration::from_micros(100));
        }
    }
    false
}

/// A callback that was not given by the loop asked for the context's end: the outermost call has it now.
#[cold]
fn end(context: ContextRef) {
    if context.depth.get() == 0 && !context.in_service.get() && !std::thread::panicking() {
        crate::core::close::context(context);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_bounded_and_come_in_order() {
        let s = Shared::default();
        assert!(s.post(Message::Writable(1)));
        assert!(s.post(Message::Write(2, vec![0; 1000], 0)));
        assert!(!s.post(Message::Write(3, vec![0; INBOX_BYTES], 0)));
        let m = s.take_messages();
        assert_eq!(m.len(), 2);
        assert!(matches!(m[0], Message::Writable(1)));
        assert!(s.take_messages().is_empty());
    }

    #[test]
    fn a_cancel_is_seen_once() {
        let s = Shared::default();
        s.cancel();
        s.cancel();
        assert!(s.was_cancelled());
        assert!(!s.was_cancelled());
    }
}
