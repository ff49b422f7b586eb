//! Arguments of callbacks and calls about connections, HTTP, addresses and TLS.

use super::*;
use core::ffi::{c_char, c_int, c_longlong, c_uchar, c_uint, c_ulonglong, c_ushort, c_void};

/// A socket's descriptor.
pub type lws_sockfd_type = c_int;

/// A file's descriptor.
pub type lws_filefd_type = c_int;

/// A time in microseconds: a length of time, or a point on the clock of `lws_now_usecs`.
pub type lws_usec_t = i64;

/// A length or place in a file or body.
pub type lws_filepos_t = c_ulonglong;

/// A distance in a file; negative for an error.
pub type lws_fileofs_t = c_longlong;

/// LWS_FOP_FLAG_ bits, and the system's open flags below them.
pub type lws_fop_flags_t = u32;

/// Shorter name of `*mut lws_context`. Since lws 4.3.
pub type lws_ctx_t = *mut lws_context;

/// What LWS_CALLBACK_ADD_POLL_FD and its kin tell.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_pollargs {
    /// The descriptor.
    pub fd: lws_sockfd_type,
    /// The events to be watched for from now on.
    pub events: c_int,
    /// The events that were watched for until now.
    pub prev_events: c_int,
}

/// Shorter name of `lws_adopt_desc`.
pub type lws_adopt_desc_t = lws_adopt_desc;

/// A descriptor of a socket or file.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_sock_file_fd_type {
    /// It is a socket.
    pub sockfd: lws_sockfd_type,
    /// It is a file.
    pub filefd: lws_filefd_type,
}

/// What a UDP connection knows (`lws_get_udp`).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_udp {
    /// The address of the last packet.
    #[cfg(feature = "abi17")]
    pub sa: sockaddr,
    /// The length of `sa`.
    #[cfg(feature = "abi17")]
    pub salen: socklen_t,
    /// The address of the packet that is being sent.
    #[cfg(feature = "abi17")]
    pub sa_pending: sockaddr,
    /// The length of `sa_pending`.
    #[cfg(feature = "abi17")]
    pub salen_pending: socklen_t,
    /// The address of the last packet.
    #[cfg(not(feature = "abi17"))]
    pub sa46: lws_sockaddr46,
    /// The address of the packet that is being sent.
    #[cfg(not(feature = "abi17"))]
    pub sa46_pending: lws_sockaddr46,
    /// In C a bit field `connected`: the socket has one peer only.
    #[cfg(not(feature = "abi17"))]
    pub connected_bit: u8,
}

/// What to adopt, and as what.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_adopt_desc {
    /// The vhost that it belongs to.
    pub vh: *mut lws_vhost,
    /// What it is: LWS_ADOPT_ bits.
    pub r#type: lws_adoption_type,
    /// The descriptor.
    pub fd: lws_sock_file_fd_type,
    /// The protocol that it gets, or NULL.
    pub vh_prot_name: *const c_char,
    /// The connection of which it is to be a child, or NULL.
    pub parent: *mut lws,
    /// A pointer of the program's own (`lws_get_opaque_user_data`).
    pub opaque: *mut c_void,
    /// Name for injected faults. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub fi_wsi_name: *const c_char,
}

/// Gives the text for a variable of a template, by its index.
pub type lws_process_html_state_cb =
    Option<unsafe extern "C-unwind" fn(data: *mut c_void, index: c_int) -> *const c_char>;

/// Called for each header that lws does not know by name. Since lws 4.3.
pub type lws_hdr_custom_fe_cb_t =
    Option<unsafe extern "C-unwind" fn(name: *const c_char, nlen: c_int, opaque: *mut c_void)>;

/// A piece of text with room to grow.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_process_html_args {
    /// The text.
    pub p: *mut c_char,
    /// Its length.
    pub len: c_int,
    /// How long it may become.
    pub max_len: c_int,
    /// Other than 0 for the last piece.
    pub r#final: c_int,
    /// Other than 0 when it is sent in chunks.
    pub chunked: c_int,
}

/// How far the replacing of variables in a template has come.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_process_html_state {
    /// Where the variable that is being read begins.
    pub start: *mut c_char,
    /// What of it has been read.
    pub swallow: [c_char; 16],
    /// How much of it has been read.
    pub pos: c_int,
    /// Given to `replace`.
    pub data: *mut c_void,
    /// The names of the variables, each with its `$`.
    pub vars: *const *const c_char,
    /// How many variables.
    pub count_vars: c_int,
    /// Gives the text for a variable.
    pub replace: lws_process_html_state_cb,
}

/// Some bytes.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_tokens {
    /// Where they are.
    pub token: *mut c_uchar,
    /// How many.
    pub len: c_int,
}

/// The longest value of each header that is accepted; 0 for no limit.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_token_limits {
    /// By the WSI_TOKEN_ index.
    #[cfg(feature = "abi17")]
    pub token_limit: [c_ushort; 95],
    /// By the WSI_TOKEN_ index.
    #[cfg(not(feature = "abi17"))]
    pub token_limit: [c_ushort; 96],
}

/// Called with a piece of an uploaded file.
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

/// Shorter name of `lws_spa_create_info`.
pub type lws_spa_create_info_t = lws_spa_create_info;

