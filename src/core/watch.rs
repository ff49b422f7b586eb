//! Who watches the descriptors: the library's own poller, a loop of another library, or the program.
//!
//! A program that polls by itself is told of each descriptor (ADD_POLL_FD and its kin, or the operations of an event library
//! of its own), and says what is ready by `lws_service_fd`. It is then the program that knows when bytes can be written: a
//! WRITEABLE that is asked for makes it watch for that, and comes when it says so. Our own poller watches the same
//! descriptors all the time, so that such a program may call `lws_service` as well.

use crate::abi;
use crate::core::context::{Context, ContextRef};
use crate::core::dispatch::watch as tell;
use crate::core::vhost::VhostRef;
use crate::core::wsi::{Phase, Role, Wsi, WsiRef, flag};
use crate::sys::evlib;
use core::ffi::{c_int, c_void};
use std::cell::{Cell, RefCell};
use std::ptr::null_mut;
use std::rc::Rc;

/// Bytes can be read (`POLLIN`).
const IN: c_int = 1;
/// Bytes can be written (`POLLOUT`).
const OUT: c_int = 4;

/// Bits of `Wsi::watched`: the program was told to watch the descriptor,
const WATCHED: u8 = 1;
/// whether bytes can be written, too,
const FOR_OUT: u8 = 2;
/// and not whether bytes can be read.
const NOT_FOR_IN: u8 = 4;

/// How a context's descriptors are watched.
#[derive(Default)]
pub struct Watch {
    /// The program watches, or may: it is told what to watch for.
    by_program: Cell<bool>,
    /// It has shown that it does, by `lws_service_fd` or by operations of its own: WRITEABLE waits for its word.
    polls: Cell<bool>,
    /// ADD_POLL_FD and its kin are given.
    announces: Cell<bool>,
    /// The program's own event library.
    pub ops: Cell<Option<abi::lws_event_loop_ops>>,
    /// The memory that it asked for.
    pub private: Cell<*mut c_void>,
    /// What is called when a loop of our own catches a signal, if that is said before there is a loop.
    pub on_signal: Cell<tell::SignalCallback>,
    /// Another library's loop that watches our poller.
    pub foreign: RefCell<Option<Rc<dyn evlib::Loop>>>,
    /// Stands for the descriptor that wakes the loop.
    wake: Cell<Option<WsiRef>>,
    /// What the program said is the number of its service thread; 0 for nothing.
    thread: Cell<c_int>,
}

impl Watch {
    /// A context begins.
    pub fn open(&self, announces: bool) {
        self.announces.set(announces);
        self.by_program.set(announces);
        self.polls.set(false);
        self.on_signal.set(None);
        self.thread.set(0);
    }

    /// Whether the program is told what to watch for.
    #[inline(always)]
    pub fn by_program(&self) -> bool {
        self.by_program.get()
    }

    /// Whether WRITEABLE waits for the program's word.
    #[inline(always)]
    pub fn waits_for_word(&self) -> bool {
        self.by_program.get() && self.polls.get()
    }

    /// The loop of another library watches.
    pub fn set_foreign(&self, foreign: Rc<dyn evlib::Loop>) {
        self.by_program.set(false);
        self.foreign.replace(Some(foreign));
    }

    /// An event library of the program's own watches.
    pub fn set_ops(&self, ops: abi::lws_event_loop_ops, private: *mut c_void) {
        self.ops.set(Some(ops));
        self.private.set(private);
        self.by_program.set(true);
        self.polls.set(true);
    }
}

/// The context is gone: whose loop it was goes on without us.
pub fn close(context: &Context) {
    let foreign = context.watch.foreign.take();
    if let Some(foreign) = foreign {
        foreign.detach();
    }
    context.watch.ops.set(None);
    crate::core::dispatch::free(context.watch.private.replace(null_mut()));
}

