//! What a connection to a server knows while it is being made, and while an HTTP response comes in.

use crate::proto::http::chunked::Chunked;
use crate::proto::http::reply::Reply;
use crate::sys::resolver::Lookup;
use core::ffi::c_int;
use socket2::SockAddr;
use std::collections::VecDeque;
use std::os::fd::RawFd;
use std::sync::Arc;

/// Where to connect and what to ask for (`struct lws_client_connect_info`, copied).
#[derive(Clone, Default)]
pub struct Target {
    /// Host name, address, or `+` and the path of a unix socket.
    pub address: Vec<u8>,
    /// The port.
    pub port: u16,
    /// The target of the request, with its slash.
    pub path: Vec<u8>,
    /// The `Host` header.
    pub host: Vec<u8>,
    /// The `Origin` header, if there is to be one.
    pub origin: Option<Vec<u8>>,
    /// The websocket protocols that are offered.
    pub protocols: Option<Vec<u8>>,
    /// The method; `None` for a websocket.
    pub method: Option<Vec<u8>>,
    /// Address or interface to connect from.
    pub iface: Option<Vec<u8>>,
    /// `LCCSCF_*` bits.
    pub flags: c_int,
}

/// What of a response's body is still to come.
#[derive(Clone, Copy, Default)]
pub enum Rest {
    /// Nothing.
    #[default]
    Nothing,
    /// So many bytes.
    Bytes(u64),
    /// Chunks.
    Chunks(Chunked),
    /// Whatever comes until the connection ends.
    UntilClose,
}

/// How a proxy is asked for the connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Via {
    /// There is no proxy.
    #[default]
    Direct,
    /// `CONNECT` was or will be sent (RFC 9110, section 9.3.6).
    HttpConnect,
    /// SOCKS5: its greeting was or will be sent (RFC 1928).
    SocksGreeting,
    /// SOCKS5: user and password were sent (RFC 1929).
    SocksPassword,
    /// SOCKS5: the connection was asked for.
    SocksConnect,
}

/// The client side of a connection, from the call that makes it to the end of the response or the websocket's
/// handshake.
#[derive(Default)]
pub struct Client {
    /// Where to and what.
    pub target: Target,
    /// The `Sec-WebSocket-Key` that was sent.
    pub key: Vec<u8>,
    /// The lookup of the name.
    pub lookup: Option<Arc<Lookup>>,
    /// Addresses that were not tried yet.
    pub addresses: VecDeque<SockAddr>,
    /// Sockets that are connecting.
    pub attempts: Vec<RawFd>,
    /// When connecting is given up (microseconds).
    pub connect_by: u64,
    /// Why it failed, to be told in the connection's next turn.
    pub failed: Option<String>,
    /// CLIENT_CONNECTION_ERROR was given.
    pub informed: bool,
    /// What the proxy was asked.
    pub via: Via,
    /// How many redirects were followed.
    pub redirects: u8,
    /// A 303 turned the method into GET.
    pub turned_to_get: bool,
    /// The program has a request body still to send.
    pub body_pending: bool,
    /// The boundary of a multipart body.
    pub boundary: String,
    /// A part of it was begun.
    pub part_begun: bool,
    /// The response's head.
    pub reply: Option<Box<Reply>>,
    /// How much of an unfinished head has been searched for its end.
    pub searched: usize,
    /// Interim responses that were skipped.
    pub interim: u8,
    /// What of the body is to come.
    pub rest: Rest,
    /// Received bytes of the body that the program has not read.
    pub inbox: VecDeque<u8>,
    /// The program was told that there are bytes, and has not read since.
    pub told: bool,
    /// The server has ended the connection.
    pub ended: bool,
    /// The response is complete, and the program knows.
    pub completed: bool,
}

impl Client {
    /// Whether a websocket is asked for.
    pub fn is_websocket(&self) -> bool {
        self.target.method.is_none()
    }
}
