//! libev.

use super::{Hooks, Lent, Loop, functions};
use core::ffi::{CStr, c_int, c_uint, c_void};
use std::cell::RefCell;
use std::os::fd::RawFd;
use std::rc::Rc;

type LoopPtr = *mut c_void;
type Called = unsafe extern "C" fn(LoopPtr, *mut Watcher, c_int);

functions! { Api: c"libev.so.4" {
    fn ev_io_start(LoopPtr, *mut Watcher);
    fn ev_io_stop(LoopPtr, *mut Watcher);
    fn ev_signal_start(LoopPtr, *mut Watcher);
    fn ev_signal_stop(LoopPtr, *mut Watcher);
    fn ev_loop_new(c_uint) -> LoopPtr;
    fn ev_loop_destroy(LoopPtr);
    fn ev_run(LoopPtr, c_int) -> c_int;
    fn ev_break(LoopPtr, c_int);
} }

const EV_READ: c_int = 1;
/// Set by `ev_io_init`: the descriptor is new to the loop.
const EV_IOFDSET: c_int = 0x80;
const EVBREAK_ALL: c_int = 2;

/// `ev_io` and `ev_signal`, as libev 4 lays them out.
#[repr(C)]
struct Watcher {
    active: c_int,
    pending: c_int,
    priority: c_int,
    data: *mut c_void,
    cb: Called,
    next: *mut c_void,
    /// The descriptor, or the number of the signal.
    what: c_int,
    events: c_int,
}

struct Ev {
    api: Api,
    hooks: RefCell<Option<Rc<Hooks>>>,
    the_loop: LoopPtr,
    ours: bool,
    io: *mut Watcher,
    signal: *mut Watcher,
}

fn watcher(cb: Called, what: c_int, events: c_int) -> *mut Watcher {
    let w = Watcher {
        active: 0,
        pending: 0,
        priority: 0,
        data: std::ptr::null_mut(),
        cb,
        next: std::ptr::null_mut(),
        what,
        events,
    };
    Box::into_raw(Box::new(w))
}

pub fn attach(given: LoopPtr, fd: RawFd, hooks: Hooks) -> Result<Rc<dyn Loop>, String> {
    let api = Api::load()?;
    let ours = given.is_null();
    // SAFETY: 0 asks for the defaults.
    let the_loop = if ours { unsafe { (api.ev_loop_new)(0) } } else { given };
    if the_loop.is_null() {
        return Err("a loop cannot be made".into());
    }
    let io = watcher(on_ready, fd, EV_READ | EV_IOFDSET);
    let signal = watcher(on_signal, libc::SIGINT, 0);
    let ev = Rc::new(Ev { api, hooks: RefCell::new(Some(Rc::new(hooks))), the_loop, ours, io, signal });
    // SAFETY: both watchers are filled in as libev's macros do, stay where they are until they are stopped, and the loop lives.
    unsafe {
        (*io).data = Lent::give(&ev);
        (*signal).data = (*io).data;
        (ev.api.ev_io_start)(the_loop, io);
        if ours {
            (ev.api.ev_signal_start)(the_loop, signal);
        }
    }
    Ok(ev)
}

impl Loop for Ev {
    fn run(&self) {
        // SAFETY: the loop lives: it is the program's, or ours and goes with us.
        unsafe { (self.api.ev_run)(self.the_loop, 0) };
    }
    fn stop(&self) {
        // SAFETY: as above.
        unsafe { (self.api.ev_break)(self.the_loop, EVBREAK_ALL) };
    }
    fn detach(&self) {
        if self.hooks.take().is_none() {
            return;
        }
        // SAFETY: started once and stopped once, here; libev does not look at a stopped watcher, not even when it is
        // stopped in its own callback. The reference that they shared is given back.
        unsafe {
            (self.api.ev_io_stop)(self.the_loop, self.io);
            if self.ours {
                (self.api.ev_signal_stop)(self.the_loop, self.signal);
                self.stop();
            }
            Lent::end::<Ev>((*self.io).data);
        }
    }
}

impl Drop for Ev {
    fn drop(&mut self) {
        // SAFETY: the watchers were stopped. A loop of ours is not running any more: `run` would hold us.
        unsafe {
            drop(Box::from_raw(self.io));
            drop(Box::from_raw(self.signal));
            if self.ours {
                (self.api.ev_loop_destroy)(self.the_loop);
            }
        }
    }
}

/// # Safety
/// libev calls it with a watcher of ours that is started.
unsafe fn hooks_of(w: *mut Watcher) -> Option<(Rc<Ev>, Rc<Hooks>)> {
    // SAFETY: `data` is the reference that `attach` put there.
    let ev = unsafe { Lent::borrow::<Ev>((*w).data) };
    let hooks = ev.hooks.borrow().clone();
    hooks.map(|h| (ev, h))
}

unsafe extern "C" fn on_ready(_loop: LoopPtr, w: *mut Watcher, _events: c_int) {
    // SAFETY: libev's promise.
    if let Some((_held, hooks)) = unsafe { hooks_of(w) } {
        hooks.ready();
    }
}

unsafe extern "C" fn on_signal(_loop: LoopPtr, w: *mut Watcher, _events: c_int) {
    // SAFETY: libev's promise.
    if let Some((held, hooks)) = unsafe { hooks_of(w) } {
        // SAFETY: the watcher lives as long as `held`.
        hooks.signal(w.cast(), unsafe { (*held.signal).what });
    }
}
