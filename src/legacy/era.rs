//! What is particular to an era of the API, as data.

use core::ffi::c_int;

/// A reason of this library's own, which no program sees: a broadcast for one session.
pub const BROADCAST: c_int = -1001;
/// The same: the turn to send that programs of 2010 get.
pub const SEND: c_int = -1002;

/// `LWS_CALLBACK_USER`: from there on the numbers are the program's.
const USER: c_int = 1000;

/// Where the members of an era's `struct libwebsocket_protocols` stand, in bytes. Name, callback and
/// `per_session_data_size` are the first three of all eras.
#[derive(Clone, Copy)]
pub struct Layout {
    /// The size of an entry.
    pub size: usize,
    /// `rx_buffer_size`, a `size_t`.
    pub rx_buffer_size: Option<usize>,
    /// `id`, an `unsigned int`.
    pub id: Option<usize>,
    /// `owning_server`, which the library writes.
    pub owning_server: Option<usize>,
    /// `protocol_index`, an `int` that the library writes.
    pub protocol_index: Option<usize>,
}

/// How a callback is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// `(wsi, reason, in, len)`: October 2010.
    WithoutUser,
    /// `(wsi, reason, user, in, len)`: 2010 to January 2011, and again from 1.6 on.
    Plain,
    /// `(context, wsi, reason, user, in, len)`: February 2011 to 1.5.
    ContextFirst,
}

/// What becomes of the value that a callback returns, where it is no answer to a question (a filter's, or HTTP's).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Returns {
    /// Nothing.
    Ignored,
    /// A negative one closes the connection.
    NegativeCloses,
    /// The same, but of a message, and of the begin of a websocket, only what is negative.
    KeptButForMessages,
}

/// Where a descriptor is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// As a number in `user`; `in` is NULL.
    User,
    /// As a number in `in`.
    In,
    /// As today.
    Today,
}

/// What happens to a connection when LWS_CALLBACK_HTTP has returned.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Http {
    /// The library ends it: when the file has gone out, or at once.
    Ends,
    /// The program says so by what it returns; when a file has gone out, the next request may come.
    GoesOn,
}

/// What is particular to an era.
pub struct Era {
    /// The name of its pkg-config module, behind `libwebsockets-legacy-`.
    pub name: &'static str,
    /// Its reasons: the number of today (or one of this file's own), and the era's. What it does not know, its programs
    /// do not hear of.
    pub reasons: &'static [(c_int, c_int)],
    /// The struct of its protocols.
    pub layout: Layout,
    /// What callbacks' return values do.
    pub returns: Returns,
    /// Where LWS_CALLBACK_FILTER_NETWORK_CONNECTION has the descriptor.
    pub filter: Place,
    /// Where LWS_CALLBACK_ADD_POLL_FD and its kin have it.
    pub descriptors: Place,
    /// The era's numbers of SET_MODE_POLL_FD and CLEAR_MODE_POLL_FD, where it has these for CHANGE_MODE_POLL_FD.
    pub modes: Option<(c_int, c_int)>,
    /// The tokens, by the era's index, that `user` points to in LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION as an array of
    /// `struct lws_tokens`; today's numbers, -1 for what is not known any more. Empty: `user` is the session's.
    pub tokens: &'static [c_int],
    /// In LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION, `user` is the text of the sub-protocols that are asked for.
    pub protocol_name_in_user: bool,
    /// When a response is over.
    pub http: Http,
    /// The length in LWS_CALLBACK_HTTP is 0, and the text is all there is.
    pub uri_without_length: bool,
    /// The text in LWS_CALLBACK_HTTP goes on behind a `?`, as the request had it.
    pub uri_with_query: bool,
    /// A client's connection ends with LWS_CALLBACK_CLOSED.
    pub client_closed_is_closed: bool,
    /// The first protocol takes websockets of every sub-protocol.
    pub any_protocol: bool,
    /// LWS_CALLBACK_CLIENT_CONNECTION_ERROR says nothing of why.
    pub errors_say_nothing: bool,
}

impl Era {
    /// The era's number of a reason, if it has it.
    pub fn number(&self, reason: c_int) -> Option<c_int> {
        if reason >= USER {
            return Some(reason);
        }
        self.reasons.iter().find(|(today, _)| *today == reason).map(|(_, number)| *number)
    }
}
