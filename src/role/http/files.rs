//! Files out.

use super::find::{self, Body, Found};
use super::response::Head;
use super::{interpret, response, server};
use crate::abi;
use crate::core::close::{self, NO_STATUS};
use crate::core::file_out::{FileOut, Part, Source};
use crate::core::wsi::{Phase, WsiRef, flag};
use crate::core::{dispatch, transport};
use crate::proto::http::range::{self, Multipart, Range, RangeAnswer};
use crate::proto::http::request::Method;
use crate::proto::http::{conditions, date};
use crate::sys::random;
use crate::sys::socket::{self, Outcome};
use crate::util::{hex, log};
use core::ffi::c_int;
use std::ptr::null_mut;

/// Files up to this size leave together with their head.
const SMALL: u64 = 32 * 1024;
/// What is read of a file at a time where it cannot go from file to socket.
const PIECE: u64 = 64 * 1024;
/// What one connection may send of a file per turn.
const PER_TURN: u64 = 1024 * 1024;
/// Room for a head, beside the lines that come with the file; mostly much less is enough.
const HEAD_SIZE: usize = 16 * 1024;
/// What lws takes off its buffer before it reads a file into it.
const TAKEN: usize = 9;

/// What goes out with a file.
pub struct Answer<'a> {
    /// Its type; empty for none.
    pub content_type: &'a [u8],
    /// Further header lines, each with its line end.
    pub headers: &'a [u8],
    /// Cache-Control, unless `headers` has one.
    pub cache: &'a str,
    /// Its entity tag.
    pub etag: Option<&'a str>,
    /// When it was changed, if that is to be said.
    pub date: Option<u64>,
    /// Another form of it may go to other clients.
    pub varies: bool,
    /// The protocol that rewrites it as it goes, and whether it goes in chunks.
    pub interpreter: Option<(usize, bool)>,
}

/// `lws_serve_http_file`: answers with a file. Negative: close the connection; positive: the answer is complete, and
/// the transaction can be; 0: the file is on its way, or the transaction is already completed.
pub fn serve(wsi: WsiRef, path: &[u8], content_type: &[u8], headers: &[u8]) -> c_int {
    if wsi.phase() == Phase::File {
        log::err(format_args!("lws_serve_http_file: a file already answers this request"));
        return -1;
    }
    match find::at(wsi, path) {
        Found::File(body) => {
            let plain = Answer {
                content_type,
                headers,
                cache: "no-store",
                etag: None,
                date: None,
                varies: false,
                interpreter: None,
            };
            start(wsi, body, &plain)
        }
        found => {
            let why = if matches!(found, Found::Folder) { "a folder" } else { "no regular file that can be read" };
            log::info(format_args!("lws_serve_http_file: {}: {why}", String::from_utf8_lossy(path)));
            if response::simple(wsi, 404, b"") != 0 { -1 } else { 1 }
        }
    }
}

