//! Who the process is: dropping root once the ports are bound.

use std::io;

/// Becomes this group and user, in that order, for good. Supplementary groups of root are given up.
pub fn become_identity(uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
    let check = |r: libc::c_int| if r == 0 { Ok(()) } else { Err(io::Error::last_os_error()) };
    if let Some(gid) = gid {
        // SAFETY: these take numbers, and an empty list.
        unsafe {
            if libc::geteuid() == 0 {
                check(libc::setgroups(0, std::ptr::null()))?;
            }
            check(libc::setgid(gid))?;
        }
    }
    if let Some(uid) = uid {
        // SAFETY: takes a number.
        unsafe { check(libc::setuid(uid))? };
    }
    Ok(())
}

/// The user of this name, and the group it belongs to.
pub fn user_named(name: &std::ffi::CStr) -> Option<(u32, u32)> {
    let mut buffer = [0 as libc::c_char; 16 * 1024];
    // SAFETY: all-zero is valid for this struct.
    let mut entry: libc::passwd = unsafe { std::mem::zeroed() };
    let mut found: *mut libc::passwd = std::ptr::null_mut();
    // SAFETY: everything lives across the call, and the buffer is as long as said.
    let r = unsafe { libc::getpwnam_r(name.as_ptr(), &mut entry, buffer.as_mut_ptr(), buffer.len(), &mut found) };
    (r == 0 && !found.is_null()).then_some((entry.pw_uid, entry.pw_gid))
}

/// The group of this name.
pub fn group_named(name: &std::ffi::CStr) -> Option<u32> {
    let mut buffer = [0 as libc::c_char; 16 * 1024];
    // SAFETY: all-zero is valid for this struct.
    let mut entry: libc::group = unsafe { std::mem::zeroed() };
    let mut found: *mut libc::group = std::ptr::null_mut();
    // SAFETY: everything lives across the call, and the buffer is as long as said.
    let r = unsafe { libc::getgrnam_r(name.as_ptr(), &mut entry, buffer.as_mut_ptr(), buffer.len(), &mut found) };
    (r == 0 && !found.is_null()).then_some(entry.gr_gid)
}

/// The name of this machine.
pub fn hostname() -> std::ffi::CString {
    let mut buffer = [0u8; 256];
    // SAFETY: the buffer is as long as said; the last byte stays 0.
    unsafe { libc::gethostname(buffer.as_mut_ptr().cast(), buffer.len() - 1) };
    std::ffi::CStr::from_bytes_until_nul(&buffer).map(|c| c.to_owned()).unwrap_or_default()
}

/// An environment variable, unless the process runs with more rights than its user (`secure_getenv`).
pub fn secure_env(name: &std::ffi::CStr) -> Option<std::ffi::CString> {
    unsafe extern "C" {
        fn secure_getenv(name: *const libc::c_char) -> *mut libc::c_char;
    }
    // SAFETY: a C string; what comes back is copied at once.
    unsafe {
        let p = secure_getenv(name.as_ptr());
        (!p.is_null()).then(|| std::ffi::CStr::from_ptr(p).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_up() {
        assert_eq!(user_named(c"root"), Some((0, 0)));
        assert_eq!(group_named(c"root"), Some(0));
        assert_eq!(user_named(c"no such user"), None);
        assert_eq!(group_named(c"no such group"), None);
    }
}
