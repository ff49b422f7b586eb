//! IP addresses as text.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Reads a numeric IPv4 or IPv6 address. Parts of an IPv4 address may start with zeros, and are decimal nevertheless.
pub fn parse(text: &[u8]) -> Option<IpAddr> {
    let text = core::str::from_utf8(text).ok()?;
    if text.contains(':') {
        return text.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    }
    let mut octets = [0u8; 4];
    let mut parts = text.split('.');
    for octet in &mut octets {
        let part = parts.next().filter(|p| (1..=3).contains(&p.len()) && p.bytes().all(|c| c.is_ascii_digit()))?;
        *octet = part.parse().ok()?;
    }
    parts.next().is_none().then_some(IpAddr::V4(Ipv4Addr::from(octets)))
}

/// Writes an address. In IPv6 the first run of zeros is left out, even a single one, as lws does.
pub fn text(address: IpAddr) -> String {
    let IpAddr::V6(v6) = address else { return address.to_string() };
    if let Some(v4) = v6.to_ipv4_mapped() {
        return format!("::ffff:{v4}");
    }
    let parts = v6.segments();
    let Some(zero) = parts.iter().position(|p| *p == 0) else { return v6.to_string() };
    let rest = parts[zero..].iter().position(|p| *p != 0).map_or(8, |n| zero + n);
    let hex = |parts: &[u16]| parts.iter().map(|p| format!("{p:x}")).collect::<Vec<_>>().join(":");
    format!("{}::{}", hex(&parts[..zero]), hex(&parts[rest..]))
}

/// An IPv4 address as IPv6 writes it, and what is IPv6 already.
fn mapped(address: IpAddr) -> [u8; 16] {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().octets(),
        IpAddr::V6(v6) => v6.octets(),
    }
}

/// Whether an address lies in the net of which the first `bits` bits are fixed. An IPv4 net also holds the mapped IPv6
/// addresses.
pub fn on_net(address: IpAddr, net: IpAddr, bits: i32) -> bool {
    let bits = usize::try_from(bits).unwrap_or(0);
    let (a, b, bits) = match (address, net) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (a.to_bits().into(), b.to_bits().into(), bits.min(32) + 96),
        (IpAddr::V6(_), IpAddr::V4(_)) => (bits_of(address), bits_of(net), bits + 96),
        _ => (bits_of(address), bits_of(net), bits),
    };
    let differ: u128 = a ^ b;
    differ.leading_zeros() as usize >= bits.min(128)
}

fn bits_of(address: IpAddr) -> u128 {
    u128::from_be_bytes(mapped(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn readable() {
        for (given, wanted) in [
            ("127.0.0.1", "127.0.0.1"),
            ("001.002.003.255", "1.2.3.255"),
            ("::", "::"),
            ("::1", "::1"),
            ("fe80::", "fe80::"),
            ("2001:db8::8a2e:370:7334", "2001:db8::8a2e:370:7334"),
            ("2001:db8:0:1:0:0:0:1", "2001:db8::1:0:0:0:1"),
            ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
            ("::ffff:1.2.3.4", "::ffff:1.2.3.4"),
        ] {
            assert_eq!(text(parse(given.as_bytes()).unwrap()), wanted);
        }
        for bad in [
            "",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.256",
            "1.2.3.",
            "1..2.3",
            "a.b.c.d",
            "1.2.3.0004",
            ":::",
            "1::2::3",
            "g::",
            "::1%lo",
            "+1.2.3.4",
        ] {
            assert_eq!(parse(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn nets() {
        for (address, net, bits, inside) in [
            ("10.1.2.3", "10.1.0.0", 16, true),
            ("10.2.2.3", "10.1.0.0", 16, false),
            ("10.1.2.3", "10.1.2.2", 31, true),
            ("10.1.2.3", "10.1.2.2", 32, false),
            ("10.1.2.3", "10.1.2.2", 0, true),
            ("10.1.2.3", "10.1.2.2", -1, true),
            ("10.1.2.3", "10.1.2.3", 99, true),
            ("::ffff:10.1.2.3", "10.1.0.0", 16, true),
            ("::10.1.2.3", "10.1.0.0", 16, false),
            ("10.1.2.3", "::ffff:10.1.0.0", 112, true),
            ("fe80::1", "fe80::", 10, true),
            ("fe00::1", "fe80::", 10, false),
        ] {
            let parse = |text: &str| parse(text.as_bytes()).unwrap();
            assert_eq!(on_net(parse(address), parse(net), bits), inside, "{address} {net}/{bits}");
        }
    }

    proptest! {
        #[test]
        fn text_reads_back(bits in any::<u128>(), mask in any::<u128>()) {
            for ip in [IpAddr::V6(Ipv6Addr::from(bits & mask)), IpAddr::V4(Ipv4Addr::from(bits as u32))] {
                prop_assert_eq!(parse(text(ip).as_bytes()), Some(ip));
            }
        }
    }
}
