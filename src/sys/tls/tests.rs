use super::*;

struct Made {
    chain: Vec<u8>,
    key: Vec<u8>,
}

fn make(names: &[&str]) -> Made {
    let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    Made { chain: made.cert.pem().into_bytes(), key: made.signing_key.serialize_pem().into_bytes() }
}

fn server(made: &Made) -> ServerTls {
    let identity = Identity::new(&made.chain, &made.key, None).unwrap();
    ServerTls::new("default", Some(&identity), &plain_server()).unwrap()
}

fn plain_server() -> ServerSettings {
    ServerSettings {
        authorities: Vec::new(),
        client_auth: ClientAuth::None,
        alpn: vec![b"http/1.1".to_vec()],
        allowed: Allowed::default(),
        no_resumption: false,
        no_tickets: false,
    }
}

fn client(authority: Option<&Made>, tolerance: Tolerance) -> ClientTls {
    let authorities = authority.map(|m| certificates(&m.chain).unwrap()).unwrap_or_default();
    let settings = ClientSettings {
        authorities,
        system: false,
        identity: None,
        alpn: vec![b"http/1.1".to_vec()],
        allowed: Allowed::default(),
        no_resumption: false,
    };
    ClientTls::new(&settings, &[], tolerance).unwrap()
}

/// Sends what one side said to the other, in pieces of `cut` bytes.
fn pass(
    to: &mut Session,
    said: &mut Vec<u8>,
    plain: &mut Vec<u8>,
    answer: &mut Vec<u8>,
    cut: usize,
) -> Result<(), String> {
    for piece in std::mem::take(said).chunks(cut.max(1)) {
        let mut records = to.take_partial();
        records.extend_from_slice(piece);
        to.receive(&mut records, plain, answer)?;
    }
    Ok(())
}

/// The handshake, and what fails it.
fn shake(server: &ServerTls, client: &ClientTls, name: &str, cut: usize) -> Result<(Session, Session), String> {
    let mut s = Session::server(server)?;
    let mut c = Session::client(client, name, None)?;
    let (mut to_server, mut to_client, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    c.receive(&mut [], &mut plain, &mut to_server)?;
    for _ in 0..10 {
        pass(&mut s, &mut to_server, &mut plain, &mut to_client, cut)?;
        pass(&mut c, &mut to_client, &mut plain, &mut to_server, cut)?;
        if s.is_handshaken() && c.is_handshaken() {
            assert!(plain.is_empty());
            return Ok((s, c));
        }
    }
    Err("no handshake".into())
}

#[test]
fn bytes_go_both_ways_whatever_the_network_did() {
    let made = make(&["example.org"]);
    for cut in [1, 7, 1000, usize::MAX] {
        let (mut s, mut c) =
            shake(&server(&made), &client(Some(&made), Tolerance::default()), "example.org", cut).unwrap();
        for len in [0usize, 1, 100, 16384, 16385, 100_000] {
            let text: Vec<u8> = (0..len).map(|i| i as u8).collect();
            let (mut records, mut plain, mut answer) = (Vec::new(), Vec::new(), Vec::new());
            assert!(c.seal(&text, &mut records));
            pass(&mut s, &mut records, &mut plain, &mut answer, cut.max(50)).unwrap();
            assert!(plain == text && answer.is_empty());
            plain.clear();
            assert!(s.seal(&text, &mut records));
            pass(&mut c, &mut records, &mut plain, &mut answer, cut.max(50)).unwrap();
            assert!(plain == text);
        }
        let (mut records, mut plain, mut answer) = (Vec::new(), Vec::new(), Vec::new());
        c.close(&mut records);
        let progress = s.receive(&mut records, &mut plain, &mut answer).unwrap();
        assert!(progress.closed);
    }
}

#[test]
fn names_and_issuers_are_checked_unless_forgiven() {
    let made = make(&["example.org"]);
    let other = make(&["other.example"]);
    let s = server(&made);
    let fine = |c: &ClientTls, name: &str| shake(&s, c, name, usize::MAX).is_ok();
    assert!(fine(&client(Some(&made), Tolerance::default()), "example.org"));
    assert!(!fine(&client(Some(&made), Tolerance::default()), "example.com"));
    assert!(!fine(&client(Some(&other), Tolerance::default()), "example.org"));
    assert!(!fine(&client(None, Tolerance::default()), "example.org"));
    let self_signed = Tolerance { self_signed: true, ..Tolerance::default() };
    assert!(fine(&client(None, self_signed), "example.org"));
    assert!(!fine(&client(None, self_signed), "example.com"));
    assert!(fine(&client(None, Tolerance { other_names: true, ..self_signed }), "example.com"));
    let all = Tolerance { self_signed: true, other_names: true, expired: true, unknown_issuer: true };
    assert!(fine(&client(None, all), "127.0.0.1"));
    // It forgives an unknown issuer and nothing else: this one vouches for itself.
    assert!(!fine(&client(None, Tolerance { unknown_issuer: true, ..Tolerance::default() }), "example.org"));
}

#[test]
fn the_name_chooses_the_certificate_and_it_can_be_exchanged() {
    let (first, second) = (make(&["a.example"]), make(&["b.example"]));
    let tls = server(&first);
    tls.set("b.example", &Identity::new(&second.chain, &second.key, None).unwrap());
    assert!(shake(&tls, &client(Some(&second), Tolerance::default()), "b.example", usize::MAX).is_ok());
    assert!(shake(&tls, &client(Some(&first), Tolerance::default()), "a.example", usize::MAX).is_ok());
    let (s, _) = shake(&tls, &client(Some(&second), Tolerance::default()), "b.example", usize::MAX).unwrap();
    assert_eq!(s.server_name().as_deref(), Some("b.example"));
    assert_eq!(s.alpn(), Some(b"http/1.1".to_vec()));
    tls.unset("b.example");
    assert!(shake(&tls, &client(Some(&second), Tolerance::default()), "b.example", usize::MAX).is_err());
}

#[test]
fn garbage_is_answered_with_an_alert() {
    let tls = server(&make(&["a.example"]));
    let mut s = Session::server(&tls).unwrap();
    let (mut plain, mut answer) = (Vec::new(), Vec::new());
    let mut garbage = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n".to_vec();
    assert!(s.receive(&mut garbage, &mut plain, &mut answer).is_err());
    assert!(plain.is_empty() && !s.is_handshaken());
    assert!(!s.seal(b"x", &mut Vec::new()));
}

#[test]
fn keys_that_do_not_fit_are_refused() {
    let (a, b) = (make(&["a.example"]), make(&["b.example"]));
    assert!(Identity::new(&a.chain, &b.key, None).is_err());
    assert!(Identity::new(b"", &b.key, None).is_err() && Identity::new(&a.chain, b"no key", None).is_err());
    let certificate = certificates(&a.chain).unwrap();
    let parsed = Certificate::parse(&certificate[0]).unwrap();
    assert!(parsed.is_self_issued() && parsed.validity().0 < parsed.validity().1);
}
