//! The head of an HTTP/1.x response as a client reads it, RFC 9112: the status line, the header fields, and what they
//! say together about the body and the connection.

use super::request::{Field, Span};
use crate::proto::ws::handshake::{tokens, trim};
use std::borrow::Cow;

/// How a response's body ends (RFC 9112, section 6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyBody {
    /// There is none.
    None,
    /// After so many bytes, at least one.
    Length(u64),
    /// With the last chunk.
    Chunked,
    /// With the connection.
    UntilClose,
}

/// A response head, with its bytes.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Status line and header lines, with the empty line at the end.
    pub bytes: Vec<u8>,
    /// The status.
    pub status: u16,
    /// The digit after `HTTP/1.`: 0 or 1.
    pub minor: u8,
    /// The status line behind the version: the status and its phrase.
    pub line: Span,
    /// In the order in which they came.
    pub headers: Vec<Field>,
    /// What follows the head.
    pub body: ReplyBody,
    /// The server will take another request on this connection.
    pub keep_alive: bool,
    /// `Connection` names `upgrade`.
    pub connection_upgrade: bool,
}

impl Reply {
    /// The bytes of a span.
    pub fn text(&self, span: Span) -> &[u8] {
        self.bytes.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
    /// The value of the first field with this name, in any case of letters.
    pub fn get<'a>(&'a self, name: &'a str) -> Option<&'a [u8]> {
        self.all(name).next()
    }
    /// The values of all fields with this name, in the order in which they came.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let named = |field: &&Field| self.text(field.name).eq_ignore_ascii_case(name.as_bytes());
        self.headers.iter().filter(named).map(|field| self.text(field.value))
    }
}

