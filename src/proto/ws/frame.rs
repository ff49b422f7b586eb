//! Websocket frames, RFC 6455 section 5: the receive side of one connection, masking, and the headers that we send.

/// Opcode of a continuation frame.
pub const CONTINUATION: u8 = 0;
/// Opcode of the first frame of a text message.
pub const TEXT: u8 = 1;
/// Opcode of the first frame of a binary message.
pub const BINARY: u8 = 2;
/// Opcode of a close frame.
pub const CLOSE: u8 = 8;
/// Opcode of a ping frame.
pub const PING: u8 = 9;
/// Opcode of a pong frame.
pub const PONG: u8 = 10;
/// Most payload bytes that a control frame may hold.
pub const MAX_CONTROL: usize = 125;

// What `Rx::state` holds, from the lowest bit: the opcode of the message under way (2 bits, 0: none), its RSV bits (3),
// four flags, and the number of its frames so far (23).
const OPCODE: u32 = 0b11;
const RSV_SHIFT: u32 = 2;
const RSV: u32 = 0b111 << RSV_SHIFT;
const FIRST: u32 = 1 << 5;
const FIN: u32 = 1 << 6;
const INSIDE: u32 = 1 << 7;
const MORE: u32 = 1 << 8;
const FRAGMENTS_SHIFT: u32 = 9;
const ONE_FRAGMENT: u32 = 1 << FRAGMENTS_SHIFT;

/// The receive side of one connection between two steps. An idle connection keeps nothing else of it.
#[derive(Clone, Copy, Default, Debug)]
pub struct Rx {
    /// Payload bytes of the frame under way that have not come yet.
    left: u64,
    /// Payload bytes that the frames of the message under way have announced.
    message: u64,
    /// The mask, turned so that its lowest byte is for the next payload byte.
    mask: u32,
    state: u32,
}

/// What a connection lets its peer do.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// We are the server: the peer must mask its frames (section 5.1). As a client, the peer must not.
    pub server: bool,
    /// As the server, take unmasked frames too, as lws itself does.
    pub allow_unmasked: bool,
    /// Slices are as large as they may be, or end their frame: what is shorter waits for more, as lws's client does it.
    pub whole_slices: bool,
    /// Most payload bytes in one slice; 0 counts as 1. Messages with a bit of `allowed_rsv` are not cut.
    pub max_slice: usize,
    /// Most frames in one message, 0 for any number; what is above 8,388,606 is not counted.
    pub max_fragments: u32,
    /// Most payload bytes in one message (as they come on the wire), 0 for any number.
    pub max_message: u64,
    /// The RSV bits that an extension has claimed for the first frame of a message: 0x40 for permessage-deflate.
    pub allowed_rsv: u8,
}

/// What a step found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// `len` payload bytes of the message under way, unmasked in place, at `at`; the step used `used` bytes. With `len`
    /// 0 it is an empty frame, or, if [`Rx::remaining`] is not 0, a header whose payload has not begun to come: skip it.
    Data { at: usize, len: usize, used: usize },
    /// A whole control frame, its `len` payload bytes unmasked in place at `at`; the step used `used` bytes.
    Control { opcode: u8, at: usize, len: usize, used: usize },
    /// Nothing can be said before more bytes have come, and none were used: at most 13 bytes are left over of a data
    /// frame's header, at most 130 of a control frame.
    More,
    /// The peer broke the protocol: close with this status code and this reason. Nothing more may be read.
    Bad { code: u16, why: &'static str },
}

const fn protocol(why: &'static str) -> Event {
    Event::Bad { code: 1002, why }
}

enum Header {
    /// A data frame's, so many bytes long.
    Data(usize),
    Other(Event),
}

impl Rx {
    /// Looks at the bytes that have come and takes one thing from their beginning: a control frame, or a header with as
    /// much of its payload as is there, or some more of the payload of the frame under way.
    ///
    /// After [`Event::Data`] has been delivered call [`Rx::slice_done`].
    #[inline(always)]
    pub fn step(&mut self, bytes: &mut [u8], rules: &Rules) -> Event {
        let mut at = 0;
        if self.state & INSIDE == 0 {
            match self.header(bytes, rules) {
                Header::Data(used) => at = used,
                Header::Other(event) => return event,
            }
        } else if bytes.is_empty() {
            return Event::More;
        }
        let rest = &mut bytes[at..];
        // What an extension claimed becomes slices when it has worked on it.
        let claimed = self.state & RSV != 0;
        let slice = if claimed { usize::MAX } else { rules.max_slice.max(1) };
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(slice);
        let mut len = most.min(rest.len());
        if rules.whole_slices && len < most && !claimed {
            if at == 0 {
                return Event::More;
            }
            len = 0;
        }
        if self.mask != 0 {
            unmask(&mut rest[..len], self.mask);
            self.mask = self.mask.rotate_right(8 * (len & 3) as u32);
        }
        self.left -= len as u64;
        if self.left == 0 {
            self.state &= !INSIDE;
        }
        Event::Data { at, len, used: at + len }
    }

