//! The server's side of the opening handshake (RFC 6455, section 4.2) without a socket: request bytes in, a verdict and
//! the bytes of the answer out.

use super::handshake;
use crate::proto::http::request::{Limits, Method, Parsed, Request, parse_from};

/// Most bytes of a request head.
const MAX_HEAD: usize = 16 * 1024;
const MAX_HEADERS: usize = 100;

/// What the request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its head has not come as a whole.
    More,
    /// It asks for a websocket, and may have one.
    Websocket,
    /// It is a well-formed request for something else.
    Http,
    /// It is neither; this status says why.
    Bad(u16),
}

/// One handshake.
#[derive(Default)]
pub struct Opening {
    bytes: Vec<u8>,
    searched: usize,
    request: Option<Box<Request>>,
    verdict: Option<Verdict>,
}

impl Opening {
    /// Takes the next bytes, and says what is known. What comes behind the head is kept: [`Opening::rest`]. `None`: no memory.
    pub fn feed(&mut self, bytes: &[u8]) -> Option<Verdict> {
        self.bytes.try_reserve(bytes.len()).ok()?;
        self.bytes.extend_from_slice(bytes);
        if let Some(verdict) = self.verdict {
            return Some(verdict);
        }
        let limits = Limits { max_bytes: MAX_HEAD, max_headers: MAX_HEADERS, lax: false };
        let verdict = match parse_from(&self.bytes, self.searched, &limits) {
            Parsed::More => {
                self.searched = self.bytes.len();
                return Some(Verdict::More);
            }
            Parsed::Bad { status, .. } => Verdict::Bad(status),
            Parsed::Done { request, used } => {
                self.bytes.drain(..used);
                let verdict = judge(&request);
                self.request = Some(request);
                verdict
            }
        };
        self.verdict = Some(verdict);
        Some(verdict)
    }

    /// What the bytes so far are.
    pub fn verdict(&self) -> Verdict {
        self.verdict.unwrap_or(Verdict::More)
    }

    /// The request, when its head has come as a whole.
    pub fn request(&self) -> Option<&Request> {
        self.request.as_deref()
    }

    /// What came behind the request's head: the first frames, of a hasty client.
    pub fn rest(&self) -> &[u8] {
        if self.request.is_some() { &self.bytes } else { &[] }
    }

    /// Whether the client offers this sub-protocol.
    pub fn offers(&self, protocol: &[u8]) -> bool {
        self.request().is_some_and(|r| {
            r.all("sec-websocket-protocol").flat_map(handshake::tokens).any(|offered| offered == protocol)
        })
    }

    /// The answer that makes it a websocket, with the sub-protocol chosen, if any, and header lines of the program. `None`: it
    /// did not ask for one, or not for this sub-protocol.
    pub fn accept(&self, protocol: Option<&[u8]>, headers: &[u8]) -> Option<Vec<u8>> {
        if self.verdict != Some(Verdict::Websocket) || protocol.is_some_and(|p| !self.offers(p)) {
            return None;
        }
        let key = self.request()?.get("sec-websocket-key")?;
        let mut out = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n".to_vec();
        out.extend_from_slice(b"Sec-WebSocket-Accept: ");
        out.extend_from_slice(&handshake::accept_key(key));
        if let Some(protocol) = protocol {
            out.extend_from_slice(b"\r\nSec-WebSocket-Protocol: ");
            out.extend_from_slice(protocol);
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(headers);
        out.extend_from_slice(b"\r\n");
        Some(out)
    }
}

/// The answer that refuses a request.
pub fn refusal(status: u16) -> Vec<u8> {
    let reason = match status {
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        414 => "URI Too Long",
        426 => "Upgrade Required",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Refused",
    };
    let more = if status == 426 { "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" } else { "" };
    format!("HTTP/1.1 {status} {reason}\r\n{more}Connection: close\r\nContent-Length: 0\r\n\r\n").into_bytes()
}

/// Whether these are whole header lines, and nothing that would end the head.
pub fn are_lines(headers: &[u8]) -> bool {
    let mut rest = headers;
    while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
        let line = &rest[..end];
        let colon = line.iter().position(|&byte| byte == b':');
        let fine = line.strip_suffix(b"\r").is_some_and(|l| !l.contains(&b'\r'));
        if !fine || colon.is_none_or(|at| at == 0 || !line[..at].iter().all(|&byte| byte.is_ascii_graphic())) {
            return false;
        }
        rest = &rest[end + 1..];
    }
    rest.is_empty()
}

