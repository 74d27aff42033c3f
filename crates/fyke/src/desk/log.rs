//! The record as the desk knows it: read once, then on as it grows, so that no
//! page asks for a pass over all entries.
//!
//! Of each entry it keeps who, what kind, about whom and which entry it answers:
//! some fifty bytes. What was said is read where a page shows it.

use crate::ledger;
use crate::screen::{Failure, Outcome};
use fyke_judge::desk::said::{SaidKept, SaidSession, Why as Drawn};
use fyke_judge::desk::{Desk, Standing};
use fyke_judge::key::KeyId;
use fyke_judge::record::leaf::{Actor, Handle, Index, Leaf, What};
use fyke_judge::record::{Record, RecordError};
use fyke_judge::roll::{self, Roll};
use fyke_model::desk::{self as view, Role, Why};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The record, open, and what the desk knows of it.
pub(super) struct Log {
    pub desk: Desk,
    pub roll: Roll,
    pub entries: Vec<Brief>,
    pub erased: BTreeSet<Index>,
    /// What people keep: the last that was said of each thing.
    pub kept: BTreeMap<(KeyId, String, String), Kept>,
    /// Leads of sessions whose answer is known, by the id that they have there:
    /// whose session, and the id they come from.
    pub known: BTreeMap<String, (KeyId, String)>,
    /// Ids of leads, by handle.
    pub names: BTreeMap<Handle, String>,
    standings: BTreeMap<String, Standing>,
    again: BTreeSet<String>,
}

/// One entry, in short.
#[derive(Clone, Copy)]
pub(super) struct Brief {
    pub kind: Kind,
    pub by: Actor,
    pub about: Option<Handle>,
    /// The entry that it answers, where it answers one: the decision of a
    /// signature, the forecast of an answer, the matrix of a weighing.
    pub of: Option<Index>,
    /// Whether it says how a forecast turned out.
    pub outcome: bool,
}

/// Something that is kept.
pub(super) struct Kept {
    pub at: String,
    pub entry: Index,
    pub versions: u64,
    /// None where it is kept no more.
    pub thing: Option<serde_json::Value>,
}

/// Kinds of entries, as leaves spell them.
macro_rules! kinds {
    ($($kind:ident $word:literal $pattern:pat),* $(,)?) => {
        /// What kind of entry.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub(super) enum Kind { $(#[allow(missing_docs)] $kind),* }

        impl Kind {
            /// As a leaf spells it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Kind::$kind => $word),* }
            }

            pub const fn of(what: &What) -> Kind {
                match what { $($pattern => Kind::$kind),* }
            }
        }
    };
}
kinds! {
    TakeIn "take_in" What::TakeIn {},
    ScoreCommitment "score_commitment" What::ScoreCommitment { .. },
    Session "session" What::Session { .. },
    BlindJudgement "blind_judgement" What::BlindJudgement { .. },
    Reveal "reveal" What::Reveal { .. },
    Decision "decision" What::Decision { .. },
    SecondSignature "second_signature" What::SecondSignature { .. },
    Bulk "bulk" What::Bulk { .. },
    Disclosure "disclosure" What::Disclosure { .. },
    Reads "reads" What::Reads { .. },
    Kept "kept" What::Kept {},
    Export "export" What::Export {},
    Erasure "erasure" What::Erasure { .. },
    ModelChange "model_change" What::ModelChange { .. },
    Forecast "forecast" What::Forecast {},
    Answer "answer" What::Answer { .. },
    Matrix "matrix" What::Matrix { .. },
    Weighing "weighing" What::Weighing { .. },
    PolicyChange "policy_change" What::PolicyChange(_),
}

impl Brief {
    fn of(leaf: &Leaf) -> Brief {
        Brief {
            kind: Kind::of(&leaf.what),
            by: leaf.by,
            about: leaf.about,
            of: match &leaf.what {
                What::SecondSignature { decision, .. } => Some(*decision),
                What::Answer { forecast, .. } => Some(*forecast),
                What::Weighing { matrix } => Some(*matrix),
                What::Decision { undoes, .. } => *undoes,
                _ => None,
            },
            outcome: matches!(leaf.what, What::Answer { outcome: true, .. }),
        }
    }

    /// The person who made it.
    pub fn person(&self) -> Option<KeyId> {
        match self.by {
            Actor::Person(key) => Some(key),
            Actor::Machine(_) => None,
        }
    }
}

impl Log {
    /// Reads the record of a case; none where nothing was written yet.
    pub fn open(case: &Path) -> Outcome<Option<Log>> {
        ledger::desk(case)?.map(Log::of).transpose()
    }

    /// Reads a record.
    pub fn of(desk: Desk) -> Outcome<Log> {
        let mut log = Log {
            desk,
            roll: Roll::default(),
            entries: Vec::new(),
            erased: BTreeSet::new(),
            kept: BTreeMap::new(),
            known: BTreeMap::new(),
            names: BTreeMap::new(),
            standings: BTreeMap::new(),
            again: BTreeSet::new(),
        };
        log.read_on()?;
        log.settle()?;
        Ok(log)
    }

