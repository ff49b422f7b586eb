//! The words after the number in a status line.

/// What lws writes after the number: its own words from 400 up, `Redirect` for all of 300 to 399 but 304, and nothing
/// where it knows none (so the status line of a 204 ends with a blank). Clients ignore these words; comparisons do not.
pub const fn reason(status: u16) -> &'static str {
    match status {
        100 => "Continue",
        200 => "OK",
        206 => "Partial Content",
        304 => "Not Modified",
        300..=399 => "Redirect",
        407 => "Proxy Auth Required",
        413 => "Request Entity Too Large",
        414 => "Request URI too Long",
        416 => "Requested Range Not Satisfiable",
        400..=417 | 500..=505 => phrase(status),
        _ => "",
    }
}

/// The phrase of RFC 9110 section 15 (and of RFC 6585 for 428, 429, 431 and 511), or nothing.
pub const fn phrase(status: u16) -> &'static str {
    match status {
        100 => "Continue",
        101 => "Switching Protocols",
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        203 => "Non-Authoritative Information",
        204 => "No Content",
        205 => "Reset Content",
        206 => "Partial Content",
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        305 => "Use Proxy",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        417 => "Expectation Failed",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        426 => "Upgrade Required",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        511 => "Network Authentication Required",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Read off the status lines of lws 4.1.6.
    #[test]
    fn the_words_of_lws() {
        for (status, words) in [
            (200, "OK"),
            (204, ""),
            (206, "Partial Content"),
            (301, "Redirect"),
            (304, "Not Modified"),
            (404, "Not Found"),
            (407, "Proxy Auth Required"),
            (413, "Request Entity Too Large"),
            (414, "Request URI too Long"),
            (416, "Requested Range Not Satisfiable"),
            (417, "Expectation Failed"),
            (426, ""),
            (505, "HTTP Version Not Supported"),
            (506, ""),
            (0, ""),
        ] {
            assert_eq!(reason(status), words, "{status}");
        }
    }

    #[test]
    fn the_phrases_of_the_rfc() {
        assert_eq!(
            (phrase(206), phrase(301), phrase(413)),
            ("Partial Content", "Moved Permanently", "Content Too Large")
        );
        assert_eq!((phrase(431), phrase(299)), ("Request Header Fields Too Large", ""));
    }
}
