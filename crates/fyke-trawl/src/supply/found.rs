//! A fact while it is read: slots are words of the sentence.

use super::phrase::Phrase;
use super::subject::Subject;
use super::tokens::Words;
use super::words::Tag;
use fyke_model::text::SupplyRelation;

/// A fact in words of its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) relation: SupplyRelation,
    pub(super) subject: Option<Subject>,
    pub(super) object: Option<Subject>,
    pub(super) goods: Option<Phrase>,
    pub(super) weapon: Option<Phrase>,
    /// First and last word of the cue.
    pub(super) cue: (usize, usize),
}

impl Found {
    pub(super) fn new(relation: SupplyRelation, cue: (usize, usize)) -> Found {
        Found {
            relation,
            subject: None,
            object: None,
            goods: None,
            weapon: None,
            cue,
        }
    }

    pub(super) fn subject(mut self, subject: Subject) -> Found {
        self.subject = Some(subject);
        self
    }

    pub(super) fn object(mut self, object: Phrase) -> Found {
        self.object = Some(Subject::Said(object));
        self
    }

    pub(super) fn goods(mut self, goods: Phrase) -> Found {
        self.goods = Some(goods);
        self
    }
}

/// Words that make what is said around them uncertain.
const HEDGES: &[&str] = &[
    "may",
    "might",
    "could",
    "can",
    "would",
    "allegedly",
    "reportedly",
    "suspected",
    "alleged",
    "accused",
    "believed",
    "likely",
    "possibly",
    "presumably",
    "plans",
    "planned",
    "planning",
    "intends",
    "intended",
    "expected",
    "potentially",
    "probably",
    "thought",
    "attempted",
    "tried",
    "seeks",
    "sought",
    "claims",
    "claimed",
];

/// Words by which what is said is denied.
const DENIALS: &[&str] = &[
    "not", "never", "neither", "denies", "denied", "cannot", "stopped", "ceased", "refused",
];

/// Words before a cue that are looked at for doubt and denial.
const NEAR_MAX: usize = 6;

/// Whether doubt or denial stands before a cue in its clause.
fn near(words: &Words<'_>, cue: usize, list: &[&str]) -> bool {
    (cue.saturating_sub(NEAR_MAX)..cue)
        .rev()
        .take_while(|&at| !matches!(words.tag(at), Some(Tag::Stop | Tag::Comma | Tag::Rel)))
        .any(|at| list.contains(&words.lower(at)))
}

pub(super) fn hedged(words: &Words<'_>, cue: usize) -> bool {
    near(words, cue, HEDGES)
}

pub(super) fn negated(words: &Words<'_>, cue: usize) -> bool {
    near(words, cue, DENIALS) || cue > 1 && words.lower(cue - 1) == "longer" && words.lower(cue - 2) == "no"
}

/// Whether an office or a tie is told as over.
pub(super) fn former(words: &Words<'_>, from: usize, to: usize) -> bool {
    const OVER: &[&str] = &["former", "formerly", "previously", "ex", "was", "were", "until"];
    (from.saturating_sub(NEAR_MAX)..to)
        .filter(|&at| at + NEAR_MAX >= from)
        .any(|at| OVER.contains(&words.lower(at)))
}
