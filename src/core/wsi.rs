//! The connection object, `struct lws` to C.
//!
//! Everything in it is a cell: no `&mut` to it exists, so a callback may call back into the library about the very
//! connection that is being serviced. What only some connections need for some time stands behind two boxes, so that an
//! idle websocket owns nothing but this struct and the program's session memory.

use crate::abi;
use crate::core::client::Client;
use crate::core::context::Context;
use crate::core::dispatch::extra::Lent;
use crate::core::file_out::FileOut;
use crate::core::slab::{Handle, Magic, Object, Slab};
use crate::core::vhost::{Validity, Vhost};
use crate::proto::http::request::Request;
use crate::proto::ws::frame::Rx;
use crate::proto::ws::utf8::Utf8;
use crate::sys::tls::Session;
use core::ffi::{c_int, c_void};
use std::cell::{Cell, RefCell};
use std::os::fd::RawFd;
use std::sync::atomic::{AtomicPtr, AtomicU16, AtomicU32, Ordering::Relaxed};

/// What a connection is doing now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Role {
    /// Not connected to anything: stands in for a connection in callbacks that have none (`PROTOCOL_INIT`, …).
    None,
    /// Listens.
    Listen,
    /// HTTP/1 server.
    Http,
    /// Websocket.
    Ws,
    /// A socket whose bytes the program gets as they come.
    Raw,
    /// A file that the program reads and writes by itself.
    RawFile,
    /// HTTP/1 client: from the call that makes it to the end of the response, or to a websocket.
    Client,
}

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Phase {
    /// Client: the name is being looked up, or the connection made.
    Connecting,
    /// HTTP: waits for a request head, or is in the middle of one; a client's for a response head.
    Head,
    /// HTTP: the program has the request and has not yet completed the transaction.
    Transaction,
    /// HTTP: a body is coming in.
    Body,
    /// HTTP: the rest of a request body is thrown away, then the transaction completes.
    DiscardBody,
    /// HTTP: a file is going out.
    File,
    /// Websocket: open.
    Established,
    /// Websocket: our close frame is out, the peer's is awaited.
    AwaitingCloseAck,
    /// Websocket: the peer's close frame came and is being answered.
    ReturnedClose,
    /// The connection closes as soon as the bytes that the kernel refused have left.
    Flushing,
    /// Closed.
    Dead,
}

/// Bits of [`Wsi::flags`].
pub mod flag {
    /// `lws_callback_on_writable` was called and not yet answered.
    pub const WANT: u32 = 1;
    /// The kernel takes bytes, as far as known.
    pub const WRITABLE: u32 = 1 << 1;
    /// There may be bytes to read.
    pub const READABLE: u32 = 1 << 2;
    /// The peer ended or broke the connection: read on until that shows.
    pub const ENDED: u32 = 1 << 3;
    /// In the list of connections that the next turn looks at.
    pub const QUEUED: u32 = 1 << 4;
    /// The program stopped reception (`lws_rx_flow_control`).
    pub const NO_FLOW: u32 = 1 << 5;
    /// Bytes wait that the kernel refused.
    pub const PENDING: u32 = 1 << 6;
    /// Received bytes wait that nobody has consumed.
    pub const HELD: u32 = 1 << 7;
    /// Is being closed or is closed.
    pub const CLOSING: u32 = 1 << 8;
    /// Shall be closed when the callback that is running has returned.
    pub const DOOMED: u32 = 1 << 9;
    /// The socket is of no use: close without a goodbye.
    pub const UNUSABLE: u32 = 1 << 10;
    /// The program has had its last ordinary callback.
    pub const TOLD: u32 = 1 << 11;
    /// A BIND_PROTOCOL callback is owed its DROP_PROTOCOL.
    pub const BOUND: u32 = 1 << 12;
    /// The session memory is the library's.
    pub const OWNS_USER: u32 = 1 << 13;
    /// The session memory has the size that the program asked for (`lws_adjust_protocol_psds`).
    pub const ADJUSTED: u32 = 1 << 20;
    /// WSI_CREATE was given, so WSI_DESTROY is owed.
    pub const CREATED: u32 = 1 << 14;
    /// ESTABLISHED (websocket) or a transaction (HTTP) has begun, so a closing callback is owed.
    pub const SERVED: u32 = 1 << 15;
    /// The connection is closed after this HTTP transaction.
    pub const LAST: u32 = 1 << 16;
    /// HTTP: what came was no request and was refused, wherever it ends.
    pub const REFUSED: u32 = 1 << 17;
    /// A WRITEABLE of this turn asked again without writing.
    pub const RESTING: u32 = 1 << 18;
    /// A text message is being received whose UTF-8 is checked.
    pub const CHECK_UTF8: u32 = 1 << 19;
    /// The program is in the middle of a fragmented message.
    pub const SENDING: u32 = 1 << 21;
    /// A ping of the validity check is out.
    pub const PINGED: u32 = 1 << 22;
    /// The connection broke while something was sent.
    pub const BROKEN: u32 = 1 << 23;
    /// The held bytes could be worked on, were it not for flow control, the phase or the turn's budget.
    pub const STALLED: u32 = 1 << 26;
    /// We are the client of this connection.
    pub const CLIENT: u32 = 1 << 27;
    /// The validity check has a policy of its own (`Rare::policy`).
    pub const OWN_POLICY: u32 = 1 << 28;
    /// Raw: a UDP socket.
    pub const UDP: u32 = 1 << 29;
    /// Raw: a file that the poller does not take, since it is always ready.
    pub const ALWAYS_READY: u32 = 1 << 30;
    /// What goes over the socket are TLS records.
    pub const TLS: u32 = 1 << 24;
    /// The last request was HTTP/1.0.
    pub const HTTP_1_0: u32 = 1 << 31;
    /// HTTP: this response carries the answer for a missing page (`error_document_404`).
    pub const HANDLING_404: u32 = 1 << 25;
}

