//! Compressed messages out.

use super::{Agreement, Spare, TRAILER};
use zlib_rs::{Deflate, DeflateConfig, DeflateFlush, Status};

/// What a compressor is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Bits of its window.
    pub bits: u8,
    /// 0 (none) to 9 (best).
    pub level: u8,
    /// 1 (little memory) to 9.
    pub memory: u8,
}

/// The send side of one connection.
pub struct Sender {
    state: Option<Deflate>,
    made_from: Settings,
    /// What the next compressor is made from.
    pub settings: Settings,
    /// Messages refer to those before.
    pub keeps: bool,
    /// What may be the trailer, and does not go out before that is known.
    held: [u8; TRAILER.len()],
    held_len: usize,
    /// A message is under way.
    open: bool,
}

/// What a step gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deflated {
    /// So many bytes are to go out, and the step is to be repeated with what is left of the input.
    More(usize),
    /// So many bytes, maybe none, and nothing is left to be done.
    Done(usize),
    /// The compressor cannot go on.
    Failed,
}

impl Sender {
    /// The level that lws compresses with.
    pub const LEVEL: u8 = 1;
    /// The memory that lws compresses with.
    pub const MEMORY: u8 = 8;
    /// A buffer for [`Sender::step`] holds at least so much.
    pub const LEAST_ROOM: usize = 64;

    /// Nothing is allocated before the first message.
    pub fn new(agreed: &Agreement) -> Self {
        let settings = Settings { bits: agreed.send_bits, level: Self::LEVEL, memory: Self::MEMORY };
        let held = [0; TRAILER.len()];
        Self { state: None, made_from: settings, settings, keeps: agreed.send_keeps, held, held_len: 0, open: false }
    }

    /// Whether it keeps no state between messages, or has none yet.
    pub fn is_idle(&self) -> bool {
        self.state.is_none()
    }

    /// Gives up what is kept between messages: the next one refers to none before, which a receiver does not notice. False: a
    /// message is under way, or there is nothing.
    pub fn forget(&mut self, spare: &mut Spare) -> bool {
        if self.open || self.state.is_none() {
            return false;
        }
        spare.deflate = self.state.take().map(|state| (self.made_from, state));
        true
    }

    /// Compresses input into `out`, at least [`Sender::LEAST_ROOM`] bytes, and moves the input on. `last`: the message ends
    /// with it, so everything comes out; otherwise what is little stays inside until more has come.
    pub fn step(&mut self, input: &mut &[u8], last: bool, out: &mut [u8], spare: &mut Spare) -> Deflated {
        if out.len() < Self::LEAST_ROOM {
            return Deflated::Failed;
        }
        let settings = self.settings;
        self.open = true;
        let state = match &mut self.state {
            Some(state) => state,
            none => {
                self.made_from = settings;
                none.insert(make(settings, spare))
            }
        };
        let mut n = std::mem::take(&mut self.held_len);
        out[..n].copy_from_slice(&self.held[..n]);
        let flush = if last { DeflateFlush::SyncFlush } else { DeflateFlush::NoFlush };
        let done = loop {
            let (before_in, before_out) = (state.total_in(), state.total_out());
            let Ok(status) = state.compress(input, &mut out[n..], flush) else { return Deflated::Failed };
            *input = &input[(state.total_in() - before_in) as usize..];
            n += (state.total_out() - before_out) as usize;
            if n == out.len() {
                break false;
            }
            if input.is_empty() || status == Status::BufError {
                break true;
            }
        };
        if !done {
            if last {
                n -= TRAILER.len();
                self.held.copy_from_slice(&out[n..]);
                self.held_len = TRAILER.len();
            }
            return Deflated::More(n);
        }
        if !last {
            return Deflated::Done(n);
        }
        self.open = false;
        if out[..n].ends_with(&TRAILER) {
            n -= TRAILER.len();
        }
        if n == 0 {
            // An empty message behind one that was complete: an empty block (section 7.2.3.6).
            out[0] = 0;
            n = 1;
        }
        if !self.keeps || self.made_from != self.settings {
            spare.deflate = self.state.take().map(|state| (self.made_from, state));
        }
        Deflated::Done(n)
    }
}

fn make(settings: Settings, spare: &mut Spare) -> Deflate {
    if let Some((from, mut kept)) = spare.deflate.take_if(|(from, _)| *from == settings) {
        debug_assert_eq!(from, settings);
        kept.reset();
        return kept;
    }
    Deflate::new_with_config(DeflateConfig {
        window_bits: -i32::from(settings.bits),
        // This implementation's level 1 knows no codes of its own; its level 2 compresses as zlib's level 1 does.
        level: if settings.level == 1 { 2 } else { settings.level.into() },
        mem_level: settings.memory.into(),
        ..DeflateConfig::default()
    })
}
