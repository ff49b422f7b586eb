//! The response's head, and what it decides: a redirect, a body, a websocket.

use super::{body, fail, inform, proxy, redirect};
use crate::abi;
use crate::core::client::Rest;
use crate::core::close::{self, NO_STATUS};
use crate::core::dispatch;
use crate::core::wsi::{Phase, Role, WsiRef, flag};
use crate::proto::http::chunked::Chunked;
use crate::proto::http::reply::{Parsed, Reply, ReplyBody, parse};
use crate::proto::ws::deflate::{Agreement, check_answer};
use crate::proto::ws::handshake;
use crate::role::http::server::set_timeout;
use crate::role::{deflate, ws};
use crate::util::log;
use core::ffi::c_int;
use std::ptr::null_mut;

/// Most interim responses (1xx) before the one that counts.
const MAX_INTERIM: u8 = 16;

/// Works on received bytes; gives how many were used.
pub fn consume(wsi: WsiRef, bytes: &[u8]) -> usize {
    match wsi.phase() {
        Phase::Head if proxy::is_asking(wsi) => proxy::consume(wsi, bytes),
        Phase::Head => head(wsi, bytes),
        Phase::Body => body::arrived(wsi, bytes),
        _ => 0,
    }
}

fn head(wsi: WsiRef, bytes: &[u8]) -> usize {
    let max = wsi.context().and_then(|c| c.with_limits(|l| l.max_head)).unwrap_or(16384);
    let Some((searched, is_head)) =
        wsi.with_client(|c| (c.searched, c.target.method.as_deref() == Some(b"HEAD".as_slice())))
    else {
        return bytes.len();
    };
    match parse(bytes, searched, max, is_head) {
        Parsed::More => {
            wsi.with_client(|c| c.searched = bytes.len());
            0
        }
        Parsed::Bad(why) => {
            log::notice(format_args!("client: the server's answer is no HTTP: {why}"));
            fail(wsi, "problems parsing header");
            bytes.len()
        }
        Parsed::Done { reply, used } => {
            wsi.with_client(|c| c.searched = 0);
            if reply.status < 200 && reply.status != 101 {
                let interim = wsi.with_client(|c| {
                    c.interim += 1;
                    c.interim
                });
                if interim.is_some_and(|n| n > MAX_INTERIM) {
                    fail(wsi, "problems parsing header");
                }
                return used;
            }
            let surplus = reply.body == ReplyBody::None && bytes.len() > used;
            wsi.with_client(|c| c.surplus |= surplus);
            whole(wsi, reply);
            // What came behind a redirect is no part of the next response.
            if wsi.is_live() && wsi.phase() == Phase::Connecting { bytes.len() } else { used }
        }
    }
}

fn whole(wsi: WsiRef, reply: Box<Reply>) {
    let status = reply.status;
    let redirects = matches!(status, 301 | 302 | 303 | 307 | 308);
    let rest = match reply.body {
        ReplyBody::None => Rest::Nothing,
        ReplyBody::Length(n) => Rest::Bytes(n),
        ReplyBody::Chunked => Rest::Chunks(Chunked::new()),
        ReplyBody::UntilClose => Rest::UntilClose,
    };
    let Some((websocket, flags)) = wsi.with_client(|c| {
        c.reply = Some(reply);
        c.rest = rest;
        (c.is_websocket(), c.target.flags)
    }) else {
        return;
    };
    if redirects && flags & abi::LCCSCF_HTTP_NO_FOLLOW_REDIRECT as c_int == 0 {
        return redirect::follow(wsi, status);
    }
    if websocket { upgrade(wsi, status) } else { serve(wsi) }
}

