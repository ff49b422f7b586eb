//! The log: one process-wide context and, where a program gives its own, further ones.
//!
//! A line is put together in one buffer on the stack, so that logging works from any thread, in a signal-stopped
//! moment of another one, and when there is no memory left.

use core::cell::{Cell, UnsafeCell};
use core::ffi::{CStr, c_char, c_int, c_void};
use core::fmt;
use core::sync::atomic::{AtomicI32, AtomicPtr, AtomicU8, AtomicU32, Ordering::Relaxed};

pub use crate::abi::{LLL_DEBUG, LLL_ERR, LLL_INFO, LLL_NOTICE, LLL_USER, LLL_WARN};

const LLLF_LOG_CONTEXT_AWARE: u32 = crate::abi::LLLF_LOG_CONTEXT_AWARE as u32;

/// One letter per level, from bit 0 up.
const LETTERS: &[u8; 12] = b"EWNIDPHXCLUT";
/// One terminal colour per level, from bit 0 up.
const COLOURS: [&str; 12] = ["31;1", "36;1", "35;1", "32;1", "34;1", "33;1", "33", "33", "33", "33;1", "0;1", "31"];

/// Whether the emitter is handed lines that already carry the time (lws 4.3), or adds it itself (lws 4.1).
const LINES_CARRY_TIME: bool = crate::abi::SONAME_NUMBER != 17;

/// The longest line that is emitted, with its newline and its NUL.
pub const LINE_MAX: usize = 1024;

/// A function that is handed each log line: the level's bit, and the line as a C string that is valid during the call.
pub type Emit = unsafe extern "C-unwind" fn(c_int, *const c_char);
/// A function that is handed each log line of one context, and the line's length.
pub type EmitCx = unsafe extern "C-unwind" fn(*mut Cx, c_int, *const c_char, usize);
/// A function that may write at `*p` (up to `end`), move `*p` on, and so put something before each line.
pub type Prepend = unsafe extern "C-unwind" fn(*mut Cx, *mut c_void, *mut *mut c_char, *mut c_char);
/// A function that is told when an object starts (`1`) or stops (`-1`) using a context.
pub type Use = unsafe extern "C-unwind" fn(*mut Cx, c_int);

/// A log context, laid out as C's `lws_log_cx`; what another thread may change meanwhile is atomic.
#[repr(C)]
pub struct Cx {
    /// An `Emit`, or with `LLLF_LOG_CONTEXT_AWARE` an `EmitCx`.
    pub emit: AtomicPtr<c_void>,
    /// Told of each change of `refcount`.
    pub refcount_cb: Option<Use>,
    /// Puts something before the lines of the contexts below this one.
    pub prepend: Option<Prepend>,
    /// The context above this one, or null.
    pub parent: *mut Cx,
    /// The program's own.
    pub opaque: *mut c_void,
    /// The program's own, or the descriptor that `use_file` keeps.
    pub stg: AtomicPtr<c_void>,
    /// The levels that are let through, and the flags.
    pub lll_flags: AtomicU32,
    /// How many objects use this context.
    pub refcount: AtomicI32,
}

/// The process-wide context, to which C may get a pointer.
#[repr(transparent)]
struct Global(UnsafeCell<Cx>);

// SAFETY: this file changes only its atomic fields; the others belong to the program, which sets them before it logs
// from several threads.
unsafe impl Sync for Global {}

static DEFAULT: Global = Global(UnsafeCell::new(Cx {
    emit: AtomicPtr::new(emit_stderr as *mut c_void),
    refcount_cb: None,
    prepend: None,
    parent: core::ptr::null_mut(),
    opaque: core::ptr::null_mut(),
    stg: AtomicPtr::new(core::ptr::null_mut()),
    lll_flags: AtomicU32::new((LLL_ERR | LLL_WARN | LLL_NOTICE) as u32),
    refcount: AtomicI32::new(0),
}));

/// The process-wide context, as a pointer that C may keep.
pub fn default_cx() -> *mut Cx {
    DEFAULT.0.get()
}

/// The process-wide levels and flags.
fn flags() -> &'static AtomicU32 {
    // SAFETY: the static lives for ever, and this field is atomic.
    unsafe { &(*DEFAULT.0.get()).lll_flags }
}

