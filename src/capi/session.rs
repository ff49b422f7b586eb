//! A websocket connection without a socket of the library's: `lwsx_session_*` of `libwebsockets-extra.h`. The protocol is
//! `proto::ws::session`'s; [`drive`] carries bytes between it and the program.

mod drive;

use super::guard;
use crate::proto::ws::handshake;
use crate::proto::ws::session::Refused;
use core::ffi::{c_char, c_int, c_uint, c_void};
use core::ptr::null_mut;
use drive::{Object, Source};

/// What a session is to C.
#[repr(C)]
pub struct lwsx_session {
    _private: [u8; 0],
}

/// All is well.
const OK: c_int = 0;
/// A callback of the program failed, or what it gave makes no sense.
const FAILED: c_int = -1;
/// What callbacks return when nothing can be read or written now.
const WOULD_BLOCK: c_int = -2;
/// The peer's bytes ended before its close frame.
const EOF: c_int = -3;
/// There was no memory.
const NO_MEMORY: c_int = -4;
/// A close frame is queued or sent: nothing can be queued any more.
const CLOSING: c_int = -5;
/// An argument that makes no sense, or no such session.
const INVALID: c_int = -6;
/// A call from within a callback of the same call.
const BUSY: c_int = -7;

/// A frame that begins to come in.
#[repr(C)]
pub struct lwsx_frame {
    pub fin: u8,
    pub opcode: u8,
    pub length: u64,
}

/// A message that came in.
#[repr(C)]
pub struct lwsx_message {
    pub opcode: u8,
    pub status: u16,
    pub data: *const u8,
    pub len: usize,
}

type Session = *mut lwsx_session;
type OnRecv = unsafe extern "C-unwind" fn(Session, *mut u8, usize, *mut c_void) -> isize;
type OnSend = unsafe extern "C-unwind" fn(Session, *const u8, usize, c_int, *mut c_void) -> isize;
type OnMask = unsafe extern "C-unwind" fn(Session, *mut u8, usize, *mut c_void) -> c_int;
type OnFrameBegin = unsafe extern "C-unwind" fn(Session, *const lwsx_frame, *mut c_void);
type OnFrameBytes = unsafe extern "C-unwind" fn(Session, *const u8, usize, *mut c_void);
type OnFrameEnd = unsafe extern "C-unwind" fn(Session, *mut c_void);
type OnMessage = unsafe extern "C-unwind" fn(Session, *const lwsx_message, *mut c_void);
type OnPart = unsafe extern "C-unwind" fn(Session, *mut u8, usize, *mut c_int, *mut c_void) -> isize;

/// What the program does for a session; each may be NULL.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lwsx_session_callbacks {
    pub recv: Option<OnRecv>,
    pub send: Option<OnSend>,
    pub genmask: Option<OnMask>,
    pub frame_begin: Option<OnFrameBegin>,
    pub frame_bytes: Option<OnFrameBytes>,
    pub frame_end: Option<OnFrameEnd>,
    pub message: Option<OnMessage>,
}

/// # Safety
/// `callbacks` is NULL or valid.
unsafe fn create(
    name: &'static str,
    server: bool,
    callbacks: *const lwsx_session_callbacks,
    user: *mut c_void,
) -> Session {
    guard(name, null_mut(), move || {
        let none = lwsx_session_callbacks {
            recv: None,
            send: None,
            genmask: None,
            frame_begin: None,
            frame_bytes: None,
            frame_end: None,
            message: None,
        };
        // SAFETY: the caller's promise.
        let callbacks = unsafe { callbacks.as_ref() }.copied().unwrap_or(none);
        Object::create(server, callbacks, user)
    })
}

/// Makes the server's side of a connection whose handshake is done. It needs no context.
///
/// @param callbacks copied; NULL for none
/// @param user given to the callbacks
/// @return the session, to be freed with lwsx_session_free(); NULL without memory
///
/// # Safety
/// `callbacks` is NULL or valid; what it names may be called with `user` until the session is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_server(callbacks: *const lwsx_session_callbacks, user: *mut c_void) -> Session {
    // SAFETY: the caller's promise.
    unsafe { create("lwsx_session_server", true, callbacks, user) }
}

/// As lwsx_session_server(), for the client's side: what it sends is masked (RFC 6455, section 5.3).
///
/// @return the session; NULL without memory
///
/// # Safety
/// As for lwsx_session_server().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_client(callbacks: *const lwsx_session_callbacks, user: *mut c_void) -> Session {
    // SAFETY: the caller's promise.
    unsafe { create("lwsx_session_client", false, callbacks, user) }
}

/// Frees a session; nothing is sent. Called in one of its own callbacks, it ends what calls the callback. NULL and a session
/// that was freed are let pass.
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_free(session: Session) {
    // SAFETY: the caller's promise.
    guard("lwsx_session_free", (), move || unsafe { Object::at(session) }.map_or((), Object::free))
}

