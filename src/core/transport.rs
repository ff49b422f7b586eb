//! Bytes out. Small writes of one connection are gathered in the context's stage and leave in one call; large ones go
//! out at once together with what is staged; what the kernel refuses is kept with the connection, in order.

use crate::core::context::{BIG_WRITE, Context, ContextRef, PENDING_LIMIT, STAGE_SIZE};
use crate::core::dispatch::extra::Lent;
use crate::core::reach;
use crate::core::tls;
use crate::core::wsi::{LentOut, WsiRef, flag, mark};
use crate::proto::ws::frame;
use crate::sys::socket::{self, Outcome};

/// Queues bytes (a head and a payload) for a connection. False: the connection is broken, or it has more refused bytes
/// than the bound allows.
#[inline]
pub fn write(wsi: WsiRef, head: &[u8], payload: &[u8]) -> bool {
    let Some(context) = wsi.context() else { return false };
    if wsi.flags() & (flag::PENDING | flag::BROKEN | flag::CLOSING) != 0 || payload.len() >= BIG_WRITE {
        return write_slowly(context, wsi, head, payload);
    }
    let owner = context.stage_owner.get();
    if !owner.is_some_and(|o| std::ptr::eq(o, wsi)) {
        if owner.is_some() {
            flush(context);
        }
        context.stage_owner.set(Some(wsi));
    }
    let mut stage = context.stage.borrow_mut();
    if stage.len() + head.len() + payload.len() > STAGE_SIZE {
        drop(stage);
        flush(context);
        if wsi.has(flag::PENDING | flag::BROKEN) {
            return write_slowly(context, wsi, head, payload);
        }
        context.stage_owner.set(Some(wsi));
        stage = context.stage.borrow_mut();
    }
    stage.extend_from_slice(head);
    stage.extend_from_slice(payload);
    true
}

/// As [`write`], with the payload masked on its way; the caller's bytes stay as they are.
pub fn write_masked(wsi: WsiRef, head: &[u8], payload: &[u8], mask: u32) -> bool {
    let Some(context) = wsi.context() else { return false };
    let mut masked = context.mask_buffer.take();
    masked.clear();
    masked.extend_from_slice(head);
    masked.extend_from_slice(payload);
    frame::unmask(&mut masked[head.len()..], mask);
    let sent = write(wsi, &[], &masked);
    if masked.capacity() <= STAGE_SIZE {
        context.mask_buffer.set(masked);
    }
    sent
}

#[cold]
#[inline(never)]
fn write_slowly(context: &Context, wsi: WsiRef, head: &[u8], payload: &[u8]) -> bool {
    // On the way out nothing may be staged any more: the stage would outlive the connection.
    if wsi.has(flag::BROKEN | flag::CLOSING) {
        return false;
    }
    let mine = context.stage_owner.get().is_some_and(|o| std::ptr::eq(o, wsi));
    if wsi.has(flag::PENDING) {
        let kept = wsi.rare(|r| r.waiting()).unwrap_or(0);
        if kept + head.len() + payload.len() > PENDING_LIMIT && !context.goes_beyond.get() {
            return false;
        }
        if wsi.has(flag::TLS) {
            return tls::send(context, wsi, &[head, payload]);
        }
        keep(wsi, &[head, payload]);
        return true;
    }
    if !mine {
        flush(context);
    }
    let stage = context.stage.take();
    let staged: &[u8] = if mine { &stage } else { &[] };
    if mine {
        context.stage_owner.set(None);
    }
    let pieces = [staged, head, payload];
    if wsi.has(flag::TLS) {
        let fine = tls::send(context, wsi, &pieces);
        let mut stage = stage;
        stage.clear();
        context.stage.replace(stage);
        return fine;
    }
    let result = socket::send_pieces(wsi.fd(), &pieces);
    match result {
        Outcome::Broken => broken(wsi),
        Outcome::WouldBlock => keep(wsi, &pieces),
        Outcome::Moved(mut n) => {
            let mut rest = pieces;
            for piece in &mut rest {
                let gone = n.min(piece.len());
                n -= gone;
                *piece = &piece[gone..];
            }
            if rest.iter().any(|p| !p.is_empty()) {
                keep(wsi, &rest);
            }
        }
    }
    let mut stage = stage;
    stage.clear();
    context.stage.replace(stage);
    !wsi.has(flag::BROKEN)
}

