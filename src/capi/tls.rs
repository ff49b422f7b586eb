//! TLS: certificates and sessions.

use super::{config_tls, guard, with_context, with_vhost, with_wsi};
use crate::abi::{
    self, lws, lws_context, lws_context_creation_info, lws_tls_cert_info, lws_tls_cert_info_results, lws_tls_sess_cb_t,
    lws_vhost, lws_x509_cert,
};
use crate::core::{dispatch, tls};
use crate::sys::tls::{Certificate, CertificateDer, Identity, certificates, read_pem};
use crate::util::log;
use core::ffi::{CStr, c_char, c_int, c_uint, c_void};
use core::ptr::null_mut;

/// What lws of the other ABI does not know.
const NEW_KINDS: bool = abi::SONAME_NUMBER == 19;

/// Puts bytes into `ns`, with a NUL behind them where that is asked for. False: there is no room for them.
///
/// # Safety
/// `buf->ns.name` is writable for `len` bytes.
unsafe fn put(buf: *mut lws_tls_cert_info_results, bytes: &[u8], nul: bool, len: usize) -> bool {
    // SAFETY: the caller's promise; the room behind the struct's own array is the caller's.
    unsafe {
        (*buf).ns.len = bytes.len() as c_int;
        if bytes.len() + usize::from(nul) > len {
            return false;
        }
        let name = (&raw mut (*buf).ns.name).cast::<u8>();
        core::ptr::copy_nonoverlapping(bytes.as_ptr(), name, bytes.len());
        if nul {
            *name.add(bytes.len()) = 0;
        }
    }
    true
}

/// Tells something about a certificate, as the functions below say.
///
/// # Safety
/// `buf` is NULL or writable, and `buf->ns.name` for `len` bytes; with 0 for its own 64.
unsafe fn tell(der: &[u8], kind: lws_tls_cert_info, buf: *mut lws_tls_cert_info_results, len: usize) -> c_int {
    let Some(certificate) = Certificate::parse(der) else { return -1 };
    if buf.is_null() || (kind > abi::LWS_TLS_CERT_INFO_OPAQUE_PUBLIC_KEY && !NEW_KINDS) {
        return -1;
    }
    let room = if len == 0 && NEW_KINDS { 64 } else { len };
    // Bytes, of which there may be none.
    let optional = |bytes: Option<Vec<u8>>| match bytes {
        // SAFETY: the caller's promise.
        Some(bytes) if unsafe { put(buf, &bytes, false, room) } => 0,
        Some(_) => -1,
        None => 1,
    };
    // SAFETY: the caller's promise; a line is cut so that it fits with its NUL.
    unsafe {
        match kind {
            abi::LWS_TLS_CERT_INFO_VALIDITY_FROM => (*buf).time = certificate.validity().0,
            abi::LWS_TLS_CERT_INFO_VALIDITY_TO => (*buf).time = certificate.validity().1,
            abi::LWS_TLS_CERT_INFO_USAGE => (*buf).usage = certificate.usage(),
            abi::LWS_TLS_CERT_INFO_COMMON_NAME => {
                put(buf, &certificate.subject(room.saturating_sub(3)), true, room);
            }
            abi::LWS_TLS_CERT_INFO_ISSUER_NAME => {
                put(buf, &certificate.issuer(room.saturating_sub(2)), true, room);
            }
            abi::LWS_TLS_CERT_INFO_OPAQUE_PUBLIC_KEY => {
                if !put(buf, certificate.public_key(), false, room) {
                    return -1;
                }
            }
            abi::LWS_TLS_CERT_INFO_DER_RAW => {
                if !put(buf, certificate.der(), false, room) {
                    return -1;
                }
            }
            abi::LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID => return optional(certificate.authority_key().0),
            abi::LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_ISSUER => return optional(certificate.authority_key().1),
            abi::LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_SERIAL => return optional(certificate.authority_key().2),
            abi::LWS_TLS_CERT_INFO_SUBJECT_KEY_ID => return optional(certificate.subject_key()),
            _ => return -1,
        }
    }
    0
}

