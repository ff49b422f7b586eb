//! The only place that calls into C.
//!
//! While C runs, no cell of the connection or its context is borrowed (debug builds check it): the program may call any
//! function of the library from a callback, also about the connection that is being serviced. What it asks for itself
//! (close, destroy) is a flag that the caller of this room acts on when the callback has returned. The memory of a
//! connection, a vhost and a context never goes away (`slab.rs`), so nothing has to be counted meanwhile.

pub mod extra;
pub mod files;
pub mod system;
pub mod watch;

use crate::abi;
use crate::core::context::ContextRef;
use crate::core::slab;
use crate::core::vhost::{Vhost, VhostRef};
use crate::core::wsi::{Phase, Role, Udp, Wsi, WsiRef, flag};
use crate::util::alloc;
use core::ffi::{CStr, c_char, c_int, c_void};
use std::ffi::CString;
use std::ptr::null_mut;

/// Calls a connection's protocol.
#[inline(always)]
pub fn call(wsi: WsiRef, reason: c_int, input: *mut c_void, len: usize) -> c_int {
    call_with(wsi, wsi.callback(), reason, wsi.user(), input, len)
}

/// Calls the first protocol of a connection's vhost, whatever it is bound to.
pub fn call_first(wsi: WsiRef, reason: c_int, input: *mut c_void, len: usize) -> c_int {
    let callback = wsi.vhost().and_then(|v| v.callback(0));
    call_with(wsi, callback, reason, wsi.user(), input, len)
}

/// Calls a callback about a connection.
#[inline(always)]
pub fn call_with(
    wsi: WsiRef,
    callback: abi::lws_callback_function,
    reason: c_int,
    user: *mut c_void,
    input: *mut c_void,
    len: usize,
) -> c_int {
    let (Some(callback), Some(context)) = (callback, wsi.context()) else { return 0 };
    debug_assert!(!wsi.is_borrowed() && !context.is_borrowed(), "a cell is borrowed while C runs");
    context.depth.set(context.depth.get() + 1);
    wsi.set_depth(wsi.depth() + 1);
    // SAFETY: the program vouched for the callback when it gave its protocols; `wsi` stays valid for ever.
    let r = unsafe { callback(wsi.to_c(), reason as _, user, input, len) };
    wsi.set_depth(wsi.depth() - 1);
    context.depth.set(context.depth.get() - 1);
    r
}

/// Lends a slice of received bytes to the protocol. Programs write a NUL at `in[len]`, as lws itself did: the eight
/// bytes behind the slice are lent too, and put back.
///
/// The buffer must reach at least eight bytes behind the slice.
#[inline(always)]
pub fn receive(wsi: WsiRef, reason: c_int, buffer: &mut [u8], at: usize, len: usize) -> c_int {
    let end = at + len;
    let mut kept = [0u8; 8];
    kept.copy_from_slice(&buffer[end..end + 8]);
    buffer[end] = 0;
    let input = buffer[at..].as_mut_ptr();
    let r = call(wsi, reason, input.cast(), len);
    buffer[end..end + 8].copy_from_slice(&kept);
    r
}

/// Calls one protocol of a vhost with a stand-in connection that answers for its vhost, protocol and context.
pub fn call_vhost(vhost: VhostRef, protocol: usize, reason: c_int, input: *mut c_void, len: usize) -> c_int {
    let Some(context) = vhost.context() else { return 0 };
    let wsi = Wsi::take(context, vhost, Role::None, Phase::Dead);
    wsi.set_protocol(protocol);
    vhost.depth.set(vhost.depth.get() + 1);
    let r = call_with(wsi, vhost.callback(protocol), reason, null_mut(), input, len);
    vhost.depth.set(vhost.depth.get() - 1);
    wsi.give();
    r
}

/// Tells a protocol for how many days the certificate of a vhost is still good.
pub fn certificate_age(to: VhostRef, protocol: usize, of: VhostRef, days: i64) {
    let mut args = abi::lws_acme_cert_aging_args { vh: of.to_c(), element_overrides: [std::ptr::null(); 11] };
    let args = std::ptr::from_mut(&mut args).cast();
    call_vhost(to, protocol, abi::LWS_CALLBACK_VHOST_CERT_AGING as c_int, args, days as usize);
}

/// Fires one of the program's timers.
pub fn fire(context: ContextRef, sul: *mut abi::lws_sorted_usec_list) {
    debug_assert!(!context.is_borrowed(), "a cell is borrowed while C runs");
    context.depth.set(context.depth.get() + 1);
    // SAFETY: a scheduled timer stays where it is until it has fired or was cancelled (`lws_sul_schedule`).
    unsafe {
        if let Some(cb) = (*sul).cb {
            cb(sul);
        }
    }
    context.depth.set(context.depth.get() - 1);
}

