//! libuv.

use super::{Hooks, Lent, Loop, functions};
use core::ffi::{CStr, c_int, c_uint, c_void};
use std::cell::{Cell, RefCell};
use std::os::fd::RawFd;
use std::rc::Rc;

/// A `uv_handle_t *` of any kind; its first member is the `void *data` of its user.
type Handle = *mut c_void;
type LoopPtr = *mut c_void;
type Closed = unsafe extern "C" fn(Handle);

functions! { Api: c"libuv.so.1" {
    fn uv_poll_init(LoopPtr, Handle, c_int) -> c_int;
    fn uv_poll_start(Handle, c_int, unsafe extern "C" fn(Handle, c_int, c_int)) -> c_int;
    fn uv_signal_init(LoopPtr, Handle) -> c_int;
    fn uv_signal_start(Handle, unsafe extern "C" fn(Handle, c_int), c_int) -> c_int;
    fn uv_close(Handle, Closed);
    fn uv_handle_size(c_uint) -> usize;
    fn uv_loop_size() -> usize;
    fn uv_loop_init(LoopPtr) -> c_int;
    fn uv_loop_close(LoopPtr) -> c_int;
    fn uv_run(LoopPtr, c_int) -> c_int;
    fn uv_stop(LoopPtr);
} }

const UV_POLL: c_uint = 8;
const UV_SIGNAL: c_uint = 16;
const UV_READABLE: c_int = 1;
const UV_RUN_DEFAULT: c_int = 0;
const UV_RUN_NOWAIT: c_int = 2;
/// Turns that a loop of ours gets to close its handles.
const LAST_TURNS: usize = 100;

struct Uv {
    api: Api,
    /// What the loop calls; empty once detached.
    hooks: RefCell<Option<Rc<Hooks>>>,
    the_loop: LoopPtr,
    ours: bool,
    running: Cell<bool>,
    handles: Cell<Vec<Handle>>,
}

pub fn attach(given: LoopPtr, fd: RawFd, hooks: Hooks) -> Result<Rc<dyn Loop>, String> {
    let api = Api::load()?;
    let ours = given.is_null();
    let the_loop = if ours { make_loop(&api)? } else { given };
    let hangup = hooks.hangup;
    let hooks = RefCell::new(Some(Rc::new(hooks)));
    let uv = Rc::new(Uv { api, hooks, the_loop, ours, running: Cell::new(false), handles: Cell::default() });
    // SAFETY: `init` gets memory of the size that libuv asks for, and a loop that lives; what was initialized is given back
    // by `uv_close` alone.
    unsafe {
        let poll = uv.handle(UV_POLL, |h| (uv.api.uv_poll_init)(the_loop, h, fd))?;
        let r = (uv.api.uv_poll_start)(poll, UV_READABLE, on_ready);
        if r != 0 {
            uv.detach();
            return Err(format!("uv_poll_start gave {r}"));
        }
        let signals: &[c_int] =
            if hangup { &[libc::SIGINT, libc::SIGTERM, libc::SIGHUP] } else { &[libc::SIGINT, libc::SIGTERM] };
        for number in signals.iter().filter(|_| ours) {
            let signal = uv.handle(UV_SIGNAL, |h| (uv.api.uv_signal_init)(the_loop, h))?;
            (uv.api.uv_signal_start)(signal, on_signal, *number);
        }
    }
    Ok(uv)
}

fn make_loop(api: &Api) -> Result<LoopPtr, String> {
    // SAFETY: memory of the size that libuv asks for, zeroed.
    let p = unsafe { libc::calloc(1, (api.uv_loop_size)()) };
    // SAFETY: as above; it is not used when it could not be initialized.
    if p.is_null() || unsafe { (api.uv_loop_init)(p) } != 0 {
        // SAFETY: just allocated, or NULL.
        unsafe { libc::free(p) };
        return Err("a loop cannot be made".into());
    }
    Ok(p)
}

