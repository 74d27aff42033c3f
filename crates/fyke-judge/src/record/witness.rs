//! A partner co-signs checkpoints (C2SP tlog-cosignature, Ed25519, type 0x04):
//! that the log still holds everything it held when they last looked.
//!
//! What they last saw they keep themselves, signed by the log: who is shown
//! another history later holds two signatures of the same log that cannot both
//! be true, and can show them.

use super::checkpoint::{Checkpoint, NoteKey, Signed, good_name};
use super::leaf::{Hex, Index, Policy, What};
use super::log::{Record, RecordError};
use super::path;
use super::proof::consistency;
use super::shelf::{Shelf, ShelfError};
use super::tiles::{self, leaf_at};
use super::tree::check_consistency;
use crate::key::MachineKey;
use crate::random::{NoRandomness, Random, array};
use std::sync::Arc;

/// Why a checkpoint was not co-signed.
#[derive(Debug, thiserror::Error)]
pub enum WitnessError {
    /// The disk: the record's or the witness's own.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// A name that is none.
    #[error(
        "'{0}' is no name for a witness; take one word without spaces and plus signs, such as partner.example/w1"
    )]
    Name(String),
    /// The witness's own files were altered.
    #[error("{0} of this witness is not what it wrote; take the folder from a copy")]
    Own(String),
    /// The record is not one.
    #[error("{0}; run fyke verify on this copy, and ask for another")]
    Record(String),
    /// Signed by another key than before.
    #[error(
        "this witness knows the log {origin} by the key {known}, and this copy is signed by {now}; ask its keeper why"
    )]
    Key {
        /// Name of the log.
        origin: String,
        /// The key it was first seen with.
        known: String,
        /// The key of this copy.
        now: String,
    },
    /// It has fewer entries than before.
    #[error("this copy has {now} entries and {known} were there before; ask for a newer copy")]
    Older {
        /// Entries seen before.
        known: Index,
        /// Entries now.
        now: Index,
    },
    /// Two histories.
    #[error(
        "the log was forked: at {known} entries this witness saw the root {known_root}, and this copy of {now} entries with the root {now_root} does not contain it; nothing was signed, keep both checkpoints"
    )]
    Fork {
        /// Entries seen before.
        known: Index,
        /// Their root.
        known_root: Hex<32>,
        /// Entries now.
        now: Index,
        /// Their root.
        now_root: Hex<32>,
    },
}

/// A witness: a folder with its key and, for each log, the last checkpoint seen.
pub struct Witness<S: Shelf> {
    shelf: S,
    name: String,
    key: MachineKey,
}

/// A co-signed checkpoint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cosigned {
    /// What it says.
    pub checkpoint: Checkpoint,
    /// The whole note: give it back to the keeper of the record
    /// ([`Record::take_cosigned`]).
    pub note: Vec<u8>,
    /// Entries at the last look; none where this was the first, and the log's
    /// key was taken on the copy's word.
    pub since: Option<Index>,
}

const KEY: &str = "witness.key";

impl<S: Shelf> Witness<S> {
    /// Opens a witness's folder; draws its key on the first time.
    ///
    /// # Errors
    /// A name with spaces; the disk; a key that was altered.
    pub fn open(shelf: S, name: &str, random: &mut dyn Random) -> Result<Witness<S>, WitnessError> {
        if !good_name(name) {
            return Err(WitnessError::Name(name.into()));
        }
        let key = match shelf.read(KEY)? {
            Some(bytes) => {
                let bytes = zeroize::Zeroizing::new(bytes);
                MachineKey::from_file(&bytes).ok_or_else(|| WitnessError::Own(KEY.into()))?
            }
            None => {
                let seed = zeroize::Zeroizing::new(array(random)?);
                let key = MachineKey::from_seed(&seed);
                shelf.replace(KEY, &key.to_file())?;
                key
            }
        };
        let name = name.to_owned();
        Ok(Witness { shelf, name, key })
    }

    /// Its verifier key: give it to the keeper of the record, who names it there.
    pub fn vkey(&self) -> String {
        self.key.witness_key(&self.name).to_string()
    }

