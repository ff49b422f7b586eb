//! The websocket server role (RFC 6455): frames in, frames out, the closing handshake.

use crate::abi;
use crate::core::close::{self, GOODBYE_SECS, NO_STATUS};
use crate::core::vhost::Validity;
use crate::core::wsi::{Phase, Policy, Timer, WsiRef, flag, mark};
use crate::core::{dispatch, reach, timers, tls, transport};
use crate::proto::ws::close::Close;
use crate::proto::ws::frame::{self, Event, Rules};
use crate::role::deflate::{self, Flow};
use crate::role::whole::{self, Seen};
use crate::sys::socket;
use core::ffi::c_int;
use std::ptr::null_mut;

/// Most frames that a message may consist of.
const MAX_FRAGMENTS: u32 = 1 << 20;
/// The close code for text that is no UTF-8.
const BAD_TEXT: u16 = 1007;
/// Most bytes of pongs that wait for a peer which does not read.
const MAX_PONGS: usize = 64 * 1024;
/// Most bytes of an unfinished slice that are checked for UTF-8.
const LOOKED_AT_TWICE: usize = 64 * 1024;
/// The FIN bit of a frame's first byte.
pub const FIN: u8 = 0x80;

/// Works on received bytes; gives how many were used. Less than all: the rest is to be kept until more has come, or
/// until the program lets reception go on. The buffer is lent at least eight bytes beyond `len`.
///
/// `after_slice` is called after each delivered slice, to run the WRITEABLE that it may have asked for; it says whether
/// the connection is still to be read from.
#[inline]
pub fn consume(
    wsi: WsiRef,
    buffer: &mut [u8],
    start: usize,
    len: usize,
    mut after_slice: impl FnMut() -> bool,
) -> usize {
    if wsi.marked(mark::KEEP) {
        validity_confirmed(wsi);
    }
    let mut at = 0;
    // Most programs want nothing of whole messages and control frames, and are spared the questions.
    if !has_reception(wsi) && !wsi.marked(mark::WHOLE) {
        let (used, again) = take::<false>(wsi, buffer, start, len, &mut after_slice);
        if !again {
            return used;
        }
        at = used;
    }
    at + asking(wsi, buffer, start + at, len - at, &mut after_slice)
}

/// Out of line, so that the loop of the others stays as short as it is.
#[inline(never)]
fn asking(wsi: WsiRef, buffer: &mut [u8], start: usize, len: usize, after_slice: &mut impl FnMut() -> bool) -> usize {
    take::<true>(wsi, buffer, start, len, after_slice).0
}

#[inline(always)]
fn has_reception(wsi: WsiRef) -> bool {
    wsi.vhost().is_some_and(|v| v.has_reception())
}

