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

/// Whether an `If-Match` names the thing that has this entity tag, so that the request may go on; else 412. `*` names
/// anything there is. Weak tags never match.
pub fn if_match(value: &[u8], etag: &[u8]) -> bool {
    let (weak, ours) = tag(etag);
    value.trim_ascii() == b"*" || (!weak && Tags(value).any(|theirs| theirs == (false, ours)))
}

/// Whether an `If-Unmodified-Since` forbids to go on: what was last changed at `mtime_secs` is newer. A date that is none
/// is ignored.
pub fn modified_since(value: &[u8], mtime_secs: u64) -> bool {
    date::parse(value).is_some_and(|since| mtime_secs > since)
}

/// The conditions of a request, as far as it has them.
#[derive(Default)]
pub struct Conditions<'a> {
    /// `If-Match`.
    pub if_match: Option<&'a [u8]>,
    /// `If-Unmodified-Since`.
    pub if_unmodified_since: Option<&'a [u8]>,
    /// `If-None-Match`.
    pub if_none_match: Option<&'a [u8]>,
    /// `If-Modified-Since`; only a GET or a HEAD has it.
    pub if_modified_since: Option<&'a [u8]>,
}

/// What the conditions of a request come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Answer as if there were none.
    GoOn,
    /// 304: the client has it.
    NotModified,
    /// 412: it is not what the client takes it for.
    Failed,
}

/// Looks at the conditions in the order of RFC 9110 section 13.2.2; each date only when the tag beside it is missing, and
/// when it is known when the thing was last changed.
pub fn evaluate(asked: &Conditions, etag: &[u8], mtime_secs: Option<u64>) -> Verdict {
    let (unmodified_since, since) = match mtime_secs {
        Some(_) => (asked.if_unmodified_since, asked.if_modified_since),
        None => (None, None),
    };
    let mtime_secs = mtime_secs.unwrap_or_default();
    let goes_on = match (asked.if_match, unmodified_since) {
        (Some(tags), _) => if_match(tags, etag),
        (None, Some(date)) => !modified_since(date, mtime_secs),
        (None, None) => true,
    };
    if !goes_on {
        return Verdict::Failed;
    }
    let has_it = match (asked.if_none_match, since) {
        (Some(tags), _) => etag_matches(tags, etag),
        (None, Some(date)) => not_modified_since(date, mtime_secs),
        (None, None) => false,
    };
    if has_it { Verdict::NotModified } else { Verdict::GoOn }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of RFC 9110 section 8.8.3.2 in its weak column, then lists.
    #[test]
    fn tags() {
        for (list, tag, matches) in [
            (r#"W/"1""#, r#"W/"1""#, true),
            (r#"W/"1""#, r#"W/"2""#, false),
            (r#"W/"1""#, r#""1""#, true),
            (r#""1""#, r#""1""#, true),
            ("*", r#""1""#, true),
            (" * ", r#""1""#, true),
            (r#""*""#, r#""1""#, false),
            (r#""a", W/"b" ,"c""#, r#""b""#, true),
            (r#""a,b", "c""#, r#""b""#, false),
            (r#""a,b", "c""#, r#""a,b""#, true),
            (r#""a", "*""#, r#""b""#, false),
            ("5F3A00000010", "5F3A00000010", true),
            (r#""5F3A00000010""#, "5F3A00000010", true),
            ("5F3A00000010 , x", r#""x""#, true),
            ("5F3A", "5F3A00000010", false),
            ("", r#""1""#, false),
            (",,", r#""1""#, false),
            (r#""1"#, r#""1""#, true),
            ("W/", r#""1""#, false),
        ] {
            assert_eq!(etag_matches(list.as_bytes(), tag.as_bytes()), matches, "{list} {tag}");
        }
    }

    #[test]
    fn preconditions() {
        let (early, late) = (Some(&b"Sun, 06 Nov 1994 08:49:36 GMT"[..]), Some(&b"Sun, 06 Nov 1994 08:49:37 GMT"[..]));
        let (same, other, weak) = (Some(&b"x, \"a\""[..]), Some(&b"\"b\""[..]), Some(&b"W/\"a\""[..]));
        let (star, none, nonsense) = (Some(&b"*"[..]), None, Some(&b"soon"[..]));
        for (if_match, if_unmodified_since, if_none_match, if_modified_since, verdict) in [
            (none, none, none, none, Verdict::GoOn),
            (same, none, none, none, Verdict::GoOn),
            (star, none, none, none, Verdict::GoOn),
            (other, none, none, none, Verdict::Failed),
            (weak, none, none, none, Verdict::Failed),
            (none, late, none, none, Verdict::GoOn),
            (none, early, none, none, Verdict::Failed),
            (none, nonsense, none, none, Verdict::GoOn),
            // A date counts only when its tag is missing.
            (same, early, none, none, Verdict::GoOn),
            (other, late, none, none, Verdict::Failed),
            (none, none, same, none, Verdict::NotModified),
            (none, none, weak, none, Verdict::NotModified),
            (none, none, other, none, Verdict::GoOn),
            (none, none, none, late, Verdict::NotModified),
            (none, none, none, early, Verdict::GoOn),
            (none, none, none, nonsense, Verdict::GoOn),
            (none, none, other, late, Verdict::GoOn),
            (none, none, same, early, Verdict::NotModified),
            (other, none, same, none, Verdict::Failed),
            (same, none, same, none, Verdict::NotModified),
        ] {
            let asked = Conditions { if_match, if_unmodified_since, if_none_match, if_modified_since };
            let text = [if_match, if_unmodified_since, if_none_match, if_modified_since];
            assert_eq!(evaluate(&asked, b"\"a\"", Some(784_111_777)), verdict, "{text:?}");
            let by_tag = Conditions { if_unmodified_since: None, if_modified_since: None, ..asked };
            let expected = evaluate(&by_tag, b"\"a\"", Some(0));
            let undated = Conditions { if_unmodified_since, if_modified_since, ..by_tag };
            assert_eq!(evaluate(&undated, b"\"a\"", None), expected, "{text:?} of what has no date");
        }
    }

    #[test]
    fn dates() {
        let date = b"Sun, 06 Nov 1994 08:49:37 GMT";
        assert!(not_modified_since(date, 784_111_777) && not_modified_since(date, 0));
        assert!(!not_modified_since(date, 784_111_778));
        assert!(!not_modified_since(b"yesterday", 0));
    }

    #[test]
    fn if_range() {
        let date = b"Sun, 06 Nov 1994 08:49:37 GMT";
        for (value, tag, mtime, matches) in [
            (&b"\"a\""[..], &b"\"a\""[..], 0, true),
            (b"a", b"a", 0, true),
            (b"\"a\"", b"\"b\"", 0, false),
            (b"W/\"a\"", b"\"a\"", 0, false),
            (b"\"a\"", b"W/\"a\"", 0, false),
            (b"\"a\", \"b\"", b"\"a\"", 0, false),
            (b"*", b"\"a\"", 0, false),
            (b"", b"", 0, false),
            (date, b"\"a\"", 784_111_777, true),
            (date, b"\"a\"", 784_111_776, false),
        ] {
            assert_eq!(if_range_matches(value, tag, mtime), matches, "{}", value.escape_ascii());
        }
    }
}
