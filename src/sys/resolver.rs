//! Names to addresses, in threads of their own: a lookup may take seconds, and the service loop does not wait for it.

use crate::sys::poller::Poller;
use std::collections::VecDeque;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Mutex, MutexGuard};

/// Most lookups at a time; what is above that waits.
const MAX_WORKERS: usize = 8;

/// What a lookup found: addresses in the order in which they are to be tried, or why there are none.
pub type Found = Result<Vec<SocketAddr>, String>;

/// A lookup under way. Dropping it is fine: its result is then of no use to anybody.
#[derive(Default)]
pub struct Lookup {
    found: Mutex<Option<Found>>,
}

impl Lookup {
    /// The result, once; `None` while the lookup goes on.
    pub fn take(&self) -> Option<Found> {
        lock(&self.found).take()
    }
}

struct Job {
    host: String,
    port: u16,
    lookup: Arc<Lookup>,
    wake: Arc<Poller>,
}

#[derive(Default)]
struct Pool {
    jobs: VecDeque<Job>,
    workers: usize,
    /// Threads do not come along into a forked child: it has its own.
    process: u32,
}

static POOL: Mutex<Option<Pool>> = Mutex::new(None);

fn lock<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(|e| e.into_inner())
}

/// Starts to look a host up; the poller is woken when the result is there. `Err`: no thread could be started.
pub fn start(host: String, port: u16, wake: Arc<Poller>) -> Result<Arc<Lookup>, String> {
    let lookup = Arc::new(Lookup::default());
    let mut pool = lock(&POOL);
    let process = std::process::id();
    let pool = pool.get_or_insert_default();
    if pool.process != process {
        *pool = Pool { process, ..Pool::default() };
    }
    pool.jobs.push_back(Job { host, port, lookup: lookup.clone(), wake });
    if pool.workers < MAX_WORKERS {
        match without_signals(|| std::thread::Builder::new().name("lws-resolver".into()).spawn(work)) {
            Ok(_) => pool.workers += 1,
            Err(e) if pool.workers == 0 => {
                pool.jobs.pop_back();
                return Err(e.to_string());
            }
            Err(_) => {}
        }
    }
    Ok(lookup)
}

fn work() {
    loop {
        let job = {
            let mut pool = lock(&POOL);
            let Some(pool) = pool.as_mut() else { return };
            match pool.jobs.pop_front() {
                Some(job) => job,
                None => {
                    pool.workers -= 1;
                    return;
                }
            }
        };
        // Nobody waits any more when the only other holder is gone.
        if Arc::strong_count(&job.lookup) > 1 {
            let found = (job.host.as_str(), job.port).to_socket_addrs();
            let found = found.map(|all| interleave(&all.collect::<Vec<_>>())).map_err(|e| e.to_string());
            *lock(&job.lookup.found) = Some(found);
            job.wake.notify();
        }
    }
}

/// The program's signal handlers run in the program's threads: ours start with all signals blocked.
fn without_signals<R>(f: impl FnOnce() -> R) -> R {
    // SAFETY: both sets live across the calls; the second call restores what the first one replaced.
    unsafe {
        let (mut all, mut before): (libc::sigset_t, libc::sigset_t) = (std::mem::zeroed(), std::mem::zeroed());
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_SETMASK, &all, &mut before);
        let r = f();
        libc::pthread_sigmask(libc::SIG_SETMASK, &before, std::ptr::null_mut());
        r
    }
}

/// Addresses of both families by turns, beginning with the system's first choice (RFC 8305, section 4), each once.
pub fn interleave(all: &[SocketAddr]) -> Vec<SocketAddr> {
    let mut out: Vec<SocketAddr> = Vec::with_capacity(all.len());
    let first_is_v6 = all.first().is_some_and(SocketAddr::is_ipv6);
    let mut mine = all.iter().filter(|a| a.is_ipv6() == first_is_v6);
    let mut others = all.iter().filter(|a| a.is_ipv6() != first_is_v6);
    loop {
        let (a, b) = (mine.next(), others.next());
        for address in [a, b].into_iter().flatten() {
            if !out.contains(address) {
                out.push(*address);
            }
        }
        if a.is_none() && b.is_none() {
            return out;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_take_turns() {
        let a = |s: &str| s.parse::<SocketAddr>().unwrap();
        let all = [a("[::1]:1"), a("[::2]:1"), a("[::2]:1"), a("1.1.1.1:1"), a("2.2.2.2:1"), a("3.3.3.3:1")];
        let order = [all[0], all[3], all[1], all[4], all[5]];
        assert_eq!(interleave(&all), order);
        assert!(interleave(&[]).is_empty());
    }

    #[test]
    fn names_are_found_by_a_thread() {
        let poller = Arc::new(Poller::new().unwrap());
        let wait = |name: &str| {
            let lookup = start(name.into(), 80, poller.clone()).unwrap();
            let mut events = crate::sys::poller::Events::default();
            loop {
                if let Some(found) = lookup.take() {
                    return found;
                }
                poller.wait(&mut events, None);
            }
        };
        assert!(wait("localhost").unwrap().iter().all(|a| a.port() == 80 && a.ip().is_loopback()));
        assert!(wait("no.such.name.invalid").is_err());
    }
}
