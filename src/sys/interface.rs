//! What to bind a listening socket to: an address, the name of an interface, or the path of a unix socket.

use socket2::SockAddr;
use std::ffi::CStr;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

/// Why there is nothing to bind to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There is no such interface, and the text is no address.
    NotThere,
    /// The interface is there, but has no address.
    NoAddress,
}

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(match self {
            Missing::NotThere => "neither an address nor an interface of this machine",
            Missing::NoAddress => "the interface has no address now",
        })
    }
}

/// The address of an interface, or the address that the text is. `v6` allows IPv6.
pub fn find(name: &str, v6: bool) -> Result<IpAddr, Missing> {
    let mut list: *mut libc::ifaddrs = std::ptr::null_mut();
    let mut missing = Missing::NotThere;
    // SAFETY: `list` is set on success and given back below.
    if unsafe { libc::getifaddrs(&mut list) } == 0 {
        let mut at = list;
        let mut found: Option<IpAddr> = None;
        while !at.is_null() {
            // SAFETY: an entry of the list that getifaddrs made; its name is a C string.
            let (entry, same) = unsafe { (&*at, CStr::from_ptr((*at).ifa_name).to_bytes() == name.as_bytes()) };
            at = entry.ifa_next;
            if !same {
                continue;
            }
            missing = Missing::NoAddress;
            match address_of(entry.ifa_addr) {
                Some(IpAddr::V4(a)) => {
                    found = Some(a.into());
                    break;
                }
                // A link-local address would need its scope: the others come first.
                Some(IpAddr::V6(a)) if v6 && found.is_none() && !a.is_unicast_link_local() => found = Some(a.into()),
                _ => {}
            }
        }
        // SAFETY: made by getifaddrs, and no entry is used any more.
        unsafe { libc::freeifaddrs(list) };
        if let Some(address) = found {
            return Ok(address);
        }
    }
    match name.parse::<IpAddr>() {
        Ok(IpAddr::V6(_)) if !v6 => Err(Missing::NotThere),
        Ok(address) => Ok(address),
        Err(_) => Err(missing),
    }
}

fn address_of(a: *const libc::sockaddr) -> Option<IpAddr> {
    if a.is_null() {
        return None;
    }
    // SAFETY: not NULL; the family says which struct it is.
    unsafe {
        match i32::from((*a).sa_family) {
            libc::AF_INET => {
                Some(Ipv4Addr::from(u32::from_be((*a.cast::<libc::sockaddr_in>()).sin_addr.s_addr)).into())
            }
            libc::AF_INET6 => Some(Ipv6Addr::from((*a.cast::<libc::sockaddr_in6>()).sin6_addr.s6_addr).into()),
            _ => None,
        }
    }
}

/// Whether this machine can make IPv6 sockets.
pub fn has_v6() -> bool {
    socket2::Socket::new(socket2::Domain::IPV6, socket2::Type::STREAM, None).is_ok()
}

/// What a listener binds to: all addresses (both families in one socket where IPv6 is there), or that of `iface`.
pub fn listen_address(iface: Option<&str>, port: u16, v6: bool) -> Result<SockAddr, Missing> {
    let v6 = v6 && has_v6();
    let ip = match iface {
        Some(name) => find(name, v6)?,
        None if v6 => Ipv6Addr::UNSPECIFIED.into(),
        None => Ipv4Addr::UNSPECIFIED.into(),
    };
    Ok(SocketAddr::new(ip, port).into())
}

/// The address of a unix socket. A leading `@` names an abstract one.
pub fn unix_address(path: &str) -> io::Result<SockAddr> {
    match path.strip_prefix('@') {
        Some(name) => SockAddr::unix(format!("\0{name}")),
        None => SockAddr::unix(path),
    }
}

/// What a listener on a unix socket binds to: a socket file that a former process left behind is removed.
pub fn unix_listen_address(path: &str) -> io::Result<SockAddr> {
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|m| {
        use std::os::unix::fs::FileTypeExt;
        m.file_type().is_socket()
    });
    if is_socket && !path.starts_with('@') {
        std::fs::remove_file(path)?;
    }
    unix_address(path)
}

/// The file of a unix socket that this process listens on.
pub struct SocketFile {
    path: PathBuf,
    is: (u64, u64),
    process: u32,
}

impl SocketFile {
    /// What has just been bound to `path`; an abstract name has no file.
    pub fn of(path: &str) -> Option<SocketFile> {
        if path.starts_with('@') {
            return None;
        }
        let m = std::fs::symlink_metadata(path).ok()?;
        Some(SocketFile { path: path.into(), is: (m.dev(), m.ino()), process: std::process::id() })
    }

    /// Removes it, unless it is another's by now, or the parent's of this process.
    pub fn remove(self) {
        let same = std::fs::symlink_metadata(&self.path).is_ok_and(|m| (m.dev(), m.ino()) == self.is);
        if same && self.process == std::process::id() {
            // Who has given up root may not be allowed to; then it stays, and the next listener removes it.
            let _gone = std::fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_names() {
        assert_eq!(find("127.0.0.1", true), Ok(Ipv4Addr::LOCALHOST.into()));
        assert_eq!(find("::1", false), Err(Missing::NotThere));
        assert_eq!(find("lo", false), Ok(Ipv4Addr::LOCALHOST.into()));
        assert_eq!(find("no-such-interface", true), Err(Missing::NotThere));
    }
}