/// Bits of [`Wsi::marks`]: what few connections are.
pub mod mark {
    /// It can be reached by an id (`core::reach`).
    pub const HAS_ID: u8 = 1;
    /// Something may wait for it in its line.
    pub const OUT: u8 = 1 << 1;
    /// A fragmented message of its line is on the wire and not over.
    pub const LINE_OPEN: u8 = 1 << 2;
    /// What comes from the peer shows that it is alive (`lwsx_keep_alive`).
    pub const KEEP: u8 = 1 << 3;
    /// The message that comes in is given to the program as a whole.
    pub const WHOLE: u8 = 1 << 4;
    /// The context drains: the program was told.
    pub const TOLD_SHUTDOWN: u8 = 1 << 5;
    /// It is one of the sessions that are counted.
    pub const COUNTED: u8 = 1 << 6;
    /// It closes when its line is through, and has a deadline for that.
    pub const LEAVING: u8 = 1 << 7;
}

/// The timeout reason of a connection that the program wants closed at once.
const KILLED: u8 = 254;

/// Which of a connection's timers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Timer {
    /// `lws_set_timeout`, and the library's own deadlines.
    Timeout = 0,
    /// `lws_set_timer_usecs`.
    User = 1,
    /// The validity check: ping, then hang up.
    Validity = 2,
}

/// An HTTP transaction.
#[derive(Default)]
pub struct Http {
    /// The request, once its head is whole; kept until the transaction is completed.
    pub request: Option<Box<Request>>,
    /// The path as the program sees it: decoded, NUL-terminated.
    pub path: Vec<u8>,
    /// The decoded `name=value` pieces of the query, each NUL-terminated.
    pub args: Vec<Vec<u8>>,
    /// Bytes of the body still to come.
    pub body_left: u64,
    /// When the last piece of the body came (microseconds), how long the peer has had for it so far, and how much it sent.
    pub body_pace: (u64, u64, u64),
    /// How the body is delimited, when it is chunked.
    pub chunked: Option<crate::proto::http::chunked::Chunked>,
    /// The file that answers.
    pub file: Option<FileOut>,
    /// The peer waits for a 100 before it sends the body.
    pub awaits_continue: bool,
    /// What [`Wsi::writes`] was when the request began: tells whether the program has answered.
    pub writes_before: u32,
    /// How much of an unfinished head has been searched for its end.
    pub searched: usize,
    /// The client side, when we are the client.
    pub client: Option<Box<Client>>,
}

/// A connection's own `retry_and_idle_policy`.
#[derive(Clone, Copy)]
pub struct Policy {
    /// When it is checked, copied.
    pub validity: Validity,
    /// The program's struct, for `lws_retry_sul_schedule_retry_wsi`.
    pub given: *const abi::lws_retry_bo_t,
}

