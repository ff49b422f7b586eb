//! Requests in, transactions out: the state of an HTTP/1.1 connection.

use super::{files, mounts, response, upgrade};
use crate::abi;
use crate::core::close::{self, NO_STATUS};
use crate::core::vhost::VhostRef;
use crate::core::wsi::{Http, Phase, Role, Timer, WsiRef, flag};
use crate::core::{dispatch, timers, transport};
use crate::proto::http::chunked::{ChunkEvent, Chunked};
use crate::proto::http::request::{self, Body, Limits, Method, Parsed, Request};
use crate::proto::http::uri;
use crate::role::adopt;
use crate::util::log;
use core::ffi::c_int;
use std::ptr::null_mut;

/// Most header lines of a request.
const MAX_HEADERS: usize = 128;

/// How long a request body may take at any pace (microseconds), and the bytes per second that it must bring after that.
const BODY_GRACE_US: u64 = 20_000_000;
const BODY_RATE: u64 = 500;

/// Works on received bytes; gives how many were used, 0 if more must come first or the program has to act first.
/// The buffer is lent at least eight bytes beyond `len`.
pub fn consume(wsi: WsiRef, buffer: &mut [u8], start: usize, len: usize) -> usize {
    match wsi.phase() {
        Phase::Head => head(wsi, &buffer[start..start + len]),
        // While a file answers, the body is nobody's, and a peer may send it all before it reads.
        Phase::Body | Phase::DiscardBody | Phase::File => body(wsi, buffer, start, len),
        _ => 0,
    }
}

fn head(wsi: WsiRef, bytes: &[u8]) -> usize {
    let Some(context) = wsi.context() else { return bytes.len() };
    let (max_bytes, lax) = context.with_limits(|l| (l.max_head, l.lax)).unwrap_or((4096, false));
    let searched = wsi.with_http(|h| h.searched).unwrap_or(0);
    if searched == 0 {
        let secs = wsi.vhost().and_then(|v| v.with(|s| s.config.head_secs)).unwrap_or(10);
        set_timeout(wsi, abi::PENDING_TIMEOUT_HOLDING_AH as c_int, secs);
    }
    if falls_back(wsi) && !request::may_be_request(bytes) {
        // At once: the peer may wait for a word before it says more.
        log::info(format_args!("no HTTP: the connection is raw from here on"));
        adopt::fall_back(wsi);
        return 0;
    }
    match request::parse_from(bytes, searched, &Limits { max_bytes, max_headers: MAX_HEADERS, lax }) {
        Parsed::More => {
            response::with_http(wsi, |h| h.searched = bytes.len());
            0
        }
        Parsed::Bad { status, why } if falls_back(wsi) => {
            log::info(format_args!("no HTTP ({why}, {status}): the connection is raw from here on"));
            adopt::fall_back(wsi);
            0
        }
        Parsed::Bad { status, why } => {
            log::info(format_args!("bad request ({why}), answering {status}"));
            response::refuse(wsi, status);
            close::close(wsi, NO_STATUS);
            bytes.len()
        }
        Parsed::Done { request, .. } if request.method == Method::Connect && tunnels(wsi) => {
            adopt::fall_back(wsi);
            0
        }
        Parsed::Done { mut request, used } => {
            context.with_limits(|l| super::headers::shorten(&mut request, &l.token_limits));
            begin(wsi, request);
            used
        }
    }
}

/// Whether what is no HTTP is to be handled as raw: by option, and only at the beginning of a connection.
fn falls_back(wsi: WsiRef) -> bool {
    let option = abi::LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG;
    !wsi.has(flag::BOUND) && wsi.vhost().and_then(|v| v.with(|s| s.option(option))) == Some(true)
}

/// A request that came in the clear to a TLS port is sent there again, with TLS.
fn to_https(wsi: WsiRef) {
    let target = wsi.with_request(|r| (r.get("host").map(<[u8]>::to_vec), r.text(r.target).to_vec()));
    if let Some((Some(host), path)) = target {
        response::redirect(wsi, 301, &[b"https://", &host[..], &path].concat());
    }
    close::close(wsi, NO_STATUS);
}

