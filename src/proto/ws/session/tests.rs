use super::*;
use crate::proto::ws::frame::BINARY;
use proptest::prelude::*;

type S = Session<u32>;

/// What a session told of: frame heads, chunks joined per frame, messages.
#[derive(Debug, PartialEq, Clone)]
enum Told {
    Head(bool, u8, u64),
    Chunk(Vec<u8>),
    End,
    Message(u8, u16, Vec<u8>),
    Failed,
}

fn receive(session: &mut S, bytes: &[u8], piece: usize) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for came in bytes.chunks(piece.max(1)) {
        let mut buffer = vec![0; 200 + came.len()];
        let held = session.unhold(&mut buffer);
        buffer[held..held + came.len()].copy_from_slice(came);
        buffer.truncate(held + came.len());
        let mut at = 0;
        loop {
            let (used, found) = session.step(&mut buffer[at..]);
            match found {
                Found::Frame { head, slice, end, message } => {
                    let bytes = buffer[at..][slice].to_vec();
                    if let Some(h) = head {
                        told.push(Told::Head(h.fin, h.opcode, h.length));
                    }
                    match told.last_mut() {
                        Some(Told::Chunk(so_far)) => so_far.extend_from_slice(&bytes),
                        _ if !bytes.is_empty() => told.push(Told::Chunk(bytes.clone())),
                        _ => {}
                    }
                    if end {
                        told.push(Told::End);
                    }
                    if let Some(m) = message {
                        let payload = if m.gathered { session.take_message() } else { bytes[m.skip..].to_vec() };
                        told.push(Told::Message(m.opcode, m.status, payload));
                    }
                    at += used;
                }
                Found::More => break session.hold(&buffer[at..]),
                Found::Failed => {
                    told.push(Told::Failed);
                    break;
                }
                Found::Ended => break,
            }
        }
    }
    told
}

fn messages(told: &[Told]) -> Vec<(u8, u16, Vec<u8>)> {
    told.iter().filter_map(|t| if let Told::Message(o, s, p) = t { Some((*o, *s, p.clone())) } else { None }).collect()
}

/// Everything that a session sends, in portions of `portion` bytes. `parts` is asked for the parts of message `S`.
fn sent(session: &mut S, portion: usize, parts: &mut dyn FnMut(u32) -> Option<(Vec<u8>, bool)>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut key = 1u32;
    loop {
        match session.prepare() {
            Next::Nothing => return out,
            Next::Key => {
                key = key.wrapping_mul(2_654_435_761).max(1);
                session.key(key.to_le_bytes());
            }
            Next::Part(source) => match parts(source) {
                Some((bytes, last)) => assert!(session.part(&bytes, last)),
                None => session.part_waits(),
            },
            Next::Ready { .. } => {
                let n = session.staged().len().min(portion);
                assert!(n > 0);
                out.extend_from_slice(&session.staged()[..n]);
                session.sent(n);
            }
        }
    }
}

fn all_sent(session: &mut S) -> Vec<u8> {
    sent(session, usize::MAX, &mut |_| panic!("no parts"))
}

fn pair() -> (S, S) {
    (S::new(true), S::new(false))
}

#[test]
fn a_message_there_and_back() {
    let (mut server, mut client) = pair();
    client.queue(TEXT, "Grüße".as_bytes()).unwrap();
    assert_eq!((client.queued_messages(), client.queued_bytes()), (1, 7));
    let bytes = all_sent(&mut client);
    assert_eq!((client.queued_messages(), client.queued_bytes()), (0, 0));
    assert_eq!(bytes.len(), 2 + 4 + 7);
    let told = receive(&mut server, &bytes, 3);
    let text = "Grüße".as_bytes().to_vec();
    assert_eq!(told, [Told::Head(true, TEXT, 7), Told::Chunk(text.clone()), Told::End, Told::Message(TEXT, 0, text)]);
    server.queue(BINARY, b"").unwrap();
    assert_eq!(all_sent(&mut server), [0x82, 0]);
}

#[test]
fn the_goodbye_from_either_side() {
    let (mut server, mut client) = pair();
    client.queue(BINARY, b"first").unwrap();
    client.queue_close(1001, b"gone").unwrap();
    assert_eq!(client.queue(BINARY, b"late"), Err(Refused::Closing));
    assert_eq!(client.queue_close(1000, b""), Err(Refused::Closing));
    assert_eq!(client.status_sent(), ABNORMAL);
    let told = receive(&mut server, &all_sent(&mut client), 1);
    assert_eq!(messages(&told), [(BINARY, 0, b"first".to_vec()), (CLOSE, 1001, b"gone".to_vec())]);
    assert!(client.close_sent() && client.status_sent() == 1001 && !client.wants_write() && client.wants_read());
    assert!(
        server.close_received() && server.status_received() == 1001 && !server.wants_read() && server.wants_write()
    );
    assert_eq!(server.queue(TEXT, b"x"), Err(Refused::Closing));
    let answer = all_sent(&mut server);
    assert_eq!(answer, b"\x88\x06\x03\xe9gone");
    assert!(!server.wants_write() && server.status_sent() == 1001);
    receive(&mut client, &answer, 100);
    assert!(!client.wants_read() && !client.wants_write() && client.status_received() == 1001);
}

