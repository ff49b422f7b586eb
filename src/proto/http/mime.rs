//! The media type of a file, from its name.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

/// What lws itself knows, by the end of the name; some of these differ from the registered type and stay as they are,
/// because pages have been served so.
const KNOWN: [(&str, &str); 19] = [
    (".html", "text/html"),
    (".htm", "text/html"),
    (".js", "text/javascript"),
    (".mjs", "text/javascript"),
    (".css", "text/css"),
    (".png", "image/png"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".ico", "image/x-icon"),
    (".gif", "image/gif"),
    (".svg", "image/svg+xml"),
    (".ttf", "application/x-font-ttf"),
    (".otf", "application/font-woff"),
    (".woff", "application/font-woff"),
    (".woff2", "application/font-woff2"),
    (".gz", "application/gzip"),
    (".txt", "text/plain"),
    (".xml", "application/xml"),
    (".json", "application/json"),
];

/// The type of the file with this name or path: lws's own choice, or the registered one where lws has none (and would
/// refuse the file with 415). None: nobody knows it.
pub fn guess(path: &[u8]) -> Option<&'static str> {
    known(path).or_else(|| mime_guess::from_path(OsStr::from_bytes(path)).first_raw())
}

/// The type that lws itself gives to this name, if it has one. A name that is nothing but the ending has none.
pub fn known(path: &[u8]) -> Option<&'static str> {
    KNOWN.iter().find(|(end, _)| ends_with(path, end.as_bytes())).map(|&(_, kind)| kind)
}

/// Whether a path ends so, in any case of letters, and is longer.
pub fn ends_with(path: &[u8], end: &[u8]) -> bool {
    path.len() > end.len() && path[path.len() - end.len()..].eq_ignore_ascii_case(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types() {
        for (path, kind) in [
            ("/srv/index.html", Some("text/html")),
            ("A.HTM", Some("text/html")),
            ("app.js", Some("text/javascript")),
            ("app.mjs", Some("text/javascript")),
            ("x.tar.gz", Some("application/gzip")),
            ("favicon.ico", Some("image/x-icon")),
            ("f.woff2", Some("application/font-woff2")),
            ("movie.mp4", Some("video/mp4")),
            ("paper.pdf", Some("application/pdf")),
            ("code.wasm", Some("application/wasm")),
            ("README", None),
            ("", None),
            ("x.nobody-knows", None),
            ("dir.html/file", None),
        ] {
            assert_eq!(guess(path.as_bytes()), kind, "{path}");
        }
    }

    #[test]
    fn only_lws_s_own() {
        assert_eq!((known(b"a.png"), known(b"a.pdf"), known(b".html")), (Some("image/png"), None, None));
    }
}
