//! Directories: `lws_dir*`, of `lws-misc.h`.

use super::guard;
use super::misc::bytes;
use crate::abi::{
    LDOT_BLOCK, LDOT_CHAR, LDOT_DIR, LDOT_FIFO, LDOT_FILE, LDOT_LINK, LDOT_UNKNOWN, LDOTT_SOCKET, SONAME_NUMBER,
    lws_dir_callback_function, lws_dir_entry, lws_dir_glob, lws_dir_obj_type_t,
};
use crate::sys::directory::{self, Kind};
use crate::util::{cached_file, log};
use core::ffi::{c_char, c_int, c_void};
use std::ffi::CString;

fn object(kind: Kind) -> lws_dir_obj_type_t {
    match kind {
        Kind::Unknown => LDOT_UNKNOWN,
        Kind::File => LDOT_FILE,
        Kind::Directory => LDOT_DIR,
        Kind::Link => LDOT_LINK,
        Kind::Fifo => LDOT_FIFO,
        Kind::Socket => LDOTT_SOCKET,
        Kind::Character => LDOT_CHAR,
        Kind::Block => LDOT_BLOCK,
    }
}

/// Calls `cb(dirpath, user, entry)` for each entry of a directory in alphabetical order, but for `.`, `..`, and names
/// with a `~`, until it returns something other than 0.
///
/// With ABI 19, returns 0 when `cb` ended the walk, and 1 when it came to the end or the directory cannot be read; with
/// ABI 17, 0 when it came to the end and 1 otherwise.
///
/// # Safety
/// `dirpath` is a C string; `cb` does not keep the entry.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dir(dirpath: *const c_char, user: *mut c_void, cb: lws_dir_callback_function) -> c_int {
    guard("lws_dir", 1, move || {
        let (false, Some(cb)) = (dirpath.is_null(), cb) else { return 1 };
        // SAFETY: the caller vouches for the path.
        let path = cached_file::path(unsafe { bytes(dirpath) });
        let entries = match directory::entries(path) {
            Ok(entries) => entries,
            Err(e) => {
                log::err(format_args!("lws_dir: cannot read {}: {e}", path.display()));
                return 1;
            }
        };
        let stopped = entries.iter().filter(|(name, _)| !name.as_bytes().contains(&b'~')).any(|(name, kind)| {
            let mut entry = lws_dir_entry { name: name.as_ptr(), r#type: object(*kind) };
            // SAFETY: the caller vouches for `cb`.
            unsafe { cb(dirpath, user, &mut entry) != 0 }
        });
        c_int::from(stopped == (SONAME_NUMBER == 17))
    })
}

/// The path of an entry.
///
/// # Safety
/// `dirpath` is a C string; `lde` is an entry.
unsafe fn entry_path(dirpath: *const c_char, lde: *const lws_dir_entry) -> Option<CString> {
    // SAFETY: the caller vouches for both.
    unsafe {
        if dirpath.is_null() || lde.is_null() || matches!(bytes((*lde).name), b"" | b"." | b"..") {
            return None;
        }
        CString::new([bytes(dirpath), b"/", bytes((*lde).name)].concat()).ok()
    }
}

/// A callback for `lws_dir()` that calls `cb` of the `lws_dir_glob_t` at `user`, with the whole path, for what is no
/// directory and matches its `filter`: a name with one `*` that stands for anything, and something after it. Returns 0.
///
/// # Safety
/// As `lws_dir()` calls it; `user` is a valid `lws_dir_glob_t`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dir_glob_cb(dirpath: *const c_char, user: *mut c_void, lde: *mut lws_dir_entry) -> c_int {
    guard("lws_dir_glob_cb", 0, move || {
        let glob: *const lws_dir_glob = user.cast();
        // SAFETY: the caller vouches for all three.
        unsafe {
            let Some(path) = entry_path(dirpath, lde) else { return 0 };
            if glob.is_null() || (*lde).r#type == LDOT_DIR || !matches(bytes((*lde).name), bytes((*glob).filter)) {
                return 0;
            }
            if let Some(cb) = (*glob).cb {
                cb((*glob).user, path.as_ptr());
            }
        }
        0
    })
}

/// Whether a name starts as the filter does up to its `*`, and ends as that does after it. Without a `*`, or with nothing
/// after it, lws matches nothing.
fn matches(name: &[u8], filter: &[u8]) -> bool {
    let Some(star) = filter.iter().position(|c| *c == b'*') else { return false };
    let (head, tail) = (&filter[..star], &filter[star + 1..]);
    name.strip_prefix(head).is_some_and(|rest| !tail.is_empty() && rest.ends_with(tail))
}

/// A callback for `lws_dir()` that removes each entry, directories with all that is in them. Symbolic links are removed,
/// and not followed. Returns 0; what cannot be removed is logged.
///
/// # Safety
/// As `lws_dir()` calls it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dir_rm_rf_cb(
    dirpath: *const c_char,
    _user: *mut c_void,
    lde: *mut lws_dir_entry,
) -> c_int {
    guard("lws_dir_rm_rf_cb", 0, move || {
        // SAFETY: the caller vouches for both.
        unsafe {
            let Some(path) = entry_path(dirpath, lde) else { return 0 };
            let path = cached_file::path(path.as_bytes());
            let is_directory = path.symlink_metadata().is_ok_and(|meta| meta.is_dir());
            let removed = if is_directory { directory::remove(path) } else { std::fs::remove_file(path) };
            if let Err(e) = removed {
                log::warn(format_args!("lws_dir_rm_rf_cb: cannot remove {}: {e}", path.display()));
            }
        }
        0
    })
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn globs() {
        for (name, filter, hit) in [
            ("a.txt", "*.txt", true),
            ("a.txt", "a*t", true),
            ("a.txt", "b*", false),
            ("a.txt", "a.txt", false),
            (".txt", "*.txt", true),
        ] {
            assert_eq!(matches(name.as_bytes(), filter.as_bytes()), hit, "{name} {filter}");
        }
    }
}
