//! The service loop, waking it, asking for WRITEABLE, and reason broadcasts.

use super::{guard, with_context, with_wsi};
use crate::abi::{self, lws, lws_context, lws_protocols, lws_vhost, pollfd};
use crate::core::context::ContextRef;
use crate::core::dispatch;
use crate::core::owner::{Guard, Message};
use crate::core::wsi::WsiRef;
use crate::service::{self, Served, Wait};
use crate::util::log;
use core::ffi::{c_int, c_void};

/// What `lws_service` gives when the loop of another library has ended, as with lws.
const RAN_ELSEWHERE: c_int = 1;

/// Waits for something to happen and works on it: connections, data, timers, wake-ups from other threads. Call it in a
/// loop, always from one thread at a time.
///
/// @param timeout_ms as in lws 4: a negative number does not wait at all; any other waits as long as it takes, since
///        the library knows when its timers are due
/// With LWS_SERVER_OPTION_LIBUV, LIBEV, LIBEVENT or GLIB it runs that library's loop (the program's own, if the creation
/// info named one) until it is stopped, whatever `timeout_ms` says.
///
/// @return 0 to go on; 1 when the loop of another library has ended; negative when the context is gone or the call was not
///         allowed (from inside a callback, or while another thread services the context)
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_service(context: *mut lws_context, timeout_ms: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { serve(context, if timeout_ms < 0 { Wait::Never } else { Wait::Forever }) }
}

/// lws_service() with its wait.
///
/// # Safety
/// As for lws_service().
pub(crate) unsafe fn serve(context: *mut lws_context, wait: Wait) -> c_int {
    let mut runner = None;
    let other = &mut runner;
    // SAFETY: the caller's promise.
    let r = unsafe {
        with_context("lws_service", context, -1, move |c| {
            if c.depth.get() == 0 && !c.in_service.get() && !c.drained.get() {
                *other = service::foreign::runner(c).map(|r| (c, r));
            }
            if other.is_some() { RAN_ELSEWHERE } else { service::pass(c, wait) }
        })
    };
    match runner {
        // The context is not held while the other loop runs: it takes it for each of its turns.
        Some((c, runner)) => guard("lws_service", -1, move || {
            c.runs_elsewhere.set(true);
            runner.run(c);
            c.runs_elsewhere.set(false);
            RAN_ELSEWHERE
        }),
        None => r,
    }
}

/// The same as lws_service(); there is one service thread, so `tsi` is 0.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_service_tsi(context: *mut lws_context, timeout_ms: c_int, tsi: c_int) -> c_int {
    if tsi != 0 {
        log::err(format_args!("lws_service_tsi: there is one service thread, 0, not {tsi}"));
        return -1;
    }
    // SAFETY: the caller's promise.
    unsafe { lws_service(context, timeout_ms) }
}

/// Services one descriptor that a poll loop of the program's own reported; with NULL, only what is due and queued. May be
/// mixed with lws_service(): `revents` is a hint.
///
/// A program that polls by itself is told of the descriptors by `LWS_CALLBACK_ADD_POLL_FD`, `_DEL_POLL_FD` and
/// `_CHANGE_MODE_POLL_FD`, which protocol 0 of their vhost gets between `_LOCK_POLL` and `_UNLOCK_POLL` (ABI 17: after
/// lwsx_set_external_poll()). One of them belongs to no connection: it ends the poll when lws_cancel_service() was called.
/// From the first call on, LWS_CALLBACK_SERVER_WRITEABLE comes when `revents` says POLLOUT. Ask
/// lws_service_adjust_timeout() before each poll.
///
/// @param pollfd descriptor and `revents`; `revents` is cleared if the descriptor is the library's, and left alone if
///        it is not, or if its connection was closed: the array that `pollfd` is in may have changed then
/// @return 0; 1 when the connection was closed; negative when the context is gone or the call was not allowed
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `pollfd` is NULL or points to a filled struct.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_service_fd(context: *mut lws_context, pollfd: *mut pollfd) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_service_fd", context, -1, move |c| {
            let Some(p) = pollfd.as_mut() else { return service::one(c, -1, 0).map_or_else(|e| e, |_| 0) };
            // The bits of poll(2) and epoll(7) are the same ones.
            match service::one(c, p.fd, p.revents as u16 as u32) {
                Ok(Served::Done) => {
                    p.revents = 0;
                    0
                }
                Ok(Served::Closed) => 1,
                Ok(Served::Unknown) => 0,
                Err(e) => e,
            }
        })
    }
}

/// The same as lws_service_fd(); there is one service thread, so `tsi` is 0.
///
/// # Safety
/// As for lws_service_fd().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_service_fd_tsi(context: *mut lws_context, pollfd: *mut pollfd, tsi: c_int) -> c_int {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe { lws_service_fd(context, pollfd) }
}

