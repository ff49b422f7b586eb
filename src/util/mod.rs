//! The data-structure and text families of the API: what they do, apart from how C calls them.

pub mod address;
pub mod alloc;
pub mod b64;
pub mod backoff;
pub mod buflist;
pub mod cached_file;
pub mod dll2;
pub mod hex;
pub mod hexdump;
pub mod humanize;
pub mod json_simple;
pub mod lejp;
pub mod log;
pub mod lwsac;
pub mod map;
pub mod numbers;
pub mod options;
pub mod purify;
pub mod ring;
pub mod smd;
pub mod state;
pub mod strexp;
pub mod sul;
pub mod system;
pub mod tokenize;
pub mod uri;
