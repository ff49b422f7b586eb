//! Files that the program's own operations open, read and close (`struct lws_plat_file_ops`).

use crate::abi::{lws_filepos_t, lws_fop_fd, lws_fop_fd_t, lws_fop_flags_t, lws_plat_file_ops};
use crate::core::context::Context;
use crate::core::wsi::WsiRef;
use core::ffi::{CStr, c_char};
use std::os::fd::RawFd;
use std::ptr::{NonNull, null, null_mut};

/// No operations, the end of a chain.
pub const NO_OPERATIONS: lws_plat_file_ops = lws_plat_file_ops {
    open: None,
    close: None,
    seek_cur: None,
    read: None,
    write: None,
    fi: [crate::abi::lws_fops_index { sig: null(), len: 0 }; 3],
    next: null(),
};

/// The operations of a chain that a path asks for, and where in the path its virtual part begins, if anywhere.
///
/// The first of the chain are for all paths. Each of the others has up to three signs, as in `.zip/`; the first place
/// behind a slash that stands at the end of somebody's sign is where its virtual part begins.
///
/// # Safety
/// `first` and what follows it by `next` are valid, and their signs C strings.
pub unsafe fn select(first: *const lws_plat_file_ops, path: &CStr) -> (*const lws_plat_file_ops, Option<usize>) {
    let bytes = path.to_bytes();
    // SAFETY: the caller's promise.
    let others = unsafe { first.as_ref() }.map_or(null(), |f| f.next);
    if others.is_null() {
        return (first, None);
    }
    for at in memchr::memchr_iter(b'/', bytes) {
        let mut operations = others;
        // SAFETY: the caller's promise.
        while let Some(ops) = unsafe { operations.as_ref() } {
            for index in ops.fi.iter().take_while(|index| !index.sig.is_null()) {
                let len = usize::from(index.len);
                // SAFETY: not NULL, so a C string by the caller's promise.
                let sign = unsafe { CStr::from_ptr(index.sig) }.to_bytes();
                // lws asks for a byte before the sign; its own last byte is this slash.
                let before = len.checked_sub(1).filter(|_| at >= len).map(|n| (&bytes[at - n..at], sign.get(..n)));
                if before.is_some_and(|(ours, theirs)| theirs == Some(ours)) {
                    return (operations, Some(at + 1));
                }
            }
            operations = ops.next;
        }
    }
    (first, None)
}

/// The virtual part of a path as C gets it; NULL when there is none.
pub fn virtual_part(path: &CStr, at: Option<usize>) -> *const c_char {
    at.filter(|at| *at <= path.count_bytes()).map_or(null(), |at| path.as_ptr().wrapping_add(at))
}

/// How a file is to be opened.
pub enum Choice {
    /// By the library itself: no operations of the program have to do with it.
    Ours,
    /// By the program's operations: these, and where in the path its virtual part begins.
    Program(*const lws_plat_file_ops, Option<usize>),
}

fn address<T: Copy>(function: &Option<T>) -> usize {
    const { assert!(size_of::<Option<T>>() == size_of::<usize>()) };
    // SAFETY: an optional function pointer has the size of an address (asserted), and NULL for none.
    unsafe { core::mem::transmute_copy(function) }
}

fn same(a: &lws_plat_file_ops, b: &lws_plat_file_ops) -> bool {
    address(&a.open) == address(&b.open)
        && address(&a.close) == address(&b.close)
        && address(&a.seek_cur) == address(&b.seek_cur)
        && address(&a.read) == address(&b.read)
}

/// Whether the library's own operations do what they do from the beginning.
fn is_untouched(context: &Context) -> bool {
    let now = context.platform_file_ops.get();
    context.with_limits(|l| same(&l.file_ops, &now)) == Some(true)
}

