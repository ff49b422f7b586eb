//! Logging: `lws_log_*`, `lwsl_*` and what their macros call, of `lws-logs.h`.

use super::guard;
use super::variadic::{vsnprintf, with_va_list};
use crate::abi::{
    LLL_ERR, LLL_INFO, LLL_NOTICE, LLL_WARN, SONAME_NUMBER, lws, lws_context, lws_log_cx, lws_log_emit_t,
    lws_log_prepend_cx_t, lws_vhost, va_list,
};
use crate::core::dispatch;
use crate::util::{hexdump, log};
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::{null, null_mut};
use core::sync::atomic::Ordering::Relaxed;

// Both say the same to C; ours has atomic members.
const _: () = assert!(
    size_of::<log::Cx>() == size_of::<lws_log_cx>()
        && core::mem::offset_of!(log::Cx, stg) == core::mem::offset_of!(lws_log_cx, stg)
        && core::mem::offset_of!(log::Cx, lll_flags) == core::mem::offset_of!(lws_log_cx, lll_flags)
        && core::mem::offset_of!(log::Cx, refcount) == core::mem::offset_of!(lws_log_cx, refcount)
);

/// A log context of C's, as this library reads it.
fn ours(cx: *mut lws_log_cx) -> *mut log::Cx {
    cx.cast()
}

/// A prepending function of C's.
fn prepending(prepend: lws_log_prepend_cx_t) -> Option<log::Prepend> {
    // SAFETY: the two types differ only in the name of the context, whose layout is the same.
    unsafe { core::mem::transmute(prepend) }
}

/// Sets which levels the process-wide log lets through, and where its lines go.
///
/// `level` is `LLL_...` bits, or'ed; errors, warnings and notices are let through at first. `func` gets each line, with
/// its level's bit, as a string that is valid during the call; NULL keeps the emitter that is set, at first
/// `lwsl_emit_stderr()`. It may be called from any thread.
///
/// # Safety
/// `func` is NULL or stays callable as long as lines are logged.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_log_level(level: c_int, func: lws_log_emit_t) {
    guard("lws_set_log_level", (), move || log::set_level(level, func))
}

/// Returns whether the process-wide log lets lines of any of these levels through: 0 if not.
///
/// # Safety
/// Always safe to call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_visible(level: c_int) -> c_int {
    guard("lwsl_visible", 0, move || {
        let seen = log::level() & level;
        // lws 4.1 answers with the bits themselves.
        if SONAME_NUMBER == 17 { seen } else { c_int::from(seen != 0) }
    })
}

/// Logs a line of one level in the process-wide log, formatted as by `printf()`. C programs call it through `lwsl_err()`
/// and its like. The line is cut after about 1000 bytes.
///
/// cbindgen:ignore
///
/// # Safety
/// `format` and what follows are as `printf()` wants them.
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_log() {
    with_va_list!(2, log_line)
}

/// What `_lws_log` does: registers are level, format.
unsafe extern "C" fn log_line(registers: *const usize, arguments: va_list) {
    // SAFETY: `_lws_log` saved its registers there; its caller vouches for the format.
    unsafe { _lws_logv(*registers as c_int, *registers.add(1) as *const c_char, arguments) }
}

/// Logs a line of one level in the process-wide log, formatted as by `vprintf()`.
///
/// # Safety
/// `format` and `vl` are as `vprintf()` wants them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_logv(filter: c_int, format: *const c_char, vl: va_list) {
    // SAFETY: the caller vouches for format and arguments.
    guard("_lws_logv", (), move || unsafe { logv(null_mut(), None, null_mut(), filter, null(), format, vl) })
}

/// Formats a line and logs it in a context, or in the process-wide one for NULL.
///
/// # Safety
/// As the exported functions say.
unsafe fn logv(
    cx: *mut lws_log_cx,
    prepend: lws_log_prepend_cx_t,
    obj: *mut c_void,
    filter: c_int,
    function: *const c_char,
    format: *const c_char,
    arguments: va_list,
) {
    if format.is_null() {
        return;
    }
    let cx = if cx.is_null() { log::default_cx() } else { ours(cx) };
    // SAFETY: the caller vouches for the context, the object, the format and its arguments; `emit_cx` runs the closure
    // once, with room of that size.
    unsafe {
        log::emit_cx(cx, prepending(prepend), obj, filter, function, &mut |to, size| {
            vsnprintf(to, size, format, arguments)
        });
    }
}

