//! One connection's turn: what was refused goes out, what it asked to write is asked for, what has come is read.

use crate::abi::SEES_WHO_LEAVES;
use crate::core::close::{self, NO_STATUS};
use crate::core::context::{Context, ContextRef, HEAD_ROOM, READ_SIZE, TAIL_ROOM};
use crate::core::tls::{self, Read};
use crate::core::wsi::{Phase, Role, WsiRef, flag, mark};
use crate::core::{transport, watch};
use crate::role;
use crate::role::{client, deflate, http, listen, raw, sends, ws};
use crate::sys::poller;
use crate::sys::socket::{self, Outcome};

/// WRITEABLEs that one connection gets per turn at most, so that a busy one does not starve the others.
const WRITEABLE_BUDGET: u32 = 1024;

/// Gives a connection its turn; `ready` says what the poller reported.
pub fn turn(context: ContextRef, wsi: WsiRef, ready: u32) {
    if wsi.has(flag::DOOMED) {
        return close::close(wsi, NO_STATUS);
    }
    if wsi.role() == Role::Listen {
        return listen::accept(wsi);
    }
    if wsi.phase() == Phase::Connecting {
        return client::progress(wsi);
    }
    if wsi.role() == Role::RawFile {
        return raw::file_turn(wsi, ready);
    }
    let mut flags = wsi.flags() & !flag::RESTING;
    if ready & poller::WRITABLE != 0 {
        flags |= flag::WRITABLE;
    }
    let waits_for_word = context.watch.waits_for_word();
    let goes = waits_for_word && ready & poller::WRITABLE != 0 && wsi.has(flag::TLS) && tls::is_closed(wsi);
    if goes || ready & (poller::READABLE | poller::ENDED) != 0 {
        flags |= flag::READABLE;
    }
    if ready & poller::ENDED != 0 {
        flags |= flag::ENDED;
    }
    wsi.clear(flag::RESTING);
    wsi.set(flags);
    if waits_for_word && ready & poller::WRITABLE == 0 {
        wsi.set(flag::RESTING);
    }
    context.turn_of.set(Some(wsi));
    let mut budget = WRITEABLE_BUDGET;
    let alive = work(context, wsi, ready, &mut budget);
    if alive {
        transport::flush_own(wsi);
    }
    context.turn_of.set(None);
    if alive && context.watch.by_program() {
        // The end of a connection shows whatever is watched for, again and again, and nobody may look yet.
        if ready & poller::GONE != 0 && wsi.has(flag::NO_FLOW) {
            watch::unwatch(context, wsi);
        }
        watch::changed(context, wsi);
    }
    if alive && wsi.has(flag::DOOMED) {
        close::close(wsi, NO_STATUS);
    } else if alive && has_more(wsi, waits_for_word) {
        context.queue(wsi);
    }
}

/// Whether the connection could go on at once, without a new event.
#[inline]
fn has_more(wsi: WsiRef, waits_for_word: bool) -> bool {
    let flags = wsi.flags();
    let may_write = !waits_for_word && can_write(flags) && (flags & flag::WANT != 0 || wsi.phase() == Phase::File);
    let may_read = flags & flag::NO_FLOW == 0 && role::wants_input(wsi);
    (may_write && role::may_write(wsi)) || (may_read && flags & (flag::READABLE | flag::STALLED) != 0)
}

#[inline]
fn can_write(flags: u32) -> bool {
    flags & (flag::WRITABLE | flag::PENDING | flag::CLOSING) == flag::WRITABLE
}

