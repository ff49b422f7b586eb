//! Lists, JSON and text tools, files and directories.

use super::*;
use core::ffi::{c_char, c_int, c_schar, c_uchar, c_void};

/// Shorter name of `lws_dll2`.
pub type lws_dll2_t = lws_dll2;

/// Shorter name of `lws_dll2_owner`.
pub type lws_dll2_owner_t = lws_dll2_owner;

/// Called for each element; a return other than 0 ends the walk. Since lws 4.3.
pub type lws_dll2_foreach_cb_t = Option<unsafe extern "C-unwind" fn(d: *mut lws_dll2, user: *mut c_void) -> c_int>;

/// An element's place in a doubly linked list: a member of the program's own struct, zero at first.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_dll2 {
    /// The element before it, or NULL.
    pub prev: *mut lws_dll2,
    /// The element after it, or NULL.
    pub next: *mut lws_dll2,
    /// The list that it is on, or NULL.
    pub owner: *mut lws_dll2_owner,
}

/// A doubly linked list, zero at first.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_dll2_owner {
    /// The last element, or NULL.
    pub tail: *mut lws_dll2,
    /// The first element, or NULL.
    pub head: *mut lws_dll2,
    /// How many elements.
    pub count: u32,
}

/// Called for each entry of a directory.
pub type lws_dir_callback_function =
    Option<unsafe extern "C-unwind" fn(dirpath: *const c_char, user: *mut c_void, lde: *mut lws_dir_entry) -> c_int>;

/// Called for each path that matches.
pub type lws_dir_glob_cb_t = Option<unsafe extern "C-unwind" fn(user: *mut c_void, path: *const c_char) -> c_int>;

/// Shorter name of `lws_dir_glob`.
pub type lws_dir_glob_t = lws_dir_glob;

/// Shorter name of `lws_humanize_unit`.
pub type lws_humanize_unit_t = lws_humanize_unit;

/// An entry of a directory.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_dir_entry {
    /// Its name.
    pub name: *const c_char,
    /// What it is: a LDOT_ value.
    pub r#type: lws_dir_obj_type_t,
}

/// The user pointer of `lws_dir_glob_cb`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_dir_glob {
    /// The pattern.
    pub filter: *const c_char,
    /// Called for each name that matches.
    pub cb: lws_dir_glob_cb_t,
    /// Given to `cb`.
    pub user: *mut c_void,
}

/// A unit of `lws_humanize`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_humanize_unit {
    /// Its name.
    pub name: *const c_char,
    /// How many of the smallest it is; 0 ends the list.
    pub factor: u64,
}

/// An open virtual file.
pub type lws_fop_fd_t = *mut lws_fop_fd;

/// An open virtual file; file operations of a program's own may have it as the first member of a larger struct.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_fop_fd {
    /// The system's descriptor, if it has one.
    pub fd: lws_filefd_type,
    /// The operations that opened it.
    pub fops: *const lws_plat_file_ops,
    /// A pointer of theirs.
    pub filesystem_priv: *mut c_void,
    /// The place in it.
    pub pos: lws_filepos_t,
    /// How long it is.
    pub len: lws_filepos_t,
    /// LWS_FOP_FLAG_ bits.
    pub flags: lws_fop_flags_t,
    /// When it was changed last, in seconds of Unix time.
    pub mod_time: u32,
}

/// A sign in a path (`.zip/`) that a set of file operations handles what is behind it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_fops_index {
    /// The sign.
    pub sig: *const c_char,
    /// Its length.
    pub len: u8,
}

/// File operations.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_plat_file_ops {
    /// Opens a file; `vpath` is what is behind the sign. NULL when it cannot.
    pub open: Option<
        unsafe extern "C-unwind" fn(
            *const lws_plat_file_ops,
            *const c_char,
            *const c_char,
            *mut lws_fop_flags_t,
        ) -> lws_fop_fd_t,
    >,
    /// Closes it and sets the caller's pointer to NULL.
    pub close: Option<unsafe extern "C-unwind" fn(*mut lws_fop_fd_t) -> c_int>,
    /// Moves the place in it.
    pub seek_cur: Option<unsafe extern "C-unwind" fn(lws_fop_fd_t, lws_fileofs_t) -> lws_fileofs_t>,
    /// Reads: `amount` is set to how much.
    pub read: Option<unsafe extern "C-unwind" fn(lws_fop_fd_t, *mut lws_filepos_t, *mut u8, lws_filepos_t) -> c_int>,
    /// Writes: `amount` is set to how much.
    pub write: Option<unsafe extern "C-unwind" fn(lws_fop_fd_t, *mut lws_filepos_t, *mut u8, lws_filepos_t) -> c_int>,
    /// The signs that it handles, ended by a NULL.
    pub fi: [lws_fops_index; 3],
    /// The next set of operations, or NULL.
    pub next: *const lws_plat_file_ops,
}

/// Called for what is found in JSON; a return other than 0 ends the parsing.
pub type lejp_callback = Option<unsafe extern "C-unwind" fn(ctx: *mut lejp_ctx, reason: c_char) -> c_schar>;

