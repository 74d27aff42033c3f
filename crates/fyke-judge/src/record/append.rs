//! Writing entries: a group at a time, on disk before it is acknowledged.
//!
//! The order is what makes a kill harmless: payloads, then bundles and tiles,
//! then the checkpoint in one atomic step. Until that step nothing that was
//! written counts; whatever lies beyond the checkpoint is removed by the next
//! writer. A narrower tile goes only after the wider one counts.

use super::draft::Draft;
use super::leaf::{Actor, Handle, Hex, Index, Leaf, Policy, VERSION, What};
use super::log::{Record, RecordError};
use super::path::{self, CHECKPOINT, Tile};
use super::payload::{self, PAYLOAD_MAX, SEGMENT_MAX};
use super::shelf::{Guard, folder_of};
use super::standing::Standing;
use crate::key::{HumanAssertion, KeyId, PersonKey};
use crate::random::{Random, array};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Someone who signs entries: a [`PersonKey`] in memory today, a browser's
/// WebAuthn tomorrow.
pub trait Signatory {
    /// The name of the key.
    fn id(&self) -> KeyId;

    /// Signs `message`, which is [`Leaf::to_be_signed`] of `leaf`; `None` where
    /// the person says no.
    fn sign(&self, leaf: &Leaf, message: &[u8]) -> Option<HumanAssertion>;
}

impl Signatory for PersonKey {
    fn id(&self) -> KeyId {
        PersonKey::id(self)
    }
    fn sign(&self, _: &Leaf, message: &[u8]) -> Option<HumanAssertion> {
        Some(self.assert(message))
    }
}

/// Entries that go into the log together: written to disk and signed for by one
/// checkpoint, all or none.
pub struct Group<'a> {
    record: &'a mut Record,
    random: &'a mut dyn Random,
    /// Handles of leads that are new in this group.
    handles: BTreeMap<String, Handle>,
    /// With the entries of this group; read on when a person first writes.
    standing: Option<Standing>,
    entries: Entries,
    /// An entry was refused: whatever `write` makes of it, nothing is written.
    broken: bool,
}

/// A nonce and a payload.
type Salted = ([u8; 32], Vec<u8>);

/// The entries of a group, ready to be written.
#[derive(Default)]
pub(super) struct Entries {
    leaves: Vec<Leaf>,
    bytes: Vec<Vec<u8>>,
    /// Nonce and payload, by the place in the group.
    said: Vec<Option<Salted>>,
    standing: Option<Standing>,
    handles: BTreeMap<String, Handle>,
}

