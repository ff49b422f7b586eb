//! The parser of form bodies: `lws_spa_*`, of `lws-spa.h`. The reading itself is `proto::http::form`'s; here are the
//! values that C gets pointers to, and the callback for files.
//!
//! A `struct lws_spa` is an object of a slab, so a pointer to one that was destroyed, or freed with the lwsac that it was
//! made in, is harmless. While the callback for files runs, nothing of the parser is borrowed, and a call that would
//! change it is refused or put off.

use super::{guard, with_wsi};
use crate::abi::{
    LWS_UFS_CLOSE, LWS_UFS_CONTENT, LWS_UFS_FINAL_CONTENT, LWS_UFS_OPEN, WSI_TOKEN_HTTP_CONTENT_TYPE, lws, lws_spa,
    lws_spa_create_info, lws_spa_create_info_t, lws_spa_fileupload_cb, lws_spa_fileupload_states,
};
use crate::core::slab::{Magic, Object, Slab, live};
use crate::proto::http::form::{Form, FormEvent, MIN_ROOM};
use crate::role::http::headers;
use crate::util::{log, lwsac as pool};
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::{null, null_mut};
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard};

/// The storage of a parser for which the program has given none.
const DEFAULT_STORAGE: usize = 512;
/// Most bytes of values that one parser puts into a lwsac.
const MAX_IN_LWSAC: usize = 1 << 20;

/// What C knows as `struct lws_spa`.
#[repr(C)]
struct Spa {
    magic: Magic,
    state: Mutex<Option<Box<State>>>,
}

impl Object for Spa {
    fn husk() -> Self {
        Spa { magic: Magic::default(), state: Mutex::new(None) }
    }
    fn magic(&self) -> &Magic {
        &self.magic
    }
}

static SPAS: Slab<Spa> = Slab::new(64, 1024);
/// The parsers whose values lie in a lwsac, with its first chunk: they go when it is freed.
static IN_LWSAC: Mutex<Vec<(usize, &'static Spa)>> = Mutex::new(Vec::new());
/// How many there are, so that freeing a lwsac need not look.
static IN_LWSAC_COUNT: AtomicUsize = AtomicUsize::new(0);

#[derive(Clone, Copy)]
struct Value {
    text: *const c_char,
    len: c_int,
}

/// The memory that values and slices of files are put into.
struct Storage {
    at: *mut u8,
    /// How much of it was asked for. `MIN_ROOM` bytes follow, for slices of files when values have filled the rest.
    size: usize,
    /// How much of it values have taken.
    used: usize,
}

impl Storage {
    fn new(size: usize) -> Option<Self> {
        // SAFETY: any size may be asked for. Zeroed, since the reader gets it as plain bytes.
        let at = unsafe { libc::calloc(1, size.checked_add(MIN_ROOM)?) }.cast::<u8>();
        (!at.is_null()).then_some(Storage { at, size, used: 0 })
    }

    /// Where the next value begins.
    fn next(&self) -> *mut u8 {
        self.at.wrapping_add(self.used)
    }

    /// How long a value must stay below.
    fn room(&self) -> usize {
        self.size - self.used - 1
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        // SAFETY: it came from there, and its parser is gone.
        unsafe { libc::free(self.at.cast()) }
    }
}

struct State {
    info: lws_spa_create_info,
    values: Vec<Value>,
    storage: Storage,
    /// Absent while a call is at work with it, and after the form was finished.
    reader: Option<Box<Reader>>,
    /// A call is at work.
    busy: bool,
    /// The form was finished.
    finished: bool,
    /// Destroyed while a call was at work, which ends it.
    doomed: bool,
    /// The first chunk of the lwsac, and the bytes that were put there.
    chunk: usize,
    in_lwsac: usize,
}

// SAFETY: the pointers in it are only used by the calls that C makes, one at a time for each parser by the contract of
// these functions; the mutex around it guards the rest.
unsafe impl Send for State {}

/// What changes with each byte.
struct Reader {
    form: Form,
    /// Which of the program's fields this is.
    known: Option<usize>,
    /// The beginning of a long value that goes to a lwsac.
    long: Vec<u8>,
    bad: bool,
}

fn locked(spa: &Spa) -> MutexGuard<'_, Option<Box<State>>> {
    spa.state.lock().unwrap_or_else(|e| e.into_inner())
}

