//! Where the two ABIs differ. Members that one of them lacks, or has in another type, read the same way on both: a
//! member that is not there reads as it does when a program leaves it zero.

use super::*;
use core::ffi::{c_char, c_int, c_ushort, c_void};

/// Whether `lws_get_urlarg_by_name` leaves the whole argument in the buffer and points behind its name: an `=` that the
/// name did not end with is then part of the value. lws 4.3 gives the value alone.
pub const URLARG_KEEPS_NAME: bool = cfg!(feature = "abi17");

/// Whether programs are told of each descriptor (`LWS_WITH_EXTERNAL_POLL`) without asking for it.
pub const ANNOUNCES_DESCRIPTORS: bool = !cfg!(feature = "abi17");

/// Whether PUT, PATCH and DELETE lead to mounts of folders and redirects, as in lws 4.3, where a login asked for by the
/// mount is thus asked for with them. In lws 4.1 they go past these mounts.
pub const MOUNTS_TAKE_CHANGES: bool = cfg!(not(feature = "abi17"));

/// Whether a client that hangs up while the program owes it an answer is noticed at once, as in lws 4.3. In lws 4.1 that
/// shows when something is written, or by a timeout.
pub const SEES_WHO_LEAVES: bool = cfg!(not(feature = "abi17"));

/// `timeout_secs` where a program leaves it 0.
pub const DEFAULT_TIMEOUT_SECS: u64 = if cfg!(feature = "abi17") { 5 } else { 15 };

/// How many redirects a client follows.
pub const MAX_REDIRECTS: u8 = if cfg!(feature = "abi17") { 3 } else { 4 };

/// Whether a client that could not connect is told the number of the error.
pub const TELLS_ERRNO: bool = cfg!(not(feature = "abi17"));

/// Whether a client's program hears of each socket before it connects (`LWS_CALLBACK_CONNECTING`).
pub const TELLS_CONNECTING: bool = cfg!(not(feature = "abi17"));

/// Whether the `Origin` of a request over TLS begins with `https`; in lws 4.1 it is `http` in any case.
pub const ORIGIN_TELLS_TLS: bool = cfg!(not(feature = "abi17"));

/// A length from C as a size; a negative one counts as none.
#[cfg(feature = "abi17")]
#[must_use]
pub fn len_as_size(len: lws_len_t) -> usize {
    usize::try_from(len).unwrap_or(0)
}
/// A length from C as a size.
#[cfg(not(feature = "abi17"))]
#[must_use]
pub fn len_as_size(len: lws_len_t) -> usize {
    len
}

impl lws_context_creation_info {
    /// The group to change to after the context is created; 0 or -1 (as an unsigned number) for none.
    #[must_use]
    pub fn gid(&self) -> gid_t {
        self.gid as gid_t
    }

    /// The user to change to after the context is created; 0 or -1 (as an unsigned number) for none.
    #[must_use]
    pub fn uid(&self) -> uid_t {
        self.uid as uid_t
    }

    /// How many connections may be in their TLS handshake at a time; 0 for no limit.
    #[must_use]
    pub fn simultaneous_ssl_handshake_restriction(&self) -> c_int {
        #[cfg(feature = "abi17")]
        return 0;
        #[cfg(not(feature = "abi17"))]
        self.simultaneous_ssl_handshake_restriction
    }

    /// How long a TLS session may be resumed, in seconds; 0 for the default.
    #[must_use]
    pub fn tls_session_timeout(&self) -> u32 {
        #[cfg(feature = "abi17")]
        return 0;
        #[cfg(not(feature = "abi17"))]
        self.tls_session_timeout
    }

    /// How many TLS sessions of clients are kept; 0 for the default.
    #[must_use]
    pub fn tls_session_cache_max(&self) -> u32 {
        #[cfg(feature = "abi17")]
        return 0;
        #[cfg(not(feature = "abi17"))]
        self.tls_session_cache_max
    }

    /// Percentage of UDP packets that are dropped on purpose: sent, received.
    #[must_use]
    pub fn udp_loss_sim(&self) -> (u8, u8) {
        #[cfg(feature = "abi17")]
        return (self.udp_loss_sim_tx_pc, self.udp_loss_sim_rx_pc);
        #[cfg(not(feature = "abi17"))]
        (0, 0)
    }

    /// How long a system message waits for its readers, in microseconds; 0 for the default.
    #[must_use]
    pub fn smd_ttl_us(&self) -> lws_usec_t {
        #[cfg(feature = "abi17")]
        return 0;
        #[cfg(not(feature = "abi17"))]
        self.smd_ttl_us
    }

    /// How many system messages may wait; 0 for the default.
    #[must_use]
    pub fn smd_queue_depth(&self) -> u16 {
        #[cfg(feature = "abi17")]
        return 0;
        #[cfg(not(feature = "abi17"))]
        self.smd_queue_depth
    }

    /// Length of the queue of TCP Fast Open requests on the listening socket; 0 for none.
    #[must_use]
    pub fn fo_listen_queue(&self) -> c_int {
        #[cfg(feature = "abi17")]
        return 0;
        #[cfg(not(feature = "abi17"))]
        self.fo_listen_queue
    }

