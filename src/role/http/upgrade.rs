//! From HTTP to websocket: the server's side of the opening handshake (RFC 6455 section 4.2), with lws's choice of the
//! protocol and its order of callbacks and headers.

use super::auth::{self, Judge, Verdict};
use super::{headers, response, server};
use crate::abi;
use crate::core::close::{self, NO_STATUS};
use crate::core::wsi::{Phase, Role, WsiRef, flag};
use crate::core::{dispatch, transport};
use crate::proto::http::uri;
use crate::proto::ws::handshake;
use crate::role::{deflate, ws};
use crate::util::log;
use core::ffi::c_int;
use std::ffi::CString;
use std::ptr::null_mut;

/// The port that a Host without one means.
const DEFAULT_PORT: u16 = 80;
/// Room for what the program adds to the answer in ADD_HEADERS.
const ADDED_HEADERS: usize = 4096;

/// A request that asks for a websocket.
pub fn websocket(wsi: WsiRef) {
    let mut named = wsi.with_request(|r| r.get("upgrade").map(<[u8]>::to_vec)).flatten().unwrap_or_default();
    named.push(0);
    let reason = abi::LWS_CALLBACK_HTTP_CONFIRM_UPGRADE as c_int;
    let r = dispatch::call(wsi, reason, named.as_mut_ptr().cast(), 0);
    if r < 0 || wsi.has(flag::DOOMED) {
        return close::close(wsi, NO_STATUS);
    }
    if r > 0 {
        // The program has answered by itself.
        return server::after_callback(wsi, server::transaction_completed(wsi));
    }
    if !is_for_us(wsi) {
        // As lws does it: no answer.
        return close::close(wsi, NO_STATUS);
    }
    match accept(wsi) {
        Ok(()) => {}
        Err(Refusal::Login(verdict)) => server::after_callback(wsi, auth::answer(wsi, verdict)),
        Err(Refusal::Status(status, why)) => {
            log::notice(format_args!("websocket handshake refused: {why}"));
            if status != 0 {
                answer(wsi, status);
            }
            close::close(wsi, NO_STATUS);
        }
        Err(Refusal::Program) => close::close(wsi, NO_STATUS),
    }
}

