//! Command lines and option lists.

/// Finds `wanted` at the start of an argument, from the last one back, and its value: the next argument, what follows
/// it, or what follows a `=`. The answer is which argument and from where. Argument 0 is the program.
pub fn find(arguments: &[&[u8]], wanted: &[u8]) -> Option<(usize, usize)> {
    let found = (1..arguments.len()).rev().find(|n| arguments[*n].starts_with(wanted))?;
    let rest = &arguments[found][wanted.len()..];
    if rest.is_empty() && found + 1 < arguments.len() {
        // lws takes no value that is longer than this.
        return (arguments[found + 1].len() <= 1024).then_some((found + 1, 0));
    }
    Some((found, wanted.len() + usize::from(rest.first() == Some(&b'='))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let long = "x".repeat(1025);
        let a = ["prog", "-d", "15", "--port=80", "-s", "-x", &long].map(str::as_bytes);
        assert_eq!(find(&a, b"-d"), Some((2, 0)));
        assert_eq!(find(&a, b"--port"), Some((3, 7)));
        assert_eq!(find(&a, b"-s"), Some((5, 0)));
        assert_eq!(find(&a, b"-x"), None);
        assert_eq!(find(&a, b"prog"), None);
        assert_eq!(find(&a[..5], b"-s"), Some((4, 2)));
        assert_eq!(find(&[], b""), None);
    }
}