/// The TLS handshake is done: the name that was asked for chooses the vhost.
pub fn secured(wsi: WsiRef) {
    let name = wsi.rare(|r| r.tls.as_ref().and_then(|t| t.server_name())).flatten();
    if let Some(name) = name {
        select_vhost(wsi, name.as_bytes());
    }
}

/// Whether a CONNECT makes the connection raw, as it always does with lws: here, where the program has chosen a protocol for
/// that (the vhost option `raw` of a protocol), or asked for the fallback.
fn tunnels(wsi: WsiRef) -> bool {
    falls_back(wsi) || (!wsi.has(flag::BOUND) && wsi.vhost().is_some_and(|v| v.raw_protocol.get() != 0))
}

/// A timeout of the library's own, in seconds; 0 for none.
pub fn set_timeout(wsi: WsiRef, reason: c_int, secs: u64) {
    wsi.set_timeout_reason(reason);
    timers::set(wsi, Timer::Timeout, (secs != 0).then_some(secs * 1_000_000));
}

/// The deadline of an unfinished head has passed. True: answered, and the connection is closed.
pub fn head_timed_out(wsi: WsiRef) -> bool {
    if wsi.with_http(|h| h.searched).unwrap_or(0) == 0 {
        return false;
    }
    response::refuse(wsi, 408);
    close::close(wsi, NO_STATUS);
    true
}

/// A whole request head.
fn begin(wsi: WsiRef, mut request: Box<Request>) {
    let target = if request.method == Method::Connect {
        Ok(uri::Target { path: request.text(request.target).to_vec(), ..Default::default() })
    } else {
        uri::parse_target(request.text(request.target))
    };
    let target = target.map(|t| (t.path, t.args, t.authority.map(<[u8]>::to_vec)));
    let (path, args) = match target {
        Ok((path, args, None)) => (path, args),
        // What the target says comes before what Host says.
        Ok((path, args, Some(authority))) if request.set_host(&authority) => (path, args),
        other => {
            response::refuse(wsi, other.err().unwrap_or(400));
            return close::close(wsi, NO_STATUS);
        }
    };
    let terminated = |mut v: Vec<u8>| {
        v.push(0);
        v
    };
    let mut http = Box::<Http>::default();
    http.path = terminated(path);
    http.args = args.into_iter().map(terminated).collect();
    http.awaits_continue = request.expect_continue;
    http.writes_before = wsi.writes.get();
    match request.body {
        Body::None => {}
        Body::Length(n) => http.body_left = n,
        Body::Chunked => http.chunked = Some(Chunked::new()),
    }
    let keep_alive = request.keep_alive;
    let (websocket, upgrades) = (request.upgrade_websocket, request.upgrade);
    let to_http_2 = request.get("upgrade").is_some_and(|named| named.eq_ignore_ascii_case(b"h2c"));
    let post_without_body = matches!(request.body, Body::None) && request.method == Method::Post;
    wsi.clear(flag::HTTP_1_0);
    if request.minor == 0 {
        wsi.set(flag::HTTP_1_0);
    }
    response::publish(wsi);
    http.request = Some(request);
    wsi.http().replace(Some(http));
    wsi.set_phase(Phase::Transaction);
    wsi.clear(flag::LAST | flag::HANDLING_404 | flag::WANT);
    if !keep_alive || wsi.context().is_some_and(|c| c.drain_until.get() != 0) {
        wsi.set(flag::LAST);
    }
    set_timeout(wsi, 0, 0);
    if let Some(host) = wsi.with_request(|r| r.get("host").map(<[u8]>::to_vec)).flatten() {
        select_vhost(wsi, &host);
    }
    if wsi.rare(|r| r.to_https) == Some(true) {
        return to_https(wsi);
    }
    if let Some((status, text)) = unwelcome(wsi) {
        response::simple(wsi, status, &text);
        return close::close(wsi, NO_STATUS);
    }
    if let Some(refused) = mounts::redirect(wsi) {
        return after_callback(wsi, c_int::from(refused));
    }
    if upgrades && (websocket || !to_http_2) {
        // What is refused here ends the connection, and is no HTTP service to the program.
        wsi.set(flag::LAST);
        wsi.clear(flag::SERVED);
        if websocket {
            return upgrade::websocket(wsi);
        }
        if response::simple(wsi, 403, b"") != 0 || transaction_completed(wsi) != 0 {
            return close::close(wsi, NO_STATUS);
        }
        return after_callback(wsi, 0);
    }
    let r = action(wsi);
    if r != 0 || wsi.has(flag::DOOMED) {
        return close::close(wsi, NO_STATUS);
    }
    expect_body(wsi, post_without_body);
}

