//! The head of an HTTP/1.x request, RFC 9112: the request line and the header fields, and what they say together about
//! the body and the connection. httparse reads the lines; what is ambiguous between two servers is refused here.

use super::chunked::is_token;
use crate::proto::ws::handshake::{tokens, trim};
use std::mem::MaybeUninit;

/// A piece of [`Request::bytes`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

/// One header field; the value has no blanks at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: Span,
    pub value: Span,
}

/// The methods that have a meaning to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
    Connect,
    /// Some other token: see [`Request::method_text`].
    Other,
}

/// What follows the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    None,
    /// So many bytes, at least one.
    Length(u64),
    /// Chunks, to be read by [`super::chunked::Chunked`].
    Chunked,
}

/// A request head, with its bytes. The spans stay valid as long as it lives.
#[derive(Clone, Debug)]
pub struct Request {
    /// Request line and header lines, with the empty line at the end.
    pub bytes: Vec<u8>,
    pub method: Method,
    pub method_text: Span,
    /// The request target as it came: not decoded.
    pub target: Span,
    /// The digit after `HTTP/1.`: 0 or 1.
    pub minor: u8,
    /// In the order in which they came.
    pub headers: Vec<Field>,
    pub body: Body,
    /// The peer will take another answer on this connection.
    pub keep_alive: bool,
    /// [`Request::upgrade`], and `websocket` is among the protocols named. The body is then none.
    pub upgrade_websocket: bool,
    /// There is an `Upgrade` header (in HTTP/1.1; it means nothing in 1.0).
    pub upgrade: bool,
    /// `Connection` names `upgrade`, as RFC 6455 section 4.2.1 wants; lws refuses a websocket without it.
    pub connection_upgrade: bool,
    /// The peer waits for a 100 before it sends the body.
    pub expect_continue: bool,
}

impl Request {
    /// The bytes of a span.
    pub fn text(&self, span: Span) -> &[u8] {
        self.bytes.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The value of the first field with this name, in any case of letters.
    pub fn get<'a>(&'a self, name: &'a str) -> Option<&'a [u8]> {
        self.all(name).next()
    }

    /// Makes the authority of an absolute target the value of `Host`, as RFC 9112, section 3.2.2, wants. False: it holds
    /// bytes that no host has.
    pub fn set_host(&mut self, authority: &[u8]) -> bool {
        if authority.is_empty() || !authority.iter().all(|&byte| is_host(byte)) {
            return false;
        }
        let host = self.headers.iter().position(|f| self.text(f.name).eq_ignore_ascii_case(b"host"));
        let start = self.bytes.len();
        self.bytes.extend_from_slice(authority);
        self.bytes.extend_from_slice(b"host");
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(self.bytes.len())) else { return false };
        let value = Span { start, end: end - 4 };
        match host {
            Some(at) => self.headers[at].value = value,
            None => self.headers.push(Field { name: Span { start: end - 4, end }, value }),
        }
        true
    }

    /// The values of all fields with this name, in the order in which they came.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let named = |field: &&Field| self.text(field.name).eq_ignore_ascii_case(name.as_bytes());
        self.headers.iter().filter(named).map(|field| self.text(field.value))
    }
}

/// How much a head may be, and how strictly it is read.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most bytes in a head.
    pub max_bytes: usize,
    /// Most header fields.
    pub max_headers: usize,
    /// Take what lws takes and the RFC forbids: no `Host` or several in HTTP/1.1, and lines that end with a bare LF.
    pub lax: bool,
}

