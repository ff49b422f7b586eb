//! One byte range of a file, RFC 9110 section 14.

/// What to do about a `Range` header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeAnswer {
    /// Not bytes, malformed, or several: serve the whole with 200.
    Ignore,
    /// Serve bytes `start` to `end`, both inclusive and both below the size, with 206.
    One { start: u64, end: u64 },
    /// Nothing of it lies in the file: 416 with `Content-Range: bytes */size`.
    Unsatisfiable,
}

/// Reads a `Range` header for something of `size` bytes.
pub fn parse_range(value: &[u8], size: u64) -> RangeAnswer {
    one_range(value, size).unwrap_or(RangeAnswer::Ignore)
}

fn one_range(value: &[u8], size: u64) -> Option<RangeAnswer> {
    let (unit, set) = value.trim_ascii().split_at_checked(6)?;
    if !unit.eq_ignore_ascii_case(b"bytes=") {
        return None;
    }
    let mut members = set.split(|&byte| byte == b',').map(<[u8]>::trim_ascii).filter(|member| !member.is_empty());
    let (range, None) = (members.next()?, members.next()) else { return None };
    let dash = range.iter().position(|&byte| byte == b'-')?;
    let (first, last) = (&range[..dash], &range[dash + 1..]);
    let (start, end) = if first.is_empty() {
        let count = number(last)?;
        (if count == 0 { size } else { size.saturating_sub(count) }, u64::MAX)
    } else {
        let start = number(first)?;
        let end = if last.is_empty() { u64::MAX } else { number(last)? };
        if end < start {
            return None;
        }
        (start, end)
    };
    Some(if start >= size { RangeAnswer::Unsatisfiable } else { RangeAnswer::One { start, end: end.min(size - 1) } })
}

/// Digits and nothing else; what is too large for a number lies beyond any file.
fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0u64, |n, digit| n.saturating_mul(10).saturating_add(u64::from(digit - b'0'))))
}

#[cfg(test)]
mod tests {
    use super::RangeAnswer::{Ignore, One, Unsatisfiable};
    use super::*;
    use proptest::prelude::*;

    /// The examples of RFC 9110 section 14.1.2, and what is next to them.
    #[test]
    fn ranges() {
        let answer = |start, end| One { start, end };
        for (value, size, expected) in [
            ("bytes=0-499", 10000, answer(0, 499)),
            ("bytes=500-999", 10000, answer(500, 999)),
            ("bytes=-500", 10000, answer(9500, 9999)),
            ("bytes=9500-", 10000, answer(9500, 9999)),
            ("bytes=0-0", 10000, answer(0, 0)),
            ("bytes=-1", 10000, answer(9999, 9999)),
            ("BYTES=0-0", 1, answer(0, 0)),
            ("bytes= 0-0 ", 1, answer(0, 0)),
            ("bytes=0-99999999999999999999999", 10, answer(0, 9)),
            ("bytes=-99999999999999999999999", 10, answer(0, 9)),
            ("bytes=,0-1,", 10, answer(0, 1)),
            ("bytes=10-", 10, Unsatisfiable),
            ("bytes=10-20", 10, Unsatisfiable),
            ("bytes=99999999999999999999999-", 10, Unsatisfiable),
            ("bytes=-0", 10, Unsatisfiable),
            ("bytes=0-", 0, Unsatisfiable),
            ("bytes=-1", 0, Unsatisfiable),
            ("bytes=0-0,-1", 10000, Ignore),
            ("bytes=5-4", 10, Ignore),
            ("bytes=", 10, Ignore),
            ("bytes=-", 10, Ignore),
            ("bytes=1", 10, Ignore),
            ("bytes=a-b", 10, Ignore),
            ("bytes=+1-2", 10, Ignore),
            ("bytes=1--2", 10, Ignore),
            ("bytes=0-1-2", 10, Ignore),
            ("bytes 0-1", 10, Ignore),
            ("lines=0-1", 10, Ignore),
            ("", 10, Ignore),
        ] {
            assert_eq!(parse_range(value.as_bytes(), size), expected, "{value} of {size}");
        }
    }

    proptest! {
        #[test]
        fn an_answer_lies_in_the_file(value in "bytes=[0-9]{0,21}-?[0-9]{0,21},?", size in any::<u64>()) {
            if let One { start, end } = parse_range(value.as_bytes(), size) {
                prop_assert!(start <= end && end < size);
            }
        }

        #[test]
        fn any_bytes_are_read(value in prop::collection::vec(any::<u8>(), 0..40), size in any::<u64>()) {
            parse_range(&value, size);
        }
    }
}
