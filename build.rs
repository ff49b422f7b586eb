//! Gives the shared object the SONAME of the ABI that is built, and keeps it mapped after `dlclose`: callbacks,
//! timers and `atexit` handlers may still point into it.
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let soname = if std::env::var_os("CARGO_FEATURE_ABI17").is_some() { 17 } else { 19 };
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libwebsockets.so.{soname}");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,relro,-z,now");
}
