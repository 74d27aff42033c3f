//! Who may sign in a record: people join, people leave, partners witness.
//!
//! The first person enrols themselves, everyone after them is enrolled by
//! somebody who is. A key that left signs no more; what it signed stays. Names
//! stand in payloads: the log shows keys alone.

use crate::key::{KeyId, PersonPublic};
use crate::record::leaf::{Actor, Index, Policy, What};
use crate::record::{Draft, Random, Record, RecordError, Signatory};
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
        let mut noted = Vec::new();
        record.each(0, |index, leaf| {
            match &leaf.what {
                What::PolicyChange(Policy::Enrolled { key }) => {
                    roll.people.entry(key.id()).or_insert(Person {
                        key: *key,
                        name: None,
                        since: index,
                        until: None,
                    });
                    noted.push((index, Some(key.id())));
                }
                What::PolicyChange(Policy::Retired { key }) => {
                    if let Some(person) = roll.people.get_mut(key) {
                        person.until.get_or_insert(index);
                    }
                }
                What::PolicyChange(Policy::Witness { key }) => {
                    roll.partners.push(Partner {
                        key: key.clone(),
                        name: None,
                        since: index,
                    });
                    noted.push((index, None));
                }
                What::ModelChange { on } => roll.machine_off = !on,
                _ => {}
            }
            Ok::<(), RecordError>(())
        })?;
        for (index, person) in noted {
            let name = record.payload::<Noted>(index)?.map(|noted| noted.name);
            match person {
                Some(key) => {
                    if let Some(person) = roll.people.get_mut(&key) {
                        person.name = name;
                    }
                }
                None => {
                    if let Some(partner) = roll.partners.iter_mut().find(|p| p.since == index) {
                        partner.name = name;
                    }
                }
            }
        }
        Ok(roll)
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
