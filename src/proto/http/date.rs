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
