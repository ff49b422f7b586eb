//! From a name to a connected socket. The addresses are tried by turns of their family, the next one as soon as one is
//! refused or has not answered for a moment (RFC 8305); the first that answers is kept.

use super::{fail, fail_later, proxy, reuse};
use crate::abi::{self, TELLS_CONNECTING, TELLS_ERRNO};
use crate::core::client::Via;
use crate::core::close;
use crate::core::context::ContextRef;
use crate::core::dispatch;
use crate::core::timers;
use crate::core::watch;
use crate::core::wsi::{Phase, Timer, WsiRef, flag};
use crate::sys::connect::{self, Progress};
use crate::sys::{interface, resolver, socket};
use crate::util::log;
use core::ffi::c_int;
use socket2::SockAddr;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::os::fd::RawFd;
use std::ptr::null_mut;

/// How long one address has the attempt for itself.
const NEXT_ATTEMPT_US: u64 = 250_000;

/// Begins with the target's address, which may be one already, a name to be looked up, or a unix socket's path.
pub fn resolve(wsi: WsiRef) {
    let Some(context) = wsi.context() else { return };
    wsi.set_phase(Phase::Connecting);
    let Some((mut address, mut port)) = wsi.with_client(|c| (c.target.address.clone(), c.target.port)) else { return };
    let proxy = if address.starts_with(b"+") { None } else { proxy::choose(wsi, &address) };
    if let Some((proxy, via)) = proxy {
        (address, port) = (proxy.host.clone(), proxy.port);
        wsi.with_client(|c| {
            c.proxy = Some(proxy);
            c.via = via;
        });
    }
    let secs = wsi.vhost().and_then(|v| v.with(|s| s.config.connect_timeout_secs)).unwrap_or(20);
    let by = now(context).saturating_add(secs * 1_000_000);
    wsi.with_client(|c| c.connect_by = by);
    wsi.set_timeout_reason(abi::PENDING_TIMEOUT_AWAITING_CONNECT_RESPONSE as c_int);
    timers::set(wsi, Timer::Timeout, Some(secs * 1_000_000));
    if let Some(fd) = reuse::take(wsi) {
        return try_reused(wsi, fd);
    }
    let name = String::from_utf8_lossy(&address).into_owned();
    if let Some(path) = name.strip_prefix('+') {
        match interface::unix_address(path) {
            Ok(a) => return try_all(wsi, vec![a]),
            Err(e) => return fail_later(wsi, format!("Unable to connect: unix socket {path}: {e}")),
        }
    }
    let bare = name.strip_prefix('[').and_then(|n| n.strip_suffix(']')).unwrap_or(&name);
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return try_all(wsi, vec![SocketAddr::new(ip, port).into()]);
    }
    let Some(poller) = context.poller() else { return };
    match resolver::start(bare.to_owned(), port, poller) {
        Ok(lookup) => {
            wsi.with_client(|c| c.lookup = Some(lookup));
            context.lookups.borrow_mut().push(wsi.token());
        }
        Err(e) => fail_later(wsi, format!("getaddrinfo failed: {e}")),
    }
}

/// A connection to there has been kept: it is connected already.
fn try_reused(wsi: WsiRef, fd: RawFd) {
    let Some(context) = wsi.context() else { return socket::close(fd) };
    if !watch::begin_attempt(context, wsi, fd) {
        socket::close(fd);
        return fail_later(wsi, "Unable to connect".into());
    }
    wsi.with_client(|c| {
        c.attempts.push(fd);
        c.reused = true;
    });
    context.queue(wsi);
}

fn now(context: ContextRef) -> u64 {
    if context.in_service.get() { context.now.get() } else { crate::sys::clock::monotonic_us() }
}

/// Lookups may be done: those connections go on.
pub fn resolved(context: ContextRef) {
    if context.lookups.borrow().is_empty() {
        return;
    }
    for token in context.lookups.take() {
        let Some(wsi) = context.find(token) else { continue };
        match wsi.with_client(|c| c.lookup.as_ref().map(|l| l.take())).flatten() {
            // It has no lookup any more.
            None => {}
            Some(None) => context.lookups.borrow_mut().push(token),
            Some(Some(Ok(addresses))) => {
                wsi.with_client(|c| c.lookup = None);
                try_all(wsi, addresses.into_iter().map(SockAddr::from).collect());
            }
            Some(Some(Err(why))) => {
                wsi.with_client(|c| c.lookup = None);
                log::notice(format_args!("client: {why}"));
                fail(wsi, &format!("getaddrinfo failed: {why}"));
            }
        }
    }
}

fn try_all(wsi: WsiRef, addresses: Vec<SockAddr>) {
    wsi.with_client(|c| c.addresses = addresses.into());
    try_next(wsi);
}

/// The address to connect from, of the family of `peer`. `Err`: the interface has none.
fn local_address(iface: &[u8], peer: &SockAddr) -> io::Result<SockAddr> {
    let name = String::from_utf8_lossy(iface);
    let v6 = peer.is_ipv6();
    let ip = interface::find(&name, v6).map_err(|e| io::Error::other(format!("{name}: {e}")))?;
    Ok(SocketAddr::new(ip, 0).into())
}

/// The program hears of the socket (lws 4.3), and may say no.
fn may_connect(wsi: WsiRef, fd: RawFd) -> bool {
    if !TELLS_CONNECTING {
        return true;
    }
    let reason = abi::LWS_CALLBACK_CONNECTING as c_int;
    dispatch::call(wsi, reason, std::ptr::without_provenance_mut(fd as usize), 0) == 0 && !wsi.has(flag::DOOMED)
}