/// Has a session read and write a connected socket by itself, where its `recv` or `send` is NULL. The socket stays the
/// program's, which closes it; that it blocks or not does not matter.
///
/// @param fd the socket; -1 for none (as it is at first)
/// @return 0; LWSX_SESSION_INVALID for no such session
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_set_fd(session: Session, fd: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_set_fd", session, INVALID, move |s| s.fd = fd) }.min(OK)
}

/// A change or a question: 0 or what `read` says of it; `error` when there is no such session.
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
unsafe fn with<R: Answer>(
    name: &'static str,
    session: *const lwsx_session,
    error: R::C,
    body: impl FnOnce(&mut drive::State) -> R,
) -> R::C {
    guard(name, error, move || {
        // SAFETY: the caller's promise.
        unsafe { Object::at(session) }.and_then(|o| o.with(body)).map_or(error, Answer::to_c)
    })
}

/// What a call about a session gives to C.
trait Answer {
    type C: Copy;
    fn to_c(self) -> Self::C;
}

impl Answer for () {
    type C = c_int;
    fn to_c(self) -> c_int {
        OK
    }
}
impl Answer for bool {
    type C = c_int;
    fn to_c(self) -> c_int {
        self.into()
    }
}
impl Answer for u16 {
    type C = c_uint;
    fn to_c(self) -> c_uint {
        self.into()
    }
}
impl Answer for usize {
    type C = usize;
    fn to_c(self) -> usize {
        self
    }
}
impl Answer for Result<(), Refused> {
    type C = c_int;
    fn to_c(self) -> c_int {
        match self {
            Ok(()) => OK,
            Err(Refused::Closing) => CLOSING,
            Err(Refused::Invalid) => INVALID,
            Err(Refused::NoMemory) => NO_MEMORY,
        }
    }
}
impl Answer for *mut c_void {
    type C = *mut c_void;
    fn to_c(self) -> *mut c_void {
        self
    }
}

/// Gives the program's own pointer.
///
/// @return what the session was made with; NULL for no such session
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_user(session: *const lwsx_session) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_user", session, null_mut(), |s| s.user) }
}

/// Reads by `recv` (or from the socket) until that would block, and gives what came to the callbacks. Pings are answered,
/// and so is the peer's close frame; what breaks the protocol queues a close frame with 1002, 1007 or 1009.
///
/// @return 0; LWSX_SESSION_FAILED when `recv` failed or there is none, LWSX_SESSION_EOF when it said the end,
/// LWSX_SESSION_NO_MEMORY, LWSX_SESSION_INVALID, LWSX_SESSION_BUSY. After any of them but the last the connection is over
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client(). One thread at a time uses a session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_recv(session: Session) -> c_int {
    // SAFETY: the caller's promise.
    guard("lwsx_session_recv", FAILED, move || unsafe { Object::at(session) }.map_or(INVALID, Object::receive))
}

/// Gives a session bytes that the program has received.
///
/// @param bytes read only during the call
/// @return how many were used: fewer than `len` when nothing more is read (see lwsx_session_want_read()), or when the session
/// was freed meanwhile; LWSX_SESSION_INVALID or LWSX_SESSION_BUSY
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client(); `bytes` is readable for `len` bytes. One
/// thread at a time uses a session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_feed(session: Session, bytes: *const c_void, len: usize) -> isize {
    guard("lwsx_session_feed", FAILED as isize, move || {
        // SAFETY: the caller's promise.
        let (object, bytes) = unsafe { (Object::at(session), slice(bytes.cast(), len)) };
        let (Some(object), Some(bytes)) = (object, bytes) else { return INVALID as isize };
        object.feed(bytes)
    })
}

/// Sends what is queued by `send` (or to the socket), until that would block.
///
/// @return 0; LWSX_SESSION_FAILED when `send`, `genmask` or the source of a message failed, LWSX_SESSION_NO_MEMORY,
/// LWSX_SESSION_INVALID, LWSX_SESSION_BUSY. After any of them but the last the connection is over
///
/// # Safety
/// As for lwsx_session_recv().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_send(session: Session) -> c_int {
    // SAFETY: the caller's promise.
    guard("lwsx_session_send", FAILED, move || unsafe { Object::at(session) }.map_or(INVALID, Object::send))
}

