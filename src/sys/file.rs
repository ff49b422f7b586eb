//! Files to serve.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};

/// A file that was opened to be read.
pub struct Opened {
    /// The file.
    pub file: File,
    /// Its length in bytes.
    pub size: u64,
    /// When it was last changed, in seconds since 1970.
    pub modified: i64,
    /// It is a folder.
    pub is_folder: bool,
    /// It is a regular file.
    pub is_regular: bool,
}

/// Opens a path for reading. A FIFO or a device does not block.
pub fn open(path: &[u8]) -> io::Result<Opened> {
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NONBLOCK | libc::O_CLOEXEC | libc::O_NOCTTY)
        .open(OsStr::from_bytes(path))?;
    let meta = file.metadata()?;
    Ok(Opened { size: meta.len(), modified: meta.mtime(), is_folder: meta.is_dir(), is_regular: meta.is_file(), file })
}

/// Reads from a place of a file; fails when the file ends before the buffer does.
pub fn read_at(file: &File, at: u64, buffer: &mut [u8]) -> io::Result<()> {
    file.read_exact_at(buffer, at)
}

/// Whether a folder can be read.
pub fn folder_is_readable(path: &[u8]) -> io::Result<()> {
    std::fs::read_dir(OsStr::from_bytes(path)).map(drop)
}
