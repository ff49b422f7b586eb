//! libevent.

use super::{Hooks, Lent, Loop, functions};
use core::ffi::{CStr, c_int, c_short, c_void};
use std::cell::RefCell;
use std::os::fd::RawFd;
use std::ptr::{null, null_mut};
use std::rc::Rc;

type Base = *mut c_void;
type EventPtr = *mut c_void;
type Called = unsafe extern "C" fn(c_int, c_short, *mut c_void);

functions! { Api: c"libevent_core-2.1.so.7" {
    fn event_new(Base, c_int, c_short, Called, *mut c_void) -> EventPtr;
    fn event_add(EventPtr, *const c_void) -> c_int;
    fn event_free(EventPtr);
    fn event_base_new() -> Base;
    fn event_base_free(Base);
    fn event_base_loop(Base, c_int) -> c_int;
    fn event_base_loopbreak(Base) -> c_int;
} }

const EV_READ: c_short = 0x02;
const EV_SIGNAL: c_short = 0x08;
const EV_PERSIST: c_short = 0x10;

struct Event {
    api: Api,
    hooks: RefCell<Option<Rc<Hooks>>>,
    base: Base,
    ours: bool,
    lent: RefCell<*mut c_void>,
    events: RefCell<Vec<EventPtr>>,
}

pub fn attach(given: Base, fd: RawFd, hooks: Hooks) -> Result<Rc<dyn Loop>, String> {
    let api = Api::load()?;
    let ours = given.is_null();
    // SAFETY: no argument.
    let base = if ours { unsafe { (api.event_base_new)() } } else { given };
    if base.is_null() {
        return Err("a loop cannot be made".into());
    }
    let hooks = RefCell::new(Some(Rc::new(hooks)));
    let event = Rc::new(Event { api, hooks, base, ours, lent: RefCell::new(null_mut()), events: RefCell::default() });
    let lent = Lent::give(&event);
    // libevent's debug mode wants every descriptor non-blocking; the poller's does not block anyway.
    // SAFETY: only the flags of our own descriptor change.
    unsafe { libc::fcntl(fd, libc::F_SETFL, libc::fcntl(fd, libc::F_GETFL) | libc::O_NONBLOCK) };
    event.lent.replace(lent);
    // SAFETY: the base lives, and `lent` until both events are freed.
    unsafe {
        let io = (event.api.event_new)(base, fd, EV_READ | EV_PERSIST, on_ready, lent);
        if io.is_null() || (event.api.event_add)(io, null()) != 0 {
            event.detach();
            return Err("libevent refused an event".into());
        }
        event.events.borrow_mut().push(io);
        if ours {
            let signal = (event.api.event_new)(base, libc::SIGINT, EV_SIGNAL | EV_PERSIST, on_signal, lent);
            if !signal.is_null() {
                (event.api.event_add)(signal, null());
                event.events.borrow_mut().push(signal);
            }
        }
    }
    Ok(event)
}

impl Loop for Event {
    fn run(&self) {
        // SAFETY: the loop lives: it is the program's, or ours and goes with us.
        unsafe { (self.api.event_base_loop)(self.base, 0) };
    }
    fn stop(&self) {
        // SAFETY: as above.
        unsafe { (self.api.event_base_loopbreak)(self.base) };
    }
    fn detach(&self) {
        if self.hooks.take().is_none() {
            return;
        }
        for e in self.events.take() {
            // SAFETY: made by `event_new`, freed once; libevent allows that in its own callback.
            unsafe { (self.api.event_free)(e) };
        }
        if self.ours {
            self.stop();
        }
        // SAFETY: no event knows it any more.
        unsafe { Lent::end::<Event>(self.lent.replace(null_mut())) };
    }
}

impl Drop for Event {
    fn drop(&mut self) {
        if self.ours {
            // SAFETY: a loop of ours is not running any more: `run` would hold us.
            unsafe { (self.api.event_base_free)(self.base) };
        }
    }
}

/// # Safety
/// libevent calls it with what `event_new` was given.
unsafe fn hooks_of(p: *mut c_void) -> Option<(Rc<Event>, Rc<Hooks>)> {
    // SAFETY: the caller's promise.
    let event = unsafe { Lent::borrow::<Event>(p) };
    let hooks = event.hooks.borrow().clone();
    hooks.map(|h| (event, h))
}

unsafe extern "C" fn on_ready(_fd: c_int, _what: c_short, p: *mut c_void) {
    // SAFETY: libevent's promise.
    if let Some((_held, hooks)) = unsafe { hooks_of(p) } {
        hooks.ready();
    }
}

unsafe extern "C" fn on_signal(number: c_int, _what: c_short, p: *mut c_void) {
    // SAFETY: libevent's promise.
    if let Some((_held, hooks)) = unsafe { hooks_of(p) } {
        hooks.signal(core::ptr::without_provenance_mut(number as usize), number);
    }
}