    /// Looks at a copy of a record and co-signs its checkpoint, at a time in
    /// seconds since 1970. `log_key` is the log's key got on another way; without
    /// it the key seen first is held on to.
    ///
    /// # Errors
    /// Another key, another history, fewer entries; the disk.
    pub fn cosign(&self, copy: &dyn Shelf, log_key: Option<&str>, at: u64) -> Result<Cosigned, WitnessError> {
        let mut guard = self.shelf.lock()?;
        let bad = |words: &str| WitnessError::Record(words.to_owned());
        let end = tiles::end(copy)?.ok_or_else(|| bad("there is no record in this folder"))?;
        let end = end.map_err(WitnessError::Record)?;
        let says = end.signed.says().clone();
        let said = leaf_at(copy, says.size, 0)?.and_then(|leaf| match leaf.what {
            What::PolicyChange(Policy::Opened { log_key, .. }) => Some(log_key),
            _ => None,
        });
        let said = said.ok_or_else(|| bad("entry 0 does not name the key of the log"))?;
        let now = NoteKey::read(&said).map_err(|error| WitnessError::Record(error.to_string()))?;
        if !end.signed.signed_by(&now) {
            return Err(bad("the checkpoint is not signed by the key of entry 0"));
        }
        let path = seen(&says.origin);
        let own = || WitnessError::Own(path.clone());
        let known = self.shelf.read(&path)?;
        let known = known.map(|bytes| read_seen(&bytes).ok_or_else(own)).transpose()?;
        let held = known
            .as_ref()
            .map(|(key, _)| key.clone())
            .or(log_key.map(str::to_owned));
        if let Some(known) = held
            .into_iter()
            .chain(log_key.map(str::to_owned))
            .find(|key| *key != said)
        {
            return Err(WitnessError::Key {
                origin: says.origin,
                known,
                now: said,
            });
        }
        if let Some((_, before)) = &known {
            follows(copy, before.says(), &says)?;
        }
        let note = end
            .signed
            .cosign(&self.key, &self.name, at)
            .ok_or_else(|| bad("the checkpoint cannot be signed"))?;
        // seen is seen before it is said
        guard.begin()?;
        let mut kept = format!("{said}\n").into_bytes();
        kept.extend(&note);
        self.shelf.replace(&path, &kept)?;
        guard.done()?;
        Ok(Cosigned {
            checkpoint: says,
            note,
            since: known.map(|(_, before)| before.says().size),
        })
    }
}

/// Whether the log that says `now` still holds all that `before` said.
fn follows(copy: &dyn Shelf, before: &Checkpoint, now: &Checkpoint) -> Result<(), WitnessError> {
    if now.size < before.size {
        return Err(WitnessError::Older {
            known: before.size,
            now: now.size,
        });
    }
    let proof = consistency(copy, now.size, before.size).map_err(WitnessError::Record)?;
    if check_consistency(&proof, now.size, &now.root, before.size, &before.root) {
        return Ok(());
    }
    Err(WitnessError::Fork {
        known: before.size,
        known_root: Hex(before.root),
        now: now.size,
        now_root: Hex(now.root),
    })
}

/// Where the last checkpoint of a log is kept: by the digits of its name, which
/// may hold a slash.
fn seen(origin: &str) -> String {
    let digits: String = origin.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("seen/{}", digits.get(..200).unwrap_or(&digits))
}

/// The key of a log, and the checkpoint that was seen.
fn read_seen(bytes: &[u8]) -> Option<(String, Signed)> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (key, note) = bytes.split_at_checked(end)?;
    let key = NoteKey::read(std::str::from_utf8(key).ok()?).ok()?;
    let signed = Signed::read(note.get(1..)?)?;
    signed.signed_by(&key).then(|| (key.to_string(), signed))
}

impl Record {
    /// Keeps a co-signed checkpoint beside the log, where every verifier looks
    /// at it: from then on the log cannot be written anew up to its size.
    ///
    /// # Errors
    /// A note of another log, of no witness that an entry names, of entries that
    /// are not these; the disk.
    pub fn take_cosigned(&mut self, note: &[u8]) -> Result<Checkpoint, RecordError> {
        let shelf = Arc::clone(&self.shelf);
        let mut guard = shelf.lock()?;
        self.enter(guard.as_mut())?;
        self.catch_up()?;
        let refuse = |words: &str| RecordError::Refused(format!("{words}; ask the witness for it again"));
        let signed =
            Signed::read(note).ok_or_else(|| refuse("this is no signed checkpoint in its one form"))?;
        let says = signed.says().clone();
        if !signed.signed_by(&self.note_key) || !(1..=self.size()).contains(&says.size) {
            return Err(refuse("this is no checkpoint of this log"));
        }
        let proof = consistency(shelf.as_ref(), self.size(), says.size).map_err(RecordError::Altered)?;
        if !check_consistency(&proof, self.size(), &self.edge.root(), says.size, &says.root) {
            return Err(refuse("this checkpoint was signed over other entries than these"));
        }
        let witnesses = self.standing.witnesses();
        let mut known = witnesses.to_vec();
        known.push(self.note_key.clone());
        if let Some(stranger) = signed.strangers(&known).next() {
            return Err(refuse(&format!("no entry names {stranger} as a witness")));
        }
        let named: Vec<&NoteKey> = witnesses.iter().filter(|key| signed.names(key)).collect();
        if named.is_empty() || named.iter().any(|key| signed.signed_at(key).is_none()) {
            return Err(refuse("no witness's signature on it is good"));
        }
        let path = path::witnessed(says.size);
        let before = shelf.read(&path)?.and_then(|bytes| Signed::read(&bytes));
        let note = before.map_or(Some(note.to_vec()), |before| before.join(&signed));
        let note = note.ok_or_else(|| refuse("another checkpoint of this size lies there"))?;
        shelf.replace(&path, &note)?;
        let _ = guard.done();
        Ok(says)
    }
}