/// Binds the connection to the vhost that the request names, among those that share its listening socket: the one of that
/// name, else the one whose subdomain it is, else the first.
fn select_vhost(wsi: WsiRef, host: &[u8]) {
    let (Some(context), Some(now)) = (wsi.context(), wsi.vhost()) else { return };
    if context.vhosts.borrow().len() < 2 {
        return;
    }
    let wanted = uri::host_name(host);
    let Some(ours) = now.settings() else { return };
    let shares = |v: &VhostRef| v.port.get() == now.port.get() && !v.closing.get();
    let (mut named, mut above, mut first) = (None, None, None);
    for vhost in context.vhosts.borrow().iter().copied().filter(shares) {
        let Some(settings) = vhost.settings().filter(|s| s.config.iface == ours.config.iface) else { continue };
        let name = uri::host_name(settings.name().to_bytes());
        first = first.or(Some(vhost));
        if name.eq_ignore_ascii_case(wanted) {
            named = Some(vhost);
            break;
        }
        if above.is_none() && uri::is_subdomain(name, wanted) {
            above = Some(vhost);
        }
    }
    if let Some(vhost) = named.or(above).or(first)
        && !std::ptr::eq(vhost, now)
    {
        // Its session memory has the old vhost's size, and its protocol is owed the end.
        close::unbind(wsi, c"vhost");
        dispatch::drop_user(wsi);
        if !vhost.is_live() || vhost.closing.get() {
            return;
        }
        now.connections.set(now.connections.get().saturating_sub(1));
        vhost.connections.set(vhost.connections.get() + 1);
        wsi.set_vhost(vhost);
    }
}

/// What a client is answered that the program wants nothing of (`reject_service_keywords`).
fn unwelcome(wsi: WsiRef) -> Option<(u32, Vec<u8>)> {
    let context = wsi.context()?;
    if context.with_limits(|l| l.reject.is_empty())? {
        return None;
    }
    let agent = wsi.with_request(|r| r.get("user-agent").map(<[u8]>::to_vec)).flatten()?;
    context.with_limits(|l| {
        let rule = l.reject.iter().find(|u| memchr::memmem::find(&agent, &u.word).is_some());
        rule.map(|u| (u.status, u.text.clone()))
    })?
}

/// Has the request answered by a mount or by the protocol. Not 0: close the connection.
fn action(wsi: WsiRef) -> c_int {
    let mut path = wsi.with_http(|h| h.path.clone()).unwrap_or_default();
    if path.first() != Some(&b'/') {
        response::simple(wsi, 403, b"");
        return 1;
    }
    if wsi.with_request(|r| r.method == Method::Other).unwrap_or(false) {
        response::simple(wsi, 501, b"");
        return 1;
    }
    if !dispatch::ensure_user(wsi) {
        return 1;
    }
    let len = path.len() - 1;
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_FILTER_HTTP_CONNECTION as c_int, path.as_mut_ptr().cast(), len);
    if r != 0 || wsi.has(flag::DOOMED) {
        return 1;
    }
    if wsi.with_request(|_| ()).is_none() {
        return 0;
    }
    let secs = wsi.context().and_then(|c| c.with_limits(|l| l.timeout_secs)).unwrap_or(20);
    set_timeout(wsi, abi::PENDING_TIMEOUT_HTTP_CONTENT as c_int, secs);
    match mounts::find(wsi, &path[..len]) {
        Some(i) => mounts::serve(wsi, i, &mut path),
        None => {
            if !close::bind(wsi, 0) {
                return 1;
            }
            dispatch::call(wsi, abi::LWS_CALLBACK_HTTP as c_int, path.as_mut_ptr().cast(), len)
        }
    }
}

