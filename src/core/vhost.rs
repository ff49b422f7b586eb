//! A virtual host, `struct lws_vhost` to C: protocols, mounts, headers and the listening sockets.

use crate::abi;
use crate::core::client::Proxies;
use crate::core::context::Context;
use crate::core::slab::{Handle, Magic, Object, Slab};
use crate::core::wsi::WsiRef;
use crate::sys::interface::SocketFile;
use crate::sys::tls::{CertificateDer, ClientAuth, ClientSettings, ClientTls, Identity, ServerTls, Tolerance};
use crate::util::log;
use core::ffi::{CStr, c_int, c_void};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::CString;
use std::rc::Rc;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

/// Where the files of a mount come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A folder.
    File,
    /// A protocol's callback.
    Callback,
    /// A redirect to `http://origin`.
    RedirectHttp,
    /// A redirect to `https://origin`.
    RedirectHttps,
    /// A kind of mount that this library does not serve: it answers 404.
    Unserved,
}

/// A part of the URL space and what answers there (`struct lws_http_mount`, copied).
pub struct Mount {
    /// The prefix of the path, without a trailing slash unless it is `/`.
    pub point: Vec<u8>,
    /// Folder, callback protocol or redirect target.
    pub origin: CString,
    /// What `origin` is.
    pub kind: Origin,
    /// The file for the folder itself.
    pub default_file: Option<CString>,
    /// The protocol that adds headers and gets what is not found.
    pub protocol: Option<CString>,
    /// Suffix and type; a suffix `*` gives the type of all that is unknown.
    pub mimetypes: Vec<(Vec<u8>, CString)>,
    /// Cache-Control: max-age in seconds, reusable, revalidate, intermediaries.
    pub cache: (u32, bool, bool, bool),
    /// What CHECK_ACCESS_RIGHTS is asked with; the top bits say how users prove who they are.
    pub auth_mask: u32,
    /// The file of those who may enter, one `user:password` a line.
    pub login_file: Option<CString>,
    /// Suffixes of files that a protocol rewrites (PROCESS_HTML) as they go out, and its name.
    pub interpret: Vec<(Vec<u8>, CString)>,
    /// The program's per-mount options, as given; handed to HTTP_PMO.
    pub options: *const abi::lws_protocol_vhost_options,
}

/// When an idle connection is checked and given up (`struct lws_retry_bo`, the two members that count here).
#[derive(Clone, Copy)]
pub struct Validity {
    /// Seconds without proof of life after which a ping goes out.
    pub ping: u16,
    /// Seconds after which the connection is closed.
    pub hangup: u16,
}

/// What lws uses when the program gives no policy.
pub const DEFAULT_VALIDITY: Validity = Validity { ping: 300, hangup: 310 };

/// What a vhost is made from: the neutral form of the creation info.
pub struct VhostConfig {
    /// Its name, `default` if the program gave none.
    pub name: CString,
    /// Its port: 1 to 65535, 0 for any free one, -1 to not listen.
    pub port: c_int,
    /// The address or interface to bind to, or the path of a unix socket.
    pub iface: Option<CString>,
    /// The protocols, in the program's order; names are copied.
    pub protocols: Vec<abi::lws_protocols>,
    /// The mounts, in the program's order.
    pub mounts: Vec<Mount>,
    /// Headers that each response carries.
    pub headers: Vec<(CString, CString)>,
    /// Per-protocol options, the program's memory.
    pub pvo: *const abi::lws_protocol_vhost_options,
    /// The program's pointer.
    pub user: *mut c_void,
    /// `LWS_SERVER_OPTION_*` bits.
    pub options: u64,
    /// Seconds for a request head, from its first byte.
    pub head_secs: u64,
    /// Seconds an HTTP connection may be idle between transactions; 0 for ever.
    pub keepalive_timeout: c_int,
    /// The TLS of the server, if there is any.
    pub server_tls: Option<VhostTls>,
    /// Client: what its TLS is made from.
    pub client_tls: ClientSettings,
    /// Client: the proxies.
    pub proxies: Proxies,
    /// Client: seconds until a connection must be made.
    pub connect_timeout_secs: u64,
    /// What its clients offer, and that its server takes compressed messages: the program's list of extensions names
    /// permessage-deflate.
    pub deflate: Option<CString>,
    /// The path that is served instead of a missing one.
    pub error_document_404: Option<Vec<u8>>,
    /// When idle websockets are checked.
    pub validity: Validity,
    /// TCP keep-alive: idle seconds, probes, interval; 0 idle for none.
    pub tcp_keepalive: (c_int, c_int, c_int),
    /// Owner of the unix socket, `user:group`.
    pub unix_socket_perms: Option<CString>,
    /// Whether the listening socket takes nothing but what comes in by the interface `iface` (SO_BINDTODEVICE).
    pub bind_device: bool,
    /// Length of the queue of TCP Fast Open; 0 for none.
    pub fast_open: c_int,
    /// The protocol of connections that are raw, or turn out not to be HTTP (`listen_accept_protocol`). With one,
    /// connections do not start on the default protocol.
    pub accept_protocol: Option<CString>,
    /// Whether `listen_accept_role` leaves connections at HTTP although the options say otherwise.
    pub accept_http: bool,
    /// Where the vhost logs; null for where its context does.
    pub log: *mut log::Cx,
    /// Called when the vhost is gone.
    pub finalize: Option<unsafe extern "C-unwind" fn(*mut abi::lws_vhost, *mut c_void)>,
    /// What `finalize` is called with.
    pub finalize_arg: *mut c_void,
}