/// The process-wide emitter.
fn emitter() -> &'static AtomicPtr<c_void> {
    // SAFETY: as in `flags`.
    unsafe { &(*DEFAULT.0.get()).emit }
}

/// The levels and flags of the process-wide context.
pub fn level() -> c_int {
    flags().load(Relaxed) as c_int
}

/// Sets the levels of the process-wide context and, if one is given, its emitter.
pub fn set_level(levels: c_int, emit: Option<Emit>) {
    // The emitter first: a line that another thread logs meanwhile must not reach one of the wrong kind.
    if let Some(emit) = emit {
        emitter().store(emit as *mut c_void, Relaxed);
    }
    flags().store(levels as u32 & !LLLF_LOG_CONTEXT_AWARE, Relaxed);
}

/// Logs one line of the library itself at one level. A final newline is added; control characters, which may come
/// from a peer, are shown as dots, so that nobody can forge a line.
pub fn emit(level: c_int, text: fmt::Arguments) {
    let cx = HERE.get();
    let cx = if cx.is_null() { default_cx() } else { cx };
    // SAFETY: the process-wide context is static; for any other one see `within`.
    if unsafe { (*cx).lll_flags.load(Relaxed) } & level as u32 == 0 {
        return;
    }
    let mut line = Line::new(LINES_CARRY_TIME.then_some(level));
    if !core::ptr::eq(cx, default_cx()) {
        // SAFETY: as above.
        unsafe { prepend_all(&mut line, cx, None, core::ptr::null_mut()) };
    }
    let start = line.at;
    // A Display that fails leaves a shorter line.
    let _ = fmt::write(&mut line, text);
    line.close();
    let end = line.at - 1;
    for byte in line.bytes[start..end].iter_mut().filter(|b| b.is_ascii_control() && **b != b'\t') {
        *byte = b'.';
    }
    // SAFETY: as above.
    unsafe { line.send(cx, level) };
}

thread_local! {
    /// Where the library's own lines of this thread go; null for the process-wide context. Nothing to drop.
    static HERE: Cell<*mut Cx> = const { Cell::new(core::ptr::null_mut()) };
}

/// The library's own lines of this thread go elsewhere until it is dropped.
pub struct Within(*mut Cx);

/// Has the library's own lines of this thread go to a log context, null for the process-wide one, for a while.
///
/// # Safety
/// `cx` is null or stays valid, with its parents, until the guard is dropped.
#[inline]
#[must_use]
pub unsafe fn within(cx: *mut Cx) -> Within {
    Within(HERE.replace(cx))
}

impl Drop for Within {
    #[inline]
    fn drop(&mut self) {
        HERE.set(self.0);
    }
}

/// One user of a context more (`change` above 0) or less; its `refcount_cb` is told.
///
/// # Safety
/// `cx` points to a valid context.
pub unsafe fn count_user(cx: *mut Cx, change: c_int) {
    // SAFETY: the caller vouches for the context and its function.
    unsafe {
        (*cx).refcount.fetch_add(if change > 0 { 1 } else { -1 }, Relaxed);
        if let Some(told) = (*cx).refcount_cb {
            told(cx, change);
        }
    }
}

/// Logs an error.
pub fn err(text: fmt::Arguments) {
    emit(LLL_ERR, text);
}

/// Logs a warning.
pub fn warn(text: fmt::Arguments) {
    emit(LLL_WARN, text);
}

/// Logs something worth knowing.
pub fn notice(text: fmt::Arguments) {
    emit(LLL_NOTICE, text);
}

/// Logs what the library is doing.
pub fn info(text: fmt::Arguments) {
    emit(LLL_INFO, text);
}

/// Logs a detail.
pub fn debug(text: fmt::Arguments) {
    emit(LLL_DEBUG, text);
}

/// Logs a line in the program's name.
pub fn user(text: fmt::Arguments) {
    emit(LLL_USER, text);
}

/// A line in the making. Room for `...`, the newline and the NUL is always left.
struct Line {
    bytes: [u8; LINE_MAX],
    at: usize,
    cut: bool,
}

impl Line {
    /// What fits before the end of a cut line.
    const ROOM: usize = LINE_MAX - 5;

