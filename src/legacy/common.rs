//! Functions that several older eras have in the same shape, where today's function has another.

use super::bridge;
use super::thunk;
use crate::abi::{self, lws, lws_client_connect_info, lws_context};
use crate::capi::client::lws_client_connect_via_info;
use crate::capi::context_vhost::{lws_context_destroy, lws_context_user};
use crate::capi::internal::lws_close_free_wsi;
use crate::capi::misc::lws_get_random;
use crate::capi::peer::lws_get_peer_addresses;
use crate::capi::service::{lws_callback_on_writable, lws_callback_on_writable_all_protocol};
use crate::capi::{guard, with_context, with_wsi};
use crate::core::{close, dispatch};
use crate::util::log;
use core::ffi::{c_char, c_int, c_void};
use std::ptr::{null, null_mut};

/// Services a context: waits for something to happen for at most this long, and works on it.
///
/// @param timeout_ms milliseconds; 0 does not wait, a negative number waits as long as it takes
/// @return 0 to go on; not 0: the context is gone, or the call was not allowed (from inside a callback)
///
/// # Safety
/// `context` is NULL or came from libwebsocket_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_service(context: *mut lws_context, timeout_ms: c_int) -> c_int {
    // SAFETY: the caller's promise.
    guard("libwebsocket_service", -1, move || unsafe { bridge::serve(context, timeout_ms) })
}

/// Services one descriptor that the program's own poll reported; NULL: what is due.
///
/// @return 0; not 0: the connection was closed, or the context is gone
///
/// # Safety
/// `context` is NULL or came from libwebsocket_create_context(); `pollfd` is NULL or points to a filled struct.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_service_fd(context: *mut lws_context, pollfd: *mut abi::pollfd) -> c_int {
    // SAFETY: the caller's promise.
    guard("libwebsocket_service_fd", -1, move || unsafe { bridge::serve_fd(context, pollfd) })
}

/// Takes a context down; NULL, and one that is gone already, do nothing.
///
/// # Safety
/// `context` is NULL or came from libwebsocket_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_context_destroy(context: *mut lws_context) {
    // SAFETY: the caller's promise.
    unsafe { lws_context_destroy(context) }
}

/// The `user` that a context was made with.
///
/// # Safety
/// `context` is NULL or came from libwebsocket_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_context_user(context: *mut lws_context) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { lws_context_user(context) }
}

/// Asks for a WRITEABLE callback: libwebsocket_callback_on_writable() of January 2011.
///
/// @return 0 or more; negative: the connection is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_callback_on_writable_1(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_callback_on_writable(wsi) }
}

/// The same, with the context before it: from February 2011 to 1.5.
///
/// @return 0 or more; negative: the connection is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library. The context is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_callback_on_writable_2(_context: *mut lws_context, wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lws_callback_on_writable(wsi) }
}

/// Asks for WRITEABLE on all connections of a protocol. The context is found by the protocol.
///
/// @param protocol an entry of the list that the context was made with
/// @return 0, or -1: there is no context of this protocol
///
/// # Safety
/// `protocol` is a pointer; it is compared, not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_callback_on_writable_all_protocol(protocol: *const c_void) -> c_int {
    guard("libwebsocket_callback_on_writable_all_protocol", -1, move || {
        let Some((bridge, index)) = bridge::of_protocol(protocol) else {
            log::err(format_args!("libwebsocket_callback_on_writable_all_protocol: no context has this protocol"));
            return -1;
        };
        // SAFETY: the context of a bridge came from lws_create_context().
        let context = unsafe { dispatch::context_of(bridge.context()) };
        let vhost = context.and_then(|c| c.vhosts.try_borrow().ok()?.first().copied());
        let today = vhost.map_or(null(), |v| v.protocol_ptr(index));
        // SAFETY: as above, and a protocol of its vhost.
        unsafe { lws_callback_on_writable_all_protocol(bridge.context(), today) }
    })
}

/// The protocol of a connection: the program's own entry.
///
/// @return the entry, or NULL for a connection that is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_get_protocol(wsi: *mut lws) -> *const c_void {
    // SAFETY: the caller's promise.
    unsafe {
        crate::capi::peek_wsi("libwebsockets_get_protocol", wsi, null(), |w| {
            thunk::entry_of(w, w.protocol()).map_or(null(), |e| e.program.cast_const())
        })
    }
}