/// False: the connection is gone.
fn work(context: ContextRef, wsi: WsiRef, ready: u32, budget: &mut u32) -> bool {
    if wsi.has(flag::PENDING) && wsi.has(flag::WRITABLE) {
        transport::drain(wsi);
    }
    let is_client = wsi.role() == Role::Client;
    if is_client && wsi.has(flag::BROKEN) {
        // What the server said before it hung up is still to be read.
        client::write_failed(wsi);
    }
    if wsi.has(flag::BROKEN) || (ready & poller::GONE != 0 && !is_client && !role::wants_input(wsi)) {
        wsi.set(flag::UNUSABLE);
        close::close(wsi, NO_STATUS);
        return false;
    }
    if wsi.phase() == Phase::Flushing || wsi.phase() == Phase::ReturnedClose {
        if !wsi.has(flag::PENDING) {
            close::close(wsi, NO_STATUS);
            return false;
        }
        return wsi.role() != Role::Http || !wsi.has(flag::READABLE) || throw_away(context, wsi);
    }
    if wsi.marked(mark::OUT) && !sends::pump(context, wsi) {
        return false;
    }
    if !writeable(wsi, budget) || (is_client && wsi.phase() == Phase::Body && !client::body::feed(wsi)) {
        return false;
    }
    let readable = |w: WsiRef| !w.has(flag::NO_FLOW) && role::wants_input(w);
    if wsi.has(flag::STALLED) && readable(wsi) && !resume(wsi, budget) {
        return false;
    }
    if wsi.has(flag::READABLE) && !wsi.has(flag::STALLED) && readable(wsi) && !read(context, wsi, budget) {
        return false;
    }
    // What the last bytes asked for.
    if !writeable(wsi, budget) {
        return false;
    }
    if has_left(context, wsi, ready) {
        close::close(wsi, NO_STATUS);
        return false;
    }
    true
}

/// No more than this is the goodbye of a TLS connection, and less than any request.
const LONGEST_GOODBYE: usize = 40;

/// Whether the client has hung up while the program owes it an answer and writes none: nothing is read in that phase, so
/// an event stream without news would keep those who have left. Requests that came before the end are still answered.
fn has_left(context: &Context, wsi: WsiRef, ready: u32) -> bool {
    const BUSY: u32 = flag::WANT | flag::PENDING | flag::HELD | flag::STALLED | flag::NO_FLOW | flag::DOOMED;
    if !SEES_WHO_LEAVES || wsi.role() != Role::Http || wsi.phase() != Phase::Transaction || wsi.has(BUSY) {
        return false;
    }
    // Who polls for itself does not always say that it is the end.
    if !wsi.has(flag::ENDED) && (ready & poller::READABLE == 0 || !context.watch.by_program()) {
        return false;
    }
    let mut unread = [0; LONGEST_GOODBYE + 1];
    match socket::peek(wsi.fd(), &mut unread) {
        Outcome::Moved(n) => n == 0 || (wsi.has(flag::TLS) && n <= LONGEST_GOODBYE && wsi.has(flag::ENDED)),
        Outcome::Broken => true,
        Outcome::WouldBlock => false,
    }
}

/// How often a connection is read in one turn of what nobody wants.
const UNWANTED_READS: usize = 16;

/// The last answer waits for a peer that may read it only when it has sent everything: takes that from it. False: the
/// connection is gone.
fn throw_away(context: &Context, wsi: WsiRef) -> bool {
    let mut buffer = context.read_buffer.take();
    buffer.resize(buffer.len().max(READ_SIZE), 0);
    let mut outcome = Outcome::Moved(1);
    for _ in 0..UNWANTED_READS {
        outcome = socket::receive(wsi.fd(), &mut buffer);
        if !matches!(outcome, Outcome::Moved(n) if n != 0) {
            break;
        }
    }
    context.read_buffer.set(buffer);
    match outcome {
        Outcome::Moved(0) | Outcome::WouldBlock => wsi.clear(flag::READABLE),
        Outcome::Moved(_) => context.queue(wsi),
        Outcome::Broken => {
            wsi.set(flag::UNUSABLE);
            close::close(wsi, NO_STATUS);
            return false;
        }
    }
    true
}

