//! The poller of one service loop (Linux): epoll, a timer, and a wake-up for other threads.
//!
//! Plain `epoll`, without a crate in between: sockets are edge-triggered with `EPOLLRDHUP`, so nobody else may wait on the
//! descriptor, not even to take a wake-up away: the edges that come with it would be lost.

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

/// Bytes can be read.
pub const READABLE: u32 = libc::EPOLLIN as u32;
/// Bytes can be written.
pub const WRITABLE: u32 = libc::EPOLLOUT as u32;
/// The peer has finished sending, or the connection is gone: read until the end shows.
pub const ENDED: u32 = (libc::EPOLLRDHUP | libc::EPOLLHUP | libc::EPOLLERR) as u32;
/// The connection is gone in both directions.
pub const GONE: u32 = (libc::EPOLLHUP | libc::EPOLLERR) as u32;

const NOTIFIED: u64 = u64::MAX - 1;
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

/// The events of one wait; kept between waits, so that only the first one allocates.
#[derive(Default)]
pub struct Events {
    raw: Vec<libc::epoll_event>,
}

/// An epoll instance, its wake-up and its timer.
pub struct Poller {
    epoll: OwnedFd,
    wake: OwnedFd,
    timer: OwnedFd,
    /// The process that these three belong to, as [`FORKS`] counts them.
    process: AtomicU32,
}

/// How many forks are between the process that loaded the library and this one.
static FORKS: AtomicU32 = AtomicU32::new(0);

extern "C" fn forked() {
    FORKS.fetch_add(1, Ordering::Relaxed);
}

