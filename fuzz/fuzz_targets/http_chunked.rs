//! Chunked bodies: split anywhere, the same body, end and error.
#![no_main]
#[allow(dead_code)]
#[path = "../../src/proto/mod.rs"]
mod proto;

use libfuzzer_sys::fuzz_target;
use proto::http::chunked::{ChunkEvent, Chunked};

/// The body, how many bytes were used, whether it ended, and why not.
fn read(bytes: &[u8], piece: usize) -> (Vec<u8>, usize, bool, Option<&'static str>) {
    let mut decoder = Chunked::new();
    let mut body = Vec::new();
    let mut total = 0;
    for mut rest in bytes.chunks(piece.max(1)) {
        while !rest.is_empty() {
            let used = match decoder.step(rest) {
                ChunkEvent::Data { at, len, used } => {
                    assert!(len > 0 && at + len == used);
                    body.extend_from_slice(&rest[at..used]);
                    used
                }
                ChunkEvent::More { used } => {
                    assert_eq!(used, rest.len());
                    used
                }
                ChunkEvent::Done { used } => return (body, total + used, true, None),
                ChunkEvent::Bad(why) => return (body, 0, false, Some(why)),
            };
            total += used;
            rest = &rest[used..];
        }
    }
    (body, total, decoder.is_done(), None)
}

fuzz_target!(|input: &[u8]| {
    let Some((&piece, bytes)) = input.split_first() else { return };
    assert_eq!(read(bytes, usize::MAX), read(bytes, usize::from(piece)));
});
