//! Stream sockets: the few calls of the hot path, and how listening sockets are made.

use socket2::{Domain, Protocol, SockAddr, Socket, Type};
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};

/// How a read or write on a non-blocking descriptor ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// So many bytes moved; 0 from a read is the end of the stream.
    Moved(usize),
    /// Nothing moved, and nothing can now.
    WouldBlock,
    /// The connection is broken.
    Broken,
}

fn outcome(n: isize) -> Outcome {
    if n >= 0 {
        return Outcome::Moved(n as usize);
    }
    match io::Error::last_os_error().kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted => Outcome::WouldBlock,
        _ => Outcome::Broken,
    }
}

/// Reads what has arrived, at most `buf.len()` bytes.
#[inline]
pub fn receive(fd: RawFd, buf: &mut [u8]) -> Outcome {
    // SAFETY: the buffer is ours for the length given; a bad descriptor is reported as an error.
    outcome(unsafe { libc::recv(fd, buf.as_mut_ptr().cast(), buf.len(), 0) })
}

/// Writes without SIGPIPE.
#[inline]
pub fn send(fd: RawFd, bytes: &[u8]) -> Outcome {
    // SAFETY: the slice is valid for its length; a bad descriptor is reported as an error.
    outcome(unsafe { libc::send(fd, bytes.as_ptr().cast(), bytes.len(), libc::MSG_NOSIGNAL) })
}

/// As [`send`]; more follows at once, so that no packet has to leave with this alone.
pub fn send_with_more(fd: RawFd, bytes: &[u8]) -> Outcome {
    let flags = libc::MSG_NOSIGNAL | libc::MSG_MORE;
    // SAFETY: as in `send`.
    outcome(unsafe { libc::send(fd, bytes.as_ptr().cast(), bytes.len(), flags) })
}

/// As [`receive`], on a socket that may be a blocking one.
pub fn receive_now(fd: RawFd, buf: &mut [u8]) -> Outcome {
    // SAFETY: as in `receive`.
    outcome(unsafe { libc::recv(fd, buf.as_mut_ptr().cast(), buf.len(), libc::MSG_DONTWAIT) })
}

/// As [`receive`], but what has arrived stays there.
pub fn peek(fd: RawFd, buf: &mut [u8]) -> Outcome {
    // SAFETY: as in `receive`.
    outcome(unsafe { libc::recv(fd, buf.as_mut_ptr().cast(), buf.len(), libc::MSG_PEEK | libc::MSG_DONTWAIT) })
}

/// As [`send`] or [`send_with_more`], on a socket that may be a blocking one.
pub fn send_now(fd: RawFd, bytes: &[u8], more: bool) -> Outcome {
    let flags = libc::MSG_NOSIGNAL | libc::MSG_DONTWAIT | if more { libc::MSG_MORE } else { 0 };
    // SAFETY: as in `send`.
    outcome(unsafe { libc::send(fd, bytes.as_ptr().cast(), bytes.len(), flags) })
}

/// Writes several pieces in one call.
pub fn send_pieces(fd: RawFd, pieces: &[&[u8]; 3]) -> Outcome {
    let mut iov = [libc::iovec { iov_base: std::ptr::null_mut(), iov_len: 0 }; 3];
    let mut n = 0;
    for p in pieces.iter().filter(|p| !p.is_empty()) {
        iov[n] = libc::iovec { iov_base: p.as_ptr().cast_mut().cast(), iov_len: p.len() };
        n += 1;
    }
    // SAFETY: all-zero is a valid msghdr (no name, no control data).
    let mut message: libc::msghdr = unsafe { std::mem::zeroed() };
    message.msg_iov = iov.as_mut_ptr();
    message.msg_iovlen = n as _;
    // SAFETY: `message` describes `n` slices that live across the call and are only read.
    outcome(unsafe { libc::sendmsg(fd, &message, libc::MSG_NOSIGNAL) })
}

/// Sends a part of a file without copying it through the process. SIGPIPE must be ignored.
pub fn send_file(fd: RawFd, file: &std::fs::File, offset: u64, count: usize) -> Outcome {
    let Ok(mut at) = libc::off_t::try_from(offset) else { return Outcome::Broken };
    // SAFETY: both descriptors are only used by the kernel; `at` lives across the call.
    outcome(unsafe { libc::sendfile(fd, file.as_raw_fd(), &mut at, count) })
}

/// What `accept` on a listening socket gave.
pub enum Accepted {
    /// A new connection: non-blocking, close-on-exec, without Nagle's delay; and who it comes from.
    Connection(RawFd, SockAddr),
    /// Nobody waits.
    None,
    /// The process or the system is out of descriptors or memory.
    Exhausted(io::Error),
}

/// Takes the next waiting connection.
pub fn accept(listener: RawFd) -> Accepted {
    let flags = libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC;
    // SAFETY: storage and length live across the call, which writes no more than the length says.
    let taken = unsafe {
        SockAddr::try_init(|storage, len| {
            let fd = libc::accept4(listener, storage.cast(), len, flags);
            if fd < 0 { Err(io::Error::last_os_error()) } else { Ok(fd) }
        })
    };
    let (fd, peer) = match taken {
        Ok(connection) => connection,
        Err(e) => {
            return match e.raw_os_error() {
                Some(libc::EMFILE | libc::ENFILE | libc::ENOMEM | libc::ENOBUFS) => Accepted::Exhausted(e),
                _ => Accepted::None,
            };
        }
    };
    Accepted::Connection(fd, peer)
}