/// Works on received bytes. `ASKS`: each message may be given in another way. Gives how many bytes were used, and whether the
/// rest is to be looked at with `ASKS`, since the program has just said that it wants that.
#[inline(always)]
fn take<const ASKS: bool>(
    wsi: WsiRef,
    buffer: &mut [u8],
    start: usize,
    len: usize,
    after_slice: &mut impl FnMut() -> bool,
) -> (usize, bool) {
    let mut at = 0;
    let mut whole = if ASKS { whole::limit(wsi) } else { 0 };
    let mut rules = rules(wsi, whole);
    let mut inflated = 0;
    match deflate::go_on(wsi, rules.max_slice, whole, &mut inflated, after_slice) {
        Flow::On => {}
        Flow::Stop => return (0, false),
        Flow::Gone => return (len, false),
    }
    while at < len {
        if wsi.has(flag::NO_FLOW | flag::DOOMED | flag::CLOSING) {
            break;
        }
        // Another message may be given in another way, and the program may have said so just now.
        if ASKS {
            whole = whole::limit(wsi);
            rules = self::rules(wsi, whole);
        } else if has_reception(wsi) {
            return (at, true);
        }
        let mut rx = wsi.rx.get();
        let bytes = &mut buffer[start + at..start + len];
        let event = rx.step(bytes, &rules);
        wsi.rx.set(rx);
        match event {
            Event::Data { at: offset, len: slice, used } => {
                let from = start + at + offset;
                at += used;
                if slice == 0 && rx.remaining() != 0 {
                    continue;
                }
                if rx.rsv() != 0 && wsi.phase() == Phase::Established {
                    let input = &buffer[from..from + slice];
                    match deflate::receive(wsi, input, rules.max_slice, whole, &mut inflated, after_slice) {
                        Flow::On => {}
                        Flow::Stop => break,
                        Flow::Gone => return (len, false),
                    }
                } else if wsi.phase() == Phase::Established {
                    let fine = match whole {
                        0 => give(wsi, buffer, from, slice),
                        _ => whole::take(wsi, buffer, from, slice, whole),
                    };
                    if !fine && !goes_on(wsi) {
                        return (len, false);
                    }
                    let mut rx = wsi.rx.get();
                    rx.slice_done();
                    wsi.rx.set(rx);
                    if !after_slice() {
                        break;
                    }
                } else {
                    let mut rx = wsi.rx.get();
                    rx.slice_done();
                    wsi.rx.set(rx);
                }
            }
            Event::Control { opcode, at: offset, len: payload, used } => {
                let from = start + at + offset;
                at += used;
                if !control(wsi, opcode, buffer, from, payload) {
                    return (len, false);
                }
                if !after_slice() {
                    break;
                }
            }
            Event::More => {
                if rx.mid_frame() && !begins_well(wsi, &buffer[start + at..start + len]) {
                    fail(wsi, BAD_TEXT, "bad utf8");
                    return (len, false);
                }
                break;
            }
            Event::Bad { code, why } => {
                fail(wsi, code, why);
                return (len, false);
            }
        }
    }
    (at, false)
}

/// Whether a connection that closes is still read from: the peer's goodbye may already be behind what closed it.
pub fn goes_on(wsi: WsiRef) -> bool {
    wsi.is_live() && wsi.phase() == Phase::AwaitingCloseAck && !wsi.has(flag::LAST)
}

#[inline(always)]
fn rules(wsi: WsiRef, whole: usize) -> Rules {
    let slice = wsi.vhost().and_then(|v| v.protocol(wsi.protocol())).map_or(0, |p| p.rx_buffer_size);
    let (default, lax) = wsi.context().and_then(|c| c.with_limits(|l| (l.slice, l.lax))).unwrap_or((4096, false));
    Rules {
        server: !wsi.has(flag::CLIENT),
        whole_slices: wsi.has(flag::CLIENT) && whole == 0,
        allow_unmasked: lax,
        max_slice: if whole != 0 {
            usize::MAX
        } else if slice != 0 {
            slice
        } else {
            default
        },
        max_fragments: MAX_FRAGMENTS,
        // What is compressed is measured when it is not any more.
        max_message: if wsi.deflates.get() { 0 } else { whole as u64 },
        allowed_rsv: if wsi.deflates.get() { deflate::RSV1 } else { 0 },
    }
}

/// The reason for our side of the connection: a server's or a client's.
#[inline]
fn side(wsi: WsiRef, server: abi::lws_callback_reasons, client: abi::lws_callback_reasons) -> c_int {
    if wsi.has(flag::CLIENT) { client as c_int } else { server as c_int }
}

/// Delivers a slice to RECEIVE. False: the connection is closed or about to be.
#[inline(never)]
pub fn deliver(wsi: WsiRef, buffer: &mut [u8], at: usize, len: usize) -> bool {
    give(wsi, buffer, at, len)
}

#[inline(always)]
fn give(wsi: WsiRef, buffer: &mut [u8], at: usize, len: usize) -> bool {
    if wsi.has(flag::CHECK_UTF8) && !utf8_is_fine(wsi, &buffer[at..at + len]) {
        return false;
    }
    let reason = side(wsi, abi::LWS_CALLBACK_RECEIVE, abi::LWS_CALLBACK_CLIENT_RECEIVE);
    let r = dispatch::receive(wsi, reason, buffer, at, len);
    if r != 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
        close::close(wsi, NO_STATUS);
        return false;
    }
    true
}

