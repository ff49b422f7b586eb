//! Sockets of connections that are over, while their peers still send.
//!
//! Closing a socket with unread bytes resets the connection, and the reset takes our last answer with it: a client that
//! uploads is then told of a broken connection, and not of the 413 that it was sent. So the socket alone stays for a
//! while, its connection and the program's callbacks being over: our side has ended, and what comes is thrown away until
//! the peer ends too.

use crate::core::context::{Context, ContextRef, READ_SIZE};
use crate::core::timers;
use crate::sys::clock;
use crate::sys::socket::{self, Outcome};
use std::os::fd::RawFd;

/// The longest that such a socket stays, in seconds.
pub const SECS: u64 = 10;
/// The most that is thrown away of one peer's bytes.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;
/// The most sockets that stay, per context; the oldest goes when there are more.
pub const MOST: usize = 128;
/// How often one of them is read before the others have their turn.
const READS_PER_TURN: usize = 16;
/// The lower half of the tokens of these sockets, which no connection has.
const INDEX: u64 = u32::MAX as u64 - 16;

/// One of them.
pub struct Lingering {
    fd: RawFd,
    until: u64,
    left: u64,
}

const fn token(fd: RawFd) -> u64 {
    ((fd as u64) << 32) | INDEX
}

/// Takes the socket of a connection that has ended, and of which more may come. Our side of it has ended already.
pub fn take(context: ContextRef, fd: RawFd) {
    let now = if context.in_service.get() { context.now.get() } else { clock::monotonic_us() };
    let new = Lingering { fd, until: now + SECS * 1_000_000, left: MOST_BYTES };
    if !matches!(context.with_poller(|p| p.add_listener(fd, token(fd))), Some(Ok(()))) {
        return socket::close(fd);
    }
    let mut all = context.lingering.borrow_mut();
    if all.len() >= MOST {
        end(context, &all.remove(0));
    }
    all.push(new);
    drop(all);
    timers::arm(context);
}

/// Something came on a socket that is no connection's.
pub fn ready(context: &Context, of: u64) {
    if of & u64::from(u32::MAX) == INDEX {
        drain(context, |l| token(l.fd) == of);
    }
}

/// Looks at all of them, where a program's own loop waits and does not know them.
pub fn look(context: &Context) {
    drain(context, |_| true);
}

/// Ends those whose time is over, or all.
pub fn expire(context: &Context, now: u64) {
    context.lingering.borrow_mut().retain(|l| {
        let stays = l.until > now;
        if !stays {
            end(context, l);
        }
        stays
    });
}

/// When the first of them has to go.
pub fn earliest(context: &Context) -> Option<u64> {
    context.lingering.borrow().first().map(|l| l.until)
}

fn end(context: &Context, l: &Lingering) {
    context.with_poller(|p| p.remove(l.fd));
    socket::close(l.fd);
}

/// Throws away what has come on some of them. Those from which nothing more comes are closed.
fn drain(context: &Context, which: impl Fn(&Lingering) -> bool) {
    if context.lingering.borrow().is_empty() {
        return;
    }
    let mut buffer = context.read_buffer.take();
    // It may be in use further up the stack.
    buffer.resize(buffer.len().max(READ_SIZE), 0);
    context.lingering.borrow_mut().retain_mut(|l| {
        let stays = !which(l) || goes_on(l, &mut buffer);
        if !stays {
            end(context, l);
        }
        stays
    });
    context.read_buffer.set(buffer);
}

/// Throws away what has come, up to a measure per turn. False: nothing more will come, or it was enough.
fn goes_on(l: &mut Lingering, buffer: &mut [u8]) -> bool {
    for _ in 0..READS_PER_TURN {
        match socket::receive(l.fd, buffer) {
            Outcome::Moved(0) | Outcome::Broken => return false,
            Outcome::Moved(n) => l.left = l.left.saturating_sub(n as u64),
            Outcome::WouldBlock => break,
        }
    }
    l.left != 0
}
