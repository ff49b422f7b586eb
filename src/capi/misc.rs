//! Small things of `lws-misc.h` and others: strings, numbers, random bytes, heap, time.

use super::guard;
use super::variadic::{vsnprintf, with_va_list};
use crate::abi::{SONAME_NUMBER, lws_context, lws_protocol_vhost_options, lws_retry_bo, lws_usec_t, va_list};
use crate::sys::{clock, random};
use crate::util::{alloc, backoff, hex, json_simple};
use core::ffi::{CStr, c_char, c_int, c_uint, c_ulong, c_void};
use core::ptr::{null, null_mut};

/// The bytes of a C string; none for NULL.
///
/// # Safety
/// `p` is NULL or a C string that lives long enough.
pub(super) unsafe fn bytes<'a>(p: *const c_char) -> &'a [u8] {
    // SAFETY: the caller vouches for the string.
    if p.is_null() { b"" } else { unsafe { CStr::from_ptr(p) }.to_bytes() }
}

/// A C string for a log line.
///
/// # Safety
/// As for `bytes`.
pub(super) unsafe fn text<'a>(p: *const c_char) -> std::borrow::Cow<'a, str> {
    // SAFETY: the caller vouches for the string.
    String::from_utf8_lossy(unsafe { bytes(p) })
}

/// A length that C passes as `size_t` with ABI 19 and as `int` with ABI 17, where half of the register may be anything.
pub(super) fn size_arg(len: impl TryInto<usize>) -> usize {
    let len = len.try_into().unwrap_or(0);
    if SONAME_NUMBER == 17 { usize::try_from(len as c_int).unwrap_or(0) } else { len }
}

/// Copies text with a NUL into a buffer of `size` bytes, as far as it fits; how many bytes without the NUL.
///
/// # Safety
/// `to` has room for `size` bytes.
pub(super) unsafe fn copy_out(to: *mut c_char, size: usize, text: &[u8]) -> usize {
    let Some(room) = size.checked_sub(1) else { return 0 };
    let n = text.len().min(room);
    // SAFETY: the caller vouches for the room.
    unsafe {
        // The text may come from the same buffer.
        to.cast::<u8>().copy_from(text.as_ptr(), n);
        to.add(n).write(0);
    }
    n
}

/// As `snprintf()`, but returns how many bytes were written: at most `size`, which means that the text was cut. 0 for
/// a `size` of 0.
///
/// cbindgen:ignore
///
/// # Safety
/// `str` has room for `size` bytes; `format` and what follows are as `printf()` wants them.
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_snprintf() {
    with_va_list!(3, snprintf)
}

/// What `lws_snprintf` does: registers are buffer, size, format.
unsafe extern "C" fn snprintf(registers: *const usize, arguments: va_list) -> c_int {
    // SAFETY: `lws_snprintf` saved its registers there.
    let [to, size, format] = unsafe { *registers.cast::<[usize; 3]>() };
    if size == 0 || to == 0 {
        return 0;
    }
    // SAFETY: the caller vouches for the buffer, the format and its arguments.
    let n = unsafe { vsnprintf(to as *mut c_char, size, format as *const c_char, arguments) };
    usize::try_from(n).map_or(n, |n| c_int::try_from(n.min(size)).unwrap_or(c_int::MAX))
}

/// As `open()`; the descriptor is closed when the program executes another. Returns it, or -1 with `errno` set.
///
/// In C this has variable arguments; on the systems this library is built for, one passes a third argument in the same
/// register either way, and it is looked at only if the flags ask for it.
///
/// cbindgen:ignore
///
/// # Safety
/// `__file` is a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_open(__file: *const c_char, __oflag: c_int, mode: c_uint) -> c_int {
    guard("lws_open", -1, move || {
        if __file.is_null() {
            return -1;
        }
        let creates = __oflag & libc::O_CREAT != 0 || __oflag & libc::O_TMPFILE == libc::O_TMPFILE;
        let mode = if creates { mode } else { 0 };
        // SAFETY: the caller vouches for the path.
        unsafe { libc::open(__file, __oflag | libc::O_CLOEXEC, mode) }
    })
}

