//! The TLS of a connection: its session stands behind the box of rare things, and records take the place of bytes on the
//! way to and from the socket.

use crate::abi;
use crate::core::context::{Context, ContextRef, READ_SIZE};
use crate::core::dispatch;
use crate::core::transport;
use crate::core::vhost::VhostRef;
use crate::core::wsi::{WsiRef, flag};
use crate::sys::clock;
use crate::sys::socket::{self, Outcome};
use crate::sys::tls::{Certificate, Identity, MAX_RECORD, Progress, Session};
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

/// The certificate of a vhost that goes is not served any more by those who share its socket.
pub fn forget_vhost(vhost: VhostRef, siblings: &[VhostRef]) {
    let name = vhost.display_name();
    for settings in siblings.iter().filter_map(|s| s.settings()) {
        if let Some(t) = settings.config.server_tls.as_ref().filter(|_| settings.name().to_string_lossy() != name) {
            t.tls.unset(&name);
        }
    }
}

/// The heir of a listening socket serves the certificates of all who share it.
pub fn inherit(heir: VhostRef, siblings: &[VhostRef]) {
    for sibling in siblings {
        serve(heir, sibling);
    }
}

/// A vhost's socket serves the certificate of another one, too, as it is now.
fn serve(listening: VhostRef, other: VhostRef) {
    let (Some(theirs), Some(ours)) = (listening.settings(), other.settings()) else { return };
    if let (Some(theirs), Some(mine)) = (&theirs.config.server_tls, &ours.config.server_tls)
        && let Some(identity) = &*mine.identity.borrow()
    {
        theirs.tls.set(&ours.name().to_string_lossy(), identity);
    }
}

/// A vhost has a new certificate: open connections keep theirs, new ones get it.
pub fn exchange(context: &Context, vhost: VhostRef, identity: Identity) {
    let Some(settings) = vhost.settings() else { return };
    let Some(own) = &settings.config.server_tls else { return };
    own.tls.set(&settings.name().to_string_lossy(), &identity);
    own.identity.replace(Some(identity));
    let vhosts = context.vhosts.borrow().clone();
    for other in vhosts {
        let shares = other.port.get() == vhost.port.get()
            && !other.listeners.borrow().is_empty()
            && other.with(|s| s.config.iface == settings.config.iface) == Some(true);
        if shares && !std::ptr::eq(other, vhost) {
            serve(other, vhost);
        }
    }
}

/// The certificate that a vhost serves, in DER.
pub fn certificate(vhost: VhostRef) -> Option<Vec<u8>> {
    let settings = vhost.settings()?;
    let identity = settings.config.server_tls.as_ref()?.identity.borrow();
    identity.as_ref().map(|i| i.leaf().to_vec())
}

/// Tells all protocols of all vhosts how long each vhost's certificate is still good (LWS_CALLBACK_VHOST_CERT_AGING).
pub fn tell_ages(context: ContextRef) {
    let vhosts = context.vhosts.borrow().clone();
    let now = clock::unix_secs();
    for vhost in &vhosts {
        let until = certificate(vhost).and_then(|der| Certificate::parse(&der).map(|c| c.validity().1));
        let days = until.map_or(0, |until| (until - now) / (24 * 3600));
        if until.is_some() {
            log::notice(format_args!("vhost {}: its certificate is good for {days} days", vhost.display_name()));
        }
        for other in &vhosts {
            for protocol in 0..other.protocol_count() {
                if other.is_live() && !other.closing.get() && vhost.is_live() {
                    dispatch::certificate_age(other, protocol, vhost, days);
                }
            }
        }
    }
}

/// Whether the handshake is under way.
pub fn is_handshaking(wsi: WsiRef) -> bool {
    wsi.has(flag::TLS) && wsi.rare(|r| r.tls.as_ref().is_some_and(|t| !t.is_handshaken())) == Some(true)
}

/// Whether the peer has said that nothing more comes.
pub fn is_closed(wsi: WsiRef) -> bool {
    wsi.rare(|r| r.tls.as_ref().is_some_and(|t| t.is_closed())) == Some(true)
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
    // It said so behind bytes that could not be used at once.
    if is_closed(wsi) {
        return Read::End(Outcome::Moved(0));
    }
    let mut records = context.records_in.take();
    let kept = wsi.with_rare(|r| r.tls.as_mut().map(|t| t.take_partial())).unwrap_or_default();
    let untouched = wsi.rare(|r| r.tls.as_ref().is_some_and(|t| t.is_untouched())) == Some(true);
    let begin = kept.len();
    // What was kept is mostly less than a record, so what comes out never exceeds what one read of a plain socket gives.
    let room = READ_SIZE - MAX_RECORD;
    if records.len() < begin + room {
        records.resize(begin + room, 0);
    }
    records[..begin].copy_from_slice(&kept);
    let outcome = socket::receive(wsi.fd(), &mut records[begin..begin + room]);
    let result = match outcome {
        Outcome::Moved(n) if n != 0 => {
            let got = &mut records[..begin + n];
            if untouched && got[0] >= b' ' && may_be_plain(wsi) {
                Read::Plain(got.to_vec())
            } else {
                work(wsi, got, plain, n == room)
            }
        }
        // What the program had read before it gave the socket away.
        Outcome::WouldBlock if untouched && begin != 0 => work(wsi, &mut records[..begin], plain, false),
        Outcome::WouldBlock => {
            wsi.with_rare(|r| r.tls.as_mut().map(|t| t.put_partial(kept)));
            Read::Nothing
        }
        end => Read::End(end),
    };
    if records.len() > 2 * READ_SIZE {
        records = Vec::new();
    }
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
    // The other options say what happens then, and have no meaning without this one.
    let allows = |v: VhostRef| v.with(|s| s.option(abi::LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT & !(1 << 12)));
    !wsi.has(flag::CLIENT) && wsi.vhost().and_then(allows) == Some(true)
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
