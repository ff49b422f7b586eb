//! Compressed messages: permessage-deflate, RFC 7692. What two sides agree on, and messages in and out.

mod negotiate;
mod receive;
mod send;
#[cfg(test)]
mod tests;

pub use negotiate::{Agreement, NAME, Refused, accept, check_answer, offers, options};
pub use receive::{Inflated, Receiver};
pub use send::{Deflated, Sender};

/// What ends a message and does not travel (section 7.2.1).
const TRAILER: [u8; 4] = [0, 0, 0xff, 0xff];
/// The largest window, in bits of its size in bytes.
pub const MAX_BITS: u8 = 15;
/// The smallest window that deflate's implementations really use; 8 is allowed by the RFC.
const MIN_BITS: u8 = 9;

/// States that are in no connection's use, kept for the next message of one that keeps none itself.
#[derive(Default)]
pub struct Spare {
    inflate: Option<zlib_rs::Inflate>,
    deflate: Option<(send::Settings, zlib_rs::Deflate)>,
}
