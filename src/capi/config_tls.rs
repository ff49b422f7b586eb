//! The TLS members of the creation info, converted into settings. What names a file is read here, once.

use crate::abi;
use crate::core::dispatch::text;
use crate::core::vhost::VhostTls;
use crate::sys::tls::{ClientAuth, ClientSettings, Identity, ServerSettings, ServerTls, certificates, read_pem};
use crate::util::log;
use core::ffi::{c_char, c_long, c_uint, c_void};

/// OpenSSL's bits for "not this version", in `ssl_options_set` and `ssl_client_options_set`.
const NO_TLS_1_2: c_long = 0x0800_0000;
const NO_TLS_1_3: c_long = 0x2000_0000;

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

/// The protocols for ALPN: what HTTP/1.1 there is among the given ones.
fn alpn(given: *const c_char) -> Vec<Vec<u8>> {
    let given = text(given);
    if given.as_bytes().split(|b| *b == b',').any(|p| p.trim_ascii() == b"h2") {
        log::info(format_args!("alpn {given:?}: HTTP/2 is not provided, http/1.1 is offered alone"));
    }
    let others = given.as_bytes().split(|b| *b == b',').map(<[u8]>::trim_ascii);
    let mut all: Vec<Vec<u8>> = others.filter(|p| !p.is_empty() && *p != b"h2").map(<[u8]>::to_vec).collect();
    if all.is_empty() {
        all.push(b"http/1.1".to_vec());
    }
    all
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
    // SAFETY: the caller's promise.
    let (chain, key, authorities) = unsafe {
        (
            content(info.ssl_cert_filepath, info.server_ssl_cert_mem, info.server_ssl_cert_mem_len),
            content(
                info.ssl_private_key_filepath,
                info.server_ssl_private_key_mem,
                info.server_ssl_private_key_mem_len,
            ),
            content(info.ssl_ca_filepath, info.server_ssl_ca_mem, info.server_ssl_ca_mem_len),
        )
    };
    let Some(chain) = chain else { return Ok(None) };
    if info.port < 0 {
        return Ok(None);
    }
    if (context_options | info.options) & abi::LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT == 0 {
        log::err(format_args!(
            "a certificate was given without LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT in the context's options: \
             as with lws, vhost {name} serves in the clear"
        ));
        return Ok(None);
    }
    let chain = match chain {
        Err(why) if info.options & abi::LWS_SERVER_OPTION_IGNORE_MISSING_CERT != 0 => {
            log::warn(format_args!("vhost {name}: {why}; it serves in the clear"));
            return Ok(None);
        }
        chain => chain?,
    };
    let key = key.ok_or("a certificate was given without its private key (ssl_private_key_filepath)")??;
    if !info.ssl_private_key_password.is_null() {
        log::info(format_args!("ssl_private_key_password: encrypted keys are not provided; a plain one needs none"));
    }
    let identity = Identity::new(&chain, &key)?;
    let asks = info.options & (1 << 1) != 0;
    let client_auth = match (asks, info.options & abi::LWS_SERVER_OPTION_PEER_CERT_NOT_REQUIRED != 0) {
        (false, _) => ClientAuth::None,
        (true, true) => ClientAuth::Wanted,
        (true, false) => ClientAuth::Required,
    };
    let authorities = match authorities {
        Some(bytes) => certificates(&bytes?).map_err(|e| format!("ssl_ca_filepath: {e}"))?,
        None => Vec::new(),
    };
    if client_auth != ClientAuth::None && authorities.is_empty() {
        return Err("client certificates are required, but ssl_ca_filepath names no authority for them".into());
    }
    let settings = ServerSettings {
        authorities,
        client_auth,
        alpn: alpn(info.alpn),
        without: (info.ssl_options_set & NO_TLS_1_2 != 0, info.ssl_options_set & NO_TLS_1_3 != 0),
        no_resumption: info.options & abi::LWS_SERVER_OPTION_DISABLE_TLS_SESSION_CACHE != 0,
    };
    let tls = ServerTls::new(name, &identity, &settings)?;
    Ok(Some(VhostTls { tls, identity: identity.into() }))
}

/// The TLS of a vhost's client connections. `Err` says what is wrong with it.
///
/// # Safety
/// The info is as `lws_create_vhost` asks for.
pub unsafe fn client(info: &abi::lws_context_creation_info) -> Result<ClientSettings, String> {
    if !info.provided_client_ssl_ctx.is_null() {
        return Err("provided_client_ssl_ctx is an OpenSSL object, which this library cannot use: give the \
                    certificates by client_ssl_ca_filepath and its sisters"
            .into());
    }
    // SAFETY: the caller's promise.
    let (authorities, chain, key) = unsafe {
        (
            content(info.client_ssl_ca_filepath, info.client_ssl_ca_mem, info.client_ssl_ca_mem_len),
            content(info.client_ssl_cert_filepath, info.client_ssl_cert_mem, info.client_ssl_cert_mem_len),
            content(info.client_ssl_private_key_filepath, info.client_ssl_key_mem, info.client_ssl_key_mem_len),
        )
    };
    let authorities = match authorities {
        Some(bytes) => certificates(&bytes?).map_err(|e| format!("client_ssl_ca_filepath: {e}"))?,
        None => Vec::new(),
    };
    let identity = match (chain, key) {
        (Some(chain), Some(key)) => Some(Identity::new(&chain?, &key?)?),
        (Some(_), None) => return Err("client_ssl_cert_filepath was given without its private key".into()),
        (None, _) => None,
    };
    Ok(ClientSettings {
        authorities,
        system: info.options & abi::LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS == 0,
        identity,
        alpn: alpn(info.alpn),
        without: (info.ssl_client_options_set & NO_TLS_1_2 != 0, info.ssl_client_options_set & NO_TLS_1_3 != 0),
    })
}
