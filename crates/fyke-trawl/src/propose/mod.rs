//! What a language model proposes is kept only where it stands word for word.
//!
//! A model on the user's own machine may be asked what a document says. The
//! program sends; this module makes what is sent ([`requests`]), reads what comes
//! back ([`accept`]) and makes the record of it ([`record`]). Nothing here dials.
//!
//! What a proposal can do is bounded by construction, since no defence by prompt
//! holds (Spotlighting, Hines et al. 2024, is used and not relied on):
//!
//! - a request holds one document, between delimiters that its author could not
//!   know, without tools and without any other document, so that words put into
//!   it can at most spoil what is proposed of itself;
//! - an answer is data of a fixed shape; a fact is kept only if each piece of text
//!   it cites stands in the read blocks of that document, at the borders of words,
//!   at the place it names if it names one;
//! - nothing is kept out of words that speak to a machine
//!   ([`crate::hostile::addressed`]);
//! - everything else is listed with the reason it was refused.
//!
//! So a model can overlook, and can pick what misleads, but cannot invent a word.

mod answer;
mod request;

pub use answer::{Accepted, Kept, Kind, Piece, Refusal, Refused, accept, accept_part};
pub use request::{Ask, Settings, requests};

use fyke_model::dataset::FileHash;
use fyke_model::text::Span;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The check a proposal has passed, and the wording of the request.
pub const BY: &str = "proposal, checked word for word 1";

/// A proposal in the record: enough to show later what was asked of which model,
/// what it answered, and how much of that was kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proposal {
    /// The document's file.
    pub file: FileHash,
    /// Which document of the file.
    pub part: u32,
    /// Which piece of its text was sent.
    pub span: Span,
    /// The model, as the request named it.
    pub model: String,
    /// SHA-256 of its weights where the user gave one, else of its name.
    pub model_sha256: String,
    /// SHA-256 of the request's body as it was sent.
    pub prompt_sha256: String,
    /// SHA-256 of the answer as it came.
    pub answer_sha256: String,
    /// Facts kept.
    pub kept: usize,
    /// Facts refused.
    pub refused: usize,
    /// [`BY`].
    pub by: String,
}

/// The record of one request and its answer. `weights_sha256` is what the user
/// says of the model's file; without it the hash is of the model's name, which
/// says only that the name was the same.
pub fn record(ask: &Ask, weights_sha256: Option<&str>, answer: &str, accepted: &Accepted) -> Proposal {
    Proposal {
        file: ask.file,
        part: ask.part,
        span: ask.span,
        model: ask.model.clone(),
        model_sha256: weights_sha256.map_or_else(|| sha256(ask.model.as_bytes()), str::to_string),
        prompt_sha256: sha256(ask.body.as_bytes()),
        answer_sha256: sha256(answer.as_bytes()),
        kept: accepted.kept.len(),
        refused: accepted.refused.len() + accepted.refused_more,
        by: BY.to_string(),
    }
}

/// SHA-256 in hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