/// Makes a parser of form data for the request that a connection has now.
///
/// A Content-Type of `multipart/form-data` or `multipart/related` is read by its boundary, anything else as urlencoded.
/// The program gives the body to lws_spa_process(), says with lws_spa_finalize() that it is over, and asks for the values of
/// the fields by their place in `param_names`.
///
/// @param param_names the names of the fields that are wanted, as they stand in the body (at most 31 bytes; escapes are not
/// decoded); borrowed until the parser is destroyed. Other fields are dropped
/// @param count_params how many
/// @param max_storage how many bytes the values may take, with a NUL each and one byte to spare; also how long the
/// pieces of files get. 0 for 512
/// @param opt_cb gets uploaded files in pieces; NULL to drop files
/// @param opt_data given to `opt_cb`
/// @return the parser, which lws_spa_destroy() frees; NULL without memory or without a request
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `param_names` has `count_params` C strings, which stay valid
/// until the parser is destroyed; `opt_cb` may be called with `opt_data` until then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_create(
    wsi: *mut lws,
    param_names: *const *const c_char,
    count_params: c_int,
    max_storage: c_int,
    opt_cb: lws_spa_fileupload_cb,
    opt_data: *mut c_void,
) -> *mut lws_spa {
    let info = lws_spa_create_info {
        param_names,
        count_params,
        max_storage,
        opt_cb,
        opt_data,
        param_names_stride: 0,
        ac: null_mut(),
        ac_chunk_size: 0,
    };
    // SAFETY: the caller's promise.
    unsafe { create("lws_spa_create", wsi, info) }
}

/// As lws_spa_create(); the arguments stand in a struct, which is copied.
///
/// With `ac`, the values are put into that lwsac, each whole (1 MiB in all), and live as long as it does: the parser ends
/// with lwsac_free(), and lws_spa_destroy() frees the lwsac.
///
/// @return the parser; NULL without memory, without a request, or for an `info` of NULL
///
/// # Safety
/// As for lws_spa_create(); `info` is NULL or valid; `info->ac` is NULL or points to NULL or to a lwsac, and stays where it
/// is until the parser is destroyed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_create_via_info(wsi: *mut lws, info: *const lws_spa_create_info_t) -> *mut lws_spa {
    // SAFETY: the caller's promise.
    match unsafe { info.as_ref() } {
        // SAFETY: the caller's promise.
        Some(info) => unsafe { create("lws_spa_create_via_info", wsi, *info) },
        None => null_mut(),
    }
}

/// # Safety
/// As for lws_spa_create_via_info().
unsafe fn create(name: &'static str, wsi: *mut lws, info: lws_spa_create_info) -> *mut lws_spa {
    let body = move |w| {
        let count = usize::try_from(if info.param_names.is_null() { 0 } else { info.count_params });
        let (Ok(count), Ok(size)) = (count, usize::try_from(info.max_storage)) else {
            log::err(format_args!("{name}: negative count_params or max_storage"));
            return null_mut();
        };
        let mut values = Vec::new();
        if values.try_reserve_exact(count).is_err() {
            return null_mut();
        }
        values.resize(count, Value { text: null(), len: 0 });
        let Some(storage) = Storage::new(if size == 0 { DEFAULT_STORAGE } else { size }) else { return null_mut() };
        let mut chunk = 0;
        if !info.ac.is_null() {
            // So that there is a first chunk, by which the list is known.
            // SAFETY: the caller vouches for the list.
            chunk = unsafe {
                if pool::piece(info.ac.cast(), 1, info.ac_chunk_size, false).is_null() {
                    return null_mut();
                }
                *info.ac as usize
            };
        }
        let form = Form::new(&headers::joined(w, WSI_TOKEN_HTTP_CONTENT_TYPE));
        let reader = Some(Box::new(Reader { form, known: None, long: Vec::new(), bad: false }));
        let spa = SPAS.take();
        let state =
            State { info, values, storage, reader, busy: false, finished: false, doomed: false, chunk, in_lwsac: 0 };
        *locked(spa) = Some(Box::new(state));
        spa.magic.set(true);
        if chunk != 0 {
            IN_LWSAC.lock().unwrap_or_else(|e| e.into_inner()).push((chunk, spa));
            IN_LWSAC_COUNT.fetch_add(1, Relaxed);
        }
        core::ptr::from_ref(spa).cast_mut().cast()
    };
    // SAFETY: the caller's promise.
    unsafe { with_wsi(name, wsi, null_mut(), body) }
}

