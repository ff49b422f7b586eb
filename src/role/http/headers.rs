//! The request's headers as lws numbers them (`WSI_TOKEN_*`), each with one or more fragments.

use crate::abi;
use crate::core::client::Client;
use crate::core::wsi::{Http, WsiRef};
use crate::proto::http::request::{Field, Method, Request, Span};
use crate::util::log;
use core::ffi::CStr;

/// Which token holds the path for each method, and that method's index in what `lws_http_get_uri_and_method` gives.
const METHODS: [(Method, abi::lws_token_indexes); 8] = [
    (Method::Get, abi::WSI_TOKEN_GET_URI),
    (Method::Post, abi::WSI_TOKEN_POST_URI),
    (Method::Options, abi::WSI_TOKEN_OPTIONS_URI),
    (Method::Put, abi::WSI_TOKEN_PUT_URI),
    (Method::Patch, abi::WSI_TOKEN_PATCH_URI),
    (Method::Delete, abi::WSI_TOKEN_DELETE_URI),
    (Method::Connect, abi::WSI_TOKEN_CONNECT),
    (Method::Head, abi::WSI_TOKEN_HEAD_URI),
];

/// The text of a token, or `None` for a number that is none.
pub fn text(token: abi::lws_token_indexes) -> Option<&'static CStr> {
    let last = abi::TOKEN_TEXTS.len() - 1;
    match usize::try_from(token) {
        Ok(i) if i <= last => Some(abi::TOKEN_TEXTS[i]),
        _ => None,
    }
}

/// The header name of a token, with its colon.
pub fn token_text(token: abi::lws_token_indexes) -> Option<&'static [u8]> {
    text(token).map(CStr::to_bytes).filter(|t| !t.is_empty())
}

/// The index of the request's method among the eight that lws knows, or -1.
pub fn method_index(method: Method) -> i32 {
    METHODS.iter().position(|(m, _)| *m == method).map_or(-1, |i| i as i32)
}

fn fragments_of<'a>(http: &'a Http, request: &'a Request, token: abi::lws_token_indexes) -> Vec<&'a [u8]> {
    if let Some((method, _)) = METHODS.iter().find(|(_, t)| *t == token) {
        let path = http.path.strip_suffix(b"\0").unwrap_or(&http.path);
        return if *method == request.method { vec![path] } else { Vec::new() };
    }
    match token {
        abi::WSI_TOKEN_HTTP_URI_ARGS => http.args.iter().map(|a| a.strip_suffix(b"\0").unwrap_or(a)).collect(),
        abi::WSI_TOKEN_HTTP => vec![if request.minor == 1 { b"HTTP/1.1" } else { b"HTTP/1.0" }],
        _ => match token_text(token).and_then(|t| t.strip_suffix(b":")) {
            Some(name) => request.all(std::str::from_utf8(name).unwrap_or_default()).collect(),
            None => Vec::new(),
        },
    }
}

/// What a client asks for, and the headers of the response.
fn fragments_of_client(client: &Client, token: abi::lws_token_indexes) -> Vec<&[u8]> {
    let target = &client.target;
    let asked = match token {
        abi::_WSI_TOKEN_CLIENT_PEER_ADDRESS => Some(&target.address),
        abi::_WSI_TOKEN_CLIENT_URI => Some(&target.path),
        abi::_WSI_TOKEN_CLIENT_HOST => Some(&target.host),
        abi::_WSI_TOKEN_CLIENT_ORIGIN => target.origin.as_ref(),
        abi::_WSI_TOKEN_CLIENT_SENT_PROTOCOLS => target.protocols.as_ref(),
        abi::_WSI_TOKEN_CLIENT_METHOD => target.method.as_ref(),
        abi::_WSI_TOKEN_CLIENT_IFACE => target.iface.as_ref(),
        _ => None,
    };
    if let Some(asked) = asked {
        return vec![asked];
    }
    let Some(reply) = client.reply.as_deref() else { return Vec::new() };
    match token {
        abi::WSI_TOKEN_HTTP if reply.minor == 1 => vec![reply.text(reply.line)],
        abi::WSI_TOKEN_HTTP1_0 if reply.minor == 0 => vec![reply.text(reply.line)],
        _ => match token_text(token).and_then(|t| t.strip_suffix(b":")) {
            Some(name) => reply.all(std::str::from_utf8(name).unwrap_or_default()).collect(),
            None => Vec::new(),
        },
    }
}

/// Works on the fragments of a token: one for each header line of that name, in order; one for each argument of the
/// query; the path for the method's token. None without a request.
pub fn with_fragments<R>(wsi: WsiRef, token: abi::lws_token_indexes, f: impl FnOnce(&[&[u8]]) -> R) -> R {
    let http = wsi.http().borrow();
    let Some(http) = http.as_ref() else { return f(&[]) };
    match (http.request.as_ref(), http.client.as_ref()) {
        (Some(request), _) => f(&fragments_of(http, request, token)),
        (None, Some(client)) => f(&fragments_of_client(client, token)),
        (None, None) => f(&[]),
    }
}

