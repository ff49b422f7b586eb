//! HTTP texts: templates, dates, credentials.

use super::{guard, with_wsi};
use crate::abi::{self, lws, lws_process_html_args, lws_process_html_state, lws_usec_t, time_t};
use crate::proto::http::date;
use crate::proto::http::template::{self, Held};
use crate::role::http::headers;
use crate::util::{b64, log};
use core::ffi::{CStr, c_char, c_int};

/// What lws wants free behind a piece: the end of a chunked body.
const CHUNK_END_ROOM: usize = 7;
/// How far before a piece the size of its chunk may reach.
const CHUNK_SIZE_ROOM: usize = 10;

/// Replaces variables in a piece of a file, in place. Call it in LWS_CALLBACK_PROCESS_HTML with what `in` points to.
///
/// A variable is a name of at most 14 bytes that begins with `$`, and ends where no other of `vars` begins alike; what
/// `replace` gives for it (NULL: the text `NULL`) is not looked at again. A variable that lies across two pieces is held
/// back in `s`, so that each file needs a state of its own, with `pos` 0 at its beginning.
///
/// With `chunked` in `args`, a chunk is made of the piece: its size goes before it (so `p` moves down by up to ten bytes),
/// the line end, and with `final` the last chunk, go behind it.
///
/// @param args the piece: `p`, `len`, how long it may become (`max_len`); changed to what is to be sent
/// @param s the variables, and how far one at the end of the last piece goes
/// @return 0; -1 when what came out does not fit into `max_len`: return -1 from the callback
///
/// # Safety
/// Both are NULL or valid; `p` is writable for `max_len` bytes, and, with `chunked`, for ten bytes before it; `vars` has
/// `count_vars` C strings; `replace` is NULL or may be called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_chunked_html_process(
    args: *mut lws_process_html_args,
    s: *mut lws_process_html_state,
) -> c_int {
    guard("lws_chunked_html_process", -1, move || {
        // SAFETY: the caller's promise. No reference is held while `replace` runs.
        let (a, mut state) = unsafe {
            let (Some(a), Some(state)) = (args.as_ref().copied(), s.as_ref().copied()) else { return -1 };
            (a, state)
        };
        let (Ok(len), Ok(room)) = (usize::try_from(a.len), usize::try_from(a.max_len)) else { return -1 };
        if a.p.is_null() || len > room {
            return -1;
        }
        // SAFETY: the caller's promise: `len` readable bytes, and `count_vars` C strings.
        let (piece, vars) = unsafe {
            let piece = core::slice::from_raw_parts(a.p.cast::<u8>(), len).to_vec();
            let count = if state.vars.is_null() { 0 } else { usize::try_from(state.count_vars).unwrap_or(0) };
            let names = (0..count)
                .map(|i| *state.vars.add(i))
                .map(|v| if v.is_null() { &[][..] } else { CStr::from_ptr(v).to_bytes() });
            (piece, names.collect::<Vec<&[u8]>>())
        };
        let swallowed = state.swallow.map(|c| c as u8);
        let mut held = Held::new(swallowed.get(..usize::try_from(state.pos).unwrap_or(0)).unwrap_or_default());
        let last = a.r#final != 0;
        let body = template::process(&mut held, &piece, &vars, last, |i, out| {
            // SAFETY: the caller's promise; what it gives is a C string or NULL.
            let text = state.replace.map_or(core::ptr::null(), |f| unsafe { f(state.data, i as c_int) });
            // SAFETY: as above.
            out.extend_from_slice(if text.is_null() { b"NULL" } else { unsafe { CStr::from_ptr(text) }.to_bytes() });
        });
        if body.len() + CHUNK_END_ROOM >= room {
            log::err(format_args!(
                "lws_chunked_html_process: {} bytes do not fit into max_len {room}; the replacements are too long",
                body.len()
            ));
            return -1;
        }
        let mut made = Vec::with_capacity(body.len() + 16);
        let mut before = 0;
        if a.chunked != 0 {
            // A chunk of no bytes would end the body.
            if !body.is_empty() {
                made.extend_from_slice(format!("{:X}\r\n", body.len()).as_bytes());
                before = made.len();
                made.extend_from_slice(&body);
                made.extend_from_slice(b"\r\n");
            }
            if last {
                made.extend_from_slice(b"0\r\n\r\n");
            }
        } else {
            made = body;
        }
        if before > CHUNK_SIZE_ROOM {
            return -1;
        }
        for (to, from) in state.swallow.iter_mut().zip(held.bytes().iter().chain(std::iter::repeat(&0))) {
            *to = *from as c_char;
        }
        state.pos = held.bytes().len() as c_int;
        let begin = a.p.wrapping_sub(before);
        state.start = begin;
        // SAFETY: the caller's promise: ten bytes before `p` when chunked, and `max_len` behind it, of which the body and
        // seven more were checked to fit.
        unsafe {
            core::ptr::copy_nonoverlapping(made.as_ptr(), begin.cast(), made.len());
            (*args).p = begin;
            (*args).len = made.len() as c_int;
            (*s).swallow = state.swallow;
            (*s).pos = state.pos;
            (*s).start = state.start;
        }
        0
    })
}