/// Takes bytes that are to be sent: from then on they count as sent.
///
/// @return how many were put into `buf`, 0 when there are none now; LWSX_SESSION_FAILED when `genmask` or the source of a
/// message failed, LWSX_SESSION_NO_MEMORY, LWSX_SESSION_INVALID, LWSX_SESSION_BUSY
///
/// # Safety
/// As for lwsx_session_recv(); `buf` is writable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_pull(session: Session, buf: *mut c_void, len: usize) -> isize {
    guard("lwsx_session_pull", FAILED as isize, move || {
        if buf.is_null() && len != 0 || isize::try_from(len).is_err() {
            return INVALID as isize;
        }
        // SAFETY: the caller's promise.
        let Some(object) = (unsafe { Object::at(session) }) else { return INVALID as isize };
        // SAFETY: `buf` is writable for `len` bytes, and the session's own bytes lie elsewhere.
        object.pull(len, |at, bytes| unsafe {
            core::ptr::copy_nonoverlapping(bytes.as_ptr(), buf.cast::<u8>().add(at), bytes.len());
        })
    })
}

/// # Safety
/// `p` is readable for `len` bytes, or NULL.
unsafe fn slice<'a>(p: *const u8, len: usize) -> Option<&'a [u8]> {
    match (len, p.is_null()) {
        (0, _) => Some(&[]),
        (_, true) => None,
        _ if isize::try_from(len).is_err() => None,
        // SAFETY: the caller's promise.
        _ => Some(unsafe { core::slice::from_raw_parts(p, len) }),
    }
}

/// Whether the session wants to read: until a close frame has come, the peer has broken the protocol or reading was shut down.
/// Not while more waits to be sent than lwsx_session_set_max_queued() allows.
///
/// @return 1 or 0
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_want_read(session: *const lwsx_session) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_want_read", session, 0, |s| s.session.wants_read()) }
}

/// Whether the session has something to send.
///
/// @return 1 or 0
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_want_write(session: *const lwsx_session) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_want_write", session, 0, |s| s.session.wants_write()) }
}

/// Queues a copy of a message. Messages are sent in the order in which they were queued; pings and pongs go before those that
/// wait.
///
/// @param opcode LWSX_TEXT (which must be UTF-8), LWSX_BINARY, LWSX_PING or LWSX_PONG (of at most 125 bytes)
/// @return 0; LWSX_SESSION_CLOSING, LWSX_SESSION_INVALID, LWSX_SESSION_NO_MEMORY
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client(); `data` is readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_queue(session: Session, opcode: c_int, data: *const c_void, len: usize) -> c_int {
    // SAFETY: the caller's promise.
    let (Some(data), Ok(opcode)) = (unsafe { slice(data.cast(), len) }, u8::try_from(opcode)) else { return INVALID };
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_queue", session, INVALID, |s| s.session.queue(opcode, data)) }
}

/// Queues a message whose payload is not there yet: when its turn has come, `read` is asked for one part after the other, and
/// each becomes a frame. A control frame may go between them.
///
/// @param opcode LWSX_TEXT or LWSX_BINARY. That the parts of a text are UTF-8 is not checked
/// @param read gives how many bytes it put into the buffer, and sets `*eof` to 1 with the last of them, or after it; or
/// LWSX_SESSION_WOULD_BLOCK: from then on lwsx_session_want_write() does not count this message, until lwsx_session_resume();
/// or LWSX_SESSION_FAILED
/// @param source given to `read`
/// @return 0; LWSX_SESSION_CLOSING, LWSX_SESSION_INVALID, LWSX_SESSION_NO_MEMORY
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client(); `read` may be called with `source` until
/// it has set `*eof` or the session is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_queue_parts(
    session: Session,
    opcode: c_int,
    read: Option<OnPart>,
    source: *mut c_void,
) -> c_int {
    let (Some(read), Ok(opcode)) = (read, u8::try_from(opcode)) else { return INVALID };
    let source = Source { read, source };
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_queue_parts", session, INVALID, |s| s.session.queue_parts(opcode, source)) }
}

/// Says that the source of a message (see lwsx_session_queue_parts()) may have something again.
///
/// @return 0; LWSX_SESSION_INVALID for no such session
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_resume(session: Session) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_resume", session, INVALID, |s| s.session.part_comes()) }
}

/// Queues a close frame behind what is queued. Nothing can be queued after it; what comes in is still read, until the peer's
/// close frame.
///
/// @param status a code such as LWS_CLOSE_STATUS_NORMAL; 0 for a close frame without one
/// @param reason text in UTF-8, at most 123 bytes
/// @return 0; LWSX_SESSION_CLOSING when one is queued already, LWSX_SESSION_INVALID (also for a status that may not be sent),
/// LWSX_SESSION_NO_MEMORY
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client(); `reason` is readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_queue_close(
    session: Session,
    status: c_uint,
    reason: *const c_void,
    len: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    let (Some(reason), Ok(status)) = (unsafe { slice(reason.cast(), len) }, u16::try_from(status)) else {
        return INVALID;
    };
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_queue_close", session, INVALID, |s| s.session.queue_close(status, reason)) }
}

