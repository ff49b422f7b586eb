//! Byte ranges of a file, RFC 9110 section 14.

/// With more ranges than this the header is ignored: so many parts cost more than the whole file.
pub const MOST_RANGES: usize = 64;

/// A part of a file: its first and its last byte, both below the file's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first byte.
    pub start: u64,
    /// The last byte, which belongs to the range.
    pub end: u64,
}

impl Range {
    /// How many bytes these are; never 0.
    pub fn count(self) -> u64 {
        self.end - self.start + 1
    }
}

/// What to do about a `Range` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RangeAnswer {
    /// Not bytes, malformed, or too many: serve the whole with 200.
    Ignore,
    /// Serve these parts with 206, one as it is, several as `multipart/byteranges`. They do not overlap, so they are no
    /// more than the whole, and come in the order of the request unless some of it had to be joined.
    Parts(Vec<Range>),
    /// Nothing of it lies in the file: 416 with `Content-Range: bytes */size`.
    Unsatisfiable,
}

/// Reads a `Range` header for something of `size` bytes.
pub fn parse_range(value: &[u8], size: u64) -> RangeAnswer {
    all_ranges(value, size).unwrap_or(RangeAnswer::Ignore)
}

fn all_ranges(value: &[u8], size: u64) -> Option<RangeAnswer> {
    let (unit, set) = value.trim_ascii().split_at_checked(6)?;
    if !unit.eq_ignore_ascii_case(b"bytes=") {
        return None;
    }
    let mut parts = Vec::new();
    let mut asked = 0;
    for member in set.split(|&byte| byte == b',').map(<[u8]>::trim_ascii).filter(|member| !member.is_empty()) {
        asked += 1;
        if asked > MOST_RANGES {
            return None;
        }
        parts.extend(one_range(member, size)?);
    }
    match (asked, parts.is_empty()) {
        (0, _) => None,
        (_, true) => Some(RangeAnswer::Unsatisfiable),
        _ => Some(RangeAnswer::Parts(apart(parts))),
    }
}

/// What one member means: `None` when it is malformed, nothing inside when none of it lies in the file.
fn one_range(range: &[u8], size: u64) -> Option<Option<Range>> {
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
    Some((start < size).then(|| Range { start, end: end.min(size - 1) }))
}

/// Joins what overlaps; only then does the order change, to that of the file.
fn apart(parts: Vec<Range>) -> Vec<Range> {
    let mut sorted = parts.clone();
    sorted.sort_by_key(|part| part.start);
    if sorted.windows(2).all(|two| two[0].end < two[1].start) {
        return parts;
    }
    let mut joined: Vec<Range> = Vec::with_capacity(sorted.len());
    for part in sorted {
        match joined.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => joined.push(part),
        }
    }
    joined
}

/// Digits and nothing else; what is too large for a number lies beyond any file.
fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0u64, |n, digit| n.saturating_mul(10).saturating_add(u64::from(digit - b'0'))))
}

/// The value of `Content-Range` for a part of something of `size` bytes.
pub fn content_range(part: Range, size: u64) -> String {
    format!("bytes {}-{}/{size}", part.start, part.end)
}

/// What stands before each part of a `multipart/byteranges` body, and at its end, RFC 9110 section 14.6.
pub struct Multipart<'a> {
    /// Letters and digits that do not occur in the file.
    pub boundary: &'a str,
    /// The type of the whole file; empty for none.
    pub content_type: &'a [u8],
    /// How long the whole file is.
    pub size: u64,
}

