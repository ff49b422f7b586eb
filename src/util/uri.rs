//! A URI cut up in place: `scheme://host:port/path`.

/// Where the parts start. The bytes between them have become NULs.
#[derive(Debug, PartialEq, Eq)]
pub struct Parts {
    /// The scheme; the end of the text if there is none.
    pub scheme: usize,
    /// The host, without brackets; or `+` and a socket's path.
    pub host: usize,
    /// The port that is written, or that the scheme has.
    pub port: Option<i32>,
    /// The path without its slash; None for `/` alone or nothing.
    pub path: Option<usize>,
}

/// The number at the start of a text, as C's `atoi` reads one that fits.
pub fn number(text: &[u8]) -> i32 {
    let text = text.trim_ascii_start();
    let (negative, text) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, text),
    };
    let mut n: i32 = 0;
    for c in text.iter().take_while(|c| c.is_ascii_digit()) {
        let digit = i32::from(c - b'0');
        n = n.saturating_mul(10);
        n = if negative { n.saturating_sub(digit) } else { n.saturating_add(digit) };
    }
    n
}

/// Cuts up a text that ends in a NUL. None if it does not.
pub fn split(text: &mut [u8]) -> Option<Parts> {
    let end = text.iter().position(|c| *c == 0)?;
    let text = &mut text[..=end];
    let scheme_end = text.windows(3).position(|w| w == b"://");
    let (scheme, host_at) = scheme_end.map_or((end, 0), |n| (0, n + 3));
    if let Some(n) = scheme_end {
        text[n] = 0;
    }
    let mut port = match &text[..scheme_end.unwrap_or(0)] {
        b"http" | b"ws" => Some(80),
        b"https" | b"wss" => Some(443),
        _ => None,
    };
    let socket = text[host_at] == b'+';
    let until = |text: &[u8], from: usize, stop: &[u8]| {
        from + text[from..end].iter().position(|c| stop.contains(c)).unwrap_or(end - from)
    };
    let (host, mut at) = if text[host_at] == b'[' {
        let close = until(text, host_at, b"]");
        text[close] = 0;
        (host_at + 1, (close + 1).min(end))
    } else {
        (host_at, until(text, host_at, if socket { b":" } else { b":/" }))
    };
    if text[at] == b':' {
        text[at] = 0;
        port = Some(number(&text[at + 1..]));
        at = until(text, at + 1, b"/");
    }
    let mut path = None;
    if at < end {
        text[at] = 0;
        path = (at + 1 < end).then_some(at + 1);
    }
    Some(Parts { scheme, host, port, path })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts() {
        for (text, scheme, host, port, path) in [
            ("http://example.com/a/b", "http", "example.com", Some(80), Some("a/b")),
            ("wss://[::1]:7681/x?y", "wss", "::1", Some(7681), Some("x?y")),
            ("wss://[::1", "wss", "::1", Some(443), None),
            ("example.com:99", "", "example.com", Some(99), None),
            ("example.com/", "", "example.com", None, None),
            ("ws://+/tmp/socket:/path", "ws", "+/tmp/socket", Some(0), Some("path")),
            ("ftp://h:65x/", "ftp", "h", Some(65), None),
            ("", "", "", None, None),
            ("[", "", "", None, None),
        ] {
            let mut bytes = [text.as_bytes(), b"\0"].concat();
            let parts = split(&mut bytes).unwrap();
            let at = |n: usize| bytes[n..].split(|c| *c == 0).next().unwrap();
            assert_eq!(at(parts.scheme), scheme.as_bytes(), "{text}");
            assert_eq!(at(parts.host), host.as_bytes(), "{text}");
            assert_eq!((parts.port, parts.path.map(at)), (port, path.map(str::as_bytes)), "{text}");
        }
        assert_eq!(split(&mut []), None);
    }

    #[test]
    fn numbers() {
        for (text, n) in
            [("12x", 12), (" -7", -7), ("+3", 3), ("x", 0), ("99999999999", i32::MAX), ("-99999999999", i32::MIN)]
        {
            assert_eq!(number(text.as_bytes()), n);
        }
    }

    proptest! {
        #[test]
        fn parts_lie_in_the_text(text in "[a:/\\[\\]+0-9]{0,20}") {
            let mut bytes = [text.as_bytes(), b"\0"].concat();
            let parts = split(&mut bytes).unwrap();
            for n in [Some(parts.scheme), Some(parts.host), parts.path].into_iter().flatten() {
                prop_assert!(n < bytes.len());
            }
        }
    }
}
