//! Which encodings of a body a client takes, RFC 9110 section 12.5.3.

/// Whether an `Accept-Encoding` takes this coding (`gzip`, in lower case): it names it, or `*`, with a weight above 0.
/// What it says of the coding itself comes before what it says of `*`. A weight that is none counts as 0.
pub fn accepts(value: &[u8], coding: &str) -> bool {
    let mut any = false;
    for member in value.split(|&byte| byte == b',') {
        let mut pieces = member.split(|&byte| byte == b';').map(<[u8]>::trim_ascii);
        let name = pieces.next().unwrap_or_default();
        let taken = pieces.find_map(weight).unwrap_or(true);
        if name.eq_ignore_ascii_case(coding.as_bytes()) {
            return taken;
        }
        // Its name from before it was registered.
        if name == b"*" || (coding == "gzip" && name.eq_ignore_ascii_case(b"x-gzip")) {
            any = taken;
        }
    }
    any
}

/// Whether a parameter is a weight, and above 0.
fn weight(parameter: &[u8]) -> Option<bool> {
    let ([b'q' | b'Q'], value) = parameter.split_at_checked(1)? else { return None };
    let value = value.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let valid = match value {
        [b'0'] | [b'1'] => true,
        [b'0', b'.', digits @ ..] => digits.len() <= 3 && digits.iter().all(u8::is_ascii_digit),
        [b'1', b'.', digits @ ..] => digits.len() <= 3 && digits.iter().all(|&digit| digit == b'0'),
        _ => false,
    };
    Some(valid && value.iter().any(|byte| matches!(byte, b'1'..=b'9')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn gzip() {
        for (value, taken) in [
            ("gzip", true),
            ("GZip", true),
            ("x-gzip", true),
            ("deflate, gzip;q=1.0, *;q=0.5", true),
            ("gzip;q=0.001", true),
            ("gzip ; q = 0.5", true),
            ("gzip;level=9;q=0.3", true),
            ("*", true),
            ("br, *;q=0.1", true),
            ("", false),
            ("identity", false),
            ("gzip;q=0", false),
            ("gzip; Q=0.000", false),
            ("gzip;q=", false),
            ("gzip;q=2", false),
            ("gzip;q=1.001", false),
            ("gzip;q=0.0001", false),
            ("gzip;q=-1", false),
            ("*;q=0", false),
            ("*, gzip;q=0", false),
            ("gzip;q=0, *", false),
            ("gzipped", false),
            ("my-gzip", false),
            ("br;gzip", false),
        ] {
            assert_eq!(accepts(value.as_bytes(), "gzip"), taken, "{value}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(value in prop::collection::vec(any::<u8>(), 0..40)) {
            accepts(&value, "gzip");
        }
    }
}
