//! Carries bytes between a session and the program. While a callback runs, nothing of the session is borrowed: it may queue,
//! ask, shut down and free. What is freed meanwhile goes when the call that runs the callback returns.

use super::{BUSY, EOF, FAILED, INVALID, NO_MEMORY, OK, OnPart, WOULD_BLOCK};
use super::{lwsx_frame, lwsx_message, lwsx_session, lwsx_session_callbacks};
use crate::core::slab::{self, Magic, Slab, live};
use crate::proto::ws::session::{Found, Message, Next, Session};
use crate::sys::socket::{self, Outcome};
use core::ffi::{c_int, c_void};
use core::ptr::null;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard};

/// What one read takes.
const READ_SIZE: usize = 66_000;
/// Room before it for what an earlier read left over.
const HEAD_ROOM: usize = 256;
/// What a source is asked for at a time.
const PART: usize = 16 * 1024;
/// How many buffers are kept for the calls of all sessions.
const SPARE_BUFFERS: usize = 4;

/// Where the parts of a message come from.
#[derive(Clone, Copy)]
pub(super) struct Source {
    pub(super) read: OnPart,
    pub(super) source: *mut c_void,
}

/// What a session consists of.
pub(super) struct State {
    pub(super) session: Session<Source>,
    callbacks: lwsx_session_callbacks,
    pub(super) user: *mut c_void,
    pub(super) fd: c_int,
    receiving: bool,
    sending: bool,
    doomed: bool,
}

// SAFETY: the pointers in it are only handed back to C, by the thread that makes the call; the mutex guards the rest.
unsafe impl Send for State {}

/// What C knows as `struct lwsx_session`: an object of a slab, so that a pointer to one that was freed is harmless.
#[repr(C)]
pub(super) struct Object {
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

static SESSIONS: Slab<Object> = Slab::new(16, 1024);
static BUFFERS: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// A buffer for the length of a call.
struct Buffer(Vec<u8>);

impl Buffer {
    fn take() -> Option<Self> {
        let kept = BUFFERS.lock().unwrap_or_else(|e| e.into_inner()).pop();
        if let Some(buffer) = kept {
            return Some(Buffer(buffer));
        }
        let mut buffer = Vec::new();
        buffer.try_reserve_exact(HEAD_ROOM + READ_SIZE).ok()?;
        buffer.resize(HEAD_ROOM + READ_SIZE, 0);
        Some(Buffer(buffer))
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let mut kept = BUFFERS.lock().unwrap_or_else(|e| e.into_inner());
        if kept.len() < SPARE_BUFFERS {
            kept.push(std::mem::take(&mut self.0));
        }
    }
}

/// A call that runs callbacks; it ends with this, whatever way.
struct Running {
    object: &'static Object,
    sends: bool,
}

impl Drop for Running {
    fn drop(&mut self) {
        let mut state = self.object.lock();
        let Some(s) = state.as_mut() else { return };
        if self.sends {
            s.sending = false;
        } else {
            s.receiving = false;
        }
        if s.doomed && !s.sending && !s.receiving {
            let gone = state.take();
            drop(state);
            drop(gone);
            SESSIONS.give(self.object);
        }
    }
}

impl Object {
    pub(super) fn create(server: bool, callbacks: lwsx_session_callbacks, user: *mut c_void) -> *mut lwsx_session {
        let object = SESSIONS.take();
        *object.lock() = Some(Box::new(State {
            session: Session::new(server),
            callbacks,
            user,
            fd: -1,
            receiving: false,
            sending: false,
            doomed: false,
        }));
        slab::Object::magic(object).set(true);
        object.c()
    }

    /// The session at a pointer of C's.
    ///
    /// # Safety
    /// `p` is NULL or was given out by [`Object::create`].
    pub(super) unsafe fn at(p: *const lwsx_session) -> Option<&'static Object> {
        // SAFETY: the caller's promise.
        unsafe { live::<Object, _>(p) }
    }

