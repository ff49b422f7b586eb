//! Reads the Rust sources and lays them out as the two files that cbindgen is given.

use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syn::{Attribute, Fields, Item, ItemConst, ItemType, Type};

/// Enums that lws declares by `typedef enum { … } name;`: C programs write the name without `enum`.
const TYPEDEF_ENUMS: [&str; 6] = [
    "lws_adoption_type",
    "lws_cpd_result_t",
    "lws_dir_obj_type_t",
    "lws_system_blob_item_t",
    "lws_system_states_t",
    "lws_tokenize_elem",
];

/// Types of lws that are function types in C, declared in `include/parts/types.h`.
const FUNCTION_TYPES: [&str; 3] =
    ["lws_callback_function", "lws_dir_callback_function", "lws_extension_callback_function"];

/// Types of the system: C gets them from the system's headers.
const SYSTEM_STRUCTS: [&str; 9] = [
    "addrinfo",
    "pollfd",
    "sockaddr",
    "sockaddr_in",
    "sockaddr_in6",
    "sockaddr_storage",
    "ssl_ctx_st",
    "ssl_st",
    "timeval",
];
const SYSTEM_TYPES: [&str; 5] = ["gid_t", "socklen_t", "time_t", "uid_t", "va_list"];

/// Constants that mean something to Rust alone, or that need a cast in C and so stand in `include/parts/begin.h`.
const OTHER_CONSTANTS: [&str; 14] = [
    "AUTH_MODE_MASK",
    "LWS_ILLEGAL_HTTP_CONTENT_LEN",
    "LWS_MS_PER_SEC",
    "LWS_NS_PER_US",
    "LWS_PRE",
    "LWS_SET_TIMER_USEC_CANCEL",
    "LWS_USEC_PER_SEC",
    "LWS_US_PER_MS",
    "LWS_US_PER_SEC",
    "SONAME_NUMBER",
    "VERSION_MAJOR",
    "VERSION_MINOR",
    "VERSION_PATCH",
    "VERSION_TEXT",
];

/// Functions that stand in `include/parts/end.h`: the two ABIs declare them differently.
const OTHER_FUNCTIONS: [&str; 2] = ["lws_create_adopt_udp", "lws_dll2_is_detached"];

#[derive(Default)]
pub struct Source {
    /// Each C enum and its values, in the order of the source.
    enums: Vec<(ItemType, Vec<ItemConst>)>,
    constants: Vec<ItemConst>,
    types: Vec<Item>,
    functions: Vec<Item>,
    opaque: BTreeSet<String>,
    structs: BTreeMap<String, &'static str>,
}

fn is_ours(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if is_ours(&path) {
            into.push(path);
        }
    }
    Ok(())
}

/// Doc comments and `cfg`s: all else that stands before an item is Rust's own affair.
fn keep_for_c(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|one| one.path().is_ident("doc") || one.path().is_ident("cfg")).cloned().collect()
}

fn exported(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|one| one.to_token_stream().to_string().contains("no_mangle"))
}

fn naked(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|one| one.to_token_stream().to_string().contains("naked"))
}

fn type_name(of: &Type) -> String {
    of.to_token_stream().to_string()
}

/// Reads all files of some folders.
pub fn read(folders: &[PathBuf]) -> crate::Result<Source> {
    let mut files = Vec::new();
    for folder in folders {
        collect(folder, &mut files)?;
    }
    files.sort();
    let mut source = Source::default();
    let mut constants = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        let parsed = syn::parse_file(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        let in_abi = file.components().any(|part| part.as_os_str() == "abi");
        for item in parsed.items {
            source.take(item, in_abi, &mut constants);
        }
    }
    for constant in constants {
        let alias = type_name(&constant.ty);
        match source.enums.iter_mut().find(|(name, _)| name.ident == alias) {
            Some((_, values)) => values.push(constant),
            None => source.constants.push(constant),
        }
    }
    source.enums.retain(|(alias, values)| {
        if values.is_empty() {
            source.types.push(Item::Type(alias.clone()));
        }
        !values.is_empty()
    });
    Ok(source)
}

