//! Room for the entry points of 2010, 0.x and 1.x: thin, in terms of `capi`. This version has none yet.

pub mod v1_6;