/// A level of nesting.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _lejp_stack {
    /// The state to come back to.
    pub s: c_char,
    /// The length of the path.
    pub p: c_char,
    /// The depth of indexes.
    pub i: c_char,
    /// The depth of parsers.
    pub b: c_char,
}

/// A parser on the stack of parsers.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _lejp_parsing_stack {
    /// Its pointer of the program's own.
    pub user: *mut c_void,
    /// Its callback.
    pub callback: Option<unsafe extern "C-unwind" fn(*mut lejp_ctx, c_char) -> c_schar>,
    /// Its paths.
    pub paths: *const *const c_char,
    /// How many paths.
    pub count_paths: u8,
    /// The length of the path where it began.
    pub ppos: u8,
    /// The path that matched where it began.
    pub path_match: u8,
}

/// A JSON parser. What callbacks read is `buf`, `npos`, `path`, `path_match` and `i`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lejp_ctx {
    /// A pointer of the program's own.
    pub user: *mut c_void,
    /// The parsers on one another.
    pub pst: [_lejp_parsing_stack; 5],
    /// The levels of nesting.
    pub st: [_lejp_stack; 12],
    /// The indexes in the arrays around.
    #[cfg(feature = "abi17")]
    pub i: [u16; 5],
    /// Where in the path the wildcards matched.
    #[cfg(feature = "abi17")]
    pub wild: [u16; 5],
    /// The indexes in the arrays around.
    #[cfg(not(feature = "abi17"))]
    pub i: [u16; 8],
    /// Where in the path the wildcards matched.
    #[cfg(not(feature = "abi17"))]
    pub wild: [u16; 8],
    /// The path of names: `a.b[].c`.
    pub path: [c_char; 128],
    /// A value, or a piece of a string, ended by a NUL.
    pub buf: [c_char; 255],
    /// Distance between the paths, when they are in larger structs; 0 when they are not.
    pub path_stride: usize,
    /// The line, counted from 1.
    pub line: u32,
    /// The number of a `\u`.
    pub uni: u16,
    /// How many bytes are in `buf`.
    pub npos: u8,
    /// How many digits.
    pub dcount: u8,
    /// What was seen of a number.
    pub f: u8,
    /// How many levels of nesting.
    pub sp: u8,
    /// How many indexes.
    pub ipos: u8,
    /// How many paths the present parser has.
    pub count_paths: u8,
    /// Which of them matches, counted from 1; 0 for none.
    pub path_match: u8,
    /// How much of the path matches.
    pub path_match_len: u8,
    /// How many wildcards matched.
    pub wildcount: u8,
    /// Which parser is the present one.
    pub pst_sp: u8,
    /// Other than 0 when the JSON is an array.
    pub outer_array: u8,
}

/// Shorter name of `lws_tokenize`.
pub type lws_tokenize_t = lws_tokenize;

/// Gives a name's value: writes to `out` from `*pos` up to `olen`, beginning at `*exp_ofs` of it.
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

/// Shorter name of `lws_strexp`.
pub type lws_strexp_t = lws_strexp;

/// A tokenizer.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_tokenize {
    /// What is left to read.
    pub start: *const c_char,
    /// The token that was found, not ended by a NUL.
    pub token: *const c_char,
    /// How much is left.
    pub len: usize,
    /// The length of the token.
    pub token_len: usize,
    /// LWS_TOKENIZE_F_ bits.
    pub flags: u16,
    /// Where in a list it is.
    pub delim: u8,
    /// What was found: a `lws_tokenize_elem`.
    pub e: i8,
}

/// The state of the expansion of `${name}` in a text.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_strexp {
    /// The name that is being read.
    pub name: [c_char; 32],
    /// Gives the values.
    pub cb: lws_strexp_expand_cb,
    /// Given to `cb`.
    pub r#priv: *mut c_void,
    /// Where the output goes; NULL to find out its length.
    pub out: *mut c_char,
    /// The size of `out`.
    pub olen: usize,
    /// How much is in it.
    pub pos: usize,
    /// How much of a value has been written.
    pub exp_ofs: usize,
    /// How much of a name has been read.
    pub name_pos: u8,
    /// Where it is.
    pub state: c_char,
}

/// A file that is held in memory.
pub type lwsac_cached_file_t = *mut c_uchar;

/// A pointer to an element whose first member is the pointer to the next one.
pub type lws_list_ptr = *mut c_void;

/// Compares two elements, as `strcmp` does.
pub type lws_list_ptr_sort_func_t = Option<unsafe extern "C-unwind" fn(a: lws_list_ptr, b: lws_list_ptr) -> c_int>;

/// The state of a base64 decoder that is fed in pieces.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct lws_b64state {
    /// The characters that are not decoded yet.
    pub quad: [c_uchar; 4],
    /// How many bytes have come out.
    pub done: usize,
    /// How many characters are in `quad`.
    pub len: usize,
    /// Place in `quad`.
    pub i: c_int,
    /// The last character.
    pub c: c_int,
}
