//! `libwebsockets_fork_service_loop`: a process of its own services the context, and hears what its parent broadcasts.

use super::bridge::{self, Bridge};
use super::broadcast::{MOST_BYTES, Mail};
use super::positional::lwsx_legacy_create_context_6;
use crate::abi::lws_context;
use crate::capi::guard;
use crate::capi::service::lws_cancel_service;
use crate::util::log;
use core::ffi::{c_char, c_int, c_void};
use std::io::{Read, Write};
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// How long the service waits at most before it looks whether its parent is still there.
const LOOK_MS: c_int = 1000;
/// How long a message waits for room among those that wait already.
const PAUSE: Duration = Duration::from_millis(5);

/// Sends a broadcast to the process that services: which protocol, how long, and the bytes.
pub fn send(mail: &Mail, outlet: c_int, protocol: usize, bytes: &[u8]) -> c_int {
    let _one_at_a_time = mail.sending.lock().unwrap_or_else(|e| e.into_inner());
    // SAFETY: the outlet stays open as long as the process: nobody else closes it.
    let stream = core::mem::ManuallyDrop::new(unsafe { UnixStream::from_raw_fd(outlet) });
    let mut head = [0u8; 16];
    head[..8].copy_from_slice(&(protocol as u64).to_ne_bytes());
    head[8..].copy_from_slice(&(bytes.len() as u64).to_ne_bytes());
    let mut to = &*stream;
    match to.write_all(&head).and_then(|()| to.write_all(bytes)) {
        Ok(()) => 0,
        Err(e) => {
            log::err(format_args!("libwebsockets_broadcast: the process that services is gone ({e})"));
            -1
        }
    }
}

/// Takes what the parent broadcasts, until it is gone.
fn listen(bridge: Arc<Bridge>, mut from: UnixStream) {
    let mut head = [0u8; 16];
    while from.read_exact(&mut head).is_ok() {
        let number = |at: usize| head[at..at + 8].iter().rev().fold(0u64, |n, b| n << 8 | u64::from(*b));
        let (protocol, len) = if cfg!(target_endian = "little") {
            (number(0), number(8))
        } else {
            (number(0).swap_bytes(), number(8).swap_bytes())
        };
        if len > MOST_BYTES as u64 {
            return;
        }
        let mut bytes = vec![0; len as usize];
        if from.read_exact(&mut bytes).is_err() {
            return;
        }
        while !bridge.mail.post(protocol as usize, &bytes) {
            std::thread::sleep(PAUSE);
        }
        // SAFETY: the context of a bridge came from lws_create_context().
        unsafe { lws_cancel_service(bridge.context()) };
    }
}

/// Begins a process that services the context. It ends with the one that began it, or when the context cannot be serviced
/// any more. Call it once, before any other thread is there.
///
/// @return 0 in the process that called, which may go on and broadcast, and must not service the context; negative if there
///         could be no such process. In the process that services it returns when it is over, with -1, so that a program that
///         takes that for a failure ends there
///
/// # Safety
/// `context` is NULL or came from libwebsocket_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_fork_service_loop(context: *mut lws_context) -> c_int {
    guard("libwebsockets_fork_service_loop", -1, move || {
        const NAME: &str = "libwebsockets_fork_service_loop";
        let Some(bridge) = bridge::of(context) else {
            log::err(format_args!("{NAME}: the context is NULL or already destroyed"));
            return -1;
        };
        if bridge.mail.outlet.load(Relaxed) >= 0 {
            log::err(format_args!("{NAME}: a process services this context already"));
            return -1;
        }
        let (ours, theirs) = match UnixStream::pair() {
            Ok(pair) => pair,
            Err(e) => {
                log::err(format_args!("{NAME}: no socket for broadcasts: {e}"));
                return -1;
            }
        };
        // SAFETY: both have no preconditions.
        let (parent, child) = unsafe { (libc::getpid(), libc::fork()) };
        if child < 0 {
            log::err(format_args!("{NAME}: no process: {}", std::io::Error::last_os_error()));
            return -1;
        }
        if child > 0 {
            drop(theirs);
            bridge.mail.outlet.store(ours.into_raw_fd(), Relaxed);
            return 0;
        }
        drop(ours);
        log::debug(format_args!("{NAME}: broadcasts come by descriptor {}", theirs.as_raw_fd()));
        // SAFETY: both only ask and tell the kernel about this process.
        let orphan = unsafe {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGHUP);
            libc::getppid() != parent
        };
        if orphan {
            return -1;
        }
        let listener = bridge.clone();
        if let Err(e) = std::thread::Builder::new().name("broadcasts".into()).spawn(move || listen(listener, theirs)) {
            log::err(format_args!("{NAME}: no thread for broadcasts: {e}"));
            return -1;
        }
        loop {
            // SAFETY: the caller's promise; and this asks for nothing but a number.
            let over = unsafe { bridge::serve(context, LOOK_MS) != 0 || libc::getppid() != parent };
            if over {
                return -1;
            }
        }
    })
}

/// libwebsocket_create_server() of December 2010: makes a context, and a process that services it.
///
/// @return 0 in the process that called; negative: there could be no server. In the process that services it returns when it
///         is over, with -1
///
/// # Safety
/// As for lwsx_legacy_create_context_6().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_legacy_create_server(
    port: c_int,
    protocols: *mut c_void,
    ssl_cert_filepath: *const c_char,
    ssl_private_key_filepath: *const c_char,
    gid: c_int,
    uid: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let context =
            lwsx_legacy_create_context_6(port, protocols, ssl_cert_filepath, ssl_private_key_filepath, gid, uid);
        if context.is_null() { -1 } else { lwsx_legacy_fork_service_loop(context) }
    }
}
