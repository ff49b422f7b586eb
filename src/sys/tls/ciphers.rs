//! OpenSSL's cipher strings, as far as they have a meaning for the suites that there are.

use rustls::SupportedCipherSuite;
use rustls::crypto::ring::cipher_suite as suite;

/// A suite of TLS 1.2, its name in OpenSSL and the words that mean it.
type Named = (&'static str, SupportedCipherSuite, &'static [&'static str]);

/// How many of the suites of TLS 1.2 have keys of 256 bits.
const STRONG: usize = 4;

/// What all of them are. `SHA256` and `SHA384` are none of them: OpenSSL means those that use it for each record.
const ALL: &[&str] =
    &["ALL", "HIGH", "DEFAULT", "COMPLEMENTOFDEFAULT", "ECDHE", "EECDH", "KEECDH", "KECDHE", "ECDH", "TLSV1.2"];

/// In OpenSSL's order; of those before [`STRONG`] the keys have 256 bits.
fn tls12() -> [Named; 6] {
    [
        (
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            suite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            &["AECDSA", "ECDSA", "AESGCM", "AES", "AES256", "FIPS"],
        ),
        (
            "ECDHE-RSA-AES256-GCM-SHA384",
            suite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            &["ARSA", "AESGCM", "AES", "AES256", "FIPS"],
        ),
        (
            "ECDHE-ECDSA-CHACHA20-POLY1305",
            suite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            &["AECDSA", "ECDSA", "CHACHA20"],
        ),
        ("ECDHE-RSA-CHACHA20-POLY1305", suite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, &["ARSA", "CHACHA20"]),
        (
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            suite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            &["AECDSA", "ECDSA", "AESGCM", "AES", "AES128", "FIPS"],
        ),
        (
            "ECDHE-RSA-AES128-GCM-SHA256",
            suite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            &["ARSA", "AESGCM", "AES", "AES128", "FIPS"],
        ),
    ]
}

/// Whether one word of a cipher string, or several joined by `+`, means a suite.
fn means(word: &str, named: &Named) -> bool {
    let one = |w: &str| {
        let w = w.to_ascii_uppercase();
        w == named.0 || ALL.contains(&w.as_str()) && !w.starts_with("COMPLEMENT") || named.2.contains(&w.as_str())
    };
    word.split('+').all(one)
}

/// The suites of TLS 1.2 that a cipher string leaves, in its order (`ciphers(1)` of OpenSSL).
pub fn for_tls12(list: &str) -> Vec<SupportedCipherSuite> {
    let all = tls12();
    let mut chosen: Vec<usize> = Vec::new();
    let mut banned: Vec<usize> = Vec::new();
    for word in list.split([':', ',', ' ', ';']) {
        // `DEFAULT@SECLEVEL=2` is one word with a command behind it; levels have no meaning here.
        let (word, command) = word.split_once('@').unwrap_or((word, ""));
        if command == "STRENGTH" {
            chosen.sort_by_key(|c| *c >= STRONG);
        }
        if word.is_empty() {
            continue;
        }
        let (sign, bare) = match word.as_bytes()[0] {
            c @ (b'!' | b'-' | b'+') => (c, &word[1..]),
            _ => (b' ', word),
        };
        let meant: Vec<usize> = (0..all.len()).filter(|i| means(bare, &all[*i])).collect();
        match sign {
            b'!' => {
                chosen.retain(|c| !meant.contains(c));
                banned.extend(meant);
            }
            b'-' => chosen.retain(|c| !meant.contains(c)),
            b'+' => {
                let (last, first): (Vec<usize>, Vec<usize>) = chosen.iter().partition(|c| meant.contains(c));
                chosen = [first, last].concat();
            }
            _ => {
                let new = meant.into_iter().filter(|m| !chosen.contains(m) && !banned.contains(m));
                let new: Vec<usize> = new.collect();
                chosen.extend(new);
            }
        }
    }
    chosen.into_iter().map(|c| all[c].1).collect()
}

/// The suites of TLS 1.3 that a list of their names leaves, in its order.
pub fn for_tls13(list: &str) -> Vec<SupportedCipherSuite> {
    let mut chosen = Vec::new();
    for word in list.split([':', ',', ' ']) {
        let found = match word {
            "TLS_AES_256_GCM_SHA384" => suite::TLS13_AES_256_GCM_SHA384,
            "TLS_AES_128_GCM_SHA256" => suite::TLS13_AES_128_GCM_SHA256,
            "TLS_CHACHA20_POLY1305_SHA256" => suite::TLS13_CHACHA20_POLY1305_SHA256,
            _ => continue,
        };
        if !chosen.contains(&found) {
            chosen.push(found);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &str) -> Vec<&'static str> {
        let all = tls12();
        for_tls12(list).iter().map(|s| all.iter().find(|n| n.1 == *s).unwrap().0).collect()
    }

    #[test]
    fn strings_as_programs_give_them() {
        assert_eq!(names("DEFAULT").len(), 6);
        for seclevel in ["DEFAULT@SECLEVEL=2", "ALL:@SECLEVEL=0", "@SECLEVEL=1:HIGH", "ALL:!ADH:@STRENGTH"] {
            assert_eq!(names(seclevel), names("ALL"), "{seclevel}");
        }
        assert_eq!(names("AES128:AES256:@STRENGTH"), names("AES256:AES128"));
        assert_eq!(names("ECDHE-RSA-AES128-GCM-SHA256"), ["ECDHE-RSA-AES128-GCM-SHA256"]);
        assert_eq!(names("CHACHA20:AESGCM:!aRSA")[0], "ECDHE-ECDSA-CHACHA20-POLY1305");
        assert_eq!(names("CHACHA20:AESGCM:!aRSA").len(), 3);
        assert_eq!(names("EECDH+AESGCM+aRSA").len(), 2);
        assert_eq!(names("HIGH:!SHA1:!SHA256:!SHA384:!aNULL").len(), 6);
        assert_eq!(names("HIGH:!CHACHA20:+AES256"), names("AES128:AES256"));
        assert!(names("AES256-SHA:DES-CBC3-SHA").is_empty());
        assert!(names("!ALL:ALL").is_empty() && names("ALL:-ALL").is_empty());
        assert_eq!(for_tls13("TLS_CHACHA20_POLY1305_SHA256:X").len(), 1);
    }
}
