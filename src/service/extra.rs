//! What the service thread does for `lwsx_` calls of other threads: tasks for each session, and the end of a context that
//! takes its time.

use crate::core::close::{self, NO_STATUS};
use crate::core::context::ContextRef;
use crate::core::dispatch;
use crate::core::dispatch::extra::Each;
use crate::core::wsi::{Phase, Role, WsiRef, flag};
use std::collections::VecDeque;

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
            if let Some(wsi) = context.find(token).filter(|w| is_session(w)) {
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
