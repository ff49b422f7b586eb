//! Request targets: decoded, folded and cut into arguments as lws does it, and joined to a folder so that nothing
//! leaves it.

/// What a request target names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target<'a> {
    /// The host (and port) of an absolute target, `http://host/path`; it overrides the `Host` header.
    pub authority: Option<&'a [u8]>,
    /// Escapes decoded; `/./`, `//` and `/../` folded, never above the root; `+` a blank, unless it is the first of a
    /// component. Begins with `/`, but for the target `*`. Holds no NUL, CR or LF.
    pub path: Vec<u8>,
    /// What stands between `?`, `&` and `;`, decoded, in order, mostly `name=value`; some may be empty. Holds no NUL.
    pub args: Vec<Vec<u8>>,
    /// Whether there was a `?`.
    pub query: bool,
}

/// Where the folding stands: what came since the last slash, in the path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    Plain,
    Slash,
    Dot,
    DotDot,
}

/// Reads a request target, but for that of a CONNECT. The error is the status to answer with: 403, as lws says, for what
/// is no target or has a malformed escape; 400 for a NUL, CR or LF, also an escaped one.
///
/// The results are lws's own, except where those would surprise: `&` and `;` in the path are bytes like others (lws ends
/// the path there), `/..?` has arguments (lws loses the question mark), `/.?` ends as `/.` does, and an empty query has
/// no arguments (lws makes one of `/`).
pub fn parse_target(raw: &[u8]) -> Result<Target<'_>, u16> {
    if raw == b"*" {
        return Ok(Target { path: b"*".to_vec(), ..Target::default() });
    }
    let (authority, raw) = split_authority(raw)?;
    let split = memchr::memchr(b'?', raw);
    let path = fold(&raw[..split.unwrap_or(raw.len())])?;
    let args = match split {
        Some(at) if at + 1 == raw.len() => Vec::new(),
        Some(at) => raw[at + 1..].split(|byte| matches!(byte, b'&' | b';')).map(argument).collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    Ok(Target { authority, path, args, query: split.is_some() })
}

/// Takes `http://host` off; what is left begins with a slash.
fn split_authority(raw: &[u8]) -> Result<(Option<&[u8]>, &[u8]), u16> {
    if raw.starts_with(b"/") {
        return Ok((None, raw));
    }
    let scheme = [&b"http://"[..], b"https://", b"ws://", b"wss://"];
    let rest = scheme
        .into_iter()
        .find_map(|scheme| {
            let (head, rest) = raw.split_at_checked(scheme.len())?;
            head.eq_ignore_ascii_case(scheme).then_some(rest)
        })
        .ok_or(403u16)?;
    let end = memchr::memchr2(b'/', b'?', rest).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.is_empty() || memchr::memchr(b'@', authority).is_some() {
        return Err(403);
    }
    Ok((Some(authority), path))
}

/// Bytes with their escapes decoded; true for those that were escaped.
fn decoded(raw: &[u8]) -> impl Iterator<Item = Result<(u8, bool), u16>> {
    let mut rest = raw.iter();
    std::iter::from_fn(move || {
        let &byte = rest.next()?;
        if byte != b'%' {
            return Some(Ok((byte, false)));
        }
        let mut digit = || rest.next().and_then(|&byte| char::from(byte).to_digit(16));
        Some(match (digit(), digit()) {
            (Some(high), Some(low)) => Ok(((high << 4 | low) as u8, true)),
            _ => Err(403),
        })
    })
}

