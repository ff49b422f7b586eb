//! Virtual files: the system's own, and those of a program's file operations (`struct lws_plat_file_ops`).

use super::{guard, with_context};
use crate::abi::{
    self, lws_fileofs_t, lws_filepos_t, lws_fop_fd_t, lws_fop_flags_t, lws_len_t, lws_plat_file_ops, lws_vhost,
};
use crate::core::dispatch::{self, files};
use core::ffi::{CStr, c_char, c_int, c_void};
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::ptr::null_mut;

/// The system's own operations, which a context begins with.
pub const PLATFORM: lws_plat_file_ops = lws_plat_file_ops {
    open: Some(open),
    close: Some(close),
    seek_cur: Some(seek_cur),
    read: Some(read),
    write: Some(write),
    ..files::NO_OPERATIONS
};

unsafe extern "C-unwind" fn open(
    fops: *const lws_plat_file_ops,
    filename: *const c_char,
    vpath: *const c_char,
    flags: *mut lws_fop_flags_t,
) -> lws_fop_fd_t {
    // SAFETY: the caller's promise.
    unsafe { _lws_plat_file_open(fops, filename, vpath, flags) }
}

unsafe extern "C-unwind" fn close(fop_fd: *mut lws_fop_fd_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { _lws_plat_file_close(fop_fd) }
}

unsafe extern "C-unwind" fn seek_cur(fop_fd: lws_fop_fd_t, offset: lws_fileofs_t) -> lws_fileofs_t {
    // SAFETY: the caller's promise.
    unsafe { _lws_plat_file_seek_cur(fop_fd, offset) }
}

unsafe extern "C-unwind" fn read(
    fop_fd: lws_fop_fd_t,
    amount: *mut lws_filepos_t,
    buf: *mut u8,
    len: lws_filepos_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { _lws_plat_file_read(fop_fd, amount, buf, len) }
}

unsafe extern "C-unwind" fn write(
    fop_fd: lws_fop_fd_t,
    amount: *mut lws_filepos_t,
    buf: *mut u8,
    len: lws_filepos_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { _lws_plat_file_write(fop_fd, amount, buf, len) }
}

/// The system's file behind an open virtual one, to be worked with but not closed.
///
/// # Safety
/// `fop_fd` is open, and of the system's own operations.
unsafe fn file_of(fop_fd: lws_fop_fd_t) -> Option<ManuallyDrop<File>> {
    // SAFETY: the caller's promise.
    let fd = unsafe { fop_fd.as_ref() }?.fd;
    // SAFETY: the descriptor is open by the caller's promise, and is not closed by what is made here.
    (fd >= 0).then(|| ManuallyDrop::new(unsafe { File::from_raw_fd(fd) }))
}

/// Opens a file of the system's: what `open` of a context's file operations is, unless a program put its own there.
///
/// @param fops the operations, which the new file keeps and is later read and closed by
/// @param filename the path, a C string
/// @param vpath not looked at
/// @param flags O_RDONLY, O_WRONLY or O_RDWR and what else open() takes, in the bits of LWS_FOP_FLAGS_MASK; the file keeps
///        all of them
/// @return the open file, to be closed by lws_vfs_file_close(); NULL when it cannot be opened
///
/// # Safety
/// `filename` is a C string, `flags` is readable, and `fops` lives as long as the file is open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_file_open(
    fops: *const lws_plat_file_ops,
    filename: *const c_char,
    vpath: *const c_char,
    flags: *mut lws_fop_flags_t,
) -> lws_fop_fd_t {
    let _ = vpath;
    guard("_lws_plat_file_open", null_mut(), move || {
        if filename.is_null() || flags.is_null() {
            return null_mut();
        }
        // SAFETY: the caller's promise; neither is NULL.
        let (path, flags) = unsafe { (CStr::from_ptr(filename), *flags) };
        let how = (flags & abi::LWS_FOP_FLAGS_MASK) as c_int;
        let access = how & libc::O_ACCMODE;
        let opened = OpenOptions::new()
            .read(access != libc::O_WRONLY)
            .write(access != libc::O_RDONLY)
            .custom_flags(how & !libc::O_ACCMODE)
            .mode(0o664)
            .open(std::ffi::OsStr::from_bytes(path.to_bytes()));
        let Ok(file) = opened else { return null_mut() };
        let Ok(meta) = file.metadata() else { return null_mut() };
        let fd = file.into_raw_fd();
        let fop_fd = files::new_file(fops, fd, meta.len(), flags);
        if fop_fd.is_null() {
            // SAFETY: the descriptor is ours, and forgotten now.
            drop(unsafe { OwnedFd::from_raw_fd(fd) });
        }
        fop_fd
    })
}

