//! A memory-safe `libwebsockets.so`.
//!
//! The house has nine rooms on seven floors; a file imports only from floors below its own and from its own room
//! (`tests/house.rs` checks it, `docs/architecture.md` explains it).
#![allow(non_camel_case_types, non_upper_case_globals)]

pub mod abi;
mod capi;
mod core;
mod legacy;
pub mod proto;
mod role;
mod service;
mod sys;
mod util;
