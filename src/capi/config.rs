//! The creation info and the lists it points to, converted once at entry into what the floors below use.

use super::config_tls;
use crate::abi;
use crate::core::client::{Proxies, Proxy};
use crate::core::context::{Baggage, Limits, Place, Unwelcome};
use crate::core::dispatch::text;
use crate::core::vhost::{DEFAULT_VALIDITY, Mount, Origin, Validity, VhostConfig};
use crate::sys::evlib::Kind;
use crate::sys::identity::{self, Identity};
use crate::util::{log, smd};
use core::ffi::{CStr, c_char};
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::ffi::CString;

/// The least that a request head may be allowed to be: programs' own limits count header values alone.
const LEAST_HEAD: usize = 16 * 1024;
/// The environment variable that makes the library as lax as genuine lws with its peers.
const LAX: &CStr = c"LWSX_LAX";

/// Options for loops of libraries that this one has no binding for.
const NOT_PROVIDED_LOOPS: u64 = abi::LWS_SERVER_OPTION_SDEVENT | abi::LWS_SERVER_OPTION_ULOOP;

/// Text that may be missing.
///
/// # Safety
/// `p` is NULL or a C string.
unsafe fn optional(p: *const c_char) -> Option<CString> {
    (!p.is_null()).then(|| text(p))
}

/// Whether a context or vhost can be made from this; the log says why not, and what is ignored.
pub fn acceptable(info: &abi::lws_context_creation_info) -> bool {
    if info.options & NOT_PROVIDED_LOOPS != 0 && info.event_lib_custom().is_null() {
        log::err(format_args!(
            "lws_create_context: an event loop of sd-event or uloop was asked for, which this version does not provide; \
             refused. There are libuv, libev, libevent and GLib, and event_lib_custom"
        ));
        return false;
    }
    log_ignored(info);
    true
}

/// Whose event loop drives the context; `None` for the library's own.
pub fn event_library(info: &abi::lws_context_creation_info) -> Option<Kind> {
    let kinds = [
        (abi::LWS_SERVER_OPTION_LIBUV, Kind::Uv),
        (abi::LWS_SERVER_OPTION_LIBEVENT, Kind::Event),
        (abi::LWS_SERVER_OPTION_GLIB, Kind::Glib),
        (abi::LWS_SERVER_OPTION_LIBEV, Kind::Ev),
    ];
    kinds.into_iter().find(|(bit, _)| info.options & bit != 0).map(|(_, kind)| kind)
}

/// What the whole context is set to. `None`: a member cannot be honoured, and the log says which.
///
/// # Safety
/// The info is as `lws_create_context` asks for.
pub unsafe fn limits(info: &abi::lws_context_creation_info, announces: bool) -> Option<Limits> {
    if info.ka_time > 0 && info.ka_interval == 0 {
        log::err(format_args!("lws_create_context: ka_time is given, and ka_interval is 0; refused. Give both"));
        return None;
    }
    if info.rlimit_nofile > 0
        && let Err(e) = identity::limit_descriptors(info.rlimit_nofile as u32)
    {
        log::warn(format_args!("lws_create_context: rlimit_nofile {}: {e}; it stays as it is", info.rlimit_nofile));
    }
    let head = info.max_http_header_data2.max(info.max_http_header_data.into()) as usize;
    // SAFETY: the caller's promise.
    let identity = unsafe { identity(info) }?;
    Some(Limits {
        options: info.options,
        max_head: head.max(LEAST_HEAD),
        slice: if info.pt_serv_buf_size != 0 { info.pt_serv_buf_size as usize } else { 4096 },
        max_connections: info.fd_limit_per_thread as usize,
        timeout_secs: if info.timeout_secs != 0 { info.timeout_secs.into() } else { abi::DEFAULT_TIMEOUT_SECS },
        // SAFETY: the caller's promise covers each list of the info.
        reject: unsafe { reject_list(info.reject_service_keywords) },
        lax: identity::secure_env(LAX).is_some_and(|v| v.as_bytes() == b"1"),
        file_ops: abi::lws_plat_file_ops { next: info.fops, ..super::vfs::PLATFORM },
        hostname: if info.options & abi::LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME != 0 {
            c"unknown".into()
        } else {
            identity::hostname()
        },
        // SAFETY: the caller's promise.
        server_string: unsafe { optional(info.server_string) }.filter(|s| !s.is_empty()),
        // SAFETY: the caller's promise.
        token_limits: unsafe { info.token_limits.as_ref() }.map(token_limits).unwrap_or_default(),
        // SAFETY: the caller's promise.
        name: unsafe { optional(info.vhost_name) },
        baggage: Baggage(info.external_baggage_free_on_destroy),
        place: Place(info.pcontext),
        announces,
        identity,
    })
}