/// Closes a file of the system's, and sets the caller's pointer to NULL.
///
/// @return 0, or -1 when the system says that something was wrong, or there is no file
///
/// # Safety
/// `fop_fd` is NULL or points to a pointer, which is NULL or came from _lws_plat_file_open().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_file_close(fop_fd: *mut lws_fop_fd_t) -> c_int {
    guard("_lws_plat_file_close", -1, move || {
        // SAFETY: the caller's promise.
        let Some(place) = (unsafe { fop_fd.as_mut() }) else { return -1 };
        let file = core::mem::replace(place, null_mut());
        // SAFETY: the caller's promise.
        let Some(fd) = (unsafe { file.as_ref() }).map(|f| f.fd) else { return -1 };
        dispatch::free(file.cast());
        // SAFETY: the file was open, and nobody else closes its descriptor; a bad one is reported as an error.
        unsafe { libc::close(fd) }
    })
}

/// Moves the place in a file of the system's, but neither behind its end nor before its beginning.
///
/// @param offset how far, from where it is; may be negative
/// @return the new place, counted from the beginning; -1 when it cannot be moved
///
/// # Safety
/// `fop_fd` is NULL or an open file from _lws_plat_file_open().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_file_seek_cur(fop_fd: lws_fop_fd_t, offset: lws_fileofs_t) -> lws_fileofs_t {
    guard("_lws_plat_file_seek_cur", -1, move || {
        // SAFETY: the caller's promise.
        let (Some(mut system), Some(file)) = (unsafe { (file_of(fop_fd), fop_fd.as_mut()) }) else { return -1 };
        let here = i64::try_from(file.pos).unwrap_or(i64::MAX);
        let end = i64::try_from(file.len).unwrap_or(i64::MAX);
        let most = end.saturating_sub(here).max(0);
        let offset = if offset > 0 { offset.min(most) } else { offset.max(-here) };
        match system.seek(SeekFrom::Current(offset)) {
            Ok(place) => {
                file.pos = place;
                lws_fileofs_t::try_from(place).unwrap_or(-1)
            }
            Err(_) => -1,
        }
    })
}

/// Reads from a file of the system's.
///
/// @param amount gets how many bytes were read; 0 at the end of the file
/// @param buf where to
/// @param len how many at most
/// @return 0, or -1 for an error
///
/// # Safety
/// `fop_fd` is NULL or an open file from _lws_plat_file_open(); `amount` is writable, and `buf` for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_file_read(
    fop_fd: lws_fop_fd_t,
    amount: *mut lws_filepos_t,
    buf: *mut u8,
    len: lws_filepos_t,
) -> c_int {
    guard("_lws_plat_file_read", -1, move || {
        let Ok(len) = usize::try_from(len) else { return -1 };
        if amount.is_null() || (buf.is_null() && len != 0) || len > isize::MAX as usize {
            return -1;
        }
        // SAFETY: the caller's promise; an empty slice needs no buffer.
        let into = if len == 0 { &mut [] } else { unsafe { core::slice::from_raw_parts_mut(buf, len) } };
        // SAFETY: the caller's promise.
        let done = unsafe { file_of(fop_fd) }.and_then(|mut file| file.read(into).ok());
        // SAFETY: the caller's promise.
        unsafe { moved(fop_fd, amount, done) }
    })
}

