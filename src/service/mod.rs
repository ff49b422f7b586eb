//! The service loop: what is due, what is ready, one connection after the other.
#![forbid(unsafe_code)]

mod extra;
pub mod foreign;
pub mod life;
mod turn;

use crate::abi;
use crate::core::close;
use crate::core::context::{ContextRef, Started};
use crate::core::owner::Message;
use crate::core::vhost::VhostRef;
use crate::core::wsi::{Phase, Role, Timer, WsiRef, flag, mark};
use crate::core::{begin, dispatch, linger, timers, transport, warm, watch};
use crate::role;
use crate::sys::{clock, poller};
use crate::util::log;
use core::ffi::c_int;
use std::ptr::null_mut;

/// What a service call gives when the context could not be started.
const NOT_STARTED: c_int = -1;

/// How the wait of one service call may end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// When something happens.
    Forever,
    /// At once.
    Never,
    /// When something happens, or after so many milliseconds.
    AtMost(c_int),
}

/// One pass: waits, works on what happened, gives timers and queued connections their turn. Negative: the context is
/// gone, or this thread is already inside the loop.
pub fn pass(context: ContextRef, wait: Wait) -> c_int {
    if context.destroying.get() || context.drained.get() {
        return -1;
    }
    if context.depth.get() != 0 || context.in_service.replace(true) {
        log::err(format_args!("lws_service was called from inside a callback of the same context; refused"));
        return -1;
    }
    let _log = dispatch::system::log_to(context);
    if !life::start(context) {
        context.in_service.set(false);
        finish(context);
        return NOT_STARTED;
    }
    distribute(context);
    watch::serviced(context, wait != Wait::Never);
    let idle = context.ready.borrow().is_empty() && !context.doomed.get();
    let limit = match wait {
        Wait::Forever if idle => None,
        Wait::AtMost(ms) if idle => Some(ms.max(0)),
        _ => Some(0),
    };
    if let Some(poller) = context.poller() {
        let mut events = context.events.take();
        let count = poller.wait(&mut events, limit);
        context.now.set(clock::monotonic_us());
        if context.watch.by_program() {
            watch::seen(context);
        }
        for i in 0..count {
            let Some(event) = events.get(i) else { continue };
            let Some(wsi) = context.find(event.token) else {
                linger::ready(context, event.token);
                continue;
            };
            turn::turn(context, wsi, event.ready);
            if context.doomed.get() {
                break;
            }
        }
        context.events.replace(events);
    }
    after_wait(context, poller::WRITABLE);
    context.in_service.set(false);
    finish(context)
}

/// What became of a descriptor that a program's own loop reported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// It is not ours.
    Unknown,
    /// It had its turn.
    Done,
    /// Its connection was closed.
    Closed,
}

/// Gives one descriptor its turn, as a program's own poll loop reported it (`lws_service_fd`); without one, what is due
/// and queued. `Err`: what the call gives, since the context is gone.
pub fn one(context: ContextRef, fd: c_int, ready: u32) -> Result<Served, c_int> {
    if context.destroying.get() || context.drained.get() {
        return Err(-1);
    }
    if context.depth.get() != 0 || context.in_service.replace(true) {
        log::err(format_args!("lws_service_fd was called from inside a callback of the same context; refused"));
        return Err(-1);
    }
    let _log = dispatch::system::log_to(context);
    if !life::start(context) {
        context.in_service.set(false);
        finish(context);
        return Err(NOT_STARTED);
    }
    distribute(context);
    context.now.set(clock::monotonic_us());
    if fd >= 0 {
        watch::polled(context);
    }
    let mut served = if watch::is_wake_up(context, fd) { Served::Done } else { Served::Unknown };
    if let Some(wsi) = context.by_fd(fd) {
        let token = wsi.token();
        turn::turn(context, wsi, ready);
        served = if context.find(token).is_some() { Served::Done } else { Served::Closed };
    }
    linger::look(context);
    after_wait(context, 0);
    context.in_service.set(false);
    match finish(context) {
        0 => Ok(served),
        r => Err(r),
    }
}

