//! Numbers shortened for people: `1.234MiB`, `2.500ms`.

/// One unit: its name and how many of the smallest unit it is.
pub type Unit<'a> = (&'a [u8], u64);

/// How a number is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// As short as possible.
    Short,
    /// In columns: a space, four places, the fraction.
    Columns,
}

/// The unit that fits: the first that is not larger than the value, or that is 1.
fn fitting<'a>(value: u64, units: impl IntoIterator<Item = Unit<'a>>) -> Option<Unit<'a>> {
    units.into_iter().find(|(_, factor)| value >= *factor || *factor == 1)
}

/// The last four digits of a number, in front of the unit.
fn whole(value: u64, layout: Layout) -> String {
    match layout {
        Layout::Short if value < 10_000 => value.to_string(),
        Layout::Short => format!("{:04}", value % 10_000),
        // Nothing at all stands for zero, and an exclamation mark for more than there is room for.
        Layout::Columns if value == 0 => " ".repeat(5),
        Layout::Columns if value < 10_000 => format!(" {value:4}"),
        Layout::Columns => format!(" !{:03}", value % 1000),
    }
}

/// The text, and how much of it comes before the name of the unit; None if no unit fits.
pub fn text<'a>(value: u64, units: impl IntoIterator<Item = Unit<'a>>, layout: Layout) -> Option<(Vec<u8>, usize)> {
    let (name, factor) = fitting(value, units)?;
    let mut out = match factor {
        0 => return None,
        1 => whole(value, layout),
        _ => {
            let thousandths = (value % factor) / (factor / 1000).max(1);
            format!("{}.{}", whole(value / factor, layout), fraction(thousandths, layout))
        }
    }
    .into_bytes();
    let number = out.len();
    out.extend_from_slice(name);
    if layout == Layout::Columns && factor == 1 {
        out.extend_from_slice(b"    ");
    }
    Some((out, number))
}

/// Three digits. A unit of 1024 has a few thousandths too many.
fn fraction(thousandths: u64, layout: Layout) -> String {
    match layout {
        Layout::Columns if thousandths >= 1000 => format!("!{:02}", thousandths % 100),
        _ => format!("{:03}", thousandths % 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const US: [Unit; 4] = [(b"min", 60_000_000), (b"s", 1_000_000), (b"ms", 1000), (b"us", 1)];

    #[test]
    fn layouts() {
        for (value, short, columns) in [
            (0, "0us", "     us    "),
            (999, "999us", "  999us    "),
            (1500, "1.500ms", "    1.500ms"),
            (61_000_000, "1.016min", "    1.016min"),
            (60_000_000 * 123_456, "3456.000min", " !456.000min"),
        ] {
            let shape = |layout| String::from_utf8(text(value, US, layout).unwrap().0).unwrap();
            assert_eq!(shape(Layout::Short), short);
            assert_eq!(shape(Layout::Columns), columns);
        }
        assert_eq!(text(5, [(&b"k"[..], 10)], Layout::Short), None);
        assert_eq!(text(2047, [(&b"Ki"[..], 1024)], Layout::Short).unwrap().0, b"1.023Ki");
        assert_eq!(text(7, [(&b""[..], 0)], Layout::Short), None);
    }
}
