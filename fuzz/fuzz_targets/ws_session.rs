//! A session that is told anything, in any order: what it is given, what it is asked to queue, how it is emptied.
#![no_main]
#[allow(dead_code)]
#[path = "../../src/proto/mod.rs"]
mod proto;

use libfuzzer_sys::fuzz_target;
use proto::ws::opening::{Opening, Verdict};
use proto::ws::session::{Found, Next, Session};

/// Gives it bytes; what messages they were.
fn receive(session: &mut Session<u8>, came: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let mut buffer = vec![0; 256 + came.len()];
    let held = session.unhold(&mut buffer);
    assert!(held <= 130);
    buffer[held..held + came.len()].copy_from_slice(came);
    buffer.truncate(held + came.len());
    let (mut at, mut messages) = (0, Vec::new());
    loop {
        let (used, found) = session.step(&mut buffer[at..]);
        match found {
            Found::Frame { slice, end, message, .. } => {
                assert!(used > 0 && slice.end == used && (end || message.is_none()));
                if let Some(m) = message {
                    let payload =
                        if m.gathered { session.take_message() } else { buffer[at..][slice][m.skip..].to_vec() };
                    assert!(m.opcode != 1 || str::from_utf8(&payload).is_ok());
                    messages.push((m.opcode, payload));
                }
                at += used;
            }
            Found::More => {
                session.hold(&buffer[at..]);
                return messages;
            }
            Found::Failed | Found::Ended => {
                assert!(session.read_ended());
                return messages;
            }
        }
    }
}

/// Takes what it has to send, in portions.
fn send(session: &mut Session<u8>, portion: usize, out: &mut Vec<u8>) {
    loop {
        match session.prepare() {
            Next::Nothing => return,
            Next::Key => session.key([1, 2, 3, portion as u8]),
            Next::Part(n) if n % 4 == 3 => session.part_waits(),
            Next::Part(n) => assert!(session.part(&vec![b'p'; usize::from(n) * 9], n % 2 == 0 || portion % 3 == 0)),
            Next::Ready { .. } => {
                let n = session.staged().len().min(portion);
                assert!(n > 0);
                out.extend_from_slice(&session.staged()[..n]);
                session.sent(n);
                // A part without an end would go on for ever.
                if out.len() > 1 << 18 {
                    session.end_writing();
                }
            }
        }
    }
}

fuzz_target!(|input: &[u8]| {
    let Some((&[flags, piece, cap], bytes)) = input.split_first_chunk::<3>() else { return };
    let server = flags & 1 != 0;
    let new = || {
        let mut session = Session::<u8>::new(server);
        session.max_message = u64::from(cap) << (flags >> 5);
        session
    };

    // Any split is the whole.
    let (mut whole, mut cut) = (new(), new());
    let all = receive(&mut whole, bytes);
    let mut some = Vec::new();
    for came in bytes.chunks(usize::from(piece).max(1)) {
        some.extend(receive(&mut cut, came));
    }
    assert_eq!(all, some);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    send(&mut whole, 7, &mut a);
    send(&mut cut, usize::MAX, &mut b);
    assert!(!server || a == b);

    // Anything in any order: what leaves is well-formed to the other side.
    let mut session = new();
    let mut other = Session::<u8>::new(!server);
    other.max_message = 0;
    let mut out = Vec::new();
    for chunk in bytes.chunks(5) {
        let op = chunk[0];
        match op % 8 {
            0 | 1 => _ = session.queue(2, chunk),
            2 => _ = session.queue(op >> 3, chunk),
            3 => _ = session.queue_parts(1, op >> 3),
            4 => session.part_comes(),
            5 if op > 0xf0 => _ = session.queue_close(u16::from(op) * 16, b"fuzz"),
            6 => _ = receive(&mut session, chunk),
            _ => send(&mut session, usize::from(op) + 1, &mut out),
        }
        assert!(session.wants_write() || session.staged().is_empty());
    }
    send(&mut session, 1000, &mut out);
    receive(&mut other, &out);
    assert!(!other.read_ended() || other.close_received(), "the other side was told nonsense");

    let mut opening = Opening::default();
    let mut verdict = Verdict::More;
    for came in bytes.chunks(usize::from(piece).max(1)) {
        verdict = opening.feed(came).unwrap();
    }
    let mut once = Opening::default();
    assert_eq!(once.feed(bytes), Some(verdict));
    assert_eq!((once.rest(), once.accept(None, b"")), (opening.rest(), opening.accept(None, b"")));
});
