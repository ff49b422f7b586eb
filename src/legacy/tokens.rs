//! Headers by the numbers that older eras have for them.

use super::positional::TOKENS;
use crate::abi::{self, lws, lws_token_indexes, lws_token_limits};
use crate::capi::headers::{lws_hdr_copy, lws_hdr_total_length, lws_token_to_string};
use core::ffi::{c_char, c_int, c_uchar};
use core::ptr::null;

/// `WSI_TOKEN_COUNT` of 1.5.
const COUNT_13: usize = 83;
/// The last token up to which 1.5 and today have the same numbers.
const SAME_13: c_int = 72;

/// `struct lws_token_limits` of 1.5.
#[repr(C)]
pub struct Limits13 {
    token_limit: [u16; COUNT_13],
}

/// Today's number of a token of 1.2.
fn from_1_2(token: c_int) -> Option<lws_token_indexes> {
    let today = usize::try_from(token).ok().and_then(|i| TOKENS.get(i)).copied();
    today.filter(|t| *t >= 0).map(|t| t as lws_token_indexes)
}

/// Today's number of a token of 1.5.
fn from_1_3(token: c_int) -> Option<lws_token_indexes> {
    match token {
        0..=SAME_13 => Some(token as lws_token_indexes),
        73 => Some(abi::WSI_TOKEN_PROXY),
        74 => Some(abi::WSI_TOKEN_PATCH_URI),
        75 => Some(abi::WSI_TOKEN_PUT_URI),
        76 => Some(abi::WSI_TOKEN_DELETE_URI),
        77 => Some(abi::WSI_TOKEN_HTTP_URI_ARGS),
        _ => None,
    }
}

/// The limits of 1.5 as today's.
pub fn limits_today(given: &Limits13) -> lws_token_limits {
    // SAFETY: all-zero is valid for this struct: no limits.
    let mut today: lws_token_limits = unsafe { core::mem::zeroed() };
    for (token, limit) in given.token_limit.iter().enumerate() {
        let place = from_1_3(token as c_int).and_then(|t| today.token_limit.get_mut(t as usize));
        if let Some(place) = place {
            *place = *limit;
        }
    }
    today
}

/// # Safety
/// As for lws_hdr_copy().
unsafe fn copy(wsi: *mut lws, dest: *mut c_char, len: c_int, token: Option<lws_token_indexes>) -> c_int {
    match token {
        // SAFETY: the caller's promise.
        Some(token) => unsafe { lws_hdr_copy(wsi, dest, len, token) },
        None => {
            if len > 0 && !dest.is_null() {
                // SAFETY: the caller's promise: there is room for one byte.
                unsafe { dest.write(0) };
            }
            0
        }
    }
}

/// lws_hdr_total_length() of 1.2.
///
/// @return the length of a header, 0 if it is not there or not known any more
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_2_hdr_total_length(wsi: *mut lws, token: c_int) -> c_int {
    // SAFETY: the caller's promise.
    from_1_2(token).map_or(0, |t| unsafe { lws_hdr_total_length(wsi, t) })
}

/// lws_hdr_copy() of 1.2: copies a header with a NUL.
///
/// @return its length, 0 if it is not there or not known any more; -1 if `len` is too small
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `dest` is writable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_2_hdr_copy(wsi: *mut lws, dest: *mut c_char, len: c_int, token: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { copy(wsi, dest, len, from_1_2(token)) }
}

/// lws_hdr_total_length() of 1.23 to 1.5.
///
/// @return the length of a header, 0 if it is not there or not known any more
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_3_hdr_total_length(wsi: *mut lws, token: c_int) -> c_int {
    // SAFETY: the caller's promise.
    from_1_3(token).map_or(0, |t| unsafe { lws_hdr_total_length(wsi, t) })
}

/// lws_hdr_copy() of 1.23 to 1.5: copies a header with a NUL.
///
/// @return its length, 0 if it is not there or not known any more; -1 if `len` is too small
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `dest` is writable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_3_hdr_copy(wsi: *mut lws, dest: *mut c_char, len: c_int, token: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { copy(wsi, dest, len, from_1_3(token)) }
}

/// lws_token_to_string() of 1.4 and 1.5: a header's name with its colon, or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_3_token_to_string(token: c_int) -> *const c_uchar {
    // SAFETY: it takes any number.
    from_1_3(token).map_or(null(), |t| unsafe { lws_token_to_string(t) })
}

/// Today's number of a token of 1.5, for the functions that write headers.
pub fn today_1_3(token: c_int) -> Option<lws_token_indexes> {
    from_1_3(token)
}