    fn new(time_for: Option<c_int>) -> Line {
        let mut line = Line { bytes: [0; LINE_MAX], at: 0, cut: false };
        if let Some(level) = time_for {
            line.at = timestamp(level, &mut line.bytes[..64]);
        }
        line
    }

    fn push(&mut self, bytes: &[u8]) {
        let fits = bytes.len().min(Self::ROOM - self.at);
        self.bytes[self.at..self.at + fits].copy_from_slice(&bytes[..fits]);
        self.at += fits;
        self.cut |= fits < bytes.len();
    }

    /// Ends the line with exactly one newline, and with dots before it if it was cut.
    fn close(&mut self) {
        if self.cut {
            self.bytes[self.at..self.at + 3].copy_from_slice(b"...");
            self.at += 3;
        }
        if self.at == 0 || self.bytes[self.at - 1] != b'\n' {
            self.bytes[self.at] = b'\n';
            self.at += 1;
        }
        self.bytes[self.at] = 0;
    }

    /// Hands the line to the emitter of a context.
    ///
    /// # Safety
    /// `cx` points to a valid context whose emitter is of the kind that its flags say.
    unsafe fn send(&self, cx: *mut Cx, level: c_int) {
        // SAFETY: the caller vouches for the context.
        let (emit, flags) = unsafe { ((*cx).emit.load(Relaxed), (*cx).lll_flags.load(Relaxed)) };
        if emit.is_null() {
            return;
        }
        let text = self.bytes.as_ptr().cast();
        if flags & LLLF_LOG_CONTEXT_AWARE != 0 {
            // SAFETY: the flag says that this is an emitter of this kind; the line is NUL-terminated.
            unsafe { core::mem::transmute::<*mut c_void, EmitCx>(emit)(cx, level, text, self.at) }
        } else {
            // SAFETY: without the flag this is a plain emitter; the line is NUL-terminated.
            unsafe { core::mem::transmute::<*mut c_void, Emit>(emit)(level, text) }
        }
    }
}

impl fmt::Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text.as_bytes());
        Ok(())
    }
}

/// What writes the formatted text into the rest of a line: it gets the start and the size of the room, writes at most
/// that much with a NUL, and gives the length that the whole would have had, as C's `vsnprintf` does.
pub type Fill<'a> = &'a mut dyn FnMut(*mut c_char, usize) -> c_int;

/// Logs one line in a context, with what its parents, `prepend` and the function's name put before it.
///
/// # Safety
/// `cx` is null or points to a valid context, as do its `parent`s; `prepend` accepts `obj`; `function` is null or a C
/// string.
pub unsafe fn emit_cx(
    cx: *mut Cx,
    prepend: Option<Prepend>,
    obj: *mut c_void,
    level: c_int,
    function: *const c_char,
    fill: Fill,
) {
    let orphan = cx.is_null();
    let cx = if orphan { default_cx() } else { cx };
    // SAFETY: the caller vouches for the context.
    if unsafe { (*cx).lll_flags.load(Relaxed) } & level as u32 == 0 {
        return;
    }
    let mut line = Line::new(LINES_CARRY_TIME.then_some(level));
    // SAFETY: the caller vouches for the context, its parents, the function and the object.
    unsafe {
        prepend_all(&mut line, cx, prepend, obj);
        if !function.is_null() {
            line.push(CStr::from_ptr(function).to_bytes());
            line.push(b": ");
        }
    }
    let room = LINE_MAX - 1 - line.at;
    let length = fill(line.bytes[line.at..].as_mut_ptr().cast(), room);
    let length = usize::try_from(length).unwrap_or(0);
    if length >= room {
        line.at = Line::ROOM;
        line.cut = true;
        line.close();
    } else {
        line.at += length;
        line.bytes[line.at] = 0;
        if LINES_CARRY_TIME && length > 0 && line.at < Line::ROOM + 3 {
            line.close();
        }
    }
    // SAFETY: the caller vouches for the context.
    unsafe { line.send(cx, level) };
}

