//! What a dossier says: evidence that may leave, what people said about it, and
//! the part of the record that proves that they did.
//!
//! Plain values with public fields, but for the evidence: that has one door
//! ([`Releasable::of`]). Words about people's judgements (how likely, how firm)
//! come in as words, since their scales belong to those who judge. No clock is
//! read here: [`Told::made_at`] is an argument.

use crate::release::Releasable;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A lead, ready to be handed to somebody outside.
#[derive(Clone, PartialEq, Debug)]
pub struct Dossier {
    /// The lead, its rows, who takes part, drawings.
    pub evidence: Releasable,
    /// What is said about it.
    pub told: Told,
    /// Entries of the record with their proofs; absent where the case has none.
    pub record: Option<Extract>,
}

/// What is said about a lead.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// Name of the case.
    pub case: String,
    /// What a person says of it in one sentence, written for this dossier; the
    /// lead's own sentence where it is empty.
    pub headline: String,
    /// When it was made: `2026-11-22T16:00:00Z`.
    pub made_at: String,
    /// What made it, with its version: `fyke 0.1.0`.
    pub made_by: String,
    /// Which state of the tables: a commit id or a hash.
    pub data_version: String,
    /// Where the lead can be seen again, by who may see the case.
    pub permalink: String,
    /// The embargo regime in words.
    pub regime: String,
    /// By typology id: what its reasons are called.
    pub typologies: BTreeMap<String, String>,
    /// Columns that tables of rows print, the most telling first; the first few
    /// that a reason's rows have are taken.
    pub columns: Vec<String>,
    /// What the data cannot show here, a sentence each.
    pub not_seen: Vec<String>,
    /// What people think.
    pub assessments: Vec<Assessed>,
    /// What people decided.
    pub decisions: Vec<Decided>,
}

/// What a person thinks, in the words of the scales they used.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Assessed {
    /// Their name or pseudonym.
    pub by: String,
    /// What was asked.
    pub question: String,
    /// The probability with its words: `likely (70 %)`.
    pub likely: String,
    /// High, moderate, low.
    pub confidence: String,
    /// What the confidence rests on.
    pub confidence_basis: String,
    /// True where they had not seen what the machine thinks.
    pub blind: bool,
    /// True where it dissents from the decision: dissent goes out with it.
    pub dissent: bool,
    /// What they assume.
    pub assumptions: Vec<Assumed>,
    /// What else it could be.
    pub alternatives: Vec<String>,
    /// The entry of the record.
    pub entry: Option<u64>,
}

/// One assumption.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Assumed {
    /// What is assumed.
    pub text: String,
    /// What follows if it is false.
    pub if_false: String,
    /// The last day on which it counts.
    pub until: String,
}

/// What a person decided.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Decided {
    /// Their name or pseudonym.
    pub by: String,
    /// The verdict in words: `escalated`.
    pub verdict: String,
    /// Why.
    pub why: String,
    /// The day.
    pub at: String,
    /// The entry of the record.
    pub entry: Option<u64>,
    /// Who else had to agree, and did.
    pub seconded: Vec<Seconded>,
}

/// A second person's agreement.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Seconded {
    /// Their name or pseudonym.
    pub by: String,
    /// Why.
    pub why: String,
    /// The day.
    pub at: String,
    /// The entry of the record.
    pub entry: Option<u64>,
}

/// The part of a record that a dossier takes along.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Extract {
    /// The log's key as a verifier key (`origin+hash+key`).
    pub log_key: String,
    /// The signed checkpoint, byte for byte.
    pub checkpoint: Vec<u8>,
    /// Entries, by number.
    pub entries: Vec<Entry>,
}

/// One entry of the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its number.
    pub index: u64,
    /// What it is, in words: `decision of Ada`.
    pub what: String,
    /// The entry, byte for byte.
    pub bytes: Vec<u8>,
    /// Its C2SP tlog-proof.
    pub proof: Vec<u8>,
    /// What was said in it, with its nonce, where the recipient may know it.
    pub opening: Option<Vec<u8>>,
}