    /// An event library of the program's own, or NULL.
    #[must_use]
    pub fn event_lib_custom(&self) -> *const lws_plugin_evlib {
        #[cfg(feature = "abi17")]
        return core::ptr::null();
        #[cfg(not(feature = "abi17"))]
        self.event_lib_custom
    }

    /// The log context of this context or vhost, or NULL for the process-wide one.
    #[must_use]
    pub fn log_cx(&self) -> *mut lws_log_cx {
        #[cfg(feature = "abi17")]
        return core::ptr::null_mut();
        #[cfg(not(feature = "abi17"))]
        self.log_cx
    }

    /// File of the client's cookies, or NULL.
    #[must_use]
    pub fn http_nsc_filepath(&self) -> *const c_char {
        #[cfg(feature = "abi17")]
        return core::ptr::null();
        #[cfg(not(feature = "abi17"))]
        self.http_nsc_filepath
    }

    /// Limits of the cookie cache in memory: bytes in all, items, bytes per item; each 0 for none.
    #[must_use]
    pub fn http_nsc_heap_limits(&self) -> (usize, usize, usize) {
        #[cfg(feature = "abi17")]
        return (0, 0, 0);
        #[cfg(not(feature = "abi17"))]
        (self.http_nsc_heap_max_footprint, self.http_nsc_heap_max_items, self.http_nsc_heap_max_payload)
    }
}

impl lws_udp {
    /// Shows an address, given as the bytes of a `sockaddr_in` or `sockaddr_in6`. What does not fit is left out.
    pub fn show(&mut self, address: &[u8]) {
        #[cfg(feature = "abi17")]
        let (to, room) = ((&raw mut self.sa).cast::<u8>(), size_of_val(&self.sa));
        #[cfg(not(feature = "abi17"))]
        let (to, room) = ((&raw mut self.sa46).cast::<u8>(), size_of_val(&self.sa46));
        let len = address.len().min(room);
        // SAFETY: both are at least `len` bytes long, and an address is plain bytes.
        unsafe { core::ptr::copy_nonoverlapping(address.as_ptr(), to, len) };
        #[cfg(feature = "abi17")]
        {
            self.salen = len as socklen_t;
        }
    }
}

impl lws_plugin_header {
    /// Whether the plugin was made for this build of lws, as far as it says so.
    #[must_use]
    pub fn built_for_this(&self) -> bool {
        #[cfg(feature = "abi17")]
        return true;
        #[cfg(not(feature = "abi17"))]
        {
            // SAFETY: NULL, or a C string as a plugin's header has it.
            !self.lws_build_hash.is_null() && unsafe { core::ffi::CStr::from_ptr(self.lws_build_hash) } == c"unknown"
        }
    }
}

impl lws_http_mount {
    /// Whether a client may keep the file and use it again (`cache_reusable` in C).
    #[must_use]
    pub fn cache_reusable(&self) -> bool {
        self.cache_bits & 1 != 0
    }

    /// Whether a client must ask if its copy is still good (`cache_revalidate` in C).
    #[must_use]
    pub fn cache_revalidate(&self) -> bool {
        self.cache_bits & 2 != 0
    }

    /// Whether shared caches may keep the file (`cache_intermediaries` in C).
    #[must_use]
    pub fn cache_intermediaries(&self) -> bool {
        self.cache_bits & 4 != 0
    }
}

impl lws_client_connect_info {
    /// Priority of the connection, 0 to 6 (IP type of service).
    #[must_use]
    pub fn priority(&self) -> u8 {
        #[cfg(feature = "abi17")]
        return 0;
        #[cfg(not(feature = "abi17"))]
        self.priority
    }

    /// The log context of this connection, or NULL for the vhost's.
    #[must_use]
    pub fn log_cx(&self) -> *mut lws_log_cx {
        #[cfg(feature = "abi17")]
        return core::ptr::null_mut();
        #[cfg(not(feature = "abi17"))]
        self.log_cx
    }
}

impl lws_system_ops {
    /// Where metrics are reported, if anywhere.
    #[must_use]
    pub fn metric_report(&self) -> Option<unsafe extern "C-unwind" fn(*mut lws_metric_pub) -> c_int> {
        #[cfg(feature = "abi17")]
        return None;
        #[cfg(not(feature = "abi17"))]
        self.metric_report
    }

    /// Asked for certificates that are not known, if anyone is.
    #[must_use]
    #[allow(clippy::type_complexity)]
    pub fn jit_trust_query(
        &self,
    ) -> Option<unsafe extern "C-unwind" fn(*mut lws_context, *const u8, usize, *mut c_void) -> c_int> {
        #[cfg(feature = "abi17")]
        return None;
        #[cfg(not(feature = "abi17"))]
        self.jit_trust_query
    }
}

impl lws_token_limits {
    /// The limit for one header, or `None` when the index is not one of a header or has no limit.
    #[must_use]
    pub fn limit(&self, token: lws_token_indexes) -> Option<c_ushort> {
        let limit = *self.token_limit.get(usize::try_from(token).ok()?)?;
        (limit != 0).then_some(limit)
    }
}
