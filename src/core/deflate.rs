//! What a connection keeps on whose websocket compressed messages are agreed on.

use crate::proto::ws::deflate::{Agreement, Receiver, Sender};

/// The compression of one connection's messages.
pub struct Deflate {
    /// Messages in.
    pub rx: Receiver,
    /// Messages out.
    pub tx: Sender,
    /// A message that came is not inflated to its end: the program stopped reception, or the turn was over.
    pub owes: bool,
    /// The rest of its bytes, unmasked.
    pub backlog: Vec<u8>,
    /// The opcode of the first frame of a message of which no frame has gone out; 0 for none.
    pub opcode: u8,
    /// Most bytes of a slice that is given to the program, when the program chose so; 0 otherwise.
    pub slice: usize,
    /// Most bytes of a frame that goes out, when the program chose so; 0 otherwise.
    pub frame: usize,
    /// What was agreed on.
    pub agreed: Agreement,
}

impl Deflate {
    /// As agreed on; the compressors are made when they are first needed.
    pub fn new(agreed: Agreement) -> Self {
        Self {
            rx: Receiver::new(&agreed),
            tx: Sender::new(&agreed),
            owes: false,
            backlog: Vec::new(),
            opcode: 0,
            slice: 0,
            frame: 0,
            agreed,
        }
    }
}
