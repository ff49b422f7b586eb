//! Every exported `extern "C"` function, one file per header family of lws. A function here checks its pointers,
//! converts, calls down and converts back; what it does stands on the floors below.

pub mod fixed;
pub mod refused;

/// Runs the body of an exported function; a panic in it becomes that function's error value and a log line, and never
/// crosses into C.
///
/// Give it a `move` closure: then the guard costs nothing on the way through.
#[inline(always)]
pub(crate) fn guard<R>(name: &'static str, error: R, body: impl FnOnce() -> R) -> R {
    match std::panic::catch_unwind(core::panic::AssertUnwindSafe(body)) {
        Ok(result) => result,
        Err(_) => {
            panicked(name);
            error
        }
    }
}

#[cold]
#[inline(never)]
fn panicked(name: &'static str) {
    crate::util::log::err(format_args!("{name}: internal error (a panic was stopped at the C boundary); the call failed"));
}
