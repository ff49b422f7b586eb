//! The files of a mount's folder.

use super::find::{self, Body, Folder, Found};
use super::{files, response};
use crate::abi;
use crate::core::file_out::Source;
use crate::core::vhost::{Mount, Settings};
use crate::core::wsi::{WsiRef, flag};
use crate::core::{close, dispatch};
use crate::proto::http::conditions::{self, Conditions, Verdict};
use crate::proto::http::mime;
use crate::proto::http::request::{Method, Request};
use crate::util::{hex, log};
use core::ffi::c_int;
use std::borrow::Cow;

/// How far from the client a response may be cached, by `cache_intermediaries`.
const INTERMEDIATES: [&str; 2] = ["private", "public"];
/// What the entity tag of a file's gzip form ends with.
const GZIP_MARK: &str = "-gzip";
/// Room for what the program adds in ADD_HEADERS.
const ADDED_HEADERS: usize = 2048;

/// Answers with a file of a folder. `None`: there is no such file.
pub fn serve(wsi: WsiRef, settings: &Settings, mount: &Mount, path: &[u8]) -> Option<c_int> {
    // As with lws, it is compared with what follows the mount's point.
    let below = path.get(mount.point.len()..).unwrap_or_default();
    wsi.clear(flag::HANDLING_404);
    if settings.config.error_document_404.as_deref().is_some_and(|p| p == below) {
        wsi.set(flag::HANDLING_404);
    }
    let (confines, twins) = wsi.vhost().map(|v| (v.confines_mounts.get(), v.gzip_twins.get()))?;
    let folder = Folder { root: mount.origin.as_bytes(), confines };
    let (mut body, name) = find(wsi, &folder, mount, below)?;
    let twins = twins && !is_interpreted(mount, &name);
    if twins
        && find::takes_gzip(wsi)
        && let Some(twin) = folder.look_for_twin(wsi, &name, &body)
    {
        body = twin;
    }
    let mark = if twins && body.is_gzip { GZIP_MARK } else { "" };
    let etag = etag(&body, mark);
    let cache = cache_control(mount.cache);
    let date = body.date();
    match conditions(wsi, &etag, date) {
        Verdict::GoOn => {}
        Verdict::NotModified => return Some(not_modified(wsi, &etag, &cache, twins)),
        Verdict::Failed => return Some(simple(wsi, 412)),
    }
    let Some(content_type) = content_type(mount, &name) else {
        let shown = String::from_utf8_lossy(&name);
        log::info(format_args!("{shown}: unknown type, answering 415; extra_mimetypes of the mount can name it"));
        return Some(simple(wsi, 415));
    };
    let mut headers = Vec::new();
    let interpreter = match interpreter(wsi, mount, &name) {
        Ok(interpreter) => interpreter,
        Err(r) => return Some(r),
    };
    match interpreter {
        Some((_, true)) => headers.extend_from_slice(b"transfer-encoding: chunked\r\n"),
        Some((_, false)) => {
            // HTTP/1.0 knows no chunks: the end of the connection is the end of the answer.
            wsi.set(flag::LAST);
            headers.extend_from_slice(b"connection: close\r\n");
        }
        None => {}
    }
    if let Some(own) = &mount.protocol {
        // As with lws, bound anew for this, also when it already was.
        let protocol = wsi.vhost().and_then(|v| v.protocol_named(own.as_bytes()));
        if !protocol.is_some_and(|p| close::bind(wsi, p)) || !dispatch::add_headers(wsi, &mut headers, ADDED_HEADERS) {
            return Some(-1);
        }
    }
    let answer = files::Answer {
        content_type,
        headers: &headers,
        cache: &cache,
        etag: Some(&etag),
        date,
        varies: twins,
        interpreter,
    };
    Some(files::finish(wsi, files::start(wsi, body, &answer)))
}

/// The file that a path below the mount's point asks for, and its own path.
fn find(wsi: WsiRef, folder: &Folder, mount: &Mount, below: &[u8]) -> Option<(Body, Vec<u8>)> {
    let default: &[u8] = mount.default_file.as_ref().map_or(b"index.html", |d| d.as_bytes());
    let wanted = if below.is_empty() || below == b"/" { default } else { below };
    let mut name = Vec::new();
    match folder.look(wsi, wanted, &mut name) {
        // A slash behind the name of a file of the system's asks for a folder; the program's know best themselves.
        Found::File(Body { source: Source::File(_) | Source::Kept(_), .. }) if wanted.ends_with(b"/") => None,
        Found::File(body) => Some((body, name)),
        Found::Folder => match folder.look(wsi, &[wanted, b"/", default].concat(), &mut name) {
            Found::File(body) => Some((body, name)),
            _ => None,
        },
        Found::Nothing => None,
    }
}

