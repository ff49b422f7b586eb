//! The context, `struct lws_context` to C, and its one service thread's state (`pt` in lws's terms).

use crate::abi;
use crate::core::deflate::Compressors;
use crate::core::dispatch::extra::{Each, Lent};
use crate::core::dispatch::files::NO_OPERATIONS;
use crate::core::file_cache::FileCache;
use crate::core::linger::Lingering;
use crate::core::owner::{Serving, Shared};
use crate::core::slab::{Magic, Object, Slab};
use crate::core::vhost::VhostRef;
use crate::core::warm::Warm;
use crate::core::watch::Watch;
use crate::core::wsi::{Role, WsiRef};
use crate::proto::ws::deflate::Spare;
use crate::sys::identity::Identity;
use crate::sys::poller::{Events, Poller};
use crate::util::sul::SulList;
use crate::util::system::System;
use core::ffi::{c_char, c_void};
use std::cell::{Cell, RefCell};
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::ffi::CString;
use std::sync::Arc;

/// Head room before the receive buffer: held-back bytes up to this length are put in front of new ones.
pub const HEAD_ROOM: usize = 256;
/// What one read takes: a 64 KiB frame and its header, so that neither spills into a second read.
pub const READ_SIZE: usize = 66_000;
/// Room behind the receive buffer, since programs write a NUL at `in[len]`.
pub const TAIL_ROOM: usize = 64;
/// Small writes are gathered up to this size and leave in one call.
pub const STAGE_SIZE: usize = 256 * 1024;
/// Writes from this size on are not copied.
pub const BIG_WRITE: usize = 64 * 1024;
/// How much the kernel may refuse, per connection, before further writes fail.
pub const PENDING_LIMIT: usize = 64 * 1024 * 1024;

/// Functions of the roles that this floor must reach: `core` imports no role.
pub struct RoleTable {
    /// A connection is about to be closed with this status. True: not yet, a goodbye is on its way.
    pub before_close: fn(WsiRef, u16) -> bool,
    /// The connection is closed: release what the role has open.
    pub released: fn(WsiRef),
    /// A connection closes, and its protocol still knows nothing of it.
    pub ending: fn(WsiRef),
    /// A timeout or the validity check of a connection is due.
    pub timed_out: fn(WsiRef),
    /// The validity check wants a sign of life.
    pub check_validity: fn(WsiRef),
}

/// Settings of the whole context.
#[derive(Clone)]
pub struct Limits {
    /// `LWS_SERVER_OPTION_*` bits of the context.
    pub options: u64,
    /// Most bytes of an HTTP request head.
    pub max_head: usize,
    /// Bytes per slice of a protocol without `rx_buffer_size`.
    pub slice: usize,
    /// Most connections at a time; 0 for as many as there are descriptors.
    pub max_connections: usize,
    /// Seconds for each phase of a request.
    pub timeout_secs: u64,
    /// Clients that get no service.
    pub reject: Vec<Unwelcome>,
    /// Where genuine lws is lax and this library is not, be lax (a program or its environment asked for it).
    pub lax: bool,
    /// The library's own file operations, and behind them those that the program gave.
    pub file_ops: abi::lws_plat_file_ops,
    /// The name of this machine.
    pub hostname: CString,
    /// The `server:` header, if there is one.
    pub server_string: Option<CString>,
    /// How long the values of single headers may be.
    pub token_limits: Vec<(abi::lws_token_indexes, u16)>,
    /// Its name in the log: `vhost_name` of the creation info, if there was one.
    pub name: Option<CString>,
    /// Freed when the context is.
    pub baggage: Baggage,
    /// Where the program wants to read when the context is gone (`pcontext`).
    pub place: Place,
    /// ADD_POLL_FD and its kin are given.
    pub announces: bool,
    /// User and group that the process changes to once it listens, and the capabilities that it keeps.
    pub identity: Identity,
}

