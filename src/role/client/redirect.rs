//! Redirects: the same connection object asks somewhere else.

use super::{connect, fail};
use crate::abi::{self, MAX_REDIRECTS};
use crate::core::client::{Client, Target};
use crate::core::close;
use crate::core::dispatch;
use crate::core::tls;
use crate::core::watch;
use crate::core::wsi::{WsiRef, flag};
use crate::sys::socket;
use crate::util::log;
use core::ffi::c_int;

/// The bit of TLS among a target's flags.
const TLS: c_int = abi::LCCSCF_USE_SSL as c_int;

/// Follows a redirect, unless the program does not want it.
pub fn follow(wsi: WsiRef, status: u16) {
    let location = wsi.with_client(|c| c.reply.as_ref().and_then(|r| r.get("location").map(<[u8]>::to_vec))).flatten();
    let Some(location) = location else { return fail(wsi, "HS: Redirect code but no Location") };
    let mut text = location.clone();
    text.push(0);
    let reason = abi::LWS_CALLBACK_CLIENT_HTTP_REDIRECT as c_int;
    if dispatch::call(wsi, reason, text.as_mut_ptr().cast(), status.into()) != 0 || wsi.has(flag::DOOMED) {
        return fail(wsi, "HS: user code rejected redirect");
    }
    let Some((mut target, redirects)) = wsi.with_client(|c| (c.target.clone(), c.redirects)) else { return };
    if redirects == MAX_REDIRECTS {
        log::err(format_args!("client: too many redirects"));
        return fail(wsi, "HS: Redirect failed");
    }
    let was_tls = target.flags & TLS != 0;
    if !resolve(&mut target, &location) {
        log::err(format_args!("client: redirect to {}, which is no URL", String::from_utf8_lossy(&location)));
        return fail(wsi, "HS: Redirect failed");
    }
    if was_tls && target.flags & TLS == 0 && !accepts_downgrade(target.flags) {
        return fail(wsi, "HS: Redirect attempted SSL downgrade");
    }
    let to_get = status == 303 && target.method.as_deref().is_some_and(|m| m != b"GET" && m != b"HEAD");
    if to_get {
        target.method = Some(b"GET".to_vec());
    }
    leave(wsi);
    wsi.with_client(|c| {
        *c = Client { target, redirects: redirects + 1, turned_to_get: to_get, ..Client::default() };
    });
    let protocol = wsi.protocol();
    if !close::bind(wsi, protocol) && !dispatch::ensure_user(wsi) {
        return fail(wsi, "HS: Redirect failed");
    }
    connect::resolve(wsi);
}

/// Whether the program allows a redirect from `https` to `http`, which lws does since 4.3.
fn accepts_downgrade(flags: c_int) -> bool {
    abi::SONAME_NUMBER == 19 && flags & abi::LCCSCF_ACCEPT_TLS_DOWNGRADE_REDIRECTS as c_int != 0
}

/// Lets go of the socket, and of what came on it.
pub fn leave(wsi: WsiRef) {
    let fd = wsi.fd();
    if wsi.has(flag::TLS) {
        tls::goodbye(wsi);
        tls::end(wsi);
    }
    if let Some(context) = wsi.context() {
        watch::end_of_socket(context, wsi);
        context.set_fd(fd, None);
    }
    crate::core::transport::forget(wsi);
    socket::close(fd);
    wsi.set_fd(-1);
    wsi.clear(
        flag::READABLE
            | flag::WRITABLE
            | flag::ENDED
            | flag::STALLED
            | flag::HELD
            | flag::PENDING
            | flag::BROKEN
            | flag::UNUSABLE,
    );
}

