//! How websocket messages reach the program: as a whole, with their control frames; whether the peer is alive; and the end of
//! a context in peace (`libwebsockets-extra.h`).

use super::{with_vhost, with_wsi};
use crate::abi::{lws, lws_context, lws_vhost};
use crate::core::dispatch;
use crate::core::vhost::{Reception, Validity, VhostRef};
use crate::core::wsi::{Phase, Role};
use crate::role::{whole, ws};
use crate::sys::clock;
use crate::util::log;
use core::ffi::{CStr, c_char, c_int, c_uint};

/// Changes how a protocol of a vhost, or all of them, are given what comes in.
///
/// # Safety
/// `vhost` is NULL or a vhost of this library; `protocol` is NULL or a C string.
unsafe fn receive(
    name: &'static str,
    vhost: *mut lws_vhost,
    protocol: *const c_char,
    change: impl Fn(&mut Reception),
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost(name, vhost, -1, move |v: VhostRef| {
            let protocol = (!protocol.is_null()).then(|| CStr::from_ptr(protocol));
            if v.set_reception(protocol.map(CStr::to_bytes), change) {
                return 0;
            }
            log::err(format_args!(
                "{name}: vhost {} has no protocol {:?}",
                v.display_name(),
                protocol.unwrap_or_default()
            ));
            -1
        })
    }
}

/// Gives messages as a whole.
///
/// # Safety
/// `vhost` is NULL or came from lws_create_vhost(), or is that of a connection; `protocol` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_vhost_set_whole_messages(
    vhost: *mut lws_vhost,
    protocol: *const c_char,
    max: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { receive("lwsx_vhost_set_whole_messages", vhost, protocol, move |r| r.whole = max) }
}

/// Gives control frames to the program.
///
/// # Safety
/// `vhost` is NULL or came from lws_create_vhost(), or is that of a connection; `protocol` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_vhost_set_control_frames(
    vhost: *mut lws_vhost,
    protocol: *const c_char,
    on: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { receive("lwsx_vhost_set_control_frames", vhost, protocol, move |r| r.control = on != 0) }
}

/// The opcode of what is being given to the program.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_opcode(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lwsx_opcode", wsi, -1, |w| whole::under_way(w).map_or(-1, |(opcode, _)| opcode.into())) }
}

/// The first byte of the frame that is being given to the program.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_first_byte(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lwsx_first_byte", wsi, -1, |w| whole::under_way(w).map_or(-1, |(_, first)| first.into())) }
}

/// What two numbers of seconds mean; `None`: too many.
fn check_of(name: &str, silence_secs: c_uint, answer_secs: c_uint) -> Option<Validity> {
    let whole = u16::try_from(u64::from(silence_secs) + u64::from(answer_secs)).ok();
    let Some(whole) = whole else {
        log::err(format_args!("{name}: {silence_secs} and {answer_secs} seconds are too many; 65535 is the most"));
        return None;
    };
    let never = silence_secs == 0;
    let hangup = if answer_secs == 0 || never { 0 } else { whole };
    Some(Validity { ping: whole - answer_secs as u16, hangup })
}

/// Pings a websocket when its peer is silent, and hangs up when it does not answer.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_keep_alive(wsi: *mut lws, silence_secs: c_uint, answer_secs: c_uint) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lwsx_keep_alive", wsi, -1, move |w| {
            let Some(check) = check_of("lwsx_keep_alive", silence_secs, answer_secs) else { return -1 };
            if w.role() != Role::Ws || w.phase() != Phase::Established {
                log::err(format_args!(
                    "lwsx_keep_alive: the connection is no open websocket; call it in ESTABLISHED or later"
                ));
                return -1;
            }
            ws::keep_alive(w, check);
            0
        })
    }
}

/// The same for all websockets of a vhost that are opened from now on.
///
/// # Safety
/// `vhost` is NULL or came from lws_create_vhost(), or is that of a connection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_vhost_keep_alive(
    vhost: *mut lws_vhost,
    silence_secs: c_uint,
    answer_secs: c_uint,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lwsx_vhost_keep_alive", vhost, -1, move |v| {
            let Some(check) = check_of("lwsx_vhost_keep_alive", silence_secs, answer_secs) else { return -1 };
            v.keep_alive.set(Some(check));
            0
        })
    }
}

/// Ends a context in peace, from any thread and in a signal handler.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_drain(context: *mut lws_context, seconds: c_uint) -> c_int {
    // SAFETY: the caller's promise. No log and no guard here: both could take locks, and this may be a signal handler.
    let Some(c) = (unsafe { dispatch::context_of(context) }) else { return -1 };
    c.shared.ask_drain(clock::monotonic_us().saturating_add(u64::from(seconds) * 1_000_000).max(1));
    0
}