/// Lets the contexts above `cx`, the topmost first, and then `prepend` write before the line. A context without parents
/// writes before its own lines.
///
/// # Safety
/// As for `emit_cx`.
unsafe fn prepend_all(line: &mut Line, cx: *mut Cx, prepend: Option<Prepend>, obj: *mut c_void) {
    let mut depth = 0;
    let mut last = cx;
    // SAFETY: the caller vouches for the parents.
    while let parent @ 1.. = unsafe { (*last).parent } as usize {
        last = parent as *mut Cx;
        depth += 1;
    }
    loop {
        last = cx;
        for _ in 0..depth {
            // SAFETY: the walk above has seen that many parents.
            last = unsafe { (*last).parent };
        }
        // SAFETY: as above.
        if let Some(prepend) = unsafe { (*last).prepend } {
            // SAFETY: the context's own function, given its own context.
            unsafe { prepend_one(line, prepend, last, core::ptr::null_mut()) };
        }
        depth -= 1;
        if depth <= 0 {
            break;
        }
    }
    if let Some(prepend) = prepend {
        // SAFETY: the caller says that the function accepts the object.
        unsafe { prepend_one(line, prepend, last, obj) };
    }
}

/// Runs one prepending function and takes over how far it went, within the line.
///
/// # Safety
/// `prepend` accepts `cx` and `obj`, and writes no further than the end that it is given.
unsafe fn prepend_one(line: &mut Line, prepend: Prepend, cx: *mut Cx, obj: *mut c_void) {
    let start: *mut c_char = line.bytes.as_mut_ptr().cast();
    let mut p = start.wrapping_add(line.at);
    // SAFETY: the range from `p` to the end lies in the buffer; the caller vouches for the rest.
    unsafe { prepend(cx, obj, &mut p, start.wrapping_add(Line::ROOM)) };
    line.at = (p as usize).saturating_sub(start as usize).clamp(line.at, Line::ROOM);
}

/// Writes the time and the letter of `level` as lws does, e.g. `[2026/11/21 12:34:56:7890] E: `, with a NUL, and gives
/// the length. Nothing but the NUL for what is not exactly one level. A small buffer gets what fits.
pub fn timestamp(level: c_int, into: &mut [u8]) -> usize {
    let Some(nul) = into.first_mut() else { return 0 };
    *nul = 0;
    let Some(letter) = (0..LETTERS.len()).find(|n| level == 1 << n).map(|n| LETTERS[n] as char) else { return 0 };
    let mut now = libc::timeval { tv_sec: 0, tv_usec: 0 };
    // SAFETY: a plain structure to fill.
    unsafe { libc::gettimeofday(&mut now, core::ptr::null_mut()) };
    let fraction = now.tv_usec / 100;
    // SAFETY: all-zero is a valid `tm`, which `localtime_r` fills.
    let mut tm: libc::tm = unsafe { core::mem::zeroed() };
    // SAFETY: both point to valid structures.
    let known = !unsafe { libc::localtime_r(&now.tv_sec, &mut tm) }.is_null();
    let mut out = Fixed { bytes: into, at: 0 };
    // A fixed buffer cuts, and does not fail.
    let _ = if known {
        fmt::write(
            &mut out,
            format_args!(
                "[{:04}/{:02}/{:02} {:02}:{:02}:{:02}:{fraction:04}] {letter}: ",
                i64::from(tm.tm_year) + 1900,
                tm.tm_mon + 1,
                tm.tm_mday,
                tm.tm_hour,
                tm.tm_min,
                tm.tm_sec
            ),
        )
    } else {
        fmt::write(&mut out, format_args!("[{}:{fraction:04}] {letter}: ", now.tv_sec))
    };
    let at = out.at;
    into[at] = 0;
    at
}

/// Writes text into a slice, leaves room for a NUL, and cuts what does not fit.
struct Fixed<'a> {
    bytes: &'a mut [u8],
    at: usize,
}

impl fmt::Write for Fixed<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let fits = text.len().min(self.bytes.len() - 1 - self.at);
        self.bytes[self.at..self.at + fits].copy_from_slice(&text.as_bytes()[..fits]);
        self.at += fits;
        Ok(())
    }
}

/// The default emitter: stderr, with colours if it is a terminal.
///
/// # Safety
/// `line` is null or a C string.
pub unsafe extern "C-unwind" fn emit_stderr(level: c_int, line: *const c_char) {
    // SAFETY: as the caller vouches.
    unsafe { to_stderr(level, line, !LINES_CARRY_TIME) };
}