/// Tells the program that a vhost is gone.
pub fn finalize(vhost: &Vhost) {
    if let Some((Some(f), arg)) = vhost.with(|s| (s.config.finalize, s.config.finalize_arg)) {
        // SAFETY: the program vouched for the function when it gave it.
        unsafe { f(vhost.to_c(), arg) }
    }
}

/// The live connection behind a C pointer, or `None` for NULL and for a closed one.
///
/// # Safety
/// `p` is NULL or a pointer that this library gave out as a `struct lws *`.
#[inline(always)]
pub unsafe fn wsi_of(p: *const abi::lws) -> Option<WsiRef> {
    // SAFETY: the caller's promise.
    unsafe { slab::live::<Wsi, _>(p) }
}

/// The live vhost behind a C pointer.
///
/// # Safety
/// `p` is NULL or a pointer that this library gave out as a `struct lws_vhost *`.
pub unsafe fn vhost_of(p: *const abi::lws_vhost) -> Option<VhostRef> {
    // SAFETY: the caller's promise.
    unsafe { slab::live::<Vhost, _>(p) }
}

/// The live context behind a C pointer.
///
/// # Safety
/// `p` is NULL or a pointer that this library gave out as a `struct lws_context *`.
pub unsafe fn context_of(p: *const abi::lws_context) -> Option<ContextRef> {
    // SAFETY: the caller's promise.
    unsafe { slab::live::<crate::core::context::Context, _>(p) }
}

/// Zeroed memory of the allocator that is set (`lws_set_allocator`), or NULL; 0 bytes give NULL. The allocator is told what
/// for.
pub fn zalloc(size: usize, reason: &CStr) -> *mut c_void {
    if size == 0 { null_mut() } else { alloc::zalloc(size, reason) }
}

/// Gives back what `zalloc` gave; NULL is fine.
pub fn free(p: *mut c_void) {
    // SAFETY: callers pass only what `zalloc` gave, once.
    unsafe { alloc::free(p) }
}

/// Frees what the program allocated by `malloc` and handed over; NULL is fine.
pub fn free_baggage(p: *mut c_void) {
    // SAFETY: the program handed it over for that, once (`lws_create_context`).
    unsafe { libc::free(p) }
}

/// A C string as our own; NULL is the empty one.
pub fn text(p: *const c_char) -> CString {
    if p.is_null() {
        return CString::default();
    }
    // SAFETY: not NULL; the program gave it as a C string.
    unsafe { CStr::from_ptr(p) }.to_owned()
}

/// The entry that ends a list of protocols.
pub fn no_protocol() -> abi::lws_protocols {
    // SAFETY: all-zero is valid for this struct, and is what C ends the list with.
    unsafe { core::mem::zeroed() }
}

/// Gives a connection the session memory that its protocol asks for, once. False: out of memory.
pub fn ensure_user(wsi: WsiRef) -> bool {
    if !wsi.user().is_null() {
        return true;
    }
    let size = wsi.vhost().and_then(|v| v.protocol(wsi.protocol())).map_or(0, |p| p.per_session_data_size);
    if size == 0 {
        return true;
    }
    let p = zalloc(size, c"user space");
    if p.is_null() {
        crate::util::log::err(format_args!("out of memory for a session of {size} bytes"));
        return false;
    }
    wsi.set_user(p);
    wsi.set(flag::OWNS_USER);
    true
}

/// Sees to it that the session memory has at least this size: what there is is kept, or copied into more. NULL: there is
/// none.
pub fn adjust_user(wsi: WsiRef, size: usize) -> *mut c_void {
    let old = wsi.user();
    let has = wsi.vhost().and_then(|v| v.protocol(wsi.protocol())).map_or(0, |p| p.per_session_data_size);
    if !old.is_null() && (!wsi.has(flag::OWNS_USER) || wsi.has(flag::ADJUSTED) || size <= has) {
        return old;
    }
    let new = zalloc(size, c"user space");
    if new.is_null() {
        return old;
    }
    if !old.is_null() {
        // SAFETY: the old memory has the protocol's size, and the new one is longer.
        unsafe { core::ptr::copy_nonoverlapping(old.cast::<u8>(), new.cast::<u8>(), has) };
        free(old);
    }
    wsi.set_user(new);
    wsi.set(flag::OWNS_USER | flag::ADJUSTED);
    new
}

/// Takes the session memory away again.
pub fn drop_user(wsi: WsiRef) {
    if wsi.has(flag::OWNS_USER) {
        wsi.clear(flag::OWNS_USER | flag::ADJUSTED);
        let p = wsi.user();
        wsi.set_user(null_mut());
        free(p);
    }
}

