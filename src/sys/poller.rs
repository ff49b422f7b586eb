//! The poller of one service loop (Linux).
//!
//! `polling` makes the epoll instance and wakes it from other threads. The wait itself, and the registration of
//! sockets, are plain `epoll` calls on its descriptor: its own `wait` re-arms a timer and an event descriptor on each
//! call (four more system calls), and it cannot ask for `EPOLLRDHUP`, without which an edge-triggered reader loses the
//! end of a stream. `tests` below holds the assumptions that this makes about `polling`; its version is pinned.

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::time::Duration;

/// Bytes can be read.
pub const READABLE: u32 = libc::EPOLLIN as u32;
/// Bytes can be written.
pub const WRITABLE: u32 = libc::EPOLLOUT as u32;
/// The peer has finished sending, or the connection is gone: read until the end shows.
pub const ENDED: u32 = (libc::EPOLLRDHUP | libc::EPOLLHUP | libc::EPOLLERR) as u32;
/// The connection is gone in both directions.
pub const GONE: u32 = (libc::EPOLLHUP | libc::EPOLLERR) as u32;

const NOTIFIED: u64 = usize::MAX as u64;
const TIMER: u64 = u64::MAX - 2;
/// How many events one wait takes at most.
const BATCH: usize = 256;

/// What happened to one registered descriptor.
#[derive(Clone, Copy)]
pub struct Event {
    /// The token it was registered with.
    pub token: u64,
    /// [`READABLE`], [`WRITABLE`] and the bits of [`ENDED`].
    pub ready: u32,
}

/// The events of one wait; kept between waits, so that a wait allocates nothing.
pub struct Events {
    raw: Vec<libc::epoll_event>,
}

impl Default for Events {
    fn default() -> Self {
        Events { raw: vec![libc::epoll_event { events: 0, u64: 0 }; BATCH] }
    }
}

/// How one wait ended.
#[derive(Default)]
pub struct Woken {
    /// How many entries of [`Events`] are valid.
    pub count: usize,
    /// [`Poller::notify`] was called.
    pub notified: bool,
}

/// An epoll instance, its wake-up and its timer.
pub struct Poller {
    poller: polling::Poller,
    timer: OwnedFd,
}

