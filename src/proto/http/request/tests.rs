use super::*;
use proptest::prelude::*;

const LIMITS: Limits = Limits { max_bytes: 4096, max_headers: 20, lax: false };

fn done(bytes: &[u8]) -> Request {
    done_with(bytes, &LIMITS)
}

fn done_with(bytes: &[u8], limits: &Limits) -> Request {
    match parse(bytes, limits) {
        Parsed::Done { request, used } => {
            assert_eq!(used, bytes.len());
            *request
        }
        other => panic!("{}: {other:?}", bytes.escape_ascii()),
    }
}

/// The status of a refusal, 0 when there is none.
fn status(bytes: &[u8], limits: &Limits) -> u16 {
    match parse(bytes, limits) {
        Parsed::Bad { status, .. } => status,
        _ => 0,
    }
}

/// A request with these lines besides a good `Host`.
fn with(lines: &str) -> Vec<u8> {
    format!("GET / HTTP/1.1\r\nHost: x\r\n{lines}\r\n").into_bytes()
}

#[test]
fn a_request_is_cut_into_its_pieces() {
    let request = done(
        b"GET /chat?x=1 HTTP/1.1\r\nHost: server.example.com:80\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\
          Sec-WebSocket-Key: \t dGhlIHNhbXBsZSBub25jZQ==  \r\nsec-websocket-protocol: chat\r\n\
          Sec-WebSocket-Protocol:superchat\r\nEmpty:\r\n\r\n",
    );
    assert_eq!((request.method, request.minor), (Method::Get, 1));
    assert_eq!((request.text(request.method_text), request.text(request.target)), (&b"GET"[..], &b"/chat?x=1"[..]));
    assert_eq!(request.get("host"), Some(&b"server.example.com:80"[..]));
    assert_eq!(request.get("SEC-WEBSOCKET-KEY"), Some(&b"dGhlIHNhbXBsZSBub25jZQ=="[..]));
    assert_eq!(request.all("Sec-WebSocket-Protocol").collect::<Vec<_>>(), [&b"chat"[..], b"superchat"]);
    assert_eq!((request.get("empty"), request.get("none")), (Some(&b""[..]), None));
    assert_eq!((request.headers.len(), request.body), (7, Body::None));
    assert!(request.upgrade && request.upgrade_websocket && request.connection_upgrade && request.keep_alive);
    assert_eq!(request.text(Span { start: 1, end: u32::MAX }), b"", "a span of something else");
}