/// What [`parse`] found.
#[derive(Clone, Debug)]
pub enum Parsed {
    /// The head is not whole yet.
    More,
    /// This is no HTTP/1 response, or one that cannot be trusted.
    Bad(&'static str),
    /// A whole head; the body or the next response begins after `used` bytes.
    Done { reply: Box<Reply>, used: usize },
}

/// Most header fields of a response.
const MAX_HEADERS: usize = 256;

/// Reads a response head from the beginning of the bytes. The first `searched` of them are known not to hold a whole
/// head; `head_request`: the request was a HEAD, whose response has no body whatever it says.
pub fn parse(bytes: &[u8], searched: usize, max_bytes: usize, head_request: bool) -> Parsed {
    const VERSION: &[u8] = b"HTTP/1.";
    let begun = bytes.len().min(VERSION.len());
    if bytes[..begun] != VERSION[..begun] {
        return Parsed::Bad("not a response");
    }
    let Some(end) = find_end(bytes, searched) else {
        return if bytes.len() > max_bytes { Parsed::Bad("head too large") } else { Parsed::More };
    };
    if end > max_bytes {
        return Parsed::Bad("head too large");
    }
    match head(&bytes[..end], head_request) {
        Ok(reply) => Parsed::Done { reply, used: end },
        Err(why) => Parsed::Bad(why),
    }
}

/// Where the head ends, just past its empty line. A line may end with LF alone: unlike a request, which others have read
/// before us, a response is ours alone, and small servers send such heads.
pub fn find_end(bytes: &[u8], searched: usize) -> Option<usize> {
    let from = searched.min(bytes.len());
    let mut line_ends = memchr::memchr_iter(b'\n', &bytes[from..]).map(|at| from + at);
    line_ends.find(|at| bytes[..*at].ends_with(b"\n") || bytes[..*at].ends_with(b"\n\r")).map(|at| at + 1)
}

/// The head with its folded lines made into one each (RFC 9112, section 5.2).
fn unfold(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut bytes = Cow::Borrowed(bytes);
    for at in 1..bytes.len() {
        if matches!(bytes[at], b' ' | b'\t') && bytes[at - 1] == b'\n' {
            let from = if bytes[..at - 1].ends_with(b"\r") { at - 2 } else { at - 1 };
            bytes.to_mut()[from..at].fill(b' ');
        }
    }
    bytes
}

fn head(raw: &[u8], head_request: bool) -> Result<Box<Reply>, &'static str> {
    let bytes = &*unfold(raw);
    let mut room = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut parsed = httparse::Response::new(&mut room);
    // Lines that are no header fields count for nothing, as they do for lws, curl and browsers.
    let parser = httparse::ParserConfig::default()
        .ignore_invalid_headers_in_responses(true)
        .allow_spaces_after_header_name_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .clone();
    match parser.parse_response(&mut parsed, bytes) {
        Ok(httparse::Status::Complete(used)) if used == bytes.len() => {}
        Err(httparse::Error::TooManyHeaders) => return Err("too many headers"),
        _ => return Err("malformed head"),
    }
    let (Some(status), Some(minor)) = (parsed.code, parsed.version) else { return Err("malformed head") };
    let line_end = memchr::memchr2(b'\r', b'\n', bytes).ok_or("malformed head")?;
    let line_start = memchr::memchr(b' ', bytes).map_or(line_end, |at| (at + 1).min(line_end));
    // What another reader might understand differently is no basis for a second response on the same connection.
    let lines = memchr::memchr_iter(b'\n', raw);
    let plain =
        lines.clone().count() == parsed.headers.len() + 2 && lines.into_iter().all(|at| raw[..at].ends_with(b"\r"));
    let mut reply = Box::new(Reply {
        bytes: bytes.to_vec(),
        status,
        minor,
        line: Span { start: line_start as u32, end: line_end as u32 },
        headers: Vec::with_capacity(parsed.headers.len()),
        body: ReplyBody::None,
        keep_alive: false,
        connection_upgrade: false,
    });
    let (mut length, mut chunked, mut coded, mut close, mut stays) = (None, false, false, false, false);
    for header in parsed.headers.iter() {
        let value = trim(header.value);
        if header.name.eq_ignore_ascii_case("content-length") {
            let n = number(value)?;
            if length.is_some_and(|other| other != n) {
                return Err("two Content-Lengths");
            }
            length = Some(n);
        } else if header.name.eq_ignore_ascii_case("transfer-encoding") {
            // That there is no coding is said by some servers in so many words, as HTTP once had it.
            for coding in tokens(value).filter(|c| !c.eq_ignore_ascii_case(b"identity")) {
                coded = true;
                chunked = coding.eq_ignore_ascii_case(b"chunked");
            }
        } else if header.name.eq_ignore_ascii_case("connection") {
            for token in tokens(value) {
                close |= token.eq_ignore_ascii_case(b"close");
                stays |= token.eq_ignore_ascii_case(b"keep-alive");
                reply.connection_upgrade |= token.eq_ignore_ascii_case(b"upgrade");
            }
        }
        reply.headers.push(Field { name: span(bytes, header.name.as_bytes()), value: span(bytes, value) });
    }
    // A length beside a coding is a way to make two readers see two messages.
    if coded && length.is_some() {
        return Err("Content-Length with Transfer-Encoding");
    }
    let bodiless = head_request || status < 200 || status == 204 || status == 304;
    reply.body = match length {
        _ if bodiless => ReplyBody::None,
        _ if chunked => ReplyBody::Chunked,
        Some(0) if !coded => ReplyBody::None,
        Some(n) if !coded => ReplyBody::Length(n),
        _ => ReplyBody::UntilClose,
    };
    reply.keep_alive = plain && !close && (minor == 1 || stays) && reply.body != ReplyBody::UntilClose;
    Ok(reply)
}

/// Where `part` lies in `whole`, of which it is a slice; a head is far shorter than 4 GiB.
fn span(whole: &[u8], part: &[u8]) -> Span {
    if part.is_empty() {
        return Span::default();
    }
    let start = part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
    Span { start: start as u32, end: start.wrapping_add(part.len()) as u32 }
}

