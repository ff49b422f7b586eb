//! What a connection to a server knows while it is being made, and while an HTTP response comes in.

use crate::proto::http::chunked::Chunked;
use crate::proto::http::reply::Reply;
use crate::sys::resolver::Lookup;
use core::ffi::c_int;
use socket2::SockAddr;
use std::collections::VecDeque;
use std::os::fd::RawFd;
use std::sync::Arc;

/// Where to connect and what to ask for (`struct lws_client_connect_info`, copied).
#[derive(Clone, Default)]
pub struct Target {
    /// Host name, address, or `+` and the path of a unix socket.
    pub address: Vec<u8>,
    /// The port.
    pub port: u16,
    /// The target of the request, with its slash.
    pub path: Vec<u8>,
    /// The `Host` header.
    pub host: Vec<u8>,
    /// The `Origin` header, if there is to be one.
    pub origin: Option<Vec<u8>>,
    /// The websocket protocols that are offered.
    pub protocols: Option<Vec<u8>>,
    /// The method; `None` for a websocket.
    pub method: Option<Vec<u8>>,
    /// Address or interface to connect from.
    pub iface: Option<Vec<u8>>,
    /// `LCCSCF_*` bits.
    pub flags: c_int,
    /// The protocols that are offered by ALPN instead of the vhost's.
    pub alpn: Option<Vec<Vec<u8>>>,
    /// Seconds for which the connection is kept for the next request; 0 if the program does not say.
    pub keep_secs: u16,
}

/// What of a response's body is still to come.
#[derive(Clone, Copy, Default)]
pub enum Rest {
    /// Nothing.
    #[default]
    Nothing,
    /// So many bytes.
    Bytes(u64),
    /// Chunks.
    Chunks(Chunked),
    /// Whatever comes until the connection ends.
    UntilClose,
}

/// How a proxy is asked for the connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Via {
    /// There is no proxy.
    #[default]
    Direct,
    /// `CONNECT` was or will be sent (RFC 9110, section 9.3.6).
    HttpConnect,
    /// SOCKS5: its greeting was or will be sent (RFC 1928).
    SocksGreeting,
    /// SOCKS5: user and password were sent (RFC 1929).
    SocksPassword,
    /// SOCKS5: the connection was asked for.
    SocksConnect,
}

/// A proxy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proxy {
    /// Its name or address.
    pub host: Vec<u8>,
    /// Its port.
    pub port: u16,
    /// `user:password`.
    pub credentials: Option<Vec<u8>>,
}

impl Proxy {
    /// Reads `[scheme://][user:password@]host[:port]`; an IPv6 address stands in brackets. `None`: it is none.
    pub fn parse(text: &[u8], default_port: u16) -> Option<Proxy> {
        let text =
            ["http://", "socks5h://", "socks5://"].iter().find_map(|s| text.strip_prefix(s.as_bytes())).unwrap_or(text);
        let text = text.strip_suffix(b"/").unwrap_or(text);
        let (credentials, place) = match text.iter().rposition(|b| *b == b'@') {
            Some(at) => (Some(text[..at].to_vec()), &text[at + 1..]),
            None => (None, text),
        };
        let (host, port) = if let Some(rest) = place.strip_prefix(b"[") {
            let close = rest.iter().position(|b| *b == b']')?;
            (&rest[..close], rest[close + 1..].strip_prefix(b":"))
        } else {
            match place.iter().position(|b| *b == b':') {
                Some(at) => (&place[..at], Some(&place[at + 1..])),
                None => (place, None),
            }
        };
        let port = match port {
            Some(p) => std::str::from_utf8(p).ok()?.parse().ok()?,
            None => default_port,
        };
        (!host.is_empty() && port != 0).then(|| Proxy { host: host.to_vec(), port, credentials })
    }
}

/// The proxies of a vhost's client connections.
#[derive(Default)]
pub struct Proxies {
    /// For all of them, by CONNECT.
    pub http: Option<Proxy>,
    /// For all of them, when there is no HTTP proxy.
    pub socks: Option<Proxy>,
    /// Hosts that are reached without (`no_proxy`): names, their endings, or `*`.
    pub except: Vec<Vec<u8>>,
}

