//! The body of a response. The program is told that there are bytes (RECEIVE_CLIENT_HTTP), asks for them
//! (`lws_http_client_read`), and gets them without their transfer coding (RECEIVE_CLIENT_HTTP_READ).

use super::{fail, reuse};
use crate::abi;
use crate::core::client::Rest;
use crate::core::close::{self, NO_STATUS};
use crate::core::dispatch;
use crate::core::wsi::{Phase, Role, WsiRef, flag};
use crate::proto::http::chunked::ChunkEvent;
use crate::role::http::server::set_timeout;
use crate::util::log;
use core::ffi::c_int;
use std::collections::VecDeque;
use std::ptr::null_mut;

/// Received bytes that may wait for the program; what is above that stays in the kernel.
const INBOX: usize = 128 * 1024;
/// What one `lws_http_client_read` takes when the program brings no buffer.
const OWN_BUFFER: usize = 4096;
/// Programs send what they read onward, and may want the room before it.
const HEAD_ROOM: usize = abi::LWS_PRE as usize;

/// The head was accepted: without a body the response is complete.
pub fn begin(wsi: WsiRef) {
    if wsi.with_client(|c| matches!(c.rest, Rest::Nothing)) == Some(true) {
        if complete(wsi) {
            reuse::keep(wsi);
        }
        return close::close(wsi, NO_STATUS);
    }
    watch(wsi);
}

/// What a server has begun must go on: a body whose length is known, a chunk. Between two chunks it may be silent for as
/// long as it likes, as servers are that tell what happens when it happens.
pub fn watch(wsi: WsiRef) {
    let Some((begun, completed)) = wsi.with_client(|c| {
        let begun = match c.rest {
            Rest::Bytes(_) => true,
            Rest::Chunks(chunked) => chunked.is_inside(),
            _ => false,
        };
        (begun, c.completed)
    }) else {
        return;
    };
    if begun && !completed {
        let secs = wsi.context().and_then(|c| c.with_limits(|l| l.timeout_secs)).unwrap_or(20);
        set_timeout(wsi, abi::PENDING_TIMEOUT_HTTP_CONTENT as c_int, secs);
    } else if wsi.timeout_reason() == abi::PENDING_TIMEOUT_HTTP_CONTENT as c_int {
        set_timeout(wsi, 0, 0);
    }
}

/// Whether received bytes have a place.
pub fn wants_input(wsi: WsiRef) -> bool {
    wsi.with_client(|c| !c.completed && c.inbox.len() < INBOX).unwrap_or(false)
}

/// Takes received bytes; gives how many.
pub fn arrived(wsi: WsiRef, bytes: &[u8]) -> usize {
    wsi.with_client(|c| {
        c.inbox.extend(bytes);
        c.told = false;
    });
    watch(wsi);
    if feed(wsi) {
        watch(wsi);
    }
    bytes.len()
}

/// Tells the program that there are bytes, as long as it reads them. False: the connection is closed.
pub fn feed(wsi: WsiRef) -> bool {
    loop {
        let Some((there, told, ended)) = wsi.with_client(|c| (!c.inbox.is_empty(), c.told, c.ended)) else {
            return false;
        };
        if wsi.with_client(|c| c.completed) == Some(true) {
            break;
        }
        if wsi.with_client(|c| matches!(c.rest, Rest::Nothing)) == Some(true) {
            // The program's callback failed at the last piece, and yet the program goes on.
            if complete(wsi) {
                break;
            }
            close::close(wsi, NO_STATUS);
            return false;
        }
        if !there && ended {
            return tell_end(wsi);
        }
        if wsi.has(flag::NO_FLOW) {
            // It hears of them again when it wants more.
            wsi.with_client(|c| c.told = false);
            return true;
        }
        if told || !there {
            return true;
        }
        if !tell(wsi) {
            return false;
        }
    }
    reuse::keep(wsi);
    close::close(wsi, NO_STATUS);
    false
}

/// Gives RECEIVE_CLIENT_HTTP. False: the connection is closed.
fn tell(wsi: WsiRef) -> bool {
    wsi.with_client(|c| c.told = true);
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_RECEIVE_CLIENT_HTTP as c_int, null_mut(), 0);
    if r != 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
        close::close(wsi, NO_STATUS);
        return false;
    }
    wsi.is_live() && wsi.role() == Role::Client
}

/// Whether the connection's end is also the body's: it has no other end, or only what comes behind the last chunk is missing.
fn ends_here(rest: &Rest) -> bool {
    match rest {
        Rest::UntilClose => true,
        Rest::Chunks(chunked) => chunked.has_all_data(),
        _ => false,
    }
}

