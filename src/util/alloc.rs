//! The heap that a program may replace (`lws_set_allocator`): what the library hands to C, or keeps in C's layout,
//! comes from here.

use core::ffi::{CStr, c_char, c_void};
use core::sync::atomic::{AtomicPtr, Ordering::Relaxed};

/// Resizes (`size` > 0), allocates (`ptr` null) or frees (`size` 0); the last argument says what for.
pub type Realloc = unsafe extern "C-unwind" fn(*mut c_void, usize, *const c_char) -> *mut c_void;

static REALLOC: AtomicPtr<c_void> = AtomicPtr::new(system as *mut c_void);

/// The default: the C library's heap.
///
/// # Safety
/// `ptr` is null or came from here.
unsafe extern "C-unwind" fn system(ptr: *mut c_void, size: usize, _reason: *const c_char) -> *mut c_void {
    if size == 0 {
        // SAFETY: the caller vouches for the pointer.
        unsafe { libc::free(ptr) };
        return core::ptr::null_mut();
    }
    // SAFETY: the caller vouches for the pointer.
    unsafe { libc::realloc(ptr, size) }
}

/// Replaces the allocator; `None` goes back to the C library's.
pub fn set(realloc: Option<Realloc>) {
    REALLOC.store(realloc.unwrap_or(system) as *mut c_void, Relaxed);
}

/// Allocates (`ptr` null), resizes, or frees (`size` 0) with the allocator that is set.
///
/// # Safety
/// `ptr` is null or came from here, and the allocator has not been changed since.
pub unsafe fn realloc(ptr: *mut c_void, size: usize, reason: &CStr) -> *mut c_void {
    // SAFETY: only functions of this type are ever stored.
    let realloc: Realloc = unsafe { core::mem::transmute(REALLOC.load(Relaxed)) };
    // SAFETY: the caller vouches for the pointer.
    unsafe { realloc(ptr, size, reason.as_ptr()) }
}

/// Allocates `size` bytes, or null.
pub fn malloc(size: usize, reason: &CStr) -> *mut c_void {
    // SAFETY: a null pointer asks for new memory.
    unsafe { realloc(core::ptr::null_mut(), size.max(1), reason) }
}

/// Allocates `size` bytes of zeros, or null.
pub fn zalloc(size: usize, reason: &CStr) -> *mut c_void {
    let size = size.max(1);
    if REALLOC.load(Relaxed) == system as *mut c_void {
        // SAFETY: calloc has no precondition, and its memory is `realloc`'s.
        return unsafe { libc::calloc(1, size) };
    }
    let p = malloc(size, reason);
    if !p.is_null() {
        // SAFETY: it is as long as that.
        unsafe { p.cast::<u8>().write_bytes(0, size) };
    }
    p
}

/// Frees what `malloc` or `realloc` gave.
///
/// # Safety
/// `ptr` is null or came from here, and is not used any more.
pub unsafe fn free(ptr: *mut c_void) {
    if !ptr.is_null() {
        // SAFETY: the caller vouches for the pointer.
        unsafe { realloc(ptr, 0, c"free") };
    }
}
