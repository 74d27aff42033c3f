//! Small forms: `name=value&...` as a browser writes it (URL standard, section 5).

use crate::bytes::unhex_byte;
use crate::secret::Hidden;
use zeroize::Zeroizing;

/// A small form, its values in clear, therefore wiped with it.
pub struct Form(Vec<(String, Hidden)>);

/// Fields of one form, at most.
const FIELDS_MAX: usize = 16;

/// A form that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the form cannot be read; go back and send it again")]
pub struct BrokenForm;

impl Form {
    /// Reads a body; names are each used once.
    pub fn parse(body: &[u8]) -> Result<Form, BrokenForm> {
        let mut fields: Vec<(String, Hidden)> = Vec::new();
        for pair in body.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
            let (name, value) = match pair.iter().position(|b| *b == b'=') {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &pair[..0]),
            };
            let name = std::str::from_utf8(&decoded(name)?)
                .map_err(|_| BrokenForm)?
                .to_owned();
            if fields.len() == FIELDS_MAX || fields.iter().any(|(known, _)| *known == name) {
                return Err(BrokenForm);
            }
            fields.push((name, Hidden::new(decoded(value)?.to_vec())));
        }
        Ok(Form(fields))
    }

    /// A field's text, empty where it was not sent.
    pub fn text(&self, name: &str) -> Result<&str, BrokenForm> {
        let found = self.0.iter().find(|(known, _)| known == name);
        std::str::from_utf8(found.map_or(&[][..], |(_, value)| value.expose())).map_err(|_| BrokenForm)
    }
}

fn decoded(text: &[u8]) -> Result<Zeroizing<Vec<u8>>, BrokenForm> {
    let mut out = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (first, after) {
            (b'+', _) => out.push(b' '),
            (b'%', [high, low, after @ ..]) => {
                out.push(unhex_byte(*high, *low).ok_or(BrokenForm)?);
                rest = after;
            }
            (b'%', _) => return Err(BrokenForm),
            (other, _) => out.push(*other),
        }
    }
    Ok(out)
}
