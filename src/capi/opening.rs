//! The server's side of the opening handshake without a socket: `lwsx_handshake_*` of `libwebsockets-extra.h`, in terms of
//! `proto::ws::opening`.

use super::guard;
use crate::core::slab::{self, Magic, Slab, live};
use crate::proto::ws::opening::{self, Opening, Verdict};
use core::ffi::{CStr, c_char, c_int, c_uint, c_void};
use core::ptr::{null, null_mut};
use std::sync::{Mutex, MutexGuard};

/// What a handshake is to C.
#[repr(C)]
pub struct lwsx_handshake {
    _private: [u8; 0],
}

/// The head has not come as a whole.
const MORE: c_int = 0;
/// It asks for a websocket.
const WEBSOCKET: c_int = 1;
/// It is a request for something else.
const HTTP: c_int = 2;
/// It is neither.
const BAD: c_int = -1;
/// No such handshake, or no memory.
const FAILED: c_int = -2;

#[derive(Default)]
struct State {
    opening: Opening,
    response: Vec<u8>,
}

/// An object of a slab, so that a pointer to one that was freed is harmless.
#[repr(C)]
struct Object {
    magic: Magic,
    state: Mutex<Option<Box<State>>>,
}

impl slab::Object for Object {
    fn husk() -> Self {
        Object { magic: Magic::default(), state: Mutex::new(None) }
    }
    fn magic(&self) -> &Magic {
        &self.magic
    }
}

static HANDSHAKES: Slab<Object> = Slab::new(16, 1024);

fn locked(object: &Object) -> MutexGuard<'_, Option<Box<State>>> {
    object.state.lock().unwrap_or_else(|e| e.into_inner())
}

/// # Safety
/// `p` is NULL or was made by lwsx_handshake_new().
unsafe fn with<R: Copy>(
    name: &'static str,
    p: *const lwsx_handshake,
    error: R,
    body: impl FnOnce(&mut State) -> R,
) -> R {
    guard(name, error, move || {
        // SAFETY: the caller's promise.
        let Some(object) = (unsafe { live::<Object, _>(p) }) else { return error };
        locked(object).as_mut().map_or(error, |s| body(s))
    })
}

/// The text at a pointer of C's.
///
/// # Safety
/// `p` is NULL or a C string, which lives as long as what this gives.
unsafe fn text<'a>(p: *const c_char) -> Option<&'a [u8]> {
    // SAFETY: the caller's promise.
    (!p.is_null()).then(|| unsafe { CStr::from_ptr(p) }.to_bytes())
}

/// Begins the server's side of an opening handshake (RFC 6455, section 4.2): the program reads the request and sends the
/// response; this says what the request is, and what to answer.
///
/// @return the handshake, to be freed with lwsx_handshake_free()
#[unsafe(no_mangle)]
pub extern "C" fn lwsx_handshake_new() -> *mut lwsx_handshake {
    guard("lwsx_handshake_new", null_mut(), move || {
        let object = HANDSHAKES.take();
        *locked(object) = Some(Box::default());
        slab::Object::magic(object).set(true);
        core::ptr::from_ref(object).cast_mut().cast()
    })
}

/// Frees a handshake, and what it gave pointers to. NULL and one that was freed are let pass.
///
/// # Safety
/// `handshake` is NULL or was made by lwsx_handshake_new().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_handshake_free(handshake: *mut lwsx_handshake) {
    guard("lwsx_handshake_free", (), move || {
        // SAFETY: the caller's promise.
        if let Some(object) = unsafe { live::<Object, _>(handshake) }
            && locked(object).take().is_some()
        {
            HANDSHAKES.give(object);
        }
    })
}

/// Gives a handshake bytes that were received. What comes behind the request's head is kept: lwsx_handshake_rest().
///
/// @return LWSX_HANDSHAKE_MORE (0) until the head has come as a whole; then LWSX_HANDSHAKE_WEBSOCKET, LWSX_HANDSHAKE_HTTP for a
/// request that asks for no websocket, or LWSX_HANDSHAKE_BAD for what is broken or too large (16 KiB, 100 header lines); the
/// response that refuses the last two is ready. LWSX_HANDSHAKE_FAILED for no such handshake, or without memory
///
/// # Safety
/// `handshake` is NULL or was made by lwsx_handshake_new(); `bytes` is readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_handshake_feed(
    handshake: *mut lwsx_handshake,
    bytes: *const c_void,
    len: usize,
) -> c_int {
    if bytes.is_null() && len != 0 || isize::try_from(len).is_err() {
        return FAILED;
    }
    // SAFETY: the caller's promise.
    let bytes = if len == 0 { &[] } else { unsafe { core::slice::from_raw_parts(bytes.cast::<u8>(), len) } };
    // SAFETY: the caller's promise.
    unsafe {
        with("lwsx_handshake_feed", handshake, FAILED, |s| {
            let before = s.opening.verdict();
            let Some(verdict) = s.opening.feed(bytes) else { return FAILED };
            let (code, refused) = match verdict {
                Verdict::More => (MORE, None),
                Verdict::Websocket => (WEBSOCKET, None),
                Verdict::Http => (HTTP, Some(426)),
                Verdict::Bad(status) => (BAD, Some(status)),
            };
            if let (Some(status), Verdict::More) = (refused, before) {
                s.response = opening::refusal(status);
            }
            code
        })
    }
}

/// Copies a piece of the request: as much as fits, and a NUL.
fn copy(value: Option<&[u8]>, buf: *mut c_char, len: usize) -> c_int {
    if !buf.is_null() && len != 0 {
        let value = value.unwrap_or_default();
        let n = value.len().min(len - 1);
        // SAFETY: the callers' callers vouch for `len` bytes.
        unsafe {
            core::ptr::copy_nonoverlapping(value.as_ptr(), buf.cast(), n);
            buf.add(n).write(0);
        }
    }
    value.and_then(|v| c_int::try_from(v.len()).ok()).unwrap_or(-1)
}