/// Writes to a file of the system's.
///
/// @param amount gets how many bytes were written
/// @param buf where from
/// @param len how many
/// @return 0, or -1 for an error
///
/// # Safety
/// `fop_fd` is NULL or an open file from _lws_plat_file_open(); `amount` is writable, and `buf` readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_file_write(
    fop_fd: lws_fop_fd_t,
    amount: *mut lws_filepos_t,
    buf: *mut u8,
    len: lws_filepos_t,
) -> c_int {
    guard("_lws_plat_file_write", -1, move || {
        let Ok(len) = usize::try_from(len) else { return -1 };
        if amount.is_null() || (buf.is_null() && len != 0) || len > isize::MAX as usize {
            return -1;
        }
        // SAFETY: the caller's promise; an empty slice needs no buffer.
        let from = if len == 0 { &[] } else { unsafe { core::slice::from_raw_parts(buf, len) } };
        // SAFETY: the caller's promise.
        let done = unsafe { file_of(fop_fd) }.and_then(|mut file| file.write(from).ok());
        // SAFETY: the caller's promise.
        unsafe { moved(fop_fd, amount, done) }
    })
}

/// How a read or a write ended, told to C.
///
/// # Safety
/// `amount` is writable; `fop_fd` is NULL or open.
unsafe fn moved(fop_fd: lws_fop_fd_t, amount: *mut lws_filepos_t, done: Option<usize>) -> c_int {
    let n = done.unwrap_or(0) as lws_filepos_t;
    // SAFETY: the caller's promise.
    unsafe {
        *amount = n;
        if let Some(file) = fop_fd.as_mut() {
            file.pos = file.pos.saturating_add(n);
        }
    }
    if done.is_some() { 0 } else { -1 }
}

/// The file operations of a context: the first of a chain. What a program puts into its members counts from then on, for
/// each file that is served; copy the struct before, to be able to call what was there.
///
/// @return the operations, valid as long as the context; NULL when there is no such context
///
/// # Safety
/// `context` is NULL or came from lws_create_context().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_get_fops(context: *mut abi::lws_context) -> *mut lws_plat_file_ops {
    // SAFETY: the caller's promise.
    unsafe { with_context("lws_get_fops", context, null_mut(), |c| c.file_ops.get().cast_mut()) }
}

/// Makes a program's file operations those of a context: its `open` gets each path that no other of the chain behind it
/// has a sign for.
///
/// @param fops the first of a chain, by `next`; must live as long as the context. NULL: the library's own again
///
/// # Safety
/// `context` is NULL or came from lws_create_context(); `fops` and what follows it by `next` stay valid as long as the
/// context.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_fops(context: *mut abi::lws_context, fops: *const lws_plat_file_ops) {
    // SAFETY: the caller's promise.
    unsafe {
        with_context("lws_set_fops", context, (), move |c| {
            let ours = c.platform_file_ops.as_ptr().cast_const();
            c.file_ops.set(if fops.is_null() { ours } else { fops });
        });
    }
}

/// Opens a file by file operations: by those of the chain that have a sign in the path (`fi`), or else by the first.
///
/// @param fops the first of a chain, as lws_get_fops() gives it
/// @param vfs_path the path, a C string
/// @param flags O_RDONLY or O_RDWR; LWS_FOP_FLAG_COMPR_ACCEPTABLE_GZIP if gzip will do. The operations may add flags
/// @return the open file, to be closed by lws_vfs_file_close(); NULL when it cannot be opened
///
/// # Safety
/// `fops` and what follows it are valid, `vfs_path` is a C string, and `flags` is what the operations expect.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_file_open(
    fops: *const lws_plat_file_ops,
    vfs_path: *const c_char,
    flags: *mut lws_fop_flags_t,
) -> lws_fop_fd_t {
    guard("lws_vfs_file_open", null_mut(), move || {
        if fops.is_null() || vfs_path.is_null() {
            return null_mut();
        }
        // SAFETY: the caller's promise; neither is NULL.
        unsafe {
            let path = CStr::from_ptr(vfs_path);
            let (chosen, at) = files::select(fops, path);
            let Some(open) = chosen.as_ref().and_then(|c| c.open) else { return null_mut() };
            open(fops, vfs_path, files::virtual_part(path, at), flags)
        }
    })
}

/// Where in a file the next byte is read or written, counted from its beginning.
///
/// @return the place; 0 when there is no file
///
/// # Safety
/// `fop_fd` is NULL or an open file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_tell(fop_fd: lws_fop_fd_t) -> lws_filepos_t {
    // SAFETY: the caller's promise.
    unsafe { fop_fd.as_ref() }.map_or(0, |f| f.pos)
}