/// Reads nothing any more: lwsx_session_want_read() is 0 from here on. In a callback, it ends what calls it.
///
/// @return 0; LWSX_SESSION_INVALID for no such session
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_shutdown_read(session: Session) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_shutdown_read", session, INVALID, |s| s.session.end_reading()) }
}

/// Sends nothing any more: lwsx_session_want_write() is 0 from here on, and what was queued is forgotten.
///
/// @return 0; LWSX_SESSION_INVALID for no such session
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_shutdown_write(session: Session) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_shutdown_write", session, INVALID, |s| s.session.end_writing()) }
}

/// Says how large a message may be that comes in; a larger one is answered with 1009, as soon as a header announces it.
///
/// @param bytes 262144 at first; 0 for any size
/// @return 0; LWSX_SESSION_INVALID for no such session
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_set_max_message(session: Session, bytes: u64) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_set_max_message", session, INVALID, |s| s.session.max_message = bytes) }
}

/// Says how many bytes may wait to be sent, each message counting as 64 more than its payload, before nothing more is read: a
/// peer that sends and does not read takes no more memory than that, and what one read brings.
///
/// @param bytes 16 MiB at first; 0 for any size. A peer that sends more than this before it reads anything waits for ever
/// @return 0; LWSX_SESSION_INVALID for no such session
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_set_max_queued(session: Session, bytes: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_set_max_queued", session, INVALID, |s| s.session.max_queued = bytes) }
}

/// Has messages not gathered: `message` is then told of their end alone, with `data` NULL, and the program takes the payload from
/// `frame_bytes`. Control frames are given whole in any case.
///
/// @param on 1 or 0 (as it is at first); for messages that begin after the call
/// @return 0; LWSX_SESSION_INVALID for no such session
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_set_no_buffering(session: Session, on: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_set_no_buffering", session, INVALID, |s| s.session.gathers = on == 0) }
}

/// Tells whether the peer's close frame has come.
///
/// @return 1 or 0
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_close_received(session: *const lwsx_session) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_close_received", session, 0, |s| s.session.close_received()) }
}

/// Tells whether a close frame has been sent to its end.
///
/// @return 1 or 0
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_close_sent(session: *const lwsx_session) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_close_sent", session, 0, |s| s.session.close_sent()) }
}

/// Tells the status of the close frame that came.
///
/// @return the status; 1005 when it bore none, 1006 when none has come; 0 for no such session
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_status_received(session: *const lwsx_session) -> c_uint {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_status_received", session, 0, |s| s.session.status_received()) }
}

/// Tells the status of the close frame that was sent.
///
/// @return the status; 1005 when it bore none, 1006 when none was sent; 0 for no such session
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_status_sent(session: *const lwsx_session) -> c_uint {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_status_sent", session, 0, |s| s.session.status_sent()) }
}

/// Counts what was queued and not sent to its end: messages, control frames among them.
///
/// @return how many
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_queued_messages(session: *const lwsx_session) -> usize {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_queued_messages", session, 0, |s| s.session.queued_messages()) }
}

/// Counts the payload bytes of what was queued and not sent to its end; of lwsx_session_queue_parts(), those that were read.
///
/// @return how many
///
/// # Safety
/// `session` is NULL or was made by lwsx_session_server() or lwsx_session_client().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_session_queued_bytes(session: *const lwsx_session) -> usize {
    // SAFETY: the caller's promise.
    unsafe { with("lwsx_session_queued_bytes", session, 0, |s| s.session.queued_bytes()) }
}

/// Computes the value of Sec-WebSocket-Accept that answers a Sec-WebSocket-Key (RFC 6455, section 4.2.2).
///
/// @param key a C string; blanks around it are ignored
/// @param out room for 29 bytes: 28 and a NUL
/// @return 0; -1 when `key` is not the base64 of 16 bytes, or for NULL: `out` is then the empty string, if there is one
///
/// # Safety
/// `key` is NULL or a C string; `out` is NULL or writable for 29 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_accept_key(key: *const c_char, out: *mut c_char) -> c_int {
    guard("lwsx_accept_key", -1, move || {
        if out.is_null() {
            return -1;
        }
        // SAFETY: the caller's promise.
        unsafe { out.write(0) };
        if key.is_null() {
            return -1;
        }
        // SAFETY: the caller's promise.
        let key = unsafe { core::ffi::CStr::from_ptr(key) }.to_bytes();
        if !handshake::key_ok(key) {
            return -1;
        }
        let accept = handshake::accept_key(key);
        // SAFETY: there is room for 29 bytes; 28 and a NUL are written.
        unsafe {
            core::ptr::copy_nonoverlapping(accept.as_ptr(), out.cast(), accept.len());
            out.add(accept.len()).write(0);
        }
        0
    })
}
