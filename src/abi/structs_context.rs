//! What a program fills in to make contexts, vhosts and client connections, and what it lists: protocols, mounts,
//! extensions.

use super::*;
use core::ffi::{c_char, c_int, c_long, c_uchar, c_uint, c_ushort, c_void};

/// Shorter name of `lws_retry_bo`.
pub type lws_retry_bo_t = lws_retry_bo;

/// How long to wait before the next try, and how to see that a connection is still alive.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_retry_bo {
    /// Delays before the tries, in milliseconds; the last is used for all later ones.
    pub retry_ms_table: *const u32,
    /// How many delays the table has.
    pub retry_ms_table_count: u16,
    /// After how many tries the caller is told that it failed; LWS_RETRY_CONCEAL_ALWAYS for never.
    pub conceal_count: u16,
    /// Seconds without a sign of life after which a ping is sent; 0 for never.
    pub secs_since_valid_ping: u16,
    /// Seconds without a sign of life after which the connection is closed; 0 for never.
    pub secs_since_valid_hangup: u16,
    /// By how many percent each delay is lengthened at random.
    pub jitter_percent: u8,
}

/// A protocol's callback.
pub type lws_callback_function = Option<
    unsafe extern "C-unwind" fn(
        wsi: *mut lws,
        reason: lws_callback_reasons,
        user: *mut c_void,
        r#in: *mut c_void,
        len: usize,
    ) -> c_int,
>;

/// A websocket extension's callback.
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

/// An option that an extension knows; a list of them ends with a NULL name.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_ext_options {
    /// Its name as on the wire.
    pub name: *const c_char,
    /// What kind of value it takes.
    pub r#type: lws_ext_options_types,
}

/// An option's value as it is set.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_ext_option_arg {
    /// The option's name, or NULL when it is told by its index.
    pub option_name: *const c_char,
    /// The option's index.
    pub option_index: c_int,
    /// Its value, not ended by a NUL.
    pub start: *const c_char,
    /// The length of the value.
    pub len: c_int,
}

/// A websocket extension; a list of them ends with a NULL name.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_extension {
    /// Its name as on the wire: `permessage-deflate`.
    pub name: *const c_char,
    /// Its code: `lws_extension_callback_pm_deflate`.
    pub callback: lws_extension_callback_function,
    /// What a client offers: name and options.
    pub client_offer: *const c_char,
}

/// Shorter name of `lws_plugin_header`.
pub type lws_plugin_header_t = lws_plugin_header;

/// Shorter name of `lws_plugin_protocol`.
pub type lws_plugin_protocol_t = lws_plugin_protocol;

/// Shorter name of `lws_plugin_evlib`.
pub type lws_plugin_evlib_t = lws_plugin_evlib;

/// Called for each plugin that is loaded or unloaded.
pub type each_plugin_cb_t = Option<unsafe extern "C-unwind" fn(plugin: *mut lws_plugin, user: *mut c_void) -> c_int>;

/// A protocol of the program: a callback with its settings. A list of them ends with an entry of zeros. The first
/// protocol of a vhost gets HTTP requests that no mount takes, and websockets that ask for no protocol.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_protocols {
    /// The name: for websockets, what clients ask for in Sec-WebSocket-Protocol.
    pub name: *const c_char,
    /// Called for everything that happens.
    pub callback: lws_callback_function,
    /// How many bytes of memory each connection of this protocol gets, zero at first: `user` in the callback.
    pub per_session_data_size: usize,
    /// The most bytes of a message that one LWS_CALLBACK_RECEIVE gives. 0 for the context's `pt_serv_buf_size`.
    pub rx_buffer_size: usize,
    /// A number of the program's own.
    pub id: c_uint,
    /// A pointer of the program's own.
    pub user: *mut c_void,
    /// The most bytes that one `lws_write` passes to the socket; 0 for `rx_buffer_size`.
    pub tx_packet_size: usize,
}

