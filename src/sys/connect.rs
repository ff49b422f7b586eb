//! Connections to others: sockets that connect without blocking.

use socket2::{Domain, Protocol, SockAddr, Socket, Type};
use std::io;
use std::os::fd::{BorrowedFd, IntoRawFd, RawFd};

/// How far a connection is.
#[derive(Debug)]
pub enum Progress {
    /// The peer has not answered yet.
    Pending,
    /// It is there.
    Connected,
    /// It will not be.
    Failed(io::Error),
}

/// A socket to connect to `peer` with, from `local` if that is given; non-blocking, close-on-exec, without Nagle's delay.
pub fn open(peer: &SockAddr, local: Option<&SockAddr>) -> io::Result<RawFd> {
    let domain = peer.domain();
    let protocol = if domain == Domain::UNIX { None } else { Some(Protocol::TCP) };
    let socket = Socket::new(domain, Type::STREAM, protocol)?;
    socket.set_nonblocking(true)?;
    if domain != Domain::UNIX {
        socket.set_tcp_nodelay(true)?;
    }
    if let Some(local) = local {
        socket.set_reuse_address(true)?;
        socket.bind(local)?;
    }
    Ok(socket.into_raw_fd())
}

/// Begins to connect.
pub fn begin(fd: RawFd, peer: &SockAddr) -> io::Result<()> {
    // SAFETY: the descriptor stays open during the call, and is not closed by it.
    let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
    match socket2::SockRef::from(&borrowed).connect(peer) {
        Err(e) if e.raw_os_error() != Some(libc::EINPROGRESS) => Err(e),
        _ => Ok(()),
    }
}

/// Looks how far a connection is, without waiting.
pub fn progress(fd: RawFd) -> Progress {
    let mut entry = libc::pollfd { fd, events: libc::POLLOUT, revents: 0 };
    // SAFETY: one entry, which lives across the call.
    if unsafe { libc::poll(&mut entry, 1, 0) } == 0 {
        return Progress::Pending;
    }
    // SAFETY: the descriptor stays open during the calls, and is not closed by them.
    let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
    let socket = socket2::SockRef::from(&borrowed);
    match socket.take_error() {
        Ok(None) => match socket.peer_addr() {
            Ok(_) => Progress::Connected,
            Err(e) => Progress::Failed(e),
        },
        Ok(Some(e)) | Err(e) => Progress::Failed(e),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{SocketAddr, TcpListener};

    fn settle(fd: RawFd) -> Progress {
        loop {
            match progress(fd) {
                Progress::Pending => std::thread::yield_now(),
                other => return other,
            }
        }
    }

    #[test]
    fn a_listener_is_reached_and_a_closed_port_is_not() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address: SocketAddr = listener.local_addr().unwrap();
        let local: SocketAddr = "127.0.0.1:0".parse().unwrap();
        let fd = open(&address.into(), Some(&local.into())).unwrap();
        begin(fd, &address.into()).unwrap();
        assert!(matches!(settle(fd), Progress::Connected));
        crate::sys::socket::close(fd);
        drop(listener);
        let fd = open(&address.into(), None).unwrap();
        let refused = begin(fd, &address.into()).is_err() || matches!(settle(fd), Progress::Failed(_));
        crate::sys::socket::close(fd);
        assert!(refused);
    }
}