/// Reads a date as HTTP writes it, `Tue, 15 Nov 1994 08:12:31 GMT`. What stands behind its 29 bytes is not looked at. Since
/// lws 4.3.
///
/// @param b the text, which needs no NUL
/// @param len its length
/// @param t gets the seconds since 1970
/// @return 0, or -1 when this is no such date; `t` then stays as it was
///
/// # Safety
/// `b` is NULL or readable for `len` bytes; `t` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_date_parse_unix(b: *const c_char, len: usize, t: *mut time_t) -> c_int {
    guard("lws_http_date_parse_unix", -1, move || {
        if b.is_null() || t.is_null() || len < date::LENGTH {
            return -1;
        }
        // SAFETY: the caller's promise.
        let text = unsafe { core::slice::from_raw_parts(b.cast::<u8>(), date::LENGTH) };
        let Some(secs) = date::parse_fixed(text) else { return -1 };
        // SAFETY: the caller's promise.
        unsafe { *t = secs as time_t };
        0
    })
}

/// Writes a date as HTTP has it, `Tue, 15 Nov 1994 08:12:31 GMT`, and a NUL: 30 bytes. Since lws 4.3.
///
/// @param buf where to
/// @param len room at `buf`
/// @param t the seconds since 1970
/// @return 0, or -1 when there is no room, or the year has not four digits
///
/// # Safety
/// `buf` is NULL or writable for `len` bytes; `t` is NULL or readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_date_render_from_unix(buf: *mut c_char, len: usize, t: *const time_t) -> c_int {
    guard("lws_http_date_render_from_unix", -1, move || {
        if buf.is_null() || t.is_null() || len <= date::LENGTH {
            return -1;
        }
        // SAFETY: the caller's promise.
        let Some(text) = date::format_fixed(unsafe { *t }) else { return -1 };
        // SAFETY: as above: there is room for the text and its NUL.
        unsafe {
            core::ptr::copy_nonoverlapping(text.as_ptr(), buf.cast(), text.len());
            *buf.add(text.len()) = 0;
        }
        0
    })
}

/// How long the peer asks to wait, by its Retry-After header: seconds, or a date, which counts from the peer's own Date.
/// Since lws 4.3.
///
/// @param us_interval_in_out in: the microseconds to wait without it; out: those that the peer asks for, if they are more
/// @return 0 when it was made longer; 1 when it stays: there is no such header, it is unreadable, or asks for less
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `us_interval_in_out` is NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_check_retry_after(wsi: *mut lws, us_interval_in_out: *mut lws_usec_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_http_check_retry_after", wsi, 1, move |w| {
            let Some(interval) = us_interval_in_out.as_mut() else { return 1 };
            let value = headers::joined(w, abi::WSI_TOKEN_HTTP_RETRY_AFTER);
            let secs = match date::parse(&value) {
                Some(until) => {
                    let theirs = date::parse(&headers::joined(w, abi::WSI_TOKEN_HTTP_DATE));
                    let now = std::time::UNIX_EPOCH.elapsed().map_or(0, |d| d.as_secs());
                    until.saturating_sub(theirs.unwrap_or(now))
                }
                None => {
                    let digits = value.iter().take_while(|b| b.is_ascii_digit()).count();
                    std::str::from_utf8(&value[..digits]).ok().and_then(|d| d.parse().ok()).unwrap_or(0)
                }
            };
            let asked = i64::try_from(secs).unwrap_or(i64::MAX).saturating_mul(1_000_000);
            if asked == 0 || asked < *interval {
                return 1;
            }
            *interval = asked;
            0
        })
    }
}

/// Longest `user:password`, as in lws.
const LONGEST_LOGIN: usize = 125;

/// Writes the value of an Authorization header: `Basic`, and user and password in base64, with a NUL.
///
/// @param user the user, a C string
/// @param pw the password, a C string
/// @param buf where to
/// @param len room at `buf`
/// @return 0; 1 when there is no room or something is NULL; 2 when user and password are longer than 125 bytes together
///
/// # Safety
/// `user` and `pw` are NULL or C strings; `buf` is NULL or writable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_basic_auth_gen(
    user: *const c_char,
    pw: *const c_char,
    buf: *mut c_char,
    len: usize,
) -> c_int {
    guard("lws_http_basic_auth_gen", 1, move || {
        if user.is_null() || pw.is_null() || buf.is_null() {
            return 1;
        }
        // SAFETY: the caller's promise.
        let (user, pw) = unsafe { (CStr::from_ptr(user).to_bytes(), CStr::from_ptr(pw).to_bytes()) };
        let plain = [user, b":", pw].concat();
        if plain.len() > LONGEST_LOGIN {
            return if len < 7 + 4 * plain.len() / 3 { 1 } else { 2 };
        }
        let text = [b"Basic ", &b64::encode(&plain, false)[..]].concat();
        if text.len() >= len {
            return 1;
        }
        // SAFETY: the caller's promise: there is room for the text and its NUL.
        unsafe {
            core::ptr::copy_nonoverlapping(text.as_ptr(), buf.cast(), text.len());
            *buf.add(text.len()) = 0;
        }
        0
    })
}
