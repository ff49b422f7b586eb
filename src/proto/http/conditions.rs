//! Conditional requests, RFC 9110 section 13.

use super::date;

/// Whether an `If-None-Match` names the thing that has this entity tag (so that the answer to a GET is 304). Tags are
/// compared weakly, `*` matches any. Tags without quotes are taken too, in both: lws sends such, and gets them back.
pub fn etag_matches(if_none_match: &[u8], etag: &[u8]) -> bool {
    let (_, ours) = tag(etag);
    if_none_match.trim_ascii() == b"*" || Tags(if_none_match).any(|(_, theirs)| theirs == ours)
}

/// Whether an `If-Modified-Since` says that what was last changed at `mtime_secs` (seconds since 1970) is known already.
/// A date that is none is ignored.
pub fn not_modified_since(value: &[u8], mtime_secs: u64) -> bool {
    date::parse(value).is_some_and(|since| mtime_secs <= since)
}

/// Whether an `If-Range` holds, so that the `Range` beside it counts: it has this very tag, neither of them weak, or the
/// exact date of the last change.
pub fn if_range_matches(value: &[u8], etag: &[u8], mtime_secs: u64) -> bool {
    if let Some(date) = date::parse(value) {
        return date == mtime_secs;
    }
    let mut tags = Tags(value);
    let (theirs, None) = (tags.next(), tags.next()) else { return false };
    let (weak, ours) = tag(etag);
    !weak && theirs == Some((false, ours))
}

/// One tag: whether it is weak, and what it says between its quotes, if it has any.
fn tag(text: &[u8]) -> (bool, &[u8]) {
    Tags(text).next().unwrap_or((false, b""))
}

/// The tags of a list, which may hold commas between quotes.
struct Tags<'a>(&'a [u8]);

impl<'a> Iterator for Tags<'a> {
    type Item = (bool, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.0.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b','))?;
        let mut rest = &self.0[start..];
        let weak = rest.starts_with(b"W/");
        if weak {
            rest = &rest[2..];
        }
        let (quotes, stop) = if let [b'"', after @ ..] = rest {
            rest = after;
            (1, b'"')
        } else {
            (0, b',')
        };
        let end = memchr::memchr(stop, rest).unwrap_or(rest.len());
        let text = &rest[..end];
        self.0 = rest.get(end + quotes..).unwrap_or_default();
        Some((weak, if quotes == 1 { text } else { text.trim_ascii_end() }))
    }
}
