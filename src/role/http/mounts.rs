//! Mounts: parts of the URL space that folders, callbacks or redirects answer for.

use super::{files, response};
use crate::abi;
use crate::core::close;
use crate::core::dispatch;
use crate::core::vhost::{Mount, Origin, Settings};
use crate::core::wsi::{WsiRef, flag};
use crate::proto::http::request::Method;
use crate::proto::http::{conditions, mime, uri};
use crate::sys::file;
use crate::util::log;
use core::ffi::c_int;
use std::rc::Rc;

/// How far from the client a response may be cached, by `cache_intermediaries`.
const INTERMEDIATES: [&str; 2] = ["private", "public"];
/// Room for what the program adds in ADD_HEADERS.
const ADDED_HEADERS: usize = 2048;

/// The mount with the longest prefix of the path.
pub fn find(wsi: WsiRef, path: &[u8]) -> Option<usize> {
    let method = wsi.with_request(|r| r.method)?;
    wsi.vhost()?.with(|s| find_in(s, path, method))?
}

fn find_in(settings: &Settings, path: &[u8], method: Method) -> Option<usize> {
    // A folder answers to what asks for files.
    let plain = matches!(method, Method::Get | Method::Head | Method::Post);
    let fits = |m: &Mount| {
        let rest = path.strip_prefix(&m.point[..]);
        let serves = plain || m.kind == Origin::Callback || m.protocol.is_some();
        serves && rest.is_some_and(|rest| m.point.len() <= 1 || rest.is_empty() || rest[0] == b'/')
    };
    let mounts = settings.config.mounts.iter().enumerate();
    // Of equally long ones the first.
    mounts.filter(|(_, m)| fits(m)).max_by_key(|(i, m)| (m.point.len(), std::cmp::Reverse(*i))).map(|(i, _)| i)
}

fn settings(wsi: WsiRef) -> Option<Rc<Settings>> {
    wsi.vhost()?.settings()
}

/// Redirects that come before everything else: a redirecting mount, and a folder's mount named without its slash.
/// `Some(true)`: answered, and the connection closes.
pub fn redirect(wsi: WsiRef) -> Option<bool> {
    let path = wsi.with_http(|h| h.path.strip_suffix(b"\0").unwrap_or(&h.path).to_vec())?;
    let settings = settings(wsi)?;
    let method = wsi.with_request(|r| r.method)?;
    let mount = &settings.config.mounts[find_in(&settings, &path, method)?];
    let away = matches!(mount.kind, Origin::RedirectHttp | Origin::RedirectHttps);
    let slash_missing =
        mount.kind == Origin::File && mount.point.len() > 1 && path.get(mount.point.len()) != Some(&b'/');
    let location = if away {
        let scheme: &[u8] = if mount.kind == Origin::RedirectHttp { b"http://" } else { b"https://" };
        [scheme, mount.origin.as_bytes()].concat()
    } else if slash_missing {
        let host = wsi.with_request(|r| r.get("host").map(<[u8]>::to_vec)).flatten();
        let Some(host) = host else { return Some(true) };
        [b"http://", &host[..], &path, b"/"].concat()
    } else {
        return None;
    };
    let sent = response::redirect(wsi, 301, &location);
    Some(!sent || super::server::transaction_completed(wsi) != 0)
}

/// Has a mount answer. Not 0: close the connection. `path` ends with a NUL.
pub fn serve(wsi: WsiRef, index: usize, path: &mut [u8]) -> c_int {
    let Some(settings) = settings(wsi) else { return 1 };
    let mount = &settings.config.mounts[index];
    let len = path.len() - 1;
    let below = mount.point.len().min(len);
    if mount.kind == Origin::Callback || mount.protocol.is_some() {
        let name = mount.protocol.as_ref().unwrap_or(&mount.origin);
        let Some(protocol) = wsi.vhost().and_then(|v| v.protocol_named(name.as_bytes())) else {
            log::err(format_args!("mount {}: there is no protocol {name:?}", String::from_utf8_lossy(&mount.point)));
            return 1;
        };
        if !close::bind(wsi, protocol) {
            return 1;
        }
        let (refused, answered) = dispatch::check_access(wsi, path, len, mount.auth_mask & !abi_auth_mode());
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
        Origin::File => serve_file(wsi, &settings, mount, &path[..len]),
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
    } else if mount.kind == Origin::Callback {
        call_http(wsi, &mut path[below..])
    } else {
        call_http(wsi, path)
    }
}

/// The bits of a mount's `auth_mask` that choose how to authenticate.
const fn abi_auth_mode() -> u32 {
    0xf000_0000
}