/// Runs the WRITEABLEs that were asked for, while the socket takes bytes. False: the connection is gone.
#[inline]
fn writeable(wsi: WsiRef, budget: &mut u32) -> bool {
    loop {
        let flags = wsi.flags();
        if !can_write(flags) || flags & flag::RESTING != 0 || *budget == 0 {
            return true;
        }
        let is_file = wsi.phase() == Phase::File;
        if is_file {
            // A file has its own measure per turn; those of pipelined requests share one.
            wsi.set(flag::RESTING);
            *budget = budget.saturating_sub(http::files::share_of_turn(wsi, WRITEABLE_BUDGET));
        } else if flags & flag::WANT == 0 || !role::may_write(wsi) {
            return true;
        } else {
            wsi.clear(flag::WANT);
            if watch::for_output(wsi)
                && let Some(context) = wsi.context()
            {
                watch::granted(context, wsi);
                if context.watch.waits_for_word() {
                    wsi.set(flag::RESTING);
                }
            }
        }
        *budget = budget.saturating_sub(1);
        let writes = wsi.writes.get();
        let alive = match wsi.role() {
            Role::Ws => ws::writeable(wsi),
            Role::Http => http::server::writeable(wsi),
            Role::Client => client::request::writeable(wsi),
            Role::Raw => raw::writeable(wsi),
            _ => true,
        };
        if !alive || !wsi.is_live() {
            return false;
        }
        if is_file && wsi.phase() != Phase::File {
            wsi.clear(flag::RESTING);
        }
        if wsi.writes.get() == writes && wsi.has(flag::WANT) {
            wsi.set(flag::RESTING);
        }
    }
}

/// The peer has ended the connection, or it broke. False: it is gone.
fn ended(wsi: WsiRef, how: Outcome) -> bool {
    wsi.clear(flag::READABLE);
    if how == Outcome::Broken {
        wsi.set(flag::UNUSABLE);
    }
    if wsi.role() == Role::Client {
        client::ended(wsi);
        return wsi.is_live();
    }
    close::close(wsi, NO_STATUS);
    // With refused bytes under way it stays until they have left.
    wsi.is_live() && wsi.phase() == Phase::Flushing
}

/// Reads TLS records. False: the connection is gone.
fn read_records(context: &Context, wsi: WsiRef, budget: &mut u32) -> bool {
    let mut plain = context.plain_in.take();
    plain.resize(HEAD_ROOM, 0);
    let read = tls::read(context, wsi, &mut plain);
    let alive = match read {
        Read::Nothing => {
            wsi.clear(flag::READABLE);
            true
        }
        Read::End(how) => ended(wsi, how),
        Read::Failed(why) => {
            role::insecure(wsi, &why);
            false
        }
        Read::Plain(bytes) => {
            plain.extend_from_slice(&bytes);
            plain.resize(plain.len() + TAIL_ROOM, 0);
            role::not_tls(wsi) && arrived(wsi, &mut plain, bytes.len(), budget)
        }
        Read::Some(progress, more) => {
            if !more && !wsi.has(flag::ENDED) {
                wsi.clear(flag::READABLE);
            }
            let n = plain.len() - HEAD_ROOM;
            plain.resize(plain.len() + TAIL_ROOM, 0);
            (!progress.handshaken || role::secured(wsi))
                && (n == 0 || arrived(wsi, &mut plain, n, budget))
                && (!progress.closed || said_goodbye(wsi))
        }
    };
    context.plain_in.set(plain);
    alive
}

/// The peer has said that nothing more comes; what it said before may still wait to be used, or to be answered. Then the
/// end is seen when the connection is next read, as that of a plain socket is. False: the connection is gone.
fn said_goodbye(wsi: WsiRef) -> bool {
    // A redirect may have left for another server meanwhile.
    if !wsi.has(flag::TLS) {
        return true;
    }
    if wsi.has(flag::HELD | flag::STALLED | flag::NO_FLOW) || !role::wants_input(wsi) {
        wsi.set(flag::READABLE);
        return true;
    }
    if wsi.has(flag::WANT) && wsi.context().is_some_and(|c| c.watch.waits_for_word()) {
        // The program's poll says when the answer can be written; that turn sees the end, too.
        return true;
    }
    ended(wsi, Outcome::Moved(0))
}

