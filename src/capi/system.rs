//! The system's state, blobs, attached functions and captive portals (`lws-system.h`, `lws-state.h`), timers that wake
//! the machine.

use super::{guard, with_context};
use crate::abi::{
    self, lws_attach_cb_t, lws_attach_item, lws_context, lws_cpd_result_t, lws_sorted_usec_list_t, lws_state_manager_t,
    lws_state_notify_link_t, lws_system_blob_item_t, lws_system_blob_t, lws_system_ops_t, lws_system_states_t,
    lws_usec_t, sul_cb_t,
};
use crate::core::context::ContextRef;
use crate::core::dispatch::{self, system};
use crate::core::owner::Guard;
use crate::util::system::{Attached, Blob};
use crate::util::{log, state};
use core::ffi::{c_int, c_void};
use std::ptr::{null, null_mut};

/// Has a function called in the service loop from the given state on: for a program's `system_ops.attach`, which calls
/// this under a lock of its own, from any thread.
///
/// @param tsi 0: there is one service thread
/// @param cb, opaque what is called, with what; with `get` NULL
/// @param state LWS_SYSTATE_*: from when on
/// @param get NULL to add a function; else the place for a handle of the next one whose state has come, NULL for none.
///        Only the library's own call of `system_ops.attach` uses that
/// @return 0, or 1 when there is no such context
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `get` is NULL or a place for the pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __lws_system_attach(
    context: *mut lws_context,
    tsi: c_int,
    cb: lws_attach_cb_t,
    state: lws_system_states_t,
    opaque: *mut c_void,
    get: *mut *mut lws_attach_item,
) -> c_int {
    let _ = tsi;
    guard("__lws_system_attach", 1, move || {
        // SAFETY: the caller's promise.
        let Some(c) = (unsafe { dispatch::context_of(context) }) else {
            log::warn(format_args!("__lws_system_attach: the context is NULL or already destroyed"));
            return 1;
        };
        // SAFETY: the caller's promise.
        match unsafe { get.as_mut() } {
            Some(place) => {
                // SAFETY: the machine lives for ever; the service thread, which asks, changes its state.
                *place = c.shared.attach.next(unsafe { (*c.system.manager.get()).state });
            }
            None => {
                c.shared.attach.add(Attached { callback: cb, state, opaque });
                c.shared.cancel();
            }
        }
        0
    })
}

/// Takes a watcher out of its state machine; one that is in none may be given too.
///
/// # Safety
/// `nl` is NULL, or zeroed or registered before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_state_reg_deregister(nl: *mut lws_state_notify_link_t) {
    guard("lws_state_reg_deregister", (), move || {
        if !nl.is_null() {
            // SAFETY: the caller's promise.
            unsafe { state::deregister(nl) }
        }
    })
}

/// Adds a watcher to a state machine. Before each step it is called with the present and the next state, and forbids the
/// step by returning other than 0 (and goes on later by lws_state_transition_steps()); after it with the new state twice.
/// The one that was added last is called first.
///
/// @param nl zeroed but for `notify_cb` and `name`; it must stay where it is until it is taken out or the context is gone
///
/// # Safety
/// `mgr` is NULL or a valid state machine; `nl` is NULL or as above.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_state_reg_notifier(mgr: *mut lws_state_manager_t, nl: *mut lws_state_notify_link_t) {
    guard("lws_state_reg_notifier", (), move || {
        if mgr.is_null() || nl.is_null() {
            return log::err(format_args!("lws_state_reg_notifier: the state machine or the watcher is NULL"));
        }
        // SAFETY: the caller's promise.
        unsafe { state::register(mgr, nl) }
    })
}

/// Adds a list of watchers, one after the other.
///
/// @param nl an array of watchers ended by NULL, or NULL
///
/// # Safety
/// As for lws_state_reg_notifier().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_state_reg_notifier_list(
    mgr: *mut lws_state_manager_t,
    nl: *const *mut lws_state_notify_link_t,
) {
    guard("lws_state_reg_notifier_list", (), move || {
        if !mgr.is_null() {
            // SAFETY: the caller's promise.
            unsafe { system::each_link(nl, |link| state::register(mgr, link)) }
        }
    })
}

/// What a state machine belongs to: its context's own one, or a program's.
enum Machine {
    Context(ContextRef),
    Own,
}

