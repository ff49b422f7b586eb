//! Doubly-linked lists: `lws_dll2_*`, of `lws-dll2.h`.

use super::guard;
use crate::abi::{lws_dll2, lws_dll2_foreach_cb_t, lws_dll2_owner};
use crate::util::{dll2, log};
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::null_mut;

#[cold]
fn refused(name: &str) {
    log::err(format_args!(
        "{name}: the entry is in a list already, or the place to put it is none; nothing was changed"
    ));
}

/// Returns 1 if the entry is in no list (as a zeroed one is), 0 if it is in one. 1 for NULL.
///
/// # Safety
/// `d` is NULL, zeroed, or in a valid list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dll2_is_detached(d: *const lws_dll2) -> c_int {
    // SAFETY: the caller vouches for the entry.
    guard("lws_dll2_is_detached", 1, move || c_int::from(d.is_null() || unsafe { dll2::is_detached(d) }))
}

/// Adds an entry before all others. An entry that is in a list already stays where it is, and an error is logged.
///
/// # Safety
/// `d` is zeroed or in a valid list, and stays in memory as long as it is in one; `owner` is a valid list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dll2_add_head(d: *mut lws_dll2, owner: *mut lws_dll2_owner) {
    guard("lws_dll2_add_head", (), move || {
        // SAFETY: the caller vouches for both.
        if d.is_null() || owner.is_null() || !unsafe { dll2::add_head(d, owner) } {
            refused("lws_dll2_add_head");
        }
    })
}

/// Adds an entry after all others. An entry that is in a list already stays where it is, and an error is logged.
///
/// # Safety
/// As for `lws_dll2_add_head()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dll2_add_tail(d: *mut lws_dll2, owner: *mut lws_dll2_owner) {
    guard("lws_dll2_add_tail", (), move || {
        // SAFETY: the caller vouches for both.
        if d.is_null() || owner.is_null() || !unsafe { dll2::add_tail(d, owner) } {
            refused("lws_dll2_add_tail");
        }
    })
}

/// Adds an entry to the list of another one, just before that. An entry that is in a list already stays where it is,
/// and an error is logged.
///
/// # Safety
/// `d` is zeroed or in a valid list, and stays in memory as long as it is in one; `after` is in a valid list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dll2_add_before(d: *mut lws_dll2, after: *mut lws_dll2) {
    guard("lws_dll2_add_before", (), move || {
        // SAFETY: the caller vouches for both.
        if d.is_null() || after.is_null() || !unsafe { dll2::add_before(d, after) } {
            refused("lws_dll2_add_before");
        }
    })
}

/// Adds an entry where `compare` puts it: before the first entry `d` of the list for which `compare(d, new)` is 0 or
/// more, or after all.
///
/// # Safety
/// As for `lws_dll2_add_head()`; `compare` leaves the list alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dll2_add_sorted(
    d: *mut lws_dll2,
    own: *mut lws_dll2_owner,
    compare: Option<unsafe extern "C-unwind" fn(d: *const lws_dll2, i: *const lws_dll2) -> c_int>,
) {
    guard("lws_dll2_add_sorted", (), move || {
        let done = match compare {
            Some(compare) if !d.is_null() && !own.is_null() => {
                // SAFETY: the caller vouches for the list and for `compare`.
                unsafe { dll2::add_sorted(d, own, |p| compare(p, d) >= 0) }
            }
            _ => false,
        };
        if !done {
            refused("lws_dll2_add_sorted");
        }
    })
}

