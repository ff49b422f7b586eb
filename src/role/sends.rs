//! What stands in the lines of connections (`core::reach`) goes out, while the kernel takes bytes.

use crate::core::close;
use crate::core::context::ContextRef;
use crate::core::owner::{Guard, Message};
use crate::core::reach::{self, Item, Next, Payload, Refused};
use crate::core::wsi::{Phase, Role, Timer, WsiRef, flag, mark};
use crate::core::{timers, transport};
use crate::proto::ws::frame;
use crate::role::{NO_FIN, opcode_of, write_queued, ws};
use core::ffi::c_int;

/// Bytes that one connection's line sends per turn, so that the others get theirs.
const BUDGET: usize = 1024 * 1024;
/// What a message costs of it beside its bytes.
const PER_MESSAGE: usize = 256;
/// Lent bytes that are fewer are gathered with others in one call rather than sent from where they are.
const LEAST_LENT: usize = 4096;

/// Sends a message, or has it wait in the connection's line, from any thread.
pub fn send(context: ContextRef, id: u64, payload: Payload, kind: c_int) -> Result<(), (Refused, Payload)> {
    let mine = Guard::is_mine(context);
    let now = |token: u64| mine.then(|| context.find(token)).flatten().filter(|w| takes_now(w, kind));
    match context.shared.reach.send(id, payload, kind, now)? {
        Next::Queued(tell) => {
            if tell {
                announce(context, id);
            }
        }
        Next::Now(wsi, payload) => {
            write(context, wsi, payload, kind);
            if wsi.marked(mark::OUT) {
                context.queue(wsi);
            }
            if !context.in_service.get() {
                transport::flush(context);
            }
        }
    }
    Ok(())
}

/// Has a connection close when its line is through, from any thread.
pub fn close(context: ContextRef, id: u64, status: u16, text: &[u8]) -> Result<(), Refused> {
    if context.shared.reach.close(id, status, text)? {
        announce(context, id);
    }
    Ok(())
}

/// The service thread hears that there is something in a line.
fn announce(context: ContextRef, id: u64) {
    let Some(token) = context.shared.reach.token(id) else { return };
    if Guard::is_mine(context)
        && context.in_service.get()
        && let Some(wsi) = context.find(token)
    {
        wsi.mark(mark::OUT, true);
        context.queue(wsi);
    } else {
        context.shared.insist(Message::Send(token));
    }
}

/// Whether a frame can be written to a connection at once.
fn takes_now(wsi: &WsiRef, kind: c_int) -> bool {
    let flags = wsi.flags();
    let between = flags & flag::SENDING == 0 || wsi.marked(mark::LINE_OPEN) || reach::is_control(kind);
    wsi.role() == Role::Ws
        && wsi.phase() == Phase::Established
        && flags & (flag::PENDING | flag::BROKEN | flag::CLOSING | flag::UNUSABLE | flag::DOOMED) == 0
        && between
}

fn write(context: ContextRef, wsi: WsiRef, payload: Payload, kind: c_int) {
    let control = reach::is_control(kind);
    let copied = wsi.has(flag::CLIENT | flag::TLS) || (wsi.deflates.get() && !control);
    match payload {
        Payload::Lent(lent) if !copied && lent.bytes().len() >= LEAST_LENT => {
            let Some(opcode) = opcode_of(kind) else { return };
            let more = kind & NO_FIN != 0;
            if more {
                wsi.set(flag::SENDING)
            } else {
                wsi.clear(flag::SENDING)
            }
            let mut head = [0u8; 10];
            let first = if more { opcode } else { opcode | ws::FIN };
            let n = frame::header(&mut head, first, lent.bytes().len() as u64);
            transport::write_lent(context, wsi, &head[..n], lent);
        }
        payload => {
            write_queued(wsi, payload.bytes(), kind);
            if let Payload::Lent(lent) = payload {
                context.release_later([lent]);
            }
        }
    }
    if !control {
        wsi.mark(mark::LINE_OPEN, kind & NO_FIN != 0);
    }
}

/// Sends from a connection's line. False: the connection is gone.
pub fn pump(context: ContextRef, wsi: WsiRef) -> bool {
    let mut left = BUDGET;
    if !wsi.marked(mark::LEAVING) && reach::is_closing(context, wsi) && wsi.phase() == Phase::Established {
        wsi.mark(mark::LEAVING, true);
        wsi.set_timeout_reason(crate::abi::PENDING_FLUSH_STORED_SEND_BEFORE_CLOSE as c_int);
        timers::set(wsi, Timer::Timeout, Some(close::GOODBYE_SECS * 1_000_000));
    }
    loop {
        if wsi.phase() != Phase::Established || wsi.has(flag::CLOSING) {
            reach::shut(context, wsi);
            wsi.mark(mark::OUT, false);
            return true;
        }
        if wsi.has(flag::PENDING | flag::BROKEN | flag::DOOMED) {
            return true;
        }
        if left == 0 {
            context.queue(wsi);
            return true;
        }
        let foreign = wsi.has(flag::SENDING) && !wsi.marked(mark::LINE_OPEN);
        match reach::next(context, wsi, foreign) {
            None => {
                wsi.mark(mark::OUT, !reach::is_empty(context, wsi));
                return true;
            }
            Some(Item::Frame(payload, kind)) => {
                left = left.saturating_sub(payload.bytes().len() + PER_MESSAGE);
                write(context, wsi, payload, kind);
            }
            Some(Item::Close(status, text)) => {
                ws::prepare_close(wsi, status, &text);
                let both_said = wsi.rare(|r| r.answers_close) == Some(true);
                close::close(wsi, status);
                if both_said && wsi.is_live() && wsi.phase() == Phase::AwaitingCloseAck {
                    close::close(wsi, close::NO_STATUS);
                }
                return wsi.is_live();
            }
        }
    }
}

/// A message of the program's own has to wait until the fragmented one in the line is over. Gives what `lws_write` does.
#[cold]
pub fn wait_for_line(wsi: WsiRef, bytes: &[u8], kind: c_int) -> bool {
    let Some(context) = wsi.context() else { return false };
    let put = if kind & NO_FIN != 0 { Err(Refused::Fragmenting) } else { reach::put_behind(context, wsi, bytes, kind) };
    if put.is_err() {
        crate::util::log::err(format_args!(
            "lws_write: a fragmented message of lwsx_send() is under way, and this one cannot wait; nothing was sent"
        ));
    }
    context.queue(wsi);
    put.is_ok()
}
