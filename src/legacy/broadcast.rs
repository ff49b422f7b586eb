//! `libwebsockets_broadcast`: one message for every session of a protocol, from any thread, and from the parent of a
//! process that services.

use super::bridge::{self, Bridge};
use super::era::BROADCAST;
use super::fork;
use super::thunk::each_session;
use crate::capi::guard;
use crate::capi::service::lws_cancel_service;
use crate::core::dispatch;
use crate::core::owner::Guard;
use crate::util::log;
use core::ffi::{c_int, c_uchar, c_void};
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI32, Ordering::Relaxed};

/// How many bytes of broadcasts may wait.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Room before a broadcast's bytes and behind them: programs hand `in` to libwebsocket_write(), which the era lets write
/// there.
const ROOM_BEFORE: usize = 64;
const ROOM_BEHIND: usize = 16;

/// Broadcasts that wait for the thread that services.
pub struct Mail {
    queue: Mutex<Queue>,
    /// The socket to the process that services, in the parent of one; else -1.
    pub outlet: AtomicI32,
    /// The messages to it go one after the other.
    pub sending: Mutex<()>,
}

#[derive(Default)]
struct Queue {
    messages: VecDeque<(usize, Vec<u8>)>,
    bytes: usize,
}

impl Default for Mail {
    fn default() -> Self {
        Mail { queue: Mutex::default(), outlet: AtomicI32::new(-1), sending: Mutex::new(()) }
    }
}

impl Mail {
    /// Leaves a message for a protocol's sessions. False: too much waits already.
    pub fn post(&self, protocol: usize, bytes: &[u8]) -> bool {
        let mut queue = self.queue.lock().unwrap_or_else(|e| e.into_inner());
        if queue.bytes + bytes.len() > MOST_BYTES {
            return false;
        }
        // Empty messages take memory, too.
        queue.bytes += bytes.len() + ROOM_BEFORE + ROOM_BEHIND;
        queue.messages.push_back((protocol, bytes.to_vec()));
        true
    }

    fn take(&self) -> VecDeque<(usize, Vec<u8>)> {
        let mut queue = self.queue.lock().unwrap_or_else(|e| e.into_inner());
        queue.bytes = 0;
        std::mem::take(&mut queue.messages)
    }
}

/// Gives the sessions what waits for them. The thread that services calls this.
pub fn deliver_queued(bridge: &Bridge) {
    for (protocol, bytes) in bridge.mail.take() {
        tell(bridge, protocol, &bytes);
    }
}

fn tell(bridge: &Bridge, protocol: usize, bytes: &[u8]) {
    let mut room = vec![0u8; ROOM_BEFORE + bytes.len() + ROOM_BEHIND];
    room[ROOM_BEFORE..ROOM_BEFORE + bytes.len()].copy_from_slice(bytes);
    let message = &mut room[ROOM_BEFORE..ROOM_BEFORE + bytes.len()];
    each_session(bridge, Some(protocol), BROADCAST, message, |_| false);
}

/// Gives LWS_CALLBACK_BROADCAST to each open session of a protocol, with a copy of the bytes.
///
/// In the thread that services the context it happens before this returns, in any other the message is queued and given by
/// that thread. In the parent of libwebsockets_fork_service_loop() it goes to the process that services.
///
/// @param protocol an entry of the list that the context was made with
/// @param buf the message; it may be reused when this returns
/// @param len its length in bytes
/// @return 0; negative: there is no context of this protocol, or too much waits to be delivered
///
/// # Safety
/// `protocol` is a pointer; `buf` is readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_broadcast(protocol: *const c_void, buf: *mut c_uchar, len: usize) -> c_int {
    guard("libwebsockets_broadcast", -1, move || {
        let Some((bridge, index)) = bridge::of_protocol(protocol) else {
            log::err(format_args!("libwebsockets_broadcast: no context has this protocol; nothing was sent"));
            return -1;
        };
        if (buf.is_null() && len != 0) || len > MOST_BYTES {
            log::err(format_args!("libwebsockets_broadcast: {len} bytes at {buf:p}: nothing was sent"));
            return -1;
        }
        // SAFETY: the caller's promise; nothing is read with length 0.
        let bytes: &[u8] = if len == 0 { &[] } else { unsafe { core::slice::from_raw_parts(buf, len) } };
        let outlet = bridge.mail.outlet.load(Relaxed);
        if outlet >= 0 {
            return fork::send(&bridge.mail, outlet, index, bytes);
        }
        if bridge.is_server() {
            // SAFETY: the context of a bridge came from lws_create_context().
            let context = unsafe { dispatch::context_of(bridge.context()) };
            if let Some(_held) = context.and_then(Guard::take) {
                tell(&bridge, index, bytes);
                return 0;
            }
        }
        if !bridge.mail.post(index, bytes) {
            log::err(format_args!("libwebsockets_broadcast: too much waits for the service thread already; refused"));
            return -1;
        }
        // SAFETY: the context of a bridge came from lws_create_context().
        unsafe { lws_cancel_service(bridge.context()) };
        0
    })
}
