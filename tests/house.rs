//! Checks how the house is built (`docs/architecture.md`): imports run downward, `unsafe` stays where it may be and
//! says why it holds, and only `abi` knows which ABI is being built.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms and the floor that each stands on.
const ROOMS: [(&str, u8); 9] = [
    ("abi", 1),
    ("proto", 2),
    ("sys", 2),
    ("util", 2),
    ("core", 3),
    ("role", 4),
    ("service", 5),
    ("capi", 6),
    ("legacy", 7),
];

fn floor(room: &str) -> Option<u8> {
    ROOMS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// Every Rust file below `dir`.
fn rust_files(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

/// The code of a source text, line by line, with comments and the contents of string and character literals blanked.
fn code_lines(text: &str) -> Vec<String> {
    #[derive(PartialEq)]
    enum In {
        Code,
        LineComment,
        BlockComment(u32),
        Text,
        RawText(usize),
    }
    let chars: Vec<char> = text.chars().collect();
    let mut state = In::Code;
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        let next = chars.get(i + 1).copied().unwrap_or('\0');
        if c == '\n' {
            if state == In::LineComment {
                state = In::Code;
            }
            out.push('\n');
            i += 1;
            continue;
        }
        let mut step = 1;
        match state {
            In::Code => match c {
                '/' if next == '/' => state = In::LineComment,
                '/' if next == '*' => state = In::BlockComment(1),
                '"' => state = In::Text,
                'r' if (next == '"' || next == '#') && !out.ends_with(|p: char| p.is_alphanumeric() || p == '_') => {
                    let hashes = chars[i + 1..].iter().take_while(|&&h| h == '#').count();
                    if chars.get(i + 1 + hashes) == Some(&'"') {
                        state = In::RawText(hashes);
                        step = hashes + 2;
                    } else {
                        out.push(c);
                    }
                }
                // A character literal; anything else after a quote is a lifetime.
                '\'' if next == '\\' => {
                    step = 3 + chars[i + 3..].iter().take_while(|&&q| q != '\'').count() + 1;
                }
                '\'' if chars.get(i + 2) == Some(&'\'') => step = 3,
                _ => out.push(c),
            },
            In::LineComment => {}
            In::BlockComment(depth) => {
                if c == '*' && next == '/' {
                    state = if depth == 1 { In::Code } else { In::BlockComment(depth - 1) };
                    step = 2;
                } else if c == '/' && next == '*' {
                    state = In::BlockComment(depth + 1);
                    step = 2;
                }
            }
            In::Text => match c {
                // An escaped end of line must still be seen as one.
                '\\' if next != '\n' => step = 2,
                '"' => state = In::Code,
                _ => {}
            },
            In::RawText(hashes) => {
                if c == '"' && chars[i + 1..].iter().take(hashes).filter(|&&h| h == '#').count() == hashes {
                    state = In::Code;
                    step = 1 + hashes;
                }
            }
        }
        i += step;
    }
    out.lines().map(str::to_owned).collect()
}

/// Is `word` in `line` as a word of its own?
fn has_word(line: &str, word: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(part_of_name) && !line[at + word.len()..].starts_with(part_of_name))
}

/// The first path segments after each `crate::` in the code: one, or several out of a brace list.
fn imported_rooms(code: &str) -> Vec<(usize, String)> {
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "crate::".len()..];
        let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        let Some(list) = rest.strip_prefix('{') else {
            rooms.push((line, name(rest)));
            continue;
        };
        let (mut depth, mut item) = (1, String::new());
        for c in list.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 || (depth == 1 && c == ',') {
                rooms.push((line, name(item.trim())));
                item.clear();
                if depth == 0 {
                    break;
                }
            } else {
                item.push(c);
            }
        }
    }
    rooms.retain(|(_, room)| !room.is_empty());
    rooms
}

/// May a file of this room (its path below `src`) hold `unsafe`?
fn unsafe_is_allowed(path: &str, room: &str) -> bool {
    match room {
        "proto" | "role" => false,
        "core" => path.starts_with("core/dispatch/") || ["core/dispatch.rs", "core/slab.rs"].contains(&path),
        _ => true,
    }
}

