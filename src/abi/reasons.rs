//! Why a callback is called: the reasons of `lws_callback_function` and of extensions.

use core::ffi::c_int;

/// How far the fetching of a certificate has come: see LWS_CALLBACK_VHOST_CERT_UPDATE.
pub type lws_cert_update_state = c_int;
/// Nothing is being done.
pub const LWS_CUS_IDLE: lws_cert_update_state = 0;
/// It begins.
pub const LWS_CUS_STARTING: lws_cert_update_state = 1;
/// There is a new certificate.
pub const LWS_CUS_SUCCESS: lws_cert_update_state = 2;
/// It failed.
pub const LWS_CUS_FAILED: lws_cert_update_state = 3;
/// Keys are made.
pub const LWS_CUS_CREATE_KEYS: lws_cert_update_state = 4;
/// The account is registered.
pub const LWS_CUS_REG: lws_cert_update_state = 5;
/// The right to the name is asked for.
pub const LWS_CUS_AUTH: lws_cert_update_state = 6;
/// The challenge is answered.
pub const LWS_CUS_CHALLENGE: lws_cert_update_state = 7;
/// The request is made.
pub const LWS_CUS_CREATE_REQ: lws_cert_update_state = 8;
/// The request is sent.
pub const LWS_CUS_REQ: lws_cert_update_state = 9;
/// The request is confirmed.
pub const LWS_CUS_CONFIRM: lws_cert_update_state = 10;
/// The certificate is issued.
pub const LWS_CUS_ISSUE: lws_cert_update_state = 11;

/// Index in the elements of a certificate request: country.
pub const LWS_TLS_REQ_ELEMENT_COUNTRY: c_int = 0;
/// Index in the elements of a certificate request: state.
pub const LWS_TLS_REQ_ELEMENT_STATE: c_int = 1;
/// Index in the elements of a certificate request: town.
pub const LWS_TLS_REQ_ELEMENT_LOCALITY: c_int = 2;
/// Index in the elements of a certificate request: organisation.
pub const LWS_TLS_REQ_ELEMENT_ORGANIZATION: c_int = 3;
/// Index in the elements of a certificate request: host name.
pub const LWS_TLS_REQ_ELEMENT_COMMON_NAME: c_int = 4;
/// Index in the elements of a certificate request: further host names.
pub const LWS_TLS_REQ_ELEMENT_SUBJECT_ALT_NAME: c_int = 5;
/// Index in the elements of a certificate request: mail address.
pub const LWS_TLS_REQ_ELEMENT_EMAIL: c_int = 6;
/// How many of the elements are for the request.
pub const LWS_TLS_REQ_ELEMENT_COUNT: c_int = 7;
/// Index in the elements of a certificate request: URL of the authority.
pub const LWS_TLS_SET_DIR_URL: c_int = 7;
/// Index in the elements of a certificate request: file of the account key.
pub const LWS_TLS_SET_AUTH_PATH: c_int = 8;
/// Index in the elements of a certificate request: file of the certificate.
pub const LWS_TLS_SET_CERT_PATH: c_int = 9;
/// Index in the elements of a certificate request: file of the key.
pub const LWS_TLS_SET_KEY_PATH: c_int = 10;
/// How many elements there are in all.
pub const LWS_TLS_TOTAL_COUNT: c_int = 11;

