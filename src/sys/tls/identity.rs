//! Certificates and keys, from PEM or DER.

use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use std::sync::Arc;

/// A certificate chain and its key.
#[derive(Clone)]
pub struct Identity(pub(super) Arc<CertifiedKey>);

/// The certificates in a file or memory: PEM, or one in DER.
pub fn certificates(bytes: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    // DER begins with a SEQUENCE.
    if bytes.first() == Some(&0x30) {
        return Ok(vec![CertificateDer::from(bytes.to_vec())]);
    }
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(bytes).collect();
    let all = all.map_err(|e| format!("no PEM: {e}"))?;
    if all.is_empty() { Err("there is no certificate in it".into()) } else { Ok(all) }
}

/// Reads a file, for the messages that say which.
pub fn read_pem(path: &std::ffi::CStr) -> Result<Vec<u8>, String> {
    use std::os::unix::ffi::OsStrExt;
    let shown = path.to_string_lossy();
    std::fs::read(std::ffi::OsStr::from_bytes(path.to_bytes())).map_err(|e| format!("{shown}: {e}"))
}

fn private_key(bytes: &[u8]) -> Result<PrivateKeyDer<'static>, String> {
    if bytes.first() == Some(&0x30) {
        return PrivateKeyDer::try_from(bytes.to_vec()).map_err(|e| format!("no key: {e}"));
    }
    let text = String::from_utf8_lossy(bytes);
    if text.contains("ENCRYPTED") {
        return Err("the key is encrypted, which is not provided: decrypt it (openssl pkey -in KEY -out PLAIN)".into());
    }
    PrivateKeyDer::from_pem_slice(bytes).map_err(|e| format!("no key in it: {e}"))
}

impl Identity {
    /// Joins a chain, the server's own certificate first, with its key. `Err` says what does not fit.
    pub fn new(chain: &[u8], key: &[u8]) -> Result<Identity, String> {
        let chain = certificates(chain).map_err(|e| format!("certificate: {e}"))?;
        let key = private_key(key).map_err(|e| format!("private key: {e}"))?;
        let signer = any_supported_type(&key).map_err(|e| format!("private key: {e}"))?;
        let pair = CertifiedKey::new(chain, signer);
        match pair.keys_match() {
            Ok(()) | Err(rustls::Error::InconsistentKeys(rustls::InconsistentKeys::Unknown)) => {}
            Err(_) => return Err("the private key does not belong to the certificate".into()),
        }
        Ok(Identity(Arc::new(pair)))
    }

    /// The certificate itself, in DER.
    pub fn leaf(&self) -> &[u8] {
        self.0.cert.first().map_or(&[], |c| c.as_ref())
    }
}
