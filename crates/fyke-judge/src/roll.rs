//! Who may sign in a record: people join, people leave, partners witness.
//!
//! The first person enrols themselves, everyone after them is enrolled by
//! somebody who is. A key that left signs no more; what it signed stays. Names
//! stand in payloads: the log shows keys alone.

use crate::key::{KeyId, PersonPublic};
use crate::record::leaf::{Actor, Index, Leaf, Policy, What};
use crate::record::{Draft, Random, Record, RecordError, Signatory};
use fyke_model::desk::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is said when someone joins, leaves or may witness.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Noted {
    /// The person's or the partner's name.
    pub name: String,
    /// When, UTC, to the second.
    pub at: String,
    /// Why, in words; empty where nothing was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// What is said with [`Policy::Settings`]: somebody may do something else from
/// here on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SaidRole {
    /// Who.
    pub key: KeyId,
    /// What they may do in a program that several people use at once.
    pub role: Role,
    /// When, UTC, to the second.
    pub at: String,
}

/// Somebody who signs or signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// Their key.
    pub key: PersonPublic,
    /// Their name, as far as the payload that says it is still there.
    pub name: Option<String>,
    /// The entry that enrolled them.
    pub since: Index,
    /// The entry that retired their key.
    pub until: Option<Index>,
    /// What they may do in a program that several people use at once: the first
    /// person may all, others judge and decide, until a releaser says otherwise.
    pub role: Role,
}

/// A partner who may co-sign checkpoints.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Partner {
    /// Their verifier key, as C2SP signed-note writes it.
    pub key: String,
    /// Their name, as far as it is still there.
    pub name: Option<String>,
    /// The entry that lets them.
    pub since: Index,
}

/// Everyone in a record, by key.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Roll {
    /// People.
    pub people: BTreeMap<KeyId, Person>,
    /// Partners, in the order in which they were let in.
    pub partners: Vec<Partner>,
    /// Whether the machine may suggest.
    pub machine_off: bool,
}

impl Roll {
    /// Reads who is who out of a record.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn of(record: &Record) -> Result<Roll, RecordError> {
        let mut roll = Roll::default();
        let mut entries = Vec::new();
        record.each(0, |index, leaf| {
            if matters(&leaf.what) {
                entries.push((index, leaf.clone()));
            }
            Ok::<(), RecordError>(())
        })?;
        for (index, leaf) in entries {
            roll.take(record, index, &leaf)?;
        }
        Ok(roll)
    }

    /// Takes in an entry that [`matters`], after all that came before it: for
    /// who reads a record on as it grows.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn take(&mut self, record: &Record, index: Index, leaf: &Leaf) -> Result<(), RecordError> {
        let name = || Ok::<_, RecordError>(record.payload::<Noted>(index)?.map(|noted| noted.name));
        match &leaf.what {
            What::PolicyChange(Policy::Enrolled { key }) => {
                let role = match self.people.is_empty() {
                    true => Role::Releaser,
                    false => Role::Reviewer,
                };
                let name = name()?;
                self.people.entry(key.id()).or_insert(Person {
                    key: *key,
                    name,
                    since: index,
                    until: None,
                    role,
                });
            }
            What::PolicyChange(Policy::Retired { key }) => {
                if let Some(person) = self.people.get_mut(key) {
                    person.until.get_or_insert(index);
                }
            }
            What::PolicyChange(Policy::Witness { key }) => self.partners.push(Partner {
                key: key.clone(),
                name: name()?,
                since: index,
            }),
            What::PolicyChange(Policy::Settings {}) => {
                let Actor::Person(by) = leaf.by else { return Ok(()) };
                let may = self.people.get(&by).is_some_and(|by| by.role == Role::Releaser);
                // other settings are other programs'
                let said = record.said(index)?;
                let said = said.and_then(|said| serde_json::from_slice::<SaidRole>(&said).ok());
                if let Some(said) = said.filter(|_| may)
                    && let Some(person) = self.people.get_mut(&said.key)
                {
                    person.role = said.role;
                }
            }
            What::ModelChange { on } => self.machine_off = !on,
            _ => {}
        }
        Ok(())
    }
    /// People who may sign now.
    pub fn standing(&self) -> impl Iterator<Item = &Person> {
        self.people.values().filter(|person| person.until.is_none())
    }

    /// Whether somebody may sign: from then on leads are judged blind.
    pub fn has_people(&self) -> bool {
        self.standing().next().is_some()
    }

    /// The name behind a key, or the key where no name is left.
    pub fn name(&self, key: KeyId) -> String {
        self.people
            .get(&key)
            .and_then(|person| person.name.clone())
            .unwrap_or_else(|| key.to_string())
    }

    /// Who made an entry, in words.
    pub fn who(&self, by: Actor) -> String {
        match by {
            Actor::Person(key) => self.name(key),
            Actor::Machine(_) => "the machine".to_owned(),
        }
    }
}