/// A descriptor that a system call has just made.
fn owned(fd: RawFd) -> io::Result<OwnedFd> {
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the callers pass what was just made, and nothing else owns it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

impl Poller {
    /// Makes the poller; fails when the process is out of descriptors.
    pub fn new() -> io::Result<Poller> {
        // SAFETY: no pointer is passed to any of the three; the results are checked before they are owned.
        let (epoll, wake, timer) = unsafe {
            (
                owned(libc::epoll_create1(libc::EPOLL_CLOEXEC))?,
                owned(libc::eventfd(0, libc::EFD_NONBLOCK | libc::EFD_CLOEXEC))?,
                owned(libc::timerfd_create(libc::CLOCK_MONOTONIC, libc::TFD_NONBLOCK | libc::TFD_CLOEXEC))?,
            )
        };
        static COUNT_FORKS: Once = Once::new();
        COUNT_FORKS.call_once(|| {
            // SAFETY: the function only counts, and the library is never unloaded. Without memory for it, children share
            // their parent's poller.
            unsafe { libc::pthread_atfork(None, None, Some(forked)) };
        });
        let process = AtomicU32::new(FORKS.load(Ordering::Relaxed));
        let this = Poller { epoll, wake, timer, process };
        // Edge-triggered: each write is a new edge, so that neither has ever to be read.
        this.control(libc::EPOLL_CTL_ADD, this.wake.as_raw_fd(), libc::EPOLLIN | libc::EPOLLET, NOTIFIED)?;
        this.control(libc::EPOLL_CTL_ADD, this.timer.as_raw_fd(), libc::EPOLLIN | libc::EPOLLET, TIMER)?;
        Ok(this)
    }

    /// The epoll descriptor, for programs that watch it from a loop of their own.
    pub fn fd(&self) -> RawFd {
        self.epoll.as_raw_fd()
    }

    /// The descriptor of the wake-up, for programs that wait by themselves. It can be read after [`Poller::notify`].
    pub fn wake_fd(&self) -> RawFd {
        self.wake.as_raw_fd()
    }

    /// Takes wake-ups away, for those who wait on [`Poller::wake_fd`] by its level. The poller's own wait needs none of it.
    pub fn forget_wakes(&self) {
        self.own();
        let mut count = 0u64;
        // SAFETY: eight bytes that live across the call; the descriptor does not block.
        unsafe { libc::read(self.wake.as_raw_fd(), (&raw mut count).cast(), 8) };
    }

    fn is_parents(&self) -> bool {
        self.process.load(Ordering::Relaxed) != FORKS.load(Ordering::Relaxed)
    }

    /// In a forked child, what is registered is shared with the parent: what one takes out, the other would miss. So the
    /// child makes its own of all three, under the same numbers, before it changes or waits for anything.
    #[inline]
    fn own(&self) {
        if self.is_parents() {
            self.process.store(FORKS.load(Ordering::Relaxed), Ordering::Relaxed);
            // Without descriptors for one of its own, the child goes on with its parent's.
            let _ = self.make_own();
        }
    }

    #[cold]
    fn make_own(&self) -> io::Result<()> {
        // One line for each: `tfd: 5 events: 19 data: 1f pos:0 ...`, the last two in hexadecimal.
        let table = std::fs::read_to_string(format!("/proc/self/fdinfo/{}", self.fd()))?;
        let new = Poller::new()?;
        let mut left = libc::itimerspec {
            it_interval: libc::timespec { tv_sec: 0, tv_nsec: 0 },
            it_value: libc::timespec { tv_sec: 0, tv_nsec: 0 },
        };
        // SAFETY: `left` lives across both calls; the descriptors are open timers.
        unsafe {
            libc::timerfd_gettime(self.timer.as_raw_fd(), &mut left);
            libc::timerfd_settime(new.timer.as_raw_fd(), 0, &left, std::ptr::null_mut());
        }
        for line in table.lines().filter(|l| l.starts_with("tfd:")) {
            let mut words = line.split_ascii_whitespace();
            let mut after = |name| words.by_ref().find(|w| *w == name).and_then(|_| words.next()).unwrap_or_default();
            let (fd, events, token) = (after("tfd:"), after("events:"), after("data:"));
            let (Ok(fd), Ok(events), Ok(token)) =
                (fd.parse::<RawFd>(), u32::from_str_radix(events, 16), u64::from_str_radix(token, 16))
            else {
                continue;
            };
            if token != NOTIFIED && token != TIMER {
                // What the program has closed meanwhile is no longer to be watched.
                let _ = new.control(libc::EPOLL_CTL_ADD, fd, events as libc::c_int, token);
            }
        }
        // One turn more than needed: a wake-up may have been lost.
        new.notify();
        for (from, to) in [(&new.epoll, &self.epoll), (&new.wake, &self.wake), (&new.timer, &self.timer)] {
            // SAFETY: both are open and owned by the two pollers; the old one of the second number is given back.
            if unsafe { libc::dup3(from.as_raw_fd(), to.as_raw_fd(), libc::O_CLOEXEC) } < 0 {
                return Err(io::Error::last_os_error());
            }
        }
        Ok(())
    }

    fn control(&self, op: libc::c_int, fd: RawFd, events: libc::c_int, token: u64) -> io::Result<()> {
        self.own();
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

    /// Registers a file that the program reads and writes by itself, level-triggered. Fails for a regular file.
    pub fn add_file(&self, fd: RawFd, token: u64) -> io::Result<()> {
        self.control(libc::EPOLL_CTL_ADD, fd, libc::EPOLLIN, token)
    }

    /// Changes what such a file is watched for.
    pub fn watch_file(&self, fd: RawFd, token: u64, read: bool, write: bool) -> io::Result<()> {
        let events = if read { libc::EPOLLIN } else { 0 } | if write { libc::EPOLLOUT } else { 0 };
        self.control(libc::EPOLL_CTL_MOD, fd, events, token)
    }

    /// Takes a descriptor out. Do it before it is closed: a forked child may hold a copy that would keep it registered.
    pub fn remove(&self, fd: RawFd) {
        let _ = self.control(libc::EPOLL_CTL_DEL, fd, 0, 0);
    }

    /// Ends the present or the next wait. From any thread, also from a signal handler.
    pub fn notify(&self) {
        if self.is_parents() {
            // The first turn in the child comes without it.
            return;
        }
        let one = 1u64;
        // SAFETY: eight bytes that live across the call, as an event descriptor wants them. It is full only after 2^64
        // wake-ups that nobody saw, and the first of them is still to be seen then.
        unsafe { libc::write(self.wake.as_raw_fd(), (&raw const one).cast(), 8) };
    }

    /// Ends a wait at this time (microseconds of the monotonic clock); 0 never.
    pub fn set_timer(&self, at_us: u64) {
        self.own();
        let mut spec = libc::itimerspec {
            it_interval: libc::timespec { tv_sec: 0, tv_nsec: 0 },
            it_value: libc::timespec { tv_sec: 0, tv_nsec: 0 },
        };
        spec.it_value.tv_sec = (at_us / 1_000_000) as libc::time_t;
        spec.it_value.tv_nsec = ((at_us % 1_000_000) * 1000) as libc::c_long;
        // SAFETY: `spec` lives across the call; the old value is not asked for.
        unsafe { libc::timerfd_settime(self.timer.as_raw_fd(), libc::TFD_TIMER_ABSTIME, &spec, std::ptr::null_mut()) };
    }

    /// Waits for events: as long as it takes (`None`), or at most so many milliseconds. Gives how many there are in
    /// `events`.
    pub fn wait(&self, events: &mut Events, limit: Option<libc::c_int>) -> usize {
        self.own();
        let timeout = limit.unwrap_or(-1);
        if events.raw.is_empty() {
            events.raw.resize(BATCH, libc::epoll_event { events: 0, u64: 0 });
        }
        // SAFETY: the buffer has room for BATCH entries and lives across the call.
        let n = unsafe { libc::epoll_wait(self.fd(), events.raw.as_mut_ptr(), BATCH as libc::c_int, timeout) };
        n.max(0) as usize
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

    fn timer_is_among(events: &Events, count: usize) -> bool {
        events.raw[..count].iter().any(|e| e.u64 == TIMER)
    }

    #[test]
    fn a_notification_ends_one_wait() {
        let p = Poller::new().unwrap();
        let mut events = Events::default();
        assert_eq!(p.wait(&mut events, Some(0)), 0);
        for _ in 0..100 {
            p.notify();
            p.notify();
            assert_eq!(p.wait(&mut events, None), 1);
            assert!(events.get(0).is_none() && !timer_is_among(&events, 1));
            assert_eq!(p.wait(&mut events, Some(0)), 0);
        }
    }

    #[test]
    fn a_socket_reports_edges_and_the_end() {
        let p = Poller::new().unwrap();
        let mut events = Events::default();
        let (mut a, mut b) = UnixStream::pair().unwrap();
        p.add_socket(a.as_raw_fd(), 7).unwrap();
        assert_eq!(p.wait(&mut events, None), 1);
        assert_eq!(events.get(0).unwrap().ready, WRITABLE);
        assert_eq!(p.wait(&mut events, Some(0)), 0);
        b.write_all(b"x").unwrap();
        assert_eq!(p.wait(&mut events, None), 1);
        assert_eq!(events.get(0).unwrap().token, 7);
        assert_ne!(events.get(0).unwrap().ready & READABLE, 0);
        assert_eq!(events.get(0).unwrap().ready & ENDED, 0);
        b.shutdown(std::net::Shutdown::Write).unwrap();
        p.wait(&mut events, None);
        assert_ne!(events.get(0).unwrap().ready & ENDED, 0);
        let mut buf = [0; 4];
        assert_eq!(a.read(&mut buf).unwrap(), 1);
    }

    #[test]
    fn no_edge_is_lost_to_a_notification() {
        let p = std::sync::Arc::new(Poller::new().unwrap());
        let (mut a, mut b) = UnixStream::pair().unwrap();
        p.add_socket(a.as_raw_fd(), 7).unwrap();
        let other = p.clone();
        let writer = std::thread::spawn(move || {
            let mut answer = [0];
            for _ in 0..20_000 {
                other.notify();
                b.write_all(b"x").unwrap();
                other.notify();
                b.read_exact(&mut answer).unwrap();
            }
        });
        let mut events = Events::default();
        let mut seen = 0;
        // A lost edge leaves both sides waiting: the timer then ends the test.
        p.set_timer(crate::sys::clock::monotonic_us() + 60_000_000);
        while seen < 20_000 {
            let count = p.wait(&mut events, None);
            assert!(!timer_is_among(&events, count), "an edge was lost");
            for e in (0..count).filter_map(|i| events.get(i)) {
                if e.ready & READABLE != 0 {
                    let mut buf = [0; 1];
                    a.read_exact(&mut buf).unwrap();
                    a.write_all(b"y").unwrap();
                    seen += 1;
                }
            }
        }
        writer.join().unwrap();
    }

    #[test]
    fn the_timer_ends_a_blocking_wait() {
        let p = Poller::new().unwrap();
        let mut events = Events::default();
        p.set_timer(1);
        assert_eq!(p.wait(&mut events, None), 1);
        assert!(events.get(0).is_none() && timer_is_among(&events, 1));
        assert_eq!(p.wait(&mut events, Some(0)), 0);
    }
}
