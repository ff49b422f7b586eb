//! The TLS of a connection: its session stands behind the box of rare things, and records take the place of bytes on the
//! way to and from the socket.

use crate::abi;
use crate::core::context::{Context, READ_SIZE};
use crate::core::transport;
use crate::core::wsi::{WsiRef, flag};
use crate::sys::socket::{self, Outcome};
use crate::sys::tls::{HANDSHAKE, MAX_RECORD, Progress, Session};
use crate::util::log;

/// Records are sent in calls of about this size.
const FLIGHT: usize = 256 * 1024;

/// How reading ended.
pub enum Read {
    /// So much came; what it held was appended. Whether there may be more.
    Some(Progress, bool),
    /// Nothing came.
    Nothing,
    /// The connection has ended, or is broken.
    End(Outcome),
    /// It cannot go on; the text says why.
    Failed(String),
    /// These bytes are no TLS.
    Plain(Vec<u8>),
}

/// The connection is a TLS one from here on.
pub fn begin(wsi: WsiRef, session: Session) {
    wsi.with_rare(|r| r.tls = Some(Box::new(session)));
    wsi.set(flag::TLS);
}

/// Whether the handshake is under way.
pub fn is_handshaking(wsi: WsiRef) -> bool {
    wsi.has(flag::TLS) && wsi.rare(|r| r.tls.as_ref().is_some_and(|t| !t.is_handshaken())) == Some(true)
}

/// It is no TLS connection after all.
pub fn end(wsi: WsiRef) {
    wsi.with_rare(|r| r.tls = None);
    wsi.clear(flag::TLS);
}

/// Sends a client's greeting.
pub fn greet(wsi: WsiRef) -> Result<(), String> {
    let (mut plain, mut answer) = (Vec::new(), Vec::new());
    let greeted = wsi.with_rare(|r| r.tls.as_mut().map(|t| t.receive(&mut [], &mut plain, &mut answer)));
    transport::write_records(wsi, &answer);
    greeted.unwrap_or_else(|| Err("no session".into())).map(drop)
}

/// Reads what has come and appends what it holds to `plain`: at most [`READ_SIZE`] bytes.
pub fn read(context: &Context, wsi: WsiRef, plain: &mut Vec<u8>) -> Read {
    let mut records = context.records_in.take();
    let kept = wsi.with_rare(|r| r.tls.as_mut().map(|t| t.take_partial())).unwrap_or_default();
    records.clear();
    records.extend_from_slice(&kept);
    let begin = records.len();
    // What was kept is less than a record, so what comes out never exceeds what one read of a plain socket gives.
    let room = READ_SIZE - MAX_RECORD;
    records.resize(begin + room, 0);
    let outcome = socket::receive(wsi.fd(), &mut records[begin..]);
    let result = match outcome {
        Outcome::Moved(n) if n != 0 => {
            records.truncate(begin + n);
            let untouched = wsi.rare(|r| r.tls.as_ref().is_some_and(|t| t.is_untouched())) == Some(true);
            if untouched && records[0] != HANDSHAKE && may_be_plain(wsi) {
                Read::Plain(records.clone())
            } else {
                work(wsi, &mut records, plain, n == room)
            }
        }
        Outcome::WouldBlock => {
            wsi.with_rare(|r| r.tls.as_mut().map(|t| t.put_partial(kept)));
            Read::Nothing
        }
        end => Read::End(end),
    };
    context.records_in.set(records);
    result
}

fn work(wsi: WsiRef, records: &mut [u8], plain: &mut Vec<u8>, more: bool) -> Read {
    let mut answer = Vec::new();
    let result = wsi.with_rare(|r| r.tls.as_mut().map(|t| t.receive(records, plain, &mut answer)));
    transport::write_records(wsi, &answer);
    match result {
        Some(Ok(progress)) => {
            if progress.handshaken {
                let what = wsi.rare(|r| r.tls.as_ref().map(|t| t.description())).flatten().unwrap_or_default();
                log::info(format_args!("TLS: {what}"));
            }
            Read::Some(progress, more)
        }
        Some(Err(why)) => Read::Failed(why),
        None => Read::Failed("no session".into()),
    }
}

/// Whether the vhost serves those who begin without TLS on its TLS port.
fn may_be_plain(wsi: WsiRef) -> bool {
    let options = abi::LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT
        | abi::LWS_SERVER_OPTION_REDIRECT_HTTP_TO_HTTPS
        | abi::LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER;
    !wsi.has(flag::CLIENT) && wsi.vhost().and_then(|v| v.with(|s| s.option(options))) == Some(true)
}

/// Turns bytes into records and sends them; what the kernel refuses is kept. False: the connection is broken.
pub fn send(context: &Context, wsi: WsiRef, pieces: &[&[u8]]) -> bool {
    let mut records = context.records_out.take();
    records.clear();
    let mut fine = true;
    for chunk in pieces.iter().flat_map(|p| p.chunks(FLIGHT)) {
        let sealed = wsi.with_rare(|r| r.tls.as_mut().is_some_and(|t| t.seal(chunk, &mut records)));
        if !sealed {
            log::info(format_args!("TLS: bytes before the handshake was done, or after its end; dropped"));
            fine = false;
            break;
        }
        if records.len() >= FLIGHT {
            transport::write_records(wsi, &records);
            records.clear();
        }
    }
    transport::write_records(wsi, &records);
    if records.capacity() <= 2 * FLIGHT {
        context.records_out.set(records);
    }
    fine && !wsi.has(flag::BROKEN)
}

/// Says to the peer that nothing more comes.
pub fn goodbye(wsi: WsiRef) {
    let mut records = Vec::new();
    wsi.with_rare(|r| {
        if let Some(t) = r.tls.as_mut().filter(|t| t.is_handshaken()) {
            t.close(&mut records);
        }
    });
    if !records.is_empty() && !wsi.has(flag::PENDING | flag::BROKEN) {
        let _ = socket::send(wsi.fd(), &records);
    }
}
