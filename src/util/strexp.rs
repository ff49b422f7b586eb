//! `${name}` in text, expanded by the program, piece by piece.

use crate::abi::{LSTRX_DONE, LSTRX_FATAL_NAME_TOO_LONG, LSTRX_FATAL_NAME_UNKNOWN, LSTRX_FILLED_OUT, lws_strexp};
use core::ffi::{c_char, c_int};

const LITERAL: c_char = 0;
const OPEN: c_char = 1;
const NAME: c_char = 2;
const DRAIN: c_char = 3;

/// Puts one character out, if there is somewhere to put it.
///
/// # Safety
/// `exp` is valid, and its `out` is null or has `olen` bytes.
unsafe fn put(exp: *mut lws_strexp, c: u8) {
    // SAFETY: the caller vouches for the state; the position is checked.
    unsafe {
        let (out, pos) = ((*exp).out, (*exp).pos);
        if !out.is_null() && pos < (*exp).olen {
            out.add(pos).cast::<u8>().write(c);
        }
        (*exp).pos = pos.saturating_add(1);
    }
}

/// Expands `input`: a code as lws gives it, how much of the input was used, and how much stands in the output.
///
/// # Safety
/// `exp` is valid and its `out` is null or has `olen` bytes; its `cb` keeps to them. No reference to it is held while
/// `cb` runs.
pub unsafe fn expand(exp: *mut lws_strexp, input: &[u8]) -> (c_int, usize, usize) {
    let mut used = 0;
    // SAFETY: the caller vouches for the state.
    unsafe {
        while let Some(&c) = input.get(used) {
            match (*exp).state {
                LITERAL if c == b'$' => (*exp).state = OPEN,
                LITERAL => {
                    put(exp, c);
                    if (*exp).pos >= (*exp).olen {
                        return (LSTRX_FILLED_OUT, used + 1, (*exp).pos);
                    }
                }
                OPEN if c == b'{' => {
                    (*exp).state = NAME;
                    (*exp).name_pos = 0;
                    (*exp).exp_ofs = 0;
                }
                OPEN => {
                    if (*exp).olen.saturating_sub((*exp).pos) < 3 {
                        return (-1, used, (*exp).pos);
                    }
                    put(exp, b'$');
                    put(exp, c);
                    if c != b'$' {
                        (*exp).state = LITERAL;
                    }
                }
                NAME if c != b'}' => {
                    let at = usize::from((*exp).name_pos);
                    if at >= size_of_val(&(*exp).name) - 1 {
                        return (LSTRX_FATAL_NAME_TOO_LONG, used, (*exp).pos);
                    }
                    (&raw mut (*exp).name).cast::<u8>().add(at).write(c);
                    (*exp).name_pos += 1;
                }
                state => {
                    if state == NAME {
                        let at = usize::from((*exp).name_pos).min(size_of_val(&(*exp).name) - 1);
                        (&raw mut (*exp).name).cast::<u8>().add(at).write(0);
                        (*exp).state = DRAIN;
                    }
                    let name = (&raw const (*exp).name).cast::<c_char>();
                    let Some(cb) = (*exp).cb else { return (LSTRX_FATAL_NAME_UNKNOWN, used, (*exp).pos) };
                    let n =
                        cb((*exp).r#priv, name, (*exp).out, &raw mut (*exp).pos, (*exp).olen, &raw mut (*exp).exp_ofs);
                    if n == LSTRX_FILLED_OUT || n == LSTRX_FATAL_NAME_UNKNOWN {
                        return (n, used, (*exp).pos);
                    }
                    (*exp).state = LITERAL;
                }
            }
            used += 1;
        }
        if !(*exp).out.is_null() && (*exp).pos < (*exp).olen {
            (*exp).out.add((*exp).pos).write(0);
        }
        (LSTRX_DONE, used, (*exp).pos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::ffi::c_void;
    use core::ptr::null_mut;

    /// Expands `x` to ten letters, as many at a time as there is room for.
    unsafe extern "C-unwind" fn ten(
        _user: *mut c_void,
        name: *const c_char,
        out: *mut c_char,
        pos: *mut usize,
        olen: usize,
        ofs: *mut usize,
    ) -> c_int {
        // SAFETY: called by `expand` with its own state.
        unsafe {
            if *name as u8 != b'x' {
                return LSTRX_FATAL_NAME_UNKNOWN;
            }
            while *ofs < 10 {
                if *pos + 1 >= olen {
                    return LSTRX_FILLED_OUT;
                }
                if !out.is_null() {
                    out.add(*pos).write((b'0' + *ofs as u8) as c_char);
                }
                *pos += 1;
                *ofs += 1;
            }
        }
        LSTRX_DONE
    }

    fn run(input: &[u8], room: usize) -> (c_int, Vec<u8>) {
        let mut out = vec![0u8; room];
        let mut all = Vec::new();
        let mut exp = lws_strexp {
            name: [0; 32],
            cb: Some(ten),
            r#priv: null_mut(),
            out: out.as_mut_ptr().cast(),
            olen: room,
            pos: 0,
            exp_ofs: 0,
            name_pos: 0,
            state: LITERAL,
        };
        let mut at = 0;
        loop {
            exp.pos = 0;
            // SAFETY: the state points to a local buffer of that size.
            let (code, used, pos) = unsafe { expand(&mut exp, &input[at..]) };
            at += used;
            all.extend_from_slice(&out[..pos]);
            if code != LSTRX_FILLED_OUT || pos == 0 {
                return (code, all);
            }
        }
    }

    #[test]
    fn expansions() {
        assert_eq!(run(b"a${x}b", 64), (LSTRX_DONE, b"a0123456789b".to_vec()));
        assert_eq!(run(b"a${x}b", 4), (LSTRX_DONE, b"a0123456789b".to_vec()));
        assert_eq!(run(b"$5 ${y}", 64), (LSTRX_FATAL_NAME_UNKNOWN, b"$5 ".to_vec()));
        assert_eq!(run(&[&b"${"[..], &[b'x'; 40]].concat(), 64).0, LSTRX_FATAL_NAME_TOO_LONG);
        assert_eq!(run(b"$a", 2).0, -1);
    }
}