/// After the program's answer: a body that is still to come is read now.
fn expect_body(wsi: WsiRef, empty_post: bool) {
    let open = wsi.with_http(|h| h.request.is_some() && (h.body_left != 0 || h.chunked.is_some()));
    if open == Some(true) {
        if wsi.phase() == Phase::Transaction {
            ask_for_body(wsi);
            wsi.set_phase(Phase::Body);
        }
    } else if open == Some(false)
        && empty_post
        && wsi.phase() == Phase::Transaction
        && wsi.with_request(|_| ()).is_some()
    {
        // The program hears of an empty body too: what it makes at the first HTTP_BODY, it needs at the completion.
        let r = dispatch::call(wsi, abi::LWS_CALLBACK_HTTP_BODY as c_int, null_mut(), 0);
        if r != 0 || wsi.has(flag::DOOMED) {
            return close::close(wsi, NO_STATUS);
        }
        body_completed(wsi);
    }
}

/// The 100 that the peer waits for. It comes too late when the program has already answered: the peer may then send the
/// body, or the next request, and nobody can tell which; so that answer is the last one.
fn ask_for_body(wsi: WsiRef) {
    let waits = wsi.with_http(|h| std::mem::take(&mut h.awaits_continue).then_some(h.writes_before)).flatten();
    match waits {
        Some(writes) if writes == wsi.writes.get() => {
            transport::write(wsi, b"HTTP/1.1 100 Continue\r\n\r\n", &[]);
        }
        Some(_) => wsi.set(flag::LAST),
        None => {}
    }
}

fn body(wsi: WsiRef, buffer: &mut [u8], start: usize, len: usize) -> usize {
    let mut at = 0;
    while at < len
        && matches!(wsi.phase(), Phase::Body | Phase::DiscardBody | Phase::File)
        && !wsi.has(flag::NO_FLOW)
        && has_body_left(wsi)
    {
        let here = start + at;
        let rest = len - at;
        let Some((from, piece, used, done)) = next_piece(wsi, &buffer[here..here + rest]) else {
            response::refuse(wsi, 400);
            close::close(wsi, NO_STATUS);
            return len;
        };
        at += used;
        if piece != 0 && wsi.phase() == Phase::Body {
            let r = dispatch::receive(wsi, abi::LWS_CALLBACK_HTTP_BODY as c_int, buffer, here + from, piece);
            if r != 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
                close::close(wsi, NO_STATUS);
                return len;
            }
        }
        if done {
            if wsi.phase() == Phase::File {
                return at;
            }
            set_timeout(wsi, 0, 0);
            match wsi.phase() {
                Phase::DiscardBody if transaction_completed(wsi) != 0 => {
                    close::close(wsi, NO_STATUS);
                    return len;
                }
                Phase::Body => {
                    wsi.set_phase(Phase::Transaction);
                    if !body_completed(wsi) {
                        return len;
                    }
                }
                _ => {}
            }
            return at;
        }
        if used == 0 {
            break;
        }
        if !keeps_pace(wsi, used) {
            log::info(format_args!("a request body comes too slowly, closing"));
            if wsi.phase() == Phase::Body && wsi.with_http(|h| h.writes_before) == Some(wsi.writes.get()) {
                response::refuse(wsi, 408);
            }
            close::close(wsi, NO_STATUS);
            return len;
        }
    }
    at
}

/// A piece of a body has come: the next one has its time. False: all together come so slowly that the peer only means to
/// keep the connection (as some attacks do).
fn keeps_pace(wsi: WsiRef, piece: usize) -> bool {
    let Some(context) = wsi.context() else { return true };
    let (secs, lax) = context.with_limits(|l| (l.timeout_secs, l.lax)).unwrap_or((20, false));
    let now = context.now.get();
    let in_time = wsi.with_http(|h| {
        let (last, had, sent) = h.body_pace;
        // While the program has stopped reception, the peer cannot send: such a pause counts for no more than one deadline.
        let gap = if last == 0 { 0 } else { now.saturating_sub(last).min(secs * 1_000_000) };
        h.body_pace = (now, had + gap, sent + piece as u64);
        had + gap <= BODY_GRACE_US + h.body_pace.2 * 1_000_000 / BODY_RATE
    });
    set_timeout(wsi, abi::PENDING_TIMEOUT_HTTP_CONTENT as c_int, secs);
    lax || in_time != Some(false)
}

/// Whether some of the request's body has not come.
pub fn has_body_left(wsi: WsiRef) -> bool {
    wsi.with_http(|h| h.request.is_some() && (h.body_left != 0 || h.chunked.is_some())) == Some(true)
}

