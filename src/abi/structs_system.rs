//! Timers, logs, system state, messages, metrics, maps and caches.

use super::*;
use core::ffi::{c_char, c_int, c_void};

/// Called when a timer's time has come; the timer is off its list then and may be set again or freed.
pub type sul_cb_t = Option<unsafe extern "C-unwind" fn(sul: *mut lws_sorted_usec_list)>;

/// Shorter name of `lws_sorted_usec_list`.
pub type lws_sorted_usec_list_t = lws_sorted_usec_list;

/// A timer: a member of the program's own struct, zero at first.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_sorted_usec_list {
    /// Its place in the list of timers.
    pub list: lws_dll2,
    /// When it is due.
    pub us: lws_usec_t,
    /// What is called then.
    pub cb: sul_cb_t,
    /// By how much it may be late.
    pub latency_us: u32,
}

/// A set of classes of system messages.
pub type lws_smd_class_t = u32;

/// Reads a system message: `buf` and `len` are its JSON.
pub type lws_smd_notification_cb_t = Option<
    unsafe extern "C-unwind" fn(
        opaque: *mut c_void,
        _class: lws_smd_class_t,
        timestamp: lws_usec_t,
        buf: *mut c_void,
        len: usize,
    ) -> c_int,
>;

/// Told of a change of state before it is made (`current` is left) and after; a return other than 0 stops it.
pub type lws_state_notify_t = Option<
    unsafe extern "C-unwind" fn(
        mgr: *mut lws_state_manager,
        link: *mut lws_state_notify_link,
        current: c_int,
        target: c_int,
    ) -> c_int,
>;

/// Shorter name of `lws_state_notify_link`.
pub type lws_state_notify_link_t = lws_state_notify_link;

/// Shorter name of `lws_state_manager`.
pub type lws_state_manager_t = lws_state_manager;

/// A watcher of a state machine.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_state_notify_link {
    /// Its place in the list of watchers.
    pub list: lws_dll2_t,
    /// What is called.
    pub notify_cb: lws_state_notify_t,
    /// Its name for the log.
    pub name: *const c_char,
}

/// A state machine.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_state_manager {
    /// Its watchers.
    pub notify_list: lws_dll2_owner_t,
    /// The context that it belongs to.
    pub context: *mut lws_context,
    /// What it is part of.
    pub parent: *mut c_void,
    /// The class of the system messages that tell of its changes.
    pub smd_class: lws_smd_class_t,
    /// The names of its states.
    pub state_names: *mut *const c_char,
    /// Its name for the log.
    pub name: *const c_char,
    /// Its state.
    pub state: c_int,
}

/// Shorter name of `lws_system_blob`.
pub type lws_system_blob_t = lws_system_blob;

/// Called in the event loop on behalf of another thread.
pub type lws_attach_cb_t =
    Option<unsafe extern "C-unwind" fn(context: *mut lws_context, tsi: c_int, opaque: *mut c_void)>;

/// Shorter name of `lws_system_ops`.
pub type lws_system_ops_t = lws_system_ops;

/// What the program does for the system's state.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_system_ops {
    /// Restarts the machine.
    pub reboot: Option<unsafe extern "C-unwind" fn() -> c_int>,
    /// Sets the clock.
    pub set_clock: Option<unsafe extern "C-unwind" fn(lws_usec_t) -> c_int>,
    /// Has a function called in the event loop.
    pub attach: Option<
        unsafe extern "C-unwind" fn(
            *mut lws_context,
            c_int,
            lws_attach_cb_t,
            lws_system_states_t,
            *mut c_void,
            *mut *mut lws_attach_item,
        ) -> c_int,
    >,
    /// Looks for captive portals.
    pub captive_portal_detect_request: Option<unsafe extern "C-unwind" fn(*mut lws_context) -> c_int>,
    /// Takes a metric. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub metric_report: Option<unsafe extern "C-unwind" fn(*mut lws_metric_pub_t) -> c_int>,
    /// Looks for a certificate to trust. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub jit_trust_query: Option<unsafe extern "C-unwind" fn(*mut lws_context, *const u8, usize, *mut c_void) -> c_int>,
    /// How long the machine takes to wake, in microseconds.
    pub wake_latency_us: u32,
}

/// Takes a log line, which ends with a newline and a NUL. Since lws 4.3.
pub type lws_log_emit_t = Option<unsafe extern "C-unwind" fn(level: c_int, line: *const c_char)>;

/// Takes a log line of a log context. Since lws 4.3.
pub type lws_log_emit_cx_t =
    Option<unsafe extern "C-unwind" fn(cx: *mut lws_log_cx, level: c_int, line: *const c_char, len: usize)>;

