//! The tokenizer and string expansion: `lws-tokenize.h`.

use super::guard;
use crate::abi::{
    LWS_TOKZE_ERR_BROKEN_UTF8, LWSTZ_DT_NEED_FIRST_CONTENT, lws_strexp, lws_strexp_expand_cb, lws_tokenize,
    lws_tokenize_elem,
};
use crate::util::{strexp, tokenize};
use core::ffi::{c_char, c_int, c_void};
use core::ptr::null;

/// Prepares a tokenizer for a C string. `flags` are `LWS_TOKENIZE_F_...`, or'ed.
///
/// The string is not copied. Its length is taken to end at its NUL; set `len` afterwards for text without one.
///
/// # Safety
/// `ts` is valid to write; `start` stays valid while tokens are read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tokenize_init(ts: *mut lws_tokenize, start: *const c_char, flags: c_int) {
    guard("lws_tokenize_init", (), move || {
        if !ts.is_null() {
            // SAFETY: the caller vouches for the tokenizer. The other members are set by each call.
            unsafe {
                (*ts).start = start;
                (*ts).len = 0x7fff_ffff;
                (*ts).flags = flags as u16;
                (*ts).delim = LWSTZ_DT_NEED_FIRST_CONTENT as u8;
            }
        }
    })
}

/// Reads the next token.
///
/// Returns what it is, `LWS_TOKZE_...`, with the token in `token` and `token_len`, in the text, not ended by a NUL. 0
/// (`LWS_TOKZE_ENDED`) at the end of the text, or a NUL; a negative number for an error.
///
/// # Safety
/// `ts` was prepared by `lws_tokenize_init()` or by hand: `start` leads to `len` bytes, or to a NUL before that.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tokenize(ts: *mut lws_tokenize) -> lws_tokenize_elem {
    guard("lws_tokenize", LWS_TOKZE_ERR_BROKEN_UTF8, move || {
        // SAFETY: the caller vouches for the tokenizer and its text; each byte is read after it was found that no NUL
        // came before it.
        unsafe {
            if ts.is_null() || (*ts).start.is_null() {
                return LWS_TOKZE_ERR_BROKEN_UTF8;
            }
            let (start, len) = ((*ts).start, (*ts).len);
            let mut at = 0;
            let mut delim = (*ts).delim;
            let found = tokenize::next((*ts).flags.into(), &mut delim, || {
                let byte = (at < len).then(|| *start.add(at) as u8);
                at += 1;
                byte
            });
            (*ts).delim = delim;
            (*ts).start = start.add(found.used);
            (*ts).len = len - found.used;
            ((*ts).token, (*ts).token_len) = found.token.map_or((null(), 0), |(at, n)| (start.add(at), n));
            found.what
        }
    })
}

/// Copies the current token with a NUL. Returns 0; 1 when it does not fit: `max` must be larger than its length by two.
///
/// # Safety
/// `ts` holds a token; `str` has room for `max` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tokenize_cstr(ts: *mut lws_tokenize, str: *mut c_char, max: usize) -> c_int {
    guard("lws_tokenize_cstr", 1, move || {
        // SAFETY: the caller vouches for the token and the room.
        unsafe {
            if ts.is_null() || str.is_null() || (*ts).token_len.saturating_add(1) >= max {
                return 1;
            }
            let n = (*ts).token_len;
            if n != 0 {
                str.copy_from_nonoverlapping((*ts).token, n);
            }
            str.add(n).write(0);
        }
        0
    })
}

/// Prepares the expansion of `${name}` in text.
///
/// `cb(priv, name, out, &pos, olen, &ofs)` writes what a name stands for, from position `pos` on, and moves that; it
/// returns `LSTRX_DONE`, `LSTRX_FATAL_NAME_UNKNOWN`, or `LSTRX_FILLED_OUT` when there is no room, and is then called
/// again with what it left in `ofs`. `out` may be NULL to count only.
///
/// # Safety
/// `exp` is valid to write; `out` is NULL or has room for `olen` bytes, as long as it is used.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_strexp_init(
    exp: *mut lws_strexp,
    r#priv: *mut c_void,
    cb: lws_strexp_expand_cb,
    out: *mut c_char,
    olen: usize,
) {
    guard("lws_strexp_init", (), move || {
        if !exp.is_null() {
            let new = lws_strexp { name: [0; 32], cb, r#priv, out, olen, pos: 0, exp_ofs: 0, name_pos: 0, state: 0 };
            // SAFETY: the caller vouches for the state.
            unsafe { exp.write(new) }
        }
    })
}

/// Goes on with a new or emptied buffer.
///
/// # Safety
/// `exp` was prepared; `out` is NULL or has room for `olen` bytes, as long as it is used.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_strexp_reset_out(exp: *mut lws_strexp, out: *mut c_char, olen: usize) {
    guard("lws_strexp_reset_out", (), move || {
        if !exp.is_null() {
            // SAFETY: the caller vouches for the state.
            unsafe {
                (*exp).out = out;
                (*exp).olen = olen;
                (*exp).pos = 0;
            }
        }
    })
}

/// Expands the next piece of text.
///
/// `*pused_in` becomes how many of the `len` bytes were used, `*pused_out` how many stand in the output. Returns
/// `LSTRX_DONE`, and a NUL follows the output if there is room; `LSTRX_FILLED_OUT` when the output is full: take it, call
/// `lws_strexp_reset_out()`, and go on with the rest of the text; a negative number for an error.
///
/// # Safety
/// `exp` was prepared, and its buffer is valid; `in` has `len` bytes; the other two are valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_strexp_expand(
    exp: *mut lws_strexp,
    r#in: *const c_char,
    len: usize,
    pused_in: *mut usize,
    pused_out: *mut usize,
) -> c_int {
    guard("lws_strexp_expand", -1, move || {
        if exp.is_null() || (r#in.is_null() && len != 0) || pused_in.is_null() || pused_out.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for all.
        unsafe {
            let text = if len == 0 { &[] } else { core::slice::from_raw_parts(r#in.cast::<u8>(), len) };
            let (code, used, out) = strexp::expand(exp, text);
            (*pused_in, *pused_out) = (used, out);
            code
        }
    })
}
