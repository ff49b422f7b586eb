//! What can be asked about a connection, and the pointers that a program keeps with it.

use super::{peek_wsi, with_wsi};
use crate::abi::{self, lws, lws_context, lws_protocols, lws_vhost};
use crate::core::{dispatch, transport};
use core::ffi::{c_char, c_int, c_void};
use std::ptr::{null, null_mut};
use std::sync::atomic::Ordering::Relaxed;

/// The context of a connection. From any thread.
///
/// @return the context, or NULL for a connection that is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_context(wsi: *const lws) -> *mut lws_context {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_get_context", wsi, null_mut(), move |w| w.context().map_or(null_mut(), |c| c.to_c())) }
}

/// The vhost of a connection. From any thread.
///
/// @return the vhost, or NULL for a connection that is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_vhost(wsi: *mut lws) -> *mut lws_vhost {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_get_vhost", wsi, null_mut(), move |w| w.vhost().map_or(null_mut(), |v| v.to_c())) }
}

/// The protocol that a connection is bound to: the library's copy of the program's entry, valid as long as the vhost.
/// From any thread.
///
/// @return the protocol, or NULL for a connection that is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_protocol(wsi: *mut lws) -> *const lws_protocols {
    // SAFETY: the caller's promise.
    unsafe {
        peek_wsi("lws_get_protocol", wsi, null(), move |w| w.vhost().map_or(null(), |v| v.protocol_ptr(w.protocol())))
    }
}

/// The same as lws_get_protocol().
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_protocol_get(wsi: *mut lws) -> *const lws_protocols {
    // SAFETY: the caller's promise.
    unsafe { lws_get_protocol(wsi) }
}

/// The session memory of a connection: what its callback gets as `user`. From any thread.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_wsi_user(wsi: *mut lws) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_wsi_user", wsi, null_mut(), move |w| w.user()) }
}

/// Gives a connection session memory of the program's own; the library does not free it. What the library had allocated
/// is freed.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `user` stays valid until the connection is closed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_wsi_user(wsi: *mut lws, user: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_set_wsi_user", wsi, (), move |w| {
            dispatch::drop_user(w);
            w.set_user(user);
        })
    }
}

/// Sees to it that a connection has session memory of this size, for protocols that do not say it in
/// `per_session_data_size`. Memory that is there already stays, with what is in it, or is moved to more; a second call gives
/// the same memory.
///
/// @return the memory, or NULL (size 0, or no memory)
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adjust_protocol_psds(wsi: *mut lws, new_size: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_adjust_protocol_psds", wsi, null_mut(), move |w| dispatch::adjust_user(w, new_size)) }
}

/// The pointer that lws_set_opaque_user_data() put in, or NULL. From any thread.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_opaque_user_data(wsi: *const lws) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_get_opaque_user_data", wsi, null_mut(), move |w| w.opaque().load(Relaxed)) }
}

/// Keeps a pointer of the program's with a connection, beside the session memory. The library does not look at it.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_opaque_user_data(wsi: *mut lws, data: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_set_opaque_user_data", wsi, (), move |w| w.opaque().store(data, Relaxed)) }
}

/// The pointer that lws_set_opaque_parent_data() put in, or NULL. From any thread.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_opaque_parent_data(wsi: *const lws) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_get_opaque_parent_data", wsi, null_mut(), move |w| w.opaque_parent().load(Relaxed)) }
}

/// Keeps a second pointer of the program's with a connection.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_opaque_parent_data(wsi: *mut lws, data: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_set_opaque_parent_data", wsi, (), move |w| w.opaque_parent().store(data, Relaxed)) }
}

/// The connection that this one belongs to. Server connections belong to none.
///
/// @return NULL
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_parent(wsi: *const lws) -> *mut lws {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_get_parent", wsi, null_mut(), move |w| w.parent().map_or(null_mut(), |p| p.to_c())) }
}

/// The first connection that belongs to this one. None does to a server connection.
///
/// @return NULL
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_child(wsi: *const lws) -> *mut lws {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_get_child", wsi, null_mut(), move |w| w.children().first().map_or(null_mut(), |c| c.to_c()))
    }
}

/// Whether a connection that belongs to this one wants to write. None does to a server connection.
///
/// @return 0
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_child_pending_on_writable(wsi: *const lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_get_child_pending_on_writable", wsi, 0, move |_| 0) }
}

/// Forgets that a connection that belongs to this one wants to write.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_clear_child_pending_on_writable(wsi: *mut lws) {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_clear_child_pending_on_writable", wsi, (), move |_| ()) }
}

/// The connection that has the socket: with HTTP/1.1, this one itself.
///
/// @return the connection, or NULL if it is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_network_wsi(wsi: *mut lws) -> *mut lws {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_get_network_wsi", wsi, null_mut(), move |w| w.to_c()) }
}

/// The descriptor of a connection's socket. What is staged for it is sent first, so that the program may write to it.
///
/// @return the descriptor, or -1
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_socket_fd(wsi: *mut lws) -> abi::lws_sockfd_type {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_get_socket_fd", wsi, -1, move |w| {
            transport::flush_own(w);
            w.fd()
        })
    }
}

/// Which service thread a connection belongs to. There is one.
///
/// @return 0
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_tsi(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_get_tsi", wsi, 0, move |_| 0) }
}

/// Whether a connection is encrypted. This version does not provide TLS.
///
/// @return 0
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_is_ssl(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_is_ssl", wsi, 0, move |w| c_int::from(w.has(crate::core::wsi::flag::TLS))) }
}

/// Whether a connection is served by a CGI program, which this library does not do.
///
/// @return 0
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_is_cgi(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_is_cgi", wsi, 0, move |_| 0) }
}

/// The OpenSSL object of a connection. This library uses no OpenSSL.
///
/// @return NULL
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_ssl(wsi: *mut lws) -> *mut abi::ssl_st {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_get_ssl", wsi, null_mut(), move |_| null_mut()) }
}

/// The UDP part of a connection. A server connection has none.
///
/// @return NULL
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_udp(wsi: *const lws) -> *const abi::lws_udp {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_get_udp", wsi, null(), move |w| {
            w.rare(|r| r.udp.as_ref().map(|u| &raw const u.shown)).flatten().unwrap_or(null())
        })
    }
}

/// How much the peer would take now, where the protocol says so: HTTP/1.1 and websockets do not.
///
/// @return -1: no bound but the kernel's
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_peer_write_allowance(wsi: *mut lws) -> abi::lws_fileofs_t {
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_get_peer_write_allowance", wsi, -1, move |_| -1) }
}

/// Credit for sending, where the protocol counts any: HTTP/1.1 and websockets do not.
///
/// @return 0
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_wsi_tx_credit(wsi: *mut lws, peer_to_us: c_char, add: c_int) -> c_int {
    let _ = (peer_to_us, add);
    // SAFETY: the caller's promise.
    unsafe { peek_wsi("lws_wsi_tx_credit", wsi, 0, move |_| 0) }
}