/// How long a poll loop of the program's own may wait. Where the program polls (lws_service_fd()), timers that are due and
/// what was left over run in this call: one that asks before each poll needs no other call for them.
///
/// @return 0 if something can be done at once, else the smaller of `timeout_ms` and the time to the next timer
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_service_adjust_timeout(context: *mut lws_context, timeout_ms: c_int, tsi: c_int) -> c_int {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe { with_context("lws_service_adjust_timeout", context, 1, move |c| service::may_wait(c, timeout_ms)) }
}

/// Ends the wait of lws_service(), from any thread or from a signal handler. Each protocol then gets
/// `LWS_CALLBACK_EVENT_WAIT_CANCELLED`, on the service thread: the place to act on what another thread has prepared.
/// Calls that come before it was given count once.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cancel_service(context: *mut lws_context) {
    // SAFETY: the caller's promise. No log and no guard here: both could take locks, and this may be a signal handler.
    if let Some(c) = unsafe { dispatch::context_of(context) } {
        c.shared.cancel();
    }
}

/// lws_cancel_service() for the context of a connection.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cancel_service_pt(wsi: *mut lws) {
    // SAFETY: the caller's promise.
    if let Some(c) = unsafe { dispatch::wsi_of(wsi) }.and_then(|w| w.context()) {
        c.shared.cancel();
    }
}

/// Asks for a WRITEABLE callback, as soon as the connection can take bytes. One request gives one callback. From any
/// thread; from the thread that services the context it costs next to nothing.
///
/// @return 1, or -1 when the connection is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_callback_on_writable(wsi: *mut lws) -> c_int {
    guard("lws_callback_on_writable", -1, move || {
        // SAFETY: the caller's promise.
        let found = unsafe { dispatch::wsi_of(wsi) };
        let Some((w, c)) = found.and_then(|w| Some((w, w.context()?))) else {
            // SAFETY: the caller's promise.
            return unsafe { super::peek_wsi("lws_callback_on_writable", wsi, -1, |_| -1) };
        };
        match Guard::take(c) {
            Some(_held) => {
                if !super::is_still(w, c) || w.has(crate::core::wsi::flag::CLOSING) {
                    return -1;
                }
                service::want_writable(w);
                1
            }
            None => post(c, Message::Writable(w.token()), "lws_callback_on_writable"),
        }
    })
}

fn post(c: ContextRef, message: Message, name: &'static str) -> c_int {
    if c.shared.post(message) {
        1
    } else {
        log::err(format_args!("{name}: too much waits for the service thread already; refused"));
        -1
    }
}

/// Asks for WRITEABLE on all connections of a protocol, on all vhosts; the protocol is known by its callback and name,
/// so the program's own entry will do. From any thread.
///
/// @return 0, or -1
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `protocol` is NULL or points to a valid entry.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_callback_on_writable_all_protocol(
    context: *const lws_context,
    protocol: *const lws_protocols,
) -> c_int {
    guard("lws_callback_on_writable_all_protocol", -1, move || {
        // SAFETY: the caller's promise.
        let (Some(c), Some(p)) = (unsafe { dispatch::context_of(context) }, unsafe { protocol.as_ref() }) else {
            log::warn(format_args!("lws_callback_on_writable_all_protocol: context or protocol is NULL or destroyed"));
            return -1;
        };
        all_protocol(c, p, 0)
    })
}

/// The same on one vhost.
///
/// @return 0, or -1
///
/// # Safety
/// `vhost` is NULL or a vhost of this library; `protocol` is NULL or points to a valid entry.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_callback_on_writable_all_protocol_vhost(
    vhost: *const lws_vhost,
    protocol: *const lws_protocols,
) -> c_int {
    guard("lws_callback_on_writable_all_protocol_vhost", -1, move || {
        // SAFETY: the caller's promise.
        let found = unsafe { dispatch::vhost_of(vhost) }.and_then(|v| Some((v, v.context()?)));
        // SAFETY: the caller's promise.
        let (Some((v, c)), Some(p)) = (found, unsafe { protocol.as_ref() }) else {
            log::warn(format_args!(
                "lws_callback_on_writable_all_protocol_vhost: vhost or protocol is NULL or destroyed"
            ));
            return -1;
        };
        all_protocol(c, p, std::ptr::from_ref(v) as usize)
    })
}

fn all_protocol(c: ContextRef, p: &lws_protocols, vhost: usize) -> c_int {
    let callback = p.callback.map_or(0, |f| f as usize);
    let name = dispatch::text(p.name).into_bytes();
    match Guard::take(c) {
        Some(_held) => {
            service::writable_all(c, callback, &name, vhost);
            0
        }
        None => post(c, Message::WritableAll { callback, name, vhost }, "lws_callback_on_writable_all_protocol").min(0),
    }
}

/// Gives a reason to each connection of a protocol on all vhosts, with its own session memory.
///
/// @param protocol which connections; known by callback and name
/// @return 0, or 1 when there is no such context
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `protocol` is NULL or points to a valid entry.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_callback_all_protocol(
    context: *mut lws_context,
    protocol: *const lws_protocols,
    reason: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_callback_all_protocol", context, 1, move |c| {
            let wanted = protocol.as_ref().map(|p| (p.callback.map_or(0, |f| f as usize), dispatch::text(p.name)));
            for w in c.connections() {
                let here = || (w.callback().map_or(0, |f| f as usize), protocol_name(w));
                if w.is_live() && is_bound(w) && wanted.as_ref().is_some_and(|x| *x == here()) {
                    dispatch::call(w, reason, core::ptr::null_mut(), 0);
                }
            }
            0
        })
    }
}

