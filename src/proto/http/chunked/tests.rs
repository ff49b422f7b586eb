use super::*;
use proptest::prelude::*;

/// The body, the bytes used to its end, and whether it ended; or why not.
type Read = Result<(Vec<u8>, usize, bool), &'static str>;

fn read(bytes: &[u8], pieces: &[usize]) -> Read {
    let mut decoder = Chunked::new();
    let mut body = Vec::new();
    let (mut at, mut pieces) = (0, pieces.iter().cycle());
    while at < bytes.len() {
        let piece = (*pieces.next().unwrap_or(&usize::MAX)).clamp(1, bytes.len() - at);
        let mut rest = &bytes[at..at + piece];
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
                ChunkEvent::Done { used } => {
                    assert!(decoder.is_done());
                    assert_eq!(decoder.step(b"GET"), ChunkEvent::Done { used: 0 });
                    return Ok((body, at + used, true));
                }
                ChunkEvent::Bad(why) => return Err(why),
            };
            rest = &rest[used..];
            at += used;
        }
    }
    Ok((body, at, decoder.is_done()))
}

fn whole(bytes: &[u8]) -> Read {
    let read_whole = read(bytes, &[usize::MAX]);
    assert_eq!(read_whole, read(bytes, &[1]), "byte by byte: {}", bytes.escape_ascii());
    read_whole
}

#[test]
fn good_bodies() {
    for (bytes, body) in [
        (&b"0\r\n\r\n"[..], &b""[..]),
        (b"4\r\nWiki\r\n5\r\npedia\r\n0\r\n\r\n", b"Wikipedia"),
        (b"A\r\n0123456789\r\n000\r\n\r\n", b"0123456789"),
        (b"a;x=1;y=\"q\"\r\n0123456789\r\n0;last\r\n\r\n", b"0123456789"),
        (b"1 ;x\r\na\r\n0\r\nExpires: never\r\nX:\r\n\r\n", b"a"),
        (b"2\r\n\r\n\r\n0\r\n\r\n", b"\r\n"),
    ] {
        assert_eq!(whole(bytes), Ok((body.to_vec(), bytes.len(), true)));
        let with_next = [bytes, b"GET / HTTP/1.1\r\n"].concat();
        assert_eq!(whole(&with_next), Ok((body.to_vec(), bytes.len(), true)), "what follows is left alone");
        for cut in 0..bytes.len() {
            assert!(matches!(whole(&bytes[..cut]), Ok((_, used, false)) if used == cut));
        }
    }
}

#[test]
fn bad_bodies() {
    for (bytes, why) in [
        (&b"\r\n"[..], "chunk size"),
        (b"x\r\n", "chunk size"),
        (b"-1\r\n", "chunk size"),
        (b"+1\r\n", "chunk size"),
        (b"0x1\r\n", "chunk size"),
        (b" 1\r\n", "chunk size"),
        (b"1 \r\n", "chunk size"),
        (b"1 1\r\n", "chunk size"),
        (b";x\r\n", "chunk size"),
        (b"1\na\r\n", "chunk size"),
        (b"1\r\ra", "chunk line end"),
        (b"1\r\nab\r\n", "chunk line end"),
        (b"1\r\na\n", "chunk line end"),
        (b"1\r\na\r0", "chunk line end"),
        (b"1;x\na", "chunk extension"),
        (b"1;\0\r\n", "chunk extension"),
        (b"10000000000000000\r\n", "chunk size"),
        (b"fffffffffffffffff\r\n", "chunk size"),
        (b"ffffffffffffffff\r\n", "chunk size"),
        (b"0\r\n\n", "trailer"),
        (b"0\r\n folded\r\n\r\n", "trailer"),
        (b"0\r\nno colon\r\n\r\n", "trailer"),
        (b"0\r\n:x\r\n\r\n", "trailer"),
        (b"0\r\nX: a\0b\r\n\r\n", "trailer"),
        (b"0\r\nX: a\n\r\n", "trailer"),
        (b"0\r\nX: a\rb", "chunk line end"),
        (b"0\r\n\rx", "chunk line end"),
    ] {
        assert_eq!(whole(bytes), Err(why), "{}", bytes.escape_ascii());
    }
}