/// The next piece of a body: where it begins, its length, how many bytes are used, whether it is the last. `None`: the
/// chunks are malformed.
fn next_piece(wsi: WsiRef, bytes: &[u8]) -> Option<(usize, usize, usize, bool)> {
    wsi.with_http(|h| {
        if let Some(chunked) = h.chunked.as_mut() {
            return match chunked.step(bytes) {
                ChunkEvent::Data { at, len, used } => Some((at, len, used, false)),
                ChunkEvent::More { used } => Some((0, 0, used, false)),
                ChunkEvent::Done { used } => {
                    h.chunked = None;
                    Some((0, 0, used, true))
                }
                ChunkEvent::Bad(why) => {
                    log::info(format_args!("bad chunked body: {why}"));
                    None
                }
            };
        }
        let n = usize::try_from(h.body_left).unwrap_or(usize::MAX).min(bytes.len());
        h.body_left -= n as u64;
        Some((0, n, n, h.body_left == 0))
    })
    .unwrap_or(Some((0, 0, bytes.len(), false)))
}

/// Gives HTTP_BODY_COMPLETION. False: the connection is closed.
fn body_completed(wsi: WsiRef) -> bool {
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_HTTP_BODY_COMPLETION as c_int, null_mut(), 0);
    if r != 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
        close::close(wsi, NO_STATUS);
        return false;
    }
    true
}

/// After a callback or an answer of the library's own: closes if that is asked for.
pub fn after_callback(wsi: WsiRef, r: c_int) {
    if r != 0 || wsi.has(flag::DOOMED) {
        close::close(wsi, NO_STATUS);
    }
}

/// `lws_http_transaction_completed`: ready for the next request. 0: keep the connection; 1 or -1: close it.
pub fn transaction_completed(wsi: WsiRef) -> c_int {
    // A program that answers a handshake itself returns what this says: the connection must not become a websocket then.
    if wsi.role() == Role::Ws {
        return 1;
    }
    let body_left = wsi.with_http(|h| h.request.is_some().then_some(h.body_left != 0 || h.chunked.is_some())).flatten();
    let Some(body_left) = body_left else {
        log::info(format_args!("lws_http_transaction_completed: there is no transaction; ignored"));
        return 0;
    };
    // Of a peer that was not asked for its body nobody knows whether it sends it.
    if wsi.with_http(|h| h.awaits_continue) == Some(true) {
        return 1;
    }
    if body_left {
        if wsi.phase() == Phase::DiscardBody {
            return -1;
        }
        wsi.set_phase(Phase::DiscardBody);
        next_turn(wsi);
        return 0;
    }
    if wsi.has(flag::LAST) {
        return 1;
    }
    wsi.http().replace(None);
    wsi.clear(flag::HANDLING_404 | flag::WANT);
    if !close::bind(wsi, 0) {
        return 1;
    }
    wsi.set_phase(Phase::Head);
    keepalive_timeout(wsi);
    next_turn(wsi);
    0
}

/// The connection may be idle as long as its vhost lets it.
pub fn keepalive_timeout(wsi: WsiRef) {
    let secs = wsi.vhost().and_then(|v| v.with(|s| s.config.keepalive_timeout)).unwrap_or(5);
    set_timeout(wsi, abi::PENDING_TIMEOUT_HTTP_KEEPALIVE_IDLE as c_int, secs.max(0) as u64);
}

/// What waits in the connection is worked on soon: at the end of its turn, if it is in one.
fn next_turn(wsi: WsiRef) {
    if let Some(context) = wsi.context()
        && !context.turn_of.get().is_some_and(|t| std::ptr::eq(t, wsi))
    {
        context.queue(wsi);
    }
}

/// The socket takes bytes: more of a file, or the WRITEABLE that was asked for. False: the connection is closed.
pub fn writeable(wsi: WsiRef) -> bool {
    match wsi.phase() {
        Phase::File => files::send_more(wsi),
        Phase::Transaction | Phase::Body | Phase::DiscardBody => {
            let r = dispatch::call(wsi, abi::LWS_CALLBACK_HTTP_WRITEABLE as c_int, null_mut(), 0);
            if r < 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
                close::close(wsi, NO_STATUS);
                return false;
            }
            true
        }
        _ => true,
    }
}