/// What a `Location` means from where it was found (RFC 3986, section 5.2). False: it is none that can be followed.
fn resolve(target: &mut Target, location: &[u8]) -> bool {
    let scheme_end = location.iter().position(|b| matches!(b, b':' | b'/' | b'?' | b'#'));
    if scheme_end.is_some_and(|at| location[at] == b':') {
        let scheme = location[..scheme_end.unwrap_or(0)].to_ascii_lowercase();
        let tls = match scheme.as_slice() {
            b"http" | b"ws" => false,
            b"https" | b"wss" => true,
            _ => return false,
        };
        let Some(rest) = location[scheme.len()..].strip_prefix(b"://") else { return false };
        target.flags = if tls { target.flags | TLS } else { target.flags & !TLS };
        let end = rest.iter().position(|b| matches!(b, b'/' | b'?' | b'#')).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let Some((host, port)) = host_and_port(authority, if tls { 443 } else { 80 }) else { return false };
        target.port = port;
        target.host = authority.to_vec();
        target.address = host.to_vec();
        target.path = if path.starts_with(b"/") { path.to_vec() } else { [b"/", path].concat() };
    } else if let Some(rest) = location.strip_prefix(b"//") {
        let scheme: &[u8] = if target.flags & TLS != 0 { b"https://" } else { b"http://" };
        return resolve(target, &[scheme, rest].concat());
    } else if location.starts_with(b"/") {
        target.path = location.to_vec();
    } else {
        let path = target.path.split(|b| *b == b'?').next().unwrap_or_default();
        let stays = if location.starts_with(b"?") {
            path.len()
        } else {
            path.iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1)
        };
        let mut joined = path[..stays].to_vec();
        if joined.is_empty() {
            joined.push(b'/');
        }
        joined.extend_from_slice(location);
        target.path = joined;
    }
    if let Some(at) = target.path.iter().position(|b| *b == b'#') {
        target.path.truncate(at);
    }
    !target.path.iter().any(|b| *b <= b' ' || *b == 0x7f)
}

/// The two parts of an authority; without a port, that of the scheme. `None`: it has a user, or is none, or would be taken
/// for a unix socket of this machine, to which no server sends us.
fn host_and_port(authority: &[u8], port: u16) -> Option<(&[u8], u16)> {
    let colon = authority.iter().rposition(|b| *b == b':').filter(|at| !authority[*at..].contains(&b']'));
    let (host, port) = match colon {
        Some(at) if at + 1 < authority.len() => {
            (&authority[..at], std::str::from_utf8(&authority[at + 1..]).ok()?.parse().ok()?)
        }
        Some(at) => (&authority[..at], port),
        None => (authority, port),
    };
    (!host.is_empty() && !host.starts_with(b"+") && !host.contains(&b'@') && port != 0).then_some((host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(path: &str, location: &str) -> Option<(String, u16, String)> {
        let mut t =
            Target { address: b"a".to_vec(), port: 81, path: path.into(), host: b"a".to_vec(), ..Target::default() };
        let text = |v: &[u8]| String::from_utf8_lossy(v).into_owned();
        resolve(&mut t, location.as_bytes()).then(|| (text(&t.address), t.port, text(&t.path)))
    }

    #[test]
    fn locations() {
        let is = |host: &str, port, path: &str| Some((host.to_owned(), port, path.to_owned()));
        assert_eq!(from("/x/y?z", "/n"), is("a", 81, "/n"));
        assert_eq!(from("/x/y?z=/", "n?q#f"), is("a", 81, "/x/n?q"));
        assert_eq!(from("/x", "http://b/p"), is("b", 80, "/p"));
        assert_eq!(from("/x", "http://b:8080"), is("b", 8080, "/"));
        assert_eq!(from("/x", "//b/p"), is("b", 80, "/p"));
        assert_eq!(from("/x", "https://b/p"), is("b", 443, "/p"));
        assert_eq!(from("/x/y?z", "?q"), is("a", 81, "/x/y?q"));
        assert_eq!(from("/x", "ftp://b/p"), None);
        assert_eq!(from("/x", "http://+run/p"), None);
        assert_eq!(from("/x", "//+run"), None);
        assert_eq!(from("/x", "/a b"), None);
    }
}
