//! The JSON parser: `lejp_*`, of `lws-lejp.h`.

use super::guard;
use crate::abi::{
    _lejp_parsing_stack, LEJP_REJECT_UNKNOWN, LEJPCB_CONSTRUCTED, LEJPCB_DESTRUCTED, LEJPCB_START, lejp_callback,
    lejp_ctx,
};
use crate::util::lejp::Parser;
use core::ffi::{c_char, c_int, c_uchar, c_void};
use core::ptr::null_mut;

/// The parser in C's memory, if there is one.
///
/// # Safety
/// `ctx` is NULL, or was constructed.
unsafe fn parser(ctx: *mut lejp_ctx) -> Option<Parser> {
    // SAFETY: the caller vouches for the state.
    (!ctx.is_null()).then(|| unsafe { Parser::new(ctx) })
}

/// Prepares a JSON parser, and tells its callback `LEJPCB_CONSTRUCTED`.
///
/// `callback(ctx, reason)` gets what is found; `user` is kept in `ctx->user`. `paths` are the names that the program looks
/// for, like `device.list[].name`, in which `*` stands for anything up to the next dot or the end: while the parser
/// is at the nth of them, `ctx->path_match` is n, counted from 1.
///
/// # Safety
/// `ctx` is valid to write; `callback` stays callable, and the `count_paths` strings valid, as long as it is used.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lejp_construct(
    ctx: *mut lejp_ctx,
    callback: lejp_callback,
    user: *mut c_void,
    paths: *const *const c_char,
    count_paths: c_uchar,
) {
    guard("lejp_construct", (), move || {
        if ctx.is_null() {
            return;
        }
        let count_paths = if paths.is_null() { 0 } else { count_paths };
        // SAFETY: the caller vouches for the memory; zeroes are a valid state.
        unsafe {
            ctx.write_bytes(0, 1);
            (*ctx).user = user;
            (*ctx).line = 1;
            (*ctx).pst[0] =
                _lejp_parsing_stack { user: null_mut(), callback, paths, count_paths, ppos: 0, path_match: 0 };
            Parser::new(ctx).call(LEJPCB_CONSTRUCTED);
        }
    })
}

/// Tells the callback `LEJPCB_DESTRUCTED`, so that it can free what it has allocated. The parser itself owns nothing.
///
/// # Safety
/// `ctx` is NULL, or was constructed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lejp_destruct(ctx: *mut lejp_ctx) {
    guard("lejp_destruct", (), move || {
        // SAFETY: the caller vouches for the state; its first callback is read before it is called.
        unsafe {
            if !ctx.is_null()
                && let Some(callback) = (*ctx).pst[0].callback
            {
                callback(ctx, LEJPCB_DESTRUCTED as c_char);
            }
        }
    })
}

/// Replaces the callback: the old one is told `LEJPCB_DESTRUCTED`, the new one `LEJPCB_CONSTRUCTED` and `LEJPCB_START`.
///
/// # Safety
/// `ctx` was constructed; `callback` stays callable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lejp_change_callback(ctx: *mut lejp_ctx, callback: lejp_callback) {
    guard("lejp_change_callback", (), move || {
        if ctx.is_null() {
            return;
        }
        // SAFETY: the caller vouches for the state and both callbacks.
        unsafe {
            lejp_destruct(ctx);
            (*ctx).pst[0].callback = callback;
            if let Some(callback) = callback {
                callback(ctx, LEJPCB_CONSTRUCTED as c_char);
                callback(ctx, LEJPCB_START as c_char);
            }
        }
    })
}

/// Parses the next piece of a JSON text, which starts with `{` or `[` (an empty `{}` alone is refused, as lws does). `#`
/// starts a comment up to the end of the line.
///
/// The callback gets numbers, words and strings in `ctx->buf` (`ctx->npos` bytes and a NUL; strings of 254 bytes and
/// more in chunks) and the names around in `ctx->path`.
/// Returns `LEJP_CONTINUE` (-1) when more is needed; how many bytes were left over, 0 or more, when the text is complete;
/// another negative number, `LEJP_REJECT_...`, when it is no JSON, it nests too deeply, its names are too long, or
/// the callback returned something other than 0.
///
/// # Safety
/// `ctx` was constructed; `json` has `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lejp_parse(ctx: *mut lejp_ctx, json: *const c_uchar, len: c_int) -> c_int {
    guard("lejp_parse", LEJP_REJECT_UNKNOWN, move || {
        let len = if json.is_null() { 0 } else { usize::try_from(len).unwrap_or(0) };
        // SAFETY: the caller vouches for the state and the text.
        unsafe {
            let text = if len == 0 { &[] } else { core::slice::from_raw_parts(json, len) };
            parser(ctx).map_or(LEJP_REJECT_UNKNOWN, |parser| parser.parse(text))
        }
    })
}

