//! The way of one lead: sealed score, blind judgement, reveal, decision, second
//! signature. Each step gives the proof that the next one asks for, so that a
//! program cannot write them in another order:
//!
//! ```text
//! Suggestion -commit-> sealed                                (machine)
//! Session -view-> BlindView -judge-> Judged -reveal-> Revealed -decide-> Decided
//!                                        \________________decide________/
//! Decided that takes two -second (another person, own Judged)-> Seconded
//! ```
//!
//! [`Desk`] holds the record of one case and writes into it. Whatever it is
//! about to write it first puts to [`crate::rules::Check`], the same check that
//! an outsider runs: what a verifier would object to is never written, and the
//! refusal is in the verifier's words.
//!
//! Nothing here gives a score away: a [`Session`] shows [`BlindView`]s, and only
//! [`Desk::reveal`] opens a suggestion, after its entry is on disk.
//!
//! ```compile_fail
//! use fyke_judge::desk::{Desk, Hand, Judged};
//! fn f(desk: &mut Desk, hand: &mut Hand<'_>, lead: &str) {
//!     desk.reveal(lead, hand); // no: a reveal takes the judgement it answers
//! }
//! ```

mod again;
mod draw;
mod judging;
mod kept;
mod known;
mod reads;
pub mod said;
mod session;
mod standing;
mod suggestion;
mod together;
mod view;
mod write;

#[cfg(test)]
mod any_order;
#[cfg(test)]
mod standing_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod world;

pub use kept::KEPT;
pub use known::{BadKnownAnswer, KnownAnswer};
pub use reads::{READS_EACH, ReadLog};
pub use said::{AgreementSaid, Dissent, Page};
pub use suggestion::{NoSuggestion, Precision, Reasoned, Suggestion};
pub use view::{BlindRow, BlindView};

use crate::assessment::Assessment;
use crate::key::KeyId;
use crate::random::Random;
use crate::record::finding::Fault;
use crate::record::leaf::{Index, Tlp, Verdict};
use crate::record::{Record, RecordError, Signatory, Unsayable};
use fyke_model::dataset::Handling;
use fyke_model::date::Day;
use fyke_model::lead::Lead;

/// Who acts, when, and where chance comes from.
pub struct Hand<'a> {
    /// Who.
    pub by: &'a dyn Signatory,
    /// When, UTC: `2026-11-22T13:05:00Z`.
    pub at: &'a str,
    /// Nonces, handles and draws.
    pub random: &'a mut dyn Random,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The record.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// What was said cannot be written.
    #[error(transparent)]
    Unsayable(#[from] Unsayable),
    /// It would break a rule.
    #[error("{}; nothing was written", .0.words)]
    Rule(Fault),
    /// It cannot be done as things stand.
    #[error("{0}")]
    Refused(String),
}

/// The record of a case, with where every lead stands.
pub struct Desk {
    record: Record,
    memory: write::Memory,
}

/// What [`Desk::commit`] did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Committed {
    /// Sealed for the first time.
    pub new: u64,
    /// Sealed again since they changed.
    pub replaced: u64,
    /// Sealed before, unchanged.
    pub same: u64,
}

/// What a session is drawn from.
pub struct Queue<'a> {
    /// The leads of the case, in the machine's order; those below its cut are
    /// marked by [`fyke_model::lead::Place::explored`].
    pub leads: &'a [Lead],
    /// Leads whose answer is known.
    pub known: &'a [KnownAnswer],
    /// How many leads of the case a person wants; below-cut leads and known
    /// answers come on top.
    pub wanted: usize,
    /// Only these, where a person asks for some by name; empty for no wish.
    pub only: &'a [String],
}

/// A queue that was drawn, shuffled and written down.
pub struct Session {
    entry: Index,
    items: Vec<BlindView>,
}

impl Session {
    /// Its entry.
    pub fn entry(&self) -> Index {
        self.entry
    }
    /// The leads in the order in which they are shown.
    pub fn views(&self) -> &[BlindView] {
        &self.items
    }
}

/// Proof that a person's blind judgement is in the record.
#[derive(Clone, PartialEq, Debug)]
pub struct Judged {
    lead: String,
    by: KeyId,
    entry: Index,
    assessment: Assessment,
}

/// Proof that a person was shown what they were blind to, after they judged.
#[derive(Clone, PartialEq, Debug)]
pub struct Revealed {
    judged: Judged,
    entry: Index,
    /// The machine's suggestion, where one was sealed.
    pub suggestion: Option<Suggestion>,
    /// What others judged of the same lead.
    pub others: Vec<Other>,
    /// The answer, where it was known beforehand: then there is nothing to
    /// decide.
    pub known: Option<Known>,
}

