//! The creation info and the lists it points to, converted once at entry into what the floors below use.

use crate::abi;
use crate::core::context::{Baggage, Limits};
use crate::core::dispatch::text;
use crate::core::vhost::{DEFAULT_VALIDITY, Mount, Origin, Validity, VhostConfig};
use crate::sys::identity;
use crate::util::log;
use core::ffi::{CStr, c_char};
use std::ffi::CString;

/// The least that a request head may be allowed to be: programs' own limits count header values alone.
const LEAST_HEAD: usize = 16 * 1024;
/// The environment variable that makes the library as lax as genuine lws with its peers.
const LAX: &CStr = c"LWSX_LAX";

/// Options that hand the loop to somebody else.
const FOREIGN_LOOPS: u64 = abi::LWS_SERVER_OPTION_LIBEV
    | abi::LWS_SERVER_OPTION_LIBUV
    | abi::LWS_SERVER_OPTION_LIBEVENT
    | abi::LWS_SERVER_OPTION_GLIB
    | abi::LWS_SERVER_OPTION_SDEVENT
    | abi::LWS_SERVER_OPTION_ULOOP;

/// Text that may be missing.
///
/// # Safety
/// `p` is NULL or a C string.
unsafe fn optional(p: *const c_char) -> Option<CString> {
    (!p.is_null()).then(|| text(p))
}

/// What the whole context is set to. `None`: a member cannot be honoured, and the log says which.
///
/// # Safety
/// The info is as `lws_create_context` asks for.
pub unsafe fn limits(info: &abi::lws_context_creation_info) -> Option<Limits> {
    if info.ssl_cert_filepath.is_null() && info.server_ssl_cert_mem.is_null() {
        // No certificate, no TLS server.
    } else {
        log::err(format_args!(
            "lws_create_context: a certificate was given, but this version does not provide TLS; refused, \
             since serving in the clear what should be encrypted is no answer"
        ));
        return None;
    }
    if info.options & FOREIGN_LOOPS != 0 {
        log::err(format_args!(
            "lws_create_context: a foreign event loop was asked for (libuv, libev, libevent, glib, sdevent or uloop), but \
             this version has its own loop alone; refused. Leave the option out and call lws_service()"
        ));
        return None;
    }
    log_ignored(info);
    let head = info.max_http_header_data2.max(info.max_http_header_data.into()) as usize;
    // SAFETY: the caller's promise.
    let (named_uid, named_gid) = unsafe { identity_by_name(info) }?;
    let (uid, gid) = (info.uid(), info.gid());
    let chosen = |n: u32| (n != 0 && n != u32::MAX).then_some(n);
    Some(Limits {
        options: info.options,
        max_head: head.max(LEAST_HEAD),
        slice: if info.pt_serv_buf_size != 0 { info.pt_serv_buf_size as usize } else { 4096 },
        max_connections: info.fd_limit_per_thread as usize,
        timeout_secs: if info.timeout_secs != 0 { info.timeout_secs.into() } else { 20 },
        lax: identity::secure_env(LAX).is_some_and(|v| v.as_bytes() == b"1"),
        hostname: identity::hostname(),
        baggage: Baggage(info.external_baggage_free_on_destroy),
        identity: (named_uid.or(chosen(uid)), named_gid.or(chosen(gid))),
    })
}

/// Says once per context which of the members that were set are not looked at.
fn log_ignored(info: &abi::lws_context_creation_info) {
    let set = [
        ("caps", info.count_caps != 0),
        ("unix_socket_perms", !info.unix_socket_perms.is_null()),
        ("rlimit_nofile", info.rlimit_nofile != 0),
        ("log_filepath", !info.log_filepath.is_null()),
        ("log_cx", !info.log_cx().is_null()),
        ("fops", !info.fops.is_null()),
        ("reject_service_keywords", !info.reject_service_keywords.is_null()),
        ("listen_accept_role", !info.listen_accept_role.is_null()),
        ("listen_accept_protocol", !info.listen_accept_protocol.is_null()),
        ("system_ops", !info.system_ops.is_null()),
        ("register_notifier_list", !info.register_notifier_list.is_null()),
        ("early_smd_cb", info.early_smd_cb.is_some()),
        ("event_lib_custom", !info.event_lib_custom().is_null()),
        ("http_proxy_address", !info.http_proxy_address.is_null()),
    ];
    for (name, _) in set.iter().filter(|(_, is_set)| *is_set) {
        log::warn(format_args!(
            "lws_create_context: info.{name} is not provided yet and ignored; see docs/compatibility.md"
        ));
    }
}

/// The user and group that the info names. `None`: there is none of that name.
///
/// # Safety
/// The names are NULL or C strings.
unsafe fn identity_by_name(info: &abi::lws_context_creation_info) -> Option<(Option<u32>, Option<u32>)> {
    // SAFETY: the caller's promise.
    let (user, group) = unsafe { (optional(info.username), optional(info.groupname)) };
    let mut ids = (None, None);
    if let Some(group) = group {
        ids.1 = identity::group_named(&group);
        if ids.1.is_none() {
            log::err(format_args!("lws_create_context: there is no group {}; refused", group.to_string_lossy()));
            return None;
        }
    }
    if let Some(user) = user {
        let Some((uid, gid)) = identity::user_named(&user) else {
            log::err(format_args!("lws_create_context: there is no user {}; refused", user.to_string_lossy()));
            return None;
        };
        ids = (Some(uid), ids.1.or(Some(gid)));
    }
    Some(ids)
}

