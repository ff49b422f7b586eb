//! Contexts and vhosts: making them, taking them down, asking about them.

use super::{config, guard, with_context, with_vhost};
use crate::abi::{self, lws, lws_context, lws_context_creation_info, lws_protocols, lws_vhost};
use crate::core::context::{ContextRef, Started};
use crate::core::dispatch::system;
use crate::core::vhost::Private;
use crate::core::{begin, close, dispatch, owner};
use crate::service::{foreign, life};
use crate::util::log;
use core::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::null_mut;

/// Makes a context, and, unless `LWS_SERVER_OPTION_EXPLICIT_VHOSTS` is among the options, a vhost that listens on
/// `info->port`. Each protocol gets `LWS_CALLBACK_PROTOCOL_INIT` at the first service call, so that it can use the
/// pointer that this returns; then the process changes to the user and group that the info names.
///
/// The info and its strings, protocols and mounts are copied and may be freed afterwards; `pvo`, `user` and
/// `foreign_loops` are kept as pointers. NULL `protocols` is allowed: a server of mounts alone.
///
/// @param info what to make; all members that are not used must be zero
/// @return the context, to be given back with lws_context_destroy(), or NULL: the log says what was wrong (a port out of
///         range or in use, an interface that is not there, no descriptors left, a certificate, which this version does
///         not provide)
///
/// # Safety
/// `info` is NULL or points to a filled struct whose lists and strings are valid during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_create_context(info: *const lws_context_creation_info) -> *mut lws_context {
    // SAFETY: the caller's promise.
    unsafe { create(info, super::eventlib::announces()) }
}

/// lws_create_context(), for a program that is told of its descriptors or is not.
///
/// # Safety
/// As for lws_create_context().
pub(crate) unsafe fn create(info: *const lws_context_creation_info, announces: bool) -> *mut lws_context {
    guard("lws_create_context", null_mut(), move || {
        // SAFETY: the caller's promise.
        let Some(info) = (unsafe { info.as_ref() }) else {
            log::err(format_args!("lws_create_context: info is NULL"));
            return null_mut();
        };
        // SAFETY: a log context outlives the contexts that log there.
        let _log = unsafe { log::within(info.log_cx().cast()) };
        if !config::acceptable(info) {
            return null_mut();
        }
        // SAFETY: the caller's promise.
        let Some(limits) = (unsafe { config::limits(info, announces) }) else { return null_mut() };
        let explicit = info.options & abi::LWS_SERVER_OPTION_EXPLICIT_VHOSTS != 0;
        // SAFETY: the caller's promise.
        let vhost = (!explicit).then(|| unsafe { config::vhost(info, info.fops.is_null(), info.options) });
        if matches!(vhost, Some(None)) {
            return null_mut();
        }
        let vhost = vhost.flatten();
        let Some(context) = life::context(limits, info.user) else { return null_mut() };
        let Some(_held) = owner::Guard::take(context) else { return null_mut() };
        context.shared.set_log(info.log_cx().cast());
        system::log_used(context.shared.log(), 1);
        let (ttl, depth) = config::messages(info);
        system::open(context, info.system_ops, ttl, depth);
        if info.early_smd_cb.is_some() {
            context.shared.smd.register(info.early_smd_cb, info.early_smd_opaque, info.early_smd_class_filter);
        }
        // SAFETY: the caller's promise.
        unsafe { system::register_list(context, info.register_notifier_list) };
        // SAFETY: NULL or a place for the pointer, which callbacks may look at while the vhost is made.
        if let Some(place) = unsafe { info.pcontext.as_mut() } {
            *place = context.to_c();
        }
        // SAFETY: the caller's promise.
        let driven = unsafe { event_loop(context, info) };
        let made = driven && vhost.is_none_or(|config| life::vhost(context, config).is_some());
        // With explicit vhosts more of them may need root: then it is given up when their protocols begin.
        if made && (explicit || begin::become_user(context)) {
            return context.to_c();
        }
        close::context(context);
        null_mut()
    })
}

