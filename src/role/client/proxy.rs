//! Connections through a proxy: `CONNECT` of an HTTP proxy (RFC 9110, section 9.3.6), or SOCKS5 (RFC 1928, 1929).

use super::fail;
use crate::abi;
use crate::core::client::{Proxy, Via};
use crate::core::transport;
use crate::core::wsi::{Phase, WsiRef};
use crate::role::http::server::set_timeout;
use crate::util::{b64, log};
use core::ffi::c_int;

/// Most bytes of a proxy's answer to CONNECT.
const MAX_ANSWER: usize = 4096;

/// The proxy for a host, and how it is spoken to. None for the hosts of `no_proxy`.
pub fn choose(wsi: WsiRef, host: &[u8]) -> Option<(Proxy, Via)> {
    let vhost = wsi.vhost()?;
    let proxies = vhost.proxies.borrow();
    if proxies.excepts(host) {
        return None;
    }
    let http = proxies.http.clone().map(|p| (p, Via::HttpConnect));
    http.or_else(|| proxies.socks.clone().map(|p| (p, Via::SocksGreeting)))
}

/// Asks the proxy, which is connected.
pub fn ask(wsi: WsiRef) {
    let secs = wsi.context().and_then(|c| c.with_limits(|l| l.timeout_secs)).unwrap_or(20);
    wsi.set_phase(Phase::Head);
    let reason = match wsi.with_client(|c| c.via) {
        Some(Via::HttpConnect) => abi::PENDING_TIMEOUT_AWAITING_PROXY_RESPONSE,
        _ => abi::PENDING_TIMEOUT_AWAITING_SOCKS_GREETING_REPLY,
    };
    set_timeout(wsi, reason as c_int, secs);
    let Some((via, proxy, host, port)) =
        wsi.with_client(|c| (c.via, c.proxy.clone(), c.target.address.clone(), c.target.port))
    else {
        return;
    };
    let credentials = proxy.and_then(|p| p.credentials);
    let question = if via == Via::HttpConnect {
        let place = [bracketed(&host).as_slice(), b":", port.to_string().as_bytes()].concat();
        let mut head = [b"CONNECT ", &place[..], b" HTTP/1.1\r\nHost: ", &place, b"\r\nUser-agent: lws\r\n"].concat();
        if let Some(c) = &credentials {
            head.extend_from_slice(b"Proxy-authorization: basic ");
            head.extend_from_slice(&b64::encode(c, false));
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"\r\n");
        head
    } else if credentials.is_some() {
        vec![5, 2, 0, 2]
    } else {
        vec![5, 1, 0]
    };
    send(wsi, &question);
}

fn send(wsi: WsiRef, bytes: &[u8]) {
    if !transport::write(wsi, bytes, &[]) {
        fail(wsi, "proxy write failed");
    } else if let Some(context) = wsi.context() {
        context.queue(wsi);
    }
}

/// An IPv6 address in brackets, as a Host header wants it.
fn bracketed(host: &[u8]) -> Vec<u8> {
    if host.contains(&b':') && !host.starts_with(b"[") { [b"[", host, b"]"].concat() } else { host.to_vec() }
}

/// Whether a proxy's answer is awaited.
pub fn is_asking(wsi: WsiRef) -> bool {
    wsi.phase() == Phase::Head && wsi.with_client(|c| c.via != Via::Direct) == Some(true)
}

/// Works on a proxy's answer; gives how many bytes were used.
pub fn consume(wsi: WsiRef, bytes: &[u8]) -> usize {
    match wsi.with_client(|c| c.via) {
        Some(Via::HttpConnect) => http_answer(wsi, bytes),
        Some(Via::SocksGreeting) if bytes.len() >= 2 => {
            match (bytes[0], bytes[1]) {
                (5, 0) => socks_connect(wsi),
                (5, 2) => socks_password(wsi),
                _ => fail(wsi, "socks reply fail"),
            }
            2
        }
        Some(Via::SocksPassword) if bytes.len() >= 2 => {
            if bytes[1] == 0 {
                socks_connect(wsi)
            } else {
                fail(wsi, "socks reply fail")
            }
            2
        }
        Some(Via::SocksConnect) => socks_answer(wsi, bytes),
        _ => 0,
    }
}

fn http_answer(wsi: WsiRef, bytes: &[u8]) -> usize {
    let Some(end) = crate::proto::http::reply::find_end(bytes, 0) else {
        if bytes.len() > MAX_ANSWER {
            fail(wsi, "http_proxy fail");
        }
        return 0;
    };
    let status = bytes.split(|b| *b == b' ').nth(1).unwrap_or_default();
    if bytes.starts_with(b"HTTP/1.") && status == b"200" {
        through(wsi, bytes.len() > end);
    } else {
        let line = bytes.split(|b| *b == b'\r').next().unwrap_or_default();
        log::notice(format_args!("client: the proxy refused: {}", String::from_utf8_lossy(line)));
        fail(wsi, &format!("http_proxy -> {}", String::from_utf8_lossy(&status[..status.len().min(3)])));
    }
    end
}

fn socks_password(wsi: WsiRef) {
    let credentials = wsi.with_client(|c| c.proxy.as_ref().and_then(|p| p.credentials.clone())).flatten();
    let Some(credentials) = credentials else { return fail(wsi, "socks reply fail") };
    let mut parts = credentials.splitn(2, |b| *b == b':');
    let (user, password) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let (Ok(user_len), Ok(password_len)) = (u8::try_from(user.len()), u8::try_from(password.len())) else {
        return fail(wsi, "socks gen msg fail");
    };
    wsi.with_client(|c| c.via = Via::SocksPassword);
    send(wsi, &[&[1, user_len], user, &[password_len], password].concat());
}

fn socks_connect(wsi: WsiRef) {
    let Some((host, port)) = wsi.with_client(|c| (c.target.address.clone(), c.target.port)) else { return };
    let Ok(len) = u8::try_from(host.len()) else { return fail(wsi, "socks gen msg fail") };
    wsi.with_client(|c| c.via = Via::SocksConnect);
    // By name: the proxy looks it up.
    send(wsi, &[&[5, 1, 0, 3, len], &host[..], &port.to_be_bytes()].concat());
}

fn socks_answer(wsi: WsiRef, bytes: &[u8]) -> usize {
    let Some([5, code, _, kind, first]) = bytes.first_chunk::<5>().copied() else {
        if bytes.first().is_some_and(|b| *b != 5) {
            fail(wsi, "socks reply fail");
        }
        return 0;
    };
    let len = match kind {
        1 => 10,
        4 => 22,
        3 => 7 + usize::from(first),
        _ => 0,
    };
    if code != 0 || len == 0 {
        log::notice(format_args!("client: the SOCKS proxy refused: code {code}"));
        fail(wsi, "socks connect fail");
        return bytes.len();
    }
    if bytes.len() < len {
        return 0;
    }
    through(wsi, bytes.len() > len);
    len
}

/// The proxy has connected us: from here on it is as if there were none. `more` came behind its answer.
fn through(wsi: WsiRef, more: bool) {
    let tls = wsi.with_client(|c| c.target.flags & abi::LCCSCF_USE_SSL as c_int != 0) == Some(true);
    if more && tls {
        // With TLS it is the client that begins. Bytes in the clear must not pass for what the server says under it.
        return fail(wsi, "bytes of the proxy before TLS");
    }
    wsi.with_client(|c| c.via = Via::Direct);
    super::reached(wsi);
}