fn judge(request: &Request) -> Verdict {
    if !request.upgrade_websocket {
        return Verdict::Http;
    }
    if request.method != Method::Get || request.minor == 0 || !request.connection_upgrade {
        return Verdict::Bad(400);
    }
    let mut keys = request.all("sec-websocket-key");
    if !(keys.next().is_some_and(handshake::key_ok) && keys.next().is_none()) {
        return Verdict::Bad(400);
    }
    if !request.get("sec-websocket-version").is_some_and(handshake::version_ok) {
        return Verdict::Bad(426);
    }
    Verdict::Websocket
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKS: &str = "GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Protocol: chat, superchat\r\n\r\n";

    fn fed(text: &str) -> Opening {
        let mut opening = Opening::default();
        opening.feed(text.as_bytes());
        opening
    }

    #[test]
    fn the_handshake_of_rfc_6455_section_1_2() {
        let opening = fed(ASKS);
        assert_eq!(opening.verdict(), Verdict::Websocket);
        assert!(opening.offers(b"chat") && opening.offers(b"superchat") && !opening.offers(b"super"));
        let answer = String::from_utf8(opening.accept(Some(b"chat"), b"X: 1\r\n").unwrap()).unwrap();
        assert_eq!(
            answer,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: chat\r\nX: 1\r\n\r\n"
        );
        assert!(opening.accept(Some(b"other"), b"").is_none());
        assert!(!opening.accept(None, b"").unwrap().windows(9).any(|w| w == b"-Protocol"));
    }

    #[test]
    fn byte_by_byte_and_with_a_frame_behind() {
        let mut opening = Opening::default();
        for byte in ASKS.as_bytes() {
            assert_eq!(opening.verdict(), Verdict::More);
            assert!(opening.rest().is_empty() && opening.accept(None, b"").is_none());
            opening.feed(&[*byte]);
        }
        assert_eq!(opening.feed(b"fra"), Some(Verdict::Websocket));
        assert_eq!(opening.feed(b"me"), Some(Verdict::Websocket));
        assert_eq!(opening.rest(), b"frame");
        assert_eq!(fed(&format!("{ASKS}xyz")).rest(), b"xyz");
    }

    #[test]
    fn lines() {
        for fine in ["", "A: b\r\n", "A:\r\nSet-Cookie: a=b; c\r\n"] {
            assert!(are_lines(fine.as_bytes()), "{fine:?}");
        }
        for bad in
            ["A: b", "A: b\n", "\r\n", "A: b\r\n\r\n", "A b\r\n", ": b\r\n", "A : b\r\n", " A: b\r\n", "A: \rb\r\n"]
        {
            assert!(!are_lines(bad.as_bytes()), "{bad:?}");
        }
    }

    #[test]
    fn what_is_refused() {
        for (from, to, verdict) in [
            ("Upgrade: websocket\r\n", "", Verdict::Http),
            ("Upgrade: websocket", "Upgrade: h2c", Verdict::Http),
            ("GET", "POST", Verdict::Bad(400)),
            ("keep-alive, Upgrade", "close", Verdict::Bad(400)),
            ("dGhlIHNhbXBsZSBub25jZQ==", "short", Verdict::Bad(400)),
            ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", Verdict::Bad(400)),
            ("Version: 13", "Version: 12", Verdict::Bad(426)),
            ("Sec-WebSocket-Version: 13\r\n", "", Verdict::Bad(426)),
            ("Host: h\r\n", "", Verdict::Bad(400)),
            ("GET ", "nonsense", Verdict::Bad(400)),
        ] {
            let text = ASKS.replacen(from, to, 1);
            assert_eq!(fed(&text).verdict(), verdict, "{text}");
            assert!(fed(&text).accept(None, b"").is_none());
        }
        let long = format!("GET / HTTP/1.1\r\nHost: h\r\nX: {}", "x".repeat(MAX_HEAD));
        assert_eq!(fed(&long).verdict(), Verdict::Bad(431));
        assert!(refusal(426).windows(25).any(|w| w == b"Sec-WebSocket-Version: 13"));
        assert!(refusal(404).starts_with(b"HTTP/1.1 404 Not Found\r\n"));
    }
}