/// Binds a new context to the event loop that it shall have. False: it cannot, and the log says why.
///
/// # Safety
/// As for lws_create_context().
unsafe fn event_loop(context: ContextRef, info: &lws_context_creation_info) -> bool {
    // SAFETY: the caller's promise: NULL, or an array with an entry for each service thread, of which there is one.
    let given = unsafe { info.foreign_loops.as_ref() }.copied().unwrap_or(null_mut());
    // SAFETY: the caller's promise.
    if let Some(ops) = unsafe { info.event_lib_custom().as_ref().and_then(|custom| custom.ops.as_ref()) } {
        // SAFETY: the caller's promise.
        return foreign::bind(context, *ops) && unsafe { dispatch::watch::init(ops, context, info, given) };
    }
    match config::event_library(info) {
        Some(kind) => foreign::attach(context, kind, given, info.signal_cb),
        None => true,
    }
}

/// Takes a context down: all its connections are closed and told so, then its memory goes. Inside a callback of this
/// context it only marks it: the outermost service call does the rest and returns a negative number.
///
/// @param context the context; NULL, and a context that is already destroyed, do nothing
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_context_destroy(context: *mut lws_context) {
    if context.is_null() {
        return;
    }
    // SAFETY: the caller's promise.
    unsafe { with_context("lws_context_destroy", context, (), destroy) }
}

fn destroy(context: ContextRef) {
    if context.depth.get() != 0 || context.in_service.get() {
        close::doom(context);
    } else {
        close::context(context);
    }
}

/// Whether a context is being taken down, or shall be when the service call ends. From any thread.
///
/// @return 1 if so or if there is no such context any more, 0 if not
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_context_is_being_destroyed(context: *mut lws_context) -> c_int {
    guard("lws_context_is_being_destroyed", 1, move || {
        // SAFETY: the caller's promise.
        match unsafe { dispatch::context_of(context) } {
            Some(c) => c_int::from(c.shared.is_ending()),
            None => 1,
        }
    })
}

/// Whether lws_context_deprecate() was called: the context does not listen any more.
///
/// @return 1 if so, 0 if not or if there is no such context
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_context_is_deprecated(context: *mut lws_context) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_context("lws_context_is_deprecated", context, 0, |c| c_int::from(c.deprecated.get())) }
}

/// The `user` member of the info that the context was made from. From any thread.
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_context_user(context: *mut lws_context) -> *mut c_void {
    guard("lws_context_user", null_mut(), move || {
        // SAFETY: the caller's promise.
        unsafe { dispatch::context_of(context) }.map_or(null_mut(), |c| c.shared.user())
    })
}

/// The name of this machine, as it was when the context was made.
///
/// @return a string that lives as long as the context, or NULL
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_canonical_hostname(context: *mut lws_context) -> *const c_char {
    let none = core::ptr::null();
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_canonical_hostname", context, none, move |c| {
            c.with_limits(|l| l.hostname.as_ptr()).unwrap_or(none)
        })
    }
}

/// The user and group of the creation info: the numbers of `username` and `groupname` if these were given, else `uid` and
/// `gid` as they stood there (0 or -1 for none).
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `uid` and `gid` are NULL or point to a place for the number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_effective_uid_gid(
    context: *mut lws_context,
    uid: *mut abi::lws_uid_t,
    gid: *mut abi::lws_gid_t,
) {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_get_effective_uid_gid", context, (), move |c| {
            let (u, g) = c.with_limits(|l| l.identity.given).unwrap_or_default();
            if let Some(place) = uid.as_mut() {
                *place = u as abi::lws_uid_t;
            }
            if let Some(place) = gid.as_mut() {
                *place = g as abi::lws_gid_t;
            }
        })
    }
}

/// With `LWS_SERVER_OPTION_EXPLICIT_VHOSTS`, changes to the user and group of the creation info: call it when all vhosts
/// listen. Without a call it happens when the protocols are initialized, in the first service call. Without that option
/// lws_create_context() has done it already, and this does nothing.
///
/// @return 0; 1 if there is no such context or the change failed: the log says why, and the context is not serviced
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_finalize_startup(context: *mut lws_context) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_finalize_startup", context, 1, |c| {
            if !c.option(abi::LWS_SERVER_OPTION_EXPLICIT_VHOSTS) || begin::become_user(c) {
                return 0;
            }
            c.started.set(Started::Failed);
            1
        })
    }
}