/// Why a protocol's callback is called. What `in` and `len` are, and what a return other than 0 does, stands at each;
/// where nothing is said, `in` is NULL, `len` is 0, and a return other than 0 closes the connection.
pub type lws_callback_reasons = c_int;
/// Once for each protocol of each vhost, before anything else: allocate what the vhost's use of the protocol needs
/// (`lws_protocol_vh_priv_zalloc`). The wsi is only good for `lws_get_context`, `lws_get_vhost` and
/// `lws_get_protocol`. `in` is the list of per-vhost options that the program gave for this protocol
/// (`lws_protocol_vhost_options`), or NULL. A return other than 0 fails the creation of the vhost.
pub const LWS_CALLBACK_PROTOCOL_INIT: lws_callback_reasons = 27;
/// Once for each protocol of a vhost that is destroyed: free what LWS_CALLBACK_PROTOCOL_INIT made.
pub const LWS_CALLBACK_PROTOCOL_DESTROY: lws_callback_reasons = 28;
/// The connection's object has been made. Given to the first protocol of the vhost.
pub const LWS_CALLBACK_WSI_CREATE: lws_callback_reasons = 29;
/// The connection's object is about to be freed: the last callback of a connection.
pub const LWS_CALLBACK_WSI_DESTROY: lws_callback_reasons = 30;
/// A multiplexed stream may send more: `len` is the new credit.
pub const LWS_CALLBACK_WSI_TX_CREDIT_GET: lws_callback_reasons = 103;
/// The TLS context of a vhost's clients is being made: `user` is the `SSL_CTX`, to which certificates may be added.
pub const LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS: lws_callback_reasons = 21;
/// The TLS context of a vhost's server is being made: `user` is the `SSL_CTX`, to which certificates may be added.
pub const LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS: lws_callback_reasons = 22;
/// A client has shown a certificate: `in` is the `SSL`, `len` tells whether it was found good so far. A return other
/// than 0 refuses the client.
pub const LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION: lws_callback_reasons = 23;
/// A vhost was given a certificate and no key: the program adds one to the `SSL_CTX` at `user`. Not in lws 4.3.
pub const LWS_CALLBACK_OPENSSL_CONTEXT_REQUIRES_PRIVATE_KEY: lws_callback_reasons = 37;
/// Something happens in a TLS handshake that `ssl_info_event_mask` asked to hear of: `in` is a `struct lws_ssl_info`.
pub const LWS_CALLBACK_SSL_INFO: lws_callback_reasons = 67;
/// A server has shown a certificate to a client: `in` is the `X509_STORE_CTX`, `len` whether it was found good so
/// far. A return other than 0 refuses the server.
pub const LWS_CALLBACK_OPENSSL_PERFORM_SERVER_CERT_VERIFICATION: lws_callback_reasons = 58;
/// A connection to a listening socket has been accepted and has its object; nothing has been read.
pub const LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED: lws_callback_reasons = 19;
/// An HTTP request has come whole, and is for no mount of files: `in` is the path (its arguments are read by
/// `lws_get_urlarg_by_name`), `len` its length. Answer now, or ask for LWS_CALLBACK_HTTP_WRITEABLE and answer then.
/// Return what the answering call returned when that is not 0; a return other than 0 closes the connection.
pub const LWS_CALLBACK_HTTP: lws_callback_reasons = 12;
/// A piece of a request's body: `in` and `len`.
pub const LWS_CALLBACK_HTTP_BODY: lws_callback_reasons = 13;
/// The request's body has come whole: answer now, or from LWS_CALLBACK_HTTP_WRITEABLE.
pub const LWS_CALLBACK_HTTP_BODY_COMPLETION: lws_callback_reasons = 14;
/// A file that `lws_serve_http_file` began to send has been sent whole. Go on to the next request by
/// `lws_http_transaction_completed`, and return -1 if that returns other than 0.
pub const LWS_CALLBACK_HTTP_FILE_COMPLETION: lws_callback_reasons = 15;
/// The program asked for it by `lws_callback_on_writable`, and an HTTP connection can take more: one `lws_write` now.
pub const LWS_CALLBACK_HTTP_WRITEABLE: lws_callback_reasons = 16;
/// An HTTP connection has ended, or has become one of another protocol.
pub const LWS_CALLBACK_CLOSED_HTTP: lws_callback_reasons = 5;
/// An HTTP request's headers have come: `in` is the path, `len` its length. A return other than 0 refuses the request
/// by closing.
pub const LWS_CALLBACK_FILTER_HTTP_CONNECTION: lws_callback_reasons = 18;
/// An answer's headers are being written: `in` is a `struct lws_process_html_args` whose `p` and `max_len` tell where
/// more may be added; advance `p`.
pub const LWS_CALLBACK_ADD_HEADERS: lws_callback_reasons = 53;
/// A mount asks the program who may enter: `in` is `name:password` as the client sent it. Return other than 0 to let
/// it in, 0 to refuse.
pub const LWS_CALLBACK_VERIFY_BASIC_AUTHORIZATION: lws_callback_reasons = 102;
/// A mount's access is checked: `in` is a `struct lws_process_html_args` with the path and the mount's mask. A return
/// other than 0 forbids.
pub const LWS_CALLBACK_CHECK_ACCESS_RIGHTS: lws_callback_reasons = 51;
/// A piece of a file from a mount that a protocol interprets: `in` is a `struct lws_process_html_args`; the piece may
/// be changed in place and grow to `max_len`, or `p` and `len` may be set to memory of the program's own, which is read
/// before anything else is called. With `chunked`, what is to be sent must be a chunk, as `lws_chunked_html_process()` makes
/// it; a piece that is left as it was becomes one. Return -1 to close the connection.
pub const LWS_CALLBACK_PROCESS_HTML: lws_callback_reasons = 52;
/// An HTTP request is now this protocol's; the session memory is there.
pub const LWS_CALLBACK_HTTP_BIND_PROTOCOL: lws_callback_reasons = 49;
/// An HTTP request is no longer this protocol's: free what the session memory points to.
pub const LWS_CALLBACK_HTTP_DROP_PROTOCOL: lws_callback_reasons = 50;
/// A request asks to leave HTTP: `in` is the name of what for (`websocket`). Return 0 to let lws do it, more than 0
/// when the program has answered it, less than 0 to close.
pub const LWS_CALLBACK_HTTP_CONFIRM_UPGRADE: lws_callback_reasons = 86;
/// A client's HTTP request has been answered: the headers of the answer have come.
pub const LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP: lws_callback_reasons = 44;
/// A client's HTTP connection has ended.
pub const LWS_CALLBACK_CLOSED_CLIENT_HTTP: lws_callback_reasons = 45;
/// A piece of the answer's body, without what chunking adds: `in` and `len`. Given from within
/// `lws_http_client_read`.
pub const LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ: lws_callback_reasons = 48;
/// A piece of the answer's body waits: call `lws_http_client_read` with room for it.
pub const LWS_CALLBACK_RECEIVE_CLIENT_HTTP: lws_callback_reasons = 46;
/// The answer to a client's HTTP request has come whole.
pub const LWS_CALLBACK_COMPLETED_CLIENT_HTTP: lws_callback_reasons = 47;
/// A client's HTTP request has a body to send (`lws_client_http_body_pending`), and can take some now.
pub const LWS_CALLBACK_CLIENT_HTTP_WRITEABLE: lws_callback_reasons = 57;
/// The server sends the client elsewhere: `in` is the URL, `len` the status. A return other than 0 does not follow.
pub const LWS_CALLBACK_CLIENT_HTTP_REDIRECT: lws_callback_reasons = 104;
/// A client's HTTP connection is now this protocol's.
pub const LWS_CALLBACK_CLIENT_HTTP_BIND_PROTOCOL: lws_callback_reasons = 85;
/// A client's HTTP connection is no longer this protocol's.
pub const LWS_CALLBACK_CLIENT_HTTP_DROP_PROTOCOL: lws_callback_reasons = 76;
/// A websocket has been opened by a client: its handshake has been answered. The session memory is zero. `in` is the
/// `SSL` when the connection has one. A return other than 0 closes at once.
pub const LWS_CALLBACK_ESTABLISHED: lws_callback_reasons = 0;
/// A server's websocket has ended, whoever ended it. Exactly one for each LWS_CALLBACK_ESTABLISHED; the session
/// memory is freed afterwards.
pub const LWS_CALLBACK_CLOSED: lws_callback_reasons = 4;
/// The program asked for it by `lws_callback_on_writable`, and a server's websocket can take more: one `lws_write`
/// now.
pub const LWS_CALLBACK_SERVER_WRITEABLE: lws_callback_reasons = 11;
/// A piece of a message has come to a server: `in` and `len`, with at least 8 bytes after it that may be written. A
/// message comes in one or more pieces: `lws_is_first_fragment`, `lws_is_final_fragment`, `lws_frame_is_binary` and
/// `lws_remaining_packet_payload` tell about it.
pub const LWS_CALLBACK_RECEIVE: lws_callback_reasons = 6;
/// A pong has come to a server: `in` and `len` are its payload.
pub const LWS_CALLBACK_RECEIVE_PONG: lws_callback_reasons = 7;
/// The peer has sent a close frame: `in` and `len` are its payload, the status in two bytes, high byte first, and a
/// text. Return 0 to let lws echo it and close, other than 0 to close without an echo.
pub const LWS_CALLBACK_WS_PEER_INITIATED_CLOSE: lws_callback_reasons = 38;
/// A client asks for a websocket of this protocol: `in` is the name asked for, `len` its length; the headers can be
/// read. A return other than 0 refuses it, before anything is answered.
pub const LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION: lws_callback_reasons = 20;
/// A client offers a websocket extension: `in` is its name. A return other than 0 declines it.
pub const LWS_CALLBACK_CONFIRM_EXTENSION_OKAY: lws_callback_reasons = 25;
/// A server's websocket is now this protocol's.
pub const LWS_CALLBACK_WS_SERVER_BIND_PROTOCOL: lws_callback_reasons = 77;
/// A server's websocket is no longer this protocol's.
pub const LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL: lws_callback_reasons = 78;
/// A client's connection failed before it was established: `in` and `len` are a text that tells why, or NULL and 0.
/// The object is freed afterwards.
pub const LWS_CALLBACK_CLIENT_CONNECTION_ERROR: lws_callback_reasons = 1;
/// The server has agreed to the websocket, and its headers can be read for the last time. A return other than 0
/// closes.
pub const LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH: lws_callback_reasons = 2;
/// A client's websocket has been opened.
pub const LWS_CALLBACK_CLIENT_ESTABLISHED: lws_callback_reasons = 3;
/// A client's websocket has ended.
pub const LWS_CALLBACK_CLIENT_CLOSED: lws_callback_reasons = 75;
/// A client's request is being written: `in` is a `char **` to where headers may be added (advance it), `len` how
/// many bytes are free.
pub const LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER: lws_callback_reasons = 24;
/// A piece of a message has come to a client: as LWS_CALLBACK_RECEIVE.
pub const LWS_CALLBACK_CLIENT_RECEIVE: lws_callback_reasons = 8;
/// A pong has come to a client: `in` and `len` are its payload.
pub const LWS_CALLBACK_CLIENT_RECEIVE_PONG: lws_callback_reasons = 9;
/// As LWS_CALLBACK_SERVER_WRITEABLE, for a client's websocket.
pub const LWS_CALLBACK_CLIENT_WRITEABLE: lws_callback_reasons = 10;
/// A client is about to offer a websocket extension: `in` is its name. A return other than 0 leaves it out.
pub const LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED: lws_callback_reasons = 26;
/// An extension's options may be set for a connection: `in` is the extension's name.
pub const LWS_CALLBACK_WS_EXT_DEFAULTS: lws_callback_reasons = 39;
/// A connection has been accepted and nothing read yet: `in` is the socket's number in a pointer; the address can be
/// told by `lws_get_peer_addresses`. A return other than 0 drops it. Given to the first protocol of the vhost.
pub const LWS_CALLBACK_FILTER_NETWORK_CONNECTION: lws_callback_reasons = 17;
/// A client's websocket is now this protocol's.
pub const LWS_CALLBACK_WS_CLIENT_BIND_PROTOCOL: lws_callback_reasons = 79;
/// A client's websocket is no longer this protocol's.
pub const LWS_CALLBACK_WS_CLIENT_DROP_PROTOCOL: lws_callback_reasons = 80;
/// lws asks which thread this is, when a program uses several. Return a number for it.
pub const LWS_CALLBACK_GET_THREAD_ID: lws_callback_reasons = 31;
/// For programs that poll themselves: watch a descriptor. `in` is a `struct lws_pollargs`. Given to the first
/// protocol of the first vhost, as the next four.
pub const LWS_CALLBACK_ADD_POLL_FD: lws_callback_reasons = 32;
/// For programs that poll themselves: forget a descriptor. `in` is a `struct lws_pollargs`.
pub const LWS_CALLBACK_DEL_POLL_FD: lws_callback_reasons = 33;
/// For programs that poll themselves: watch a descriptor for other events. `in` is a `struct lws_pollargs`.
pub const LWS_CALLBACK_CHANGE_MODE_POLL_FD: lws_callback_reasons = 34;
/// For programs that poll themselves in several threads: the set of descriptors is about to change. `len` is other
/// than 0 when a lock is needed.
pub const LWS_CALLBACK_LOCK_POLL: lws_callback_reasons = 35;
/// For programs that poll themselves in several threads: the set of descriptors has been changed.
pub const LWS_CALLBACK_UNLOCK_POLL: lws_callback_reasons = 36;
/// A CGI process has something to say: `in` is a `struct lws_cgi_args`.
pub const LWS_CALLBACK_CGI: lws_callback_reasons = 40;
/// A CGI process has ended: `in` is a `struct lws_cgi_args`.
pub const LWS_CALLBACK_CGI_TERMINATED: lws_callback_reasons = 41;
/// A piece of a request's body is for a CGI process: `in` is a `struct lws_cgi_args`.
pub const LWS_CALLBACK_CGI_STDIN_DATA: lws_callback_reasons = 42;
/// The body for a CGI process has come whole.
pub const LWS_CALLBACK_CGI_STDIN_COMPLETED: lws_callback_reasons = 43;
/// A CGI process has been started: `len` is its process id.
pub const LWS_CALLBACK_CGI_PROCESS_ATTACH: lws_callback_reasons = 70;
/// The generic-sessions plugin is asked about a session.
pub const LWS_CALLBACK_SESSION_INFO: lws_callback_reasons = 54;
/// The generic-sessions plugin tells of an event.
pub const LWS_CALLBACK_GS_EVENT: lws_callback_reasons = 55;
/// A mount's per-mount options are told to the protocol: `in` is the list.
pub const LWS_CALLBACK_HTTP_PMO: lws_callback_reasons = 56;
/// Raw proxy, outgoing side: bytes have come.
pub const LWS_CALLBACK_RAW_PROXY_CLI_RX: lws_callback_reasons = 89;
/// Raw proxy, incoming side: bytes have come.
pub const LWS_CALLBACK_RAW_PROXY_SRV_RX: lws_callback_reasons = 90;
/// Raw proxy, outgoing side: the connection has ended.
pub const LWS_CALLBACK_RAW_PROXY_CLI_CLOSE: lws_callback_reasons = 91;
/// Raw proxy, incoming side: the connection has ended.
pub const LWS_CALLBACK_RAW_PROXY_SRV_CLOSE: lws_callback_reasons = 92;
/// Raw proxy, outgoing side: the connection can take more.
pub const LWS_CALLBACK_RAW_PROXY_CLI_WRITEABLE: lws_callback_reasons = 93;
/// Raw proxy, incoming side: the connection can take more.
pub const LWS_CALLBACK_RAW_PROXY_SRV_WRITEABLE: lws_callback_reasons = 94;
/// Raw proxy, outgoing side: the connection is there.
pub const LWS_CALLBACK_RAW_PROXY_CLI_ADOPT: lws_callback_reasons = 95;
/// Raw proxy, incoming side: the connection is there.
pub const LWS_CALLBACK_RAW_PROXY_SRV_ADOPT: lws_callback_reasons = 96;
/// Raw proxy, outgoing side: the connection is now this protocol's.
pub const LWS_CALLBACK_RAW_PROXY_CLI_BIND_PROTOCOL: lws_callback_reasons = 97;
/// Raw proxy, incoming side: the connection is now this protocol's.
pub const LWS_CALLBACK_RAW_PROXY_SRV_BIND_PROTOCOL: lws_callback_reasons = 98;
/// Raw proxy, outgoing side: the connection is no longer this protocol's.
pub const LWS_CALLBACK_RAW_PROXY_CLI_DROP_PROTOCOL: lws_callback_reasons = 99;
/// Raw proxy, incoming side: the connection is no longer this protocol's.
pub const LWS_CALLBACK_RAW_PROXY_SRV_DROP_PROTOCOL: lws_callback_reasons = 100;
/// Bytes have come on a raw connection: `in` and `len`.
pub const LWS_CALLBACK_RAW_RX: lws_callback_reasons = 59;
/// A raw connection has ended.
pub const LWS_CALLBACK_RAW_CLOSE: lws_callback_reasons = 60;
/// The program asked for it by `lws_callback_on_writable`, and a raw connection can take more.
pub const LWS_CALLBACK_RAW_WRITEABLE: lws_callback_reasons = 61;
/// A raw connection to this server is there.
pub const LWS_CALLBACK_RAW_ADOPT: lws_callback_reasons = 62;
/// A raw connection that a client opened is there.
pub const LWS_CALLBACK_RAW_CONNECTED: lws_callback_reasons = 101;
/// A raw connection is now this protocol's.
pub const LWS_CALLBACK_RAW_SKT_BIND_PROTOCOL: lws_callback_reasons = 81;
/// A raw connection is no longer this protocol's.
pub const LWS_CALLBACK_RAW_SKT_DROP_PROTOCOL: lws_callback_reasons = 82;
/// A descriptor that the program handed over as a raw file is being watched.
pub const LWS_CALLBACK_RAW_ADOPT_FILE: lws_callback_reasons = 63;
/// A raw file can be read: the program reads it, by its descriptor (`lws_get_socket_fd`).
pub const LWS_CALLBACK_RAW_RX_FILE: lws_callback_reasons = 64;
/// The program asked for it by `lws_callback_on_writable`, and a raw file can be written.
pub const LWS_CALLBACK_RAW_WRITEABLE_FILE: lws_callback_reasons = 65;
/// A raw file is no longer watched.
pub const LWS_CALLBACK_RAW_CLOSE_FILE: lws_callback_reasons = 66;
/// A raw file is now this protocol's.
pub const LWS_CALLBACK_RAW_FILE_BIND_PROTOCOL: lws_callback_reasons = 83;
/// A raw file is no longer this protocol's.
pub const LWS_CALLBACK_RAW_FILE_DROP_PROTOCOL: lws_callback_reasons = 84;
/// The time set by `lws_set_timer_usecs` has passed.
pub const LWS_CALLBACK_TIMER: lws_callback_reasons = 73;
/// Another thread has called `lws_cancel_service`. Given to every protocol of every vhost, with a wsi good only for
/// `lws_get_context`, `lws_get_vhost` and `lws_get_protocol`.
pub const LWS_CALLBACK_EVENT_WAIT_CANCELLED: lws_callback_reasons = 71;
/// A child is being closed, to the protocol of its parent and with the parent's session: `in` and `wsi` are the child, whose
/// parent `lws_get_parent` still gives.
pub const LWS_CALLBACK_CHILD_CLOSING: lws_callback_reasons = 69;
/// A client's socket is about to connect, to the server or to its proxy: `in` is its number in a pointer. The socket may be
/// set up further here; another result than 0 ends the connection. Of a name with several addresses it comes for each that
/// is tried. Since lws 4.3.
pub const LWS_CALLBACK_CONNECTING: lws_callback_reasons = 105;
/// The vhost's certificate has been looked at: `len` is the number of days for which it is good, `in` a `struct
/// lws_acme_cert_aging_args`.
pub const LWS_CALLBACK_VHOST_CERT_AGING: lws_callback_reasons = 72;
/// A new certificate is being fetched: `len` is a LWS_CUS_ value, `in` a text.
pub const LWS_CALLBACK_VHOST_CERT_UPDATE: lws_callback_reasons = 74;
/// MQTT: a client's object has been made.
pub const LWS_CALLBACK_MQTT_NEW_CLIENT_INSTANTIATED: lws_callback_reasons = 200;
/// MQTT: a client has nothing to do.
pub const LWS_CALLBACK_MQTT_IDLE: lws_callback_reasons = 201;
/// MQTT: a client is connected.
pub const LWS_CALLBACK_MQTT_CLIENT_ESTABLISHED: lws_callback_reasons = 202;
/// MQTT: a subscription has been confirmed.
pub const LWS_CALLBACK_MQTT_SUBSCRIBED: lws_callback_reasons = 203;
/// MQTT: a client can take more.
pub const LWS_CALLBACK_MQTT_CLIENT_WRITEABLE: lws_callback_reasons = 204;
/// MQTT: a message, or a piece of one, has come.
pub const LWS_CALLBACK_MQTT_CLIENT_RX: lws_callback_reasons = 205;
/// MQTT: the end of a subscription has been confirmed.
pub const LWS_CALLBACK_MQTT_UNSUBSCRIBED: lws_callback_reasons = 206;
/// MQTT: a client is no longer this protocol's.
pub const LWS_CALLBACK_MQTT_DROP_PROTOCOL: lws_callback_reasons = 207;
/// MQTT: a client's connection has ended.
pub const LWS_CALLBACK_MQTT_CLIENT_CLOSED: lws_callback_reasons = 208;
/// MQTT: a message has been confirmed.
pub const LWS_CALLBACK_MQTT_ACK: lws_callback_reasons = 209;
/// MQTT: a message has not been confirmed in time and is to be sent again.
pub const LWS_CALLBACK_MQTT_RESEND: lws_callback_reasons = 210;
/// MQTT: the end of a subscription has not been confirmed in time. Since lws 4.3.
pub const LWS_CALLBACK_MQTT_UNSUBSCRIBE_TIMEOUT: lws_callback_reasons = 211;
/// MQTT: a device shadow has not been answered in time. Since lws 4.3.
pub const LWS_CALLBACK_MQTT_SHADOW_TIMEOUT: lws_callback_reasons = 212;
/// The first number that a program may use for reasons of its own, with `lws_callback_all_protocol` and the like.
pub const LWS_CALLBACK_USER: lws_callback_reasons = 1000;