/// # Safety
/// `mgr` is a valid state machine.
unsafe fn machine(mgr: *mut lws_state_manager_t) -> Machine {
    // SAFETY: the caller's promise; the context is looked at only if it is a live one.
    match unsafe { dispatch::context_of((*mgr).context) } {
        Some(c) if core::ptr::eq(c.system.manager.get(), mgr) => Machine::Context(c),
        _ => Machine::Own,
    }
}

/// Moves a state machine to a state, whichever it is in, unless a watcher forbids it.
///
/// @return 0; look at `mgr->state`
///
/// # Safety
/// `mgr` is NULL or a valid state machine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_state_transition(mgr: *mut lws_state_manager_t, target: c_int) -> c_int {
    guard("lws_state_transition", 1, move || {
        if mgr.is_null() {
            log::err(format_args!("lws_state_transition: the state machine is NULL"));
            return 1;
        }
        // SAFETY: the caller's promise.
        match unsafe { machine(mgr) } {
            Machine::Context(c) => {
                let Some(_held) = Guard::take(c) else { return super::foreign("lws_state_transition", 1) };
                system::go(c, target);
            }
            Machine::Own => {
                // SAFETY: the caller's promise.
                unsafe {
                    if (*mgr).state != target {
                        state::transition(mgr, target, &|_| true);
                    }
                }
            }
        }
        0
    })
}

/// Moves a state machine on, state by state, up to one; a watcher may forbid each step. Never back.
///
/// @return 0; look at `mgr->state`
///
/// # Safety
/// `mgr` is NULL or a valid state machine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_state_transition_steps(mgr: *mut lws_state_manager_t, target: c_int) -> c_int {
    guard("lws_state_transition_steps", 1, move || {
        if mgr.is_null() {
            log::err(format_args!("lws_state_transition_steps: the state machine is NULL"));
            return 1;
        }
        // SAFETY: the caller's promise.
        match unsafe { machine(mgr) } {
            Machine::Context(c) => {
                let Some(_held) = Guard::take(c) else { return super::foreign("lws_state_transition_steps", 1) };
                system::advance(c, target);
            }
            // SAFETY: the caller's promise.
            Machine::Own => unsafe { state::steps(mgr, target, &|_| true) },
        }
        0
    })
}

/// The blob behind a handle.
///
/// # Safety
/// `b` is NULL or came from lws_system_get_blob().
unsafe fn blob<'a>(b: *mut lws_system_blob_t) -> Option<&'a Blob> {
    // SAFETY: such a pointer is to a blob of a context's slot, which lives for ever.
    unsafe { b.cast::<Blob>().as_ref() }
}

/// Frees the copies that a system blob holds; memory of the program's own stays.
///
/// # Safety
/// `b` is NULL or came from lws_system_get_blob().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_destroy(b: *mut lws_system_blob_t) {
    // SAFETY: the caller's promise.
    guard("lws_system_blob_destroy", (), move || unsafe { blob(b) }.map_or((), Blob::free))
}

/// Has a system blob stand for memory of the program's own, which must stay as long as the blob is used.
///
/// # Safety
/// `b` is NULL or came from lws_system_get_blob(); `ptr` has `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_direct_set(b: *mut lws_system_blob_t, ptr: *const u8, len: usize) {
    // SAFETY: the caller's promise.
    guard("lws_system_blob_direct_set", (), move || unsafe { blob(b) }.map_or((), |b| b.set_direct(ptr, len)))
}

/// Copies a part of a system blob.
///
/// @param len how much room there is; set to how much was copied
/// @param ofs from where on
/// @return 0 when something was copied; 1 when a blob of the program's own memory ends before `ofs`; -2 when one of copies
///         holds nothing there
///
/// # Safety
/// `b` is NULL or came from lws_system_get_blob(); `ptr` has room for `*len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_get(
    b: *mut lws_system_blob_t,
    ptr: *mut u8,
    len: *mut usize,
    ofs: usize,
) -> c_int {
    guard("lws_system_blob_get", -1, move || {
        // SAFETY: the caller's promise.
        let (Some(b), Some(room)) = (unsafe { blob(b) }, unsafe { len.as_mut() }) else { return -1 };
        if ptr.is_null() {
            return -1;
        }
        if let Some((from, whole)) = b.direct() {
            if ofs >= whole {
                *room = 0;
                return 1;
            }
            *room = (*room).min(whole - ofs);
            // SAFETY: the program vouched for its memory when it set the blob, and for the room now.
            unsafe { core::ptr::copy(from.add(ofs), ptr, *room) };
            return 0;
        }
        if b.is_empty() {
            return -2;
        }
        // SAFETY: the caller's promise.
        *room = b.copy(ofs, unsafe { core::slice::from_raw_parts_mut(ptr, *room) });
        0
    })
}