/// `lws_service` waits (or looks) by itself. From then on it is the library that watches, unless the program has said that
/// it does: then its requests are looked after too.
pub fn serviced(context: ContextRef, waits: bool) {
    let watch = &context.watch;
    if watch.waits_for_word() {
        for wsi in context.connections() {
            let wants = wsi.has(flag::WANT) || wsi.phase() == Phase::File;
            let can = wants && wsi.flags() & (flag::WRITABLE | flag::PENDING) == flag::WRITABLE;
            if can || wsi.has(flag::ALWAYS_READY) {
                context.queue(wsi);
            }
        }
    } else if waits {
        watch.by_program.set(false);
    }
}

/// The first protocol of all is asked for the thread that services the context, as lws asks it. Where it has an answer, it
/// is asked again for each change of what it watches.
pub fn ask_thread(context: ContextRef) {
    let first = context.vhosts.borrow().first().copied();
    context.watch.thread.set(first.map_or(0, tell::thread_id));
}

/// The program has polled by itself.
pub fn polled(context: ContextRef) {
    let watch = &context.watch;
    if watch.polls.replace(true) || !watch.announces.get() || watch.foreign.borrow().is_some() {
        return;
    }
    if !watch.by_program.replace(true) {
        for wsi in context.connections() {
            changed(context, wsi);
        }
    }
}

/// A connection's socket is watched from now on. False: it cannot be, or the program refused.
pub fn begin(context: ContextRef, wsi: WsiRef) -> bool {
    let added = if wsi.role() == Role::Listen {
        context.with_poller(|p| p.add_listener(wsi.fd(), wsi.token()))
    } else {
        context.with_poller(|p| p.add_socket(wsi.fd(), wsi.token()))
    };
    matches!(added, Some(Ok(()))) && announce(context, wsi)
}

/// Tells the program of a connection's descriptor, which our poller watches already (or cannot). False: it refused.
pub fn announce(context: ContextRef, wsi: WsiRef) -> bool {
    let watch = &context.watch;
    let ops = watch.ops.get();
    if !watch.announces.get() && ops.is_none() {
        return true;
    }
    let listens = wsi.role() == Role::Listen;
    if let Some(ops) = &ops
        && !listens
        && !tell::accepted(ops, wsi)
    {
        return false;
    }
    let mut args = abi::lws_pollargs { fd: wsi.fd(), events: IN, prev_events: 0 };
    if watch.announces.get() && tell::poll_fd(wsi, abi::LWS_CALLBACK_LOCK_POLL, &mut args, 1) != 0 {
        return false;
    }
    wsi.watched.set(WATCHED);
    if let Some(ops) = &ops {
        tell::io(ops, wsi, abi::LWS_EV_START | abi::LWS_EV_READ);
    }
    let mut fine = true;
    if watch.announces.get() {
        fine &= tell::poll_fd(wsi, abi::LWS_CALLBACK_ADD_POLL_FD, &mut args, 0) == 0;
        fine &= tell::poll_fd(wsi, abi::LWS_CALLBACK_UNLOCK_POLL, &mut args, 1) == 0;
    }
    if let Some(ops) = &ops
        && listens
    {
        tell::listens(ops, wsi);
    }
    fine
}

/// Does something while the connection has this socket.
fn having<R>(wsi: WsiRef, fd: c_int, f: impl FnOnce() -> R) -> R {
    let before = wsi.fd();
    wsi.set_fd(fd);
    let r = f();
    wsi.set_fd(before);
    r
}

/// A socket that connects is watched from now on; a connection that is being made may have several. False: it cannot be.
pub fn begin_attempt(context: ContextRef, wsi: WsiRef, fd: c_int) -> bool {
    if !matches!(context.with_poller(|p| p.add_socket(fd, wsi.token())), Some(Ok(()))) {
        return false;
    }
    context.set_fd(fd, Some(wsi));
    let fine = having(wsi, fd, || announce(context, wsi) && requested(context, wsi));
    wsi.watched.set(0);
    if !fine {
        end_attempt(context, wsi, fd);
    }
    fine
}

/// A socket that did not connect is not watched any more.
pub fn end_attempt(context: ContextRef, wsi: WsiRef, fd: c_int) {
    context.set_fd(fd, None);
    won(context, wsi);
    having(wsi, fd, || end_of_socket(context, wsi));
}