impl Multipart<'_> {
    /// The response's own `Content-Type`.
    pub fn outer_type(&self) -> String {
        format!("multipart/byteranges; boundary={}", self.boundary)
    }

    /// What goes before a part's bytes.
    pub fn head(&self, part: Range, is_first: bool) -> Vec<u8> {
        let mut head = Vec::with_capacity(128 + self.content_type.len());
        if !is_first {
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(format!("--{}\r\n", self.boundary).as_bytes());
        if !self.content_type.is_empty() {
            head.extend_from_slice(b"content-type: ");
            head.extend_from_slice(self.content_type);
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(format!("content-range: {}\r\n\r\n", content_range(part, self.size)).as_bytes());
        head
    }

    /// What goes behind the last part.
    pub fn tail(&self) -> Vec<u8> {
        format!("\r\n--{}--\r\n", self.boundary).into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::RangeAnswer::{Ignore, Parts, Unsatisfiable};
    use super::*;
    use proptest::prelude::*;

    fn parts(list: &[(u64, u64)]) -> RangeAnswer {
        Parts(list.iter().map(|&(start, end)| Range { start, end }).collect())
    }

    /// The examples of RFC 9110 section 14.1.2, and what is next to them.
    #[test]
    fn ranges() {
        let answer = |start, end| parts(&[(start, end)]);
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
            ("bytes=5-4", 10, Ignore),
            ("bytes=", 10, Ignore),
            ("bytes=,,", 10, Ignore),
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

    #[test]
    fn several() {
        for (value, size, expected) in [
            ("bytes=0-0,-1", 10000, parts(&[(0, 0), (9999, 9999)])),
            ("bytes= 0-999, 4500-5499, -1000", 10000, parts(&[(0, 999), (4500, 5499), (9000, 9999)])),
            ("bytes=500-600,601-999", 10000, parts(&[(500, 600), (601, 999)])),
            // In the client's order, unless something had to be joined.
            ("bytes=8-9,0-1", 10, parts(&[(8, 9), (0, 1)])),
            ("bytes=8-9,0-3,2-5", 10, parts(&[(0, 5), (8, 9)])),
            ("bytes=500-700,601-999", 10000, parts(&[(500, 999)])),
            ("bytes=0-,0-,0-,0-", 100, parts(&[(0, 99)])),
            ("bytes=0-9,5-5,2-3", 100, parts(&[(0, 9)])),
            // What lies outside is left out, and one that remains stands alone.
            ("bytes=0-1,50-60", 10, parts(&[(0, 1)])),
            ("bytes=50-60,70-", 10, Unsatisfiable),
            ("bytes=0-1,5-4", 10, Ignore),
            ("bytes=0-1,x", 10, Ignore),
        ] {
            assert_eq!(parse_range(value.as_bytes(), size), expected, "{value} of {size}");
        }
        let many =
            |n: u64| format!("bytes={}", (0..n).map(|i| format!("{}-{}", i * 2, i * 2)).collect::<Vec<_>>().join(","));
        assert!(matches!(parse_range(many(64).as_bytes(), 1000), Parts(list) if list.len() == 64));
        assert_eq!(parse_range(many(65).as_bytes(), 1000), Ignore);
        assert_eq!(parse_range(many(65).as_bytes(), 0), Ignore);
    }

    #[test]
    fn a_multipart_body() {
        let multipart = Multipart { boundary: "B", content_type: b"text/plain", size: 10 };
        assert_eq!(multipart.outer_type(), "multipart/byteranges; boundary=B");
        assert_eq!(
            multipart.head(Range { start: 0, end: 1 }, true),
            b"--B\r\ncontent-type: text/plain\r\ncontent-range: bytes 0-1/10\r\n\r\n"
        );
        let bare = Multipart { content_type: b"", ..multipart };
        assert_eq!(bare.head(Range { start: 9, end: 9 }, false), b"\r\n--B\r\ncontent-range: bytes 9-9/10\r\n\r\n");
        assert_eq!(bare.tail(), b"\r\n--B--\r\n");
    }

    proptest! {
        #[test]
        fn an_answer_lies_in_the_file(
            value in "bytes=([0-9]{0,3}-[0-9]{0,3},){0,9}[0-9]{0,21}-?[0-9]{0,21},?",
            size in prop_oneof![0..1500u64, any::<u64>()],
        ) {
            if let Parts(list) = parse_range(value.as_bytes(), size) {
                prop_assert!(!list.is_empty() && list.len() <= MOST_RANGES);
                prop_assert!(list.iter().all(|p| p.start <= p.end && p.end < size));
                let sum: u128 = list.iter().map(|p| u128::from(p.count())).sum();
                prop_assert!(sum <= u128::from(size));
                let mut sorted = list;
                sorted.sort_by_key(|p| p.start);
                prop_assert!(sorted.windows(2).all(|two| two[0].end < two[1].start));
            }
        }

        /// Each byte that was asked for comes, and no other.
        #[test]
        fn the_bytes_that_were_asked_for(asked in prop::collection::vec((0..60u64, 0..60u64), 1..12), size in 1..50u64) {
            let asked: Vec<_> = asked.into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
            let value = asked.iter().map(|(a, b)| format!("{a}-{b}")).collect::<Vec<_>>().join(",");
            let list = match parse_range(format!("bytes={value}").as_bytes(), size) {
                Parts(list) => list,
                Unsatisfiable => Vec::new(),
                Ignore => return Err(TestCaseError::fail("ignored")),
            };
            for at in 0..size {
                let wanted = asked.iter().any(|&(a, b)| a <= at && at <= b);
                let given = list.iter().filter(|p| p.start <= at && at <= p.end).count();
                prop_assert_eq!(given, usize::from(wanted));
            }
        }

        #[test]
        fn any_bytes_are_read(value in prop::collection::vec(any::<u8>(), 0..40), size in any::<u64>()) {
            parse_range(&value, size);
        }
    }
}
