//! What the two sides agree on in the opening handshake (RFC 7692 section 7.1).

use super::{MAX_BITS, MIN_BITS};
use crate::proto::ws::handshake::{tokens, trim};

/// The extension's name.
pub const NAME: &[u8] = b"permessage-deflate";

/// The parameters of an offer or an answer, and the order they came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Param {
    ServerKeepsNothing,
    ClientKeepsNothing,
    ServerBits(u8),
    /// A client may say that it understands the parameter, without a number.
    ClientBits(Option<u8>),
}

/// What is agreed on, seen from one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// What we send refers to our messages before.
    pub send_keeps: bool,
    /// What the peer sends refers to its messages before.
    pub receive_keeps: bool,
    /// Bits of the window that we use.
    pub send_bits: u8,
    /// Bits of the window that the peer uses at most.
    pub receive_bits: u8,
}

/// Why an answer is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// An extension that was not offered.
    Unknown,
    /// It cannot be understood.
    Malformed,
    /// It asks for what was not offered, or what we cannot do.
    Unacceptable,
}

/// The offers of this extension in the values of `Sec-WebSocket-Extensions`, in order: what stands behind the name.
pub fn offers<'a>(values: impl Iterator<Item = &'a [u8]>) -> impl Iterator<Item = &'a [u8]> {
    values.flat_map(tokens).filter_map(|one| {
        let (name, rest) = named(one);
        (name == NAME).then_some(rest)
    })
}

/// An extension's name, and the rest from the first semicolon on.
fn named(one: &[u8]) -> (&[u8], &[u8]) {
    let end = one.iter().position(|b| *b == b';').unwrap_or(one.len());
    (trim(&one[..end]), &one[end..])
}

/// A name and its value.
type Named<'a> = (&'a [u8], Option<&'a [u8]>);

/// The options `name` and `name=value` between semicolons; the values without their quotes. `None`: one is malformed.
pub fn options(text: &[u8]) -> Option<Vec<Named<'_>>> {
    text.split(|b| *b == b';').map(option).collect()
}

fn option(piece: &[u8]) -> Option<Named<'_>> {
    let Some(at) = piece.iter().position(|b| *b == b'=') else {
        return token(trim(piece)).map(|name| (name, None));
    };
    let value = trim(&piece[at + 1..]);
    let plain = match value {
        [b'"', inside @ .., b'"'] => inside,
        _ => value,
    };
    Some((token(trim(&piece[..at]))?, Some(token(plain)?)))
}

fn token(text: &[u8]) -> Option<&[u8]> {
    let fits = |b: &u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(b);
    (!text.is_empty() && text.iter().all(fits)).then_some(text)
}

/// The parameters, each at most once, all of them known. `None`: otherwise.
fn params(text: &[u8]) -> Option<Vec<Param>> {
    let mut list: Vec<Param> = Vec::new();
    let Some((_, text)) = text.split_first() else { return Some(list) };
    for (name, value) in options(text)? {
        let param = match (name, value) {
            (b"server_no_context_takeover", None) => Param::ServerKeepsNothing,
            (b"client_no_context_takeover", None) => Param::ClientKeepsNothing,
            (b"server_max_window_bits", Some(v)) => Param::ServerBits(bits(v)?),
            (b"client_max_window_bits", None) => Param::ClientBits(None),
            (b"client_max_window_bits", Some(v)) => Param::ClientBits(Some(bits(v)?)),
            _ => return None,
        };
        if list.iter().any(|p| core::mem::discriminant(p) == core::mem::discriminant(&param)) {
            return None;
        }
        list.push(param);
    }
    Some(list)
}

/// 8 to 15, without leading zeros.
fn bits(value: &[u8]) -> Option<u8> {
    match value {
        [digit @ b'8'..=b'9'] => Some(digit - b'0'),
        [b'1', digit @ b'0'..=b'5'] => Some(10 + digit - b'0'),
        _ => None,
    }
}

/// As the server: what is agreed on by taking this offer, and the value of the answer's header. `None`: the offer is
/// malformed or cannot be met, and is to be passed over (section 5.1).
pub fn accept(offer: &[u8]) -> Option<(Agreement, Vec<u8>)> {
    let mut agreed = Agreement { send_keeps: true, receive_keeps: true, send_bits: MAX_BITS, receive_bits: MAX_BITS };
    let mut answer = NAME.to_vec();
    for param in params(offer)? {
        match param {
            Param::ServerKeepsNothing => {
                agreed.send_keeps = false;
                answer.extend_from_slice(b"; server_no_context_takeover");
            }
            Param::ClientKeepsNothing => {
                agreed.receive_keeps = false;
                answer.extend_from_slice(b"; client_no_context_takeover");
            }
            Param::ServerBits(n) if n < MIN_BITS => return None,
            Param::ServerBits(n) => {
                agreed.send_bits = n;
                answer.extend_from_slice(format!("; server_max_window_bits={n}").as_bytes());
            }
            // What the client could do; it needs no answer, and lws gives none.
            Param::ClientBits(_) => {}
        }
    }
    Some((agreed, answer))
}

/// As the client: what is agreed on by the server's answer to our offer (name and parameters; `None`: there was none).
/// `Ok(None)`: no compression.
pub fn check_answer<'a>(
    values: impl Iterator<Item = &'a [u8]>,
    offered: Option<&[u8]>,
) -> Result<Option<Agreement>, Refused> {
    let mut agreed = None;
    for one in values.flat_map(tokens) {
        let (name, rest) = named(one);
        let Some(offered) = offered.filter(|_| name == NAME) else { return Err(Refused::Unknown) };
        if agreed.is_some() {
            return Err(Refused::Unacceptable);
        }
        let answer = params(rest).filter(|list| !list.contains(&Param::ClientBits(None))).ok_or(Refused::Malformed)?;
        // The program's text: what is not understood in it was not offered.
        let ours = params(named(offered).1).unwrap_or_default();
        agreed = Some(agree(&ours, &answer)?);
    }
    Ok(agreed)
}

fn agree(ours: &[Param], answer: &[Param]) -> Result<Agreement, Refused> {
    let has = |param| answer.contains(&param);
    let most = ours.iter().find_map(|p| if let Param::ClientBits(n) = p { Some(n.unwrap_or(MAX_BITS)) } else { None });
    let mut agreed = Agreement {
        // What we announced holds also when the server does not repeat it.
        send_keeps: !has(Param::ClientKeepsNothing) && !ours.contains(&Param::ClientKeepsNothing),
        receive_keeps: !has(Param::ServerKeepsNothing),
        send_bits: most.unwrap_or(MAX_BITS).max(MIN_BITS),
        receive_bits: MAX_BITS,
    };
    for param in answer {
        match *param {
            Param::ServerBits(n) => agreed.receive_bits = n.max(MIN_BITS),
            Param::ClientBits(Some(n)) if most.is_some() && n >= MIN_BITS => agreed.send_bits = agreed.send_bits.min(n),
            Param::ClientBits(_) => return Err(Refused::Unacceptable),
            _ => {}
        }
    }
    Ok(agreed)
}