/// How long a program's own poll may wait (`lws_service_adjust_timeout`), at most this long. Where the program watches the
/// descriptors itself, what is due is done now: nothing else may come to do it. Then the program may not wait at all, since
/// it may have changed its mind in a callback.
pub fn may_wait(context: ContextRef, at_most: c_int) -> c_int {
    let idle =
        context.depth.get() == 0 && !context.in_service.get() && !context.destroying.get() && !context.drained.get();
    if idle && context.watch.by_program() {
        context.in_service.set(true);
        let _log = dispatch::system::log_to(context);
        context.now.set(clock::monotonic_us());
        let has_work = is_told(context)
            || context.shared.has_news()
            || timers::earliest(context).is_some_and(|at| at <= context.now.get());
        if life::start(context) {
            distribute(context);
            linger::look(context);
            after_wait(context, 0);
        }
        context.in_service.set(false);
        if finish(context) != 0 || has_work {
            return 0;
        }
    }
    if is_told(context) {
        return 0;
    }
    let Some(at) = timers::earliest(context) else { return at_most };
    let ms = at.saturating_sub(clock::monotonic_us()).div_ceil(1000).min(c_int::MAX as u64) as c_int;
    if at_most < 0 { ms } else { ms.min(at_most) }
}

/// Whether something is to be done at once, which no time and no descriptor shows.
fn is_told(context: ContextRef) -> bool {
    let told = context.shared.smd.waiting() || context.shared.attach.waiting();
    told || context.started.get() == Started::No || !context.ready.borrow().is_empty()
}

/// What other parts of the program left for this thread: attached functions, system messages.
#[inline]
fn distribute(context: ContextRef) {
    if context.shared.attach.waiting() {
        dispatch::system::run_attached(context);
    }
    if context.shared.smd.waiting() {
        dispatch::system::deliver(context);
    }
}

/// Messages, cancellation, timers, queued connections. `may`: WRITABLE where our own poller knows who takes bytes, 0 where
/// a program says so for each.
fn after_wait(context: ContextRef, may: u32) {
    if context.doomed.get() {
        return;
    }
    for message in context.shared.take_messages() {
        work_on(context, message);
    }
    if !context.each.borrow().is_empty() {
        extra::tasks(context);
    }
    if context.shared.was_cancelled() {
        broadcast(context, abi::LWS_CALLBACK_EVENT_WAIT_CANCELLED as c_int);
    }
    role::client::resolved(context);
    due(context);
    let queued = context.ready.borrow().len();
    for _ in 0..queued {
        if context.doomed.get() {
            break;
        }
        let Some(token) = context.ready.borrow_mut().pop_front() else { break };
        if let Some(wsi) = context.find(token) {
            wsi.clear(flag::QUEUED);
            let ready = if wsi.has(flag::WRITABLE) { may } else { 0 };
            turn::turn(context, wsi, ready);
        }
    }
    if context.shared.drain() != 0 {
        extra::drain(context);
    }
    transport::flush(context);
    if !context.released.borrow().is_empty() {
        dispatch::extra::release(context);
    }
    role::listen::look(context);
    let vhosts = context.doomed_vhosts.take();
    for v in vhosts.into_iter().filter(|v| v.is_live()) {
        close::vhost(v);
    }
}

/// The end of the outermost service call: does what had to wait for it.
fn finish(context: ContextRef) -> c_int {
    if !context.doomed.get() {
        return if context.drained.get() { -1 } else { 0 };
    }
    if context.depth.get() == 0 {
        close::context(context);
    }
    -1
}

/// Timers that are due: the program's, then the connections'.
fn due(context: ContextRef) {
    let now = context.now.get();
    if context.timer_at.get() == 0 || context.timer_at.get() > now {
        return;
    }
    while let Some(sul) = take_due(context, now) {
        dispatch::fire(context, sul);
        if context.doomed.get() {
            return;
        }
    }
    while let Some((wsi, timer)) = timers::take_due(context, now) {
        timer_due(wsi, timer);
        if context.doomed.get() {
            return;
        }
    }
    if context.listen_paused.get() != 0 && context.listen_paused.get() <= now {
        role::listen::resume(context);
    }
    if context.listen_again.get() != 0 && context.listen_again.get() <= now {
        role::listen::try_again(context);
    }
    if context.certificates_at.get() != 0 && context.certificates_at.get() <= now {
        begin::ages_again(context);
    }
    linger::expire(context, now);
    warm::expire(context, now);
    transport::flush(context);
    timers::rearm(context, now);
}

/// The program's timer that is due first.
fn take_due(context: ContextRef, now: u64) -> Option<*mut abi::lws_sorted_usec_list> {
    let (a, b) = (context.suls.earliest(), context.wake_suls.earliest());
    let wakes = b.is_some_and(|b| a.is_none_or(|a| b < a));
    if wakes { context.wake_suls.take_due(now) } else { context.suls.take_due(now) }
}

