//! The TLS members of the creation info, converted into settings. What names a file is read here, once.

use crate::abi;
use crate::core::dispatch::text;
use crate::core::vhost::VhostTls;
use crate::sys::tls::{
    Allowed, ClientAuth, ClientSettings, Identity, ServerSettings, ServerTls, certificates, read_pem,
};
use crate::util::log;
use core::ffi::{c_char, c_int, c_long, c_uint, c_void};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// OpenSSL's bits for "not this version", in `ssl_options_set` and `ssl_client_options_set`.
const NO_TLS_1_2: c_long = 0x0800_0000;
const NO_TLS_1_3: c_long = 0x2000_0000;
/// OpenSSL's bit for "sessions are not kept by clients".
const NO_TICKET: c_long = 0x4000;
/// `CONTEXT_PORT_NO_LISTEN`: no server, and so no TLS of one.
const NO_LISTEN: c_int = -1;
/// What all options of TLS imply.
const IMPLIED: u64 = abi::LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;

/// What a file or a piece of memory holds; the file comes first. `None`: neither was given.
///
/// # Safety
/// `path` is NULL or a C string; `memory` is NULL or readable for `len` bytes.
unsafe fn content(path: *const c_char, memory: *const c_void, len: c_uint) -> Option<Result<Vec<u8>, String>> {
    if !path.is_null() {
        return Some(read_pem(&text(path)));
    }
    if memory.is_null() || len == 0 {
        return None;
    }
    // SAFETY: the caller's promise.
    Some(Ok(unsafe { core::slice::from_raw_parts(memory.cast::<u8>(), len as usize) }.to_vec()))
}

/// The protocols for ALPN: what there is besides HTTP/2 among the given ones.
pub fn alpn(given: *const c_char) -> Vec<Vec<u8>> {
    static TOLD: AtomicBool = AtomicBool::new(false);
    let given = text(given);
    let asks_h2 = given.as_bytes().split(|b| *b == b',').any(|p| p.trim_ascii() == b"h2");
    if asks_h2 && !TOLD.swap(true, Relaxed) {
        log::notice(format_args!("alpn {given:?}: HTTP/2 is not provided, what else stands there is offered alone"));
    }
    let others = given.as_bytes().split(|b| *b == b',').map(<[u8]>::trim_ascii);
    let mut all: Vec<Vec<u8>> =
        others.filter(|p| !p.is_empty() && p.len() < 256 && *p != b"h2").map(<[u8]>::to_vec).collect();
    if all.is_empty() {
        all.push(b"http/1.1".to_vec());
    }
    all
}

/// The protocols that a server takes: who speaks HTTP/1.1 also knows HTTP/1.0, which `curl --http1.0` asks for alone.
fn server_alpn(given: *const c_char) -> Vec<Vec<u8>> {
    let mut all = alpn(given);
    if all.iter().any(|p| p == b"http/1.1") && !all.iter().any(|p| p == b"http/1.0") {
        all.push(b"http/1.0".to_vec());
    }
    all
}

/// A C string, if there is one.
fn string(p: *const c_char) -> Option<String> {
    (!p.is_null()).then(|| text(p).to_string_lossy().into_owned())
}

/// Versions and ciphers. What a cipher string takes away is logged.
fn allowed(options: c_long, ciphers: *const c_char, ciphers13: *const c_char) -> Allowed {
    let allowed = Allowed {
        no_tls12: options & NO_TLS_1_2 != 0,
        no_tls13: options & NO_TLS_1_3 != 0,
        ciphers: string(ciphers),
        ciphers13: string(ciphers13),
    };
    if allowed.loses_tls12() {
        log::warn(format_args!(
            "ssl_cipher_list {:?} names no cipher that is provided (those of TLS 1.2 with ECDHE and AES-GCM or \
             ChaCha20): TLS 1.3 is left alone",
            allowed.ciphers.as_deref().unwrap_or_default()
        ));
    }
    if allowed.loses_tls13() {
        log::warn(format_args!(
            "tls1_3_plus_cipher_list {:?} names no cipher that is provided (TLS_AES_256_GCM_SHA384, \
             TLS_AES_128_GCM_SHA256, TLS_CHACHA20_POLY1305_SHA256): TLS 1.2 is left alone",
            allowed.ciphers13.as_deref().unwrap_or_default()
        ));
    }
    allowed
}

