//! Certificates and keys, from PEM or DER.

use super::info::Certificate;
use pkcs8::EncryptedPrivateKeyInfoRef;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use std::sync::Arc;
use x509_parser::pem::Pem;

/// A certificate chain and its key.
#[derive(Clone)]
pub struct Identity(pub(super) Arc<CertifiedKey>);

/// What is wrong with a PEM file.
fn why(error: pem::Error) -> String {
    match error {
        pem::Error::MissingSectionEnd { .. } => "it is cut off, a BEGIN line has no END line".into(),
        pem::Error::NoItemsFound => "there is none in it".into(),
        other => other.to_string(),
    }
}

/// The certificates in a file or memory: PEM, or one in DER.
pub fn certificates(bytes: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    // DER begins with a SEQUENCE.
    if bytes.first() == Some(&0x30) {
        return Ok(vec![CertificateDer::from(bytes.to_vec())]);
    }
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(bytes).collect();
    let all = all.map_err(|e| format!("no PEM: {}", why(e)))?;
    if all.is_empty() { Err("there is no certificate in it".into()) } else { Ok(all) }
}

/// Reads a file, for the messages that say which.
pub fn read_pem(path: &std::ffi::CStr) -> Result<Vec<u8>, String> {
    use std::os::unix::ffi::OsStrExt;
    let shown = path.to_string_lossy();
    std::fs::read(std::ffi::OsStr::from_bytes(path.to_bytes())).map_err(|e| format!("{shown}: {e}"))
}

fn private_key(bytes: &[u8], password: Option<&[u8]>) -> Result<PrivateKeyDer<'static>, String> {
    if bytes.first() == Some(&0x30) {
        return PrivateKeyDer::try_from(bytes.to_vec()).or_else(|_| decrypted(bytes, password));
    }
    for block in Pem::iter_from_buffer(bytes).flatten() {
        if block.label == "ENCRYPTED PRIVATE KEY" {
            return decrypted(&block.contents, password);
        }
    }
    if memchr::memmem::find(bytes, b"Proc-Type: 4,ENCRYPTED").is_some() {
        return Err("the key is encrypted in the traditional form, which derives its key by MD5 and is not provided: \
                    convert it (openssl pkcs8 -topk8 -in KEY -out NEW)"
            .into());
    }
    PrivateKeyDer::from_pem_slice(bytes).map_err(|e| format!("no key: {}", why(e)))
}

/// Opens an encrypted key (PKCS#8, RFC 5958, with PBES2, RFC 8018).
fn decrypted(der: &[u8], password: Option<&[u8]>) -> Result<PrivateKeyDer<'static>, String> {
    let locked = EncryptedPrivateKeyInfoRef::try_from(der).map_err(|_| {
        "it is no private key, or is encrypted in a way that is not provided: convert it \
         (openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out NEW)"
    })?;
    let password = password.ok_or("the key is encrypted: give its password in ssl_private_key_password")?;
    let open = locked.decrypt(password).map_err(|e| format!("the password does not open the key: {e}"))?;
    PrivateKeyDer::try_from(open.as_bytes().to_vec()).map_err(|e| format!("no key: {e}"))
}

impl Identity {
    /// Joins a chain, the server's own certificate first, with its key, which may need a password. `Err` says what does
    /// not fit.
    pub fn new(chain: &[u8], key: &[u8], password: Option<&[u8]>) -> Result<Identity, String> {
        let chain = certificates(chain).map_err(|e| format!("certificate: {e}"))?;
        let key = private_key(key, password).map_err(|e| format!("private key: {e}"))?;
        let signer = any_supported_type(&key).map_err(|_| {
            "private key: it is broken, or of a kind that is not provided (RSA of 2048 to 4096 bits, EC by P-256 or \
             P-384, and Ed25519 are)"
        })?;
        let leaf = chain.first().and_then(|leaf| Certificate::parse(leaf)).ok_or("certificate: it cannot be read")?;
        if signer.public_key().is_some_and(|k| k.as_ref() != leaf.public_key()) {
            return Err("the private key does not belong to the certificate".into());
        }
        let pair = CertifiedKey::new(chain, signer);
        Ok(Identity(Arc::new(pair)))
    }

    /// The certificate itself, in DER.
    pub fn leaf(&self) -> &[u8] {
        self.0.cert.first().map_or(&[], |c| c.as_ref())
    }
}
