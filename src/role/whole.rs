//! Messages that the program gets as a whole, and control frames that it is shown (`lwsx_vhost_set_whole_messages`,
//! `lwsx_vhost_set_control_frames`).

use crate::core::close::{self, NO_STATUS};
use crate::core::dispatch;
use crate::core::dispatch::extra::CONTROL;
use crate::core::reach;
use crate::core::wsi::{Gathered, Phase, Role, WsiRef, flag, mark};
use crate::proto::ws::frame;
use crate::role::{sends, ws};

/// The close code for messages that are too long.
const TOO_BIG: u16 = 1009;
/// Room behind a message: the program is lent eight bytes.
const TAIL_ROOM: usize = 8;

/// How long the message under way, or the next one, may be that is given as a whole; 0: it is given slice by slice.
pub fn limit(wsi: WsiRef) -> usize {
    let rx = wsi.rx.get();
    if rx.opcode() == 0 || rx.is_first() {
        return wsi.vhost().map_or(0, |v| v.reception(wsi.protocol()).whole);
    }
    // It goes on as it began.
    if !wsi.marked(mark::WHOLE) {
        return 0;
    }
    wsi.rare(|r| r.gathered.as_ref().map_or(0, |g| g.limit)).unwrap_or(0)
}

/// Takes a slice: gives it to the program, or gathers it until the message is whole. False: the connection is closed or
/// about to be.
#[inline(never)]
pub fn take(wsi: WsiRef, buffer: &mut [u8], at: usize, len: usize, whole: usize) -> bool {
    let rx = wsi.rx.get();
    if rx.is_first() && rx.is_final() && len <= whole {
        return ws::deliver(wsi, buffer, at, len);
    }
    gather(wsi, &buffer[at..at + len], whole)
}

fn gather(wsi: WsiRef, bytes: &[u8], whole: usize) -> bool {
    let mut rx = wsi.rx.get();
    if rx.is_first() {
        wsi.mark(mark::WHOLE, true);
    }
    let fits = wsi.with_rare(|r| {
        let gathered = r.gathered.get_or_insert_with(|| Gathered { bytes: Vec::new(), limit: whole });
        let fits = bytes.len() <= gathered.limit - gathered.bytes.len();
        if fits {
            gathered.bytes.extend_from_slice(bytes);
        }
        fits
    });
    if !fits {
        ws::fail(wsi, TOO_BIG, "too big");
        return false;
    }
    if !rx.is_final() {
        return true;
    }
    let gathered = wsi.with_rare(|r| r.gathered.take());
    wsi.mark(mark::WHOLE, false);
    let mut message = gathered.map(|g| g.bytes).unwrap_or_default();
    let len = message.len();
    message.resize(len + TAIL_ROOM, 0);
    rx.set_gathered();
    wsi.rx.set(rx);
    ws::deliver(wsi, &mut message, 0, len)
}

/// What comes of showing a control frame to the program.
pub enum Seen {
    /// The library goes on with it.
    On,
    /// The program has seen to it.
    Done,
    /// The connection is closed, or waits for its end.
    Closed,
}

/// Shows a control frame to the program.
pub fn show_control(wsi: WsiRef, opcode: u8, buffer: &mut [u8], at: usize, len: usize) -> Seen {
    let Some(context) = wsi.context() else { return Seen::Closed };
    // A ping is answered with what came, whatever the program makes of it.
    let mut shown = buffer[at..at + len].to_vec();
    shown.resize(len + TAIL_ROOM, 0);
    let before = context.control.replace(Some((wsi.token(), ws::FIN | opcode)));
    let r = dispatch::receive(wsi, CONTROL, &mut shown, 0, len);
    context.control.set(before);
    if r < 0 || wsi.has(flag::DOOMED | flag::CLOSING) {
        close::close(wsi, NO_STATUS);
        return Seen::Closed;
    }
    if r == 0 {
        return Seen::On;
    }
    match opcode {
        frame::CLOSE => {
            wsi.with_rare(|r| r.peer_close = buffer[at..at + len].to_vec());
            if reach::is_closing(context, wsi) {
                // The program's answer is lwsx_close(), which goes out behind what waits.
                wsi.with_rare(|r| r.answers_close = true);
                sends::pump(context, wsi);
                return Seen::Closed;
            }
            close::unbind(wsi, c"close");
            wsi.set_phase(Phase::ReturnedClose);
            close::close(wsi, NO_STATUS);
            Seen::Closed
        }
        frame::PONG => {
            ws::validity_confirmed(wsi);
            Seen::Done
        }
        _ => Seen::Done,
    }
}

/// Opcode and first byte of what the program is being given; `None`: nothing.
pub fn under_way(wsi: WsiRef) -> Option<(u8, u8)> {
    let control = wsi.context()?.control.get().filter(|(token, _)| *token == wsi.token());
    if let Some((_, first)) = control {
        return Some((first & 15, first));
    }
    let rx = wsi.rx.get();
    (wsi.role() == Role::Ws && rx.opcode() != 0).then(|| (rx.opcode(), rx.first_byte()))
}