/// Copies a string as far as it fits, and always ends it. What is left of the `size` bytes is zeroed. Returns `dest`.
///
/// # Safety
/// `dest` has room for `size` bytes; `src` is a C string, or has that many bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_strncpy(dest: *mut c_char, src: *const c_char, size: usize) -> *mut c_char {
    guard("lws_strncpy", dest, move || {
        if !dest.is_null() && !src.is_null() && size != 0 {
            // SAFETY: the caller vouches for both; no more than `size` bytes are touched.
            unsafe {
                libc::strncpy(dest, src, size - 1);
                dest.add(size - 1).write(0);
            }
        }
        dest
    })
}

/// Finds the `nl` bytes at `name` in the `len` bytes at `buf`. Returns where they are, or NULL.
///
/// # Safety
/// `buf` has `len` bytes, `name` has `nl`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_nstrstr(buf: *const c_char, len: usize, name: *const c_char, nl: usize) -> *const c_char {
    guard("lws_nstrstr", null(), move || {
        if buf.is_null() || name.is_null() {
            return null();
        }
        // SAFETY: the caller vouches for both; what is found lies in `buf`.
        unsafe {
            let hay = core::slice::from_raw_parts(buf.cast::<u8>(), len);
            let needle = core::slice::from_raw_parts(name.cast::<u8>(), nl);
            memchr::memmem::find(hay, needle).map_or(null(), |n| buf.add(n))
        }
    })
}

/// Compares in a time that tells nothing about where the bytes differ. Returns 0 if they are the same.
///
/// # Safety
/// `a` and `b` have `len` bytes each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_timingsafe_bcmp(a: *const c_void, b: *const c_void, len: u32) -> c_int {
    guard("lws_timingsafe_bcmp", 1, move || {
        if len == 0 {
            return 0;
        }
        if a.is_null() || b.is_null() {
            return 1;
        }
        // SAFETY: the caller vouches for both.
        let (a, b) = unsafe {
            (
                core::slice::from_raw_parts(a.cast::<u8>(), len as usize),
                core::slice::from_raw_parts(b.cast::<u8>(), len as usize),
            )
        };
        let differ = a.iter().zip(b).fold(0u8, |sum, (a, b)| core::hint::black_box(sum | (a ^ b)));
        c_int::from(differ)
    })
}

/// Returns the seconds since 1970.
///
/// # Safety
/// Always safe to call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_now_secs() -> c_ulong {
    guard("lws_now_secs", 0, || {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(0, |since| since.as_secs() as c_ulong)
    })
}

/// Returns the microseconds of a clock that nobody sets; they count from some moment in the past.
///
/// # Safety
/// Always safe to call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_now_usecs() -> lws_usec_t {
    guard("lws_now_usecs", 0, || clock::monotonic_us() as lws_usec_t)
}

/// Fills `buf` with `len` random bytes that nobody can guess. Returns how many it wrote: `len`, unless the system
/// failed. The context is not looked at.
///
/// # Safety
/// `buf` has room for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_random(_context: *mut lws_context, buf: *mut c_void, len: usize) -> usize {
    guard("lws_get_random", 0, move || {
        if buf.is_null() {
            return 0;
        }
        // SAFETY: the caller vouches for the room; it is only written.
        random::fill(unsafe {
            buf.cast::<u8>().write_bytes(0, len);
            core::slice::from_raw_parts_mut(buf.cast::<u8>(), len)
        })
    })
}

/// Turns hexadecimal digits, two to a byte, into bytes.
///
/// Returns how many bytes, which must be fewer than `max`; -1 when there are `max` or more, an odd number of digits, or
/// anything else in the text.
///
/// # Safety
/// `h` is a C string; `dest` has room for `max` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_hex_to_byte_array(h: *const c_char, dest: *mut u8, max: c_int) -> c_int {
    guard("lws_hex_to_byte_array", -1, move || {
        if h.is_null() || dest.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for the text and the room, in which the bytes fit.
        unsafe {
            match hex::decode(bytes(h)).map(|out| (c_int::try_from(out.len()), out)) {
                Some((Ok(n), out)) if n < max => {
                    dest.copy_from_nonoverlapping(out.as_ptr(), out.len());
                    n
                }
                _ => -1,
            }
        }
    })
}

