//! Connections that the program makes to servers.

use super::misc::lws_retry_get_delay_ms;
use super::timeout_timer::lws_sul_schedule;
use super::{with_context, with_vhost, with_wsi};
use crate::abi::{self, lws, lws_client_connect_info, lws_retry_bo_t, lws_sorted_usec_list_t, lws_vhost, sul_cb_t};
use crate::core::client::{Proxy, Target};
use crate::core::context::ContextRef;
use crate::core::dispatch;
use crate::core::vhost::{Validity, VhostRef};
use crate::core::wsi::{Policy, Role, WsiRef, flag};
use crate::role::client::{self, Start, body};
use crate::service::life;
use crate::util::log;
use core::ffi::{c_char, c_int, c_uint};

/// Connects to a server, as a websocket (`method` NULL) or with an HTTP request.
///
/// It never waits: names are looked up in another thread, and what comes of it is told in callbacks of the protocol that
/// `local_protocol_name` names, or `protocol`, or else of the first one. A websocket gets
/// `LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER`, where headers can be added, then `LWS_CALLBACK_CLIENT_ESTABLISHED`, or
/// `LWS_CALLBACK_CLIENT_CONNECTION_ERROR` with a text, once. A request gets `LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP` when
/// the head of the response is there, `LWS_CALLBACK_RECEIVE_CLIENT_HTTP` while its body comes (lws_http_client_read()),
/// `LWS_CALLBACK_COMPLETED_CLIENT_HTTP`, and `LWS_CALLBACK_CLOSED_CLIENT_HTTP`.
///
/// Redirects are followed three times (ABI 19: four), unless `ssl_connection` has `LCCSCF_HTTP_NO_FOLLOW_REDIRECT`. With
/// `LCCSCF_PIPELINE`, a connection whose response is complete is kept for `keep_warm_secs` (0: 5 seconds), and the next
/// request with it to the same place goes out there. With `LCCSCF_USE_SSL`
/// the connection is a TLS one, to a server whose certificate is checked against the system's authorities and those of the
/// vhost, and against `host`; `LCCSCF_ALLOW_SELFSIGNED` and its sisters forgive what their names say. `address` may be `+`
/// and the path of a unix socket.
///
/// @param ccinfo what to connect to; it and its strings may be freed when the call returns. `retry_and_idle_policy` and
///        `userdata` are kept
/// @return the connection, which was stored at `pwsi` before the first callback; NULL if it could not be begun
///
/// # Safety
/// `ccinfo` is NULL or valid, with its strings; its `context`, `vhost` and `pwsi` are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_client_connect_via_info(ccinfo: *const lws_client_connect_info) -> *mut lws {
    const NAME: &str = "lws_client_connect_via_info";
    // SAFETY: the caller's promise.
    let Some(info) = (unsafe { ccinfo.as_ref() }) else {
        log::err(format_args!("{NAME}: the info is NULL"));
        return core::ptr::null_mut();
    };
    // SAFETY: the caller's promise.
    let wsi = unsafe {
        with_context(NAME, info.context, core::ptr::null_mut(), move |c| {
            connect(c, info).map_or(core::ptr::null_mut(), |w| w.to_c())
        })
    };
    if wsi.is_null() && !info.pwsi.is_null() {
        // SAFETY: the caller's promise.
        unsafe { *info.pwsi = core::ptr::null_mut() };
    }
    wsi
}

