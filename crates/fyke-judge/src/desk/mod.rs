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

mod known;
pub mod said;
mod suggestion;
mod view;

pub use known::{BadKnownAnswer, KnownAnswer};
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
    Judged(Judged),
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
        Ok(Desk { record })
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

    /// Whether the machine suggests in this case.
    pub fn machine_on(&self) -> bool {
        todo!()
    }

    /// Seals what the machine suggests, before anyone looks: only what is new or
    /// changed is written.
    ///
    /// # Errors
    /// The machine is off; the record.
    pub fn commit(
        &mut self,
        suggestions: &[Suggestion],
        at: &str,
        random: &mut dyn Random,
    ) -> Result<Committed, DeskError> {
        let _ = (suggestions, at, random);
        todo!()
    }

    /// Draws, shuffles and writes down a session. Leads already judged by this
    /// person and leads that are closed are left out; leads that wait for a
    /// second person and those of a bulk to be looked at again come first.
    ///
    /// # Errors
    /// Nothing left to judge; the record.
    pub fn session(&mut self, queue: &Queue<'_>, hand: &mut Hand<'_>) -> Result<Session, DeskError> {
        let _ = (queue, hand);
        todo!()
    }

    /// Writes a blind judgement of a lead of this person's last session.
    ///
    /// # Errors
    /// The person was shown something of this lead already; the lead is in no
    /// session of theirs; the record.
    pub fn judge(
        &mut self,
        view: &BlindView,
        assessment: Assessment,
        hand: &mut Hand<'_>,
    ) -> Result<Judged, DeskError> {
        let _ = (view, assessment, hand);
        todo!()
    }

    /// This person's standing judgement of a lead, from an earlier run of the
    /// program.
    ///
    /// # Errors
    /// The record.
    pub fn judged(&mut self, lead: &str, by: KeyId) -> Result<Option<Judged>, DeskError> {
        let _ = (lead, by);
        todo!()
    }

    /// Writes that this person is shown the sealed suggestion, others'
    /// judgements and, where it was known, the answer; and then shows them.
    ///
    /// # Errors
    /// A suggestion that is not the sealed one; the record.
    pub fn reveal(&mut self, judged: Judged, hand: &mut Hand<'_>) -> Result<Revealed, DeskError> {
        let _ = (judged, hand);
        todo!()
    }

    /// Writes a verdict. `reason` is needed where the probability is another
    /// than in the blind judgement.
    ///
    /// # Errors
    /// No reason for a change; a lead whose answer was known; the record.
    pub fn decide(
        &mut self,
        seen: Seen,
        verdict: Verdict,
        assessment: Assessment,
        reason: Option<&str>,
        hand: &mut Hand<'_>,
    ) -> Result<Decided, DeskError> {
        let _ = (seen, verdict, assessment, reason, hand);
        todo!()
    }

    /// Agrees with another person's decision that takes two.
    ///
    /// # Errors
    /// The same person; one who saw the first's judgement before their own; no
    /// such decision waits; the record.
    pub fn second(
        &mut self,
        seen: &Seen,
        decision: Index,
        why: &str,
        hand: &mut Hand<'_>,
    ) -> Result<Index, DeskError> {
        let _ = (seen, decision, why, hand);
        todo!()
    }

    /// Takes back this person's last decision on a lead.
    ///
    /// # Errors
    /// There is none; the record.
    pub fn undo(&mut self, lead: &str, why: &str, hand: &mut Hand<'_>) -> Result<Index, DeskError> {
        let _ = (lead, why, hand);
        todo!()
    }

    /// Opens a lead again.
    ///
    /// # Errors
    /// The record.
    pub fn reopen(&mut self, lead: &str, why: &str, hand: &mut Hand<'_>) -> Result<Index, DeskError> {
        let _ = (lead, why, hand);
        todo!()
    }

    /// Dismisses or defers several leads at one stroke.
    ///
    /// # Errors
    /// Another verdict; leads of the last bulk that were not looked at again;
    /// the record.
    pub fn bulk(
        &mut self,
        verdict: Verdict,
        leads: &[String],
        selection: &str,
        hand: &mut Hand<'_>,
    ) -> Result<Bulked, DeskError> {
        let _ = (verdict, leads, selection, hand);
        todo!()
    }

    /// Writes that something of a lead was given to someone, with the dissent
    /// and, at TLP:CLEAR, the agreement that must go with it.
    ///
    /// # Errors
    /// A rule that stands against it; the record.
    pub fn disclose(&mut self, giving: &Giving<'_>, hand: &mut Hand<'_>) -> Result<Index, DeskError> {
        let _ = (giving, hand);
        todo!()
    }

    /// Switches the machine on or off, or says that it was replaced.
    ///
    /// # Errors
    /// The record.
    pub fn machine(
        &mut self,
        on: bool,
        version: &str,
        why: &str,
        hand: &mut Hand<'_>,
    ) -> Result<Index, DeskError> {
        let _ = (on, version, why, hand);
        todo!()
    }

    /// Where every lead stands that the record still names, by id.
    ///
    /// # Errors
    /// The record.
    pub fn standings(&mut self) -> Result<Vec<(String, Standing)>, DeskError> {
        todo!()
    }

    /// Decisions that wait for a second person and may get this one's
    /// signature. For the program's own use: showing it before the judgement
    /// would say what the first thinks.
    ///
    /// # Errors
    /// The record.
    pub fn waiting(&mut self, by: KeyId) -> Result<Vec<(String, Index)>, DeskError> {
        let _ = by;
        todo!()
    }

    /// Leads whose decision rests on an assumption that ran out before `today`.
    ///
    /// # Errors
    /// The record.
    pub fn reopened(&mut self, today: Day) -> Result<Vec<Expired>, DeskError> {
        let _ = today;
        todo!()
    }

    /// Who judged a lead otherwise than it was decided.
    ///
    /// # Errors
    /// The record.
    pub fn dissent(&mut self, lead: &str) -> Result<Vec<Dissent>, DeskError> {
        let _ = lead;
        todo!()
    }
}

impl From<Judged> for Seen {
    fn from(judged: Judged) -> Seen {
        Seen::Judged(judged)
    }
}
impl From<Revealed> for Seen {
    fn from(revealed: Revealed) -> Seen {
        Seen::Revealed(Box::new(revealed))
    }
}
