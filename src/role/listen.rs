//! Listening: opening the sockets of a vhost, and taking connections.

use super::adopt::{self, Adopted, Kind};
use crate::abi;
use crate::core::close;
use crate::core::context::ContextRef;
use crate::core::dispatch;
use crate::core::timers;
use crate::core::tls;
use crate::core::vhost::{VhostConfig, VhostRef};
use crate::core::watch;
use crate::core::wsi::{Phase, Role, Timer, Wsi, WsiRef, flag};
use crate::sys::identity;
use crate::sys::interface::{self, SocketFile};
use crate::sys::socket::{self, Accepted, Listen};
use crate::sys::tls::{ClientAuth, Session};
use crate::util::log;
use core::ffi::{CStr, c_int};
use std::os::fd::RawFd;
use std::ptr::null_mut;

/// Connections taken per turn of a listener, so that the others get theirs.
const PER_TURN: usize = 64;
/// Connections that the kernel keeps waiting.
const BACKLOG: i32 = 4096;
/// How often it is looked whether an interface is there now.
const AGAIN_US: u64 = 5_000_000;
/// How long listening rests when the process is out of descriptors.
const REST_US: u64 = 100_000;
/// How often at most the log says that it does.
const SAY_AGAIN_US: u64 = 10_000_000;

/// Opens the listening sockets of a vhost. The error text says what failed.
pub fn open(vhost: VhostRef) -> Result<(), String> {
    let (Some(context), Some(settings)) = (vhost.context(), vhost.settings()) else {
        return Err("the vhost is closed".into());
    };
    let config = &settings.config;
    if config.port < 0 {
        return Ok(());
    }
    if let Some(listening) = shares_listener(context, vhost, config.port, config.iface.as_deref()) {
        vhost.unheard.set(false);
        return join_tls(listening, vhost);
    }
    let unix = settings.option(abi::LWS_SERVER_OPTION_UNIX_SOCK);
    let v6 =
        !settings.option(abi::LWS_SERVER_OPTION_DISABLE_IPV6) && !context.option(abi::LWS_SERVER_OPTION_DISABLE_IPV6);
    let iface = config.iface.as_ref().map(|i| i.to_string_lossy().into_owned());
    let address = if unix {
        let path = iface.as_deref().unwrap_or_default();
        interface::unix_listen_address(path).map_err(|e| format!("unix socket {path}: {e}"))?
    } else {
        match interface::listen_address(iface.as_deref(), config.port as u16, v6) {
            Ok(address) => address,
            Err(e) => {
                let text = format!("interface {}: {e}", iface.as_deref().unwrap_or_default());
                let must = abi::LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND;
                if config.options & must == must {
                    return Err(text);
                }
                if !vhost.unheard.replace(true) {
                    log::err(format_args!("{text}; the vhost listens when it is there"));
                }
                wait_for_interface(context);
                return Ok(());
            }
        }
    };
    let how = Listen {
        address: &address,
        share: settings.option(abi::LWS_SERVER_OPTION_ALLOW_LISTEN_SHARE),
        v6_only: settings.option(abi::LWS_SERVER_OPTION_IPV6_V6ONLY_MODIFY)
            && settings.option(abi::LWS_SERVER_OPTION_IPV6_V6ONLY_VALUE),
        backlog: BACKLOG,
        free_bind: false,
        fast_open: config.fast_open,
        device: iface.as_deref().filter(|_| config.bind_device && !unix),
    };
    let (fd, port) = socket::listen(&how).map_err(|e| {
        if unix {
            format!("unix socket {}: {e}", iface.as_deref().unwrap_or_default())
        } else {
            format!("port {}: {e}", config.port)
        }
    })?;
    if !unix {
        vhost.port.set(port.into());
    } else {
        vhost.socket_file.set(SocketFile::of(&iface.unwrap_or_default()));
        if let Err(e) = own_socket(context, config) {
            socket::close(fd);
            remove_file(vhost);
            return Err(e);
        }
    }
    let wsi = Wsi::take(context, vhost, Role::Listen, Phase::Established);
    wsi.set_fd(fd);
    context.insert(wsi);
    context.set_fd(fd, Some(wsi));
    vhost.connections.set(vhost.connections.get() + 1);
    vhost.listeners.borrow_mut().push(wsi);
    vhost.unheard.set(false);
    if watch::begin(context, wsi) {
        return Ok(());
    }
    close::close(wsi, close::CONTEXT_GONE);
    Err(format!("port {}: it cannot be watched", config.port))
}

