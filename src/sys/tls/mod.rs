//! TLS 1.2 and 1.3 (rustls). This is all that the rest of the library sees of it: a [`Session`] turns received records
//! into bytes and bytes into records; where the records come from and go to is not its business. Another back end needs
//! the same few functions.

mod ciphers;
mod identity;
mod info;
mod settings;
mod verify;

pub use identity::{Identity, certificates, read_pem};
pub use info::Certificate;
pub use settings::{Allowed, ClientAuth, ClientSettings, ClientTls, ServerSettings, ServerTls, Tolerance};

use rustls::client::UnbufferedClientConnection;
pub use rustls::pki_types::CertificateDer;
use rustls::pki_types::ServerName;
use rustls::server::UnbufferedServerConnection;
use rustls::unbuffered::{ConnectionState, EncodeError, EncryptError, UnbufferedStatus};
use settings::Identities;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Most bytes of one record, its header included (RFC 8446, section 5.2).
pub const MAX_RECORD: usize = 5 + 16384 + 256;
/// Most bytes of a handshake message that are kept until its rest comes; chains of certificates are much shorter.
const MOST_HANDSHAKE: usize = 128 * 1024;
/// Most bytes that may be written before the handshake is done.
const MOST_EARLY: usize = 1024 * 1024;
/// Most pieces that are sent after a failure, the alert among them.
const MOST_LAST_WORDS: usize = 16;
/// Plain bytes that go into one call of the cipher.
const CHUNK: usize = 64 * 1024;

enum Side {
    Server(UnbufferedServerConnection),
    Client(UnbufferedClientConnection),
}

/// One connection's TLS.
pub struct Session {
    side: Side,
    /// The beginning of a record whose rest has not come.
    partial: Vec<u8>,
    handshaken: bool,
    peer_closed: bool,
    failed: bool,
    touched: bool,
    said_goodbye: bool,
    /// What was to be sent before the handshake was done.
    early: Vec<u8>,
    /// Where a server's certificates are, which see what name was asked for.
    identities: Option<Arc<Identities>>,
    asked: Option<String>,
}

/// What [`Session::receive`] found besides bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// The handshake was completed by what came.
    pub handshaken: bool,
    /// The peer has said that nothing more comes.
    pub closed: bool,
}

impl Session {
    /// The server's side of a new connection.
    pub fn server(settings: &ServerTls) -> Result<Session, String> {
        let side = UnbufferedServerConnection::new(settings.config()).map_err(|e| e.to_string())?;
        Ok(Session { identities: Some(settings.identities()), ..Session::new(Side::Server(side)) })
    }

    /// The client's side of a new connection to a host of this name (or address).
    ///
    /// With `alpn` it offers these protocols instead of those of the settings.
    pub fn client(settings: &ClientTls, name: &str, alpn: Option<Vec<Vec<u8>>>) -> Result<Session, String> {
        let bare = name.strip_prefix('[').and_then(|n| n.strip_suffix(']')).unwrap_or(name);
        let name = ServerName::try_from(bare.to_owned()).map_err(|_| format!("{bare:?} is no host name"))?;
        let side = match alpn {
            Some(alpn) => UnbufferedClientConnection::new_with_alpn(settings.config(), name, alpn),
            None => UnbufferedClientConnection::new(settings.config(), name),
        }
        .map_err(|e| e.to_string())?;
        Ok(Session::new(Side::Client(side)))
    }

    fn new(side: Side) -> Session {
        Session {
            side,
            partial: Vec::new(),
            handshaken: false,
            peer_closed: false,
            failed: false,
            touched: false,
            said_goodbye: false,
            early: Vec::new(),
            identities: None,
            asked: None,
        }
    }

    /// Whether nothing has come yet.
    pub fn is_untouched(&self) -> bool {
        !self.touched
    }

    /// Whether application data may be sent.
    pub fn is_handshaken(&self) -> bool {
        self.handshaken
    }