/// The headers that have a limit.
fn token_limits(limits: &abi::lws_token_limits) -> Vec<(abi::lws_token_indexes, u16)> {
    let tokens = 0..limits.token_limit.len() as abi::lws_token_indexes;
    tokens.filter_map(|token| Some((token, limits.limit(token)?))).collect()
}

/// How long system messages wait, in microseconds, and how many.
pub fn messages(info: &abi::lws_context_creation_info) -> (u64, usize) {
    let ttl = u64::try_from(info.smd_ttl_us()).ok().filter(|t| *t != 0);
    let depth = Some(info.smd_queue_depth().into()).filter(|d| *d != 0);
    (ttl.unwrap_or(smd::DEFAULT_TTL_US), depth.unwrap_or(smd::DEFAULT_DEPTH))
}

/// Says once in the life of the process which of the members that were set are not looked at.
fn log_ignored(info: &abi::lws_context_creation_info) {
    static TOLD: AtomicU32 = AtomicU32::new(0);
    let set = [
        ("log_filepath", !info.log_filepath.is_null()),
        ("http_nsc_filepath", !info.http_nsc_filepath().is_null()),
        ("count_threads above 1", info.count_threads > 1),
    ];
    for (i, (name, _)) in set.iter().enumerate().filter(|(_, (_, is_set))| *is_set) {
        if TOLD.fetch_or(1 << i, Relaxed) & 1 << i == 0 {
            log::warn(format_args!("info.{name} is not provided and ignored; see docs/compatibility.md"));
        }
    }
}

/// The proxies of client connections: those of the info, or those of the environment, as lws and others name them.
///
/// # Safety
/// The address is NULL or a C string.
unsafe fn proxies(info: &abi::lws_context_creation_info) -> Option<Proxies> {
    let variable = |name: &CStr| identity::secure_env(name).filter(|v| !v.is_empty());
    let given = (!info.http_proxy_address.is_null()).then(|| text(info.http_proxy_address));
    let mut out = Proxies::default();
    if let Some(address) = &given {
        out.http = Proxy::parse(address.as_bytes(), u16::try_from(info.http_proxy_port).unwrap_or(0));
        if out.http.is_none() {
            log::err(format_args!("http_proxy_address {address:?} with port {}: none; refused", info.http_proxy_port));
            return None;
        }
        return Some(out);
    }
    for (name, to, port) in [(c"http_proxy", &mut out.http, 80), (c"socks_proxy", &mut out.socks, 1080)] {
        if let Some(value) = variable(name) {
            *to = Proxy::parse(value.as_bytes(), port);
            if to.is_none() {
                log::err(format_args!("{name:?} in the environment is no proxy and ignored"));
            }
        }
    }
    let except = variable(c"no_proxy").map(CString::into_bytes).unwrap_or_default();
    out.except = except.split(|b| *b == b',').map(|e| e.trim_ascii().to_vec()).filter(|e| !e.is_empty()).collect();
    Some(out)
}

/// Whether this `listen_accept_role` is HTTP's. What is neither that nor raw sockets is not provided.
fn accept_http(role: Option<CString>) -> bool {
    match role.as_ref().map(|r| r.as_bytes()) {
        None | Some(b"raw-skt") => false,
        Some(b"http" | b"h1" | b"h2" | b"ws") => true,
        Some(_) => {
            log::err(format_args!("listen_accept_role {role:?} is not provided: connections are raw sockets"));
            false
        }
    }
}

