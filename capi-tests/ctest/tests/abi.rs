//! The generated checks: sizes, offsets, alignments and values, Rust's against those that the C compiler sees.
#![allow(deprecated, non_camel_case_types, non_upper_case_globals, unused_imports, unused_unsafe)]

#[path = "../../../src/abi/mod.rs"]
mod abi;

use abi::*;
use lws_ctest as _;

include!(concat!(env!("OUT_DIR"), "/ctest_output.rs"));
