//! Nothing: the check is `tests/abi.rs`.
