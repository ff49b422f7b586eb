//! Timers, logs, system state, messages, metrics, maps and caches.

use super::*;
use core::ffi::{c_char, c_int, c_void};

pub type sul_cb_t = Option<unsafe extern "C-unwind" fn(sul: *mut lws_sorted_usec_list)>;

pub type lws_sorted_usec_list_t = lws_sorted_usec_list;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_sorted_usec_list {
    pub list: lws_dll2,
    pub us: lws_usec_t,
    pub cb: sul_cb_t,
    pub latency_us: u32,
}

pub type lws_smd_class_t = u32;

pub type lws_smd_notification_cb_t = Option<
    unsafe extern "C-unwind" fn(
        opaque: *mut c_void,
        _class: lws_smd_class_t,
        timestamp: lws_usec_t,
        buf: *mut c_void,
        len: usize,
    ) -> c_int,
>;

pub type lws_state_notify_t = Option<
    unsafe extern "C-unwind" fn(
        mgr: *mut lws_state_manager,
        link: *mut lws_state_notify_link,
        current: c_int,
        target: c_int,
    ) -> c_int,
>;

pub type lws_state_notify_link_t = lws_state_notify_link;

pub type lws_state_manager_t = lws_state_manager;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_state_notify_link {
    pub list: lws_dll2_t,
    pub notify_cb: lws_state_notify_t,
    pub name: *const c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_state_manager {
    pub notify_list: lws_dll2_owner_t,
    pub context: *mut lws_context,
    pub parent: *mut c_void,
    pub smd_class: lws_smd_class_t,
    pub state_names: *mut *const c_char,
    pub name: *const c_char,
    pub state: c_int,
}

pub type lws_system_blob_t = lws_system_blob;

pub type lws_attach_cb_t =
    Option<unsafe extern "C-unwind" fn(context: *mut lws_context, tsi: c_int, opaque: *mut c_void)>;

pub type lws_system_ops_t = lws_system_ops;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_system_ops {
    pub reboot: Option<unsafe extern "C-unwind" fn() -> c_int>,
    pub set_clock: Option<unsafe extern "C-unwind" fn(lws_usec_t) -> c_int>,
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
    pub captive_portal_detect_request: Option<unsafe extern "C-unwind" fn(*mut lws_context) -> c_int>,
    #[cfg(not(feature = "abi17"))]
    pub metric_report: Option<unsafe extern "C-unwind" fn(*mut lws_metric_pub_t) -> c_int>,
    #[cfg(not(feature = "abi17"))]
    pub jit_trust_query: Option<unsafe extern "C-unwind" fn(*mut lws_context, *const u8, usize, *mut c_void) -> c_int>,
    pub wake_latency_us: u32,
}

/// Since lws 4.3.
pub type lws_log_emit_t = Option<unsafe extern "C-unwind" fn(level: c_int, line: *const c_char)>;

/// Since lws 4.3.
pub type lws_log_emit_cx_t =
    Option<unsafe extern "C-unwind" fn(cx: *mut lws_log_cx, level: c_int, line: *const c_char, len: usize)>;

/// Since lws 4.3.
pub type lws_log_prepend_cx_t =
    Option<unsafe extern "C-unwind" fn(cx: *mut lws_log_cx, obj: *mut c_void, p: *mut *mut c_char, e: *mut c_char)>;

/// Since lws 4.3.
pub type lws_log_use_cx_t = Option<unsafe extern "C-unwind" fn(cx: *mut lws_log_cx, change: c_int)>;

/// Since lws 4.3.
pub type lws_log_cx_t = lws_log_cx;

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_log_cx_u {
    pub emit: lws_log_emit_t,
    pub emit_cx: lws_log_emit_cx_t,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_log_cx {
    pub u: lws_log_cx_u,
    pub refcount_cb: lws_log_use_cx_t,
    pub prepend: lws_log_prepend_cx_t,
    pub parent: *mut lws_log_cx,
    pub opaque: *mut c_void,
    pub stg: *mut c_void,
    pub lll_flags: u32,
    pub refcount: i32,
}

/// Since lws 4.3.
pub type lws_map_t = lws_map;

/// Since lws 4.3.
pub type lws_map_key_t = *mut c_void;

/// Since lws 4.3.
pub type lws_map_value_t = *mut c_void;

/// Since lws 4.3.
pub type lws_map_hash_t = u32;

/// Since lws 4.3.
pub type lws_map_hash_from_key_t = Option<unsafe extern "C-unwind" fn(lws_map_key_t, usize) -> lws_map_hash_t>;

/// Since lws 4.3.
pub type lws_map_compare_key_t =
    Option<unsafe extern "C-unwind" fn(lws_map_key_t, usize, lws_map_value_t, usize) -> c_int>;

/// Since lws 4.3.
pub type lws_map_alloc_t = Option<unsafe extern "C-unwind" fn(*mut lws_map, usize) -> *mut c_void>;

/// Since lws 4.3.
pub type lws_map_free_t = Option<unsafe extern "C-unwind" fn(*mut c_void)>;

/// Since lws 4.3.
pub type lws_map_info_t = lws_map_info;

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_map_info {
    pub _hash: lws_map_hash_from_key_t,
    pub _compare: lws_map_compare_key_t,
    pub _alloc: lws_map_alloc_t,
    pub _free: lws_map_free_t,
    pub opaque: *mut c_void,
    pub aux: *mut c_void,
    pub modulo: usize,
}

/// Since lws 4.3.
pub type lws_xos_t = lws_xos;

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_xos {
    pub s: [u64; 4],
}

/// Since lws 4.3.
pub type lws_cache_match_t = lws_cache_match;

/// Since lws 4.3.
pub type lws_cache_results_t = lws_cache_results;

/// Since lws 4.3.
pub type lws_cache_item_destroy_cb = Option<unsafe extern "C-unwind" fn(item: *mut c_void, size: usize)>;

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cache_match {
    pub list: lws_dll2_t,
    pub expiry: lws_usec_t,
    pub payload_size: usize,
    pub tag_size: usize,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cache_results {
    pub ptr: *const u8,
    pub size: usize,
    pub payload_len: usize,
    pub tag_len: usize,
    pub tag: *const u8,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cache_creation_info_u_nscookiejar {
    pub filepath: *const c_char,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_cache_creation_info_u {
    pub nscookiejar: lws_cache_creation_info_u_nscookiejar,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cache_creation_info {
    pub cx: *mut lws_context,
    pub name: *const c_char,
    pub cb: lws_cache_item_destroy_cb,
    pub parent: *mut lws_cache_ttl_lru,
    pub ops: *const lws_cache_ops,
    pub u: lws_cache_creation_info_u,
    pub max_footprint: usize,
    pub max_items: usize,
    pub max_payload: usize,
    pub tsi: c_int,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cache_ops {
    pub create: Option<unsafe extern "C-unwind" fn(*const lws_cache_creation_info) -> *mut lws_cache_ttl_lru>,
    pub destroy: Option<unsafe extern "C-unwind" fn(*mut *mut lws_cache_ttl_lru)>,
    pub expunge: Option<unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru) -> c_int>,
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
    pub tag_match:
        Option<unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru, *const c_char, *const c_char, c_char) -> c_int>,
    pub lookup:
        Option<unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru, *const c_char, *mut lws_dll2_owner_t) -> c_int>,
    pub invalidate: Option<unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru, *const c_char) -> c_int>,
    pub get: Option<
        unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru, *const c_char, *mut *const c_void, *mut usize) -> c_int,
    >,
    pub debug_dump: Option<unsafe extern "C-unwind" fn(*mut lws_cache_ttl_lru)>,
}

/// Since lws 4.3.
pub type u_mt_t = u64;

/// Since lws 4.3.
pub type lws_metric_bucket_t = lws_metric_bucket;

/// Since lws 4.3.
pub type lws_metric_pub_t = lws_metric_pub;

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_metric_bucket {
    pub next: *mut lws_metric_bucket,
    pub count: u64,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_metric_pub_u_agg {
    pub sum: [u_mt_t; 2],
    pub min: u_mt_t,
    pub max: u_mt_t,
    pub count: [u32; 2],
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_metric_pub_u_hist {
    pub head: *mut lws_metric_bucket_t,
    pub total_count: u64,
    pub list_size: u32,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_metric_pub_u {
    pub agg: lws_metric_pub_u_agg,
    pub hist: lws_metric_pub_u_hist,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_metric_pub {
    pub name: *const c_char,
    pub backend_opaque: *mut c_void,
    pub us_first: lws_usec_t,
    pub us_last: lws_usec_t,
    pub us_dumped: lws_usec_t,
    pub u: lws_metric_pub_u,
    pub flags: u8,
}