/// Gives what follows to another callback with other paths, until `lejp_parser_pop()`. For use in a callback.
///
/// Returns 0; -1 when five are on top of each other already.
///
/// # Safety
/// `ctx` was constructed; `lejp_cb` and the `paths_count` strings stay valid until then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lejp_parser_push(
    ctx: *mut lejp_ctx,
    user: *mut c_void,
    paths: *const *const c_char,
    paths_count: c_uchar,
    lejp_cb: lejp_callback,
) -> c_int {
    guard("lejp_parser_push", -1, move || {
        let count_paths = if paths.is_null() { 0 } else { paths_count };
        let new = _lejp_parsing_stack { user, callback: lejp_cb, paths, count_paths, ppos: 0, path_match: 0 };
        // SAFETY: the caller vouches for the state.
        let pushed = unsafe { parser(ctx) }.is_some_and(|parser| parser.push_parser(new));
        if pushed { 0 } else { -1 }
    })
}

/// Goes back to the callback and paths before the last `lejp_parser_push()`. Returns 0; -1 when there was none.
///
/// # Safety
/// `ctx` was constructed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lejp_parser_pop(ctx: *mut lejp_ctx) -> c_int {
    guard("lejp_parser_pop", -1, move || {
        // SAFETY: the caller vouches for the state.
        if unsafe { parser(ctx) }.is_some_and(Parser::pop_parser) { 0 } else { -1 }
    })
}

/// Looks again which of the paths the parser is at, if `ctx->path_match` is 0, and sets that.
///
/// # Safety
/// `ctx` was constructed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lejp_check_path_match(ctx: *mut lejp_ctx) {
    guard("lejp_check_path_match", (), move || {
        // SAFETY: the caller vouches for the state.
        if let Some(parser) = unsafe { parser(ctx) } {
            parser.check_path();
        }
    })
}

/// Copies what the nth `*` (from 0) of the path that matched stands for, as far as it fits in `len` bytes with a NUL.
///
/// Returns its length plus 1; 0 when there is no such `*`.
///
/// # Safety
/// `ctx` was constructed; `dest` has room for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lejp_get_wildcard(
    ctx: *mut lejp_ctx,
    wildcard: c_int,
    dest: *mut c_char,
    len: c_int,
) -> c_int {
    guard("lejp_get_wildcard", 0, move || {
        let (Ok(n), Ok(size)) = (usize::try_from(wildcard), usize::try_from(len)) else { return 0 };
        if dest.is_null() || size == 0 {
            return 0;
        }
        // SAFETY: the caller vouches for the state and the room.
        unsafe {
            let found = parser(ctx).and_then(|parser| parser.wildcard(n, size));
            found.map_or(0, |text| super::misc::copy_out(dest, size, &text) as c_int + 1)
        }
    })
}

/// Returns in words what a negative result of `lejp_parse()` means. The string is static.
///
/// # Safety
/// Always safe to call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lejp_error_to_string(e: c_int) -> *const c_char {
    match e {
        -1.. => c"",
        -2 => c"the text does not start with { or [",
        -3 => c"an object closes too early",
        -4 => c"a name must start with a quote",
        -5 => c"a string ends that never started",
        -6 => c"a control character in a string",
        -7 => c"an unknown escape in a string",
        -8 => c"not a hexadecimal digit",
        -9 => c"a colon is missing after a name",
        -10 => c"not the start of a value",
        -11 => c"no digit after the decimal point",
        -12 => c"not a number",
        -13 => c"a bad exponent",
        -14 => c"neither true nor false nor null",
        -15 => c"] without [",
        -16 => c"] closes something other than an array",
        -17 => c"neither , nor ] after an element",
        -18 => c"nested too deeply",
        -19 => c"too many arrays in each other",
        -20 => c"a number is too long",
        -21 => c"neither a comma nor an end after a value",
        -22 => c"unknown",
        -23 => c"the callback ended it",
        _ => c"unknown error",
    }
    .as_ptr()
}
