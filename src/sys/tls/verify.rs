//! How a client checks its server: as webpki does, with what lws's flags and OpenSSL forgive.

use super::info::{Certificate, Name};
use super::settings::Tolerance;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, SignatureScheme};
use std::sync::Arc;

/// Checks the certificate of a server.
#[derive(Debug)]
pub struct Checker {
    /// Without any trusted root there is none, and only what is tolerated passes.
    pub webpki: Option<Arc<WebPkiServerVerifier>>,
    /// The trusted certificates themselves: one of them may be the server's own.
    pub trusted: Vec<CertificateDer<'static>>,
    /// What is forgiven.
    pub tolerance: Tolerance,
    /// The cryptography.
    pub provider: Arc<CryptoProvider>,
}

impl Checker {
    /// Whether the name is the server's by a certificate that has its common name alone, as OpenSSL takes it.
    fn common_name_fits(leaf: &Certificate, name: &ServerName) -> bool {
        let ServerName::DnsName(wanted) = name else { return false };
        let (common, wanted) = (leaf.name(Name::Common).to_ascii_lowercase(), wanted.as_ref().to_ascii_lowercase());
        if leaf.has_alternative_names() {
            return false;
        }
        match common.strip_prefix("*.") {
            Some(rest) => wanted.split_once('.').is_some_and(|(_, tail)| tail == rest),
            None => common == wanted,
        }
    }

    /// The names and times of a certificate whose chain is not checked.
    fn check_by_hand(&self, leaf: &CertificateDer, name: &ServerName, now: UnixTime) -> Result<(), Error> {
        let bad = |e: CertificateError| Err(Error::InvalidCertificate(e));
        let Some(parsed) = Certificate::parse(leaf) else { return bad(CertificateError::BadEncoding) };
        if !self.tolerance.expired {
            let (from, until) = parsed.validity();
            let now = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
            if now < from {
                return bad(CertificateError::NotValidYet);
            }
            if now > until {
                return bad(CertificateError::Expired);
            }
        }
        if self.tolerance.other_names || Self::common_name_fits(&parsed, name) {
            return Ok(());
        }
        match webpki_names(leaf, name) {
            true => Ok(()),
            false => bad(CertificateError::NotValidForName),
        }
    }
}

fn webpki_names(leaf: &CertificateDer, name: &ServerName) -> bool {
    rustls::server::ParsedCertificate::try_from(leaf)
        .is_ok_and(|p| rustls::client::verify_server_name(&p, name).is_ok())
}

impl ServerCertVerifier for Checker {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.tolerance.anything {
            return Ok(ServerCertVerified::assertion());
        }
        let checked = match &self.webpki {
            Some(w) => w.verify_server_cert(leaf, chain, name, ocsp, now).map(drop),
            None => Err(Error::InvalidCertificate(CertificateError::UnknownIssuer)),
        };
        let Err(Error::InvalidCertificate(why)) = checked else {
            return checked.map(|()| ServerCertVerified::assertion());
        };
        // The server's own certificate is among the trusted ones, or is trusted although it vouches for itself.
        let pinned = self.trusted.iter().any(|t| t.as_ref() == leaf.as_ref());
        let own = self.tolerance.self_signed && Certificate::parse(leaf).is_some_and(|c| c.is_self_issued());
        if pinned || own {
            self.check_by_hand(leaf, name, now)?;
            return Ok(ServerCertVerified::assertion());
        }
        // webpki checks the time of each certificate, then the signatures, then the name: what comes after what is
        // forgiven was not checked, so it is checked at another time, or by hand.
        let forgiven = match &why {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } if self.tolerance.expired => {
                let at = Certificate::parse(leaf).map_or(0, |c| c.validity().1.saturating_sub(1));
                let then = UnixTime::since_unix_epoch(std::time::Duration::from_secs(at.max(0) as u64));
                match &self.webpki {
                    Some(w) => match w.verify_server_cert(leaf, chain, name, ocsp, then) {
                        Ok(_) => true,
                        Err(Error::InvalidCertificate(e)) => self.only_the_name(&e, leaf, name, now),
                        Err(_) => false,
                    },
                    None => false,
                }
            }
            other => self.only_the_name(other, leaf, name, now),
        };
        if forgiven { Ok(ServerCertVerified::assertion()) } else { Err(Error::InvalidCertificate(why)) }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

impl Checker {
    /// Nothing but the name is wrong, and it is forgiven, or right by the common name.
    fn only_the_name(&self, why: &CertificateError, leaf: &CertificateDer, name: &ServerName, now: UnixTime) -> bool {
        matches!(why, CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. })
            && self.check_by_hand(leaf, name, now).is_ok()
    }
}