/// Logs a line of one level in a log context, formatted as by `printf()`. C programs call it through `lwsl_wsi_err()` and
/// its like.
///
/// `cx` may be NULL for the process-wide context. `prep` may be NULL; otherwise it is called with `obj`, and may put
/// something before the line. `_fun` may be NULL; otherwise it comes before the line, with a colon.
///
/// cbindgen:ignore
///
/// # Safety
/// `cx` is NULL or a valid context; `format` and what follows are as `printf()` wants them.
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_log_cx() {
    with_va_list!(6, log_cx_line)
}

/// What `_lws_log_cx` does: registers are context, function, object, level, name, format.
unsafe extern "C" fn log_cx_line(registers: *const usize, arguments: va_list) {
    guard("_lws_log_cx", (), move || {
        // SAFETY: `_lws_log_cx` saved its six registers there, of these types; its caller vouches for them.
        unsafe {
            let prepend = core::mem::transmute::<usize, lws_log_prepend_cx_t>(*registers.add(1));
            let [cx, _, obj, level, function, format] = *registers.cast::<[usize; 6]>();
            logv(
                cx as *mut lws_log_cx,
                prepend,
                obj as *mut c_void,
                level as c_int,
                function as *const c_char,
                format as *const c_char,
                arguments,
            );
        }
    })
}

/// Writes the time, and the letter of a level, as log lines start with them: `[2026/11/21 12:34:56:7890] E: `.
///
/// The buffer gets what fits of its `len` bytes, with a NUL. Returns the length; 0 when `level` is not exactly one level.
///
/// # Safety
/// `p` has room for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_timestamp(level: c_int, p: *mut c_char, len: crate::abi::lws_len_t) -> c_int {
    guard("lwsl_timestamp", 0, move || {
        let len = super::misc::size_arg(len);
        if p.is_null() || len == 0 {
            return 0;
        }
        let mut stamp = [0; 64];
        let size = len.min(stamp.len());
        let n = log::timestamp(level, &mut stamp[..size]);
        // SAFETY: the caller vouches for the buffer.
        unsafe { super::misc::copy_out(p, size, &stamp[..n]) as c_int }
    })
}

/// Writes a log line to stderr, in colour if that is a terminal. With ABI 17 it puts the time before it; with ABI 19
/// lines carry it already.
///
/// # Safety
/// `line` is a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_emit_stderr(level: c_int, line: *const c_char) {
    // SAFETY: the caller vouches for the line.
    guard("lwsl_emit_stderr", (), move || unsafe { log::emit_stderr(level, line) })
}

/// Writes a log line to stderr, in colour if that is a terminal, and adds no time.
///
/// # Safety
/// `line` is a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_emit_stderr_notimestamp(level: c_int, line: *const c_char) {
    // SAFETY: the caller vouches for the line.
    guard("lwsl_emit_stderr_notimestamp", (), move || unsafe { log::emit_stderr_notimestamp(level, line) })
}

/// Hands a log line to `syslog()`: errors, warnings, notices and infos as such, the rest as debug.
///
/// # Safety
/// `line` is a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_emit_syslog(level: c_int, line: *const c_char) {
    guard("lwsl_emit_syslog", (), move || {
        if line.is_null() {
            return;
        }
        let priority = match level {
            LLL_ERR => libc::LOG_ERR,
            LLL_WARN => libc::LOG_WARNING,
            LLL_NOTICE => libc::LOG_NOTICE,
            LLL_INFO => libc::LOG_INFO,
            _ => libc::LOG_DEBUG,
        };
        // SAFETY: the format takes one C string, which the caller vouches for.
        unsafe { libc::syslog(priority, c"%s".as_ptr(), line) }
    })
}

/// Logs bytes at one level, sixteen to a line, in hexadecimal and as text, if the process-wide log lets that level
/// through.
///
/// # Safety
/// `vbuf` is NULL or has `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_hexdump_level(hexdump_level: c_int, vbuf: *const c_void, len: usize) {
    // SAFETY: the caller vouches for the bytes.
    guard("lwsl_hexdump_level", (), move || unsafe {
        dump(log::default_cx(), None, null_mut(), hexdump_level, vbuf, len)
    })
}

/// Logs bytes at one level of a log context, sixteen to a line. `prep` and `obj` are as for `_lws_log_cx()`.
///
/// # Safety
/// `cx` is NULL or a valid context; `vbuf` is NULL or has `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_hexdump_level_cx(
    cx: *mut lws_log_cx,
    prep: lws_log_prepend_cx_t,
    obj: *mut c_void,
    hexdump_level: c_int,
    vbuf: *const c_void,
    len: usize,
) {
    guard("lwsl_hexdump_level_cx", (), move || {
        let cx = if cx.is_null() { log::default_cx() } else { ours(cx) };
        // SAFETY: the caller vouches for the context and the bytes.
        unsafe { dump(cx, prepending(prep), obj, hexdump_level, vbuf, len) }
    })
}

