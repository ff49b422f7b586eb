//! The one callback that the rest of the library calls for programs of older eras: it finds the program's protocol, puts
//! what happened into the words of the era, and calls the program.

use super::bridge::{Bridge, Entry};
use super::era::{self, Era, Http, Place, Returns, Shape};
use crate::abi::{self, lws, lws_callback_reasons, lws_context};
use crate::core::dispatch;
use crate::core::watch;
use crate::core::wsi::{Phase, WsiRef, flag};
use crate::proto::ws::handshake;
use crate::role::http::server;
use core::ffi::{c_char, c_int, c_void};
use std::ptr::null_mut;

/// What a callback gets.
#[derive(Clone, Copy)]
pub struct Call {
    /// The session's memory, or what stands in its place.
    pub user: *mut c_void,
    /// `in`.
    pub input: *mut c_void,
    /// Its length.
    pub len: usize,
}

/// `struct lws_tokens`, which a program gets an array of.
#[repr(C)]
#[derive(Clone, Copy)]
struct Token {
    token: *mut c_char,
    token_len: c_int,
}

type WithoutUser = unsafe extern "C-unwind" fn(*mut lws, c_int, *mut c_void, usize) -> c_int;
type Plain = unsafe extern "C-unwind" fn(*mut lws, c_int, *mut c_void, *mut c_void, usize) -> c_int;
type ContextFirst =
    unsafe extern "C-unwind" fn(*mut lws_context, *mut lws, c_int, *mut c_void, *mut c_void, usize) -> c_int;

/// Reasons that the first protocol of a vhost gets, whatever the connection is bound to.
fn is_of_the_first(reason: lws_callback_reasons) -> bool {
    matches!(
        reason,
        abi::LWS_CALLBACK_FILTER_NETWORK_CONNECTION
            | abi::LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED
            | abi::LWS_CALLBACK_WSI_CREATE
            | abi::LWS_CALLBACK_WSI_DESTROY
            | abi::LWS_CALLBACK_GET_THREAD_ID
            | abi::LWS_CALLBACK_ADD_POLL_FD
            | abi::LWS_CALLBACK_DEL_POLL_FD
            | abi::LWS_CALLBACK_CHANGE_MODE_POLL_FD
            | abi::LWS_CALLBACK_LOCK_POLL
            | abi::LWS_CALLBACK_UNLOCK_POLL
    )
}

/// Reasons whose answer is a decision: it goes through as it is.
fn is_a_question(reason: lws_callback_reasons) -> bool {
    matches!(
        reason,
        abi::LWS_CALLBACK_FILTER_NETWORK_CONNECTION
            | abi::LWS_CALLBACK_FILTER_HTTP_CONNECTION
            | abi::LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION
            | abi::LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH
            | abi::LWS_CALLBACK_CONFIRM_EXTENSION_OKAY
            | abi::LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED
            | abi::LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION
            | abi::LWS_CALLBACK_GET_THREAD_ID
            | abi::LWS_CALLBACK_PROTOCOL_INIT
            | abi::LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED
            | abi::LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER
    )
}

/// A timer that is not scheduled.
pub fn zeroed_timer() -> abi::lws_sorted_usec_list_t {
    // SAFETY: all-zero is valid for this struct, and means that it is not scheduled.
    unsafe { core::mem::zeroed() }
}

/// The entry that a protocol of the library's stands for.
pub fn entry_of(wsi: WsiRef, protocol: usize) -> Option<&'static Entry> {
    let today = wsi.vhost()?.protocol(protocol)?;
    if today.callback.map(|c| c as usize) != Some(thunk as *const () as usize) {
        return None;
    }
    // SAFETY: only `bridge::create` makes protocols of this callback, and their entries live as long as the vhost.
    unsafe { today.user.cast_const().cast::<Entry>().as_ref() }
}

/// The callback of all protocols of older eras.
///
/// # Safety
/// Called by this library alone, with what it calls callbacks with.
pub unsafe extern "C-unwind" fn thunk(
    wsi: *mut lws,
    reason: lws_callback_reasons,
    user: *mut c_void,
    input: *mut c_void,
    len: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    let Some(w) = (unsafe { dispatch::wsi_of(wsi) }) else { return 0 };
    let index = if is_of_the_first(reason) { 0 } else { w.protocol() };
    let Some(entry) = entry_of(w, index) else { return 0 };
    let Some(bridge) = entry.bridge() else { return 0 };
    if bridge.context().is_null()
        && let Some(context) = w.context()
    {
        bridge.learn(context.to_c());
    }
    deliver(bridge, entry, w, reason as c_int, Call { user, input, len })
}

