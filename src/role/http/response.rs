//! Response heads, written into memory that the program gives, as `lws_add_http_*` do.

use crate::abi;
use crate::core::context::ContextRef;
use crate::core::transport;
use crate::core::wsi::{Http, WsiRef, flag};
use crate::proto::http::request::Method;
use crate::proto::http::status;
use crate::util::numbers::Decimal;
use core::ffi::c_int;

/// Status codes come with flags above them.
const CODE_MASK: u32 = 0xffff;
/// The caller asked to leave out the `server` header.
const NO_SERVER_NAME: u32 = 1 << 30;
/// The length that `lws_add_http_common_headers` takes for "unknown".
pub const UNKNOWN_LENGTH: u64 = u64::MAX;

/// The headers of `LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE`.
const SECURITY_HEADERS: [(&[u8], &[u8]); 5] = [
    (
        b"content-security-policy:",
        b"default-src 'none'; img-src 'self' data: ; script-src 'self'; font-src 'self'; style-src 'self'; \
          connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none';form-action 'self';",
    ),
    (b"x-content-type-options:", b"nosniff"),
    (b"x-xss-protection:", b"1; mode=block"),
    (b"x-frame-options:", b"deny"),
    (b"referrer-policy:", b"no-referrer"),
];

/// Most bytes of the lines that every head of a vhost bears, for other threads.
const COMMON_LINES: usize = 64 * 1024;

/// Lets other threads write heads for this connection's vhost from now on.
pub fn publish(wsi: WsiRef) {
    let lines = |code| {
        let mut buffer = vec![0; COMMON_LINES];
        let mut head = Head::new(&mut buffer);
        head.vhost_lines(wsi, code).then(|| head.bytes().to_vec())
    };
    if let Some(vhost) = wsi.vhost() {
        vhost.publish_lines(|| Some([lines(0)?, lines(NO_SERVER_NAME)?]));
    }
}

/// A response head being written.
pub struct Head<'a> {
    buffer: &'a mut [u8],
    used: usize,
}

impl<'a> Head<'a> {
    /// Begins at the beginning of `buffer`.
    pub fn new(buffer: &'a mut [u8]) -> Self {
        Head { buffer, used: 0 }
    }
    /// How much is written.
    pub fn used(&self) -> usize {
        self.used
    }
    /// What is written.
    pub fn bytes(&self) -> &[u8] {
        &self.buffer[..self.used]
    }

    fn put(&mut self, bytes: &[u8]) -> bool {
        let Some(room) = self.buffer.get_mut(self.used..self.used + bytes.len()) else { return false };
        room.copy_from_slice(bytes);
        self.used += bytes.len();
        true
    }

    /// One line of these pieces. A byte stays free behind it, as with lws.
    fn line(&mut self, pieces: &[&[u8]]) -> bool {
        let len: usize = pieces.iter().map(|p| p.len()).sum();
        self.used + len + 3 < self.buffer.len() && pieces.iter().all(|p| self.put(p)) && self.put(b"\r\n")
    }

    /// One header line; a colon that `name` lacks is added. False: no room, and what is written then is of no use.
    pub fn field(&mut self, name: Option<&[u8]>, value: &[u8]) -> bool {
        // What could end the line early never goes out.
        if memchr::memchr3(b'\r', b'\n', 0, value).is_some() {
            crate::util::log::err(format_args!(
                "lws_add_http_header: a value holds a line end or a NUL, which would begin another header; it is not added"
            ));
            return false;
        }
        match name {
            Some(name) if name.ends_with(b":") => self.line(&[name, b" ", value]),
            Some(name) => self.line(&[name, b": ", value]),
            None => self.line(&[value]),
        }
    }

    /// One header line whose name is a `WSI_TOKEN_*`.
    pub fn token(&mut self, token: abi::lws_token_indexes, value: &[u8]) -> bool {
        match super::headers::token_text(token) {
            Some(name) => self.field(Some(name), value),
            None => false,
        }
    }

    /// The status line.
    fn status_line(&mut self, minor: u8, code: u32) -> bool {
        let number = code & CODE_MASK;
        let version: &[u8] = if minor == 0 { b"HTTP/1.0 " } else { b"HTTP/1.1 " };
        let words = status::reason(number as u16).as_bytes();
        self.line(&[version, Decimal::new(number.into()).bytes(), b" ", words])
    }

    /// The status line, and the headers that each response of this vhost carries.
    pub fn status(&mut self, wsi: WsiRef, code: u32) -> bool {
        self.status_line(wsi.with_request(|r| r.minor).unwrap_or(0), code) && self.vhost_lines(wsi, code)
    }

    /// The same in a thread that does not own the context.
    pub fn status_elsewhere(&mut self, wsi: WsiRef, code: u32) -> bool {
        let Some(lines) = wsi.vhost().and_then(|v| v.lines()) else { return false };
        let lines = &lines[usize::from(code & NO_SERVER_NAME != 0)];
        let minor = u8::from(!wsi.has(flag::HTTP_1_0));
        // Room for the end of the head must be left.
        self.status_line(minor, code) && self.lines(lines) && self.used + 2 < self.buffer.len()
    }

