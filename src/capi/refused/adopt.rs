//! Sockets and files that the program opened itself and hands to a context.

use super::refuse;
use crate::abi::{
    lws, lws_adopt_desc_t, lws_adoption_type, lws_context, lws_retry_bo_t, lws_sock_file_fd_type, lws_sockfd_type,
    lws_vhost,
};
use core::ffi::{c_char, c_int, c_void};

/// Hands a descriptor that the program opened (socket or file) to a vhost, to be served as a connection of the
/// given type.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_descriptor_vhost(
    vh: *mut lws_vhost,
    r#type: lws_adoption_type,
    fd: lws_sock_file_fd_type,
    vh_prot_name: *const c_char,
    parent: *mut lws,
) -> *mut lws {
    refuse("lws_adopt_descriptor_vhost");
    core::ptr::null_mut()
}

/// Hands a descriptor that the program opened to a vhost; the arguments stand in a struct.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_descriptor_vhost_via_info(info: *const lws_adopt_desc_t) -> *mut lws {
    refuse("lws_adopt_descriptor_vhost_via_info");
    core::ptr::null_mut()
}

/// Hands an accepted socket to the context's first vhost, to be served as HTTP.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_socket(context: *mut lws_context, accept_fd: lws_sockfd_type) -> *mut lws {
    refuse("lws_adopt_socket");
    core::ptr::null_mut()
}

/// As `lws_adopt_socket`, with bytes that the program has read from the socket already.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_socket_readbuf(
    context: *mut lws_context,
    accept_fd: lws_sockfd_type,
    readbuf: *const c_char,
    len: usize,
) -> *mut lws {
    refuse("lws_adopt_socket_readbuf");
    core::ptr::null_mut()
}

/// Hands an accepted socket to a vhost, to be served as HTTP.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_socket_vhost(vh: *mut lws_vhost, accept_fd: lws_sockfd_type) -> *mut lws {
    refuse("lws_adopt_socket_vhost");
    core::ptr::null_mut()
}

/// As `lws_adopt_socket_vhost`, with bytes that the program has read from the socket already.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_socket_vhost_readbuf(
    vhost: *mut lws_vhost,
    accept_fd: lws_sockfd_type,
    readbuf: *const c_char,
    len: usize,
) -> *mut lws {
    refuse("lws_adopt_socket_vhost_readbuf");
    core::ptr::null_mut()
}

/// Makes a UDP socket, bound or connected, and serves it by a protocol of the vhost. (`ifname` and the last
/// argument exist since lws 4.1 and 4.3: see the prototype in the header.)
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// cbindgen:ignore
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[allow(clippy::too_many_arguments)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_create_adopt_udp(
    vhost: *mut lws_vhost,
    ads: *const c_char,
    port: c_int,
    flags: c_int,
    protocol_name: *const c_char,
    ifname: *const c_char,
    parent_wsi: *mut lws,
    opaque: *mut c_void,
    retry_policy: *const lws_retry_bo_t,
    fi_wsi_name: *const c_char,
) -> *mut lws {
    refuse("lws_create_adopt_udp");
    core::ptr::null_mut()
}