/// What [`parse`] found.
#[derive(Clone, Debug)]
pub enum Parsed {
    /// The head is not whole yet.
    More,
    /// Answer with this status and close.
    Bad { status: u16, why: &'static str },
    /// A whole head; the body or the next request begins after `used` bytes.
    Done { request: Box<Request>, used: usize },
}

const fn bad(status: u16, why: &'static str) -> Parsed {
    Parsed::Bad { status, why }
}

/// The methods that are known by name.
const METHODS: [(&str, Method); 8] = [
    ("GET", Method::Get),
    ("HEAD", Method::Head),
    ("POST", Method::Post),
    ("PUT", Method::Put),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
    ("OPTIONS", Method::Options),
    ("CONNECT", Method::Connect),
];

/// Whether the bytes may be the beginning of a request with a method that is known: what comes first on a connection that may
/// also speak something else, and that may wait for an answer before it sends more.
pub fn may_be_request(bytes: &[u8]) -> bool {
    let bytes = &bytes[empty_lines(bytes, false)..];
    let line = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
    let whole = line.len() < bytes.len();
    match memchr::memchr(b' ', line) {
        Some(at) => {
            METHODS.iter().any(|(name, _)| name.as_bytes() == &line[..at])
                && (!whole || memchr::memmem::find(line, b" HTTP/").is_some())
        }
        None if line == b"\r" => true,
        None => !whole && METHODS.iter().any(|(name, _)| name.as_bytes().starts_with(line)),
    }
}

/// Reads a request head from the beginning of the bytes.
pub fn parse(bytes: &[u8], limits: &Limits) -> Parsed {
    parse_from(bytes, 0, limits)
}

/// As [`parse`], when the first `searched` bytes are known not to hold a whole head: give the length of what an earlier
/// call answered [`Parsed::More`] to, so that a head that dribbles in is not searched again with each byte.
pub fn parse_from(bytes: &[u8], searched: usize, limits: &Limits) -> Parsed {
    let skip = empty_lines(bytes, limits.lax);
    if skip > limits.max_bytes {
        return bad(400, "empty lines");
    }
    match bytes[skip..] {
        // A CR that may become another empty line.
        [] | [b'\r'] => return Parsed::More,
        [first, ..] if !is_token(first) => return bad(400, "not a request"),
        _ => {}
    }
    let end = match search(bytes, searched.max(skip), limits.lax) {
        Ok(end) => end,
        Err(why) => return bad(400, why),
    };
    if end.unwrap_or(bytes.len()) - skip > limits.max_bytes {
        let line = &bytes[skip..skip + limits.max_bytes];
        return match memchr::memchr(b'\n', line) {
            Some(_) => bad(431, "header too large"),
            None => bad(414, "target too long"),
        };
    }
    let Some(end) = end else { return Parsed::More };
    match head(&bytes[skip..end], limits) {
        Ok(request) => Parsed::Done { request, used: end },
        Err((status, why)) => bad(status, why),
    }
}

/// Where the head ends, just past its empty line, if it is whole. Lines before `from` need not be looked at again. Lines
/// that end with a bare LF are not seen as lines.
pub fn find_head_end(bytes: &[u8], from: usize) -> Option<usize> {
    let from = from.saturating_sub(3).min(bytes.len());
    memchr::memmem::find(&bytes[from..], b"\r\n\r\n").map(|at| from + at + 4)
}

/// How many bytes of empty lines come before the request (RFC 9112, section 2.2, asks us to skip them).
fn empty_lines(bytes: &[u8], lax: bool) -> usize {
    let mut at = 0;
    loop {
        match bytes[at..] {
            [b'\r', b'\n', ..] => at += 2,
            [b'\n', ..] if lax => at += 1,
            _ => return at,
        }
    }
}

/// Where the head ends. Line by line, so that a bare LF is refused as soon as it comes, and not taken for something
/// that is still to be completed.
fn search(bytes: &[u8], from: usize, lax: bool) -> Result<Option<usize>, &'static str> {
    for at in memchr::memchr_iter(b'\n', &bytes[from.min(bytes.len())..]).map(|at| from + at) {
        let line = &bytes[..at];
        if !lax && !line.ends_with(b"\r") {
            return Err("bare LF");
        }
        if line.ends_with(b"\n\r") || (lax && line.ends_with(b"\n")) {
            return Ok(Some(at + 1));
        }
    }
    Ok(None)
}

