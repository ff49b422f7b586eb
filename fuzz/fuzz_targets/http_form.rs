//! Form bodies of both kinds: split anywhere, the same fields, cut the same way.
#![no_main]
#[allow(dead_code)]
#[path = "../../src/proto/mod.rs"]
mod proto;

use libfuzzer_sys::fuzz_target;
use proto::http::form::{Form, FormEvent};

#[derive(Debug, PartialEq)]
enum Seen {
    Field(Vec<u8>, Vec<u8>),
    Bytes(Vec<u8>, bool),
    Bad(&'static str),
}

fn read(content_type: &[u8], body: &[u8], piece: usize, room: usize) -> Vec<Seen> {
    let mut form = Form::new(content_type);
    let mut out = vec![0; room];
    let mut seen = Vec::new();
    for mut rest in body.chunks(piece.max(1)) {
        while !rest.is_empty() {
            let (used, event) = form.step(rest, &mut out);
            rest = &rest[used..];
            match event {
                FormEvent::More => assert!(rest.is_empty()),
                FormEvent::Begin => {
                    assert!(!form.name().contains(&0) && !form.filename().contains(&0));
                    seen.push(Seen::Field(form.name().to_vec(), form.filename().to_vec()));
                }
                FormEvent::Slice(len) => {
                    assert!(len > 0);
                    seen.push(Seen::Bytes(out[..len].to_vec(), false));
                }
                FormEvent::End(len) => seen.push(Seen::Bytes(out[..len].to_vec(), true)),
                FormEvent::Bad(why) => {
                    seen.push(Seen::Bad(why));
                    return seen;
                }
            }
        }
    }
    if let Some(len) = form.finish() {
        seen.push(Seen::Bytes(out[..len].to_vec(), true));
    }
    seen
}

// Two bytes say how it is read; then comes a Content-Type to the first NUL, and the body.
fuzz_target!(|input: &[u8]| {
    let [piece, room, rest @ ..] = input else { return };
    let end = rest.iter().position(|&byte| byte == 0).unwrap_or(rest.len());
    let (content_type, body) = (&rest[..end], rest.get(end + 1..).unwrap_or_default());
    let room = usize::from(*room);
    let whole = read(content_type, body, usize::MAX, room);
    assert_eq!(whole, read(content_type, body, usize::from(*piece), room));
    assert_eq!(whole, read(content_type, body, 1, room));
});