impl Record {
    /// Writes a group of entries. `write` is called with the log locked and read
    /// again, so what it sees through the group is the latest; when this
    /// returns, the entries are on disk. Nothing is written where `write` fails.
    ///
    /// # Errors
    /// What `write` says; anything of [`RecordError`].
    pub fn append<T, E: From<RecordError>>(
        &mut self,
        random: &mut dyn Random,
        write: impl FnOnce(&mut Group<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let shelf = Arc::clone(&self.shelf);
        let mut guard = shelf.lock().map_err(RecordError::from)?;
        self.enter(guard.as_mut())?;
        let mut group = Group::new(self, random);
        let told = write(&mut group);
        let broken = group.broken;
        let entries = group.into_entries();
        if told.is_ok() {
            if broken {
                let words =
                    "an entry of this group was refused, so none of it was written; leave it out and repeat";
                return Err(RecordError::Refused(words.into()).into());
            }
            self.commit(entries)?;
        }
        // what is on disk is on disk, whatever becomes of this word
        let _ = guard.done();
        told
    }

    /// What every writer does first: learn what others wrote, and clean up after
    /// those that were killed.
    pub(super) fn enter(&mut self, guard: &mut dyn Guard) -> Result<(), RecordError> {
        if self.key.is_none() {
            return Err(RecordError::ReadOnly);
        }
        let unfinished = guard.begin()?;
        self.refresh()?;
        if unfinished || !self.clean {
            self.clean_up()?;
        }
        self.finish_erasure()
    }

    /// Removes what lies beyond the checkpoint.
    pub(super) fn clean_up(&mut self) -> Result<(), RecordError> {
        let size = self.size();
        let left = |path: &&String| {
            let beyond = path::parse_segment(path).is_some_and(|(first, _)| first >= size);
            let tile = Tile::parse(path).is_some_and(|tile| !tile.in_log_of(size));
            // other parts of the program have files in this folder too
            let torn = path.strip_suffix(".new").is_some_and(path::ours);
            beyond || tile || torn
        };
        let all = self.shelf.list("")?;
        for path in all.iter().filter(left) {
            self.shelf.remove(path)?;
        }
        self.clean = true;
        Ok(())
    }

    /// Brings a group to disk.
    pub(super) fn commit(&mut self, group: Entries) -> Result<(), RecordError> {
        if group.bytes.is_empty() {
            return Ok(());
        }
        let Some(key) = &self.key else {
            return Err(RecordError::ReadOnly);
        };
        let first = self.size();
        let segments = self.write_payloads(first, &group.said)?;

        let mut edge = self.edge.clone();
        let mut files = Vec::new();
        for entry in &group.bytes {
            edge.push(entry, |file| files.push(file))
                .ok_or_else(|| too_long(entry.len()))?;
        }
        let before: BTreeSet<Tile> = self.edge.partial().into_iter().map(|(tile, _)| tile).collect();
        files.extend(
            edge.partial()
                .into_iter()
                .filter(|(tile, _)| !before.contains(tile)),
        );
        let mut folders = BTreeSet::new();
        for (tile, bytes) in &files {
            let path = tile.path();
            self.shelf.write_new(&path, bytes)?;
            folders.insert(folder_of(&path).to_owned());
        }
        for folder in &folders {
            self.shelf.sync_folder(folder)?;
        }

        let says = super::Checkpoint {
            origin: self.origin().into(),
            size: edge.size(),
            root: edge.root(),
        };
        let signed = says.sign(key).ok_or_else(|| {
            RecordError::Refused("the origin of this log cannot be signed; begin a new record".into())
        })?;
        self.shelf.replace(CHECKPOINT, &signed)?;

        // from here on it counts; what follows is tidiness
        for tile in before.iter().filter(|tile| !tile.in_log_of(edge.size())) {
            if self.shelf.remove(&tile.path()).is_err() {
                self.clean = false;
            }
        }
        self.edge = edge;
        self.signed = signed;
        self.segments.extend(segments);
        if self.handles_to == first {
            self.handles.extend(group.handles);
            self.handles_to = self.edge.size();
        }
        if let Some(standing) = group.standing {
            self.standing = standing;
        }
        Ok(())
    }

    fn write_payloads(
        &self,
        first: Index,
        said: &[Option<Salted>],
    ) -> Result<Vec<(Index, u64)>, RecordError> {
        let mut written = Vec::new();
        for (start, part) in (first..)
            .step_by(SEGMENT_MAX as usize)
            .zip(said.chunks(SEGMENT_MAX as usize))
        {
            let mut bytes = Vec::new();
            for (index, said) in (start..).zip(part) {
                if let Some((nonce, payload)) = said {
                    let (nonce, payload) = (*nonce, payload.as_slice());
                    payload::Line {
                        index,
                        nonce,
                        payload,
                    }
                    .write(&mut bytes);
                }
            }
            if !bytes.is_empty() {
                let n = part.len() as u64;
                self.shelf.write_new(&path::segment(start, n), &bytes)?;
                written.push((start, n));
            }
        }
        if !written.is_empty() {
            self.shelf.sync_folder("payloads")?;
        }
        Ok(written)
    }
}

impl<'a> Group<'a> {
    pub(super) fn new(record: &'a mut Record, random: &'a mut dyn Random) -> Group<'a> {
        Group {
            record,
            random,
            handles: BTreeMap::new(),
            standing: None,
            entries: Entries::default(),
            broken: false,
        }
    }

    pub(super) fn into_entries(mut self) -> Entries {
        self.entries.standing = self.standing;
        self.entries.handles = self.handles;
        self.entries
    }

    /// The record as it stands, without this group.
    pub fn record(&self) -> &Record {
        self.record
    }

    /// The number that the next entry of this group gets.
    pub fn next(&self) -> Index {
        self.record.size() + self.entries.leaves.len() as u64
    }

    /// The handle of a lead; a new one where the record has none yet.
    ///
    /// # Errors
    /// Payloads that cannot be read; no random bytes.
    pub fn handle(&mut self, lead: &str) -> Result<Handle, RecordError> {
        if let Some(handle) = self.handles.get(lead) {
            return Ok(*handle);
        }
        if let Some(handle) = self.record.handles()?.get(lead) {
            return Ok(*handle);
        }
        let handle = Hex(array(self.random)?);
        self.handles.insert(lead.into(), handle);
        Ok(handle)
    }

    /// One entry, from the log or from this group.
    ///
    /// # Errors
    /// As [`Record::leaf`].
    pub fn leaf(&self, index: Index) -> Result<Leaf, RecordError> {
        let own = index.checked_sub(self.record.size());
        match own.and_then(|own| self.entries.leaves.get(usize::try_from(own).ok()?)) {
            Some(leaf) => Ok(leaf.clone()),
            None => self.record.leaf(index),
        }
    }

    /// What an entry of the log says, as [`Record::payload`].
    ///
    /// # Errors
    /// As [`Record::payload`].
    pub fn payload<T: DeserializeOwned>(&self, index: Index) -> Result<Option<T>, RecordError> {
        self.record.payload(index)
    }