    fn vhost_lines(&mut self, wsi: WsiRef, code: u32) -> bool {
        let Some(settings) = wsi.vhost().and_then(|v| v.settings()) else { return true };
        for (name, value) in &settings.config.headers {
            if !self.field(Some(name.as_bytes()), value.as_bytes()) {
                return false;
            }
        }
        if settings.option(abi::LWS_SERVER_OPTION_HTTP_HEADERS_SECURITY_BEST_PRACTICES_ENFORCE)
            && !SECURITY_HEADERS.iter().all(|(n, v)| self.field(Some(n), v))
        {
            return false;
        }
        let server = |head: &mut Self, context: ContextRef| {
            let written = context.with_limits(|l| {
                l.server_string.as_ref().is_none_or(|s| head.token(abi::WSI_TOKEN_HTTP_SERVER, s.as_bytes()))
            });
            written.unwrap_or(true)
        };
        if code & NO_SERVER_NAME == 0 && !wsi.context().is_none_or(|c| server(self, c)) {
            return false;
        }
        let sts = settings.option(abi::LWS_SERVER_OPTION_STS);
        if sts && !self.field(Some(b"Strict-Transport-Security:"), b"max-age=15768000 ; includeSubDomains") {
            return false;
        }
        // Room for the end of the head must be left.
        self.used + 2 < self.buffer.len()
    }

    /// `content-length`.
    pub fn content_length(&mut self, length: u64) -> bool {
        self.token(abi::WSI_TOKEN_HTTP_CONTENT_LENGTH, Decimal::new(length).bytes())
    }

    /// Status, type and length in one; without a length the connection ends with the response.
    pub fn common(&mut self, wsi: WsiRef, code: u32, content_type: Option<&[u8]>, length: u64) -> bool {
        if !self.status(wsi, code) || !content_type.is_none_or(|t| self.token(abi::WSI_TOKEN_HTTP_CONTENT_TYPE, t)) {
            return false;
        }
        if length != UNKNOWN_LENGTH {
            return self.content_length(length);
        }
        wsi.set(flag::LAST);
        self.token(abi::WSI_TOKEN_CONNECTION, b"close")
    }

    /// The same in a thread that does not own the context, which cannot do without a length.
    pub fn common_elsewhere(&mut self, wsi: WsiRef, code: u32, content_type: Option<&[u8]>, length: u64) -> bool {
        length != UNKNOWN_LENGTH
            && self.status_elsewhere(wsi, code)
            && content_type.is_none_or(|t| self.token(abi::WSI_TOKEN_HTTP_CONTENT_TYPE, t))
            && self.content_length(length)
    }

    /// Whole header lines, each with its line end.
    pub fn lines(&mut self, lines: &[u8]) -> bool {
        self.put(lines)
    }

    /// The empty line.
    pub fn finish(&mut self) -> bool {
        self.used + 2 < self.buffer.len() && self.put(b"\r\n")
    }
}

/// Whether the request was a HEAD.
pub fn is_head(wsi: WsiRef) -> bool {
    wsi.with_request(|r| r.method == Method::Head).unwrap_or(false)
}

/// `lws_return_http_status`: a whole small response with a page that shows the code and the text. 0, or 1 when it does
/// not fit.
pub fn simple(wsi: WsiRef, code: u32, text: &[u8]) -> c_int {
    let Some(vhost) = wsi.vhost() else { return 1 };
    let number = code & CODE_MASK;
    if number == 404 && !wsi.has(flag::HANDLING_404) {
        let page = vhost.with(|s| s.config.error_document_404.clone()).flatten();
        if let Some(page) = page
            && redirect(wsi, 302, &page)
        {
            return 0;
        }
    }
    let mut body = Vec::with_capacity(256 + text.len());
    body.extend_from_slice(b"<html><head><meta charset=utf-8 http-equiv=\"Content-Language\" content=\"en\"/>");
    body.extend_from_slice(b"<link rel=\"stylesheet\" type=\"text/css\" href=\"/error.css\"/></head><body><h1>");
    body.extend_from_slice(Decimal::new(number.into()).bytes());
    body.extend_from_slice(b"</h1>");
    body.extend_from_slice(text);
    body.extend_from_slice(b"</body></html>");
    let mut buffer = [0u8; 4096];
    let mut head = Head::new(&mut buffer);
    let fits = head.status(wsi, code)
        && head.token(abi::WSI_TOKEN_HTTP_CONTENT_TYPE, b"text/html")
        && head.content_length(body.len() as u64)
        && head.finish();
    if !fits {
        return 1;
    }
    let body: &[u8] = if is_head(wsi) { &[] } else { &body };
    c_int::from(!transport::write(wsi, head.bytes(), body))
}

/// A whole redirect response.
pub fn redirect(wsi: WsiRef, code: u32, location: &[u8]) -> bool {
    let mut buffer = vec![0u8; 2048 + location.len()];
    let mut head = Head::new(&mut buffer);
    redirect_head(wsi, &mut head, code, location) && transport::write(wsi, head.bytes(), &[])
}

/// The head of a redirect.
pub fn redirect_head(wsi: WsiRef, head: &mut Head, code: u32, location: &[u8]) -> bool {
    head.status(wsi, code)
        && head.token(abi::WSI_TOKEN_HTTP_LOCATION, location)
        && head.token(abi::WSI_TOKEN_HTTP_CONTENT_TYPE, b"text/html")
        && head.token(abi::WSI_TOKEN_HTTP_CONTENT_LENGTH, b"0")
        && head.finish()
}

/// The answer to what is no request: a status, and the connection is over.
pub fn refuse(wsi: WsiRef, code: u16) {
    wsi.set(flag::REFUSED);
    let text = format!(
        "HTTP/1.1 {code} {}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
        crate::proto::http::status::phrase(code)
    );
    transport::write(wsi, text.as_bytes(), &[]);
}

/// The transaction's data, made when it is needed.
pub fn with_http<R>(wsi: WsiRef, f: impl FnOnce(&mut Http) -> R) -> R {
    f(wsi.http().borrow_mut().get_or_insert_default())
}
