//! The entries of a directory.

use core::ffi::c_int;
use std::ffi::CString;
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// None of the others.
    Unknown,
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link.
    Link,
    /// A pipe with a name.
    Fifo,
    /// A socket.
    Socket,
    /// A character device.
    Character,
    /// A block device.
    Block,
}

/// The entries of a directory without `.` and `..`, in the order of the locale, as `scandir()` with `alphasort()` gives
/// them.
pub fn entries(path: &Path) -> io::Result<Vec<(CString, Kind)>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let kind = entry.file_type().map_or(Kind::Unknown, kind);
        if let Ok(name) = CString::new(entry.file_name().into_vec()) {
            all.push((name, kind));
        }
    }
    // SAFETY: both are C strings.
    all.sort_by(|a, b| (unsafe { libc::strcoll(a.0.as_ptr(), b.0.as_ptr()) } as c_int).cmp(&0));
    Ok(all)
}

fn kind(t: std::fs::FileType) -> Kind {
    match () {
        () if t.is_file() => Kind::File,
        () if t.is_dir() => Kind::Directory,
        () if t.is_symlink() => Kind::Link,
        () if t.is_fifo() => Kind::Fifo,
        () if t.is_socket() => Kind::Socket,
        () if t.is_char_device() => Kind::Character,
        () if t.is_block_device() => Kind::Block,
        () => Kind::Unknown,
    }
}

/// Removes a directory and all that is in it; a symbolic link, but not what it leads to. What could not be removed is
/// told.
pub fn remove(path: &Path) -> io::Result<()> {
    std::fs::remove_dir_all(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_sorted_with_their_kind() {
        let dir = std::env::temp_dir().join(format!("lws-directory-{}", std::process::id()));
        std::fs::create_dir_all(dir.join("b")).unwrap();
        std::fs::write(dir.join("c"), b"").unwrap();
        std::os::unix::fs::symlink("c", dir.join("a")).unwrap();
        let found: Vec<_> =
            entries(&dir).unwrap().into_iter().map(|(name, kind)| (name.into_string().unwrap(), kind)).collect();
        assert_eq!(found, [("a".into(), Kind::Link), ("b".into(), Kind::Directory), ("c".into(), Kind::File)]);
        remove(&dir).unwrap();
        assert!(entries(&dir).is_err());
    }
}
