//! lws 1.6 to 3.1: names and numbers are those of today. What is here are the functions that went, and those that are
//! called differently.

use super::common::{SSL_SELF_SIGNED, TLS_OF_SELF_SIGNED};
use crate::abi::{
    self, lws, lws_client_connect_info, lws_context, lws_context_creation_info, lws_retry_bo_t, lws_vhost,
};
use crate::capi::client::lws_client_connect_via_info;
use crate::capi::context_vhost::{self, lws_create_vhost};
use crate::capi::service::serve;
use crate::capi::{guard, with_context, with_vhost};
use crate::core::client::Proxy;
use crate::core::dispatch;
use crate::core::dispatch::watch::SignalCallback;
use crate::service::{Wait, foreign};
use crate::sys::evlib::Kind;
use crate::util::log;
use core::ffi::{c_char, c_int, c_void};
use core::ptr::null_mut;

/// The port that SOCKS has where none is named.
const SOCKS_PORT: u16 = 1080;
/// Seconds that a peer had to answer a ping, as for all else (`timeout_secs`).
const PONG_SECS: u16 = 20;
/// The options that name a library whose loop shall drive the context.
const LOOPS: u64 = abi::LWS_SERVER_OPTION_LIBUV | abi::LWS_SERVER_OPTION_LIBEV | abi::LWS_SERVER_OPTION_LIBEVENT;

/// What an info of before 4.0 asks for in today's terms. Its `ws_ping_pong_interval` stands where `http2_settings[0]` is,
/// which means nothing.
fn in_todays_terms(info: &lws_context_creation_info, policy: &mut lws_retry_bo_t) -> lws_context_creation_info {
    // SAFETY: a plain copy of a struct of numbers and pointers.
    let mut today = unsafe { core::ptr::read(info) };
    let secs = u16::try_from(info.http2_settings[0]).unwrap_or(u16::MAX);
    today.http2_settings[0] = 0;
    if info.retry_and_idle_policy.is_null() {
        // Without an interval, those versions never checked.
        policy.secs_since_valid_ping = secs;
        policy.secs_since_valid_hangup = if secs == 0 { 0 } else { secs.saturating_add(PONG_SECS) };
        today.retry_and_idle_policy = policy;
    }
    today
}

fn no_policy() -> lws_retry_bo_t {
    lws_retry_bo_t {
        retry_ms_table: core::ptr::null(),
        retry_ms_table_count: 0,
        conceal_count: 0,
        secs_since_valid_ping: 0,
        secs_since_valid_hangup: 0,
        jitter_percent: 0,
    }
}

/// # Safety
/// As for lws_create_context().
unsafe fn create(info: *const lws_context_creation_info, before_3: bool) -> *mut lws_context {
    // SAFETY: the caller's promise.
    let Some(given) = (unsafe { info.as_ref() }) else {
        log::err(format_args!("lws_create_context: info is NULL"));
        return null_mut();
    };
    let mut policy = no_policy();
    let mut today = in_todays_terms(given, &mut policy);
    if before_3 && today.foreign_loops.is_null() {
        // The loop comes later, by lws_uv_initloop() and its sisters.
        today.options &= !LOOPS;
    }
    // SAFETY: the caller's promise.
    unsafe {
        let context = context_vhost::create(&raw const today, true);
        if let Some(c) = dispatch::context_of(context) {
            c.before_3.set(before_3);
        }
        context
    }
}

/// lws_create_context() of lws 1.6 to 2.4: a client's websocket ends with `LWS_CALLBACK_CLOSED`, the program is told of its
/// descriptors, idle websockets are checked if `ws_ping_pong_interval` is given, and the loop of another library comes by
/// lws_uv_initloop() or one of its sisters.
///
/// # Safety
/// As for lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_create_context(info: *const lws_context_creation_info) -> *mut lws_context {
    // SAFETY: the caller's promise.
    guard("lws_create_context", null_mut(), move || unsafe { create(info, true) })
}

/// lws_create_context() of lws 3.0 and 3.1: as that of 1.6, but a client's websocket ends with
/// `LWS_CALLBACK_CLIENT_CLOSED`, and `foreign_loops` name the loop.
///
/// # Safety
/// As for lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_3_0_create_context(info: *const lws_context_creation_info) -> *mut lws_context {
    // SAFETY: the caller's promise.
    guard("lws_create_context", null_mut(), move || unsafe { create(info, false) })
}

