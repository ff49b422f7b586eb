//! Chunked bodies, RFC 9112 section 7.1. Line ends are CRLF and nothing else: a decoder that takes less reads other
//! requests than the proxy before it.

/// Most bytes of chunk extensions in one body.
pub const MAX_EXTENSIONS: u32 = 4096;
/// Most bytes of trailers after one body. They are checked and then dropped.
pub const MAX_TRAILERS: u32 = 8192;

/// What a step found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChunkEvent {
    /// `len` bytes of the body, at `at`; the step used `used` bytes, the first byte after the data comes next.
    Data { at: usize, len: usize, used: usize },
    /// All `used` bytes were taken and there was no data among them; come back with more.
    More { used: usize },
    /// The body is over; what follows the `used` bytes is the next request.
    Done { used: usize },
    /// This is no chunked body: answer 400 and close.
    Bad(&'static str),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Before the first digit of a size.
    #[default]
    Size,
    /// After a digit of a size.
    Digits,
    /// In blanks after a size, which only an extension may follow.
    Blank,
    Extension,
    /// After the CR of a size line.
    SizeLf,
    Data,
    DataCr,
    DataLf,
    /// At the beginning of a line after the last chunk.
    Trailer,
    TrailerName,
    TrailerValue,
    TrailerLf,
    /// After the CR of the empty line at the end.
    EndLf,
    Over,
}

/// The decoder of one chunked body.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chunked {
    /// The size that is being read, then the bytes of the chunk that have not come.
    left: u64,
    extensions: u32,
    trailers: u32,
    state: State,
}

impl Chunked {
    /// A decoder that expects the first size line.
    pub const fn new() -> Self {
        Self { left: 0, extensions: 0, trailers: 0, state: State::Size }
    }

    /// Whether the body is over.
    pub fn is_done(&self) -> bool {
        self.state == State::Over
    }

    /// Whether something has begun that is not at its end: a chunk, from the first digit of its size on, or the end of the
    /// body, from the size 0 on.
    pub fn is_inside(&self) -> bool {
        !matches!(self.state, State::Size | State::Over)
    }

    /// Whether the last chunk has come. Only trailers and the empty line after them may be missing, so the content is
    /// complete (RFC 9112, section 8).
    pub fn has_all_data(&self) -> bool {
        matches!(
            self.state,
            State::Trailer | State::TrailerName | State::TrailerValue | State::TrailerLf | State::EndLf | State::Over
        )
    }

    /// Looks at the bytes that have come; gives the first piece of the body among them, however short it is.
    pub fn step(&mut self, bytes: &[u8]) -> ChunkEvent {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.state == State::Data {
                let rest = bytes.len() - at;
                let len = usize::try_from(self.left).unwrap_or(usize::MAX).min(rest);
                self.left -= len as u64;
                if self.left == 0 {
                    self.state = State::DataCr;
                }
                return ChunkEvent::Data { at, len, used: at + len };
            }
            if self.state == State::Over {
                return ChunkEvent::Done { used: at };
            }
            match self.next(byte) {
                Ok(state) => self.state = state,
                Err(why) => return ChunkEvent::Bad(why),
            }
        }
        if self.state == State::Over {
            ChunkEvent::Done { used: bytes.len() }
        } else {
            ChunkEvent::More { used: bytes.len() }
        }
    }

    /// One byte of anything but data.
    fn next(&mut self, byte: u8) -> Result<State, &'static str> {
        Ok(match (self.state, byte) {
            (State::Size | State::Digits, _) if byte.is_ascii_hexdigit() => {
                let digit = (byte as char).to_digit(16).map_or(0, u64::from);
                // A quarter of the range is kept free, so that nobody who adds to it can overflow.
                if self.left >> 58 != 0 {
                    return Err("chunk size");
                }
                self.left = self.left << 4 | digit;
                State::Digits
            }
            (State::Digits | State::Blank, b' ' | b'\t') => self.extension(State::Blank)?,
            (State::Digits | State::Blank, b';') => self.extension(State::Extension)?,
            (State::Digits | State::Extension, b'\r') => State::SizeLf,
            (State::Size | State::Digits | State::Blank, _) => return Err("chunk size"),
            (State::Extension, b'\t' | b' '..=b'~' | 0x80..) => self.extension(State::Extension)?,
            (State::Extension, _) => return Err("chunk extension"),
            (State::SizeLf, b'\n') => {
                if self.left == 0 {
                    State::Trailer
                } else {
                    State::Data
                }
            }
            (State::DataCr, b'\r') => State::DataLf,
            (State::DataLf, b'\n') => State::Size,
            (State::Trailer, b'\r') => State::EndLf,
            (State::TrailerName, b':') => self.trailer(State::TrailerValue)?,
            (State::Trailer | State::TrailerName, _) if is_token(byte) => self.trailer(State::TrailerName)?,
            (State::TrailerValue, b'\r') => State::TrailerLf,
            (State::TrailerValue, b'\t' | b' '..=b'~' | 0x80..) => self.trailer(State::TrailerValue)?,
            (State::TrailerLf, b'\n') => State::Trailer,
            (State::Trailer | State::TrailerName | State::TrailerValue, _) => return Err("trailer"),
            (State::EndLf, b'\n') => State::Over,
            (State::SizeLf | State::DataCr | State::DataLf | State::TrailerLf | State::EndLf, _) => {
                return Err("chunk line end");
            }
            (State::Data | State::Over, _) => return Err("chunk"),
        })
    }

    fn extension(&mut self, state: State) -> Result<State, &'static str> {
        self.extensions += 1;
        if self.extensions > MAX_EXTENSIONS { Err("chunk extension") } else { Ok(state) }
    }

    fn trailer(&mut self, state: State) -> Result<State, &'static str> {
        self.trailers += 1;
        if self.trailers > MAX_TRAILERS { Err("trailer") } else { Ok(state) }
    }
}

/// A byte that may stand in a field name, RFC 9110 section 5.6.2.
pub(super) const fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~'
        )
}

#[cfg(test)]
mod tests;
