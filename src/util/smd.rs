//! System messages (`lws_smd_*`): short texts from any part of a program to whoever wants their class. Any thread may
//! send; they are delivered by the one that services the context.

use crate::abi::{LWS_SMD_MAX_PAYLOAD, lws_smd_notification_cb_t};
use crate::util::alloc;
use core::ffi::c_void;
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long a message waits at most, and how many do, unless the program says otherwise.
pub const DEFAULT_TTL_US: u64 = 2_000_000;
/// See [`DEFAULT_TTL_US`].
pub const DEFAULT_DEPTH: usize = 40;
/// The longest message.
pub const MAX: usize = LWS_SMD_MAX_PAYLOAD as usize;

struct Peer {
    id: usize,
    callback: lws_smd_notification_cb_t,
    opaque: *mut c_void,
    filter: u32,
    /// The first message that it has not got.
    next: u64,
}

struct Message {
    number: u64,
    class: u32,
    at: u64,
    text: Vec<u8>,
}

#[derive(Default)]
struct Queue {
    peers: Vec<Peer>,
    messages: VecDeque<Message>,
    /// The number of the next message.
    next: u64,
    ttl: u64,
    depth: usize,
    open: bool,
}

// SAFETY: `opaque` and the callback are the program's; they are handed back to it and not looked at.
unsafe impl Send for Queue {}

/// The messages of one context.
#[derive(Default)]
pub struct Smd(Mutex<Queue>, AtomicUsize);

/// A message on its way to one reader.
pub struct Delivery {
    /// Who reads it.
    pub callback: lws_smd_notification_cb_t,
    /// With what.
    pub opaque: *mut c_void,
    /// Its class.
    pub class: u32,
    /// When it was made, in microseconds of the monotonic clock.
    pub at: u64,
    /// Its bytes and a NUL.
    pub text: Vec<u8>,
}

/// What became of a message that was sent.
#[derive(PartialEq, Eq, Debug, Clone, Copy)]
pub enum Sent {
    /// It waits for its readers.
    Queued,
    /// Nobody wants its class.
    Unwanted,
    /// Too many wait already.
    Full,
}

/// The head of a message that C fills in; its payload follows.
#[repr(C)]
struct Head {
    magic: usize,
    class: usize,
    len: usize,
    at: u64,
}

const MAGIC: usize = 0x6c77_735f_736d_6421;

/// Which queue a reader's handle belongs to. A handle is a number that is never used again, so a stale one finds nothing.
static READERS: Mutex<BTreeMap<usize, &'static Smd>> = Mutex::new(BTreeMap::new());
static NEXT_READER: AtomicUsize = AtomicUsize::new(0);

fn readers() -> MutexGuard<'static, BTreeMap<usize, &'static Smd>> {
    READERS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Smd {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a context's life.
    pub fn open(&self, ttl: u64, depth: usize) {
        let mut q = self.queue();
        *q = Queue { ttl, depth, open: true, ..Queue::default() };
        self.1.store(0, Relaxed);
    }

    /// Ends it: what waits is dropped, readers are forgotten.
    pub fn close(&self) {
        let old = std::mem::take(&mut *self.queue());
        self.1.store(0, Relaxed);
        let mut all = readers();
        for peer in old.peers {
            all.remove(&peer.id);
        }
    }

    /// Whether anybody wants a class.
    pub fn wanted(&self, class: u32) -> bool {
        self.queue().peers.iter().any(|p| p.filter & class != 0)
    }

    /// Adds a reader; the handle, or 0.
    pub fn register(&'static self, callback: lws_smd_notification_cb_t, opaque: *mut c_void, filter: u32) -> usize {
        // Never NULL, and aligned as the pointer that C takes it for.
        let id = (NEXT_READER.fetch_add(1, Relaxed) + 1) * 16;
        {
            let mut q = self.queue();
            if !q.open {
                return 0;
            }
            let next = q.next;
            q.peers.push(Peer { id, callback, opaque, filter, next });
        }
        readers().insert(id, self);
        id
    }

    /// Queues a message.
    pub fn send(&self, class: u32, at: u64, text: &[u8]) -> Sent {
        let mut q = self.queue();
        if !q.peers.iter().any(|p| p.filter & class != 0) {
            return Sent::Unwanted;
        }
        if q.messages.len() >= q.depth {
            return Sent::Full;
        }
        let number = q.next;
        q.next += 1;
        let mut text = text.to_vec();
        text.push(0);
        q.messages.push_back(Message { number, class, at, text });
        self.1.store(q.messages.len(), Relaxed);
        Sent::Queued
    }

    /// Whether messages wait. Costs a load.
    #[inline]
    pub fn waiting(&self) -> bool {
        self.1.load(Relaxed) != 0
    }

    /// Drops what has waited too long; how many.
    pub fn expire(&self, now: u64) -> usize {
        let mut q = self.queue();
        let (before, ttl) = (q.messages.len(), q.ttl);
        q.messages.retain(|m| now.saturating_sub(m.at) <= ttl);
        self.1.store(q.messages.len(), Relaxed);
        before - q.messages.len()
    }

    /// The readers there are now, and the number that the next message will have.
    pub fn readers(&self) -> (Vec<usize>, u64) {
        let q = self.queue();
        (q.peers.iter().map(|p| p.id).collect(), q.next)
    }

    /// The next message for one reader among those with a number below `end`; the reader has it then.
    pub fn take(&self, reader: usize, end: u64) -> Option<Delivery> {
        let mut q = self.queue();
        let i = q.peers.iter().position(|p| p.id == reader)?;
        let (next, filter, last) = (q.peers[i].next, q.peers[i].filter, q.next);
        let found = q.messages.iter().find(|m| (next..end).contains(&m.number) && m.class & filter != 0);
        let delivery = found.map(|m| (m.number + 1, m.class, m.at, m.text.clone()));
        let peer = &mut q.peers[i];
        let Some((after, class, at, text)) = delivery else {
            peer.next = peer.next.max(end.min(last));
            return None;
        };
        peer.next = after;
        Some(Delivery { callback: peer.callback, opaque: peer.opaque, class, at, text })
    }

    /// Drops what every reader has.
    pub fn sweep(&self) {
        let mut q = self.queue();
        let Queue { peers, messages, .. } = &mut *q;
        messages.retain(|m| peers.iter().any(|p| p.filter & m.class != 0 && p.next <= m.number));
        self.1.store(messages.len(), Relaxed);
    }
}

/// Takes a reader out. False: there is none of this handle.
pub fn unregister(reader: usize) -> bool {
    let Some(smd) = readers().remove(&reader) else { return false };
    smd.queue().peers.retain(|p| p.id != reader);
    smd.sweep();
    true
}

/// Memory for a message of `len` bytes that C fills in, or null.
pub fn allocate(class: u32, len: usize, now: u64) -> *mut c_void {
    if len > MAX {
        return core::ptr::null_mut();
    }
    let p = alloc::malloc(size_of::<Head>() + len + 1, c"system message").cast::<Head>();
    if p.is_null() {
        return core::ptr::null_mut();
    }
    // SAFETY: the memory is as long as the head, the payload and a NUL.
    unsafe {
        p.write(Head { magic: MAGIC, class: class as usize, len, at: now });
        let payload = p.add(1).cast::<u8>();
        payload.write_bytes(0, len + 1);
        payload.cast()
    }
}

/// Class, time and bytes of a message that [`allocate`] gave; `None` for one that was given back or never was one.
///
/// # Safety
/// `payload` came from [`allocate`] and was not freed; the slice is used before it is.
pub unsafe fn contents<'a>(payload: *mut c_void) -> Option<(u32, u64, &'a [u8])> {
    // SAFETY: the caller vouches for the pointer: a head stands before it, and `len` bytes follow.
    unsafe {
        let head = payload.cast::<Head>().sub(1);
        if (*head).magic != MAGIC {
            return None;
        }
        Some(((*head).class as u32, (*head).at, core::slice::from_raw_parts(payload.cast(), (*head).len)))
    }
}

