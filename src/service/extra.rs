//! What the service thread does for `lwsx_` calls of other threads: tasks for each session, and the end of a context that
//! takes its time.

use crate::abi;
use crate::core::close::{self, CONTEXT_GONE, NO_STATUS};
use crate::core::context::ContextRef;
use crate::core::dispatch::extra::{DRAINED, Each, SHUTDOWN};
use crate::core::wsi::{Phase, Role, WsiRef, flag, mark};
use crate::core::{dispatch, reach, timers, transport};
use crate::role::ws;
use std::collections::VecDeque;
use std::ptr::null_mut;

/// The close code of a server that ends.
const GOING_AWAY: u16 = abi::LWS_CLOSE_STATUS_GOINGAWAY as u16;

/// Sessions that get their task in one pass, so that the others are served meanwhile.
const PER_PASS: usize = 256;

/// Gives sessions the tasks that there are for each of them, in the order in which these were asked for.
pub fn tasks(context: ContextRef) {
    let mut left = PER_PASS;
    loop {
        let each = context.each.borrow_mut().pop_front();
        let Some(mut each) = each else { return };
        let mut rest = each.rest.take().unwrap_or_else(|| sessions(context, &each));
        while left != 0
            && !context.doomed.get()
            && let Some(token) = rest.pop_front()
        {
            left -= 1;
            if let Some(wsi) = context.find(token).filter(is_session) {
                each.call(context, wsi);
                if wsi.is_live() && wsi.has(flag::DOOMED) {
                    close::close(wsi, NO_STATUS);
                }
            }
        }
        if rest.is_empty() || context.doomed.get() {
            dispatch::extra::finish(context, each);
        } else {
            each.rest = Some(rest);
            context.each.borrow_mut().push_front(each);
            context.shared.wake();
            return;
        }
    }
}

fn is_session(wsi: &WsiRef) -> bool {
    wsi.role() == Role::Ws && wsi.phase() == Phase::Established && !wsi.has(flag::CLOSING | flag::DOOMED)
}

/// The sessions that a task is for.
fn sessions(context: ContextRef, each: &Each) -> VecDeque<u64> {
    let except = context.shared.reach.token(each.except());
    let named =
        |w: &WsiRef| each.protocol.as_ref().is_none_or(|p| w.vhost().is_some_and(|v| v.is_named(w.protocol(), p)));
    let all = context.connections().into_iter().filter(|w| is_session(w) && named(w)).map(|w| w.token());
    all.filter(|t| Some(*t) != except).collect()
}

/// The context drains (`lwsx_drain`): tells the sessions, closes what has come to its end, and ends when nothing is left or
/// the time is up.
#[cold]
pub fn drain(context: ContextRef) {
    if context.drained.get() || context.doomed.get() {
        return;
    }
    let until = context.shared.drain();
    if context.drain_until.get() != until {
        context.drain_until.set(until);
        timers::arm(context);
    }
    let mut left = 0;
    for wsi in context.connections() {
        // What is closed by a callback of another one is not in the list of the living any more.
        if wsi.is_live() && !leaves(context, wsi) && wsi.is_live() {
            left += 1;
        }
        if context.doomed.get() {
            return;
        }
    }
    if left == 0 || crate::sys::clock::monotonic_us() >= until {
        over(context);
    }
}

/// Has one connection come to its end; whether it does not count any more.
fn leaves(context: ContextRef, wsi: WsiRef) -> bool {
    match wsi.role() {
        Role::None | Role::RawFile => true,
        Role::Listen => {
            close::close(wsi, CONTEXT_GONE);
            true
        }
        Role::Raw => {
            let datagrams = wsi.has(flag::UDP);
            if !datagrams {
                close::close(wsi, NO_STATUS);
            }
            datagrams
        }
        Role::Http => {
            let idle = wsi.phase() == Phase::Head && !wsi.has(flag::HELD | flag::READABLE | flag::PENDING);
            if idle {
                close::close(wsi, NO_STATUS);
            } else if wsi.phase() != Phase::Head {
                wsi.set(flag::LAST);
            }
            false
        }
        Role::Ws if wsi.phase() == Phase::Established => {
            if !wsi.marked(mark::TOLD_SHUTDOWN) {
                wsi.mark(mark::TOLD_SHUTDOWN, true);
                let r = dispatch::call(wsi, SHUTDOWN, null_mut(), 0);
                if r != 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
                    close::close(wsi, NO_STATUS);
                    return false;
                }
            }
            if !wsi.has(flag::WANT) && reach::is_empty(context, wsi) {
                go_away(wsi);
            }
            false
        }
        Role::Ws | Role::Client => false,
    }
}

fn go_away(wsi: WsiRef) {
    ws::prepare_close(wsi, GOING_AWAY, &[]);
    close::close(wsi, GOING_AWAY);
}

/// The drain is over: what is left is closed, and the program hears of it.
fn over(context: ContextRef) {
    for wsi in context.connections() {
        if !wsi.is_live() || matches!(wsi.role(), Role::None | Role::RawFile) || wsi.has(flag::UDP) {
            continue;
        }
        if is_session(&wsi) {
            go_away(wsi);
        }
        if wsi.is_live() {
            transport::flush_own(wsi);
            close::close(wsi, CONTEXT_GONE);
        }
    }
    context.drain_until.set(0);
    context.drained.set(true);
    super::broadcast(context, DRAINED);
    let foreign = context.watch.foreign.borrow().clone();
    if let Some(foreign) = foreign.filter(|_| context.runs_elsewhere.get()) {
        foreign.stop();
    }
}