/// Tells something about the certificate that the peer of a TLS connection has shown.
///
/// `type` is a LWS_TLS_CERT_INFO_ value. VALIDITY_FROM and _TO give `time` in seconds since 1970, USAGE the bits of the key
/// usage extension (0x80 for signatures; all bits when there is no such extension), VERIFIED 1. COMMON_NAME gives the
/// subject from behind its `/CN=` on (what follows it, such as `/emailAddress=…`, belongs to it), ISSUER_NAME the issuer as
/// `/C=…/O=…/CN=…`, both in `ns` with a NUL, with as many whole parts as fit. OPAQUE_PUBLIC_KEY, and from lws 4.3 on DER_RAW
/// and the key identifiers, give bytes without a NUL.
///
/// @param wsi the connection
/// @param type what to tell
/// @param buf where to put it
/// @param len how many bytes `buf->ns.name` has; there may be more of them than the struct says
/// @return 0; 1 when the certificate does not have it; -1 when there is no certificate, no room (`ns.len` says how much is
///         wanted), or no such `type`
///
/// # Safety
/// `wsi` is NULL or a connection of this library; `buf` is NULL or writable, and `buf->ns.name` for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_peer_cert_info(
    wsi: *mut lws,
    r#type: lws_tls_cert_info,
    buf: *mut lws_tls_cert_info_results,
    len: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_tls_peer_cert_info", wsi, -1, move |w| {
            let session = |r: &crate::core::wsi::Rare| {
                r.tls.as_ref().and_then(|t| t.peer_certificate().map(|der| (der, t.is_verified())))
            };
            let Some((der, verified)) = w.rare(session).flatten() else { return -1 };
            if r#type == abi::LWS_TLS_CERT_INFO_VERIFIED && !buf.is_null() {
                (*buf).verified = c_uint::from(verified);
                return 0;
            }
            tell(&der, r#type, buf, len)
        })
    }
}

/// Tells something about the certificate that a vhost serves, as lws_tls_peer_cert_info() does; VERIFIED has no meaning
/// here, and gives -1.
///
/// @return 0, 1 or -1, as there
///
/// # Safety
/// `vhost` is NULL or a vhost of this library; `buf` is NULL or writable, and `buf->ns.name` for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_vhost_cert_info(
    vhost: *mut lws_vhost,
    r#type: lws_tls_cert_info,
    buf: *mut lws_tls_cert_info_results,
    len: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_tls_vhost_cert_info", vhost, -1, move |v| {
            tls::certificate(v).map_or(-1, |der| tell(&der, r#type, buf, len))
        })
    }
}

/// Has the vhosts that were made with these two files use what is in them now, without a restart. Open connections go on
/// with what they have; new ones get the new certificate. Files that do not fit together change nothing, and are logged.
///
/// With certificate and key in memory these are used where the files cannot be read.
///
/// @param context the context
/// @param certpath the path that was given as `ssl_cert_filepath`
/// @param keypath the path that was given as `ssl_private_key_filepath`
/// @param mem_cert the certificate chain, PEM or DER, or NULL
/// @param len_mem_cert its length
/// @param mem_privkey the key, PEM or DER, or NULL
/// @param len_mem_privkey its length
/// @return 0, also when no vhost has these files; 1 when there is no such context or a path is NULL
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); the paths are NULL or C strings; the memory is NULL or readable for
/// its length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_cert_updated(
    context: *mut lws_context,
    certpath: *const c_char,
    keypath: *const c_char,
    mem_cert: *const c_char,
    len_mem_cert: usize,
    mem_privkey: *const c_char,
    len_mem_privkey: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_tls_cert_updated", context, 1, move |c| {
            if certpath.is_null() || keypath.is_null() {
                return 1;
            }
            let (chain_path, key_path) = (CStr::from_ptr(certpath), CStr::from_ptr(keypath));
            let memory = |p: *const c_char, len: usize| {
                (!p.is_null() && len != 0).then(|| core::slice::from_raw_parts(p.cast::<u8>(), len).to_vec())
            };
            let spare = memory(mem_cert, len_mem_cert).zip(memory(mem_privkey, len_mem_privkey));
            let vhosts = c.vhosts.borrow().clone();
            for v in vhosts {
                let Some(settings) = v.settings() else { continue };
                let Some(server) = &settings.config.server_tls else { continue };
                let same = |(a, b): &(std::ffi::CString, std::ffi::CString)| {
                    a.as_c_str() == chain_path && b.as_c_str() == key_path
                };
                if !server.paths.as_ref().is_some_and(same) {
                    continue;
                }
                let files = read_pem(chain_path).and_then(|chain| read_pem(key_path).map(|key| (chain, key)));
                let new = files.or_else(|why| spare.clone().ok_or(why));
                match new.and_then(|(chain, key)| Identity::new(&chain, &key, server.password.as_deref())) {
                    Ok(identity) => {
                        tls::exchange(c, v, identity);
                        log::notice(format_args!("vhost {}: it has a new certificate", v.display_name()));
                    }
                    Err(why) => log::err(format_args!(
                        "lws_tls_cert_updated: vhost {}: {why}; it keeps the one that it has",
                        v.display_name()
                    )),
                }
            }
            0
        })
    }
}

