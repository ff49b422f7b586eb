//! Lists, JSON and text tools, files and directories.

use super::*;
use core::ffi::{c_char, c_int, c_schar, c_uchar, c_void};

pub type lws_dll2_t = lws_dll2;

pub type lws_dll2_owner_t = lws_dll2_owner;

/// Since lws 4.3.
pub type lws_dll2_foreach_cb_t = Option<unsafe extern "C-unwind" fn(d: *mut lws_dll2, user: *mut c_void) -> c_int>;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_dll2 {
    pub prev: *mut lws_dll2,
    pub next: *mut lws_dll2,
    pub owner: *mut lws_dll2_owner,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_dll2_owner {
    pub tail: *mut lws_dll2,
    pub head: *mut lws_dll2,
    pub count: u32,
}

pub type lws_dir_callback_function =
    Option<unsafe extern "C-unwind" fn(dirpath: *const c_char, user: *mut c_void, lde: *mut lws_dir_entry) -> c_int>;

pub type lws_dir_glob_cb_t = Option<unsafe extern "C-unwind" fn(user: *mut c_void, path: *const c_char) -> c_int>;

pub type lws_dir_glob_t = lws_dir_glob;

pub type lws_humanize_unit_t = lws_humanize_unit;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_dir_entry {
    pub name: *const c_char,
    pub r#type: lws_dir_obj_type_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_dir_glob {
    pub filter: *const c_char,
    pub cb: lws_dir_glob_cb_t,
    pub user: *mut c_void,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_humanize_unit {
    pub name: *const c_char,
    pub factor: u64,
}

pub type lws_fop_fd_t = *mut lws_fop_fd;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_fop_fd {
    pub fd: lws_filefd_type,
    pub fops: *const lws_plat_file_ops,
    pub filesystem_priv: *mut c_void,
    pub pos: lws_filepos_t,
    pub len: lws_filepos_t,
    pub flags: lws_fop_flags_t,
    pub mod_time: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_fops_index {
    pub sig: *const c_char,
    pub len: u8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_plat_file_ops {
    pub open: Option<
        unsafe extern "C-unwind" fn(
            *const lws_plat_file_ops,
            *const c_char,
            *const c_char,
            *mut lws_fop_flags_t,
        ) -> lws_fop_fd_t,
    >,
    pub close: Option<unsafe extern "C-unwind" fn(*mut lws_fop_fd_t) -> c_int>,
    pub seek_cur: Option<unsafe extern "C-unwind" fn(lws_fop_fd_t, lws_fileofs_t) -> lws_fileofs_t>,
    pub read: Option<unsafe extern "C-unwind" fn(lws_fop_fd_t, *mut lws_filepos_t, *mut u8, lws_filepos_t) -> c_int>,
    pub write: Option<unsafe extern "C-unwind" fn(lws_fop_fd_t, *mut lws_filepos_t, *mut u8, lws_filepos_t) -> c_int>,
    pub fi: [lws_fops_index; 3],
    pub next: *const lws_plat_file_ops,
}

pub type lejp_callback = Option<unsafe extern "C-unwind" fn(ctx: *mut lejp_ctx, reason: c_char) -> c_schar>;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _lejp_stack {
    pub s: c_char,
    pub p: c_char,
    pub i: c_char,
    pub b: c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _lejp_parsing_stack {
    pub user: *mut c_void,
    pub callback: Option<unsafe extern "C-unwind" fn(*mut lejp_ctx, c_char) -> c_schar>,
    pub paths: *const *const c_char,
    pub count_paths: u8,
    pub ppos: u8,
    pub path_match: u8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lejp_ctx {
    pub user: *mut c_void,
    pub pst: [_lejp_parsing_stack; 5],
    pub st: [_lejp_stack; 12],
    #[cfg(feature = "abi17")]
    pub i: [u16; 5],
    #[cfg(feature = "abi17")]
    pub wild: [u16; 5],
    #[cfg(not(feature = "abi17"))]
    pub i: [u16; 8],
    #[cfg(not(feature = "abi17"))]
    pub wild: [u16; 8],
    pub path: [c_char; 128],
    pub buf: [c_char; 255],
    pub path_stride: usize,
    pub line: u32,
    pub uni: u16,
    pub npos: u8,
    pub dcount: u8,
    pub f: u8,
    pub sp: u8,
    pub ipos: u8,
    pub count_paths: u8,
    pub path_match: u8,
    pub path_match_len: u8,
    pub wildcount: u8,
    pub pst_sp: u8,
    pub outer_array: u8,
}

pub type lws_tokenize_t = lws_tokenize;

pub type lws_strexp_expand_cb = Option<
    unsafe extern "C-unwind" fn(
        user: *mut c_void,
        name: *const c_char,
        out: *mut c_char,
        pos: *mut usize,
        olen: usize,
        exp_ofs: *mut usize,
    ) -> c_int,
>;

pub type lws_strexp_t = lws_strexp;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_tokenize {
    pub start: *const c_char,
    pub token: *const c_char,
    pub len: usize,
    pub token_len: usize,
    pub flags: u16,
    pub delim: u8,
    pub e: i8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_strexp {
    pub name: [c_char; 32],
    pub cb: lws_strexp_expand_cb,
    pub r#priv: *mut c_void,
    pub out: *mut c_char,
    pub olen: usize,
    pub pos: usize,
    pub exp_ofs: usize,
    pub name_pos: u8,
    pub state: c_char,
}

pub type lwsac_cached_file_t = *mut c_uchar;

pub type lws_list_ptr = *mut c_void;

pub type lws_list_ptr_sort_func_t = Option<unsafe extern "C-unwind" fn(a: lws_list_ptr, b: lws_list_ptr) -> c_int>;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_b64state {
    pub quad: [c_uchar; 4],
    pub done: usize,
    pub len: usize,
    pub i: c_int,
    pub c: c_int,
}