/// The TLS of a vhost's server.
pub struct VhostTls {
    /// What serves the listening socket, if this vhost has it.
    pub tls: ServerTls,
    /// The vhost's own certificate, which can be exchanged, or come later.
    pub identity: RefCell<Option<Identity>>,
    /// The files that certificate and key came from.
    pub paths: Option<(CString, CString)>,
    /// The password of the key.
    pub password: Option<Vec<u8>>,
    /// What it asks of its clients.
    pub client_auth: ClientAuth,
}

/// Everything of a vhost that is set once.
pub struct Settings {
    /// What it was made from.
    pub config: VhostConfig,
    /// The protocols as C sees them: their names point into `names`, and one all-zero entry ends them.
    protocols: Vec<abi::lws_protocols>,
    names: Vec<CString>,
    tag: CString,
}

/// A virtual host.
#[repr(C)]
pub struct Vhost {
    magic: Magic,
    context: Handle<Context>,
    settings: RefCell<Option<Rc<Settings>>>,
    /// Where the protocols stand, for `lws_get_protocol` from any thread.
    list: AtomicPtr<abi::lws_protocols>,
    listed: AtomicUsize,
    /// The port that is listened on, -1 for none.
    pub port: Cell<c_int>,
    /// The listening connections.
    pub listeners: RefCell<Vec<WsiRef>>,
    /// The file that goes when the unix socket is closed.
    pub socket_file: Cell<Option<SocketFile>>,
    /// Per protocol, what `lws_protocol_vh_priv_zalloc` made.
    pub private: RefCell<Vec<Private>>,
    /// The TLS of its client connections, for each set of things that are forgiven.
    clients_tls: RefCell<HashMap<Tolerance, Rc<ClientTls>>>,
    /// What the TLS of its client connections is made from, where that is not what its settings say.
    client_settings: RefCell<Option<Rc<ClientSettings>>>,
    /// Certificates that its client connections trust besides those of its settings.
    pub extra_trusted: RefCell<Vec<CertificateDer<'static>>>,
    /// The proxies of its client connections.
    pub proxies: RefCell<Proxies>,
    /// It does not listen since its interface is not there; it will when that comes.
    pub unheard: Cell<bool>,
    /// Connections bound to it.
    pub connections: Cell<u32>,
    /// Callbacks about the vhost itself that are running.
    pub depth: Cell<u32>,
    /// PROTOCOL_INIT was given.
    pub initialized: Cell<bool>,
    /// The protocol of new connections, and of websockets that ask for none (`default` among its options).
    pub default_protocol: Cell<usize>,
    /// The protocol of raw connections (`raw` among its options).
    pub raw_protocol: Cell<usize>,
    log: AtomicPtr<log::Cx>,
    /// Is being taken down.
    pub closing: Cell<bool>,
    /// `file.gz` goes out for `file` to those who take gzip.
    pub gzip_twins: Cell<bool>,
    /// What a compressed message may inflate to, in bytes; 0 for any size.
    pub max_inflated: Cell<u64>,
    /// The program chooses the sub-protocols of websockets (`lwsx_vhost_choose_subprotocols`).
    pub chooses_subprotocols: Cell<bool>,
    /// Most bytes that wait for one connection in its line (`core::reach`).
    pub max_queued: AtomicUsize,
    /// When connections that are opened from now on are checked, and what comes from the peer counts (`lwsx_keep_alive`).
    pub keep_alive: Cell<Option<Validity>>,
    /// Per protocol: how messages are given to the program.
    reception: RefCell<Vec<Reception>>,
    has_reception: Cell<bool>,
    /// No symlink leads out of a mount's folder.
    pub confines_mounts: Cell<bool>,
    /// The lines that every response head bears, with the server's name and without: for threads that write heads while
    /// another one services the context.
    lines: Mutex<Option<Arc<[Vec<u8>; 2]>>>,
    has_lines: Cell<bool>,
}

