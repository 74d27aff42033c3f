//! Small forms: `name=value&...` as a browser writes it (URL standard, section 5).

use super::refusal::Refusal;
use crate::bytes::unhex_byte;
use crate::secret::Hidden;
use zeroize::Zeroizing;

/// A small form, its values in clear, therefore wiped with it.
pub struct Form(Vec<(String, Hidden)>);

/// Fields of one form, at most.
const FIELDS_MAX: usize = 16;

impl Form {
    /// Reads a body; names are each used once.
    pub fn parse(body: &[u8]) -> Result<Form, Refusal> {
        let mut fields: Vec<(String, Hidden)> = Vec::new();
        for pair in body.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
            let (name, value) = match pair.iter().position(|b| *b == b'=') {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &pair[..0]),
            };
            let name = std::str::from_utf8(&decoded(name)?)
                .map_err(|_| Refusal::Broken)?
                .to_owned();
            if fields.len() == FIELDS_MAX || fields.iter().any(|(known, _)| *known == name) {
                return Err(Refusal::Broken);
            }
            fields.push((name, Hidden::new(decoded(value)?.to_vec())));
        }
        Ok(Form(fields))
    }

    /// A field's text, empty where it was not sent.
    pub fn text(&self, name: &str) -> Result<&str, Refusal> {
        let found = self.0.iter().find(|(known, _)| known == name);
        std::str::from_utf8(found.map_or(&[][..], |(_, value)| value.expose())).map_err(|_| Refusal::Broken)
    }
}

fn decoded(text: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let mut out = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (first, after) {
            (b'+', _) => out.push(b' '),
            (b'%', [high, low, after @ ..]) => {
                out.push(unhex_byte(*high, *low).ok_or(Refusal::Broken)?);
                rest = after;
            }
            (b'%', _) => return Err(Refusal::Broken),
            (other, _) => out.push(*other),
        }
    }
    Ok(out)
}
