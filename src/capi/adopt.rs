//! Sockets and files that the program opened itself and hands to a context.

use super::{with_context, with_vhost};
use crate::abi::{
    self, lws, lws_adopt_desc_t, lws_adoption_type, lws_context, lws_retry_bo_t, lws_sock_file_fd_type,
    lws_sockfd_type, lws_vhost,
};
use crate::core::dispatch;
use crate::core::vhost::VhostRef;
use crate::role::adopt::{self, Adopted, Kind};
use crate::sys::datagram::{self, Udp};
use crate::sys::socket;
use crate::util::log;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::{null, null_mut};
use std::net::ToSocketAddrs;

/// A descriptor on its way in.
struct Wish<'a> {
    vhost: VhostRef,
    kind: lws_adoption_type,
    fd: c_int,
    protocol: *const c_char,
    parent: *mut lws,
    opaque: *mut c_void,
    read: &'a [u8],
}

/// # Safety
/// As for [`lws_adopt_descriptor_vhost`].
unsafe fn take_over(wish: Wish) -> *mut lws {
    let has = |bit: lws_adoption_type| wish.kind & bit != 0;
    let kind = if !has(abi::LWS_ADOPT_SOCKET) {
        Kind::File
    } else if has(abi::LWS_ADOPT_HTTP) {
        Kind::Http
    } else if has(abi::LWS_ADOPT_FLAG_UDP) {
        Kind::Udp
    } else {
        Kind::Raw
    };
    let fail = |why: &str| {
        log::err(format_args!("lws_adopt: {why}; the descriptor {} is not taken over", wish.fd));
        if kind != Kind::File && wish.fd >= 0 {
            socket::close(wish.fd);
        }
        null_mut()
    };
    let Some(context) = wish.vhost.context() else { return fail("the vhost is closed") };
    if wish.fd < 0 || context.doomed.get() || wish.vhost.closing.get() {
        return fail("it is none, or the vhost is being closed");
    }
    let mut protocol = None;
    if !wish.protocol.is_null() {
        let name = dispatch::text(wish.protocol);
        protocol = wish.vhost.protocol_named(name.as_bytes());
        if protocol.is_none() {
            return fail(&format!("the vhost has no protocol {name:?}"));
        }
    }
    // SAFETY: the caller's promise.
    let parent = unsafe { dispatch::wsi_of(wish.parent) };
    let what = Adopted {
        fd: wish.fd,
        kind,
        protocol,
        opaque: wish.opaque,
        parent,
        read: wish.read,
        with_tls: has(abi::LWS_ADOPT_ALLOW_SSL),
    };
    adopt::adopt(context, wish.vhost, what).map_or(null_mut(), |w| w.to_c())
}

/// Takes a descriptor over as a connection of a vhost.
///
/// With `LWS_ADOPT_SOCKET` it is a connected socket: with `LWS_ADOPT_HTTP` it is served like one that a listener
/// accepted, else its bytes go to the protocol as they come (`LWS_CALLBACK_RAW_ADOPT`, `_RAW_RX`, …). Without it, it is a
/// file, pipe or terminal: `LWS_CALLBACK_RAW_ADOPT_FILE`, then `_RAW_RX_FILE` as long as it can be read, which the program
/// does. With `LWS_ADOPT_ALLOW_SSL` TLS comes first on a socket, where the vhost has a certificate.
///
/// The descriptor is the library's from here on, and is closed with the connection. A socket is also closed when it
/// cannot be taken over.
///
/// @param vh the vhost
/// @param type LWS_ADOPT_ bits
/// @param vh_prot_name the protocol that gets it; NULL for the vhost's default (or raw) one
/// @param parent the connection whose child it is, or NULL
/// @return the connection, or NULL
///
/// # Safety
/// `vh` is NULL or came from this library; `vh_prot_name` is NULL or a C string; `parent` is NULL or a connection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_descriptor_vhost(
    vh: *mut lws_vhost,
    r#type: lws_adoption_type,
    fd: lws_sock_file_fd_type,
    vh_prot_name: *const c_char,
    parent: *mut lws,
) -> *mut lws {
    // SAFETY: the caller's promise; both members of the union are the same number.
    unsafe {
        with_vhost("lws_adopt_descriptor_vhost", vh, null_mut(), move |vhost| {
            let fd = fd.sockfd;
            take_over(Wish { vhost, kind: r#type, fd, protocol: vh_prot_name, parent, opaque: null_mut(), read: &[] })
        })
    }
}

/// As lws_adopt_descriptor_vhost(), with the arguments in a struct.
///
/// @param info what to adopt; it may be freed when the call returns
/// @return the connection, or NULL
///
/// # Safety
/// `info` is NULL or valid, with members as lws_adopt_descriptor_vhost() wants them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_descriptor_vhost_via_info(info: *const lws_adopt_desc_t) -> *mut lws {
    // SAFETY: the caller's promise.
    let Some(info) = (unsafe { info.as_ref() }) else {
        log::err(format_args!("lws_adopt_descriptor_vhost_via_info: the info is NULL"));
        return null_mut();
    };
    // SAFETY: the caller's promise; both members of the union are the same number.
    unsafe {
        with_vhost("lws_adopt_descriptor_vhost_via_info", info.vh, null_mut(), move |vhost| {
            take_over(Wish {
                vhost,
                kind: info.r#type,
                fd: info.fd.sockfd,
                protocol: info.vh_prot_name,
                parent: info.parent,
                opaque: info.opaque,
                read: &[],
            })
        })
    }
}

const HTTP_SOCKET: lws_adoption_type = abi::LWS_ADOPT_SOCKET | abi::LWS_ADOPT_HTTP | abi::LWS_ADOPT_ALLOW_SSL;

/// Takes an accepted socket over, to be served as HTTP and websocket by the context's first vhost.
///
/// @param accept_fd the socket; it is the library's from here on
/// @return the connection; NULL if it was refused, and the socket is closed then
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_socket(context: *mut lws_context, accept_fd: lws_sockfd_type) -> *mut lws {
    // SAFETY: the caller's promise.
    unsafe { lws_adopt_socket_readbuf(context, accept_fd, null(), 0) }
}

/// As lws_adopt_socket(), with bytes that the program has read from the socket already: they come before all others.
///
/// @param readbuf the bytes, which are copied; NULL for none
/// @param len how many
/// @return the connection; NULL if it was refused, and the socket is closed then
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `readbuf` is NULL or readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_socket_readbuf(
    context: *mut lws_context,
    accept_fd: lws_sockfd_type,
    readbuf: *const c_char,
    len: usize,
) -> *mut lws {
    // SAFETY: the caller's promise.
    unsafe {
        let vhost = with_context("lws_adopt_socket", context, null_mut(), move |c| {
            c.vhosts.borrow().first().map_or(null_mut(), |v| v.to_c())
        });
        if vhost.is_null() {
            log::err(format_args!("lws_adopt_socket: the context has no vhost"));
            return null_mut();
        }
        lws_adopt_socket_vhost_readbuf(vhost, accept_fd, readbuf, len)
    }
}

/// Takes an accepted socket over, to be served as HTTP and websocket by a vhost.
///
/// @param accept_fd the socket; it is the library's from here on
/// @return the connection; NULL if it was refused, and the socket is closed then
///
/// # Safety
/// `vh` is NULL or came from this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_socket_vhost(vh: *mut lws_vhost, accept_fd: lws_sockfd_type) -> *mut lws {
    // SAFETY: the caller's promise.
    unsafe { lws_adopt_socket_vhost_readbuf(vh, accept_fd, null(), 0) }
}

