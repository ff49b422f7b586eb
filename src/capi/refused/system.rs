//! System state, blobs, captive portal detection, and state machines.

use super::refuse;
use crate::abi::{
    lws_attach_cb_t, lws_attach_item, lws_context, lws_cpd_result_t, lws_sorted_usec_list_t, lws_state_manager_t,
    lws_state_notify_link_t, lws_system_blob_item_t, lws_system_blob_t, lws_system_ops_t, lws_system_states_t,
    lws_usec_t, sul_cb_t,
};
use core::ffi::{c_int, c_void};

/// Internal: has a function called in the event loop from another thread; 0 means that it will be.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __lws_system_attach(
    context: *mut lws_context,
    tsi: c_int,
    cb: lws_attach_cb_t,
    state: lws_system_states_t,
    opaque: *mut c_void,
    get: *mut *mut lws_attach_item,
) -> c_int {
    refuse("__lws_system_attach");
    1
}

/// Removes a watcher of a state machine.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_state_reg_deregister(nl: *mut lws_state_notify_link_t) {
    refuse("lws_state_reg_deregister");
}

/// Adds a watcher to a state machine.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_state_reg_notifier(mgr: *mut lws_state_manager_t, nl: *mut lws_state_notify_link_t) {
    refuse("lws_state_reg_notifier");
}

/// Adds a NULL-terminated list of watchers to a state machine.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_state_reg_notifier_list(
    mgr: *mut lws_state_manager_t,
    nl: *const *mut lws_state_notify_link_t,
) {
    refuse("lws_state_reg_notifier_list");
}

/// Moves a state machine to a state; 0 means that it is there.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_state_transition(mgr: *mut lws_state_manager_t, target: c_int) -> c_int {
    refuse("lws_state_transition");
    1
}

/// Moves a state machine through all states up to one; 0 means that it is there.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_state_transition_steps(mgr: *mut lws_state_manager_t, target: c_int) -> c_int {
    refuse("lws_state_transition_steps");
    1
}

/// Frees what a system blob holds.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_destroy(b: *mut lws_system_blob_t) {
    refuse("lws_system_blob_destroy");
}

/// Makes a system blob of bytes that the caller keeps.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_direct_set(b: *mut lws_system_blob_t, ptr: *const u8, len: usize) {
    refuse("lws_system_blob_direct_set");
}

/// Copies a part of a system blob; 0 means copied.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_get(
    b: *mut lws_system_blob_t,
    ptr: *mut u8,
    len: *mut usize,
    ofs: usize,
) -> c_int {
    refuse("lws_system_blob_get");
    -1
}

/// Gives the bytes of a system blob that is in one piece; 0 means given.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_get_single_ptr(b: *mut lws_system_blob_t, ptr: *mut *const u8) -> c_int {
    refuse("lws_system_blob_get_single_ptr");
    -1
}

/// Tells the size of a system blob.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_get_size(b: *mut lws_system_blob_t) -> usize {
    refuse("lws_system_blob_get_size");
    0
}

/// Appends a copy of bytes to a system blob; 0 means appended.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_heap_append(b: *mut lws_system_blob_t, ptr: *const u8, len: usize) -> c_int {
    refuse("lws_system_blob_heap_append");
    -1
}

/// Empties a system blob.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_blob_heap_empty(b: *mut lws_system_blob_t) {
    refuse("lws_system_blob_heap_empty");
}

/// Gives the context to which the system's state machine belongs.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_context_from_system_mgr(mgr: *mut lws_state_manager_t) -> *mut lws_context {
    refuse("lws_system_context_from_system_mgr");
    core::ptr::null_mut()
}

/// Tells what captive portal detection has found.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_cpd_set(context: *mut lws_context, result: lws_cpd_result_t) {
    refuse("lws_system_cpd_set");
}

/// Starts captive portal detection; 0 means started.
///
/// This library does not provide it yet: it returns -1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_cpd_start(context: *mut lws_context) -> c_int {
    refuse("lws_system_cpd_start");
    -1
}

/// Starts captive portal detection after a delay. Since lws 4.3.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_cpd_start_defer(cx: *mut lws_context, defer_us: lws_usec_t) {
    refuse("lws_system_cpd_start_defer");
}

/// Tells what captive portal detection has found: LWS_CPD_UNKNOWN.
///
/// This library does not provide it yet: it returns 0, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_cpd_state_get(context: *mut lws_context) -> lws_cpd_result_t {
    refuse("lws_system_cpd_state_get");
    0
}

/// Gives a context's system blob of some kind.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_get_blob(
    context: *mut lws_context,
    r#type: lws_system_blob_item_t,
    idx: c_int,
) -> *mut lws_system_blob_t {
    refuse("lws_system_get_blob");
    core::ptr::null_mut()
}

/// Gives the system operations that the context was created with.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_get_ops(context: *mut lws_context) -> *const lws_system_ops_t {
    refuse("lws_system_get_ops");
    core::ptr::null()
}

/// Gives the state machine of the system.
///
/// This library does not provide it yet: it returns NULL, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_system_get_state_manager(context: *mut lws_context) -> *mut lws_state_manager_t {
    refuse("lws_system_get_state_manager");
    core::ptr::null_mut()
}

/// Finds the earliest timer that may wake the machine from suspend; 0 means that there is one.
///
/// This library does not provide it yet: it returns 1, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sul_earliest_wakeable_event(ctx: *mut lws_context, pearliest: *mut lws_usec_t) -> c_int {
    refuse("lws_sul_earliest_wakeable_event");
    1
}

/// Schedules a timer that may wake the machine from suspend.
///
/// This library does not provide it yet: it does nothing, and logs that once.
///
/// # Safety
/// Nothing is read or written through the arguments: any are allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_sul_schedule_wakesuspend(
    ctx: *mut lws_context,
    tsi: c_int,
    sul: *mut lws_sorted_usec_list_t,
    cb: sul_cb_t,
    us: lws_usec_t,
) {
    refuse("lws_sul_schedule_wakesuspend");
}
