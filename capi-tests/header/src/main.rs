//! Writes `include/libwebsockets.h` from `src/abi`, `src/capi` and the pieces in `include/parts`.
//!
//! cbindgen does it in two passes, because a C enum has to stand before the function types that name it, and those
//! before the structs. In Rust an enum of C is an alias of `c_int` with constants of that alias (programs pass values of
//! their own); here it becomes the C enum again.
//!
//! Usage: `lws-header REPOSITORY OUTPUT`

mod flatten;
mod polish;

use std::error::Error;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Runs cbindgen over one file of Rust with the given configuration.
fn pass(config: &Path, source: &str, adapt: impl FnOnce(&mut cbindgen::Config)) -> Result<String> {
    let mut config = cbindgen::Config::from_file(config)?;
    adapt(&mut config);
    let file = std::env::temp_dir().join(format!("lws-header-{}.rs", std::process::id()));
    std::fs::write(&file, source)?;
    let bindings = cbindgen::Builder::new().with_config(config).with_src(&file).generate();
    std::fs::remove_file(&file)?;
    let mut text = Vec::new();
    bindings?.write(&mut text);
    Ok(String::from_utf8(text)?)
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [repository, output] = &arguments[..] else { return Err("usage: lws-header REPOSITORY OUTPUT".into()) };
    let repository = Path::new(repository);
    let here = repository.join("capi-tests/header");
    let part = |name: &str| std::fs::read_to_string(repository.join("include/parts").join(name));

    let source = flatten::read(&[repository.join("src/abi"), repository.join("src/capi")])?;
    let enums = pass(&here.join("cbindgen_enums.toml"), &source.enums_and_constants(), |config| {
        // cbindgen leaves out what nothing it prints refers to.
        config.export.include.extend(source.enum_names());
    })?;
    let rest = pass(&here.join("cbindgen_functions.toml"), &source.types_and_functions(), |config| {
        // What the parts or the system declare is only named.
        config.export.exclude.extend(source.only_named().map(|(name, _)| name));
        config.export.include.extend(source.type_names());
        config.export.rename.extend(source.only_named());
    })?;

    let header = [
        part("begin.h")?,
        source.forward_declarations(),
        polish::enums(&enums),
        part("types.h")?,
        polish::functions(&rest),
        part("end.h")?,
    ]
    .map(|piece| piece.trim().to_owned())
    .join("\n\n");
    std::fs::write(output, polish::whole(&header))?;
    Ok(())
}
