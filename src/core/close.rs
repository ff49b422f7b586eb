//! How connections, vhosts and contexts end: each owed callback exactly once, in the order lws gives them.

use crate::abi;
use crate::core::context::ContextRef;
use crate::core::tls;
use crate::core::vhost::VhostRef;
use crate::core::wsi::{Phase, Role, Timer, WsiRef, flag, mark};
use crate::core::{dispatch, linger, reach, timers, transport, warm, watch};
use crate::sys::socket;
use crate::util::system as kept;
use core::ffi::{CStr, c_int};
use std::ptr::null_mut;

/// Close without a status.
pub const NO_STATUS: u16 = 0;
/// Close because the context goes away: no goodbye, no waiting.
pub const CONTEXT_GONE: u16 = 999;
/// Seconds that refused bytes get to leave before a close, and that the peer gets to answer our close frame.
pub const GOODBYE_SECS: u64 = 5;

/// Closes a connection as soon as none of its callbacks is running: now, or when they have returned.
pub fn request(wsi: WsiRef) {
    if wsi.has(flag::CLOSING) {
        return;
    }
    if wsi.depth() != 0 {
        wsi.set(flag::DOOMED | flag::UNUSABLE);
        next_turn(wsi);
    } else {
        wsi.set(flag::UNUSABLE);
        close(wsi, NO_STATUS);
    }
}

/// Closes a connection. It may stay for a while, to send what the kernel refused or to await the peer's goodbye; call
/// again to end that.
pub fn close(wsi: WsiRef, status: u16) {
    if wsi.has(flag::CLOSING) || !wsi.is_live() {
        return;
    }
    if wsi.depth() != 0 {
        wsi.set(flag::DOOMED);
        return next_turn(wsi);
    }
    wsi.clear(flag::DOOMED);
    if !close_children(wsi) {
        return;
    }
    if wsi.marked(mark::HAS_ID)
        && let Some(context) = wsi.context()
    {
        reach::shut(context, wsi);
    }
    transport::flush_own(wsi);
    // A file on its way ends here, before the program is told.
    drop(wsi.with_http(|h| h.file.take()));
    let abrupt = wsi.has(flag::UNUSABLE | flag::BROKEN) || status == CONTEXT_GONE || wsi.fd() < 0;
    if !abrupt {
        match wsi.phase() {
            Phase::AwaitingCloseAck | Phase::ReturnedClose | Phase::Flushing | Phase::Dead => {
                if wsi.has(flag::PENDING) && wsi.phase() != Phase::Flushing {
                    return wait_for_flush(wsi);
                }
            }
            _ => {
                if say_goodbye(wsi, status) {
                    return;
                }
                if wsi.has(flag::PENDING) {
                    return wait_for_flush(wsi);
                }
            }
        }
    }
    finish(wsi);
}

/// Not every callback is given in a turn of its connection, so one is due that closes it.
fn next_turn(wsi: WsiRef) {
    if let Some(context) = wsi.context() {
        context.queue(wsi);
    }
}

/// The polite part. True: wait for the peer.
fn say_goodbye(wsi: WsiRef, status: u16) -> bool {
    ending(wsi);
    unbind(wsi, c"close");
    let table = wsi.context().and_then(|c| c.roles());
    let waits = table.is_some_and(|t| (t.before_close)(wsi, status));
    transport::flush_own(wsi);
    waits && !wsi.has(flag::BROKEN)
}

fn wait_for_flush(wsi: WsiRef) {
    wsi.set_phase(Phase::Flushing);
    wsi.set_timeout_reason(abi::PENDING_FLUSH_STORED_SEND_BEFORE_CLOSE as c_int);
    timers::set(wsi, Timer::Timeout, Some(GOODBYE_SECS * 1_000_000));
}