/// Calls the program with a reason of the era's, if it has it.
pub fn call(bridge: &Bridge, entry: &Entry, w: WsiRef, reason: c_int, call: Call) -> Option<c_int> {
    let number = bridge.era.number(reason)?;
    // What is about a protocol as a whole, or about the library's own descriptor, has no connection, and programs of the
    // time look whether there is one.
    let wsi = match reason as lws_callback_reasons {
        abi::LWS_CALLBACK_PROTOCOL_INIT | abi::LWS_CALLBACK_PROTOCOL_DESTROY | abi::LWS_CALLBACK_GET_THREAD_ID => {
            null_mut()
        }
        _ if watch::is_wake(w) => null_mut(),
        _ => w.to_c(),
    };
    Some(call_number(bridge, entry, wsi, number, call))
}

fn call_number(bridge: &Bridge, entry: &Entry, wsi: *mut lws, number: c_int, call: Call) -> c_int {
    let Call { user, input, len } = call;
    // SAFETY: the program vouched for its callback when it gave its protocols, and by its header that it is of this shape.
    unsafe {
        match bridge.shape {
            Shape::WithoutUser => {
                core::mem::transmute::<*const c_void, WithoutUser>(entry.callback)(wsi, number, input, len)
            }
            Shape::Plain => core::mem::transmute::<*const c_void, Plain>(entry.callback)(wsi, number, user, input, len),
            Shape::ContextFirst => core::mem::transmute::<*const c_void, ContextFirst>(entry.callback)(
                bridge.context(),
                wsi,
                number,
                user,
                input,
                len,
            ),
        }
    }
}

fn deliver(bridge: &Bridge, entry: &Entry, w: WsiRef, reason: c_int, given: Call) -> c_int {
    let era = bridge.era;
    let kind = reason as lws_callback_reasons;
    match kind {
        abi::LWS_CALLBACK_EVENT_WAIT_CANCELLED => {
            if entry.index == 0 {
                super::broadcast::deliver_queued(bridge);
            }
            call(bridge, entry, w, reason, given).unwrap_or(0)
        }
        abi::LWS_CALLBACK_HTTP => http(bridge, entry, w, given),
        abi::LWS_CALLBACK_HTTP_FILE_COMPLETION => file_is_out(bridge, entry, w, given),
        abi::LWS_CALLBACK_ADD_POLL_FD | abi::LWS_CALLBACK_DEL_POLL_FD | abi::LWS_CALLBACK_CHANGE_MODE_POLL_FD => {
            descriptor(bridge, entry, w, kind, given)
        }
        abi::LWS_CALLBACK_FILTER_NETWORK_CONNECTION => {
            // SAFETY: this is what the reason comes with.
            let fd =
                unsafe { given.user.cast::<abi::lws_filter_network_conn_args>().as_ref() }.map_or(-1, |a| a.accept_fd);
            call(bridge, entry, w, reason, told(era.filter, fd, 0, null_mut(), given)).unwrap_or(0)
        }
        abi::LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION if !era.tokens.is_empty() => with_tokens(era, w, |tokens| {
            let given = Call { user: tokens, input: null_mut(), len: 0 };
            call(bridge, entry, w, reason, given).unwrap_or(0)
        }),
        abi::LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION if era.protocol_name_in_user => {
            let given = Call { user: given.input, input: null_mut(), len: 0 };
            call(bridge, entry, w, reason, given).unwrap_or(0)
        }
        abi::LWS_CALLBACK_HTTP_CONFIRM_UPGRADE if era.any_protocol => {
            hide_sub_protocol(bridge, w);
            0
        }
        abi::LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION if era.any_protocol => {
            let mut name = asked_for(bridge);
            let len = name.len();
            name.push(0);
            let input = if len == 0 { null_mut() } else { name.as_mut_ptr().cast() };
            call(bridge, entry, w, reason, Call { user: given.user, input, len }).unwrap_or(0)
        }
        abi::LWS_CALLBACK_ADD_HEADERS if era.any_protocol => add_sub_protocol(bridge, given),
        abi::LWS_CALLBACK_CLIENT_CLOSED if era.client_closed_is_closed => {
            let r = call(bridge, entry, w, abi::LWS_CALLBACK_CLOSED as c_int, given);
            outcome(era, kind, r.unwrap_or(0))
        }
        abi::LWS_CALLBACK_CLIENT_CONNECTION_ERROR if era.errors_say_nothing => {
            let given = Call { input: null_mut(), len: 0, ..given };
            outcome(era, kind, call(bridge, entry, w, reason, given).unwrap_or(0))
        }
        _ => outcome(era, kind, call(bridge, entry, w, reason, given).unwrap_or(0)),
    }
}

