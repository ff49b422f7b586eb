//! What the TLS of a vhost is set to, as server and as client.

use super::ciphers;
use super::identity::Identity;
use super::verify::{Checker, ClientChecker};
use rustls::client::{ClientSessionMemoryCache, Resumption, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::server::{ClientHello, ResolvesServerCert, ServerSessionMemoryCache, WebPkiClientVerifier};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, RootCertStore, ServerConfig, SupportedCipherSuite, SupportedProtocolVersion};
use std::sync::{Arc, Mutex, RwLock};

/// Sessions that a server remembers, so that they can be resumed.
const SESSIONS: usize = 10_240;

/// Versions and ciphers that may be used.
#[derive(Clone, Default)]
pub struct Allowed {
    /// No TLS 1.2.
    pub no_tls12: bool,
    /// No TLS 1.3.
    pub no_tls13: bool,
    /// OpenSSL's cipher string for TLS 1.2; `None` for all.
    pub ciphers: Option<String>,
    /// The names of the suites for TLS 1.3; `None` for all.
    pub ciphers13: Option<String>,
}

impl Allowed {
    /// The cryptography with the suites that are left, and the versions for which there are any.
    fn choose(&self) -> Result<(Arc<CryptoProvider>, Vec<&'static SupportedProtocolVersion>), String> {
        let mut all = rustls::crypto::ring::default_provider();
        let is13 = |s: &SupportedCipherSuite| matches!(s, SupportedCipherSuite::Tls13(_));
        let (of13, of12): (Vec<_>, Vec<_>) = std::mem::take(&mut all.cipher_suites).into_iter().partition(is13);
        let of13 = self.ciphers13.as_ref().map_or(of13, |list| ciphers::for_tls13(list));
        let of12 = self.ciphers.as_ref().map_or(of12, |list| ciphers::for_tls12(list));
        let mut versions = Vec::new();
        if !self.no_tls13 && !of13.is_empty() {
            versions.push(&rustls::version::TLS13);
        }
        if !self.no_tls12 && !of12.is_empty() {
            versions.push(&rustls::version::TLS12);
        }
        if versions.is_empty() {
            return Err("the versions and ciphers that are asked for leave neither TLS 1.2 nor TLS 1.3".into());
        }
        all.cipher_suites = [of13, of12].concat();
        Ok((Arc::new(all), versions))
    }

    /// Whether the cipher string takes TLS 1.2 away, since none of what it names is provided.
    pub fn loses_tls12(&self) -> bool {
        !self.no_tls12 && self.ciphers.as_ref().is_some_and(|list| ciphers::for_tls12(list).is_empty())
    }

    /// Whether the list of suites takes TLS 1.3 away, in the same way.
    pub fn loses_tls13(&self) -> bool {
        !self.no_tls13 && self.ciphers13.as_ref().is_some_and(|list| ciphers::for_tls13(list).is_empty())
    }
}

/// What a server asks of its clients.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClientAuth {
    /// Nothing.
    None,
    /// A certificate of one of the given authorities, if they have one.
    Wanted,
    /// Such a certificate.
    Required,
}

/// What a server's TLS is made from.
pub struct ServerSettings {
    /// Whose certificates of clients are taken.
    pub authorities: Vec<CertificateDer<'static>>,
    /// Whether clients must have one.
    pub client_auth: ClientAuth,
    /// The protocols that are offered by ALPN.
    pub alpn: Vec<Vec<u8>>,
    /// Versions and ciphers.
    pub allowed: Allowed,
    /// No session can be resumed.
    pub no_resumption: bool,
    /// Sessions are remembered by the server alone, and not in tickets that clients keep.
    pub no_tickets: bool,
}

/// A server's TLS. The certificates can be exchanged while connections are open.
pub struct ServerTls {
    config: Arc<ServerConfig>,
    identities: Arc<Identities>,
}

/// The certificates of the vhosts that share a listening socket; the first one serves names that none of them has.
#[derive(Default, Debug)]
pub struct Identities(RwLock<Vec<(String, Arc<CertifiedKey>)>>, Mutex<Option<String>>);

impl Identities {
    /// The name that was asked for in the last greeting, once.
    pub fn asked(&self) -> Option<String> {
        self.1.lock().unwrap_or_else(|e| e.into_inner()).take()
    }
}

impl ResolvesServerCert for Identities {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        *self.1.lock().unwrap_or_else(|e| e.into_inner()) = hello.server_name().map(str::to_owned);
        let all = self.0.read().unwrap_or_else(|e| e.into_inner());
        let exact = |name: &str| all.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        let above = |name: &str| all.iter().find(|(n, _)| is_under(name, n));
        let named = hello.server_name().and_then(|name| exact(name).or_else(|| above(name)));
        named.or_else(|| all.first()).map(|(_, key)| key.clone())
    }
}

/// Whether a name is a subdomain of another.
fn is_under(name: &str, domain: &str) -> bool {
    let at = name.len().checked_sub(domain.len() + 1).filter(|at| *at != 0 && !domain.is_empty());
    at.is_some_and(|at| {
        name.as_bytes()[at] == b'.' && name.as_bytes()[at + 1..].eq_ignore_ascii_case(domain.as_bytes())
    })
}