#[test]
fn a_goodbye_without_a_status() {
    let (mut server, mut client) = pair();
    assert_eq!(client.queue_close(0, b"why"), Err(Refused::Invalid));
    client.queue_close(0, b"").unwrap();
    receive(&mut server, &all_sent(&mut client), 100);
    assert_eq!((server.status_received(), client.status_sent()), (NO_STATUS, NO_STATUS));
    assert_eq!(all_sent(&mut server), [0x88, 0]);
}

#[test]
fn what_cannot_be_queued() {
    let mut s = S::new(true);
    for (opcode, payload) in [
        (0, &b""[..]),
        (3, b""),
        (CLOSE, b""),
        (11, b""),
        (255, b""),
        (PING, &[0; 126]),
        (PONG, &[0; 126]),
        (TEXT, b"\xff"),
    ] {
        assert_eq!(s.queue(opcode, payload), Err(Refused::Invalid), "{opcode}");
    }
    assert_eq!(s.queue_parts(PING, 1), Err(Refused::Invalid));
    for status in [1, 999, 1004, 1005, 1006, 1015, 2999, 5000] {
        assert_eq!(s.queue_close(status, b""), Err(Refused::Invalid), "{status}");
    }
    assert_eq!(s.queue_close(1000, &[b'x'; 124]), Err(Refused::Invalid));
    assert_eq!(s.queue_close(1000, b"\xff"), Err(Refused::Invalid));
    assert_eq!(s.queued_messages(), 0);
    s.queue(PING, &[0; 125]).unwrap();
    s.queue_close(1000, &[b'x'; 123]).unwrap();
}

#[test]
fn pongs_pass_messages_and_are_bounded() {
    let (mut server, mut client) = pair();
    server.queue(TEXT, b"waits").unwrap();
    client.queue(PING, b"beat").unwrap();
    let told = receive(&mut server, &all_sent(&mut client), 100);
    assert_eq!(messages(&told), [(PING, 0, b"beat".to_vec())]);
    assert_eq!(all_sent(&mut server), b"\x8a\x04beat\x81\x05waits");
    for _ in 0..10_000 {
        client.queue(PING, &[7; 125]).unwrap();
    }
    receive(&mut server, &all_sent(&mut client), 60_000);
    assert!(server.queued_bytes() <= MAX_PONGS + 125, "{}", server.queued_bytes());
    assert!(server.queued_messages() > 500);
    // When they are gone, there is room again.
    all_sent(&mut server);
    client.queue(PING, b"x").unwrap();
    receive(&mut server, &all_sent(&mut client), 100);
    assert_eq!(all_sent(&mut server), b"\x8a\x01x");
}

#[test]
fn parts_wait_and_let_controls_pass() {
    let mut s = S::new(true);
    s.queue_parts(TEXT, 5).unwrap();
    s.queue(BINARY, b"behind").unwrap();
    let mut script = vec![Some((b"one".to_vec(), false)), None].into_iter();
    assert_eq!(
        sent(&mut s, 100, &mut |source| {
            assert_eq!(source, 5);
            script.next().unwrap()
        }),
        b"\x01\x03one"
    );
    assert!(!s.wants_write());
    assert_eq!((s.queued_messages(), s.queued_bytes()), (2, 6));
    s.queue(PING, b"!").unwrap();
    assert!(s.wants_write());
    assert_eq!(sent(&mut s, 100, &mut |_| panic!("it waits")), b"\x89\x01!");
    s.part_comes();
    assert!(s.wants_write());
    let mut script = vec![Some((b"two".to_vec(), false)), Some((Vec::new(), true))].into_iter();
    assert_eq!(sent(&mut s, 100, &mut |_| script.next().unwrap()), b"\x00\x03two\x80\x00\x82\x06behind");
    assert_eq!((s.queued_messages(), s.queued_bytes()), (0, 0));
    // A source that gives nothing and is not over waits as well.
    s.queue_parts(BINARY, 6).unwrap();
    assert_eq!(sent(&mut s, 100, &mut |_| Some((Vec::new(), false))), b"");
    assert!(!s.wants_write());
}