/// A client that gets no service, known by a word in its User-Agent header.
#[derive(Clone)]
pub struct Unwelcome {
    /// The word.
    pub word: Vec<u8>,
    /// What it is answered.
    pub status: u32,
    /// What the page of the answer says.
    pub text: Vec<u8>,
}

/// A pointer of the program's that is set to NULL when the context is gone.
#[derive(Clone, Copy)]
pub struct Place(pub *mut *mut abi::lws_context);

/// Memory that the program handed over (`external_baggage_free_on_destroy`).
#[derive(Clone, Copy)]
pub struct Baggage(pub *mut c_void);

#[derive(Default)]
struct Slot {
    generation: u32,
    wsi: Option<WsiRef>,
}

/// How far the start of a context is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Started {
    /// It was not serviced yet.
    No,
    /// It was.
    Yes,
    /// The process could not become the user that the program chose: it is not serviced.
    Failed,
}

/// Random bytes for the masks of a client's frames, fetched from the system many at a time.
#[derive(Default)]
pub struct Masks {
    bytes: Vec<u8>,
    used: usize,
}

impl Masks {
    /// The next mask; `None` when the system has no random bytes.
    pub fn next(&mut self) -> Option<[u8; 4]> {
        const BATCH: usize = 1024;
        if self.used + 4 > self.bytes.len() {
            self.bytes.resize(BATCH, 0);
            self.used = 0;
            if crate::sys::random::fill(&mut self.bytes) != BATCH {
                self.bytes.clear();
                return None;
            }
        }
        let mask = self.bytes.get(self.used..)?.first_chunk().copied();
        self.used += 4;
        mask
    }
}

/// An entry of the timer queue: when, whose, which.
pub type Due = std::cmp::Reverse<(u64, u64, u8)>;