/// In what `lws_callback_http_dummy` does by itself: CGI output.
pub const LWS_CB_REASON_AUX_BF__CGI: c_int = 1;

/// In what `lws_callback_http_dummy` does by itself: proxied answers.
pub const LWS_CB_REASON_AUX_BF__PROXY: c_int = 2;

/// In what `lws_callback_http_dummy` does by itself: the end of a chunked CGI body.
pub const LWS_CB_REASON_AUX_BF__CGI_CHUNK_END: c_int = 4;

/// In what `lws_callback_http_dummy` does by itself: a CGI process's headers.
pub const LWS_CB_REASON_AUX_BF__CGI_HEADERS: c_int = 8;

/// In what `lws_callback_http_dummy` does by itself: the end of a proxied answer.
pub const LWS_CB_REASON_AUX_BF__PROXY_TRANS_END: c_int = 16;

/// In what `lws_callback_http_dummy` does by itself: a proxied answer's headers.
pub const LWS_CB_REASON_AUX_BF__PROXY_HEADERS: c_int = 32;

/// Why a websocket extension's callback is called.
pub type lws_extension_callback_reasons = c_int;
/// A server's connection begins to use the extension.
pub const LWS_EXT_CB_CONSTRUCT: lws_extension_callback_reasons = 4;
/// A client's connection begins to use the extension.
pub const LWS_EXT_CB_CLIENT_CONSTRUCT: lws_extension_callback_reasons = 5;
/// The connection ends.
pub const LWS_EXT_CB_DESTROY: lws_extension_callback_reasons = 8;
/// A frame is about to be sent.
pub const LWS_EXT_CB_PACKET_TX_PRESEND: lws_extension_callback_reasons = 12;
/// A payload is to be transformed before it is framed.
pub const LWS_EXT_CB_PAYLOAD_TX: lws_extension_callback_reasons = 21;
/// A received payload is to be transformed.
pub const LWS_EXT_CB_PAYLOAD_RX: lws_extension_callback_reasons = 22;
/// The options are to be set to their defaults.
pub const LWS_EXT_CB_OPTION_DEFAULT: lws_extension_callback_reasons = 23;
/// An option has been agreed on, by its index.
pub const LWS_EXT_CB_OPTION_SET: lws_extension_callback_reasons = 24;
/// The options that were agreed on are to be written down.
pub const LWS_EXT_CB_OPTION_CONFIRM: lws_extension_callback_reasons = 25;
/// An option is to be set, by its name.
pub const LWS_EXT_CB_NAMED_OPTION_SET: lws_extension_callback_reasons = 26;

/// What kind of value an extension's option takes.
pub type lws_ext_options_types = c_int;
/// None.
pub const EXTARG_NONE: lws_ext_options_types = 0;
/// A number.
pub const EXTARG_DEC: lws_ext_options_types = 1;
/// A number, or none.
pub const EXTARG_OPT_DEC: lws_ext_options_types = 2;
