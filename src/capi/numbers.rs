//! Numbers: big-endian and variable-length integers, repeatable random numbers; and patterns.

use super::guard;
use crate::abi::lws_xos;
use crate::util::numbers;
use core::ffi::{c_char, c_int, c_void};

/// Writes a 16-bit number, most significant byte first.
///
/// # Safety
/// `b` has room for 2 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ser_wu16be(b: *mut u8, u: u16) {
    // SAFETY: the caller vouches for the room.
    guard("lws_ser_wu16be", (), move || unsafe { b.cast::<[u8; 2]>().write(u.to_be_bytes()) })
}

/// Writes a 32-bit number, most significant byte first.
///
/// # Safety
/// `b` has room for 4 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ser_wu32be(b: *mut u8, u32: u32) {
    // SAFETY: the caller vouches for the room.
    guard("lws_ser_wu32be", (), move || unsafe { b.cast::<[u8; 4]>().write(u32.to_be_bytes()) })
}

/// Writes a 64-bit number, most significant byte first.
///
/// # Safety
/// `b` has room for 8 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ser_wu64be(b: *mut u8, u64: u64) {
    // SAFETY: the caller vouches for the room.
    guard("lws_ser_wu64be", (), move || unsafe { b.cast::<[u8; 8]>().write(u64.to_be_bytes()) })
}

/// Reads a 16-bit number, most significant byte first.
///
/// # Safety
/// `b` has 2 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ser_ru16be(b: *const u8) -> u16 {
    // SAFETY: the caller vouches for the bytes.
    guard("lws_ser_ru16be", 0, move || u16::from_be_bytes(unsafe { b.cast::<[u8; 2]>().read() }))
}

/// Reads a 32-bit number, most significant byte first.
///
/// # Safety
/// `b` has 4 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ser_ru32be(b: *const u8) -> u32 {
    // SAFETY: the caller vouches for the bytes.
    guard("lws_ser_ru32be", 0, move || u32::from_be_bytes(unsafe { b.cast::<[u8; 4]>().read() }))
}

/// Reads a 64-bit number, most significant byte first.
///
/// # Safety
/// `b` has 8 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ser_ru64be(b: *const u8) -> u64 {
    // SAFETY: the caller vouches for the bytes.
    guard("lws_ser_ru64be", 0, move || u64::from_be_bytes(unsafe { b.cast::<[u8; 8]>().read() }))
}

/// Writes a number in 1 to 4 bytes, seven bits to a byte, the least significant first.
///
/// Returns how many bytes; -1 when the number has more than 28 bits.
///
/// # Safety
/// `buf` has room for 4 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vbi_encode(value: u64, buf: *mut c_void) -> c_int {
    guard("lws_vbi_encode", -1, move || match numbers::encode(value) {
        Some(out) if !buf.is_null() => {
            // SAFETY: the caller vouches for the room, and there are at most four bytes.
            unsafe { buf.cast::<u8>().copy_from_nonoverlapping(out.as_ptr(), out.len()) };
            out.len() as c_int
        }
        _ => -1,
    })
}

/// Reads a number that `lws_vbi_encode()` wrote. Returns how many of the `len` bytes it takes, with the number in
/// `*value`; 0 when it does not end within them.
///
/// # Safety
/// `buf` has `len` bytes; `value` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vbi_decode(buf: *const c_void, value: *mut u64, len: usize) -> c_int {
    guard("lws_vbi_decode", 0, move || {
        if buf.is_null() || value.is_null() {
            return 0;
        }
        // SAFETY: the caller vouches for the bytes, of which no more than nine are looked at, and for the value.
        unsafe {
            let Some((n, used)) = numbers::decode(core::slice::from_raw_parts(buf.cast(), len.min(9))) else {
                return 0;
            };
            *value = n;
            used as c_int
        }
    })
}

/// Starts a repeatable random sequence. It is for tests: whoever sees some of its numbers knows the next ones.
///
/// # Safety
/// `xos` is valid to write.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_xos_init(xos: *mut lws_xos, seed: u64) {
    guard("lws_xos_init", (), move || {
        if !xos.is_null() {
            // SAFETY: the caller vouches for the state.
            unsafe { (*xos).s = numbers::seeded(seed) }
        }
    })
}

/// Returns the next number of a repeatable random sequence.
///
/// # Safety
/// `xos` was started by `lws_xos_init()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_xos(xos: *mut lws_xos) -> u64 {
    guard("lws_xos", 0, move || {
        if xos.is_null() {
            return 0;
        }
        // SAFETY: the caller vouches for the state.
        unsafe {
            let mut s = (*xos).s;
            let n = numbers::next(&mut s);
            (*xos).s = s;
            n
        }
    })
}

/// Returns 1 in `percent` of 100 calls on average, by a repeatable random sequence, and 0 otherwise.
///
/// # Safety
/// `xos` was started by `lws_xos_init()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_xos_percent(xos: *mut lws_xos, percent: c_int) -> c_int {
    guard("lws_xos_percent", 0, move || {
        // SAFETY: as the caller vouches.
        c_int::from(!xos.is_null() && ((unsafe { lws_xos(xos) } % 100) as c_int) < percent)
    })
}

/// Compares a text with a pattern, in which each `*` stands for anything. Returns 0 when it matches, 1 when not.
///
/// # Safety
/// `wildcard` has `wlen` characters, `check` has `clen`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_strcmp_wildcard(
    wildcard: *const c_char,
    wlen: usize,
    check: *const c_char,
    clen: usize,
) -> c_int {
    guard("lws_strcmp_wildcard", 1, move || {
        if wildcard.is_null() || check.is_null() {
            return 1;
        }
        // SAFETY: the caller vouches for both.
        unsafe {
            let pattern = core::slice::from_raw_parts(wildcard.cast::<u8>(), wlen);
            c_int::from(!numbers::matches(pattern, core::slice::from_raw_parts(check.cast::<u8>(), clen)))
        }
    })
}
