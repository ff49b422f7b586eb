//! What stands between a context and a program of an older era: its protocols, translated, and what the era keeps for it.

use super::broadcast::Mail;
use super::era::{Era, Shape};
use super::thunk;
use crate::abi::{self, lws_context, lws_context_creation_info, lws_protocols, lws_vhost};
use crate::capi::context_vhost;
use crate::capi::service::{lws_service, lws_service_fd};
use crate::capi::timeout_timer::{lws_sul_cancel, lws_sul_schedule};
use crate::core::dispatch;
use crate::sys::clock::monotonic_us;
use crate::sys::socket::this_thread;
use crate::util::log;
use core::cell::UnsafeCell;
use core::ffi::{c_char, c_int, c_void};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

/// The most protocols that are looked at: a list without its end must not lead anywhere.
const MAX_PROTOCOLS: usize = 256;

/// A protocol of the program.
pub struct Entry {
    /// Its place in the program's list.
    pub index: usize,
    /// The program's own entry.
    pub program: *mut c_void,
    /// The program's callback.
    pub callback: *const c_void,
    bridge: AtomicPtr<Bridge>,
}

/// What ends the wait of [`serve`]; the library's timer is its first member.
#[repr(C)]
struct Timer {
    sul: abi::lws_sorted_usec_list_t,
    /// When it is due, in microseconds; 0 when it is not scheduled.
    at: u64,
}

/// A context of an older era.
pub struct Bridge {
    /// The era.
    pub era: &'static Era,
    /// How callbacks are called.
    pub shape: Shape,
    /// The context, once it is known.
    context: AtomicPtr<lws_context>,
    entries: Box<[Entry]>,
    /// The thread that serviced the context last.
    server: AtomicUsize,
    /// Ends the wait of [`serve`].
    timer: UnsafeCell<Timer>,
    /// The sub-protocol that the websocket under way asked for, where any will do.
    pub asked_for: Mutex<Vec<u8>>,
    /// Broadcasts on their way.
    pub mail: Mail,
}

// SAFETY: the raw pointers are the program's, which promised that they outlive the context; the timer is only touched
// through its context's lock (`lws_sul_schedule`), by the thread that services it.
unsafe impl Send for Bridge {}
// SAFETY: as above; all else is atomic or behind a lock.
unsafe impl Sync for Bridge {}

static BRIDGES: Mutex<Vec<Arc<Bridge>>> = Mutex::new(Vec::new());

fn bridges() -> std::sync::MutexGuard<'static, Vec<Arc<Bridge>>> {
    BRIDGES.lock().unwrap_or_else(|e| e.into_inner())
}

impl Bridge {
    /// The context; NULL until the first callback of it, or until it is made.
    pub fn context(&self) -> *mut lws_context {
        self.context.load(Relaxed)
    }

    /// Which context it is, is known now: the members that an era's library writes are written.
    pub fn learn(&self, context: *mut lws_context) {
        if self.context.swap(context, Relaxed) == context {
            return;
        }
        let layout = &self.era.layout;
        for entry in &self.entries {
            // SAFETY: the program's list has the layout of its era and is writable, as its header declares it.
            unsafe {
                if let Some(at) = layout.owning_server {
                    entry.program.byte_add(at).cast::<*mut lws_context>().write(context);
                }
                if let Some(at) = layout.protocol_index {
                    entry.program.byte_add(at).cast::<c_int>().write(entry.index as c_int);
                }
            }
        }
    }

    /// Whether this is the thread that services the context, or none has yet.
    pub fn is_server(&self) -> bool {
        let server = self.server.load(Relaxed);
        server == 0 || server == this_thread()
    }

    /// This thread services the context from now on.
    pub fn serves(&self) {
        self.server.store(this_thread(), Relaxed);
    }
}

impl Entry {
    /// What it belongs to.
    pub fn bridge(&self) -> Option<&Bridge> {
        // SAFETY: set when the bridge had its place, where it stays until its vhost has had its last callback.
        unsafe { self.bridge.load(Relaxed).as_ref() }
    }
}

/// The bridge of a context.
pub fn of(context: *const lws_context) -> Option<Arc<Bridge>> {
    if context.is_null() {
        return None;
    }
    bridges().iter().find(|b| core::ptr::eq(b.context(), context)).cloned()
}

/// The bridge that an entry of a program's list belongs to, and which entry it is.
pub fn of_protocol(protocol: *const c_void) -> Option<(Arc<Bridge>, usize)> {
    let all = bridges();
    let mut found = all.iter().rev().filter_map(|b| {
        let entry = b.entries.iter().find(|e| core::ptr::eq(e.program, protocol))?;
        Some((b.clone(), entry.index))
    });
    found.next()
}

/// Reads a program's protocols.
///
/// # Safety
/// `list` is a list of the era's entries, ended by one without callback.
unsafe fn entries(era: &Era, list: *mut c_void) -> Option<Vec<(Entry, lws_protocols)>> {
    let mut found = Vec::new();
    for index in 0..MAX_PROTOCOLS {
        let program = list.wrapping_byte_add(index * era.layout.size);
        // SAFETY: the caller's promise: the entries before this one did not end the list.
        unsafe {
            let callback = program.byte_add(size_of::<usize>()).cast::<*const c_void>().read();
            if callback.is_null() {
                return Some(found);
            }
            let mut today = dispatch::no_protocol();
            today.name = program.cast::<*const c_char>().read();
            if today.name.is_null() {
                today.name = c"".as_ptr();
            }
            today.callback = Some(thunk::thunk);
            today.per_session_data_size = program.byte_add(2 * size_of::<usize>()).cast::<usize>().read();
            if let Some(at) = era.layout.rx_buffer_size {
                today.rx_buffer_size = program.byte_add(at).cast::<usize>().read();
            }
            if let Some(at) = era.layout.id {
                today.id = program.byte_add(at).cast::<u32>().read();
            }
            found.push((Entry { index, program, callback, bridge: AtomicPtr::new(null_mut()) }, today));
        }
    }
    log::err(format_args!("legacy: more than {MAX_PROTOCOLS} protocols; does the list end with an entry of zeros?"));
    None
}