/// Checks the text of a message as it comes in (`LWS_SERVER_OPTION_VALIDATE_UTF8`).
fn utf8_is_fine(wsi: WsiRef, bytes: &[u8]) -> bool {
    let rx = wsi.rx.get();
    if rx.is_binary() {
        return true;
    }
    let mut utf8 = if rx.is_first() { Default::default() } else { wsi.utf8.get() };
    let mut why = "";
    if !utf8.feed(bytes) {
        why = "bad utf8";
    } else if rx.is_final() && !utf8.complete() {
        why = "partial utf8";
    }
    wsi.utf8.set(utf8);
    if why.is_empty() {
        return true;
    }
    fail(wsi, BAD_TEXT, why);
    false
}

/// Whether the beginning of a slice that is not whole yet can be text: a client need not wait for the rest of it to see
/// that it cannot. What is long is looked at when it is whole, not again and again.
fn begins_well(wsi: WsiRef, bytes: &[u8]) -> bool {
    let rx = wsi.rx.get();
    if !wsi.has(flag::CHECK_UTF8) || rx.is_binary() || bytes.len() > LOOKED_AT_TWICE {
        return true;
    }
    let mut utf8 = if rx.is_first() { Default::default() } else { wsi.utf8.get() };
    utf8.feed(bytes)
}

/// Works on a whole control frame. False: the connection is closed, or waits for its end.
fn control(wsi: WsiRef, opcode: u8, buffer: &mut [u8], at: usize, len: usize) -> bool {
    if wsi.vhost().is_some_and(|v| v.reception(wsi.protocol()).control) && wsi.phase() == Phase::Established {
        match whole::show_control(wsi, opcode, buffer, at, len) {
            Seen::On => {}
            Seen::Done => return true,
            Seen::Closed => return false,
        }
    }
    match opcode {
        frame::CLOSE => {
            peer_closes(wsi, buffer, at, len);
            false
        }
        _ if wsi.phase() != Phase::Established => true,
        frame::PING => {
            // A peer that pings and does not read gets no more of them (section 5.5.3: not each needs an answer).
            let waiting = if wsi.has(flag::PENDING) { wsi.rare(|r| r.pongs).unwrap_or(0) } else { 0 };
            if waiting < MAX_PONGS {
                send(wsi, FIN | frame::PONG, &buffer[at..at + len]);
                if wsi.has(flag::PENDING) {
                    wsi.with_rare(|r| r.pongs += len + 2);
                }
            }
            true
        }
        _ => {
            validity_confirmed(wsi);
            // As lws has it: of a pong without payload, only clients are told.
            if len == 0 && !wsi.has(flag::CLIENT) {
                return true;
            }
            let reason = side(wsi, abi::LWS_CALLBACK_RECEIVE_PONG, abi::LWS_CALLBACK_CLIENT_RECEIVE_PONG);
            let r = dispatch::receive(wsi, reason, buffer, at, len);
            if r < 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
                close::close(wsi, NO_STATUS);
                return false;
            }
            true
        }
    }
}

