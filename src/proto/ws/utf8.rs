//! UTF-8 that comes in pieces: text messages may be cut anywhere, also within a character.

/// What the pieces so far leave open: the rest of a character that has begun.
#[derive(Clone, Copy, Default, Debug)]
pub struct Utf8 {
    /// Bytes that the character still wants.
    wants: u8,
    /// The least and the greatest value that its next byte may have.
    low: u8,
    high: u8,
}

impl Utf8 {
    /// Takes the next piece. False: no continuation can make these bytes UTF-8, and the validator is of no more use.
    /// It says so at the first byte that is impossible, even within a character.
    pub fn feed(&mut self, bytes: &[u8]) -> bool {
        let mut rest = bytes;
        while self.wants != 0 {
            let Some((&byte, after)) = rest.split_first() else { return true };
            if !self.next(byte) {
                return false;
            }
            rest = after;
        }
        let (whole, begun) = rest.split_at(rest.len() - begun(rest));
        simdutf8::basic::from_utf8(whole).is_ok() && begun.iter().all(|&byte| self.next(byte))
    }

    /// Whether the pieces so far end with a whole character.
    #[inline]
    pub fn complete(&self) -> bool {
        self.wants == 0
    }

    /// One byte of the table in RFC 3629, section 4.
    fn next(&mut self, byte: u8) -> bool {
        if self.wants != 0 {
            let possible = (self.low..=self.high).contains(&byte);
            (self.wants, self.low, self.high) = (self.wants - 1, 0x80, 0xbf);
            return possible;
        }
        (self.wants, self.low, self.high) = match byte {
            0..=0x7f => (0, 0x80, 0xbf),
            0xc2..=0xdf => (1, 0x80, 0xbf),
            0xe0 => (2, 0xa0, 0xbf),
            0xed => (2, 0x80, 0x9f),
            0xe1..=0xef => (2, 0x80, 0xbf),
            0xf0 => (3, 0x90, 0xbf),
            0xf1..=0xf3 => (3, 0x80, 0xbf),
            0xf4 => (3, 0x80, 0x8f),
            _ => return false,
        };
        true
    }
}

/// How many bytes at the end begin a character that goes on after them.
fn begun(bytes: &[u8]) -> usize {
    for (back, &byte) in bytes.iter().rev().take(3).enumerate() {
        let length = match byte {
            0x80..=0xbf => continue,
            0xc0..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xff => 4,
            _ => 1,
        };
        return if length > back + 1 { back + 1 } else { 0 };
    }
    0
}
