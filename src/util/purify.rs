//! Text made safe to stand inside other text: SQL, JSON, file names, URLs.
//!
//! Each function gives at most what fits into a buffer of `size` bytes with a NUL at its end.

use super::hex;
use core::ffi::c_char;

/// Doubles single quotes.
pub fn sql(text: &[u8], size: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for &c in text {
        // Both characters of a doubled quote must fit.
        if size.saturating_sub(out.len()) <= 2 {
            break;
        }
        out.push(c);
        if c == b'\'' {
            out.push(c);
        }
    }
    out
}

/// What JSON needs in place of a byte, if that is not the byte itself. What lws takes for negative, because it holds it
/// in a signed `char`, is escaped too.
fn json_escape(c: u8) -> Option<Vec<u8>> {
    Some(match c {
        b'\t' => b"\\t".to_vec(),
        b'\n' => b"\\n".to_vec(),
        b'\r' => b"\\r".to_vec(),
        b'\\' => b"\\\\".to_vec(),
        _ if c == b'"' || i32::from(c as c_char) < 0x20 => [&b"\\u00"[..], &hex::upper(c)].concat(),
        _ => return None,
    })
}

/// Escapes for a JSON string: the text, and how many bytes of the input it stands for.
pub fn json(text: &[u8], size: usize) -> (Vec<u8>, usize) {
    let mut out = Vec::new();
    for (used, &c) in text.iter().enumerate() {
        // The longest escape must fit.
        if size.saturating_sub(out.len()) <= 6 {
            return (out, used);
        }
        match json_escape(c) {
            Some(escaped) => out.extend(escaped),
            None => out.push(c),
        }
    }
    (out, text.len())
}

/// How long a text may get when it is escaped for JSON, as lws counts: six for a backslash too.
pub fn json_len(text: &[u8]) -> usize {
    text.iter().map(|&c| if c == b'\\' { 6 } else { json_escape(c).map_or(1, |e| e.len()) }).sum()
}

/// Replaces what could lead a file name elsewhere: `..`, `:`, `\`, `$` and `%` become underscores. A `/` stays.
pub fn filename(name: &mut [u8]) {
    for n in 0..name.len() {
        if name[n..].starts_with(b"..") {
            name[n..n + 2].fill(b'_');
        }
        if matches!(name[n], b':' | b'\\' | b'$' | b'%') {
            name[n] = b'_';
        }
    }
}

/// Encodes for the query of a URL: a space becomes `+`, what is no ASCII letter or digit `%XX`.
pub fn url_encode(text: &[u8], size: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for &c in text {
        // The longest escape must fit.
        if size.saturating_sub(out.len()) <= 3 {
            break;
        }
        match c {
            b' ' => out.push(b'+'),
            _ if c.is_ascii_alphanumeric() => out.push(c),
            _ => {
                out.push(b'%');
                out.extend(hex::upper(c));
            }
        }
    }
    out
}

/// Decodes `+` and `%XX`, up to `max` bytes; and whether there was nothing but hexadecimal digits after each `%`. An
/// escape that the text ends in is left out.
pub fn url_decode(text: &[u8], max: usize) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    let mut bytes = text.iter().copied();
    while out.len() < max {
        match bytes.next() {
            None => break,
            Some(b'+') => out.push(b' '),
            Some(b'%') => {
                let mut value = 0;
                for _ in 0..2 {
                    match bytes.next().map(hex::digit) {
                        None => return (out, true),
                        Some(None) => return (out, false),
                        Some(Some(digit)) => value = value << 4 | digit,
                    }
                }
                out.push(value);
            }
            Some(c) => out.push(c),
        }
    }
    (out, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes() {
        assert_eq!(sql(b"it's '", 64), b"it''s ''");
        assert_eq!(json(b"a\"\t\\\x01b", 64), (b"a\\u0022\\t\\\\\\u0001b".to_vec(), 6));
        assert_eq!(json(b"abc", 8), (b"ab".to_vec(), 2));
        assert_eq!(json_len(b"a\"\t\\"), 1 + 6 + 2 + 6);
        let mut name = *b"../a:b\\$%...";
        filename(&mut name);
        assert_eq!(&name, b"__/a_b_____.");
        assert_eq!(url_encode(b"a b/\xff", 64), b"a+b%2F%FF");
        assert_eq!(url_decode(b"a+b%2f%FF%4", 64), (b"a b/\xff".to_vec(), true));
        assert_eq!(url_decode(b"a%zz", 64), (b"a".to_vec(), false));
        assert_eq!(url_decode(b"abc", 2), (b"ab".to_vec(), true));
    }

    proptest! {
        #[test]
        fn everything_fits(text in proptest::collection::vec(1u8.., 0..40), size in 1usize..40) {
            for out in [sql(&text, size), json(&text, size).0, url_encode(&text, size)] {
                prop_assert!(out.len() < size);
            }
            prop_assert_eq!(url_decode(&url_encode(&text, 200), 200), (text, true));
        }
    }
}
