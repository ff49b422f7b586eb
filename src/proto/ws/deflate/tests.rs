use super::*;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use proptest::prelude::*;

const PLAIN: Agreement = Agreement { send_keeps: true, receive_keeps: true, send_bits: 15, receive_bits: 15 };

fn accepted(offer: &str) -> Option<String> {
    let all = [offer.as_bytes()];
    offers(all.into_iter()).find_map(accept).map(|(_, text)| String::from_utf8(text).unwrap())
}

#[test]
fn offers_are_answered_in_their_order() {
    for (offer, answer) in [
        ("permessage-deflate", "permessage-deflate"),
        ("permessage-deflate; client_max_window_bits", "permessage-deflate"),
        ("permessage-deflate;client_max_window_bits=8", "permessage-deflate"),
        (
            "permessage-deflate; client_no_context_takeover ;server_no_context_takeover",
            "permessage-deflate; client_no_context_takeover; server_no_context_takeover",
        ),
        ("x; y=1, permessage-deflate; server_max_window_bits=\"12\"", "permessage-deflate; server_max_window_bits=12"),
        ("permessage-deflate; server_max_window_bits=8, permessage-deflate", "permessage-deflate"),
        ("permessage-deflate, permessage-deflate; server_no_context_takeover", "permessage-deflate"),
    ] {
        assert_eq!(accepted(offer).as_deref(), Some(answer), "{offer}");
    }
}

#[test]
fn offers_that_are_passed_over() {
    for params in [
        "; ",
        ";",
        "; unknown",
        "; server_max_window_bits",
        "; server_max_window_bits=",
        "; server_max_window_bits=7",
        "; server_max_window_bits=8",
        "; server_max_window_bits=16",
        "; server_max_window_bits=09",
        "; server_max_window_bits=010",
        "; server_max_window_bits=+9",
        "; server_max_window_bits=\"10",
        "; server_max_window_bits=10; server_max_window_bits=10",
        "; client_max_window_bits; client_max_window_bits=10",
        "; client_max_window_bits=16",
        "; server_no_context_takeover=1",
        "; server_no_context_takeover; server_no_context_takeover",
        "; client_no_context_takeover=\"\"",
        "; SERVER_NO_CONTEXT_TAKEOVER",
        "; server no",
    ] {
        assert_eq!(accepted(&format!("permessage-deflate{params}")), None, "{params}");
    }
    assert_eq!(accepted("permessage-deflat"), None);
    assert_eq!(accepted("PERMESSAGE-DEFLATE"), None);
    assert_eq!(accepted(""), None);
}

#[test]
fn what_a_server_may_answer() {
    let check =
        |answer: &str, offered: Option<&str>| check_answer([answer.as_bytes()].into_iter(), offered.map(str::as_bytes));
    let all = Some("permessage-deflate; client_max_window_bits");
    assert_eq!(check("", all), Ok(None));
    assert_eq!(check("permessage-deflate", None), Err(Refused::Unknown));
    assert_eq!(check("x-other", all), Err(Refused::Unknown));
    assert_eq!(check("permessage-deflate", all), Ok(Some(PLAIN)));
    assert_eq!(check("permessage-deflate, permessage-deflate", all), Err(Refused::Unacceptable));
    assert_eq!(check("permessage-deflate; foo", all), Err(Refused::Malformed));
    assert_eq!(check("permessage-deflate; client_max_window_bits", all), Err(Refused::Malformed));
    assert_eq!(check("permessage-deflate; client_max_window_bits=8", all), Err(Refused::Unacceptable));
    assert_eq!(
        check("permessage-deflate; client_max_window_bits=10", Some("permessage-deflate")),
        Err(Refused::Unacceptable)
    );
    let some = check("permessage-deflate; client_max_window_bits=10; server_max_window_bits=8", all);
    assert_eq!(some, Ok(Some(Agreement { send_bits: 10, receive_bits: 9, ..PLAIN })));
    let none = check(
        "permessage-deflate; server_no_context_takeover",
        Some("permessage-deflate; client_no_context_takeover; client_max_window_bits=9"),
    );
    assert_eq!(none, Ok(Some(Agreement { send_keeps: false, receive_keeps: false, send_bits: 9, receive_bits: 15 })));
}