/// Writes what stands before a log line: from `*p`, which it advances, to at most `e`. Since lws 4.3.
pub type lws_log_prepend_cx_t =
    Option<unsafe extern "C-unwind" fn(cx: *mut lws_log_cx, obj: *mut c_void, p: *mut *mut c_char, e: *mut c_char)>;

/// Told when a log context gets a user (`change` 1) or loses one (-1). Since lws 4.3.
pub type lws_log_use_cx_t = Option<unsafe extern "C-unwind" fn(cx: *mut lws_log_cx, change: c_int)>;

/// Shorter name of `lws_log_cx`. Since lws 4.3.
pub type lws_log_cx_t = lws_log_cx;

/// Where the lines go. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_log_cx_u {
    /// Without LLLF_LOG_CONTEXT_AWARE.
    pub emit: lws_log_emit_t,
    /// With LLLF_LOG_CONTEXT_AWARE.
    pub emit_cx: lws_log_emit_cx_t,
}

/// A log of its own for a context, vhost or connection. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_log_cx {
    /// Where the lines go.
    pub u: lws_log_cx_u,
    /// Told when it gets or loses a user, or NULL.
    pub refcount_cb: lws_log_use_cx_t,
    /// Writes what stands before the lines, or NULL.
    pub prepend: lws_log_prepend_cx_t,
    /// The log context whose `prepend` comes first, or NULL.
    pub parent: *mut lws_log_cx,
    /// A pointer of the program's own.
    pub opaque: *mut c_void,
    /// Another one.
    pub stg: *mut c_void,
    /// The levels that are logged, and LLLF_ bits.
    pub lll_flags: u32,
    /// How many users it has.
    pub refcount: i32,
}

/// Shorter name of `lws_map`. Since lws 4.3.
pub type lws_map_t = lws_map;

/// A key of any kind. Since lws 4.3.
pub type lws_map_key_t = *mut c_void;

/// A value of any kind. Since lws 4.3.
pub type lws_map_value_t = *mut c_void;

/// A hash. Since lws 4.3.
pub type lws_map_hash_t = u32;

/// Makes the hash of a key. Since lws 4.3.
pub type lws_map_hash_from_key_t = Option<unsafe extern "C-unwind" fn(lws_map_key_t, usize) -> lws_map_hash_t>;

/// Compares two keys: 0 when they are the same. Since lws 4.3.
pub type lws_map_compare_key_t =
    Option<unsafe extern "C-unwind" fn(lws_map_key_t, usize, lws_map_value_t, usize) -> c_int>;

/// Allocates an item. Since lws 4.3.
pub type lws_map_alloc_t = Option<unsafe extern "C-unwind" fn(*mut lws_map, usize) -> *mut c_void>;

/// Frees an item. Since lws 4.3.
pub type lws_map_free_t = Option<unsafe extern "C-unwind" fn(*mut c_void)>;

/// Shorter name of `lws_map_info`. Since lws 4.3.
pub type lws_map_info_t = lws_map_info;

/// How to make a map. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_map_info {
    /// Makes hashes; NULL for the default.
    pub _hash: lws_map_hash_from_key_t,
    /// Compares keys; NULL for the default.
    pub _compare: lws_map_compare_key_t,
    /// Allocates items; NULL for the heap.
    pub _alloc: lws_map_alloc_t,
    /// Frees items; NULL for the heap.
    pub _free: lws_map_free_t,
    /// A pointer of the program's own.
    pub opaque: *mut c_void,
    /// A pointer for `_alloc`.
    pub aux: *mut c_void,
    /// How many hashes there are; 0 for the default.
    pub modulo: usize,
}

/// Shorter name of `lws_xos`. Since lws 4.3.
pub type lws_xos_t = lws_xos;

/// A repeatable random sequence. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_xos {
    /// Where it is.
    pub s: [u64; 4],
}

/// Shorter name of `lws_cache_match`. Since lws 4.3.
pub type lws_cache_match_t = lws_cache_match;

/// Shorter name of `lws_cache_results`. Since lws 4.3.
pub type lws_cache_results_t = lws_cache_results;

/// Told when an item leaves a cache. Since lws 4.3.
pub type lws_cache_item_destroy_cb = Option<unsafe extern "C-unwind" fn(item: *mut c_void, size: usize)>;

/// An item that was found; its tag follows the struct. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cache_match {
    /// Its place in the list of results.
    pub list: lws_dll2_t,
    /// When it expires.
    pub expiry: lws_usec_t,
    /// How long its value is.
    pub payload_size: usize,
    /// How long its key is.
    pub tag_size: usize,
}