#[test]
fn more_is_said_while_more_follows() {
    let mut s = S::new(true);
    s.queue(BINARY, &[1; 50_000]).unwrap();
    s.queue(BINARY, &[2; 50_000]).unwrap();
    assert_eq!(s.prepare(), Next::Ready { more: true });
    s.sent(10);
    assert_eq!(s.prepare(), Next::Ready { more: true });
    s.sent(usize::MAX / 2);
    assert_eq!(s.prepare(), Next::Ready { more: false });
    s.sent(s.staged().len());
    assert_eq!(s.prepare(), Next::Nothing);
    // Small ones leave together.
    for _ in 0..100 {
        s.queue(TEXT, b"hello").unwrap();
    }
    assert_eq!(s.prepare(), Next::Ready { more: false });
    assert_eq!(s.staged().len(), 700);
    assert_eq!(s.queued_messages(), 100);
    s.sent(7 * 40 + 3);
    assert_eq!((s.queued_messages(), s.queued_bytes()), (60, 300));
    // What is queued meanwhile comes behind.
    s.queue(TEXT, b"later").unwrap();
    assert_eq!(s.prepare(), Next::Ready { more: true });
}

#[test]
fn rules_that_peers_break() {
    let masked = |first: u8, payload: &[u8]| {
        let mut head = [0; 14];
        let used = frame::client_header(&mut head, first, payload.len() as u64, [0; 4]);
        [&head[..used], payload].concat()
    };
    let cases: Vec<(Vec<u8>, u16)> = vec![
        (vec![0x81, 1, b'x'], 1002),
        (masked(0xc1, b"x"), 1002),
        (masked(0x83, b"x"), 1002),
        (masked(0x80, b"x"), 1002),
        (masked(0x09, b"x"), 1002),
        (masked(0x81, b"\xff"), 1007),
        (masked(0x81, b"\xc3"), 1007),
        (masked(0x88, b"\x03"), 1002),
        (masked(0x88, b"\x03\xed"), 1002),
        (masked(0x88, b"\x03\xe8\xff"), 1007),
        (masked(0x82, &[0; 101]), 1009),
        ([masked(0x02, &[0; 60]), masked(0x80, &[0; 41])].concat(), 1009),
    ];
    for (bytes, status) in cases {
        let mut server = S::new(true);
        server.max_message = 100;
        server.queue(TEXT, b"before").unwrap();
        server.queue_parts(TEXT, 1).unwrap();
        let told = receive(&mut server, &bytes, 50);
        assert_eq!(told.last(), Some(&Told::Failed), "{bytes:x?}");
        assert!(!server.wants_read() && server.status_received() == ABNORMAL);
        let out = all_sent(&mut server);
        assert!(out.starts_with(b"\x81\x06before\x88"), "{out:x?}");
        assert_eq!(u16::from_be_bytes([out[10], out[11]]), status, "{bytes:x?}");
        assert_eq!(server.status_sent(), status);
        assert_eq!((server.queued_messages(), server.queued_bytes(), server.wants_write()), (0, 0, false));
        assert_eq!(receive(&mut server, &masked(0x82, b"x"), 10), []);
    }
    let mut client = S::new(false);
    receive(&mut client, &masked(0x81, b"x"), 10);
    let mut out = all_sent(&mut client);
    assert_eq!(messages(&receive(&mut S::new(true), &out, 100))[0].1, 1002);
    out.clear();
    let mut server = S::new(true);
    server.max_message = 100;
    let fits = [masked(0x02, &[0; 60]), masked(0x80, &[0; 40])].concat();
    assert_eq!(messages(&receive(&mut server, &fits, 7)), [(BINARY, 0, vec![0; 100])]);
}

/// Behind a message that is cut off, no other may begin.
#[test]
fn a_message_under_way_when_the_peer_breaks_a_rule() {
    let mut s = S::new(true);
    s.queue_parts(TEXT, 1).unwrap();
    s.queue(BINARY, b"behind").unwrap();
    let mut script = vec![Some((b"begun".to_vec(), false)), None].into_iter();
    sent(&mut s, 100, &mut |_| script.next().unwrap());
    assert_eq!(receive(&mut s, b"\xff", 1), [Told::Failed]);
    let out = all_sent(&mut s);
    assert_eq!((out[0], &out[2..4]), (0x88, &b"\x03\xea"[..]));
    assert_eq!((s.queued_messages(), s.queued_bytes()), (0, 0));
}

#[test]
fn nothing_is_gathered_when_nobody_wants_it() {
    let mut server = S::new(true);
    server.gathers = false;
    let mut client = S::new(false);
    client.queue(BINARY, &[9; 1000]).unwrap();
    client.queue(TEXT, b"\xc3\xa9").unwrap();
    let told = receive(&mut server, &all_sent(&mut client), 100);
    assert_eq!(told[1], Told::Chunk(vec![9; 1000]));
    assert!(server.message.is_empty());
}

