//! The tokenizer: words, numbers, quoted strings and delimiters, one at a time.

use crate::abi::{
    LWS_TOKENIZE_F_AGG_COLON, LWS_TOKENIZE_F_ASTERISK_NONTERM, LWS_TOKENIZE_F_COMMA_SEP_LIST,
    LWS_TOKENIZE_F_DOT_NONTERM, LWS_TOKENIZE_F_EQUALS_NONTERM, LWS_TOKENIZE_F_HASH_COMMENT,
    LWS_TOKENIZE_F_MINUS_NONTERM, LWS_TOKENIZE_F_NO_FLOATS, LWS_TOKENIZE_F_NO_INTEGERS, LWS_TOKENIZE_F_RFC7230_DELIMS,
    LWS_TOKENIZE_F_SLASH_NONTERM, LWS_TOKZE_DELIMITER, LWS_TOKZE_ENDED, LWS_TOKZE_ERR_BROKEN_UTF8,
    LWS_TOKZE_ERR_COMMA_LIST, LWS_TOKZE_ERR_MALFORMED_FLOAT, LWS_TOKZE_ERR_NUM_ON_LHS, LWS_TOKZE_ERR_UNTERM_STRING,
    LWS_TOKZE_FLOAT, LWS_TOKZE_INTEGER, LWS_TOKZE_QUOTED_STRING, LWS_TOKZE_TOKEN, LWS_TOKZE_TOKEN_NAME_COLON,
    LWS_TOKZE_TOKEN_NAME_EQUALS, LWSTZ_DT_NEED_DELIM, LWSTZ_DT_NEED_NEXT_CONTENT, SONAME_NUMBER,
};
use core::ffi::c_int;

/// What one call found.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is (`LWS_TOKZE_...`).
    pub what: c_int,
    /// How many bytes are done with.
    pub used: usize,
    /// Where the token is.
    pub token: Option<(usize, usize)>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Space,
    Quoted,
    Token,
    AfterToken,
}

/// What is being read.
struct Reading {
    flags: c_int,
    state: State,
    /// Whether only digits came so far; None before the first character.
    digits: Option<bool>,
    float: bool,
    token: Option<(usize, usize)>,
}

/// What a character leads to.
enum Step {
    Go,
    /// The call ends after this character.
    End(c_int),
    /// The call ends before this character, with what has been read.
    EndBefore,
}

/// Finds the next token in bytes that `next` gives one by one, until it gives none or a NUL. `delim` is the state of a
/// comma-separated list.
pub fn next(flags: c_int, delim: &mut u8, mut next: impl FnMut() -> Option<u8>) -> Found {
    // The newer flags mean nothing to lws 4.1, in which their characters are payload between RFC 7230 delimiters.
    let newer = LWS_TOKENIZE_F_ASTERISK_NONTERM | LWS_TOKENIZE_F_EQUALS_NONTERM;
    let flags = if SONAME_NUMBER == 17 { flags & !newer } else { flags };
    let digits = if flags & LWS_TOKENIZE_F_NO_INTEGERS != 0 { Some(false) } else { None };
    let mut r = Reading { flags, state: State::Space, digits, float: false, token: None };
    let mut utf8 = Utf8::default();
    let mut comment = false;
    let mut used = 0;
    while let Some(c) = next().filter(|c| *c != 0) {
        used += 1;
        if !utf8.accepts(c) {
            return Found { what: LWS_TOKZE_ERR_BROKEN_UTF8, used, token: r.token };
        }
        comment = comment && c != b'\r' && c != b'\n';
        if comment {
            continue;
        }
        if flags & LWS_TOKENIZE_F_HASH_COMMENT != 0 && r.state != State::Quoted && c == b'#' {
            comment = true;
            continue;
        }
        match r.step(c, used, utf8.within(), delim) {
            Step::Go => {}
            Step::End(what) => return Found { what, used, token: r.token },
            Step::EndBefore => return Found { what: r.word(), used: used - 1, token: r.token },
        }
    }
    let what = match r.state {
        _ if utf8.within() => LWS_TOKZE_ERR_BROKEN_UTF8,
        State::Quoted => LWS_TOKZE_ERR_UNTERM_STRING,
        State::Token | State::AfterToken => r.word(),
        State::Space if r.list() && c_int::from(*delim) == LWSTZ_DT_NEED_NEXT_CONTENT => LWS_TOKZE_ERR_COMMA_LIST,
        State::Space => LWS_TOKZE_ENDED,
    };
    Found { what, used, token: r.token }
}

impl Reading {
    fn has(&self, flag: c_int) -> bool {
        self.flags & flag != 0
    }

    fn list(&self) -> bool {
        self.has(LWS_TOKENIZE_F_COMMA_SEP_LIST)
    }

    /// What kind of word has been read.
    fn word(&self) -> c_int {
        match (self.digits, self.float) {
            (Some(true), true) => LWS_TOKZE_FLOAT,
            (Some(true), false) => LWS_TOKZE_INTEGER,
            _ => LWS_TOKZE_TOKEN,
        }
    }

