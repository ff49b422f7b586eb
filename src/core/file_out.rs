//! A file on its way out: where its bytes come from, and which of them go.

use crate::core::dispatch::files::VirtualFile;
use crate::sys::file;
use std::fs::File;
use std::rc::Rc;

/// Where the bytes of a file come from.
pub enum Source {
    /// The system.
    File(File),
    /// A small file whose content was kept.
    Kept(Rc<[u8]>),
    /// The program's file operations; its place is where the next byte comes from.
    Virtual(VirtualFile),
}

/// A piece of a response: bytes of our own, then bytes of the file.
#[derive(Default)]
pub struct Part {
    /// What goes before.
    pub head: Vec<u8>,
    /// Where in the file the next byte comes from.
    pub at: u64,
    /// How many of its bytes are still to go.
    pub left: u64,
}

/// A file on its way out.
pub struct FileOut {
    /// Where it comes from.
    pub source: Source,
    /// What goes now.
    pub part: Part,
    /// What goes after that.
    pub rest: std::vec::IntoIter<Part>,
    /// How many bytes are still to go, all together.
    pub left: u64,
    /// The protocol that rewrites it as it goes, and whether it goes in chunks.
    pub interpreter: Option<(usize, bool)>,
}

impl FileOut {
    /// All of these parts, in this order.
    pub fn new(source: Source, parts: Vec<Part>) -> FileOut {
        let left = parts.iter().map(|p| p.left + p.head.len() as u64).sum();
        let mut rest = parts.into_iter();
        FileOut { source, part: rest.next().unwrap_or_default(), rest, left, interpreter: None }
    }

    /// So many bytes of the file, from this place on.
    pub fn plain(source: Source, at: u64, left: u64) -> FileOut {
        let part = Part { head: Vec::new(), at, left };
        FileOut { source, part, rest: Vec::new().into_iter(), left, interpreter: None }
    }

    /// So many bytes of the part have gone.
    pub fn advance(&mut self, count: u64) {
        self.part.at += count;
        self.part.left -= count;
        self.left -= count;
    }

    /// Reads the next bytes of the part, as many as the source gives at a time; 0 only when none are left. `None`: they
    /// cannot be read, or the file has become shorter.
    pub fn read(&mut self, buffer: &mut [u8]) -> Option<usize> {
        let count = usize::try_from(self.part.left).unwrap_or(usize::MAX).min(buffer.len());
        let buffer = &mut buffer[..count];
        let got = match &mut self.source {
            _ if count == 0 => return Some(0),
            Source::File(file) => file::read_at(file, self.part.at, buffer).is_ok().then_some(count)?,
            Source::Kept(bytes) => {
                let at = usize::try_from(self.part.at).ok()?;
                buffer.copy_from_slice(bytes.get(at..at.checked_add(count)?)?);
                count
            }
            Source::Virtual(file) => file.read(buffer).filter(|n| *n != 0)?,
        };
        self.advance(got as u64);
        Some(got)
    }
}