fn timer_due(wsi: WsiRef, timer: Timer) {
    let Some(roles) = wsi.context().and_then(|c| c.roles()) else { return };
    match timer {
        Timer::Timeout => (roles.timed_out)(wsi),
        Timer::Validity => (roles.check_validity)(wsi),
        Timer::User => {
            let r = dispatch::call(wsi, abi::LWS_CALLBACK_TIMER as c_int, null_mut(), 0);
            if r != 0 || wsi.has(flag::DOOMED) {
                close::close(wsi, close::NO_STATUS);
            }
        }
    }
}

fn work_on(context: ContextRef, message: Message) {
    match message {
        Message::Writable(token) => {
            if let Some(wsi) = context.find(token) {
                want_writable(wsi);
            }
        }
        Message::WritableAll { callback, name, vhost } => writable_all(context, callback, &name, vhost),
        Message::Kill(token) => {
            if let Some(wsi) = context.find(token) {
                close::request(wsi);
            }
        }
        Message::Send(token) => {
            if let Some(wsi) = context.find(token) {
                wsi.mark(mark::OUT, true);
                context.queue(wsi);
            }
        }
        Message::Each(each) => context.each.borrow_mut().push_back(each),
        Message::Write(token, bytes, kind) => {
            if let Some(wsi) = context.find(token) {
                let _ = role::write(wsi, &bytes, kind);
            }
        }
    }
}

/// Asks for WRITEABLE: as soon as the socket takes bytes, once.
#[inline]
pub fn want_writable(wsi: WsiRef) {
    let flags = wsi.flags();
    if flags & flag::CLOSING != 0 || (flags & flag::WANT != 0 && !watch::for_output(wsi)) {
        return;
    }
    wsi.set(flag::WANT);
    if wsi.role() == Role::RawFile {
        return role::raw::watch_file(wsi);
    }
    let Some(context) = wsi.context() else { return };
    if context.watch.by_program() {
        watch::requested(context, wsi);
        if context.watch.waits_for_word() {
            return;
        }
    }
    let in_its_turn = context.turn_of.get().is_some_and(|t| std::ptr::eq(t, wsi));
    if !in_its_turn && wsi.flags() & (flag::WRITABLE | flag::PENDING) == flag::WRITABLE {
        context.queue(wsi);
    }
}

/// Asks for WRITEABLE on all connections of a protocol, known by its callback's address and its name; on one vhost, known
/// by its address, or (0) on all.
pub fn writable_all(context: ContextRef, callback: usize, name: &[u8], vhost: usize) {
    for wsi in context.connections() {
        let Some(v) = wsi.vhost() else { continue };
        if matches!(wsi.role(), Role::Ws | Role::Http | Role::Client)
            && wsi.phase() != Phase::Head
            && (vhost == 0 || std::ptr::from_ref(v) as usize == vhost)
            && wsi.callback().map_or(0, |c| c as usize) == callback
            && v.is_named(wsi.protocol(), name)
        {
            want_writable(wsi);
        }
    }
}

/// Gives a reason to each protocol of each vhost, with a stand-in connection.
pub fn broadcast(context: ContextRef, reason: c_int) {
    let vhosts: Vec<VhostRef> = context.vhosts.borrow().clone();
    for v in vhosts {
        for i in 0..v.protocol_count() {
            if !v.is_live() || v.closing.get() || context.doomed.get() {
                break;
            }
            dispatch::call_vhost(v, i, reason, null_mut(), 0);
        }
    }
}

/// Stops or resumes reception of a connection.
pub fn flow(wsi: WsiRef, on: bool) {
    let Some(context) = wsi.context() else { return };
    let was_off = wsi.has(flag::NO_FLOW);
    if on {
        wsi.clear(flag::NO_FLOW)
    } else {
        wsi.set(flag::NO_FLOW)
    }
    watch::changed(context, wsi);
    if wsi.role() == Role::RawFile {
        return role::raw::watch_file(wsi);
    }
    if !on {
        return;
    }
    let in_its_turn = context.turn_of.get().is_some_and(|t| std::ptr::eq(t, wsi));
    if was_off && wsi.role() == Role::Client && wsi.phase() == Phase::Body {
        // The server has its time from now on.
        role::client::body::watch(wsi);
    }
    if was_off && !in_its_turn {
        // A program that has not read what it was told of hears of it again.
        wsi.with_client(|c| c.told = false);
    }
    if !in_its_turn && (wsi.has(flag::HELD | flag::STALLED | flag::READABLE) || wsi.role() == Role::Client) {
        context.queue(wsi);
    }
}
