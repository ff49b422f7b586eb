//! Connections to servers that are kept for the next request (`LCCSCF_PIPELINE`): the socket alone, as the request that
//! it was made for is over, and so are its callbacks.

use crate::core::context::{Context, ContextRef};
use crate::core::timers;
use crate::core::vhost::VhostRef;
use crate::sys::clock;
use crate::sys::socket::{self, Outcome};
use std::os::fd::RawFd;

/// The most sockets that are kept, per context; the oldest goes when there are more.
const MOST: usize = 64;
/// For how long, if the program does not say (`keep_warm_secs`).
pub const SECS: u64 = 5;

/// One of them.
pub struct Warm {
    fd: RawFd,
    /// The vhost by its address, and where the socket leads.
    vhost: usize,
    place: Vec<u8>,
    until: u64,
}

fn address(vhost: VhostRef) -> usize {
    std::ptr::from_ref(vhost).addr()
}

/// Keeps a socket that leads to `place` and on which nothing more is owed. Nobody watches it any more.
pub fn keep(context: ContextRef, vhost: VhostRef, place: Vec<u8>, fd: RawFd, secs: u64) {
    let now = if context.in_service.get() { context.now.get() } else { clock::monotonic_us() };
    let mut all = context.warm.borrow_mut();
    if all.len() >= MOST {
        socket::close(all.remove(0).fd);
    }
    all.push(Warm { fd, vhost: address(vhost), place, until: now.saturating_add(secs * 1_000_000) });
    drop(all);
    timers::arm(context);
}

/// A socket that leads there and whose server has said nothing since, the newest first.
pub fn take(context: &Context, vhost: VhostRef, place: &[u8]) -> Option<RawFd> {
    let mut all = context.warm.borrow_mut();
    while let Some(at) = all.iter().rposition(|w| w.vhost == address(vhost) && w.place == place) {
        let fd = all.remove(at).fd;
        if socket::receive(fd, &mut [0]) == Outcome::WouldBlock {
            return Some(fd);
        }
        // It has hung up, or spoken without being asked.
        socket::close(fd);
    }
    None
}

/// Ends those whose time is over.
pub fn expire(context: &Context, now: u64) {
    end(context, |w| w.until <= now);
}

/// Ends those of a vhost.
pub fn forget(context: &Context, vhost: VhostRef) {
    end(context, |w| w.vhost == address(vhost));
}

fn end(context: &Context, which: impl Fn(&Warm) -> bool) {
    context.warm.borrow_mut().retain(|w| {
        let stays = !which(w);
        if !stays {
            socket::close(w.fd);
        }
        stays
    });
}

/// When the first of them has to go.
pub fn earliest(context: &Context) -> Option<u64> {
    context.warm.borrow().iter().map(|w| w.until).min()
}
