//! The APIs of older lws, from November 2010 to 3.1, in terms of `capi`. A program gets them by the pkg-config module of
//! its era, whose header declares that era's names; they lead to the `lwsx_legacy_*` functions here.
//!
//! [`era`] says what is particular to an era, [`bridge`] stands between a context and a program of it, [`thunk`] is the one
//! callback that the rest of the library sees, and the other files hold the exported functions.

pub mod bridge;
pub mod broadcast;
pub mod common;
pub mod era;
pub mod extensions;
pub mod fork;
pub mod http;
pub mod info;
pub mod positional;
pub mod server2010;
pub mod thunk;
pub mod tokens;
pub mod v1_6;
pub mod write;