/// The length of a file in bytes, as it was when it was opened.
///
/// @return the length; 0 when there is no file
///
/// # Safety
/// `fop_fd` is NULL or an open file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_get_length(fop_fd: lws_fop_fd_t) -> lws_filepos_t {
    // SAFETY: the caller's promise.
    unsafe { fop_fd.as_ref() }.map_or(0, |f| f.len)
}

/// When a file was last changed, if its operations say so (LWS_FOP_FLAG_MOD_TIME_VALID).
///
/// @return seconds since 1970; 0 when there is no file, or nobody has set it
///
/// # Safety
/// `fop_fd` is NULL or an open file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_get_mod_time(fop_fd: lws_fop_fd_t) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { fop_fd.as_ref() }.map_or(0, |f| f.mod_time)
}

/// Moves the place in a file, by its operations.
///
/// # Safety
/// `fop_fd` is NULL or an open file.
unsafe fn seek(fop_fd: lws_fop_fd_t, by: impl FnOnce(&abi::lws_fop_fd) -> lws_fileofs_t) -> lws_fileofs_t {
    // SAFETY: the caller's promise, also for the operations of the file.
    unsafe {
        let Some(file) = fop_fd.as_ref() else { return -1 };
        let offset = by(file);
        match file.fops.as_ref().and_then(|fops| fops.seek_cur) {
            Some(seek_cur) => seek_cur(fop_fd, offset),
            None => -1,
        }
    }
}

/// Moves to a place counted from the beginning of a file.
///
/// @param offset the place
/// @return what `seek_cur` of the file's operations gave: the new place, or -1; -1 also when there is no file
///
/// # Safety
/// `fop_fd` is NULL or an open file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_file_seek_set(fop_fd: lws_fop_fd_t, offset: lws_fileofs_t) -> lws_fileofs_t {
    // SAFETY: the caller's promise.
    guard("lws_vfs_file_seek_set", -1, move || unsafe { seek(fop_fd, |f| offset.wrapping_sub(f.pos as lws_fileofs_t)) })
}

/// Moves to a place counted from the end of a file.
///
/// As with lws, `seek_cur` of the file's operations is asked for the length plus the present place plus `offset`; those of
/// the system stop at the end then, whatever a small `offset` says.
///
/// @param offset how far from the end, mostly 0
/// @return what `seek_cur` of the file's operations gave: the new place, or -1; -1 also when there is no file
///
/// # Safety
/// `fop_fd` is NULL or an open file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vfs_file_seek_end(fop_fd: lws_fop_fd_t, offset: lws_fileofs_t) -> lws_fileofs_t {
    // SAFETY: the caller's promise.
    guard("lws_vfs_file_seek_end", -1, move || unsafe {
        seek(fop_fd, |f| (f.len as lws_fileofs_t).wrapping_add(f.pos as lws_fileofs_t).wrapping_add(offset))
    })
}

/// Writes a new certificate or key through an open descriptor, brings it to the disk, and goes back to the file's
/// beginning.
///
/// @param vhost not looked at
/// @param is_key not looked at
/// @param fd a descriptor of a regular file, open for writing
/// @param buf the text
/// @param len its length in bytes
/// @return 0, or 1 when it was not written
///
/// # Safety
/// `buf` is readable for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_plat_write_cert(
    vhost: *mut lws_vhost,
    is_key: c_int,
    fd: c_int,
    buf: *mut c_void,
    len: lws_len_t,
) -> c_int {
    let _ = (vhost, is_key);
    guard("lws_plat_write_cert", 1, move || {
        let len = abi::len_as_size(len);
        if fd < 0 || buf.is_null() || len > isize::MAX as usize {
            return 1;
        }
        // SAFETY: the caller's promise.
        let text = unsafe { core::slice::from_raw_parts(buf.cast::<u8>(), len) };
        // SAFETY: the descriptor is the caller's, who keeps it; a bad one is reported as an error.
        let mut file = ManuallyDrop::new(unsafe { File::from_raw_fd(fd) });
        let written = file.write_all(text).and_then(|()| file.sync_all()).and_then(|()| file.rewind());
        c_int::from(written.is_err())
    })
}
