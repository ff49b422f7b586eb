//! Type-stable memory for the objects that C holds pointers to.
//!
//! A `struct lws *` may be kept by the program for longer than the connection lives. So these objects are never given
//! back to the allocator, are always of the same type at the same address, and are used again oldest first, only after
//! a good many others were closed. What stands at a stale pointer is a valid object with a dead magic word: calls with
//! it are refused, nothing is undefined. For Rust this makes `&'static T` the honest type of a handle.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering::Relaxed};

/// The first word of every object that C gets a pointer to.
#[derive(Default)]
pub struct Magic(AtomicU32);

/// The object is in use.
pub const LIVE: u32 = 0x4c57_5331;
/// The object was closed; the pointer is stale.
pub const DEAD: u32 = 0xdead_1157;

impl Magic {
    /// Whether the object is in use.
    #[inline(always)]
    pub fn is_live(&self) -> bool {
        self.0.load(Relaxed) == LIVE
    }
    /// Marks the object as in use, or as closed.
    pub fn set(&self, live: bool) {
        self.0.store(if live { LIVE } else { DEAD }, Relaxed);
    }
}

/// What a slab can hold.
pub trait Object: 'static {
    /// An unused object.
    fn husk() -> Self;
    /// Its magic word; the object is `#[repr(C)]` and begins with it.
    fn magic(&self) -> &Magic;
}

struct Lists<T: 'static> {
    /// Never used.
    fresh: Vec<&'static T>,
    /// Closed, oldest first.
    closed: VecDeque<&'static T>,
    /// Where the memory is, so that leak checkers find it.
    chunks: Vec<&'static [T]>,
}

/// All objects of one type in this process.
pub struct Slab<T: 'static> {
    lists: Mutex<Lists<T>>,
    chunk: usize,
    quarantine: usize,
}

// SAFETY: the lists only hand out and take back `&'static T`s under the lock. An object's cells are touched by nobody
// while it lies in a list, and by the owner of its context alone while it is out (`owner.rs`).
unsafe impl<T: 'static> Sync for Slab<T> {}

impl<T: Object> Slab<T> {
    /// An empty slab that grows by `chunk` objects and uses one again after `quarantine` others were closed.
    pub const fn new(chunk: usize, quarantine: usize) -> Self {
        Slab {
            lists: Mutex::new(Lists { fresh: Vec::new(), closed: VecDeque::new(), chunks: Vec::new() }),
            chunk,
            quarantine,
        }
    }

    /// An object that nobody uses, not yet marked live.
    pub fn take(&self) -> &'static T {
        let mut lists = self.lists.lock().unwrap_or_else(|e| e.into_inner());
        if lists.closed.len() > self.quarantine
            && let Some(object) = lists.closed.pop_front()
        {
            return object;
        }
        if lists.fresh.is_empty() {
            let chunk: &'static [T] = Box::leak((0..self.chunk).map(|_| T::husk()).collect());
            lists.chunks.push(chunk);
            lists.fresh.extend(chunk.iter().rev());
        }
        // A chunk is never empty, so there is one now.
        lists.fresh.pop().unwrap_or_else(|| unreachable!())
    }

    /// All objects in use.
    pub fn all_live(&self) -> Vec<&'static T> {
        let lists = self.lists.lock().unwrap_or_else(|e| e.into_inner());
        lists.chunks.iter().flat_map(|c| c.iter()).filter(|o| o.magic().is_live()).collect()
    }

    /// Takes an object back; its magic word is dead from here on.
    pub fn give(&self, object: &'static T) {
        object.magic().set(false);
        self.lists.lock().unwrap_or_else(|e| e.into_inner()).closed.push_back(object);
    }
}

/// The live object at a pointer that C gave, or `None` for NULL and for a closed one.
///
/// # Safety
/// `p` is NULL or was given out by this library as a pointer to a `T`.
#[inline(always)]
pub unsafe fn live<T: Object, C>(p: *const C) -> Option<&'static T> {
    // SAFETY: such a pointer stays valid for ever (see above), and `T` begins with its magic word.
    let object = unsafe { p.cast::<T>().as_ref() }?;
    object.magic().is_live().then_some(object)
}

/// A reference to a slab object in a field that other threads may read.
pub struct Handle<T: 'static>(AtomicPtr<T>);

impl<T> Default for Handle<T> {
    fn default() -> Self {
        Handle(AtomicPtr::new(std::ptr::null_mut()))
    }
}

impl<T> Handle<T> {
    /// What was stored last.
    #[inline(always)]
    pub fn get(&self) -> Option<&'static T> {
        // SAFETY: only `set` stores here, and it stores nothing but `&'static T`s and null.
        unsafe { self.0.load(Relaxed).as_ref() }
    }
    /// Stores a reference.
    pub fn set(&self, object: Option<&'static T>) {
        self.0.store(object.map_or(std::ptr::null_mut(), |o| std::ptr::from_ref(o).cast_mut()), Relaxed);
    }
}
