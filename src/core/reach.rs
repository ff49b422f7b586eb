//! Reaching a connection from any thread: by an id that is never used again, with a line of what it is to send.
//!
//! A connection gets an id when the program asks for it. From then on other threads may put messages into its line, and the
//! service thread takes them out while the kernel takes bytes (`role::sends`). The lock is held for a few instructions, never
//! while C runs or anything is logged.

use crate::abi;
use crate::core::context::ContextRef;
use crate::core::dispatch::extra::Lent;
use crate::core::vhost::VhostRef;
use crate::core::wsi::{Phase, Role, WsiRef, mark};
use core::ffi::c_int;
use std::collections::{HashMap, VecDeque};
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU64, Ordering::*};
use std::sync::{Mutex, MutexGuard};

/// What a message costs beside its bytes: a peer that is sent many empty ones must not take any memory.
const PER_MESSAGE: usize = 64;
/// More fragments of the message follow.
const NO_FIN: c_int = abi::LWS_WRITE_NO_FIN as c_int;
/// The low bits of `enum lws_write_protocol` say what, the others how.
const KIND: c_int = 0xf;
const CONTINUATION: c_int = abi::LWS_WRITE_CONTINUATION as c_int;

/// The bytes of a message.
pub enum Payload {
    /// Copied.
    Copy(Vec<u8>),
    /// The program's own.
    Lent(Lent),
}

impl Payload {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Payload::Copy(bytes) => bytes,
            Payload::Lent(lent) => lent.bytes(),
        }
    }
}

/// What stands in a line.
pub enum Item {
    /// A frame, and how it is to be sent (`enum lws_write_protocol`).
    Frame(Payload, c_int),
    /// The end: status and text.
    Close(u16, Vec<u8>),
}

impl Item {
    fn cost(&self) -> usize {
        match self {
            Item::Frame(payload, _) => payload.bytes().len() + PER_MESSAGE,
            Item::Close(..) => 0,
        }
    }
    fn len(&self) -> usize {
        match self {
            Item::Frame(payload, _) => payload.bytes().len(),
            Item::Close(..) => 0,
        }
    }
    /// Whether it begins a message.
    fn begins(&self) -> bool {
        matches!(self, Item::Frame(_, kind) if begins(*kind))
    }
}

/// Whether such a frame begins a message.
pub fn begins(kind: c_int) -> bool {
    matches!((kind & KIND) as abi::lws_write_protocol, abi::LWS_WRITE_TEXT | abi::LWS_WRITE_BINARY)
}

/// Whether such a frame is one that can be sent by id.
pub fn is_frame(kind: c_int) -> bool {
    let kind = (kind & KIND) as abi::lws_write_protocol;
    matches!(
        kind,
        abi::LWS_WRITE_TEXT
            | abi::LWS_WRITE_BINARY
            | abi::LWS_WRITE_CONTINUATION
            | abi::LWS_WRITE_PING
            | abi::LWS_WRITE_PONG
    )
}

/// Whether such a frame stands by itself, between those of messages.
pub fn is_control(kind: c_int) -> bool {
    let kind = (kind & KIND) as abi::lws_write_protocol;
    matches!(kind, abi::LWS_WRITE_PING | abi::LWS_WRITE_PONG)
}

/// Why nothing is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// There is no such connection any more.
    Gone,
    /// It is no open websocket.
    NotOpen,
    /// It is about to be closed.
    Closing,
    /// Too much waits already; whether this was said before.
    Full(bool),
    /// A fragmented message is under way, and another one cannot begin.
    Fragmenting,
    /// A fragment of nothing.
    NoMessage,
}

/// A connection and what it is to send.
struct Line {
    token: u64,
    vhost: VhostRef,
    open: bool,
    items: VecDeque<Item>,
    /// Messages that wait for the end of a fragmented one.
    behind: VecDeque<Item>,
    /// What both cost, and their bytes.
    cost: usize,
    bytes: usize,
    /// Bytes that the kernel has refused.
    refused: usize,
    /// A message was begun, and its last fragment has not been given.
    fragmenting: bool,
    /// A close stands in the line.
    closing: bool,
    /// The service thread knows that there is something.
    announced: bool,
    said_full: bool,
}

