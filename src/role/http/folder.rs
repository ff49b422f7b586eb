//! The files of a mount's folder.

use super::{files, response};
use crate::abi;
use crate::core::dispatch;
use crate::core::vhost::{Mount, Settings};
use crate::core::wsi::{WsiRef, flag};
use crate::proto::http::{conditions, mime, uri};
use crate::sys::file;
use crate::util::log;
use core::ffi::c_int;

/// How far from the client a response may be cached, by `cache_intermediaries`.
const INTERMEDIATES: [&str; 2] = ["private", "public"];
/// Room for what the program adds in ADD_HEADERS.
const ADDED_HEADERS: usize = 2048;

/// Answers with a file of a folder. `None`: there is no such file.
pub fn serve(wsi: WsiRef, settings: &Settings, mount: &Mount, path: &[u8]) -> Option<c_int> {
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
