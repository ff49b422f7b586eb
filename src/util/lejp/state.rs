//! The parser's state in C's struct, looked at within its bounds: what C could have broken in it does no harm.

use super::{Result, fail};
use crate::abi::{_lejp_parsing_stack, _lejp_stack, LEJP_MP_DELIM, LEJP_REJECT_UNKNOWN, lejp_ctx};
use core::ffi::{c_char, c_int};

/// The topmost parser.
pub(super) fn parser(c: &mut lejp_ctx) -> &mut _lejp_parsing_stack {
    let top = usize::from(c.pst_sp).min(c.pst.len() - 1);
    &mut c.pst[top]
}

pub(super) fn state(c: &mut lejp_ctx) -> c_int {
    c.st.get(usize::from(c.sp)).map_or(-1, |level| c_int::from(level.s))
}

pub(super) fn set_state(c: &mut lejp_ctx, state: c_int) {
    change_state(c, |_| state);
}

pub(super) fn change_state(c: &mut lejp_ctx, change: impl FnOnce(c_int) -> c_int) {
    if let Some(level) = c.st.get_mut(usize::from(c.sp)) {
        level.s = change(c_int::from(level.s)) as c_char;
    }
}

/// The level above, if there is one.
pub(super) fn above(c: &lejp_ctx) -> Option<_lejp_stack> {
    c.st.get(usize::from(c.sp).checked_sub(1)?).copied()
}

/// Whether the string that is being read is a name.
pub(super) fn in_name(c: &lejp_ctx) -> bool {
    above(c).is_some_and(|level| c_int::from(level.s) == LEJP_MP_DELIM)
}

/// Adds to the path; there must stay room for a NUL.
pub(super) fn add_path(c: &mut lejp_ctx, byte: u8) -> Result<()> {
    let at = usize::from(parser(c).ppos);
    if at + 1 >= c.path.len() {
        return fail(LEJP_REJECT_UNKNOWN);
    }
    c.path[at] = byte as c_char;
    parser(c).ppos += 1;
    Ok(())
}

pub(super) fn end_path(c: &mut lejp_ctx) {
    let at = usize::from(parser(c).ppos);
    if let Some(end) = c.path.get_mut(at) {
        *end = 0;
    }
}

/// Ends the path where it is now; one that is shorter than what matched matches no more.
pub(super) fn shrink(c: &mut lejp_ctx) {
    end_path(c);
    if c.path_match != 0 && parser(c).ppos <= c.path_match_len {
        c.path_match = 0;
    }
}

pub(super) fn count_element(c: &mut lejp_ctx) {
    let depth = usize::from(c.ipos);
    if let Some(index) = depth.checked_sub(1).and_then(|n| c.i.get_mut(n)) {
        *index = index.wrapping_add(1);
    }
}

pub(super) fn add_value(c: &mut lejp_ctx, byte: u8) {
    if let Some(place) = c.buf.get_mut(usize::from(c.npos)) {
        *place = byte as c_char;
        c.npos = c.npos.saturating_add(1);
    }
}

pub(super) fn end_value(c: &mut lejp_ctx) {
    if let Some(end) = c.buf.get_mut(usize::from(c.npos)) {
        *end = 0;
    }
}

/// Whether the path is like one of the program's, in which a `*` stands for anything up to the next dot, or to the end
/// if nothing comes after it. Notes where the stars begin.
pub(super) fn matches_path(c: &mut lejp_ctx, wanted: &[u8]) -> bool {
    let end = c.path.iter().position(|ch| *ch == 0).unwrap_or(c.path.len());
    let (mut p, mut q) = (0, 0);
    c.wildcount = 0;
    while p < end && q < wanted.len() {
        if wanted[q] != b'*' {
            if c.path[p] as u8 != wanted[q] {
                return false;
            }
            (p, q) = (p + 1, q + 1);
            continue;
        }
        let Some(wild) = c.wild.get_mut(usize::from(c.wildcount)) else { return false };
        *wild = p as u16;
        c.wildcount += 1;
        q += 1;
        while p < end && (c.path[p] as u8 != b'.' || q == wanted.len()) {
            p += 1;
        }
    }
    p == end && q == wanted.len()
}
