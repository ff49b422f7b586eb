//! Decimal digits, repeatable random numbers, integers of variable length, and patterns.

/// A number's decimal digits; making them allocates nothing.
pub struct Decimal {
    digits: [u8; 20],
    from: usize,
}

impl Decimal {
    /// The digits of `n`.
    pub fn new(mut n: u64) -> Decimal {
        let mut this = Decimal { digits: [b'0'; 20], from: 20 };
        while n != 0 || this.from == this.digits.len() {
            this.from -= 1;
            this.digits[this.from] = b'0' + (n % 10) as u8;
            n /= 10;
        }
        this
    }
    /// Them, the first one first.
    pub fn bytes(&self) -> &[u8] {
        &self.digits[self.from..]
    }
}

/// Starts the sequence that lws makes of a seed.
pub fn seeded(mut seed: u64) -> [u64; 4] {
    core::array::from_fn(|_| {
        let mut r = seed;
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        r = (r ^ (r >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        r = (r ^ (r >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        r ^ (r >> 31)
    })
}

/// The next number of a sequence (xoshiro256**).
pub fn next(s: &mut [u64; 4]) -> u64 {
    let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
    let shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = s[3].rotate_left(45);
    result
}

/// Seven bits to a byte, the least significant first; the top bit says that more follow. None above 28 bits.
pub fn encode(mut value: u64) -> Option<Vec<u8>> {
    if value > 0x0fff_ffff {
        return None;
    }
    let mut out = Vec::with_capacity(4);
    while value > 0x7f {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    Some(out)
}

/// The number at the start of some bytes, and how many of them it takes; None if it does not end there.
pub fn decode(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0;
    for (n, byte) in bytes.iter().take(9).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * n);
        if byte & 0x80 == 0 {
            return Some((value, n + 1));
        }
    }
    None
}

/// Whether a text matches a pattern, in which each `*` stands for anything.
pub fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    // After the last star, and where in the text what it stands for ends.
    let mut retry = None;
    loop {
        match pattern.get(p) {
            Some(b'*') => {
                p += 1;
                retry = Some((p, t));
                continue;
            }
            Some(c) if text.get(t) == Some(c) => {
                (p, t) = (p + 1, t + 1);
                continue;
            }
            None if t == text.len() => return true,
            _ => {}
        }
        match retry {
            Some((star, end)) if end < text.len() => {
                (p, t) = (star, end + 1);
                retry = Some((star, end + 1));
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimal_digits() {
        for n in [0, 1, 9, 10, 1_000_000, 1_234_567_890, u64::MAX] {
            assert_eq!(Decimal::new(n).bytes(), n.to_string().as_bytes());
        }
    }

    #[test]
    fn patterns() {
        for (pattern, text, hit) in [
            ("", "", true),
            ("*", "", true),
            ("ab", "ab", true),
            ("ab", "abc", false),
            ("a*c", "abbc", true),
            ("a*bc", "abxc", false),
            ("a*bc", "abxbc", true),
            ("*a*b*", "xaybz", true),
            ("ab*", "ab", true),
            ("*b", "abc", false),
        ] {
            assert_eq!(matches(pattern.as_bytes(), text.as_bytes()), hit, "{pattern} {text}");
        }
    }

    proptest! {
        #[test]
        fn numbers_read_back(n in 0u64..0x1000_0000) {
            let bytes = encode(n).unwrap();
            prop_assert_eq!(decode(&bytes), Some((n, bytes.len())));
            prop_assert_eq!(decode(&bytes[..bytes.len() - 1]), None);
        }
    }

    #[test]
    fn large_numbers_are_refused() {
        assert_eq!(encode(0x1000_0000), None);
        assert_eq!(decode(&[0xff; 12]), None);
    }
}