/// Like `emit_stderr`; adds no time.
///
/// # Safety
/// `line` is null or a C string.
pub unsafe extern "C-unwind" fn emit_stderr_notimestamp(level: c_int, line: *const c_char) {
    // SAFETY: as the caller vouches.
    unsafe { to_stderr(level, line, false) };
}

/// # Safety
/// `line` is null or a C string.
unsafe fn to_stderr(level: c_int, line: *const c_char, time: bool) {
    if line.is_null() {
        return;
    }
    // SAFETY: the caller vouches for the string.
    let text = unsafe { CStr::from_ptr(line) }.to_bytes();
    let mut out = [0u8; LINE_MAX + 128];
    let mut at = 0;
    let mut put = |bytes: &[u8]| {
        if bytes.len() > out.len() - at {
            write_all(libc::STDERR_FILENO, &out[..at]);
            at = 0;
        }
        match out.get_mut(at..at + bytes.len()) {
            Some(room) => {
                room.copy_from_slice(bytes);
                at += bytes.len();
            }
            None => _ = write_all(libc::STDERR_FILENO, bytes),
        }
    };
    let colour = terminal().then(|| COLOURS[(0..12).rev().find(|n| level & (1 << n) != 0).unwrap_or(0)]);
    if let Some(colour) = colour {
        put(b"\x1b[");
        put(colour.as_bytes());
        put(b"m");
    }
    if time {
        let mut stamp = [0; 64];
        let length = timestamp(level, &mut stamp);
        put(&stamp[..length]);
    }
    put(text);
    if colour.is_some() {
        put(b"\x1b[0m");
    }
    write_all(libc::STDERR_FILENO, &out[..at]);
}

/// Whether stderr is a terminal; asked once.
fn terminal() -> bool {
    static KNOWN: AtomicU8 = AtomicU8::new(0);
    if KNOWN.load(Relaxed) == 0 {
        // SAFETY: takes a number, gives a number.
        KNOWN.store(if unsafe { libc::isatty(libc::STDERR_FILENO) } == 1 { 3 } else { 2 }, Relaxed);
    }
    KNOWN.load(Relaxed) == 3
}

/// Writes all bytes to a descriptor if it takes them; whether it did.
pub fn write_all(fd: c_int, mut bytes: &[u8]) -> bool {
    while !bytes.is_empty() {
        // SAFETY: the slice is valid for its length.
        let n = unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) };
        match usize::try_from(n) {
            Ok(0) => return false,
            Ok(n) => bytes = &bytes[n..],
            Err(_) if std::io::Error::last_os_error().kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_has_the_form_of_lws() {
        let mut b = [0xffu8; 64];
        let n = timestamp(LLL_WARN, &mut b);
        let text = core::str::from_utf8(&b[..n]).unwrap();
        assert_eq!(text.len(), "[2026/11/21 12:34:56:7890] W: ".len(), "{text}");
        let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
        assert_eq!(shape, "[9999/99/99 99:99:99:9999] W: ");
        assert_eq!(b[n], 0);
        assert_eq!(timestamp(LLL_WARN | LLL_ERR, &mut b), 0);
        assert_eq!(timestamp(LLL_WARN, &mut b[..0]), 0);
        assert_eq!(timestamp(LLL_WARN, &mut b[..5]), 4);
        assert_eq!(b[4], 0);
    }

    #[test]
    fn a_long_line_is_cut_and_keeps_its_newline() {
        let mut line = Line::new(None);
        for _ in 0..400 {
            line.push(b"0123456789");
        }
        line.close();
        assert_eq!(line.at, LINE_MAX - 1);
        assert_eq!(&line.bytes[LINE_MAX - 6..], b"8...\n\0");
    }

    #[test]
    fn a_line_ends_in_one_newline() {
        for text in ["", "x", "x\n"] {
            let mut line = Line::new(None);
            line.push(text.as_bytes());
            line.close();
            assert_eq!(line.bytes[..line.at], *[text.trim_end().as_bytes(), b"\n"].concat());
        }
    }
}
