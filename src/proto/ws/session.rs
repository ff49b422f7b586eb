//! One websocket connection without a socket: bytes in, events and bytes out. What is received goes through
//! [`Session::step`]; what is to be sent is queued, and fetched by [`Session::prepare`] and [`Session::staged`].
//!
//! `S` stands for wherever the payload of a fragmented message comes from: its owner reads it when its turn has come.

use super::close::{self, Close};
use super::frame::{self, CLOSE, Event, MAX_CONTROL, PING, PONG, Rules, Rx, TEXT};
use super::utf8::Utf8;
use std::collections::VecDeque;
use std::ops::Range;

/// Inside the program: the close frame bore no status (RFC 6455, section 7.1.5).
pub const NO_STATUS: u16 = 1005;
/// Inside the program: no close frame has come.
pub const ABNORMAL: u16 = 1006;
/// What a message may hold unless the program says otherwise.
pub const MAX_MESSAGE: u64 = 256 * 1024;
/// How much may wait to be sent before nothing more is read, unless the program says otherwise.
pub const MAX_QUEUED: usize = 16 * 1024 * 1024;
/// Messages gather in one piece up to this size; a larger one leaves as it is.
const STAGE: usize = 16 * 1024;
/// From this size on a message is not copied to stand beside others.
const ALONE: usize = 4096;
/// Room before a payload for the longest header.
const ROOM: usize = 14;
/// Most bytes of pongs that wait for a peer which pings and does not read.
const MAX_PONGS: usize = 64 * 1024;
/// Most frames that a message may consist of.
const MAX_FRAGMENTS: u32 = 1 << 20;
/// What a message takes that waits, beside its payload.
const PER_MESSAGE: usize = 64;
const FIN: u8 = 0x80;

/// The header of a frame that has begun to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub fin: bool,
    /// 0 for a continuation.
    pub opcode: u8,
    /// Bytes of its payload.
    pub length: u64,
}

/// A message that is complete. Its payload is [`Session::take_message`]'s, or stands in the bytes just looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    pub opcode: u8,
    /// Of a close frame: its status, [`NO_STATUS`] if it bore none.
    pub status: u16,
    /// How many bytes of the slice come before the payload: the status of a close frame.
    pub skip: usize,
    /// The payload was gathered; else it is the slice.
    pub gathered: bool,
    /// The message is given as a whole: it is a control frame, or messages were gathered when it began.
    pub given: bool,
}

/// What a step found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Some of a frame, or a whole one.
    Frame {
        /// The frame begins here.
        head: Option<Head>,
        /// Payload, unmasked, in the bytes given to the step.
        slice: Range<usize>,
        /// The frame ends here.
        end: bool,
        /// And with it a message.
        message: Option<Message>,
    },
    /// Nothing can be said before more bytes have come: keep these.
    More,
    /// The peer broke a rule: the close frame that says so is queued, and nothing more is read.
    Failed,
    /// Nothing is read any more: a close frame has come, or reading was ended.
    Ended,
}

/// What is to be done before bytes can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next<S> {
    /// There is nothing to send.
    Nothing,
    /// A frame needs a masking key: [`Session::key`].
    Key,
    /// The next part of a fragmented message: [`Session::part`], or [`Session::part_waits`].
    Part(S),
    /// [`Session::staged`] has bytes; whether others follow right behind them.
    Ready { more: bool },
}

/// Why something was not queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The goodbye is queued, or sending has ended.
    Closing,
    /// No such opcode, a control frame that is too long, text that is no UTF-8, a status that nobody may send.
    Invalid,
    /// There is no memory for it.
    NoMemory,
}

enum Outgoing<S> {
    /// A frame: its first byte, and its payload behind `ROOM` bytes.
    Whole(u8, Vec<u8>),
    /// A message whose payload is still to be read; whether it has begun.
    Parts { opcode: u8, begun: bool, source: S },
}

/// What ends where in the staged bytes.
enum Ends {
    /// A message, or a part of one, with so many payload bytes.
    Message(usize),
    Part(usize),
    Control(usize),
    /// The close frame, and its status.
    Close(usize, u16),
}

/// One connection.
pub struct Session<S> {
    server: bool,
    /// Most payload bytes of one message, 0 for any number.
    pub max_message: u64,
    /// Messages are gathered and given as a whole.
    pub gathers: bool,
    /// While this many bytes wait to be sent, nothing is read; 0 for any number. A message takes 64 more than its payload.
    pub max_queued: usize,
    rx: Rx,
    utf8: Utf8,
    /// The message under way is gathered, in `message`.
    gathering: bool,
    message: Vec<u8>,
    held: Vec<u8>,
    reading: bool,
    received: Option<u16>,

