//! `multipart/form-data`, RFC 7578: parts between lines that begin with `--` and a boundary, each with headers of its own.

use super::{Field, FormEvent, MAX_BOUNDARY, MAX_PART_HEADERS};

/// CR LF and two dashes stand before the boundary.
const MAX_DELIMITER: usize = MAX_BOUNDARY + 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the first delimiter; what stands there is dropped.
    Preamble,
    /// In a part's content.
    Data,
    /// Right behind a delimiter.
    Delimited,
    /// After one dash behind a delimiter.
    Dash,
    /// In blanks behind a delimiter.
    Blank,
    /// After the CR behind a delimiter.
    DelimiterLf,
    Header,
    /// After the CR of a header line.
    HeaderLf,
    /// After the last delimiter; what follows is dropped.
    Over,
}

#[derive(Clone, Debug)]
pub(super) struct Multipart {
    delimiter: [u8; MAX_DELIMITER],
    delimiter_len: usize,
    /// How many bytes of the delimiter stand right before the next byte. They are in no buffer: should they turn out
    /// to be content, they are copied from the delimiter itself.
    matched: usize,
    state: State,
    /// The header line that is being read.
    line: Vec<u8>,
    /// Bytes of headers of this part.
    headers: usize,
    /// This part has told its name.
    named: bool,
}

impl Multipart {
    pub(super) fn new(boundary: &[u8]) -> Self {
        let mut delimiter = [0; MAX_DELIMITER];
        delimiter[..4].copy_from_slice(b"\r\n--");
        let n = boundary.len().min(MAX_BOUNDARY);
        delimiter[4..4 + n].copy_from_slice(&boundary[..n]);
        Multipart {
            delimiter,
            delimiter_len: 4 + n,
            // The line end before the first delimiter belongs to the head of the request.
            matched: 2,
            state: State::Preamble,
            line: Vec::new(),
            headers: 0,
            named: false,
        }
    }

    fn delimited(&mut self) {
        self.matched = 0;
        self.headers = 0;
        self.named = false;
        self.state = State::Delimited;
    }

    /// The names are those of a part until what follows it is looked at.
    pub(super) fn forget_ended(&self, field: &mut Field) {
        if self.state == State::Delimited {
            field.name.clear();
            field.filename.clear();
        }
    }

    pub(super) fn step(&mut self, field: &mut Field, bytes: &[u8], out: &mut [u8]) -> (usize, FormEvent) {
        let mut at = 0;
        while at < bytes.len() {
            let (used, event) = match self.state {
                State::Preamble => self.preamble(field, &bytes[at..]),
                State::Data => self.data(field, &bytes[at..], out),
                State::Header => self.header(&bytes[at..]),
                State::Over => (bytes.len() - at, Ok(None)),
                _ => (1, self.line_end(field, bytes[at])),
            };
            match event {
                Ok(None) => at += used,
                Ok(Some(event)) => return (at + used, event),
                Err(why) => return (at, FormEvent::Bad(why)),
            }
        }
        (at, FormEvent::More)
    }

    fn preamble(&mut self, field: &mut Field, bytes: &[u8]) -> (usize, Result<Option<FormEvent>, &'static str>) {
        if self.matched == 0 {
            let Some(cr) = memchr::memchr(b'\r', bytes) else { return (bytes.len(), Ok(None)) };
            self.matched = 1;
            return (cr + 1, Ok(None));
        }
        if bytes[0] != self.delimiter[self.matched] {
            self.matched = 0;
            return (0, Ok(None));
        }
        self.matched += 1;
        if self.matched == self.delimiter_len {
            self.delimited();
            self.forget_ended(field);
        }
        (1, Ok(None))
    }

    fn data(
        &mut self,
        field: &mut Field,
        bytes: &[u8],
        out: &mut [u8],
    ) -> (usize, Result<Option<FormEvent>, &'static str>) {
        let mut at = 0;
        while at < bytes.len() {
            // A slice of a file leaves room for what is matched, as with lws, so that what it holds back always fits.
            let held = if field.filename.len > 0 { self.matched } else { 0 };
            if field.len + held >= out.len() {
                let no_room = field.len == 0;
                return (at, if no_room { Err("no room") } else { Ok(Some(field.slice())) });
            }
            if self.matched == 0 {
                let rest = &bytes[at..];
                let run = memchr::memchr(b'\r', rest).unwrap_or(rest.len());
                at += field.put(&rest[..run], out);
                if bytes.get(at) == Some(&b'\r') && field.len < out.len() {
                    self.matched = 1;
                    at += 1;
                }
            } else if bytes[at] == self.delimiter[self.matched] {
                self.matched += 1;
                at += 1;
                if self.matched == self.delimiter_len {
                    self.delimited();
                    return (at, Ok(Some(FormEvent::End(std::mem::take(&mut field.len)))));
                }
            } else if self.matched > out.len() - field.len {
                let no_room = field.len == 0;
                return (at, if no_room { Err("no room") } else { Ok(Some(field.slice())) });
            } else {
                // A delimiter has one CR, at its front: what was matched is content, and the next byte is looked at anew.
                field.put(&self.delimiter[..self.matched], out);
                self.matched = 0;
            }
        }
        (at, Ok(None))
    }

