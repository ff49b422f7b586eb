//! Base64, as lws reads and writes it.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

/// Encodes, with padding, in the alphabet of URLs if `url`.
pub fn encode(from: &[u8], url: bool) -> Vec<u8> {
    if url { URL_SAFE.encode(from) } else { STANDARD.encode(from) }.into_bytes()
}

/// The value of a character of either alphabet.
fn value(c: u8) -> Option<u8> {
    Some(match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

/// A decoder that can stop anywhere. Characters of neither alphabet are skipped.
#[derive(Clone, Copy, Default, Debug)]
pub struct Decoder {
    /// The values of the group that is being read.
    pub quad: [u8; 4],
    /// How many of them are there.
    pub got: u8,
    /// The last character that was read.
    pub last: u8,
}

impl Decoder {
    /// Decodes until the input ends, or a NUL comes, or `out` has room for fewer than three bytes more (with `spare`
    /// bytes left besides). With `last`, what is left at the end of the input is a group too. How much was read and
    /// written.
    pub fn decode(&mut self, input: &[u8], out: &mut [u8], spare: usize, last: bool) -> (usize, usize) {
        let (mut read, mut written) = (0, 0);
        let more = |read: usize| input.get(read).is_some_and(|c| *c != 0);
        while more(read) && written + 3 + spare <= out.len() {
            while usize::from(self.got) < 4 && more(read) {
                self.last = input[read];
                read += 1;
                if let Some(value) = value(self.last) {
                    self.quad[usize::from(self.got)] = value;
                    self.got += 1;
                }
            }
            // Padding says that no more of this group comes.
            let over = !more(read) && (last || self.last == b'=');
            if self.got < 4 && !over {
                break;
            }
            let quad = self.quad;
            let bytes = [quad[0] << 2 | quad[1] >> 4, quad[1] << 4 | quad[2] >> 2, quad[2] << 6 | quad[3]];
            let n = usize::from(self.got).saturating_sub(1);
            out[written..written + n].copy_from_slice(&bytes[..n]);
            written += n;
            *self = Decoder { last: self.last, ..Decoder::default() };
        }
        (read, written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn examples() {
        for (plain, coded) in
            [("any carnal pleasure.", "YW55IGNhcm5hbCBwbGVhc3VyZS4="), ("pleas", "cGxlYXM="), ("", "")]
        {
            assert_eq!(encode(plain.as_bytes(), false), coded.as_bytes());
            let mut out = [0; 64];
            let (_, n) = Decoder::default().decode(coded.as_bytes(), &mut out, 0, true);
            assert_eq!(&out[..n], plain.as_bytes());
        }
        let mut out = [0; 8];
        assert_eq!(Decoder::default().decode(b"-_-_", &mut out, 0, true), (4, 3));
        assert_eq!(&out[..3], [0xfb, 0xff, 0xbf]);
        assert_eq!(Decoder::default().decode(b"YW\n5v", &mut out, 0, true), (5, 3));
        assert_eq!(Decoder::default().decode(b"YW5v", &mut out[..2], 0, true), (0, 0));
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_in_any_pieces(bytes in proptest::collection::vec(any::<u8>(), 0..60), cut in 0usize..80, url in any::<bool>()) {
            let coded = encode(&bytes, url);
            let (a, b) = coded.split_at(cut.min(coded.len()));
            let mut out = vec![0; bytes.len() + 3];
            let mut decoder = Decoder::default();
            let (read, n) = decoder.decode(a, &mut out, 0, false);
            prop_assert_eq!(read, a.len());
            let (read, m) = decoder.decode(b, &mut out[n..], 0, true);
            // Nothing is left of a group that padding alone would end.
            prop_assert!(read == b.len());
            prop_assert!(bytes.starts_with(&out[..n + m]) && (b.is_empty() || n + m == bytes.len() || b.iter().all(|c| *c == b'=')));
        }

        #[test]
        fn nothing_breaks_the_decoder(text in proptest::collection::vec(any::<u8>(), 0..60), room in 0usize..40, last in any::<bool>()) {
            let mut out = vec![0; room];
            let (read, written) = Decoder::default().decode(&text, &mut out, 0, last);
            prop_assert!(read <= text.len() && written <= room);
        }
    }
}