/// The peer's close frame: the answer to ours, or the beginning of its own goodbye.
fn peer_closes(wsi: WsiRef, buffer: &mut [u8], at: usize, len: usize) {
    if wsi.phase() != Phase::Established {
        // Both goodbyes are said.
        return close::close(wsi, NO_STATUS);
    }
    // What is answered: the peer's own payload, or what is wrong with it.
    let mut answer = buffer[at..at + len].to_vec();
    if let Close::Bad { code, why } = crate::proto::ws::close::parse(&answer)
        && (code != BAD_TEXT || wsi.has(flag::CHECK_UTF8))
    {
        if code == BAD_TEXT {
            return fail(wsi, code, why);
        }
        answer = code.to_be_bytes().to_vec();
        if len >= 2 {
            buffer[at..at + 2].copy_from_slice(&answer);
        }
    }
    wsi.with_rare(|r| r.peer_close = buffer[at..at + len].to_vec());
    let r = dispatch::receive(wsi, abi::LWS_CALLBACK_WS_PEER_INITIATED_CLOSE as c_int, buffer, at, len);
    if r != 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
        close::close(wsi, NO_STATUS);
        if wsi.is_live() && wsi.phase() == Phase::AwaitingCloseAck {
            // The program gave a reason of its own; the peer has said its goodbye already.
            close::close(wsi, NO_STATUS);
        }
        return;
    }
    send(wsi, FIN | frame::CLOSE, &answer);
    close::unbind(wsi, c"close");
    wsi.set_phase(Phase::ReturnedClose);
    close::close(wsi, NO_STATUS);
}

/// The peer broke a rule: tells it which, says no more, and waits a little for it to go, so that what is on its way to
/// it is not lost in a reset.
pub fn fail(wsi: WsiRef, code: u16, why: &'static str) {
    crate::util::log::info(format_args!("websocket peer broke the protocol: {why}, closing with {code}"));
    if wsi.marked(mark::WHOLE) {
        wsi.with_rare(|r| r.gathered = None);
    }
    prepare_close(wsi, code, why.as_bytes());
    close::close(wsi, code);
    if wsi.is_live() && wsi.phase() == Phase::AwaitingCloseAck {
        wsi.set(flag::LAST);
        if !wsi.has(flag::PENDING) {
            if wsi.has(flag::TLS) {
                tls::goodbye(wsi);
            }
            socket::shutdown_write(wsi.fd());
        }
    }
}

/// `lws_close_reason`: what the close frame will say. At most 123 bytes of text fit.
pub fn prepare_close(wsi: WsiRef, code: u16, text: &[u8]) {
    let mut payload = code.to_be_bytes().to_vec();
    payload.extend_from_slice(&text[..text.len().min(frame::MAX_CONTROL - 2)]);
    wsi.with_rare(|r| r.close = Some(payload));
}

/// The close frame, before the connection closes. True: it is on its way, and the peer's is awaited.
pub fn before_close(wsi: WsiRef, status: u16) -> bool {
    if wsi.phase() != Phase::Established {
        return false;
    }
    let prepared = wsi.with_rare(|r| r.close.take());
    let payload = match prepared {
        Some(p) => p,
        None if status == NO_STATUS || status == close::CONTEXT_GONE => return false,
        None => status.to_be_bytes().to_vec(),
    };
    send(wsi, FIN | frame::CLOSE, &payload);
    wsi.set_phase(Phase::AwaitingCloseAck);
    wsi.clear(flag::NO_FLOW | flag::WANT);
    wsi.set_timeout_reason(abi::PENDING_TIMEOUT_CLOSE_ACK as c_int);
    timers::set(wsi, Timer::Timeout, Some(GOODBYE_SECS * 1_000_000));
    if let Some(c) = wsi.context()
        && wsi.has(flag::HELD | flag::STALLED | flag::READABLE)
    {
        c.queue(wsi);
    }
    true
}

/// Queues one frame.
#[inline]
pub fn send(wsi: WsiRef, first: u8, payload: &[u8]) -> bool {
    if wsi.has(flag::CLIENT) {
        return send_masked(wsi, first, payload);
    }
    let mut head = [0u8; 10];
    let n = frame::header(&mut head, first, payload.len() as u64);
    transport::write(wsi, &head[..n], payload)
}

/// Queues one frame as a client must: masked, with a mask that nobody can guess (section 5.3).
fn send_masked(wsi: WsiRef, first: u8, payload: &[u8]) -> bool {
    let Some(context) = wsi.context() else { return false };
    let Some(key) = context.masks.borrow_mut().next() else {
        crate::util::log::err(format_args!("no random bytes for a mask; nothing was sent"));
        return false;
    };
    let mut head = [0u8; 14];
    let n = frame::client_header(&mut head, first, payload.len() as u64, key);
    transport::write_masked(wsi, &head[..n], payload, u32::from_le_bytes(key))
}

