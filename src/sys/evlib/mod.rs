//! Event loops of other libraries, found at run time: the library that we are links none of them.
//!
//! Such a loop watches one descriptor for us, that of our poller, which also holds our timer and our wake-up. So whatever
//! is to be done, the loop calls one function.

mod ev;
mod event;
mod glib;
mod uv;

use core::ffi::{CStr, c_int, c_void};
use std::os::fd::RawFd;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// Which library.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// libuv: the loop is a `uv_loop_t *`.
    Uv,
    /// libev: the loop is a `struct ev_loop *`.
    Ev,
    /// libevent: the loop is a `struct event_base *`.
    Event,
    /// GLib: the loop is a `GMainLoop *`.
    Glib,
}

/// What a loop calls.
pub struct Hooks {
    /// The descriptor can be read.
    pub ready: Box<dyn Fn()>,
    /// A loop of our own caught a signal: the library's own object for it, and the number.
    pub signal: Box<dyn Fn(*mut c_void, c_int)>,
    /// Also catch SIGHUP, where the library's binding in lws does.
    pub hangup: bool,
}

impl Hooks {
    fn ready(&self) {
        let _ = catch_unwind(AssertUnwindSafe(|| (self.ready)()));
    }
    fn signal(&self, handle: *mut c_void, number: c_int) {
        let _ = catch_unwind(AssertUnwindSafe(|| (self.signal)(handle, number)));
    }
}

/// A loop that watches our descriptor.
pub trait Loop {
    /// Runs it until it is stopped or has nothing left to do.
    fn run(&self);
    /// Ends `run`.
    fn stop(&self);
    /// Takes our descriptor out. A loop of our own is stopped too; it goes with the last reference to this.
    fn detach(&self);
    /// The library's own pointer to it, where somebody asks for it.
    fn native(&self) -> *mut c_void {
        core::ptr::null_mut()
    }
}

/// Has a loop watch a descriptor: one that the program gives, or, with NULL, one of our own, which also catches signals.
pub fn attach(kind: Kind, given: *mut c_void, fd: RawFd, hooks: Hooks) -> Result<Rc<dyn Loop>, String> {
    match kind {
        Kind::Uv => uv::attach(given, fd, hooks),
        Kind::Ev => ev::attach(given, fd, hooks),
        Kind::Event => event::attach(given, fd, hooks),
        Kind::Glib => glib::attach(given, fd, hooks),
    }
}

/// A reference that C holds: `borrow` uses it, `end` gives it back.
struct Lent;

impl Lent {
    fn give<T>(to: &Rc<T>) -> *mut c_void {
        Rc::into_raw(to.clone()).cast_mut().cast()
    }
    /// # Safety
    /// `p` came from `give` with the same type, and `end` was not yet called for it.
    unsafe fn borrow<T>(p: *mut c_void) -> Rc<T> {
        // SAFETY: the caller's promise; the count is raised, so that C keeps its own reference.
        unsafe {
            Rc::increment_strong_count(p.cast::<T>());
            Rc::from_raw(p.cast::<T>())
        }
    }
    /// # Safety
    /// As for `borrow`; nobody uses `p` afterwards.
    unsafe fn end<T>(p: *mut c_void) {
        // SAFETY: the caller's promise.
        drop(unsafe { Rc::from_raw(p.cast::<T>()) });
    }
}

/// The functions of a library: of the copy that the program has, or else of the one that the system has.
struct Library {
    handle: *mut c_void,
    name: &'static CStr,
}

impl Library {
    fn find(name: &'static CStr, probe: &CStr) -> Result<Library, String> {
        // SAFETY: both are C strings; looking up a name has no side effect.
        let there = unsafe { libc::dlsym(libc::RTLD_DEFAULT, probe.as_ptr()) };
        if !there.is_null() {
            return Ok(Library { handle: Library::holding(there), name });
        }
        // SAFETY: a C string; the library's own constructors run, as when the program had been linked with it. It is not
        // closed again: its loop may outlive us.
        let handle = unsafe { libc::dlopen(name.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
        if handle.is_null() {
            Err(format!("{} cannot be loaded", name.to_string_lossy()))
        } else {
            Ok(Library { handle, name })
        }
    }
    /// The library that a function is from: another one may have functions of the same names.
    fn holding(function: *const c_void) -> *mut c_void {
        // SAFETY: all-zero is valid for this struct; it lives across the call.
        let file = unsafe {
            let mut info: libc::Dl_info = core::mem::zeroed();
            if libc::dladdr(function, &mut info) == 0 { core::ptr::null() } else { info.dli_fname }
        };
        // SAFETY: a C string of the loader's, or NULL, which asks for the program itself.
        let handle = unsafe { libc::dlopen(file, libc::RTLD_NOW | libc::RTLD_NOLOAD) };
        if handle.is_null() { libc::RTLD_DEFAULT } else { handle }
    }
    fn symbol(&self, symbol: &'static CStr) -> Result<*mut c_void, String> {
        // SAFETY: the handle is open, and the name a C string.
        let p = unsafe { libc::dlsym(self.handle, symbol.as_ptr()) };
        if p.is_null() {
            return Err(format!("{} has no {}", self.name.to_string_lossy(), symbol.to_string_lossy()));
        }
        Ok(p)
    }
}

/// Declares a struct of functions that are looked up by their names.
macro_rules! functions {
    ($name:ident: $lib:literal { $(fn $f:ident($($a:ty),*) $(-> $r:ty)?;)* }) => {
        struct $name { $($f: unsafe extern "C" fn($($a),*) $(-> $r)?,)* }
        impl $name {
            fn load() -> Result<$name, String> {
                let probe = [$(concat!(stringify!($f), "\0")),*][0];
                let probe = CStr::from_bytes_with_nul(probe.as_bytes()).unwrap_or_default();
                let library = super::Library::find($lib, probe)?;
                Ok($name { $($f: {
                    let symbol = CStr::from_bytes_with_nul(concat!(stringify!($f), "\0").as_bytes()).unwrap_or_default();
                    let p = library.symbol(symbol)?;
                    // SAFETY: the library documents a function of this name and signature.
                    unsafe { core::mem::transmute::<*mut c_void, unsafe extern "C" fn($($a),*) $(-> $r)?>(p) }
                },)* })
            }
        }
    };
}
use functions;