fn roots(authorities: &[CertificateDer<'static>]) -> Arc<RootCertStore> {
    let mut store = RootCertStore::empty();
    store.add_parsable_certificates(authorities.iter().cloned());
    Arc::new(store)
}

impl ServerTls {
    /// A server's TLS with its first certificate, of the vhost with this name. Without one handshakes fail until it has
    /// one.
    pub fn new(name: &str, identity: Option<&Identity>, settings: &ServerSettings) -> Result<ServerTls, String> {
        let (provider, versions) = settings.allowed.choose()?;
        let builder = ServerConfig::builder_with_provider(provider.clone())
            .with_protocol_versions(&versions)
            .map_err(|e| e.to_string())?;
        let builder = if settings.client_auth == ClientAuth::None {
            builder.with_no_client_auth()
        } else {
            let verifier = WebPkiClientVerifier::builder_with_provider(roots(&settings.authorities), provider.clone());
            let verifier =
                if settings.client_auth == ClientAuth::Wanted { verifier.allow_unauthenticated() } else { verifier };
            let webpki = verifier.build().map_err(|e| format!("client certificates: {e}"))?;
            let (trusted, provider) = (settings.authorities.clone(), provider.clone());
            builder.with_client_cert_verifier(Arc::new(ClientChecker { webpki, trusted, provider }))
        };
        let identities = Arc::new(Identities::default());
        let mut config = builder.with_cert_resolver(identities.clone());
        config.alpn_protocols.clone_from(&settings.alpn);
        if settings.no_resumption {
            config.session_storage = Arc::new(rustls::server::NoServerSessionStorage {});
            config.send_tls13_tickets = 0;
        } else {
            config.session_storage = ServerSessionMemoryCache::new(SESSIONS);
            // Tickets keep the session's state with the client.
            if !settings.no_tickets {
                config.ticketer = rustls::crypto::ring::Ticketer::new().map_err(|e| e.to_string())?;
            }
            config.send_tls13_tickets = 2;
        }
        config.ignore_client_order = true;
        let tls = ServerTls { config: Arc::new(config), identities };
        if let Some(identity) = identity {
            tls.set(name, identity);
        }
        Ok(tls)
    }

    pub(super) fn config(&self) -> Arc<ServerConfig> {
        self.config.clone()
    }

    pub(super) fn identities(&self) -> Arc<Identities> {
        self.identities.clone()
    }

    /// Adds the certificate of a vhost, or exchanges it. Open connections keep theirs.
    pub fn set(&self, name: &str, identity: &Identity) {
        let mut all = self.identities.0.write().unwrap_or_else(|e| e.into_inner());
        match all.iter_mut().find(|(n, _)| n == name) {
            Some(entry) => entry.1 = identity.0.clone(),
            None => all.push((name.to_owned(), identity.0.clone())),
        }
    }

    /// Takes the certificate of a vhost away.
    pub fn unset(&self, name: &str) {
        let mut all = self.identities.0.write().unwrap_or_else(|e| e.into_inner());
        all.retain(|(n, _)| n != name);
    }
}

/// What is forgiven when a server's certificate is checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Tolerance {
    /// It may vouch for itself.
    pub self_signed: bool,
    /// It may be for other names.
    pub other_names: bool,
    /// Its time may be over.
    pub expired: bool,
    /// It may be issued by anybody.
    pub unknown_issuer: bool,
}

/// What a client's TLS is made from.
pub struct ClientSettings {
    /// Whose certificates of servers are taken.
    pub authorities: Vec<CertificateDer<'static>>,
    /// The system's authorities are taken, too.
    pub system: bool,
    /// The client's own certificate.
    pub identity: Option<Identity>,
    /// The protocols that are offered by ALPN.
    pub alpn: Vec<Vec<u8>>,
    /// Versions and ciphers.
    pub allowed: Allowed,
    /// No session is kept to be resumed.
    pub no_resumption: bool,
}

/// A client's TLS: one configuration for each set of things that are forgiven.
pub struct ClientTls(Arc<ClientConfig>);

impl ClientTls {
    /// Makes a client's TLS; `extra` is trusted, too.
    pub fn new(
        settings: &ClientSettings,
        extra: &[CertificateDer<'static>],
        tolerance: Tolerance,
    ) -> Result<ClientTls, String> {
        let (provider, versions) = settings.allowed.choose()?;
        let own = [&settings.authorities, extra].concat();
        let mut trusted = own.clone();
        if settings.system {
            trusted.extend(rustls_native_certs::load_native_certs().certs);
        }
        let store = roots(&trusted);
        let webpki = (!store.is_empty())
            .then(|| WebPkiServerVerifier::builder_with_provider(store, provider.clone()).build())
            .transpose()
            .map_err(|e| format!("authorities: {e}"))?;
        let checker = Checker { webpki, trusted: own, tolerance, provider: provider.clone() };
        let builder = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&versions)
            .map_err(|e| e.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(checker));
        let mut config = match &settings.identity {
            Some(identity) => builder.with_client_cert_resolver(Arc::new(Own(identity.0.clone()))),
            None => builder.with_no_client_auth(),
        };
        config.alpn_protocols.clone_from(&settings.alpn);
        config.resumption = if settings.no_resumption {
            Resumption::disabled()
        } else {
            Resumption::store(Arc::new(ClientSessionMemoryCache::new(256)))
        };
        Ok(ClientTls(Arc::new(config)))
    }

    pub(super) fn config(&self) -> Arc<ClientConfig> {
        self.0.clone()
    }
}

/// The one certificate that a client has.
#[derive(Debug)]
struct Own(Arc<CertifiedKey>);

impl rustls::client::ResolvesClientCert for Own {
    fn resolve(&self, _: &[&[u8]], _: &[rustls::SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        Some(self.0.clone())
    }
    fn has_certs(&self) -> bool {
        true
    }
}