/// Whether there is a request whose headers can be read.
pub fn are_there(wsi: WsiRef) -> bool {
    wsi.with_request(|_| ()).is_some() || wsi.with_client(|c| c.reply.is_some()) == Some(true)
}

/// What stands between the fragments of a token when they are read as one.
fn joint(token: abi::lws_token_indexes) -> u8 {
    match token {
        abi::WSI_TOKEN_HTTP_COOKIE | abi::WSI_TOKEN_HTTP_SET_COOKIE => b';',
        abi::WSI_TOKEN_HTTP_URI_ARGS => abi::URI_ARGS_JOINT,
        _ => b',',
    }
}

/// All fragments of a token as one.
pub fn joined(wsi: WsiRef, token: abi::lws_token_indexes) -> Vec<u8> {
    with_fragments(wsi, token, |f| f.join(&joint(token)))
}

/// The length of [`joined`].
pub fn total_length(wsi: WsiRef, token: abi::lws_token_indexes) -> usize {
    with_fragments(wsi, token, |f| f.iter().map(|x| x.len()).sum::<usize>() + f.len().saturating_sub(1))
}

/// The first header line with this name (with or without its colon), known to lws or not.
pub fn custom(wsi: WsiRef, name: &[u8]) -> Option<Vec<u8>> {
    let name = name.strip_suffix(b":").unwrap_or(name);
    let name = std::str::from_utf8(name).ok()?;
    wsi.with_request(|r| r.get(name).map(<[u8]>::to_vec))
        .unwrap_or_else(|| wsi.with_client(|c| c.reply.as_ref()?.get(name).map(<[u8]>::to_vec)).flatten())
}

/// The names of the header lines that have no token, in order, with their colon.
pub fn custom_names(wsi: WsiRef) -> Vec<Vec<u8>> {
    let known = |name: &[u8]| {
        abi::TOKEN_TEXTS.iter().any(|t| t.to_bytes().strip_suffix(b":").is_some_and(|t| t.eq_ignore_ascii_case(name)))
    };
    let of = |headers: &[Field], text: &dyn Fn(Span) -> Vec<u8>| -> Vec<Vec<u8>> {
        let names = headers.iter().map(|h| text(h.name)).filter(|n| !known(n));
        names.map(|n| [&n.to_ascii_lowercase(), &b":"[..]].concat()).collect()
    };
    wsi.with_request(|r| of(&r.headers, &|s| r.text(s).to_vec()))
        .or_else(|| wsi.with_client(|c| c.reply.as_ref().map(|r| of(&r.headers, &|s| r.text(s).to_vec()))).flatten())
        .unwrap_or_default()
}

/// The value of a cookie.
pub fn cookie(wsi: WsiRef, name: &[u8]) -> Option<Vec<u8>> {
    let all = joined(wsi, abi::WSI_TOKEN_HTTP_COOKIE);
    all.split(|b| *b == b';').find_map(|pair| {
        let pair = pair.trim_ascii();
        pair.strip_prefix(name)?.strip_prefix(b"=").map(<[u8]>::to_vec)
    })
}

/// The rest of the first argument of the query that begins with `name` (which mostly ends with `=`).
pub fn argument(wsi: WsiRef, name: &[u8]) -> Option<Vec<u8>> {
    let whole = whole_argument(wsi, name)?;
    let rest = &whole[name.len()..];
    Some(if name.ends_with(b"=") { rest } else { rest.strip_prefix(b"=").unwrap_or(rest) }.to_vec())
}

/// The same, with the name before it.
pub fn whole_argument(wsi: WsiRef, name: &[u8]) -> Option<Vec<u8>> {
    let begins = |a: &&&[u8]| a.starts_with(name);
    with_fragments(wsi, abi::WSI_TOKEN_HTTP_URI_ARGS, |args| args.iter().find(begins).map(|a| a.to_vec()))
}

/// Cuts the values of headers that the program limited (`token_limits`); the log says which.
pub fn shorten(request: &mut Request, limits: &[(abi::lws_token_indexes, u16)]) {
    for (token, limit) in limits {
        let Some(name) = text(*token).and_then(|t| t.to_bytes().strip_suffix(b":")) else { continue };
        for i in 0..request.headers.len() {
            let field = request.headers[i];
            let longer = field.value.end.saturating_sub(field.value.start) > u32::from(*limit);
            if longer && request.text(field.name).eq_ignore_ascii_case(name) {
                log::warn(format_args!("header {} is cut at its limit {limit}", String::from_utf8_lossy(name)));
                request.headers[i].value.end = field.value.start + u32::from(*limit);
            }
        }
    }
}