    /// The name that the client asked for (SNI), on the server's side.
    pub fn server_name(&self) -> Option<String> {
        self.asked.clone()
    }

    fn common(&self) -> &rustls::CommonState {
        match &self.side {
            Side::Server(s) => s,
            Side::Client(c) => c,
        }
    }

    /// The protocol that both chose (ALPN).
    #[cfg(test)]
    pub fn alpn(&self) -> Option<Vec<u8>> {
        self.common().alpn_protocol().map(<[u8]>::to_vec)
    }

    /// The peer's certificate, in DER.
    pub fn peer_certificate(&self) -> Option<Vec<u8>> {
        self.common().peer_certificates()?.first().map(|c| c.to_vec())
    }

    /// Whether the peer's certificate was found good; what was forgiven is good, as it is for lws.
    pub fn is_verified(&self) -> bool {
        self.handshaken
    }

    /// Whether an earlier session was resumed.
    pub fn is_resumed(&self) -> bool {
        self.common().handshake_kind() == Some(rustls::HandshakeKind::Resumed)
    }

    /// Version and cipher suite, for the log.
    pub fn description(&self) -> String {
        let c = self.common();
        format!("{:?} {:?}", c.protocol_version(), c.negotiated_cipher_suite().map(|s| s.suite()))
    }

