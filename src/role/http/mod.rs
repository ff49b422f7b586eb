//! The HTTP/1.1 server role (RFC 9110, RFC 9112).

pub mod auth;
pub mod files;
pub mod find;
pub mod folder;
pub mod headers;
pub mod interpret;
pub mod mounts;
pub mod response;
pub mod server;
pub mod upgrade;