/// The path, decoded and folded. Escaped dots and slashes fold like plain ones.
fn fold(raw: &[u8]) -> Result<Vec<u8>, u16> {
    // One more, since C wants a NUL behind it.
    let mut path = Vec::with_capacity(raw.len().max(1) + 1);
    let mut state = Fold::Plain;
    if raw.is_empty() {
        path.push(b'/');
    }
    for byte in decoded(raw) {
        let (byte, escaped) = byte?;
        state = match (state, byte) {
            (_, 0 | b'\r' | b'\n') => return Err(400),
            (Fold::Slash | Fold::Dot, b'/') => Fold::Slash,
            (Fold::Slash, b'.') => Fold::Dot,
            (Fold::Dot, b'.') => Fold::DotDot,
            (Fold::DotDot, b'/') => {
                up(&mut path);
                Fold::Slash
            }
            (Fold::Plain, b'+') if !escaped => {
                path.push(b' ');
                Fold::Plain
            }
            _ => {
                path.extend_from_slice(match state {
                    Fold::Plain | Fold::Slash => b"",
                    Fold::Dot => b".",
                    Fold::DotDot => b"..",
                });
                path.push(byte);
                if byte == b'/' { Fold::Slash } else { Fold::Plain }
            }
        };
    }
    if state == Fold::DotDot {
        up(&mut path);
        if path.len() > 1 {
            path.pop();
        }
    }
    Ok(path)
}

/// Takes the last folder off a path that ends with a slash; the root stays.
fn up(path: &mut Vec<u8>) {
    if path.len() > 1 {
        path.pop();
        while path.last().is_some_and(|&byte| byte != b'/') {
            path.pop();
        }
    }
}

/// One argument, decoded. An escaped `=` in its name becomes `_`, so that the name ends where the sender ended it.
fn argument(raw: &[u8]) -> Result<Vec<u8>, u16> {
    let mut argument = Vec::with_capacity(raw.len() + 1);
    let mut in_name = true;
    for byte in decoded(raw) {
        argument.push(match byte? {
            (0, _) => return Err(400),
            (b'+', false) => b' ',
            (b'=', true) if in_name => b'_',
            (byte, escaped) => {
                in_name &= byte != b'=' || escaped;
                byte
            }
        });
    }
    Ok(argument)
}

/// The name in a host and port: without the port, the brackets of an address, and the dot of the root.
pub fn host_name(host: &[u8]) -> &[u8] {
    if let Some(rest) = host.strip_prefix(b"[") {
        return rest.split(|&byte| byte == b']').next().unwrap_or_default();
    }
    let mut parts = host.split(|&byte| byte == b':');
    let first = parts.next().unwrap_or_default();
    // A port is what comes after the only colon; with more of them it is an address without brackets.
    let name = if parts.nth(1).is_some() { host } else { first };
    name.strip_suffix(b".").unwrap_or(name)
}

/// The port in a host and port.
pub fn host_port(host: &[u8]) -> Option<u16> {
    let name = host_name(host);
    let rest = match host.strip_prefix(b"[") {
        Some(rest) => rest.get(name.len()..)?.strip_prefix(b"]")?,
        None => host.get(name.len()..)?,
    };
    let digits = rest.strip_prefix(b".").unwrap_or(rest).strip_prefix(b":")?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Whether `name` is a subdomain of `domain`.
pub fn is_subdomain(domain: &[u8], name: &[u8]) -> bool {
    let at = name.len().checked_sub(domain.len() + 1);
    !domain.is_empty() && at.is_some_and(|at| at > 0 && name[at] == b'.' && name[at + 1..].eq_ignore_ascii_case(domain))
}

/// `rel` below `root`, as a path for the operating system; None if it holds a NUL or a component `..`, so that the
/// result, symbolic links apart, always lies in `root`. Empty components and `.` are left out. An empty root is the
/// current folder, not that of the whole system.
pub fn join_path(root: &[u8], rel: &[u8]) -> Option<Vec<u8>> {
    if rel.contains(&0) || root.contains(&0) {
        return None;
    }
    let root: &[u8] = if root.is_empty() { b"." } else { root };
    let mut path = Vec::with_capacity(root.len() + rel.len() + 1);
    path.extend_from_slice(root);
    for part in rel.split(|&byte| byte == b'/').filter(|part| !matches!(part, [] | [b'.'])) {
        if part == b".." {
            return None;
        }
        if path.last() != Some(&b'/') {
            path.push(b'/');
        }
        path.extend_from_slice(part);
    }
    Some(path)
}

#[cfg(test)]
mod tests;