    /// What of a record was kept: put it before the bytes that come next.
    pub fn take_partial(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.partial)
    }

    /// Puts it back, when nothing has come.
    pub fn put_partial(&mut self, partial: Vec<u8>) {
        self.partial = partial;
    }

    /// Works on received records (with the kept part before them). What they hold is appended to `plain`, what is to be
    /// sent in answer to `answer`; the beginning of an unfinished record is kept. With no records it begins a client's
    /// handshake. `Err`: the connection cannot go on; what `answer` holds is still to be sent.
    pub fn receive(
        &mut self,
        records: &mut [u8],
        plain: &mut Vec<u8>,
        answer: &mut Vec<u8>,
    ) -> Result<Progress, String> {
        if self.failed {
            return Err("it has failed".into());
        }
        self.touched = true;
        match catch_unwind(AssertUnwindSafe(|| self.work(records, plain, answer))) {
            Ok(result) => result,
            Err(_) => {
                self.failed = true;
                Err("internal error (a panic was stopped)".into())
            }
        }
    }

    fn work(&mut self, records: &mut [u8], plain: &mut Vec<u8>, answer: &mut Vec<u8>) -> Result<Progress, String> {
        let mut at = 0;
        let mut progress = Progress::default();
        loop {
            let (used, step) = match &mut self.side {
                Side::Server(s) => step(s.process_tls_records(&mut records[at..]), plain, answer),
                Side::Client(c) => step(c.process_tls_records(&mut records[at..]), plain, answer),
            };
            at += used;
            if !self.handshaken
                && let Some(name) = self.identities.as_ref().and_then(|i| i.asked())
            {
                self.asked = Some(name);
            }
            match step {
                Step::Again => {}
                Step::Wait => break,
                Step::Open => {
                    progress.handshaken |= !std::mem::replace(&mut self.handshaken, true);
                    break;
                }
                Step::PeerClosed => self.peer_closed = true,
                Step::Failed(why) => {
                    self.alert(&mut records[at..], answer);
                    return Err(why);
                }
            }
        }
        progress.closed = self.peer_closed;
        if !self.handshaken && records.len() - at > MOST_HANDSHAKE {
            return Err("the handshake is too long".into());
        }
        self.partial = records[at..].to_vec();
        if progress.handshaken && !self.early.is_empty() {
            let early = std::mem::take(&mut self.early);
            self.seal(&early, answer);
        }
        Ok(progress)
    }

    /// After a failure: the alert that tells the peer, behind what was to be said before it. The library must not be asked
    /// anything more.
    fn alert(&mut self, records: &mut [u8], answer: &mut Vec<u8>) {
        let mut nothing = Vec::new();
        let mut at = 0;
        for _ in 0..MOST_LAST_WORDS {
            let begin = answer.len();
            let (used, step) = match &mut self.side {
                Side::Server(s) => step(s.process_tls_records(&mut records[at..]), &mut nothing, answer),
                Side::Client(c) => step(c.process_tls_records(&mut records[at..]), &mut nothing, answer),
            };
            at += used;
            // Asked again behind its alert, the library would read, and refuse, the same record again.
            if !matches!(step, Step::Again) || is_alert(&answer[begin..]) {
                break;
            }
        }
        self.failed = true;
    }

    /// Appends bytes to `records` as records; before the handshake is done, it keeps them for its end. False: these are
    /// too many, or the connection has failed.
    pub fn seal(&mut self, plain: &[u8], records: &mut Vec<u8>) -> bool {
        if !self.handshaken {
            let fits = !self.failed && self.early.len() + plain.len() <= MOST_EARLY;
            if fits {
                self.early.extend_from_slice(plain);
            }
            return fits;
        }
        plain.chunks(CHUNK).all(|chunk| self.guarded(records, chunk.len(), |w, to| w.encrypt(chunk, to)))
    }

    /// Whether the peer has said that nothing more comes.
    pub fn is_closed(&self) -> bool {
        self.peer_closed
    }

    /// As `write`; a panic becomes a failure.
    fn guarded(
        &mut self,
        records: &mut Vec<u8>,
        plain: usize,
        f: impl FnMut(&mut dyn Seal, &mut [u8]) -> Result<usize, EncryptError>,
    ) -> bool {
        let begin = records.len();
        catch_unwind(AssertUnwindSafe(|| self.write(records, plain, f))).unwrap_or_else(|_| {
            records.truncate(begin);
            self.failed = true;
            false
        })
    }

    /// Appends the goodbye (RFC 8446, section 6.1), once.
    pub fn close(&mut self, records: &mut Vec<u8>) {
        if std::mem::replace(&mut self.said_goodbye, true) {
            return;
        }
        self.guarded(records, 0, |w, to| w.queue_close_notify(to));
    }

    /// The library keeps places in the unfinished record, so it is given that each time.
    fn write(
        &mut self,
        records: &mut Vec<u8>,
        plain: usize,
        mut f: impl FnMut(&mut dyn Seal, &mut [u8]) -> Result<usize, EncryptError>,
    ) -> bool {
        if self.failed {
            return false;
        }
        let begin = records.len();
        // A record holds 16 KiB, and each costs its header and tag.
        let mut room = plain + (plain / 16384 + 1) * 64 + 64;
        loop {
            records.resize(begin + room, 0);
            let result = match &mut self.side {
                Side::Server(s) => sealed(s.process_tls_records(&mut self.partial), &mut records[begin..], &mut f),
                Side::Client(c) => sealed(c.process_tls_records(&mut self.partial), &mut records[begin..], &mut f),
            };
            match result {
                Sealed::Done(n) => {
                    records.truncate(begin + n);
                    return true;
                }
                Sealed::Needs(more) if more > room => room = more,
                // A key update or ticket of the library's own goes first.
                Sealed::First(bytes) => {
                    records.truncate(begin);
                    records.extend_from_slice(&bytes);
                    return self.write(records, plain, f);
                }
                _ => {
                    records.truncate(begin);
                    return false;
                }
            }
        }
    }
}

/// What application data is written through.
trait Seal {
    fn encrypt(&mut self, plain: &[u8], to: &mut [u8]) -> Result<usize, EncryptError>;
    fn queue_close_notify(&mut self, to: &mut [u8]) -> Result<usize, EncryptError>;
}

impl<D> Seal for rustls::unbuffered::WriteTraffic<'_, D> {
    fn encrypt(&mut self, plain: &[u8], to: &mut [u8]) -> Result<usize, EncryptError> {
        rustls::unbuffered::WriteTraffic::encrypt(self, plain, to)
    }
    fn queue_close_notify(&mut self, to: &mut [u8]) -> Result<usize, EncryptError> {
        rustls::unbuffered::WriteTraffic::queue_close_notify(self, to)
    }
}

