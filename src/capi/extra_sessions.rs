//! Reaching websockets from any thread: ids, sends, closing, counting, a task for each (`libwebsockets-extra.h`).

use super::{guard, with_context, with_or_peek_wsi, with_vhost};
use crate::abi::{lws, lws_context, lws_vhost};
use crate::core::context::{Context, ContextRef};
use crate::core::dispatch;
use crate::core::dispatch::extra::{Each, Finished, Lent, Release, Task};
use crate::core::owner::Message;
use crate::core::reach::{self, Payload, Refused};
use crate::core::vhost::MAX_QUEUED;
use crate::proto::ws::frame::MAX_CONTROL;
use crate::role::sends;
use crate::util::log;
use core::ffi::{CStr, c_char, c_int, c_void};
use std::sync::atomic::Ordering::Relaxed;

/// Most bytes of text in a close frame.
const MAX_REASON: usize = MAX_CONTROL - 2;

/// A number for a connection that no other one of this process has, had or will have.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_id(wsi: *mut lws) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        with_or_peek_wsi("lwsx_id", wsi, 0, |w, mine| {
            let Some(c) = w.context() else { return 0 };
            if mine {
                return c.shared.reach.id(w);
            }
            let id = c.shared.reach.known(w.token());
            if id == 0 {
                log::err(format_args!(
                    "lwsx_id: the connection has no id yet, and another thread services its context: ask in a callback \
                     first, for example in ESTABLISHED"
                ));
            }
            id
        })
    }
}

/// The connection with an id, on the service thread.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_find(context: *mut lws_context, id: u64) -> *mut lws {
    let none = core::ptr::null_mut();
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lwsx_find", context, none, move |c| {
            c.shared.reach.token(id).and_then(|t| c.find(t)).map_or(none, |w| w.to_c())
        })
    }
}

/// The context behind a pointer, for functions that any thread may call.
///
/// # Safety
/// `p` is NULL or came from lws_create_context().
unsafe fn any_thread(name: &'static str, p: *mut lws_context) -> Option<ContextRef> {
    // SAFETY: the caller's promise.
    let found = unsafe { dispatch::context_of(p) };
    if found.is_none() {
        let what = if p.is_null() { "NULL" } else { "already destroyed" };
        log::warn(format_args!("{name}: the context is {what}; give one that lws_create_context made"));
    }
    found
}

/// Sends a copy of the bytes on the websocket with this id, from any thread.
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `data` is readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_send(
    context: *mut lws_context,
    id: u64,
    data: *const c_void,
    len: usize,
    how: c_int,
) -> c_int {
    guard("lwsx_send", -1, move || {
        // SAFETY: the caller's promise.
        let Some(c) = (unsafe { any_thread("lwsx_send", context) }) else { return -1 };
        if !is_fine("lwsx_send", data, len, how) {
            return -1;
        }
        // What would be refused anyhow need not be copied first.
        if len > c.shared.reach.room(id) {
            return refused("lwsx_send", id, c.shared.reach.refuse(id, how, len));
        }
        // SAFETY: the caller's promise; nothing is read with length 0.
        let bytes = if len == 0 { &[][..] } else { unsafe { core::slice::from_raw_parts(data.cast::<u8>(), len) } };
        match sends::send(c, id, Payload::Copy(bytes.to_vec()), how) {
            Ok(()) => 0,
            Err((why, _)) => refused("lwsx_send", id, why),
        }
    })
}

/// Sends the program's own bytes on the websocket with this id, from any thread.
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `data` is readable for `len` bytes, which do not change, until
/// `release` is called, which may be called from any thread with `arg`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_send_reference(
    context: *mut lws_context,
    id: u64,
    data: *const c_void,
    len: usize,
    how: c_int,
    release: Release,
    arg: *mut c_void,
) -> c_int {
    guard("lwsx_send_reference", -1, move || {
        const NAME: &str = "lwsx_send_reference";
        // SAFETY: the caller's promise. From here on the release function is called exactly once, whatever happens.
        let lent = unsafe { Lent::new(data.cast(), len, release, arg) };
        // SAFETY: the caller's promise.
        let Some(c) = (unsafe { any_thread(NAME, context) }) else { return -1 };
        if !is_fine(NAME, data, len, how) {
            return -1;
        }
        match sends::send(c, id, Payload::Lent(lent), how) {
            Ok(()) => 0,
            Err((why, _)) => refused(NAME, id, why),
        }
    })
}

/// Whether this can be sent at all.
fn is_fine(name: &str, data: *const c_void, len: usize, how: c_int) -> bool {
    if data.is_null() && len != 0 {
        log::err(format_args!("{name}: {len} bytes at NULL are none; nothing is sent"));
        return false;
    }
    if !reach::is_frame(how) {
        log::err(format_args!(
            "{name}: {how} is no kind of message; give LWS_WRITE_TEXT, BINARY, CONTINUATION, PING or PONG (and lwsx_close() \
             closes)"
        ));
        return false;
    }
    if reach::is_control(how) && len > MAX_CONTROL {
        log::err(format_args!("{name}: {len} bytes do not fit into a ping or pong, which takes {MAX_CONTROL}"));
        return false;
    }
    true
}

