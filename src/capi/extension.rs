//! Websocket extensions: permessage-deflate, and its options.

use super::{guard, with_wsi};
use crate::abi;
use crate::core::wsi::Role;
use crate::proto::ws::deflate::options;
use crate::role::deflate;
use crate::util::log;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::null;

/// Most options of one extension that lws_ext_parse_options() looks at.
const MAX_OPTIONS: usize = 32;

/// The permessage-deflate extension (RFC 7692), for the `callback` member of a `struct lws_extension`. A vhost whose
/// `extensions` have an entry with the name `permessage-deflate` and this callback takes compressed messages, and its
/// clients offer them, with the text in `client_offer`.
///
/// The library knows the extension by its name and never calls this function. Programs have no reason to call it.
///
/// @return 0
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn lws_extension_callback_pm_deflate(
    context: *mut abi::lws_context,
    ext: *const abi::lws_extension,
    wsi: *mut abi::lws,
    reason: abi::lws_extension_callback_reasons,
    user: *mut c_void,
    r#in: *mut c_void,
    len: usize,
) -> c_int {
    let _ = (context, ext, wsi, user, r#in, len);
    log::debug(format_args!(
        "lws_extension_callback_pm_deflate: called with reason {reason}; it does nothing by itself"
    ));
    0
}

/// Sets an option of an extension on a websocket that uses it; in ESTABLISHED or CLIENT_ESTABLISHED, say. Of
/// `permessage-deflate`:
///
/// - `compression_level`, 0 (none) to 9 (best), and `mem_level`, 1 to 9: from the next message on; at first 1 and 8
/// - `rx_buf_size`: slices of compressed messages have at most so many bytes, as a power of two, 7 to 20, and never more
///   than the protocol's `rx_buffer_size`
/// - `tx_buf_size`: frames of compressed messages have at most so many bytes, in the same way
/// - `server_no_context_takeover` on a server, `client_no_context_takeover` on a client, 1: each message that goes out is
///   compressed by itself, and no compressor is kept between messages
/// - `server_max_window_bits` on a server, `client_max_window_bits` on a client, 9 to what was agreed on
///
/// What the peer does cannot be changed: its options are accepted and have no effect.
///
/// @param ext_name the extension's name
/// @param opt_name the option's name
/// @param opt_val a number as text, or NULL for 1; copied
/// @return 0 (also for an option that the extension does not know, and for a connection that is no websocket), or -1 when
///         the connection does not use the extension
///
/// # Safety
/// `wsi` is NULL or was given to a callback by this library; the others are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_set_extension_option(
    wsi: *mut abi::lws,
    ext_name: *const c_char,
    opt_name: *const c_char,
    opt_val: *const c_char,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        with_wsi("lws_set_extension_option", wsi, -1, move |w| {
            if w.role() != Role::Ws {
                return 0;
            }
            if !w.deflates.get() || ext_name.is_null() || !deflate::is_ours(CStr::from_ptr(ext_name).to_bytes()) {
                return -1;
            }
            if opt_name.is_null() {
                return 0;
            }
            let value = if opt_val.is_null() { None } else { Some(number(CStr::from_ptr(opt_val).to_bytes())) };
            let name = CStr::from_ptr(opt_name);
            if !deflate::set_option(w, name.to_bytes(), value) {
                log::info(format_args!("permessage-deflate has no option {name:?}"));
            }
            0
        })
    }
}

/// What `atoi` makes of a text.
fn number(text: &[u8]) -> c_int {
    let text = text.trim_ascii_start();
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, text),
    };
    let digits = digits.iter().take_while(|b| b.is_ascii_digit());
    let n = digits.fold(0i32, |n, d| n.saturating_mul(10).saturating_add(i32::from(d - b'0')));
    if negative { -n } else { n }
}

/// Reads an extension's options, as they stand in `Sec-WebSocket-Extensions` behind its name, up to the next comma: gives
/// each to the extension's callback with LWS_EXT_CB_OPTION_SET, as a `struct lws_ext_option_arg` with its index in `opts`.
///
/// @param ext_user handed to the callback
/// @param opts the options that the extension knows; an entry with a NULL name ends the list. At most 32 are looked at
/// @param o the text, of `len` bytes
/// @return 0, or -1: an option is malformed or not known, has a value that it must not have, or lacks one that it must have;
///         those before it were given to the callback
///
/// # Safety
/// `ext` points to an extension with a callback; `opts` is such a list; `o` is readable for `len` bytes; `wsi` and
/// `ext_user` are what the callback takes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ext_parse_options(
    ext: *const abi::lws_extension,
    wsi: *mut abi::lws,
    ext_user: *mut c_void,
    opts: *const abi::lws_ext_options,
    o: *const c_char,
    len: c_int,
) -> c_int {
    guard("lws_ext_parse_options", -1, move || {
        // SAFETY: the caller's promise: NULL or an extension.
        let Some(callback) = (unsafe { ext.as_ref() }).and_then(|e| e.callback) else { return -1 };
        let Ok(len) = usize::try_from(len) else { return -1 };
        if opts.is_null() || (o.is_null() && len != 0) {
            return -1;
        }
        // SAFETY: the caller's promise; nothing is read with length 0.
        let text: &[u8] = if len == 0 { &[] } else { unsafe { core::slice::from_raw_parts(o.cast(), len) } };
        let text = text.split(|b| *b == b',').next().unwrap_or_default();
        if text.trim_ascii().is_empty() {
            return 0;
        }
        let Some(given) = options(text) else { return -1 };
        for (name, value) in given {
            // SAFETY: the caller's promise: the list goes on until a NULL name.
            let Some((index, kind)) = (unsafe { find(opts, name) }) else { return -1 };
            let numeric = value.is_some_and(|v| v.iter().all(u8::is_ascii_digit));
            let fits = match kind {
                abi::EXTARG_NONE => value.is_none(),
                abi::EXTARG_DEC => numeric,
                _ => value.is_none() || numeric,
            };
            if !fits {
                return -1;
            }
            let mut arg = abi::lws_ext_option_arg {
                option_name: null(),
                option_index: index,
                start: value.map_or(null(), |v| v.as_ptr().cast()),
                len: value.map_or(0, |v| v.len() as c_int),
            };
            let reason = abi::LWS_EXT_CB_OPTION_SET;
            // SAFETY: the program's own callback, with what the caller vouches for.
            unsafe { callback(super::wsi::lws_get_context(wsi), ext, wsi, reason, ext_user, (&raw mut arg).cast(), 0) };
        }
        0
    })
}

/// The index and the kind of the option with this name.
///
/// # Safety
/// `opts` is a list that an entry with a NULL name ends.
unsafe fn find(opts: *const abi::lws_ext_options, name: &[u8]) -> Option<(c_int, abi::lws_ext_options_types)> {
    for i in 0..MAX_OPTIONS {
        // SAFETY: no entry before this one ended the list.
        let entry = unsafe { &*opts.add(i) };
        if entry.name.is_null() {
            return None;
        }
        // SAFETY: a C string, by the caller's promise.
        if unsafe { CStr::from_ptr(entry.name) }.to_bytes() == name {
            return Some((i as c_int, entry.r#type));
        }
    }
    None
}
