//! Opening a path so that it cannot lead out of a folder, whatever symlinks are on the way and whoever swaps them
//! meanwhile: by `openat2(RESOLVE_BENEATH)`, and where that is missing, one component after the other.

use super::file::{FLAGS, Opened};
use std::ffi::{CStr, CString};
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// Symlinks that one path may have, as in the kernel.
const MOST_LINKS: usize = 40;
/// How often the kernel may say that it was disturbed.
const MOST_TRIES: usize = 16;
/// openat2 is missing, or forbidden (seccomp).
static MISSING: AtomicBool = AtomicBool::new(false);

/// Opens a path below a folder for reading. What leads out of it is an error as if it was not there (the folder itself
/// may be a symlink). No component may be `..` but in symlinks, which may lead where they want inside.
pub fn open_beneath(folder: &[u8], path: &[u8]) -> io::Result<Opened> {
    let folder = CString::new(folder)?;
    let root = open_at(libc::AT_FDCWD, &folder, libc::O_PATH | libc::O_DIRECTORY)?;
    let path = relative(path)?;
    if !MISSING.load(Relaxed) {
        match by_kernel(&root, &path) {
            Err(e) if matches!(e.raw_os_error(), Some(libc::ENOSYS | libc::EPERM)) => MISSING.store(true, Relaxed),
            result => return result,
        }
    }
    by_steps(root, path.to_bytes())
}

/// The path without slashes at its beginning; `.` for none.
fn relative(path: &[u8]) -> io::Result<CString> {
    let from = path.iter().position(|byte| *byte != b'/').unwrap_or(path.len());
    let path = if from == path.len() { b"." } else { &path[from..] };
    Ok(CString::new(path)?)
}

