//! Frames under any rules: split anywhere, the stream means the same.
#![no_main]
#[allow(dead_code)]
#[path = "../../src/proto/mod.rs"]
mod proto;

use libfuzzer_sys::fuzz_target;
use proto::ws::close;
use proto::ws::frame::{CLOSE, Event, Rules, Rx};
use proto::ws::utf8::Utf8;

#[derive(Debug, PartialEq)]
enum Seen {
    /// Opcode, RSV bits, first, final, payload so far, payload still to come.
    Frame(u8, u8, bool, bool, Vec<u8>, u64),
    Control(u8, Vec<u8>),
    Bad(u16, &'static str),
}

fn receive(bytes: &[u8], piece: usize, rules: &Rules) -> Vec<Seen> {
    let mut rx = Rx::default();
    let mut seen = Vec::new();
    let mut pending = Vec::new();
    let mut inside = false;
    for came in bytes.chunks(piece.max(1)) {
        pending.extend_from_slice(came);
        let mut at = 0;
        loop {
            match rx.step(&mut pending[at..], rules) {
                Event::Data { at: start, len, used } => {
                    assert!(used > 0 && start + len == used && (len <= rules.max_slice.max(1) || rx.rsv() != 0));
                    let slice = &pending[at + start..at + used];
                    if !inside {
                        seen.push(Seen::Frame(rx.opcode(), rx.rsv(), rx.is_first(), false, Vec::new(), 0));
                    }
                    if let Some(Seen::Frame(_, _, _, fin, data, left)) = seen.last_mut() {
                        data.extend_from_slice(slice);
                        *left = rx.remaining();
                        *fin = rx.is_final();
                    }
                    inside = rx.mid_frame();
                    assert_eq!(inside, rx.remaining() != 0);
                    if len != 0 || !inside {
                        rx.slice_done();
                    }
                    at += used;
                }
                Event::Control { opcode, at: start, len, used } => {
                    assert!(!inside && start + len == used && len <= 125);
                    let payload = pending[at + start..at + used].to_vec();
                    if opcode == CLOSE {
                        match close::parse(&payload) {
                            close::Close::Coded { code, reason } => {
                                assert!(close::code_ok_from_peer(code) && str::from_utf8(reason).is_ok());
                            }
                            close::Close::Empty => assert!(payload.is_empty()),
                            close::Close::Bad { code, .. } => assert!(code == 1002 || code == 1007),
                        }
                    }
                    seen.push(Seen::Control(opcode, payload));
                    at += used;
                }
                Event::More => break,
                Event::Bad { code, why } => {
                    seen.push(Seen::Bad(code, why));
                    return seen;
                }
            }
        }
        pending.drain(..at);
        assert!(pending.len() < 131);
    }
    seen
}

fuzz_target!(|input: &[u8]| {
    let Some((&[flags, piece, slice, fragments, cap], bytes)) = input.split_first_chunk::<5>() else { return };
    let rules = Rules {
        server: flags & 1 != 0,
        allow_unmasked: flags & 2 != 0,
        whole_slices: false,
        max_slice: if slice == 0 { usize::MAX } else { usize::from(slice) },
        max_fragments: u32::from(fragments),
        max_message: u64::from(cap) << (flags >> 4),
        allowed_rsv: if flags & 4 != 0 { 0x40 } else { 0 },
    };
    let whole = receive(bytes, usize::MAX, &rules);
    assert_eq!(whole, receive(bytes, usize::from(piece), &rules));

    let mut utf8 = Utf8::default();
    let fine = bytes.chunks(usize::from(piece).max(1)).all(|piece| utf8.feed(piece));
    match str::from_utf8(bytes) {
        Ok(_) => assert!(fine && utf8.complete()),
        Err(error) => assert!(fine == error.error_len().is_none() && !(fine && utf8.complete())),
    }
});
