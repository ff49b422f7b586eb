//! The C types exactly as C sees them: `#[repr(C)]` structs, constants, opaque handles, callback types.
//!
//! This is the only room that knows which ABI is being built: 19 (lws 4.3, the default) or 17 (lws 4.1, feature
//! `abi17`). What exists in one of them only is read through the functions of [`access`], so that no other room needs
//! to ask. Nothing but `core::ffi` is imported here: `ctest` compiles these files alone.
//!
//! Enums coming from C are `c_int` in Rust, since programs pass values of their own. Each C enum is an alias
//! (`lws_callback_reasons`) and its values are constants of that alias; the header generator makes the C enum of them.
//! So an exported function writes `reason: lws_callback_reasons`, and C sees `enum lws_callback_reasons reason`.

mod access;
mod constants;
mod constants_http;
mod constants_util;
mod handles;
mod reasons;
mod structs_context;
mod structs_net;
mod structs_system;
mod structs_util;
mod token_texts;
mod tokens;

pub use access::{
    ANNOUNCES_DESCRIPTORS, DEFAULT_TIMEOUT_SECS, MAX_REDIRECTS, MOUNTS_TAKE_CHANGES, ORIGIN_TELLS_TLS, SEES_WHO_LEAVES,
    TELLS_CONNECTING, TELLS_ERRNO, URLARG_KEEPS_NAME, len_as_size,
};
pub use constants::*;
pub use constants_http::*;
pub use constants_util::*;
pub use handles::*;
pub use reasons::*;
pub use structs_context::*;
pub use structs_net::*;
pub use structs_system::*;
pub use structs_util::*;
pub use token_texts::*;
pub use tokens::*;

use core::ffi::c_int;

/// The number in the SONAME of the library that is built: `libwebsockets.so.17` or `.19`.
#[cfg(feature = "abi17")]
pub const SONAME_NUMBER: c_int = 17;
/// The number in the SONAME of the library that is built: `libwebsockets.so.17` or `.19`.
#[cfg(not(feature = "abi17"))]
pub const SONAME_NUMBER: c_int = 19;

/// Major number of the lws version whose API is provided.
pub const VERSION_MAJOR: c_int = 4;
/// Minor number of the lws version whose API is provided.
#[cfg(feature = "abi17")]
pub const VERSION_MINOR: c_int = 1;
/// Minor number of the lws version whose API is provided.
#[cfg(not(feature = "abi17"))]
pub const VERSION_MINOR: c_int = 3;
/// Patch number of the lws version whose API is provided.
#[cfg(feature = "abi17")]
pub const VERSION_PATCH: c_int = 6;
/// Patch number of the lws version whose API is provided.
#[cfg(not(feature = "abi17"))]
pub const VERSION_PATCH: c_int = 5;
/// The three numbers as text.
#[cfg(feature = "abi17")]
pub const VERSION_TEXT: &str = "4.1.6";
/// The three numbers as text.
#[cfg(not(feature = "abi17"))]
pub const VERSION_TEXT: &str = "4.3.5";
