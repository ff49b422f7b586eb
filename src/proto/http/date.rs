//! Dates as HTTP writes them, RFC 9110 section 5.6.7.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The last second of the year 9999, the greatest that has four digits for its year.
const LAST: u64 = 253_402_300_799;

/// Seconds since 1970 as in `Sun, 06 Nov 1994 08:49:37 GMT`, 29 bytes long.
pub fn format(unix_secs: u64) -> String {
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(unix_secs.min(LAST)))
}

/// The seconds since 1970 that a date in any of HTTP's three formats means; none if it is not one.
pub fn parse(value: &[u8]) -> Option<u64> {
    let date: SystemTime = httpdate::parse_http_date(str::from_utf8(value).ok()?.trim_matches([' ', '\t'])).ok()?;
    Some(date.duration_since(UNIX_EPOCH).ok()?.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_formats_of_rfc_9110() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(parse(text.as_bytes()), Some(784_111_777), "{text}");
        }
        assert_eq!(format(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(parse(b" Sun, 06 Nov 1994 08:49:37 GMT "), Some(784_111_777));
    }

    #[test]
    fn what_is_no_date() {
        for text in [&b""[..], b"0", b"Sun, 06 Nov 1994", b"Sun, 06 Nov 1994 25:49:37 GMT", b"\xff", b"784111777"] {
            assert_eq!(parse(text), None, "{}", text.escape_ascii());
        }
    }

    #[test]
    fn any_number_of_seconds_is_written() {
        assert_eq!(format(0), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(format(u64::MAX), "Fri, 31 Dec 9999 23:59:59 GMT");
        for secs in [1, 951_782_400, 1_709_164_800, 4_102_444_800] {
            assert_eq!(parse(format(secs).as_bytes()), Some(secs));
        }
    }
}