/// Adds a vhost to a context: it listens when this returns. Its protocols get `LWS_CALLBACK_PROTOCOL_INIT` before this
/// returns if the context is already serviced, else at the first service call.
///
/// What is copied and what is kept is as for lws_create_context().
///
/// @return the vhost, which goes with the context or with lws_vhost_destroy(), or NULL: the log says what was wrong
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `info` is NULL or points to a filled struct whose lists and
/// strings are valid during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_create_vhost(
    context: *mut lws_context,
    info: *const lws_context_creation_info,
) -> *mut lws_vhost {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_create_vhost", context, null_mut(), move |c| {
            let Some(info) = info.as_ref() else {
                log::err(format_args!("lws_create_vhost: info is NULL"));
                return null_mut();
            };
            let _log = system::log_to(c);
            if !config::acceptable(info) {
                return null_mut();
            }
            let platform = c.platform_file_ops.as_ptr().cast_const();
            let real = core::ptr::eq(c.file_ops.get(), platform) && c.platform_file_ops.get().next.is_null();
            let options = c.with_limits(|l| l.options).unwrap_or(0);
            let made = config::vhost(info, real, options).and_then(|config| life::vhost(c, config));
            made.map_or(null_mut(), |v| v.to_c())
        })
    }
}

/// Takes a vhost down: its listening sockets, its connections, its protocols (`LWS_CALLBACK_PROTOCOL_DESTROY`), then
/// `finalize`. Callbacks that are owed run before this returns; inside a callback of one of its own connections or
/// protocols it happens when the service call ends.
///
/// # Safety
/// `vh` is NULL or came from lws_create_vhost() or lws_get_vhost().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vhost_destroy(vh: *mut lws_vhost) {
    if vh.is_null() {
        return;
    }
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_vhost_destroy", vh, (), move |v| {
            let Some(c) = v.context() else { return };
            let running =
                |w: &crate::core::wsi::WsiRef| w.depth() != 0 && w.vhost().is_some_and(|x| std::ptr::eq(x, v));
            if v.depth.get() != 0 || c.connections().iter().any(running) {
                c.doomed_vhosts.borrow_mut().push(v);
            } else {
                close::vhost(v);
            }
        })
    }
}

/// The vhost of this name, or NULL.
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `name` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_vhost_by_name(context: *mut lws_context, name: *const c_char) -> *mut lws_vhost {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_get_vhost_by_name", context, null_mut(), move |c| {
            if name.is_null() {
                return null_mut();
            }
            let name = CStr::from_ptr(name);
            let vhosts = c.vhosts.borrow();
            let found = vhosts.iter().find(|v| v.with(|s| s.name() == name).unwrap_or(false));
            found.map_or(null_mut(), |v| v.to_c())
        })
    }
}

/// The name of a vhost; it lives as long as the vhost.
///
/// # Safety
/// `vhost` is NULL or a vhost of this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_vhost_name(vhost: *mut lws_vhost) -> *const c_char {
    let none = core::ptr::null();
    // SAFETY: the caller's promise.
    unsafe { with_vhost("lws_get_vhost_name", vhost, none, move |v| v.with(|s| s.name().as_ptr()).unwrap_or(none)) }
}

/// The port that a vhost listens on (the real one if it asked for 0), or -1.
///
/// # Safety
/// `vhost` is NULL or a vhost of this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_vhost_port(vhost: *mut lws_vhost) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_vhost("lws_get_vhost_port", vhost, -1, move |v| v.port.get()) }
}

/// The same as lws_get_vhost_port().
///
/// # Safety
/// `vhost` is NULL or a vhost of this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_vhost_listen_port(vhost: *mut lws_vhost) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with_vhost("lws_get_vhost_listen_port", vhost, -1, move |v| v.port.get()) }
}

/// The `iface` that a vhost was made with, or NULL; it lives as long as the vhost.
///
/// # Safety
/// `vhost` is NULL or a vhost of this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_vhost_iface(vhost: *mut lws_vhost) -> *const c_char {
    let none = core::ptr::null();
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_get_vhost_iface", vhost, none, move |v| {
            v.with(|s| s.config.iface.as_ref().map_or(none, |i| i.as_ptr())).unwrap_or(none)
        })
    }
}

