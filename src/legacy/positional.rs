//! 2011 to 1.1: libwebsocket_create_context() with its arguments one after the other, which became more and more.

use super::bridge;
use super::era::{BROADCAST, Era, Http, Layout, Place, Returns, Shape};
use super::extensions::{LegacyExtension, translate};
use crate::abi::{self, lws, lws_context, lws_context_creation_info};
use crate::capi::guard;
use crate::capi::http::lws_serve_http_file;
use core::ffi::{c_char, c_int, c_uint, c_void};
use std::ptr::{null, null_mut};

/// The numbers of 1.1, the last release of these functions: its names are those of all before it.
pub static ERA: Era = Era {
    name: "0.3",
    reasons: &[
        (abi::LWS_CALLBACK_ESTABLISHED as c_int, 0),
        (abi::LWS_CALLBACK_CLIENT_CONNECTION_ERROR as c_int, 1),
        (abi::LWS_CALLBACK_CLIENT_ESTABLISHED as c_int, 2),
        (abi::LWS_CALLBACK_CLOSED as c_int, 3),
        (abi::LWS_CALLBACK_RECEIVE as c_int, 4),
        (abi::LWS_CALLBACK_CLIENT_RECEIVE as c_int, 5),
        (abi::LWS_CALLBACK_CLIENT_RECEIVE_PONG as c_int, 6),
        (abi::LWS_CALLBACK_CLIENT_WRITEABLE as c_int, 7),
        (abi::LWS_CALLBACK_SERVER_WRITEABLE as c_int, 8),
        (abi::LWS_CALLBACK_HTTP as c_int, 9),
        (abi::LWS_CALLBACK_HTTP_FILE_COMPLETION as c_int, 10),
        (BROADCAST, 11),
        (abi::LWS_CALLBACK_FILTER_NETWORK_CONNECTION as c_int, 12),
        (abi::LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION as c_int, 13),
        (abi::LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS as c_int, 14),
        (abi::LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS as c_int, 15),
        (abi::LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION as c_int, 16),
        (abi::LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER as c_int, 17),
        (abi::LWS_CALLBACK_CONFIRM_EXTENSION_OKAY as c_int, 18),
        (abi::LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED as c_int, 19),
        (abi::LWS_CALLBACK_ADD_POLL_FD as c_int, 20),
        (abi::LWS_CALLBACK_DEL_POLL_FD as c_int, 21),
    ],
    layout: Layout { size: 48, rx_buffer_size: None, id: None, owning_server: Some(24), protocol_index: Some(40) },
    returns: Returns::NegativeCloses,
    filter: Place::User,
    descriptors: Place::User,
    modes: Some((22, 23)),
    tokens: &TOKENS,
    protocol_name_in_user: false,
    http: Http::Ends,
    uri_without_length: false,
    uri_with_query: true,
    client_closed_is_closed: true,
    any_protocol: false,
    errors_say_nothing: true,
};

/// `enum lws_token_indexes` of 2011 to 1.2.
pub static TOKENS: [c_int; 18] = [
    abi::WSI_TOKEN_GET_URI as c_int,
    abi::WSI_TOKEN_HOST as c_int,
    abi::WSI_TOKEN_CONNECTION as c_int,
    abi::WSI_TOKEN_KEY1 as c_int,
    abi::WSI_TOKEN_KEY2 as c_int,
    abi::WSI_TOKEN_PROTOCOL as c_int,
    abi::WSI_TOKEN_UPGRADE as c_int,
    abi::WSI_TOKEN_ORIGIN as c_int,
    abi::WSI_TOKEN_DRAFT as c_int,
    abi::WSI_TOKEN_CHALLENGE as c_int,
    abi::WSI_TOKEN_KEY as c_int,
    abi::WSI_TOKEN_VERSION as c_int,
    abi::WSI_TOKEN_SWORIGIN as c_int,
    abi::WSI_TOKEN_EXTENSIONS as c_int,
    abi::WSI_TOKEN_ACCEPT as c_int,
    abi::WSI_TOKEN_NONCE as c_int,
    abi::WSI_TOKEN_HTTP as c_int,
    -1,
];

/// `CONTEXT_PORT_NO_LISTEN` of these eras, and today's.
const NO_LISTEN: c_int = 0;
const NO_LISTEN_TODAY: c_int = -1;
/// The options that have a meaning today, by their bits of then.
const OPTIONS: [(c_uint, u64); 2] = [
    (2, abi::LWS_SERVER_OPTION_REQUIRE_VALID_OPENSSL_CLIENT_CERT),
    (4, abi::LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME),
];

/// The arguments of the longest shape.
struct Given {
    port: c_int,
    interface: *const c_char,
    protocols: *mut c_void,
    extensions: *const LegacyExtension,
    cert: *const c_char,
    key: *const c_char,
    ca: *const c_char,
    gid: c_int,
    uid: c_int,
    options: c_uint,
    user: *mut c_void,
}

/// # Safety
/// As for [`bridge::create`]; the texts are NULL or C strings, the extensions NULL or the era's list.
unsafe fn create(shape: Shape, given: Given) -> *mut lws_context {
    guard("libwebsocket_create_context", null_mut(), move || {
        // SAFETY: all-zero is valid for this struct, and is what a program leaves in members that it does not use.
        let mut info: lws_context_creation_info = unsafe { core::mem::zeroed() };
        info.port = if given.port == NO_LISTEN { NO_LISTEN_TODAY } else { given.port };
        info.iface = given.interface;
        info.gid = given.gid as _;
        info.uid = given.uid as _;
        info.user = given.user;
        info.ssl_ca_filepath = given.ca;
        // Clients may ask for TLS at any time, and say the whole of their origin.
        info.options = abi::LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT | abi::LWS_SERVER_OPTION_JUST_USE_RAW_ORIGIN;
        for (bit, today) in OPTIONS {
            if given.options & bit != 0 {
                info.options |= today;
            }
        }
        if !given.cert.is_null() {
            info.ssl_cert_filepath = given.cert;
            info.ssl_private_key_filepath = given.key;
        }
        // SAFETY: the caller's promise.
        unsafe {
            info.extensions = translate(given.extensions);
            bridge::create(&ERA, shape, given.protocols, info)
        }
    })
}

