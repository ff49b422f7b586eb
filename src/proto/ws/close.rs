//! The payload of a close frame, RFC 6455 sections 5.5.1 and 7.4.

/// What a close frame said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close<'a> {
    /// Nothing (for which 1005 stands inside the program, never on the wire).
    Empty,
    /// A status code that a peer may send, and a reason in UTF-8, which may be empty.
    Coded { code: u16, reason: &'a [u8] },
    /// Something that no peer may send; answer with this code.
    Bad { code: u16, why: &'static str },
}

/// Whether a peer may send this status code.
///
/// Those from 3000 to 4999 belong to libraries and programs. Below them are the ones that RFC 6455 defines for the
/// wire; 1004 to 1006 and 1015 are not for it. lws takes 1012 to 1014, which came after the RFC, for undefined, and so
/// do we.
pub const fn code_ok_from_peer(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1011 | 3000..=4999)
}

/// Reads the payload of a close frame.
pub fn parse(payload: &[u8]) -> Close<'_> {
    match payload {
        [] => Close::Empty,
        [_] => Close::Bad { code: 1002, why: "bad close" },
        &[high, low, ref reason @ ..] => {
            let code = u16::from_be_bytes([high, low]);
            if !code_ok_from_peer(code) {
                Close::Bad { code: 1002, why: "bad close" }
            } else if simdutf8::basic::from_utf8(reason).is_err() {
                Close::Bad { code: 1007, why: "bad utf8" }
            } else {
                Close::Coded { code, reason }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload(code: u16, reason: &[u8]) -> Vec<u8> {
        [&code.to_be_bytes(), reason].concat()
    }

    /// The codes of Autobahn's cases 7.7 and 7.9, and their neighbours.
    #[test]
    fn codes() {
        for code in [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999] {
            assert_eq!(parse(&payload(code, b"so")), Close::Coded { code, reason: b"so" });
            assert_eq!(parse(&payload(code, b"")), Close::Coded { code, reason: b"" });
        }
        let bad = [0, 1, 999, 1004, 1005, 1006, 1012, 1013, 1014, 1015, 1016, 1100, 2000, 2999, 5000, 65535];
        for code in bad {
            assert_eq!(parse(&payload(code, b"")), Close::Bad { code: 1002, why: "bad close" }, "{code}");
        }
    }

    #[test]
    fn payloads() {
        assert_eq!(parse(b""), Close::Empty);
        assert_eq!(parse(b"\x03"), Close::Bad { code: 1002, why: "bad close" });
        let longest = "é".repeat(61) + "x";
        assert_eq!(parse(&payload(1000, longest.as_bytes())), Close::Coded { code: 1000, reason: longest.as_bytes() });
        for reason in [&b"\xff"[..], b"cut \xc3", b"\xed\xa0\x80"] {
            assert_eq!(parse(&payload(1000, reason)), Close::Bad { code: 1007, why: "bad utf8" });
        }
        assert_eq!(parse(&payload(1005, b"\xff")), Close::Bad { code: 1002, why: "bad close" }, "the code comes first");
    }
}