    fn longer(&mut self) {
        if let Some((_, len)) = &mut self.token {
            *len += 1;
        }
    }

    /// In a comma-separated list, content must not follow content.
    fn content(&self, delim: &mut u8) -> bool {
        if self.list() {
            if c_int::from(*delim) == LWSTZ_DT_NEED_DELIM {
                return false;
            }
            *delim = LWSTZ_DT_NEED_DELIM as u8;
        }
        true
    }

    fn step(&mut self, c: u8, used: usize, within_char: bool, delim: &mut u8) -> Step {
        let in_word = matches!(self.state, State::Token | State::AfterToken);
        if matches!(c, b' ' | b'\t' | b'\n' | b'\r' | 0x0c) {
            match self.state {
                State::Quoted => self.longer(),
                State::Token => self.state = State::AfterToken,
                State::Space | State::AfterToken => {}
            }
            return Step::Go;
        }
        if c == b'"' {
            if self.state == State::Quoted {
                return Step::End(LWS_TOKZE_QUOTED_STRING);
            }
            if !self.content(delim) {
                return Step::End(LWS_TOKZE_ERR_COMMA_LIST);
            }
            self.state = State::Quoted;
            self.token = Some((used, 0));
            return Step::Go;
        }
        if c == b'=' && in_word && !self.has(LWS_TOKENIZE_F_EQUALS_NONTERM) {
            let number = self.digits == Some(true);
            return Step::End(if number { LWS_TOKZE_ERR_NUM_ON_LHS } else { LWS_TOKZE_TOKEN_NAME_EQUALS });
        }
        if c == b':' && in_word && self.has(LWS_TOKENIZE_F_AGG_COLON) {
            return Step::End(LWS_TOKZE_TOKEN_NAME_COLON);
        }
        if c == b'.' && self.state == State::Token && self.digits == Some(true) && !self.has(LWS_TOKENIZE_F_NO_FLOATS) {
            if self.float {
                return Step::End(LWS_TOKZE_ERR_MALFORMED_FLOAT);
            }
            self.float = true;
            self.longer();
            return Step::Go;
        }
        if !within_char && self.is_delimiter(c) {
            return self.delimiter(c, used, delim);
        }
        self.payload(c, used, delim)
    }

    fn is_delimiter(&self, c: u8) -> bool {
        let rfc7230 = self.has(LWS_TOKENIZE_F_RFC7230_DELIMS);
        match c {
            b'/' if self.has(LWS_TOKENIZE_F_SLASH_NONTERM) => false,
            b'-' => !self.has(LWS_TOKENIZE_F_MINUS_NONTERM),
            b'.' => !self.has(LWS_TOKENIZE_F_DOT_NONTERM),
            b'*' if SONAME_NUMBER != 17 => !self.has(LWS_TOKENIZE_F_ASTERISK_NONTERM),
            // RFC 7230 makes it a delimiter whatever the flag says.
            b'=' if SONAME_NUMBER != 17 => rfc7230 || !self.has(LWS_TOKENIZE_F_EQUALS_NONTERM),
            _ if rfc7230 => b"(),/:;<=>?@[\\]{}".contains(&c),
            _ => !c.is_ascii_alphanumeric() && c != b'_',
        }
    }

    fn delimiter(&mut self, c: u8, used: usize, delim: &mut u8) -> Step {
        match self.state {
            State::Space => {
                if self.list() {
                    if c != b',' || c_int::from(*delim) != LWSTZ_DT_NEED_DELIM {
                        return Step::End(LWS_TOKZE_ERR_COMMA_LIST);
                    }
                    *delim = LWSTZ_DT_NEED_NEXT_CONTENT as u8;
                }
                self.token = Some((used - 1, 1));
                Step::End(LWS_TOKZE_DELIMITER)
            }
            State::Quoted => {
                self.longer();
                Step::Go
            }
            State::Token | State::AfterToken => Step::EndBefore,
        }
    }

    fn payload(&mut self, c: u8, used: usize, delim: &mut u8) -> Step {
        match self.state {
            State::AfterToken => return Step::EndBefore,
            State::Space => {
                if !self.content(delim) {
                    return Step::End(LWS_TOKZE_ERR_COMMA_LIST);
                }
                self.state = State::Token;
                self.token = Some((used - 1, 1));
            }
            State::Quoted | State::Token => self.longer(),
        }
        if !self.has(LWS_TOKENIZE_F_NO_INTEGERS) {
            self.digits = Some(c.is_ascii_digit() && self.digits != Some(false));
        }
        Step::Go
    }
}

/// Checks UTF-8 byte by byte.
#[derive(Default)]
struct Utf8 {
    /// How many bytes of the character are to come.
    left: u8,
    /// What the next one may be.
    range: (u8, u8),
}

impl Utf8 {
    fn within(&self) -> bool {
        self.left != 0
    }