/// Gives the WRITEABLE that was asked for. False: the connection is closed.
#[inline]
pub fn writeable(wsi: WsiRef) -> bool {
    if wsi.phase() != Phase::Established {
        return true;
    }
    let reason = side(wsi, abi::LWS_CALLBACK_SERVER_WRITEABLE, abi::LWS_CALLBACK_CLIENT_WRITEABLE);
    let r = dispatch::call(wsi, reason, null_mut(), 0);
    if r != 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
        close::close(wsi, NO_STATUS);
        return false;
    }
    true
}

/// The handshake is answered: the connection is a websocket from here on. False: the program refused it.
pub fn established(wsi: WsiRef) -> bool {
    let check = wsi.context().is_some_and(|c| c.option(abi::LWS_SERVER_OPTION_VALIDATE_UTF8));
    if check {
        wsi.set(flag::CHECK_UTF8);
    }
    wsi.set(flag::SERVED);
    if wsi.vhost().is_some_and(|v| v.keep_alive.get().is_some()) && !wsi.has(flag::OWN_POLICY) {
        wsi.mark(mark::KEEP, true);
    }
    validity_confirmed(wsi);
    if let Some(context) = wsi.context() {
        reach::opened(context, wsi);
    }
    let reason = side(wsi, abi::LWS_CALLBACK_ESTABLISHED, abi::LWS_CALLBACK_CLIENT_ESTABLISHED);
    let r = dispatch::call(wsi, reason, null_mut(), 0);
    r == 0 && !wsi.has(flag::DOOMED | flag::CLOSING)
}

/// When the connection is checked: its own policy, or its vhost's.
fn validity(wsi: WsiRef) -> Option<Validity> {
    if wsi.has(flag::OWN_POLICY) {
        return wsi.rare(|r| r.policy.map(|p| p.validity)).flatten();
    }
    if wsi.marked(mark::KEEP) {
        return wsi.vhost().and_then(|v| v.keep_alive.get());
    }
    wsi.vhost().and_then(|v| v.with(|s| s.config.validity))
}

/// The peer is known to be alive: the validity check begins anew.
pub fn validity_confirmed(wsi: WsiRef) {
    wsi.clear(flag::PINGED);
    if let Some(v) = validity(wsi) {
        let secs = if v.ping != 0 { v.ping } else { v.hangup };
        timers::set(wsi, Timer::Validity, (secs != 0).then_some(u64::from(secs) * 1_000_000));
    }
}

/// The validity check is due: a ping first, the end when that was not answered.
pub fn check_validity(wsi: WsiRef) {
    let Some(v) = validity(wsi) else { return };
    let ping_is_due = !wsi.has(flag::PINGED) && v.ping != 0 && (v.hangup == 0 || v.hangup > v.ping);
    if ping_is_due && wsi.phase() == Phase::Established {
        send(wsi, FIN | frame::PING, &[]);
        if v.hangup != 0 {
            wsi.set(flag::PINGED);
            timers::set(wsi, Timer::Validity, Some(u64::from(v.hangup - v.ping) * 1_000_000));
        } else if wsi.marked(mark::KEEP) {
            timers::set(wsi, Timer::Validity, Some(u64::from(v.ping) * 1_000_000));
        }
    } else {
        crate::util::log::info(format_args!("no sign of life from a websocket peer, hanging up"));
        close::request(wsi);
    }
}

/// Has a connection checked in its own way from now on: pinged after so many seconds of silence, and given up after so many
/// more; 0 for neither.
pub fn keep_alive(wsi: WsiRef, check: Validity) {
    wsi.with_rare(|r| {
        let given = r.policy.map_or(std::ptr::null(), |p| p.given);
        r.policy = Some(Policy { validity: check, given });
    });
    wsi.set(flag::OWN_POLICY);
    wsi.mark(mark::KEEP, true);
    validity_confirmed(wsi);
}
