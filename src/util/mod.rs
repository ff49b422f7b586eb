//! The data-structure and text families of the API: what they do, apart from how C calls them.

pub mod alloc;
pub mod buflist;
pub mod cached_file;
pub mod dll2;
pub mod log;
pub mod lwsac;
pub mod ring;
pub mod sul;
