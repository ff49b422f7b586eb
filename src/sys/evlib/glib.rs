//! GLib.

use super::{Hooks, Lent, Loop, functions};
use core::ffi::{CStr, c_int, c_uint, c_void};
use std::cell::{Cell, RefCell};
use std::os::fd::RawFd;
use std::ptr::null_mut;
use std::rc::Rc;

type MainLoop = *mut c_void;
type Context = *mut c_void;
type Source = *mut c_void;
/// A `GSourceFunc`; the one of a descriptor's source has two arguments more, and is cast in C too.
type Called = unsafe extern "C" fn(*mut c_void) -> c_int;
type Destroyed = unsafe extern "C" fn(*mut c_void);

functions! { Api: c"libglib-2.0.so.0" {
    fn g_unix_fd_source_new(c_int, c_uint) -> Source;
    fn g_unix_signal_source_new(c_int) -> Source;
    fn g_source_set_callback(Source, *mut c_void, *mut c_void, Option<Destroyed>);
    fn g_source_attach(Source, Context) -> c_uint;
    fn g_source_destroy(Source);
    fn g_source_unref(Source);
    fn g_main_loop_new(Context, c_int) -> MainLoop;
    fn g_main_loop_ref(MainLoop) -> MainLoop;
    fn g_main_loop_unref(MainLoop);
    fn g_main_loop_get_context(MainLoop) -> Context;
    fn g_main_loop_run(MainLoop);
    fn g_main_loop_quit(MainLoop);
} }

const G_IO_IN: c_uint = 1;
const G_SOURCE_CONTINUE: c_int = 1;

struct Glib {
    api: Api,
    hooks: RefCell<Option<Rc<Hooks>>>,
    main: MainLoop,
    ours: bool,
    sources: Cell<Vec<Source>>,
}

pub fn attach(given: MainLoop, fd: RawFd, hooks: Hooks) -> Result<Rc<dyn Loop>, String> {
    let api = Api::load()?;
    let ours = given.is_null();
    // SAFETY: a new loop on the default context, or a further reference to the program's.
    let main = unsafe { if ours { (api.g_main_loop_new)(null_mut(), 0) } else { (api.g_main_loop_ref)(given) } };
    let glib = Rc::new(Glib { api, hooks: RefCell::new(Some(Rc::new(hooks))), main, ours, sources: Cell::default() });
    // SAFETY: no pointer is passed.
    let io = unsafe { (glib.api.g_unix_fd_source_new)(fd, G_IO_IN) };
    let on_ready: unsafe extern "C" fn(c_int, c_uint, *mut c_void) -> c_int = on_ready;
    glib.add(io, on_ready as *mut c_void);
    if ours {
        // SAFETY: no pointer is passed.
        let signal = unsafe { (glib.api.g_unix_signal_source_new)(libc::SIGINT) };
        let on_signal: Called = on_signal;
        glib.add(signal, on_signal as *mut c_void);
    }
    Ok(glib)
}

impl Glib {
    fn add(self: &Rc<Glib>, source: Source, callback: *mut c_void) {
        let mut all = self.sources.take();
        all.push(source);
        self.sources.set(all);
        // SAFETY: a new source of the kind that the callback is for; its reference to us is given back when it is destroyed.
        unsafe {
            (self.api.g_source_set_callback)(source, callback, Lent::give(self), Some(on_destroyed));
            (self.api.g_source_attach)(source, (self.api.g_main_loop_get_context)(self.main));
        }
    }
}

impl Loop for Glib {
    fn run(&self) {
        // SAFETY: we hold a reference to the loop.
        unsafe { (self.api.g_main_loop_run)(self.main) };
    }
    fn stop(&self) {
        // SAFETY: as above.
        unsafe { (self.api.g_main_loop_quit)(self.main) };
    }
    fn detach(&self) {
        if self.hooks.take().is_none() {
            return;
        }
        for s in self.sources.take() {
            // SAFETY: our reference to a source that `add` attached; GLib allows this in its own callback.
            unsafe {
                (self.api.g_source_destroy)(s);
                (self.api.g_source_unref)(s);
            }
        }
        if self.ours {
            self.stop();
        }
    }
}

impl Drop for Glib {
    fn drop(&mut self) {
        // SAFETY: the reference that `attach` took.
        unsafe { (self.api.g_main_loop_unref)(self.main) };
    }
}

/// # Safety
/// GLib calls it with what `g_source_set_callback` was given.
unsafe fn hooks_of(p: *mut c_void) -> Option<(Rc<Glib>, Rc<Hooks>)> {
    // SAFETY: the caller's promise.
    let glib = unsafe { Lent::borrow::<Glib>(p) };
    let hooks = glib.hooks.borrow().clone();
    hooks.map(|h| (glib, h))
}

unsafe extern "C" fn on_ready(_fd: c_int, _condition: c_uint, p: *mut c_void) -> c_int {
    // SAFETY: GLib's promise.
    if let Some((_held, hooks)) = unsafe { hooks_of(p) } {
        hooks.ready();
    }
    G_SOURCE_CONTINUE
}

unsafe extern "C" fn on_signal(p: *mut c_void) -> c_int {
    // SAFETY: GLib's promise.
    if let Some((_held, hooks)) = unsafe { hooks_of(p) } {
        hooks.signal(null_mut(), libc::SIGINT);
    }
    G_SOURCE_CONTINUE
}

unsafe extern "C" fn on_destroyed(p: *mut c_void) {
    // SAFETY: GLib's promise: nothing uses it afterwards.
    unsafe { Lent::end::<Glib>(p) };
}