/// Whether the library opens every path by itself.
pub fn ours_alone(context: &Context) -> bool {
    std::ptr::eq(context.file_ops.get(), context.platform_file_ops.as_ptr())
        && context.platform_file_ops.get().next.is_null()
        && is_untouched(context)
}

/// Who opens this path.
pub fn choose(context: &Context, path: &CStr) -> Choice {
    // SAFETY: the program vouched for the chain when it gave it (info.fops, lws_set_fops()), and the library's own lives as
    // long as the process.
    let (chosen, virtual_at) = unsafe { select(context.file_ops.get(), path) };
    if std::ptr::eq(chosen, context.platform_file_ops.as_ptr()) && is_untouched(context) {
        return Choice::Ours;
    }
    Choice::Program(chosen, virtual_at)
}

/// An open file of the program's operations. It is closed once, when this goes.
pub struct VirtualFile {
    wsi: WsiRef,
    file: NonNull<lws_fop_fd>,
    operations: lws_plat_file_ops,
    place: u64,
}

/// Runs one of the program's operations: what it asks for about the connection or the context waits until it returns.
fn during<R>(wsi: WsiRef, f: impl FnOnce() -> R) -> R {
    let context = wsi.context();
    debug_assert!(!wsi.is_borrowed() && !context.is_some_and(|c| c.is_borrowed()), "a cell is borrowed while C runs");
    if let Some(c) = context {
        c.depth.set(c.depth.get() + 1);
    }
    wsi.set_depth(wsi.depth() + 1);
    let r = f();
    wsi.set_depth(wsi.depth() - 1);
    if let Some(c) = context {
        c.depth.set(c.depth.get() - 1);
    }
    r
}

impl VirtualFile {
    /// Opens a path by the operations that were chosen for it; `flags` goes to the program and comes back as it left it.
    pub fn open(
        wsi: WsiRef,
        operations: *const lws_plat_file_ops,
        path: &CStr,
        virtual_at: Option<usize>,
        flags: &mut lws_fop_flags_t,
    ) -> Option<VirtualFile> {
        let first = wsi.context()?.file_ops.get();
        // SAFETY: chosen from the chain that the program vouched for.
        let chosen = unsafe { operations.as_ref() }?;
        let open = chosen.open?;
        let virtual_path = virtual_part(path, virtual_at);
        // SAFETY: the program vouched for its functions; both texts live across the call.
        let file = during(wsi, || unsafe { open(first, path.as_ptr(), virtual_path, flags) });
        let file = NonNull::new(file)?;
        // SAFETY: what `open` gives is an open file, valid until it is closed.
        let named = unsafe { file.as_ref().fops.as_ref() };
        // Each file says whose it is; one that does not is that of those who opened it.
        let operations = *named.unwrap_or(chosen);
        Some(VirtualFile { wsi, file, operations, place: 0 })
    }

    fn get(&self) -> lws_fop_fd {
        // SAFETY: open until this goes.
        unsafe { *self.file.as_ptr() }
    }

    /// Its length.
    pub fn size(&self) -> u64 {
        self.get().len
    }
    /// The system's descriptor that it claims to have.
    pub fn fd(&self) -> RawFd {
        self.get().fd as RawFd
    }
    /// The flags that it was opened with.
    pub fn flags(&self) -> lws_fop_flags_t {
        self.get().flags
    }
    /// When it was last changed, as far as it is known.
    pub fn modified(&self) -> u32 {
        self.get().mod_time
    }
    /// Says when it was last changed.
    pub fn set_modified(&self, secs: u32) {
        // SAFETY: open until this goes; the member is for this.
        unsafe { (*self.file.as_ptr()).mod_time = secs }
    }

    /// Goes to a place counted from its beginning. False: it cannot.
    pub fn seek_to(&mut self, place: u64) -> bool {
        let (Some(seek), Ok(by)) =
            (self.operations.seek_cur, i64::try_from(i128::from(place) - i128::from(self.place)))
        else {
            return false;
        };
        self.place = place;
        // SAFETY: the program vouched for its functions; the file is open.
        by == 0 || during(self.wsi, || unsafe { seek(self.file.as_ptr(), by) }) >= 0
    }