/// lws_create_vhost() of lws 1.6 to 3.1, with `ws_ping_pong_interval`.
///
/// # Safety
/// As for lws_create_vhost().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_create_vhost(
    context: *mut lws_context,
    info: *const lws_context_creation_info,
) -> *mut lws_vhost {
    guard("lws_create_vhost", null_mut(), move || {
        // SAFETY: the caller's promise.
        unsafe {
            let Some(given) = info.as_ref() else { return lws_create_vhost(context, info) };
            let mut policy = no_policy();
            let mut today = in_todays_terms(given, &mut policy);
            today.options &= !LOOPS;
            lws_create_vhost(context, &raw const today)
        }
    })
}

/// lws_service() of before 3.2: waits at most as long as it is told.
///
/// @param timeout_ms milliseconds; 0 or a negative number does not wait
/// @return as lws_service()
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_service(context: *mut lws_context, timeout_ms: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { serve(context, Wait::AtMost(timeout_ms)) }
}

/// The same with the number of a service thread, of which there is one, 0.
///
/// # Safety
/// As for lwsx_legacy_1_6_service().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_service_tsi(
    context: *mut lws_context,
    timeout_ms: c_int,
    tsi: c_int,
) -> c_int {
    if tsi != 0 {
        log::err(format_args!("lws_service_tsi: there is one service thread, 0, not {tsi}"));
        return -1;
    }
    // SAFETY: the caller's promise.
    unsafe { serve(context, Wait::AtMost(timeout_ms)) }
}

/// lws_client_connect() of lws 1.6 to 3.1: connects as a websocket.
///
/// @param ssl_connection 0; 1 for TLS; 2 for TLS that takes a certificate signed by itself
/// @param path what to ask for
/// @param host the Host header; NULL for the address
/// @param origin the Origin header; NULL for none
/// @param protocol the sub-protocols to offer, or NULL; its callback is that of the first that is known, or of the first
///        in the program's list
/// @return the connection, or NULL: it could not be begun
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); the texts are NULL or C strings, which are copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_client_connect(
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
    // SAFETY: the caller's promise.
    unsafe {
        lwsx_legacy_1_6_client_connect_extended(
            context,
            address,
            port,
            ssl_connection,
            path,
            host,
            origin,
            protocol,
            ietf_version_or_minus_one,
            null_mut(),
        )
    }
}

/// What ssl_connection meant up to 2.4, in flags of today: any but 0 was TLS, and 2 took certificates signed by themselves.
fn tls_flags(ssl_connection: c_int) -> c_int {
    match ssl_connection {
        0 => 0,
        SSL_SELF_SIGNED => TLS_OF_SELF_SIGNED,
        flags => flags | abi::LCCSCF_USE_SSL as c_int,
    }
}

/// lws_client_connect_via_info() up to 2.4.
///
/// @return the connection, or NULL when it could not be begun
///
/// # Safety
/// As for lws_client_connect_via_info().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_client_connect_via_info(info: *const lws_client_connect_info) -> *mut lws {
    // SAFETY: the caller's promise; without an info there is nothing to change.
    unsafe {
        let Some(given) = info.as_ref() else { return lws_client_connect_via_info(info) };
        let mut today = core::ptr::read(given);
        today.ssl_connection = tls_flags(given.ssl_connection);
        lws_client_connect_via_info(&raw const today)
    }
}

/// The same with the connection's `user` pointer; NULL for memory of the library's, as the protocol wants it.
///
/// # Safety
/// As for lwsx_legacy_1_6_client_connect(); `userdata` is the program's as long as the connection lives.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_client_connect_extended(
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
    // SAFETY: all-zero is valid for this struct.
    let mut info: lws_client_connect_info = unsafe { core::mem::zeroed() };
    info.context = context;
    info.address = address;
    info.port = port;
    info.ssl_connection = tls_flags(ssl_connection);
    info.path = path;
    info.host = host;
    info.origin = origin;
    info.protocol = protocol;
    info.ietf_version_or_minus_one = ietf_version_or_minus_one;
    info.userdata = userdata;
    // SAFETY: the caller's promise.
    unsafe { lws_client_connect_via_info(&raw const info) }
}