/// Digits and nothing else, below 2^63; a list of the same number is that number (RFC 9110, section 8.6).
fn number(value: &[u8]) -> Result<u64, &'static str> {
    let mut all = None;
    for part in value.split(|&byte| byte == b',').map(trim) {
        let digits = !part.is_empty() && part.iter().all(u8::is_ascii_digit);
        let text = std::str::from_utf8(part).unwrap_or_default();
        let n = text.parse::<u64>().ok().filter(|n| digits && *n <= i64::MAX as u64).ok_or("Content-Length")?;
        if all.is_some_and(|other| other != n) {
            return Err("two Content-Lengths");
        }
        all = Some(n);
    }
    all.ok_or("Content-Length")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(text: &str) -> Box<Reply> {
        match parse(text.as_bytes(), 0, 16384, false) {
            Parsed::Done { reply, used } => {
                assert_eq!(used, text.len());
                reply
            }
            other => panic!("{text:?}: {other:?}"),
        }
    }

    #[test]
    fn heads() {
        let r = done("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nconnection: foo, Upgrade\r\n\r\n");
        assert_eq!((r.status, r.minor, r.body, r.connection_upgrade), (101, 1, ReplyBody::None, true));
        assert_eq!(r.text(r.line), b"101 Switching Protocols");
        assert_eq!(r.get("UPGRADE"), Some(&b"websocket"[..]));
        let r = done("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        assert_eq!((r.body, r.keep_alive), (ReplyBody::Length(10), true));
        let r = done("HTTP/1.0 200 OK\r\nContent-Length: 10, 10\r\n\r\n");
        assert_eq!((r.body, r.keep_alive), (ReplyBody::Length(10), false));
        let r = done("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\nConnection: close\r\n\r\n");
        assert_eq!((r.body, r.keep_alive), (ReplyBody::Chunked, false));
        let r = done("HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 4\r\n\r\n");
        assert_eq!(r.body, ReplyBody::Length(4));
        assert_eq!(done("HTTP/1.1 200\r\n\r\n").body, ReplyBody::UntilClose);
        assert_eq!(done("HTTP/1.1 304 x\r\nContent-Length: 5\r\n\r\n").body, ReplyBody::None);
        assert_eq!(done("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").body, ReplyBody::None);
    }

    #[test]
    fn what_is_none() {
        for text in [
            "garbage\r\n\r\n",
            "HTTP/2 200\r\n\r\n",
            "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "HTTP/1.1 200 OK\r\nb: \0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nb: c\rd\r\n\r\n",
            "HTTP/1.1 200 OK\r\nb c\rd\r\n\r\n",
        ] {
            assert!(matches!(parse(text.as_bytes(), 0, 16384, false), Parsed::Bad(_)), "{text:?}");
        }
        let long = format!("HTTP/1.1 200 OK\r\na: {}", "x".repeat(20000));
        assert!(matches!(parse(long.as_bytes(), 0, 16384, false), Parsed::Bad(_)));
    }

    #[test]
    fn what_small_servers_send() {
        for text in [
            "HTTP/1.1 200 OK\nContent-Length: 3\n\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\n",
            "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length:\r\n\t3\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno field\r\nX\u{e9}: y\r\n: z\r\nContent-Length: 3\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nz: \u{1}\r\n\r\n",
        ] {
            let r = done(text);
            assert_eq!((r.status, r.body, r.keep_alive), (200, ReplyBody::Length(3), false), "{text:?}");
            assert_eq!(r.text(r.line), b"200 OK");
            for cut in 0..text.len() {
                assert!(matches!(parse(&text.as_bytes()[..cut], 0, 16384, false), Parsed::More), "{text:?} {cut}");
                let Parsed::Done { used, .. } = parse(text.as_bytes(), cut, 16384, false) else {
                    panic!("{text:?} {cut}")
                };
                assert_eq!(used, text.len());
            }
        }
        let r = done("HTTP/1.1  200  OK\r\nX : a\r\n b\r\n  \tc\r\n\r\n");
        assert_eq!((r.status, r.get("x")), (200, Some(&b"a   b    \tc"[..])));
    }

    #[test]
    fn any_split_gives_the_same() {
        let text = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
        for cut in 0..37 {
            assert!(matches!(parse(&text[..cut], 0, 16384, false), Parsed::More), "{cut}");
            assert!(matches!(parse(text, cut, 16384, false), Parsed::Done { used: 38, .. }), "{cut}");
        }
    }
}
