//! An entry before it has a number, a nonce and a signature.

use super::leaf::What;
use serde::Serialize;

/// What is to be written: the kind, the lead it is about by its id in the case,
/// and what is said. The record turns the lead's id into its handle, draws the
/// nonce, and writes only a commitment into the log.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    pub(super) what: What,
    pub(super) lead: Option<String>,
    pub(super) said: Option<Vec<u8>>,
}

/// Something that cannot be written as JSON.
#[derive(Debug, thiserror::Error)]
#[error("this cannot be written into the record: {0}; keys must be strings and numbers finite")]
pub struct Unsayable(#[from] serde_json::Error);

impl Draft {
    /// An entry that says nothing beyond its kind.
    pub fn new(what: What) -> Draft {
        Draft {
            what,
            lead: None,
            said: None,
        }
    }

    /// About this lead.
    #[must_use]
    pub fn about(mut self, lead: impl Into<String>) -> Draft {
        self.lead = Some(lead.into());
        self
    }

    /// With this payload.
    ///
    /// # Errors
    /// A value that JSON cannot hold.
    pub fn saying<T: Serialize + ?Sized>(mut self, said: &T) -> Result<Draft, Unsayable> {
        self.said = Some(serde_json::to_vec(said)?);
        Ok(self)
    }

    /// The bytes of the payload: what is said, or, of an entry about a lead,
    /// `{"lead":"...","said":...}`, so that erasing payloads unties the handle
    /// in the log from the lead in the case.
    pub(super) fn payload(&self) -> Result<Option<Vec<u8>>, Unsayable> {
        let Some(lead) = &self.lead else {
            return Ok(self.said.clone());
        };
        let mut bytes = OPENING.to_vec();
        bytes.extend(serde_json::to_vec(lead)?);
        if let Some(said) = &self.said {
            bytes.extend(SAID);
            bytes.extend(said);
        }
        bytes.push(b'}');
        Ok(Some(bytes))
    }
}

const OPENING: &[u8] = b"{\"lead\":";
const SAID: &[u8] = b",\"said\":";

/// The lead and what is said in the payload of an entry that is about one;
/// `None` for bytes in another form.
pub(super) fn read_about(payload: &[u8]) -> Option<(String, Option<&[u8]>)> {
    let rest = payload.strip_prefix(OPENING)?.strip_suffix(b"}")?;
    let mut escaped = false;
    let end = rest.iter().skip(1).position(|byte| {
        let closes = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        closes
    })?;
    let (lead, rest) = rest.split_at_checked(end + 2)?;
    let lead: String = serde_json::from_slice(lead).ok()?;
    match rest {
        [] => Some((lead, None)),
        _ => rest.strip_prefix(SAID).map(|said| (lead, Some(said))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lead_stands_before_what_is_said() {
        let payload = |draft: Draft| String::from_utf8(draft.payload().unwrap().unwrap()).unwrap();
        let draft = Draft::new(What::TakeIn {}).saying(&["a"]).unwrap();
        assert_eq!(payload(draft.clone()), r#"["a"]"#);
        for lead in ["L-1", "a\"b", "back\\", "\\\"", ""] {
            let about = payload(draft.clone().about(lead));
            assert_eq!(
                read_about(about.as_bytes()),
                Some((lead.into(), Some(&br#"["a"]"#[..])))
            );
            let nothing = payload(Draft::new(What::TakeIn {}).about(lead));
            assert_eq!(read_about(nothing.as_bytes()), Some((lead.into(), None)));
        }
        for other in [
            "{}",
            r#"{"lead":7}"#,
            r#"{"lead":"a" }"#,
            r#"{"lead":"a","sai":1}"#,
            r#"{"lead":"a"#,
        ] {
            assert_eq!(read_about(other.as_bytes()), None, "{other}");
        }
    }
}
