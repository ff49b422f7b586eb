//! Pure protocol: bytes in, events out. No sockets, no clocks, no pointers, and nothing of the crate but itself, so
//! that every line here can be tested and fuzzed alone.
#![forbid(unsafe_code)]

pub mod http;
pub mod ws;
