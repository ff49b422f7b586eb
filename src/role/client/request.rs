//! The request: its head as lws writes it, and its body as the program writes it.

use super::fail;
use crate::abi;
use crate::core::close::{self, NO_STATUS};
use crate::core::wsi::{Phase, WsiRef, flag};
use crate::core::{dispatch, transport};
use crate::role::deflate;
use crate::role::http::server::set_timeout;
use crate::sys::random;
use crate::util::b64;
use core::ffi::c_int;
use std::ptr::null_mut;

/// Room for what the program adds to the head.
const ADDED_HEADERS: usize = 4096;

/// Sends the head of the request.
pub fn send(wsi: WsiRef) {
    let Some(context) = wsi.context() else { return };
    let Some(target) = wsi.with_client(|c| c.target.clone()) else { return };
    let flags = target.flags;
    let has = |bit: abi::lws_client_connect_ssl_connection_flags| flags & bit as c_int != 0;
    let mut head = Vec::with_capacity(512 + ADDED_HEADERS);
    let mut put = |pieces: &[&[u8]]| pieces.iter().for_each(|p| head.extend_from_slice(p));
    put(&[target.method.as_deref().unwrap_or(b"GET"), b" ", &target.path, b" HTTP/1.1\r\n"]);
    put(&[b"Pragma: no-cache\r\nCache-Control: no-cache\r\nHost: ", &target.host, b"\r\n"]);
    if let Some(origin) = &target.origin {
        let raw = context.option(abi::LWS_SERVER_OPTION_JUST_USE_RAW_ORIGIN);
        let tls = has(abi::LCCSCF_USE_SSL) && abi::ORIGIN_TELLS_TLS;
        let scheme: &[u8] = if tls { b"https://" } else { b"http://" };
        put(&[b"Origin: ", if raw { b"" } else { scheme }, origin, b"\r\n"]);
    }
    if has(abi::LCCSCF_HTTP_MULTIPART_MIME) && target.method.is_some() {
        let Some(boundary) = random_text(10) else { return fail(wsi, "no random bytes") };
        put(&[b"content-type: multipart/form-data; boundary=\"", boundary.as_bytes(), b"\"\r\n"]);
        wsi.with_client(|c| {
            c.boundary = boundary;
            c.body_pending = true;
        });
    }
    if target.method.is_none() {
        let Some(key) = random_text(16) else { return fail(wsi, "no random bytes") };
        put(&[b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ", key.as_bytes(), b"\r\n"]);
        if let Some(protocols) = &target.protocols {
            put(&[b"Sec-WebSocket-Protocol: ", protocols, b"\r\n"]);
        }
        let offered = deflate::offer(wsi);
        if let Some(text) = &offered {
            put(&[b"Sec-WebSocket-Extensions: ", text, b"\r\n"]);
        }
        put(&[b"Sec-WebSocket-Version: 13\r\n"]);
        wsi.with_client(|c| {
            c.key = key.into_bytes();
            c.offered_extension = offered;
        });
    } else if !has(abi::LCCSCF_PIPELINE) {
        put(&[b"connection: close\r\n"]);
    }
    if !dispatch::append_headers(wsi, &mut head, ADDED_HEADERS) || wsi.has(flag::DOOMED) {
        return fail(wsi, "HS: disallowed by client filter");
    }
    if has(abi::LCCSCF_HTTP_X_WWW_FORM_URLENCODED) && target.method.is_some() {
        head.extend_from_slice(b"Content-Type: application/x-www-form-urlencoded\r\n");
        wsi.with_client(|c| c.body_pending = true);
    }
    head.extend_from_slice(b"\r\n");
    wsi.set_phase(Phase::Head);
    await_reply(wsi);
    if !transport::write(wsi, &head, &[]) {
        return fail(wsi, "write failed");
    }
    let has_body = wsi.with_client(|c| {
        c.had_body = c.body_pending;
        c.body_pending
    });
    if has_body == Some(true) {
        wsi.set(flag::WANT);
    }
    context.queue(wsi);
}

/// So many random bytes in base64.
fn random_text(bytes: usize) -> Option<String> {
    let mut raw = vec![0; bytes];
    (random::fill(&mut raw) == bytes).then(|| String::from_utf8_lossy(&b64::encode(&raw, false)).into_owned())
}

/// Whether the program is to be asked for more of the request's body when the socket takes bytes.
pub fn wants_to_write(wsi: WsiRef) -> bool {
    match wsi.phase() {
        Phase::Head | Phase::Body => wsi.with_client(|c| c.body_pending) == Some(true),
        _ => false,
    }
}

/// The socket takes bytes: the program sends more of the request's body. False: the connection is closed.
pub fn writeable(wsi: WsiRef) -> bool {
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_CLIENT_HTTP_WRITEABLE as c_int, null_mut(), 0);
    if r != 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
        close::close(wsi, NO_STATUS);
        return false;
    }
    if wsi.phase() == Phase::Head {
        // The server has its time from the last piece of the body on.
        await_reply(wsi);
    }
    true
}

/// The server has its time to answer, from now on.
pub fn await_reply(wsi: WsiRef) {
    let secs = wsi.context().and_then(|c| c.with_limits(|l| l.timeout_secs)).unwrap_or(20);
    set_timeout(wsi, abi::PENDING_TIMEOUT_AWAITING_SERVER_RESPONSE as c_int, secs);
}
