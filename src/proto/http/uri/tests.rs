use super::*;
use proptest::prelude::*;

fn path(raw: &[u8]) -> Result<Vec<u8>, u16> {
    parse_target(raw).map(|target| target.path)
}

fn args(raw: &[u8]) -> Vec<Vec<u8>> {
    parse_target(raw).map(|target| target.args).unwrap_or_default()
}

/// What lws 4.1.6 gave to a program for each of these.
#[test]
fn paths_as_lws_has_them() {
    for (raw, expected) in [
        (&b"/"[..], &b"/"[..]),
        (b"/a/b/..", b"/a"),
        (b"/a/b/../", b"/a/"),
        (b"/a/.", b"/a/"),
        (b"/a/./b", b"/a/b"),
        (b"//a///b", b"/a/b"),
        (b"/a+b", b"/a b"),
        (b"/+a", b"/+a"),
        (b"/.+a", b"/.+a"),
        (b"/a%2bb", b"/a+b"),
        (b"/%2e%2e/x", b"/x"),
        (b"/..%2fx", b"/x"),
        (b"/a%2f..%2Fb", b"/b"),
        (b"/;b", b"/;b"),
        (b"/a%3fb", b"/a?b"),
        (b"/a?b?c", b"/a"),
        (b"/a/..", b"/"),
        (b"/../../..", b"/"),
        (b"/a/../../b", b"/b"),
        (b"/a/b/c/../../d", b"/a/d"),
        (b"/...", b"/..."),
        (b"/.../x", b"/.../x"),
        (b"/a..b/..c/.d", b"/a..b/..c/.d"),
        (b"/\xff\x80", b"/\xff\x80"),
        (b"/%ff%80", b"/\xff\x80"),
        (b"/a#b", b"/a#b"),
        (b"/a%25b", b"/a%b"),
        (b"/%252e%252e/x", b"/%2e%2e/x"),
    ] {
        assert_eq!(path(raw).as_deref(), Ok(expected), "{}", raw.escape_ascii());
    }
}

#[test]
fn arguments_as_lws_has_them() {
    for (raw, expected) in [
        (&b"/?a"[..], &[&b"a"[..]][..]),
        (b"/?a=1&b=2;c", &[b"a=1", b"b=2", b"c"]),
        (b"/?a&&b", &[b"a", b"", b"b"]),
        (b"/?a%3db=1", &[b"a_b=1"]),
        (b"/?a%26b=1", &[b"a&b=1"]),
        (b"/?a=b=c%3d", &[b"a=b=c="]),
        (b"/?a=1&b%3d=2%3D", &[b"a=1", b"b_=2="]),
        (b"/?a+b=c+d%2b", &[b"a b=c d+"]),
        (b"/a?b?c", &[b"b?c"]),
        (b"/?a=/../x", &[b"a=/../x"]),
        (b"/?a=1#f", &[b"a=1#f"]),
        (b"/?a=%0d%0a", &[b"a=\r\n"]),
        (b"/", &[]),
        (b"/?", &[]),
    ] {
        assert_eq!(args(raw), expected, "{}", raw.escape_ascii());
    }
    assert!(parse_target(b"/?").is_ok_and(|target| target.query));
    assert!(parse_target(b"/%3f").is_ok_and(|target| !target.query));
}

#[test]
fn where_we_are_saner_than_lws() {
    for (raw, expected_path, expected_args) in [
        (&b"/a/..?x=1"[..], &b"/"[..], &[&b"x=1"[..]][..]),
        (b"/a/.?x", b"/a/", &[b"x"]),
        (b"/r&d;1.html?x", b"/r&d;1.html", &[b"x"]),
    ] {
        assert_eq!(path(raw).as_deref(), Ok(expected_path));
        assert_eq!(args(raw), expected_args);
    }
}

#[test]
fn what_is_refused() {
    for raw in [&b"/%zz"[..], b"/%4", b"/%", b"/a%g0", b"/?%", b"/?%zz", b"/?a=%4", b"foo", b"", b"?x", b"a/b"] {
        assert_eq!(parse_target(raw), Err(403), "{}", raw.escape_ascii());
    }
    for raw in [&b"/%00"[..], b"/a%00", b"/\0", b"/?a=%00", b"/?\0", b"/%0d%0aX:%20y", b"/%0a", b"/a/%0D"] {
        assert_eq!(parse_target(raw), Err(400), "{}", raw.escape_ascii());
    }
}