/// What each plugin's exported object starts with.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_plugin_header {
    /// The plugin's name.
    pub name: *const c_char,
    /// What kind of plugin it is.
    pub _class: *const c_char,
    /// Which build of lws it was made for.
    #[cfg(not(feature = "abi17"))]
    pub lws_build_hash: *const c_char,
    /// LWS_PLUGIN_API_MAGIC.
    pub api_magic: c_uint,
}

/// A plugin with protocols.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_plugin_protocol {
    /// The common start.
    pub hdr: lws_plugin_header_t,
    /// Its protocols.
    pub protocols: *const lws_protocols,
    /// Its websocket extensions.
    pub extensions: *const lws_extension,
    /// How many protocols.
    pub count_protocols: c_int,
    /// How many extensions.
    pub count_extensions: c_int,
}

/// How the system holds a loaded plugin.
#[repr(C)]
#[derive(Clone, Copy)]
pub union lws_plugin_u {
    /// The handle of `dlopen`.
    pub l: *mut c_void,
}

/// A loaded plugin.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_plugin {
    /// The next one.
    pub list: *mut lws_plugin,
    /// Its exported object.
    pub hdr: *const lws_plugin_header_t,
    /// The system's handle.
    pub u: lws_plugin_u,
}

/// A plugin with an event library.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_plugin_evlib {
    /// The common start.
    pub hdr: lws_plugin_header_t,
    /// Its operations.
    pub ops: *const lws_event_loop_ops,
}

/// Called when a context is ready.
pub type lws_context_ready_cb_t = Option<unsafe extern "C-unwind" fn(context: *mut lws_context) -> c_int>;

/// Called when a deprecated context has no connections left.
pub type lws_reload_func = Option<unsafe extern "C-unwind" fn() -> c_int>;

