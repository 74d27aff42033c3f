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
}