#[test]
fn the_longest_chunk_does_not_overflow() {
    let mut decoder = Chunked::new();
    assert_eq!(decoder.step(b"3ffffffffffffff\r\n"), ChunkEvent::More { used: 17 });
    for _ in 0..3 {
        assert_eq!(decoder.step(b"ab"), ChunkEvent::Data { at: 0, len: 2, used: 2 });
    }
}

#[test]
fn what_is_thrown_away_is_capped() {
    let extensions = |n: usize| [b"1;", &vec![b'x'; n - 1][..], b"\r\na\r\n0\r\n\r\n"].concat();
    assert!(whole(&extensions(MAX_EXTENSIONS as usize)).is_ok());
    assert_eq!(whole(&extensions(MAX_EXTENSIONS as usize + 1)), Err("chunk extension"));
    let many = b"1;x\r\na\r\n".repeat(MAX_EXTENSIONS as usize / 2 + 1);
    assert_eq!(whole(&many), Err("chunk extension"), "all chunks of a body together");
    let trailers = |n: usize| [b"0\r\nX:", &vec![b'x'; n - 2][..], b"\r\n\r\n"].concat();
    assert!(whole(&trailers(MAX_TRAILERS as usize)).is_ok());
    assert_eq!(whole(&trailers(MAX_TRAILERS as usize + 1)), Err("trailer"));
}

/// Another decoder, line by line, for whole bodies only.
fn reference(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let line = |bytes: &mut &[u8]| {
        let end = bytes.windows(2).position(|pair| pair == b"\r\n")?;
        let line = bytes[..end].to_vec();
        *bytes = &bytes[end + 2..];
        (!line.iter().any(|&byte| byte < b' ' && byte != b'\t' || byte == 127)).then_some(line)
    };
    let mut body = Vec::new();
    loop {
        let size = String::from_utf8_lossy(&line(&mut bytes)?).into_owned();
        let (digits, _) = size.split_once(';').map_or((&*size, ""), |(digits, rest)| (digits.trim_end(), rest));
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let size = usize::from_str_radix(digits, 16).ok()?;
        if size == 0 {
            break;
        }
        body.extend_from_slice(bytes.get(..size)?);
        bytes = bytes[size..].strip_prefix(b"\r\n")?;
    }
    loop {
        let field = line(&mut bytes)?;
        if field.is_empty() {
            return Some(body);
        }
        let colon = field.iter().position(|&byte| byte == b':')?;
        if colon == 0 || !field[..colon].iter().all(|&byte| is_token(byte)) {
            return None;
        }
    }
}

prop_compose! {
    fn any_body()(
        chunks in prop::collection::vec((prop::collection::vec(any::<u8>(), 1..60), "(;[ -~]{0,9})?"), 0..6),
        trailers in prop::collection::vec("[A-Za-z-]{1,8}:[ -~]{0,9}", 0..3),
        upper in any::<bool>(),
    ) -> (Vec<u8>, Vec<u8>) {
        let (mut bytes, mut body) = (Vec::new(), Vec::new());
        for (data, extension) in chunks {
            let size = if upper { format!("{:X}", data.len()) } else { format!("0{:x}", data.len()) };
            bytes.extend([size.as_bytes(), extension.as_bytes(), b"\r\n", &data, b"\r\n"].concat());
            body.extend(data);
        }
        bytes.extend(b"0\r\n");
        for trailer in trailers {
            bytes.extend([trailer.as_bytes(), b"\r\n"].concat());
        }
        bytes.extend(b"\r\n");
        (bytes, body)
    }
}

proptest! {
    #[test]
    fn any_split_gives_the_body((bytes, body) in any_body(), pieces in prop::collection::vec(1usize..80, 1..6)) {
        prop_assert_eq!(reference(&bytes), Some(body.clone()));
        prop_assert_eq!(read(&bytes, &pieces), Ok((body, bytes.len(), true)));
    }

    #[test]
    fn damage_is_seen_by_both(
        (mut bytes, _) in any_body(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..3),
        pieces in prop::collection::vec(1usize..80, 1..6),
    ) {
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let ours = read(&bytes, &[usize::MAX]);
        prop_assert_eq!(&ours, &read(&bytes, &pieces));
        let finished = ours.ok().and_then(|(body, _, done)| done.then_some(body));
        prop_assert_eq!(finished, reference(&bytes));
    }
}
