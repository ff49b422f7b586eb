//! What cbindgen cannot say, put into what it has written.

use crate::flatten;

/// Structs and unions that lws declares by `typedef … name;` without a tag.
const TYPEDEF_STRUCTS: [(&str, &str); 2] = [("union", "lws_sock_file_fd_type"), ("union", "lws_sockaddr46")];

/// Members that are bit fields in C, and one number in Rust.
const BIT_FIELDS: [(&str, &str); 2] = [
    (
        "uint8_t cache_bits;",
        "unsigned int cache_reusable:1;\n  unsigned int cache_revalidate:1;\n  unsigned int cache_intermediaries:1;",
    ),
    ("uint8_t connected_bit;", "uint8_t connected:1;"),
];

/// The enums and constants: adds the typedef names, and parentheses around negative numbers.
pub fn enums(text: &str) -> String {
    let negative = |line: &str| match line.split_whitespace().collect::<Vec<_>>()[..] {
        ["#define", name, value] if value.starts_with('-') => format!("#define {name} ({value})"),
        _ => line.to_owned(),
    };
    let mut text = text.lines().map(negative).collect::<Vec<_>>().join("\n");
    for name in flatten::typedef_enums() {
        text = text.replace(&format!("enum {name} {{"), &format!("typedef enum {name} {{"));
        let start = text.find(&format!("typedef enum {name} {{"));
        if let Some(end) = start.and_then(|start| text[start..].find("};").map(|end| start + end)) {
            text.replace_range(end..end + 2, &format!("}} {name};"));
        }
    }
    text
}

/// The types and functions: typedef names without tag, bit fields, conditional members.
pub fn functions(text: &str) -> String {
    let mut text = text.to_owned();
    for (tag, name) in TYPEDEF_STRUCTS {
        let long = format!("{tag} {name}");
        let definition = format!("{long} {{");
        text = text.replace(&definition, "@definition@").replace(&long, name).replace("@definition@", &definition);
        text = text.replace(&definition, &format!("typedef {definition}"));
        let start = text.find(&format!("typedef {definition}"));
        if let Some(end) = start.and_then(|start| text[start..].find("\n};").map(|end| start + end)) {
            text.replace_range(end..end + 3, &format!("\n}} {name};"));
        }
    }
    // cbindgen puts the semicolon of a conditional member behind the condition.
    text = text.replace("\n#endif\n  ;", ";\n#endif");
    for (rust, c) in BIT_FIELDS {
        text = text.replace(rust, c);
    }
    text
}

/// The whole header: doc comments in the words of C, no blank lines in a row.
pub fn whole(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.lines() {
        let comment = line.trim_start().strip_prefix("//").map(str::trim);
        if comment.is_some_and(|comment| comment.starts_with("cbindgen:")) {
            continue;
        }
        let line = if comment == Some("# Safety") { line.replace("# Safety", "Requires:") } else { line.to_owned() };
        let line = line.trim_end();
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    out
}