/// How to make a context, and its first vhost; also how to make a further vhost (`lws_create_vhost`). Fill it with
/// zeros first, then set what is wanted. It may be freed when the call has returned; the strings and lists that it
/// points to are copied, except where it is said that they are borrowed.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_context_creation_info {
    /// Vhost: the network interface (`eth0`, `127.0.0.1`) to listen on, or the path of the Unix socket with
    /// LWS_SERVER_OPTION_UNIX_SOCK (`@name` for an abstract one). NULL for all interfaces.
    pub iface: *const c_char,
    /// Vhost: the program's protocols. NULL for none: a server of mounts alone.
    pub protocols: *const lws_protocols,
    /// Vhost: the websocket extensions that are used, or NULL.
    pub extensions: *const lws_extension,
    /// Context: limits for the length of headers, or NULL.
    pub token_limits: *const lws_token_limits,
    /// Vhost: the proxy for client connections; NULL to use the environment's `http_proxy`.
    pub http_proxy_address: *const c_char,
    /// Vhost: headers that every HTTP answer carries: name with colon, and value. Borrowed while the vhost lives.
    pub headers: *const lws_protocol_vhost_options,
    /// Vhost: requests whose User-Agent contains one of these names get the status in its value.
    pub reject_service_keywords: *const lws_protocol_vhost_options,
    /// Vhost: options for protocols, by their names. Borrowed while the vhost lives.
    pub pvo: *const lws_protocol_vhost_options,
    /// Vhost: file of the access log, where access logs are built.
    pub log_filepath: *const c_char,
    /// Vhost: what is served below which path. Borrowed while the vhost lives.
    pub mounts: *const lws_http_mount,
    /// Context: the value of the Server header of each response; NULL for none.
    pub server_string: *const c_char,
    /// Vhost: the path to which a request for nothing is sent; NULL for a plain 404.
    pub error_document_404: *const c_char,
    /// Vhost: the TCP port to listen on; 0 for one that the system chooses (`lws_get_vhost_listen_port`);
    /// CONTEXT_PORT_NO_LISTEN for clients only; CONTEXT_PORT_NO_LISTEN_SERVER for a server that is handed its
    /// connections.
    pub port: c_int,
    /// Vhost: the proxy's port, when the address has none.
    pub http_proxy_port: c_uint,
    /// Context: as `max_http_header_data`, for more than 65535; used when other than 0.
    pub max_http_header_data2: c_uint,
    /// Context: as `max_http_header_pool`, for more than 65535; used when other than 0.
    pub max_http_header_pool2: c_uint,
    /// Vhost: for how many seconds an HTTP connection waits for the next request; 0 for 5.
    pub keepalive_timeout: c_int,
    /// Vhost: HTTP/2 settings by their number; used when the first is other than 0.
    pub http2_settings: [u32; 7],
    /// Context: how many bytes all headers of a request may take; 0 for 4096.
    pub max_http_header_data: c_ushort,
    /// Context: how many requests may have their headers read at a time; 0 for as many as there are descriptors.
    pub max_http_header_pool: c_ushort,
    /// Vhost, server's TLS: the password of the key.
    pub ssl_private_key_password: *const c_char,
    /// Vhost, server's TLS: file of the certificate (PEM). Not NULL: TLS is wanted.
    pub ssl_cert_filepath: *const c_char,
    /// Vhost, server's TLS: file of the key (PEM).
    pub ssl_private_key_filepath: *const c_char,
    /// Vhost, server's TLS: file of the certificates that are trusted in clients.
    pub ssl_ca_filepath: *const c_char,
    /// Vhost, server's TLS: ciphers up to TLS 1.2, in OpenSSL's notation.
    pub ssl_cipher_list: *const c_char,
    /// Vhost, server's TLS: the curve; NULL for `prime256v1`.
    pub ecdh_curve: *const c_char,
    /// Vhost, server's TLS: ciphers of TLS 1.3, in OpenSSL's notation.
    pub tls1_3_plus_cipher_list: *const c_char,
    /// Vhost, server's TLS: the certificate in memory, instead of a file.
    pub server_ssl_cert_mem: *const c_void,
    /// Vhost, server's TLS: the key in memory, instead of a file.
    pub server_ssl_private_key_mem: *const c_void,
    /// Vhost, server's TLS: the trusted certificates in memory, instead of a file.
    pub server_ssl_ca_mem: *const c_void,
    /// Vhost, server's TLS: OpenSSL options to be set.
    pub ssl_options_set: c_long,
    /// Vhost, server's TLS: OpenSSL options to be cleared.
    pub ssl_options_clear: c_long,
    /// Context: how many TLS connections there may be at a time; 0 for no limit.
    pub simultaneous_ssl_restriction: c_int,
    /// Context: how many TLS handshakes there may be at a time; 0 for no limit. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub simultaneous_ssl_handshake_restriction: c_int,
    /// Vhost: which TLS events give LWS_CALLBACK_SSL_INFO.
    pub ssl_info_event_mask: c_int,
    /// The length of `server_ssl_cert_mem`.
    pub server_ssl_cert_mem_len: c_uint,
    /// The length of `server_ssl_private_key_mem`.
    pub server_ssl_private_key_mem_len: c_uint,
    /// The length of `server_ssl_ca_mem`.
    pub server_ssl_ca_mem_len: c_uint,
    /// Vhost, TLS: the protocols that are negotiated (`h2,http/1.1`); NULL for all that are built in.
    pub alpn: *const c_char,
    /// Vhost, clients' TLS: the password of the key.
    pub client_ssl_private_key_password: *const c_char,
    /// Vhost, clients' TLS: file of the client's certificate (PEM).
    pub client_ssl_cert_filepath: *const c_char,
    /// Vhost, clients' TLS: the client's certificate in memory.
    pub client_ssl_cert_mem: *const c_void,
    /// The length of `client_ssl_cert_mem`.
    pub client_ssl_cert_mem_len: c_uint,
    /// Vhost, clients' TLS: file of the client's key (PEM).
    pub client_ssl_private_key_filepath: *const c_char,
    /// Vhost, clients' TLS: the client's key in memory.
    pub client_ssl_key_mem: *const c_void,
    /// Vhost, clients' TLS: file of the certificates that are trusted in servers; NULL for the system's.
    pub client_ssl_ca_filepath: *const c_char,
    /// Vhost, clients' TLS: the trusted certificates in memory.
    pub client_ssl_ca_mem: *const c_void,
    /// Vhost, clients' TLS: ciphers up to TLS 1.2, in OpenSSL's notation.
    pub client_ssl_cipher_list: *const c_char,
    /// Vhost, clients' TLS: ciphers of TLS 1.3, in OpenSSL's notation.
    pub client_tls_1_3_plus_cipher_list: *const c_char,
    /// Vhost, clients' TLS: OpenSSL options to be set.
    pub ssl_client_options_set: c_long,
    /// Vhost, clients' TLS: OpenSSL options to be cleared.
    pub ssl_client_options_clear: c_long,
    /// The length of `client_ssl_ca_mem`.
    pub client_ssl_ca_mem_len: c_uint,
    /// The length of `client_ssl_key_mem`.
    pub client_ssl_key_mem_len: c_uint,
    /// Vhost, clients' TLS: an OpenSSL context of the program's own, or NULL.
    pub provided_client_ssl_ctx: *mut ssl_ctx_st,
    /// Vhost: seconds of silence after which TCP looks whether the peer is alive; 0 for never.
    pub ka_time: c_int,
    /// Vhost: after how many unanswered looks TCP gives up.
    pub ka_probes: c_int,
    /// Vhost: seconds between the looks.
    pub ka_interval: c_int,
    /// Vhost: for how many seconds each stage of a connection may last (handshakes, answers, closing); 0: 15, in
    /// the library of ABI 17 5.
    pub timeout_secs: c_uint,
    /// Vhost: for how many seconds a client's connect may last; 0 for `timeout_secs`.
    pub connect_timeout_secs: c_uint,
    /// Vhost: other than 0 to bind the listening socket to the interface itself (SO_BINDTODEVICE).
    pub bind_iface: c_int,
    /// Vhost: for how many seconds a request's headers are kept while nothing happens; 0 for 10.
    pub timeout_secs_ah_idle: c_uint,
    /// Context: the group to change to when all is listening; 0 or -1 for none.
    #[cfg(feature = "abi17")]
    pub gid: c_int,
    /// Context: the user to change to when all is listening; 0 or -1 for none.
    #[cfg(feature = "abi17")]
    pub uid: c_int,
    /// Vhost: for how many seconds a TLS session may be resumed; 0 for the default.
    #[cfg(not(feature = "abi17"))]
    pub tls_session_timeout: u32,
    /// Vhost: how many TLS sessions of clients are kept; 0 for the default.
    #[cfg(not(feature = "abi17"))]
    pub tls_session_cache_max: u32,
    /// Context: the group to change to when all is listening; 0 or -1 for none.
    #[cfg(not(feature = "abi17"))]
    pub gid: gid_t,
    /// Context: the user to change to when all is listening; 0 or -1 for none.
    #[cfg(not(feature = "abi17"))]
    pub uid: uid_t,
    /// Context and vhost: LWS_SERVER_OPTION_ bits.
    pub options: u64,
    /// Context: a pointer of the program's own (`lws_context_user`); for a vhost: `lws_vhost_user`.
    pub user: *mut c_void,
    /// Context: how many service threads are wanted; 0 and more than LWS_MAX_SMP count as 1.
    pub count_threads: c_uint,
    /// Context: how many descriptors a service thread may have; 0 for the process's limit.
    pub fd_limit_per_thread: c_uint,
    /// Vhost: its name, by which requests find it (Host header); NULL for `default`.
    pub vhost_name: *const c_char,
    /// Context: a pointer that is freed by `free` with the context, or NULL.
    pub external_baggage_free_on_destroy: *mut c_void,
    /// Context: how many bytes are read or written at a time; 0 for 4096.
    pub pt_serv_buf_size: c_uint,
    /// Context: the program's own file operations, or NULL.
    pub fops: *const lws_plat_file_ops,
    /// Context: capabilities that are kept when the user is changed.
    pub caps: [c_int; 4],
    /// Context: how many capabilities.
    pub count_caps: c_char,
    /// Context: the loops of the event library, one for each service thread; NULL for loops of lws's own. Borrowed
    /// while the context lives.
    pub foreign_loops: *mut *mut c_void,
    /// Context: called on signals by the event library's own loop.
    pub signal_cb: Option<unsafe extern "C-unwind" fn(*mut c_void, c_int)>,
    /// Context: where the context is stored, and NULL when it is destroyed, or NULL.
    pub pcontext: *mut *mut lws_context,
    /// Vhost: called when the vhost has been destroyed.
    pub finalize: Option<unsafe extern "C-unwind" fn(*mut lws_vhost, *mut c_void)>,
    /// Vhost: given to `finalize`.
    pub finalize_arg: *mut c_void,
    /// Vhost: what connections are from the start (`raw-skt`); NULL for HTTP.
    pub listen_accept_role: *const c_char,
    /// Vhost: the protocol that such connections get.
    pub listen_accept_protocol: *const c_char,
    /// Vhost: pointers to protocols, ended by NULL, instead of `protocols`.
    pub pprotocols: *mut *const lws_protocols,
    /// Context: the user's name, instead of `uid`.
    pub username: *const c_char,
    /// Context: the group's name, instead of `gid`.
    pub groupname: *const c_char,
    /// Vhost: owner of the Unix socket, `user:group`.
    pub unix_socket_perms: *const c_char,
    /// Context: what the program does for the system state, or NULL.
    pub system_ops: *const lws_system_ops_t,
    /// Context and vhost: how connections are seen to be alive; NULL for lws's own way. Borrowed while the vhost
    /// lives.
    pub retry_and_idle_policy: *const lws_retry_bo_t,
    /// Context: watchers of the system state, ended by NULL.
    pub register_notifier_list: *const *mut lws_state_notify_link_t,
    /// Context: how many descriptors the process is to be allowed; 0 to leave it.
    pub rlimit_nofile: c_int,
    /// Context: percentage of sent UDP packets that are dropped on purpose. Not in lws 4.3.
    #[cfg(feature = "abi17")]
    pub udp_loss_sim_tx_pc: u8,
    /// Context: percentage of received UDP packets that are dropped on purpose. Not in lws 4.3.
    #[cfg(feature = "abi17")]
    pub udp_loss_sim_rx_pc: u8,
    /// Context: a reader of system messages from the very start.
    pub early_smd_cb: lws_smd_notification_cb_t,
    /// Context: given to `early_smd_cb`.
    pub early_smd_opaque: *mut c_void,
    /// Context: which classes of messages `early_smd_cb` gets.
    pub early_smd_class_filter: lws_smd_class_t,
    /// Context: how long a system message waits for its readers, in microseconds; 0 for 2 seconds. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub smd_ttl_us: lws_usec_t,
    /// Context: how many system messages may wait; 0 for 40. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub smd_queue_depth: u16,
    /// Vhost: the length of the queue of TCP Fast Open; 0 for none. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub fo_listen_queue: c_int,
    /// Context: an event library of the program's own, or NULL. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub event_lib_custom: *const lws_plugin_evlib,
    /// Context and vhost: where it logs; NULL for the process-wide log. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub log_cx: *mut lws_log_cx_t,
    /// Vhost: file of the clients' cookies. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub http_nsc_filepath: *const c_char,
    /// Vhost: how many bytes of cookies are kept in memory. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub http_nsc_heap_max_footprint: usize,
    /// Vhost: how many cookies are kept in memory. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub http_nsc_heap_max_items: usize,
    /// Vhost: how long a cookie in memory may be. Since lws 4.3.
    #[cfg(not(feature = "abi17"))]
    pub http_nsc_heap_max_payload: usize,
    /// Room for what is to come.
    pub _unused: [*mut c_void; 2],
}

