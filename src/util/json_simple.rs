//! A value found in JSON text without parsing it all.

use core::ops::Range;

/// Where the value is that follows `name` (with its quotes and colon), without the quotes of a string, up to the next
/// `,`, `]` or `}` of anything else.
pub fn find(text: &[u8], name: &[u8]) -> Option<Range<usize>> {
    let mut at = memchr::memmem::find(text, name)? + name.len();
    at += text[at..].iter().position(|c| !matches!(c, b' ' | b'\t'))?;
    let quoted = text[at] == b'"';
    if quoted {
        at += 1;
    }
    let start = at;
    while let Some(&c) = text.get(at) {
        let ends = if quoted { c == b'"' } else { matches!(c, b'}' | b']' | b',') };
        if ends {
            break;
        }
        at += if quoted && c == b'\\' { 2 } else { 1 };
    }
    Some(start..at.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let text = br#"{"a":"x\"y", "n": 12,"l":[1],"e":"#;
        for (name, value) in [
            ("\"a\":", Some("x\\\"y")),
            ("\"n\":", Some("12")),
            ("\"l\":", Some("[1")),
            ("\"e\":", None),
            ("\"z\":", None),
        ] {
            assert_eq!(find(text, name.as_bytes()).map(|r| &text[r]), value.map(str::as_bytes), "{name}");
        }
        assert_eq!(find(b"\"a\":\"x\\", b"\"a\":"), Some(5..7));
        assert_eq!(find(b"", b"x"), None);
    }
}