/// What the request's conditions come to.
fn conditions(wsi: WsiRef, etag: &str, modified: Option<u64>) -> Verdict {
    if wsi.has(flag::HANDLING_404) {
        return Verdict::GoOn;
    }
    let evaluate = |r: &Request| {
        let reads = matches!(r.method, Method::Get | Method::Head);
        let asked = Conditions {
            if_match: r.get("if-match"),
            if_unmodified_since: r.get("if-unmodified-since"),
            if_none_match: r.get("if-none-match"),
            if_modified_since: r.get("if-modified-since").filter(|_| reads),
        };
        conditions::evaluate(&asked, etag.as_bytes(), modified)
    };
    wsi.with_request(evaluate).unwrap_or(Verdict::GoOn)
}

/// A whole small answer.
fn simple(wsi: WsiRef, status: u32) -> c_int {
    if response::simple(wsi, status, b"") != 0 || super::server::transaction_completed(wsi) != 0 { -1 } else { 0 }
}

/// Whether a protocol rewrites this file.
fn is_interpreted(mount: &Mount, path: &[u8]) -> bool {
    mount.interpret.iter().any(|(end, _)| path.len() > end.len() && path.ends_with(end))
}

/// The protocol that rewrites a file, by its suffix, and whether in chunks; the connection is bound to it. The error is
/// what to do with the connection.
fn interpreter(wsi: WsiRef, mount: &Mount, path: &[u8]) -> Result<Option<(usize, bool)>, c_int> {
    let fits = |end: &[u8]| path.len() > end.len() && path.ends_with(end);
    let Some((_, name)) = mount.interpret.iter().find(|(end, _)| fits(end)) else { return Ok(None) };
    let Some(protocol) = wsi.vhost().and_then(|v| v.protocol_named(name.as_bytes())) else {
        log::err(format_args!("interpret of a mount: there is no protocol {name:?}, so the file is not served"));
        let r = response::simple(wsi, 500, b"");
        return Err(if r != 0 || super::server::transaction_completed(wsi) != 0 { -1 } else { 0 });
    };
    if !close::bind(wsi, protocol) {
        return Err(-1);
    }
    Ok(Some((protocol, wsi.with_request(|r| r.minor == 1).unwrap_or(false))))
}

/// The entity tag of a file, as lws makes it, and what it ends with.
fn etag(body: &Body, mark: &str) -> String {
    let digits = hex::upper_eight(body.size).chain(hex::upper_eight(body.modified_secs()));
    digits.chain(mark.bytes()).map(char::from).collect()
}

/// The type of a file: the mount's own, then lws's, then the mount's for all others, then the registered one.
pub fn content_type<'a>(mount: &'a Mount, name: &[u8]) -> Option<&'a [u8]> {
    let own = mount.mimetypes.iter().filter(|(end, _)| end.first() != Some(&b'*'));
    let other = mount.mimetypes.iter().find(|(end, _)| end.first() == Some(&b'*'));
    own.into_iter()
        .find(|(end, _)| mime::ends_with(name, end))
        .map(|(_, t)| t.as_bytes())
        .or_else(|| mime::known(name).map(str::as_bytes))
        .or_else(|| other.map(|(_, t)| t.as_bytes()))
        .or_else(|| mime::guess(name).map(str::as_bytes))
}

/// The Cache-Control value of a mount.
fn cache_control((max_age, reusable, revalidate, intermediaries): (u32, bool, bool, bool)) -> Cow<'static, str> {
    if max_age == 0 || !reusable {
        return "no-store".into();
    }
    let who = INTERMEDIATES[usize::from(intermediaries)];
    let first = if revalidate { "must-revalidate, " } else { "" };
    format!("{first}{who}, max-age={max_age}").into()
}

fn not_modified(wsi: WsiRef, etag: &str, cache: &str, varies: bool) -> c_int {
    let mut buffer = [0u8; 4096];
    let mut head = response::Head::new(&mut buffer);
    let fits = head.status(wsi, 304)
        && head.token(abi::WSI_TOKEN_HTTP_ETAG, etag.as_bytes())
        && (!varies || head.token(abi::WSI_TOKEN_HTTP_VARY, b"accept-encoding"))
        && head.token(abi::WSI_TOKEN_HTTP_CACHE_CONTROL, cache.as_bytes())
        && head.finish();
    if !fits || !crate::core::transport::write(wsi, head.bytes(), &[]) {
        return -1;
    }
    if super::server::transaction_completed(wsi) != 0 { -1 } else { 0 }
}
