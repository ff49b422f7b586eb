//! Bytes as they come: sockets, UDP sockets and files that a protocol of the program reads and writes by itself.

use crate::abi;
use crate::core::close::{self, NO_STATUS};
use crate::core::dispatch;
use crate::core::watch;
use crate::core::wsi::{Phase, Role, WsiRef, flag};
use crate::sys::{datagram, poller};
use crate::util::log;
use core::ffi::c_int;
use std::ptr::null_mut;

/// lws keeps this much of its receive buffer for the room before a payload.
const HEAD_ROOM: usize = abi::LWS_PRE as usize;
/// Most datagrams that one socket gets in a turn, so that the others get theirs.
const DATAGRAMS_PER_TURN: usize = 64;

/// Gives received bytes to RAW_RX, as many as fit into lws's receive buffer; gives how many were used.
pub fn consume(wsi: WsiRef, buffer: &mut [u8], start: usize, len: usize) -> usize {
    if wsi.phase() == Phase::Head {
        return super::client::proxy::consume(wsi, &buffer[start..start + len]);
    }
    let most = wsi.context().and_then(|c| c.with_limits(|l| l.slice)).unwrap_or(4096);
    let n = len.min(most.saturating_sub(HEAD_ROOM).max(1));
    received(wsi, buffer, start, n);
    n
}

/// Gives RAW_RX. False: the connection is closed.
fn received(wsi: WsiRef, buffer: &mut [u8], start: usize, len: usize) -> bool {
    let r = dispatch::receive(wsi, abi::LWS_CALLBACK_RAW_RX as c_int, buffer, start, len);
    went_well(wsi, r >= 0)
}

fn went_well(wsi: WsiRef, well: bool) -> bool {
    if !well || wsi.has(flag::DOOMED | flag::CLOSING) {
        close::close(wsi, NO_STATUS);
        return false;
    }
    true
}

/// Gives the WRITEABLE that was asked for. False: the connection is closed.
pub fn writeable(wsi: WsiRef) -> bool {
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_RAW_WRITEABLE as c_int, null_mut(), 0);
    went_well(wsi, r >= 0)
}

/// A raw client is connected.
pub fn connected(wsi: WsiRef) {
    crate::role::http::server::set_timeout(wsi, 0, 0);
    wsi.set_phase(Phase::Established);
    wsi.set(flag::SERVED);
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_RAW_CONNECTED as c_int, null_mut(), 0);
    if !went_well(wsi, r == 0) {
        return;
    }
    wsi.http().replace(None);
    // lws gives one WRITEABLE by itself, which is where many programs begin to send.
    wsi.set(flag::WANT);
    if let Some(context) = wsi.context() {
        context.queue(wsi);
    }
}

/// The datagrams that wait. False: the connection is closed.
pub fn datagrams(wsi: WsiRef, buffer: &mut [u8], start: usize) -> bool {
    // What is longer is cut, as with lws: programs have buffers for no more.
    let most = wsi.context().and_then(|c| c.with_limits(|l| l.slice)).unwrap_or(4096);
    let end = (buffer.len() - 64).min(start + most.saturating_sub(HEAD_ROOM).max(1));
    for _ in 0..DATAGRAMS_PER_TURN {
        if wsi.has(flag::NO_FLOW) {
            return true;
        }
        match datagram::receive(wsi.fd(), &mut buffer[start..end]) {
            Some((n, from)) => {
                dispatch::set_udp_peer(wsi, &from);
                if !received(wsi, buffer, start, n) {
                    return false;
                }
            }
            None => {
                wsi.clear(flag::READABLE);
                return true;
            }
        }
    }
    true
}

/// Sends one datagram, to the peer that the last one came from, or that the socket was connected to.
pub fn send_datagram(wsi: WsiRef, bytes: &[u8]) -> bool {
    match datagram::send(wsi.fd(), bytes, dispatch::udp_peer(wsi).as_ref()) {
        Ok(()) => true,
        Err(e) => {
            log::info(format_args!("lws_write: the datagram of {} bytes was not sent: {e}", bytes.len()));
            // A full queue loses a datagram, as the network may.
            e.kind() == std::io::ErrorKind::WouldBlock
        }
    }
}

/// `lws_write` on a file: what it takes of the bytes, or -1.
pub fn write_file(wsi: WsiRef, bytes: &[u8]) -> c_int {
    match crate::sys::file::write(wsi.fd(), bytes) {
        Ok(n) => n as c_int,
        Err(e) if e.kind() == std::io::ErrorKind::WouldBlock => 0,
        Err(e) => {
            log::info(format_args!("lws_write: a file: {e}"));
            -1
        }
    }
}

/// What a file is watched for: the program reads and writes it by itself, so it is reported as long as it is ready.
pub fn watch_file(wsi: WsiRef) {
    let Some(context) = wsi.context() else { return };
    let (read, write) = (!wsi.has(flag::NO_FLOW), wsi.has(flag::WANT));
    if !wsi.has(flag::ALWAYS_READY) {
        if wsi.has(flag::ENDED) {
            if !read {
                return;
            }
            wsi.clear(flag::ENDED);
            let _ = context.with_poller(|p| p.add_file(wsi.fd(), wsi.token()));
            watch::announce(context, wsi);
        }
        let _ = context.with_poller(|p| p.watch_file(wsi.fd(), wsi.token(), read, write));
    } else if !context.watch.waits_for_word() {
        // epoll does not take regular files: each pass of the loop gives it a turn.
        context.queue(wsi);
    }
    watch::changed(context, wsi);
}

/// A file is ready.
pub fn file_turn(wsi: WsiRef, ready: u32) {
    let always = wsi.has(flag::ALWAYS_READY);
    if wsi.has(flag::WANT) && (always || ready & poller::WRITABLE != 0) {
        wsi.clear(flag::WANT);
        let r = dispatch::call(wsi, abi::LWS_CALLBACK_RAW_WRITEABLE_FILE as c_int, null_mut(), 0);
        if !went_well(wsi, r == 0) {
            return;
        }
    }
    if !wsi.has(flag::NO_FLOW) && (always || ready & poller::READABLE != 0) {
        let r = dispatch::call(wsi, abi::LWS_CALLBACK_RAW_RX_FILE as c_int, null_mut(), 0);
        if !went_well(wsi, r == 0) {
            return;
        }
    } else if ready & poller::GONE != 0 {
        if !wsi.has(flag::NO_FLOW) {
            return close::close(wsi, NO_STATUS);
        }
        // What was written before the other end went is still to be read, when the program reads again. Until then epoll
        // would report the end without a pause, whatever it is asked for.
        wsi.set(flag::ENDED);
        if let Some(context) = wsi.context() {
            watch::end(context, wsi);
        }
        return;
    }
    if wsi.is_live() && wsi.role() == Role::RawFile && (always || ready != 0) {
        watch_file(wsi);
    }
}