/// The connection ended: the program reads that, too.
fn tell_end(wsi: WsiRef) -> bool {
    if tell(wsi) {
        if wsi.with_client(|c| ends_here(&c.rest) && !c.completed) == Some(true) {
            complete(wsi);
        }
        close::close(wsi, NO_STATUS);
    }
    false
}

/// The server has ended the connection.
pub fn ended(wsi: WsiRef) {
    if wsi.phase() != Phase::Body {
        return fail(wsi, "read failed");
    }
    wsi.with_client(|c| {
        c.ended = true;
        c.told = false;
    });
    feed(wsi);
}

/// Gives COMPLETED_CLIENT_HTTP, once. False: the program wants the connection closed.
fn complete(wsi: WsiRef) -> bool {
    set_timeout(wsi, 0, 0);
    if wsi.with_client(|c| std::mem::replace(&mut c.completed, true)) == Some(true) {
        return true;
    }
    dispatch::call(wsi, abi::LWS_CALLBACK_COMPLETED_CLIENT_HTTP as c_int, null_mut(), 0) == 0
}

/// `lws_http_client_read`: takes at most `room` received bytes (0: as many as the library likes) and gives what is body
/// of them to RECEIVE_CLIENT_HTTP_READ. Gives how many of them were body, or what the program's callback returned.
pub fn read(wsi: WsiRef, room: usize) -> Result<usize, c_int> {
    let room = if room == 0 { OWN_BUFFER } else { room };
    let Some((mut bytes, ended, completed)) = wsi.with_client(|c| {
        c.told = false;
        let n = room.min(c.inbox.len());
        let mut bytes = vec![0; HEAD_ROOM];
        bytes.extend(c.inbox.drain(..n));
        (bytes, c.ended, c.completed)
    }) else {
        return Err(-1);
    };
    if bytes.len() == HEAD_ROOM {
        if !ended {
            return Ok(0);
        }
        if !completed && wsi.with_client(|c| ends_here(&c.rest)) == Some(true) {
            complete(wsi);
        }
        return Err(-1);
    }
    let len = bytes.len();
    bytes.resize(len + 8, 0);
    let result = decode(wsi, &mut bytes, HEAD_ROOM, len);
    let idle = wsi.depth() == 0;
    if let Some(context) = wsi.context()
        && idle
    {
        // Not in a callback of its own: what is left, or the end, is worked on in its next turn.
        context.queue(wsi);
    }
    result
}

/// Gives the body's pieces among `bytes[at..end]`; what belongs to no body goes back.
fn decode(wsi: WsiRef, bytes: &mut [u8], mut at: usize, end: usize) -> Result<usize, c_int> {
    let mut body = 0;
    while at < end {
        let Some(rest) = wsi.with_client(|c| c.rest) else { return Err(-1) };
        let (from, len, used, next) = match rest {
            Rest::Nothing => break,
            Rest::UntilClose => (0, end - at, end - at, rest),
            Rest::Bytes(left) => {
                let n = usize::try_from(left).unwrap_or(usize::MAX).min(end - at);
                let left = left - n as u64;
                (0, n, n, if left == 0 { Rest::Nothing } else { Rest::Bytes(left) })
            }
            Rest::Chunks(mut chunked) => match chunked.step(&bytes[at..end]) {
                ChunkEvent::Data { at, len, used } => (at, len, used, Rest::Chunks(chunked)),
                ChunkEvent::More { used } => (0, 0, used, Rest::Chunks(chunked)),
                ChunkEvent::Done { used } => (0, 0, used, Rest::Nothing),
                ChunkEvent::Bad(why) => {
                    log::notice(format_args!("client: bad chunked body: {why}"));
                    return Err(-1);
                }
            },
        };
        wsi.with_client(|c| c.rest = next);
        if len != 0 {
            body += len;
            let reason = abi::LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ as c_int;
            let r = dispatch::receive(wsi, reason, bytes, at + from, len);
            if r != 0 {
                // What came behind the piece stays for the next read.
                wsi.with_client(|c| {
                    let mut left: VecDeque<u8> = bytes[at + used..end].to_vec().into();
                    left.append(&mut c.inbox);
                    c.inbox = left;
                });
                return Err(r);
            }
            if wsi.has(flag::DOOMED | flag::CLOSING) || wsi.with_client(|_| ()).is_none() {
                return Err(-1);
            }
        }
        at += used;
        if matches!(next, Rest::Nothing) {
            wsi.with_client(|c| c.surplus |= at < end);
            return if complete(wsi) { Ok(body) } else { Err(-1) };
        }
    }
    Ok(body)
}