/// What the User-Agent header of unwelcome clients holds, and how they are answered: the value is a status, and after a
/// blank what its page says.
///
/// # Safety
/// `list` is NULL or a list of valid entries.
unsafe fn reject_list(list: *const abi::lws_protocol_vhost_options) -> Vec<Unwelcome> {
    // SAFETY: the caller's promise.
    let entries = unsafe { pairs(list) };
    let rule = |(word, answer): (CString, CString)| {
        let answer = answer.as_bytes();
        let (code, text) = match answer.iter().position(|b| *b == b' ') {
            Some(at) => (&answer[..at], &answer[at + 1..]),
            None => (answer, &b""[..]),
        };
        let code = std::str::from_utf8(code).ok().and_then(|c| c.parse().ok()).filter(|c| (100..=999).contains(c));
        if word.is_empty() || code.is_none() {
            log::err(format_args!(
                "lws_create_context: reject_service_keywords: {word:?} with {:?}: give a word and \"STATUS TEXT\"; ignored",
                String::from_utf8_lossy(answer)
            ));
        }
        (!word.is_empty()).then_some(Unwelcome { word: word.into_bytes(), status: code?, text: text.to_vec() })
    };
    entries.into_iter().filter_map(rule).collect()
}

/// Whom the process becomes. `None`: the info names a user or group that is not there.
///
/// # Safety
/// The names are NULL or C strings.
unsafe fn identity(info: &abi::lws_context_creation_info) -> Option<Identity> {
    // SAFETY: the caller's promise.
    let (user, group) = unsafe { (optional(info.username), optional(info.groupname)) };
    let mut given = (info.uid(), info.gid());
    if let Some(group) = group {
        let Some(gid) = identity::group_named(&group) else {
            log::err(format_args!("lws_create_context: there is no group {}; refused", group.to_string_lossy()));
            return None;
        };
        given.1 = gid;
    }
    if let Some(user) = user {
        let Some((uid, _)) = identity::user_named(&user) else {
            log::err(format_args!("lws_create_context: there is no user {}; refused", user.to_string_lossy()));
            return None;
        };
        given.0 = uid;
    }
    // 0 is what a program leaves in a member that it does not use.
    let chosen = |n: u32| (n != 0 && n != u32::MAX).then_some(n);
    let count = usize::try_from(i32::from(info.count_caps)).unwrap_or(0).min(info.caps.len());
    let caps = info.caps[..count].iter().filter_map(|c| u32::try_from(*c).ok()).collect();
    Some(Identity { uid: chosen(given.0), gid: chosen(given.1), caps, given })
}