    /// What stands between a delimiter and the headers, and the ends of header lines.
    fn line_end(&mut self, field: &mut Field, byte: u8) -> Result<Option<FormEvent>, &'static str> {
        self.forget_ended(field);
        self.state = match (self.state, byte) {
            (State::Delimited, b'-') => State::Dash,
            (State::Dash, b'-') => State::Over,
            (State::Delimited | State::Blank, b' ' | b'\t') => {
                self.count(1)?;
                State::Blank
            }
            (State::Delimited | State::Blank, b'\r') => State::DelimiterLf,
            (State::DelimiterLf, b'\n') => State::Header,
            (State::HeaderLf, b'\n') if self.line.is_empty() => {
                self.line = Vec::new();
                self.state = State::Data;
                return Ok(Some(field.begin()));
            }
            (State::HeaderLf, b'\n') => {
                let line = std::mem::take(&mut self.line);
                self.header_line(field, &line)?;
                State::Header
            }
            (State::HeaderLf, _) => return Err("part header"),
            _ => return Err("boundary line"),
        };
        Ok(None)
    }

    fn count(&mut self, bytes: usize) -> Result<(), &'static str> {
        self.headers += bytes;
        if self.headers > MAX_PART_HEADERS { Err("part headers too long") } else { Ok(()) }
    }

    fn header(&mut self, bytes: &[u8]) -> (usize, Result<Option<FormEvent>, &'static str>) {
        let len = memchr::memchr(b'\r', bytes).unwrap_or(bytes.len());
        let text = &bytes[..len];
        // Whichever comes first, however the line comes in.
        let control = text.iter().position(|&byte| byte.is_ascii_control() && byte != b'\t');
        if control.is_some_and(|at| self.headers + at <= MAX_PART_HEADERS) {
            return (0, Err("part header"));
        }
        if let Err(why) = self.count(len) {
            return (0, Err(why));
        }
        self.line.extend_from_slice(text);
        if len == bytes.len() {
            return (len, Ok(None));
        }
        self.state = State::HeaderLf;
        (len + 1, Ok(None))
    }

    fn header_line(&mut self, field: &mut Field, line: &[u8]) -> Result<(), &'static str> {
        let colon = memchr::memchr(b':', line).ok_or("part header")?;
        let (name, value) = (&line[..colon], &line[colon + 1..]);
        if !name.eq_ignore_ascii_case(b"content-disposition") {
            return Ok(());
        }
        if std::mem::replace(&mut self.named, true) {
            return Err("two dispositions of a part");
        }
        let (mut name, mut filename) = (None, None);
        for (key, value) in parameters(value).ok_or("part disposition")? {
            let place = match () {
                () if key.eq_ignore_ascii_case(b"name") => &mut name,
                () if key.eq_ignore_ascii_case(b"filename") => &mut filename,
                () => continue,
            };
            if place.replace(value).is_some() {
                return Err("part disposition");
            }
        }
        field.name.push(&name.unwrap_or_default());
        field.filename.push(&filename.unwrap_or_default());
        Ok(())
    }
}

/// The parameters of a header value like `form-data; name="x"`: each name as it stands, each value without its quotes.
/// None if it is no such value.
fn parameters(value: &[u8]) -> Option<Vec<(&[u8], Vec<u8>)>> {
    let mut found = Vec::new();
    let mut rest = &value[memchr::memchr(b';', value).unwrap_or(value.len())..];
    // What follows a value begins with a `;`, or there is nothing.
    while let Some(after) = rest.strip_prefix(b";") {
        let after = after.trim_ascii_start();
        if after.is_empty() {
            break;
        }
        let end = memchr::memchr2(b'=', b';', after)?;
        if after[end] != b'=' {
            return None;
        }
        let value = after[end + 1..].trim_ascii_start();
        let text;
        (text, rest) = match value.strip_prefix(b"\"") {
            Some(inner) => quoted(inner, true).or_else(|| quoted(inner, false))?,
            None => {
                let end = memchr::memchr(b';', value).unwrap_or(value.len());
                (value[..end].trim_ascii().to_vec(), &value[end..])
            }
        };
        found.push((after[..end].trim_ascii(), text));
    }
    Some(found)
}

/// A text up to its closing quote, which a `;` or the end must follow, and what follows it. Browsers write a backslash
/// in a name as it is, other clients write `\"` for a quote: so only that pair is one character (with `pairs`).
fn quoted(inner: &[u8], pairs: bool) -> Option<(Vec<u8>, &[u8])> {
    let mut text = Vec::new();
    let mut at = 0;
    loop {
        match (inner.get(at)?, inner.get(at + 1)) {
            (b'\\', Some(b'"')) if pairs => {
                text.push(b'"');
                at += 2;
            }
            (b'"', _) => {
                let rest = inner[at + 1..].trim_ascii_start();
                return (rest.is_empty() || rest[0] == b';').then_some((text, rest));
            }
            (&byte, _) => {
                text.push(byte);
                at += 1;
            }
        }
    }
}

/// The boundary that a Content-Type gives, empty if it gives none; None if the type is no multipart type of forms.
pub(super) fn boundary(content_type: &[u8]) -> Option<Vec<u8>> {
    let end = memchr::memchr(b';', content_type).unwrap_or(content_type.len());
    let kind = content_type[..end].trim_ascii();
    if !kind.eq_ignore_ascii_case(b"multipart/form-data") && !kind.eq_ignore_ascii_case(b"multipart/related") {
        return None;
    }
    let found = parameters(content_type).unwrap_or_default();
    Some(found.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(b"boundary")).map(|(_, v)| v).unwrap_or_default())
}
