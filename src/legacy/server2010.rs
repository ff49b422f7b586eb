//! November 2010: one call that makes a server and serves.

use super::bridge::{self, Bridge};
use super::era::{Era, Http, Layout, Place, Returns, SEND, Shape};
use super::thunk::each_session;
use crate::abi::{self, lws, lws_context, lws_context_creation_info};
use crate::capi::context_vhost::lws_context_destroy;
use crate::capi::http::lws_serve_http_file;
use crate::capi::{guard, with_context, with_wsi};
use crate::core::wsi::flag;
use core::ffi::{c_char, c_int, c_void};
use std::ptr::null;

/// How often each session may send, when nothing else happens.
const TICK_MS: c_int = 50;

/// November 2010.
pub static ERA: Era = ERA_DATA;

const ERA_DATA: Era = Era {
    name: "2010",
    reasons: &[
        (abi::LWS_CALLBACK_ESTABLISHED as c_int, 0),
        (abi::LWS_CALLBACK_CLOSED as c_int, 1),
        (SEND, 2),
        (abi::LWS_CALLBACK_RECEIVE as c_int, 3),
        (abi::LWS_CALLBACK_HTTP as c_int, 4),
    ],
    layout: Layout { size: 24, rx_buffer_size: None, id: None, owning_server: None, protocol_index: None },
    returns: Returns::Ignored,
    filter: Place::Today,
    descriptors: Place::Today,
    modes: None,
    tokens: &[],
    protocol_name_in_user: false,
    http: Http::Ends,
    uri_without_length: true,
    uri_with_query: true,
    client_closed_is_closed: true,
    any_protocol: false,
    errors_say_nothing: true,
};

/// The shapes before there were lists of protocols: one callback takes them all,
static ERA_WITHOUT_LISTS: Era = Era { any_protocol: true, ..ERA_DATA };

/// and in the last days is asked for each.
static ERA_BEFORE_LISTS: Era = Era {
    reasons: &[
        (abi::LWS_CALLBACK_ESTABLISHED as c_int, 0),
        (abi::LWS_CALLBACK_CLOSED as c_int, 1),
        (SEND, 2),
        (abi::LWS_CALLBACK_RECEIVE as c_int, 3),
        (abi::LWS_CALLBACK_HTTP as c_int, 4),
        (abi::LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION as c_int, 5),
    ],
    any_protocol: true,
    ..ERA_DATA
};

/// Makes a server and serves: this does not return unless something fails.
///
/// Each established session gets LWS_CALLBACK_SEND whenever something has happened, and every 50 ms when nothing does. A
/// session whose earlier bytes its peer has not taken yet gets none until they are out.
///
/// @param port the port to listen on, 1 to 65535
/// @param protocols the protocols, ended by an entry without callback; they stay as long as this call
/// @param ssl_cert_filepath the server's certificate (PEM) for TLS; NULL for none
/// @param ssl_private_key_filepath its key (PEM)
/// @param gid the group to change to when the server listens; -1 for none
/// @param uid the user to change to then; -1 for none
/// @return not 0: the port could not be had, the certificate was none, or the server cannot go on; the log says why
///
/// # Safety
/// `protocols` is NULL or such a list; the texts are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_2010_create_server(
    port: c_int,
    protocols: *mut c_void,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
) -> c_int {
    let info = creation(port, ssl_cert_filepath, ssl_private_key_filepath, gid, uid);
    // SAFETY: the caller's promise.
    unsafe { serve(&ERA, Shape::Plain, protocols, info) }
}

/// Makes a server and serves.
///
/// # Safety
/// As for [`bridge::create`].
unsafe fn serve(era: &'static Era, shape: Shape, protocols: *mut c_void, info: lws_context_creation_info) -> c_int {
    guard("libwebsocket_create_server", -1, move || {
        // SAFETY: the caller's promise.
        unsafe {
            let context = bridge::create(era, shape, protocols, info);
            if context.is_null() {
                return -1;
            }
            run(context);
            lws_context_destroy(context);
        }
        -1
    })
}

/// A list with one protocol, in the layout of 2010.
#[repr(C)]
struct OneProtocol {
    name: *const c_char,
    callback: *const c_void,
    per_session_data_size: usize,
    end: [usize; 3],
}

/// Serves with one callback for everything.
///
/// # Safety
/// `callback` is NULL or a function of this shape; the texts of the info are NULL or C strings.
unsafe fn serve_one(
    era: &'static Era,
    shape: Shape,
    callback: *const c_void,
    user_space: usize,
    info: lws_context_creation_info,
) -> c_int {
    let mut list = OneProtocol { name: c"".as_ptr(), callback, per_session_data_size: user_space, end: [0; 3] };
    // SAFETY: the list outlives the call, which ends with the context.
    unsafe { serve(era, shape, (&raw mut list).cast(), info) }
}