/// How a protocol is given messages and control frames.
#[derive(Clone, Copy, Default)]
pub struct Reception {
    /// Messages as a whole, up to this size; 0: slice by slice.
    pub whole: usize,
    /// Control frames too.
    pub control: bool,
}

/// How many bytes may wait for one connection in its line, at first.
pub const MAX_QUEUED: usize = 16 * 1024 * 1024;

/// Zeroed memory of a protocol on a vhost; freed with the vhost.
pub struct Private(pub *mut c_void);

impl Drop for Private {
    fn drop(&mut self) {
        crate::core::dispatch::free(self.0);
    }
}

/// How the rest of the library holds a vhost.
pub type VhostRef = &'static Vhost;

static SLAB: Slab<Vhost> = Slab::new(4, 64);

impl Object for Vhost {
    fn husk() -> Self {
        Vhost {
            magic: Magic::default(),
            context: Handle::default(),
            settings: RefCell::new(None),
            list: AtomicPtr::new(std::ptr::null_mut()),
            listed: AtomicUsize::new(0),
            port: Cell::new(-1),
            listeners: RefCell::default(),
            socket_file: Cell::new(None),
            private: RefCell::default(),
            clients_tls: RefCell::default(),
            client_settings: RefCell::default(),
            extra_trusted: RefCell::default(),
            proxies: RefCell::default(),
            unheard: Cell::new(false),
            connections: Cell::new(0),
            depth: Cell::new(0),
            initialized: Cell::new(false),
            default_protocol: Cell::new(0),
            raw_protocol: Cell::new(0),
            log: AtomicPtr::new(std::ptr::null_mut()),
            closing: Cell::new(false),
            gzip_twins: Cell::new(false),
            max_inflated: Cell::new(0),
            chooses_subprotocols: Cell::new(false),
            max_queued: AtomicUsize::new(MAX_QUEUED),
            keep_alive: Cell::new(None),
            reception: RefCell::default(),
            has_reception: Cell::new(false),
            confines_mounts: Cell::new(false),
            lines: Mutex::new(None),
            has_lines: Cell::new(false),
        }
    }
    fn magic(&self) -> &Magic {
        &self.magic
    }
}

impl Vhost {
    /// A new vhost of a context, not yet listening. Copies the protocols' names.
    pub fn take(context: &'static Context, mut config: VhostConfig) -> VhostRef {
        let names: Vec<CString> = config.protocols.iter().map(|p| crate::core::dispatch::text(p.name)).collect();
        let mut protocols: Vec<abi::lws_protocols> = config.protocols.clone();
        for (p, name) in protocols.iter_mut().zip(&names) {
            p.name = name.as_ptr();
        }
        protocols.push(crate::core::dispatch::no_protocol());
        let v = SLAB.take();
        v.context.set(Some(context));
        v.port.set(config.port);
        v.private.replace((0..names.len()).map(|_| Private(std::ptr::null_mut())).collect());
        v.unheard.set(false);
        v.connections.set(0);
        v.depth.set(0);
        v.initialized.set(false);
        v.default_protocol.set(0);
        v.raw_protocol.set(0);
        v.log.store(config.log, Relaxed);
        v.closing.set(false);
        v.gzip_twins.set(false);
        v.max_inflated.set(0);
        v.chooses_subprotocols.set(false);
        v.max_queued.store(MAX_QUEUED, Relaxed);
        v.keep_alive.set(None);
        v.reception.replace(Vec::new());
        v.has_reception.set(false);
        v.confines_mounts.set(false);
        v.has_lines.set(false);
        v.list.store(protocols.as_mut_ptr(), Relaxed);
        v.listed.store(names.len(), Relaxed);
        let tag = tag(&config, context.next_vhost_number());
        v.proxies.replace(std::mem::take(&mut config.proxies));
        v.settings.replace(Some(Rc::new(Settings { config, protocols, names, tag })));
        v.magic.set(true);
        v
    }

