//! How long to wait before the next try.

/// Without a table, so long at first, in milliseconds.
const DEFAULT_MS: u32 = 3000;
/// Without a percentage, so much of it at random on top.
const DEFAULT_JITTER: u8 = 30;

/// The delay in milliseconds before try number `tries` (counted from 0). `random` decides how much of the percentage is
/// added.
pub fn delay(table: &[u32], jitter_percent: u8, tries: u16, random: u16) -> u32 {
    let ms = u64::from(table.get(usize::from(tries)).or(table.last()).copied().unwrap_or(DEFAULT_MS));
    let percent = u64::from(if jitter_percent == 0 { DEFAULT_JITTER } else { jitter_percent });
    (ms + ((ms * percent * u64::from(random)) >> 16) / 100) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays() {
        assert_eq!(delay(&[], 0, 0, 0), 3000);
        assert_eq!(delay(&[], 0, 9, u16::MAX), 3899);
        assert_eq!(delay(&[100, 200], 50, 1, 0x8000), 250);
        assert_eq!(delay(&[100, 200], 0, u16::MAX, 0), 200);
        assert_eq!(delay(&[u32::MAX], 0, 0, 0), u32::MAX);
    }
}
