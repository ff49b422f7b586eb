use super::*;
use proptest::prelude::*;

/// A field: its name, its file's name, its value, and how the value was cut.
type Seen = (Vec<u8>, Vec<u8>, Vec<u8>, Vec<usize>);
type Read = Result<Vec<Seen>, &'static str>;

/// Reads a body in pieces of these sizes, into a buffer of `room` bytes. A field that has not ended stands last, with
/// what has filled the buffer so far.
fn read(content_type: &[u8], body: &[u8], pieces: &[usize], room: usize) -> Read {
    let mut form = Form::new(content_type);
    let mut out = vec![0; room];
    let mut seen: Vec<Seen> = Vec::new();
    let (mut at, mut pieces) = (0, pieces.iter().cycle());
    while at < body.len() {
        let end = at + (*pieces.next().unwrap_or(&usize::MAX)).clamp(1, body.len() - at);
        while at < end {
            let (used, event) = form.step(&body[at..end], &mut out);
            at += used;
            let (len, last) = match event {
                FormEvent::More => {
                    assert_eq!(at, end);
                    continue;
                }
                FormEvent::Begin => {
                    seen.push((form.name().to_vec(), form.filename().to_vec(), Vec::new(), Vec::new()));
                    continue;
                }
                FormEvent::Slice(len) => (len, false),
                FormEvent::End(len) => (len, true),
                FormEvent::Bad(why) => {
                    assert_eq!(form.step(b"x", &mut out), (0, FormEvent::Bad(why)), "it stays so");
                    assert_eq!(form.finish(), None);
                    return Err(why);
                }
            };
            assert!(last || len > 0);
            let field = seen.last_mut().expect("a value comes after a beginning");
            field.2.extend_from_slice(&out[..len]);
            field.3.push(len);
        }
    }
    if let Some(len) = form.finish() {
        let field = seen.last_mut().expect("a value comes after a beginning");
        field.2.extend_from_slice(&out[..len]);
        field.3.push(len);
    }
    Ok(seen)
}

fn whole(content_type: &[u8], body: &[u8]) -> Read {
    let whole = read(content_type, body, &[usize::MAX], 512);
    assert_eq!(whole, read(content_type, body, &[1], 512), "byte by byte: {}", body.escape_ascii());
    whole
}

/// Name and value of the fields of an urlencoded body.
fn pairs(body: &[u8]) -> Result<Vec<(String, String)>, &'static str> {
    let text = |bytes: &[u8]| bytes.escape_ascii().to_string();
    Ok(whole(b"", body)?.iter().map(|(name, _, value, _)| (text(name), text(value))).collect())
}

#[test]
fn urlencoded_bodies() {
    for (body, wanted) in [
        (&b""[..], &[][..]),
        (b"a=1", &[("a", "1")][..]),
        (b"a=1&b=2", &[("a", "1"), ("b", "2")]),
        (b"a=&b=", &[("a", ""), ("b", "")]),
        (b"a&b=2&c", &[("b", "2")]),
        (b"&&a=1&&", &[("a", "1")]),
        (b"=1&a==2=", &[("", "1"), ("a", "=2=")]),
        (b"a=one+two%20three%2b%2B", &[("a", "one two three++")]),
        (b"a=%00%ff%C3%A9", &[("a", "\\x00\\xff\\xc3\\xa9")]),
        (b"a+b%20=1", &[("a+b%20", "1")]),
        (b"a=1&a=2", &[("a", "1"), ("a", "2")]),
        (b"a=1;b=2\r\n", &[("a", "1;b=2\\r\\n")]),
        (b"longest-name-of-a-field-31-byte=1", &[("longest-name-of-a-field-31-byte", "1")]),
    ] {
        let wanted: Vec<_> = wanted.iter().map(|(n, v)| (n.to_string(), v.to_string())).collect();
        assert_eq!(pairs(body), Ok(wanted), "{}", body.escape_ascii());
    }
}

