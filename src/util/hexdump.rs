//! Bytes shown sixteen to a line: offset, hexadecimal, text.

use super::hex;

/// One line of a dump, for at most sixteen bytes from `offset` on.
pub fn line(offset: usize, bytes: &[u8]) -> String {
    let mut out = format!("{offset:04X}: ");
    for n in 0..16 {
        match bytes.get(n) {
            Some(byte) => {
                out.extend(hex::upper(*byte).map(char::from));
                out.push(' ');
            }
            None => out.push_str("   "),
        }
    }
    out.push_str("   ");
    for n in 0..16 {
        out.push(match bytes.get(n) {
            Some(c @ b' '..=b'~') => char::from(*c),
            Some(_) => '.',
            None => ' ',
        });
    }
    out.push('\n');
    out
}

/// The lines of a dump, with an empty one before and after.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = String> + '_ {
    let empty = || core::iter::once(String::from("\n"));
    let dump = bytes.chunks(16).enumerate().map(|(n, chunk)| line(n * 16, chunk));
    empty().chain(dump).chain(empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dumps() {
        let bytes: Vec<u8> = (b'0'..=b'@').collect();
        let all: Vec<_> = lines(&bytes).collect();
        assert_eq!(all.len(), 4);
        assert_eq!(all[1], "0000: 30 31 32 33 34 35 36 37 38 39 3A 3B 3C 3D 3E 3F    0123456789:;<=>?\n");
        assert_eq!(all[2], format!("0010: 40 {}   @{}\n", "   ".repeat(15), " ".repeat(15)));
        assert!(line(0x12345, &[0, 0x7f]).ends_with("   ..              \n"));
        assert!(line(0x12345, b"").starts_with("12345: "));
    }
}