/// Makes a context for a program of an era. Of the info, `protocols` and what happens at the end are filled in here; all
/// else is the era's to say.
///
/// @return the context, or NULL: the log says why
///
/// # Safety
/// As for lws_create_context(); `protocols` is NULL or a list of the era's entries, which stays as long as the context.
pub unsafe fn create(
    era: &'static Era,
    shape: Shape,
    protocols: *mut c_void,
    mut info: lws_context_creation_info,
) -> *mut lws_context {
    if protocols.is_null() {
        log::err(format_args!("legacy {}: the list of protocols is NULL", era.name));
        return null_mut();
    }
    // SAFETY: the caller's promise.
    let Some(found) = (unsafe { entries(era, protocols) }) else { return null_mut() };
    if found.is_empty() {
        log::err(format_args!("legacy {}: the list of protocols is empty", era.name));
        return null_mut();
    }
    let (entries, mut list): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let bridge = Arc::new(Bridge {
        era,
        shape,
        context: AtomicPtr::new(null_mut()),
        entries: entries.into(),
        server: AtomicUsize::new(0),
        timer: UnsafeCell::new(Timer { sul: thunk::zeroed_timer(), at: 0 }),
        asked_for: Mutex::default(),
        mail: Mail::default(),
    });
    let place = Arc::as_ptr(&bridge);
    for (entry, today) in bridge.entries.iter().zip(&mut list) {
        entry.bridge.store(place.cast_mut(), Relaxed);
        today.user = core::ptr::from_ref(entry).cast_mut().cast();
    }
    list.push(dispatch::no_protocol());
    info.protocols = list.as_ptr();
    info.finalize = Some(ended);
    info.finalize_arg = place.cast_mut().cast();
    bridges().push(bridge.clone());
    // Eras with the reasons for it tell each program of its descriptors.
    let announces = era.number(abi::LWS_CALLBACK_ADD_POLL_FD as c_int).is_some();
    // SAFETY: the caller's promise; the list was just made.
    let context = unsafe { context_vhost::create(&raw const info, announces) };
    if context.is_null() {
        forget(place);
    } else {
        bridge.learn(context);
    }
    context
}

/// A context's vhost has ended: no callback comes any more.
unsafe extern "C-unwind" fn ended(_vhost: *mut lws_vhost, bridge: *mut c_void) {
    let bridge: *const Bridge = bridge.cast_const().cast();
    // SAFETY: it is the one that the context was made with, which is forgotten here; its timer was scheduled for that
    // context or never.
    unsafe { lws_sul_cancel(&raw mut (*(*bridge).timer.get()).sul) };
    forget(bridge);
}

fn forget(bridge: *const Bridge) {
    let gone: Vec<_> = {
        let mut all = bridges();
        let at = all.iter().position(|b| core::ptr::eq(Arc::as_ptr(b), bridge));
        at.map(|at| all.swap_remove(at)).into_iter().collect()
    };
    // Dropped where the lock is not held any more.
    drop(gone);
}

/// Only ends the wait.
unsafe extern "C-unwind" fn waited(sul: *mut abi::lws_sorted_usec_list_t) {
    // SAFETY: only `serve` schedules this, with the first member of a `Timer`.
    unsafe { (*sul.cast::<Timer>()).at = 0 };
}

/// Services a context for at most this long, as eras before 4 do; a negative time waits as long as it takes.
///
/// @return 0, or not 0: the context is gone, or cannot be serviced by this thread now
///
/// # Safety
/// `context` is NULL or came from [`create`].
pub unsafe fn serve(context: *mut lws_context, timeout_ms: c_int) -> c_int {
    let Some(bridge) = of(context) else {
        log::warn(format_args!("libwebsocket_service: the context is NULL or already destroyed"));
        return -1;
    };
    bridge.serves();
    let timer = bridge.timer.get();
    // SAFETY: the caller's promise; the timer stays as long as the bridge, which is held here, and the context's end takes
    // it out of its list.
    unsafe {
        if timeout_ms <= 0 {
            return lws_service(context, if timeout_ms == 0 { -1 } else { 0 });
        }
        // What an earlier wait left is due soon enough. Taking it away each time would leave the system's timer behind,
        // which ends waits, too.
        let us = i64::from(timeout_ms) * 1000;
        let at = monotonic_us() + us as u64;
        if (*timer).at == 0 || (*timer).at > at {
            (*timer).at = at;
            lws_sul_schedule(context, 0, &raw mut (*timer).sul, Some(waited), us);
        }
        lws_service(context, 0)
    }
}

/// Services one descriptor that the program's own poll reported.
///
/// # Safety
/// As for lws_service_fd(), with a context of [`create`].
pub unsafe fn serve_fd(context: *mut lws_context, pollfd: *mut abi::pollfd) -> c_int {
    if let Some(bridge) = of(context) {
        bridge.serves();
    }
    // SAFETY: the caller's promise.
    unsafe { lws_service_fd(context, pollfd) }
}