#[test]
fn bad_urlencoded_bodies() {
    for body in [&b"a=%"[..], b"a=%4"] {
        let value = read(b"", body, &[1], 512).expect("not bad yet");
        assert_eq!(value[0].3, [0; 0], "an escape that is not whole: the field has not ended");
    }
    for (body, why) in [
        (&b"a=%4g"[..], "escape"),
        (b"a=%g", "escape"),
        (b"a=%&b=1", "escape"),
        (b"a=%%41", "escape"),
        (b"a=%+1", "escape"),
        (b"longest-name-of-a-field-31-bytes=1", "field name too long"),
        (b"a\0b=1", "NUL in a name"),
    ] {
        assert_eq!(pairs(body), Err(why), "{}", body.escape_ascii());
    }
    assert_eq!(whole(b"", &b"a=1&".repeat(MAX_FIELDS as usize)).map(|f| f.len()), Ok(MAX_FIELDS as usize));
    assert_eq!(whole(b"", &b"a=1&".repeat(MAX_FIELDS as usize + 1)), Err("too many fields"));
}

#[test]
fn a_value_is_cut_to_the_room() {
    let cuts = |body: &[u8]| {
        let seen = read(b"", body, &[usize::MAX], 4).expect("good");
        assert_eq!(Ok(&seen), read(b"", body, &[1], 4).as_ref());
        seen.into_iter().map(|(_, _, _, cuts)| cuts).collect::<Vec<_>>()
    };
    assert_eq!(cuts(b"a=123&b=1"), [vec![3], vec![1]]);
    assert_eq!(cuts(b"a=1234"), [vec![4]]);
    assert_eq!(cuts(b"a=1234&b=1"), [vec![4, 0], vec![1]], "the room is full when the next byte comes");
    assert_eq!(cuts(b"a=12345678%41"), [vec![4, 4, 1]]);
    assert_eq!(read(b"", b"a=1", &[9], 0), Err("no room"));
    assert_eq!(read(b"", b"a=&b=", &[9], 0), Err("no room"));
}

const MULTIPART: &[u8] = b"multipart/form-data; boundary=XX";

/// Name, file name and value of the fields of a multipart body of which `{}` is the first part's head.
fn parts(body: &str) -> Result<Vec<[String; 3]>, &'static str> {
    let text = |bytes: &[u8]| bytes.escape_ascii().to_string();
    let seen = whole(MULTIPART, body.as_bytes())?;
    Ok(seen.iter().map(|(name, filename, value, _)| [text(name), text(filename), text(value)]).collect())
}

fn part(disposition: &str) -> String {
    format!("--XX\r\n{disposition}\r\n\r\nvalue\r\n--XX--\r\n")
}