    /// Gives the vhost back; every pointer to it is stale from here on.
    pub fn give(&'static self) {
        self.private.replace(Vec::new());
        self.listeners.replace(Vec::new());
        self.clients_tls.replace(HashMap::new());
        self.client_settings.replace(None);
        self.extra_trusted.replace(Vec::new());
        self.proxies.replace(Proxies::default());
        self.listed.store(0, Relaxed);
        self.settings.replace(None);
        *self.lines.lock().unwrap_or_else(|e| e.into_inner()) = None;
        self.context.set(None);
        SLAB.give(self);
    }

    /// The pointer that C knows this vhost by.
    pub fn to_c(&self) -> *mut abi::lws_vhost {
        std::ptr::from_ref(self).cast_mut().cast()
    }
    /// Whether the object is in use.
    pub fn is_live(&self) -> bool {
        self.magic.is_live()
    }
    /// Its log context; null for that of the context.
    pub fn log(&self) -> *mut log::Cx {
        self.log.load(Relaxed)
    }
    /// The context; `None` once closed.
    pub fn context(&self) -> Option<&'static Context> {
        self.context.get()
    }

    /// What was set at creation; `None` once closed. Cheap: it counts a reference.
    pub fn settings(&self) -> Option<Rc<Settings>> {
        self.settings.borrow().clone()
    }
    /// Makes the common lines of response heads known to all threads, once.
    pub fn publish_lines(&self, lines: impl FnOnce() -> Option<[Vec<u8>; 2]>) {
        if !self.has_lines.replace(true) {
            *self.lines.lock().unwrap_or_else(|e| e.into_inner()) = lines().map(Arc::new);
        }
    }
    /// Those lines, with the server's name and without; in any thread.
    pub fn lines(&self) -> Option<Arc<[Vec<u8>; 2]>> {
        self.lines.lock().unwrap_or_else(|e| e.into_inner()).clone()
    }
    /// Looks at the settings.
    pub fn with<R>(&self, f: impl FnOnce(&Settings) -> R) -> Option<R> {
        self.settings.borrow().as_ref().map(|s| f(s))
    }

    /// The TLS of client connections, made when it is first needed.
    pub fn client_tls(&self, tolerance: Tolerance) -> Result<Rc<ClientTls>, String> {
        if let Some(made) = self.clients_tls.borrow().get(&tolerance) {
            return Ok(made.clone());
        }
        let settings = self.settings().ok_or("the vhost is closed")?;
        let later = self.client_settings.borrow().clone();
        let from = later.as_deref().unwrap_or(&settings.config.client_tls);
        let made = Rc::new(ClientTls::new(from, &self.extra_trusted.borrow(), tolerance)?);
        self.clients_tls.borrow_mut().insert(tolerance, made.clone());
        Ok(made)
    }

    /// Client connections that are made from now on have these settings.
    pub fn set_client_tls(&self, settings: ClientSettings) {
        self.client_settings.replace(Some(Rc::new(settings)));
        self.clients_tls.borrow_mut().clear();
    }

    /// Client connections that are made from now on trust this certificate, too.
    pub fn trust(&self, certificate: CertificateDer<'static>) {
        self.extra_trusted.borrow_mut().push(certificate);
        self.clients_tls.borrow_mut().clear();
    }

    /// Whether any protocol is given messages, or control frames, in a way of its own.
    #[inline(always)]
    pub fn has_reception(&self) -> bool {
        self.has_reception.get()
    }
    /// How a protocol is given messages.
    #[inline]
    pub fn reception(&self, protocol: usize) -> Reception {
        if !self.has_reception.get() {
            return Reception::default();
        }
        self.reception.borrow().get(protocol).copied().unwrap_or_default()
    }
    /// Changes that, for one protocol or (`None`) for all. False: there is no such protocol.
    pub fn set_reception(&self, protocol: Option<&[u8]>, f: impl Fn(&mut Reception)) -> bool {
        let count = self.protocol_count();
        let only = protocol.map(|name| self.protocol_named(name));
        if only == Some(None) {
            return false;
        }
        let mut all = self.reception.borrow_mut();
        all.resize(count, Reception::default());
        let chosen = |i: usize| only.is_none_or(|o| o == Some(i));
        all.iter_mut().enumerate().filter(|(i, _)| chosen(*i)).for_each(|(_, r)| f(r));
        self.has_reception.set(all.iter().any(|r| r.whole != 0 || r.control));
        true
    }

    /// How many protocols there are.
    pub fn protocol_count(&self) -> usize {
        self.with(|s| s.names.len()).unwrap_or(0)
    }
    /// A protocol's callback.
    pub fn callback(&self, index: usize) -> abi::lws_callback_function {
        self.with(|s| s.protocols.get(index).and_then(|p| p.callback)).flatten()
    }
    /// A protocol; C's copy, valid as long as the vhost. From any thread.
    pub fn protocol_ptr(&self, index: usize) -> *const abi::lws_protocols {
        let listed = index < self.listed.load(Relaxed);
        if listed { self.list.load(Relaxed).wrapping_add(index) } else { std::ptr::null() }
    }
    /// A copy of a protocol's entry.
    pub fn protocol(&self, index: usize) -> Option<abi::lws_protocols> {
        self.with(|s| if index < s.names.len() { s.protocols.get(index).copied() } else { None }).flatten()
    }
    /// The index of the protocol with this name.
    pub fn protocol_named(&self, name: &[u8]) -> Option<usize> {
        self.with(|s| s.names.iter().position(|n| n.as_bytes() == name)).flatten()
    }
    /// The vhost's name for the log.
    pub fn display_name(&self) -> String {
        self.with(|s| s.name().to_string_lossy().into_owned()).unwrap_or_default()
    }
    /// Frees what a protocol keeps on this vhost.
    pub fn drop_private(&self, index: usize) {
        if let Some(slot) = self.private.borrow_mut().get_mut(index) {
            *slot = Private(std::ptr::null_mut());
        }
    }
    /// The index of a protocol by the pointer that C has (ours, or one with the same callback and name).
    pub fn protocol_index(&self, p: *const abi::lws_protocols) -> Option<usize> {
        self.with(|s| s.protocols[..s.names.len()].iter().position(|q| std::ptr::eq(q, p))).flatten()
    }
    /// Whether a protocol has this name.
    pub fn is_named(&self, index: usize, name: &[u8]) -> bool {
        self.with(|s| s.names.get(index).is_some_and(|n| n.as_bytes() == name)).unwrap_or(false)
    }
    /// A protocol's name.
    pub fn protocol_name(&self, index: usize) -> CString {
        self.with(|s| s.names.get(index).cloned()).flatten().unwrap_or_default()
    }
}

/// A vhost's name in the log, in lws's form.
fn tag(config: &VhostConfig, number: u32) -> CString {
    let name = config.name.to_string_lossy();
    let iface = config.iface.as_ref().map(|i| i.to_string_lossy()).unwrap_or_default();
    let bar = if iface.is_empty() { "" } else { "|" };
    CString::new(format!("[vh|{number:x}|{name}{bar}{iface}|{iface}|{}]", config.port)).unwrap_or_default()
}

impl Settings {
    /// The vhost's name.
    pub fn name(&self) -> &CStr {
        &self.config.name
    }
    /// The vhost's name in the log.
    pub fn tag(&self) -> &CStr {
        &self.tag
    }
    /// Whether an option bit is set.
    pub fn option(&self, bit: u64) -> bool {
        self.config.options & bit != 0
    }
}
