//! Sending, and whether the peer keeps up.

use super::{guard, with_wsi};
use crate::abi::{lws, lws_write_protocol};
use crate::core::owner::{Guard, Message};
use crate::core::wsi::{WsiRef, flag};
use crate::core::{dispatch, transport};
use crate::role;
use crate::util::log;
use core::ffi::{c_int, c_uchar};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// Sends bytes on a connection: a websocket frame, or HTTP as it stands. The bytes are never changed and not kept:
/// what the kernel does not take at once is copied, and goes out in order as the peer reads.
///
/// Room before and after the payload (`LWS_PRE`) is allowed and not needed. A write of any size is accepted while nothing
/// waits; up to 64 MiB may wait.
///
/// On a websocket, `LWS_WRITE_TEXT` or `LWS_WRITE_BINARY` begins a message; with `LWS_WRITE_NO_FIN` further fragments
/// follow, written with `LWS_WRITE_CONTINUATION`, the last one without `LWS_WRITE_NO_FIN`. `LWS_WRITE_PING` and
/// `LWS_WRITE_PONG` take at most 125 bytes. `LWS_WRITE_HTTP`, `LWS_WRITE_HTTP_HEADERS` and `LWS_WRITE_HTTP_FINAL` send
/// the bytes as they are.
///
/// Another thread than the one that services the context may call it too: the bytes are copied and sent by the service
/// thread; the log says so once, since nothing then tells the program whether the peer keeps up.
///
/// @param buf the payload; NULL is allowed with `len` 0
/// @param len its length in bytes
/// @return `len`, or -1: the connection is closing or broken, too much waits, or `protocol` is not one that fits
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `buf` is readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_write(
    wsi: *mut lws,
    buf: *mut c_uchar,
    len: usize,
    protocol: lws_write_protocol,
) -> c_int {
    guard("lws_write", -1, move || {
        // SAFETY: the caller's promise.
        let found = unsafe { dispatch::wsi_of(wsi) };
        let Some((w, c)) = found.and_then(|w| Some((w, w.context()?))) else {
            // SAFETY: the caller's promise.
            return unsafe { super::peek_wsi("lws_write", wsi, -1, |_| -1) };
        };
        if len > c_int::MAX as usize || (buf.is_null() && len != 0) {
            log::err(format_args!("lws_write: a payload of {len} bytes at {buf:p} is none; nothing was sent"));
            return -1;
        }
        // SAFETY: the caller's promise; nothing is read with length 0.
        let bytes: &[u8] = if len == 0 { &[] } else { unsafe { core::slice::from_raw_parts(buf, len) } };
        match Guard::take(c) {
            Some(_held) if !super::is_still(w, c) => super::stale("lws_write", false, -1),
            Some(_held) if buf.is_null() && role::is_frame(w, protocol as c_int) => {
                log::err(format_args!("lws_write: an empty frame needs a buffer too, it was NULL; nothing was sent"));
                -1
            }
            // What this thread wrote while the context was serviced still waits: this must not overtake it.
            Some(_held) if !c.in_service.get() && c.depth.get() == 0 && c.shared.has_messages() => {
                from_elsewhere(w, bytes, protocol as c_int)
            }
            Some(_held) => role::write(w, bytes, protocol as c_int),
            None => from_elsewhere(w, bytes, protocol as c_int),
        }
    })
}

#[cold]
#[inline(never)]
fn from_elsewhere(w: WsiRef, bytes: &[u8], kind: c_int) -> c_int {
    static SAID: AtomicBool = AtomicBool::new(false);
    if !SAID.swap(true, Relaxed) {
        log::warn(format_args!(
            "lws_write: called while another thread services the context; the bytes are copied and sent by that thread"
        ));
    }
    let Some(c) = w.context() else { return -1 };
    if c.shared.post(Message::Write(w.token(), bytes.to_vec(), kind)) { bytes.len() as c_int } else { -1 }
}

/// Whether the kernel has refused bytes of this connection that still wait to be sent. What is staged goes out first.
///
/// @return 1 if so (also for a connection that is closed), 0 if the next write can go out at once
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_send_pipe_choked(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_send_pipe_choked", wsi, 1, refused) }
}

/// The same as lws_send_pipe_choked(), but 0 for a connection that is closed.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_partial_buffered(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_partial_buffered", wsi, 0, refused) }
}

fn refused(w: WsiRef) -> c_int {
    transport::flush_own(w);
    c_int::from(w.has(flag::PENDING))
}
