//! The JSON parser: text comes in any pieces, and the program is called with what is found.
//!
//! All state lives in C's `struct lejp_ctx`, which callbacks read, and change by pushing parsers on it. So it is looked
//! at through a pointer, and no reference to it is alive while a callback runs. What C could have broken in it leads to
//! a refusal, never out of its arrays.

mod state;

use crate::abi::*;
use core::ffi::{c_char, c_int};
use state::*;

const WS_KEEP: c_int = LEJP_FLAG_WS_KEEP;
const COMMENT: c_int = LEJP_FLAG_WS_COMMENTLINE;
/// After the first letter of `true`, `false` and `null`.
const WORDS: &[u8] = b"rue alse ull ";
/// Digits that a number may have.
const DIGITS: u8 = 20;

/// What a character leads to.
enum Step {
    /// On to the next character.
    Next,
    /// The same character again, in the new state.
    Again,
    /// The text is complete.
    Done,
}

/// Why parsing fails: a reason of lws.
struct Failed(c_int);

type Result<T = Step> = core::result::Result<T, Failed>;

fn fail<T>(reason: c_int) -> Result<T> {
    Err(Failed(reason))
}

/// A parser in C's memory.
#[derive(Clone, Copy)]
pub struct Parser(*mut lejp_ctx);

impl Parser {
    /// # Safety
    /// `ctx` was zeroed or constructed, and stays valid; its callbacks and paths are valid.
    pub unsafe fn new(ctx: *mut lejp_ctx) -> Parser {
        Parser(ctx)
    }

    /// Looks at the state. No callback may run in `f`.
    fn with<R>(self, f: impl FnOnce(&mut lejp_ctx) -> R) -> R {
        // SAFETY: valid since `new`, and nobody else looks at it until `f` returns.
        f(unsafe { &mut *self.0 })
    }

    /// Calls the program.
    pub fn call(self, reason: c_int) -> i8 {
        let callback = self.with(|c| parser(c).callback);
        // SAFETY: whoever made the parser vouches for the callback; no reference to the state is alive.
        callback.map_or(0, |callback| unsafe { callback(self.0, reason as c_char) })
    }

    /// Calls the program; anything but 0 ends parsing.
    fn tell(self, reason: c_int) -> Result<()> {
        if self.call(reason) == 0 { Ok(()) } else { fail(LEJP_REJECT_CALLBACK) }
    }

