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