/// Another person's judgement.
#[derive(Clone, PartialEq, Debug)]
pub struct Other {
    /// Who.
    pub by: KeyId,
    /// In which entry.
    pub entry: Index,
    /// What; none where it was erased.
    pub assessment: Option<Assessment>,
}

/// The answer of a lead whose answer was known.
#[derive(Clone, PartialEq, Debug)]
pub struct Known {
    /// Whether it is what it looks like.
    pub truth: bool,
    /// Whether the machine was wrong.
    pub machine_wrong: bool,
    /// Where the answer comes from.
    pub from: String,
}

/// What a decision follows from: a judgement, or a judgement and its reveal.
#[derive(Clone, PartialEq, Debug)]
pub enum Seen {
    /// Decided without being shown anything.
    Judged(Box<Judged>),
    /// Decided after the reveal.
    Revealed(Box<Revealed>),
}

/// A decision in the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decided {
    /// Its entry.
    pub entry: Index,
    /// Which.
    pub verdict: Verdict,
    /// True where it takes effect only with a second signature.
    pub waits_for_second: bool,
}

/// Leads decided at one stroke.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bulked {
    /// Its entry.
    pub entry: Index,
    /// Those that chance picked to be looked at again; the next bulk waits for
    /// them, and sessions bring them up.
    pub again: Vec<String>,
}

/// Where a lead stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// Nobody judged it.
    Open,
    /// Judged by someone, decided by nobody.
    Judged,
    /// A decision that takes two has one.
    WaitsForSecond,
    /// Escalated by two.
    Escalated,
    /// The innocent explanation holds.
    Refuted,
    /// Not worth more work.
    Dismissed,
    /// Later.
    Deferred,
    /// Open again.
    Reopened,
}

/// A lead whose decision rests on an assumption that has run out.
#[derive(Clone, PartialEq, Debug)]
pub struct Expired {
    /// The lead.
    pub lead: String,
    /// The decision.
    pub decision: Index,
    /// The assumption.
    pub text: String,
    /// What follows if it is false.
    pub if_false: String,
    /// Its last day.
    pub expired: Day,
}

/// What is given away, to whom.
#[derive(Clone, PartialEq, Debug)]
pub struct Giving<'a> {
    /// The lead.
    pub lead: &'a str,
    /// How freely it may go on.
    pub tlp: Tlp,
    /// Who gets it.
    pub to: &'a str,
    /// What for.
    pub why: &'a str,
    /// The strictest label of the rows that go with it.
    pub handling: Handling,
    /// Whether it names a person.
    pub names_person: bool,
}

impl Desk {
    /// Opens the desk: one pass over the record.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn open(record: Record) -> Result<Desk, DeskError> {
        let mut desk = Desk {
            record,
            memory: write::Memory::default(),
        };
        desk.state()?;
        Ok(desk)
    }

    /// The record.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The record, for entries that the desk does not write; the desk reads
    /// them with its next step.
    pub fn record_mut(&mut self) -> &mut Record {
        &mut self.record
    }

    /// Leads that were decided in bulk and that chance picked to be looked at
    /// again, one by one and blind, as far as nobody has.
    ///
    /// # Errors
    /// The record.
    pub fn again(&mut self) -> Result<std::collections::BTreeSet<String>, DeskError> {
        let bulks = self.state()?.bulks.values();
        Ok(bulks
            .filter_map(|bulk| bulk.again_leads.as_ref())
            .flatten()
            .cloned()
            .collect())
    }

    /// Reads what other programs wrote since.
    ///
    /// # Errors
    /// The record.
    pub fn refresh(&mut self) -> Result<(), DeskError> {
        self.record.refresh()?;
        self.state().map(drop)
    }

    /// How many of so many that are decided in bulk come back to be looked at.
    pub const fn again_of(n: u64) -> u64 {
        crate::rules::again_of(n)
    }

    /// Whether the machine suggests in this case.
    pub fn machine_on(&self) -> bool {
        self.memory.check.state.machine_on
    }
}

impl From<Judged> for Seen {
    fn from(judged: Judged) -> Seen {
        Seen::Judged(Box::new(judged))
    }
}
impl From<Revealed> for Seen {
    fn from(revealed: Revealed) -> Seen {
        Seen::Revealed(Box::new(revealed))
    }
}