/// Sees to it that a connection has its session memory.
///
/// @return the memory, or NULL: its protocol has none, or there is no memory
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_ensure_user_space(wsi: *mut lws) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("libwebsocket_ensure_user_space", wsi, null_mut(), |w| {
            dispatch::ensure_user(w);
            w.user()
        })
    }
}

/// Closes a connection: at once, or when its callback has returned.
///
/// @param status what the close frame says; 0 for none
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library. The context is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_close_and_free_session(
    _context: *mut lws_context,
    wsi: *mut lws,
    status: abi::lws_close_status,
) {
    // SAFETY: the caller's promise.
    unsafe { lws_close_free_wsi(wsi, status, c"libwebsocket_close_and_free_session".as_ptr()) }
}

/// Closes a client's connection: libwebsocket_client_close() of January 2011.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_client_close(wsi: *mut lws) {
    // SAFETY: the caller's promise.
    unsafe { lws_close_free_wsi(wsi, 0, c"libwebsocket_client_close".as_ptr()) }
}

/// Ends the connection of a descriptor, without a goodbye.
///
/// # Safety
/// `context` is NULL or came from libwebsocket_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_hangup_on_client(context: *mut lws_context, fd: c_int) {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("libwebsockets_hangup_on_client", context, (), move |c| match c.by_fd(fd) {
            Some(w) => close::request(w),
            None => log::warn(format_args!("libwebsockets_hangup_on_client: {fd} is no connection of this context")),
        })
    }
}

/// Writes the peer's address as text, twice: the name is not looked up, since that could take long.
///
/// @param fd the connection's descriptor
/// @param name gets the address; the empty string when it is not known
/// @param rip gets the address too
///
/// # Safety
/// `name` is writable for `name_len` and `rip` for `rip_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_get_peer_addresses_5(
    fd: c_int,
    name: *mut c_char,
    name_len: c_int,
    rip: *mut c_char,
    rip_len: c_int,
) {
    // SAFETY: the caller's promise.
    unsafe { lws_get_peer_addresses(null_mut(), fd, name, name_len, rip, rip_len) }
}

/// The same, with context and connection before it: 1.1 to 1.5.
///
/// # Safety
/// `name` is writable for `name_len` and `rip` for `rip_len` bytes. Context and connection are not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_get_peer_addresses_7(
    _context: *mut lws_context,
    _wsi: *mut lws,
    fd: c_int,
    name: *mut c_char,
    name_len: c_int,
    rip: *mut c_char,
    rip_len: c_int,
) {
    // SAFETY: the caller's promise.
    unsafe { lws_get_peer_addresses(null_mut(), fd, name, name_len, rip, rip_len) }
}

/// Fills memory with random bytes.
///
/// @return `len`; 0 or less: there are none
///
/// # Safety
/// `buf` is writable for `len` bytes. The context is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_get_random(context: *mut lws_context, buf: *mut c_void, len: c_int) -> c_int {
    let Ok(len) = usize::try_from(len) else { return -1 };
    if len == 0 || buf.is_null() {
        return 0;
    }
    // SAFETY: the caller's promise.
    unsafe { lws_get_random(context, buf, len) as c_int }
}

/// What a client's connection is made from.
struct Connect {
    context: *mut lws_context,
    address: *const c_char,
    port: c_int,
    ssl: c_int,
    path: *const c_char,
    host: *const c_char,
    origin: *const c_char,
    protocol: *const c_char,
    version: c_int,
    user: *mut c_void,
}

/// The version of the websocket protocol, RFC 6455's.
const VERSION: c_int = 13;
/// `ssl_connection`: TLS, and a certificate that nobody has vouched for will do.
pub const SSL_SELF_SIGNED: c_int = 2;
/// The same in flags of today.
pub const TLS_OF_SELF_SIGNED: c_int =
    (abi::LCCSCF_USE_SSL | abi::LCCSCF_ALLOW_SELFSIGNED | abi::LCCSCF_SKIP_SERVER_CERT_HOSTNAME_CHECK) as c_int;