    fn accepts(&mut self, c: u8) -> bool {
        if self.left != 0 {
            let good = (self.range.0..=self.range.1).contains(&c);
            self.left -= 1;
            self.range = (0x80, 0xbf);
            return good;
        }
        (self.left, self.range) = match c {
            0..=0x7f => (0, (0, 0)),
            0xc2..=0xdf => (1, (0x80, 0xbf)),
            0xe0 => (2, (0xa0, 0xbf)),
            0xed => (2, (0x80, 0x9f)),
            0xe1..=0xef => (2, (0x80, 0xbf)),
            0xf0 => (3, (0x90, 0xbf)),
            0xf1..=0xf3 => (3, (0x80, 0xbf)),
            0xf4 => (3, (0x80, 0x8f)),
            _ => return false,
        };
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(flags: c_int, text: &[u8]) -> Vec<(c_int, String)> {
        let (mut at, mut delim, mut out) = (0, 0, Vec::new());
        loop {
            let mut bytes = text[at..].iter().copied();
            let found = next(flags, &mut delim, || bytes.next());
            let token =
                found.token.map_or("", |(start, len)| core::str::from_utf8(&text[at + start..][..len]).unwrap());
            out.push((found.what, token.to_string()));
            at += found.used;
            if found.what <= 0 {
                return out;
            }
        }
    }

    #[track_caller]
    fn check(flags: c_int, text: &str, wanted: &[(c_int, &str)]) {
        let got = all(flags, text.as_bytes());
        let got: Vec<_> = got.iter().map(|(what, token)| (*what, token.as_str())).collect();
        assert_eq!(got, wanted, "{text}");
    }

    #[test]
    fn words_and_numbers() {
        check(0, "a 12 1.5 x=1", &[(2, "a"), (3, "12"), (4, "1.5"), (5, "x"), (3, "1"), (0, "")]);
        check(0, " k = \"q s\",b ", &[(5, "k"), (7, "q s"), (1, ","), (2, "b"), (0, "")]);
        check(0, "1=2", &[(-2, "1")]);
        check(0, "1.2.3", &[(-3, "1.2")]);
        check(0, "\"abc", &[(-4, "abc")]);
        check(0, "", &[(0, "")]);
        check(LWS_TOKENIZE_F_AGG_COLON, "a: b", &[(6, "a"), (2, "b"), (0, "")]);
        check(LWS_TOKENIZE_F_NO_INTEGERS, "12 a", &[(2, "12"), (2, "a"), (0, "")]);
        check(LWS_TOKENIZE_F_NO_FLOATS, "1.2", &[(3, "1"), (1, "."), (3, "2"), (0, "")]);
        check(LWS_TOKENIZE_F_HASH_COMMENT, "a # b\n c", &[(2, "a"), (2, "c"), (0, "")]);
        let nonterm = LWS_TOKENIZE_F_MINUS_NONTERM | LWS_TOKENIZE_F_DOT_NONTERM | LWS_TOKENIZE_F_SLASH_NONTERM;
        check(nonterm, "a-b.c/d", &[(2, "a-b.c/d"), (0, "")]);
        check(0, "a-b", &[(2, "a"), (1, "-"), (2, "b"), (0, "")]);
        check(LWS_TOKENIZE_F_RFC7230_DELIMS, "a!b;c", &[(2, "a!b"), (1, ";"), (2, "c"), (0, "")]);
    }

    #[test]
    fn lists() {
        let list = LWS_TOKENIZE_F_COMMA_SEP_LIST;
        check(list, "a, b", &[(2, "a"), (1, ","), (2, "b"), (0, "")]);
        check(list, "a b", &[(2, "a"), (-1, "")]);
        check(list, ",a", &[(-1, "")]);
        check(list, "a,", &[(2, "a"), (1, ","), (-1, "")]);
        check(list, "a,,b", &[(2, "a"), (1, ","), (-1, "")]);
    }

    #[test]
    fn utf8() {
        assert_eq!(all(0, b"\"\xff\"")[0].0, LWS_TOKZE_ERR_BROKEN_UTF8);
        check(0, "\"\u{e9}\u{1f600}\"", &[(7, "\u{e9}\u{1f600}"), (0, "")]);
        check(LWS_TOKENIZE_F_RFC7230_DELIMS, "\u{e9}\u{1f600}", &[(2, "\u{e9}\u{1f600}"), (0, "")]);
    }

    proptest! {
        #[test]
        fn the_checker_agrees_with_rust(bytes in proptest::collection::vec(any::<u8>(), 0..6)) {
            let mut utf8 = Utf8::default();
            let good = bytes.iter().all(|c| utf8.accepts(*c)) && !utf8.within();
            prop_assert_eq!(good, core::str::from_utf8(&bytes).is_ok());
        }

        #[test]
        fn tokens_lie_in_the_text(text in proptest::collection::vec(any::<u8>(), 0..40), flags in 0..2048i32, delim in 0u8..4) {
            let mut bytes = text.iter().copied();
            let mut delim = delim;
            let found = next(flags, &mut delim, || bytes.next());
            prop_assert!(found.used <= text.len());
            if let Some((start, len)) = found.token {
                prop_assert!(start + len <= found.used.max(start));
            }
            prop_assert!(found.what <= 0 || found.used > 0);
        }
    }
}
