//! Hexadecimal text.

/// The value of a hexadecimal digit.
pub fn digit(c: u8) -> Option<u8> {
    char::from(c).to_digit(16).map(|n| n as u8)
}

/// The lower-case digits of a byte.
pub fn lower(byte: u8) -> [u8; 2] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]
}

/// The upper-case digits of a byte.
pub fn upper(byte: u8) -> [u8; 2] {
    lower(byte).map(|c| c.to_ascii_uppercase())
}

/// The upper-case digits of a number: at least eight, the first one first.
pub fn upper_eight(n: u64) -> impl Iterator<Item = u8> {
    let count = (u64::BITS - n.leading_zeros()).div_ceil(4).max(8);
    (0..count).rev().map(move |at| upper((n >> (4 * at)) as u8)[1])
}

/// The bytes that pairs of digits stand for; None if there is anything else.
pub fn decode(text: &[u8]) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}

/// Writes the digits of `from` that fit, and a NUL; nothing if there is no room for that.
pub fn encode(from: &[u8], into: &mut [u8]) {
    let Some(room) = into.len().checked_sub(1) else { return };
    let digits = from.iter().flat_map(|byte| lower(*byte));
    let mut n = 0;
    for (place, c) in into[..room].iter_mut().zip(digits) {
        *place = c;
        n += 1;
    }
    into[n] = 0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_eight_digits() {
        for n in [0, 0xabc, 0xffff_ffff, 0x1_0000_0000, u64::MAX] {
            assert_eq!(String::from_utf8(upper_eight(n).collect()).unwrap(), format!("{n:08X}"));
        }
    }

    #[test]
    fn digits_and_back() {
        assert_eq!(decode(b"00fFa5").unwrap(), [0, 0xff, 0xa5]);
        for bad in [&b"0"[..], b"0g", b"g0", b" 1", b"+1", b"abc"] {
            assert_eq!(decode(bad), None);
        }
        let mut out = [9; 6];
        encode(&[0xde, 0xad, 0xbe, 0xef], &mut out);
        assert_eq!(&out, b"deadb\0");
        encode(&[1], &mut out);
        assert_eq!(&out[..3], b"01\0");
        encode(&[1], &mut []);
        assert_eq!(upper(0xaf), *b"AF");
    }
}
