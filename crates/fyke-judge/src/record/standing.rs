//! Who may write what, as the entries so far say: the log's key, the people
//! enrolled and not retired, the witnesses, what was erased.
//!
//! Writer and verifier ask the same question of the same code, so that what is
//! written verifies.

use super::checkpoint::NoteKey;
use super::leaf::{Actor, Index, Leaf, Policy, What};
use crate::key::{KeyId, MachineKey, PersonPublic};
use std::collections::{BTreeMap, BTreeSet};

/// What the entries so far say.
#[derive(Clone, Default, Debug)]
pub(crate) struct Standing {
    origin: String,
    machine: Option<KeyId>,
    people: BTreeMap<KeyId, Person>,
    witnesses: Vec<NoteKey>,
    erased: BTreeMap<Index, Index>,
    next: Index,
}

#[derive(Clone, Debug)]
struct Person {
    public: PersonPublic,
    /// Their last entry; none where another enrolled them and they signed nothing.
    last: Option<Index>,
    retired: bool,
}

impl Standing {
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// The number of the entry that comes next.
    pub(crate) fn next(&self) -> Index {
        self.next
    }

    pub(crate) fn witnesses(&self) -> &[NoteKey] {
        &self.witnesses
    }

    /// The erasure that took the payload of `index`.
    pub(crate) fn erased_by(&self, index: Index) -> Option<Index> {
        self.erased.get(&index).copied()
    }

    /// The entry after which a person's next one comes.
    pub(crate) fn after(&self, person: KeyId) -> Option<Index> {
        self.people.get(&person).and_then(|person| person.last)
    }

    /// What was erased, and by which entry.
    pub(crate) fn erased(&self) -> impl Iterator<Item = (Index, Index)> {
        self.erased.iter().map(|(of, by)| (*of, *by))
    }

    /// Counts an entry of the machine that says nothing about who may do what.
    pub(crate) fn pass(&mut self) {
        self.next += 1;
    }

    /// Takes the next entry in. For a person's, gives the key that must have
    /// signed it.
    ///
    /// # Errors
    /// Why it may not stand here; it is counted all the same.
    pub(crate) fn admit(&mut self, leaf: &Leaf) -> Result<Option<PersonPublic>, String> {
        let index = self.next;
        self.next += 1;
        if index == 0 {
            return self.open(leaf).map(|()| None);
        }
        match leaf.by {
            Actor::Machine(by) => {
                if Some(by) != self.machine {
                    return Err(format!("machine {by} is not the one of this record"));
                }
                if leaf.sig.is_some() || leaf.after.is_some() {
                    return Err("a machine's entry carries a person's signature or order".into());
                }
                // what else a machine may not write is rule 2's to say; these
                // two would change what every later check rests on
                match leaf.what {
                    What::PolicyChange(_) => Err("a machine changed who may do what".into()),
                    What::Erasure { .. } => Err("a machine destroyed payloads".into()),
                    _ => Ok(None),
                }
            }
            Actor::Person(by) => {
                let public = self.person(by, leaf, index)?;
                self.follow(&leaf.what, index)?;
                Ok(Some(public))
            }
        }
    }

    fn open(&mut self, leaf: &Leaf) -> Result<(), String> {
        let What::PolicyChange(Policy::Opened { origin, log_key }) = &leaf.what else {
            return Err("a record begins with the entry that opens it".into());
        };
        let key = NoteKey::read(log_key).map_err(|error| error.to_string())?;
        let id = MachineKey::id_of(&key.public());
        if key.is_witness() || key.name() != origin || leaf.by != Actor::Machine(id) {
            return Err("the key of the log is not that of the machine that opens it".into());
        }
        let extra =
            leaf.about.is_some() || leaf.payload.is_some() || leaf.sig.is_some() || leaf.after.is_some();
        if extra {
            return Err("the entry that opens a record says nothing else".into());
        }
        self.origin.clone_from(origin);
        self.machine = Some(id);
        Ok(())
    }

    fn person(&mut self, by: KeyId, leaf: &Leaf, index: Index) -> Result<PersonPublic, String> {
        if let What::PolicyChange(Policy::Enrolled { key }) = &leaf.what {
            if self.people.contains_key(&key.id()) {
                return Err(format!("person {} is enrolled already", key.id()));
            }
            let first = self.people.is_empty() && key.id() == by;
            if first {
                let (public, last) = (*key, Some(index));
                self.people.insert(
                    by,
                    Person {
                        public,
                        last,
                        retired: false,
                    },
                );
                return match leaf.after {
                    None => Ok(*key),
                    Some(_) => Err(format!("the first entry of person {by} comes after none")),
                };
            }
        }
        let Some(person) = self.people.get_mut(&by) else {
            return Err(format!("person {by} was not enrolled before this"));
        };
        if person.retired {
            return Err(format!("person {by} was retired before this"));
        }
        let before = person.last.replace(index);
        let public = person.public;
        if leaf.after == before {
            Ok(public)
        } else {
            let said = |entry: Option<Index>| entry.map_or("none".into(), |entry| format!("entry {entry}"));
            Err(format!(
                "it says it comes after {} of person {by}, and it comes after {}",
                said(leaf.after),
                said(before)
            ))
        }
    }

    fn follow(&mut self, what: &What, index: Index) -> Result<(), String> {
        match what {
            What::PolicyChange(Policy::Opened { .. }) => Err("a record is opened once".into()),
            What::PolicyChange(Policy::Enrolled { key }) => {
                let person = Person {
                    public: *key,
                    last: None,
                    retired: false,
                };
                self.people.entry(key.id()).or_insert(person);
                Ok(())
            }
            What::PolicyChange(Policy::Retired { key }) => match self.people.get_mut(key) {
                Some(person) if !person.retired => {
                    person.retired = true;
                    Ok(())
                }
                _ => Err(format!("person {key} is not enrolled, or retired already")),
            },
            What::PolicyChange(Policy::Witness { key }) => {
                let key = NoteKey::read(key).map_err(|error| error.to_string())?;
                if !key.is_witness() {
                    return Err(format!("{key} is the key of a log and not of a witness"));
                }
                if self.witnesses.contains(&key) {
                    return Err(format!("witness {} is named already", key.name()));
                }
                self.witnesses.push(key);
                Ok(())
            }
            What::Erasure { of } => {
                let mut seen = BTreeSet::new();
                for entry in of {
                    if *entry >= index {
                        return Err(format!("it erases entry {entry}, which was not written yet"));
                    }
                    if let Some(by) = self.erased.get(entry) {
                        return Err(format!(
                            "it erases entry {entry}, which entry {by} erased already"
                        ));
                    }
                    if !seen.insert(entry) {
                        return Err(format!("it erases entry {entry} twice"));
                    }
                }
                self.erased.extend(of.iter().map(|entry| (*entry, index)));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
