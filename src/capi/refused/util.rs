//! Small helpers: numbers, addresses, names, random numbers for tests.

use super::refuse;
use crate::abi::lws_xos;
use core::ffi::{c_char, c_int, c_void};

/// Compares a name with a pattern that may contain `*`; 0 means that it matches. Since lws 4.3.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_strcmp_wildcard(
    wildcard: *const c_char,
    wlen: usize,
    check: *const c_char,
    clen: usize,
) -> c_int {
    refuse("lws_strcmp_wildcard");
    1
}

/// Reads a variable-length integer; tells how many bytes it took, 0 meaning an error.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vbi_decode(buf: *const c_void, value: *mut u64, len: usize) -> c_int {
    refuse("lws_vbi_decode");
    0
}

/// Writes a variable-length integer; tells how many bytes it took.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vbi_encode(value: u64, buf: *mut c_void) -> c_int {
    refuse("lws_vbi_encode");
    0
}

/// Writes an IPv4 or IPv6 address as text; tells its length.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_write_numeric_address(ads: *const u8, size: c_int, buf: *mut c_char, len: usize) -> c_int {
    refuse("lws_write_numeric_address");
    -1
}

/// Gives the next number of a repeatable random sequence. Since lws 4.3.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_xos(xos: *mut lws_xos) -> u64 {
    refuse("lws_xos");
    0
}

/// Starts a repeatable random sequence. Since lws 4.3.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_xos_init(xos: *mut lws_xos, seed: u64) {
    refuse("lws_xos_init");
}

/// Tells, by a repeatable random sequence, whether an event of a given percentage happens. Since lws 4.3.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_xos_percent(xos: *mut lws_xos, percent: c_int) -> c_int {
    refuse("lws_xos_percent");
    0
}