/// Whether a file is named that is not there, cannot be read or is empty.
fn is_missing(path: *const c_char) -> bool {
    !path.is_null() && read_pem(&text(path)).map_or(true, |bytes| bytes.is_empty())
}

/// The chain and key of a server: the files, or the memory where no file is named. `None`: there is none, or a file is
/// missing and may be (`LWS_SERVER_OPTION_IGNORE_MISSING_CERT`).
///
/// # Safety
/// The info is as `lws_create_vhost` asks for.
unsafe fn server_identity(info: &abi::lws_context_creation_info, name: &str) -> Result<Option<Identity>, String> {
    // SAFETY: the caller's promise.
    let (chain, key) = unsafe {
        (
            content(info.ssl_cert_filepath, info.server_ssl_cert_mem, info.server_ssl_cert_mem_len),
            content(
                info.ssl_private_key_filepath,
                info.server_ssl_private_key_mem,
                info.server_ssl_private_key_mem_len,
            ),
        )
    };
    let Some(chain) = chain else {
        log::warn(format_args!(
            "vhost {name}: TLS without a certificate: handshakes fail until it has one by lws_tls_cert_updated(). \
             LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS is never called, since there is no OpenSSL"
        ));
        return Ok(None);
    };
    let may_miss = info.options & abi::LWS_SERVER_OPTION_IGNORE_MISSING_CERT != 0;
    if may_miss && (is_missing(info.ssl_cert_filepath) || is_missing(info.ssl_private_key_filepath)) {
        log::notice(format_args!("vhost {name}: certificate or key is missing: handshakes fail until they are there"));
        return Ok(None);
    }
    let key = key.ok_or("a certificate was given without its private key (ssl_private_key_filepath)")??;
    Identity::new(&chain?, &key, password(info.ssl_private_key_password).as_deref()).map(Some)
}

fn password(p: *const c_char) -> Option<Vec<u8>> {
    (!p.is_null()).then(|| text(p).into_bytes())
}

/// The TLS of a vhost's server, if it is to have one. `Err` says what is wrong with it.
///
/// # Safety
/// The info is as `lws_create_vhost` asks for.
pub unsafe fn server(
    info: &abi::lws_context_creation_info,
    context_options: u64,
    name: &str,
) -> Result<Option<VhostTls>, String> {
    let has_certificate = !info.ssl_cert_filepath.is_null() || !info.server_ssl_cert_mem.is_null();
    if info.port == NO_LISTEN || !(has_certificate || info.options & abi::LWS_SERVER_OPTION_CREATE_VHOST_SSL_CTX != 0) {
        return Ok(None);
    }
    if (context_options | info.options) & abi::LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT == 0 {
        if has_certificate {
            log::err(format_args!(
                "a certificate was given without LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT in the context's options: \
                 as with lws, vhost {name} serves in the clear"
            ));
        }
        return Ok(None);
    }
    // SAFETY: the caller's promise.
    let (identity, authorities) = unsafe {
        (
            server_identity(info, name)?,
            content(info.ssl_ca_filepath, info.server_ssl_ca_mem, info.server_ssl_ca_mem_len),
        )
    };
    let asks = info.options & abi::LWS_SERVER_OPTION_REQUIRE_VALID_OPENSSL_CLIENT_CERT & !IMPLIED != 0;
    let client_auth = match (asks, info.options & abi::LWS_SERVER_OPTION_PEER_CERT_NOT_REQUIRED != 0) {
        (false, _) => ClientAuth::None,
        (true, true) => ClientAuth::Wanted,
        (true, false) => ClientAuth::Required,
    };
    let authorities = match (authorities, asks) {
        (Some(bytes), true) => certificates(&bytes?).map_err(|e| format!("ssl_ca_filepath: {e}"))?,
        _ => Vec::new(),
    };
    if asks && authorities.is_empty() {
        return Err(
            "client certificates are required, but ssl_ca_filepath names no authority for them (the callbacks \
                    OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS and OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION are never \
                    called)"
                .into(),
        );
    }
    if asks {
        log::info(format_args!(
            "vhost {name}: certificates of clients are checked against ssl_ca_filepath; \
             LWS_CALLBACK_OPENSSL_PERFORM_CLIENT_CERT_VERIFICATION is never called: look at them by \
             lws_tls_peer_cert_info()"
        ));
    }
    let settings = ServerSettings {
        authorities,
        client_auth,
        alpn: server_alpn(info.alpn),
        allowed: allowed(info.ssl_options_set, info.ssl_cipher_list, info.tls1_3_plus_cipher_list),
        no_resumption: false,
        no_tickets: info.ssl_options_set & NO_TICKET != 0,
    };
    let tls = ServerTls::new(name, identity.as_ref(), &settings)?;
    let path = |p: *const c_char| (!p.is_null()).then(|| text(p));
    Ok(Some(VhostTls {
        tls,
        identity: identity.into(),
        paths: path(info.ssl_cert_filepath).zip(path(info.ssl_private_key_filepath)),
        password: password(info.ssl_private_key_password),
        client_auth,
    }))
}

