//! Files out.

use super::{response, server};
use crate::abi;
use crate::core::close::{self, NO_STATUS};
use crate::core::wsi::{FileOut, Phase, WsiRef, flag};
use crate::core::{dispatch, transport};
use crate::proto::http::conditions;
use crate::proto::http::range::{RangeAnswer, parse_range};
use crate::sys::file::{self, Opened};
use crate::sys::socket::{self, Outcome};
use crate::util::log;
use core::ffi::c_int;
use std::ptr::null_mut;

/// Files up to this size leave together with their head.
const SMALL: u64 = 32 * 1024;
/// What one connection may send of a file per turn.
const PER_TURN: u64 = 1024 * 1024;

/// What goes out with a file.
pub struct Answer<'a> {
    /// Its type; empty for none.
    pub content_type: &'a [u8],
    /// Further header lines, each with its line end.
    pub headers: &'a [u8],
    /// Cache-Control, unless `headers` has one.
    pub cache: &'a str,
    /// Its entity tag, for If-Range.
    pub etag: Option<&'a str>,
}

/// `lws_serve_http_file`: answers with a file. Negative: close the connection; positive: the answer is complete, and
/// the transaction can be; 0: the file is on its way, or the transaction is already completed.
pub fn serve(wsi: WsiRef, path: &[u8], content_type: &[u8], headers: &[u8]) -> c_int {
    match file::open(path) {
        Ok(opened) if opened.is_regular => {
            start(wsi, opened, &Answer { content_type, headers, cache: "no-store", etag: None })
        }
        other => {
            let why = other.err().map_or_else(|| "not a regular file".into(), |e| e.to_string());
            log::info(format_args!("lws_serve_http_file: {}: {why}", String::from_utf8_lossy(path)));
            if response::simple(wsi, 404, b"") != 0 { -1 } else { 1 }
        }
    }
}

/// Writes the head and puts the file on its way.
pub fn start(wsi: WsiRef, opened: Opened, answer: &Answer) -> c_int {
    let size = opened.size;
    let range = wsi
        .with_request(|r| {
            let value = r.get("range")?;
            let same = r.get("if-range").is_none_or(|v| {
                let etag = answer.etag.unwrap_or_default();
                conditions::if_range_matches(v, etag.as_bytes(), opened.modified.max(0) as u64)
            });
            same.then(|| parse_range(value, size))
        })
        .flatten()
        .unwrap_or(RangeAnswer::Ignore);
    let (status, from, count) = match range {
        RangeAnswer::Ignore => (200, 0, size),
        RangeAnswer::One { start, end } => (206, start, end - start + 1),
        RangeAnswer::Unsatisfiable => return unsatisfiable(wsi, size),
    };
    let status = if wsi.has(flag::HANDLING_404) { 404 } else { status };
    let mut buffer = vec![0u8; 4096 + answer.headers.len()];
    let mut head = response::Head::new(&mut buffer);
    let lower = answer.headers.to_ascii_lowercase();
    let has_cache = memchr::memmem::find(&lower, b"cache-control").is_some();
    let fits = head.status(wsi, status)
        && (answer.content_type.is_empty() || head.token(abi::WSI_TOKEN_HTTP_CONTENT_TYPE, answer.content_type))
        && (status != 206 || range_fields(&mut head, from, count, size))
        && head.content_length(count)
        && (has_cache || head.token(abi::WSI_TOKEN_HTTP_CACHE_CONTROL, answer.cache.as_bytes()))
        && head.lines(answer.headers)
        && head.finish();
    if !fits || !transport::write(wsi, head.bytes(), &[]) {
        return -1;
    }
    if response::is_head(wsi) {
        return if server::transaction_completed(wsi) != 0 { -1 } else { 0 };
    }
    wsi.with_http(|h| h.file = Some(FileOut { file: opened.file, at: from, left: count }));
    wsi.set_phase(Phase::File);
    progress(wsi);
    if let Some(context) = wsi.context()
        && !context.turn_of.get().is_some_and(|t| std::ptr::eq(t, wsi))
    {
        context.queue(wsi);
    }
    0
}