/// libwebsocket_create_context() of January 2011, whose callbacks have no context.
///
/// @param port the port to listen on, or 0 for a client
/// @param protocols the protocols, ended by an entry without callback; they stay as long as the context
/// @param ssl_cert_filepath the server's certificate (PEM) for TLS; NULL for none
/// @param ssl_private_key_filepath its key (PEM)
/// @param gid the group to change to when the server listens; -1 for none
/// @param uid the user to change to then; -1 for none
/// @return the context, or NULL: the log says why
///
/// # Safety
/// `protocols` is NULL or such a list; the texts are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_create_context_6(
    port: c_int,
    protocols: *mut c_void,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
) -> *mut lws_context {
    let (cert, key) = (ssl_cert_filepath, ssl_private_key_filepath);
    // SAFETY: the caller's promise.
    unsafe { lwsx_legacy_create_context_7(port, protocols, cert, key, gid, uid, 0) }
}

/// The same with options, as from 30 January 2011.
///
/// @param options bits of `enum libwebsocket_context_options`
/// @return the context, or NULL: the log says why
///
/// # Safety
/// As for [`lwsx_legacy_create_context_6`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_create_context_7(
    port: c_int,
    protocols: *mut c_void,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
    options: c_uint,
) -> *mut lws_context {
    let given = Given {
        port,
        interface: null(),
        protocols,
        extensions: null(),
        cert: ssl_cert_filepath,
        key: ssl_private_key_filepath,
        ca: null(),
        gid,
        uid,
        options,
        user: null_mut(),
    };
    // SAFETY: the caller's promise.
    unsafe { create(Shape::Plain, given) }
}

/// The same with an interface, as from February 2011; from here on callbacks have the context first.
///
/// @param interf the interface to listen on, or NULL for all
/// @return the context, or NULL: the log says why
///
/// # Safety
/// As for [`lwsx_legacy_create_context_6`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_create_context_8(
    port: c_int,
    interf: *const c_char,
    protocols: *mut c_void,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
    options: c_uint,
) -> *mut lws_context {
    let (cert, key) = (ssl_cert_filepath, ssl_private_key_filepath);
    // SAFETY: the caller's promise.
    unsafe { lwsx_legacy_create_context_9(port, interf, protocols, null(), cert, key, gid, uid, options) }
}

/// The same with extensions, as from March 2011.
///
/// @param extensions the extensions, ended by an entry without callback: libwebsocket_internal_extensions; NULL for none
/// @return the context, or NULL: the log says why
///
/// # Safety
/// As for [`lwsx_legacy_create_context_6`]; `extensions` is NULL or such a list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_create_context_9(
    port: c_int,
    interf: *const c_char,
    protocols: *mut c_void,
    extensions: *const LegacyExtension,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
    options: c_uint,
) -> *mut lws_context {
    let (cert, key, user) = (ssl_cert_filepath, ssl_private_key_filepath, null_mut());
    // SAFETY: the caller's promise.
    unsafe { lwsx_legacy_create_context_10(port, interf, protocols, extensions, cert, key, gid, uid, options, user) }
}

/// The same with a pointer for libwebsocket_context_user(), as from October 2012.
///
/// @param user a pointer of the program's own
/// @return the context, or NULL: the log says why
///
/// # Safety
/// As for [`lwsx_legacy_create_context_9`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_create_context_10(
    port: c_int,
    interf: *const c_char,
    protocols: *mut c_void,
    extensions: *const LegacyExtension,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
    options: c_uint,
    user: *mut c_void,
) -> *mut lws_context {
    let (cert, key) = (ssl_cert_filepath, ssl_private_key_filepath);
    // SAFETY: the caller's promise.
    unsafe {
        lwsx_legacy_create_context_11(port, interf, protocols, extensions, cert, key, null(), gid, uid, options, user)
    }
}

/// The same with a file of authorities, as from January 2013.
///
/// @param ssl_ca_filepath certificates (PEM) that clients' certificates are checked against, or NULL
/// @return the context, or NULL: the log says why
///
/// # Safety
/// As for [`lwsx_legacy_create_context_9`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_create_context_11(
    port: c_int,
    interf: *const c_char,
    protocols: *mut c_void,
    extensions: *const LegacyExtension,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    ssl_ca_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
    options: c_uint,
    user: *mut c_void,
) -> *mut lws_context {
    let given = Given {
        port,
        interface: interf,
        protocols,
        extensions,
        cert: ssl_cert_filepath,
        key: ssl_private_key_filepath,
        ca: ssl_ca_filepath,
        gid,
        uid,
        options,
        user,
    };
    // SAFETY: the caller's promise.
    unsafe { create(Shape::ContextFirst, given) }
}

/// libwebsockets_serve_http_file() of 1.1 and 1.2, with the context before the connection.
///
/// @return 0; negative: there is no such file, and the client is told so
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; the texts are NULL or C strings. The context is not looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_serve_http_file_4(
    _context: *mut lws_context,
    wsi: *mut lws,
    file: *const c_char,
    content_type: *const c_char,
) -> c_int {
    // SAFETY: the caller's promise.
    let r = unsafe { lws_serve_http_file(wsi, file, content_type, null(), 0) };
    if r == 0 { 0 } else { -1 }
}
