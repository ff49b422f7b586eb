//! Calls into C on behalf of the system: its state's watchers, readers of messages, attached functions, log contexts.

use crate::abi::{self, lws_smd_class_t, lws_state_manager, lws_state_notify_link, lws_system_ops};
use crate::core::begin;
use crate::core::context::{Context, ContextRef};
use crate::core::dispatch::context_of;
use crate::core::vhost::VhostRef;
use crate::util::{json_simple, log, smd, state, system};
use core::ffi::{CStr, c_int, c_void};

/// Runs something that calls into C about a context: what it asks for the context itself waits until it has returned.
fn inside<R>(context: ContextRef, f: impl FnOnce() -> R) -> R {
    debug_assert!(!context.is_borrowed(), "a cell is borrowed while C runs");
    context.depth.set(context.depth.get() + 1);
    let r = f();
    context.depth.set(context.depth.get() - 1);
    r
}

/// Sets up the state machine of a new context, with the library's own watcher, and the library's own reader.
pub fn open(context: ContextRef, ops: *const lws_system_ops, ttl: u64, depth: usize) {
    let system = &context.system;
    system.ops.set(ops);
    system.captive.set(abi::LWS_CPD_UNKNOWN);
    context.shared.smd.open(ttl, depth);
    let opaque = context.to_c().cast();
    context.shared.smd.register(Some(network), opaque, abi::LWSSMDCL_NETWORK as u32);
    let (machine, beginner) = (system.manager.get(), system.beginner.get());
    // SAFETY: both live as long as the context's slot, which is for ever, and nobody else uses them yet.
    unsafe {
        (*machine).context = context.to_c();
        (*machine).parent = opaque;
        (*machine).smd_class = abi::LWSSMDCL_SYSTEM_STATE as u32;
        (*machine).state = abi::LWS_SYSTATE_CONTEXT_CREATED;
        (*beginner).notify_cb = Some(begin_protocols);
        state::register(machine, beginner);
    }
}

/// The watchers of a context that ends are let go, and what the system kept is forgotten.
pub fn close(context: ContextRef) {
    // SAFETY: watchers stay where they are as long as they are registered (`lws_state_reg_notifier`).
    unsafe { state::forget_watchers(context.system.manager.get()) };
    for blob in &context.system.blobs {
        blob.clear();
    }
    context.system.ops.set(core::ptr::null());
}

/// Adds the watchers that the creation info lists.
///
/// # Safety
/// `list` is NULL or an array of valid watchers ended by NULL, which stay where they are until the context is gone.
pub unsafe fn register_list(context: ContextRef, list: *const *mut lws_state_notify_link) {
    // SAFETY: the caller's promise.
    unsafe { each_link(list, |link| state::register(context.system.manager.get(), link)) }
}

/// Calls a function with each watcher of a list.
///
/// # Safety
/// `list` is NULL or an array ended by NULL.
pub unsafe fn each_link(list: *const *mut lws_state_notify_link, mut f: impl FnMut(*mut lws_state_notify_link)) {
    let mut at = list;
    // SAFETY: the caller's promise.
    unsafe {
        while !at.is_null() && !(*at).is_null() {
            f(*at);
            at = at.add(1);
        }
    }
}

/// Goes on state by state up to `target`, as far as the watchers let it.
pub fn advance(context: ContextRef, target: c_int) {
    let machine = context.system.manager.get();
    // SAFETY: the machine lives for ever; its watchers were vouched for when they were registered.
    inside(context, || unsafe { state::steps(machine, target, &|state| reached(context, machine, state)) });
}

/// Goes to one state, unless a watcher refuses.
pub fn go(context: ContextRef, target: c_int) {
    let machine = context.system.manager.get();
    inside(context, || {
        // SAFETY: as in `advance`.
        unsafe {
            if (*machine).state != target {
                state::transition(machine, target, &|state| reached(context, machine, state));
            }
        }
    });
}

/// Tells the readers of system messages about a state that was reached. False: the context ends.
pub fn reached(context: ContextRef, machine: *mut lws_state_manager, now: c_int) -> bool {
    // SAFETY: the machine is valid; `state_names` is NULL or names every state that it may have.
    let (class, name) = unsafe {
        let names = (*machine).state_names;
        let name = if core::ptr::eq(names, system::NAMES.list()) {
            system::NAMES.get(now).unwrap_or(core::ptr::null())
        } else if names.is_null() {
            core::ptr::null()
        } else {
            *names.add(now.max(0) as usize)
        };
        ((*machine).smd_class, name)
    };
    if class != 0 && !name.is_null() {
        // SAFETY: a C string, by the same promise.
        let name = unsafe { CStr::from_ptr(name) }.to_string_lossy();
        send(context, class, format!("{{\"state\":\"{name}\"}}").as_bytes());
    }
    !context.doomed.get() && !context.destroying.get()
}

/// Sends a system message of the library's own.
pub fn send(context: ContextRef, class: lws_smd_class_t, text: &[u8]) {
    if context.shared.smd.send(class, crate::sys::clock::monotonic_us(), text) == smd::Sent::Queued {
        context.shared.cancel();
    }
}

/// The library's own watcher.
unsafe extern "C-unwind" fn begin_protocols(
    machine: *mut lws_state_manager,
    _link: *mut lws_state_notify_link,
    _from: c_int,
    to: c_int,
) -> c_int {
    // SAFETY: this watcher is registered with the machine of a context alone.
    let Some(context) = (unsafe { context_of((*machine).context) }) else { return 0 };
    run_attached(context);
    if context.initialized.get() || to != system::INITIALIZES_AT {
        return 0;
    }
    let begun = begin::protocols(context);
    // With 4.3 the state does not wait for the protocols.
    c_int::from(!begun && system::PROTOCOLS_WAIT)
}

