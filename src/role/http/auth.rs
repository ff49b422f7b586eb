//! Basic authentication (RFC 7617) before a mount, or before the websockets of a protocol.

use super::{response, server};
use crate::abi;
use crate::core::wsi::{WsiRef, flag};
use crate::core::{dispatch, transport};
use crate::sys::file;
use crate::util::b64::Decoder;
use crate::util::log;
use core::ffi::c_int;

/// Largest file of users that is read.
const LARGEST_FILE: u64 = 1024 * 1024;
/// What the browser shows to its user, as lws names it.
const REALM: &[u8] = b"Basic realm=\"lwsws\"";

/// Who is asked whether a user and a password fit.
#[derive(Clone, Copy)]
pub enum Judge<'a> {
    /// A file with a line `user:password` for each.
    File(&'a [u8]),
    /// The program, by VERIFY_BASIC_AUTHORIZATION.
    Program,
    /// Nobody: the mode is not known, so that all are refused.
    None,
}

/// What the request's authorization is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Go on; the `authorization` header now holds the user's name alone.
    Granted,
    /// None was given, or it does not fit.
    Refused,
    /// What was given is no basic authorization.
    Malformed,
}

/// Looks at the request's authorization.
pub fn check(wsi: WsiRef, judge: Judge) -> Verdict {
    let given: Vec<Vec<u8>> =
        wsi.with_request(|r| r.all("authorization").map(<[u8]>::to_vec).collect()).unwrap_or_default();
    let given = match &given[..] {
        [one] if !one.is_empty() => one,
        [] | [_] => return Verdict::Refused,
        _ => {
            log::info(format_args!("several authorization headers, refused"));
            return Verdict::Refused;
        }
    };
    let Some(mut plain) = decode(given) else {
        log::info(format_args!("an authorization header that is not basic, or broken"));
        return Verdict::Malformed;
    };
    let Some(colon) = plain.iter().position(|b| *b == b':') else { return Verdict::Malformed };
    let granted = match judge {
        Judge::File(path) => is_in_file(path, &plain),
        Judge::Program => {
            let len = plain.len();
            plain.push(0);
            let reason = abi::LWS_CALLBACK_VERIFY_BASIC_AUTHORIZATION as c_int;
            dispatch::call(wsi, reason, plain.as_mut_ptr().cast(), len) != 0
        }
        Judge::None => false,
    };
    if !granted || wsi.has(flag::DOOMED) {
        log::notice(format_args!("basic authorization refused"));
        return Verdict::Refused;
    }
    keep_name_alone(wsi, plain.get(..colon).unwrap_or_default());
    Verdict::Granted
}

/// The bytes of `user:password` in a header value.
fn decode(value: &[u8]) -> Option<Vec<u8>> {
    let (scheme, coded) = value.split_at_checked(6)?;
    if !scheme[..5].eq_ignore_ascii_case(b"basic") || scheme[5] != b' ' || coded.is_empty() {
        return None;
    }
    let mut plain = vec![0; coded.len() + 3];
    let (_, len) = Decoder::default().decode(coded, &mut plain, 0, true);
    plain.truncate(len);
    // A NUL would end the text that the program is given before its end.
    (!plain.contains(&0)).then_some(plain)
}

/// Whether a file has exactly this line. Each request reads it, so that a change counts at once.
fn is_in_file(path: &[u8], wanted: &[u8]) -> bool {
    let shown = String::from_utf8_lossy(path);
    let content = match file::open(path) {
        Ok(opened) if opened.status.is_regular && opened.status.size <= LARGEST_FILE => {
            let mut content = vec![0; opened.status.size as usize];
            file::read_at(&opened.file, 0, &mut content).map(|()| content).map_err(|e| e.to_string())
        }
        Ok(_) => Err("not a regular file of at most 1 MiB".into()),
        Err(e) => Err(e.to_string()),
    };
    match content {
        Ok(content) => {
            // All lines are looked at, so that the time does not tell which one fits.
            content.split(|b| matches!(b, b'\r' | b'\n')).fold(false, |found, line| found | is_same(line, wanted))
        }
        Err(why) => {
            log::err(format_args!("basic auth: {shown}: {why}; nobody is let in"));
            false
        }
    }
}

/// Compares in a time that depends on the lengths alone.
fn is_same(line: &[u8], wanted: &[u8]) -> bool {
    let differences = line.iter().zip(wanted).fold(0u8, |d, (a, b)| std::hint::black_box(d | (a ^ b)));
    (line.len() == wanted.len()) & (differences == 0) & !wanted.is_empty()
}

/// The password goes no further: the header's value becomes the user's name, which is shorter than what it replaces.
fn keep_name_alone(wsi: WsiRef, name: &[u8]) {
    wsi.with_http(|h| {
        let Some(request) = h.request.as_mut() else { return };
        let at = request.headers.iter().position(|f| request.text(f.name).eq_ignore_ascii_case(b"authorization"));
        let Some(span) = at.map(|at| request.headers[at].value) else { return };
        let Some(room) = request.bytes.get_mut(span.start as usize..span.end as usize) else { return };
        let Some((first, rest)) = room.split_at_mut_checked(name.len()) else { return };
        first.copy_from_slice(name);
        rest.fill(b' ');
        if let Some(at) = at {
            request.headers[at].value.end = span.start + name.len() as u32;
        }
    });
}

/// Answers what was not granted. Not 0: close the connection.
pub fn answer(wsi: WsiRef, verdict: Verdict) -> c_int {
    let sent = match verdict {
        Verdict::Malformed => response::simple(wsi, 403, b"") == 0,
        _ => {
            let mut buffer = [0u8; 4096];
            let mut head = response::Head::new(&mut buffer);
            head.status(wsi, 401)
                && head.token(abi::WSI_TOKEN_HTTP_WWW_AUTHENTICATE, REALM)
                && head.content_length(0)
                && head.finish()
                && transport::write(wsi, head.bytes(), &[])
        }
    };
    if sent { server::transaction_completed(wsi) } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_header_holds() {
        assert_eq!(decode(b"Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==").as_deref(), Some(&b"Aladdin:open sesame"[..]));
        assert_eq!(decode(b"bAsIc YTpi").as_deref(), Some(&b"a:b"[..]));
        for value in [&b"Basic"[..], b"Basic ", b"Bearer YTpi", b"BasicYTpi", b"Basic YQA6Yg==", b""] {
            assert_eq!(decode(value), None, "{}", value.escape_ascii());
        }
    }

    #[test]
    fn whole_lines_alone_are_the_same() {
        assert!(is_same(b"bob:pw", b"bob:pw"));
        for line in [&b"bob:pw "[..], b"ob:pw", b"bob:p", b"", b"bob:pW"] {
            assert!(!is_same(line, b"bob:pw"));
        }
        assert!(!is_same(b"", b""));
    }
}