    writing: bool,
    /// Control frames that need not wait for messages.
    controls: VecDeque<Outgoing<S>>,
    messages: VecDeque<Outgoing<S>>,
    pongs: usize,
    queued_bytes: usize,
    queued_messages: usize,
    /// The source of the first message has nothing at the moment.
    waits: bool,
    closing: bool,
    sent: Option<u16>,
    key: Option<[u8; 4]>,
    stage: Vec<u8>,
    stage_at: usize,
    ends: VecDeque<(usize, Ends)>,
    /// The staged bytes are being sent: nothing more is put behind them.
    sealed: bool,
    /// They are with whoever sends them.
    lent: bool,
}

/// Staged bytes, with whoever sends them.
pub struct Lent {
    bytes: Vec<u8>,
    at: usize,
}

impl Lent {
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[self.at..]
    }
}

impl<S: Copy> Session<S> {
    pub fn new(server: bool) -> Self {
        Session {
            server,
            max_message: MAX_MESSAGE,
            gathers: true,
            max_queued: MAX_QUEUED,
            rx: Rx::default(),
            utf8: Utf8::default(),
            gathering: true,
            message: Vec::new(),
            held: Vec::new(),
            reading: true,
            received: None,
            writing: true,
            controls: VecDeque::new(),
            messages: VecDeque::new(),
            pongs: 0,
            queued_bytes: 0,
            queued_messages: 0,
            waits: false,
            closing: false,
            sent: None,
            key: None,
            stage: Vec::new(),
            stage_at: 0,
            ends: VecDeque::new(),
            sealed: false,
            lent: false,
        }
    }

    // ---- receiving ----

    /// Whether bytes are wanted: not after the peer's goodbye, and not while too much waits to be sent.
    pub fn wants_read(&self) -> bool {
        self.reading && !self.is_full()
    }

    /// Whether nothing will ever be read again.
    pub fn read_ended(&self) -> bool {
        !self.reading
    }

    /// Whether so much waits to be sent that nothing is read.
    pub fn is_full(&self) -> bool {
        self.max_queued != 0 && self.queued_bytes + PER_MESSAGE * self.queued_messages >= self.max_queued
    }

    /// Reads nothing any more.
    pub fn end_reading(&mut self) {
        self.reading = false;
        self.held = Vec::new();
        self.message = Vec::new();
    }

    /// Puts what an earlier call kept at the beginning of a buffer that has room for it; how much it was.
    pub fn unhold(&mut self, into: &mut [u8]) -> usize {
        let held = std::mem::take(&mut self.held);
        into[..held.len()].copy_from_slice(&held);
        held.len()
    }

    /// Keeps what could not be used yet, at most 130 bytes: half a header, half a control frame.
    pub fn hold(&mut self, rest: &[u8]) {
        if self.reading {
            self.held = rest.to_vec();
        }
    }

    /// Looks at the bytes that have come; what it found, and how many of them were used.
    pub fn step(&mut self, bytes: &mut [u8]) -> (usize, Found) {
        if !self.reading {
            return (0, Found::Ended);
        }
        let rules = Rules {
            server: self.server,
            allow_unmasked: false,
            whole_slices: false,
            max_slice: usize::MAX,
            max_fragments: MAX_FRAGMENTS,
            max_message: self.max_message,
            allowed_rsv: 0,
        };
        let begins = !self.rx.mid_frame();
        match self.rx.step(bytes, &rules) {
            Event::Data { at, len, used } => (used, self.data(&bytes[at..at + len], at, begins)),
            Event::Control { opcode, at, len, used } => (used, self.control(opcode, &bytes[at..at + len], at)),
            Event::More => (0, Found::More),
            Event::Bad { code, why } => (bytes.len(), self.fail(code, why)),
        }
    }