type Refusal = (u16, &'static str);

/// Headers up to this number are parsed without an allocation of their own.
const FEW: usize = 128;

fn head(bytes: &[u8], limits: &Limits) -> Result<Box<Request>, Refusal> {
    if limits.max_headers <= FEW {
        let mut few = [const { MaybeUninit::uninit() }; FEW];
        lines(bytes, limits, &mut few[..limits.max_headers])
    } else {
        // A field is at least "a:" and its line end; nobody needs room for more of them than that.
        let most = limits.max_headers.min(bytes.len() / 3 + 1);
        lines(bytes, limits, &mut vec![MaybeUninit::uninit(); most])
    }
}

fn lines<'b>(
    bytes: &'b [u8],
    limits: &Limits,
    room: &mut [MaybeUninit<httparse::Header<'b>>],
) -> Result<Box<Request>, Refusal> {
    let mut parsed = httparse::Request::new(&mut []);
    match parsed.parse_with_uninit_headers(bytes, room) {
        Ok(httparse::Status::Complete(used)) if used == bytes.len() => {}
        Ok(_) => return Err((400, "request")),
        Err(httparse::Error::TooManyHeaders) => return Err((431, "too many headers")),
        Err(httparse::Error::Version) => return Err(version(bytes)),
        Err(httparse::Error::HeaderName) => return Err((400, "header name")),
        Err(httparse::Error::HeaderValue) => return Err((400, "header value")),
        Err(httparse::Error::NewLine) => return Err((400, "line end")),
        Err(_) => return Err((400, "request line")),
    }
    let (Some(method), Some(target), Some(minor)) = (parsed.method, parsed.path, parsed.version) else {
        return Err((400, "request line"));
    };
    let mut request = Box::new(Request {
        bytes: bytes.to_vec(),
        method: METHODS.iter().find(|(name, _)| *name == method).map_or(Method::Other, |(_, known)| *known),
        method_text: span(bytes, method.as_bytes())?,
        target: span(bytes, target.as_bytes())?,
        minor,
        headers: Vec::with_capacity(parsed.headers.len()),
        body: Body::None,
        keep_alive: minor == 1,
        upgrade_websocket: false,
        upgrade: false,
        connection_upgrade: false,
        expect_continue: false,
    });
    let mut meaning = Meaning::default();
    for header in parsed.headers.iter() {
        let value = trim(header.value);
        meaning.field(header.name.as_bytes(), value, minor)?;
        request.headers.push(Field { name: span(bytes, header.name.as_bytes())?, value: span(bytes, value)? });
    }
    meaning.settle(&mut request, limits)?;
    Ok(request)
}

/// Where `part` lies in `whole`, of which it is a slice.
fn span(whole: &[u8], part: &[u8]) -> Result<Span, Refusal> {
    let start = if part.is_empty() { 0 } else { part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr()) };
    match (u32::try_from(start), u32::try_from(start.wrapping_add(part.len()))) {
        (Ok(start), Ok(end)) if end as usize <= whole.len() => Ok(Span { start, end }),
        _ => Err((431, "header too large")),
    }
}

