//! Functions with variable arguments, made without a C compiler.
//!
//! Rust cannot yet define them. What such a function does first, saving the argument registers where `va_arg` finds
//! them, is written here in assembly; the rest is a plain function that gets the address of the saved integer registers
//! (which hold the fixed arguments, in order) and a `va_list`.

use crate::abi::va_list;
use core::ffi::{c_char, c_int};

unsafe extern "C" {
    /// The C library's formatter: at most `size` bytes with a NUL; returns the length of the whole.
    pub(super) fn vsnprintf(to: *mut c_char, size: usize, format: *const c_char, arguments: va_list) -> c_int;
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
compile_error!("variadic functions are written for x86_64 and aarch64 only");

/// The body of a naked function with `$fixed` fixed integer arguments, which calls
/// `$target(registers: *const usize, arguments: va_list)` and returns what that returns.
#[cfg(target_arch = "x86_64")]
macro_rules! with_va_list {
    ($fixed:literal, $target:path) => {
        core::arch::naked_asm!(
            // 24 bytes of va_list at 0, 176 bytes of registers at 32; the stack arguments start above the return
            // address. 216 keeps the stack aligned.
            ".cfi_startproc",
            "endbr64",
            "sub rsp, 216",
            ".cfi_adjust_cfa_offset 216",
            "mov [rsp+32], rdi",
            "mov [rsp+40], rsi",
            "mov [rsp+48], rdx",
            "mov [rsp+56], rcx",
            "mov [rsp+64], r8",
            "mov [rsp+72], r9",
            "test al, al",
            "je 2f",
            "movaps [rsp+80], xmm0",
            "movaps [rsp+96], xmm1",
            "movaps [rsp+112], xmm2",
            "movaps [rsp+128], xmm3",
            "movaps [rsp+144], xmm4",
            "movaps [rsp+160], xmm5",
            "movaps [rsp+176], xmm6",
            "movaps [rsp+192], xmm7",
            "2:",
            concat!("mov dword ptr [rsp], ", $fixed, "*8"),
            "mov dword ptr [rsp+4], 48",
            "lea rax, [rsp+224]",
            "mov [rsp+8], rax",
            "lea rdi, [rsp+32]",
            "mov [rsp+16], rdi",
            "mov rsi, rsp",
            "call {target}",
            "add rsp, 216",
            ".cfi_adjust_cfa_offset -216",
            "ret",
            ".cfi_endproc",
            target = sym $target
        )
    };
}
#[cfg(target_arch = "aarch64")]
macro_rules! with_va_list {
    ($fixed:literal, $target:path) => {
        core::arch::naked_asm!(
            // The frame record at 0, 32 bytes of va_list at 16, x0-x7 at 48, q0-q7 at 112; the stack arguments start at
            // 240. The offsets in the va_list are negative, counted from the ends of the two register areas.
            ".cfi_startproc",
            "stp x29, x30, [sp, #-240]!",
            "mov x29, sp",
            ".cfi_def_cfa x29, 240",
            ".cfi_offset x29, -240",
            ".cfi_offset x30, -232",
            "stp x0, x1, [sp, #48]",
            "stp x2, x3, [sp, #64]",
            "stp x4, x5, [sp, #80]",
            "stp x6, x7, [sp, #96]",
            "stp q0, q1, [sp, #112]",
            "stp q2, q3, [sp, #144]",
            "stp q4, q5, [sp, #176]",
            "stp q6, q7, [sp, #208]",
            "add x9, sp, #240",
            "str x9, [sp, #16]",
            "str x9, [sp, #32]",
            "add x9, sp, #112",
            "str x9, [sp, #24]",
            concat!("mov w9, #-(8-", $fixed, ")*8"),
            "str w9, [sp, #40]",
            "mov w9, #-128",
            "str w9, [sp, #44]",
            "add x0, sp, #48",
            "add x1, sp, #16",
            "bl {target}",
            "ldp x29, x30, [sp], #240",
            ".cfi_def_cfa sp, 0",
            "ret",
            ".cfi_endproc",
            target = sym $target
        )
    };
}
pub(super) use with_va_list;