/// Writes the head and puts the file on its way.
pub fn start(wsi: WsiRef, body: Body, answer: &Answer) -> c_int {
    // The program's own operations may have ended all of it.
    if wsi.has(flag::DOOMED | flag::CLOSING) || wsi.with_request(|_| ()).is_none() {
        return -1;
    }
    let size = body.size;
    let parts = match range(wsi, &body, answer) {
        RangeAnswer::Ignore => Vec::new(),
        RangeAnswer::Parts(parts) => parts,
        RangeAnswer::Unsatisfiable => return unsatisfiable(wsi, size),
    };
    let is_partial = !parts.is_empty();
    let status = match (wsi.has(flag::HANDLING_404), is_partial) {
        (true, _) => 404,
        (_, true) => 206,
        _ => 200,
    };
    let boundary = if parts.len() > 1 { boundary() } else { String::new() };
    let multipart = Multipart { boundary: &boundary, content_type: answer.content_type, size };
    let outer_type = (parts.len() > 1).then(|| multipart.outer_type());
    let content_type = outer_type.as_ref().map_or(answer.content_type, |t| t.as_bytes());
    let date = answer.date.map(date::format);
    let mut out = match parts[..] {
        [] => FileOut::plain(body.source, 0, size),
        [one] => FileOut::plain(body.source, one.start, one.count()),
        _ => FileOut::new(body.source, multipart_body(&multipart, &parts)),
    };
    out.interpreter = answer.interpreter;
    let names = |name: &str| !answer.headers.is_empty() && names_field(answer.headers, name.as_bytes());
    let rewritten = answer.interpreter.is_some();
    let bare = rewritten || status == 404;
    let write = |head: &mut Head| {
        head.status(wsi, status)
            && (!body.is_gzip || head.token(abi::WSI_TOKEN_HTTP_CONTENT_ENCODING, b"gzip"))
            && (content_type.is_empty() || head.token(abi::WSI_TOKEN_HTTP_CONTENT_TYPE, content_type))
            && (parts.len() != 1
                || head.token(abi::WSI_TOKEN_HTTP_CONTENT_RANGE, range::content_range(parts[0], size).as_bytes()))
            && (bare || names("accept-ranges") || head.token(abi::WSI_TOKEN_HTTP_ACCEPT_RANGES, b"bytes"))
            && date.as_ref().is_none_or(|date| {
                bare || names("last-modified") || head.token(abi::WSI_TOKEN_HTTP_LAST_MODIFIED, date)
            })
            && (!answer.varies || head.token(abi::WSI_TOKEN_HTTP_VARY, b"accept-encoding"))
            && (rewritten || head.content_length(out.left))
            && (names("cache-control") || head.token(abi::WSI_TOKEN_HTTP_CACHE_CONTROL, answer.cache.as_bytes()))
            && answer.etag.is_none_or(|etag| head.token(abi::WSI_TOKEN_HTTP_ETAG, etag.as_bytes()))
            && head.lines(answer.headers)
            && head.finish()
    };
    let send = |buffer: &mut [u8]| {
        let mut head = Head::new(buffer);
        write(&mut head) && transport::write(wsi, head.bytes(), &[])
    };
    if !send(&mut [0; 1024]) && !send(&mut vec![0; HEAD_SIZE + answer.headers.len()]) {
        return -1;
    }
    if response::is_head(wsi) {
        drop(out);
        return if server::transaction_completed(wsi) != 0 { -1 } else { 0 };
    }
    if is_partial && !seek(&mut out) {
        return -1;
    }
    keep(wsi, out);
    wsi.set_phase(Phase::File);
    progress(wsi);
    if let Some(context) = wsi.context()
        && !context.turn_of.get().is_some_and(|t| std::ptr::eq(t, wsi))
    {
        context.queue(wsi);
    }
    0
}

/// Keeps a file with the transaction. False: there is none any more. A file that is not kept is closed, which may be the
/// program's affair: so not while the transaction is borrowed.
fn keep(wsi: WsiRef, out: FileOut) -> bool {
    if wsi.with_http(|_| ()).is_none() {
        return false;
    }
    drop(wsi.with_http(|h| h.file.replace(out)));
    true
}

/// Whether one of these header lines has this name (in lower case).
fn names_field(lines: &[u8], name: &[u8]) -> bool {
    lines.split(|byte| *byte == b'\n').any(|line| {
        let field = line.split(|byte| *byte == b':').next().unwrap_or_default();
        field.len() < line.len() && field.trim_ascii().eq_ignore_ascii_case(name)
    })
}

/// What the request's Range comes to. Only a GET has one, RFC 9110 section 14.2.
fn range(wsi: WsiRef, body: &Body, answer: &Answer) -> RangeAnswer {
    // Of a file that is rewritten nobody knows where a range begins.
    if answer.interpreter.is_some() || wsi.has(flag::HANDLING_404) {
        return RangeAnswer::Ignore;
    }
    wsi.with_request(|r| {
        let value = r.get("range").filter(|_| r.method == Method::Get)?;
        let same = r.get("if-range").is_none_or(|v| {
            conditions::if_range_matches(v, answer.etag.unwrap_or_default().as_bytes(), body.modified_secs())
        });
        same.then(|| range::parse_range(value, body.size))
    })
    .flatten()
    .unwrap_or(RangeAnswer::Ignore)
}

