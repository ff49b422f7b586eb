//! Contexts and vhosts: rarely used calls, and internal ones that are exported.

use super::refuse;
use crate::abi::{
    each_plugin_cb_t, lws, lws_close_status, lws_context, lws_context_creation_info, lws_context_per_thread,
    lws_dll2_foreach_cb_t, lws_ext_options, lws_extension, lws_plugin, lws_reload_func, lws_vhost, pollfd,
};
use core::ffi::{c_char, c_int, c_void};

/// Internal: the last step of closing a connection, for event libraries.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __lws_close_free_wsi_final(wsi: *mut lws) {
    refuse("__lws_close_free_wsi_final");
}

/// Internal: services the connections that have buffered input.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_service_forced_tsi(context: *mut lws_context, tsi: c_int) -> c_int {
    refuse("_lws_plat_service_forced_tsi");
    -1
}

/// Internal: one turn of the event loop of one service thread. No public header declares it.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// cbindgen:ignore
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _lws_plat_service_tsi(context: *mut lws_context, timeout_ms: c_int, tsi: c_int) -> c_int {
    refuse("_lws_plat_service_tsi");
    -1
}

/// Calls every protocol of a vhost with a reason; 0 means that all of them returned 0.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_callback_vhost_protocols_vhost(
    vh: *mut lws_vhost,
    reason: c_int,
    r#in: *mut c_void,
    len: usize,
) -> c_int {
    refuse("lws_callback_vhost_protocols_vhost");
    1
}

/// Internal: closes a connection with a status.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_close_free_wsi(wsi: *mut lws, reason: lws_close_status, caller: *const c_char) {
    refuse("lws_close_free_wsi");
}

/// Stops a context from listening while its connections end, so that another one can take over.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_context_deprecate(context: *mut lws_context, cb: lws_reload_func) {
    refuse("lws_context_deprecate");
}

/// Internal: the second half of destroying a context (lws 4.1 only).
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_context_destroy2(context: *mut lws_context) {
    refuse("lws_context_destroy2");
}

/// Internal: closes the descriptor that wakes the event loop.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_destroy_event_pipe(wsi: *mut lws) {
    refuse("lws_destroy_event_pipe");
}

/// Internal: does what is due when a connection's socket can be written.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_handle_POLLOUT_event(wsi: *mut lws, pollfd: *mut pollfd) -> c_int {
    refuse("lws_handle_POLLOUT_event");
    -1
}

/// Internal: gives the protocols of each vhost their LWS_CALLBACK_PROTOCOL_INIT.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_protocol_init(context: *mut lws_context) -> c_int {
    refuse("lws_protocol_init");
    1
}

/// Internal: services connections whose reading was resumed.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_service_do_ripe_rxflow(pt: *mut lws_context_per_thread) {
    refuse("lws_service_do_ripe_rxflow");
}

/// Internal: the first half of destroying a vhost.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vhost_destroy1(vh: *mut lws_vhost) {
    refuse("lws_vhost_destroy1");
}

/// Calls a function for each listening socket of a context. Since lws 4.3.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vhost_foreach_listen_wsi(
    cx: *mut lws_context,
    arg: *mut c_void,
    cb: lws_dll2_foreach_cb_t,
) -> c_int {
    refuse("lws_vhost_foreach_listen_wsi");
    -1
}

/// Finds a protocol's data on whichever vhost has a per-vhost option of the given name and value. Since lws 4.3.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vhd_find_by_pvo(
    cx: *mut lws_context,
    protname: *const c_char,
    pvo_name: *const c_char,
    pvo_value: *const c_char,
) -> *mut c_void {
    refuse("lws_vhd_find_by_pvo");
    core::ptr::null_mut()
}

/// Unloads the plugins that `lws_plugins_init` loaded; 0 means done.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_plugins_destroy(
    pplugin: *mut *mut lws_plugin,
    each: each_plugin_cb_t,
    each_user: *mut c_void,
) -> c_int {
    refuse("lws_plugins_destroy");
    1
}

/// Loads the plugins in folders, those of one class; 0 means done.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_plugins_init(
    pplugin: *mut *mut lws_plugin,
    d: *const *const c_char,
    class: *const c_char,
    filter: *const c_char,
    each: each_plugin_cb_t,
    each_user: *mut c_void,
) -> c_int {
    refuse("lws_plugins_init");
    1
}

/// Reads the global part of an lwsws configuration folder; 0 means done.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsws_get_config_globals(
    info: *mut lws_context_creation_info,
    d: *const c_char,
    config_strings: *mut *mut c_char,
    len: *mut c_int,
) -> c_int {
    refuse("lwsws_get_config_globals");
    1
}

/// Makes the vhosts of an lwsws configuration folder; 0 means done.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lwsws_get_config_vhosts(
    context: *mut lws_context,
    info: *mut lws_context_creation_info,
    d: *const c_char,
    config_strings: *mut *mut c_char,
    len: *mut c_int,
) -> c_int {
    refuse("lwsws_get_config_vhosts");
    1
}

/// Finds the connection that has a descriptor.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wsi_from_fd(context: *const lws_context, fd: c_int) -> *mut lws {
    refuse("wsi_from_fd");
    core::ptr::null_mut()
}

/// Tells the index of the service thread of a connection.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_wsi_tsi(wsi: *mut lws) -> c_int {
    refuse("lws_wsi_tsi");
    0
}

/// Reads the options of a websocket extension's offer; 0 means read.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_ext_parse_options(
    ext: *const lws_extension,
    wsi: *mut lws,
    ext_user: *mut c_void,
    opts: *const lws_ext_options,
    o: *const c_char,
    len: c_int,
) -> c_int {
    refuse("lws_ext_parse_options");
    -1
}

/// Internal: the event library's own data of one service thread. Since lws 4.3.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_evlib_tsi_to_evlib_pt(ctx: *mut lws_context, tsi: c_int) -> *mut c_void {
    refuse("lws_evlib_tsi_to_evlib_pt");
    core::ptr::null_mut()
}

/// Internal: the event library's own data of the service thread of a connection. Since lws 4.3.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_evlib_wsi_to_evlib_pt(wsi: *mut lws) -> *mut c_void {
    refuse("lws_evlib_wsi_to_evlib_pt");
    core::ptr::null_mut()
}

/// Tells the name by which a connection is known in the log. Since lws 4.3.
///
/// This library does not provide it yet: it returns "unknown", and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_wsi_tag(wsi: *mut lws) -> *const c_char {
    refuse("lws_wsi_tag");
    c"unknown".as_ptr()
}

/// Tells the name by which a vhost is known in the log. Since lws 4.3.
///
/// This library does not provide it yet: it returns "unknown", and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_vh_tag(vh: *mut lws_vhost) -> *const c_char {
    refuse("lws_vh_tag");
    c"unknown".as_ptr()
}