/// A connection loses this socket, and may get another one: an event library of the program's own lets go of it.
pub fn end_of_socket(context: ContextRef, wsi: WsiRef) {
    end(context, wsi);
    closes(context, wsi);
}

/// A socket that has connected is the connection's.
pub fn won(context: ContextRef, wsi: WsiRef) {
    if context.watch.announces.get() || context.watch.ops.get().is_some() {
        wsi.watched.set(if context.watch.by_program() { WATCHED | FOR_OUT } else { WATCHED });
    }
}

/// A connection's socket is not watched any more.
pub fn end(context: ContextRef, wsi: WsiRef) {
    context.with_poller(|p| p.remove(wsi.fd()));
    withdraw(context, wsi);
}

/// The program need not watch a connection any more: what is to be known of it is known.
pub fn unwatch(context: ContextRef, wsi: WsiRef) {
    withdraw(context, wsi);
}

fn withdraw(context: ContextRef, wsi: WsiRef) {
    if wsi.watched.get() & WATCHED == 0 {
        return;
    }
    let watch = &context.watch;
    let mut args = abi::lws_pollargs { fd: wsi.fd(), events: 0, prev_events: 0 };
    if watch.announces.get() {
        tell::poll_fd(wsi, abi::LWS_CALLBACK_LOCK_POLL, &mut args, 1);
    }
    wsi.watched.set(0);
    if let Some(ops) = &watch.ops.get() {
        tell::io(ops, wsi, abi::LWS_EV_STOP | abi::LWS_EV_READ | abi::LWS_EV_WRITE);
    }
    if watch.announces.get() {
        tell::poll_fd(wsi, abi::LWS_CALLBACK_DEL_POLL_FD, &mut args, 0);
        tell::poll_fd(wsi, abi::LWS_CALLBACK_UNLOCK_POLL, &mut args, 1);
    }
}

/// The program was told that a connection is closed, and its socket is still open: the last moment for its own event
/// library to let go of it.
pub fn closes(context: &Context, wsi: WsiRef) {
    if let Some(ops) = &context.watch.ops.get() {
        tell::closes(ops, wsi);
    }
}

/// A connection's memory goes.
pub fn goes(context: &Context, wsi: WsiRef) {
    if let Some(ops) = &context.watch.ops.get() {
        tell::goes(ops, wsi);
    }
}

/// What the program was told to watch a connection for.
fn told(wsi: WsiRef) -> c_int {
    let watched = wsi.watched.get();
    let input = if watched & NOT_FOR_IN == 0 { IN } else { 0 };
    input | if watched & FOR_OUT != 0 { OUT } else { 0 }
}

/// Whether the program was told to watch whether bytes can be written.
#[inline(always)]
pub fn for_output(wsi: WsiRef) -> bool {
    wsi.watched.get() & FOR_OUT != 0
}

/// Has the program watch a connection for this from now on. False: it refused.
fn watch_for(context: ContextRef, wsi: WsiRef, events: c_int) -> bool {
    let watch = &context.watch;
    let before = told(wsi);
    let mut args = abi::lws_pollargs { fd: wsi.fd(), events, prev_events: before };
    let announces = watch.announces.get();
    if announces && tell::poll_fd(wsi, abi::LWS_CALLBACK_LOCK_POLL, &mut args, 0) != 0 {
        return false;
    }
    let (input, output) = (if events & IN == 0 { NOT_FOR_IN } else { 0 }, if events & OUT != 0 { FOR_OUT } else { 0 });
    wsi.watched.set(WATCHED | input | output);
    let mut fine = !announces || tell::poll_fd(wsi, abi::LWS_CALLBACK_CHANGE_MODE_POLL_FD, &mut args, 0) == 0;
    if let Some(ops) = &watch.ops.get() {
        for (bit, what) in [(IN, abi::LWS_EV_READ), (OUT, abi::LWS_EV_WRITE)] {
            if before & !events & bit != 0 {
                tell::io(ops, wsi, abi::LWS_EV_STOP | what);
            }
            if events & !before & bit != 0 {
                tell::io(ops, wsi, abi::LWS_EV_START | what);
            }
        }
    }
    if announces {
        if before != events && watch.thread.get() != 0 {
            wsi.vhost().map(tell::thread_id);
        }
        fine &= tell::poll_fd(wsi, abi::LWS_CALLBACK_UNLOCK_POLL, &mut args, 0) == 0;
    }
    fine
}

