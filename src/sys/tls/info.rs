//! What a certificate says.

use x509_parser::prelude::{FromDer, X509Certificate};

/// A piece of a certificate that a program may ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Name {
    /// The subject's common name.
    Common,
    /// The issuer's whole name.
    Issuer,
}

/// A parsed certificate.
pub struct Certificate<'a>(X509Certificate<'a>);

impl<'a> Certificate<'a> {
    /// Reads a certificate in DER. `None`: it is none.
    pub fn parse(der: &'a [u8]) -> Option<Certificate<'a>> {
        X509Certificate::from_der(der).ok().map(|(_, c)| Certificate(c))
    }

    /// A name in it.
    pub fn name(&self, which: Name) -> String {
        match which {
            Name::Common => {
                let first = self.0.subject().iter_common_name().next();
                first.and_then(|n| n.as_str().ok()).unwrap_or_default().to_owned()
            }
            Name::Issuer => self
                .0
                .issuer()
                .iter_attributes()
                .map(|a| {
                    let key = a.attr_type().to_id_string();
                    let short = match key.as_str() {
                        "2.5.4.3" => "CN",
                        "2.5.4.6" => "C",
                        "2.5.4.7" => "L",
                        "2.5.4.8" => "ST",
                        "2.5.4.10" => "O",
                        "2.5.4.11" => "OU",
                        "1.2.840.113549.1.9.1" => "emailAddress",
                        other => other,
                    };
                    format!("/{short}={}", a.as_str().unwrap_or_default())
                })
                .collect(),
        }
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

    /// What it may be used for, as the bits of the key usage extension; 0 without one.
    pub fn usage(&self) -> u32 {
        self.0.key_usage().ok().flatten().map_or(0, |u| u.value.flags.into())
    }

    /// The public key's bytes, without their ASN.1.
    pub fn public_key(&self) -> Vec<u8> {
        self.0.public_key().subject_public_key.data.to_vec()
    }

    /// The serial number's bytes.
    pub fn serial(&self) -> Vec<u8> {
        self.0.raw_serial().to_vec()
    }

    /// Whether it has names besides the common one.
    pub fn has_alternative_names(&self) -> bool {
        self.0.subject_alternative_name().ok().flatten().is_some()
    }
}