/// A context.
#[repr(C)]
pub struct Context {
    magic: Magic,
    /// What other threads may touch.
    pub shared: Shared,
    poller: RefCell<Option<Arc<Poller>>>,
    /// Who watches the descriptors.
    pub watch: Watch,
    /// The events of the wait that is being worked on.
    pub events: RefCell<Events>,
    slots: RefCell<Vec<Slot>>,
    free: RefCell<Vec<u32>>,
    by_fd: RefCell<Vec<u32>>,
    count: Cell<usize>,
    /// Connections that the next turn looks at.
    pub ready: RefCell<VecDeque<u64>>,
    /// The receive buffer, taken out while it is in use.
    pub read_buffer: Cell<Vec<u8>>,
    /// Small writes of `stage_owner`.
    pub stage: RefCell<Vec<u8>>,
    /// Whose the staged bytes are.
    pub stage_owner: Cell<Option<WsiRef>>,
    /// The connection whose turn it is.
    pub turn_of: Cell<Option<WsiRef>>,
    /// How many callbacks are running.
    pub depth: Cell<u32>,
    /// Inside `lws_service`.
    pub in_service: Serving,
    /// Its program is older than lws 3.0: a websocket of a client ends with CLOSED.
    pub before_3: Cell<bool>,
    /// `lws_service` runs the loop of another library.
    pub runs_elsewhere: Serving,
    /// Whether it was serviced already.
    pub started: Cell<Started>,
    /// PROTOCOL_INIT is being given, or failed.
    pub initializing: Cell<bool>,
    /// PROTOCOL_INIT was given to all vhosts that there were.
    pub initialized: Cell<bool>,
    /// Vhosts and connections that were given a name for the log so far.
    numbers: Cell<(u32, u32)>,
    tags: RefCell<HashMap<u64, CString>>,
    /// State machine and blobs.
    pub system: System,
    /// Another context has taken its place: it does not listen any more.
    pub deprecated: Cell<bool>,
    /// `lws_context_destroy` was called inside a callback.
    pub doomed: Cell<bool>,
    /// Vhosts whose destruction was asked for inside one of their callbacks.
    pub doomed_vhosts: RefCell<Vec<VhostRef>>,
    /// The watchers of the system were told of the end.
    pub told: Cell<bool>,
    /// Is being taken down.
    pub destroying: Cell<bool>,
    /// Microseconds of the monotonic clock at the last wake-up.
    pub now: Cell<u64>,
    /// Deadlines of connections.
    pub due: RefCell<BinaryHeap<Due>>,
    /// When the poller's timer is set to (0: not).
    pub timer_at: Cell<u64>,
    /// Connections that wait for a name to be looked up, by token.
    pub lookups: RefCell<Vec<u64>>,
    /// What TLS records held.
    pub plain_in: Cell<Vec<u8>>,
    /// Where TLS records are read.
    pub records_in: Cell<Vec<u8>>,
    /// Where TLS records are made.
    pub records_out: Cell<Vec<u8>>,
    /// Connections to servers that are kept for the next request.
    pub warm: RefCell<Vec<Warm>>,
    /// Where frames are masked, kept for the next one.
    pub mask_buffer: Cell<Vec<u8>>,
    /// Where compressed messages are inflated, and where messages are compressed.
    pub deflate_buffers: [Cell<Vec<u8>>; 2],
    /// What is written is the rest of a write that was accepted, so the bound of what may wait does not count.
    pub goes_beyond: Cell<bool>,
    /// Compression states that no connection uses.
    pub spare_deflate: RefCell<Spare>,
    /// Whose compressors may be taken.
    pub compressors: RefCell<Compressors>,
    /// Random bytes for masks, and how many of them are used.
    pub masks: RefCell<Masks>,
    /// The program's timers.
    pub suls: SulList,
    /// Those of them for whose sake a suspended machine shall wake.
    pub wake_suls: SulList,
    /// All vhosts, oldest first.
    pub vhosts: RefCell<Vec<VhostRef>>,
    /// Listening is paused until this time, since the process ran out of descriptors (0: it is not).
    pub listen_paused: Cell<u64>,
    /// How many connections there were then: with fewer, listening goes on at once.
    pub listen_paused_at: Cell<usize>,
    /// When the log last said so.
    pub listen_pause_said: Cell<u64>,
    /// When vhosts whose interface was not there try to listen again (0: there are none).
    pub listen_again: Cell<u64>,
    /// When the age of certificates is told next; 0 for never.
    pub certificates_at: Cell<u64>,
    /// The library's own file operations, where the program may change them.
    pub platform_file_ops: Cell<abi::lws_plat_file_ops>,
    /// The file operations in use: these, or the program's.
    pub file_ops: Cell<*const abi::lws_plat_file_ops>,
    /// Small files that were served before.
    pub file_cache: RefCell<FileCache>,
    /// Sockets of connections that are over, while their peers still send.
    pub lingering: RefCell<Vec<Lingering>>,
    /// Bytes that the program has lent and that are not needed any more: it is told when nothing else is going on.
    pub released: RefCell<VecDeque<Lent>>,
    /// Tasks for each session, the first one under way.
    pub each: RefCell<VecDeque<Each>>,
    /// The control frame that the program is being given: whose, and its first byte.
    pub control: Cell<Option<(u64, u8)>>,
    /// When the drain ends at the latest (microseconds; 0: there is none).
    pub drain_until: Cell<u64>,
    /// The drain is over: the context is not serviced any more.
    pub drained: Cell<bool>,
    limits: RefCell<Option<Limits>>,
    roles: Cell<Option<&'static RoleTable>>,
}

/// How the rest of the library holds a context.
pub type ContextRef = &'static Context;

static SLAB: Slab<Context> = Slab::new(1, 16);

