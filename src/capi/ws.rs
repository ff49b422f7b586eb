//! Websocket state inside RECEIVE, and closing.

use super::with_wsi;
use crate::abi::{lws, lws_close_status};
use crate::core::wsi::{Role, WsiRef};
use crate::role::ws;
use crate::util::log;
use core::ffi::{c_int, c_uchar};

fn of_ws<R>(w: WsiRef, otherwise: R, f: impl FnOnce(WsiRef) -> R) -> R {
    if w.role() == Role::Ws { f(w) } else { otherwise }
}

/// In RECEIVE: whether this slice is the first of its message.
///
/// @return 1 or 0; 0 also for a connection that is closed or no websocket
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_is_first_fragment(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_is_first_fragment", wsi, 0, |w| of_ws(w, 0, |w| w.rx.get().is_first().into())) }
}

/// In RECEIVE: whether this slice is the last of its message.
///
/// @return 1 or 0; 0 also for a connection that is closed or no websocket
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_is_final_fragment(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_is_final_fragment", wsi, 0, |w| of_ws(w, 0, |w| w.rx.get().is_final().into())) }
}

/// In RECEIVE: whether the message is binary.
///
/// @return 1 for binary, 0 for text; 0 also for a connection that is closed or no websocket
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_frame_is_binary(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_frame_is_binary", wsi, 0, |w| of_ws(w, 0, |w| w.rx.get().is_binary().into())) }
}

/// In RECEIVE: how many bytes of the present frame are still to come after this slice.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_remaining_packet_payload(wsi: *mut lws) -> usize {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_remaining_packet_payload", wsi, 0, |w| of_ws(w, 0, |w| w.rx.get().remaining() as usize)) }
}

/// In RECEIVE: the RSV bits of the message's first frame, as they stand in its first byte.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_reserved_bits(wsi: *mut lws) -> c_uchar {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_get_reserved_bits", wsi, 0, |w| of_ws(w, 0, |w| w.rx.get().rsv())) }
}

/// Prepares what the close frame says. Call it in a callback and then return -1 from that callback: the frame goes out,
/// and the connection closes when the peer has answered, or after five seconds.
///
/// @param status a code such as LWS_CLOSE_STATUS_NORMAL
/// @param buf text for the peer, in UTF-8, copied; NULL for none
/// @param len its length in bytes; what goes beyond 123 is cut off
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `buf` is NULL or readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_close_reason(wsi: *mut lws, status: lws_close_status, buf: *mut c_uchar, len: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_close_reason", wsi, (), move |w| {
            if w.role() != Role::Ws {
                return log::err(format_args!("lws_close_reason: the connection is no websocket; ignored"));
            }
            let text: &[u8] = if buf.is_null() || len == 0 { &[] } else { core::slice::from_raw_parts(buf, len) };
            ws::prepare_close(w, status as u16, text);
        })
    }
}

/// In WS_PEER_INITIATED_CLOSE and after: the length of the peer's close payload, its code included.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_close_length(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_get_close_length", wsi, 0, |w| w.rare(|r| r.peer_close.len() as c_int).unwrap_or(0)) }
}

/// In WS_PEER_INITIATED_CLOSE and after: the peer's close payload, the code first in network order; valid until CLOSED
/// has returned.
///
/// @return the payload, or NULL if there is none
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_close_payload(wsi: *mut lws) -> *mut c_uchar {
    let none = core::ptr::null_mut();
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_get_close_payload", wsi, none, move |w| {
            let payload = w.rare(|r| if r.peer_close.is_empty() { none } else { r.peer_close.as_ptr().cast_mut() });
            payload.unwrap_or(none)
        })
    }
}

/// Says that the peer has shown to be alive: the idle check begins anew.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_validity_confirmed(wsi: *mut lws) {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_validity_confirmed", wsi, (), |w| of_ws(w, (), ws::validity_confirmed)) }
}