/// Gives a unix socket to the user and group of `unix_socket_perms`, or to those of the context.
fn own_socket(context: ContextRef, config: &VhostConfig) -> Result<(), String> {
    let Some(path) = config.iface.as_deref().filter(|p| !p.to_bytes().starts_with(b"@")) else { return Ok(()) };
    let mut owner = context.with_limits(|l| l.identity.given).unwrap_or_default();
    if let Some(perms) = &config.unix_socket_perms {
        owner = identity::user_and_group(perms.as_bytes())
            .ok_or_else(|| format!("unix_socket_perms {perms:?}: give USER:GROUP, both of which exist"))?;
    }
    if config.port != 0 || owner.0 == 0 || owner.1 == 0 {
        return Ok(());
    }
    identity::own_file(path, owner.0, owner.1).map_err(|e| {
        format!("unix socket {}: it cannot be given to {}:{}: {e}", path.to_string_lossy(), owner.0, owner.1)
    })
}

/// Has vhosts without an interface looked at again after a while.
fn wait_for_interface(context: ContextRef) {
    context.listen_again.set(crate::sys::clock::monotonic_us() + AGAIN_US);
    timers::arm(context);
}

/// Vhosts whose interface was not there may listen now.
pub fn try_again(context: ContextRef) {
    context.listen_again.set(0);
    let vhosts = context.vhosts.borrow().clone();
    let unheard = |v: &VhostRef| v.unheard.get() && !v.closing.get() && v.listeners.borrow().is_empty();
    for vhost in vhosts.into_iter().filter(unheard) {
        match open(vhost) {
            Ok(()) if vhost.listeners.borrow().is_empty() => {}
            Ok(()) => log::notice(format_args!("vhost {}: it listens now", vhost.display_name())),
            Err(why) => {
                log::err(format_args!("vhost {}: {why}", vhost.display_name()));
                wait_for_interface(context);
            }
        }
    }
}

/// Whether another vhost listens there already: then its sockets serve both.
fn shares_listener(context: ContextRef, vhost: VhostRef, port: c_int, iface: Option<&CStr>) -> Option<VhostRef> {
    if port == 0 {
        return None;
    }
    let vhosts = context.vhosts.borrow();
    let shares = |v: &&VhostRef| {
        !std::ptr::eq(**v, vhost)
            && !v.listeners.borrow().is_empty()
            && v.port.get() == port
            && v.with(|s| s.config.iface.as_deref() == iface).unwrap_or(false)
    };
    vhosts.iter().find(shares).copied()
}

/// The certificate of a vhost that shares another's socket is there for those who ask for its name.
fn join_tls(listening: VhostRef, vhost: VhostRef) -> Result<(), String> {
    let (Some(theirs), Some(ours)) = (listening.settings(), vhost.settings()) else { return Ok(()) };
    match (&theirs.config.server_tls, &ours.config.server_tls) {
        (Some(theirs), Some(mine)) => {
            // The listener's settings hold for all who share it.
            if mine.client_auth != ClientAuth::None && theirs.client_auth == ClientAuth::None {
                return Err(format!(
                    "port {}: it requires certificates of clients, but the vhost that listens there does not: give both \
                     the option",
                    ours.config.port
                ));
            }
            if let Some(identity) = &*mine.identity.borrow() {
                theirs.tls.set(&ours.name().to_string_lossy(), identity);
            }
            Ok(())
        }
        (None, None) => Ok(()),
        _ => Err(format!("port {}: another vhost listens there, one of the two with TLS", ours.config.port)),
    }
}

/// A listener is closed.
pub fn released(wsi: WsiRef) {
    if let Some(v) = wsi.vhost() {
        v.listeners.borrow_mut().retain(|l| !std::ptr::eq(*l, wsi));
        remove_file(v);
    }
}

/// Nobody listens on the vhost's unix socket any more.
fn remove_file(vhost: VhostRef) {
    if let Some(file) = vhost.socket_file.take() {
        file.remove();
    }
}

/// Connections wait.
pub fn accept(listener: WsiRef) {
    let (Some(context), Some(vhost)) = (listener.context(), listener.vhost()) else { return };
    for _ in 0..PER_TURN {
        if !listener.is_live() || listener.has(flag::CLOSING | flag::DOOMED) || context.doomed.get() {
            return;
        }
        let full = context.with_limits(|l| l.max_connections != 0 && context.connection_count() >= l.max_connections);
        if full == Some(true) {
            return rest(context, "the context has as many connections as it may have");
        }
        match socket::accept(listener.fd()) {
            Accepted::Connection(fd, peer) => {
                let mut args = dispatch::filter_args(fd, &peer);
                let user = std::ptr::from_mut(&mut args).cast();
                let callback = vhost.callback(0);
                let reason = abi::LWS_CALLBACK_FILTER_NETWORK_CONNECTION as c_int;
                if dispatch::call_with(listener, callback, reason, user, dispatch::int_as_ptr(fd), 0) != 0 {
                    socket::close(fd);
                } else if vhost.is_live() && !vhost.closing.get() && !context.doomed.get() {
                    arrived(context, vhost, fd);
                } else {
                    socket::close(fd);
                }
            }
            Accepted::None => return,
            Accepted::Exhausted(e) => return rest(context, &e.to_string()),
        }
    }
}