/// What the library hears of what a callback returned.
fn outcome(era: &Era, reason: lws_callback_reasons, r: c_int) -> c_int {
    match era.returns {
        _ if is_a_question(reason) => r,
        Returns::Ignored => 0,
        Returns::NegativeCloses => r.min(0),
        Returns::KeptButForMessages => match reason {
            abi::LWS_CALLBACK_RECEIVE
            | abi::LWS_CALLBACK_CLIENT_RECEIVE
            | abi::LWS_CALLBACK_ESTABLISHED
            | abi::LWS_CALLBACK_CLIENT_ESTABLISHED => r.min(0),
            _ => r,
        },
    }
}

/// A call that tells a descriptor where the era has it.
fn told(place: Place, fd: c_int, events: c_int, user: *mut c_void, today: Call) -> Call {
    let number = dispatch::int_as_ptr(fd);
    match place {
        Place::User => Call { user: number, input: null_mut(), len: events as usize },
        Place::In => Call { user, input: number, len: events as usize },
        Place::Today => today,
    }
}

fn descriptor(bridge: &Bridge, entry: &Entry, w: WsiRef, reason: lws_callback_reasons, given: Call) -> c_int {
    let era = bridge.era;
    // SAFETY: this is what these reasons come with.
    let Some(args) = (unsafe { given.input.cast::<abi::lws_pollargs>().as_ref() }).copied() else { return 0 };
    if let (abi::LWS_CALLBACK_CHANGE_MODE_POLL_FD, Some((set, clear))) = (reason, era.modes) {
        for (number, bits) in [(set, args.events & !args.prev_events), (clear, args.prev_events & !args.events)] {
            if bits != 0 {
                call_number(bridge, entry, w.to_c(), number, told(era.descriptors, args.fd, bits, given.user, given));
            }
        }
        return 0;
    }
    let events = if reason == abi::LWS_CALLBACK_DEL_POLL_FD { 0 } else { args.events };
    let given = told(era.descriptors, args.fd, events, given.user, given);
    outcome(era, reason, call(bridge, entry, w, reason as c_int, given).unwrap_or(0))
}

/// The headers of a request as the array that eras before 1.3 give; it lives as long as the call.
fn with_tokens(era: &Era, w: WsiRef, f: impl FnOnce(*mut c_void) -> c_int) -> c_int {
    let mut texts: Vec<Vec<u8>> = era.tokens.iter().map(|token| text_of(w, *token)).collect();
    let as_token = |text: &mut Vec<u8>| match text.len() {
        0 => Token { token: null_mut(), token_len: 0 },
        n => {
            text.push(0);
            Token { token: text.as_mut_ptr().cast(), token_len: n as c_int }
        }
    };
    let mut tokens: Vec<Token> = texts.iter_mut().map(as_token).collect();
    f(tokens.as_mut_ptr().cast())
}

fn text_of(w: WsiRef, token: c_int) -> Vec<u8> {
    if token < 0 {
        return Vec::new();
    }
    crate::role::http::headers::joined(w, token as abi::lws_token_indexes)
}

fn asked_for(bridge: &Bridge) -> Vec<u8> {
    bridge.asked_for.lock().unwrap_or_else(|e| e.into_inner()).clone()
}

/// Takes the sub-protocols out of a request for a websocket, so that it gets the first protocol; the first of them is the
/// one that will be answered.
fn hide_sub_protocol(bridge: &Bridge, w: WsiRef) {
    const HEADER: &str = "sec-websocket-protocol";
    let found = w.with_http(|h| {
        let request = h.request.as_mut()?;
        let first = request.all(HEADER).flat_map(handshake::tokens).next().map(<[u8]>::to_vec);
        let is_it = |at: usize| {
            let name = request.text(request.headers[at].name);
            name.eq_ignore_ascii_case(HEADER.as_bytes())
        };
        let keep: Vec<bool> = (0..request.headers.len()).map(|at| !is_it(at)).collect();
        let mut keep = keep.into_iter();
        request.headers.retain(|_| keep.next().unwrap_or(true));
        first
    });
    let mut asked_for = bridge.asked_for.lock().unwrap_or_else(|e| e.into_inner());
    *asked_for = found.flatten().unwrap_or_default();
}