/// Does nothing, as in lws built without debugging; see `lwsl_hexdump_level()`.
///
/// # Safety
/// Nothing is read: any arguments are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_hexdump(_buf: *const c_void, _len: usize) {}

/// # Safety
/// As the exported functions say.
unsafe fn dump(
    cx: *mut log::Cx,
    prepend: Option<log::Prepend>,
    obj: *mut c_void,
    level: c_int,
    bytes: *const c_void,
    len: usize,
) {
    // SAFETY: the caller vouches for the context.
    if unsafe { (*cx).lll_flags.load(Relaxed) } & level as u32 == 0 {
        return;
    }
    let say = |text: &str| {
        // SAFETY: the caller vouches for the context and the object; at most `size` bytes are copied, with a NUL.
        unsafe {
            log::emit_cx(cx, prepend, obj, level, null(), &mut |to, size| {
                let n = text.len().min(size.saturating_sub(1));
                to.cast::<u8>().copy_from_nonoverlapping(text.as_ptr(), n);
                to.add(n).write(0);
                text.len() as c_int
            });
        }
    };
    if len == 0 {
        say("(hexdump: zero length)\n");
    } else if bytes.is_null() {
        say("(hexdump: NULL ptr)\n");
    } else {
        // SAFETY: the caller vouches for the bytes.
        let bytes = unsafe { core::slice::from_raw_parts(bytes.cast::<u8>(), len) };
        hexdump::lines(bytes).for_each(|line| say(&line));
    }
}

/// An emitter for a log context that writes to the descriptor in its `stg`, as `lws_log_use_cx_file()` opens it.
///
/// # Safety
/// `cx` is valid; `line` has `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_log_emit_cx_file(cx: *mut lws_log_cx, _level: c_int, line: *const c_char, len: usize) {
    guard("lws_log_emit_cx_file", (), move || {
        if cx.is_null() || line.is_null() {
            return;
        }
        // SAFETY: the caller vouches for the context and the line.
        unsafe {
            let fd = (*ours(cx)).stg.load(Relaxed) as isize as c_int;
            if fd >= 0 && !log::write_all(fd, core::slice::from_raw_parts(line.cast(), len)) {
                log::write_all(libc::STDERR_FILENO, b"Unable to write log to file\n");
            }
        }
    })
}

/// A `refcount_cb` for a log context whose lines go to a file: opens the file named by `opaque`, emptied, with mode 0600,
/// for the first user, and closes it after the last.
///
/// # Safety
/// `cx` is valid, and its `opaque` a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_log_use_cx_file(cx: *mut lws_log_cx, _new: c_int) {
    guard("lws_log_use_cx_file", (), move || {
        if cx.is_null() {
            return;
        }
        // SAFETY: the caller vouches for the context and the name.
        unsafe {
            let cx = ours(cx);
            let users = (*cx).refcount.load(Relaxed);
            let fd = (*cx).stg.load(Relaxed) as isize as c_int;
            if _new > 0 && users == 1 && !(*cx).opaque.is_null() {
                let path: *const c_char = (*cx).opaque.cast();
                let flags = libc::O_CREAT | libc::O_TRUNC | libc::O_WRONLY | libc::O_CLOEXEC;
                let fd = libc::open(path, flags, 0o600 as libc::c_uint);
                (*cx).stg.store(fd as isize as *mut c_void, Relaxed);
                if fd < 0 {
                    let name = CStr::from_ptr(path).to_string_lossy();
                    let text = format!("Unable to open log {name}: {}\n", std::io::Error::last_os_error());
                    log::write_all(libc::STDERR_FILENO, text.as_bytes());
                }
            } else if _new <= 0 && users == 0 && fd >= 0 {
                libc::close(fd);
                (*cx).stg.store(-1isize as *mut c_void, Relaxed);
            }
        }
    })
}

/// Counts one user of a log context more (`_new` above 0) or less, and tells its `refcount_cb`. NULL is allowed.
///
/// # Safety
/// `cx` is NULL or a valid context.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_refcount_cx(cx: *mut lws_log_cx, _new: c_int) {
    guard("lwsl_refcount_cx", (), move || {
        if cx.is_null() {
            return;
        }
        // SAFETY: the caller vouches for the context and its function.
        unsafe { log::count_user(ours(cx), _new) };
    })
}

