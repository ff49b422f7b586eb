//! Timeouts and timers of connections, and the program's own timers.

use super::{guard, with_context, with_wsi};
use crate::abi::{self, lws, lws_context, lws_sorted_usec_list_t, lws_usec_t, pending_timeout, sul_cb_t};
use crate::core::context::ContextRef;
use crate::core::owner::{Guard, Message};
use crate::core::wsi::Timer;
use crate::core::{close, dispatch, timers};
use crate::util::{log, sul};
use core::ffi::c_int;

/// The flag of lws_sul2_schedule() for timers that wake a suspended machine.
const WAKES: c_int = 1;

/// Closes a connection after some seconds, unless it is called again before.
///
/// @param reason `enum pending_timeout`: what the timeout is for; a program's own is PENDING_TIMEOUT_USER_REASON_BASE or
///        above
/// @param secs seconds; 0 cancels; LWS_TO_KILL_ASYNC closes at the next pass of the loop, without a goodbye and
///        without sending what waits, also from another thread; LWS_TO_KILL_SYNC closes before this returns, or, from a
///        callback of this connection, when that returns
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_timeout(wsi: *mut lws, reason: pending_timeout, secs: c_int) {
    guard("lws_set_timeout", (), move || {
        // SAFETY: the caller's promise.
        let found = unsafe { dispatch::wsi_of(wsi) };
        let Some((w, c)) = found.and_then(|w| Some((w, w.context()?))) else {
            // SAFETY: the caller's promise.
            return unsafe { super::peek_wsi("lws_set_timeout", wsi, (), |_| ()) };
        };
        let Some(_held) = Guard::take(c) else {
            if secs == abi::LWS_TO_KILL_ASYNC || secs == abi::LWS_TO_KILL_SYNC {
                if !c.shared.post(Message::Kill(w.token())) {
                    log::err(format_args!("lws_set_timeout: too much waits for the service thread already; refused"));
                }
                return;
            }
            return super::foreign("lws_set_timeout", ());
        };
        if !super::is_still(w, c) {
            return super::stale("lws_set_timeout", false, ());
        }
        w.set_killed(false);
        match secs {
            abi::LWS_TO_KILL_SYNC => close::request(w),
            abi::LWS_TO_KILL_ASYNC => {
                timers::set(w, Timer::Timeout, Some(0));
                w.set_killed(true);
            }
            n if n <= 0 => timers::set(w, Timer::Timeout, None),
            n => {
                w.set_timeout_reason(reason as c_int);
                timers::set(w, Timer::Timeout, Some(n as u64 * 1_000_000));
            }
        }
    })
}

/// Gives the connection an LWS_CALLBACK_TIMER after some time; calling it again moves it.
///
/// @param usecs microseconds; LWS_SET_TIMER_USEC_CANCEL for none. What is below that is due at once
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_timer_usecs(wsi: *mut lws, usecs: lws_usec_t) {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_set_timer_usecs", wsi, (), move |w| {
            timers::set(w, Timer::User, (usecs != abi::LWS_SET_TIMER_USEC_CANCEL).then_some(usecs.max(0) as u64));
        })
    }
}

/// Has a function called after some time, on the service thread. A timer that is already scheduled is moved.
///
/// The struct is the program's, mostly a member of a larger one; it must be zeroed before its first use, and stay where
/// it is until it has fired or was cancelled.
///
/// @param tsi 0: there is one service thread
/// @param _cb what to call, with `sul`
/// @param _us microseconds from now; LWS_SET_TIMER_USEC_CANCEL cancels
///
/// # Safety
/// `ctx` is NULL or came from lws_create_context(); `sul` is NULL or as above.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sul_schedule(
    ctx: *mut lws_context,
    tsi: c_int,
    sul: *mut lws_sorted_usec_list_t,
    _cb: sul_cb_t,
    _us: lws_usec_t,
) {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_sul_schedule", ctx, (), move |c| {
            schedule("lws_sul_schedule", c, &c.suls, sul, _cb, _us);
        })
    }
}

/// Puts a timer into one of a context's lists.
///
/// # Safety
/// As for lws_sul_schedule().
pub(super) unsafe fn schedule(
    name: &str,
    c: ContextRef,
    list: &sul::SulList,
    sul: *mut lws_sorted_usec_list_t,
    cb: sul_cb_t,
    us: lws_usec_t,
) {
    if sul.is_null() {
        return log::err(format_args!("{name}: sul is NULL"));
    }
    // SAFETY: the caller's promise.
    unsafe {
        (*sul).cb = cb;
        if us == abi::LWS_SET_TIMER_USEC_CANCEL {
            return sul::cancel(sul);
        }
        let now = crate::sys::clock::monotonic_us() as i64;
        list.insert(sul, now.saturating_add(us.max(0)));
    }
    timers::arm(c);
}

/// As lws_sul_schedule(), with time and function already in the struct: `sul->us` is when, as lws_now_usecs() counts.
///
/// @param flags LWSSULLI_WAKE_IF_SUSPENDED (1): as lws_sul_schedule_wakesuspend()
///
/// # Safety
/// As for lws_sul_schedule().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sul2_schedule(
    context: *mut lws_context,
    tsi: c_int,
    flags: c_int,
    sul: *mut lws_sorted_usec_list_t,
) {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_sul2_schedule", context, (), move |c| {
            if sul.is_null() {
                return log::err(format_args!("lws_sul2_schedule: sul is NULL"));
            }
            let list = if flags & WAKES != 0 { &c.wake_suls } else { &c.suls };
            list.insert(sul, (*sul).us);
            timers::arm(c);
        })
    }
}

/// Cancels a timer of the program's own; one that is not scheduled may be cancelled too.
///
/// # Safety
/// `sul` is NULL, or zeroed or scheduled before. Call it on the service thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sul_cancel(sul: *mut lws_sorted_usec_list_t) {
    guard("lws_sul_cancel", (), move || {
        if !sul.is_null() {
            // SAFETY: the caller's promise.
            unsafe { sul::cancel(sul) }
        }
    })
}

/// Schedules a timer for the next try of something: the delay is the policy's for the number of tries so far
/// (lws_retry_get_delay_ms()), which goes up by one.
///
/// @param tid 0: there is one service thread
/// @param ctry the number of tries so far
/// @return 0, or 1 when the tries are used up: then it is not scheduled
///
/// # Safety
/// As for lws_sul_schedule() and lws_retry_get_delay_ms().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_retry_sul_schedule(
    context: *mut lws_context,
    tid: c_int,
    sul: *mut lws_sorted_usec_list_t,
    retry: *const abi::lws_retry_bo_t,
    cb: sul_cb_t,
    ctry: *mut u16,
) -> c_int {
    let _ = tid;
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_retry_sul_schedule", context, 1, move |c| {
            let mut conceal = 0;
            let ms = super::misc::lws_retry_get_delay_ms(context, retry, ctry, &mut conceal);
            if conceal == 0 {
                return 1;
            }
            schedule("lws_retry_sul_schedule", c, &c.suls, sul, cb, i64::from(ms) * 1000);
            0
        })
    }
}