/// What a vhost is made from. `None`: something cannot be honoured, and the log says what.
///
/// # Safety
/// The info is as `lws_create_vhost` asks for.
pub unsafe fn vhost(info: &abi::lws_context_creation_info) -> Option<VhostConfig> {
    if !(-2..=65535).contains(&info.port) {
        log::err(format_args!(
            "port {} is none: give 1 to 65535, 0 for any free one, or CONTEXT_PORT_NO_LISTEN",
            info.port
        ));
        return None;
    }
    if !info.extensions.is_null() {
        log::info(format_args!("extensions were given; this version negotiates none, so messages are not compressed"));
    }
    // SAFETY: the caller's promise covers each list and text of the info.
    unsafe {
        Some(VhostConfig {
            name: optional(info.vhost_name).unwrap_or_else(|| c"default".into()),
            port: info.port,
            iface: optional(info.iface),
            protocols: protocols(info),
            mounts: mounts(info.mounts),
            headers: pairs(info.headers),
            pvo: info.pvo,
            user: info.user,
            options: info.options,
            keepalive_timeout: if info.keepalive_timeout != 0 { info.keepalive_timeout } else { 5 },
            connect_timeout_secs: if info.connect_timeout_secs != 0 { info.connect_timeout_secs.into() } else { 20 },
            server_string: optional(info.server_string).unwrap_or_default(),
            error_document_404: optional(info.error_document_404).map(CString::into_bytes),
            validity: validity(info.retry_and_idle_policy),
            tcp_keepalive: (info.ka_time, info.ka_probes, info.ka_interval),
            finalize: info.finalize,
            finalize_arg: info.finalize_arg,
        })
    }
}

/// The program's protocols, from whichever of the two members it used; without any, the one that answers 404.
unsafe fn protocols(info: &abi::lws_context_creation_info) -> Vec<abi::lws_protocols> {
    let mut list = Vec::new();
    // SAFETY: `pprotocols` is an array of pointers ended by NULL, `protocols` an array ended by an entry without callback.
    unsafe {
        if !info.pprotocols.is_null() {
            let mut at = info.pprotocols;
            while let Some(p) = (*at).as_ref() {
                list.push(*p);
                at = at.add(1);
            }
        } else if !info.protocols.is_null() {
            let mut at = info.protocols;
            while (*at).callback.is_some() {
                list.push(*at);
                at = at.add(1);
            }
        }
    }
    if list.is_empty() {
        let mut dummy = crate::core::dispatch::no_protocol();
        dummy.name = c"http-only".as_ptr();
        dummy.callback = Some(super::dummy::lws_callback_http_dummy);
        list.push(dummy);
    }
    list
}

/// A list of names and values.
unsafe fn pairs(list: *const abi::lws_protocol_vhost_options) -> Vec<(CString, CString)> {
    let mut out = Vec::new();
    let mut at = list;
    // SAFETY: the caller's promise: a list of valid entries.
    while let Some(entry) = unsafe { at.as_ref() } {
        out.push((text(entry.name), text(entry.value)));
        at = entry.next;
    }
    out
}

unsafe fn mounts(list: *const abi::lws_http_mount) -> Vec<Mount> {
    let mut out = Vec::new();
    let mut at = list;
    // SAFETY: the caller's promise: a list of valid entries.
    while let Some(m) = unsafe { at.as_ref() } {
        at = m.mount_next;
        // SAFETY: the members are C strings, or NULL.
        let mount = unsafe { mount(m) };
        out.push(mount);
    }
    out
}

unsafe fn mount(m: &abi::lws_http_mount) -> Mount {
    let point = text(m.mountpoint);
    let length = usize::from(m.mountpoint_len).min(point.as_bytes().len());
    let point = point.as_bytes()[..length].to_vec();
    let origin = text(m.origin);
    let shown = String::from_utf8_lossy(&point).into_owned();
    let kind = match abi::lws_mount_protocols::from(m.origin_protocol) {
        abi::LWSMPRO_FILE => Origin::File,
        abi::LWSMPRO_CALLBACK => Origin::Callback,
        abi::LWSMPRO_REDIR_HTTP => Origin::RedirectHttp,
        abi::LWSMPRO_REDIR_HTTPS => Origin::RedirectHttps,
        other => {
            log::err(format_args!("mount {shown}: origin_protocol {other} is not served; it answers 404"));
            Origin::Unserved
        }
    };
    if kind == Origin::File
        && let Err(e) = crate::sys::file::folder_is_readable(origin.as_bytes())
    {
        log::warn(format_args!(
            "mount {shown}: {}: {e}; it answers 404 until it can be read",
            origin.to_string_lossy()
        ));
    }
    if !m.basic_auth_login_file.is_null() {
        log::err(format_args!("mount {shown}: basic_auth_login_file is not provided yet; the mount answers 404"));
    }
    // SAFETY: the caller's promise.
    let (default_file, protocol, types) = unsafe { (optional(m.def), optional(m.protocol), pairs(m.extra_mimetypes)) };
    Mount {
        point,
        origin,
        kind: if m.basic_auth_login_file.is_null() { kind } else { Origin::Unserved },
        default_file,
        protocol,
        mimetypes: types.into_iter().map(|(end, t)| (end.into_bytes(), t)).collect(),
        cache: (m.cache_max_age.max(0) as u32, m.cache_reusable(), m.cache_revalidate(), m.cache_intermediaries()),
        auth_mask: m.auth_mask,
        options: m.cgienv,
    }
}

/// The two members of the retry policy that count for an idle connection.
fn validity(policy: *const abi::lws_retry_bo_t) -> Validity {
    // SAFETY: NULL, or the program's struct, valid during the call that makes the vhost.
    match unsafe { policy.as_ref() } {
        Some(p) => Validity { ping: p.secs_since_valid_ping, hangup: p.secs_since_valid_hangup },
        None => DEFAULT_VALIDITY,
    }
}
