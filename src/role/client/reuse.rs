//! One connection for several requests (`LCCSCF_PIPELINE`): when a response is complete and the server keeps the
//! connection, its socket stays for the next request to the same place.

use super::{connect, redirect};
use crate::abi;
use crate::core::client::{Client, Rest, Target, Via};
use crate::core::warm;
use crate::core::watch;
use crate::core::wsi::{Phase, Role, WsiRef, flag};
use crate::util::log;
use core::ffi::c_int;

/// Where a connection leads, for requests that may share one. `None`: this one does not.
fn place(wsi: WsiRef) -> Option<Vec<u8>> {
    let (target, proxied) = wsi.with_client(|c| (c.target.clone(), c.proxy.is_some()))?;
    let Target { address, port, iface, flags, method, .. } = target;
    // A TLS session ends with its connection object.
    let tls = flags & abi::LCCSCF_USE_SSL as c_int != 0;
    let shares = flags & abi::LCCSCF_PIPELINE as c_int != 0 && method.is_some() && !proxied && !tls;
    let iface = iface.unwrap_or_default();
    (shares && wsi.role() == Role::Client)
        .then(|| [&address[..], b" ", port.to_string().as_bytes(), b" ", &iface].concat())
}

/// A connection that was kept and leads where this one wants to.
pub fn take(wsi: WsiRef) -> Option<c_int> {
    let (context, vhost) = (wsi.context()?, wsi.vhost()?);
    if wsi.with_client(|c| c.only_new)? {
        return None;
    }
    warm::take(context, vhost, &place(wsi)?)
}

/// The response is complete, and its connection about to close: keeps its socket, if it is good for another request.
pub fn keep(wsi: WsiRef) {
    let unused =
        flag::HELD | flag::PENDING | flag::BROKEN | flag::ENDED | flag::DOOMED | flag::CLOSING | flag::UNUSABLE;
    let (Some(context), Some(vhost), Some(place)) = (wsi.context(), wsi.vhost(), place(wsi)) else { return };
    let whole = wsi.with_client(|c| {
        let stays = c.reply.as_ref().is_some_and(|r| r.keep_alive);
        let over = matches!(c.rest, Rest::Nothing)
            && c.inbox.is_empty()
            && c.completed
            && !c.ended
            && !c.surplus
            && !c.body_pending;
        (stays && over && c.via == Via::Direct).then_some(c.target.keep_secs)
    });
    let Some(Some(secs)) = whole else { return };
    if wsi.has(unused) || wsi.fd() < 0 || context.destroying.get() || context.doomed.get() || vhost.closing.get() {
        return;
    }
    crate::core::transport::flush_own(wsi);
    if wsi.has(unused) {
        return;
    }
    let fd = wsi.fd();
    watch::end_of_socket(context, wsi);
    context.set_fd(fd, None);
    wsi.set_fd(-1);
    warm::keep(context, vhost, place, fd, if secs == 0 { warm::SECS } else { secs.into() });
}

/// The connection has ended. If it was kept from an earlier request, the server gave it up as this one was on its way: the
/// request goes out again on a new one. One with a body does not, as the server may have worked on it.
pub fn begin_anew(wsi: WsiRef) -> bool {
    let again = wsi.with_client(|c| {
        let untouched = c.reused && !c.had_body && c.reply.is_none() && c.searched == 0;
        untouched.then(|| Client {
            target: std::mem::take(&mut c.target),
            redirects: c.redirects,
            turned_to_get: c.turned_to_get,
            only_new: true,
            ..Client::default()
        })
    });
    let Some(Some(again)) = again.filter(|_| wsi.phase() == Phase::Head && !wsi.has(flag::DOOMED | flag::CLOSING))
    else {
        return false;
    };
    log::info(format_args!("client: a kept connection was gone, connecting anew"));
    redirect::leave(wsi);
    wsi.with_client(|c| *c = again);
    connect::resolve(wsi);
    true
}