/// The answer to an ordinary request: the program may look at it and refuse, then its body comes.
fn serve(wsi: WsiRef) {
    if !dispatch::ensure_user(wsi) {
        return fail(wsi, "HS: OOM");
    }
    let said_no = |reason| dispatch::call(wsi, reason as c_int, null_mut(), 0) != 0 || wsi.has(flag::DOOMED);
    if said_no(abi::LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH) {
        return fail(wsi, "HS: disallowed by client filter");
    }
    set_timeout(wsi, 0, 0);
    if said_no(abi::LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP) {
        return fail(wsi, "HS: disallowed at ESTABLISHED");
    }
    wsi.set(flag::SERVED);
    wsi.set_phase(Phase::Body);
    body::begin(wsi);
}

/// The answer to a websocket's handshake (RFC 6455, section 4.1).
fn upgrade(wsi: WsiRef, status: u16) {
    let reason = abi::LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP as c_int;
    if dispatch::call(wsi, reason, null_mut(), 0) != 0 || wsi.has(flag::DOOMED) {
        return fail(wsi, "HS: disallowed by client filter");
    }
    if status == 401 {
        return fail(wsi, "HS: ws upgrade unauthorized");
    }
    if status != 101 {
        return fail(wsi, &format!("HS: ws upgrade response not 101 ({status})"));
    }
    let checked = wsi.with_client(|c| {
        let reply = c.reply.as_deref()?;
        Some(check(reply, &c.key, c.target.protocols.as_deref(), c.offered_extension.as_deref()))
    });
    match checked.flatten() {
        Some(Ok((chosen, agreed))) => open(wsi, chosen.as_deref(), agreed),
        Some(Err(why)) => fail(wsi, why),
        None => {}
    }
}

/// What the server chose: a protocol, and how messages are compressed.
type Chosen = (Option<Vec<u8>>, Option<Agreement>);

/// What the server's 101 must say. Gives what it chose.
fn check(reply: &Reply, key: &[u8], offered: Option<&[u8]>, extension: Option<&[u8]>) -> Result<Chosen, &'static str> {
    let accept = reply.get("sec-websocket-accept").ok_or("HS: ACCEPT missing")?;
    let upgrade = reply.get("upgrade").ok_or("HS: UPGRADE missing")?;
    if !upgrade.eq_ignore_ascii_case(b"websocket") {
        return Err("HS: Upgrade to something other than websocket");
    }
    if !reply.connection_upgrade {
        return Err("HS: UPGRADE malformed");
    }
    let chosen = reply.get("sec-websocket-protocol").filter(|p| !p.is_empty());
    if let Some(chosen) = chosen
        && !offered.is_some_and(|o| handshake::tokens(o).any(|p| p == chosen))
    {
        return Err("HS: PROTOCOL malformed");
    }
    let agreed = check_answer(reply.all("sec-websocket-extensions"), extension).map_err(deflate::why)?;
    if accept != handshake::accept_key(key) {
        return Err("HS: Accept hash wrong");
    }
    Ok((chosen.map(<[u8]>::to_vec), agreed))
}

/// The handshake is done: the connection is a websocket.
fn open(wsi: WsiRef, _chosen: Option<&[u8]>, agreed: Option<Agreement>) {
    if let Some(agreed) = agreed {
        deflate::begin(wsi, agreed);
        if let Err(why) = deflate::ask_for_defaults(wsi) {
            return fail(wsi, why);
        }
    }
    if !dispatch::ensure_user(wsi) {
        return fail(wsi, "HS: OOM");
    }
    let reason = abi::LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH as c_int;
    if dispatch::call(wsi, reason, null_mut(), 0) != 0 || wsi.has(flag::DOOMED) {
        return fail(wsi, "HS: Rejected by filter cb");
    }
    set_timeout(wsi, 0, 0);
    wsi.become_role(Role::Ws, Phase::Established);
    if !ws::established(wsi) {
        inform(wsi, "HS: Rejected at CLIENT_ESTABLISHED");
        wsi.clear(flag::SERVED);
        return close::close(wsi, NO_STATUS);
    }
    wsi.http().replace(None);
}