/// libwebsocket_create_server() of 30 October 2010: a callback for all websockets, without memory for each.
///
/// @param port the port to listen on, 1 to 65535
/// @param callback called with `(wsi, reason, in, len)`
/// @return not 0, as lwsx_legacy_2010_create_server()
///
/// # Safety
/// `callback` is NULL or such a function.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_2010_create_server_2(port: c_int, callback: *const c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { serve_one(&ERA_WITHOUT_LISTS, Shape::WithoutUser, callback, 0, creation(port, null(), null(), -1, -1)) }
}

/// The same with the version of the websocket protocol, which is not looked at: 31 October 2010.
///
/// @return not 0, as lwsx_legacy_2010_create_server()
///
/// # Safety
/// As for [`lwsx_legacy_2010_create_server_2`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_2010_create_server_3(
    port: c_int,
    callback: *const c_void,
    _protocol: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { serve_one(&ERA_WITHOUT_LISTS, Shape::WithoutUser, callback, 0, creation(port, null(), null(), -1, -1)) }
}

/// The same with memory for each websocket, which the callback gets as `user`: 3 November 2010.
///
/// @param callback called with `(wsi, reason, user, in, len)`
/// @param user_space bytes of memory for each websocket
/// @return not 0, as lwsx_legacy_2010_create_server()
///
/// # Safety
/// `callback` is NULL or such a function.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_2010_create_server_4(
    port: c_int,
    callback: *const c_void,
    _protocol: c_int,
    user_space: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { serve_one(&ERA_WITHOUT_LISTS, Shape::Plain, callback, user_space, creation(port, null(), null(), -1, -1)) }
}

/// The same with TLS and identity, without the version: 11 November 2010.
///
/// @return not 0, as lwsx_legacy_2010_create_server()
///
/// # Safety
/// As for [`lwsx_legacy_2010_create_server_4`]; the texts are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_2010_create_server_7(
    port: c_int,
    callback: *const c_void,
    user_space: usize,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
) -> c_int {
    let info = creation(port, ssl_cert_filepath, ssl_private_key_filepath, gid, uid);
    // SAFETY: the caller's promise.
    unsafe { serve_one(&ERA_BEFORE_LISTS, Shape::Plain, callback, user_space, info) }
}

/// The same with the version of the websocket protocol, which is not looked at: 8 November 2010.
///
/// @return not 0, as lwsx_legacy_2010_create_server()
///
/// # Safety
/// As for [`lwsx_legacy_2010_create_server_7`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_2010_create_server_8(
    port: c_int,
    callback: *const c_void,
    _protocol: c_int,
    user_space: usize,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
) -> c_int {
    let info = creation(port, ssl_cert_filepath, ssl_private_key_filepath, gid, uid);
    // SAFETY: the caller's promise.
    unsafe { serve_one(&ERA_BEFORE_LISTS, Shape::Plain, callback, user_space, info) }
}

/// The path of the request that LWS_CALLBACK_HTTP is about.
///
/// @return a C string, valid as long as the callback runs; NULL if there is no request
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_2010_get_uri(wsi: *mut lws) -> *const c_char {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("libwebsocket_get_uri", wsi, null(), |w| {
            w.with_http(|h| h.request.is_some().then(|| h.path.as_ptr().cast())).flatten().unwrap_or(null())
        })
    }
}

/// Today's info for what the call of 2010 says.
fn creation(port: c_int, cert: *const c_char, key: *const c_char, gid: c_int, uid: c_int) -> lws_context_creation_info {
    // SAFETY: all-zero is valid for this struct, and is what a program leaves in members that it does not use.
    let mut info: lws_context_creation_info = unsafe { core::mem::zeroed() };
    info.port = port;
    info.gid = gid as _;
    info.uid = uid as _;
    if !cert.is_null() {
        info.options |= abi::LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
        info.ssl_cert_filepath = cert;
        info.ssl_private_key_filepath = key;
    }
    info
}

/// Serves until that is not possible any more.
///
/// # Safety
/// `context` came from [`bridge::create`].
unsafe fn run(context: *mut lws_context) {
    let Some(bridge) = bridge::of(context) else { return };
    // SAFETY: the caller's promise.
    while unsafe { bridge::serve(context, TICK_MS) } == 0 {
        // SAFETY: the caller's promise.
        unsafe { with_context("libwebsocket_create_server", context, (), |_| offer_to_send(&bridge)) };
    }
}

/// Gives SEND to the sessions that can take more.
fn offer_to_send(bridge: &Bridge) {
    each_session(bridge, None, SEND, &mut [], |w| w.has(flag::PENDING));
}

/// Answers an HTTP request with a file, from the callback; the connection ends when it has gone out.
///
/// @param file the path
/// @param content_type its type
/// @return 0; negative: there is no such file, and the client is told so
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; the texts are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_serve_http_file_3(
    wsi: *mut lws,
    file: *const c_char,
    content_type: *const c_char,
) -> c_int {
    // SAFETY: the caller's promise.
    let r = unsafe { lws_serve_http_file(wsi, file, content_type, null(), 0) };
    if r == 0 { 0 } else { -1 }
}
