//! A typology as data: its words, its numbers, its innocent explanation.

use super::{BadReference, read_toml};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a typology judges.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A lane.
    Lane,
    /// A party with a goods family.
    Party,
    /// One row.
    Row,
}

/// What it costs the other side to make the trace of a scheme look innocent.
/// Evidence is weighed by it: what is cheap to fake never carries a lead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostToFake {
    /// A word on a form: goods text, a phone number, a web page.
    Low,
    /// Paper that others see: a register entry, an address, a director, a code.
    Medium,
    /// Weight, timing, money, or what another country recorded.
    High,
}

impl CostToFake {
    /// As tables have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            CostToFake::Low => "low",
            CostToFake::Medium => "medium",
            CostToFake::High => "high",
        }
    }
}

/// Whether a typology may open a lead.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opens {
    /// By itself: a listed address, an owner under sanctions.
    Alone,
    /// Only together with other reasons.
    Together,
    /// Never: it only adds a little to what others opened.
    Never,
}

/// A part of a typology that a lead names by itself.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct NamedEvidence {
    /// `burst`, ...
    pub id: String,
    /// A short name.
    pub name: String,
    /// The formula.
    pub formula: String,
}

/// A named pattern of diversion.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Typology {
    /// `T01`, ...
    pub id: String,
    /// A short name.
    pub name: String,
    /// What it judges.
    pub level: Level,
    /// A sentence for a customs officer.
    pub sentence: String,
    /// The formula.
    pub formula: String,
    /// Months judged; 0 = the life of the firm.
    pub window_months: u32,
    /// Months it is judged against; 0 = none.
    pub baseline_months: u32,
    /// When it fires, in words.
    pub threshold: String,
    /// The best innocent explanation.
    pub innocent: String,
    /// What would confirm that.
    pub innocent_confirmed_by: String,
    /// Where it is wrong.
    pub false_positives: String,
    /// The most weight of evidence it may add, in nats.
    #[serde(default)]
    pub weight_cap: Option<f64>,
    /// What it costs to make it look innocent.
    pub cost_to_fake: CostToFake,
    /// Whether it may open a lead.
    pub opens: Opens,
    /// Where it comes from.
    pub source: String,
    /// Parts that a lead names one by one.
    #[serde(default, rename = "evidence")]
    pub evidence: Vec<NamedEvidence>,
    /// Numbers the code uses; tests of the kernels hold the two together.
    #[serde(default, rename = "parameter")]
    pub parameters: BTreeMap<String, f64>,
}

impl Typology {
    /// Reads a typology.
    ///
    /// # Errors
    /// Where the text is not TOML of the shape in `data/FORMATS.md`.
    pub fn parse(file: &str, text: &str) -> Result<Typology, BadReference> {
        read_toml(file, text)
    }
}