impl Object for Context {
    fn husk() -> Self {
        Context {
            magic: Magic::default(),
            shared: Shared::default(),
            poller: RefCell::new(None),
            watch: Watch::default(),
            events: RefCell::default(),
            slots: RefCell::default(),
            free: RefCell::default(),
            by_fd: RefCell::default(),
            count: Cell::new(0),
            ready: RefCell::default(),
            read_buffer: Cell::default(),
            stage: RefCell::default(),
            stage_owner: Cell::new(None),
            turn_of: Cell::new(None),
            depth: Cell::new(0),
            in_service: Serving::default(),
            before_3: Cell::new(false),
            runs_elsewhere: Serving::default(),
            started: Cell::new(Started::No),
            initializing: Cell::new(false),
            initialized: Cell::new(false),
            numbers: Cell::new((0, 0)),
            tags: RefCell::default(),
            system: System::default(),
            deprecated: Cell::new(false),
            doomed: Cell::new(false),
            doomed_vhosts: RefCell::default(),
            told: Cell::new(false),
            destroying: Cell::new(false),
            now: Cell::new(0),
            due: RefCell::default(),
            timer_at: Cell::new(0),
            lookups: RefCell::default(),
            plain_in: Cell::default(),
            records_in: Cell::default(),
            records_out: Cell::default(),
            warm: RefCell::default(),
            mask_buffer: Cell::default(),
            deflate_buffers: Default::default(),
            spare_deflate: RefCell::default(),
            compressors: RefCell::default(),
            goes_beyond: Cell::new(false),
            masks: RefCell::default(),
            suls: SulList::default(),
            wake_suls: SulList::default(),
            vhosts: RefCell::default(),
            listen_paused: Cell::new(0),
            listen_paused_at: Cell::new(0),
            listen_pause_said: Cell::new(0),
            listen_again: Cell::new(0),
            certificates_at: Cell::new(0),
            platform_file_ops: Cell::new(NO_OPERATIONS),
            file_ops: Cell::new(std::ptr::null()),
            file_cache: RefCell::default(),
            lingering: RefCell::default(),
            released: RefCell::default(),
            each: RefCell::default(),
            control: Cell::new(None),
            drain_until: Cell::new(0),
            drained: Cell::new(false),
            limits: RefCell::new(None),
            roles: Cell::new(None),
        }
    }
    fn magic(&self) -> &Magic {
        &self.magic
    }
}

impl Context {
    /// A new context without vhosts; fails when the process is out of descriptors.
    pub fn take(limits: Limits, user: *mut c_void, roles: &'static RoleTable) -> std::io::Result<ContextRef> {
        let poller = Arc::new(Poller::new()?);
        let c = SLAB.take();
        c.shared.open(poller.clone(), user);
        c.poller.replace(Some(poller));
        c.read_buffer.set(vec![0; HEAD_ROOM + READ_SIZE + TAIL_ROOM]);
        c.stage.replace(Vec::with_capacity(STAGE_SIZE));
        c.platform_file_ops.set(limits.file_ops);
        c.file_ops.set(c.platform_file_ops.as_ptr());
        c.watch.open(limits.announces);
        c.limits.replace(Some(limits));
        c.roles.set(Some(roles));
        c.count.set(0);
        c.before_3.set(false);
        c.started.set(Started::No);
        c.numbers.set((0, 0));
        c.initializing.set(false);
        c.initialized.set(false);
        c.deprecated.set(false);
        c.doomed.set(false);
        c.told.set(false);
        c.destroying.set(false);
        c.timer_at.set(0);
        c.listen_paused.set(0);
        c.listen_pause_said.set(0);
        c.listen_again.set(0);
        c.certificates_at.set(0);
        c.drain_until.set(0);
        c.drained.set(false);
        c.now.set(crate::sys::clock::monotonic_us());
        c.magic.set(true);
        Ok(c)
    }

    /// All contexts of this process.
    pub fn all() -> Vec<ContextRef> {
        SLAB.all_live()
    }

    /// Has the program told that these lent bytes are not needed any more, when nothing else is going on.
    pub fn release_later(&self, lent: impl IntoIterator<Item = Lent>) {
        let mut released = self.released.borrow_mut();
        let before = released.len();
        released.extend(lent);
        if before == 0 && !released.is_empty() && !self.in_service.get() {
            self.shared.wake();
        }
    }