    fn c(&'static self) -> *mut lwsx_session {
        core::ptr::from_ref(self).cast_mut().cast()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Box<State>>> {
        self.state.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Works on the session, unless it was freed. Runs nothing of the program's.
    pub(super) fn with<R>(&self, body: impl FnOnce(&mut State) -> R) -> Option<R> {
        self.lock().as_mut().filter(|s| !s.doomed).map(|s| body(s))
    }

    pub(super) fn free(&'static self) {
        let mut state = self.lock();
        let Some(s) = state.as_mut() else { return };
        if s.doomed {
            return;
        }
        s.doomed = true;
        if s.receiving || s.sending {
            return;
        }
        let gone = state.take();
        drop(state);
        drop(gone);
        SESSIONS.give(self);
    }

    fn run(&'static self, sends: bool) -> Result<Running, c_int> {
        self.with(|s| {
            let busy = if sends { &mut s.sending } else { &mut s.receiving };
            if std::mem::replace(busy, true) { Err(BUSY) } else { Ok(()) }
        })
        .unwrap_or(Err(INVALID))?;
        Ok(Running { object: self, sends })
    }

    /// `lwsx_session_recv`.
    pub(super) fn receive(&'static self) -> c_int {
        let _running = match self.run(false) {
            Ok(running) => running,
            Err(code) => return code,
        };
        let Some(mut buffer) = Buffer::take() else { return NO_MEMORY };
        loop {
            let begin = self.with(|s| {
                let held = s.session.wants_read().then(|| s.session.unhold(&mut buffer.0))?;
                Some((held, s.callbacks.recv, s.user, s.fd))
            });
            let Some(Some((held, recv, user, fd))) = begin else { return OK };
            let room = &mut buffer.0[held..];
            let result = match recv {
                // SAFETY: the program's callback, with memory that is ours for the length given.
                Some(recv) => unsafe { recv(self.c(), room.as_mut_ptr(), room.len(), user) },
                None if fd >= 0 => match socket::receive_now(fd, room) {
                    Outcome::Moved(n) => n as isize,
                    Outcome::WouldBlock => WOULD_BLOCK as isize,
                    Outcome::Broken => FAILED as isize,
                },
                None => FAILED as isize,
            };
            let failed = match usize::try_from(result) {
                Ok(0) => EOF,
                Ok(n) if n > room.len() => FAILED,
                Ok(n) => {
                    self.consume(&mut buffer.0[..held + n]);
                    continue;
                }
                Err(_) if result == WOULD_BLOCK as isize => OK,
                Err(_) if result == EOF as isize => EOF,
                Err(_) => FAILED,
            };
            self.with(|s| {
                s.session.hold(&buffer.0[..held]);
                if failed != OK {
                    s.session.end_reading();
                }
            });
            return failed;
        }
    }

    /// `lwsx_session_feed`.
    pub(super) fn feed(&'static self, bytes: &[u8]) -> isize {
        let _running = match self.run(false) {
            Ok(running) => running,
            Err(code) => return code as isize,
        };
        let Some(mut buffer) = Buffer::take() else { return NO_MEMORY as isize };
        let mut used = 0;
        for piece in bytes.chunks(READ_SIZE) {
            let held = self.with(|s| s.session.wants_read().then(|| s.session.unhold(&mut buffer.0)));
            let Some(Some(held)) = held else { break };
            buffer.0[held..held + piece.len()].copy_from_slice(piece);
            self.consume(&mut buffer.0[..held + piece.len()]);
            used += piece.len();
        }
        used as isize
    }

    /// Gives what the bytes hold to the callbacks, and keeps what they leave over.
    fn consume(&'static self, bytes: &mut [u8]) {
        let mut at = 0;
        loop {
            let found = self.with(|s| {
                let (used, found) = s.session.step(&mut bytes[at..]);
                if found == Found::More {
                    s.session.hold(&bytes[at..]);
                }
                (used, found, s.callbacks)
            });
            let Some((used, Found::Frame { head, slice, end, message }, callbacks)) = found else { return };
            let payload = at + slice.start..at + slice.end;
            at += used;
            let told = head.is_none_or(|h| {
                self.tell(callbacks.frame_begin, |f, user| {
                    let frame = lwsx_frame { fin: h.fin.into(), opcode: h.opcode, length: h.length };
                    // SAFETY: the program's callback, with a frame that lives for the call.
                    unsafe { f(self.c(), &frame, user) }
                })
            }) && (slice.is_empty()
                || self.tell(callbacks.frame_bytes, |f, user| {
                    // SAFETY: the program's callback, with bytes that live for the call.
                    unsafe { f(self.c(), bytes[payload.clone()].as_ptr(), payload.len(), user) }
                }))
                && (!end
                    || self.tell(callbacks.frame_end, |f, user| {
                        // SAFETY: the program's callback.
                        unsafe { f(self.c(), user) }
                    }))
                && message.is_none_or(|m| self.message(m, bytes, payload));
            if !told {
                return;
            }
        }
    }

    fn message(&'static self, m: Message, bytes: &[u8], payload: Range<usize>) -> bool {
        let taken = self.with(|s| {
            // A control frame may come in the midst of a message.
            let gathered = if m.gathered { s.session.take_message() } else { Vec::new() };
            (gathered, s.callbacks.message)
        });
        let Some((gathered, callback)) = taken else { return false };
        let data = if m.gathered { &gathered[..] } else { &bytes[payload.start + m.skip..payload.end] };
        self.tell(callback, |f, user| {
            let (data, len) = if m.given { (data.as_ptr(), data.len()) } else { (null(), 0) };
            let message = lwsx_message { opcode: m.opcode, status: m.status, data, len };
            // SAFETY: the program's callback, with a message that lives for the call.
            unsafe { f(self.c(), &message, user) }
        })
    }

    /// Runs a callback, if there is one. False: the session was freed.
    fn tell<F>(&'static self, callback: Option<F>, call: impl FnOnce(F, *mut c_void)) -> bool {
        let Some(callback) = callback else { return true };
        let Some(user) = self.with(|s| s.user) else { return false };
        call(callback, user);
        self.with(|_| ()).is_some()
    }

    /// Has bytes staged: whether more follows behind them; `None` when there is nothing to send.
    fn stage(&'static self) -> Result<Option<bool>, c_int> {
        loop {
            let Some(next) = self.with(|s| (s.session.prepare(), s.callbacks.genmask, s.user)) else { return Ok(None) };
            match next {
                (Next::Nothing, ..) => return Ok(None),
                (Next::Ready { more }, ..) => return Ok(Some(more)),
                (Next::Key, genmask, user) => {
                    let mut key = [0; 4];
                    let done = match genmask {
                        // SAFETY: the program's callback, with memory that is ours for the length given.
                        Some(genmask) => unsafe { genmask(self.c(), key.as_mut_ptr(), key.len(), user) == 0 },
                        None => crate::sys::random::fill(&mut key) == key.len(),
                    };
                    if !done {
                        return Err(FAILED);
                    }
                    self.with(|s| s.session.key(key));
                }
                (Next::Part(source), ..) => self.part(source)?,
            }
        }
    }

    fn part(&'static self, from: Source) -> Result<(), c_int> {
        let mut room = Vec::new();
        room.try_reserve_exact(PART).map_err(|_| NO_MEMORY)?;
        room.resize(PART, 0);
        let mut eof = 0;
        // SAFETY: the program's callback, with memory that is ours for the length given.
        let n = unsafe { (from.read)(self.c(), room.as_mut_ptr(), room.len(), &mut eof, from.source) };
        let staged = match usize::try_from(n) {
            Ok(n) if n <= room.len() => self.with(|s| s.session.part(&room[..n], eof != 0)),
            Err(_) if n == WOULD_BLOCK as isize => self.with(|s| {
                s.session.part_waits();
                true
            }),
            _ => return Err(FAILED),
        };
        if staged == Some(false) { Err(NO_MEMORY) } else { Ok(()) }
    }

    /// `lwsx_session_send`.
    pub(super) fn send(&'static self) -> c_int {
        let _running = match self.run(true) {
            Ok(running) => running,
            Err(code) => return code,
        };
        let failed = self.send_all();
        if failed != OK {
            self.with(|s| s.session.end_writing());
        }
        failed
    }

    fn send_all(&'static self) -> c_int {
        loop {
            let more = match self.stage() {
                Ok(Some(more)) => more,
                Ok(None) => return OK,
                Err(code) => return code,
            };
            let begin = self.with(|s| (s.session.lend(), s.callbacks.send, s.user, s.fd));
            let Some((staged, send, user, fd)) = begin else { return OK };
            let bytes = staged.bytes();
            let result = match send {
                // SAFETY: the program's callback, with bytes that are ours until it returns.
                Some(send) => unsafe { send(self.c(), bytes.as_ptr(), bytes.len(), more.into(), user) },
                None if fd >= 0 => match socket::send_now(fd, bytes, more) {
                    Outcome::Moved(n) => n as isize,
                    Outcome::WouldBlock => WOULD_BLOCK as isize,
                    Outcome::Broken => FAILED as isize,
                },
                None => FAILED as isize,
            };
            let (n, code) = match usize::try_from(result) {
                Ok(n) if n > bytes.len() => (0, Some(FAILED)),
                // Nothing was taken: to ask again at once would be no use.
                Ok(0) => (0, Some(OK)),
                Ok(n) => (n, None),
                Err(_) if result == WOULD_BLOCK as isize => (0, Some(OK)),
                Err(_) => (0, Some(FAILED)),
            };
            self.with(|s| s.session.give_back(staged, n));
            if let Some(code) = code {
                return code;
            }
        }
    }

    /// `lwsx_session_pull`; `put` is given bytes and where they belong.
    pub(super) fn pull(&'static self, room: usize, put: impl Fn(usize, &[u8])) -> isize {
        let _running = match self.run(true) {
            Ok(running) => running,
            Err(code) => return code as isize,
        };
        let mut done = 0;
        while done < room {
            match self.stage() {
                Ok(Some(_)) => {}
                Ok(None) => break,
                // What was taken is to be sent first; the next call fails again.
                Err(_) if done != 0 => break,
                Err(code) => {
                    self.with(|s| s.session.end_writing());
                    return code as isize;
                }
            }
            let taken = self.with(|s| {
                let bytes = s.session.staged();
                let n = bytes.len().min(room - done);
                put(done, &bytes[..n]);
                s.session.sent(n);
                n
            });
            done += taken.unwrap_or(room);
            if taken.is_none() {
                return INVALID as isize;
            }
        }
        done as isize
    }
}