/// As lws_adopt_socket_vhost(), with bytes that the program has read from the socket already: they come before all
/// others.
///
/// @param readbuf the bytes, which are copied; NULL for none
/// @param len how many
/// @return the connection; NULL if it was refused, and the socket is closed then
///
/// # Safety
/// `vhost` is NULL or came from this library; `readbuf` is NULL or readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_adopt_socket_vhost_readbuf(
    vhost: *mut lws_vhost,
    accept_fd: lws_sockfd_type,
    readbuf: *const c_char,
    len: usize,
) -> *mut lws {
    // SAFETY: the caller's promise; nothing is read with length 0.
    unsafe {
        let read: &[u8] =
            if readbuf.is_null() || len == 0 { &[] } else { core::slice::from_raw_parts(readbuf.cast(), len) };
        with_vhost("lws_adopt_socket_vhost", vhost, null_mut(), move |vhost| {
            let (protocol, parent, opaque) = (null(), null_mut(), null_mut());
            take_over(Wish { vhost, kind: HTTP_SOCKET, fd: accept_fd, protocol, parent, opaque, read })
        })
    }
}

/// Makes a UDP socket and gives its datagrams to a protocol of the vhost. (`ifname` and the last argument exist since lws
/// 4.1 and 4.3: see the prototype in the header.)
///
/// cbindgen:ignore
///
/// # Safety
/// `vhost` is NULL or came from this library; the texts are NULL or C strings; `parent_wsi` is NULL or a connection.
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
    _retry_policy: *const lws_retry_bo_t,
    _fi_wsi_name: *const c_char,
) -> *mut lws {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_create_adopt_udp", vhost, null_mut(), move |v| {
            let ads = (!ads.is_null()).then(|| CStr::from_ptr(ads).to_string_lossy().into_owned());
            let iface = (!ifname.is_null()).then(|| CStr::from_ptr(ifname).to_bytes().to_vec());
            match open_udp(ads.as_deref(), port, flags, iface.as_deref()) {
                Ok(fd) => take_over(Wish {
                    vhost: v,
                    kind: abi::LWS_ADOPT_RAW_SOCKET_UDP,
                    fd,
                    protocol: protocol_name,
                    parent: parent_wsi,
                    opaque,
                    read: &[],
                }),
                Err(why) => {
                    log::err(format_args!("lws_create_adopt_udp: {why}"));
                    null_mut()
                }
            }
        })
    }
}

/// The first address that a socket can be made for.
fn open_udp(ads: Option<&str>, port: c_int, flags: c_int, iface: Option<&[u8]>) -> Result<c_int, String> {
    let port = u16::try_from(port).map_err(|_| format!("port {port} is none"))?;
    if flags & abi::LWS_CAUDP_PF_PACKET != 0 {
        return Err("LWS_CAUDP_PF_PACKET is not provided".into());
    }
    let bind = flags & abi::LWS_CAUDP_BIND != 0;
    let broadcast = flags & abi::LWS_CAUDP_BROADCAST != 0;
    if ads.is_none() && !bind {
        return Err("ads is NULL: give the peer's address, or LWS_CAUDP_BIND".into());
    }
    let addresses = (ads.unwrap_or("0.0.0.0"), port).to_socket_addrs().map_err(|e| e.to_string())?;
    let mut why = "no address".to_owned();
    for address in addresses {
        match datagram::open(&Udp { address: &address.into(), bind, broadcast, iface }) {
            Ok(fd) => return Ok(fd),
            Err(e) => why = format!("{address}: {e}"),
        }
    }
    Err(why)
}
