//! The operating system: poller, sockets, files, clocks, randomness.

pub mod clock;
pub mod confined;
pub mod connect;
pub mod daemonize;
pub mod datagram;
pub mod directory;
pub mod evlib;
pub mod file;
pub mod identity;
pub mod interface;
pub mod poller;
pub mod random;
pub mod resolver;
pub mod socket;
pub mod tls;
