//! The exports of lws that this library does not provide yet, so that a program that imports one of them loads: each
//! refuses with its documented error value and one log line. `docs/compatibility.md` lists them.
// The arguments are named for the header, and nothing looks at them.
#![allow(unused_variables)]

mod cache;
mod client;
mod context;
mod extension;
mod h2;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Logs, once in the life of the process for each name, that a call is not provided.
fn refuse(name: &'static str) {
    static TOLD: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());
    if TOLD.lock().unwrap_or_else(PoisonError::into_inner).insert(name) {
        crate::util::log::warn(format_args!("{name}: not provided by this library yet; see docs/compatibility.md"));
    }
}