/// Gives the DROP_PROTOCOL callback that is owed; its `in` says why, as a C string. At the end of a connection that has
/// no session memory lws leaves it out.
pub fn unbind(wsi: WsiRef, why: &'static CStr) {
    if !wsi.has(flag::BOUND) || wsi.has(flag::TOLD) || (why == c"close" && wsi.user().is_null()) {
        return;
    }
    wsi.clear(flag::BOUND);
    let reason = match wsi.role() {
        Role::Ws if wsi.has(flag::CLIENT) => abi::LWS_CALLBACK_WS_CLIENT_DROP_PROTOCOL,
        Role::Client => abi::LWS_CALLBACK_CLIENT_HTTP_DROP_PROTOCOL,
        Role::Raw => abi::LWS_CALLBACK_RAW_SKT_DROP_PROTOCOL,
        Role::RawFile => abi::LWS_CALLBACK_RAW_FILE_DROP_PROTOCOL,
        Role::Ws => abi::LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL,
        _ => abi::LWS_CALLBACK_HTTP_DROP_PROTOCOL,
    };
    dispatch::call(wsi, reason as c_int, why.as_ptr().cast_mut().cast(), 0);
}

/// Binds a connection to a protocol of its vhost, with fresh session memory: DROP_PROTOCOL for the old one,
/// BIND_PROTOCOL for the new one, also when they are the same. False: the program refused, or there is no memory.
pub fn bind(wsi: WsiRef, protocol: usize) -> bool {
    unbind(wsi, c"bind");
    dispatch::drop_user(wsi);
    wsi.set_protocol(protocol);
    if !dispatch::ensure_user(wsi) {
        return false;
    }
    let reason = match wsi.role() {
        Role::Client => abi::LWS_CALLBACK_CLIENT_HTTP_BIND_PROTOCOL,
        Role::Raw => abi::LWS_CALLBACK_RAW_SKT_BIND_PROTOCOL,
        Role::Ws => abi::LWS_CALLBACK_WS_SERVER_BIND_PROTOCOL,
        _ => abi::LWS_CALLBACK_HTTP_BIND_PROTOCOL,
    };
    if dispatch::call(wsi, reason as c_int, null_mut(), 0) != 0 {
        return false;
    }
    wsi.set(flag::BOUND);
    true
}

/// A parent hears that one of its children goes: as with lws its protocol is called with its session, but with the child as
/// `wsi`, too. The child has its parent until then.
fn tell_parent(wsi: WsiRef) {
    if let Some(parent) = wsi.parent() {
        let reason = abi::LWS_CALLBACK_CHILD_CLOSING as c_int;
        dispatch::call_with(wsi, parent.callback(), reason, parent.user(), wsi.to_c().cast(), 0);
        wsi.leave_parent();
    }
}

/// Children go first, while their parent is as it was. False: their callbacks have ended the parent.
fn close_children(wsi: WsiRef) -> bool {
    for child in wsi.children() {
        child.set(flag::UNUSABLE);
        close(child, NO_STATUS);
    }
    wsi.is_live()
}

/// What the role owes before the protocol is dropped: a client that was never served hears of its failure.
fn ending(wsi: WsiRef) {
    if let Some(table) = wsi.context().and_then(|c| c.roles()) {
        (table.ending)(wsi);
    }
}