impl Line {
    fn admit(&mut self, kind: c_int, len: usize) -> Result<(), Refused> {
        if !self.open {
            return Err(Refused::NotOpen);
        }
        if self.closing {
            return Err(Refused::Closing);
        }
        if begins(kind) && self.fragmenting && kind & NO_FIN != 0 {
            return Err(Refused::Fragmenting);
        }
        if kind & KIND == CONTINUATION && !self.fragmenting {
            return Err(Refused::NoMessage);
        }
        if len.saturating_add(self.cost).saturating_add(self.refused) > self.vhost.max_queued.load(Relaxed) {
            return Err(Refused::Full(std::mem::replace(&mut self.said_full, true)));
        }
        Ok(())
    }

    /// Notes what the frame does to the message under way.
    fn follow(&mut self, kind: c_int) {
        if !is_control(kind) {
            let more = kind & NO_FIN != 0;
            if more || kind & KIND == CONTINUATION {
                self.fragmenting = more;
            }
        }
    }

    fn push(&mut self, payload: Payload, kind: c_int) {
        let waits = begins(kind) && self.fragmenting;
        let item = Item::Frame(payload, kind);
        self.cost += item.cost();
        self.bytes += item.len();
        if waits {
            self.behind.push_back(item);
            return;
        }
        self.follow(kind);
        self.items.push_back(item);
        if !self.fragmenting {
            self.items.append(&mut self.behind);
        }
    }
}

#[derive(Default)]
struct Lines {
    ids: HashMap<u64, u64>,
    lines: HashMap<u64, Line>,
    sessions: Vec<Sessions>,
}

/// How many sessions a protocol of a vhost has.
struct Sessions {
    vhost: usize,
    protocol: usize,
    name: Vec<u8>,
    count: usize,
}

/// The part of a context by which its connections are reached.
#[derive(Default)]
pub struct Reach {
    lines: Mutex<Lines>,
    /// Read when the lock is taken, and written before it is given back: so ThreadSanitizer sees the order that the lock
    /// makes, which is in a library that it does not instrument.
    order: AtomicU64,
}

/// The lines while they are locked.
struct Locked<'a> {
    held: MutexGuard<'a, Lines>,
    order: &'a AtomicU64,
}

impl Deref for Locked<'_> {
    type Target = Lines;
    fn deref(&self) -> &Lines {
        &self.held
    }
}

impl DerefMut for Locked<'_> {
    fn deref_mut(&mut self) -> &mut Lines {
        &mut self.held
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        self.order.store(self.order.load(Relaxed).wrapping_add(1), Release);
    }
}

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

/// What is to be done with a message that was accepted.
pub enum Next {
    /// It stands in the line; whether the service thread is to be told.
    Queued(bool),
    /// It can be written now: nothing stands before it.
    Now(WsiRef, Payload),
}

