//! Random bytes from the system.

/// Fills a buffer; how many bytes, which is fewer only if the system has none to give.
pub fn fill(mut into: &mut [u8]) -> usize {
    let mut done = 0;
    while !into.is_empty() {
        // SAFETY: the slice is valid for its length.
        let n = unsafe { libc::getrandom(into.as_mut_ptr().cast(), into.len(), 0) };
        match usize::try_from(n) {
            Ok(0) => break,
            Ok(n) => {
                done += n;
                into = &mut into[n..];
            }
            Err(_) if std::io::Error::last_os_error().kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    done
}

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_differ() {
        let mut both = [[0u8; 1000]; 2];
        assert_eq!(both.each_mut().map(|b| super::fill(b)), [1000, 1000]);
        assert_ne!(both[0], both[1]);
        assert_eq!(super::fill(&mut []), 0);
    }
}
