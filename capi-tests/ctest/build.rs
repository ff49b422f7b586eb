//! Has `ctest` compare `src/abi` with the header that `LWS_HEADER_FLAGS` finds (words `-Ifolder`).
//!
//! `LWS_HEADER_IS_OURS` is set when that header is the one of this repository; Debian's lacks a few names.

use std::path::Path;

const ABI: &str = "../../src/abi";

/// C function types: Rust has function pointers.
const FUNCTION_TYPES: [&str; 3] =
    ["lws_callback_function", "lws_dir_callback_function", "lws_extension_callback_function"];

/// Declared by `typedef … name;`, without a tag.
const WITHOUT_TAG: [&str; 2] = ["lws_sock_file_fd_type", "lws_sockaddr46"];

/// Members without a tag of their own in Debian's header.
const WITHOUT_NAME: [&str; 10] = [
    "lws_cache_creation_info_u",
    "lws_cache_creation_info_u_nscookiejar",
    "lws_conmon_protocol_specific",
    "lws_conmon_protocol_specific_http",
    "lws_log_cx_u",
    "lws_metric_pub_u",
    "lws_metric_pub_u_agg",
    "lws_metric_pub_u_hist",
    "lws_plugin_u",
    "lws_tls_cert_info_results_ns",
];

/// Enums that are typedef names in C, not `enum name`.
const TYPEDEF_ENUMS: [&str; 6] = [
    "lws_adoption_type",
    "lws_cpd_result_t",
    "lws_dir_obj_type_t",
    "lws_system_blob_item_t",
    "lws_system_states_t",
    "lws_tokenize_elem",
];

/// Names of this library alone.
const OURS: [&str; 4] = ["lws_gid_t", "lws_len_t", "lws_stream_id_t", "lws_uid_t"];

/// Constants for Rust alone, beside `VERSION_…`.
const RUST_CONSTANTS: [&str; 12] = [
    "ANNOUNCES_DESCRIPTORS",
    "DEFAULT_TIMEOUT_SECS",
    "MAX_REDIRECTS",
    "MOUNTS_TAKE_CHANGES",
    "ORIGIN_TELLS_TLS",
    "SEES_WHO_LEAVES",
    "SONAME_NUMBER",
    "TELLS_CONNECTING",
    "TELLS_ERRNO",
    "TOKEN_TEXTS",
    "URI_ARGS_JOINT",
    "URLARG_KEEPS_NAME",
];

/// The names of which the source says such a thing: that lws 4.1 or 4.3 does not have them.
fn said_to_be(what: &str, source: &str) -> Vec<String> {
    let mut said = false;
    let mut names = Vec::new();
    for line in source.lines() {
        let line = line.trim();
        if line.starts_with("///") {
            said |= line.contains(what);
        } else if !line.starts_with("#[") {
            if said && let Some(item) = line.strip_prefix("pub ") {
                let name = item.split([' ', ':', '=', '{']).filter(|word| !word.is_empty()).nth(1);
                names.extend(name.map(str::to_owned));
            }
            said = false;
        }
    }
    names
}

/// Aliases of `c_int` that have constants: the enums of C.
fn enums(source: &str) -> Vec<String> {
    let aliases = source.lines().filter_map(|line| line.strip_prefix("pub type ")?.strip_suffix(" = c_int;"));
    aliases.filter(|alias| source.contains(&format!(": {alias} = "))).map(str::to_owned).collect()
}

fn main() {
    println!("cargo:rerun-if-env-changed=LWS_HEADER_FLAGS");
    println!("cargo:rerun-if-env-changed=LWS_HEADER_IS_OURS");
    println!("cargo:rerun-if-changed={ABI}");
    let flags = std::env::var("LWS_HEADER_FLAGS").expect("LWS_HEADER_FLAGS: run capi-tests/ctest.sh");
    let ours = std::env::var_os("LWS_HEADER_IS_OURS").is_some();
    let abi17 = std::env::var_os("CARGO_FEATURE_ABI17").is_some();

    let mut files: Vec<_> =
        std::fs::read_dir(ABI).expect("src/abi").map(|entry| entry.expect("an entry of src/abi").path()).collect();
    files.sort();
    let source: String = files.iter().map(|file| std::fs::read_to_string(file).expect("a file of src/abi")).collect();
    let enums = enums(&source);
    let absent = match (ours, abi17) {
        (true, _) => Vec::new(),
        (false, true) => said_to_be("Since lws 4.3", &source),
        (false, false) => said_to_be("Not in lws 4.3", &source),
    };
    let unknown = move |name: &str| {
        absent.iter().any(|one| one == name) || (!ours && (WITHOUT_NAME.contains(&name) || OURS.contains(&name)))
    };

    let mut config = ctest::TestGenerator::new();
    config.header("libwebsockets.h").edition(2024).skip_private(true);
    for folder in flags.split_whitespace() {
        config.include(folder.strip_prefix("-I").expect("words of the form -Ifolder"));
    }
    if abi17 {
        config.cfg("feature", Some("abi17"));
    }
    let hidden = unknown.clone();
    // An opaque handle has no size that C knows.
    let opaque = source.clone();
    config.skip_struct(move |one| {
        opaque.contains(&format!("pub struct {} {{\n    _private", one.ident())) || hidden(one.ident())
    });
    let hidden = unknown.clone();
    config.skip_union(move |one| hidden(one.ident()));
    let hidden = unknown.clone();
    config.skip_alias(move |one| {
        let no_size = ["lws_map_t", "lws_system_blob_t", "va_list"].contains(&one.ident());
        no_size || FUNCTION_TYPES.contains(&one.ident()) || hidden(one.ident())
    });
    let hidden = unknown;
    config.skip_const(move |one| {
        one.ident().starts_with("VERSION") || RUST_CONSTANTS.contains(&one.ident()) || hidden(one.ident())
    });
    // Bit fields have no address in C: their place follows from the members around them.
    config.skip_struct_field(|_, field| ["cache_bits", "connected_bit"].contains(&field.ident()));
    // A member that points to a C function type, a member whose type has no name in C, and the insides of the system's
    // own structs: sizes and places are checked.
    let unnamed = move |one: &str, field: &str| !ours && WITHOUT_NAME.contains(&format!("{one}_{field}").as_str());
    config.skip_struct_field_type(move |one, field| {
        let ident = one.ident();
        ident.starts_with("sockaddr") || field.ident() == "callback" || unnamed(ident, field.ident())
    });
    config.skip_union_field_type(move |one, field| unnamed(one.ident(), field.ident()));
    config.rename_struct_ty(|name| Some(if name.ends_with("_t") { name.to_owned() } else { format!("struct {name}") }));
    config.rename_union_ty(|name| {
        Some(if WITHOUT_TAG.contains(&name) { name.to_owned() } else { format!("union {name}") })
    });
    let tagged = enums.clone();
    config.rename_type(move |name| {
        let tagged = tagged.iter().any(|one| one == name) && !TYPEDEF_ENUMS.contains(&name);
        tagged.then(|| format!("enum {name}"))
    });
    // A C enum without negative values is unsigned; a program's own values pass through it all the same.
    config.skip_signededness(move |name| {
        let name = name.strip_prefix("lws_conmon_").and_then(|_| name.strip_suffix("_t")).unwrap_or(name);
        enums.iter().any(|one| one == name)
    });

    ctest::generate_test(&mut config, Path::new(ABI).join("mod.rs"), "ctest_output.rs").expect("the checks");
}