/// What FILTER_NETWORK_CONNECTION gets: the peer's address and the descriptor.
pub fn filter_args(fd: c_int, peer: &socket2::SockAddr) -> abi::lws_filter_network_conn_args {
    // SAFETY: all-zero is valid for this struct.
    let mut args: abi::lws_filter_network_conn_args = unsafe { core::mem::zeroed() };
    let len = (peer.len() as usize).min(size_of_val(&args.cli_addr));
    // SAFETY: both are at least `len` bytes long, and an address is plain bytes.
    unsafe {
        let to = (&raw mut args.cli_addr).cast::<u8>();
        core::ptr::copy_nonoverlapping(peer.as_ptr().cast::<u8>(), to, len);
    }
    args.clilen = len as _;
    args.accept_fd = fd;
    args
}

/// A number where a callback has a pointer.
pub fn int_as_ptr(n: c_int) -> *mut c_void {
    core::ptr::without_provenance_mut(n as isize as usize)
}

/// Gives ADD_HEADERS: the program may append header lines, at most `room` bytes. False: it refused.
pub fn add_headers(wsi: WsiRef, head: &mut Vec<u8>, room: usize) -> bool {
    let used = head.len();
    head.resize(used + room, 0);
    // SAFETY: all-zero is valid for this struct.
    let mut args: abi::lws_process_html_args = unsafe { core::mem::zeroed() };
    let begin = head.as_mut_ptr().wrapping_add(used).cast::<c_char>();
    args.p = begin;
    args.max_len = room as c_int;
    let r = call(wsi, abi::LWS_CALLBACK_ADD_HEADERS as c_int, (&raw mut args).cast(), 0);
    // The program moved `p` on by what it wrote; anything else is its mistake.
    let written = (args.p as usize).wrapping_sub(begin as usize);
    if written > room {
        crate::util::log::err(format_args!("ADD_HEADERS: p was moved out of the buffer; nothing is added"));
        head.truncate(used);
        return r == 0;
    }
    head.truncate(used + written);
    r == 0
}

/// Gives CLIENT_APPEND_HANDSHAKE_HEADER: the program may append header lines, at most `room` bytes. False: it refused.
pub fn append_headers(wsi: WsiRef, head: &mut Vec<u8>, room: usize) -> bool {
    let used = head.len();
    head.resize(used + room, 0);
    let begin = head.as_mut_ptr().wrapping_add(used);
    let mut at = begin;
    let reason = abi::LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER as c_int;
    let r = call(wsi, reason, (&raw mut at).cast(), room);
    // The program moved the pointer on by what it wrote; anything else is its mistake.
    let written = (at as usize).wrapping_sub(begin as usize);
    let fits = written <= room;
    head.truncate(used + if fits { written } else { 0 });
    if !fits {
        crate::util::log::err(format_args!("CLIENT_APPEND_HANDSHAKE_HEADER: the pointer was moved out of the buffer"));
    }
    r == 0 && fits
}

/// Remembers who sent the last datagram of a UDP socket.
pub fn set_udp_peer(wsi: WsiRef, from: &socket2::SockAddr) {
    let mut bytes = [0u8; 128];
    let len = (from.len() as usize).min(bytes.len());
    // SAFETY: the address is at least `len` bytes long, and plain bytes.
    unsafe { core::ptr::copy_nonoverlapping(from.as_ptr().cast::<u8>(), bytes.as_mut_ptr(), len) };
    wsi.with_rare(|r| {
        // SAFETY: all-zero is valid for this struct.
        let fresh = || Box::new(Udp { shown: unsafe { core::mem::zeroed() }, peer: None });
        let udp = r.udp.get_or_insert_with(fresh);
        udp.shown.show(&bytes[..len]);
        udp.peer = Some(from.clone());
    });
}

/// Who gets the next datagram; `None` for the one that the socket is connected to.
pub fn udp_peer(wsi: WsiRef) -> Option<socket2::SockAddr> {
    wsi.rare(|r| r.udp.as_ref().and_then(|u| u.peer.clone())).flatten()
}

/// Stores a connection where the program wants it; NULL is fine.
pub fn publish(wsi: WsiRef, at: *mut *mut abi::lws) {
    if !at.is_null() {
        // SAFETY: the program vouched for the place when it gave it (`pwsi`).
        unsafe { *at = wsi.to_c() }
    }
}

/// How PROCESS_HTML is given a piece of a file.
#[derive(Clone, Copy)]
pub struct Template {
    /// How long the piece may become.
    pub room: usize,
    /// It is the last one.
    pub last: bool,
    /// The program shall make a chunk of it.
    pub chunked: bool,
}

/// Room before the piece that PROCESS_HTML gets, for the size of a chunk.
const CHUNK_SIZE_ROOM: usize = 32;
/// How far from the buffer memory is not taken for the program's own.
const NEAR: usize = 4096;
/// Room behind what the piece may become.
const SPARE_ROOM: usize = 64;

