//! SHA-1 and base64: `lws-sha1-base64.h`.

use super::guard;
use super::misc::bytes;
use crate::abi::{SONAME_NUMBER, lws_b64state};
use crate::util::b64;
use core::ffi::{c_char, c_int, c_uchar};
use sha1::{Digest, Sha1};

/// Computes the SHA-1 digest of `n` bytes into the 20 bytes at `md`. Returns `md`.
///
/// # Safety
/// `d` has `n` bytes; `md` has room for 20.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_SHA1(d: *const c_uchar, n: usize, md: *mut c_uchar) -> *mut c_uchar {
    guard("lws_SHA1", md, move || {
        if md.is_null() || (d.is_null() && n != 0) {
            return md;
        }
        // SAFETY: the caller vouches for both.
        unsafe {
            let data = if n == 0 { &[] } else { core::slice::from_raw_parts(d, n) };
            let digest: [u8; 20] = Sha1::digest(data).into();
            md.cast::<[u8; 20]>().write(digest);
        }
        md
    })
}

fn encode(from: *const c_char, in_len: c_int, out: *mut c_char, out_size: c_int, url: bool) -> c_int {
    let Ok(n) = usize::try_from(in_len) else { return -1 };
    if out.is_null() || (from.is_null() && n != 0) {
        return -1;
    }
    // lws wants room for one byte more than it writes.
    let needed = u64::from(in_len as u32).div_ceil(3) * 4 + 2;
    if i64::from(out_size) < needed as i64 {
        return -1;
    }
    // SAFETY: the exported functions' callers vouch for both buffers, and the text fits.
    unsafe {
        let data = if n == 0 { &[] } else { core::slice::from_raw_parts(from.cast::<u8>(), n) };
        let text = b64::encode(data, url);
        super::misc::copy_out(out, out_size as usize, &text) as c_int
    }
}

/// Encodes `in_len` bytes as base64, with padding and a NUL.
///
/// Returns how many characters were written, without the NUL; -1 when `out_size` is not larger than that by two.
///
/// # Safety
/// `in` has `in_len` bytes; `out` has room for `out_size`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_b64_encode_string(
    r#in: *const c_char,
    in_len: c_int,
    out: *mut c_char,
    out_size: c_int,
) -> c_int {
    guard("lws_b64_encode_string", -1, move || encode(r#in, in_len, out, out_size, false))
}

/// Like `lws_b64_encode_string()`, with `-` and `_` in place of `+` and `/`, as URLs need it.
///
/// # Safety
/// As for `lws_b64_encode_string()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_b64_encode_string_url(
    r#in: *const c_char,
    in_len: c_int,
    out: *mut c_char,
    out_size: c_int,
) -> c_int {
    guard("lws_b64_encode_string_url", -1, move || encode(r#in, in_len, out, out_size, true))
}

/// lws 4.1 stops when five bytes of room are not left, lws 4.3 when three are not.
const SPARE: usize = if SONAME_NUMBER == 17 { 2 } else { 0 };

/// Decodes into a buffer, with a NUL if there is room for one; how much was read and written.
///
/// # Safety
/// `out` has room for `size` bytes.
unsafe fn decode(state: &mut b64::Decoder, text: &[u8], out: *mut u8, size: usize, last: bool) -> (usize, usize) {
    // No more is needed for this text, and a size that is not true does no harm then.
    let size = size.min(text.len().saturating_add(8));
    // SAFETY: the caller vouches for the room; the NUL lies in it.
    unsafe {
        let mut decoded = vec![0; size];
        let (read, written) = state.decode(text, &mut decoded, SPARE, last);
        out.copy_from_nonoverlapping(decoded.as_ptr(), written);
        if written < size {
            out.add(written).write(0);
        }
        (read, written)
    }
}

/// Decodes base64 of either alphabet, with or without padding; other characters are skipped.
///
/// A NUL follows the bytes if there is room. Returns how many bytes were written: what did not fit is left out.
///
/// # Safety
/// `in` is a C string; `out` has room for `out_size` bytes, and may be the same buffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_b64_decode_string(r#in: *const c_char, out: *mut c_char, out_size: c_int) -> c_int {
    // SAFETY: the caller vouches for both.
    guard("lws_b64_decode_string", -1, move || unsafe { lws_b64_decode_string_len(r#in, -1, out, out_size) })
}

/// Like `lws_b64_decode_string()`, for text of `in_len` characters, or up to the NUL if that is -1.
///
/// # Safety
/// `in` has `in_len` characters; `out` has room for `out_size` bytes, and may be the same buffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_b64_decode_string_len(
    r#in: *const c_char,
    in_len: c_int,
    out: *mut c_char,
    out_size: c_int,
) -> c_int {
    guard("lws_b64_decode_string_len", -1, move || {
        let Ok(size) = usize::try_from(out_size) else { return -1 };
        if r#in.is_null() || out.is_null() || in_len < -1 {
            return -1;
        }
        // SAFETY: the caller vouches for both.
        unsafe {
            let text = match usize::try_from(in_len) {
                Ok(n) => core::slice::from_raw_parts(r#in.cast::<u8>(), n),
                Err(_) => bytes(r#in),
            };
            decode(&mut b64::Decoder::default(), text, out.cast(), size, true).1 as c_int
        }
    })
}

/// Prepares a decoder that takes its text in pieces.
///
/// # Safety
/// `state` is valid to write.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_b64_decode_state_init(state: *mut lws_b64state) {
    guard("lws_b64_decode_state_init", (), move || {
        if !state.is_null() {
            // SAFETY: the caller vouches for the state.
            unsafe { state.write(lws_b64state { quad: [0; 4], done: 0, len: 0, i: 0, c: 0 }) }
        }
    })
}

/// Decodes the next piece of base64 text.
///
/// `*in_len` is the length of the text and becomes how much was read; `*out_size` is the room and becomes how much was
/// written. With `final` not 0, what is left at the end of the text is decoded too. Returns 0; -1 for a NULL.
///
/// # Safety
/// `s` was prepared; `in` has `*in_len` characters and `out` has room for `*out_size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_b64_decode_stateful(
    s: *mut lws_b64state,
    r#in: *const c_char,
    in_len: *mut usize,
    out: *mut u8,
    out_size: *mut usize,
    r#final: c_int,
) -> c_int {
    guard("lws_b64_decode_stateful", -1, move || {
        if s.is_null() || r#in.is_null() || in_len.is_null() || out.is_null() || out_size.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for all.
        unsafe {
            let mut state = b64::Decoder { quad: (*s).quad, got: ((*s).i & 3) as u8, last: (*s).c as u8 };
            let text = core::slice::from_raw_parts(r#in.cast::<u8>(), *in_len);
            let (read, written) = decode(&mut state, text, out, *out_size, r#final != 0);
            *s = lws_b64state {
                quad: state.quad,
                done: (*s).done.wrapping_add(written),
                len: state.got.into(),
                i: state.got.into(),
                c: state.last.into(),
            };
            (*in_len, *out_size) = (read, written);
        }
        0
    })
}
