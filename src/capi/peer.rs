//! Who the peer is.

use super::{guard, with_wsi};
use crate::abi::{SONAME_NUMBER, lws, lws_sockfd_type};
use crate::sys::socket;
use crate::util::address;
use core::ffi::{c_char, c_int};

/// Copies text with a NUL, as much as fits.
///
/// # Safety
/// `to` is NULL or writable for `len` bytes.
unsafe fn copy(text: &str, to: *mut c_char, len: usize) {
    if to.is_null() || len == 0 {
        return;
    }
    let n = text.len().min(len - 1);
    // SAFETY: the caller's promise, and `n` is below `len`.
    unsafe {
        core::ptr::copy_nonoverlapping(text.as_ptr(), to.cast(), n);
        *to.add(n) = 0;
    }
}

/// The peer's address as text; an IPv4 address in IPv6 clothes is shown as IPv4.
fn text_of(fd: c_int) -> Option<String> {
    socket::peer(fd).ok()?.map(|a| a.ip().to_canonical().to_string())
}

/// The same, but as lws 4.1 has it with ABI 17: there one listener takes both kinds, and the address says so. Words for what
/// is no address.
fn simple_text_of(fd: c_int) -> String {
    match socket::peer(fd) {
        Ok(Some(address)) if SONAME_NUMBER < 19 => address::text(address.ip()),
        Ok(Some(address)) => address::text(address.ip().to_canonical()),
        Ok(None) if SONAME_NUMBER < 19 => String::new(),
        Ok(None) => "(unix skt)".into(),
        // The system's words alone, without the number that Rust adds.
        Err(e) => format!("getpeername: {}", e.to_string().split(" (os error").next().unwrap_or_default()),
    }
}

/// Writes the peer's address as text. With ABI 17 an IPv4 peer of a listener for both kinds is `::ffff:192.0.2.1`, with ABI
/// 19 it is `192.0.2.1`; so it is with lws_get_peer_addresses() always. For a unix socket: `(unix skt)`, or with ABI 17 the
/// empty string.
///
/// @param name where to, with a NUL
/// @param namelen room there; 46 bytes are enough
/// @return `name`, or NULL when the connection is gone; a socket without a peer gives words that begin with `getpeername:`
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `name` is writable for `namelen` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_peer_simple(wsi: *mut lws, name: *mut c_char, namelen: usize) -> *const c_char {
    let none = core::ptr::null();
    // SAFETY: the caller's promise.
    unsafe { with_wsi("lws_get_peer_simple", wsi, none, move |w| lws_get_peer_simple_fd(w.fd(), name, namelen)) }
}

/// The same for a descriptor.
///
/// # Safety
/// `name` is writable for `namelen` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_peer_simple_fd(
    fd: lws_sockfd_type,
    name: *mut c_char,
    namelen: usize,
) -> *const c_char {
    let none = core::ptr::null();
    guard("lws_get_peer_simple_fd", none, move || {
        // SAFETY: the caller's promise.
        unsafe {
            let text = simple_text_of(fd);
            // lws 4.1 gives nothing when it does not fit, 4.3 what fits.
            copy(if SONAME_NUMBER < 19 && text.len() >= namelen { "" } else { &text }, name, namelen);
        };
        name
    })
}

/// Writes the peer's address as text, twice: the name is not looked up, since that could take long.
///
/// @param name gets the address; the empty string when it is not known
/// @param rip gets the address too
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `name` is writable for `name_len` and `rip` for `rip_len`
/// bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_peer_addresses(
    wsi: *mut lws,
    fd: lws_sockfd_type,
    name: *mut c_char,
    name_len: c_int,
    rip: *mut c_char,
    rip_len: c_int,
) {
    let _ = wsi;
    guard("lws_get_peer_addresses", (), move || {
        let text = text_of(fd).unwrap_or_default();
        // SAFETY: the caller's promise.
        unsafe {
            copy(&text, name, usize::try_from(name_len).unwrap_or(0));
            copy(&text, rip, usize::try_from(rip_len).unwrap_or(0));
        }
    })
}