fn call_http(wsi: WsiRef, path: &mut [u8]) -> c_int {
    let len = path.len().saturating_sub(1);
    dispatch::call(wsi, abi::LWS_CALLBACK_HTTP as c_int, path.as_mut_ptr().cast(), len)
}

/// Answers with a file of a folder. `None`: there is no such file.
fn serve_file(wsi: WsiRef, settings: &Settings, mount: &Mount, path: &[u8]) -> Option<c_int> {
    let below = path.get(mount.point.len()..).unwrap_or_default();
    let default: &[u8] = mount.default_file.as_ref().map_or(b"index.html", |d| d.as_bytes());
    let wanted: &[u8] = if below.is_empty() || below == b"/" { default } else { below };
    wsi.clear(flag::HANDLING_404);
    if settings.config.error_document_404.as_deref().is_some_and(|p| p == path) {
        wsi.set(flag::HANDLING_404);
    }
    let root = mount.origin.as_bytes();
    let mut full = uri::join_path(root, wanted)?;
    let mut opened = file::open(&full).ok()?;
    let mut is_as_named = true;
    if opened.is_folder {
        full = uri::join_path(&full, default)?;
        opened = file::open(&full).ok()?;
        is_as_named = false;
    }
    if !opened.is_regular || (wanted.ends_with(b"/") && is_as_named) {
        return None;
    }
    let etag = format!("{:08X}{:08X}", opened.size, opened.modified.max(0) as u64);
    let cache = cache_control(mount.cache);
    let matches = wsi.with_request(|r| r.get("if-none-match").map(|v| conditions::etag_matches(v, etag.as_bytes())));
    if matches.flatten() == Some(true) {
        return Some(not_modified(wsi, &etag, &cache));
    }
    let name = String::from_utf8_lossy(&full).into_owned();
    let Some(content_type) = content_type(mount, &name) else {
        log::info(format_args!("{name}: unknown type, answering 415; extra_mimetypes of the mount can name it"));
        let r = response::simple(wsi, 415, b"");
        return Some(if r != 0 || super::server::transaction_completed(wsi) != 0 { -1 } else { 0 });
    };
    let mut headers = format!("etag: {etag}\r\n").into_bytes();
    if mount.protocol.is_some() && !dispatch::add_headers(wsi, &mut headers, ADDED_HEADERS) {
        return Some(-1);
    }
    let answer = files::Answer { content_type: &content_type, headers: &headers, cache: &cache, etag: Some(&etag) };
    Some(files::finish(wsi, files::start(wsi, opened, &answer)))
}

/// The type of a file: the mount's own, then lws's, then the registered one, then the mount's for all others.
pub fn content_type(mount: &Mount, name: &str) -> Option<Vec<u8>> {
    let ends_with = |end: &[u8]| {
        let name = name.as_bytes();
        name.len() > end.len() && name[name.len() - end.len()..].eq_ignore_ascii_case(end)
    };
    let own = mount.mimetypes.iter().filter(|(end, _)| end.first() != Some(&b'*'));
    let other = mount.mimetypes.iter().find(|(end, _)| end.first() == Some(&b'*'));
    own.into_iter()
        .find(|(end, _)| ends_with(end))
        .map(|(_, t)| t.as_bytes().to_vec())
        .or_else(|| mime::known(name).map(|t| t.as_bytes().to_vec()))
        .or_else(|| other.map(|(_, t)| t.as_bytes().to_vec()))
        .or_else(|| mime::guess(name).map(|t| t.as_bytes().to_vec()))
}

/// The Cache-Control value of a mount.
fn cache_control((max_age, reusable, revalidate, intermediaries): (u32, bool, bool, bool)) -> String {
    if max_age == 0 || !reusable {
        return "no-store".into();
    }
    let who = INTERMEDIATES[usize::from(intermediaries)];
    let first = if revalidate { "must-revalidate, " } else { "" };
    format!("{first}{who}, max-age={max_age}")
}

fn not_modified(wsi: WsiRef, etag: &str, cache: &str) -> c_int {
    let mut buffer = [0u8; 4096];
    let mut head = response::Head::new(&mut buffer);
    let fits = head.status(wsi, 304)
        && head.token(abi::WSI_TOKEN_HTTP_ETAG, etag.as_bytes())
        && head.token(abi::WSI_TOKEN_HTTP_CACHE_CONTROL, cache.as_bytes())
        && head.finish();
    if !fits || !crate::core::transport::write(wsi, head.bytes(), &[]) {
        return -1;
    }
    if super::server::transaction_completed(wsi) != 0 { -1 } else { 0 }
}