/// Text that nobody who wrote the file could know.
fn boundary() -> String {
    let mut bytes = [0u8; 15];
    random::fill(&mut bytes);
    bytes.iter().flat_map(|byte| hex::lower(*byte)).map(char::from).collect()
}

fn multipart_body(multipart: &Multipart, parts: &[Range]) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len() + 1);
    for (i, part) in parts.iter().enumerate() {
        out.push(Part { head: multipart.head(*part, i == 0), at: part.start, left: part.count() });
    }
    out.push(Part { head: multipart.tail(), at: 0, left: 0 });
    out
}

/// Moves the program's file to where the part begins.
fn seek(out: &mut FileOut) -> bool {
    let at = out.part.at;
    match &mut out.source {
        Source::Virtual(file) if out.part.left != 0 => file.seek_to(at),
        _ => true,
    }
}

/// What `lws_serve_http_file` gave, as the library's own callers need it: 0, or -1 to close.
pub fn finish(wsi: WsiRef, r: c_int) -> c_int {
    if r < 0 || (r > 0 && server::transaction_completed(wsi) != 0) { -1 } else { 0 }
}

fn unsatisfiable(wsi: WsiRef, size: u64) -> c_int {
    let mut buffer = [0u8; 4096];
    let mut head = Head::new(&mut buffer);
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

/// `lws_serve_http_file_fragment`: sends more of the file that is on its way. 0: there is more; 1: it is complete, and
/// the program has heard so; -1: close the connection.
pub fn fragment(wsi: WsiRef) -> c_int {
    if wsi.phase() != Phase::File || wsi.has(flag::DOOMED | flag::CLOSING) {
        return -1;
    }
    if wsi.has(flag::PENDING) || !wsi.has(flag::WRITABLE) {
        return 0;
    }
    match send_some(wsi) {
        Sent::Part => 0,
        Sent::All if completed(wsi) => 1,
        Sent::All | Sent::Cut => -1,
    }
}

/// What the next piece of the file takes of a turn's budget: all of it when it is as much as may go in one.
pub fn share_of_turn(wsi: WsiRef, budget: u32) -> u32 {
    let left = wsi.with_http(|h| h.file.as_ref().map_or(0, |f| f.left)).unwrap_or(0);
    (left.min(PER_TURN) * u64::from(budget) / PER_TURN) as u32
}

/// Sends more of the file that is on its way. False: the connection is closed.
pub fn send_more(wsi: WsiRef) -> bool {
    let closes = match send_some(wsi) {
        Sent::Part => wsi.has(flag::DOOMED | flag::CLOSING),
        Sent::All => !completed(wsi),
        Sent::Cut => true,
    };
    if closes {
        close::close(wsi, NO_STATUS);
    }
    !closes
}

/// How far the sending of a file came.
enum Sent {
    /// There is more.
    Part,
    /// To its end.
    All,
    /// It cannot go on.
    Cut,
}

fn send_some(wsi: WsiRef) -> Sent {
    let Some(Some(mut out)) = wsi.with_http(|h| h.file.take()) else { return Sent::Part };
    let ok = match out.interpreter {
        Some(by) => interpret::send(wsi, &mut out, by, PER_TURN),
        None => send_parts(wsi, &mut out),
    };
    // The program's own operations may have ended the transaction.
    if !ok || wsi.has(flag::BROKEN) || wsi.phase() != Phase::File {
        // The head promised more than can be sent: only a cut connection says so.
        log::info(format_args!("a file could not be sent to its end, closing"));
        wsi.set(flag::UNUSABLE);
        return Sent::Cut;
    }
    if out.left != 0 {
        return if keep(wsi, out) { Sent::Part } else { Sent::Cut };
    }
    Sent::All
}

/// The file has gone out and is closed: the program is told. False: the connection shall be closed.
fn completed(wsi: WsiRef) -> bool {
    if wsi.rare(|r| r.left_at_deadline != 0) == Some(true) {
        wsi.with_rare(|r| r.left_at_deadline = 0);
    }
    server::set_timeout(wsi, 0, 0);
    wsi.set_phase(Phase::Transaction);
    let r = dispatch::call(wsi, abi::LWS_CALLBACK_HTTP_FILE_COMPLETION as c_int, null_mut(), 0);
    if r < 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
        return false;
    }
    if wsi.phase() == Phase::Transaction && wsi.with_request(|_| ()).is_some() {
        // The program has not completed the transaction: as with lws, it has as long as an idle connection.
        server::keepalive_timeout(wsi);
    }
    true
}