    #[inline(always)]
    fn header(&mut self, bytes: &mut [u8], rules: &Rules) -> Header {
        const MORE: Header = Header::Other(Event::More);
        let Some(&first) = bytes.first() else { return MORE };
        if let Err(why) = self.check_first(first, rules) {
            return Header::Other(protocol(why));
        }
        let Some(&second) = bytes.get(1) else { return MORE };
        let masked = second & 0x80 != 0;
        if masked != rules.server && (masked || !rules.allow_unmasked) {
            return Header::Other(protocol(if masked { "masked" } else { "not masked" }));
        }
        if first & 8 != 0 {
            return Header::Other(control(bytes, first & 15, masked, second & 127));
        }
        let (len, mut at) = match second & 127 {
            126 => {
                let Some(length) = chunk(bytes, 2) else { return MORE };
                (u64::from(u16::from_be_bytes(length)), 4)
            }
            127 => {
                let Some(length) = chunk(bytes, 2) else { return MORE };
                (u64::from_be_bytes(length), 10)
            }
            n => (u64::from(n), 2),
        };
        if len >> 63 != 0 || (at == 4 && len < 126) || (at == 10 && len <= 0xffff) {
            return Header::Other(protocol("bad len"));
        }
        let mut mask = 0;
        if masked {
            let Some(key) = chunk(bytes, at) else { return MORE };
            mask = u32::from_le_bytes(key);
            at += 4;
        }
        if let Err(event) = self.begin(first, len, rules) {
            return Header::Other(event);
        }
        self.mask = mask;
        Header::Data(at)
    }

    /// What the first byte of a frame can break. The order and the reasons are lws's own.
    #[inline(always)]
    fn check_first(&self, first: u8, rules: &Rules) -> Result<(), &'static str> {
        let opcode = first & 15;
        let under_way = self.state & OPCODE != 0;
        let mut rsv = first & 0x70;
        match opcode {
            8.. if first & 0x80 == 0 => return Err("frag ctl"),
            TEXT | BINARY if under_way => return Err("bad cont"),
            CONTINUATION if !under_way => return Err("bad cont"),
            TEXT | BINARY => rsv &= !rules.allowed_rsv,
            CONTINUATION | CLOSE | PING | PONG => {}
            _ => return Err("bad opc"),
        }
        if rsv == 0 { Ok(()) } else { Err("rsv bits") }
    }

    /// Enters a data frame whose header is whole and well formed.
    #[inline(always)]
    fn begin(&mut self, first: u8, len: u64, rules: &Rules) -> Result<(), Event> {
        let opcode = first & 15;
        if opcode != CONTINUATION {
            self.state = u32::from(opcode) | u32::from(first & 0x70) >> 4 << RSV_SHIFT | FIRST;
            self.message = 0;
        }
        self.message = self.message.saturating_add(len);
        if rules.max_message != 0 && self.message > rules.max_message {
            return Err(Event::Bad { code: 1009, why: "too big" });
        }
        if self.state < u32::MAX - (ONE_FRAGMENT - 1) {
            self.state += ONE_FRAGMENT;
        }
        if rules.max_fragments != 0 && self.state >> FRAGMENTS_SHIFT > rules.max_fragments {
            return Err(Event::Bad { code: 1008, why: "fragments" });
        }
        self.state |= INSIDE | if first & 0x80 != 0 { FIN } else { 0 };
        self.left = len;
        Ok(())
    }

    /// Whether the slice just given is the first of its message.
    #[inline]
    pub fn is_first(&self) -> bool {
        self.state & FIRST != 0
    }

    /// Whether the slice just given ends its message.
    #[inline]
    pub fn is_final(&self) -> bool {
        self.state & (FIN | MORE) == FIN && self.left == 0
    }

    /// Says whether there is more of the message than its frames show: a compressed one makes several slices of one.
    #[inline]
    pub fn set_more(&mut self, more: bool) {
        self.state = if more { self.state | MORE } else { self.state & !MORE };
    }

    /// Whether the frame under way, or just ended, is the last of its message.
    #[inline]
    pub fn in_last_frame(&self) -> bool {
        self.state & FIN != 0
    }

    /// Whether the message under way is a binary one.
    #[inline]
    pub fn is_binary(&self) -> bool {
        self.opcode() == BINARY
    }

    /// The opcode of the message under way: [`TEXT`], [`BINARY`], or 0 when there is none.
    #[inline]
    pub fn opcode(&self) -> u8 {
        (self.state & OPCODE) as u8
    }

    /// Payload bytes of this frame that come after the slice just given.
    #[inline]
    pub fn remaining(&self) -> u64 {
        self.left
    }

    /// The RSV bits (of 0x70) that the first frame of the message under way had.
    #[inline]
    pub fn rsv(&self) -> u8 {
        ((self.state & RSV) >> RSV_SHIFT << 4) as u8
    }

    /// The first byte of the frame of the slice just given, as it came; 0 when there is none.
    pub fn first_byte(&self) -> u8 {
        let fin = if self.state & FIN != 0 { 0x80 } else { 0 };
        let first = if self.state >> FRAGMENTS_SHIFT == 1 { self.rsv() | self.opcode() } else { CONTINUATION };
        fin | first
    }

    /// The message has been gathered to its end: it looks as if it had come in one frame and one slice.
    pub fn set_gathered(&mut self) {
        self.state = self.state & (OPCODE | RSV) | FIRST | FIN | ONE_FRAGMENT;
    }

    /// To be called when a slice has been delivered: the next one is no longer the first, and the message may be over.
    #[inline]
    pub fn slice_done(&mut self) {
        self.state &= !FIRST;
        if self.is_final() {
            self.state = 0;
        }
    }

    /// Whether the header of a data frame has been read and not all of its payload.
    #[inline]
    pub fn mid_frame(&self) -> bool {
        self.state & INSIDE != 0
    }
}