impl Source {
    fn take(&mut self, item: Item, in_abi: bool, constants: &mut Vec<ItemConst>) {
        match item {
            Item::Const(constant) if in_abi && !OTHER_CONSTANTS.contains(&constant.ident.to_string().as_str()) => {
                constants.push(constant);
            }
            Item::Type(alias) if in_abi && type_name(&alias.ty) == "c_int" => self.enums.push((alias, Vec::new())),
            Item::Type(alias) if in_abi => self.types.push(Item::Type(alias)),
            Item::Struct(item) if in_abi => {
                let private = matches!(&item.fields, Fields::Named(fields)
                    if fields.named.first().is_some_and(|field| field.ident.as_ref().is_some_and(|name| name == "_private")));
                if private {
                    self.opaque.insert(item.ident.to_string());
                } else {
                    self.structs.insert(item.ident.to_string(), "struct");
                    self.types.push(Item::Struct(item));
                }
            }
            Item::Union(item) if in_abi => {
                self.structs.insert(item.ident.to_string(), "union");
                self.types.push(Item::Union(item));
            }
            Item::Fn(mut function) if !in_abi && exported(&function.attrs) && !naked(&function.attrs) => {
                let name = function.sig.ident.to_string();
                if name.starts_with("lwsx_") || OTHER_FUNCTIONS.contains(&name.as_str()) {
                    return;
                }
                function.block.stmts.clear();
                self.functions.push(Item::Fn(function));
            }
            Item::Static(mut variable) if !in_abi && exported(&variable.attrs) => {
                variable.expr = Box::new(syn::parse_quote!(loop {}));
                self.functions.push(Item::Static(variable));
            }
            _ => {}
        }
    }

    /// The first file for cbindgen.
    pub fn enums_and_constants(&self) -> String {
        let mut items = Vec::new();
        for (alias, values) in &self.enums {
            let attributes = keep_for_c(&alias.attrs);
            let name = &alias.ident;
            let variants = values.iter().map(|value| {
                let attributes = keep_for_c(&value.attrs);
                let (name, expression) = (&value.ident, &value.expr);
                quote::quote!(#(#attributes)* #name = #expression,)
            });
            items.push(syn::parse_quote!(#(#attributes)* #[repr(C)] pub enum #name { #(#variants)* }));
        }
        items.extend(self.constants.iter().cloned().map(Item::Const));
        // Constants may be of a type that only the second pass declares.
        items.extend(self.types.iter().filter(|item| matches!(item, Item::Type(_))).cloned());
        print(items)
    }

    /// The C enums.
    pub fn enum_names(&self) -> impl Iterator<Item = String> + '_ {
        self.enums.iter().map(|(alias, _)| alias.ident.to_string())
    }

    /// The structs, unions and typedefs that the header declares.
    pub fn type_names(&self) -> impl Iterator<Item = String> + '_ {
        let elsewhere: BTreeSet<String> = self.only_named().map(|(name, _)| name).collect();
        let names = self.types.iter().filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Union(item) => Some(item.ident.to_string()),
            Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        });
        names.filter(move |name| !elsewhere.contains(name))
    }

    /// The second file for cbindgen.
    pub fn types_and_functions(&self) -> String {
        let enums = self.enums.iter().map(|(alias, _)| Item::Type(alias.clone()));
        print(enums.chain(self.types.iter().cloned()).chain(self.functions.iter().cloned()).collect())
    }

    /// Names that the second pass must not declare, and how C writes each.
    pub fn only_named(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let typedef = |name: &str| TYPEDEF_ENUMS.contains(&name);
        let enums = self.enums.iter().map(move |(alias, _)| {
            let name = alias.ident.to_string();
            let c = if typedef(&name) { name.clone() } else { format!("enum {name}") };
            (name, c)
        });
        let opaque = self.opaque.iter().map(|name| (name.clone(), format!("struct {name}")));
        let system = SYSTEM_STRUCTS.iter().map(|name| ((*name).to_owned(), format!("struct {name}")));
        let types = SYSTEM_TYPES.iter().map(|name| ((*name).to_owned(), (*name).to_owned()));
        let functions = FUNCTION_TYPES.iter().map(|name| ((*name).to_owned(), format!("{name} *")));
        enums.chain(opaque).chain(system).chain(types).chain(functions)
    }

    /// Says the names of all structs, so that they may be pointed to in any order.
    pub fn forward_declarations(&self) -> String {
        let system = |name: &str| SYSTEM_STRUCTS.contains(&name) && !name.starts_with("ssl_");
        let opaque = self.opaque.iter().map(|name| (name, &"struct"));
        let mut lines: Vec<String> = opaque
            .chain(self.structs.iter())
            .filter(|(name, _)| !system(name))
            .map(|(name, tag)| format!("{tag} {name};"))
            .collect();
        lines.sort();
        lines.join("\n")
    }
}

fn print(items: Vec<Item>) -> String {
    prettyplease::unparse(&syn::File { shebang: None, attrs: Vec::new(), items })
}

/// Whether C names this enum without `enum`.
pub fn typedef_enums() -> &'static [&'static str] {
    &TYPEDEF_ENUMS
}