#[test]
fn other_forms_of_targets() {
    let target = parse_target(b"HTTP://example.org:80/a/../b?c=d").expect("absolute");
    assert_eq!((target.authority, &*target.path), (Some(&b"example.org:80"[..]), &b"/b"[..]));
    assert_eq!(target.args, [b"c=d"]);
    let target = parse_target(b"ws://[::1]?q").expect("absolute without a path");
    assert_eq!((target.authority, &*target.path, target.args.len()), (Some(&b"[::1]"[..]), &b"/"[..], 1));
    assert_eq!(path(b"*").as_deref(), Ok(&b"*"[..]));
    for raw in [&b"http://"[..], b"http:///x", b"http:/x", b"http://user@host/", b"ftp://host/", b"*/"] {
        assert_eq!(parse_target(raw), Err(403), "{}", raw.escape_ascii());
    }
}

#[test]
fn joining() {
    let join = |root: &[u8], rel: &[u8]| join_path(root, rel);
    for (root, rel, expected) in [
        (&b"/srv"[..], &b"/a/b"[..], &b"/srv/a/b"[..]),
        (b"/srv/", b"a//./b/", b"/srv/a/b"),
        (b"/srv", b"", b"/srv"),
        (b"/", b"a", b"/a"),
        (b"./www", b"/...", b"./www/..."),
        (b"../www", b"/..a", b"../www/..a"),
        (b"", b"/etc/passwd", b"./etc/passwd"),
    ] {
        assert_eq!(join(root, rel).as_deref(), Some(expected), "{}", rel.escape_ascii());
    }
    for rel in [&b".."[..], b"/..", b"a/../b", b"a/..", b"a\0b"] {
        assert_eq!(join(b"/srv", rel), None, "{}", rel.escape_ascii());
    }
    assert_eq!(join(b"/s\0rv", b"a"), None);
}

proptest! {
    #[test]
    fn no_path_leaves_its_root(raw in "/([./ab%]|%2e|%2f|%2E|\\.\\.|//|\\?|&|\\+){0,16}") {
        if let Ok(target) = parse_target(raw.as_bytes()) {
            prop_assert_eq!(target.path[0], b'/');
            let parts: Vec<_> = target.path.split(|&byte| byte == b'/').collect();
            prop_assert!(!parts.contains(&&b".."[..]) && !parts.contains(&&b"."[..]), "{:?}", target);
            let empty = parts[1..].iter().rposition(|part| part.is_empty());
            prop_assert!(empty.is_none_or(|at| at == parts.len() - 2), "{:?}", target);
            let joined = join_path(b"/root", &target.path).expect("folded");
            prop_assert!(joined.starts_with(b"/root"));
        }
    }

    #[test]
    fn any_bytes_are_read(raw in prop::collection::vec(any::<u8>(), 0..60), root in prop::collection::vec(any::<u8>(), 0..9)) {
        if let Ok(target) = parse_target(&raw) {
            prop_assert!(!target.path.contains(&0) && !target.args.concat().contains(&0));
        }
        if let Some(joined) = join_path(&root, &raw) {
            let root = if root.is_empty() { b"." } else { &root[..] };
            prop_assert!(joined.starts_with(root));
        }
    }

    #[test]
    fn what_was_escaped_comes_back(bytes in prop::collection::vec(1u8.., 0..40)) {
        let escaped: String = bytes.iter().map(|byte| format!("%{byte:02X}")).collect();
        let expected = [b"a=", &bytes[..]].concat();
        prop_assert_eq!(args(format!("/?a={escaped}").as_bytes()), [expected]);
    }
}

#[test]
fn hosts_and_their_ports() {
    for (host, name, port) in [
        ("example.com", "example.com", None),
        ("example.com:7681", "example.com", Some(7681)),
        ("example.com.:80", "example.com", Some(80)),
        ("[::1]:8080", "::1", Some(8080)),
        ("[::1]", "::1", None),
        ("::1", "::1", None),
        ("", "", None),
        (":80", "", Some(80)),
        ("a:", "a", None),
        ("a:99999", "a", None),
        ("[", "", None),
    ] {
        assert_eq!(host_name(host.as_bytes()), name.as_bytes(), "{host}");
        assert_eq!(host_port(host.as_bytes()), port, "{host}");
    }
    assert!(is_subdomain(b"example.com", b"www.EXAMPLE.com"));
    for name in [&b"example.com"[..], b".example.com", b"xexample.com", b"", b"com"] {
        assert!(!is_subdomain(b"example.com", name), "{}", name.escape_ascii());
    }
}