/// A version that is well formed is only not ours.
fn version(bytes: &[u8]) -> Refusal {
    let line = bytes.split(|&byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let mut words = line.split(|&byte| byte == b' ').skip(2);
    match (words.next(), words.next()) {
        (Some([b'H', b'T', b'T', b'P', b'/', b'0'..=b'9', b'.', b'0'..=b'9']), None) => (505, "HTTP version"),
        _ => (400, "request line"),
    }
}

/// What the fields seen so far say about the message as a whole.
#[derive(Default)]
struct Meaning {
    hosts: usize,
    length: Option<u64>,
    encoded: bool,
    chunked: bool,
    unknown_coding: bool,
    close: bool,
    keep_alive: bool,
    upgrade: bool,
    connection_upgrade: bool,
    websocket: bool,
    expect_continue: bool,
}

impl Meaning {
    fn field(&mut self, name: &[u8], value: &[u8], minor: u8) -> Result<(), Refusal> {
        let is = |other: &str| name.eq_ignore_ascii_case(other.as_bytes());
        match name.len() {
            4 if is("host") => {
                self.hosts += 1;
                if !value.iter().all(|&byte| is_host(byte)) {
                    return Err((400, "Host"));
                }
            }
            // In HTTP/1.0 it means nothing.
            6 if is("expect") && minor == 1 => {
                for expectation in tokens(value) {
                    if !expectation.eq_ignore_ascii_case(b"100-continue") {
                        return Err((417, "Expect"));
                    }
                    self.expect_continue = true;
                }
            }
            7 if is("upgrade") && minor == 1 => {
                self.upgrade = true;
                self.websocket |= tokens(value).any(|token| token.eq_ignore_ascii_case(b"websocket"));
            }
            10 if is("connection") => {
                for token in tokens(value) {
                    self.close |= token.eq_ignore_ascii_case(b"close");
                    self.keep_alive |= token.eq_ignore_ascii_case(b"keep-alive");
                    self.connection_upgrade |= token.eq_ignore_ascii_case(b"upgrade");
                }
            }
            14 if is("content-length") => {
                let length = content_length(value)?;
                if self.length.is_some_and(|other| other != length) {
                    return Err((400, "two Content-Lengths"));
                }
                self.length = Some(length);
            }
            17 if is("transfer-encoding") => self.codings(value)?,
            _ => {}
        }
        Ok(())
    }

    /// Several lines of codings are one list.
    fn codings(&mut self, value: &[u8]) -> Result<(), Refusal> {
        self.encoded = true;
        for coding in tokens(value) {
            if self.chunked {
                return Err((400, "chunked is not the last coding"));
            }
            let name = coding.split(|byte| matches!(byte, b';' | b' ' | b'\t')).next().unwrap_or_default();
            if name.eq_ignore_ascii_case(b"chunked") {
                if name.len() != coding.len() {
                    return Err((400, "chunked has no parameters"));
                }
                self.chunked = true;
            } else {
                self.unknown_coding = true;
            }
        }
        Ok(())
    }

    fn settle(self, request: &mut Request, limits: &Limits) -> Result<(), Refusal> {
        if self.hosts != 1 && !limits.lax && (request.minor == 1 || self.hosts > 1) {
            return Err((400, if self.hosts == 0 { "no Host" } else { "two Hosts" }));
        }
        if self.encoded {
            if self.length.is_some() {
                return Err((400, "Content-Length with Transfer-Encoding"));
            }
            if request.minor == 0 {
                return Err((400, "Transfer-Encoding in HTTP/1.0"));
            }
            if self.unknown_coding {
                return Err((501, "transfer coding"));
            }
            if !self.chunked {
                return Err((400, "chunked is not the last coding"));
            }
            request.body = Body::Chunked;
        } else if let Some(length @ 1..) = self.length {
            request.body = Body::Length(length);
        }
        request.upgrade = self.upgrade;
        request.connection_upgrade = self.connection_upgrade;
        request.upgrade_websocket = self.websocket;
        if self.websocket && request.body != Body::None {
            return Err((400, "Upgrade with a body"));
        }
        request.keep_alive = !self.close && (request.minor == 1 || self.keep_alive);
        request.expect_continue = self.expect_continue && request.body != Body::None;
        Ok(())
    }
}

/// Digits and nothing else, below 2^63, because C code holds it in signed types.
fn content_length(value: &[u8]) -> Result<u64, Refusal> {
    if value.is_empty() || !value.iter().all(u8::is_ascii_digit) {
        return Err((400, "Content-Length"));
    }
    let digit = |byte: &u8| u64::from(byte - b'0');
    value
        .iter()
        .try_fold(0u64, |n, byte| n.checked_mul(10)?.checked_add(digit(byte)))
        .filter(|&length| length <= i64::MAX as u64)
        .ok_or((413, "Content-Length"))
}

/// A byte that may stand in a host name, an address in brackets, or a port.
const fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b';'
                | b'='
                | b'%'
                | b':'
                | b'['
                | b']'
        )
}

#[cfg(test)]
mod tests;
