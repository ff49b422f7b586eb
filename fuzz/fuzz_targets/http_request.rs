//! Request heads: whole or in pieces the same, and what the strict reading takes, the lax one takes.
#![no_main]
#[allow(dead_code)]
#[path = "../../src/proto/mod.rs"]
mod proto;

use libfuzzer_sys::fuzz_target;
use proto::http::request::{Body, Limits, Parsed, find_head_end, parse, parse_from};

fuzz_target!(|input: &[u8]| {
    let Some((&[flags, piece, headers], bytes)) = input.split_first_chunk::<3>() else { return };
    let lax = flags & 1 != 0;
    let limits = Limits { max_bytes: 16 << (flags >> 4), max_headers: usize::from(headers), lax };
    let whole = parse(bytes, &limits);

    let mut searched = 0;
    for come in (0..bytes.len()).step_by(usize::from(piece).max(1)).chain([bytes.len()]) {
        let part = parse_from(&bytes[..come], searched, &limits);
        match (&part, &whole) {
            (Parsed::More, _) => searched = come,
            (Parsed::Bad { .. }, Parsed::Bad { .. }) => break,
            (Parsed::Done { request, used }, Parsed::Done { request: other, used: all }) => {
                assert_eq!((used, &request.bytes), (all, &other.bytes));
                assert_eq!((request.body, request.keep_alive), (other.body, other.keep_alive));
                break;
            }
            _ => panic!("{part:?} of {come} bytes, but {whole:?}"),
        }
        assert!(come < bytes.len() || matches!(whole, Parsed::More));
    }

    let Parsed::Done { request, used } = whole else { return };
    assert!(used <= bytes.len() && request.headers.len() <= limits.max_headers);
    for field in &request.headers {
        let (name, value) = (request.text(field.name), request.text(field.value));
        assert!(!name.is_empty() && name.iter().all(u8::is_ascii_graphic));
        assert!(!value.iter().any(|byte| matches!(byte, 0 | b'\r' | b'\n')));
    }
    assert!(!request.upgrade_websocket || request.body == Body::None);
    assert!(request.body != Body::Chunked || request.get("content-length").is_none());
    if !lax {
        assert!(find_head_end(bytes, 0).is_some());
        let Parsed::Done { request: other, used: lax_used } = parse(bytes, &Limits { lax: true, ..limits }) else {
            panic!("lax is stricter");
        };
        assert_eq!((used, request.bytes, request.body), (lax_used, other.bytes, other.body));
    }
});
