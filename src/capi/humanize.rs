//! Numbers for people: `lws_humanize*`, of `lws-misc.h`.

use super::guard;
use super::misc::{bytes, copy_out, size_arg};
use crate::abi::{SONAME_NUMBER, lws_humanize_unit_t};
use crate::util::humanize;
use core::ffi::{CStr, c_char, c_int};
use core::ptr::null;

/// The units of a schema, up to the one without a name.
///
/// # Safety
/// `schema` is such a list.
unsafe fn units<'a>(schema: *const lws_humanize_unit_t) -> impl Iterator<Item = humanize::Unit<'a>> {
    let mut at = schema;
    core::iter::from_fn(move || {
        // SAFETY: the caller vouches for the list, which is followed to its end only.
        unsafe {
            if (*at).name.is_null() {
                return None;
            }
            let unit = (bytes((*at).name), (*at).factor);
            at = at.add(1);
            Some(unit)
        }
    })
}

fn humanized(
    p: *mut c_char,
    len: usize,
    v: u64,
    schema: *const lws_humanize_unit_t,
    layout: humanize::Layout,
    count: impl FnOnce(usize, usize) -> usize,
) -> c_int {
    if p.is_null() || schema.is_null() || len == 0 {
        return 0;
    }
    // SAFETY: the exported functions' callers vouch for the buffer and the schema.
    unsafe {
        match humanize::text(v, units(schema), layout) {
            Some((out, number)) => {
                copy_out(p, len, &out);
                count(out.len(), number) as c_int
            }
            None => {
                copy_out(p, len, b"unknown value");
                0
            }
        }
    }
}

/// A list of units that C reads.
#[repr(transparent)]
pub struct Schema<const N: usize>([lws_humanize_unit_t; N]);

// SAFETY: nothing in it ever changes.
unsafe impl<const N: usize> Sync for Schema<N> {}

/// One unit. lws 4.1 pads the names to three columns.
const fn unit(name: &'static CStr, padded: &'static CStr, factor: u64) -> lws_humanize_unit_t {
    lws_humanize_unit_t { name: if SONAME_NUMBER == 17 { padded.as_ptr() } else { name.as_ptr() }, factor }
}

const END: lws_humanize_unit_t = lws_humanize_unit_t { name: null(), factor: 0 };

/// Units for numbers: `Pi`, `Ti`, `Gi`, `Mi`, `Ki`, and no name for ones.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub static humanize_schema_si: Schema<7> = Schema([
    unit(c"Pi", c"Pi ", 1 << 50),
    unit(c"Ti", c"Ti ", 1 << 40),
    unit(c"Gi", c"Gi ", 1 << 30),
    unit(c"Mi", c"Mi ", 1 << 20),
    unit(c"Ki", c"Ki ", 1 << 10),
    unit(c"", c"   ", 1),
    END,
]);

/// Units for bytes: `PiB`, `TiB`, `GiB`, `MiB`, `KiB`, `B`.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub static humanize_schema_si_bytes: Schema<7> = Schema([
    unit(c"PiB", c"PiB", 1 << 50),
    unit(c"TiB", c"TiB", 1 << 40),
    unit(c"GiB", c"GiB", 1 << 30),
    unit(c"MiB", c"MiB", 1 << 20),
    unit(c"KiB", c"KiB", 1 << 10),
    unit(c"B", c"B  ", 1),
    END,
]);

/// Units for microseconds: `y`, `d`, `hr`, `min`, `s`, `ms`, and microseconds.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub static humanize_schema_us: Schema<8> = Schema([
    unit(c"y", c"y  ", 365 * 24 * 3600 * 1_000_000),
    unit(c"d", c"d  ", 24 * 3600 * 1_000_000),
    unit(c"hr", c"hr ", 3600 * 1_000_000),
    unit(c"min", c"min", 60 * 1_000_000),
    unit(c"s", c"s  ", 1_000_000),
    unit(c"ms", c"ms ", 1000),
    unit(c"\u{3bc}s", c"us ", 1),
    END,
]);

/// Writes a number in the unit of a schema that fits it, with three digits after the point: `1.234MiB`.
///
/// The schema is a list of units, the largest first, that ends with one whose name is NULL: `humanize_schema_si`,
/// `humanize_schema_si_bytes` and `humanize_schema_us` (microseconds) are given. Returns how many bytes were written, at
/// most `len`, which means that the text was cut; 0 when no unit fits. With ABI 17 the text is padded as
/// `lws_humanize_pad()` does it, and only the unit's name is counted, as in lws 4.1.
///
/// # Safety
/// `p` has room for `len` bytes; `schema` is such a list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_humanize(
    p: *mut c_char,
    len: crate::abi::lws_len_t,
    v: u64,
    schema: *const lws_humanize_unit_t,
) -> c_int {
    guard("lws_humanize", 0, move || {
        let len = size_arg(len);
        if SONAME_NUMBER == 17 {
            let count = |all: usize, number: usize| (all - number).min(len.saturating_sub(number));
            humanized(p, len, v, schema, humanize::Layout::Columns, count)
        } else {
            humanized(p, len, v, schema, humanize::Layout::Short, |all, _| all.min(len))
        }
    })
}

/// Like `lws_humanize()`; the number is padded with spaces, so that columns of them line up. Returns how many bytes were
/// written, at most `len`. Since lws 4.4.
///
/// # Safety
/// As for `lws_humanize()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_humanize_pad(
    p: *mut c_char,
    len: usize,
    v: u64,
    schema: *const lws_humanize_unit_t,
) -> c_int {
    guard("lws_humanize_pad", 0, move || humanized(p, len, v, schema, humanize::Layout::Columns, |all, _| all.min(len)))
}