impl Uv {
    /// A handle of ours on the loop. It holds a reference to us until the loop has closed it.
    fn handle(self: &Rc<Uv>, kind: c_uint, init: impl FnOnce(Handle) -> c_int) -> Result<Handle, String> {
        // SAFETY: asking for a size and for memory.
        let h = unsafe { libc::calloc(1, (self.api.uv_handle_size)(kind)) };
        let r = if h.is_null() { -libc::ENOMEM } else { init(h) };
        if r != 0 {
            // SAFETY: just allocated, or NULL; libuv does not keep what it refused.
            unsafe { libc::free(h) };
            self.detach();
            return Err(format!("libuv refused a handle: {r}"));
        }
        // SAFETY: each handle begins with the pointer of its user.
        unsafe { *h.cast::<*mut c_void>() = Lent::give(self) };
        let mut all = self.handles.take();
        all.push(h);
        self.handles.set(all);
        Ok(h)
    }

    /// Lets a loop of ours that is not running close what was detached from it. On the program's loop that happens when it
    /// goes on.
    fn settle(&self) {
        if !self.ours || self.running.get() || self.hooks.borrow().is_some() {
            return;
        }
        for _ in 0..LAST_TURNS {
            // SAFETY: the loop is ours and lives.
            if unsafe { (self.api.uv_run)(self.the_loop, UV_RUN_NOWAIT) } == 0 {
                return;
            }
        }
    }
}

impl Loop for Uv {
    fn native(&self) -> *mut c_void {
        self.the_loop
    }
    fn run(&self) {
        let before = self.running.replace(true);
        // SAFETY: the loop lives: it is the program's, or ours and goes with us.
        unsafe { (self.api.uv_run)(self.the_loop, UV_RUN_DEFAULT) };
        self.running.set(before);
        self.settle();
    }
    fn stop(&self) {
        // SAFETY: as above.
        unsafe { (self.api.uv_stop)(self.the_loop) };
    }
    fn detach(&self) {
        if self.hooks.take().is_none() {
            return;
        }
        for h in self.handles.take() {
            // SAFETY: the handle was initialized, and is closed once.
            unsafe { (self.api.uv_close)(h, on_closed) };
        }
        if self.ours {
            self.stop();
        }
        self.settle();
    }
}

impl Drop for Uv {
    /// The last handle was closed, or there was none. A loop of ours is not running any more: `run` would hold us.
    fn drop(&mut self) {
        if !self.ours {
            return;
        }
        // SAFETY: nobody else knows the loop; if something of the program's is still open on it, it stays.
        unsafe {
            if (self.api.uv_loop_close)(self.the_loop) == 0 {
                libc::free(self.the_loop);
            }
        }
    }
}

/// # Safety
/// libuv calls it with a handle of ours that is not closed.
unsafe fn of(h: Handle) -> Rc<Uv> {
    // SAFETY: the handle's first member is the reference that `handle` put there.
    unsafe { Lent::borrow::<Uv>(*h.cast::<*mut c_void>()) }
}

unsafe extern "C" fn on_ready(h: Handle, _status: c_int, _events: c_int) {
    // SAFETY: libuv's promise.
    let uv = unsafe { of(h) };
    let hooks = uv.hooks.borrow().clone();
    if let Some(hooks) = hooks {
        hooks.ready();
    }
}

unsafe extern "C" fn on_signal(h: Handle, number: c_int) {
    // SAFETY: libuv's promise.
    let uv = unsafe { of(h) };
    let hooks = uv.hooks.borrow().clone();
    if let Some(hooks) = hooks {
        hooks.signal(h, number);
    }
}

unsafe extern "C" fn on_closed(h: Handle) {
    // SAFETY: the loop has given the handle back, and with it our reference.
    unsafe {
        let p = *h.cast::<*mut c_void>();
        libc::free(h);
        Lent::end::<Uv>(p);
    }
}
