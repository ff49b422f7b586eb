//! How protocols begin: PROTOCOL_INIT with the options of the vhost, then the process becomes who it shall be.

use crate::abi;
use crate::core::context::{ContextRef, Started};
use crate::core::vhost::VhostRef;
use crate::core::{dispatch, timers, tls};
use crate::sys::{clock, identity};
use crate::util::log;
use core::ffi::c_int;

/// How often the age of certificates is told.
const DAY_US: u64 = 24 * 3600 * 1_000_000;
/// With lws 4.3, a vhost that has options at all initializes the protocols that they name, and no others.
const CHOOSES: bool = abi::SONAME_NUMBER == 19;

/// Gives each protocol its PROTOCOL_INIT, with its options on this vhost, until one of them fails.
pub fn vhost(vhost: VhostRef) -> bool {
    for i in 0..vhost.protocol_count() {
        let protocol = vhost.protocol_name(i);
        if protocol.is_empty() {
            continue;
        }
        let list = vhost.with(|s| s.config.pvo).unwrap_or(core::ptr::null());
        if CHOOSES && !list.is_null() && !dispatch::has_option(list, &protocol) {
            continue;
        }
        let options = dispatch::protocol_options(list, &protocol);
        if dispatch::has_option(options, c"default") {
            vhost.default_protocol.set(i);
        }
        if dispatch::has_option(options, c"raw") {
            vhost.raw_protocol.set(i);
        }
        let reason = abi::LWS_CALLBACK_PROTOCOL_INIT as c_int;
        if dispatch::call_vhost(vhost, i, reason, options.cast_mut().cast(), 0) != 0 {
            log::err(format_args!("vhost {}: protocol {protocol:?} failed its PROTOCOL_INIT", vhost.display_name()));
            vhost.drop_private(i);
            return false;
        }
    }
    vhost.initialized.set(true);
    true
}

/// Initializes the protocols of all vhosts that have not yet begun; with explicit vhosts the process then becomes the
/// user that the program chose. When one fails, no further one is tried, now or later, and the context goes on.
pub fn protocols(context: ContextRef) -> bool {
    if context.initializing.replace(true) {
        return true;
    }
    let vhosts: Vec<VhostRef> = context.vhosts.borrow().clone();
    let fresh_tls = |v: &VhostRef| !v.initialized.get() && v.with(|s| s.config.server_tls.is_some()) == Some(true);
    let any_tls = vhosts.iter().any(fresh_tls);
    let begun = vhosts.into_iter().all(|v| {
        let skip = v.with(|s| s.option(abi::LWS_SERVER_OPTION_SKIP_PROTOCOL_INIT));
        !v.is_live() || v.initialized.get() || skip == Some(true) || vhost(v)
    });
    if !context.initialized.get() && context.option(abi::LWS_SERVER_OPTION_EXPLICIT_VHOSTS) && !become_user(context) {
        context.started.set(Started::Failed);
        return false;
    }
    if any_tls {
        tls::tell_ages(context);
        context.certificates_at.set(clock::monotonic_us() + DAY_US);
        timers::arm(context);
    }
    if begun {
        context.initializing.set(false);
        context.initialized.set(true);
    }
    begun
}

/// A day has passed since the age of certificates was told.
pub fn ages_again(context: ContextRef) {
    context.certificates_at.set(clock::monotonic_us() + DAY_US);
    tls::tell_ages(context);
}

/// The process becomes the user and group of the creation info. False: it could not, and the log says why.
pub fn become_user(context: ContextRef) -> bool {
    let Some(who) = context.with_limits(|l| l.identity.clone()) else { return false };
    match identity::become_identity(&who) {
        Ok(()) => true,
        Err(e) => {
            log::err(format_args!(
                "cannot become uid {:?} gid {:?}: {e}; the context is not serviced",
                who.uid, who.gid
            ));
            false
        }
    }
}