    /// Reads from its place. `None`: an error, or more bytes than there was room for.
    pub fn read(&mut self, buffer: &mut [u8]) -> Option<usize> {
        let read = self.operations.read?;
        let mut amount: lws_filepos_t = 0;
        let len = buffer.len() as lws_filepos_t;
        // SAFETY: the program vouched for its functions; the buffer has that length, and lives across the call.
        let r = during(self.wsi, || unsafe { read(self.file.as_ptr(), &mut amount, buffer.as_mut_ptr(), len) });
        let got = (r >= 0 && amount <= len).then_some(amount)?;
        self.place += got;
        usize::try_from(got).ok()
    }
}

impl Drop for VirtualFile {
    fn drop(&mut self) {
        let mut file: lws_fop_fd_t = self.file.as_ptr();
        if let Some(close) = self.operations.close {
            // SAFETY: the program vouched for its functions; the file is open, and this was its last use.
            during(self.wsi, || unsafe { close(&mut file) });
        }
    }
}

/// Memory for an open file of the system's, as C's allocator gives it. NULL: out of memory.
pub fn new_file(fops: *const lws_plat_file_ops, fd: RawFd, len: u64, flags: lws_fop_flags_t) -> lws_fop_fd_t {
    let p: lws_fop_fd_t = super::zalloc(size_of::<lws_fop_fd>(), c"fop_fd").cast();
    if !p.is_null() {
        // SAFETY: new memory of this size, aligned for anything.
        unsafe { *p = lws_fop_fd { fd, fops, filesystem_priv: null_mut(), pos: 0, len, flags, mod_time: 0 } };
    }
    p
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abi::lws_fops_index;

    fn operations(signs: [(&'static CStr, u8); 3], next: *const lws_plat_file_ops) -> lws_plat_file_ops {
        let index = |(sig, len): (&'static CStr, u8)| lws_fops_index {
            sig: if sig.is_empty() { null() } else { sig.as_ptr() },
            len,
        };
        lws_plat_file_ops { fi: signs.map(index), next, ..NO_OPERATIONS }
    }

    #[test]
    fn selection() {
        let second = operations([(c"/two/", 5), (c"", 0), (c"", 0)], null());
        let zip = operations([(c".zip/", 5), (c".jar/", 5), (c"odd", 9)], &second);
        let alone = operations([(c"/two/", 5), (c"", 0), (c"", 0)], null());
        let first = lws_plat_file_ops { next: &zip, ..alone };
        let chosen = |first: &lws_plat_file_ops, path: &CStr| {
            // SAFETY: all operations live across the call.
            let (ops, at) = unsafe { select(first, path) };
            (ops, at.map(|at| path.to_str().unwrap()[at..].to_owned()))
        };
        let rest = |text: &str| Some(text.to_owned());
        assert_eq!(chosen(&alone, c"/a/two/b"), (&raw const alone, None));
        assert_eq!(chosen(&first, c"/a/b.zip"), (&raw const first, None));
        assert_eq!(chosen(&first, c"/a/b.zip/c/d"), (&raw const zip, rest("c/d")));
        assert_eq!(chosen(&first, c"/a/b.jar/"), (&raw const zip, rest("")));
        assert_eq!(chosen(&first, c"/a/two/b.zip/c"), (&raw const second, rest("b.zip/c")));
        // As with lws, a sign at the very beginning is none.
        assert_eq!(chosen(&first, c".zip/c"), (&raw const first, None));
        assert_eq!(chosen(&first, c"/two/b"), (&raw const first, None));
        assert_eq!(chosen(&first, c"a/two/b"), (&raw const second, rest("b")));
        assert_eq!(chosen(&first, c""), (&raw const first, None));
    }
}
