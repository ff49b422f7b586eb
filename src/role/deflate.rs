//! Compressed messages of a websocket (permessage-deflate, RFC 7692): agreeing on them, and passing them in and out.

use crate::abi;
use crate::core::context::{ContextRef, PENDING_LIMIT, READ_SIZE, TAIL_ROOM};
use crate::core::deflate::{Deflate, has_compressor};
use crate::core::dispatch;
use crate::core::wsi::{Phase, WsiRef, flag};
use crate::proto::ws::deflate::{self, Agreement, Deflated, Inflated, NAME, Refused, Sender};
use crate::proto::ws::frame;
use crate::role::{whole, ws};
use crate::util::log;
use core::ffi::{CStr, c_int};

/// The bit of a message's first frame that says that it is compressed.
pub const RSV1: u8 = 0x40;
/// How much a connection's messages inflate to in one go, so that a small message which inflates to a large one does not
/// keep the others waiting.
const INFLATE_BUDGET: usize = 512 * 1024;
/// Most bytes of a frame that goes out.
const FRAME: usize = 64 * 1024;
/// The smallest receive buffer with which lws takes compressed messages.
const LEAST_BUFFER: usize = 128;
/// The close code for a stream that cannot be inflated, and for one that inflates to too much.
const BAD_DATA: u16 = 1007;
const TOO_BIG: u16 = 1009;
/// The extension's name, for the program.
const NAME_TEXT: &CStr = c"permessage-deflate";
/// Room for the options that a program gives in WS_EXT_DEFAULTS.
const DEFAULTS_ROOM: usize = 128;

/// How receiving goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// With the bytes that follow.
    On,
    /// Not now.
    Stop,
    /// The connection is gone, or nothing more of it counts.
    Gone,
}

fn with<R>(wsi: WsiRef, f: impl FnOnce(&mut Deflate) -> R) -> Option<R> {
    if !wsi.deflates.get() {
        return None;
    }
    wsi.with_rare(|r| r.deflate.as_mut().map(|d| f(d)))
}

// ---- the handshake ----

/// Whether messages of this connection may be compressed: the vhost's extensions say so, and the protocol's buffer is
/// not too small.
fn is_configured(wsi: WsiRef) -> bool {
    let Some(vhost) = wsi.vhost() else { return false };
    if vhost.with(|s| s.config.deflate.is_some()) != Some(true) {
        return false;
    }
    let buffer = vhost.protocol(wsi.protocol()).map_or(0, |p| p.rx_buffer_size);
    if buffer != 0 && buffer < LEAST_BUFFER {
        log::info(format_args!("an rx_buffer_size of {buffer} is too small for compressed messages"));
        return false;
    }
    true
}

/// As the server: what is agreed on by the client's offers, and the answer's header value.
pub fn negotiate(wsi: WsiRef) -> Option<(Agreement, Vec<u8>)> {
    if !is_configured(wsi) {
        return None;
    }
    let offered = |r: &crate::proto::http::request::Request| {
        deflate::offers(r.all("sec-websocket-extensions")).map(<[u8]>::to_vec).collect::<Vec<_>>()
    };
    let offers = wsi.with_request(offered).filter(|o| !o.is_empty())?;
    let name = NAME_TEXT.as_ptr().cast_mut().cast();
    if dispatch::call(wsi, abi::LWS_CALLBACK_CONFIRM_EXTENSION_OKAY as c_int, name, 0) != 0 {
        return None;
    }
    let agreed = offers.iter().find_map(|o| deflate::accept(o));
    if agreed.is_none() {
        log::info(format_args!("permessage-deflate was offered, but not in a way that can be met"));
    }
    agreed
}

/// As the client: what to offer, if anything.
pub fn offer(wsi: WsiRef) -> Option<Vec<u8>> {
    if !is_configured(wsi) {
        return None;
    }
    let text = wsi.vhost()?.with(|s| s.config.deflate.as_ref().map(|t| t.as_bytes().to_vec())).flatten()?;
    let name = NAME_TEXT.as_ptr().cast_mut().cast();
    let reason = abi::LWS_CALLBACK_CLIENT_CONFIRM_EXTENSION_SUPPORTED as c_int;
    (dispatch::call_first(wsi, reason, name, 0) == 0).then_some(text)
}

/// What lws says of an answer that is refused.
pub fn why(refused: Refused) -> &'static str {
    match refused {
        Refused::Unknown => "HS: EXT: unknown ext",
        Refused::Malformed => "HS: EXT: failed parsing options",
        Refused::Unacceptable => "HS: EXT: Rejects server options",
    }
}

/// From here on messages may be compressed.
pub fn begin(wsi: WsiRef, agreed: Agreement) {
    wsi.with_rare(|r| r.deflate = Some(Box::new(Deflate::new(agreed))));
    wsi.deflates.set(true);
}