/// The parser at a pointer of C's.
///
/// # Safety
/// `spa` is NULL or was made by lws_spa_create().
unsafe fn spa_at(name: &'static str, spa: *const lws_spa) -> Option<&'static Spa> {
    // SAFETY: the caller's promise.
    let found = unsafe { live::<Spa, _>(spa) };
    if found.is_none() {
        let what = if spa.is_null() { "NULL" } else { "already destroyed, or its lwsac was freed" };
        log::info(format_args!("{name}: the spa is {what}"));
    }
    found
}

/// Gives a parser the next piece of the body, of any length.
///
/// Files come to `opt_cb` meanwhile: LWS_UFS_OPEN when one begins, LWS_UFS_CONTENT for each piece, LWS_UFS_FINAL_CONTENT for
/// the last one, which may be empty. It gets the field's name and the file's, both as the client wrote them (at most 31
/// and 255 bytes) and only for the call, and bytes that it may change. It returns 0, or less to stop.
///
/// @return 0; -1 when the body is not well-formed, the values do not fit in the storage, `opt_cb` has returned less than
/// 0, or `spa` is NULL. After lws_spa_finalize() nothing is looked at: 0
///
/// # Safety
/// `spa` is NULL or was made by lws_spa_create(); `in` is readable for `len` bytes. One thread at a time uses a parser.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_process(spa: *mut lws_spa, r#in: *const c_char, len: c_int) -> c_int {
    guard("lws_spa_process", -1, move || {
        // SAFETY: the caller's promise.
        let Some(spa) = (unsafe { spa_at("lws_spa_process", spa) }) else { return -1 };
        let Ok(len) = usize::try_from(len) else { return -1 };
        let bytes = match (len, r#in.is_null()) {
            (0, _) => &[],
            (_, true) => return -1,
            // SAFETY: the caller's promise.
            _ => unsafe { core::slice::from_raw_parts(r#in.cast::<u8>(), len) },
        };
        if locked(spa).as_ref().is_none_or(|state| state.finished) {
            return 0;
        }
        let Some(mut work) = Work::begin(spa, "lws_spa_process") else { return -1 };
        if !work.reader.bad && work.bytes(bytes).is_err() {
            work.reader.bad = true;
        }
        let result = if work.reader.bad { -1 } else { 0 };
        work.end(false);
        result
    })
}

/// Tells a parser that the body is over, which completes the last value of an urlencoded form. `opt_cb` gets
/// LWS_UFS_CLOSE, also when there was no file: the names are those of what was left unfinished, mostly empty.
///
/// A file that was cut short has had no LWS_UFS_FINAL_CONTENT.
/// @return 0
///
/// # Safety
/// `spa` is NULL or was made by lws_spa_create(). One thread at a time uses a parser.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_finalize(spa: *mut lws_spa) -> c_int {
    guard("lws_spa_finalize", 0, move || {
        // SAFETY: the caller's promise.
        if let Some(spa) = unsafe { spa_at("lws_spa_finalize", spa) } {
            finalize(spa);
        }
        0
    })
}

fn finalize(spa: &'static Spa) {
    if locked(spa).as_ref().is_none_or(|state| state.finished) {
        return;
    }
    let Some(mut work) = Work::begin(spa, "lws_spa_finalize") else { return };
    if !work.reader.bad
        && let Some(len) = work.reader.form.finish()
    {
        // It is over in any case.
        let _ = work.value(len, true);
    }
    let _ = work.tell(LWS_UFS_CLOSE, null_mut(), 0);
    work.end(true);
}

/// Tells the length of a field's value.
///
/// @param n the field's place in `param_names`
/// @return the length; 0 when the field has not come or is empty. Of a field that came several times, the lengths of all
/// together, though lws_spa_get_string() gives the first; with a lwsac, the last one's
///
/// # Safety
/// `spa` is NULL or was made by lws_spa_create().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_get_length(spa: *mut lws_spa, n: c_int) -> c_int {
    // SAFETY: the caller's promise.
    guard("lws_spa_get_length", 0, move || unsafe { value("lws_spa_get_length", spa, n) }.map_or(0, |v| v.len))
}