/// An option with a name, a value, and options of its own; a linked list. Used for options of protocols, for headers,
/// and for lists of names with values.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_protocol_vhost_options {
    /// The next option beside this one, or NULL.
    pub next: *const lws_protocol_vhost_options,
    /// The first option of this one's own, or NULL.
    pub options: *const lws_protocol_vhost_options,
    /// The name.
    pub name: *const c_char,
    /// The value.
    pub value: *const c_char,
}

/// What is served below a path of a vhost; a linked list. The longest mountpoint that fits a request takes it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_http_mount {
    /// The next mount, or NULL.
    pub mount_next: *const lws_http_mount,
    /// The path: `/` for everything.
    pub mountpoint: *const c_char,
    /// Where it comes from: a folder for LWSMPRO_FILE; a host and path for a proxy or redirect.
    pub origin: *const c_char,
    /// The file that stands for the folder; NULL for `index.html`.
    pub def: *const c_char,
    /// The protocol whose callback handles it, for LWSMPRO_CALLBACK, or that is bound to its requests.
    pub protocol: *const c_char,
    /// Environment of CGI processes.
    pub cgienv: *const lws_protocol_vhost_options,
    /// Types of files by suffix (`.xyz`), before those that are built in; the name `*` for all others.
    pub extra_mimetypes: *const lws_protocol_vhost_options,
    /// Suffixes of files that a protocol transforms (LWS_CALLBACK_PROCESS_HTML).
    pub interpret: *const lws_protocol_vhost_options,
    /// For how many seconds a CGI process may say nothing.
    pub cgi_timeout: c_int,
    /// For how many seconds a client may keep a file.
    pub cache_max_age: c_int,
    /// Rights that are needed, and in its top bits a LWSAUTHM_ value.
    pub auth_mask: c_uint,
    /// In C three bit fields: `cache_reusable` (a client may use its copy again), `cache_revalidate` (only after
    /// asking whether it is still good), `cache_intermediaries` (caches on the way may keep one).
    pub cache_bits: u8,
    /// What kind of mount it is: a LWSMPRO_ value.
    pub origin_protocol: c_uchar,
    /// The length of `mountpoint`.
    pub mountpoint_len: c_uchar,
    /// File of `name:password` lines of those who may enter, or NULL for all.
    pub basic_auth_login_file: *const c_char,
    /// Room for what is to come.
    #[cfg(feature = "abi17")]
    pub _unused: [*mut c_void; 2],
}