/// The connection of which this one is a child, and its own children, newest first; by token.
#[derive(Default)]
pub struct Family {
    /// The parent.
    pub parent: Option<u64>,
    /// The children.
    pub children: Vec<u64>,
}

/// Who sent the last datagram: for the program, and for the next one that is sent.
pub struct Udp {
    /// As `lws_get_udp` shows it.
    pub shown: abi::lws_udp,
    /// The address itself.
    pub peer: Option<socket2::SockAddr>,
}

/// Bytes that the program has lent and that the kernel has not taken yet.
pub struct LentOut {
    /// They.
    pub lent: Lent,
    /// How many of them are gone.
    pub at: usize,
    /// They stand before this place of `Rare::pending`.
    pub before: usize,
}

/// The beginning of a message that is given to the program as a whole.
pub struct Gathered {
    /// What has come of it.
    pub bytes: Vec<u8>,
    /// How long it may become.
    pub limit: usize,
}

/// What few connections need for a short time.
#[derive(Default)]
pub struct Rare {
    /// Bytes that the kernel refused; those before `sent` are gone.
    pub pending: Vec<u8>,
    /// How much of `pending` has left.
    pub sent: usize,
    /// Received bytes that nobody has consumed.
    pub held: Vec<u8>,
    /// What `lws_close_reason` prepared: status and text.
    pub close: Option<Vec<u8>>,
    /// The close payload that the peer sent.
    pub peer_close: Vec<u8>,
    /// The peer's goodbye has come, and the program's answer stands in the line.
    pub answers_close: bool,
    /// Bytes of pongs among the refused ones.
    pub pongs: usize,
    /// The compression of messages, where it is agreed on ([`Wsi::deflates`]).
    pub deflate: Option<Box<crate::core::deflate::Deflate>>,
    /// The TLS session.
    pub tls: Option<Box<Session>>,
    /// HTTP: it came in the clear to a TLS port, and is sent to `https`.
    pub to_https: bool,
    /// Parent and children.
    pub family: Option<Box<Family>>,
    /// A UDP socket's peer.
    pub udp: Option<Box<Udp>>,
    /// The connection's own retry and idle policy.
    pub policy: Option<Policy>,
    /// Bytes of the program's that go out between those of `pending`.
    pub lent: Option<LentOut>,
    /// A message that is given to the program as a whole, as far as it has come.
    pub gathered: Option<Gathered>,
    /// How much was still to go when a deadline was last put off for that, and 1 (0: it was not).
    pub left_at_deadline: u64,
}

impl Rare {
    /// How many refused bytes wait.
    pub fn waiting(&self) -> usize {
        let lent = self.lent.as_ref().map_or(0, |l| l.lent.bytes().len() - l.at);
        self.pending.len() - self.sent + lent
    }

    fn is_empty(&self) -> bool {
        self.pending.is_empty()
            && self.lent.is_none()
            && self.gathered.is_none()
            && self.held.is_empty()
            && self.close.is_none()
            && self.peer_close.is_empty()
            && !self.answers_close
            && self.policy.is_none()
            && self.tls.is_none()
            && self.deflate.is_none()
            && !self.to_https
            && self.family.is_none()
            && self.udp.is_none()
            && self.left_at_deadline == 0
    }
}

/// A connection. The hot fields come first; the whole is at most 192 bytes.
#[repr(C)]
pub struct Wsi {
    magic: Magic,
    // Only the owner of the context writes them; a few are read by others.
    flags: AtomicU32,
    fd: Cell<RawFd>,
    generation: AtomicU32,
    index: AtomicU32,
    protocol: AtomicU16,
    role: Cell<Role>,
    phase: Cell<Phase>,
    context: Handle<Context>,
    vhost: Handle<Vhost>,
    callback: Cell<abi::lws_callback_function>,
    user: AtomicPtr<c_void>,
    /// The receive side of the websocket.
    pub rx: Cell<Rx>,
    /// How much of `lws_write`'s calls this connection has seen; tells a WRITEABLE that wrote nothing.
    pub writes: Cell<u32>,
    depth: Cell<u16>,
    timeout_reason: Cell<u8>,
    /// Messages may be compressed: `Rare::deflate` is there.
    pub deflates: Cell<bool>,
    /// What a program that polls by itself was told about the descriptor (`core::watch`).
    pub watched: Cell<u8>,
    /// Why reception is stopped: bits of `lws_rx_flow_control`.
    pub stopped_for: Cell<u8>,
    /// Bits of [`mark`].
    marks: Cell<u8>,
    /// UTF-8 of the text message under way.
    pub utf8: Cell<Utf8>,
    deadline: [Cell<u64>; 3],
    armed: [Cell<u64>; 3],
    opaque: AtomicPtr<c_void>,
    opaque_parent: AtomicPtr<c_void>,
    http: RefCell<Option<Box<Http>>>,
    rare: RefCell<Option<Box<Rare>>>,
}