/// Gives the value of a field, decoded, with a NUL.
///
/// @param n the field's place in `param_names`
/// @return the value, valid until the parser is destroyed (with a lwsac, until that is freed); NULL when the field has
/// not come or is empty. Of a field that came several times, the first; with a lwsac, the last
///
/// # Safety
/// `spa` is NULL or was made by lws_spa_create().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_get_string(spa: *mut lws_spa, n: c_int) -> *const c_char {
    guard("lws_spa_get_string", null(), move || {
        // SAFETY: the caller's promise.
        unsafe { value("lws_spa_get_string", spa, n) }.map_or(null(), |v| v.text)
    })
}

/// # Safety
/// `spa` is NULL or was made by lws_spa_create().
unsafe fn value(name: &'static str, spa: *mut lws_spa, n: c_int) -> Option<Value> {
    // SAFETY: the caller's promise.
    let spa = unsafe { spa_at(name, spa) }?;
    let state = locked(spa);
    state.as_ref()?.values.get(usize::try_from(n).ok()?).copied()
}

/// Frees a parser, and with it its values; one that was not finished is finished first, with LWS_UFS_CLOSE. If it was made
/// in a lwsac, that is freed. After lwsac_free() has freed the parser this does nothing.
///
/// @return 0
///
/// # Safety
/// `spa` is NULL or was made by lws_spa_create(); none of its values is used any more. One thread at a time uses a parser.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_spa_destroy(spa: *mut lws_spa) -> c_int {
    guard("lws_spa_destroy", 0, move || {
        // SAFETY: the caller's promise.
        let Some(spa) = (unsafe { spa_at("lws_spa_destroy", spa) }) else { return 0 };
        // In its own callback, the call that is at work does the rest.
        if let Some(state) = locked(spa).as_mut().filter(|state| state.busy) {
            state.doomed = true;
            return 0;
        }
        finalize(spa);
        destroy(spa);
        0
    })
}

/// Frees a parser that no call is at work with.
fn destroy(spa: &'static Spa) {
    let Some(state) = locked(spa).take() else { return };
    if state.chunk != 0 {
        unlist(|&(_, listed)| core::ptr::eq(listed, spa));
    }
    SPAS.give(spa);
    // SAFETY: the program has promised that the pointer stays until the parser is destroyed. If the list that it leads to
    // is not the one that the parser was made in, that one is not the parser's any more.
    unsafe {
        if state.chunk != 0 && *state.info.ac as usize == state.chunk {
            pool::free(state.info.ac.cast());
            lwsac_is_freed(state.chunk);
        }
    }
}

