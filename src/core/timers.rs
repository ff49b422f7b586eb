//! Deadlines of connections. They stand in one queue per context; an entry that was overtaken by a later deadline is
//! put in again when it comes up, so that moving a deadline costs a store.

use crate::core::context::{Context, ContextRef};
use crate::core::wsi::{Timer, WsiRef};
use crate::core::{linger, warm};
use std::cmp::Reverse;

/// Sets when a timer of a connection is due, in microseconds from now; `None` never.
pub fn set(wsi: WsiRef, timer: Timer, after_us: Option<u64>) {
    let Some(context) = wsi.context() else { return };
    if timer == Timer::Timeout && wsi.is_killed() {
        return;
    }
    let Some(after) = after_us else {
        wsi.deadline(timer).set(0);
        return;
    };
    // Outside the loop the time of the last wake-up may be long past.
    let now = if context.in_service.get() { context.now.get() } else { crate::sys::clock::monotonic_us() };
    let at = now.saturating_add(after).max(1);
    wsi.deadline(timer).set(at);
    let armed = wsi.armed(timer);
    if armed.get() == 0 || armed.get() > at {
        armed.set(at);
        forget_the_dead(context);
        context.due.borrow_mut().push(Reverse((at, wsi.token(), timer as u8)));
        arm(context);
    }
}

/// Entries of closed connections stay until they are due, which may be long: when they are too many, they go at once.
fn forget_the_dead(context: &Context) {
    let mut due = context.due.borrow_mut();
    if due.len() == due.capacity() && due.len() > 64 + 6 * context.connection_count() {
        due.retain(|Reverse((_, token, _))| context.find(*token).is_some());
    }
}

/// The next connection timer that is due.
pub fn take_due(context: &Context, now: u64) -> Option<(WsiRef, Timer)> {
    loop {
        let (at, token, which) = {
            let mut due = context.due.borrow_mut();
            match due.peek() {
                Some(Reverse((at, ..))) if *at <= now => {}
                _ => return None,
            }
            due.pop()?.0
        };
        let timer = match which {
            0 => Timer::Timeout,
            1 => Timer::User,
            _ => Timer::Validity,
        };
        let Some(wsi) = context.find(token) else { continue };
        if wsi.armed(timer).get() != at {
            continue;
        }
        let deadline = wsi.deadline(timer).get();
        if deadline > now {
            wsi.armed(timer).set(deadline);
            context.due.borrow_mut().push(Reverse((deadline, token, which)));
            continue;
        }
        wsi.armed(timer).set(0);
        if deadline == 0 {
            continue;
        }
        wsi.deadline(timer).set(0);
        return Some((wsi, timer));
    }
}

/// When anything is due at the earliest.
pub fn earliest(context: &Context) -> Option<u64> {
    let connection = context.due.borrow().peek().map(|Reverse((at, ..))| *at);
    let set = |at: u64| Some(at).filter(|at| *at != 0);
    let (paused, again) = (set(context.listen_paused.get()), set(context.listen_again.get()));
    let (program, sleepers) = (context.suls.earliest(), context.wake_suls.earliest());
    let certificates = set(context.certificates_at.get());
    let (closing, kept) = (linger::earliest(context), warm::earliest(context));
    let drained = set(context.drain_until.get());
    let all = [connection, program, sleepers, paused, again, certificates, closing, kept, drained];
    // Compared as numbers: of an empty Option the compiler may compare the number too, which valgrind then reports.
    let first = all.map(|at| at.unwrap_or(u64::MAX)).into_iter().fold(u64::MAX, u64::min);
    Some(first).filter(|at| *at != u64::MAX)
}

/// Sets the poller's timer if something is due before it would go off.
pub fn arm(context: &Context) {
    let Some(at) = earliest(context) else { return };
    let set = context.timer_at.get();
    if set == 0 || at < set {
        context.timer_at.set(at);
        context.with_poller(|p| p.set_timer(at));
    }
}

/// The time has come, or was found to have: sets the poller's timer anew when it has gone off.
pub fn rearm(context: ContextRef, now: u64) {
    if context.timer_at.get() != 0 && context.timer_at.get() <= now {
        context.timer_at.set(0);
    }
    arm(context);
}