enum Sealed {
    Done(usize),
    Needs(usize),
    First(Vec<u8>),
    Failed,
}

fn sealed<D>(
    status: UnbufferedStatus<'_, '_, D>,
    to: &mut [u8],
    f: &mut impl FnMut(&mut dyn Seal, &mut [u8]) -> Result<usize, EncryptError>,
) -> Sealed {
    match status.state {
        Ok(ConnectionState::WriteTraffic(mut w)) => match f(&mut w, to) {
            Ok(n) => Sealed::Done(n),
            Err(EncryptError::InsufficientSize(e)) => Sealed::Needs(e.required_size),
            Err(_) => Sealed::Failed,
        },
        Ok(ConnectionState::EncodeTlsData(mut e)) => {
            let mut bytes = Vec::new();
            if encode(&mut bytes, |to| e.encode(to)) { Sealed::First(bytes) } else { Sealed::Failed }
        }
        Ok(ConnectionState::TransmitTlsData(t)) => {
            t.done();
            Sealed::First(Vec::new())
        }
        Ok(ConnectionState::PeerClosed) => Sealed::First(Vec::new()),
        _ => Sealed::Failed,
    }
}

enum Step {
    Again,
    /// More records must come.
    Wait,
    /// Application data may be sent; more may come.
    Open,
    PeerClosed,
    Failed(String),
}

/// Whether a piece that was just encoded is a record with an alert. Encrypted by TLS 1.3, its length tells: two bytes, their
/// kind and the tag of 16.
fn is_alert(record: &[u8]) -> bool {
    const ALERT: u8 = 21;
    const HIDDEN: [u8; 5] = [23, 3, 3, 0, 2 + 1 + 16];
    record.first() == Some(&ALERT) || (record.starts_with(&HIDDEN) && record.len() == HIDDEN.len() + 19)
}

fn step<D>(status: UnbufferedStatus<'_, '_, D>, plain: &mut Vec<u8>, answer: &mut Vec<u8>) -> (usize, Step) {
    let mut used = status.discard;
    let step = match status.state {
        Ok(ConnectionState::ReadTraffic(mut traffic)) => {
            while let Some(record) = traffic.next_record() {
                match record {
                    Ok(r) => {
                        used += r.discard;
                        plain.extend_from_slice(r.payload);
                    }
                    Err(e) => return (used, Step::Failed(e.to_string())),
                }
            }
            Step::Again
        }
        Ok(ConnectionState::EncodeTlsData(mut e)) => {
            if encode(answer, |to| e.encode(to)) {
                Step::Again
            } else {
                Step::Failed("encode".into())
            }
        }
        Ok(ConnectionState::TransmitTlsData(t)) => {
            t.done();
            Step::Again
        }
        Ok(ConnectionState::BlockedHandshake) => Step::Wait,
        Ok(ConnectionState::WriteTraffic(_)) => Step::Open,
        Ok(ConnectionState::PeerClosed) => Step::PeerClosed,
        Ok(ConnectionState::Closed) => Step::Wait,
        Ok(_) => Step::Failed("unexpected state".into()),
        Err(e) => Step::Failed(e.to_string()),
    };
    (used, step)
}

/// Appends what the encoder makes, with as much room as it wants.
fn encode(to: &mut Vec<u8>, mut f: impl FnMut(&mut [u8]) -> Result<usize, EncodeError>) -> bool {
    let begin = to.len();
    let mut room = 4096;
    loop {
        to.resize(begin + room, 0);
        match f(&mut to[begin..]) {
            Ok(n) => {
                to.truncate(begin + n);
                return true;
            }
            Err(EncodeError::InsufficientSize(e)) if e.required_size > room => room = e.required_size,
            Err(_) => {
                to.truncate(begin);
                return false;
            }
        }
    }
}

#[cfg(test)]
mod tests;