/// Gives a piece of a file to PROCESS_HTML of one of the vhost's protocols; what the program made of it, there or in
/// memory of its own. `None`: it refused, or what it made reaches beyond the buffer.
pub fn process_html(wsi: WsiRef, protocol: usize, piece: &[u8], how: Template) -> Option<Vec<u8>> {
    let mut buffer = vec![0u8; CHUNK_SIZE_ROOM + how.room.max(piece.len()) + SPARE_ROOM];
    buffer[CHUNK_SIZE_ROOM..CHUNK_SIZE_ROOM + piece.len()].copy_from_slice(piece);
    let begin = buffer.as_mut_ptr();
    // SAFETY: all-zero is valid for this struct.
    let mut args: abi::lws_process_html_args = unsafe { core::mem::zeroed() };
    args.p = begin.wrapping_add(CHUNK_SIZE_ROOM).cast();
    args.len = piece.len() as c_int;
    args.max_len = how.room as c_int;
    args.r#final = how.last.into();
    args.chunked = how.chunked.into();
    let callback = wsi.vhost().and_then(|v| v.callback(protocol));
    let reason = abi::LWS_CALLBACK_PROCESS_HTML as c_int;
    let r = call_with(wsi, callback, reason, wsi.user(), (&raw mut args).cast(), 0);
    if r < 0 {
        return None;
    }
    let at = (args.p as usize).wrapping_sub(begin as usize);
    let len = usize::try_from(args.len).ok()?;
    // What is only near the buffer is a mistake.
    let near = at.wrapping_add(NEAR) < buffer.len() + 2 * NEAR;
    if !near && !args.p.is_null() {
        // SAFETY: it is memory of the program's own, which it has just said holds `len` bytes.
        return Some(unsafe { core::slice::from_raw_parts(args.p.cast::<u8>(), len) }.to_vec());
    }
    let made = buffer.get(at..at.checked_add(len)?);
    if made.is_none() {
        crate::util::log::err(format_args!("PROCESS_HTML: p and len reach out of the buffer"));
    }
    made.map(<[u8]>::to_vec)
}

/// The value of a named option in a program's list.
pub fn option_value(list: *const abi::lws_protocol_vhost_options, name: &CStr) -> Option<CString> {
    let mut at = list;
    // SAFETY: the program vouched for the list when it gave it: entries and texts stay valid as long as the vhost.
    while let Some(entry) = unsafe { at.as_ref() } {
        // SAFETY: not NULL, and a C string by the same promise.
        if !entry.name.is_null() && unsafe { CStr::from_ptr(entry.name) } == name {
            return (!entry.value.is_null()).then(|| text(entry.value));
        }
        at = entry.next;
    }
    None
}

/// Asks CHECK_ACCESS_RIGHTS about a path: 0 is granted; the flag says that the program has answered by itself.
pub fn check_access(wsi: WsiRef, path: &mut [u8], len: usize, mask: u32) -> (c_int, bool) {
    // SAFETY: all-zero is valid for this struct.
    let mut args: abi::lws_process_html_args = unsafe { core::mem::zeroed() };
    args.p = path.as_mut_ptr().cast();
    args.len = len as c_int;
    args.max_len = mask as c_int;
    let r = call(wsi, abi::LWS_CALLBACK_CHECK_ACCESS_RIGHTS as c_int, (&raw mut args).cast(), 0);
    (r, args.r#final != 0)
}

/// The options of one protocol among those of a vhost: what the entry with its name points to.
pub fn protocol_options(
    list: *const abi::lws_protocol_vhost_options,
    name: &CStr,
) -> *const abi::lws_protocol_vhost_options {
    let mut at = list;
    // SAFETY: the program vouched for the list when it gave it: entries and names stay valid as long as the vhost.
    while let Some(entry) = unsafe { at.as_ref() } {
        // SAFETY: not NULL, and a C string by the same promise.
        if !entry.name.is_null() && unsafe { CStr::from_ptr(entry.name) } == name {
            return entry.options;
        }
        at = entry.next;
    }
    core::ptr::null()
}

/// Whether a list of options has one of this name.
pub fn has_option(list: *const abi::lws_protocol_vhost_options, name: &CStr) -> bool {
    let mut at = list;
    // SAFETY: as in `protocol_options`.
    while let Some(entry) = unsafe { at.as_ref() } {
        // SAFETY: not NULL, and a C string by the same promise.
        if !entry.name.is_null() && unsafe { CStr::from_ptr(entry.name) } == name {
            return true;
        }
        at = entry.next;
    }
    false
}

/// Tells the program, where it wants to read it, that its context is gone.
pub fn forget_context(place: *mut *mut abi::lws_context) {
    // SAFETY: NULL, or a place that the program keeps until its context is gone (`lws_create_context`).
    if let Some(place) = unsafe { place.as_mut() } {
        *place = null_mut();
    }
}
