//! The callback that programs give their first protocol when it only serves mounts.

use super::with_wsi;
use crate::abi::{self, lws, lws_callback_reasons};
use crate::role::http::{response, server};
use core::ffi::{c_int, c_void};

/// A protocol callback that does what HTTP needs at the least: 404 for a page that no mount has, and the end of the
/// transaction when a file has gone out or a body has come in. Other reasons are answered with 0.
///
/// Give it to the first protocol when the program itself serves only websockets and mounts, or call it for the reasons
/// that your own callback does not handle.
///
/// @return 0 to go on, -1 to close the connection
///
/// # Safety
/// `wsi` is what the callback was given.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn lws_callback_http_dummy(
    wsi: *mut lws,
    reason: lws_callback_reasons,
    user: *mut c_void,
    r#in: *mut c_void,
    len: usize,
) -> c_int {
    let _ = (user, r#in, len);
    let closes = |r: c_int| if r != 0 { -1 } else { 0 };
    match reason {
        // SAFETY: the caller's promise.
        abi::LWS_CALLBACK_HTTP => unsafe {
            with_wsi("lws_callback_http_dummy", wsi, -1, move |w| {
                if response::simple(w, 404, b"") != 0 { -1 } else { closes(server::transaction_completed(w)) }
            })
        },
        // SAFETY: the caller's promise.
        abi::LWS_CALLBACK_HTTP_BODY_COMPLETION | abi::LWS_CALLBACK_HTTP_FILE_COMPLETION => unsafe {
            with_wsi("lws_callback_http_dummy", wsi, -1, move |w| closes(server::transaction_completed(w)))
        },
        _ => 0,
    }
}
