//! How contexts and vhosts begin: memory, listening sockets, the protocols' first callback.

use crate::abi;
use crate::core::close;
use crate::core::context::{Context, ContextRef, Limits};
use crate::core::dispatch;
use crate::core::vhost::{Vhost, VhostConfig, VhostRef};
use crate::role;
use crate::sys::socket;
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

/// Makes a vhost of a context: it listens and its protocols are initialized when this returns. `None`: it could not,
/// and the log says why; nothing of it is left.
pub fn vhost(context: ContextRef, config: VhostConfig) -> Option<VhostRef> {
    let vhost = Vhost::take(context, config);
    context.vhosts.borrow_mut().push(vhost);
    if let Err(why) = role::listen::open(vhost) {
        log::err(format_args!("vhost {}: {why}", name(vhost)));
        close::vhost(vhost);
        return None;
    }
    if !initialize(vhost) {
        close::vhost(vhost);
        return None;
    }
    Some(vhost)
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