enum Refusal {
    /// This status (0: no answer at all, as lws does it), and what to log.
    Status(u16, &'static str),
    /// A callback said no.
    Program,
    /// The protocol's users have to prove who they are.
    Login(Verdict),
}

/// With `LWS_SERVER_OPTION_VHOST_UPG_STRICT_HOST_CHECK`: the request must name this vhost, and its port.
fn is_for_us(wsi: WsiRef) -> bool {
    let Some(settings) = wsi.vhost().and_then(|v| v.settings()) else { return false };
    if !settings.option(abi::LWS_SERVER_OPTION_VHOST_UPG_STRICT_HOST_CHECK) {
        return true;
    }
    let Some(host) = wsi.with_request(|r| r.get("host").map(<[u8]>::to_vec)).flatten() else { return false };
    let ours = uri::host_name(settings.name().to_bytes());
    let port = wsi.vhost().map_or(-1, |v| v.port.get());
    let fits = ours.eq_ignore_ascii_case(uri::host_name(&host))
        && c_int::from(uri::host_port(&host).unwrap_or(DEFAULT_PORT)) == port;
    if !fits {
        let shown = String::from_utf8_lossy(&host).into_owned();
        log::notice(format_args!("websocket handshake refused: it is for {shown}, not for this vhost and port"));
    }
    fits
}

/// The file of those who may use a protocol's websockets: its vhost option `basic-auth`.
fn login_file(wsi: WsiRef, protocol: usize) -> Option<CString> {
    let vhost = wsi.vhost()?;
    let list = vhost.with(|s| s.config.pvo)?;
    dispatch::option_value(dispatch::protocol_options(list, &vhost.protocol_name(protocol)), c"basic-auth")
}

fn answer(wsi: WsiRef, status: u16) {
    if status == 426 {
        let text = "HTTP/1.1 426 Upgrade Required\r\nsec-websocket-version: 13\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        transport::write(wsi, text.as_bytes(), &[]);
    } else {
        response::refuse(wsi, status);
    }
}

fn accept(wsi: WsiRef) -> Result<(), Refusal> {
    let vhost = wsi.vhost().ok_or(Refusal::Program)?;
    let (connection, key, version, offered) = wsi
        .with_request(|r| {
            let offered: Vec<Vec<u8>> =
                r.all("sec-websocket-protocol").flat_map(handshake::tokens).map(<[u8]>::to_vec).collect();
            let version = r.get("sec-websocket-version").map(<[u8]>::to_vec);
            (r.connection_upgrade, r.get("sec-websocket-key").map(<[u8]>::to_vec), version, offered)
        })
        .ok_or(Refusal::Program)?;
    if !connection {
        return Err(Refusal::Status(400, "Connection does not say upgrade"));
    }
    let key = key.filter(|k| handshake::key_ok(k)).ok_or(Refusal::Status(400, "no valid Sec-WebSocket-Key"))?;
    if !version.is_some_and(|v| handshake::version_ok(&v)) {
        return Err(Refusal::Status(426, "Sec-WebSocket-Version is not 13"));
    }
    // The first that the peer offers and we have; without an offer, the first that we have.
    let ours_to_choose = !vhost.chooses_subprotocols.get();
    let protocol = if offered.is_empty() || !ours_to_choose {
        vhost.default_protocol.get()
    } else {
        let found = offered.iter().find_map(|name| vhost.protocol_named(name));
        if found.is_none() {
            let names: Vec<_> = offered.iter().map(|n| String::from_utf8_lossy(n)).collect();
            let known: Vec<_> = (0..vhost.protocol_count()).map(|i| vhost.protocol_name(i)).collect();
            log::notice(format_args!("no such protocol: {names:?} offered, {known:?} known"));
        }
        // lws hangs up without an answer; a status would be read as "no websocket here".
        found.ok_or(Refusal::Status(0, "no common protocol"))?
    };
    // What HTTP_BIND_PROTOCOL returns here does not count with lws either.
    if !close::bind(wsi, protocol) && !dispatch::ensure_user(wsi) {
        return Err(Refusal::Program);
    }
    if let Some(file) = login_file(wsi, protocol) {
        let verdict = auth::check(wsi, Judge::File(file.as_bytes()));
        if verdict != Verdict::Granted {
            return Err(Refusal::Login(verdict));
        }
    }
    wsi.clear(flag::SERVED | flag::LAST);
    wsi.become_role(Role::Ws, Phase::Head);
    // The first header line, as it came.
    let mut list = headers::with_fragments(wsi, abi::WSI_TOKEN_PROTOCOL, |f| f.first().map(|f| f.to_vec()));
    let input = list.as_mut().map_or(null_mut(), |l| {
        l.push(0);
        l.as_mut_ptr().cast()
    });
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION as c_int, input, 0);
    if r != 0 || wsi.has(flag::DOOMED) {
        log::warn(format_args!("FILTER_PROTOCOL_CONNECTION: the program denied the connection"));
        return Err(Refusal::Program);
    }
    let name = vhost.protocol_name(protocol);
    let mut head = Vec::with_capacity(256 + ADDED_HEADERS);
    head.extend_from_slice(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n");
    head.extend_from_slice(b"Sec-WebSocket-Accept: ");
    head.extend_from_slice(&handshake::accept_key(&key));
    if ours_to_choose && !offered.is_empty() && !name.is_empty() {
        head.extend_from_slice(b"\r\nSec-WebSocket-Protocol: ");
        head.extend_from_slice(name.as_bytes());
    }
    let compression = deflate::negotiate(wsi);
    if wsi.has(flag::DOOMED) {
        return Err(Refusal::Program);
    }
    if let Some((_, text)) = &compression {
        head.extend_from_slice(b"\r\nSec-WebSocket-Extensions: ");
        head.extend_from_slice(text);
    }
    head.extend_from_slice(b"\r\n");
    if !dispatch::add_headers(wsi, &mut head, ADDED_HEADERS) || wsi.has(flag::DOOMED) {
        return Err(Refusal::Program);
    }
    head.extend_from_slice(b"\r\n");
    if !transport::write(wsi, &head, &[]) {
        return Err(Refusal::Program);
    }
    wsi.set_phase(Phase::Established);
    if let Some((agreed, _)) = compression {
        deflate::begin(wsi, agreed);
    }
    if !ws::established(wsi) {
        log::notice(format_args!("ESTABLISHED: the program refused the connection"));
        return Err(Refusal::Program);
    }
    // The request's headers could be read until here.
    wsi.http().replace(None);
    Ok(())
}