    /// Parses some more text: how many bytes were left over when it was complete, or a reason.
    pub fn parse(self, text: &[u8]) -> c_int {
        if self.with(|c| c.sp == 0 && parser(c).ppos == 0) {
            self.call(LEJPCB_START);
        }
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            match self.character(byte) {
                Ok(Step::Next) => at += 1,
                Ok(Step::Again) => {}
                Ok(Step::Done) => return (text.len() - at - 1) as c_int,
                Err(Failed(reason)) => {
                    self.call(LEJPCB_FAILED);
                    return reason;
                }
            }
        }
        LEJP_CONTINUE
    }

    fn character(self, byte: u8) -> Result {
        if self.with(|c| usize::from(c.sp) >= c.st.len()) {
            return fail(LEJP_REJECT_STACK_OVERFLOW);
        }
        let before = self.with(state);
        if matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'#') {
            if byte == b'\n' {
                self.with(|c| {
                    c.line = c.line.wrapping_add(1);
                    change_state(c, |s| s & !COMMENT);
                });
            }
            if before & WS_KEEP == 0 {
                if byte == b'#' {
                    self.with(|c| change_state(c, |s| s | COMMENT));
                }
                return Ok(Step::Next);
            }
        }
        if self.with(state) & COMMENT != 0 {
            return Ok(Step::Next);
        }
        match before {
            LEJP_IDLE => self.start(byte),
            LEJP_MEMBERS if byte == b'}' => {
                if self.with(|c| c.sp) == 0 {
                    self.with(|c| set_state(c, LEJP_IDLE));
                    return fail(LEJP_REJECT_MEMBERS_NO_CLOSE);
                }
                self.close_object()
            }
            LEJP_MEMBERS => {
                self.with(|c| set_state(c, LEJP_M_P));
                Ok(Step::Again)
            }
            LEJP_M_P if byte != b'"' => fail(LEJP_REJECT_MP_NO_OPEN_QUOTE),
            LEJP_M_P => self.push(LEJP_MP_DELIM, LEJP_MP_STRING),
            LEJP_MP_STRING => self.string(byte),
            LEJP_MP_STRING_ESC => self.escape(byte),
            LEJP_MP_STRING_ESC_U1..=LEJP_MP_STRING_ESC_U4 => self.unicode(before, byte),
            LEJP_MP_DELIM if byte != b':' => fail(LEJP_REJECT_MP_DELIM_MISSING_COLON),
            LEJP_MP_DELIM => {
                self.with(|c| {
                    set_state(c, LEJP_MP_VALUE);
                    end_path(c);
                });
                self.check_path();
                self.tell(LEJPCB_PAIR_NAME)?;
                Ok(Step::Next)
            }
            LEJP_MP_VALUE => self.value(byte),
            LEJP_MP_VALUE_NUM_INT => self.number(byte),
            LEJP_MP_VALUE_NUM_EXP => {
                self.with(|c| set_state(c, LEJP_MP_VALUE_NUM_INT));
                match byte {
                    b'0'..=b'9' => Ok(Step::Again),
                    b'+' | b'-' => self.number_character(byte),
                    _ => fail(LEJP_REJECT_MP_VAL_NUM_EXP_BAD_EXP),
                }
            }
            LEJP_MP_VALUE_TOK => self.word(byte),
            LEJP_MP_COMMA_OR_END => self.comma_or_end(byte),
            LEJP_MP_ARRAY_END => self.after_element(byte),
            _ => fail(LEJP_REJECT_UNKNOWN),
        }
    }

    /// The first character of all.
    fn start(self, byte: u8) -> Result {
        match byte {
            b'[' if self.with(|c| c.sp) == 0 => {
                self.with(|c| c.outer_array = 1);
                self.open_array()
            }
            b'{' => {
                self.tell(LEJPCB_OBJECT_START)?;
                self.with(|c| set_state(c, LEJP_MEMBERS));
                Ok(Step::Next)
            }
            _ => fail(LEJP_REJECT_IDLE_NO_BRACE),
        }
    }

    fn open_array(self) -> Result {
        self.with(|c| {
            set_state(c, LEJP_MP_ARRAY_END);
            add_path(c, b'[')?;
            add_path(c, b']')?;
            end_path(c);
            Ok(())
        })?;
        self.tell(LEJPCB_ARRAY_START)?;
        self.with(|c| match c.i.get_mut(usize::from(c.ipos)) {
            Some(index) => {
                *index = 0;
                c.ipos += 1;
                Ok(())
            }
            None => fail(LEJP_REJECT_MP_DELIM_ISTACK),
        })?;
        self.push(LEJP_MP_ARRAY_END, LEJP_MP_VALUE)
    }

    /// Goes one level deeper; `back` is what this level does afterwards, `new` what the new one does.
    fn push(self, back: c_int, new: c_int) -> Result {
        self.with(|c| {
            set_state(c, back);
            if parser(c).ppos != 0 && back != LEJP_MP_COMMA_OR_END && back != LEJP_MP_ARRAY_END {
                add_path(c, b'.')?;
            }
            let (path, indexes) = (parser(c).ppos, c.ipos);
            if let Some(level) = c.st.get_mut(usize::from(c.sp)) {
                level.p = path as c_char;
                level.i = indexes as c_char;
            }
            c.sp += 1;
            end_path(c);
            match c.st.get_mut(usize::from(c.sp)) {
                Some(level) => {
                    level.s = new as c_char;
                    level.b = 0;
                    Ok(Step::Next)
                }
                None => fail(LEJP_REJECT_STACK_OVERFLOW),
            }
        })
    }

    fn string(self, byte: u8) -> Result {
        match byte {
            b'"' => {
                if self.with(|c| c.sp) == 0 {
                    return fail(LEJP_REJECT_MP_STRING_UNDERRUN);
                }
                if !self.with(|c| in_name(c)) {
                    self.with(end_value);
                    if self.call(LEJPCB_VAL_STR_END) < 0 {
                        return fail(LEJP_REJECT_CALLBACK);
                    }
                }
                self.with(|c| c.sp = c.sp.saturating_sub(1));
                Ok(Step::Next)
            }
            b'\\' => {
                self.with(|c| set_state(c, LEJP_MP_STRING_ESC));
                Ok(Step::Next)
            }
            0..=0x1f => fail(LEJP_REJECT_MP_ILLEGAL_CTRL),
            _ => self.string_character(byte),
        }
    }

    fn escape(self, byte: u8) -> Result {
        let character = match byte {
            b'u' => {
                self.with(|c| {
                    set_state(c, LEJP_MP_STRING_ESC_U1);
                    c.uni = 0;
                });
                return Ok(Step::Next);
            }
            b'"' | b'\\' | b'/' => byte,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            _ => return fail(LEJP_REJECT_MP_STRING_ESC_ILLEGAL_ESC),
        };
        self.with(|c| set_state(c, LEJP_MP_STRING));
        self.string_character(character)
    }

    /// A digit of `\u and four hexadecimal digits`: each byte of the UTF-8 comes out as soon as its bits are known.
    fn unicode(self, before: c_int, byte: u8) -> Result {
        let Some(digit) = super::hex::digit(byte) else { return fail(LEJP_REJECT_ILLEGAL_HEX) };
        let uni = self.with(|c| {
            c.uni = c.uni << 4 | u16::from(digit);
            set_state(c, before + 1);
            c.uni
        });
        let out = match before {
            LEJP_MP_STRING_ESC_U2 if uni >= 0x08 => 0xe0 | uni >> 4,
            LEJP_MP_STRING_ESC_U3 if uni >= 0x80 => 0x80 | (uni >> 2 & 0x3f),
            LEJP_MP_STRING_ESC_U3 if uni >= 0x08 => 0xc0 | uni >> 2,
            LEJP_MP_STRING_ESC_U4 => {
                self.with(|c| set_state(c, LEJP_MP_STRING));
                if uni >= 0x80 { 0x80 | (uni & 0x3f) } else { uni }
            }
            _ => return Ok(Step::Next),
        };
        self.string_character(out as u8)
    }

    /// A character of a name goes to the path, one of a value to the buffer.
    fn string_character(self, byte: u8) -> Result {
        if self.with(|c| in_name(c)) {
            self.with(|c| add_path(c, byte))?;
            return Ok(Step::Next);
        }
        let full = self.with(|c| {
            add_value(c, byte);
            let full = usize::from(c.npos) >= c.buf.len() - 1;
            if full {
                end_value(c);
            }
            full
        });
        if full {
            self.tell(LEJPCB_VAL_STR_CHUNK)?;
            self.with(|c| c.npos = 0);
        }
        Ok(Step::Next)
    }

    fn value(self, byte: u8) -> Result {
        match byte {
            b'-' | b'0'..=b'9' => {
                self.with(|c| {
                    (c.npos, c.dcount, c.f) = (0, 0, 0);
                    set_state(c, LEJP_MP_VALUE_NUM_INT);
                });
                Ok(Step::Again)
            }
            b'"' => {
                self.with(|c| {
                    set_state(c, LEJP_MP_COMMA_OR_END);
                    c.npos = 0;
                    end_value(c);
                });
                self.tell(LEJPCB_VAL_STR_START)?;
                self.push(LEJP_MP_COMMA_OR_END, LEJP_MP_STRING)
            }
            b'{' => {
                self.with(|c| set_state(c, LEJP_MP_COMMA_OR_END));
                self.check_path();
                self.tell(LEJPCB_OBJECT_START)?;
                self.with(|c| c.path_match = 0);
                self.push(LEJP_MP_COMMA_OR_END, LEJP_MEMBERS)
            }
            b'[' => self.open_array(),
            b']' => {
                if self.close_array()? {
                    return self.complete(LEJPCB_ARRAY_END);
                }
                self.after_element(byte)
            }
            b't' | b'f' | b'n' => {
                self.with(|c| {
                    c.uni = match byte {
                        b't' => 0,
                        b'f' => 4,
                        _ => 9,
                    };
                    set_state(c, LEJP_MP_VALUE_TOK);
                });
                Ok(Step::Next)
            }
            _ => fail(LEJP_REJECT_MP_DELIM_BAD_VALUE_START),
        }
    }

    fn number(self, byte: u8) -> Result {
        let (npos, dcount, seen) = self.with(|c| (c.npos, c.dcount, c_int::from(c.f)));
        let mark = |flag: c_int| self.with(|c| c.f |= flag as u8);
        match byte {
            b'-' if npos == 0 => {
                mark(LEJP_SEEN_MINUS);
                return self.number_character(byte);
            }
            b'0'..=b'9' if dcount < DIGITS => {
                if seen & LEJP_SEEN_POINT != 0 {
                    mark(LEJP_SEEN_POST_POINT);
                }
                self.with(|c| c.dcount += 1);
                return self.number_character(byte);
            }
            b'.' => {
                if dcount == 0 || seen & LEJP_SEEN_POINT != 0 {
                    return fail(LEJP_REJECT_MP_VAL_NUM_FORMAT);
                }
                mark(LEJP_SEEN_POINT);
                return self.number_character(byte);
            }
            _ => {}
        }
        if seen & (LEJP_SEEN_POINT | LEJP_SEEN_POST_POINT) == LEJP_SEEN_POINT {
            return fail(LEJP_REJECT_MP_VAL_NUM_INT_NO_FRAC);
        }
        if matches!(byte, b'e' | b'E') {
            if seen & LEJP_SEEN_EXP != 0 {
                return fail(LEJP_REJECT_MP_VAL_NUM_FORMAT);
            }
            mark(LEJP_SEEN_EXP);
            self.with(|c| set_state(c, LEJP_MP_VALUE_NUM_EXP));
            return self.number_character(byte);
        }
        if dcount == 0 {
            return fail(LEJP_REJECT_MP_VAL_NUM_FORMAT);
        }
        self.with(end_value);
        // To lws 4.1 an exponent alone does not make a float.
        let floats = if SONAME_NUMBER == 17 { LEJP_SEEN_POINT } else { LEJP_SEEN_POINT | LEJP_SEEN_EXP };
        self.tell(if seen & floats != 0 { LEJPCB_VAL_NUM_FLOAT } else { LEJPCB_VAL_NUM_INT })?;
        self.with(|c| set_state(c, LEJP_MP_COMMA_OR_END));
        Ok(Step::Again)
    }

    fn number_character(self, byte: u8) -> Result {
        self.with(|c| {
            if usize::from(c.npos) >= c.buf.len() - 1 {
                return fail(LEJP_REJECT_NUM_TOO_LONG);
            }
            add_value(c, byte);
            Ok(Step::Next)
        })
    }

    /// The rest of `true`, `false` and `null`.
    fn word(self, byte: u8) -> Result {
        let at = usize::from(self.with(|c| c.uni));
        if WORDS.get(at) != Some(&byte) || byte == b' ' {
            return fail(LEJP_REJECT_MP_VAL_TOK_UNKNOWN);
        }
        self.with(|c| c.uni += 1);
        if WORDS.get(at + 1) != Some(&b' ') {
            return Ok(Step::Next);
        }
        let (reason, text) = match at + 1 {
            3 => (LEJPCB_VAL_TRUE, Some(b'1')),
            8 => (LEJPCB_VAL_FALSE, Some(b'0')),
            _ => (LEJPCB_VAL_NULL, None),
        };
        self.with(|c| {
            c.buf[0] = text.unwrap_or(0) as c_char;
            c.buf[1] = 0;
        });
        self.tell(reason)?;
        self.with(|c| set_state(c, LEJP_MP_COMMA_OR_END));
        Ok(Step::Next)
    }

    fn comma_or_end(self, byte: u8) -> Result {
        self.with(end_path);
        match byte {
            b',' => {
                self.with(|c| {
                    set_state(c, LEJP_M_P);
                    match above(c) {
                        None => {
                            parser(c).ppos = 0;
                            c.path_match = 0;
                        }
                        Some(level) => {
                            parser(c).ppos = level.p as u8;
                            shrink(c);
                            if c_int::from(level.s) == LEJP_MP_ARRAY_END {
                                count_element(c);
                                set_state(c, LEJP_MP_VALUE);
                            }
                        }
                    }
                });
                Ok(Step::Next)
            }
            b']' => {
                if self.close_array()? {
                    return self.complete(LEJPCB_ARRAY_END);
                }
                Ok(Step::Again)
            }
            b'}' if self.with(|c| c.sp) == 0 => self.complete(LEJPCB_OBJECT_END),
            b'}' => self.close_object(),
            _ => fail(LEJP_REJECT_MP_C_OR_E_NEITHER),
        }
    }

    /// After an element of an array.
    fn after_element(self, byte: u8) -> Result {
        self.with(end_path);
        match byte {
            b',' => {
                self.with(|c| {
                    count_element(c);
                    set_state(c, LEJP_MP_VALUE);
                    if let Some(level) = above(c) {
                        parser(c).ppos = level.p as u8;
                    }
                    end_path(c);
                });
                Ok(Step::Next)
            }
            b']' => {
                self.with(|c| set_state(c, LEJP_MP_COMMA_OR_END));
                self.call(LEJPCB_ARRAY_END);
                Ok(Step::Next)
            }
            _ => fail(LEJP_REJECT_MP_ARRAY_END_MISSING),
        }
    }

    /// Goes one level up, to that of the array; whether the text is complete.
    fn close_array(self) -> Result<bool> {
        self.with(|c| {
            if c.sp == 0 {
                return fail(LEJP_REJECT_MP_C_OR_E_UNDERF);
            }
            c.sp -= 1;
            if state(c) != LEJP_MP_ARRAY_END {
                return fail(LEJP_REJECT_MP_C_OR_E_NOTARRAY);
            }
            if let Some(level) = above(c) {
                parser(c).ppos = level.p as u8;
                c.ipos = level.i as u8;
            }
            shrink(c);
            Ok(c.outer_array != 0 && c.sp == 0)
        })
    }

    /// Goes one level up, out of an object.
    fn close_object(self) -> Result {
        self.with(|c| {
            c.sp -= 1;
            if let Some(level) = c.st.get(usize::from(c.sp)).copied().filter(|_| c.sp != 0) {
                parser(c).ppos = level.p as u8;
                c.ipos = level.i as u8;
            }
            shrink(c);
        });
        self.check_path();
        self.tell(LEJPCB_OBJECT_END)?;
        Ok(Step::Next)
    }

    fn complete(self, reason: c_int) -> Result {
        self.check_path();
        self.tell(reason)?;
        self.tell(LEJPCB_COMPLETE)?;
        Ok(Step::Done)
    }

    /// Looks which of the program's paths the path is like now, if none is known to be.
    pub fn check_path(self) {
        self.with(|c| {
            if c.path_match != 0 {
                return;
            }
            c.wildcount = 0;
            let (paths, count) = (parser(c).paths, parser(c).count_paths);
            let stride = if c.path_stride == 0 { size_of::<*const c_char>() } else { c.path_stride };
            for n in 0..count {
                // SAFETY: the program vouches for its paths and their distance.
                let wanted = unsafe {
                    let path = paths.cast::<u8>().add(usize::from(n) * stride).cast::<*const c_char>().read_unaligned();
                    if path.is_null() {
                        continue;
                    }
                    core::ffi::CStr::from_ptr(path).to_bytes()
                };
                if matches_path(c, wanted) {
                    c.path_match = n + 1;
                    c.path_match_len = parser(c).ppos;
                    return;
                }
            }
            c.wildcount = 0;
        });
    }

    /// Puts another parser on top, which gets what follows. False when there is no room.
    pub fn push_parser(self, new: _lejp_parsing_stack) -> bool {
        let room = self.with(|c| usize::from(c.pst_sp) + 1 < c.pst.len());
        if room {
            self.check_path();
            self.with(|c| {
                parser(c).path_match = c.path_match;
                c.pst_sp += 1;
                *parser(c) = new;
                c.path_match = 0;
            });
            self.check_path();
        }
        room
    }

    /// Takes the topmost parser off. False when it is the only one.
    pub fn pop_parser(self) -> bool {
        let more = self.with(|c| c.pst_sp != 0);
        if more {
            self.with(|c| {
                c.pst_sp -= 1;
                c.path_match = 0;
            });
            self.check_path();
        }
        more
    }

    /// What a `*` in the path that matched stands for. `size` is the room for it and a NUL; it is cut to that.
    pub fn wildcard(self, wildcard: usize, size: usize) -> Option<Vec<u8>> {
        self.with(|c| {
            let start = usize::from(*c.wild.get(wildcard).filter(|_| wildcard < usize::from(c.wildcount))?);
            let end = usize::from(parser(c).ppos).min(c.path.len());
            let path = c.path.get(start..end).unwrap_or(&[]);
            let dot = path.iter().skip(1).position(|ch| *ch as u8 == b'.').map_or(path.len(), |n| n + 1);
            Some(path[..dot.min(size.saturating_sub(1))].iter().map(|ch| *ch as u8).collect())
        })
    }
}

#[cfg(test)]
mod tests;