/// How the rest of the library holds a connection.
pub type WsiRef = &'static Wsi;

/// A connection's memory is used again after so many others were closed.
const QUARANTINE: usize = 1024;
static SLAB: Slab<Wsi> = Slab::new(64, QUARANTINE);

impl Object for Wsi {
    fn husk() -> Self {
        Wsi {
            magic: Magic::default(),
            flags: AtomicU32::new(0),
            fd: Cell::new(-1),
            generation: AtomicU32::new(0),
            index: AtomicU32::new(u32::MAX),
            protocol: AtomicU16::new(0),
            role: Cell::new(Role::None),
            phase: Cell::new(Phase::Dead),
            context: Handle::default(),
            vhost: Handle::default(),
            callback: Cell::new(None),
            user: AtomicPtr::new(std::ptr::null_mut()),
            rx: Cell::default(),
            writes: Cell::new(0),
            depth: Cell::new(0),
            timeout_reason: Cell::new(0),
            deflates: Cell::new(false),
            watched: Cell::new(0),
            stopped_for: Cell::new(0),
            marks: Cell::new(0),
            utf8: Cell::default(),
            deadline: Default::default(),
            armed: Default::default(),
            opaque: AtomicPtr::new(std::ptr::null_mut()),
            opaque_parent: AtomicPtr::new(std::ptr::null_mut()),
            http: RefCell::new(None),
            rare: RefCell::new(None),
        }
    }
    fn magic(&self) -> &Magic {
        &self.magic
    }
}

impl Wsi {
    /// A new connection object of a context; `index` and `generation` make its token.
    pub fn take(context: &'static Context, vhost: &'static Vhost, role: Role, phase: Phase) -> WsiRef {
        let w = SLAB.take();
        w.context.set(Some(context));
        w.vhost.set(Some(vhost));
        w.role.set(role);
        w.phase.set(phase);
        w.flags.store(0, Relaxed);
        w.fd.set(-1);
        w.depth.set(0);
        w.rx.set(Rx::default());
        w.utf8.set(Utf8::default());
        w.timeout_reason.set(0);
        w.deflates.set(false);
        w.watched.set(0);
        w.stopped_for.set(0);
        w.marks.set(0);
        for i in 0..3 {
            w.deadline[i].set(0);
            w.armed[i].set(0);
        }
        w.set_protocol(0);
        w.magic.set(true);
        w
    }

    /// Gives the object back; every pointer to it is stale from here on.
    pub fn give(&'static self) {
        self.phase.set(Phase::Dead);
        self.flags.store(flag::CLOSING, Relaxed);
        self.http.replace(None);
        self.rare.replace(None);
        self.user.store(std::ptr::null_mut(), Relaxed);
        self.opaque.store(std::ptr::null_mut(), Relaxed);
        self.opaque_parent.store(std::ptr::null_mut(), Relaxed);
        self.callback.set(None);
        self.context.set(None);
        self.vhost.set(None);
        SLAB.give(self);
    }

    /// The pointer that C knows this connection by.
    #[inline(always)]
    pub fn to_c(&self) -> *mut abi::lws {
        std::ptr::from_ref(self).cast_mut().cast()
    }

    /// Whether the object is in use.
    pub fn is_live(&self) -> bool {
        self.magic.is_live()
    }