/// Copies the request's target, such as `/chat?room=1`, as it came.
///
/// @param buf room for the text and a NUL; what does not fit is cut off
/// @return how long it is, also when it was cut; -1 before the head has come, for a broken one, or for no such handshake
///
/// # Safety
/// `handshake` is NULL or was made by lwsx_handshake_new(); `buf` is writable for `len` bytes, or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_handshake_target(
    handshake: *const lwsx_handshake,
    buf: *mut c_char,
    len: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with("lwsx_handshake_target", handshake, -1, |s| copy(s.opening.request().map(|r| r.text(r.target)), buf, len))
    }
}

/// Copies the value of a header of the request; of several with that name the first.
///
/// @param name in any case of letters, without the colon
/// @param buf room for the value and a NUL; what does not fit is cut off
/// @return how long it is, also when it was cut; -1 when there is none, before the head has come, or for no such handshake
///
/// # Safety
/// As for lwsx_handshake_target(); `name` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_handshake_header(
    handshake: *const lwsx_handshake,
    name: *const c_char,
    buf: *mut c_char,
    len: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    let Some(Ok(name)) = (unsafe { text(name) }).map(str::from_utf8) else { return -1 };
    // SAFETY: the caller's promise.
    unsafe {
        with("lwsx_handshake_header", handshake, -1, |s| copy(s.opening.request().and_then(|r| r.get(name)), buf, len))
    }
}

/// Tells whether the client offers a sub-protocol (Sec-WebSocket-Protocol).
///
/// @return 1 or 0
///
/// # Safety
/// `handshake` is NULL or was made by lwsx_handshake_new(); `protocol` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_handshake_offers(handshake: *const lwsx_handshake, protocol: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    let Some(protocol) = (unsafe { text(protocol) }) else { return 0 };
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_handshake_offers", handshake, 0, |s| s.opening.offers(protocol).into()) }
}

/// Makes the response that turns the connection into a websocket.
///
/// @param protocol the sub-protocol that is chosen of those the client offers; NULL for none
/// @param headers further header lines, each with "\r\n" at its end; NULL for none
/// @return 0; -1 when the request does not ask for a websocket or does not offer this sub-protocol, or when `headers` are not
/// header lines
///
/// # Safety
/// `handshake` is NULL or was made by lwsx_handshake_new(); the others are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_handshake_accept(
    handshake: *mut lwsx_handshake,
    protocol: *const c_char,
    headers: *const c_char,
) -> c_int {
    // SAFETY: the caller's promise.
    let (protocol, headers) = unsafe { (text(protocol), text(headers).unwrap_or_default()) };
    if !opening::are_lines(headers) {
        return -1;
    }
    // SAFETY: the caller's promise.
    unsafe {
        with("lwsx_handshake_accept", handshake, -1, |s| {
            s.opening.accept(protocol, headers).map_or(-1, |response| {
                s.response = response;
                0
            })
        })
    }
}

/// Makes a response that refuses the request, with no body; the program sends it and closes the connection.
///
/// @param status from 300 to 599, such as 403
/// @return 0; -1 for another status or no such handshake
///
/// # Safety
/// `handshake` is NULL or was made by lwsx_handshake_new().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_handshake_refuse(handshake: *mut lwsx_handshake, status: c_uint) -> c_int {
    let Some(status) = u16::try_from(status).ok().filter(|status| (300..600).contains(status)) else { return -1 };
    // SAFETY: the caller's promise.
    unsafe {
        with("lwsx_handshake_refuse", handshake, -1, |s| {
            s.response = opening::refusal(status);
            0
        })
    }
}

/// # Safety
/// `handshake` is NULL or was made by lwsx_handshake_new(); `len` is NULL or writable.
unsafe fn bytes(
    name: &'static str,
    handshake: *const lwsx_handshake,
    len: *mut usize,
    which: impl FnOnce(&State) -> &[u8],
) -> *const c_void {
    // SAFETY: the caller's promise. The bytes stay where they are until the object changes or is freed.
    let (p, n) = unsafe {
        with(name, handshake, (null(), 0), |s| {
            let bytes = which(s);
            (bytes.as_ptr().cast::<c_void>(), bytes.len())
        })
    };
    if !len.is_null() {
        // SAFETY: the caller's promise.
        unsafe { len.write(n) };
    }
    if n == 0 { null() } else { p }
}

/// Gives the response to be sent.
///
/// @param len how long it is
/// @return the response, valid until the next one is made or the handshake is freed; NULL when there is none
///
/// # Safety
/// `handshake` is NULL or was made by lwsx_handshake_new(); `len` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_handshake_response(handshake: *const lwsx_handshake, len: *mut usize) -> *const c_void {
    // SAFETY: the caller's promise.
    unsafe { bytes("lwsx_handshake_response", handshake, len, |s| &s.response) }
}

/// Gives what came behind the request's head: the first frames of a hasty client, for lwsx_session_feed().
///
/// @param len how many bytes
/// @return the bytes, valid until more are fed or the handshake is freed; NULL when there are none
///
/// # Safety
/// `handshake` is NULL or was made by lwsx_handshake_new(); `len` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_handshake_rest(handshake: *const lwsx_handshake, len: *mut usize) -> *const c_void {
    // SAFETY: the caller's promise.
    unsafe { bytes("lwsx_handshake_rest", handshake, len, |s| s.opening.rest()) }
}
