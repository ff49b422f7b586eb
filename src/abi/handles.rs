//! Handles that C holds only by pointer, and the system's own types that lws structs contain.

use core::ffi::{c_char, c_int, c_long, c_short, c_uint, c_void};

/// Opaque: `struct addrinfo`, held by pointer only.
#[repr(C)]
pub struct addrinfo {
    _private: [u8; 0],
}

/// A connection (wsi), or whatever else is watched. Held by pointer only.
#[repr(C)]
pub struct lws {
    _private: [u8; 0],
}

/// Opaque: `struct lws_attach_item`, held by pointer only.
#[repr(C)]
pub struct lws_attach_item {
    _private: [u8; 0],
}

/// Opaque: `struct lws_cache_ttl_lru`, held by pointer only.
#[repr(C)]
pub struct lws_cache_ttl_lru {
    _private: [u8; 0],
}

/// A context: an event loop with its vhosts. Held by pointer only.
#[repr(C)]
pub struct lws_context {
    _private: [u8; 0],
}

/// Opaque: `struct lws_map`, held by pointer only.
#[repr(C)]
pub struct lws_map {
    _private: [u8; 0],
}

/// Opaque: `struct lws_sequencer`, held by pointer only.
#[repr(C)]
pub struct lws_sequencer {
    _private: [u8; 0],
}

/// Opaque: `struct lws_system_blob`, held by pointer only.
#[repr(C)]
pub struct lws_system_blob {
    _private: [u8; 0],
}

/// A virtual host: a listening socket with its protocols, mounts and TLS. Held by pointer only.
#[repr(C)]
pub struct lws_vhost {
    _private: [u8; 0],
}

/// Opaque: `struct lwsac`, held by pointer only.
#[repr(C)]
pub struct lwsac {
    _private: [u8; 0],
}

/// Opaque: `struct lws_map_item`, held by pointer only.
#[repr(C)]
pub struct lws_map_item {
    _private: [u8; 0],
}

/// Opaque: `struct lws_spa`, held by pointer only.
#[repr(C)]
pub struct lws_spa {
    _private: [u8; 0],
}

/// Opaque: `struct lws_ring`, held by pointer only.
#[repr(C)]
pub struct lws_ring {
    _private: [u8; 0],
}

/// Opaque: `struct lws_buflist`, held by pointer only.
#[repr(C)]
pub struct lws_buflist {
    _private: [u8; 0],
}

/// Opaque: `struct lws_x509_cert`, held by pointer only.
#[repr(C)]
pub struct lws_x509_cert {
    _private: [u8; 0],
}

/// Opaque: `struct ssl_st`, held by pointer only.
#[repr(C)]
pub struct ssl_st {
    _private: [u8; 0],
}

/// Opaque: `struct ssl_ctx_st`, held by pointer only.
#[repr(C)]
pub struct ssl_ctx_st {
    _private: [u8; 0],
}

/// Opaque: `struct lws_context_per_thread`, held by pointer only.
#[repr(C)]
pub struct lws_context_per_thread {
    _private: [u8; 0],
}

/// Opaque: `struct lws_smd_peer`, held by pointer only.
#[repr(C)]
pub struct lws_smd_peer {
    _private: [u8; 0],
}

/// The system's `time_t`.
pub type time_t = c_long;
/// The system's `uid_t`.
pub type uid_t = c_uint;
/// The system's `gid_t`.
pub type gid_t = c_uint;
/// The system's `socklen_t`.
pub type socklen_t = c_uint;
/// A `va_list` as it is passed to a function: a pointer on every Linux ABI this library is built for.
pub type va_list = *mut c_void;

/// The system's socket address of any family, as it is passed by pointer.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct sockaddr {
    /// Address family.
    pub sa_family: u16,
    /// The rest of the address.
    pub sa_data: [c_char; 14],
}

/// The system's IPv4 socket address.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct sockaddr_in {
    /// `AF_INET`.
    pub sin_family: u16,
    /// Port, in network byte order.
    pub sin_port: u16,
    /// Address, in network byte order.
    pub sin_addr: u32,
    /// Padding.
    pub sin_zero: [u8; 8],
}

/// The system's IPv6 socket address.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct sockaddr_in6 {
    /// `AF_INET6`.
    pub sin6_family: u16,
    /// Port, in network byte order.
    pub sin6_port: u16,
    /// Flow label.
    pub sin6_flowinfo: u32,
    /// Address, in network byte order.
    pub sin6_addr: [u8; 16],
    /// Scope, for link-local addresses.
    pub sin6_scope_id: u32,
}

/// The system's storage for a socket address of any family.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct sockaddr_storage {
    /// Address family.
    pub ss_family: u16,
    /// The rest of the address.
    pub __ss_padding: [u8; 118],
    /// Aligns the whole.
    pub __ss_align: u64,
}

/// The system's `struct pollfd`, which lws calls `lws_pollfd`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct pollfd {
    /// The descriptor.
    pub fd: c_int,
    /// What is waited for: `POLLIN`, `POLLOUT`.
    pub events: c_short,
    /// What has happened.
    pub revents: c_short,
}

/// A length that is an `int` in lws 4.1 and a `size_t` in 4.3.
#[cfg(feature = "abi17")]
pub type lws_len_t = c_int;
/// A length that is an `int` in lws 4.1 and a `size_t` in 4.3.
#[cfg(not(feature = "abi17"))]
pub type lws_len_t = usize;

/// A user id as it is told: `int` in lws 4.1, `uid_t` in 4.3.
#[cfg(feature = "abi17")]
pub type lws_uid_t = c_int;
/// A user id as it is told: `int` in lws 4.1, `uid_t` in 4.3.
#[cfg(not(feature = "abi17"))]
pub type lws_uid_t = uid_t;

/// A group id as it is told: `int` in lws 4.1, `gid_t` in 4.3.
#[cfg(feature = "abi17")]
pub type lws_gid_t = c_int;
/// A group id as it is told: `int` in lws 4.1, `gid_t` in 4.3.
#[cfg(not(feature = "abi17"))]
pub type lws_gid_t = gid_t;

/// The number of an HTTP/2 stream: `int` in lws 4.1, `unsigned int` in 4.3.
#[cfg(feature = "abi17")]
pub type lws_stream_id_t = c_int;
/// The number of an HTTP/2 stream: `int` in lws 4.1, `unsigned int` in 4.3.
#[cfg(not(feature = "abi17"))]
pub type lws_stream_id_t = c_uint;