/// # Safety
/// The texts are NULL or C strings, the context is NULL or a context.
unsafe fn connect(given: Connect) -> *mut lws {
    if given.version != -1 && given.version != VERSION {
        log::notice(format_args!(
            "libwebsocket_client_connect: version {} of the websocket protocol was asked for; it is {VERSION}",
            given.version
        ));
    }
    // SAFETY: all-zero is valid for this struct, and is what a program leaves in members that it does not use.
    let mut info: lws_client_connect_info = unsafe { core::mem::zeroed() };
    info.context = given.context;
    info.address = given.address;
    info.port = given.port;
    info.path = given.path;
    info.host = given.host;
    info.origin = given.origin;
    info.protocol = given.protocol;
    info.userdata = given.user;
    info.ssl_connection = match given.ssl {
        0 => 0,
        SSL_SELF_SIGNED => TLS_OF_SELF_SIGNED,
        _ => abi::LCCSCF_USE_SSL as c_int,
    };
    // The first of the protocols that are offered has the callback.
    let offered = dispatch::text(given.protocol);
    let first = offered.as_bytes().split(|b| *b == b',').next().unwrap_or_default().trim_ascii();
    let first = std::ffi::CString::new(first).unwrap_or_default();
    if !first.is_empty() {
        info.local_protocol_name = first.as_ptr();
    }
    // SAFETY: the caller's promise; the texts outlive the call.
    unsafe { lws_client_connect_via_info(&raw const info) }
}

/// Connects to a websocket server: libwebsocket_client_connect() of January 2011.
///
/// What comes of it is told in callbacks of the first protocol in `protocol` that the program has, or of its first one.
///
/// @param ssl_connection 0: no TLS; 1: TLS; 2: TLS, and any certificate will do
/// @param host the server's name for the Host header; NULL for `address`
/// @param origin the Origin header, or NULL
/// @param protocol the sub-protocols to ask for, separated by commas, or NULL
/// @return the connection, or NULL if it could not be begun
///
/// # Safety
/// `context` is NULL or came from libwebsocket_create_context(); the texts are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_client_connect_8(
    context: *mut lws_context,
    address: *const c_char,
    port: c_int,
    ssl_connection: c_int,
    path: *const c_char,
    host: *const c_char,
    origin: *const c_char,
    protocol: *const c_char,
) -> *mut lws {
    let (ssl, version, user) = (ssl_connection, -1, null_mut());
    // SAFETY: the caller's promise.
    unsafe { connect(Connect { context, address, port, ssl, path, host, origin, protocol, version, user }) }
}

/// The same, with the version of the websocket protocol: February 2011 to 1.6.
///
/// @param ietf_version_or_minus_one 13 or -1; others are told in the log, and 13 is used
/// @return the connection, or NULL if it could not be begun
///
/// # Safety
/// As for [`lwsx_legacy_client_connect_8`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_client_connect_9(
    context: *mut lws_context,
    address: *const c_char,
    port: c_int,
    ssl_connection: c_int,
    path: *const c_char,
    host: *const c_char,
    origin: *const c_char,
    protocol: *const c_char,
    ietf_version_or_minus_one: c_int,
) -> *mut lws {
    let (ssl, version, user) = (ssl_connection, ietf_version_or_minus_one, null_mut());
    // SAFETY: the caller's promise.
    unsafe { connect(Connect { context, address, port, ssl, path, host, origin, protocol, version, user }) }
}

/// The same, with memory of the program's own as session memory: libwebsocket_client_connect_extended().
///
/// @param userdata what callbacks get as `user`; NULL for memory of the library's
/// @return the connection, or NULL if it could not be begun
///
/// # Safety
/// As for [`lwsx_legacy_client_connect_8`]; `userdata` stays until the connection is closed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_client_connect_extended(
    context: *mut lws_context,
    address: *const c_char,
    port: c_int,
    ssl_connection: c_int,
    path: *const c_char,
    host: *const c_char,
    origin: *const c_char,
    protocol: *const c_char,
    ietf_version_or_minus_one: c_int,
    userdata: *mut c_void,
) -> *mut lws {
    let (ssl, version, user) = (ssl_connection, ietf_version_or_minus_one, userdata);
    // SAFETY: the caller's promise.
    unsafe { connect(Connect { context, address, port, ssl, path, host, origin, protocol, version, user }) }
}