/// Writes bytes as hexadecimal digits, lower case, with a NUL, as far as they fit in `len` bytes.
///
/// # Safety
/// `src` has `slen` bytes, `dest` has room for `len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_hex_from_byte_array(src: *const u8, slen: usize, dest: *mut c_char, len: usize) {
    guard("lws_hex_from_byte_array", (), move || {
        if dest.is_null() || (src.is_null() && slen != 0) {
            return;
        }
        // SAFETY: the caller vouches for both. Both buffers exist, so neither length is absurd.
        unsafe {
            let from = if slen == 0 { &[] } else { core::slice::from_raw_parts(src, slen.min(len)) };
            let size = len.min(from.len().saturating_mul(2).saturating_add(1));
            dest.cast::<u8>().write_bytes(0, size);
            hex::encode(from, core::slice::from_raw_parts_mut(dest.cast::<u8>(), size));
        }
    })
}

/// Fills a buffer with random hexadecimal digits and a NUL, `len` bytes in all; with ABI 17 the number of digits is even.
///
/// Returns 0; 1 when the system gave no random bytes, or `len` is 0. The context is not looked at.
///
/// # Safety
/// `dest` has room for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_hex_random(_context: *mut lws_context, dest: *mut c_char, len: usize) -> c_int {
    guard("lws_hex_random", 1, move || {
        let Some(mut digits) = len.checked_sub(1).filter(|_| !dest.is_null()) else { return 1 };
        if SONAME_NUMBER == 17 {
            digits -= digits % 2;
        }
        // Random bytes a few at a time: the caller's length allocates nothing.
        let mut at = 0;
        while at < digits {
            let mut some = [0u8; 32];
            if random::fill(&mut some) != some.len() {
                return 1;
            }
            for c in some.iter().flat_map(|byte| hex::lower(*byte)).take(digits - at) {
                // SAFETY: `at` stays below `len`, for which the caller vouches.
                unsafe { dest.add(at).cast::<u8>().write(c) };
                at += 1;
            }
        }
        // SAFETY: there is room for `len` bytes, and fewer are written.
        unsafe { dest.add(digits).write(0) };
        0
    })
}

/// Finds the value that follows a name in JSON text, without parsing it all.
///
/// `name` is the name with its quotes and colon: `"\"size\":"`. Returns the value, not ended by a NUL, with its length in
/// `*alen`: a string without its quotes (escapes stay), anything else up to the next comma or closing bracket. NULL
/// when the name is not there or nothing follows it.
///
/// # Safety
/// `buf` has `len` bytes; `name` is a C string; `alen` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_json_simple_find(
    buf: *const c_char,
    len: usize,
    name: *const c_char,
    alen: *mut usize,
) -> *const c_char {
    guard("lws_json_simple_find", null(), move || {
        if buf.is_null() || name.is_null() || alen.is_null() {
            return null();
        }
        // SAFETY: the caller vouches for all three; what is found lies in `buf`.
        unsafe {
            match json_simple::find(core::slice::from_raw_parts(buf.cast(), len), bytes(name)) {
                Some(found) => {
                    *alen = found.len();
                    buf.add(found.start)
                }
                None => null(),
            }
        }
    })
}

/// Compares the value that `lws_json_simple_find()` finds with a string. Returns 0 if they are the same.
///
/// # Safety
/// `buf` has `len` bytes; `name` and `comp` are C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_json_simple_strcmp(
    buf: *const c_char,
    len: usize,
    name: *const c_char,
    comp: *const c_char,
) -> c_int {
    guard("lws_json_simple_strcmp", -1, move || {
        if buf.is_null() || name.is_null() || comp.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for all.
        unsafe {
            let text: &[u8] = core::slice::from_raw_parts(buf.cast(), len);
            let (found, comp) = (json_simple::find(text, bytes(name)), bytes(comp));
            match found.map(|at| &text[at]).filter(|value| value.len() == comp.len()) {
                None => -1,
                Some(value) => value.cmp(comp) as c_int,
            }
        }
    })
}

/// Returns the version of lws whose API this is, exactly as LWS_LIBRARY_VERSION says it, then a blank and this library's
/// own name and version. The string is static.
///
/// # Safety
/// Always safe to call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_library_version() -> *const c_char {
    const TEXTS: [&str; 2] = [
        concat!("4.1.6- libwebsockets-rs ", env!("CARGO_PKG_VERSION"), "\0"),
        concat!("4.3.5-unknown libwebsockets-rs ", env!("CARGO_PKG_VERSION"), "\0"),
    ];
    TEXTS[usize::from(SONAME_NUMBER != 17)].as_ptr().cast()
}