impl Reach {
    fn lock(&self) -> Locked<'_> {
        let held = self.lines.lock().unwrap_or_else(|e| e.into_inner());
        self.order.load(Acquire);
        Locked { held, order: &self.order }
    }

    /// A context begins.
    pub fn open(&self) {
        *self.lock() = Lines::default();
    }

    /// The id of a connection; it gets one.
    pub fn id(&self, wsi: WsiRef) -> u64 {
        let Some(vhost) = wsi.vhost() else { return 0 };
        let mut all = self.lock();
        if let Some(id) = all.ids.get(&wsi.token()) {
            return *id;
        }
        let id = NEXT_ID.fetch_add(1, Relaxed);
        let line = Line {
            token: wsi.token(),
            vhost,
            open: wsi.role() == Role::Ws && wsi.phase() == Phase::Established,
            items: VecDeque::new(),
            behind: VecDeque::new(),
            cost: 0,
            bytes: 0,
            refused: wsi.rare(|r| r.waiting()).unwrap_or(0),
            fragmenting: false,
            closing: false,
            announced: false,
            said_full: false,
        };
        all.ids.insert(wsi.token(), id);
        all.lines.insert(id, line);
        wsi.mark(mark::HAS_ID, true);
        id
    }

    /// The id that the connection with this token has; 0 for none.
    pub fn known(&self, token: u64) -> u64 {
        self.lock().ids.get(&token).copied().unwrap_or(0)
    }

    /// The token of the connection with this id.
    pub fn token(&self, id: u64) -> Option<u64> {
        self.lock().lines.get(&id).map(|l| l.token)
    }

    /// How many bytes of a connection wait to be taken by the kernel; `None`: it is gone.
    pub fn queued(&self, id: u64) -> Option<usize> {
        self.lock().lines.get(&id).map(|l| l.bytes + l.refused)
    }

    /// Takes a message into the line of a connection. `now`: the connection, if the caller may write to it at once.
    pub fn send(
        &self,
        id: u64,
        payload: Payload,
        kind: c_int,
        now: impl FnOnce(u64) -> Option<WsiRef>,
    ) -> Result<Next, (Refused, Payload)> {
        let mut all = self.lock();
        let Some(line) = all.lines.get_mut(&id) else { return Err((Refused::Gone, payload)) };
        if let Err(why) = line.admit(kind, payload.bytes().len()) {
            return Err((why, payload));
        }
        let first = line.items.is_empty() && line.refused == 0 && !(begins(kind) && line.fragmenting);
        if first && let Some(wsi) = now(line.token) {
            line.follow(kind);
            if !line.fragmenting && !line.behind.is_empty() {
                let behind = std::mem::take(&mut line.behind);
                line.items.extend(behind);
                wsi.mark(mark::OUT, true);
            }
            return Ok(Next::Now(wsi, payload));
        }
        line.push(payload, kind);
        Ok(Next::Queued(!std::mem::replace(&mut line.announced, true)))
    }

    /// How many bytes more a connection takes, and nothing else is looked at: what is longer need not be copied.
    pub fn room(&self, id: u64) -> usize {
        let all = self.lock();
        let most = |l: &Line| l.vhost.max_queued.load(Relaxed).saturating_sub(l.cost + l.refused);
        all.lines.get(&id).map_or(0, most)
    }
    /// Why a connection does not take a frame.
    pub fn refuse(&self, id: u64, kind: c_int, len: usize) -> Refused {
        self.lock()
            .lines
            .get_mut(&id)
            .map_or(Refused::Gone, |l| l.admit(kind, len).err().unwrap_or(Refused::Full(false)))
    }

    /// Has a connection close when its line is through. Gives whether the service thread is to be told.
    pub fn close(&self, id: u64, status: u16, text: &[u8]) -> Result<bool, Refused> {
        let mut all = self.lock();
        let Some(line) = all.lines.get_mut(&id) else { return Err(Refused::Gone) };
        if !line.open {
            return Err(Refused::NotOpen);
        }
        if std::mem::replace(&mut line.closing, true) {
            return Err(Refused::Closing);
        }
        line.items.push_back(Item::Close(status, text.to_vec()));
        Ok(!std::mem::replace(&mut line.announced, true))
    }

    /// How many sessions there are, of a protocol or of all.
    pub fn count(&self, protocol: Option<&[u8]>) -> usize {
        let all = self.lock();
        all.sessions.iter().filter(|s| protocol.is_none_or(|p| p == s.name)).map(|s| s.count).sum()
    }
}

fn with<R>(context: ContextRef, wsi: WsiRef, f: impl FnOnce(&mut Line) -> R) -> Option<R> {
    if !wsi.marked(mark::HAS_ID) {
        return None;
    }
    let mut all = context.shared.reach.lock();
    let id = *all.ids.get(&wsi.token())?;
    all.lines.get_mut(&id).map(f)
}

/// What comes next in a connection's line. `in_message`: the program is in the middle of a message of its own, so none can
/// begin.
pub fn next(context: ContextRef, wsi: WsiRef, in_message: bool) -> Option<Item> {
    with(context, wsi, |line| {
        line.announced = false;
        if in_message && line.items.front().is_some_and(Item::begins) {
            return None;
        }
        let item = line.items.pop_front();
        if let Some(item) = &item {
            line.cost -= item.cost();
            line.bytes -= item.len();
        } else if line.behind.is_empty() {
            line.items = VecDeque::new();
            line.said_full = false;
        }
        item
    })
    .flatten()
}

