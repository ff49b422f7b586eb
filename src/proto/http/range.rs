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
