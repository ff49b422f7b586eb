//! Files to serve.

use std::ffi::OsStr;
use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::mem::ManuallyDrop;
use std::os::fd::{FromRawFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};

/// How files are opened: a FIFO or a device does not block, nor become the terminal.
pub(super) const FLAGS: libc::c_int = libc::O_NONBLOCK | libc::O_CLOEXEC | libc::O_NOCTTY;

/// A moment in seconds since 1970, and nanoseconds.
pub type Moment = (i64, i64);

/// What the system says of a file. Equal ones are of the same file with the same content, as far as the system knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its length in bytes.
    pub size: u64,
    /// When its content was last changed.
    pub modified: Moment,
    /// It is a folder.
    pub is_folder: bool,
    /// It is a regular file.
    pub is_regular: bool,
    changed: Moment,
    place: (u64, u64),
}

impl Status {
    fn of(meta: &Metadata) -> Status {
        Status {
            size: meta.len(),
            modified: (meta.mtime(), meta.mtime_nsec()),
            is_folder: meta.is_dir(),
            is_regular: meta.is_file(),
            changed: (meta.ctime(), meta.ctime_nsec()),
            place: (meta.dev(), meta.ino()),
        }
    }

    /// Whether nothing about the file changed in the last so many seconds before now. A later change within the same
    /// tick of the file system's clock could not be told otherwise.
    pub fn at_rest_for(&self, secs: i64) -> bool {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs() as i64);
        self.modified.0.max(self.changed.0).saturating_add(secs) < now
    }
}

/// A file that was opened to be read.
pub struct Opened {
    /// The file.
    pub file: File,
    /// What the system says of it.
    pub status: Status,
}

impl Opened {
    pub(super) fn new(file: File) -> io::Result<Opened> {
        let status = Status::of(&file.metadata()?);
        Ok(Opened { file, status })
    }
}

/// Opens a path for reading.
pub fn open(path: &[u8]) -> io::Result<Opened> {
    Opened::new(OpenOptions::new().read(true).custom_flags(FLAGS).open(OsStr::from_bytes(path))?)
}

/// What the system says of the file at a path.
pub fn status(path: &[u8]) -> io::Result<Status> {
    std::fs::metadata(OsStr::from_bytes(path)).map(|meta| Status::of(&meta))
}

/// What the system says of an open file that belongs to somebody else.
pub fn status_of(fd: RawFd) -> io::Result<Status> {
    if fd < 0 {
        return Err(io::Error::from_raw_os_error(libc::EBADF));
    }
    // SAFETY: only fstat is called with it, which reports a bad descriptor as an error; it is never closed here.
    let file = ManuallyDrop::new(unsafe { File::from_raw_fd(fd) });
    file.metadata().map(|meta| Status::of(&meta))
}

/// Reads from a place of a file; fails when the file ends before the buffer does.
pub fn read_at(file: &File, at: u64, buffer: &mut [u8]) -> io::Result<()> {
    file.read_exact_at(buffer, at)
}

/// Writes to a descriptor that the program gave; how many bytes it took.
pub fn write(fd: std::os::fd::RawFd, bytes: &[u8]) -> io::Result<usize> {
    // SAFETY: the slice is valid for its length; a bad descriptor is reported as an error.
    let n = unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) };
    usize::try_from(n).map_err(|_| io::Error::last_os_error())
}

/// Whether a folder can be read.
pub fn folder_is_readable(path: &[u8]) -> io::Result<()> {
    std::fs::read_dir(OsStr::from_bytes(path)).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::AsRawFd;

    #[test]
    fn a_change_shows() {
        let folder = std::env::temp_dir().join(format!("lws-file-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a");
        let bytes = path.as_os_str().as_bytes();
        std::fs::write(&path, "12345").unwrap();
        let opened = open(bytes).unwrap();
        assert_eq!(opened.status, status(bytes).unwrap());
        assert_eq!(opened.status, status_of(opened.file.as_raw_fd()).unwrap());
        assert!(opened.status.is_regular && opened.status.size == 5 && !opened.status.at_rest_for(2));
        std::fs::write(folder.join("b"), "12345").unwrap();
        std::fs::rename(folder.join("b"), &path).unwrap();
        assert_ne!(opened.status, status(bytes).unwrap());
        assert!(status(folder.as_os_str().as_bytes()).unwrap().is_folder);
        assert!(status_of(-1).is_err() && status_of(1 << 20).is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
