//! What a connection is doing now. Each file acts on one state of a connection.
#![forbid(unsafe_code)]

pub mod adopt;
pub mod client;
pub mod deflate;
pub mod http;
pub mod listen;
pub mod raw;
pub mod sends;
pub mod whole;
pub mod ws;

use crate::abi;
use crate::core::close;
use crate::core::context::RoleTable;
use crate::core::tls;
use crate::core::transport;
use crate::core::wsi::{Phase, Role, WsiRef, flag, mark};
use crate::proto::ws::frame;
use core::ffi::c_int;

/// The roles' functions that `core` must reach.
pub static TABLE: RoleTable = RoleTable { before_close, released, ending, timed_out, check_validity };

fn before_close(wsi: WsiRef, status: u16) -> bool {
    wsi.role() == Role::Ws && ws::before_close(wsi, status)
}

fn ending(wsi: WsiRef) {
    if wsi.has(flag::CLIENT) {
        client::ending(wsi);
    }
}

fn released(wsi: WsiRef) {
    if wsi.has(flag::CLIENT) {
        client::released(wsi);
    }
    wsi.http().replace(None);
    if wsi.role() == Role::Listen {
        listen::released(wsi);
    }
}

fn timed_out(wsi: WsiRef) {
    if wsi.is_killed() {
        return close::request(wsi);
    }
    let reason = wsi.timeout_reason();
    wsi.set_timeout_reason(0);
    if reason == abi::PENDING_TIMEOUT_USER_OK {
        crate::util::log::debug(format_args!("a timeout set with PENDING_TIMEOUT_USER_OK is due, closing"));
    } else {
        crate::util::log::info(format_args!("timeout (reason {reason}), closing"));
    }
    if goes_on(wsi, reason) || (wsi.has(flag::CLIENT) && client::timed_out(wsi, reason)) {
        return;
    }
    let in_head = wsi.role() == Role::Http && wsi.phase() == Phase::Head;
    if in_head && reason == abi::PENDING_TIMEOUT_HOLDING_AH as c_int && http::server::head_timed_out(wsi) {
        return;
    }
    close::request(wsi);
}

/// Puts off one of the library's own deadlines while the peer still takes what it is owed.
fn goes_on(wsi: WsiRef, reason: c_int) -> bool {
    let mut more = wsi.with_http(|h| h.file.as_ref().map(|f| f.left)).flatten();
    if wsi.marked(mark::LEAVING)
        && let Some(context) = wsi.context()
    {
        more = Some(crate::core::reach::waiting(context, wsi) as u64);
    }
    if more.is_none() && !wsi.has(flag::PENDING) {
        return false;
    }
    let limits = || wsi.context().and_then(|c| c.with_limits(|l| l.timeout_secs)).unwrap_or(20);
    let secs = match reason as abi::pending_timeout {
        abi::PENDING_FLUSH_STORED_SEND_BEFORE_CLOSE
        | abi::PENDING_TIMEOUT_CLOSE_ACK
        | abi::PENDING_TIMEOUT_HTTP_KEEPALIVE_IDLE => close::GOODBYE_SECS,
        abi::PENDING_TIMEOUT_HTTP_CONTENT => limits(),
        _ => return false,
    };
    if !transport::still_moves(wsi, more.unwrap_or(0)) {
        return false;
    }
    http::server::set_timeout(wsi, reason, secs);
    true
}

fn check_validity(wsi: WsiRef) {
    if wsi.role() == Role::Ws {
        ws::check_validity(wsi);
    }
}

/// Whether the connection has use for received bytes now. What it has none for stays in the kernel or is held.
#[inline]
pub fn wants_input(wsi: WsiRef) -> bool {
    match wsi.role() {
        Role::Ws => matches!(wsi.phase(), Phase::Established | Phase::AwaitingCloseAck),
        Role::Http => {
            matches!(wsi.phase(), Phase::Body | Phase::DiscardBody)
                || (wsi.phase() == Phase::Head && !wsi.has(flag::PENDING))
                || (wsi.phase() == Phase::File && http::server::has_body_left(wsi))
        }
        Role::Client => match wsi.phase() {
            Phase::Head => true,
            Phase::Body => client::body::wants_input(wsi),
            _ => false,
        },
        Role::Raw => matches!(wsi.phase(), Phase::Established | Phase::Head),
        Role::Listen | Role::RawFile | Role::None => false,
    }
}

