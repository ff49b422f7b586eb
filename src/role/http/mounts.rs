//! Mounts: parts of the URL space that folders, callbacks or redirects answer for.

use super::auth::{self, Judge, Verdict};
use super::{folder, response};
use crate::abi;
use crate::core::close;
use crate::core::dispatch;
use crate::core::vhost::{Mount, Origin, Settings};
use crate::core::wsi::{WsiRef, flag};
use crate::proto::http::request::{Method, Request};
use crate::util::log;
use core::ffi::c_int;
use std::rc::Rc;

/// The mount that answers for a path.
pub fn find(wsi: WsiRef, path: &[u8]) -> Option<usize> {
    let method = wsi.with_request(|r| r.method)?;
    wsi.vhost()?.with(|s| find_in(s, path, method))?
}

fn find_in(settings: &Settings, path: &[u8], method: Method) -> Option<usize> {
    // Not each method leads to a folder or a redirect; what does not is the program's.
    let plain = match method {
        Method::Get | Method::Head | Method::Post => true,
        Method::Put | Method::Patch | Method::Delete => abi::MOUNTS_TAKE_CHANGES,
        _ => false,
    };
    let fits = |m: &Mount| {
        let rest = path.strip_prefix(&m.point[..]);
        let serves = plain || m.kind == Origin::Callback || m.protocol.is_some();
        serves && rest.is_some_and(|rest| m.point.len() <= 1 || rest.is_empty() || rest[0] == b'/')
    };
    // The longest; of equally long ones the first. But a callback's mount takes all that fits it from those that stand
    // before it in the list, as with lws.
    let mut best = None;
    for (i, m) in settings.config.mounts.iter().enumerate().filter(|(_, m)| fits(m)) {
        if m.kind == Origin::Callback || best.is_none_or(|(_, len)| m.point.len() > len) {
            best = Some((i, m.point.len()));
        }
    }
    best.map(|(i, _)| i)
}

fn settings(wsi: WsiRef) -> Option<Rc<Settings>> {
    wsi.vhost()?.settings()
}

/// Redirects that come before everything else: a redirecting mount, and a folder's mount named without its slash.
/// `Some(true)`: answered, and the connection closes.
pub fn redirect(wsi: WsiRef) -> Option<bool> {
    let settings = settings(wsi)?;
    let location = wsi.with_http(|h| {
        let path = h.path.strip_suffix(b"\0").unwrap_or(&h.path);
        location(&settings, path, h.request.as_ref()?)
    });
    let sent = location.flatten()?.is_some_and(|to| response::redirect(wsi, 301, &to));
    Some(!sent || super::server::transaction_completed(wsi) != 0)
}

/// Where a request is redirected to, if it is; `Some(None)`: to nowhere, for want of a host.
fn location(settings: &Settings, path: &[u8], request: &Request) -> Option<Option<Vec<u8>>> {
    let mount = &settings.config.mounts[find_in(settings, path, request.method)?];
    match mount.kind {
        Origin::RedirectHttp => Some(Some([b"http://", mount.origin.as_bytes()].concat())),
        Origin::RedirectHttps => Some(Some([b"https://", mount.origin.as_bytes()].concat())),
        Origin::File if mount.point.len() > 1 && path.get(mount.point.len()) != Some(&b'/') => {
            Some(request.get("host").map(|host| [b"http://", host, path, b"/"].concat()))
        }
        _ => None,
    }
}

/// Has a mount answer. Not 0: close the connection. `path` ends with a NUL.
pub fn serve(wsi: WsiRef, index: usize, path: &mut [u8]) -> c_int {
    let Some(settings) = settings(wsi) else { return 1 };
    let mount = &settings.config.mounts[index];
    let len = path.len() - 1;
    let below = mount.point.len().min(len);
    if let Some(judge) = judge(mount) {
        let verdict = auth::check(wsi, judge);
        if wsi.has(flag::DOOMED) {
            return 1;
        }
        if verdict != Verdict::Granted {
            return auth::answer(wsi, verdict);
        }
        if wsi.with_request(|_| ()).is_none() {
            return 0;
        }
    }
    if mount.kind == Origin::Callback || mount.protocol.is_some() {
        let name = mount.protocol.as_ref().unwrap_or(&mount.origin);
        let Some(protocol) = wsi.vhost().and_then(|v| v.protocol_named(name.as_bytes())) else {
            log::err(format_args!("mount {}: there is no protocol {name:?}", String::from_utf8_lossy(&mount.point)));
            return 1;
        };
        if !close::bind(wsi, protocol) {
            return 1;
        }
        let (refused, answered) = dispatch::check_access(wsi, path, len, mount.auth_mask & !abi::AUTH_MODE_MASK);
        if refused != 0 || wsi.has(flag::DOOMED) {
            response::simple(wsi, 401, b"");
            return 1;
        }
        if answered || wsi.with_request(|_| ()).is_none() {
            return 0;
        }
        if !mount.options.is_null() {
            let reason = abi::LWS_CALLBACK_HTTP_PMO as c_int;
            if dispatch::call(wsi, reason, mount.options.cast_mut().cast(), 0) != 0 {
                return 1;
            }
        }
        let is_post = wsi.with_request(|r| r.method == Method::Post).unwrap_or(false);
        if is_post {
            return call_http(wsi, &mut path[below..]);
        }
    }
    let r = match mount.kind {
        Origin::File => folder::serve(wsi, &settings, mount, &path[..len]),
        Origin::Unserved => {
            let r = response::simple(wsi, 404, b"");
            Some(if r != 0 || super::server::transaction_completed(wsi) != 0 { -1 } else { 0 })
        }
        _ => None,
    };
    if let Some(r) = r {
        return r;
    }
    // Not found, or a callback's mount: the protocol answers.
    if let Some(protocol) = mount.protocol.as_ref().and_then(|p| wsi.vhost()?.protocol_named(p.as_bytes())) {
        // As with lws, bound anew for this.
        if !close::bind(wsi, protocol) {
            return 1;
        }
        call_http(wsi, &mut path[below..])
    } else {
        // Here lws gives the whole path; what is below the mount only to a POST, or where the mount names a protocol.
        call_http(wsi, path)
    }
}

/// Who lets users into a mount; `None` if anybody may.
fn judge(mount: &Mount) -> Option<Judge<'_>> {
    match ((mount.auth_mask & abi::AUTH_MODE_MASK) as abi::lws_authentication_mode, &mount.login_file) {
        (abi::LWSAUTHM_DEFAULT, None) => None,
        (abi::LWSAUTHM_DEFAULT, Some(file)) => Some(Judge::File(file.as_bytes())),
        (abi::LWSAUTHM_BASIC_AUTH_CALLBACK, _) => Some(Judge::Program),
        _ => Some(Judge::None),
    }
}

fn call_http(wsi: WsiRef, path: &mut [u8]) -> c_int {
    let len = path.len().saturating_sub(1);
    dispatch::call(wsi, abi::LWS_CALLBACK_HTTP as c_int, path.as_mut_ptr().cast(), len)
}