/// Replaces the allocator from which rings, segment lists and what the program frees come.
///
/// `cb(ptr, size, reason)` resizes `ptr`, allocates if that is NULL, frees if `size` is 0. Call it before anything else;
/// NULL goes back to the C library's heap.
///
/// # Safety
/// `cb` behaves like `realloc()` and stays callable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_allocator(
    cb: Option<unsafe extern "C-unwind" fn(ptr: *mut c_void, size: usize, reason: *const c_char) -> *mut c_void>,
) {
    guard("lws_set_allocator", (), move || alloc::set(cb))
}

/// Resizes, allocates (`ptr` NULL) or frees (`size` 0) with the allocator that is set. `reason` says what for.
///
/// Returns the memory, which the caller frees with `size` 0; NULL when there is none, or it was freed.
///
/// # Safety
/// `ptr` is NULL or came from here; `reason` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_realloc(ptr: *mut c_void, size: usize, reason: *const c_char) -> *mut c_void {
    guard("lws_realloc", null_mut(), move || {
        // SAFETY: the caller vouches for the memory and the text.
        unsafe { alloc::realloc(ptr, size, if reason.is_null() { c"" } else { CStr::from_ptr(reason) }) }
    })
}

/// Finds the entry with a name in a list of per-vhost options. Returns it, or NULL.
///
/// # Safety
/// `pvo` is NULL or a list whose names are C strings; `name` is a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_pvo_search(
    pvo: *const lws_protocol_vhost_options,
    name: *const c_char,
) -> *const lws_protocol_vhost_options {
    guard("lws_pvo_search", null(), move || {
        let mut at = pvo;
        // SAFETY: the caller vouches for the list and the name.
        unsafe {
            while !at.is_null() && (name.is_null() || (*at).name.is_null() || bytes((*at).name) != bytes(name)) {
                at = (*at).next;
            }
        }
        at
    })
}

/// Gives the value of the entry with a name in a list of per-vhost options, in `*result`: the program's own string.
///
/// `in` is the list, as callbacks get it. Returns 0; 1 when there is no such entry, then `*result` stays.
///
/// # Safety
/// `in` is NULL or such a list; `name` is a C string; `result` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_pvo_get_str(r#in: *mut c_void, name: *const c_char, result: *mut *const c_char) -> c_int {
    guard("lws_pvo_get_str", 1, move || {
        // SAFETY: the caller vouches for the list, the name and the result.
        unsafe {
            let found = lws_pvo_search(r#in.cast_const().cast(), name);
            if found.is_null() || result.is_null() {
                return 1;
            }
            *result = (*found).value;
        }
        0
    })
}

/// Tells how long to wait before the next try, and counts it.
///
/// `*ctry` is the number of tries so far, which goes up by one. The table of `retry` gives the milliseconds (its last
/// entry from then on; 3000 without a table), to which a random part of `jitter_percent` (30 if 0) is added.
/// `*conceal`, if not NULL, is set to 1 while the tries are within `conceal_count`, after which it is time to give up.
/// Returns the milliseconds. The context is not looked at.
///
/// # Safety
/// `retry` is NULL or valid, with its table; `ctry` is valid; `conceal` is NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_retry_get_delay_ms(
    _context: *mut lws_context,
    retry: *const lws_retry_bo,
    ctry: *mut u16,
    conceal: *mut c_char,
) -> c_uint {
    guard("lws_retry_get_delay_ms", 3000, move || {
        let mut random = [0; 2];
        random::fill(&mut random);
        // SAFETY: the caller vouches for all three.
        unsafe {
            let mut none = 0;
            let tries = if ctry.is_null() { &raw mut none } else { ctry };
            let (mut table, mut jitter, mut conceals): (&[u32], u8, u16) = (&[], 0, 0);
            if let Some(retry) = retry.as_ref() {
                if !retry.retry_ms_table.is_null() {
                    table = core::slice::from_raw_parts(retry.retry_ms_table, retry.retry_ms_table_count.into());
                }
                (jitter, conceals) = (retry.jitter_percent, retry.conceal_count);
            }
            let ms = backoff::delay(table, jitter, *tries, u16::from_ne_bytes(random));
            *tries = (*tries).saturating_add(1);
            if !conceal.is_null() {
                *conceal = c_char::from(!retry.is_null() && *tries <= conceals);
            }
            ms
        }
    })
}
