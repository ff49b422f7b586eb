//! What the TLS of a vhost is set to, as server and as client.

use super::identity::Identity;
use super::verify::Checker;
use rustls::client::{ClientSessionMemoryCache, Resumption, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::server::{ClientHello, ResolvesServerCert, ServerSessionMemoryCache, WebPkiClientVerifier};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, RootCertStore, ServerConfig, SupportedProtocolVersion};
use std::sync::{Arc, Mutex, RwLock};

/// Sessions that a server remembers, so that they can be resumed.
const SESSIONS: usize = 10_240;

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
    /// No TLS 1.2, no TLS 1.3.
    pub without: (bool, bool),
    /// No session can be resumed.
    pub no_resumption: bool,
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
        let named = hello.server_name().and_then(|name| all.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)));
        named.or_else(|| all.first()).map(|(_, key)| key.clone())
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

fn versions(without: (bool, bool)) -> Result<Vec<&'static SupportedProtocolVersion>, String> {
    let mut all = Vec::new();
    if !without.1 {
        all.push(&rustls::version::TLS13);
    }
    if !without.0 {
        all.push(&rustls::version::TLS12);
    }
    if all.is_empty() { Err("neither TLS 1.2 nor TLS 1.3 is left".into()) } else { Ok(all) }
}

fn roots(authorities: &[CertificateDer<'static>]) -> Arc<RootCertStore> {
    let mut store = RootCertStore::empty();
    store.add_parsable_certificates(authorities.iter().cloned());
    Arc::new(store)
}

impl ServerTls {
    /// A server's TLS with its first certificate, of the vhost with this name.
    pub fn new(name: &str, identity: &Identity, settings: &ServerSettings) -> Result<ServerTls, String> {
        let provider = provider();
        let builder = ServerConfig::builder_with_provider(provider.clone())
            .with_protocol_versions(&versions(settings.without)?)
            .map_err(|e| e.to_string())?;
        let builder = if settings.client_auth == ClientAuth::None {
            builder.with_no_client_auth()
        } else {
            let verifier = WebPkiClientVerifier::builder_with_provider(roots(&settings.authorities), provider);
            let verifier =
                if settings.client_auth == ClientAuth::Wanted { verifier.allow_unauthenticated() } else { verifier };
            builder.with_client_cert_verifier(verifier.build().map_err(|e| format!("client certificates: {e}"))?)
        };
        let identities = Arc::new(Identities::default());
        let mut config = builder.with_cert_resolver(identities.clone());
        config.alpn_protocols.clone_from(&settings.alpn);
        if settings.no_resumption {
            config.session_storage = Arc::new(rustls::server::NoServerSessionStorage {});
            config.send_tls13_tickets = 0;
        } else {
            config.session_storage = ServerSessionMemoryCache::new(SESSIONS);
            config.send_tls13_tickets = 2;
        }
        let tls = ServerTls { config: Arc::new(config), identities };
        tls.set(name, identity);
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
    /// It may be anything.
    pub anything: bool,
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
    /// No TLS 1.2, no TLS 1.3.
    pub without: (bool, bool),
}

/// A client's TLS: one configuration for each set of things that are forgiven.
pub struct ClientTls(Arc<ClientConfig>);

impl ClientTls {
    /// Makes a client's TLS.
    pub fn new(settings: &ClientSettings, tolerance: Tolerance) -> Result<ClientTls, String> {
        let provider = provider();
        let mut trusted = settings.authorities.clone();
        if settings.system {
            trusted.extend(rustls_native_certs::load_native_certs().certs);
        }
        let store = roots(&trusted);
        let webpki = (!store.is_empty())
            .then(|| WebPkiServerVerifier::builder_with_provider(store, provider.clone()).build())
            .transpose()
            .map_err(|e| format!("authorities: {e}"))?;
        let checker = Checker { webpki, trusted: settings.authorities.clone(), tolerance, provider: provider.clone() };
        let builder = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&versions(settings.without)?)
            .map_err(|e| e.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(checker));
        let mut config = match &settings.identity {
            Some(identity) => builder.with_client_cert_resolver(Arc::new(Own(identity.0.clone()))),
            None => builder.with_no_client_auth(),
        };
        config.alpn_protocols.clone_from(&settings.alpn);
        config.resumption = Resumption::store(Arc::new(ClientSessionMemoryCache::new(256)));
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