    /// Gives the context back; every pointer to it is stale from here on.
    pub fn give(&'static self) {
        self.shared.close();
        self.poller.replace(None);
        self.read_buffer.set(Vec::new());
        self.stage.replace(Vec::new());
        self.stage_owner.set(None);
        self.slots.replace(Vec::new());
        self.free.replace(Vec::new());
        self.by_fd.replace(Vec::new());
        self.ready.replace(VecDeque::new());
        self.due.replace(BinaryHeap::new());
        self.lookups.replace(Vec::new());
        self.plain_in.set(Vec::new());
        self.records_in.set(Vec::new());
        self.records_out.set(Vec::new());
        self.mask_buffer.set(Vec::new());
        self.deflate_buffers.iter().for_each(|b| b.set(Vec::new()));
        self.spare_deflate.replace(Spare::default());
        self.compressors.replace(Compressors::default());
        self.masks.replace(Masks::default());
        self.vhosts.replace(Vec::new());
        self.doomed_vhosts.replace(Vec::new());
        self.turn_of.set(None);
        self.tags.take();
        self.platform_file_ops.set(NO_OPERATIONS);
        self.file_ops.set(std::ptr::null());
        self.file_cache.take();
        self.limits.replace(None);
        SLAB.give(self);
    }

    /// Whether the object is in use.
    pub fn is_live(&self) -> bool {
        self.magic.is_live()
    }
    /// The pointer that C knows this context by.
    pub fn to_c(&self) -> *mut abi::lws_context {
        std::ptr::from_ref(self).cast_mut().cast()
    }