/// Gives back what [`allocate`] gave.
///
/// # Safety
/// `payload` came from [`allocate`], and is not used any more.
pub unsafe fn free(payload: *mut c_void) {
    // SAFETY: the caller vouches for the pointer.
    unsafe {
        let head = payload.cast::<Head>().sub(1);
        if (*head).magic == MAGIC {
            (*head).magic = 0;
            alloc::free(head.cast());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::ptr::null_mut;

    fn smd() -> &'static Smd {
        let s: &'static Smd = Box::leak(Box::default());
        s.open(1000, 3);
        s
    }

    #[test]
    fn each_reader_gets_what_it_wants_once() {
        let s = smd();
        let (a, b) = (s.register(None, null_mut(), 1), s.register(None, null_mut(), 3));
        assert!(s.wanted(2) && !s.wanted(8));
        assert_eq!(s.send(8, 0, b"none"), Sent::Unwanted);
        assert_eq!(s.send(1, 0, b"both"), Sent::Queued);
        assert_eq!(s.send(2, 0, b"b alone"), Sent::Queued);
        assert_eq!(s.take(a, 99).map(|d| d.text), Some(b"both\0".to_vec()));
        assert!(s.take(a, 99).is_none());
        s.sweep();
        assert!(s.waiting());
        assert_eq!(s.take(b, 99).map(|d| d.class), Some(1));
        assert_eq!(s.take(b, 99).map(|d| d.class), Some(2));
        s.sweep();
        assert!(!s.waiting());
        assert_eq!(s.send(1, 0, b"for a"), Sent::Queued);
        assert!(unregister(a) && !unregister(a));
        assert!(s.take(a, 99).is_none());
        assert!(unregister(b));
        assert!(!s.waiting());
        s.close();
    }

    #[test]
    fn the_queue_is_bounded_and_forgets() {
        let s = smd();
        let a = s.register(None, null_mut(), 1);
        for _ in 0..3 {
            assert_eq!(s.send(1, 10, b"x"), Sent::Queued);
        }
        assert_eq!(s.send(1, 10, b"x"), Sent::Full);
        assert_eq!(s.expire(1010), 0);
        assert_eq!(s.expire(1011), 3);
        assert!(s.take(a, 99).is_none());
        s.close();
        assert_eq!(s.register(None, null_mut(), 1), 0);
        assert!(!unregister(a));
    }

    #[test]
    fn messages_that_c_fills_in() {
        assert!(allocate(1, MAX + 1, 0).is_null());
        let p = allocate(7, MAX, 5);
        // SAFETY: it was just allocated, and is freed once.
        unsafe {
            p.cast::<u8>().add(MAX - 1).write(b'z');
            let (class, at, bytes) = contents(p).unwrap();
            assert_eq!((class, at, bytes.len(), bytes[MAX - 1]), (7, 5, MAX, b'z'));
            free(p);
        }
    }
}