/// As the client, when it is agreed on: asks the program for options of its own (WS_EXT_DEFAULTS).
pub fn ask_for_defaults(wsi: WsiRef) -> Result<(), &'static str> {
    let mut text = [0u8; DEFAULTS_ROOM];
    let user = NAME_TEXT.as_ptr().cast_mut().cast();
    let reason = abi::LWS_CALLBACK_WS_EXT_DEFAULTS as c_int;
    let input = text.as_mut_ptr().cast();
    if dispatch::call_with(wsi, wsi.callback(), reason, user, input, DEFAULTS_ROOM) != 0 {
        return Err("HS: EXT: failed setting defaults");
    }
    let end = text.iter().position(|b| *b == 0).unwrap_or(DEFAULTS_ROOM);
    if end == 0 {
        return Ok(());
    }
    let options = deflate::options(&text[..end]).ok_or("HS: EXT: failed parsing defaults")?;
    for (name, value) in options {
        let number = match value {
            None => None,
            Some(v) => {
                Some(str::from_utf8(v).ok().and_then(|v| v.parse().ok()).ok_or("HS: EXT: failed parsing defaults")?)
            }
        };
        if !set_option(wsi, name, number) {
            return Err("HS: EXT: failed parsing defaults");
        }
    }
    Ok(())
}

/// Sets an option of the connection's compression (`lws_set_extension_option`). False: there is none of this name.
///
/// What the peer does was agreed on in the handshake and cannot be changed by one side; what we do can be made less.
pub fn set_option(wsi: WsiRef, name: &[u8], value: Option<c_int>) -> bool {
    let number = value.unwrap_or(1);
    let client = wsi.has(flag::CLIENT);
    let ours = |server: &[u8], client_name: &[u8]| name == if client { client_name } else { server };
    // The sizes are powers of two, as with lws; what does not fit into its types is not meant.
    let size = |n: c_int| 1usize << n.clamp(7, 20);
    let known: [&[u8]; 4] = [
        b"server_no_context_takeover",
        b"client_no_context_takeover",
        b"server_max_window_bits",
        b"client_max_window_bits",
    ];
    with(wsi, |d| {
        let settings = &mut d.tx.settings;
        match name {
            // -1 is zlib's own choice.
            b"compression_level" => settings.level = if number < 0 { 6 } else { number.min(9) as u8 },
            b"mem_level" => settings.memory = number.clamp(1, 9) as u8,
            b"rx_buf_size" => d.slice = size(number),
            b"tx_buf_size" => d.frame = size(number),
            _ if ours(known[0], known[1]) => d.tx.keeps = number == 0 && d.agreed.send_keeps,
            _ if ours(known[2], known[3]) => settings.bits = number.clamp(9, d.agreed.send_bits.into()) as u8,
            _ => return known.contains(&name),
        }
        true
    })
    .unwrap_or(false)
}

// ---- messages in ----

/// Whether a message that came is not inflated to its end.
#[inline]
pub fn owes(wsi: WsiRef) -> bool {
    wsi.deflates.get() && wsi.rare(|r| r.deflate.as_ref().is_some_and(|d| d.owes)) == Some(true)
}

/// Goes on with the message that [`owes`] is about. `inflated` counts what messages inflate to in this turn.
#[inline]
pub fn go_on(
    wsi: WsiRef,
    slice: usize,
    whole: usize,
    inflated: &mut usize,
    after_slice: &mut impl FnMut() -> bool,
) -> Flow {
    if !owes(wsi) {
        return Flow::On;
    }
    let backlog = with(wsi, |d| {
        d.owes = false;
        std::mem::take(&mut d.backlog)
    });
    receive(wsi, &backlog.unwrap_or_default(), slice, whole, inflated, after_slice)
}

/// Inflates more of a message and gives it to the program, slice by slice; with [`Flow::Stop`] the rest is kept.
pub fn receive(
    wsi: WsiRef,
    input: &[u8],
    slice: usize,
    whole: usize,
    inflated: &mut usize,
    after_slice: &mut impl FnMut() -> bool,
) -> Flow {
    let Some(context) = wsi.context() else { return Flow::Gone };
    let chosen = with(wsi, |d| d.slice).unwrap_or(0);
    let slice = if chosen != 0 { slice.min(chosen) } else { slice }.clamp(1, READ_SIZE);
    let [buffer, _] = &context.deflate_buffers;
    let mut out = buffer.take();
    out.resize(out.len().max(slice + 1 + TAIL_ROOM), 0);
    let flow = inflate(wsi, input, (slice, whole), &mut out, inflated, after_slice);
    buffer.set(out);
    flow
}