/// Whether an entry of that kind says who may do what.
pub fn matters(what: &What) -> bool {
    matches!(what, What::PolicyChange(_) | What::ModelChange { .. })
}

/// Says what somebody on the roll may do from here on.
///
/// # Errors
/// Nobody of that key may sign; `by` is no releaser; the last releaser would be
/// none; the disk.
pub fn set_role(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    said: &SaidRole,
) -> Result<Index, RecordError> {
    let roll = Roll::of(record)?;
    let standing = |key: KeyId| roll.standing().find(|person| person.key.id() == key);
    if standing(said.key).is_none() {
        return Err(RecordError::Refused(format!(
            "no key {} may sign in this case; let them in first",
            said.key
        )));
    }
    if standing(by.id()).is_none_or(|by| by.role != Role::Releaser) {
        return Err(RecordError::Refused(
            "only a releaser says what others may do; ask one".into(),
        ));
    }
    let others = roll
        .standing()
        .any(|person| person.key.id() != said.key && person.role == Role::Releaser);
    if said.role != Role::Releaser && !others {
        return Err(RecordError::Refused(
            "they are the last releaser, and without one no role could be changed again; make another one first"
                .into(),
        ));
    }
    let draft = Draft::new(What::PolicyChange(Policy::Settings {})).saying(said)?;
    record.append(random, |group| group.person(by, draft))
}

/// Lets a person sign; `by` is the person who says so, themselves if they are the first.
///
/// # Errors
/// A key that is on the roll; `by` may not sign; the disk.
pub fn enrol(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    key: PersonPublic,
    noted: &Noted,
) -> Result<Index, RecordError> {
    if Roll::of(record)?.people.contains_key(&key.id()) {
        return Err(RecordError::Refused(format!(
            "the key {} is on the roll of this case already; list it with: fyke keys list CASE",
            key.id()
        )));
    }
    policy(record, random, by, Policy::Enrolled { key }, noted)
}

/// A key signs no more.
///
/// # Errors
/// A key that is not on the roll; the last one; the disk.
pub fn retire(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    key: KeyId,
    noted: &Noted,
) -> Result<Index, RecordError> {
    let roll = Roll::of(record)?;
    if !roll.standing().any(|person| person.key.id() == key) {
        return Err(RecordError::Refused(format!(
            "no key {key} may sign in this case; list those that do with: fyke keys list CASE"
        )));
    }
    if roll.standing().count() == 1 {
        return Err(RecordError::Refused(
            "this is the last key that may sign here, and without one nobody could be let in again; \
             enrol another first with: fyke keys enrol CASE"
                .into(),
        ));
    }
    policy(record, random, by, Policy::Retired { key }, noted)
}

/// Lets a partner co-sign checkpoints.
///
/// # Errors
/// `by` may not sign; the disk.
pub fn let_witness(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    key: &str,
    noted: &Noted,
) -> Result<Index, RecordError> {
    let key = key.to_owned();
    policy(record, random, by, Policy::Witness { key }, noted)
}

fn policy(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    policy: Policy,
    noted: &Noted,
) -> Result<Index, RecordError> {
    let draft = Draft::new(What::PolicyChange(policy)).saying(noted)?;
    record.append(random, |group| group.person(by, draft))
}

#[cfg(test)]
#[path = "roll_tests.rs"]
mod tests;
