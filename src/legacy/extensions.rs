//! Extensions as older eras list them. The one that is there is permessage-deflate, whatever the era's was called.

use crate::abi::{lws, lws_context, lws_extension};
use crate::capi::extension::lws_extension_callback_pm_deflate;
use core::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::{null, null_mut};

type Callback = Option<
    unsafe extern "C-unwind" fn(
        *mut lws_context,
        *mut LegacyExtension,
        *mut lws,
        c_int,
        *mut c_void,
        *mut c_void,
        usize,
    ) -> c_int,
>;

/// `struct libwebsocket_extension` up to 1.2.
#[repr(C)]
pub struct LegacyExtension {
    name: *const c_char,
    callback: Callback,
    per_session_data_size: usize,
    per_context_private_data: *mut c_void,
}

// SAFETY: it only points to what never changes.
unsafe impl Sync for LegacyExtension {}

/// Stands where a program expects the code of an extension; the library does the work elsewhere.
unsafe extern "C-unwind" fn within(
    _context: *mut lws_context,
    _ext: *mut LegacyExtension,
    _wsi: *mut lws,
    _reason: c_int,
    _user: *mut c_void,
    _in: *mut c_void,
    _len: usize,
) -> c_int {
    0
}

/// The extensions that the library has: give this list to libwebsocket_create_context(), and messages are compressed where
/// the peer agrees. It ends with an entry of zeros.
#[unsafe(no_mangle)]
pub static lwsx_legacy_internal_extensions: [LegacyExtension; 2] = [
    LegacyExtension {
        name: c"permessage-deflate".as_ptr(),
        callback: Some(within),
        per_session_data_size: 0,
        per_context_private_data: null_mut(),
    },
    LegacyExtension { name: null(), callback: None, per_session_data_size: 0, per_context_private_data: null_mut() },
];

/// The same list, as the function that eras from 1.2 on have for it.
///
/// @return the list, which is never freed
#[unsafe(no_mangle)]
pub extern "C" fn lwsx_legacy_get_internal_extensions() -> *const LegacyExtension {
    lwsx_legacy_internal_extensions.as_ptr()
}

/// Names by which eras knew the compression of messages.
const COMPRESSES: [&CStr; 4] = [c"permessage-deflate", c"deflate-stream", c"deflate-frame", c"x-webkit-deflate-frame"];

const NONE: lws_extension = lws_extension { name: null(), callback: None, client_offer: null() };
const OFFER: &CStr = c"permessage-deflate; client_no_context_takeover; client_max_window_bits";
/// Today's list with the compression in it.
struct List([lws_extension; 2]);
// SAFETY: it only points to what never changes.
unsafe impl Sync for List {}
static COMPRESSION: List = List([
    lws_extension {
        name: c"permessage-deflate".as_ptr(),
        callback: Some(lws_extension_callback_pm_deflate),
        client_offer: OFFER.as_ptr(),
    },
    NONE,
]);

/// Today's list for a program's: with the compression, if the program lists it; else NULL, and the log says what is left
/// out.
///
/// # Safety
/// `list` is NULL or a list of the era's entries, ended by one without callback.
pub unsafe fn translate(list: *const LegacyExtension) -> *const lws_extension {
    let mut wanted = null();
    let mut at = list;
    // SAFETY: the caller's promise.
    while let Some(e) = unsafe { at.as_ref() }.filter(|e| e.callback.is_some()) {
        let name = crate::core::dispatch::text(e.name);
        if COMPRESSES.contains(&name.as_c_str()) {
            wanted = COMPRESSION.0.as_ptr();
        } else {
            crate::util::log::warn(format_args!(
                "legacy: extension {name:?}: only permessage-deflate is there; it is never offered or taken"
            ));
        }
        // SAFETY: this entry did not end the list.
        at = unsafe { at.add(1) };
    }
    wanted
}