#[test]
fn reading_rests_while_too_much_waits() {
    let mut s = S::new(true);
    s.max_queued = 100 + 2 * PER_MESSAGE;
    s.queue(BINARY, &[0; 99]).unwrap();
    assert!(s.wants_read());
    s.queue(BINARY, b"x").unwrap();
    assert!(!s.wants_read() && !s.read_ended());
    all_sent(&mut s);
    assert!(s.wants_read());
}

#[test]
fn ends_by_the_program() {
    let mut s = S::new(true);
    s.queue(BINARY, &[0; 99]).unwrap();
    s.queue_parts(TEXT, 1).unwrap();
    s.prepare();
    s.sent(3);
    s.end_writing();
    assert!(!s.wants_write() && s.wants_read());
    assert_eq!((s.prepare(), s.queued_messages(), s.queued_bytes()), (Next::Nothing, 0, 0));
    assert_eq!(s.queue(TEXT, b""), Err(Refused::Closing));
    s.end_reading();
    assert!(!s.wants_read() && s.read_ended());
    assert_eq!(s.step(&mut [0x89, 0x80, 0, 0, 0, 0]), (0, Found::Ended));
}

fn payload() -> impl Strategy<Value = (u8, Vec<u8>)> {
    prop_oneof![
        "\\PC{0,60}".prop_map(|text| (TEXT, text.into_bytes())),
        prop::collection::vec(any::<u8>(), 0..300).prop_map(|bytes| (BINARY, bytes)),
        (3000usize..30_000).prop_map(|n| (BINARY, vec![n as u8; n])),
        prop::collection::vec(any::<u8>(), 0..126).prop_map(|bytes| (PING, bytes)),
    ]
}

proptest! {
    /// What one side queues is what the other is given, whatever pieces it travels in.
    #[test]
    fn messages_arrive_as_they_were_queued(
        list in prop::collection::vec((payload(), 0usize..4), 0..12),
        portion in 1usize..9000,
        piece in 1usize..9000,
        by_client: bool,
    ) {
        let (mut from, mut to) = (S::new(!by_client), S::new(by_client));
        let mut texts = Vec::new();
        for (i, ((opcode, bytes), parts)) in list.iter().enumerate() {
            if *parts > 0 && *opcode != PING {
                from.queue_parts(*opcode, i as u32).unwrap();
                let size = bytes.len() / parts + 1;
                let mut cut: Vec<_> = bytes.chunks(size).map(|c| (c.to_vec(), false)).collect();
                cut.push((Vec::new(), true));
                texts.push(cut.into_iter());
            } else {
                from.queue(*opcode, bytes).unwrap();
                texts.push(Vec::new().into_iter());
            }
        }
        from.queue_close(1000, b"done").unwrap();
        let wire = sent(&mut from, portion, &mut |source| texts[source as usize].next());
        prop_assert_eq!((from.queued_messages(), from.queued_bytes(), from.status_sent()), (0, 0, 1000));
        let told = receive(&mut to, &wire, piece);
        let got = messages(&told);
        let data = |control: bool| move |m: &&(u8, u16, Vec<u8>)| (m.0 >= 8) == control;
        let came: Vec<_> = got.iter().filter(data(false)).map(|m| (m.0, m.2.clone())).collect();
        let went: Vec<_> = list.iter().map(|l| l.0.clone()).filter(|m| m.0 < 8).collect();
        prop_assert_eq!(came, went);
        let pings: Vec<_> = got.iter().filter(data(true)).map(|m| (m.0, m.2.clone())).collect();
        let mut sent_pings: Vec<_> = list.iter().map(|l| l.0.clone()).filter(|m| m.0 >= 8).collect();
        sent_pings.push((CLOSE, b"done".to_vec()));
        prop_assert_eq!(pings, sent_pings);
        prop_assert_eq!(to.status_received(), 1000);
    }

    /// Anything at all may come, cut anywhere: the same is told of it, and what is kept stays small.
    #[test]
    fn pieces_do_not_matter(bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(0x80), Just(0x81), Just(0x02)], 0..200),
                            piece in 1usize..50, server: bool) {
        let (mut whole, mut cut) = (S::new(server), S::new(server));
        (whole.max_message, cut.max_message) = (60, 60);
        let told = receive(&mut whole, &bytes, usize::MAX);
        let in_pieces = receive(&mut cut, &bytes, piece);
        prop_assert_eq!(messages(&told), messages(&in_pieces));
        prop_assert_eq!(told.contains(&Told::Failed), in_pieces.contains(&Told::Failed));
        prop_assert!(cut.held.len() <= 130 && cut.message.len() <= 60);
        prop_assert_eq!(all_sent(&mut whole), all_sent(&mut cut));
    }
}