#[test]
fn methods() {
    for (text, method) in [
        ("GET", Method::Get),
        ("HEAD", Method::Head),
        ("POST", Method::Post),
        ("PUT", Method::Put),
        ("PATCH", Method::Patch),
        ("DELETE", Method::Delete),
        ("OPTIONS", Method::Options),
        ("CONNECT", Method::Connect),
        ("get", Method::Other),
        ("M-SEARCH", Method::Other),
    ] {
        let request = done(format!("{text} / HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes());
        assert_eq!((request.method, request.text(request.method_text)), (method, text.as_bytes()));
    }
}

#[test]
fn what_is_refused() {
    let cases: [(&[u8], u16); 40] = [
        (b"GET / HTTP/1.1\nHost: x\n\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\n", 400),
        (b"\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\rHost: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA\t: b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n A: b\r\nHost: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\n: empty\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA: \x7f\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA\0: b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA\xc3\xa9: b\r\n\r\n", 400),
        (b"GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET /  HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1 \r\nHost: x\r\n\r\n", 400),
        (b"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET /\r\nHost: x\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400),
        (b"GET  HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"G(T / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET / HTTX/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET / http/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", 400),
        (b"GET / HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505),
        (b"GET / HTTP/1.2\r\nHost: x\r\n\r\n", 505),
        (b"GET / HTTP/0.9\r\nHost: x\r\n\r\n", 505),
        (b"\x16\x03\x01\x02\x00", 400),
        (b" GET", 400),
    ];
    for (bytes, expected) in cases {
        assert_eq!(status(bytes, &LIMITS), expected, "{}", bytes.escape_ascii());
    }
    assert_eq!(status(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", &LIMITS), 505);
}

#[test]
fn bodies() {
    let post = |lines: &str| parse(format!("POST / HTTP/1.1\r\nHost: x\r\n{lines}\r\n").as_bytes(), &LIMITS);
    let good = |lines: &str| match post(lines) {
        Parsed::Done { request, .. } => request.body,
        other => panic!("{lines}: {other:?}"),
    };
    let bad = |lines: &str| match post(lines) {
        Parsed::Bad { status, .. } => status,
        other => panic!("{lines}: {other:?}"),
    };
    assert_eq!(good(""), Body::None);
    assert_eq!(good("Content-Length: 0\r\n"), Body::None);
    assert_eq!(good("content-length: 0042\r\n"), Body::Length(42));
    assert_eq!(good("Content-Length: 5\r\nContent-Length: 5\r\n"), Body::Length(5));
    assert_eq!(good("Content-Length: 9223372036854775807\r\n"), Body::Length(i64::MAX as u64));
    assert_eq!(good("Transfer-Encoding: Chunked\r\n"), Body::Chunked);
    assert_eq!(good("Transfer-Encoding: ,\r\nTransfer-Encoding: chunked\r\n"), Body::Chunked);
    for length in ["", "-1", "+1", "1 1", "0x10", "1.0", "five", "5,5", "5, 5", "1\u{e9}"] {
        assert_eq!(bad(&format!("Content-Length: {length}\r\n")), 400, "{length}");
    }
    assert_eq!(bad("Content-Length: 9223372036854775808\r\n"), 413);
    assert_eq!(bad("Content-Length: 99999999999999999999999\r\n"), 413);
    assert_eq!(bad("Content-Length: 5\r\nContent-Length: 6\r\n"), 400);
    assert_eq!(bad("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n"), 400);
    assert_eq!(bad("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400);
    for (coding, status) in [
        ("", 400),
        ("chunked, chunked", 400),
        ("chunked, gzip", 400),
        ("chunked;q=1", 400),
        ("chunked\r\nTransfer-Encoding: x", 400),
        ("gzip, chunked", 501),
        ("gzip", 501),
        ("xchunked", 501),
        ("\"chunked\"", 501),
        ("identity", 501),
    ] {
        assert_eq!(bad(&format!("Transfer-Encoding: {coding}\r\n")), status, "{coding}");
    }
    assert_eq!(status(b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", &LIMITS), 400);
}

#[test]
fn an_upgrade_has_no_body() {
    for body in ["Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n"] {
        assert_eq!(status(&with(&format!("Upgrade: websocket\r\n{body}")), &LIMITS), 400);
        assert_eq!(status(&with(&format!("{body}Upgrade: h2c, WebSocket\r\n")), &LIMITS), 400);
        assert_eq!(status(&with(&format!("Upgrade: h2c\r\n{body}")), &LIMITS), 0);
    }
    assert!(done(&with("Upgrade: websocket\r\nContent-Length: 0\r\n")).upgrade_websocket);
    let old = done(b"GET / HTTP/1.0\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n");
    assert!(!old.upgrade && !old.upgrade_websocket, "means nothing in 1.0");
    assert!(!done(&with("Upgrade: websockets\r\n")).upgrade_websocket);
}

#[test]
fn connections() {
    for (minor, connection, kept) in [
        (1, "", true),
        (1, "Connection: close\r\n", false),
        (1, "Connection: Upgrade, CLOSE\r\n", false),
        (1, "Connection: keep-alive\r\nConnection: close\r\n", false),
        (1, "Connection: closed\r\n", true),
        (0, "", false),
        (0, "Connection: Keep-Alive\r\n", true),
        (0, "Connection: keep-alive, close\r\n", false),
    ] {
        let request = done(format!("GET / HTTP/1.{minor}\r\nHost: x\r\n{connection}\r\n").as_bytes());
        assert_eq!((request.minor, request.keep_alive), (minor, kept), "{connection}");
    }
    assert!(!done(&with("Connection: keep-alive\r\n")).connection_upgrade);
    assert!(done(&with("Content-Length: 1\r\nExpect: 100-Continue\r\n")).expect_continue);
    assert!(!done(&with("Expect: 100-continue\r\n")).expect_continue, "there is nothing to wait for");
    let old = done(b"POST / HTTP/1.0\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
    assert!(!old.expect_continue);
}

#[test]
fn lax_takes_what_lws_takes() {
    let lax = Limits { lax: true, ..LIMITS };
    for bytes in [
        &b"GET / HTTP/1.1\n\n"[..],
        b"\n\r\nGET / HTTP/1.1\nHost: x\nHost: y\n\n",
        b"GET / HTTP/1.1\r\nHost: x\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
    ] {
        assert_eq!(done_with(bytes, &lax).method, Method::Get);
        assert_eq!(status(bytes, &LIMITS), 400, "{}", bytes.escape_ascii());
    }
    assert_eq!(status(b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", &lax), 400, "never lax about the body");
    assert_eq!(status(b"GET / HTTP/1.1\nContent-Length: 1\nTransfer-Encoding: chunked\n\n", &lax), 400);
}

#[test]
fn empty_lines_before_a_request_are_skipped() {
    let bytes = [&b"\r\n\r\n"[..], &with("")].concat();
    assert_eq!(done(&bytes).text(Span { start: 0, end: 3 }), b"GET");
    assert!(matches!(parse(b"\r\n\r", &LIMITS), Parsed::More));
    let many = |n: usize| [b"\r\n".repeat(n), with("")].concat();
    assert_eq!((status(&many(2048), &LIMITS), status(&many(2049), &LIMITS)), (0, 400), "but not for ever");
    assert_eq!(status(&b"\r\n".repeat(2049), &LIMITS), 400, "whether or not a request follows");
}

#[test]
fn limits() {
    let limits = Limits { max_bytes: 100, max_headers: 2, lax: false };
    let target = |n: usize| format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(n)).into_bytes();
    let fixed = target(0).len();
    assert_eq!(done_with(&target(100 - fixed), &limits).bytes.len(), 100);
    assert_eq!(status(&target(101 - fixed), &limits), 431, "the whole is too large");
    assert_eq!(status(&target(200), &limits), 414);
    assert_eq!(status(&target(200)[..101], &limits), 414, "before it is whole");
    assert!(matches!(parse(&target(200)[..100], &limits), Parsed::More));
    let value = with(&format!("A: {}\r\n", "b".repeat(100)));
    assert_eq!(status(&value, &limits), 431);
    assert_eq!(status(&value[..101], &limits), 431, "before it is whole");
    assert_eq!(status(&with("A: b\r\n"), &limits), 0);
    assert_eq!(status(&with("A: b\r\nC: d\r\n"), &limits), 431);
    assert_eq!(status(&with(""), &Limits { max_headers: 0, ..limits }), 431);
    let many = Limits { max_bytes: 1 << 20, max_headers: usize::MAX, lax: false };
    assert_eq!(done_with(&with(&"A:\r\n".repeat(5000)), &many).headers.len(), 5001);
    assert_eq!(status(&with(&"A:\r\n".repeat(5000)), &Limits { max_headers: 5000, ..many }), 431);
}

#[test]
fn pipelined_requests_are_taken_one_by_one() {
    let bytes = [with("A: 1\r\n"), with("A: 2\r\n")].concat();
    let Parsed::Done { request, used } = parse(&bytes, &LIMITS) else { panic!("the first") };
    assert_eq!((request.get("A"), used), (Some(&b"1"[..]), bytes.len() / 2));
    assert_eq!(done(&bytes[used..]).get("a"), Some(&b"2"[..]));
}

#[test]
fn the_end_of_a_head_is_found_from_anywhere_before_it() {
    let bytes = with("A: b\r\n");
    for from in 0..bytes.len() {
        assert_eq!(find_head_end(&bytes, from), Some(bytes.len()));
    }
    assert_eq!(find_head_end(&bytes[..bytes.len() - 1], 0), None);
    assert_eq!(find_head_end(b"", 7), None);
}

/// Everything about an answer that can differ.
fn digest(parsed: &Parsed) -> String {
    match parsed {
        Parsed::Done { request, used } => format!("{used} {request:?}"),
        other => format!("{other:?}"),
    }
}

proptest! {
    #[test]
    fn a_head_that_dribbles_in_is_the_same_head(
        lines in prop::collection::vec(
            prop_oneof![
                3 => "[A-Za-z-]{1,9}:[ \t]{0,2}[ -~]{0,20}\r\n",
                1 => prop::sample::select(vec![
                    "Host: y\r\n", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Upgrade: websocket\r\n",
                    "A: b\n", "A : b\r\n", " fold\r\n", "\r\n", "\n",
                ]).prop_map(str::to_owned),
            ],
            0..5,
        ),
        lax in any::<bool>(),
        step in 1usize..9,
    ) {
        let limits = Limits { max_bytes: 90, max_headers: 3, lax };
        let bytes = [&b"\r\n"[..], &with(&lines.concat()), b"GET"].concat();
        let mut searched = 0;
        let mut come = 0;
        let answer = loop {
            come = (come + step).min(bytes.len());
            let answer = parse_from(&bytes[..come], searched, &limits);
            prop_assert_eq!(digest(&answer), digest(&parse(&bytes[..come], &limits)), "searched or not");
            match answer {
                Parsed::More if come < bytes.len() => searched = come,
                answer => break answer,
            }
        };
        match (answer, parse(&bytes, &limits)) {
            (Parsed::Done { request: a, used: b }, Parsed::Done { request: c, used: d }) => {
                prop_assert_eq!((a.bytes, b), (c.bytes, d));
            }
            (Parsed::Bad { .. }, Parsed::Bad { .. }) | (Parsed::More, Parsed::More) => {}
            (part, whole) => prop_assert!(false, "{:?} but {:?}", part, whole),
        }
    }

    #[test]
    fn any_bytes_are_read(
        noise in prop::collection::vec(any::<u8>(), 0..60),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        lax in any::<bool>(),
        max_headers in 0usize..200,
    ) {
        let limits = Limits { max_bytes: 1000, max_headers, lax };
        parse(&noise, &limits);
        let mut bytes = with("Content-Length: 12\r\nConnection: keep-alive, x\r\nUpgrade: websocket\r\n");
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Parsed::Done { request, used } = parse(&bytes, &limits) {
            prop_assert!(used <= bytes.len() && request.headers.len() <= max_headers);
            for field in &request.headers {
                prop_assert!(!request.text(field.name).is_empty());
                prop_assert!(!request.text(field.value).iter().any(|byte| b"\0\r\n".contains(byte)));
            }
        }
    }
}

#[test]
fn expectations_and_the_authority_of_the_target() {
    let post = |lines: &str| format!("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n{lines}\r\n");
    for (lines, expected) in [
        ("Expect: tea\r\n", 417),
        ("Expect: 100-continue, tea\r\n", 417),
        ("Expect: 100-continue\r\nExpect: tea\r\n", 417),
    ] {
        assert_eq!(status(post(lines).as_bytes(), &LIMITS), expected, "{lines}");
    }
    assert!(done(post("Expect: , 100-continue ,\r\n").as_bytes()).expect_continue);
    assert!(!done(post("Expect:\r\n").as_bytes()).expect_continue);

    let mut request = done(b"GET http://other:1/ HTTP/1.1\r\nA: b\r\nhost: h\r\nC: d\r\n\r\n");
    assert!(request.set_host(b"other:1"));
    assert_eq!(request.all("Host").collect::<Vec<_>>(), [b"other:1"]);
    assert_eq!((request.get("a"), request.get("c")), (Some(&b"b"[..]), Some(&b"d"[..])));
    assert!(!request.set_host(b"") && !request.set_host(b"a b"));
    let mut old = done(b"GET http://other/ HTTP/1.0\r\n\r\n");
    assert!(old.set_host(b"other"));
    assert_eq!(old.all("host").collect::<Vec<_>>(), [b"other"]);
}

#[test]
fn what_may_be_a_request() {
    for text in ["", "G", "GET", "GET ", "GET /", "GET /x HTTP/1.1\r\n", "\r\n\r", "\r\nPO", "OPTIONS * HTTP/1.1\r\nx"]
    {
        assert!(may_be_request(text.as_bytes()), "{text:?}");
    }
    for text in [
        "GX",
        "get",
        "SSH-2.0-x\r\n",
        "hello",
        "hello raw\r\n",
        "GET\r\n",
        "GET /x\r\n",
        "BREW / HTTP/1.1\r\n",
        "\x16\x03",
    ] {
        assert!(!may_be_request(text.as_bytes()), "{text:?}");
    }
}