/// Like `lws_dll2_add_sorted()`; `compare3` also gets `priv`, which is the program's own.
///
/// # Safety
/// As for `lws_dll2_add_sorted()`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dll2_add_sorted_priv(
    d: *mut lws_dll2,
    own: *mut lws_dll2_owner,
    r#priv: *mut c_void,
    compare3: Option<unsafe extern "C-unwind" fn(r#priv: *mut c_void, d: *const lws_dll2, i: *const lws_dll2) -> c_int>,
) {
    guard("lws_dll2_add_sorted_priv", (), move || {
        let done = match compare3 {
            Some(compare) if !d.is_null() && !own.is_null() => {
                // SAFETY: the caller vouches for the list and for `compare3`.
                unsafe { dll2::add_sorted(d, own, |p| compare(r#priv, p, d) >= 0) }
            }
            _ => false,
        };
        if !done {
            refused("lws_dll2_add_sorted_priv");
        }
    })
}

/// Takes an entry out of the list that it is in; nothing if it is in none, or NULL. The entry is zeroed.
///
/// # Safety
/// `d` is NULL, zeroed, or in a valid list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dll2_remove(d: *mut lws_dll2) {
    guard("lws_dll2_remove", (), move || {
        if !d.is_null() {
            // SAFETY: the caller vouches for the entry.
            unsafe { dll2::remove(d) }
        }
    })
}

/// Zeroes an entry without looking at it: only for one that is in no list.
///
/// # Safety
/// `d` is NULL or points to an entry.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dll2_clear(d: *mut lws_dll2) {
    guard("lws_dll2_clear", (), move || {
        if !d.is_null() {
            // SAFETY: the caller vouches for the entry.
            unsafe { dll2::clear(d) }
        }
    })
}

/// Makes a list empty without looking at its entries.
///
/// # Safety
/// `d` is NULL or points to a list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dll2_owner_clear(d: *mut lws_dll2_owner) {
    guard("lws_dll2_owner_clear", (), move || {
        if !d.is_null() {
            // SAFETY: the caller vouches for the list.
            unsafe { dll2::owner_clear(d) }
        }
    })
}

/// Calls `cb(entry, user)` for each entry, from the head, until it returns something other than 0.
///
/// `cb` may take its entry out of the list and free it. Returns 1 when `cb` ended the walk, 0 when it came to the end.
///
/// # Safety
/// `owner` is NULL or a valid list; `cb` takes out no entry but its own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_dll2_foreach_safe(
    owner: *mut lws_dll2_owner,
    user: *mut c_void,
    cb: lws_dll2_foreach_cb_t,
) -> c_int {
    guard("lws_dll2_foreach_safe", 0, move || match cb {
        // SAFETY: the caller vouches for the list and for `cb`.
        Some(cb) if !owner.is_null() => c_int::from(unsafe { dll2::any(owner, |d| cb(d, user) != 0) }),
        _ => 0,
    })
}

/// Finds the struct in a list whose name is the `namelen` bytes at `name`. C programs call it as
/// `lws_dll2_search_sz_pl()`, a macro that fills in the offsets.
///
/// `dll2_ofs` is the offset of the list entry in the struct, `ptr_ofs` that of a `const char *` to the name.
/// Returns the struct, or NULL.
///
/// # Safety
/// `own` is NULL or a valid list of such structs; `name` has `namelen` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_dll2_search_sz_pl(
    own: *mut lws_dll2_owner,
    name: *const c_char,
    namelen: usize,
    dll2_ofs: usize,
    ptr_ofs: usize,
) -> *mut c_void {
    guard("_lws_dll2_search_sz_pl", null_mut(), move || {
        if own.is_null() || name.is_null() {
            return null_mut();
        }
        let mut found: *mut u8 = null_mut();
        // SAFETY: the caller vouches for the list, the offsets and the names.
        unsafe {
            let wanted = core::slice::from_raw_parts(name.cast::<u8>(), libc::strnlen(name, namelen));
            dll2::any(own, |d| {
                let item = d.cast::<u8>().wrapping_sub(dll2_ofs);
                let text = item.wrapping_add(ptr_ofs).cast::<*const c_char>().read_unaligned();
                if !text.is_null() && CStr::from_ptr(text).to_bytes() == wanted {
                    found = item;
                }
                !found.is_null()
            });
        }
        found.cast()
    })
}