/// Answers the sub-protocol that was asked for.
fn add_sub_protocol(bridge: &Bridge, given: Call) -> c_int {
    // SAFETY: this is what the reason comes with.
    let Some(args) = (unsafe { given.input.cast::<abi::lws_process_html_args>().as_mut() }) else { return 0 };
    let name = std::mem::take(&mut *bridge.asked_for.lock().unwrap_or_else(|e| e.into_inner()));
    let line = [b"Sec-WebSocket-Protocol: ", &name[..], b"\r\n"].concat();
    if name.is_empty() || args.p.is_null() || usize::try_from(args.max_len).unwrap_or(0) < line.len() {
        return 0;
    }
    // SAFETY: there is room for `max_len` bytes at `p`.
    unsafe {
        core::ptr::copy_nonoverlapping(line.as_ptr(), args.p.cast(), line.len());
        args.p = args.p.add(line.len());
    }
    0
}

/// Has the program answer a request, in the era's way.
fn http(bridge: &Bridge, entry: &Entry, w: WsiRef, given: Call) -> c_int {
    let era = bridge.era;
    let mut uri = Vec::new();
    let mut given = given;
    if era.uri_with_query {
        uri = w.with_http(|h| with_query(&h.path, &h.args)).unwrap_or_default();
        given.input = uri.as_mut_ptr().cast();
        given.len = uri.len().saturating_sub(1);
    }
    if era.uri_without_length {
        given.len = 0;
    }
    let ends = era.http == Http::Ends;
    if ends {
        w.set(flag::LAST);
    }
    let r = call(bridge, entry, w, abi::LWS_CALLBACK_HTTP as c_int, given).unwrap_or(-1);
    drop(uri);
    if !ends {
        return r;
    }
    // Where the program's answer counts, it may end a file on its way too.
    let refused = era.returns != Returns::Ignored && r != 0;
    if w.phase() == Phase::File && !refused { 0 } else { -1 }
}

/// The path as the request had it, up to a NUL.
fn with_query(path: &[u8], args: &[Vec<u8>]) -> Vec<u8> {
    let bare = |t: &[u8]| t.strip_suffix(&[0]).unwrap_or(t).to_vec();
    let mut uri = bare(path);
    for (i, arg) in args.iter().enumerate() {
        uri.push(if i == 0 { b'?' } else { b'&' });
        uri.extend(bare(arg));
    }
    uri.push(0);
    uri
}

/// A file has gone out.
fn file_is_out(bridge: &Bridge, entry: &Entry, w: WsiRef, given: Call) -> c_int {
    let r = call(bridge, entry, w, abi::LWS_CALLBACK_HTTP_FILE_COMPLETION as c_int, given);
    match bridge.era.http {
        Http::Ends => -1,
        Http::GoesOn if r.unwrap_or(0) != 0 => -1,
        Http::GoesOn => server::transaction_completed(w),
    }
}

/// Whether a connection is a server's websocket that is open.
pub fn is_open(w: WsiRef) -> bool {
    use crate::core::wsi::Role;
    w.is_live()
        && w.role() == Role::Ws
        && w.phase() == Phase::Established
        && !w.has(flag::CLIENT | flag::CLOSING | flag::UNUSABLE | flag::BROKEN)
}

/// Calls the program about each open session of a protocol (or, without one, of all), outside of their turns, with one of
/// the reasons of `era`. `skip` says who is left out.
pub fn each_session(
    bridge: &Bridge,
    protocol: Option<usize>,
    reason: c_int,
    input: &mut [u8],
    skip: impl Fn(WsiRef) -> bool,
) {
    // SAFETY: the context of a bridge came from lws_create_context().
    let Some(context) = (unsafe { dispatch::context_of(bridge.context()) }) else { return };
    for w in context.connections() {
        if context.doomed.get() {
            return;
        }
        if !is_open(w) || protocol.is_some_and(|p| p != w.protocol()) || skip(w) {
            continue;
        }
        let at = if input.is_empty() { null_mut() } else { input.as_mut_ptr().cast() };
        let r = dispatch::call_with(w, Some(thunk), reason, w.user(), at, input.len());
        if r < 0 {
            crate::core::close::request(w);
        }
    }
    debug_assert!(reason == era::BROADCAST || reason == era::SEND);
}