fn protocol_name(w: WsiRef) -> std::ffi::CString {
    w.vhost().map(|v| v.protocol_name(w.protocol())).unwrap_or_default()
}

/// Connections that a protocol has, not listeners.
fn is_bound(w: WsiRef) -> bool {
    w.has(crate::core::wsi::flag::BOUND)
}

/// lws_callback_all_protocol() on one vhost, with NULL for all of its protocols.
///
/// @return 0, or 1 when there is no such vhost
///
/// # Safety
/// `vh` is NULL or a vhost of this library; `protocol` is NULL or points to a valid entry.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_callback_all_protocol_vhost(
    vh: *mut lws_vhost,
    protocol: *const lws_protocols,
    reason: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_callback_all_protocol_vhost_args(vh, protocol, reason, core::ptr::null_mut(), 0) }
}

/// The same with `in` and `len` for the callbacks.
///
/// @return 0, or 1 when there is no such vhost
///
/// # Safety
/// `vh` is NULL or a vhost of this library; `protocol` is NULL or points to a valid entry; `argp` is what the callbacks
/// take for this reason.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_callback_all_protocol_vhost_args(
    vh: *mut lws_vhost,
    protocol: *const lws_protocols,
    reason: c_int,
    argp: *mut c_void,
    len: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        super::with_vhost("lws_callback_all_protocol_vhost", vh, 1, move |v| {
            let Some(c) = v.context() else { return 1 };
            let wanted = protocol.as_ref().map(|p| dispatch::text(p.name));
            for w in c.connections() {
                let same = w.vhost().is_some_and(|x| std::ptr::eq(x, v));
                if w.is_live() && same && is_bound(w) && wanted.as_ref().is_none_or(|n| *n == protocol_name(w)) {
                    dispatch::call(w, reason, argp, len);
                }
            }
            0
        })
    }
}

/// Adds or takes away reasons to stop; reception goes on when there is none.
fn flow(w: WsiRef, resumes: bool, reasons: u8) {
    let before = w.stopped_for.get();
    w.stopped_for.set(if resumes { before & !reasons } else { before | reasons });
    service::flow(w, w.stopped_for.get() == 0);
}

/// Stops and resumes reception. What has arrived meanwhile is kept, by the library or by the kernel, and delivered
/// afterwards; a peer that is not read from is slowed down.
///
/// @param enable 0 stops, 1 resumes. With LWS_RXFLOW_REASON_APPLIES the low eight bits are reasons to stop, which are
///        added, or with LWS_RXFLOW_REASON_APPLIES_ENABLE_BIT taken away; reception goes on when none is left. The plain
///        0 and 1 are the reason LWS_RXFLOW_REASON_USER_BOOL
/// @return 0, or -1 when the connection is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_rx_flow_control(wsi: *mut lws, enable: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_rx_flow_control", wsi, -1, move |w| {
            let (resumes, reasons) = if enable & abi::LWS_RXFLOW_REASON_APPLIES == 0 {
                (enable & abi::LWS_RXFLOW_REASON_USER_BOOL != 0, abi::LWS_RXFLOW_REASON_USER_BOOL)
            } else {
                (enable & abi::LWS_RXFLOW_REASON_APPLIES_ENABLE_BIT != 0, enable & 0xff)
            };
            flow(w, resumes, reasons as u8);
            0
        })
    }
}

/// Resumes reception on all connections of a protocol.
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `protocol` is NULL or points to a valid entry.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_rx_flow_allow_all_protocol(context: *const lws_context, protocol: *const lws_protocols) {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_rx_flow_allow_all_protocol", context, (), move |c| {
            let Some(p) = protocol.as_ref() else { return };
            let wanted = (p.callback.map_or(0, |f| f as usize), dispatch::text(p.name));
            for w in c.connections() {
                if (w.callback().map_or(0, |f| f as usize), protocol_name(w)) == wanted {
                    flow(w, true, abi::LWS_RXFLOW_REASON_USER_BOOL as u8);
                }
            }
        })
    }
}

/// Ends a raw connection's work: closes it as soon as what the kernel refused has left.
///
/// @return -1 if nothing waits (return it from the callback, to close now), 0 if the close follows by itself
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_raw_transaction_completed(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_raw_transaction_completed", wsi, -1, move |w| {
            use crate::core::wsi::flag;
            crate::core::transport::flush_own(w);
            if w.has(flag::PENDING) {
                crate::core::close::close(w, crate::core::close::NO_STATUS);
                return 0;
            }
            -1
        })
    }
}

const _: () = assert!(size_of::<pollfd>() == size_of::<libc::pollfd>());
