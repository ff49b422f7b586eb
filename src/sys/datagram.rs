//! UDP sockets.

use socket2::{Domain, Protocol, SockAddr, Socket, Type};
use std::io;
use std::os::fd::{BorrowedFd, IntoRawFd, RawFd};

/// How a UDP socket is made.
pub struct Udp<'a> {
    /// The address to bind or connect to.
    pub address: &'a SockAddr,
    /// Bind to it; else connect.
    pub bind: bool,
    /// Allow broadcasts.
    pub broadcast: bool,
    /// The interface to use.
    pub iface: Option<&'a [u8]>,
}

/// Makes a UDP socket: non-blocking, close-on-exec.
pub fn open(how: &Udp) -> io::Result<RawFd> {
    let socket = Socket::new(how.address.domain(), Type::DGRAM, Some(Protocol::UDP))?;
    socket.set_nonblocking(true)?;
    if how.broadcast {
        socket.set_broadcast(true)?;
    }
    if how.bind {
        socket.set_reuse_address(true)?;
        if how.address.domain() == Domain::IPV6 {
            socket.set_only_v6(false)?;
        }
    }
    if let Some(iface) = how.iface {
        socket.bind_device(Some(iface))?;
    }
    if how.bind {
        socket.bind(how.address)?
    } else {
        socket.connect(how.address)?
    }
    Ok(socket.into_raw_fd())
}

/// The next datagram that waits, cut to the buffer, and who sent it. `None`: there is none.
pub fn receive(fd: RawFd, buffer: &mut [u8]) -> Option<(usize, SockAddr)> {
    // SAFETY: the buffer, storage and length live across the call, which writes no more than their lengths.
    let taken = unsafe {
        SockAddr::try_init(|storage, len| {
            let n = libc::recvfrom(fd, buffer.as_mut_ptr().cast(), buffer.len(), 0, storage.cast(), len);
            if n < 0 { Err(io::Error::last_os_error()) } else { Ok(n as usize) }
        })
    };
    match taken {
        Ok(datagram) => Some(datagram),
        // An error that an earlier datagram met on its way (refused) is not this one's.
        Err(e) if e.kind() == io::ErrorKind::ConnectionRefused => receive(fd, buffer),
        Err(_) => None,
    }
}

/// Sends one datagram; without an address to the one the socket is connected to.
pub fn send(fd: RawFd, bytes: &[u8], to: Option<&SockAddr>) -> io::Result<()> {
    // SAFETY: the descriptor stays open during the call, and is not closed by it.
    let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
    let socket = socket2::SockRef::from(&borrowed);
    match to {
        Some(to) => socket.send_to(bytes, to).map(drop),
        None => socket.send(bytes).map(drop),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{SocketAddr, UdpSocket};

    #[test]
    fn datagrams_come_and_go() {
        let peer = UdpSocket::bind("127.0.0.1:0").unwrap();
        let any: SockAddr = "127.0.0.1:0".parse::<SocketAddr>().unwrap().into();
        let fd = open(&Udp { address: &any, bind: true, broadcast: false, iface: None }).unwrap();
        let mut buffer = [0; 100];
        assert!(receive(fd, &mut buffer).is_none());
        let to: SockAddr = peer.local_addr().unwrap().into();
        send(fd, b"abc", Some(&to)).unwrap();
        let (n, from) = peer.recv_from(&mut buffer).unwrap();
        assert_eq!(&buffer[..n], b"abc");
        peer.send_to(b"de", from).unwrap();
        let (n, sender) = loop {
            if let Some(d) = receive(fd, &mut buffer) {
                break d;
            }
        };
        assert_eq!((&buffer[..n], sender.as_socket()), (&b"de"[..], Some(peer.local_addr().unwrap())));
        crate::sys::socket::close(fd);
    }
}
