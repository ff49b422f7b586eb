//! `name=value&name=value`, with `+` for a blank and `%XX` for any byte. As in lws, names are not decoded.

use super::{Field, FormEvent};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// At the first byte of a name.
    #[default]
    Start,
    Name,
    Value,
    /// After a `%`.
    High,
    /// After the first digit, with its value.
    Low(u8),
}

#[derive(Clone, Debug, Default)]
pub(super) struct Urlencoded(State);

fn digit(byte: u8) -> Result<u8, FormEvent> {
    (byte as char).to_digit(16).map(|d| d as u8).ok_or(FormEvent::Bad("escape"))
}

impl Urlencoded {
    /// Whether a value is not over, and whole as far as it has come.
    pub(super) fn is_in_value(&self) -> bool {
        self.0 == State::Value
    }

    pub(super) fn step(&mut self, field: &mut Field, bytes: &[u8], out: &mut [u8]) -> (usize, FormEvent) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if self.0 != State::Start && self.0 != State::Name && field.len == out.len() {
                return (at, if out.is_empty() { FormEvent::Bad("no room") } else { field.slice() });
            }
            match self.byte(field, byte, out) {
                Ok(None) => at += 1,
                Ok(Some(event)) => return (at + 1, event),
                Err(bad) => return (at, bad),
            }
            if self.0 == State::Value {
                let rest = &bytes[at..];
                let plain = memchr::memchr3(b'&', b'+', b'%', rest).unwrap_or(rest.len());
                at += field.put(&rest[..plain], out);
            }
        }
        (at, FormEvent::More)
    }

    fn byte(&mut self, field: &mut Field, byte: u8, out: &mut [u8]) -> Result<Option<FormEvent>, FormEvent> {
        match (self.0, byte) {
            (State::Start | State::Name, b'=') => {
                self.start_name(field);
                self.0 = State::Value;
                return Ok(Some(field.begin()));
            }
            // A name alone is a field without a value, of which nothing is told.
            (State::Start | State::Name, b'&') => {
                self.start_name(field);
                self.0 = State::Start;
            }
            (State::Start | State::Name, 0) => return Err(FormEvent::Bad("NUL in a name")),
            (State::Start | State::Name, _) => {
                self.start_name(field);
                self.0 = State::Name;
                if !field.name.push(&[byte]) {
                    return Err(FormEvent::Bad("field name too long"));
                }
            }
            (State::Value, b'&') => {
                self.0 = State::Start;
                return Ok(Some(FormEvent::End(std::mem::take(&mut field.len))));
            }
            (State::Value, b'%') => self.0 = State::High,
            (State::Value, _) => {
                field.put(&[if byte == b'+' { b' ' } else { byte }], out);
            }
            (State::High, _) => self.0 = State::Low(digit(byte)? << 4),
            (State::Low(high), _) => {
                field.put(&[high | digit(byte)?], out);
                self.0 = State::Value;
            }
        }
        Ok(None)
    }

    fn start_name(&self, field: &mut Field) {
        if self.0 == State::Start {
            field.name.clear();
        }
    }
}
