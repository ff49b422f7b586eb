//! Descriptors that the program opened itself, taken over as connections.

use super::{listen, raw};
use crate::abi;
use crate::core::close::{self, NO_STATUS};
use crate::core::context::ContextRef;
use crate::core::dispatch;
use crate::core::vhost::VhostRef;
use crate::core::watch;
use crate::core::wsi::{Phase, Role, Wsi, WsiRef, flag};
use crate::sys::socket;
use crate::util::log;
use core::ffi::{c_int, c_void};
use std::os::fd::RawFd;
use std::ptr::null_mut;

/// What a descriptor is to become.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An HTTP server's connection.
    Http,
    /// A socket that a protocol reads as it is.
    Raw,
    /// A UDP socket.
    Udp,
    /// A file, pipe, terminal, … that the program reads by itself.
    File,
}

/// A descriptor and what is known of it.
pub struct Adopted<'a> {
    /// The descriptor. It is closed with the connection, and when a socket cannot be taken over.
    pub fd: RawFd,
    /// What it becomes.
    pub kind: Kind,
    /// The protocol by its index, if the program names one.
    pub protocol: Option<usize>,
    /// `lws_get_opaque_user_data`.
    pub opaque: *mut c_void,
    /// The connection whose child it is.
    pub parent: Option<WsiRef>,
    /// Bytes that the program has read from it already.
    pub read: &'a [u8],
}

/// Takes a descriptor over. `None`: it could not be, or a callback refused it.
pub fn adopt(context: ContextRef, vhost: VhostRef, what: Adopted) -> Option<WsiRef> {
    if socket::set_nonblocking(what.fd).is_err() {
        log::err(format_args!("lws_adopt: descriptor {} is none", what.fd));
        return None;
    }
    let wsi = match what.kind {
        Kind::Http => listen::begin(context, vhost, what.fd)?,
        kind => begin(context, vhost, kind, &what)?,
    };
    if !what.read.is_empty() && wsi.is_live() {
        wsi.with_rare(|r| r.held = what.read.to_vec());
        wsi.set(flag::HELD | flag::STALLED);
        context.queue(wsi);
    }
    Some(wsi).filter(|w| w.is_live())
}

fn begin(context: ContextRef, vhost: VhostRef, kind: Kind, what: &Adopted) -> Option<WsiRef> {
    let is_file = kind == Kind::File;
    let wsi = Wsi::take(context, vhost, if is_file { Role::RawFile } else { Role::Raw }, Phase::Established);
    wsi.set_fd(what.fd);
    wsi.set(flag::WRITABLE | flag::CREATED);
    wsi.opaque().store(what.opaque, std::sync::atomic::Ordering::Relaxed);
    context.insert(wsi);
    context.set_fd(what.fd, Some(wsi));
    vhost.connections.set(vhost.connections.get() + 1);
    wsi.set_parent(what.parent);
    if kind == Kind::Udp {
        wsi.set(flag::UDP);
    }
    dispatch::call_first(wsi, abi::LWS_CALLBACK_WSI_CREATE as c_int, null_mut(), 0);
    let protocol =
        what.protocol.unwrap_or(if is_file { vhost.default_protocol.get() } else { vhost.raw_protocol.get() });
    let bound = if is_file {
        // As lws does it: a file's protocol is set, and hears of it by the adoption alone.
        wsi.set_protocol(protocol);
        dispatch::ensure_user(wsi)
    } else {
        close::bind(wsi, protocol)
    };
    let watched = if is_file {
        match context.with_poller(|p| p.add_file(what.fd, wsi.token())) {
            Some(Ok(())) => {}
            // A regular file, which is always ready, and which epoll does not take.
            _ => {
                wsi.set(flag::ALWAYS_READY);
                context.queue(wsi);
            }
        }
        watch::announce(context, wsi)
    } else {
        watch::begin(context, wsi)
    };
    if !bound || !watched || wsi.has(flag::DOOMED) {
        log::err(format_args!("lws_adopt: descriptor {} could not be taken over", what.fd));
        close::request(wsi);
        return None;
    }
    wsi.set(flag::SERVED);
    let reason = if is_file { abi::LWS_CALLBACK_RAW_ADOPT_FILE } else { abi::LWS_CALLBACK_RAW_ADOPT };
    if dispatch::call(wsi, reason as c_int, null_mut(), 0) != 0 {
        close::close(wsi, NO_STATUS);
        return None;
    }
    if is_file && wsi.is_live() {
        raw::watch_file(wsi);
    }
    Some(wsi)
}

/// A connection that did not begin with HTTP becomes a raw one; what it sent so far is its first RAW_RX.
pub fn fall_back(wsi: WsiRef) {
    let Some(vhost) = wsi.vhost() else { return };
    super::http::server::set_timeout(wsi, 0, 0);
    wsi.http().replace(None);
    // As with lws, it is still bound as HTTP, and unbound as raw.
    if !close::bind(wsi, listen::accept_protocol(vhost).unwrap_or(vhost.raw_protocol.get())) {
        return close::close(wsi, NO_STATUS);
    }
    wsi.become_role(Role::Raw, Phase::Established);
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_RAW_ADOPT as c_int, null_mut(), 0);
    if r != 0 || wsi.has(flag::DOOMED) {
        close::close(wsi, NO_STATUS);
    }
}
