//! What the opening handshake of RFC 6455 section 4 computes and compares.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha1::{Digest, Sha1};

/// The only `Sec-WebSocket-Version` there is.
pub const VERSION: &[u8] = b"13";

/// The value of `Sec-WebSocket-Accept` that answers this `Sec-WebSocket-Key` (section 4.2.2).
pub fn accept_key(key: &[u8]) -> [u8; 28] {
    let mut hash = Sha1::new();
    hash.update(trim(key));
    hash.update(b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    let mut accept = [0; 28];
    let written = STANDARD.encode_slice(hash.finalize(), &mut accept);
    debug_assert_eq!(written, Ok(28), "20 bytes are 28 in base64");
    accept
}

/// Whether this is the base64 of 16 bytes, as a `Sec-WebSocket-Key` must be.
pub fn key_ok(key: &[u8]) -> bool {
    let mut nonce = [0; 18];
    STANDARD.decode_slice(trim(key), &mut nonce) == Ok(16)
}

/// Whether this is the value of `Sec-WebSocket-Version` that we speak; the answer to any other is 426 with
/// `Sec-WebSocket-Version: 13` (section 4.2.2).
pub fn version_ok(value: &[u8]) -> bool {
    trim(value) == VERSION
}

/// The members of a comma-separated list, without the blanks around them; empty ones are left out (RFC 9110, 5.6.1.2).
pub fn tokens(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|&byte| byte == b',').map(trim).filter(|token| !token.is_empty())
}

/// The value without blanks and tabs at its ends.
pub fn trim(value: &[u8]) -> &[u8] {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    let Some(start) = value.iter().position(|byte| !blank(byte)) else { return &[] };
    let end = value.iter().rposition(|byte| !blank(byte)).map_or(start, |last| last + 1);
    &value[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_rfc_6455_section_1_3() {
        assert_eq!(&accept_key(b"dGhlIHNhbXBsZSBub25jZQ=="), b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assert_eq!(accept_key(b" dGhlIHNhbXBsZSBub25jZQ== \t"), accept_key(b"dGhlIHNhbXBsZSBub25jZQ=="));
        assert_ne!(accept_key(b""), accept_key(b"dGhlIHNhbXBsZSBub25jZQ=="));
    }

    #[test]
    fn keys_are_16_bytes_in_base64() {
        assert!(key_ok(b"dGhlIHNhbXBsZSBub25jZQ==") && key_ok(b"AAAAAAAAAAAAAAAAAAAAAA=="));
        let long = [b'A'; 400];
        for key in [
            &b""[..],
            b"dGhlIHNhbXBsZSBub25jZQ",
            b"dGhlIHNhbXBsZSBub25jZQ=",
            b"dGhlIHNhbXBsZSBub25jZQ==x",
            b"dGhlIHNhbXBsZSBub25j",
            b"dGhlIHNhbXBsZSBub25jZQAA",
            b"dGhlIHNhbXBsZSBub2 jZQ==",
            b"dGhlIHNhbXBsZSBub2-jZQ==",
            b"dGhlIHNhbXBsZSBub25jZR==",
            &long,
        ] {
            assert!(!key_ok(key), "{}", key.escape_ascii());
        }
    }

    #[test]
    fn versions() {
        assert!(version_ok(b"13") && version_ok(b" 13 "));
        assert!(!version_ok(b"8") && !version_ok(b"013") && !version_ok(b"13, 8") && !version_ok(b""));
    }

    #[test]
    fn lists() {
        let list = |value| tokens(value).collect::<Vec<_>>();
        assert_eq!(list(b"chat"), [b"chat"]);
        assert_eq!(list(b" chat ,\tsuperchat,, ,x y"), [&b"chat"[..], b"superchat", b"x y"]);
        assert!(list(b"").is_empty() && list(b" , ,\t").is_empty());
        assert_eq!((trim(b"\t a b "), trim(b" \t"), trim(b"")), (&b"a b"[..], &b""[..], &b""[..]));
    }
}
