//! Compressed messages: split anywhere, and cut into slices of any size, they are the same. Offers and answers of any kind.
#![no_main]
#[allow(dead_code)]
#[path = "../../src/proto/mod.rs"]
mod proto;

use libfuzzer_sys::fuzz_target;
use proto::ws::deflate::{Agreement, Deflated, Inflated, Receiver, Sender, Spare, accept, check_answer, offers};

/// Most bytes that are looked at of what a message inflates to.
const MOST: u64 = 1 << 20;

fn inflate(agreed: &Agreement, messages: &[&[u8]], piece: usize, slice: usize) -> (Vec<Vec<u8>>, Option<Inflated>) {
    let (mut rx, mut spare) = (Receiver::new(agreed), Spare::default());
    let (mut list, mut out) = (Vec::new(), vec![0; slice + 1]);
    for message in messages {
        let mut whole = Vec::new();
        let mut pieces: Vec<&[u8]> = message.chunks(piece).collect();
        pieces.push(&[]);
        let count = pieces.len();
        for (i, mut input) in pieces.into_iter().enumerate() {
            loop {
                let (used, what) = rx.step(input, i + 1 == count, MOST, &mut out, &mut spare);
                input = &input[used..];
                match what {
                    Inflated::Slice(n) => {
                        assert_eq!(n, slice);
                        whole.extend_from_slice(&out[..n]);
                    }
                    Inflated::Some(n) | Inflated::Last(n) => {
                        assert!(input.is_empty() && n <= slice);
                        assert_eq!(matches!(what, Inflated::Last(_)), i + 1 == count);
                        whole.extend_from_slice(&out[..n]);
                        break;
                    }
                    bad => return (list, Some(bad)),
                }
            }
        }
        list.push(whole);
    }
    (list, None)
}

fn deflate(tx: &mut Sender, spare: &mut Spare, mut message: &[u8]) -> Vec<u8> {
    let (mut wire, mut out) = (Vec::new(), [0; 100]);
    loop {
        match tx.step(&mut message, true, &mut out, spare) {
            Deflated::More(n) => wire.extend_from_slice(&out[..n]),
            Deflated::Done(n) => {
                wire.extend_from_slice(&out[..n]);
                return wire;
            }
            Deflated::Failed => panic!("the compressor failed"),
        }
    }
}

fuzz_target!(|input: &[u8]| {
    let Some((&[flags, piece, slice, level], bytes)) = input.split_first_chunk::<4>() else { return };
    let keeps = flags & 1 != 0;
    let bits = 9 + (flags >> 1) % 7;
    let agreed = Agreement { send_keeps: keeps, receive_keeps: keeps, send_bits: bits, receive_bits: bits };
    let messages: Vec<&[u8]> = bytes.split(|b| *b == b'\n').take(20).collect();
    let whole = inflate(&agreed, &messages, usize::MAX, 1 << 16);
    let cut = inflate(&agreed, &messages, usize::from(piece) + 1, usize::from(slice) + 1);
    assert_eq!(whole.0, cut.0);
    assert_eq!(whole.1, cut.1);

    let (mut tx, mut spare) = (Sender::new(&agreed), Spare::default());
    tx.settings.level = level % 10;
    tx.settings.memory = 1 + level / 10 % 9;
    let wires: Vec<Vec<u8>> = messages.iter().map(|m| deflate(&mut tx, &mut spare, m)).collect();
    let wires: Vec<&[u8]> = wires.iter().map(Vec::as_slice).collect();
    let (back, bad) = inflate(&agreed, &wires, usize::from(piece) + 1, usize::from(slice) + 1);
    assert_eq!((&back[..], bad), (&messages.iter().map(|m| m.to_vec()).collect::<Vec<_>>()[..], None));

    // What we answer is what a client that offered it takes, and both mean the same.
    for offer in offers([bytes].into_iter()) {
        if let Some((server, answer)) = accept(offer) {
            let offered = [b"permessage-deflate", offer].concat();
            let client = check_answer([&answer[..]].into_iter(), Some(&offered)).unwrap().unwrap();
            assert!(client.send_bits <= server.receive_bits && client.receive_bits == server.send_bits);
            assert!(client.receive_keeps == server.send_keeps && (server.receive_keeps || !client.send_keeps));
        }
    }
    let _ = check_answer([bytes].into_iter(), Some(b"permessage-deflate"));
});
