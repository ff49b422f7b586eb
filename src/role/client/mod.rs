//! Connections that the program makes to servers: HTTP requests and websockets, until the response is complete or the
//! websocket is open (then `ws.rs` goes on).

pub mod body;
mod connect;
pub mod proxy;
mod redirect;
mod reply;
pub mod request;
mod reuse;

pub use connect::{progress, resolved};
pub use reply::consume;

use crate::abi;
use crate::core::client::{Client, Target};
use crate::core::close::{self, NO_STATUS};
use crate::core::context::ContextRef;
use crate::core::vhost::VhostRef;
use crate::core::wsi::{Http, Phase, Policy, Role, Wsi, WsiRef, flag};
use crate::core::{dispatch, tls, transport};
use crate::role::raw;
use crate::sys::socket;
use crate::sys::tls::{Session, Tolerance};
use crate::util::log;
use core::ffi::{c_int, c_void};
use std::ptr::null_mut;

/// What a new connection is made from.
pub struct Start {
    /// Where to and what.
    pub target: Target,
    /// The protocol of ours that gets the callbacks; without one the first, or the one that the server chooses.
    pub protocol: Option<usize>,
    /// The program's own session memory, or NULL.
    pub user: *mut c_void,
    /// `lws_get_opaque_user_data`.
    pub opaque: *mut c_void,
    /// The connection whose child it is.
    pub parent: Option<WsiRef>,
    /// Its own retry and idle policy.
    pub policy: Option<Policy>,
}

/// Begins to connect. `publish` gets the connection before any callback does. `None`: the program refused it in a
/// callback, or there is no memory; nothing of it is left.
pub fn begin(context: ContextRef, vhost: VhostRef, start: Start, publish: impl FnOnce(WsiRef)) -> Option<WsiRef> {
    let is_raw = start.target.method.as_deref() == Some(b"RAW".as_slice());
    let role = if is_raw { Role::Raw } else { Role::Client };
    let wsi = Wsi::take(context, vhost, role, Phase::Connecting);
    wsi.set(flag::CLIENT | flag::CREATED);
    context.insert(wsi);
    // By its token, which it has from here on.
    wsi.set_parent(start.parent);
    vhost.connections.set(vhost.connections.get() + 1);
    wsi.set_user(start.user);
    wsi.opaque().store(start.opaque, std::sync::atomic::Ordering::Relaxed);
    if start.policy.is_some() {
        wsi.with_rare(|r| r.policy = start.policy);
        wsi.set(flag::OWN_POLICY);
    }
    let websocket = start.target.method.is_none();
    let client = Box::new(Client { target: start.target, ..Client::default() });
    wsi.http().replace(Some(Box::new(Http { client: Some(client), ..Http::default() })));
    publish(wsi);
    // Until this call returns, its result says that it failed.
    wsi.with_client(|c| c.informed = true);
    let bound = match start.protocol {
        // As in lws, what the program's callback says here does not count.
        Some(protocol) => close::bind(wsi, protocol) || dispatch::ensure_user(wsi),
        None => websocket || dispatch::ensure_user(wsi),
    };
    // An address is tried at once, and CONNECTING comes for it here, as in lws; a name has to be looked up first.
    let bound = bound && !wsi.has(flag::DOOMED) && {
        connect::resolve(wsi);
        true
    };
    if !wsi.is_live() {
        log::notice(format_args!("lws_client_connect_via_info: CONNECTING refused the connection"));
        return None;
    }
    let instantiated = abi::LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED as c_int;
    if !bound || (!is_raw && dispatch::call(wsi, instantiated, null_mut(), 0) != 0) || wsi.has(flag::DOOMED) {
        log::notice(format_args!("lws_client_connect_via_info: a callback of the program refused the connection"));
        wsi.set(flag::UNUSABLE);
        close::close(wsi, NO_STATUS);
        return None;
    }
    wsi.with_client(|c| c.informed = false);
    Some(wsi)
}

/// The connection failed: its next turn says so, since the call that found out may be one that the program made.
fn fail_later(wsi: WsiRef, why: String) {
    wsi.with_client(|c| c.failed = Some(why));
    if let Some(context) = wsi.context() {
        context.queue(wsi);
    }
}

/// The connection failed: the program hears why, once, and it closes.
pub fn fail(wsi: WsiRef, why: &str) {
    inform(wsi, why);
    if wsi.is_live() {
        wsi.set(flag::UNUSABLE);
        close::close(wsi, NO_STATUS);
    }
}

/// Gives CLIENT_CONNECTION_ERROR, once per connection.
fn inform(wsi: WsiRef, why: &str) {
    let first = wsi.with_client(|c| !std::mem::replace(&mut c.informed, true));
    if first != Some(true) {
        return;
    }
    log::notice(format_args!("client connection failed: {why}"));
    let mut text = why.as_bytes().to_vec();
    let len = text.len();
    text.push(0);
    let reason = abi::LWS_CALLBACK_CLIENT_CONNECTION_ERROR as c_int;
    dispatch::call(wsi, reason, text.as_mut_ptr().cast(), len);
}