/// The TLS of a vhost's client connections; `serves` says that the vhost has a server's, too. `Err` says what is wrong
/// with it.
///
/// # Safety
/// The info is as `lws_create_vhost` asks for.
pub unsafe fn client(info: &abi::lws_context_creation_info, serves: bool) -> Result<ClientSettings, String> {
    if !info.provided_client_ssl_ctx.is_null() {
        return Err("provided_client_ssl_ctx is an OpenSSL object, which this library cannot use: give the \
                    certificates by client_ssl_ca_filepath and its sisters"
            .into());
    }
    // Where there is no server, its members are the client's, unless the client has its own.
    let or_servers = |own: *const c_char, servers: *const c_char| {
        if own.is_null() && !serves { servers } else { own }
    };
    let chain = or_servers(info.client_ssl_cert_filepath, info.ssl_cert_filepath);
    let key = or_servers(info.client_ssl_private_key_filepath, info.ssl_private_key_filepath);
    let authorities = or_servers(info.client_ssl_ca_filepath, info.ssl_ca_filepath);
    let may_miss = info.options & abi::LWS_SERVER_OPTION_IGNORE_MISSING_CERT != 0 && is_missing(chain);
    // SAFETY: the caller's promise.
    let (authorities, chain, key) = unsafe {
        (
            content(authorities, info.client_ssl_ca_mem, info.client_ssl_ca_mem_len),
            content(chain, info.client_ssl_cert_mem, info.client_ssl_cert_mem_len).filter(|_| !may_miss),
            content(key, info.client_ssl_key_mem, info.client_ssl_key_mem_len),
        )
    };
    let authorities = match authorities.map(|bytes| bytes.and_then(|b| certificates(&b))) {
        Some(Err(why)) => {
            log::err(format_args!(
                "client_ssl_ca_filepath: {why}: TLS client connections will not trust their servers"
            ));
            Vec::new()
        }
        Some(Ok(all)) => all,
        None => Vec::new(),
    };
    let own_password = password(info.client_ssl_private_key_password);
    let password = own_password.or_else(|| password(info.ssl_private_key_password));
    let identity = match (chain, key) {
        (Some(chain), Some(key)) => Some(
            Identity::new(&chain?, &key?, password.as_deref()).map_err(|e| format!("client_ssl_cert_filepath: {e}"))?,
        ),
        (Some(_), None) => return Err("client_ssl_cert_filepath was given without its private key".into()),
        (None, _) => None,
    };
    let ciphers = or_servers(info.client_ssl_cipher_list, info.ssl_cipher_list);
    Ok(ClientSettings {
        authorities,
        system: info.options & abi::LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS == 0,
        identity,
        alpn: alpn(info.alpn),
        allowed: allowed(info.ssl_client_options_set, ciphers, info.client_tls_1_3_plus_cipher_list),
        no_resumption: info.options & abi::LWS_SERVER_OPTION_DISABLE_TLS_SESSION_CACHE != 0,
    })
}
