//! Templates: texts with variables such as `$name` that are replaced as the text goes by in pieces.

/// A variable's name, with its `$`, is shorter than this.
pub const LONGEST: usize = 15;

/// How far the beginning of a variable at the end of the last piece goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Held {
    /// Takes what a program keeps; too much of it is nothing.
    pub fn new(bytes: &[u8]) -> Held {
        let mut held = Held::default();
        if let Some(room) = held.bytes.get_mut(..bytes.len()) {
            room.copy_from_slice(bytes);
            held.len = bytes.len();
        }
        held
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// What a text that begins with `$` is.
enum Found {
    /// A variable.
    Variable(usize),
    /// The beginning of one or more, as far as it goes.
    Beginning,
    /// Neither.
    Nothing,
}

/// As lws reads it: a variable ends where exactly one is left that the text can be, and all of that one is there. So of
/// `$a` and `$ab` the first is never found, and of two that are the same neither.
fn look(text: &[u8], vars: &[&[u8]]) -> Found {
    for len in 1..=text.len() {
        if len == LONGEST {
            return Found::Nothing;
        }
        let mut fits = vars.iter().enumerate().filter(|(_, v)| v.starts_with(&text[..len]));
        match (fits.next(), fits.next()) {
            (None, _) => return Found::Nothing,
            (Some((i, v)), None) if v.len() == len => return Found::Variable(i),
            _ => {}
        }
    }
    Found::Beginning
}

/// Replaces the variables in a piece of a text; what `replace` gives for one is not looked at again. The beginning of a
/// variable at the end of the piece is held for the next one, unless this is the `last`.
pub fn process(
    held: &mut Held,
    piece: &[u8],
    vars: &[&[u8]],
    last: bool,
    mut replace: impl FnMut(usize, &mut Vec<u8>),
) -> Vec<u8> {
    let mut text = held.bytes().to_vec();
    text.extend_from_slice(piece);
    *held = Held::default();
    let mut out = Vec::with_capacity(text.len());
    let mut rest = &text[..];
    while let Some(at) = memchr::memchr(b'$', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let skip = match look(rest, vars) {
            Found::Variable(i) => {
                replace(i, &mut out);
                vars[i].len()
            }
            Found::Beginning if !last => {
                *held = Held::new(rest);
                return out;
            }
            Found::Beginning | Found::Nothing => {
                out.push(b'$');
                1
            }
        };
        rest = &rest[skip..];
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VARS: [&[u8]; 4] = [b"$name", b"$n", b"$", b"$longest_of_all"];
    const GOOD: [&[u8]; 3] = [b"$name", b"$other", b"$x"];

    fn whole(text: &[u8], vars: &[&[u8]]) -> Vec<u8> {
        pieces(&[text], vars)
    }

    fn pieces(texts: &[&[u8]], vars: &[&[u8]]) -> Vec<u8> {
        let mut held = Held::default();
        let mut out = Vec::new();
        for (i, text) in texts.iter().enumerate() {
            out.extend(process(&mut held, text, vars, i + 1 == texts.len(), |i, out| {
                out.extend_from_slice(format!("<{i}$x>").as_bytes());
            }));
        }
        out
    }

    #[test]
    fn variables_are_replaced() {
        assert_eq!(whole(b"a $name b$x$other.", &GOOD), b"a <0$x> b<2$x><1$x>.");
        assert_eq!(whole(b"$nam $ $$x $name", &GOOD), b"$nam $ $<2$x> <0$x>");
        assert_eq!(whole(b"cost: 5$", &GOOD), b"cost: 5$");
        assert_eq!(whole(b"", &GOOD), b"");
        assert_eq!(whole(b"$x", &[]), b"$x");
        // The first of two that begin alike is never the only one left.
        assert_eq!(whole(b"$n $name", &VARS), b"$n <0$x>");
        assert_eq!(whole(b"$longest_of_all", &VARS), b"$longest_of_all");
    }

    proptest! {
        #[test]
        fn any_cut_gives_the_same(text in "[$a-eno x]{0,40}|([$]name|[$]other|[$]x|[$]|na){0,12}", cuts in proptest::collection::vec(0usize..60, 0..6)) {
            let text = text.as_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(text.len())).collect();
            cuts.extend([0, text.len()]);
            cuts.sort_unstable();
            let parts: Vec<&[u8]> = cuts.windows(2).map(|w| &text[w[0]..w[1]]).collect();
            prop_assert_eq!(pieces(&parts, &GOOD), whole(text, &GOOD));
        }
    }
}