    fn data(&mut self, slice: &[u8], at: usize, begins: bool) -> Found {
        let rx = self.rx;
        let inside = rx.mid_frame();
        let (first, last) = (rx.is_first(), rx.is_final());
        let head = begins.then(|| Head {
            fin: rx.in_last_frame(),
            opcode: if first { rx.opcode() } else { 0 },
            length: slice.len() as u64 + rx.remaining(),
        });
        if first {
            self.utf8 = Utf8::default();
            self.gathering = self.gathers;
        }
        if rx.opcode() == TEXT && (!self.utf8.feed(slice) || (last && !self.utf8.complete())) {
            return self.fail(1007, "bad utf8");
        }
        // What comes as a whole is given from where it lies.
        let at_once = first && last && self.message.is_empty();
        if self.gathering && !at_once {
            if self.message.try_reserve(slice.len()).is_err() {
                return self.fail(1009, "no memory");
            }
            self.message.extend_from_slice(slice);
        }
        let message = last.then(|| Message {
            opcode: rx.opcode(),
            status: 0,
            skip: 0,
            gathered: self.gathering && !at_once,
            given: self.gathering,
        });
        // A header alone leaves the message where it is.
        if !slice.is_empty() || !inside {
            self.rx.slice_done();
        }
        Found::Frame { head, slice: at..at + slice.len(), end: !inside, message }
    }

    fn control(&mut self, opcode: u8, payload: &[u8], at: usize) -> Found {
        let mut message = Message { opcode, status: 0, skip: 0, gathered: false, given: true };
        match opcode {
            PING if !self.closing && self.writing && self.pongs < MAX_PONGS => {
                if let Some(frame) = framed(payload) {
                    self.pongs += payload.len() + 2;
                    self.count(payload.len());
                    self.controls.push_back(Outgoing::Whole(FIN | PONG, frame));
                }
            }
            CLOSE => {
                message.status = match close::parse(payload) {
                    Close::Empty => NO_STATUS,
                    Close::Coded { code, .. } => code,
                    Close::Bad { code, why } => return self.fail(code, why),
                };
                message.skip = payload.len().min(2);
                self.received = Some(message.status);
                self.end_reading();
                self.queue_goodbye(payload);
            }
            _ => {}
        }
        let head = Some(Head { fin: true, opcode, length: payload.len() as u64 });
        Found::Frame { head, slice: at..at + payload.len(), end: true, message: Some(message) }
    }

