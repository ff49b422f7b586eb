//! Command lines, and turning into a daemon: `lws_cmdline_*` of `lws-misc.h`, `lws_daemonize`.

use super::guard;
use super::misc::bytes;
use crate::abi::{LLL_ERR, LLL_NOTICE, LLL_USER, LLL_WARN, lws_context_creation_info};
use crate::sys::daemonize;
use crate::util::{log, options, uri};
use core::ffi::{CStr, c_char, c_int};
use core::ptr::null;

/// The arguments up to the first NULL.
///
/// # Safety
/// `argv` has `argc` C strings.
unsafe fn arguments<'a>(argc: c_int, argv: *const *const c_char) -> Vec<&'a [u8]> {
    let count = if argv.is_null() { 0 } else { usize::try_from(argc).unwrap_or(0) };
    // SAFETY: the caller vouches for the arguments.
    unsafe { (0..count).map(|n| *argv.add(n)).take_while(|p| !p.is_null()).map(|p| bytes(p)).collect() }
}

/// Finds an option on a command line and its value, looking from the last argument to the first.
///
/// `val` is the option with its dashes; an argument that starts with it is taken. Returns the value: the next argument,
/// or what follows the option or its `=`; an empty string for an option that ends the line. NULL when it is not there.
/// The answer lies in `argv`.
///
/// # Safety
/// `argv` has `argc` C strings; `val` is a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cmdline_option(
    argc: c_int,
    argv: *mut *const c_char,
    val: *const c_char,
) -> *const c_char {
    guard("lws_cmdline_option", null(), move || {
        if val.is_null() {
            return null();
        }
        // SAFETY: the caller vouches for both; the answer is one of the arguments, at most at its NUL.
        unsafe {
            let found = options::find(&arguments(argc, argv), bytes(val));
            found.map_or(null(), |(n, from)| (*argv.add(n)).add(from))
        }
    })
}

/// Handles the options that all examples of lws know: `-d` with the log levels as a number, and `--ignore-sigterm`.
///
/// Without `-d` errors, warnings, notices and the program's own lines are let through. The options that make lws fail
/// on purpose (`--fault-injection`, `--fault-seed`, `--udp-tx-loss`, `--udp-rx-loss`) are ignored, with a log line.
///
/// # Safety
/// `argv` has `argc` C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cmdline_option_handle_builtin(
    argc: c_int,
    argv: *mut *const c_char,
    _info: *mut lws_context_creation_info,
) {
    guard("lws_cmdline_option_handle_builtin", (), move || {
        // SAFETY: the caller vouches for the arguments.
        let arguments = unsafe { arguments(argc, argv) };
        let value = |option: &str| options::find(&arguments, option.as_bytes()).map(|(n, from)| &arguments[n][from..]);
        let levels = value("-d").map_or(LLL_USER | LLL_ERR | LLL_WARN | LLL_NOTICE, uri::number);
        log::set_level(levels, None);
        if value("--ignore-sigterm").is_some() {
            daemonize::ignore_sigterm();
        }
        for option in ["--fault-injection", "--fault-seed", "--udp-tx-loss", "--udp-rx-loss"] {
            if value(option).is_some() {
                log::warn(format_args!("{option} is ignored: this library does not fail on purpose"));
            }
        }
    })
}

/// Compares how a program ended with what the option `--expected-exit` says it should (0 without it), and logs whether
/// that is the same. Returns 0 if so, 1 if not. Since lws 4.4.
///
/// # Safety
/// `argv` has `argc` C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_cmdline_passfail(argc: c_int, argv: *const *const c_char, actual: c_int) -> c_int {
    guard("lws_cmdline_passfail", 1, move || {
        // SAFETY: the caller vouches for the arguments.
        let arguments = unsafe { arguments(argc, argv) };
        let expected =
            options::find(&arguments, b"--expected-exit").map_or(0, |(n, from)| uri::number(&arguments[n][from..]));
        if actual == expected {
            log::user(format_args!("Completed: OK (seen expected {actual})"));
            return 0;
        }
        log::err(format_args!("Completed: failed: exit {actual}, expected {expected}"));
        1
    })
}

/// Turns the process into a daemon: a child of its own session, with `/tmp` as its directory and nothing but `/dev/null`
/// as input and output. The process that called ends.
///
/// With `_lock_path` the child's process id is written to that file, which is removed on SIGTERM; if it names a
/// process that is alive, the program ends with exit code 1. Returns 0 in the child; 1 when there is no memory.
///
/// # Safety
/// `_lock_path` is NULL or a C string. The program has no other threads yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_daemonize(_lock_path: *const c_char) -> c_int {
    guard("lws_daemonize", 1, move || {
        // SAFETY: the caller vouches for the path.
        let path = (!_lock_path.is_null()).then(|| unsafe { CStr::from_ptr(_lock_path) });
        daemonize::daemonize(path);
        0
    })
}
