//! How a peer's certificate is checked: as webpki does, with what lws's flags forgive, and with what OpenSSL takes and
//! webpki does not (certificates of version 1, authorities that serve by their own certificate, common names).

use super::info::{Certificate, Peer};
use super::settings::Tolerance;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{CertificateError, DigitallySignedStruct, DistinguishedName, Error, SignatureScheme};
use std::sync::Arc;
use std::time::Duration;

/// Most certificates between a peer's and a trusted one.
const LONGEST_CHAIN: usize = 8;

/// Where a chain of certificates ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    /// At a trusted one.
    Trusted,
    /// At one that vouches for itself.
    SelfSigned,
    /// At one whose issuer is not known.
    Unknown,
    /// At one whose issuer may not have issued it.
    Unfit,
}

fn bad<T>(e: CertificateError) -> Result<T, Error> {
    Err(Error::InvalidCertificate(e))
}

/// The certificates of a chain whose keys may sign others; webpki does not look at that.
fn authorities<'a>(chain: &'a [CertificateDer<'_>]) -> Vec<CertificateDer<'a>> {
    let may_sign = |c: &&CertificateDer| Certificate::parse(c).is_none_or(|c| c.may_sign());
    chain.iter().filter(may_sign).map(|c| CertificateDer::from(c.as_ref())).collect()
}

/// Whether the key usage of a certificate that webpki found good lets it stand for such a peer.
fn check_usage(leaf: &CertificateDer, peer: Peer) -> Result<(), Error> {
    let fits = Certificate::parse(leaf).is_none_or(|c| c.may_shake_hands(peer));
    if fits { Ok(()) } else { bad(CertificateError::InvalidPurpose) }
}

/// Follows a chain as OpenSSL does, past authorities that are good for such a peer, now or (`any_time`) ever. The peer's own
/// certificate is not its business. Names are not constrained here: who constrains them leads nowhere.
fn end_of(
    leaf: &CertificateDer,
    chain: &[CertificateDer],
    trusted: &[CertificateDer],
    peer: Peer,
    any_time: bool,
) -> End {
    let trusted: Vec<Certificate> = trusted.iter().filter_map(|t| Certificate::parse(t)).collect();
    let chain: Vec<Certificate> = chain.iter().take(LONGEST_CHAIN).filter_map(|c| Certificate::parse(c)).collect();
    let Some(leaf) = Certificate::parse(leaf) else { return End::Unknown };
    let mut at = &leaf;
    for between in 0..=LONGEST_CHAIN {
        let leads = |c: &Certificate| !c.constrains_names() && c.allows_below(between) && at.is_issued_by(c);
        if trusted.iter().any(|t| t.der() == at.der() || (t.is_current() && leads(t))) {
            return End::Trusted;
        }
        if at.is_self_signed() {
            return End::SelfSigned;
        }
        let good = |c: &Certificate| c.is_authority() && c.is_for(peer) && (any_time || c.is_current());
        match chain.iter().find(|c| good(c) && leads(c)) {
            Some(next) => at = next,
            None if chain.iter().chain(&trusted).any(|c| at.is_signed_by(c)) => return End::Unfit,
            None => return End::Unknown,
        }
    }
    End::Unknown
}

/// The times of a certificate.
fn check_time(parsed: &Certificate, now: UnixTime) -> Result<(), Error> {
    let (from, until) = parsed.validity();
    let now = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
    match () {
        () if now < from => bad(CertificateError::NotValidYet),
        () if now > until => bad(CertificateError::Expired),
        () => Ok(()),
    }
}

/// Whether it is of version 1, which webpki does not read at all.
fn is_old(leaf: &CertificateDer) -> bool {
    Certificate::parse(leaf).is_some_and(|c| c.is_version_1())
}

/// The content of the first DER element.
fn content(der: &[u8]) -> Option<&[u8]> {
    let first = usize::from(*der.get(1)?);
    let (at, len) = match first {
        0..=0x7f => (2, first),
        0x81 => (3, usize::from(*der.get(2)?)),
        0x82 => (4, usize::from(*der.get(2)?) << 8 | usize::from(*der.get(3)?)),
        _ => return None,
    };
    der.get(at..at + len)
}

/// Checks the handshake's signature by the key of a certificate that webpki does not read.
fn check_signature(
    message: &[u8],
    leaf: &CertificateDer,
    signature: &DigitallySignedStruct,
    provider: &CryptoProvider,
) -> Result<HandshakeSignatureValid, Error> {
    let Some(parsed) = Certificate::parse(leaf) else { return bad(CertificateError::BadEncoding) };
    let algorithm = content(parsed.public_key()).and_then(content).unwrap_or_default();
    let known = provider.signature_verification_algorithms.mapping;
    let fits =
        known.iter().filter(|(scheme, _)| *scheme == signature.scheme).flat_map(|(_, all)| all.iter()).any(|a| {
            a.public_key_alg_id().as_ref() == algorithm
                && a.verify_signature(parsed.key_bits(), message, signature.signature()).is_ok()
        });
    if fits { Ok(HandshakeSignatureValid::assertion()) } else { bad(CertificateError::BadSignature) }
}

/// Checks the certificate of a server.
#[derive(Debug)]
pub struct Checker {
    /// Without any trusted root there is none, and only what is tolerated passes.
    pub webpki: Option<Arc<WebPkiServerVerifier>>,
    /// The trusted certificates that the program gave: one of them may be the server's own.
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
        let (common, wanted) = (leaf.common_name().to_ascii_lowercase(), wanted.as_ref().to_ascii_lowercase());
        if leaf.has_alternative_names() {
            return false;
        }
        match common.strip_prefix("*.") {
            Some(rest) => wanted.split_once('.').is_some_and(|(_, tail)| tail == rest),
            None => common == wanted,
        }
    }

    fn check_name(&self, leaf: &CertificateDer, name: &ServerName) -> Result<(), Error> {
        let Some(parsed) = Certificate::parse(leaf) else { return bad(CertificateError::BadEncoding) };
        let by_webpki = || {
            rustls::server::ParsedCertificate::try_from(leaf)
                .is_ok_and(|p| rustls::client::verify_server_name(&p, name).is_ok())
        };
        if self.tolerance.other_names || Self::common_name_fits(&parsed, name) || by_webpki() {
            Ok(())
        } else {
            bad(CertificateError::NotValidForName)
        }
    }

    /// The names and times of a certificate whose chain is trusted, or forgiven.
    fn check_by_hand(&self, leaf: &CertificateDer, name: &ServerName, now: UnixTime) -> Result<(), Error> {
        let Some(parsed) = Certificate::parse(leaf) else { return bad(CertificateError::BadEncoding) };
        if !self.tolerance.expired {
            check_time(&parsed, now)?;
        }
        if !parsed.is_for(Peer::Server) {
            return bad(CertificateError::InvalidPurpose);
        }
        self.check_name(leaf, name)
    }

    /// What webpki could not find good is good by the flags, or as OpenSSL sees it.
    fn without_webpki(
        &self,
        leaf: &CertificateDer,
        chain: &[CertificateDer],
        name: &ServerName,
        now: UnixTime,
    ) -> Result<(), Error> {
        let fine = match end_of(leaf, chain, &self.trusted, Peer::Server, self.tolerance.expired) {
            End::Trusted => true,
            End::SelfSigned => self.tolerance.self_signed,
            End::Unknown => self.tolerance.unknown_issuer,
            End::Unfit => false,
        };
        if fine { self.check_by_hand(leaf, name, now) } else { bad(CertificateError::UnknownIssuer) }
    }

    fn check(
        &self,
        leaf: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<(), Error> {
        use CertificateError as E;
        let Some(webpki) = self.webpki.as_ref().filter(|_| !is_old(leaf)) else {
            return self.without_webpki(leaf, chain, name, now);
        };
        let above = authorities(chain);
        let at = |at: UnixTime| webpki.verify_server_cert(leaf, &above, name, ocsp, at).map(drop);
        let mut checked = at(now);
        // webpki checks the times first: what comes after what is forgiven is checked at a time when it was good.
        if self.tolerance.expired {
            let all = || std::iter::once(leaf).chain(chain).filter_map(|c| Certificate::parse(c)).map(|c| c.validity());
            let then = match &checked {
                Err(Error::InvalidCertificate(E::Expired | E::ExpiredContext { .. })) => all().map(|v| v.1 - 1).min(),
                Err(Error::InvalidCertificate(E::NotValidYet | E::NotValidYetContext { .. })) => {
                    all().map(|v| v.0 + 1).max()
                }
                _ => None,
            };
            if let Some(then) = then.and_then(|t| u64::try_from(t).ok()) {
                checked = at(UnixTime::since_unix_epoch(Duration::from_secs(then)));
            }
        }
        match checked {
            Err(Error::InvalidCertificate(E::NotValidForName | E::NotValidForNameContext { .. })) => {
                self.check_name(leaf, name)
            }
            Err(Error::InvalidCertificate(E::UnknownIssuer)) => self.without_webpki(leaf, chain, name, now),
            // One of the trusted has the name of the issuer, and another key.
            Err(Error::InvalidCertificate(
                E::BadSignature
                | E::UnsupportedSignatureAlgorithmContext { .. }
                | E::UnsupportedSignatureAlgorithmForPublicKeyContext { .. },
            )) => self.without_webpki(leaf, chain, name, now).or(checked),
            Err(Error::InvalidCertificate(E::Other(_)))
                if Certificate::parse(leaf).is_some_and(|c| c.is_authority()) =>
            {
                self.without_webpki(leaf, chain, name, now)
            }
            other => other,
        }
    }
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
        self.check(leaf, chain, name, ocsp, now)?;
        check_usage(leaf, Peer::Server).map(|()| ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        if is_old(certificate) {
            return check_signature(message, certificate, signature, &self.provider);
        }
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        if is_old(certificate) {
            return check_signature(message, certificate, signature, &self.provider);
        }
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Checks the certificate of a client.
#[derive(Debug)]
pub struct ClientChecker {
    /// What checks it, unless it is of version 1.
    pub webpki: Arc<dyn ClientCertVerifier>,
    /// The trusted certificates.
    pub trusted: Vec<CertificateDer<'static>>,
    /// The cryptography.
    pub provider: Arc<CryptoProvider>,
}

impl ClientCertVerifier for ClientChecker {
    fn offer_client_auth(&self) -> bool {
        self.webpki.offer_client_auth()
    }

    fn client_auth_mandatory(&self) -> bool {
        self.webpki.client_auth_mandatory()
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.webpki.root_hint_subjects()
    }

    fn verify_client_cert(
        &self,
        leaf: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        check_usage(leaf, Peer::Client)?;
        let checked = self.webpki.verify_client_cert(leaf, &authorities(chain), now);
        let Some(parsed) = Certificate::parse(leaf) else { return checked };
        // The authority's own certificate, and one that is among the trusted.
        let special = parsed.is_version_1() || parsed.is_authority() || self.trusted.iter().any(|t| t == leaf);
        if checked.is_ok() || !special {
            return checked;
        }
        check_time(&parsed, now)?;
        match end_of(leaf, chain, &self.trusted, Peer::Client, false) {
            _ if !parsed.is_for(Peer::Client) => bad(CertificateError::InvalidPurpose),
            End::Trusted => Ok(ClientCertVerified::assertion()),
            _ => bad(CertificateError::UnknownIssuer),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        if is_old(certificate) {
            return check_signature(message, certificate, signature, &self.provider);
        }
        self.webpki.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        if is_old(certificate) {
            return check_signature(message, certificate, signature, &self.provider);
        }
        self.webpki.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.webpki.supported_verify_schemes()
    }
}