/// What a vhost is made from. `None`: something cannot be honoured, and the log says what. `real`: its folders are the
/// system's, not what file operations make of a path.
///
/// # Safety
/// The info is as `lws_create_vhost` asks for.
pub unsafe fn vhost(info: &abi::lws_context_creation_info, real: bool, context_options: u64) -> Option<VhostConfig> {
    if !(-2..=65535).contains(&info.port) {
        log::err(format_args!(
            "port {} is none: give 1 to 65535, 0 for any free one, or CONTEXT_PORT_NO_LISTEN",
            info.port
        ));
        return None;
    }
    let name = if info.vhost_name.is_null() { c"default".into() } else { text(info.vhost_name) };
    // SAFETY: the caller's promise.
    let tls = unsafe {
        config_tls::server(info, context_options, &name.to_string_lossy())
            .and_then(|server| config_tls::client(info, server.is_some()).map(|client| (server, client)))
    };
    let (server_tls, client_tls) = match tls {
        Ok(both) => both,
        Err(why) => {
            log::err(format_args!("vhost {name:?}: TLS: {why}"));
            return None;
        }
    };
    // SAFETY: the caller's promise covers each list and text of the info.
    unsafe {
        Some(VhostConfig {
            name,
            server_tls,
            client_tls,
            port: info.port,
            iface: optional(info.iface),
            protocols: protocols(info),
            mounts: mounts(info.mounts, real),
            headers: pairs(info.headers),
            pvo: info.pvo,
            user: info.user,
            options: info.options,
            head_secs: if info.timeout_secs_ah_idle != 0 { info.timeout_secs_ah_idle.into() } else { 10 },
            keepalive_timeout: if info.keepalive_timeout != 0 { info.keepalive_timeout } else { 5 },
            proxies: proxies(info)?,
            connect_timeout_secs: if info.connect_timeout_secs != 0 { info.connect_timeout_secs.into() } else { 20 },
            deflate: extensions(info.extensions),
            error_document_404: optional(info.error_document_404).map(CString::into_bytes),
            validity: validity(info.retry_and_idle_policy),
            tcp_keepalive: (info.ka_time, info.ka_probes, info.ka_interval),
            unix_socket_perms: optional(info.unix_socket_perms),
            fast_open: info.fo_listen_queue(),
            bind_device: info.bind_iface != 0,
            accept_protocol: optional(info.listen_accept_protocol),
            accept_http: accept_http(optional(info.listen_accept_role)),
            log: info.log_cx().cast(),
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

/// What a client offers of permessage-deflate, when it is among the program's extensions. It is known by its name: what
/// a program takes for the address of a library's function need not be what the library takes for it.
unsafe fn extensions(list: *const abi::lws_extension) -> Option<CString> {
    let mut found = None;
    let mut at = list;
    // SAFETY: the caller's promise: NULL, or an array ended by an entry without callback, with C strings in it.
    while let Some(e) = unsafe { at.as_ref() }.filter(|e| e.callback.is_some()) {
        let name = text(e.name);
        if crate::role::deflate::is_ours(name.as_bytes()) {
            let offer = text(e.client_offer);
            found.get_or_insert(if offer.is_empty() { name } else { offer });
        } else {
            let name = name.to_string_lossy();
            log::warn(format_args!("extension {name}: only permessage-deflate is known; it is never offered or taken"));
        }
        // SAFETY: this entry did not end the array.
        at = unsafe { at.add(1) };
    }
    found
}

/// A list of names and values.
unsafe fn pairs(list: *const abi::lws_protocol_vhost_options) -> Vec<(CString, CString)> {
    let mut out = Vec::new();
    let mut at = list;
    // SAFETY: the caller's promise: a list of valid entries.
    while let Some(entry) = unsafe { at.as_ref() } {
        out.push((text(entry.name), text(entry.value)));
        at = next_of("per-vhost option", out.len(), entry.next);
    }
    out
}

/// The most entries of a list.
const LONGEST_LIST: usize = 10_000;

/// The entry that follows, unless the list leads back into itself as it seems.
fn next_of<T>(what: &str, count: usize, next: *const T) -> *const T {
    if count < LONGEST_LIST || next.is_null() {
        return next;
    }
    log::err(format_args!(
        "the list's {what} {count} still has a next one: does it lead back to itself? The rest is left out"
    ));
    core::ptr::null()
}

unsafe fn mounts(list: *const abi::lws_http_mount, real: bool) -> Vec<Mount> {
    let mut out = Vec::new();
    let mut at = list;
    // SAFETY: the caller's promise: a list of valid entries.
    while let Some(m) = unsafe { at.as_ref() } {
        // SAFETY: the members are C strings, or NULL.
        let mount = unsafe { mount(m, real) };
        out.push(mount);
        at = next_of("mount", out.len(), m.mount_next);
    }
    out
}

unsafe fn mount(m: &abi::lws_http_mount, real: bool) -> Mount {
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
        && real
        && let Err(e) = crate::sys::file::folder_is_readable(origin.as_bytes())
    {
        log::warn(format_args!(
            "mount {shown}: {}: {e}; it answers 404 until it can be read",
            origin.to_string_lossy()
        ));
    }
    // SAFETY: the caller's promise.
    let (default_file, protocol, login_file, types, interpret) = unsafe {
        let texts = (optional(m.def), optional(m.protocol), optional(m.basic_auth_login_file));
        (texts.0, texts.1, texts.2, pairs(m.extra_mimetypes), pairs(m.interpret))
    };
    let by_suffix =
        |list: Vec<(CString, CString)>| list.into_iter().map(|(end, what)| (end.into_bytes(), what)).collect();
    Mount {
        point,
        origin,
        kind,
        default_file,
        protocol,
        mimetypes: by_suffix(types),
        interpret: by_suffix(interpret),
        login_file,
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