/// The log context of a context: `log_cx` of the info that it was made from, else the process-wide one. From any thread.
///
/// @return a pointer that stays valid as long as what the program gave; NULL when there is no such context
///
/// # Safety
/// `cx` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_context_get_cx(cx: *mut lws_context) -> *mut lws_log_cx {
    guard("lwsl_context_get_cx", null_mut(), move || {
        // SAFETY: the caller's promise.
        unsafe { dispatch::context_of(cx) }.map_or(null_mut(), |c| or_default(c.shared.log()))
    })
}

/// The log context of a vhost: `log_cx` of the info that it was made from, else that of its context. From any thread.
///
/// @return as lwsl_context_get_cx()
///
/// # Safety
/// `vh` is NULL or a vhost of this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_vhost_get_cx(vh: *mut lws_vhost) -> *mut lws_log_cx {
    guard("lwsl_vhost_get_cx", null_mut(), move || {
        // SAFETY: the caller's promise.
        unsafe { dispatch::vhost_of(vh) }.map_or(null_mut(), |v| or_default(dispatch::system::log_of(v)))
    })
}

/// The log context of a connection: that of its vhost. From any thread.
///
/// @return as lwsl_context_get_cx(); NULL for a closed connection
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsl_wsi_get_cx(wsi: *mut lws) -> *mut lws_log_cx {
    guard("lwsl_wsi_get_cx", null_mut(), move || {
        // SAFETY: the caller's promise.
        let Some(wsi) = (unsafe { dispatch::wsi_of(wsi) }) else { return null_mut() };
        match wsi.vhost() {
            Some(v) => or_default(dispatch::system::log_of(v)),
            None => wsi.context().map_or(null_mut(), |c| or_default(c.shared.log())),
        }
    })
}

/// A log context as C sees it; the process-wide one for null.
fn or_default(cx: *mut log::Cx) -> *mut lws_log_cx {
    if cx.is_null() { log::default_cx().cast() } else { cx.cast() }
}

/// Puts text at `*p`, before `e`, and moves `*p` on.
///
/// # Safety
/// `*p` to `e` is writable.
unsafe fn prepend(p: *mut *mut c_char, e: *mut c_char, text: core::fmt::Arguments) {
    if p.is_null() {
        return;
    }
    let text = text.to_string();
    // SAFETY: the caller vouches for the room; at most that much is copied.
    unsafe {
        let room = (e as usize).saturating_sub(*p as usize);
        let n = text.len().min(room.saturating_sub(1));
        (*p).cast::<u8>().copy_from_nonoverlapping(text.as_ptr(), n);
        *p = (*p).add(n);
    }
}

/// The prepending function of lines about a context: puts its name before them, that is `vhost_name` of the info that it
/// was made from; nothing without one.
///
/// # Safety
/// `obj` is NULL or came from lws_create_context(); `*p` to `e` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_log_prepend_context(
    _cx: *mut lws_log_cx,
    obj: *mut c_void,
    p: *mut *mut c_char,
    e: *mut c_char,
) {
    guard("lws_log_prepend_context", (), move || {
        // SAFETY: the caller's promise.
        unsafe {
            let name = dispatch::context_of(obj.cast_const().cast()).and_then(|c| c.with_limits(|l| l.name.clone())?);
            if let Some(name) = name {
                prepend(p, e, format_args!("{}: ", name.to_string_lossy()));
            }
        }
    })
}

/// The prepending function of lines about a vhost: puts lws_vh_tag() before them.
///
/// # Safety
/// `obj` is NULL or a vhost of this library; `*p` to `e` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_log_prepend_vhost(
    _cx: *mut lws_log_cx,
    obj: *mut c_void,
    p: *mut *mut c_char,
    e: *mut c_char,
) {
    // SAFETY: the caller's promise; a tag is a C string.
    guard("lws_log_prepend_vhost", (), move || unsafe {
        let tag = CStr::from_ptr(super::internal::lws_vh_tag(obj.cast()));
        prepend(p, e, format_args!("{}: ", tag.to_string_lossy()))
    })
}

/// The prepending function of lines about a connection: puts lws_wsi_tag() before them.
///
/// # Safety
/// `obj` is NULL or a connection of this library; `*p` to `e` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_log_prepend_wsi(
    _cx: *mut lws_log_cx,
    obj: *mut c_void,
    p: *mut *mut c_char,
    e: *mut c_char,
) {
    // SAFETY: the caller's promise; a tag is a C string.
    guard("lws_log_prepend_wsi", (), move || unsafe {
        let tag = CStr::from_ptr(super::internal::lws_wsi_tag(obj.cast()));
        prepend(p, e, format_args!("{}: ", tag.to_string_lossy()))
    })
}