/// Where the bytes of a system blob stand, if they stand in one piece: not when they were appended in several.
///
/// @param ptr set to the bytes, which stay there until the blob is changed
/// @return 0, or -1 when there is no such pointer
///
/// # Safety
/// `b` is NULL or came from lws_system_get_blob(); `ptr` is NULL or a place for the pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_get_single_ptr(b: *mut lws_system_blob_t, ptr: *mut *const u8) -> c_int {
    guard("lws_system_blob_get_single_ptr", -1, move || {
        // SAFETY: the caller's promise.
        let (Some(b), Some(place)) = (unsafe { blob(b) }, unsafe { ptr.as_mut() }) else { return -1 };
        let Some(at) = b.single() else { return -1 };
        *place = at;
        0
    })
}

/// How many bytes a system blob has.
///
/// # Safety
/// `b` is NULL or came from lws_system_get_blob().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_get_size(b: *mut lws_system_blob_t) -> usize {
    // SAFETY: the caller's promise.
    guard("lws_system_blob_get_size", 0, move || unsafe { blob(b) }.map_or(0, Blob::len))
}

/// Appends a copy of bytes to a system blob.
///
/// @return 0, or -1 when it stands for memory of the program's own (empty it first)
///
/// # Safety
/// `b` is NULL or came from lws_system_get_blob(); `ptr` has `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_heap_append(b: *mut lws_system_blob_t, ptr: *const u8, len: usize) -> c_int {
    guard("lws_system_blob_heap_append", -1, move || {
        // SAFETY: the caller's promise.
        let Some(b) = (unsafe { blob(b) }).filter(|_| !ptr.is_null()) else { return -1 };
        // SAFETY: the caller's promise.
        if b.append(unsafe { core::slice::from_raw_parts(ptr, len) }) { 0 } else { -1 }
    })
}

/// Empties a system blob.
///
/// # Safety
/// `b` is NULL or came from lws_system_get_blob().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_heap_empty(b: *mut lws_system_blob_t) {
    // SAFETY: the caller's promise.
    guard("lws_system_blob_heap_empty", (), move || unsafe { blob(b) }.map_or((), Blob::clear))
}

/// The context that a state machine belongs to, for watchers.
///
/// @return `mgr->context`; NULL for NULL
///
/// # Safety
/// `mgr` is NULL or a valid state machine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_context_from_system_mgr(mgr: *mut lws_state_manager_t) -> *mut lws_context {
    guard("lws_system_context_from_system_mgr", null_mut(), move || {
        // SAFETY: the caller's promise.
        unsafe { mgr.as_ref() }.map_or(null_mut(), |m| m.context)
    })
}

/// Tells what was found out about captive portals: sends a system message of the network class, and moves the system's
/// state on. Only the first call after a search counts.
///
/// @param result LWS_CPD_INTERNET_OK, LWS_CPD_CAPTIVE_PORTAL or LWS_CPD_NO_INTERNET
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_cpd_set(context: *mut lws_context, result: lws_cpd_result_t) {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_system_cpd_set", context, (), move |c| {
            let names = ["Unknown", "OK", "Captive", "No internet"];
            let Some(name) = usize::try_from(result).ok().and_then(|i| names.get(i)) else {
                return log::err(format_args!("lws_system_cpd_set: {result} is no result"));
            };
            if c.system.captive.get() != abi::LWS_CPD_UNKNOWN {
                return;
            }
            c.system.captive.set(result);
            let text = format!("{{\"type\":\"cpd\",\"result\":\"{name}\"}}");
            system::send(c, abi::LWSSMDCL_NETWORK as u32, text.as_bytes());
            if (*c.system.manager.get()).state != abi::LWS_SYSTATE_POLICY_INVALID {
                system::advance(c, abi::LWS_SYSTATE_OPERATIONAL);
            }
        })
    }
}

