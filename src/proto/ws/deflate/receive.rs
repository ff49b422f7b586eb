//! Compressed messages in: they are inflated as they come, in slices of a given size.

use super::{Agreement, Spare, TRAILER};
use zlib_rs::{Inflate, InflateFlush, Status};

/// The receive side of one connection.
pub struct Receiver {
    state: Option<Inflate>,
    bits: u8,
    keeps: bool,
    /// A byte that was inflated to see whether there is more behind a full slice.
    ahead: Option<u8>,
    /// How much of the trailer was put behind the message.
    trailer: usize,
    /// Some of the message has come, and its last block has not ended it.
    open: bool,
    /// Bytes that the message has inflated to.
    made: u64,
}

/// What a step gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inflated {
    /// A full slice; more of the message follows.
    Slice(usize),
    /// So many bytes, maybe none, and all input is used; the message goes on.
    Some(usize),
    /// So many bytes, maybe none, and the message is over.
    Last(usize),
    /// This is no deflate stream.
    Corrupt,
    /// The message inflates to more than is allowed.
    TooBig,
}

impl Receiver {
    /// Nothing is allocated before the first message.
    pub fn new(agreed: &Agreement) -> Self {
        let (bits, keeps) = (agreed.receive_bits, agreed.receive_keeps);
        Self { state: None, bits, keeps, ahead: None, trailer: 0, open: false, made: 0 }
    }

    /// Whether it keeps no state between messages, or has none yet.
    pub fn is_idle(&self) -> bool {
        self.state.is_none()
    }

    /// Inflates some of a message into `out`, which is one byte longer than a slice may be; that last byte is only for
    /// looking ahead. Gives how much of the input was used. `last`: the message ends with this input. `most`: what a
    /// message may inflate to, 0 for any size.
    ///
    /// After [`Inflated::Slice`] it is to be called again with the rest of the input, also when that is empty.
    pub fn step(
        &mut self,
        input: &[u8],
        last: bool,
        most: u64,
        out: &mut [u8],
        spare: &mut Spare,
    ) -> (usize, Inflated) {
        let mut n = 0;
        if let (Some(byte), Some(first)) = (self.ahead.take(), out.first_mut()) {
            *first = byte;
            n = 1;
        }
        let before = n;
        let mut used = 0;
        let fine = self.feed(input, out, &mut used, &mut n, spare)
            && (!last || used < input.len() || self.end(out, &mut n, spare));
        self.made = self.made.saturating_add((n - before) as u64);
        if !fine {
            return (used, Inflated::Corrupt);
        }
        if most != 0 && self.made > most {
            return (used, Inflated::TooBig);
        }
        if n == out.len() {
            self.ahead = out.last().copied();
            return (used, Inflated::Slice(n - 1));
        }
        if !last {
            return (used, Inflated::Some(n));
        }
        (self.trailer, self.open, self.made) = (0, false, 0);
        if !self.keeps {
            spare.inflate = self.state.take();
        }
        (used, Inflated::Last(n))
    }

    /// Puts the trailer behind the message, if it needs one. False: the stream is corrupt.
    fn end(&mut self, out: &mut [u8], n: &mut usize, spare: &mut Spare) -> bool {
        if !self.open && self.trailer == 0 {
            return true;
        }
        let mut used = 0;
        let fine = self.feed(&TRAILER[self.trailer..], out, &mut used, n, spare);
        self.trailer += used;
        fine
    }

    /// Inflates until the input is used up or the output is full. False: the stream is corrupt.
    fn feed(&mut self, input: &[u8], out: &mut [u8], used: &mut usize, n: &mut usize, spare: &mut Spare) -> bool {
        loop {
            if *n == out.len() || (*used == input.len() && self.state.is_none()) {
                return true;
            }
            let bits = self.bits;
            let fresh = || match spare.inflate.take() {
                Some(mut kept) => {
                    kept.reset(false);
                    kept
                }
                None => Inflate::new(false, bits),
            };
            let state = self.state.get_or_insert_with(fresh);
            let (before_in, before_out) = (state.total_in(), state.total_out());
            let Ok(status) = state.decompress(&input[*used..], &mut out[*n..], InflateFlush::SyncFlush) else {
                return false;
            };
            let taken = (state.total_in() - before_in) as usize;
            let given = (state.total_out() - before_out) as usize;
            *used += taken;
            *n += given;
            if taken != 0 {
                self.open = true;
            }
            if status == Status::StreamEnd {
                // The sender ended its stream (section 7.2.3.4); what follows is a new one.
                self.state = None;
                self.open = false;
            } else if *used == input.len() && *n < out.len() {
                return true;
            } else if taken == 0 && given == 0 {
                return false;
            }
        }
    }
}