/// The end: the socket goes, then the program is told, then the memory goes.
fn finish(wsi: WsiRef) {
    let Some(context) = wsi.context() else { return };
    let unclean = wsi.has(flag::BROKEN);
    let mut sends_more = may_send_more(wsi);
    wsi.set(flag::CLOSING);
    // Those that came since the connection began to close.
    close_children(wsi);
    if wsi.role() == Role::RawFile {
        tell_parent(wsi);
    }
    ending(wsi);
    unbind(wsi, c"close");
    if let Some(table) = context.roles() {
        (table.released)(wsi);
    }
    let fd = wsi.fd();
    if fd >= 0 {
        watch::end(context, wsi);
        context.set_fd(fd, None);
        if wsi.has(flag::TLS) && !unclean {
            tls::goodbye(wsi);
        }
        if !unclean && !matches!(wsi.role(), Role::Listen | Role::RawFile) && !wsi.has(flag::UDP) {
            socket::shutdown_write(fd);
            sends_more = discard_input(wsi, sends_more);
        }
    }
    wsi.set_phase(Phase::Dead);
    transport::give_back(wsi);
    reach::ends(context, wsi);
    let owed = match wsi.role() {
        Role::Ws if wsi.has(flag::SERVED) && wsi.has(flag::CLIENT) => Some(client_closed(context)),
        Role::Raw if wsi.has(flag::SERVED) => Some(abi::LWS_CALLBACK_RAW_CLOSE),
        Role::RawFile if wsi.has(flag::SERVED) => Some(abi::LWS_CALLBACK_RAW_CLOSE_FILE),
        Role::Client if wsi.has(flag::SERVED) => Some(abi::LWS_CALLBACK_CLOSED_CLIENT_HTTP),
        Role::Ws if wsi.has(flag::SERVED) => Some(abi::LWS_CALLBACK_CLOSED),
        Role::Http if wsi.has(flag::SERVED) => Some(abi::LWS_CALLBACK_CLOSED_HTTP),
        _ => None,
    };
    if let Some(reason) = owed
        && !wsi.has(flag::TOLD)
    {
        wsi.set(flag::TOLD);
        dispatch::call(wsi, reason as c_int, null_mut(), 0);
    }
    tell_parent(wsi);
    watch::closes(context, wsi);
    if fd >= 0 {
        let serves = matches!(wsi.role(), Role::Http | Role::Ws) && !wsi.has(flag::CLIENT);
        let lingers = serves && sends_more && !unclean && !wsi.has(flag::UNUSABLE) && !context.destroying.get();
        if lingers {
            linger::take(context, fd)
        } else {
            socket::close(fd)
        }
        wsi.set_fd(-1);
    }
    if wsi.has(flag::CREATED) {
        wsi.clear(flag::CREATED);
        dispatch::call_first(wsi, abi::LWS_CALLBACK_WSI_DESTROY as c_int, null_mut(), 0);
    }
    dispatch::drop_user(wsi);
    if let Some(v) = wsi.vhost() {
        v.connections.set(v.connections.get().saturating_sub(1));
    }
    if context.turn_of.get().is_some_and(|t| std::ptr::eq(t, wsi)) {
        context.turn_of.set(None);
    }
    watch::goes(context, wsi);
    reach::forget(context, wsi);
    context.remove(wsi);
    wsi.give();
}

/// Whether the peer is in the middle of sending something.
fn may_send_more(wsi: WsiRef) -> bool {
    let in_body = |h: &mut crate::core::wsi::Http| h.request.is_some() && (h.body_left != 0 || h.chunked.is_some());
    wsi.has(flag::REFUSED | flag::HELD) || wsi.with_http(in_body) == Some(true)
}

/// What ends a client's websocket.
fn client_closed(context: ContextRef) -> abi::lws_callback_reasons {
    if context.before_3.get() { abi::LWS_CALLBACK_CLOSED } else { abi::LWS_CALLBACK_CLIENT_CLOSED }
}

/// Reads away what the peer sent too much: closing a socket with unread bytes resets the connection, and the peer
/// would lose our last answer. Whether more may come: of one that was sending, until it ends.
fn discard_input(wsi: WsiRef, sends: bool) -> bool {
    let mut buffer = [0u8; 4096];
    let mut some = sends;
    for _ in 0..64 {
        match socket::receive(wsi.fd(), &mut buffer) {
            socket::Outcome::Moved(n) if n != 0 => some = true,
            socket::Outcome::WouldBlock => return some,
            _ => return false,
        }
    }
    true
}

/// Takes a vhost down: its listeners, its connections, its protocols. Callbacks that are owed run before this returns.
pub fn vhost(v: VhostRef) {
    let Some(context) = v.context() else { return };
    if v.closing.replace(true) {
        return;
    }
    if !context.destroying.get() {
        hand_over_listeners(context, v);
    }
    for wsi in context.connections() {
        if wsi.is_live() && wsi.vhost().is_some_and(|w| std::ptr::eq(w, v)) {
            close(wsi, CONTEXT_GONE);
        }
    }
    v.listeners.replace(Vec::new());
    watch::vhost_ends(context, v);
    warm::forget(context, v);
    if v.initialized.replace(false) {
        for i in 0..v.protocol_count() {
            dispatch::call_vhost(v, i, abi::LWS_CALLBACK_PROTOCOL_DESTROY as c_int, null_mut(), 0);
        }
    }
    context.vhosts.borrow_mut().retain(|w| !std::ptr::eq(*w, v));
    reach::forget_vhost(context, v);
    dispatch::finalize(v);
    dispatch::system::log_used(dispatch::system::log_of(v), -1);
    v.give();
}