/// Has the client connections that a vhost makes from now on trust one more certificate.
///
/// @param vh the vhost
/// @param der the certificate, in DER (PEM is taken, too)
/// @param der_len its length
/// @return 0; 1 when it is none, or there is no such vhost
///
/// # Safety
/// `vh` is NULL or a vhost of this library; `der` is NULL or readable for `der_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_client_vhost_extra_cert_mem(
    vh: *mut lws_vhost,
    der: *const u8,
    der_len: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_tls_client_vhost_extra_cert_mem", vh, 1, move |v| {
            if der.is_null() {
                return 1;
            }
            match certificates(core::slice::from_raw_parts(der, der_len)) {
                Ok(all) if all.iter().all(|c| Certificate::parse(c).is_some()) => {
                    all.into_iter().for_each(|c: CertificateDer| v.trust(c));
                    0
                }
                _ => {
                    log::err(format_args!("lws_tls_client_vhost_extra_cert_mem: it is no certificate"));
                    1
                }
            }
        })
    }
}

/// Gives the TLS of a vhost's client connections new settings: the `client_ssl_…` members, `ssl_client_options_set`, `alpn`
/// and the options of the info. Every vhost has such settings from its own info: this is for programs that decide later.
///
/// @param info what to use; it may be freed when the call returns
/// @param vhost the vhost
/// @return 0; 1 when the certificates cannot be used: the log says why, and the old settings stay
///
/// # Safety
/// `info` is NULL or points to a filled struct whose strings are valid during the call; `vhost` is NULL or a vhost of this
/// library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_init_vhost_client_ssl(
    info: *const lws_context_creation_info,
    vhost: *mut lws_vhost,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_vhost("lws_init_vhost_client_ssl", vhost, 1, move |v| {
            let Some(info) = info.as_ref() else { return 1 };
            let serves = v.with(|s| s.config.server_tls.is_some()) == Some(true);
            match config_tls::client(info, serves) {
                Ok(settings) => {
                    v.set_client_tls(settings);
                    0
                }
                Err(why) => {
                    log::err(format_args!("lws_init_vhost_client_ssl: {why}"));
                    1
                }
            }
        })
    }
}

/// Whether a TLS connection resumed an earlier session, which saves the certificates and their checks. Since lws 4.3.
///
/// @return 1 if so, 0 if not or if there is no TLS
///
/// # Safety
/// `wsi` is NULL or a connection of this library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_session_is_reused(wsi: *mut lws) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_tls_session_is_reused", wsi, 0, move |w| {
            c_int::from(w.rare(|r| r.tls.as_ref().is_some_and(|t| t.is_resumed())) == Some(true))
        })
    }
}

/// Would load a TLS session that was saved. Sessions are kept in memory, where they are resumed by themselves, and cannot
/// leave it: their format is OpenSSL's own. Since lws 4.3.
///
/// @return 1: there is none
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_session_dump_load(
    _vh: *mut lws_vhost,
    _host: *const c_char,
    _port: u16,
    _cb_load: lws_tls_sess_cb_t,
    _opq: *mut c_void,
) -> c_int {
    log::info(format_args!("lws_tls_session_dump_load: sessions live in memory alone"));
    1
}

/// Would save a TLS session; see lws_tls_session_dump_load(). Since lws 4.3.
///
/// @return 1: there is none
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_tls_session_dump_save(
    _vh: *mut lws_vhost,
    _host: *const c_char,
    _port: u16,
    _cb_save: lws_tls_sess_cb_t,
    _opq: *mut c_void,
) -> c_int {
    log::info(format_args!("lws_tls_session_dump_save: sessions live in memory alone"));
    1
}

/// Internal: forgets that a TLS connection has decrypted bytes to read. Here none are left behind. No public header
/// declares it.
///
/// cbindgen:ignore
///
/// # Safety
/// Nothing is read or written through the argument: any is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ssl_remove_wsi_from_buffered_list(_wsi: *mut lws) {}

/// What `struct lws_x509_cert` is: a certificate, once there is one.
struct Held(Vec<u8>);