/// Whether nothing stands in a connection's line.
pub fn is_empty(context: ContextRef, wsi: WsiRef) -> bool {
    with(context, wsi, |line| line.items.is_empty()).unwrap_or(true)
}

/// Whether a connection closes when its line is through.
pub fn is_closing(context: ContextRef, wsi: WsiRef) -> bool {
    with(context, wsi, |line| line.closing).unwrap_or(false)
}

/// How many bytes stand in a connection's line.
pub fn waiting(context: ContextRef, wsi: WsiRef) -> usize {
    with(context, wsi, |line| line.bytes).unwrap_or(0)
}

/// Puts a message of the program's own behind the fragmented one that is on the wire.
pub fn put_behind(context: ContextRef, wsi: WsiRef, bytes: &[u8], kind: c_int) -> Result<(), Refused> {
    let put = with(context, wsi, |line| {
        line.admit(kind, bytes.len())?;
        line.push(Payload::Copy(bytes.to_vec()), kind);
        Ok(())
    });
    wsi.mark(mark::OUT, true);
    put.unwrap_or(Err(Refused::Gone))
}

/// Notes how many bytes of a connection the kernel has refused.
#[cold]
pub fn note_refused(context: ContextRef, wsi: WsiRef) {
    let waiting = wsi.rare(|r| r.waiting()).unwrap_or(0);
    with(context, wsi, |line| line.refused = waiting);
}

/// A connection is an open websocket from here on.
pub fn opened(context: ContextRef, wsi: WsiRef) {
    with(context, wsi, |line| line.open = true);
    let Some(vhost) = wsi.vhost() else { return };
    let (address, protocol) = (std::ptr::from_ref(vhost) as usize, wsi.protocol());
    wsi.mark(mark::COUNTED, true);
    let mut all = context.shared.reach.lock();
    match all.sessions.iter_mut().find(|s| s.vhost == address && s.protocol == protocol) {
        Some(sessions) => sessions.count += 1,
        None => {
            let name = vhost.protocol_name(protocol).into_bytes();
            all.sessions.push(Sessions { vhost: address, protocol, name, count: 1 });
        }
    }
}

/// A connection can be sent nothing more; what it was to be sent is given back.
pub fn shut(context: ContextRef, wsi: WsiRef) {
    let items = with(context, wsi, |line| {
        line.open = false;
        line.cost = 0;
        line.bytes = 0;
        let mut items = std::mem::take(&mut line.items);
        items.append(&mut line.behind);
        items
    });
    let lent = |item: Item| match item {
        Item::Frame(Payload::Lent(lent), _) => Some(lent),
        _ => None,
    };
    context.release_later(items.unwrap_or_default().into_iter().filter_map(lent));
}

/// A connection is gone, and its id with it.
pub fn forget(context: ContextRef, wsi: WsiRef) {
    if wsi.marked(mark::HAS_ID) {
        shut(context, wsi);
        let mut all = context.shared.reach.lock();
        if let Some(id) = all.ids.remove(&wsi.token()) {
            all.lines.remove(&id);
        }
    }
}

/// The program is about to be told that a connection is over: it is none of the sessions any more.
pub fn ends(context: ContextRef, wsi: WsiRef) {
    if wsi.marked(mark::HAS_ID) {
        shut(context, wsi);
    }
    if wsi.marked(mark::COUNTED) {
        wsi.mark(mark::COUNTED, false);
        let address = wsi.vhost().map_or(0, |v| std::ptr::from_ref(v) as usize);
        let mut all = context.shared.reach.lock();
        let of = |s: &&mut Sessions| s.vhost == address && s.protocol == wsi.protocol();
        if let Some(sessions) = all.sessions.iter_mut().find(of) {
            sessions.count = sessions.count.saturating_sub(1);
        }
    }
}

/// A vhost is gone.
pub fn forget_vhost(context: ContextRef, vhost: VhostRef) {
    let address = std::ptr::from_ref(vhost) as usize;
    context.shared.reach.lock().sessions.retain(|s| s.vhost != address);
}