/// Sends as much as the socket takes and the turn allows. False: it cannot go on.
fn send_parts(wsi: WsiRef, out: &mut FileOut) -> bool {
    let mut budget = PER_TURN;
    let mut buffer = Vec::new();
    loop {
        if !out.part.head.is_empty() {
            let head = std::mem::take(&mut out.part.head);
            out.left -= head.len() as u64;
            if !seek(out) || !transport::write(wsi, &head, &[]) {
                return false;
            }
        }
        while out.part.left != 0 {
            if budget == 0 || wsi.has(flag::PENDING | flag::DOOMED | flag::CLOSING) || !wsi.has(flag::WRITABLE) {
                return true;
            }
            let before = out.left;
            if !send_piece(wsi, out, budget, &mut buffer) {
                return false;
            }
            if wsi.phase() != Phase::File {
                return false;
            }
            budget = budget.saturating_sub(before - out.left);
        }
        match out.rest.next() {
            Some(part) => out.part = part,
            None => return true,
        }
    }
}

fn send_piece(wsi: WsiRef, out: &mut FileOut, budget: u64, buffer: &mut Vec<u8>) -> bool {
    let size = match &out.source {
        Source::Kept(bytes) => {
            let (at, count) = (out.part.at as usize, out.part.left as usize);
            let sent = bytes.get(at..at + count).is_some_and(|bytes| transport::write(wsi, bytes, &[]));
            out.advance(count as u64);
            return sent;
        }
        Source::File(file) if out.part.left > SMALL && !wsi.has(flag::TLS) => {
            transport::flush_before_more(wsi);
            if wsi.has(flag::PENDING | flag::BROKEN) {
                return !wsi.has(flag::BROKEN);
            }
            let count = out.part.left.min(budget) as usize;
            let outcome = socket::send_file(wsi.fd(), file, out.part.at, count);
            return sent_directly(wsi, out, outcome);
        }
        Source::File(_) => out.part.left.min(PIECE) as usize,
        Source::Virtual(_) => piece_size(wsi),
    };
    buffer.resize(size, 0);
    let Some(got) = out.read(buffer) else { return false };
    if matches!(out.source, Source::Virtual(_)) {
        progress(wsi);
    }
    transport::write(wsi, &buffer[..got], &[])
}

fn sent_directly(wsi: WsiRef, out: &mut FileOut, outcome: Outcome) -> bool {
    match outcome {
        // The file has become shorter.
        Outcome::Moved(0) | Outcome::Broken => return false,
        Outcome::Moved(n) => {
            out.advance(n as u64);
            progress(wsi);
        }
        Outcome::WouldBlock => wsi.clear(flag::WRITABLE),
    }
    true
}

/// How much of the program's files is read at a time, as lws does it.
fn piece_size(wsi: WsiRef) -> usize {
    let buffer = wsi.context().and_then(|c| c.with_limits(|l| l.slice)).unwrap_or(4096).saturating_sub(TAKEN);
    let packet = wsi.vhost().and_then(|v| v.protocol(wsi.protocol())).map_or(0, |p| p.tx_packet_size);
    let most = if packet != 0 { packet.min(buffer) } else { buffer };
    most.clamp(64, 1024 * 1024)
}

#[cfg(test)]
mod tests {
    use super::names_field;

    #[test]
    fn header_lines_by_name() {
        let lines = b"etag: cache-control\r\nX-A: b\r\nCache-Control:x\r\nno line\r\n";
        assert!(names_field(lines, b"cache-control") && names_field(lines, b"x-a") && names_field(lines, b"etag"));
        assert!(!names_field(lines, b"no line") && !names_field(lines, b"x") && !names_field(b"", b""));
    }
}
