//! What a program fills in to make contexts, vhosts and client connections, and what it lists: protocols, mounts, extensions.

use super::*;
use core::ffi::{c_char, c_int, c_long, c_uchar, c_uint, c_ushort, c_void};

pub type lws_retry_bo_t = lws_retry_bo;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_retry_bo {
    pub retry_ms_table: *const u32,
    pub retry_ms_table_count: u16,
    pub conceal_count: u16,
    pub secs_since_valid_ping: u16,
    pub secs_since_valid_hangup: u16,
    pub jitter_percent: u8,
}

pub type lws_callback_function = Option<
    unsafe extern "C-unwind" fn(
        wsi: *mut lws,
        reason: lws_callback_reasons,
        user: *mut c_void,
        r#in: *mut c_void,
        len: usize,
    ) -> c_int,
>;

pub type lws_extension_callback_function = Option<
    unsafe extern "C-unwind" fn(
        context: *mut lws_context,
        ext: *const lws_extension,
        wsi: *mut lws,
        reason: lws_extension_callback_reasons,
        user: *mut c_void,
        r#in: *mut c_void,
        len: usize,
    ) -> c_int,
>;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_ext_options {
    pub name: *const c_char,
    pub r#type: lws_ext_options_types,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_ext_option_arg {
    pub option_name: *const c_char,
    pub option_index: c_int,
    pub start: *const c_char,
    pub len: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_extension {
    pub name: *const c_char,
    pub callback: lws_extension_callback_function,
    pub client_offer: *const c_char,
}

pub type lws_plugin_header_t = lws_plugin_header;

pub type lws_plugin_protocol_t = lws_plugin_protocol;

pub type lws_plugin_evlib_t = lws_plugin_evlib;

pub type each_plugin_cb_t = Option<unsafe extern "C-unwind" fn(plugin: *mut lws_plugin, user: *mut c_void) -> c_int>;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_protocols {
    pub name: *const c_char,
    pub callback: lws_callback_function,
    pub per_session_data_size: usize,
    pub rx_buffer_size: usize,
    pub id: c_uint,
    pub user: *mut c_void,
    pub tx_packet_size: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_plugin_header {
    pub name: *const c_char,
    pub _class: *const c_char,
    #[cfg(not(feature = "abi17"))]
    pub lws_build_hash: *const c_char,
    pub api_magic: c_uint,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_plugin_protocol {
    pub hdr: lws_plugin_header_t,
    pub protocols: *const lws_protocols,
    pub extensions: *const lws_extension,
    pub count_protocols: c_int,
    pub count_extensions: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_plugin_u {
    pub l: *mut c_void,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_plugin {
    pub list: *mut lws_plugin,
    pub hdr: *const lws_plugin_header_t,
    pub u: lws_plugin_u,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_plugin_evlib {
    pub hdr: lws_plugin_header_t,
    pub ops: *const lws_event_loop_ops,
}

pub type lws_context_ready_cb_t = Option<unsafe extern "C-unwind" fn(context: *mut lws_context) -> c_int>;

pub type lws_reload_func = Option<unsafe extern "C-unwind" fn() -> c_int>;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_context_creation_info {
    pub iface: *const c_char,
    pub protocols: *const lws_protocols,
    pub extensions: *const lws_extension,
    pub token_limits: *const lws_token_limits,
    pub http_proxy_address: *const c_char,
    pub headers: *const lws_protocol_vhost_options,
    pub reject_service_keywords: *const lws_protocol_vhost_options,
    pub pvo: *const lws_protocol_vhost_options,
    pub log_filepath: *const c_char,
    pub mounts: *const lws_http_mount,
    pub server_string: *const c_char,
    pub error_document_404: *const c_char,
    pub port: c_int,
    pub http_proxy_port: c_uint,
    pub max_http_header_data2: c_uint,
    pub max_http_header_pool2: c_uint,
    pub keepalive_timeout: c_int,
    pub http2_settings: [u32; 7],
    pub max_http_header_data: c_ushort,
    pub max_http_header_pool: c_ushort,
    pub ssl_private_key_password: *const c_char,
    pub ssl_cert_filepath: *const c_char,
    pub ssl_private_key_filepath: *const c_char,
    pub ssl_ca_filepath: *const c_char,
    pub ssl_cipher_list: *const c_char,
    pub ecdh_curve: *const c_char,
    pub tls1_3_plus_cipher_list: *const c_char,
    pub server_ssl_cert_mem: *const c_void,
    pub server_ssl_private_key_mem: *const c_void,
    pub server_ssl_ca_mem: *const c_void,
    pub ssl_options_set: c_long,
    pub ssl_options_clear: c_long,
    pub simultaneous_ssl_restriction: c_int,
    #[cfg(not(feature = "abi17"))]
    pub simultaneous_ssl_handshake_restriction: c_int,
    pub ssl_info_event_mask: c_int,
    pub server_ssl_cert_mem_len: c_uint,
    pub server_ssl_private_key_mem_len: c_uint,
    pub server_ssl_ca_mem_len: c_uint,
    pub alpn: *const c_char,
    pub client_ssl_private_key_password: *const c_char,
    pub client_ssl_cert_filepath: *const c_char,
    pub client_ssl_cert_mem: *const c_void,
    pub client_ssl_cert_mem_len: c_uint,
    pub client_ssl_private_key_filepath: *const c_char,
    pub client_ssl_key_mem: *const c_void,
    pub client_ssl_ca_filepath: *const c_char,
    pub client_ssl_ca_mem: *const c_void,
    pub client_ssl_cipher_list: *const c_char,
    pub client_tls_1_3_plus_cipher_list: *const c_char,
    pub ssl_client_options_set: c_long,
    pub ssl_client_options_clear: c_long,
    pub client_ssl_ca_mem_len: c_uint,
    pub client_ssl_key_mem_len: c_uint,
    pub provided_client_ssl_ctx: *mut ssl_ctx_st,
    pub ka_time: c_int,
    pub ka_probes: c_int,
    pub ka_interval: c_int,
    pub timeout_secs: c_uint,
    pub connect_timeout_secs: c_uint,
    pub bind_iface: c_int,
    pub timeout_secs_ah_idle: c_uint,
    #[cfg(feature = "abi17")]
    pub gid: c_int,
    #[cfg(feature = "abi17")]
    pub uid: c_int,
    #[cfg(not(feature = "abi17"))]
    pub tls_session_timeout: u32,
    #[cfg(not(feature = "abi17"))]
    pub tls_session_cache_max: u32,
    #[cfg(not(feature = "abi17"))]
    pub gid: gid_t,
    #[cfg(not(feature = "abi17"))]
    pub uid: uid_t,
    pub options: u64,
    pub user: *mut c_void,
    pub count_threads: c_uint,
    pub fd_limit_per_thread: c_uint,
    pub vhost_name: *const c_char,
    pub external_baggage_free_on_destroy: *mut c_void,
    pub pt_serv_buf_size: c_uint,
    pub fops: *const lws_plat_file_ops,
    pub caps: [c_int; 4],
    pub count_caps: c_char,
    pub foreign_loops: *mut *mut c_void,
    pub signal_cb: Option<unsafe extern "C-unwind" fn(*mut c_void, c_int)>,
    pub pcontext: *mut *mut lws_context,
    pub finalize: Option<unsafe extern "C-unwind" fn(*mut lws_vhost, *mut c_void)>,
    pub finalize_arg: *mut c_void,
    pub listen_accept_role: *const c_char,
    pub listen_accept_protocol: *const c_char,
    pub pprotocols: *mut *const lws_protocols,
    pub username: *const c_char,
    pub groupname: *const c_char,
    pub unix_socket_perms: *const c_char,
    pub system_ops: *const lws_system_ops_t,
    pub retry_and_idle_policy: *const lws_retry_bo_t,
    pub register_notifier_list: *const *mut lws_state_notify_link_t,
    pub rlimit_nofile: c_int,
    #[cfg(feature = "abi17")]
    pub udp_loss_sim_tx_pc: u8,
    #[cfg(feature = "abi17")]
    pub udp_loss_sim_rx_pc: u8,
    pub early_smd_cb: lws_smd_notification_cb_t,
    pub early_smd_opaque: *mut c_void,
    pub early_smd_class_filter: lws_smd_class_t,
    #[cfg(not(feature = "abi17"))]
    pub smd_ttl_us: lws_usec_t,
    #[cfg(not(feature = "abi17"))]
    pub smd_queue_depth: u16,
    #[cfg(not(feature = "abi17"))]
    pub fo_listen_queue: c_int,
    #[cfg(not(feature = "abi17"))]
    pub event_lib_custom: *const lws_plugin_evlib,
    #[cfg(not(feature = "abi17"))]
    pub log_cx: *mut lws_log_cx_t,
    #[cfg(not(feature = "abi17"))]
    pub http_nsc_filepath: *const c_char,
    #[cfg(not(feature = "abi17"))]
    pub http_nsc_heap_max_footprint: usize,
    #[cfg(not(feature = "abi17"))]
    pub http_nsc_heap_max_items: usize,
    #[cfg(not(feature = "abi17"))]
    pub http_nsc_heap_max_payload: usize,
    pub _unused: [*mut c_void; 2],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_protocol_vhost_options {
    pub next: *const lws_protocol_vhost_options,
    pub options: *const lws_protocol_vhost_options,
    pub name: *const c_char,
    pub value: *const c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_http_mount {
    pub mount_next: *const lws_http_mount,
    pub mountpoint: *const c_char,
    pub origin: *const c_char,
    pub def: *const c_char,
    pub protocol: *const c_char,
    pub cgienv: *const lws_protocol_vhost_options,
    pub extra_mimetypes: *const lws_protocol_vhost_options,
    pub interpret: *const lws_protocol_vhost_options,
    pub cgi_timeout: c_int,
    pub cache_max_age: c_int,
    pub auth_mask: c_uint,
    pub cache_bits: u8,
    pub origin_protocol: c_uchar,
    pub mountpoint_len: c_uchar,
    pub basic_auth_login_file: *const c_char,
    #[cfg(feature = "abi17")]
    pub _unused: [*mut c_void; 2],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_client_connect_info {
    pub context: *mut lws_context,
    pub address: *const c_char,
    pub port: c_int,
    pub ssl_connection: c_int,
    pub path: *const c_char,
    pub host: *const c_char,
    pub origin: *const c_char,
    pub protocol: *const c_char,
    pub ietf_version_or_minus_one: c_int,
    pub userdata: *mut c_void,
    pub client_exts: *const c_void,
    pub method: *const c_char,
    pub parent_wsi: *mut lws,
    pub uri_replace_from: *const c_char,
    pub uri_replace_to: *const c_char,
    pub vhost: *mut lws_vhost,
    pub pwsi: *mut *mut lws,
    pub iface: *const c_char,
    pub local_protocol_name: *const c_char,
    pub alpn: *const c_char,
    pub seq: *mut lws_sequencer,
    pub opaque_user_data: *mut c_void,
    pub retry_and_idle_policy: *const lws_retry_bo_t,
    pub manual_initial_tx_credit: c_int,
    pub sys_tls_client_cert: u8,
    #[cfg(not(feature = "abi17"))]
    pub priority: u8,
    pub mqtt_cp: *mut c_void,
    #[cfg(not(feature = "abi17"))]
    pub fi_wsi_name: *const c_char,
    pub keep_warm_secs: u16,
    #[cfg(not(feature = "abi17"))]
    pub log_cx: *mut lws_log_cx_t,
    pub _unused: [*mut c_void; 4],
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_event_loop_ops {
    pub name: *const c_char,
    pub init_context: Option<unsafe extern "C-unwind" fn(*mut lws_context, *const lws_context_creation_info) -> c_int>,
    pub destroy_context1: Option<unsafe extern "C-unwind" fn(*mut lws_context) -> c_int>,
    pub destroy_context2: Option<unsafe extern "C-unwind" fn(*mut lws_context) -> c_int>,
    pub init_vhost_listen_wsi: Option<unsafe extern "C-unwind" fn(*mut lws) -> c_int>,
    pub init_pt: Option<unsafe extern "C-unwind" fn(*mut lws_context, *mut c_void, c_int) -> c_int>,
    pub wsi_logical_close: Option<unsafe extern "C-unwind" fn(*mut lws) -> c_int>,
    pub check_client_connect_ok: Option<unsafe extern "C-unwind" fn(*mut lws) -> c_int>,
    pub close_handle_manually: Option<unsafe extern "C-unwind" fn(*mut lws)>,
    pub sock_accept: Option<unsafe extern "C-unwind" fn(*mut lws) -> c_int>,
    pub io: Option<unsafe extern "C-unwind" fn(*mut lws, c_uint)>,
    pub run_pt: Option<unsafe extern "C-unwind" fn(*mut lws_context, c_int)>,
    pub destroy_pt: Option<unsafe extern "C-unwind" fn(*mut lws_context, c_int)>,
    pub destroy_wsi: Option<unsafe extern "C-unwind" fn(*mut lws)>,
    pub foreign_thread: Option<unsafe extern "C-unwind" fn(*mut lws_context, c_int) -> c_int>,
    pub flags: u8,
    pub evlib_size_ctx: u16,
    pub evlib_size_pt: u16,
    pub evlib_size_vh: u16,
    pub evlib_size_wsi: u16,
}