/// Sets the SOCKS5 proxy of a vhost's client connections.
///
/// @param socks `[user:password@]host[:port]`, the port 1080 if there is none
/// @return 0; -1 if it is none, and what was set before stays
///
/// # Safety
/// `vhost` is NULL or came from this library; `socks` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_set_socks(vhost: *mut lws_vhost, socks: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_set_socks", vhost, -1, move |v| {
            let text = dispatch::text(socks);
            let Some(proxy) = Proxy::parse(text.as_bytes(), SOCKS_PORT) else {
                log::err(format_args!("lws_set_socks: {text:?} is no proxy: give host:port"));
                return -1;
            };
            v.proxies.borrow_mut().socks = Some(proxy);
            0
        })
    }
}

/// # Safety
/// `context` is NULL or came from lws_create_context(); `given` is NULL or a loop of that library.
unsafe fn initloop(name: &'static str, context: *mut lws_context, kind: Kind, given: *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_context(name, context, -1, move |c| {
            if c.watch.foreign.borrow().is_some() {
                log::err(format_args!("{name}: the context has its loop already"));
                return -1;
            }
            let callback = c.watch.on_signal.get();
            if foreign::attach(c, kind, given, callback) { 0 } else { -1 }
        })
    }
}

/// lws_uv_initloop() of lws 1.7 to 2.4: has a loop of libuv drive the context.
///
/// @param the_loop the program's loop; NULL for one of the library's own, which catches SIGINT, SIGTERM and SIGHUP
/// @param tsi 0
/// @return 0, or -1: libuv is not there, or the context has a loop already
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); the loop lives as long as the context.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_uv_initloop(
    context: *mut lws_context,
    the_loop: *mut c_void,
    tsi: c_int,
) -> c_int {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe { initloop("lws_uv_initloop", context, Kind::Uv, the_loop) }
}

/// lws_ev_initloop() of lws 1.7 to 2.4: as lwsx_legacy_1_6_uv_initloop(), for libev.
///
/// # Safety
/// As for lwsx_legacy_1_6_uv_initloop().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_ev_initloop(
    context: *mut lws_context,
    the_loop: *mut c_void,
    tsi: c_int,
) -> c_int {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe { initloop("lws_ev_initloop", context, Kind::Ev, the_loop) }
}

/// lws_event_initloop() of lws 2.4: as lwsx_legacy_1_6_uv_initloop(), for libevent.
///
/// # Safety
/// As for lwsx_legacy_1_6_uv_initloop().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_event_initloop(
    context: *mut lws_context,
    the_loop: *mut c_void,
    tsi: c_int,
) -> c_int {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe { initloop("lws_event_initloop", context, Kind::Event, the_loop) }
}

/// lws_uv_sigint_cfg() and its sisters: says what is called when a loop of the library's own catches a signal. Call it
/// before the loop begins.
///
/// @param use_sigint 0: the signal only stops the loop
/// @param callback called with the library's object for the signal, and the signal's number (libev, libevent: as these
///        call it); NULL for none
/// @return 0, or -1 when there is no such context
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); the callback lives as long as the context.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_uv_sigint_cfg(
    context: *mut lws_context,
    use_sigint: c_int,
    callback: SignalCallback,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_uv_sigint_cfg", context, -1, move |c| {
            c.watch.on_signal.set(callback.filter(|_| use_sigint != 0));
            0
        })
    }
}

/// lws_libuv_run(): runs the loop that lws_uv_initloop() was given, until it is stopped.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_libuv_run(context: *const lws_context, tsi: c_int) {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe { serve(context.cast_mut(), Wait::Forever) };
}

/// lws_libuv_stop(): ends lws_libuv_run(). Destroy the context afterwards.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_libuv_stop(context: *mut lws_context) {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_libuv_stop", context, (), |c| {
            let foreign = c.watch.foreign.borrow().clone();
            if let Some(foreign) = foreign {
                foreign.stop();
            }
        })
    }
}

/// lws_uv_getloop(): the loop of libuv that drives the context, or NULL.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_1_6_uv_getloop(context: *mut lws_context, tsi: c_int) -> *mut c_void {
    let _ = tsi;
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_uv_getloop", context, null_mut(), |c| {
            c.watch.foreign.borrow().as_ref().map_or(null_mut(), |f| f.native())
        })
    }
}
