//! HTTP/2.

use super::refuse;
use crate::abi::{lws, lws_stream_id_t};
use core::ffi::c_int;

/// Makes an HTTP/2 client stream half closed and free of time limits; 0 means done, 1 that it is no such stream.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_h2_client_stream_long_poll_rxonly(wsi: *mut lws) -> c_int {
    refuse("lws_h2_client_stream_long_poll_rxonly");
    1
}

/// Tells how many bytes the peer may still send on an HTTP/2 stream.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_h2_get_peer_txcredit_estimate(wsi: *mut lws) -> c_int {
    refuse("lws_h2_get_peer_txcredit_estimate");
    0
}

/// Lets the peer send more on an HTTP/2 stream; 0 means done.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_h2_update_peer_txcredit(wsi: *mut lws, sid: lws_stream_id_t, bump: c_int) -> c_int {
    refuse("lws_h2_update_peer_txcredit");
    -1
}
