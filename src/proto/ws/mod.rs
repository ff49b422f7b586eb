//! The websocket protocol, RFC 6455: frames, masking, UTF-8, the close payload, the opening handshake.

pub mod close;
pub mod deflate;
pub mod frame;
pub mod handshake;
pub mod opening;
pub mod session;
pub mod utf8;