fn inflate(
    wsi: WsiRef,
    mut input: &[u8],
    (slice, whole): (usize, usize),
    out: &mut [u8],
    inflated: &mut usize,
    after_slice: &mut impl FnMut() -> bool,
) -> Flow {
    let Some(context) = wsi.context() else { return Flow::Gone };
    let rx = wsi.rx.get();
    let last = rx.in_last_frame() && rx.remaining() == 0;
    let most = wsi.vhost().map_or(0, |v| v.max_inflated.get());
    loop {
        if wsi.phase() != Phase::Established {
            return passed_over(wsi);
        }
        if wsi.has(flag::NO_FLOW | flag::DOOMED | flag::CLOSING) || *inflated >= INFLATE_BUDGET {
            return keep(wsi, input);
        }
        let step =
            with(wsi, |d| d.rx.step(input, last, most, &mut out[..slice + 1], &mut context.spare_deflate.borrow_mut()));
        let Some((used, what)) = step else { return Flow::Gone };
        input = &input[used..];
        let (len, more, over) = match what {
            Inflated::Slice(n) => (n, true, false),
            Inflated::Some(0) => return Flow::On,
            Inflated::Some(n) => (n, false, true),
            Inflated::Last(n) => (n, false, true),
            Inflated::Corrupt => {
                ws::fail(wsi, BAD_DATA, "bad deflate");
                return Flow::Gone;
            }
            Inflated::TooBig => {
                ws::fail(wsi, TOO_BIG, "too big");
                return Flow::Gone;
            }
        };
        *inflated += len;
        let mut rx = wsi.rx.get();
        rx.set_more(more);
        wsi.rx.set(rx);
        let fine = if whole == 0 { ws::deliver(wsi, out, 0, len) } else { whole::take(wsi, out, 0, len, whole) };
        if !fine {
            return if ws::goes_on(wsi) { passed_over(wsi) } else { Flow::Gone };
        }
        let mut rx = wsi.rx.get();
        rx.slice_done();
        wsi.rx.set(rx);
        if !after_slice() {
            return if over || !wsi.is_live() { Flow::Stop } else { keep(wsi, input) };
        }
        if over {
            return Flow::On;
        }
    }
}

/// Keeps what is to be inflated later.
fn keep(wsi: WsiRef, input: &[u8]) -> Flow {
    let kept = with(wsi, |d| {
        d.backlog = input.to_vec();
        d.owes = true;
    });
    if kept.is_some() { Flow::Stop } else { Flow::Gone }
}

/// The connection is closing: the message under way is of no interest any more, but the peer's goodbye behind it is.
fn passed_over(wsi: WsiRef) -> Flow {
    let mut rx = wsi.rx.get();
    rx.set_more(false);
    rx.slice_done();
    wsi.rx.set(rx);
    Flow::On
}

// ---- messages out ----

/// Sends a message, or a part of it, compressed. What is little may stay in the compressor until more of the message
/// comes.
pub fn send(wsi: WsiRef, opcode: u8, fin: bool, bytes: &[u8]) -> bool {
    let Some(context) = wsi.context() else { return false };
    if wsi.has(flag::BROKEN | flag::CLOSING) {
        return false;
    }
    if wsi.has(flag::PENDING) {
        // Once it is compressed there is no way back.
        let waits = wsi.rare(|r| r.waiting()).unwrap_or(0);
        if waits.saturating_add(bytes.len()) > PENDING_LIMIT {
            return false;
        }
    }
    let [_, buffer] = &context.deflate_buffers;
    let mut out = buffer.take();
    let sent = compress(context, wsi, opcode, fin, bytes, &mut out);
    context.goes_beyond.set(false);
    buffer.set(out);
    sent
}

fn compress(context: ContextRef, wsi: WsiRef, opcode: u8, fin: bool, bytes: &[u8], out: &mut Vec<u8>) -> bool {
    let mut input = bytes;
    if opcode != frame::CONTINUATION {
        with(wsi, |d| d.opcode = opcode);
    }
    loop {
        let step = with(wsi, |d| {
            let room = if d.frame != 0 { d.frame.max(Sender::LEAST_ROOM) } else { FRAME };
            out.resize(out.len().max(room), 0);
            d.tx.step(&mut input, fin, &mut out[..room], &mut context.spare_deflate.borrow_mut())
        });
        let (len, done) = match step {
            Some(Deflated::More(n)) => (n, false),
            Some(Deflated::Done(n)) => (n, true),
            Some(Deflated::Failed) | None => {
                log::err(format_args!("a message could not be compressed; nothing more can be sent"));
                wsi.set(flag::DOOMED);
                context.queue(wsi);
                return false;
            }
        };
        if len != 0 {
            let begun = with(wsi, |d| std::mem::take(&mut d.opcode)).unwrap_or(0);
            let first = if begun != 0 { begun | RSV1 } else { frame::CONTINUATION };
            let end = if done && fin { 0x80 } else { 0 };
            if !ws::send(wsi, first | end, &out[..len]) {
                return false;
            }
            context.goes_beyond.set(true);
        }
        if done {
            remember(context, wsi);
            return true;
        }
    }
}

/// What a connection keeps between its messages is counted.
fn remember(context: ContextRef, wsi: WsiRef) {
    let new = with(wsi, |d| {
        d.recent = true;
        !d.tx.is_idle() && !std::mem::replace(&mut d.counted, true)
    });
    if new == Some(true) {
        has_compressor(context, wsi.token());
    }
}

/// Whether this is the name of the extension that the library knows.
pub fn is_ours(name: &[u8]) -> bool {
    name == NAME
}