/// # Safety
/// As for [`lws_client_connect_via_info`].
unsafe fn connect(context: ContextRef, info: &lws_client_connect_info) -> Option<WsiRef> {
    let refuse = |why: &str| {
        log::err(format_args!("lws_client_connect_via_info: {why}"));
        None
    };
    if context.doomed.get() || context.destroying.get() {
        return refuse("the context is being destroyed");
    }
    if !context.in_service.get() && !life::start(context) {
        return None;
    }
    // SAFETY: the caller's promise.
    let vhost = unsafe { dispatch::vhost_of(info.vhost) };
    let Some(vhost) = vhost.or_else(|| default_vhost(context)) else { return refuse("the context has no vhost") };
    let flags = info.ssl_connection;
    // SAFETY: the caller's promise.
    let text = |p: *const c_char| (!p.is_null()).then(|| dispatch::text(p).into_bytes());
    let Some(address) = text(info.address).filter(|a| !a.is_empty()) else { return refuse("address is missing") };
    let unix = address.starts_with(b"+");
    let Some(port) = u16::try_from(info.port).ok().filter(|p| *p != 0 || unix) else {
        return refuse("port is none: give 1 to 65535");
    };
    let mut path = text(info.path).unwrap_or_default();
    if !path.starts_with(b"/") {
        path.insert(0, b'/');
    }
    let target = Target {
        host: text(info.host).unwrap_or_else(|| if unix { b"localhost".to_vec() } else { address.clone() }),
        address,
        port,
        path,
        origin: text(info.origin),
        protocols: text(info.protocol).filter(|p| !p.is_empty()),
        method: text(info.method),
        iface: text(info.iface),
        flags,
        keep_secs: info.keep_warm_secs,
    };
    let pieces = [Some(&target.path), Some(&target.host), target.origin.as_ref(), target.protocols.as_ref()];
    let method = target.method.as_deref().unwrap_or(b"GET");
    if pieces.into_iter().flatten().any(|p| p.iter().any(|b| b.is_ascii_control()))
        || target.path.contains(&b' ')
        || method.is_empty()
        || !method.iter().all(u8::is_ascii_alphabetic)
    {
        return refuse("method, path, host, origin or protocol holds what would end its line; refused");
    }
    if method == b"MQTT" {
        return refuse("the method MQTT is not provided: Debian builds lws without it");
    }
    let local = text(info.local_protocol_name).or_else(|| target.protocols.clone());
    let protocol = local.and_then(|name| vhost.protocol_named(&name));
    let start = Start {
        target,
        protocol,
        user: info.userdata,
        opaque: info.opaque_user_data,
        // SAFETY: the caller's promise.
        parent: unsafe { dispatch::wsi_of(info.parent_wsi) },
        // SAFETY: the caller's promise.
        policy: unsafe { policy(info.retry_and_idle_policy) },
    };
    let pwsi = info.pwsi;
    client::begin(context, vhost, start, move |w| dispatch::publish(w, pwsi)).filter(|w| w.is_live())
}

/// The vhost named `default`, or else the first.
fn default_vhost(context: ContextRef) -> Option<VhostRef> {
    let vhosts = context.vhosts.borrow();
    let named = vhosts.iter().find(|v| v.with(|s| s.name() == c"default") == Some(true));
    named.or_else(|| vhosts.first()).copied()
}

/// # Safety
/// `given` is NULL or valid.
unsafe fn policy(given: *const lws_retry_bo_t) -> Option<Policy> {
    // SAFETY: the caller's promise.
    let p = unsafe { given.as_ref() }?;
    Some(Policy { validity: Validity { ping: p.secs_since_valid_ping, hangup: p.secs_since_valid_hangup }, given })
}

/// Reads received bytes of a response's body, when `LWS_CALLBACK_RECEIVE_CLIENT_HTTP` has told that there are some. What
/// is body of them comes in `LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ` before this returns, without any transfer coding; at
/// the end of the body, `LWS_CALLBACK_COMPLETED_CLIENT_HTTP` too.
///
/// @param buf in: a buffer; out: behind what was used of it. The bytes are those of the callback, which are valid during
///        the callback
/// @param len in: most bytes to read; out: 0
/// @return 0; or not 0: return -1 from your callback, so that the connection is closed
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; `buf` and `len` are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_client_read(wsi: *mut lws, buf: *mut *mut c_char, len: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_http_client_read", wsi, -1, move |w| {
            if w.role() != Role::Client || len.is_null() {
                log::err(format_args!("lws_http_client_read: no HTTP client connection, or len is NULL"));
                return -1;
            }
            let room = usize::try_from(*len).unwrap_or(0);
            *len = 0;
            match body::read(w, room) {
                Ok(n) => {
                    if !buf.is_null() && !(*buf).is_null() {
                        *buf = (*buf).wrapping_add(n.min(room));
                    }
                    0
                }
                Err(r) => r,
            }
        })
    }
}

/// The status of the server's response.
///
/// @return the status, from the first callback about the response to the end of the last; 0 if there is none
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_http_client_http_response(wsi: *mut lws) -> c_uint {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_http_client_http_response", wsi, 0, |w| {
            w.with_client(|c| c.reply.as_ref().map_or(0, |r| r.status.into())).unwrap_or(0)
        })
    }
}

/// Tells that a request has a body still to be sent, or (0) that it is complete. While it has, asking for writeable with
/// lws_callback_on_writable() gives `LWS_CALLBACK_CLIENT_HTTP_WRITEABLE`, where lws_write() sends a piece.
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_client_http_body_pending(wsi: *mut lws, something_left_to_send: c_int) {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_client_http_body_pending", wsi, (), move |w| {
            w.with_client(|c| c.body_pending = something_left_to_send != 0);
        })
    }
}