/// The TLS handshake is done. False: the connection is gone.
pub fn secured(wsi: WsiRef) -> bool {
    if wsi.has(flag::CLIENT) {
        client::secured(wsi);
    } else if wsi.role() == Role::Raw {
        http::server::set_timeout(wsi, 0, 0);
    } else {
        http::server::secured(wsi);
    }
    wsi.is_live()
}

/// TLS cannot go on.
pub fn insecure(wsi: WsiRef, why: &str) {
    crate::util::log::info(format_args!("TLS: {why}, closing"));
    if wsi.has(flag::CLIENT) && !wsi.has(flag::SERVED) {
        return client::fail(wsi, &format!("tls: {why}"));
    }
    wsi.set(flag::UNUSABLE);
    close::close(wsi, close::NO_STATUS);
}

/// The peer of a TLS port begins without TLS, which the vhost's options allow: they say what happens. False: the
/// connection is gone.
pub fn not_tls(wsi: WsiRef) -> bool {
    // LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT, which all options of TLS imply.
    const ALL: u64 = 1 << 12;
    let has = |bit: u64| wsi.vhost().and_then(|v| v.with(|s| s.option(bit & !ALL))) == Some(true);
    tls::end(wsi);
    if wsi.role() == Role::Raw {
        http::server::set_timeout(wsi, 0, 0);
    } else if has(abi::LWS_SERVER_OPTION_REDIRECT_HTTP_TO_HTTPS) {
        wsi.with_rare(|r| r.to_https = true);
    } else if has(abi::LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER) {
        crate::util::log::info(format_args!("plain HTTP on a TLS port, which the vhost allows"));
    } else if has(abi::LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG) {
        adopt::fall_back(wsi);
    } else {
        crate::util::log::notice(format_args!("a client did not begin with a TLS hello, closing"));
        wsi.set(flag::UNUSABLE);
        close::close(wsi, close::NO_STATUS);
    }
    wsi.is_live()
}

/// Whether WRITEABLE has a meaning for the connection now. Until it has, the wish for it is kept.
#[inline]
pub fn may_write(wsi: WsiRef) -> bool {
    match wsi.role() {
        Role::Client => client::request::wants_to_write(wsi),
        _ => wsi.phase() != Phase::Head && !tls::is_handshaking(wsi),
    }
}

/// `lws_write`: queues bytes as `kind` (`enum lws_write_protocol`) says. Gives the count, or -1.
pub fn write(wsi: WsiRef, bytes: &[u8], kind: c_int) -> c_int {
    if wsi.has(flag::CLOSING | flag::UNUSABLE) || bytes.len() > c_int::MAX as usize {
        if wsi.has(flag::CLOSING) {
            crate::util::log::warn(format_args!(
                "lws_write: the connection is already closing; nothing was sent. Write before it closes"
            ));
        }
        return -1;
    }
    wsi.writes.set(wsi.writes.get().wrapping_add(1));
    let control = wsi.role() == Role::Ws && is_control(kind);
    let sent = match wsi.role() {
        Role::Ws if wsi.phase() == Phase::Established => match write_frame(wsi, bytes, kind) {
            Some(sent) => sent,
            None => return -1,
        },
        // The answer to the handshake, by programs that write it themselves.
        Role::Ws if wsi.phase() != Phase::Head => false,
        Role::Client if wsi.fd() < 0 => false,
        Role::Raw if wsi.fd() < 0 => false,
        Role::Raw if wsi.has(flag::UDP) => raw::send_datagram(wsi, bytes),
        Role::RawFile => return raw::write_file(wsi, bytes),
        Role::Http | Role::Ws | Role::Client | Role::Raw => transport::write(wsi, bytes, &[]),
        Role::Listen | Role::None => false,
    };
    if !sent {
        return -1;
    }
    // For control frames lws counts their header too, and a client's mask.
    let header = if wsi.has(flag::CLIENT) { 6 } else { 2 };
    let count = bytes.len() + if control { header } else { 0 };
    if let Some(context) = wsi.context()
        && !context.in_service.get()
    {
        transport::flush(context);
    }
    count as c_int
}

