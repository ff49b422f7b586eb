//! Files that a protocol rewrites as they go out: `interpret` of a mount, and PROCESS_HTML.

use super::server;
use crate::abi;
use crate::core::dispatch::{self, Template};
use crate::core::file_out::FileOut;
use crate::core::transport;
use crate::core::wsi::{WsiRef, flag};
use crate::util::log;
use core::ffi::c_int;

/// What lws takes off its buffer for headers of frames and chunks, and for what the program adds.
const TAKEN: usize = 9 + 10 + GROWTH;
/// How much longer each piece may become.
const GROWTH: usize = 128;
/// The end of a chunked body.
const LAST_CHUNK: &[u8] = b"0\r\n\r\n";

/// Sends more of a file that a protocol rewrites, in chunks if `chunked`. False: it cannot go on.
pub fn send(wsi: WsiRef, out: &mut FileOut, (protocol, chunked): (usize, bool), budget: u64) -> bool {
    let piece = piece_size(wsi);
    let mut budget = budget;
    if out.left == 0 && chunked {
        // An empty file.
        return transport::write(wsi, LAST_CHUNK, &[]);
    }
    while out.left != 0 && budget != 0 && !wsi.has(flag::PENDING) {
        let count = piece.min(usize::try_from(out.left).unwrap_or(piece));
        let mut bytes = vec![0; count];
        let Some(count) = out.read(&mut bytes) else { return false };
        bytes.truncate(count);
        budget = budget.saturating_sub(count as u64);
        let secs = wsi.context().and_then(|c| c.with_limits(|l| l.timeout_secs)).unwrap_or(20);
        server::set_timeout(wsi, abi::PENDING_TIMEOUT_HTTP_CONTENT as c_int, secs);
        let template = Template { room: piece + GROWTH, last: out.left == 0, chunked };
        let Some(ready) = dispatch::process_html(wsi, protocol, &bytes, template) else {
            log::info(format_args!("PROCESS_HTML: the program gave up"));
            return false;
        };
        let sent = if chunked && ready == bytes {
            // The program left the piece as it was: the chunk is made here.
            let end: &[u8] = if template.last { b"\r\n0\r\n\r\n" } else { b"\r\n" };
            transport::write(wsi, format!("{count:X}\r\n").as_bytes(), &bytes) && transport::write(wsi, end, &[])
        } else {
            transport::write(wsi, &ready, &[])
        };
        if !sent || wsi.has(flag::DOOMED | flag::CLOSING) {
            return false;
        }
    }
    true
}

/// How many bytes of the file each PROCESS_HTML gets at most.
fn piece_size(wsi: WsiRef) -> usize {
    let buffer = wsi.context().and_then(|c| c.with_limits(|l| l.slice)).unwrap_or(4096).saturating_sub(9);
    let packet = wsi.vhost().and_then(|v| v.protocol(wsi.protocol())).map_or(0, |p| p.tx_packet_size);
    let most = if packet != 0 { packet.min(buffer) } else { buffer };
    most.saturating_sub(TAKEN - 9).clamp(64, 1024 * 1024)
}
