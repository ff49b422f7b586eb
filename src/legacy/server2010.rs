//! November 2010: one call that makes a server and serves.

use super::bridge::{self, Bridge};
use super::era::{Era, Http, Layout, Place, Returns, SEND, Shape};
use super::thunk::each_session;
use crate::abi::{self, lws, lws_context, lws_context_creation_info};
use crate::capi::context_vhost::lws_context_destroy;
use crate::capi::http::lws_serve_http_file;
use crate::capi::{guard, with_context};
use crate::core::wsi::flag;
use core::ffi::{c_char, c_int, c_void};
use std::ptr::null;

/// How often each session may send, when nothing else happens.
const TICK_MS: c_int = 50;

/// November 2010.
pub static ERA: Era = Era {
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
    errors_say_nothing: true,
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
    guard("libwebsocket_create_server", -1, move || {
        let info = creation(port, ssl_cert_filepath, ssl_private_key_filepath, gid, uid);
        // SAFETY: the caller's promise.
        unsafe {
            let context = bridge::create(&ERA, Shape::Plain, protocols, info);
            if context.is_null() {
                return -1;
            }
            run(context);
            lws_context_destroy(context);
        }
        -1
    })
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
