use super::*;
use proptest::prelude::*;

const SERVER: Rules = Rules {
    server: true,
    allow_unmasked: false,
    whole_slices: false,
    max_slice: usize::MAX,
    max_fragments: 0,
    max_message: 0,
    allowed_rsv: 0,
};
const CLIENT: Rules = Rules { server: false, ..SERVER };
const KEY: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

/// A frame as a client sends it.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut out = [0; 14];
    let used = client_header(&mut out, first, payload.len() as u64, KEY);
    let mut bytes = out[..used].to_vec();
    bytes.extend_from_slice(payload);
    unmask(&mut bytes[used..], u32::from_le_bytes(KEY));
    bytes
}

/// What a program sees, with the slices of one frame put together.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Seen {
    Frame { opcode: u8, rsv: u8, first: bool, fin: bool, data: Vec<u8> },
    Begun { opcode: u8, rsv: u8, first: bool, data: Vec<u8> },
    Control(u8, Vec<u8>),
    Bad(u16, &'static str),
}

/// Feeds the bytes in the given pieces, as a connection would.
fn receive(bytes: &[u8], pieces: &[usize], rules: &Rules) -> Vec<Seen> {
    let mut rx = Rx::default();
    let mut seen = Vec::new();
    let mut open: Option<(u8, u8, bool, Vec<u8>)> = None;
    let mut pending = Vec::new();
    let (mut came, mut pieces) = (0, pieces.iter().cycle());
    while came < bytes.len() {
        let piece = (*pieces.next().unwrap_or(&usize::MAX)).clamp(1, bytes.len() - came);
        pending.extend_from_slice(&bytes[came..came + piece]);
        came += piece;
        let mut at = 0;
        loop {
            match rx.step(&mut pending[at..], rules) {
                Event::Data { at: start, len, used } => {
                    // What an extension claimed comes in one piece.
                    let claimed = rx.rsv() != 0;
                    let most = rules.max_slice.max(1);
                    assert!(used > 0 && start + len == used && (claimed || len <= most));
                    assert!(claimed || !rules.whole_slices || len == 0 || len == most || !rx.mid_frame());
                    let slice = &pending[at + start..at + used];
                    let (_, _, _, data) =
                        open.get_or_insert_with(|| (rx.opcode(), rx.rsv(), rx.is_first(), Vec::new()));
                    data.extend_from_slice(slice);
                    assert_eq!(rx.mid_frame(), rx.remaining() != 0);
                    let fin = rx.is_final();
                    if !rx.mid_frame() {
                        let (opcode, rsv, first, data) = open.take().expect("a frame is open");
                        seen.push(Seen::Frame { opcode, rsv, first, fin, data });
                    }
                    if len != 0 || !rx.mid_frame() {
                        rx.slice_done();
                        assert_eq!(rx.opcode() == 0, fin);
                    }
                    at += used;
                }
                Event::Control { opcode, at: start, len, used } => {
                    assert!(start + len == used && !rx.mid_frame());
                    seen.push(Seen::Control(opcode, pending[at + start..at + used].to_vec()));
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
        assert!(
            rules.whole_slices || pending.len() < 6 + MAX_CONTROL,
            "a leftover is at most an unfinished control frame"
        );
    }
    if let Some((opcode, rsv, first, data)) = open {
        seen.push(Seen::Begun { opcode, rsv, first, data });
    }
    seen
}

/// The same by a decoder that has the whole stream before it and knows nothing of slices.
fn reference(bytes: &[u8], rules: &Rules) -> Vec<Seen> {
    let mut seen = Vec::new();
    let (mut at, mut message, mut total, mut frames, mut message_rsv) = (0, 0, 0u128, 0, 0);
    let bad = |why| Seen::Bad(1002, why);
    while let Some(&b0) = bytes.get(at) {
        let (fin, rsv, opcode) = (b0 >= 128, b0 & 0x70, b0 % 16);
        let fault = if opcode >= 8 && !fin {
            "frag ctl"
        } else if (opcode == 1 || opcode == 2) && message != 0 || opcode == 0 && message == 0 {
            "bad cont"
        } else if ![0, 1, 2, 8, 9, 10].contains(&opcode) {
            "bad opc"
        } else if rsv & !(if opcode == 1 || opcode == 2 { rules.allowed_rsv } else { 0 }) != 0 {
            "rsv bits"
        } else {
            ""
        };
        if !fault.is_empty() {
            seen.push(bad(fault));
            return seen;
        }
        let Some(&b1) = bytes.get(at + 1) else { break };
        let masked = b1 >= 128;
        if rules.server && !masked && !rules.allow_unmasked {
            seen.push(bad("not masked"));
            return seen;
        }
        if !rules.server && masked {
            seen.push(bad("masked"));
            return seen;
        }
        let short = b1 % 128;
        if opcode >= 8 && short > 125 {
            seen.push(bad("ctl len"));
            return seen;
        }
        let extra = [0, 2, 8][usize::from(short.saturating_sub(125))];
        let Some(long) = bytes.get(at + 2..at + 2 + extra) else { break };
        let len = long.iter().fold(if extra == 0 { u64::from(short) } else { 0 }, |n, &b| n << 8 | u64::from(b));
        if len > i64::MAX as u64 || extra == 2 && len < 126 || extra == 8 && len < 65536 {
            seen.push(bad("bad len"));
            return seen;
        }
        let mut start = at + 2 + extra;
        let mut key = &[0; 4][..];
        if masked {
            let Some(k) = bytes.get(start..start + 4) else { break };
            key = k;
            start += 4;
        }
        let have = bytes.len() - start;
        let take = usize::try_from(len).unwrap_or(usize::MAX).min(have);
        let data: Vec<u8> = bytes[start..start + take].iter().zip(key.iter().cycle()).map(|(a, b)| a ^ b).collect();
        if opcode >= 8 {
            if (take as u64) < len {
                break;
            }
            seen.push(Seen::Control(opcode, data));
            at = start + take;
            continue;
        }
        let first = opcode != 0;
        if first {
            (message, total, frames, message_rsv) = (opcode, 0, 0, rsv);
        }
        total += u128::from(len);
        frames += 1;
        if rules.max_message != 0 && total > u128::from(rules.max_message) {
            seen.push(Seen::Bad(1009, "too big"));
            return seen;
        }
        if rules.max_fragments != 0 && frames > rules.max_fragments {
            seen.push(Seen::Bad(1008, "fragments"));
            return seen;
        }
        if (take as u64) < len {
            seen.push(Seen::Begun { opcode: message, rsv: message_rsv, first, data });
            break;
        }
        seen.push(Seen::Frame { opcode: message, rsv: message_rsv, first, fin, data });
        if fin {
            message = 0;
        }
        at = start + take;
    }
    seen
}

fn whole(bytes: &[u8], rules: &Rules) -> Vec<Seen> {
    let seen = receive(bytes, &[usize::MAX], rules);
    assert_eq!(seen, receive(bytes, &[1], rules), "byte by byte");
    assert_eq!(seen, reference(bytes, rules));
    seen
}

fn last(bytes: &[u8], rules: &Rules) -> Option<Seen> {
    whole(bytes, rules).pop()
}

#[test]
fn an_idle_connection_keeps_24_bytes() {
    assert!(size_of::<Rx>() <= 24);
}

#[test]
fn examples_of_rfc_6455_section_5_7() {
    let hello = |bytes: &[u8], rules| {
        let seen = whole(bytes, rules);
        assert_eq!(seen, [Seen::Frame { opcode: TEXT, rsv: 0, first: true, fin: true, data: b"Hello".to_vec() }]);
    };
    hello(&[0x81, 5, 0x48, 0x65, 0x6c, 0x6c, 0x6f], &CLIENT);
    hello(&[0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58], &SERVER);
    let fragments = whole(&[1, 3, 0x48, 0x65, 0x6c, 0x80, 2, 0x6c, 0x6f], &CLIENT);
    assert_eq!(
        fragments,
        [
            Seen::Frame { opcode: TEXT, rsv: 0, first: true, fin: false, data: b"Hel".to_vec() },
            Seen::Frame { opcode: TEXT, rsv: 0, first: false, fin: true, data: b"lo".to_vec() },
        ]
    );
    let pong = [0x8a, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
    assert_eq!(whole(&pong, &SERVER), [Seen::Control(PONG, b"Hello".to_vec())]);
}

#[test]
fn every_rule_of_section_5_has_its_code_and_reason() {
    let too_long = |n: u64| [&[0x82, 0xff][..], &n.to_be_bytes(), &KEY].concat();
    let cases: Vec<(Vec<u8>, &Rules, u16, &str)> = vec![
        (vec![0x81, 1], &SERVER, 1002, "not masked"),
        (vec![0x89, 0], &SERVER, 1002, "not masked"),
        (frame(0x81, b"x"), &CLIENT, 1002, "masked"),
        (frame(0xc1, b"x"), &SERVER, 1002, "rsv bits"),
        (frame(0xa2, b"x"), &SERVER, 1002, "rsv bits"),
        (frame(0x99, b"x"), &SERVER, 1002, "rsv bits"),
        (frame(0x83, b""), &SERVER, 1002, "bad opc"),
        (frame(0x87, b""), &SERVER, 1002, "bad opc"),
        (frame(0x8b, b""), &SERVER, 1002, "bad opc"),
        (frame(0x8f, b""), &SERVER, 1002, "bad opc"),
        (frame(0x09, b"x"), &SERVER, 1002, "frag ctl"),
        (frame(0x0f, b"x"), &SERVER, 1002, "frag ctl"),
        (frame(0x89, &[0; 126]), &SERVER, 1002, "ctl len"),
        (frame(0x88, &[0; 70000]), &SERVER, 1002, "ctl len"),
        (frame(0x80, b"x"), &SERVER, 1002, "bad cont"),
        (frame(0x00, b"x"), &SERVER, 1002, "bad cont"),
        ([frame(0x01, b"a"), frame(0x81, b"b")].concat(), &SERVER, 1002, "bad cont"),
        ([frame(0x81, b"a"), frame(0x80, b"b")].concat(), &SERVER, 1002, "bad cont"),
        (too_long(u64::MAX), &SERVER, 1002, "bad len"),
        (too_long(1 << 63), &SERVER, 1002, "bad len"),
        (too_long(65535), &SERVER, 1002, "bad len"),
        (vec![0x82, 0xfe, 0, 125, 1, 2, 3, 4], &SERVER, 1002, "bad len"),
    ];
    for (bytes, rules, code, why) in cases {
        assert_eq!(last(&bytes, rules), Some(Seen::Bad(code, why)), "{:02x?}", &bytes[..bytes.len().min(16)]);
    }
    assert!(matches!(last(&too_long((1 << 63) - 1), &SERVER), Some(Seen::Begun { .. })), "the longest frame there is");
}

#[test]
fn unmasked_frames_can_be_allowed() {
    let rules = Rules { allow_unmasked: true, ..SERVER };
    let bytes = [&[0x82, 2, b'h', b'i'][..], &[0x89, 1, b'p'], &frame(0x81, b"x")].concat();
    let seen = whole(&bytes, &rules);
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[0], Seen::Frame { opcode: BINARY, rsv: 0, first: true, fin: true, data: b"hi".to_vec() });
    assert_eq!(seen[1], Seen::Control(PING, b"p".to_vec()));
}

#[test]
fn control_frames_stand_between_fragments() {
    let bytes = [frame(0x02, b"a"), frame(0x89, &[7; 125]), frame(0x00, b""), frame(0x8a, b""), frame(0x80, b"b")];
    let seen = whole(&bytes.concat(), &SERVER);
    let part = |first, fin, data: &[u8]| Seen::Frame { opcode: BINARY, rsv: 0, first, fin, data: data.to_vec() };
    assert_eq!(
        seen,
        [
            part(true, false, b"a"),
            Seen::Control(PING, vec![7; 125]),
            part(false, false, b""),
            Seen::Control(PONG, vec![]),
            part(false, true, b"b"),
        ]
    );
}

#[test]
fn an_extension_may_claim_a_bit_of_the_first_frame_only() {
    let rules = Rules { allowed_rsv: 0x40, ..SERVER };
    let two = |second| [frame(0x41, b"a"), frame(second, b"b")].concat();
    assert!(matches!(last(&two(0x80), &rules), Some(Seen::Frame { rsv: 0x40, fin: true, .. })));
    for second in [0xc0, 0xc9, 0xa0] {
        assert_eq!(last(&two(second), &rules), Some(Seen::Bad(1002, "rsv bits")));
    }
    assert_eq!(last(&frame(0xe1, b"a"), &rules), Some(Seen::Bad(1002, "rsv bits")));
}

#[test]
fn caps_count_whole_messages_before_their_bytes_come() {
    let rules = Rules { max_message: 10, max_fragments: 3, ..SERVER };
    let ten = [frame(0x01, b"12345"), frame(0x80, b"67890")].concat();
    assert!(matches!(last(&[ten.clone(), ten].concat(), &rules), Some(Seen::Frame { fin: true, .. })), "each alone");
    let eleven = [frame(0x01, b"12345"), frame(0x80, b"678901")].concat();
    assert_eq!(last(&eleven, &rules), Some(Seen::Bad(1009, "too big")));
    assert_eq!(last(&frame(0x82, &[0; 11])[..6], &rules), Some(Seen::Bad(1009, "too big")), "the header is enough");
    let three = [frame(0x01, b""), frame(0, b""), frame(0x80, b"")].concat();
    assert!(matches!(last(&[three.clone(), three].concat(), &rules), Some(Seen::Frame { fin: true, .. })));
    let four = [frame(0x01, b""), frame(0, b""), frame(0, b""), frame(0x80, b"")].concat();
    assert_eq!(last(&four, &rules), Some(Seen::Bad(1008, "fragments")));
    let huge = |n: u64| [&[0x02, 0xff][..], &n.to_be_bytes(), &KEY].concat();
    let rules = Rules { max_message: u64::MAX, ..SERVER };
    assert!(matches!(last(&huge(i64::MAX as u64), &rules), Some(Seen::Begun { .. })));
}

#[test]
fn the_count_of_fragments_stops_before_it_wraps() {
    let mut rx = Rx::default();
    let rules = Rules { max_fragments: (1 << 23) - 1, ..SERVER };
    let mut bytes = frame(0x02, b"");
    for n in 0..(1 << 23) + 10 {
        assert!(matches!(rx.step(&mut bytes, &rules), Event::Data { len: 0, used: 6, .. }), "frame {n}");
        rx.slice_done();
        assert_eq!((rx.opcode(), rx.is_first(), rx.mid_frame()), (BINARY, false, false));
        bytes[0] = 0;
    }
}

#[test]
fn slices_say_where_they_stand() {
    let rules = Rules { max_slice: 4088, ..SERVER };
    let mut bytes = frame(0x82, &[9; 5000]);
    let mut rx = Rx::default();
    assert_eq!(rx.step(&mut bytes[..8], &rules), Event::Data { at: 8, len: 0, used: 8 });
    assert_eq!((rx.remaining(), rx.is_first(), rx.is_final(), rx.mid_frame()), (5000, true, false, true));
    assert_eq!(rx.step(&mut bytes[8..8], &rules), Event::More);
    assert_eq!(rx.step(&mut bytes[8..], &rules), Event::Data { at: 0, len: 4088, used: 4088 });
    assert_eq!((rx.remaining(), rx.is_first(), rx.is_final(), rx.is_binary()), (912, true, false, true));
    rx.slice_done();
    assert_eq!(rx.step(&mut bytes[4096..], &rules), Event::Data { at: 0, len: 912, used: 912 });
    assert_eq!((rx.remaining(), rx.is_first(), rx.is_final(), rx.is_binary()), (0, false, true, true));
    rx.slice_done();
    assert_eq!((rx.opcode(), rx.mid_frame()), (0, false));
    assert!(bytes[8..].iter().all(|&byte| byte == 9), "unmasked across the cut");
}

#[test]
fn a_slice_limit_of_nothing_still_moves() {
    let rules = Rules { max_slice: 0, ..SERVER };
    let seen = receive(&frame(0x82, b"abc"), &[usize::MAX], &rules);
    assert_eq!(seen, [Seen::Frame { opcode: BINARY, rsv: 0, first: true, fin: true, data: b"abc".to_vec() }]);
}

#[test]
fn header_lengths() {
    let mut out = [0; 10];
    for (len, used, bytes) in [
        (0, 2, &[0x82, 0][..]),
        (125, 2, &[0x82, 125]),
        (126, 4, &[0x82, 126, 0, 126]),
        (65535, 4, &[0x82, 126, 255, 255]),
        (65536, 10, &[0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
    ] {
        assert_eq!(header(&mut out, 0x82, len), used);
        assert_eq!(&out[..used], bytes);
        let mut masked = [0; 14];
        assert_eq!(client_header(&mut masked, 0x82, len, KEY), used + 4);
        assert_eq!((masked[1], &masked[used..used + 4]), (out[1] | 0x80, &KEY[..]));
        assert_eq!(masked[2..used], out[2..used]);
    }
}

prop_compose! {
    /// A frame that mostly keeps the rules.
    fn any_frame()(
        first in prop_oneof![
            6 => prop::sample::select(vec![0x81u8, 0x82, 0x01, 0x02, 0x00, 0x80, 0x89, 0x8a, 0x88]),
            1 => any::<u8>(),
        ],
        len in prop_oneof![8 => 0usize..12, 2 => 120usize..130, 1 => 65530usize..65540],
        key in any::<u32>(),
        masked in prop::bool::weighted(0.9),
        fill in any::<u8>(),
    ) -> Vec<u8> {
        let payload: Vec<u8> = (0..len).map(|n| fill.wrapping_add(n as u8)).collect();
        let mut bytes = vec![0; 14];
        if masked {
            let used = client_header((&mut bytes[..14]).try_into().unwrap(), first, len as u64, key.to_le_bytes());
            bytes.truncate(used);
            bytes.extend(payload);
            unmask(&mut bytes[used..], key);
        } else {
            let used = header((&mut bytes[..10]).try_into().unwrap(), first, len as u64);
            bytes.truncate(used);
            bytes.extend(payload);
        }
        bytes
    }
}

proptest! {
    #[test]
    fn any_split_gives_the_events_of_the_whole(
        frames in prop::collection::vec(any_frame(), 1..8),
        noise in prop::collection::vec(any::<u8>(), 0..20),
        pieces in prop::collection::vec(1usize..300, 1..8),
        (server, allow_unmasked) in any::<(bool, bool)>(),
        max_slice in prop_oneof![Just(usize::MAX), 1usize..200],
        max_fragments in 0u32..4,
        max_message in prop_oneof![Just(0u64), 1u64..200],
        allowed_rsv in prop::sample::select(vec![0u8, 0x40]),
    ) {
        let whole_slices = false;
        let rules = Rules { server, allow_unmasked, whole_slices, max_slice, max_fragments, max_message, allowed_rsv };
        let mut bytes = frames.concat();
        bytes.extend(noise);
        let expected = reference(&bytes, &rules);
        prop_assert_eq!(&receive(&bytes, &[usize::MAX], &rules), &expected);
        prop_assert_eq!(&receive(&bytes, &pieces, &rules), &expected);
    }

    #[test]
    fn whole_slices_are_the_same_whatever_the_network_did(
        frames in prop::collection::vec(any_frame(), 1..8),
        pieces in prop::collection::vec(1usize..300, 1..8),
        server in any::<bool>(),
        max_slice in prop_oneof![Just(usize::MAX), 1usize..200],
    ) {
        let rules = Rules { server, allow_unmasked: true, max_slice, ..SERVER };
        let bytes = frames.concat();
        let expected = reference(&bytes, &rules);
        let rules = Rules { whole_slices: true, ..rules };
        prop_assert_eq!(&receive(&bytes, &[usize::MAX], &rules), &expected);
        prop_assert_eq!(&receive(&bytes, &pieces, &rules), &expected);
    }

    #[test]
    fn unmasking_is_the_rfc_s_and_undoes_itself(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        key in any::<[u8; 4]>(),
        cut in 0usize..200,
    ) {
        let mut ours = bytes.clone();
        let cut = cut.min(bytes.len());
        let (head, tail) = ours.split_at_mut(cut);
        let number = u32::from_le_bytes(key);
        unmask(head, number);
        unmask(tail, number.rotate_right(8 * (cut as u32 % 4)));
        let theirs: Vec<u8> = bytes.iter().enumerate().map(|(n, byte)| byte ^ key[n % 4]).collect();
        prop_assert_eq!(&ours, &theirs);
        unmask(&mut ours, number);
        prop_assert_eq!(ours, bytes);
    }
}