/// Has the program look for captive portals: calls `system_ops.captive_portal_detect_request`, if there is one.
///
/// @return what that gave; 0 without one; -1 when there is no such context
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_cpd_start(context: *mut lws_context) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_context("lws_system_cpd_start", context, -1, system::look_for_captive_portal) }
}

/// lws_system_cpd_start() after some time. Since lws 4.3.
///
/// @param defer_us microseconds from now
///
/// # Safety
/// `cx` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_cpd_start_defer(cx: *mut lws_context, defer_us: lws_usec_t) {
    // SAFETY: the caller's promise.
    unsafe { with_context("lws_system_cpd_start_defer", cx, (), move |c| system::look_later(c, defer_us)) }
}

/// What is known about captive portals: LWS_CPD_UNKNOWN until lws_system_cpd_set() was called.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_cpd_state_get(context: *mut lws_context) -> lws_cpd_result_t {
    // SAFETY: the caller's promise.
    unsafe { with_context("lws_system_cpd_state_get", context, 0, |c| c.system.captive.get()) }
}

/// A context's system blob of some kind: bytes of any sort that one part of a program leaves for another. From any thread.
///
/// @param type LWS_SYSBLOB_TYPE_*
/// @param idx which of that kind, 0 for the first
/// @return the blob, which lives as long as the context; NULL when there is none of that number
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_get_blob(
    context: *mut lws_context,
    r#type: lws_system_blob_item_t,
    idx: c_int,
) -> *mut lws_system_blob_t {
    guard("lws_system_get_blob", null_mut(), move || {
        // SAFETY: the caller's promise.
        let Some(c) = (unsafe { dispatch::context_of(context) }) else {
            log::warn(format_args!("lws_system_get_blob: the context is NULL or already destroyed"));
            return null_mut();
        };
        let at = usize::try_from(idx).ok().and_then(|i| usize::try_from(r#type).ok()?.checked_add(i));
        let found = at.and_then(|i| c.system.blobs.get(i));
        found.map_or(null_mut(), |b| core::ptr::from_ref(b).cast_mut().cast())
    })
}

/// The `system_ops` of the info that the context was made from.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_get_ops(context: *mut lws_context) -> *const lws_system_ops_t {
    guard("lws_system_get_ops", null(), move || {
        // Any thread may ask: it is how one that does not service gets at `attach`. It is set before a second can know.
        // SAFETY: the caller's promise.
        unsafe { dispatch::context_of(context) }.map_or(null(), |c| c.system.ops.get())
    })
}

/// The state machine of the system, to look at its state, or to add watchers. It goes with the context.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_get_state_manager(context: *mut lws_context) -> *mut lws_state_manager_t {
    guard("lws_system_get_state_manager", null_mut(), move || {
        // SAFETY: the caller's promise.
        unsafe { dispatch::context_of(context) }.map_or(null_mut(), |c| c.system.manager.get())
    })
}

/// When the earliest of the program's timers is due that was set by lws_sul_schedule_wakesuspend(): a machine that
/// suspends meanwhile has to be awake then.
///
/// @param pearliest set to the time, as lws_now_usecs() counts
/// @return 0, or 1 when there is none
///
/// # Safety
/// `ctx` is NULL or came from lws_create_context(); `pearliest` is NULL or a place for the time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sul_earliest_wakeable_event(ctx: *mut lws_context, pearliest: *mut lws_usec_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_sul_earliest_wakeable_event", ctx, 1, move |c| {
            let (Some(at), Some(place)) = (c.wake_suls.earliest(), pearliest.as_mut()) else { return 1 };
            *place = at as lws_usec_t;
            0
        })
    }
}

/// lws_sul_schedule() for a timer for whose sake a suspended machine shall wake: lws_sul_earliest_wakeable_event() tells of
/// it.
///
/// # Safety
/// As for lws_sul_schedule().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sul_schedule_wakesuspend(
    ctx: *mut lws_context,
    tsi: c_int,
    sul: *mut lws_sorted_usec_list_t,
    cb: sul_cb_t,
    us: lws_usec_t,
) {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_sul_schedule_wakesuspend", ctx, (), move |c| {
            super::timeout_timer::schedule("lws_sul_schedule_wakesuspend", c, &c.wake_suls, sul, cb, us);
        })
    }
}