/// How to parse a form.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_spa_create_info {
    /// The names of the fields.
    pub param_names: *const *const c_char,
    /// How many fields.
    pub count_params: c_int,
    /// How many bytes all values may take, each with a NUL; 0 for 512.
    pub max_storage: c_int,
    /// Called for uploaded files; NULL to drop them.
    pub opt_cb: lws_spa_fileupload_cb,
    /// Given to `opt_cb`.
    pub opt_data: *mut c_void,
    /// Distance between the names, when they are in larger structs; 0 when they are not.
    pub param_names_stride: usize,
    /// The lwsac that the values are put into, or NULL.
    pub ac: *mut *mut lwsac,
    /// How large its chunks are; 0 for about 4000.
    pub ac_chunk_size: usize,
}

/// A length of time in microseconds. Since lws 4.3.
pub type lws_conmon_interval_us_t = u32;

/// Shorter name of `lws_conmon_pcol`. Since lws 4.3.
pub type lws_conmon_pcol_t = lws_conmon_pcol;

/// Shorter name of `lws_conmon_dns_disposition`. Since lws 4.3.
pub type lws_conmon_dns_disposition_t = lws_conmon_dns_disposition;

/// HTTP. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_conmon_protocol_specific_http {
    /// The status of the answer.
    pub response: c_int,
}

/// What depends on the protocol. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_conmon_protocol_specific {
    /// For LWSCONMON_PCOL_HTTP.
    pub http: lws_conmon_protocol_specific_http,
}

/// How a client's connection was made, and how long each step took. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_conmon {
    /// The address that it is connected to.
    pub peer46: lws_sockaddr46,
    /// What depends on the protocol.
    pub protocol_specific: lws_conmon_protocol_specific,
    /// All addresses that were found.
    pub dns_results_copy: *mut addrinfo,
    /// How long finding them took.
    pub ciu_dns: lws_conmon_interval_us_t,
    /// How long connecting took.
    pub ciu_sockconn: lws_conmon_interval_us_t,
    /// How long the TLS handshake took.
    pub ciu_tls: lws_conmon_interval_us_t,
    /// How long the answer took.
    pub ciu_txn_resp: lws_conmon_interval_us_t,
    /// Which protocol.
    pub pcol: lws_conmon_pcol_t,
    /// What came of finding the addresses.
    pub dns_disposition: lws_conmon_dns_disposition_t,
}

/// Given a TLS session to save, or asked for one that was saved. Since lws 4.3.
pub type lws_tls_sess_cb_t =
    Option<unsafe extern "C-unwind" fn(context: *mut lws_context, info: *mut lws_tls_session_dump) -> c_int>;

/// A TLS session as bytes. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_tls_session_dump {
    /// To whom it belongs: vhost, host and port.
    pub tag: [c_char; 96],
    /// The bytes.
    pub blob: *mut c_void,
    /// A pointer of the program's own.
    pub opaque: *mut c_void,
    /// How many bytes.
    pub blob_len: usize,
}

/// An address with port, IPv4 or IPv6.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_sockaddr46 {
    /// As IPv6.
    pub sa6: sockaddr_in6,
    /// As IPv4; its `sin_family` tells which it is.
    pub sa4: sockaddr_in,
}

/// What LWS_CALLBACK_SSL_INFO tells.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_ssl_info {
    /// OpenSSL's SSL_CB_ bits.
    pub r#where: c_int,
    /// OpenSSL's return value.
    pub ret: c_int,
}

/// What LWS_CALLBACK_VHOST_CERT_AGING tells.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_acme_cert_aging_args {
    /// The vhost.
    pub vh: *mut lws_vhost,
    /// The elements of a certificate request, by LWS_TLS_REQ_ELEMENT_ and LWS_TLS_SET_ index.
    pub element_overrides: [*const c_char; 11],
}

/// What is known of a connection that has been accepted.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_filter_network_conn_args {
    /// The client's address.
    pub cli_addr: sockaddr_storage,
    /// Its length.
    pub clilen: socklen_t,
    /// The socket.
    pub accept_fd: lws_sockfd_type,
}

/// The arguments of a write.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_write_passthru {
    /// The connection.
    pub wsi: *mut lws,
    /// The bytes.
    pub buf: *mut c_uchar,
    /// How many.
    pub len: usize,
    /// The mode.
    pub wp: lws_write_protocol,
}

/// Bytes or a name.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_tls_cert_info_results_ns {
    /// How many bytes.
    pub len: c_int,
    /// The bytes; they may go on behind the struct, when the caller gave more room.
    pub name: [c_char; 64],
}

/// What is told about a certificate.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_tls_cert_info_results {
    /// Other than 0 when it was found good.
    pub verified: c_uint,
    /// A time.
    pub time: time_t,
    /// What it may be used for.
    pub usage: c_uint,
    /// Bytes or a name.
    pub ns: lws_tls_cert_info_results_ns,
}

/// What a CGI callback tells.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_cgi_args {
    /// The connections of the process's stdin, stdout and stderr.
    pub stdwsi: *mut *mut lws,
    /// Which of them it is about.
    pub ch: lws_enum_stdinouterr,
    /// Bytes.
    pub data: *mut c_uchar,
    /// How far the process's headers have been read.
    pub hdr_state: lws_cgi_hdr_state,
    /// How many bytes.
    pub len: c_int,
}