/// Takes entries off the list of parsers in a lwsac, and gives them.
fn unlist(mut which: impl FnMut(&(usize, &'static Spa)) -> bool) -> Vec<&'static Spa> {
    let mut list = IN_LWSAC.lock().unwrap_or_else(|e| e.into_inner());
    let mut off = Vec::new();
    list.retain(|entry| {
        let take = which(entry);
        if take {
            off.push(entry.1);
        }
        !take
    });
    IN_LWSAC_COUNT.store(list.len(), Relaxed);
    off
}

/// The lwsac with this first chunk was freed: the parsers that were made in it end, without a callback.
pub(super) fn lwsac_is_freed(chunk: usize) {
    if IN_LWSAC_COUNT.load(Relaxed) == 0 {
        return;
    }
    for spa in unlist(|&(of, _)| of == chunk) {
        let mut state = locked(spa);
        let Some(s) = state.as_mut() else { continue };
        s.values.clear();
        s.chunk = 0;
        if s.busy {
            s.doomed = true;
        } else {
            *state = None;
            drop(state);
            SPAS.give(spa);
        }
    }
}

/// A call at work with a parser, and the reader that it has taken.
struct Work {
    spa: &'static Spa,
    reader: Box<Reader>,
    info: lws_spa_create_info,
}

impl Work {
    /// None, with a log line, while another call is at work.
    fn begin(spa: &'static Spa, name: &'static str) -> Option<Self> {
        let mut locked = locked(spa);
        let state = locked.as_mut()?;
        let Some(reader) = state.reader.take() else {
            log::err(format_args!("{name}: called from the callback of the same spa; refused"));
            return None;
        };
        state.busy = true;
        Some(Work { spa, reader, info: state.info })
    }

    /// The call ends: the reader goes back, unless the form is finished, and what was put off is done.
    fn end(self, finished: bool) {
        let mut state = locked(self.spa);
        let Some(s) = state.as_mut() else { return };
        s.busy = false;
        s.finished = finished;
        if s.doomed {
            drop(state);
            destroy(self.spa);
        } else if !finished {
            s.reader = Some(self.reader);
        }
    }

    /// Runs with the state. Err if the parser was destroyed meanwhile.
    fn state<R>(&self, f: impl FnOnce(&mut State) -> R) -> Result<R, ()> {
        match locked(self.spa).as_mut() {
            Some(state) if !state.doomed => Ok(f(state)),
            _ => Err(()),
        }
    }

    fn bytes(&mut self, mut bytes: &[u8]) -> Result<(), ()> {
        while !bytes.is_empty() {
            let known = self.reader.known.is_some() && self.info.ac.is_null();
            // An empty value needs no room, but to see that it is none takes a byte.
            let least = if known { 1 } else { MIN_ROOM };
            let (at, room) = self.state(|s| (s.storage.next(), s.storage.room().max(least)))?;
            // SAFETY: `MIN_ROOM` bytes follow what was asked for, so the room is there. The storage lives as long as the state, which stays while this call is at work; no value and no
            // other reference lies in what it has left.
            let out = unsafe { core::slice::from_raw_parts_mut(at, room) };
            let (used, event) = self.reader.form.step(bytes, out);
            bytes = &bytes[used..];
            match event {
                FormEvent::More => {}
                FormEvent::Begin => self.field()?,
                FormEvent::Slice(len) => self.value(len, false)?,
                FormEvent::End(len) => self.value(len, true)?,
                FormEvent::Bad(why) => {
                    log::notice(format_args!("lws_spa_process: bad form: {why}"));
                    return Err(());
                }
            }
        }
        Ok(())
    }

    /// A field begins.
    fn field(&mut self) -> Result<(), ()> {
        self.reader.known = None;
        self.reader.long.clear();
        if self.reader.form.is_file() {
            let at = self.state(|s| s.storage.next())?;
            return self.tell(LWS_UFS_OPEN, at, 0);
        }
        let (name, _) = self.reader.form.names_with_nul();
        let mut at = self.info.param_names;
        for n in 0..self.state(|s| s.values.len())? {
            // SAFETY: the program has promised that there are so many names, at this distance.
            unsafe {
                if !(*at).is_null() && CStr::from_ptr(*at).to_bytes_with_nul() == name {
                    self.reader.known = Some(n);
                    break;
                }
                at = match self.info.param_names_stride {
                    0 => at.wrapping_add(1),
                    stride => at.wrapping_byte_add(stride),
                };
            }
        }
        Ok(())
    }

    /// `len` bytes of a value have come to the storage.
    fn value(&mut self, len: usize, last: bool) -> Result<(), ()> {
        if self.reader.form.is_file() {
            let at = self.state(|s| s.storage.next())?;
            return self.tell(if last { LWS_UFS_FINAL_CONTENT } else { LWS_UFS_CONTENT }, at, len);
        }
        let Some(n) = self.reader.known else { return Ok(()) };
        let long = core::mem::take(&mut self.reader.long);
        if self.info.ac.is_null() {
            return self.state(|s| s.keep(n, len))?;
        }
        self.reader.long = self.state(|s| s.keep_in_lwsac(n, long, len, last))??;
        Ok(())
    }

    /// Calls the program's callback. Err if it says stop, or destroys the parser.
    fn tell(&self, what: lws_spa_fileupload_states, at: *mut u8, len: usize) -> Result<(), ()> {
        let Some(callback) = self.info.opt_cb else { return Ok(()) };
        let (name, filename) = self.reader.form.names_with_nul();
        let (name, filename) = (name.as_ptr().cast(), filename.as_ptr().cast());
        // SAFETY: the program has promised that it may be called. The texts end with a NUL and are in the reader, which
        // nobody else can reach now; `at` has `len` bytes and one more, and nothing of the parser is borrowed.
        let n = unsafe { callback(self.info.opt_data, name, filename, at.cast(), len as c_int, what) };
        if n < 0 { Err(()) } else { self.state(|_| ()) }
    }
}

impl State {
    /// Keeps a value that lies at the front of what the storage has left.
    fn keep(&mut self, n: usize, len: usize) -> Result<(), ()> {
        let value = &mut self.values[n];
        if len == 0 {
            return Ok(());
        }
        let at = self.storage.next();
        // SAFETY: the reader has put that many bytes there, and more than one follows.
        unsafe { *at.wrapping_add(len) = 0 };
        if value.text.is_null() {
            value.text = at.cast();
        }
        if len >= self.storage.room() {
            log::info(format_args!("lws_spa: the values do not fit in max_storage"));
            return Err(());
        }
        value.len = value.len.saturating_add(len as c_int);
        self.storage.used += len + 1;
        Ok(())
    }

    /// Keeps a value, or the beginning of a longer one, in the lwsac.
    fn keep_in_lwsac(&mut self, n: usize, mut long: Vec<u8>, len: usize, last: bool) -> Result<Vec<u8>, ()> {
        let total = long.len() + len;
        if self.in_lwsac + total > MAX_IN_LWSAC {
            log::info(format_args!("lws_spa: more than {MAX_IN_LWSAC} bytes of values"));
            return Err(());
        }
        // SAFETY: the reader has just put that many bytes there.
        let bytes = unsafe { core::slice::from_raw_parts(self.storage.next(), len) };
        if !last {
            long.extend_from_slice(bytes);
            return Ok(long);
        }
        if total == 0 {
            return Ok(long);
        }
        // SAFETY: the program has promised that the list stays where it is until the parser is destroyed; it was not
        // freed, or the parser would be gone with it. The piece has room for both parts and the NUL.
        let text = unsafe {
            let text = pool::piece(self.info.ac.cast(), total + 1, self.info.ac_chunk_size, false);
            if text.is_null() {
                return Err(());
            }
            text.copy_from_nonoverlapping(long.as_ptr(), long.len());
            text.add(long.len()).copy_from_nonoverlapping(bytes.as_ptr(), len);
            *text.add(total) = 0;
            text
        };
        self.in_lwsac += total + 1;
        self.values[n] = Value { text: text.cast(), len: total as c_int };
        Ok(Vec::new())
    }
}