/// The connection closes (see `RoleTable`): what was never served hears that it failed.
pub fn ending(wsi: WsiRef) {
    if !wsi.has(flag::SERVED) {
        inform(wsi, "Closed before conn");
    }
}

/// The connection is closed: what it has open goes.
pub fn released(wsi: WsiRef) {
    connect::abandon_attempts(wsi);
}

/// A deadline has passed. True: it was one of the library's own, and has been dealt with.
pub fn timed_out(wsi: WsiRef, reason: c_int) -> bool {
    if reason >= abi::PENDING_TIMEOUT_USER_OK as c_int {
        return false;
    }
    match wsi.phase() {
        Phase::Connecting => connect::timed_out(wsi),
        Phase::Head if proxy::is_asking(wsi) => fail(wsi, "Timed out waiting for the proxy"),
        Phase::Head if tls::is_handshaking(wsi) => fail(wsi, "Timed out waiting SSL"),
        Phase::Head if wsi.role() == Role::Client => {
            // The server still takes the request's body.
            let on_its_way = wsi.has(flag::PENDING) || socket::unsent(wsi.fd()) != 0;
            if on_its_way && transport::still_moves(wsi, 0) {
                request::await_reply(wsi);
            } else {
                fail(wsi, "Timed out waiting server reply")
            }
        }
        // The program wants nothing, so the server cannot be too slow.
        Phase::Body if wsi.has(flag::NO_FLOW) && reason == abi::PENDING_TIMEOUT_HTTP_CONTENT as c_int => {
            body::watch(wsi)
        }
        _ => return false,
    }
    true
}

/// The TLS handshake is done: the request can go.
pub fn secured(wsi: WsiRef) {
    if wsi.role() == Role::Raw { raw::connected(wsi) } else { request::send(wsi) }
}

/// The way to the server is open: TLS comes first, if it is asked for.
fn reached(wsi: WsiRef) {
    let target = wsi.with_client(|c| (c.target.flags, c.target.host.clone(), c.target.alpn.clone()));
    let Some((flags, host, alpn)) = target else { return };
    if flags & abi::LCCSCF_USE_SSL as c_int == 0 {
        return secured(wsi);
    }
    let session = wsi.vhost().ok_or_else(|| "no vhost".to_owned()).and_then(|v| {
        let settings = v.client_tls(tolerance(flags))?;
        let name = String::from_utf8_lossy(&host).into_owned();
        // Without the port that a Host header may carry.
        let bare = match name.rfind(':') {
            Some(at) if name.ends_with(']') || (name.matches(':').count() > 1 && !name.starts_with('[')) || at == 0 => {
                &name
            }
            Some(at) => &name[..at],
            None => &name[..],
        };
        Session::client(&settings, bare, alpn)
    });
    let secs = wsi.context().and_then(|c| c.with_limits(|l| l.timeout_secs)).unwrap_or(20);
    wsi.set_phase(Phase::Head);
    crate::role::http::server::set_timeout(wsi, abi::PENDING_TIMEOUT_AWAITING_CLIENT_HS_SEND as c_int, secs);
    let begun = session.and_then(|s| {
        tls::begin(wsi, s);
        tls::greet(wsi)
    });
    match begun {
        Err(why) => fail(wsi, &format!("tls: {why}")),
        Ok(()) => {
            if let Some(context) = wsi.context() {
                context.queue(wsi);
            }
        }
    }
}

/// What of a server's certificate is forgiven.
fn tolerance(flags: c_int) -> Tolerance {
    let has = |bit: abi::lws_client_connect_ssl_connection_flags| flags & bit as c_int != 0;
    Tolerance {
        self_signed: has(abi::LCCSCF_ALLOW_SELFSIGNED),
        other_names: has(abi::LCCSCF_SKIP_SERVER_CERT_HOSTNAME_CHECK),
        expired: has(abi::LCCSCF_ALLOW_EXPIRED),
        unknown_issuer: has(abi::LCCSCF_ALLOW_INSECURE),
    }
}

/// The server takes no more of the request: what it answered is still to be read.
pub fn write_failed(wsi: WsiRef) {
    transport::forget(wsi);
    wsi.with_client(|c| c.body_pending = false);
    wsi.clear(flag::BROKEN | flag::PENDING | flag::WANT);
    wsi.set(flag::READABLE | flag::ENDED);
}

/// The server has ended the connection, or it broke.
pub fn ended(wsi: WsiRef) {
    if reuse::begin_anew(wsi) {
        return;
    }
    match wsi.phase() {
        Phase::Body => body::ended(wsi),
        _ => fail(wsi, "read failed"),
    }
}
