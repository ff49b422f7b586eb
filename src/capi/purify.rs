//! Text made safe to stand inside other text, and whole files: `lws-purify.h`, and URL coding of `lws-http.h`.

use super::guard;
use super::misc::{bytes, copy_out, size_arg};
use crate::util::purify;
use core::ffi::{c_char, c_int, c_void};

/// Copies a string with single quotes doubled, for SQL, as far as it fits in `len` bytes with a NUL. Returns `escaped`.
///
/// # Safety
/// `escaped` has room for `len` bytes; `string` is a C string elsewhere.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sql_purify(
    escaped: *mut c_char,
    string: *const c_char,
    len: crate::abi::lws_len_t,
) -> *const c_char {
    guard("lws_sql_purify", escaped.cast_const(), move || {
        if !escaped.is_null() {
            let len = size_arg(len);
            // SAFETY: the caller vouches for both.
            unsafe { copy_out(escaped, len, &purify::sql(bytes(string), len)) };
        }
        escaped.cast_const()
    })
}

/// Copies a string escaped for JSON, as far as it fits in `len` bytes with a NUL.
///
/// NULL gives an empty string. `*in_used`, if not NULL, becomes how many bytes of `string` the text stands for. Returns
/// `escaped`.
///
/// # Safety
/// `escaped` has room for `len` bytes; `string` is NULL or a C string elsewhere; `in_used` is NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_json_purify(
    escaped: *mut c_char,
    string: *const c_char,
    len: c_int,
    in_used: *mut c_int,
) -> *const c_char {
    guard("lws_json_purify", escaped.cast_const(), move || {
        let len = usize::try_from(len).unwrap_or(0);
        if escaped.is_null() {
            return escaped.cast_const();
        }
        // SAFETY: the caller vouches for all.
        unsafe {
            let (out, used) = purify::json(bytes(string), len);
            copy_out(escaped, len, &out);
            if !in_used.is_null() && !string.is_null() {
                *in_used = used as c_int;
            }
        }
        escaped.cast_const()
    })
}

/// Returns how many bytes a string may need when it is escaped for JSON, without the NUL.
///
/// # Safety
/// `string` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_json_purify_len(string: *const c_char) -> c_int {
    guard("lws_json_purify_len", 0, move || {
        // SAFETY: the caller vouches for the string.
        c_int::try_from(purify::json_len(unsafe { bytes(string) })).unwrap_or(c_int::MAX)
    })
}

/// Replaces what could lead a file name elsewhere by underscores: `..`, `:`, `\`, `$` and `%`. A `/` stays.
///
/// # Safety
/// `filename` is NULL or a C string that can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_filename_purify_inplace(filename: *mut c_char) {
    guard("lws_filename_purify_inplace", (), move || {
        if !filename.is_null() {
            // SAFETY: the caller vouches for the string, without its NUL.
            purify::filename(unsafe { core::slice::from_raw_parts_mut(filename.cast(), libc::strlen(filename)) });
        }
    })
}

/// Copies a string encoded for the query of a URL, as far as it fits in `len` bytes with a NUL: a space becomes `+`, what
/// is no ASCII letter or digit `%XX`. Returns `escaped`.
///
/// # Safety
/// `escaped` has room for `len` bytes; `string` is a C string elsewhere.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_urlencode(escaped: *mut c_char, string: *const c_char, len: c_int) -> *const c_char {
    guard("lws_urlencode", escaped.cast_const(), move || {
        let len = usize::try_from(len).unwrap_or(0);
        if !escaped.is_null() {
            // SAFETY: the caller vouches for both.
            unsafe { copy_out(escaped, len, &purify::url_encode(bytes(string), len)) };
        }
        escaped.cast_const()
    })
}

/// Decodes `+` and `%XX`, as far as it fits in `len` bytes with a NUL. The two buffers may be the same; then `len` bytes
/// and a NUL fit.
///
/// Returns 0; -1 when something other than two hexadecimal digits follows a `%`, then what comes before it is decoded.
///
/// # Safety
/// `string` has room for `len` bytes; `escaped` is a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_urldecode(string: *mut c_char, escaped: *const c_char, len: c_int) -> c_int {
    guard("lws_urldecode", -1, move || {
        let Ok(len) = usize::try_from(len) else { return -1 };
        if string.is_null() || escaped.is_null() {
            return -1;
        }
        // A string decoded in place never gets longer: its own NUL has room.
        let size = if core::ptr::eq(string, escaped) { len.saturating_add(1) } else { len };
        // SAFETY: the caller vouches for both.
        unsafe {
            let (out, good) = purify::url_decode(bytes(escaped), size.saturating_sub(1));
            copy_out(string, size, &out);
            if good { 0 } else { -1 }
        }
    })
}

/// Reads the start of a file into a buffer. Returns how many bytes, at most `len`; -1 when it cannot be read.
///
/// # Safety
/// `filename` is a C string; `buf` has room for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_plat_read_file(
    filename: *const c_char,
    buf: *mut c_void,
    len: crate::abi::lws_len_t,
) -> c_int {
    guard("lws_plat_read_file", -1, move || {
        if filename.is_null() || buf.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for the name and the buffer.
        unsafe {
            let fd = libc::open(filename, libc::O_RDONLY | libc::O_CLOEXEC);
            if fd < 0 {
                return -1;
            }
            let n = libc::read(fd, buf, size_arg(len).min(c_int::MAX as usize));
            libc::close(fd);
            n as c_int
        }
    })
}

/// Makes or empties a file, with mode 0600 if it is new, and writes a buffer to it. Returns 0; 1 when that fails.
///
/// # Safety
/// `filename` is a C string; `buf` has `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_plat_write_file(
    filename: *const c_char,
    buf: *mut c_void,
    len: crate::abi::lws_len_t,
) -> c_int {
    guard("lws_plat_write_file", 1, move || {
        let len = size_arg(len);
        if filename.is_null() || (buf.is_null() && len != 0) {
            return 1;
        }
        // SAFETY: the caller vouches for the name and the buffer.
        unsafe {
            let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_TRUNC | libc::O_CLOEXEC;
            let fd = libc::open(filename, flags, 0o600 as libc::c_uint);
            if fd < 0 {
                return 1;
            }
            let data = if len == 0 { &[] } else { core::slice::from_raw_parts(buf.cast::<u8>(), len) };
            let written = crate::util::log::write_all(fd, data);
            c_int::from(libc::close(fd) != 0 || !written)
        }
    })
}