/// Makes an object for a certificate, without one.
///
/// @param x509 where to put the object; give it back by lws_x509_destroy()
/// @return 0, or -1 when `x509` is NULL
///
/// # Safety
/// `x509` is NULL or a place for the pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_x509_create(x509: *mut *mut lws_x509_cert) -> c_int {
    guard("lws_x509_create", -1, move || {
        // SAFETY: the caller's promise.
        let Some(place) = (unsafe { x509.as_mut() }) else { return -1 };
        *place = Box::into_raw(Box::new(Held(Vec::new()))).cast();
        0
    })
}

/// Reads a certificate in PEM form into an object; what it held before goes.
///
/// @param x509 the object
/// @param pem the text: the first certificate in it counts
/// @param len its length, with or without a NUL at its end
/// @return 0, or -1 when there is no certificate in it
///
/// # Safety
/// `x509` is NULL or came from lws_x509_create(); `pem` is NULL or readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_x509_parse_from_pem(x509: *mut lws_x509_cert, pem: *const c_void, len: usize) -> c_int {
    guard("lws_x509_parse_from_pem", -1, move || {
        // SAFETY: the caller's promise.
        let Some(held) = (unsafe { x509.cast::<Held>().as_mut() }).filter(|_| !pem.is_null()) else { return -1 };
        // SAFETY: the caller's promise.
        let text = unsafe { core::slice::from_raw_parts(pem.cast::<u8>(), len) };
        let first = if text.first() == Some(&0x30) { None } else { certificates(text).ok() };
        match first.and_then(|all| all.into_iter().next()).filter(|c| Certificate::parse(c).is_some()) {
            Some(der) => {
                held.0 = der.to_vec();
                0
            }
            None => {
                log::err(format_args!("lws_x509_parse_from_pem: there is no certificate in it"));
                -1
            }
        }
    })
}

/// Tells something about a certificate, as lws_tls_peer_cert_info() does; VERIFIED gives -1.
///
/// @return 0, 1 or -1, as there
///
/// # Safety
/// `x509` is NULL or came from lws_x509_create(); `buf` is NULL or writable, and `buf->ns.name` for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_x509_info(
    x509: *mut lws_x509_cert,
    r#type: lws_tls_cert_info,
    buf: *mut lws_tls_cert_info_results,
    len: usize,
) -> c_int {
    guard("lws_x509_info", -1, move || {
        // SAFETY: the caller's promise.
        unsafe {
            match x509.cast::<Held>().as_ref() {
                Some(held) => tell(&held.0, r#type, buf, len),
                None => -1,
            }
        }
    })
}

/// Checks that a certificate was issued by another: the names fit, the other's key may sign certificates, and has signed
/// this one. Neither times nor chains are checked.
///
/// @param x509 the certificate
/// @param trusted whose issuer it is to be
/// @param common_name what its common name must be, alone or with what follows it, as LWS_TLS_CERT_INFO_COMMON_NAME gives
///        it; NULL for any
/// @return 0 if so, -1 if not
///
/// # Safety
/// `x509` and `trusted` are NULL or came from lws_x509_create(); `common_name` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_x509_verify(
    x509: *mut lws_x509_cert,
    trusted: *mut lws_x509_cert,
    common_name: *const c_char,
) -> c_int {
    guard("lws_x509_verify", -1, move || {
        // SAFETY: the caller's promise.
        let both = unsafe { x509.cast::<Held>().as_ref().zip(trusted.cast::<Held>().as_ref()) };
        let Some((one, other)) = both else { return -1 };
        let Some((one, other)) = Certificate::parse(&one.0).zip(Certificate::parse(&other.0)) else { return -1 };
        if !common_name.is_null() {
            let wanted = dispatch::text(common_name);
            let alone = one.common_name();
            if (alone.is_empty() || alone.as_bytes() != wanted.as_bytes())
                && one.subject(usize::MAX) != wanted.as_bytes()
            {
                log::err(format_args!("lws_x509_verify: the common name is another"));
                return -1;
            }
        }
        if !one.is_issued_by(&other) {
            log::err(format_args!("lws_x509_verify: it was not issued by that one"));
            return -1;
        }
        0
    })
}

/// Destroys a certificate object and sets the caller's pointer to NULL.
///
/// # Safety
/// `x509` is NULL or points to NULL or to an object of lws_x509_create() that is not destroyed yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_x509_destroy(x509: *mut *mut lws_x509_cert) {
    guard("lws_x509_destroy", (), move || {
        // SAFETY: the caller's promise.
        unsafe {
            if let Some(place) = x509.as_mut()
                && !place.is_null()
            {
                drop(Box::from_raw(place.cast::<Held>()));
                *place = null_mut();
            }
        }
    })
}
