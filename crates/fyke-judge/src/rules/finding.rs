//! What a checker says when a record breaks a rule: which entry, which rule, in
//! words, so that whoever reads it can look the entry up and object.

use crate::record::leaf::Index;
use std::fmt;

/// The fourteen rules, and before them the log that they stand on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Rule {
    /// The log is whole: hashes, signatures, order of a person's entries.
    Log = 0,
    /// A person decides, by a key that was enrolled: [`super::r01`].
    PersonDecides = 1,
    /// A machine's key decides nothing: [`super::r02`].
    MachineDecidesNothing = 2,
    /// Score sealed, judgement blind, then reveal, then decision: [`super::r03`].
    BlindFirst = 3,
    /// Two people to escalate, to name a person, to release: [`super::r04`].
    TwoPeople = 4,
    /// A suggestion carries its reasons and its doubts: [`super::r05`].
    ReasonedSuggestion = 5,
    /// Silence is not assent: [`super::r06`].
    NoSilentAssent = 6,
    /// A share of each session comes from below the cut: [`super::r07`].
    BelowTheCut = 7,
    /// A share of each session has a known answer: [`super::r08`].
    KnownAnswers = 8,
    /// A change after the reveal has a reason: [`super::r09`].
    ChangeHasReason = 9,
    /// An assumption expires, and the lead opens again: [`super::r10`].
    AssumptionsExpire = 10,
    /// Dissent travels with what is disclosed: [`super::r11`].
    DissentTravels = 11,
    /// What is published says how well its judges agree: [`super::r12`].
    Agreement = 12,
    /// Forecasts are scored properly, and not too soon: [`super::r13`].
    ProperScores = 13,
    /// The machine can be switched off, and is then silent: [`super::r14`].
    KillSwitch = 14,
}

impl Rule {
    /// All of them, in order.
    pub const ALL: [Rule; 15] = [
        Rule::Log,
        Rule::PersonDecides,
        Rule::MachineDecidesNothing,
        Rule::BlindFirst,
        Rule::TwoPeople,
        Rule::ReasonedSuggestion,
        Rule::NoSilentAssent,
        Rule::BelowTheCut,
        Rule::KnownAnswers,
        Rule::ChangeHasReason,
        Rule::AssumptionsExpire,
        Rule::DissentTravels,
        Rule::Agreement,
        Rule::ProperScores,
        Rule::KillSwitch,
    ];

    /// Its number; 0 is the log itself.
    pub const fn number(self) -> u8 {
        self as u8
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Log => f.write_str("the log itself"),
            rule => write!(f, "rule {}", rule.number()),
        }
    }
}

/// One breach.
///
/// ```
/// use fyke_judge::rules::{Finding, Rule};
/// let finding = Finding::at(17, Rule::BlindFirst, "a reveal came before the judgement it answers");
/// assert_eq!(finding.to_string(), "entry 17: a reveal came before the judgement it answers (rule 3)");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The entry that breaks the rule; none where it is the whole record.
    pub entry: Option<Index>,
    /// The rule.
    pub rule: Rule,
    /// What is wrong, and what to do.
    pub words: String,
}

impl Finding {
    /// A breach at one entry.
    pub fn at(entry: Index, rule: Rule, words: impl Into<String>) -> Finding {
        Finding {
            entry: Some(entry),
            rule,
            words: words.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.entry {
            Some(entry) => write!(f, "entry {entry}: {} ({})", self.words, self.rule),
            None => write!(f, "{} ({})", self.words, self.rule),
        }
    }
}