/// What is wrong with one file; `path` is its path below `src`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let room = path.split_once('/').map_or("", |(room, _)| room);
    let lines = code_lines(text);
    let written: Vec<&str> = text.lines().collect();
    let Some(my_floor) = floor(room) else {
        if path != "lib.rs" {
            faults.push(format!("{path}: stands in none of the rooms"));
        }
        return faults;
    };
    for (line, other) in imported_rooms(&lines.join("\n")) {
        let fits = match floor(&other) {
            _ if other == room => true,
            None => room != "proto",
            Some(theirs) => room != "proto" && theirs < my_floor,
        };
        if !fits {
            faults.push(format!("{path}:{line}: {room} imports {other}, which does not stand below it"));
        }
    }
    for (index, line) in lines.iter().enumerate() {
        let at = format!("{path}:{}", index + 1);
        if room != "abi" && line.replace(' ', "").contains("cfg") && written[index].contains("feature") {
            faults.push(format!("{at}: only abi may know which ABI is built"));
        }
        if !has_word(line, "unsafe") {
            continue;
        }
        // The type of a C function is a fact, not a deed: core keeps such pointers, and only dispatch calls them.
        let is_type = room == "core" && line.contains("unsafe extern") && line.contains("fn(");
        if !unsafe_is_allowed(path, room) && !is_type && !line.contains("forbid(") {
            faults.push(format!("{at}: unsafe outside of the rooms that may hold it"));
        }
        let opens_block = line.split("unsafe").skip(1).any(|rest| rest.trim_start().starts_with('{'));
        let first = index.saturating_sub(4);
        if opens_block && !written[first..=index].iter().any(|above| above.contains("SAFETY")) {
            faults.push(format!("{at}: an unsafe block without a SAFETY line above it"));
        }
    }
    faults
}

#[test]
fn the_house_stands() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    assert!(files.len() > 20, "only {} files below {}", files.len(), src.display());
    let mut all = Vec::new();
    for file in files {
        let path = file.strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
        all.extend(faults(&path, &fs::read_to_string(&file).unwrap()));
    }
    assert!(all.is_empty(), "\n{}\n", all.join("\n"));
}

/// The checks themselves must be able to fail.
#[test]
fn faults_are_found() {
    let count = |path: &str, text: &str| faults(path, text).len();
    assert_eq!(count("core/wsi.rs", "use crate::role::ws::Frame;\n"), 1);
    assert_eq!(count("core/wsi.rs", "use crate::{\n    abi::Lws,\n    util::{a, b},\n};\n"), 0);
    assert_eq!(count("core/wsi.rs", "use crate::{abi::Lws, role::{a, b}, service};\n"), 2);
    assert_eq!(count("util/ring.rs", "use crate::sys::clock;\n"), 1);
    assert_eq!(count("proto/ws/frame.rs", "use crate::abi::Lws;\n"), 1);
    assert_eq!(count("proto/ws/frame.rs", "use crate::proto::http::Head;\n"), 0);
    assert_eq!(count("core/wsi.rs", "// crate::role says\nlet s = \"crate::role unsafe {\";\nlet q = '\"';\n"), 0);
    assert_eq!(count("core/wsi.rs", "let r = r#\"unsafe { \"quoted\" }\"#;\nfn a<'a>(x: &'a u8) {}\n"), 0);
    assert_eq!(count("role/ws.rs", "unsafe fn f() {}\n"), 1);
    assert_eq!(count("core/vhost.rs", "f: Option<unsafe extern \"C\" fn(*mut u8)>,\n"), 0);
    assert_eq!(count("core/vhost.rs", "// SAFETY: no\nunsafe { f() };\n"), 1);
    assert_eq!(count("capi/write.rs", "let x = unsafe { *p };\n"), 1);
    assert_eq!(count("capi/write.rs", "// SAFETY: p was checked.\nlet x = unsafe { *p };\n"), 0);
    assert_eq!(count("capi/write.rs", "#[cfg(feature = \"abi17\")]\n"), 1);
    assert_eq!(count("abi/tokens.rs", "#[cfg(feature = \"abi17\")]\n"), 0);
    assert_eq!(count("stray.rs", ""), 1);
}