    /// Reads what came in since, from this program or another.
    pub fn catch_up(&mut self) -> Outcome {
        self.desk.refresh()?;
        let before = self.erased.len();
        if self.record().size() == self.entries.len() as u64 {
            return Ok(());
        }
        self.read_on()?;
        if self.erased.len() > before {
            // what was kept or named may have been said in what is gone
            self.entries.clear();
            (self.roll, self.kept, self.known) = Default::default();
            self.read_on()?;
        }
        self.settle()
    }

    /// The record.
    pub fn record(&self) -> &Record {
        self.desk.record()
    }

    fn read_on(&mut self) -> Outcome {
        let mut said = Vec::new();
        let Log {
            desk,
            entries,
            erased,
            ..
        } = self;
        desk.record()
            .each::<RecordError>(entries.len() as u64, |index, leaf| {
                entries.push(Brief::of(leaf));
                match &leaf.what {
                    What::Erasure { of } => erased.extend(of),
                    What::Session { .. } | What::Kept {} => said.push((index, leaf.clone())),
                    what if roll::matters(what) => said.push((index, leaf.clone())),
                    _ => {}
                }
                Ok(())
            })?;
        for (index, leaf) in said {
            let Actor::Person(by) = leaf.by else { continue };
            match &leaf.what {
                What::Session { .. } => {
                    let said = self.desk.record().payload::<SaidSession>(index)?;
                    for item in said.into_iter().flat_map(|said| said.items) {
                        if let Drawn::Known { was, .. } = item.why {
                            self.known.insert(item.lead, (by, was));
                        }
                    }
                }
                What::Kept {} => {
                    if let Some(said) = self.desk.record().payload::<SaidKept>(index)? {
                        self.keep(by, index, said);
                    }
                }
                _ => self.roll.take(self.desk.record(), index, &leaf)?,
            }
        }
        Ok(())
    }

    fn keep(&mut self, by: KeyId, entry: Index, said: SaidKept) {
        let key = (by, said.kind, said.id);
        let versions = self.kept.get(&key).map_or(0, |before| before.versions + 1);
        let kept = Kept {
            at: said.at,
            entry,
            versions,
            thing: (!said.thing.is_null()).then_some(said.thing),
        };
        self.kept.insert(key, kept);
    }

    fn settle(&mut self) -> Outcome {
        self.standings = self.desk.standings()?.into_iter().collect();
        self.again = self.desk.again()?;
        let handles = self.desk.record_mut().handles()?;
        self.names = handles.iter().map(|(id, handle)| (*handle, id.clone())).collect();
        Ok(())
    }

    /// Whether leads are judged blind: somebody may sign.
    pub fn blind(&self) -> bool {
        self.roll.has_people()
    }

    /// The handle of a lead, where the record has one.
    pub fn handle(&mut self, lead: &str) -> Outcome<Option<Handle>> {
        Ok(self.desk.record_mut().handles()?.get(lead).copied())
    }

    /// Where a lead stands.
    pub fn standing(&self, lead: &str) -> Standing {
        self.standings.get(lead).copied().unwrap_or(Standing::Open)
    }

    /// Whether people have decided a lead, so that what the machine thought is no
    /// secret: not while chance asks for it to be judged again, blind.
    pub fn is_decided(&self, lead: &str) -> bool {
        ledger::is_decided(self.standing(lead)) && !self.again.contains(lead)
    }

    /// Entries of a kind about a lead, in order.
    pub fn about(&self, about: Handle, kinds: &[Kind]) -> Vec<(Index, Brief)> {
        (0..)
            .zip(&self.entries)
            .filter(|(_, entry)| entry.about == Some(about) && kinds.contains(&entry.kind))
            .map(|(index, entry)| (index, *entry))
            .collect()
    }

    /// What somebody may do, as the roll has it now.
    pub fn role(&self, key: KeyId) -> Option<Role> {
        let mut standing = self.roll.standing();
        standing
            .find(|person| person.key.id() == key)
            .map(|person| person.role)
    }

    /// Refuses who may not do what takes that role.
    pub fn needs(&self, key: KeyId, role: Role) -> Outcome {
        match self.role(key) {
            Some(has) if has >= role => Ok(()),
            Some(has) => Err(Failure::new(
                format!("this takes a {}, and you are a {}", role.as_str(), has.as_str()),
                "ask a releaser of the case to change your role",
            )
            .because(Why::Forbidden)),
            None => Err(Failure::new(
                "your key may not sign in this case",
                "have somebody let you in who may, or sign in with another key",
            )
            .because(Why::Forbidden)),
        }
    }
}

/// A standing as pages have it.
pub(super) const fn shown(standing: Standing) -> view::Standing {
    match standing {
        Standing::Open => view::Standing::Open,
        Standing::Judged => view::Standing::Judged,
        Standing::WaitsForSecond => view::Standing::WaitsForSecond,
        Standing::Escalated => view::Standing::Escalated,
        Standing::Refuted => view::Standing::Refuted,
        Standing::Dismissed => view::Standing::Dismissed,
        Standing::Deferred => view::Standing::Deferred,
        Standing::Reopened => view::Standing::Reopened,
    }
}
