//! Targets, ranges, conditions and codings: no path leaves its root, no range its file.
#![no_main]
#[allow(dead_code)]
#[path = "../../src/proto/mod.rs"]
mod proto;

use libfuzzer_sys::fuzz_target;
use proto::http::coding;
use proto::http::conditions::{self, Conditions, Verdict, etag_matches, if_range_matches, not_modified_since};
use proto::http::range::{MOST_RANGES, Multipart, RangeAnswer, parse_range};
use proto::http::uri::{join_path, parse_target};

fuzz_target!(|input: &[u8]| {
    if let Ok(target) = parse_target(input) {
        assert!(target.path.starts_with(b"/") || target.path == b"*");
        assert!(!target.path.iter().any(|byte| matches!(byte, 0 | b'\r' | b'\n')));
        assert!(!target.path.split(|&byte| byte == b'/').any(|part| part == b".." || part == b"."));
        assert!(!target.path.windows(2).any(|pair| pair == b"//"));
        assert!(!target.args.iter().any(|argument| argument.contains(&0)));
        let joined = join_path(b"/root", &target.path).expect("a folded path can be joined");
        assert!(joined.starts_with(b"/root"));
    }
    if let Some(joined) = join_path(b"", input) {
        assert!(joined == b"." || joined.starts_with(b"./"));
    }
    let Some((size, value)) = input.split_first_chunk() else { return };
    let size = u64::from_le_bytes(*size);
    if let RangeAnswer::Parts(mut parts) = parse_range(value, size) {
        assert!(!parts.is_empty() && parts.len() <= MOST_RANGES);
        let multipart = Multipart { boundary: "b", content_type: b"x/y", size };
        let heads: usize = parts.iter().map(|part| multipart.head(*part, false).len()).sum();
        assert!(heads <= MOST_RANGES * 128);
        parts.sort_by_key(|part| part.start);
        assert!(parts.iter().all(|part| part.start <= part.end && part.end < size));
        assert!(parts.windows(2).all(|two| two[0].end < two[1].start));
    }
    let cut = value.len() / 2;
    let all = Conditions {
        if_match: Some(&value[..cut]),
        if_unmodified_since: Some(value),
        if_none_match: Some(&value[cut..]),
        if_modified_since: Some(value),
    };
    if conditions::evaluate(&all, b"tag", Some(size)) == Verdict::NotModified {
        assert!(etag_matches(&value[cut..], b"tag") && conditions::if_match(&value[..cut], b"tag"));
    }
    coding::accepts(value, "gzip");
    etag_matches(&value[..cut], &value[cut..]);
    if_range_matches(&value[..cut], &value[cut..], size);
    not_modified_since(value, size);
});
