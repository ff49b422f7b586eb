//! How contexts and vhosts begin: memory, listening sockets, the protocols' first callback.

use crate::abi;
use crate::core::close;
use crate::core::context::{Context, ContextRef, Limits, Started};
use crate::core::dispatch;
use crate::core::vhost::{Vhost, VhostConfig, VhostRef};
use crate::role;
use crate::sys::{identity, socket};
use crate::util::log;
use core::ffi::{c_int, c_void};

/// Makes a context without vhosts.
pub fn context(limits: Limits, user: *mut c_void) -> Option<ContextRef> {
    socket::ignore_sigpipe();
    match Context::take(limits, user, &role::TABLE) {
        Ok(context) => Some(context),
        Err(e) => {
            log::err(format_args!("lws_create_context: {e}; raise the limit of open descriptors (ulimit -n)"));
            None
        }
    }
}

/// Makes a vhost of a context: it listens when this returns. Its protocols are initialized too when the context is
/// already serviced, else when that begins, as with lws: programs use their context pointer in PROTOCOL_INIT. `None`: it
/// could not, and the log says why; nothing of it is left.
pub fn vhost(context: ContextRef, config: VhostConfig) -> Option<VhostRef> {
    let vhost = Vhost::take(context, config);
    context.vhosts.borrow_mut().push(vhost);
    if let Err(why) = role::listen::open(vhost) {
        log::err(format_args!("vhost {}: {why}", name(vhost)));
        close::vhost(vhost);
        return None;
    }
    if context.started.get() == Started::Yes && !initialize(vhost) {
        close::vhost(vhost);
        return None;
    }
    Some(vhost)
}

/// The first service call, or `lws_finalize_startup`: the protocols of all vhosts are initialized, then the process
/// becomes the user that the program chose. False: something of that failed, and the context cannot be serviced.
pub fn start(context: ContextRef) -> bool {
    match context.started.get() {
        Started::Yes => return true,
        Started::Failed => return false,
        Started::No => {}
    }
    context.started.set(Started::Yes);
    let vhosts: Vec<VhostRef> = context.vhosts.borrow().clone();
    let initialized = vhosts.into_iter().all(|v| !v.is_live() || v.initialized.get() || initialize(v));
    if !initialized || !become_user(context) {
        context.started.set(Started::Failed);
        return false;
    }
    true
}

fn become_user(context: ContextRef) -> bool {
    let (uid, gid) = context.with_limits(|l| l.identity).unwrap_or_default();
    match identity::become_identity(uid, gid) {
        Ok(()) => true,
        Err(e) => {
            log::err(format_args!("cannot become uid {uid:?} gid {gid:?}: {e}; the context is not serviced"));
            false
        }
    }
}

fn name(vhost: VhostRef) -> String {
    vhost.with(|s| s.name().to_string_lossy().into_owned()).unwrap_or_default()
}

/// Gives each protocol its PROTOCOL_INIT, with its options on this vhost.
fn initialize(vhost: VhostRef) -> bool {
    vhost.initialized.set(true);
    for i in 0..vhost.protocol_count() {
        let protocol = vhost.protocol_name(i);
        let options = vhost.with(|s| s.config.pvo).unwrap_or(core::ptr::null());
        let input = dispatch::protocol_options(options, &protocol);
        let reason = abi::LWS_CALLBACK_PROTOCOL_INIT as c_int;
        if dispatch::call_vhost(vhost, i, reason, input.cast_mut().cast(), 0) != 0 {
            log::err(format_args!("vhost {}: protocol {protocol:?} failed its PROTOCOL_INIT", name(vhost)));
            return false;
        }
    }
    true
}