#[inline]
fn chunk<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

/// A control frame, once it is whole.
fn control(bytes: &mut [u8], opcode: u8, masked: bool, len: u8) -> Event {
    let len = usize::from(len);
    if len > MAX_CONTROL {
        return protocol("ctl len");
    }
    let at = if masked { 6 } else { 2 };
    let used = at + len;
    if bytes.len() < used {
        return Event::More;
    }
    if let (true, Some(key)) = (masked, chunk(bytes, 2)) {
        unmask(&mut bytes[at..used], u32::from_le_bytes(key));
    }
    Event::Control { opcode, at, len, used }
}

/// Exclusive-ors the bytes with the four of the key, its lowest byte first. Masks as well as it unmasks.
#[inline]
pub fn unmask(bytes: &mut [u8], key: u32) {
    let wide = u64::from(key) << 32 | u64::from(key);
    let (chunks, rest) = bytes.as_chunks_mut::<8>();
    for chunk in chunks {
        *chunk = (u64::from_le_bytes(*chunk) ^ wide).to_le_bytes();
    }
    for (byte, key) in rest.iter_mut().zip(wide.to_le_bytes()) {
        *byte ^= key;
    }
}

/// Writes the header of an unmasked frame, as a server sends it; gives its length, 2, 4 or 10.
///
/// `first_byte` is FIN, the RSV bits and the opcode.
#[inline]
pub fn header(out: &mut [u8; 10], first_byte: u8, len: u64) -> usize {
    out[0] = first_byte;
    if len < 126 {
        out[1] = len as u8;
        2
    } else if let Ok(short) = u16::try_from(len) {
        out[1] = 126;
        out[2..4].copy_from_slice(&short.to_be_bytes());
        4
    } else {
        out[1] = 127;
        out[2..10].copy_from_slice(&len.to_be_bytes());
        10
    }
}

/// Writes the header of a masked frame, as a client sends it; gives its length, 6, 8 or 14. The payload is then to be
/// passed through [`unmask`] with `u32::from_le_bytes(key)`.
#[inline]
pub fn client_header(out: &mut [u8; 14], first: u8, len: u64, key: [u8; 4]) -> usize {
    let mut plain = [0; 10];
    let used = header(&mut plain, first, len);
    out[..10].copy_from_slice(&plain);
    out[1] |= 0x80;
    out[used..used + 4].copy_from_slice(&key);
    used + 4
}

#[cfg(test)]
mod tests;
