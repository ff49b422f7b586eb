//! What a connection keeps on whose websocket compressed messages are agreed on.

use crate::core::context::Context;
use crate::proto::ws::deflate::{Agreement, Receiver, Sender};
use std::collections::VecDeque;

/// How many connections of a context have compressors for what they send. One has 300 KiB; of more connections, those
/// which have sent nothing for the longest time give theirs up, and begin anew with their next message.
const MOST_COMPRESSORS: usize = 128;

/// The connections that have compressors, by token, in the order in which they are asked to give them up.
pub type Compressors = VecDeque<u64>;

/// A connection has got a compressor: another one may have to give up its own.
pub fn has_compressor(context: &Context, token: u64) {
    let mut all = context.compressors.borrow_mut();
    all.push_back(token);
    // Each is asked once at most, and has a second chance if it has sent something since.
    for _ in 0..all.len() {
        if all.len() <= MOST_COMPRESSORS {
            break;
        }
        let Some(oldest) = all.pop_front() else { break };
        let stays = context.find(oldest).filter(|w| w.deflates.get()).is_some_and(|wsi| {
            wsi.with_rare(|r| {
                r.deflate.as_mut().is_some_and(|d| {
                    let recent = std::mem::take(&mut d.recent);
                    let gone = d.tx.is_idle() || (!recent && d.tx.forget(&mut context.spare_deflate.borrow_mut()));
                    d.counted = !gone;
                    !gone
                })
            })
        });
        if stays {
            all.push_back(oldest);
        }
    }
}

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
    /// Something was sent since its compressor was last asked for.
    pub recent: bool,
    /// It is among those that have compressors.
    pub counted: bool,
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
            recent: false,
            counted: false,
            agreed,
        }
    }
}
