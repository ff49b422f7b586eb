//! Who the process is: dropping root once the ports are bound.

use std::io;

/// Whom the process becomes.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The user; none for the present one.
    pub uid: Option<u32>,
    /// The group; none for the present one, or, with a user, for that user's.
    pub gid: Option<u32>,
    /// Capabilities (`CAP_*`) that are kept although the user is not root.
    pub caps: Vec<u32>,
    /// User and group as the program gave them, -1 for none: what `lws_get_effective_uid_gid` tells.
    pub given: (u32, u32),
}

fn check(r: libc::c_int) -> io::Result<()> {
    if r == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Becomes this group and user, in that order, for good. Of the supplementary groups only the new user's stay; of the
/// capabilities those that are named.
pub fn become_identity(who: &Identity) -> io::Result<()> {
    let unknown = |what: &str, id: u32| io::Error::other(format!("there is no {what} of number {id}"));
    let user = match who.uid {
        Some(uid) => Some(user_numbered(uid).ok_or_else(|| unknown("user", uid))?),
        None => None,
    };
    if let Some(gid) = who.gid
        && !group_is_known(gid)
    {
        return Err(unknown("group", gid));
    }
    let gid = who.gid.or(user.as_ref().map(|(_, gid)| *gid));
    if let Some(gid) = gid {
        // SAFETY: these take numbers, and an empty list or a C string.
        unsafe {
            if libc::geteuid() == 0 {
                match &user {
                    Some((name, _)) => check(libc::initgroups(name.as_ptr(), gid as _))?,
                    None => check(libc::setgroups(0, std::ptr::null()))?,
                }
            }
            check(libc::setgid(gid))?;
        }
    }
    let Some(uid) = who.uid else { return Ok(()) };
    let keeps = !who.caps.is_empty();
    if keeps {
        // SAFETY: takes numbers.
        unsafe { check(libc::prctl(libc::PR_SET_KEEPCAPS, 1, 0, 0, 0))? };
    }
    // SAFETY: takes a number.
    unsafe { check(libc::setuid(uid))? };
    if keeps {
        keep_capabilities(&who.caps)?;
        // SAFETY: takes numbers.
        unsafe { check(libc::prctl(libc::PR_SET_KEEPCAPS, 0, 0, 0, 0))? };
    }
    Ok(())
}

/// The capabilities of this process are these from now on, and no others.
fn keep_capabilities(caps: &[u32]) -> io::Result<()> {
    /// `_LINUX_CAPABILITY_VERSION_3`: two words of each set.
    const VERSION: u32 = 0x2008_0522;
    let mut sets = [[0u32; 3]; 2];
    for cap in caps {
        let Some(word) = sets.get_mut(*cap as usize / 32) else {
            return Err(io::Error::other(format!("{cap} is no capability")));
        };
        // Effective and permitted; none is inherited.
        word[0] |= 1 << (cap % 32);
        word[1] = word[0];
    }
    let head = [VERSION, 0];
    // SAFETY: the head says which version the sets are in, and both live across the call.
    check(unsafe { libc::syscall(libc::SYS_capset, head.as_ptr(), sets.as_ptr()) } as libc::c_int)
}

/// How many descriptors the process may have, for good.
pub fn limit_descriptors(most: u32) -> io::Result<()> {
    let limit = libc::rlimit { rlim_cur: most.into(), rlim_max: most.into() };
    // SAFETY: the struct lives across the call.
    check(unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &limit) })
}

/// The owner of a file, by numbers; and it may be read and written by owner and group alone.
pub fn own_file(path: &std::ffi::CStr, uid: u32, gid: u32) -> io::Result<()> {
    // SAFETY: a C string and numbers.
    unsafe {
        check(libc::chown(path.as_ptr(), uid, gid))?;
        check(libc::chmod(path.as_ptr(), 0o660))
    }
}

/// Name and group of the user of this number.
fn user_numbered(uid: u32) -> Option<(std::ffi::CString, u32)> {
    let mut buffer = [0 as libc::c_char; 16 * 1024];
    // SAFETY: all-zero is valid for this struct.
    let mut entry: libc::passwd = unsafe { std::mem::zeroed() };
    let mut found: *mut libc::passwd = std::ptr::null_mut();
    // SAFETY: everything lives across the call, and the buffer is as long as said; the name points into it.
    unsafe {
        let r = libc::getpwuid_r(uid, &mut entry, buffer.as_mut_ptr(), buffer.len(), &mut found);
        (r == 0 && !found.is_null()).then(|| (std::ffi::CStr::from_ptr(entry.pw_name).to_owned(), entry.pw_gid))
    }
}

fn group_is_known(gid: u32) -> bool {
    let mut buffer = [0 as libc::c_char; 16 * 1024];
    // SAFETY: all-zero is valid for this struct.
    let mut entry: libc::group = unsafe { std::mem::zeroed() };
    let mut found: *mut libc::group = std::ptr::null_mut();
    // SAFETY: everything lives across the call, and the buffer is as long as said.
    let r = unsafe { libc::getgrgid_r(gid, &mut entry, buffer.as_mut_ptr(), buffer.len(), &mut found) };
    r == 0 && !found.is_null()
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

/// The numbers of `USER:GROUP`.
pub fn user_and_group(text: &[u8]) -> Option<(u32, u32)> {
    let at = text.iter().position(|b| *b == b':')?;
    let name = |part: &[u8]| std::ffi::CString::new(part).ok();
    let (uid, _) = user_named(&name(&text[..at])?)?;
    Some((uid, group_named(&name(&text[at + 1..])?)?))
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
        assert_eq!(user_numbered(0), Some((c"root".into(), 0)));
        assert!(group_is_known(0) && !group_is_known(4_000_000_001));
        let nobody = Identity { uid: Some(4_000_000_001), ..Identity::default() };
        assert!(become_identity(&nobody).is_err());
    }
}