fn refused(name: &str, id: u64, why: Refused) -> c_int {
    match why {
        Refused::Gone => log::info(format_args!("{name}: the connection {id} is gone; nothing is sent")),
        Refused::NotOpen => {
            log::warn(format_args!("{name}: the connection {id} is no open websocket; nothing is sent"))
        }
        Refused::Closing => log::info(format_args!("{name}: the connection {id} is being closed; nothing is sent")),
        Refused::Full(said) => {
            if !said {
                log::warn(format_args!(
                    "{name}: too much waits for the connection {id} already, whose peer does not keep up; refused until \
                     it does (lwsx_vhost_set_max_queued)"
                ));
            }
        }
        Refused::Fragmenting => log::err(format_args!(
            "{name}: a fragmented message is under way on the connection {id}; end it before the next one begins"
        )),
        Refused::NoMessage => log::err(format_args!(
            "{name}: LWS_WRITE_CONTINUATION, but no message was begun with LWS_WRITE_NO_FIN on the connection {id}"
        )),
    }
    -1
}

/// How many bytes of a connection wait, from any thread.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_queued(context: *mut lws_context, id: u64) -> usize {
    guard("lwsx_queued", 0, move || {
        // SAFETY: the caller's promise.
        let found = unsafe { any_thread("lwsx_queued", context) };
        found.and_then(|c| c.shared.reach.queued(id)).unwrap_or(0)
    })
}

/// How many bytes may wait for one connection of a vhost.
///
/// # Safety
/// `vhost` is NULL or came from lws_create_vhost(), or is that of a connection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_vhost_set_max_queued(vhost: *mut lws_vhost, bytes: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lwsx_vhost_set_max_queued", vhost, -1, move |v| {
            v.max_queued.store(if bytes == 0 { MAX_QUEUED } else { bytes }, Relaxed);
            0
        })
    }
}

/// Closes the websocket with this id behind what waits for it, from any thread.
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `reason` is NULL or readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_close(
    context: *mut lws_context,
    id: u64,
    status: c_int,
    reason: *const c_void,
    len: usize,
) -> c_int {
    guard("lwsx_close", -1, move || {
        // SAFETY: the caller's promise.
        let Some(c) = (unsafe { any_thread("lwsx_close", context) }) else { return -1 };
        if !matches!(status, 1000..=1003 | 1007..=1014 | 3000..=4999) {
            log::err(format_args!(
                "lwsx_close: {status} is no status that may be sent; give 1000 to 1003, 1007 to 1014 or 3000 to 4999"
            ));
            return -1;
        }
        let empty = reason.is_null() || len == 0;
        // SAFETY: the caller's promise.
        let text = if empty { &[][..] } else { unsafe { core::slice::from_raw_parts(reason.cast::<u8>(), len) } };
        if text.len() > MAX_REASON || core::str::from_utf8(text).is_err() {
            log::err(format_args!("lwsx_close: the reason is not UTF-8, or longer than {MAX_REASON} bytes"));
            return -1;
        }
        match sends::close(c, id, status as u16, text) {
            Ok(()) => 0,
            Err(why) => refused("lwsx_close", id, why),
        }
    })
}

/// A protocol's name as C gave it; NULL: all of them.
///
/// # Safety
/// `p` is NULL or a C string.
unsafe fn named(p: *const c_char) -> Option<Vec<u8>> {
    // SAFETY: the caller's promise.
    (!p.is_null()).then(|| unsafe { CStr::from_ptr(p) }.to_bytes().to_vec())
}

/// How many websockets are open, from any thread.
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `protocol` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_count(context: *mut lws_context, protocol: *const c_char) -> usize {
    guard("lwsx_count", 0, move || {
        // SAFETY: the caller's promise.
        let name = unsafe { named(protocol) };
        let of = |c: ContextRef| c.shared.reach.count(name.as_deref());
        if context.is_null() {
            return Context::all().into_iter().map(of).sum();
        }
        // SAFETY: the caller's promise.
        unsafe { any_thread("lwsx_count", context) }.map_or(0, of)
    })
}

/// Has a function called for each open websocket, from any thread.
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `protocol` is NULL or a C string; `task` and `finished` may be
/// called with `arg` in the threads that service the contexts, until `finished` was called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsx_each(
    context: *mut lws_context,
    protocol: *const c_char,
    except: u64,
    task: Option<Task>,
    arg: *mut c_void,
    finished: Finished,
) -> c_int {
    guard("lwsx_each", -1, move || {
        let Some(task) = task else {
            log::err(format_args!("lwsx_each: the task is NULL; give a function"));
            return -1;
        };
        let contexts = if context.is_null() {
            Context::all()
        } else {
            // SAFETY: the caller's promise.
            unsafe { any_thread("lwsx_each", context) }.into_iter().collect()
        };
        if contexts.is_empty() {
            if context.is_null() {
                log::warn(format_args!("lwsx_each: there is no context"));
            }
            return -1;
        }
        // SAFETY: the caller's promise.
        let each = unsafe { Each::new(contexts.len(), named(protocol), except, task, arg, finished) };
        let mut refused = Vec::new();
        for (c, each) in contexts.iter().zip(each) {
            if let Err(Message::Each(each)) = c.shared.try_post(Message::Each(each)) {
                refused.push(each);
            }
        }
        if refused.len() < contexts.len() {
            return 0;
        }
        Each::refuse(refused);
        log::err(format_args!("lwsx_each: too much waits for the service thread already, or the context has ended"));
        -1
    })
}
