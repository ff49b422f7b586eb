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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What std thinks of the whole: broken somewhere, or begun and not finished.
    fn expected(bytes: &[u8]) -> (bool, bool) {
        match str::from_utf8(bytes) {
            Ok(_) => (true, true),
            Err(error) => (error.error_len().is_none(), false),
        }
    }

    fn in_pieces(bytes: &[u8], size: usize) -> (bool, bool) {
        let mut utf8 = Utf8::default();
        let fine = bytes.chunks(size).all(|piece| utf8.feed(piece));
        (fine, fine && utf8.complete())
    }

    #[test]
    fn state_is_small() {
        assert!(size_of::<Utf8>() <= 4);
    }

    #[test]
    fn every_sequence_of_four_telling_bytes() {
        let telling = [
            0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee,
            0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
        ];
        let count = telling.len();
        for n in 0..count.pow(4) {
            let bytes = [0, 1, 2, 3].map(|power| telling[n / count.pow(power) % count]);
            let expected = expected(&bytes);
            for size in 1..=4 {
                assert_eq!(in_pieces(&bytes, size), expected, "{bytes:02x?} in pieces of {size}");
            }
        }
    }

    /// The text of Autobahn's cases 6.4: a good beginning, then a code point above U+10FFFF or a surrogate.
    #[test]
    fn fails_at_the_first_impossible_byte() {
        let good = "κόσμε".as_bytes();
        for (bad, at) in [(&b"\xf4\x90\x80\x80"[..], 1), (b"\xed\xa0\x80", 1), (b"\xc0\xaf", 0), (b"\xe0\x80\xaf", 1)] {
            let mut utf8 = Utf8::default();
            assert!(utf8.feed(good) && utf8.complete());
            assert!(utf8.feed(&bad[..at]), "{bad:02x?} could still become something");
            assert!(!utf8.feed(&bad[at..=at]), "{bad:02x?} at byte {at}");
            assert!(!Utf8::default().feed(&[good, bad, b"edited"].concat()));
        }
    }

    #[test]
    fn an_empty_piece_changes_nothing() {
        let mut utf8 = Utf8::default();
        assert!(utf8.feed(b"") && utf8.complete());
        assert!(utf8.feed(b"\xe2\x82") && utf8.feed(b"") && !utf8.complete());
        assert!(utf8.feed(b"\xac") && utf8.complete());
    }

    proptest! {
        #[test]
        fn pieces_are_judged_as_the_whole(
            text in ".{0,80}",
            damage in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
            size in 1usize..90,
        ) {
            let mut bytes = text.into_bytes();
            if let (Some((at, byte)), false) = (damage, bytes.is_empty()) {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            prop_assert_eq!(in_pieces(&bytes, size), expected(&bytes));
        }
    }
}
