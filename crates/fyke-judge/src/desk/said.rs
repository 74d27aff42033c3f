//! What is said in the entries that the desk writes: the payloads, which the
//! log binds and does not show.
//!
//! Each is JSON of one of these types. Times are UTC as the caller gives them
//! (`2026-11-22T13:05:00Z`); the first ten characters are the day.

use super::suggestion::Suggestion;
use crate::assessment::Assessment;
use crate::key::KeyId;
use crate::record::leaf::{Index, Tlp, Verdict};
use fyke_model::dataset::Handling;
use fyke_model::date::Day;
use serde::{Deserialize, Serialize};

/// With [`What::ScoreCommitment`](crate::record::leaf::What::ScoreCommitment).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidScore {
    /// The lead.
    pub lead: String,
    /// When.
    pub at: String,
    /// What the machine suggests.
    pub suggestion: Suggestion,
}

/// With [`What::Session`](crate::record::leaf::What::Session).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidSession {
    /// When.
    pub at: String,
    /// What the order was drawn from, 64 hexadecimal digits.
    pub seed: String,
    /// The queue, in the order in which it was shown.
    pub items: Vec<SaidItem>,
    /// Known answers there were to draw from in which the machine is right.
    pub known_right_of: u64,
    /// Known answers there were to draw from in which the machine is wrong.
    pub known_wrong_of: u64,
}

/// One lead of a session.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidItem {
    /// The lead.
    pub lead: String,
    /// Why it is in the queue.
    pub why: Why,
}

/// Why a lead is in a session; nobody is told before they have judged it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// From the queue above the cut, or in the order of arrival where the
    /// machine is off.
    Queue,
    /// A second person is needed.
    Second,
    /// Chance picked it from what was decided in bulk.
    Again,
    /// Chance drew it from below the cut.
    BelowCut {
        /// With which probability, where that is known.
        drawn_with: Option<f64>,
    },
    /// The answer is known.
    Known {
        /// Whether it is what it looks like.
        truth: bool,
        /// Whether the machine is wrong about it.
        machine_wrong: bool,
        /// Where the answer comes from.
        from: String,
        /// The id it has there; here it goes by one of its own.
        was: String,
    },
}

/// With [`What::BlindJudgement`](crate::record::leaf::What::BlindJudgement).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidJudgement {
    /// The lead.
    pub lead: String,
    /// When.
    pub at: String,
    /// What was judged.
    pub assessment: Assessment,
}

/// With [`What::Reveal`](crate::record::leaf::What::Reveal).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidReveal {
    /// The lead.
    pub lead: String,
    /// When.
    pub at: String,
}

/// With [`What::Decision`](crate::record::leaf::What::Decision).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidDecision {
    /// The lead.
    pub lead: String,
    /// When.
    pub at: String,
    /// What is thought of it now; none for what is decided in bulk or opened again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<Assessment>,
    /// Why; needed where the probability is another than before the reveal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// With [`What::SecondSignature`](crate::record::leaf::What::SecondSignature).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidSecond {
    /// The lead.
    pub lead: String,
    /// When.
    pub at: String,
    /// Why the second person agrees.
    pub why: String,
}

/// With [`What::Bulk`](crate::record::leaf::What::Bulk).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidBulk {
    /// When.
    pub at: String,
    /// How they were selected, in words.
    pub selection: String,
    /// The leads.
    pub leads: Vec<String>,
    /// Those that chance picked to be looked at again, one by one.
    pub again: Vec<String>,
}

/// With [`What::Disclosure`](crate::record::leaf::What::Disclosure).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidDisclosure {
    /// The lead.
    pub lead: String,
    /// When.
    pub at: String,
    /// Who gets it.
    pub to: String,
    /// What for.
    pub why: String,
    /// The strictest label of the rows that go with it.
    pub handling: Handling,
    /// Whether it names a person.
    pub names_person: bool,
    /// Who thinks otherwise, and what they say.
    pub dissent: Vec<Dissent>,
    /// How well those who judge this case agree; needed at TLP:CLEAR.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementSaid>,
}

/// A person who judged the same lead otherwise.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dissent {
    /// Who.
    pub by: KeyId,
    /// The entry in which they last said so.
    pub entry: Index,
    /// Their verdict, where they gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Their probability, where it was not erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// What they say.
    pub text: String,
}

/// How well the judges of a case agree, as it is said to a reader.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementSaid {
    /// Leads that two or more judged blind.
    pub leads: u64,
    /// Krippendorff's alpha of their probabilities; none where there are too
    /// few leads or all probabilities are one number.
    pub alpha: Option<f64>,
}

/// With [`What::Reads`](crate::record::leaf::What::Reads).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidReads {
    /// Who looked, where the program knows a key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<KeyId>,
    /// Who looked, as the system calls them.
    pub user: String,
    /// What was looked at, in order.
    pub pages: Vec<Page>,
}

/// One look at one page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// When.
    pub at: String,
    /// What: `lead k3v9x2m1qa`, `row customs-de:3f...:812`.
    pub what: String,
    /// Why, where a reason was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// With [`What::Kept`](crate::record::leaf::What::Kept).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidKept {
    /// When.
    pub at: String,
    /// `bookmark`, `note`, `search`, `seen`: what kind of thing it is.
    pub kind: String,
    /// Which of its kind; with the kind and the person it is one thing.
    pub id: String,
    /// The thing itself; null where it is not kept any more.
    pub thing: serde_json::Value,
}

/// With [`What::Export`](crate::record::leaf::What::Export).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidExport {
    /// When.
    pub at: String,
    /// What: the address of a page with all its state.
    pub what: String,
    /// In which form: `csv`, `xlsx`, `ftm`, ...
    pub form: String,
    /// How many rows.
    pub rows: u64,
}

/// With [`What::ModelChange`](crate::record::leaf::What::ModelChange).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidModel {
    /// When.
    pub at: String,
    /// Version of what suggests from here on.
    pub version: String,
    /// Why it was changed.
    pub why: String,
}

/// The day of a time in the form that this module takes.
pub fn day(at: &str) -> Option<Day> {
    at.get(..10)?.parse().ok()
}

/// How freely it goes on, as people write it.
pub const fn tlp_words(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "TLP:CLEAR",
        Tlp::Green => "TLP:GREEN",
        Tlp::Amber => "TLP:AMBER",
        Tlp::AmberStrict => "TLP:AMBER+STRICT",
        Tlp::Red => "TLP:RED",
    }
}
