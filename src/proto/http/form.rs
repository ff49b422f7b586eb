//! HTML forms as a request body: `application/x-www-form-urlencoded`, and `multipart/form-data` (RFC 7578), which also
//! carries files.
//!
//! The reader takes the body in any pieces and puts the value it is in into a buffer that the caller lends; it keeps
//! nothing but the field's name and what it has begun to match. Any split of a body gives the same events.

mod multipart;
mod urlencoded;

use multipart::Multipart;
use urlencoded::Urlencoded;

/// The longest name of a field. A longer one is an error, or, in a multipart body, is cut here, as lws does.
pub const MAX_NAME: usize = 31;
/// The longest name of a file; what is longer is cut, as lws does.
pub const MAX_FILENAME: usize = 255;
/// The longest boundary, RFC 2046 section 5.1.1.
pub const MAX_BOUNDARY: usize = 70;
/// Most bytes of headers of one part.
pub const MAX_PART_HEADERS: usize = 8192;
/// Most fields of one form.
pub const MAX_FIELDS: u32 = 65_536;
/// A buffer of this size is large enough for whatever the reader may have begun to match.
pub const MIN_ROOM: usize = 128;

/// What a step found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormEvent {
    /// All bytes were taken; come back with more.
    More,
    /// A field begins: [`Form::name`] and [`Form::filename`] are now its. The buffer may be another one from here on.
    Begin,
    /// The buffer is full with this many bytes of the field, and there is more.
    Slice(usize),
    /// The field is over; these are its last bytes, perhaps none.
    End(usize),
    /// This is no such form. It stays so.
    Bad(&'static str),
}

/// A text with a greatest length, and room for a NUL behind it.
#[derive(Clone, Debug)]
struct Text<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Text<N> {
    fn new() -> Self {
        Text { bytes: [0; N], len: 0 }
    }

    fn get(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// The text and the NUL after it.
    fn with_nul(&self) -> &[u8] {
        &self.bytes[..=self.len]
    }

    fn clear(&mut self) {
        self.bytes.fill(0);
        self.len = 0;
    }

    /// Adds what fits and leaves the rest; whether all did.
    fn push(&mut self, bytes: &[u8]) -> bool {
        let n = bytes.len().min(N - 1 - self.len);
        self.bytes[self.len..self.len + n].copy_from_slice(&bytes[..n]);
        self.len += n;
        n == bytes.len()
    }
}

#[derive(Clone, Debug)]
struct Field {
    name: Text<{ MAX_NAME + 1 }>,
    filename: Text<{ MAX_FILENAME + 1 }>,
    /// Bytes in the caller's buffer.
    len: usize,
    /// How many fields have begun.
    count: u32,
}

impl Field {
    fn begin(&mut self) -> FormEvent {
        self.len = 0;
        self.count += 1;
        if self.count > MAX_FIELDS { FormEvent::Bad("too many fields") } else { FormEvent::Begin }
    }

    fn slice(&mut self) -> FormEvent {
        FormEvent::Slice(std::mem::take(&mut self.len))
    }

    /// Copies what fits; how much that is.
    fn put(&mut self, bytes: &[u8], out: &mut [u8]) -> usize {
        let n = bytes.len().min(out.len() - self.len);
        out[self.len..self.len + n].copy_from_slice(&bytes[..n]);
        self.len += n;
        n
    }
}

#[derive(Clone, Debug)]
enum Kind {
    Urlencoded(Urlencoded),
    Multipart(Multipart),
}

/// The reader of one form.
#[derive(Clone, Debug)]
pub struct Form {
    field: Field,
    kind: Kind,
    bad: Option<&'static str>,
}

impl Form {
    /// A reader for a body of this Content-Type: `multipart/form-data` and `multipart/related` are read by their
    /// boundary, all others as urlencoded. A multipart type whose boundary is missing or of a bad length gives a reader
    /// that finds everything bad.
    pub fn new(content_type: &[u8]) -> Self {
        let mut bad = None;
        let kind = match multipart::boundary(content_type) {
            None => Kind::Urlencoded(Urlencoded::default()),
            Some(boundary) => {
                if !(1..=MAX_BOUNDARY).contains(&boundary.len()) || boundary.iter().any(u8::is_ascii_control) {
                    bad = Some("multipart without a usable boundary");
                }
                Kind::Multipart(Multipart::new(&boundary))
            }
        };
        Form { field: Field { name: Text::new(), filename: Text::new(), len: 0, count: 0 }, kind, bad }
    }

    /// The name of the field, at most [`MAX_NAME`] bytes, without a NUL in it. Escapes in it stay as they are.
    pub fn name(&self) -> &[u8] {
        self.field.name.get()
    }

    /// The name of the file that the field is; empty if it is none.
    pub fn filename(&self) -> &[u8] {
        self.field.filename.get()
    }

    /// The same two names with a NUL after them.
    pub fn names_with_nul(&self) -> (&[u8], &[u8]) {
        (self.field.name.with_nul(), self.field.filename.with_nul())
    }

    /// Whether the field is a file.
    pub fn is_file(&self) -> bool {
        self.field.filename.len > 0
    }

    /// Looks at the bytes that have come: how many of them it used, and what it found.
    ///
    /// `out` is for the value of the field that is read: the same buffer, of the same length, from one
    /// [`FormEvent::Begin`], [`FormEvent::Slice`] or [`FormEvent::End`] to the next. A file needs [`MIN_ROOM`] bytes of it.
    pub fn step(&mut self, bytes: &[u8], out: &mut [u8]) -> (usize, FormEvent) {
        if let Some(why) = self.bad {
            return (0, FormEvent::Bad(why));
        }
        let (used, event) = match &mut self.kind {
            Kind::Urlencoded(form) => form.step(&mut self.field, bytes, out),
            Kind::Multipart(form) => form.step(&mut self.field, bytes, out),
        };
        if let FormEvent::Bad(why) = event {
            self.bad = Some(why);
        }
        (used, event)
    }

    /// The body is over. The length of the last field in the buffer, if the end of the body is what ends it.
    pub fn finish(&mut self) -> Option<usize> {
        match &mut self.kind {
            _ if self.bad.is_some() => None,
            Kind::Urlencoded(form) => form.is_in_value().then_some(self.field.len),
            Kind::Multipart(form) => {
                form.forget_ended(&mut self.field);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests;