/// The low bits of `enum lws_write_protocol` say what, the others how.
const KIND: c_int = 0xf;
/// A close frame with the program's payload, which headers before lws 2 called LWS_WRITE_CLOSE.
const CLOSE: abi::lws_write_protocol = 4;
/// More fragments of the message follow.
const NO_FIN: c_int = abi::LWS_WRITE_NO_FIN as c_int;

/// Whether such a write on this connection is a frame.
pub fn is_frame(wsi: WsiRef, kind: c_int) -> bool {
    let kind = (kind & KIND) as abi::lws_write_protocol;
    let message = matches!(kind, abi::LWS_WRITE_TEXT | abi::LWS_WRITE_BINARY | abi::LWS_WRITE_CONTINUATION);
    wsi.role() == Role::Ws && wsi.phase() == Phase::Established && (message || is_control(kind as c_int))
}

fn is_control(kind: c_int) -> bool {
    matches!((kind & KIND) as abi::lws_write_protocol, CLOSE | abi::LWS_WRITE_PING | abi::LWS_WRITE_PONG)
}

/// The opcode of such a write; `None` when it is no frame.
#[inline(always)]
fn opcode_of(kind: c_int) -> Option<u8> {
    Some(match (kind & KIND) as abi::lws_write_protocol {
        abi::LWS_WRITE_TEXT => frame::TEXT,
        abi::LWS_WRITE_BINARY => frame::BINARY,
        abi::LWS_WRITE_CONTINUATION => frame::CONTINUATION,
        CLOSE => frame::CLOSE,
        abi::LWS_WRITE_PING => frame::PING,
        abi::LWS_WRITE_PONG => frame::PONG,
        _ => return None,
    })
}

/// The same for what stood in a line.
#[inline(never)]
fn write_queued(wsi: WsiRef, bytes: &[u8], kind: c_int) -> Option<bool> {
    write_frame(wsi, bytes, kind)
}

#[inline(always)]
fn write_frame(wsi: WsiRef, bytes: &[u8], kind: c_int) -> Option<bool> {
    let Some(opcode) = opcode_of(kind) else { return write_no_frame(wsi, bytes, kind) };
    if opcode & 8 != 0 && bytes.len() > frame::MAX_CONTROL {
        crate::util::log::err(format_args!("lws_write: {} bytes do not fit into a control frame", bytes.len()));
        return None;
    }
    let fin = if kind & NO_FIN != 0 && opcode & 8 == 0 { 0 } else { 0x80 };
    if opcode & 8 == 0 {
        if wsi.has(flag::SENDING) {
            if opcode != frame::CONTINUATION && wsi.marked(mark::LINE_OPEN) {
                return Some(sends::wait_for_line(wsi, bytes, kind));
            }
            if fin != 0 {
                message_ends(wsi);
            }
        } else if fin == 0 {
            wsi.set(flag::SENDING)
        }
    }
    if wsi.deflates.get() && opcode & 8 == 0 {
        return Some(deflate::send(wsi, opcode, fin != 0, bytes));
    }
    Some(ws::send(wsi, fin | opcode, bytes))
}

/// A fragmented message is over: what waits for that goes out.
#[cold]
fn message_ends(wsi: WsiRef) {
    wsi.clear(flag::SENDING);
    if wsi.marked(mark::OUT)
        && let Some(context) = wsi.context()
    {
        context.queue(wsi);
    }
}

#[cold]
fn write_no_frame(wsi: WsiRef, bytes: &[u8], kind: c_int) -> Option<bool> {
    match (kind & KIND) as abi::lws_write_protocol {
        abi::LWS_WRITE_HTTP
        | abi::LWS_WRITE_HTTP_FINAL
        | abi::LWS_WRITE_HTTP_HEADERS
        | abi::LWS_WRITE_HTTP_HEADERS_CONTINUATION => Some(transport::write(wsi, bytes, &[])),
        other => {
            crate::util::log::err(format_args!("lws_write: {other} is no kind of write for a websocket"));
            None
        }
    }
}