/// Writes the beginning of a part of a multipart body, or (`name` NULL) the body's end, for a request made with
/// `LCCSCF_HTTP_MULTIPART_MIME`. The part's content comes after it.
///
/// @param name the field's name
/// @param filename the file's name, or NULL
/// @param content_type the part's type, or NULL
/// @param p in: where to write; out: behind what was written
/// @param end end of the buffer
/// @return 0, or 1 if it does not fit or the request is not such a one: nothing is written then
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; the texts are NULL or C strings; `*p` to `end` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_client_http_multipart(
    wsi: *mut lws,
    name: *const c_char,
    filename: *const c_char,
    content_type: *const c_char,
    p: *mut *mut c_char,
    end: *mut c_char,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_client_http_multipart", wsi, 1, move |w| {
            let known = w.with_client(|c| (c.boundary.clone(), c.part_begun)).filter(|(b, _)| !b.is_empty());
            let (Some((boundary, begun)), false) = (known, p.is_null()) else {
                log::err(format_args!(
                    "lws_client_http_multipart: the request was not made with LCCSCF_HTTP_MULTIPART_MIME, or p is NULL"
                ));
                return 1;
            };
            let quoted = |t: *const c_char| dispatch::text(t).to_string_lossy().replace(['"', '\r', '\n'], "%22");
            let mut text = String::new();
            if name.is_null() {
                text = format!("\r\n--{boundary}--\r\n");
            } else {
                if begun {
                    text.push_str("\r\n");
                }
                text += &format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(name));
                if !filename.is_null() {
                    text += &format!("; filename=\"{}\"", quoted(filename));
                }
                if !content_type.is_null() {
                    text += &format!("\r\nContent-Type: {}", quoted(content_type));
                }
                text.push_str("\r\n\r\n");
            }
            let room = (end as usize).saturating_sub(*p as usize);
            if text.len() > room {
                log::err(format_args!("lws_client_http_multipart: {} bytes do not fit into {room}", text.len()));
                return 1;
            }
            core::ptr::copy_nonoverlapping(text.as_ptr(), (*p).cast(), text.len());
            *p = (*p).add(text.len());
            w.with_client(|c| c.part_begun = true);
            0
        })
    }
}

/// Sets the HTTP proxy of a vhost's client connections.
///
/// @param proxy `[http://][user:password@]host:port`, an IPv6 address in brackets
/// @return 0; -1 if it is none, and what was set before stays
///
/// # Safety
/// `vhost` is NULL or came from this library; `proxy` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_proxy(vhost: *mut lws_vhost, proxy: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_set_proxy", vhost, -1, move |v| {
            let text = dispatch::text(proxy);
            let before = v.proxies.borrow().http.as_ref().map_or(0, |p| p.port);
            match Proxy::parse(text.as_bytes(), before) {
                Some(p) => v.proxies.borrow_mut().http = Some(p),
                None => {
                    log::err(format_args!("lws_set_proxy: {text:?} is no proxy: give host:port"));
                    return -1;
                }
            }
            0
        })
    }
}

/// Milliseconds before each try when the program gives no policy.
const DEFAULT_TABLE: [u32; 4] = [1000, 3000, 9000, 17000];

/// As lws_retry_sul_schedule(), with the policy that the connection was made with, or else the default one.
///
/// @return 0 if the next try is scheduled; 1 if the tries are used up
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library, and its policy is still valid; `sul` and `ctry` are as for
/// lws_retry_sul_schedule().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_retry_sul_schedule_retry_wsi(
    wsi: *mut lws,
    sul: *mut lws_sorted_usec_list_t,
    cb: sul_cb_t,
    ctry: *mut u16,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_retry_sul_schedule_retry_wsi", wsi, 1, move |w| {
            let own = w.has(flag::OWN_POLICY).then(|| w.rare(|r| r.policy.map(|p| p.given)).flatten()).flatten();
            let default = lws_retry_bo_t {
                retry_ms_table: DEFAULT_TABLE.as_ptr(),
                retry_ms_table_count: DEFAULT_TABLE.len() as u16,
                conceal_count: DEFAULT_TABLE.len() as u16,
                secs_since_valid_ping: 300,
                secs_since_valid_hangup: 310,
                jitter_percent: 20,
            };
            let policy = own.filter(|p| !p.is_null()).unwrap_or(&raw const default);
            let Some(context) = w.context() else { return 1 };
            let mut conceal = 0;
            let ms = lws_retry_get_delay_ms(context.to_c(), policy, ctry, &mut conceal);
            if conceal == 0 {
                return 1;
            }
            lws_sul_schedule(context.to_c(), 0, sul, cb, i64::from(ms) * 1000);
            0
        })
    }
}
