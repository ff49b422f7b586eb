//! A process becomes a daemon: forks, lets go of its terminal, and keeps its process id in a file.

use core::ffi::{CStr, c_int};
use core::ptr::null_mut;
use core::sync::atomic::{AtomicI32, AtomicPtr, Ordering::Relaxed};
use std::ffi::CString;

/// The file with the process id; what it points to is never freed, since signal handlers read it.
static LOCK: AtomicPtr<core::ffi::c_char> = AtomicPtr::new(null_mut());
static DAEMON: AtomicI32 = AtomicI32::new(0);

fn handle(signal: c_int, handler: libc::sighandler_t) {
    // SAFETY: the handlers of this file call nothing that is forbidden in one.
    unsafe { libc::signal(signal, handler) };
}

fn address(handler: extern "C" fn(c_int)) -> libc::sighandler_t {
    handler as *const () as libc::sighandler_t
}

/// In the parent: the child says that it runs (SIGUSR1), has died, or took too long.
extern "C" fn parent_done(signal: c_int) {
    let lock = LOCK.load(Relaxed);
    // SAFETY: only calls that are allowed in a signal handler; `lock` is null or a C string that is never freed.
    unsafe {
        if signal == libc::SIGUSR1 && !lock.is_null() {
            let flags = libc::O_TRUNC | libc::O_RDWR | libc::O_CREAT | libc::O_CLOEXEC;
            let fd = libc::open(lock, flags, 0o640 as libc::c_uint);
            let mut text = [0u8; 12];
            let mut at = text.len();
            let mut pid = DAEMON.load(Relaxed).unsigned_abs();
            while at > 0 && (pid != 0 || at == text.len()) {
                at -= 1;
                text[at] = b'0' + (pid % 10) as u8;
                pid /= 10;
            }
            let digits = &text[at..];
            if fd < 0 || libc::write(fd, digits.as_ptr().cast(), digits.len()) != digits.len() as isize {
                let complaint = b"unable to write the lock file\n";
                libc::write(libc::STDERR_FILENO, complaint.as_ptr().cast(), complaint.len());
            }
        }
        libc::_exit(0);
    }
}

/// In the child: the end.
extern "C" fn daemon_ends(_signal: c_int) {
    let lock = LOCK.load(Relaxed);
    // SAFETY: only calls that are allowed in a signal handler; `lock` is null or a C string that is never freed.
    unsafe {
        if libc::getpid() == DAEMON.load(Relaxed) && !lock.is_null() {
            libc::unlink(lock);
        }
        libc::kill(libc::getpid(), libc::SIGKILL);
    }
}

extern "C" fn nothing(_signal: c_int) {}

/// From now on SIGTERM does not end the process.
pub fn ignore_sigterm() {
    handle(libc::SIGTERM, address(nothing));
}

/// Whoever starts a daemon reads this, so it goes past the log to stderr, if that is still open.
fn say(text: core::fmt::Arguments) {
    use std::io::Write;
    let _nobody_reads_it = std::io::stderr().write_all(text.to_string().as_bytes());
}

/// Ends the process if the file names one that is alive; removes it if that one is dead.
fn check_lock(path: &CStr) {
    use std::os::unix::ffi::OsStrExt;
    let file = std::path::Path::new(std::ffi::OsStr::from_bytes(path.to_bytes()));
    let Ok(text) = std::fs::read(file) else { return };
    let digits: String = text.iter().take_while(|c| c.is_ascii_digit()).map(|c| char::from(*c)).collect();
    let Ok(pid @ 1..) = digits.parse::<c_int>() else { return };
    // SAFETY: signal 0 only asks.
    if unsafe { libc::kill(pid, 0) } == 0 {
        say(format_args!("Daemon already running pid {pid}\n"));
        std::process::exit(1);
    }
    say(format_args!("Removing stale lock {} from dead pid {pid}\n", file.display()));
    let _gone = std::fs::remove_file(file);
}

/// Forks; returns in the child, as a daemon.
pub fn daemonize(lock: Option<&CStr>) {
    if let Some(path) = lock {
        check_lock(path);
        LOCK.store(CString::from(path).into_raw(), Relaxed);
    }
    for signal in [libc::SIGCHLD, libc::SIGUSR1, libc::SIGALRM] {
        handle(signal, address(parent_done));
    }
    // The child's id must be known before the child can say that it runs.
    // SAFETY: the sets are filled before they are used; the mask is put back in both processes.
    unsafe {
        let mut all: libc::sigset_t = core::mem::zeroed();
        let mut before: libc::sigset_t = core::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::sigprocmask(libc::SIG_BLOCK, &all, &mut before);
        let pid = libc::fork();
        if pid < 0 {
            say(format_args!("unable to fork daemon: {}\n", std::io::Error::last_os_error()));
            libc::_exit(9);
        }
        if pid > 0 {
            DAEMON.store(pid, Relaxed);
            libc::alarm(2);
            libc::sigprocmask(libc::SIG_SETMASK, &before, null_mut());
            libc::pause();
            libc::_exit(1);
        }
        DAEMON.store(libc::getpid(), Relaxed);
        handle(libc::SIGCHLD, libc::SIG_DFL);
        handle(libc::SIGALRM, libc::SIG_DFL);
        handle(libc::SIGUSR1, libc::SIG_DFL);
        for signal in [libc::SIGTSTP, libc::SIGTTOU, libc::SIGTTIN, libc::SIGHUP] {
            handle(signal, libc::SIG_IGN);
        }
        libc::sigprocmask(libc::SIG_SETMASK, &before, null_mut());
    }
    detach();
}

/// In the child: lets go of terminal, directory and streams, and tells the parent.
fn detach() {
    // SAFETY: system calls on this process; the descriptor is checked.
    unsafe {
        let parent = libc::getppid();
        libc::umask(0);
        if libc::setsid() < 0 {
            say(format_args!("unable to create a new session: {}\n", std::io::Error::last_os_error()));
            libc::_exit(2);
        }
        if libc::chdir(c"/tmp".as_ptr()) < 0 {
            say(format_args!("unable to change directory to /tmp: {}\n", std::io::Error::last_os_error()));
            libc::_exit(3);
        }
        // What the C library has not written yet belongs to the old streams.
        libc::fflush(null_mut());
        let null = libc::open(c"/dev/null".as_ptr(), libc::O_RDWR | libc::O_CLOEXEC);
        if null >= 0 {
            for stream in 0..3 {
                libc::dup2(null, stream);
            }
            if null > 2 {
                libc::close(null);
            }
        }
        libc::kill(parent, libc::SIGUSR1);
        handle(libc::SIGTERM, address(daemon_ends));
    }
}