/// The `user` that a vhost was made with.
///
/// # Safety
/// `vhost` is NULL or a vhost of this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_vhost_user(vhost: *mut lws_vhost) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_get_vhost_user", vhost, null_mut(), move |v| v.with(|s| s.config.user).unwrap_or(null_mut()))
    }
}

/// The same as lws_get_vhost_user().
///
/// # Safety
/// `vhost` is NULL or a vhost of this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vhost_user(vhost: *mut lws_vhost) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { lws_get_vhost_user(vhost) }
}

/// The protocol of this name on a vhost, as lws_get_protocol() would give it, or NULL.
///
/// # Safety
/// `vh` is NULL or a vhost of this library; `name` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vhost_name_to_protocol(vh: *mut lws_vhost, name: *const c_char) -> *const lws_protocols {
    let none = core::ptr::null();
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_vhost_name_to_protocol", vh, none, move |v| {
            if name.is_null() {
                return none;
            }
            v.protocol_named(CStr::from_ptr(name).to_bytes()).map_or(none, |i| v.protocol_ptr(i))
        })
    }
}

/// The index of a protocol on a vhost: by lws's own pointer, or the program's entry of the same name.
///
/// # Safety
/// `prot` is NULL or points to a valid entry.
unsafe fn protocol_index(v: crate::core::vhost::VhostRef, prot: *const lws_protocols) -> Option<usize> {
    // SAFETY: the caller's promise.
    let p = unsafe { prot.as_ref() }?;
    v.protocol_index(prot).or_else(|| v.protocol_named(dispatch::text(p.name).as_bytes()))
}

/// Memory for what a protocol keeps per vhost: zeroed, freed with the vhost. Mostly called in PROTOCOL_INIT. A second
/// call for the same protocol gives the same memory.
///
/// @return the memory, or NULL (an unknown protocol, a size below 1, no memory)
///
/// # Safety
/// `vhost` is NULL or a vhost of this library; `prot` is NULL or one of its protocols.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_protocol_vh_priv_zalloc(
    vhost: *mut lws_vhost,
    prot: *const lws_protocols,
    size: c_int,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_protocol_vh_priv_zalloc", vhost, null_mut(), move |v| {
            let Some(i) = protocol_index(v, prot).filter(|_| size > 0) else { return null_mut() };
            let mut private = v.private.borrow_mut();
            let Some(slot) = private.get_mut(i) else { return null_mut() };
            if slot.0.is_null() {
                *slot = Private(dispatch::zalloc(size as usize, c"vh priv"));
            }
            slot.0
        })
    }
}

/// What lws_protocol_vh_priv_zalloc() made for a protocol on a vhost, or NULL.
///
/// # Safety
/// `vhost` is NULL or a vhost of this library; `prot` is NULL or one of its protocols.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_protocol_vh_priv_get(vhost: *mut lws_vhost, prot: *const lws_protocols) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_protocol_vh_priv_get", vhost, null_mut(), move |v| {
            let Some(i) = protocol_index(v, prot) else { return null_mut() };
            v.private.borrow().get(i).map_or(null_mut(), |p| p.0)
        })
    }
}

/// Gives a reason to each protocol of the connection's vhost, with the connection's own session memory.
///
/// @return 1 if one of the callbacks did not return 0, else 0
///
/// # Safety
/// `wsi` is NULL or a connection of this library; `in` is what the callbacks take for this reason.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_callback_vhost_protocols(
    wsi: *mut lws,
    reason: c_int,
    r#in: *mut c_void,
    len: abi::lws_len_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        super::with_wsi("lws_callback_vhost_protocols", wsi, 1, move |w| {
            let Some(v) = w.vhost() else { return 1 };
            let len = abi::len_as_size(len);
            let failed = (0..v.protocol_count())
                .any(|i| dispatch::call_with(w, v.callback(i), reason, w.user(), r#in, len) != 0);
            c_int::from(failed)
        })
    }
}