/// Delivers the system messages that wait: one to each reader, then the next. Those that are sent meanwhile come next time.
pub fn deliver(context: ContextRef) {
    let queue = &context.shared.smd;
    let late = queue.expire(crate::sys::clock::monotonic_us());
    if late != 0 {
        log::warn(format_args!("system messages: {late} waited too long and are dropped"));
    }
    let (_, end) = queue.readers();
    loop {
        let mut any = false;
        for reader in queue.readers().0 {
            if context.doomed.get() {
                return;
            }
            let Some(mut d) = queue.take(reader, end) else { continue };
            any = true;
            if let Some(callback) = d.callback {
                let len = d.text.len() - 1;
                // SAFETY: the program vouched for its reader; the text is this reader's own copy.
                inside(context, || unsafe {
                    callback(d.opaque, d.class, d.at as i64, d.text.as_mut_ptr().cast(), len)
                });
            }
        }
        if !any {
            break;
        }
    }
    queue.sweep();
}

/// The library's own reader: what concerns captive portals.
unsafe extern "C-unwind" fn network(
    opaque: *mut c_void,
    _class: lws_smd_class_t,
    _at: i64,
    text: *mut c_void,
    len: usize,
) -> c_int {
    // SAFETY: registered with the context, which is checked, and given the text's length.
    let (context, text) =
        unsafe { (context_of(opaque.cast_const().cast()), core::slice::from_raw_parts(text.cast::<u8>(), len)) };
    let is =
        |name: &[u8], value: &[u8]| json_simple::find(text, name).and_then(|v| text.get(v)).is_some_and(|v| v == value);
    if let Some(context) = context
        && (is(b"\"trigger\":", b"cpdcheck") || is(b"\"type\":", b"ipacq"))
    {
        look_for_captive_portal(context);
    }
    0
}

/// Has the program look for a captive portal, if it can; what it says.
pub fn look_for_captive_portal(context: ContextRef) -> c_int {
    context.system.captive.set(abi::LWS_CPD_UNKNOWN);
    // SAFETY: the operations stay valid as long as the context (`lws_create_context`).
    let look = unsafe { context.system.ops.get().as_ref() }.and_then(|ops| ops.captive_portal_detect_request);
    // SAFETY: the program's own function, given its own context.
    look.map_or(0, |look| inside(context, || unsafe { look(context.to_c()) }))
}

/// The same after some time.
pub fn look_later(context: ContextRef, after_us: i64) {
    let timer = context.system.look.get();
    let at = (crate::sys::clock::monotonic_us() as i64).saturating_add(after_us.max(0));
    // SAFETY: the timer stands in the context's slot, which lives for ever; it is cancelled when the context ends.
    unsafe {
        (*timer).cb = Some(look_now);
        context.suls.insert(timer, at);
    }
    crate::core::timers::arm(context);
}

/// The timer of [`look_later`] is due.
unsafe extern "C-unwind" fn look_now(timer: *mut abi::lws_sorted_usec_list) {
    let at = core::mem::offset_of!(Context, system) + core::mem::offset_of!(system::System, look);
    // SAFETY: this timer is a member of a context's `system` and nothing else.
    let context = unsafe { context_of(timer.cast::<u8>().sub(at).cast::<abi::lws_context>()) };
    if let Some(context) = context {
        look_for_captive_portal(context);
    }
}

/// Calls the attached functions whose state has come, which the program's `attach` hands out under its own lock.
pub fn run_attached(context: ContextRef) {
    let attach = &context.shared.attach;
    while attach.waiting() {
        // SAFETY: as in `look_for_captive_portal`.
        let Some(hand_out) = unsafe { context.system.ops.get().as_ref() }.and_then(|ops| ops.attach) else {
            log::err(format_args!("something was attached, but system_ops has no `attach` to hand it out; not called"));
            return attach.clear();
        };
        let mut item = core::ptr::null_mut();
        // SAFETY: the program's own function; it writes what __lws_system_attach() gives it.
        if inside(context, || unsafe { hand_out(context.to_c(), 0, None, 0, core::ptr::null_mut(), &mut item) }) != 0 {
            return log::err(format_args!("system_ops.attach failed; what is attached waits"));
        }
        let Some(item) = attach.redeem(item) else { return };
        if let Some(callback) = item.callback {
            // SAFETY: the program's own function, with what it was attached with.
            inside(context, || unsafe { callback(context.to_c(), 0, item.opaque) });
        }
    }
}

/// The lines of this thread go to the log of a context until the guard is dropped.
pub fn log_to(context: ContextRef) -> log::Within {
    // SAFETY: a log context outlives the contexts that log there (`lws_create_context`).
    unsafe { log::within(context.shared.log()) }
}

/// The log context of a vhost, or that of its context; null for the process-wide one.
pub fn log_of(vhost: VhostRef) -> *mut log::Cx {
    let own = vhost.log();
    if own.is_null() { vhost.context().map_or(core::ptr::null_mut(), |c| c.shared.log()) } else { own }
}

/// One user of a log context more or less; null counts nothing.
pub fn log_used(cx: *mut log::Cx, change: c_int) {
    if !cx.is_null() {
        // SAFETY: a log context outlives what logs there (`lws_create_context`).
        unsafe { log::count_user(cx, change) };
    }
}
