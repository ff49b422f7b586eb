//! A file kept in memory, in a list of `lwsac` that is freed when its last user is done.

use super::{log, lwsac};
use core::ptr::null_mut;
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// For how many seconds the file system is not asked again.
const FRESH: i64 = 5;

/// What lies before the file's bytes, at the start of the first piece.
#[repr(C)]
struct Info {
    list: *mut lwsac::Chunk,
    modified: (i64, i64),
    confirmed: i64,
    len: usize,
}

/// The information before a file's bytes.
///
/// # Safety
/// `file` came from `load` and is not freed.
unsafe fn info(file: *mut u8) -> *mut Info {
    // SAFETY: `load` put the information just before the bytes.
    unsafe { file.sub(size_of::<Info>()).cast() }
}

/// Reads a file into `*cache`, or keeps what is there if the file has not changed; what was there is detached. Its
/// length, or None when it cannot be read (then what was there stays). A NUL follows the bytes.
///
/// # Safety
/// `*cache` is null or came from here.
pub unsafe fn load(path: &Path, cache: *mut *mut u8) -> Option<usize> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs() as i64);
    // SAFETY: the caller vouches for the cache.
    unsafe {
        let old = *cache;
        if !old.is_null() && (0..FRESH).contains(&(now - (*info(old)).confirmed)) {
            return Some((*info(old)).len);
        }
        let opened = File::open(path).and_then(|file| file.metadata().map(|meta| (file, meta)));
        let (file, meta) = match opened {
            Ok(opened) => opened,
            Err(e) => {
                log::err(format_args!("cannot open {}: {e}", path.display()));
                return None;
            }
        };
        let modified = (meta.mtime(), meta.mtime_nsec());
        if !old.is_null() && modified == (*info(old)).modified {
            (*info(old)).confirmed = now;
            return Some((*info(old)).len);
        }
        let len = usize::try_from(meta.len()).ok()?;
        let size = len.checked_add(size_of::<Info>() + 1)?;
        let mut list = null_mut();
        let start = lwsac::piece(&mut list, size, size, false);
        if start.is_null() {
            return None;
        }
        start.cast::<Info>().write(Info { list, modified, confirmed: now, len });
        let bytes = start.add(size_of::<Info>());
        bytes.write_bytes(0, len + 1);
        if let Err(e) = (&file).read_exact(core::slice::from_raw_parts_mut(bytes, len)) {
            log::err(format_args!("cannot read {}: {e}", path.display()));
            lwsac::free(&mut list);
            return None;
        }
        *cache = bytes;
        detach(old);
        Some(len)
    }
}

/// Counts one user more.
///
/// # Safety
/// `file` came from `load` and is not freed.
pub unsafe fn start(file: *mut u8) {
    // SAFETY: the caller vouches for the file.
    unsafe { lwsac::reference((*info(file)).list) };
}

/// Counts one user less; whether that freed the file.
///
/// # Safety
/// `file` came from `load` and is not freed.
pub unsafe fn end(file: *mut u8) -> bool {
    // SAFETY: the caller vouches for the file.
    unsafe {
        let mut list = (*info(file)).list;
        lwsac::unreference(&mut list);
        list.is_null()
    }
}

/// Frees the file when its last user is done, or now if it has none; whether it is freed. Null is allowed.
///
/// # Safety
/// `file` is null, or came from `load` and is not freed.
pub unsafe fn detach(file: *mut u8) -> bool {
    if file.is_null() {
        return false;
    }
    // SAFETY: the caller vouches for the file.
    unsafe {
        let mut list = (*info(file)).list;
        lwsac::detach(&mut list);
        list.is_null()
    }
}

/// A path from the bytes of a C string.
pub fn path(bytes: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt;
    Path::new(std::ffi::OsStr::from_bytes(bytes))
}

/// The alignment of the information must not exceed that of pieces.
const _: () = assert!(align_of::<Info>() <= align_of::<*const ()>());
