//! What a certificate says.

use x509_parser::prelude::{FromDer, ParsedExtension, X509Certificate, X509Name};

/// A parsed certificate.
pub struct Certificate<'a>(X509Certificate<'a>, &'a [u8]);

/// What a certificate says of its issuer's key: identifier, issuer, serial number.
pub type AuthorityKey = (Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>);

/// What the peer that shows a certificate is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Peer {
    /// A server.
    Server,
    /// A client.
    Client,
}

/// OpenSSL's bits of the key usage that count for a server, a client, an authority.
const SERVES: u32 = 0x80 | 0x20 | 0x08;
const ASKS: u32 = 0x80 | 0x08;
const SIGNS: u32 = 0x04;

/// The short names that OpenSSL writes for the parts of a name; others appear as numbers.
const SHORT: &[(&str, &str)] = &[
    ("2.5.4.3", "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.5", "serialNumber"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.9", "street"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "title"),
    ("2.5.4.13", "description"),
    ("2.5.4.15", "businessCategory"),
    ("2.5.4.17", "postalCode"),
    ("2.5.4.41", "name"),
    ("2.5.4.42", "GN"),
    ("2.5.4.43", "initials"),
    ("2.5.4.46", "dnQualifier"),
    ("2.5.4.65", "pseudonym"),
    ("2.5.4.97", "organizationIdentifier"),
    ("0.9.2342.19200300.100.1.1", "UID"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("1.2.840.113549.1.9.1", "emailAddress"),
    ("1.2.840.113549.1.9.2", "unstructuredName"),
    ("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
    ("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
    ("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"),
];

/// A name on one line, as `X509_NAME_oneline` writes it: as many whole parts as `most` bytes hold; and where the first
/// common name stands in it.
fn one_line(name: &X509Name, most: usize) -> (Vec<u8>, Option<usize>) {
    let (mut line, mut common) = (Vec::new(), None);
    for part in name.iter_attributes() {
        let number = part.attr_type().to_id_string();
        let short = SHORT.iter().find(|(n, _)| *n == number).map_or(number.as_str(), |(_, s)| s);
        let mut piece = format!("/{short}=").into_bytes();
        for b in part.attr_value().data.iter() {
            match b {
                // What would look like another part.
                b'/' | b'+' => piece.extend_from_slice(&[b'\\', *b]),
                b' '..=b'~' => piece.push(*b),
                other => piece.extend_from_slice(format!("\\x{other:02X}").as_bytes()),
            }
        }
        if line.len() + piece.len() > most {
            break;
        }
        if short == "CN" {
            common = common.or(Some(line.len() + "/CN=".len()));
        }
        line.extend_from_slice(&piece);
    }
    (line, common)
}

impl<'a> Certificate<'a> {
    /// Reads a certificate in DER. `None`: it is none.
    pub fn parse(der: &'a [u8]) -> Option<Certificate<'a>> {
        X509Certificate::from_der(der).ok().map(|(_, c)| Certificate(c, der))
    }

    /// The common name alone.
    pub fn common_name(&self) -> &str {
        self.0.subject().iter_common_name().next().and_then(|n| n.as_str().ok()).unwrap_or_default()
    }

    /// What lws gives as the common name: its subject's line, of at most so many bytes, from behind `/CN=` on (so that an
    /// `/emailAddress=` that follows is part of it); all of it where there is no common name.
    pub fn subject(&self, most: usize) -> Vec<u8> {
        let (line, common) = one_line(self.0.subject(), most);
        line[common.unwrap_or(0)..].to_vec()
    }

    /// The issuer's line, of at most so many bytes.
    pub fn issuer(&self, most: usize) -> Vec<u8> {
        one_line(self.0.issuer(), most).0
    }

    /// From when and until when it is valid, in seconds since 1970.
    pub fn validity(&self) -> (i64, i64) {
        let v = self.0.validity();
        (v.not_before.timestamp(), v.not_after.timestamp())
    }

    /// Who issued it is who it is about.
    pub fn is_self_issued(&self) -> bool {
        self.0.issuer().as_raw() == self.0.subject().as_raw()
    }

    /// Whether it bears the signature of its own key.
    pub fn is_self_signed(&self) -> bool {
        self.is_self_issued() && self.0.verify_signature(None).is_ok()
    }

    /// What it may be used for: OpenSSL's bits (`KU_DIGITAL_SIGNATURE` is 0x80); all of them without the extension.
    pub fn usage(&self) -> u32 {
        let Some(usage) = self.0.key_usage().ok().flatten() else { return u32::MAX };
        (0..9u32).filter(|bit| usage.value.flags & (1 << bit) != 0).fold(0, |all, bit| {
            let openssl = if bit < 8 { 0x80 >> bit } else { 0x8000 };
            all | openssl
        })
    }

    /// The public key with its ASN.1 (SubjectPublicKeyInfo).
    pub fn public_key(&self) -> &[u8] {
        self.0.public_key().raw
    }

    /// The whole certificate, in DER.
    pub fn der(&self) -> &'a [u8] {
        self.1
    }

    /// What the extension about the issuer's key says: the key's identifier, the issuer's name and the serial number of
    /// its certificate.
    pub fn authority_key(&self) -> AuthorityKey {
        let found = self.0.extensions().iter().find_map(|e| match e.parsed_extension() {
            ParsedExtension::AuthorityKeyIdentifier(a) => Some(a),
            _ => None,
        });
        let Some(a) = found else { return (None, None, None) };
        let issuer = a.authority_cert_issuer.as_ref().map(|names| {
            let lines = names.iter().filter_map(|n| match n {
                x509_parser::extensions::GeneralName::DirectoryName(name) => Some(one_line(name, 4096).0),
                _ => None,
            });
            lines.flatten().collect()
        });
        (a.key_identifier.as_ref().map(|k| k.0.to_vec()), issuer, a.authority_cert_serial.map(<[u8]>::to_vec))
    }

    /// The identifier of its own key.
    pub fn subject_key(&self) -> Option<Vec<u8>> {
        self.0.extensions().iter().find_map(|e| match e.parsed_extension() {
            ParsedExtension::SubjectKeyIdentifier(k) => Some(k.0.to_vec()),
            _ => None,
        })
    }

    /// Whether its key may sign certificates.
    pub fn may_sign(&self) -> bool {
        self.usage() & SIGNS != 0
    }

    /// Whether its key usage lets it stand for such a peer, as OpenSSL sees it.
    pub fn may_shake_hands(&self, peer: Peer) -> bool {
        self.usage() & if peer == Peer::Server { SERVES } else { ASKS } != 0
    }

    /// Whether what its extensions say of its purpose allows such a peer, and each that is critical is understood.
    pub fn is_for(&self, peer: Peer) -> bool {
        use ParsedExtension as P;
        let Ok(purposes) = self.0.extended_key_usage() else { return false };
        let fits = purposes.is_none_or(|p| match peer {
            Peer::Server => p.value.server_auth,
            Peer::Client => p.value.client_auth,
        });
        // Who constrains names is for others to look at: `constrains_names`.
        let known = |e: &P| {
            matches!(
                e,
                P::BasicConstraints(_)
                    | P::KeyUsage(_)
                    | P::ExtendedKeyUsage(_)
                    | P::SubjectAlternativeName(_)
                    | P::NameConstraints(_)
            )
        };
        // Each extension may come once.
        let once = self.0.extensions_map().is_ok();
        fits && once && self.0.extensions().iter().all(|e| !e.critical || known(e.parsed_extension()))
    }

    /// Whether it constrains the names of those below it.
    pub fn constrains_names(&self) -> bool {
        self.0.name_constraints().map_or(true, |found| found.is_some())
    }

    /// Whether so many authorities may stand between it and the peer.
    pub fn allows_below(&self, authorities: usize) -> bool {
        let most = self.0.basic_constraints().ok().flatten().and_then(|b| b.value.path_len_constraint);
        most.is_none_or(|most| authorities as u64 <= u64::from(most))
    }

    /// Whether another certificate's key has signed this one.
    pub fn is_signed_by(&self, other: &Certificate) -> bool {
        self.0.issuer().as_raw() == other.0.subject().as_raw()
            && self.0.verify_signature(Some(other.0.public_key())).is_ok()
    }

    /// Whether another certificate's key has signed this one, and may.
    pub fn is_issued_by(&self, other: &Certificate) -> bool {
        other.may_sign() && self.is_signed_by(other)
    }

    /// The public key's bits alone.
    pub fn key_bits(&self) -> &[u8] {
        &self.0.public_key().subject_public_key.data
    }

    /// Whether it is of version 1, which has no extensions.
    pub fn is_version_1(&self) -> bool {
        self.0.version() == x509_parser::x509::X509Version::V1
    }

    /// Whether it is an authority's: it says so, or is of version 1 and vouches for itself.
    pub fn is_authority(&self) -> bool {
        self.0.is_ca() || (self.is_version_1() && self.is_self_issued())
    }

    /// Whether it is good now.
    pub fn is_current(&self) -> bool {
        self.0.validity().is_valid()
    }

    /// Whether it has names besides the common one.
    pub fn has_alternative_names(&self) -> bool {
        self.0.subject_alternative_name().ok().flatten().is_some()
    }
}