/// Whether the program watches this connection.
fn watched(context: &Context, wsi: WsiRef) -> bool {
    context.watch.by_program() && wsi.watched.get() & WATCHED != 0 && !wsi.has(flag::CLOSING)
}

/// WRITEABLE was asked for: the program is told each time, as by lws. False: it refused.
#[cold]
pub fn requested(context: ContextRef, wsi: WsiRef) -> bool {
    !watched(context, wsi) || watch_for(context, wsi, told(wsi) | OUT)
}

/// The program said that bytes can be written, and WRITEABLE comes next: watching for that was for once.
#[cold]
pub fn granted(context: ContextRef, wsi: WsiRef) {
    if watched(context, wsi) {
        watch_for(context, wsi, told(wsi) & !OUT);
    }
}

/// A connection's turn is over, or something else has changed: tells the program what it has to watch for now, if that
/// is not what it watches for.
#[cold]
pub fn changed(context: ContextRef, wsi: WsiRef) {
    if !watched(context, wsi) || !wsi.is_live() || wsi.role() == Role::Listen {
        return;
    }
    let flags = wsi.flags();
    let waits = flags & (flag::WANT | flag::PENDING) != 0 || wsi.phase() == Phase::File;
    let input = if flags & flag::NO_FLOW == 0 { IN } else { 0 };
    let events = input | if waits { OUT } else { 0 };
    if events != told(wsi) {
        watch_for(context, wsi, events);
    }
}

/// A listener rests or goes on.
pub fn rests(context: ContextRef, listener: WsiRef, rests: bool) {
    context.with_poller(|p| p.pause_listener(listener.fd(), listener.token(), rests));
    let events = if rests { 0 } else { IN };
    if watched(context, listener) && told(listener) != events {
        watch_for(context, listener, events);
    }
}

/// A vhost begins: the first one tells the program of the descriptor that ends its wait when another thread, or
/// `lws_cancel_service`, wants the loop.
pub fn vhost_begins(context: ContextRef, vhost: VhostRef) {
    let watch = &context.watch;
    if watch.wake.get().is_some() || (!watch.announces.get() && watch.ops.get().is_none()) {
        return;
    }
    let Some(fd) = context.with_poller(|p| p.wake_fd()) else { return };
    let wake = Wsi::take(context, vhost, Role::None, Phase::Dead);
    wake.set_fd(fd);
    watch.wake.set(Some(wake));
    announce(context, wake);
}

/// A vhost ends: if the program knew the wake-up by it, it knows it by another one from now on.
pub fn vhost_ends(context: ContextRef, vhost: VhostRef) {
    let Some(wake) = context.watch.wake.get().filter(|w| w.vhost().is_some_and(|v| std::ptr::eq(v, vhost))) else {
        return;
    };
    withdraw(context, wake);
    closes(context, wake);
    goes(context, wake);
    context.watch.wake.set(None);
    wake.give();
    let heir = context.vhosts.borrow().iter().copied().find(|v| !std::ptr::eq(*v, vhost) && !v.closing.get());
    if let Some(heir) = heir.filter(|_| !context.destroying.get()) {
        vhost_begins(context, heir);
    }
}

/// Whether a connection is none, and stands for the descriptor that wakes the loop.
pub fn is_wake(wsi: WsiRef) -> bool {
    wsi.context().and_then(|c| c.watch.wake.get()).is_some_and(|wake| std::ptr::eq(wake, wsi))
}

/// Whether a descriptor is the one that ends the program's wait; if so, the wake-ups that it showed are seen.
pub fn is_wake_up(context: &Context, fd: c_int) -> bool {
    let ours = context.with_poller(|p| p.wake_fd()) == Some(fd);
    if ours {
        seen(context);
    }
    ours
}

/// Wake-ups are about to be worked on.
pub fn seen(context: &Context) {
    context.with_poller(|p| p.forget_wakes());
}