/// Reads what has come. False: the connection is gone.
fn read(context: &Context, wsi: WsiRef, budget: &mut u32) -> bool {
    if wsi.has(flag::TLS) {
        return read_records(context, wsi, budget);
    }
    let mut buffer = context.read_buffer.take();
    if buffer.len() < HEAD_ROOM + READ_SIZE + TAIL_ROOM {
        buffer.resize(HEAD_ROOM + READ_SIZE + TAIL_ROOM, 0);
    }
    if wsi.has(flag::UDP) {
        let alive = raw::datagrams(wsi, &mut buffer, HEAD_ROOM);
        context.read_buffer.set(buffer);
        return alive;
    }
    let outcome = socket::receive(wsi.fd(), &mut buffer[HEAD_ROOM..HEAD_ROOM + READ_SIZE]);
    let alive = match outcome {
        Outcome::WouldBlock => {
            wsi.clear(flag::READABLE);
            true
        }
        Outcome::Moved(n) if n != 0 => {
            if n < READ_SIZE && !wsi.has(flag::ENDED) {
                wsi.clear(flag::READABLE);
            }
            arrived(wsi, &mut buffer, n, budget)
        }
        gone => ended(wsi, gone),
    };
    context.read_buffer.set(buffer);
    alive
}

/// `n` bytes have come, at [`HEAD_ROOM`] of the buffer: what was held back goes before them.
fn arrived(wsi: WsiRef, buffer: &mut [u8], n: usize, budget: &mut u32) -> bool {
    let mut held = Vec::new();
    if wsi.has(flag::HELD) {
        held = wsi.with_rare(|r| std::mem::take(&mut r.held));
        wsi.clear(flag::HELD);
    }
    if held.len() <= HEAD_ROOM {
        let start = HEAD_ROOM - held.len();
        let len = n + held.len();
        buffer[start..HEAD_ROOM].copy_from_slice(&held);
        let Some(used) = consume(wsi, buffer, start, len, budget) else { return false };
        if used < len {
            hold(wsi, buffer[start + used..start + len].to_vec(), *budget == 0);
        } else if deflate::owes(wsi) {
            wsi.set(flag::STALLED);
        }
        return true;
    }
    held.extend_from_slice(&buffer[HEAD_ROOM..HEAD_ROOM + n]);
    from_held(wsi, held, budget)
}

/// What flow control or the phase held back is worked on from its own buffer.
fn resume(wsi: WsiRef, budget: &mut u32) -> bool {
    let held = wsi.with_rare(|r| std::mem::take(&mut r.held));
    wsi.clear(flag::HELD | flag::STALLED);
    from_held(wsi, held, budget)
}

fn from_held(wsi: WsiRef, mut held: Vec<u8>, budget: &mut u32) -> bool {
    let len = held.len();
    held.resize(len + TAIL_ROOM, 0);
    let Some(used) = consume(wsi, &mut held, 0, len, budget) else { return false };
    if used < len {
        held.truncate(len);
        held.drain(..used);
        hold(wsi, held, *budget == 0);
    } else if deflate::owes(wsi) {
        wsi.set(flag::STALLED);
    }
    true
}

/// Keeps bytes that cannot be used yet.
fn hold(wsi: WsiRef, bytes: Vec<u8>, out_of_budget: bool) {
    let stalled = wsi.has(flag::NO_FLOW) || !role::wants_input(wsi) || out_of_budget || deflate::owes(wsi);
    wsi.with_rare(|r| r.held = bytes);
    wsi.set(if stalled { flag::HELD | flag::STALLED } else { flag::HELD });
}

/// Has the role work on bytes; gives how many it used. `None`: the connection is gone.
fn consume(wsi: WsiRef, buffer: &mut [u8], start: usize, len: usize, budget: &mut u32) -> Option<usize> {
    let mut at = 0;
    while (at < len || deflate::owes(wsi)) && !wsi.has(flag::NO_FLOW) && role::wants_input(wsi) {
        let role = wsi.role();
        let used = match role {
            Role::Ws if wsi.has(flag::LAST) => len - at,
            Role::Ws => ws::consume(wsi, buffer, start + at, len - at, || writeable(wsi, budget) && *budget != 0),
            Role::Raw => raw::consume(wsi, buffer, start + at, len - at),
            Role::Client => client::consume(wsi, &buffer[start + at..start + len]),
            _ => http::server::consume(wsi, buffer, start + at, len - at),
        };
        if !wsi.is_live() {
            return None;
        }
        at += used;
        // What one role had no use for may be another's: HTTP falls back to raw.
        if (used == 0 && wsi.role() == role) || *budget == 0 {
            break;
        }
        if matches!(wsi.role(), Role::Http | Role::Raw) && !writeable(wsi, budget) {
            return None;
        }
    }
    Some(at)
}