#[test]
fn multipart_bodies() {
    let wanted = |list: &[[&str; 3]]| Ok(list.iter().map(|f| f.map(str::to_string)).collect::<Vec<_>>());
    let named = "Content-Disposition: form-data; name=\"a\"";
    for (body, fields) in [
        ("", &[][..]),
        ("--XX--", &[]),
        ("--XX--\r\n--XX\r\nnot looked at", &[]),
        ("preamble\r\n--XX--", &[]),
        ("\r\n--XX--", &[]),
        ("no delimiter", &[]),
        (&part(named), &[["a", "", "value"]]),
        (&part("content-disposition:FORM-DATA ;NAME = a "), &[["a", "", "value"]]),
        (&part(&format!("Content-Type: text/plain\r\nX-Other--: a--b\r\n{named}")), &[["a", "", "value"]]),
        (&part("Content-Disposition: form-data; name=\"f\"; filename=\"x.txt\""), &[["f", "x.txt", "value"]]),
        (&part("Content-Disposition: form-data; filename=\"x;y.txt\"; name=\"f\""), &[["f", "x;y.txt", "value"]]),
        (
            &part(r#"Content-Disposition: form-data; name="q\"q"; filename="C:\dir\f""#),
            &[["q\\\"q", r"C:\\dir\\f", "value"]],
        ),
        (&part(r#"Content-Disposition: form-data; name="f"; filename="back\""#), &[["f", r"back\\", "value"]]),
        (&part("Content-Disposition: form-data; name=f; filename=\"\""), &[["f", "", "value"]]),
        (&part("Content-Disposition: form-data; filename*=UTF-8''x; name=f;"), &[["f", "", "value"]]),
        (&part("Content-Type: text/plain"), &[["", "", "value"]]),
        (
            &part(&format!("{named}\r\nContent-Type: text/plain")).replace("--XX\r\n", "--XX \t \r\n"),
            &[["a", "", "value"]],
        ),
        (
            &format!("--XX\r\n{named}\r\n\r\none\r\n--X\r\r\n-\r\n--XX\r\n{named}\r\n\r\n\r\n--XX--"),
            &[["a", "", r"one\r\n--X\r\r\n-"], ["a", "", ""]],
        ),
        (&format!("--XX\r\n{named}\r\n\r\ncut short"), &[["a", "", ""]]),
    ] {
        assert_eq!(parts(body), wanted(fields), "{body}");
    }
    let long =
        parts(&part(&format!("Content-Disposition: form-data; name={}; filename={}", "n".repeat(40), "f".repeat(300))));
    assert_eq!(long.map(|p| (p[0][0].len(), p[0][1].len())), Ok((MAX_NAME, MAX_FILENAME)));
}

#[test]
fn bad_multipart_bodies() {
    for (body, why) in [
        ("--XXY", "boundary line"),
        ("--XX-X", "boundary line"),
        ("--XX\n", "boundary line"),
        ("--XX\rX", "boundary line"),
        ("--XX \t x", "boundary line"),
        (&part("no colon"), "part header"),
        (&part("A: b\nc"), "part header"),
        (&part("A: b\rc"), "part header"),
        (&part("A: b\0c"), "part header"),
        (&part("Content-Disposition: form-data; name"), "part disposition"),
        (&part("Content-Disposition: form-data; name; x=y"), "part disposition"),
        (&part("Content-Disposition: form-data; name=\"x"), "part disposition"),
        (&part("Content-Disposition: form-data; name=\"x\"y"), "part disposition"),
        (&part("Content-Disposition: form-data; name=a; name=b"), "part disposition"),
        (&part("Content-Disposition: form-data; name=a\r\ncontent-disposition: b"), "two dispositions of a part"),
        (&part(&format!("X: {}", "x".repeat(MAX_PART_HEADERS))), "part headers too long"),
        (&part(&"X: 0123456789\r\n".repeat(700)), "part headers too long"),
        (&format!("--XX{}", " ".repeat(MAX_PART_HEADERS + 1)), "part headers too long"),
    ] {
        assert_eq!(parts(body), Err(why), "{body}");
    }
}

#[test]
fn boundaries() {
    let delimited = |content_type: &str, boundary: &str| {
        let body = format!("--{boundary}\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n--{boundary}--");
        whole(content_type.as_bytes(), body.as_bytes()).map(|fields| fields.len())
    };
    let longest = "b".repeat(MAX_BOUNDARY);
    for (content_type, boundary) in [
        ("multipart/form-data; boundary=XX", "XX"),
        ("multipart/form-data;boundary=\"XX\"", "XX"),
        ("Multipart/Form-Data; charset=utf-8; Boundary=\"a b;c\" ; x=y", "a b;c"),
        ("multipart/related; boundary=----x", "----x"),
        (&format!("multipart/form-data; boundary={longest}"), &longest),
    ] {
        assert_eq!(delimited(content_type, boundary), Ok(1), "{content_type}");
    }
    for content_type in [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"XX",
        &format!("multipart/form-data; boundary={longest}b"),
    ] {
        assert_eq!(delimited(content_type, "XX"), Err("multipart without a usable boundary"), "{content_type}");
    }
    assert_eq!(whole(b"multipart/mixed; boundary=XX", b"a=1").map(|f| f.len()), Ok(1));
}

/// How lws cuts a file: byte by byte, a slice is due when what is in the buffer and what is matched fill it.
fn reference_cuts(content: &[u8], delimiter: &[u8], room: usize) -> Vec<usize> {
    let (mut cuts, mut len, mut matched) = (Vec::new(), 0, 0);
    for &byte in content.iter().chain(delimiter) {
        if len + matched == room {
            cuts.push(std::mem::take(&mut len));
        }
        if byte == delimiter[matched] {
            matched += 1;
            continue;
        }
        len += matched;
        matched = usize::from(byte == delimiter[0]);
        len += 1 - matched;
    }
    assert_eq!(matched, delimiter.len());
    cuts.push(len);
    cuts
}

/// Content that looks like a delimiter as often as not, without being one.
fn tricky_content() -> impl Strategy<Value = Vec<u8>> {
    let piece =
        prop::sample::select(vec![&b"\r"[..], b"\n", b"-", b"X", b"\r\n", b"\r\n--", b"\r\n--X", b"ab", b"\0\xff"]);
    prop::collection::vec(piece, 0..120).prop_map(|pieces| {
        let mut content = pieces.concat();
        while let Some(at) = content.windows(6).position(|w| w == b"\r\n--XX") {
            content.remove(at + 5);
        }
        content
    })
}

proptest! {
    #[test]
    fn files_are_cut_as_lws_cuts_them(
        content in tricky_content(),
        pieces in prop::collection::vec(1usize..40, 1..6),
        room in 128usize..200,
    ) {
        let head = b"--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n\"\r\n\r\n";
        let body = [&head[..], &content, b"\r\n--XX--\r\n"].concat();
        let seen = read(MULTIPART, &body, &pieces, room).expect("good");
        prop_assert_eq!(&seen[0].3, &reference_cuts(&content, b"\r\n--XX", room));
        prop_assert_eq!(&seen[0].2, &content);
        let small = read(MULTIPART, &body, &pieces, 8).expect("any room will do");
        prop_assert_eq!(&small[0].2, &content);
    }

    #[test]
    fn fields_use_the_whole_room(content in tricky_content(), pieces in prop::collection::vec(1usize..40, 1..6)) {
        let head = b"--XX\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n";
        let body = [&head[..], &content, b"\r\n--XX--\r\n"].concat();
        let seen = read(MULTIPART, &body, &pieces, content.len() + 1).expect("good");
        prop_assert_eq!(&seen[0].3, &[content.len()]);
        prop_assert_eq!(&seen[0].2, &content);
    }

    #[test]
    fn any_split_reads_the_same(
        content_type in prop::sample::select(vec![&b""[..], MULTIPART]),
        body in prop::collection::vec(
            prop::sample::select(vec![
                &b"--XX\r\n"[..], b"\r\n--XX", b"--", b"\r\n", b"\r\n\r\n", b"Content-Disposition: form-data; name=\"a\"",
                b"; filename=\"f\"", b"content-type: text/plain", b"a", b"=", b"&", b"%4", b"1", b"+", b"\r", b"\n", b" ", b"\\\"",
                b"value value value value value value",
            ]),
            0..40,
        ),
        pieces in prop::collection::vec(1usize..40, 1..6),
        room in 0usize..150,
    ) {
        let head = b"--XX\r\nContent-Disposition: form-data; name=b";
        let body = [&head[..], &body.concat()].concat();
        prop_assert_eq!(read(content_type, &body, &[usize::MAX], room), read(content_type, &body, &pieces, room));
        prop_assert_eq!(read(content_type, &body, &[usize::MAX], room), read(content_type, &body, &[1], room));
        let body = &body[head.len()..];
        prop_assert_eq!(read(content_type, body, &[usize::MAX], room), read(content_type, body, &pieces, room));
    }

    #[test]
    fn urlencoded_values_come_back(
        fields in prop::collection::vec(("[a-z]{1,8}", prop::collection::vec(any::<u8>(), 0..40)), 1..6),
        pieces in prop::collection::vec(1usize..40, 1..6),
    ) {
        let encoded = fields.iter().map(|(name, value)| {
            let value: String = value.iter().map(|&b| match b {
                b'a'..=b'z' => (b as char).to_string(),
                b' ' => "+".to_string(),
                _ => format!("%{b:02X}"),
            }).collect();
            format!("{name}={value}")
        }).collect::<Vec<_>>().join("&");
        let seen = read(b"", encoded.as_bytes(), &pieces, 64).expect("good");
        let back: Vec<_> = seen.into_iter().map(|(name, _, value, _)| (name, value)).collect();
        let wanted: Vec<_> = fields.into_iter().map(|(name, value)| (name.into_bytes(), value)).collect();
        prop_assert_eq!(back, wanted);
    }
}