/// Starts with the next address that can be started with.
fn try_next(wsi: WsiRef) {
    let Some(context) = wsi.context() else { return };
    let mut why = None;
    while let Some(address) = wsi.with_client(|c| c.addresses.pop_front()).flatten() {
        let iface = wsi.with_client(|c| c.target.iface.clone()).flatten().filter(|_| !address.is_unix());
        let local = iface.map(|i| local_address(&i, &address)).transpose();
        let mut note = |e: io::Error| {
            log::info(format_args!("client: connect: {e}"));
            why = e.raw_os_error();
        };
        let fd = match local.and_then(|l| connect::open(&address, l.as_ref())) {
            Ok(fd) => fd,
            Err(e) => {
                note(e);
                continue;
            }
        };
        if !may_connect(wsi, fd) {
            socket::close(fd);
            return close::request(wsi);
        }
        if let Err(e) = connect::begin(fd, &address) {
            note(e);
        } else if watch::begin_attempt(context, wsi, fd) {
            wsi.with_client(|c| c.attempts.push(fd));
            return set_timer(wsi);
        }
        socket::close(fd);
    }
    if wsi.with_client(|c| c.attempts.is_empty()) == Some(true) {
        let why = why.or(wsi.with_client(|c| c.last_error).flatten());
        let text = match why.filter(|_| TELLS_ERRNO) {
            Some(number) => format!("conn fail: {number}"),
            None => "Unable to connect".into(),
        };
        fail_later(wsi, text);
    } else {
        set_timer(wsi);
    }
}

/// The next address has its turn in a moment; after the last one, what is left of the time.
fn set_timer(wsi: WsiRef) {
    let Some(context) = wsi.context() else { return };
    let Some((by, more)) = wsi.with_client(|c| (c.connect_by, !c.addresses.is_empty())) else { return };
    let left = by.saturating_sub(now(context));
    timers::set(wsi, Timer::Timeout, Some(if more { left.min(NEXT_ATTEMPT_US) } else { left }));
}

/// No address has answered in time.
pub fn timed_out(wsi: WsiRef) {
    let Some(context) = wsi.context() else { return };
    let Some((by, more)) = wsi.with_client(|c| (c.connect_by, !c.addresses.is_empty())) else { return };
    if more && now(context) < by {
        wsi.set_timeout_reason(abi::PENDING_TIMEOUT_AWAITING_CONNECT_RESPONSE as c_int);
        return try_next(wsi);
    }
    let looking = wsi.with_client(|c| c.lookup.is_some()) == Some(true);
    fail(wsi, if looking { "getaddrinfo failed: timed out" } else { "Timed out waiting to connect" });
}

/// Something happened to a connection that is being made.
pub fn progress(wsi: WsiRef) {
    if wsi.is_killed() {
        // Its end is due in this pass.
        return;
    }
    if let Some(why) = wsi.with_client(|c| c.failed.take()).flatten() {
        return fail(wsi, &why);
    }
    let attempts = wsi.with_client(|c| c.attempts.clone()).unwrap_or_default();
    let mut refused = false;
    for fd in attempts {
        match connect::progress(fd) {
            Progress::Pending => {}
            Progress::Connected => return connected(wsi, fd),
            Progress::Failed(e) => {
                log::info(format_args!("client: connect: {e}"));
                wsi.with_client(|c| {
                    c.attempts.retain(|f| *f != fd);
                    c.last_error = e.raw_os_error();
                });
                drop_attempt(wsi, fd);
                refused = true;
            }
        }
    }
    if refused {
        try_next(wsi);
    }
    if let Some(why) = wsi.with_client(|c| c.failed.take()).flatten() {
        fail(wsi, &why);
    }
}

fn drop_attempt(wsi: WsiRef, fd: RawFd) {
    if let Some(context) = wsi.context() {
        watch::end_attempt(context, wsi, fd);
    }
    socket::close(fd);
}

/// Gives up what is connecting.
pub fn abandon_attempts(wsi: WsiRef) {
    for fd in wsi.with_client(|c| std::mem::take(&mut c.attempts)).unwrap_or_default() {
        drop_attempt(wsi, fd);
    }
}

fn connected(wsi: WsiRef, fd: RawFd) {
    let Some(context) = wsi.context() else { return };
    wsi.with_client(|c| c.attempts.retain(|f| *f != fd));
    abandon_attempts(wsi);
    wsi.with_client(|c| c.addresses.clear());
    wsi.set_fd(fd);
    context.set_fd(fd, Some(wsi));
    watch::won(context, wsi);
    if let Some((idle, probes, interval)) = wsi.vhost().and_then(|v| v.with(|s| s.config.tcp_keepalive))
        && idle > 0
    {
        let _ = socket::keepalive(fd, idle as u64, probes.max(0) as u32, interval.max(0) as u64);
    }
    // The edges that came with the connection are used up: see for ourselves.
    wsi.set(flag::WRITABLE | flag::READABLE);
    dispatch::call(wsi, abi::LWS_CALLBACK_WSI_CREATE as c_int, null_mut(), 0);
    if wsi.has(flag::DOOMED) {
        return close::close(wsi, close::NO_STATUS);
    }
    if wsi.with_client(|c| c.via != Via::Direct) == Some(true) {
        return proxy::ask(wsi);
    }
    super::reached(wsi);
}