/// How a listening socket is to be made.
pub struct Listen<'a> {
    /// Address and port, or the path of a unix socket.
    pub address: &'a SockAddr,
    /// Several sockets may listen on the same address (SO_REUSEPORT).
    pub share: bool,
    /// With an IPv6 address: refuse IPv4.
    pub v6_only: bool,
    /// Connections the kernel keeps waiting.
    pub backlog: i32,
    /// Bind although the interface is not up yet (IP_FREEBIND).
    pub free_bind: bool,
    /// Length of the queue of TCP Fast Open (RFC 7413); 0 for none.
    pub fast_open: i32,
    /// The interface by which connections must come in (SO_BINDTODEVICE).
    pub device: Option<&'a str>,
}

/// Binds and listens; the socket is non-blocking and close-on-exec. Gives the descriptor and the port it has.
pub fn listen(how: &Listen) -> io::Result<(RawFd, u16)> {
    let domain = how.address.domain();
    let protocol = if domain == Domain::UNIX { None } else { Some(Protocol::TCP) };
    let socket = Socket::new(domain, Type::STREAM, protocol)?;
    socket.set_nonblocking(true)?;
    if domain != Domain::UNIX {
        socket.set_reuse_address(true)?;
        // The connections inherit it, so that none of them costs a call for that.
        socket.set_tcp_nodelay(true)?;
    }
    if how.share {
        socket.set_reuse_port(true)?;
    }
    if domain == Domain::IPV6 {
        socket.set_only_v6(how.v6_only)?;
    }
    if how.free_bind && domain == Domain::IPV4 {
        socket.set_freebind_v4(true)?;
    }
    if let Some(device) = how.device {
        socket.bind_device(Some(device.as_bytes()))?;
    }
    if how.fast_open > 0 && domain != Domain::UNIX {
        // SAFETY: the option value lives across the call. A kernel without it serves all the same.
        unsafe {
            let option = libc::TCP_FASTOPEN;
            libc::setsockopt(socket.as_raw_fd(), libc::IPPROTO_TCP, option, (&raw const how.fast_open).cast(), 4);
        }
    }
    socket.bind(how.address)?;
    socket.listen(how.backlog)?;
    let port = socket.local_addr()?.as_socket().map_or(0, |a| a.port());
    Ok((socket.into_raw_fd(), port))
}

/// Makes a descriptor of the program's non-blocking and close-on-exec.
pub fn set_nonblocking(fd: RawFd) -> io::Result<()> {
    // SAFETY: no pointer is passed; a bad descriptor is reported as an error.
    unsafe {
        let flags = libc::fcntl(fd, libc::F_GETFL);
        if flags < 0 || libc::fcntl(fd, libc::F_SETFL, flags | libc::O_NONBLOCK) < 0 {
            return Err(io::Error::last_os_error());
        }
        libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC);
    }
    Ok(())
}

/// Closes a descriptor that we own.
pub fn close(fd: RawFd) {
    // SAFETY: the caller owns the descriptor and forgets it now.
    drop(unsafe { OwnedFd::from_raw_fd(fd) });
}

/// Says to the peer that nothing more comes.
pub fn shutdown_write(fd: RawFd) {
    // SAFETY: no pointer is passed.
    unsafe { libc::shutdown(fd, libc::SHUT_WR) };
}

/// TCP keep-alive probes: after `idle` seconds of silence `probes` of them, `interval` seconds apart.
pub fn keepalive(fd: RawFd, idle: u64, probes: u32, interval: u64) -> io::Result<()> {
    // SAFETY: the descriptor stays open during the call, and is not closed by it.
    let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
    let ka = socket2::TcpKeepalive::new()
        .with_time(std::time::Duration::from_secs(idle.max(1)))
        .with_retries(probes.max(1))
        .with_interval(std::time::Duration::from_secs(interval.max(1)));
    socket2::SockRef::from(&borrowed).set_tcp_keepalive(&ka)
}

/// The address of the peer; `None`: it is not an internet socket. An error: it has no peer.
pub fn peer(fd: RawFd) -> io::Result<Option<std::net::SocketAddr>> {
    if fd < 0 {
        return Err(io::Error::from_raw_os_error(libc::EBADF));
    }
    // SAFETY: the descriptor stays open during the call, and is not closed by it.
    let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
    Ok(socket2::SockRef::from(&borrowed).peer_addr()?.as_socket())
}

/// Bytes that were written and that the peer has not acknowledged.
pub fn unsent(fd: RawFd) -> u64 {
    let mut n: libc::c_int = 0;
    // SAFETY: the number lives across the call; a bad descriptor is reported as an error, and the number stays 0.
    unsafe { libc::ioctl(fd, libc::TIOCOUTQ, &mut n) };
    n.max(0) as u64
}

/// SIGPIPE is ignored from now on, as every server wants it (`sendfile` knows no MSG_NOSIGNAL).
pub fn ignore_sigpipe() {
    // SAFETY: SIG_IGN installs no handler of ours.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_IGN) };
}

/// The calling thread, as a number that is never 0.
#[inline]
pub fn this_thread() -> usize {
    // SAFETY: the call has no precondition.
    (unsafe { libc::pthread_self() }) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_send_without_delay() {
        let address = SockAddr::from(std::net::SocketAddr::from(([127, 0, 0, 1], 0)));
        let how = Listen {
            address: &address,
            share: false,
            v6_only: false,
            backlog: 1,
            free_bind: false,
            fast_open: 0,
            device: None,
        };
        let (listener, port) = listen(&how).unwrap();
        let _peer = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
        let accepted = || match accept(listener) {
            Accepted::Connection(fd, _) => Some(fd),
            _ => {
                std::thread::sleep(std::time::Duration::from_millis(1));
                None
            }
        };
        let fd = (0..5000).find_map(|_| accepted()).unwrap();
        // SAFETY: both descriptors are open during the calls, and are closed below alone.
        let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
        assert!(socket2::SockRef::from(&borrowed).tcp_nodelay().unwrap());
        close(fd);
        close(listener);
    }
}
