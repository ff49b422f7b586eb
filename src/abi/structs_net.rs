//! Arguments of callbacks and calls about connections, HTTP, addresses and TLS.

use super::*;
use core::ffi::{c_char, c_int, c_longlong, c_uchar, c_uint, c_ulonglong, c_ushort, c_void};

pub type lws_sockfd_type = c_int;

pub type lws_filefd_type = c_int;

pub type lws_usec_t = i64;

pub type lws_filepos_t = c_ulonglong;

pub type lws_fileofs_t = c_longlong;

pub type lws_fop_flags_t = u32;

/// Since lws 4.3.
pub type lws_ctx_t = *mut lws_context;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_pollargs {
    pub fd: lws_sockfd_type,
    pub events: c_int,
    pub prev_events: c_int,
}

pub type lws_adopt_desc_t = lws_adopt_desc;

#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_sock_file_fd_type {
    pub sockfd: lws_sockfd_type,
    pub filefd: lws_filefd_type,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_udp {
    #[cfg(feature = "abi17")]
    pub sa: sockaddr,
    #[cfg(feature = "abi17")]
    pub salen: socklen_t,
    #[cfg(feature = "abi17")]
    pub sa_pending: sockaddr,
    #[cfg(feature = "abi17")]
    pub salen_pending: socklen_t,
    #[cfg(not(feature = "abi17"))]
    pub sa46: lws_sockaddr46,
    #[cfg(not(feature = "abi17"))]
    pub sa46_pending: lws_sockaddr46,
    #[cfg(not(feature = "abi17"))]
    pub connected_bit: u8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_adopt_desc {
    pub vh: *mut lws_vhost,
    pub r#type: lws_adoption_type,
    pub fd: lws_sock_file_fd_type,
    pub vh_prot_name: *const c_char,
    pub parent: *mut lws,
    pub opaque: *mut c_void,
    #[cfg(not(feature = "abi17"))]
    pub fi_wsi_name: *const c_char,
}

pub type lws_process_html_state_cb =
    Option<unsafe extern "C-unwind" fn(data: *mut c_void, index: c_int) -> *const c_char>;

/// Since lws 4.3.
pub type lws_hdr_custom_fe_cb_t =
    Option<unsafe extern "C-unwind" fn(name: *const c_char, nlen: c_int, opaque: *mut c_void)>;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_process_html_args {
    pub p: *mut c_char,
    pub len: c_int,
    pub max_len: c_int,
    pub r#final: c_int,
    pub chunked: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_process_html_state {
    pub start: *mut c_char,
    pub swallow: [c_char; 16],
    pub pos: c_int,
    pub data: *mut c_void,
    pub vars: *const *const c_char,
    pub count_vars: c_int,
    pub replace: lws_process_html_state_cb,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_tokens {
    pub token: *mut c_uchar,
    pub len: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_token_limits {
    #[cfg(feature = "abi17")]
    pub token_limit: [c_ushort; 95],
    #[cfg(not(feature = "abi17"))]
    pub token_limit: [c_ushort; 96],
}

pub type lws_spa_fileupload_cb = Option<
    unsafe extern "C-unwind" fn(
        data: *mut c_void,
        name: *const c_char,
        filename: *const c_char,
        buf: *mut c_char,
        len: c_int,
        state: lws_spa_fileupload_states,
    ) -> c_int,
>;

pub type lws_spa_create_info_t = lws_spa_create_info;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_spa_create_info {
    pub param_names: *const *const c_char,
    pub count_params: c_int,
    pub max_storage: c_int,
    pub opt_cb: lws_spa_fileupload_cb,
    pub opt_data: *mut c_void,
    pub param_names_stride: usize,
    pub ac: *mut *mut lwsac,
    pub ac_chunk_size: usize,
}

/// Since lws 4.3.
pub type lws_conmon_interval_us_t = u32;

/// Since lws 4.3.
pub type lws_conmon_pcol_t = lws_conmon_pcol;

/// Since lws 4.3.
pub type lws_conmon_dns_disposition_t = lws_conmon_dns_disposition;

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_conmon_protocol_specific_http {
    pub response: c_int,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_conmon_protocol_specific {
    pub http: lws_conmon_protocol_specific_http,
}

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_conmon {
    pub peer46: lws_sockaddr46,
    pub protocol_specific: lws_conmon_protocol_specific,
    pub dns_results_copy: *mut addrinfo,
    pub ciu_dns: lws_conmon_interval_us_t,
    pub ciu_sockconn: lws_conmon_interval_us_t,
    pub ciu_tls: lws_conmon_interval_us_t,
    pub ciu_txn_resp: lws_conmon_interval_us_t,
    pub pcol: lws_conmon_pcol_t,
    pub dns_disposition: lws_conmon_dns_disposition_t,
}

/// Since lws 4.3.
pub type lws_tls_sess_cb_t =
    Option<unsafe extern "C-unwind" fn(context: *mut lws_context, info: *mut lws_tls_session_dump) -> c_int>;

/// Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_tls_session_dump {
    pub tag: [c_char; 96],
    pub blob: *mut c_void,
    pub opaque: *mut c_void,
    pub blob_len: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_sockaddr46 {
    pub sa6: sockaddr_in6,
    pub sa4: sockaddr_in,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_ssl_info {
    pub r#where: c_int,
    pub ret: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_acme_cert_aging_args {
    pub vh: *mut lws_vhost,
    pub element_overrides: [*const c_char; 11],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_filter_network_conn_args {
    pub cli_addr: sockaddr_storage,
    pub clilen: socklen_t,
    pub accept_fd: lws_sockfd_type,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_write_passthru {
    pub wsi: *mut lws,
    pub buf: *mut c_uchar,
    pub len: usize,
    pub wp: lws_write_protocol,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_tls_cert_info_results_ns {
    pub len: c_int,
    pub name: [c_char; 64],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_tls_cert_info_results {
    pub verified: c_uint,
    pub time: time_t,
    pub usage: c_uint,
    pub ns: lws_tls_cert_info_results_ns,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cgi_args {
    pub stdwsi: *mut *mut lws,
    pub ch: lws_enum_stdinouterr,
    pub data: *mut c_uchar,
    pub hdr_state: lws_cgi_hdr_state,
    pub len: c_int,
}