/// How to open a client's connection. Fill it with zeros first, then set what is wanted. It may be freed when the
/// call has returned.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_client_connect_info {
    /// The context.
    pub context: *mut lws_context,
    /// The host to connect to; `+path` for a Unix socket.
    pub address: *const c_char,
    /// The port.
    pub port: c_int,
    /// LCCSCF_ bits: whether and how to use TLS, and more.
    pub ssl_connection: c_int,
    /// The path of the request.
    pub path: *const c_char,
    /// The value of the Host header.
    pub host: *const c_char,
    /// The value of the Origin header, or NULL.
    pub origin: *const c_char,
    /// The websocket protocols to ask for, separated by commas, or NULL.
    pub protocol: *const c_char,
    /// The websocket version; -1 or 0 for 13.
    pub ietf_version_or_minus_one: c_int,
    /// Memory of the program's own instead of the session memory, or NULL.
    pub userdata: *mut c_void,
    /// Not used.
    pub client_exts: *const c_void,
    /// `GET` and so on for an HTTP request, `RAW` for a raw connection, NULL for a websocket.
    pub method: *const c_char,
    /// The connection of which this is to be a child, or NULL.
    pub parent_wsi: *mut lws,
    /// With `uri_replace_to`: in HTML that is proxied, URLs that begin so are rewritten.
    pub uri_replace_from: *const c_char,
    /// What such URLs begin with then.
    pub uri_replace_to: *const c_char,
    /// The vhost whose client settings are used; NULL for the context's first.
    pub vhost: *mut lws_vhost,
    /// Where the connection is stored before callbacks are called, and NULL when it ends, or NULL.
    pub pwsi: *mut *mut lws,
    /// The interface or local address to connect from, or NULL.
    pub iface: *const c_char,
    /// The protocol whose callback is used; NULL for the one that the server chose.
    pub local_protocol_name: *const c_char,
    /// The protocols to negotiate by TLS; NULL for the vhost's.
    pub alpn: *const c_char,
    /// A sequencer to be told, or NULL.
    pub seq: *mut lws_sequencer,
    /// A pointer of the program's own (`lws_get_opaque_user_data`).
    pub opaque_user_data: *mut c_void,
    /// How it is seen to be alive; NULL for the vhost's.
    pub retry_and_idle_policy: *const lws_retry_bo_t,
    /// With LCCSCF_H2_MANUAL_RXFLOW: how many bytes the server may send at first.
    pub manual_initial_tx_credit: c_int,
    /// Which of the system's client certificates to use, counted from 1; 0 for none.
    pub sys_tls_client_cert: u8,
    /// Priority of its packets, 0 to 6.
    #[cfg(not(feature = "abi17"))]
    pub priority: u8,
    /// Parameters of an MQTT connection.
    pub mqtt_cp: *mut c_void,
    /// Name for injected faults.
    #[cfg(not(feature = "abi17"))]
    pub fi_wsi_name: *const c_char,
    /// For how many seconds a connection without requests is kept; 0 for 5.
    pub keep_warm_secs: u16,
    /// Where it logs; NULL for the vhost's log.
    #[cfg(not(feature = "abi17"))]
    pub log_cx: *mut lws_log_cx_t,
    /// Room for what is to come.
    pub _unused: [*mut c_void; 4],
}

