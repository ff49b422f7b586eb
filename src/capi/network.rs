//! Addresses and URIs: `lws_sa46_*` and others of `lws-network-helper.h`, `lws_parse_uri` of `lws-misc.h`.

use super::guard;
use super::misc::{bytes, copy_out};
use crate::abi::{
    LWS_ITOSA_NOT_EXIST, LWS_ITOSA_NOT_USABLE, LWS_ITOSA_USABLE, lws_sockaddr46, sockaddr_in, sockaddr_in6,
};
use crate::sys::interface::{self, Missing};
use crate::util::{address, uri};
use core::ffi::{c_char, c_int};
use core::net::IpAddr;

/// Writes a string, or as much of it as fits; its whole length, or -1 if it did not fit.
///
/// # Safety
/// `buf` has room for `len` bytes.
unsafe fn whole(buf: *mut c_char, len: usize, text: &str) -> c_int {
    // SAFETY: the caller vouches for the room.
    let n = unsafe { copy_out(buf, len, text.as_bytes()) };
    if n == text.len() { n as c_int } else { -1 }
}

/// The IP address in a socket address, or its family if that is another.
///
/// # Safety
/// `sa` is valid.
unsafe fn ip(sa: *const lws_sockaddr46) -> Result<IpAddr, c_int> {
    // SAFETY: the caller vouches for the address; the family, which is first in both, says which it is.
    unsafe {
        match c_int::from((*sa).sa4.sin_family) {
            libc::AF_INET => Ok(IpAddr::from((*sa).sa4.sin_addr.to_ne_bytes())),
            libc::AF_INET6 => Ok(IpAddr::from((*sa).sa6.sin6_addr)),
            family => Err(family),
        }
    }
}

/// Puts family and IP address into a socket address; the rest stays.
///
/// # Safety
/// `sa` is valid for the family of `ip`.
unsafe fn set_ip(sa: *mut lws_sockaddr46, ip: IpAddr) {
    // SAFETY: the caller vouches for the address.
    unsafe {
        match ip {
            IpAddr::V4(v4) => {
                (*sa.cast::<sockaddr_in>()).sin_family = libc::AF_INET as u16;
                (*sa.cast::<sockaddr_in>()).sin_addr = u32::from_ne_bytes(v4.octets());
            }
            IpAddr::V6(v6) => {
                (*sa.cast::<sockaddr_in6>()).sin6_family = libc::AF_INET6 as u16;
                (*sa.cast::<sockaddr_in6>()).sin6_addr = v6.octets();
            }
        }
    }
}

/// Reads a numeric IPv4 or IPv6 address into the bytes that go over the wire.
///
/// Returns 4 or 16, the number of bytes in `result`; a negative number when the text is no address, or `max_len` is too
/// small for it.
///
/// # Safety
/// `ads` is a C string; `result` has room for `max_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_parse_numeric_address(ads: *const c_char, result: *mut u8, max_len: usize) -> c_int {
    guard("lws_parse_numeric_address", -1, move || {
        if ads.is_null() || result.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for both.
        unsafe {
            match address::parse(bytes(ads)) {
                Some(IpAddr::V4(v4)) if max_len >= 4 => {
                    result.cast::<[u8; 4]>().write(v4.octets());
                    4
                }
                Some(IpAddr::V6(v6)) if max_len >= 16 => {
                    result.cast::<[u8; 16]>().write(v6.octets());
                    16
                }
                _ => -1,
            }
        }
    })
}

/// Writes 4 or 16 bytes of an IP address as text. Returns its length; -1 when `size` is another or the text did not fit.
///
/// # Safety
/// `ads` has `size` bytes; `buf` has room for `len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_write_numeric_address(ads: *const u8, size: c_int, buf: *mut c_char, len: usize) -> c_int {
    guard("lws_write_numeric_address", -1, move || {
        if ads.is_null() || buf.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for both.
        unsafe {
            let ip = match size {
                4 => IpAddr::from(ads.cast::<[u8; 4]>().read()),
                16 => IpAddr::from(ads.cast::<[u8; 16]>().read()),
                _ => return -1,
            };
            whole(buf, len, &address::text(ip))
        }
    })
}

/// Reads a numeric IPv4 or IPv6 address into a socket address: its family and address are set, the port stays.
///
/// Returns 0; -1 when the text is no address.
///
/// # Safety
/// `ads` is a C string; `sa46` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sa46_parse_numeric_address(ads: *const c_char, sa46: *mut lws_sockaddr46) -> c_int {
    guard("lws_sa46_parse_numeric_address", -1, move || {
        if ads.is_null() || sa46.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for both.
        unsafe {
            let Some(ip) = address::parse(bytes(ads)) else { return -1 };
            set_ip(sa46, ip);
        }
        0
    })
}

