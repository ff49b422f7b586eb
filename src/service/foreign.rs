//! Loops of other libraries that drive a context, and those of the program's own.

use crate::abi;
use crate::core::context::ContextRef;
use crate::core::dispatch::{self, watch::SignalCallback};
use crate::core::owner::Guard;
use crate::service::{Wait, pass};
use crate::sys::evlib::{self, Hooks, Kind};
use crate::util::log;
use core::ffi::{c_int, c_void};

/// Has a loop of another library drive a context: the program's, or, with NULL, one of our own that `lws_service` runs.
/// False: the library or the loop is not there, and the log says so.
pub fn attach(context: ContextRef, kind: Kind, given: *mut c_void, on_signal: SignalCallback) -> bool {
    let Some(fd) = context.with_poller(|p| p.fd()) else { return false };
    let hooks = Hooks {
        ready: Box::new(move || turn(context)),
        signal: Box::new(move |handle, number| signalled(context, kind, on_signal, handle, number)),
        hangup: !context.option(abi::LWS_SERVER_OPTION_UV_NO_SIGSEGV_SIGFPE_SPIN),
    };
    match evlib::attach(kind, given, fd, hooks) {
        Ok(foreign) => {
            context.watch.set_foreign(foreign);
            // The first turn begins the protocols.
            context.come_back();
            true
        }
        Err(why) => {
            log::err(format_args!("lws_create_context: an event loop was asked for ({kind:?}): {why}; refused"));
            false
        }
    }
}

/// The loop has something for us. While a callback of the context runs a loop inside itself, it waits until that is over.
fn turn(context: ContextRef) {
    // A thread that has the context gives it back soon, and the descriptor stays readable.
    let Some(_held) = Guard::take(context) else { return };
    if context.depth.get() != 0 || context.in_service.get() {
        return;
    }
    pass(context, Wait::Never);
    if context.is_live() && !context.ready.borrow().is_empty() {
        context.come_back();
    }
}

/// A loop of our own caught a signal.
fn signalled(context: ContextRef, kind: Kind, callback: SignalCallback, handle: *mut c_void, number: c_int) {
    if dispatch::watch::signal(context, callback, handle, number) {
        return;
    }
    if kind == Kind::Uv {
        log::err(format_args!("signal {number}, and no signal_cb: the context ends"));
        if let Some(_held) = Guard::take(context) {
            crate::core::close::context(context);
        }
        return;
    }
    let foreign = context.watch.foreign.borrow().clone();
    if let Some(foreign) = foreign {
        foreign.stop();
    }
}

/// Who runs the loop of a context, if it is not its own.
pub enum Runner {
    /// A loop of another library.
    Library(std::rc::Rc<dyn evlib::Loop>),
    /// The program's operations.
    Program(abi::lws_event_loop_ops),
}

/// Who runs the loop of this context; `None` for itself.
pub fn runner(context: ContextRef) -> Option<Runner> {
    if let Some(foreign) = context.watch.foreign.borrow().as_ref() {
        return Some(Runner::Library(foreign.clone()));
    }
    context.watch.ops.get().filter(|ops| ops.run_pt.is_some()).map(Runner::Program)
}

impl Runner {
    /// Runs the loop until it is stopped. Nothing of the context is held meanwhile, and it may be gone afterwards.
    pub fn run(self, context: ContextRef) {
        match self {
            Runner::Library(foreign) => foreign.run(),
            Runner::Program(ops) => dispatch::watch::run(&ops, context),
        }
    }
}

/// Has an event library of the program's own drive a context. False: there is no memory for what it asks for.
pub fn bind(context: ContextRef, ops: abi::lws_event_loop_ops) -> bool {
    let private = dispatch::zalloc(ops.evlib_size_pt.into(), c"event library");
    if private.is_null() && ops.evlib_size_pt != 0 {
        log::err(format_args!("lws_create_context: out of memory for the event library"));
        return false;
    }
    context.watch.set_ops(ops, private);
    true
}