    /// Looks at the settings.
    pub fn with_limits<R>(&self, f: impl FnOnce(&Limits) -> R) -> Option<R> {
        self.limits.borrow().as_ref().map(f)
    }
    /// Changes the settings.
    pub fn set_limits(&self, f: impl FnOnce(&mut Limits)) {
        if let Some(l) = self.limits.borrow_mut().as_mut() {
            f(l);
        }
    }
    /// Whether an option bit is set.
    pub fn option(&self, bit: u64) -> bool {
        self.with_limits(|l| l.options & bit != 0).unwrap_or(false)
    }
    /// The roles' functions.
    pub fn roles(&self) -> Option<&'static RoleTable> {
        self.roles.get()
    }
    /// Works with the poller; `None` once the context is gone.
    #[inline]
    pub fn with_poller<R>(&self, f: impl FnOnce(&Poller) -> R) -> Option<R> {
        self.poller.borrow().as_ref().map(|p| f(p))
    }
    /// The poller itself, to wait on while nothing of the context is borrowed.
    pub fn poller(&self) -> Option<Arc<Poller>> {
        self.poller.borrow().clone()
    }

    /// The number of a new vhost, from 1.
    pub fn next_vhost_number(&self) -> u32 {
        let (vhosts, connections) = self.numbers.get();
        self.numbers.set((vhosts + 1, connections));
        vhosts + 1
    }

    /// A connection's name in the log, in lws's form; it is numbered when it is asked for its name first.
    pub fn tag(&self, wsi: WsiRef) -> *const c_char {
        if matches!(wsi.role(), Role::None) {
            return c"".as_ptr();
        }
        let mut tags = self.tags.borrow_mut();
        let tag = tags.entry(wsi.token()).or_insert_with(|| {
            let text = match wsi.vhost() {
                Some(v) if wsi.role() == Role::Listen => {
                    let of = v.with(|s| {
                        let iface = s.config.iface.clone().unwrap_or_default();
                        format!("{}|{}", s.name().to_string_lossy(), iface.to_string_lossy())
                    });
                    format!("[wsi|{:x}|listen|{}|{}]", wsi.token() as u32 + 1, of.unwrap_or_default(), v.port.get())
                }
                _ => {
                    let (vhosts, connections) = self.numbers.get();
                    self.numbers.set((vhosts, connections.wrapping_add(1)));
                    format!("[wsisrv|{connections:x}|adopted]")
                }
            };
            CString::new(text).unwrap_or_default()
        });
        tag.as_ptr()
    }

    /// How many connections there are, listeners included.
    pub fn connection_count(&self) -> usize {
        self.count.get()
    }

    /// Gives a connection its place and token.
    pub fn insert(&self, wsi: WsiRef) {
        let index = self.free.borrow_mut().pop();
        let mut slots = self.slots.borrow_mut();
        let index = index.unwrap_or_else(|| {
            slots.push(Slot::default());
            slots.len() as u32 - 1
        });
        let slot = &mut slots[index as usize];
        slot.wsi = Some(wsi);
        wsi.set_token(slot.generation, index);
        self.count.set(self.count.get() + 1);
    }

    /// Takes a connection's place away; its token finds nothing from here on.
    pub fn remove(&self, wsi: WsiRef) {
        let mut tags = self.tags.borrow_mut();
        if !tags.is_empty() {
            tags.remove(&wsi.token());
        }
        drop(tags);
        let index = wsi.token() as u32;
        if let Some(slot) = self.slots.borrow_mut().get_mut(index as usize)
            && slot.wsi.take().is_some()
        {
            slot.generation = slot.generation.wrapping_add(1);
            self.free.borrow_mut().push(index);
            self.count.set(self.count.get() - 1);
        }
    }

    /// The connection with this token, if it still lives.
    #[inline(always)]
    pub fn find(&self, token: u64) -> Option<WsiRef> {
        let slots = self.slots.borrow();
        let slot = slots.get(token as u32 as usize)?;
        if slot.generation == (token >> 32) as u32 { slot.wsi } else { None }
    }

    /// Remembers which connection a descriptor belongs to.
    pub fn set_fd(&self, fd: i32, wsi: Option<WsiRef>) {
        let Ok(at) = usize::try_from(fd) else { return };
        let mut map = self.by_fd.borrow_mut();
        if at >= map.len() {
            map.resize(at + 1, u32::MAX);
        }
        map[at] = wsi.map_or(u32::MAX, |w| w.token() as u32);
    }
    /// The connection on a descriptor.
    pub fn by_fd(&self, fd: i32) -> Option<WsiRef> {
        let index = *self.by_fd.borrow().get(usize::try_from(fd).ok()?)?;
        self.slots.borrow().get(index as usize)?.wsi
    }

    /// All connections, as they are now.
    pub fn connections(&self) -> Vec<WsiRef> {
        self.slots.borrow().iter().filter_map(|s| s.wsi).collect()
    }

    /// Has the next turn look at a connection.
    #[inline]
    pub fn queue(&self, wsi: WsiRef) {
        use crate::core::wsi::flag::QUEUED;
        if !wsi.has(QUEUED) {
            wsi.set(QUEUED);
            self.ready.borrow_mut().push_back(wsi.token());
            if !self.in_service.get() {
                self.come_back();
            }
        }
    }

    /// Has the loop of another library give us a turn, though nothing is ready. Our own looks without being told.
    pub fn come_back(&self) {
        if self.watch.foreign.borrow().is_some() {
            self.with_poller(|p| p.notify());
        }
    }

    /// Whether a cell of this context is borrowed, which must not be while C runs.
    pub fn is_borrowed(&self) -> bool {
        self.slots.try_borrow_mut().is_err()
            || self.ready.try_borrow_mut().is_err()
            || self.stage.try_borrow_mut().is_err()
            || self.vhosts.try_borrow_mut().is_err()
            || self.due.try_borrow_mut().is_err()
            || self.tags.try_borrow_mut().is_err()
            || self.file_cache.try_borrow_mut().is_err()
            || self.spare_deflate.try_borrow_mut().is_err()
            || self.compressors.try_borrow_mut().is_err()
            || self.released.try_borrow_mut().is_err()
            || self.each.try_borrow_mut().is_err()
    }
}