/// What an event library does for a context. Since lws 4.3.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_event_loop_ops {
    /// Its name.
    pub name: *const c_char,
    /// Prepares a context.
    pub init_context: Option<unsafe extern "C-unwind" fn(*mut lws_context, *const lws_context_creation_info) -> c_int>,
    /// First half of destroying a context.
    pub destroy_context1: Option<unsafe extern "C-unwind" fn(*mut lws_context) -> c_int>,
    /// Second half of destroying a context.
    pub destroy_context2: Option<unsafe extern "C-unwind" fn(*mut lws_context) -> c_int>,
    /// Prepares a listening socket.
    pub init_vhost_listen_wsi: Option<unsafe extern "C-unwind" fn(*mut lws) -> c_int>,
    /// Prepares a service thread.
    pub init_pt: Option<unsafe extern "C-unwind" fn(*mut lws_context, *mut c_void, c_int) -> c_int>,
    /// A connection is closed as far as the program sees.
    pub wsi_logical_close: Option<unsafe extern "C-unwind" fn(*mut lws) -> c_int>,
    /// Whether a client may connect now.
    pub check_client_connect_ok: Option<unsafe extern "C-unwind" fn(*mut lws) -> c_int>,
    /// Closes a connection's descriptor.
    pub close_handle_manually: Option<unsafe extern "C-unwind" fn(*mut lws)>,
    /// A connection has its socket.
    pub sock_accept: Option<unsafe extern "C-unwind" fn(*mut lws) -> c_int>,
    /// Starts or stops watching for LWS_EV_ events.
    pub io: Option<unsafe extern "C-unwind" fn(*mut lws, c_uint)>,
    /// Runs the loop of a service thread.
    pub run_pt: Option<unsafe extern "C-unwind" fn(*mut lws_context, c_int)>,
    /// Destroys what a service thread has.
    pub destroy_pt: Option<unsafe extern "C-unwind" fn(*mut lws_context, c_int)>,
    /// Destroys what a connection has.
    pub destroy_wsi: Option<unsafe extern "C-unwind" fn(*mut lws)>,
    /// Whether this thread is not the loop's.
    pub foreign_thread: Option<unsafe extern "C-unwind" fn(*mut lws_context, c_int) -> c_int>,
    /// LELOF_ bits.
    pub flags: u8,
    /// How many bytes it needs in each context.
    pub evlib_size_ctx: u16,
    /// How many bytes it needs in each service thread.
    pub evlib_size_pt: u16,
    /// How many bytes it needs in each vhost.
    pub evlib_size_vh: u16,
    /// How many bytes it needs in each connection.
    pub evlib_size_wsi: u16,
}