/// A new connection of a vhost, which is HTTP unless the vhost's options say otherwise.
fn arrived(context: ContextRef, vhost: VhostRef, fd: RawFd) {
    let raw =
        vhost.with(|s| s.option(abi::LWS_SERVER_OPTION_ADOPT_APPLY_LISTEN_ACCEPT_CONFIG) && !s.config.accept_http);
    if raw == Some(true) {
        let protocol = accept_protocol(vhost);
        let opaque = null_mut();
        let what = Adopted { fd, kind: Kind::Raw, protocol, opaque, parent: None, read: &[], with_tls: true };
        adopt::adopt(context, vhost, what);
    } else {
        begin(context, vhost, fd, true);
    }
}

/// The protocol of connections that are not HTTP, if the vhost names one.
pub fn accept_protocol(vhost: VhostRef) -> Option<usize> {
    let name = vhost.with(|s| s.config.accept_protocol.clone()).flatten()?;
    vhost.protocol_named(name.as_bytes())
}

/// A new HTTP connection of a vhost. `None`: the program refused it.
///
/// `with_tls`: TLS comes first where the vhost has it.
pub fn begin(context: ContextRef, vhost: VhostRef, fd: RawFd, with_tls: bool) -> Option<WsiRef> {
    let wsi = Wsi::take(context, vhost, Role::Http, Phase::Head);
    wsi.set_fd(fd);
    wsi.set(flag::WRITABLE | flag::CREATED | flag::SERVED);
    context.insert(wsi);
    context.set_fd(fd, Some(wsi));
    vhost.connections.set(vhost.connections.get() + 1);
    if let Some((idle, probes, interval)) = vhost.with(|s| s.config.tcp_keepalive)
        && idle > 0
    {
        let _ = socket::keepalive(fd, idle as u64, probes.max(0) as u32, interval.max(0) as u64);
    }
    dispatch::call_first(wsi, abi::LWS_CALLBACK_WSI_CREATE as c_int, null_mut(), 0);
    if !watch::begin(context, wsi) {
        log::err(format_args!("a new connection cannot be watched, closing it"));
        close::request(wsi);
        return None;
    }
    if vhost.with(|s| s.config.accept_protocol.is_none()) == Some(true) {
        wsi.set_protocol(vhost.default_protocol.get());
    } else if !dispatch::ensure_user(wsi) {
        close::request(wsi);
        return None;
    }
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED as c_int, null_mut(), 0);
    if r != 0 || wsi.has(flag::DOOMED) {
        close::request(wsi);
        return None;
    }
    if with_tls && let Err(why) = secure(wsi, vhost) {
        log::err(format_args!("vhost {}: TLS: {why}", vhost.display_name()));
        close::request(wsi);
        return None;
    }
    wsi.set_timeout_reason(abi::PENDING_TIMEOUT_ESTABLISH_WITH_SERVER as c_int);
    let secs = context.with_limits(|l| l.timeout_secs).unwrap_or(20);
    timers::set(wsi, Timer::Timeout, Some(secs * 1_000_000));
    Some(wsi)
}

/// TLS comes first where the vhost has it.
pub fn secure(wsi: WsiRef, vhost: VhostRef) -> Result<(), String> {
    let Some(settings) = vhost.settings() else { return Ok(()) };
    match &settings.config.server_tls {
        Some(server) => Session::server(&server.tls).map(|session| tls::begin(wsi, session)),
        None => Ok(()),
    }
}

/// No more connections for a moment: what waits would otherwise wake the loop for ever.
fn rest(context: ContextRef, why: &str) {
    let (now, said) = (context.now.get(), context.listen_pause_said.get());
    if said == 0 || now.saturating_sub(said) >= SAY_AGAIN_US {
        context.listen_pause_said.set(now.max(1));
        log::warn(format_args!("accept: {why}; new connections wait until others close"));
    }
    pause(context, true);
    context.listen_paused_at.set(context.connection_count());
    context.listen_paused.set(now + REST_US);
    timers::arm(context);
}

/// Listening goes on at once if connections have closed since it was paused.
#[inline]
pub fn look(context: ContextRef) {
    if context.listen_paused.get() != 0 && context.connection_count() < context.listen_paused_at.get() {
        resume(context);
    }
}

/// Listening goes on after a rest.
pub fn resume(context: ContextRef) {
    context.listen_paused.set(0);
    pause(context, false);
}

fn pause(context: ContextRef, paused: bool) {
    let vhosts = context.vhosts.borrow().clone();
    for l in vhosts.iter().flat_map(|v| v.listeners.borrow().clone()) {
        watch::rests(context, l, paused);
    }
}