    /// The context; `None` once closed.
    #[inline(always)]
    pub fn context(&self) -> Option<&'static Context> {
        self.context.get()
    }
    /// The vhost; `None` once closed.
    #[inline(always)]
    pub fn vhost(&self) -> Option<&'static Vhost> {
        self.vhost.get()
    }
    /// Moves the connection to another vhost of the same port.
    pub fn set_vhost(&self, vhost: &'static Vhost) {
        self.vhost.set(Some(vhost));
        self.set_protocol(usize::from(self.protocol.load(Relaxed)));
    }

    /// Whether any of these flags is set.
    #[inline(always)]
    pub fn has(&self, flags: u32) -> bool {
        self.flags() & flags != 0
    }
    /// All flags.
    #[inline(always)]
    pub fn flags(&self) -> u32 {
        self.flags.load(Relaxed)
    }
    /// Sets flags.
    #[inline(always)]
    pub fn set(&self, flags: u32) {
        self.flags.store(self.flags() | flags, Relaxed);
    }
    /// Clears flags.
    #[inline(always)]
    pub fn clear(&self, flags: u32) {
        self.flags.store(self.flags() & !flags, Relaxed);
    }

    /// Whether any of these marks is set.
    #[inline(always)]
    pub fn marked(&self, marks: u8) -> bool {
        self.marks.get() & marks != 0
    }
    /// Sets marks, or takes them away.
    pub fn mark(&self, marks: u8, on: bool) {
        let before = self.marks.get();
        self.marks.set(if on { before | marks } else { before & !marks });
    }

    /// The socket, or -1.
    #[inline(always)]
    pub fn fd(&self) -> RawFd {
        self.fd.get()
    }
    /// Sets the socket.
    pub fn set_fd(&self, fd: RawFd) {
        self.fd.set(fd);
    }
    /// What the connection is doing.
    #[inline(always)]
    pub fn role(&self) -> Role {
        self.role.get()
    }
    /// How far it is.
    #[inline(always)]
    pub fn phase(&self) -> Phase {
        self.phase.get()
    }
    /// Sets both.
    pub fn become_role(&self, role: Role, phase: Phase) {
        self.role.set(role);
        self.phase.set(phase);
    }
    /// Sets how far it is.
    pub fn set_phase(&self, phase: Phase) {
        self.phase.set(phase);
    }

    /// Where it stands in its context, and which user of that place it is.
    #[inline(always)]
    pub fn token(&self) -> u64 {
        u64::from(self.generation.load(Relaxed)) << 32 | u64::from(self.index.load(Relaxed))
    }
    /// Sets the token.
    pub fn set_token(&self, generation: u32, index: u32) {
        self.generation.store(generation, Relaxed);
        self.index.store(index, Relaxed);
    }

    /// The index of the protocol in the vhost's list.
    #[inline(always)]
    pub fn protocol(&self) -> usize {
        usize::from(self.protocol.load(Relaxed))
    }
    /// Binds the connection to a protocol of its vhost, without a callback.
    pub fn set_protocol(&self, index: usize) {
        self.protocol.store(index as u16, Relaxed);
        self.callback.set(self.vhost().and_then(|v| v.callback(index)));
    }
    /// The callback of the protocol.
    #[inline(always)]
    pub fn callback(&self) -> abi::lws_callback_function {
        self.callback.get()
    }

    /// The session memory.
    #[inline(always)]
    pub fn user(&self) -> *mut c_void {
        self.user.load(Relaxed)
    }
    /// Sets the session memory.
    pub fn set_user(&self, user: *mut c_void) {
        self.user.store(user, Relaxed);
    }
    /// The program's own pointer.
    pub fn opaque(&self) -> &AtomicPtr<c_void> {
        &self.opaque
    }
    /// The program's second pointer.
    pub fn opaque_parent(&self) -> &AtomicPtr<c_void> {
        &self.opaque_parent
    }

    /// How many callbacks of this connection are running.
    #[inline(always)]
    pub fn depth(&self) -> u16 {
        self.depth.get()
    }
    /// Counts a callback of this connection in or out.
    #[inline(always)]
    pub fn set_depth(&self, depth: u16) {
        self.depth.set(depth);
    }

    /// When a timer is due (microseconds, 0: never).
    pub fn deadline(&self, t: Timer) -> &Cell<u64> {
        &self.deadline[t as usize]
    }
    /// The earliest entry for a timer in the context's queue (0: none).
    pub fn armed(&self, t: Timer) -> &Cell<u64> {
        &self.armed[t as usize]
    }
    /// Why the timeout was set (`enum pending_timeout`).
    pub fn timeout_reason(&self) -> c_int {
        self.timeout_reason.get().into()
    }
    /// Sets why.
    pub fn set_timeout_reason(&self, reason: c_int) {
        if !self.is_killed() {
            self.timeout_reason.set(if reason == KILLED.into() { 255 } else { reason.clamp(0, 255) as u8 });
        }
    }
    /// LWS_TO_KILL_ASYNC: its timeout is due at once, and no deadline of the library's own puts that off.
    pub fn set_killed(&self, killed: bool) {
        self.timeout_reason.set(if killed { KILLED } else { 0 });
    }
    /// Whether that was asked for.
    pub fn is_killed(&self) -> bool {
        self.timeout_reason.get() == KILLED
    }

    /// The HTTP transaction. Borrow it briefly: never across a callback.
    pub fn http(&self) -> &RefCell<Option<Box<Http>>> {
        &self.http
    }
    /// Looks at the HTTP transaction, if there is one.
    pub fn with_http<R>(&self, f: impl FnOnce(&mut Http) -> R) -> Option<R> {
        self.http.borrow_mut().as_mut().map(|h| f(h))
    }
    /// The connection of which this one is a child.
    pub fn parent(&self) -> Option<WsiRef> {
        let token = self.rare(|r| r.family.as_ref().and_then(|f| f.parent)).flatten()?;
        self.context()?.find(token)
    }
    /// Its children, newest first.
    pub fn children(&self) -> Vec<WsiRef> {
        let tokens = self.rare(|r| r.family.as_ref().map(|f| f.children.clone())).flatten().unwrap_or_default();
        let Some(context) = self.context() else { return Vec::new() };
        tokens.into_iter().filter_map(|t| context.find(t)).collect()
    }
    /// Makes it a child.
    pub fn set_parent(&self, parent: Option<WsiRef>) {
        let Some(parent) = parent else { return };
        self.with_rare(|r| r.family.get_or_insert_default().parent = Some(parent.token()));
        parent.with_rare(|r| r.family.get_or_insert_default().children.insert(0, self.token()));
    }
    /// Ends its being a child.
    pub fn leave_parent(&self) {
        let Some(parent) = self.parent() else { return };
        let token = self.token();
        self.with_rare(|r| r.family = None);
        parent.with_rare(|r| {
            if let Some(f) = &mut r.family {
                f.children.retain(|c| *c != token);
                if f.children.is_empty() && f.parent.is_none() {
                    r.family = None;
                }
            }
        });
    }

    /// Looks at the client side, if there is one. Borrow it briefly: never across a callback.
    pub fn with_client<R>(&self, f: impl FnOnce(&mut Client) -> R) -> Option<R> {
        self.http.borrow_mut().as_mut().and_then(|h| h.client.as_mut()).map(|c| f(c))
    }
    /// Looks at the request, if there is one.
    pub fn with_request<R>(&self, f: impl FnOnce(&Request) -> R) -> Option<R> {
        self.http.borrow().as_ref().and_then(|h| h.request.as_ref()).map(|r| f(r))
    }
    /// Works on what few connections have; the box goes when it is empty again.
    pub fn with_rare<R>(&self, f: impl FnOnce(&mut Rare) -> R) -> R {
        let mut slot = self.rare.borrow_mut();
        let r = f(slot.get_or_insert_default());
        if slot.as_ref().is_some_and(|r| r.is_empty()) {
            *slot = None;
        }
        r
    }
    /// The same, when there is any.
    pub fn rare<R>(&self, f: impl FnOnce(&Rare) -> R) -> Option<R> {
        self.rare.borrow().as_ref().map(|r| f(r))
    }
    /// Whether a cell of this connection is borrowed, which must not be while C runs.
    pub fn is_borrowed(&self) -> bool {
        self.http.try_borrow_mut().is_err() || self.rare.try_borrow_mut().is_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two flags with one bit would each answer for the other.
    #[test]
    fn each_flag_has_a_bit_of_its_own() {
        let mut seen = 0u32;
        let constants = include_str!("wsi.rs").lines().map(str::trim).filter(|l| l.starts_with("pub const"));
        for line in constants.filter(|l| l.contains(": u32 = 1")) {
            let shift = line.split("<< ").nth(1).map_or(0, |n| n.trim_end_matches(';').parse::<u32>().unwrap());
            assert_eq!(seen & (1 << shift), 0, "{line}");
            seen |= 1 << shift;
        }
        assert!(seen.count_ones() >= 28, "{seen:x}");
    }

    #[test]
    fn an_idle_connection_is_small() {
        assert!(size_of::<Wsi>() <= 192, "{}", size_of::<Wsi>());
        assert!(std::mem::offset_of!(Wsi, user) < 64);
    }
}
