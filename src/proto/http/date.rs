//! Dates as HTTP writes them, RFC 9110 section 5.6.7.

use std::time::{SystemTime, UNIX_EPOCH};

/// The last second of the year 9999, the greatest that has four digits for its year.
const LAST: u64 = 253_402_300_799;

/// Seconds since 1970 as in `Sun, 06 Nov 1994 08:49:37 GMT`.
pub fn format(unix_secs: u64) -> [u8; LENGTH] {
    written(unix_secs.min(LAST) as i64)
}

/// The seconds since 1970 that a date in any of HTTP's three formats means; none if it is not one.
pub fn parse(value: &[u8]) -> Option<u64> {
    let date: SystemTime = httpdate::parse_http_date(str::from_utf8(value).ok()?.trim_matches([' ', '\t'])).ok()?;
    Some(date.duration_since(UNIX_EPOCH).ok()?.as_secs())
}

/// The length of a date in the form that HTTP prefers.
pub const LENGTH: usize = 29;

const DAYS: [&[u8; 3]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
const MONTHS: [&[u8; 3]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

/// Days since 1970 of a date in the Gregorian calendar, which also counts before it was made.
fn days_from(year: i64, month: i64, day: i64) -> i64 {
    // The year begins in March here, so that the leap day is its last.
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a day since 1970.
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + of_era + i64::from(month <= 2);
    (year, month, of_year - (153 * shifted + 2) / 5 + 1)
}

/// The seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT` and nothing else, from the year 1900 on. The name of the day
/// must be one, but need not be the right one.
pub fn parse_fixed(text: &[u8]) -> Option<i64> {
    let marks = [(3, b','), (4, b' '), (7, b' '), (11, b' '), (16, b' '), (19, b':'), (22, b':'), (25, b' ')];
    if text.len() != LENGTH || marks.iter().any(|(at, mark)| text[*at] != *mark) || &text[26..] != b"GMT" {
        return None;
    }
    DAYS.iter().find(|d| d[..] == text[..3])?;
    let month = MONTHS.iter().position(|m| m[..] == text[8..11])? as i64 + 1;
    let number = |from: usize, to: usize, least: i64, most: i64| {
        let digits = &text[from..to];
        let all = digits.iter().all(u8::is_ascii_digit);
        let n = digits.iter().fold(0i64, |n, d| n * 10 + i64::from(d & 15));
        (all && (least..=most).contains(&n)).then_some(n)
    };
    let days = days_from(number(12, 16, 1900, 9999)?, month, number(5, 7, 1, 31)?);
    Some(days * 86_400 + number(17, 19, 0, 23)? * 3600 + number(20, 22, 0, 60)? * 60 + number(23, 25, 0, 61)?)
}

/// Any second of the years 0 to 9999 in that form.
pub fn format_fixed(unix_secs: i64) -> Option<String> {
    let (year, ..) = date_of(unix_secs.div_euclid(86_400));
    if !(0..=9999).contains(&year) {
        return None;
    }
    Some(written(unix_secs).into_iter().map(char::from).collect())
}

/// A second of these years in that form.
fn written(unix_secs: i64) -> [u8; LENGTH] {
    let (days, second) = (unix_secs.div_euclid(86_400), unix_secs.rem_euclid(86_400));
    let (year, month, day) = date_of(days);
    let mut text = *b"Day, 00 Mon 0000 00:00:00 GMT";
    text[..3].copy_from_slice(DAYS[(days + 3).rem_euclid(7) as usize]);
    text[8..11].copy_from_slice(MONTHS[(month - 1) as usize]);
    let pairs =
        [(5, day), (12, year / 100), (14, year % 100), (17, second / 3600), (20, second / 60 % 60), (23, second % 60)];
    for (at, n) in pairs {
        text[at] = b'0' + (n / 10) as u8;
        text[at + 1] = b'0' + (n % 10) as u8;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_formats_of_rfc_9110() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(parse(text.as_bytes()), Some(784_111_777), "{text}");
        }
        assert_eq!(&format(784_111_777), b"Sun, 06 Nov 1994 08:49:37 GMT");
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
        assert_eq!(&format(0), b"Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(&format(u64::MAX), b"Fri, 31 Dec 9999 23:59:59 GMT");
        for secs in [1, 951_782_400, 1_709_164_800, 4_102_444_800] {
            assert_eq!(parse(&format(secs)), Some(secs));
        }
    }

    #[test]
    fn the_preferred_form_alone() {
        assert_eq!(parse_fixed(b"Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(parse_fixed(b"Mon, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(parse_fixed(b"Wed, 31 Dec 1969 23:59:58 GMT"), Some(-2));
        for text in ["Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37  GMT", "Sun, 06 Nov 1994 24:49:37 GMT"]
        {
            assert_eq!(parse_fixed(text.as_bytes()), None, "{text}");
        }
        assert_eq!(format_fixed(i64::MAX), None);
        assert_eq!(format_fixed(-2).as_deref(), Some("Wed, 31 Dec 1969 23:59:58 GMT"));
    }

    proptest::proptest! {
        #[test]
        fn both_ways_and_as_the_other_writer(secs in 0i64..253_402_300_800) {
            let text = format_fixed(secs).unwrap();
            proptest::prop_assert_eq!(text.as_bytes(), &format(secs as u64));
            let other = httpdate::fmt_http_date(UNIX_EPOCH + std::time::Duration::from_secs(secs as u64));
            proptest::prop_assert_eq!(&text, &other);
            proptest::prop_assert_eq!(parse_fixed(text.as_bytes()), Some(secs));
        }
    }
}