/// A walk through what `lws_cache_lookup` found. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cache_results {
    /// What is left.
    pub ptr: *const u8,
    /// How much is left.
    pub size: usize,
    /// The length of this result's value.
    pub payload_len: usize,
    /// The length of this result's key.
    pub tag_len: usize,
    /// This result's key.
    pub tag: *const u8,
}

/// A file of cookies. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cache_creation_info_u_nscookiejar {
    /// Its path.
    pub filepath: *const c_char,
}

/// What depends on the kind of cache. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_cache_creation_info_u {
    /// For `lws_cache_ops_nscookiejar`.
    pub nscookiejar: lws_cache_creation_info_u_nscookiejar,
}

/// How to make a cache. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cache_creation_info {
    /// The context.
    pub cx: *mut lws_context,
    /// Its name for the log.
    pub name: *const c_char,
    /// Told when an item leaves, or NULL.
    pub cb: lws_cache_item_destroy_cb,
    /// The cache that stands behind it, or NULL.
    pub parent: *mut lws_cache_ttl_lru,
    /// What kind of cache: `lws_cache_ops_heap` or `lws_cache_ops_nscookiejar`.
    pub ops: *const lws_cache_ops,
    /// What depends on the kind.
    pub u: lws_cache_creation_info_u,
    /// How many bytes it may hold; 0 for no limit.
    pub max_footprint: usize,
    /// How many items it may hold; 0 for no limit.
    pub max_items: usize,
    /// How long an item may be; 0 for no limit.
    pub max_payload: usize,
    /// The service thread that it belongs to.
    pub tsi: c_int,
}

/// What a kind of cache does. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cache_ops {
    /// Makes one.
    pub create: Option<unsafe extern "C-unwind" fn(*const lws_cache_creation_info) -> *mut lws_cache_ttl_lru>,
    /// Destroys it.
    pub destroy: Option<unsafe extern "C-unwind" fn(*mut *mut lws_cache_ttl_lru)>,
    /// Empties it.
    pub expunge: Option<unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru) -> c_int>,
    /// Stores an item.
    pub write: Option<
        unsafe extern "C-unwind" fn(
            *mut lws_cache_ttl_lru,
            *const c_char,
            *const u8,
            usize,
            lws_usec_t,
            *mut *mut c_void,
        ) -> c_int,
    >,
    /// Compares a key with a pattern.
    pub tag_match:
        Option<unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru, *const c_char, *const c_char, c_char) -> c_int>,
    /// Finds the keys that match a pattern.
    pub lookup:
        Option<unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru, *const c_char, *mut lws_dll2_owner_t) -> c_int>,
    /// Removes items.
    pub invalidate: Option<unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru, *const c_char) -> c_int>,
    /// Finds an item.
    pub get: Option<
        unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru, *const c_char, *mut *const c_void, *mut usize) -> c_int,
    >,
    /// Logs what it holds.
    pub debug_dump: Option<unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru)>,
}

/// A measured value. Since lws 4.3.
pub type u_mt_t = u64;

/// Shorter name of `lws_metric_bucket`. Since lws 4.3.
pub type lws_metric_bucket_t = lws_metric_bucket;

/// Shorter name of `lws_metric_pub`. Since lws 4.3.
pub type lws_metric_pub_t = lws_metric_pub;

/// A bucket of a histogram; the length of its name and the name follow the struct. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_metric_bucket {
    /// The next one.
    pub next: *mut lws_metric_bucket,
    /// How often.
    pub count: u64,
}

/// Sums and extremes. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_metric_pub_u_agg {
    /// Sum of what went well, and of what failed.
    pub sum: [u_mt_t; 2],
    /// The least.
    pub min: u_mt_t,
    /// The most.
    pub max: u_mt_t,
    /// How often it went well, and failed.
    pub count: [u32; 2],
}

/// A histogram. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_metric_pub_u_hist {
    /// Its first bucket.
    pub head: *mut lws_metric_bucket_t,
    /// How often in all.
    pub total_count: u64,
    /// How many buckets.
    pub list_size: u32,
}

/// What was measured. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_metric_pub_u {
    /// Without LWSMTFL_REPORT_HIST.
    pub agg: lws_metric_pub_u_agg,
    /// With LWSMTFL_REPORT_HIST.
    pub hist: lws_metric_pub_u_hist,
}

/// A metric. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_metric_pub {
    /// Its name.
    pub name: *const c_char,
    /// A pointer of who takes it.
    pub backend_opaque: *mut c_void,
    /// When it was measured first.
    pub us_first: lws_usec_t,
    /// When it was measured last.
    pub us_last: lws_usec_t,
    /// When it was reported last.
    pub us_dumped: lws_usec_t,
    /// What was measured.
    pub u: lws_metric_pub_u,
    /// LWSMTFL_ bits.
    pub flags: u8,
}
