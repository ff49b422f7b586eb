//! The content of small files that were served before, so that one call of the system, which says that the file is still
//! the same, replaces opening, reading and closing it.
//!
//! There are two generations: what is asked for moves to the young one; when that is full, the old one is dropped and
//! the young one takes its place. So the memory is bounded, and no list has to be kept in order.

use crate::sys::file::Status;
use std::collections::HashMap;
use std::rc::Rc;

/// Files up to this size are kept.
pub const LARGEST: u64 = 32 * 1024;
/// What one generation may weigh, in bytes.
const GENERATION: usize = 2 * 1024 * 1024;
/// What an entry weighs besides its path and content.
const OVERHEAD: usize = 256;
/// A file is kept when it has not changed for so many seconds: a change within the same tick of the file system's clock
/// would not be seen.
const REST_SECS: i64 = 2;

struct Entry {
    status: Status,
    content: Rc<[u8]>,
}

/// The files of one context, by path.
#[derive(Default)]
pub struct FileCache {
    young: HashMap<Vec<u8>, Entry>,
    old: HashMap<Vec<u8>, Entry>,
    weight: usize,
}

impl FileCache {
    /// The content of a file, if it is kept; the system is asked whether it is still the same.
    pub fn get(&mut self, path: &[u8], status_now: impl FnOnce() -> Option<Status>) -> Option<(Status, Rc<[u8]>)> {
        let entry = match self.young.get(path) {
            Some(entry) => entry,
            None => {
                let (path_again, entry) = self.old.remove_entry(path)?;
                self.insert(path_again, entry);
                self.young.get(path)?
            }
        };
        if status_now() == Some(entry.status) {
            return Some((entry.status, entry.content.clone()));
        }
        if let Some((path, entry)) = self.young.remove_entry(path) {
            self.weight -= weight(&path, &entry);
        }
        None
    }

    /// Whether a file is one to be kept.
    pub fn wants(status: &Status) -> bool {
        status.is_regular && status.size <= LARGEST && status.at_rest_for(REST_SECS)
    }

    /// Keeps a file that [`FileCache::wants`] took.
    pub fn keep(&mut self, path: &[u8], status: Status, content: Rc<[u8]>) {
        self.insert(path.to_vec(), Entry { status, content });
    }

    fn insert(&mut self, path: Vec<u8>, entry: Entry) {
        let more = weight(&path, &entry);
        if self.weight + more > GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
        self.weight += more;
        let path_again = path.clone();
        if let Some(before) = self.young.insert(path, entry) {
            self.weight -= weight(&path_again, &before);
        }
    }
}

fn weight(path: &[u8], entry: &Entry) -> usize {
    path.len() + entry.content.len() + OVERHEAD
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::file;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn what_changed_is_forgotten() {
        let path = std::env::temp_dir().join(format!("lws-cache-{}", std::process::id()));
        let bytes = path.as_os_str().as_bytes().to_vec();
        std::fs::write(&path, "one").unwrap();
        let status = || file::status(&bytes).ok();
        assert!(!FileCache::wants(&status().unwrap()), "it is too young to be kept");
        let mut cache = FileCache::default();
        assert!(cache.get(&bytes, status).is_none());
        cache.keep(&bytes, status().unwrap(), Rc::from(&b"one"[..]));
        assert_eq!(&*cache.get(&bytes, status).unwrap().1, b"one");
        std::fs::write(&path, "more").unwrap();
        assert!(cache.get(&bytes, status).is_none());
        assert!(cache.get(&bytes, || panic!("it is not there any more")).is_none());
        cache.keep(&bytes, status().unwrap(), Rc::from(&b"more"[..]));
        std::fs::remove_file(&path).unwrap();
        assert!(cache.get(&bytes, status).is_none());
        assert_eq!(cache.weight, 0);
    }

    #[test]
    fn memory_is_bounded() {
        let path = std::env::temp_dir().join(format!("lws-cache-many-{}", std::process::id()));
        std::fs::write(&path, "").unwrap();
        let status = file::status(path.as_os_str().as_bytes()).unwrap();
        std::fs::remove_file(&path).unwrap();
        let mut cache = FileCache::default();
        let content: Rc<[u8]> = Rc::from(vec![0; LARGEST as usize]);
        let name = |n: u32| n.to_string().into_bytes();
        for n in 0..1000 {
            cache.keep(&name(n), status, content.clone());
            cache.keep(&name(n), status, content.clone());
            assert!(cache.get(&name(0), || Some(status)).is_some(), "what is asked for again and again stays");
            let all: usize = [&cache.young, &cache.old].iter().flat_map(|g| g.iter()).map(|(p, e)| weight(p, e)).sum();
            assert!(all <= 2 * GENERATION);
            let young: usize = cache.young.iter().map(|(p, e)| weight(p, e)).sum();
            assert_eq!(young, cache.weight);
        }
        assert!(cache.get(&name(5), || Some(status)).is_none());
    }
}