/// Writes the IP address of a socket address as text, or what else it is in parentheses.
///
/// Returns the length; -1 when the text did not fit, or the family is neither IP, nor a unix socket, nor unset.
///
/// # Safety
/// `sa46` is valid; `buf` has room for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sa46_write_numeric_address(
    sa46: *mut lws_sockaddr46,
    buf: *mut c_char,
    len: usize,
) -> c_int {
    guard("lws_sa46_write_numeric_address", -1, move || {
        if sa46.is_null() || buf.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for both.
        unsafe {
            match ip(sa46) {
                Ok(ip) => whole(buf, len, &address::text(ip)),
                Err(libc::AF_UNIX) => whole(buf, len, "(unix skt)"),
                Err(libc::AF_UNSPEC) => whole(buf, len, "(unset)"),
                Err(family) => {
                    whole(buf, len, &format!("(AF{family} unsupp)"));
                    -1
                }
            }
        }
    })
}

/// Compares the IP addresses of two socket addresses, not the ports. Returns 0 when they are the same.
///
/// # Safety
/// Both are valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sa46_compare_ads(sa46a: *const lws_sockaddr46, sa46b: *const lws_sockaddr46) -> c_int {
    guard("lws_sa46_compare_ads", 1, move || {
        if sa46a.is_null() || sa46b.is_null() {
            return 1;
        }
        // SAFETY: the caller vouches for both. Two addresses of the same other family count as the same.
        unsafe { c_int::from(ip(sa46a) != ip(sa46b)) }
    })
}

/// Tells whether an address lies in a net, of which the first `net_len` bits are fixed. An IPv4 net holds the mapped
/// IPv6 addresses too, and the other way round.
///
/// Returns 0 when it does, 1 when not, or when one of the two is no IP address.
///
/// # Safety
/// Both are valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sa46_on_net(
    sa46a: *const lws_sockaddr46,
    sa46_net: *const lws_sockaddr46,
    net_len: c_int,
) -> c_int {
    guard("lws_sa46_on_net", 1, move || {
        if sa46a.is_null() || sa46_net.is_null() {
            return 1;
        }
        // SAFETY: the caller vouches for both.
        match unsafe { (ip(sa46a), ip(sa46_net)) } {
            (Ok(ip), Ok(net)) => c_int::from(!address::on_net(ip, net, net_len)),
            _ => 1,
        }
    })
}

/// Finds the address of a network interface, by its name, or reads a numeric address.
///
/// With `ipv6` not 0, `addr` is taken for an IPv6 socket address, and an IPv4 address is mapped into it; then the family
/// and the address are set. Port and the rest stay.
/// Returns `LWS_ITOSA_USABLE`; `LWS_ITOSA_NOT_EXIST` when there is no such interface and the name is no address;
/// `LWS_ITOSA_NOT_USABLE` when the interface has no address.
///
/// # Safety
/// `ifname` is a C string; `addr` has room for `addrlen` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_interface_to_sa(
    ipv6: c_int,
    ifname: *const c_char,
    addr: *mut sockaddr_in,
    addrlen: usize,
) -> c_int {
    guard("lws_interface_to_sa", LWS_ITOSA_NOT_EXIST, move || {
        let needed = if ipv6 != 0 { size_of::<sockaddr_in6>() } else { size_of::<sockaddr_in>() };
        if ifname.is_null() || addr.is_null() || addrlen < needed {
            return LWS_ITOSA_NOT_EXIST;
        }
        // SAFETY: the caller vouches for both.
        unsafe {
            let Ok(name) = core::str::from_utf8(bytes(ifname)) else { return LWS_ITOSA_NOT_EXIST };
            match interface::find(name, ipv6 != 0) {
                Ok(IpAddr::V4(v4)) if ipv6 != 0 => set_ip(addr.cast(), v4.to_ipv6_mapped().into()),
                Ok(ip) => set_ip(addr.cast(), ip),
                Err(Missing::NotThere) => return LWS_ITOSA_NOT_EXIST,
                Err(Missing::NoAddress) => return LWS_ITOSA_NOT_USABLE,
            }
        }
        LWS_ITOSA_USABLE
    })
}

/// Cuts up a URI in place: `scheme://host:port/path`.
///
/// The pointers lead into `p`, where the delimiters become NULs; an IPv6 host loses its brackets, the path its first
/// slash (nothing, or a slash alone, gives the static string `/`). `*port` is set if the URI has one, or if the scheme
/// is http, https, ws or wss; otherwise it stays. Returns 0; -1 for a NULL.
///
/// # Safety
/// `p` is a C string that can be written; the others are valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_parse_uri(
    p: *mut c_char,
    prot: *mut *const c_char,
    ads: *mut *const c_char,
    port: *mut c_int,
    path: *mut *const c_char,
) -> c_int {
    guard("lws_parse_uri", -1, move || {
        if p.is_null() || prot.is_null() || ads.is_null() || port.is_null() || path.is_null() {
            return -1;
        }
        // SAFETY: the caller vouches for all; the parts lie in the string.
        unsafe {
            let text = core::slice::from_raw_parts_mut(p.cast::<u8>(), libc::strlen(p) + 1);
            let Some(parts) = uri::split(text) else { return -1 };
            *prot = p.add(parts.scheme);
            *ads = p.add(parts.host);
            if let Some(n) = parts.port {
                *port = n;
            }
            *path = parts.path.map_or(c"/".as_ptr(), |n| p.add(n).cast_const());
        }
        0
    })
}