    /// The message that was gathered.
    pub fn take_message(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.message)
    }

    /// The peer broke a rule. What was queued as a whole still goes out before the goodbye; what would have to be read first
    /// does not.
    fn fail(&mut self, code: u16, why: &'static str) -> Found {
        self.end_reading();
        self.drop_parts();
        let mut payload = code.to_be_bytes().to_vec();
        payload.extend_from_slice(why.as_bytes());
        self.queue_goodbye(&payload);
        Found::Failed
    }

    fn drop_parts(&mut self) {
        // Behind a message that was begun and is not ended, nothing but control frames may come.
        let cut = matches!(self.messages.front(), Some(Outgoing::Parts { begun: true, .. }));
        let mut dropped = (0, 0);
        self.messages.retain(|m| match m {
            Outgoing::Whole(first, _) if !cut || first & 8 != 0 => true,
            Outgoing::Whole(_, payload) => {
                dropped = (dropped.0 + 1, dropped.1 + payload.len() - ROOM);
                false
            }
            Outgoing::Parts { .. } => {
                dropped.0 += 1;
                false
            }
        });
        self.queued_messages -= dropped.0;
        self.queued_bytes -= dropped.1;
        self.waits = false;
    }

    /// The status that the peer's close frame bore: [`NO_STATUS`] for none, [`ABNORMAL`] before it came.
    pub fn status_received(&self) -> u16 {
        self.received.unwrap_or(ABNORMAL)
    }

    pub fn close_received(&self) -> bool {
        self.received.is_some()
    }

    // ---- queueing ----

    fn count(&mut self, payload: usize) {
        self.queued_messages += 1;
        self.queued_bytes += payload;
    }

    fn open(&self) -> Result<(), Refused> {
        if self.closing || !self.writing { Err(Refused::Closing) } else { Ok(()) }
    }

    /// Queues a copy of a message, or a ping or pong, which go before the messages that wait.
    pub fn queue(&mut self, opcode: u8, payload: &[u8]) -> Result<(), Refused> {
        let is_control = matches!(opcode, PING | PONG);
        match opcode {
            PING | PONG if payload.len() <= MAX_CONTROL => {}
            TEXT if simdutf8::basic::from_utf8(payload).is_ok() => {}
            frame::BINARY => {}
            _ => return Err(Refused::Invalid),
        }
        self.open()?;
        let frame = Outgoing::Whole(FIN | opcode, framed(payload).ok_or(Refused::NoMemory)?);
        let line = if is_control { &mut self.controls } else { &mut self.messages };
        line.try_reserve(1).map_err(|_| Refused::NoMemory)?;
        line.push_back(frame);
        self.count(payload.len());
        Ok(())
    }

    /// Queues a message that is read part by part, each one a frame, when its turn has come.
    pub fn queue_parts(&mut self, opcode: u8, source: S) -> Result<(), Refused> {
        if !matches!(opcode, TEXT | frame::BINARY) {
            return Err(Refused::Invalid);
        }
        self.open()?;
        self.messages.try_reserve(1).map_err(|_| Refused::NoMemory)?;
        self.messages.push_back(Outgoing::Parts { opcode, begun: false, source });
        self.count(0);
        Ok(())
    }

    /// Queues the goodbye behind what is queued; nothing can be queued after it. A status of 0 (with no reason): a close
    /// frame that bears none.
    pub fn queue_close(&mut self, status: u16, reason: &[u8]) -> Result<(), Refused> {
        let may = match status {
            0 => reason.is_empty(),
            // Registered after the RFC.
            1012..=1014 => true,
            _ => close::code_ok_from_peer(status),
        };
        if !may || reason.len() > MAX_CONTROL - 2 || simdutf8::basic::from_utf8(reason).is_err() {
            return Err(Refused::Invalid);
        }
        self.open()?;
        let mut payload = Vec::new();
        if status != 0 {
            payload.extend_from_slice(&status.to_be_bytes());
            payload.extend_from_slice(reason);
        }
        self.queue_goodbye(&payload);
        Ok(())
    }

    fn queue_goodbye(&mut self, payload: &[u8]) {
        if self.open().is_ok()
            && let Some(frame) = framed(payload)
        {
            self.closing = true;
            self.count(payload.len());
            self.messages.push_back(Outgoing::Whole(FIN | CLOSE, frame));
        }
    }

    /// Messages, control frames among them, that have not been sent to their end.
    pub fn queued_messages(&self) -> usize {
        self.queued_messages
    }

    /// Bytes of their payloads, as far as they are known; a frame counts until it is sent to its end.
    pub fn queued_bytes(&self) -> usize {
        self.queued_bytes
    }

    // ---- sending ----

    /// Whether there is something that could be sent.
    pub fn wants_write(&self) -> bool {
        self.writing
            && (self.lent
                || self.stage_at < self.stage.len()
                || !self.controls.is_empty()
                || match self.messages.front() {
                    Some(Outgoing::Parts { .. }) => !self.waits,
                    front => front.is_some(),
                })
    }

    /// Sends nothing any more; what was queued is forgotten.
    pub fn end_writing(&mut self) {
        self.writing = false;
        self.controls.clear();
        self.messages.clear();
        self.ends.clear();
        self.stage = Vec::new();
        self.lent = false;
        (self.stage_at, self.queued_bytes, self.queued_messages, self.pongs) = (0, 0, 0, 0);
    }

    /// The source of the message whose turn it is has something again.
    pub fn part_comes(&mut self) {
        self.waits = false;
    }

    /// The source that [`Next::Part`] named has nothing at the moment.
    pub fn part_waits(&mut self) {
        self.waits = true;
    }

    /// The key for the next frame of a client.
    pub fn key(&mut self, key: [u8; 4]) {
        self.key = Some(key);
    }

    /// What is to be done next, so that there are bytes to send.
    pub fn prepare(&mut self) -> Next<S> {
        if !self.writing {
            return Next::Nothing;
        }
        while !self.sealed {
            let from_controls = !self.controls.is_empty();
            let line = if from_controls { &self.controls } else { &self.messages };
            let fits = match line.front() {
                None => break,
                Some(Outgoing::Parts { .. }) => !self.waits && self.stage.is_empty(),
                Some(Outgoing::Whole(_, payload)) => {
                    self.stage.is_empty() || (payload.len() < ALONE && self.stage.len() + payload.len() <= STAGE)
                }
            };
            if !fits {
                break;
            }
            if !self.server && self.key.is_none() {
                return Next::Key;
            }
            let line = if from_controls { &mut self.controls } else { &mut self.messages };
            match line.pop_front() {
                Some(Outgoing::Whole(first, payload)) => self.put(first, payload),
                Some(Outgoing::Parts { opcode, begun, source }) => {
                    line.push_front(Outgoing::Parts { opcode, begun, source });
                    return Next::Part(source);
                }
                None => break,
            }
        }
        if self.stage_at == self.stage.len() {
            return Next::Nothing;
        }
        self.sealed = true;
        let behind = self.controls.is_empty()
            && match self.messages.front() {
                Some(Outgoing::Parts { .. }) => self.waits,
                front => front.is_none(),
            };
        Next::Ready { more: !behind }
    }

    /// The part of a message that [`Next::Part`] asked for, which becomes a frame. Nothing, and not the last: the source
    /// waits. False: there is no memory for it.
    pub fn part(&mut self, payload: &[u8], last: bool) -> bool {
        if payload.is_empty() && !last {
            self.waits = true;
            return true;
        }
        let Some(Outgoing::Parts { opcode, begun, .. }) = self.messages.front_mut() else { return true };
        let Some(frame) = framed(payload) else { return false };
        let first = if *begun { 0 } else { *opcode } | if last { FIN } else { 0 };
        *begun = true;
        if last {
            self.messages.pop_front();
        }
        self.queued_bytes += payload.len();
        self.put(first, frame);
        true
    }

    /// Stages a frame.
    fn put(&mut self, first: u8, mut frame: Vec<u8>) {
        let len = frame.len() - ROOM;
        let payload = &mut frame[ROOM..];
        let ends = match first & 15 {
            CLOSE => {
                let status = payload.first_chunk().map_or(NO_STATUS, |code| u16::from_be_bytes(*code));
                Ends::Close(len, status)
            }
            PING | PONG => Ends::Control(len),
            _ if first & FIN != 0 => Ends::Message(len),
            _ => Ends::Part(len),
        };
        let mut head = [0; ROOM];
        let used = match self.key.take() {
            Some(key) if !self.server => {
                frame::unmask(payload, u32::from_le_bytes(key));
                frame::client_header(&mut head, first, len as u64, key)
            }
            _ => {
                let mut short = [0; 10];
                let used = frame::header(&mut short, first, len as u64);
                head[..10].copy_from_slice(&short);
                used
            }
        };
        if first & 15 == PONG {
            self.pongs = self.pongs.saturating_sub(len + 2);
        }
        if self.stage.is_empty() && len >= ALONE {
            self.stage_at = ROOM - used;
            frame[ROOM - used..ROOM].copy_from_slice(&head[..used]);
            self.stage = frame;
        } else {
            self.stage.extend_from_slice(&head[..used]);
            self.stage.extend_from_slice(&frame[ROOM..]);
        }
        self.ends.push_back((self.stage.len(), ends));
    }

    /// The bytes to be sent next.
    pub fn staged(&self) -> &[u8] {
        &self.stage[self.stage_at..]
    }

    /// Takes the staged bytes out, so that they stay where they are while they are sent.
    pub fn lend(&mut self) -> Lent {
        self.lent = true;
        Lent { bytes: std::mem::take(&mut self.stage), at: self.stage_at }
    }

    /// Takes them back; so many have been sent.
    pub fn give_back(&mut self, lent: Lent, count: usize) {
        // Else sending was ended meanwhile.
        if std::mem::take(&mut self.lent) {
            self.stage = lent.bytes;
            self.sent(count);
        }
    }

    /// So many of the staged bytes have been sent.
    pub fn sent(&mut self, count: usize) {
        self.stage_at = (self.stage_at + count).min(self.stage.len());
        while let Some((end, ends)) = self.ends.front()
            && *end <= self.stage_at
        {
            let (len, whole) = match *ends {
                Ends::Part(len) => (len, 0),
                Ends::Message(len) | Ends::Control(len) => (len, 1),
                Ends::Close(len, status) => {
                    self.sent = Some(status);
                    (len, 1)
                }
            };
            self.ends.pop_front();
            self.queued_bytes -= len;
            self.queued_messages -= whole;
        }
        if self.stage_at == self.stage.len() {
            self.sealed = false;
            self.stage_at = 0;
            self.stage.clear();
            if self.sent.is_some() {
                self.end_writing();
            } else if self.stage.capacity() > STAGE || !self.wants_write() {
                self.stage = Vec::new();
            }
        }
    }

    /// The status of the close frame that was sent: [`NO_STATUS`] for none, [`ABNORMAL`] before it was.
    pub fn status_sent(&self) -> u16 {
        self.sent.unwrap_or(ABNORMAL)
    }

    pub fn close_sent(&self) -> bool {
        self.sent.is_some()
    }
}

/// A copy of a payload behind room for its header; `None` without memory.
fn framed(payload: &[u8]) -> Option<Vec<u8>> {
    let mut frame = Vec::new();
    frame.try_reserve_exact(payload.len().checked_add(ROOM)?).ok()?;
    frame.resize(ROOM, 0);
    frame.extend_from_slice(payload);
    Some(frame)
}

#[cfg(test)]
mod tests;