/// What `lws_serve_http_file` gave, as the library's own callers need it: 0, or -1 to close.
pub fn finish(wsi: WsiRef, r: c_int) -> c_int {
    if r < 0 || (r > 0 && server::transaction_completed(wsi) != 0) { -1 } else { 0 }
}

fn range_fields(head: &mut response::Head, from: u64, count: u64, size: u64) -> bool {
    let range = format!("bytes {}-{}/{size}", from, from + count - 1);
    head.token(abi::WSI_TOKEN_HTTP_CONTENT_RANGE, range.as_bytes())
        && head.token(abi::WSI_TOKEN_HTTP_ACCEPT_RANGES, b"bytes")
}

fn unsatisfiable(wsi: WsiRef, size: u64) -> c_int {
    let mut buffer = [0u8; 4096];
    let mut head = response::Head::new(&mut buffer);
    let fits = head.status(wsi, 416)
        && head.token(abi::WSI_TOKEN_HTTP_CONTENT_RANGE, format!("bytes */{size}").as_bytes())
        && head.content_length(0)
        && head.finish();
    if !fits || !transport::write(wsi, head.bytes(), &[]) { -1 } else { 1 }
}

/// Each piece that leaves gives the next one its time.
fn progress(wsi: WsiRef) {
    let secs = wsi.context().and_then(|c| c.with_limits(|l| l.timeout_secs)).unwrap_or(20);
    server::set_timeout(wsi, abi::PENDING_TIMEOUT_HTTP_CONTENT as c_int, secs);
}

/// Sends more of the file that is on its way. False: the connection is closed.
pub fn send_more(wsi: WsiRef) -> bool {
    let Some(Some(mut out)) = wsi.with_http(|h| h.file.take()) else { return true };
    let ok = if out.left <= SMALL { send_small(wsi, &mut out) } else { send_large(wsi, &mut out) };
    if !ok || wsi.has(flag::BROKEN) {
        // The head promised more than can be sent: only a cut connection says so.
        log::info(format_args!("a file could not be sent to its end, closing"));
        wsi.set(flag::UNUSABLE);
        close::close(wsi, NO_STATUS);
        return false;
    }
    if out.left != 0 {
        wsi.with_http(|h| h.file = Some(out));
        return true;
    }
    drop(out);
    if wsi.rare(|r| r.left_at_deadline != 0) == Some(true) {
        wsi.with_rare(|r| r.left_at_deadline = 0);
    }
    server::set_timeout(wsi, 0, 0);
    wsi.set_phase(Phase::Transaction);
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_HTTP_FILE_COMPLETION as c_int, null_mut(), 0);
    if r < 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
        close::close(wsi, NO_STATUS);
        return false;
    }
    if wsi.phase() == Phase::Transaction && wsi.with_request(|_| ()).is_some() {
        // The program has not completed the transaction: as with lws, it has as long as an idle connection.
        server::keepalive_timeout(wsi);
    }
    true
}

fn send_small(wsi: WsiRef, out: &mut FileOut) -> bool {
    let mut bytes = vec![0u8; out.left as usize];
    if file::read_at(&out.file, out.at, &mut bytes).is_err() {
        return false;
    }
    out.left = 0;
    transport::write(wsi, &bytes, &[])
}

fn send_large(wsi: WsiRef, out: &mut FileOut) -> bool {
    transport::flush_own(wsi);
    let mut budget = PER_TURN;
    while out.left != 0 && budget != 0 && !wsi.has(flag::PENDING) {
        let count = out.left.min(budget) as usize;
        match socket::send_file(wsi.fd(), &out.file, out.at, count) {
            // The file has become shorter.
            Outcome::Moved(0) => return false,
            Outcome::Moved(n) => {
                out.at += n as u64;
                out.left -= n as u64;
                budget -= n as u64;
                progress(wsi);
            }
            Outcome::WouldBlock => {
                wsi.clear(flag::WRITABLE);
                return true;
            }
            Outcome::Broken => return false,
        }
    }
    true
}