/// Sends a head and bytes of the program's, these without a copy: what the kernel refuses of them goes out from where they
/// are. For a connection without TLS. False: it is broken.
pub fn write_lent(context: ContextRef, wsi: WsiRef, head: &[u8], lent: Lent) -> bool {
    if wsi.has(flag::BROKEN | flag::CLOSING) {
        context.release_later([lent]);
        return false;
    }
    let mine = context.stage_owner.get().is_some_and(|o| std::ptr::eq(o, wsi));
    if !mine {
        flush(context);
    }
    let mut stage = context.stage.take();
    if mine {
        context.stage_owner.set(None);
    }
    let total = stage.len() + head.len();
    let outcome = if wsi.has(flag::PENDING) {
        Outcome::WouldBlock
    } else {
        socket::send_pieces(wsi.fd(), &[&stage, head, lent.bytes()])
    };
    let gone = match outcome {
        Outcome::Moved(n) => n,
        Outcome::WouldBlock => 0,
        Outcome::Broken => {
            broken(wsi);
            total + lent.bytes().len()
        }
    };
    if gone == total + lent.bytes().len() {
        context.release_later([lent]);
    } else {
        let front = gone.min(stage.len());
        let rest_of_head = &head[(gone - front).min(head.len())..];
        keep(wsi, &[&stage[front..], rest_of_head]);
        // Two at a time would need a list; the second one is copied.
        let second = wsi.with_rare(|r| {
            if r.lent.is_some() {
                r.pending.extend_from_slice(lent.bytes());
                return Some(lent);
            }
            r.lent = Some(LentOut { lent, at: gone.saturating_sub(total), before: r.pending.len() });
            None
        });
        context.release_later(second);
        note(wsi);
    }
    stage.clear();
    context.stage.replace(stage);
    !wsi.has(flag::BROKEN)
}

/// Those who reach the connection by its id are told how much the kernel has refused.
fn note(wsi: WsiRef) {
    if wsi.marked(mark::HAS_ID)
        && let Some(context) = wsi.context()
    {
        reach::note_refused(context, wsi);
    }
}

/// The connection is broken: its turn comes, and closes it.
fn broken(wsi: WsiRef) {
    wsi.set(flag::BROKEN | flag::ENDED | flag::READABLE);
    wsi.clear(flag::WRITABLE);
    if let Some(context) = wsi.context() {
        context.queue(wsi);
    }
}

/// Keeps bytes that the kernel refused.
fn keep(wsi: WsiRef, pieces: &[&[u8]]) {
    wsi.with_rare(|r| pieces.iter().for_each(|p| r.pending.extend_from_slice(p)));
    note(wsi);
    wsi.set(flag::PENDING);
    wsi.clear(flag::WRITABLE);
    // A program that watches by itself is told when the connection's turn ends.
    if let Some(context) = wsi.context().filter(|c| c.watch.by_program()) {
        context.queue(wsi);
    }
}

/// Sends what is staged.
#[inline]
pub fn flush(context: &Context) {
    if let Some(wsi) = context.stage_owner.take() {
        flush_of(context, wsi, false);
    }
}

/// `more` follows at once: the kernel may wait for it.
fn flush_of(context: &Context, wsi: WsiRef, more: bool) {
    let mut stage = context.stage.borrow_mut();
    if stage.is_empty() {
        return;
    }
    if wsi.has(flag::TLS) {
        let plain = std::mem::take(&mut *stage);
        drop(stage);
        tls::send(context, wsi, &[&plain]);
        let mut plain = plain;
        plain.clear();
        context.stage.replace(plain);
        return;
    }
    let outcome = if more { socket::send_with_more(wsi.fd(), &stage) } else { socket::send(wsi.fd(), &stage) };
    match outcome {
        Outcome::Moved(n) if n == stage.len() => {}
        Outcome::Moved(n) => keep(wsi, &[&stage[n..]]),
        Outcome::WouldBlock => keep(wsi, &[&stage[..]]),
        Outcome::Broken => broken(wsi),
    }
    stage.clear();
}

/// Sends TLS records, behind those that wait; what the kernel refuses is kept.
pub fn write_records(wsi: WsiRef, records: &[u8]) {
    if records.is_empty() || wsi.has(flag::BROKEN) {
        return;
    }
    if wsi.has(flag::PENDING) {
        return keep(wsi, &[records]);
    }
    match socket::send(wsi.fd(), records) {
        Outcome::Moved(n) if n == records.len() => {}
        Outcome::Moved(n) => keep(wsi, &[&records[n..]]),
        Outcome::WouldBlock => keep(wsi, &[records]),
        Outcome::Broken => broken(wsi),
    }
}