impl Poller {
    /// Makes the poller; fails when the process is out of descriptors.
    pub fn new() -> io::Result<Poller> {
        let poller = polling::Poller::new()?;
        // SAFETY: no pointer is passed; the result is checked before it is owned.
        let fd = unsafe { libc::timerfd_create(libc::CLOCK_MONOTONIC, libc::TFD_NONBLOCK | libc::TFD_CLOEXEC) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: `fd` was just made and nothing else owns it.
        let timer = unsafe { OwnedFd::from_raw_fd(fd) };
        let this = Poller { poller, timer };
        this.control(libc::EPOLL_CTL_ADD, fd, libc::EPOLLIN | libc::EPOLLET, TIMER)?;
        Ok(this)
    }

    /// The epoll descriptor, for programs that watch it from a loop of their own.
    pub fn fd(&self) -> RawFd {
        self.poller.as_raw_fd()
    }

    fn control(&self, op: libc::c_int, fd: RawFd, events: libc::c_int, token: u64) -> io::Result<()> {
        let mut event = libc::epoll_event { events: events as u32, u64: token };
        // SAFETY: `event` lives across the call; a bad descriptor is reported as an error.
        if unsafe { libc::epoll_ctl(self.fd(), op, fd, &mut event) } < 0 {
            Err(io::Error::last_os_error())
        } else {
            Ok(())
        }
    }

    /// Registers a socket that we read and write ourselves: once, edge-triggered, both directions.
    pub fn add_socket(&self, fd: RawFd, token: u64) -> io::Result<()> {
        self.control(libc::EPOLL_CTL_ADD, fd, libc::EPOLLIN | libc::EPOLLOUT | libc::EPOLLRDHUP | libc::EPOLLET, token)
    }

    /// Registers a listening socket, level-triggered.
    pub fn add_listener(&self, fd: RawFd, token: u64) -> io::Result<()> {
        self.control(libc::EPOLL_CTL_ADD, fd, libc::EPOLLIN, token)
    }

    /// Turns the events of a level-triggered descriptor off and on again.
    pub fn pause_listener(&self, fd: RawFd, token: u64, paused: bool) -> io::Result<()> {
        self.control(libc::EPOLL_CTL_MOD, fd, if paused { 0 } else { libc::EPOLLIN }, token)
    }

    /// Takes a descriptor out. Do it before it is closed: a forked child may hold a copy that would keep it registered.
    pub fn remove(&self, fd: RawFd) {
        let _ = self.control(libc::EPOLL_CTL_DEL, fd, 0, 0);
    }

    /// Ends the present or the next wait. From any thread, also from a signal handler.
    pub fn notify(&self) {
        let _ = self.poller.notify();
    }

    /// Ends a wait at this time (microseconds of the monotonic clock); 0 never.
    pub fn set_timer(&self, at_us: u64) {
        let mut spec = libc::itimerspec {
            it_interval: libc::timespec { tv_sec: 0, tv_nsec: 0 },
            it_value: libc::timespec { tv_sec: 0, tv_nsec: 0 },
        };
        spec.it_value.tv_sec = (at_us / 1_000_000) as libc::time_t;
        spec.it_value.tv_nsec = ((at_us % 1_000_000) * 1000) as libc::c_long;
        // SAFETY: `spec` lives across the call; the old value is not asked for.
        unsafe { libc::timerfd_settime(self.timer.as_raw_fd(), libc::TFD_TIMER_ABSTIME, &spec, std::ptr::null_mut()) };
    }

    /// Waits for events: as long as it takes, or (`block` false) not at all.
    pub fn wait(&self, events: &mut Events, block: bool) -> Woken {
        let timeout = if block { -1 } else { 0 };
        // SAFETY: the buffer has room for BATCH entries and lives across the call.
        let n = unsafe { libc::epoll_wait(self.fd(), events.raw.as_mut_ptr(), BATCH as libc::c_int, timeout) };
        let mut woken = Woken { count: n.max(0) as usize, notified: false };
        if events.raw[..woken.count].iter().any(|e| e.u64 == NOTIFIED) {
            woken.notified = true;
            // Clears the notification and arms it again.
            let _ = self.poller.wait(&mut polling::Events::new(), Some(Duration::ZERO));
        }
        woken
    }
}

impl Events {
    /// Entry `i` of the last wait; `None` for those that only ended the wait.
    #[inline]
    pub fn get(&self, i: usize) -> Option<Event> {
        let e = self.raw[i];
        let (token, ready) = (e.u64, e.events);
        if token == NOTIFIED || token == TIMER { None } else { Some(Event { token, ready }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;

    #[test]
    fn a_notification_ends_one_wait() {
        let p = Poller::new().unwrap();
        let mut events = Events::default();
        assert!(!p.wait(&mut events, false).notified);
        for _ in 0..100 {
            p.notify();
            p.notify();
            assert!(p.wait(&mut events, true).notified);
            assert!(!p.wait(&mut events, false).notified);
        }
    }

    #[test]
    fn a_socket_reports_edges_and_the_end() {
        let p = Poller::new().unwrap();
        let mut events = Events::default();
        let (mut a, mut b) = UnixStream::pair().unwrap();
        p.add_socket(a.as_raw_fd(), 7).unwrap();
        assert_eq!(p.wait(&mut events, true).count, 1);
        assert_eq!(events.get(0).unwrap().ready, WRITABLE);
        assert_eq!(p.wait(&mut events, false).count, 0);
        b.write_all(b"x").unwrap();
        assert_eq!(p.wait(&mut events, true).count, 1);
        assert_eq!(events.get(0).unwrap().token, 7);
        assert_ne!(events.get(0).unwrap().ready & READABLE, 0);
        assert_eq!(events.get(0).unwrap().ready & ENDED, 0);
        b.shutdown(std::net::Shutdown::Write).unwrap();
        p.wait(&mut events, true);
        assert_ne!(events.get(0).unwrap().ready & ENDED, 0);
        let mut buf = [0; 4];
        assert_eq!(a.read(&mut buf).unwrap(), 1);
    }

    #[test]
    fn the_timer_ends_a_blocking_wait() {
        let p = Poller::new().unwrap();
        let mut events = Events::default();
        p.set_timer(1);
        let woken = p.wait(&mut events, true);
        assert_eq!((woken.count, woken.notified), (1, false));
        assert!(events.get(0).is_none());
        assert_eq!(p.wait(&mut events, false).count, 0);
    }
}