    /// Every entry from `from` on, of the log and of this group.
    ///
    /// # Errors
    /// As [`Record::each`].
    pub fn each<E: From<RecordError>>(
        &self,
        from: Index,
        mut each: impl FnMut(Index, &Leaf) -> Result<(), E>,
    ) -> Result<(), E> {
        self.record.each(from, &mut each)?;
        for (index, leaf) in (self.record.size()..).zip(&self.entries.leaves) {
            if index >= from {
                each(index, leaf)?;
            }
        }
        Ok(())
    }

    /// Adds an entry of the machine.
    ///
    /// # Errors
    /// A kind that takes a person.
    pub fn machine(&mut self, draft: Draft) -> Result<Index, RecordError> {
        let first = matches!(draft.what, What::PolicyChange(Policy::Opened { .. })) && self.next() == 0;
        if !draft.what.by_machine() || (matches!(draft.what, What::PolicyChange(_)) && !first) {
            return Err(RecordError::Refused(
                "a machine decides nothing and changes no rule; a person's key has to sign this".into(),
            ));
        }
        let by = match &self.record.key {
            Some(key) => Actor::Machine(key.id()),
            None => return Err(RecordError::ReadOnly),
        };
        let (leaf, said) = self.prepare(by, draft)?;
        // a machine's entry leaves everybody's standing as it was
        if first || self.standing.is_some() {
            let standing = self.standing.get_or_insert_with(Standing::default);
            if let Err(words) = standing.admit(&leaf) {
                self.broken = true;
                return Err(refused(words));
            }
        }
        self.add(leaf, said)
    }

    /// Adds an entry of a person, signed now.
    ///
    /// # Errors
    /// A key that is not enrolled, or retired; the person said no.
    pub fn person(&mut self, by: &dyn Signatory, draft: Draft) -> Result<Index, RecordError> {
        if self.standing.is_none() {
            self.record.catch_up()?;
            let mut standing = self.record.standing.clone();
            // entries of the machine in this group, before any of a person
            self.entries.leaves.iter().for_each(|_| standing.pass());
            self.standing = Some(standing);
        }
        let id = by.id();
        let (mut leaf, said) = self.prepare(Actor::Person(id), draft)?;
        let Some(standing) = &mut self.standing else {
            return Err(RecordError::Refused(
                "nobody is known here yet; open the record again".into(),
            ));
        };
        leaf.after = standing.after(id);
        let public = standing
            .admit(&leaf)
            .inspect_err(|_| self.broken = true)
            .map_err(refused)?;
        let message = leaf.to_be_signed(self.record.note_key.name());
        let Some(assertion) = by.sign(&leaf, &message) else {
            self.broken = true;
            return Err(RecordError::Refused(
                "the person did not sign; nothing was written".into(),
            ));
        };
        let good = public == Some(assertion.by()) && assertion.by().verifies(&message, assertion.signature());
        if !good {
            self.broken = true;
            return Err(RecordError::Refused(
                "the signature is not that of the person it was asked of; nothing was written".into(),
            ));
        }
        leaf.sig = Some(Hex(*assertion.signature()));
        self.add(leaf, said)
    }

    fn prepare(&mut self, by: Actor, draft: Draft) -> Result<(Leaf, Option<Salted>), RecordError> {
        let about = match &draft.lead {
            Some(lead) => Some(self.handle(lead)?),
            None => None,
        };
        let said = match draft.payload()? {
            None => None,
            Some(payload) if payload.len() > PAYLOAD_MAX => {
                return Err(RecordError::Refused(format!(
                    "{} bytes are more than the {PAYLOAD_MAX} that an entry may say; take files in as evidence instead",
                    payload.len()
                )));
            }
            Some(payload) => Some((array(self.random)?, payload)),
        };
        let leaf = Leaf {
            v: VERSION,
            by,
            after: None,
            about,
            payload: said
                .as_ref()
                .map(|(nonce, payload)| payload::commitment(nonce, payload)),
            what: draft.what,
            sig: None,
        };
        Ok((leaf, said))
    }

    fn add(&mut self, leaf: Leaf, said: Option<Salted>) -> Result<Index, RecordError> {
        let index = self.next();
        let bytes = leaf.bytes();
        if bytes.len() > usize::from(u16::MAX) {
            self.broken = true;
            return Err(too_long(bytes.len()));
        }
        self.entries.bytes.push(bytes);
        self.entries.leaves.push(leaf);
        self.entries.said.push(said);
        Ok(index)
    }
}

fn refused(words: String) -> RecordError {
    RecordError::Refused(format!("this entry may not be written: {words}"))
}

fn too_long(bytes: usize) -> RecordError {
    RecordError::Refused(format!(
        "an entry of {bytes} bytes is more than the {} that a log takes; split its list over several",
        u16::MAX
    ))
}
