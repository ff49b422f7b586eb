//! Context, vhost, connection; who may touch them; bytes out; timers; closing; and the only way into C.

pub mod begin;
pub mod client;
pub mod close;
pub mod context;
pub mod deflate;
pub mod dispatch;
pub mod file_cache;
pub mod file_out;
pub mod linger;
pub mod owner;
pub mod reach;
pub mod slab;
pub mod timers;
pub mod tls;
pub mod transport;
pub mod vhost;
pub mod warm;
pub mod watch;
pub mod wsi;