impl Proxies {
    /// Whether a host is reached without a proxy.
    pub fn excepts(&self, host: &[u8]) -> bool {
        self.except.iter().any(|e| {
            let end = e.strip_prefix(b".").unwrap_or(e);
            let whole = host.eq_ignore_ascii_case(end);
            let tail = host.len() > end.len() && host[host.len() - end.len()..].eq_ignore_ascii_case(end);
            end == b"*" || (!end.is_empty() && (whole || (tail && host[host.len() - end.len() - 1] == b'.')))
        })
    }
}

/// The client side of a connection, from the call that makes it to the end of the response or the websocket's
/// handshake.
#[derive(Default)]
pub struct Client {
    /// Where to and what.
    pub target: Target,
    /// The `Sec-WebSocket-Key` that was sent.
    pub key: Vec<u8>,
    /// Websocket: what was offered of permessage-deflate.
    pub offered_extension: Option<Vec<u8>>,
    /// The lookup of the name.
    pub lookup: Option<Arc<Lookup>>,
    /// The request goes out on a connection that was made for an earlier one.
    pub reused: bool,
    /// None of those is to be tried again.
    pub only_new: bool,
    /// The request has a body.
    pub had_body: bool,
    /// Addresses that were not tried yet.
    pub addresses: VecDeque<SockAddr>,
    /// Sockets that are connecting.
    pub attempts: Vec<RawFd>,
    /// Why the last address was none (`errno`).
    pub last_error: Option<i32>,
    /// When connecting is given up (microseconds).
    pub connect_by: u64,
    /// Why it failed, to be told in the connection's next turn.
    pub failed: Option<String>,
    /// CLIENT_CONNECTION_ERROR was given.
    pub informed: bool,
    /// The proxy that it goes through.
    pub proxy: Option<Proxy>,
    /// What the proxy was asked.
    pub via: Via,
    /// How many redirects were followed.
    pub redirects: u8,
    /// A 303 turned the method into GET.
    pub turned_to_get: bool,
    /// The program has a request body still to send.
    pub body_pending: bool,
    /// The boundary of a multipart body.
    pub boundary: String,
    /// A part of it was begun.
    pub part_begun: bool,
    /// The response's head.
    pub reply: Option<Box<Reply>>,
    /// How much of an unfinished head has been searched for its end.
    pub searched: usize,
    /// Interim responses that were skipped.
    pub interim: u8,
    /// What of the body is to come.
    pub rest: Rest,
    /// Received bytes of the body that the program has not read.
    pub inbox: VecDeque<u8>,
    /// The program was told that there are bytes, and has not read since.
    pub told: bool,
    /// More came than the response: what that belongs to nobody can tell.
    pub surplus: bool,
    /// The server has ended the connection.
    pub ended: bool,
    /// The response is complete, and the program knows.
    pub completed: bool,
}

impl Client {
    /// Whether a websocket is asked for.
    pub fn is_websocket(&self) -> bool {
        self.target.method.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies() {
        let p = |t: &str| {
            Proxy::parse(t.as_bytes(), 8080).map(|p| {
                (String::from_utf8(p.host).unwrap(), p.port, p.credentials.map(|c| String::from_utf8(c).unwrap()))
            })
        };
        assert_eq!(p("http://a.b:3128/"), Some(("a.b".into(), 3128, None)));
        assert_eq!(p("u:p@w@[::1]:1"), Some(("::1".into(), 1, Some("u:p@w".into()))));
        assert_eq!(p("a"), Some(("a".into(), 8080, None)));
        assert_eq!((p(""), p("a:x"), p("a:0"), p("[::1")), (None, None, None, None));
        let except = Proxies { except: vec![b".local".to_vec(), b"a.b".to_vec()], ..Proxies::default() };
        assert!(except.excepts(b"x.local") && except.excepts(b"A.B") && except.excepts(b"c.a.b"));
        assert!(!except.excepts(b"xlocal") && !except.excepts(b"b"));
    }
}