/// What a message inflates to, given in pieces and taken in slices; how often it was said to be over.
fn inflate(rx: &mut Receiver, spare: &mut Spare, wire: &[u8], piece: usize, slice: usize) -> Result<Vec<u8>, Inflated> {
    let mut whole = Vec::new();
    let mut out = vec![0; slice + 1];
    let mut pieces: Vec<&[u8]> = wire.chunks(piece.max(1)).collect();
    if pieces.is_empty() {
        pieces.push(&[]);
    }
    let count = pieces.len();
    for (i, mut input) in pieces.into_iter().enumerate() {
        let last = i + 1 == count;
        loop {
            let (used, what) = rx.step(input, last, 0, &mut out, spare);
            input = &input[used..];
            match what {
                Inflated::Slice(n) => {
                    assert_eq!(n, slice);
                    whole.extend_from_slice(&out[..n]);
                }
                Inflated::Some(n) => {
                    assert!(!last && input.is_empty() && n <= slice);
                    whole.extend_from_slice(&out[..n]);
                    break;
                }
                Inflated::Last(n) => {
                    assert!(last && input.is_empty() && n <= slice);
                    assert!(n != 0 || whole.is_empty() || count > 1, "an empty slice behind full ones");
                    whole.extend_from_slice(&out[..n]);
                    return Ok(whole);
                }
                bad => return Err(bad),
            }
        }
    }
    unreachable!("the last piece ends the message");
}

/// What a message is compressed to, given in pieces with a buffer of this size.
fn deflate(tx: &mut Sender, spare: &mut Spare, message: &[u8], piece: usize, room: usize) -> Vec<u8> {
    let mut wire = Vec::new();
    let mut out = vec![0; room];
    let mut pieces: Vec<&[u8]> = message.chunks(piece.max(1)).collect();
    // As programs end a message with an empty fragment.
    pieces.push(&[]);
    let count = pieces.len();
    for (i, mut input) in pieces.into_iter().enumerate() {
        loop {
            match tx.step(&mut input, i + 1 == count, &mut out, spare) {
                Deflated::More(n) => wire.extend_from_slice(&out[..n]),
                Deflated::Done(n) => {
                    wire.extend_from_slice(&out[..n]);
                    assert!(input.is_empty());
                    break;
                }
                Deflated::Failed => panic!("failed"),
            }
        }
    }
    wire
}

/// Another implementation of deflate: one message of a stream.
fn other_inflate(state: &mut Decompress, wire: &[u8]) -> Vec<u8> {
    let input = [wire, &TRAILER].concat();
    let mut whole = Vec::new();
    let before = state.total_in();
    loop {
        let used = (state.total_in() - before) as usize;
        let mut out = [0; 4096];
        let made = state.total_out();
        state.decompress(&input[used..], &mut out, FlushDecompress::Sync).unwrap();
        let n = (state.total_out() - made) as usize;
        whole.extend_from_slice(&out[..n]);
        if n == 0 && (state.total_in() - before) as usize == input.len() {
            return whole;
        }
    }
}

fn other_deflate(state: &mut Compress, message: &[u8]) -> Vec<u8> {
    let mut wire = Vec::with_capacity(message.len() * 2 + 4096);
    let before = state.total_in();
    while (state.total_in() - before) as usize != message.len() {
        let used = (state.total_in() - before) as usize;
        state.compress_vec(&message[used..], &mut wire, FlushCompress::None).unwrap();
    }
    state.compress_vec(&[], &mut wire, FlushCompress::Sync).unwrap();
    assert!(wire.ends_with(&TRAILER));
    wire.truncate(wire.len() - TRAILER.len());
    wire
}

fn messages() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let text = proptest::collection::vec(prop_oneof![Just(b'a'), Just(b'b'), any::<u8>()], 0..3000);
    let long = (any::<u8>(), 0usize..100_000).prop_map(|(b, n)| vec![b; n]);
    proptest::collection::vec(prop_oneof![3 => text, 1 => long], 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_split_gives_the_same_messages(
        list in messages(), piece in 1usize..5000, slice in 1usize..5000, room in 64usize..3000,
        keeps in any::<bool>(), bits in 9u8..=15, level in 0u8..=9, memory in 1u8..=9,
    ) {
        let agreed = Agreement { send_keeps: keeps, receive_keeps: keeps, send_bits: bits, receive_bits: bits };
        let (mut tx, mut rx, mut spare) = (Sender::new(&agreed), Receiver::new(&agreed), Spare::default());
        tx.settings.level = level;
        tx.settings.memory = memory;
        let mut other = Decompress::new(false);
        for message in &list {
            let wire = deflate(&mut tx, &mut spare, message, piece, room);
            prop_assert!(!wire.is_empty());
            if !keeps {
                other = Decompress::new(false);
            }
            prop_assert_eq!(&other_inflate(&mut other, &wire), message);
            prop_assert_eq!(&inflate(&mut rx, &mut spare, &wire, piece, slice).unwrap(), message);
            prop_assert!(keeps || (tx.is_idle() && rx.is_idle()));
        }
    }

    #[test]
    fn another_implementation_is_understood(list in messages(), piece in 1usize..5000, slice in 1usize..5000) {
        let (mut rx, mut spare) = (Receiver::new(&PLAIN), Spare::default());
        let mut other = Compress::new(Compression::new(6), false);
        for message in &list {
            let wire = other_deflate(&mut other, message);
            prop_assert_eq!(&inflate(&mut rx, &mut spare, &wire, piece, slice).unwrap(), message);
        }
    }

    #[test]
    fn garbage_ends(wire in proptest::collection::vec(any::<u8>(), 0..400), piece in 1usize..50, slice in 1usize..400) {
        let (mut rx, mut spare) = (Receiver::new(&PLAIN), Spare::default());
        for _ in 0..2 {
            if inflate(&mut rx, &mut spare, &wire, piece, slice).is_err() {
                break;
            }
        }
    }
}