fn open_at(folder: RawFd, path: &CStr, flags: libc::c_int) -> io::Result<OwnedFd> {
    // SAFETY: the path is a C string that lives across the call; nothing else is passed by pointer.
    let fd = unsafe { libc::openat(folder, path.as_ptr(), flags | libc::O_CLOEXEC) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor is new and nobody else's.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn by_kernel(root: &OwnedFd, path: &CStr) -> io::Result<Opened> {
    // SAFETY: all-zero is a valid value: no flags, no mode, nothing to resolve differently.
    let mut how: libc::open_how = unsafe { std::mem::zeroed() };
    how.flags = (libc::O_RDONLY | FLAGS) as u64;
    how.resolve = libc::RESOLVE_BENEATH | libc::RESOLVE_NO_MAGICLINKS;
    let mut tries = 0;
    loop {
        // SAFETY: path and `how` live across the call; the size is that of `how`.
        let fd = unsafe {
            libc::syscall(libc::SYS_openat2, root.as_raw_fd(), path.as_ptr(), &raw const how, size_of_val(&how))
        };
        if fd >= 0 {
            // SAFETY: the descriptor is new and nobody else's.
            return Opened::new(unsafe { File::from_raw_fd(fd as RawFd) });
        }
        let error = io::Error::last_os_error();
        tries += 1;
        // Something was renamed while the kernel looked: it cannot tell whether the path stays inside.
        if !matches!(error.raw_os_error(), Some(libc::EAGAIN | libc::EINTR)) || tries == MOST_TRIES {
            return Err(error);
        }
    }
}

/// The same by hand. Each folder on the way is held open, and `..` goes back to the one it was reached from, so that no
/// rename moves the walk to elsewhere.
fn by_steps(root: OwnedFd, path: &[u8]) -> io::Result<Opened> {
    let outside = || io::Error::from_raw_os_error(libc::EXDEV);
    let mut folders = vec![root];
    let mut rest = path.to_vec();
    let mut links = 0;
    loop {
        // One component off the front; what is behind it says whether it must be a folder.
        let end = rest.iter().position(|byte| *byte == b'/').unwrap_or(rest.len());
        let component: Vec<u8> = rest.drain(..end).collect();
        let slash = !rest.is_empty();
        let skip = rest.iter().take_while(|byte| **byte == b'/').count();
        rest.drain(..skip);
        let is_last = rest.is_empty();
        let here = folders.last().ok_or_else(outside)?.as_raw_fd();
        match &component[..] {
            b"" | b"." => {}
            b".." => {
                if folders.len() == 1 {
                    return Err(outside());
                }
                folders.pop();
            }
            name => {
                let name = CString::new(name)?;
                let found = open_at(here, &name, libc::O_PATH | libc::O_NOFOLLOW)?;
                if let Some(target) = link_target(&found)? {
                    links += 1;
                    if links > MOST_LINKS {
                        return Err(io::Error::from_raw_os_error(libc::ELOOP));
                    }
                    if target.first() == Some(&b'/') {
                        return Err(outside());
                    }
                    let behind = std::mem::replace(&mut rest, target);
                    if slash {
                        rest.push(b'/');
                    }
                    rest.extend_from_slice(&behind);
                    continue;
                }
                if is_last && !slash {
                    // It may have been swapped for a symlink since: that one is not followed.
                    let file = open_at(here, &name, libc::O_RDONLY | libc::O_NOFOLLOW | FLAGS)?;
                    return Opened::new(File::from(file));
                }
                folders.push(open_at(here, &name, libc::O_PATH | libc::O_NOFOLLOW | libc::O_DIRECTORY)?);
            }
        }
        if is_last {
            let here = folders.last().ok_or_else(outside)?.as_raw_fd();
            return Opened::new(File::from(open_at(here, c".", libc::O_RDONLY | FLAGS)?));
        }
    }
}

/// Where a symlink points; `None` for what is none.
fn link_target(found: &OwnedFd) -> io::Result<Option<Vec<u8>>> {
    let mut target = vec![0u8; libc::PATH_MAX as usize];
    // SAFETY: the buffer is ours for the length given; an empty path names the descriptor itself.
    let n = unsafe { libc::readlinkat(found.as_raw_fd(), c"".as_ptr(), target.as_mut_ptr().cast(), target.len()) };
    match usize::try_from(n) {
        Ok(n) if n == target.len() => Err(io::Error::from_raw_os_error(libc::ENAMETOOLONG)),
        Ok(n) => {
            target.truncate(n);
            Ok(Some(target))
        }
        // That is how it says that it is no symlink.
        Err(_) => match io::Error::last_os_error() {
            e if matches!(e.raw_os_error(), Some(libc::EINVAL | libc::ENOENT)) => Ok(None),
            e => Err(e),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::path::{Path, PathBuf};

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let path = std::env::temp_dir().join(format!("lws-confined-{name}-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&path);
            std::fs::create_dir_all(path.join("root/sub/deep")).unwrap();
            Folder(path)
        }
        fn root(&self) -> PathBuf {
            self.0.join("root")
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn steps(folder: &Path, path: &str) -> io::Result<Opened> {
        let folder = CString::new(folder.as_os_str().as_bytes())?;
        let root = open_at(libc::AT_FDCWD, &folder, libc::O_PATH | libc::O_DIRECTORY)?;
        by_steps(root, relative(path.as_bytes())?.to_bytes())
    }

    fn content(opened: io::Result<Opened>) -> Option<String> {
        let mut opened = opened.ok()?;
        if opened.status.is_folder {
            return Some("(folder)".into());
        }
        let mut text = String::new();
        opened.file.read_to_string(&mut text).unwrap();
        Some(text)
    }

    #[test]
    fn both_ways_agree() {
        let folder = Folder::new("agree");
        let root = folder.root();
        std::fs::write(folder.0.join("secret"), "secret").unwrap();
        std::fs::write(root.join("a"), "a").unwrap();
        std::fs::write(root.join("sub/b"), "b").unwrap();
        for (name, target) in [
            ("to-a", "a"),
            ("to-b", "sub/b"),
            ("to-sub", "sub"),
            ("sub/back", "../a"),
            ("sub/deep/far-back", "../../to-b"),
            ("sub/around", concat!("../../", "root", "/a")),
            ("out", "../secret"),
            ("sub/out", "../../secret"),
            ("out-folder", ".."),
            ("chain-out", "sub/out"),
            ("loop", "loop"),
            ("dangling", "nowhere"),
            ("with-slash", "sub/"),
            ("file-with-slash", "a/"),
            ("self", "."),
            ("itself", "sub/.."),
        ] {
            symlink(target, root.join(name)).unwrap();
        }
        symlink(root.join("a"), root.join("absolute")).unwrap();
        symlink(folder.0.join("secret"), root.join("absolute-out")).unwrap();
        for (path, expected) in [
            ("a", Some("a")),
            ("/a", Some("a")),
            ("sub/b", Some("b")),
            ("sub//b", Some("b")),
            ("./sub/./b", Some("b")),
            ("", Some("(folder)")),
            ("sub", Some("(folder)")),
            ("sub/", Some("(folder)")),
            ("a/", None),
            ("a/b", None),
            ("to-a", Some("a")),
            ("to-b", Some("b")),
            ("to-sub/b", Some("b")),
            ("to-sub/back", Some("a")),
            ("sub/deep/far-back", Some("b")),
            ("with-slash/b", Some("b")),
            ("file-with-slash", None),
            ("self/self/a", Some("a")),
            ("itself/a", Some("a")),
            ("missing", None),
            ("dangling", None),
            ("loop", None),
            ("sub/around", None),
            ("out", None),
            ("sub/out", None),
            ("chain-out", None),
            ("out-folder/secret", None),
            ("absolute", None),
            ("absolute-out", None),
            ("../secret", None),
            ("sub/../../secret", None),
        ] {
            assert_eq!(content(steps(&root, path)).as_deref(), expected, "by steps: {path}");
            let whole = open_beneath(root.as_os_str().as_bytes(), path.as_bytes());
            assert_eq!(content(whole).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn the_folder_itself_may_be_a_symlink() {
        let folder = Folder::new("link");
        std::fs::write(folder.root().join("a"), "a").unwrap();
        symlink("root", folder.0.join("current")).unwrap();
        let current = folder.0.join("current");
        assert_eq!(content(open_beneath(current.as_os_str().as_bytes(), b"a")).as_deref(), Some("a"));
        assert_eq!(content(steps(&current, "a")).as_deref(), Some("a"));
    }

    /// Somebody swaps a folder for a symlink that leads out, and back, as fast as possible.
    #[test]
    fn a_swapped_symlink_leads_nowhere() {
        let folder = Folder::new("race");
        let root = folder.root();
        std::fs::create_dir(folder.0.join("outside")).unwrap();
        std::fs::write(folder.0.join("outside/b"), "secret").unwrap();
        std::fs::write(root.join("sub/b"), "b").unwrap();
        symlink("../outside", root.join("evil")).unwrap();
        let stop = std::sync::Arc::new(AtomicBool::new(false));
        let swapper = {
            let (root, stop) = (root.clone(), stop.clone());
            std::thread::spawn(move || {
                let swap = |a: &str, b: &str| {
                    let (a, b) = (root.join(a), root.join(b));
                    let (a, b) = (CString::new(a.as_os_str().as_bytes()), CString::new(b.as_os_str().as_bytes()));
                    let (a, b) = (a.unwrap(), b.unwrap());
                    // SAFETY: both are C strings that live across the call.
                    let r = unsafe {
                        let (at, flags) = (libc::AT_FDCWD, libc::RENAME_EXCHANGE);
                        libc::renameat2(at, a.as_ptr(), at, b.as_ptr(), flags)
                    };
                    r == 0
                };
                while !stop.load(Relaxed) && swap("sub", "evil") {}
            })
        };
        let end = std::time::Instant::now() + std::time::Duration::from_millis(300);
        let mut right = 0;
        while std::time::Instant::now() < end {
            for opened in [steps(&root, "sub/b"), open_beneath(root.as_os_str().as_bytes(), b"sub/b")] {
                match content(opened).as_deref() {
                    Some("b") => right += 1,
                    None => {}
                    other => panic!("{other:?} came from outside"),
                }
            }
        }
        stop.store(true, Relaxed);
        swapper.join().unwrap();
        assert!(right > 0);
    }
}
