//! How contexts and vhosts begin: memory, listening sockets, the protocols' first callback.

use crate::abi;
use crate::core::context::{Context, ContextRef, Limits, Started};
use crate::core::dispatch::system;
use crate::core::vhost::{Vhost, VhostConfig, VhostRef};
use crate::core::{begin, close, watch};
use crate::role;
use crate::sys::socket;
use crate::util::{log, system as kept};
use core::ffi::c_void;

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

/// Makes a vhost of a context: it listens when this returns. Its protocols are initialized too when those of the others
/// were, else with them, as with lws: programs use their context pointer in PROTOCOL_INIT. `None`: it could not, and the
/// log says why; nothing of it is left.
pub fn vhost(context: ContextRef, config: VhostConfig) -> Option<VhostRef> {
    let vhost = Vhost::take(context, config);
    system::log_used(system::log_of(vhost), 1);
    context.vhosts.borrow_mut().push(vhost);
    watch::vhost_begins(context, vhost);
    if let Err(why) = role::listen::open(vhost) {
        log::err(format_args!("vhost {}: {why}", vhost.display_name()));
        close::vhost(vhost);
        return None;
    }
    if context.initialized.get() && !begin::protocols(context) {
        close::vhost(vhost);
        return None;
    }
    Some(vhost)
}

/// The first service call: the system goes from state to state as far as its watchers let it, and on the way the
/// protocols of all vhosts are initialized. False: the context cannot be serviced.
pub fn start(context: ContextRef) -> bool {
    if context.started.get() == Started::No {
        context.started.set(Started::Yes);
        watch::ask_thread(context);
        system::advance(context, abi::LWS_SYSTATE_OPERATIONAL);
        // With 4.3 the protocols do not wait for the program's watchers.
        if !kept::PROTOCOLS_WAIT && !context.initialized.get() && !context.doomed.get() {
            begin::protocols(context);
        }
    }
    context.started.get() != Started::Failed
}
