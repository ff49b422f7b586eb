//! What the JSON parser tells the program.

use super::*;
use core::ffi::{CStr, c_void};
use proptest::prelude::*;

/// What a parse has told so far.
struct Heard {
    lines: Vec<String>,
    /// After how many calls to fail.
    patience: usize,
}

unsafe extern "C-unwind" fn hear(ctx: *mut lejp_ctx, reason: c_char) -> i8 {
    // SAFETY: called by the parser with its own state, whose user pointer is a `Heard`.
    unsafe {
        let heard = &mut *(*ctx).user.cast::<Heard>();
        let text = |p: *const c_char| CStr::from_ptr(p).to_string_lossy().into_owned();
        let path = text((&raw const (*ctx).path).cast());
        let buf = if c_int::from(reason) & LEJP_FLAG_CB_IS_VALUE != 0 {
            text((&raw const (*ctx).buf).cast())
        } else {
            String::new()
        };
        heard.lines.push(format!("{} {path} {} {buf}", c_int::from(reason), (*ctx).path_match));
        heard.patience = heard.patience.wrapping_sub(1);
        if heard.patience == 0 { -1 } else { 0 }
    }
}

const PATHS: [&CStr; 4] = [c"a", c"b[].c", c"b[]", c"d.*"];

fn parse(pieces: &[&[u8]], patience: usize) -> (c_int, Vec<String>) {
    let mut heard = Heard { lines: Vec::new(), patience };
    let paths = PATHS.map(CStr::as_ptr);
    // SAFETY: all-zero is a valid state.
    let mut ctx: lejp_ctx = unsafe { core::mem::zeroed() };
    ctx.user = (&raw mut heard).cast::<c_void>();
    ctx.line = 1;
    ctx.pst[0] = _lejp_parsing_stack {
        user: core::ptr::null_mut(),
        callback: Some(hear),
        paths: paths.as_ptr(),
        count_paths: paths.len() as u8,
        ppos: 0,
        path_match: 0,
    };
    // SAFETY: the state is a local one, and so are its paths.
    let parser = unsafe { Parser::new(&mut ctx) };
    let mut result = LEJP_CONTINUE;
    for piece in pieces {
        result = parser.parse(piece);
        if result != LEJP_CONTINUE {
            break;
        }
    }
    (result, heard.lines)
}

#[test]
fn values_come_with_their_paths() {
    let text = br#"{"a": -1.5e3, "b":[{"c":"x\u00e9\n"},true] , # comment
        "d":{"e":{"f":null}}, "s":[]} rest"#;
    let (left, heard) = parse(&[text], 0);
    assert_eq!(left, 5);
    let wanted = [
        "2  0 ",
        "16  0 ",
        "5 a 1 ",
        "74 a 1 -1.5e3",
        "5 b 0 ",
        "14 b[] 0 ",
        "16 b[] 3 ",
        "5 b[].c 2 ",
        "11 b[].c 2 ",
        "77 b[].c 2 x\u{e9}\n",
        "17 b[] 3 ",
        // After a comma the path is looked at with the next name only, as lws does.
        "70 b[] 0 1",
        "15 b[] 0 ",
        "5 d 0 ",
        "16 d 0 ",
        "5 d.e 4 ",
        "16 d.e 4 ",
        "5 d.e.f 4 ",
        "72 d.e.f 4 ",
        "17 d.e 4 ",
        "17 d.e 4 ",
        "5 s 0 ",
        "14 s[] 0 ",
        "15 s[] 0 ",
        "17 s[] 0 ",
        "3 s[] 0 ",
    ];
    assert_eq!(heard, wanted);
}

#[test]
fn texts_that_are_refused() {
    let deep = "[".repeat(20);
    let long = format!("{{\"{}\":1}}", "n".repeat(300));
    let digits = "[123456789012345678901]".to_string();
    for (text, reason) in [
        ("x", LEJP_REJECT_IDLE_NO_BRACE),
        ("{}", LEJP_REJECT_MEMBERS_NO_CLOSE),
        ("{a", LEJP_REJECT_MP_NO_OPEN_QUOTE),
        ("{\"a\u{1}", LEJP_REJECT_MP_ILLEGAL_CTRL),
        ("{\"a\\x", LEJP_REJECT_MP_STRING_ESC_ILLEGAL_ESC),
        ("{\"\\u00g", LEJP_REJECT_ILLEGAL_HEX),
        ("{\"a\",", LEJP_REJECT_MP_DELIM_MISSING_COLON),
        ("[x", LEJP_REJECT_MP_DELIM_BAD_VALUE_START),
        ("[1.]", LEJP_REJECT_MP_VAL_NUM_INT_NO_FRAC),
        ("[-]", LEJP_REJECT_MP_VAL_NUM_FORMAT),
        ("[1.1.1]", LEJP_REJECT_MP_VAL_NUM_FORMAT),
        ("[1ex", LEJP_REJECT_MP_VAL_NUM_EXP_BAD_EXP),
        ("[trux", LEJP_REJECT_MP_VAL_TOK_UNKNOWN),
        ("{\"a\":]", LEJP_REJECT_MP_C_OR_E_UNDERF),
        ("{\"a\":{\"b\":1]", LEJP_REJECT_MP_C_OR_E_NOTARRAY),
        ("[[1]x", LEJP_REJECT_MP_C_OR_E_NEITHER),
        (&deep, LEJP_REJECT_MP_DELIM_ISTACK),
        (&long, LEJP_REJECT_UNKNOWN),
        (&digits, LEJP_REJECT_MP_C_OR_E_NEITHER),
    ] {
        let (result, heard) = parse(&[text.as_bytes()], 0);
        assert_eq!(result, reason, "{text}");
        assert!(heard.last().unwrap().starts_with("4 "), "{text}");
    }
    assert_eq!(parse(&[b"{\"a\":1"], 0).0, LEJP_CONTINUE);
    assert_eq!(parse(&[b"{\"a\":1}"], 3).0, LEJP_REJECT_CALLBACK);
}

#[test]
fn long_strings_come_in_chunks() {
    let text = format!("[\"{}\"]", "x".repeat(600));
    let (left, heard) = parse(&[text.as_bytes()], 0);
    assert_eq!(left, 0);
    let lengths: Vec<_> =
        heard.iter().filter(|l| l.starts_with("76") || l.starts_with("77")).map(String::len).collect();
    assert_eq!(lengths, [254 + 8, 254 + 8, 92 + 8]);
}

proptest! {
    #[test]
    fn pieces_make_no_difference(text in r#"[\[{]["a:1.e,\[\]{}\\untrflsx #\n-]{0,60}"#, cut in 0usize..60) {
        let bytes = text.as_bytes();
        let (a, b) = bytes.split_at(cut.min(bytes.len()));
        let whole = parse(&[bytes], 0);
        let pieces = parse(&[a, b], 0);
        // Else the text is over with the first piece, and the second is not looked at.
        if whole.0 < 0 || (whole.0 as usize) < b.len() {
            prop_assert_eq!(whole.0, pieces.0);
        }
        let plain = |l: &[String]| l.iter().filter(|l| !l.starts_with("2 ")).cloned().collect::<Vec<_>>();
        prop_assert_eq!(plain(&whole.1), plain(&pieces.1));
    }

    #[test]
    fn nothing_breaks_it(text in proptest::collection::vec(any::<u8>(), 0..200)) {
        parse(&[b"[", &text], 0);
        parse(&[b"{\"", &text], 0);
    }
}