/// A vhost stops listening; where another one shares its socket, that one has it from now on.
pub fn stop_listening(v: VhostRef) {
    let Some(context) = v.context() else { return };
    hand_over_listeners(context, v);
    for listener in v.listeners.take() {
        close(listener, CONTEXT_GONE);
    }
}

/// A listening socket that another vhost uses too goes on as that one's.
fn hand_over_listeners(context: ContextRef, v: VhostRef) {
    let iface = |w: VhostRef| w.with(|s| s.config.iface.clone());
    let heir = context.vhosts.borrow().iter().copied().find(|w| {
        !std::ptr::eq(*w, v)
            && !w.closing.get()
            && w.listeners.borrow().is_empty()
            && w.port.get() == v.port.get()
            && iface(w) == iface(v)
    });
    let siblings: Vec<VhostRef> = {
        let vhosts = context.vhosts.borrow();
        let beside = |w: &VhostRef| {
            !std::ptr::eq(*w, v) && !w.closing.get() && w.port.get() == v.port.get() && iface(w) == iface(v)
        };
        vhosts.iter().copied().filter(beside).collect()
    };
    tls::forget_vhost(v, &siblings);
    let Some(heir) = heir else { return };
    tls::inherit(heir, &siblings);
    for listener in v.listeners.take() {
        v.connections.set(v.connections.get().saturating_sub(1));
        heir.connections.set(heir.connections.get() + 1);
        listener.set_vhost(heir);
        heir.listeners.borrow_mut().push(listener);
    }
}

/// Takes a context down. No callback of it may be running.
pub fn context(c: ContextRef) {
    c.shared.set_ending();
    let _log = dispatch::system::log_to(c);
    if kept::ENDS_FIRST {
        told_of_the_end(c);
    }
    if c.destroying.replace(true) {
        return;
    }
    transport::flush(c);
    if !kept::ENDS_FIRST {
        for wsi in c.connections().into_iter().filter(|w| w.is_live()) {
            close(wsi, CONTEXT_GONE);
        }
        told_of_the_end(c);
    }
    loop {
        let next = c.vhosts.borrow().first().copied();
        let Some(v) = next else { break };
        vhost(v);
        // A vhost that is already going down further up the stack is not ours to finish.
        if v.is_live() {
            c.vhosts.borrow_mut().retain(|w| !std::ptr::eq(*w, v));
        }
    }
    if !kept::ENDS_FIRST {
        dispatch::system::advance(c, abi::LWS_SYSTATE_CONTEXT_DESTROYING);
    }
    dispatch::extra::end(c);
    dispatch::system::close(c);
    c.suls.clear();
    c.wake_suls.clear();
    linger::expire(c, u64::MAX);
    if let Some(ops) = &c.watch.ops.get() {
        dispatch::watch::destroy(ops, c);
    }
    watch::close(c);
    let (baggage, place) = c.with_limits(|l| (l.baggage.0, l.place.0)).unwrap_or((null_mut(), null_mut()));
    dispatch::free_baggage(baggage);
    dispatch::system::log_used(c.shared.log(), -1);
    c.give();
    dispatch::forget_context(place);
}

/// The watchers of the system hear that the context ends, once.
fn told_of_the_end(c: ContextRef) {
    if c.told.replace(true) {
        return;
    }
    // What a watcher asks for is under way already.
    c.doomed.set(true);
    dispatch::system::go(c, abi::LWS_SYSTATE_POLICY_INVALID);
}

/// The context's end was asked for while it cannot end at once: the watchers hear of it now, where they are told first.
pub fn doom(c: ContextRef) {
    c.shared.set_ending();
    c.doomed.set(true);
    if kept::ENDS_FIRST {
        told_of_the_end(c);
    }
}
