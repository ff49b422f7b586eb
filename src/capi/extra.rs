//! What lws does not have (`libwebsockets-extra.h`).

use super::{eventlib, with_context, with_vhost};
use crate::abi::{lws_context, lws_vhost};
use core::ffi::c_int;

/// Makes a context as lax with its peers as genuine lws is, or strict again: unmasked frames from clients, missing or
/// repeated Host headers and header lines that end with a bare LF are then taken. The environment variable `LWSX_LAX=1`
/// does the same for programs that cannot be changed.
///
/// @param lax 1 or 0
/// @return 0, or -1 when there is no such context
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_set_lax(context: *mut lws_context, lax: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lwsx_set_lax", context, -1, move |c| {
            c.set_limits(|l| l.lax = lax != 0);
            0
        })
    }
}

/// Serves `file.gz` for `file` from the mounts of a vhost, to clients that take gzip: with `content-encoding: gzip` and
/// an entity tag of its own, so that the same content is compressed once, by whoever puts the files there. A `file.gz` that
/// is older than `file` is not looked at. All answers from these mounts then say `vary: accept-encoding`. Files that the
/// program's own file operations open, and those that a protocol rewrites, are served as they are.
///
/// @param on 1 or 0 (as it is at first)
/// @return 0, or -1 when there is no such vhost
///
/// # Safety
/// `vhost` is NULL or came from lws_create_vhost(), or is that of a connection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_vhost_set_gzip_twins(vhost: *mut lws_vhost, on: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lwsx_vhost_set_gzip_twins", vhost, -1, move |v| {
            v.gzip_twins.set(on != 0);
            0
        })
    }
}

/// Confines the mounts of a vhost to their folders: a symlink that leads out of a mount's folder is answered like a file
/// that is not there, also one that is put there while the request is looked at. Without this, symlinks are followed
/// wherever they lead. The folder itself (`origin` of the mount) may be a symlink. Files that the program's own file
/// operations open, and those that it names to lws_serve_http_file(), are its own affair.
///
/// @param on 1 or 0 (as it is at first)
/// @return 0, or -1 when there is no such vhost
///
/// # Safety
/// `vhost` is NULL or came from lws_create_vhost(), or is that of a connection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_vhost_confine_mounts(vhost: *mut lws_vhost, on: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lwsx_vhost_confine_mounts", vhost, -1, move |v| {
            v.confines_mounts.set(on != 0);
            0
        })
    }
}

/// Says how large a message may be that comes in compressed (permessage-deflate): one that inflates to more is not given to
/// the program to its end, and its connection closes with 1009. Memory does not depend on this: messages are inflated
/// slice by slice, as the program takes them; it is for programs that gather them.
///
/// @param bytes what one message may inflate to; 0 (as it is at first) for any size
/// @return 0, or -1 when there is no such vhost
///
/// # Safety
/// `vhost` is NULL or came from lws_create_vhost(), or is that of a connection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_vhost_set_max_inflated(vhost: *mut lws_vhost, bytes: u64) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lwsx_vhost_set_max_inflated", vhost, -1, move |v| {
            v.max_inflated.set(bytes);
            0
        })
    }
}

/// Leaves the sub-protocols of websockets to the program: the library does not look at what the client offers
/// (`Sec-WebSocket-Protocol`), takes the vhost's default protocol (the first, unless an option says otherwise) for each
/// websocket, and names none in its answer. For programs that decide by something else than the name, by the URL say, or that
/// serve clients which offer what it does not know: without this, such a handshake is refused.
///
/// The program can read the offer (`lws_hdr_copy(..., WSI_TOKEN_PROTOCOL)`) until ESTABLISHED has returned, may refuse in
/// FILTER_PROTOCOL_CONNECTION, and names its choice in ADD_HEADERS, by a header `sec-websocket-protocol:`. It must be one
/// of those offered (RFC 6455, section 4.2.2). Where there is no such header, the client goes on without a sub-protocol, or
/// hangs up if it needs one.
///
/// @param on 1 or 0 (as it is at first)
/// @return 0, or -1 when there is no such vhost
///
/// # Safety
/// `vhost` is NULL or came from lws_create_vhost(), or is that of a connection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_vhost_choose_subprotocols(vhost: *mut lws_vhost, on: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lwsx_vhost_choose_subprotocols", vhost, -1, move |v| {
            v.chooses_subprotocols.set(on != 0);
            0
        })
    }
}

/// Has the contexts that are made from now on tell the program of each descriptor, so that it can poll by itself:
/// `LWS_CALLBACK_ADD_POLL_FD` and its kin (see lws_service_fd()), as lws does when it was built with
/// `LWS_WITH_EXTERNAL_POLL`. With ABI 19, Debian's build has that, so it is on at first; with ABI 17 it is off.
///
/// @param on 1 or 0
/// @return what it was
#[unsafe(no_mangle)]
pub extern "C" fn lwsx_set_external_poll(on: c_int) -> c_int {
    eventlib::announce(on != 0).into()
}