#[test]
fn the_examples_of_rfc_7692_section_7_2_3() {
    let (mut rx, mut spare) = (Receiver::new(&PLAIN), Spare::default());
    let hello = [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00];
    let mut read = |wire: &[u8]| inflate(&mut rx, &mut spare, wire, 100, 100).unwrap();
    assert_eq!(read(&hello), b"Hello");
    assert_eq!(read(&[0xf2, 0x00, 0x11, 0x00, 0x00]), b"Hello");
    assert_eq!(read(&[0x00, 0x05, 0x00, 0xfa, 0xff, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x00]), b"Hello");
    assert_eq!(read(&[0xf2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xff, 0xff, 0xca, 0xc9, 0xc9, 0x07, 0x00]), b"Hello");
    // Blocks with BFINAL end a stream, with and without the block behind them.
    assert_eq!(read(&[0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00]), b"Hello");
    assert_eq!(read(&[0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]), b"Hello");
    assert_eq!(read(&hello), b"Hello");
    assert_eq!(read(&[0x00]), b"");
    assert_eq!(read(&[]), b"");
    assert_eq!(read(&hello), b"Hello");
}

#[test]
fn the_bytes_of_a_message_are_counted() {
    let (mut tx, mut rx, mut spare) = (Sender::new(&PLAIN), Receiver::new(&PLAIN), Spare::default());
    for (size, fits) in [(1000, true), (1000, true), (1001, false)] {
        let wire = deflate(&mut tx, &mut spare, &vec![7; size], size, 4096);
        let mut out = [0; 301];
        let mut input = &wire[..];
        let end = loop {
            let (used, what) = rx.step(input, true, 1000, &mut out, &mut spare);
            input = &input[used..];
            if !matches!(what, Inflated::Slice(_)) {
                break what;
            }
        };
        assert_eq!(end, if fits { Inflated::Last(100) } else { Inflated::TooBig });
    }
}

#[test]
fn a_slice_that_ends_with_its_message_is_the_last() {
    for slice in [1, 2, 10, 100, 1000] {
        for n in [0, slice - 1, slice, slice + 1, 2 * slice, 3 * slice] {
            let (mut tx, mut rx, mut spare) = (Sender::new(&PLAIN), Receiver::new(&PLAIN), Spare::default());
            let message = vec![b'x'; n];
            let wire = deflate(&mut tx, &mut spare, &message, 4096, 4096);
            assert_eq!(inflate(&mut rx, &mut spare, &wire, 4096, slice).unwrap(), message);
        }
    }
}

/// A sender may give up what it keeps between messages, but not inside of one.
#[test]
fn a_compressor_can_be_given_up() {
    let mut spare = Spare::default();
    let (mut tx, mut rx) = (Sender::new(&PLAIN), Receiver::new(&PLAIN));
    let mut out = vec![0; 1000];
    let mut sizes = Vec::new();
    for give_up in [false, true, false] {
        let text = b"the same words in each message, the same words".as_slice();
        let mut wire = Vec::new();
        for (part, last) in [(&text[..20], false), (&text[20..], true)] {
            let mut rest = part;
            let Deflated::Done(n) = tx.step(&mut rest, last, &mut out, &mut spare) else { panic!("it fits") };
            wire.extend_from_slice(&out[..n]);
            if !last {
                assert!(!tx.forget(&mut spare), "a message is under way");
            }
        }
        sizes.push(wire.len());
        let mut got = vec![0; 100];
        assert_eq!(rx.step(&wire, true, 0, &mut got, &mut spare), (wire.len(), Inflated::Last(text.len())));
        assert_eq!(&got[..text.len()], text);
        assert!(tx.forget(&mut spare));
        assert!(tx.is_idle() && !tx.forget(&mut spare), "there is nothing to give up");
        assert!(spare.deflate.is_some());
        if give_up {
            spare.deflate = None;
        }
    }
    assert_eq!(sizes[0], sizes[2]);
}
