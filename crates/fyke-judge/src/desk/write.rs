//! Writing through the rules: the desk reads what came in since, adds its
//! entries to one group, and shows each to the check before anything is on disk.

use super::said::{SaidBulk, SaidJudgement, SaidSession};
use super::{Desk, DeskError, Hand};
use crate::key::KeyId;
use crate::random::Random;
use crate::record::leaf::{Actor, Handle, Index, Leaf, What};
use crate::record::verify::Checker;
use crate::record::{Draft, Group, Record, RecordError, Signatory};
use crate::rules::{Check, LeadState, Said, State};
use serde::Serialize;
use std::collections::BTreeMap;

/// The state of the desk: what a check remembers, and the sessions by person.
#[derive(Default)]
pub(super) struct Memory {
    pub check: Check,
    pub sessions: BTreeMap<KeyId, Vec<Index>>,
    seen: Index,
}

impl Memory {
    /// Takes in what the record holds beyond what was seen: leaves, and of what
    /// was said only what the rules need to come to a verifier's conclusions:
    /// the lists of sessions and bulks, and judgements of leads of a bulk.
    pub fn catch_up(&mut self, record: &Record) -> Result<(), RecordError> {
        let (check, sessions) = (&mut self.check, &mut self.sessions);
        record.each::<RecordError>(self.seen, |at, leaf| {
            let said = match &leaf.what {
                What::Session { .. } => {
                    note(sessions, at, leaf);
                    record.payload::<SaidSession>(at)?.map(Said::Session)
                }
                What::Bulk { .. } => record.payload::<SaidBulk>(at)?.map(Said::Bulk),
                // whether this is the lead that chance picked
                What::BlindJudgement { .. }
                    if check
                        .state
                        .lead(leaf.about)
                        .is_some_and(|lead| lead.bulk.is_some()) =>
                {
                    let said = record.payload::<SaidJudgement>(at)?;
                    said.map(|said| Said::Judgement(Box::new(said)))
                }
                _ => None,
            };
            check.state.take(at, leaf, &said.unwrap_or(Said::Nothing));
            Ok(())
        })?;
        self.seen = record.size();
        Ok(())
    }
}

fn note(sessions: &mut BTreeMap<KeyId, Vec<Index>>, at: Index, leaf: &Leaf) {
    if let Actor::Person(by) = leaf.by {
        sessions.entry(by).or_default().push(at);
    }
}

/// A group of entries in the making.
pub(super) struct Writer<'w, 'g> {
    pub group: &'w mut Group<'g>,
    pub memory: &'w mut Memory,
    dirty: bool,
}

impl Writer<'_, '_> {
    pub fn state(&mut self) -> &mut State {
        &mut self.memory.check.state
    }

    pub fn handle(&mut self, lead: &str) -> Result<Handle, DeskError> {
        Ok(self.group.handle(lead)?)
    }

    /// Where a lead stands, by its id.
    pub fn lead(&mut self, lead: &str) -> Result<Option<&LeadState>, DeskError> {
        let handle = self.handle(lead)?;
        Ok(self.memory.check.state.lead(Some(handle)))
    }

    /// Adds a person's entry.
    pub fn person(
        &mut self,
        by: &dyn Signatory,
        lead: Option<&str>,
        what: What,
        said: &impl Serialize,
    ) -> Result<Index, DeskError> {
        let draft = draft(lead, what, said)?;
        self.dirty = true;
        let at = self.group.person(by, draft)?;
        self.look(at, said)
    }

    /// Adds an entry of the machine.
    pub fn machine(
        &mut self,
        lead: Option<&str>,
        what: What,
        said: &impl Serialize,
    ) -> Result<Index, DeskError> {
        let draft = draft(lead, what, said)?;
        self.dirty = true;
        let at = self.group.machine(draft)?;
        self.look(at, said)
    }

    fn look(&mut self, at: Index, said: &impl Serialize) -> Result<Index, DeskError> {
        let leaf = self.group.leaf(at)?;
        let said = serde_json::to_vec(said).map_err(crate::record::Unsayable::from)?;
        self.memory
            .check
            .entry(at, &leaf, Some(&said))
            .map_err(DeskError::Rule)?;
        if matches!(leaf.what, What::Session { .. }) {
            note(&mut self.memory.sessions, at, &leaf);
        }
        Ok(at)
    }
}

fn draft(lead: Option<&str>, what: What, said: &impl Serialize) -> Result<Draft, DeskError> {
    let draft = Draft::new(what).saying(said)?;
    Ok(match lead {
        Some(lead) => draft.about(lead),
        None => draft,
    })
}

impl Desk {
    /// Writes a group of entries, all or none.
    pub(super) fn write<T>(
        &mut self,
        random: &mut dyn Random,
        write: impl FnOnce(&mut Writer<'_, '_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let Desk { record, memory } = self;
        let mut dirty = false;
        let done = record.append(random, |group| {
            memory.catch_up(group.record())?;
            let mut writer = Writer {
                group,
                memory,
                dirty: false,
            };
            let done = write(&mut writer);
            dirty = writer.dirty;
            done
        });
        if done.is_ok() {
            self.memory.seen = self.record.size();
        } else if dirty {
            // the memory took in what was not written: it is read anew
            self.memory = Memory::default();
        }
        done
    }

    /// Reads what came in since.
    pub(super) fn state(&mut self) -> Result<&State, DeskError> {
        self.memory.catch_up(&self.record)?;
        Ok(&self.memory.check.state)
    }
}

/// A person's hand, taken apart so that its randomness can be lent.
pub(super) fn parts<'h>(hand: &'h mut Hand<'_>) -> (&'h dyn Signatory, &'h str, &'h mut dyn Random) {
    (hand.by, hand.at, &mut *hand.random)
}