/// Drops what is staged or refused of a connection.
pub fn forget(wsi: WsiRef) {
    if let Some(context) = wsi.context()
        && context.stage_owner.get().is_some_and(|o| std::ptr::eq(o, wsi))
    {
        context.stage_owner.set(None);
        context.stage.borrow_mut().clear();
    }
    if wsi.has(flag::PENDING) {
        forget_refused(wsi);
    }
}

/// Drops what the kernel refused.
fn forget_refused(wsi: WsiRef) {
    let lent = wsi.with_rare(|r| {
        r.pending = Vec::new();
        r.sent = 0;
        r.lent.take()
    });
    if let Some(context) = wsi.context() {
        context.release_later(lent.map(|l| l.lent));
    }
}

/// The connection is over: what the program has lent is not needed any more.
pub fn give_back(wsi: WsiRef) {
    if wsi.rare(|r| r.lent.is_some()) == Some(true) {
        forget_refused(wsi);
    }
}

/// Sends what is staged if it is this connection's.
pub fn flush_own(wsi: WsiRef) {
    if let Some(context) = wsi.context()
        && context.stage_owner.get().is_some_and(|o| std::ptr::eq(o, wsi))
    {
        flush(context);
    }
}

/// The same, when the caller writes to the socket next: so both can leave in one packet.
pub fn flush_before_more(wsi: WsiRef) {
    if let Some(context) = wsi.context()
        && context.stage_owner.get().is_some_and(|o| std::ptr::eq(o, wsi))
    {
        context.stage_owner.set(None);
        flush_of(context, wsi, true);
    }
}

/// Sends what the program has lent. Why that ended, or nothing when all of it has left.
///
/// By itself, so that nobody looks into an empty `Option` before it is known not to be one: the compiler would, and valgrind
/// would report it.
#[inline(never)]
fn send_lent(wsi: WsiRef, l: &mut LentOut) -> Option<Outcome> {
    while l.at < l.lent.bytes().len() {
        match socket::send(wsi.fd(), &l.lent.bytes()[l.at..]) {
            Outcome::Moved(n) => l.at += n,
            other => return Some(other),
        }
    }
    None
}

/// Sends what was refused before. The socket takes bytes again.
pub fn drain(wsi: WsiRef) {
    enum After {
        Empty,
        Refused,
        Broken,
    }
    let mut released = None;
    let after = wsi.with_rare(|r| {
        loop {
            let before = r.lent.as_ref().map_or(usize::MAX, |l| l.before);
            let outcome = if r.sent == before {
                let Some(l) = &mut r.lent else { break };
                match send_lent(wsi, l) {
                    Some(outcome) => outcome,
                    None => {
                        released = r.lent.take();
                        continue;
                    }
                }
            } else if r.sent == r.pending.len() {
                break;
            } else {
                match socket::send(wsi.fd(), &r.pending[r.sent..before.min(r.pending.len())]) {
                    Outcome::Moved(n) => {
                        r.sent += n;
                        continue;
                    }
                    other => other,
                }
            };
            if outcome == Outcome::Broken {
                return After::Broken;
            }
            // Do not carry what has left for ever, nor move the rest each time.
            if r.sent > r.pending.len() / 2 {
                r.pending.drain(..r.sent);
                if let Some(l) = &mut r.lent {
                    l.before -= r.sent;
                }
                r.sent = 0;
            }
            return After::Refused;
        }
        r.pending = Vec::new();
        r.sent = 0;
        r.pongs = 0;
        r.left_at_deadline = 0;
        After::Empty
    });
    if let (Some(l), Some(context)) = (released, wsi.context()) {
        context.release_later([l.lent]);
    }
    match after {
        After::Empty => wsi.clear(flag::PENDING),
        After::Refused => wsi.clear(flag::WRITABLE),
        After::Broken => {
            forget_refused(wsi);
            wsi.clear(flag::PENDING);
            broken(wsi);
        }
    }
    note(wsi);
}

/// A deadline has come while bytes are on their way: has the peer taken any since this was last asked? `more` counts what
/// is still to be written. The first time it is given the benefit of the doubt.
pub fn still_moves(wsi: WsiRef, more: u64) -> bool {
    let in_kernel = socket::unsent(wsi.fd());
    wsi.with_rare(|r| {
        let left = (r.waiting() as u64).saturating_add(in_kernel).saturating_add(more).saturating_add(1);
        let before = std::mem::replace(&mut r.left_at_deadline, left);
        before == 0 || left < before
    })
}
