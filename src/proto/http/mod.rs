//! HTTP/1.1 as a server needs it, RFC 9110 and 9112: request heads, chunked bodies, targets, ranges, conditions, codings, dates.

pub mod chunked;
pub mod coding;
pub mod conditions;
pub mod date;
pub mod form;
pub mod mime;
pub mod range;
pub mod reply;
pub mod request;
pub mod status;
pub mod template;
pub mod uri;
